"""Working rules: versions follow one another, a published one stands as it is, one is in force (ORG-26)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from core.records.errors import RuleViolation
from organizations.kinds import BRANCHES, COMMUNITY_ORGANIZATIONS, STREETS, Kind
from organizations.models import WorkingRule
from organizations.registers.register import Asked
from organizations.scoping import subtree_condition
from organizations.tree.effective import check_not_ahead, check_stands

KEEPERS = (*STREETS, *COMMUNITY_ORGANIZATIONS, Kind.BIG_COMMITTEE, *BRANCHES)


def _versions(rule: WorkingRule) -> QuerySet[WorkingRule]:
    found: QuerySet[WorkingRule] = WorkingRule.objects.filter(organization=rule.organization, title=rule.title)
    return found.order_by("-number")


def check_rule(rule: WorkingRule, asked: Asked) -> None:
    """Before a version is entered, corrected or withdrawn. A published text stands; what changes is a new version."""
    if not asked.names:
        return  # withdrawn: the version before it is in force again
    if rule.published_on is not None:
        raise RuleViolation("published", f"已于{rule.published_on}公布，正文不能再改；请登记新版本，或撤回这一版")
    check_stands(rule.organization, rule.adopted_on, label="通过日期", field="adopted_on")
    check_not_ahead(rule.adopted_on, today=asked.today, label="通过日期", field="adopted_on")
    check_not_ahead(rule.effective_on, today=asked.today, label="施行日期", field="effective_on", future=True)
    if rule.effective_on < rule.adopted_on:
        raise RuleViolation("date-order", "施行日期不能早于通过日期", field="effective_on")
    if rule.pk is None:
        newest = _versions(rule).first()
        rule.number = newest.number + 1 if newest else 1
    before = _versions(rule).filter(number__lt=rule.number, withdrawn_on=None).first()
    if before is None:
        return
    if not rule.change:
        raise RuleViolation("no-change", f"这是第{rule.number}版，请写明修订说明", field="change")
    if rule.effective_on <= before.effective_on:
        message = f"施行日期应晚于第{before.number}版的施行日期（{before.effective_on}）"
        raise RuleViolation("not-later", message, field="effective_on")


def check_publication(rule: WorkingRule, asked: Asked) -> None:
    """A version is published once, after it was adopted; versions in their order."""
    if WorkingRule.objects.get(pk=rule.pk).published_on is not None:
        raise RuleViolation("published", "这一版已经公布")
    if rule.published_on is None:
        raise RuleViolation("no-day", "请填写公布日期", field="published_on")
    check_not_ahead(rule.published_on, today=asked.today, label="公布日期", field="published_on")
    if rule.published_on < rule.adopted_on:
        raise RuleViolation("before-adoption", "公布日期不能早于通过日期", field="published_on")
    if _versions(rule).filter(number__gt=rule.number, withdrawn_on=None).exclude(published_on=None).exists():
        raise RuleViolation("overtaken", "更新的版本已经公布，这一版不能再公布")


def in_force(rows: QuerySet[WorkingRule], on: date) -> QuerySet[WorkingRule]:
    """Of every organisation's rules of one name the newest version that is published and whose day has come."""
    published = WorkingRule.objects.filter(withdrawn_on=None, published_on__lte=on, effective_on__lte=on)
    newest = published.filter(organization=OuterRef("organization"), title=OuterRef("title")).order_by("-number")
    return rows.filter(pk=Subquery(newest.values("pk")[:1]))


def state_of(rule: WorkingRule, on: date) -> str:
    """What the version is on the day, in words."""
    if rule.withdrawn_on is not None:
        return "已撤回"
    if rule.published_on is None:
        return "还没有公布"
    if rule.effective_on > on:
        return "已公布，尚未施行"
    newer = _versions(rule).filter(
        number__gt=rule.number, withdrawn_on=None, published_on__lte=on, effective_on__lte=on
    )
    following = newer.order_by("number").first()
    return "施行中" if following is None else f"已由第{following.number}版代替"


def versions(rule: WorkingRule) -> list[tuple[str, str]]:
    """Every version with its days, for the page of one."""
    return [
        (
            f"第{each.number}版",
            f"{each.adopted_on}通过，{each.effective_on}施行"
            + (f"，{each.published_on}公布" if each.published_on else "，没有公布")
            + (f"，{each.withdrawn_on}撤回" if each.withdrawn_on else ""),
        )
        for each in _versions(rule)
    ]


def published_in(paths: Iterable[str], on: date) -> Any:
    """Rules in force of organisations in the subtrees of ``paths``, in the order of the tree."""
    rows = in_force(WorkingRule.objects.all(), on).filter(subtree_condition(paths, field="scope"))
    return rows.select_related("organization").order_by("scope", "title")
