"""Who may be entered twice, and what hangs on a person."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from django.db import connection, models

from members.merging.models import PersonMerge
from organizations.models import Organization
from organizations.scoping import Inside
from people.models import Person
from people.visibility import reached

VIEW, MANAGE = "organizations.view_member", "organizations.manage_member"
PAIRS = 100

_PAIRS = """
SELECT a.id, b.id, a.phone_index = b.phone_index, a.birth_date = b.birth_date
FROM people_person a
JOIN people_person b ON b.name = a.name AND b.id > a.id
 AND (b.phone_index = a.phone_index OR b.birth_date = a.birth_date)
WHERE a.id = ANY(%(persons)s) AND b.id = ANY(%(persons)s)
  AND NOT EXISTS (SELECT FROM members_personmerge g WHERE g.gone_id IN (a.id, b.id) AND g.undone_at IS NULL)
ORDER BY a.pinyin, a.id, b.id LIMIT %(most)s
"""


class Pair(NamedTuple):
    """Two records of the same name, and what else they share."""

    first: Person
    second: Person
    same: str


def pairs(community: Organization) -> list[Pair]:
    """Records in the community that may be one person: the same name, and the same phone or day of birth."""
    inside = Person.objects.filter(pk__in=reached(Inside([community.path]), VIEW))
    ids = list(inside.order_by("pk").values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, {"persons": ids, "most": PAIRS})
        found = cursor.fetchall()
    known = Person.objects.in_bulk({pk for first, second, *_ in found for pk in (first, second)})
    return [
        Pair(
            known[first],
            known[second],
            "、".join(word for word, same in (("联系电话", phone), ("出生日期", birth)) if same),
        )
        for first, second, phone, birth in found
    ]


class Relation(NamedTuple):
    """A column that names a person."""

    model: type[models.Model]
    field: str

    @property
    def label(self) -> str:
        return f"{self.model._meta.label}.{self.field}"

    @property
    def column(self) -> str:
        found = self.model._meta.get_field(self.field)
        assert isinstance(found, models.ForeignKey)
        return found.column


def relations() -> Iterator[Relation]:
    """Every column of the product that names a person; without histories, and without the merges themselves."""
    for each in Person._meta.get_fields(include_hidden=True):
        if not isinstance(each, models.ManyToOneRel):
            continue
        model = each.related_model
        if not hasattr(model, "pgh_tracked_model") and model is not PersonMerge and model._meta.managed:
            yield Relation(model, each.field.name)


def counted(persons: Collection[int], among: Iterable[Relation] | None = None) -> dict[int, list[tuple[str, int]]]:
    """What hangs on each of the persons: words of the kind of record, and how many; one query."""
    kinds: list[str] = []
    parts: list[str] = []
    for each in relations() if among is None else among:
        column = each.column
        parts.append(
            f"SELECT {len(kinds)} AS kind, {column} AS person, count(*) FROM {each.model._meta.db_table}"
            f" WHERE {column} = ANY(%(persons)s) GROUP BY {column}"
        )
        kinds.append(str(each.model._meta.verbose_name))
    found: dict[int, list[tuple[str, int]]] = {pk: [] for pk in persons}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts) + " ORDER BY kind", {"persons": list(persons)})
        for kind, person, count in cursor.fetchall():
            found[person].append((kinds[kind], count))
    return found


def merges_of(person_id: int) -> Any:
    """What was merged into the person and stands; the latest first."""
    rows = PersonMerge.objects.standing().filter(kept=person_id).select_related("gone", "merged_by__person")
    return rows.order_by("-pk")
