"""Doors, buildings and grids end on a day, when nobody lives there any more; a door is put right or added (GRD-01)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max, Q

from core.records import audit
from core.records.errors import RuleViolation
from grids import rules
from grids.models import Building, Grid, Household, Opinion, Redrawing, Residence, ServiceNeed
from grids.models.places import not_over
from organizations.models import Organization
from organizations.rules import raise_field_errors
from organizations.tree.effective import check_end


def _check_day(place: Grid | Building, on: date, *, today: date) -> None:
    """A day that has come, after the place was set up and not in a closed month."""
    rules.check_day(place, on, today=today, label="撤销日期", field="on", lasting=False, past=True)
    if place.since is not None:
        check_end(since=place.since, on=on)


def _lived_in(left: Any) -> list[tuple[str, bool]]:
    """What of ``left`` (a filter of residences and needs) goes on beyond the day."""
    return [
        ("党员居住", Residence.objects.filter(left).exists()),
        ("服务对象", ServiceNeed.objects.filter(left).exists()),
    ]


def _stands(organization: Organization | None, on: date) -> bool:
    return organization is not None and (organization.dissolved_on is None or organization.dissolved_on > on)


@transaction.atomic
def end_door(*, by: Any, household: Household, on: date, today: date) -> Household:
    """The door is there no more from ``on``: pulled down, or joined to another one."""
    household = (
        Household.objects.select_for_update(of=["self"])
        .select_related("building__organization", "member_household")
        .get(pk=household.pk)
    )
    rules.check_door(household)
    _check_day(household.building, on, today=today)
    left = [*_lived_in(not_over(on) & Q(household=household)), ("党员中心户", _stands(household.member_household, on))]
    rules.check_nothing_left(household.label, left)
    household.until = on
    household.save(update_fields=["until"])
    audit.record("grids.door_ended", by=by, target=household, on=on.isoformat())
    return household


@transaction.atomic
def name_door(*, by: Any, household: Household, label: str) -> Household:
    """Another number on a door."""
    household = Household.objects.select_for_update(of=["self"]).get(pk=household.pk)
    household.label = label.strip()
    raise_field_errors(household, exclude=["scope"])
    household.save(update_fields=["label"])
    audit.record("grids.door_named", by=by, target=household)
    return household


@transaction.atomic
def add_door(*, by: Any, building: Building, entrance: int, floor: int, label: str) -> Household:
    """One more door on a floor, the last from the left; below ground with a negative floor."""
    building = Building.objects.select_for_update(of=["self"]).get(pk=building.pk)
    if building.until is not None:
        raise RuleViolation("place-ended", f"{building.name}已经撤销")
    if not 1 <= entrance <= building.entrances:
        raise RuleViolation("entrance", f"{building.name}有{building.entrances}个单元", field="entrance")
    if floor == 0 or floor > building.floors:
        raise RuleViolation("floor", f"{building.name}有{building.floors}层，地下层用负数", field="floor")
    last = building.households.filter(entrance=entrance, floor=floor).aggregate(last=Max("door"))["last"] or 0
    if last >= rules.DOORS_MAXIMUM:
        raise RuleViolation("doors", f"每层最多{rules.DOORS_MAXIMUM}户", field="floor")
    household = Household(
        organization_id=building.organization_id,
        building=building,
        entrance=entrance,
        floor=floor,
        door=last + 1,
        label=label.strip() or rules.door_label(entrance, floor, last + 1, entrances=building.entrances),
    )
    raise_field_errors(household, exclude=["scope"])
    household.save()
    audit.record("grids.door_added", by=by, target=household)
    return household


@transaction.atomic
def end_building(*, by: Any, building: Building, on: date, today: date) -> Building:
    """A building and its doors are there no more from ``on``."""
    building = (
        Building.objects.select_for_update(of=["self"])
        .select_related("organization", "grid", "building_group")
        .get(pk=building.pk)
    )
    _check_day(building, on, today=today)
    doors: Any = Household.objects.filter(building=building).with_central(on)
    central = doors.filter(central=True)
    left = [
        ("党员居住", Residence.objects.filter(not_over(on), building=building).exists()),
        ("服务对象", ServiceNeed.objects.filter(not_over(on), household__building=building).exists()),
        ("党员中心户", central.exists()),
        ("楼栋党小组", _stands(building.building_group, on)),
        ("没有生效的网格调整", Redrawing.objects.waiting().filter(building=building).exists()),
    ]
    rules.check_nothing_left(building.name, left)
    building.households.filter(until=None).update(until=on)
    _end_spells(building.postings, on)
    building.until = on
    building.version += 1
    building.save(update_fields=["until", "version"])
    audit.record("grids.building_ended", by=by, target=building, on=on.isoformat())
    return building


@transaction.atomic
def end_grid(*, by: Any, grid: Grid, on: date, today: date) -> Grid:
    """A grid without buildings is there no more from ``on``; who answered for it, its areas, units and posters end
    with it."""
    grid = Grid.objects.select_for_update(of=["self"]).select_related("organization").get(pk=grid.pk)
    _check_day(grid, on, today=today)
    left = [
        ("楼栋", grid.buildings.standing(on).exists()),
        ("没有生效的网格调整", Redrawing.objects.waiting().filter(to=grid).exists()),
        ("党员居住", Residence.objects.filter(not_over(on), grid=grid).exists()),
        ("服务对象", ServiceNeed.objects.filter(not_over(on), grid=grid).exists()),
        ("没有答复的社情民意", grid.opinions.filter(state=Opinion.State.RECEIVED).exists()),
    ]
    rules.check_nothing_left(grid.name, left)
    areas = list(grid.areas.filter(not_over(on)))
    for area in areas:
        _end_spells(area.persons, on)
    for spells in (grid.responsible_persons, grid.areas, grid.entries, grid.postings):
        _end_spells(spells, on)
    grid.until = on
    grid.version += 1
    grid.save(update_fields=["until", "version"])
    audit.record("grids.ended", by=by, target=grid, on=on.isoformat())
    return grid


def _end_spells(spells: Any, on: date) -> None:
    """Spells of the day end on it; one that is only scheduled is taken back first."""
    for row in spells.select_for_update(of=["self"]).filter(not_over(on)):
        if row.during.lower >= on:
            raise RuleViolation(
                "scheduled", f"{row}自{row.during.lower}起才生效，请先撤回，或者选更晚的撤销日期", field="on"
            )
        row.during = (row.during.lower, on)
        row.save(update_fields=["during"])
