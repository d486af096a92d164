"""The unit's own answer about its street (ASM-06)."""

from datetime import date
from typing import Any

from django.db import transaction

from assessments.models import StreetOpinion
from assessments.partners import rules
from core.records import audit
from core.records.versions import save_versioned
from organizations.registers.register import Asked
from people.models import User

ANSWERED = "assessments.street_opinion_given"
NAMES = ("grade", "text", "answered_on")


@transaction.atomic
def answer(*, by: User, opinion: StreetOpinion, version: int, today: date, **said: Any) -> StreetOpinion:
    """By the unit's contact. Raises RuleViolation, Conflict."""
    for name, value in said.items():
        setattr(opinion, name, value)
    opinion.answered_on = today
    rules.check_answer(opinion, Asked(by, today, frozenset(NAMES)))
    save_versioned(opinion, version, list(NAMES))
    audit.record(ANSWERED, by=by, target=opinion, grade=opinion.grade)
    return opinion
