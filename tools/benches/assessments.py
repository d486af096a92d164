"""`manage.py bench`: the dashboard at two sizes and against its bare SQL; facts and scores against one pass."""

import time
from datetime import date, datetime
from statistics import median
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments import facts, scoring
from assessments.models import Scheme
from core.chinese.dates import add_months, month_start
from core.records import roles
from core.zone import local_day, midnight
from organizations.kinds import Kind
from organizations.models import Month, Organization
from tools.benchmark import Result, against_small, compared, statements, visit

OFFICERS = {"district": "bulk-district", "street": "bulk-street"}


def bench_dashboard(members: int) -> list[Result]:
    """The dashboard of the district (as many rows as it has streets) and of a street (25 communities at any size)."""
    results = []
    for place, username in OFFICERS.items():
        dashboard = visit(username, "/assessments/dashboard/")
        needed = statements(dashboard)

        def bare(needed: list[str] = needed) -> None:
            with connection.cursor() as cursor:
                for statement in needed:
                    cursor.execute(statement)
                    cursor.fetchall()

        rows = Organization.objects.filter(kind=Kind.STREET_WORKING_COMMITTEE).count() if place == "district" else 25
        note = f"{len(needed)} queries, {rows} organisations"
        results.append(Result(f"dashboard of the {place}", *against_small(members, dashboard), 1.3, note))
        results.append(Result(f"dashboard of the {place} ÷ its SQL", *compared(dashboard, bare, rounds=15), 3.0, note))
    return results


_PASSES = f"""
SELECT m.organization_id, count(*), count(*) FILTER (WHERE p.sex <> '' AND p.education <> ''),
       count(*) FILTER (WHERE p.education IN ('college', 'bachelor', 'postgraduate'))
FROM members_membership m JOIN people_person p ON p.id = m.person_id WHERE m.during @> %(last)s GROUP BY 1;
SELECT m.organization_id, m.kind_id, count(DISTINCT m.id), count(*), count(*) FILTER (WHERE t.state = 'present')
FROM meetings_meeting m LEFT JOIN meetings_attendance t ON t.meeting_id = m.id WHERE m.month = %(first)s GROUP BY 1, 2;
SELECT r.organization_id, count(*) FROM members_dualregistration r WHERE r.during @> %(last)s GROUP BY 1;
SELECT p.organization_id, sum(u.full_members) FROM organizations_unitpresence p
JOIN organizations_unit u ON u.id = p.unit_id GROUP BY 1;
SELECT i.organization_id, count(*), count(i.done_on), max(g.recorded_at) FROM services_agreementitem i
JOIN services_agreement a ON a.id = i.agreement_id LEFT JOIN services_agreementprogress g ON g.item_id = i.id
GROUP BY 1;
SELECT x.organization_id, sum(k.hours), count(*) FROM services_activity x JOIN services_claim k ON k.activity_id = x.id
WHERE x.starts_at >= %(start)s AND x.starts_at < %(end)s GROUP BY 1;
SELECT o.organization_id, count(*), count(*) FILTER (WHERE {local_day("o.answered_at")} <= o.due_on)
FROM grids_opinion o WHERE o.due_on >= %(first)s AND o.due_on <= %(last)s GROUP BY 1;
SELECT t.organization_id, avg(extract(year FROM age(%(last)s, p.birth_date))) FROM organizations_post t
JOIN people_person p ON p.id = t.person_id WHERE t.position = 'secretary' AND t.during @> %(last)s GROUP BY 1;
SELECT f.organization_id, f.indicator_id, sum(f.numerator), sum(f.denominator) FROM assessments_fact f
WHERE f.month >= %(year)s GROUP BY 1, 2
"""
"""One GROUP BY pass over each table that the facts of a month and the year's scores read."""


def _one_pass(month: date) -> None:
    following = add_months(month, 1)
    parameters: dict[str, Any] = {
        "first": month,
        "last": date.fromordinal(following.toordinal() - 1),
        "start": midnight(month),
        "end": midnight(following),
        "year": month.replace(month=1),
    }
    with connection.cursor() as cursor:
        for statement in _PASSES.split(";"):
            # The whole row is asked for: of a mere count the database leaves the sums out, and the columns unread.
            cursor.execute(f"SELECT count(passed) FROM ({statement}) passed", parameters)


ROUNDS = 7


class _Undone(Exception):
    pass


def _from_nothing(district: Organization, scheme: Scheme | None, month: date, now: datetime) -> tuple[float, int]:
    """Seconds and statements of a month's facts and (of a scheme) the year's scores from nothing; undone at the end."""
    seconds, statements = 0.0, 0
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            with roles.owner_rights():
                cursor.execute("SET LOCAL session_replication_role = replica")  # a closed month refuses to be emptied
                cursor.execute("DELETE FROM assessments_fact WHERE month = %s", [month])
                cursor.execute("DELETE FROM organizations_month WHERE month = %s", [month])
                cursor.execute("DELETE FROM assessments_score")
                cursor.execute("DELETE FROM assessments_evaluation")
                cursor.execute("SET LOCAL session_replication_role = DEFAULT")
            started = time.perf_counter()
            with CaptureQueriesContext(connection) as captured:
                facts.compute_month(district=district, month=month, now=now)
                if scheme is not None:
                    scoring.score(scheme=scheme, as_of=timezone.localdate(now), now=now)
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            seconds = time.perf_counter() - started
            statements = len(captured)
            raise _Undone
    except _Undone:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM assessments_fact, assessments_score, assessments_evaluation")
    return seconds, statements


def bench_facts_and_scores(members: int) -> Result:
    """A month of facts for every organisation and the year's scores, against one GROUP BY pass over the same tables."""
    now = timezone.now()
    month = add_months(month_start(timezone.localdate()), -1)  # the one with attendance
    district = Organization.objects.get(code="BX")
    scheme = Scheme.objects.select_related("district").get(district=district, year=month.year)
    measured, baseline, number_of_statements = [], [], 0
    for number in range(ROUNDS + 1):
        seconds, number_of_statements = _from_nothing(district, scheme, month, now)
        started = time.perf_counter()
        _one_pass(month)
        if number:
            measured.append(seconds)
            baseline.append(time.perf_counter() - started)
    note = f"{number_of_statements} statements, {Organization.objects.count()} organisations"
    return Result("month's facts + scores", median(measured), median(baseline), 5.0, note)


def bench_verification(members: int) -> Result:
    """The rows of every measure of a month added up and compared, against computing the facts of that month."""
    now = timezone.now()
    month = add_months(month_start(timezone.localdate()), -1)
    row = Month.objects.select_related("district").get(district__code="BX", month=month)
    measured, baseline, verified = [], [], facts.Verified()
    for number in range(ROUNDS):
        seconds, _ = _from_nothing(row.district, None, month, now)
        verified = facts.Verified()
        started = time.perf_counter()
        facts.verify(row, verified, now=now)
        if number:
            measured.append(time.perf_counter() - started)
            baseline.append(seconds)
    note = f"{verified.compared} compared, {len(verified.disagree)} disagree"
    return Result("verification of a month", median(measured), median(baseline), 3.0, note)
