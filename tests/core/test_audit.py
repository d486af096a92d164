"""The chain over audit events: every kind of tampering is found, and writers do not wait for each other."""

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from core.models import AuditEvent, Seal
from core.records import audit, roles, sealing
from core.zone import ZONE


@pytest.fixture
def chain(db: None, settings: Any, tmp_path: Path) -> list[int]:
    """Twelve sealed events and a head file of this test's own."""
    settings.PORTAL_HOME = tmp_path
    events = [audit.record("test.happened", by="tests", number=number, words="换届") for number in range(12)]
    sealing.run()
    return [event.pk for event in events]


def tamper(sql: str, *params: Any) -> None:
    """Write as somebody with the database's highest rights: triggers do not run."""
    with roles.owner_rights(), connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, params)
        cursor.execute("SET session_replication_role = origin")


def verify() -> tuple[int, dict[str, Any]]:
    """Exit status and answer of the command."""
    out = StringIO()
    try:
        call_command("verify_audit", "--json", stdout=out)
        status = 0
    except SystemExit as exit_:
        status = int(exit_.code or 0)
    return status, json.loads(out.getvalue())


def test_untouched_chain_verifies(chain: list[int]) -> None:
    status, answer = verify()
    assert status == 0
    assert answer == answer | {"ok": True, "sealed": 12, "unsealed": 0, "findings": [], "first_bad": None}


def test_events_cannot_be_changed_or_deleted_by_the_application(chain: list[int]) -> None:
    for change in (
        lambda: AuditEvent.objects.filter(pk=chain[0]).update(actor_label="别人"),
        lambda: AuditEvent.objects.filter(pk=chain[0]).delete(),
        lambda: Seal.objects.filter(position=1).delete(),
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor_label", "别人"),
        ("code", "test.other"),
        ("data", '{"number": 99}'),
        ("occurred_at", "2020-01-01"),
        ("organization_id", 7),
    ],
)
def test_an_edited_event_is_found_at_its_position(chain: list[int], column: str, value: Any) -> None:
    tamper(f"UPDATE core_auditevent SET {column} = %s WHERE id = %s", value, chain[4])
    status, answer = verify()
    assert (status, answer["first_bad"]) == (1, 5)
    assert [finding["code"] for finding in answer["findings"]] == ["edited"]


def test_a_deleted_event_is_found(chain: list[int]) -> None:
    tamper("DELETE FROM core_auditevent WHERE id = %s", chain[6])
    status, answer = verify()
    assert (status, answer["first_bad"], answer["findings"][0]["code"]) == (1, 7, "deleted")


def test_an_event_deleted_with_its_seal_leaves_a_gap(chain: list[int]) -> None:
    tamper("DELETE FROM core_auditevent WHERE id = %s", chain[6])
    tamper("DELETE FROM core_seal WHERE position = 7")
    status, answer = verify()
    assert (status, answer["first_bad"]) == (1, 7)
    assert [finding["code"] for finding in answer["findings"]] == ["gap", "vanished"]


def test_a_closed_gap_is_found(chain: list[int]) -> None:
    """Deleted with its seal, and the later positions moved down: the next link does not fit."""
    tamper("DELETE FROM core_auditevent WHERE id = %s", chain[6])
    tamper("DELETE FROM core_seal WHERE position = 7")
    for position in range(8, 13):
        tamper("UPDATE core_seal SET position = %s WHERE position = %s", position - 1, position)
    status, answer = verify()
    assert (status, answer["first_bad"], answer["findings"][0]["code"]) == (1, 7, "edited")


def test_swapped_events_are_found(chain: list[int]) -> None:
    tamper("UPDATE core_seal SET event_id = -1 WHERE position = 3")
    tamper("UPDATE core_seal SET event_id = %s WHERE position = 4", chain[2])
    tamper("UPDATE core_seal SET event_id = %s WHERE position = 3", chain[3])
    status, answer = verify()
    assert (status, answer["first_bad"]) == (1, 3)


def test_a_forged_seal_is_found(chain: list[int]) -> None:
    tamper("UPDATE core_seal SET digest = sha256('forged') WHERE position = 9")
    status, answer = verify()
    assert (status, answer["first_bad"]) == (1, 9)


def test_a_chain_computed_anew_contradicts_the_head_outside(chain: list[int]) -> None:
    tamper("UPDATE core_auditevent SET actor_label = '别人' WHERE id = %s", chain[0])
    tamper("DELETE FROM core_seal")
    while sealing.seal(everything=True):
        pass
    status, answer = verify()
    assert status == 1
    assert {finding["code"] for finding in answer["findings"]} == {"rewritten"}


