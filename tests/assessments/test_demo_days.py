"""The demo begins on any day: around a new year, on 29 February, at night. Every page opens, the nightly jobs run."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from html import unescape
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import timezone

from assessments.models import Evaluation, Fact
from assessments.queries import result_year
from config.celery import app as celery_app
from core.models import Delivery, Notification
from core.zone import ZONE
from demo import district, history
from demo.world import Demo
from meetings.models import Meeting
from organizations.models import Month
from people.models import User

pytestmark = pytest.mark.django_db
DAYS = [
    datetime(2028, 1, 1, 0, 20, tzinfo=ZONE),
    datetime(2028, 1, 5, 10, 0, tzinfo=ZONE),
    datetime(2028, 2, 29, 10, 0, tzinfo=ZONE),
    datetime(2028, 3, 31, 23, 40, tzinfo=ZONE),
    datetime(2028, 12, 31, 23, 50, tzinfo=ZONE),
]
LAST_SHARED = date(2027, 11, 1)
"""Up to this month all five have lived the same: on the first of them it is over and all its records are made."""
ROLES = ("district", "street", "secretary", "member", "unit")
NOT_NIGHTLY = ("config: heartbeat",)
LINK = re.compile(r'(?:href|hx-get)="([^"]+)"')
RAW = re.compile(r"\bb&#x27;|\bobject at 0x|\{\{|\{%|>\s*None\s*<|-{9}")
"""What is no word of a page: bytes, objects, pieces of a template, nothing at all, a choice that does not ask."""
LEAP_DAY = DAYS[2]
"""On which two pages are opened of each address and its parameters, on the other days one."""


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker) -> Iterator[tuple[Demo, object]]:
    """The district until November, and the dice; each day lives on from here and is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(DAYS[0], tick=True):
            dice = random.Random(999_999)
            demo = district.build(now=DAYS[0], passwords=dict.fromkeys(ROLES, "a-long-Password-1"), dice=dice)
            history.live_until(demo, LAST_SHARED, now=DAYS[0], dice=dice)
            know_sizes()
        yield demo, dice.getstate()
        transaction.set_rollback(True)


@pytest.mark.parametrize("now", DAYS, ids=lambda now: f"{now:%m-%d}")
def test_the_demo_of_any_day_is_a_believable_year_of_which_every_page_opens(lived, now):
    demo, thrown = lived
    dice = random.Random()
    dice.setstate(thrown)
    cache.clear()
    with time_machine.travel(now, tick=True):
        history.write(replace(demo), now=now, dice=dice)
        User.objects.update(date_joined=now)  # opened today: a second factor is asked of the offices only next month
        know_sizes()
        assert not in_the_future()
        assert not left_behind(now)
        run_nightly_jobs()
        assert not in_the_future()
        totals = totals_shown(timezone.localdate(now))
        faults = [fault for role in ROLES for fault in crawl(role, 2 if now == LEAP_DAY else 1)]
    known = [total for total in totals if total is not None]
    assert len(totals) == 10 and len(known) >= 9, totals  # one community does not know its units' members
    assert sum(total > 90 for total in known) >= 2, totals
    assert sum(total < 60 for total in known) >= 2, totals
    assert not faults, "\n".join(faults)


def know_sizes() -> None:
    """Statistics that autovacuum cannot make of what is not committed; without them the planner takes all for empty."""
    tables = ", ".join(sorted(connection.introspection.django_table_names(only_existing=True, include_views=False)))
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")


def in_the_future() -> list[str]:
    """Records that say they were made at a moment that has not come."""
    now = timezone.now()
    moments = (
        (Fact, "computed_at"),
        (Evaluation, "computed_at"),
        (Evaluation, "decided_at"),
        (Month, "computed_at"),
        (Month, "closed_at"),
        (Notification, "created_at"),
        (Delivery, "sent_at"),
        (Meeting, "notified_at"),
        (Meeting, "recorded_at"),
        (Meeting, "closed_at"),
    )
    return [
        f"{model.__name__}.{name}: {count}"
        for model, name in moments
        if (count := model.objects.filter(**{f"{name}__gt": now}).count())
    ]


def left_behind(now: datetime) -> list[str]:
    """Meetings that are over and only announced, and letters about them that would leave now."""
    over = Meeting.objects.filter(starts_at__lt=now)
    waiting = Delivery.objects.filter(state="pending", notification__subject_type="meetings.meeting")
    return [
        *(f"{meeting} is over and only announced" for meeting in over.filter(state="notified")),
        *(f"{letter} leaves now" for letter in waiting.filter(notification__subject_id__in=over.values("pk"))),
    ]


def run_nightly_jobs() -> None:
    celery_app.loader.import_default_modules()
    for name, entry in celery_app.conf.beat_schedule.items():
        if name not in NOT_NIGHTLY:
            celery_app.tasks[entry["task"]].apply()


def totals_shown(today: date) -> list:
    """What the list compares communities by: their totals against what could be reached by the day."""
    client = Client()
    client.force_login(User.objects.get(username="district"))
    page = client.get("/assessments/evaluations/")
    assert page.context["year"] == result_year(today)
    return [row.pace for row in page.context["rows"]]


def crawl(role: str, each: int) -> list[str]:
    """Opens what the role reaches from its home, ``each`` of an address and its parameters; returns what did not."""
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(username=role))
    faults: list[str] = []
    waiting, seen = ["/"], {"/"}
    opened: Counter[tuple[str, tuple[str, ...]]] = Counter()
    files: set[str] = set()
    while waiting:
        address = waiting.pop(0)
        parts = urlsplit(address)
        try:
            kind = (resolve(parts.path).view_name, tuple(sorted(key for key, _ in parse_qsl(parts.query))))
        except Resolver404:
            faults.append(f"{role} {address}: leads nowhere")
            continue
        view, names = kind
        if opened[kind] >= each or view in files or (view.startswith("admin:") and len(names) > 1):
            continue  # of files one is enough, and two filters of a table at once say nothing new
        opened[kind] += 1
        answer = client.get(address)
        if answer.status_code >= 400:
            faults.append(f"{role} {address}: {answer.status_code} {getattr(answer, 'exc_info', None) or ''}")
            continue
        if answer.status_code in (301, 302):
            found = [answer["Location"]]
        elif answer.get("Content-Type", "").startswith("text/html"):
            page = answer.content.decode()
            faults += [f"{role} {address}: shows {raw[0]!r}" for raw in [RAW.search(page)] if raw]
            found = [unescape(link) for link in LINK.findall(page)]
        else:
            b"".join(answer) if answer.streaming else answer.content
            files.add(view)
            found = []
        for link in found:
            goal = urljoin(address, link).partition("#")[0]
            if goal.startswith("/") and not goal.startswith(("//", "/static/")) and goal not in seen:
                seen.add(goal)
                waiting.append(goal)
    assert len(opened) > 3, f"{role} reaches {sorted(opened)}"
    return faults
