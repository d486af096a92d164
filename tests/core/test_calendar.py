from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.chinese import calendar
from core.chinese.calendar import WorkCalendar, published_days
from core.models import WorkDay

PUBLISHED = WorkCalendar({day.date: day.working for day in published_days()})
days = st.dates(date(2024, 2, 1), date(2026, 11, 30))
counts = st.integers(-40, 40)


@pytest.fixture
def published() -> WorkCalendar:
    return WorkCalendar(PUBLISHED._days)


def test_holidays_and_shifted_weekends_are_known(published: WorkCalendar) -> None:
    assert not published.works(date(2026, 10, 1))
    assert published.works(date(2024, 2, 4))  # a Sunday on which everybody worked
    assert not published.works(date(2026, 11, 22))
    assert published.works(date(2026, 11, 23))
    assert published.unknown_years == []


def test_an_unpublished_year_follows_weekdays_and_says_so(published: WorkCalendar) -> None:
    assert published.works(date(2031, 1, 1))
    assert not published.works(date(2031, 1, 4))
    assert published.unknown_years == [2031]


@given(days, counts)
def test_adding_lands_on_a_working_day_with_as_many_between(day: date, count: int) -> None:
    end = PUBLISHED.add(day, count)
    low, high = sorted((day, end))
    between = [low + timedelta(n) for n in range((high - low).days + 1)]
    counted = [each for each in between if PUBLISHED.works(each) and each != day]
    assert len(counted) == abs(count)
    assert count == 0 or PUBLISHED.works(end)


@given(days, st.integers(0, 20), st.integers(0, 20))
def test_adding_twice_is_adding_the_sum(day: date, one: int, two: int) -> None:
    assert PUBLISHED.add(PUBLISHED.add(day, one), two) == PUBLISHED.add(day, one + two)


@given(days)
def test_following_and_nearest_are_working_days_and_leave_working_days_alone(day: date) -> None:
    following, nearest = PUBLISHED.following(day), PUBLISHED.nearest(day)
    assert PUBLISHED.works(following) and PUBLISHED.works(nearest)
    assert following >= day
    assert abs(nearest - day) <= following - day
    if PUBLISHED.works(day):
        assert following == nearest == day


@given(days, st.integers(0, 60))
def test_days_off_are_those_that_do_not_work(first: date, length: int) -> None:
    last = first + timedelta(length)
    off = PUBLISHED.days_off(first, last)
    assert all(first <= day <= last and not PUBLISHED.works(day) for day in off)


@pytest.mark.django_db
def test_the_table_is_seeded_and_keeps_corrections() -> None:
    assert WorkDay.objects.filter(date__year=2026).count() == 365
    assert not WorkDay.objects.filter(date__year=2029).exists()
    WorkDay.objects.filter(date=date(2026, 11, 23)).update(working=False, source="区里调休")
    calendar.seed_workdays()
    november = calendar.load(date(2026, 11, 1), date(2026, 11, 30))
    assert not november.works(date(2026, 11, 23))
    assert november.following(date(2026, 11, 21)) == date(2026, 11, 24)
    assert calendar.add_working_days(date(2026, 9, 30), 5) == date(2026, 10, 13)  # the 10th, a Saturday, works
    assert calendar.add_working_days(date(2026, 11, 24), -1) == date(2026, 11, 20)
    assert november.nearest(date(2026, 11, 21)) == date(2026, 11, 20)


@pytest.mark.django_db
def test_a_span_is_loaded_in_one_query(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        loaded = calendar.load(date(2026, 1, 1), date(2026, 12, 31))
        for n in range(365):
            loaded.following(date(2026, 1, 1) + timedelta(n))
