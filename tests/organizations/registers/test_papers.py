"""Working rules of an organisation: versions, publication, which one is in force (ORG-26)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.records.errors import RuleViolation
from members.models import Membership
from organizations.models import Organization, Position, WorkingRule
from organizations.registers import actions, papers
from organizations.registers.kinds import RULES
from people.models import User
from tests.clock import TODAY
from tests.organizations.conftest import SINCE, Tree

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
[PUBLISH] = RULES.steps


def adopted(organization: Organization, **typed: Any) -> WorkingRule:
    given = {
        "title": "党总支工作细则",
        "content": "第一条 坚持集体领导。",
        "change": "",
        "adopted_on": date(2026, 3, 1),
        "adopted_by": "党总支会议",
        "effective_on": date(2026, 3, 10),
    }
    made: WorkingRule = actions.enter(
        by="test", register=RULES, organization=organization, today=TODAY, **(given | typed)
    )
    return made


def publish(rule: WorkingRule, on: date | None = date(2026, 3, 5)) -> None:
    rule = WorkingRule.objects.get(pk=rule.pk)
    actions.correct(
        by="test", register=RULES, entry=rule, version=rule.version, today=TODAY, step=PUBLISH, published_on=on
    )


def in_force(on: date) -> list[int]:
    return list(papers.in_force(WorkingRule.objects.all(), on).order_by("pk").values_list("number", flat=True))


@pytest.mark.requirement("ORG-26")
def test_versions_follow_one_another_and_the_newest_published_one_is_in_force(tree: Tree) -> None:
    first = adopted(tree.general_branch)
    assert first.number == 1 and in_force(TODAY) == []
    publish(first)
    assert in_force(date(2026, 3, 9)) == [] and in_force(date(2026, 3, 10)) == [1]
    later = {"adopted_on": date(2026, 9, 1), "effective_on": date(2026, 10, 1)}
    with pytest.raises(RuleViolation, match="这是第2版，请写明修订说明") as refused:
        adopted(tree.general_branch, **later)
    assert refused.value.field == "change"
    with pytest.raises(RuleViolation, match="施行日期应晚于第1版"):
        adopted(tree.general_branch, change="增写网格", effective_on=date(2026, 3, 10))
    second = adopted(tree.general_branch, change="增写网格", **later)
    assert second.number == 2 and in_force(TODAY) == [1], "not before it is published"
    publish(second, date(2026, 9, 20))
    assert in_force(date(2026, 9, 30)) == [1] and in_force(date(2026, 10, 1)) == [2]
    first.refresh_from_db()
    second.refresh_from_db()
    assert papers.state_of(first, TODAY) == "已由第2版代替" and papers.state_of(second, TODAY) == "施行中"
    other = adopted(tree.general_branch, title="党员议事细则")
    assert other.number == 1 and adopted(tree.branch).number == 1, "each name and organisation counts for itself"
    second.refresh_from_db()
    actions.withdraw(by="test", register=RULES, entry=second, version=second.version, today=TODAY, reason="未经表决")
    assert in_force(TODAY) == [1], "the version before it is in force again"
    third = adopted(tree.general_branch, change="按表决修改", adopted_on=date(2026, 11, 1), effective_on=TODAY)
    assert third.number == 3, "a number is never given twice"


@pytest.mark.requirement("ORG-26")
def test_a_published_text_stands_as_it_is(tree: Tree) -> None:
    rule = adopted(tree.general_branch)
    actions.correct(by="test", register=RULES, entry=rule, version=1, today=TODAY, content="第一条 改过。")
    with pytest.raises(RuleViolation, match="请填写公布日期"):
        publish(rule, None)
    with pytest.raises(RuleViolation, match="公布日期不能早于通过日期"):
        publish(rule, date(2026, 2, 28))
    with pytest.raises(RuleViolation, match="不能晚于今天"):
        publish(rule, date(2026, 11, 26))
    publish(rule)
    rule.refresh_from_db()
    with pytest.raises(RuleViolation, match="正文不能再改"):
        actions.correct(by="test", register=RULES, entry=rule, version=rule.version, today=TODAY, content="再改")
    with pytest.raises(RuleViolation, match="已经公布"):
        publish(rule)
    second = adopted(tree.general_branch, change="二", adopted_on=date(2026, 4, 1), effective_on=date(2026, 4, 2))
    third = adopted(tree.general_branch, change="三", adopted_on=date(2026, 5, 1), effective_on=date(2026, 5, 2))
    publish(third, date(2026, 5, 1))
    with pytest.raises(RuleViolation, match="更新的版本已经公布"):
        publish(second, date(2026, 5, 3))


@pytest.mark.requirement("ORG-26")
@pytest.mark.parametrize(
    ("where", "typed", "words"),
    [
        ("community", {}, "不登记工作细则"),
        ("general_branch", {"content": ""}, ""),
        ("general_branch", {"adopted_on": date(2026, 11, 26), "effective_on": date(2026, 11, 27)}, "不能晚于今天"),
        ("general_branch", {"adopted_on": date(2024, 1, 1)}, "通过日期不能早于"),
        ("general_branch", {"effective_on": date(2026, 2, 28)}, "施行日期不能早于通过日期"),
        ("general_branch", {"effective_on": date(2028, 1, 1)}, "施行日期不能晚于"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(tree: Tree, where: str, typed: dict[str, Any], words: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        adopted(getattr(tree, where), **typed)
    assert words in refused.value.message and not WorkingRule.objects.exists()


@pytest.mark.requirement("ORG-26")
def test_published_rules_are_read_by_members_and_by_anybody_with_the_address(tree: Tree, sign_in: SignIn) -> None:
    rule = adopted(tree.general_branch)
    address = reverse("organizations:published_rule", args=[rule.pk])
    person = tree.person("普通党员")
    Membership.objects.create(person=person, organization=tree.branch, during=(SINCE, None))
    member = sign_in(User.objects.create(username="member", person=person))
    mine = reverse("organizations:published_rules")
    assert Client().get(address).status_code == 404 and "党总支工作细则" not in member.get(mine).text
    publish(rule)
    assert "坚持集体领导" in Client().get(address).text and "施行中" in Client().get(address).text
    assert "党总支工作细则（第1版）" in member.get(mine).text
    stranger = tree.person("外社区党员")
    elsewhere = tree.make("branch", "T-A-2-B", tree.neighbour)
    Membership.objects.create(person=stranger, organization=elsewhere, during=(SINCE, None))
    assert "党总支" not in sign_in(User.objects.create(username="far", person=stranger)).get(mine).text
    rule.refresh_from_db()
    actions.withdraw(by="test", register=RULES, entry=rule, version=rule.version, today=TODAY, reason="误发")
    assert Client().get(address).status_code == 404 and "党总支工作细则" not in member.get(mine).text


def test_the_next_version_begins_with_the_text_of_the_last(tree: Tree, sign_in: SignIn) -> None:
    rule = adopted(tree.general_branch)
    publish(rule)
    client = sign_in(tree.holder(tree.general_branch, Position.SECRETARY, name="赵书记"))
    answer = client.get(reverse("organizations:rules_entry", args=[rule.pk]))
    address = f"{reverse('organizations:rules_new')}?of={rule.pk}"
    assert answer.context["again"] == ("登记新版本", address) and address in answer.text
    assert ("第1版", "2026-03-01通过，2026-03-10施行，2026-03-05公布") in answer.context["facts"]
    form = client.get(address).context["form"]
    assert form["title"].value() == "党总支工作细则" and "坚持集体领导" in form["content"].value()
    far = sign_in(tree.holder(tree.other_street, name="乙街道干部"))
    assert far.get(address).context["form"]["title"].value() is None
