"""Set topics traced, leave decided, members exempt, superiors at meetings, papers, the year's plan (MTG-15)."""

import io
import zipfile
from datetime import date, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from psycopg2.extras import DateRange

from core.chinese import dates
from core.models import AuditEvent, Notification
from core.records.duties import Line
from core.records.errors import RuleViolation
from core.records.versions import Conflict
from meetings import actions, directives, queries, yearplan
from meetings.models import Attendance, Exemption, Meeting, MeetingKind, SetTopic, Superior
from meetings.registers import CATEGORIES, EXEMPTIONS
from members.models import StandingSpell
from organizations import actions as tree
from organizations import standards
from organizations.desks import queries as desks
from organizations.kinds import Kind
from organizations.models import Organization, Position
from organizations.registers import actions as registers
from people.models import User
from tests.meetings.conftest import SINCE, World, at, client_of, make_person, make_user
from tests.meetings.test_path import planned

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("MTG-15")]

VIEW = "organizations.view_meeting"
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


def pdf(name: str = "方案.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7\nx\n%%EOF")


def handed(world: World, organization: Organization | None = None, **fields: object) -> SetTopic:
    values = {"month": NOVEMBER, "title": "重温入党誓词", "content": "统一组织重温", "now": at(2)} | fields
    return actions.hand_down(by=world.street_officer, organization=organization or world.street, **values)


def theme_day(world: World, *topics: SetTopic, **fields: object) -> Meeting:
    return planned(world, set_topics=topics, **fields)


def owed(user: User, moment: datetime, key: str) -> list[Line]:
    user = User.objects.get(pk=user.pk)
    return [line for line in desks.lines(user, now=moment) if line.key == key]


# -- set topics ------------------------------------------------------------------------------------


def test_street_and_district_hand_down_and_nobody_else(world):
    assert handed(world).organization == world.street
    assert handed(world, world.district).organization == world.district
    for place in (world.community, world.big_committee, world.branches[0]):
        with pytest.raises(RuleViolation, match="不能下发"):
            handed(world, place)


@pytest.mark.parametrize(
    "fields",
    [{"month": date(2026, 10, 1)}, {"month": date(2027, 12, 1)}, {"title": " "}, {"content": ""}, {"title": "长" * 81}],
)
def test_a_topic_needs_its_words_and_a_month_to_come(world, fields):
    with pytest.raises(RuleViolation):
        handed(world, **fields)
    assert not SetTopic.objects.exists()


def test_the_same_topic_is_not_handed_down_twice_in_a_month(world):
    handed(world)
    with pytest.raises(RuleViolation, match="同名"):
        handed(world)
    handed(world, month=DECEMBER)


def test_a_theme_day_adopts_what_was_handed_down_for_its_month(world):
    topic, later = handed(world), handed(world, month=DECEMBER)
    other = SetTopic.objects.create(organization=world.other, month=NOVEMBER, title="别处", content="x")
    meeting = theme_day(world, topic)
    assert list(meeting.set_topics.all()) == [topic]
    for wrong, words in ((later, "月份不一致"), (other, "不是下发给")):
        with pytest.raises(RuleViolation, match=words):
            theme_day(world, wrong, starts_at=at(25))
    with pytest.raises(RuleViolation, match="主题党日采用"):
        actions.plan(
            by=world.secretary,
            organization=world.big_committee,
            kind="big_committee_meeting",
            topic="会",
            starts_at=at(26),
            place="室",
            now=at(3),
            set_topics=[topic],
        )


def test_moved_to_another_month_the_topic_is_given_up_first(world):
    topic = handed(world)
    meeting = theme_day(world, topic)
    move = {"by": world.secretary, "meeting": meeting, "version": 1, "now": at(4), "starts_at": at(3, month=12)}
    with pytest.raises(RuleViolation, match="月份不一致"), transaction.atomic():
        actions.edit_plan(**move)
    assert actions.edit_plan(**move, set_topics=[]).set_topics.count() == 0


