"""Reference data follows the code in a database that is in use: every migrate brings it to this version."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from organizations import actions, reference
from organizations.kinds import ALLOWED_PARENTS, Kind
from organizations.models import AllowedParent, Grant, Placement, Position, Role, RoleRule
from organizations.scoping import may
from people.models import User
from tests.organizations.conftest import TODAY, Tree

OLD_PAIR = {"kind": Kind.PARTY_GROUP, "parent_kind": Kind.COMMUNITY}


def pairs() -> set[tuple[str, str]]:
    return set(AllowedParent.objects.values_list("kind", "parent_kind"))


def test_a_pair_that_is_gone_from_the_code_goes_where_nothing_used_it(db: None) -> None:
    AllowedParent.objects.create(**OLD_PAIR)
    AllowedParent.objects.filter(kind=Kind.GRID_BRANCH).delete()
    reference.load()
    assert pairs() == {(str(kind), str(parent)) for kind, parents in ALLOWED_PARENTS.items() for parent in parents}


def test_a_pair_under_which_organisations_stand_is_refused_by_name(tree: Tree) -> None:
    AllowedParent.objects.create(**OLD_PAIR)
    group = tree.make(Kind.PARTY_GROUP, "OLD-1", tree.branch, "老党小组")
    placed = group.placements.get()
    Placement.objects.filter(pk=placed.pk).update(parent=tree.community, parent_kind=Kind.COMMUNITY)
    with pytest.raises(reference.PairInUse, match="党小组 ← 社区"):
        reference.load()
    actions.move_organization(by="test", organization=group, parent=tree.branch, on=date(2026, 11, 10), today=TODAY)
    reference.load()
    assert (Kind.PARTY_GROUP, Kind.COMMUNITY) in pairs(), "the past stays as it was"


def test_a_right_that_a_release_adds_reaches_every_office(tree: Tree) -> None:
    user = tree.holder(tree.street, Position.OFFICER)
    role = Role.objects.get(code="street_officer")
    before_release = Permission.objects.get(codename="confirm_registration")
    role.permissions.remove(before_release)
    Grant.objects.filter(permission=before_release).delete()
    assert not may(User.objects.get(pk=user.pk), "organizations.confirm_registration", tree.street)
    reference.load()
    assert may(User.objects.get(pk=user.pk), "organizations.confirm_registration", tree.street)


def test_a_right_that_a_release_takes_ends_with_it(tree: Tree) -> None:
    user = tree.holder(tree.street, Position.OFFICER, since=date(2026, 1, 1))
    held_before = Permission.objects.get(codename="decide_evaluation")
    Role.objects.get(code="street_officer").permissions.add(held_before)
    reference.sweep_grants(on=timezone.localdate())
    assert may(User.objects.get(pk=user.pk), "organizations.decide_evaluation", tree.street)
    reference.load()
    assert not may(User.objects.get(pk=user.pk), "organizations.decide_evaluation", tree.street)


def test_roles_and_rules_that_are_gone_go_and_others_come_back(db: None) -> None:
    old = Role.objects.create(code="old", label="旧角色")
    RoleRule.objects.create(kind=Kind.MEMBER_HOUSEHOLD, position=Position.LEADER, role=old)
    RoleRule.objects.filter(kind=Kind.GRID_BRANCH).delete()
    moved = RoleRule.objects.get(kind=Kind.COMMUNITY, position=Position.WORKER)
    moved.role = Role.objects.get(code="district_officer")
    moved.save()
    Role.objects.filter(code="community_worker").update(label="工作者")
    reference.load()
    rules = {(rule.kind, rule.position, rule.role.code) for rule in RoleRule.objects.select_related("role")}
    assert rules == {(str(kind), str(position), code) for kind, position, code in reference.RULES}
    assert set(Role.objects.values_list("code", flat=True)) == set(reference.ROLES)
    assert Role.objects.get(code="community_worker").label == "社区工作者"


def test_a_second_load_changes_nothing(tree: Tree) -> None:
    tree.holder(tree.street, Position.OFFICER)
    before = set(Grant.objects.values_list("pk", "during"))
    reference.load()
    reference.load()
    assert set(Grant.objects.values_list("pk", "during")) == before
