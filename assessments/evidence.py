"""The records behind a number: which gave it, which are missing, what would raise it (ASM-03).

Every source starts from ``visible_to``; a line links to the record's own page, which checks its own permission.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.urls import reverse
from django.utils import timezone

from core.dates import add_months
from grids.models import Opinion
from meetings.models import Meeting
from members.models import DualRegistration
from organizations.kinds import Kind
from organizations.models import Organization, Post, UnitPresence
from services.models import Activity, Agreement, AgreementItem

LIMIT = 500


@dataclass(frozen=True)
class Line:
    """One record: the day, what, its page, whether it counts, and why (not)."""

    on: date | None
    title: str
    url: str
    counts: bool
    note: str = ""


Source = Callable[[Any, Organization, date, date], list[Line]]


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None


def _entered(lag_days: int | None) -> str:
    return f"会后{lag_days}天录入" if lag_days else "当天录入"


def _meetings(kind: str) -> Source:
    def lines(user: Any, organization: Organization, first: date, last: date) -> list[Line]:
        rows = (
            Meeting.objects.visible_to(user, "organizations.view_meeting")
            .under(organization)
            .filter(kind_id=kind, month__range=(first, last))
            .select_related("organization")
            .order_by("starts_at")[:LIMIT]
        )
        found = []
        for row in rows:
            recorded = row.state in Meeting.RECORDED_STATES
            note = _entered(row.lag_days) if recorded else row.get_state_display()
            found.append(
                Line(
                    _day(row.held_at or row.starts_at),
                    f"{row.topic} · {row.organization.label}",
                    reverse("meetings:detail", args=[row.pk]),
                    recorded,
                    note,
                )
            )
        if kind == "theme_day" and organization.kind == Kind.COMMUNITY:
            held = {row.month for row in rows if row.state in Meeting.RECORDED_STATES}
            month = first
            while month <= last:
                if month not in held:
                    found.append(
                        Line(
                            month,
                            f"{month.month}月没有主题党日记录",
                            reverse("meetings:index"),
                            False,
                            "补上记录可得分",
                        )
                    )
                month = add_months(month, 1)
            found.sort(key=lambda line: line.on or first)
        return found

    return lines


def _registrations(user: Any, organization: Organization, first: date, last: date) -> list[Line]:
    end = add_months(last, 1)
    rows = (
        DualRegistration.objects.visible_to(user, "organizations.view_member")
        .under(organization)
        .filter(Q(during__overlap=(first, end)) | Q(state__in=["submitted", "asked_back"]))
        .select_related("person", "organization")
        .order_by("submitted_at")[:LIMIT]
    )
    return [
        Line(
            _day(row.decided_at or row.submitted_at),
            f"{row.person.name} · {row.unit_name or '未填单位'} · {row.get_side_display()}",
            reverse("members:registration", args=[row.pk]),
            row.state in ("confirmed", "ended"),
            row.get_state_display(),
        )
        for row in rows
    ]


def _agreement_coverage(user: Any, organization: Organization, first: date, last: date) -> list[Line]:
    signed = {
        (row.organization_id, row.unit_id): row
        for row in Agreement.objects.visible_to(user, "organizations.view_service")
        .under(organization)
        .filter(year=last.year)[:LIMIT]
    }
    lines = []
    for presence in (
        UnitPresence.objects.visible_to(user, "organizations.view_service")
        .under(organization)
        .filter(during__overlap=(first, add_months(last, 1)))
        .select_related("unit", "organization")[:LIMIT]
    ):
        agreement = signed.get((presence.organization_id, presence.unit_id))
        confirmed = agreement is not None and agreement.state in Agreement.SIGNED
        lines.append(
            Line(
                _day(agreement.confirmed_by_unit_at) if agreement else None,
                f"{presence.unit.name} · {presence.organization.label}",
                reverse("services:agreement", args=[agreement.pk]) if agreement else reverse("services:coverage"),
                confirmed,
                agreement.get_state_display() if agreement else "今年还没有协议",
            )
        )
    return lines


def _agreement_items(user: Any, organization: Organization, first: date, last: date) -> list[Line]:
    rows = (
        AgreementItem.objects.visible_to(user, "organizations.view_service")
        .under(organization)
        .filter(due_on__gte=first, due_on__lt=add_months(last, 1))
        .binding()
        .select_related("agreement__unit")
        .order_by("due_on")[:LIMIT]
    )
    return [
        Line(
            row.due_on,
            f"{row.title} · {row.agreement.unit.name}",
            reverse("services:agreement", args=[row.agreement_id]),
            row.done_on is not None and row.done_on <= row.due_on,
            f"{row.done_on:%m-%d}完成" if row.done_on else f"完成{row.done}/{row.target}",
        )
        for row in rows
    ]


def _activities(user: Any, organization: Organization, first: date, last: date) -> list[Line]:
    start = timezone.make_aware(datetime(first.year, first.month, 1))
    following = add_months(last, 1)
    end = timezone.make_aware(datetime(following.year, following.month, 1))
    confirmed = Q(claims__state="confirmed")
    rows = (
        Activity.objects.visible_to(user, "organizations.view_service")
        .under(organization)
        .filter(starts_at__gte=start, starts_at__lt=end)
        .annotate(hours=Sum("claims__hours", filter=confirmed), persons=Count("claims", filter=confirmed))
        .select_related("organization")
        .order_by("starts_at")[:LIMIT]
    )
    return [
        Line(
            _day(row.starts_at),
            f"{row.title} · {row.organization.label}",
            reverse("services:activity", args=[row.pk]),
            bool(row.persons),
            f"{row.persons}人 {row.hours or 0}小时" if row.persons else "还没有双方确认的时长",
        )
        for row in rows
    ]


def _opinions(rated: bool) -> Source:
    def lines(user: Any, organization: Organization, first: date, last: date) -> list[Line]:
        end = add_months(last, 1)
        rows = Opinion.objects.visible_to(user, "organizations.view_grid").under(organization)
        if rated:
            rows = rows.filter(rated_at__date__gte=first, rated_at__date__lt=end).exclude(satisfaction="")
        else:
            rows = rows.filter(due_on__gte=first, due_on__lt=end)
        return [
            Line(
                row.due_on,
                row.content[:40],
                reverse("grids:opinion", args=[row.pk]),
                row.satisfaction in ("satisfied", "basic")
                if rated
                else row.answered_at is not None and timezone.localtime(row.answered_at).date() <= row.due_on,
                row.get_satisfaction_display() if rated else f"时限{row.due_on:%m-%d} · {row.get_state_display()}",
            )
            for row in rows.order_by("due_on")[:LIMIT]
        ]

    return lines


def _secretaries(user: Any, organization: Organization, first: date, last: date) -> list[Line]:
    end = add_months(last, 1)
    rows = (
        Post.objects.visible_to(user, "organizations.view_organization")
        .under(organization)
        .filter(
            position="secretary",
            organization__kind__in=[Kind.COMMUNITY_COMMITTEE, Kind.COMMUNITY_GENERAL_BRANCH],
            during__overlap=(last, end),
        )
        .select_related("person", "organization")
        .order_by(F("person__birth_date").asc(nulls_last=True))[:LIMIT]
    )
    return [
        Line(
            row.during.lower,
            f"{row.person.name} · {row.organization.label}",
            reverse("organizations:posts"),
            row.person.birth_date is not None,
            f"{row.person.birth_date:%Y-%m}生 · {row.person.get_education_display() or '学历未填'}"
            if row.person.birth_date
            else "出生日期未填",
        )
        for row in rows
    ]


SOURCES: dict[str, Source] = {
    "theme_day_held": _meetings("theme_day"),
    "theme_day_prompt": _meetings("theme_day"),
    "theme_day_attendance": _meetings("theme_day"),
    "joint_conference": _meetings("joint_conference"),
    "big_committee_meeting": _meetings("big_committee_meeting"),
    "registration_rate": _registrations,
    "agreement_coverage": _agreement_coverage,
    "agreement_items": _agreement_items,
    "service_hours": _activities,
    "service_persons": _activities,
    "opinions_prompt": _opinions(rated=False),
    "opinions_satisfied": _opinions(rated=True),
    "secretary_age": _secretaries,
    "secretary_college": _secretaries,
}


def register_link(indicator: str, organization: Organization, last: date) -> str | None:
    """Numbers of members open the register itself, filtered: the list is too long to repeat."""
    if not indicator.startswith("members"):
        return None
    day = add_months(last, 1)
    day = date.fromordinal(day.toordinal() - 1)
    query = f"?organization={organization.pk}&as_of={min(day, timezone.localdate()):%Y-%m-%d}"
    if indicator == "members_college":
        query += "&education=college,bachelor,postgraduate"
    return reverse("members:index") + query


def lines(indicator: str, *, user: Any, organization: Organization, first: date, last: date) -> list[Line]:
    """Records of the organisation's subtree behind an indicator in the months ``first`` to ``last``."""
    source = SOURCES.get(indicator)
    return source(user, organization, first, last) if source else []
