"""Which organisations may be merged, divided or upgraded, and into what (ORG-21, ORG-05)."""

from core.records.errors import RuleViolation
from core.records.shown import Face
from core.records.workflow import JOB, Stage, Step, Workflow
from organizations.kinds import BRANCHES, COMMUNITY_ORGANIZATIONS, STREETS, Kind
from organizations.models import Organization
from organizations.reorganizing.models import Reorganization, ReorganizationKind, ReorganizationState
from organizations.telling import NOT_TAKEN

_PARTY = (*BRANCHES, *COMMUNITY_ORGANIZATIONS)
UPGRADED = {
    Kind.BRANCH: Kind.COMMUNITY_GENERAL_BRANCH,
    Kind.COMMUNITY_GENERAL_BRANCH: Kind.COMMUNITY_COMMITTEE,
}
"""What each becomes, or stands below, when there are more members (S0 三(二)1)."""

REORGANIZATION = Workflow(
    model=Reorganization,
    noun="这项机构调整",
    face=Face(("kind", "on", "document", "target", "name", "own_name", "community_type", "parts", "persons")),
    start=ReorganizationState.WAITING,
    stages={
        ReorganizationState.WAITING: Stage("系统", "到日期生效；此前可以撤回"),
        ReorganizationState.DONE: Stage(),
        ReorganizationState.WITHDRAWN: Stage(),
        ReorganizationState.REFUSED: Stage(),
    },
    steps=(
        Step(
            "carry_out",
            "生效",
            (ReorganizationState.WAITING,),
            ReorganizationState.DONE,
            right=JOB,
            event="organizations.reorganized",
        ),
        Step(
            "fall",
            "取消生效",
            (ReorganizationState.WAITING,),
            ReorganizationState.REFUSED,
            right=JOB,
            event="organizations.reorganization_not_taken",
            message=NOT_TAKEN,
        ),
        Step(
            "withdraw",
            "撤回",
            (ReorganizationState.WAITING,),
            ReorganizationState.WITHDRAWN,
            right="organizations.manage_organization",
            event="organizations.reorganization_withdrawn",
        ),
    ),
)


def ways(organization: Organization) -> list[ReorganizationKind]:
    """What can be done with an organisation of this kind; nothing once it is dissolved."""
    if organization.dissolved_on is not None:
        return []
    if organization.kind == Kind.COMMUNITY:
        return [ReorganizationKind.CLASSIFY]
    if organization.kind not in _PARTY:
        return []
    ways = [ReorganizationKind.MERGE, ReorganizationKind.SPLIT]
    return [*ways, ReorganizationKind.UPGRADE] if organization.kind in UPGRADED else ways


def kinds_to_merge_into(organization: Organization) -> tuple[str, ...]:
    """A branch into a branch, a general branch or committee into one of those: what it holds can stand there."""
    return tuple(BRANCHES if organization.kind in BRANCHES else COMMUNITY_ORGANIZATIONS)


def check_way(row: Reorganization, *, superior: Organization, others: list[Organization]) -> None:
    """Raise RuleViolation unless the change can be: ``superior`` of the organisation on the day, ``others``: community
    organisations that stand under it."""
    organization = row.organization
    if row.kind not in ways(organization):
        raise RuleViolation("no-such-way", f"{organization.name}不能{row.get_kind_display()}")
    if row.kind == ReorganizationKind.MERGE:
        assert row.target is not None
        if row.target_id == organization.pk:
            raise RuleViolation("into-itself", "不能并入自己", field="target")
        if row.target.kind not in kinds_to_merge_into(organization):
            message = f"{organization.get_kind_display()}不能并入{row.target.get_kind_display()}"
            raise RuleViolation("other-kind", message, field="target")
    elif row.kind == ReorganizationKind.SPLIT:
        if not row.parts and not row.persons:
            raise RuleViolation("nothing-chosen", "请选择划到新组织的下级组织或党员", field="parts")
    elif row.kind == ReorganizationKind.CLASSIFY:
        if row.community_type == organization.community_type:
            raise RuleViolation("same-type", "社区类型没有变化", field="community_type")
    elif organization.kind == Kind.BRANCH:
        if superior.kind != Kind.COMMUNITY and superior.kind not in STREETS:
            message = f"{organization.name}在{superior.name}之下，不能再设党总支；人数过多时请拆分"
            raise RuleViolation("stands-below", message)
        if superior.kind == Kind.COMMUNITY and others:
            message = f"{superior.name}已有{others[0].name}，请把支部改隶到它下面"
            raise RuleViolation("general-branch-exists", message)
