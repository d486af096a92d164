"""``RESOLUTION``: a task that a meeting resolved, from open to done or dropped; no writes."""

from core.records.workflow import Role, Stage, Step, Workflow
from meetings import faces
from meetings.models import Resolution
from meetings.rules import MANAGE
from organizations.scoping import may

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
            event="meetings.resolution_finished",
        ),
    ),
)
