"""Every duty of config/home.py: owed until its record exists, one due day for all readers, neither lost nor endless."""

from copy import deepcopy
from datetime import date, datetime, time, timedelta

import pytest
from django.db import transaction

from core.models import Notification
from core.records.duties import Line
from core.web.home import lists
from core.zone import ZONE
from organizations.desks import home, queries, reminders, standing
from people.models import User
from tests.duties.cases import CASES, Case
from tests.duties.office import Office, Owed, owed_rows

pytestmark = pytest.mark.django_db
LONG_AFTER = 800
"""Days: beyond the years of the working calendar and beyond every window of a duty."""


def evening(day: date) -> datetime:
    return datetime.combine(day, time(18), tzinfo=ZONE)


def lines(office: Office, who: str, key: str, day: date) -> list[Line]:
    """What stands on somebody's home page that evening; a district reads the table of its desk."""
    user = User.objects.get(pk=office.users[who].pk)
    if who == "district":
        standing.fill(now=evening(day))
    return [line for line in queries.lines(user, now=evening(day)) if line.key == key]


def planted(office: Office, key: str, case: Case, day: date) -> list[Owed]:
    return [row for row in owed_rows(office.district, key, evening(day)) if row.due == case.due]


def both(case: Case) -> tuple[date, date]:
    """The last day in time (where it is open by then) and the first that is too late."""
    return max(case.due, case.opens), max(case.due + timedelta(days=1), case.opens)


def test_every_duty_has_its_case() -> None:
    assert set(CASES) == set(lists().duty)


@pytest.mark.parametrize("key", CASES)
def test_it_is_owed_until_its_record_exists_with_one_due_day(office: Office, key: str) -> None:
    """Three readings of one office, each from where the others began: making the office costs most."""
    for reading in (
        it_is_owed_from_its_first_day_until_its_record_exists,
        own_list_superiors_list_and_reminder_know_one_due_day,
        what_is_old_is_neither_lost_nor_endless,
    ):
        with transaction.atomic():
            reading(deepcopy(office), key)
            transaction.set_rollback(True)


def it_is_owed_from_its_first_day_until_its_record_exists(office: Office, key: str) -> None:
    case = CASES[key]
    record = case.plant(office)
    assert not planted(office, key, case, case.opens - timedelta(days=1))
    assert planted(office, key, case, case.opens)
    before = len(planted(office, key, case, both(case)[0]))
    case.close(office, record)
    for day in both(case):
        assert len(planted(office, key, case, day)) == before - closed(key)


def closed(key: str) -> int:
    """How many rows one record closes: a community's theme day is its branches' too, but here each closes its own."""
    return 1


def own_list_superiors_list_and_reminder_know_one_due_day(office: Office, key: str) -> None:
    case, duty = CASES[key], lists().duty[key]
    case.plant(office)
    in_time, late = both(case)
    for day in (in_time, late):
        own = [line for line in lines(office, case.who, key, day) if line.own]
        assert [line.due_on for line in own] == ([] if case.ends and day >= case.ends else [case.due])
        assert all(home.item(line).due_on == case.due for line in own)
        assert all((line.missing > 0) == (case.due < day) for line in own)
    for above in ("street", "district"):
        behind = [line for line in lines(office, above, key, in_time) if not line.own]
        assert case.due < in_time or not behind
    if duty.behind and case.who not in ("street", "district"):
        for above in ("street", "district"):
            [behind] = [line for line in lines(office, above, key, late) if not line.own]
            assert behind.due_on == case.due and behind.missing > 0
    if duty.message is not None:
        remind_on_its_days(office, key, case, duty.message.kind)


def remind_on_its_days(office: Office, key: str, case: Case, kind: str) -> None:
    """Each message bears the day that follows from the same due day, and comes once."""
    user = office.users[case.who]
    [row] = planted(office, key, case, max(case.opens, case.due))[:1]
    wanted = sorted(case.due - timedelta(days=number) for number in row.remind)
    found = Notification.objects.filter(kind=kind, recipient=user)
    for number, day in enumerate(wanted):
        on = max(day, case.opens)
        if case.ends is None or on < case.ends:
            for _ in range(1 if number else 2):
                reminders.remind(now=evening(on), only=key)
            assert found.filter(due_on=day).count() == 1, day


def what_is_old_is_neither_lost_nor_endless(office: Office, key: str) -> None:
    case = CASES[key]
    record = case.plant(office)
    if case.ends is not None:
        assert case.because and planted(office, key, case, case.ends - timedelta(days=1))
        assert not planted(office, key, case, case.ends)
        return
    later = case.due + timedelta(days=LONG_AFTER)
    assert all(row.missing for row in planted(office, key, case, later)) and planted(office, key, case, later)
    case.close(office, record)
    assert not planted(office, key, case, later)
