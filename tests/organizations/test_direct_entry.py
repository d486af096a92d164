"""Elected officers of the community's organisation sit in its big committee by their office (S2 二(四); ORG-09)."""

from datetime import date, timedelta
from typing import Any

import pytest

from core.models import AuditEvent
from organizations import actions, undo
from organizations.models import Organization, Position, Post
from organizations.orders.actions import change_term, revoke_term
from organizations.orders.rules import Elected
from organizations.queries import appointment_warnings, not_elected
from tests.organizations.conftest import SINCE, TODAY, Tree

pytestmark = pytest.mark.django_db
ELECTED: dict[str, Any] = {"basis": Post.Basis.ELECTION}


def committee(tree: Tree, since: date = SINCE) -> Organization:
    made, _ = actions.establish_big_committee(
        by="test", community=tree.community, code="T-A-1-D", name="幸福里社区大党委", since=since
    )
    return made


def seats(body: Organization, on: date = TODAY) -> set[tuple[str, str]]:
    rows = Post.objects.filter(organization=body, basis=Post.Basis.DIRECT_ENTRY).in_force(on)
    return {(name, position) for name, position in rows.values_list("person__name", "position")}


@pytest.mark.requirement("ORG-09")
def test_elected_officers_enter_directly_and_the_appointed_do_not(tree: Tree) -> None:
    for position in (Position.SECRETARY, Position.FULL_TIME_DEPUTY, Position.COMMITTEE_MEMBER):
        tree.holder(tree.general_branch, position, name=f"选举{position.label}", **ELECTED)
    tree.holder(tree.general_branch, Position.DEPUTY_SECRETARY, name="委任副书记")
    tree.holder(tree.branch, Position.SECRETARY, name="支部书记", **ELECTED)
    body = committee(tree)
    assert seats(body) == {
        ("选举书记", "secretary"),
        ("选举专职副书记", "full_time_deputy"),
        ("选举委员", "committee_member"),
    }
    assert not_elected(tree.community, TODAY) == ["委任副书记（副书记）"]


@pytest.mark.requirement("ORG-09")
def test_who_is_elected_later_follows_and_leaves_with_the_office(tree: Tree) -> None:
    body = committee(tree)
    assert not seats(body)
    tree.holder(tree.general_branch, Position.COMMITTEE_MEMBER, name="委任委员", since=date(2026, 3, 1))
    user = tree.holder(tree.general_branch, Position.SECRETARY, name="新书记", since=date(2026, 3, 1), **ELECTED)
    assert seats(body) == {("新书记", "secretary")}
    assert seats(body, date(2026, 2, 28)) == set()
    post = user.person.posts.get(organization=tree.general_branch)
    clerk = tree.holder(tree.street, Position.OFFICER, name="街道干部")
    actions.end_post(by=clerk, post=post, on=TODAY, today=TODAY)
    assert seats(body) == set()
    event = AuditEvent.objects.filter(code="organizations.post_ended", target_id=str(post.pk)).get()
    undo.undo(by=clerk, event=event, now=event.occurred_at + timedelta(minutes=1))
    assert seats(body) == {("新书记", "secretary")}
    assert user.person.posts.filter(organization=body).count() == 1


@pytest.mark.requirement("ORG-09")
def test_a_change_of_term_carries_the_seats_and_its_revocation_gives_them_back(tree: Tree) -> None:
    body = committee(tree)
    stays = tree.holder(tree.general_branch, Position.SECRETARY, name="连任", **ELECTED).person
    tree.holder(tree.general_branch, Position.COMMITTEE_MEMBER, name="卸任", **ELECTED)
    chosen = [Elected("secretary", stays), Elected("committee_member", tree.person("新委员"))]
    order = change_term(
        by="test",
        organization=tree.general_branch,
        on=TODAY,
        session=2,
        chosen=chosen,
        basis=Post.Basis.ELECTION,
        today=TODAY,
    )
    assert seats(body) == {("连任", "secretary"), ("新委员", "committee_member")}
    assert stays.posts.filter(organization=body).count() == 1  # who was chosen again simply goes on
    revoke_term(order, "test", TODAY)
    assert seats(body) == {("连任", "secretary"), ("卸任", "committee_member")}


@pytest.mark.requirement("ORG-09")
def test_a_seat_that_somebody_holds_is_not_taken_over(tree: Tree) -> None:
    body = committee(tree)
    tree.holder(body, Position.SECRETARY, name="旧书记")
    tree.holder(tree.general_branch, Position.SECRETARY, name="新书记", since=date(2026, 3, 1), **ELECTED)
    assert seats(body) == set()
    member = tree.holder(body, Position.COMMITTEE_MEMBER, name="推选委员", basis=Post.Basis.SELECTION)
    actions.appoint(
        by="test", person=member.person, organization=tree.general_branch, position="committee_member", since=TODAY,
        **ELECTED,
    )  # fmt: skip
    assert seats(body) == set()


@pytest.mark.requirement("ORG-09")
def test_another_secretary_or_deputy_than_the_general_branchs_is_warned_of(tree: Tree) -> None:
    body = committee(tree)
    elected = tree.holder(tree.general_branch, Position.SECRETARY, name="总支书记", **ELECTED).person
    named = tree.holder(tree.general_branch, Position.FULL_TIME_DEPUTY, name="总支副书记").person

    def warned(person: Any, position: str) -> list[str]:
        return appointment_warnings(organization=body, person_id=person.pk, position=position, on=TODAY)

    assert warned(elected, "secretary") == warned(named, "full_time_deputy") == []
    assert "选举产生的社区党委（党总支）书记" in warned(named, "secretary")[0]
    assert "专职副书记" in warned(elected, "full_time_deputy")[0]
    assert warned(elected, "committee_member") == []
