"""Persons who may be entered twice, two of them side by side, and the merge taken apart: scope → form → render."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.records import walls
from core.web.forms import Done, bound, press, run
from core.web.guards import Request, require, require_safe_or_POST
from members.merging import actions, queries
from members.merging.forms import CommunityForm, MergeForm
from members.merging.models import PersonMerge
from members.models import Membership
from organizations.access import get_scoped
from organizations.models import Organization
from organizations.ties import paths_of
from people.models import Person

VIEW, MANAGE = queries.VIEW, queries.MANAGE
LIST = "members:duplicates"


@require(MANAGE)
@require_safe
def duplicates(request: Request) -> HttpResponse:
    """Pairs of one community."""
    communities = Organization.objects.visible_to(request.user, MANAGE).communities().order_by("path")
    form = CommunityForm(request.GET, communities=communities)
    chosen = form.chosen() or communities.first()
    found = queries.pairs(chosen) if chosen is not None else []
    context = {"form": form, "chosen": chosen, "pairs": found, "most": queries.PAIRS}
    return render(request, "members/duplicates.html", context)


@require(MANAGE)
@require_safe_or_POST
def merge(request: Request, first: int, second: int) -> HttpResponse:
    """Two records side by side; the form says which stays."""
    visible = Person.objects.visible_to(request.user, MANAGE)
    one, two = get_object_or_404(visible, pk=first), get_object_or_404(visible, pk=second)
    form = MergeForm(bound(request), first=one, second=two)

    def act(data: dict[str, Any]) -> Done:
        kept, gone, versions = form.who()
        actions.merge_persons(
            by=request.user,
            kept=kept,
            gone=gone,
            versions=versions,
            reason=data["reason"],
            organization=_place_of(kept, gone),
        )
        return Done(_page_of(kept), f"已合并为一份：{kept.name}")

    def page() -> HttpResponse:
        with walls.beyond(actions.MERGE):
            counts = queries.counted([one.pk, two.pk])
        sides = [(one, "第一份", counts[one.pk]), (two, "第二份", counts[two.pk])]
        return render(request, "members/merge.html", {"form": form, "sides": sides, "one": one})

    return run(request, form, act, page)


def _place_of(*persons: Person) -> Organization:
    """Where they are kept today: the lowest organisation that a tie names, for a member the branch."""
    today = timezone.localdate()
    paths = [path for person in persons for path in paths_of(person.pk, today)]
    return Organization.objects.filter(path__in=paths).order_by("-path")[:1].get()


def _page_of(person: Person) -> str:
    spell = Membership.objects.filter(person=person).order_by("-during").first()
    return reverse("members:member", args=[spell.pk]) if spell is not None else reverse(LIST)


@require(MANAGE)
@require_POST
def take_apart(request: Request, pk: int) -> HttpResponse:
    found: PersonMerge = get_scoped(
        PersonMerge.objects.select_related("kept", "organization"), request.user, see=VIEW, need=MANAGE, pk=pk
    )
    back = _page_of(found.kept)

    def act() -> Done:
        actions.take_apart(by=request.user, merge=found)
        return Done(back, "已拆分为两份记录")

    return press(request, act, back=back)
