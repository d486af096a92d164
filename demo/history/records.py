"""What the communities do in a month: meetings, agreements, services, opinions, registrations."""

import random
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import F
from django.utils import timezone

from core.chinese.calendar import WorkCalendar
from core.chinese.dates import add_months
from demo import profiles
from demo.history.clock import at
from demo.history.scans import SCAN
from demo.world import BY, Community, Demo
from grids import actions as grids
from meetings import actions as meetings
from meetings.models import Attendance, Meeting
from members import actions as members
from organizations import standards
from people import actions as people
from people.models import User
from services import actions as services
from services.models import Agreement, AgreementItem


def close_agreements(demo: Demo, month: date, today: date) -> None:
    """In January the agreements of the year before are over."""
    day = month.replace(day=6)
    if day >= today:
        return
    rows = Agreement.objects.filter(year=month.year - 1, state=Agreement.State.PUBLISHED)
    for agreement in rows.filter(organization__in=[each.node for each in demo.communities]):
        services.close_agreement(by=BY, agreement=agreement, at=at(day), result="双方按协议开展了各项任务。")
        services.hand_summary(by=BY, agreement=agreement, handed_on=day, at=at(day, 15))


def registrations(community: Community, month: date, today: date) -> None:
    """In January in-service members report in, once for each year; some have accounts and serve."""
    wanted = round(len(community.in_service) * community.profile.registered)
    chosen = community.in_service[:wanted]
    again = bool(community.helpers)
    if not again:
        for person in chosen[: 12 if community.node.code.startswith(profiles.COMPLETE) else 4]:
            found = User.objects.filter(person=person).first()
            community.helpers.append(found or people.open_account(by=BY, person=person))
    day = month.replace(day=12 if again else 8)  # last year's, confirmed on the 10th, lapsed on the 11th
    if day >= today:
        return
    rows = []
    for number, person in enumerate(chosen):
        presence = community.presences[number % len(community.presences)]
        rows.append(
            members.submit_registration(
                by=BY,
                person=person,
                community=community.node,
                side="work" if number % 2 else "home",
                unit_name=presence.unit.name,
                choice="pledged" if number % 3 == 0 else "self_chosen",
                pledge="每季度参加一次社区志愿服务" if number % 3 == 0 else "",
                service="collective" if number % 4 == 0 else "single",
                now=at(day),
            )
        )
    if rows and day + timedelta(days=2) < today:
        paper = ContentFile(SCAN, name="scan.pdf")
        members.confirm_registrations(
            by=community.secretary, registrations=rows, document=paper, now=at(day + timedelta(days=2))
        )


def theme_day(
    community: Community,
    month: date,
    calendar: WorkCalendar,
    now: datetime,
    dice: random.Random,
) -> None:
    profile = community.profile
    if dice.random() > profile.theme_days:
        return
    meeting = hold_theme_day(community, month, calendar, now, dice)
    if meeting is None:
        return
    lag = dice.choice((0, 1, 2)) if dice.random() < profile.prompt else dice.choice((5, 6, 8))
    enter_theme_day(meeting, community, min(meeting.starts_at + timedelta(days=lag, hours=3), now - timedelta(hours=3)))


def enter_theme_day(meeting: Meeting, community: Community, recorded: datetime) -> None:
    _record(
        meeting,
        community,
        meeting.starts_at,
        recorded,
        "会上通报了上月重点工作，党员结合实际谈了体会，并就下一步服务居民作了分工。",
    )


def hold_theme_day(
    community: Community, month: date, calendar: WorkCalendar, now: datetime, dice: random.Random
) -> Meeting | None:
    """Announced and held, not recorded yet; None where its day is still to come."""
    held = at(
        calendar.nearest(month.replace(day=20 if community.node.code.startswith(profiles.COMPLETE) else 15)), 14, 30
    )
    if timezone.localdate(held) >= timezone.localdate(now):
        return None
    meeting = meetings.plan(
        by=community.secretary,
        organization=community.big_committee,
        kind="theme_day",
        topic=dice.choice(profiles.TOPICS),
        starts_at=held,
        place="社区党员服务站201室",
        form=_turn("mtg.theme_day.forms", month),
        education=_turn("mtg.theme_day.educations", month),
        host_person=community.secretary.person,
        recorder=community.director.person,
        now=held - timedelta(days=12),
    )
    meetings.notify(by=community.secretary, meeting=meeting, now=held - timedelta(days=11))
    turnout(meeting, community.secretary, held, community.profile.turnout, dice)
    return meeting


