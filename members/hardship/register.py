"""The register of members in hardship: who needs what, who helps, who has been visited (MEM-14)."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from core.records.errors import RuleViolation
from members.hardship.models import Hardship, HardshipVisit
from members.models import Membership, MemberTie
from organizations import standards
from organizations.forms import HOLDER, PersonFieldsMixin, PersonNames
from organizations.kinds import BRANCHES
from organizations.registers.contacts import span
from organizations.registers.forms import EntryForm, LineForm
from organizations.registers.kinds import KEEPER
from organizations.registers.persons import person_named
from organizations.registers.register import Asked, Column, Part, Register, Step, plain
from organizations.scoping import subtree_condition
from organizations.ties import tree_of
from organizations.tree.effective import check_not_ahead, check_span
from people.models import Person

VISITS = "mem.hardship.visits_per_year"


class HardshipForm(EntryForm, PersonFieldsMixin):
    """Which member of the branch needs what, from when; later the member stays."""

    since = forms.DateField(label="开始日期")
    until = forms.DateField(label="结束日期", required=False, help_text="这一天起不再是困难党员；没有定的留空")

    field_order = ("organization", "person_name", "person", "category", "needed", "since", "until")

    class Meta:
        model = Hardship
        fields: ClassVar[Any] = ["category", "needed"]
        help_texts: ClassVar[Any] = {"needed": "写需要什么帮助，不写病情等个人情况"}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        del self.fields["register_new"], self.fields["phone"]
        self.order_fields(self.field_order)
        entry = self.instance if self.instance.pk else None
        if entry is None:
            self.find_persons(user)
            self.fields["organization"].label = "所在支部"
            self.fields["person_name"].label = "党员姓名"
            self.fields["since"].initial = timezone.localdate()
            return
        del self.fields["person_name"], self.fields["person"]
        self.fields["since"].initial, self.fields["until"].initial = entry.during.lower, entry.during.upper

    def _settle(self, cleaned: dict[str, Any], names: PersonNames) -> None:
        if not self._same[names.person]:
            self.add_error(names.name, "您管理的范围内没有这位党员，请核对姓名")
        else:
            super()._settle(cleaned, names)

    def clean(self) -> dict[str, Any] | None:
        return self.cleaned_data if self.instance.pk else PersonFieldsMixin.clean(self)


class PairForm(EntryForm):
    """Who helps: a member of a branch of the same community."""

    helper = forms.ModelChoiceField(Person.objects.none(), label="结对帮扶人", empty_label="请选择")
    paired_on = forms.DateField(label="结对日期")

    class Meta:
        model = Hardship
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["helper"]
        choice.queryset = helpers_of(self.instance)
        choice.label_from_instance = lambda person: person.name
        self.fields["paired_on"].initial = timezone.localdate()


class UnpairForm(EntryForm):
    reason = forms.CharField(label="结束原因", max_length=120)

    class Meta:
        model = Hardship
        fields: ClassVar[Any] = []


class VisitForm(LineForm):
    class Meta:
        model = HardshipVisit
        fields: ClassVar[Any] = ["kind", "visited_on", "visitor", "content", "asked"]
        help_texts: ClassVar[Any] = {"content": "送去什么、帮了什么，不写病情等个人情况", "asked": "没有的留空"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["visited_on"].initial = timezone.localdate()


def helpers_of(entry: Hardship) -> Any:
    """Members of the community's branches today, but the one who is helped."""
    today = timezone.localdate()
    within = subtree_condition([tree_of(entry.organization)], field="path")
    inside = MemberTie.objects.relationships().spells(today).filter(within).exclude(person=entry.person_id)
    return Person.objects.filter(pk__in=inside.values("person")).order_by("pinyin", "pk")


def _settled(data: dict[str, Any], by: Any) -> dict[str, Any]:
    fields = span(data)
    if HOLDER.name in fields:
        fields["person"] = person_named(fields, HOLDER, by)
    return fields


def check_hardship(entry: Hardship, asked: Asked) -> None:
    """A member of the branch from the day; visits that are there stay inside."""
    if not asked.names:
        return
    since = entry.during.lower
    check_span(entry.organization, entry.during, today=asked.today)
    spells = Membership.objects.as_of(since).filter(person=entry.person, organization=entry.organization)
    if not spells.exists():
        message = f"{entry.person.name}开始日期不是{entry.organization.name}的党员"
        raise RuleViolation("no-member", message, field="person_name")
    if entry.pk is not None and any(visit.visited_on not in entry.during for visit in entry.visits.all()):
        raise RuleViolation("visits-outside", "已登记的走访不在这段时间里，请先更正走访", field="until")


