"""How the meetings of which a period asks a least number stand among those that owe them (MTG-01, MTG-06): a reader of
the duties."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from core.records import walls
from core.records.duties import is_past, parameters, union
from core.records.measures import Verdict
from meetings.duties.periods import PERIODS, REGULAR, Regular
from meetings.models import MeetingKind
from organizations.desks.queries import desks_at
from organizations.relations import with_relations
from organizations.scoping import range_of

SOURCES = {regular.kind: (regular, source) for regular, source in zip(REGULAR, PERIODS, strict=True)}
"""Code of a kind with a least number → what it asks, and the relation of who owes it."""


@dataclass(frozen=True)
class Part:
    """One debtor and one period of the year. ``verdict``: ``counts``, ``missing`` once its day is past, else ``open``;
    ``record``: the latest meeting that counts for it."""

    organization: int
    label: str
    detail: str
    due_on: date
    verdict: str
    record: int | None

    @property
    def is_held(self) -> bool:
        return self.verdict == Verdict.COUNTS

    @property
    def is_missing(self) -> bool:
        return self.verdict == Verdict.MISSING


def kinds() -> list[tuple[MeetingKind, Regular]]:
    """Kinds with a least number, as the product orders them."""
    found = MeetingKind.objects.in_bulk(list(SOURCES))
    return [(found[code], regular) for code, (regular, _source) in SOURCES.items() if code in found]


def parts_of(user: Any, permission: str, kind: str, year: int, *, now: datetime) -> list[Part]:
    """Every debtor in the user's scope with the periods of the year that have begun, in the order of the tree; a
    statement a desk. A year that is over is judged by its last day's tree and standards."""
    _regular, source = SOURCES[kind]
    today = timezone.localdate(now)
    day = min(today, date(year, 12, 31))
    first = date(year, 1, 1)
    if day < first:
        return []
    statement = f"""SELECT r.organization_id, r.label, r.detail, r.due_on, r.verdict, r.record
        FROM ({union([source])}) r
        WHERE r.scope >= %(from)s AND r.scope < %(to)s ORDER BY r.scope, r.due_on"""
    found: dict[tuple[int, date], Part] = {}
    for desk in desks_at(user, permission):
        (low, high), (start, end) = range_of(desk.root_path), range_of(desk.path)
        values = parameters(now) | {"since": first, "until": day, "today": day, "day": day}
        values |= {"root": desk.root, "lo": low, "hi": high, "from": start, "to": end}
        with walls.beyond("organizations.duties"), connection.cursor() as cursor:
            cursor.execute(with_relations(statement, [source]), values)
            for organization, label, detail, due_on, verdict, record in cursor.fetchall():
                if verdict != Verdict.COUNTS:
                    verdict = Verdict.MISSING if is_past(due_on, today) else Verdict.OPEN
                found[organization, due_on] = Part(organization, label, detail, due_on, verdict, record)
    return list(found.values())
