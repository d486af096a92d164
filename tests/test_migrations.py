"""Migrations of a database that holds data: from the first to the last, back, and to the last again."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from pytest_django.plugin import DjangoDbBlocker

from core.records import migration_operations as operations
from core.records import roles
from tests.template import execute

ROOT = Path(settings.BASE_DIR)
APPS = ("core", "people", "organizations", "members", "grids", "meetings", "services", "assessments")

# What an office of the first edition held, in SQL: the models of today may know columns that were not there yet.
_DATA = """
INSERT INTO organizations_organization (kind, code, name, short_name, pinyin, initials, path, external,
    community_type, version)
VALUES ('district_department', 'D', '区委组织部', '', '', '', '', false, '', 1);
INSERT INTO organizations_organization (kind, code, name, short_name, pinyin, initials, path, external,
    community_type, version)
SELECT 'street_working_committee', 'S', '甲街道党工委', '', '', '', '', false, '', 1;
INSERT INTO organizations_placement (organization_id, parent_id, kind, parent_kind, during)
SELECT s.id, d.id, s.kind, d.kind, '[2020-01-01,)' FROM organizations_organization s, organizations_organization d
WHERE s.code = 'S' AND d.code = 'D';
INSERT INTO people_person (name, pinyin, initials, sex, ethnicity, education, specialty, occupation, resident_number,
    phone, address, created_at, version)
VALUES ('赵民国', 'zhaominguo', 'zmg', 'male', '汉族', '', '', '', '', '', '', '2026-01-05 10:00+08', 1);
"""
_KEPT = """
SELECT (SELECT array_agg(name || ' ' || path ORDER BY code) FROM organizations_organization),
       (SELECT array_agg(name) FROM people_person), (SELECT count(*) FROM organizations_placement)
"""


@pytest.fixture
def database(django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Name of an empty database on the tests' server."""
    name = f"migrations_{os.getpid()}"
    with django_db_blocker.unblock():
        execute(f'CREATE DATABASE "{name}"')
    yield name
    with django_db_blocker.unblock():
        execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def manage(database: str) -> Callable[..., str]:
    address = roles.address(owner=True, name=database)

    def run(script: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{script}"],
            env=os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "config.settings"},
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr[-4000:]
        return done.stdout.strip()

    return run


_MIGRATE = f"""
from django.core.management import call_command
from django.db import connection
from core.records import migration_operations as operations
from core.records import roles
def migrate(*targets):
    for target in targets:
        call_command("migrate", *target.split(), interactive=False, verbosity=0)
def kept():
    with connection.cursor() as cursor:
        cursor.execute('''{_KEPT}''')
        return cursor.fetchone()
"""


def test_data_survive_the_way_to_the_last_migration_and_back(manage: Callable[..., str]) -> None:
    firsts = [f"{app} 0001" for app in APPS]  # a later app's first may ask for an earlier one's second: data before it
    below = firsts.index("organizations 0001") + 1
    back = [f"{app} 0001" for app in reversed(APPS)]
    script = f"""
{_MIGRATE}
migrate(*{firsts[:below]!r})
with connection.cursor() as cursor:
    cursor.execute('''{_DATA}''')
first = kept()
migrate(*{firsts[below:]!r})
assert kept() == first, (kept(), first)
migrate("")
from organizations.kinds import ALLOWED_PARENTS
from organizations.models import AllowedParent, Role
assert AllowedParent.objects.count() == sum(map(len, ALLOWED_PARENTS.values()))
assert Role.objects.get(code="street_officer").permissions.exists()
assert kept() == first, (kept(), first)
migrate(*{back!r})
assert kept() == first, (kept(), first)
migrate("")
assert kept() == first
call_command("makemigrations", check=True, dry_run=True, verbosity=0)
print(first)
"""
    assert "赵民国" in manage(script)


def test_every_migration_can_be_taken_back(db: None) -> None:
    loader = MigrationLoader(connection)
    fixed = [
        f"{key} {operation}"
        for key, migration in loader.disk_migrations.items()
        if key[0] in APPS
        for operation in migration.operations
        if not operation.reversible
    ]
    assert not fixed


def _every(listed: Iterable[Operation]) -> Iterator[Operation]:
    for operation in listed:
        yield from operation.operations if isinstance(operation, operations.Together) else [operation]


def test_no_operation_renders_the_models_for_what_is_no_part_of_their_relations(db: None) -> None:
    ours = (operations.AddTrigger, operations.RemoveTrigger, operations.AddIndex, operations.AddConstraint)
    dear = tuple(kind.__mro__[1] for kind in ours)
    loader = MigrationLoader(connection)
    slow = [
        f"{key} {operation}"
        for key, migration in loader.disk_migrations.items()
        if key[0] in APPS
        for operation in _every(migration.operations)
        if isinstance(operation, dear) and not isinstance(operation, (*ours, AddConstraintNotValid))
    ]
    assert not slow, "core.records.migration_operations has the same without their cost"
