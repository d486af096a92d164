"""The months in their order, each closed at its time."""

import random
from datetime import date, timedelta

from assessments import actions as assessments
from assessments import facts
from assessments.demo.district import Community, Demo
from assessments.demo.history.clock import at
from assessments.demo.history.desks import lay_on_desks
from assessments.demo.history.records import (
    activities,
    agreements,
    close_agreements,
    committee_meetings,
    opinions,
    progress,
    registrations,
    theme_day,
)
from assessments.demo.history.years import evaluate
from core.calendar import load
from core.dates import add_months
from core.models import Notification


def write(demo: Demo, *, today: date, dice: random.Random) -> None:
    """Live the months from January of last year to this one; close each at its time; score both years."""
    first = date(today.year - 1, 1, 1)
    calendar = load(first, date(today.year, 12, 31))
    helpers = {community.node.code: registrations(community, first, dice) for community in demo.communities}
    _date_messages(0, first, today)
    month = first
    while month <= today:
        told = Notification.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        if month.month == 1:
            assessments.adopt_scheme(by=demo.officer, district=demo.district, year=month.year, on=month)
            close_agreements(demo, month)
        closing = facts.closing_moment(demo.district, month)
        late: list[tuple[Community, int]] = []
        for community in demo.communities:
            if month.month == 3:
                agreements(community, month, dice)
            postponed = community.profile.late_months if month.year == today.year else ()
            if month.month in postponed and closing < at(today):
                late.append((community, month.month))
            elif community is not demo.communities[0] or (month.year, month.month) != (today.year, today.month):
                theme_day(community, month, calendar, today, dice)
            committee_meetings(community, month, today, dice)
            activities(community, month, helpers[community.node.code], today, dice)
            opinions(community, month, today, dice)
            progress(community, month, today, dice)
        if closing < at(today):
            facts.close_month(by="month_close", district=demo.district, month=month, now=closing)
            for community, _ in late:
                theme_day(community, month, calendar, today, dice, entered=closing + timedelta(days=12))
            if late:
                facts.compute_month(district=demo.district, month=month, now=closing + timedelta(days=13))
        else:
            facts.compute_month(district=demo.district, month=month, now=at(today, 8))
        _date_messages(told, month, today)
        month = add_months(month, 1)
    evaluate(demo, today)
    lay_on_desks(demo, today, dice)


def _date_messages(told: int, month: date, today: date) -> None:
    """Messages of a lived month carry its date and have been read, the last weeks' apart."""
    sent = at(min(month.replace(day=9), today), 8)
    read = sent + timedelta(hours=11) if add_months(month, 1) <= today else None
    Notification.objects.filter(pk__gt=told).update(created_at=sent, read_at=read)
