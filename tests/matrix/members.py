from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from members.development.register import REGISTERS as PLANS
from members.floating.register import REGISTERS as FLOATING
from members.hardship.register import REGISTERS
from members.models import (
    ContactExchange,
    DevelopmentPlan,
    DualRegistration,
    Erasure,
    FloatingContact,
    FloatingMember,
    GroupMembership,
    Hardship,
    HardshipVisit,
    LegalHold,
    Membership,
    PersonMerge,
    PlannedPerson,
    ResidenceContact,
    ScheduledChange,
    SeniorAward,
    ShownIdentity,
    StandingSpell,
    TransferLetter,
    TransferRequest,
)
from members.residence import register as residence
from organizations.actions import create_organization, record_presence, register_unit
from organizations.kinds import Kind
from organizations.models import Organization, Unit, UnitPresence
from people.models import Person
from tests.matrix import Place, Row, World, register_rows


def membership(world: World, place: Place) -> Membership:
    person = Person.objects.create(name=f"{place.word}党员", pinyin="dangyuan", initials="dy")
    return Membership.objects.create(person=person, organization=place.branch, during=(world.since, None))


def scheduled(world: World, place: Place) -> ScheduledChange:
    person = Person.objects.create(name=f"{place.word}预定", pinyin="yuding", initials="yd")
    return ScheduledChange.objects.create(
        organization=place.branch, person=person, on=world.date + timedelta(days=30), end_reason="transfer"
    )


def transfer(world: World, place: Place) -> TransferRequest:
    """The branch asks for a member of another branch of the same community, so one scope holds both sides."""
    other = create_organization(
        by="test",
        kind=Kind.BRANCH,
        code=f"{place.branch.code}-2",
        name=f"{place.word}第二党支部",
        parent=place.general_branch,
        since=world.since,
    )
    person = Person.objects.create(name=f"{place.word}转接", pinyin="zhuanjie", initials="zj")
    Membership.objects.create(person=person, organization=other, during=(world.since, None))
    return TransferRequest.objects.create(organization=place.branch, person=person)


def letter(world: World, place: Place, **fields: Any) -> TransferLetter:
    """On its way from the place's branch to somebody outside the portal."""
    person = Person.objects.create(name=f"{place.word}带信", pinyin="daixin", initials="dx")
    Membership.objects.create(person=person, organization=place.branch, during=(world.since, None))
    values = {
        "direction": "out",
        "elsewhere": f"{place.word}市直机关党委",
        "number": f"{place.word}介字1号",
        "issued_on": world.date - timedelta(days=5),
        "valid_until": world.date + timedelta(days=60),
        "entered_at": timezone.now(),
    }
    return TransferLetter.objects.create(organization=place.branch, person=person, **values | fields)


def arrival(world: World, place: Place) -> TransferLetter:
    """Came from outside the portal; its receipt is still to be sent."""
    day = world.date - timedelta(days=1)
    return letter(
        world, place, direction="in", state=TransferLetter.State.RECEIVED, branch=place.branch, received_on=day
    )


def twins(world: World, place: Place) -> Membership:
    """Two records of one name in the place's branch; ``other`` is the second person."""
    first, second = (
        Person.objects.create(name=f"{place.word}重名", pinyin="chongming", initials="cm", birth_date=date(1970, 1, 1))
        for _ in range(2)
    )
    Membership.objects.create(person=second, organization=place.branch, during=(world.since, None))
    spell = Membership.objects.create(person=first, organization=place.branch, during=(world.since, None))
    spell.other = second
    return spell


def standing(world: World, place: Place) -> StandingSpell:
    person = Person.objects.create(name=f"{place.word}出国", pinyin="chuguo", initials="cg")
    Membership.objects.create(person=person, organization=place.branch, during=(world.since, None))
    return StandingSpell.objects.create(
        organization=place.branch, person=person, kind="abroad", during=(world.date - timedelta(days=30), None)
    )


