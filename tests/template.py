"""A migrated database that test databases are copied from: migrations run once, not in every process."""

import fcntl
import hashlib
import sys

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from server import environment


def fingerprint() -> str:
    """Changes with any migration or `apps.py` of the project, with the pinned packages and with Python."""
    digest = hashlib.sha256(sys.version.encode())
    digest.update((settings.BASE_DIR / "requirements" / "base.txt").read_bytes())
    folders = [settings.BASE_DIR / app.name for app in apps.get_app_configs()]
    for folder in sorted(folder for folder in folders if folder.is_dir()):
        for path in [
            folder / "apps.py",
            *sorted(folder.glob("migrations/*")),
            *sorted(folder.glob("data/*")),
        ]:
            if path.is_file():
                digest.update(f"{path.relative_to(settings.BASE_DIR)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def ensure_template() -> str:
    """Name of the template database for the migrations as they are now; made when it is missing.

    The first process makes it, others wait for it. Templates of other migrations are dropped.
    """
    prefix = "portal_template_"
    name = prefix + fingerprint()
    with open(environment.make_private_directory(environment.home() / "run", 0o755) / "template.lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if name not in (present := _databases(prefix)):
            execute(*(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)' for old in present))
            _make(f"{prefix}draft")
            execute(f'ALTER DATABASE "{prefix}draft" RENAME TO "{name}"')
    return name


def _make(draft: str) -> None:
    execute(f'CREATE DATABASE "{draft}"')
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = draft
    try:
        call_command("migrate", interactive=False, verbosity=0)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _databases(prefix: str) -> list[str]:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
        return [name for (name,) in cursor.fetchall()]


def execute(*statements: str) -> None:
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
