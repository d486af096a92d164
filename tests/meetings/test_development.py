"""Development of members: every stage with its record and its earliest day, five refusals, approval by the street alone
(MEM-08), priority groups and contacts (MEM-10)."""

from datetime import date, datetime, time
from typing import Any

import pytest

from core.chinese.calendar import add_working_days
from core.records.errors import RuleViolation
from core.zone import ZONE
from meetings import actions as meetings
from meetings.models import Decision, Meeting, MeetingKind
from members.actions import change_membership
from members.development.kinds import DEVELOPMENT
from members.development.models import DevelopmentPlan, PlannedPerson
from members.development.queries import without_file
from members.models import Membership
from organizations.actions import appoint, set_threshold
from organizations.cases import actions, rules
from organizations.cases.actions import file_of
from organizations.desks.queries import lines
from organizations.models import Case, CasePerson, CaseStep, Publication, Threshold, Training, TrainingAttendance
from people.models import Person, User
from tests.meetings.conftest import World, make_person

pytestmark = pytest.mark.django_db
BEGUN = date(2024, 12, 1)


def moment(on: date, hour: int = 17) -> datetime:
    return datetime.combine(on, time(hour), tzinfo=ZONE)


class Dossier:
    """One applicant of the first branch; each step on its day, entered the same day."""

    def __init__(self, world: World, *, entered: date = BEGUN, **given: Any) -> None:
        self.world = world
        self.person = make_person("林向阳")
        self.by: User | str = "test"
        self.case = actions.begin(
            by=world.secretary,
            kind=DEVELOPMENT,
            organization=world.branches[0],
            person=self.person,
            on=BEGUN,
            now=moment(entered),
            **given,
        )

    def take(self, key: str, on: date, *, by: Any = "test", now: date | None = None, **given: Any) -> CaseStep:
        self.case.refresh_from_db()
        return actions.take(
            by=by,
            case=self.case,
            step=DEVELOPMENT.step(key),
            now=moment(now or on),
            version=self.case.version,
            done_on=on,
            **given,
        )

    def proved(self, key: str, on: date, record: Any, **given: Any) -> CaseStep:
        return self.take(key, on, record=record.pk, **given)

    def meeting(self, kind: str, on: date, *, host: Any = None, matter: str = "", votes: int = 4) -> Meeting:
        host = host or self.world.branches[0]
        invited = [] if kind != "residents_meeting" else [person.pk for person in self.world.members[:4]]
        made = meetings.enter(
            by=self.world.secretary, organization=host, kind=MeetingKind.objects.get(pk=kind), topic=f"研究{on}",
            held_at=moment(on, 9), place="活动室", content=f"讨论{self.person.name}", now=moment(on, 11),
            invited=invited,
        )  # fmt: skip
        roster = list(made.attendances.values_list("person_id", flat=True))
        meetings.mark(by=self.world.secretary, meeting=made, persons=roster, state="present", now=moment(on, 11))
        if kind != "residents_meeting":
            meetings.put_to_vote(
                by=self.world.secretary, meeting=made, text=f"同意{self.person.name}", now=moment(on, 12),
                votes_for=min(votes, len(roster)), matter=matter or Decision.Matter.RESOLUTION,
            )  # fmt: skip
        made.refresh_from_db()
        by = self.world.deputy if made.second_person else self.world.secretary
        return meetings.confirm(by=by, meeting=made, now=moment(on, 13))

    def training(self, purpose: str, on: date, *, outcome: str = "passed", hours: int = 24) -> TrainingAttendance:
        held = Training.objects.create(
            organization=self.world.street, title=f"培训{on}", form="class", purposes=[purpose], starts_on=on,
            ends_on=on, hours=hours, content="理论学习",
        )  # fmt: skip
        return TrainingAttendance.objects.create(
            organization=self.world.street, training=held, person=self.person, outcome=outcome
        )

    def publication(self, begun: date, done: date) -> Publication:
        ends = add_working_days(begun, 5)
        return Publication.objects.create(
            organization=self.world.branches[0], kind="development", title="发展党员公示", content=self.person.name,
            contact="支部", starts_on=begun, working_days=5, ends_on=ends, outcome="none", concluded_on=done,
        )  # fmt: skip

    def contacts(self) -> list[Person]:
        spells = Membership.objects.current().filter(organization=self.world.branches[0])
        return [spell.person for spell in spells.select_related("person").order_by("pk")[:2]]

    def planned(self, year: int = 2026) -> None:
        plan = DevelopmentPlan.objects.create(
            organization=self.world.branches[0], year=year, number=1, confirmed_on=date(year, 1, 10), document="1号"
        )
        PlannedPerson.objects.create(organization=plan.organization, plan=plan, person=self.person)

    def to_activist(self) -> None:
        self.take("talk", date(2024, 12, 20), note="端正")
        self.take("recommend", date(2024, 12, 25), choice="党员推荐", note="推荐")
        self.proved("activist_members", date(2025, 1, 5), self.meeting("branch_general_meeting", date(2025, 1, 5)))
        day = date(2025, 1, 6)
        self.proved("activist_residents", day, self.meeting("residents_meeting", day, host=self.world.community))
        day = date(2025, 1, 8)
        self.proved("activist", day, self.meeting("branch_general_meeting", day), persons=self.contacts())

    def to_target(self) -> None:
        self.to_activist()
        day = date(2025, 5, 20)
        self.proved("activist_training", day, self.training("activist", day))
        self.take("review", date(2025, 7, 1), note="好")
        self.take("review", date(2026, 1, 5), note="好")
        day = date(2026, 6, 2)
        self.proved("target_members", day, self.meeting("branch_general_meeting", day))
        day = date(2026, 6, 3)
        self.proved("target_residents", day, self.meeting("residents_meeting", day, host=self.world.community))
        day = date(2026, 6, 15)
        self.proved("target_publicity", day, self.publication(date(2026, 6, 4), day))
        self.take("target", date(2026, 6, 16), document="南街组〔2026〕1号")

    def to_vote(self, review: str = "清楚") -> None:
        self.to_target()
        self.take("introducers", date(2026, 6, 17), persons=self.contacts())
        day = date(2026, 6, 20)
        self.proved("target_training", day, self.training("target", day))
        self.take("political", date(2026, 6, 25), choice=review, document="政审1号")
        day = date(2026, 7, 7)
        self.proved("publicity", day, self.publication(date(2026, 6, 26), day))
        self.take("prereview", date(2026, 7, 8))
        day = date(2026, 7, 20)
        self.proved("vote", day, self.meeting("branch_general_meeting", day, matter="admission"))
        day = date(2026, 7, 22)
        self.proved("deliberate", day, self.meeting("big_committee_meeting", day, host=self.world.big_committee))
        self.take("approval_talk", date(2026, 7, 24), note="态度端正")

    def approve(self, on: date = date(2026, 8, 3), **given: Any) -> CaseStep:
        given = {"by": self.world.street_officer, "document": "南街批〔2026〕1号"} | given
        return self.take("approve", on, **given)

    def shut(self, key: str, on: date) -> list[str]:
        case = Case.objects.get(pk=self.case.pk)
        gates = rules.open_gates(file_of(case), DEVELOPMENT.step(key), on)
        return [gate.label for gate in gates if not gate.ok]


