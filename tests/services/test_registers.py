"""Contact visits, service commitments, paired departments, providers (SVC-09, SVC-16, SVC-12, SVC-13)."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from psycopg2.extras import DateRange

from core.records.duties import Line
from core.records.errors import RuleViolation
from core.records.versions import Conflict
from core.zone import ZONE
from organizations.desks import queries as desks
from organizations.models import UnitPresence
from organizations.registers import actions
from organizations.registers.register import Part, Register, Step
from people.models import User
from services.models import CommitmentCase, PairingTask, VisitMatter
from services.registers_contacts import COMMITMENTS, VISITS, is_kept, kept_of, matters_of, state_of
from services.registers_partners import PAIRINGS, PROVIDERS, provided_of, results_of
from tests.grids.conftest import SINCE
from tests.services.conftest import World, add_unit

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 10)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZONE)


def enter(world: World, register: Register, **fields: object):
    place = world.place
    return actions.enter(by=place.secretary, register=register, organization=place.community, today=DAY, **fields)


def add(world: World, part: Part, entry: object, **fields: object):
    return actions.add_line(by=world.place.secretary, part=part, entry=entry, today=DAY, **fields)


def step(world: World, part: Part, line: object, key: str, *, today: date = DAY, **fields: object):
    [chosen] = [each for each in part.steps if each.key == key]
    assert isinstance(chosen, Step)
    typed = chosen.also(dict(fields))
    return actions.correct_line(
        by=world.place.secretary, part=part, line=line, version=line.version, today=today, step=chosen, **typed
    )


def owed(world: World, key: str, on: date = DAY, user: User | None = None) -> list[Line]:
    reader = User.objects.get(pk=(user or world.place.secretary).pk)
    return [line for line in desks.lines(reader, now=at(on)) if line.key == key]


def withdraw(world: World, register: Register, entry: object) -> None:
    actions.withdraw(
        by=world.place.secretary, register=register, entry=entry, version=entry.version, today=DAY, reason="录错"
    )


# -- visits ----------------------------------------------------------------------------------------

MATTERS = VISITS.parts[0]


def visit(world: World, **fields: object):
    values = {
        "unit": world.unit,
        "direction": "to_unit",
        "visited_on": DAY,
        "visitors": "赵书记",
        "content": "了解单位需求",
    }
    return enter(world, VISITS, **(values | fields))


@pytest.mark.requirement("SVC-09")
@pytest.mark.parametrize("direction", ["to_unit", "from_unit"])
def test_a_visit_either_way_is_entered_once_a_day(world, direction):
    visit(world, direction=direction)
    with pytest.raises(RuleViolation, match="同一方向"):
        visit(world, direction=direction)
    visit(world, direction="from_unit" if direction == "to_unit" else "to_unit")


@pytest.mark.requirement("SVC-09")
@pytest.mark.parametrize(
    "fields",
    [{"visited_on": date(2026, 3, 11)}, {"visitors": ""}, {"content": ""}, {"direction": "到处"}],
)
def test_a_visit_happened_and_says_who_and_what(world, fields):
    with pytest.raises(RuleViolation):
        visit(world, **fields)


@pytest.mark.requirement("SVC-09")
def test_a_unit_that_was_elsewhere_on_the_day_was_not_visited_here(world):
    unit = add_unit(world.place, "搬走的厂")
    UnitPresence.objects.filter(unit=unit).update(during=(SINCE, date(2026, 3, 1)))
    with pytest.raises(RuleViolation, match="不在"):
        visit(world, unit=unit)
    visit(world, unit=unit, visited_on=date(2026, 2, 20))


@pytest.mark.requirement("SVC-09")
def test_what_was_heard_is_owed_an_answer_and_the_answer_closes_it(world):
    entry = visit(world)
    matter = add(world, MATTERS, entry, text="门前路灯不亮")
    assert matter.due_on == date(2026, 3, 17)  # five working days
    [line] = owed(world, "unit_visit.answer")
    assert (line.due_on, line.record) == (matter.due_on, entry.pk)
    with pytest.raises(RuleViolation, match="不能早于走访"):
        step(world, MATTERS, matter, "answer", answered_on=date(2026, 3, 9), answer="已修")
    matter = VisitMatter.objects.get()
    with pytest.raises(RuleViolation):
        step(world, MATTERS, matter, "answer", answered_on=DAY, answer="")
    matter = VisitMatter.objects.get()
    step(world, MATTERS, matter, "answer", answered_on=DAY, answer="已通知供电公司")
    assert not owed(world, "unit_visit.answer") and matters_of(entry) == "意见 1 条，已答复 1 条"
    with pytest.raises(RuleViolation, match="先撤销答复"):
        actions.correct_line(
            by=world.place.secretary, part=MATTERS, line=matter, version=matter.version, today=DAY, text="改"
        )
    matter = VisitMatter.objects.get()
    step(world, MATTERS, matter, "unanswer", reason="没有修")
    assert owed(world, "unit_visit.answer")
    withdraw(world, VISITS, entry)
    assert not owed(world, "unit_visit.answer")


@pytest.mark.requirement("SVC-09")
def test_each_unit_is_owed_a_visit_in_each_half_of_the_year(world):
    june, july = date(2026, 6, 10), date(2026, 7, 2)
    [line] = owed(world, "unit_visit.hold", june)
    assert (line.due_on, line.count, line.label) == (date(2026, 6, 30), 1, world.unit.name)
    visit(world, visited_on=date(2026, 3, 9))
    assert not owed(world, "unit_visit.hold", june) and not owed(world, "unit_visit.hold", july)
    [line] = owed(world, "unit_visit.hold", date(2026, 12, 2))
    assert (line.due_on, line.count, line.label) == (date(2026, 12, 31), 1, world.unit.name)
    visit(world, visited_on=DAY, direction="from_unit")  # the unit's own visit is no visit to the unit
    assert owed(world, "unit_visit.hold", date(2026, 12, 2))


# -- commitments -----------------------------------------------------------------------------------

CASES = COMMITMENTS.parts[0]


def commitment(world: World, **fields: object):
    values = {
        "title": "低保初审",
        "content": "材料齐全的按期办",
        "limit_days": 3,
        "responsible": "民政窗口",
        "since": date(2026, 1, 1),
    }
    return enter(world, COMMITMENTS, **(values | fields))


@pytest.mark.requirement("SVC-16")
@pytest.mark.parametrize("fields", [{"limit_days": 0}, {"limit_days": 121}, {"title": ""}, {"responsible": ""}])
def test_a_commitment_says_what_by_whom_within_how_many_days(world, fields):
    with pytest.raises(RuleViolation):
        commitment(world, **fields)


@pytest.mark.requirement("SVC-16")
def test_whether_it_was_kept_follows_from_the_days(world):
    entry = commitment(world)
    with pytest.raises(RuleViolation, match="同名承诺"):
        commitment(world)
    first = add(world, CASES, entry, about="1号楼申请", accepted_on=date(2026, 3, 5))
    assert first.due_on == date(2026, 3, 10)  # three working days over a weekend
    late = add(world, CASES, entry, about="2号楼申请", accepted_on=date(2026, 3, 2))
    waits = add(world, CASES, entry, about="3号楼申请", accepted_on=DAY)
    [line] = owed(world, "commitment.case")
    assert (line.count, line.missing, line.due_on) == (3, 1, date(2026, 3, 5))
    with pytest.raises(RuleViolation, match="不能早于受理"):
        step(world, CASES, first, "done", done_on=date(2026, 3, 4))
    first = CommitmentCase.objects.get(pk=first.pk)
    with pytest.raises(RuleViolation):
        step(world, CASES, first, "done", done_on=date(2026, 3, 11))
    first = CommitmentCase.objects.get(pk=first.pk)
    step(world, CASES, first, "done", done_on=DAY)
    step(world, CASES, late, "done", done_on=DAY)
    assert (is_kept(first, DAY), is_kept(late, DAY), is_kept(waits, DAY)) == (True, False, None)
    assert is_kept(waits, date(2026, 3, 14)) is False
    with time_machine.travel(at(DAY), tick=False):
        assert kept_of(entry) == "受理 3 件，按期 1 件，超期 1 件"
        assert (state_of(first), state_of(waits)) == ("2026-03-10按期办结", "办理中")
    with pytest.raises(RuleViolation, match="已经登记办结"):
        step(world, CASES, late, "done", done_on=DAY)
    late = CommitmentCase.objects.get(pk=late.pk)
    step(world, CASES, late, "reopen", reason="材料退回")
    assert owed(world, "commitment.case")[0].count == 2


@pytest.mark.requirement("SVC-16")
def test_another_promise_holds_for_what_is_taken_in_from_then_on(world):
    entry = commitment(world)
    case = add(world, CASES, entry, about="申请", accepted_on=date(2026, 3, 5))
    actions.correct(
        by=world.place.secretary, register=COMMITMENTS, entry=entry, version=entry.version, today=DAY, limit_days=10
    )
    case.refresh_from_db()
    assert case.due_on == date(2026, 3, 10)
    with pytest.raises(Conflict):
        actions.correct(by=world.place.secretary, register=COMMITMENTS, entry=entry, version=1, today=DAY, limit_days=5)
    with pytest.raises(RuleViolation, match="不能早于承诺施行"):
        add(world, CASES, entry, about="旧事", accepted_on=date(2025, 12, 31))
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitmentCase.objects.filter(pk=case.pk).update(done_on=date(2026, 3, 1))


# -- paired departments ----------------------------------------------------------------------------

TASKS = PAIRINGS.parts[0]
YEAR = DateRange(date(2026, 1, 1), date(2027, 1, 1))


def pairing(world: World, **fields: object):
    values = {"department": "区民政局", "leader": "李局长", "contact": "小王", "during": YEAR, "tasks_text": "帮扶"}
    return enter(world, PAIRINGS, **(values | fields))


@pytest.mark.requirement("SVC-12")
def test_a_department_looks_after_a_community_once_at_a_time(world):
    pairing(world)
    with pytest.raises(RuleViolation, match="已经包这个社区"):
        pairing(world, during=DateRange(date(2026, 6, 1), date(2026, 7, 1)))
    pairing(world, during=DateRange(date(2027, 1, 1), date(2028, 1, 1)))
    pairing(world, department="区财政局")
    for wrong in ({"department": ""}, {"leader": ""}, {"tasks_text": ""}):
        with pytest.raises(RuleViolation):
            pairing(world, **({"department": "区文化局"} | wrong))


@pytest.mark.requirement("SVC-12")
def test_its_tasks_are_owed_until_their_result(world):
    entry = pairing(world)
    with pytest.raises(RuleViolation, match="不在包居的时间"):
        add(world, TASKS, entry, title="修路", due_on=date(2027, 1, 1))
    task = add(world, TASKS, entry, title="修路", due_on=date(2026, 3, 8))
    [line] = owed(world, "pairing.task")
    assert (line.missing, line.record) == (1, entry.pk)
    assert owed(world, "pairing.task", user=world.place.street_officer)[0].organizations == 1
    for wrong in ({"result": ""}, {"done_on": date(2026, 3, 11)}, {"done_on": date(2025, 12, 31)}):
        with pytest.raises(RuleViolation):
            step(world, TASKS, PairingTask.objects.get(), "done", **({"done_on": DAY, "result": "已修"} | wrong))
    step(world, TASKS, PairingTask.objects.get(), "done", done_on=DAY, result="铺好200米")
    assert not owed(world, "pairing.task") and results_of(entry) == "事项 1 件，完成 1 件"
    with pytest.raises(RuleViolation, match="先更正事项"):
        actions.correct(
            by=world.place.secretary,
            register=PAIRINGS,
            entry=entry,
            version=entry.version,
            today=DAY,
            during=DateRange(date(2026, 1, 1), date(2026, 2, 1)),
        )
    task = PairingTask.objects.get()
    step(world, TASKS, task, "reopen", reason="质量不行")
    assert owed(world, "pairing.task")


@pytest.mark.requirement("SVC-12")
@time_machine.travel(at(DAY), tick=False)
def test_who_has_no_department_is_listed(world):
    client = Client()
    client.force_login(world.place.street_officer)
    address = reverse("services:unpaired")
    before = client.get(address).context
    assert world.place.community in list(before["page"].object_list) and before["paired"] == 0
    entry = pairing(world)
    after = client.get(address).context
    assert world.place.community not in list(after["page"].object_list) and after["paired"] == 1
    withdraw(world, PAIRINGS, entry)
    assert client.get(address).context["paired"] == 0


# -- providers -------------------------------------------------------------------------------------

SERVED = PROVIDERS.parts[0]


def provider(world: World, **fields: object):
    values = {
        "name": "夕阳红艺术团",
        "kind": "group",
        "services": "每周教唱歌",
        "signed_on": date(2026, 1, 1),
        "during": DateRange(date(2026, 1, 1), date(2026, 4, 1)),
        "terms": "免费服务，社区提供场地",
    }
    return enter(world, PROVIDERS, **(values | fields))


@pytest.mark.requirement("SVC-13")
@pytest.mark.parametrize("kind", ["group", "base", "school", "merchant"])
def test_each_kind_of_provider_has_its_agreement(world, kind):
    entry = provider(world, kind=kind)
    with pytest.raises(RuleViolation, match="已经有这一方的协议"):
        provider(world, kind=kind)
    add(world, SERVED, entry, served_on=DAY, content="教唱歌", people=30)
    add(world, SERVED, entry, served_on=date(2026, 3, 3), content="教唱歌", people=12)
    assert provided_of(entry) == "服务 2 次，42 人次"


@pytest.mark.requirement("SVC-13")
@pytest.mark.parametrize(
    "fields",
    [
        {"signed_on": date(2026, 3, 11)},
        {"during": DateRange(date(2025, 12, 1), date(2026, 4, 1))},
        {"terms": ""},
        {"kind": "person"},
        {"services": ""},
    ],
)
def test_an_agreement_is_signed_before_it_runs_and_says_what(world, fields):
    with pytest.raises(RuleViolation):
        provider(world, **fields)


@pytest.mark.requirement("SVC-13")
def test_a_service_is_given_within_the_agreement(world):
    entry = provider(world, during=DateRange(date(2026, 1, 1), date(2026, 3, 1)))
    for wrong in ({"served_on": DAY}, {"served_on": date(2026, 3, 11)}, {"people": 0}, {"content": ""}):
        with pytest.raises(RuleViolation):
            add(world, SERVED, entry, **({"served_on": date(2026, 2, 1), "content": "教", "people": 3} | wrong))
    add(world, SERVED, entry, served_on=date(2026, 2, 1), content="教", people=3)
    with pytest.raises(RuleViolation, match="先更正服务"):
        actions.correct(
            by=world.place.secretary,
            register=PROVIDERS,
            entry=entry,
            version=entry.version,
            today=DAY,
            during=DateRange(date(2026, 1, 1), date(2026, 1, 20)),
        )


@pytest.mark.requirement("SVC-13")
def test_an_agreement_that_ends_is_to_be_renewed_until_the_next_one_is_there(world):
    entry = provider(world)
    assert not owed(world, "provider.renew", date(2026, 3, 1))
    [line] = owed(world, "provider.renew", date(2026, 3, 2))
    assert (line.due_on, line.record) == (date(2026, 3, 31), entry.pk)
    provider(world, signed_on=DAY, during=DateRange(date(2026, 4, 1), date(2027, 4, 1)))
    assert not owed(world, "provider.renew", date(2026, 4, 2) - timedelta(days=1))
