"""The register of members who need not attend (MTG-15): decided by the members, agreed by the superior, for a time."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from core.records.errors import RuleViolation
from meetings.education.register import EDUCATION
from meetings.models import Exemption
from members.models import Membership
from organizations import standards
from organizations.forms import HOLDER, PersonFieldsMixin, PersonNames
from organizations.kinds import BRANCHES
from organizations.models import Organization
from organizations.registers.contacts import span
from organizations.registers.forms import EntryForm
from organizations.registers.kinds import KEEPER
from organizations.registers.persons import person_named
from organizations.registers.register import Asked, Column, Register, plain
from organizations.tree.effective import check_not_ahead

CATEGORIES = "mtg.election.exempt_categories"


def categories(organization: Organization | None) -> list[str]:
    return list(standards.at(CATEGORIES, organization=organization, as_of=timezone.localdate()))


class ExemptionForm(EntryForm, PersonFieldsMixin):
    """Who is exempt for which of the listed reasons, from when to when; later the person stays."""

    reason = forms.ChoiceField(label="情形", help_text="只选类别，不写病情等个人情况")
    since = forms.DateField(label="开始日期")
    until = forms.DateField(label="结束日期", help_text="这一天起恢复应到；最长一年，情形还在的到期再报")

    field_order = (
        "organization",
        "person_name",
        "person",
        "reason",
        "decided_on",
        "consented_on",
        "consented_by",
        "document",
        "since",
        "until",
    )

    class Meta:
        model = Exemption
        fields: ClassVar[Any] = ["reason", "decided_on", "consented_on", "consented_by", "document"]

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        del self.fields["register_new"], self.fields["phone"]
        entry = self.instance if self.instance.pk else None
        known = categories(entry.organization if entry else self.fields["organization"].initial)
        words = [*known, *([entry.reason] if entry and entry.reason not in known else [])]
        self.fields["reason"].choices = [("", "请选择"), *((each, each) for each in words)]  # type: ignore[attr-defined]
        self.order_fields(self.field_order)
        if entry is None:
            self.find_persons(user)
            self.fields["person_name"].label = "党员姓名"
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


def _settled(data: dict[str, Any], by: Any) -> dict[str, Any]:
    fields = span(data)
    if HOLDER.name in fields:
        fields["person"] = person_named(fields, HOLDER, by)
    return fields


def check_exemption(entry: Exemption, asked: Asked) -> None:
    """A member of the branch; what was decided happened; at most a year, which the members then decide anew."""
    if not asked.names:
        return
    since, until = entry.during.lower, entry.during.upper
    check_not_ahead(entry.decided_on, today=asked.today, label="党员大会通过日期", field="decided_on")
    check_not_ahead(entry.consented_on, today=asked.today, label="上级同意日期", field="consented_on")
    if entry.consented_on < entry.decided_on:
        raise RuleViolation("consent-first", "先经党员大会通过，再报上级同意", field="consented_on")
    check_not_ahead(since, today=asked.today, label="开始日期", field="since", future=True)
    if since < entry.consented_on:
        raise RuleViolation("before-consent", "上级同意以后才能免到", field="since")
    if (until - since).days > 366:
        raise RuleViolation("too-long", "一次最长一年，情形还在的到期再报", field="until")
    if "reason" in asked.names and entry.reason not in categories(entry.organization):
        stored = Exemption.objects.filter(pk=entry.pk, reason=entry.reason)
        if entry.pk is None or not stored.exists():
            raise RuleViolation("reason-unknown", "情形不在规定的范围内", field="reason")
    if not Membership.objects.under(entry.organization).as_of(since).filter(person=entry.person).exists():
        message = f"{entry.person.name}开始日期不是{entry.organization.name}的党员"
        raise RuleViolation("no-member", message, field="person_name")


EXEMPTIONS = Register(
    key="exemptions",
    label="免到党员",
    noun="免到",
    about="哪些党员经党员大会通过、上级同意可以不到会，期间不计入应到人数",
    model=Exemption,
    form=ExemptionForm,
    kinds=BRANCHES,
    on="during",
    columns=(
        Column("党员", lambda entry: entry.person.name),
        Column("所在支部", KEEPER.value),
        plain(Exemption, "reason"),
        Column("开始日期", lambda entry: entry.during.lower.isoformat()),
        Column("结束日期", lambda entry: entry.during.upper.isoformat()),
    ),
    facts=(
        plain(Exemption, "decided_on"),
        plain(Exemption, "consented_on"),
        plain(Exemption, "consented_by"),
        plain(Exemption, "document"),
    ),
    settle=_settled,
    check=check_exemption,
    joins=("organization", "person"),
    sought=("person__name",),
    app="meetings",
)

REGISTERS = (EXEMPTIONS, EDUCATION)
