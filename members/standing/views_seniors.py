"""Senior members of a community, decided on in bulk: scope → form → render."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.office import documents
from core.records.errors import RuleViolation
from core.web.forms import INVALID, Done, bound, press, run
from core.web.guards import Request, require, require_safe_or_POST
from members.merging.forms import CommunityForm
from members.standing import seniors as rules
from members.standing.models import SeniorAward
from organizations.access import get_scoped
from organizations.models import Organization
from organizations.scoping import may

VIEW, MANAGE = "organizations.view_member", "organizations.manage_member"


class AwardForm(forms.Form):
    """One decision on several senior members."""

    persons = forms.TypedMultipleChoiceField(coerce=int, error_messages={"required": "请先勾选党员"})
    decision = forms.ChoiceField(label="决定", choices=SeniorAward.Decision)
    document = forms.CharField(label="文件字号", max_length=60, required=False, help_text="颁发必填")
    given_on = forms.DateField(label="颁发日期", required=False)
    reason = forms.CharField(label="原因", max_length=200, required=False, help_text="暂不颁发必填")

    def __init__(self, *args: Any, people: list[rules.Senior], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.spell.person_id, each.spell.person.name) for each in people]
        self.fields["persons"].choices = choices  # type: ignore[attr-defined]

    def clean_given_on(self) -> date | None:
        day: date | None = self.cleaned_data["given_on"]
        if day is not None:
            try:
                rules.check_given(day, today=timezone.localdate())
            except RuleViolation as violation:
                raise forms.ValidationError(violation.message) from violation
        return day


def _year(request: Request, this: int) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdigit() and this - 10 <= int(asked) <= this else this


@require(VIEW)
@require_safe_or_POST
def seniors(request: Request) -> HttpResponse:
    """Who has the years of the medal on 1 July of the year."""
    today = timezone.localdate()
    year = _year(request, today.year)
    communities = Organization.objects.visible_to(request.user, VIEW).communities().order_by("path")
    chooser = CommunityForm(request.GET, communities=communities)
    community = chooser.chosen() or communities.first()
    if community is None:
        status = INVALID if request.method == "POST" else 200
        return render(request, "members/seniors.html", {"chooser": chooser, "community": None}, status=status)
    people = rules.seniors(community, year, today=today)
    form = AwardForm(bound(request), people=people)
    here = f"{reverse('members:seniors')}?community={community.pk}&year={year}"
    manages = may(request.user, MANAGE, community)

    def act(data: dict[str, Any]) -> Done:
        get_object_or_404(Organization.objects.visible_to(request.user, MANAGE), pk=community.pk)
        count = rules.decide(by=request.user, community=community, year=year, **data)
        return Done(here, f"已登记 {count} 名老党员的决定")

    ticked = set(request.POST.getlist("persons"))
    context = {
        "chooser": chooser,
        "community": community,
        "year": year,
        "years": [
            {
                "label": f"{each}年",
                "url": f"?community={community.pk}&year={each}",
                "current": each == year,
            }
            for each in range(today.year - 4, today.year + 1)
        ],
        "reckoning": rules.reckoning(community, year),
        "people": [(each, str(each.spell.person_id) in ticked) for each in people],
        "form": form,
        "manages": manages,
    }
    return run(request, form, act, lambda: render(request, "members/seniors.html", context), back=here)


@require(VIEW)
@require_safe
def seniors_pdf(request: Request, pk: int) -> HttpResponse:
    community: Organization = get_scoped(Organization.objects.communities(), request.user, see=VIEW, pk=pk)
    today = timezone.localdate()
    year = _year(request, today.year)
    content = rules.award_list(community, year, today=today)
    return documents.download(content, f"{year}年老党员名单-{community.name}.pdf")


@require(MANAGE)
@require_POST
def senior_back(request: Request, pk: int) -> HttpResponse:
    """A decision entered by mistake."""
    award: SeniorAward = get_scoped(
        SeniorAward.objects.select_related("organization"), request.user, see=VIEW, need=MANAGE, pk=pk
    )
    back = reverse("members:seniors")

    def act() -> Done:
        rules.take_back(by=request.user, award=award)
        return Done(back, "已撤销这项决定")

    return press(request, act, back=back)
