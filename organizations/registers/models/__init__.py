"""Lines of the registers."""

from organizations.registers.models.conditions import CommunityYear, ConditionIssue
from organizations.registers.models.contacts import ContactPoint, ContactVisit
from organizations.registers.models.entry import Entry, EntryQuerySet
from organizations.registers.models.papers import WorkingRule
from organizations.registers.models.plans import PlanGrade, PlanKind, YearPlan, YearTarget
from organizations.registers.models.training import (
    Training,
    TrainingAttendance,
    TrainingForm,
    TrainingOutcome,
    TrainingPurpose,
)
from organizations.registers.models.venues import Venue

__all__ = [
    "CommunityYear",
    "ConditionIssue",
    "ContactPoint",
    "ContactVisit",
    "Entry",
    "EntryQuerySet",
    "PlanGrade",
    "PlanKind",
    "Training",
    "TrainingAttendance",
    "TrainingForm",
    "TrainingOutcome",
    "TrainingPurpose",
    "Venue",
    "WorkingRule",
    "YearPlan",
    "YearTarget",
]
