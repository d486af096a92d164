"""The person whom a form names."""

from typing import Any

from organizations.forms import PersonNames
from people.actions import create_person
from people.models import Person


def person_named(data: dict[str, Any], names: PersonNames, by: Any) -> Person | None:
    """Whom the form names, registered when new; takes the fields out of ``data``."""
    given = {name: data.pop(name, None) for name in names}
    made = given[names.made]
    return create_person(by=by, **made) if made else given[names.person]
