"""A move or a dissolution shows what hangs on the organisation first, and is confirmed with those numbers (ORG-21)."""

import html
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core.web.home import lists
from meetings.models import Meeting, MeetingKind
from members.models import DualRegistration, Membership, ScheduledChange, TransferRequest
from organizations import actions
from organizations.models import Placement, Position
from people.models import User
from tests.clock import NOW, TODAY
from tests.organizations.conftest import SINCE, Tree, confirmed

SignIn = Callable[[User], Client]


@pytest.fixture
def district(tree: Tree, sign_in: SignIn) -> Client:
    return sign_in(tree.holder(tree.district, name="组织部"))


def member(tree: Tree, name: str = "赵长岭") -> Membership:
    return Membership.objects.create(person=tree.person(name), organization=tree.branch, during=(SINCE, None))


def lines(answer) -> dict[str, int]:
    return {line.label: line.count for line in answer.context["preview"].lines}


@pytest.mark.requirement("ORG-21")
def test_a_move_shows_everything_that_hangs_on_the_organisation_with_links(tree: Tree, district: Client) -> None:
    spell = member(tree)
    tree.holder(tree.general_branch, Position.SECRETARY, name="社区书记")
    tree.holder(tree.street, name="街道干部")
    tree.holder(tree.other_street, name="乙街道干部")
    Meeting.objects.create(
        organization=tree.branch, kind=MeetingKind.objects.first(), topic="支部党员大会", starts_at=NOW, place="会议室"
    )
    TransferRequest.objects.create(organization=tree.branch, person=tree.person("外来"))
    ScheduledChange.objects.create(
        organization=tree.branch, person=spell.person, branch=tree.branch, on=TODAY + timedelta(days=9), status="full"
    )
    DualRegistration.objects.create(organization=tree.community, person=tree.person("在职"), side="home")
    address = reverse("organizations:move", args=[tree.community.pk])
    first = district.get(address)
    assert first.context["preview"] is None and 'method="get"' in first.content.decode()
    data = {"parent": tree.other_street.pk, "on": TODAY.isoformat()}
    looked = district.get(address, data)
    found = lines(looked)
    assert found.pop("待办事项") >= 1, "the registration waits for its confirmation"
    assert found == {
        "下级组织": 2,
        "任职": 1,
        "有权限的账号": 1,
        "党员的组织关系": 1,
        "已安排转入的党员": 1,
        "待答复的转接申请": 1,
        "在职党员的报到": 1,
        "没有召开的会议": 1,
        "失去查看权限的账号": 1,
        "得到查看权限的账号": 1,
    }
    text = looked.content.decode()
    assert "街道干部改隶当日起看不到这里的记录" in text and "乙街道干部改隶当日起可以看到" in text
    assert f"?organization={tree.community.pk}" in html.unescape(text)
    assert Placement.objects.get(organization=tree.community).parent == tree.street, "looking changes nothing"
    assert confirmed(district, address, data).status_code == 302
    tree.community.refresh_from_db()
    assert tree.community.path.startswith(tree.other_street.path)


@pytest.mark.requirement("ORG-21")
@pytest.mark.parametrize("page", ["move", "dissolve"])
def test_what_changed_since_the_preview_is_told_and_nothing_is_done(tree: Tree, district: Client, page: str) -> None:
    place = tree.neighbour
    address = reverse(f"organizations:{page}", args=[place.pk])
    data = {"on": TODAY.isoformat()} | ({"parent": tree.other_street.pk} if page == "move" else {})
    seen = district.get(address, data).context["preview"].numbers
    actions.appoint(
        by="test", person=tree.person("新来"), organization=place, position=Position.WORKER, since=SINCE, today=TODAY
    )
    answer = district.post(address, data | {"seen": seen})
    assert answer.status_code == 409
    assert "任职由0变为1" in answer.content.decode()
    place.refresh_from_db()
    assert place.dissolved_on is None and place.path.startswith(tree.street.path)
    again = district.post(address, data | {"seen": answer.context["preview"].numbers})
    assert again.status_code == 302


def test_a_confirmation_without_a_look_or_for_another_day_shows_the_numbers_first(tree: Tree, district: Client) -> None:
    address = reverse("organizations:move", args=[tree.community.pk])
    data = {"parent": tree.other_street.pk, "on": TODAY.isoformat()}
    blind = district.post(address, data)
    assert blind.status_code == 422 and "请先核对" in blind.content.decode()
    other = data | {"on": (TODAY + timedelta(days=3)).isoformat()}
    answer = district.post(address, other | {"seen": blind.context["preview"].numbers})
    assert answer.status_code == 422
    tree.community.refresh_from_db()
    assert Placement.objects.filter(organization=tree.community).count() == 1


@pytest.mark.requirement("ORG-21")
def test_a_dissolution_says_what_becomes_of_each_thing_and_what_stands_in_its_way(tree: Tree, district: Client) -> None:
    tree.holder(tree.branch, Position.SECRETARY, name="支部书记")
    address = reverse("organizations:dissolve", args=[tree.branch.pk])
    looked = district.get(address)
    assert lines(looked)["任职"] == 1 and "同日结束，权限随之失去" in looked.content.decode()
    spell = member(tree)
    refused = district.get(address)
    assert refused.context["preview"] is None and "还有 1 名党员的组织关系" in refused.content.decode()
    assert (
        district.post(address, {"on": TODAY.isoformat(), "seen": looked.context["preview"].numbers}).status_code == 422
    )
    Membership.objects.filter(pk=spell.pk).update(during=(SINCE, date(2026, 11, 1)))
    assert confirmed(district, address, {"on": TODAY.isoformat()}).status_code == 302
    tree.branch.refresh_from_db()
    assert tree.branch.dissolved_on == TODAY


def test_every_room_says_what_hangs_in_a_bounded_number_of_queries(
    tree: Tree, district: Client, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(30):
        found = [each for ask in lists().hangings for each in ask(tree.street, TODAY)]
    assert len({each.label for each in found}) == len(found)
