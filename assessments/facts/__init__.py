"""Facts of a month: computed from the measures, brought up to date after a record, closed, verified (ASM-12, 13)."""

from assessments.facts.compute import Computed, close_month, closing_moment, compute_month
from assessments.facts.context import Span
from assessments.facts.protocol import seal_of
from assessments.facts.refresh import refresh
from assessments.facts.verify import Verified, verify

__all__ = [
    "Computed",
    "Span",
    "Verified",
    "close_month",
    "closing_moment",
    "compute_month",
    "refresh",
    "seal_of",
    "verify",
]
