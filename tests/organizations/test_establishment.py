"""What Party organisation a community should have by its members and officers is listed, never refused (ORG-05)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Membership
from organizations import actions
from organizations.kinds import Kind
from organizations.models import Organization, Position, Threshold
from organizations.reorganizing.establishment import Row, rows
from people.models import Person
from tests.organizations.conftest import SINCE, TODAY, Tree

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("ORG-05")]


def members(branch: Organization, number: int, status: str = "full") -> None:
    persons = Person.objects.bulk_create(
        Person(name=f"党员{branch.pk}-{index}", pinyin="d", initials="d") for index in range(number)
    )
    Membership.objects.bulk_create(
        Membership(person=person, organization=branch, during=(SINCE, None), status=status, name_key=person.name)
        for person in persons
    )


def of(community: Organization) -> Row:
    return rows([community], today=TODAY)[0]


def said(community: Organization) -> list[str]:
    return [matter.words for matter in of(community).matters]


def test_a_community_without_a_branch_is_named(tree: Tree) -> None:
    assert said(tree.neighbour) == ["还没有党支部"]
    assert of(tree.neighbour).matters[0].url == reverse("organizations:create", args=[tree.neighbour.pk])


@pytest.mark.parametrize(("number", "due"), [(50, False), (51, True)])
def test_more_than_fifty_members_ask_for_a_general_branch(tree: Tree, number: int, due: bool) -> None:
    branch = tree.make(Kind.BRANCH, "T-A-2-B", tree.neighbour, "文庙党支部")
    members(branch, number, "probationary")
    assert (f"党员{number}名，应设党总支" in said(tree.neighbour)) == due
    if due:
        urls = [matter.url for matter in of(tree.neighbour).matters]
        assert urls == [reverse(f"organizations:{name}", args=[branch.pk]) for name in ("upgrade", "split")]


@pytest.mark.parametrize(("number", "due"), [(99, False), (100, True)])
def test_a_hundred_members_ask_for_a_committee(tree: Tree, number: int, due: bool) -> None:
    tree.holder(tree.general_branch, Position.FULL_TIME_DEPUTY)
    members(tree.branch, 40, "probationary")
    second = tree.make(Kind.BRANCH, "T-A-1-C", tree.general_branch, "幸福里第二党支部")
    members(second, 30, "probationary")
    members(tree.make(Kind.BRANCH, "T-A-1-D", tree.general_branch, "幸福里第三党支部"), number - 70, "probationary")
    assert said(tree.community) == ([f"党员{number}名，应设党委"] if due else [])
    assert [number for _, number in of(tree.community).branches] == [40, 30, number - 70]


def test_the_number_is_the_districts_and_so_is_the_day_until_which(tree: Tree) -> None:
    tree.holder(tree.general_branch, Position.FULL_TIME_DEPUTY)
    members(tree.branch, 30, "probationary")
    assert said(tree.community) == []
    for name, value in (("org.committee.members_min", "30"), ("org.upgrade.deadline", "2027-06-30")):
        known = Threshold.objects.get(name=name, organization=None)
        known.pk, known.organization, known.value, known.effective_from = None, tree.district, value, SINCE
        known.save(force_insert=True)
    assert said(tree.community) == ["党员30名，应设党委（2027-06-30前）"]


def test_a_branch_of_more_than_fifty_is_named_and_takes_in_all_the_same(tree: Tree) -> None:
    members(tree.branch, 51, "probationary")
    assert "幸福里第一党支部有党员51名，超过50名" in said(tree.community)
    members(tree.branch, 1, "probationary")
    assert "幸福里第一党支部有党员52名，超过50名" in said(tree.community)


def test_a_general_branch_needs_a_full_time_deputy_or_officer_a_committee_a_deputy(tree: Tree) -> None:
    members(tree.branch, 3)
    lacks = "党总支没有专职副书记或专职党务干事"
    assert said(tree.community) == [lacks]
    officer = tree.person("党务干事")
    post = actions.appoint(
        by="test",
        person=officer,
        organization=tree.general_branch,
        position=Position.PARTY_AFFAIRS_OFFICER,
        since=SINCE,
        full_time=False,
    )
    assert said(tree.community) == [lacks], "a part-time one is none"
    post.full_time = True
    post.save()
    assert said(tree.community) == []
    Organization.objects.filter(pk=tree.general_branch.pk).update(kind=Kind.COMMUNITY_COMMITTEE)
    assert said(tree.community) == ["党委没有专职副书记"]
    tree.holder(tree.general_branch, Position.FULL_TIME_DEPUTY, name="专职副书记")
    assert said(tree.community) == []


def test_a_branch_of_seven_full_members_has_a_committee_of_three_to_five(tree: Tree) -> None:
    tree.holder(tree.general_branch, Position.FULL_TIME_DEPUTY)
    members(tree.branch, 6)
    members(tree.branch, 5, "probationary")
    assert said(tree.community) == []
    members(tree.branch, 1)
    lacks = "幸福里第一党支部有正式党员7名，支委会应有3至5人，现有{}人"
    assert said(tree.community) == [lacks.format(0)]
    tree.holder(tree.branch, Position.SECRETARY, name="支部书记")
    tree.holder(tree.branch, Position.COMMITTEE_MEMBER, name="委员甲")
    assert said(tree.community) == [lacks.format(2)]
    for number in range(6):
        tree.holder(tree.branch, Position.COMMITTEE_MEMBER, name=f"委员{number}")
    assert said(tree.community) == ["幸福里第一党支部支委会有8人，一般不超过7人"]


def test_the_list_costs_the_same_for_many_and_shows_only_what_is_in_sight(tree: Tree, client, sign_in) -> None:
    clerk = sign_in(tree.holder(tree.street, name="街道干部"))
    address = reverse("organizations:establishment")
    clerk.get(address)
    with CaptureQueriesContext(connection) as few:
        page = clerk.get(address, {"due": "on"})
    assert "文庙社区" in page.content.decode() and "还没有党支部" in page.content.decode()
    for number in range(12):
        place = tree.make(Kind.COMMUNITY, f"T-A-9{number}", tree.street, f"新社区{number}")
        tree.make(Kind.BRANCH, f"T-A-9{number}-B", place, f"新支部{number}", since=date(2026, 1, 1))
    with CaptureQueriesContext(connection) as many:
        clerk.get(address, {"due": "on"})
    assert len(many) == len(few)
    other = sign_in(tree.holder(tree.other_street, name="乙街道干部"))
    assert "文庙社区" not in other.get(address).content.decode()
