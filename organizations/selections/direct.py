"""Who sits in the big committee by an elected office (S2 二(四); ORG-09)."""

from organizations.models import Position

DIRECT_ENTRY = {
    Position.SECRETARY: Position.SECRETARY,
    Position.FULL_TIME_DEPUTY: Position.FULL_TIME_DEPUTY,
    Position.DEPUTY_SECRETARY: Position.COMMITTEE_MEMBER,
    Position.COMMITTEE_MEMBER: Position.COMMITTEE_MEMBER,
    Position.ORGANIZATION_COMMISSIONER: Position.COMMITTEE_MEMBER,
}
"""Officers of the community's own organisation, the highest first, and the seat that each enters when elected."""
