"""Who keeps the numbers of community workers of earlier years, and for which years (ORG-18)."""

from core.records.errors import RuleViolation
from organizations.kinds import STREETS, Kind
from organizations.models import StaffFigure
from organizations.registers.register import Asked

KEEPERS = (Kind.DISTRICT_DEPARTMENT, *STREETS, Kind.COMMUNITY)
FIRST_YEAR = 1990
"""The first year of community work that a paper may give."""


def check_figure(figure: StaffFigure, asked: Asked) -> None:
    """A year that is over, or the running one; never one that cannot be known."""
    if asked.names and not FIRST_YEAR <= figure.year <= asked.today.year:
        raise RuleViolation("year", f"只能登记{FIRST_YEAR}年到{asked.today.year}年的数字", field="year")
