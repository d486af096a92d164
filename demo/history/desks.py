"""What waits on the desks today."""

import random
from datetime import date, datetime, timedelta

from django.utils import timezone

from core.chinese.dates import next_month
from demo import profiles
from demo.history.clock import at
from demo.history.messages import date_messages, newest_message
from demo.history.records import turnout
from demo.history.registers import keep_registers
from demo.world import BY, Community, Demo
from grids import actions as grids
from meetings import actions as meetings
from members import actions as members
from members.models import Membership
from organizations.models import Organization
from organizations.scoping import subtree_condition
from people.models import Person
from services import actions as services


def lay_on_desks(demo: Demo, now: datetime, dice: random.Random) -> None:
    """What waits on the desks today: a theme day held but not recorded, registrations, an opinion, open activities."""
    today = timezone.localdate(now)
    complete = demo.communities[0]
    held = at(today - timedelta(days=2), 14, 30)
    told = newest_message()
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
        date_messages(told, sent=held - timedelta(days=9), read=held - timedelta(days=8))
        meetings.open_sign_in(by=complete.secretary, meeting=meeting, now=held - timedelta(minutes=20))
        turnout(meeting, complete.secretary, held, 0.85, dice)
        meetings.close_sign_in(by=complete.secretary, meeting=meeting, now=held + timedelta(minutes=15))
    meetings.hand_down(
        by=demo.clerk,
        organization=demo.nanhuan,
        month=next_month(today),
        title="集中学习会议精神",
        content="各社区集中学习，党员谈体会，学习材料另发。",
        now=at(today - timedelta(days=1), 10),
    )
    told = newest_message()
    _coming(demo, today)
    keep_registers(demo, today)
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
    _asked_for(complete, today)
    date_messages(told, sent=at(today - timedelta(days=1), 18))


def _asked_for(community: Community, today: date) -> None:
    """A resident's wish that waits to be accepted, and a need that waits for somebody."""
    asked = at(today - timedelta(days=1), 17)
    for kind, title, way in (("wish", "一本新华字典", "code"), ("need", "整修4号楼花坛", "office")):
        listing = services.hand_in(
            by=community.secretary,
            community=community.node,
            kind=kind,
            title=title,
            content=f"{title}，请党员和单位帮忙",
            way=way,
            at=asked,
        )
    services.accept_listing(
        by=community.secretary,
        listing=listing,
        version=listing.version,
        at=asked,
        mode="按需服务",
        direction="便民利民服务",
        due_on=today + timedelta(days=14),
        title=listing.title,
        kind=listing.kind,
    )


def _coming(demo: Demo, today: date) -> None:
    """A branch meeting next week, and an agreement that waits for the unit's word: next year's once this year's is
    there.
    """
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
        year=today.year if today <= date(today.year, 3, 4) else today.year + 1,
        at=at(today - timedelta(days=3)),
    )
    services.confirm_by_community(by=complete.secretary, agreement=agreement, at=at(today - timedelta(days=2)))


def _people_without_registration(community: Community) -> list[Person]:
    street = Organization.objects.get(pk=community.node.ancestor_ids[-2])
    return list(
        Person.objects.filter(
            subtree_condition([street.path], field="memberships__scope"),
            memberships__member_class="in_service",
            memberships__during__endswith__isnull=True,
            registrations__isnull=True,
        ).order_by("pk")[:12]
    )
