"""Two roles of the database: the owner, who makes tables, and the application, who owns nothing.

What the application may do is granted after every `migrate`, here and nowhere else. It is no superuser, so a way to run
SQL as the application neither switches triggers off nor changes what was written into the audit log and the histories.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from django.apps import apps
from django.conf import settings
from django.db import connection, connections
from django.db.backends.signals import connection_created

APPEND_ONLY = ("core_auditevent", "core_seal")
NOT_ITS_OWN = ("django_migrations",)


def application() -> str:
    """Name of the role that web and worker sign in with."""
    return str(settings.PORTAL_DATABASE()["USER"])


def histories() -> list[str]:
    """Tables of old rows, written by triggers."""
    return sorted(m._meta.db_table for m in apps.get_models() if getattr(m, "pgh_tracked_model", None) is not None)


def owns(cursor: Any) -> bool:
    """Is the present role that of the tables' owner (or above it)?"""
    cursor.execute(
        "SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class WHERE oid = 'django_migrations'::regclass"
    )
    return bool(cursor.fetchone()[0])


def grant(*, using: str, **kwargs: Any) -> None:
    """Give the application its rights on what the migrations made; only the owner can."""
    with connections[using].cursor() as cursor:
        role = application()
        cursor.execute("SELECT current_user")
        if cursor.fetchone()[0] == role or not owns(cursor):
            return
        quoted = connections[using].ops.quote_name(role)
        cursor.execute("SELECT current_setting('server_version_num')::int >= 170000")
        maintain = ", MAINTAIN" if cursor.fetchone()[0] else ""  # ANALYZE of tables that another owns
        cursor.execute(
            f"GRANT USAGE ON SCHEMA public TO {quoted};"
            f"GRANT SELECT, INSERT, UPDATE, DELETE{maintain} ON ALL TABLES IN SCHEMA public TO {quoted};"
            f"GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {quoted};"
        )
        cursor.execute(
            "SELECT oid::regprocedure::text FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        )
        for (function,) in cursor.fetchall():
            cursor.execute(
                f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {function} TO {quoted}"
            )
        present = set(connections[using].introspection.table_names(cursor))
        for table in present.intersection([*APPEND_ONLY, *histories()]):
            cursor.execute(f'REVOKE UPDATE, DELETE{maintain} ON "{table}" FROM {quoted}')
        for table in present.intersection(NOT_ITS_OWN):
            cursor.execute(f'REVOKE INSERT, UPDATE, DELETE{maintain} ON "{table}" FROM {quoted}')


def excess() -> str:
    """Why the connection's role is more than the application may be, as a sentence; empty when it is not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.rolsuper OR r.rolbypassrls, r.rolcreaterole,"
            " EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid AND c.relnamespace = 'public'::regnamespace)"
            " FROM pg_roles r WHERE r.rolname = current_user"
        )
        almighty, makes_roles, owns = cursor.fetchone()
    if almighty or makes_roles:
        return "DATABASE_URL 的数据库角色权限过大（superuser、BYPASSRLS 或 CREATEROLE）"
    if owns:
        return "DATABASE_URL 的数据库角色拥有数据表：数据表应属于 DATABASE_OWNER_URL 的角色"
    return ""


def address(*, owner: bool = False, name: str = "") -> str:
    """The present server's database (or the one of that name) for another process, in the form of DATABASE_URL."""
    entry = settings.PORTAL_DATABASE(owner=owner)
    user = f"{quote(entry['USER'], safe='')}:{quote(entry['PASSWORD'], safe='')}"
    port = f":{entry['PORT']}" if entry["PORT"] else ""
    return f"postgresql://{user}@{quote(entry['HOST'], safe='')}{port}/{name or connection.settings_dict['NAME']}"


@contextmanager
def as_owner() -> Iterator[None]:
    """The connection of this process signs in as the owner for the block; for steps before anything is served."""
    entry, owner = connection.settings_dict, settings.PORTAL_DATABASE(owner=True)
    before = {name: entry[name] for name in ("USER", "PASSWORD")}
    connection.close()
    entry.update({name: owner[name] for name in before})
    try:
        yield
    finally:
        connection.close()
        entry.update(before)


# -- for tests and measurements: signed in as the owner, working as the application ----------------------


_UID = "core.roles"


def _become_application(connection: Any, **kwargs: Any) -> None:
    if connection.settings_dict["NAME"] not in (None, "postgres"):
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {connection.ops.quote_name(application())}")


@contextmanager
def working_as(*, application: bool) -> Iterator[None]:
    """For the block, every new connection has the application's rights (`owner_rights` gives back those of the owner),
    or those that it signed in with. Closes the connections that there are.
    """
    before = _listening()
    _listen(application)
    try:
        yield
    finally:
        _listen(before)


def _listening() -> bool:
    return any(key[0] == _UID for key, *_ in connection_created.receivers)


def _listen(wanted: bool) -> None:
    connections.close_all()
    if wanted:
        connection_created.connect(_become_application, dispatch_uid=_UID)
    else:
        connection_created.disconnect(dispatch_uid=_UID)


@contextmanager
def owner_rights(using: str = "default") -> Iterator[None]:
    """Within `work_as_application`: the owner's rights for the block, in the same transaction."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT current_user, session_user")
        now, real = cursor.fetchone()
        cursor.execute("RESET ROLE")
    yield
    if now != real:
        with connections[using].cursor() as cursor:
            cursor.execute(f"SET ROLE {connections[using].ops.quote_name(now)}")
