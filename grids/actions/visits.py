"""Visits of grid heads and officers (S2 三(四); GRD-11)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from core.records import audit
from core.records.errors import RuleViolation
from grids import rules_visits
from grids.actions.opinions import receive_opinion
from grids.models import Grid, GridVisit, Household, Opinion
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
    which the visitor is the first receiver. Raises RuleViolation."""
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
    return visit


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
    audit.record("grids.visit_withdrawn", by=by, target=row, reason=row.withdrawn_because)
