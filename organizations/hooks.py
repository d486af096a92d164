"""What the apps above know of an organisation, asked through ``core.web.home``: no import upwards is needed."""

from collections.abc import Iterable
from datetime import date

from core.web.home import lists
from organizations.models import Organization


def dissolution_blockers(organization: Organization, on: date) -> list[str]:
    """What still stands in the way of dissolving it, in Chinese (members whose relationship is there …)."""
    return [each.blocks for ask in lists().hangings for each in ask(organization, on) if each.count and each.blocks]


def member_counts(organizations: Iterable[Organization], on: date) -> dict[int, int]:
    """Members in the subtree of each organisation, in a constant number of queries."""
    return lists().count_members(organizations, on)
