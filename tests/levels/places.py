"""Two districts, and in three communities of theirs a record of everything that a number judges."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from grids.actions.places import create_grid
from grids.models import ResponsiblePerson
from meetings.models import Attendance, Meeting, Resolution
from members.models import DualRegistration, FloatingMember, Hardship, ResidenceContact, TransferLetter, TransferRequest
from organizations import actions
from organizations.models import ContactPoint, Organization, Position, Post
from people.models import CorrectionRequest, User
from services.models import Activity, Agreement, FeedbackCard, FeedbackRound
from tests.assessments import planting
from tests.assessments.planting import SINCE, at


def day(month: int, number: int, year: int = 2026) -> date:
    return date(year, month, number)


@dataclass
class Place:
    """A community with a record of everything that a number judges, and its secretary."""

    district: Organization
    street: Organization
    community: Organization
    big: Organization
    branch: Organization
    user: User
    member: User
    registration: DualRegistration
    thin: Meeting
    activity: Activity
    agreement: Agreement

    @property
    def sees(self) -> str:
        return self.community.code


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def plant(district: planting.District, community: Organization) -> Place:
    big, branch = district.big[community.pk], district.branch[community.pk]
    user, member, contact = planting.account(), planting.account(), planting.account()
    actions.appoint(by="tests", person=user.person, organization=big, position=Position.SECRETARY, since=SINCE)
    Post.objects.filter(person=user.person).update(term_ends_on=day(1, 20, 2027))
    Post.objects.create(
        organization=big, person=planting.person(), position="part_time_deputy", during=(SINCE, day(10, 31))
    )
    planting.secretary(district.general[community.pk], born=date(1985, 1, 1), education="senior")
    for where, position in ((branch, "secretary"), (branch, "organization_commissioner"), (community, "worker")):
        Post.objects.create(organization=where, person=planting.person(), position=position, during=(SINCE, None))
    grid = create_grid(by="tests", community=community, code="W1", name="第一网格", since=SINCE)
    ResponsiblePerson.objects.create(
        organization=community, grid=grid, person=planting.person(), role="grid_head", during=(SINCE, None)
    )
    ContactPoint.objects.create(
        organization=community, leader=planting.person(), duty="区领导", during=(day(1, 1), None)
    )
    mine = planting.member(branch)
    Hardship.objects.create(
        organization=branch, person=mine.person, category="income", needed="助学", during=(day(1, 1), None)
    )
    old, new = planting.unit(community), planting.unit(community, since=day(11, 10))
    for presence, name in ((old, "老单位"), (new, "新单位")):
        type(presence.unit).objects.filter(pk=presence.unit_id).update(name=name)
    type(new).objects.filter(pk=old.pk).update(reported_in_on=SINCE, contact=contact.person)
    registration = DualRegistration.objects.create(
        organization=community, person=planting.person(), side="home", submitted_at=at(day(11, 17))
    )
    lapsing = planting.registration(old, day=date(2025, 12, 10))
    DualRegistration.objects.filter(pk=lapsing.pk).update(during=(date(2025, 12, 10), day(12, 10)))
    FloatingMember.objects.create(
        organization=branch,
        person=mine.person,
        direction="out",
        place="外省",
        reason="work",
        known_on=day(5, 10),
        during=(day(5, 10), None),
    )
    ResidenceContact.objects.create(
        organization=branch, unit_name="老单位", unit_contact="王主任", branch_contact="书记", during=(day(1, 1), None)
    )
    entry = FeedbackRound.objects.create(
        organization=community, starts_on=day(7, 1), ends_on=day(9, 30), issued_on=day(11, 17)
    )
    FeedbackCard.objects.create(round=entry, organization=community, unit_name="老单位", persons=1, services=1, hours=2)
    TransferRequest.objects.create(organization=district.apart, person=mine.person, asked_at=at(day(11, 17)))
    for direction, elsewhere, more in (
        ("out", "外地党委", {"state": "issued"}),
        ("in", "来信党委", {"state": "received", "branch": branch, "received_on": day(11, 1)}),
    ):
        TransferLetter.objects.create(
            organization=branch, person=mine.person, direction=direction, elsewhere=elsewhere, number="",
            issued_on=day(7, 10), valid_until=day(10, 10), entered_at=at(day(7, 10)), **more,
        )  # fmt: skip
    CorrectionRequest.objects.create(
        person=mine.person, field="phone", proposed="13900001111", submitted_at=at(day(11, 17))
    )
    thin = planting.meeting(big, day(11, 5), lag=5, entitled=2, present=1)
    Meeting.objects.filter(pk=planting.meeting(big, day(11, 10), kind="symposium", lag=1).pk).update(topic="纪要")
    planting.meeting(big, day(11, 20), lag=None)
    planting.meeting(big, day(11, 16), kind="big_committee_meeting", lag=None)
    coming = planting.meeting(big, day(11, 29), kind="symposium", lag=None)
    Attendance.objects.create(meeting=coming, organization=branch, person=member.person)
    Resolution.objects.create(organization=big, meeting=thin, text="整修楼道", owner=member.person, due_on=day(12, 1))
    served = planting.service(community, day(11, 16), hours=None)
    own = planting.service(community, day(11, 16))
    type(own).objects.filter(pk=own.pk).update(
        state="attended", confirmed_by_member_at=None, confirmed_by_member_by=None
    )
    last_year = planting.unit(community)
    type(new).objects.filter(pk=last_year.pk).update(reported_in_on=SINCE, contact=contact.person)
    running = planting.agreement(last_year, signed=day(2, 10))
    planting.item(running, due=day(12, 10), done=None)
    late = planting.item(running, due=day(10, 10), done=None)
    type(late).objects.filter(pk=late.pk).update(title="久拖的事项")
    planting.item(running, due=day(11, 5), done=day(11, 4), entered=at(day(11, 13)))
    half = planting.agreement(old, signed=day(11, 20), year=2025)
    Agreement.objects.filter(pk=half.pk).update(
        state="community_confirmed", confirmed_by_unit_at=None, confirmed_by_unit_by=None
    )
    return Place(
        district.root, Organization.objects.get(pk=community.ancestor_ids[1]), community, big, branch, user, member,
        registration, thin, served.activity, running,
    )  # fmt: skip
