"""One case for each duty: what is planted, when it opens and is due, what closes it. A new duty adds a line here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Model

from assessments import indicators
from assessments.drafting import adopt_scheme
from assessments.models import Evaluation, Objection
from grids.actions.places import create_grid
from grids.models import ResponsiblePerson
from meetings.models import Attendance, Meeting, Resolution
from members.models import DualRegistration, StandingSpell, TransferLetter, TransferRequest
from organizations.models import (
    CommunityYear,
    ConditionIssue,
    ContactPoint,
    ContactVisit,
    Month,
    Organization,
    Post,
    Training,
    TrainingAttendance,
    UnitPresence,
    Venue,
    YearPlan,
    YearTarget,
)
from people.models import CorrectionRequest, Person
from services.models import Agreement, AgreementChange, AgreementItem, Claim, LetterItem, OverdueLetter
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


def submitted(office: Office) -> DualRegistration:
    return DualRegistration.objects.create(
        organization=office.community, person=make_person("在职"), side="home", submitted_at=at(day(3, 3))
    )


def lapsing(office: Office) -> DualRegistration:
    row = planting.registration(office.presence, day=date(2025, 3, 11))
    change(row, during=(date(2025, 3, 11), day(3, 11)), person=office.users["member"].person)
    return row


def correction(office: Office) -> CorrectionRequest:
    return CorrectionRequest.objects.create(
        person=office.world.members[2], field="phone", proposed="13900001111", submitted_at=at(day(3, 3))
    )


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


def corrected(office: Office, row: CorrectionRequest) -> None:
    change(row, state="applied", decided_at=at(day(3, 4)), decided_by=office.users["secretary"])


OVER = day(3, 11), "the registration itself has ended"
MEMBERS = {
    "registration.confirm": Case("secretary", day(3, 3), day(3, 10), submitted, registered),
    "registration.refresh": Case("secretary", day(2, 9), day(3, 10), lapsing, changed(state="ended"), *OVER),
    "registration.refresh_own": Case("member", day(2, 9), day(3, 10), lapsing, changed(state="ended"), *OVER),
    "correction.answer": Case("branch", day(3, 3), day(3, 24), correction, corrected),
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
SERVICES = {
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


def evaluation(state: str, **fields: Any) -> Plant:
    def plant(office: Office) -> Evaluation:
        indicators.load()
        scheme = adopt_scheme(by="test", district=office.district, year=2026, on=day(1, 5))
        return Evaluation.objects.create(organization=office.community, scheme=scheme, state=state, **fields)

    return plant


def stepped(state: str) -> Close:
    return changed(state=state, self_reported_at=at(day(11, 20)), published_until=day(12, 10))


def objection(office: Office) -> Objection:
    return Objection.objects.create(
        organization=office.community,
        evaluation=evaluation("published", published_until=day(12, 10))(office),
        text="有异议",
        raised_by=office.users["member"],
        raised_at=at(day(12, 1)),
    )


def month(office: Office) -> Month:
    return Month.objects.get_or_create(district=office.district, month=day(2, 1))[0]


ASSESSMENTS = {
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
        evaluation("published", published_until=day(12, 10)),
        changed(state="decided", decided_at=at(day(12, 20))),
    ),
    "evaluation.freeze": Case(
        "district",
        day(12, 20),
        day(12, 31),
        evaluation("decided", decided_at=at(day(12, 20))),
        changed(state="frozen"),
    ),
    "objection.answer": Case(
        "street", day(12, 1), day(12, 10), objection, changed(answer="已核实", answered_at=at(day(12, 2)))
    ),
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


def vacated(office: Office) -> Post:
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


def recorded_year(office: Office, _none: Any) -> CommunityYear:
    return CommunityYear.objects.create(
        organization=office.community, year=2026, office_area=90, activity_area=90, budget_funds=0, dues_funds=0,
        other_funds=0, officers=0, allowances=0,
    )  # fmt: skip


def asked_for(office: Office) -> ConditionIssue:
    return ConditionIssue.objects.create(
        organization=office.community, conditions=recorded_year(office, None), title="漏雨", raised_on=day(3, 3)
    )


ORGANIZATIONS = {
    "venue.station": Case("secretary", date(2020, 1, 1), date(2020, 12, 31), elsewhere_stationed, stationed),
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
    "unit.report_in": Case("secretary", day(3, 3), day(4, 2), newcomer, changed(reported_in_on=day(3, 20))),
}

CASES = MEETINGS | MEMBERS | SERVICES | ASSESSMENTS | ORGANIZATIONS
