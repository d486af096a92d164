"""The table that districts read: filled every night, and street by street after each commit that can change it."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from core.models import PeriodicRun
from core.records.duties import OWED, parameters, texts_of, union
from core.records.measures import values_of
from core.web.home import lists
from organizations.kinds import STREETS, Kind
from organizations.models import OpenDuty, Organization
from organizations.relations import make_relations, with_relations
from organizations.scoping import only, range_of, subtree_condition

JOB = "organizations.duties"
WATCHED = ("assessments", "grids", "meetings", "members", "organizations", "people", "services")
"""Apps whose records open or close a duty."""


def _rows() -> str:
    shown = [duty for duty in lists().duty.values() if duty.right]
    chosen = [source for source in lists().sources if any(duty.right for duty in source.duties)]
    seen = texts_of(duty.key for duty in shown if duty.keeper or duty.behind)
    rows = f"""
        SELECT %(origin)s, r.organization_id, r.scope, r.key, r.opens_on, r.due_on, sum(r.amount), min(r.record),
               COALESCE(min(r.label), '')
        FROM ({union(chosen)}) r
        WHERE r.verdict IN {values_of(OWED)} AND r.key IN {texts_of(duty.key for duty in shown)}
          AND ((r.key IN {seen} AND (%(whole)s OR r.scope = %(lo)s)) OR r.scope = %(district)s)
        GROUP BY r.organization_id, r.scope, r.key, r.opens_on, r.due_on"""
    return f"""
        INSERT INTO organizations_openduty
            (origin_id, organization_id, scope, key, opens_on, due_on, amount, record, label)
        SELECT * FROM ({with_relations(rows, chosen, made=True)}) found"""


def _refresh(origin: Organization, district: Organization, now: datetime) -> int:
    """Replace the rows of one street with all below it, or of the district's own records."""
    whole = origin.pk != district.pk
    low, high = range_of(origin.path) if whole else only(origin.path)
    values: dict[str, Any] = parameters(now) | {
        "root": origin.pk,
        "lo": low,
        "hi": high,
        "origin": origin.pk,
        "whole": whole,
        "district": district.path,
    }
    with transaction.atomic():
        make_relations(lists().sources, values)
        OpenDuty.objects.filter(origin=origin).delete()
        with connection.cursor() as cursor:
            cursor.execute(_rows(), values)
            return int(cursor.rowcount)


def fill(*, now: datetime) -> int:
    """Every street and district; returns how many rows stand."""
    districts = Organization.objects.filter(kind=Kind.DISTRICT_DEPARTMENT, dissolved_on=None)
    return sum(fill_district(district, now=now) for district in districts)


def fill_district(district: Organization, *, now: datetime) -> int:
    made = 0
    streets = Organization.objects.under(district).filter(kind__in=STREETS, dissolved_on=None)
    for origin in (district, *streets):
        made += _refresh(origin, district, now)
    OpenDuty.objects.filter(subtree_condition([district.path], field="scope")).exclude(
        origin__in=[district.pk, *(street.pk for street in streets)]
    ).delete()
    return made


def after_record(target_type: str, organization_id: int | None) -> None:
    """Something was recorded: what its street owes stands anew at once."""
    if organization_id is None or target_type.split(".")[0] not in WATCHED:
        return
    place = Organization.objects.filter(pk=organization_id).first()
    if place is None:
        return
    above = {row.kind: row for row in Organization.objects.filter(pk__in=place.ancestor_ids)}
    district = above.get(Kind.DISTRICT_DEPARTMENT)
    if district is None or not PeriodicRun.objects.filter(job=JOB).exists():  # the first night fills it
        return
    origin = next((above[kind] for kind in STREETS if kind in above), district)
    _refresh(origin, district, timezone.now())
