"""Two people at once, and what is kept for how long."""

import dataclasses
import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from core.office.rosters import store
from core.records.errors import RuleViolation
from organizations.models import Grant, Organization, RosterBatch, Unit, UnitPresence
from organizations.rosters import actions as rosters
from organizations.rosters.outcome import Undone
from organizations.rosters.subjects import UNITS
from people.models import User
from tests.clock import TODAY
from tests.organizations.conftest import Tree
from tests.organizations.rosters import workbook

TITLES = ("单位名称", "单位类型", "所在社区")
ROWS = [(f"单位{number}", "机关", "幸福里社区") for number in range(40)]


@pytest.fixture
def office(transactional_db: None) -> Tree:
    return Tree()


def previewed(tree: Tree, by: User) -> RosterBatch:
    return rosters.upload(
        workbook(TITLES, ROWS),
        by=by,
        subject=UNITS,
        organization=Organization.objects.get(code="T-A"),
        since=TODAY,
        filename="单位.xlsx",
        now=timezone.now(),
    )


def test_two_commits_of_the_same_units_at_once_write_them_once(office: Tree) -> None:
    users = [office.holder(office.street, name=name) for name in ("孟庆云", "周全")]
    batches = [previewed(office, user) for user in users]
    start, told = threading.Barrier(2), []

    def work(user: User, batch: RosterBatch) -> None:
        start.wait()
        try:
            rosters.commit(by=user, batch=batch, now=timezone.now())
            told.append("committed")
        except RuleViolation as refused:
            told.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=pair) for pair in zip(users, batches, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["changed-since-preview", "committed"]
    assert (Unit.objects.count(), UnitPresence.objects.count()) == (40, 40)
    assert sorted(batch.state for batch in RosterBatch.objects.all()) == ["committed", "previewed"]


def test_an_undo_waits_for_who_is_just_using_a_unit_and_keeps_it(office: Tree) -> None:
    clerk = office.holder(office.street, name="孟庆云")
    batch = rosters.commit(by=clerk, batch=previewed(office, clerk), now=timezone.now())
    unit = Unit.objects.get(name="单位7")
    undone: list[Undone] = []

    def undo() -> None:
        try:
            undone.append(rosters.take_back(by=clerk, batch=batch, now=timezone.now()))
        finally:
            connection.close()

    thread = threading.Thread(target=undo)
    with transaction.atomic():
        UnitPresence.objects.create(unit=unit, organization=office.neighbour, during=(TODAY, None))
        thread.start()
        thread.join(timeout=1)
    thread.join()
    assert list(Unit.objects.values_list("name", flat=True)) == ["单位7"]
    assert undone[0].kept == ["单位7"]


def test_a_unit_that_somebody_is_just_entering_is_waited_for_and_seen(office: Tree) -> None:
    """Between the check and the write nobody enters the same unit: the commit waits, looks again and is told."""
    clerk = office.holder(office.street, name="孟庆云")
    batch = previewed(office, clerk)
    told: list[str] = []

    def commit() -> None:
        try:
            rosters.commit(by=clerk, batch=batch, now=timezone.now())
            told.append("committed")
        except RuleViolation as refused:
            told.append(refused.code)
        finally:
            connection.close()

    thread = threading.Thread(target=commit)
    with transaction.atomic():
        unit = Unit.objects.create(organization=office.street, name="单位7", kind=Unit.UnitKind.choices[0][0])
        UnitPresence.objects.create(unit=unit, organization=office.community, during=(TODAY, None))
        thread.start()
        thread.join(timeout=0.7)
        assert not told, "it did not wait"
    thread.join()
    assert told == ["changed-since-preview"]
    assert Unit.objects.count() == 1 and RosterBatch.objects.get(pk=batch.pk).state == "previewed"


def test_a_right_that_ended_since_the_preview_imports_nothing(tree: Tree) -> None:
    clerk = tree.holder(tree.street, name="孟庆云")
    batch = previewed(tree, clerk)
    Grant.objects.filter(user=clerk).delete()
    with pytest.raises(RuleViolation, match="不能在这个组织导入"):
        rosters.commit(by=User.objects.get(pk=clerk.pk), batch=batch, now=timezone.now())
    assert not Unit.objects.exists()


def test_a_column_named_otherwise_since_the_preview_is_another_result(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A release between preview and commit may read the same file another way."""
    clerk = tree.holder(tree.street, name="孟庆云")
    batch = previewed(tree, clerk)
    other = dataclasses.replace(UNITS, columns=[each for each in UNITS.columns if each.name != "kind"])
    monkeypatch.setattr("organizations.rosters.actions.subject_of", lambda key: other)
    with pytest.raises(RuleViolation) as refused:
        rosters.commit(by=clerk, batch=batch, now=timezone.now())
    assert refused.value.code == "changed-since-preview" and not Unit.objects.exists()


def test_what_a_batch_shows_goes_with_its_file_after_a_week(tree: Tree) -> None:
    batch = previewed(tree, tree.holder(tree.street, name="孟庆云"))
    assert batch.preview and store.fetch(batch.reference) is not None
    assert rosters.sweep(timezone.now())["batches"] == 0
    RosterBatch.objects.update(uploaded_at=timezone.now() - timedelta(days=8))
    assert rosters.sweep(timezone.now())["batches"] == 1
    assert RosterBatch.objects.get().preview == []
    store.forget(batch.reference)
