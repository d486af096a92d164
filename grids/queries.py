"""Set-based reads for the pages of grids."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.utils import timezone

from core.records.duties import past, past_day
from core.zone import local_day
from grids.models import (
    VISITORS,
    Area,
    AreaPerson,
    Building,
    CommunityPlan,
    Estate,
    Grid,
    Household,
    Level,
    Opinion,
    OpinionStep,
    Residence,
    ResponsiblePerson,
    ServiceNeed,
)
from grids.models.opinions import WITH_ANSWER, OpinionQuerySet
from grids.models.places import not_over
from members.models import MemberTie
from organizations.kinds import STREETS, Kind
from organizations.models import Organization
from organizations.scoping import may
from organizations.tree.queries import ancestry

VIEW = "organizations.view_grid"
MANAGE = "organizations.manage_grid"


def may_manage(user: Any, grid: Grid) -> bool:
    """Whether the user manages the grid: at its community or above, or by its grid branch."""
    if may(user, MANAGE, grid.organization):
        return True
    return grid.grid_branch is not None and may(user, MANAGE, grid.grid_branch)


def level_organization(opinion: Opinion) -> Organization:
    """Who has the opinion now: the grid's branch, the community, its street or its district."""
    community = opinion.organization
    if opinion.level == Level.GRID and opinion.grid is not None and opinion.grid.grid_branch is not None:
        return opinion.grid.grid_branch
    kinds = {Level.STREET: STREETS, Level.DISTRICT: (Kind.DISTRICT_DEPARTMENT,)}.get(Level(opinion.level))
    if kinds is None:
        return community
    return Organization.objects.get(pk__in=community.ancestor_ids, kind__in=kinds)


def may_answer_opinion(user: Any, opinion: Opinion) -> bool:
    """Whether the user answers for the level that has the opinion now, or for one above (GRD-06)."""
    return may(user, MANAGE, level_organization(opinion)) or answers_first(user, opinion)


def answers_first(user: Any, opinion: Opinion) -> bool:
    """Whether the user is its first receiver, and still answers for the grid that has it: head or officer today."""
    person = getattr(user, "person_id", None)
    if person is None or opinion.first_receiver_id != person or opinion.level != Level.GRID:
        return False
    seats = ResponsiblePerson.objects.in_force(timezone.localdate()).filter(role__in=VISITORS)
    return opinion.grid_id is not None and seats.filter(person=person, grid=opinion.grid_id).exists()


def has_a_hand(user: Any, opinion: Opinion) -> bool:
    """Whether the user answers for the opinion, received it first or did anything with it but raise it: such a one is
    no judge of the answer."""
    if getattr(user, "pk", None) is None:
        return False
    if user.person_id is not None and user.person_id == opinion.first_receiver_id:
        return True
    if may_manage_opinion(user, opinion) or may_answer_opinion(user, opinion):
        return True
    taken = opinion.steps.filter(by=user).exclude(kind__in=[OpinionStep.Kind.RATED, OpinionStep.Kind.REOPENED])
    return taken.exclude(kind=OpinionStep.Kind.RECEIVED, opinion__reporter=user.person_id).exists()


def received_by(person_id: int) -> QuerySet[Opinion]:
    """Opinions that a person was the first to receive and follows up."""
    return opinions_of(person_id).filter(first_receiver=person_id)


def opinions_of(person_id: int) -> QuerySet[Opinion]:
    """What a person raised or was the first to receive, the latest first."""
    mine = Q(reporter_id=person_id) | Q(first_receiver_id=person_id)
    return Opinion.objects.filter(mine).select_related("organization", "grid").order_by("-received_at", "-pk")


