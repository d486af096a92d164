"""The demo of a first start is built through the real actions; both surveys come out as the sources print them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from assessments.models import Evaluation, LateFact
from core.models import Notification
from core.records import reach
from demo import district, profiles
from grids.models import Grid, Household
from meetings.models import Meeting
from members.models import DualRegistration, Membership
from organizations.models import Month, Organization, Post
from organizations.staff import statistics
from server import prepare
from services.models import Agreement, Claim

SURVEY = date(2026, 6, 30)
pytestmark = pytest.mark.django_db


@dataclass
class Shown:
    """What a first start leaves behind."""

    community: Organization
    committee: Organization
    accounts: list[dict[str, str]]


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Shown]:
    """Seeded as ``make run`` does at its first start, where nobody is served; undone after the module."""
    home = tmp_path_factory.mktemp("home")
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(PORTAL_HOME=home):
        with reach.within(lambda: reach.CLOSED):
            prepare.take([("demo", prepare.seed_demo)])
        community = Organization.objects.get(code=f"{profiles.COMPLETE}-C")
        committee = Organization.objects.get(code=f"{profiles.COMPLETE}-D")
        yield Shown(community, committee, json.loads((home / "demo-accounts.json").read_text()))
        transaction.set_rollback(True)


def command(name: str, capsys, **options) -> dict:
    capsys.readouterr()
    call_command(name, json=True, as_of=SURVEY, **options)
    return json.loads(capsys.readouterr().out)


@pytest.mark.requirement("MEM-03")
def test_qingyang_is_counted_as_the_survey_prints_it(demo, capsys):
    by = command("member_statistics", capsys, organization="DX-QY")["by"]
    assert sum(by["sex"].values()) == 1162
    assert by["sex"] == {"男": 914, "女": 248}
    assert list(by["age"].values()) == [314, 419, 429]
    assert list(by["education"].values()) == [675, 426, 55, 6]
    assert by["education"]["未填"] == 6


def test_nanhuan_has_1032_members_in_14_branches(demo, capsys):
    found = command("member_statistics", capsys, organization="DX-NH")
    assert found["total"] == 1032
    assert len(found["by"]["branch"]) == 14


@pytest.mark.requirement("ORG-18")
def test_workers_of_nanhuan_come_out_to_the_digit(demo):
    found = statistics(organization=Organization.objects.get(code="DX-NH"), as_of=SURVEY)
    assert found["total"] == 84
    assert found["secretaries_and_directors"] == {"count": 20, "percent": 23.8}
    assert {line["count"]: line["percent"] for line in found["education"].values()} == {19: 22.6, 30: 35.7, 35: 41.7}
    assert found["young"] == {"max_age": 35, "count": 55, "percent": 65.5}
    assert found["mean_age"] == 34.0


def test_one_community_is_complete(demo):
    assert Post.objects.filter(organization=demo.committee).count() == 11
    assert Grid.objects.filter(organization=demo.community).count() == 4
    assert Household.objects.filter(organization=demo.community, member_household__isnull=False).count() == 12
    assert Agreement.objects.signed().filter(organization=demo.community, year=timezone.localdate().year).count() == 8
    assert DualRegistration.objects.confirmed().filter(organization=demo.community).count() >= 15
    assert DualRegistration.objects.waiting().filter(organization=demo.community).count() == 6
    assert Meeting.objects.theme_days().recorded().filter(organization=demo.committee).count() >= 12
    assert Claim.objects.with_hours().filter(organization=demo.community).count() >= 24


def test_scores_spread_believably(demo):
    year = timezone.localdate().year
    for each in (year - 1, year):
        found = Evaluation.objects.filter(scheme__year=each).values_list("total", flat=True)
        totals = [total for total in found if total is not None]
        assert len(found) == 10 and len(totals) >= 9
        assert sum(total < 60 for total in totals) >= 2, totals
        assert sum(total > 90 for total in totals) >= 2, totals
    assert not Evaluation.objects.filter(scheme__year=year - 1).exclude(state="frozen").exists()
    assert Evaluation.objects.filter(scheme__year=year, unknown__gt=0).count() == 1
    assert Evaluation.objects.filter(scheme__year=year, late_points__gt=0).count() >= 1
    assert LateFact.objects.filter(indicator_id="theme_day_held").exists()


def test_closed_months_and_dated_messages(demo):
    assert Month.objects.filter(closed_at__isnull=False).count() >= 12
    month = timezone.localdate().replace(day=1)
    assert not Notification.objects.filter(read_at=None, due_on__lt=month - timedelta(days=31)).exists()


def test_nothing_in_the_demo_is_real(demo):
    numbers = {spell.person.resident_number[:6] for spell in Membership.objects.select_related("person")[:500]}
    assert numbers == {"999999"}
    assert Organization.objects.get(code="DX").name == "示范区委组织部"
    assert Path(district.DATA, "nanhuan_members.xlsx").exists()


def test_who_serves_is_a_member_from_the_first_month(demo):
    """Whatever order the rosters were written in: a claim of January by somebody who came in May is refused."""
    begins = timezone.localdate().replace(month=1, day=1)
    begins = begins.replace(year=begins.year - 1)
    for code in profiles.BY_CODE:
        served = set(Claim.objects.filter(organization__code=f"{code}-C").values_list("person", flat=True))
        members = Membership.objects.filter(person__in=served, during__contains=begins)
        assert {spell.person_id for spell in members} == served, code
    assert Claim.objects.exists()


def test_each_role_of_the_first_start_signs_in(demo, client):
    assert len(demo.accounts) == 5
    for account in demo.accounts:
        answer = client.post("/accounts/login/", {"login": account["username"], "password": account["password"]})
        assert answer.status_code == 302, account["role"]
        client.logout()
