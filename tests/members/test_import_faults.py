"""Around an import: the world changes between preview and commit, workers die, two people import at once."""

import resource
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from core.office import spreadsheets
from core.office.rosters import store
from core.office.spreadsheets import limits
from core.records import protection
from core.records.errors import RuleViolation
from members.importing import kept, stages
from members.models import Membership
from organizations import actions as tree
from organizations.models import RosterBatch
from organizations.rosters import actions as engine
from tests.clock import NOW, TODAY
from tests.members.rosters import import_roster, roster, upload_roster
from tests.members.test_import_bulk import csv, in_background, people

pytestmark = [pytest.mark.requirement("MEM-02")]


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "rosters"


def preview(content: bytes, district: Any, user: Any, *, filename: str = "a.csv") -> RosterBatch:
    batch = upload_roster(content, by=user, organization=district.street, filename=filename, as_of=TODAY, now=NOW)
    assert batch.state == RosterBatch.State.PREVIEWED
    return batch


def children() -> int:
    """Grows with every child process that has ended."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_minflt


def commit(batch: RosterBatch, user: Any) -> tuple[RosterBatch, bool]:
    """(the batch, whether the file was read again)."""
    before = children()
    committed = engine.commit(by=user, batch=batch, now=NOW)
    return committed, children() > before


@pytest.mark.django_db
def test_an_import_that_breaks_off_gives_its_place_among_the_readers_back(settings, tmp_path, district):
    """Also while its exception is kept, as the log and the result of a job keep it."""
    settings.PORTAL_HOME = tmp_path
    kept_errors = []

    def breaks(rows: int) -> None:
        raise ConnectionResetError(rows)

    for _ in range(limits.MOST_CHILDREN + 1):
        with spreadsheets.patient(0), pytest.raises(ConnectionResetError) as broken:
            stages.preview(csv(*people(40)), organization=district.street, as_of=TODAY, today=TODAY, progress=breaks)
        kept_errors.append(broken)
    assert len(kept_errors) == limits.MOST_CHILDREN + 1


# --- Between preview and commit ------------------------------------------------------------------


@pytest.mark.django_db
def test_what_the_preview_checked_is_written_without_reading_the_file_again(district, street_officer):
    rows = people(40)
    batch, read_again = commit(preview(csv(*rows), district, street_officer), street_officer)
    assert (batch.state, batch.created, read_again) == ("committed", 40, False)
    twin = roster(*people(40, 100))
    other = preview(twin, district, street_officer, filename="b.xlsx")
    store.beside(other.reference, ".checked").unlink()
    other, read_again = commit(other, street_officer)
    assert (other.created, read_again) == (40, True)
    columns = ("organization_id", "scope", "status", "member_class", "joined_on", "full_on", "during", "remark")
    first, second = (
        list(b.memberships.order_by("joined_on", "name_key").values_list(*columns)) for b in (batch, other)
    )
    assert [line[:4] for line in first] == [line[:4] for line in second]


@pytest.mark.django_db
@pytest.mark.parametrize("damage", ["cut", "flipped", "swapped", "of another file", "empty"])
def test_a_damaged_keep_is_noticed_and_the_file_read_again(district, street_officer, damage, monkeypatch):
    monkeypatch.setattr("members.importing.reading.cells.CHUNK_ROWS", 10)
    batch = preview(csv(*people(40)), district, street_officer)
    path = store.beside(batch.reference, ".checked")
    content = path.read_bytes()
    pieces, rest = [], content
    while rest:
        size = 8 + int.from_bytes(rest[:8], "big")
        pieces.append(rest[:size])
        rest = rest[size:]
    assert len(pieces) == 5, "four chunks and the end"
    if damage == "of another file":
        other = preview(csv(*people(40, 100)), district, street_officer)
        content = store.beside(other.reference, ".checked").read_bytes()
    path.write_bytes(
        {
            "cut": b"".join(pieces[:3]),
            "flipped": content[:-400] + bytes([content[-400] ^ 1]) + content[-399:],
            "swapped": b"".join([pieces[1], pieces[0], *pieces[2:]]),
            "of another file": content,
            "empty": b"",
        }[damage]
    )
    batch, read_again = commit(batch, street_officer)
    assert (batch.created, read_again, Membership.objects.filter(batch=batch).count()) == (40, True, 40)


@pytest.mark.django_db
def test_another_file_in_its_place_is_not_imported(district, street_officer):
    batch = preview(csv(*people(3)), district, street_officer)
    store.keep(batch.reference, csv(*people(3, 100)))
    with pytest.raises(RuleViolation, match="不一致"):
        engine.commit(by=street_officer, batch=batch, now=NOW)
    assert not Membership.objects.filter(batch=batch).exists()


@pytest.mark.django_db
def test_a_branch_renamed_since_the_preview_is_found_by_reading_again(district, street_officer):
    batch = preview(csv(*people(3)), district, street_officer)
    tree.rename_organization(by="tests", organization=district.branch, name="甲新社区党支部", on=TODAY, today=TODAY)
    before = children()
    with pytest.raises(RuleViolation, match="与预览不同|还有错误"):
        engine.commit(by=street_officer, batch=batch, now=NOW)
    assert children() > before and not Membership.objects.filter(batch=batch).exists()


@pytest.mark.django_db
def test_another_rule_or_day_has_another_basis(district):
    rules = stages.rules_for(district.street, as_of=TODAY, today=TODAY)
    others = [
        stages.rules_for(district.street, as_of=date(2026, 11, 1), today=TODAY),
        stages.rules_for(district.street, as_of=TODAY, today=date(2026, 11, 26)),
        stages.rules_for(district.other_street, as_of=TODAY, today=TODAY),
    ]
    assert kept.basis(b"x", rules) == kept.basis(b"x", stages.rules_for(district.street, as_of=TODAY, today=TODAY))
    found = {kept.basis(b"x", rules), kept.basis(b"y", rules), *(kept.basis(b"x", other) for other in others)}
    assert len(found) == 5


@pytest.mark.django_db
def test_after_a_change_of_keys_everything_is_written_under_the_new_one(district, street_officer, settings):
    ring = settings.PORTAL_KEYRING()
    batch = preview(csv(*people(3, 0, 联系电话="13000000001")), district, street_officer)
    newer = {**ring, "current": ring["current"] + 1, "keys": {**ring["keys"], str(ring["current"] + 1): ring["index"]}}
    settings.PORTAL_KEYRING = lambda: newer
    protection.forget_keys()
    try:
        batch, read_again = commit(batch, street_officer)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT p.resident_number, p.phone, p.address FROM people_person p"
                " JOIN members_membership m ON m.person_id = p.id WHERE m.batch_id = %s",
                [batch.pk],
            )
            keys = {protection.key_id(value) for found in cursor.fetchall() for value in found}
        assert (batch.created, read_again, keys) == (3, True, {newer["current"]})
    finally:
        settings.PORTAL_KEYRING = lambda: ring
        protection.forget_keys()


@pytest.mark.django_db
def test_a_roster_imported_again_changes_nothing(district, street_officer):
    content = csv(*people(20))
    commit(preview(content, district, street_officer), street_officer)
    batch, _ = commit(preview(content, district, street_officer), street_officer)
    assert (batch.created, batch.updated, batch.unchanged, batch.member_changes.count()) == (0, 0, 20, 0)


# --- At the same time ----------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_the_same_people_write_each_of_them_once(district):
    content = csv(*people(300))

    def once() -> tuple[int, int]:
        outcome, _ = import_roster(
            content, by="tests", organization=district.street, as_of=TODAY, now=NOW, filename="a.csv"
        )
        return outcome.created, outcome.unchanged

    works = [in_background(once) for _ in range(2)]
    for thread, _ in works:
        thread.join(60)
    assert sorted(answer for _, answers in works for answer in answers) == [(0, 300), (300, 0)]
    assert Membership.objects.filter(person__name__startswith="崔明").count() == 300


@pytest.mark.django_db(transaction=True)
def test_of_two_commits_of_the_same_people_the_second_is_told(district, street_officer):
    batches = [preview(csv(*people(300)), district, street_officer) for _ in range(2)]
    works = [
        in_background(lambda batch=batch: engine.commit(by=street_officer, batch=batch, now=NOW).created)
        for batch in batches
    ]
    for thread, _ in works:
        thread.join(60)
    answers = [answer for _, found in works for answer in found]
    assert [answer for answer in answers if not isinstance(answer, RuleViolation)] == [300]
    assert [answer.code for answer in answers if isinstance(answer, RuleViolation)] == ["changed-since-preview"]
    assert Membership.objects.filter(person__name__startswith="崔明").count() == 300
    assert sorted(RosterBatch.objects.values_list("state", flat=True)) == ["committed", "previewed"]
