"""The close of a month in sight: what is missing before it, the protocol of it, the opening by document (ASM-19)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from assessments import facts
from assessments.facts.context import Span
from assessments.indicators import SOURCES
from assessments.models import Evaluation, Indicator, LateFact, MonthProtocol
from core.chinese.dates import add_months, month_start
from core.records import audit, walls
from core.records.errors import RuleViolation
from core.records.measures import Source, Verdict, rows
from organizations.models import Month, Organization
from organizations.relations import with_relations

LONGEST = 31
"""Days that a month is opened again at most: after them its numbers have to stand."""
SHOWN = 200
"""Lines of the list of what is missing."""
BACK = 12
"""Months that the list of months goes back."""

# What is owed and not there, and what is there and not known, by the measures that the facts are made of.
_MISSING = f"""
SELECT r.organization_id, r.indicator, count(*) FILTER (WHERE r.verdict = '{Verdict.MISSING}'),
       count(*) FILTER (WHERE r.verdict = '{Verdict.UNKNOWN}')
FROM ({{rows}}) r JOIN tree t ON t.organization_id = r.organization_id
WHERE r.verdict IN ('{Verdict.MISSING}', '{Verdict.UNKNOWN}')
GROUP BY r.organization_id, r.indicator
"""


@dataclass(frozen=True)
class Lacking:
    """Of one organisation and measure: how many records are missing, and of how many something is unknown."""

    organization: Organization
    indicator: Indicator
    missing: int
    unknown: int


def _telling() -> list[tuple[Source, list[str]]]:
    """Sources with those of their measures that can say missing or unknown."""
    wanted = {Verdict.MISSING, Verdict.UNKNOWN}
    found = [(source, [each.code for each in source.measures if wanted & set(each.verdicts)]) for source in SOURCES]
    return [(source, codes) for source, codes in found if codes]


def lacking(organization: Organization, month: date, *, now: datetime) -> list[Lacking]:
    """What the month lacks in and below the organisation, as the records stand; most of it first."""
    telling = _telling()
    statement = " UNION ALL ".join(_MISSING.format(rows=rows(source, codes)) for source, codes in telling)
    with walls.beyond("assessments.evidence"), connection.cursor() as cursor:
        cursor.execute(
            with_relations(statement, [source for source, _ in telling]), Span(organization, month, now).parameters
        )
        found = cursor.fetchall()
    places = Organization.objects.in_bulk({line[0] for line in found})
    indicators = Indicator.objects.in_bulk({line[1] for line in found})
    lines = [Lacking(places[place], indicators[code], *counts) for place, code, *counts in found]
    return sorted(lines, key=lambda each: (-each.missing, -each.unknown, each.organization.path, each.indicator.order))


@dataclass(frozen=True)
class Sums:
    """Of one measure over all of them."""

    indicator: Indicator
    missing: int
    unknown: int
    organizations: int


def summed(lines: Sequence[Lacking]) -> list[Sums]:
    by: dict[str, list[Lacking]] = {}
    for each in lines:
        by.setdefault(each.indicator.pk, []).append(each)
    made = [
        Sums(same[0].indicator, sum(each.missing for each in same), sum(each.unknown for each in same), len(same))
        for same in by.values()
    ]
    return sorted(made, key=lambda each: (-each.missing, -each.unknown, each.indicator.order))


def closes_at(month: Month) -> datetime:
    """When it closes by itself: on the day of the standard, or at the end of the day it was opened again to."""
    return facts.closing_moment(month.district, month.month, reopened_until=month.reopened_until)


_TOLD = (Evaluation.State.PUBLISHED, Evaluation.State.DECIDED, Evaluation.State.FROZEN)


def why_not_reopened(row: Month) -> str:
    """Why a month cannot be opened again; empty when it can."""
    if row.closed_at is None:
        return "这个月没有封账"
    told = Evaluation.objects.filter(
        scheme__district=row.district_id, scheme__year=row.month.year, scheme__in_force=True, state__in=_TOLD
    )
    if count := told.count():
        return f"{row.month.year}年已有{count}份评价公示、审定或封存，不能重开这一年的月份"
    return ""


@transaction.atomic
def reopen(
    *, by: Any, district: Organization, month: date, document: str, reason: str, until: date, now: datetime
) -> Month:
    """Open a closed month again by document, to the end of ``until``: its records count in it again, none as late."""
    row = Month.objects.select_for_update(of=("self",)).select_related("district").get(district=district, month=month)
    today = timezone.localdate(now)
    if refused := why_not_reopened(row):
        raise RuleViolation("not-reopened", refused)
    if not document.strip():
        raise RuleViolation("document-missing", "请填写批准重开的文件名称和文号", field="document")
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明重开的原因", field="reason")
    if not today <= until <= today + timedelta(days=LONGEST):
        raise RuleViolation("until", f"重开最多到{today + timedelta(days=LONGEST):%Y-%m-%d}，不早于今天", field="until")
    if row.reopened_until is not None and until <= row.reopened_until:
        raise RuleViolation("until", f"上一次已重开至{row.reopened_until:%Y-%m-%d}，请填写更晚的日期", field="until")
    protocol = MonthProtocol.objects.filter(district=district, month=month).order_by("-number").first()
    if protocol is not None and protocol.reopened_at is None:
        protocol.reopened_at, protocol.reopened_by = now, by
        protocol.document, protocol.reason = document.strip(), reason.strip()
        protocol.save(update_fields=["reopened_at", "reopened_by", "document", "reason"])
    row.closed_at, row.closed_by, row.reopened_until = None, "", until
    row.reopened_by_document = document.strip()
    row.save(update_fields=["closed_at", "closed_by", "reopened_until", "reopened_by_document"])
    LateFact.objects.filter(district_id=district.pk, month=month).delete()
    facts.compute_month(district=district, month=month, now=now)
    audit.record(
        "assessments.month_reopened",
        by=by,
        organization_id=district.pk,
        label=f"{month:%Y-%m}",
        month=month.isoformat(),
        document=document.strip(),
        reason=reason.strip(),
        until=until.isoformat(),
    )
    return row


@dataclass(frozen=True)
class Listed:
    """One month of the list: as it is, when it closes, and its protocols, the last first."""

    row: Month
    closes_at: datetime
    protocols: list[MonthProtocol]


def listed(district: Organization, *, today: date) -> list[Listed]:
    first = add_months(month_start(today), -BACK)
    protocols: dict[date, list[MonthProtocol]] = {}
    for each in MonthProtocol.objects.filter(district=district, month__gte=first):
        protocols.setdefault(each.month, []).append(each)
    months = Month.objects.filter(district=district, month__gte=first).select_related("district").order_by("-month")
    return [Listed(row, closes_at(row), protocols.get(row.month, [])) for row in months]
