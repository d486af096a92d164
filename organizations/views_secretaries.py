"""The profile of secretaries on a page, each number with its list; the mode by which one was chosen (ORG-16)."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.chinese.numbers import half_up
from core.web.forms import Done, bound
from core.web.guards import require, require_safe_or_POST
from organizations import queries, secretaries, standards
from organizations.access import get_scoped, may_manage
from organizations.models import Organization, Post
from organizations.modes import modes_of
from organizations.views import PAGE, VIEW, show, tabs
from organizations.views_staff import VIEW_MEMBER

GROUPS = (
    ("人员", ("all", "vacant")),
    ("年龄", ("aged", "no_age")),
    ("年轻书记", ("young", "young_college", "young_below", "young_unknown")),
    ("交叉任职", ("director", "no_director")),
)


def _profile(request: HttpRequest) -> tuple[secretaries.Profile, Organization | None]:
    today = timezone.localdate()
    roots = queries.roots_of(request.user, VIEW_MEMBER)
    root = roots[0] if roots else None
    rows = secretaries.secretaries(request.user, VIEW_MEMBER, today)
    return secretaries.Profile(rows, modes_of(root, today)), root


def _judged(name: str, value: Any, root: Organization | None) -> dict[str, Any]:
    """A number against the standard of the place, whose bound belongs to it."""
    standard = standards.row(name, organization=root, as_of=timezone.localdate())
    return {
        "value": None if value is None else half_up(value, 1),
        "standard": f"{'不超过' if '<' in standard.op else '不低于'} {standard.text}",
        "kept": None if value is None else standard.allows(value),
    }


@require(VIEW_MEMBER)
@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """Mean age, schooling of the young, modes of selection, cross-appointment and reserve cadres."""
    found, root = _profile(request)
    modes = [part for key, part in found.parts.items() if "mode" in key]
    context = {
        "groups": [(title, [found.parts[key] for key in keys]) for title, keys in GROUPS] + [("选任方式", modes)],
        "mean": _judged(secretaries.MEAN_AGE, found.mean, root),
        "college": _judged(secretaries.COLLEGE_SHARE, found.college_share, root),
        "young_age": next((row.young_age for row in found.rows), None),
        "reserves": secretaries.reserves(request.user, VIEW_MEMBER, timezone.localdate()).count(),
        "tabs": tabs("organizations:posts"),
    }
    return render(request, "organizations/secretaries.html", context)


@require(VIEW_MEMBER)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Who is behind one number, by the rule that counted it."""
    key = request.GET.get("part", "all")
    today = timezone.localdate()
    if key == "reserves":
        rows = secretaries.reserves(request.user, VIEW_MEMBER, today)
        context: dict[str, Any] = {"label": "挂职的后备干部", "reserves": True}
    else:
        part = _profile(request)[0].parts.get(key)
        if part is None:
            raise Http404
        rows, context = part.rows, {"label": part.label}
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    posts = [row.post for row in page if key != "reserves" and row.post]
    kept = {post.pk for post in posts if may_manage(request.user, post.organization)}
    context |= {"page": page, "key": key, "kept": kept}
    return render(request, "organizations/secretaries_list.html", context)


class ModeForm(forms.Form):
    """By which of the district's modes a secretary was chosen."""

    selection_mode = forms.ChoiceField(label="选任方式")

    def __init__(self, *args: Any, modes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["selection_mode"].choices = [("", "请选择"), *((each, each) for each in modes)]  # type: ignore[attr-defined]


@require(VIEW)
@require_safe_or_POST
def mode(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter or correct the mode of a post that stands."""
    today = timezone.localdate()
    post = get_scoped(Post.objects.select_related("organization", "person"), request.user, see=VIEW, pk=pk)
    if not may_manage(request.user, post.organization):
        raise PermissionDenied("您可以查看，但没有办理任职的权限")
    form = ModeForm(
        bound(request),
        modes=modes_of(post.organization, today),
        initial={"selection_mode": post.selection_mode},
    )

    def act(data: dict[str, Any]) -> Done:
        secretaries.set_mode(by=request.user, post=post, mode=data["selection_mode"], today=today)
        return Done(reverse("organizations:secretaries"), f"已登记{post.person.name}的选任方式")

    context = {
        "heading": f"{post.person.name}的选任方式",
        "back": reverse("organizations:secretaries"),
        "shown_of": post,
    }
    return show(request, form, act, "frame/form.html", **context)
