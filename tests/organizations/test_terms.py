"""Terms by kind of body, by the rule of the day of appointment (基层组织任期意见 1; ORG-11)."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.chinese.dates import add_years
from organizations import actions
from organizations.actions import set_threshold
from organizations.kinds import Kind
from organizations.models import Position, Post, Threshold
from organizations.terms import term_end
from tests.organizations.conftest import TODAY, Tree

SECRETARY = Position.SECRETARY
DAY = date(2026, 11, 2)

BODIES = {
    "community committee": (Kind.COMMUNITY_COMMITTEE, "neighbour", 5),
    "general branch": (Kind.COMMUNITY_GENERAL_BRANCH, "neighbour", 5),
    "branch in a community": (Kind.BRANCH, "general_branch", 5),
    "estate branch in a community": (Kind.ESTATE_BRANCH, "community", 5),
    "joint branch in a community": (Kind.JOINT_BRANCH, "community", 5),
    "branch under a street": (Kind.BRANCH, "street", 3),
    "residents' committee": (Kind.RESIDENTS_COMMITTEE, "community", 5),
    "town": (Kind.TOWN_COMMITTEE, "district", 5),
    "big committee": (Kind.BIG_COMMITTEE, "neighbour", 5),
    "street": (Kind.STREET_WORKING_COMMITTEE, "district", None),
    "zone": (Kind.ZONE_WORKING_COMMITTEE, "district", None),
    "temporary": (Kind.TEMPORARY_ORGANIZATION, "street", None),
    "party group": (Kind.PARTY_GROUP, "branch", None),
}


@pytest.mark.requirement("ORG-11")
@pytest.mark.parametrize("body", BODIES)
def test_each_kind_of_body_has_its_term(tree: Tree, body: str) -> None:
    kind, parent, years = BODIES[body]
    organization = tree.make(kind, "T-X", getattr(tree, parent), "某组织")
    assert term_end(organization, SECRETARY, DAY) == (date(2026 + years, 11, 2) if years else None)


@pytest.mark.parametrize(
    ("name", "years"), [("某厂党委", 5), ("某厂委员会", 5), ("某厂党总支", 3), ("某厂党支部委员会", 3)]
)
def test_a_unit_has_the_term_of_its_committee_or_branch(tree: Tree, name: str, years: int) -> None:
    unit = tree.make(Kind.UNIT_ORGANIZATION, "T-X", tree.street, name)
    assert term_end(unit, SECRETARY, DAY) == date(2026 + years, 11, 2)


def test_a_worker_has_no_term(tree: Tree) -> None:
    assert term_end(tree.general_branch, Position.PARTY_AFFAIRS_OFFICER, DAY) is None


def test_a_term_that_began_before_the_rule_changed_is_of_three_years(tree: Tree) -> None:
    assert term_end(tree.general_branch, SECRETARY, date(2018, 7, 11)) == date(2021, 7, 11)
    assert term_end(tree.general_branch, SECRETARY, date(2018, 7, 12)) == date(2023, 7, 12)


def test_a_term_counts_from_the_day_of_appointment_and_is_not_cut(tree: Tree) -> None:
    assert term_end(tree.general_branch, SECRETARY, date(2026, 8, 31)) == date(2031, 8, 31)
    assert term_end(tree.general_branch, SECRETARY, date(2024, 2, 29)) == date(2029, 2, 28)


def test_a_district_may_give_its_working_committees_a_term(tree: Tree) -> None:
    set_threshold(
        by="test",
        threshold=Threshold.objects.get(name="org.term.work_committee_years", organization=None),
        organization=tree.district,
        value="4",
        effective_from=date(2026, 1, 1),
        document="文件",
    )
    assert term_end(tree.street, SECRETARY, DAY) == date(2030, 11, 2)


@pytest.mark.requirement("ORG-11")
def test_who_fills_a_seat_later_sits_to_the_end_of_the_running_term(tree: Tree) -> None:
    end = date(2030, 1, 1)
    post = tree.holder(tree.general_branch, SECRETARY, basis=Post.Basis.ELECTION).person.posts.get()
    Post.objects.filter(pk=post.pk).update(term_ends_on=end)
    assert term_end(tree.general_branch, Position.COMMITTEE_MEMBER, DAY) == end
    assert term_end(tree.general_branch, Position.COMMITTEE_MEMBER, end) == date(2035, 1, 1)
    committee, posts = actions.establish_big_committee(
        by="test", community=tree.community, code="T-A-1-D", name="幸福里社区大党委", since=DAY
    )
    assert [each.term_ends_on for each in posts] == [end]
    assert term_end(committee, Position.PART_TIME_DEPUTY, DAY) == end


def appointed(tree: Tree, sign_in: Callable, **typed: str) -> Post:
    clerk: Client = sign_in(tree.holder(tree.street, Position.OFFICER, name="街道干部"))
    data = {
        "person_name": "赵新来",
        "register_new": "on",
        "position": "secretary",
        "basis": "election",
        "since": f"{TODAY:%Y-%m-%d}",
        "term_ends_on": "",
    }
    answer = clerk.post(reverse("organizations:appoint", args=[tree.branch.pk]), data | typed)
    assert answer.status_code == 302
    return Post.objects.get(organization=tree.branch)


def test_the_page_fills_the_end_from_the_typed_day(tree: Tree, sign_in: Callable) -> None:
    assert appointed(tree, sign_in, since="2025-08-31").term_ends_on == date(2030, 8, 31)


def test_the_proposed_end_follows_the_day_and_the_post(tree: Tree, sign_in: Callable) -> None:
    proposed = f"{add_years(timezone.localdate(), 5):%Y-%m-%d}"
    assert appointed(tree, sign_in, since="2025-08-31", term_ends_on=proposed).term_ends_on == date(2030, 8, 31)


def test_an_officer_gets_no_end(tree: Tree, sign_in: Callable) -> None:
    proposed = f"{add_years(timezone.localdate(), 5):%Y-%m-%d}"
    made = appointed(tree, sign_in, position="party_affairs_officer", term_ends_on=proposed)
    assert made.term_ends_on is None


def test_a_typed_end_stays(tree: Tree, sign_in: Callable) -> None:
    assert appointed(tree, sign_in, term_ends_on="2027-01-01").term_ends_on == date(2027, 1, 1)