def test_adoption_is_traced_from_plan_to_record(world):
    topic = handed(world)
    rows = {row.organization: row for row in directives.adoptions(world.street_officer, VIEW, topic, now=at(3))}
    assert set(rows) == {world.community.pk, world.other.pk} and not any(row.meeting for row in rows.values())
    meeting = theme_day(world, topic)
    actions.record(by=world.secretary, meeting=meeting, version=1, content="学习", now=at(21))
    rows = {row.organization: row for row in directives.adoptions(world.street_officer, VIEW, topic, now=at(21))}
    assert (rows[world.community.pk].meeting, rows[world.community.pk].recorded) == (meeting.pk, True)
    assert rows[world.other.pk].meeting is None
    mine = directives.adoptions(world.secretary, VIEW, topic, now=at(21))
    assert [row.organization for row in mine] == [world.community.pk]


def test_what_was_cancelled_adopted_nothing(world):
    topic = handed(world)
    meeting = theme_day(world, topic)
    actions.cancel(by=world.secretary, meeting=meeting, reason="防汛", now=at(4))
    assert not any(row.meeting for row in directives.adoptions(world.street_officer, VIEW, topic, now=at(5)))


def test_a_topic_is_owed_until_adopted_and_its_superior_sees_who_is_behind(world):
    topic = handed(world)
    [item] = owed(world.secretary, at(3), "set_topic.adopt")
    assert (item.due_on, item.record, item.label) == (date(2026, 11, 30), topic.pk, topic.title)
    assert not owed(world.street_officer, at(3), "set_topic.adopt")
    [behind] = owed(world.street_officer, at(2, month=12), "set_topic.adopt")
    assert behind.organizations == 2
    theme_day(world, topic)
    assert not owed(world.secretary, at(4), "set_topic.adopt")
    [behind] = owed(world.street_officer, at(2, month=12), "set_topic.adopt")
    assert behind.organizations == 1


def test_a_topic_withdrawn_after_adoption_stays_there_and_is_owed_by_nobody(world):
    topic = handed(world)
    meeting = theme_day(world, topic)
    with pytest.raises(RuleViolation, match="撤回原因"):
        actions.withdraw_topic(by=world.street_officer, topic=topic, reason=" ", now=at(5))
    assert actions.withdraw_topic(by=world.street_officer, topic=topic, reason="上级调整", now=at(5)) == 1
    note = Notification.objects.get(kind="set_topic.withdrawn")
    assert note.recipient == world.secretary and "上级调整" in note.text
    assert list(meeting.set_topics.all()) == [topic]
    assert not owed(world.other_secretary, at(6), "set_topic.adopt")
    actions.edit_plan(by=world.secretary, meeting=meeting, version=1, now=at(6), place="礼堂", set_topics=[topic])
    with pytest.raises(RuleViolation, match="已经撤回"):
        theme_day(world, topic, starts_at=at(25))
    for again in (
        lambda: actions.withdraw_topic(by=world.street_officer, topic=topic, reason="再撤", now=at(6)),
        lambda: actions.correct_topic(by=world.street_officer, topic=topic, version=2, title="新", content="新"),
    ):
        with pytest.raises(RuleViolation, match="已经撤回"):
            again()


def test_two_people_correcting_a_topic_the_second_is_told(world):
    topic = handed(world)
    change = {"by": world.street_officer, "topic": topic, "content": "改"}
    assert actions.correct_topic(version=1, title="新题目", **change).title == "新题目"
    with pytest.raises(Conflict):
        actions.correct_topic(version=1, title="又一个", **change)


def test_whoever_is_below_reads_a_topic_and_who_is_elsewhere_does_not(world):
    topic = handed(world, world.district)
    own = SetTopic.objects.create(organization=world.other, month=NOVEMBER, title="新华", content="x")
    page = client_of(world.secretary).get(reverse("meetings:set_topic", args=[topic.pk]))
    assert page.status_code == 200 and "新华社区" not in page.text
    assert client_of(world.secretary).get(reverse("meetings:set_topic", args=[own.pk])).status_code == 404
    assert client_of(world.street_officer).get(reverse("meetings:set_topic", args=[own.pk])).status_code == 200
    assert client_of(world.secretary).get(reverse("meetings:set_topic_correct", args=[topic.pk])).status_code == 403
    assert client_of(world.accounts[0]).get(reverse("meetings:set_topics")).status_code == 403