@pytest.mark.requirement("MEM-08")
def test_from_application_to_full_membership_each_on_its_day(world: World) -> None:
    dossier = Dossier(world)
    dossier.to_vote()
    with pytest.raises(RuleViolation, match="没有列入街道"):
        dossier.approve()
    dossier.planned()
    dossier.approve()
    spell = Membership.objects.get(person=dossier.person)
    assert (spell.status, spell.joined_on, spell.during.lower) == (
        "probationary", date(2026, 7, 20), date(2026, 8, 3)
    )  # fmt: skip
    dossier.take("oath", date(2026, 8, 20))
    dossier.take("probation_review", date(2027, 1, 20), note="好")
    dossier.take("convert_apply", date(2027, 7, 15), note="好")
    early = dossier.meeting("branch_general_meeting", date(2027, 7, 16), matter="admission")
    with pytest.raises(RuleViolation, match="请选择"):
        dossier.proved("convert_vote", date(2027, 7, 16), early)
    day = date(2027, 7, 20)
    dossier.proved("convert_vote", day, dossier.meeting("branch_general_meeting", day, matter="admission"))
    dossier.take("convert", date(2027, 8, 5), by=world.street_officer, document="南街批〔2027〕1号")
    spell = Membership.objects.current().get(person=dossier.person)
    assert (spell.status, spell.full_on, spell.during.lower) == ("full", date(2027, 7, 20), date(2027, 8, 5))
    case = Case.objects.get(pk=dossier.case.pk)
    assert (case.outcome, case.next_step) == ("done", "")


