"""What was frozen: written with each close of a month, and held against what stands (ASM-19)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from assessments.models import Fact, MonthProtocol
from organizations.models import Month, Organization


def seal_of(district: Organization, month: date) -> str:
    """SHA-256 over every fact of the month in one order."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT encode(sha256(convert_to(COALESCE(string_agg(
                concat_ws('|', organization_id, indicator_id, numerator, denominator, value, unknown), E'\\n'
                ORDER BY organization_id, indicator_id), ''), 'UTF8')), 'hex')
            FROM assessments_fact WHERE district_id = %s AND month = %s
            """,
            [district.pk, month],
        )
        return str(cursor.fetchone()[0])


def write_protocol(row: Month, *, by: Any) -> MonthProtocol:
    """What was frozen, inside the transaction of the close."""
    assert row.closed_at is not None, "a protocol is of what was closed"
    mine = Fact.objects.filter(district_id=row.district_id, month=row.month)
    own = mine.filter(organization=row.district_id).select_related("indicator").order_by("indicator__order")
    return MonthProtocol.objects.create(
        district=row.district,
        month=row.month,
        number=MonthProtocol.objects.filter(district=row.district, month=row.month).count() + 1,
        closed_at=row.closed_at,
        closed_by=str(by)[:80],
        organizations=mine.values("organization").distinct().count(),
        facts=mine.count(),
        figures=[
            {
                "code": fact.indicator_id,
                "title": fact.indicator.title,
                "unit": fact.indicator.unit,
                **{name: _text(getattr(fact, name)) for name in ("numerator", "denominator", "value")},
                "unknown": fact.unknown,
            }
            for fact in own
        ],
        seal=seal_of(row.district, row.month),
    )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"