def test_a_cut_tail_is_seen_from_outside(chain: list[int]) -> None:
    tamper("DELETE FROM core_auditevent WHERE id >= %s", chain[9])
    tamper("DELETE FROM core_seal WHERE position >= 10")
    status, answer = verify()
    assert (status, answer["first_bad"], answer["findings"][0]["code"]) == (1, 10, "cut-tail")


def test_everything_erased_is_seen_from_outside(chain: list[int]) -> None:
    tamper("DELETE FROM core_auditevent")
    tamper("DELETE FROM core_seal")
    assert verify()[0] == 1


def codes(answer: dict[str, Any]) -> set[str]:
    return {finding["code"] for finding in answer["findings"]}


@pytest.mark.parametrize("table", ["core_auditevent", "core_seal"])
def test_nobody_empties_the_log(chain: list[int], table: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table}")


def forget_the_tail() -> None:
    tamper("DELETE FROM core_auditevent WHERE id IN (SELECT event_id FROM core_seal WHERE position > 8)")
    tamper("DELETE FROM core_seal WHERE position > 8")


def chain_anew() -> None:
    tamper("UPDATE core_auditevent SET actor_label = '别人' WHERE id = (SELECT min(id) FROM core_auditevent)")
    tamper("DELETE FROM core_seal")
    while sealing.seal(everything=True):
        pass


def empty_both() -> None:
    tamper("DELETE FROM core_auditevent")
    tamper("DELETE FROM core_seal")


@pytest.mark.parametrize("change", [forget_the_tail, chain_anew, empty_both, lambda: None])
@pytest.mark.parametrize("sealed_after", [False, True])
def test_whoever_takes_the_head_away_is_found(chain: list[int], change: Callable[[], None], sealed_after: bool) -> None:
    """Also when the sealer has made a new one since: the loss itself is an event of the chain."""
    sealing.head_file().unlink()
    change()
    if sealed_after:
        audit.record("test.happened", by="tests")
        sealing.run(everything=True)
    status, answer = verify()
    assert status == 1
    assert codes(answer) & {"head-missing", "head-lost", "cut-tail"}, answer


def test_a_shortened_head_is_found_before_and_after_the_next_run(chain: list[int]) -> None:
    for _ in range(3):
        audit.record("test.happened", by="tests")
        sealing.run()
    path = sealing.head_file()
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-3]))
    assert codes(verify()[1]) == {"head-short"}
    sealing.run()
    assert codes(verify()[1]) == {"head-lost"}
    chain_anew()
    assert codes(verify()[1]) == {"head-lost", "rewritten"}


def test_a_kill_between_a_run_and_its_head_is_no_finding(chain: list[int]) -> None:
    audit.record("test.happened", by="tests")
    while sealing.seal():
        pass
    assert verify()[0] == 0
    sealing.run()
    assert verify()[0] == 0
    assert sealing.read_heads()[-1].position == 13


def test_heads_that_were_sent_away_are_compared(chain: list[int], tmp_path: Path) -> None:
    """The copy kept elsewhere finds what file and database together no longer tell."""
    copy = tmp_path / "copy.jsonl"
    copy.write_text(sealing.head_file().read_text())
    sealing.head_file().unlink()
    empty_both()
    tamper("DELETE FROM core_periodicrun")
    audit.record("test.happened", by="tests")
    sealing.run(everything=True)
    assert verify()[0] == 0
    with pytest.raises(SystemExit):
        call_command("verify_audit", "--heads", str(copy), stdout=StringIO())


def forge(happened: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_auditevent (occurred_at, code, actor_label, target_type, target_id, target_label, data)"
            f" VALUES (%s::timestamptz {happened}, 'meetings.closed', '伪造', '', '', '', '{{}}')",
            [timezone.now()],
        )


@pytest.mark.parametrize(
    ("happened", "code"),
    [
        ("- interval '200 days'", "back-dated"),
        ("- interval '2 hours'", "back-dated"),
        ("+ interval '1 day'", "post-dated"),
    ],
)
def test_an_event_of_another_time_is_found(chain: list[int], happened: str, code: str) -> None:
    with time_machine.travel(timezone.now() + timedelta(hours=3)):
        audit.record("test.happened", by="tests")
        sealing.run()
        forge(happened)
        sealing.run()
        status, answer = verify()
    assert (status, answer["first_bad"]) == (1, 14)
    assert codes(answer) == {code}


