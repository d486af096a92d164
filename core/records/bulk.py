"""Bulk writes whose rows are proven as a set: no trigger and no foreign key is asked again for each of them.

Only functions of the tables' owner write so, each for one purpose (members, migration 0006).
"""

from typing import Any


def may_skip_triggers(cursor: Any, function: str) -> bool:
    """Whether the owner of that function may: the embedded server's may, an office's own may need the grant
    (docs/operations.md). The application's role never may.
    """
    cursor.execute(
        "SELECT has_parameter_privilege(proowner, 'session_replication_role', 'SET')"
        " FROM pg_proc WHERE oid = %s::regproc",
        [function],
    )
    return bool(cursor.fetchone()[0])


def keys_to(cursor: Any, table: str) -> list[tuple[str, str]]:
    """(table, column) of every foreign key to the table that the database holds."""
    cursor.execute(
        "SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint c"
        " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]"
        " WHERE c.contype = 'f' AND c.confrelid = %s::regclass ORDER BY 1, 2",
        [table],
    )
    return list(cursor.fetchall())
