"""Two years of the demo's communities, month by month, each record written at the time it would have been."""

from demo.history.months import finish, live_until, write

__all__ = ["finish", "live_until", "write"]
