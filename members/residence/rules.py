"""Who talks to whom about members who live here and work there; who may show an identity (MEM-20)."""

from datetime import date

from core.records.errors import RuleViolation
from members.models import DualRegistration, Membership
from members.residence.models import ContactExchange, IdentityWay, ResidenceContact, ShownIdentity
from organizations.kinds import Kind
from organizations.models import Organization
from organizations.registers.register import Asked
from organizations.tree.effective import check_not_ahead, check_span, check_stands

PER_YEAR = "mem.residence_contact.per_year"


def check_contact(entry: ResidenceContact, asked: Asked) -> None:
    """From a day that was; what was exchanged stays inside."""
    if not asked.names:
        return
    check_span(entry.organization, entry.during, today=asked.today)
    entry.unit_name = entry.unit_name.strip()
    if entry.pk is not None and any(each.happened_on not in entry.during for each in entry.exchanges.all()):
        raise RuleViolation("exchanges-outside", "已登记的联系不在这段时间里，请先更正联系记录", field="until")


def check_exchange(line: ContactExchange, asked: Asked) -> None:
    if not asked.names:
        return
    check_not_ahead(line.happened_on, today=asked.today, label="日期", field="happened_on")
    if line.happened_on not in line.contact.during:
        raise RuleViolation("outside", f"{line.happened_on}不在建立联系的时间里", field="happened_on")


def place_of(person_id: int, *, on: date) -> Organization | None:
    """Where a member shows the identity: the branch, else the community of a confirmed registration, home first."""
    spell = Membership.objects.as_of(on).filter(person_id=person_id).select_related("organization").first()
    if spell is not None:
        return spell.organization
    rows = DualRegistration.objects.confirmed().filter(person_id=person_id, during__contains=on)
    row = rows.select_related("organization").order_by("side", "pk").first()
    return None if row is None else row.organization


def check_identity(entry: ShownIdentity, asked: Asked) -> None:
    """Of a member who belongs there and agreed; how it is shown is chosen from the ways."""
    if not asked.names:
        return
    check_stands(entry.organization, entry.agreed_on, label="本人同意日期", field="agreed_on")
    check_not_ahead(entry.agreed_on, today=asked.today, label="本人同意日期", field="agreed_on")
    if not entry.ways or set(entry.ways) - set(IdentityWay.values):
        raise RuleViolation("no-way", "请选择亮身份的方式", field="ways")
    if entry.pk is None and not _belongs(entry, asked.today):
        words = "报到的党员" if entry.organization.kind == Kind.COMMUNITY else "党员"
        message = f"{entry.person.name}不是{entry.organization.name}的{words}"
        raise RuleViolation("no-member", message, field="person_name")


def _belongs(entry: ShownIdentity, today: date) -> bool:
    if entry.organization.kind == Kind.COMMUNITY:
        rows = DualRegistration.objects.confirmed().filter(during__contains=today, organization=entry.organization_id)
        return rows.filter(person=entry.person_id).exists()
    spells = Membership.objects.as_of(today).filter(organization=entry.organization_id)
    return spells.filter(person=entry.person_id).exists()


def check_end(entry: ShownIdentity, asked: Asked) -> None:
    if entry.during.upper is None:
        raise RuleViolation("no-end", "请填写结束日期", field="ended_on")
    check_not_ahead(entry.during.upper, today=asked.today, label="结束日期", field="ended_on")
