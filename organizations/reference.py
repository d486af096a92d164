"""Reference data loaded after every migrate, idempotently: allowed parents, roles, rules of roles, thresholds."""

from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from organizations.actions import sweep_grants
from organizations.kinds import ALLOWED_PARENTS, BRANCHES, COMMUNITY_ORGANIZATIONS, STREETS, Kind
from organizations.models import AllowedParent, Placement, Position, Role, RoleRule
from organizations.standards import loading

_VIEW = (
    "view_organization",
    "view_member",
    "view_grid",
    "view_meeting",
    "view_service",
    "view_evaluation",
)
ROLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "district_officer": (
        "区委组织部",
        (
            *_VIEW,
            "manage_organization",
            "manage_grants",
            "manage_thresholds",
            "manage_register",
            "import_member",
            "export_data",
            "reveal_personal",
            "manage_grid",
            "decide_evaluation",
            "view_dashboard",
            "view_audit",
        ),
    ),
    "street_officer": (
        "街道干部",
        (
            *_VIEW,
            "manage_organization",
            "manage_grants",
            "manage_thresholds",
            "manage_register",
            "manage_member",
            "import_member",
            "export_data",
            "reveal_personal",
            "confirm_registration",
            "manage_grid",
            "manage_meeting",
            "manage_service",
            "review_evaluation",
            "view_dashboard",
            "view_audit",
        ),
    ),
    "community_secretary": (
        "社区书记",
        (
            *_VIEW,
            "manage_register",
            "manage_member",
            "import_member",
            "export_data",
            "reveal_personal",
            "confirm_registration",
            "manage_grid",
            "manage_meeting",
            "manage_service",
            "report_evaluation",
        ),
    ),
    "community_worker": (
        "社区工作者",
        (*_VIEW, "manage_register", "confirm_registration", "manage_grid", "manage_meeting", "manage_service"),
    ),
    "branch_secretary": (
        "支部书记",
        ("view_organization", "view_member", "view_meeting", "manage_meeting", "manage_member"),
    ),
    "group_leader": ("党小组长", ("view_organization", "view_meeting", "manage_meeting")),
    "grid_secretary": (
        "网格负责人",
        ("view_organization", "view_grid", "manage_grid", "view_meeting", "manage_meeting", "view_service"),
    ),
}

_LEADERS = (Position.SECRETARY, Position.FULL_TIME_DEPUTY, Position.DEPUTY_SECRETARY)
RULES: list[tuple[str, str, str]] = [
    *((Kind.DISTRICT_DEPARTMENT, position, "district_officer") for position in (*_LEADERS, Position.OFFICER)),
    *((kind, position, "street_officer") for kind in STREETS for position in (*_LEADERS, Position.OFFICER)),
    *(
        (kind, position, "community_secretary")
        for kind in (*COMMUNITY_ORGANIZATIONS, Kind.BIG_COMMITTEE)
        for position in _LEADERS
    ),
    (Kind.COMMUNITY, Position.DIRECTOR, "community_secretary"),
    (Kind.COMMUNITY, Position.WORKER, "community_worker"),
    *(
        (kind, position, "branch_secretary")
        for kind in BRANCHES
        for position in (Position.SECRETARY, Position.ORGANIZATION_COMMISSIONER)
    ),
    (Kind.GRID_BRANCH, Position.SECRETARY, "grid_secretary"),
    (Kind.BUILDING_GROUP, Position.LEADER, "grid_secretary"),
    (Kind.PARTY_GROUP, Position.LEADER, "group_leader"),
]


class PairInUse(Exception):
    """A release took away a pair of kinds under which organisations still stand."""


def _load_parents() -> None:
    """Exactly the pairs of this version, and those that only ended placements still refer to.

    PairInUse: a release that takes a pair away moves what stands so in a migration of its own.
    """
    wanted = {(str(kind), str(parent)) for kind, parents in ALLOWED_PARENTS.items() for parent in parents}
    used = Placement.objects.filter(kind=OuterRef("kind"), parent_kind=OuterRef("parent_kind"))
    standing = used.filter(during__endswith__isnull=True, organization__dissolved_on__isnull=True)
    gone = [row for row in AllowedParent.objects.all() if (row.kind, row.parent_kind) not in wanted]
    rows = AllowedParent.objects.filter(pk__in=[row.pk for row in gone])
    still = [str(row) for row in rows.filter(Exists(standing))]
    if still:
        raise PairInUse(f"仍有组织按已取消的隶属关系设置，请先移动：{'、'.join(still)}（still in use）")
    rows.exclude(Exists(used)).delete()
    AllowedParent.objects.bulk_create(
        [AllowedParent(kind=kind, parent_kind=parent) for kind, parent in sorted(wanted)], ignore_conflicts=True
    )


def _load_roles(permissions: dict[str, Permission]) -> bool:
    """Roles and the posts that give them, exactly as in this version; whether anything changed."""
    changed = Role.objects.exclude(code__in=ROLES).delete()[0] > 0
    roles = {}
    for code, (label, codenames) in ROLES.items():
        role, created = Role.objects.update_or_create(code=code, defaults={"label": label})
        roles[code] = role
        wanted = {permissions[codename].pk for codename in codenames}
        if created or wanted != set(role.permissions.values_list("pk", flat=True)):
            role.permissions.set(wanted)
            changed = True
    rules = {(str(kind), str(position)): roles[code].pk for kind, position, code in RULES}
    held = {(rule.kind, rule.position): rule for rule in RoleRule.objects.all()}
    stale = [rule.pk for pair, rule in held.items() if rules.get(pair) != rule.role_id]
    RoleRule.objects.filter(pk__in=stale).delete()
    missing = [pair for pair, role in rules.items() if pair not in held or held[pair].pk in stale]
    RoleRule.objects.bulk_create([RoleRule(kind=pair[0], position=pair[1], role_id=rules[pair]) for pair in missing])
    return changed or bool(stale or missing)


def load() -> None:
    """Bring the reference tables to what this version says; rows that offices changed (thresholds) are kept.

    What a role gains or loses reaches everybody whose post gives it at once.
    """
    _load_parents()
    permissions = {
        permission.codename: permission
        for permission in Permission.objects.filter(
            content_type__app_label="organizations", content_type__model="organization"
        )
    }
    if not permissions:
        return  # the permissions of this app are made by auth's own receiver, which runs after the last app
    with transaction.atomic():
        if _load_roles(permissions):
            sweep_grants(on=timezone.localdate(), by="migrate")
    loading.load()
