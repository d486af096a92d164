"""Members in hardship: who needs what, who helps one to one, who was visited (MEM-14)."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from core.records.errors import RuleViolation
from core.records.redaction import FreeChar
from core.zone import ZONE
from members.hardship.register import HARDSHIPS, visits_of
from members.models import Hardship, HardshipVisit, Membership
from organizations.desks.queries import lines
from organizations.registers import actions
from organizations.registers.contacts import span
from people.models import Person
from tests.members.conftest import SINCE, District, add_member

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
[VISITS] = HARDSHIPS.parts
PAIR, UNPAIR = HARDSHIPS.steps


def enter(district: District, person: Person, **typed: Any) -> Hardship:
    days = {"since": date(2026, 1, 5), "until": None}
    days |= {name: typed.pop(name) for name in days.keys() & typed.keys()}
    given = {"category": "income", "needed": "孩子助学"} | typed | {"person": person}
    made: Hardship = actions.enter(
        by="test", register=HARDSHIPS, organization=district.branch, today=TODAY, **given, **span(days)
    )
    return made


def visit(entry: Hardship, on: date = date(2026, 6, 28), kind: str = "visit") -> HardshipVisit:
    given = {"visited_on": on, "kind": kind, "visitor": "书记", "content": "米面油", "asked": ""}
    made: HardshipVisit = actions.add_line(by="test", part=VISITS, entry=entry, today=TODAY, **given)
    return made


def step(entry: Hardship, which: Any, **typed: Any) -> Hardship:
    entry = Hardship.objects.get(pk=entry.pk)
    actions.correct(
        by="test",
        register=HARDSHIPS,
        entry=entry,
        version=entry.version,
        today=TODAY,
        step=which,
        **which.also(typed),
    )
    return Hardship.objects.get(pk=entry.pk)


@pytest.fixture
def needy(district: District) -> Membership:
    return add_member(district.branch, "何困难")


@pytest.fixture
def helper(district: District) -> Membership:
    return add_member(district.branch, "施热心")


@pytest.mark.requirement("MEM-14")
def test_a_member_in_hardship_is_helped_one_to_one_and_visited_twice_a_year(
    district: District, needy: Membership, helper: Membership
) -> None:
    entry = enter(district, needy.person)
    assert _owed(district, date(2026, 5, 31)) == []
    assert _owed(district, date(2026, 6, 1)) == [("何困难", "应走访 1 次，已登记 0 次")]
    entry = step(entry, PAIR, helper=helper.person, paired_on=date(2026, 3, 1))
    assert (entry.helper, entry.paired_on) == (helper.person, date(2026, 3, 1))
    visit(entry, date(2026, 6, 10), "help")
    assert _owed(district, date(2026, 6, 11)) == [("何困难", "应走访 1 次，已登记 0 次")], "help is no visit"
    visit(entry, date(2026, 6, 28))
    assert _owed(district, date(2026, 6, 29)) == []
    assert _owed(district, date(2026, 12, 1)) == [("何困难", "应走访 1 次，已登记 0 次")]
    visit(entry, date(2026, 11, 20))
    assert _owed(district, date(2026, 12, 1)) == []
    assert visits_of(Hardship.objects.get()) == "今年走访 2 次，帮扶 1 次"
    line = HardshipVisit.objects.get(visited_on=date(2026, 11, 20))
    actions.remove_line(by="test", part=VISITS, line=line, reason="记错", today=TODAY)
    assert _owed(district, date(2026, 12, 1)) == [("何困难", "应走访 1 次，已登记 0 次")]


def _owed(district: District, on: date) -> list[tuple[str, str]]:
    found = lines(district.secretary, now=datetime(on.year, on.month, on.day, 9, tzinfo=ZONE))
    return [(line.label, line.detail) for line in found if line.key == "hardship.visit"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"since": date(2019, 12, 31)}, "开始日期"),
        ({"since": date(2026, 11, 25)}, "不能晚于今天"),
        ({"until": date(2026, 1, 5)}, "结束日期必须晚于开始日期"),
        ({"until": date(2028, 1, 5)}, "结束日期"),
    ],
)
def test_the_days_of_a_hardship_hold(district: District, needy: Membership, typed: dict[str, Any], words: str) -> None:
    with pytest.raises(RuleViolation, match=words):
        enter(district, needy.person, **typed)
    assert not Hardship.objects.exists()


def test_only_a_member_of_the_branch_and_once_at_a_time(district: District, needy: Membership) -> None:
    stranger = add_member(district.other_branch, "别处人")
    with pytest.raises(RuleViolation, match="不是甲一社区党支部的党员"):
        enter(district, stranger.person)
    enter(district, needy.person, until=date(2026, 7, 1))
    with pytest.raises(RuleViolation, match="已登记为困难党员"):
        enter(district, needy.person, since=date(2026, 6, 1))
    enter(district, needy.person, since=date(2026, 7, 1))


def test_who_helps_is_another_paired_once_and_parted_with_a_reason(
    district: District, needy: Membership, helper: Membership
) -> None:
    entry = enter(district, needy.person)
    with pytest.raises(RuleViolation, match="不能是本人"):
        step(entry, PAIR, helper=needy.person, paired_on=date(2026, 3, 1))
    for on, words in ((date(2026, 1, 4), "起止时间里"), (date(2026, 11, 25), "不能晚于今天")):
        with pytest.raises(RuleViolation, match=words):
            step(entry, PAIR, helper=helper.person, paired_on=on)
    with pytest.raises(RuleViolation, match="还没有结对帮扶人"):
        visit(entry, kind="help")
    step(entry, PAIR, helper=helper.person, paired_on=date(2026, 3, 1))
    with pytest.raises(RuleViolation, match="请先结束结对"):
        step(entry, PAIR, helper=helper.person, paired_on=date(2026, 4, 1))
    with pytest.raises(RuleViolation, match="这一天还没有结对"):
        visit(entry, date(2026, 2, 1), "help")
    entry = step(entry, UNPAIR, reason="调离")
    assert entry.helper is None and entry.paired_on is None
    with pytest.raises(RuleViolation, match="还没有结对"):
        step(entry, UNPAIR, reason="调离")
    with pytest.raises(IntegrityError), transaction.atomic():
        Hardship.objects.filter(pk=entry.pk).update(helper=needy.person, paired_on=TODAY)


@pytest.mark.parametrize("on", [date(2026, 1, 4), date(2026, 11, 25)])
def test_a_visit_happened_while_the_member_was_in_hardship(district: District, needy: Membership, on: date) -> None:
    with pytest.raises(RuleViolation):
        visit(enter(district, needy.person), on)
    assert not HardshipVisit.objects.exists()


def test_nothing_is_owed_for_who_left_was_entered_in_error_or_needs_no_more(
    district: District, needy: Membership
) -> None:
    entry = enter(district, needy.person)
    assert _owed(district, date(2026, 12, 1))
    Membership.objects.filter(pk=needy.pk).update(during=(SINCE, date(2026, 11, 1)))
    assert not _owed(district, date(2026, 12, 1))
    Membership.objects.filter(pk=needy.pk).update(during=(SINCE, None))
    Hardship.objects.filter(pk=entry.pk).update(during=(date(2026, 1, 5), date(2026, 6, 1)))
    assert not _owed(district, date(2026, 12, 1))
    Hardship.objects.filter(pk=entry.pk).update(during=(date(2026, 1, 5), None))
    entry.refresh_from_db()
    actions.withdraw(by="test", register=HARDSHIPS, entry=entry, reason="登错", version=entry.version, today=TODAY)
    assert not _owed(district, date(2026, 12, 1))


def test_another_community_sees_nothing_and_no_diagnosis_has_a_place(district: District, needy: Membership) -> None:
    entry = enter(district, needy.person)
    stranger = Client()
    stranger.force_login(district.other_secretary)
    assert stranger.get(f"/members/hardships/{entry.pk}/").status_code == 404
    assert "何困难" not in stranger.get("/members/hardships/").content.decode()
    texts = {field.name for field in Hardship._meta.fields if isinstance(field, FreeChar)}
    assert texts == {"needed", "withdrawn_because"}
    assert set(Hardship.Category.labels) == {"收入困难", "就业困难", "住房困难", "突发变故", "独居无人照料"}
