"""Create, rename, move and dissolve organisations; the cache of paths (ORG-01, ORG-03, ORG-21)."""

from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from core import audit
from core.errors import RuleViolation
from organizations import hooks, rules
from organizations.actions.posts import appoint, end_post, grant_by_posts
from organizations.kinds import COMMUNITY_ORGANIZATIONS, Kind
from organizations.models import Grant, Organization, Placement, Position, Post

_REBUILD = """
WITH RECURSIVE superior AS (
    -- the placement in force on the day; before the first one starts, the first; there is never a gap after it
    SELECT DISTINCT ON (organization_id) organization_id, parent_id
    FROM organizations_placement
    ORDER BY organization_id, (during @> %(on)s) DESC, abs(lower(during) - %(on)s)
), tree(id, path) AS (
    SELECT o.id, o.id || '.' FROM organizations_organization o
    WHERE NOT EXISTS (SELECT 1 FROM superior s WHERE s.organization_id = o.id)
  UNION ALL
    SELECT s.organization_id, tree.path || s.organization_id || '.'
    FROM tree JOIN superior s ON s.parent_id = tree.id
)
UPDATE organizations_organization o SET path = tree.path FROM tree WHERE tree.id = o.id AND o.path <> tree.path
"""


def rebuild_paths(*, on: date) -> int:
    """Bring every path to the placements in force on the day, in one statement; returns how many changed.

    Kinds are ordered from the district down to the household, so placements cannot form a cycle.
    """
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
    rules.check_parent_in_force(parent=parent, since=since)
    full, initials = rules.name_keys(name)
    organization = Organization(
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
    rules.raise_field_errors(organization)
    organization.save(force_insert=True)
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
        since=since.isoformat(),
    )
    return organization


@transaction.atomic
def rename_organization(
    *, by: Any, organization: Organization, name: str, on: date, short_name: str = "", document: str = ""
) -> Organization:
    """Give a new name from ``on``; the old one stays in the history and in the event (ORG-21)."""
    organization = Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    old = organization.name
    if name == old and short_name == organization.short_name:
        raise RuleViolation("same-name", "名称没有变化", field="name")
    organization.name, organization.short_name = name, short_name
    organization.pinyin, organization.initials = rules.name_keys(name)
    rules.raise_field_errors(organization)
    organization.version = F("version") + 1
    organization.save(update_fields=["name", "short_name", "pinyin", "initials", "version"])
    organization.refresh_from_db(fields=["version"])
    audit.record(
        "organizations.renamed",
        by=by,
        target=organization,
        organization_id=organization.pk,
        old=old,
        new=name,
        on=on.isoformat(),
        document=document,
    )
    return organization


@transaction.atomic
def move_organization(*, by: Any, organization: Organization, parent: Organization, on: date, today: date) -> None:
    """End the placement in force on ``on`` and open one under ``parent``; paths and scopes follow (ORG-21).

    A date after ``today`` is kept; the paths change on that day (tasks.rebuild). Raises RuleViolation.
    """
    rules.check_can_place(kind=organization.kind, parent_kind=parent.kind)
    rules.check_parent_in_force(parent=parent, since=on)
    placements = list(Placement.objects.select_for_update().filter(organization=organization).order_by("during"))
    current = next((found for found in placements if on in _days(found)), None)
    if placements and placements[-1] != current:
        raise RuleViolation("later-move", "该日期之后已有隶属变动，请选择更晚的日期", field="on")
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


def _days(placement: Placement) -> Any:
    """The range of a placement, able to answer ``day in range``."""
    return placement.during


