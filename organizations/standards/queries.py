"""The one SQL text of "the standard in force for this organisation on this day" and what is made of it.

``_RELATION`` has a row for each place, name and span of days: ``place_id, name, value, op, …, during``. A place is a
line of holders, the nearest first (street, district, nation); a holder's first row takes over from the day it is in
force, for ever. Nothing is called per row: measures join the relation (docs/adr/0011-standards.md).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection

from organizations.standards.table import DECIMALS, LISTS, TEXTS, definition

_RELATION = """
held AS (
    SELECT t.name, t.value, t.unit, t.op, t.label, t.clause, t.organization_id, t.effective_from,
           coalesce(t.organization_id, 0) AS holder_id,
           daterange(t.effective_from, lead(t.effective_from) OVER (one ORDER BY t.effective_from)) AS during,
           min(t.effective_from) OVER one AS since
    FROM organizations_threshold t WHERE t.name = ANY({names})
    WINDOW one AS (PARTITION BY t.name, t.organization_id)
), lined AS (
    SELECT p.place_id, h.*, min(h.since) OVER (
               PARTITION BY p.place_id, h.name ORDER BY p.distance
               GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS taken_over_on
    FROM places p JOIN held h USING (holder_id)
), standards AS (
    SELECT place_id, name, value, unit, op, label, clause, organization_id, effective_from,
           during * daterange(NULL, taken_over_on) AS during
    FROM lined WHERE NOT isempty(during * daterange(NULL, taken_over_on))
)
"""

_PLACES_OF_TREE = """
places AS (
    SELECT p.place_id, holder.holder_id, holder.distance
    FROM (SELECT DISTINCT coalesce(street_id, district_id, 0) AS place_id, street_id, district_id FROM tree) p
    CROSS JOIN LATERAL (VALUES (p.street_id, 0), (p.district_id, 1), (0, 2)) holder(holder_id, distance)
    WHERE holder.holder_id IS NOT NULL
)
"""
"""Only the district and streets hold rows of their own (a trigger of Threshold keeps it), so a tree has few places."""

_MANY = """
asked AS (
    SELECT place_id, organization_id, day
    FROM unnest(%(organizations)s::bigint[], %(days)s::date[]) WITH ORDINALITY each(organization_id, day, place_id)
)
"""
_ONE = "asked AS (SELECT 1 AS place_id, %(organization)s::bigint AS organization_id, %(day)s::date AS day)"

_PLACES_ABOVE = """
up AS (
    SELECT place_id, day, organization_id AS holder_id, 0 AS distance FROM asked
    UNION ALL
    SELECT up.place_id, up.day, p.parent_id, up.distance + 1
    FROM up JOIN organizations_placement p ON p.organization_id = up.holder_id AND p.during @> GREATEST(
        up.day, (SELECT min(lower(q.during)) FROM organizations_placement q WHERE q.organization_id = up.holder_id))
), places AS (
    SELECT place_id, holder_id, distance FROM up WHERE holder_id IS NOT NULL
    UNION ALL SELECT place_id, 0, 1000 FROM asked
)
"""
"""The line of each organisation asked, by the tree of its day; of a day before its first placement by that first."""


def _literals(names: Iterable[str]) -> str:
    return "ARRAY[" + ", ".join(f"'{definition(name).name}'" for name in names) + "]"


def _typed(name: str, text: str) -> str:
    """SQL of the text ``text`` in the type of the name's unit; "" is null."""
    known = definition(name)
    text = f"NULLIF({text}, '')"
    if known.unit in TEXTS:
        return text
    if known.unit in LISTS:
        return f"string_to_array({text}, ';')"
    if known.unit in ("boolean", "date"):
        return f"({text})::{known.unit}"
    if known.unit in DECIMALS:
        whole = "100 * " if known.unit == "percent" else ""
        return (
            f"CASE WHEN strpos({text}, '/') > 0 THEN {whole}split_part({text}, '/', 1)::numeric"
            f" / split_part({text}, '/', 2)::numeric ELSE ({text})::numeric END"
        )
    return f"string_to_array({text}, ';')::int[]" if ";" in known.default else f"({text})::int"


def standards_sql(columns: Mapping[str, str], *, operators: Collection[str] = ()) -> str:
    """SELECT of ``organization_id`` and one typed column for each alias → name of ``columns``, for all of ``tree``.

    ``tree`` is the relation of ``organizations.tree.queries.ancestry`` (a table or CTE of that name), ``%(day)s`` the
    day asked. Types by unit: int, numeric, boolean, date, text, int[] or text[]; null where no number is set. For an
    alias in ``operators`` a column ``<alias>_op`` follows. Raises UnknownThreshold.
    """
    pivot = []
    for alias, name in columns.items():
        chosen = f"max(value) FILTER (WHERE name = '{name}')"
        pivot.append(f"{_typed(name, chosen)} AS {alias}")
        if alias in operators:
            pivot.append(f"max(op) FILTER (WHERE name = '{name}') AS {alias}_op")
    aliases = [alias for column in columns for alias in ([column, f"{column}_op"] if column in operators else [column])]
    shown = "".join(f", place.{alias}" for alias in aliases)
    return f"""
WITH {_PLACES_OF_TREE.strip()}, {_RELATION.format(names=_literals(columns.values())).strip()}
SELECT tree.organization_id{shown}
FROM tree JOIN (
    SELECT place_id, {", ".join(pivot)} FROM standards WHERE during @> %(day)s::date GROUP BY place_id
) place ON place.place_id = coalesce(tree.street_id, tree.district_id, 0)
"""


def month_day_sql(year: str, column: str) -> str:
    """SQL: the day of ``year`` (a number in SQL) that a standard of unit month_day, in ``column``, names."""
    return f"make_date({year}, split_part({column}, '-', 1)::int, split_part({column}, '-', 2)::int)"


def history_sql(name: str, alias: str) -> str:
    """SELECT of ``organization_id, during, <alias>`` for all of ``tree``: to be joined with ``during @> r.on_`` where
    each record is judged by the number of its own day. Raises UnknownThreshold."""
    return f"""
WITH {_PLACES_OF_TREE.strip()}, {_RELATION.format(names=_literals([name])).strip()}
SELECT tree.organization_id, s.during, {_typed(name, "s.value")} AS {alias}
FROM tree JOIN standards s ON s.place_id = coalesce(tree.street_id, tree.district_id, 0)
"""


def value_sql(name: str) -> str:
    """SELECT of one ``value`` for ``%(organization)s`` on ``%(day)s``: for one statement that needs the number once.
    Raises UnknownThreshold."""
    return f"""
WITH RECURSIVE {_ONE}, {_PLACES_ABOVE.strip()}, {_RELATION.format(names=_literals([name])).strip()}
SELECT {_typed(name, "s.value")} AS value FROM standards s JOIN asked USING (place_id) WHERE s.during @> asked.day
"""


def meets_sql(number: str, alias: str, relation: str = "std") -> str:
    """Condition "``number`` keeps the standard" by its own operator; ask ``standards_sql`` for it in ``operators``."""
    limit, op = f"{relation}.{alias}", f"{relation}.{alias}_op"
    cases = "".join(f" WHEN '{sign}' THEN {number} {sign} {limit}" for sign in (">=", "<=", ">", "<", "="))
    return f"(CASE {op}{cases} END)"


_SPANS = f"""
WITH RECURSIVE {_MANY.strip()}, {_PLACES_ABOVE.strip()}, {_RELATION.format(names="%(names)s").strip()}
SELECT place_id, name, value, unit, op, label, clause, s.organization_id, effective_from
FROM standards s JOIN asked USING (place_id)
"""
_IN_FORCE = f"{_SPANS} WHERE during @> asked.day"


def in_force(names: Collection[str], asked: Sequence[tuple[int | None, date]]) -> list[tuple[Any, ...]]:
    """Rows in force for each (organisation or None for the nation, day), led by its number from 1; one query."""
    return _rows(_IN_FORCE, names, asked)


def spans(name: str, *, organization_id: int | None, day: date) -> list[tuple[Any, ...]]:
    """The rows that were or will be in force one after the other, by the organisation's place on ``day``."""
    return _rows(f"{_SPANS} ORDER BY during", [name], [(organization_id, day)])


def _rows(sql: str, names: Collection[str], asked: Sequence[tuple[int | None, date]]) -> list[tuple[Any, ...]]:
    parameters: dict[str, Any] = {
        "names": list(names),
        "organizations": [organization for organization, _ in asked],
        "days": [day for _, day in asked],
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