@time_machine.travel(at(3), tick=False)
def test_the_plan_proposes_what_was_handed_down(world):
    topic = handed(world)
    page = client_of(world.secretary).get(reverse("meetings:plan"))
    form = page.context["form"]
    assert (form["topic"].value(), form["set_topics"].value()) == (topic.title, [topic.pk])


# -- leave -----------------------------------------------------------------------------------------


def notified(world: World, **fields: object) -> Meeting:
    meeting = planned(world, **fields)
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    return meeting


def test_leave_counts_when_somebody_else_gave_it(world):
    meeting, person, account = notified(world), world.members[0], world.accounts[0]
    ask = {"person_id": person.pk, "meeting": meeting, "now": at(4), "by": account}
    actions.take_leave(reason="出差", **ask)
    counted = queries.counts(meeting)
    assert (counted.asked, counted.on_leave, counted.absent) == (1, 0, 10)
    decide = {"meeting": meeting, "persons": [person.pk], "now": at(5)}
    [item] = owed(world.secretary, at(4), "meeting.leave")
    assert (item.record, item.count) == (meeting.pk, 1)
    with pytest.raises(RuleViolation, match="别人批准"):
        actions.decide_leave(by=account, agreed=True, **decide)
    with pytest.raises(RuleViolation, match="不同意的原因"):
        actions.decide_leave(by=world.secretary, agreed=False, **decide)
    assert actions.decide_leave(by=world.secretary, agreed=False, answer="请调整行程", **decide) == 1
    row = Attendance.objects.get(meeting=meeting, person=person)
    assert (row.state, row.reason, row.leave_answer) == ("entitled", "", "请调整行程")
    assert Notification.objects.get(kind="meeting.leave_answered").recipient == account
    with pytest.raises(RuleViolation, match="没有待批"):
        actions.decide_leave(by=world.secretary, agreed=True, **decide)
    actions.take_leave(reason="住院陪护", **ask)
    assert actions.decide_leave(by=world.secretary, agreed=True, **decide) == 1
    assert queries.counts(meeting).on_leave == 1 and not owed(world.secretary, at(6), "meeting.leave")
    with pytest.raises(RuleViolation, match="已经批准"):
        actions.take_leave(reason="又请", **ask)


def test_nobody_enters_the_own_leave_for_the_office(world):
    meeting = notified(world)
    person = world.members[0]
    tree.appoint(
        by="test", person=person, organization=world.big_committee, position=Position.COMMITTEE_MEMBER, since=SINCE
    )
    mark = {"meeting": meeting, "persons": [person.pk], "state": "on_leave", "reason": "出差", "now": at(5)}
    with pytest.raises(RuleViolation, match="别人批准"):
        actions.mark(by=world.accounts[0], **mark)
    assert actions.mark(by=world.secretary, **mark) == 1


def test_without_an_answer_leave_is_no_leave_in_the_record(world):
    meeting = notified(world)
    actions.take_leave(person_id=world.members[0].pk, meeting=meeting, reason="出差", now=at(4), by=world.accounts[0])
    actions.record(by=world.secretary, meeting=meeting, version=1, content="学习", now=at(21))
    assert queries.counts(meeting).absent == 10
    persons = [world.members[0].pk]
    actions.decide_leave(by=world.secretary, meeting=meeting, persons=persons, agreed=True, now=at(21))
    assert queries.counts(meeting).absent == 9


def test_a_row_with_leave_has_its_reason(world):
    meeting = notified(world)
    for state in ("asked", "on_leave"):
        with pytest.raises(IntegrityError), transaction.atomic():
            meeting.attendances.filter(person=world.members[0]).update(state=state)


# -- exempt, suspended -----------------------------------------------------------------------------

REASON = "回原籍长期居住的离退休党员"
EXEMPT = {
    "reason": REASON,
    "during": DateRange(date(2026, 10, 10), date(2027, 10, 1)),
    "decided_on": date(2026, 10, 1),
    "consented_on": date(2026, 10, 10),
    "consented_by": "南环街道党工委",
}


def exempted(world: World, number: int = 0, **fields: object) -> Exemption:
    return registers.enter(
        by=world.secretary,
        register=EXEMPTIONS,
        organization=world.branches[number % 2],
        today=date(2026, 11, 2),
        person=world.members[number],
        **(EXEMPT | fields),
    )


