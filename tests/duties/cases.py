"""One case for each duty: what is planted, when it opens and is due, what closes it. A new duty adds a line here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Model

from assessments import indicators
from assessments.drafting import adopt_scheme
from assessments.models import Award, Chase, Evaluation, StreetAppraisal, StreetOpinion, TwoWayReview, UnitScore
from grids.actions.places import create_grid
from grids.models import Dispute, DutyPost, DutyService, Estate, EstateContact, ResponsiblePerson
from meetings.models import Attendance, ClassEducation, EducationSession, Meeting, Resolution, SetTopic
from members.models import (
    ContactExchange,
    DualRegistration,
    Erasure,
    FloatingContact,
    FloatingMember,
    Hardship,
    HardshipVisit,
    Membership,
    ResidenceContact,
    StandingSpell,
    TransferLetter,
    TransferRequest,
)
from organizations import seats
from organizations.models import (
    Body,
    BodyMember,
    CaseStep,
    CommunityYear,
    ConditionIssue,
    ContactPoint,
    ContactVisit,
    MandateTime,
    MandateWork,
    Month,
    Organization,
    Post,
    Publication,
    PublicationObjection,
    SeatPlan,
    StationedStaff,
    StationedTask,
    StreetReport,
    Training,
    TrainingAttendance,
    UnitPresence,
    Venue,
    YearPlan,
    YearTarget,
)
from organizations.models import Case as File
from people.models import CorrectionRequest, Person
from services.models import (
    Agreement,
    AgreementChange,
    AgreementItem,
    Claim,
    CommitmentCase,
    DepartmentPairing,
    FeedbackCard,
    FeedbackRound,
    FundBooking,
    FundReport,
    FundVoucher,
    LetterItem,
    Listing,
    OverdueLetter,
    PairingTask,
    Provider,
    ServiceCommitment,
    UnitVisit,
    VisitMatter,
)
from tests.assessments import planting
from tests.assessments.planting import at
from tests.duties.office import Office
from tests.meetings.conftest import make_person

Plant = Callable[[Office], Any]
Close = Callable[[Office, Any], object]
JANUARY_OVER = date(2027, 2, 1)
"""What a year owed stays owed until the end of the next January."""


def day(month: int, number: int) -> date:
    return date(2026, month, number)


@dataclass(frozen=True)
class Case:
    """``who`` owes it; ``ends``: the day from which it is gone without a record, with the reason in ``because``."""

    who: str
    opens: date
    due: date
    plant: Plant
    close: Close
    ends: date | None = None
    because: str = ""


def nothing(office: Office) -> None:
    """Owed by the calendar alone."""


def change(record: Model, **fields: Any) -> None:
    type(record)._default_manager.filter(pk=record.pk).update(**fields)


def changed(**fields: Any) -> Close:
    return lambda office, record: change(record, **fields)


# -- meetings ------------------------------------------------------------------------------------------


def announced(kind: str = "theme_day") -> Plant:
    return lambda office: planting.meeting(office.big, day(2, 10), kind=kind, lag=None)


def recorded(office: Office, meeting: Meeting) -> None:
    change(meeting, state="recorded", held_at=meeting.starts_at, recorded_at=at(day(2, 11)))


def confirmed(office: Office, meeting: Meeting) -> None:
    change(meeting, state="confirmed", confirmed_at=at(day(2, 12)), confirmed_by=office.users["secretary"])


def task(owner: str = "") -> Plant:
    return lambda office: Resolution.objects.create(
        organization=office.big,
        meeting=planting.meeting(office.big, day(2, 10), kind="big_committee_meeting"),
        text="整修楼道",
        owner=office.users[owner].person if owner else None,
        due_on=day(2, 20),
    )


finished = changed(state="done", result="已整修", done_at=at(day(2, 18)))


def missed(office: Office) -> Attendance:
    meeting = planting.meeting(office.big, day(2, 10))
    return Attendance.objects.create(meeting=meeting, organization=office.branch, person=office.users["member"].person)


def handed_down(office: Office) -> SetTopic:
    return SetTopic.objects.create(
        organization=office.world.street,
        month=day(2, 1),
        title="重温誓词",
        content="统一组织",
        issued_at=at(day(1, 20)),
    )


def asked(office: Office) -> Attendance:
    meeting, person = planting.meeting(office.big, day(2, 10), lag=None), office.users["member"].person
    return Attendance.objects.create(
        meeting=meeting, organization=office.branch, person=person, state="asked", reason="出差"
    )


def held(place: str, kind: str, on: date) -> Close:
    return lambda office, _none: planting.meeting(getattr(office, place), on, kind=kind)


def period(place: str, who: str, kind: str, opens: date, due: date, on: date) -> Case:
    return Case(who, opens, due, nothing, held(place, kind, on), JANUARY_OVER, "the year after is over by a month")


def year(place: str, who: str, kind: str) -> Case:
    return period(place, who, kind, day(12, 1), day(12, 31), day(5, 10))


MEETINGS = {
    "theme_day.plan": Case(
        "secretary",
        day(1, 25),
        day(2, 5),
        nothing,
        lambda office, _none: planting.meeting(office.big, day(2, 20), lag=None),
        day(3, 1),
        "a month that is over owes the day itself: theme_day.hold",
    ),
    "theme_day.plan_branch": Case(
        "branch",
        day(1, 25),
        day(2, 5),
        nothing,
        lambda office, _none: planting.meeting(office.branch, day(2, 20), lag=None),
        day(3, 1),
        "a month that is over owes the day itself: theme_day.hold_branch",
    ),
    "theme_day.hold": period("big", "secretary", "theme_day", day(2, 1), day(1, 31), day(1, 20)),
    "theme_day.hold_branch": period("branch", "branch", "theme_day", day(2, 1), day(1, 31), day(1, 20)),
    "theme_day.record": Case("secretary", day(2, 10), day(2, 13), announced(), recorded),
    "meeting.record": Case("secretary", day(2, 10), day(2, 17), announced("big_committee_meeting"), recorded),
    "minutes.confirm": Case(
        "secretary", day(2, 11), day(2, 18), lambda office: planting.meeting(office.big, day(2, 10), lag=1), confirmed
    ),
    "set_topic.adopt": Case(
        "secretary",
        day(1, 20),
        day(2, 28),
        handed_down,
        lambda office, topic: planting.meeting(office.big, day(2, 20), lag=None).set_topics.add(topic),
        JANUARY_OVER,
        "the year after is over by a month",
    ),
    "meeting.leave": Case("secretary", day(2, 7), day(2, 10), asked, changed(state="on_leave")),
    "resolution.follow": Case("secretary", day(2, 17), day(2, 20), task(), finished),
    "resolution.own": Case("member", day(2, 17), day(2, 20), task("member"), finished),
    "theme_day.make_up": Case(
        "member",
        day(2, 10),
        day(3, 12),
        missed,
        changed(state="made_up", made_up_on=day(2, 20)),
        day(3, 13),
        "what can no more be made up counts as missed",
    ),
    "big_committee.hold": period("big", "secretary", "big_committee_meeting", day(3, 1), day(3, 25), day(2, 10)),
    "joint_conference.hold": period("community", "secretary", "joint_conference", day(6, 1), day(6, 30), day(5, 10)),
    "delegate_conference.hold": year("community", "secretary", "delegate_conference"),
    "branch_general.hold": period("branch", "branch", "branch_general_meeting", day(3, 1), day(3, 25), day(2, 10)),
    "branch_committee.hold": period("branch", "branch", "branch_committee_meeting", day(1, 1), day(2, 2), day(1, 15)),
    "group.hold": period("group", "group", "group_meeting", day(1, 1), day(2, 2), day(1, 15)),
    "party_lecture.hold": period("branch", "branch", "party_lecture", day(3, 1), day(3, 25), day(2, 10)),
    "organizational_life.hold": year("branch", "branch", "organizational_life_meeting"),
    "democratic_appraisal.hold": year("branch", "branch", "democratic_appraisal"),
}


# -- members, grids ------------------------------------------------------------------------------------


def new_estate(office: Office) -> Estate:
    return Estate.objects.create(
        organization=office.community, name="新城花园", kind="commercial", listed_on=day(3, 2), moves_in_on=day(6, 1)
    )


def contacted(office: Office, estate: Estate) -> None:
    EstateContact.objects.create(
        organization=office.community, estate=estate, contacted_on=day(3, 20), partner="developer", content="座谈"
    )


def submitted(office: Office) -> DualRegistration:
    return DualRegistration.objects.create(
        organization=office.community, person=make_person("在职"), side="home", submitted_at=at(day(3, 3))
    )


def lapsing(office: Office) -> DualRegistration:
    row = planting.registration(office.presence, day=date(2025, 3, 11))
    change(row, during=(date(2025, 3, 11), day(3, 11)), person=office.users["member"].person)
    return row


def listed(office: Office) -> DualRegistration:
    """Named by the unit's list on 3 March."""
    return DualRegistration.objects.create(
        person=office.users["member"].person,
        organization=office.community,
        side="work",
        unit=office.presence.unit,
        unit_name=office.presence.unit.name,
        state="listed",
        listed_at=at(day(3, 3)),
    )


