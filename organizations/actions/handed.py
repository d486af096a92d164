"""Rights by hand: dated, never to oneself, never more or longer than the giver's own (docs/adr/0003-grants.md)."""

from datetime import date
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from core.records import audit
from organizations import rules, ties
from organizations.kinds import COMMUNITY_BODIES, Kind
from organizations.models import Grant, Organization, Post, Role
from organizations.scoping import MANAGE_GRANTS, steps_to, subtree_condition
from organizations.tree.effective import check_end, check_not_ahead, check_stands
from people.models import User


@transaction.atomic
def give_role(
    *,
    by: Any,
    user: User,
    role: Role,
    organization: Organization,
    since: date,
    until: date | None = None,
    today: date | None = None,
) -> int:
    """Grant a role's permissions by hand, dated, while the organisation is there and with ``today`` from a year ahead
    at most; a user gives what he holds there himself, until his own end at most, and nothing to himself.

    Returns how many permissions were granted."""
    rules.check_can_give_role(role=role, organization=organization)
    if today is not None:
        check_not_ahead(since, today=today, label="开始日期", field="since", future=True)
    check_stands(organization, since, label="开始日期", field="since")
    if until is not None:
        check_end(since=since, on=until, field="until")
    if isinstance(by, User):
        rules.check_not_oneself(by=by, person_id=user.person_id, user_id=user.pk)
        held = _held(by, organization, today or timezone.localdate())
        wanted = dict(role.permissions.values_list("codename", "name"))
        rules.check_gives_own(wanted=wanted, held=held, until=until)
    grants = [
        Grant(
            user=user,
            permission=permission,
            content_object=organization,
            during=(since, until),
            granted_by=by if isinstance(by, User) else None,
        )
        for permission in role.permissions.all()
    ]
    made = Grant.objects.bulk_create(grants, ignore_conflicts=True)
    audit.record(
        "organizations.role_given",
        by=by,
        target=organization,
        organization_id=organization.pk,
        user=user.pk,
        role=role.code,
        since=since.isoformat(),
    )
    return len(made)


def _held(user: User, organization: Organization, on: date) -> dict[str, date | None]:
    """Permissions that the user holds at the organisation on the day, with the day they end (None: open)."""
    rows = Grant.objects.filter(user=user, during__contains=on, content_object__in=organization.ancestor_ids)
    held: dict[str, date | None] = {}
    for codename, during in rows.values_list("permission__codename", "during"):
        known = held.get(codename, during.upper)
        held[codename] = None if known is None or during.upper is None else max(known, during.upper)
    return held


@transaction.atomic
def revoke_role(*, by: Any, user: User, organization: Organization, on: date) -> int:
    """End the hand-made grants of a user on an organisation from ``on``."""
    ended = len(_end(by_hand(on).filter(user=user, content_object=organization), on=on))
    audit.record(
        "organizations.role_revoked",
        by=by,
        target=organization,
        organization_id=organization.pk,
        user=user.pk,
        on=on.isoformat(),
    )
    return ended


def by_hand(on: date) -> QuerySet[Grant]:
    """Grants given by hand that hold on the day or later."""
    return Grant.objects.filter(ties.lasting(on), post=None, acting=None)


class Handed(NamedTuple):
    """What ends with a post: rights its holder got by hand, and rights that he gave to others."""

    got: QuerySet[Grant]
    given: QuerySet[Grant]


def of_post(post: Post, on: date) -> Handed:
    """Rights by hand that end when the post ends on the day.

    What the holder got below the place of the post, or anywhere when it is the last post; what he gave there, unless
    another post lets him give it.
    """
    rows = by_hand(on).select_related("user__person", "permission", "content_object").order_by("pk")
    here = subtree_condition([place_of(post.organization)], field="content_object__path")
    others = Post.objects.filter(ties.lasting(on), person=post.person_id).exclude(pk=post.pk).exists()
    got = rows.filter(user__person=post.person_id)
    still = Grant.objects.filter(
        ties.lasting(on), user=OuterRef("granted_by"), permission__codename=MANAGE_GRANTS, post__isnull=False
    ).exclude(post=post)
    given = rows.filter(here, granted_by__person=post.person_id).exclude(Q(Exists(still)))
    return Handed(got.filter(here) if others else got, given)


def place_of(organization: Organization) -> str:
    """Where posts in the organisation give their rights: bodies of a community at the community."""
    if organization.kind not in COMMUNITY_BODIES:
        return organization.path
    steps = steps_to([organization.path]).values()
    return next((step.path for step in steps if step.kind == Kind.COMMUNITY), organization.path)


def end_handed(*, post: Post, on: date) -> list[list[Any]]:
    """End them; returns [id, end before] of each that goes on to exist, for the undo."""
    got, given = of_post(post, on)
    return _end(got, on=on) + _end(given, on=on)


def end_actings(post: Post, on: date) -> list[list[Any]]:
    """With the post end the rights of who acts for its holder; as ``end_handed``."""
    return _end(Grant.objects.filter(ties.lasting(on), acting__post=post), on=on)


def _end(rows: QuerySet[Grant], *, on: date) -> list[list[Any]]:
    ended: list[list[Any]] = []
    for grant in rows.select_for_update(of=("self",)):
        upper = grant.during.upper
        if grant.during.lower >= on:
            grant.delete()
        else:
            Grant.objects.filter(pk=grant.pk).update(during=(grant.during.lower, on))
        ended.append([grant.pk, upper.isoformat() if upper else None])
    return ended


def restore_handed(ended: list[list[Any]]) -> None:
    """Give back what ``end_handed`` ended: the post goes on after all. What had not begun is given anew by hand."""
    for pk, upper in ended:
        grant = Grant.objects.filter(pk=pk).first()
        if grant is not None:
            until = None if upper is None else date.fromisoformat(upper)
            Grant.objects.filter(pk=pk).update(during=(grant.during.lower, until))
