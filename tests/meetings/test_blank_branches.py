"""Branches that developed nobody for years: list, cause, rectification (MEM-09); responsibility traced (MEM-17)."""

from datetime import date, datetime, time
from typing import Any

import pytest

from core.records.errors import RuleViolation
from core.zone import ZONE
from members.development.blank import BLANK, blanks, unjudged
from members.development.kinds import DEVELOPMENT
from members.development.responsibility import RESPONSIBILITY
from members.development.reviews import flags
from members.models import Membership
from organizations.actions import set_threshold
from organizations.cases import actions
from organizations.cases.kinds import CaseKind
from organizations.desks.queries import lines
from organizations.models import Case, CaseStep, Organization, Threshold
from tests.meetings.conftest import World, make_person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 10)


def moment(on: date) -> datetime:
    return datetime.combine(on, time(17), tzinfo=ZONE)


def begin(kind: CaseKind, branch: Organization, *, by: Any, on: date = TODAY, **given: Any) -> Case:
    return actions.begin(by=by, kind=kind, organization=branch, on=on, now=moment(on), **given)


def take(case: Case, key: str, *, by: Any, on: date = TODAY, **given: Any) -> CaseStep:
    case.refresh_from_db()
    step = actions.file_of(case).kind.step(key)
    return actions.take(by=by, case=case, step=step, now=moment(on), version=case.version, done_on=on, **given)


def names(world: World, user: Any = None) -> list[str]:
    return [row.name for row in blanks(user or world.secretary, today=TODAY)]


def known() -> None:
    """Everybody joined at the beginning of 2020."""
    Membership.objects.update(joined_on=date(2020, 1, 5))


def owed(world: World) -> int:
    found = lines(world.secretary, now=moment(TODAY))
    return sum(line.count for line in found if line.key == "blank_branch.find")


@pytest.mark.requirement("MEM-09")
def test_a_branch_that_developed_nobody_for_three_years_is_listed_until_somebody_joined_in_it(world: World) -> None:
    first, second = world.branches
    assert names(world) == [], "the days of joining are not known"
    assert unjudged(world.secretary, today=TODAY) == 2
    known()
    assert unjudged(world.secretary, today=TODAY) == 0
    assert sorted(names(world)) == sorted([first.name, second.name]), "all joined in 2020"
    assert first.name not in names(world, world.other_secretary)
    spell = Membership.objects.filter(organization=first).order_by("pk")[0]
    Membership.objects.filter(pk=spell.pk).update(joined_on=date(2023, 11, 10))
    assert first.name in names(world), "three years to the day"
    Membership.objects.filter(pk=spell.pk).update(joined_on=date(2023, 11, 11))
    assert names(world) == [second.name]
    mover = Membership.objects.filter(organization=second).order_by("pk")[0]
    Membership.objects.filter(pk=mover.pk).update(during=(date(2020, 1, 1), date(2026, 1, 1)), joined_on=TODAY)
    Membership.objects.create(
        person=mover.person, organization=first, during=(date(2026, 1, 1), None), joined_on=date(2025, 6, 1)
    )
    Membership.objects.filter(pk__in=[spell.pk, mover.pk]).update(joined_on=date(2019, 1, 1))
    assert first.name in names(world), "who came from another branch was not developed here"
    national = Threshold.objects.filter(name="mem.blank_branch.years", organization=None).order_by("effective_from")[0]
    set_threshold(
        by="test", threshold=national, organization=world.district, value="7", effective_from=date(2026, 11, 1),
        document="文件",
    )  # fmt: skip
    assert names(world) == []


@pytest.mark.requirement("MEM-09")
def test_cause_and_measures_are_recorded_and_the_street_checks_them(world: World) -> None:
    first = world.branches[0]
    known()
    assert owed(world) == 2
    case = begin(BLANK, first, by=world.secretary)
    with pytest.raises(RuleViolation, match="正在整改"):
        begin(BLANK, first, by=world.secretary)
    assert owed(world) == 1
    with pytest.raises(RuleViolation, match="主要原因"):
        take(case, "cause", by=world.secretary, choice="别的", note="外出")
    with pytest.raises(RuleViolation, match="还没有办理：查找原因"):
        take(case, "measures", by=world.secretary, note="走访")
    take(case, "cause", by=world.secretary, choice="人员外出多", note="青年都在外地务工")
    take(case, "measures", by=world.secretary, note="春节返乡时走访")
    [row] = [each for each in blanks(world.street_officer, today=TODAY) if each.organization_id == first.pk]
    assert (row.cause, row.state) == ("人员外出多：青年都在外地务工", "待“街道（镇）验收”")
    given = {"choice": "已整改", "note": "已到位"}
    with pytest.raises(RuleViolation, match="由南环街道党工委办理"):
        take(case, "accept", by=world.secretary, **given)
    with pytest.raises(RuleViolation, match="还没有登记入党申请人"):
        take(case, "accept", by=world.street_officer, **given)
    begin(DEVELOPMENT, first, by=world.secretary, person=make_person("林向阳"))
    with pytest.raises(RuleViolation, match="请“退回”"):
        take(case, "accept", by=world.street_officer, choice="继续整改", note="不到位")
    case.refresh_from_db()
    actions.give_back(
        by=world.street_officer, case=case, key="measures", reason="措施不实", version=case.version, now=moment(TODAY)
    )
    take(case, "measures", by=world.secretary, note="明确联系人，按月走访")
    take(case, "accept", by=world.street_officer, **given)
    case.refresh_from_db()
    assert (case.outcome, case.next_step) == ("done", "")
    assert owed(world) == 1


@pytest.mark.requirement("MEM-17")
def test_responsibility_is_traced_for_a_defect_of_a_file(world: World) -> None:
    branch, person = world.branches[0], make_person("林向阳")
    given = {"person": person, "category": "会议记录不实"}
    with pytest.raises(RuleViolation, match="没有林向阳的发展档案"):
        begin(RESPONSIBILITY, branch, by=world.street_officer, **given)
    file = begin(DEVELOPMENT, branch, by=world.secretary, person=person)
    with pytest.raises(RuleViolation, match="由南环街道党工委登记"):
        begin(RESPONSIBILITY, branch, by=world.secretary, **given)
    with pytest.raises(RuleViolation, match="请选择发现的问题"):
        begin(RESPONSIBILITY, branch, by=world.street_officer, person=person)
    case = begin(RESPONSIBILITY, branch, by=world.street_officer, **given)
    assert list(flags(actions.file_of(file))) == ["会议记录不实：正在追究责任"]
    take(case, "statement", by=world.secretary, note="补记时抄错日期")
    decided = {"choice": "批评教育", "document": "南街纪〔2026〕1号", "note": "记录失实，由支部书记负责"}
    with pytest.raises(RuleViolation, match="请选择责任人"):
        take(case, "decide", by=world.street_officer, **decided)
    with pytest.raises(RuleViolation, match="由南环街道党工委办理"):
        take(case, "decide", by=world.secretary, persons=[world.members[0]], **decided)
    take(case, "decide", by=world.street_officer, persons=[world.members[0]], **decided)
    assert case.persons.get().person == world.members[0]
    take(case, "rectify", by=world.secretary, note="已更正")
    take(case, "close", by=world.street_officer, note="属实")
    assert list(flags(actions.file_of(file))) == ["会议记录不实：责任追究已办结"]