def test_an_exempt_member_is_called_and_not_expected(world):
    exempted(world)
    meeting = planned(world)
    assert actions.notify(by=world.secretary, meeting=meeting, now=at(3)) == 9
    counted = queries.counts(meeting)
    assert (counted.entitled, counted.exempt, counted.absent) == (9, 1, 9)
    actions.open_sign_in(by=world.secretary, meeting=meeting, now=at(20, 14, 10))
    came = [each.pk for each in world.members[1:7]]
    actions.mark(by=world.secretary, meeting=meeting, persons=came, state="present", now=at(20, 15))
    assert queries.counts(meeting).share == dates_share(6, 9)
    with pytest.raises(RuleViolation, match="免到期间"):
        actions.take_leave(person_id=world.members[0].pk, meeting=meeting, reason="远", now=at(4), by=world.accounts[0])
    actions.sign_in(person_id=world.members[0].pk, meeting=meeting, now=at(20, 14, 20))
    assert queries.counts(meeting).share == dates_share(7, 10)  # who comes all the same counts on both sides
    actions.mark(by=world.secretary, meeting=meeting, persons=[world.members[0].pk], state="entitled", now=at(20, 16))
    assert queries.counts(meeting).exempt == 1


def dates_share(part: int, whole: int) -> object:
    return queries.ratio(part, whole)


def test_an_exemption_ends_and_what_was_withdrawn_exempts_nobody(world):
    entry = exempted(world, during=DateRange(date(2026, 10, 10), date(2026, 11, 20)))
    assert actions.notify(by=world.secretary, meeting=planned(world), now=at(3)) == 10
    early = planned(world, starts_at=at(19, 9))
    assert actions.notify(by=world.secretary, meeting=early, now=at(3)) == 9
    registers.withdraw(
        by=world.secretary, register=EXEMPTIONS, entry=entry, version=1, today=date(2026, 11, 3), reason="录错人"
    )
    another = planned(world, starts_at=at(18, 9))
    assert actions.notify(by=world.secretary, meeting=another, now=at(3)) == 10


def test_an_exempt_member_is_no_voter_short_of_a_quorum(world):
    for number in range(0, 10, 2):
        exempted(world, number)
    meeting = planned(world, kind="branch_general_meeting", organization=world.branches[0])
    StandingSpell.objects.create(
        person=world.members[1],
        organization=world.branches[1],
        kind=StandingSpell.Kind.SUSPENDED,
        during=(date(2026, 11, 1), None),
    )
    with pytest.raises(RuleViolation, match="没有应到人员"):
        actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    other = planned(world, kind="branch_general_meeting", organization=world.branches[1])
    assert actions.notify(by=world.secretary, meeting=other, now=at(3)) == 4  # the suspended is not called
    assert queries.voters(other) == (4, 0)


def test_who_is_suspended_after_the_notice_has_no_vote(world):
    meeting = planned(world, kind="branch_general_meeting", organization=world.branches[0])
    assert actions.notify(by=world.secretary, meeting=meeting, now=at(3)) == 5
    StandingSpell.objects.create(
        person=world.members[0],
        organization=world.branches[0],
        kind=StandingSpell.Kind.SUSPENDED,
        during=(date(2026, 11, 10), None),
    )
    assert queries.voters(meeting) == (4, 0)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"reason": "工作忙"}, "规定的范围"),
        ({"consented_on": date(2026, 9, 1)}, "先经党员大会"),
        ({"consented_on": date(2026, 12, 1)}, "上级同意日期"),
        ({"during": DateRange(date(2026, 10, 9), date(2027, 1, 1))}, "同意以后"),
        ({"during": DateRange(date(2026, 10, 10), date(2028, 1, 1))}, "最长一年"),
        ({"person": None}, "不是幸福里第1党支部的党员"),
    ],
)
def test_an_exemption_has_its_reason_decision_and_consent(world, fields, words):
    if "person" in fields:
        fields = {"person": make_person("外人")}
    with pytest.raises(RuleViolation, match=words):
        registers.enter(
            by=world.secretary,
            register=EXEMPTIONS,
            organization=world.branches[0],
            today=date(2026, 11, 2),
            **({"person": world.members[0]} | EXEMPT | fields),
        )


