"""Party age with what interrupts it: suspended and restored, out of contact, abroad, sanctions, death (MEM-22)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core.records.versions import Conflict
from members import actions as members
from members.models import Membership, StandingSpell
from members.standing import actions
from members.standing.queries import standings
from members.standing.rules import standing, starts_on
from organizations.desks.home import due
from tests.clock import TODAY
from tests.members.conftest import SINCE, add_member

pytestmark = pytest.mark.requirement("MEM-22")
HISTORY = ["1921-07-01:0", "1956-09-15:12", "1969-04-01:0", "1977-08-12:12"]


@pytest.fixture
def spell(district) -> Membership:
    return add_member(district.branch, "单红", joined_on=date(1999, 7, 1), full_on=date(2000, 7, 1))


@pytest.fixture
def office(district) -> Client:
    client = Client()
    client.force_login(district.secretary)
    return client


def begin(client: Client, spell: Membership, kind: str, since: str, **data):
    return client.post(
        reverse("members:standing_begin", args=[spell.pk]), {"kind": kind, "since": since, "document": "", **data}
    )


def finish(client: Client, row: StandingSpell, end: str, on: str, **data):
    row.refresh_from_db()
    values = {"end": end, "on": on, "version": row.version, "document": "", **data}
    return client.post(reverse("members:standing_end", args=[row.pk]), values)


def age(spell: Membership, on: date = TODAY) -> tuple[int | None, str]:
    spell.refresh_from_db()
    found = standings([spell], on=on)[spell.pk]
    return found.years, found.note


@pytest.mark.parametrize(
    ("joined", "full", "status", "start"),
    [
        (date(1999, 7, 1), date(2000, 7, 1), "full", date(2000, 7, 1)),
        (date(1970, 7, 1), None, "full", date(1970, 7, 1)),
        (date(1999, 7, 1), None, "full", None),
        (None, None, "full", None),
        (date(2026, 1, 1), None, "probationary", None),
    ],
)
def test_it_counts_from_full_membership_and_from_joining_only_when_nobody_was_on_probation(joined, full, status, start):
    assert starts_on(Membership(joined_on=joined, full_on=full, status=status), HISTORY) == start


@pytest.mark.parametrize(
    ("spans", "on", "years"),
    [
        ([], date(2026, 6, 30), 25),
        ([], date(2026, 7, 1), 26),
        ([], date(2000, 6, 30), None),
        ([(date(2010, 1, 1), date(2012, 1, 1))], date(2026, 7, 1), 24),
        ([(date(2010, 1, 1), date(2012, 1, 1))], date(2010, 12, 31), 9),
        ([(date(2020, 7, 1), None)], date(2026, 7, 1), 20),
        ([(date(2010, 1, 1), date(2011, 1, 1)), (date(2020, 1, 1), date(2021, 1, 1))], date(2026, 7, 1), 23),
        ([(date(1990, 1, 1), date(2001, 7, 1))], date(2026, 7, 1), 25),
        ([(date(2030, 1, 1), None)], date(2026, 7, 1), 26),
    ],
)
def test_the_time_of_a_suspension_does_not_count(spans, on, years):
    assert standing(date(2000, 7, 1), spans, on=on).years == years


def test_out_of_contact_then_suspended_then_restored(district, spell, office):
    assert age(spell) == (26, "")
    assert begin(office, spell, "suspended", "2026-05-01", document="街委〔2026〕3号").status_code == 422
    assert begin(office, spell, "lost", "2025-01-10").status_code == 302
    assert age(spell) == (26, ""), "out of contact alone interrupts nothing"
    [owed] = [each for each in due(district.secretary, TODAY) if each.kind == "standing.lost"]
    assert owed.due_on == date(2025, 7, 10)
    early = begin(office, spell, "suspended", "2025-07-09", document="街委〔2025〕3号")
    assert early.status_code == 422 and "最早为2025年7月10日" in early.text
    bare = begin(office, spell, "suspended", "2025-07-10")
    assert bare.status_code == 422 and "请填写文件字号" in bare.text
    assert begin(office, spell, "suspended", "2025-07-10", document="街委〔2025〕3号").status_code == 302
    lost, suspended = StandingSpell.objects.order_by("pk")
    assert (lost.during.upper, lost.end) == (date(2025, 7, 10), "suspended")
    assert age(spell) == (25, "停止党籍"), "the clock stands still"
    assert age(spell, date(2025, 7, 9)) == (25, "")
    assert "standing.lost" not in {each.kind for each in due(district.secretary, TODAY)}
    again = begin(office, spell, "lost", "2026-01-01")
    assert again.status_code == 422 and "停止党籍期间" in again.text
    letter = office.post(
        reverse("members:letter_new", args=[spell.pk]),
        {"elsewhere": "某市委", "issued_on": TODAY.isoformat(), "version": spell.version},
    )
    assert letter.status_code == 422 and "停止党籍期间不转接" in letter.text
    assert finish(office, suspended, "restored", "2026-07-10").status_code == 422, "needs its document"
    assert finish(office, suspended, "restored", "2026-07-10", document="街委〔2026〕9号").status_code == 302
    assert age(spell) == (25, ""), "a year less than twenty-six"
    page = office.get(reverse("members:member", args=[spell.pk])).text
    for words in ("25年", "停止党籍", "恢复党籍", "街委〔2026〕9号"):
        assert words in page


def test_who_stays_lost_is_removed_after_two_years_and_leaves_the_party(district, spell, office):
    begin(office, spell, "lost", "2023-01-10")
    begin(office, spell, "suspended", "2024-11-20", document="街委〔2024〕3号")
    row = StandingSpell.objects.get(kind="suspended")
    early = finish(office, row, "removed", "2026-11-19", document="街委〔2026〕9号")
    assert early.status_code == 422 and "最早为2026年11月20日" in early.text
    [owed] = [each for each in due(district.secretary, TODAY) if each.kind == "standing.suspended"]
    assert owed.due_on == date(2026, 11, 20)
    assert finish(office, row, "removed", "2026-11-20", document="街委〔2026〕9号").status_code == 302
    spell.refresh_from_db()
    assert (spell.during.upper, spell.end_reason) == (date(2026, 11, 20), "withdrawal")
    assert age(spell) == (24, ""), "what it was when the clock stopped"


def test_abroad_it_goes_on_is_kept_in_touch_and_suspended_after_more_than_five_years(district, spell, office):
    assert begin(office, spell, "abroad", "2021-11-20").status_code == 302
    assert age(spell) == (26, "")
    row = StandingSpell.objects.get()
    [owed] = [each for each in due(district.secretary, TODAY) if each.kind == "standing.abroad"]
    assert owed.due_on == date(2022, 5, 20)
    future = office.post(
        reverse("members:standing_contact", args=[row.pk]), {"on": "2026-11-26", "version": row.version}
    )
    assert future.status_code == 422
    told = office.post(reverse("members:standing_contact", args=[row.pk]), {"on": "2026-11-20", "version": row.version})
    assert told.status_code == 302
    assert "standing.abroad" not in {each.kind for each in due(district.secretary, TODAY)}
    five = begin(office, spell, "suspended", "2026-11-20", document="街委〔2026〕3号")
    assert five.status_code == 422 and "最早为2026年11月21日" in five.text
    assert begin(office, spell, "suspended", "2026-11-21", document="街委〔2026〕3号").status_code == 302
    assert age(spell) == (26, "停止党籍")


def test_of_a_sanction_there_is_its_document_alone_and_it_interrupts_nothing(district, spell, office):
    assert begin(office, spell, "sanction", "2020-03-04").status_code == 422
    assert begin(office, spell, "sanction", "2020-03-04", document="街纪〔2020〕1号").status_code == 302
    assert age(spell) == (26, "")
    row = StandingSpell.objects.get()
    assert row.during.upper - row.during.lower == timedelta(days=1)
    kept = {field.name for field in StandingSpell._meta.get_fields()}
    assert not kept & {"cause", "sanction", "punishment"}


def test_death_stops_the_clock(spell):
    members.end_membership(
        by="t", membership=spell, on=date(2026, 6, 30), version=spell.version, today=TODAY, reason="death"
    )
    assert age(spell) == (25, "")


def test_a_mistake_is_taken_back_as_a_correction_and_of_two_hands_the_second_is_told(district, spell, office):
    begin(office, spell, "lost", "2025-01-10")
    begin(office, spell, "suspended", "2025-07-10", document="街委〔2025〕3号")
    row = StandingSpell.objects.get(kind="suspended")
    assert finish(office, row, "correction", TODAY.isoformat()).status_code == 302
    assert age(spell) == (26, "")
    assert finish(office, row, "restored", TODAY.isoformat(), document="x").status_code == 422
    begin(office, spell, "abroad", "2026-01-10")
    other = StandingSpell.objects.get(kind="abroad")
    with pytest.raises(Conflict):
        actions.finish(by="t", standing=other, end="back", on=TODAY, version=99, today=TODAY)


@pytest.mark.parametrize(
    ("kind", "since", "said"),
    [
        ("lost", "2026-11-26", "起始日期不能晚于今天"),
        ("lost", "1999-06-30", "不能早于入党时间"),
        ("nonsense", "2026-01-01", "不能选"),
    ],
)
def test_what_cannot_be_is_refused(spell, office, kind, since, said):
    answer = begin(office, spell, kind, since)
    assert answer.status_code == 422 and said in answer.text
    assert not StandingSpell.objects.exists()


def test_others_neither_see_nor_record_it(district, spell, office):
    begin(office, spell, "lost", "2025-01-10")
    other = Client()
    other.force_login(district.other_secretary)
    row = StandingSpell.objects.get()
    assert begin(other, spell, "lost", "2025-01-10").status_code == 404
    assert finish(other, row, "found", TODAY.isoformat()).status_code == 404
    assert "单红" not in other.get(reverse("members:standings")).text
    assert "单红" in office.get(reverse("members:standings")).text
    member = Client()
    member.force_login(district.member)
    assert member.get(reverse("members:standings")).status_code == 403
    assert spell.during[0] == SINCE
