"""Who was registered without a resident number, for a post or as contact of a unit: the row of the same name and phone
brings the number, and the relationship is theirs. Else the secretary of a community would be there twice (MEM-13).
"""

from collections.abc import Iterable
from datetime import date

from django.db import connection

from core.records.protection import moved, place
from members.importing.reading import Lines
from members.models import Membership
from organizations import ties
from organizations.models import Organization
from people.models import Person

NAME, BIRTH, NUMBER, NUMBER_INDEX, PHONE_INDEX = 0, 4, 9, 10, 12
"""Columns of ``Lines.people``."""
NO_NUMBER = {"resident_number": "", "resident_number_index": ""}
"""What an undo puts back (``ImportChange.before``)."""
_HEX = b"\\\\x"
_GIVE = """
UPDATE people_person SET resident_number = %s, resident_number_index = %s, version = version + 1
WHERE id = %s AND resident_number_index IS NULL
"""


class Unnumbered:
    """Those whom an office below ``organization`` has bound to itself and nobody outside the path ``tree`` holds.

    Whoever is a member already is met in the own branch only: a move is no matter of a roster.
    """

    def __init__(self, organization: Organization, tree: str, today: date) -> None:
        persons = Person.objects.filter(ties.bound_inside([organization.path], today), resident_number_index=None)
        persons = persons.exclude(phone_index=None).exclude(ties.held_outside([tree], today))
        self._found: dict[tuple[bytes, bytes], list[Person]] = {}
        for person in persons.only("name", "birth_date", "phone_index"):
            index = bytes(person.phone_index).hex().encode() if person.phone_index else b""
            self._found.setdefault((person.name.encode(), index), []).append(person)
        ids = [person.pk for same in self._found.values() for person in same]
        current = Membership.objects.current().filter(person__in=ids)
        self._branch = dict(current.values_list("person_id", "organization_id"))
        self.given: set[int] = set()

    def claim(self, lines: Lines, positions: Iterable[int]) -> set[int]:
        """Give each the number of the row that means them; the positions of those rows."""
        if not self._found:
            return set()
        people, spells = lines.people.split(b"\n"), lines.spells.split(b"\n")
        claimed = set()
        for position in sorted(positions):
            cells = people[position].split(b"\t")
            key = (cells[NAME], cells[PHONE_INDEX].removeprefix(_HEX))
            same = self._found.get(key, [])
            if len(same) == 1 and self._is_the_one(same[0], cells, spells[position]):
                self._give(lines, position, cells, same[0].pk)
                del self._found[key]
                claimed.add(position)
        return claimed

    def _is_the_one(self, person: Person, cells: list[bytes], spell: bytes) -> bool:
        if person.birth_date is not None and person.birth_date.isoformat().encode() != cells[BIRTH]:
            return False
        branch = self._branch.get(person.pk)
        return branch is None or branch == int(spell.partition(b"\t")[0])

    def _give(self, lines: Lines, position: int, cells: list[bytes], person: int) -> None:
        number, index = (bytes.fromhex(cells[at].removeprefix(_HEX).decode()) for at in (NUMBER, NUMBER_INDEX))
        row = lines.first + lines.order[position]
        column = "resident_number"
        number = moved(number, place("people_person", column, row), place("people_person", column, person))
        with connection.cursor() as cursor:
            cursor.execute(_GIVE, [number, index, person])
        self.given.add(person)
