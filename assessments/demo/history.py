"""Two years of the demo's communities, month by month, each record written at the time it would have been."""

import random
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from assessments import actions as assessments
from assessments import facts, scoring
from assessments.demo import profiles
from assessments.demo.district import BY, Community, Demo
from assessments.models import Evaluation
from core.calendar import load
from core.dates import add_months
from core.models import Notification
from grids import actions as grids
from meetings import actions as meetings
from meetings.models import Attendance, Meeting
from members import actions as members
from members.models import Membership
from organizations import thresholds
from organizations.models import Organization
from people import actions as people
from people.models import Person, User
from services import actions as services
from services.models import Agreement, AgreementItem


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def write(demo: Demo, *, today: date, dice: random.Random) -> None:
    """Live the months from January of last year to this one; close each at its time; score both years."""
    first = date(today.year - 1, 1, 1)
    calendar = load(first, date(today.year, 12, 31))
    helpers = {community.node.code: _registrations(community, first, dice) for community in demo.communities}
    _date_messages(0, first, today)
    month = first
    while month <= today:
        told = Notification.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        if month.month == 1:
            assessments.adopt_scheme(by=demo.officer, district=demo.district, year=month.year, on=month)
            _close_agreements(demo, month)
        closing = facts.closing_moment(demo.district, month)
        late: list[tuple[Community, int]] = []
        for community in demo.communities:
            if month.month == 3:
                _agreements(community, month, dice)
            postponed = community.profile.late_months if month.year == today.year else ()
            if month.month in postponed and closing < at(today):
                late.append((community, month.month))
            elif community is not demo.communities[0] or (month.year, month.month) != (today.year, today.month):
                _theme_day(community, month, calendar, today, dice)
            _committee_meetings(community, month, today, dice)
            _activities(community, month, helpers[community.node.code], today, dice)
            _opinions(community, month, today, dice)
            _progress(community, month, today, dice)
        if closing < at(today):
            facts.close_month(by="month_close", district=demo.district, month=month, now=closing)
            for community, _ in late:
                _theme_day(community, month, calendar, today, dice, entered=closing + timedelta(days=12))
            if late:
                facts.compute_month(district=demo.district, month=month, now=closing + timedelta(days=13))
        else:
            facts.compute_month(district=demo.district, month=month, now=at(today, 8))
        _date_messages(told, month, today)
        month = add_months(month, 1)
    _evaluate(demo, today)
    _today(demo, today, dice)


def _date_messages(told: int, month: date, today: date) -> None:
    """Messages of a lived month carry its date and have been read, the last weeks' apart."""
    sent = at(min(month.replace(day=9), today), 8)
    read = sent + timedelta(hours=11) if add_months(month, 1) <= today else None
    Notification.objects.filter(pk__gt=told).update(created_at=sent, read_at=read)


def _close_agreements(demo: Demo, month: date) -> None:
    """In January the agreements of the year before are over."""
    rows = Agreement.objects.filter(year=month.year - 1, state=Agreement.State.PUBLISHED)
    for agreement in rows.filter(organization__in=[each.node for each in demo.communities]):
        services.close_agreement(
            by=BY, agreement=agreement, at=at(month.replace(day=6)), result="双方按协议开展了各项任务。"
        )


def _registrations(community: Community, first: date, dice: random.Random) -> list[User]:
    """In-service members report in, once for each year; some get accounts and serve. Returns those accounts."""
    wanted = round(len(community.in_service) * community.profile.registered)
    chosen = community.in_service[:wanted]
    users = []
    for person in chosen[: 12 if community.node.code.startswith(profiles.COMPLETE) else 4]:
        found = User.objects.filter(person=person).first()
        users.append(found or people.open_account(by=BY, person=person))
    for year in (first.year, first.year + 1):
        day = date(year, 1, 8)
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
        if rows:
            members.confirm_registrations(
                by=community.secretary, registrations=rows, proof="unit", now=at(day + timedelta(days=2))
            )
        if year == first.year:
            members.end_lapsed_registrations(on=date(year + 1, 1, 7) + timedelta(days=4), by=BY)
    return users


def _theme_day(
    community: Community,
    month: date,
    calendar: Any,
    today: date,
    dice: random.Random,
    *,
    entered: datetime | None = None,
) -> None:
    profile = community.profile
    if entered is None and dice.random() > profile.theme_days:
        return
    held = at(
        calendar.nearest(month.replace(day=20 if community.node.code.startswith(profiles.COMPLETE) else 15)), 14, 30
    )
    if held.date() >= today:
        return
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
    _turnout(meeting, community.secretary, held, profile.turnout, dice)
    lag = dice.choice((0, 1, 2)) if dice.random() < profile.prompt else dice.choice((5, 6, 8))
    recorded = entered or min(held + timedelta(days=lag, hours=3), at(today, 7))
    _record(
        meeting, community, held, recorded, "会上通报了上月重点工作,党员结合实际谈了体会,并就下一步服务居民作了分工。"
    )


def _turn(name: str, month: date) -> str:
    """The choices of a threshold take turns by month."""
    choices = thresholds.at(name, as_of=month)
    return choices[month.month % len(choices)]


