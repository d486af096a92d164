from typing import Any

from people.models import CorrectionRequest
from tests.matrix import Place, Row, World


def person(world: World, place: Place) -> Any:
    """The secretary of the place; a post ties them to it."""
    found = place.secretary
    found.organization = place.general_branch  # type: ignore[attr-defined]  # where the matrix looks for them
    return found


def correction(world: World, place: Place) -> Any:
    made = CorrectionRequest.objects.create(
        person=place.secretary, field=CorrectionRequest.Field.SPECIALTY, proposed=f"{place.word}木工"
    )
    made.organization = place.general_branch  # type: ignore[attr-defined]
    return made


OBJECTS = {"people.Person in scope": person, "people.CorrectionRequest": correction}
ROWS = {
    "people:person": Row("people.Person in scope"),
    "people:reveal": Row("people.Person in scope", see="organizations.view_member"),
    "people:decide_correction": Row("people.CorrectionRequest"),
}
