"""The first minute: what is found in the numbers, and what is asked, passed on, answered and seen (ASM-11)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments import findings, indicators, queries
from assessments.chases.register import CHASES
from assessments.models import Chase, Fact, Indicator
from assessments.overview import overview
from core.models import AuditEvent
from core.records.errors import RuleViolation
from organizations import actions as organizations
from organizations.models import Month, Threshold
from organizations.registers import actions as registers
from people.models import Person, User
from tests.assessments.planting import SINCE, District, at, plant_tree

TODAY = date(2026, 6, 15)


@pytest.fixture
def district(db: None) -> District:
    made = plant_tree()
    indicators.load()
    return made


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(at(TODAY), tick=False):
        yield


def officer(organization, position: str = "officer") -> User:
    person = Person.objects.create(name="某人")
    user = User.objects.create_user(f"u{organization.pk}", "x", person=person)
    organizations.appoint(by="t", person=person, organization=organization, position=position, since=SINCE)
    return user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def fact(district, place, code: str, month: int, top: int, bottom: int) -> None:
    value = Decimal(100 * top) / bottom
    given = {
        "organization": place,
        "district_id": district.root.pk,
        "month": date(2026, month, 1),
        "indicator_id": code,
    }
    Fact.objects.create(**given, numerator=top, denominator=bottom, value=value)


def look(district, key: str = "year"):
    period = next(each for each in queries.periods(TODAY) if each.key == key)
    return overview(district.root, period, today=TODAY, page="1")


def planted(district) -> None:
    """Street A is short since March, with the whole months only; street B only in the running month."""
    a, b = district.streets
    for month in range(1, 7):
        fact(district, a, "theme_day_held", month, 2 if month < 3 else 1, 2)
        fact(district, b, "theme_day_held", month, 2 if month < 6 else 1, 2)
        fact(district, a, "theme_day_attendance", month, 1, 2)


@pytest.mark.requirement("ASM-11")
def test_a_finding_says_who_by_what_and_since_when(district):
    assert findings.findings(look(district)) == []
    assert "还没有可以比较的数字" in findings.summary_words([], look(district))
    planted(district)
    [found] = findings.findings(look(district))
    assert found.indicator.pk == "theme_day_held" and (found.line, found.count, found.among) == (100, 2, 2)
    first, second = found.behind
    assert (first.label, first.words, first.since, first.months) == ("A街道党工委", "66.7%", date(2026, 3, 1), 3)
    assert first.since_words == "3月起连续3个月"
    assert (second.label, second.months, second.since_words) == ("B街道党工委", 0, "")  # the running month fails nobody
    assert found.words == "主题党日：2个中有2个不足100%"
    assert findings.summary_words([found], look(district)).startswith("最需要过问的是A街道党工委的主题党日：66.7%")
    assert "都已达到" in findings.summary_words([], look(district))


def test_findings_hold_numbers_against_the_line_of_the_district(district):
    Month.objects.create(district=district.root, month=date(2026, 6, 1), computed_at=at(TODAY))
    for place in district.streets:
        fact(district, place, "registration_rate", 6, 85, 100)
    assert {each.indicator.pk for each in findings.findings(look(district))} == {"registration_rate"}
    number = Threshold.objects.get(name="mem.registration.coverage", organization=None)
    number.pk, number.organization, number.value = None, district.root, "80"
    number.origin, number.effective_from, number.document = "district", date(2026, 1, 1), "文件"
    number.save(force_insert=True)
    assert findings.findings(look(district)) == []


def test_findings_cost_two_statements_however_many_there_are(district):
    planted(district)
    shown = look(district)
    with CaptureQueriesContext(connection) as few:
        findings.findings(shown)
    for code in ("theme_day_prompt", "agreement_items", "opinions_prompt"):
        for place in district.streets:
            for month in range(1, 7):
                fact(district, place, code, month, 1, 4)
    shown = look(district)
    with CaptureQueriesContext(connection) as many:
        assert len(findings.findings(shown)) == 3
    assert len(few) == len(many) == 2


def ask(by: User, organization, **more) -> Chase:
    given = {"kind": "chase", "text": "请说明", "due_on": TODAY + timedelta(days=7), "month": TODAY.replace(day=1)}
    given["indicator"] = Indicator.objects.get(pk="theme_day_held")
    return registers.enter(by=by, register=CHASES, organization=organization, today=TODAY, **(given | more))


def do(by: User, chase: Chase, key: str, **fields) -> Chase:
    row = Chase.objects.get(pk=chase.pk)
    step = next(each for each in CHASES.steps if each.key == key)
    typed = step.also({"version": row.version, **fields})
    return registers.correct(by=by, register=CHASES, entry=row, today=TODAY, step=step, **typed)


@pytest.mark.requirement("ASM-11")
def test_a_chase_is_answered_by_who_was_asked_and_seen_by_who_asked(district):
    above, clerk = officer(district.root), officer(district.streets[0])
    secretary = officer(district.general[district.communities[0].pk], "secretary")
    organizations.appoint(
        by="t", person=secretary.person, organization=district.communities[0], position="director", since=SINCE
    )
    chase = ask(above, district.streets[0])
    assert chase.asker == district.root and chase.asked_on == TODAY
    with pytest.raises(RuleViolation, match="不能自己答复"):
        do(above, chase, "answer", answer="我替他们答")
    with pytest.raises(RuleViolation, match="还没有答复"):
        do(above, chase, "see")
    do(clerk, chase, "pass", community=district.communities[0], text="请查明", due_on=TODAY + timedelta(days=3))
    passed = Chase.objects.get(passed_from=chase)
    assert (passed.asker, passed.organization) == (district.streets[0], district.communities[0])
    assert (passed.text, passed.indicator_id) == ("请查明", "theme_day_held")
    chase.refresh_from_db()
    assert chase.text == "请说明" and chase.due_on == TODAY + timedelta(days=7)  # handing on changes nothing above
    do(secretary, passed, "answer", answer="已补开")
    do(clerk, passed, "see")
    do(clerk, chase, "answer", answer="社区已补开")
    with pytest.raises(RuleViolation, match="已经答复"):
        do(clerk, chase, "answer", answer="再答")
    with pytest.raises(RuleViolation, match="由示范区委组织部办理"):
        do(clerk, chase, "see")
    do(above, chase, "return", due_on=TODAY + timedelta(days=9), reason="没有说明原因")
    chase.refresh_from_db()
    assert (chase.answer, chase.answered_on, chase.due_on) == ("", None, TODAY + timedelta(days=9))
    do(clerk, chase, "answer", answer="因停电推迟，已补开")
    do(above, chase, "see")
    chase.refresh_from_db()
    assert chase.state_words == "已阅" and AuditEvent.objects.filter(data__step="return").exists()
    with pytest.raises(RuleViolation, match="已经答复，不能再改或撤回"):
        registers.withdraw(by=above, register=CHASES, entry=chase, version=chase.version, today=TODAY, reason="错")


def test_only_those_below_are_asked_with_a_day_that_is_to_come(district):
    above, clerk = officer(district.root), officer(district.streets[0])
    with pytest.raises(RuleViolation, match="下级组织"):
        ask(clerk, district.streets[0])
    for due, words in ((None, "请填写答复期限"), (TODAY - timedelta(days=1), "不能早于今天")):
        with pytest.raises(RuleViolation, match=words):
            ask(above, district.streets[0], due_on=due)
    with pytest.raises(RuleViolation, match="不填期限"):
        ask(above, district.streets[0], kind="note")
    with pytest.raises(RuleViolation, match="还没有到|不能晚于"):
        ask(above, district.streets[0], month=date(2026, 7, 1))
    other = ask(above, district.communities[3])
    with pytest.raises(RuleViolation, match="由B2社区办理"):
        do(clerk, other, "answer", answer="不是我的")
    note = ask(above, district.streets[0], kind="note", due_on=None)
    with pytest.raises(RuleViolation, match="提示不要求答复"):
        do(clerk, note, "answer", answer="知道了")
    do(clerk, note, "read")
    note.refresh_from_db()
    assert note.state_words == "已知晓"


def test_the_page_offers_a_step_only_to_whose_it_is(district):
    above, clerk = officer(district.root), officer(district.streets[0])
    chase = ask(above, district.streets[0])
    address = f"/assessments/chases/{chase.pk}/"
    asker, asked = (client_of(user).get(address).content.decode() for user in (above, clerk))
    assert f"{address}answer/" in asked and f"{address}pass/" in asked and f"{address}correct/" not in asked
    assert f"{address}answer/" not in asker and f"{address}correct/" in asker
    secretary = officer(district.general[district.communities[0].pk], "secretary")
    assert client_of(secretary).get("/assessments/chases/new/").status_code == 403
    assert "/assessments/chases/new/" not in client_of(secretary).get("/assessments/chases/").content.decode()
    assert "/assessments/chases/new/" in client_of(clerk).get("/assessments/chases/").content.decode()


@pytest.mark.requirement("ASM-11")
def test_the_home_begins_with_the_findings_and_a_chase_is_begun_from_there(district):
    planted(district)
    above = client_of(officer(district.root))
    for address in ("/", f"/assessments/dashboard/?organization={district.root.pk}&period=year"):
        body = above.get(address).content.decode()
        assert "最需要过问的是A街道党工委的主题党日" in body and "3月起连续3个月" in body
    body = above.get("/").content.decode()
    assert body.index("最需要过问的是") < body.rindex("要办的事")
    new = f"/assessments/chases/new/?organization={district.streets[0].pk}&indicator=theme_day_held&month=2026-06-01"
    assert new.replace("&", "&amp;") in body
    form = above.get(f"{new}&kind=chase&text=请说明").content.decode()
    assert "请说明" in form and f'value="{district.streets[0].pk}" selected' in form
    assert 'value="theme_day_held" selected' in form and 'value="2026-06-01" selected' in form
    answer = above.post(
        "/assessments/chases/new/",
        {
            "organization": district.streets[0].pk, "kind": "chase", "indicator": "theme_day_held",
            "month": "2026-06-01", "text": "请说明", "due_on": "2026-06-20",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    body = above.get("/").content.decode()
    assert "待答复" in body and "2026-06-20" in body
    clerk = client_of(
        User.objects.filter(username=f"u{district.streets[0].pk}").first() or officer(district.streets[0])
    )
    assert "答复催办：主题党日" in clerk.get("/").content.decode()
    member = Client()
    member.force_login(User.objects.create_user("nobody", "x", person=Person.objects.create(name="党员")))
    assert "最需要过问的" not in member.get("/").content.decode()
