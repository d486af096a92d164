"""The scheme's life and the evaluation cycle (``SCHEME``, ``EVALUATION``): who may do what when; no writes."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db.models import Q
from django.utils import timezone

from assessments import faces, grading
from assessments.models import FIVE_GOOD, Evaluation, Indicator, Scheme, SchemeItem, Score
from assessments.models.schemes import WEIGHT_TOTAL
from assessments.queries import VIEW, open_months
from assessments.schemes import WEIGHTS
from core.records.errors import RuleViolation
from core.records.workflow import ITSELF, VERSION, Stage, Step, Workflow
from organizations import standards
from organizations.models import Organization
from organizations.publications import rules as publications
from organizations.publications.actions import current_for

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
    publications.check_over(current_for(evaluation), timezone.localdate(at), "审定")


def _group_is_decided(evaluation: Evaluation, by: Any, at: datetime) -> None:
    """Grades have quotas of the whole group: nobody's is final before everybody's total is."""
    if not evaluation.scheme.grades:
        return
    rows = evaluation.scheme.evaluations.filter(group=evaluation.group, ended_on=None)
    if waiting := rows.exclude(state__in=(State.DECIDED, State.FROZEN)).count():
        raise RuleViolation("group-undecided", f"同组还有{waiting}个社区没有审定，全部审定后才能评定等次、封存结果")


def grade_of(evaluation: Evaluation) -> str:
    """The grade that the result of its group gives it; empty without grades."""
    return grades_of(evaluation.scheme, group=evaluation.group).get(evaluation.pk, "")


def grades_of(scheme: Scheme, *, group: str | None = None) -> dict[int, str]:
    """Grade by evaluation as the points stand, of one group or of all: final once everybody is decided."""
    rows = scheme.evaluations.filter(ended_on=None)
    if group is not None:
        rows = rows.filter(group=group)
    placed = (grading.Placed(*row) for row in rows.values_list("pk", "group", "total", "vetoed"))
    return grading.graded(placed, scheme.grade_rules) if scheme.grades else {}


def _objections_answered(evaluation: Evaluation, by: Any, at: datetime) -> None:
    """Nobody gets rid of an objection by taking the publication back: it is answered first."""
    publications.check_answered(current_for(evaluation))


def _objections_settled(evaluation: Evaluation, by: Any, at: datetime) -> None:
    """No unanswered objections, and no upheld ones without a review."""
    running = current_for(evaluation)
    publications.check_answered(running)
    if upheld := publications.upheld(running):
        raise RuleViolation("objections-upheld", f"有{upheld}条异议成立，先退回复核")


EVALUATION = Workflow(
    model=Evaluation,
    noun="这份评价",
    face=faces.EVALUATION,
    start=State.OPEN,
    stages={
        State.OPEN: Stage("社区", "填写并提交自评"),
        State.SELF_REPORTED: Stage("街道", "完成初审，或退回补充"),
        State.STREET_REVIEWED: Stage("街道", "全年封账后开始公示，或退回复核"),
        State.PUBLISHED: Stage("区委组织部", "公示期满、异议答复后审定，或退回街道复核"),
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
            event="organizations.publication_objected",
            carries=ITSELF,
            refusals=dict.fromkeys(set(State) - {State.PUBLISHED}, "只有在公示期内才能提出异议"),
        ),
        Step(
            "reopen",
            "退回复核",
            (State.STREET_REVIEWED, State.PUBLISHED),
            State.SELF_REPORTED,
            right=REVIEW,
            event="assessments.reopen",
            checks=(_going, _objections_answered),
        ),
        Step(
            "refer",
            "退回街道复核",
            (State.STREET_REVIEWED, State.PUBLISHED),
            State.SELF_REPORTED,
            right=DECIDE,
            event="assessments.refer",
            checks=(_going, _objections_answered),
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
            checks=(_going, _group_is_decided),
        ),
    ),
)
"""From the community's own report over the street's review and the publicity to the frozen result (ASM-02, ASM-04)."""

CYCLE = ("self_report", "review", "send_back", "publish", "reopen", "refer", "decide", "freeze")
"""Steps that the page of an evaluation takes by name."""

BACKWARD = ("send_back", "reopen", "refer")
"""Steps back, each with its reason: from every state before the decision there is one."""

RETAKEN = ("reopen", "refer")
"""Those that take the review back: what was published for it comes down."""

REASON_MAX = 1000
TEXTS = {"self_report": "自评情况", "review": "初审意见", **dict.fromkeys(BACKWARD, "退回原因")}
"""What a step asks for in words."""


def check_text(step: str, text: str) -> None:
    """What a step has to say in words: the report, or why it goes back."""
    if text.strip() or step not in ("self_report", *BACKWARD):
        return
    raise RuleViolation("text-missing", "请填写自评情况" if step == "self_report" else "请写明退回的原因", field="text")


def still_scored(evaluation: Evaluation) -> bool:
    """Whether points still move: neither published nor ended."""
    return evaluation.state in SCORING_STATES and evaluation.ended_on is None


def check_ballots_correctable(community: int, year: int) -> None:
    """Counts stand as soon as a result that reckons with them is published: it goes back to review first."""
    standing = Evaluation.objects.filter(
        organization=community,
        scheme__year=year,
        scheme__items__source=SchemeItem.Source.BALLOT,
        ended_on=None,
    ).exclude(Q(state__in=SCORING_STATES) | Q(scheme__state=Scheme.State.REPLACED))
    if other := standing.select_related("scheme").distinct().first():
        decided = other.state != State.PUBLISHED
        first = "已审定，测评票不能再更正" if decided else "正在公示，请先退回复核，再更正测评票"
        raise RuleViolation("ballots-stand", f"“{other.scheme.name}”的结果{first}")


def check_points(score: Score, points: Decimal) -> None:
    """A reviewer's points lie between 0 and the weight of the item; a veto stands or does not."""
    if score.item.role == SchemeItem.Role.VETO and points not in (0, score.item.weight):
        raise RuleViolation("veto-whole", "一票否决只有成立和不成立", field="points")
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
    """What is wrong with the weights: all together, and of each of the five by the standards of the scheme's year."""
    day = max(today, date(scheme.year, 1, 1))
    names = WEIGHTS if scheme.series == FIVE_GOOD else {}
    numbers = standards.several([*names.values()], organization=scheme.district, as_of=day) if names else {}
    items = [item for item in scheme.items.all() if item.role == SchemeItem.Role.POINTS]
    faults = []
    total = sum((item.weight for item in items), Decimal(0))
    if total != WEIGHT_TOTAL:
        faults.append(f"各项分值合计为{total.normalize():f}，应为{WEIGHT_TOTAL}")
    faults += [
        f"“{label}”还没有项目" for key, label in scheme.parts if not any(item.dimension == key for item in items)
    ]
    for dimension, name in names.items():
        weight = sum((item.weight for item in items if item.dimension == dimension), Decimal(0))
        if weight != numbers[name]:
            label = scheme.dimension_label(dimension)
            faults.append(f"“{label}”各项分值合计为{weight.normalize():f}，应为{numbers[name]}")
    return faults


