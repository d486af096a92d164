"""A small district and records of every kind in it, written as rows: what measures read, with any date and state."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from random import Random
from typing import Any

from assessments.models import Evaluation, Scheme
from core.zone import ZONE
from grids.models import Opinion, OpinionStep
from meetings.models import Attendance, Meeting
from members.models import DualRegistration, Membership
from organizations import actions
from organizations.models import Organization, Post, Publication, Unit, UnitPresence
from people.models import Person, User
from services.models import Activity, Agreement, AgreementItem, AgreementProgress, Claim

SINCE = date(2020, 1, 1)
MARCH = date(2026, 3, 1)
_number = count(1)


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """A local moment."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


@dataclass
class District:
    """Two streets of two communities, each with a big committee, a general branch and a branch; one branch apart."""

    root: Organization
    streets: list[Organization] = field(default_factory=list)
    communities: list[Organization] = field(default_factory=list)
    big: dict[int, Organization] = field(default_factory=dict)
    general: dict[int, Organization] = field(default_factory=dict)
    branch: dict[int, Organization] = field(default_factory=dict)
    apart: Organization | None = None


def plant_tree(prefix: str = "DX") -> District:
    def make(kind: str, code: str, name: str, parent: Organization | None) -> Organization:
        return actions.create_organization(by="tests", kind=kind, code=code, name=name, parent=parent, since=SINCE)

    district = District(make("district_department", prefix, "示范区委组织部", None))
    for letter in "AB":
        street = make("street_working_committee", f"{prefix}-{letter}", f"{letter}街道党工委", district.root)
        district.streets.append(street)
        for number in (1, 2):
            code = f"{prefix}-{letter}-{number}"
            community = make("community", code, f"{letter}{number}社区", street)
            district.communities.append(community)
            district.big[community.pk] = make("big_committee", f"{code}-D", f"{letter}{number}大党委", community)
            general = make("community_general_branch", f"{code}-Z", f"{letter}{number}党总支", community)
            district.general[community.pk] = general
            district.branch[community.pk] = make("branch", f"{code}-1", f"{letter}{number}支部", general)
    district.apart = make("branch", f"{prefix}-A-9", "直属支部", district.streets[0])
    return district


def person(**fields: Any) -> Person:
    return Person.objects.create(name=f"人员{next(_number)}", **fields)


def account() -> User:
    number = next(_number)
    return User.objects.create_user(f"plant-{number}", person=person())


def member(branch: Organization, *, complete: bool = True, education: str = "college") -> Membership:
    filled = {"sex": "male", "birth_date": date(1980, 5, 1)} if complete else {}
    return Membership.objects.create(
        person=person(education=education, **filled),
        organization=branch,
        during=(SINCE, None),
        joined_on=date(2005, 7, 1) if complete else None,
    )


def meeting(
    host: Organization,
    day: date,
    *,
    kind: str = "theme_day",
    lag: int | None = 0,
    entitled: int = 0,
    present: int = 0,
) -> Meeting:
    """A meeting held on ``day``, entered ``lag`` days later; ``lag`` None: its day is over and nothing entered."""
    held = at(day) + timedelta(seconds=next(_number) % 3600)
    form = {"form": "党课教育", "education": "理想教育"} if kind == "theme_day" else {}
    recorded = (
        {"state": "recorded", "held_at": held, "recorded_at": held + timedelta(days=lag, hours=1)}
        if lag is not None
        else {"state": "notified", "notified_at": held - timedelta(days=3)}
    )
    row = Meeting.objects.create(
        organization=host, kind_id=kind, topic="学习", starts_at=held, place="活动室", **form, **recorded
    )
    for number in range(entitled):
        signed = {"state": "present", "way": "hand", "signed_at": held} if number < present else {}
        Attendance.objects.create(meeting=row, organization=host, person=person(), **signed)
    return row


