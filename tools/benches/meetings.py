"""Ratios of meetings for `manage.py bench`: the reminder finder, and signing in during a storm."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from importlib import import_module
from statistics import median
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import override_settings
from django.urls import include, path, reverse
from django.utils import timezone

from core.records import roles
from meetings import codes, reminders
from meetings.actions.roster import NEW
from meetings.models import THEME_DAY, Attendance, Meeting
from meetings.views.signing import TICKET
from organizations.models import Organization
from people.models import Person, User
from tools.benchmark import Result, compared

TODAY = date(2030, 1, 1)  # no data of the demo lies there
ROSTER = 500
_PLAIN = settings.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}  # collected files need not be there
SIGN_INS, BATCH = 600, 20
RECIPIENTS = 100_000

_ROSTER = f"""
INSERT INTO meetings_attendance (meeting_id, person_id, organization_id, scope, state, way, guest, reason)
SELECT (%(meetings)s::bigint[])[1 + (row_number() OVER (ORDER BY p.id) - 1) / %(size)s], p.id, o.id, o.path,
    {NEW}
FROM people_person p, organizations_organization o WHERE p.id = ANY(%(ids)s) AND o.id = %(organization)s
"""


@contextmanager
def theme_days(people: int, *, state: str, starts_at: datetime) -> Iterator[list[Meeting]]:
    """Meetings with rosters of ROSTER persons with accounts, ``people`` in all; taken back afterwards."""
    host = Organization.objects.order_by("-path").first()
    assert host is not None, "an empty database"
    with transaction.atomic():
        meetings = Meeting.objects.bulk_create(
            [
                Meeting(
                    organization=host,
                    scope=host.path,
                    kind_id=THEME_DAY,
                    topic=f"测试{number}",
                    place="会议室",
                    starts_at=starts_at + timedelta(seconds=number),
                    state=state,
                )
                for number in range(-(-people // ROSTER))
            ]
        )
        persons = Person.objects.bulk_create(
            [Person(name=f"测试{number}", pinyin=f"ceshi{number}") for number in range(people)], batch_size=5_000
        )
        ids = [person.pk for person in persons]
        User.objects.bulk_create([User(username=f"bench-{pk}", person_id=pk) for pk in ids], batch_size=5_000)
        with connection.cursor() as cursor:
            cursor.execute(
                _ROSTER,
                {
                    "ids": ids,
                    "meetings": [each.pk for each in meetings],
                    "size": ROSTER,
                    "organization": host.pk,
                },
            )
            cursor.execute("ANALYZE people_person, people_user, meetings_meeting, meetings_attendance")
        _execute("SET CONSTRAINTS ALL IMMEDIATE")  # the cost of foreign keys belongs to the statement
        yield meetings
        transaction.set_rollback(True)


def _execute(sql: str, params: dict[str, Any] | None = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.rowcount)


def bench_reminders(members: int) -> Result:
    """The finder of tomorrow's meetings for RECIPIENTS ÷ one INSERT … SELECT of the same ready rows."""
    tomorrow = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=ZoneInfo(settings.TIME_ZONE)) + timedelta(days=1)
    recipients = min(members, RECIPIENTS)
    with theme_days(recipients, state=Meeting.State.NOTIFIED, starts_at=tomorrow):

        def clean() -> None:
            with roles.owner_rights():
                _execute("TRUNCATE core_notification CASCADE")

        clean()
        found = reminders.remind_of_meetings(TODAY)
        again = reminders.remind_of_meetings(TODAY)
        columns = "kind, subject_type, subject_id, recipient_id, due_on, title, text, url, created_at"
        _execute(f"CREATE TEMP TABLE ready ON COMMIT DROP AS SELECT {columns} FROM core_notification")
        measured, baseline = compared(
            lambda: reminders.remind_of_meetings(TODAY),
            lambda: _execute(f"INSERT INTO core_notification ({columns}) SELECT {columns} FROM ready"),
            rounds=5,
            before=clean,
        )
    if (found, again) != (recipients, 0):
        raise AssertionError(f"{found} messages, {again} twice, expected {recipients} and 0")
    return Result(f"reminders: finder, {recipients} recipients", measured, baseline, 2.0, "each exactly once")


def _bare_insert(request: HttpRequest) -> HttpResponse:
    """What the baseline of the storm does: the signed-in request, one bare INSERT, a short answer."""
    assert request.user.pk
    _execute("INSERT INTO bench_bare (person_id, at) VALUES (%(person)s, now())", {"person": request.user.pk})
    return HttpResponse("ok")


urlpatterns = [path("bench/bare/", _bare_insert), path("", include("config.urls"))]


def _clients(users: list[User], meeting: Meeting, now: datetime) -> list[Client]:
    """Signed-in browsers that scanned the code already; made without the cost of a password."""
    engine = import_module(settings.SESSION_ENGINE)
    clients = []
    for user in users:
        session = engine.SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session[TICKET] = {str(meeting.pk): now.timestamp()}
        session.save()
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        clients.append(client)
    return clients


def bench_sign_in(members: int) -> Result:
    """SIGN_INS taps on 签到, each by another member ÷ as many signed-in requests with one bare INSERT.

    Through the whole stack of middleware, one after the other in this process; the bar is half the requests a second.
    """
    now = timezone.now()
    with (
        theme_days(SIGN_INS, state=Meeting.State.SIGNING_IN, starts_at=now) as (meeting, *_rest),
        override_settings(ROOT_URLCONF="tools.benches.meetings", ALLOWED_HOSTS=["*"], STORAGES=_PLAIN),
    ):
        _execute("CREATE TEMP TABLE bench_bare (id bigserial PRIMARY KEY, person_id bigint, at timestamptz)")
        users = list(User.objects.filter(person__attendances__meeting=meeting).order_by("pk")[:SIGN_INS])
        clients = _clients(users, meeting, now)
        address = reverse("meetings:scan", args=[codes.make(meeting, now=now, seconds=15)])
        for client in clients:  # warm: connections, templates, the accounts' "last seen"
            client.get("/bench/bare/")
        baselines, taps = [], []
        for start in range(0, len(clients), BATCH):  # in turns, so that both meet the same weather
            batch = clients[start : start + BATCH]
            started = perf_counter()
            for client in batch:
                client.get("/bench/bare/")
            middle = perf_counter()
            for client in batch:
                client.post(address)
            baselines.append(middle - started)
            taps.append(perf_counter() - middle)
        signed = Attendance.objects.attended().filter(meeting=meeting).count()
    if signed != len(users):
        raise AssertionError(f"{signed} signed of {len(users)}")
    measured, baseline = median(taps), median(baselines)
    note = f"{BATCH / measured:.0f} requests/s in one process"
    return Result("sign-in: a tap by another member each", measured, baseline, 2.0, note)
