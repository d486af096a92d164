"""The registers of work contacts and of shown identities (organizations.registers; MEM-20)."""

from typing import Any

from django.utils import timezone
from psycopg2.extras import DateRange

from core.records.errors import RuleViolation
from members.residence import forms, rules
from members.residence.models import ContactExchange, ResidenceContact, ShownIdentity
from organizations import standards
from organizations.forms import HOLDER
from organizations.kinds import BRANCHES, Kind
from organizations.registers.contacts import span
from organizations.registers.persons import person_named
from organizations.registers.register import Asked, Column, Part, Register, Step, plain


def exchanged(entry: ResidenceContact) -> str:
    """This year's exchanges, by who told whom."""
    year = timezone.localdate().year
    rows = [each for each in entry.exchanges.all() if each.happened_on.year == year]
    told = sum(each.direction == ContactExchange.Direction.TO_UNIT for each in rows)
    return f"今年告诉单位 {told} 次，单位告诉支部 {len(rows) - told} 次"


def _wanted(entry: ResidenceContact) -> list[tuple[str, str]]:
    number = standards.at(rules.PER_YEAR, organization=entry.organization, as_of=timezone.localdate())
    return [("联系次数", f"每年 {number} 次；{exchanged(entry)}")]


CONTACTS = Register(
    key="residence_contacts",
    label="单位与居住地支部联系",
    noun="联系",
    about="在职党员的单位党组织和居住地支部谁联系谁，今年互相告诉了几次",
    model=ResidenceContact,
    form=forms.ContactForm,
    kinds=BRANCHES,
    on="during",
    columns=(
        plain(ResidenceContact, "unit_name"),
        Column("居住地支部", lambda entry: entry.organization.name),
        plain(ResidenceContact, "unit_contact"),
        plain(ResidenceContact, "branch_contact"),
        Column("联系情况", exchanged),
        Column("开始日期", lambda entry: entry.during.lower.isoformat()),
        Column("结束日期", lambda entry: entry.during.upper.isoformat() if entry.during.upper else ""),
    ),
    facts=(plain(ResidenceContact, "unit_phone"),),
    more=_wanted,
    parts=(
        Part(
            key="exchange",
            label="联系记录",
            noun="联系记录",
            model=ContactExchange,
            parent="contact",
            form=forms.ExchangeForm,
            columns=tuple(plain(ContactExchange, name) for name in ("happened_on", "direction", "content", "answer")),
            check=rules.check_exchange,
            joins=("contact__organization",),
        ),
    ),
    settle=lambda data, _by: span(data),
    check=rules.check_contact,
    fetched=("exchanges",),
    sought=("unit_name",),
    app="members",
)


def _settled(data: dict[str, Any], by: Any) -> dict[str, Any]:
    """A new one is in force from the day of the consent."""
    if HOLDER.name not in data:
        return data
    return data | {"person": person_named(data, HOLDER, by), "during": DateRange(data["agreed_on"], None)}


def _ended(data: dict[str, Any]) -> dict[str, Any]:
    return {"reason": data["reason"], "version": data["version"], "during": DateRange(None, data["ended_on"])}


def _check_end(entry: ShownIdentity, asked: Asked) -> None:
    """The end is put to the spell that stands."""
    stored = ShownIdentity.objects.get(pk=entry.pk)
    if stored.during.upper is not None:
        raise RuleViolation("ended", "已经结束，不用再办")
    rules.check_end(entry, asked)
    if entry.during.upper <= stored.during.lower:
        raise RuleViolation("date-order", "结束日期必须晚于开始日期", field="ended_on")
    entry.during = DateRange(stored.during.lower, entry.during.upper)


IDENTITIES = Register(
    key="identities",
    label="亮明身份",
    noun="亮明身份",
    about="哪些党员同意亮明身份，怎样亮、承诺什么；党员在手机上自己办，也可以凭书面同意登记；打印公开栏",
    model=ShownIdentity,
    form=forms.IdentityForm,
    kinds=(*BRANCHES, Kind.COMMUNITY),
    on="agreed_on",
    columns=(
        Column("党员", lambda entry: entry.person.name),
        Column("支部或社区", lambda entry: entry.organization.name),
        Column("亮身份方式", lambda entry: entry.ways_words),
        plain(ShownIdentity, "pledge"),
        plain(ShownIdentity, "agreed_on"),
        Column("结束日期", lambda entry: entry.ended_on.isoformat() if entry.ended_on else ""),
    ),
    steps=(Step("end", "结束", forms.EndIdentityForm, _check_end, lambda entry: entry.ended_on is None, _ended),),
    settle=_settled,
    check=rules.check_identity,
    joins=("organization", "person"),
    sought=("person__name",),
    links=(("公开栏", "members:identity_boards"),),
    app="members",
)

REGISTERS = (CONTACTS, IDENTITIES)
