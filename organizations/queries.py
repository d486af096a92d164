"""Set-based reads of the tree, posts and units for pages and reports."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Length, Replace

from core.models import AuditEvent
from core.web.home import lists
from organizations import hooks, rules, standards
from organizations.kinds import COMMUNITY_ORGANIZATIONS, WORK_BODIES, Kind
from organizations.models import Grant, Organization, Participation, Placement, Position, Post, Unit, UnitPresence
from organizations.scoping import reach, subtree_condition
from organizations.selections.direct import DIRECT_ENTRY
from organizations.ties import lasting
from organizations.tree.names import names_on
from people.models import Person

TREE_NODES = 400
EVENT_LABELS = {
    "organizations.created": "成立",
    "organizations.renamed": "更名",
    "organizations.moved": "改变隶属",
    "organizations.dissolved": "撤销",
    "organizations.appointed": "任职",
    "organizations.post_ended": "离任",
    "organizations.selection_mode_set": "登记书记选任方式",
    "organizations.post_end_undone": "撤销离任",
    "organizations.term_changed": "换届",
    "organizations.role_given": "授予权限",
    "organizations.role_revoked": "收回权限",
    "organizations.unit_present": "单位登记",
    "organizations.unit_reported_in": "单位报到",
    "organizations.unit_corrected": "更正单位资料",
    "organizations.unit_completed": "补充单位资料",
    "organizations.unit_handed_over": "单位转到本街道",
    "organizations.unit_gone": "单位迁出",
    "organizations.unit_gone_undone": "撤销单位迁出",
    "organizations.unit_joined": "单位参加大党委",
    "organizations.unit_left": "单位退出大党委",
    "organizations.unit_left_undone": "撤销退出大党委",
    "organizations.threshold_set": "调整标准",
}


@dataclass
class Node:
    """One organisation of a drawn tree with what stands below it."""

    organization: Organization
    members: int | None = None
    children: list["Node"] = field(default_factory=list)
    deeper: bool = False

    @property
    def note(self) -> str:
        return "" if self.members is None else f"{self.members:,} 人"


def chain(organization: Organization) -> list[Organization]:
    """The organisation's superiors from the root down, without itself; one query."""
    superiors = Organization.objects.filter(pk__in=organization.ancestor_ids[:-1])
    return sorted(superiors, key=lambda each: len(each.path))


def superior(organization: Organization) -> Organization | None:
    """The formal superior today, from the path."""
    ids = organization.ancestor_ids
    return Organization.objects.get(pk=ids[-2]) if len(ids) > 1 else None


def _with_depth(rows: QuerySet[Organization]) -> QuerySet[Organization]:
    return rows.annotate(
        depth=Length("path") - Length(Replace("path", Value("."), Value("")), output_field=IntegerField())
    )


def tree(roots: Sequence[Organization], *, on: date, levels: int = 2) -> list[Node]:
    """The roots with ``levels`` levels below each, members counted; two queries whatever the size.

    Nodes whose children are not drawn are marked ``deeper``. At most TREE_NODES nodes are drawn.
    """
    condition = Q(pk__in=[])
    for root in roots:
        depth = len(root.ancestor_ids)
        condition |= subtree_condition([root.path], field="path") & Q(depth__lte=depth + levels + 1)
    rows = list(_with_depth(Organization.objects.in_force(on)).filter(condition).order_by("path")[:TREE_NODES])
    shown = {root.path: len(root.ancestor_ids) + levels for root in roots}
    nodes: dict[str, Node] = {}
    tops: list[Node] = []
    for row in rows:
        limit = next((most for path, most in shown.items() if row.path.startswith(path)), 0)
        parent = nodes.get(row.path[: row.path.rstrip(".").rfind(".") + 1])
        if len(row.ancestor_ids) > limit:
            if parent is not None:
                parent.deeper = True
            continue
        nodes[row.path] = Node(row)
        if row.path in shown or parent is None:
            tops.append(nodes[row.path])
        else:
            parent.children.append(nodes[row.path])
    counts = hooks.member_counts([node.organization for node in nodes.values()], on)
    for node in nodes.values():
        if node.organization.kind not in WORK_BODIES:
            node.members = counts.get(node.organization.pk)
    order = {kind: number for number, kind in enumerate(Kind.values)}
    for node in nodes.values():
        node.children.sort(key=lambda child: (order[child.organization.kind], child.organization.code))
    return tops


