"""Decisions of the members room; no writes."""

from datetime import date

from core.dates import add_months, add_years, age_on
from core.errors import RuleViolation
from members.models import DualRegistration, Membership

State = DualRegistration.State

REGISTRATION_TRANSITIONS: dict[str, dict[str, str]] = {
    State.SUBMITTED: {"confirm": State.CONFIRMED, "ask_back": State.ASKED_BACK, "refuse": State.REFUSED},
    State.ASKED_BACK: {"resubmit": State.SUBMITTED, "refuse": State.REFUSED},
    State.CONFIRMED: {"end": State.ENDED},
    State.REFUSED: {},
    State.ENDED: {},
}

ADULT_AGE = 18
AGE_RULE_FROM = date(1956, 9, 15)
NO_PROBATION = (date(1969, 4, 1), date(1977, 8, 11))


def next_registration_state(registration: DualRegistration, step: str) -> str:
    """State after ``step``; raises RuleViolation when the registration is not in a state for it."""
    target = REGISTRATION_TRANSITIONS[registration.state].get(step)
    if target is None:
        raise RuleViolation(
            "registration-state",
            f"{registration.person.name}的报到是“{registration.get_state_display()}”,不能这样办理",
        )
    return target


def can_step(registration: DualRegistration, step: str) -> bool:
    return step in REGISTRATION_TRANSITIONS[registration.state]


def registration_period(*, confirmed_on: date, months: int) -> tuple[date, date]:
    """Validity of a confirmation: from the day, ``months`` months long, half open (MEM-05)."""
    return confirmed_on, add_months(confirmed_on, months)


def check_party_dates(*, birth: date | None, joined: date | None, full: date | None, today: date) -> None:
    """Dates of joining as one person types them (requirements.md decision 6). Raises RuleViolation at the field."""
    if joined and joined > today:
        raise RuleViolation("date-order", "入党时间不能晚于今天", field="joined_on")
    if full and full > today:
        raise RuleViolation("date-order", "转正时间不能晚于今天", field="full_on")
    if joined and full and full < joined:
        raise RuleViolation("date-order", "转正时间不能早于入党时间", field="full_on")
    if birth and joined and joined >= AGE_RULE_FROM and age_on(birth, joined) < ADULT_AGE:
        raise RuleViolation("joined-under-age", "入党时未满18周岁,请核对出生日期和入党时间", field="joined_on")


def expected_full_on(joined: date) -> date:
    """Earliest day of full membership: a year on, or the same day when there was no probation."""
    if NO_PROBATION[0] <= joined <= NO_PROBATION[1]:
        return joined
    return add_years(joined, 1)


def check_can_change_spell(membership: Membership, *, on: date) -> None:
    """A spell can be changed from the day after it began, and only while it is open."""
    if membership.during.upper is not None:
        raise RuleViolation("spell-closed", "这条组织关系已经结束,不能再改")
    if on <= membership.during.lower:
        raise RuleViolation("before-start", "变动日期必须晚于这条记录的开始日期", field="on")
