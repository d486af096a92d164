"""Whoever an office knows by name and phone only is one person with the row that brings the number (MEM-13)."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from members.models import Membership
from organizations import actions as tree
from organizations.rosters import actions as engine
from people.actions import create_person
from people.models import Person
from tests.clock import TODAY
from tests.members.conftest import SINCE, District
from tests.members.rosters import import_roster, number, roster, row

pytestmark = pytest.mark.requirement("MEM-13")
PHONE = "13000000001"


@pytest.fixture
def secretary(district: District) -> Person:
    """Appointed as a newcomer, by name and phone."""
    person = create_person(by="tests", name="崔明", phone=PHONE)
    tree.appoint(by="tests", person=person, organization=district.branch, position="secretary", since=SINCE)
    return person


def load(district: District, *rows: Any, **given: Any) -> Any:
    return import_roster(
        roster(*rows), organization=district.community, as_of=TODAY, now=timezone.now(), skip_invalid=True, **given
    )


def codes(outcome: Any) -> list[tuple[str, str]]:
    return [(found.code, found.kind) for found in outcome.findings]


def test_the_row_of_the_same_name_and_phone_is_the_same_person(district: District, secretary: Person) -> None:
    outcome, batch = load(district, row())
    assert (outcome.created, codes(outcome)) == (1, [("person-known", "warning")])
    person = Person.objects.get(name="崔明")
    assert (person.pk, person.resident_number) == (secretary.pk, number("19650305"))
    assert person.birth_date == date(1965, 3, 5)
    assert Membership.objects.current().get(person=person).organization == district.branch
    again, _ = load(district, row())
    assert (again.unchanged, codes(again)) == (1, [])
    undone = engine.take_back(by=district.secretary, batch=batch, now=timezone.now(), reason="")
    person = Person.objects.get(name="崔明")
    assert undone.kept == [] and (person.resident_number, person.resident_number_index) == ("", None)
    assert not Membership.objects.filter(person=person).exists()


def test_a_member_without_a_number_gets_it_in_the_own_branch(district: District, secretary: Person) -> None:
    Membership.objects.create(person=secretary, organization=district.branch, during=(SINCE, None))
    outcome, _ = load(district, row())
    assert (outcome.created, outcome.updated) == (0, 1)
    assert Person.objects.get(name="崔明").resident_number == number("19650305")


@pytest.mark.parametrize(
    "other",
    [
        {"phone": "13000000002"},
        {"phone": PHONE, "birth_date": date(1970, 1, 1)},
        {"phone": PHONE, "name": "崔亮"},
    ],
)
def test_who_differs_is_somebody_else(district: District, other: dict[str, Any]) -> None:
    person = create_person(by="tests", **({"name": "崔明"} | other))
    tree.appoint(by="tests", person=person, organization=district.branch, position="secretary", since=SINCE)
    outcome, _ = load(district, row())
    assert outcome.created == 1 and codes(outcome) == []
    assert Person.objects.get(pk=person.pk).resident_number == "" and Person.objects.count() > 3


def test_who_is_held_by_another_tree_is_left_alone(district: District, secretary: Person) -> None:
    tree.appoint(by="tests", person=secretary, organization=district.other_street, position="officer", since=SINCE)
    load(district, row())
    assert Person.objects.get(pk=secretary.pk).resident_number == ""


def test_of_two_with_one_name_and_phone_nobody_is_taken_for_the_row(district: District, secretary: Person) -> None:
    second = create_person(by="tests", name="崔明", phone=PHONE)
    tree.appoint(by="tests", person=second, organization=district.branch, position="committee_member", since=SINCE)
    load(district, row())
    assert set(Person.objects.filter(pk__in=[secretary.pk, second.pk]).values_list("resident_number_index")) == {
        (None,)
    }
