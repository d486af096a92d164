"""Residents' groups with their Party members, and what they discussed (ORG-23)."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from psycopg2.extras import DateRange

from core.records.errors import RuleViolation
from members.models import Membership
from organizations import actions as tree_actions
from organizations.kinds import Kind
from organizations.models import Body, BodyKind, Position
from organizations.registers import actions, groups
from organizations.registers.kinds import BODIES
from organizations.registers.kinds_groups import RESIDENTS
from people.models import Person
from tests.organizations.conftest import SINCE, TODAY, Tree

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("ORG-23")]
MEMBER, TOPIC = RESIDENTS.parts


def entered(tree: Tree, kind: str = BodyKind.OWNERS, **asked: Any) -> Body:
    given = {"organization": tree.community, "kind": kind, "title": "业委会", "founded_on": SINCE} | asked
    found: Body = actions.enter(by="test", register=RESIDENTS, today=TODAY, **given)
    return found


def seated(group: Body, person: Person, until: date | None = None) -> None:
    actions.add_line(
        by="test", part=MEMBER, entry=group, today=TODAY, person=person, duty="委员", during=DateRange(SINCE, until)
    )


def party(tree: Tree, name: str, until: date | None = None) -> Person:
    person = tree.person(name)
    Membership.objects.create(person=person, organization=tree.branch, during=(SINCE, until), name_key=name)
    return person


def test_party_members_among_the_people_of_today(tree: Tree) -> None:
    owners, forum = entered(tree), entered(tree, BodyKind.FORUM, title="论坛")
    seated(owners, party(tree, "冯一"))
    seated(owners, party(tree, "陈二", date(2026, 1, 1)))  # no member any more
    seated(owners, party(tree, "褚三"), until=date(2026, 6, 1))  # sits there no more
    seated(owners, tree.person("群众"))
    assert groups.facts(owners) == [("其中党员", "1 名：冯一")]
    assert groups.facts(forum) == [("其中党员", "还没有登记成员")]
    committee = tree.make(Kind.RESIDENTS_COMMITTEE, "T-A-1-R", tree.community, "幸福里居委会")
    tree_actions.appoint(
        by="test", person=party(tree, "卫四"), organization=committee, position=Position.DIRECTOR, since=SINCE
    )
    here, neighbour = groups.rows([tree.community, tree.neighbour], TODAY)
    assert [(each.name, each.people, each.members) for each in here.groups] == [
        ("幸福里居委会", 1, ["卫四"]),
        ("论坛", 0, []),
        ("业委会", 3, ["冯一"]),
    ]
    assert (here.lacking, neighbour.lacking) == ("", "居民委员会、社区居民论坛")


def test_as_many_queries_for_two_communities_as_for_many_people(tree: Tree) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            groups.rows([tree.community, tree.neighbour], TODAY)
        return len(queries)

    seated(entered(tree), party(tree, "冯一"))
    first = count()
    for number in range(4):
        seated(entered(tree, BodyKind.MASS, title=f"协会{number}"), party(tree, f"会员{number}"))
    assert count() == first <= 8


def test_each_register_keeps_its_own_kinds_and_days(tree: Tree) -> None:
    def code(act: Any, **asked: Any) -> str:
        with pytest.raises(RuleViolation) as violation:
            act(**asked)
        return violation.value.code

    first, second = entered(tree), entered(tree, title="第二业委会")  # several estates, several committees
    assert {first.kind, second.kind} <= set(RESIDENTS.only) and not set(RESIDENTS.only) & set(BODIES.only)
    assert code(entered, tree=tree, founded_on=date(2024, 1, 1)) == "before-founding"
    assert code(entered, tree=tree, organization=tree.street) == "wrong-kind"
    given = {"by": "test", "part": TOPIC, "entry": first, "today": TODAY, "topic": "电梯", "attended": 9}
    given |= {"conclusion": "同意"}
    assert code(actions.add_line, **given, discussed_on=date(2024, 1, 1)) == "before-founding"
    assert code(actions.add_line, **given, discussed_on=date(2026, 12, 1)) == "in-the-future"
    actions.add_line(**given, discussed_on=TODAY)
    assert first.topics.get().topic == "电梯"
    nobody = {"by": "test", "part": MEMBER, "entry": first, "today": TODAY, "duty": "委员"}
    assert code(actions.add_line, **nobody, person=None, during=DateRange(SINCE, None)) == "nobody"
    assert code(
        actions.add_line, **nobody, person=tree.person(), during=DateRange(date(2024, 1, 1), None)
    ) == "before-founding"  # fmt: skip