def in_need(office: Office) -> Hardship:
    """A member, since the year began; one visit each half-year."""
    spell = Membership.objects.current().get(person=office.world.members[2])
    return Hardship.objects.create(
        organization=spell.organization, person=spell.person, category="income", needed="助学", during=(day(1, 1), None)
    )


def rectifying(kind: str, step: str) -> Plant:
    return lambda office: File.objects.create(
        organization=office.branch, kind=kind, title="事项", begun_on=day(1, 20), next_step=step
    )


def of_committee(kind: str, step: str) -> Plant:
    return lambda office: File.objects.create(
        organization=office.big, kind=kind, title="事项", begun_on=day(1, 20), next_step=step
    )


def years_ago(office: Office) -> Membership:
    """Everybody of the branch joined three years before 20 January."""
    Membership.objects.filter(organization=office.branch).update(joined_on=date(2023, 1, 20))
    return Membership.objects.filter(organization=office.branch).earliest("pk")


ENDED = changed(next_step="", ended_on=day(2, 10), outcome="cancelled", ended_because="登错")


def applied(*steps: str) -> Plant:
    """A file begun on 20 January, with the steps on that day."""

    def plant(office: Office) -> File:
        row = File.objects.create(
            organization=office.branch,
            kind="development",
            title="林向阳入党申请",
            person=Person.objects.create(name="林向阳"),
            begun_on=day(1, 20),
            next_step="talk" if not steps else "activist_training",
        )
        for key in steps:
            CaseStep.objects.create(organization=row.organization, case=row, key=key, done_on=day(1, 20))
        return row

    return plant


def stepped(key: str, on: date) -> Close:
    return lambda office, row: CaseStep.objects.create(
        organization=row.organization, case=row, key=key, round=2, done_on=on
    )


def called_on(office: Office, row: Hardship) -> None:
    HardshipVisit.objects.create(
        organization=row.organization, hardship=row, visited_on=day(6, 10), visitor="书记", content="米面油"
    )


def correction(office: Office) -> CorrectionRequest:
    return CorrectionRequest.objects.create(
        person=office.world.members[2], field="phone", proposed="13900001111", submitted_at=at(day(3, 3))
    )


def to_clear(office: Office) -> Erasure:
    """Proposed by the street: the community's secretary is the second officer."""
    return Erasure.objects.create(
        organization=office.community,
        reason="到期清理",
        rows={"persons": [1]},
        proposed_by=office.users["street"],
        proposed_at=at(day(3, 3)),
    )


def to_be_erased(office: Office) -> CorrectionRequest:
    person = make_person("冯远")
    DualRegistration.objects.create(
        organization=office.community, person=person, side="home", state="ended", submitted_at=at(day(2, 3))
    )
    return CorrectionRequest.objects.create(person=person, field="erase", proposed="删除", submitted_at=at(day(3, 3)))


def asked(office: Office) -> TransferRequest:
    return TransferRequest.objects.create(
        organization=office.world.branches[1], person=office.world.members[2], asked_at=at(day(3, 3))
    )


def letter(office: Office, **fields: Any) -> TransferLetter:
    """On its way out of the second branch since 3 March, good for a month."""
    values = {
        "direction": "out",
        "elsewhere": "外地党委",
        "number": "介字1号",
        "issued_on": day(3, 3),
        "valid_until": day(4, 3),
        "entered_at": at(day(3, 3)),
    }
    person = office.world.members[2]
    return TransferLetter.objects.create(organization=office.branch, person=person, **values | fields)