def refused(dossier: Dossier, **given: Any) -> str:
    with pytest.raises(RuleViolation) as caught:
        dossier.approve(**given)
    assert not Membership.objects.filter(person=dossier.person).exists()
    return caught.value.message


@pytest.mark.requirement("MEM-08")
def test_the_five_refusals_each_with_its_reason_and_its_cure(world: World) -> None:
    """Applicant not in the register, not planned, training not passed, procedure incomplete, review unclear."""
    dossier = Dossier(world, entered=date(2025, 2, 1))
    dossier.to_vote(review="不清楚")
    TrainingAttendance.objects.filter(training__purposes=["activist"]).update(outcome="incomplete")
    Publication.objects.filter(starts_on=date(2026, 6, 26)).update(outcome="upheld")
    day = date(2026, 8, 3)
    assert dossier.shut("approve", day) == [
        "未列入申请人信息库", "未列入发展计划", "积极分子培训考试未合格", "手续不完备程序不规范", "政审情况不明",
    ]  # fmt: skip
    told = refused(dossier)
    for words in ("才录入申请人信息", "没有列入街道", "改为不合格", "接收预备党员前公示", "“不清楚”"):
        assert words in told
    gates = rules.open_gates(file_of(Case.objects.get(pk=dossier.case.pk)), DEVELOPMENT.step("approve"), day)
    assert all(gate.cure and gate.url for gate in gates if not gate.ok)
    dossier.take("verify", date(2026, 7, 30), by=world.street_officer, note="已核对申请书原件")
    assert "未列入申请人信息库" not in dossier.shut("approve", day)
    dossier.planned()
    assert "未列入发展计划" not in dossier.shut("approve", day)
    TrainingAttendance.objects.filter(training__purposes=["activist"]).update(outcome="passed")
    assert "积极分子培训考试未合格" not in dossier.shut("approve", day)
    Publication.objects.filter(starts_on=date(2026, 6, 26)).update(outcome="dismissed")
    assert dossier.shut("approve", day) == ["政审情况不明"]
    CaseStep.objects.filter(key="political").update(choice="清楚", done_on=date(2025, 7, 1))
    assert "已经过期" in refused(dossier)
    CaseStep.objects.filter(key="political").update(done_on=date(2026, 6, 25))
    dossier.approve()
    assert Membership.objects.filter(person=dossier.person, status="probationary").exists()


@pytest.mark.requirement("MEM-08")
def test_only_street_or_town_approves_and_nobody_of_the_branch(world: World) -> None:
    dossier = Dossier(world)
    dossier.to_vote()
    dossier.planned()
    for by in (world.secretary, world.deputy, world.other_secretary):
        assert "由南环街道党工委办理" in refused(dossier, by=by)
    CaseStep.objects.filter(key="vote").update(recorded_by=world.street_officer)
    assert "是您录入的" in refused(dossier)
    CaseStep.objects.filter(key="vote").update(recorded_by=world.secretary)
    appoint(
        by="test", person=world.street_officer.person, organization=world.branches[0], position="secretary",
        since=date(2026, 1, 1),
    )  # fmt: skip
    assert "在这个支部任职" in refused(dossier)