def test_one_exemption_at_a_time_and_only_categories(world):
    assert REASON in standards.at(CATEGORIES, as_of=date(2026, 11, 2))
    exempted(world)
    with pytest.raises(RuleViolation, match="已登记免到"):
        exempted(world)


# -- superiors, papers -----------------------------------------------------------------------------


def test_an_officer_of_a_superior_is_noted_with_the_post_of_the_day(world):
    meeting, officer = notified(world), world.street_officer.person
    assert list(directives.officers_above(meeting)) == [officer]
    note = {"by": world.secretary, "meeting": meeting, "now": at(20)}
    row = actions.note_superior(person=officer, guidance="抓好落实", **note)
    assert (row.superior, str(row)) == (world.street, "南环街道党工委机关干部孙科长")
    for person in (world.deputy.person, world.members[0]):
        with pytest.raises(RuleViolation, match="上级党组织没有职务"):
            actions.note_superior(person=person, guidance="", **note)
    with pytest.raises(RuleViolation, match="已登记"):
        actions.note_superior(person=officer, guidance="", **note)
    assert list(directives.attended(world.street_officer, VIEW, 2026)) == [row]
    assert not directives.attended(world.other_secretary, VIEW, 2026).exists()
    with pytest.raises(RuleViolation, match="撤销原因"):
        actions.drop_superior(by=world.secretary, row=row, reason="", now=at(20))
    actions.drop_superior(by=world.secretary, row=row, reason="临时没有来", now=at(20))
    assert not Superior.objects.exists()
    assert AuditEvent.objects.get(code="meetings.superior_dropped").data["reason"] == "临时没有来"


def office_file(*names: str) -> SimpleUploadedFile:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return SimpleUploadedFile("材料.docx", out.getvalue())


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (lambda: office_file("word/document.xml", "word/vbaProject.bin"), "宏"),
        (lambda: office_file("a.exe"), "只收"),
        (lambda: SimpleUploadedFile("a.docx", b"PK\x03\x04broken"), "打不开"),
        (lambda: SimpleUploadedFile("a.pdf", b"%PDF-1.7 cut"), "不完整"),
        (lambda: SimpleUploadedFile("a.exe", b"MZ\x90\x00"), "打不开"),
    ],
)
def test_what_is_no_paper_is_refused(world, upload, words):
    with pytest.raises(RuleViolation, match=words):
        actions.add_paper(by=world.secretary, meeting=notified(world), upload=upload(), title="", now=at(5))


def test_who_may_see_the_meeting_or_was_called_reads_its_papers(world):
    topic = handed(world, upload=pdf("规定动作方案.pdf"))
    meeting = theme_day(world, topic)
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    word = office_file("word/document.xml")
    paper = actions.add_paper(by=world.secretary, meeting=meeting, upload=word, title="学习材料", now=at(5))
    [other] = topic.papers.all()
    assert other.title == "规定动作方案"
    for each, ending in ((paper, "docx"), (other, "pdf")):
        address = reverse("meetings:paper", args=[each.pk])
        for user in (world.secretary, world.street_officer, world.accounts[0]):
            answer = client_of(user).get(address)
            assert answer.status_code == 200 and ending in answer["Content-Disposition"]
    stranger = make_user("stranger", make_person("生人"))
    assert client_of(stranger).get(reverse("meetings:paper", args=[paper.pk])).status_code == 404
    assert client_of(world.other_secretary).get(reverse("meetings:paper", args=[paper.pk])).status_code == 404
    assert client_of(world.other_secretary).get(reverse("meetings:paper", args=[other.pk])).status_code == 200
    with pytest.raises(RuleViolation, match="删除原因"):
        actions.remove_paper(by=world.secretary, paper=paper, reason="", now=at(5))
    actions.remove_paper(by=world.secretary, paper=paper, reason="传错", now=at(5))
    assert not meeting.papers.exists()


def test_a_closed_record_takes_no_paper_and_no_superior(world):
    meeting = notified(world)
    recorded = actions.record(by=world.secretary, meeting=meeting, version=1, content="学习", now=at(21))
    actions.confirm(by=world.secretary, meeting=recorded, now=at(21))
    actions.close(by=world.secretary, meeting=recorded, now=at(21))
    with pytest.raises(RuleViolation, match="已归档"):
        actions.add_paper(by=world.secretary, meeting=meeting, upload=pdf(), title="", now=at(22))
    with pytest.raises(RuleViolation, match="已归档"):
        actions.note_superior(
            by=world.secretary, meeting=meeting, person=world.street_officer.person, guidance="", now=at(22)
        )


