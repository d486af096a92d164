"""The nightly job makes up what it missed, however long the machine stood still (ASM-12)."""

from datetime import UTC, date, datetime

import pytest

from assessments import jobs
from core.models import AuditEvent
from organizations import actions
from organizations.models import Month


@pytest.mark.django_db
def test_months_without_any_night_are_made_up_and_closed_once():
    actions.create_organization(
        by="tests", kind="district_department", code="DX", name="示范区委组织部", parent=None, since=date(2020, 1, 1)
    )
    jobs.nightly(now=datetime(2026, 1, 20, 18, tzinfo=UTC))
    assert jobs.nightly(now=datetime(2026, 4, 20, 18, tzinfo=UTC))["closed"] == 3
    jobs.nightly(now=datetime(2026, 4, 21, 18, tzinfo=UTC))
    closed = Month.objects.filter(closed_at__isnull=False).order_by("month").values_list("month", flat=True)
    assert list(closed) == [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]
    assert AuditEvent.objects.filter(code="assessments.month_closed").count() == 3
