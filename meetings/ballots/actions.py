"""Writes of polls, as far as papers go, and of problem lists (MTG-16, MTG-07); phones: ``phone.actions``."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from core.records import audit
from core.records.errors import RuleViolation
from core.records.versions import save_versioned
from meetings.actions.decisions import resolve
from meetings.actions.path import lock
from meetings.ballots import queries, rules
from meetings.ballots.rules import POLL
from meetings.models import Attendance, Meeting, PhonePoll, Poll, PollSubject, PollVoter, Problem, WorkReport
from meetings.resolutions import RESOLUTION
from meetings.rules import DECIDING, Standard, check_quorum
from organizations.rules import raise_field_errors
from people.models import Person


def _deciding(meeting: Meeting, now: datetime) -> Meeting:
    """The meeting, held; what is voted on or named there is entered from its beginning until its confirmation."""
    stored = lock(meeting)
    if stored.state not in DECIDING:
        raise RuleViolation("state", f"会议现在是“{stored.get_state_display()}”，签到开始以后、确认纪要以前才能登记")
    if (stored.held_at or stored.starts_at) > now:
        raise RuleViolation("not-begun", "会议还没有开始")
    return stored


@transaction.atomic
def open_poll(
    *, by: Any, meeting: Meeting, subjects: Sequence[int], teller: Person, scrutineer: Person, now: datetime
) -> Poll:
    """Begin what the kind of meeting grades: ``subjects`` are persons among ``queries.candidates``; with a quorum only.

    Who is entitled, who came, the grades and the posts are those of the meeting's day.
    """
    stored = _deciding(meeting, now)
    matter = rules.KIND_OF.get(stored.kind_id)
    if matter is None:
        raise RuleViolation("kind", f"{stored.label}不作测评")
    if Poll.objects.filter(meeting=stored, matter=matter).exists():
        raise RuleViolation("begun", "这次会议已经登记测评，请在原来的测评上办理")
    offered = {each.person.pk: each for each in queries.candidates(stored, matter)}
    chosen = [offered[each] for each in dict.fromkeys(subjects) if each in offered]
    if len(chosen) != len(set(subjects)) or not chosen:
        raise RuleViolation("nobody", "请从名单里选择被评议人", field="subjects")
    rules.check_all_reviewed(matter, [each.person.name for each in offered.values() if each not in chosen])
    return _begin(
        stored,
        by=by,
        matter=matter,
        rows=[(each.person.pk, each.role, each.graded) for each in chosen],
        teller=teller,
        scrutineer=scrutineer,
        now=now,
        again_of=None,
    )


def _begin(
    meeting: Meeting,
    *,
    by: Any,
    matter: str,
    rows: Sequence[tuple[int, str, bool]],
    teller: Person,
    scrutineer: Person,
    now: datetime,
    again_of: Poll | None,
    seats: int | None = None,
    held: int = 0,
    asked: Standard | None = None,
) -> Poll:
    standard, entitled, present = queries.heads(meeting, matter)
    standard = asked or standard
    if standard is not None:
        check_quorum(standard, entitled=entitled, present=present)
    poll = Poll(
        organization=meeting.organization,
        meeting=meeting,
        matter=matter,
        round=held + 1 if again_of is None else again_of.round + 1,
        again_of=again_of,
        seats=seats,
        grades=queries.grades(meeting, matter),
        entitled=entitled,
        present=present,
        teller=teller,
        scrutineer=scrutineer,
        opened_at=now,
    )
    came = Attendance.objects.filter(meeting=meeting).attended().values_list("person_id", flat=True)
    rules.check_counters(
        poll,
        present=set(came),
        subjects={person for person, _, _ in rows},
        candidate_may=queries.candidates_may_count(meeting),
    )
    raise_field_errors(poll, exclude=["scope", "state", "opened_at"])
    poll.save()
    PollSubject.objects.bulk_create(
        PollSubject(
            organization=meeting.organization, poll=poll, person_id=person, role=role, graded=graded, position=place
        )
        for place, (person, role, graded) in enumerate(rows, start=1)
    )
    audit.record("meetings.poll_opened", by=by, target=poll, subjects=len(rows), round=poll.round)
    return poll


@transaction.atomic
def open_election(
    *,
    by: Any,
    meeting: Meeting,
    matter: str,
    candidates: Sequence[tuple[int, str]],
    seats: int,
    standard: Standard,
    teller: Person,
    scrutineer: Person,
    now: datetime,
) -> Poll:
    """A round for ``seats`` seats among ``candidates`` (person, how nominated), by the quorum of ``standard``; one
    at a time: the earlier one has been signed or was void."""
    stored = _deciding(meeting, now)
    earlier = list(Poll.objects.filter(meeting=stored, matter=matter).order_by("round"))
    if any(each.state != Poll.State.SIGNED and not each.is_void for each in earlier):
        raise RuleViolation("begun", "上一轮投票还没有计票签字，请先办完")
    if earlier and earlier[-1].is_void:
        raise RuleViolation("void", "上一轮投票无效，请在那一页“重新投票”")
    return _begin(
        stored,
        by=by,
        matter=matter,
        rows=[(person, role, False) for person, role in candidates],
        teller=teller,
        scrutineer=scrutineer,
        now=now,
        again_of=None,
        seats=seats,
        held=len(earlier),
        asked=standard,
    )


def locked(poll: Poll) -> Poll:
    """The stored row, held with its meeting (attendance stands still meanwhile)."""
    lock(poll.meeting)
    return Poll.objects.select_for_update(of=("self",)).select_related("meeting", "organization").get(pk=poll.pk)


@transaction.atomic
def count(
    *,
    by: Any,
    poll: Poll,
    version: int,
    issued: int,
    returned: int,
    invalid: int,
    votes: Mapping[int, Sequence[int]],
    now: datetime,
    explanation: str = "",
    write_ins: Sequence[tuple[str, int]] = (),
) -> Poll:
    """Enter the papers, and for each subject (by id) those of each grade; the rest of the valid ones are blank.

    What was voted by phone is added: one result (MTG-10). More back than out, or than voters, makes the poll void: a
    fact that is recorded, and the poll is held again.
    """
    stored = locked(poll)
    POLL.check_state("count", stored)
    if stored.state == Poll.State.OPEN:
        _, stored.entitled, stored.present = queries.heads(stored.meeting, stored.matter)
    phone = PhonePoll.objects.filter(poll=stored).first()
    if phone is not None:
        given = stored.voters.filter(way=PollVoter.Way.PAPER).count()
        rules.check_papers_of_roll(issued=issued, given=given)
        issued, returned = issued + (phone.ballots or 0), returned + (phone.ballots or 0)
    void = rules.is_void(issued=issued, returned=returned, present=stored.present)
    step = "void" if void else "count"
    subjects = list(stored.subjects.select_related("person").order_by("position", "pk"))
    if not void:
        rules.check_counts(stored, issued=issued, returned=returned, invalid=invalid, explanation=explanation)
    valid = 0 if void else returned - invalid
    stored.issued, stored.returned, stored.invalid, stored.valid = issued, returned, 0 if void else invalid, valid
    stored.explanation, stored.counted_at = explanation.strip(), now
    written = []
    for at, each in enumerate(subjects):
        marked = None if void else list(votes.get(each.pk, ()))
        if marked is not None and len(marked) != len(stored.grades):
            raise RuleViolation("votes-missing", f"请填写{each.person.name}的票数", field=f"votes_{each.pk}_0")
        if marked is not None and phone is not None:
            rules.check_votes(each, marked, valid=valid - (phone.ballots or 0), field=f"votes_{each.pk}_0")
            marked = [paper + by_phone for paper, by_phone in zip(marked, (phone.votes or [])[at], strict=False)]
        each.blank = (
            None if marked is None else rules.check_votes(each, marked, valid=valid, field=f"votes_{each.pk}_0")
        )
        each.votes = marked
        written.append(each)
    if not void:
        _check_marks(stored, phone, written, write_ins, valid=valid)
    merged = rules.names_together(write_ins, phone.write_ins or () if phone else ())
    stored.write_ins = None if void or stored.seats is None else merged
    POLL.advance(
        step,
        stored,
        by=by,
        at=now,
        version=version,
        fields=[
            *("entitled", "present", "issued", "returned", "invalid", "valid", "explanation", "counted_at"),
            "write_ins",
        ],
        papers=[issued, returned, stored.invalid],
    )
    PollSubject.objects.bulk_update(written, ["votes", "blank"])
    return stored


def _check_marks(
    poll: Poll,
    phone: PhonePoll | None,
    subjects: Sequence[PollSubject],
    write_ins: Sequence[tuple[str, int]],
    *,
    valid: int,
) -> None:
    """Of the papers: written-in names are others than those printed, each once; marks are no more than their seats."""
    names = [name for name, _ in write_ins]
    printed = {each.person.name for each in subjects}
    by_phone = 0
    if phone is not None:
        valid -= phone.ballots or 0
        by_phone = sum(each[0] for each in phone.votes or ())
    if len(set(names)) < len(names) or printed & set(names):
        raise RuleViolation("printed", "另选他人不能是票上已有的人，也不能重复", field="write_in_name_0")
    if any(count > valid for _, count in write_ins):
        raise RuleViolation("too-many-votes", f"另选他人的票数多于有效票{valid}张", field="write_in_votes_0")
    if poll.seats is not None:
        marks = sum((each.votes or [0])[0] for each in subjects) - by_phone + sum(count for _, count in write_ins)
        rules.check_names(poll, marks=marks, valid=valid)


@transaction.atomic
def sign(*, by: Any, poll: Poll, scan: "ContentFile[bytes]", now: datetime) -> Poll:
    """Teller and scrutineer signed the sheet: its scan is kept, and the numbers stand."""
    stored = locked(poll)
    stored.scan = scan
    stored.signed_at, stored.signed_by_id = now, getattr(by, "pk", None)
    POLL.advance("sign_sheet", stored, by=by, at=now, version=stored.version, fields=["scan", "signed_at", "signed_by"])
    return stored


def _reason(reason: str) -> str:
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明原因", field="reason")
    return reason.strip()


@transaction.atomic
def recount(*, by: Any, poll: Poll, reason: str, now: datetime) -> Poll:
    """Numbers that were signed by mistake are taken back, with the reason; the sheet is signed anew."""
    stored = locked(poll)
    stored.signed_at = stored.signed_by = None
    stored.scan = ""
    POLL.advance(
        "recount",
        stored,
        by=by,
        at=now,
        version=stored.version,
        fields=["scan", "signed_at", "signed_by"],
        reason=_reason(reason),
    )
    return stored


@transaction.atomic
def hold_again(*, by: Any, poll: Poll, teller: Person, scrutineer: Person, now: datetime) -> Poll:
    """The next round of a void poll: the same subjects, who came by now."""
    stored = locked(poll)
    POLL.advance("again", stored, by=by, at=now, version=stored.version, round=stored.round + 1)
    rows = list(stored.subjects.order_by("position", "pk").values_list("person_id", "role", "graded"))
    meeting = _deciding(stored.meeting, now)
    return _begin(
        meeting,
        by=by,
        matter=stored.matter,
        rows=rows,
        teller=teller,
        scrutineer=scrutineer,
        now=now,
        again_of=stored,
        seats=stored.seats,
    )


@transaction.atomic
def grade(*, by: Any, poll: Poll, chosen: Mapping[int, tuple[str, str]], now: datetime) -> Poll:
    """The branch decides grades by the signed count and the year's work: subject id → (grade, reason)."""
    stored = locked(poll)
    POLL.check("grade", stored, by=by, at=now)
    subjects = list(stored.subjects.select_related("person").order_by("position", "pk"))
    rules.check_results(stored, subjects, chosen, share=queries.excellent_share(stored.meeting))
    for each in subjects:
        each.result, each.reason = chosen.get(each.pk, ("", "")) if each.graded else ("", "")
        each.reason = each.reason.strip()
    PollSubject.objects.bulk_update(subjects, ["result", "reason"])
    audit.record(POLL["grade"].event, by=by, target=stored, graded=sum(bool(each.result) for each in subjects))
    return stored


