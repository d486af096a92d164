"""Visits of grid heads and officers (S2 三(四); GRD-11)."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from core.records import audit
from core.records.errors import RuleViolation
from core.zone import midnight
from grids import rules_visits
from grids.actions.opinions import receive_opinion
from grids.actions.places import account
from grids.actions.posted import deliver_cards
from grids.models import ContactCard, Grid, GridVisit, Household, Opinion
from grids.models.visits import VisitPurpose
from organizations.rules import raise_field_errors
from people.models import Person


@transaction.atomic
def log_visit(
    *,
    by: Any,
    grid: Grid,
    person: Person,
    visited_on: date,
    purpose: str,
    today: date,
    at: datetime,
    household: Household | None = None,
    met: bool = True,
    content: str = "",
    matter: str = "",
) -> GridVisit:
    """Log a visit of a household, or of the grid; ``matter``: what was raised there becomes an opinion of the grid, of
    which the visitor is the first receiver. One to hand over the card 联系卡 notes that the household has it. Raises
    RuleViolation."""
    seat = rules_visits.check_visit(grid, household, person, on=visited_on, today=today, content=content)
    visit = GridVisit(
        organization_id=grid.organization_id,
        grid=grid,
        household=household,
        person=person,
        role=seat.role,
        visited_on=visited_on,
        purpose=purpose,
        met=met,
        content=content.strip(),
    )
    raise_field_errors(visit, exclude=["scope"])
    if matter.strip():
        visit.opinion = receive_opinion(
            by=by,
            community=grid.organization,
            grid=grid,
            content=matter,
            at=at,
            channel=Opinion.Channel.VISIT,
            first_receiver=person,
            place=household.building.name if household is not None else "",
        )
    visit.save()
    audit.record("grids.visit_logged", by=by, target=visit, label=grid.name, on=visited_on.isoformat())
    if purpose == VisitPurpose.CARD and household is not None and _waiting(household, visited_on).exists():
        deliver_cards(by=by, grid=grid, on=visited_on, today=today, households=[household.pk])
    return visit


def _waiting(household: Household, on: date) -> QuerySet[Any]:
    """The card of a household that was printed by the day and waits to be handed over."""
    printed = ContactCard.objects.filter(household=household, printed_at__lt=midnight(on + timedelta(days=1)))
    return printed.filter(delivered_on=None)


@transaction.atomic
def withdraw_visit(*, by: Any, visit: GridVisit, reason: str) -> None:
    """A visit logged by mistake counts no more; it stays to be read."""
    row = GridVisit.objects.select_for_update(of=["self"]).get(pk=visit.pk)
    if row.withdrawn_because:
        raise RuleViolation("withdrawn", "这次走访已经撤回")
    if not reason.strip():
        raise RuleViolation("no-reason", "请填写撤回原因", field="reason")
    row.withdrawn_because = reason.strip()
    row.save(update_fields=["withdrawn_because"])
    if row.purpose == VisitPurpose.CARD and row.household_id is not None:
        cards: Any = ContactCard.objects.select_for_update().filter(household=row.household_id)
        handed = cards.filter(delivered_on=row.visited_on, delivered_by=account(by)).first()
        if handed is not None and not cards.filter(delivered_on=None).exists():
            handed.delivered_on = handed.delivered_by = None
            handed.save(update_fields=["delivered_on", "delivered_by"])
    audit.record("grids.visit_withdrawn", by=by, target=row, reason=row.withdrawn_because)
