"""What meetings add to the outbox, the home page and the search (core's registries)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone

from core import audit, dates, outbox, search, worklist
from core.search import Hit, Query
from core.worklist import Card, WorkItem
from meetings import queries, reminders
from meetings.models import Attendance, Meeting, Resolution
from organizations import thresholds
from organizations.models import Organization
from organizations.scoping import permissions_of

VIEW, MANAGE = "organizations.view_meeting", "organizations.manage_meeting"

outbox.register_kind("meeting.notice", "会议通知", channels=("email",), still_due=reminders.still_to_come)
outbox.register_kind("meeting.changed", "会议变更", channels=("email",), still_due=reminders.still_to_come)
outbox.register_kind("meeting.cancelled", "会议取消", channels=("email",))
outbox.register_kind("theme_day.plan", "主题党日待计划", still_due=reminders.still_unplanned)
outbox.register_kind("theme_day.plan_street", "主题党日未计划")
outbox.register_kind("theme_day.tomorrow", "会前提醒", channels=("email",), still_due=reminders.still_to_come)
outbox.register_kind("theme_day.record", "会议待记录", still_due=reminders.still_unrecorded)
outbox.register_kind("theme_day.make_up", "主题党日补学")
outbox.register_kind("theme_day.chase", "上级催办")
outbox.register_kind("meeting.resolution", "决议到期", still_due=reminders.still_open)

worklist.quick_action("记录会议", "meetings:index", icon="edit", needs=(MANAGE,), order=20)
worklist.quick_action("计划主题党日", "meetings:plan", icon="meeting", needs=(MANAGE,), order=10, primary=True)


def _manages(user: Any) -> bool:
    return MANAGE in permissions_of(user)


@worklist.provider
def theme_days_to_plan(user: Any, today: date) -> Iterable[WorkItem]:
    """This month's theme day is not planned (theme_day.plan; the clerk's line counts the communities)."""
    if not _manages(user):
        return
    month = dates.month_start(today)
    rows = queries.owing(Organization.objects.visible_to(user, MANAGE), month)
    missing = queries.with_theme_day(rows, month).filter(theme_day__isnull=True).count()
    if not missing:
        return
    due_on = month.replace(day=thresholds.at("mtg.theme_day.plan_by_day", as_of=today))
    if missing == 1 and not rows[1:].exists():  # one's own; who answers for several sees who is behind
        yield WorkItem(
            due_on,
            f"计划{today.month}月主题党日",
            "通知全体党员",
            reverse("meetings:plan"),
            "去计划",
            "theme_day.plan",
        )
    else:
        yield WorkItem(
            due_on,
            f"{today.month}月主题党日未计划",
            f"{missing} 个组织还没有计划",
            f"{reverse('meetings:progress')}?state=unplanned",
            "去看",
            "theme_day.plan",
            missing,
        )


@worklist.provider
def meetings_to_hold_and_record(user: Any, today: date) -> Iterable[WorkItem]:
    """Held and not recorded (theme_day.record), and to be held within two days (theme_day.hold)."""
    if not _manages(user):
        return
    now = timezone.now()
    rows = Meeting.objects.visible_to(user, MANAGE).filter(
        state__in=[Meeting.State.NOTIFIED, Meeting.State.SIGNING_IN],
        starts_at__lt=now + timedelta(days=2),
    )
    found = list(rows.order_by("starts_at").only("topic", "starts_at", "state")[:500])
    over = [each for each in found if each.starts_at <= now]
    soon = [each for each in found if each.starts_at > now]
    if over:
        days = thresholds.at("mtg.theme_day.record_days", as_of=today)
        yield WorkItem(
            timezone.localdate(over[0].starts_at) + timedelta(days=days),
            f"记录:{over[0].topic}" if len(over) == 1 else f"{len(over)} 场会议待记录",
            "到会情况已有,补上内容即可",
            reverse("meetings:record", args=[over[0].pk]) if len(over) == 1 else reverse("meetings:index"),
            "去记录",
            "theme_day.record",
            len(over),
        )
    if soon:
        yield WorkItem(
            timezone.localdate(soon[0].starts_at),
            f"召开:{soon[0].topic}" if len(soon) == 1 else f"{len(soon)} 场会议将召开",
            f"{timezone.localtime(soon[0].starts_at):%m-%d %H:%M} 开始,会前可打开签到",
            reverse("meetings:detail", args=[soon[0].pk]) if len(soon) == 1 else reverse("meetings:index"),
            "去看",
            "theme_day.hold",
            len(soon),
        )


@worklist.provider
def minutes_to_confirm(user: Any, today: date) -> Iterable[WorkItem]:
    """Records whose minutes wait for confirmation; those that need a second person are shown to others only."""
    if not _manages(user):
        return
    rows = (
        Meeting.objects.visible_to(user, MANAGE)
        .filter(state=Meeting.State.RECORDED)
        .exclude(second_person=True, recorded_by=user.pk)
    )
    found = rows.aggregate(number=Count("pk"), oldest=Min("recorded_at"))
    if found["number"]:
        days = thresholds.at("mtg.minutes.confirm_days", as_of=today)
        yield WorkItem(
            timezone.localdate(found["oldest"]) + timedelta(days=days),
            f"{found['number']} 份会议纪要待确认",
            "核对内容后确认",
            f"{reverse('meetings:index')}?state=recorded",
            "去确认",
            "minutes.confirm",
            found["number"],
        )


@worklist.provider
def resolutions_due(user: Any, today: date) -> Iterable[WorkItem]:
    """Tasks of resolutions that the user owns, or in the scope that the user manages (resolution.follow)."""
    days = thresholds.at("mtg.resolution.remind_days_before", as_of=today)
    mine = Q(owner=user.person_id) if getattr(user, "person_id", None) else Q(pk__in=[])
    rows = Resolution.objects.filter(state=Resolution.State.OPEN, due_on__lte=today + timedelta(days=days))
    if _manages(user):
        rows = rows.visible_to(user, MANAGE) | rows.filter(mine)
        url = reverse("meetings:resolutions")
    else:
        rows, url = rows.filter(mine), reverse("meetings:schedule")
    found = rows.aggregate(number=Count("pk", distinct=True), first=Min("due_on"))
    if found["number"]:
        yield WorkItem(
            found["first"],
            f"{found['number']} 项决议要办结",
            "写明办理结果",
            url,
            "去办理",
            "resolution.follow",
            found["number"],
        )


@worklist.month_marks
def meeting_days(user: Any, first: date, last: date) -> Mapping[date, Mapping[str, Any]]:
    """Days with meetings in the user's scope, late where one was held and not recorded."""
    if VIEW not in permissions_of(user):
        return {}
    rows = (
        Meeting.objects.visible_to(user, VIEW)
        .standing()
        .filter(month__gte=dates.month_start(first), month__lte=last)
        .values_list("starts_at", "held_at", "state")
    )[:500]
    url, now = reverse("meetings:month"), timezone.now()
    marks: dict[date, dict[str, Any]] = {}
    for starts_at, held_at, state in rows:
        day = timezone.localdate(held_at or starts_at)
        late = state in (Meeting.State.NOTIFIED, Meeting.State.SIGNING_IN) and starts_at < now
        mark = marks.setdefault(
            day, {"url": f"{url}?month={day:%Y-%m}#day-{day.day}", "title": "有会议", "late": False}
        )
        mark["late"] = mark["late"] or late
    return marks