@transaction.atomic
def ungrade(*, by: Any, poll: Poll, reason: str, now: datetime) -> Poll:
    """Grades decided by mistake are taken back, with the reason."""
    stored = locked(poll)
    POLL.check("ungrade", stored, by=by, at=now)
    stored.subjects.exclude(result="").update(result="", reason="")
    audit.record(POLL["ungrade"].event, by=by, target=stored, reason=_reason(reason))
    return stored


@transaction.atomic
def report(
    *,
    by: Any,
    meeting: Meeting,
    speaker: Person,
    title: str,
    text: str,
    now: datetime,
    stored_report: WorkReport | None = None,
    version: int = 1,
) -> WorkReport:
    """The work report of a conference of delegates, by one of those whom it reviews; ``stored_report``: corrected."""
    stored = _deciding(meeting, now)
    if stored.kind_id != "delegate_conference":
        raise RuleViolation("kind", f"{stored.label}不登记工作报告")
    if speaker.pk not in {each.person.pk for each in queries.candidates(stored, rules.Matter.REVIEW)}:
        raise RuleViolation("not-leading", "报告由大党委书记、副书记或委员作", field="speaker")
    row = stored_report or WorkReport(organization=stored.organization, meeting=stored)
    row.speaker, row.title, row.text = speaker, title.strip(), text.strip()
    raise_field_errors(row, exclude=["scope"])
    if stored_report is None:
        row.save()
    else:
        save_versioned(row, version, ["speaker", "title", "text"])
    audit.record("meetings.work_reported", by=by, target=row, speaker=speaker.name, corrected=stored_report is not None)
    return row


