"""One member entered or corrected by hand, as a roster of one row would be: who is known is met, who belongs elsewhere
is asked for and never taken over (MEM-01, MEM-13; requirements.md decision 7)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.chinese import idnumber
from core.chinese.names import normalize_name
from core.records import audit, walls
from core.records.errors import RuleViolation
from core.records.protection import blind_index
from members import rules
from members.actions import add_membership
from members.lookups import EVENT
from members.models import Membership, PersonMerge, TransferRequest
from members.rules import RELATIONSHIP
from organizations import standards, ties
from organizations.models import Organization
from organizations.scoping import may, reach
from people.actions import create_person, update_person
from people.models import Person, User
from people.queries import find_by_phone
from people.rules import clean_number

VIEW, MANAGE = "organizations.view_member", "organizations.manage_member"


def namesakes(user: Any, name: str, *, number: str, phone: str = "") -> list[Person]:
    """Persons in reach who bear the name and may be meant: without a number yet, or with another one and the same
    phone or day of birth (MEM-13)."""
    if not name or number == "":
        return []
    known_as = normalize_name(name)
    rows = Person.objects.visible_to(user, "organizations.view_organization").filter(name=known_as)
    parsed = idnumber.parse(number)
    may_be = Q(resident_number_index=None)
    if isinstance(parsed, idnumber.ResidentNumber):
        same = Q(birth_date=parsed.birth) | Q(pk__in=find_by_phone(phone).values("pk"))
        may_be |= same & ~Q(resident_number_index=blind_index(parsed.number))
    with walls.beyond(RELATIONSHIP):
        merged = list(PersonMerge.objects.standing().filter(gone__name=known_as).values_list("gone", flat=True))
    return list(rows.filter(may_be).exclude(pk__in=merged).order_by("pk")[:20])


def _known(number: str) -> Person | None:
    parsed = clean_number(number)
    if parsed is None:
        raise RuleViolation("missing", "请填写公民身份号码", field="resident_number")
    return Person.objects.filter(resident_number_index=blind_index(parsed.number)).first()


@transaction.atomic
@walls.beyond(RELATIONSHIP)
def enter_member(
    *,
    by: User,
    branch: Organization,
    since: date,
    today: date,
    facts: Mapping[str, Any],
    person: Person | None = None,
    **relationship: Any,
) -> Membership | TransferRequest:
    """The relationship of a member in ``branch`` from ``since``; the person is met by number or is ``person``.

    Gives a transfer request instead where another tree holds the person under this name. Raises RuleViolation.
    """
    known = _known(facts["resident_number"])
    if known is not None:
        if known.name != normalize_name(facts["name"]):
            raise RuleViolation("number-differs", "公民身份号码与姓名对不上，请核对", field="resident_number")
        if Person.objects.filter(ties.elsewhere(reach(by, VIEW), today), pk=known.pk).exists():
            return _ask_for(by, known, branch, today)
        person = known
    if person is None:
        person = create_person(by=by, **facts)
    else:
        if known is None and person.resident_number:
            message = f"{person.name}登记的号码与这里填的不同，请核对：是同一人的，在其页面更正号码"
            raise RuleViolation("number-differs", message, field="resident_number")
        held = Membership.objects.current().filter(person=person).select_related("organization").first()
        if held is not None:
            message = f"{person.name}已是{held.organization.name}的党员，请在其页面办理变动"
            raise RuleViolation("member-already", message, field="name")
        given = {name: value for name, value in facts.items() if value not in (None, "")}
        update_person(by=by, person=person, version=person.version, **given)
    return add_membership(by=by, person=person, branch=branch, since=since, today=today, **relationship)


def _ask_for(by: User, person: Person, branch: Organization, today: date) -> TransferRequest:
    """Whoever another tree holds is asked for; which one stays untold."""
    where = ties.holders_outside([person.pk], ties.tree_of(branch), today).get(person.pk, "")
    request, made = TransferRequest.objects.get_or_create(
        organization=branch,
        person=person,
        state=TransferRequest.State.ASKED,
        defaults={
            "asked_at": timezone.now(),
            "asked_by": by,
            "held_by": Organization.objects.filter(path=where).first(),
        },
    )
    if made:
        audit.record(EVENT, by=by, target=request, label=f"转接申请 {request.pk}", people=1, unmatched=0)
    return request


@transaction.atomic
@walls.beyond(RELATIONSHIP)
def correct_member(
    *,
    by: User,
    membership: Membership,
    version: int,
    person_version: int,
    today: date,
    facts: Mapping[str, Any],
    joined_on: date | None,
    full_on: date | None,
) -> Membership:
    """What the register says of a member: the person, and the days of joining, which belong to every spell.

    Empty protected values stay as they are. Raises RuleViolation, Conflict.
    """
    current = Membership.objects.select_for_update().get(pk=membership.pk)
    if current.version != version:
        raise RuleViolation("changed-meanwhile", "这名党员的记录刚被别人修改过，请刷新后再办理")
    later = Membership.objects.current().filter(person=current.person_id).exclude(pk=current.pk).first()
    if later is not None and not may(by, MANAGE, later.organization):
        raise RuleViolation("held-elsewhere", "组织关系已不在这里，请由现所在党支部更正")
    person = Person.objects.get(pk=current.person_id)
    if facts.get("resident_number"):
        known = _known(facts["resident_number"])
        if known is not None and known.pk != person.pk:
            raise RuleViolation("number-differs", "公民身份号码与姓名对不上，请核对", field="resident_number")
    kept = ("resident_number", "phone", "address")
    given = {name: value for name, value in facts.items() if name not in kept or value}
    update_person(by=by, person=person, version=person_version, **given)
    least = (
        standards.at("mem.applicant.age_min", organization=current.organization, as_of=joined_on) if joined_on else None
    )
    birth = Person.objects.get(pk=person.pk).birth_date
    rules.check_party_dates(birth=birth, joined=joined_on, full=full_on, age_min=least, today=today)
    if (joined_on, full_on) != (current.joined_on, current.full_on):
        same = Q(person=current.person_id, joined_on=current.joined_on)
        Membership.objects.filter(same & ~Q(pk=current.pk)).update(joined_on=joined_on)
        current.joined_on, current.full_on, current.version = joined_on, full_on, current.version + 1
        current.save(update_fields=["joined_on", "full_on", "version"])
        audit.record("members.corrected", by=by, target=current, fields=["joined_on", "full_on"])
    return current
