"""Seats of every organisation: how many it should have, has and lacks, and since when (S2 二(三), 二(六); ORG-33).

What an organisation should have is said by the standards of the big committee's tiers, by the one seat of whoever heads
it, and, before both, by what its superior set (SeatPlan). A seat falls vacant with an exit that no entry followed, or
with the founding or the plan that made it; from that day it is to be filled within ``org.vacancy.fill_days``.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core.records.duties import Duty, Message, Source, is_past
from core.records.measures import values_of
from organizations.desks.queries import few_organizations
from organizations.desks.rows import Listed, Table, like
from organizations.kinds import BRANCHES, COMMUNITY_ORGANIZATIONS, STREETS, Kind
from organizations.models import Organization, Position
from organizations.scoping import range_of
from organizations.tree.queries import stood_since

FILLED = (Position.SECRETARY, Position.FULL_TIME_DEPUTY, Position.PART_TIME_DEPUTY, Position.DEPUTY_SECRETARY)
"""Posts that are filled again when somebody leaves them, where no number is known (S2 二(六))."""

HEADS: dict[str, Position] = {
    **dict.fromkeys((*STREETS, *COMMUNITY_ORGANIZATIONS, *BRANCHES), Position.SECRETARY),
    Kind.RESIDENTS_COMMITTEE: Position.DIRECTOR,
    Kind.PARTY_GROUP: Position.LEADER,
    Kind.MEMBER_HOUSEHOLD: Position.HOUSEHOLD_HEAD,
}
"""Kind → the seat of its head, of which there is one at a time (SINGLE_SEATS)."""

POSITION_NAMES = "(VALUES " + ", ".join(f"('{value}', '{label}')" for value, label in Position.choices) + ")"
"""SQL: relation of positions and their names, to be given its columns ``(position, label)``."""

STANDARDS = {
    "vacancy_days": "org.vacancy.fill_days",
    "seats_least": "org.big_committee.members_min",
    "seats_secretary": "org.big_committee.secretaries",
    "seats_deputies": "org.big_committee.deputies",
    "seats_full_time": "org.big_committee.full_time_deputies",
    "seats_part_time": "org.big_committee.part_time_deputies",
    "seats_grid": "org.grid_branch.secretaries",
    "seats_building": "org.building_group.leaders",
}
_RULES = (
    (Kind.BIG_COMMITTEE, Position.SECRETARY, "s.seats_secretary"),
    (Kind.BIG_COMMITTEE, Position.FULL_TIME_DEPUTY, "s.seats_full_time"),
    (Kind.BIG_COMMITTEE, Position.PART_TIME_DEPUTY, "s.seats_part_time"),
    (
        Kind.BIG_COMMITTEE,
        Position.COMMITTEE_MEMBER,
        "GREATEST(s.seats_least - s.seats_secretary - s.seats_deputies, 0)",
    ),
    (Kind.GRID_BRANCH, Position.SECRETARY, "s.seats_grid"),
    (Kind.BUILDING_GROUP, Position.LEADER, "s.seats_building"),
    *((kind, position, "1") for kind, position in HEADS.items()),
)
_RULED = ", ".join(f"('{kind}', '{position}', {seats})" for kind, position, seats in _RULES)

# seats: the number of each position, of the plan or of the rule; held: who sits there today; gone: exits that no entry
# has followed since, the latest first; vacant: a line for each of them that is still lacking, and one for seats that
# nobody ever held.
VACANT = f"""
WITH seats AS MATERIALIZED (
    SELECT COALESCE(n.organization_id, p.organization_id) AS organization_id,
           COALESCE(n.position, p.position) AS position, COALESCE(p.seats, n.seats)::int AS seats, p.since
    FROM (
        SELECT t.organization_id, v.position, v.seats FROM tree t
        JOIN organizations_organization o ON o.id = t.organization_id AND NOT o.external
        JOIN std s ON s.organization_id = t.organization_id
        CROSS JOIN LATERAL (VALUES {_RULED}) v (kind, position, seats) WHERE v.kind = t.kind
    ) n FULL JOIN (
        SELECT DISTINCT ON (p.organization_id, p.position) p.organization_id, p.position, p.seats, p.since
        FROM organizations_seatplan p JOIN tree t ON t.organization_id = p.organization_id
        WHERE p.withdrawn_on IS NULL AND p.since <= %(today)s::date
        ORDER BY p.organization_id, p.position, p.since DESC
    ) p ON p.organization_id = n.organization_id AND p.position = n.position
), held AS MATERIALIZED (
    SELECT p.organization_id, p.position, count(DISTINCT p.person_id)::int AS held
    FROM organizations_post p JOIN tree t ON t.organization_id = p.organization_id
    WHERE p.during @> %(today)s::date AND p.scope >= %(lo)s AND p.scope < %(hi)s GROUP BY 1, 2
), gone AS MATERIALIZED (
    SELECT p.id, p.organization_id, p.position, upper(p.during) AS since,
           row_number() OVER (PARTITION BY p.organization_id, p.position ORDER BY upper(p.during) DESC, p.id DESC) AS n
    FROM organizations_post p JOIN tree t ON t.organization_id = p.organization_id
    WHERE upper(p.during) <= %(today)s::date AND p.scope >= %(lo)s AND p.scope < %(hi)s
      AND (SELECT count(*) FROM organizations_post a WHERE a.organization_id = p.organization_id
           AND a.position = p.position AND a.id <> p.id AND lower(a.during) >= upper(p.during)
           AND lower(a.during) <= %(today)s::date)
        < (SELECT count(*) FROM organizations_post b WHERE b.organization_id = p.organization_id
           AND b.position = p.position AND upper(b.during) >= upper(p.during) AND upper(b.during) <= %(today)s::date)
), places AS MATERIALIZED (
    SELECT organization_id, position, s.seats, s.since, COALESCE(h.held, 0) AS held
    FROM seats s FULL JOIN held h USING (organization_id, position)
), left_open AS MATERIALIZED (
    SELECT g.id, g.organization_id, g.position, GREATEST(g.since, p.since) AS since
    FROM gone g LEFT JOIN places p USING (organization_id, position)
    WHERE CASE WHEN p.seats IS NULL THEN g.position IN {values_of(FILLED)} ELSE g.n <= p.seats - p.held END
), vacant AS (
    SELECT organization_id, position, id AS record, 1 AS amount, since FROM left_open
  UNION ALL
    SELECT p.organization_id, p.position, NULL, p.seats - p.held - l.lines, GREATEST(p.since, {stood_since("o")})
    FROM places p JOIN organizations_organization o ON o.id = p.organization_id
    CROSS JOIN LATERAL (SELECT count(*)::int AS lines FROM left_open l
                        WHERE l.organization_id = p.organization_id AND l.position = p.position) l
    WHERE p.seats - p.held > l.lines
)
"""

VACANCIES = Source(
    "vacancies",
    f"""{VACANT}
    SELECT CASE WHEN v.record IS NULL THEN 'seat.fill' ELSE 'post.fill' END AS key, v.organization_id, o.path AS scope,
           NULL AS person_id, NULL AS barred_id, v.record, v.amount, v.since AS opens_on,
           v.since + s.vacancy_days AS due_on, NULL AS verdict, o.name || '的' || n.label AS label,
           CASE WHEN v.record IS NULL THEN '缺 ' || v.amount || ' 名' ELSE v.since || '起空缺' END AS detail,
           CASE WHEN v.record IS NOT NULL THEN ARRAY[30, 0, -1] END AS remind
    FROM vacant v
    JOIN std s ON s.organization_id = v.organization_id
    JOIN organizations_organization o ON o.id = v.organization_id
    JOIN {POSITION_NAMES} n (position, label) ON n.position = v.position
    WHERE v.since <= %(today)s::date
    """,
    (
        Duty(
            "post.fill",
            "补选{label}",
            "{count} 个职务空缺待补",
            "去办理",
            lambda line: reverse("organizations:detail", args=[line.organization_id]),
            "organizations.manage_organization",
            notes="最早：{label}，{detail}",
            keeper=True,
            message=Message(
                "post.fill",
                "职务空缺",
                "organizations.post",
                "{label}空缺待补",
                "{detail}，补选期限 {due_on}",
                lambda: reverse("organizations:detail", args=[0]),
                by_organization=True,
            ),
        ),
        Duty(
            "seat.fill",
            "配备{label}",
            "{count} 个职务还没有配齐",
            "去办理",
            lambda line: (
                reverse("organizations:detail", args=[line.organization_id])
                if line.organizations == 1
                else reverse("organizations:seats") + "?vacant=on"
            ),
            "organizations.manage_organization",
            notes="最早：{label}，{missing} 个已过期限",
            keeper=True,
        ),
    ),
    STANDARDS,
)


@dataclass(frozen=True)
class Seats:
    """One position of one organisation. ``wanted`` is None where no number is known; ``since`` the day from which the
    first of what lacks is vacant."""

    organization_id: int
    name: str
    position: str
    wanted: int | None
    held: int
    lacking: int
    since: date | None
    due_on: date | None

    @property
    def label(self) -> str:
        return Position(self.position).label

    def late(self) -> bool:
        return is_past(self.due_on, timezone.localdate())

    @property
    def over(self) -> int:
        return 0 if self.wanted is None else max(self.held - self.wanted, 0)


def _made(*row: Any) -> Seats:
    return Seats(*row[:8])


_ORDER = ", ".join(f"('{position}', {number})" for number, position in enumerate(Position.values))
_SELECT = f"""
SELECT o.id, o.name, p.position, p.seats, p.held, COALESCE(v.amount, 0)::int AS lacking, v.since,
       v.since + s.vacancy_days AS due_on, o.path, n.place
