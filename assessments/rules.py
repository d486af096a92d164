"""The evaluation cycle (``EVALUATION``): who may do what when (ASM-04); no writes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from assessments import faces
from assessments.models import Dimension, Evaluation, Score
from assessments.queries import VIEW, open_months
from assessments.schemes import Line
from core.records.errors import RuleViolation
from core.records.workflow import ITSELF, Stage, Step, Workflow

State = Evaluation.State
REPORT, REVIEW, DECIDE = (
    f"organizations.{name}" for name in ("report_evaluation", "review_evaluation", "decide_evaluation")
)

SCORING_STATES = (State.OPEN, State.SELF_REPORTED, State.STREET_REVIEWED)
"""Where points still move: by records every night, by reviewers at any time. From the publication on they stand."""

REVIEWED_STATES = (State.PUBLISHED, State.DECIDED)
"""Where what the records say since the publication is shown beside the points as a review."""


def _going(evaluation: Evaluation, by: Any, at: datetime) -> None:
    if evaluation.ended_on is not None:
        raise RuleViolation("evaluation-ended", f"这个社区已于{evaluation.ended_on:%Y-%m-%d}撤销或划出，评价到此为止")


def _year_is_whole(evaluation: Evaluation, by: Any, at: datetime) -> None:
    """A year's result is published, decided and frozen only when all its months, December too, are closed."""
    if missing := open_months(evaluation.scheme):
        named = "、".join(f"{month.month}月" for month in missing)
        raise RuleViolation("year-open", f"{evaluation.scheme.year}年{named}还没有封账，全年封账后才能公示和审定")


def _all_known(evaluation: Evaluation, by: Any, at: datetime) -> None:
    if evaluation.unknown:
        raise RuleViolation("unknown-factors", f"还有{evaluation.unknown}个未知项，先补上记录或声明不适用")


def _publicity_over(evaluation: Evaluation, by: Any, at: datetime) -> None:
    if evaluation.published_until is not None and timezone.localdate(at) <= evaluation.published_until:
        raise RuleViolation("publicity-running", f"公示期到{evaluation.published_until:%Y-%m-%d}，期满后才能审定")


def _upheld(evaluation: Evaluation) -> int:
    return evaluation.objections.filter(upheld=True, reviewed_at=None).count()


def _objection_upheld(evaluation: Evaluation, by: Any, at: datetime) -> None:
    """Back to review only for the sake of an objection that was upheld."""
    if not _upheld(evaluation):
        raise RuleViolation("no-objection-upheld", "没有成立的异议，不能退回复核")


def _objections_settled(evaluation: Evaluation, by: Any, at: datetime) -> None:
    """No unanswered objections, and no upheld ones without a review."""
    if unanswered := evaluation.objections.filter(answered_at=None).count():
        raise RuleViolation("objections-open", f"还有{unanswered}条异议没有答复")
    if upheld := _upheld(evaluation):
        raise RuleViolation("objections-upheld", f"有{upheld}条异议成立，先退回复核")


EVALUATION = Workflow(
    model=Evaluation,
    noun="这份评价",
    face=faces.EVALUATION,
    start=State.OPEN,
    stages={
        State.OPEN: Stage("社区", "填写并提交自评"),
        State.SELF_REPORTED: Stage("街道", "完成初审，或退回补充"),
        State.STREET_REVIEWED: Stage("街道", "全年封账后开始公示"),
        State.PUBLISHED: Stage("区委组织部", "公示期满、异议答复后审定"),
        State.DECIDED: Stage("区委组织部", "封存结果"),
        State.FROZEN: Stage(),
    },
    steps=(
        Step(
            "score",
            "改分",
            SCORING_STATES,
            right=REVIEW,
            event="assessments.judged",
            checks=(_going,),
            carries=ITSELF,
        ),
        Step(
            "self_report",
            "提交自评",
            (State.OPEN,),
            State.SELF_REPORTED,
            right=REPORT,
            event="assessments.self_report",
            checks=(_going,),
        ),
        Step(
            "review",
            "完成初审",
            (State.SELF_REPORTED,),
            State.STREET_REVIEWED,
            right=REVIEW,
            event="assessments.review",
            checks=(_going,),
        ),
        Step(
            "send_back",
            "退回补充",
            (State.SELF_REPORTED,),
            State.OPEN,
            right=REVIEW,
            event="assessments.send_back",
            checks=(_going,),
        ),
        Step(
            "publish",
            "开始公示",
            (State.STREET_REVIEWED,),
            State.PUBLISHED,
            right=REVIEW,
            event="assessments.publish",
            checks=(_going, _year_is_whole, _all_known),
        ),
        Step(
            "object",
            "提出异议",
            (State.PUBLISHED,),
            right=VIEW,
            event="assessments.objected",
            carries=ITSELF,
            refusals=dict.fromkeys(set(State) - {State.PUBLISHED}, "只有在公示期内才能提出异议"),
        ),
        Step(
            "reopen",
            "退回复核",
            (State.PUBLISHED,),
            State.SELF_REPORTED,
            right=REVIEW,
            event="assessments.reopen",
            checks=(_going, _objection_upheld),
        ),
        Step(
            "decide",
            "审定",
            (State.PUBLISHED,),
            State.DECIDED,
            right=DECIDE,
            event="assessments.decide",
            checks=(_going, _year_is_whole, _publicity_over, _objections_settled, _all_known),
        ),
        Step(
            "freeze",
            "封存",
            (State.DECIDED,),
            State.FROZEN,
            right=DECIDE,
            event="assessments.freeze",
            checks=(_going,),
        ),
    ),
)
"""From the community's own report over the street's review and the publicity to the frozen result (ASM-02, ASM-04)."""

CYCLE = ("self_report", "review", "send_back", "publish", "reopen", "decide", "freeze")
"""Steps that the page of an evaluation takes by name."""


def still_scored(evaluation: Evaluation) -> bool:
    """Whether points still move: neither published nor ended."""
    return evaluation.state in SCORING_STATES and evaluation.ended_on is None


def check_points(score: Score, points: Decimal) -> None:
    """A reviewer's points lie between 0 and the weight of the item."""
    if not 0 <= points <= score.item.weight:
        raise RuleViolation("points-range", f"得分应在0到{score.item.weight.normalize():f}之间", field="points")


def check_weights(lines: Sequence[Line], *, whole: Decimal, each: Mapping[str, Decimal]) -> None:
    """The weights of a scheme sum to ``whole``, those of each dimension to what ``each`` says."""
    total = sum(line.weight for line in lines)
    if total != whole:
        raise RuleViolation("weights-sum", f"各项分值合计为{total}，应为{whole}")
    for dimension, wanted in each.items():
        weight = sum(line.weight for line in lines if line.dimension == dimension)
        if weight != wanted:
            raise RuleViolation(
                "weights-dimension", f"“{Dimension(dimension).label}”各项分值合计为{weight}，应为{wanted}"
            )
