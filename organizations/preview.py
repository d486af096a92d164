"""What a change of an organisation touches, counted before it is done and compared when it is confirmed (ORG-21)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from core.web.home import Hanging, lists
from organizations.desks.queries import desks, lines_of_desk
from organizations.models import Grant, Organization, Participation, Post, UnitPresence

NAMES_SHOWN = 5
NOBODY = 0
"""An account that is none: a viewer for whom nothing is barred."""


@dataclass(frozen=True)
class Preview:
    """``asked``: what was chosen (day, superior); ``lines``: what hangs on the organisation under that choice."""

    asked: Mapping[str, Any]
    lines: tuple[Hanging, ...]

    @property
    def numbers(self) -> str:
        """What the page shows, as one text that the confirmation sends back."""
        return "|".join([*(f"{key}={value}" for key, value in self._asked()), *(f"{k}={v}" for k, v in self._counts())])

    def _asked(self) -> list[tuple[str, str]]:
        return [(key, str(getattr(value, "pk", value))) for key, value in self.asked.items()]

    def _counts(self) -> list[tuple[str, str]]:
        return [(line.label, str(line.count)) for line in self.lines]

    def other_choice(self, seen: str) -> bool:
        """Whether ``seen`` belongs to another day or superior, or to no preview at all."""
        sent = _parts(seen)
        return any(sent.get(key) != value for key, value in self._asked())

    def changed(self, seen: str) -> list[str]:
        """In words, what is not as it was when the page with ``seen`` was drawn."""
        sent = _parts(seen)
        now = dict(self._counts())
        labels = [*now, *(label for label in sent if label not in now and label not in self.asked)]
        before_after = [(label, sent.get(label, "0"), now.get(label, "0")) for label in labels]
        return [f"{label}由{before}变为{after}" for label, before, after in before_after if before != after]


def _parts(seen: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in seen.split("|") if "=" in part)


def what_hangs(organization: Organization, on: date) -> list[Hanging]:
    """Everything that stands at the organisation or below it, each kind with its number; a few queries a room."""
    return [each for ask in lists().hangings for each in ask(organization, on)]


def of_dissolution(organization: Organization, on: date) -> Preview:
    return Preview({"on": on}, tuple(each for each in what_hangs(organization, on) if each.count))


def of_move(organization: Organization, parent: Organization, on: date) -> Preview:
    lines = [each for each in what_hangs(organization, on) if each.count]
    return Preview({"on": on, "parent": parent}, (*lines, *sight_changes(organization, parent, on)))


def sight_changes(organization: Organization, parent: Organization, on: date) -> Iterable[Hanging]:
    """Accounts at the superiors that are left and not kept, and at those that are joined."""
    old, new = set(organization.ancestor_ids[:-1]), set(parent.ancestor_ids)
    kept = _accounts(old & new, on) | _accounts({organization.pk}, on)
    for label, places, words in (
        ("失去查看权限的账号", old - new, "改隶当日起看不到这里的记录"),
        ("得到查看权限的账号", new - old, "改隶当日起可以看到这里的全部记录，包括以往的"),
    ):
        found = _accounts(places, on) - kept
        if found:
            names = "、".join(sorted(name for _, name in found)[:NAMES_SHOWN])
            names += "等" * (len(found) > NAMES_SHOWN)
            yield Hanging(label, len(found), "", moved=f"{names}{words}")


def _accounts(places: set[int], on: date) -> set[tuple[int, str]]:
    held = Grant.objects.filter(content_object__in=places, during__contains=on, user__is_active=True)
    return {(user, name or "") for user, name in held.values_list("user_id", "user__person__name")}


def standing_here(organization: Organization, on: date) -> list[Hanging]:
    """What this room knows: organisations below, posts, grants by hand, accounts, units, what is owed."""
    page = reverse("organizations:detail", args=[organization.pk])
    below = Organization.objects.under(organization).in_force(on).exclude(pk=organization.pk)
    posts = Post.objects.under(organization).filter(Q(during__endswith__isnull=True) | Q(during__endswith__gt=on))
    grants = Grant.objects.filter(
        Q(during__endswith__isnull=True) | Q(during__endswith__gt=on),
        content_object__in=Organization.objects.under(organization).values("pk"),
    )
    by_hand = grants.filter(post=None, acting=None)
    units = UnitPresence.objects.under(organization).filter(during__contains=on)
    parts = Participation.objects.under(organization).filter(during__contains=on)
    return [
        Hanging(
            "下级组织", below.count(), page, dissolved="须先撤销或改隶", moved="随之改隶", merged="改隶到并入的组织"
        ),
        Hanging("任职", posts.count(), page, dissolved="同日结束，权限随之失去", moved="不变"),
        Hanging("另行授予的权限", by_hand.count(), page, dissolved="保留，可查看以往记录"),
        Hanging("有权限的账号", grants.values("user").distinct().count(), page, dissolved="账号保留"),
        Hanging("驻区单位", units.count(), reverse("organizations:units"), dissolved="登记保留"),
        Hanging("参加大党委的单位", parts.count(), page, dissolved="记录保留"),
        Hanging("待办事项", _owed(organization), page, dissolved="不再提醒", moved="不变，改由新的上级督办"),
    ]


def _owed(organization: Organization) -> int:
    """How many things the organisation and what is below it owe today."""
    rights = {duty.right for duty in lists().duty.values() if duty.right}
    now = timezone.now()
    return sum(
        line.count
        for desk in desks({organization.path: rights})
        for line in lines_of_desk(desk, viewer=NOBODY, now=now)
        if line.own or line.missing
    )
