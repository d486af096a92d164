"""The ledger of changes 党员增减变动台账: who came, who left, what turned, and that the numbers balance (MEM-23).

Read from the spells alone. Nothing is entered before the first open day, so a closed month stands still.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection

from core.records import walls
from members.statistics import PAST
from organizations.kinds import HOLDS_RELATIONSHIPS
from organizations.models import Organization
from organizations.tree.effective import settled_at
from organizations.tree.names import names_on
from organizations.tree.queries import subtree_ids
from people.models import Person

CAME = {"within": "支部间转入", "transfer": "转入", "developed": "新发展", "entered": "登记"}
LEFT = {"within": "支部间转出", "transfer": "转出", "death": "去世", "withdrawal": "出党", "correction": "录入更正"}
TURNED = {"full": "转为正式党员", "class": "管理类型变动"}

_COUNT = """
SELECT organization_id, count(*) FROM members_membership
WHERE organization_id = ANY(%(branches)s) AND during @> %(day)s::date GROUP BY organization_id
"""
_CAME = """
SELECT m.id, m.organization_id, m.person_id, lower(m.during),
       CASE WHEN EXISTS (SELECT 1 FROM members_membership b
                         WHERE b.person_id = m.person_id AND upper(b.during) = lower(m.during)) THEN 'within'
            WHEN EXISTS (SELECT 1 FROM members_transferletter t WHERE t.person_id = m.person_id
                         AND t.received_on BETWEEN %(first)s AND %(last)s) THEN 'transfer'
            WHEN m.joined_on BETWEEN %(first)s AND %(last)s THEN 'developed'
            ELSE 'entered' END
FROM members_membership m
WHERE m.organization_id = ANY(%(branches)s) AND lower(m.during) BETWEEN %(first)s AND %(last)s
  AND NOT EXISTS (SELECT 1 FROM members_membership b WHERE b.person_id = m.person_id
                  AND b.organization_id = m.organization_id AND upper(b.during) = lower(m.during))
"""
_LEFT = """
SELECT m.id, m.organization_id, m.person_id, upper(m.during),
       CASE WHEN EXISTS (SELECT 1 FROM members_membership b
                         WHERE b.person_id = m.person_id AND lower(b.during) = upper(m.during)) THEN 'within'
            WHEN m.end_reason IN ('transfer', 'death', 'withdrawal') THEN m.end_reason
            ELSE 'correction' END
FROM members_membership m
WHERE m.organization_id = ANY(%(branches)s) AND upper(m.during) BETWEEN %(first)s AND %(last)s
  AND NOT EXISTS (SELECT 1 FROM members_membership b WHERE b.person_id = m.person_id
                  AND b.organization_id = m.organization_id AND lower(b.during) = upper(m.during))
"""
_TURNED = """
SELECT m.id, m.organization_id, m.person_id, lower(m.during),
       CASE WHEN m.status <> b.status THEN 'full' ELSE 'class' END
FROM members_membership m
JOIN members_membership b ON b.person_id = m.person_id AND b.organization_id = m.organization_id
 AND upper(b.during) = lower(m.during)
WHERE m.organization_id = ANY(%(branches)s) AND lower(m.during) BETWEEN %(first)s AND %(last)s
  AND (m.status, m.member_class) <> (b.status, b.member_class)
"""


class Change(NamedTuple):
    """One line of the list: the day, who, where, what; ``spell`` opens the member's page."""

    on: date
    name: str
    branch: str
    what: str
    spell: int


@dataclass(frozen=True)
class Line:
    """A branch: at the beginning, what came and left by way, at the end."""

    branch: int
    name: str
    opening: int
    came: Counter[str]
    left: Counter[str]
    closing: int

    @property
    def plus(self) -> int:
        return sum(self.came.values())

    @property
    def minus(self) -> int:
        return sum(self.left.values())

    @property
    def balances(self) -> bool:
        return self.opening + self.plus - self.minus == self.closing

    @property
    def cells(self) -> list[int]:
        ways = [*(self.came[key] for key in CAME), *(self.left[key] for key in LEFT)]
        return [self.opening, *ways, self.closing]


TITLES = ("期初人数", *CAME.values(), *LEFT.values(), "期末人数")


@dataclass(frozen=True)
class Ledger:
    organization: Organization
    first: date
    last: date
    lines: list[Line]
    total: Line
    changes: list[Change]
    settled: datetime | None
    """When the last day's month was closed: from then on the ledger stands still."""


@walls.beyond(PAST)
def ledger(organization: Organization, first: date, last: date) -> Ledger:
    """Changes from ``first`` to ``last`` in the branches of the organisation; ten queries whatever the size."""
    before = first - timedelta(days=1)
    branches = sorted(
        {
            *subtree_ids(organization, on=before, kinds=HOLDS_RELATIONSHIPS),
            *subtree_ids(organization, on=last, kinds=HOLDS_RELATIONSHIPS),
        }
    )
    given = {"branches": branches, "first": first, "last": last}
    opening, closing = _counted(branches, before), _counted(branches, last)
    came, left, turned = (_rows(statement, given) for statement in (_CAME, _LEFT, _TURNED))
    names = names_on(branches, on=last)
    lines = []
    for branch in branches:
        plus = Counter(way for _, where, _, _, way in came if where == branch)
        minus = Counter(way for _, where, _, _, way in left if where == branch)
        if opening.get(branch) or closing.get(branch) or plus or minus:
            counts = opening.get(branch, 0), plus, minus, closing.get(branch, 0)
            lines.append(Line(branch, names.get(branch, ""), *counts))
    persons = dict(Person.objects.filter(pk__in={row[2] for row in (*came, *left, *turned)}).values_list("pk", "name"))
    changes = [
        Change(on, persons[person], names.get(where, ""), words[way], spell)
        for rows, words in ((came, CAME), (left, LEFT), (turned, TURNED))
        for spell, where, person, on, way in rows
    ]
    total = Line(
        0,
        "合计",
        sum(line.opening for line in lines),
        sum((line.came for line in lines), Counter()),
        sum((line.left for line in lines), Counter()),
        sum(line.closing for line in lines),
    )
    return Ledger(organization, first, last, lines, total, sorted(changes), settled_at(organization, last))


def _counted(branches: list[int], day: date) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"branches": branches, "day": day})
        return dict(cursor.fetchall())


def _rows(statement: str, given: dict[str, Any]) -> list[tuple[int, int, int, date, str]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        found: list[tuple[int, int, int, date, str]] = cursor.fetchall()
        return found
