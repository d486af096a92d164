"""Lines of the registers."""

from organizations.registers.models.bodies import COORDINATING, GROUPS, Body, BodyKind, BodyMember, GroupTopic
from organizations.registers.models.branch_groups import BranchGroup
from organizations.registers.models.conditions import CommunityYear, ConditionIssue
from organizations.registers.models.contacts import ContactPoint, ContactVisit
from organizations.registers.models.entry import Entry, EntryQuerySet
from organizations.registers.models.guidance import Guidance
from organizations.registers.models.papers import WorkingRule
from organizations.registers.models.plans import PlanGrade, PlanKind, YearPlan, YearTarget
from organizations.registers.models.reports import StreetReport
from organizations.registers.models.seats import SeatPlan
from organizations.registers.models.staff import StaffFigure
from organizations.registers.models.stationed import (
    StationedMatter,
    StationedStaff,
    StationedTask,
    StationedTrade,
)
from organizations.registers.models.training import (
    Training,
    TrainingAttendance,
    TrainingForm,
    TrainingOutcome,
    TrainingPurpose,
)
from organizations.registers.models.two_new import TwoNewItem, TwoNewOrganization
from organizations.registers.models.venues import Venue

__all__ = [
    "COORDINATING",
    "GROUPS",
    "Body",
    "BodyKind",
    "BodyMember",
    "BranchGroup",
    "CommunityYear",
    "ConditionIssue",
    "ContactPoint",
    "ContactVisit",
    "Entry",
    "EntryQuerySet",
    "GroupTopic",
    "Guidance",
    "PlanGrade",
    "PlanKind",
    "SeatPlan",
    "StaffFigure",
    "StationedMatter",
    "StationedStaff",
    "StationedTask",
    "StationedTrade",
    "StreetReport",
    "Training",
    "TrainingAttendance",
    "TrainingForm",
    "TrainingOutcome",
    "TrainingPurpose",
    "TwoNewItem",
    "TwoNewOrganization",
    "Venue",
    "WorkingRule",
    "YearPlan",
    "YearTarget",
]
