"""The register of disputes: taken in, mediated, closed, asked about again (GRD-09; S2 四(三); S3 二3; S4B 二(四))."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from core.chinese.dates import add_months
from core.records.duties import is_past
from core.records.errors import RuleViolation
from grids.models import Dispute, Grid, Mediation
from grids.models.disputes import SETTLED, DisputeOutcome
from grids.rules import check_no_diagnosis
from organizations.kinds import Kind
from organizations.models import Unit, UnitPresence
from organizations.registers.forms import KEEP, EntryForm, LineForm
from organizations.registers.kinds import KEEPER
from organizations.registers.register import Asked, Column, Part, Register, Step, plain
from organizations.tree.effective import check_not_ahead, check_stands

_NO_NAMES = "只写事情，不写当事人的姓名、电话、证件和身体状况"


class NamedField(forms.ModelChoiceField[Any]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class DisputeForm(EntryForm):
    unit = NamedField(Unit.objects.none(), label="涉及单位", required=False, empty_label="没有单位")
    grid = NamedField(Grid.objects.none(), label="网格", required=False, empty_label="不属于某个网格")

    class Meta:
        model = Dispute
        fields: ClassVar[Any] = [
            "received_on",
            "origin",
            "kind",
            "between",
            "unit",
            "grid",
            "parties",
            "subject",
            "due_on",
        ]
        help_texts: ClassVar[Any] = {"subject": _NO_NAMES}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        today = timezone.localdate()
        self.fields["received_on"].initial = today
        self.fields["due_on"].initial = add_months(today, 1)
        here = UnitPresence.objects.visible_to(user, KEEP).filter(during__contains=today)
        units, grids = Unit.objects.filter(pk__in=here.values("unit")), Grid.objects.visible_to(user, KEEP)
        self.fields["unit"].queryset = units.order_by("name", "pk")  # type: ignore[attr-defined]
        self.fields["grid"].queryset = grids.order_by("organization__path", "order")  # type: ignore[attr-defined]


class MediationForm(LineForm):
    class Meta:
        model = Mediation
        fields: ClassVar[Any] = ["held_on", "mediator", "turn", "content"]
        widgets: ClassVar[Any] = {"content": forms.Textarea(attrs={"rows": 3, "maxlength": 300})}
        help_texts: ClassVar[Any] = {"content": _NO_NAMES, "mediator": "主持调解的干部、网格长或调解员"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].initial = timezone.localdate()


class CloseForm(EntryForm):
    closed_on = forms.DateField(label="办结日期")
    outcome = forms.ChoiceField(label="结果", choices=[("", "请选择"), *DisputeOutcome.choices])
    result = forms.CharField(
        label="怎样解决",
        max_length=300,
        help_text=_NO_NAMES,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 300}),
    )

    class Meta:
        model = Dispute
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closed_on"].initial = timezone.localdate()


class ReopenForm(EntryForm):
    reason = forms.CharField(label="重新调解的原因", max_length=120)
    due_on = forms.DateField(label="新的办结期限")

    class Meta:
        model = Dispute
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["due_on"] = add_months(timezone.localdate(), 1)


class RevisitForm(EntryForm):
    revisited_on = forms.DateField(label="回访日期")
    kept = forms.ChoiceField(label="履行情况", choices=[("", "请选择"), *Dispute.Kept.choices])

    class Meta:
        model = Dispute
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["revisited_on"].initial = timezone.localdate()


def _open(dispute: Dispute) -> bool:
    return not Dispute.objects.filter(pk=dispute.pk, closed_on__isnull=False).exists()


def check_dispute(dispute: Dispute, asked: Asked) -> None:
    """Taken in on a day that was, in time for its limit; unit and grid are the community's; a closed one stands."""
    if dispute.pk is not None and not _open(dispute):
        raise RuleViolation("closed", "已经办结，要改的请先“重新调解”")
    if not asked.names:
        return
    if dispute.received_on is None:
        raise RuleViolation("no-day", "请填写受理日期", field="received_on")
    check_not_ahead(dispute.received_on, today=asked.today, label="受理日期", field="received_on")
    check_stands(dispute.organization, dispute.received_on, label="受理日期", field="received_on")
    _check_limit(dispute)
    check_no_diagnosis(dispute.subject, field="subject")
    if dispute.between == Dispute.Between.RESIDENTS and dispute.unit_id is not None:
        raise RuleViolation("no-unit", "居民之间的纠纷不选单位", field="unit")
    if dispute.between != Dispute.Between.RESIDENTS:
        _check_unit(dispute)
    if dispute.grid is not None and dispute.grid.organization_id != dispute.organization_id:
        raise RuleViolation("grid-elsewhere", "这个网格不在本社区", field="grid")


def _check_limit(dispute: Dispute) -> None:
    if dispute.due_on is None or dispute.due_on < dispute.received_on:
        raise RuleViolation("limit", "办结期限不能早于受理日期", field="due_on")
    latest = add_months(dispute.received_on, 3)
    if dispute.pk is None and dispute.due_on > latest:
        raise RuleViolation("limit", "办结期限最长三个月，调解不成的引导依法解决", field="due_on")


def _check_unit(dispute: Dispute) -> None:
    if dispute.unit_id is None:
        raise RuleViolation("no-unit", "请选择涉及的单位", field="unit")
    there = UnitPresence.objects.filter(
        organization=dispute.organization_id, unit=dispute.unit_id, during__contains=dispute.received_on
    )
    if not there.exists():
        raise RuleViolation("unit-elsewhere", "这家单位受理当天不在本社区的辖区", field="unit")


