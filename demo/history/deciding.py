"""What takes many steps: applicants, a conference of delegates with its ballot, a selection, a recommended officer."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from demo.history.clock import ago, at
from demo.history.scans import SCAN
from demo.world import BY, Community, Demo
from meetings import actions as meetings
from meetings.ballots import actions as ballots
from meetings.ballots import queries as polls
from meetings.ballots.rules import Matter
from meetings.models import Attendance, Meeting, Nominee
from meetings.queries import voters
from meetings.selections import actions as selections
from meetings.selections import rules as selection_rules
from members.development.register import PLANS
from members.models import Membership
from organizations.cases import actions as cases
from organizations.cases.kinds import kinds
from organizations.models import Case, Organization, Position, Publication
from organizations.publications.register import PUBLICATIONS
from organizations.registers import actions
from people import actions as people
from people.models import Person, User


def keep_cases(demo: Demo, today: date) -> None:
    community = demo.communities[0]
    _applicants(demo, community, today)
    _recommended(community, today)
    _selection(demo, today)


def _take(case: Case, key: str, by: Any, now: datetime, **given: Any) -> None:
    case.refresh_from_db()
    step = kinds()[case.kind].step(key)
    cases.take(by=by, case=case, step=step, now=now, version=case.version, **given)


def _hold(
    community: Community,
    organization: Organization,
    kind: str,
    topic: str,
    held: datetime,
    *,
    invited: Sequence[Person] = (),
) -> Meeting:
    """A meeting up to its sign-in: who came is known."""
    by = community.secretary
    meeting = meetings.plan(
        by=by,
        organization=organization,
        kind=kind,
        topic=topic,
        starts_at=held,
        place="社区会议室",
        host_person=by.person,
        now=held - timedelta(days=9),
        ad_hoc=kind == "big_committee_meeting",
    )
    meetings.notify(by=by, meeting=meeting, now=held - timedelta(days=8), invited=[each.pk for each in invited])
    meetings.open_sign_in(by=by, meeting=meeting, now=held - timedelta(minutes=5))
    roster = list(Attendance.objects.filter(meeting=meeting, guest=False).values_list("person_id", flat=True))
    came = roster[: max(1, round(len(roster) * 0.92))]
    meetings.mark(by=by, meeting=meeting, persons=came, state="present", way="hand", now=held, signed_at=held)
    return meeting


def _minutes(community: Community, meeting: Meeting, held: datetime, content: str, *, by: User | None = None) -> None:
    meeting.refresh_from_db()
    done = held + timedelta(hours=3)
    meeting = meetings.record(
        by=community.secretary, meeting=meeting, version=meeting.version, held_at=held, content=content, now=done
    )
    meetings.confirm(by=by or community.director, meeting=meeting, now=done + timedelta(hours=1))
    meeting.refresh_from_db()
    meetings.close(by=by or community.director, meeting=meeting, now=done + timedelta(hours=2))


def _vote(community: Community, meeting: Meeting, text: str, now: datetime) -> None:
    _entitled, present = voters(meeting)
    meetings.put_to_vote(by=community.secretary, meeting=meeting, text=text, votes_for=present, now=now)


# -- the delegates review the big committee ------------------------------------------------------------


def conference(community: Community, month: date, today: date) -> None:
    """In December: the report, a paper for each who leads, counted and signed."""
    held = at(month.replace(day=13), 14, 30)
    if timezone.localdate(held) >= today:
        return
    members = Membership.objects.under(community.node).current().select_related("person").order_by("name_key", "pk")
    invited = [spell.person for spell in members[:30]]
    meeting = _hold(community, community.node, "delegate_conference", "年度述职评议", held, invited=invited)
    leaders = polls.candidates(meeting, Matter.REVIEW)
    judged = {each.person.pk for each in leaders}
    came = Attendance.objects.roster().attended().filter(meeting=meeting).exclude(person__in=judged)
    teller, scrutineer = [row.person for row in came.select_related("person").order_by("pk")[:2]]
    begun = held + timedelta(hours=1)
    meeting.refresh_from_db()
    ballots.report(
        by=community.secretary,
        meeting=meeting,
        speaker=leaders[0].person,
        title="大党委年度工作报告",
        text="一年来召开大党委会议4次，议定并办结实事4件；主题党日月月开展，八家单位共建事项基本完成。",
        now=begun,
    )
    poll = ballots.open_poll(
        by=community.secretary,
        meeting=meeting,
        subjects=[each.person.pk for each in leaders],
        teller=teller,
        scrutineer=scrutineer,
        now=begun,
    )
    votes = {}
    for number, subject in enumerate(poll.subjects.order_by("position")):
        good = poll.present - 3 - number % 4
        rest = [0] * (len(poll.grades) - 2)
        votes[subject.pk] = [good, poll.present - good, *rest]
    poll = ballots.count(
        by=community.secretary,
        poll=poll,
        version=poll.version,
        issued=poll.present,
        returned=poll.present,
        invalid=0,
        votes=votes,
        now=begun + timedelta(minutes=50),
    )
    ballots.sign(
        by=community.secretary, poll=poll, scan=ContentFile(SCAN, name="sheet.pdf"), now=begun + timedelta(hours=1)
    )
    _minutes(community, meeting, held, "听取大党委工作报告，代表逐人测评，当场公布结果。")


# -- development of members ----------------------------------------------------------------------------


def _applicants(demo: Demo, community: Community, today: date) -> None:
    """One who applied lately, one who was recommended, one who became an activist this week; and the year's plan."""
    branch = Organization.objects.under(community.node).filter(kind="branch").order_by("path")[0]
    by, kind = community.secretary, kinds()["development"]
    opened = []
    for name, sex, born, days in (
        ("单佳宁", "female", date(1999, 3, 16), 10),
        ("滕海洋", "male", date(1994, 11, 2), 150),
        ("葛文静", "female", date(1991, 6, 24), 320),
    ):
        person = people.create_person(by=BY, name=name, sex=sex, birth_date=born, education="bachelor")
        on = ago(today, days)
        opened.append(cases.begin(by=by, kind=kind, organization=branch, on=on, now=at(on, 10), person=person))
    for case, talked, recommended in ((opened[1], 140, 12), (opened[2], 305, 60)):
        on = ago(today, talked)
        note = "了解入党动机、家庭和工作情况，谈了党员条件。"
        _take(case, "talk", by, at(on, 17), done_on=on, note=note)
        on = ago(today, recommended)
        way = kind.step("recommend").choices(case, on)[0]  # type: ignore[misc]
        _take(case, "recommend", by, at(on, 17), done_on=on, choice=way, note="工作积极，参加志愿服务多。")
    _activist(community, branch, opened[2], today)
    year = today.year
    plan = actions.enter(by=by, register=PLANS, organization=branch, today=today, year=year, number=1)
    actions.add_line(by=by, part=PLANS.parts[0], entry=plan, today=today, person=opened[2].person)
    plan.refresh_from_db()
    actions.correct(
        by=demo.clerk,
        register=PLANS,
        entry=plan,
        version=plan.version,
        today=today,
        step=PLANS.steps[0],
        confirmed_on=today,
        document=f"南街工〔{year}〕6号",
    )


