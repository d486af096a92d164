"""The day before a meeting: everybody on its roster. What is owed is reminded of by its duty (organizations.desks)."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone

from core.records import outbox
from core.records.duties import Source
from core.zone import local_day, local_time
from meetings.models import Attendance, Meeting
from organizations.kinds import Kind
from organizations.models import Organization
from organizations.relations import with_relations
from organizations.scoping import range_of

_DAYS = Source("tomorrow", "", (), {"days_before": "mtg.theme_day.remind_days_before"})
_STARTS_ON = local_day("m.starts_at")

_TOMORROW = f"""
SELECT m.id, u.id, m.starts_on, m.title, m.detail, m.url
FROM (
    SELECT m.id, {_STARTS_ON} AS starts_on,
        to_char({local_time("m.starts_at")}, 'MM-DD HH24:MI') || ' ' || m.topic AS title,
        '地点：' || m.place AS detail, replace(%(url)s, '/0/', '/' || m.id || '/') AS url
    FROM meetings_meeting m JOIN std s ON s.organization_id = m.organization_id
    WHERE m.state = '{Meeting.State.NOTIFIED}' AND m.scope >= %(lo)s AND m.scope < %(hi)s
      AND m.starts_at >= %(today)s::date AND {_STARTS_ON} - %(today)s::date BETWEEN 1 AND s.days_before
) m
JOIN meetings_attendance a ON a.meeting_id = m.id AND NOT a.guest AND a.state = '{Attendance.State.ENTITLED}'
JOIN people_user u ON u.person_id = a.person_id AND u.is_active
"""


def remind_of_meetings(today: date) -> int:
    """The day before: everybody on the roster who has an account and has not asked for leave."""
    made = 0
    for district in Organization.objects.filter(kind=Kind.DISTRICT_DEPARTMENT, dissolved_on=None):
        low, high = range_of(district.path)
        made += outbox.insert_from_select(
            "theme_day.tomorrow",
            "meetings.meeting",
            f"SELECT * FROM ({with_relations(_TOMORROW, [_DAYS])}) found",
            {
                "root": district.pk,
                "day": today,
                "today": today,
                "lo": low,
                "hi": high,
                "url": reverse("meetings:my_meeting", args=[0]),
            },
        )
    return made


def still_to_come(meetings: Iterable[int]) -> set[int]:
    """Meetings that were neither cancelled nor begun."""
    return set(
        Meeting.objects.filter(pk__in=list(meetings), state__in=Meeting.ANNOUNCED_STATES)
        .filter(starts_at__gt=timezone.now())
        .values_list("pk", flat=True)
    )
