"""Decisions about grids and opinions; no writes."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from core.dates import add_months
from core.errors import RuleViolation
from grids.models import Level, Opinion, OpinionStep

State = Opinion.State
Step = OpinionStep.Kind

TRANSITIONS: dict[tuple[State, Step], State] = {
    (State.RECEIVED, Step.RAISED): State.RECEIVED,
    (State.RECEIVED, Step.ANSWERED): State.ANSWERED,
    (State.ANSWERED, Step.RATED): State.CLOSED,
    (State.ANSWERED, Step.REOPENED): State.RECEIVED,
}
"""From the state and the step taken to the next state; what is not here is refused (GRD-06)."""

AUDIT_CODES: dict[Step, str] = {
    Step.RECEIVED: "grids.opinion_received",
    Step.RAISED: "grids.opinion_raised",
    Step.ANSWERED: "grids.opinion_answered",
    Step.RATED: "grids.opinion_rated",
    Step.REOPENED: "grids.opinion_reopened",
}

NEXT_LEVEL: dict[Level, Level | None] = {
    Level.GRID: Level.COMMUNITY,
    Level.COMMUNITY: Level.STREET,
    Level.STREET: Level.DISTRICT,
    Level.DISTRICT: None,
}
"""An opinion goes up one level at a time 小事不出院落、大事不出社区 (S2 三(四))."""

TIME_LIMITS: dict[Level, str] = {level: f"grd.opinion.{level.value}_working_days" for level in Level}
"""Thresholds: working days from arrival at the level, the last day included."""

REFUSALS: dict[State, str] = {
    State.RECEIVED: "这条民意还在办理中",
    State.ANSWERED: "这条民意已经答复",
    State.CLOSED: "这条民意已经办结",
}

PLAN_SIDE = 1000
CORNERS_MAXIMUM = 60
DOORS_MAXIMUM = 40


def next_state(opinion: Opinion, step: Step) -> State:
    """The state after ``step``. Raises RuleViolation when the opinion's state does not allow it."""
    state = State(opinion.state)
    try:
        return TRANSITIONS[state, step]
    except KeyError:
        raise RuleViolation("opinion-state", f"{REFUSALS[state]},不能{step.label}") from None


def can_take(opinion: Opinion, step: Step) -> bool:
    return (State(opinion.state), step) in TRANSITIONS


def check_can_raise(opinion: Opinion) -> Level:
    """The level above, where the opinion may go now."""
    next_state(opinion, Step.RAISED)
    above = NEXT_LEVEL[Level(opinion.level)]
    if above is None:
        raise RuleViolation("opinion-top", "已经是区级办理,没有更上一级")
    return above


def check_answer(opinion: Opinion, *, answer: str, at: datetime) -> State:
    """The state after answering. An answer says something and cannot come before the opinion."""
    state = next_state(opinion, Step.ANSWERED)
    if not answer.strip():
        raise RuleViolation("answer-missing", "请填写答复内容", field="answer")
    if at < opinion.received_at:
        raise RuleViolation("answer-before-received", "答复时间不能早于反映时间", field="answer")
    return state


def check_boundary(corners: Any) -> list[list[int]]:
    """Corners of a polygon on the plan: [] or 3–60 whole pairs within 0–1000 that do not cross themselves."""
    if corners in (None, ""):
        return []
    if not isinstance(corners, list | tuple):
        raise RuleViolation("boundary", "网格范围应是若干个拐点坐标", field="boundary")
    points: list[list[int]] = []
    for corner in corners:
        if not (
            isinstance(corner, list | tuple)
            and len(corner) == 2
            and all(isinstance(value, int) and 0 <= value <= PLAN_SIDE for value in corner)
        ):
            raise RuleViolation("boundary", f"拐点坐标应是0至{PLAN_SIDE}之间的整数", field="boundary")
        points.append([corner[0], corner[1]])
    if points and not 3 <= len(points) <= CORNERS_MAXIMUM:
        raise RuleViolation("boundary", f"网格范围需要3至{CORNERS_MAXIMUM}个拐点", field="boundary")
    if _crosses_itself(points):
        raise RuleViolation("boundary", "网格范围的边线相互交叉,请检查拐点次序", field="boundary")
    return points


def _turn(a: Sequence[int], b: Sequence[int], c: Sequence[int]) -> int:
    value = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (value > 0) - (value < 0)


def _crosses_itself(points: list[list[int]]) -> bool:
    count = len(points)
    edges = [(points[i], points[(i + 1) % count]) for i in range(count)]
    for i, (a, b) in enumerate(edges):
        for j in range(i + 2, count):
            if i == 0 and j == count - 1:
                continue  # neighbours around the corner
            c, d = edges[j]
            if _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0:
                return True
    return False


def check_doors(*, entrances: int, floors: int, doors: int) -> None:
    """Sizes of a building whose households are made in one go."""
    if not 1 <= entrances <= 30:
        raise RuleViolation("entrances", "单元数须在1至30之间", field="entrances")
    if not 1 <= floors <= 120:
        raise RuleViolation("floors", "层数须在1至120之间", field="floors")
    if not 1 <= doors <= DOORS_MAXIMUM:
        raise RuleViolation("doors", f"每层户数须在1至{DOORS_MAXIMUM}之间", field="doors")


def door_label(entrance: int, floor: int, door: int, *, entrances: int) -> str:
    """``2单元302``; without the entrance in a building that has one (``302``)."""
    number = f"{floor}{door:02d}" if floor > 0 else f"B{-floor}{door:02d}"
    return f"{entrance}单元{number}" if entrances > 1 else number


def check_end(*, since: date, on: date) -> None:
    """The last day is the day before ``on``; a spell cannot end before it began."""
    if on <= since:
        raise RuleViolation("before-start", "结束日期必须晚于开始日期", field="on")


def check_consent(*, consent_on: date, since: date, until: date, months: int) -> None:
    """A recipient's consent is there before the service, and lasts ``months`` at most (PIPL 28–31)."""
    if consent_on > since:
        raise RuleViolation("consent-missing", "须先取得本人或监护人同意", field="consent_on")
    limit = add_months(consent_on, months)
    if until > limit:
        raise RuleViolation(
            "consent-too-long", f"同意的有效期最长{months}个月,请把结束日期改到{limit}以前", field="until"
        )