def communities_of(person_id: int, *, on: date) -> QuerySet[Organization]:
    """Communities where a member belongs on the day: by the own branch, or by a confirmed registration."""
    own = MemberTie.objects.filter(person=person_id)
    ids = {int(step) for path in own.spells(on).values_list("path", flat=True) for step in path.split(".") if step}
    ids |= {int(path.rstrip(".").rsplit(".", 1)[-1]) for path in own.valid(on).values_list("path", flat=True)}
    return Organization.objects.communities().filter(pk__in=ids).order_by("path")


def grid_of(person_id: int, community: Organization, *, on: date) -> Grid | None:
    """The grid of the community in which a member lives on the day."""
    found = Residence.objects.as_of(on).filter(person_id=person_id, grid__organization=community)
    residence = found.select_related("grid").first()
    return residence.grid if residence is not None else None


_ROLES = {*AreaPerson.Role.values}


def missing_roles(area: Area, *, on: date) -> list[str]:
    """Which of members, activists and representatives of the masses an area has not on the day."""
    held = set(area.persons.in_force(on).values_list("role", flat=True))
    return [str(role.label) for role in AreaPerson.Role if role.value not in held]


def areas_of(grid: Grid, *, on: date) -> list[Area]:
    """Areas of the day and those to come, each with the names of its people (``people``) and ``missing`` roles."""
    rows = grid.areas.filter(not_over(on)).order_by("kind", "name", "pk")
    persons = AreaPerson.objects.in_force(on).select_related("person").order_by("role", "during", "pk")
    found = list(rows.prefetch_related(Prefetch("persons", persons, to_attr="people")))
    for area in found:
        held = {row.role for row in area.people}  # type: ignore[attr-defined]
        area.missing = [str(role.label) for role in AreaPerson.Role if role.value not in held]  # type: ignore[attr-defined]
    return found


def lacking_areas(grids: Iterable[int], *, on: date) -> dict[int, list[str]]:
    """Grids that lack a responsibility or a service area with members, activists and representatives of the masses,
    with what is lacking; two statements for any number of grids."""
    ids = list(grids)
    areas = list(Area.objects.in_force(on).filter(grid__in=ids).values_list("pk", "grid_id", "kind"))
    roles: dict[int, set[str]] = {}
    people = AreaPerson.objects.in_force(on).filter(area__in=[pk for pk, _, _ in areas])
    for area, role in people.values_list("area_id", "role").distinct():
        roles.setdefault(area, set()).add(role)
    whole: dict[int, set[str]] = {}
    begun: dict[int, set[str]] = {}
    for pk, grid, kind in areas:
        begun.setdefault(grid, set()).add(kind)
        if roles.get(pk, set()) >= _ROLES:
            whole.setdefault(grid, set()).add(kind)
    found = {}
    for grid in ids:
        words = [
            f"{kind.label}人员不齐" if kind in begun.get(grid, ()) else f"没有{kind.label}"
            for kind in Area.Kind
            if kind not in whole.get(grid, ())
        ]
        if words:
            found[grid] = words
    return found


def may_manage_opinion(user: Any, opinion: Opinion) -> bool:
    if may(user, MANAGE, opinion.organization):
        return True
    return opinion.grid is not None and may_manage(user, opinion.grid)


@dataclass(frozen=True, slots=True)
class GridCounts:
    """The state of a grid at a glance (GRD-03), as of a day."""

    organizations: int
    buildings: int
    households: int
    member_households: int
    members: int
    recipients: int
    delivered: int
    waiting: int
    overdue: int


