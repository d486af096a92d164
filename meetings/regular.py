"""How the meetings of which a period asks a least number stand among those that owe them (MTG-01, MTG-06): a reader of
the duties."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from core.records import walls
from core.records.duties import Source, is_past, parameters, past, union
from core.records.measures import Verdict
from meetings.duties.periods import PERIODS, REGULAR, Regular
from meetings.models import MeetingKind
from organizations.desks.queries import desks, desks_at
from organizations.models import Organization
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


@dataclass(frozen=True)
class Debt:
    """One debtor of a year: periods kept, and past their day without."""

    organization: int
    held: int
    missing: int


def kinds() -> list[tuple[MeetingKind, Regular]]:
    """Kinds with a least number, as the product orders them."""
    found = MeetingKind.objects.in_bulk(list(SOURCES))
    return [(found[code], regular) for code, (regular, _source) in SOURCES.items() if code in found]


_COLUMNS = "r.key, r.organization_id, r.label, r.detail, r.due_on, r.verdict, r.record"
_IN_RANGE = f"""SELECT {_COLUMNS} FROM ({{rows}}) r
WHERE r.scope >= %(from)s AND r.scope < %(to)s AND (%(some)s::bigint[] IS NULL OR r.organization_id = ANY(%(some)s))
ORDER BY r.scope, r.due_on, r.key"""
_SUMS = f"""SELECT r.organization_id, count(*) FILTER (WHERE r.verdict = '{Verdict.COUNTS}'),
       count(*) FILTER (WHERE r.verdict <> '{Verdict.COUNTS}' AND {past("r.due_on", "%(real)s")})
FROM ({{rows}}) r WHERE r.scope >= %(from)s AND r.scope < %(to)s
GROUP BY r.organization_id, r.scope ORDER BY r.scope"""
_OF_SOME = f"""SELECT {_COLUMNS} FROM ({{rows}}) r
WHERE r.organization_id = ANY(%(some)s) ORDER BY r.due_on, r.key, r.scope"""
_KIND_OF = {regular.key: kind for kind, (regular, _source) in SOURCES.items()}


def _days(year: int, now: datetime) -> dict[str, Any] | None:
    """Parameters of the periods of a year; one that is over is judged by its last day's tree and standards."""
    first, day = date(year, 1, 1), min(timezone.localdate(now), date(year, 12, 31))
    if day < first:
        return None
    return parameters(now) | {"since": first, "until": day, "today": day, "day": day}


def _rows(statement: str, sources: Sequence[Source], values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with walls.beyond("organizations.duties"), connection.cursor() as cursor:
        cursor.execute(with_relations(statement.format(rows=union(sources)), sources), values)
        return list(cursor.fetchall())


def _fetch(statement: str, sources: Sequence[Source], values: dict[str, Any], today: date) -> list[tuple[str, Part]]:
    found = []
    for key, organization, label, detail, due_on, verdict, record in _rows(statement, sources, values):
        if verdict != Verdict.COUNTS:
            verdict = Verdict.MISSING if is_past(due_on, today) else Verdict.OPEN
        found.append((_KIND_OF[key], Part(organization, label, detail, due_on, verdict, record)))
    return found


def _asked(user: Any, permission: str, values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for desk in desks_at(user, permission):
        (low, high), (start, end) = range_of(desk.root_path), range_of(desk.path)
        yield values | {"root": desk.root, "lo": low, "hi": high, "from": start, "to": end}


def debts_of(user: Any, permission: str, kind: str, year: int, *, now: datetime) -> list[Debt]:
    """Every debtor in the user's scope, in the order of the tree, with how much of the year it kept; a statement a
    desk."""
    values = _days(year, now)
    if values is None:
        return []
    found: dict[int, Debt] = {}
    for asked in _asked(user, permission, values):
        rows = _rows(_SUMS, [SOURCES[kind][1]], asked | {"real": timezone.localdate(now)})
        found |= {row[0]: Debt(*row) for row in rows}
    return list(found.values())


def parts_of(
    user: Any, permission: str, kind: str, year: int, *, now: datetime, among: Sequence[int] | None = None
) -> list[Part]:
    """Debtors in the user's scope (``among``: these of them) with the periods of the year that have begun, in the
    order of the tree; a statement a desk."""
    values = _days(year, now)
    if values is None:
        return []
    found: dict[tuple[int, date], Part] = {}
    some = None if among is None else list(among)
    for asked in _asked(user, permission, values):
        for _kind, part in _fetch(_IN_RANGE, [SOURCES[kind][1]], asked | {"some": some}, timezone.localdate(now)):
            found[part.organization, part.due_on] = part
    return list(found.values())


def parts_of_hosts(hosts: Sequence[Organization], year: int, *, now: datetime) -> list[tuple[str, Part]]:
    """Code of the kind and period, of every kind that the organisations owe in the year; one statement. They lie in
    one community, or are offices of one tree."""
    values = _days(year, now)
    if values is None:
        return []
    [desk] = desks({hosts[0].path: ()})
    low, high = range_of(desk.root_path)
    asked = values | {"root": desk.root, "lo": low, "hi": high, "some": [each.pk for each in hosts]}
    return _fetch(_OF_SOME, PERIODS, asked, timezone.localdate(now))
