"""How long a post lasts: the term of its body by kind, and the rest of the running one for who comes later (ORG-11)."""

from datetime import date

from core.chinese.dates import add_years
from organizations import standards
from organizations.kinds import BRANCHES, COMMUNITY_ORGANIZATIONS, STREETS, Kind
from organizations.models import Organization, Position, Post

WITH_TERM = (
    Position.SECRETARY,
    Position.FULL_TIME_DEPUTY,
    Position.PART_TIME_DEPUTY,
    Position.DEPUTY_SECRETARY,
    Position.COMMITTEE_MEMBER,
    Position.ORGANIZATION_COMMISSIONER,
    Position.DIRECTOR,
)
"""Seats of a body that is chosen for a term; officers, workers, contacts and leaders of groups have none."""


def standard_of_term(*, kind: str, name: str, in_community: bool) -> str | None:
    """Name of the standard that holds the years of a body's term; None for bodies that have none.

    Five years for every organisation of a community or village, other base committees, towns and residents'
    committees, three for other general branches and branches (基层组织任期意见 1). A working committee is appointed: it
    has the term that its district sets, if any. Temporary organisations end with what they were founded for.
    """
    if kind in (*COMMUNITY_ORGANIZATIONS, Kind.BIG_COMMITTEE):
        return "org.term.community_years"
    if kind == Kind.RESIDENTS_COMMITTEE:
        return "org.term.residents_committee_years"
    if kind == Kind.TOWN_COMMITTEE:
        return "org.term.town_committee_years"
    if kind in STREETS:
        return "org.term.work_committee_years"
    if kind == Kind.UNIT_ORGANIZATION and not name.endswith(("支部", "总支", "支部委员会", "总支部委员会")):
        return "org.term.base_committee_years" if name.endswith(("党委", "委员会")) else "org.term.other_branch_years"
    if kind == Kind.TEMPORARY_ORGANIZATION or kind not in (*BRANCHES, Kind.UNIT_ORGANIZATION):
        return None
    return "org.term.community_years" if in_community else "org.term.other_branch_years"


def _running_until(organization: Organization, since: date) -> date | None:
    """End of the running term of the body on the day: that of whoever sits in it already."""
    bodies = [organization.pk]
    if organization.kind == Kind.BIG_COMMITTEE:  # its term is that of the community's own organisation
        community = organization.ancestor_ids[-2]
        bodies += Organization.objects.filter(
            kind__in=COMMUNITY_ORGANIZATIONS,
            placements__parent=community,
            placements__during__contains=since,
        ).values_list("pk", flat=True)
    ends = (
        Post.objects.in_force(since)
        .filter(organization__in=bodies, position__in=WITH_TERM, term_ends_on__gt=since, during__startswith__lt=since)
        .order_by("-term_ends_on")
    )
    return ends.values_list("term_ends_on", flat=True).first()


def term_end(organization: Organization, position: str, since: date) -> date | None:
    """Last day of a post that begins on ``since``; None where there is no term. At most four queries.

    Who fills a seat in the middle of a term sits to its end (org.term.by_election_to_body_end).
    """
    if position not in WITH_TERM:
        return None
    above = Organization.objects.filter(pk__in=organization.ancestor_ids[:-1])
    name = standard_of_term(
        kind=organization.kind,
        name=organization.name,
        in_community=above.filter(kind__in=(Kind.COMMUNITY, *COMMUNITY_ORGANIZATIONS)).exists(),
    )
    if name is None:
        return None
    wanted = standards.several([name, "org.term.by_election_to_body_end"], organization=organization, as_of=since)
    years = wanted[name]
    if years is None:
        return None
    running = _running_until(organization, since) if wanted["org.term.by_election_to_body_end"] else None
    return running or add_years(since, years)