def award(world: World, place: Place) -> SeniorAward:
    person = Person.objects.create(name=f"{place.word}老党员", pinyin="laodangyuan", initials="ldy")
    Membership.objects.create(person=person, organization=place.branch, during=(world.since, None))
    return SeniorAward.objects.create(
        organization=place.branch,
        person=person,
        year=world.date.year,
        years=50,
        decision="granted",
        decided_at=timezone.now(),
    )


def grouped(world: World, place: Place) -> GroupMembership:
    group = create_organization(
        by="test",
        kind=Kind.PARTY_GROUP,
        code=f"{place.branch.code}-G",
        name=f"{place.word}党小组",
        parent=place.branch,
        since=world.since,
    )
    person = Person.objects.create(name=f"{place.word}组员", pinyin="zuyuan", initials="zy")
    Membership.objects.create(person=person, organization=place.branch, during=(world.since, None))
    return GroupMembership.objects.create(organization=group, person=person, during=(world.since, None))


def branch_of(world: World, place: Place) -> Organization:
    return place.branch


def community_of(world: World, place: Place) -> Organization:
    return place.community


def merged(world: World, place: Place) -> PersonMerge:
    kept, gone = (Person.objects.create(name=f"{place.word}合并", pinyin="hebing", initials="hb") for _ in range(2))
    Membership.objects.create(person=kept, organization=place.branch, during=(world.since, None))
    return PersonMerge.objects.create(
        organization=place.branch, kept=kept, gone=gone, merged_at=timezone.now(), reason=f"{place.word}核对"
    )


def registration(world: World, place: Place) -> DualRegistration:
    """Asked back from the place's member, who may complete it."""
    return DualRegistration.objects.create(
        organization=place.community,
        person=place.member,
        side="home",
        unit_name=f"{place.word}单位",
        state=DualRegistration.State.ASKED_BACK,
        reason=f"{place.word}请补充",
    )


def confirmed(world: World, place: Place) -> DualRegistration:
    return DualRegistration.objects.create(
        organization=place.community,
        person=world.person(f"{place.word}已报到"),
        side="work",
        unit_name=f"{place.word}单位",
        state=DualRegistration.State.CONFIRMED,
        proof="unit",
        decided_at=timezone.now(),
        during=(world.date, world.date + timedelta(days=365)),
        slip_number=f"HZ-{place.key}",
    )


def vouched(world: World, place: Place) -> DualRegistration:
    """Confirmed, of the unit whose contact is the member of the place."""
    unit = world.get("members.DualRegistration listed", place).unit
    return DualRegistration.objects.create(
        organization=place.community,
        person=world.person(f"{place.word}单位已确认"),
        side="work",
        unit=unit,
        unit_name=unit.name,
        state=DualRegistration.State.CONFIRMED,
        proof="unit",
        decided_at=timezone.now(),
        during=(world.date, world.date + timedelta(days=365)),
        slip_number=f"HD-{place.key}",
    )


def submitted(world: World, place: Place) -> DualRegistration:
    """Waits for the community: what its page offers to confirm."""
    return DualRegistration.objects.create(
        organization=place.community, person=place.secretary, side="home", unit_name=f"{place.word}单位"
    )


def listed(world: World, place: Place) -> DualRegistration:
    """Named by a unit whose contact is the place's member: waits for that member's own word."""
    presence = _unit_of_member(world, place)
    return DualRegistration.objects.create(
        organization=place.community,
        person=place.member,
        side="work",
        unit=presence.unit,
        unit_name=presence.unit.name,
        state=DualRegistration.State.LISTED,
        listed_at=timezone.now(),
        listed_by=world.account_of(place),
    )


def _unit_of_member(world: World, place: Place) -> UnitPresence:
    unit = register_unit(by="test", organization=place.street, name=f"{place.word}税务所", kind=Unit.UnitKind.ORGAN)
    presence = record_presence(by="test", unit=unit, community=place.community, since=world.since, today=world.date)
    presence.contact = place.member
    presence.save()
    return presence


