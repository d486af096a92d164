"""Two years of the demo's communities, month by month, each record written at the time it would have been."""

from assessments.demo.history.months import write

__all__ = ["write"]
