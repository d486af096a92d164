"""The words of the district's lists, as the forms of the registers offer them."""

from datetime import date

from organizations import standards
from organizations.models import Organization

LISTS = {"kind": "org.venue.kinds", "acquisition": "org.venue.acquisition", "funding": "org.venue.funding"}


def lists_of(organization: Organization | None, on: date) -> dict[str, list[str]]:
    """Kinds, ways and sources in force for the organisation; one query."""
    found = standards.several([*LISTS.values()], organization=organization, as_of=on)
    return {field: list(found[name]) for field, name in LISTS.items()}
