"""Floating members out and in: dates guarded, both sides know, the class follows, nobody is forgotten (MEM-12)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from core.records.errors import RuleViolation
from core.zone import ZONE
from members.floating.papers import card_paper
from members.floating.register import FLOATING
from members.models import FloatingContact, FloatingMember, Membership
from organizations import actions as tree
from organizations.desks.queries import lines
from organizations.registers import actions
from people.models import Person, User
from tests.members.conftest import District, add_member, make_person

pytestmark = pytest.mark.django_db
TODAY, MARCH = date(2026, 11, 24), date(2026, 3, 2)
TAKE, END = FLOATING.steps
[CONTACTS] = FLOATING.parts


def enter(district: District, person: Person, direction: str = "out", **given: Any) -> FloatingMember:
    typed = {"place": "广东省东莞市", "reason": "work", "since": MARCH, "other": ""} | given
    data = FLOATING.settle({"direction": direction, "person_name": "", "person": person, **typed}, "test")
    made: FloatingMember = actions.enter(
        by="test", register=FLOATING, organization=district.branch, today=TODAY, **data
    )
    return made


def owed(user: User, key: str, on: date) -> list[str]:
    found = lines(user, now=datetime(on.year, on.month, on.day, 9, tzinfo=ZONE))
    return [line.label for line in found if line.key == key]


def end(entry: FloatingMember, on: date, *, today: date | None = None) -> FloatingMember:
    entry = FloatingMember.objects.get(pk=entry.pk)
    typed = END.also({"reason": "返回", "version": entry.version, "ended_on": on}) | {"today": today or on}
    made: FloatingMember = actions.correct(by="test", register=FLOATING, entry=entry, step=END, **typed)
    return made


@pytest.mark.requirement("MEM-12")
def test_who_leaves_is_entered_once_and_the_other_branch_takes_in_tells_and_is_told(district: District) -> None:
    spell = add_member(district.branch, "何外出")
    entry = enter(district, spell.person, other=district.other_branch.name, card_number="流卡1号")
    now = Membership.objects.current().get(person=spell.person)
    assert (now.member_class, now.during.lower) == ("floating_out", TODAY)
    there = FloatingMember.objects.get(organization=district.other_branch)
    assert (there.person, there.direction, there.other_entry, there.card_number) == (
        spell.person,
        "in",
        entry.pk,
        "流卡1号",
    )
    assert owed(district.other_secretary, "floating.take", TODAY) == ["何外出"]
    client = Client()
    client.force_login(district.other_secretary)
    gathered = tree.create_organization(
        by="test", kind="floating_member_branch", code="LD", name="乙一流动党员党支部",
        parent=district.other_community, since=date(2026, 1, 1),
    )  # fmt: skip
    taken = {"taken_on": "2026-11-24", "temporary": gathered.pk, "version": 1, "other_contact": "杜桂芳"}
    answer = client.post(f"/members/floating/{there.pk}/take/", taken)
    assert answer.status_code == 302
    assert owed(district.other_secretary, "floating.take", TODAY) == []
    told = {"happened_on": "2026-11-24", "way": "told", "content": "已参加第一次组织生活"}
    assert client.post(f"/members/floating/{there.pk}/contact/", told).status_code == 302
    office = Client()
    office.force_login(district.secretary)
    page = office.get(f"/members/floating/{entry.pk}/").content.decode()
    assert "已参加第一次组织生活" in page and "编入乙一流动党员党支部" in page
    assert office.get(f"/members/floating/{there.pk}/").status_code == 404
    assert office.get(f"/members/floating/{entry.pk}/card.pdf").content.startswith(b"%PDF")
    assert str(card_paper(entry)).count("何外出") == 2
    page = client.get("/members/floating/directory/").content.decode()
    assert "乙一流动党员党支部" in page and "没有书记" in page and "何外出" in page and "甲一社区" in page
    end(entry, TODAY + timedelta(days=5))
    there.refresh_from_db()
    assert there.ended_on == TODAY + timedelta(days=5)
    assert Membership.objects.current().get(person=spell.person).member_class == ""


@pytest.mark.requirement("MEM-12")
def test_contact_is_owed_each_half_year_and_who_is_out_without_an_entry_is_owed_one(district: District) -> None:
    silent = add_member(district.branch, "吴去向", member_class="floating_out")
    assert owed(district.secretary, "floating.enter", TODAY) == ["吴去向"]
    entry = enter(district, silent.person)
    assert owed(district.secretary, "floating.enter", TODAY) == []
    assert owed(district.secretary, "floating.contact", date(2026, 8, 2)) == []
    assert owed(district.secretary, "floating.contact", date(2026, 8, 3)) == ["吴去向"]
    given = {"happened_on": date(2026, 11, 20), "way": "member", "content": "通了电话"}
    actions.add_line(by="test", part=CONTACTS, entry=entry, today=TODAY, **given)
    assert owed(district.secretary, "floating.contact", TODAY) == []
    assert owed(district.secretary, "floating.contact", date(2027, 5, 20)) == ["吴去向"]
    end(entry, TODAY)
    assert owed(district.secretary, "floating.contact", date(2027, 5, 20)) == []


@pytest.mark.requirement("MEM-12")
def test_days_and_persons_that_cannot_be_are_told_and_nothing_is_written(district: District) -> None:
    here, elsewhere = add_member(district.branch, "何在册"), add_member(district.other_branch, "别处人")
    refusals: tuple[tuple[Person, str, dict[str, Any], str], ...] = (
        (elsewhere.person, "out", {}, "组织关系不在甲一社区党支部"),
        (here.person, "in", {}, "已经在本社区"),
        (here.person, "out", {"since": date(2026, 11, 25)}, "不能晚于今天"),
        (here.person, "out", {"expected_on": date(2026, 9, 1)}, "不满6个月"),
    )
    for person, direction, given, words in refusals:
        with pytest.raises(RuleViolation, match=words):
            enter(district, person, direction, **given)
    assert not FloatingMember.objects.exists()
    entry = enter(district, here.person, expected_on=date(2026, 9, 2))
    with pytest.raises(RuleViolation, match="已登记为流动党员"):
        enter(district, here.person, since=date(2026, 6, 1))
    for on, words in ((MARCH, "晚于开始日期"), (date(2026, 11, 30), "不能晚于今天")):
        with pytest.raises(RuleViolation, match=words):
            end(entry, on, today=TODAY)
    given = {"happened_on": date(2026, 3, 1), "way": "member", "content": "x"}
    with pytest.raises(RuleViolation, match="不在流动期间里"):
        actions.add_line(by="test", part=CONTACTS, entry=entry, today=TODAY, **given)
    assert not FloatingContact.objects.exists()


def test_three_who_came_and_no_organisation_for_them_is_said(district: District) -> None:
    for name in ("来一", "来二", "来三"):
        enter(district, make_person(name), "in")
    client = Client()
    client.force_login(district.secretary)
    page = client.get("/members/floating/directory/").content.decode()
    assert "流入 3 人，还没有流动党员组织" in page
