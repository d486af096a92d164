"""Which units have Party work and which lack it: own organisations, joint branches, instructors (ORG-25)."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.office import spreadsheets
from organizations import actions, coverage
from organizations.coverage import Covered
from organizations.desks import queries as desks
from organizations.kinds import Kind
from organizations.models import Organization, Position, Threshold, UnitPresence
from people.models import Person, User
from tests.clock import NOW, TODAY
from tests.organizations.conftest import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("ORG-25")]
SignIn = Callable[[User], Client]
VIEW = "organizations.view_organization"


def enter(community: Organization, name: str, members: int | None = None, **fields: Any) -> UnitPresence:
    given = {"kind": "new_economic", "since": date(2026, 11, 1), "today": TODAY} | fields
    return actions.enter_unit(by="test", community=community, name=name, full_members=members, **given)


def states(user: User, **wanted: Any) -> dict[str, Covered]:
    return {row.name: row.state for row in coverage.units(user, VIEW, today=TODAY, **wanted)}


def standard(tree: Tree, name: str, value: str) -> None:
    national = Threshold.objects.get(name=name, organization=None)
    actions.set_threshold(
        by="test", threshold=national, organization=tree.district, value=value, effective_from=TODAY, document="文件"
    )


@pytest.fixture
def street(tree: Tree) -> User:
    return tree.holder(tree.street, name="街道干部")


def test_three_full_members_found_their_own_fewer_join_a_joint_branch_none_get_an_instructor(
    tree: Tree, street: User
) -> None:
    joint = tree.make(Kind.JOINT_BRANCH, "T-A-1-L", tree.general_branch, "商圈联合党支部")
    own = tree.make(Kind.UNIT_ORGANIZATION, "T-A-U", tree.street, "供电公司党委")
    sent = tree.person("冯指导")
    enter(tree.community, "三名无组织", 3)
    enter(tree.community, "两名无组织", 2)
    enter(tree.community, "两名有指导员", 2, instructor=sent)
    enter(tree.community, "三名有指导员", 3, instructor=sent)
    enter(tree.community, "没有党员", 0)
    enter(tree.community, "没有党员有指导员", 0, instructor=sent)
    enter(tree.community, "没有数过", None)
    enter(tree.community, "没有数过有指导员", None, instructor=sent)
    enter(tree.community, "两名在联合党支部", 2, party_organization=joint)
    enter(tree.community, "四名在联合党支部", 4, party_organization=joint)
    enter(tree.community, "供电公司", 9, party_organization=own)
    enter(tree.community, "写了名称的", 2, party_name="某某党支部")
    enter(tree.community, "没有数过有组织", None, party_name="某局党委")
    assert states(street) == {
        "三名无组织": Covered.NEEDS_OWN,
        "两名无组织": Covered.NEEDS_JOINT,
        "两名有指导员": Covered.NEEDS_JOINT,
        "三名有指导员": Covered.NEEDS_OWN,
        "没有党员": Covered.NEEDS_INSTRUCTOR,
        "没有党员有指导员": Covered.INSTRUCTOR,
        "没有数过": Covered.UNKNOWN,
        "没有数过有指导员": Covered.UNKNOWN,
        "两名在联合党支部": Covered.JOINT,
        "四名在联合党支部": Covered.JOINT,
        "供电公司": Covered.OWN,
        "写了名称的": Covered.OWN,
        "没有数过有组织": Covered.OWN,
    }
    notes = {row.name: row.note for row in coverage.units(street, VIEW, today=TODAY) if row.note}
    assert notes == {"四名在联合党支部": "正式党员已满 3 名，可以单独组建", "写了名称的": "正式党员不足 3 名"}


def test_a_dissolved_organisation_covers_nobody_and_who_left_is_not_asked(tree: Tree, street: User) -> None:
    joint = tree.make(Kind.JOINT_BRANCH, "T-A-1-L", tree.general_branch, "商圈联合党支部", since=date(2025, 1, 1))
    here = enter(tree.community, "便民超市", 2, party_organization=joint)
    assert states(street) == {"便民超市": Covered.JOINT}
    Organization.objects.filter(pk=joint.pk).update(dissolved_on=TODAY + timedelta(days=1))
    assert states(street) == {"便民超市": Covered.JOINT}, "it stands until its last day"
    Organization.objects.filter(pk=joint.pk).update(dissolved_on=TODAY)
    assert states(street) == {"便民超市": Covered.NEEDS_JOINT}
    actions.end_presence(by="test", presence=here, on=TODAY, today=TODAY)
    assert states(street) == {}


def test_an_instructor_of_one_community_is_the_units(tree: Tree, street: User) -> None:
    enter(tree.community, "连锁超市", 0, instructor=tree.person("冯指导"))
    enter(tree.neighbour, "连锁超市")
    assert [row.state for row in coverage.units(street, VIEW, today=TODAY)] == [Covered.INSTRUCTOR] * 2


def test_the_numbers_are_the_districts(tree: Tree, street: User) -> None:
    enter(tree.community, "没有党员", 0, instructor=tree.person("冯指导"))
    standard(tree, "org.instructor.per_uncovered_unit", "2")
    assert states(street) == {"没有党员": Covered.NEEDS_INSTRUCTOR}
    Threshold.objects.filter(name="org.instructor.per_uncovered_unit", organization=tree.district).update(value="0")
    assert states(street) == {"没有党员": Covered.INSTRUCTOR}
    Threshold.objects.filter(name="org.branch.full_members_min").update(value="5")
    enter(tree.community, "四名", 4)
    assert states(street)["四名"] == Covered.NEEDS_JOINT


def test_who_is_uncovered_is_owed_by_the_community_and_told_to_its_superiors(tree: Tree, street: User) -> None:
    director = tree.holder(tree.community, Position.DIRECTOR, name="社区主任")
    first = enter(tree.community, "三名无组织", 3, since=date(2026, 10, 20))
    enter(tree.community, "没有数过", None)

    def lines(user: User) -> list[tuple[bool, int, date, str]]:
        found = desks.lines(User.objects.get(pk=user.pk), now=NOW)
        return [(line.own, line.count, line.due_on, line.detail) for line in found if line.key == "unit.cover"]

    assert lines(director) == [(True, 1, date(2026, 11, 19), "正式党员 3 名，应单独组建")]
    assert lines(street) == [(False, 1, date(2026, 11, 19), "正式党员 3 名，应单独组建")]
    enter(tree.community, "两名", 2)
    assert [line[1] for line in lines(director)] == [2] and [line[1] for line in lines(street)] == [1]
    unit = first.unit
    actions.correct_unit(
        by="test",
        presence=first,
        version=unit.version,
        contact=None,
        instructor=None,
        today=TODAY,
        party_name="三名公司党支部",
    )
    assert lines(street) == [] and [line[3] for line in lines(director)] == ["正式党员 2 名，应联合组建"]


def test_the_page_counts_each_community_lists_who_lacks_and_joint_branches_with_too_many(
    tree: Tree, street: User, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    joint = tree.make(Kind.JOINT_BRANCH, "T-A-1-L", tree.general_branch, "商圈联合党支部")
    tree.make(Kind.JOINT_BRANCH, "T-A-1-M", tree.general_branch, "新联合党支部")
    for number in range(5):
        enter(tree.community, f"门店{number}", 1, party_organization=joint)
    enter(tree.community, "三名", 3)
    enter(tree.neighbour, "没有数过")
    enter(tree.neighbour, "有组织", 4, party_name="党支部")
    foreign = tree.make(Kind.COMMUNITY, "T-B-1", tree.other_street, "别处社区")
    enter(foreign, "别处单位", 3)
    client, page = sign_in(street), reverse("organizations:coverage")
    client.get(page)
    with django_assert_max_num_queries(12):
        answer = client.get(page)
    assert [row.name for row in answer.context["page"]] == ["三名", "没有数过"]
    text = " ".join(answer.text.split())
    assert "8 家单位，覆盖 75.0%，1 家没有覆盖" in text and "别处" not in text
    assert [(row.name, row.units, row.joint, row.lacking, row.unknown) for row in answer.context["communities"]] == [
        ("幸福里社区", 6, 5, 1, 0),
        ("文庙社区", 2, 0, 0, 1),
    ]
    branches = {row.name: (row.units, row.over) for row in answer.context["joint_branches"]}
    assert branches == {"商圈联合党支部": (5, False), "新联合党支部": (0, False)}
    enter(tree.community, "第六家", 2, party_organization=joint)
    assert "一般不超过 5 家" in client.get(page).text
    assert len(client.get(page, {"state": "all"}).context["page"]) == 9
    assert [row.name for row in client.get(page, {"state": "own"}).context["page"]] == ["有组织"]
    assert [row.name for row in client.get(page, {"state": "all", "q": "第六"}).context["page"]] == ["第六家"]
    assert client.get(page, {"state": "nonsense"}).status_code == 200
    for number in range(30):
        enter(tree.community, f"别的门店{number}", 3)
    with django_assert_max_num_queries(12):
        assert len(client.get(page).context["page"]) == 32
    content = client.get(page, {"format": "xlsx", "state": "all"}).content
    [sheet] = spreadsheets.read(io.BytesIO(content), "覆盖.xlsx").sheets
    assert len(sheet.rows) == 40 and "应单独组建" in str(sheet.rows)
    worker = tree.holder(tree.community, Position.WORKER, name="工作者")
    assert sign_in(worker).get(page, {"format": "xlsx"}).status_code == 403


def test_nothing_is_divided_by_nobody(tree: Tree, street: User, sign_in: SignIn) -> None:
    assert Person.objects.exists() and "0 家单位" in sign_in(street).get(reverse("organizations:coverage")).text
