"""What districts read of the duties: filled whole or street by street the same rows, each once, in few statements."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.db.transaction import atomic
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments import facts, jobs
from core.chinese.dates import month_start
from core.models import PeriodicRun
from organizations.desks import standing
from organizations.kinds import Kind
from organizations.models import OpenDuty
from tests.clock import TODAY
from tests.organizations.conftest import Tree

SHOWN = ("origin", "organization", "scope", "key", "opens_on", "due_on", "amount", "record", "label")


def rows() -> list[tuple[object, ...]]:
    return sorted(OpenDuty.objects.values_list(*SHOWN), key=repr)


def recorded(tree: Tree) -> None:
    standing.after_record("meetings.meeting", tree.community.pk)


@pytest.mark.django_db
def test_a_district_filled_whole_is_its_streets_one_by_one(tree: Tree) -> None:
    there = tree.make(Kind.COMMUNITY, "T-B-1", tree.other_street, "向阳社区")
    tree.make(Kind.COMMUNITY_GENERAL_BRANCH, "T-B-1-G", there)
    standing.fill(now=timezone.now())
    PeriodicRun.objects.create(job=standing.JOB, period="x")
    whole = rows()
    assert {tree.street.pk, tree.other_street.pk} <= {row[0] for row in whole}
    for place in (tree.district, tree.community, there):
        standing.after_record("meetings.meeting", place.pk)
    assert rows() == whole
    moved = OpenDuty.objects.filter(origin=tree.street).count()
    OpenDuty.objects.filter(origin=tree.street).delete()
    recorded(tree)
    assert OpenDuty.objects.filter(origin=tree.street).count() == moved and rows() == whole


@pytest.mark.django_db(transaction=True)
def test_two_records_of_one_street_at_once_leave_each_row_once() -> None:
    tree = Tree()
    standing.fill(now=timezone.now())
    PeriodicRun.objects.create(job=standing.JOB, period="x")
    before = rows()

    def other() -> None:
        try:
            recorded(tree)
        finally:
            connection.close()

    thread = threading.Thread(target=other)
    with atomic():
        recorded(tree)
        thread.start()
        thread.join(timeout=0.7)
    thread.join()
    assert before and rows() == before


@pytest.mark.django_db
def test_a_new_number_of_a_district_costs_as_many_statements_however_large_it_is(tree: Tree) -> None:
    """Duties, running months and scores: neither streets nor communities add a statement."""
    now = timezone.now()
    facts.compute_month(district=tree.district, month=month_start(TODAY), now=now)
    works: list[Callable[[], object]] = [
        lambda: standing.fill_district(tree.district, now=now),
        lambda: jobs.after_standard(tree.district.pk, now=now),
        lambda: jobs.after_standard(tree.street.pk, now=now),
    ]

    def statements() -> list[int]:
        counts = []
        for work in works:
            work()  # what stands already
            with CaptureQueriesContext(connection) as captured:
                work()
            counts.append(len(captured))
        return counts

    few = statements()
    for number in range(3):
        street = tree.make(Kind.STREET_WORKING_COMMITTEE, f"T-{number}", tree.district, f"{number}街道党工委")
        for each in range(3):
            tree.make(Kind.COMMUNITY, f"T-{number}-{each}", street, f"{number}{each}社区")
            tree.make(Kind.COMMUNITY, f"T-A-{number}{each}", tree.street, f"甲{number}{each}社区")
    assert statements() == few
    assert max(few) <= 60, few