def arrival(office: Office) -> TransferLetter:
    return letter(office, direction="in", state="received", branch=office.branch, received_on=day(3, 5))


def planned_topic(office: Office) -> ClassEducation:
    return ClassEducation.objects.create(
        organization=office.branch, classes=["retired"], topic="老有所为", begins_on=day(1, 5), due_on=day(3, 31)
    )


def held_topic(office: Office, row: ClassEducation) -> None:
    meeting = planting.meeting(office.branch, day(3, 10), kind="party_lecture")
    EducationSession.objects.create(organization=row.organization, education=row, meeting=meeting)


def serving(office: Office) -> DutyPost:
    """Each month on the tenth, until the end of March: the next month's day is another row."""
    return DutyPost.objects.create(
        organization=office.community,
        person=office.users["member"].person,
        kind="duty",
        name="楼道岗",
        duties="打扫楼道",
        service_day=10,
        during=(day(3, 1), day(4, 1)),
    )


def served(office: Office, row: DutyPost) -> None:
    DutyService.objects.create(organization=row.organization, post=row, served_on=day(3, 12), content="打扫")


def gone(office: Office) -> Membership:
    """Since 3 March of the class of those who are away."""
    spell = Membership.objects.current().get(person=office.world.members[2])
    change(spell, member_class="floating_out", during=(day(3, 3), None))
    return spell


def floating(direction: str) -> Plant:
    return lambda office: _floats(office, office.world.members[2].pk, direction)


def _floats(office: Office, person: int, direction: str) -> FloatingMember:
    return FloatingMember.objects.create(
        organization=office.branch,
        person_id=person,
        direction=direction,
        place="外省",
        reason="work",
        known_on=day(3, 3),
        during=(day(3, 3), None),
    )


def noted(office: Office, row: Membership) -> None:
    _floats(office, row.person_id, "out")


def phoned(office: Office, row: FloatingMember) -> None:
    FloatingContact.objects.create(
        organization=row.organization, floating=row, happened_on=day(8, 20), content="通了电话"
    )


def standing(kind: str, since: date, **fields: Any) -> Plant:
    return lambda office: StandingSpell.objects.create(
        organization=office.branch, person=office.world.members[2], kind=kind, during=(since, None), **fields
    )


def over(end: str) -> Close:
    return lambda office, row: change(row, during=(row.during[0], day(3, 9)), end=end)


def taken_in(office: Office, row: TransferLetter) -> None:
    change(row, state="done", received_on=day(3, 9), receipt_on=day(3, 9))


def registered(office: Office, row: DualRegistration) -> None:
    change(row, state="confirmed", decided_at=at(day(3, 4)), during=(day(3, 4), None), slip_number="HZ-1", proof="unit")


def asking(office: Office) -> DualRegistration:
    """Of the unit, as he says; its contact has not said so."""
    row = submitted(office)
    change(row, unit=office.presence.unit, unit_name=office.presence.unit.name)
    return row


def at_home(office: Office) -> DualRegistration:
    """Somebody of the unit lives in the community, registered since 3 March."""
    row = planting.registration(office.presence, day=day(3, 3), side="home")
    return row


def begun(office: Office, row: DualRegistration) -> None:
    _contact_with(office, row.unit_name, day(3, 5))


def _contact_with(office: Office, unit: str, since: date) -> ResidenceContact:
    return ResidenceContact.objects.create(
        organization=office.branch, unit_name=unit, unit_contact="王主任", branch_contact="书记", during=(since, None)
    )


def in_contact(office: Office) -> ResidenceContact:
    return _contact_with(office, "税务局", day(1, 1))


def talked(office: Office, row: ResidenceContact) -> None:
    ContactExchange.objects.create(
        organization=row.organization, contact=row, happened_on=day(6, 10), content="参加清扫"
    )


def corrected(office: Office, row: CorrectionRequest) -> None:
    change(row, state="applied", decided_at=at(day(3, 4)), decided_by=office.users["secretary"])