def _turnout(meeting: Meeting, by: User, held: datetime, share: float, dice: random.Random) -> None:
    roster = list(Attendance.objects.filter(meeting=meeting, guest=False).values_list("person_id", flat=True))
    dice.shuffle(roster)
    present = roster[: round(len(roster) * min(1.0, share + dice.uniform(-0.05, 0.04)))]
    away = roster[len(present) :]
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


def _committee_meetings(community: Community, month: date, today: date, dice: random.Random) -> None:
    """Big-committee meetings by quarter, joint conferences in March and December (this year's second: not yet)."""
    profile = community.profile
    kinds = []
    if month.month in (2, 5, 8, 11)[: profile.committee_meetings]:
        kinds.append(("big_committee_meeting", "研究社区党建和民生事项"))
    if month.month in (3, 9)[: profile.joint_conferences]:
        kinds.append(("joint_conference", "驻区单位党建联席会议"))
    for kind, topic in kinds:
        held = at(month.replace(day=10), 15)
        if held.date() >= today:
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
        _turnout(meeting, community.secretary, held, max(profile.turnout, 0.8), dice)
        _record(
            meeting, community, held, held + timedelta(hours=4), "会议听取了工作汇报,研究了群众反映的事项并作了分工。"
        )


def _agreements(community: Community, month: date, dice: random.Random) -> None:
    """Signed in March with the units that take part; the unit's side is confirmed by the director's counterpart."""
    profile = community.profile
    count = round(len(community.presences) * profile.agreements)
    for presence in community.presences[:count]:
        [agreement] = services.draft_agreements(
            by=community.secretary,
            community=community.node,
            units=[presence.unit],
            year=month.year,
            at=at(month.replace(day=4)),
        )
        agreement = services.confirm_by_community(
            by=community.secretary, agreement=agreement, at=at(month.replace(day=6))
        )
        contact = getattr(presence.contact, "user", None) if presence.contact else None
        agreement = services.confirm_by_unit(
            by=contact or community.director, agreement=agreement, at=at(month.replace(day=12))
        )
        services.publish_agreement(by=community.secretary, agreement=agreement, at=at(month.replace(day=20)))


def _progress(community: Community, month: date, today: date, dice: random.Random) -> None:
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
            note="按协议开展,居民反映良好",
            amount=item.target - item.done,
            at=at(max(day, date(item.due_on.year, 3, 21)), 17),
        )


def _activities(community: Community, month: date, users: list[User], today: date, dice: random.Random) -> None:
    for number in range(community.profile.activities_a_month):
        title, mode, direction, beneficiary, place = dice.choice(profiles.ACTIVITIES)
        start = at(month.replace(day=6 + 12 * number), 9)
        if start.date() >= today:
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
            claims.append(
                (
                    user,
                    services.claim_activity(
                        by=user, activity=activity, person=user.person, at=start - timedelta(days=2)
                    ),
                )
            )
        if not claims:
            continue
        services.register_attendance(
            by=community.secretary, activity=activity, claims=[claim.pk for _, claim in claims], at=start
        )
        done = start + timedelta(hours=4)
        services.hold_activity(by=community.secretary, activity=activity, at=done)
        hours = Decimal((activity.ends_at - activity.starts_at).seconds) / 3600
        services.confirm_hours(
            by=community.secretary, activity=activity, hours={claim.pk: hours for _, claim in claims}, at=done
        )
        for user, claim in claims:
            services.confirm_own_hours(by=user, claim=claim, at=done + timedelta(hours=1))


def _opinions(community: Community, month: date, today: date, dice: random.Random) -> None:
    for number in range(1 + (community.node.code.startswith(profiles.COMPLETE))):
        content, answer = dice.choice(profiles.OPINIONS)
        received = at(month.replace(day=3 + 9 * number), 10)
        if received.date() + timedelta(days=14) >= today:
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


def _evaluate(demo: Demo, today: date) -> None:
    """Last year goes the whole way and is frozen; this year stands in its street review, one factor unknown."""
    for year in (today.year - 1, today.year):
        scheme = assessments.scheme_of(demo.district, year)
        now = at(min(today, date(year + 1, 1, 8)), 9)
        for community in demo.communities:
            _ballots(demo, community, year, now)
        scoring.score(scheme=scheme, as_of=now.date(), now=now, by="scoring")
        for community in demo.communities:
            evaluation = assessments.evaluation_of(scheme, community.node)
            for line in evaluation.scores.select_related("item").filter(item__source="judgement"):
                assessments.judge(
                    by=demo.clerk,
                    score=line,
                    points=min(Decimal(str(community.profile.judgement)), line.item.weight),
                    reason="街道评审小组现场查看并合议",
                    now=now,
                )
        scoring.score(scheme=scheme, as_of=now.date(), now=now, by="scoring")
        if year == today.year:
            continue
        for community in demo.communities:
            evaluation = assessments.evaluation_of(scheme, community.node)
            for line in evaluation.scores.filter(points=None):
                assessments.declare_inapplicable(
                    by=demo.officer, score=line, reason="驻区单位党员数尚未核清,本年不计,分值按比例分摊", now=now
                )
        scoring.score(scheme=scheme, as_of=now.date(), now=now, by="scoring")
        for community in demo.communities:
            _finish(demo, community, assessments.evaluation_of(scheme, community.node), date(year + 1, 1, 9))


