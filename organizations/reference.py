"""Reference data loaded after every migrate, idempotently: allowed parents, roles, rules of roles, thresholds."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Permission

from organizations.kinds import ALLOWED_PARENTS, BRANCHES, COMMUNITY_ORGANIZATIONS, STREETS, Kind
from organizations.models import AllowedParent, Position, Role, RoleRule, Threshold

THRESHOLDS = Path(__file__).parent / "data" / "thresholds.csv"
BEGINNING = date(2000, 1, 1)

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
            "import_member",
            "export_data",
            "reveal_personal",
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
        (*_VIEW, "confirm_registration", "manage_grid", "manage_meeting", "manage_service"),
    ),
    "branch_secretary": (
        "支部书记",
        ("view_organization", "view_member", "view_meeting", "manage_meeting", "manage_member"),
    ),
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
]


def load(**_: Any) -> None:
    """Bring the reference tables to what this version says; rows that offices changed (thresholds) are kept."""
    AllowedParent.objects.bulk_create(
        [
            AllowedParent(kind=kind, parent_kind=parent)
            for kind, parents in ALLOWED_PARENTS.items()
            for parent in parents
        ],
        ignore_conflicts=True,
    )
    permissions = {
        permission.codename: permission
        for permission in Permission.objects.filter(
            content_type__app_label="organizations", content_type__model="organization"
        )
    }
    if not permissions:
        return  # the permissions of this app are made by auth's own receiver, which runs after the last app
    for code, (label, codenames) in ROLES.items():
        role, created = Role.objects.get_or_create(code=code, defaults={"label": label})
        if created:
            role.permissions.set([permissions[codename] for codename in codenames])
    roles = {role.code: role for role in Role.objects.all()}
    RoleRule.objects.bulk_create(
        [RoleRule(kind=kind, position=position, role=roles[code]) for kind, position, code in RULES],
        ignore_conflicts=True,
    )
    with THRESHOLDS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = set(Threshold.objects.filter(organization=None).values_list("name", flat=True))
    Threshold.objects.bulk_create(
        [
            Threshold(
                name=row["name"],
                value=row["default"],
                unit=row["unit"],
                op=row["op"],
                clause=row["clause"],
                origin=row["origin"],
                check_state=row["check"],
                scope_level=row["scope_level"],
                measured_on=row["measured_on"],
                rows=row["rows"],
                label=row["label_zh"],
                note=row["note"] or "",
                effective_from=BEGINNING,
            )
            for row in rows
            if row["name"] not in known
        ]
    )