OVER = day(3, 11), "the registration itself has ended"
MEMBERS = {
    "registration.confirm": Case("secretary", day(3, 3), day(3, 10), submitted, registered),
    "registration.refresh": Case("secretary", day(2, 9), day(3, 10), lapsing, changed(state="ended"), *OVER),
    "registration.refresh_own": Case("member", day(2, 9), day(3, 10), lapsing, changed(state="ended"), *OVER),
    "registration.accept": Case("member", day(3, 3), day(3, 10), listed, changed(state="declined")),
    "registration.vouch": Case("contact", day(3, 3), day(3, 10), asking, changed(vouched_at=at(day(3, 4)))),
    "registration.return_list": Case("secretary", day(3, 11), day(3, 17), listed, changed(returned_on=day(3, 12))),
    "development.next": Case(
        "branch",
        day(1, 20),
        day(2, 20),
        applied(),
        ENDED,
    ),
    "blank_branch.find": Case(
        "branch",
        day(1, 20),
        day(2, 19),
        years_ago,
        lambda office, _row: rectifying("blank_branch", "cause")(office),
    ),
    "blank_branch.next": Case("branch", day(1, 20), day(2, 19), rectifying("blank_branch", "cause"), ENDED),
    "exit.next": Case("secretary", day(1, 20), day(2, 19), of_committee("exit", "community_notice"), ENDED),
    "selection.next": Case("secretary", day(1, 20), day(2, 19), of_committee("selection", "publish"), ENDED),
    "recommended.next": Case("secretary", day(1, 20), day(2, 19), of_committee("recommended", "recommend"), ENDED),
    "responsibility.next": Case("branch", day(1, 20), day(2, 19), rectifying("responsibility", "statement"), ENDED),
    "development.review": Case("branch", day(6, 20), day(7, 20), applied("activist"), stepped("review", day(7, 1))),
    "development.probation_review": Case(
        "branch", day(6, 20), day(7, 20), applied("activist", "approve"), stepped("probation_review", day(7, 1))
    ),
    "residence_contact.begin": Case("secretary", day(3, 3), day(4, 2), at_home, begun),
    "residence_contact.hold": Case(
        "secretary", day(6, 1), day(6, 30), in_contact, talked, JANUARY_OVER, "the year after is over by a month"
    ),
    "hardship.visit": Case(
        "secretary", day(6, 1), day(6, 30), in_need, called_on, JANUARY_OVER, "the year after is over by a month"
    ),
    "correction.answer": Case("branch", day(3, 3), day(3, 24), correction, corrected),
    "erasure.confirm": Case("secretary", day(3, 3), day(3, 24), to_clear, changed(state="withdrawn")),
    "erasure.asked": Case("secretary", day(3, 3), day(4, 2), to_be_erased, lambda _office, row: row.delete()),
    "transfer.answer": Case("branch", day(3, 3), day(3, 17), asked, changed(state="withdrawn")),
    "letter.accept": Case(
        "secretary",
        day(3, 3),
        day(4, 3),
        lambda office: letter(office, to=office.community, elsewhere=""),
        taken_in,
        day(4, 4),
        "a letter past its validity is the sender's to follow: letter.follow",
    ),
    "letter.follow": Case("branch", day(4, 4), day(5, 3), letter, changed(state="cancelled")),
    "letter.receipt": Case("branch", day(3, 5), day(4, 5), arrival, changed(state="done", receipt_on=day(3, 9))),
    "standing.lost": Case("branch", day(3, 10), day(3, 10), standing("lost", date(2025, 9, 10)), over("found")),
    "standing.suspended": Case(
        "branch", day(3, 10), day(3, 10), standing("suspended", date(2024, 3, 10)), over("restored")
    ),
    "class_education.hold": Case("secretary", day(3, 1), day(3, 31), planned_topic, held_topic),
    "duty_post.serve": Case(
        "secretary",
        day(3, 10),
        day(3, 31),
        serving,
        served,
        day(4, 1),
        "the month is over: what was done is counted",
    ),
    "duty_post.serve_own": Case(
        "member", day(3, 10), day(3, 31), serving, served, day(4, 1), "the month is over: what was done is counted"
    ),
    "floating.enter": Case("secretary", day(3, 3), day(4, 2), gone, noted),
    "floating.take": Case("secretary", day(3, 3), day(4, 2), floating("in"), changed(taken_on=day(3, 5))),
    "floating.contact": Case("secretary", day(8, 4), day(9, 3), floating("out"), phoned),
    "standing.abroad": Case(
        "branch", day(3, 10), day(3, 10), standing("abroad", date(2025, 9, 10)), changed(contacted_on=day(3, 9))
    ),
    "opinion.answer": Case(
        "secretary",
        day(3, 3),
        day(3, 10),
        lambda office: planting.opinion(
            office.community, day(3, 3), ("received", "community", day(3, 3), day(3, 10), "")
        ),
        changed(state="answered", answered_at=at(day(3, 4)), answer="已修好"),
    ),
    "estate.contact": Case("secretary", day(3, 2), day(5, 31), new_estate, contacted),
    "dispute.close": Case(
        "secretary",
        day(3, 2),
        day(4, 2),
        lambda office: Dispute.objects.create(
            organization=office.community,
            received_on=day(3, 2),
            due_on=day(4, 2),
            kind="neighbour",
            between="residents",
            subject="楼上漏水",
        ),
        changed(closed_on=day(3, 9), outcome="reconciled", result="自行修好"),
    ),
}


# -- services ------------------------------------------------------------------------------------------


def half_signed(office: Office) -> Agreement:
    row = planting.agreement(office.presence, signed=day(3, 3))
    change(row, state="community_confirmed", confirmed_by_unit_at=None, confirmed_by_unit_by=None)
    return row


def item(office: Office) -> AgreementItem:
    return planting.item(planting.agreement(office.presence, signed=day(3, 3)), due=day(4, 15), done=None)


def served(office: Office) -> Claim:
    return planting.service(office.community, day(3, 3), hours=None)


def served_by_member(office: Office) -> Claim:
    claim = served(office)
    by_community(office, claim)
    change(claim, person=office.users["member"].person)
    return claim


def by_community(office: Office, claim: Claim) -> None:
    change(
        claim,
        hours=Decimal(2),
        confirmed_by_community_at=at(day(3, 4)),
        confirmed_by_community_by=office.users["secretary"],
    )


def by_member(office: Office, claim: Claim) -> None:
    change(
        claim,
        state="confirmed",
        confirmed_by_member_at=at(day(3, 5)),
        confirmed_by_member_by=office.users["member"],
    )


def signed(office: Office, row: Agreement) -> None:
    change(
        row, state="both_confirmed", confirmed_by_unit_at=at(day(3, 4)), confirmed_by_unit_by=office.users["contact"]
    )


def reported(office: Office, row: AgreementItem) -> None:
    letter = OverdueLetter.objects.create(
        organization=office.community, agreement=row.agreement, addressee="区商务局", sent_on=day(5, 16)
    )
    LetterItem.objects.create(organization=office.community, letter=letter, item=row, done=0)


def proposed(office: Office) -> AgreementChange:
    row = planting.agreement(office.presence, signed=day(3, 3))
    return AgreementChange.objects.create(
        organization=office.community,
        agreement=row,
        what="end",
        ends_on=day(8, 1),
        reason="单位改制",
        proposed_at=at(day(3, 5)),
    )


def decided(office: Office, row: AgreementChange) -> None:
    change(row, state="refused", decided_at=at(day(3, 6)), answer="继续执行")


def closed(office: Office) -> Agreement:
    row = planting.agreement(office.presence, signed=day(3, 3))
    change(row, state="closed", closed_at=at(day(12, 1)))
    return row


def handed(office: Office, row: Agreement) -> None:
    change(row, summary_handed_on=day(12, 2))


DONE = changed(state="done", done=1, done_on=day(4, 10))


def unit_visited(office: Office) -> UnitVisit:
    return UnitVisit.objects.create(
        organization=office.community, unit=office.presence.unit, visited_on=day(2, 10), visitors="书记", content="走访"
    )


def raised(office: Office) -> VisitMatter:
    return VisitMatter.objects.create(
        organization=office.community, visit=unit_visited(office), text="路灯不亮", due_on=day(2, 17)
    )


def promised(office: Office) -> CommitmentCase:
    commitment = ServiceCommitment.objects.create(
        organization=office.community,
        title="初审",
        content="按期",
        limit_days=3,
        responsible="窗口",
        since=day(1, 1),
    )
    return CommitmentCase.objects.create(
        organization=office.community,
        commitment=commitment,
        about="申请",
        accepted_on=day(2, 10),
        due_on=day(2, 13),
    )