# -- problems --------------------------------------------------------------------------------------


@transaction.atomic
def name_problem(
    *,
    by: Any,
    meeting: Meeting,
    source: str,
    text: str,
    measure: str,
    owner: Person | None,
    due_on: date | None,
    now: datetime,
    person: Person | None = None,
) -> Problem:
    """A problem of the body (``person`` null) or of a person, and the task that puts it right by a day."""
    stored = _deciding(meeting, now)
    if stored.kind_id != "organizational_life_meeting":
        raise RuleViolation("kind", f"{stored.label}不列问题清单")
    if person is not None and not Attendance.objects.filter(meeting=stored, person=person).exists():
        raise RuleViolation("stranger", "只能登记应到人员的问题", field="person")
    task = resolve(by=by, meeting=stored, text=measure, owner=owner, due_on=due_on)
    problem = Problem(
        organization=stored.organization, meeting=stored, person=person, source=source, text=text.strip(), task=task
    )
    raise_field_errors(problem, exclude=["scope"])
    problem.save()
    audit.record("meetings.problem_named", by=by, target=problem)
    return problem


@transaction.atomic
def withdraw_problem(*, by: Any, problem: Problem, version: int, reason: str, now: datetime) -> Problem:
    """A problem entered by mistake counts no more, its task is dropped; both stay to be read, with the reason."""
    stored = Problem.objects.select_for_update(of=("self",)).select_related("meeting", "task").get(pk=problem.pk)
    _deciding(stored.meeting, now)
    if stored.withdrawn_because:
        raise RuleViolation("withdrawn", "这个问题已经撤回")
    why = _reason(reason)
    stored.withdrawn_because = why[:120]
    save_versioned(stored, version, ["withdrawn_because"])
    task = stored.task
    if task.state == task.State.OPEN:
        task.result, task.done_at = f"问题撤回：{why}"[:300], now
        RESOLUTION.advance("drop", task, by=by, at=now, version=task.version, fields=["result", "done_at"])
    audit.record("meetings.problem_withdrawn", by=by, target=stored, reason=stored.withdrawn_because)
    return stored