def check_mediation(mediation: Mediation, asked: Asked) -> None:
    """Held after the dispute was taken in, while it is open."""
    if not _open(mediation.dispute):
        raise RuleViolation("closed", "已经办结，要再调解的请先“重新调解”")
    if not asked.names:
        return
    check_not_ahead(mediation.held_on, today=asked.today, label="调解日期", field="held_on")
    if mediation.held_on < mediation.dispute.received_on:
        raise RuleViolation("before-received", "调解日期不能早于受理日期", field="held_on")
    check_no_diagnosis(mediation.content, field="content")


def check_closing(dispute: Dispute, asked: Asked) -> None:
    """Closed once; an agreement, and that there is none, come of a mediation."""
    if not _open(dispute):
        raise RuleViolation("closed", "已经办结")
    assert dispute.closed_on is not None  # the form asks for it
    check_not_ahead(dispute.closed_on, today=asked.today, label="办结日期", field="closed_on")
    if dispute.closed_on < dispute.received_on:
        raise RuleViolation("before-received", "办结日期不能早于受理日期", field="closed_on")
    check_no_diagnosis(dispute.result, field="result")
    last = dispute.mediations.order_by("-held_on", "-pk").first()
    if dispute.outcome in (*SETTLED, DisputeOutcome.LEGAL):
        if last is None:
            raise RuleViolation("no-mediation", "还没有登记调解，请先登记调解", field="outcome")
        if dispute.outcome in SETTLED and last.turn != Mediation.Turn.AGREED:
            raise RuleViolation("not-agreed", "最近一次调解没有达成一致，不能登记达成协议", field="outcome")
    if last is not None and dispute.closed_on < last.held_on:
        raise RuleViolation("before-mediation", "办结日期不能早于最近一次调解", field="closed_on")


def check_reopening(dispute: Dispute, asked: Asked) -> None:
    """An agreement that is not kept is mediated again, with a limit of its own."""
    if _open(dispute):
        raise RuleViolation("open", "还没有办结，直接登记调解")
    if dispute.due_on < asked.today:
        raise RuleViolation("limit", "新的办结期限不能早于今天", field="due_on")
    if dispute.due_on > add_months(asked.today, 3):
        raise RuleViolation("limit", "办结期限最长三个月", field="due_on")


def check_revisit(dispute: Dispute, asked: Asked) -> None:
    """Whether what was agreed is kept is asked once it was agreed."""
    if _open(dispute) or dispute.outcome not in SETTLED:
        raise RuleViolation("not-agreed", "达成协议并办结以后，才登记回访")
    assert dispute.revisited_on is not None and dispute.closed_on is not None  # asked for; closed above
    check_not_ahead(dispute.revisited_on, today=asked.today, label="回访日期", field="revisited_on")
    if dispute.revisited_on < dispute.closed_on:
        raise RuleViolation("before-closing", "回访日期不能早于办结日期", field="revisited_on")


def state_of(dispute: Dispute) -> str:
    """Where it stands, in words."""
    if dispute.closed_on is None:
        late = is_past(dispute.due_on, timezone.localdate())
        return f"调解中，{dispute.due_on}前办结{'（已逾期）' if late else ''}"
    kept = f"，{dispute.get_kept_display()}" if dispute.kept else ""
    return f"{dispute.closed_on} {dispute.get_outcome_display()}{kept}"


def _reopened(data: dict[str, Any]) -> dict[str, Any]:
    return data | {"closed_on": None, "outcome": "", "result": "", "revisited_on": None, "kept": ""}


DISPUTES = Register(
    key="disputes",
    label="矛盾纠纷",
    noun="纠纷",
    about="居民之间、单位与居民之间的纠纷，受理、调解、办结、回访；只记事情和人数，不记当事人是谁",
    model=Dispute,
    form=DisputeForm,
    kinds=(Kind.COMMUNITY,),
    on="received_on",
    columns=(
        Column("争议事项", str),
        Column("社区", KEEPER.value),
        plain(Dispute, "received_on"),
        plain(Dispute, "kind"),
        plain(Dispute, "between"),
        Column("涉及单位", lambda dispute: dispute.unit.name if dispute.unit else ""),
        Column("情况", state_of),
    ),
    facts=(
        plain(Dispute, "origin"),
        Column("网格", lambda dispute: dispute.grid.name if dispute.grid else ""),
        Column("涉及人数", lambda dispute: dispute.parties, "integer"),
        plain(Dispute, "due_on"),
        plain(Dispute, "result"),
        plain(Dispute, "revisited_on"),
    ),
    parts=(
        Part(
            key="mediation",
            label="调解",
            noun="调解",
            model=Mediation,
            parent="dispute",
            form=MediationForm,
            columns=(
                plain(Mediation, "held_on"),
                plain(Mediation, "mediator"),
                plain(Mediation, "turn"),
            ),
            kept=(plain(Mediation, "content"),),
            check=check_mediation,
            joins=("dispute__organization",),
        ),
    ),
    steps=(
        Step("close", "办结", CloseForm, check_closing, lambda row: row.closed_on is None),
        Step("reopen", "重新调解", ReopenForm, check_reopening, lambda row: row.closed_on is not None, _reopened),
        Step("revisit", "回访", RevisitForm, check_revisit, lambda row: row.outcome in SETTLED),
    ),
    check=check_dispute,
    joins=("organization", "unit", "grid"),
    sought=("subject", "unit__name"),
    app="grids",
)
