"""What meetings give to the home page, the phone's home and the search."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from core.records.search import contains_walled
from core.web.home import Card, GridLine, GridPart, Hanging, Hit, Query
from meetings import progress
from meetings.ballots.phone.queries import to_vote
from meetings.models import Attendance, Meeting, PollVoter
from meetings.models.meeting import OPEN
from organizations.scoping import permissions_of, subtree_condition

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


def polls_to_vote(person_id: int, _today: date) -> QuerySet[PollVoter]:
    """Polls that wait for the member's ballot."""
    return to_vote(person_id)


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
    "meetings.selection_published": "公布推选职位",
    "meetings.nominated": "登记推荐人选",
    "meetings.nomination_withdrawn": "撤回推荐提名",
    "meetings.nominee_reviewed": "登记资格审查",
    "meetings.delegates_chosen": "选择参会代表",
    "meetings.delegate_added": "登记单位代表",
    "meetings.speeches_drawn": "抽签确定演讲顺序",
    "meetings.poll_opened": "组织测评",
    "meetings.poll_voting": "开始手机投票",
    "meetings.poll_device": "会场设备投票",
    "meetings.poll_papers": "登记纸质票",
    "meetings.poll_opened_ballots": "结束手机投票",
    "meetings.poll_stopped": "中止手机投票",
    "meetings.poll_counted": "登记票数",
    "meetings.poll_void": "投票无效",
    "meetings.poll_signed": "登记计票签字",
    "meetings.poll_reopened": "撤销计票签字",
    "meetings.poll_again": "重新投票",
    "meetings.poll_graded": "评定等次",
    "meetings.poll_ungraded": "撤销评定等次",
    "meetings.work_reported": "登记工作报告",
    "meetings.problem_named": "登记问题和整改",
    "meetings.problem_withdrawn": "撤回问题",
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
    "meetings.leave_decided": "批请假",
    "meetings.topic_handed_down": "下发规定动作",
    "meetings.topic_corrected": "更正规定动作",
    "meetings.topic_withdrawn": "撤回规定动作",
    "meetings.topics_adopted": "采用规定动作",
    "meetings.paper_added": "添加附件",
    "meetings.paper_removed": "删除附件",
    "meetings.superior_noted": "登记上级到会",
    "meetings.superior_dropped": "撤销上级到会",
    "meetings.recorded": "记录会议",
    "meetings.record_changed": "修改记录",
    "meetings.photo_added": "上传照片",
    "meetings.voted": "登记表决",
    "meetings.resolved": "登记决议",
    "meetings.resolution_finished": "办结决议",
    "meetings.resolution_dropped": "终止决议",
    "meetings.resolution_reassigned": "改决议责任人或期限",
    "meetings.sent_back": "退回修改",
    "meetings.confirmed": "确认纪要",
    "meetings.closed": "归档",
    "meetings.amended": "更正附记",
    "meetings.made_up": "登记补学",
    "meetings.make_up_taken_back": "撤销补学",
    "meetings.cancelled": "取消会议",
    "meetings.voided": "作废会议记录",
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


def _held_in(user: Any, paths: Collection[str], today: date) -> Any:
    rows = Meeting.objects.visible_to(user, VIEW).standing()
    return rows.filter(subtree_condition(paths, field="scope"), starts_at__year=today.year)


def meetings_of_grids(user: Any, grids: Collection[Any], today: date) -> dict[int, int]:
    """Grid → meetings and theme days of its tiers this year; one statement (GRD-05)."""
    paths = {grid.grid_branch.path: grid.pk for grid in grids if grid.grid_branch is not None}
    found: dict[int, int] = {}
    for scope in _held_in(user, paths, today).values_list("scope", flat=True):
        pk = next(pk for path, pk in paths.items() if scope.startswith(path))
        found[pk] = found.get(pk, 0) + 1
    return found


def meeting_lines(user: Any, grid: Any, today: date) -> list[GridLine]:
    if grid.grid_branch is None:
        return []
    rows = _held_in(user, [grid.grid_branch.path], today).select_related("kind", "organization")
    return [
        GridLine(
            row.topic,
            f"{timezone.localtime(row.starts_at):%m-%d} · {row.kind.label} · {row.organization.label}"
            f" · {row.get_state_display()}",
            reverse("meetings:detail", args=[row.pk]),
        )
        for row in rows.order_by("-starts_at", "pk")[:50]
    ]


IN_GRIDS = GridPart(
    "活动", "今年网格大党支部和楼栋党小组的会议和主题党日", meetings_of_grids, meeting_lines, "今年还没有开展活动"
)
