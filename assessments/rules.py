"""The scheme's life and the evaluation cycle (``SCHEME``, ``EVALUATION``): who may do what when; no writes."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from assessments import faces
from assessments.models import Evaluation, Scheme, Score
from assessments.queries import VIEW, open_months
from assessments.schemes import SUM, WEIGHTS
from core.records.errors import RuleViolation
from core.records.workflow import ITSELF, VERSION, Stage, Step, Workflow
from organizations import standards

State = Evaluation.State
REPORT, REVIEW, DECIDE = (
    f"organizations.{name}" for name in ("report_evaluation", "review_evaluation", "decide_evaluation")
)

SCORING_STATES = (State.OPEN, State.SELF_REPORTED, State.STREET_REVIEWED)
"""Where points still move: by records every night, by reviewers at any time. From the publication on they stand."""

REVIEWED_STATES = (State.PUBLISHED, State.DECIDED)
"""Where what the records say since the publication is shown beside the points as a review."""


def _going(evaluation: Evaluation, by: Any, at: datetime) -> None:
    if evaluation.scheme.state == Scheme.State.REPLACED:
        raise RuleViolation("scheme-replaced", "这一年的评价方案已换成新版本，请在新版本的评价上办理")
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


# --- the scheme ---------------------------------------------------------------------------------------

YEARS_AHEAD = 1


def check_year(year: int, today: date) -> None:
    """A scheme is written for this year or the next: a year that is over is judged by what it was told."""
    if not today.year <= year <= today.year + YEARS_AHEAD:
        last = today.year + YEARS_AHEAD
        raise RuleViolation("scheme-year", f"只能起草{today.year}年或{last}年的方案", field="year")


def weight_faults(scheme: Scheme, *, today: date) -> list[str]:
    """What is wrong with the weights: all together and of each of the five, by the standards of the scheme's year."""
    day = max(today, date(scheme.year, 1, 1))
    numbers = standards.several([SUM, *WEIGHTS.values()], organization=scheme.district, as_of=day)
    items = list(scheme.items.all())
    faults = []
    total = sum((item.weight for item in items), Decimal(0))
    if total != numbers[SUM]:
        faults.append(f"各项分值合计为{total.normalize():f}，应为{numbers[SUM]}")
    for dimension, name in WEIGHTS.items():
        weight = sum((item.weight for item in items if item.dimension == dimension), Decimal(0))
        if weight != numbers[name]:
            label = scheme.dimension_label(dimension)
            faults.append(f"“{label}”各项分值合计为{weight.normalize():f}，应为{numbers[name]}")
    return faults


def _weights_add_up(scheme: Scheme, by: Any, at: datetime) -> None:
    if faults := weight_faults(scheme, today=timezone.localdate(at)):
        raise RuleViolation("weights", "；".join(faults))


def _nothing_reported(scheme: Scheme, by: Any, at: datetime) -> None:
    """A correction takes the place of a scheme under which nobody has handed anything in yet."""
    if reported := scheme.evaluations.exclude(state=State.OPEN).count():
        raise RuleViolation(
            "scheme-used", f"已有{reported}个社区按现行方案提交了自评，本年方案不能再换版本；请退回自评后再公布"
        )


def all_frozen(scheme: Scheme) -> bool:
    """Whether the year is over for everybody whom the scheme judges."""
    rows = scheme.evaluations.filter(ended_on=None)
    return rows.filter(state=State.FROZEN).exists() and not rows.exclude(state=State.FROZEN).exists()


SCHEME = Workflow(
    model=Scheme,
    noun="这份方案",
    face=faces.SCHEME,
    start=Scheme.State.DRAFT,
    stages={
        Scheme.State.DRAFT: Stage("区委组织部", "核对分值后公布"),
        Scheme.State.ANNOUNCED: Stage("系统", "到施行日起按它计分"),
        Scheme.State.IN_FORCE: Stage("区委组织部", "全年结果封存后自动结束"),
        Scheme.State.CLOSED: Stage(),
        Scheme.State.REPLACED: Stage(),
    },
    steps=(
        Step("edit", "修改", (Scheme.State.DRAFT,), right=DECIDE, event="assessments.scheme_edited", carries=VERSION),
        Step("discard", "作废草案", (Scheme.State.DRAFT,), right=DECIDE, event="assessments.scheme_discarded"),
        Step(
            "announce",
            "公布",
            (Scheme.State.DRAFT,),
            Scheme.State.ANNOUNCED,
            right=DECIDE,
            event="assessments.scheme_announced",
            checks=(_weights_add_up,),
        ),
        Step("begin", "施行", (Scheme.State.ANNOUNCED,), Scheme.State.IN_FORCE, event="assessments.scheme_began"),
        Step(
            "replace",
            "换成新版本",
            (Scheme.State.ANNOUNCED, Scheme.State.IN_FORCE),
            Scheme.State.REPLACED,
            event="assessments.scheme_replaced",
            checks=(_nothing_reported,),
            refusals={Scheme.State.CLOSED: "这一年的结果已经封存，方案不能再换版本"},
        ),
        Step("close", "结束", (Scheme.State.IN_FORCE,), Scheme.State.CLOSED, event="assessments.scheme_closed"),
    ),
)
"""From the draft over the announcement, after which nothing of it changes, to the year's end (ASM-01, ASM-18)."""
