"""Duties of meetings (docs/calendar.md): the month's theme day, other meetings of a period, records, minutes, tasks."""

from meetings.duties.periods import PERIODS
from meetings.duties.records import MINUTES, RECORDS
from meetings.duties.set_topics import LEAVES, SET_TOPICS
from meetings.duties.tasks import OWN_TASKS, TASKS
from meetings.duties.theme_days import MAKE_UPS, THEME_DAYS

DUTIES = (THEME_DAYS, RECORDS, MINUTES, TASKS, OWN_TASKS, MAKE_UPS, SET_TOPICS, LEAVES, *PERIODS)