FROM (
    SELECT organization_id, position, seats, held FROM places
  UNION SELECT organization_id, position, NULL, 0 FROM left_open
    WHERE (organization_id, position) NOT IN (SELECT organization_id, position FROM places)
) p
JOIN organizations_organization o ON o.id = p.organization_id
JOIN std s ON s.organization_id = o.id
JOIN (VALUES {_ORDER}) n (position, place) ON n.position = p.position
LEFT JOIN (SELECT organization_id, position, sum(amount) AS amount, min(since) AS since FROM vacant GROUP BY 1, 2) v
       ON v.organization_id = p.organization_id AND v.position = p.position
WHERE o.path >= %(from)s AND o.path < %(to)s AND o.name LIKE %(words)s AND (NOT %(vacant)s OR v.amount > 0)
"""
TABLE = Table(_SELECT, "path, place", _made, (VACANCIES,), "COALESCE(sum(r.lacking), 0)::int", VACANT)


def of(organization: Organization, *, today: date) -> list[Seats]:
    """The positions of one organisation; one statement."""
    low, high = range_of(organization.path)
    values = {"lo": low, "hi": high, "from": low, "to": high, "words": "%", "vacant": False, "root": organization.pk}
    tree = few_organizations(str(int(organization.pk)))
    return TABLE.rows(values, today=today, tree=tree)


def overview(user: Any, permission: str, *, today: date, text: str = "", vacant: bool = False) -> Listed[Seats]:
    """Positions of all organisations in the user's scope. ``text``: part of an organisation's name; ``vacant``: only
    those that lack somebody. Its one sum is how many are lacking."""
    return Listed(TABLE, user, permission, today=today, words=like(text), vacant=vacant)