def _activist(community: Community, branch: Organization, case: Case, today: date) -> None:
    """The meeting of members, that of the residents' representatives, the decision: all within the last days."""
    on = ago(today, 3)
    person: Any = case.person
    held = at(on, 9, 30)
    residents = Membership.objects.under(community.node).current().select_related("person").order_by("-pk")[:9]
    meeting = _hold(
        community,
        community.node,
        "residents_meeting",
        f"推荐{person.name}为入党积极分子人选",
        held,
        invited=[each.person for each in residents],
    )
    _minutes(community, meeting, held, f"居民代表评议，一致同意推荐{person.name}。")
    residents_meeting = meeting.pk
    held = at(on, 15)
    meeting = _hold(community, branch, "branch_general_meeting", "研究入党积极分子人选", held)
    _vote(community, meeting, f"同意确定{person.name}为入党积极分子", held + timedelta(minutes=40))
    _minutes(community, meeting, held, f"通报{person.name}现实表现，表决通过。")
    now = at(on + timedelta(days=1), 9)
    contacts = Membership.objects.filter(organization=branch).current().full().filter(member_class="retired")
    named = [spell.person for spell in contacts.select_related("person").order_by("name_key", "pk")[:2]]
    for key, record, persons in (
        ("activist_members", meeting.pk, ()),
        ("activist_residents", residents_meeting, ()),
        ("activist", meeting.pk, named),
    ):
        _take(case, key, community.secretary, now, record=record, persons=persons)