OWN = "own-"
"""How the series of a district's own schemes begin; a number follows."""

MOST_STEPS = 10
DIMENSIONS_MAX = 8
_TITLE_MAX = 20
_STEP = re.compile(r"^(-?\d+(?:\.\d{1,2})?)[:：=](\d+(?:\.\d{1,2})?)$")


def own_series(district: Organization, *, year: int, name: str) -> str:
    """The series of a scheme that is the district's own: that of its name, which it keeps through the years."""
    if not name.strip():
        raise RuleViolation("name-missing", "请填写方案名称", field="name")
    known = Scheme.objects.filter(district=district, name=name.strip()).order_by("-year", "-edition").first()
    if known is not None:
        raise RuleViolation("name-known", f"已有名为“{known.name}”的方案，请从它复制", field="name")
    numbers = Scheme.objects.filter(district=district, series__startswith=OWN).values_list("series", flat=True)
    return f"{OWN}{max((int(each.removeprefix(OWN)) for each in numbers), default=0) + 1}"


def dimensions_said(scheme: Scheme, labels: Mapping[str, str], more: str) -> list[dict[str, str]]:
    """The dimensions as a draft shall have them: renamed, taken out where the name was emptied, one more at the end."""
    said = [{"key": key, "label": (labels.get(key) or "").strip()} for key, _ in scheme.parts]
    kept = [each for each in said if each["label"]]
    if scheme.series == FIVE_GOOD and len(kept) < len(said):
        raise RuleViolation("five-good", "五个好方案的五个方面不能删去", field=f"d-{said[0]['key']}")
    if more.strip():
        if scheme.series == FIVE_GOOD:
            raise RuleViolation("five-good", "五个好方案只有五个方面", field="d-more")
        numbers = [int(each["key"][1:]) for each in said if re.fullmatch(r"n\d+", each["key"])]
        kept.append({"key": f"n{max(numbers, default=0) + 1}", "label": more.strip()})
    if len(kept) > DIMENSIONS_MAX:
        raise RuleViolation("dimensions-many", f"最多{DIMENSIONS_MAX}个方面", field="d-more")
    for each in kept:
        if [other["label"] for other in kept].count(each["label"]) > 1:
            raise RuleViolation("dimension-twice", f"“{each['label']}”重复", field=f"d-{each['key']}")
    return kept