@worklist.phone_card(order=10)
def next_meeting(user: Any, today: date) -> Card | None:
    """The member's next meeting with what it is about, or nothing."""
    if not getattr(user, "person_id", None):
        return None
    row = (
        Attendance.objects.filter(
            person=user.person_id,
            meeting__state__in=[Meeting.State.NOTIFIED, Meeting.State.SIGNING_IN],
            meeting__starts_at__gte=timezone.now() - timedelta(hours=3),
        )
        .select_related("meeting__organization", "meeting__kind")
        .order_by("meeting__starts_at")
        .first()
    )
    return Card("meetings/_next.html", {"row": row, "meeting": row.meeting}) if row else None


@search.group("会议", order=30)
def find_meetings(user: Any, query: Query, limit: int) -> Sequence[Hit]:
    """Meetings in scope by topic, the newest first."""
    if query.letters or VIEW not in permissions_of(user):
        return []
    rows = (
        Meeting.objects.visible_to(user, VIEW)
        .filter(topic__contains=query.text)
        .select_related("organization", "kind")
        .order_by("-starts_at")[:limit]
    )
    return [
        Hit(
            each.topic,
            f"{each.organization.label} · {each.kind.label} · {timezone.localdate(each.starts_at)}",
            reverse("meetings:detail", args=[each.pk]),
        )
        for each in rows
    ]


audit.register_labels(
    {
        "meetings.planned": "计划会议",
        "meetings.plan_changed": "修改计划",
        "meetings.notified": "发出通知",
        "meetings.sign_in_opened": "开始签到",
        "meetings.sign_in_closed": "结束签到",
        "meetings.marked": "登记到会",
        "meetings.excused": "登记请假",
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
        "meetings.cancelled": "取消会议",
        "meetings.chased": "催办",
        "meetings.added_in_admin": "后台新增",
        "meetings.changed_in_admin": "后台修改",
        "meetings.exported": "导出",
    }
)
