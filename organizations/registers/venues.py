"""Venues: the lists of the district, who keeps which kind, and the communities without a member service centre
(ORG-15)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from core.records import walls
from core.records.duties import parameters, union
from core.records.errors import RuleViolation
from core.records.measures import Verdict
from organizations.desks.queries import desks_at
from organizations.kinds import STREETS, Kind
from organizations.models import Venue
from organizations.registers.duties_venues import STATION
from organizations.registers.register import Asked
from organizations.registers.training import moment_of
from organizations.registers.words import lists_of
from organizations.relations import with_relations
from organizations.scoping import range_of
from organizations.ties import VIEW
from organizations.tree.effective import check_not_ahead, check_stands

KEEPERS = (*STREETS, Kind.COMMUNITY)
STREET_CENTRE = 0
"""Place of the street's own centre in the list of kinds (org.venue.kinds); the others belong to communities."""


def check_venue(venue: Venue, asked: Asked) -> None:
    """Before a venue is entered, corrected or withdrawn: words of the lists, the right side, days that can be."""
    if not asked.names:
        return
    words, stored = lists_of(venue.organization, asked.today), Venue.objects.filter(pk=venue.pk).first()
    for field in ("kind", "acquisition"):
        value = getattr(venue, field)
        if value not in words[field] and (stored is None or value != getattr(stored, field)):
            raise RuleViolation("no-such-word", f"没有“{value}”这一项", field=field)
    for each in venue.funding or ():
        if each not in words["funding"] and (stored is None or each not in stored.funding):
            raise RuleViolation("no-such-word", f"没有“{each}”这一项", field="funding")
    street = venue.kind in words["kind"][: STREET_CENTRE + 1]
    if street != (venue.organization.kind in STREETS):
        message = f"{venue.kind}由街道（镇）登记" if street else f"{venue.kind}由社区登记"
        raise RuleViolation("wrong-side", message, field="kind")
    check_stands(venue.organization, venue.opened_on, label="启用日期", field="opened_on")
    check_not_ahead(venue.opened_on, today=asked.today, label="启用日期", field="opened_on")
    if venue.closed_on is not None and venue.opened_on >= venue.closed_on:
        raise RuleViolation("date-order", "启用日期必须早于停用日期", field="opened_on")


def check_closing(venue: Venue, asked: Asked) -> None:
    """A venue is closed once, after it was opened."""
    if Venue.objects.get(pk=venue.pk).closed_on is not None:
        raise RuleViolation("closed", "已经停用")
    if venue.closed_on is None:
        raise RuleViolation("no-day", "请填写停用日期", field="closed_on")
    check_not_ahead(venue.closed_on, today=asked.today, label="停用日期", field="closed_on")
    if venue.closed_on <= venue.opened_on:
        raise RuleViolation("date-order", "停用日期必须晚于启用日期", field="closed_on")


def check_reopening(venue: Venue, _asked: Asked) -> None:
    """What was closed by mistake is open again."""
    if Venue.objects.get(pk=venue.pk).closed_on is None:
        raise RuleViolation("open", "没有停用")


@dataclass(frozen=True)
class Covered:
    """A community, and whether it has its member service station."""

    organization_id: int
    name: str
    verdict: str
    due_on: date

    @property
    def has(self) -> bool:
        return self.verdict == Verdict.COUNTS

    @property
    def late(self) -> bool:
        return self.verdict == Verdict.MISSING


_SELECT = """
SELECT r.organization_id, r.label, r.verdict, r.due_on FROM ({rows}) r
WHERE r.scope >= %(from)s AND r.scope < %(to)s ORDER BY r.scope
"""


def coverage(user: Any, *, today: date) -> list[Covered]:
    """Every community in the user's scope, with or without its station; a statement a desk."""
    found: list[Covered] = []
    for desk in desks_at(user, VIEW):
        (low, high), (start, end) = range_of(desk.root_path), range_of(desk.path)
        values = parameters(moment_of(today.year, today)) | {"root": desk.root, "lo": low, "hi": high}
        statement = _SELECT.format(rows=union([STATION]))
        with walls.beyond("organizations.duties"), connection.cursor() as cursor:
            cursor.execute(with_relations(statement, [STATION]), values | {"from": start, "to": end})
            found += [Covered(*row) for row in cursor.fetchall()]
    return found
