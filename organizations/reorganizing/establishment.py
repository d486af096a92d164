"""What Party organisation each community has and should have by its members and officers: never refused (ORG-05).

S0 三(二)1: a community has at least one branch; by its number of members a general branch or a committee, each with a
full-time officer. A branch of many members is named for division, one of seven full members for its committee.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse

from core.web.home import lists
from organizations import hooks, standards
from organizations.kinds import BRANCHES, COMMUNITY_ORGANIZATIONS, Kind
from organizations.models import Organization, Position, Post
from organizations.scoping import subtree_condition
from organizations.standards import Standard

BRANCHES_MIN, BRANCH_MAX = "org.community.branches_min", "org.branch.members_max"
GENERAL_BRANCH, COMMITTEE = "org.general_branch.members_min", "org.committee.members_min"
DEPUTIES, OFFICERS = "org.committee.full_time_deputies_min", "org.general_branch.full_time_officers_min"
SEATS_FROM, SEATS_MIN = "org.branch.committee_from_full_members", "org.branch.committee_size_min"
SEATS_MAX, SEATS_LIMIT = "org.branch.committee_size_max", "org.branch.committee_size_limit"
DEADLINE = "org.upgrade.deadline"
NUMBERS = (
    *(BRANCHES_MIN, BRANCH_MAX, GENERAL_BRANCH, COMMITTEE, DEPUTIES, OFFICERS),
    *(SEATS_FROM, SEATS_MIN, SEATS_MAX, SEATS_LIMIT, DEADLINE),
)
ON_THE_COMMITTEE = (
    Position.SECRETARY,
    Position.FULL_TIME_DEPUTY,
    Position.DEPUTY_SECRETARY,
    Position.COMMITTEE_MEMBER,
    Position.ORGANIZATION_COMMISSIONER,
)
SHOWN_AT_ONCE = 300
"""Communities that the list shows without asking for a street."""


class Matter(NamedTuple):
    """One thing to be done: in words, where it is done and what its link says."""

    words: str
    url: str
    action: str
    kind: str = "warn"


@dataclass(frozen=True)
class Row:
    """A community: its members, its own organisation, its branches with their members, what is to be done."""

    community: Organization
    members: int
    own: Organization | None
    branches: list[tuple[Organization, int]]
    matters: list[Matter]
    should: Kind | None = None
    """What its number of members makes due; None: a branch is enough."""
    officer: bool | None = None
    """Whether its own organisation has the full-time officer that it needs; None without one."""

    @property
    def has_what_it_should(self) -> bool:
        return self.own is not None and self.own.kind in (self.should, Kind.COMMUNITY_COMMITTEE)


def rows(communities: Sequence[Organization], *, today: date) -> list[Row]:
    """A row for each, in their order; six statements whatever their number."""
    places = {each.pk: each for each in communities}
    party: dict[int, list[Organization]] = defaultdict(list)
    inside = Organization.objects.filter(kind__in=(*BRANCHES, *COMMUNITY_ORGANIZATIONS)).in_force(today)
    within = subtree_condition([each.path for each in communities], field="path")
    for each in inside.filter(within).order_by("path"):
        place = next((pk for pk in reversed(each.ancestor_ids) if pk in places), None)
        if place is not None:
            party[place].append(each)
    branches = [each for found in party.values() for each in found if each.kind in BRANCHES]
    members = hooks.member_counts([*communities, *branches], today)
    full = lists().count_full_members(branches, today)
    seats: dict[int, Counter[str]] = defaultdict(Counter)
    posts = Post.objects.in_force(today).filter(organization__in=[each for found in party.values() for each in found])
    for organization, position, full_time in posts.values_list("organization_id", "position", "full_time"):
        seats[organization][position] += 1
        seats[organization]["full_time officer"] += bool(full_time) and position == Position.PARTY_AFFAIRS_OFFICER
    numbers = standards.at_each(NUMBERS, [(each.pk, today) for each in communities])
    return [
        _row(_Known(each, party[each.pk], members, full, seats, found, today))
        for each, found in zip(communities, numbers, strict=True)
    ]


@dataclass(frozen=True)
class _Known:
    community: Organization
    party: list[Organization]
    members: dict[int, int]
    full: dict[int, int]
    seats: dict[int, Counter[str]]
    numbers: dict[str, Standard]
    today: date

    def meets(self, name: str, number: int) -> bool:
        return self.numbers[name].allows(number)


def _row(known: _Known) -> Row:
    own = next((each for each in known.party if each.kind in COMMUNITY_ORGANIZATIONS), None)
    branches = [(each, known.members.get(each.pk, 0)) for each in known.party if each.kind in BRANCHES]
    total = known.members.get(known.community.pk, 0)
    should = _should(known, total)
    officer = None if own is None else _has_officer(known, own)
    row = Row(known.community, total, own, branches, [], should, officer)
    row.matters.extend([*_of_community(known, row), *_of_officers(row)])
    for branch, number in branches:
        row.matters.extend(_of_branch(known, branch, number))
    return row


def _should(known: _Known, total: int) -> Kind | None:
    if known.meets(COMMITTEE, total):
        return Kind.COMMUNITY_COMMITTEE
    return Kind.COMMUNITY_GENERAL_BRANCH if known.meets(GENERAL_BRANCH, total) else None


def _of_community(known: _Known, row: Row) -> list[Matter]:
    own, branches, total = row.own, row.branches, row.members
    new = _at("create", known.community if own is None else own)
    found = []
    if not known.meets(BRANCHES_MIN, len(branches)):
        found.append(Matter("还没有党支部", new, "设立党支部", "bad"))
    if row.should is None or row.has_what_it_should:
        return found
    if row.should == Kind.COMMUNITY_COMMITTEE:
        where = (_at("upgrade", own), "升格为党委") if own else (new, "设立党委")
        found.append(Matter(f"党员{total}名，应设党委{_until(known)}", *where))
    else:
        alone = branches[0][0] if len(branches) == 1 and branches[0][0].kind == Kind.BRANCH else None
        where = (_at("upgrade", alone), "升格为党总支") if alone else (new, "设立党总支")
        found.append(Matter(f"党员{total}名，应设党总支{_until(known)}", *where))
    return found


def _until(known: _Known) -> str:
    """The district's own day for it, as long as it lies ahead: the source's has been over since 2007."""
    day = known.numbers[DEADLINE].value
    return f"（{day:%Y-%m-%d}前）" if day is not None and day >= known.today else ""


def _has_officer(known: _Known, own: Organization) -> bool:
    held = known.seats[own.pk]
    deputies = held[Position.FULL_TIME_DEPUTY]
    if own.kind == Kind.COMMUNITY_COMMITTEE:
        return known.meets(DEPUTIES, deputies)
    return known.meets(OFFICERS, deputies + held["full_time officer"])


def _of_officers(row: Row) -> list[Matter]:
    if row.own is None or row.officer:
        return []
    committee = row.own.kind == Kind.COMMUNITY_COMMITTEE
    words = "党委没有专职副书记" if committee else "党总支没有专职副书记或专职党务干事"
    return [Matter(words, _at("appoint", row.own), "任职")]


def _of_branch(known: _Known, branch: Organization, number: int) -> list[Matter]:
    found = []
    if not known.meets(BRANCH_MAX, number):
        limit = known.numbers[BRANCH_MAX].value
        found.append(Matter(f"{branch.name}有党员{number}名，超过{limit}名", _at("split", branch), "拆分"))
    seats = sum(known.seats[branch.pk][position] for position in ON_THE_COMMITTEE)
    appoint = (_at("appoint", branch), "任职")
    full = known.full.get(branch.pk, 0)
    if known.meets(SEATS_FROM, full) and not known.meets(SEATS_MIN, seats):
        wanted = f"{known.numbers[SEATS_MIN].value}至{known.numbers[SEATS_MAX].value}人"
        found.append(Matter(f"{branch.name}有正式党员{full}名，支委会应有{wanted}，现有{seats}人", *appoint))
    elif not known.meets(SEATS_LIMIT, seats):
        limit = known.numbers[SEATS_LIMIT].value
        found.append(Matter(f"{branch.name}支委会有{seats}人，一般不超过{limit}人", _at("detail", branch), "查看"))
    return found


def _at(name: str, organization: Organization | None) -> str:
    assert organization is not None
    return reverse(f"organizations:{name}", args=[organization.pk])


def communities_of(
    user: Any, street: Organization | None, community_type: str, *, today: date
) -> list[Organization] | None:
    """Communities in sight, of one street and type or all, in administrative order; None: too many to show at once."""
    found = Organization.objects.visible_to(user).communities().in_force(today)
    if street is not None:
        found = found.under(street)
    if community_type:
        found = found.filter(community_type=community_type)
    shown = list(found.order_by("path")[: SHOWN_AT_ONCE + 1])
    return None if len(shown) > SHOWN_AT_ONCE else shown
