"""Writes of a member about the own identity (MEM-20): shown by the member, hidden by the member."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from core.records import audit
from core.records.errors import RuleViolation
from core.records.versions import save_versioned
from members.residence import rules
from members.residence.models import ShownIdentity
from organizations.registers import actions as registers
from organizations.registers.register import Register
from people.models import User

HIDDEN = "members.identity_hidden"


@transaction.atomic
def show_identity(*, by: User, register: Register, today: date, ways: list[str], pledge: str) -> ShownIdentity:
    """The member agrees today. Raises RuleViolation ``nowhere`` for who belongs to no branch and is not registered."""
    assert by.person is not None
    place = rules.place_of(by.person.pk, on=today)
    if place is None:
        raise RuleViolation("nowhere", "您的组织关系不在这里，请先向社区报到，确认以后再亮明身份")
    given: dict[str, Any] = {"person": by.person, "ways": ways, "pledge": pledge, "agreed_on": today}
    made: ShownIdentity = registers.enter(
        by=by, register=register, organization=place, today=today, during=(today, None), **given
    )
    return made


@transaction.atomic
def hide_identity(*, by: User, entry: ShownIdentity, version: int, today: date) -> ShownIdentity:
    """The member takes the consent back: it ends today."""
    if entry.during.upper is not None:
        raise RuleViolation("ended", "已经结束，不用再办")
    entry.during = (entry.during.lower, max(today, entry.during.lower + timedelta(days=1)))
    save_versioned(entry, version, ["during"])
    audit.record(HIDDEN, by=by, target=entry)
    return entry
