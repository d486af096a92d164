"""What several subjects write: newcomers, each once."""

from collections.abc import Sequence
from typing import Any

from organizations.rosters.finding import Newcomer
from organizations.rosters.subject import Journal
from people.actions import create_persons
from people.models import Person


def register(wanted: Sequence[Person | Newcomer | None], *, by: Any, journal: Journal) -> list[Person | None]:
    """The persons of the rows, in their order; newcomers are registered, one for each key."""
    new = {each.key: each for each in wanted if isinstance(each, Newcomer)}
    made = create_persons(by=by, persons=[each.fields for each in new.values()])
    journal.created(made)
    by_key = dict(zip(new, made, strict=True))
    return [by_key[each.key] if isinstance(each, Newcomer) else each for each in wanted]
