"""Exports of the administration; rows come in through the roster by the same columns."""

from grids.models import Grid
from organizations.rosters.resource import RosterResource


class GridResource(RosterResource):
    """A row is a building, or a grid without one."""

    roster = "grids"

    class Meta:
        model = Grid
