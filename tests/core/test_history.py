from datetime import date
from time import perf_counter

import pytest
from django.db import connection, transaction

from organizations import actions as tree
from organizations.models import Organization

pytestmark = pytest.mark.django_db

HELPERS = ["_pgh_attach_context", "_pgtrigger_should_ignore"]


def test_helpers_of_row_triggers_open_no_subtransaction_after_migrate() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname, prosrc FROM pg_proc WHERE proname = ANY(%s) ORDER BY 1", [HELPERS])
        found = dict(cursor.fetchall())
    assert list(found) == HELPERS
    assert not [name for name, source in found.items() if "EXCEPTION" in source.upper()]


def test_no_trigger_catches_an_exception() -> None:
    """Each catch is a subtransaction a row: with deferred keys waiting, its abort walks the whole queue."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT p.proname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE NOT t.tgisinternal"
        )
        found = dict(cursor.fetchall())
    assert len(found) > 10
    assert not [name for name, source in found.items() if "EXCEPTION WHEN" in source.upper()]


def test_a_context_is_kept_once_and_its_newest_words() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT _pgh_attach_context()")
        assert cursor.fetchone() == (None,)
        for words in ('{"a": 1}', '{"a": 2}'):
            cursor.execute(
                "SELECT set_config('pghistory.context_id', '6d1f7a9e-0000-4000-8000-000000000001', true),"
                " set_config('pghistory.context_metadata', %s, true)",
                [words],
            )
            cursor.execute("SELECT _pgh_attach_context()")
        cursor.execute("SELECT metadata ->> 'a' FROM pghistory_context")
        assert cursor.fetchall() == [("2",)]


def test_only_named_triggers_are_ignored() -> None:
    with connection.cursor() as cursor:
        answers = []
        for setting in ("", "{}", "{other,mine}"):
            cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [setting])
            cursor.execute("SELECT _pgtrigger_should_ignore('mine')")
            answers += cursor.fetchone()
    assert answers == [False, False, True]


def _batch(community: Organization, number: int) -> float:
    """Seconds to insert 1 000 persons with a membership each, whose scope a row trigger fills."""
    started = perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH made AS (INSERT INTO people_person (name, pinyin, initials, sex, birth_date, ethnicity, education,"
            " resident_number, phone, address, created_at, specialty, occupation, version)"
            " SELECT '测试', 'ce shi', 'cs', '', NULL, '', '', '', '', '', '2026-11-25 10:00+08', '', '', 1"
            " FROM generate_series(1, 1000) RETURNING id)"
            " INSERT INTO members_membership (person_id, organization_id, scope, status, member_class, joined_on,"
            " full_on, during, name_key, initials, end_reason, remark, version)"
            " SELECT id, %s, '', 'full', '', NULL, NULL, '[2020-01-01,)', '', '', '', '', 1 FROM made",
            [community.pk],
        )
    return perf_counter() - started


def test_later_batches_of_one_transaction_cost_what_the_first_cost() -> None:
    street = tree.create_organization(
        by="t", kind="external_superior", code="X", name="市委组织部", parent=None, since=date(2020, 1, 1)
    )
    with transaction.atomic():
        for number in range(3):  # triggers plan once a session: not while the planner takes the tables for empty
            _batch(street, number)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE people_person, members_membership")
        seconds = [_batch(street, number) for number in range(22)]
    early, late = min(seconds[1:6]), min(seconds[17:22])
    assert late <= 3 * early, seconds
