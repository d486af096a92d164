"""The second wall: row-level security under the same scope as ``visible_to`` (ADR 27).

Which rows answer is decided by two settings of the database's session: ``portal.reach``, the paths of the tree below
which rows are shown (``*``: all), and ``portal.person``, whose own rows are shown besides. Unset or empty shows
nothing. They follow one variable of this process (core.records.reach), which is compared before every statement, so
that neither a connection that is kept, nor a transaction that was rolled back, nor a task run inside a request leaves
somebody else's reach behind.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.signals import connection_created
from django.db.migrations import RunSQL
from psycopg2 import extensions

from core.records import roles
from core.records.reach import office, reach
from core.records.search import Characters
from core.web.home import lists


@contextmanager
def beyond(way: str) -> Iterator[None]:
    """A request that has to look past its person's reach, by a way that ``config/walls.py`` lists with its reason."""
    if all(way != each.key for each in lists().ways):
        raise LookupError(f"{way} is no way past the wall: config/walls.py lists them")
    with office():
        yield


# -- the connection follows ------------------------------------------------------------------------

_TOLD = "_portal_reach"


@dataclass(slots=True)
class _Told:
    """What the connection was told last, and whether inside a transaction, whose end may have taken it back."""

    settings: tuple[str, str] | None = None
    inside: bool = False


def _follow(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    connection = context["connection"]
    told: _Told = getattr(connection, _TOLD)
    if isinstance(sql, str) and sql.startswith("ROLLBACK"):  # to a savepoint: what was told since is taken back
        told.settings = None
        return execute(sql, params, many, context)
    wanted = reach().settings()
    session = connection.connection
    status = session.get_transaction_status()
    if told.inside and status == extensions.TRANSACTION_STATUS_IDLE:
        told.settings = None
    if told.settings != wanted and status != extensions.TRANSACTION_STATUS_INERROR:
        told.settings = None
        with connection.wrap_database_errors, session.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('portal.reach', %s, false), set_config('portal.person', %s, false)", wanted
            )
        told.settings = wanted
        told.inside = session.get_transaction_status() != extensions.TRANSACTION_STATUS_IDLE
    return execute(sql, params, many, context)


def _greet(connection: Any, **kwargs: Any) -> None:
    if not hasattr(connection, _TOLD):
        connection.execute_wrappers.insert(0, _follow)
    setattr(connection, _TOLD, _Told())


def follow() -> None:
    """From now on every new connection is told the reach before each statement (once, when the apps are loaded)."""
    connection_created.connect(_greet, dispatch_uid="core.walls")


# -- what migrations lay ---------------------------------------------------------------------------

OWN = "person_id = (SELECT portal_person())"
"""SQL condition: the row is about the person who asks."""


def seen(column: str) -> str:
    """SQL condition: the path ``column`` lies in the reach.

    The setting is read once for a statement (a sub-select of its own). ``CASE`` keeps the planner from guessing few
    rows: it knows nothing of the setting, and would take a nested loop for a whole district.
    """
    return f"CASE WHEN {column} ^@ ANY ((SELECT portal_reach())::text[]) THEN true ELSE false END"


class Wall(RunSQL):
    """Migration operation: of ``table`` only rows answer whose ``scope`` lies in the reach, or for which one of the
    conditions ``own`` holds; of a part of a record (``scope=""``) those whose record answers."""

    def __init__(self, table: str, *own: str, scope: str = "scope") -> None:
        condition = " OR ".join([*([seen(scope)] if scope else []), *own])
        super().__init__(
            [
                f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
                f'CREATE POLICY {POLICY} ON "{table}" USING ({condition})',
            ],
            [f'DROP POLICY {POLICY} ON "{table}"', f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY'],
        )
        self._written = (table, own, scope)

    def deconstruct(self) -> Any:
        table, own, scope = self._written
        return "Wall", [table, *own], {} if scope == "scope" else {"scope": scope}


POLICY = "reach"


class FoundByText(RunSQL):
    """Migration operation: the function ``table_with_column(tsquery)``, the keys of the rows of a walled table whose
    ``column`` has the text and which answer in the reach (``core.records.search.contains_walled`` asks it).

    Behind a policy PostgreSQL asks no index of texts: their operators are not leakproof, so every row in reach would be
    taken apart. The function looks as the owner does, by the index, and keeps to the policy's own condition, read from
    the database: lay it after the wall, and anew when the wall changes (tests/test_walls.py says so). ``document``: the
    template of what the index is over.
    """

    def __init__(self, table: str, column: str, document: str = Characters.template) -> None:
        written = document % {"expressions": f'"{column}"'}
        super().__init__(_FOUND.format(table=table, column=column, document=written), _LOST.format(table, column))
        self._written = (table, column, document)

    def deconstruct(self) -> Any:
        return "FoundByText", list(self._written), {}


_FOUND = """
DO $do$
BEGIN
    EXECUTE format($body$
        CREATE OR REPLACE FUNCTION {table}_with_{column}(asked tsquery) RETURNS SETOF bigint
        LANGUAGE sql STABLE SECURITY DEFINER ROWS 100 SET search_path = public, pg_temp
        AS $found$ SELECT id FROM {table} WHERE {document} @@ asked AND (%s) $found$
    $body$, (SELECT pg_get_expr(polqual, polrelid) FROM pg_policy
             WHERE polrelid = '{table}'::regclass AND polname = 'reach'));
END $do$
"""
_LOST = "DROP FUNCTION {}_with_{}(tsquery)"

_GUARDS = """
SELECT p.oid::regprocedure::text FROM pg_proc p
WHERE p.prorettype = 'trigger'::regtype AND p.pronamespace = 'public'::regnamespace AND NOT p.prosecdef
  AND (p.prosrc ~ 'pg_attribute' OR EXISTS (
      SELECT FROM pg_class c WHERE c.relrowsecurity AND c.relnamespace = 'public'::regnamespace
        AND p.prosrc ~ ('\\m' || c.relname || '\\M')))
"""


def let_triggers_see_all(*, using: str, **kwargs: Any) -> None:
    """After migrations: triggers that ask a walled table work as the owner, who stands behind no wall.

    "No other row stands in the way" must be judged over all rows, and the copies of a path follow it in all of them.
    """
    with connections[using].cursor() as cursor:
        if not roles.owns(cursor):
            return
        cursor.execute(_GUARDS)
        for (function,) in cursor.fetchall():
            cursor.execute(f"ALTER FUNCTION {function} SECURITY DEFINER SET search_path = public, pg_temp")
