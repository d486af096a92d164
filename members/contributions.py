"""What the members room gives to the home page, the search and the privacy rules."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from core import audit, outbox, search, worklist
from core.calendar import load
from members.models import DualRegistration, Membership
from members.queries import count_under, persons_reached, text_condition
from organizations import hooks, thresholds
from organizations.scoping import permissions_of
from people import visibility

visibility.register_source(persons_reached)

outbox.register_kind("registration.confirmed", "报到已确认")
outbox.register_kind("registration.answered", "报到有答复")
worklist.quick_action(
    "确认双报到",
    "members:registrations",
    icon="check",
    needs=("organizations.confirm_registration",),
    order=30,
)
worklist.quick_action(
    "导入花名册", "members:import_upload", icon="upload", needs=("organizations.import_member",), order=60
)


@hooks.count_members
def relationships(organizations: Iterable[Any], on: date) -> dict[int, int]:
    """Relationships in the subtree of each organisation on the day, one query."""
    return count_under(list(organizations), on)


@hooks.refuse_dissolution
def members_remain(organization: Any, on: date) -> list[str]:
    remaining = count_under([organization], on).get(organization.pk, 0)
    return [f"还有 {remaining} 名党员的组织关系"] if remaining else []


@worklist.provider
def registrations_waiting(user: Any, today: date) -> Iterable[worklist.WorkItem]:
    """``registration.confirm``: due so many working days after the oldest one came in (S2 三(五))."""
    if "organizations.confirm_registration" not in permissions_of(user):
        return []
    waiting = (
        DualRegistration.objects.visible_to(user, "organizations.confirm_registration")
        .waiting()
        .order_by("submitted_at")
    )
    dates = [moment.date() for moment in waiting.values_list("submitted_at", flat=True)[:200]]
    if not dates:
        return []
    days = thresholds.at("mem.registration.confirm_working_days", as_of=today)
    due = load(dates[0], today.replace(year=today.year + 1)).add(dates[0], days)
    waited = (today - dates[0]).days
    return [
        worklist.WorkItem(
            due_on=due,
            title=f"确认 {len(dates)} 名在职党员报到",
            detail=f"最早一份已等 {waited} 天",
            url="/members/registrations/",
            action="逐一看 / 全部确认",
            kind="registration.confirm",
            count=len(dates),
        )
    ]


@worklist.phone_card(order=30)
def my_registration(user: Any, today: date) -> worklist.Card | None:
    if not user.person_id:
        return None
    rows = list(
        DualRegistration.objects.open().filter(person_id=user.person_id).select_related("organization").order_by("side")
    )
    return worklist.Card("members/_phone_registration.html", {"registrations": rows, "today": today})


@search.group("党员", order=20)
def members(user: Any, query: search.Query, limit: int) -> list[search.Hit]:
    if "organizations.view_member" not in permissions_of(user):
        return []
    rows = (
        Membership.objects.visible_to(user, "organizations.view_member")
        .current()
        .filter(text_condition(query.text))
        .select_related("person", "organization")
        .order_by("name_key", "id")[:limit]
    )
    return [
        search.Hit(
            row.person.name,
            f"{row.organization.name} · {row.get_status_display()}",
            f"/members/{row.pk}/",
            f"person:{row.person_id}",
        )
        for row in rows
    ]


audit.register_labels(
    {
        "members.added": "登记党员",
        "members.changed": "党员变动",
        "members.ended": "结束组织关系",
        "members.import_undone": "撤销导入",
        "members.imported": "导入花名册",
        "members.lookup_elsewhere": "查询其他组织党员",
        "members.registration_submitted": "提交报到",
        "members.registration_resubmitted": "补充报到",
        "members.registration_confirm": "确认报到",
        "members.registration_ask_back": "退回补充报到",
        "members.registration_refuse": "报到未通过",
        "members.registration_end": "结束报到",
        "members.registration_withdraw": "撤回报到",
        "members.registrations_lapsed": "报到到期",
        "members.roster_discarded": "放弃导入",
        "members.roster_uploaded": "上传花名册",
        "members.added_in_admin": "后台新增",
        "members.changed_in_admin": "后台修改",
        "members.exported": "导出",
    }
)
