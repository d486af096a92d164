"""Yearly plans and statements of responsibility: signed downwards, fixed once signed, judged at the end (ORG-20)."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from core.models import AuditEvent
from core.records.errors import RuleViolation
from core.zone import ZONE
from organizations.desks.queries import lines
from organizations.models import Organization, Position, YearPlan, YearTarget
from organizations.registers import actions
from organizations.registers.kinds import PLANS
from people.models import User
from tests.clock import TODAY
from tests.organizations.conftest import Tree

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
[TARGETS] = PLANS.parts
CONCLUDE, REOPEN = PLANS.steps
[RESULT] = TARGETS.steps
DECEMBER = date(2026, 12, 20)


def undertaken(organization: Organization, kind: str = "statement", *, by: Any = "test", **typed: Any) -> YearPlan:
    given = {"kind": kind, "year": 2026, "content": "抓好主题党日和网格服务"} | typed
    made: YearPlan = actions.enter(by=by, register=PLANS, organization=organization, today=TODAY, **given)
    return made


def target(plan: YearPlan, title: str = "主题党日", wanted: int = 12, *, by: Any = "test", **typed: Any) -> YearTarget:
    given = {"title": title, "wanted": Decimal(wanted), "unit": "次", "due_on": date(2026, 12, 31)} | typed
    made: YearTarget = actions.add_line(by=by, part=TARGETS, entry=plan, today=TODAY, **given)
    return made


def sign(plan: YearPlan, on: date | None = date(2026, 2, 20), *, by: Any = "test") -> None:
    plan = YearPlan.objects.get(pk=plan.pk)
    actions.correct(by=by, register=PLANS, entry=plan, version=plan.version, today=TODAY, signed_on=on)


def result(line: YearTarget, done: int, *, today: date = TODAY) -> None:
    line = YearTarget.objects.get(pk=line.pk)
    typed = {"done": Decimal(done), "result": "按季度完成"}
    actions.correct_line(by="test", part=TARGETS, line=line, version=line.version, today=today, step=RESULT, **typed)


def conclude(plan: YearPlan, *, by: Any = "test", today: date = DECEMBER, **typed: Any) -> None:
    plan = YearPlan.objects.get(pk=plan.pk)
    given = {"grade": "qualified", "conclusion": "完成较好", "reward": "通报表扬", "concluded_on": today} | typed
    actions.correct(by=by, register=PLANS, entry=plan, version=plan.version, today=today, step=CONCLUDE, **given)


def duties(user: User, on: date) -> dict[str, tuple[int, bool]]:
    found = lines(user, now=datetime(on.year, on.month, on.day, 18, tzinfo=ZONE))
    return {line.key: (line.count, line.own) for line in found if line.key.startswith(("plan.", "statement."))}


@pytest.fixture
def street(tree: Tree) -> User:
    return tree.holder(tree.street, name="街道干部", staff=True)


@pytest.fixture
def secretary(tree: Tree) -> User:
    return tree.holder(tree.general_branch, Position.SECRETARY, name="赵书记")


@pytest.mark.requirement("ORG-20")
def test_a_statement_is_the_superiors_to_give_change_and_judge(tree: Tree, street: User, secretary: User) -> None:
    with pytest.raises(RuleViolation, match="责任状由甲街道党工委下达"):
        undertaken(tree.community, by=secretary)
    plan = undertaken(tree.community, by=street)
    assert plan.superior == tree.street and undertaken(tree.street).superior == tree.district
    with pytest.raises(RuleViolation, match="责任状由甲街道党工委下达"):
        target(plan, by=secretary)
    line = target(plan, by=street)
    sign(plan, by=street)
    result(line, 12)
    with pytest.raises(RuleViolation, match="责任状由甲街道党工委下达"):
        conclude(plan, by=secretary)
    conclude(plan, by=street)
    plan.refresh_from_db()
    with pytest.raises(RuleViolation, match="责任状由甲街道党工委下达"):
        actions.correct(
            by=secretary, register=PLANS, entry=plan, version=plan.version, today=DECEMBER, step=REOPEN, reason="改"
        )
    own = undertaken(tree.community, "plan", by=secretary)
    assert own.superior is None, "a plan is the organisation's own"
    other = tree.holder(tree.other_street, name="乙街道干部")
    with pytest.raises(RuleViolation, match="责任状由甲街道党工委下达"):
        undertaken(tree.neighbour, by=other)


@pytest.mark.requirement("ORG-20")
def test_targets_stand_as_they_were_signed_and_results_are_said_of_signed_ones(tree: Tree) -> None:
    plan = undertaken(tree.community)
    line = target(plan)
    with pytest.raises(RuleViolation, match="还没有签订"):
        result(line, 3)
    sign(plan)
    for attempt in (
        lambda: target(plan, "再加一项"),
        lambda: actions.correct_line(
            by="test", part=TARGETS, line=YearTarget.objects.get(), version=1, today=TODAY, wanted=Decimal(1)
        ),
        lambda: actions.remove_line(by="test", part=TARGETS, line=YearTarget.objects.get(), today=TODAY, reason="不要"),
    ):
        with pytest.raises(RuleViolation, match="目标不能再改"):
            attempt()
    result(line, 3)
    line.refresh_from_db()
    assert not line.reached
    result(line, 12)
    line.refresh_from_db()
    assert line.reached
    sign(plan, None)
    target(plan, "再加一项")
    assert YearTarget.objects.count() == 2, "the signature taken back, with both texts in the log"
    assert AuditEvent.objects.filter(code="organizations.register_corrected", data__has_key="changed").exists()


@pytest.mark.requirement("ORG-20")
def test_the_year_ends_with_a_result_when_every_target_has_one(tree: Tree, street: User, sign_in: SignIn) -> None:
    plan = undertaken(tree.community)
    with pytest.raises(RuleViolation, match="还没有签订"):
        conclude(plan)
    sign(plan)
    with pytest.raises(RuleViolation, match="没有登记目标"):
        conclude(plan)
    sign(plan, None)
    first, second = target(plan), target(plan, "走访单位", 20)
    sign(plan)
    result(first, 12)
    with pytest.raises(RuleViolation, match="走访单位"):
        conclude(plan)
    result(second, 18)
    with pytest.raises(RuleViolation, match="12月1日起"):
        conclude(plan, today=TODAY)
    with pytest.raises(RuleViolation, match="不能晚于今天"):
        conclude(plan, concluded_on=date(2026, 12, 21))
    with pytest.raises(RuleViolation, match="不能早于"):
        conclude(plan, concluded_on=date(2026, 11, 30))
    with pytest.raises(RuleViolation, match="请选择"):
        conclude(plan, grade="")
    conclude(plan)
    for attempt in (lambda: conclude(plan), lambda: sign(plan, None), lambda: result(first, 1)):
        with pytest.raises(RuleViolation, match="年终考核"):
            attempt()
    with time_machine.travel(datetime(2026, 12, 20, 12, tzinfo=ZONE)):
        client = sign_in(street)
        page = client.get(reverse("organizations:plans_entry", args=[plan.pk])).text
        for words in ("完成 1/2", "合格", "通报表扬", "未完成", "撤销考核"):
            assert words in page, words
        address = reverse("organizations:plans_reopen", args=[plan.pk])
        version = YearPlan.objects.get().version
        assert client.post(address, {"version": version, "reason": ""}).status_code == 422
        assert client.post(address, {"version": version - 1, "reason": "数字有误"}).status_code == 409
        assert client.post(address, {"version": version, "reason": "数字有误"}).status_code == 302
        assert client.post(address, {"version": version + 1, "reason": "再次"}).status_code == 422
    plan.refresh_from_db()
    assert (plan.grade, plan.concluded_on, plan.reward) == ("", None, "")
    assert AuditEvent.objects.filter(data__reason="数字有误", data__step="reopen").exists()


@pytest.mark.requirement("ORG-20")
@pytest.mark.parametrize(
    ("where", "typed", "words"),
    [
        ("branch", {}, "不登记年度计划"),
        ("general_branch", {}, "不登记年度计划"),
        ("community", {"year": 2024}, "只能登记去年、今年和明年"),
        ("community", {"year": 2028}, "只能登记去年、今年和明年"),
        ("community", {"signed_on": date(2026, 11, 26)}, "不能晚于今天"),
        ("community", {"signed_on": date(2025, 11, 30)}, "签订或通过日期应在2026年内"),
        ("community", {"kind": "promise"}, ""),
        ("community", {"content": ""}, ""),
    ],
)
def test_what_cannot_be_undertaken_is_refused(tree: Tree, where: str, typed: dict[str, Any], words: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        undertaken(getattr(tree, where), **typed)
    assert words in refused.value.message and not YearPlan.objects.exists()


@pytest.mark.requirement("ORG-20")
def test_one_a_year_and_targets_that_can_be_reached(tree: Tree) -> None:
    plan = undertaken(tree.community)
    with pytest.raises(RuleViolation, match="这一年已经登记过"):
        undertaken(tree.community)
    undertaken(tree.community, "plan")
    undertaken(tree.community, year=2025)
    actions.withdraw(by="test", register=PLANS, entry=plan, version=1, today=TODAY, reason="填错了社区")
    again = undertaken(tree.community)
    for typed, words in (
        ({"wanted": Decimal(0)}, "目标值应大于0"),
        ({"due_on": date(2027, 1, 1)}, "完成期限应在2026年内"),
        ({"title": ""}, "不能为空|必填|空白"),
    ):
        with pytest.raises(RuleViolation, match=words):
            target(again, **({"wanted": 3} | typed))
    line = target(again)
    sign(again)
    with pytest.raises(RuleViolation, match="完成值不能小于0"):
        result(line, -1)


@pytest.mark.requirement("ORG-20")
def test_who_owes_a_plan_a_signature_a_result_and_a_judgement(tree: Tree, street: User, secretary: User) -> None:
    district = tree.holder(tree.district, name="区委干部")
    february, december, january = date(2026, 2, 10), date(2026, 12, 10), date(2027, 1, 10)
    assert duties(secretary, february) == {"plan.make": (1, True)}
    assert duties(street, february) == {"plan.make": (1, True), "statement.sign": (2, True)}
    assert duties(district, february) == {} or "statement.sign" in duties(district, february)
    plan = undertaken(tree.community, "plan")
    assert duties(secretary, february) == {"plan.make": (1, True)}, "not yet adopted"
    line = target(plan)
    sign(plan)
    assert duties(secretary, february) == {}
    statement = undertaken(tree.community)
    given = target(statement)
    sign(statement)
    assert duties(street, february)["statement.sign"] == (1, True)
    assert duties(secretary, december) == {"plan.report": (2, True), "plan.conclude": (1, True)}
    result(line, 12)
    result(given, 12)
    assert duties(secretary, december) == {"plan.conclude": (1, True)}
    assert duties(street, december)["plan.conclude"] == (1, True), "the street judges the statement, not the plan"
    conclude(statement)
    assert "plan.conclude" not in duties(street, january) and duties(secretary, january) == {"plan.conclude": (1, True)}
    conclude(plan)
    assert duties(secretary, january) == {}
    founded = tree.make("community", "T-A-9", tree.street, "新社区", since=date(2026, 6, 1))
    assert founded and duties(street, december)["statement.sign"] == (1, True), "new in the year: next year's"


def test_lists_of_plans_cost_the_same_for_one_and_for_many(
    tree: Tree, street: User, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        made = tree.make("community", f"T-A-1{number}", tree.street, f"第{number}社区")
        plan = undertaken(made)
        target(plan)
        target(plan, "走访")
    client = sign_in(street)
    address = reverse("organizations:plans")
    client.get(address)
    with django_assert_max_num_queries(10):
        assert "第11社区2026年责任状" in client.get(address, {"year": "2026"}).text
    assert "第11社区" not in client.get(address, {"year": "2025"}).text
    assert client.get(address, {"format": "xlsx"}).content[:2] == b"PK"
