"""An export masks its numbers: for whom they stand when it comes in again."""

from collections.abc import Iterable, Iterator

from core.records.protection import mask_number
from members.importing.reading.findings import masked_key
from members.models import Membership
from organizations.models import Organization

_AT_ONCE = 5_000


class NumbersMasked(Exception):
    """The file masks numbers that nobody has looked up yet; carries (name, masked number) of its rows."""

    def __init__(self, asked: set[tuple[str, str]]) -> None:
        super().__init__("numbers masked")
        self.asked = asked


def numbers_meant(asked: Iterable[tuple[str, str]], organization: Organization) -> dict[str, list[str]]:
    """For each masked number of the register below ``organization`` the numbers that it stands for (``Rules.numbers``).

    A query for 5 000 names; only the register of the import's own scope is asked, which its importer sees.
    """
    asked = set(asked)
    wanted = {masked_key(name, shown) for name, shown in asked}
    found: dict[str, list[str]] = {}
    for name, number in _register(sorted({name for name, _ in asked}), organization):
        key = masked_key(name, mask_number(number))
        if key in wanted:
            found.setdefault(key, []).append(number)
    return found


def _register(names: list[str], organization: Organization) -> Iterator[tuple[str, str]]:
    spells = Membership.objects.current().under(organization).select_related("person").order_by("pk")
    for first in range(0, len(names), _AT_ONCE):
        some = names[first : first + _AT_ONCE]
        for spell in spells.filter(person__name__in=some).only("person__name", "person__resident_number"):
            yield spell.person.name, spell.person.resident_number
