"""The register of yearly plans: who is planned, confirmed by the street (the second of the five refusals)."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from core.records.errors import RuleViolation
from members.development.models import DevelopmentPlan, PlannedPerson
from organizations import standards
from organizations.cases.kinds import Level
from organizations.cases.rules import is_held_at
from organizations.kinds import BRANCHES
from organizations.models import Case
from organizations.registers.forms import KEEP, EntryForm, LineForm
from organizations.registers.kinds import KEEPER
from organizations.registers.register import Asked, Column, Part, Register, Step, plain
from organizations.tree.effective import check_not_ahead
from people.models import Person, User

KIND = "development"
PER_YEAR = "mem.development.plan_per_year"


class PlanForm(EntryForm):
    """A plan of a branch, of this year or the next."""

    class Meta:
        model = DevelopmentPlan
        fields: ClassVar[Any] = ["year", "number"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["year"].initial = timezone.localdate().year


class ConfirmPlanForm(EntryForm):
    document = forms.CharField(label="审定文号", max_length=80)

    class Meta:
        model = DevelopmentPlan
        fields: ClassVar[Any] = []


class ReopenPlanForm(EntryForm):
    reason = forms.CharField(label="撤销原因", max_length=120)

    class Meta:
        model = DevelopmentPlan
        fields: ClassVar[Any] = []


class PlannedForm(LineForm):
    person = forms.ModelChoiceField(Person.objects.none(), label="计划发展对象", empty_label="请选择")

    class Meta:
        model = PlannedPerson
        fields: ClassVar[Any] = ["person"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["person"]
        choice.queryset = candidates(self.entry)
        choice.label_from_instance = lambda person: person.name


def candidates(plan: DevelopmentPlan) -> Any:
    """Those of the branch with an open file."""
    cases = Case.objects.filter(kind=KIND, organization=plan.organization_id, ended_on=None)
    return Person.objects.filter(pk__in=cases.values("person")).order_by("pinyin", "pk")


def _check_street(plan: DevelopmentPlan, by: Any) -> None:
    office = Level.STREET.of(plan.organization)
    if isinstance(by, User) and (office is None or not is_held_at(by, KEEP, office.path)):
        raise RuleViolation("not-street", f"计划由{office.name if office else '街道（镇）'}审定")


def check_plan(plan: DevelopmentPlan, asked: Asked) -> None:
    """A confirmed plan stands; a year has as many plans as the rules say at least, and one at most."""
    if plan.pk is not None and DevelopmentPlan.objects.get(pk=plan.pk).confirmed_on is not None:
        raise RuleViolation("confirmed", "计划已经审定，请先由街道（镇）撤销审定")
    if not asked.names:
        return
    if plan.year not in (asked.today.year - 1, asked.today.year, asked.today.year + 1):
        raise RuleViolation("year", "只能登记上年、本年和下一年的计划", field="year")


def check_confirm(plan: DevelopmentPlan, asked: Asked) -> None:
    _check_street(plan, asked.by)
    stored = DevelopmentPlan.objects.get(pk=plan.pk)
    if stored.confirmed_on is not None:
        raise RuleViolation("confirmed", f"已于{stored.confirmed_on}审定")
    if not stored.persons.exists():
        raise RuleViolation("nobody", "计划里还没有人，请先登记计划发展对象")
    check_not_ahead(asked.today, today=asked.today, label="审定日期")


def check_reopen(plan: DevelopmentPlan, asked: Asked) -> None:
    _check_street(plan, asked.by)
    if DevelopmentPlan.objects.get(pk=plan.pk).confirmed_on is None:
        raise RuleViolation("not-confirmed", "计划还没有审定")


def check_planned(line: PlannedPerson, asked: Asked) -> None:
    """Nobody is put in or out once it is confirmed; no more than the plan's number."""
    plan = line.plan
    if plan.confirmed_on is not None:
        raise RuleViolation("confirmed", "计划已经审定，请先由街道（镇）撤销审定")
    if asked.names and line.pk is None and plan.persons.count() >= plan.number:
        raise RuleViolation("full", f"计划发展{plan.number}人，已登记满", field="person")


def _state(plan: DevelopmentPlan) -> str:
    return f"已审定（{plan.document}）" if plan.confirmed_on else "待审定"


def _asked_of(plan: DevelopmentPlan) -> list[tuple[str, str]]:
    number = standards.at(PER_YEAR, organization=plan.organization, as_of=timezone.localdate())
    return [("每年计划", f"不少于{number}份")]


PLANS = Register(
    key="development_plans",
    label="发展党员计划",
    noun="发展计划",
    about="每个支部每年计划发展谁，由街道（镇）审定；没有列入计划的不批准",
    model=DevelopmentPlan,
    form=PlanForm,
    kinds=BRANCHES,
    on="year",
    columns=(
        Column("计划", str),
        Column("支部", KEEPER.value),
        plain(DevelopmentPlan, "number"),
        Column("已列入", lambda plan: str(len(plan.persons.all()))),
        Column("审定", _state),
        plain(DevelopmentPlan, "confirmed_on"),
    ),
    more=_asked_of,
    parts=(
        Part(
            key="person",
            label="计划发展对象",
            noun="计划发展对象",
            model=PlannedPerson,
            parent="plan",
            form=PlannedForm,
            columns=(Column("姓名", lambda line: line.person.name),),
            check=check_planned,
            joins=("plan__organization", "person"),
        ),
    ),
    steps=(
        Step(
            "confirm",
            "审定",
            ConfirmPlanForm,
            check_confirm,
            lambda plan: plan.confirmed_on is None,
            lambda data: data | {"confirmed_on": timezone.localdate()},
        ),
        Step(
            "reopen",
            "撤销审定",
            ReopenPlanForm,
            check_reopen,
            lambda plan: plan.confirmed_on is not None,
            lambda data: data | {"confirmed_on": None, "document": ""},
        ),
    ),
    check=check_plan,
    joins=("organization",),
    fetched=("persons",),
    app="members",
)

REGISTERS = (PLANS,)
