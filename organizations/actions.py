"""Every write to the tree, to posts and to grants: atomic, audited, by a named actor."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from core import audit
from core.errors import RuleViolation
from organizations import rules
from organizations.kinds import COMMUNITY_ORGANIZATIONS, Kind
from organizations.models import Grant, Organization, Placement, Post, Role
from people.models import Person, User

_REBUILD = """
WITH RECURSIVE tree(id, path) AS (
    SELECT o.id, o.id || '.' FROM organizations_organization o
    WHERE NOT EXISTS (SELECT 1 FROM organizations_placement p WHERE p.organization_id = o.id AND p.during @> %(on)s)
  UNION ALL
    SELECT p.organization_id, tree.path || p.organization_id || '.'
    FROM tree JOIN organizations_placement p ON p.parent_id = tree.id AND p.during @> %(on)s
)
UPDATE organizations_organization o SET path = tree.path FROM tree WHERE tree.id = o.id AND o.path <> tree.path
"""


def rebuild_paths(*, on: date) -> int:
    """Bring every path to the placements in force on the day, in one statement; returns how many changed."""
    with connection.cursor() as cursor:
        cursor.execute(_REBUILD, {"on": on})
        return cursor.rowcount


@transaction.atomic
def create_organization(
    *,
    by: Any,
    kind: str,
    code: str,
    name: str,
    parent: Organization | None,
    since: date,
    short_name: str = "",
    external: bool = False,
    **fields: Any,
) -> Organization:
    """Create one organisation under ``parent`` from ``since``. Raises RuleViolation when the kinds do not fit."""
    rules.check_can_place(kind=kind, parent_kind=parent.kind if parent else None)
    full, initials = rules.name_keys(name)
    organization = Organization.objects.create(
        kind=kind,
        code=code,
        name=name,
        short_name=short_name,
        pinyin=full,
        initials=initials,
        external=external,
        established_on=fields.pop("established_on", None),
        **fields,
    )
    if parent is not None:
        Placement.objects.create(
            organization=organization, kind=kind, parent=parent, parent_kind=parent.kind, during=(since, None)
        )
        organization.path = f"{parent.path}{organization.pk}."
    else:
        organization.path = f"{organization.pk}."
    Organization.objects.filter(pk=organization.pk).update(path=organization.path)
    audit.record(
        "organizations.created",
        by=by,
        target=organization,
        organization_id=organization.pk,
        kind=kind,
        code=code,
    )
    return organization


@transaction.atomic
def move_organization(
    *, by: Any, organization: Organization, parent: Organization, on: date, today: date
) -> None:
    """End the placement in force on ``on`` and open one under ``parent``; paths and scopes follow (ORG-21)."""
    rules.check_can_place(kind=organization.kind, parent_kind=parent.kind)
    if parent.path.startswith(organization.path):
        raise RuleViolation("own-subtree", "不能移到自己的下级组织之下", field="parent")
    current = (
        Placement.objects.select_for_update().filter(organization=organization, during__contains=on).first()
    )
    if current is not None:
        if current.parent_id == parent.pk:
            raise RuleViolation("same-superior", "上级组织没有变化", field="parent")
        if current.during.lower == on:
            current.delete()
        else:
            current.during = (current.during.lower, on)
            current.save(update_fields=["during"])
    Placement.objects.create(
        organization=organization,
        kind=organization.kind,
        parent=parent,
        parent_kind=parent.kind,
        during=(on, None),
    )
    rebuild_paths(on=today)
    organization.refresh_from_db(fields=["path"])
    audit.record(
        "organizations.moved",
        by=by,
        target=organization,
        organization_id=organization.pk,
        old=current.parent_id if current else None,
        new=parent.pk,
        on=on.isoformat(),
    )


def anchor_of(organization: Organization) -> Organization:
    """Where the rights of a post in ``organization`` begin: the community for its bodies, else itself."""
    if organization.kind in (*COMMUNITY_ORGANIZATIONS, Kind.BIG_COMMITTEE, Kind.RESIDENTS_COMMITTEE):
        community = (
            Organization.objects.filter(pk__in=organization.ancestor_ids, kind=Kind.COMMUNITY)
            .order_by("-path")
            .first()
        )
        return community or organization
    return organization


@transaction.atomic
def appoint(
    *,
    by: Any,
    person: Person,
    organization: Organization,
    position: str,
    since: date,
    until: date | None = None,
    basis: str = Post.Basis.APPOINTMENT,
    full_time: bool = True,
    term_ends_on: date | None = None,
    **fields: Any,
) -> Post:
    """Give a post from ``since`` (until before ``until``) and the rights that go with it, to the same days."""
    post = Post(
        person=person,
        organization=organization,
        position=position,
        basis=basis,
        full_time=full_time,
        during=(since, until),
        term_ends_on=term_ends_on,
        **fields,
    )
    rules.raise_field_errors(post, exclude=["scope"])
    post.save()
    grant_by_posts(persons=[person.pk], by=by)
    audit.record(
        "organizations.appointed",
        by=by,
        target=post,
        organization_id=organization.pk,
        position=position,
        since=since.isoformat(),
    )
    return post


@transaction.atomic
def end_post(*, by: Any, post: Post, on: date, reason: str = "") -> Post:
    """End a post: the last day is the day before ``on``; its grants end with it (trigger)."""
    post = Post.objects.select_for_update().get(pk=post.pk)
    if on <= post.during.lower:
        raise RuleViolation("before-start", "离任日期必须晚于任职日期", field="on")
    post.during = (post.during.lower, on)
    post.ended_because = reason
    post.save(update_fields=["during", "ended_because"])
    audit.record("organizations.post_ended", by=by, target=post, on=on.isoformat(), reason=reason)
    return post


def grant_by_posts(*, persons: Iterable[int] | None = None, by: Any = None) -> int:
    """Insert the grants that posts give by RoleRule and that are missing; one statement. Returns how many.

    Covers persons with an account; call it after appointing, and after opening an account. Community bodies give
    their rights at the community.
    """
    sql = """
    INSERT INTO organizations_grant (user_id, permission_id, content_object_id, during, post_id, granted_by_id, granted_at)
    SELECT u.id, rp.permission_id, COALESCE(anchor.id, o.id), p.during, p.id, %(by)s, now()
    FROM organizations_post p
    JOIN people_user u ON u.person_id = p.person_id
    JOIN organizations_organization o ON o.id = p.organization_id
    JOIN organizations_rolerule r ON r.kind = o.kind AND r.position = p.position
    JOIN organizations_role_permissions rp ON rp.role_id = r.role_id
    LEFT JOIN LATERAL (
        SELECT c.id FROM organizations_organization c
        WHERE c.kind = 'community' AND o.kind = ANY(%(bodies)s)
          AND c.id = ANY (string_to_array(rtrim(o.path, '.'), '.')::bigint[])
        ORDER BY length(c.path) DESC LIMIT 1
    ) anchor ON true
    WHERE %(everybody)s OR p.person_id = ANY(%(persons)s)
    ON CONFLICT DO NOTHING
    """
    bodies = [str(kind) for kind in (*COMMUNITY_ORGANIZATIONS, Kind.BIG_COMMITTEE, Kind.RESIDENTS_COMMITTEE)]
    with connection.cursor() as cursor:
        cursor.execute(
            sql,
            {
                "by": getattr(by, "pk", None),
                "bodies": bodies,
                "everybody": persons is None,
                "persons": list(persons or []),
            },
        )
        return cursor.rowcount


@transaction.atomic
def give_role(
    *, by: Any, user: User, role: Role, organization: Organization, since: date, until: date | None = None
) -> int:
    """Grant a role's permissions by hand, dated. Returns how many permissions were granted."""
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


