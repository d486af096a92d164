"""Bulk writes of a roster: what they skip is proven another way, and an undo is as exact as it is fast."""

import threading
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import psycopg2
import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from core.records import bulk, roles
from core.zone import ZONE
from members.importing import stages
from members.importing.reading.lines import _escaped
from members.models import Membership, MembershipEvent
from organizations.models import Organization, RosterBatch
from organizations.rosters import actions as engine
from organizations.rosters.outcome import Undone
from people.models import Person, PersonEvent
from tests.members.rosters import HEADER, import_roster, number, roster, row
from tests.members.test_spells_apart import _session as session

pytestmark = [pytest.mark.requirement("MEM-02")]
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=ZONE)
DAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture(params=["an owner who may skip triggers", "an owner who may not"])
def role(request: pytest.FixtureRequest, district: Any) -> str:
    """Both ways of writing give the same; the second is that of an office's own server."""
    if "not" in request.param:
        with roles.owner_rights(), connection.cursor() as cursor:
            cursor.execute("CREATE ROLE plain")
            for function in ("members_load_spells(bigint)", "members_remove_loaded(bigint, timestamptz)"):
                cursor.execute(f"ALTER FUNCTION {function} OWNER TO plain")
                assert not bulk.may_skip_triggers(cursor, function.partition("(")[0])
    return str(request.param)


