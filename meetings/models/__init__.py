"""Meetings from plan to closed record: roster and sign-in, votes with their arithmetic, resolutions, addenda.

Official records keep two times, ``held_at`` (said by the secretary) and ``recorded_at`` (set by the server), so
that late and burst entry shows (S4A 二2). A closed record is read-only by trigger; an addendum corrects it.
"""

from meetings.models.attendance import Attendance, AttendanceQuerySet
from meetings.models.meeting import (
    THEME_DAY,
    DaysBetween,
    Meeting,
    MeetingKind,
    MeetingQuerySet,
    MonthOf,
    Reminded,
)
from meetings.models.record import Addendum, AgendaItem, Decision, Photo, Resolution

__all__ = [
    "Addendum",
    "AgendaItem",
    "Attendance",
    "AttendanceQuerySet",
    "DaysBetween",
    "Decision",
    "Meeting",
    "MeetingKind",
    "MeetingQuerySet",
    "MonthOf",
    "Photo",
    "Reminded",
    "Resolution",
    "THEME_DAY",
]
