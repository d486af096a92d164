"""``POLL``: a poll from the votes over count and signatures to the grades; no writes (MTG-16, MTG-07, MTG-10).

Three regimes of votes are data (``meetings.rules.STANDARDS``: election, admission, general); a poll that only grades
needs the quorum of its meeting, and elects nobody.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from core.records.errors import RuleViolation
from core.records.shown import Face, Part
from core.records.workflow import ITSELF, VERSION, Role, Stage, Step, Workflow
from meetings.models import Meeting, PhonePoll, Poll, PollSubject, PollVoter
from meetings.rules import MANAGE

Matter, State = Poll.Matter, Poll.State
KIND_OF = {"democratic_appraisal": Matter.APPRAISAL, "delegate_conference": Matter.REVIEW}
"""What is graded in which kind of meeting."""
GRADES = {Matter.APPRAISAL: "mtg.democratic_appraisal.grades", Matter.REVIEW: "asm.two_way_review.grades"}
ELECTIONS = (Matter.DEPUTIES, Matter.MEMBERS)
"""Matters in which a paper names so many as there are seats (ORG-08)."""
SELECTION = "selection_meeting"
WRITE_INS = 3
"""How many names written in are asked for; more have next to no votes and are blank papers."""
IN_FAVOUR = "赞成"
EXCELLENT = "mtg.democratic_appraisal.excellent_share_max"
PROBATIONERS = "mtg.democratic_appraisal.probationer_graded"
THIRDS = 100
"""Largest denominator that a share in percent is read with: 33.3 is a third, 66.7 two thirds."""


def _subjects(poll: Poll) -> list[str]:
    return [
        f"{each.person.name}：{'、'.join(map(str, each.votes or []))} {each.blank or 0} {each.result}"
        for each in poll.subjects.select_related("person").order_by("position", "pk")
    ]


def _papers(poll: Poll) -> list[str]:
    rows = PollVoter.objects.filter(poll=poll, way=PollVoter.Way.PAPER)
    return list(rows.order_by("person_id").values_list("person__name", flat=True))


FACE = Face(
    ("matter", "issued", "returned", "invalid", "valid", "write_ins", "explanation", "teller", "scrutineer"),
    {"subjects": Part("被评议人", _subjects), "papers": Part("领取纸质票", _papers)},
)


def _not_again(poll: Poll, by: Any, at: datetime) -> None:
    if Poll.objects.filter(again_of=poll).exists():
        raise RuleViolation("again", "已经重新组织投票，请在新一次投票里办理")


def _still_open(poll: Poll, by: Any, at: datetime) -> None:
    """The minutes say what was counted: once they are confirmed the poll stands."""
    if poll.meeting.state in Meeting.SETTLED_STATES:
        raise RuleViolation("settled", "会议纪要已经确认，请先退回修改，再办理")


def _not_decided(poll: Poll, by: Any, at: datetime) -> None:
    if poll.subjects.exclude(result="").exists():
        raise RuleViolation("decided", "已经评定等次，请先撤销评定")


def _by_paper_so_far(poll: Poll, by: Any, at: datetime) -> None:
    if PhonePoll.objects.filter(poll=poll).exists():
        raise RuleViolation("voted-by-phone", "已经用手机投过票，请登记纸质票的票数")


def _on_roll(user: Any, poll: Poll) -> bool:
    return PollVoter.objects.filter(poll=poll, person=user.person_id).exists()


def _decided(poll: Poll, by: Any, at: datetime) -> None:
    if not poll.subjects.exclude(result="").exists():
        raise RuleViolation("not-decided", "还没有评定等次")


def _appraisal(poll: Poll, by: Any, at: datetime) -> None:
    if poll.matter != Matter.APPRAISAL:
        raise RuleViolation("no-grades", f"{poll.get_matter_display()}以得票为结果，不另评定等次")


POLL = Workflow(
    model=Poll,
    noun="这次投票",
    face=FACE,
    start=State.OPEN,
    stages={
        State.OPEN: Stage("计票人", "清点选票，登记票数"),
        State.VOTING: Stage("会议召集人", "等到会人员投完票，再结束投票"),
        State.COUNTED: Stage("计票人、监票人", "在计票单上签字，上传计票单"),
        State.SIGNED: Stage("会议召集人", "办完评议，确认会议纪要"),
        State.VOID: Stage(),
    },
    steps=(
        Step(
            "begin_voting",
            "开始手机投票",
            (State.OPEN,),
            State.VOTING,
            right=MANAGE,
            event="meetings.poll_voting",
            checks=(_still_open, _by_paper_so_far),
        ),
        Step("cast", "投票", (State.VOTING,), right=Role("名册上的人", _on_roll), carries=ITSELF),
        Step(
            "cast_at_device",
            "会场设备投票",
            (State.VOTING,),
            right=MANAGE,
            event="meetings.poll_device",
            carries=ITSELF,
        ),
        Step(
            "give_papers",
            "登记纸质票",
            (State.VOTING,),
            right=MANAGE,
            event="meetings.poll_papers",
            looks=("papers",),
        ),
        Step(
            "end_voting",
            "结束投票",
            (State.VOTING,),
            State.OPEN,
            right=MANAGE,
            event="meetings.poll_opened_ballots",
        ),
        Step(
            "stop",
            "中止投票",
            (State.VOTING,),
            State.VOID,
            right=MANAGE,
            event="meetings.poll_stopped",
        ),
        Step(
            "count",
            "登记票数",
            (State.OPEN, State.COUNTED),
            State.COUNTED,
            right=MANAGE,
            event="meetings.poll_counted",
            checks=(_still_open,),
            carries=VERSION,
        ),
        Step(
            "void",
            "登记为无效",
            (State.OPEN, State.COUNTED),
            State.VOID,
            right=MANAGE,
            event="meetings.poll_void",
            checks=(_still_open,),
            carries=VERSION,
        ),
        Step(
            "sign_sheet",
            "登记签字",
            (State.COUNTED,),
            State.SIGNED,
            right=MANAGE,
            event="meetings.poll_signed",
            checks=(_still_open,),
        ),
        Step(
            "recount",
            "撤销签字",
            (State.SIGNED,),
            State.COUNTED,
            right=MANAGE,
            event="meetings.poll_reopened",
            checks=(_still_open, _not_decided),
        ),
        Step(
            "again",
            "重新投票",
            (State.VOID,),
            right=MANAGE,
            event="meetings.poll_again",
            checks=(_still_open, _not_again),
        ),
        Step(
            "grade",
            "评定等次",
            (State.SIGNED,),
            right=MANAGE,
            event="meetings.poll_graded",
            checks=(_still_open, _appraisal, _not_decided),
        ),
        Step(
            "ungrade",
            "撤销评定",
            (State.SIGNED,),
            right=MANAGE,
            event="meetings.poll_ungraded",
            checks=(_still_open, _decided),
        ),
    ),
)


def check_all_reviewed(matter: str, left_out: Sequence[str]) -> None:
    """Delegates review the secretary, every deputy and every member (S2 四(一)): nobody is left out."""
    if matter == Matter.REVIEW and left_out:
        raise RuleViolation("left-out", f"述职评议应包括全体班子成员，还缺：{'、'.join(left_out)}", field="subjects")


def check_counters(poll: Poll, *, present: set[int], subjects: set[int], candidate_may: bool) -> None:
    """Teller and scrutineer are two who came; whoever is graded alone may not count (选举工作条例: candidates)."""
    if poll.teller_id == poll.scrutineer_id:
        raise RuleViolation("same-person", "计票人和监票人不能是同一人", field="scrutineer")
    for field, who in (("teller", poll.teller_id), ("scrutineer", poll.scrutineer_id)):
        if who not in present:
            raise RuleViolation("absent", "计票人和监票人应是到会人员", field=field)
        if poll.matter != Matter.APPRAISAL and not candidate_may and who in subjects:
            whom = "候选人" if poll.matter in ELECTIONS else "被评议人"
            raise RuleViolation("is-judged", f"{whom}不能计票、监票", field=field)


def is_void(*, issued: int, returned: int, present: int) -> bool:
    """More came back than went out, or than there were voters: the poll is void and held again (选举工作条例)."""
    return returned > issued or returned > present


def check_counts(poll: Poll, *, issued: int, returned: int, invalid: int, explanation: str) -> None:
    """The balance of a poll that is not void, each with the number that is wrong."""
    if issued > poll.present:
        raise RuleViolation(
            "too-many-issued", f"实到 {poll.present} 人，发出 {issued} 张：每人一张，请核对", field="issued"
        )
    if invalid > returned:
        raise RuleViolation("too-many-invalid", f"收回 {returned} 张，废票不能多于收回", field="invalid")
    if (issued < poll.present or returned < issued) and not explanation.strip():
        raise RuleViolation(
            "unexplained",
            f"实到 {poll.present} 人，发出 {issued} 张，收回 {returned} 张，请写明差额原因",
            field="explanation",
        )


def check_papers_of_roll(*, issued: int, given: int) -> None:
    """Beside phones the papers that went out are those that the roll names, so that nobody votes twice."""
    if issued != given:
        raise RuleViolation("not-the-roll", f"名册登记领取纸质票 {given} 人，发出 {issued} 张，请核对", field="issued")


def check_votes(subject: PollSubject, votes: Sequence[int], *, valid: int, field: str) -> int:
    """Papers of a person are at most the valid ones; the rest are blank, and their number is what is given back."""
    if sum(votes) > valid:
        raise RuleViolation(
            "too-many-votes", f"{subject.person.name}：各等次共 {sum(votes)} 票，多于有效票 {valid} 张", field=field
        )
    return valid - sum(votes)


def check_names(poll: Poll, *, marks: int, valid: int) -> None:
    """A valid paper names at most as many as there are seats; one with more is invalid (选举工作条例)."""
    if poll.seats is not None and marks > valid * poll.seats:
        raise RuleViolation(
            "too-many-names",
            f"有效纸质票{valid}张，每张最多选{poll.seats}名，各人得票共{marks}票，多了：选多的票是废票",
            field="invalid",
        )


def names_together(*parts: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Names written in with their votes in all, the most voted first."""
    found: Counter[str] = Counter()
    for part in parts:
        for name, votes in part:
            found[name] += votes
    return [[name, votes] for name, votes in sorted(found.items(), key=lambda each: (-each[1], each[0]))]


