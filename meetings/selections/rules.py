"""What a selection asks: its numbers of the publishing day, its preconditions, who is elected; no writes (ORG-08)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core.records.errors import RuleViolation
from core.web.home import lists
from meetings.ballots.rules import Matter
from meetings.models import Delegate, Meeting, Nominee, Poll, Selection
from meetings.queries import voters, voting
from meetings.rules import Standard, has_quorum
from members.models import MemberTie
from organizations import seats, standards
from organizations.cases.kinds import Gate, Level
from organizations.kinds import COMMUNITY_ORGANIZATIONS
from organizations.models import Case, Organization, Position, Post, UnitPresence
from organizations.selections.direct import DIRECT_ENTRY
from people.models import Person

RATIO = "org.selection.candidates_per_post_min"
SHARE = "org.selection.member_delegates_min_share"
IN_SERVICE = "org.selection.in_service_delegates_min"
MINUTES = "org.selection.speech_minutes"
JOINT = "org.selection.joint_nomination_names_min"
NOTICE = "org.selection.meeting_notice_days"
ROUNDS = "org.selection.rounds_max"
PUBLICITY = "core.publicity_working_days"
QUORUM, BASE, MAJORITY = (
    "org.selection.attendance_min_share",
    "org.selection.majority_base",
    "org.selection.majority_share",
)
FROZEN = (RATIO, SHARE, IN_SERVICE, MINUTES, JOINT, NOTICE, ROUNDS, PUBLICITY, QUORUM, BASE, MAJORITY)
"""Standards that are read once, on the day of publication (decision 3)."""

POSITIONS = (Position.PART_TIME_DEPUTY, Position.COMMITTEE_MEMBER)
MATTER_OF = {Position.PART_TIME_DEPUTY: Matter.DEPUTIES, Position.COMMITTEE_MEMBER: Matter.MEMBERS}


def community_of(committee: Organization) -> Organization:
    """Whose members choose: the community of the committee, without one (it was dissolved) its own."""
    return Level.COMMUNITY.of(committee) or committee


def vacant(committee: Organization, today: date) -> dict[str, int]:
    """Open seats of each kind: what the committee should have less who sits there, direct entrants included."""
    found = {row.position: row.lacking for row in seats.of(committee, today=today)}
    return {position: found.get(position, 0) for position in POSITIONS}


def frozen(committee: Organization, on: date) -> dict[str, Any]:
    """The numbers of the day, plain: text, whether the standard is strict, its share where it is one."""
    rows = standards.rows(FROZEN, organization=committee, as_of=on)
    return {
        name: {
            "text": row.text,
            "strict": row.op in (">", "<"),
            "share": str(row.share) if row.unit in ("percent", "ratio") else "",
        }
        for name, row in rows.items()
    }


def number(selection: Selection, name: str) -> int:
    """A whole number of the publishing day."""
    return int(Fraction(selection.numbers[name]["text"]))


def share(selection: Selection, name: str) -> Fraction:
    return Fraction(selection.numbers[name]["share"])


def standard(selection: Selection) -> Standard:
    """Attendance and majority as they were on the publishing day."""
    numbers = selection.numbers
    return Standard(
        share(selection, QUORUM),
        numbers[QUORUM]["strict"],
        numbers[BASE]["text"],
        share(selection, MAJORITY),
        numbers[MAJORITY]["strict"],
    )


def community_members(committee: Organization, on: date) -> int:
    """Members whose relationship is in the community on the day."""
    return MemberTie.objects.under(community_of(committee)).spells(on).count()


def member_delegates_needed(selection: Selection) -> int:
    """A share of all members of the publishing day, rounded up."""
    return math.ceil(selection.community_members * share(selection, SHARE))


# -- persons ---------------------------------------------------------------------------------------


def members_offered(committee: Organization, on: date) -> Any:
    """Full members of the community, who may be delegates."""
    community = community_of(committee)
    spells = MemberTie.objects.under(community).spells(on).full()
    return Person.objects.filter(pk__in=spells.values("person")).order_by("pinyin", "pk")


def in_service_offered(committee: Organization, on: date) -> Any:
    """In-service members whose registration the community confirmed."""
    community = community_of(committee)
    rows = MemberTie.objects.under(community).valid(on)
    return Person.objects.filter(pk__in=rows.values("person")).order_by("pinyin", "pk")


def officers(committee: Organization, on: date) -> list[Person]:
    """The leading body of the community's organisation: they vote by their office."""
    community = community_of(committee)
    posts = (
        Post.objects.under(community)
        .in_force(on)
        .filter(organization__kind__in=COMMUNITY_ORGANIZATIONS, position__in=list(DIRECT_ENTRY))
    )
    return list(Person.objects.filter(pk__in=posts.values("person")).order_by("pinyin", "pk"))