def people(count: int, first: int = 0, **cells: Any) -> list[list[Any]]:
    """Rows of `count` different people from the number `first` on."""
    found = []
    for n in range(first, first + count):
        birth = date(1940, 3, 5) + timedelta(days=n // 450)
        given = {
            "姓名": f"崔明{'一二三四五六七八九十'[n % 10]}" + (chr(0x4E00 + n // 10) if n >= 10 else ""),
            "公民身份号码": number(f"{birth:%Y%m%d}", 2 * (n % 450) + 1),
            "出生年月": f"{birth:%Y.%m}",
            "入党时间": "1965.07.01",
            "转正时间": "1966.07.01",
            "联系电话": "",
        }
        found.append(row(**(given | cells)))
    return found


def csv(*rows: list[Any]) -> bytes:
    return "\n".join(",".join(map(str, cells)) for cells in (HEADER, *rows)).encode()


def write(content: bytes, organization: Organization, **options: Any) -> tuple[stages.Outcome, RosterBatch]:
    outcome, batch = import_roster(
        content, by="tests", organization=organization, as_of=DAY, now=NOON, filename="a.csv", **options
    )
    assert batch is not None, outcome.findings[:3]
    return outcome, batch


# --- What is skipped -----------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_bulk_writes_skip_is_this_and_nothing_else(db):
    """Who adds a trigger to these tables adds to the bulk writes what it does: staging.insert_new, undo."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, regexp_replace(tgname, '_[0-9a-f]{5}$', ''),"
            " CASE WHEN tgtype & 4 > 0 THEN 'insert' ELSE 'delete' END FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgtype & 12 > 0"
            " AND tgrelid IN ('people_person'::regclass, 'members_membership'::regclass)"
        )
        found = set(cursor.fetchall())
    assert found == {
        ("members_membership", "pgtrigger_scope_on_insert", "insert"),  # the path is in the line
        ("members_membership", "name_key_on_insert", "insert"),  # so are name and initials
        ("members_membership", "hold_person_on_insert", "insert"),  # spells of new persons, whom nobody else sees
        ("members_membership", "spells_apart_on_insert", "insert"),
        ("members_membership", "pgtrigger_delete_delete", "delete"),  # bulk.store_deleted
        ("people_person", "pgtrigger_delete_delete", "delete"),
    }


@pytest.mark.django_db
def test_rows_are_as_the_triggers_would_have_filled_them(role, district):
    rows = people(30) + people(2, 40, 入党时间="", 转正时间="") + people(2, 50, 所在党支部="甲一社区党支部")
    outcome, batch = write(roster(*rows), district.street)
    assert outcome.created == 34
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE m.scope = o.path AND m.name_key = left(p.pinyin || ' ' || p.name, 160)"
            " AND m.initials = p.initials AND m.initials <> '' AND b.id = %s AND m.version = 1 AND p.version = 1"
            " AND lower(m.during) = %s AND p.created_at = %s), count(*) FROM members_membership m"
            " LEFT JOIN people_person p ON p.id = m.person_id"
            " LEFT JOIN organizations_rosterbatch b ON b.id = m.batch_id"
            " LEFT JOIN organizations_organization o ON o.id = m.organization_id",
            [batch.pk, DAY, NOON],
        )
        assert cursor.fetchone() == (34, 34)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SHOW session_replication_role")
        assert cursor.fetchone() == ("origin",), "triggers work again"


@pytest.mark.django_db
def test_whoever_joins_after_the_roster_s_day_begins_on_that_day(district):
    _, batch = write(roster(row(入党时间="2026.11.20", 转正时间="", 党员类别="预备党员")), district.street)
    batch_of_june = import_roster(
        roster(
            row(公民身份号码=number("19900305"), 出生年月="1990.03", 入党时间="2026.11.20", 转正时间="", 党员类别="")
        ),
        by="tests",
        organization=district.street,
        as_of=date(2026, 11, 15),
        now=NOON,
        filename="b.xlsx",
    )[1]
    assert [m.during.lower for m in batch.memberships.all()] == [DAY]
    assert batch_of_june is not None
    assert [m.during.lower for m in batch_of_june.memberships.all()] == [date(2026, 11, 20)]


def test_separators_of_copy_are_escaped():
    assert _escaped("a\tb\nc\\.\r") == "a\\tb\\nc\\\\.\\r" and _escaped("崔明") == "崔明"


@pytest.mark.django_db(transaction=True)
def test_a_branch_cannot_move_while_its_members_are_written(district):
    other = session()
    try:
        with other.cursor() as cursor, transaction.atomic():
            stages._hold_tree(district.street)
            moves = "SELECT 1 FROM organizations_organization WHERE id = %s FOR NO KEY UPDATE NOWAIT"
            with pytest.raises(psycopg2.errors.LockNotAvailable):
                cursor.execute(moves, [district.branch.pk])
            other.rollback()
    finally:
        other.close()


# --- Undo ----------------------------------------------------------------------------------------


def history(model: type[Any]) -> list[dict[str, Any]]:
    hidden = ("pgh_id", "pgh_created_at", "pgh_obj_id", "id", "person_id", "batch_id")
    rows = model.objects.order_by("pgh_obj_id").values()
    return [{key: value for key, value in found.items() if key not in hidden} for found in rows]


@pytest.mark.django_db
def test_an_undo_leaves_the_history_that_the_triggers_leave(role, district, street_officer):
    _, batch = write(roster(*people(3)), district.street)
    ids = sorted(batch.memberships.values_list("pk", flat=True))
    assert engine.take_back(by=street_officer, batch=batch, now=NOON) == Undone(3, 0, [])
    assert (
        not Membership.objects.filter(pk__in=ids).exists() and not Person.objects.filter(name__startswith="崔").exists()
    )
    spells, persons = history(MembershipEvent), history(PersonEvent)
    assert [event["pgh_label"] for event in spells] == [event["pgh_label"] for event in persons] == ["delete"] * 3
    assert sorted(MembershipEvent.objects.values_list("id", flat=True)) == ids
    assert {(event["organization_id"], event["joined_on"]) for event in spells} == {
        (district.branch.pk, date(1965, 7, 1))
    }
    assert {event["name"] for event in persons} == {"崔明一", "崔明二", "崔明三"}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def rows_read() -> int:
    """Rows that this transaction has read from tables and indexes: the work, whatever else the machine does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_xact_all_tables")
        return int(cursor.fetchone()[0])


@pytest.mark.django_db
def test_the_work_of_an_import_and_of_its_undo_grows_with_the_rows(role, district, street_officer):
    """Also in a session whose plans were made while there was nobody: the first roster of a new office."""
    with roles.owner_rights(), connection.cursor() as cursor:
        cursor.execute("ANALYZE people_person, members_membership, members_importchange, organizations_rosterbatch")

    def work(count: int, first: int) -> tuple[int, int]:
        before = rows_read()
        _, batch = write(csv(*people(count, first)), district.street)
        written = rows_read()
        undone = engine.take_back(by=street_officer, batch=batch, now=NOON)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        assert undone.removed == count
        return written - before, rows_read() - written

    work(9, 0)
    small, large = work(300, 10), work(1_800, 1_000)
    for few, more in zip(small, large, strict=True):
        assert more < 8 * few, "six times the rows; their square would be 36 times"


def in_background(work: Any) -> tuple[threading.Thread, list[Any]]:
    answers: list[Any] = []

    def run() -> None:
        try:
            answers.append(work())
        except Exception as error:
            answers.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, answers


_CLAIM = (
    'INSERT INTO members_scheduledchange (organization_id, scope, person_id, "on", status, state, note, end_reason)'
    " VALUES (%s, '', %s, '2026-12-01', 'full', 'waiting', '', '')"
)


@pytest.mark.django_db(transaction=True)
def test_who_is_used_while_the_undo_waits_is_kept_and_named(district, street_officer):
    """A record of one of the people is being written when the undo begins: the undo waits for it and sees it."""
    _, batch = write(roster(*people(3)), district.street)
    person = Person.objects.get(name="崔明二")
    other = session()
    try:
        with other.cursor() as cursor:
            cursor.execute(_CLAIM, [district.branch.pk, person.pk])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            thread, answers = in_background(lambda: engine.take_back(by=street_officer, batch=batch, now=NOON))
            thread.join(0.4)
            assert not answers, "it did not wait"
        other.commit()
        thread.join(20)
    finally:
        other.close()
    assert answers == [Undone(2, 0, ["崔明二"])]
    assert Membership.objects.get(batch=batch).person == person


@pytest.mark.django_db(transaction=True)
def test_who_is_removed_cannot_be_used_any_more(district, street_officer):
    """The undo comes first: the record that names somebody of the batch is refused, and nothing of it stays."""
    _, batch = write(roster(*people(3)), district.street)
    person = Person.objects.get(name="崔明二")
    other = session()
    try:
        with other.cursor() as cursor:
            cursor.execute(_CLAIM, [district.branch.pk, person.pk])  # its foreign key is asked at the commit
            assert engine.take_back(by=street_officer, batch=batch, now=NOON) == Undone(3, 0, [])
            with pytest.raises(psycopg2.IntegrityError):
                other.commit()
    finally:
        other.close()
    assert not Person.objects.filter(pk=person.pk).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM members_scheduledchange")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_every_key_to_a_person_keeps_the_person(district, street_officer):
    """The list of references is the database's own: a table that is added tomorrow is in it."""
    with roles.owner_rights(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE tomorrow (id int, who bigint REFERENCES people_person)")
        roles.grant(using="default")
    with connection.cursor() as cursor:
        assert ("tomorrow", "who") in bulk.keys_to(cursor, "people_person")
        _, batch = write(roster(*people(2)), district.street)
        person = Person.objects.get(name="崔明一")
        cursor.execute("INSERT INTO tomorrow VALUES (1, %s)", [person.pk])
    assert engine.take_back(by=street_officer, batch=batch, now=NOON) == Undone(1, 0, ["崔明一"])
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.django_db
def test_a_membership_of_nobody_is_refused_at_once(district):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(person_id=10**9, organization=district.branch, during=(DAY, None), name_key="x y")
