"""The tree of organisations, posts, roles and dated grants; thresholds; units of the area.

``path`` is a cache of today's placement: the ids from the root, each followed by a dot (``1.7.204.``), collated "C",
so that a subtree is one range of an ordinary index. Every protected row of other apps carries its organisation and a
copy of that path as ``scope`` (ScopedModel), kept by triggers; a later row-level policy can stand on the same column.
"""

from organizations.cases.models import Case, CaseOutcome, CasePerson, CaseStep
from organizations.desks.models import OpenDuty
from organizations.handing.models import Acting, Handover
from organizations.mandates.models import MandateTime, MandateWork
from organizations.models.accounts import AccountOffice, AccountRequest
from organizations.models.posts import SINGLE_SEATS, Position, Post, PostQuerySet
from organizations.models.rights import Grant, GroupGrant, Role, RoleRule
from organizations.models.scoped import ScopedModel, ScopedQuerySet, ScopeField
from organizations.models.standards import Threshold, ThresholdQuerySet
from organizations.models.tree import AllowedParent, Organization, OrganizationQuerySet, Placement
from organizations.models.units import Participation, Unit, UnitPresence
from organizations.orders.models import Order
from organizations.publications.models import Publication, PublicationObjection, PublicationPlace
from organizations.registers.models import (
    COORDINATING,
    GROUPS,
    Body,
    BodyKind,
    BodyMember,
    BranchGroup,
    CommunityYear,
    ConditionIssue,
    ContactPoint,
    ContactVisit,
    GroupTopic,
    Guidance,
    SeatPlan,
    StaffFigure,
    StationedStaff,
    StationedTask,
    StreetReport,
    Training,
    TrainingAttendance,
    TwoNewItem,
    TwoNewOrganization,
    Venue,
    WorkingRule,
    YearPlan,
    YearTarget,
)
from organizations.reorganizing.models import Reorganization
from organizations.rosters.models import RosterBatch, RosterChange
from organizations.tree.models import Month, Renaming

__all__ = [
    "COORDINATING",
    "GROUPS",
    "SINGLE_SEATS",
    "AccountOffice",
    "AccountRequest",
    "Acting",
    "AllowedParent",
    "Body",
    "BodyKind",
    "BodyMember",
    "BranchGroup",
    "Case",
    "CaseOutcome",
    "CasePerson",
    "CaseStep",
    "CommunityYear",
    "ConditionIssue",
    "ContactPoint",
    "ContactVisit",
    "Grant",
    "GroupGrant",
    "GroupTopic",
    "Guidance",
    "Handover",
    "MandateTime",
    "MandateWork",
    "Month",
    "OpenDuty",
    "Order",
    "Organization",
    "OrganizationQuerySet",
    "Participation",
    "Placement",
    "Position",
    "Post",
    "PostQuerySet",
    "Publication",
    "PublicationObjection",
    "PublicationPlace",
    "Renaming",
    "Reorganization",
    "Role",
    "RoleRule",
    "RosterBatch",
    "RosterChange",
    "ScopeField",
    "ScopedModel",
    "ScopedQuerySet",
    "SeatPlan",
    "StaffFigure",
    "StationedStaff",
    "StationedTask",
    "StreetReport",
    "Threshold",
    "ThresholdQuerySet",
    "Training",
    "TrainingAttendance",
    "Unit",
    "UnitPresence",
    "TwoNewItem",
    "TwoNewOrganization",
    "Venue",
    "WorkingRule",
    "YearPlan",
    "YearTarget",
]