def most_excellent(graded: int, share: Fraction) -> int:
    """How many may be excellent: a third of 30 are ten, whatever the percent is rounded to."""
    return int(graded * share.limit_denominator(THIRDS))


def leading(poll: Poll, subject: PollSubject) -> str:
    """The grade with most papers; of two equal ones the lower."""
    votes = subject.votes or []
    best = max(range(len(votes)), key=lambda place: (votes[place], place), default=None)
    return "" if best is None or not votes[best] else poll.grades[best]


def check_results(
    poll: Poll, subjects: Sequence[PollSubject], chosen: Mapping[int, tuple[str, str]], *, share: Fraction
) -> None:
    """Everybody graded has one of the grades, a reason where it is another than most papers say, and no more are
    excellent than the share allows."""
    graded = [each for each in subjects if each.graded]
    for each in graded:
        result, reason = chosen.get(each.pk, ("", ""))
        if result not in poll.grades:
            raise RuleViolation("no-grade", f"请评定{each.person.name}的等次", field=f"result_{each.pk}")
        if result != leading(poll, each) and not reason.strip():
            raise RuleViolation(
                "no-reason",
                f"{each.person.name}得票最多的是“{leading(poll, each) or '无'}”，评为“{result}”请写明理由",
                field=f"reason_{each.pk}",
            )
    most = most_excellent(len(graded), share)
    excellent = sum(chosen[each.pk][0] == poll.grades[0] for each in graded)
    if excellent > most:
        raise RuleViolation(
            "too-many-excellent", f"参加评定 {len(graded)} 人，“{poll.grades[0]}”最多 {most} 人，现有 {excellent} 人"
        )


