"""Who stands on the poster of a grid: the responsible persons that were entered, and the holders of posts (GRD-02).

The secretary of the grid's branch and the leaders of its building groups come from their posts and are never typed
twice; a row of their role holds only what the poster says beside the name, and shows while the post is held.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from grids.models import Building, Grid, Household, Posting, ResponsiblePerson
from grids.queries import responsible_persons
from organizations.models import Position, Post

Role = ResponsiblePerson.Role

BY_POST = (Role.GRID_BRANCH_SECRETARY, Role.GROUP_LEADER)
TYPED = [(role.value, role.label) for role in Role if role not in BY_POST]
"""Roles that are entered for a grid."""
_RANK = {role: number for number, role in enumerate(Role.values)}


def _of(grid: Grid) -> Q:
    groups = Building.objects.filter(grid=grid, until=None).values("building_group")
    return Q(organization=grid.grid_branch_id, position=Position.SECRETARY) | Q(
        organization__in=groups, position=Position.LEADER
    )


def by_post(grid: Grid, *, on: date, rows: Iterable[ResponsiblePerson] | None = None) -> list[ResponsiblePerson]:
    """Holders of the posts on the day, with what the poster says of them; unsaved where nothing is said yet.

    ``rows``: the responsible persons of the grid, where they are read already.
    """
    if rows is None:
        rows = grid.responsible_persons.in_force(on).filter(role__in=BY_POST)
    said = {(row.role, row.person_id): row for row in rows if row.role in BY_POST and on in row.during}
    found: dict[tuple[str, int], ResponsiblePerson] = {}
    posts = Post.objects.in_force(on).filter(_of(grid)).select_related("person").order_by("position", "during", "pk")
    for post in posts:
        role = Role.GROUP_LEADER if post.position == Position.LEADER else Role.GRID_BRANCH_SECRETARY
        row = said.get((role, post.person_id)) or ResponsiblePerson(
            organization_id=grid.organization_id, grid=grid, role=role
        )
        row.person, row.during = post.person, post.during
        found.setdefault((role, post.person_id), row)
    return sorted(found.values(), key=lambda row: _RANK[row.role])


def persons(grid: Grid, *, on: date) -> list[ResponsiblePerson]:
    """Those of the day, the head first, as they stand on poster, card and public page."""
    rows = [*responsible_persons(grid, on=on).exclude(role__in=BY_POST), *by_post(grid, on=on)]
    return sorted(rows, key=lambda row: _RANK[row.role])


def postings(grid: Grid, *, on: date) -> QuerySet[Posting]:
    """Posters that hang on the day, each with ``stale``: put up before somebody on it came or went by ``on``."""
    since = Lower(OuterRef("during"))
    came = Q(during__startswith__gt=since, during__startswith__lte=on)
    went = Q(during__endswith__gt=since, during__endswith__lte=on)
    typed = ResponsiblePerson.objects.filter(came | went, grid=OuterRef("grid"))
    held = Post.objects.filter(came | went).filter(_of(grid))
    found = grid.postings.in_force(on).annotate(stale=Exists(typed) | Exists(held)).select_related("building")
    rows: QuerySet[Posting] = found.order_by("building__order", "kind", "spot", "pk")
    return rows


def led_by(person_id: int | None, *, on: date) -> QuerySet[Building]:
    """Buildings whose group the person leads on the day."""
    posts = Post.objects.in_force(on).filter(person=person_id, position=Position.LEADER)
    rows = Building.objects.in_force(on).filter(building_group__in=posts.values("organization"))
    return rows.select_related("grid__organization").order_by("order", "pk")


def headed_by(person_id: int | None, *, on: date) -> QuerySet[Household]:
    """Doors whose member household the person heads on the day."""
    posts = Post.objects.in_force(on).filter(person=person_id, position=Position.HOUSEHOLD_HEAD)
    rows = Household.objects.standing(on).filter(member_household__in=posts.values("organization"))
    return rows.select_related("building__grid__organization", "member_household").order_by("pk")
