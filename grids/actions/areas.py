"""Responsibility and service areas of a grid, and their people (GRD-04)."""

from datetime import date
from typing import Any

from django.db import transaction

from core.records import audit
from core.records.errors import RuleViolation
from grids import queries, rules
from grids.models import Area, AreaPerson, Grid
from organizations.rules import raise_field_errors
from organizations.ties import check_takes_nobody_over
from organizations.tree.effective import check_end
from people.models import Person


@transaction.atomic
def add_area(
    *, by: Any, grid: Grid, kind: str, name: str, since: date, today: date | None = None, content: str = ""
) -> Area:
    """An area of the grid from ``since``, which may lie a year ahead of ``today`` at most."""
    rules.check_day(grid, since, today=today, label="开始日期")
    area = Area(
        organization_id=grid.organization_id, grid=grid, kind=kind, name=name, content=content, during=(since, None)
    )
    raise_field_errors(area, exclude=["scope"])
    area.save()
    audit.record("grids.area_added", by=by, target=area, kind=kind, since=since.isoformat())
    return area


@transaction.atomic
def end_area(*, by: Any, area: Area, on: date, today: date | None = None) -> Area:
    """The last day is the day before ``on``; whoever is in it ends with it."""
    area = Area.objects.select_for_update(of=["self"]).select_related("grid__organization").get(pk=area.pk)
    check_end(since=area.during.lower, on=on, until=area.during.upper)
    rules.check_day(area.grid, on, today=today, label="结束日期", field="on", lasting=False)
    if later := area.persons.filter(during__startswith__gte=on).select_related("person").first():
        raise RuleViolation("begins-later", f"{later.person.name}从这一天以后才开始，请先结束其安排", field="on")
    ended = 0
    for row in area.persons.filter(during__contains=on).order_by("pk"):
        row.during = (row.during.lower, on)
        row.save(update_fields=["during"])
        ended += 1
    area.during = (area.during.lower, on)
    area.save(update_fields=["during"])
    audit.record("grids.area_ended", by=by, target=area, on=on.isoformat(), persons=ended)
    return area


@transaction.atomic
def add_area_person(
    *, by: Any, area: Area, person: Person, role: str, since: date, today: date | None = None
) -> AreaPerson:
    """Somebody in an area from ``since``; a member belongs to the community, by branch or by registration, that day."""
    area = Area.objects.select_for_update(of=["self"]).select_related("grid__organization").get(pk=area.pk)
    rules.check_day(area.grid, since, today=today, label="开始日期")
    begins, ends = area.during.lower, area.during.upper
    if since < begins or (ends is not None and since >= ends):
        raise RuleViolation("outside-area", "这一天这个责任区或服务区还没有设立，或已经结束", field="since")
    check_takes_nobody_over(by=by, person=person, on=today or since)
    if role == AreaPerson.Role.MEMBER:
        communities = queries.communities_of(person.pk, on=since)
        if not communities.filter(pk=area.grid.organization_id).exists():
            raise RuleViolation("not-a-member-here", "这一天此人的组织关系不在本社区，也没有在本社区报到", field="name")
    row = AreaPerson(organization_id=area.organization_id, area=area, person=person, role=role, during=(since, ends))
    raise_field_errors(row, exclude=["scope"])
    row.save()
    audit.record("grids.area_person_added", by=by, target=row, role=role, since=since.isoformat())
    return row


@transaction.atomic
def end_area_person(*, by: Any, row: AreaPerson, on: date, today: date | None = None) -> AreaPerson:
    row = AreaPerson.objects.select_for_update(of=["self"]).select_related("area__grid__organization").get(pk=row.pk)
    check_end(since=row.during.lower, on=on, until=row.during.upper)
    rules.check_day(row.area.grid, on, today=today, label="结束日期", field="on", lasting=False)
    before = row.during.upper
    row.during = (row.during.lower, on)
    row.save(update_fields=["during"])
    audit.record(
        "grids.area_person_ended",
        by=by,
        target=row,
        on=on.isoformat(),
        before=before.isoformat() if before else None,
    )
    return row