def _finish(demo: Demo, community: Community, evaluation: Evaluation, start: date) -> None:
    """Self-report, street review, publicity, decision, frozen."""
    for step, by, day, text in (
        ("self_report", community.secretary, 0, "对照五个好逐项自查,记录和材料齐全。"),
        ("review", demo.clerk, 3, "材料属实,同意上报。"),
        ("publish", demo.clerk, 4, ""),
        ("decide", demo.officer, 18, ""),
        ("freeze", demo.officer, 19, ""),
    ):
        evaluation = assessments.take_step(
            by=by,
            evaluation=evaluation,
            step=step,
            version=evaluation.version,
            now=at(start + timedelta(days=day)),
            text=text,
        )


def _ballots(demo: Demo, community: Community, year: int, now: datetime) -> None:
    for voters, number in (("residents", 60), ("units", 8)):
        returned = number - 4 if number > 10 else number
        satisfied = round(returned * community.profile.satisfied * 0.8)
        fairly = round(returned * community.profile.satisfied) - satisfied
        assessments.record_ballots(
            by=demo.clerk,
            community=community.node,
            year=year,
            voters=voters,
            issued=number,
            returned=returned,
            satisfied=satisfied,
            fairly=fairly,
            unsatisfied=returned - satisfied - fairly,
            invalid=0,
            now=now,
        )


def _today(demo: Demo, today: date, dice: random.Random) -> None:
    """What waits on the desks today: a theme day held but not recorded, registrations, an opinion, open activities."""
    complete = demo.communities[0]
    held = at(today - timedelta(days=2), 14, 30)
    if held.month == today.month:  # else this month's waits to be planned
        meeting = meetings.plan(
            by=complete.secretary,
            organization=complete.big_committee,
            kind="theme_day",
            topic="走访慰问困难党员",
            starts_at=held,
            place="社区党员服务站201室",
            form="走访慰问困难党员",
            education="责任教育",
            host_person=complete.secretary.person,
            now=held - timedelta(days=10),
        )
        meetings.notify(by=complete.secretary, meeting=meeting, now=held - timedelta(days=9))
        _turnout(meeting, complete.secretary, held, 0.85, dice)
    _coming(demo, today)
    waiting = _people_without_registration(complete)
    for number, person in enumerate(waiting[:6]):
        members.submit_registration(
            by=BY,
            person=person,
            community=complete.node,
            side="home",
            unit_name=("税务局", "第二医院")[number % 2],
            specialty=("法律", "维修", "辅导功课", "医疗")[number % 4],
            now=at(today - timedelta(days=3 - number // 2), 19),
        )
    grids.receive_opinion(
        by=complete.secretary,
        community=complete.node,
        content="3号楼二单元声控灯不亮",
        at=at(today - timedelta(days=1), 18),
        grid=complete.grids[1],
    )
    for number, (title, mode, direction, beneficiary, place) in enumerate(profiles.ACTIVITIES[:4]):
        start = at(today + timedelta(days=3 + 2 * number), 9)
        services.publish_activity(
            by=complete.secretary,
            community=complete.node,
            title=title,
            mode=mode,
            direction=direction,
            place=place,
            starts_at=start,
            ends_at=start + timedelta(hours=2),
            places=6,
            at=at(today - timedelta(days=1), 16),
            beneficiary=beneficiary,
        )


def _coming(demo: Demo, today: date) -> None:
    """A branch meeting next week, and next year's agreement that waits for the unit's word."""
    complete = demo.communities[0]
    branch = Membership.objects.get(person=demo.member.person, during__endswith=None).organization
    meeting = meetings.plan(
        by=complete.secretary,
        organization=branch,
        kind="branch_general_meeting",
        topic="讨论发展对象和民主评议安排",
        starts_at=at(today + timedelta(days=5), 14, 30),
        place="社区党员服务站201室",
        host_person=complete.secretary.person,
        now=at(today - timedelta(days=1), 9),
    )
    meetings.notify(by=complete.secretary, meeting=meeting, now=at(today - timedelta(days=1), 9, 30))
    [agreement] = services.draft_agreements(
        by=complete.secretary,
        community=complete.node,
        units=[complete.presences[0].unit],
        year=today.year + 1,
        at=at(today - timedelta(days=3)),
    )
    services.confirm_by_community(by=complete.secretary, agreement=agreement, at=at(today - timedelta(days=2)))


def _people_without_registration(community: Community) -> list[Person]:
    street = Organization.objects.get(pk=community.node.ancestor_ids[-2])
    return list(
        Person.objects.filter(
            memberships__scope__startswith=street.path,
            memberships__member_class="in_service",
            memberships__during__endswith__isnull=True,
            registrations__isnull=True,
        ).order_by("pk")[:12]
    )