def struck(world: World, place: Place) -> DualRegistration:
    row = world.get("members.DualRegistration listed", place)
    return DualRegistration.objects.create(
        organization=place.community,
        person=world.person(f"{place.word}调离"),
        side="work",
        unit=row.unit,
        unit_name=row.unit_name,
        state=DualRegistration.State.DECLINED,
        listed_at=timezone.now(),
        reason=f"{place.word}已调离",
    )


def proven(world: World, place: Place) -> DualRegistration:
    """A paper says that he is a member."""
    row = DualRegistration(
        organization=place.community, person=world.person(f"{place.word}有证明"), side="home", choice="self_chosen"
    )
    row.document.save("scan.pdf", ContentFile(b"%PDF-1.4 %%EOF"), save=False)
    row.save()
    return row


def asking(world: World, place: Place) -> DualRegistration:
    """Of the unit whose contact is the member of the place, as he says."""
    unit = world.get("members.DualRegistration listed", place).unit
    return DualRegistration.objects.create(
        organization=place.community,
        person=world.person(f"{place.word}待单位确认"),
        side="work",
        unit=unit,
        unit_name=unit.name,
    )


def _asking_line(found: DualRegistration) -> dict[str, int]:
    place = UnitPresence.objects.filter(unit=found.unit, organization=found.organization).earliest("pk")
    return {"presence": place.pk, "pk": found.pk}


def list_of(world: World, place: Place) -> UnitPresence:
    row = world.get("members.DualRegistration listed", place)
    return UnitPresence.objects.get(unit=row.unit)


def _own_line(found: UnitPresence) -> dict[str, int]:
    row = DualRegistration.objects.filter(unit=found.unit).earliest("pk")
    return {"presence": found.pk, "pk": row.pk}


def hardship(world: World, place: Place) -> Hardship:
    person = world.person(f"{place.word}困难党员")
    Membership.objects.create(person=person, organization=place.branch, during=(world.since, None))
    return Hardship.objects.create(
        organization=place.branch,
        person=person,
        category="income",
        needed=f"{place.word}助学",
        during=(world.since, None),
    )


def hardship_visit(world: World, place: Place) -> HardshipVisit:
    row = world.get("members.Hardship", place)
    return HardshipVisit.objects.create(
        organization=place.branch, hardship=row, visited_on=world.date, visitor=f"{place.word}书记", content="米面油"
    )


def plan_of(world: World, place: Place) -> DevelopmentPlan:
    return DevelopmentPlan.objects.create(organization=place.branch, year=world.date.year, number=2)


def planned(world: World, place: Place) -> PlannedPerson:
    plan = world.get("members.DevelopmentPlan", place)
    person = world.person(f"{place.word}计划对象")
    return PlannedPerson.objects.create(organization=place.branch, plan=plan, person=person)


def residence_contact(world: World, place: Place) -> ResidenceContact:
    return ResidenceContact.objects.create(
        organization=place.branch, unit_name=f"{place.word}税务局{ResidenceContact.objects.count()}",
        unit_contact="王主任", branch_contact="书记", during=(world.since, None),
    )  # fmt: skip


def exchange(world: World, place: Place) -> ContactExchange:
    return ContactExchange.objects.create(
        organization=place.branch,
        contact=world.get("members.ResidenceContact", place),
        happened_on=world.date,
        content=f"{place.word}参加清扫",
    )


def shown_identity(world: World, place: Place) -> ShownIdentity:
    person = world.person(f"{place.word}亮身份")
    Membership.objects.create(person=person, organization=place.branch, during=(world.since, None))
    return _shown(world, place, person)


def own_identity(world: World, place: Place) -> ShownIdentity:
    return _shown(world, place, place.member)


