"""Who owes which training this year, and who had it: one relation for the list, the home pages and the reminders.

A year's training is arranged from May on (docs/calendar.md) and owed by the end of the year. Who was in office on its
first day owes the refresher, who came into it during the year the induction instead; both once a person and community,
whatever number of seats are held. Attended is a class of the purpose that was held in the year and finished.
"""

from dataclasses import dataclass

from django.urls import reverse

from core.records.duties import Duty, Message, Source
from core.records.measures import values_of
from organizations.kinds import BRANCHES, COMMUNITY_ORGANIZATIONS, Kind
from organizations.models import Position
from organizations.registers.models import TrainingOutcome, TrainingPurpose
from organizations.seats import POSITION_NAMES

OPENS_MONTH = 5
"""Month in which the classes of a year are arranged (docs/calendar.md, May)."""

LEADING = (Position.SECRETARY, Position.FULL_TIME_DEPUTY, Position.DEPUTY_SECRETARY)
LED = (*COMMUNITY_ORGANIZATIONS, *BRANCHES, Kind.BIG_COMMITTEE)
"""Secretaries and deputies of the Party organisations of communities (S0 三(一)2)."""

YEARS = f"""(SELECT make_date(y, 1, 1) AS first, make_date(y, 12, 31) AS last, make_date(y, {OPENS_MONTH}, 1) AS opens
    FROM generate_series(extract(year FROM %(since)s::date)::int, %(year)s) y)"""
"""SQL: the years whose training may still be owed."""


def attended(purpose: str, person: str, *, year: str = "y", district: bool = False) -> str:
    """SQL: number of classes for the purpose that the person finished in the year; ``district``: those at its level."""
    level = (
        f" JOIN organizations_organization h ON h.id = c.organization_id AND h.kind = '{Kind.DISTRICT_DEPARTMENT}'"
        if district
        else ""
    )
    return f"""(SELECT count(*) FROM organizations_trainingattendance a
        JOIN organizations_training c ON c.id = a.training_id{level}
        WHERE a.person_id = {person} AND a.outcome = '{TrainingOutcome.PASSED}' AND c.withdrawn_on IS NULL
          AND '{purpose}' = ANY(c.purposes)
          AND c.ends_on BETWEEN {year}.first AND LEAST({year}.last, %(today)s::date))"""


_BEFORE = f"""EXISTS (SELECT 1 FROM organizations_post b JOIN organizations_organization bo ON bo.id = b.organization_id
    WHERE b.person_id = p.person_id AND b.position IN {values_of(LEADING)} AND bo.kind IN {values_of(LED)}
      AND b.during @> y.first)"""


@dataclass(frozen=True)
class Need:
    """A training that holders of seats owe every year: which seats, how often (a standard, or once)."""

    purpose: TrainingPurpose
    label: str
    whose: str
    positions: tuple[str, ...]
    kinds: tuple[str, ...]
    standard: str = ""
    condition: str = "true"
    district: bool = False

    @property
    def key(self) -> str:
        return "training.county" if self.district else f"training.{self.purpose}"

    @property
    def number(self) -> str:
        return f"s.{self.key.replace('.', '_')}" if self.standard else "1"


NEEDS = (
    Need(TrainingPurpose.INDUCTION, "任职培训", "新任书记、副书记", LEADING, LED, condition=f"NOT {_BEFORE}"),
    Need(
        TrainingPurpose.REFRESHER,
        "岗位轮训",
        "书记、副书记",
        LEADING,
        LED,
        "org.training.secretary_per_year",
        _BEFORE,
    ),
    Need(
        TrainingPurpose.REFRESHER,
        "区级集中轮训",
        "党支部书记",
        (Position.SECRETARY,),
        BRANCHES,
        "org.training.secretary_county_per_year",
        _BEFORE,
        district=True,
    ),
    Need(
        TrainingPurpose.PROCEDURE,
        "发展党员程序培训",
        "组织委员",
        (Position.ORGANIZATION_COMMISSIONER,),
        LED,
        "org.training.organization_commissioner_per_year",
    ),
    Need(
        TrainingPurpose.CADRE,
        "社区干部轮训",
        "社区干部",
        (Position.DIRECTOR, Position.WORKER),
        (Kind.COMMUNITY,),
        "org.training.community_cadre_per_year",
    ),
)
"""S0 三(一)2; S4A 三1; S4B 二(一)2; 支部工作条例 25."""


