"""What meetings give to the home page, the phone's home and the search."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core.records.search import contains_walled
from core.web.home import Card, Hanging, Hit, Query
from meetings import progress
from meetings.models import Attendance, Meeting
from meetings.models.meeting import OPEN
from organizations.scoping import permissions_of

VIEW, MANAGE = "organizations.view_meeting", "organizations.manage_meeting"


def meeting_days(user: Any, first: date, last: date) -> Mapping[date, Mapping[str, Any]]:
    """Days with meetings in the user's scope, late where one was held and not recorded."""
    if VIEW not in permissions_of(user):
        return {}
    url = reverse("meetings:month")
    found = progress.meeting_days(user, VIEW, first, last, now=timezone.now(), exceptions=True)
    return {
        day: {
            "url": f"{url}?month={day:%Y-%m}#day-{day.day}",
            "title": "有会议未记录" if late else "有会议",
            "late": late,
        }
        for day, late in found.items()
    }


def next_meeting(user: Any, today: date) -> Card | None:
    """The member's next meeting with what it is about, or nothing."""
    if not getattr(user, "person_id", None):
        return None
    row = (
        Attendance.objects.filter(
            person=user.person_id,
            meeting__state__in=Meeting.ANNOUNCED_STATES,
            meeting__starts_at__gte=timezone.now() - timedelta(hours=3),
        )
        .select_related("meeting__organization", "meeting__kind")
        .order_by("meeting__starts_at")
        .first()
    )
    return Card("meetings/_next.html", {"row": row, "meeting": row.meeting}) if row else None


def find_meetings(user: Any, query: Query, limit: int) -> Sequence[Hit]:
    """Meetings in scope by topic, the newest first."""
    if query.letters or VIEW not in permissions_of(user):
        return []
    rows = (
        Meeting.objects.visible_to(user, VIEW)
        .filter(contains_walled("meetings_meeting", "topic", query.text))
        .select_related("organization", "kind")
        .order_by("-starts_at")[:limit]
    )
    return [
        Hit(
            each.topic,
            f"{each.organization.label} · {each.label} · {timezone.localdate(each.starts_at)}",
            reverse("meetings:detail", args=[each.pk]),
        )
        for each in rows
    ]


AUDIT_LABELS = {
    "meetings.planned": "计划会议",
    "meetings.plan_changed": "修改计划",
    "meetings.notified": "发出通知",
    "meetings.sign_in_opened": "开始签到",
    "meetings.sign_in_closed": "结束签到",
    "meetings.marked": "登记到会",
    "meetings.excused": "认可未开展原因",
    "meetings.excuse_withdrawn": "撤销认可的原因",
    "meetings.leave_taken": "请假",
    "meetings.leave_withdrawn": "撤回请假",
    "meetings.recorded": "记录会议",
    "meetings.record_changed": "修改记录",
    "meetings.photo_added": "上传照片",
    "meetings.voted": "登记表决",
    "meetings.resolved": "登记决议",
    "meetings.resolution_finished": "办结决议",
    "meetings.sent_back": "退回修改",
    "meetings.confirmed": "确认纪要",
    "meetings.closed": "归档",
    "meetings.amended": "更正附记",
    "meetings.made_up": "登记补学",
    "meetings.make_up_taken_back": "撤销补学",
    "meetings.cancelled": "取消会议",
    "meetings.chased": "催办",
    "meetings.added_in_admin": "后台新增",
    "meetings.changed_in_admin": "后台修改",
    "meetings.exported": "导出",
}


def meetings_announced(organization: Any, on: date) -> list[Hanging]:
    """Meetings of the organisation and below it that are planned or open."""
    count = Meeting.objects.under(organization).filter(state__in=OPEN).count()
    blocks = f"还有 {count} 次会议没有召开或取消"
    return [Hanging("没有召开的会议", count, reverse("meetings:index"), blocks=blocks, moved="照常召开")]
