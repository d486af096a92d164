"""The register of floating members, out and in, with the lines of the contact card (MEM-12)."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from psycopg2.extras import DateRange

from core.records import walls
from members.floating import rules
from members.floating.models import FloatingContact, FloatingDirection, FloatingMember
from organizations.forms import HOLDER, PersonFieldsMixin
from organizations.kinds import BRANCHES
from organizations.models import Organization
from organizations.registers.forms import EntryForm, LineForm
from organizations.registers.persons import person_named
from organizations.registers.register import Column, Part, Register, Step, plain
from organizations.scoping import subtree_condition
from organizations.ties import tree_of

_FIELDS = ["direction", "place", "reason", "other", "other_contact", "other_phone", "card_number", "expected_on"]


class FloatingForm(EntryForm, PersonFieldsMixin):
    """Who left or came, whereto, why; the day it began is known once."""

    since = forms.DateField(label="开始日期")

    field_order = ("organization", "direction", "person_name", "person", "since", "place", "reason", "other")

    class Meta:
        model = FloatingMember
        fields: ClassVar[Any] = _FIELDS
        help_texts: ClassVar[Any] = {
            "place": "省、市、县（市、区），流入的写从哪里来",
            "other": "对方党支部的全称；在本系统里的，对方会收到接收的待办",
            "expected_on": "不确定的留空",
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.order_fields([*self.field_order, *_FIELDS[4:], "register_new", "phone"])
        if self.instance.pk:
            for name in ("direction", *HOLDER[:-1]):
                del self.fields[name]
            self.fields["since"].initial = self.instance.during.lower
            return
        self.find_persons(user)
        self.fields["organization"].label = "登记的党支部"
        self.fields["person_name"].label = "党员姓名"
        self.fields["register_new"].help_text = "流入的党员系统里还没有时勾选"
        self.fields["since"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any] | None:
        return self.cleaned_data if self.instance.pk else PersonFieldsMixin.clean(self)


class TakeForm(EntryForm):
    """The branch that somebody came to takes them in, into one of its organisations of floating members."""

    taken_on = forms.DateField(label="接收日期")
    temporary = forms.ModelChoiceField(
        Organization.objects.none(), label="编入的流动党员组织", required=False, empty_label="不编入"
    )

    class Meta:
        model = FloatingMember
        fields: ClassVar[Any] = ["other_contact", "other_phone", "card_number"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = subtree_condition([tree_of(self.instance.organization)], field="path")
        today = timezone.localdate()
        choice: Any = self.fields["temporary"]
        choice.queryset = Organization.objects.filter(here, kind__in=rules.TEMPORARY).in_force(today).order_by("path")
        choice.initial = self.instance.temporary_id
        self.fields["taken_on"].initial = self.instance.taken_on or today


class EndForm(EntryForm):
    ended_on = forms.DateField(label="结束日期", help_text="返回、转走组织关系或离开的那一天")
    reason = forms.CharField(label="原因", max_length=120)

    class Meta:
        model = FloatingMember
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].initial = timezone.localdate()


class ContactForm(LineForm):
    class Meta:
        model = FloatingContact
        fields: ClassVar[Any] = ["happened_on", "way", "content"]
        help_texts: ClassVar[Any] = {"content": "参加组织生活、思想工作情况，不写健康等个人情况"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].initial = timezone.localdate()


def _settled(data: dict[str, Any], by: Any) -> dict[str, Any]:
    fields = dict(data)
    since = fields.pop("since")
    if HOLDER.name not in fields:
        return fields | {"during": DateRange(since, None)}
    fields["person"], fields["known_on"] = person_named(fields, HOLDER, by), timezone.localdate()
    if fields["direction"] == FloatingDirection.IN:
        fields["taken_on"] = since
    return fields | {"during": DateRange(since, None)}


def _ended(data: dict[str, Any]) -> dict[str, Any]:
    return {"reason": data["reason"], "version": data["version"], "during": DateRange(None, data["ended_on"])}


def last_contact(entry: FloatingMember) -> str:
    days = [each.happened_on for each in entry.contacts.all()]
    return max(days).isoformat() if days else "还没有联系"


def state_of(entry: FloatingMember) -> str:
    if entry.ended_on is not None:
        return f"{entry.ended_on}结束"
    if entry.direction == FloatingDirection.IN:
        if entry.taken_on is None:
            return "待接收"
        return f"编入{entry.temporary.name}" if entry.temporary else "没有编入组织"
    return "外出"


def _both_sides(entry: FloatingMember) -> list[tuple[str, str]]:
    """What the other branch of the portal has entered."""
    with walls.beyond(rules.PAIR):
        rows = FloatingMember.objects.standing().filter(pk=entry.other_entry)
        pair = rows.select_related("organization", "temporary").first()
        if pair is None:
            return []
        lines = list(pair.contacts.order_by("-happened_on", "-pk")[:20])
    told = [(f"对方{each.get_way_display()}", f"{each.happened_on} {each.content}") for each in lines]
    return [("对方的登记", f"{pair.organization.name}，{state_of(pair)}"), *told]


FLOATING = Register(
    key="floating",
    label="流动党员",
    noun="流动党员",
    about="谁外出、谁流入，对方党组织是谁，双向联系卡上互相告诉了什么，编入哪个流动党员组织",
    model=FloatingMember,
    form=FloatingForm,
    kinds=BRANCHES,
    on="during",
    columns=(
        Column("党员", lambda entry: entry.person.name),
        plain(FloatingMember, "direction"),
        Column("党支部", lambda entry: entry.organization.name),
        plain(FloatingMember, "place"),
        plain(FloatingMember, "other"),
        Column("开始日期", lambda entry: entry.during.lower.isoformat()),
        Column("最近联系", last_contact),
        Column("情况", state_of),
    ),
    facts=tuple(
        plain(FloatingMember, name)
        for name in ("reason", "other_contact", "other_phone", "card_number", "expected_on", "taken_on")
    ),
    more=_both_sides,
    parts=(
        Part(
            key="contact",
            label="联系卡",
            noun="联系",
            model=FloatingContact,
            parent="floating",
            form=ContactForm,
            columns=tuple(plain(FloatingContact, name) for name in ("happened_on", "way", "content")),
            check=rules.check_contact,
            joins=("floating__organization",),
        ),
    ),
    steps=(
        Step(
            "take",
            "接收编入",
            TakeForm,
            rules.check_take,
            lambda entry: entry.direction == FloatingDirection.IN and entry.ended_on is None,
        ),
        Step("end", "结束流动", EndForm, rules.check_end, lambda entry: entry.ended_on is None, _ended, rules.ended),
    ),
    settle=_settled,
    check=rules.check_floating,
    then=rules.begun,
    joins=("organization", "person", "temporary"),
    fetched=("contacts",),
    sought=("person__name", "place", "other"),
    pages=(("打印双向联系卡", "members:floating_card"),),
    links=(("流动党员名录", "members:floating_directory"),),
    app="members",
)

REGISTERS = (FLOATING,)
