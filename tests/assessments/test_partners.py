"""Units and streets about each other: what a unit's score counts, what an award of a unit and an appraisal ask."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import transaction

from assessments.models import StreetAppraisal, StreetOpinion, UnitAwardOpinion, UnitScore
from assessments.partners import actions
from assessments.partners.registers import STREET_APPRAISALS, UNIT_OPINIONS, UNIT_SCORES
from core.records.errors import RuleViolation
from organizations.models import Organization, Threshold, Unit, UnitPresence
from organizations.registers import actions as registers
from people.models import Person, User
from tests.assessments import planting
from tests.assessments.test_awards import NOW, TODAY, account, community, district, nominate, user  # noqa: F401

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def february():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def presence(district: Organization) -> UnitPresence:  # noqa: F811
    return planting.unit(community("A1"), since=date(2020, 1, 1))


def enter(register: Any, organization: Organization, by: str = "secretary", **fields: Any) -> Any:
    return registers.enter(by=user(by), register=register, organization=organization, today=TODAY, **fields)


def score(unit: Unit, **more: Any) -> UnitScore:
    return enter(UNIT_SCORES, community("A1"), unit=unit, **{"year": 2026, "comment": "主动"} | more)


def step(register: Any, row: Any, key: str, by: str = "secretary", today: date = TODAY, **fields: Any) -> Any:
    row.refresh_from_db()
    found = next(each for each in register.steps if each.key == key)
    return registers.correct(
        by=user(by), register=register, entry=row, version=row.version, today=today, step=found, **fields
    )


def refused(code: str, call: Any, *args: Any, **said: Any) -> None:
    with pytest.raises(RuleViolation) as caught, transaction.atomic():
        call(*args, **said)
    assert caught.value.code == code, caught.value.message


@pytest.mark.requirement("ASM-06")
def test_a_unit_is_scored_by_what_fell_due_and_told_of_once(presence: UnitPresence) -> None:
    signed = planting.agreement(presence, signed=date(2026, 3, 1))
    for due, done in ((date(2026, 5, 1), date(2026, 4, 20)), (date(2026, 6, 1), date(2026, 6, 9))):
        planting.item(signed, due=due, done=done)
    planting.item(signed, due=date(2026, 9, 1), done=None)
    row = score(presence.unit)
    assert (row.due, row.done, f"{row.points:.2f}") == (3, 1, "33.33")
    refused("no-superior", step, UNIT_SCORES, row, "report", reported_to=" ", reported_on=TODAY)
    step(UNIT_SCORES, row, "report", reported_to="市供电局", reported_on=TODAY)
    refused("reported", step, UNIT_SCORES, row, "report", reported_to="别处", reported_on=TODAY)
    row.refresh_from_db()
    correction = {"by": None, "register": UNIT_SCORES, "entry": row, "version": row.version, "today": TODAY}
    refused("reported", registers.correct, **correction, comment="改")
    with pytest.raises(RuleViolation, match="这一年已经测评"), transaction.atomic():
        score(presence.unit)


@pytest.mark.requirement("ASM-06")
def test_a_unit_that_signed_nothing_has_no_points_and_one_elsewhere_no_score(presence: UnitPresence) -> None:
    row = score(presence.unit)
    assert (row.due, row.points) == (0, 0)
    elsewhere = planting.unit(community("A2"), since=date(2020, 1, 1))
    refused("not-here", score, elsewhere.unit)
    refused("year", score, presence.unit, year=2024)


def said(unit: Unit, agrees: bool, **more: Any) -> UnitAwardOpinion:
    fields = {
        "title": "先进单位",
        "asked_by": "市供电局",
        "asked_on": date(2026, 12, 1),
        "given_on": date(2026, 12, 3),
        "opinion": "履约好",
    }
    return enter(UNIT_OPINIONS, community("A1"), unit=unit, agrees=agrees, **fields | more)


@pytest.mark.requirement("ASM-06")
def test_an_award_of_a_unit_asks_the_community(presence: UnitPresence) -> None:
    give = ("commendation", "先进单位")
    who = {"holder": "unit", "unit": presence.unit}
    refused("conditions", nominate, *give, **who)
    said(presence.unit, False)
    refused("conditions", nominate, *give, **who)
    later = said(presence.unit, True, asked_on=date(2026, 12, 9), given_on=date(2026, 12, 10))
    assert nominate(*give, **who).pk
    refused(
        "rests", registers.withdraw, by=None, register=UNIT_OPINIONS, entry=later, version=1, today=TODAY, reason="错"
    )
    assert nominate("criticism", "通报批评", **who).pk, "criticism asks nobody"


def appraisal(**more: Any) -> StreetAppraisal:
    street = Organization.objects.get(code="DX-A")
    fields = {"year": 2027, "asked_on": TODAY, "until": date(2027, 2, 20)} | more
    return enter(STREET_APPRAISALS, street, by=fields.pop("by", "officer"), **fields)


def contact_of(presence: UnitPresence) -> User:
    person = Person.objects.create(name="石大勇")
    UnitPresence.objects.filter(pk=presence.pk).update(contact=person)
    return User.objects.create_user("contact", "x", person=person)


@pytest.mark.requirement("ASM-06")
def test_the_appraisal_of_a_street_asks_every_unit_first(presence: UnitPresence) -> None:
    planting.unit(community("A2"), since=date(2020, 1, 1))
    planting.unit(community("A4"), since=date(2020, 1, 1))  # of the other street
    refused("district", appraisal, by="clerk")
    row = appraisal()
    assert row.opinions.count() == 2
    result = {"result": "好", "document": "区委〔2027〕5号", "concluded_on": TODAY}
    refused("waiting", step, STREET_APPRAISALS, row, "conclude", "officer", **result)
    mine = row.opinions.get(unit=presence.unit)
    contact = contact_of(presence)
    actions.answer(by=contact, opinion=mine, version=1, today=TODAY, grade="fairly", text="多走访")
    refused("answered", actions.answer, by=contact, opinion=mine, version=2, today=TODAY, grade="satisfied", text="")
    refused("waiting", step, STREET_APPRAISALS, row, "conclude", "officer", **result)
    over = date(2027, 2, 21)
    step(STREET_APPRAISALS, row, "conclude", "officer", over, **result | {"concluded_on": over})
    other: StreetOpinion = row.opinions.exclude(unit=presence.unit).get()
    refused("concluded", actions.answer, by=contact, opinion=other, version=1, today=over, grade="satisfied", text="")


def test_only_the_units_own_contact_reads_and_answers(presence: UnitPresence) -> None:
    mine = appraisal().opinions.get()
    contact_of(presence)
    address = f"/assessments/partners/mine/{mine.pk}/"
    assert account("contact").get(address).status_code == 200
    assert account("second").get(address).status_code == 404
    form = {"grade": "", "version": "1"}
    assert account("contact").post(address, form).status_code == 422
    assert account("contact").post(address, form | {"grade": "satisfied"}).status_code == 302
    assert account("contact").post(address, form | {"grade": "fairly"}).status_code == 422


def test_the_number_of_scores_is_the_districts(presence: UnitPresence, february: Any) -> None:
    february.move_to("2027-12-05")
    number = Threshold.objects.get(name="asm.unit.score_per_year", organization=None)

    def owed() -> bool:
        return "测评，通报主管单位" in account("secretary").get("/?all=1").content.decode()

    assert owed()
    number.pk, number.organization, number.value = None, Organization.objects.get(code="DX"), "0"
    number.origin, number.effective_from, number.document = "district", date(2027, 1, 1), "文件"
    number.save(force_insert=True)
    assert not owed()
