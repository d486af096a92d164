from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from members.models import (
    DualRegistration,
    GroupMembership,
    Membership,
    PersonMerge,
    ScheduledChange,
    SeniorAward,
    StandingSpell,
    TransferLetter,
    TransferRequest,
)
from organizations.actions import create_organization
from organizations.kinds import Kind
from organizations.models import Organization
from people.models import Person
from tests.matrix import Place, Row, World


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
        person=place.member,
        side="work",
        unit_name=f"{place.word}单位",
        state=DualRegistration.State.CONFIRMED,
        proof="unit",
        decided_at=timezone.now(),
        during=(world.date, world.date + timedelta(days=365)),
        slip_number=f"HZ-{place.key}",
    )


def submitted(world: World, place: Place) -> DualRegistration:
    """Waits for the community: what its page offers to confirm."""
    return DualRegistration.objects.create(
        organization=place.community, person=place.secretary, side="home", unit_name=f"{place.word}单位"
    )


OBJECTS = {
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
    "members.DualRegistration confirmed": confirmed,
    "members.DualRegistration submitted": submitted,
}
ROWS = {
    "members:member": Row("members.Membership"),
    "members:member_change": Row("members.Membership", see="organizations.view_member"),
    "members:member_correct": Row("members.Membership", see="organizations.view_member"),
    "members:member_end": Row("members.Membership", see="organizations.view_member"),
    "members:scheduled_withdraw": Row("members.ScheduledChange", see="organizations.view_member"),
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
    "members:registration_slip": Row("members.DualRegistration confirmed", see="organizations.view_member"),
}
