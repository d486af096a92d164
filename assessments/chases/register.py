"""The register of chases: asked, passed on, answered, seen (ASM-11)."""

from datetime import date
from typing import Any

from django.utils import timezone

from assessments.chases import forms, rules
from assessments.models import Chase
from assessments.queries import DASHBOARD
from core.records.errors import RuleViolation
from organizations.kinds import STREETS, Kind
from organizations.registers import actions
from organizations.registers.kinds import KEEPER
from organizations.registers.register import Column, Register, Step, plain


def _passed_on(row: Chase) -> str:
    return "、".join(each.organization.label for each in row.passed.all() if each.withdrawn_on is None)


def _more(row: Chase) -> list[tuple[str, str]]:
    """The chase above is read by those in whose reach it is: the street, not the community it was passed on to."""
    found = Chase.objects.filter(pk=row.passed_from_id).select_related("asker").first() if row.passed_from_id else None
    above = [("转办自", f"{found.asker.label}：{found.text}")] if found else []
    return [*above, *([("已转给", passed)] if (passed := _passed_on(row)) else [])]


def _answered(data: dict[str, Any]) -> dict[str, Any]:
    return data | {"answered_on": timezone.localdate()}


def _seen(data: dict[str, Any]) -> dict[str, Any]:
    return data | {"seen_on": timezone.localdate()}


def _returned(data: dict[str, Any]) -> dict[str, Any]:
    return data | {"answer": "", "answered_on": None}


def _pass_on(row: Any, by: Any, today: date) -> None:
    """The community is asked in the street's name."""
    if not row.community.path.startswith(row.organization.path):
        raise RuleViolation("not-below", "只能转给本街道（镇）的社区", field="community")
    passed = {"indicator": row.indicator, "month": row.month, "passed_from": row}
    actions.enter(
        by=by,
        register=CHASES,
        organization=row.community,
        today=today,
        kind=Chase.Kind.CHASE,
        text=row.text,
        due_on=row.due_on,
        **passed,
    )


def _waits(row: Chase) -> bool:
    return row.kind == Chase.Kind.CHASE and row.answered_on is None


def _unread(row: Chase) -> bool:
    return row.kind == Chase.Kind.NOTE and row.seen_on is None


def _unseen(row: Chase) -> bool:
    return row.answered_on is not None and row.seen_on is None


CHASES = Register(
    key="chases",
    label="催办和提示",
    noun="催办或提示",
    about="区和街道就某项指标催办、提示下级组织；街道可以转给社区，答复和阅知都留痕",
    model=Chase,
    form=forms.ChaseForm,
    kinds=(*STREETS, Kind.COMMUNITY),
    on="asked_on",
    columns=(
        Column("事项", str),
        Column("对象", KEEPER.value),
        Column("催办组织", lambda row: row.asker.label),
        Column("期限", lambda row: "" if row.due_on is None else f"{row.due_on}"),
        Column("办理", lambda row: row.state_words),
    ),
    facts=(
        Column("月份", lambda row: "" if row.month is None else f"{row.month:%Y-%m}"),
        plain(Chase, "text"),
        plain(Chase, "asked_on"),
        plain(Chase, "answer"),
        plain(Chase, "answered_on"),
        plain(Chase, "seen_on"),
    ),
    more=_more,
    joins=("organization", "asker", "indicator"),
    steps=(
        Step("answer", "答复", forms.AnswerForm, rules.check_answer, _waits, _answered, may=rules.answers),
        Step(
            "pass",
            "转给社区",
            forms.PassForm,
            rules.check_passing,
            lambda row: _waits(row) and row.organization.kind in STREETS,
            then=_pass_on,
            may=rules.answers,
            beside=("community", "text", "due_on"),
        ),
        Step("read", "知晓", forms.SeenForm, rules.check_read, _unread, _seen, may=rules.answers),
        Step("see", "阅知答复", forms.SeenForm, rules.check_seen, _unseen, _seen, may=rules.asks),
        Step("return", "退回答复", forms.ReturnForm, rules.check_returned, _unseen, _returned, may=rules.asks),
    ),
    check=rules.check_chase,
    need=DASHBOARD,
    mine=rules.asks,
    app="assessments",
)
