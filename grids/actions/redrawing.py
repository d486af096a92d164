"""Grids redrawn on a day: a building goes to another grid with all that is in it (S2 三(四); GRD-11)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from core.records import audit
from core.records.errors import RuleViolation
from grids import rules_visits as rules
from grids.models import Building, Grid, Posting, Redrawing, Residence, ServiceNeed
from organizations.actions import move_organization
from organizations.rules import raise_field_errors


@transaction.atomic
def redraw(
    *, by: Any, buildings: Iterable[Building], to: Grid, on: date, today: date, reason: str, at: datetime
) -> list[Redrawing]:
    """The buildings belong to ``to`` from ``on``: at once, or on the day when it lies ahead. All of them or none."""
    made = []
    for building in Building.objects.select_for_update(of=["self"]).filter(pk__in=[each.pk for each in buildings]):
        rules.check_redrawing(building, to, on=on, today=today)
        row = Redrawing(
            organization=to.organization,
            building=building,
            before=building.grid,
            to=to,
            on=on,
            reason=reason.strip(),
            households=building.households.count(),
        )
        raise_field_errors(row, exclude=["scope"])
        row.save()
        audit.record("grids.redrawn", by=by, target=row, label=building.name, on=on.isoformat())
        if on <= today:
            _carry_over(row, by=by, today=today, at=at)
        made.append(row)
    if not made:
        raise RuleViolation("no-building", "请选择要调整的楼栋", field="buildings")
    return made


@transaction.atomic
def withdraw_redrawing(*, by: Any, redrawing: Redrawing) -> None:
    """Take back what is only scheduled."""
    row = Redrawing.objects.select_for_update(of=["self"]).get(pk=redrawing.pk)
    if row.done_at is not None:
        raise RuleViolation("done", "已经调整，不能撤回；要改的请再调整一次")
    audit.record("grids.redrawing_withdrawn", by=by, target=row, label=row.building.name)
    row.delete()


def take_due(*, on: date, at: datetime) -> int:
    """Redrawings whose day has come, each for itself; returns how many."""
    done = 0
    for pk in Redrawing.objects.waiting().filter(on__lte=on).order_by("on", "pk").values_list("pk", flat=True):
        with transaction.atomic():
            row = Redrawing.objects.select_for_update(of=["self"]).get(pk=pk)
            _carry_over(row, by="系统", today=on, at=at)
            done += 1
    return done


def _carry_over(row: Redrawing, *, by: Any, today: date, at: datetime) -> None:
    building, to, on = row.building, row.to, row.on
    for spells in (
        Residence.objects.select_for_update().filter(building=building),
        ServiceNeed.objects.select_for_update().filter(household__building=building),
    ):
        _move_spells(spells, to, on)
    for posting in Posting.objects.select_for_update().filter(building=building, during__contains=on):
        if posting.during.lower < on:
            posting.during = (posting.during.lower, on)
            posting.save(update_fields=["during"])
    building.grid = to
    building.version += 1
    building.save(update_fields=["grid", "version"])
    group = building.building_group
    if group is not None:
        assert to.grid_branch is not None  # rules.check_redrawing
        move_organization(by=by, organization=group, parent=to.grid_branch, on=on, today=today)
    row.done_at = at
    row.save(update_fields=["done_at"])


def _move_spells(spells: Any, to: Grid, on: date) -> None:
    """Spells that touch ``on`` go on in the other grid from it; those that begin later begin there."""
    begun = list(spells.filter(during__contains=on, during__startswith__lt=on))
    spells.filter(during__startswith__gte=on).update(grid=to)
    model, more = spells.model, []
    for spell in begun:
        upper = spell.during.upper
        spell.during = (spell.during.lower, on)
        spell.save(update_fields=["during"])
        copied = {each.attname: getattr(spell, each.attname) for each in model._meta.fields if each.name not in _OWN}
        more.append(model(**copied, grid=to, during=(on, upper)))
    model.objects.bulk_create(more)


_OWN = ("id", "scope", "grid", "during")