def units_with_party(committee: Organization, on: date) -> list[UnitPresence]:
    """Units of the area that have a Party organisation; their secretaries and deputies take part."""
    community = community_of(committee)
    rows = UnitPresence.objects.filter(organization=community, during__contains=on).select_related("unit")
    return [row for row in rows.order_by("pk") if row.unit.party_organization_id or row.unit.party_name]


def electors(selection: Selection, on: date) -> set[int]:
    """Everybody with a vote: delegates, and the officers of the community's organisation."""
    chosen = set(Delegate.objects.filter(case=selection.case_id).values_list("person_id", flat=True))
    return chosen | {person.pk for person in officers(selection.organization, on)}


# -- what is refused -------------------------------------------------------------------------------


def check_nominee(nominee: Nominee, selection: Selection, *, today: date) -> None:
    """A Party member, for a seat that is open, by a way whose conditions hold. Raises RuleViolation."""
    if not selection.seats(nominee.position):
        raise RuleViolation("no-seat", f"这次没有推选{nominee.get_position_display()}", field="position")
    if nominee.nominated_on < selection.published_on:
        raise RuleViolation("early", f"提名不能早于公布职位的日期（{selection.published_on}）", field="nominated_on")
    if nominee.nominated_on > today:
        raise RuleViolation("future", "提名日期不能晚于今天", field="nominated_on")
    if not lists().party_members([nominee.person_id], nominee.nominated_on):
        raise RuleViolation("not-member", f"{nominee.person.name}不是登记在册的党员，不能推荐", field="person_name")
    sits = Post.objects.filter(organization=selection.organization_id, person=nominee.person_id).in_force(today)
    if sits.exists():
        raise RuleViolation("sits", f"{nominee.person.name}已经是大党委成员", field="person_name")
    if nominee.way == Nominee.Way.ORGANIZATION and not nominee.backers.strip():
        raise RuleViolation("no-organization", "请填写推荐的组织", field="backers")
    if nominee.way == Nominee.Way.JOINT:
        _check_joint(nominee, selection)


def _check_joint(nominee: Nominee, selection: Selection) -> None:
    names = list(dict.fromkeys(nominee.backers.replace("、", " ").replace("，", " ").split()))
    least = number(selection, JOINT)
    if len(names) < least:
        raise RuleViolation("too-few", f"党员联名举荐不少于{least}人，现有{len(names)}人", field="backers")
    if nominee.person.name in names:
        raise RuleViolation("self", f"联名的党员不能有{nominee.person.name}本人", field="backers")
    community = community_of(selection.organization)
    spells = MemberTie.objects.under(community).spells(nominee.nominated_on)
    members = Person.objects.filter(name__in=names, pk__in=spells.values("person"))
    registered = in_service_offered(selection.organization, nominee.nominated_on).filter(name__in=names)
    known = {*members.values_list("name", flat=True), *registered.values_list("name", flat=True)}
    strangers = [name for name in names if name not in known]
    if strangers:
        raise RuleViolation("strangers", f"{'、'.join(strangers[:5])}不是本社区登记在册的党员", field="backers")


