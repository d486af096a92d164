"""The registers of scores of units, opinions on their awards, and appraisals of streets (ASM-06)."""

from typing import Any

from assessments.models import StreetAppraisal, StreetOpinion, UnitAwardOpinion, UnitScore
from assessments.partners import forms, rules
from core.records.errors import RuleViolation
from organizations.kinds import STREETS, Kind
from organizations.registers.kinds import KEEPER
from organizations.registers.register import Asked, Column, Part, Register, Step, plain


def _points(row: UnitScore) -> str:
    return f"{row.points.normalize():f} 分" if row.due else "0 分（没有到期的协议事项）"


def _told(row: UnitScore) -> str:
    return f"{row.reported_on} 通报{row.reported_to}" if row.reported_on else "待通报"


def _unreported(data: dict[str, Any]) -> dict[str, Any]:
    return data | {"reported_to": "", "reported_on": None}


UNIT_SCORES = Register(
    key="unit_scores",
    label="单位共建测评",
    noun="单位测评",
    about="每年给每家驻区单位的共建情况打分，通报它的主管单位",
    model=UnitScore,
    form=forms.UnitScoreForm,
    kinds=(Kind.COMMUNITY,),
    on="year",
    columns=(
        Column("单位", str),
        Column("社区", KEEPER.value),
        Column("得分", _points),
        Column("通报", _told),
    ),
    facts=(plain(UnitScore, "due"), plain(UnitScore, "done"), plain(UnitScore, "comment")),
    joins=("organization", "unit"),
    steps=(
        Step("report", "通报主管单位", forms.ReportForm, rules.check_report, lambda row: row.reported_on is None),
        Step(
            "unreport",
            "撤销通报",
            forms.UnreportForm,
            rules.check_report_undone,
            lambda row: row.reported_on is not None,
            _unreported,
        ),
    ),
    check=rules.check_score,
    pages=(("通报函", "assessments:unit_score_letter"),),
    app="assessments",
)

UNIT_OPINIONS = Register(
    key="unit_opinions",
    label="单位评先评优意见",
    noun="意见",
    about="单位评先评优以前征求社区意见，社区同意才能申报",
    model=UnitAwardOpinion,
    form=forms.OpinionForm,
    kinds=(Kind.COMMUNITY,),
    on="given_on",
    columns=(
        Column("意见", str),
        Column("社区", KEEPER.value),
        plain(UnitAwardOpinion, "asked_by"),
        plain(UnitAwardOpinion, "agrees"),
        plain(UnitAwardOpinion, "given_on"),
    ),
    facts=(plain(UnitAwardOpinion, "asked_on"), plain(UnitAwardOpinion, "opinion")),
    joins=("organization", "unit"),
    check=rules.check_opinion,
    app="assessments",
)


def _answered(row: StreetAppraisal) -> str:
    opinions = row.opinions.all()
    return f"{sum(each.answered_on is not None for each in opinions)} / {len(opinions)}"


def _grades(row: StreetAppraisal) -> list[tuple[str, str]]:
    given = [each.get_grade_display() for each in row.opinions.exclude(answered_on=None)]
    counted = "，".join(f"{word} {given.count(word)} 家" for word in dict.fromkeys(given))
    return [("单位评价", counted or "还没有单位答复")]


def _concluded(row: StreetAppraisal) -> str:
    return f"{row.result}（{row.document}，{row.concluded_on}）" if row.concluded_on else ""


def _unanswered(data: dict[str, Any]) -> dict[str, Any]:
    return data | {"grade": "", "text": "", "answered_on": None}


def _check_unanswer(row: StreetOpinion, _asked: Asked) -> None:
    stored = StreetOpinion.objects.select_related("appraisal").get(pk=row.pk)
    if stored.appraisal.concluded_on is not None:
        raise RuleViolation("concluded", "考核已有结果，不能再改")
    if stored.answered_on is None:
        raise RuleViolation("not-answered", "这家单位还没有答复")


def _check_line(_row: StreetOpinion, _asked: Asked) -> None:
    raise RuleViolation("by-steps", "单位的意见不能更正；登记错了的，请撤销答复后重新登记")


STREET_APPRAISALS = Register(
    key="street_appraisals",
    label="街道考核征求意见",
    noun="考核征求意见",
    about="考核街道以前征求每家驻区单位的意见，联系人在手机上答复，期满后登记考核结果",
    model=StreetAppraisal,
    form=forms.AppraisalForm,
    kinds=STREETS,
    on="year",
    columns=(
        Column("考核", str),
        plain(StreetAppraisal, "asked_on"),
        plain(StreetAppraisal, "until"),
        Column("已答复", _answered),
        Column("考核结果", _concluded),
    ),
    more=_grades,
    parts=(
        Part(
            key="opinion",
            label="各单位的意见",
            noun="意见",
            model=StreetOpinion,
            parent="appraisal",
            form=forms.UnanswerForm,
            columns=(
                Column("单位", lambda row: row.unit.name),
                Column("评价", lambda row: row.get_grade_display() or "待答复"),
                plain(StreetOpinion, "text"),
                plain(StreetOpinion, "answered_on"),
            ),
            check=_check_line,
            joins=("unit",),
            steps=(
                Step("answer", "登记答复", forms.PaperAnswerForm, rules.check_answer, lambda row: not row.answered_on),
                Step(
                    "unanswer",
                    "撤销答复",
                    forms.UnanswerForm,
                    _check_unanswer,
                    lambda row: row.answered_on is not None,
                    _unanswered,
                ),
            ),
            made=True,
        ),
    ),
    steps=(
        Step(
            "conclude",
            "登记考核结果",
            forms.ConclusionForm,
            rules.check_conclusion,
            lambda row: row.concluded_on is None,
        ),
    ),
    check=rules.check_appraisal,
    then=rules.ask_units,
    fetched=("opinions",),
    app="assessments",
)

PARTNERS = (UNIT_SCORES, UNIT_OPINIONS, STREET_APPRAISALS)
