"""Registers of contact visits with what was heard, and of service commitments (SVC-09, SVC-16)."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from core.chinese.calendar import add_working_days
from core.records.errors import RuleViolation
from organizations import standards
from organizations.kinds import Kind
from organizations.models import Unit, UnitPresence
from organizations.registers.forms import EntryForm, LineForm
from organizations.registers.kinds import KEEPER
from organizations.registers.register import Asked, Column, Part, Register, Step, plain
from organizations.tree.effective import check_not_ahead
from services.models import (
    CommitmentCase,
    ServiceCommitment,
    UnitVisit,
    VisitMatter,
)
from services.rules.matching import ACCEPT_DAYS

COMMUNITIES_KEEP = (Kind.COMMUNITY,)


class UnitField(forms.ModelChoiceField[Unit]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


def units_of(user: Any) -> Any:
    """Units present today where the user keeps registers."""
    here = UnitPresence.objects.visible_to(user, "organizations.manage_register").filter(
        during__contains=timezone.localdate()
    )
    return Unit.objects.filter(pk__in=here.values("unit")).order_by("name", "pk")


class ReasonLineForm(LineForm):
    """Why what was entered as done is open again."""

    reason = forms.CharField(label="撤销原因", max_length=120)


# -- visits ----------------------------------------------------------------------------------------


class UnitVisitForm(EntryForm):
    unit = UnitField(Unit.objects.none(), label="单位", empty_label="请选择")

    field_order = ("organization", "unit", "direction", "visited_on", "visitors", "content")

    class Meta:
        model = UnitVisit
        fields: ClassVar[Any] = ["unit", "direction", "visited_on", "visitors", "content"]
        widgets: ClassVar[Any] = {"content": forms.Textarea(attrs={"rows": 3, "maxlength": 500})}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["unit"].queryset = units_of(user)  # type: ignore[attr-defined]
        self.fields["visited_on"].initial = timezone.localdate()


class MatterForm(LineForm):
    class Meta:
        model = VisitMatter
        fields: ClassVar[Any] = ["text"]


class AnswerMatterForm(LineForm):
    answered_on = forms.DateField(label="答复日期")
    answer = forms.CharField(label="怎样答复", max_length=300)

    class Meta:
        model = VisitMatter
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answered_on"].initial = timezone.localdate()


class UnanswerMatterForm(ReasonLineForm):
    class Meta:
        model = VisitMatter
        fields: ClassVar[Any] = []


def check_visit(visit: UnitVisit, asked: Asked) -> None:
    """It happened, with a unit of the community's area on that day."""
    if not asked.names:
        return
    check_not_ahead(visit.visited_on, today=asked.today, label="走访日期", field="visited_on")
    there = UnitPresence.objects.filter(
        organization=visit.organization_id, unit=visit.unit_id, during__contains=visit.visited_on
    )
    if not there.exists():
        raise RuleViolation("unit-elsewhere", f"{visit.unit.name}当天不在{visit.organization.name}的辖区", field="unit")


def check_matter(matter: VisitMatter, asked: Asked) -> None:
    """What was raised is to be answered within the community's working days; an answer stays as it was."""
    if asked.names and matter.pk is None:
        day = matter.visit.visited_on
        days = standards.at(ACCEPT_DAYS, organization=matter.organization, as_of=day)
        matter.due_on = add_working_days(day, days)
    elif matter.answered_on is not None:
        raise RuleViolation("answered", "已经答复，请先撤销答复")


def check_answer(matter: VisitMatter, asked: Asked) -> None:
    if VisitMatter.objects.filter(pk=matter.pk, answered_on__isnull=False).exists():
        raise RuleViolation("answered", "已经登记过答复")
    assert matter.answered_on is not None  # the form asks for it
    check_not_ahead(matter.answered_on, today=asked.today, label="答复日期", field="answered_on")
    if matter.answered_on < matter.visit.visited_on:
        raise RuleViolation("before-visit", "答复日期不能早于走访日期", field="answered_on")


def check_unanswered(matter: VisitMatter, _asked: Asked) -> None:
    if not VisitMatter.objects.filter(pk=matter.pk, answered_on__isnull=False).exists():
        raise RuleViolation("not-answered", "还没有登记答复")


def matters_of(visit: UnitVisit) -> str:
    found = list(visit.matters.all())
    answered = sum(matter.answered_on is not None for matter in found)
    return f"意见 {len(found)} 条，已答复 {answered} 条" if found else ""


VISITS = Register(
    key="visits",
    label="联系走访",
    noun="走访",
    about="社区走访单位、单位走访社区，听到的意见和怎样答复",
    model=UnitVisit,
    form=UnitVisitForm,
    kinds=COMMUNITIES_KEEP,
    on="visited_on",
    columns=(
        Column("单位", lambda visit: visit.unit.name),
        plain(UnitVisit, "direction"),
        Column("社区", KEEPER.value),
        plain(UnitVisit, "visited_on"),
        plain(UnitVisit, "visitors"),
        Column("意见和答复", matters_of),
    ),
    facts=(plain(UnitVisit, "content"),),
    parts=(
        Part(
            key="matter",
            label="听到的意见和答复",
            noun="意见",
            model=VisitMatter,
            parent="visit",
            form=MatterForm,
            columns=(
                plain(VisitMatter, "text"),
                plain(VisitMatter, "due_on"),
                Column("答复", lambda row: f"{row.answered_on}：{row.answer}" if row.answered_on else "还没有答复"),
            ),
            check=check_matter,
            joins=("visit__organization", "visit__unit"),
            steps=(
                Step("answer", "答复", AnswerMatterForm, check_answer, lambda row: row.answered_on is None),
                Step(
                    "unanswer",
                    "撤销答复",
                    UnanswerMatterForm,
                    check_unanswered,
                    lambda row: row.answered_on is not None,
                    lambda data: data | {"answered_on": None, "answer": ""},
                ),
            ),
        ),
    ),
    check=check_visit,
    joins=("organization", "unit"),
    fetched=("matters",),
    sought=("unit__name",),
    app="services",
)


