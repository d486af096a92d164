"""By which mode a community's secretary was chosen (S0 三(一)1; ORG-16)."""

from datetime import date

from core.records.errors import RuleViolation
from organizations import standards
from organizations.kinds import COMMUNITY_ORGANIZATIONS, Kind
from organizations.models import Organization, Position

MODES = "org.secretary.selection_modes"
KINDS = (*COMMUNITY_ORGANIZATIONS, Kind.BIG_COMMITTEE)


def modes_of(organization: Organization | None, on: date) -> list[str]:
    """The modes of selection in force."""
    return list(standards.at(MODES, organization=organization, as_of=on))


def has_mode(organization: Organization, position: str) -> bool:
    """Whether a post is a community secretary's, whose mode of selection is kept."""
    return position == Position.SECRETARY and organization.kind in KINDS


def check_mode(organization: Organization, position: str, mode: str, *, on: date) -> None:
    """Raises RuleViolation for a mode of another post, or one that the district does not have."""
    if not mode:
        return
    if not has_mode(organization, position):
        raise RuleViolation("no-mode", "只有社区书记填写选任方式", field="selection_mode")
    if mode not in modes_of(organization, on):
        raise RuleViolation("mode", "请从现行的选任方式里选择", field="selection_mode")
