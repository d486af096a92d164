"""Who may chase whom, who answers, who sees the answer (ASM-11)."""

from typing import Any

from assessments.models import Chase
from core.chinese.dates import month_start
from core.records.errors import RuleViolation
from organizations.kinds import STREETS, Kind
from organizations.models import Organization
from organizations.registers.forms import KEEP
from organizations.registers.register import Asked
from organizations.scoping import may
from organizations.tree.effective import check_not_ahead

ASKERS = (Kind.DISTRICT_DEPARTMENT, *STREETS)
"""Kinds of organisations that chase those below."""


def asker_of(by: Any, organization: Organization) -> Organization | None:
    """The highest superior of the organisation for which ``by`` may speak; None for who stands at it or below."""
    above = Organization.objects.filter(pk__in=organization.ancestor_ids, kind__in=ASKERS).order_by("path")
    return next((each for each in above if each.pk != organization.pk and may(by, KEEP, each)), None)


def asks(user: Any, chase: Chase) -> bool:
    """Whether the chase is the user's own, to be corrected, taken back, its answer seen or sent back."""
    return may(user, KEEP, chase.asker)


def answers(user: Any, chase: Chase) -> bool:
    """Whether it is the user's to answer: nobody answers himself from above."""
    return may(user, KEEP, chase.organization) and not asks(user, chase)


def check_chase(chase: Chase, asked: Asked) -> None:
    """Before one is entered, corrected or withdrawn."""
    if chase.pk is None:
        found = asker_of(asked.by, chase.organization)
        if found is None:
            raise RuleViolation("not-below", "只能催办或提示下级组织", field="organization")
        chase.asker, chase.asked_on = found, asked.today
    else:
        _check_own(chase, asked)
        if chase.answered_on is not None:
            raise RuleViolation("answered", "已经答复，不能再改或撤回；需要补充的，请退回答复")
    if not asked.names:
        return
    if chase.month is not None:
        chase.month = month_start(chase.month)
        check_not_ahead(chase.month, today=asked.today, label="月份", field="month")
    if chase.kind == Chase.Kind.NOTE:
        if chase.due_on is not None:
            raise RuleViolation("note-due", "提示不要求答复，不填期限", field="due_on")
        return
    check_due(chase, asked)


def check_due(chase: Chase, asked: Asked) -> None:
    """A chase says by when, and leaves the day itself."""
    if chase.due_on is None:
        raise RuleViolation("due-missing", "请填写答复期限", field="due_on")
    if chase.due_on < asked.today:
        raise RuleViolation("due-past", "答复期限不能早于今天", field="due_on")
    check_not_ahead(chase.due_on, today=asked.today, label="答复期限", field="due_on", future=True)


def _check_own(chase: Chase, asked: Asked) -> None:
    if not asks(asked.by, chase):
        raise RuleViolation("not-asker", f"由{chase.asker.name}办理")


def _check_addressed(chase: Chase, asked: Asked) -> None:
    if not answers(asked.by, chase):
        raise RuleViolation("not-asked", f"由{chase.organization.name}办理，催办的组织不能自己答复")


def _check_asked(chase: Chase, asked: Asked) -> None:
    _check_addressed(chase, asked)
    if chase.kind == Chase.Kind.NOTE:
        raise RuleViolation("note", "提示不要求答复")
    if Chase.objects.get(pk=chase.pk).answered_on is not None:
        raise RuleViolation("answered", "已经答复")


def check_answer(chase: Chase, asked: Asked) -> None:
    """The answer of who was asked."""
    _check_asked(chase, asked)


def check_passing(chase: Chase, asked: Asked) -> None:
    """A street hands on to a community of its own what it was asked; it still answers itself."""
    _check_asked(chase, asked)
    check_due(chase, asked)
    if chase.organization.kind not in STREETS:
        raise RuleViolation("not-street", "只有街道（镇）可以转办")


def check_read(chase: Chase, asked: Asked) -> None:
    """A note was read by who got it."""
    _check_addressed(chase, asked)
    if chase.kind != Chase.Kind.NOTE or Chase.objects.get(pk=chase.pk).seen_on is not None:
        raise RuleViolation("read", "已经知晓，或需要的是答复")


def check_seen(chase: Chase, asked: Asked) -> None:
    """The answer was read by who asked."""
    _check_own(chase, asked)
    stored = Chase.objects.get(pk=chase.pk)
    if stored.answered_on is None:
        raise RuleViolation("not-answered", "还没有答复")
    if stored.seen_on is not None:
        raise RuleViolation("seen", "已经阅知")


def check_returned(chase: Chase, asked: Asked) -> None:
    """An answer that does not do is asked for again, with a new day."""
    check_seen(chase, asked)
    check_due(chase, asked)
