"""Grids, buildings, member households."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q

from core.records import audit
from core.records.errors import RuleViolation
from core.records.versions import save_versioned
from grids import rules
from grids.actions.dwellers import set_residence, withdraw_residence
from grids.boundary import check_boundary
from grids.models import (
    Building,
    ContactCard,
    Estate,
    Grid,
    GridVisit,
    Household,
    Redrawing,
    Residence,
    ServiceNeed,
)
from organizations.actions import appoint, create_organization, dissolve_organization
from organizations.kinds import Kind
from organizations.models import Organization, Position
from organizations.queries import big_committee_of
from organizations.rules import raise_field_errors
from organizations.tree.effective import check_effective, first_day
from people.models import Person, User


def account(by: Any) -> User | None:
    return by if isinstance(by, User) else None


@transaction.atomic
def create_grid(
    *,
    by: Any,
    community: Organization,
    code: str,
    name: str,
    since: date,
    today: date | None = None,
    grid_branch: Organization | None = None,
    with_branch: bool = False,
    boundary: Any = (),
    order: int = 0,
) -> Grid:
    """Set up a grid in a community from ``since``, tied to ``grid_branch`` or to one set up ``with_branch`` (S2 一).

    A day after ``today`` is scheduled (``today`` None, for loads: no limit). A new branch stands under the community's
    big committee; without one it is refused.
    """
    if community.kind != Kind.COMMUNITY:
        raise RuleViolation("not-a-community", "网格只能设在社区", field="organization")
    check_effective(community, since, today=today, label="设立日期", field="since", future=True, lasting=True)
    grid = Grid(
        organization=community,
        code=code,
        name=name,
        since=since,
        order=order,
        boundary=check_boundary(list(boundary)),
        grid_branch=grid_branch,
    )
    raise_field_errors(grid, exclude=["scope"])
    if grid_branch is None and with_branch:
        grid.grid_branch = _set_up_branch(by=by, community=community, code=code, name=name, since=since, today=today)
    grid.save()
    audit.record(
        "grids.created", by=by, target=grid, grid_code=code, branch=grid.grid_branch_id, since=since.isoformat()
    )
    return grid


@transaction.atomic
def withdraw_grid(*, by: Any, grid: Grid, today: date) -> None:
    """Take back a grid that has not begun and in which nothing stands yet; its branch, as new as it, is dissolved."""
    grid = Grid.objects.select_for_update(of=["self"]).select_related("grid_branch").get(pk=grid.pk)
    rules.check_not_begun(grid, today=today)
    standing = [
        label
        for label, rows in (
            ("楼栋", grid.buildings),
            ("责任人", grid.responsible_persons),
            ("党员居住地", grid.residences),
            ("服务对象", grid.service_needs),
            ("社情民意", grid.opinions),
            ("责任区和服务区", grid.areas),
            ("单位和阵地", grid.entries),
            ("网格调整", Redrawing.objects.filter(to=grid)),
        )
        if rows.exists()
    ]
    if standing:
        raise RuleViolation("still-in-use", f"网格里已登记{'、'.join(standing)}，不能撤回")
    branch, begins = grid.grid_branch, grid.since
    audit.record("grids.withdrawn", by=by, target=grid)
    grid.delete()
    if branch is not None and begins is not None and first_day(branch) == begins:
        dissolve_organization(by=by, organization=branch, on=begins, today=today, reason="网格设立已撤回")


def _set_up_branch(
    *, by: Any, community: Organization, code: str, name: str, since: date, today: date | None
) -> Organization:
    committee = big_committee_of(community, since)
    if committee is None:
        raise RuleViolation("no-big-committee", "社区还没有成立大党委，不能设立网格大党支部", field="with_branch")
    return create_organization(
        by=by,
        kind=Kind.GRID_BRANCH,
        code=f"{committee.code}-{code}"[:40],
        name=f"{name}大党支部",
        parent=committee,
        since=since,
        today=today,
    )


@transaction.atomic
def update_grid(*, by: Any, grid: Grid, version: int) -> Grid:
    """Save edited name, order, branch and boundary; raises core.records.versions.Conflict."""
    grid.boundary = check_boundary(grid.boundary)
    raise_field_errors(grid, exclude=["scope"])
    save_versioned(grid, version, ["name", "order", "grid_branch", "boundary"])
    audit.record("grids.updated", by=by, target=grid)
    return grid


@transaction.atomic
def create_building(
    *,
    by: Any,
    grid: Grid,
    name: str,
    entrances: int,
    floors: int,
    doors: int,
    since: date | None = None,
    today: date | None = None,
    address: str = "",
    order: int = 0,
    building_group: Organization | None = None,
    estate: Estate | None = None,
) -> Building:
    """Make a building and all its households: entrances × floors × ``doors`` a floor, in one INSERT.

    They belong to the grid from ``since`` (None: as long as the grid), which may lie ahead of ``today``.
    """
    rules.check_doors(entrances=entrances, floors=floors, doors=doors)
    if since is not None:
        rules.check_day(grid, since, today=today, label="登记日期")
    building = Building(
        organization_id=grid.organization_id,
        scope=grid.scope,
        grid=grid,
        name=name,
        since=since or grid.since,
        address=address,
        entrances=entrances,
        floors=floors,
        order=order,
        building_group=building_group,
        estate=estate,
    )
    rules.check_estate_of(building)
    raise_field_errors(building, exclude=["scope"])
    building.save()
    Household.objects.bulk_create(households_of(building, doors=doors), batch_size=2000)
    audit.record("grids.building_created", by=by, target=building, households=entrances * floors * doors)
    return building


def households_of(building: Building, *, doors: int) -> list[Household]:
    """Every door of a building with ``doors`` a floor and entrance, not saved."""
    return [
        Household(
            organization_id=building.organization_id,
            scope=building.scope,
            building=building,
            entrance=entrance,
            floor=floor,
            door=door,
            label=rules.door_label(entrance, floor, door, entrances=building.entrances),
        )
        for entrance in range(1, building.entrances + 1)
        for floor in range(1, building.floors + 1)
        for door in range(1, doors + 1)
    ]


def fit_doors(building: Building) -> tuple[int, int]:
    """Make the doors of a building follow its entrances and floors: how many came, how many went."""
    outside = building.households.filter(Q(entrance__gt=building.entrances) | Q(floor__gt=building.floors))
    used = outside.filter(
        Q(member_household__isnull=False)
        | Exists(Residence.objects.filter(household=OuterRef("pk")))
        | Exists(ServiceNeed.objects.filter(household=OuterRef("pk")))
        | Exists(ContactCard.objects.filter(household=OuterRef("pk")))
        | Exists(GridVisit.objects.filter(household=OuterRef("pk")))
    )
    labels = list(used.order_by("entrance", "floor", "door").values_list("label", flat=True)[:3])
    if labels:
        field = "entrances" if used.filter(entrance__gt=building.entrances).exists() else "floors"
        raise RuleViolation("doors-used", f"{'、'.join(labels)}已有登记，不能去掉；不再有的请逐户撤销", field=field)
    gone, _ = outside.delete()
    known = set(building.households.values_list("entrance", "floor"))
    doors = building.households.aggregate(most=Max("door"))["most"] or 1
    wanted = [each for each in households_of(building, doors=doors) if (each.entrance, each.floor) not in known]
    return len(Household.objects.bulk_create(wanted, batch_size=2000)), gone


@transaction.atomic
def withdraw_building(*, by: Any, building: Building, today: date) -> None:
    """Take back a building that has not begun and in which nothing is recorded yet, with its households."""
    building = Building.objects.select_for_update(of=["self"]).get(pk=building.pk)
    rules.check_not_begun(building, today=today)
    households = building.households.all()
    if (
        building.building_group_id is not None
        or building.residences.exists()
        or ContactCard.objects.filter(household__in=households).exists()
        or ServiceNeed.objects.filter(household__in=households).exists()
        or building.redrawings.exists()
    ):
        raise RuleViolation("still-in-use", "楼栋里已有登记，不能撤回")
    audit.record("grids.building_withdrawn", by=by, target=building)
    households.delete()
    building.delete()


@transaction.atomic
def update_building(*, by: Any, building: Building, version: int) -> Building:
    """Save an edited name, estate, address, order and size; raises core.records.versions.Conflict when somebody was
    faster. Entrances and floors that come get as many doors a floor as the others have; of those that go nothing may
    have been recorded."""
    rules.check_estate_of(building)
    raise_field_errors(building, exclude=["scope"])
    save_versioned(building, version, ["name", "estate", "address", "order", "entrances", "floors"])
    made, gone = fit_doors(building)
    audit.record("grids.building_updated", by=by, target=building, doors_made=made, doors_gone=gone)
    return building


@transaction.atomic
def set_up_group(*, by: Any, building: Building, since: date, today: date | None = None) -> Organization:
    """The building's group 楼栋党小组, set up under the grid branch when it is not there yet."""
    if building.building_group is not None:
        return building.building_group
    rules.check_has_branch(building)
    grid = building.grid
    assert grid.grid_branch is not None
    group = create_organization(
        by=by,
        kind=Kind.BUILDING_GROUP,
        code=f"{grid.grid_branch.code}-B{building.pk}"[:40],
        name=f"{building.name}党小组",
        parent=grid.grid_branch,
        since=since,
        today=today,
    )
    building.building_group = group
    building.save(update_fields=["building_group"])
    return group


