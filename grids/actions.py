"""Every write to grids: atomic, audited, by a named actor; days and times are passed in."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.utils import timezone

from core import audit
from core.calendar import add_working_days
from core.errors import RuleViolation
from core.versions import save_versioned
from grids import rules
from grids.models import (
    Building,
    ContactCard,
    Grid,
    Household,
    Level,
    Opinion,
    OpinionStep,
    Residence,
    ResponsiblePerson,
    ServiceNeed,
)
from organizations import thresholds
from organizations.actions import appoint, create_organization
from organizations.kinds import Kind
from organizations.models import Organization, Position
from organizations.rules import raise_field_errors
from people.models import Person, User


def _user(by: Any) -> User | None:
    return by if isinstance(by, User) else None


# -- grids, buildings, households ------------------------------------------------------------------


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


# -- responsible persons and contact cards ---------------------------------------------------------


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
    delivered = cards.update(delivered_on=on, delivered_by=_user(by))
    audit.record("grids.cards_delivered", by=by, target=grid, cards=delivered, on=on.isoformat())
    return delivered


# -- opinions --------------------------------------------------------------------------------------


def time_limit(*, level: str, community: Organization, from_day: date) -> date:
    """Last day for solving an opinion that reached ``level`` on ``from_day`` (thresholds grd.opinion.*)."""
    days = thresholds.at(rules.TIME_LIMITS[Level(level)], organization=community, as_of=from_day)
    return add_working_days(from_day, days)


@transaction.atomic
def receive_opinion(
    *,
    by: Any,
    community: Organization,
    content: str,
    at: datetime,
    grid: Grid | None = None,
    source: str = Opinion.Source.RESIDENT,
    category: str = Opinion.Category.OTHER,
    phone: str = "",
    first_receiver: Person | None = None,
) -> Opinion:
    """Take in an opinion raised at ``at``: at the grid's level, without a grid the community's.

    Whoever receives it first stays responsible 首问负责: else the grid's officer or head of that day.
    """
    level = Level.GRID if grid is not None else Level.COMMUNITY
    day = timezone.localdate(at)
    if first_receiver is None and grid is not None:
        found = (
            grid.responsible_persons.in_force(day)
            .filter(role__in=[ResponsiblePerson.Role.GRID_OFFICER, ResponsiblePerson.Role.GRID_HEAD])
            .select_related("person")
            .order_by("-role")
            .first()
        )
        first_receiver = found.person if found else None
    opinion = Opinion(
        organization=community,
        grid=grid,
        content=content.strip(),
        source=source,
        category=category,
        phone=phone,
        first_receiver=first_receiver,
        level=level,
        received_at=at,
        due_on=time_limit(level=level, community=community, from_day=day),
    )
    raise_field_errors(opinion, exclude=["scope"])
    opinion.save()
    _note(opinion, OpinionStep.Kind.RECEIVED, by=by, at=at)
    return opinion


def _note(opinion: Opinion, kind: OpinionStep.Kind, *, by: Any, at: datetime, note: str = "") -> None:
    """Write the step and its audit event; the texts stay in the step, never in the log."""
    OpinionStep.objects.create(
        opinion=opinion,
        kind=kind,
        level=opinion.level,
        note=note,
        due_on=opinion.due_on if opinion.state == Opinion.State.RECEIVED else None,
        happened_at=at,
        by=_user(by),
    )
    audit.record(rules.AUDIT_CODES[kind], by=by, target=opinion, label=f"社情民意{opinion.pk}", level=opinion.level)


@transaction.atomic
def raise_opinion(*, by: Any, opinion: Opinion, at: datetime, note: str = "") -> Opinion:
    """Pass an opinion that cannot be solved here to the next level, with that level's time limit."""
    above = rules.check_can_raise(opinion)
    opinion.level = above
    opinion.due_on = time_limit(level=above, community=opinion.organization, from_day=timezone.localdate(at))
    save_versioned(opinion, opinion.version, ["level", "due_on"])
    _note(opinion, OpinionStep.Kind.RAISED, by=by, at=at, note=note)
    return opinion


@transaction.atomic
def answer_opinion(*, by: Any, opinion: Opinion, answer: str, at: datetime, version: int | None = None) -> Opinion:
    """Answer an opinion. ``version`` is the one that the form showed; raises core.versions.Conflict."""
    opinion.state = rules.check_answer(opinion, answer=answer, at=at)
    opinion.answer = answer.strip()
    opinion.answered_at = at
    opinion.answered_by = _user(by)
    save_versioned(
        opinion,
        opinion.version if version is None else version,
        ["state", "answer", "answered_at", "answered_by"],
    )
    _note(opinion, OpinionStep.Kind.ANSWERED, by=by, at=at, note=opinion.answer)
    return opinion


@transaction.atomic
def rate_opinion(*, by: Any, opinion: Opinion, satisfaction: str, at: datetime, note: str = "") -> Opinion:
    """The asker's word. Dissatisfied: back to work, one level up while there is one (S2 三(四))."""
    if satisfaction not in Opinion.Satisfaction.values:
        raise RuleViolation("satisfaction", "请选择满意程度", field="satisfaction")
    if satisfaction == Opinion.Satisfaction.DISSATISFIED and rules.NEXT_LEVEL[Level(opinion.level)]:
        return _reopen(by=by, opinion=opinion, at=at, note=note)
    opinion.state = rules.next_state(opinion, OpinionStep.Kind.RATED)
    opinion.satisfaction = satisfaction
    opinion.rated_at = at
    save_versioned(opinion, opinion.version, ["state", "satisfaction", "rated_at"])
    _note(opinion, OpinionStep.Kind.RATED, by=by, at=at, note=opinion.get_satisfaction_display())
    return opinion


def _reopen(*, by: Any, opinion: Opinion, at: datetime, note: str) -> Opinion:
    opinion.state = rules.next_state(opinion, OpinionStep.Kind.REOPENED)
    opinion.level = rules.NEXT_LEVEL[Level(opinion.level)] or Level.DISTRICT
    opinion.due_on = time_limit(level=opinion.level, community=opinion.organization, from_day=timezone.localdate(at))
    opinion.answer = ""
    opinion.answered_at = opinion.answered_by = None
    save_versioned(
        opinion,
        opinion.version,
        ["state", "level", "due_on", "answer", "answered_at", "answered_by"],
    )
    _note(opinion, OpinionStep.Kind.REOPENED, by=by, at=at, note=note or "群众对答复不满意")
    return opinion


@transaction.atomic
def reveal_phone(*, by: Any, opinion: Opinion, reason: str) -> str:
    """The asker's full telephone; who looked and why is in the audit log, the number is not."""
    if len(reason.strip()) < 2:
        raise RuleViolation("reason-missing", "请写明查看电话的原因", field="reason")
    audit.record(
        "grids.opinion_phone_revealed",
        by=by,
        target=opinion,
        label=f"社情民意{opinion.pk}",
        reason=reason.strip()[:200],
    )
    return opinion.phone