def _shown(world: World, place: Place, person: Person) -> ShownIdentity:
    return ShownIdentity.objects.create(
        organization=place.branch,
        person=person,
        ways=["badge"],
        pledge=f"{place.word}承诺",
        agreed_on=world.date,
        during=(world.date, None),
    )


def paired(world: World, place: Place) -> Hardship:
    """Somebody already helps this one."""
    row = hardship(world, place)
    row.helper, row.paired_on = place.secretary, world.date
    row.save()
    return row


def floating(world: World, place: Place, direction: str = "out") -> FloatingMember:
    person = world.person(f"{place.word}流动")
    if direction == "out":
        Membership.objects.create(person=person, organization=place.branch, during=(world.since, None))
    return FloatingMember.objects.create(
        organization=place.branch,
        person=person,
        direction=direction,
        place=f"{place.word}外省",
        reason="work",
        known_on=world.since,
        during=(world.since, None),
    )


def come(world: World, place: Place) -> FloatingMember:
    return floating(world, place, "in")


def floating_contact(world: World, place: Place) -> FloatingContact:
    row = world.get("members.FloatingMember", place)
    return FloatingContact.objects.create(
        organization=place.branch, floating=row, happened_on=world.date, content=f"{place.word}通了电话"
    )


def legal_hold(world: World, place: Place) -> LegalHold:
    return LegalHold.objects.create(
        organization=place.community,
        reason=f"{place.word}复查",
        document=f"{place.word}函",
        during=(world.since, None),
        placed_by=world.account_of(place),
    )


def erasure(world: World, place: Place) -> Erasure:
    return Erasure.objects.create(
        organization=place.community,
        reason=f"{place.word}到期清理",
        rows={"persons": [place.member.pk]},
        proposed_by=world._account(f"proposer-{place.key}", world.person("提出人")),  # nobody confirms his own
    )


