"""Polls by paper: the balance of the papers, two who count, a void poll, grades; problems and what puts them right
(MTG-16)."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.models import AuditEvent
from core.records.errors import RuleViolation
from core.records.versions import Conflict
from meetings import actions as meetings
from meetings.ballots import actions, queries, rules
from meetings.models import Meeting, MeetingKind, Poll, PollSubject, Problem, Resolution, WorkReport
from members.models import Membership
from organizations.actions import appoint
from organizations.models import MandateWork, Position, Threshold
from people.models import Person
from tests.meetings.conftest import World, at, client_of, make_person

pytestmark = pytest.mark.django_db
NOW = at(10, 16)
HELD = at(10, 9)


def assembled(world: World, kind: str = "democratic_appraisal", absent: int = 0) -> Meeting:
    """A meeting of the first branch (five members), recorded, with who came."""
    kind_ = MeetingKind.objects.get(pk=kind)
    made = meetings.enter(
        by=world.secretary, organization=world.branches[0], kind=kind_, topic="年度评议", held_at=HELD,
        place="活动室", content="开展评议", now=NOW, invited=[],
    )  # fmt: skip
    roster = list(made.attendances.order_by("person_id").values_list("person_id", flat=True))
    meetings.mark(by=world.secretary, meeting=made, persons=roster[absent:], state="present", now=NOW)
    return made


def people(meeting: Meeting) -> list[Person]:
    rows = meeting.attendances.attended().select_related("person").order_by("person_id")
    return [row.person for row in rows]


def opened(world: World, meeting: Meeting, **given: Any) -> Poll:
    came = people(meeting)
    matter = rules.KIND_OF[meeting.kind_id]
    typed = {
        "subjects": [each.person.pk for each in queries.candidates(meeting, matter)],
        "teller": came[0],
        "scrutineer": came[1],
        "now": NOW,
    } | given
    return actions.open_poll(by=world.secretary, meeting=meeting, **typed)


def counted(world: World, poll: Poll, **given: Any) -> Poll:
    poll = Poll.objects.get(pk=poll.pk)
    votes = {each.pk: [4, 1, 0, 0] for each in poll.subjects.order_by("pk")}
    typed = {"issued": 5, "returned": 5, "invalid": 0, "votes": votes, "now": NOW, "version": poll.version} | given
    return actions.count(by=world.secretary, poll=poll, **typed)


def signed(world: World, poll: Poll) -> Poll:
    scan = ContentFile(b"%PDF-1.4 %%EOF", name="scan.pdf")
    return actions.sign(by=world.secretary, poll=poll, scan=scan, now=NOW)


@pytest.mark.requirement("MTG-16")
def test_the_papers_balance_and_too_many_back_make_the_poll_void(world: World) -> None:
    poll = opened(world, assembled(world))
    assert (poll.entitled, poll.present, poll.grades) == (5, 5, ["优秀", "合格", "基本合格", "不合格"])
    first = poll.subjects.order_by("position").first()
    short = {each.pk: [3, 1, 0, 0] for each in poll.subjects.all()}
    for wrong, message in (
        ({"issued": 6}, "实到 5 人，发出 6 张"),
        ({"returned": 4}, "请写明差额原因"),
        ({"issued": 4, "returned": 4}, "请写明差额原因"),
        ({"invalid": 6}, "废票不能多于收回"),
        ({"invalid": 1}, "多于有效票 4 张"),
        ({"votes": short | {first.pk: [5, 1, 0, 0]}}, "共 6 票，多于有效票 5 张"),
        ({"votes": {}}, "请填写"),
    ):
        with pytest.raises(RuleViolation, match=message):
            counted(world, poll, **wrong)
    good = counted(world, poll, returned=4, votes=short, explanation="一人中途离席，票未交回")
    assert (good.state, good.valid) == ("counted", 4)
    again = counted(world, poll, votes=short)
    assert {each.blank for each in again.subjects.all()} == {1}, "what is left of the valid papers is blank"
    with pytest.raises(Conflict):
        counted(world, poll, version=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Poll.objects.filter(pk=poll.pk).update(invalid=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        PollSubject.objects.filter(pk=first.pk).update(votes=[5, 5, 0, 0])
    void = counted(world, poll, returned=6)
    assert void.state == "void" and AuditEvent.objects.filter(code="meetings.poll_void").count() == 1
    assert set(void.subjects.values_list("votes", flat=True)) == {None}
    with pytest.raises(RuleViolation, match="不能再登记票数"):
        counted(world, poll)
    came = people(poll.meeting)
    following = actions.hold_again(by=world.secretary, poll=void, teller=came[0], scrutineer=came[2], now=NOW)
    assert (following.round, following.again_of, following.subjects.count()) == (2, void, 5)
    with pytest.raises(RuleViolation, match="已经重新组织投票"):
        actions.hold_again(by=world.secretary, poll=void, teller=came[0], scrutineer=came[2], now=NOW)
    with pytest.raises(RuleViolation, match="已经登记测评"):
        opened(world, poll.meeting)


@pytest.mark.requirement("MTG-16")
def test_two_who_came_count_and_sign_and_what_is_signed_stands(world: World) -> None:
    meeting = assembled(world, absent=1)
    missing = meeting.attendances.exclude(state="present").get().person
    came = people(meeting)
    for wrong, message in (
        ({"teller": came[0], "scrutineer": came[0]}, "不能是同一人"),
        ({"teller": missing}, "应是到会人员"),
        ({"scrutineer": make_person("路人")}, "应是到会人员"),
        ({"subjects": []}, "选择被评议人"),
        ({"subjects": [make_person("外人").pk]}, "选择被评议人"),
    ):
        with pytest.raises(RuleViolation, match=message):
            opened(world, meeting, **wrong)
    poll = opened(world, meeting)
    four = {each.pk: [2, 2, 0, 0] for each in poll.subjects.all()}
    with pytest.raises(RuleViolation, match="请先登记票数"):
        signed(world, poll)
    poll = counted(world, poll, issued=4, returned=4, votes=four)
    with pytest.raises(IntegrityError), transaction.atomic():
        Poll.objects.filter(pk=poll.pk).update(state="signed", signed_at=NOW)
    done = signed(world, poll)
    with pytest.raises(IntegrityError), transaction.atomic():
        Poll.objects.filter(pk=done.pk).update(returned=3, valid=3)
    with pytest.raises(RuleViolation, match="请先撤销签字"):
        counted(world, done, issued=4, returned=4, votes=four)
    with pytest.raises(RuleViolation, match="请写明原因"):
        actions.recount(by=world.secretary, poll=done, reason=" ", now=NOW)
    back = actions.recount(by=world.secretary, poll=done, reason="抄错一行", now=NOW)
    assert (back.state, back.scan.name) == ("counted", "")
    with pytest.raises(RuleViolation, match="测评已计票，到会情况不能再改"):
        meetings.mark(by=world.secretary, meeting=meeting, persons=[missing.pk], state="present", now=NOW)


@pytest.mark.requirement("MTG-16")
def test_below_quorum_nothing_is_graded(world: World) -> None:
    meeting = assembled(world, absent=3)
    with pytest.raises(RuleViolation, match="不能作出决议"):
        opened(world, meeting)
    other = assembled(world, "branch_general_meeting")
    one, two = people(other)[:2]
    with pytest.raises(RuleViolation, match="不作测评"):
        actions.open_poll(by=world.secretary, meeting=other, subjects=[], teller=one, scrutineer=two, now=NOW)


@pytest.mark.requirement("MTG-16")
def test_grades_follow_the_papers_or_have_a_reason_and_a_third_at_most_is_excellent(world: World) -> None:
    meeting = assembled(world)
    poll = opened(world, meeting)
    subjects = list(poll.subjects.order_by("position", "pk"))
    votes = {each.pk: [4, 1, 0, 0] for each in subjects} | {subjects[-1].pk: [2, 2, 1, 0]}
    signed(world, counted(world, poll, votes=votes))
    assert rules.leading(poll, PollSubject.objects.get(pk=subjects[-1].pk)) == "合格", "of two equal ones the lower"
    graded = [each for each in subjects if each.graded]
    good = {each.pk: ("合格", "全年表现") for each in graded}

    def grade(**changed: tuple[str, str]) -> Poll:
        chosen = good | {int(key.removeprefix("p")): value for key, value in changed.items()}
        return actions.grade(by=world.secretary, poll=poll, chosen=chosen, now=NOW)

    first, second = graded[0].pk, graded[1].pk
    with pytest.raises(RuleViolation, match="请写明理由"):
        grade(**{f"p{first}": ("合格", "")})
    with pytest.raises(RuleViolation, match="请评定"):
        grade(**{f"p{first}": ("良好", "说明")})
    with pytest.raises(RuleViolation, match="“优秀”最多 1 人，现有 2 人"):
        grade(**{f"p{first}": ("优秀", ""), f"p{second}": ("优秀", "")})
    grade(**{f"p{first}": ("优秀", "")})
    assert PollSubject.objects.get(pk=first).result == "优秀"
    with pytest.raises(RuleViolation, match="请先撤销评定"):
        grade()
    with pytest.raises(RuleViolation, match="请先撤销评定"):
        actions.recount(by=world.secretary, poll=poll, reason="抄错", now=NOW)
    actions.ungrade(by=world.secretary, poll=poll, reason="复议", now=NOW)
    assert not poll.subjects.exclude(result="").exists()
    with pytest.raises(RuleViolation, match="还没有评定等次"):
        actions.ungrade(by=world.secretary, poll=poll, reason="复议", now=NOW)
    assert rules.most_excellent(30, Fraction(333, 1000)) == 10, "a third of 30, not 9.99"
    assert rules.most_excellent(29, Fraction(333, 1000)) == 9
    number = Threshold.objects.get(name=rules.EXCELLENT, organization=None)
    assert queries.excellent_share(meeting).limit_denominator(100) == Fraction(1, 3) and number.value == "33.3"


@pytest.mark.requirement("MTG-16")
def test_probationers_take_part_without_a_grade(world: World) -> None:
    member = Membership.objects.filter(organization=world.branches[0]).order_by("person_id").first()
    Membership.objects.filter(pk=member.pk).update(status="probationary")
    meeting = assembled(world)
    poll = opened(world, meeting)
    assert (poll.entitled, poll.present) == (5, 5), "they get a paper, too"
    row = poll.subjects.get(person=member.person)
    assert (row.graded, row.role) == (False, "预备党员")
    signed(world, counted(world, poll))
    chosen = {each.pk: ("合格", "表现") for each in poll.subjects.all()}
    actions.grade(by=world.secretary, poll=poll, chosen=chosen, now=NOW)
    row.refresh_from_db()
    assert row.result == ""


@pytest.mark.requirement("MTG-16")
def test_minutes_are_confirmed_when_everybody_is_graded_and_then_the_poll_stands(world: World) -> None:
    meeting = assembled(world)

    def confirm() -> None:
        meetings.confirm(by=world.deputy, meeting=meeting, now=NOW)

    with pytest.raises(RuleViolation, match="还没有民主评议党员测评"):
        confirm()
    poll = opened(world, meeting)
    with pytest.raises(RuleViolation, match="测评待计票"):
        confirm()
    counted(world, poll)
    with pytest.raises(RuleViolation, match="待签字"):
        confirm()
    signed(world, Poll.objects.get(pk=poll.pk))
    with pytest.raises(RuleViolation, match="还没有评定等次"):
        confirm()
    chosen = {each.pk: ("合格", "表现") for each in poll.subjects.all()}
    actions.grade(by=world.secretary, poll=poll, chosen=chosen, now=NOW)
    confirm()
    with pytest.raises(RuleViolation, match="请先退回修改"):
        actions.ungrade(by=world.secretary, poll=Poll.objects.get(pk=poll.pk), reason="复议", now=NOW)


def problem(world: World, meeting: Meeting, **given: Any) -> Problem:
    typed = {
        "source": "criticism",
        "text": "学习不够经常",
        "measure": "每月组织一次集中学习",
        "owner": people(meeting)[0],
        "due_on": date(2026, 12, 20),
        "now": NOW,
    } | given
    return actions.name_problem(by=world.secretary, meeting=meeting, **typed)


@pytest.mark.requirement("MTG-16")
def test_a_problem_has_its_rectification_with_owner_and_day_which_is_followed_up_like_every_task(world: World) -> None:
    meeting = assembled(world, "organizational_life_meeting")
    with pytest.raises(RuleViolation, match="还没有问题清单"):
        meetings.confirm(by=world.deputy, meeting=meeting, now=NOW)
    for wrong, message in (
        ({"owner": None}, "请选择责任人"),
        ({"due_on": None}, "请写明完成期限"),
        ({"due_on": date(2026, 11, 9)}, "不能早于会议日期"),
        ({"person": make_person("路人")}, "应到人员"),
    ):
        with pytest.raises(RuleViolation, match=message):
            problem(world, meeting, **wrong)
    with pytest.raises(RuleViolation, match="不列问题清单"):
        problem(world, assembled(world, "party_lecture"))
    of_body, of_person = problem(world, meeting), problem(world, meeting, person=people(meeting)[1], source="self")
    task = of_body.task
    assert (task.text, task.state, task.due_on) == ("每月组织一次集中学习", "open", date(2026, 12, 20))
    meetings.finish_resolution(by=world.secretary, resolution=task, version=task.version, result="已学习", now=NOW)
    with pytest.raises(RuleViolation, match="请写明原因"):
        actions.withdraw_problem(by=world.secretary, problem=of_person, version=1, reason="", now=NOW)
    actions.withdraw_problem(by=world.secretary, problem=of_person, version=1, reason="重复登记", now=NOW)
    assert Resolution.objects.get(pk=of_person.task_id).state == "dropped", "nobody is reminded of it"
    with pytest.raises(RuleViolation, match="已经撤回"):
        actions.withdraw_problem(by=world.secretary, problem=of_person, version=2, reason="重复登记", now=NOW)
    meetings.confirm(by=world.deputy, meeting=meeting, now=NOW)
    with pytest.raises(RuleViolation, match="确认纪要以前"):
        problem(world, meeting)


def test_pages_of_a_poll_are_for_who_sees_the_meeting_and_written_by_who_manages_it(world: World) -> None:
    meeting = assembled(world)
    poll = opened(world, meeting)
    page = reverse("meetings:poll", args=[poll.pk])
    assert client_of(world.other_secretary).get(page).status_code == 404
    mine = client_of(world.secretary)
    assert "党员0" in mine.get(page).text
    sign = reverse("meetings:poll_step", args=[poll.pk, "sign_sheet"])
    counted(world, poll)
    broken = mine.post(sign, {"scan": SimpleUploadedFile("a.pdf", b"no paper")})
    assert broken.status_code == 422
    assert mine.get(reverse("meetings:poll_scan", args=[poll.pk])).status_code == 404
    assert client_of(world.accounts[1]).get(page).status_code == 403


# -- conference of delegates (MTG-07) --------------------------------------------------------------


def conference(world: World) -> Meeting:
    """Delegates of the community: six members, the secretary and the deputy; all came."""
    delegates = [*(each.pk for each in world.members[:6]), world.secretary.person_id, world.deputy.person_id]
    made = meetings.enter(
        by=world.secretary, organization=world.big_committee, kind=MeetingKind.objects.get(pk="delegate_conference"),
        topic="党员代表会议", held_at=HELD, place="礼堂", content="听取报告", now=NOW, invited=delegates,
    )  # fmt: skip
    meetings.mark(by=world.secretary, meeting=made, persons=delegates, state="present", now=NOW)
    return made


def report_of(world: World, meeting: Meeting, **given: Any) -> WorkReport:
    typed = {"speaker": world.secretary.person, "title": "大党委工作报告", "text": "一年来的工作", "now": NOW} | given
    return actions.report(by=world.secretary, meeting=meeting, **typed)


@pytest.mark.requirement("MTG-07")
def test_a_conference_hears_the_report_and_reviews_secretary_deputies_and_members_by_ballot(world: World) -> None:
    part_time, member = make_person("兼职副书记"), make_person("委员")
    for person, position in ((part_time, Position.PART_TIME_DEPUTY), (member, Position.COMMITTEE_MEMBER)):
        appoint(by="test", person=person, organization=world.big_committee, position=position, since=date(2026, 3, 1))
    appoint(
        by="test", person=make_person("离任委员"), organization=world.big_committee,
        position=Position.COMMITTEE_MEMBER, since=date(2025, 3, 1), until=date(2026, 10, 31),
    )  # fmt: skip
    meeting = conference(world)
    offered = queries.candidates(meeting, "review")
    assert [(each.person.name, each.role) for each in offered] == [
        ("赵书记", "书记"), ("钱副书记", "专职副书记"), ("兼职副书记", "兼职副书记"), ("委员", "委员"),
    ]  # fmt: skip
    one, two = world.members[:2]
    given = {"teller": one, "scrutineer": two}
    with pytest.raises(RuleViolation, match="还没有登记工作报告"):
        meetings.confirm(by=world.deputy, meeting=meeting, now=NOW)
    with pytest.raises(RuleViolation, match="报告由大党委"):
        report_of(world, meeting, speaker=one)
    made = report_of(world, meeting)
    with pytest.raises(RuleViolation, match="已经登记"):
        report_of(world, meeting)
    report_of(world, meeting, stored_report=made, version=1, title="2026年大党委工作报告")
    with pytest.raises(Conflict):
        report_of(world, meeting, stored_report=made, version=1, title="又改")
    with pytest.raises(RuleViolation, match="还没有述职评议测评"):
        meetings.confirm(by=world.deputy, meeting=meeting, now=NOW)
    with pytest.raises(RuleViolation, match="还缺：委员"):
        opened(world, meeting, subjects=[each.person.pk for each in offered[:3]], **given)
    with pytest.raises(RuleViolation, match="被评议人不能计票、监票"):
        opened(world, meeting, teller=world.secretary.person, scrutineer=two)
    poll = opened(world, meeting, **given)
    assert (poll.entitled, poll.present, poll.grades) == (8, 8, ["好", "较好", "一般", "差"])
    votes = {each.pk: [6, 1, 0, 0] for each in poll.subjects.order_by("pk")}
    done = signed(world, counted(world, poll, issued=8, returned=8, invalid=1, votes=votes))
    with pytest.raises(RuleViolation, match="以得票为结果"):
        actions.grade(by=world.secretary, poll=done, chosen={}, now=NOW)
    meetings.confirm(by=world.deputy, meeting=meeting, now=NOW)
    with pytest.raises(RuleViolation, match="确认纪要以前"):
        report_of(world, meeting, speaker=world.deputy.person)


@pytest.mark.requirement("MTG-07")
def test_a_conference_below_its_quorum_reviews_nobody(world: World) -> None:
    meeting = conference(world)
    absent = [each.pk for each in world.members[:5]]
    meetings.mark(by=world.secretary, meeting=meeting, persons=absent, state="entitled", now=NOW)
    with pytest.raises(RuleViolation, match="不能作出决议"):
        opened(world, meeting, teller=world.members[5], scrutineer=world.deputy.person)
    other = assembled(world)
    with pytest.raises(RuleViolation, match="不登记工作报告"):
        report_of(world, other)


@pytest.mark.requirement("ORG-29")
def test_the_review_shows_what_each_did_in_the_year(world: World) -> None:
    """Meetings of the big committee, confirmed records up to the day; nothing of another year or withdrawn."""
    person = world.secretary.person
    assert person is not None
    committee = meetings.enter(
        by=world.secretary, organization=world.big_committee, kind=MeetingKind.objects.get(pk="big_committee_meeting"),
        topic="研究年度工作", held_at=at(3), place="会议室", content="研究", now=at(4), invited=[],
    )  # fmt: skip
    meetings.mark(by=world.secretary, meeting=committee, persons=[person.pk], state="present", now=at(4))
    given: Any = {"organization": world.big_committee, "person": person, "kind": "visit", "content": "走访", "hours": 2}
    for day, confirmed in ((date(2026, 3, 3), True), (date(2026, 4, 3), False), (date(2025, 3, 3), True)):
        MandateWork.objects.create(done_on=day, confirmed_on=day if confirmed else None, **given)
    late = date(2026, 11, 11)
    MandateWork.objects.create(done_on=late, confirmed_on=late, **given)
    poll = opened(world, conference(world), teller=world.members[0], scrutineer=world.members[1])
    done = queries.done_in_year(poll)
    assert done[person.pk] == "到会 1/1，履职 1 次、2 小时"
    assert world.deputy.person_id is not None and done[world.deputy.person_id] == "到会 0/1，履职 0 次、0 小时"
    page = client_of(world.secretary).get(reverse("meetings:poll", args=[poll.pk]))
    assert "到会 1/1，履职 1 次、2 小时" in page.text
    assert queries.done_in_year(opened(world, assembled(world))) == {}