def unit(community: Organization, *, members: int | None = 4, since: date = SINCE) -> UnitPresence:
    row = Unit.objects.create(
        organization_id=community.ancestor_ids[1],
        name=f"单位{next(_number)}",
        kind="institution",
        full_members=members,
        party_name="单位党支部",
    )
    return UnitPresence.objects.create(unit=row, organization=community, during=(since, None))


def registration(presence: UnitPresence, *, day: date, side: str = "work", foreign: bool = False) -> DualRegistration:
    return DualRegistration.objects.create(
        person=person(),
        organization=presence.organization,
        side=side,
        unit=None if foreign else presence.unit,
        unit_name=presence.unit.name,
        state="confirmed",
        submitted_at=at(day),
        decided_at=at(day, 11),
        during=(day, None),
        slip_number=f"HZ{next(_number)}",
    )


def agreement(presence: UnitPresence, *, signed: date, year: int = 2026) -> Agreement:
    return Agreement.objects.create(
        organization=presence.organization,
        unit=presence.unit,
        year=year,
        aims="共同办好社区的事",
        state="both_confirmed",
        confirmed_by_community_at=at(signed, 9),
        confirmed_by_community_by=account(),
        confirmed_by_unit_at=at(signed, 10),
        confirmed_by_unit_by=account(),
    )


def item(
    parent: Agreement, *, due: date, done: date | None, entered: datetime | None = None, target: int = 1
) -> AgreementItem:
    finished = done is not None
    row = AgreementItem.objects.create(
        organization=parent.organization,
        agreement=parent,
        kind="服务联做",
        title="便民服务",
        due_on=due,
        target=target,
        done=target if finished else 0,
        state="done" if finished else "open",
        done_on=done,
    )
    if done is not None:
        AgreementProgress.objects.create(
            organization=parent.organization,
            item=row,
            happened_on=done,
            note="已开展",
            amount=target,
            recorded_at=entered or at(done, 17),
        )
    return row


def service(community: Organization, day: date, *, hours: Decimal | None = Decimal(2), after: int = 1) -> Claim:
    """A claim of an activity on ``day``, hours confirmed by both sides ``after`` days later; None: not confirmed."""
    starts = at(day, 9)
    activity = Activity.objects.create(
        organization=community,
        title="陪诊",
        mode="按需服务",
        direction="福利服务",
        place="服务站",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        state="held",
        held_at=starts + timedelta(hours=3),
    )
    claim = Claim(
        activity=activity,
        organization=community,
        person=person(),
        state="attended",
        signed_in_at=starts,
        claimed_at=starts - timedelta(days=1),
    )
    if hours is not None:
        confirmed = starts + timedelta(days=after)
        claim.state, claim.hours = "confirmed", hours
        claim.confirmed_by_community_at, claim.confirmed_by_member_at = confirmed, confirmed + timedelta(hours=1)
        claim.confirmed_by_community_by, claim.confirmed_by_member_by = account(), account()
    claim.save()
    return claim


def opinion(community: Organization, received: date, *steps: tuple[str, str, date, date | None, str]) -> Opinion:
    """An opinion with its steps: (kind, level, day, due, satisfaction); the first is its reception."""
    last = steps[-1]
    row = Opinion.objects.create(
        organization=community,
        content="楼道照明不亮",
        level=last[1],
        received_at=at(received),
        recorded_at=at(received),
        due_on=next(step[3] for step in reversed(steps) if step[3]),
    )
    for kind, level, day, due, satisfaction in steps:
        OpinionStep.objects.create(
            opinion=row,
            kind=kind,
            level=level,
            due_on=due,
            satisfaction=satisfaction,
            happened_at=at(day, 11),
            recorded_at=at(day, 12),
        )
    return row


def secretary(body: Organization, *, born: date | None, education: str = "college") -> Post:
    return Post.objects.create(
        organization=body,
        person=person(birth_date=born, education=education),
        position="secretary",
        during=(SINCE, None),
    )


