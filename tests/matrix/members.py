from datetime import timedelta

from django.utils import timezone

from members.models import DualRegistration, Membership, ScheduledChange, TransferRequest
from organizations.actions import create_organization
from organizations.kinds import Kind
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
    "members:registration": Row("members.DualRegistration", see="organizations.view_member"),
    "members:registration_decide": Row("members.DualRegistration", see="organizations.view_member"),
    "members:registration_answer": Row("members.DualRegistration", public_choice=True),
    "members:registration_slip": Row("members.DualRegistration confirmed", see="organizations.view_member"),
}