# -- commitments -----------------------------------------------------------------------------------


class CommitmentForm(EntryForm):
    class Meta:
        model = ServiceCommitment
        fields: ClassVar[Any] = ["title", "content", "limit_days", "responsible", "since"]
        widgets: ClassVar[Any] = {"content": forms.Textarea(attrs={"rows": 3, "maxlength": 500})}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["since"].initial = timezone.localdate()


class CaseForm(LineForm):
    class Meta:
        model = CommitmentCase
        fields: ClassVar[Any] = ["about", "accepted_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accepted_on"].initial = timezone.localdate()


class DoneCaseForm(LineForm):
    done_on = forms.DateField(label="办结日期")

    class Meta:
        model = CommitmentCase
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done_on"].initial = timezone.localdate()


class ReopenCaseForm(ReasonLineForm):
    class Meta:
        model = CommitmentCase
        fields: ClassVar[Any] = []


def check_commitment(commitment: ServiceCommitment, asked: Asked) -> None:
    """A longer or shorter promise holds for what is taken in from then on: the due days of cases stand."""
    if asked.names:
        check_not_ahead(commitment.since, today=asked.today, label="施行日期", field="since", future=True)
        first = commitment.cases.order_by("accepted_on").first() if commitment.pk else None
        if first is not None and first.accepted_on < commitment.since:
            raise RuleViolation("cases-before", "已登记的办理早于这一天，请先更正办理", field="since")


def check_case(case: CommitmentCase, asked: Asked) -> None:
    """Taken in under the promise; what is done stays as it was. The promise of the day decides when it is due."""
    if case.done_on is not None:
        raise RuleViolation("done", "已经办结，请先撤销办结")
    if not asked.names:
        return
    check_not_ahead(case.accepted_on, today=asked.today, label="受理日期", field="accepted_on")
    if case.accepted_on < case.commitment.since:
        raise RuleViolation("before-commitment", "受理日期不能早于承诺施行日期", field="accepted_on")
    case.due_on = add_working_days(case.accepted_on, case.commitment.limit_days)


def check_case_done(case: CommitmentCase, asked: Asked) -> None:
    if CommitmentCase.objects.filter(pk=case.pk, done_on__isnull=False).exists():
        raise RuleViolation("done", "已经登记办结")
    assert case.done_on is not None  # the form asks for it
    check_not_ahead(case.done_on, today=asked.today, label="办结日期", field="done_on")
    if case.done_on < case.accepted_on:
        raise RuleViolation("before-accepted", "办结日期不能早于受理日期", field="done_on")


def check_case_open(case: CommitmentCase, _asked: Asked) -> None:
    if not CommitmentCase.objects.filter(pk=case.pk, done_on__isnull=False).exists():
        raise RuleViolation("not-done", "还没有登记办结")


def is_kept(case: CommitmentCase, today: date) -> bool | None:
    """Whether the promise was kept; None while it may still be."""
    if case.done_on is not None:
        return case.done_on <= case.due_on
    return False if today > case.due_on else None


def state_of(case: CommitmentCase) -> str:
    kept = is_kept(case, timezone.localdate())
    if case.done_on is None:
        return "办理中" if kept is None else "超期未办结"
    return f"{case.done_on}{'按期' if kept else '超期'}办结"


def kept_of(commitment: ServiceCommitment) -> str:
    """How many were promised, kept, broken."""
    found = [is_kept(case, timezone.localdate()) for case in commitment.cases.all()]
    if not found:
        return ""
    return f"受理 {len(found)} 件，按期 {found.count(True)} 件，超期 {found.count(False)} 件"


COMMITMENTS = Register(
    key="commitments",
    label="服务承诺",
    noun="服务承诺",
    about="承诺几个工作日办好，办了多少件，按期的多少、超期的多少",
    model=ServiceCommitment,
    form=CommitmentForm,
    kinds=COMMUNITIES_KEEP,
    on="since",
    columns=(
        plain(ServiceCommitment, "title"),
        Column("社区", KEEPER.value),
        Column("时限（工作日）", lambda row: row.limit_days, "number"),
        plain(ServiceCommitment, "responsible"),
        plain(ServiceCommitment, "since"),
        Column("兑现情况", kept_of),
    ),
    facts=(plain(ServiceCommitment, "content"),),
    parts=(
        Part(
            key="case",
            label="办理情况",
            noun="办理",
            model=CommitmentCase,
            parent="commitment",
            form=CaseForm,
            columns=(
                plain(CommitmentCase, "about"),
                plain(CommitmentCase, "accepted_on"),
                plain(CommitmentCase, "due_on"),
                Column("情况", state_of),
            ),
            check=check_case,
            joins=("commitment__organization",),
            steps=(
                Step("done", "办结", DoneCaseForm, check_case_done, lambda row: row.done_on is None),
                Step(
                    "reopen",
                    "撤销办结",
                    ReopenCaseForm,
                    check_case_open,
                    lambda row: row.done_on is not None,
                    lambda data: data | {"done_on": None},
                ),
            ),
        ),
    ),
    check=check_commitment,
    fetched=("cases",),
    sought=("title",),
    app="services",
)


REGISTERS = (VISITS, COMMITMENTS)