_STANDS = "({0}.until IS NULL OR {0}.until > %(on)s)"
_THERE = f"({{0}}.since IS NULL OR {{0}}.since <= %(on)s) AND {_STANDS}"
_COUNTS = f"""
SELECT g.id,
  (SELECT count(*) FROM ({ancestry(root="g.grid_branch_id", day="%(on)s")}) below),
  (SELECT count(*) FROM grids_building x WHERE x.grid_id = g.id AND {_THERE.format("x")}),
  h.households, h.member_households,
  (SELECT count(*) FROM grids_residence r WHERE r.grid_id = g.id AND r.during @> %(on)s),
  (SELECT count(*) FROM grids_serviceneed n WHERE n.grid_id = g.id AND n.during @> %(on)s),
  (SELECT count(*) FROM (
    SELECT DISTINCT ON (c.household_id) c.delivered_on FROM grids_contactcard c
    JOIN grids_household k ON k.id = c.household_id JOIN grids_building x ON x.id = k.building_id
    WHERE x.grid_id = g.id AND {_STANDS.format("k")} AND {local_day("c.printed_at")} <= %(on)s
    ORDER BY c.household_id, c.printed_at DESC, c.id DESC) newest WHERE newest.delivered_on <= %(on)s),
  p.waiting, p.overdue
FROM grids_grid g
CROSS JOIN LATERAL (
  SELECT count(*) AS households, count(m.id) AS member_households
  FROM grids_household k
  JOIN grids_building x ON x.id = k.building_id AND {_THERE.format("x")}
  LEFT JOIN organizations_organization m ON m.id = k.member_household_id
   AND (m.dissolved_on IS NULL OR m.dissolved_on > %(on)s)
   AND EXISTS (SELECT 1 FROM organizations_placement s WHERE s.organization_id = m.id AND s.during @> %(on)s)
  WHERE x.grid_id = g.id AND {_STANDS.format("k")}) h
CROSS JOIN LATERAL (
  SELECT count(*) AS waiting, count(*) FILTER (WHERE {past("o.due_on", "%(on)s")}) AS overdue
  FROM grids_opinion o WHERE o.grid_id = g.id AND o.state = '{Opinion.State.RECEIVED}') p
WHERE g.id = ANY(%(grids)s)
"""