OBJECTS = {
    "members.LegalHold": legal_hold,
    "members.Erasure": erasure,
    "members.FloatingMember": floating,
    "members.FloatingMember come": come,
    "members.FloatingContact": floating_contact,
    "members.DevelopmentPlan": plan_of,
    "members.PlannedPerson": planned,
    "members.ResidenceContact": residence_contact,
    "members.ContactExchange": exchange,
    "members.ShownIdentity": shown_identity,
    "members.ShownIdentity own": own_identity,
    "members.Hardship": hardship,
    "members.HardshipVisit": hardship_visit,
    "members.Membership": membership,
    "members.ScheduledChange": scheduled,
    "members.TransferRequest": transfer,
    "members.TransferLetter": letter,
    "members.TransferLetter arrival": arrival,
    "members.Membership twins": twins,
    "members.PersonMerge": merged,
    "members.StandingSpell": standing,
    "members.SeniorAward": award,
    "members.GroupMembership": grouped,
    "organizations.Organization its roster": branch_of,
    "organizations.Organization its seniors": community_of,
    "members.DualRegistration": registration,
    "members.DualRegistration proven": proven,
    "members.DualRegistration asking": asking,
    "members.DualRegistration confirmed": confirmed,
    "members.DualRegistration submitted": submitted,
    "members.DualRegistration listed": listed,
    "members.DualRegistration struck": struck,
    "members.DualRegistration vouched": vouched,
    "organizations.UnitPresence its list": list_of,
}
ROWS = {
    **register_rows((*PLANS, *REGISTERS, *FLOATING, *residence.REGISTERS)),
    "members:floating_card": Row("members.FloatingMember"),
    "members:identity_hide": Row("members.ShownIdentity own"),
    "members:identity_board": Row("organizations.Organization branch"),
    "members:member": Row("members.Membership"),
    "members:member_change": Row("members.Membership", see="organizations.view_member"),
    "members:member_correct": Row("members.Membership", see="organizations.view_member"),
    "members:member_end": Row("members.Membership", see="organizations.view_member"),
    "members:scheduled_withdraw": Row("members.ScheduledChange", see="organizations.view_member"),
    "members:hold_release": Row("members.LegalHold"),
    "members:erasure": Row("members.Erasure"),
    "members:erasure_decide": Row(
        "members.Erasure",
        kwargs=lambda found: {"pk": found.pk, "step": "confirm"},
        nonexistent={"step": "confirm"},
    ),
    "members:erasure_rows": Row(
        "organizations.Organization",
        kwargs=lambda found: {"pk": found.pk, "kind": "persons"},
        nonexistent={"kind": "persons"},
    ),
    "members:transfer": Row("members.TransferRequest", see="organizations.view_member"),
    "members:transfer_decide": Row(
        "members.TransferRequest",
        see="organizations.view_member",
        need=("organizations.manage_member",),
        kwargs=lambda found: {"pk": found.pk, "step": "withdraw"},
        nonexistent={"step": "withdraw"},
    ),
    "members:merge": Row(
        "members.Membership twins",
        see="organizations.manage_member",
        kwargs=lambda found: {"first": found.person_id, "second": found.other.pk},
    ),
    "members:standing_begin": Row("members.Membership", see="organizations.view_member"),
    "members:standing_end": Row("members.StandingSpell", see="organizations.view_member"),
    "members:standing_contact": Row("members.StandingSpell", see="organizations.view_member"),
    "members:senior_back": Row("members.SeniorAward", see="organizations.view_member"),
    "members:seniors_pdf": Row("organizations.Organization its seniors"),
    "members:roster_pdf": Row("organizations.Organization its roster"),
    "members:take_apart": Row("members.PersonMerge", see="organizations.view_member"),
    "members:letter": Row("members.TransferLetter", see="organizations.view_member"),
    "members:letter_new": Row("members.Membership", see="organizations.view_member", public_choice=True),
    "members:letter_decide": Row(
        "members.TransferLetter",
        see="organizations.view_member",
        need=("organizations.manage_member",),
        kwargs=lambda found: {"pk": found.pk, "step": "cancel"},
        nonexistent={"step": "cancel"},
    ),
    "members:letter_pdf": Row("members.TransferLetter", see="organizations.view_member"),
    "members:receipt_pdf": Row("members.TransferLetter arrival", see="organizations.view_member"),
    "members:registration": Row("members.DualRegistration", see="organizations.view_member"),
    "members:registration_decide": Row("members.DualRegistration", see="organizations.view_member"),
    "members:registration_answer": Row("members.DualRegistration", public_choice=True),
    "members:unit_list": Row("organizations.UnitPresence its list"),
    "members:unit_list_pdf": Row("organizations.UnitPresence its list"),
    "members:unit_list_return": Row("organizations.UnitPresence its list", see="organizations.view_member"),
    "members:unit_list_back": Row("organizations.UnitPresence its list", see="organizations.view_member"),
    "members:own_unit_list": Row("organizations.UnitPresence its list", kwarg="presence"),
    "members:own_unit_strike": Row("organizations.UnitPresence its list", kwargs=_own_line),
    "members:own_unit_vouch": Row("members.DualRegistration asking", kwargs=_asking_line),
    "members:own_unit_disown": Row("members.DualRegistration asking", kwargs=_asking_line),
    "members:own_unit_slip": Row("members.DualRegistration vouched", kwargs=_asking_line),
    "members:registration_document": Row("members.DualRegistration proven", see="organizations.view_member"),
    "members:registration_withdraw": Row("members.DualRegistration"),
    "members:registration_accept": Row("members.DualRegistration listed"),
    "members:registration_decline": Row("members.DualRegistration listed"),
    "members:registration_relist": Row("members.DualRegistration struck", see="organizations.view_member"),
    "members:registration_slip": Row("members.DualRegistration confirmed", see="organizations.view_member"),
}
