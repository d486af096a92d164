from members.models import ImportBatch, Membership
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


def _by_reference(model: str) -> Row:
    return Row(model, kwargs=lambda found: {"reference": found.reference})


OBJECTS = {"members.ImportBatch": batch, "members.Membership": membership}
ROWS = {
    f"members:import_{step}": _by_reference("members.ImportBatch")
    for step in ("batch", "commit", "discard", "undo", "marked")
}
