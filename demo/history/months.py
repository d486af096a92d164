"""The months in their order, each closed at its time."""

import random
from datetime import date, datetime, timedelta

from django.utils import timezone

from assessments import drafting, facts
from core.chinese.calendar import load
from core.chinese.dates import add_months, month_start
from demo.history.clock import at
from demo.history.deciding import conference
from demo.history.desks import lay_on_desks
from demo.history.messages import date_messages, newest_message
from demo.history.records import (
    activities,
    agreements,
    close_agreements,
    committee_meetings,
    enter_theme_day,
    hold_theme_day,
    opinions,
    progress,
    registrations,
    theme_day,
)
from demo.history.rooms import furnish
from demo.history.years import evaluate
from demo.world import BY, Community, Demo
from meetings.models import Meeting
from members import actions as members

LATE_ENTRY = timedelta(days=12)
"""After the close, when the record of a theme day that was postponed is entered."""


def write(demo: Demo, *, now: datetime, dice: random.Random) -> None:
    """Live the months from January of last year up to ``now``, score both years, lay out what waits."""
    live_until(demo, month_start(timezone.localdate(now)), now=now, dice=dice)
    finish(demo, now=now, dice=dice)


def live_until(demo: Demo, last: date, *, now: datetime, dice: random.Random) -> None:
    """The months that are not lived yet, up to the one that begins on ``last``; nothing happens after ``now``."""
    while demo.month <= last:
        _live(demo, demo.month, now=now, dice=dice)
        demo.month = add_months(demo.month, 1)


def finish(demo: Demo, *, now: datetime, dice: random.Random) -> None:
    evaluate(demo, now)
    furnish(demo, timezone.localdate(now))
    lay_on_desks(demo, now, dice)


def _live(demo: Demo, month: date, *, now: datetime, dice: random.Random) -> None:
    today = timezone.localdate(now)
    told = newest_message()
    calendar = load(month, add_months(month, 1))
    if month.month == 1:
        drafting.adopt_scheme(by=demo.officer, district=demo.district, year=month.year, on=month)
        close_agreements(demo, month, today)
        if (lapsed := month.replace(day=11)) < today:
            members.end_lapsed_registrations(on=lapsed, by=BY)
        for community in demo.communities:
            registrations(community, month, today)
    closing = facts.closing_moment(demo.district, month)
    late: list[tuple[Community, Meeting]] = []
    for community in demo.communities:
        if month.month == 3:
            agreements(community, month, today)
        postponed = community.profile.late_months if month.year == today.year else ()
        if month.month in postponed and closing + LATE_ENTRY + timedelta(days=1) < now:
            held = hold_theme_day(community, month, calendar, now, dice)
            late += [(community, held)] if held else []
        elif community is not demo.communities[0] or month != month_start(today):
            theme_day(community, month, calendar, now, dice)
        committee_meetings(community, month, today, dice)
        activities(community, month, today, dice)
        opinions(community, month, today, dice)
        progress(community, month, today, dice)
    if month.month == 12:
        conference(demo.communities[0], month, today)
    if closing < now:
        facts.close_month(by="month_close", district=demo.district, month=month, now=closing)
        for community, meeting in late:
            enter_theme_day(meeting, community, closing + LATE_ENTRY)
        if late:
            facts.compute_month(district=demo.district, month=month, now=closing + LATE_ENTRY + timedelta(days=1))
    else:
        facts.compute_month(district=demo.district, month=month, now=min(at(today, 8), now))
    sent = min(at(month.replace(day=9), 8), now)
    over = add_months(month, 1) <= today  # messages of a month that is over have been read
    date_messages(told, sent=sent, read=sent + timedelta(hours=11) if over else None)
