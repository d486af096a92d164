"""The day on which a change takes effect: one guard for every action with a business date (ORG-21, ASM-12).

A change moves every figure from its day on, so it is refused as soon as a month of its district has been closed at or
after that day. Corrections of closed months are entered as of the first open day.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Min
from django.db.models.functions import Lower

from core.chinese.dates import add_years, chinese_date, month_start, next_month
from core.records.errors import RuleViolation
from organizations.models import Month, Organization, Placement

YEARS_AHEAD = 1
"""How far ahead a change may be scheduled: beyond it a typed year is taken for a slip."""


def first_day(organization: Organization) -> date | None:
    """The day from which the organisation exists: its founding, else its first superior; None for a root."""
    return first_days([organization]).get(organization.pk)


def first_days(organizations: Iterable[Organization]) -> dict[int, date]:
    """``first_day`` of many, by id; at most one query."""
    found = {each.pk: each.established_on for each in organizations}
    unknown = [pk for pk, day in found.items() if day is None]
    if unknown:
        placed = Placement.objects.filter(organization__in=unknown).values_list("organization")
        found |= dict(placed.annotate(first=Min(Lower("during"))))
    return {pk: day for pk, day in found.items() if day is not None}


def last_closed_month(organization: Organization) -> date | None:
    """First day of the latest closed month of the organisation's district; None while none is closed."""
    return (
        Month.objects.filter(district__in=organization.ancestor_ids, closed_at__isnull=False)
        .order_by("-month")
        .values_list("month", flat=True)
        .first()
    )


def first_open_day(organization: Organization) -> date | None:
    """The first day that no closed month reaches; None when every day is open."""
    closed = last_closed_month(organization)
    return None if closed is None else next_month(closed)


def settled_at(organization: Organization, on: date) -> datetime | None:
    """When the figures of the day were settled: at the close of its month in the district, or of the first month closed
    after it. What is corrected later moves them no more. None while a correction still does."""
    return (
        Month.objects.filter(
            district__in=organization.ancestor_ids, month__gte=month_start(on), closed_at__isnull=False
        )
        .order_by("month")
        .values_list("closed_at", flat=True)
        .first()
    )


def check_not_ahead(
    on: date, *, today: date, label: str, field: str | None = "on", future: bool = False, years: int = YEARS_AHEAD
) -> None:
    """Raise RuleViolation for a day after today or, with ``future``, more than ``years`` ahead."""
    furthest = add_years(today, years) if future else today
    if on > furthest:
        message = f"{label}不能晚于{chinese_date(furthest)}" if future else f"{label}不能晚于今天"
        raise RuleViolation("too-far-ahead" if future else "in-the-future", message, field=field)


def check_span(organization: Organization, during: Any, *, today: date) -> None:
    """The dates of an entry that holds from a day: it stood then and it has come; an end may lie ahead."""
    check_stands(organization, during.lower, label="开始日期", field="since")
    check_not_ahead(during.lower, today=today, label="开始日期", field="since")
    if during.upper is not None:
        check_not_ahead(during.upper, today=today, label="结束日期", field="until", future=True)


def check_end(*, since: date, on: date, until: date | None = None, field: str = "on") -> None:
    """The last day is the day before ``on``; a spell cannot end before it began, nor later than it ends already."""
    if on <= since:
        raise RuleViolation("before-start", "结束日期必须晚于开始日期", field=field)
    if until is not None and on > until:
        raise RuleViolation("already-ended", f"已定于{chinese_date(until)}结束，请选择这一天或更早的日期", field=field)


def check_stands(
    organization: Organization, on: date, *, label: str, field: str | None = "on", lasting: bool = False
) -> None:
    """Raise RuleViolation for a day before the organisation existed or from its dissolution on (with ``lasting`` also
    for every day once a dissolution is set)."""
    _check_stands(organization, on, first_day(organization), label=label, field=field, lasting=lasting)


def not_standing(organizations: Iterable[Organization], on: date, *, label: str) -> dict[int, str]:
    """Ids of those in which nothing that lasts may begin on the day, with the sentence of ``check_stands``; one query
    for all."""
    found, rows = {}, list(organizations)
    begins = first_days(rows)
    for each in rows:
        try:
            _check_stands(each, on, begins.get(each.pk), label=label, field=None, lasting=True)
        except RuleViolation as violation:
            found[each.pk] = violation.message
    return found


def _check_stands(
    organization: Organization, on: date, begins: date | None, *, label: str, field: str | None, lasting: bool
) -> None:
    if begins is not None and on < begins:
        raise RuleViolation(
            "before-founding",
            f"{label}不能早于{organization.name}成立的日期（{chinese_date(begins)}）",
            field=field,
        )
    if organization.dissolved_on is not None and (lasting or on >= organization.dissolved_on):
        raise RuleViolation(
            "dissolved", f"{organization.name}自{chinese_date(organization.dissolved_on)}起撤销", field=field
        )


def check_effective(
    organization: Organization,
    on: date,
    *,
    today: date | None,
    label: str,
    field: str | None = "on",
    future: bool = False,
    lasting: bool = False,
) -> None:
    """Raise RuleViolation unless a change of ``organization`` may take effect on ``on``; at most two queries.

    Refused: before it existed, once it is dissolved, within or before a closed month of its district, after today
    (with ``future`` up to a year ahead is taken: the change is scheduled). ``today`` None is for loads of a history,
    which no day limits. ``label`` names the day for the reader (“更名日期”), ``field`` the input that shows the
    message. ``lasting``: what begins has no end, so a dissolution that is only scheduled stands in its way, too.
    """
    if today is not None:
        check_not_ahead(on, today=today, label=label, field=field, future=future)
    check_stands(organization, on, label=label, field=field, lasting=lasting)
    check_month_open(organization, on, label=label, field=field)


def check_month_open(organization: Organization, on: date, *, label: str, field: str | None = "on") -> None:
    """Raise RuleViolation when ``on`` lies in a closed month of the district or before one (the sentence names it)."""
    closed = last_closed_month(organization)
    if closed is not None and on < next_month(closed):
        raise RuleViolation(
            "month-closed",
            f"{chinese_date(closed, 'month')}及以前已经封账，{label}（{chinese_date(on)}）"
            f"请改为{chinese_date(next_month(closed))}或以后",
            field=field,
        )
