"""Where members live, and who needs a service: dated spells (GRD-03, GRD-07)."""

from datetime import date
from typing import Any

from django.db import transaction

from core.records import audit, walls
from core.records.errors import RuleViolation
from grids import rules
from grids.models import Building, Grid, Household, Residence, ServiceNeed
from grids.rules import Ahead
from organizations import standards
from organizations.rules import raise_field_errors
from organizations.tree.effective import check_effective, check_end
from people.models import Person

WAY = "grids.residence"
"""The way past the wall: a person lives in one place; moving in ends the place before it, wherever that is."""


@transaction.atomic
@walls.beyond(WAY)
def set_residence(
    *,
    by: Any,
    person: Person,
    grid: Grid,
    since: date,
    today: date | None = None,
    building: Building | None = None,
    household: Household | None = None,
) -> Residence:
    """Where a member lives from ``since``, which may lie ahead; ``today`` None is for loads.

    The place of that day ends, the same one is kept; a move that is entered for later stays, and the new place ends
    with it.
    """
    if household is not None:
        building = household.building
    if building is not None and building.grid_id != grid.pk:
        raise RuleViolation("building-elsewhere", "楼栋不在这个网格", field="building")
    rules.check_door(household)
    rules.check_day(building or grid, since, today=today, label="居住开始日期")
    spells = list(Residence.objects.select_for_update().filter(person=person).order_by("during"))
    current = next((spell for spell in spells if since in spell.during), None)
    later = next((spell.during.lower for spell in spells if spell.during.lower > since), None)
    if current is not None:
        if (current.grid_id, current.household_id) == (grid.pk, household.pk if household else None):
            return current
        if current.during.lower == since:
            current.delete()
        else:
            current.during = (current.during.lower, since)
            current.save(update_fields=["during"])
    residence = Residence(
        organization_id=grid.organization_id,
        person=person,
        grid=grid,
        building=building,
        household=household,
        during=(since, later),
    )
    raise_field_errors(residence, exclude=["scope"])
    residence.save()
    audit.record("grids.residence_set", by=by, target=residence, since=since.isoformat())
    return residence


@transaction.atomic
def end_residence(*, by: Any, residence: Residence, on: date, today: date) -> Residence:
    """The member has moved out, or is to on a day ahead, and lives in no grid from ``on`` that the portal knows."""
    residence = (
        Residence.objects.select_for_update(of=["self"]).select_related("grid__organization").get(pk=residence.pk)
    )
    check_end(since=residence.during.lower, on=on, until=residence.during.upper)
    check_effective(residence.grid.organization, on, today=today, label="迁出日期", field="on", future=True)
    residence.during = (residence.during.lower, on)
    residence.save(update_fields=["during"])
    audit.record("grids.residence_ended", by=by, target=residence, on=on.isoformat())
    return residence


@transaction.atomic
@walls.beyond(WAY)
def withdraw_residence(*, by: Any, residence: Residence, today: date) -> None:
    """Take back a move that has not begun: the place before it goes on."""
    residence = Residence.objects.select_for_update().get(pk=residence.pk)
    rules.check_ahead(residence.during, today=today, only=Ahead.BEGIN)
    before = Residence.objects.filter(person=residence.person_id, during__endswith=residence.during.lower).first()
    audit.record("grids.residence_withdrawn", by=by, target=residence)
    residence.delete()
    if before is not None:
        before.during = (before.during.lower, residence.during.upper)
        before.save(update_fields=["during"])


def purposes(grid: Grid, *, on: date) -> list[str]:
    """What a service may be for, as the grid's district lists it."""
    offered: list[str] = standards.at("grd.service_recipient.purposes", organization=grid.organization, as_of=on)
    return offered