def counts(grids: list[int], *, on: date) -> dict[int, GridCounts]:
    """Grid id → counts as of the day, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"grids": grids, "on": on})
        return {row[0]: GridCounts(*row[1:]) for row in cursor.fetchall()}


def total(parts: list[GridCounts]) -> GridCounts:
    fields = GridCounts.__dataclass_fields__
    return GridCounts(**{name: sum(getattr(part, name) for part in parts) for name in fields})


def matrix(building: Building, *, on: date) -> tuple[list[str], list[dict[str, Any]]]:
    """Columns and rows (top floor first) of ``<c-matrix>``: one cell a door, ``kind`` household or member."""
    households = (
        Household.objects.filter(building=building)
        .standing(on)
        .with_central(on)
        .annotate(
            members=Count("residences", filter=Q(residences__during__contains=on), distinct=True),
            needed=Exists(ServiceNeed.objects.filter(household=OuterRef("pk"), during__contains=on)),
        )
        .order_by("-floor", "entrance", "door")
    )
    places: dict[tuple[int, int], None] = {}
    floors: dict[int, dict[tuple[int, int], dict[str, Any]]] = {}
    for household in households:
        place = (household.entrance, household.door)
        places[place] = None
        floors.setdefault(household.floor, {})[place] = _cell(household)
    order = sorted(places)
    columns = [f"{entrance}单元{door}户" if building.entrances > 1 else f"{door}户" for entrance, door in order]
    rows = [
        {"label": f"{floor}层", "cells": [cells.get(place, {}) for place in order]} for floor, cells in floors.items()
    ]
    return columns, rows


def _cell(household: Any) -> dict[str, Any]:
    words = []
    if household.central:
        words.append("中心户")
    elif household.members:
        words.append(f"党员{household.members}")
    if household.needed:
        words.append("服务")
    return {
        "label": household.label.rpartition("单元")[2],
        "note": "·".join(words),
        "url": f"/grids/households/{household.pk}/",
        "kind": "household" if household.central else "member" if household.members else "",
    }


def _by_rank(rows: QuerySet[ResponsiblePerson]) -> QuerySet[ResponsiblePerson]:
    order = {role: number for number, role in enumerate(ResponsiblePerson.Role.values)}
    rank = Case(
        *[When(role=role, then=Value(number)) for role, number in order.items()],
        output_field=IntegerField(),
    )
    return rows.select_related("person").order_by(rank, "during", "pk")


def responsible_persons(grid: Grid, *, on: date) -> QuerySet[ResponsiblePerson]:
    """Those in force on the day, the head first, as they stand on the poster."""
    return _by_rank(grid.responsible_persons.in_force(on))


def responsible_now_and_later(grid: Grid, *, on: date) -> QuerySet[ResponsiblePerson]:
    """Those of the day and those scheduled for later, for the office."""
    return _by_rank(grid.responsible_persons.not_over(on))


def plan_of(community: Organization) -> CommunityPlan | None:
    return CommunityPlan.objects.filter(organization=community).first()


def drawn_grids(community: Organization, *, current: Grid | None = None) -> list[dict[str, Any]]:
    """The grids of a community that have a boundary, as the plan draws them, each with the place of its name."""
    return [
        {
            "points": " ".join(f"{x},{y}" for x, y in each.boundary),
            "name": each.name,
            "current": current is not None and each.pk == current.pk,
            "x": sum(x for x, _ in each.boundary) // len(each.boundary),
            "y": sum(y for _, y in each.boundary) // len(each.boundary),
        }
        for each in Grid.objects.filter(organization=community)
        .standing(timezone.localdate())
        .exclude(boundary=[])
        .order_by("order", "code")
    ]


def opinions(user: Any, *, permission: str = VIEW) -> OpinionQuerySet:
    return Opinion.objects.visible_to(user, permission).select_related("organization", "grid", "grid__grid_branch")


def manageable_communities(user: Any) -> QuerySet[Organization]:
    return Organization.objects.visible_to(user, MANAGE).communities().order_by("path")


def estates_of(community: int) -> QuerySet[Estate]:
    """The estates of a community that stand in its register."""
    rows: QuerySet[Estate] = Estate.objects.standing().filter(organization=community).order_by("name")
    return rows


def joinable(opinion: Opinion) -> QuerySet[Opinion]:
    """Opinions of the community that wait and came in no later: one of them may ask for the same."""
    rows = Opinion.objects.waiting().filter(organization=opinion.organization, received_at__lte=opinion.received_at)
    return rows.exclude(pk=opinion.pk).order_by("-received_at", "-pk")


def departments(community: Organization) -> list[str]:
    """Departments that opinions of the community were passed to before, as they were written."""
    notes = OpinionStep.objects.filter(
        kind=OpinionStep.Kind.PASSED,
        opinion__organization=community,
        recorded_at__gte=timezone.now() - timedelta(days=730),
    )
    return sorted({note.partition("，")[0] for note in notes.values_list("note", flat=True)[:200]})


@dataclass(frozen=True, slots=True)
class OpinionCounts:
    waiting: int
    overdue: int
    unsigned: int
    joined: int
    to_tell: int
    answered: int
    closed: int


def opinion_counts(rows: QuerySet[Opinion], *, on: date) -> OpinionCounts:
    """Counts for the tabs of the list, one statement."""
    found = rows.aggregate(
        waiting=Count("pk", filter=Q(state=Opinion.State.RECEIVED)),
        overdue=Count("pk", filter=Q(past_day(on), state=Opinion.State.RECEIVED)),
        unsigned=Count("pk", filter=Q(state=Opinion.State.RECEIVED, signed_at=None)),
        joined=Count("pk", filter=Q(state=Opinion.State.JOINED)),
        to_tell=Count("pk", filter=Q(state__in=WITH_ANSWER, reporter=None, told_at=None) & ~Q(phone=b"")),
        answered=Count("pk", filter=Q(state=Opinion.State.ANSWERED)),
        closed=Count("pk", filter=Q(state=Opinion.State.CLOSED)),
    )
    return OpinionCounts(**found)
