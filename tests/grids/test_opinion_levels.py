"""Who answers for an opinion at which level, and who hears of it (GRD-06)."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import Notification
from core.zone import ZONE
from grids import actions, queries
from grids.models import Level, Opinion
from members.models import DualRegistration
from organizations import actions as organizations
from organizations.models import Organization
from tests.grids.conftest import SINCE, make_person, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("GRD-06")]
NOW = datetime(2026, 11, 24, 9, tzinfo=ZONE)


@pytest.fixture
def district_officer(place):
    user = make_user("district", make_person("组织部干部"))
    root = Organization.objects.get(kind="district_department")
    organizations.appoint(by="t", person=user.person, organization=root, position="officer", since=SINCE)
    return user


@pytest.fixture
def opinion(place, grid):
    return actions.receive_opinion(by="居民", community=place.community, grid=grid, content="路灯坏了", at=NOW)


def test_each_level_is_answered_by_itself_or_from_above(client, place, opinion, district_officer):
    people = {"secretary": place.secretary, "street": place.street_officer, "district": district_officer}
    expected = {
        Level.GRID: {"secretary", "street", "district"},
        Level.COMMUNITY: {"secretary", "street", "district"},
        Level.STREET: {"street", "district"},
        Level.DISTRICT: {"district"},
    }
    for level, who in expected.items():
        Opinion.objects.filter(pk=opinion.pk).update(level=level)
        found = Opinion.objects.get(pk=opinion.pk)
        assert {name for name, user in people.items() if queries.may_answer_opinion(user, found)} == who
        for name, user in people.items():
            client.force_login(user)
            text = client.get(reverse("grids:opinion", args=[opinion.pk])).text
            assert ('name="answer"' in text) == (name in who), (level, name)
    assert not queries.may_answer_opinion(place.other_secretary, opinion)


def test_who_answers_for_the_next_level_hears_of_it_at_once(place, opinion):
    actions.raise_opinion(by=place.secretary, opinion=opinion, at=NOW)
    assert not Notification.objects.filter(kind="opinion.raised").exists(), "who raises it has it still"
    actions.raise_opinion(by=place.secretary, opinion=opinion, at=NOW)
    note = Notification.objects.get(kind="opinion.raised")
    assert note.recipient == place.street_officer and "路灯" not in note.text + note.title


def test_the_first_receiver_and_the_reporting_member_hear_of_the_answer_and_read_it_on_their_own_page(
    client, place, grid
):
    officer, member = make_user("officer1", make_person("网格员")), make_user("m", place.member.person)
    actions.add_responsible_person(
        by="t",
        grid=grid,
        person=officer.person,
        role="grid_officer",
        since=timezone.localdate(NOW),
        today=timezone.localdate(NOW),
    )
    client.force_login(member)
    typed = {"organization": place.community.pk, "category": "safety"}
    answer = client.post(reverse("grids:mine"), typed | {"content": "器材松动"})
    opinion = Opinion.objects.get()
    assert answer.status_code == 302 and (opinion.reporter, opinion.source) == (member.person, "member")
    assert opinion.level == Level.COMMUNITY and opinion.grid is None, "nobody knows where the member lives"
    actions.set_residence(by="t", person=member.person, grid=grid, since=timezone.localdate(NOW))
    client.post(reverse("grids:mine"), typed | {"content": "又松动"})
    second = Opinion.objects.order_by("-pk")[0]
    assert (second.grid, second.first_receiver) == (grid, officer.person)
    assert Notification.objects.get(kind="opinion.received").recipient == officer
    actions.answer_opinion(by=place.secretary, opinion=second, answer="已加固", at=timezone.now())
    told = Notification.objects.filter(kind="opinion.answered")
    assert {note.recipient for note in told} == {officer, member}
    client.force_login(officer)
    assert "我首问负责" in client.get(reverse("grids:mine")).text
    assert client.get(reverse("grids:opinions")).status_code == 403, "being asked first gives no rights"


def test_a_member_raises_nothing_in_a_community_of_others(client, place):
    member = make_user("m", place.member.person)
    client.force_login(member)
    posted = {"organization": place.other_community.pk, "content": "x", "category": "other"}
    assert client.post(reverse("grids:mine"), posted).status_code == 422 and not Opinion.objects.exists()
    DualRegistration.objects.create(
        organization=place.other_community,
        person=member.person,
        side="home",
        state="confirmed",
        decided_at=timezone.now(),
        during=(SINCE, None),
        slip_number="HZ-2",
    )
    assert client.post(reverse("grids:mine"), posted).status_code == 302


def test_the_limit_of_each_level_counts_from_its_arrival_there(place, opinion):
    first = opinion.due_on
    actions.raise_opinion(by=place.secretary, opinion=opinion, at=NOW + timedelta(days=10))
    limits = list(opinion.steps.exclude(due_on=None).order_by("pk").values_list("level", "due_on"))
    assert limits[0] == (Level.GRID, first) and limits[1][1] > first and limits[1][0] == Level.COMMUNITY
