"""Residents', owners' and estate-management committees, mass groups and the residents' forum, with their Party members
(S4B 一, 二(二); ORG-23)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from core.records.errors import RuleViolation
from core.web.home import lists
from organizations.kinds import Kind
from organizations.models import GROUPS, Body, BodyKind, BodyMember, GroupTopic, Organization, Post
from organizations.registers.bodies import sitting
from organizations.registers.register import Asked
from organizations.scoping import subtree_condition
from organizations.tree.effective import check_not_ahead

KEEPERS = (Kind.COMMUNITY,)


def check_group_member(member: BodyMember, asked: Asked) -> None:
    """A person, since the group stood and until it ended."""
    if not asked.names:
        return
    group, since, until = member.body, member.during.lower, member.during.upper
    if group.dissolved_on is not None:
        raise RuleViolation("dissolved", f"{group}已于{group.dissolved_on}撤销")
    if since < group.founded_on:
        raise RuleViolation(
            "before-founding", f"开始日期不能早于{group}成立的日期（{group.founded_on}）", field="since"
        )
    check_not_ahead(since, today=asked.today, label="开始日期", field="since", future=True)
    if until is not None:
        check_not_ahead(until, today=asked.today, label="结束日期", field="until", future=True)
    if member.person is None:
        raise RuleViolation("nobody", "请填写姓名", field="person_name")


def check_topic(topic: GroupTopic, asked: Asked) -> None:
    """Discussed on a day, since the group stood."""
    if not asked.names:
        return
    check_not_ahead(topic.discussed_on, today=asked.today, label="议事日期", field="discussed_on")
    if topic.discussed_on < topic.body.founded_on:
        message = f"议事日期不能早于{topic.body}成立的日期（{topic.body.founded_on}）"
        raise RuleViolation("before-founding", message, field="discussed_on")


def facts(group: Body) -> list[tuple[str, str]]:
    """Who of its people of today is a Party member."""
    today = timezone.localdate()
    sits = [each for each in group.members.select_related("person") if today in each.during]
    people: dict[int, str] = {each.person.pk: each.person.name for each in sits if each.person is not None}
    members = lists().party_members(people, today)
    names = "、".join(name for pk, name in people.items() if pk in members)
    return [("其中党员", f"{len(members)} 名：{names}" if members else "没有" if people else "还没有登记成员")]


def people_of(group: Body) -> str:
    """How many persons sit in it today."""
    return f"{len(sitting(group, timezone.localdate()))} 人"


@dataclass(frozen=True)
class Group:
    """One of them: ``members`` of its ``people`` are Party members."""

    name: str
    kind: str
    people: int
    members: list[str]
    body: Body | None = None
    organization: Organization | None = None


@dataclass(frozen=True)
class Row:
    """A community with its groups, and what it has none of."""

    community: Organization
    groups: list[Group]

    @property
    def lacking(self) -> str:
        """Kinds that every community has, of which there is none here."""
        kinds = {group.kind for group in self.groups}
        wanted = (Kind.RESIDENTS_COMMITTEE.label, BodyKind.FORUM.label)
        return "、".join(label for label in wanted if label not in kinds)


def rows(communities: Sequence[Organization], today: date) -> list[Row]:
    """A row for each, in their order; five statements whatever their number."""
    places = {each.pk: each for each in communities}
    bodies = Body.objects.standing().filter(organization__in=places, kind__in=GROUPS, dissolved_on=None)
    listed = list(bodies.prefetch_related("members__person").order_by("kind", "pk"))
    committees = _committees(communities, today)
    sits = [each.person for body in listed for each in sitting(body, today)]
    holders = [post.person for posts in committees.values() for post in posts]
    members = lists().party_members({person.pk for person in (*sits, *holders) if person is not None}, today)
    found: dict[int, list[Group]] = defaultdict(list)
    for committee, posts in committees.items():
        place = next(pk for pk in reversed(committee.ancestor_ids) if pk in places)
        people = [post.person for post in posts]
        found[place].append(
            _group(committee.name, Kind.RESIDENTS_COMMITTEE.label, people, members, organization=committee)
        )
    for body in listed:
        people = [each.person for each in sitting(body, today) if each.person is not None]
        found[body.organization_id].append(_group(body.title, body.get_kind_display(), people, members, body=body))
    return [Row(each, found[each.pk]) for each in communities]


def _group(name: str, kind: str, people: Iterable[Any], members: set[int], **where: Any) -> Group:
    known = {person.pk: person.name for person in people}
    return Group(name, kind, len(known), [each for pk, each in known.items() if pk in members], **where)


def _committees(communities: Sequence[Organization], today: date) -> dict[Organization, list[Post]]:
    """Residents' committees with who holds a post there: they stand in the tree."""
    within = subtree_condition([each.path for each in communities], field="path")
    rows = Organization.objects.filter(within, kind=Kind.RESIDENTS_COMMITTEE).in_force(today).order_by("path")
    found: dict[int, Organization] = {each.pk: each for each in rows}
    posts: dict[int, list[Post]] = defaultdict(list)
    for post in Post.objects.in_force(today).filter(organization__in=found).select_related("person").order_by("pk"):
        posts[post.organization_id].append(post)
    return {each: posts[each.pk] for each in found.values()}