def check_polls_stand(meeting: Meeting, persons: Collection[int]) -> None:
    """Who came stands still once papers were counted; while phones vote, of those who voted. ``persons``: who shall not
    count as there; nobody while an election runs, whose quorum and majority are of who came. Raises RuleViolation.
    """
    if meeting.polls.exclude(state__in=[State.OPEN, State.VOTING]).exists():
        raise RuleViolation("polled", "测评已计票，到会情况不能再改", field="state")
    if persons and meeting.polls.filter(matter__in=ELECTIONS, state__in=[State.OPEN, State.VOTING]).exists():
        raise RuleViolation("electing", "正在投票选举，只能补登到会，不能改为未到会：先办完这一轮投票", field="state")
    voted = PollVoter.objects.filter(poll__meeting=meeting, person__in=persons).exclude(way=PollVoter.Way.NONE)
    if voted.exists():
        names = "、".join(voted.values_list("person__name", flat=True)[:3])
        raise RuleViolation("has-voted", f"{names}已经投票，到会情况不能再改", field="state")


def check_meeting_whole(meeting: Meeting) -> None:
    """Minutes of a meeting that grades or names problems are confirmed when that is done, too. Raises RuleViolation."""
    if meeting.kind_id == "organizational_life_meeting" and not meeting.problems.filter(withdrawn_because="").exists():
        raise RuleViolation("no-problems", "还没有问题清单：组织生活会的纪要要列出问题和整改，再确认")
    if meeting.kind_id == SELECTION and meeting.polls.exclude(state__in=[State.SIGNED, State.VOID]).exists():
        raise RuleViolation("poll-open", "推选的票还没有计完、签字，办完再确认纪要")
    matter = KIND_OF.get(meeting.kind_id)
    if matter is None:
        return
    poll = meeting.polls.filter(matter=matter).order_by("-round").first()
    if matter == Matter.REVIEW and not meeting.reports.exists():
        raise RuleViolation("no-report", "还没有登记工作报告，先登记再确认纪要")
    if poll is None:
        raise RuleViolation("no-poll", f"还没有{matter.label}测评，先登记测评票，再确认纪要")
    if poll.state != State.SIGNED:
        raise RuleViolation("poll-open", f"{matter.label}测评{poll.get_state_display()}，办完再确认纪要")
    if matter == Matter.APPRAISAL and poll.subjects.filter(graded=True, result="").exists():
        raise RuleViolation("not-graded", "还没有评定等次，评定以后再确认纪要")
