"""Indicators, monthly facts, schemes, evaluations and scores.

A fact is one number of one organisation for one month, with numerator and denominator; it is computed by the named
query of its indicator, rolled up the tree and frozen when the month closes. Pages read facts, never records, so their
cost follows the number of organisations. What arrives after the close is a LateFact, on a line of its own (ASM-12).
"""

from assessments.models.evaluations import COMPUTED, Evaluation, Objection, SatisfactionCount, Score
from assessments.models.facts import Fact, Indicator, LateFact
from assessments.models.schemes import Dimension, Scheme, SchemeItem, Voters

__all__ = [
    "COMPUTED",
    "Dimension",
    "Evaluation",
    "Fact",
    "Indicator",
    "LateFact",
    "Objection",
    "SatisfactionCount",
    "Scheme",
    "SchemeItem",
    "Score",
    "Voters",
]
