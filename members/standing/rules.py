"""Party age: from full membership, where there was no probation from joining, without the time of a suspension."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from core.chinese.dates import add_months, add_years, chinese_date, full_years
from core.records.errors import RuleViolation
from members.models import Membership
from members.rules import probation_months
from members.standing.models import StandingSpell


class Standing(NamedTuple):
    """``years``: completed years of Party age, None where it is not known; ``note`` says why, or what interrupts it."""

    years: int | None
    note: str = ""
    start: date | None = None
    """The day from which the years count, moved on by what did not count."""

    @property
    def words(self) -> str:
        return "" if self.years is None else f"{self.years}年"


Span = tuple[date, date | None]


def starts_on(spell: Membership, history: Sequence[str]) -> date | None:
    """The day from which Party age counts (mem.standing.starts_on: conversion); None where it is not recorded.

    Who joined when nobody was on probation (1969-04-01 to 1977-08-11 and before 1956 for some) counts from joining.
    """
    if spell.status != Membership.Status.FULL:
        return None
    if spell.full_on is not None:
        return spell.full_on
    if spell.joined_on is not None and probation_months(history, spell.joined_on) == [0]:
        return spell.joined_on
    return None


def standing(start: date | None, suspended: Iterable[Span], *, on: date) -> Standing:
    """Party age on the day. ``suspended``: half-open spans; the one that has no end stops the clock where it began."""
    if start is None or start > on:
        return Standing(None)
    spans = sorted((lower, upper) for lower, upper in suspended if lower <= on)
    gone, note, until = timedelta(), "", on
    for lower, upper in spans:
        first = max(lower, start)
        last = min(upper or on, on)
        if upper is None or upper > on:
            note, until = "停止党籍", first
        elif last > first:
            gone += last - first
    return Standing(full_years(start + gone, max(until, start + gone)), note, start + gone)


def check_can_suspend(
    kind_before: StandingSpell | None, on: date, *, lost_months: int | None, abroad_years: int
) -> None:
    """A suspension follows a loss of contact of so many months, or a stay abroad of more than so many years.

    党员教育管理条例 24. Raises RuleViolation with the first day on which it may be.
    """
    if kind_before is None:
        message = "停止党籍须先登记失去联系或出国（境），写明从哪天起"
        raise RuleViolation("nothing-before", message)
    since = kind_before.during.lower
    if kind_before.kind == StandingSpell.Kind.LOST:
        first = add_months(since, lost_months or 0)
        words = f"失去联系满{lost_months}个月"
    else:
        first = add_years(since, abroad_years) + timedelta(days=1)
        words = f"出国（境）超过{abroad_years}年"
    if on < first:
        raise RuleViolation("too-early", f"{words}才能停止党籍，最早为{chinese_date(first)}", field="on")


def check_can_remove(suspended: StandingSpell, on: date, *, years: int) -> None:
    """Removed from the Party after so many years of suspension without contact. Raises RuleViolation."""
    first = add_years(suspended.during.lower, years)
    if on < first:
        raise RuleViolation("too-early", f"停止党籍满{years}年才能除名，最早为{chinese_date(first)}", field="on")
