"""The close of a month in sight: what is missing, the protocol, the opening by document (ASM-19)."""

import io
import re
import zipfile
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from assessments import drafting, facts, jobs, months, scoring
from assessments.models import Evaluation, Fact, LateFact, MonthProtocol
from core.models import AuditEvent
from core.records.errors import RuleViolation
from core.zone import ZONE
from meetings.models import Meeting
from organizations import actions as organizations
from organizations.models import Month, Organization
from people.models import Person, User

MARCH = date(2026, 3, 1)
AFTER = datetime(2026, 4, 6, 2, tzinfo=ZONE)
"""The night after March closes."""
LATER = datetime(2026, 4, 20, 10, tzinfo=ZONE)
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("ASM-19")]


@pytest.fixture
def district(db: None) -> Organization:
    def make(kind: str, code: str, parent: Organization | None) -> Organization:
        return organizations.create_organization(
            by="t", kind=kind, code=code, name=code, parent=parent, since=date(2026, 3, 1)
        )

    root = make("district_department", "DX", None)
    street = make("street_working_committee", "DX-A", root)
    for number in (1, 2):
        make("community_general_branch", f"A{number}Z", make("community", f"A{number}", street))
    for name, code, position in (("officer", "DX", "officer"), ("secretary", "A1Z", "secretary")):
        person = Person.objects.create(name=name)
        User.objects.create_user(name, "x", person=person)
        place = Organization.objects.get(code=code)
        organizations.appoint(by="t", person=person, organization=place, position=position, since=date(2026, 3, 1))
    return root


def officer() -> User:
    return User.objects.get(username="officer")


