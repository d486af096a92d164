"""Grids, buildings, member households, residences, needs."""

from datetime import date
from typing import Any

from django.db import transaction

from core import audit
from core.errors import RuleViolation
from core.versions import save_versioned
from grids import rules
from grids.models import (
    Building,
    Grid,
    Household,
    Residence,
    ServiceNeed,
)
from organizations import thresholds
from organizations.actions import appoint, create_organization
from organizations.kinds import Kind
from organizations.models import Organization, Position
from organizations.rules import raise_field_errors
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
    grid_branch: Organization | None = None,
    with_branch: bool = False,
    boundary: Any = (),
    order: int = 0,
) -> Grid:
    """Set up a grid in a community, tied to ``grid_branch`` or to one set up ``with_branch`` (S2 一).

    A new branch stands under the community's big committee; without one it is refused.
    """
    if community.kind != Kind.COMMUNITY:
        raise RuleViolation("not-a-community", "网格只能设在社区", field="organization")
    grid = Grid(
        organization=community,
        code=code,
        name=name,
        order=order,
        boundary=rules.check_boundary(list(boundary)),
        grid_branch=grid_branch,
    )
    raise_field_errors(grid, exclude=["scope"])
    if grid_branch is None and with_branch:
        grid.grid_branch = _set_up_branch(by=by, community=community, code=code, name=name, since=since)
    grid.save()
    audit.record("grids.created", by=by, target=grid, grid_code=code, branch=grid.grid_branch_id)
    return grid


def _set_up_branch(*, by: Any, community: Organization, code: str, name: str, since: date) -> Organization:
    committee = Organization.objects.under(community).filter(kind=Kind.BIG_COMMITTEE).in_force(since).first()
    if committee is None:
        raise RuleViolation("no-big-committee", "社区还没有成立大党委,不能设立网格大党支部", field="with_branch")
    return create_organization(
        by=by,
        kind=Kind.GRID_BRANCH,
        code=f"{committee.code}-{code}"[:40],
        name=f"{name}大党支部",
        parent=committee,
        since=since,
    )


@transaction.atomic
def update_grid(*, by: Any, grid: Grid, version: int) -> Grid:
    """Save edited name, order, branch and boundary; raises core.versions.Conflict."""
    grid.boundary = rules.check_boundary(grid.boundary)
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
    address: str = "",
    order: int = 0,
    building_group: Organization | None = None,
) -> Building:
    """Make a building and all its households: entrances × floors × ``doors`` a floor, in one INSERT."""
    rules.check_doors(entrances=entrances, floors=floors, doors=doors)
    building = Building(
        organization_id=grid.organization_id,
        scope=grid.scope,
        grid=grid,
        name=name,
        address=address,
        entrances=entrances,
        floors=floors,
        order=order,
        building_group=building_group,
    )
    raise_field_errors(building, exclude=["scope"])
    building.save()
    Household.objects.bulk_create(
        [
            Household(
                organization_id=grid.organization_id,
                scope=grid.scope,
                building=building,
                entrance=entrance,
                floor=floor,
                door=door,
                label=rules.door_label(entrance, floor, door, entrances=entrances),
            )
            for entrance in range(1, entrances + 1)
            for floor in range(1, floors + 1)
            for door in range(1, doors + 1)
        ],
        batch_size=2000,
    )
    audit.record("grids.building_created", by=by, target=building, households=entrances * floors * doors)
    return building


@transaction.atomic
def update_building(*, by: Any, building: Building, version: int) -> Building:
    """Save an edited name, address and order; raises core.versions.Conflict when somebody was faster."""
    raise_field_errors(building, exclude=["scope"])
    save_versioned(building, version, ["name", "address", "order"])
    audit.record("grids.building_updated", by=by, target=building)
    return building


@transaction.atomic
def set_up_group(*, by: Any, building: Building, since: date) -> Organization:
    """The building's group 楼栋党小组, set up under the grid branch when it is not there yet."""
    if building.building_group is not None:
        return building.building_group
    grid = building.grid
    if grid.grid_branch is None:
        raise RuleViolation("no-grid-branch", "网格还没有大党支部,请先在网格资料里设立")
    group = create_organization(
        by=by,
        kind=Kind.BUILDING_GROUP,
        code=f"{grid.grid_branch.code}-B{building.pk}"[:40],
        name=f"{building.name}党小组",
        parent=grid.grid_branch,
        since=since,
    )
    building.building_group = group
    building.save(update_fields=["building_group"])
    return group


@transaction.atomic
def set_up_member_household(
    *, by: Any, household: Household, person: Person, since: date, name: str = ""
) -> Organization:
    """Make a household a member household 党员中心户; ``person``, its head 户长, lives there (S2 一).

    It stands under the building's group, which is set up when it is missing.
    """
    household = (
        Household.objects.select_for_update(of=["self"])
        .select_related("building__grid__grid_branch", "building__building_group")
        .get(pk=household.pk)
    )
    if household.member_household_id is not None:
        raise RuleViolation("member-household-exists", "这一户已经是党员中心户")
    group = set_up_group(by=by, building=household.building, since=since)
    organization = create_organization(
        by=by,
        kind=Kind.MEMBER_HOUSEHOLD,
        code=f"{group.code}-H{household.pk}"[:40],
        name=name or f"{household.building.name}{household.label}党员中心户",
        parent=group,
        since=since,
    )
    appoint(
        by=by,
        person=person,
        organization=organization,
        position=Position.HOUSEHOLD_HEAD,
        since=since,
        full_time=False,
    )
    household.member_household = organization
    household.save(update_fields=["member_household"])
    set_residence(by=by, person=person, grid=household.building.grid, household=household, since=since)
    audit.record("grids.member_household_set_up", by=by, target=household, person=person.pk)
    return organization


@transaction.atomic
def set_residence(
    *,
    by: Any,
    person: Person,
    grid: Grid,
    since: date,
    building: Building | None = None,
    household: Household | None = None,
) -> Residence:
    """Where a member lives from ``since``; the place before ends that day, the same one is kept."""
    if household is not None:
        building = household.building
    if building is not None and building.grid_id != grid.pk:
        raise RuleViolation("building-elsewhere", "楼栋不在这个网格", field="building")
    current = Residence.objects.select_for_update().filter(person=person, during__endswith__isnull=True).first()
    if current is not None:
        if (current.grid_id, current.household_id) == (grid.pk, household.pk if household else None):
            return current
        if current.during.lower >= since:
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
        during=(since, None),
    )
    raise_field_errors(residence, exclude=["scope"])
    residence.save()
    audit.record("grids.residence_set", by=by, target=residence, since=since.isoformat())
    return residence


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
    household: Household | None = None,
    by_guardian: bool = False,
) -> ServiceNeed:
    """Record a service recipient: category of need, consent and end; no name, no diagnosis (GRD-07)."""
    months = thresholds.at("grd.service_recipient.consent_months", organization=grid.organization, as_of=since)
    rules.check_consent(consent_on=consent_on, since=since, until=until, months=months)
    need = ServiceNeed(
        organization_id=grid.organization_id,
        grid=grid,
        household=household,
        category=category,
        purpose=purpose,
        consent_on=consent_on,
        by_guardian=by_guardian,
        during=(since, until),
    )
    raise_field_errors(need, exclude=["scope"])
    need.save()
    audit.record("grids.service_need_added", by=by, target=need, category=category)
    return need