def roots_of(user: Any, permission: str = "organizations.view_organization") -> list[Organization]:
    """The organisations at which the user's scope begins; two queries."""
    return list(Organization.objects.filter(path__in=reach(user, permission)).order_by("path"))


def composition(organization: Organization, on: date) -> list[rules.Requirement]:
    """What a big committee has and lacks on the day (S2 二(三); ORG-06); two queries."""
    limits = standards.several(list(rules.COMPOSITION), organization=organization, as_of=on)
    holders = Post.objects.filter(organization=organization).in_force(on).values_list("position", "person_id")
    seats: dict[str, int] = {}
    persons = set()
    for position, person in holders:
        if position in rules.POSITIONS[Kind.BIG_COMMITTEE]:
            seats[position] = seats.get(position, 0) + 1
            persons.add(person)
    return rules.composition(seats, len(persons), limits)


@dataclass(frozen=True)
class Quota:
    """Seats in the leading body of a community: ``own`` ones, those of the big committee, and whether these count."""

    own: int
    big_committee: int
    counts: bool

    @property
    def total(self) -> int:
        return self.own + (self.big_committee if self.counts else 0)


def quota(organization: Organization, on: date) -> Quota:
    """Seats held in the community of the organisation; those of the big committee are none of its own (S2 二(四))."""
    community = Organization.objects.filter(pk__in=organization.ancestor_ids, kind=Kind.COMMUNITY).first()
    bodies = (*COMMUNITY_ORGANIZATIONS, Kind.RESIDENTS_COMMITTEE, Kind.BIG_COMMITTEE)
    kinds = dict.fromkeys(bodies, 0)
    if community is not None:
        rows = Post.objects.in_force(on).under(community).filter(organization__kind__in=bodies)
        kinds |= dict(rows.values_list("organization__kind").annotate(n=Count("pk")))
    big = kinds.pop(Kind.BIG_COMMITTEE)
    counts = standards.at("org.big_committee.counts_in_quota", organization=organization, as_of=on)
    return Quota(sum(kinds.values()), big, bool(counts))


def posts_of(organization: Organization, on: date) -> QuerySet[Post]:
    """Posts in force on the day, heads first."""
    order = list(Position.values)
    rows = Post.objects.filter(organization=organization).in_force(on).select_related("person")
    return sorted(rows, key=lambda post: (order.index(post.position), post.during.lower))  # type: ignore[return-value]


@dataclass(frozen=True)
class Career:
    """The posts of a person that the reader may see, the latest first, and how many stand elsewhere."""

    seen: list[Post]
    elsewhere: int


def posts_of_person(person: Person, user: Any) -> Career:
    """Every post of a person, past and to come; two queries."""
    rows = Post.objects.filter(person=person)
    seen = rows.visible_to(user, "organizations.view_organization").select_related("organization")
    posts = list(seen.order_by("-during", "pk"))
    return Career(posts, rows.count() - len(posts))


def appointment_warnings(*, organization: Organization, person_id: int, position: str, on: date) -> list[str]:
    """What the seat normally asks of its holder (S2 二(三); ORG-07); a query or two of each app that knows of it."""
    if (organization.kind, position) not in rules.NORMALLY:
        return []
    found = {word for ask in lists().standing for word in ask(organization, person_id, on)}
    return rules.appointment_warnings(organization=organization, position=position, standing=found)


