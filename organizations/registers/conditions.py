"""Conditions of a community year by year: what they were, against the year before, and what was asked for (ORG-27)."""

from decimal import Decimal
from typing import Any

from core.chinese.numbers import exact, half_up
from core.records.errors import RuleViolation
from organizations.kinds import STREETS, Kind
from organizations.models import CommunityYear, ConditionIssue, Organization
from organizations.registers.forms import KEEP
from organizations.registers.register import Asked
from organizations.scoping import may
from organizations.tree.effective import check_not_ahead
from people.models import User


def check_year(row: CommunityYear, asked: Asked) -> None:
    """A year that has begun, of a community that stood in it; issues keep the row they were raised with."""
    if not asked.names:
        if row.issues.exists():
            raise RuleViolation("has-issues", "已登记提出的问题，不能撤回；数字有误请更正")
        return
    if not asked.today.year - 5 <= row.year <= asked.today.year:
        raise RuleViolation("year", f"只能登记{asked.today.year - 5}年到{asked.today.year}年的", field="year")
    since = row.organization.established_on
    if since is not None and row.year < since.year:
        raise RuleViolation("before-founding", f"{row.organization.name}{since.year}年才成立", field="year")


def funds(row: CommunityYear) -> Decimal:
    """All money of the year in yuan."""
    total: Decimal = row.budget_funds + row.dues_funds + row.other_funds
    return total


def plain_number(value: Decimal) -> str:
    """Without zeroes that say nothing."""
    return f"{value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize():,f}"


_COMPARED = (
    ("办公用房面积", lambda row: row.office_area, "平方米"),
    ("活动场所面积", lambda row: row.activity_area, "平方米"),
    ("经费合计", funds, "元"),
    ("全年补贴总额", lambda row: row.allowances, "元"),
    ("人均补贴", lambda row: half_up(row.allowances / row.officers, 2) if row.officers else None, "元"),
)


def against_last_year(row: CommunityYear) -> list[tuple[str, str]]:
    """Each number of the year with the change from the year before; "没有上年的记录" where there is none, and no
    percentage of zero."""
    before = CommunityYear.objects.filter(organization=row.organization, year=row.year - 1, withdrawn_on=None).first()
    return [(label, _change(of(row), of(before) if before else None, unit)) for label, of, unit in _COMPARED]


def _change(now: Decimal | None, before: Decimal | None, unit: str) -> str:
    if now is None:
        return "没有人领取补贴"
    words = f"{plain_number(now)} {unit}"
    if before is None:
        return f"{words}（没有上年的记录）"
    if now == before:
        return f"{words}（与上年持平）"
    sign = "增加" if now > before else "减少"
    share = exact(abs(now - before), before)
    percent = "" if share is None else f"，{half_up(share, 1)}%"
    return f"{words}（比上年{sign} {plain_number(abs(now - before))}{percent}）"


def issues_of(row: CommunityYear) -> str:
    """How many issues, and how many of them have their answer."""
    rows = list(row.issues.all())
    return f"{len(rows)} 个，已答复 {sum(each.answered_on is not None for each in rows)} 个" if rows else "没有"


def check_issue(issue: ConditionIssue, asked: Asked) -> None:
    """An issue is raised in its year; an answered one stands."""
    if issue.pk is not None and ConditionIssue.objects.get(pk=issue.pk).answered_on is not None:
        raise RuleViolation("answered", "已经答复，不能再改；请先撤销答复")
    if not asked.names:
        return
    check_not_ahead(issue.raised_on, today=asked.today, label="提出日期", field="raised_on")
    if issue.raised_on.year != issue.conditions.year:
        raise RuleViolation("other-year", f"提出日期应在{issue.conditions.year}年内", field="raised_on")


def superior_of(organization: Organization) -> Organization:
    """The street that answers for the conditions of the community."""
    return Organization.objects.filter(pk__in=organization.ancestor_ids, kind__in=STREETS).order_by("-path")[0]


def _check_superior(issue: ConditionIssue, by: Any) -> None:
    street = superior_of(issue.organization)
    if isinstance(by, User) and not may(by, KEEP, street):
        raise RuleViolation("not-superior", f"由{street.name}或区委组织部答复")


def check_answer(issue: ConditionIssue, asked: Asked) -> None:
    """The street or the district answers, once, after it was raised; never the community itself."""
    _check_superior(issue, asked.by)
    stored = ConditionIssue.objects.get(pk=issue.pk)
    if stored.answered_on is not None:
        raise RuleViolation("answered", f"已于{stored.answered_on}答复")
    if issue.answered_on is not None:
        check_not_ahead(issue.answered_on, today=asked.today, label="答复日期", field="answered_on")
        if issue.answered_on < stored.raised_on:
            raise RuleViolation("before-raising", "答复日期不能早于提出日期", field="answered_on")


def check_unanswered(issue: ConditionIssue, asked: Asked) -> None:
    """An answer entered by mistake is taken back by whoever may answer."""
    _check_superior(issue, asked.by)
    if ConditionIssue.objects.get(pk=issue.pk).answered_on is None:
        raise RuleViolation("not-answered", "还没有答复")


def unanswered(data: dict[str, Any]) -> dict[str, Any]:
    """What taking an answer back writes."""
    return data | {"answer": "", "answered_by": "", "answered_on": None}


KEEPERS = (Kind.COMMUNITY,)
