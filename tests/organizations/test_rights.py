"""Posts, grants and scope: rights begin and end with posts to the day, and flow down the tree."""

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser, Permission
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from psycopg2.extras import DateRange

from core.records.errors import RuleViolation
from organizations import actions
from organizations.kinds import Kind
from organizations.models import Grant, Organization, Position, Post, Role
from organizations.scoping import forget_grants, may, permissions_of, reach
from people.models import User
from tests.organizations.conftest import SINCE, TODAY, Tree

VIEW = "organizations.view_member"


@pytest.fixture(autouse=True)
def _today() -> object:
    with time_machine.travel(date(2026, 11, 22).isoformat() + "T04:00:00Z", tick=False):
        yield


def test_one_secretary_at_a_time(tree: Tree) -> None:
    tree.holder(tree.branch, Position.SECRETARY)
    with pytest.raises(RuleViolation, match="只能由一人担任"):
        tree.holder(tree.branch, Position.SECRETARY, name="王丽")
    with pytest.raises(IntegrityError, match="post_single_seat_one_at_a_time"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO organizations_post (organization_id, scope, person_id, position, basis, full_time, during,"
            " selection_mode, ended_because)"
            " VALUES (%s, '', %s, 'secretary', 'election', true, '[2025-05-01,)', '', '')",
            [tree.branch.pk, tree.person("李强").pk],
        )


def test_successor_may_begin_on_the_day_the_post_ends(tree: Tree) -> None:
    first = tree.holder(tree.branch, Position.SECRETARY)
    actions.end_post(by="test", post=first.person.posts.get(), on=TODAY, today=TODAY)
    tree.holder(tree.branch, Position.SECRETARY, name="王丽", since=TODAY)
    assert [post.person.name for post in Post.objects.in_force(TODAY)] == ["王丽"]


def test_rights_begin_and_end_with_the_post_to_the_day(tree: Tree) -> None:
    user = tree.holder(tree.general_branch, Position.SECRETARY, since=date(2026, 3, 1), until=date(2026, 9, 1))
    held = {
        day: may(user, VIEW, tree.community, on=day)
        for day in (date(2026, 2, 28), date(2026, 3, 1), date(2026, 8, 31), date(2026, 9, 1))
    }
    assert list(held.values()) == [False, True, True, False]


def test_rights_end_when_raw_sql_ends_the_post(tree: Tree) -> None:
    user = tree.holder(tree.general_branch, Position.SECRETARY)
    assert may(user, VIEW, tree.community)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE organizations_post SET during = daterange(lower(during), '2026-11-22') WHERE person_id = %s",
            [user.person_id],
        )
    forget_grants(user)
    assert not may(user, VIEW, tree.community)
    assert may(user, VIEW, tree.community, on=date(2026, 11, 21))


def test_rights_of_a_post_given_to_somebody_else_are_gone(tree: Tree) -> None:
    user = tree.holder(tree.general_branch, Position.SECRETARY)
    Post.objects.filter(person=user.person).update(person=tree.person("王丽"))
    assert not user.grant_set.exists()


def test_post_in_a_community_body_gives_rights_at_the_community(tree: Tree) -> None:
    user = tree.holder(tree.general_branch, Position.SECRETARY)
    assert reach(user, VIEW) == [tree.community.path]
    assert not may(user, VIEW, tree.neighbour)
    assert not may(user, VIEW, tree.street)


def test_rights_of_a_community_post_survive_the_establishment_of_the_community(tree: Tree) -> None:
    loose = tree.make(Kind.COMMUNITY_GENERAL_BRANCH, "T-A-3-G", tree.street, "交通社区党总支")
    user = tree.holder(loose, Position.SECRETARY)
    assert reach(user, VIEW) == [loose.path]
    community = actions.establish_community(
        by="test", organization=loose, code="T-A-3", name="交通社区", since=TODAY, today=TODAY
    )
    forget_grants(user)
    assert reach(user, VIEW) == [community.path]
    assert may(user, VIEW, Organization.objects.get(pk=loose.pk))


def test_nested_grants_become_one_range(tree: Tree) -> None:
    user = tree.holder(tree.street)
    role = Role.objects.get(code="community_secretary")
    actions.give_role(by="test", user=user, role=role, organization=tree.community, since=SINCE)
    forget_grants(user)
    assert reach(user, VIEW) == [tree.street.path]
    assert str(Post.objects.visible_to(user, VIEW).query).count(">=") == 1


def test_account_opened_later_gets_the_rights_of_its_posts(tree: Tree) -> None:
    person = tree.person()
    actions.appoint(by="test", person=person, organization=tree.street, position=Position.OFFICER, since=SINCE)
    user = User.objects.create_user("late", "a-long-Password-1", person=person)
    assert not permissions_of(user)
    forget_grants(user)
    actions.grant_by_posts(persons=[person.pk])
    assert VIEW in permissions_of(user)