def _turn(name: str, month: date) -> str:
    """The choices of a threshold take turns by month."""
    choices: list[str] = standards.at(name, as_of=month)
    return choices[month.month % len(choices)]


def turnout(meeting: Meeting, by: User, held: datetime, share: float, dice: random.Random) -> None:
    roster = list(Attendance.objects.filter(meeting=meeting, guest=False).values_list("person_id", flat=True))
    dice.shuffle(roster)
    present = roster[: round(len(roster) * min(1.0, share + dice.uniform(-0.05, 0.04)))]
    away = [each for each in roster[len(present) :] if each != by.person_id]  # nobody enters the own leave
    coded = present[: len(present) * 2 // 3]
    arrived = held - timedelta(minutes=8)
    for persons, way in ((coded, "code"), (present[len(coded) :], "hand")):
        if persons:
            meetings.mark(
                by=by, meeting=meeting, persons=persons, state="present", way=way, now=arrived, signed_at=arrived
            )
    if away[: len(away) // 2]:
        meetings.mark(
            by=by,
            meeting=meeting,
            persons=away[: len(away) // 2],
            state="on_leave",
            way="",
            reason="因事请假",
            now=arrived,
        )


def _record(meeting: Meeting, community: Community, held: datetime, recorded: datetime, content: str) -> Meeting:
    meeting.refresh_from_db()
    meeting = meetings.record(
        by=community.secretary, meeting=meeting, version=meeting.version, held_at=held, content=content, now=recorded
    )
    meeting = meetings.confirm(by=community.director, meeting=meeting, now=recorded + timedelta(hours=1)) or meeting
    meeting.refresh_from_db()
    meetings.close(by=community.director, meeting=meeting, now=recorded + timedelta(hours=2))
    return meeting


def committee_meetings(community: Community, month: date, today: date, dice: random.Random) -> None:
    """Big-committee meetings by quarter, joint conferences in March and December (this year's second: not yet)."""
    profile = community.profile
    kinds = []
    if month.month in (2, 5, 8, 11)[: profile.committee_meetings]:
        kinds.append(("big_committee_meeting", "研究社区党建和民生事项"))
    if month.month in (3, 9)[: profile.joint_conferences]:
        kinds.append(("joint_conference", "驻区单位党建联席会议"))
    for kind, topic in kinds:
        held = at(month.replace(day=10), 15)
        if timezone.localdate(held) >= today:
            continue
        meeting = meetings.plan(
            by=community.secretary,
            organization=community.big_committee,
            kind=kind,
            topic=topic,
            starts_at=held,
            place="社区会议室",
            host_person=community.secretary.person,
            now=held - timedelta(days=6),
        )
        meetings.notify(by=community.secretary, meeting=meeting, now=held - timedelta(days=5))
        turnout(meeting, community.secretary, held, max(profile.turnout, 0.8), dice)
        if kind == "big_committee_meeting" and community.node.code.startswith(profiles.COMPLETE):
            _decide(meeting, community, held, today)
        _record(
            meeting, community, held, held + timedelta(hours=4), "会议听取了工作汇报，研究了群众反映的事项并作了分工。"
        )


def _decide(meeting: Meeting, community: Community, held: datetime, today: date) -> None:
    """One matter of the topics in turn: voted on, resolved, done a fortnight later."""
    done = held + timedelta(days=14)
    if timezone.localdate(done) >= today:
        return
    text = "整修楼道照明"
    meetings.open_sign_in(by=community.secretary, meeting=meeting, now=held - timedelta(minutes=5))
    present = Attendance.objects.roster().attended().filter(meeting=meeting).count()
    vote = meetings.put_to_vote(
        by=community.secretary, meeting=meeting, text=text, votes_for=present, now=held + timedelta(hours=1)
    )
    task = meetings.resolve(
        by=community.secretary,
        meeting=meeting,
        text=text,
        topic=_turn("mtg.big_committee.topics", timezone.localdate(held)),
        owner=community.secretary.person,
        due_on=timezone.localdate(held) + timedelta(days=20),
        decision=vote,
    )
    result = "照明已修好，居民反映满意"
    meetings.finish_resolution(by=community.secretary, resolution=task, version=task.version, result=result, now=done)


def agreements(community: Community, month: date, today: date) -> None:
    """Signed in March with the units that take part; the unit's side is confirmed by the director's counterpart."""
    profile = community.profile
    count = round(len(community.presences) * profile.agreements)
    for presence in community.presences[:count]:
        if month.replace(day=4) >= today:
            return
        [agreement] = services.draft_agreements(
            by=community.secretary,
            community=community.node,
            units=[presence.unit],
            year=month.year,
            at=at(month.replace(day=4)),
        )
        if month.replace(day=20) >= today:  # drafted, not yet agreed
            continue
        agreement = services.confirm_by_community(
            by=community.secretary, agreement=agreement, at=at(month.replace(day=6))
        )
        contact = getattr(presence.contact, "user", None) if presence.contact else None
        agreement = services.confirm_by_unit(
            by=contact or community.director, agreement=agreement, at=at(month.replace(day=12))
        )
        services.publish_agreement(by=community.secretary, agreement=agreement, at=at(month.replace(day=20)))


def progress(community: Community, month: date, today: date, dice: random.Random) -> None:
    """What falls due this month is done before, by the share of the profile."""
    items = AgreementItem.objects.filter(
        organization=community.node, state="open", due_on__gte=month, due_on__lt=add_months(month, 1)
    ).order_by("pk")
    for item in items:
        day = item.due_on - timedelta(days=dice.randint(2, 9))
        if day >= today or dice.random() > community.profile.items_kept:
            continue
        services.record_progress(
            by=community.secretary,
            item=item,
            happened_on=max(day, date(item.due_on.year, 3, 21)),
            note="按协议开展，居民反映良好",
            amount=item.target - item.done,
            at=at(max(day, date(item.due_on.year, 3, 21)), 17),
        )


def activities(community: Community, month: date, today: date, dice: random.Random) -> None:
    users = community.helpers
    for number in range(community.profile.activities_a_month):
        title, mode, direction, beneficiary, place = dice.choice(profiles.ACTIVITIES)
        start = at(month.replace(day=6 + 12 * number), 9)
        if timezone.localdate(start) >= today:
            return
        activity = services.publish_activity(
            by=community.secretary,
            community=community.node,
            title=title,
            mode=mode,
            direction=direction,
            place=place,
            starts_at=start,
            ends_at=start + timedelta(hours=dice.choice((2, 3))),
            places=10,
            at=start - timedelta(days=5),
            beneficiary=beneficiary,
        )
        claims = []
        wanted = 4 if community.node.code.startswith(profiles.COMPLETE) else 2
        for user in dice.sample(users, min(len(users), wanted)):
            person: Any = user.person
            claim = services.claim_activity(by=user, activity=activity, person=person, at=start - timedelta(days=2))
            claims.append((user, claim))
        if not claims:
            continue
        services.register_attendance(
            by=community.secretary, activity=activity, claims=[claim.pk for _, claim in claims], at=start
        )
        done = start + timedelta(hours=4)
        activity = services.hold_activity(by=community.secretary, activity=activity, at=done)
        hours = Decimal((activity.ends_at - activity.starts_at).seconds) / 3600
        services.confirm_hours(
            by=community.secretary, activity=activity, hours={claim.pk: hours for _, claim in claims}, at=done
        )
        for user, claim in claims:
            services.confirm_own_hours(by=user, claim=claim, at=done + timedelta(hours=1))


def opinions(community: Community, month: date, today: date, dice: random.Random) -> None:
    for number in range(1 + (community.node.code.startswith(profiles.COMPLETE))):
        content, answer = dice.choice(profiles.OPINIONS)
        received = at(month.replace(day=3 + 9 * number), 10)
        if timezone.localdate(received) + timedelta(days=14) >= today:
            return
        opinion = grids.receive_opinion(
            by=community.secretary,
            community=community.node,
            content=content,
            at=received,
            grid=dice.choice(community.grids) if community.grids else None,
        )
        prompt = dice.random() < community.profile.opinions_prompt
        answered = received + timedelta(days=1 if prompt else 12)
        opinion = grids.answer_opinion(by=community.secretary, opinion=opinion, answer=answer, at=answered) or opinion
        grids.rate_opinion(
            by=BY,
            opinion=opinion,
            satisfaction="satisfied" if dice.random() < community.profile.satisfied else "basic",
            at=answered + timedelta(hours=20),
        )
        opinion.steps.update(recorded_at=F("happened_at"))  # entered on its day, not on the day the demo is made