def _owing(need: Need) -> str:
    """One row for each person, community and year."""
    return f"""
        SELECT DISTINCT ON (y.first, p.person_id, COALESCE(t.community_id, p.organization_id))
               '{need.key}' AS key, p.organization_id, p.scope, p.person_id, y.opens, y.last, lower(p.during) AS since,
               {need.number} AS wanted, n.label AS position, '{need.label}' AS need,
               {attended(need.purpose, "p.person_id", district=need.district)} AS done
        FROM {YEARS} y
        JOIN organizations_post p ON p.during @> LEAST(y.last, %(today)s::date)
         AND p.position IN {values_of(need.positions)} AND p.scope >= %(lo)s AND p.scope < %(hi)s
        JOIN tree t ON t.organization_id = p.organization_id AND t.kind IN {values_of(need.kinds)}
        JOIN std s ON s.organization_id = p.organization_id
        JOIN {POSITION_NAMES} n (position, label) ON n.position = p.position
        WHERE {need.condition}
        ORDER BY y.first, p.person_id, COALESCE(t.community_id, p.organization_id), p.id"""


def owed_sql(rows: str, key: str = "r.key", person: str = "NULL") -> str:
    """SQL of a source over rows (key, organization_id, scope, person_id, opens, last, since, wanted, position, need,
    done). ``record`` is the person."""
    return f"""
    SELECT {key} AS key, r.organization_id, r.scope, {person} AS person_id, NULL AS barred_id, r.person_id AS record,
           1 AS amount, GREATEST(r.opens, r.since) AS opens_on, r.last AS due_on,
           CASE WHEN r.done >= r.wanted THEN 'counts' END AS verdict, person.name AS label,
           r.position || '，' || r.need || '：应参加 ' || r.wanted || ' 次，已参加 ' || r.done || ' 次' AS detail,
           ARRAY[30, 0] AS remind
    FROM ({rows}) r JOIN people_person person ON person.id = r.person_id"""


_ROWS = "\nUNION ALL\n".join(f"({_owing(need)})" for need in NEEDS)
_STANDARDS = {need.number.removeprefix("s."): need.standard for need in NEEDS if need.standard}


def untrained(key: str) -> str:
    """Address of the list of who has not had the training."""
    return f"{reverse('organizations:untrained')}?need={key}"


def _duty(need: Need) -> Duty:
    several = f"{{count}} 名{need.whose}今年还没有参加{need.label}"
    return Duty(
        need.key,
        f"{{label}}还没有参加{need.label}",
        several,
        "去安排",
        lambda line: untrained(line.key),
        "organizations.manage_organization",
        notes="年底前完成，最早 {due_on:%Y-%m-%d} 到期",
        keeper=True,
    )


TRAINING = Source("training", owed_sql(_ROWS), tuple(_duty(need) for need in NEEDS), _STANDARDS)

OWN_TRAINING = Source(
    "training.own",
    owed_sql(_ROWS, "'training.own'", "r.person_id"),
    (
        Duty(
            "training.own",
            "您今年还有一项培训没有参加",
            "您今年还有 {count} 项培训没有参加",
            "查看",
            lambda line: reverse("organizations:my_training"),
            message=Message(
                "training.own",
                "培训未参加",
                "people.person",
                "今年的培训还没有参加",
                "{detail}。{due_on}前参加，具体安排请问街道（镇）党工委。",
                lambda: reverse("organizations:my_training"),
            ),
        ),
    ),
    _STANDARDS,
    places="SELECT organization_id FROM organizations_post WHERE person_id = %(person)s",
)

DUTIES = (TRAINING, OWN_TRAINING)