def scatter(district: District, *, seed: int, month: date = MARCH) -> None:
    """Records of every kind, state and promptness all over the district, the same for the same seed."""
    dice = Random(seed)
    day = lambda: month + timedelta(days=dice.randrange(28))  # noqa: E731
    for community in district.communities:
        hosts = [community, district.big[community.pk], district.general[community.pk], district.branch[community.pk]]
        for _ in range(dice.randrange(3)):
            entitled = dice.randrange(5)
            meeting(
                dice.choice(hosts),
                day(),
                lag=dice.choice([None, 0, 2, 3, 4, 9, 40]),
                entitled=entitled,
                present=dice.randrange(entitled + 1),
            )
        for kind in ("joint_conference", "big_committee_meeting"):
            for _ in range(dice.randrange(3)):
                meeting(community, day(), kind=kind, lag=dice.choice([None, 0, 5, 50]))
        for _ in range(dice.randrange(4)):
            presence = unit(community, members=dice.choice([None, 0, 2, 5]), since=dice.choice([SINCE, day()]))
            for _ in range(dice.randrange(4)):
                registration(presence, day=day(), side=dice.choice(["work", "home"]), foreign=dice.random() < 0.3)
            if dice.random() < 0.6:
                signed = agreement(presence, signed=day())
                for _ in range(dice.randrange(3)):
                    due = day()
                    done = dice.choice([None, due - timedelta(days=2), due, due + timedelta(days=3)])
                    item(
                        signed,
                        due=due,
                        done=done,
                        entered=at(done + timedelta(days=dice.choice([0, 9]))) if done else None,
                    )
        for _ in range(dice.randrange(3)):
            service(
                community, day(), hours=dice.choice([None, Decimal("1.5"), Decimal(3)]), after=dice.choice([1, 6, 30])
            )
        for _ in range(dice.randrange(3)):
            received = day()
            due = received + timedelta(days=3)
            steps: list[Any] = [("received", "community", received, due, "")]
            if dice.random() < 0.5:
                raised = received + timedelta(days=dice.choice([1, 5]))
                steps.append(("raised", "street", raised, raised + timedelta(days=5), ""))
            if dice.random() < 0.7:
                answered = steps[-1][2] + timedelta(days=dice.choice([1, 8]))
                steps.append(("answered", steps[-1][1], answered, None, ""))
                if dice.random() < 0.7:
                    rated = dice.choice(["satisfied", "basic", "dissatisfied"])
                    steps.append(("rated", steps[-1][1], answered + timedelta(days=1), None, rated))
            opinion(community, received, *steps)
        for _ in range(dice.randrange(4)):
            member(
                district.branch[community.pk],
                complete=dice.random() < 0.7,
                education=dice.choice(["", "senior", "college"]),
            )
        if dice.random() < 0.8:
            secretary(
                district.general[community.pk],
                born=dice.choice([None, date(1990, 1, 1), date(1970, 1, 1)]),
                education=dice.choice(["", "senior", "bachelor"]),
            )
    if district.apart is not None:
        member(district.apart)


def put_in_force(scheme: Scheme) -> Scheme:
    """A scheme whose items were written one by one, as it stands once its year has begun."""
    day = date(scheme.year, 1, 1)
    Scheme.objects.filter(pk=scheme.pk).update(state=Scheme.State.IN_FORCE, announced_on=day, begins_on=day)
    scheme.refresh_from_db(fields=["state", "announced_on", "begins_on"])
    return scheme


def publicity(evaluation: Evaluation, until: date) -> Publication:
    """The result hangs out until that day; the street answers objections."""
    community = evaluation.organization
    return Publication.objects.create(
        organization=community, handler_id=community.ancestor_ids[-2], kind="evaluation", title="五好评价结果",
        content="得分", contact="街道", starts_on=until - timedelta(days=7), working_days=5, ends_on=until,
        subject="assessments.evaluation", subject_id=evaluation.pk,
    )  # fmt: skip
