"""The rosters of the grids: buildings with their grids, and households one by one with the member households."""

from grids.rosters.buildings import GRIDS
from grids.rosters.households import HOUSEHOLDS

SUBJECTS = (GRIDS, HOUSEHOLDS)

__all__ = ["GRIDS", "HOUSEHOLDS", "SUBJECTS"]
