"""The register of two-way reviews (ASM-07)."""

from typing import Any

from django.utils import timezone

from assessments.models import ReviewCount, ReviewRequirement, TwoWayReview
from assessments.reviews import forms, rules
from organizations.kinds import Kind
from organizations.publications import actions as publishing
from organizations.registers.kinds import KEEPER
from organizations.registers.register import Column, Part, Register, Step, plain


def _state(row: TwoWayReview) -> str:
    if row.concluded_on is not None:
        return f"{row.concluded_on} 办结"
    if row.displayed_on is None:
        return "待公开展示"
    return "展示中，待评议" if row.superior_on is None else "待办结"


def _facts(row: TwoWayReview) -> list[tuple[str, str]]:
    """The daily record behind the report, and until when it hangs out."""
    lines = [("平时记实", f"{row.year}年已确认的履职记录 {rules.daily(row)} 条（大党委成员履职台账）")]
    if (running := publishing.current_for(row)) is not None:
        lines.append(("公开展示", f"{running.starts_on}至{running.ends_on}，公布页见公示和公开台账"))
    return lines


def _superior(row: TwoWayReview) -> str:
    return f"{row.superior_grade}（{row.superior_on}）" if row.superior_on else ""


def _displayed(data: dict[str, Any]) -> dict[str, Any]:
    return data | {"displayed_on": timezone.localdate()}


REVIEWS = Register(
    key="two_way_reviews",
    label="双向述职评议",
    noun="述职评议",
    about="社区书记平时记实、年底述职、公开展示，由上级、党员和群众评议员双向评议",
    model=TwoWayReview,
    form=forms.ReviewForm,
    kinds=(Kind.COMMUNITY,),
    on="year",
    columns=(
        Column("述职评议", str),
        Column("社区", KEEPER.value),
        Column("情况", _state),
        Column("上级评议", _superior),
    ),
    facts=(
        plain(TwoWayReview, "content"),
        plain(TwoWayReview, "superior_opinion"),
        plain(TwoWayReview, "follow_up"),
    ),
    more=_facts,
    joins=("organization", "person"),
    parts=(
        Part(
            key="requirement",
            label="四项要求",
            noun="要求",
            model=ReviewRequirement,
            parent="review",
            form=forms.RequirementForm,
            columns=(plain(ReviewRequirement, "label"), plain(ReviewRequirement, "how")),
            check=rules.check_requirement,
            joins=("review",),
            made=True,
        ),
        Part(
            key="count",
            label="党员和群众评议",
            noun="评议票",
            model=ReviewCount,
            parent="review",
            form=forms.CountForm,
            columns=(
                plain(ReviewCount, "side"),
                plain(ReviewCount, "held_on"),
                plain(ReviewCount, "place"),
                Column("发出和收回", lambda row: f"{row.issued} / {row.returned}"),
                Column("评议结果", lambda row: row.words),
            ),
            check=rules.check_count,
            joins=("review",),
        ),
    ),
    steps=(
        Step(
            "display",
            "公开展示",
            forms.BareForm,
            rules.check_display,
            lambda row: row.displayed_on is None,
            _displayed,
            rules.display,
        ),
        Step(
            "superior",
            "登记上级评议",
            forms.SuperiorForm,
            rules.check_superior,
            lambda row: row.displayed_on is not None and row.superior_on is None,
        ),
        Step(
            "conclude",
            "办结",
            forms.ConclusionForm,
            rules.check_conclusion,
            lambda row: row.displayed_on is not None and row.concluded_on is None,
            then=rules.conclude,
        ),
    ),
    check=rules.check_review,
    then=rules.ask_requirements,
    app="assessments",
)