@transaction.atomic
def revoke_role(*, by: Any, user: User, organization: Organization, on: date) -> int:
    """End the hand-made grants of a user on an organisation from ``on``."""
    open_grants = Grant.objects.select_for_update().filter(
        Q(during__endswith__isnull=True) | Q(during__endswith__gt=on),
        user=user,
        content_object=organization,
        post=None,
    )
    ended = 0
    for grant in open_grants:
        if grant.during.lower >= on:
            grant.delete()
        else:
            Grant.objects.filter(pk=grant.pk).update(during=(grant.during.lower, on))
        ended += 1
    audit.record(
        "organizations.role_revoked",
        by=by,
        target=organization,
        organization_id=organization.pk,
        user=user.pk,
        on=on.isoformat(),
    )
    return ended


@transaction.atomic
def establish_community(*, by: Any, organization: Organization, code: str, name: str, since: date, today: date) -> Organization:
    """Make the territory of a community organisation that stood under its street, and put it below.

    Returns the community. Posts of the organisation keep their rights, now held at the community.
    """
    street = Organization.objects.get(pk=organization.ancestor_ids[-2])
    community = create_organization(
        by=by, kind=Kind.COMMUNITY, code=code, name=name, parent=street, since=since, community_type="urban"
    )
    move_organization(by=by, organization=organization, parent=community, on=since, today=today)
    posts = Post.objects.filter(organization=organization)
    Grant.objects.filter(post__in=posts, content_object=organization).delete()
    grant_by_posts(persons=list(posts.values_list("person_id", flat=True)), by=by)
    return community