def rights_of(post: Post, on: date) -> list[tuple[Organization, list[str]]]:
    """Rights that end with the post: per organisation the labels of permissions held by nothing else there."""
    grants = Grant.objects.filter(during__contains=on)
    mine = list(grants.filter(post=post).select_related("permission", "content_object"))
    if not mine:
        return []
    others = set(
        grants.filter(user_id__in={grant.user_id for grant in mine})
        .exclude(post=post)
        .values_list("permission_id", "content_object__path")
    )
    lost: dict[int, tuple[Organization, list[str]]] = {}
    for grant in mine:
        kept = any(
            permission == grant.permission_id and grant.content_object.path.startswith(path)
            for permission, path in others
        )
        if not kept:
            lost.setdefault(grant.content_object_id, (grant.content_object, []))[1].append(grant.permission.name)
    return list(lost.values())


def ending_terms(user: Any, *, on: date, days: int) -> QuerySet[Post]:
    """Posts in scope whose term has ended or ends within ``days`` and that nobody closed (ORG-11)."""
    return (
        Post.objects.visible_to(user, "organizations.view_organization")
        .in_force(on)
        .filter(term_ends_on__isnull=False, term_ends_on__lte=on + timedelta(days=days))
        .select_related("person", "organization")
        .order_by("term_ends_on", "pk")
    )


def remind_days(on: date, organization: Organization | None = None) -> list[int]:
    """Days before the end of a term on which it is announced, the longest first."""
    value = standards.at("org.term.remind_days_before", organization=organization, as_of=on)
    return sorted(value if isinstance(value, list) else [value], reverse=True)


def presences(user: Any, *, on: date) -> QuerySet[UnitPresence]:
    """Units in the communities of the user's scope on the day."""
    return (
        UnitPresence.objects.visible_to(user, "organizations.view_organization")
        .filter(during__contains=on)
        .select_related("unit__party_organization", "organization", "contact", "instructor")
        .order_by("organization__path", "unit__name")
    )


def kept_inside(paths: Sequence[str], on: date) -> Q:
    """``Q`` for units whose own facts are kept below ``paths``: their street is there, or all their communities are."""
    here = UnitPresence.objects.filter(lasting(on), unit=OuterRef("pk"))
    inside = subtree_condition(paths, field="scope")
    return inside | (Q(Exists(here.filter(inside))) & ~Q(Exists(here.exclude(inside))))


def not_reported_in(rows: QuerySet[UnitPresence]) -> QuerySet[UnitPresence]:
    """Those of the district's own organs first (S2 四(二); ORG-28)."""
    return rows.filter(reported_in_on=None).order_by("-unit__district_organ", "during", "unit__name")


def units_of(community: Organization, on: date) -> QuerySet[UnitPresence]:
    return (
        UnitPresence.objects.filter(organization=community, during__contains=on)
        .select_related("unit", "contact")
        .order_by("unit__name")
    )


def big_committee_of(community: Organization, on: date) -> Organization | None:
    return Organization.objects.under(community).in_force(on).filter(kind=Kind.BIG_COMMITTEE).first()


def not_elected(community: Organization, on: date) -> list[str]:
    """Officers of the community's organisation who do not enter the big committee: they were not elected."""
    rows = Post.objects.under(community).in_force(on).filter(organization__kind__in=COMMUNITY_ORGANIZATIONS)
    rows = rows.filter(position__in=list(DIRECT_ENTRY)).exclude(basis=Post.Basis.ELECTION).select_related("person")
    return [f"{post.person.name}（{post.get_position_display()}）" for post in rows.order_by("pk")]


def participations(committee: Organization, on: date) -> QuerySet[Participation]:
    """Units that take part in a big committee on the day, or will."""
    rows = Participation.objects.filter(lasting(on), organization=committee)
    return rows.select_related("unit__party_organization").order_by("unit__name", "during")