def paired(office: Office) -> PairingTask:
    pairing = DepartmentPairing.objects.create(
        organization=office.community,
        department="区民政局",
        leader="局长",
        during=(day(2, 1), day(12, 1)),
        tasks_text="帮扶",
    )
    return PairingTask.objects.create(organization=office.community, pairing=pairing, title="修路", due_on=day(2, 20))


def provider(office: Office, months: tuple[int, int] = (1, 4)) -> Provider:
    return Provider.objects.create(
        organization=office.community,
        name="艺术团",
        kind="group",
        services="教唱歌",
        signed_on=day(1, 1),
        during=(day(months[0], 1), day(months[1], 1)),
        terms="免费",
    )


def wanted(**fields: Any) -> Plant:
    """An order of 10 February, to be accepted by the 17th, to be done by the 20th."""
    return lambda office: Listing.objects.create(
        **{
            "organization": office.community,
            "kind": "order",
            "title": "修灯",
            "content": "楼道",
            "received_at": at(day(2, 10)),
            "accept_by": day(2, 17),
            "mode": "按需服务",
            "direction": "福利服务",
            "due_on": day(2, 20),
        }
        | {name: value(office) if callable(value) else value for name, value in fields.items()}
    )


def came_and_left(office: Office) -> DualRegistration:
    """Registered within the first quarter alone."""
    row = planting.registration(office.presence, day=day(1, 12))
    change(row, during=(day(1, 12), day(3, 30)), state="ended")
    return row


def told(office: Office, row: DualRegistration) -> None:
    FeedbackRound.objects.create(
        organization=row.organization, starts_on=day(1, 1), ends_on=day(3, 31), issued_on=day(3, 25)
    )


def card(office: Office) -> FeedbackCard:
    """Sent on 3 March."""
    entry = FeedbackRound.objects.create(
        organization=office.community, starts_on=date(2025, 10, 1), ends_on=date(2025, 12, 31), issued_on=day(3, 3)
    )
    unit = office.presence.unit
    return FeedbackCard.objects.create(
        round=entry, organization=office.community, unit=unit, unit_name=unit.name, persons=1, services=1, hours=2
    )


SERVICES = {
    "card.send": Case(
        "secretary", day(3, 21), day(3, 31), came_and_left, told, JANUARY_OVER, "the year after is over by a month"
    ),
    "card.return": Case("contact", day(3, 3), day(3, 17), card, changed(returned_on=day(3, 5))),
    "card.collect": Case("secretary", day(3, 3), day(3, 17), card, changed(returned_on=day(3, 5))),
    "unit_visit.hold": Case(
        "secretary",
        day(6, 1),
        day(6, 30),
        nothing,
        lambda office, _none: unit_visited(office),
        JANUARY_OVER,
        "the year after is over by a month",
    ),
    "unit_visit.answer": Case(
        "secretary", day(2, 10), day(2, 17), raised, changed(answered_on=day(2, 12), answer="已修")
    ),
    "commitment.case": Case("secretary", day(2, 10), day(2, 13), promised, changed(done_on=day(2, 12))),
    "pairing.task": Case("secretary", day(2, 1), day(2, 20), paired, changed(done_on=day(2, 12), result="已修")),
    "provider.renew": Case(
        "secretary",
        day(3, 2),
        day(3, 31),
        provider,
        lambda office, _row: provider(office, (4, 12)),
        JANUARY_OVER,
        "the year after is over by a month",
    ),
    "listing.accept": Case(
        "secretary",
        day(2, 10),
        day(2, 17),
        wanted(),
        changed(state="withdrawn", withdrawn_because="重复"),
    ),
    "listing.match": Case(
        "secretary",
        day(2, 11),
        day(2, 20),
        wanted(state="open", accepted_at=at(day(2, 11))),
        lambda office, row: change(row, state="taken", taken_at=at(day(2, 12)), person=office.users["member"].person),
    ),
    "listing.do": Case(
        "member",
        day(2, 12),
        day(2, 20),
        wanted(
            state="taken",
            accepted_at=at(day(2, 11)),
            taken_at=at(day(2, 12)),
            person=lambda office: office.users["member"].person,
        ),
        changed(state="done", result="已修", done_on=day(2, 15)),
    ),
    "agreement.sign": Case(
        "secretary",
        day(2, 1),
        day(3, 31),
        nothing,
        lambda office, _none: planting.agreement(office.presence, signed=day(2, 10)),
        date(2027, 1, 1),
        "the next year owes its own agreement",
    ),
    "agreement_item.progress": Case("secretary", day(3, 16), day(4, 15), item, DONE),
    "agreement_item.unit": Case("contact", day(3, 16), day(4, 15), item, DONE),
    "agreement.change": Case("contact", day(3, 5), day(3, 12), proposed, decided),
    "agreement.summary": Case(
        "secretary", day(12, 1), day(12, 31), closed, handed, JANUARY_OVER, "what the year owed is over"
    ),
    "agreement.report": Case("secretary", day(5, 16), day(5, 16), item, reported),
    "agreement.confirm": Case("contact", day(3, 3), day(3, 10), half_signed, signed),
    "hours.confirm": Case("secretary", day(3, 3), day(3, 10), served, by_community),
    "hours.confirm_own": Case("member", day(3, 4), day(3, 11), served_by_member, by_member),
}


# -- assessments ---------------------------------------------------------------------------------------


def evaluation(state: str, until: date | None = None, **fields: Any) -> Plant:
    def plant(office: Office) -> Evaluation:
        indicators.load()
        scheme = adopt_scheme(by="test", district=office.district, year=2026, on=day(1, 5))
        made = Evaluation.objects.create(organization=office.community, scheme=scheme, state=state, **fields)
        if until is not None:
            planting.publicity(made, until)
        return made

    return plant


def stepped(state: str) -> Close:
    return changed(state=state, self_reported_at=at(day(11, 20)))


def month(office: Office) -> Month:
    return Month.objects.get_or_create(district=office.district, month=day(2, 1))[0]


def to_adjust(office: Office) -> Post:
    """An officer of the community whose adjustment was decided."""
    unfit = planting.person()
    made = Post.objects.create(
        organization=office.community, person=unfit, position="worker", during=(date(2025, 1, 5), None)
    )
    Award.objects.create(
        organization=office.community, kind="criticism", level="调整不称职干部", year=2026, holder="person",
        person=unfit, grounds="失职", state="granted", decided_on=day(3, 3), document="文件",
        nominated_by=planting.account(), nominated_at=at(day(2, 20)),
    )  # fmt: skip
    return made