def _locked(household: Household) -> Household:
    return (
        Household.objects.select_for_update(of=["self"])
        .select_related("building__grid__grid_branch", "building__grid__organization", "member_household")
        .select_related("building__building_group", "building__organization")
        .get(pk=household.pk)
    )


@transaction.atomic
def set_up_member_household(
    *, by: Any, household: Household, person: Person, since: date, today: date | None = None, name: str = ""
) -> Organization:
    """Make a household a member household 党员中心户; ``person``, its head 户长, lives there (S2 一).

    It stands under the building's group, which is set up when it is missing. A day after ``today`` is scheduled; one
    that was dissolved before leaves the door free.
    """
    household = _locked(household)
    rules.check_door(household)
    rules.check_day(household.building, since, today=today, label="设立日期")
    before = household.member_household
    if before is not None and (before.dissolved_on is None or before.dissolved_on > since):
        raise RuleViolation("member-household-exists", "这一户已经是党员中心户")
    group = set_up_group(by=by, building=household.building, since=since, today=today)
    number = f"{group.code}-H{household.pk}" + (f"-{before.pk}" if before is not None else "")
    organization = create_organization(
        by=by,
        kind=Kind.MEMBER_HOUSEHOLD,
        code=number[:40],
        name=name or f"{household.building.name}{household.label}党员中心户",
        parent=group,
        since=since,
        today=today,
    )
    appoint(
        by=by,
        person=person,
        organization=organization,
        position=Position.HOUSEHOLD_HEAD,
        since=since,
        today=today,
        full_time=False,
    )
    household.member_household = organization
    household.save(update_fields=["member_household"])
    set_residence(by=by, person=person, grid=household.building.grid, household=household, since=since, today=today)
    audit.record("grids.member_household_set_up", by=by, target=household, person=person.pk, since=since.isoformat())
    return organization


@transaction.atomic
def withdraw_member_household(*, by: Any, household: Household, today: date) -> None:
    """Take back a member household that has not begun: dissolved on its first day, its head lives where he lived."""
    household = _locked(household)
    organization = household.member_household
    begins = first_day(organization) if organization is not None else None
    if organization is None or begins is None or begins <= today:
        raise RuleViolation("in-force", "党员中心户已经设立，不能撤回；不再设立的请撤销这个组织")
    for residence in household.residences.filter(during__startswith=begins):
        withdraw_residence(by=by, residence=residence, today=today)
    household.member_household = None
    household.save(update_fields=["member_household"])
    dissolve_organization(by=by, organization=organization, on=begins, today=today, reason="设立已撤回")
    audit.record("grids.member_household_withdrawn", by=by, target=household)