def test_inactive_anonymous_and_superuser_reach_nothing(tree: Tree) -> None:
    user = tree.holder(tree.street)
    user.is_active = False
    boss = User.objects.create_superuser("boss", "a-long-Password-1")
    for nobody in (user, AnonymousUser(), boss):
        assert not Organization.objects.visible_to(nobody).exists()


def test_revoked_role_ends_on_its_day(tree: Tree) -> None:
    user = User.objects.create_user("hand", "a-long-Password-1")
    role = Role.objects.get(code="street_officer")
    assert actions.give_role(by="test", user=user, role=role, organization=tree.street, since=SINCE) > 5
    assert actions.revoke_role(by="test", user=user, organization=tree.street, on=TODAY) > 5
    assert not permissions_of(user)
    assert may(user, VIEW, tree.community, on=date(2026, 11, 21))


def test_role_is_given_only_where_it_belongs(tree: Tree) -> None:
    user = User.objects.create_user("climber", "a-long-Password-1")
    with pytest.raises(RuleViolation, match="区委组织部"):
        actions.give_role(
            by="test",
            user=user,
            role=Role.objects.get(code="district_officer"),
            organization=tree.street,
            since=SINCE,
        )
    assert not user.grant_set.exists()


def test_sweep_repairs_missing_and_stale_grants(tree: Tree) -> None:
    user = tree.holder(tree.street)
    wanted = set(user.grant_set.values_list("permission_id", "content_object_id"))
    permission = Permission.objects.get(codename="decide_evaluation")
    user.grant_set.all()[0].delete()
    Grant.objects.create(
        user=user,
        permission=permission,
        content_object=tree.district,
        during=DateRange(SINCE, None),
        post=user.person.posts.get(),
    )
    assert actions.sweep_grants(on=TODAY) == (1, 1)
    in_force = user.grant_set.filter(during__contains=TODAY)
    assert set(in_force.values_list("permission_id", "content_object_id")) == wanted
    assert actions.sweep_grants(on=TODAY) == (0, 0)


@pytest.mark.parametrize("depth", [1, 20])
def test_visible_to_costs_one_query_for_the_grants_and_none_per_row(tree: Tree, depth: int) -> None:
    user = tree.holder(tree.street)
    for number in range(depth):
        tree.make(Kind.BRANCH, f"N-{number}", tree.general_branch)
    forget_grants(user)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        list(Organization.objects.visible_to(user))
        list(Post.objects.visible_to(user, "organizations.view_organization"))
    assert len(queries) == 3


def test_has_perm_on_an_organisation_follows_the_grants(tree: Tree) -> None:
    user = tree.holder(tree.street)
    assert user.has_perm("organizations.view_member", tree.community)
    assert not user.has_perm("organizations.view_member", tree.other_street)
    assert not user.has_perm("organizations.decide_evaluation", tree.community)
    assert not user.has_perm("organizations.view_member")


def test_end_of_a_post_must_follow_its_beginning(tree: Tree) -> None:
    post = tree.holder(tree.branch, Position.SECRETARY).person.posts.get()
    for day, code in ((SINCE, "before-start"), (SINCE - timedelta(days=1), "before-start")):
        with pytest.raises(RuleViolation) as refused:
            actions.end_post(by="test", post=post, on=day, today=TODAY)
        assert (refused.value.code, refused.value.field) == (code, "on")
    actions.end_post(by="test", post=post, on=date(2026, 6, 1), today=TODAY)
    with pytest.raises(RuleViolation, match="已于2026-06-01结束"):
        actions.end_post(by="test", post=post, on=TODAY, today=TODAY)


def test_scope_is_read_back_and_a_stale_object_does_not_write_it(tree: Tree) -> None:
    person = tree.person()
    post = actions.appoint(by="test", person=person, organization=tree.branch, position=Position.SECRETARY, since=SINCE)
    assert post.scope == tree.branch.path
    actions.move_organization(by="test", organization=tree.community, parent=tree.other_street, on=TODAY, today=TODAY)
    post.ended_because = "改动"
    post.save()
    assert Post.objects.get(pk=post.pk).scope == Organization.objects.get(pk=tree.branch.pk).path
    made = Post.objects.bulk_create(
        [
            Post(
                organization=tree.branch,
                person=person,
                position=Position.COMMITTEE_MEMBER,
                during=DateRange(SINCE, None),
            )
        ]
    )
    assert made[0].scope == Post.objects.get(pk=post.pk).scope
