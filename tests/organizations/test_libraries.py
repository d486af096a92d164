"""guardian and import-export answer as the portal does, or refuse loudly."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command, get_commands
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from guardian import shortcuts
from guardian.core import ObjectPermissionChecker
from guardian.decorators import permission_required_or_403
from guardian.models import GroupObjectPermission

from organizations.models import Grant, Organization, Position
from people.models import User
from tests.organizations.conftest import Tree

VIEW = "organizations.view_member"

READS: list[Callable[[User, Organization], Any]] = [
    lambda user, place: shortcuts.get_perms(user, place),
    lambda user, place: list(shortcuts.get_user_perms(user, place)),
    lambda user, place: list(shortcuts.get_objects_for_user(user, VIEW)),
    lambda user, place: list(shortcuts.get_objects_for_user(user, VIEW, use_groups=False)),
    lambda user, place: shortcuts.get_users_with_perms(place),
    lambda user, place: shortcuts.get_users_with_perms(place, attach_perms=True),
    lambda user, place: ObjectPermissionChecker(user).has_perm(VIEW, place),
    lambda user, place: ObjectPermissionChecker(user).get_perms(user.person),
    lambda user, place: shortcuts.get_perms(Group.objects.create(name="组"), place),
    lambda user, place: list(shortcuts.get_group_perms(user, place)),
    lambda user, place: list(shortcuts.get_objects_for_group(Group.objects.create(name="组"), VIEW)),
    lambda user, place: shortcuts.get_groups_with_perms(place),
    lambda user, place: shortcuts.get_groups_with_perms(place, attach_perms=True),
]
WRITES: list[Callable[[User, Organization], Any]] = [
    lambda user, place: shortcuts.assign_perm(VIEW, user, place),
    lambda user, place: shortcuts.assign_perm(VIEW, [user], place),
    lambda user, place: shortcuts.assign_perm(VIEW, user, Organization.objects.all()),
    lambda user, place: shortcuts.assign_perm("people.view_person", user, user.person),
    lambda user, place: shortcuts.remove_perm(VIEW, user, place),
    lambda user, place: shortcuts.remove_perm(VIEW, user, Organization.objects.all()),
    lambda user, place: Grant.objects.assign_perm("view_member", user, place),
    lambda user, place: shortcuts.assign_perm(VIEW, Group.objects.create(name="组"), place),
    lambda user, place: shortcuts.assign_perm(VIEW, [Group.objects.create(name="组")], place),
    lambda user, place: shortcuts.assign_perm(VIEW, Group.objects.create(name="组"), Organization.objects.all()),
    lambda user, place: shortcuts.assign_perm("people.view_person", Group.objects.create(name="组"), user.person),
    lambda user, place: shortcuts.remove_perm(VIEW, Group.objects.create(name="组"), place),
]


@pytest.mark.parametrize("ask", [*READS, *WRITES])
def test_guardians_own_functions_refuse(tree: Tree, ask: Callable[[User, Organization], Any]) -> None:
    user = tree.holder(tree.general_branch, Position.SECRETARY)
    before = Grant.objects.count()
    user.groups.add(Group.objects.create(name="书记"))
    with pytest.raises(NotImplementedError, match="neither dates nor the tree"):
        ask(user, tree.community)
    assert Grant.objects.count() == before and not GroupObjectPermission.objects.exists()


def test_what_asks_the_user_is_answered_by_dates_and_tree(tree: Tree) -> None:
    user = tree.holder(tree.general_branch, Position.SECRETARY)
    assert user.has_perm(VIEW, tree.community) and not user.has_perm(VIEW, tree.district)
    assert "view_member" in user.get_all_permissions(tree.community)
    assert user.get_group_permissions(tree.community) == set()
    chief = User.objects.create_superuser("chief")
    assert chief.has_perm("admin.view_logentry") and not chief.has_perm(VIEW, tree.community)

    @permission_required_or_403(VIEW, (Organization, "pk", "pk"))
    def page(request: HttpRequest, pk: int) -> HttpResponse:
        return HttpResponse("seen")

    request = RequestFactory().get("/")
    request.user = user
    assert page(request, pk=tree.community.pk).status_code == 200
    assert page(request, pk=tree.district.pk).status_code == 403


@pytest.mark.parametrize("command", ["import", "export"])
def test_commands_that_go_past_the_actions_are_closed(command: str) -> None:
    assert get_commands()[command] == "organizations"
    with pytest.raises(CommandError, match="已关闭"):
        call_command(command, "people.Person", "persons.csv")
