"""What stands open with an officer who leaves, who may follow, and the lists that were made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from organizations.actions.handed import place_of
from organizations.handing.kinds import PASSED, Handing, Leaving, Thing, handings
from organizations.handing.models import Acting, Handover
from organizations.kinds import COMMUNITY_BODIES
from organizations.models import Organization, Post
from organizations.scoping import subtree_condition
from organizations.ties import lasting
from people.models import Person

SHOWN_DAYS = 365
"""How long a post that ended stands on the page of its organisation."""


@dataclass(frozen=True)
class Group:
    """Open things of one kind; ``keys``: (value of the box, thing) of what is tied to the person."""

    handing: Handing
    things: Sequence[Thing] = field(default_factory=tuple)

    @property
    def is_personal(self) -> bool:
        """Tied to the person, so that it passes by this act."""
        return self.handing.pass_on is not None

    @property
    def what(self) -> str:
        """What becomes of them, for the head of the list."""
        return f"勾选的{PASSED}" if self.is_personal else self.handing.note

    @property
    def boxes(self) -> list[tuple[str, Thing]]:
        return [(f"{self.handing.key}:{thing.pk}", thing) for thing in self.things]


def leaving_of(post: Post, today: date) -> Leaving:
    return Leaving(post, place_of(post.organization), today)


def groups(leaving: Leaving) -> list[Group]:
    """Every kind of which something is open; a query or two a kind."""
    found = (Group(each, list(each.find(leaving))) for each in handings())
    return [group for group in found if group.things]


def fingerprint(found: Iterable[Group]) -> str:
    """What of the person's own a list showed: whoever hands over a list that has changed since is told."""
    return " ".join(key for group in found if group.is_personal for key, _thing in group.boxes)


def successors(post: Post, today: date) -> QuerySet[Person]:
    """Who holds or will hold a post in the same office: for a body of a community any of its bodies."""
    organization = post.organization
    here = Q(organization=organization)
    if organization.kind in COMMUNITY_BODIES:
        place = place_of(organization)
        here |= Q(organization__path=place) | Q(
            subtree_condition([place], field="scope"), organization__kind__in=COMMUNITY_BODIES
        )
    posts = Post.objects.filter(here, lasting(today)).exclude(pk=post.pk)
    found: QuerySet[Person] = Person.objects.filter(pk__in=posts.values("person")).exclude(pk=post.person_id)
    return found.order_by("pinyin", "pk")


def follower(post: Post, today: date) -> int | None:
    """Who has the post now."""
    rows = Post.objects.filter(lasting(today), organization=post.organization, position=post.position)
    found = rows.exclude(person=post.person_id).order_by("-during").values_list("person", flat=True).first()
    return None if found is None else int(found)


def left_posts(organization: Organization, today: date) -> list[Any]:
    """Posts that ended or are to end, of a year, each with ``lists``: the handovers made. Two queries."""
    rows = Post.objects.filter(
        organization=organization, during__endswith__gt=today - timedelta(days=SHOWN_DAYS)
    ).select_related("person")
    posts: list[Any] = list(rows.order_by("-during__endswith", "pk"))
    made: dict[int, list[Handover]] = {}
    if posts:
        for each in Handover.objects.filter(post__in=posts).select_related("leaver", "successor", "post"):
            made.setdefault(each.post_id, []).append(each)
    for post in posts:
        post.lists = made.get(post.pk, [])
    return posts


def with_acting(posts: Iterable[Any], today: date) -> list[Any]:
    """The posts, each with ``acting``: who acts for its holder on the day, or who is to; one query."""
    rows = list(posts)
    actings = Acting.objects.filter(post__in=rows, during__endswith__gt=today).select_related("person")
    first: dict[int, Acting] = {}
    for each in actings.order_by("during"):
        first.setdefault(each.post_id, each)
    for post in rows:
        post.acting = first.get(post.pk)
    return rows
