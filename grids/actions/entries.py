"""Units and venues enter a grid and leave it (GRD-05)."""

from datetime import date
from typing import Any

from django.db import transaction

from core.records import audit
from core.records.errors import RuleViolation
from grids import rules
from grids.models import Grid, GridEntry
from organizations.models import UnitPresence, Venue
from organizations.rules import raise_field_errors
from organizations.tree.effective import check_end


@transaction.atomic
def enter(*, by: Any, grid: Grid, thing: UnitPresence | Venue, since: date, today: date | None = None) -> GridEntry:
    """A unit or a venue of the grid's community is in the grid from ``since``, which may lie ahead as areas may.

    Raises RuleViolation: of another community, not there on the day, in a grid already, withdrawn from its register.
    """
    rules.check_day(grid, since, today=today, label="开始日期")
    thing.refresh_from_db()
    if not thing.scope.startswith(grid.organization.path):
        raise RuleViolation("elsewhere", "只能登记本社区的单位和阵地", field="thing")
    entry = GridEntry(organization_id=grid.organization_id, grid=grid, during=(since, None))
    if isinstance(thing, UnitPresence):
        entry.presence = thing
        begins, ends = thing.during.lower, thing.during.upper
    else:
        if thing.withdrawn_on is not None:
            raise RuleViolation("withdrawn", "这处阵地的登记已撤回", field="thing")
        entry.venue = thing
        begins, ends = thing.opened_on, thing.closed_on
    if since < begins or (ends is not None and since >= ends):
        raise RuleViolation("not-there", f"{entry.name}这一天不在本社区，请核对日期", field="since")
    raise_field_errors(entry, exclude=["scope"])
    entry.save()
    audit.record("grids.entry_added", by=by, target=entry, since=since.isoformat())
    return entry


@transaction.atomic
def leave(*, by: Any, entry: GridEntry, on: date, today: date | None = None) -> GridEntry:
    """The last day is the day before ``on``; may be taken back for some minutes (grids.undo)."""
    entry = GridEntry.objects.select_for_update(of=["self"]).select_related("grid__organization").get(pk=entry.pk)
    check_end(since=entry.during.lower, on=on, until=entry.during.upper)
    rules.check_day(entry.grid, on, today=today, label="结束日期", field="on", lasting=False)
    before = entry.during.upper
    entry.during = (entry.during.lower, on)
    entry.save(update_fields=["during"])
    audit.record(
        "grids.entry_ended",
        by=by,
        target=entry,
        on=on.isoformat(),
        before=before.isoformat() if before else None,
    )
    return entry
