"""Writes of feedback cards: a round makes the card of every unit; the unit answers (MEM-05)."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from core.records import audit, outbox
from core.records.errors import RuleViolation
from core.records.versions import save_versioned
from members.models import DualRegistration
from organizations.models import UnitPresence
from organizations.registers.register import Asked
from people.models import User
from services.feedback import queries, rules
from services.feedback.models import FeedbackCard, FeedbackLine, FeedbackRound

ISSUED, RETURNED = "services.feedback_issued", "services.feedback_returned"
NAMES = ("for_awards", "for_appraisal", "for_promotion", "answer", "returned_on")


def issue(entry: FeedbackRound, by: Any, today: date) -> None:
    """The cards of a new round: one for each unit with members registered within the period, all in few statements.

    Raises RuleViolation ``nobody``.
    """
    registered = list(queries.registered_in(entry))
    if not registered:
        raise RuleViolation("nobody", "这一期没有在社区报到的在职党员，没有反馈卡可发", field="period")
    units = queries.units_named({row.unit_name for row in registered if row.unit_id is None})
    people: dict[str, dict[int, list[DualRegistration]]] = defaultdict(lambda: defaultdict(list))
    known: dict[str, int | None] = {}
    for row in registered:
        people[row.unit_name][row.person_id].append(row)
        known[row.unit_name] = known.get(row.unit_name) or row.unit_id or units.get(row.unit_name)
    done = queries.done_in(entry, {person for rows in people.values() for person in rows})
    cards = FeedbackCard.objects.bulk_create(
        FeedbackCard(
            round=entry,
            organization_id=entry.organization_id,
            unit_id=known[name],
            unit_name=name,
            persons=len(rows),
            services=sum(done[person].services for person in rows),
            hours=sum((done[person].hours for person in rows), Decimal(0)),
        )
        for name, rows in people.items()
    )
    lines = [
        FeedbackLine(
            card=card,
            organization_id=entry.organization_id,
            person_id=person,
            sides="、".join(sorted({str(row.get_side_display()) for row in rows})),
            services=done[person].services,
            hours=done[person].hours,
            meetings=done[person].meetings,
        )
        for card in cards
        for person, rows in people[card.unit_name].items()
    ]
    FeedbackLine.objects.bulk_create(lines)
    audit.record(ISSUED, by=by, target=entry, cards=len(cards), persons=len(lines))
    _tell(entry, cards, today)


def _tell(entry: FeedbackRound, cards: list[FeedbackCard], today: date) -> None:
    """The contacts of the units learn that the card is there."""
    here = Q(organization=entry.organization_id)
    held = UnitPresence.objects.filter(
        unit__in=[card.unit_id for card in cards if card.unit_id], during__contains=today, contact__user__is_active=True
    )
    contacts: dict[int, int] = {}
    for rows in (held.exclude(here), held.filter(here)):  # the contact in this community before one elsewhere
        contacts.update(rows.values_list("unit", "contact__user"))
    outbox.notify(
        [
            outbox.Note(
                kind="feedback.issued",
                subject_type="services.feedbackcard",
                subject_id=card.pk,
                recipient_id=contacts[card.unit_id],
                due_on=today,
                title=f"{entry.organization.label}送来{entry}",
                text=f"请看{card.unit_name}在职党员的情况，并送回回执。",
                url=reverse("services:own_card", args=[card.pk]),
            )
            for card in cards
            if card.unit_id in contacts
        ]
    )


@transaction.atomic
def answer(*, by: User, card: FeedbackCard, version: int, today: date, **said: Any) -> FeedbackCard:
    """The unit's return by its contact: what the record is used for there. Raises RuleViolation, Conflict."""
    for name, value in said.items():
        setattr(card, name, value)
    card.returned_on = today
    rules.check_return(card, Asked(by, today, frozenset(NAMES)))
    save_versioned(card, version, list(NAMES))
    audit.record(RETURNED, by=by, target=card, uses=card.uses)
    return card
