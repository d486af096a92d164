"""What persons add to the home page and the search."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone

from core import audit, rights, search, worklist
from core.calendar import load
from people.models import CorrectionRequest, Person
from people.queries import corrections_for, search_condition

ANSWER_WITHIN = 15  # working days to answer a request for correction (PIPL 50: promptly; 15 is ours)


@worklist.provider
def corrections_waiting(user: Any, today: date) -> Iterable[worklist.WorkItem]:
    if "organizations.manage_member" not in rights.held_by(user):
        return []
    found = corrections_for(user).filter(state=CorrectionRequest.State.OPEN)
    counted = found.aggregate(count=Count("pk"), oldest=Min("submitted_at"))
    if not counted["count"]:
        return []
    since = timezone.localdate(counted["oldest"])
    return [
        worklist.WorkItem(
            due_on=load(since, since).add(since, ANSWER_WITHIN),
            title=f"处理 {counted['count']} 份更正申请",
            detail="党员认为登记的信息有误,核对后更正或说明原因",
            url=reverse("people:corrections"),
            action="去处理",
            kind="correction.answer",
            count=counted["count"],
        )
    ]


@search.group("人员", order=25)
def persons(user: Any, query: search.Query, limit: int) -> list[search.Hit]:
    """Persons in scope who are found by a post or a registration too, not only members."""
    if "organizations.view_member" not in rights.held_by(user):
        return []
    rows = Person.objects.visible_to(user).filter(search_condition(query)).order_by("pinyin", "pk")[:limit]
    return [
        search.Hit(row.name, row.occupation, search.link("people:person", row.pk), f"person:{row.pk}") for row in rows
    ]


audit.register_labels(
    {
        "people.account_changed": "修改账号",
        "people.account_opened": "开通账号",
        "people.correction_requested": "申请更正",
        "people.correction_applied": "更正已办理",
        "people.correction_refused": "更正未采纳",
        "people.created": "登记人员",
        "people.locked_out": "登录锁定",
        "people.password_changed": "修改密码",
        "people.password_set": "设置密码",
        "people.revealed": "查看完整个人信息",
        "people.second_factor_added": "开启两步验证",
        "people.second_factor_removed": "关闭两步验证",
        "people.sessions_ended": "退出其他设备",
        "people.sign_in_failed": "登录失败",
        "people.signed_in": "登录",
        "people.signed_out": "退出登录",
        "people.unlocked": "解除锁定",
        "people.updated": "修改人员资料",
        "people.added_in_admin": "后台新增",
        "people.changed_in_admin": "后台修改",
        "people.exported": "导出",
    }
)
