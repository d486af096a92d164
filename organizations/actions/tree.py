"""Create, rename, move and dissolve organisations; the cache of paths (ORG-01, ORG-03, ORG-21)."""

from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from core.chinese.dates import chinese_date
from core.records import audit
from core.records.errors import RuleViolation
from organizations import hooks, rules
from organizations.actions.posts import appoint, end_post, entering_directly, grant_by_posts
from organizations.kinds import COMMUNITY_ORGANIZATIONS, CommunityType, Kind
from organizations.models import Grant, Organization, Placement, Position, Post, Renaming
from organizations.queries import big_committee_of
from organizations.scoping import step, step_sql
from organizations.selections.direct import DIRECT_ENTRY
from organizations.terms import term_end
from organizations.tree.effective import check_effective

_REBUILD = f"""
WITH RECURSIVE superior AS (
    -- the placement in force on the day; before the first one starts, the first; there is never a gap after it
    SELECT DISTINCT ON (organization_id) organization_id, parent_id
    FROM organizations_placement
    ORDER BY organization_id, (during @> %(on)s) DESC, abs(lower(during) - %(on)s)
), tree(id, path) AS (
    SELECT o.id, {step_sql("o.id")} FROM organizations_organization o
    WHERE NOT EXISTS (SELECT 1 FROM superior s WHERE s.organization_id = o.id)
  UNION ALL
    SELECT s.organization_id, tree.path || {step_sql("s.organization_id")}
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
        return int(cursor.rowcount)


@transaction.atomic
def create_organization(
    *,
    by: Any,
    kind: str,
    code: str,
    name: str,
    parent: Organization | None,
    since: date,
    today: date | None = None,
    short_name: str = "",
    external: bool = False,
    **fields: Any,
) -> Organization:
    """Create one organisation under ``parent`` from ``since``, which may lie ahead (``today`` None: no limit).

    Raises RuleViolation: the kinds do not fit, the superior was not there, a closed month, a sibling of that name.
    """
    rules.check_can_place(kind=kind, parent_kind=parent.kind if parent else None)
    if parent is not None:
        check_superior(parent, since=since, today=today, label="成立日期", field="since")
        _check_name_is_free(parent, name)
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
    organization.pk = _next_number()
    organization.path = (parent.path if parent is not None else "") + step(organization.pk)
    organization.save(force_insert=True)
    if parent is not None:
        Placement.objects.create(
            organization=organization, kind=kind, parent=parent, parent_kind=parent.kind, during=(since, None)
        )
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


def _next_number() -> int:
    """The number of an organisation before it stands: its path holds it, and a path that is changed is looked for in
    every scoped table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [Organization._meta.db_table])
        number: int = cursor.fetchone()[0]
    return number


def check_superior(parent: Organization, *, since: date, today: date | None, label: str, field: str) -> None:
    rules.check_parent_in_force(parent=parent)
    check_effective(parent, since, today=today, label=label, field=field, future=True)


def _check_name_is_free(parent: Organization, name: str, *, but: int | None = None) -> None:
    """Two organisations of one name under one superior cannot be told apart."""
    siblings = Placement.objects.filter(parent=parent, during__endswith__isnull=True).exclude(organization=but)
    if Organization.objects.filter(placements__in=siblings, name=name, dissolved_on=None).exists():
        raise RuleViolation("name-taken", f"{parent.name}下面已有“{name}”", field="name")


@transaction.atomic
def rename_organization(
    *,
    by: Any,
    organization: Organization,
    name: str,
    on: date,
    today: date,
    short_name: str = "",
    document: str = "",
    version: int | None = None,
) -> Organization:
    """Give a new name from ``on``; the old one stays for the days before (``names_on``, ORG-21).

    A day after ``today`` is scheduled: the name changes in that night (``apply_names``). A second renaming on the same
    day replaces the first. Raises RuleViolation: no change, a later renaming exists, a day that cannot be, another
    ``version`` than the one that was shown.
    """
    organization = Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    if version is not None and version != organization.version:
        raise RuleViolation(
            "changed-meanwhile", f"别人刚刚改过，现在的名称是“{organization.name}”。请核对后再保存", field="name"
        )
    check_effective(organization, on, today=today, label="更名日期", future=True)
    renamings = list(Renaming.objects.filter(organization=organization).order_by("on"))
    if renamings and renamings[-1].on > on:
        raise RuleViolation(
            "later-renaming", f"{chinese_date(renamings[-1].on)}已定更名，请选择这一天或更晚的日期", field="on"
        )
    replaced = renamings.pop() if renamings and renamings[-1].on == on else None
    old = replaced.old_name if replaced else renamings[-1].name if renamings else organization.name
    if name == (replaced or organization).name and short_name == (replaced or organization).short_name:
        raise RuleViolation("same-name", "名称没有变化", field="name")
    if len(organization.ancestor_ids) > 1:
        parent = Organization.objects.get(pk=organization.ancestor_ids[-2])
        _check_name_is_free(parent, name, but=organization.pk)
    renaming = replaced or Renaming(organization=organization, on=on, old_name=old)
    renaming.name, renaming.short_name, renaming.document = name, short_name, document
    rules.raise_field_errors(renaming)
    renaming.save()
    _apply_names([organization.pk], on=today)
    organization.refresh_from_db()
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


