"""Responsible persons and contact cards."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from core.chinese.dates import chinese_date
from core.records import audit
from core.records.errors import RuleViolation
from grids import rules
from grids.actions.places import account
from grids.models import (
    Building,
    ContactCard,
    Grid,
    ResponsiblePerson,
)
from grids.rules import Ahead
from organizations.rules import raise_field_errors
from organizations.ties import check_takes_nobody_over
from organizations.tree.effective import check_end
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
    today: date | None = None,
    content: str = "",
    duties: str = "",
    office_phone: str = "",
    phone_public: bool = False,
    photo: "ContentFile[bytes] | None" = None,
) -> ResponsiblePerson:
    """Name a responsible person of a grid from ``since``; ``photo`` comes from core.office.images.photograph.

    A day after ``today`` is scheduled (``today`` None, for loads: no limit). Somebody scheduled for later takes the
    seat over on that day: until then it is free.
    """
    rules.check_day(grid, since, today=today, label="开始日期", lasting=until is None)
    check_takes_nobody_over(by=by, person=person, on=today or since)
    if until is not None:
        check_end(since=since, on=until, field="until")
    if office_phone:
        rules.check_phone(office_phone)
    single = role in ResponsiblePerson.SINGLE
    others = ResponsiblePerson.objects.filter(grid=grid, role=role).select_related("person").order_by("during")
    until = rules.check_seat(
        role=role,
        since=since,
        until=until,
        others=list(others if single else others.filter(person=person)),
        same_person=not single,
    )
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
def say_on_poster(
    *,
    by: Any,
    grid: Grid,
    holder: ResponsiblePerson,
    office_phone: str = "",
    phone_public: bool = False,
    content: str = "",
    duties: str = "",
    photo: "ContentFile[bytes] | None" = None,
) -> ResponsiblePerson:
    """What the poster says of ``holder``, one of ``grids.poster.by_post``; it shows while the post is held."""
    if holder.pk is None:
        return add_responsible_person(
            by=by,
            grid=grid,
            person=holder.person,
            role=holder.role,
            since=max(holder.during.lower, grid.since or holder.during.lower),
            until=holder.during.upper,
            content=content,
            duties=duties,
            office_phone=office_phone,
            phone_public=phone_public,
            photo=photo,
        )
    row = _locked(holder)
    if office_phone:
        rules.check_phone(office_phone)
    row.office_phone, row.phone_public, row.content, row.duties = office_phone, phone_public, content, duties
    raise_field_errors(row, exclude=["scope", "photo"])
    if photo is not None:
        row.photo = photo
    row.save()
    audit.record("grids.responsible_person_posted", by=by, target=row)
    return row


@transaction.atomic
def end_responsible_person(
    *, by: Any, responsible: ResponsiblePerson, on: date, today: date | None = None
) -> ResponsiblePerson:
    """End the responsibility: the last day is the day before ``on``, which may lie ahead of ``today``."""
    responsible = _locked(responsible)
    check_end(since=responsible.during.lower, on=on, until=responsible.during.upper)
    rules.check_day(responsible.grid, on, today=today, label="结束日期", field="on", lasting=False)
    before = responsible.during.upper
    responsible.during = (responsible.during.lower, on)
    responsible.save(update_fields=["during"])
    audit.record(
        "grids.responsible_person_ended",
        by=by,
        target=responsible,
        on=on.isoformat(),
        before=before.isoformat() if before else None,
    )
    return responsible


@transaction.atomic
def withdraw_responsible_person(*, by: Any, responsible: ResponsiblePerson, today: date) -> None:
    """Take back what is only scheduled: who has not begun does not come, an end that lies ahead is lifted.

    Where the seat is taken over on the day of the end, the end stays; the successor is taken back first.
    """
    responsible = _locked(responsible)
    begins, ends = responsible.during.lower, responsible.during.upper
    if rules.check_ahead(responsible.during, today=today) is Ahead.BEGIN:
        photo = responsible.photo.name
        audit.record("grids.responsible_person_withdrawn", by=by, target=responsible)
        responsible.delete()
        if photo:
            transaction.on_commit(lambda: responsible.photo.storage.delete(photo))
        return
    later = ResponsiblePerson.objects.filter(grid=responsible.grid, role=responsible.role, during__startswith__gte=ends)
    if responsible.role not in ResponsiblePerson.SINGLE:
        later = later.filter(person=responsible.person)
    successor = later.select_related("person").order_by("during").first()
    if successor is not None:
        raise RuleViolation(
            "seat-taken",
            f"{successor.person.name}已定于{chinese_date(successor.during.lower)}起接任，请先撤回其任职",
        )
    responsible.during = (begins, None)
    responsible.save(update_fields=["during"])
    audit.record("grids.responsible_person_end_withdrawn", by=by, target=responsible)


def _locked(responsible: ResponsiblePerson) -> ResponsiblePerson:
    rows = ResponsiblePerson.objects.select_for_update(of=["self"]).select_related("grid__organization", "person")
    return rows.get(pk=responsible.pk)


_PRINT = """
INSERT INTO grids_contactcard (organization_id, scope, household_id, printed_at)
SELECT h.organization_id, h.scope, h.id, %(at)s
FROM grids_household h JOIN grids_building b ON b.id = h.building_id
WHERE b.grid_id = %(grid)s AND (%(building)s IS NULL OR b.id = %(building)s) AND h.until IS NULL
ON CONFLICT (household_id) WHERE delivered_on IS NULL DO UPDATE SET printed_at = EXCLUDED.printed_at
"""


@transaction.atomic
def print_cards(*, by: Any, grid: Grid, at: datetime, building: Building | None = None) -> int:
    """Note that cards were printed for every household; one that waits for delivery is not doubled."""
    with connection.cursor() as cursor:
        cursor.execute(_PRINT, {"grid": grid.pk, "building": building.pk if building else None, "at": at})
        printed = int(cursor.rowcount)
    audit.record("grids.cards_printed", by=by, target=grid, cards=printed)
    return printed


@transaction.atomic
def deliver_cards(
    *,
    by: Any,
    grid: Grid,
    on: date,
    today: date | None = None,
    households: Iterable[int] | None = None,
    building: Building | None = None,
) -> int:
    """Cards waiting in these households (or the whole building or grid) were handed over on the day.

    Not before the last of them was printed, nor ahead of ``today``.
    """
    cards = ContactCard.objects.filter(household__building__grid=grid, delivered_on__isnull=True)
    if building is not None:
        cards = cards.filter(household__building=building)
    if households is not None:
        cards = cards.filter(household_id__in=list(households))
    printed = cards.aggregate(last=Max("printed_at"))["last"]
    rules.check_delivery(grid, on=on, today=today or on, printed=timezone.localdate(printed) if printed else None)
    delivered = cards.update(delivered_on=on, delivered_by=account(by))
    audit.record("grids.cards_delivered", by=by, target=grid, cards=delivered, on=on.isoformat())
    return delivered
