"""The evaluation cycle: who may do what when (ASM-04); no writes."""

from datetime import date
from decimal import Decimal

from assessments.models import Evaluation, Score
from core.errors import RuleViolation

State = Evaluation.State

TRANSITIONS: dict[str, dict[str, str]] = {
    State.OPEN: {"self_report": State.SELF_REPORTED},
    State.SELF_REPORTED: {"review": State.STREET_REVIEWED, "send_back": State.OPEN},
    State.STREET_REVIEWED: {"publish": State.PUBLISHED},
    State.PUBLISHED: {"decide": State.DECIDED},
    State.DECIDED: {"freeze": State.FROZEN},
    State.FROZEN: {},
}
PERMISSION: dict[str, str] = {
    "self_report": "organizations.report_evaluation",
    "review": "organizations.review_evaluation",
    "send_back": "organizations.review_evaluation",
    "publish": "organizations.review_evaluation",
    "decide": "organizations.decide_evaluation",
    "freeze": "organizations.decide_evaluation",
}
LABEL: dict[str, str] = {
    "self_report": "提交自评",
    "review": "完成初审",
    "send_back": "退回补充",
    "publish": "开始公示",
    "decide": "审定",
    "freeze": "封存",
}
SCORING_STATES = (State.OPEN, State.SELF_REPORTED, State.STREET_REVIEWED, State.PUBLISHED)
REVIEW_STATES = (State.OPEN, State.SELF_REPORTED, State.STREET_REVIEWED)


def next_state(evaluation: Evaluation, step: str) -> str:
    """State after ``step``; RuleViolation when the evaluation is not in a state for it."""
    target = TRANSITIONS[evaluation.state].get(step)
    if target is None:
        raise RuleViolation(
            "evaluation-state", f"这份评价是“{evaluation.get_state_display()}”,不能{LABEL.get(step, step)}"
        )
    return target


def check_can_decide(evaluation: Evaluation, *, on: date, open_objections: int) -> None:
    """After the publicity, without unknown factors and unanswered objections (ASM-02, ASM-04)."""
    next_state(evaluation, "decide")
    if evaluation.published_until is not None and on <= evaluation.published_until:
        raise RuleViolation("publicity-running", f"公示期到{evaluation.published_until:%Y-%m-%d},期满后才能审定")
    if open_objections:
        raise RuleViolation("objections-open", f"还有{open_objections}条异议没有答复")
    if evaluation.unknown:
        raise RuleViolation("unknown-factors", f"还有{evaluation.unknown}个未知项,先补上记录或声明不适用,再审定")


def check_points(score: Score, points: Decimal) -> None:
    """A reviewer's points lie between 0 and the weight of the item."""
    if not 0 <= points <= score.item.weight:
        raise RuleViolation("points-range", f"得分应在0到{score.item.weight.normalize():f}之间", field="points")


def check_can_review(evaluation: Evaluation) -> None:
    if evaluation.state not in REVIEW_STATES:
        raise RuleViolation("evaluation-state", f"这份评价是“{evaluation.get_state_display()}”,不能再改分")
