"""Registers of departments that look after communities, and of providers with their agreements (SVC-12, SVC-13)."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from core.records.errors import RuleViolation
from organizations.models import Unit
from organizations.registers.contacts import span
from organizations.registers.forms import EntryForm, LineForm
from organizations.registers.kinds import KEEPER
from organizations.registers.register import Asked, Column, Part, Register, Step, plain
from organizations.tree.effective import check_not_ahead
from services.models import DepartmentPairing, PairingTask, ProvidedService, Provider
from services.registers_contacts import COMMUNITIES_KEEP, ReasonLineForm, UnitField, units_of


def _dates(entry: Any) -> list[str]:
    return [entry.during.lower.isoformat(), entry.during.upper.isoformat() if entry.during.upper else ""]


# -- paired departments ----------------------------------------------------------------------------


class SpanForm(EntryForm):
    """Two days that make the spell of the row."""

    since = forms.DateField(label="开始日期")
    until = forms.DateField(label="结束日期", help_text="这一天起不再执行")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["since"].initial = timezone.localdate()
        if self.instance.pk:
            self.fields["since"].initial = self.instance.during.lower
            self.fields["until"].initial = self.instance.during.upper


class PairingForm(SpanForm):
    field_order = ("organization", "department", "leader", "contact", "since", "until", "tasks_text")

    class Meta:
        model = DepartmentPairing
        fields: ClassVar[Any] = ["department", "leader", "contact", "tasks_text"]
        widgets: ClassVar[Any] = {"tasks_text": forms.Textarea(attrs={"rows": 3, "maxlength": 500})}


class TaskForm(LineForm):
    class Meta:
        model = PairingTask
        fields: ClassVar[Any] = ["title", "due_on"]


class TaskDoneForm(LineForm):
    done_on = forms.DateField(label="完成日期")
    result = forms.CharField(label="成效", max_length=300)

    class Meta:
        model = PairingTask
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done_on"].initial = timezone.localdate()


class TaskReopenForm(ReasonLineForm):
    class Meta:
        model = PairingTask
        fields: ClassVar[Any] = []


def check_pairing(pairing: DepartmentPairing, asked: Asked) -> None:
    """Its tasks lie inside its time."""
    if not asked.names:
        return
    since = pairing.during.lower
    check_not_ahead(since, today=asked.today, label="开始日期", field="since", future=True)
    due = pairing.tasks.values_list("due_on", flat=True) if pairing.pk else ()
    if any(day not in pairing.during for day in due):
        raise RuleViolation("tasks-outside", "已登记的事项不在这段时间里，请先更正事项", field="until")


def check_task(task: PairingTask, asked: Asked) -> None:
    if task.done_on is not None:
        raise RuleViolation("done", "已经完成，请先撤销完成")
    if asked.names and task.due_on not in task.pairing.during:
        raise RuleViolation("outside", "完成期限不在包居的时间里", field="due_on")


def check_task_done(task: PairingTask, asked: Asked) -> None:
    if PairingTask.objects.filter(pk=task.pk, done_on__isnull=False).exists():
        raise RuleViolation("done", "已经登记完成")
    assert task.done_on is not None  # the form asks for it
    check_not_ahead(task.done_on, today=asked.today, label="完成日期", field="done_on")
    if task.done_on < task.pairing.during.lower:
        raise RuleViolation("before-pairing", "完成日期不能早于包居开始日期", field="done_on")


def check_task_open(task: PairingTask, _asked: Asked) -> None:
    if not PairingTask.objects.filter(pk=task.pk, done_on__isnull=False).exists():
        raise RuleViolation("not-done", "还没有登记完成")


def results_of(pairing: DepartmentPairing) -> str:
    found = list(pairing.tasks.all())
    return f"事项 {len(found)} 件，完成 {sum(each.done_on is not None for each in found)} 件" if found else ""


PAIRINGS = Register(
    key="pairings",
    label="部门包居",
    noun="部门包居",
    about="哪个部门包哪个社区，谁负责，包什么，成效怎样",
    model=DepartmentPairing,
    form=PairingForm,
    kinds=COMMUNITIES_KEEP,
    on="during",
    columns=(
        plain(DepartmentPairing, "department"),
        Column("社区", KEEPER.value),
        plain(DepartmentPairing, "leader"),
        Column("开始日期", lambda row: _dates(row)[0]),
        Column("结束日期", lambda row: _dates(row)[1]),
        Column("事项和成效", results_of),
    ),
    facts=(plain(DepartmentPairing, "contact"), plain(DepartmentPairing, "tasks_text")),
    parts=(
        Part(
            key="task",
            label="包居事项",
            noun="事项",
            model=PairingTask,
            parent="pairing",
            form=TaskForm,
            columns=(
                plain(PairingTask, "title"),
                plain(PairingTask, "due_on"),
                Column("成效", lambda row: f"{row.done_on}：{row.result}" if row.done_on else "还没有完成"),
            ),
            check=check_task,
            joins=("pairing__organization",),
            steps=(
                Step("done", "登记成效", TaskDoneForm, check_task_done, lambda row: row.done_on is None),
                Step(
                    "reopen",
                    "撤销完成",
                    TaskReopenForm,
                    check_task_open,
                    lambda row: row.done_on is not None,
                    lambda data: data | {"done_on": None, "result": ""},
                ),
            ),
        ),
    ),
    settle=lambda data, _by: span(data),
    check=check_pairing,
    fetched=("tasks",),
    sought=("department", "leader"),
    links=(("哪些社区没有部门包", "services:unpaired"),),
    app="services",
)


# -- providers -------------------------------------------------------------------------------------


class ProviderForm(SpanForm):
    unit = UnitField(Unit.objects.none(), label="辖区单位", required=False, empty_label="不是辖区单位")

    field_order = ("organization", "name", "kind", "unit", "services", "signed_on", "since", "until", "terms")

    class Meta:
        model = Provider
        fields: ClassVar[Any] = ["name", "kind", "unit", "services", "signed_on", "terms"]
        widgets: ClassVar[Any] = {"services": forms.Textarea(attrs={"rows": 3, "maxlength": 500})}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["unit"].queryset = units_of(user)  # type: ignore[attr-defined]
        self.fields["signed_on"].initial = timezone.localdate()


class ProvidedForm(LineForm):
    class Meta:
        model = ProvidedService
        fields: ClassVar[Any] = ["served_on", "content", "people"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["served_on"].initial = timezone.localdate()


def check_provider(provider: Provider, asked: Asked) -> None:
    """An agreement is signed, then it runs; what was provided lies inside it."""
    if not asked.names:
        return
    check_not_ahead(provider.signed_on, today=asked.today, label="协议签订日期", field="signed_on")
    if provider.during.lower < provider.signed_on:
        raise RuleViolation("before-signed", "协议签订以后才能起算", field="since")
    days = provider.provided.values_list("served_on", flat=True) if provider.pk else ()
    if any(day not in provider.during for day in days):
        raise RuleViolation("services-outside", "已登记的服务不在协议期内，请先更正服务", field="until")


def check_provided(service: ProvidedService, asked: Asked) -> None:
    if not asked.names:
        return
    check_not_ahead(service.served_on, today=asked.today, label="服务日期", field="served_on")
    if service.served_on not in service.provider.during:
        raise RuleViolation("outside", "服务日期不在协议期内", field="served_on")


def provided_of(provider: Provider) -> str:
    found = list(provider.provided.all())
    return f"服务 {len(found)} 次，{sum(each.people for each in found)} 人次" if found else ""


PROVIDERS = Register(
    key="providers",
    label="服务提供方",
    noun="服务提供方",
    about="专业社团、服务基地、学校、商家按协议提供的服务",
    model=Provider,
    form=ProviderForm,
    kinds=COMMUNITIES_KEEP,
    on="during",
    columns=(
        plain(Provider, "name"),
        Column("社区", KEEPER.value),
        plain(Provider, "kind"),
        plain(Provider, "signed_on"),
        Column("协议结束", lambda row: _dates(row)[1]),
        Column("服务情况", provided_of),
    ),
    facts=(
        plain(Provider, "services"),
        plain(Provider, "terms"),
        Column("辖区单位", lambda row: row.unit.name if row.unit else ""),
    ),
    parts=(
        Part(
            key="service",
            label="提供的服务",
            noun="服务",
            model=ProvidedService,
            parent="provider",
            form=ProvidedForm,
            columns=(
                plain(ProvidedService, "served_on"),
                plain(ProvidedService, "content"),
                Column("人次", lambda row: row.people, "number"),
            ),
            check=check_provided,
            joins=("provider__organization",),
        ),
    ),
    settle=lambda data, _by: span(data),
    check=check_provider,
    joins=("organization", "unit"),
    fetched=("provided",),
    sought=("name",),
    again="续签协议",
    app="services",
)

REGISTERS = (PAIRINGS, PROVIDERS)