def test_a_sealer_that_slept_finds_nothing_wrong(chain: list[int]) -> None:
    audit.record("test.happened", by="tests")
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        audit.record("test.happened", by="tests")
        sealing.run()
        assert verify()[0] == 0


def test_the_moment_of_sealing_is_part_of_the_chain(chain: list[int]) -> None:
    tamper("UPDATE core_seal SET sealed_at = sealed_at - interval '200 days' WHERE position = 5")
    assert codes(verify()[1]) >= {"edited"}


def test_an_event_deleted_before_it_was_sealed_is_named_by_the_next(chain: list[int]) -> None:
    gone = audit.record("test.gone", by="tests")
    audit.record("test.happened", by="tests")
    tamper("DELETE FROM core_auditevent WHERE id = %s", gone.pk)
    for _ in range(3):  # unsealed, sealed, below the mark
        status, answer = verify()
        assert (status, [(f["code"], f["event_id"]) for f in answer["findings"]]) == (1, [("vanished", gone.pk)])
        sealing.run()


def test_what_was_rolled_back_never_vanished(chain: list[int]) -> None:
    @transaction.atomic
    def fail() -> None:
        audit.record("test.happened", by="tests")
        audit.record("test.happened", by="tests", number=1 / 0)

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            fail()
        audit.record("test.happened", by="tests")
    audit.record_many("test.happened", by="tests", targets=[(AuditEvent(pk=n), {}) for n in range(3)])
    sealing.run()
    assert verify()[0] == 0


def test_a_backlog_of_unsealed_events_is_reported(chain: list[int]) -> None:
    audit.record("test.happened", by="tests")
    status, answer = verify()
    assert (status, answer["unsealed"]) == (0, 1)
    with pytest.raises(SystemExit):
        call_command("verify_audit", "--unsealed", "0")


def test_head_file_survives_a_torn_line_and_keeps_one_line_for_past_days(chain: list[int]) -> None:
    path = sealing.head_file()
    yesterday = datetime.now(UTC) - timedelta(days=1)
    path.unlink()
    for _ in range(3):
        audit.record("test.happened", by="tests")
        while sealing.seal():
            pass
        sealing.write_head(yesterday)
    assert len(sealing.read_heads()) == 3
    with path.open("a") as file:
        file.write('{"position": 99, "dig')
    audit.record("test.happened", by="tests")
    sealing.run()
    heads = sealing.read_heads()
    assert [head.position for head in heads] == [15, 16]
    assert verify()[0] == 0


def test_digest_depends_on_the_moment_not_on_its_time_zone() -> None:
    moment = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
    event = {"id": 1, "occurred_at": moment, "data": {"b": 1, "a": "换届"}}
    local = event | {"occurred_at": moment.astimezone(ZONE), "data": {"a": "换届", "b": 1}}
    assert sealing.canonical(event) == sealing.canonical(local)
    later = event | {"occurred_at": moment + timedelta(microseconds=1)}
    assert sealing.canonical(event) != sealing.canonical(later)


# -- several connections: these tests commit -----------------------------------------------------------


@pytest.fixture
def committed(transactional_db: None, settings: Any, tmp_path: Path) -> None:
    settings.PORTAL_HOME = tmp_path


def elsewhere(work: Callable[[], None]) -> None:
    """Run in another thread, that is on another connection."""
    failures: list[BaseException] = []

    def target() -> None:
        try:
            work()
        except BaseException as error:  # handed to the test
            failures.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=target)
    thread.start()
    thread.join(20)
    assert not thread.is_alive(), "the other connection waits"
    assert not failures, failures


def test_writers_do_not_wait_and_a_late_commit_is_sealed_later(committed: None) -> None:
    """`record` takes no lock: a second writer commits while the first one's transaction is open."""

    def write() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        audit.record("test.second", by="tests")

    with transaction.atomic():
        first = audit.record("test.first", by="tests")
        elsewhere(write)
        elsewhere(lambda: [sealing.run() for _ in range(4)] and None)
        second = AuditEvent.objects.get(code="test.second")
        assert first.pk < second.pk
        assert list(Seal.objects.values_list("event_id", flat=True)) == [second.pk]
    for _ in range(4):
        sealing.run()
    assert list(Seal.objects.order_by("position").values_list("event_id", flat=True)) == [second.pk, first.pk]
    assert verify()[0] == 0


def test_only_one_sealer_works(committed: None) -> None:
    for _ in range(50):
        audit.record("test.happened", by="tests")
    threads = [threading.Thread(target=lambda: (sealing.run(), connections.close_all())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sealing.run()
    assert Seal.objects.count() == 50
    assert verify() == (0, verify()[1])
