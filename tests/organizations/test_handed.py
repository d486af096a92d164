"""Rights by hand: none to oneself, none without end, none beyond the giver's own; they end with the post."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core.records.errors import RuleViolation
from organizations import actions
from organizations.models import Grant, Position, Post, Role
from organizations.scoping import forget_grants, permissions_of
from people.models import User
from tests.clock import TODAY
from tests.organizations.conftest import Tree

SignIn = Callable[[User], Client]
LATER = TODAY + timedelta(days=90)


def give(by: User, user: User, tree: Tree, *, role: str = "community_worker", until: date | None = LATER) -> int:
    chosen = Role.objects.get(code=role)
    place = tree.street if role == "street_officer" else tree.community
    return actions.give_role(by=by, user=user, role=chosen, organization=place, since=TODAY, until=until, today=TODAY)


@pytest.fixture
def officer(tree: Tree) -> User:
    return tree.holder(tree.street, name="街道干部", staff=True)


@pytest.fixture
def helper(tree: Tree) -> User:
    return tree.holder(tree.branch, Position.SECRETARY, name="支部书记")


def test_nobody_gives_rights_to_himself(tree: Tree, officer: User, sign_in: SignIn) -> None:
    for role in ("street_officer", "community_worker"):
        with pytest.raises(RuleViolation) as refused:
            give(officer, officer, tree, role=role)
        assert refused.value.code == "oneself"
    data = {"user": officer.pk, "role": Role.objects.get(code="street_officer").pk, "content_object": tree.street.pk}
    client = sign_in(officer)
    answer = client.post(
        reverse("admin:organizations_grant_add"), data | {"since": "2026-11-01", "until": LATER.isoformat()}
    )
    assert answer.status_code == 200 and not Grant.objects.filter(user=officer, post=None).exists()
    form = {"person_name": officer.person.name, "position": "worker", "basis": "appointed", "since": "2026-11-01"}
    told = client.post(reverse("organizations:appoint", args=[tree.community.pk]), form | {"basis": "appointment"})
    assert told.status_code == 422 and "不能给自己任职或授权" in told.content.decode()


def test_no_end_no_longer_than_the_givers_own_and_no_more(tree: Tree, helper: User) -> None:
    until = TODAY + timedelta(days=60)
    passing = tree.holder(tree.street, name="挂职干部", staff=True, until=until)
    for asked, code in ((None, "no-end"), (until + timedelta(days=1), "beyond-own")):
        with pytest.raises(RuleViolation) as refused:
            give(passing, helper, tree, until=asked)
        assert refused.value.code == code
    assert give(passing, helper, tree, until=until) > 0
    with pytest.raises(RuleViolation) as refused:
        give(passing, helper, tree, role="community_secretary", until=until)
    assert refused.value.code == "not-own", "the report of a community is nothing a street has"


def test_with_the_post_ends_what_its_holder_gave_and_got(
    tree: Tree, officer: User, helper: User, sign_in: SignIn
) -> None:
    colleague = tree.holder(tree.street, name="同事", staff=True)
    give(officer, helper, tree)
    give(colleague, officer, tree)
    kept = tree.holder(tree.community, Position.WORKER, name="社区工作者")
    give(colleague, kept, tree)
    boss = sign_in(tree.holder(tree.district, name="组织部", staff=True))
    post = Post.objects.get(person=officer.person)
    address = reverse("organizations:end_post", args=[post.pk])
    page = boss.get(address).content.decode()
    assert "单独授予此人的下列权限同时结束" in page and "此人单独授予他人的下列权限同时结束" in page
    assert "支部书记：幸福里社区" in page and "社区工作者：幸福里社区" not in page
    assert boss.post(address, {"on": TODAY.isoformat(), "reason": "调离"}).status_code == 302
    for user in (officer, helper):
        forget_grants(user)
    assert not permissions_of(officer), "the session that goes on has nothing left"
    assert not Grant.objects.filter(user=helper, post=None, during__contains=TODAY).exists()
    assert "organizations.manage_meeting" in permissions_of(helper), "what the own post gives stays"
    assert Grant.objects.filter(user=kept, post=None, during__contains=TODAY).exists(), "given by somebody else"


def test_the_undo_of_an_end_gives_back_what_had_begun(tree: Tree, officer: User, helper: User, sign_in: SignIn) -> None:
    role, since = Role.objects.get(code="community_worker"), TODAY - timedelta(days=10)
    actions.give_role(by=officer, user=helper, role=role, organization=tree.community, since=since, until=LATER)
    boss = sign_in(tree.holder(tree.district, name="组织部", staff=True))
    post = Post.objects.get(person=officer.person)
    boss.post(reverse("organizations:end_post", args=[post.pk]), {"on": TODAY.isoformat(), "reason": "误点"})
    assert not Grant.objects.filter(user=helper, post=None, during__contains=TODAY).exists()
    page = boss.get(reverse("organizations:detail", args=[tree.street.pk]))
    event = page.context["undoable"][0].event
    assert boss.post(reverse("organizations:undo", args=[event.pk])).status_code == 302
    given = Grant.objects.filter(user=helper, post=None, during__contains=TODAY)
    assert given.count() == role.permissions.count() and all(each.during.upper == LATER for each in given)


def test_a_second_post_that_may_grant_keeps_what_was_given(tree: Tree, officer: User, helper: User) -> None:
    assert officer.person is not None
    actions.appoint(
        by="test", person=officer.person, organization=tree.district, position=Position.OFFICER, since=TODAY
    )
    since = TODAY - timedelta(days=10)
    role = Role.objects.get(code="community_worker")
    actions.give_role(by=officer, user=helper, role=role, organization=tree.community, since=since, until=LATER)
    post = Post.objects.get(person=officer.person, organization=tree.street)
    actions.end_post(by="test", post=post, on=TODAY, today=TODAY)
    assert Grant.objects.filter(user=helper, post=None, during__contains=TODAY).exists()
