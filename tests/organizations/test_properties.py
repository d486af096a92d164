"""Random trees, moves and grants: the path cache and visible_to against brute force."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organizations import actions
from organizations.kinds import ALLOWED_PARENTS, Kind
from organizations.models import Organization, Placement, Role
from organizations.scoping import forget_grants
from people.models import User
from tests.organizations.conftest import SINCE, TODAY, Tree

BELOW = {
    parent: [kind for kind, parents in ALLOWED_PARENTS.items() if parent in parents and kind != Kind.UNIT_ORGANIZATION]
    for parent in Kind.values
}
VIEW = "organizations.view_member"


def parent_on(organization: int, day: date) -> int | None:
    """The superior by the placements alone, one after the other."""
    for placement in Placement.objects.filter(organization=organization):
        if day in placement.during:
            return placement.parent_id
    return None


def path_on(organization: int, day: date) -> str:
    parent = parent_on(organization, day)
    return (path_on(parent, day) if parent else "") + f"{organization:06}."


@pytest.mark.requirement("ORG-21")
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_paths_and_scope_equal_brute_force(tree: Tree, data: st.DataObject) -> None:
    with transaction.atomic():  # every example begins with the same tree
        check_one_history(tree, data)
        transaction.set_rollback(True)


def check_one_history(tree: Tree, data: st.DataObject) -> None:
    everything = list(Organization.objects.filter(code__startswith="T").order_by("pk"))
    for number in range(data.draw(st.integers(2, 8))):
        parent = data.draw(st.sampled_from([each for each in everything if BELOW[each.kind]]))
        kind = data.draw(st.sampled_from(BELOW[parent.kind]))
        code = f"T{Organization.objects.count()}-{number}"
        everything.append(tree.make(kind, code, Organization.objects.get(pk=parent.pk)))
    for _ in range(data.draw(st.integers(0, 4))):
        moving = data.draw(st.sampled_from(everything[1:]))
        fit = [each for each in everything if each.kind in ALLOWED_PARENTS[moving.kind]]
        fit = [each for each in fit if each.pk != parent_on(moving.pk, TODAY)]
        if not fit or Placement.objects.filter(organization=moving, during__startswith__gt=SINCE).exists():
            continue
        target = data.draw(st.sampled_from(fit))
        day = TODAY + timedelta(days=data.draw(st.integers(-200, 10)))
        actions.move_organization(
            by="test", organization=moving, parent=Organization.objects.get(pk=target.pk), on=day, today=TODAY
        )
    for day in (TODAY, TODAY + timedelta(days=30)):
        actions.rebuild_paths(on=day)
        stored = dict(Organization.objects.values_list("pk", "path"))
        assert stored == {pk: path_on(pk, day) for pk in stored}

    role = Role.objects.get(code="branch_secretary")
    user = User.objects.create_user(f"p{User.objects.count()}", "a-long-Password-1")
    places = data.draw(st.lists(st.sampled_from(everything), max_size=3, unique_by=lambda each: each.pk))
    permission = role.permissions.get(codename="view_member")
    for place in places:
        user.grant_set.create(permission=permission, content_object=place, during=(SINCE, None))
    forget_grants(user)
    chosen = {place.pk for place in places}
    day = TODAY + timedelta(days=30)
    by_hand = {pk for pk in stored if chosen & {int(step) for step in path_on(pk, day).split(".") if step}}
    assert set(Organization.objects.visible_to(user, VIEW).values_list("pk", flat=True)) == by_hand
