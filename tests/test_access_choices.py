"""Every form that a page offers: sent as a person would send it, with an id of another tree in each of its choices.

Also every action of the admin on rows of another tree. The addresses themselves: tests/test_access_matrix.py.
"""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import RequestFactory
from django.urls import reverse

from core.models import AuditEvent
from tests import test_access_matrix as matrix
from tests.matrix import World, broken
from tests.matrix.choices import Form, Witness, forms_of, ids_of
from tests.tally import TALLY
from tests.test_access_matrix import PORTAL, Findings, ask, scoped_admins, text_of

OUTSIDE = {
    "district": ("foreign",),
    "street": ("cousin", "foreign"),
    "secretary": ("sibling", "foreign"),
    "worker": ("sibling", "foreign"),
    "branch_secretary": ("sibling", "foreign"),
    "member": ("foreign",),
    "unit_contact": ("foreign",),
}
"""Role → places of which it sees nothing."""
OPEN_CHOICES = {("members:registration_new", "community"), ("members:letter_new", "to")}
"""Choices that are open to all communities: whoever lives or works there registers there, moves there by letter."""


@pytest.fixture
def world(db: None) -> World:
    return World()


def addresses(world: World, app: str) -> Iterator[str]:
    """Every page of the app, on what belongs to the own place."""
    for page in PORTAL:
        if page.callback.__module__.split(".")[0] != app:
            continue
        if not page.arguments:
            yield reverse(page.name)
        elif page.name in world.rows:
            row = world.rows[page.name]
            instance = world.get(row.model, world.places["own"])
            if instance is not None:
                yield reverse(page.name, kwargs=row.arguments(instance))


def offered(world: World, role: str, pages: Iterator[str]) -> dict[Any, Form]:
    forms: dict[Any, Form] = {}
    for address in pages:
        answer: Any = ask(world, role, "get", address)
        for form in forms_of(world, address, answer):
            forms.setdefault(form.key, form)
    return forms


def send(world: World, role: str, goal: str, data: dict[str, Any], witness: Witness | None) -> tuple[Any, str, bool]:
    """The answer, what it did to the other tree, and whether anything was written at all; undone."""
    client = world.clients[role]
    cookies = copy.deepcopy(client.cookies)
    TALLY.requests += 1
    TALLY.roles.add(role)
    with transaction.atomic():
        before = witness.look() if witness else []
        events = AuditEvent.objects.count()
        answer = client.post(goal, data)
        client.cookies = cookies
        after = witness.look() if witness else []
        wrote = AuditEvent.objects.count() > events
        transaction.set_rollback(True)
    return answer, "; ".join(new for old, new in zip(before, after, strict=True) if old != new), wrote


def swapped(data: dict[str, Any], name: str, foreign: list[int]) -> Iterator[dict[str, Any]]:
    for pk in foreign:
        yield data | {name: [str(pk)]}
        if data[name] and isinstance(data[name], list):
            yield data | {name: [*data[name], str(pk)]}


def check_form(world: World, role: str, form: Form, witnesses: dict[Any, Witness], found: list[str]) -> int:
    sent = 0
    for name, label in form.choices.items():
        if (form.name, name) in OPEN_CHOICES:
            continue
        for key in OUTSIDE[role]:
            place = world.places[key]
            foreign = ids_of(world, place, label)
            above = key == "foreign"
            for data in swapped(form.data, name, foreign):
                if key not in witnesses:
                    witnesses[key] = Witness(world, place, above=above)
                witness = witnesses[key]
                answer, changed, _wrote = send(world, role, form.goal, data, witness)
                sent += 1
                named = answer.status_code not in (301, 302) and place.word in text_of(answer)
                if answer.status_code >= 500 or changed or named:
                    what = changed or ("names it" if named else "an error")
                    found.append(f"{role}: {form.name} with {name}={data[name]} of {key}: {answer.status_code} {what}")
    return sent


TAKEN = {"organizations": 6, "members": 6, "grids": 12, "meetings": 10, "services": 9, "assessments": 5, "people": 3}
"""App → how many of its forms, at least, are taken when sent as they are offered: the others prove nothing."""


@pytest.mark.parametrize("app", TAKEN)
def test_no_form_takes_an_id_of_another_tree(world: World, app: str) -> None:
    found = Findings()
    taken: set[str] = set()
    tried: set[str] = set()
    sent = 0
    list(addresses(world, app))  # everything is made before the tables are looked at
    for label in world.factories:
        for place in world.places.values():
            world.get(label, place)
    witnesses: dict[Any, Witness] = {}
    for role in OUTSIDE:
        for form in offered(world, role, addresses(world, app)).values():
            tried.add(form.name)
            answer, _changed, wrote = send(world, role, form.goal, form.data, None)
            if wrote:
                taken.add(form.name)
            sent += check_form(world, role, form, witnesses, found)
    assert len(taken) >= TAKEN[app], f"of {sorted(tried)} only {sorted(taken)} are taken"
    assert not found, f"{len(found)} of {sent}:\n" + "\n".join(found[:40])


def test_no_action_of_the_admin_reaches_another_tree(world: World) -> None:
    found = Findings()
    done = []
    for each in scoped_admins():
        label = each.opts.label
        base = f"admin:{each.opts.app_label}_{each.opts.model_name}"
        own, foreign = (world.get(label, world.places[key]) for key in ("own", "foreign"))
        for role in ("district", "street"):
            forms = offered(world, role, iter([reverse(f"{base}_changelist")]))
            choices = {name for form in forms.values() if "action" in form.data for name in _actions(each, world, role)}
            witness = Witness(world, world.places["foreign"], above=True)
            for action in choices:
                for rows in ([foreign.pk], [own.pk, foreign.pk]):
                    body = {"action": action, "_selected_action": rows, "select_across": "1"}
                    answer, changed, _ = send(world, role, reverse(f"{base}_changelist"), body, witness)
                    if changed or answer.status_code >= 500 or world.CANARY in text_of(answer):
                        found.append(f"{role}: {action} of {label} on {rows}: {answer.status_code} {changed}")
                done.append(f"{label}.{action}")
            change = [reverse(f"{base}_add"), *([reverse(f"{base}_change", args=[own.pk])] if own else [])]
            for form in offered(world, role, iter(change)).values():
                check_form(world, role, form, {"foreign": witness}, found)
    assert {"organizations.Grant.revoke", "people.User.unlock", "members.Membership.export_selected"} <= set(done)
    assert not found, "\n".join(found[:40])


def _actions(each: Any, world: World, role: str) -> list[str]:
    request = RequestFactory().get("/")
    request.user = world.users[role]
    return list(each.get_actions(request))


@pytest.mark.parametrize("place", ["an autocomplete", "the search of the top bar", "an action of the admin"])
def test_a_scope_broken_on_purpose_is_found(world: World, place: str) -> None:
    """The quick ones of ``manage.py matrix_test``, which breaks all places."""
    check: Any = {
        "an autocomplete": matrix.test_autocomplete_offers_nothing_foreign,
        "the search of the top bar": matrix.test_search_of_the_top_bar_finds_nothing_foreign,
        "an action of the admin": test_no_action_of_the_admin_reaches_another_tree,
    }[place]
    planted = broken.plant(place)
    try:
        with pytest.raises(AssertionError):
            check(world)
    finally:
        planted.undo()