def check_may_nominate(case: Case, done: set[str]) -> None:
    """Nominations are taken from the publication on, until they were closed."""
    if not case.is_open or "publish" not in done:
        raise RuleViolation("not-published", "公布职位以后才能推荐提名")
    if "nominate" in done:
        raise RuleViolation("closed", "推荐提名已经结束；需要补充的，先把这一步退回")


def check_drawn(order: Sequence[Nominee]) -> None:
    """Speeches have an order. Raises RuleViolation."""
    if not order:
        raise RuleViolation("not-drawn", "还没有抽签：办理“抽签确定演讲顺序”以后才能计时")


# -- preconditions ---------------------------------------------------------------------------------


def ratio_gates(selection: Selection, nominees: Sequence[Nominee]) -> list[Gate]:
    """Qualified nominees for each kind of seat: so many for each seat."""
    least, found = share(selection, RATIO), []
    for position in POSITIONS:
        count = selection.seats(position)
        if not count:
            continue
        passed = sum(each.position == position and each.verdict == Nominee.Verdict.PASSED for each in nominees)
        wanted = math.ceil(count * least)
        label = str(position.label)
        found.append(
            Gate(
                f"{label}合格人选{passed}人，职数{count}，应有{wanted}人",
                passed >= wanted,
                f"{label}合格的推荐人选{passed}人，职数{count}，至少要{wanted}人",
                "退回推荐提名，补充人选再审查",
                reverse("meetings:selection", args=[selection.case_id]),
            )
        )
    return found


def delegate_gates(selection: Selection, on: date) -> list[Gate]:
    """Members, in-service members, units' secretaries and officers of the organisation."""
    rows = list(Delegate.objects.filter(case=selection.case_id))
    url = reverse("meetings:selection_delegates", args=[selection.case_id])
    members = sum(row.kind == Delegate.Kind.MEMBER for row in rows)
    wanted = member_delegates_needed(selection)
    percent = share(selection, SHARE) * 100
    serving = sum(row.kind == Delegate.Kind.IN_SERVICE for row in rows)
    least = number(selection, IN_SERVICE)
    represented = {row.unit_id for row in rows}
    missing = [row.unit.name for row in units_with_party(selection.organization, on) if row.unit_id not in represented]
    leading = officers(selection.organization, on)
    return [
        Gate(
            f"社区党员代表{members}名，应有{wanted}名（公布当天党员{selection.community_members}人的{float(percent):g}%，进一）",
            members >= wanted,
            f"社区党员代表应有{wanted}名，现有{members}名",
            "补代表",
            url,
        ),
        Gate(
            f"在职党员代表{serving}名，应有{least}名（已确认双报到）",
            serving >= least,
            f"已确认双报到的在职党员代表应有{least}名，现有{serving}名",
            "补代表",
            url,
        ),
        Gate(
            "辖区单位党组织书记、副书记",
            not missing,
            f"还没有{'、'.join(missing[:3])}的书记、副书记",
            "登记单位书记、副书记",
            reverse("meetings:selection_delegate", args=[selection.case_id]),
        ),
        Gate(
            f"社区党组织班子成员{len(leading)}名，全部参加",
            bool(leading),
            "社区党组织还没有登记班子成员",
            "登记任职",
            reverse("organizations:index"),
        ),
    ]


def notice_gate(selection: Selection, meeting: Meeting | None) -> Gate:
    """The meeting was announced so many days before."""
    days = number(selection, NOTICE)
    url = reverse("meetings:plan")
    if meeting is None or meeting.notified_at is None:
        reason = f"还没有发出推选大会的预告，至少提前{days}天"
        return Gate(f"推选大会预告满{days}天", False, reason, "去发预告", url)
    told, held = timezone.localdate(meeting.notified_at), timezone.localdate(meeting.held_at or meeting.starts_at)
    reason = f"{told}发出预告，{held}召开，只隔{(held - told).days}天"
    return Gate(f"推选大会预告满{days}天", (held - told).days >= days, reason, "改期后重新通知", url)


