"""``RESOLUTION``: a task that a meeting resolved, from open to done or dropped; no writes."""

from datetime import date

from core.records.errors import RuleViolation
from core.records.workflow import VERSION, Role, Stage, Step, Workflow
from meetings import faces
from meetings.models import Resolution
from meetings.rules import MANAGE, check_task
from organizations.scoping import may
from people.models import Person

_ITS_OWNER = Role(
    "责任人本人，或有会议权限的人",
    lambda user, task: (
        (user.person_id is not None and user.person_id == task.owner_id) or may(user, MANAGE, task.organization)
    ),
)
RESOLUTION = Workflow(
    model=Resolution,
    noun="这项决议",
    face=faces.TASK,
    start=Resolution.State.OPEN,
    stages={
        Resolution.State.OPEN: Stage("责任人", "办理并登记结果"),
        Resolution.State.DONE: Stage(),
        Resolution.State.DROPPED: Stage(),
    },
    steps=(
        Step(
            "finish",
            "办结",
            (Resolution.State.OPEN,),
            Resolution.State.DONE,
            right=_ITS_OWNER,
            event="meetings.resolution_finished",
        ),
        Step(
            "drop",
            "终止",
            (Resolution.State.OPEN,),
            Resolution.State.DROPPED,
            right=MANAGE,
            event="meetings.resolution_dropped",
        ),
        Step(
            "reassign",
            "改责任人或期限",
            (Resolution.State.OPEN,),
            right=MANAGE,
            event="meetings.resolution_reassigned",
            carries=VERSION,
        ),
    ),
)


def check_reassigned(
    task: Resolution, *, owner: Person | None, due_on: date | None, reason: str, today: date
) -> tuple[Person, date]:
    """Another owner or another day, still to come, with the reason. Gives both."""
    day = check_task(task.meeting, owner=owner, due_on=due_on)
    assert owner is not None  # check_task refused it
    if owner.pk == task.owner_id and day == task.due_on:
        raise RuleViolation("unchanged", "责任人和期限都没有变", field="owner")
    if day != task.due_on and day < today:
        raise RuleViolation("due-past", "新的完成期限不能早于今天", field="due_on")
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明原因", field="reason")
    return owner, day
