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
_LOCK = 0x64757479
"""First key of the advisory locks: of a district, and of one street or district in the next."""
WATCHED = ("assessments", "grids", "meetings", "members", "organizations", "people", "services")
"""Apps whose records open or close a duty."""


def _rows() -> str:
    """Rows of a tree's streets, each of its own; of the district itself whatever its desks look at."""
    shown = [duty for duty in lists().duty.values() if duty.right]
    chosen = [source for source in lists().sources if any(duty.right for duty in source.duties)]
    seen = texts_of(duty.key for duty in shown if duty.keeper or duty.behind)
    rows = f"""
        SELECT COALESCE(t.street_id, %(root)s), r.organization_id, r.scope, r.key, r.opens_on, r.due_on, sum(r.amount),
               min(r.record), COALESCE(min(r.label), '')
        FROM ({union(chosen)}) r LEFT JOIN tree t ON t.organization_id = r.organization_id
        WHERE r.verdict IN {values_of(OWED)} AND r.key IN {texts_of(duty.key for duty in shown)}
          AND (r.organization_id = %(district)s OR (t.street_id IS NOT NULL AND r.key IN {seen}))
        GROUP BY t.street_id, r.organization_id, r.scope, r.key, r.opens_on, r.due_on"""
    return f"""
        INSERT INTO organizations_openduty
            (origin_id, organization_id, scope, key, opens_on, due_on, amount, record, label)
        SELECT * FROM ({with_relations(rows, chosen, made=True)}) found"""


def _make(root: Organization, district: Organization, scopes: tuple[str, str], now: datetime) -> int:
    """Write the rows of the tree below ``root`` whose scopes lie in the range; how many."""
    low, high = scopes
    values: dict[str, Any] = parameters(now) | {"root": root.pk, "lo": low, "hi": high, "district": district.pk}
    make_relations(lists().sources, values)
    with connection.cursor() as cursor:
        cursor.execute(_rows(), values)
        return int(cursor.rowcount)


@transaction.atomic
def _refresh(origin: Organization, district: Organization, now: datetime) -> None:
    """Replace the rows of one street with all below it, or of the district's own records. Two at once wait for each
    other, so that nothing stands twice and the last one has seen what both recorded."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [_LOCK, district.pk])
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK + 1, origin.pk])
    OpenDuty.objects.filter(origin=origin).delete()
    _make(origin, district, range_of(origin.path) if origin.pk != district.pk else only(origin.path), now)


def fill(*, now: datetime) -> int:
    """Every district; returns how many rows stand."""
    districts = Organization.objects.filter(kind=Kind.DISTRICT_DEPARTMENT, dissolved_on=None)
    return sum(fill_district(district, now=now) for district in districts)


@transaction.atomic
def fill_district(district: Organization, *, now: datetime) -> int:
    """All its streets and its own records, in as many statements as for one street."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, district.pk])
    OpenDuty.objects.filter(subtree_condition([district.path], field="scope")).delete()
    return _make(district, district, range_of(district.path), now)


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