def participation(unit: Unit, committee: Organization | None, on: date) -> Participation | None:
    """The unit's part in a big committee on the day, or to come."""
    return Participation.objects.filter(lasting(on), unit=unit, organization=committee).order_by("during").first()


def events_of(organization: Organization, limit: int = 8) -> list[tuple[AuditEvent, str]]:
    """The latest events of the organisation with their labels; one query."""
    events = AuditEvent.objects.filter(organization_id=organization.pk, code__in=EVENT_LABELS).order_by(
        "-occurred_at", "-pk"
    )[:limit]
    return [(event, EVENT_LABELS[event.code]) for event in events]


@dataclass(frozen=True)
class State:
    """An organisation as it stood on a day: name, formal superior, children, posts."""

    on: date
    name: str
    superior: Organization | None
    children: list[Organization]
    posts: Any


def state_as_of(organization: Organization, on: date) -> State:
    """Name, superior, children and posts by their own dates; five queries (ORG-21)."""
    placement = (
        Placement.objects.filter(organization=organization, during__contains=on).select_related("parent").first()
    )
    children = Organization.objects.filter(placements__parent=organization, placements__during__contains=on).in_force(
        on
    )
    return State(
        on=on,
        name=names_on([organization.pk], on=on)[organization.pk],
        superior=placement.parent if placement else None,
        children=list(children.order_by("code")),
        posts=posts_of(organization, on),
    )


def scheduled(organization: Organization, today: date) -> list[tuple[date, str]]:
    """Changes of the organisation that begin after ``today``, with their day and what changes; five queries."""
    found = [(each.on, f"更名为{each.name}") for each in organization.renamings.filter(on__gt=today)]
    moves = Placement.objects.filter(organization=organization, during__startswith__gt=today).select_related("parent")
    found += [(each.during.lower, f"隶属{each.parent.name}") for each in moves]
    founded = Organization.objects.filter(established_on__gt=today, placements__parent=organization)
    found += [(each.established_on, f"设立{each.name}") for each in founded if each.established_on]
    posts = Post.objects.filter(organization=organization).select_related("person")
    for post in posts.filter(Q(during__startswith__gt=today) | Q(during__endswith__gt=today)):
        what = f"{post.person.name}（{post.get_position_display()}）"
        if post.during.lower > today:
            found.append((post.during.lower, f"任职：{what}"))
        if post.during.upper:
            found.append((post.during.upper, f"离任：{what}"))
    if organization.dissolved_on and organization.dissolved_on > today:
        found.append((organization.dissolved_on, "撤销"))
    return sorted(found)


def next_code(parent: Organization, suffix: str = "") -> str:
    """A free code for a new child: the parent's with ``suffix``, or with the next number of two digits."""
    taken = set(Organization.objects.filter(code__startswith=f"{parent.code}-").values_list("code", flat=True))
    if suffix and f"{parent.code}-{suffix}" not in taken:
        return f"{parent.code}-{suffix}"
    number = 1
    while f"{parent.code}-{suffix}{number:02d}" in taken:
        number += 1
    return f"{parent.code}-{suffix}{number:02d}"


def nearest_holders(
    permission: str, organization: Organization, *, on: date, besides: int | None = None
) -> tuple[Organization | None, list[Any]]:
    """The lowest organisation at or above ``organization`` where somebody holds ``permission``, and those accounts.

    ``besides``: id of an account that does not count. ``(None, [])`` for nobody. Accounts without a person do not act.
    """
    grants = (
        Grant.objects.filter(
            content_object__in=organization.ancestor_ids,
            permission__codename=permission.rsplit(".", 1)[-1],
            during__contains=on,
            user__is_active=True,
            user__person__isnull=False,
        )
        .exclude(user=besides)
        .select_related("content_object", "user__person")
        .order_by("-content_object__path", "user__person__pinyin")
    )
    found = list(grants)
    if not found:
        return None, []
    where = found[0].content_object
    return where, list(dict.fromkeys(grant.user for grant in found if grant.content_object_id == where.pk))
