"""What the nightly task does for every district: close what is due, compute open and late months, score.

Idempotent and restartable: each month and each scheme is one transaction of set-based statements, and running twice
writes nothing the second time. A missed night is made up by the next.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

from assessments import drafting, facts, rules, scoring
from assessments.indicators import SOURCES, watching
from assessments.models import Scheme
from core.chinese.dates import add_months, month_start
from organizations.kinds import Kind
from organizations.models import Month, Organization

MONTHS_BACK = 12
"""Closed months that are looked through for late records every night."""


def nightly(*, now: datetime) -> dict[str, int]:
    """Returns counts of months closed, computed and schemes scored."""
    today = timezone.localdate(now)
    done = {"closed": 0, "computed": 0, "scored": 0}
    for district in Organization.objects.filter(kind=Kind.DISTRICT_DEPARTMENT, dissolved_on=None):
        current = month_start(today)
        known = {row.month: row for row in Month.objects.filter(district=district)}
        closed = {month for month, row in known.items() if row.closed_at is not None}
        until = {month: row.reopened_until for month, row in known.items()}
        # A month in which no night ran has no row yet: it is made up, too, from the oldest the district has.
        oldest = min(known, default=current)
        for back in range(MONTHS_BACK, -1, -1):
            month = add_months(current, -back)
            due = facts.closing_moment(district, month, reopened_until=until.get(month))
            if oldest <= month and month not in closed and due <= now:
                facts.close_month(by="month_close", district=district, month=month, now=now)
                done["closed"] += 1
            if oldest <= month:
                facts.compute_month(district=district, month=month, now=now)
                done["computed"] += 1
        done["scored"] += _score(district, now)
    return done


def _score(district: Organization, now: datetime) -> int:
    """Score this year's schemes and the last one's, those whose day has come among them; how many there are."""
    today = timezone.localdate(now)
    rows = Scheme.objects.filter(district=district).select_related("district")
    for scheme in rows.filter(state=Scheme.State.ANNOUNCED, begins_on__lte=today):
        drafting.begin(scheme, now=now)
    schemes = rows.counting().filter(year__gte=today.year - 1)
    for scheme in schemes:
        scoring.score(scheme=scheme, as_of=today, now=now)
        if scoring.take_over_judgements(scheme):
            scoring.score(scheme=scheme, as_of=today, now=now)
        if scheme.state == Scheme.State.IN_FORCE and rules.all_frozen(scheme):
            drafting.close(scheme, now=now)
    return len(schemes)


_left_to_the_night: ContextVar[bool] = ContextVar("left_to_the_night", default=False)


@contextmanager
def left_to_the_night() -> Iterator[None]:
    """Records written inside move no number at once: for who writes thousands and computes their months himself."""
    token = _left_to_the_night.set(True)
    try:
        yield
    finally:
        _left_to_the_night.reset(token)


def after_record(target_type: str, organization_id: int | None) -> None:
    """A record that a measure reads was written: its community's running months say so at once, with those above.

    Not the closed ones, and no more than the two months that can be open.
    """
    sources = watching(target_type)
    if not sources or organization_id is None or _left_to_the_night.get():
        return
    now = timezone.now()
    organization = Organization.objects.filter(pk=organization_id).first()
    if organization is None:
        return
    for month in _running(organization, now):
        facts.refresh(organization=organization, sources=sources, month=month, now=now)


def _running(organization: Organization, now: datetime) -> list[date]:
    """The months that are not closed and that a night has computed: this one, perhaps the last."""
    current = month_start(timezone.localdate(now))
    found = Month.objects.filter(
        district__in=organization.ancestor_ids,
        month__in=(add_months(current, -1), current),
        closed_at=None,
        computed_at__isnull=False,
    )
    return list(found.values_list("month", flat=True))


def after_standard(organization_id: int, *, now: datetime) -> None:
    """A district or street set a number: the running months and the scores of its district say so the same day."""
    organization = Organization.objects.filter(pk=organization_id).first()
    if organization is None:
        return
    district = Organization.objects.get(pk__in=organization.ancestor_ids, kind=Kind.DISTRICT_DEPARTMENT)
    judged = [source for source in SOURCES if source.standards]
    for month in _running(organization, now):
        if organization == district:
            facts.compute_month(district=district, month=month, now=now)
        else:
            facts.refresh(organization=organization, sources=judged, month=month, now=now)
    _score(district, now)