@transaction.atomic
def dissolve_organization(*, by: Any, organization: Organization, on: date, reason: str = "") -> Organization:
    """Dissolve from ``on``: refused while anything stands below; posts (and their rights) end with it (ORG-21).

    The placement stays, so that what was recorded remains in the sight of the superiors.
    """
    organization = Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    children = list(
        Organization.objects.under(organization)
        .in_force(on)
        .exclude(pk=organization.pk)
        .values_list("name", flat=True)[:4]
    )
    rules.check_can_dissolve(
        organization=organization,
        on=on,
        children=children,
        blockers=hooks.dissolution_blockers(organization, on),
    )
    for post in Post.objects.filter(organization=organization, during__endswith__isnull=True):
        end_post(by=by, post=post, on=max(on, post.during.lower), reason="组织撤销", close_empty=True)
    organization.dissolved_on = on
    rules.raise_field_errors(organization)
    organization.version = F("version") + 1
    organization.save(update_fields=["dissolved_on", "version"])
    organization.refresh_from_db(fields=["version"])
    audit.record(
        "organizations.dissolved",
        by=by,
        target=organization,
        organization_id=organization.pk,
        on=on.isoformat(),
        reason=reason,
    )
    return organization


@transaction.atomic
def establish_community(
    *, by: Any, organization: Organization, code: str, name: str, since: date, today: date
) -> Organization:
    """Make the territory of a community organisation that stood under its street, and put it below.

    Returns the community. Posts of the organisation keep their rights, now held at the community.
    """
    if organization.kind not in COMMUNITY_ORGANIZATIONS:
        raise RuleViolation("not-a-community-organization", "只有社区党委或党总支可以建立社区")
    street = Organization.objects.get(pk=organization.ancestor_ids[-2])
    community = create_organization(
        by=by, kind=Kind.COMMUNITY, code=code, name=name, parent=street, since=since, community_type="urban"
    )
    move_organization(by=by, organization=organization, parent=community, on=since, today=today)
    posts = Post.objects.filter(organization=organization)
    Grant.objects.filter(post__in=posts, content_object=organization).delete()
    grant_by_posts(persons=list(posts.values_list("person_id", flat=True)), by=by)
    return community


_DIRECT_ENTRY = {
    Position.SECRETARY: Position.SECRETARY,
    Position.FULL_TIME_DEPUTY: Position.FULL_TIME_DEPUTY,
    Position.DEPUTY_SECRETARY: Position.COMMITTEE_MEMBER,
    Position.COMMITTEE_MEMBER: Position.COMMITTEE_MEMBER,
    Position.ORGANIZATION_COMMISSIONER: Position.COMMITTEE_MEMBER,
}
"""Officers of the community's own organisation and the seat that each enters directly (S2 二(四); ORG-09)."""


@transaction.atomic
def establish_big_committee(
    *, by: Any, community: Organization, code: str, name: str, since: date, term_ends_on: date | None = None
) -> tuple[Organization, list[Post]]:
    """Create the big committee of a community; officers of the community organisation enter directly (ORG-09).

    Returns the committee and the posts made. Selected and unit members follow by ``appoint``; what is still
    missing to 9–11 is said by ``queries.composition`` (ORG-06).
    """
    existing = Organization.objects.under(community).in_force(since).filter(kind=Kind.BIG_COMMITTEE).first()
    rules.check_can_establish_big_committee(community=community, existing=existing)
    committee = create_organization(by=by, kind=Kind.BIG_COMMITTEE, code=code, name=name, parent=community, since=since)
    officers = (
        Post.objects.under(community)
        .in_force(since)
        .filter(organization__kind__in=COMMUNITY_ORGANIZATIONS, position__in=list(_DIRECT_ENTRY))
        .select_related("person")
        .order_by("pk")
    )
    seats: dict[int, Position] = {}
    persons = {}
    order = list(_DIRECT_ENTRY)
    for post in sorted(officers, key=lambda post: order.index(Position(post.position))):
        persons[post.person_id] = post.person
        seats.setdefault(post.person_id, _DIRECT_ENTRY[Position(post.position)])
    posts = [
        appoint(
            by=by,
            person=persons[person_id],
            organization=committee,
            position=position,
            since=since,
            basis=Post.Basis.DIRECT_ENTRY,
            term_ends_on=term_ends_on,
        )
        for person_id, position in seats.items()
    ]
    return committee, posts
