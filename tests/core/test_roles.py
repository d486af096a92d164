"""The wall of the database: the application owns nothing, skips no trigger and changes nothing written once."""

from typing import Any

import psycopg2
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from core.records import audit, roles, sealing
from organizations.models import Organization, RosterBatch

WRITTEN_ONCE = [*roles.APPEND_ONLY, *roles.histories()]


def refused(sql: str) -> str:
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    return str(caught.value)


@pytest.fixture
def written(db: None, settings: Any, tmp_path: Any) -> None:
    settings.PORTAL_HOME = tmp_path
    audit.record("test.happened", by="tests")
    sealing.run()


@pytest.mark.parametrize("table", WRITTEN_ONCE)
def test_the_application_only_adds(written: None, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege(%(t)s, 'INSERT') AND has_table_privilege(%(t)s, 'SELECT'),"
            " has_table_privilege(%(t)s, 'UPDATE, DELETE, TRUNCATE, TRIGGER')",
            {"t": table},
        )
        assert cursor.fetchone() == (True, False)


@pytest.mark.parametrize("table", roles.APPEND_ONLY)
@pytest.mark.parametrize("change", ["UPDATE {} SET {}", "DELETE FROM {}", "TRUNCATE {}", "TRUNCATE {} CASCADE"])
def test_not_even_the_owner_changes_the_log_while_its_triggers_run(written: None, table: str, change: str) -> None:
    column = "code = 'x'" if table == "core_auditevent" else "digest = ''"
    statement = change.format(table, column)
    assert "permission denied" in refused(statement)
    with roles.owner_rights():
        assert "Cannot" in refused(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE core_auditevent DISABLE TRIGGER ALL",
        "DROP TRIGGER IF EXISTS pgtrigger_append_only_6d6e0 ON core_auditevent",
        "DROP TABLE core_seal CASCADE",
        "SET session_replication_role = replica",
        "SELECT set_config('session_replication_role', 'replica', true)",
        "CREATE TABLE public.of_its_own (id int)",
        "CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(n name) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
        "ALTER ROLE CURRENT_USER SUPERUSER",
        "UPDATE django_migrations SET name = ''",
        "SELECT setval('pg_catalog.pg_class'::regclass, 1)",
        "COPY core_auditevent TO PROGRAM 'cat'",
    ],
)
def test_what_would_take_the_wall_down_is_refused(written: None, statement: str) -> None:
    refused(statement)


def test_the_role_that_serves_is_plain_and_owns_nothing() -> None:
    """Signed in for real: the tests' own connection only acts as this role."""
    entry = settings.PORTAL_DATABASE()
    connect = {"host": entry["HOST"], "user": entry["USER"], "password": entry["PASSWORD"], "dbname": "postgres"}
    with psycopg2.connect(**connect) as session, session.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication,"
            " (SELECT count(*) FROM pg_class WHERE relowner = r.oid),"
            " (SELECT count(*) FROM pg_auth_members WHERE member = r.oid) FROM pg_roles r WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False, False, False, 0, 0)
    session.close()


@pytest.mark.django_db
def test_too_many_rights_are_named() -> None:
    assert roles.excess() == ""
    with roles.owner_rights():
        assert "权限过大" in roles.excess()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("table", "call"),
    [("load_spell", "members_load_spells(1)"), ("undo_person", "members_remove_loaded(1, now())")],
)
@pytest.mark.parametrize("kind", ["TEMP TABLE {} (person_id bigint)", "TEMP VIEW {} AS SELECT 1::bigint AS person_id"])
def test_nobody_puts_a_table_of_his_own_under_the_owners_functions(table: str, call: str, kind: str) -> None:
    """A view or a type of the caller would run the caller's code with the owner's rights."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE {kind.format(table)}")
    assert "begin with" in refused(f"SELECT {call}")


@pytest.mark.django_db
def test_a_load_of_what_is_not_there_is_refused() -> None:
    root = Organization.objects.create(kind="district_department", code="T", name="测试区委组织部")
    batch = RosterBatch.objects.create(
        subject="members", reference="load", organization=root, since="2026-01-01", file_sha256="0" * 64
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT members_begin_load()")
        cursor.execute(
            "INSERT INTO load_spell (person_id, organization_id, scope, during) VALUES (1, 1, '1.', '[2026-01-01,)')"
        )
    assert "no such batch" in refused(f"SELECT members_load_spells({batch.pk + 1})")
    assert "no person" in refused(f"SELECT members_load_spells({batch.pk})")
    with connection.cursor() as cursor:
        cursor.execute("SHOW session_replication_role")
        assert cursor.fetchone() == ("origin",)