@pytest.mark.requirement("MEM-08")
def test_neither_meeting_is_skipped_and_nothing_is_before_its_day(world: World) -> None:
    dossier = Dossier(world)
    dossier.take("talk", date(2024, 12, 20), note="端正")
    dossier.take("recommend", date(2024, 12, 25), choice="党员推荐", note="推荐")
    with pytest.raises(RuleViolation, match="请选择党员会议的记录"):
        dossier.take("activist_members", date(2025, 1, 5))
    below = dossier.meeting("branch_general_meeting", date(2025, 1, 4), votes=2)
    with pytest.raises(RuleViolation, match="请选择党员会议的记录"):
        dossier.proved("activist_members", date(2025, 1, 4), below)
    dossier.proved("activist_members", date(2025, 1, 5), dossier.meeting("branch_general_meeting", date(2025, 1, 5)))
    committee = dossier.meeting("branch_general_meeting", date(2025, 1, 8))
    with pytest.raises(RuleViolation, match="还没有办理：确定入党积极分子：居民代表会议"):
        dossier.proved("activist", date(2025, 1, 8), committee, persons=dossier.contacts())
    day = date(2025, 1, 6)
    dossier.proved("activist_residents", day, dossier.meeting("residents_meeting", day, host=world.community))
    for persons, words in (([], "请选择培养联系人"), (world.members[0:6:2], "最多2人")):
        with pytest.raises(RuleViolation, match=words):
            dossier.proved("activist", date(2025, 1, 8), committee, persons=persons)
    dossier.proved("activist", date(2025, 1, 8), committee, persons=dossier.contacts())
    dossier.proved("activist_training", date(2025, 5, 20), dossier.training("activist", date(2025, 5, 20)))
    early = dossier.meeting("branch_general_meeting", date(2026, 1, 7))
    with pytest.raises(RuleViolation, match="请选择党员会议的记录"):
        dossier.proved("target_members", date(2026, 1, 7), early)
    late = dossier.meeting("branch_general_meeting", date(2026, 1, 8))
    with pytest.raises(RuleViolation, match="应有2次，已登记0次"):
        dossier.proved("target_members", date(2026, 1, 8), late)
    dossier.take("review", date(2025, 7, 1), note="好")
    dossier.take("review", date(2025, 12, 30), note="好", now=date(2026, 1, 8))
    dossier.proved("target_members", date(2026, 1, 8), late)


@pytest.mark.requirement("MEM-08")
def test_a_file_is_judged_by_the_rule_of_each_steps_day(world: World) -> None:
    """Publicity before a target is listed is asked since 2026-05-18; a target of March 2026 needed none, also later."""
    dossier = Dossier(world)
    dossier.to_activist()
    dossier.proved("activist_training", date(2025, 5, 20), dossier.training("activist", date(2025, 5, 20)))
    dossier.take("review", date(2025, 7, 1), note="好")
    dossier.take("review", date(2026, 1, 5), note="好")
    day = date(2026, 3, 2)
    dossier.proved("target_members", day, dossier.meeting("branch_general_meeting", day))
    dossier.proved("target_residents", day, dossier.meeting("residents_meeting", day, host=world.community))
    file = file_of(Case.objects.get(pk=dossier.case.pk))
    assert "target_publicity" not in [step.key for step in file.main(date(2026, 5, 17))]
    assert "target_publicity" in [step.key for step in file.main(date(2026, 5, 18))]
    with pytest.raises(RuleViolation, match="列为发展对象前公示"):
        dossier.take("target", date(2026, 5, 18), document="1号")
    dossier.take("target", date(2026, 3, 5), document="1号", now=date(2026, 6, 1))
    file = file_of(Case.objects.get(pk=dossier.case.pk))
    assert "target_publicity" not in [step.key for step in file.main(date(2026, 6, 1))]
    assert file.case.next_step == "introducers"


