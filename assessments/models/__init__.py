"""Indicators, monthly facts, schemes, evaluations and scores.

A fact is one number of one organisation for one month, with numerator and denominator; it is computed by the named
query of its indicator, rolled up the tree and frozen when the month closes. Pages read facts, never records, so their
cost follows the number of organisations. What arrives after the close is a LateFact, on a line of its own (ASM-12).
"""

from assessments.models.awards import Award, AwardKind
from assessments.models.chases import Chase, ChaseKind
from assessments.models.circulars import Circular
from assessments.models.evaluations import (
    BALLOT_COUNTS,
    COMPUTED,
    Evaluation,
    SatisfactionCount,
    Score,
    ballot_words,
)
from assessments.models.facts import Fact, Indicator, LateFact
from assessments.models.partners import StreetAppraisal, StreetGrade, StreetOpinion, UnitAwardOpinion, UnitScore
from assessments.models.protocols import MonthProtocol
from assessments.models.reviews import ReviewCount, ReviewRequirement, TwoWayReview
from assessments.models.schemes import FIVE_GOOD, Dimension, Grade, Scheme, SchemeItem, Voters
from assessments.models.screens import Screen
from assessments.models.showcases import Medium, PressItem, Showcase, ShowcaseKind

__all__ = [
    "BALLOT_COUNTS",
    "COMPUTED",
    "FIVE_GOOD",
    "Award",
    "AwardKind",
    "Chase",
    "ChaseKind",
    "Circular",
    "Dimension",
    "Evaluation",
    "Fact",
    "Grade",
    "Indicator",
    "LateFact",
    "Medium",
    "MonthProtocol",
    "PressItem",
    "SatisfactionCount",
    "ReviewCount",
    "ReviewRequirement",
    "Scheme",
    "SchemeItem",
    "Score",
    "Screen",
    "Showcase",
    "ShowcaseKind",
    "StreetAppraisal",
    "StreetGrade",
    "StreetOpinion",
    "TwoWayReview",
    "UnitAwardOpinion",
    "UnitScore",
    "Voters",
    "ballot_words",
]