def check_dimensions_used(scheme: Scheme, items: Iterable[SchemeItem]) -> None:
    """No item is left in a dimension that was taken out."""
    keys = {"", *(key for key, _ in scheme.parts)}
    if orphan := next((item for item in items if item.dimension not in keys), None):
        raise RuleViolation(
            "dimension-used", f"先删去这个方面的项目（{orphan.title}等），再删去方面", field=f"d-{orphan.dimension}"
        )


def groups_said(groups: Mapping[str, str]) -> dict[str, str]:
    """Group by type of community, those that have one."""
    said = {kind: label.strip() for kind, label in groups.items() if label.strip()}
    if long := next((kind for kind, label in said.items() if len(label) > _TITLE_MAX), None):
        raise RuleViolation("group-long", f"组名最多{_TITLE_MAX}个字", field=f"group-{long}")
    return said


def steps_said(text: str, *, field: str) -> list[list[str]]:
    """``60:3，80:6`` as steps; raises RuleViolation at ``field``."""
    parts = [part for part in re.split(r"[\s，,、；;]+", text.strip()) if part]
    found = [_STEP.match(part) for part in parts]
    if not all(found) or len(parts) > MOST_STEPS:
        raise RuleViolation("steps", f"分档请写成“60:3，80:6，95:10”，最多{MOST_STEPS}档", field=field)
    return [[step[1], step[2]] for step in found if step]


def settle_item(item: SchemeItem, scheme: Scheme) -> None:
    """What belongs together in an item: its steps and lines, its role and source; raises RuleViolation at the field."""
    if item.role == SchemeItem.Role.POINTS:
        if item.dimension not in dict(scheme.parts):
            raise RuleViolation("dimension", "请选择这份方案的一个方面", field="dimension")
    else:
        item.dimension = ""
    judged = item.source == SchemeItem.Source.JUDGEMENT
    if item.role == SchemeItem.Role.VETO:
        item.weight = Decimal(1)
        if item.source == SchemeItem.Source.BALLOT:
            raise RuleViolation("veto-ballot", "一票否决要有记录或评审认定，不能用满意度票", field="source")
        if item.steps:
            raise RuleViolation("veto-steps", "一票否决没有分档，只看是否达到满分线", field="steps")
        if judged and not item.advice.strip():
            raise RuleViolation("veto-ground", "请写明什么情形一票否决", field="advice")
    if item.half_year_min is not None and (item.indicator is None or item.indicator.year != Indicator.Year.SUM):
        raise RuleViolation("half-year", "只有按全年累计的记录才能设每半年最低数", field="half_year_min")
    if item.steps:
        if judged:
            raise RuleViolation("steps-judged", "评审打分的项目没有分档", field="steps")
        _settle_steps(item)


def _settle_steps(item: SchemeItem) -> None:
    """Each step pays more than the one before, values go one way, the highest pays the weight; the lines follow."""
    values, paid = zip(*item.staircase, strict=True)
    if any(b <= a for a, b in pairwise(paid)):
        raise RuleViolation("steps-points", "分档的得分应逐档增加", field="steps")
    rising = all(b > a for a, b in pairwise(values))
    if not rising and not all(b < a for a, b in pairwise(values)):
        raise RuleViolation("steps-values", "分档的数值应逐档升高，或逐档降低", field="steps")
    if item.weight is None or paid[-1] != item.weight:
        raise RuleViolation("steps-weight", "最高一档的得分应等于分值", field="steps")
    item.full_at = values[-1]
    if len(values) > 1:
        item.zero_at = values[0]
    elif item.zero_at == item.full_at:
        item.zero_at = item.full_at - 1


def _weights_add_up(scheme: Scheme, by: Any, at: datetime) -> None:
    if faults := weight_faults(scheme, today=timezone.localdate(at)):
        raise RuleViolation("weights", "；".join(faults))


def _nothing_reported(scheme: Scheme, by: Any, at: datetime) -> None:
    """A correction takes the place of a scheme under which nobody has handed anything in yet."""
    if decided := scheme.evaluations.filter(state__in=(State.DECIDED, State.FROZEN)).count():
        raise RuleViolation("scheme-used", f"已有{decided}个社区按现行方案审定了结果，本年方案不能再换版本")
    if reported := scheme.evaluations.exclude(state=State.OPEN).count():
        back = "、".join(f"“{EVALUATION[name].label}”" for name in ("refer", "send_back"))
        raise RuleViolation(
            "scheme-used",
            f"已有{reported}个社区按现行方案提交了自评；请先在它们的评价页上{back}，回到“{State.OPEN.label}”后再公布",
        )


def all_decided(scheme: Scheme) -> bool:
    """Whether the result of everybody whom the scheme judges is decided."""
    rows = scheme.evaluations.filter(ended_on=None)
    return rows.exists() and not rows.exclude(state__in=(State.DECIDED, State.FROZEN)).exists()


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