@pytest.mark.requirement("MEM-08")
def test_late_and_burst_entries_and_kinship_are_flagged_and_past_limits_too(world: World) -> None:
    dossier = Dossier(world, kinship="支部书记之子")
    dossier.take("talk", date(2025, 1, 20), note="端正", now=date(2025, 3, 1))
    CaseStep.objects.update(recorded_by=world.secretary)
    [row] = file_of(dossier.case).rows
    flags = rules.flags_of(file_of(dossier.case), row, late_days=7, in_burst=False)
    assert flags == ["补录：事后40天录入", "超过期限2025年1月1日"]
    for number in range(5):
        dossier.take(
            "recommend", date(2025, 1, 21), choice="党员推荐", note="推荐", now=date(2025, 3, 1)
        ) if not number else CaseStep.objects.create(
            organization=dossier.case.organization, case=dossier.case, key="review", round=number,
            done_on=date(2025, 2, number), recorded_by=world.secretary, recorded_at=moment(date(2025, 3, 1)),
        )  # fmt: skip
    CaseStep.objects.update(recorded_by=world.secretary)
    rows = list(CaseStep.objects.all())
    assert rules.burst(rows, dossier.case.organization, date(2025, 3, 1)) == {row.pk for row in rows}
    assert dossier.case.kinship == "支部书记之子"


@pytest.mark.requirement("MEM-08")
def test_no_office_below_the_street_changes_a_status(world: World) -> None:
    spell = Membership.objects.filter(organization=world.branches[0]).order_by("pk").first()
    assert spell is not None
    with pytest.raises(RuleViolation, match="由南环街道党工委审批"):
        change_membership(
            by=world.secretary, membership=spell, on=date(2026, 11, 1), version=spell.version,
            today=date(2026, 11, 10), status="probationary",
        )  # fmt: skip
    changed = change_membership(
        by=world.street_officer, membership=spell, on=date(2026, 11, 1), version=spell.version,
        today=date(2026, 11, 10), status="probationary",
    )  # fmt: skip
    assert [row.pk for row in without_file(world.street_officer)] == [changed.pk]


@pytest.mark.requirement("MEM-08")
def test_a_case_is_given_back_with_a_reason_and_done_again_and_probation_is_extended_once(world: World) -> None:
    dossier = Dossier(world)
    dossier.to_vote(review="不清楚")
    dossier.planned()
    case = Case.objects.get(pk=dossier.case.pk)
    actions.give_back(
        by=world.street_officer, case=case, key="political", reason="重新政审", version=case.version,
        now=moment(date(2026, 7, 25)),
    )  # fmt: skip
    case.refresh_from_db()
    assert case.next_step == "political"
    assert set(CaseStep.objects.exclude(voided_on=None).values_list("key", flat=True)) == {
        "political", "publicity", "prereview", "vote", "deliberate", "approval_talk",
    }  # fmt: skip
    dossier.take("political", date(2026, 7, 26), choice="清楚", document="政审2号")
    dossier.proved("publicity", date(2026, 8, 10), dossier.publication(date(2026, 7, 27), date(2026, 8, 10)))
    dossier.take("prereview", date(2026, 8, 11))
    day = date(2026, 8, 12)
    dossier.proved("vote", day, dossier.meeting("branch_general_meeting", day, matter="admission"))
    day = date(2026, 8, 13)
    dossier.proved("deliberate", day, dossier.meeting("big_committee_meeting", day, host=world.big_committee))
    dossier.take("approval_talk", date(2026, 8, 14), note="端正")
    late = date(2026, 11, 13)
    assert "超过期限要写明特殊情况" in refused(dossier, on=late)
    assert "最长审批期限" in refused(dossier, on=date(2027, 2, 13), excuse="疫情")
    dossier.approve(late, excuse="换届")
    dossier.take("oath", late)
    day = date(2027, 8, 1)
    meeting = dossier.meeting("branch_general_meeting", day)
    dossier.proved("extend", day, meeting, choice="6个月", document="3号")
    day = date(2027, 8, 2)
    with pytest.raises(RuleViolation, match="只能延长1次"):
        dossier.proved("extend", day, dossier.meeting("branch_general_meeting", day), choice="6个月", document="4号")
    dossier.take("convert_apply", date(2028, 2, 1), note="好")
    assert "预备期满（2028年2月12日）" in dossier.shut("convert_vote", date(2028, 2, 11))
    assert "预备期满（2028年2月12日）" not in dossier.shut("convert_vote", date(2028, 2, 12))
    case = Case.objects.get(pk=dossier.case.pk)
    how = next(each for each in DEVELOPMENT.stops if each.key == "cancel_probation")
    actions.stop(
        by=world.street_officer, case=case, how=how, on=date(2028, 2, 13), reason="不合格", version=case.version,
        now=moment(date(2028, 2, 13)),
    )  # fmt: skip
    spell = Membership.objects.get(person=dossier.person)
    assert (spell.end_reason, spell.during.upper) == ("withdrawal", date(2028, 2, 13))