def check_pair(entry: Hardship, asked: Asked) -> None:
    if Hardship.objects.get(pk=entry.pk).helper_id is not None:
        raise RuleViolation("paired", "已有结对帮扶人，请先结束结对")
    if entry.paired_on is not None:
        check_not_ahead(entry.paired_on, today=asked.today, label="结对日期", field="paired_on")
        if entry.paired_on not in entry.during:
            raise RuleViolation("outside", "结对日期不在困难党员的起止时间里", field="paired_on")
    if entry.helper_id == entry.person_id:
        raise RuleViolation("oneself", "帮扶人不能是本人", field="helper")


def check_unpair(entry: Hardship, _asked: Asked) -> None:
    if Hardship.objects.get(pk=entry.pk).helper_id is None:
        raise RuleViolation("not-paired", "还没有结对帮扶人")


def check_visit(visit: HardshipVisit, asked: Asked) -> None:
    """It happened, while the member was in hardship; help one to one by who is paired."""
    if not asked.names:
        return
    entry = visit.hardship
    check_not_ahead(visit.visited_on, today=asked.today, label="日期", field="visited_on")
    if visit.visited_on not in entry.during:
        raise RuleViolation("outside", f"{visit.visited_on}不在困难党员的起止时间里", field="visited_on")
    if visit.kind == HardshipVisit.Kind.HELP and (entry.paired_on is None or visit.visited_on < entry.paired_on):
        raise RuleViolation("not-paired", "这一天还没有结对帮扶人，请先登记结对", field="kind")


def visits_of(entry: Hardship) -> str:
    """This year's visits against the number of the rules, and what the helper did."""
    today = timezone.localdate()
    year = [visit for visit in entry.visits.all() if visit.visited_on.year == today.year]
    visits = len({visit.visited_on for visit in year if visit.kind == HardshipVisit.Kind.VISIT})
    return f"今年走访 {visits} 次，帮扶 {sum(visit.kind == HardshipVisit.Kind.HELP for visit in year)} 次"


def _asked_of(entry: Hardship) -> list[tuple[str, str]]:
    number = standards.at(VISITS, organization=entry.organization, as_of=timezone.localdate())
    return [("走访次数", f"每年 {number} 次；{visits_of(entry)}")]


HARDSHIPS = Register(
    key="hardships",
    label="困难党员",
    noun="困难党员",
    about="哪些党员有困难、需要什么帮助，谁结对帮扶，今年走访了几次",
    model=Hardship,
    form=HardshipForm,
    kinds=BRANCHES,
    on="during",
    columns=(
        Column("党员", lambda entry: entry.person.name),
        Column("所在支部", KEEPER.value),
        plain(Hardship, "category"),
        Column("结对帮扶人", lambda entry: entry.helper.name if entry.helper else "还没有结对"),
        Column("走访和帮扶", visits_of),
        Column("开始日期", lambda entry: entry.during.lower.isoformat()),
        Column("结束日期", lambda entry: entry.during.upper.isoformat() if entry.during.upper else ""),
    ),
    facts=(plain(Hardship, "needed"), plain(Hardship, "paired_on")),
    more=_asked_of,
    parts=(
        Part(
            key="visit",
            label="走访和帮扶",
            noun="走访",
            model=HardshipVisit,
            parent="hardship",
            form=VisitForm,
            columns=(
                plain(HardshipVisit, "visited_on"),
                plain(HardshipVisit, "kind"),
                plain(HardshipVisit, "visitor"),
                plain(HardshipVisit, "content"),
                plain(HardshipVisit, "asked"),
            ),
            check=check_visit,
            joins=("hardship__organization", "hardship__person"),
        ),
    ),
    steps=(
        Step("pair", "登记结对", PairForm, check_pair, lambda entry: entry.helper_id is None),
        Step(
            "unpair",
            "结束结对",
            UnpairForm,
            check_unpair,
            lambda entry: entry.helper_id is not None,
            lambda data: data | {"helper": None, "paired_on": None},
        ),
    ),
    settle=_settled,
    check=check_hardship,
    joins=("organization", "person", "helper"),
    fetched=("visits",),
    sought=("person__name",),
    app="members",
)

REGISTERS = (HARDSHIPS,)