@transaction.atomic
def add_service_need(
    *,
    by: Any,
    grid: Grid,
    category: str,
    purpose: str,
    consent_on: date,
    since: date,
    until: date,
    age: int,
    today: date | None = None,
    household: Household | None = None,
    by_guardian: bool = False,
) -> ServiceNeed:
    """Record a service recipient: category of need, consent and end; no name, no diagnosis (GRD-07).

    ``age`` in completed years on the day of consent says whose consent it takes, whatever the category; of it only
    "under age" is kept. A service that begins after ``today`` is scheduled; the consent is there already.
    """
    rules.check_purpose(purpose, offered=purposes(grid, on=since))
    rules.check_door(household)
    place = grid if household is None else household.building
    rules.check_day(place, since, today=today, label="服务开始日期", lasting=False)
    check_end(since=since, on=until, field="until")
    under_age = _consented(
        grid, consent_on=consent_on, since=since, until=until, today=today, age=age, by_guardian=by_guardian
    )
    need = ServiceNeed(
        organization_id=grid.organization_id,
        grid=grid,
        household=household,
        category=category,
        purpose=purpose,
        consent_on=consent_on,
        under_age=under_age,
        by_guardian=by_guardian,
        during=(since, until),
    )
    raise_field_errors(need, exclude=["scope"])
    need.save()
    audit.record("grids.service_need_added", by=by, target=need, category=category, since=since.isoformat())
    return need


def _consented(
    grid: Grid, *, consent_on: date, since: date, until: date, today: date | None, age: int, by_guardian: bool
) -> bool:
    """Whether the recipient was under age on the day of a consent that covers the service from ``since``."""
    names = ("grd.service_recipient.consent_months", "grd.service_recipient.guardian_under_age")
    months, child = (standards.rows(names, organization=grid.organization, as_of=consent_on)[name] for name in names)
    rules.check_consent(
        consent_on=consent_on,
        since=since,
        until=until,
        today=today,
        months=months.value,
        child=child.allows(age),
        child_age=child.value,
        by_guardian=by_guardian,
    )
    return bool(child.allows(age))


@transaction.atomic
def prolong_service_need(
    *, by: Any, need: ServiceNeed, consent_on: date, until: date, age: int, today: date, by_guardian: bool = False
) -> ServiceNeed:
    """The service goes on until a later day, by a new consent that was given before the old one's end (PIPL 14)."""
    need = ServiceNeed.objects.select_for_update(of=["self"]).select_related("grid__organization").get(pk=need.pk)
    rules.check_prolonging(need, consent_on=consent_on, until=until, today=today)
    rules.check_purpose(need.purpose, offered=purposes(need.grid, on=today))
    rules.check_day(need.grid, need.during.upper, today=None, label="服务结束日期", field="until", lasting=False)
    need.under_age = _consented(
        need.grid,
        consent_on=consent_on,
        since=need.during.upper,
        until=until,
        today=today,
        age=age,
        by_guardian=by_guardian,
    )
    before = need.consent_on
    need.consent_on, need.by_guardian, need.during = consent_on, by_guardian, (need.during.lower, until)
    raise_field_errors(need, exclude=["scope"])
    need.save(update_fields=["consent_on", "under_age", "by_guardian", "during"])
    audit.record(
        "grids.service_need_prolonged", by=by, target=need, until=until.isoformat(), consent_before=before.isoformat()
    )
    return need


@transaction.atomic
def end_service_need(*, by: Any, need: ServiceNeed, on: date, today: date) -> ServiceNeed:
    """The service ends from ``on``, before its agreed end: consent withdrawn, or no longer needed (PIPL 15)."""
    need = ServiceNeed.objects.select_for_update(of=["self"]).select_related("grid__organization").get(pk=need.pk)
    check_end(since=need.during.lower, on=on, until=need.during.upper)
    rules.check_day(need.grid, on, today=today, label="结束日期", field="on", lasting=False)
    need.during = (need.during.lower, on)
    need.save(update_fields=["during"])
    audit.record("grids.service_need_ended", by=by, target=need, on=on.isoformat())
    return need


@transaction.atomic
def withdraw_service_need(*, by: Any, need: ServiceNeed, today: date) -> None:
    """Take back a service that has not begun: nothing of it is kept."""
    need = ServiceNeed.objects.select_for_update(of=["self"]).get(pk=need.pk)
    rules.check_ahead(need.during, today=today, only=Ahead.BEGIN)
    audit.record("grids.service_need_withdrawn", by=by, target=need)
    need.delete()
