"""What the nightly task does for every district: close what is due, compute open and late months, score.

Idempotent and restartable: each month and each scheme is one transaction of set-based statements, and running twice
writes nothing the second time. A missed night is made up by the next.
"""

from datetime import datetime

from django.utils import timezone

from assessments import facts, scoring
from assessments.models import Month, Scheme
from core.dates import add_months, month_start
from organizations.kinds import Kind
from organizations.models import Organization

MONTHS_BACK = 12
"""Closed months that are looked through for late records every night."""


def nightly(*, now: datetime) -> dict[str, int]:
    """Returns counts of months closed, computed and schemes scored."""
    today = timezone.localtime(now).date()
    done = {"closed": 0, "computed": 0, "scored": 0}
    for district in Organization.objects.filter(kind=Kind.DISTRICT_DEPARTMENT, dissolved_on=None):
        current = month_start(today)
        closed = set(Month.objects.filter(district=district, closed_at__isnull=False).values_list("month", flat=True))
        # A month in which no night ran has no row yet: it is made up, too, from the oldest the district has.
        oldest = min(Month.objects.filter(district=district).values_list("month", flat=True), default=current)
        for back in range(MONTHS_BACK, -1, -1):
            month = add_months(current, -back)
            if oldest <= month and month not in closed and facts.closing_moment(district, month) <= now:
                facts.close_month(by="month_close", district=district, month=month, now=now)
                done["closed"] += 1
            if oldest <= month:
                facts.compute_month(district=district, month=month, now=now)
                done["computed"] += 1
        for scheme in Scheme.objects.filter(district=district, in_force=True, year__gte=today.year - 1):
            scoring.score(scheme=scheme, as_of=today, now=now)
            done["scored"] += 1
    return done


def score_scheme(scheme_id: int, *, now: datetime) -> dict[str, int]:
    scheme = Scheme.objects.select_related("district").get(pk=scheme_id)
    return scoring.score(scheme=scheme, as_of=timezone.localtime(now).date(), now=now)
