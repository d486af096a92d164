"""Every write to the tree, to posts, grants and units: keyword-only, atomic, audited, by a named actor."""

from organizations.actions.handed import give_role, revoke_role
from organizations.actions.posts import (
    appoint,
    appoint_all,
    end_post,
    grant_by_posts,
    sweep_grants,
)
from organizations.actions.thresholds import set_threshold
from organizations.actions.tree import (
    apply_names,
    check_can_dissolve,
    check_can_move,
    create_organization,
    dissolve_organization,
    establish_big_committee,
    establish_community,
    move_organization,
    rebuild_paths,
    rename_organization,
)
from organizations.actions.units import (
    correct_unit,
    end_presence,
    enter_unit,
    join_big_committee,
    leave_big_committee,
    parts_of,
    place_of,
    record_presence,
    register_unit,
    report_in,
    settle,
)

__all__ = [
    "apply_names",
    "appoint",
    "appoint_all",
    "check_can_dissolve",
    "check_can_move",
    "create_organization",
    "dissolve_organization",
    "end_post",
    "correct_unit",
    "end_presence",
    "enter_unit",
    "establish_big_committee",
    "establish_community",
    "give_role",
    "grant_by_posts",
    "join_big_committee",
    "leave_big_committee",
    "move_organization",
    "parts_of",
    "place_of",
    "rebuild_paths",
    "record_presence",
    "register_unit",
    "rename_organization",
    "report_in",
    "revoke_role",
    "set_threshold",
    "settle",
    "sweep_grants",
]
