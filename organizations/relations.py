"""What every measure and duty reads beside its own tables, for one root and one day.

``tree`` (organizations.tree.queries.ancestry), ``communities`` (organization_id, street_id, since), ``std`` (a row an
organisation, a column for each standard that the sources name) and ``workdays`` (core.chinese.calendar). Two forms of
the same texts: common table expressions for a statement over a small part of a district, temporary tables with known
sizes for a night over all of it, since the planner takes any recursion for a few hundred rows. Both read the
parameters ``%(root)s`` and ``%(day)s``.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection

from core.chinese.calendar import WORKDAYS
from core.records.measures import Reading, standards_of
from organizations.kinds import Kind
from organizations.standards import standards_sql
from organizations.tree.queries import ancestry, stood_since

COMMUNITIES = f"""
SELECT t.organization_id, t.street_id, {stood_since("o")} AS since
FROM tree t JOIN organizations_organization o ON o.id = t.organization_id WHERE t.kind = '{Kind.COMMUNITY}'
"""
"""Communities of the tree, and since when each stands: it owes a period when it stood from its first day."""


def _std(sources: Iterable[Reading]) -> str:
    names = standards_of(sources)
    return standards_sql(names) if names else "SELECT organization_id FROM tree"


def with_relations(statement: str, sources: Iterable[Reading], *, tree: str = "", made: bool = False) -> str:
    """The statement with the relations before it. ``tree``: SQL of another tree than ``ancestry``'s; ``made``: those of
    ``make_relations`` stand already."""
    texts = {"workdays": WORKDAYS}
    if not made:
        texts = {"tree": tree or ancestry(), "communities": COMMUNITIES, "std": _std(sources)} | texts
    return "WITH " + ", ".join(f"{name} AS MATERIALIZED ({text})" for name, text in texts.items()) + f" {statement}"


def make_relations(sources: Iterable[Reading], parameters: Mapping[str, Any]) -> None:
    """``tree``, ``communities`` and ``std`` as temporary tables until the end of the transaction, with statistics."""
    with connection.cursor() as cursor:
        for name, text in (("tree", ancestry()), ("communities", COMMUNITIES), ("std", _std(sources))):
            cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{name}")
            cursor.execute(f"CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS {text}", parameters)
            cursor.execute(f"ANALYZE pg_temp.{name}")