def _apply_names(organizations: list[int] | None, *, on: date) -> int:
    due = Renaming.objects.filter(on__lte=on).order_by("organization_id", "-on").distinct("organization_id")
    if organizations is not None:
        due = due.filter(organization__in=organizations)
    changed = 0
    for renaming in due.select_related("organization"):
        organization = renaming.organization
        if (organization.name, organization.short_name) == (renaming.name, renaming.short_name):
            continue
        organization.name, organization.short_name = renaming.name, renaming.short_name
        organization.pinyin, organization.initials = rules.name_keys(renaming.name)
        organization.version = F("version") + 1
        organization.save(update_fields=["name", "short_name", "pinyin", "initials", "version"])
        changed += 1
    return changed


@transaction.atomic
def apply_names(*, on: date) -> int:
    """Bring today's names to the renamings that have begun; returns how many changed."""
    return _apply_names(None, on=on)


def check_can_move(
    *, organization: Organization, parent: Organization, on: date, today: date, lock: bool = False
) -> Placement | None:
    """Raise RuleViolation unless it may stand under ``parent`` from ``on``; returns the placement that ends there."""
    rules.check_can_place(kind=organization.kind, parent_kind=parent.kind)
    check_effective(organization, on, today=today, label="改隶日期", future=True)
    check_superior(parent, since=on, today=today, label="改隶日期", field="on")
    _check_name_is_free(parent, organization.name, but=organization.pk)
    rows = Placement.objects.filter(organization=organization).order_by("during")
    placements = list(rows.select_for_update() if lock else rows)
    current = next((found for found in placements if on in _days(found)), None)
    if placements and placements[-1] != current:
        raise RuleViolation("later-move", "该日期之后已有隶属变动，请选择更晚的日期", field="on")
    if current is not None and current.parent_id == parent.pk:
        raise RuleViolation("same-superior", "上级组织没有变化", field="parent")
    return current


@transaction.atomic
def move_organization(*, by: Any, organization: Organization, parent: Organization, on: date, today: date) -> None:
    """End the placement in force on ``on`` and open one under ``parent``; paths and scopes follow (ORG-21).

    A date after ``today`` is kept; the paths change on that day (tasks.rebuild). Raises RuleViolation.
    """
    current = check_can_move(organization=organization, parent=parent, on=on, today=today, lock=True)
    if current is not None:
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


def check_can_dissolve(*, organization: Organization, on: date, today: date) -> None:
    """Raise RuleViolation while anything stands at it or below, or for a day that cannot be."""
    if organization.dissolved_on is None:
        check_effective(organization, on, today=today, label="撤销日期", future=True)
    below = Organization.objects.under(organization).in_force(on).exclude(pk=organization.pk)
    rules.check_can_dissolve(
        organization=organization,
        on=on,
        children=list(below.values_list("name", flat=True)[:4]),
        blockers=hooks.dissolution_blockers(organization, on),
    )


@transaction.atomic
def dissolve_organization(
    *, by: Any, organization: Organization, on: date, today: date, reason: str = ""
) -> Organization:
    """Dissolve from ``on``: refused while anything stands below; posts (and their rights) end with it (ORG-21).

    A day after ``today`` is scheduled: nothing that lasts may begin there any more. The placement stays, so that what
    was recorded remains in the sight of the superiors.
    """
    organization = Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    check_can_dissolve(organization=organization, on=on, today=today)
    for post in Post.objects.filter(organization=organization, during__endswith__isnull=True):
        end_post(by=by, post=post, on=max(on, post.during.lower), today=None, reason="组织撤销", close_empty=True)
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
        by=by,
        kind=Kind.COMMUNITY,
        code=code,
        name=name,
        parent=street,
        since=since,
        today=today,
        community_type=CommunityType.URBAN,
    )
    move_organization(by=by, organization=organization, parent=community, on=since, today=today)
    posts = Post.objects.filter(organization=organization)
    Grant.objects.filter(post__in=posts, content_object=organization).delete()
    grant_by_posts(persons=list(posts.values_list("person_id", flat=True)), by=by)
    return community


@transaction.atomic
def establish_big_committee(
    *,
    by: Any,
    community: Organization,
    code: str,
    name: str,
    since: date,
    today: date | None = None,
    term_ends_on: date | None = None,
) -> tuple[Organization, list[Post]]:
    """Create the big committee of a community; its organisation's elected officers enter directly (ORG-09).

    Returns the committee and the posts made. Selected and unit members follow by ``appoint``; what is still
    missing to 9–11 is said by ``queries.composition`` (ORG-06).
    """
    existing = big_committee_of(community, since)
    rules.check_can_establish_big_committee(community=community, existing=existing)
    committee = create_organization(
        by=by, kind=Kind.BIG_COMMITTEE, code=code, name=name, parent=community, since=since, today=today
    )
    term_ends_on = term_ends_on or term_end(committee, Position.SECRETARY, since)
    posts = [
        appoint(
            by=by,
            person=office.person,
            organization=committee,
            position=DIRECT_ENTRY[Position(office.position)],
            since=since,
            basis=Post.Basis.DIRECT_ENTRY,
            term_ends_on=term_ends_on,
        )
        for office in entering_directly(community, since)
    ]
    return committee, posts
