"""Trigger-based history: each change stores the row as it was before, so inserts cost nothing.

The newest state is the row itself; the first state is the oldest stored one. Raw SQL and bulk loads are seen
too.
"""

from collections.abc import Callable
from typing import Any

import pghistory
from django.contrib.postgres.indexes import BrinIndex
from django.db import connections, models

from core.records import roles

# The libraries' versions read a setting that is not there inside BEGIN … EXCEPTION: every row's trigger is then a
# failed subtransaction, and each of these walks all deferred checks that wait in the transaction. A bulk write was
# quadratic (2 000 rows: 0.05 s as the first batch of a transaction, 2.1 s as the fortieth).
_HELPERS = """
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS uuid LANGUAGE plpgsql AS $helper$
DECLARE
    wanted uuid := NULLIF(current_setting('pghistory.context_id', true), '')::uuid;
    known jsonb := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;
BEGIN
    IF wanted IS NULL OR known IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO pghistory_context (id, metadata, created_at, updated_at) VALUES (wanted, known, now(), now())
    ON CONFLICT (id) DO UPDATE SET metadata = excluded.metadata, updated_at = excluded.updated_at
    WHERE pghistory_context.metadata <> excluded.metadata;
    RETURN wanted;
END
$helper$;
CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean LANGUAGE sql STABLE AS $helper$
    SELECT COALESCE(trigger_name = ANY (NULLIF(current_setting('pgtrigger.ignore', true), '')::name[]), false)
$helper$
"""


def tracked(*, exclude: list[str] | None = None) -> Callable[[type[models.Model]], type[models.Model]]:
    """Class decorator: keep the old row at every update and delete (protected fields must be in
    ``exclude``).

    What changed since a moment is found by the order in which the rows were written (``organizations.measures``).
    """
    trackers: list[Any] = [
        pghistory.UpdateEvent("update", row="OLD"),
        pghistory.DeleteEvent("delete"),
    ]
    decorator: Callable[[type[models.Model]], type[models.Model]] = pghistory.track(
        *trackers, exclude=exclude, meta={"indexes": [BrinIndex(fields=["pgh_created_at"], autosummarize=True)]}
    )
    return decorator


def replace_trigger_helpers(*, using: str, **kwargs: Any) -> None:
    """After migrations: the two functions that every row's trigger calls, without an exception block.

    Every migration that installs a trigger puts the library's version back, so this runs after each `migrate`.
    """
    with connections[using].cursor() as cursor:
        if roles.owns(cursor):
            cursor.execute(_HELPERS)
