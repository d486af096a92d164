"""What meetings add to the outbox, the home page and the search (core's registries)."""

from core import outbox
from meetings import reminders

outbox.register_kind("meeting.notice", "会议通知", channels=("email",), still_due=reminders.still_to_come)
outbox.register_kind("meeting.changed", "会议变更", channels=("email",), still_due=reminders.still_to_come)
outbox.register_kind("meeting.cancelled", "会议取消", channels=("email",))
outbox.register_kind("theme_day.plan", "主题党日待计划", still_due=reminders.still_unplanned)
outbox.register_kind("theme_day.plan_street", "主题党日未计划", still_due=None)
outbox.register_kind("theme_day.tomorrow", "会前提醒", channels=("email",), still_due=reminders.still_to_come)
outbox.register_kind("theme_day.record", "会议待记录", still_due=reminders.still_unrecorded)
outbox.register_kind("theme_day.make_up", "主题党日补学", still_due=None)
outbox.register_kind("theme_day.chase", "上级催办")
outbox.register_kind("meeting.resolution", "决议到期", still_due=reminders.still_open)