# -- the year's plan -------------------------------------------------------------------------------


def proposal(world: World, year: int, today: date) -> yearplan.YearPlan:
    kind = MeetingKind.objects.get(pk="theme_day")
    return yearplan.proposals(world.big_committee, kind, year, today=today)


def test_a_line_for_each_month_that_is_left_on_a_working_day(world):
    topic = handed(world, month=DECEMBER)
    planned(world)
    plan = proposal(world, 2026, date(2026, 11, 10))
    assert [each.month for each in plan.proposals] == [NOVEMBER, DECEMBER]
    november, december = plan.proposals
    assert november.planned and not december.planned
    assert (december.topic, [*december.topics]) == (topic.title, [topic])
    plan = proposal(world, 2027, date(2026, 11, 10))
    assert [each.month.month for each in plan.proposals] == list(range(1, 12))  # a year ahead at most
    assert all(dates.month_start(timezone.localdate(each.starts_at)) == each.month for each in plan.proposals)
    assert len({each.form for each in plan.proposals}) > 3


@time_machine.travel(at(10, month=1, year=2027), tick=False)
def test_the_whole_year_is_planned_by_one_button(world):
    client = client_of(world.secretary)
    address = reverse("meetings:year_plan")
    page = client.get(address)
    form = page.context["form"]
    data = {"organization": world.big_committee.pk}
    for bound in form:
        value = bound.value()
        data[bound.html_name] = f"{value:%Y-%m-%dT%H:%M}" if hasattr(value, "strftime") else value
    data = {name: "" if value is None else value for name, value in data.items()}
    wrong = client.post(address, data | {"starts_at_5": "2027-06-02T10:00"})
    assert wrong.status_code == 422 and "时间应在5月" in wrong.text and not Meeting.objects.exists()
    empty = client.post(address, data | {f"topic_{number}": "" for number in range(1, 13)})
    assert empty.status_code == 422 and "至少填写一个月" in empty.text
    assert client.post(address, data | {"topic_8": ""}).status_code == 302
    made = Meeting.objects.theme_days().order_by("month")
    assert [each.month.month for each in made] == [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12]
    again = client.get(address).context["plan"]
    assert [each.month.month for each in again.open] == [8]


def test_a_month_that_is_refused_leaves_none(world):
    kind = MeetingKind.objects.get(pk="theme_day")
    line = {"topic": "学习", "place": "室", "form": "党课教育", "education": "理想教育", "host_person": None}
    lines = [line | {"starts_at": at(20)}, line | {"starts_at": at(20, month=12), "form": "不存在"}]
    with pytest.raises(RuleViolation, match="12月") as refused:
        actions.plan_year(by=world.secretary, organization=world.big_committee, kind=kind, lines=lines, now=at(3))
    assert refused.value.field == "form_12" and not Meeting.objects.exists()


def test_the_pages_ask_the_same_statements_for_one_and_for_many(world, django_assert_num_queries):
    topic, client = handed(world), client_of(world.street_officer)
    meeting = theme_day(world, topic)
    pages = [
        reverse("meetings:set_topics"),
        reverse("meetings:set_topic", args=[topic.pk]),
        reverse("meetings:detail", args=[meeting.pk]),
    ]
    counted = []
    for address in pages:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counted.append(len(captured))
    for number in range(12):
        meeting.set_topics.add(handed(world, title=f"主题{number}"))
        actions.add_topic_paper(by=world.street_officer, topic=topic, upload=pdf(), title="", now=at(4))
    for address, count in zip(pages, counted, strict=True):
        with django_assert_num_queries(count):
            client.get(address)


def test_a_grid_branch_may_adopt_for_its_community(world):
    grid = tree.create_organization(
        by="test", kind=Kind.GRID_BRANCH, code="G", name="网格", parent=world.big_committee, since=SINCE
    )
    topic = handed(world)
    theme_day(world, topic, organization=grid)
    rows = directives.adoptions(world.street_officer, VIEW, topic, now=at(5))
    assert {row.organization for row in rows if row.meeting} == {world.community.pk}
