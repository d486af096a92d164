"""A street's annual work report, and the term of its working committee with the reminder before its end (ORG-11)."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from core.models import Notification
from core.records.errors import RuleViolation
from core.zone import ZONE
from organizations import actions
from organizations.desks import queries as desks
from organizations.desks import reminders
from organizations.kinds import Kind
from organizations.models import Organization, Position, Post, StreetReport, Threshold
from organizations.registers import actions as registers
from organizations.registers.kinds import REPORTS
from organizations.terms import term_end
from people.models import User
from tests.clock import TODAY
from tests.organizations.conftest import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("ORG-11")]
SignIn = Callable[[User], Client]


def report(street: Organization, **typed: Any) -> StreetReport:
    given = {"year": 2026, "title": "2026年工作报告", "reported_on": TODAY, "content": "全年工作"} | typed
    made: StreetReport = registers.enter(by="test", register=REPORTS, organization=street, today=TODAY, **given)
    return made


def at(day: date) -> datetime:
    return datetime.combine(day, time(18), tzinfo=ZONE)


def owed(user: User, day: date, key: str = "street.report") -> list[tuple[bool, date, bool, str]]:
    with time_machine.travel(at(day)):
        lines = desks.lines(User.objects.get(pk=user.pk), now=at(day))
    return [(line.own, line.due_on, line.missing > 0, line.detail) for line in lines if line.key == key]


def standard(tree: Tree, name: str, value: str, since: date = TODAY) -> None:
    national = Threshold.objects.get(name=name, organization=None)
    actions.set_threshold(
        by="test", threshold=national, organization=tree.district, value=value, effective_from=since, document="文件"
    )


def test_a_street_owes_its_report_in_december_until_it_is_there_and_the_district_sees_who_is_behind(
    tree: Tree, sign_in: SignIn
) -> None:
    street, district = tree.holder(tree.street, name="街道干部"), tree.holder(tree.district, name="区干部")
    last, detail = date(2026, 12, 31), "应报告 1 次，已登记 0 次"
    assert owed(street, date(2026, 11, 30)) == []
    assert owed(street, date(2026, 12, 1)) == [(True, last, False, detail)]
    assert owed(street, date(2027, 1, 1)) == [(True, last, True, detail)]
    assert owed(street, date(2027, 2, 1)) == [], "what a year owed is gone after the next January"
    client = sign_in(district)
    report(tree.other_street)
    made = report(tree.street)
    assert owed(street, date(2026, 12, 1)) == owed(street, date(2027, 1, 1)) == []
    assert "2026年工作报告" in client.get(reverse("organizations:street_reports")).text
    assert client.get(reverse("organizations:street_reports_entry", args=[made.pk])).status_code == 200
    registers.withdraw(by="test", register=REPORTS, entry=made, version=1, today=TODAY, reason="写错了")
    assert owed(street, date(2026, 12, 1)) == [(True, last, False, detail)]
    report(tree.street, year=2025, title="2025年工作报告")
    assert owed(street, date(2026, 12, 1)) == [(True, last, False, detail)], "the report of another year is none"


def test_how_many_reports_a_year_is_the_districts_number_and_a_new_street_owes_none_yet(tree: Tree) -> None:
    street = tree.holder(tree.street, name="街道干部")
    standard(tree, "org.annual_report.per_year", "2")
    report(tree.street)
    assert [line[3] for line in owed(street, date(2026, 12, 1))] == ["应报告 2 次，已登记 1 次"]
    report(tree.street, title="2026年下半年工作报告")
    assert owed(street, date(2026, 12, 1)) == []
    new = tree.make(Kind.STREET_WORKING_COMMITTEE, "T-C", tree.district, "丙街道党工委", since=date(2026, 3, 1))
    assert owed(tree.holder(new, since=date(2026, 3, 1)), date(2026, 12, 1)) == []


@pytest.mark.parametrize(
    ("where", "typed", "field", "words"),
    [
        ("community", {}, "organization", "不登记街道年度工作报告"),
        ("district", {}, "organization", "不登记街道年度工作报告"),
        ("street", {"reported_on": date(2026, 11, 26)}, "reported_on", "不能晚于今天"),
        ("street", {"reported_on": date(2024, 12, 31), "year": 2024}, "reported_on", "不能早于"),
        ("street", {"year": 2027}, "year", "还没有到"),
        ("street", {"year": 2024}, "year", "2025年才成立"),
        ("street", {"content": ""}, "content", ""),
    ],
)
def test_a_report_that_cannot_be_is_refused_at_its_field(
    tree: Tree, where: str, typed: dict[str, Any], field: str | None, words: str
) -> None:
    Organization.objects.filter(pk=tree.street.pk).update(established_on=date(2025, 1, 1))
    with pytest.raises(RuleViolation) as refused:
        report(Organization.objects.get(pk=getattr(tree, where).pk), **typed)
    assert refused.value.field == field and words in refused.value.message and not StreetReport.objects.exists()
    report(tree.street)
    with pytest.raises(RuleViolation, match="已经登记"):
        report(tree.street)


def test_an_appointed_working_committee_has_the_term_of_its_district_and_is_reminded_before_its_end(
    tree: Tree,
) -> None:
    assert term_end(tree.street, Position.SECRETARY, date(2025, 3, 1)) is None, "appointed, no term in regulation"
    standard(tree, "org.term.work_committee_years", "2", date(2025, 1, 1))
    until = term_end(tree.street, Position.SECRETARY, date(2025, 3, 1))
    assert until == date(2027, 3, 1)
    officer = tree.holder(tree.district, name="区干部")
    secretary = tree.holder(tree.street, Position.SECRETARY, name="街道书记", since=date(2025, 3, 1))
    Post.objects.filter(person=secretary.person).update(term_ends_on=until)
    assert owed(officer, date(2026, 9, 1), "term_election.prepare") == []
    for day, told in ((date(2026, 9, 2), 1), (date(2026, 12, 1), 2), (date(2027, 1, 30), 3)):
        reminders.remind(now=at(day))
        reminders.remind(now=at(day))
        mine = Notification.objects.filter(kind="term.end", recipient=secretary)
        assert mine.count() == told and "甲街道党工委的书记任期将届满" in mine.latest("due_on").title
    assert [line[1:3] for line in owed(secretary, date(2026, 12, 1), "term_election.own")] == [(until, False)]
    assert [line[1:3] for line in owed(secretary, date(2027, 3, 2), "term_election.own")] == [(until, True)]