# -- officers ------------------------------------------------------------------------------------------


def _recommended(community: Community, today: date) -> None:
    """A member of the committee of a grid's branch: recommended there, appointed by the big committee."""
    grid = community.grids[1]
    branch: Any = grid.grid_branch
    person = (
        Membership.objects.under(community.node)
        .current()
        .filter(member_class="retired", person__user=None, person__posts=None)
        .select_related("person")
        .order_by("-name_key", "pk")[0]
        .person
    )
    begun = ago(today, 5)
    case = cases.begin(
        by=community.secretary,
        kind=kinds()["recommended"],
        organization=branch,
        on=begun,
        now=at(begun, 9),
        person=person,
        category=str(Position.COMMITTEE_MEMBER.label),
    )
    for days, organization, kind, topic in (
        (5, branch, "branch_general_meeting", f"推荐{person.name}为网格大党支部委员"),
        (2, community.big_committee, "big_committee_meeting", "研究网格任职"),
    ):
        held = at(ago(today, days), 16)
        meeting = _hold(community, organization, kind, topic, held)
        if days == 2:
            _vote(community, meeting, f"委任{person.name}为第2网格大党支部委员", held + timedelta(minutes=30))
        _minutes(community, meeting, held, f"{topic}，与会人员一致同意。")
        step = "decide" if days == 2 else "recommend"
        _take(case, step, community.secretary, held + timedelta(hours=6), record=meeting.pk)


def _selection(demo: Demo, today: date) -> None:
    """Where a committee has open seats: published, nominated, reviewed, hung out; the meeting is to be announced."""
    community = next(
        each for each in reversed(demo.communities) if any(selection_rules.vacant(each.big_committee, today).values())
    )
    by, committee = community.secretary, community.big_committee
    on = ago(today, 38)
    case = cases.begin(
        by=by,
        kind=kinds()["selection"],
        organization=committee,
        on=on,
        now=at(on, 9),
        title=f"{committee.name}兼职成员增补",
        category="增补",
    )
    _take(case, "publish", by, at(on, 10), done_on=on, document=f"推选公告〔{on.year}〕1号", note="公告栏和社区网站")
    selection = selections.of_case(case)
    spells = Membership.objects.under(community.node).current().filter(person__posts=None, person__user=None)
    free = iter(spells.select_related("person").order_by("name_key", "pk"))
    nominated = ago(today, 33)
    named = []
    for position in selection_rules.POSITIONS:
        for number in range(2 * selection.seats(position)):
            nominee = selections.nominate(
                by=by,
                case=case,
                person=next(free).person,
                position=position,
                way=Nominee.Way.ORGANIZATION if number % 2 else Nominee.Way.SELF,
                backers="驻区单位党支部" if number % 2 else "",
                nominated_on=nominated,
                today=nominated,
            )
            named.append(nominee)
    closed = ago(today, 30)
    _take(case, "nominate", by, at(closed, 10), done_on=closed)
    for nominee in named:
        selections.review(
            by=by,
            nominee=nominee,
            version=nominee.version,
            verdict=Nominee.Verdict.PASSED,
            reason="正式党员，群众基础好，符合条件",
            today=closed,
        )
    _take(case, "review", by, at(closed, 16), done_on=closed)
    hung = ago(today, 28)
    names = "、".join(nominee.person.name for nominee in named)
    notice = actions.enter(
        by=by,
        register=PUBLICATIONS,
        organization=community.node,
        today=hung,
        kind=Publication.Kind.SELECTION,
        title=f"{committee.name}推荐人选公示",
        content=f"经资格审查，下列推荐人选合格：{names}。",
        contact="社区党员服务站",
        starts_on=hung,
        working_days=selection_rules.number(selection, selection_rules.PUBLICITY),
        ends_on=None,
    )
    actions.add_line(by=by, part=PUBLICATIONS.parts[0], entry=notice, today=hung, place="社区公告栏", posted_on=hung)
    notice.refresh_from_db()
    over = notice.ends_on + timedelta(days=1)
    actions.correct(
        by=by,
        register=PUBLICATIONS,
        entry=notice,
        version=notice.version,
        today=over,
        step=PUBLICATIONS.steps[0],
        outcome=Publication.Outcome.NONE,
        conclusion="公示期内没有收到异议。",
        concluded_on=over,
    )
    _take(case, "publicity", by, at(over, 10), record=notice.pk)
