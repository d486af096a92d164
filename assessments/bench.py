"""`manage.py bench`: the dashboard at two sizes and against its bare SQL; facts and scores against one pass."""

import time
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as clock
from statistics import median
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments import facts, scoring
from assessments.models import Scheme
from core.benchmark import Result, against_small, compared
from core.dates import add_months, month_start
from organizations.kinds import Kind
from organizations.models import Organization
from people.models import User

OFFICERS = {"district": "bulk-district", "street": "bulk-street"}
_OVERHEAD = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "UPDATE", "INSERT", "DECLARE", "FETCH", "CLOSE")


def _visit(username: str, url: str) -> Callable[[], None]:
    """A request from middleware to rendered page, by an account that every generated district has."""
    clients: dict[str, Client] = {}

    def visit() -> None:
        name = connection.settings_dict["NAME"]
        if name not in clients:
            clients[name] = Client()
            clients[name].force_login(User.objects.get(username=username), backend="people.backends.AccountBackend")
        response = clients[name].get(url)
        if response.status_code != 200:
            raise AssertionError(f"{url}: {response.status_code}")

    return visit


def bench_dashboard(members: int) -> list[Result]:
    """The dashboard of the district (as many rows as it has streets) and of a street (25 communities at any size)."""
    results = []
    for place, username in OFFICERS.items():
        visit = _visit(username, "/assessments/dashboard/")
        visit()
        with CaptureQueriesContext(connection) as captured:
            visit()
        statements = [query["sql"] for query in captured if not query["sql"].startswith(_OVERHEAD)]

        def bare(statements: list[str] = statements) -> None:
            with connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)
                    cursor.fetchall()

        rows = Organization.objects.filter(kind=Kind.STREET_WORKING_COMMITTEE).count() if place == "district" else 25
        note = f"{len(captured)} queries, {rows} rows"
        results.append(Result(f"dashboard of the {place}", *against_small(members, visit), 1.3, note))
        results.append(Result(f"dashboard of the {place} ÷ its SQL", *compared(visit, bare), 3.0, note))
    return results


_PASSES = """
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
SELECT o.organization_id, count(*), count(*) FILTER (WHERE o.answered_at::date <= o.due_on) FROM grids_opinion o
WHERE o.due_on >= %(first)s AND o.due_on <= %(last)s GROUP BY 1;
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
        "start": timezone.make_aware(datetime.combine(month, clock.min)),
        "end": timezone.make_aware(datetime.combine(following, clock.min)),
        "year": month.replace(month=1),
    }
    with connection.cursor() as cursor:
        for statement in _PASSES.split(";"):
            cursor.execute(f"SELECT count(*) FROM ({statement}) passed", parameters)


class _Undone(Exception):
    pass


def _from_nothing(district: Organization, scheme: Scheme, month: date, now: datetime) -> tuple[float, int]:
    """Seconds and statements of a month's facts and the year's scores, none of them there before; undone at the end."""
    seconds, statements = 0.0, 0
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")  # a closed month refuses to be emptied
            cursor.execute("DELETE FROM assessments_fact WHERE month = %s", [month])
            cursor.execute("DELETE FROM assessments_month WHERE month = %s", [month])
            cursor.execute("DELETE FROM assessments_score")
            cursor.execute("DELETE FROM assessments_evaluation")
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
            started = time.perf_counter()
            with CaptureQueriesContext(connection) as captured:
                facts.compute_month(district=district, month=month, now=now)
                scoring.score(scheme=scheme, as_of=timezone.localtime(now).date(), now=now)
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
    measured, baseline, statements = [], [], 0
    for number in range(4):
        seconds, statements = _from_nothing(district, scheme, month, now)
        started = time.perf_counter()
        _one_pass(month)
        if number:
            measured.append(seconds)
            baseline.append(time.perf_counter() - started)
    note = f"{statements} statements, {Organization.objects.count()} organisations"
    return Result("month's facts + scores", median(measured), median(baseline), 5.0, note)
