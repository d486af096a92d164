"""Which periods there are, when their cards are due, and what may be done with a card (MEM-05)."""

from datetime import date, timedelta
from typing import NamedTuple

from core.chinese.dates import add_months
from core.records.errors import RuleViolation
from organizations import standards
from organizations.models import Organization
from organizations.registers.register import Asked
from organizations.tree.effective import check_not_ahead
from services.feedback.models import FeedbackCard, FeedbackRound

MONTHS = "mem.registration.card_months"
OPENS = 10
"""Days before the end of a period from which its cards may be sent."""

PAST = 4
"""So many periods that are over can still be sent."""


class Period(NamedTuple):
    """Both days included."""

    starts_on: date
    ends_on: date

    @property
    def opens_on(self) -> date:
        return self.ends_on - timedelta(days=OPENS)


def months_of(organization: Organization | None, day: date) -> int:
    """How long a period is: what does not divide a year makes a year of it."""
    months = int(standards.at(MONTHS, organization=organization, as_of=day))
    return months if months > 0 and not 12 % months else 12


def period_of(organization: Organization | None, day: date) -> Period:
    """The period that holds the day."""
    months = months_of(organization, day)
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Period(first, add_months(first, months) - timedelta(days=1))


def open_periods(organization: Organization | None, today: date) -> list[Period]:
    """The running period once its end is near, and the last ones that are over; the newest first."""
    running = period_of(organization, today)
    found = [running] if today >= running.opens_on else []
    for _ in range(PAST):
        running = period_of(organization, running.starts_on - timedelta(days=1))
        found.append(running)
    return found


def check_round(entry: FeedbackRound, asked: Asked) -> None:
    """Of a period whose end is near or past; withdrawn only while no unit has answered."""
    if not asked.names:
        if entry.cards.filter(returned_on__isnull=False).exists():
            raise RuleViolation("returned", "已有单位送回回执，不能撤回")
        return
    if entry.pk is None and (entry.starts_on, entry.ends_on) not in open_periods(entry.organization, asked.today):
        raise RuleViolation("period", f"反馈卡在季末前{OPENS}天起发出，请选择现在可以发的一期", field="period")


def check_card(card: FeedbackCard, asked: Asked) -> None:
    """What the community says of the unit's members stays as the unit has answered it."""
    if FeedbackCard.objects.filter(pk=card.pk, returned_on__isnull=False).exists():
        raise RuleViolation("returned", "单位已送回回执，不能再改；登记错了的，请先撤销回执")


def check_return(card: FeedbackCard, asked: Asked) -> None:
    check_card(card, asked)
    assert card.returned_on is not None  # the form asks for it
    check_not_ahead(card.returned_on, today=asked.today, label="回执日期", field="returned_on")
    if card.returned_on < card.round.issued_on:
        raise RuleViolation("before-issue", "回执日期不能早于反馈卡发出日期", field="returned_on")


def check_return_undone(card: FeedbackCard, _asked: Asked) -> None:
    if FeedbackCard.objects.get(pk=card.pk).returned_on is None:
        raise RuleViolation("not-returned", "还没有登记回执")
