"""Staff sent in: who is there on a day, what is agreed with them and done of it (S2 二(二); S3 二3; ORG-24)."""

from datetime import date
from typing import Any

from django.utils import timezone

from core.records.duties import is_past
from core.records.errors import RuleViolation
from organizations.kinds import Kind
from organizations.models import Organization, StationedStaff, StationedTask
from organizations.registers.register import Asked
from organizations.tree.effective import check_not_ahead, check_stands

KEEPERS = (Kind.BIG_COMMITTEE,)


def check_staff(staff: StationedStaff, asked: Asked) -> None:
    """Before somebody is entered, corrected or withdrawn; matters keep their person and lie in the time."""
    if not asked.names:
        if staff.matters.exists():
            raise RuleViolation("has-matters", "已登记协调事项，不能撤回；派驻结束的请更正结束日期")
        return
    since, until = staff.during.lower, staff.during.upper
    check_stands(staff.organization, since, label="开始日期", field="since")
    check_not_ahead(since, today=asked.today, label="开始日期", field="since", future=True)
    if until is not None:
        check_not_ahead(until, today=asked.today, label="结束日期", field="until", future=True)
    if staff.pk is not None:
        days = staff.matters.values_list("asked_on", flat=True)
        if any(day not in staff.during for day in days):
            raise RuleViolation("matters-outside", "已登记的协调事项不在这段时间里，请先更正事项", field="until")


def check_matter(task: StationedTask, asked: Asked) -> None:
    """Asked while the person was sent in; what is done stays as it was."""
    if not asked.names:
        return
    check_not_ahead(task.asked_on, today=asked.today, label="提出日期", field="asked_on")
    check_not_ahead(task.due_on, today=asked.today, label="办理期限", field="due_on", future=True)
    if task.asked_on not in task.staff.during:
        raise RuleViolation("outside", f"{task.asked_on}不在派驻的时间里", field="asked_on")
    if task.due_on < task.asked_on:
        raise RuleViolation("date-order", "办理期限不能早于提出日期", field="due_on")
    if task.done_on is not None:
        raise RuleViolation("done", "已经办结，请先撤销办结")


def check_done(task: StationedTask, asked: Asked) -> None:
    """Done once, not before it was asked."""
    if StationedTask.objects.get(pk=task.pk).done_on is not None:
        raise RuleViolation("done", "已经办结")
    if task.done_on is None:
        raise RuleViolation("no-day", "请填写办结日期", field="done_on")
    check_not_ahead(task.done_on, today=asked.today, label="办结日期", field="done_on")
    if task.done_on < task.asked_on:
        raise RuleViolation("date-order", "办结日期不能早于提出日期", field="done_on")


def check_undone(task: StationedTask, _asked: Asked) -> None:
    if StationedTask.objects.get(pk=task.pk).done_on is None:
        raise RuleViolation("not-done", "还没有办结")


def undone(data: dict[str, Any]) -> dict[str, Any]:
    return data | {"done_on": None, "outcome": ""}


def state_of(task: StationedTask) -> str:
    """Done with its result, open, or late."""
    if task.done_on is not None:
        return f"{task.done_on}办结：{task.outcome}"
    return "已逾期" if is_past(task.due_on, timezone.localdate()) else "办理中"


def matters_of(staff: StationedStaff) -> str:
    """How many matters, how many of them done."""
    found = staff.matters.all()
    return f"{len(found)} 项，办结 {sum(each.done_on is not None for each in found)} 项"


def stationed_at(committee: Organization, on: date) -> list[StationedStaff]:
    """Whom departments send into the community of a big committee on the day."""
    rows = StationedStaff.objects.standing().filter(organization=committee, during__contains=on)
    return list(rows.select_related("person", "organization").order_by("trade", "department"))
