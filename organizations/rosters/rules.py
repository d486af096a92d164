"""What can be done with a roster (``ROSTER``), and who may; no writes."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from core.chinese.dates import chinese_date
from core.records.errors import RuleViolation
from core.records.shown import Face
from core.records.workflow import JOB, Role, Stage, Step, Workflow
from core.web.home import lists
from organizations import standards
from organizations.kinds import STREETS
from organizations.models import Organization, RosterBatch
from organizations.rosters.running import engine_of
from organizations.rosters.subject import Subject
from organizations.scoping import may
from organizations.tree.effective import first_open_day

State = RosterBatch.State


def subject_of(key: str) -> Subject:
    """The subject by its key. Raises KeyError for one of a release long gone."""
    found: Subject = next(each for each in lists().rosters if each.key == key)
    return found


def may_import(user: Any, batch: RosterBatch) -> bool:
    return may(user, subject_of(batch.subject).right, batch.organization)


def check_target(subject: Subject, organization: Organization, by: Any) -> None:
    """Raise RuleViolation unless ``by`` may import the subject to the organisation."""
    if not may(by, subject.right, organization):
        raise RuleViolation("not-allowed", f"您不能向这个组织导入{subject.label}", field="organization")
    if subject.roots and organization.kind not in subject.roots:
        raise RuleViolation("kind", f"{subject.label}不能导入到{organization.name}", field="organization")


def undo_until(batch: RosterBatch) -> datetime | None:
    """Until when one click undoes the batch."""
    if batch.state != State.COMMITTED or batch.committed_at is None:
        return None
    day = timezone.localdate(batch.committed_at)
    minutes = standards.at("core.undo_minutes", organization=batch.organization, as_of=day)
    return batch.committed_at + timedelta(minutes=minutes)


def is_late(batch: RosterBatch, at: datetime) -> bool:
    """The time of the one click is over: an undo needs its reason."""
    until = undo_until(batch)
    return until is not None and at > until


def _still_may(batch: RosterBatch, by: Any, at: datetime) -> None:
    if not may_import(by, batch):
        label = subject_of(batch.subject).label
        raise RuleViolation("not-allowed", f"您不能在这个组织导入或撤销{label}", field="organization")


def _in_time_or_street(batch: RosterBatch, by: Any, at: datetime) -> None:
    """Within the minutes: whoever may import there. Later: the street above, or who imported further up."""
    _still_may(batch, by, at)
    if not is_late(batch, at):
        return
    street = Organization.objects.filter(pk__in=batch.organization.ancestor_ids, kind__in=STREETS).first()
    if not may(by, subject_of(batch.subject).right, street or batch.organization):
        raise RuleViolation("too-late", "导入已超过一键撤销的时限，请由街道党工委办理撤销")


def _months_open(batch: RosterBatch, by: Any, at: datetime) -> None:
    """What a closed month has counted is not made undone: it is corrected from the first open day."""
    first, open_from = engine_of(subject_of(batch.subject)).first_day(batch), first_open_day(batch.organization)
    if first is not None and open_from is not None and first < open_from:
        raise RuleViolation(
            "month-closed",
            f"导入的内容自{chinese_date(first)}起，其中的月份已经封账，不能整批撤销；请逐项办理，自{chinese_date(open_from)}起更正",
        )


def _hands_out(user: Any, batch: RosterBatch) -> bool:
    """Who imported it, where the subject gives something."""
    has_it = subject_of(batch.subject).handout is not None and bool(batch.created)
    return has_it and user.pk is not None and user.pk == batch.committed_by_id


def _only_importer(batch: RosterBatch, by: Any, at: datetime) -> None:
    if not _hands_out(by, batch):
        raise RuleViolation("not-handed-out", "发放单只能由导入人打印")


_HANDS_OUT = Role("导入人", _hands_out)
_KEEPER = Role("该名册的导入权限", lambda user, batch: may_import(user, batch))

_COUNTS = ("rows", "valid", "created", "updated", "unchanged", "faulty", "doubtful")

ROSTER = Workflow(
    model=RosterBatch,
    noun="这个批次",
    face=Face(("file_name", "since", *_COUNTS, "handed_out_at")),
    start=State.READING,
    stages={
        State.READING: Stage("系统", "读取文件"),
        State.PREVIEWED: Stage("上传人", "核对后导入或放弃"),
        State.WRITING: Stage("系统", "写入"),
        State.COMMITTED: Stage("上传人，过时由街道", "有误时撤销"),
        State.UNDONE: Stage(),
        State.FAILED: Stage("上传人", "更正文件后重新上传"),
        State.DISCARDED: Stage(),
    },
    steps=(
        Step("read", "读取", (State.READING,), State.PREVIEWED, right=JOB),
        Step("fail", "读取失败", (State.READING,), State.FAILED, right=JOB),
        Step("start", "后台导入", (State.PREVIEWED,), State.WRITING, right=_KEEPER, checks=(_still_may,)),
        Step("back", "退回核对", (State.WRITING,), State.PREVIEWED, right=JOB),
        Step(
            "commit",
            "导入",
            (State.PREVIEWED, State.WRITING),
            State.COMMITTED,
            right=_KEEPER,
            event="organizations.roster_imported",
            checks=(_still_may,),
        ),
        Step(
            "discard",
            "放弃",
            (State.READING, State.PREVIEWED, State.FAILED),
            State.DISCARDED,
            right=_KEEPER,
            event="organizations.roster_discarded",
        ),
        Step(
            "hand_out",
            "打印发放单",
            (State.COMMITTED,),
            right=_HANDS_OUT,
            event="organizations.roster_handed_out",
            checks=(_still_may, _only_importer),
        ),
        Step(
            "undo",
            "撤销导入",
            (State.COMMITTED,),
            State.UNDONE,
            right=_KEEPER,
            event="organizations.roster_undone",
            checks=(_in_time_or_street, _months_open),
        ),
    ),
)
"""Uploaded, previewed, committed as previewed, undone while nothing stands on it. Large files by jobs."""

BUSY = (State.READING, State.WRITING)
"""A job works on the batch."""
