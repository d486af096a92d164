"""Who has a post or an area and who has none; everything that one member answers for (MEM-07)."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from grids.models import Area, AreaPerson, DutyPost, Grid
from grids.visits import seats_of
from members.models import Hardship, Membership
from organizations.models import Post

MOST = 300
VIEW_MEMBER, VIEW_GRID = "organizations.view_member", "organizations.view_grid"


def _members(user: Any, today: date) -> QuerySet[Any]:
    """Members of the user's scope today, each with whether a post or an area is theirs."""
    posts = DutyPost.objects.standing().filter(person=OuterRef("person"), during__contains=today)
    areas = AreaPerson.objects.in_force(today).filter(person=OuterRef("person"))
    rows = Membership.objects.visible_to(user, VIEW_MEMBER).as_of(today)
    found: QuerySet[Any] = rows.annotate(has_post=Exists(posts), has_area=Exists(areas))
    return found


class Branch(NamedTuple):
    """Of one branch: how many members, how many of them without a post and without an area."""

    pk: int
    name: str
    members: int
    without: int


def branches(user: Any, *, today: date) -> list[Branch]:
    """One query."""
    rows = _members(user, today).order_by().values("organization", "organization__name", "scope")
    counted = rows.annotate(
        members=Count("pk"), without=Count("pk", filter=Q(has_post=False, has_area=False))
    ).order_by("scope")
    return [
        Branch(row["organization"], row["organization__name"], row["members"], row["without"]) for row in counted[:MOST]
    ]


def without_post(user: Any, *, today: date, branch: int | None = None) -> list[Membership]:
    """Members who have neither, of one branch or of all; the first MOST by name."""
    rows = _members(user, today).filter(has_post=False, has_area=False)
    rows = rows.filter(organization=branch) if branch else rows
    return list(rows.select_related("person", "organization").order_by("name_key", "pk")[:MOST])


def bare_grids(user: Any, *, today: date) -> list[tuple[Grid, str]]:
    """Grids that have no responsibility area or no post, with what is missing; one query."""
    areas = Area.objects.in_force(today).filter(grid=OuterRef("pk"), kind=Area.Kind.RESPONSIBILITY)
    posts = DutyPost.objects.standing().filter(grid=OuterRef("pk"), during__contains=today)
    rows = Grid.objects.visible_to(user, VIEW_GRID).in_force(today).annotate(areas_=Exists(areas), posts_=Exists(posts))
    rows = rows.exclude(areas_=True, posts_=True).select_related("organization")
    found: list[Any] = list(rows.order_by("organization__path", "order", "code")[:MOST])
    return [
        (row, "、".join(word for word, there in (("没有责任区", row.areas_), ("没有设岗", row.posts_)) if not there))
        for row in found
    ]


class Duties(NamedTuple):
    """What a member answers for today."""

    posts: list[Post]
    duty_posts: list[DutyPost]
    areas: list[AreaPerson]
    seats: list[Any]
    helped: list[Hardship]

    @property
    def number(self) -> int:
        kinds: list[list[Any]] = [*self]
        return sum(len(each) for each in kinds)


def duties_of(person_id: int, *, today: date) -> Duties:
    """Five queries."""
    posts = Post.objects.in_force(today).filter(person=person_id).select_related("organization")
    duty_posts = DutyPost.objects.standing().filter(person=person_id, during__contains=today)
    areas = AreaPerson.objects.in_force(today).filter(person=person_id).select_related("area__grid")
    helped = Hardship.objects.standing().filter(helper=person_id, during__contains=today)
    joins = ("organization", "grid", "area", "person")
    return Duties(
        list(posts.order_by("pk")),
        list(duty_posts.select_related(*joins).prefetch_related("services").order_by("kind", "pk")),
        list(areas.order_by("pk")),
        list(seats_of(person_id, on=today)),
        list(helped.select_related("person").order_by("pk")),
    )