@pytest.mark.requirement("MEM-10")
def test_priority_groups_contacts_and_an_activist_cancelled_with_a_reason(world: World) -> None:
    with pytest.raises(RuleViolation, match="优先发展人群"):
        Dossier(world, category="亲友")
    words = DEVELOPMENT.categories and DEVELOPMENT.categories(world.branches[0], date(2026, 1, 1))
    assert words == ["大中专毕业生", "高中生", "退伍军人", "致富能手", "外出务工经商人员"]
    dossier = Dossier(world, category="退伍军人")
    dossier.to_activist()
    first, second = dossier.contacts()
    other = Membership.objects.current().filter(organization=world.branches[0]).order_by("-pk")[0].person
    dossier.take("contacts", date(2025, 3, 1), persons=[first, other])
    rows = CasePerson.objects.filter(case=dossier.case, role="contact")
    assert set(rows.filter(until=None).values_list("person", flat=True)) == {first.pk, other.pk}
    assert rows.get(person=second).until == date(2025, 3, 1)
    case = Case.objects.get(pk=dossier.case.pk)
    how = next(each for each in DEVELOPMENT.stops if each.key == "cancel_activist")
    given = {"case": case, "how": how, "on": date(2025, 4, 1), "version": case.version, "now": moment(date(2025, 4, 1))}
    with pytest.raises(RuleViolation, match="请填写原因"):
        actions.stop(by=world.secretary, reason=" ", **given)
    actions.stop(by=world.secretary, reason="长期外出，不再具备条件", **given)
    case.refresh_from_db()
    assert (case.outcome, case.ended_because) == ("cancelled", "长期外出，不再具备条件")
    assert not rows.filter(until=None).exists()
    with pytest.raises(RuleViolation, match="不能再办理"):
        dossier.take("review", date(2025, 7, 1), note="好")


def test_the_numbers_of_a_street_move_the_days(world: World) -> None:
    """Pace of steps, time of the pre-review, reviews of probationers: on the home page the same day."""
    dossier = Dossier(world)
    dossier.to_target()

    def owed(key: str) -> list[date]:
        found = lines(world.secretary, now=moment(date(2026, 11, 10))) + lines(
            world.street_officer, now=moment(date(2026, 11, 10))
        )
        return sorted({line.due_on for line in found if line.key == key})

    def set_number(name: str, value: str) -> None:
        national = Threshold.objects.filter(name=name, organization=None).order_by("-effective_from")[0]
        set_threshold(
            by="test", threshold=national, organization=world.district, value=value,
            effective_from=date(2026, 11, 1), document="文件",
        )  # fmt: skip

    assert owed("development.next") == [date(2026, 7, 16)]
    set_number("org.case.step_days", "10")
    assert owed("development.next") == [date(2026, 6, 26)]
    Case.objects.update(next_step="prereview")
    CaseStep.objects.create(
        organization=dossier.case.organization, case=dossier.case, key="publicity", done_on=date(2026, 7, 1)
    )
    assert owed("development.next") == [date(2026, 8, 1)]
    set_number("mem.target.prereview_months", "2")
    assert owed("development.next") == [date(2026, 9, 1)]
    CaseStep.objects.create(
        organization=dossier.case.organization, case=dossier.case, key="approve", done_on=date(2026, 8, 1)
    )
    set_number("mem.probation.review_months", "3")
    assert owed("development.probation_review") == [date(2026, 11, 1)]
