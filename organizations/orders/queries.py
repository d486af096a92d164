"""Documents of organisations and posts, and the words in which they are printed."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html

from organizations.models import Order, Organization, Post
from organizations.orders.models import OrderKind

SHOWN = 20


def of_organization(organization: Organization) -> list[Order]:
    """Its documents, the latest first."""
    rows = Order.objects.standing().filter(organization=organization)
    return list(rows.order_by("-effective_on", "-pk")[:SHOWN])


def with_documents(posts: Sequence[Post]) -> Sequence[Post]:
    """The posts, each with the documents that began and ended it (``begun_by``, ``ended_by``); one query."""
    keys = [post.pk for post in posts]
    places = {post.organization_id for post in posts}
    begun: dict[int, Order] = {}
    ended: dict[int, Order] = {}
    rows = Order.objects.standing().filter(Q(begun__overlap=keys) | Q(ended__overlap=keys), organization__in=places)
    for order in rows.order_by("pk") if keys else ():
        begun |= dict.fromkeys(order.begun, order)
        ended |= dict.fromkeys(order.ended, order)
    for post in posts:
        post.begun_by = begun.get(post.pk)  # type: ignore[attr-defined]
        post.ended_by = ended.get(post.pk) if post.during.upper else None  # type: ignore[attr-defined]
    return posts


def without_document(organization: Organization, besides: Order | None = None) -> list[Post]:
    """Posts of the organisation whose beginning or end has no document yet, and those of ``besides``."""
    rows = Order.objects.standing().filter(organization=organization)
    others = rows.exclude(pk=besides.pk) if besides is not None else rows
    begun: set[int] = set()
    ended: set[int] = set()
    for order in others:
        begun.update(order.begun)
        ended.update(order.ended)
    posts = Post.objects.filter(organization=organization).select_related("person").order_by("-during", "pk")
    return [post for post in posts if post.pk not in begun or (post.during.upper is not None and post.pk not in ended)]


def posts_in(keys: Iterable[int]) -> list[Post]:
    """The posts that a document names, in their order."""
    found = {post.pk: post for post in Post.objects.filter(pk__in=list(keys)).select_related("person")}
    return [found[key] for key in keys if key in found]


def words_of(post: Post) -> str:
    """One post for a choice or a line: who, what, from when to when."""
    end = f"，{post.during.upper}离任" if post.during.upper else ""
    return f"{post.person.name} {post.get_position_display()}（{post.during.lower}任职{end}）"


def facts_of(order: Order) -> list[tuple[str, Any]]:
    """What the page of a document says besides: whom it names, and its scan."""
    begun, ended = posts_in(order.begun), posts_in(order.ended)
    found: list[tuple[str, Any]] = []
    if begun:
        found.append(("任职人员", "\n".join(words_of(post) for post in begun)))
    if ended:
        kept = [words_of(post) if post.during.upper else f"{words_of(post)}，离任已撤销" for post in ended]
        found.append(("原任人员" if order.kind == OrderKind.TERM else "免职人员", "\n".join(kept)))
    if order.scan:
        found.append(
            ("扫描件", format_html('<a href="{}">看扫描件</a>', reverse("organizations:order_scan", args=[order.pk])))
        )
    return found


def next_session(organization: Organization) -> int | None:
    """The number of the term that comes; None where none was recorded yet."""
    rows = Order.objects.standing().filter(organization=organization, session__isnull=False).order_by("-session")
    last = rows.values_list("session", flat=True).first()
    return None if last is None else last + 1


def undocumented(user: Any, permission: str, on: date) -> QuerySet[Post]:
    """Posts of the day in the user's scope whose beginning no document names."""
    naming = Order.objects.standing().filter(organization=OuterRef("organization"), begun__contains=[OuterRef("pk")])
    rows = Post.objects.visible_to(user, permission).in_force(on).filter(~Exists(naming))
    found: QuerySet[Post] = rows.select_related("person", "organization").order_by("scope", "position", "pk")
    return found