def account(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def theme_day(code: str, recorded: datetime) -> None:
    held = datetime(2026, 3, 10, 9, tzinfo=ZONE)
    Meeting.objects.create(
        organization=Organization.objects.get(code=code),
        kind_id="theme_day",
        topic="义务清扫",
        form="义务劳动",
        education="责任教育",
        starts_at=held,
        held_at=held,
        recorded_at=recorded,
        place="广场",
        state="recorded",
    )


def missing(district: Organization, now: datetime) -> set[tuple[str, str, int]]:
    lines = months.lacking(district, MARCH, now=now)
    return {(each.organization.code, each.indicator.pk, each.missing) for each in lines if each.missing}


def close(district: Organization, now: datetime = AFTER) -> Month:
    return facts.close_month(by="month_close", district=district, month=MARCH, now=now)


def reopen(district: Organization, now: datetime = LATER, **more: Any) -> Month:
    said = {"document": "区委组织部〔2026〕5号", "reason": "补录系统故障期间的记录", "until": date(2026, 4, 25)}
    return months.reopen(by=officer(), district=district, month=MARCH, now=now, **said | more)


def refused(match: str, field: str | None, call: Any, *args: Any, **said: Any) -> None:
    with pytest.raises(RuleViolation, match=match) as caught, transaction.atomic():
        call(*args, **said)
    assert caught.value.field == field


def test_before_the_close_it_is_said_what_is_missing_and_where(district):
    theme_day("A1", datetime(2026, 3, 11, 9, tzinfo=ZONE))
    found = missing(district, datetime(2026, 4, 2, 9, tzinfo=ZONE))
    assert ("A2", "theme_day_held", 1) in found
    assert not any(code == "A1" and indicator == "theme_day_held" for code, indicator, _ in found)
    street = Organization.objects.get(code="A1")
    assert {code for code, _, _ in missing(street, datetime(2026, 4, 2, 9, tzinfo=ZONE))} <= {"A1", "A1Z"}
    theme_day("A2", datetime(2026, 4, 2, 8, tzinfo=ZONE))
    assert "theme_day_held" not in {each for _, each, _ in missing(district, datetime(2026, 4, 2, 9, tzinfo=ZONE))}


def test_what_is_missing_is_what_the_facts_do_not_have(district):
    """One relation: the sums of the list are those behind the facts of the same moment."""
    now = datetime(2026, 4, 2, 9, tzinfo=ZONE)
    theme_day("A1", datetime(2026, 3, 11, 9, tzinfo=ZONE))
    facts.compute_month(district=district, month=MARCH, now=now)
    lines = months.lacking(district, MARCH, now=now)
    held = Fact.objects.get(organization=district, indicator="theme_day_held")
    assert held.denominator - held.numerator == sum(
        each.missing for each in lines if each.indicator.pk == "theme_day_held"
    )
    unknown = {fact.indicator_id: fact.unknown for fact in Fact.objects.filter(organization=district, unknown__gt=0)}
    told: dict[str, int] = {}
    for each in lines:
        told[each.indicator.pk] = told.get(each.indicator.pk, 0) + each.unknown
    assert {code: told.get(code) for code in unknown} == unknown


def test_the_protocol_says_what_was_frozen_and_its_seal_holds(district):
    theme_day("A1", datetime(2026, 3, 11, 9, tzinfo=ZONE))
    close(district)
    protocol = MonthProtocol.objects.get()
    assert (protocol.number, protocol.closed_at, protocol.closed_by) == (1, AFTER, "month_close")
    assert protocol.facts == Fact.objects.filter(month=MARCH).count()
    told = {line["code"]: line for line in protocol.figures}
    stored = {fact.indicator_id: fact for fact in Fact.objects.filter(organization=district, month=MARCH)}
    assert told.keys() == stored.keys()
    held = told["theme_day_held"]
    assert (held["numerator"], held["denominator"], held["value"]) == ("1", "2", "50")
    assert protocol.seal == facts.seal_of(district, MARCH)
    for change in ({"seal": "0"}, {"figures": []}, {"closed_by": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MonthProtocol.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        MonthProtocol.objects.all().delete()


def test_a_seal_tells_when_a_fact_is_not_what_was_frozen(district):
    theme_day("A1", datetime(2026, 3, 11, 9, tzinfo=ZONE))
    facts.compute_month(district=district, month=MARCH, now=AFTER)
    before = facts.seal_of(district, MARCH)
    Fact.objects.filter(organization__code="A1", indicator="theme_day_held").update(unknown=1)
    assert facts.seal_of(district, MARCH) != before


def test_a_month_is_reopened_by_document_and_its_records_count_again(district):
    close(district)
    theme_day("A2", datetime(2026, 4, 15, 9, tzinfo=ZONE))
    facts.compute_month(district=district, month=MARCH, now=datetime(2026, 4, 16, 2, tzinfo=ZONE))
    assert LateFact.objects.filter(organization__code="A2", indicator="theme_day_held").exists()
    row = reopen(district)
    assert (row.closed_at, row.reopened_until) == (None, date(2026, 4, 25))
    held = Fact.objects.get(organization__code="A2", month=MARCH, indicator="theme_day_held")
    assert held.numerator == 1, "counts in the month itself"
    assert not LateFact.objects.filter(month=MARCH).exists()
    first = MonthProtocol.objects.get()
    assert (first.document, first.reason, first.reopened_by) == (
        "区委组织部〔2026〕5号",
        "补录系统故障期间的记录",
        officer(),
    )
    event = AuditEvent.objects.get(code="assessments.month_reopened")
    assert event.data["document"] == "区委组织部〔2026〕5号"


def test_it_closes_by_itself_after_the_last_day_with_a_protocol_of_its_own(district):
    close(district)
    reopen(district)
    jobs.nightly(now=datetime(2026, 4, 25, 23, 30, tzinfo=ZONE))
    assert Month.objects.get(month=MARCH).closed_at is None
    jobs.nightly(now=datetime(2026, 4, 26, 2, tzinfo=ZONE))
    assert Month.objects.get(month=MARCH).closed_at is not None
    assert list(MonthProtocol.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert MonthProtocol.objects.get(number=1).reopened_at is not None, "the first one stands as it was told"


@pytest.mark.parametrize(
    ("said", "field", "match"),
    [
        ({"document": " "}, "document", "文件名称"),
        ({"reason": ""}, "reason", "原因"),
        ({"until": date(2026, 4, 19)}, "until", "不早于今天"),
        ({"until": date(2026, 5, 22)}, "until", "2026-05-21"),
    ],
)
def test_a_reopening_says_document_reason_and_until_when(district, said, field, match):
    close(district)
    refused(match, field, reopen, district, **said)


def test_what_is_open_or_told_is_not_reopened(district):
    facts.compute_month(district=district, month=MARCH, now=AFTER)
    refused("没有封账", None, reopen, district)
    close(district)
    scheme = drafting.adopt_scheme(by="t", district=district, year=2026, on=date(2026, 4, 1))
    scoring.score(scheme=scheme, as_of=date(2026, 4, 20), now=LATER)
    for state in ("published", "decided", "frozen"):
        with transaction.atomic():
            Evaluation.objects.filter(organization__code="A1").update(state=state, unknown=0)
            refused("不能重开", None, reopen, district)
            transaction.set_rollback(True)
    reopen(district)


def test_a_closed_month_changes_by_a_reopening_alone_in_the_database_too(district):
    close(district)
    for change in (
        {"closed_at": None},
        {"closed_at": None, "reopened_until": date(2026, 4, 25)},
        {"closed_at": AFTER + timedelta(days=1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Month.objects.filter(month=MARCH).update(**change)
    again = reopen(district)
    facts.close_month(by="t", district=district, month=MARCH, now=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Month.objects.filter(month=MARCH).update(closed_at=None, reopened_until=again.reopened_until)
    refused("更晚", "until", reopen, district, until=again.reopened_until)


def test_pages_show_the_own_part_and_only_the_district_reopens(district, time_machine_at):
    theme_day("A1", datetime(2026, 3, 11, 9, tzinfo=ZONE))
    facts.compute_month(district=district, month=MARCH, now=datetime(2026, 4, 2, 9, tzinfo=ZONE))
    here = f"/assessments/months/{Month.objects.get(month=MARCH).pk}/"
    page = account("officer").get(here).content.decode()
    assert "A2" in page and "还缺的记录" in page
    page = re.sub(r"[A-Za-z0-9]{20,}", "", account("secretary").get(here).content.decode())  # without its tokens
    assert "A2" not in page
    assert account("secretary").post(f"{here}reopen/").status_code == 403
    close(district)
    page = account("officer").get(here).content.decode()
    assert "与封账时一致" in page and "重开" in page
    page = account("secretary").get(here).content.decode()
    assert "与封账时一致" in page and "重开原因" not in page
    paper = account("secretary").get(f"{here}protocol.docx").content
    with zipfile.ZipFile(io.BytesIO(paper)) as archive:
        words = re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())
    assert "2026年3月封账纪要" in words and MonthProtocol.objects.get().seal in words
    other = organizations.create_organization(
        by="t", kind="district_department", code="EX", name="别区", parent=None, since=date(2020, 1, 1)
    )
    foreign = Month.objects.create(district=other, month=MARCH)
    for address in ("", "protocol.docx"):
        assert account("officer").get(f"/assessments/months/{foreign.pk}/{address}").status_code == 404
    assert account("officer").post(f"/assessments/months/{foreign.pk}/reopen/").status_code == 404
    assert account("officer").get("/assessments/months/").status_code == 200


@pytest.fixture
def time_machine_at():
    with time_machine.travel(LATER, tick=False):
        yield


def test_the_list_of_what_is_missing_costs_the_same_for_many(district, django_assert_max_num_queries, time_machine_at):
    facts.compute_month(district=district, month=MARCH, now=AFTER)
    client, here = account("officer"), f"/assessments/months/{Month.objects.get(month=MARCH).pk}/"
    with django_assert_max_num_queries(16):
        assert client.get(here).status_code == 200
