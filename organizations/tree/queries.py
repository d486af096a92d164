"""The tree of a day: who stood under whom, from the dated placements. The one SQL text of its kind.

``Organization.path`` is today's tree, kept as the index of what a person may see. Whatever counts or lists as of a day
(facts, statistics, member lists, pages) asks ``ancestry`` instead, so that a later move changes no past number.
"""

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models.expressions import RawSQL

from organizations.kinds import STREETS, Kind
from organizations.models import Organization

_STREETS = ", ".join(f"'{kind}'" for kind in STREETS)

_ANCHORS = "community_id", "street_id", "district_id"


def _is(anchor: str, kind: str) -> str:
    return {
        "community_id": f"{kind} = '{Kind.COMMUNITY}'",
        "street_id": f"{kind} IN ({_STREETS})",
        "district_id": f"{kind} = '{Kind.DISTRICT_DEPARTMENT}'",
    }[anchor]


def ancestry(*, root: str = "%(root)s", day: str = "%(day)s") -> str:
    """SQL of the organisations at and below ``root`` in force on ``day``, by the placements of that day.

    Columns: ``organization_id, parent_id, kind, depth`` (superiors above it), ``community_id, street_id, district_id``
    (the nearest one at or above it, null where there is none). ``root`` and ``day`` are placeholders or expressions of
    a bigint and a date. Use it as ``WITH tree AS MATERIALIZED (…)`` for one organisation and its like; for a district
    make a table of it (organizations.relations): the planner takes a recursion for a few hundred rows.

    A placement has no end after a dissolution, so dissolved organisations are left out here, with what stands below.
    """
    upwards = ", ".join(
        f"(SELECT u.id FROM up u WHERE {_is(anchor, 'u.kind')} ORDER BY u.steps LIMIT 1)" for anchor in _ANCHORS
    )
    downwards = ", ".join(f"CASE WHEN {_is(anchor, 'o.kind')} THEN o.id ELSE d.{anchor} END" for anchor in _ANCHORS)
    in_force = f"(o.dissolved_on IS NULL OR o.dissolved_on > {day}::date)"
    return f"""
WITH RECURSIVE up(id, kind, parent_id, steps) AS (
    SELECT o.id, o.kind, p.parent_id, 0
    FROM organizations_organization o
    LEFT JOIN organizations_placement p ON p.organization_id = o.id AND p.during @> {day}::date
    WHERE o.id = {root}::bigint AND {in_force}
      AND (p.id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM organizations_placement f WHERE f.organization_id = o.id))
  UNION ALL
    SELECT o.id, o.kind, p.parent_id, up.steps + 1
    FROM up JOIN organizations_organization o ON o.id = up.parent_id
    LEFT JOIN organizations_placement p ON p.organization_id = o.id AND p.during @> {day}::date
), down(organization_id, parent_id, kind, depth, {", ".join(_ANCHORS)}) AS (
    SELECT up.id, up.parent_id, up.kind, (SELECT max(u.steps) FROM up u), {upwards} FROM up WHERE up.steps = 0
  UNION ALL
    SELECT o.id, p.parent_id, o.kind, d.depth + 1, {downwards}
    FROM down d
    JOIN organizations_placement p ON p.parent_id = d.organization_id AND p.during @> {day}::date
    JOIN organizations_organization o ON o.id = p.organization_id AND {in_force}
)
SELECT organization_id, parent_id, kind, depth, {", ".join(_ANCHORS)} FROM down
"""


def stood_since(alias: str) -> str:
    """SQL of the day since which the organisation of table alias ``alias`` stands and the portal knows it: nothing is
    owed for a period that began earlier. ``infinity`` for one without a superior."""
    return (
        f"GREATEST(COALESCE({alias}.established_on, '-infinity'::date), COALESCE((SELECT min(lower(first_p.during))"
        f" FROM organizations_placement first_p WHERE first_p.organization_id = {alias}.id), 'infinity'::date))"
    )


_SUPERIORS = """
WITH RECURSIVE up(id, steps) AS (
    SELECT p.parent_id, 1 FROM organizations_placement p
    WHERE p.organization_id = %(organization)s AND p.during @> %(day)s::date
  UNION ALL
    SELECT p.parent_id, up.steps + 1
    FROM up JOIN organizations_placement p ON p.organization_id = up.id AND p.during @> %(day)s::date
) SELECT id FROM up ORDER BY steps DESC
"""


def superior_ids(organization: Organization, *, on: date) -> list[int]:
    """Ids of the superiors on the day, the highest first, without the organisation itself."""
    with connection.cursor() as cursor:
        cursor.execute(_SUPERIORS, {"organization": organization.pk, "day": on})
        return [pk for (pk,) in cursor.fetchall()]


def subtree_ids(organization: Organization, *, on: date, kinds: Iterable[str] = ()) -> list[int]:
    """Ids of the organisation and everything below it on the day, all or of ``kinds``; empty when not in force."""
    wanted = [str(kind) for kind in kinds]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT organization_id FROM ({ancestry()}) tree WHERE %(kinds)s = '{{}}' OR kind = ANY(%(kinds)s)",
            {"root": organization.pk, "day": on, "kinds": wanted},
        )
        return [pk for (pk,) in cursor.fetchall()]


def subtree(organization: Organization, *, on: date) -> RawSQL:
    """The same ids as a subquery: ``rows.filter(organization__in=subtree(street, on=day))``."""
    tree = ancestry(root=str(organization.pk), day=f"DATE '{on.isoformat()}'")
    return RawSQL(f"(SELECT organization_id FROM ({tree}) tree)", [])
