from datetime import timedelta

from django.utils import timezone

from members.models import DualRegistration, ImportBatch, Membership
from people.models import Person
from tests.matrix import Place, Row, World


def batch(world: World, place: Place) -> ImportBatch:
    return ImportBatch.objects.create(
        reference=f"DR-{place.key}",
        organization=place.community,
        file_name=f"{place.word}花名册.xlsx",
        file_sha256="0" * 64,
        state=ImportBatch.State.PREVIEWED,
        as_of=world.date,
    )


def membership(world: World, place: Place) -> Membership:
    person = Person.objects.create(name=f"{place.word}党员", pinyin="dangyuan", initials="dy")
    return Membership.objects.create(person=person, organization=place.branch, during=(world.since, None))


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


def _by_reference(model: str) -> Row:
    return Row(model, kwargs=lambda found: {"reference": found.reference})


OBJECTS = {
    "members.ImportBatch": batch,
    "members.Membership": membership,
    "members.DualRegistration": registration,
    "members.DualRegistration confirmed": confirmed,
}
ROWS = {
    f"members:import_{step}": _by_reference("members.ImportBatch")
    for step in ("batch", "commit", "discard", "undo", "marked")
} | {
    "members:member": Row("members.Membership"),
    "members:member_change": Row("members.Membership", see="organizations.view_member"),
    "members:member_end": Row("members.Membership", see="organizations.view_member"),
    "members:registration": Row("members.DualRegistration", see="organizations.view_member"),
    "members:registration_decide": Row("members.DualRegistration", see="organizations.view_member"),
    "members:registration_answer": Row("members.DualRegistration", public_choice=True),
    "members:registration_slip": Row("members.DualRegistration confirmed", see="organizations.view_member"),
}
