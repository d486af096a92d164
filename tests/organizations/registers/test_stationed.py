"""Staff whom departments send into the community, coordinated by the big committee (ORG-24)."""

from datetime import date, timedelta
from typing import Any

import pytest
from psycopg2.extras import DateRange

from core.records.errors import RuleViolation
from organizations.kinds import Kind
from organizations.models import StationedStaff, StationedTask
from organizations.registers import actions, stationed
from organizations.registers.kinds_stationed import STATIONED
from tests.organizations.conftest import SINCE, TODAY, Tree

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("ORG-24")]
PART = STATIONED.parts[0]
DONE, UNDONE = PART.steps


class Sent:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.committee = tree.make(Kind.BIG_COMMITTEE, "T-A-1-D", tree.community, "幸福里社区大党委")
        self.person = tree.person("王民警")

    def enter(self, **asked: Any) -> StationedStaff:
        given = {"organization": self.committee, "person": self.person, "trade": "police", "department": "派出所"}
        given |= {"tasks": "治安", "during": DateRange(SINCE, None)}
        found: StationedStaff = actions.enter(by="test", register=STATIONED, today=TODAY, **(given | asked))
        return found

    def matter(self, staff: StationedStaff, **asked: Any) -> StationedTask:
        given = {"kind": "coordination", "matter": "停车", "asked_on": TODAY, "due_on": TODAY + timedelta(days=7)}
        found: StationedTask = actions.add_line(by="test", part=PART, entry=staff, today=TODAY, **(given | asked))
        return found

    def step(self, task: StationedTask, step: Any, **fields: Any) -> None:
        task.refresh_from_db()
        actions.correct_line(by="test", part=PART, line=task, version=task.version, today=TODAY, step=step, **fields)


@pytest.fixture
def sent(tree: Tree) -> Sent:
    return Sent(tree)


def code(act: Any, **asked: Any) -> str:
    with pytest.raises(RuleViolation) as violation:
        act(**asked)
    return violation.value.code


def test_the_big_committee_knows_who_is_sent_in_on_a_day(sent: Sent) -> None:
    staff = sent.enter(during=DateRange(date(2026, 3, 1), date(2026, 11, 1)))
    assert stationed.stationed_at(sent.committee, date(2026, 10, 31)) == [staff]
    assert not stationed.stationed_at(sent.committee, date(2026, 11, 1))
    again = sent.enter(during=DateRange(date(2026, 11, 1), None))
    assert stationed.stationed_at(sent.committee, TODAY) == [again]
    assert code(sent.enter) == "invalid"  # twice at one time
    assert code(sent.enter, organization=sent.tree.community) == "wrong-kind"
    assert code(sent.enter, during=DateRange(date(2024, 1, 1), date(2024, 2, 1))) == "before-founding"
    assert code(sent.enter, during=DateRange(date(2028, 1, 1), None)) == "too-far-ahead"


def test_what_is_agreed_is_done_once_and_taken_back(sent: Sent) -> None:
    staff = sent.enter()
    assert code(sent.matter, staff=staff, asked_on=date(2024, 1, 1)) == "outside"
    assert code(sent.matter, staff=staff, asked_on=TODAY + timedelta(days=1)) == "in-the-future"
    assert code(sent.matter, staff=staff, due_on=TODAY - timedelta(days=1)) == "date-order"
    task = sent.matter(staff)
    assert code(sent.step, task=task, step=UNDONE) == "not-done"
    assert code(sent.step, task=task, step=DONE, done_on=TODAY - timedelta(days=1), outcome="早") == "date-order"
    sent.step(task, DONE, done_on=TODAY, outcome="已划线")
    assert stationed.state_of(task) == f"{TODAY}办结：已划线" and stationed.matters_of(staff) == "1 项，办结 1 项"
    assert code(sent.step, task=task, step=DONE, done_on=TODAY, outcome="又") == "done"
    assert code(sent.step, task=task, step=None, matter="改") == "done"
    sent.step(task, UNDONE, done_on=None, outcome="", reason="登记错了")
    task.refresh_from_db()
    assert (task.done_on, task.outcome) == (None, "")
    assert code(
        actions.withdraw, by="test", register=STATIONED, entry=staff, version=1, today=TODAY, reason="错"
    ) == "has-matters"  # fmt: skip
    assert code(
        actions.correct, by="test", register=STATIONED, entry=staff, version=1, today=TODAY,
        during=DateRange(SINCE, TODAY),
    ) == "matters-outside"  # fmt: skip