def attendance_gates(selection: Selection, on: date) -> list[Gate]:
    """Those called are the electors and nobody else; four fifths of them came, four fifths itself is enough."""
    asked, meeting = standard(selection), selection.meeting
    if meeting is None:
        return [Gate("到会人数", False, "推选大会还没有召开", "按预告召开")]
    url = reverse("meetings:attendance", args=[meeting.pk])
    called, voting_now = voting(meeting).select_related("person"), electors(selection, on)
    strangers = [row.person.name for row in called if row.person_id not in voting_now]
    entitled, present = voters(meeting)
    label = f"应到{entitled}人，实到{present}人，到会不少于{asked.quorum_words}"
    reason = f"应到{entitled}人，实到{present}人，不足{asked.quorum_words}，不能投票"
    names = "、".join(strangers[:3])
    return [
        Gate("应到人员都是代表或班子成员", not strangers, f"{names}不是代表，不能投票", "退回“确定参会代表”", url),
        Gate(label, has_quorum(asked, entitled=entitled, present=present), reason, "登记到会", url),
    ]


# -- results ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Result:
    """One kind of seat: who is elected so far, with votes; written-in names that have the majority; what is open."""

    position: str
    seats: int
    elected: list[tuple[Person, int]]
    write_ins: list[tuple[str, int]]
    rounds: int
    running: Poll | None
    counted: bool

    @property
    def left(self) -> int:
        return self.seats - len(self.elected) - len(self.write_ins)

    @property
    def label(self) -> str:
        return str(Position(self.position).label)


def _needs(poll: Poll, asked: Standard) -> tuple[Fraction, bool]:
    base = {"entitled": poll.entitled, "present": poll.present, "valid": poll.valid or 0}[asked.base]
    return base * asked.majority, asked.majority_strict


def chosen_in(poll: Poll, asked: Standard) -> tuple[list[tuple[Person | str, int]], bool]:
    """Who has the majority, the most voted first, as far as there are seats; of equals at the end nobody (True)."""
    limit, strict = _needs(poll, asked)
    votes: list[tuple[Person | str, int]] = [
        (row.person, (row.votes or [0])[0]) for row in poll.subjects.select_related("person")
    ]
    votes += [(name, count) for name, count in poll.write_ins or []]
    passing = sorted(
        (each for each in votes if (each[1] > limit if strict else each[1] >= limit)), key=lambda each: -each[1]
    )
    places = poll.seats or 0
    if len(passing) <= places:
        return passing, False
    tied = passing[places - 1][1] == passing[places][1]
    return [each for each in passing[:places] if not tied or each[1] > passing[places][1]], tied


def result(selection: Selection, position: str) -> Result:
    """What the ballots of a kind of seat say so far."""
    matter, asked = MATTER_OF[Position(position)], standard(selection)
    rows = selection.meeting.polls.filter(matter=matter).order_by("round") if selection.meeting else []
    polls = [poll for poll in rows if not poll.is_void]
    elected: list[tuple[Person, int]] = []
    written: list[tuple[str, int]] = []
    for poll in polls:
        if poll.state == Poll.State.SIGNED:
            for who, votes in chosen_in(poll, asked)[0]:
                (written if isinstance(who, str) else elected).append((who, votes))  # type: ignore[arg-type]
    running = next((poll for poll in polls if poll.state != Poll.State.SIGNED), None)
    counted = any(poll.state == Poll.State.SIGNED for poll in polls)
    return Result(position, selection.seats(position), elected, written, len(polls), running, counted)


def results(selection: Selection) -> list[Result]:
    """Of each kind that has seats."""
    return [result(selection, position) for position in POSITIONS if selection.seats(position)]
