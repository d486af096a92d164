"""The subjects of this room: organisations, posts, units with contact persons, workers, accounts."""

from organizations.rosters.subjects.accounts import ACCOUNTS
from organizations.rosters.subjects.organizations import ORGANIZATIONS
from organizations.rosters.subjects.posts import POSTS
from organizations.rosters.subjects.units import UNITS
from organizations.rosters.subjects.workers import WORKERS

SUBJECTS = (ORGANIZATIONS, UNITS, POSTS, WORKERS, ACCOUNTS)

__all__ = ["ACCOUNTS", "ORGANIZATIONS", "POSTS", "SUBJECTS", "UNITS", "WORKERS"]
