"""Meetings from plan to closed record: roster and sign-in, votes with their arithmetic, resolutions, addenda.

Official records keep two times, ``held_at`` (said by the secretary) and ``recorded_at`` (set by the server), so
that late and burst entry shows (S4A 二2). A closed record is read-only by trigger; an addendum corrects it.
"""

from meetings.ballots.models import PhonePoll, Poll, PollSubject, PollVoter, Problem, SealedBallot, WorkReport
from meetings.education.models import ClassEducation, EducationSession
from meetings.models.attendance import Attendance, AttendanceQuerySet
from meetings.models.directives import Exemption, Paper, SetTopic, SetTopicQuerySet, Superior
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
from meetings.selections.models import Delegate, Nominee, Selection

__all__ = [
    "Addendum",
    "AgendaItem",
    "Attendance",
    "AttendanceQuerySet",
    "ClassEducation",
    "EducationSession",
    "DaysBetween",
    "Decision",
    "Delegate",
    "Exemption",
    "Meeting",
    "MeetingKind",
    "MeetingQuerySet",
    "MonthOf",
    "Nominee",
    "Paper",
    "PhonePoll",
    "Photo",
    "Poll",
    "PollSubject",
    "PollVoter",
    "Problem",
    "Reminded",
    "Resolution",
    "SealedBallot",
    "Selection",
    "SetTopic",
    "SetTopicQuerySet",
    "Superior",
    "THEME_DAY",
    "WorkReport",
]
