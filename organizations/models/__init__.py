"""The tree of organisations, posts, roles and dated grants; thresholds; units of the area.

``path`` is a cache of today's placement: the ids from the root, each followed by a dot (``1.7.204.``), collated "C",
so that a subtree is one range of an ordinary index. Every protected row of other apps carries its organisation and a
copy of that path as ``scope`` (ScopedModel), kept by triggers; a later row-level policy can stand on the same column.
"""

from organizations.desks.models import OpenDuty
from organizations.models.accounts import AccountOffice, AccountRequest
from organizations.models.posts import SINGLE_SEATS, Position, Post, PostQuerySet
from organizations.models.rights import Grant, GroupGrant, Role, RoleRule
from organizations.models.scoped import ScopedModel, ScopedQuerySet, ScopeField
from organizations.models.standards import Threshold, ThresholdQuerySet
from organizations.models.tree import AllowedParent, Organization, OrganizationQuerySet, Placement
from organizations.models.units import Participation, Unit, UnitPresence
from organizations.registers.models import (
    CommunityYear,
    ConditionIssue,
    ContactPoint,
    ContactVisit,
    Training,
    TrainingAttendance,
    Venue,
    WorkingRule,
    YearPlan,
    YearTarget,
)
from organizations.rosters.models import RosterBatch, RosterChange
from organizations.tree.models import Month, Renaming

__all__ = [
    "SINGLE_SEATS",
    "AccountOffice",
    "AccountRequest",
    "AllowedParent",
    "CommunityYear",
    "ConditionIssue",
    "ContactPoint",
    "ContactVisit",
    "Grant",
    "GroupGrant",
    "Month",
    "OpenDuty",
    "Organization",
    "OrganizationQuerySet",
    "Participation",
    "Placement",
    "Position",
    "Post",
    "PostQuerySet",
    "Renaming",
    "Role",
    "RoleRule",
    "RosterBatch",
    "RosterChange",
    "ScopeField",
    "ScopedModel",
    "ScopedQuerySet",
    "Threshold",
    "ThresholdQuerySet",
    "Training",
    "TrainingAttendance",
    "Unit",
    "UnitPresence",
    "Venue",
    "WorkingRule",
    "YearPlan",
    "YearTarget",
]
