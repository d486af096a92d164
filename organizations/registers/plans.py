"""Yearly plans and statements of responsibility: who signs downwards, what is fixed when, what ends a year (ORG-20)."""

from datetime import date
from typing import Any

from core.records.errors import RuleViolation
from organizations.kinds import STREETS, Kind
from organizations.models import Organization, YearPlan, YearTarget
from organizations.registers.forms import KEEP
from organizations.registers.register import Asked
from organizations.scoping import may
from organizations.tree.effective import check_not_ahead, check_stands
from people.models import User

CONCLUDES_MONTH = 12
"""Month from which a year may be judged (docs/calendar.md, December)."""
KEEPERS = (*STREETS, Kind.COMMUNITY)
SUPERIOR = {Kind.COMMUNITY: STREETS, **dict.fromkeys(STREETS, (Kind.DISTRICT_DEPARTMENT,))}
"""Who signs with whom: street with community, district with street, level by level (S4B 二(一)3)."""


def superior_of(organization: Organization) -> Organization:
    """Who signs statements with the organisation. Raises RuleViolation where nobody above does."""
    kinds = SUPERIOR.get(Kind(organization.kind), ())
    above = Organization.objects.filter(pk__in=organization.ancestor_ids[:-1], kind__in=kinds).order_by("-path").first()
    if above is None:
        raise RuleViolation("no-superior", f"{organization.name}没有签订责任状的上级", field="organization")
    return above


def _check_signs(plan: YearPlan, by: Any) -> None:
    """A statement is the superior's to give, change and judge: nobody judges himself."""
    if plan.superior is not None and isinstance(by, User) and not may(by, KEEP, plan.superior):
        raise RuleViolation("not-superior", f"责任状由{plan.superior.name}下达、更正和考核")


def _check_open(plan: YearPlan) -> None:
    if plan.concluded_on is not None:
        raise RuleViolation("concluded", f"已于{plan.concluded_on}作出年终考核，请先撤销考核")


def check_plan(plan: YearPlan, asked: Asked) -> None:
    """Before a plan or statement is written or withdrawn: the right side, the right year, days that can be."""
    if plan.pk is None:
        plan.superior = superior_of(plan.organization) if plan.kind == YearPlan.Kind.STATEMENT else None
        if not asked.today.year - 1 <= plan.year <= asked.today.year + 1:
            raise RuleViolation("year", "只能登记去年、今年和明年的", field="year")
    _check_signs(plan, asked.by)
    _check_open(plan)
    if plan.signed_on is not None:
        check_not_ahead(plan.signed_on, today=asked.today, label="签订或通过日期", field="signed_on")
        check_stands(plan.organization, plan.signed_on, label="签订或通过日期", field="signed_on")
        if not date(plan.year - 1, 12, 1) <= plan.signed_on <= date(plan.year, 12, 31):
            raise RuleViolation("sign-year", f"签订或通过日期应在{plan.year}年内或上年12月", field="signed_on")


def check_target(target: YearTarget, asked: Asked) -> None:
    """A target is set before the signature; a signed one stands as it was signed."""
    plan = target.plan
    _check_signs(plan, asked.by)
    _check_open(plan)
    if plan.signed_on is not None:
        raise RuleViolation("signed", f"已于{plan.signed_on}签订，目标不能再改；确需调整，先更正签订日期")
    if target.due_on is not None and target.due_on.year != plan.year:
        raise RuleViolation("due-year", f"完成期限应在{plan.year}年内", field="due_on")


def check_result(target: YearTarget, asked: Asked) -> None:
    """What was reached is said of a signed target, by the organisation or its superior, until the year is judged."""
    plan = target.plan
    _check_open(plan)
    if plan.signed_on is None:
        raise RuleViolation("unsigned", "还没有签订或通过，不能登记完成情况")
    if asked.today < plan.signed_on or asked.today.year < plan.year:
        raise RuleViolation("too-early", f"{plan.year}年开始后才能登记完成情况")


def check_conclusion(plan: YearPlan, asked: Asked) -> None:
    """The year is judged from December on, by the superior (a plan by whoever keeps it), when each target has its
    result."""
    _check_signs(plan, asked.by)
    _check_open(YearPlan.objects.get(pk=plan.pk))
    if plan.signed_on is None:
        raise RuleViolation("unsigned", "还没有签订或通过，不能作年终考核")
    if asked.today < date(plan.year, CONCLUDES_MONTH, 1):
        raise RuleViolation("too-early", f"{plan.year}年{CONCLUDES_MONTH}月1日起才能作年终考核")
    targets = list(plan.targets.order_by("pk"))
    if not targets:
        raise RuleViolation("no-targets", "没有登记目标，不能作年终考核")
    if waiting := [target.title for target in targets if target.done is None]:
        raise RuleViolation("no-results", f"还有目标没有登记完成情况：{'、'.join(waiting[:3])}")
    if plan.concluded_on is not None:
        check_not_ahead(plan.concluded_on, today=asked.today, label="考核日期", field="concluded_on")
        if plan.concluded_on < date(plan.year, CONCLUDES_MONTH, 1):
            raise RuleViolation(
                "too-early", f"考核日期不能早于{plan.year}年{CONCLUDES_MONTH}月1日", field="concluded_on"
            )
    if not plan.grade:
        raise RuleViolation("no-grade", "请选择年终考核结果", field="grade")


def check_reopening(plan: YearPlan, asked: Asked) -> None:
    """A judgement made by mistake is taken back by whoever may make it, with a reason."""
    _check_signs(plan, asked.by)
    if YearPlan.objects.get(pk=plan.pk).concluded_on is None:
        raise RuleViolation("not-concluded", "还没有作年终考核")


def reopened(data: dict[str, Any]) -> dict[str, Any]:
    """What taking a judgement back writes."""
    return data | {"grade": "", "conclusion": "", "reward": "", "concluded_on": None}


def progress(plan: YearPlan) -> str:
    """How many targets were reached: ``3/4``, with those whose result is not said yet."""
    targets = list(plan.targets.all())
    if not targets:
        return "没有目标"
    waiting = sum(target.done is None for target in targets)
    words = f"完成 {sum(target.reached for target in targets)}/{len(targets)}"
    return f"{words}，{waiting} 项待登记" if waiting else words


def state_of(target: YearTarget) -> str:
    """Reached, missed, or not said yet."""
    return "待登记" if target.done is None else "完成" if target.reached else "未完成"
