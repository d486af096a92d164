"""Sixty-four editors of one record at the same moment, in the portal and in the admin: one is saved, all others are
told (409) and read both texts."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from organizations import actions
from organizations.models import Unit
from people.models import User
from tests.organizations.conftest import SINCE, TODAY, Tree

EDITORS = 64
pytestmark = pytest.mark.django_db(transaction=True)
PRESENCES = {f"presences-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}


def in_portal(unit: Unit) -> tuple[str, dict[str, Any]]:
    presence = unit.presences.get()
    return reverse("organizations:correct_unit", args=[presence.pk]), {"version": unit.version}


def in_admin(unit: Unit) -> tuple[str, dict[str, Any]]:
    return reverse("admin:organizations_unit_change", args=[unit.pk]), {"seen_version": unit.version, **PRESENCES}


def race(officers: list[User], address: str, data: dict[str, Any]) -> list[tuple[int, Any]]:
    """What each was answered; nobody begins before all stand ready."""
    start, answers = threading.Barrier(len(officers)), []

    def save(number: int, officer: User) -> None:
        client = Client()
        client.force_login(officer)
        try:
            start.wait()
            answers.append((number, client.post(address, data | {"name": f"供电公司{number}"})))
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=pair) for pair in enumerate(officers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.parametrize("where", [in_portal, in_admin])
def test_of_sixty_four_editors_of_one_record_one_is_saved_and_all_others_are_told(
    where: Callable[[Unit], tuple[str, dict[str, Any]]],
) -> None:
    tree = Tree()
    unit = actions.register_unit(by="test", organization=tree.street, name="供电公司", kind=Unit.UnitKind.ENTERPRISE)
    actions.record_presence(by="test", unit=unit, community=tree.community, since=SINCE, today=TODAY)
    before = unit.version
    officers = [tree.holder(tree.street, name=f"干部{n}", staff=True) for n in range(EDITORS)]
    address, data = where(unit)
    answers = race(officers, address, {"kind": unit.kind} | data)
    won = [number for number, answer in answers if answer.status_code == 302]
    told = [(number, answer) for number, answer in answers if answer.status_code == 409]
    print(f"{where.__name__}: {EDITORS} editors, {len(won)} saved, {len(told)} told")
    assert (len(won), len(told)) == (1, EDITORS - 1)
    unit.refresh_from_db()
    assert (unit.name, unit.version) == (f"供电公司{won[0]}", before + 1)
    for number, answer in told:
        assert f"供电公司{number}" in answer.text and unit.name in answer.text
        version = "version" if where is in_portal else "seen_version"
        assert f'name="{version}" value="{unit.version}"' in " ".join(answer.text.split())
