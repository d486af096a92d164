"""Place to work, funds and allowances of a community year by year, issues and answers (ORG-27)."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.records.errors import RuleViolation
from core.zone import ZONE
from organizations.desks.queries import lines
from organizations.models import CommunityYear, ConditionIssue, Organization, Position
from organizations.registers import actions, conditions
from organizations.registers.kinds import CONDITIONS
from people.models import User
from tests.clock import TODAY
from tests.organizations.conftest import Tree

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
[ISSUES] = CONDITIONS.parts
ANSWER, UNANSWER = ISSUES.steps


def recorded(community: Organization, year: int = 2026, **typed: Any) -> CommunityYear:
    given = {
        "office_area": 120,
        "activity_area": 300,
        "budget_funds": 20000,
        "dues_funds": 3000,
        "other_funds": 0,
        "officers": 6,
        "allowances": 144000,
    }
    numbers = {name: Decimal(value) if name != "officers" else value for name, value in (given | typed).items()}
    made: CommunityYear = actions.enter(
        by="test", register=CONDITIONS, organization=community, today=TODAY, year=year, **numbers
    )
    return made


def raised(row: CommunityYear, on: date = date(2026, 5, 10)) -> ConditionIssue:
    made: ConditionIssue = actions.add_line(
        by="test", part=ISSUES, entry=row, today=TODAY, title="活动室漏雨", raised_on=on
    )
    return made


def step(issue: ConditionIssue, which: Any, *, by: Any = "test", **typed: Any) -> None:
    issue = ConditionIssue.objects.get(pk=issue.pk)
    fields = which.also(dict(typed))
    actions.correct_line(by=by, part=ISSUES, line=issue, version=issue.version, today=TODAY, step=which, **fields)


ANSWERED = {"answer": "列入明年维修", "answered_by": "甲街道党工委", "answered_on": date(2026, 6, 1)}


@pytest.mark.requirement("ORG-27")
def test_each_year_is_recorded_once_and_read_against_the_year_before(tree: Tree, sign_in: SignIn) -> None:
    first = recorded(tree.community, 2025)
    assert conditions.against_last_year(first)[0] == ("办公用房面积", "120 平方米（没有上年的记录）")
    row = recorded(tree.community, activity_area=250, budget_funds=25000, allowances=180000)
    assert conditions.against_last_year(row) == [
        ("办公用房面积", "120 平方米（与上年持平）"),
        ("活动场所面积", "250 平方米（比上年减少 50，16.7%）"),
        ("经费合计", "28,000 元（比上年增加 5,000，21.7%）"),
        ("全年补贴总额", "180,000 元（比上年增加 36,000，25.0%）"),
        ("人均补贴", "30,000 元（比上年增加 6,000，25.0%）"),
    ]
    with pytest.raises(RuleViolation, match="这一年已经登记过"):
        recorded(tree.community)
    nobody = recorded(tree.neighbour, 2025, officers=0, allowances=0, budget_funds=0, dues_funds=0)
    assert conditions.against_last_year(nobody)[4][1] == "没有人领取补贴"
    some = recorded(tree.neighbour)
    assert conditions.against_last_year(some)[2][1] == "23,000 元（比上年增加 23,000）", "no percentage of zero"
    actions.withdraw(by="test", register=CONDITIONS, entry=nobody, version=1, today=TODAY, reason="填错")
    assert "没有上年的记录" in conditions.against_last_year(some)[2][1]
    client = sign_in(tree.holder(tree.street, name="街道干部"))
    page = client.get(reverse("organizations:conditions_entry", args=[row.pk])).text
    assert "比上年增加 5,000，21.7%" in page and "25000" in page.replace(",", "")


@pytest.mark.requirement("ORG-27")
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"budget_funds": -1}, "面积和金额不能小于0"),
        ({"office_area": -1}, "面积和金额不能小于0"),
        ({"officers": 0}, "领取补贴人数应大于0"),
        ({"year": 2027}, "只能登记"),
        ({"year": 2020}, "只能登记"),
    ],
)
def test_numbers_that_cannot_be_are_refused(tree: Tree, typed: dict[str, Any], words: str) -> None:
    with pytest.raises(RuleViolation, match=words):
        recorded(tree.community, **typed)
    with pytest.raises(RuleViolation, match="不登记社区工作条件"):
        recorded(tree.street)
    young = tree.make(
        "community", "T-A-8", tree.street, "新社区", since=date(2026, 3, 1), established_on=date(2026, 3, 1)
    )
    with pytest.raises(RuleViolation, match="2026年才成立"):
        recorded(young, 2025)
    assert not CommunityYear.objects.exists()


@pytest.mark.requirement("ORG-27")
def test_an_issue_is_answered_from_above_once_and_stands_then(tree: Tree) -> None:
    secretary = tree.holder(tree.general_branch, Position.SECRETARY, name="赵书记")
    street = tree.holder(tree.street, name="街道干部")
    row = recorded(tree.community)
    for on, words in ((date(2025, 12, 31), "提出日期应在2026年内"), (date(2026, 11, 26), "不能晚于今天")):
        with pytest.raises(RuleViolation, match=words):
            raised(row, on)
    issue = raised(row)
    with pytest.raises(RuleViolation, match="由甲街道党工委或区委组织部答复"):
        step(issue, ANSWER, by=secretary, **ANSWERED)
    with pytest.raises(RuleViolation, match="答复日期不能早于提出日期"):
        step(issue, ANSWER, by=street, **(ANSWERED | {"answered_on": date(2026, 5, 9)}))
    with pytest.raises(RuleViolation, match="还没有答复"):
        step(issue, UNANSWER, by=street, reason="误登")
    step(issue, ANSWER, by=street, **ANSWERED)
    issue.refresh_from_db()
    assert issue.answer == "列入明年维修" and conditions.issues_of(row) == "1 个，已答复 1 个"
    for attempt in (
        lambda: step(issue, ANSWER, by=street, **ANSWERED),
        lambda: actions.remove_line(by=street, part=ISSUES, line=issue, today=TODAY, reason="不要"),
        lambda: actions.correct_line(
            by=street, part=ISSUES, line=issue, version=issue.version, today=TODAY, title="别的"
        ),
    ):
        with pytest.raises(RuleViolation, match="答复"):
            attempt()
    with pytest.raises(RuleViolation, match="已登记提出的问题"):
        actions.withdraw(by="test", register=CONDITIONS, entry=row, version=1, today=TODAY, reason="填错")
    step(issue, UNANSWER, by=street, reason="误登")
    assert conditions.issues_of(CommunityYear.objects.get()) == "1 个，已答复 0 个"


@pytest.mark.requirement("ORG-27")
def test_the_year_is_owed_by_the_community_and_the_answer_by_its_street(tree: Tree) -> None:
    secretary = tree.holder(tree.general_branch, Position.SECRETARY, name="赵书记")
    street = tree.holder(tree.street, name="街道干部")

    def owed(user: User, on: date) -> dict[str, tuple[int, bool]]:
        found = lines(user, now=datetime(on.year, on.month, on.day, 18, tzinfo=ZONE))
        return {each.key: (each.count, each.own) for each in found if each.key.startswith("conditions.")}

    assert owed(secretary, date(2026, 11, 30)) == {}
    assert owed(secretary, date(2026, 12, 1)) == {"conditions.record": (1, True)}
    assert owed(street, date(2026, 12, 31)) == {} and owed(street, date(2027, 1, 1))["conditions.record"] == (2, False)
    issue = raised(recorded(tree.community))
    assert owed(secretary, date(2026, 12, 1)) == {}
    assert owed(street, date(2026, 5, 10)) == {"conditions.answer": (1, True)}
    step(issue, ANSWER, by=street, **ANSWERED)
    assert "conditions.answer" not in owed(street, date(2026, 12, 1))
