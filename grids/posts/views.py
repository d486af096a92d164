"""A member's own duties on the phone, and who has none, for the office (MEM-07)."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.web.forms import Done, bound, run
from core.web.guards import Request, personal, require, require_safe_or_POST
from grids.models import DutyPost
from grids.posts import queries
from grids.posts.register import SERVICES
from organizations.registers import actions


class OwnServiceForm(forms.Form):
    post = forms.ModelChoiceField(DutyPost.objects.none(), label="岗位", empty_label=None)
    served_on = forms.DateField(label="日期")
    content = forms.CharField(label="做了什么", max_length=200)

    def __init__(self, *args: Any, posts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["post"]
        field.queryset = posts
        field.label_from_instance = lambda post: f"{post.name}（{post.organization.name}）"
        self.fields["served_on"].initial = timezone.localdate()


@personal
@require_safe_or_POST
def my_duties(request: Request) -> HttpResponse:
    """Posts, areas, grids and who is helped; a POST records what was done in one of the own posts."""
    today, person = timezone.localdate(), request.user.person_id
    posts = DutyPost.objects.standing().filter(person=person, during__contains=today).select_related("organization")
    form = OwnServiceForm(bound(request), posts=posts)

    def act(data: dict[str, Any]) -> Done:
        actions.add_line(by=request.user, part=SERVICES, entry=data.pop("post"), today=today, **data)
        return Done("grids:my_duties", "服务已登记")

    def page() -> HttpResponse:
        duties = queries.duties_of(person, today=today)
        return render(request, "grids/my_duties.html", {"duties": duties, "form": form if duties.duty_posts else None})

    return run(request, form, act, page)


@require(queries.VIEW_MEMBER)
@require_safe
def duty_coverage(request: HttpRequest) -> HttpResponse:
    """Members without a post or an area by branch, and grids without; every number opens its list (``?branch=``)."""
    today, asked = timezone.localdate(), request.GET.get("branch", "")
    branch = int(asked) if asked.isdigit() else None
    rows = queries.branches(request.user, today=today)
    context = {
        "branches": rows,
        "members": sum(row.members for row in rows),
        "without": sum(row.without for row in rows),
        "chosen": next((row for row in rows if row.pk == branch), None),
        "people": queries.without_post(request.user, today=today, branch=branch) if asked else None,
        "grids": queries.bare_grids(request.user, today=today),
    }
    return render(request, "grids/duty_coverage.html", context)