def left_office(_office: Office, post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(during=(date(2025, 1, 5), day(3, 10)))


def street_asked(office: Office) -> StreetOpinion:
    """On 3 March, to be answered by the 20th."""
    row = StreetAppraisal.objects.create(
        organization_id=office.community.ancestor_ids[1], year=2026, asked_on=day(3, 3), until=day(3, 20)
    )
    return StreetOpinion.objects.create(appraisal=row, organization=row.organization, unit=office.presence.unit)


def asked_below(**fields: Any) -> Plant:
    """On 3 March the street asks the community, to be answered by the 12th."""

    def plant(office: Office) -> Chase:
        community = office.community
        said = {"text": "请补齐", "asked_on": day(3, 3), "due_on": day(3, 12)}
        return Chase.objects.create(organization=community, asker_id=community.ancestor_ids[1], **(said | fields))

    return plant


def unit_told(office: Office, _none: Any) -> None:
    UnitScore.objects.create(
        organization=office.community,
        unit=office.presence.unit,
        year=2026,
        comment="主动",
        reported_to="市供电局",
        reported_on=day(12, 5),
    )


def reviewed(office: Office, _none: Any) -> None:
    TwoWayReview.objects.create(
        organization=office.community,
        person=office.users["secretary"].person,
        year=2026,
        content="述职",
        displayed_on=day(12, 2),
        superior_grade="好",
        superior_on=day(12, 5),
        concluded_on=day(12, 20),
    )


ASSESSMENTS = {
    "two_way_review.hold": Case(
        "secretary", day(12, 1), day(12, 31), nothing, reviewed, JANUARY_OVER, "the year after is over by a month"
    ),
    "unit.score": Case(
        "secretary", day(12, 1), day(12, 31), nothing, unit_told, JANUARY_OVER, "the year after is over by a month"
    ),
    "street_opinion.give": Case(
        "contact", day(3, 3), day(3, 20), street_asked, changed(answered_on=day(3, 5), grade="satisfied")
    ),
    "chase.answer": Case(
        "secretary", day(3, 3), day(3, 12), asked_below(), changed(answer="已补", answered_on=day(3, 5))
    ),
    "chase.read": Case(
        "secretary", day(3, 3), day(3, 3), asked_below(kind="note", due_on=None), changed(seen_on=day(3, 5))
    ),
    "chase.see": Case(
        "street",
        day(3, 5),
        day(3, 5),
        asked_below(answer="已补", answered_on=day(3, 5)),
        changed(seen_on=day(3, 6)),
    ),
    "evaluation.self_report": Case("secretary", day(11, 1), day(11, 30), evaluation("open"), stepped("self_reported")),
    "evaluation.review": Case(
        "street",
        day(11, 20),
        day(12, 10),
        evaluation("self_reported", self_reported_at=at(day(11, 20))),
        stepped("street_reviewed"),
    ),
    "evaluation.publish": Case("street", day(11, 1), day(12, 15), evaluation("street_reviewed"), stepped("published")),
    "evaluation.decide": Case(
        "district",
        day(12, 11),
        day(12, 25),
        evaluation("published", day(12, 10)),
        changed(state="decided", decided_at=at(day(12, 20))),
    ),
    "evaluation.freeze": Case(
        "district",
        day(12, 20),
        day(12, 31),
        evaluation("decided", decided_at=at(day(12, 20))),
        changed(state="frozen"),
    ),
    "officer.adjust": Case("street", day(3, 3), day(4, 2), to_adjust, left_office),
    "month.close": Case("district", day(3, 1), day(3, 5), month, changed(closed_at=at(day(3, 5)))),
}


# -- organizations -------------------------------------------------------------------------------------

TERM = day(9, 30)


def term(office: Office) -> Post:
    post = Post.objects.get(organization=office.big, person=office.users["secretary"].person)
    change(post, term_ends_on=TERM)
    return post


def elected(office: Office, post: Post) -> None:
    change(post, term_ends_on=date(2031, 9, 30))


def all_seated(office: Office) -> None:
    """Every seat of the district has somebody since the beginning."""
    for row in seats.overview(office.users["district"], "organizations.view_organization", today=date(2026, 1, 1)):
        for _ in range(row.lacking):
            Post.objects.create(
                organization_id=row.organization_id,
                person=make_person("在任"),
                position=row.position,
                during=(planting.SINCE, None),
            )


def unseated(office: Office) -> SeatPlan:
    all_seated(office)
    return SeatPlan.objects.create(
        organization=office.branch, position="organization_commissioner", seats=1, since=day(3, 3)
    )


def seated(office: Office, plan: SeatPlan) -> None:
    Post.objects.create(
        organization=plan.organization, person=make_person("新任"), position=plan.position, during=(day(4, 1), None)
    )


def vacated(office: Office) -> Post:
    all_seated(office)
    Post.objects.filter(organization=office.big, position="part_time_deputy").order_by("pk").first().delete()
    return Post.objects.create(
        organization=office.big,
        person=make_person("前任"),
        position="part_time_deputy",
        during=(date(2021, 1, 1), day(3, 3)),
    )


def filled(office: Office, post: Post) -> None:
    Post.objects.create(
        organization=office.big, person=make_person("继任"), position=post.position, during=(day(4, 1), None)
    )


def newcomer(office: Office) -> UnitPresence:
    return planting.unit(office.community, since=day(3, 3))


def without_party(office: Office) -> UnitPresence:
    presence = planting.unit(office.community, since=day(3, 3))
    change(presence.unit, full_members=5, party_name="")
    return presence


def founded(_office: Office, presence: UnitPresence) -> None:
    change(presence.unit, party_name="新单位党支部")


def in_office(position: str, at: str, since: date = date(2026, 1, 1)) -> Plant:
    """Somebody in a seat of the kind, since the first day of the year."""

    def plant(office: Office) -> Person:
        person = make_person("参训同志")
        Post.objects.create(organization=getattr(office, at), person=person, position=position, during=(since, None))
        return person

    return plant


def finished_class(*purposes: str, by_district: bool = False) -> Close:
    def close(office: Office, record: Any) -> None:
        person = record or office.users["branch" if by_district else "secretary"].person
        host = office.district if by_district else Organization.objects.get(pk=office.community.ancestor_ids[-2])
        held = Training.objects.create(
            organization=host,
            title="培训班",
            form="class",
            purposes=list(purposes),
            starts_on=day(4, 20),
            ends_on=day(4, 21),
            hours=16,
            content="党务",
        )
        TrainingAttendance.objects.create(organization=host, training=held, person=person)

    return close


def trained(who: str, plant: Plant, purpose: str, *, by_district: bool = False) -> Case:
    close = finished_class(purpose, by_district=by_district)
    return Case(who, day(5, 1), day(12, 31), plant, close, JANUARY_OVER, "the year after is over by a month")


def in_grid(office: Office) -> Person:
    person = make_person("网格同志")
    since = day(1, 5)
    grid = create_grid(by="tests", community=office.community, code="W1", name="第一网格", since=since, today=since)
    ResponsiblePerson.objects.create(
        organization=office.community, grid=grid, person=person, role="grid_head", during=(since, None)
    )
    return person


TRAINING = {
    "training.induction": trained("street", in_office("deputy_secretary", "branch", day(2, 1)), "induction"),
    "training.refresher": trained("street", in_office("deputy_secretary", "branch"), "refresher"),
    "training.county": trained("street", nothing, "refresher", by_district=True),
    "training.procedure": trained("street", in_office("organization_commissioner", "branch"), "procedure"),
    "training.cadre": trained("street", in_office("worker", "community"), "cadre"),
    "training.own": trained("secretary", nothing, "refresher"),
    "training.grid": trained("secretary", in_grid, "grid"),
}


def signed_plan(kind: str, **typed: Any) -> Callable[[Office], YearPlan]:
    def make(office: Office) -> YearPlan:
        street = Organization.objects.get(pk=office.community.ancestor_ids[-2])
        given = {"year": 2026, "content": "计划", "signed_on": day(2, 10)} | typed
        superior = street if kind == "statement" else None
        return YearPlan.objects.create(organization=office.community, kind=kind, superior=superior, **given)

    return make


def with_target(kind: str, **typed: Any) -> Plant:
    def plant(office: Office) -> YearPlan:
        plan = signed_plan(kind)(office)
        YearTarget.objects.create(
            organization=office.community, plan=plan, title="走访", wanted=4, unit="次", due_on=day(12, 31), **typed
        )
        return plan

    return plant


def reported(office: Office, plan: YearPlan) -> None:
    plan.targets.update(done=4)


def signs(kind: str) -> Close:
    return lambda office, _none: signed_plan(kind)(office)


LATE = JANUARY_OVER, "the year after is over by a month"
PLANS = {
    "plan.make": Case("secretary", day(2, 1), day(2, 28), nothing, signs("plan"), *LATE),
    "statement.sign": Case("street", day(2, 1), day(2, 28), nothing, signs("statement"), *LATE),
    "plan.report": Case("secretary", day(12, 1), day(12, 31), with_target("statement"), reported),
    "plan.conclude": Case(
        "street",
        day(12, 1),
        date(2027, 1, 31),
        with_target("statement", done=4),
        changed(grade="qualified", concluded_on=day(12, 10)),
    ),
}


def followed(office: Office) -> ContactPoint:
    return ContactPoint.objects.create(
        organization=office.community, leader=make_person("联系领导"), duty="区领导", during=(day(1, 1), None)
    )


def visited(office: Office, point: ContactPoint) -> None:
    ContactVisit.objects.create(organization=office.community, point=point, visited_on=day(2, 10), content="座谈")


def elsewhere_stationed(office: Office) -> None:
    stationed(office, None, office.world.other)


def stationed(office: Office, _none: Any, community: Organization | None = None) -> None:
    Venue.objects.create(
        organization=community or office.community, title="服务站", kind="社区党员服务站", acquisition="自建",
        funding=["财政支持"], address="1号", area=90, services="代办", hours="每天", opened_on=date(2020, 1, 1),
    )  # fmt: skip


def street_reported(office: Office, _none: Any) -> None:
    StreetReport.objects.create(
        organization=office.world.street, year=2026, title="工作报告", reported_on=day(12, 5), content="全年工作"
    )


def body_of(organization: Organization, kind: str, **more: Any) -> Body:
    given = {"title": "机构", "founded_on": date(2020, 1, 1), "tightness": "松散型"} | more
    return Body.objects.create(organization=organization, kind=kind, **given)


def only_conference_lacks(office: Office) -> None:
    world = office.world
    for each in (office.community, world.other):
        body_of(each, "station")
    body_of(world.other, "conference")
    body_of(world.street, "coordination")
    body_of(world.district, "guidance")


def conference_founded(office: Office, _none: Any) -> None:
    body_of(office.community, "conference")


def tight_without_members(office: Office) -> Body:
    day_of_charter = date(2020, 2, 1)
    body = body_of(office.community, "station", tightness="紧密型", charter="第一条", charter_on=day_of_charter)
    for number in (5, 9):
        planting.meeting(office.community, day(number, 5), kind="liaison_meeting", lag=1)
    return body


def with_members(office: Office, body: Body) -> None:
    BodyMember.objects.create(
        organization=office.community,
        body=body,
        unit=office.presence.unit,
        person=make_person("固定成员"),
        during=(day(6, 1), None),
    )


def recorded_year(office: Office, _none: Any) -> CommunityYear:
    return CommunityYear.objects.create(
        organization=office.community, year=2026, office_area=90, activity_area=90, budget_funds=0, dues_funds=0,
        other_funds=0, officers=0, allowances=0,
    )  # fmt: skip


def sent_in(office: Office) -> StationedTask:
    staff = StationedStaff.objects.create(
        organization=office.big,
        person=make_person("王民警"),
        trade="police",
        department="派出所",
        tasks="治安",
        during=(day(1, 5), None),
    )
    return StationedTask.objects.create(
        organization=office.big,
        staff=staff,
        kind="coordination",
        matter="停车",
        asked_on=day(3, 3),
        due_on=day(3, 20),
    )


def asked_for(office: Office) -> ConditionIssue:
    return ConditionIssue.objects.create(
        organization=office.community, conditions=recorded_year(office, None), title="漏雨", raised_on=day(3, 3)
    )


def publication(**fields: Any) -> Plant:
    given = {"kind": "low_income", "title": "低保公示", "content": "三户", "contact": "社区", "working_days": 5}
    given |= {"starts_on": day(4, 1), "ends_on": day(4, 9)} | fields
    return lambda office: Publication.objects.create(organization=office.community, **given)


def objected(office: Office) -> PublicationObjection:
    found = publication(handler_id=office.community.ancestor_ids[-2])(office)
    return PublicationObjection.objects.create(
        organization=office.community, publication=found, channel="phone", raised_on=day(4, 3), text="有异议"
    )


def disclosed(office: Office, _none: Any) -> Publication:
    return publication(kind="affairs", starts_on=day(2, 5), ends_on=day(2, 12))(office)


def mandated(office: Office) -> Person:
    """A part-time deputy since before the year."""
    person = make_person("兼职副书记")
    Post.objects.create(
        organization=office.big, person=person, position="part_time_deputy", during=(date(2025, 1, 1), None)
    )
    return person


def guaranteed(office: Office, person: Person) -> None:
    MandateTime.objects.create(
        organization=office.big, person=person, unit=office.presence.unit, year=2026, hours=40, signed_on=day(3, 2),
        signed_by="负责人",
    )  # fmt: skip


def worked(office: Office, person: Person | None = None, **fields: Any) -> MandateWork:
    given = {"done_on": day(3, 3), "kind": "visit", "content": "走访", "hours": 2} | fields
    return MandateWork.objects.create(organization=office.big, person=person or office.users["member"].person, **given)


def confirmed_work(office: Office, person: Person) -> None:
    worked(office, person, confirmed_on=day(12, 2))


ORGANIZATIONS = {
    "mandate_time.agree": Case("secretary", day(3, 1), day(3, 31), mandated, guaranteed, *LATE),
    "mandate_work.record": Case("secretary", day(12, 1), day(12, 31), mandated, confirmed_work, *LATE),
    "mandate_work.confirm": Case("secretary", day(3, 3), day(3, 17), worked, changed(confirmed_on=day(3, 5))),
    "publication.answer": Case(
        "street", day(4, 3), day(4, 9), objected, changed(answer="已核实", answered_on=day(4, 4))
    ),
    "publication.conclude": Case(
        "secretary", day(4, 10), day(4, 12), publication(), changed(outcome="none", concluded_on=day(4, 10))
    ),
    "publication.affairs": Case("secretary", day(3, 1), day(3, 31), nothing, disclosed, *LATE),
    "body.found": Case("secretary", date(2020, 1, 1), date(2020, 12, 31), only_conference_lacks, conference_founded),
    "body.tight": Case(
        "secretary", day(1, 1), day(12, 31), tight_without_members, with_members, JANUARY_OVER, "年度已过"
    ),
    "street.report": Case("street", day(12, 1), day(12, 31), nothing, street_reported, *LATE),
    "venue.station": Case("secretary", date(2020, 1, 1), date(2020, 12, 31), elsewhere_stationed, stationed),
    "stationed.matter": Case("secretary", day(3, 3), day(3, 20), sent_in, changed(done_on=day(3, 9), outcome="已划线")),
    "conditions.record": Case("secretary", day(12, 1), day(12, 31), nothing, recorded_year, *LATE),
    "conditions.answer": Case(
        "street",
        day(3, 3),
        day(12, 31),
        asked_for,
        changed(answer="已办", answered_by="街道", answered_on=day(3, 9)),
    ),
    "contact_point.visit": Case("secretary", day(3, 1), day(3, 25), followed, visited, *LATE),
    **TRAINING,
    **PLANS,
    "term_election.prepare": Case("street", TERM - timedelta(days=180), TERM, term, elected),
    "term_election.own": Case("secretary", TERM - timedelta(days=180), TERM, term, elected),
    "post.fill": Case("street", day(3, 3), day(6, 1), vacated, filled),
    "seat.fill": Case("street", day(3, 3), day(6, 1), unseated, seated),
    "unit.cover": Case("secretary", day(3, 3), day(4, 2), without_party, founded),
    "unit.report_in": Case("secretary", day(3, 3), day(4, 2), newcomer, changed(reported_in_on=day(3, 20))),
}


def grant(office: Office, _on: date | None = None) -> FundVoucher:
    return voucher(office, fund="慈善基金", kind="donation", number="D-1")


def voucher(office: Office, on: date | None = None, **fields: Any) -> FundVoucher:
    on = on or day(3, 3)
    given = {"kind": "budget", "amount": 20000, "purpose": "经费", "party": "区财政局", "number": f"P-{on}"} | fields
    return FundVoucher.objects.create(organization=office.community, happened_on=on, scan="a.pdf", **given)


def booked(office: Office, on: date, **fields: Any) -> FundVoucher:
    found = voucher(office, on, **fields)
    for code, side in (("cash", "debit"), (found.kind, "credit")):
        FundBooking.objects.create(
            organization=office.community, voucher=found, fund=found.fund, code=code, booked_on=on,
            **{side: found.amount},
        )  # fmt: skip
    return found


def reported_funds(office: Office, voucher: FundVoucher) -> FundReport:
    return FundReport.objects.create(
        organization=office.community, fund=voucher.fund, first=day(1, 1), last=day(3, 31), opening=0,
        income=20000, spending=0, closing=20000,
    )  # fmt: skip


FUNDS = {
    "voucher.approve": Case("secretary", day(3, 3), day(3, 10), voucher, changed(approved_on=day(3, 5))),
    "grant.approve": Case("secretary", day(3, 3), day(3, 10), grant, changed(approved_on=day(3, 5))),
    "help.publish": Case(
        "secretary",
        day(4, 1),
        day(4, 16),
        lambda office: booked(office, day(3, 3), fund="慈善基金", kind="donation"),
        reported_funds,
        *LATE,
    ),
    "funds.publish": Case(
        "secretary", day(4, 1), day(4, 16), lambda office: booked(office, day(3, 3)), reported_funds, *LATE
    ),
    "funds.allocate": Case(
        "secretary", day(12, 1), day(12, 31), nothing, lambda office, _none: booked(office, day(5, 5)), *LATE
    ),
}

CASES = FUNDS | MEETINGS | MEMBERS | SERVICES | ASSESSMENTS | ORGANIZATIONS
