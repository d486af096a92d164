"""Responsible persons and contact cards."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import connection, transaction

from core import audit
from grids import rules
from grids.actions.places import account
from grids.models import (
    Building,
    ContactCard,
    Grid,
    ResponsiblePerson,
)
from organizations.rules import raise_field_errors
from people.models import Person


@transaction.atomic
def add_responsible_person(
    *,
    by: Any,
    grid: Grid,
    person: Person,
    role: str,
    since: date,
    until: date | None = None,
    content: str = "",
    duties: str = "",
    office_phone: str = "",
    phone_public: bool = False,
    photo: "ContentFile[bytes] | None" = None,
) -> ResponsiblePerson:
    """Name a responsible person of a grid from ``since``; ``photo`` comes from core.images.photograph."""
    responsible = ResponsiblePerson(
        organization_id=grid.organization_id,
        grid=grid,
        person=person,
        role=role,
        content=content,
        duties=duties,
        office_phone=office_phone,
        phone_public=phone_public,
        during=(since, until),
    )
    raise_field_errors(responsible, exclude=["scope", "photo"])
    if photo is not None:
        responsible.photo = photo
    responsible.save()
    audit.record("grids.responsible_person_added", by=by, target=responsible, role=role, since=since.isoformat())
    return responsible


@transaction.atomic
def end_responsible_person(*, by: Any, responsible: ResponsiblePerson, on: date) -> ResponsiblePerson:
    """End the responsibility: the last day is the day before ``on``."""
    responsible = ResponsiblePerson.objects.select_for_update().get(pk=responsible.pk)
    rules.check_end(since=responsible.during.lower, on=on)
    responsible.during = (responsible.during.lower, on)
    responsible.save(update_fields=["during"])
    audit.record("grids.responsible_person_ended", by=by, target=responsible, on=on.isoformat())
    return responsible


_PRINT = """
INSERT INTO grids_contactcard (organization_id, scope, household_id, printed_at)
SELECT h.organization_id, h.scope, h.id, %(at)s
FROM grids_household h JOIN grids_building b ON b.id = h.building_id
WHERE b.grid_id = %(grid)s AND (%(building)s IS NULL OR b.id = %(building)s)
ON CONFLICT (household_id) WHERE delivered_on IS NULL DO UPDATE SET printed_at = EXCLUDED.printed_at
"""


@transaction.atomic
def print_cards(*, by: Any, grid: Grid, at: datetime, building: Building | None = None) -> int:
    """Note that cards were printed for every household; one that waits for delivery is not doubled."""
    with connection.cursor() as cursor:
        cursor.execute(_PRINT, {"grid": grid.pk, "building": building.pk if building else None, "at": at})
        printed = cursor.rowcount
    audit.record("grids.cards_printed", by=by, target=grid, cards=printed)
    return printed


@transaction.atomic
def deliver_cards(
    *,
    by: Any,
    grid: Grid,
    on: date,
    households: Iterable[int] | None = None,
    building: Building | None = None,
) -> int:
    """Cards waiting in these households (or the whole building or grid) were handed over on the day."""
    cards = ContactCard.objects.filter(household__building__grid=grid, delivered_on__isnull=True)
    if building is not None:
        cards = cards.filter(household__building=building)
    if households is not None:
        cards = cards.filter(household_id__in=list(households))
    delivered = cards.update(delivered_on=on, delivered_by=account(by))
    audit.record("grids.cards_delivered", by=by, target=grid, cards=delivered, on=on.isoformat())
    return delivered
