"""The fifth place of the access matrix: somebody tied to two trees, and what every role may do to the account.

What is expected is written down by hand, and follows neither from ``may()`` nor from the query that the pages read.
"""

from collections.abc import Callable
from typing import NamedTuple

import pytest
from django.test import Client
from django.urls import reverse

from core.models import AuditEvent
from organizations.accounts import open_account
from organizations.models import AccountRequest, Grant, Position, Role
from people.models import Person, User
from tests.matrix import PASSWORD, ROLES, World
from tests.organizations.test_accounts import contact, join, past_post, register

GIVEN = "Handed-over-Pass-1"


class Case(NamedTuple):
    """How the person is tied; ``managers``: roles that manage the account; ``unmask``: those who see the number."""

    make: Callable[[World, Person], User]
    managers: frozenset[str]
    unmask: frozenset[str]


def _officer(world: World, person: Person, place: str) -> User:
    world._appoint(person, world.places[place].street, Position.OFFICER)
    return world._account(f"two-{place}", person, staff=True)


def member_here_officer_beside(world: World, person: Person) -> User:
    join(person, world.places["own"].branch)
    return _officer(world, person, "cousin")


def member_here_officer_abroad(world: World, person: Person) -> User:
    join(person, world.places["own"].branch)
    return _officer(world, person, "foreign")


def registered_here_officer_abroad(world: World, person: Person) -> User:
    register(person, world.places["own"])
    return _officer(world, person, "foreign")


def confirmed_here_member_abroad(world: World, person: Person) -> User:
    register(person, world.places["own"], "confirmed")
    join(person, world.places["foreign"].branch)
    return open_account(by="test", person=person, office=world.places["foreign"].street, password=PASSWORD)


def once_here_officer_abroad(world: World, person: Person) -> User:
    past_post(person, world.places["own"])
    join(person, world.places["own"].branch, ended=True)
    return _officer(world, person, "foreign")


def contact_here_officer_abroad(world: World, person: Person) -> User:
    contact(person, world.places["own"])
    return _officer(world, person, "foreign")


def officer_here_member_beside(world: World, person: Person) -> User:
    join(person, world.places["cousin"].branch)
    user = _officer(world, person, "own")
    return user


def member_here_registered_beside(world: World, person: Person) -> User:
    join(person, world.places["own"].branch)
    register(person, world.places["cousin"], "confirmed")
    return open_account(by="test", person=person, office=world.street, password=PASSWORD)


BELOW = frozenset({"district", "street", "secretary"})
CASES = {
    "member here, officer beside": Case(member_here_officer_beside, frozenset({"district"}), BELOW),
    "member here, officer abroad": Case(member_here_officer_abroad, frozenset(), BELOW),
    "registered here, officer abroad": Case(registered_here_officer_abroad, frozenset(), frozenset()),
    "confirmed here, member abroad": Case(confirmed_here_member_abroad, frozenset(), BELOW),
    "once here, officer abroad": Case(once_here_officer_abroad, frozenset(), frozenset()),
    "contact here, officer abroad": Case(contact_here_officer_abroad, frozenset(), BELOW),
    "officer here, member beside": Case(
        officer_here_member_beside, frozenset({"district"}), frozenset({"district", "street"})
    ),
    "member here, registered beside": Case(member_here_registered_beside, frozenset({"district", "street"}), BELOW),
}


@pytest.mark.parametrize("name", CASES)
def test_what_every_role_may_do_to_the_account(db: None, name: str) -> None:
    world, case = World(), CASES[name]
    user = case.make(world, world.person("两处的人"))
    assert user.person is not None
    acts = Grant.objects.filter(user=user).exists()
    request = AccountRequest.objects.create(
        organization=world.street, user=user, kind="second_factor", reason="手机丢失"
    )
    worker = Role.objects.get(code="community_worker")
    found = []

    def note(role: str, what: str, happened: bool, wanted: bool) -> None:
        if happened != wanted:
            found.append(f"{role}: {what} {'happened' if happened else 'refused'}")

    for role in ROLES:
        client, manages = world.clients[role], role in case.managers
        page = reverse("admin:people_user_change", args=[user.pk])
        note(role, "the account's page", client.get(page).status_code == 200, manages)
        client.post(reverse("admin:people_user_changelist"), {"action": "unlock", "_selected_action": [user.pk]})
        unlocked = AuditEvent.objects.filter(code="people.unlocked", target_id=str(user.pk))
        note(role, "unlock", unlocked.filter(actor_label=str(world.users.get(role))).exists(), manages)
        grant = {"user": user.pk, "role": worker.pk, "content_object": world.places["own"].community.pk}
        client.post(reverse("admin:organizations_grant_add"), grant | {"since": "2026-11-01", "until": "2026-12-01"})
        given = Grant.objects.filter(user=user, post=None)
        note(role, "rights by hand", given.exists(), manages and role == "street")
        given.delete()
        step = client.get(reverse("organizations:account_step", args=[request.pk, "confirm"]))
        note(role, "the second officer's page", step.status_code == 200, manages)
        address = reverse("people:reveal", args=[user.person.pk])
        told = client.post(address, {"field": "phone", "reason": "核对身份"})
        note(role, "unmasking", told.status_code == 200, role in case.unmask)
    for role in ROLES:
        before = User.objects.get(pk=user.pk).password
        form = {"email": "", "is_active": "on", "password": GIVEN, "_save": "1"}
        world.clients[role].post(reverse("admin:people_user_change", args=[user.pk]), form)
        changed = User.objects.get(pk=user.pk).password != before
        note(role, "a password by one officer", changed, role in case.managers and not acts)
    assert not found, "\n".join(found)
    assert acts or case.managers or Client().login(username=user.username, password=PASSWORD)
