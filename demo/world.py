"""What the demo is made of: its communities, who acts in them, and the month that is lived next."""

from dataclasses import dataclass, field
from datetime import date

from demo import profiles
from grids.models import Grid
from organizations.models import Organization, UnitPresence
from people.models import Person, User

BY = "演示数据"


@dataclass
class Community:
    """One community of the demo and who acts in it."""

    node: Organization
    general_branch: Organization
    big_committee: Organization
    profile: profiles.Profile
    secretary: User
    director: User
    in_service: list[Person] = field(default_factory=list)
    """Those with the longest relationship here first: they can register and serve from the first month on."""
    presences: list[UnitPresence] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    helpers: list[User] = field(default_factory=list)
    """Accounts of in-service members who claim activities."""


@dataclass
class Demo:
    district: Organization
    nanhuan: Organization
    qingyang: Organization
    communities: list[Community]
    accounts: list[dict[str, str]]
    officer: User
    clerk: User
    member: User
    contact: User
    month: date
    """First day of the month that is lived next."""
