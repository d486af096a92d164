"""Contact points of leaders: who follows which community, visits, problems, who answers first (ORG-19)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.records.errors import RuleViolation
from core.zone import ZONE
from organizations import actions as organizations
from organizations.desks.queries import lines
from organizations.models import ContactPoint, ContactVisit, Organization, Position, Threshold
from organizations.registers import actions, contacts
from organizations.registers.kinds import CONTACTS
from people.models import Person, User
from tests.clock import TODAY
from tests.organizations.conftest import Tree

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
[VISITS] = CONTACTS.parts
SOLVE, UNSOLVE = VISITS.steps
SINCE = date(2026, 1, 1)


def follows(community: Organization, leader: Person, **typed: Any) -> ContactPoint:
    given = {"leader": leader, "duty": "区委常委"} | contacts.span({"since": SINCE, "until": None} | typed)
    made: ContactPoint = actions.enter(by="test", register=CONTACTS, organization=community, today=TODAY, **given)
    return made


def visit(point: ContactPoint, on: date = date(2026, 11, 3), problem: str = "", **typed: Any) -> ContactVisit:
    given = {"visited_on": on, "content": "听取社区工作汇报", "problem": problem} | typed
    made: ContactVisit = actions.add_line(by="test", part=VISITS, entry=point, today=TODAY, **given)
    return made


def step(line: ContactVisit, which: Any, **typed: Any) -> None:
    line = ContactVisit.objects.get(pk=line.pk)
    actions.correct_line(
        by="test", part=VISITS, line=line, version=line.version, today=TODAY, step=which, **which.also(typed)
    )


@pytest.fixture
def leader(tree: Tree) -> Person:
    return tree.person("区领导")


@pytest.mark.requirement("ORG-19")
def test_a_leader_follows_a_community_from_above_once_at_a_time(tree: Tree, leader: Person) -> None:
    follows(tree.community, leader, until=date(2026, 7, 1))
    with pytest.raises(RuleViolation, match="已联系这个社区"):
        follows(tree.community, leader, since=date(2026, 6, 1))
    follows(tree.community, leader, since=date(2026, 7, 1))
    follows(tree.neighbour, leader)
    own = tree.holder(tree.general_branch, Position.SECRETARY, name="赵书记").person
    with pytest.raises(RuleViolation, match="联系点由上级领导联系") as refused:
        follows(tree.community, own)
    assert refused.value.field == "person_name"
    follows(tree.neighbour, own)
    for where, typed, words in (
        (tree.street, {}, "不登记领导联系点"),
        (tree.community, {"since": date(2024, 12, 31)}, "开始日期不能早于"),
        (tree.community, {"since": date(2028, 1, 1)}, "开始日期不能晚于"),
        (tree.community, {"since": SINCE, "until": SINCE}, "结束日期必须晚于开始日期"),
    ):
        with pytest.raises(RuleViolation, match=words):
            follows(where, tree.person("别的领导"), **typed)


@pytest.mark.requirement("ORG-19")
def test_visits_find_problems_that_are_open_until_they_are_solved(tree: Tree, leader: Person) -> None:
    point = follows(tree.community, leader, since=date(2026, 3, 1))
    for on, words in ((date(2026, 2, 28), "不在联系这个社区的时间里"), (date(2026, 11, 26), "不能晚于今天")):
        with pytest.raises(RuleViolation, match=words):
            visit(point, on)
    quiet = visit(point, date(2026, 4, 1))
    with pytest.raises(RuleViolation, match="没有发现问题"):
        step(quiet, SOLVE, solved_on=TODAY, solution="无")
    found = visit(point, problem="社区没有活动场地")
    assert contacts.is_open(found) and contacts.visits_of(point) == "走访 2 次，发现问题 1 个，已解决 0 个"
    for typed, words in (
        ({"solved_on": date(2026, 11, 2)}, "解决日期不能早于走访日期"),
        ({"solved_on": date(2026, 11, 26)}, "不能晚于今天"),
        ({"solved_on": TODAY, "solution": ""}, ""),
    ):
        with pytest.raises(RuleViolation) as refused:
            step(found, SOLVE, **({"solution": "协调供电公司腾出一层"} | typed))
        assert words in refused.value.message
    step(found, SOLVE, solved_on=date(2026, 11, 20), solution="协调供电公司腾出一层")
    found.refresh_from_db()
    assert contacts.state_of(found) == "2026-11-20解决：协调供电公司腾出一层"
    with pytest.raises(RuleViolation, match="已于2026-11-20登记解决"):
        step(found, SOLVE, solved_on=TODAY, solution="再次")
    with pytest.raises(RuleViolation, match="问题已登记解决"):
        actions.correct_line(by="test", part=VISITS, line=found, version=found.version, today=TODAY, problem="")
    found.refresh_from_db()
    step(found, UNSOLVE, reason="还没有搬")
    found.refresh_from_db()
    assert contacts.is_open(found)
    with pytest.raises(RuleViolation, match="还没有登记解决"):
        step(found, UNSOLVE, reason="再次")
    point.refresh_from_db()
    point.during = contacts.span({"since": date(2026, 5, 1)})["during"]
    with pytest.raises(RuleViolation, match="已登记的走访不在这段时间里"):
        actions.correct(
            by="test", register=CONTACTS, entry=point, version=point.version, today=TODAY, during=point.during
        )


@pytest.mark.requirement("ORG-19")
def test_visits_are_owed_as_often_as_the_district_says(tree: Tree, leader: Person) -> None:
    secretary = tree.holder(tree.general_branch, Position.SECRETARY, name="赵书记")
    street = tree.holder(tree.street, name="街道干部")

    def owed(user: User, on: date) -> list[tuple[int, bool, str]]:
        found = lines(user, now=datetime(on.year, on.month, on.day, 18, tzinfo=ZONE))
        return [(each.count, each.own, each.detail) for each in found if each.key == "contact_point.visit"]

    point = follows(tree.community, leader, since=date(2026, 3, 1))
    assert owed(secretary, date(2026, 3, 31)) == [], "the quarter had begun before the leader came"
    assert owed(secretary, date(2026, 5, 31)) == []
    assert owed(secretary, date(2026, 6, 10)) == [(1, True, "应走访 1 次，已登记 0 次")]
    assert owed(street, date(2026, 6, 10)) == [] and owed(street, date(2026, 7, 1))[0][:2] == (1, False)
    visit(point, date(2026, 5, 20))
    assert owed(secretary, date(2026, 6, 10)) == [] == owed(street, date(2026, 7, 1))
    national = Threshold.objects.get(name="org.contact_point.visits_per_year", organization=None)
    organizations.set_threshold(
        by="test", threshold=national, organization=tree.district, value="12", effective_from=SINCE, document="文件"
    )
    assert owed(secretary, date(2026, 6, 10))[0][0] == 3, "every month: March, April and June"
    actions.withdraw(
        by="test", register=CONTACTS, entry=point, version=point.version, today=TODAY, reason="分工调整前误登"
    )
    assert owed(secretary, date(2026, 6, 10)) == []


@pytest.mark.requirement("ORG-19")
def test_the_page_says_who_answers_first_at_each_level(tree: Tree, leader: Person, sign_in: SignIn) -> None:
    point = follows(tree.community, leader)
    client = sign_in(tree.holder(tree.street, name="街道干部"))
    page = reverse("organizations:contacts_entry", args=[point.pk])
    text = client.get(page).text
    assert "社区第一责任人" in text and "没有书记" in text
    tree.holder(tree.branch, Position.SECRETARY, name="支部书记")
    tree.holder(tree.general_branch, Position.SECRETARY, name="赵书记")
    tree.holder(tree.street, Position.SECRETARY, name="街道书记")
    assert contacts.first_responsible(tree.community, TODAY) == [
        ("社区", "赵书记（幸福里社区党总支书记）"),
        ("街道（镇）", "街道书记（甲街道党工委书记）"),
        ("区", "没有书记"),
    ]
    own = tree.make("branch", "T-A-2-B", tree.neighbour, "文庙社区党支部")
    tree.holder(own, Position.SECRETARY, name="钱书记")
    assert contacts.first_responsible(tree.neighbour, TODAY)[0][1] == "钱书记（文庙社区党支部书记）"
    listed = client.get(reverse("organizations:contacts"), {"q": "区领导", "year": "2026"}).text
    assert "区委常委" in listed and "走访 0 次" in listed
    assert "区领导" not in client.get(reverse("organizations:contacts"), {"year": "2025"}).text
    outside = sign_in(tree.holder(tree.other_street, name="乙街道干部"))
    assert outside.get(page).status_code == 404
    assert "区领导" not in outside.get(reverse("organizations:contacts")).text


def test_a_contact_point_is_entered_and_corrected_on_its_pages(tree: Tree, sign_in: SignIn) -> None:
    client = sign_in(tree.holder(tree.street, name="街道干部"))
    new = reverse("organizations:contacts_new")
    typed = {"organization": tree.community.pk, "person_name": "区领导", "duty": "副区长", "since": "2026-01-01"}
    refused = client.post(new, typed)
    assert refused.status_code == 422 and "登记为新人员" in refused.text
    assert client.post(new, typed | {"register_new": "on", "until": "2025-12-31"}).status_code == 422
    assert client.post(new, typed | {"register_new": "on"}).status_code == 302
    point = ContactPoint.objects.get()
    correct = reverse("organizations:contacts_correct", args=[point.pk])
    typed = {"duty": "区委常委", "since": "2026-01-01", "until": "2027-01-01", "version": 1}
    assert client.post(correct, typed).status_code == 302
    assert client.post(correct, typed).status_code == 409
    point.refresh_from_db()
    assert point.duty == "区委常委" and point.during.upper == date(2027, 1, 1)
