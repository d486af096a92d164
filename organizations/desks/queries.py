"""One statement for a desk: every duty of an office or a person, live.

A desk is a place where somebody holds rights. What a community or a branch owes is its own; a street or a district
sees below itself only what is past its day ("who is behind"), beside what it owes itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection

from core.records import walls
from core.records.duties import BY_DATE, Duty, Line, owed, parameters, past, texts_of, union
from core.records.measures import Verdict
from core.web.home import lists
from organizations.kinds import STREETS, Kind
from organizations.models import Organization
from organizations.relations import with_relations
from organizations.scoping import line_sql, range_of, reach, steps_of, steps_to

_TERRITORIES = (Kind.COMMUNITY, *STREETS, Kind.DISTRICT_DEPARTMENT)


@dataclass(frozen=True)
class Desk:
    """A place with the rights held there. ``root``: the nearest community, street or district at or above it, whose
    tree decides what its organisations owe."""

    organization: int
    path: str
    kind: str
    root: int
    root_path: str
    rights: frozenset[str]


def desks_of(user: Any) -> list[Desk]:
    """Where the user holds a right that some duty asks for, or with which superiors see it."""
    held: dict[str, set[str]] = {}
    for right in {right for duty in lists().duty.values() for right in (duty.right, duty.seen_with) if right}:
        for path in reach(user, right):
            held.setdefault(path, set()).add(right)
    return _made(held, steps_of(user, held))


def desks_at(user: Any, permission: str) -> list[Desk]:
    """The tops of where the user holds the permission, without rights."""
    paths = reach(user, permission)
    return _made(dict.fromkeys(paths, ()), steps_of(user, paths))


def desks(held: Mapping[str, Iterable[str]]) -> list[Desk]:
    """Desks of paths with the rights held there; one query."""
    return _made(held, steps_to(held))


def _made(held: Mapping[str, Iterable[str]], known: Mapping[int, Organization]) -> list[Desk]:
    made = []
    for path, rights in sorted(held.items()):
        way = [int(step) for step in path.split(".") if step]
        own = way[-1]
        root = next((pk for pk in reversed(way) if pk in known and known[pk].kind in _TERRITORIES), own)
        made.append(Desk(own, path, known[own].kind, root, known[root].path, frozenset(rights)))
    return made


_LINES = """
SELECT key, own, sum(amount), count(DISTINCT organization_id),
       COALESCE(sum(amount) FILTER (WHERE {past}), 0), min(due_on),
       (array_agg(record ORDER BY {first}))[1], (array_agg(organization_id ORDER BY {first}))[1],
       (array_agg(label ORDER BY {first}))[1], (array_agg(detail ORDER BY {first}))[1]
FROM ({rows}) r WHERE own IS NOT NULL GROUP BY key, own
""".replace("{past}", past("due_on")).replace("{first}", "due_on, record, organization_id, label, detail")


def _keys(wanted: Iterable[Duty]) -> str:
    return texts_of(duty.key for duty in wanted)


def _shown(kind: str, rights: frozenset[str]) -> list[Duty]:
    """Duties of which a desk with these rights sees anything."""
    above = kind in _TERRITORIES
    return [each for each in lists().duty.values() if each.right in rights or (above and each.seen_with in rights)]


def own_or_behind(kind: str, chosen: Iterable[Duty], rights: frozenset[str]) -> str:
    """SQL over a row ``r``: true for what the desk owes, false for what those below it are behind with, else null."""
    shown = list(chosen)
    if kind == Kind.COMMUNITY:
        inside = _keys(duty for duty in shown if duty.inside)
        return f"CASE WHEN r.key NOT IN {inside} OR r.scope = %(from)s THEN true END"
    if kind in _TERRITORIES:
        return (
            f"CASE WHEN r.scope = %(from)s AND r.key IN {_keys(duty for duty in shown if duty.right in rights)}"
            f" OR r.key IN {_keys(duty for duty in shown if duty.keeper and duty.right in rights)} THEN true"
            f" WHEN r.verdict = '{Verdict.MISSING}'"
            f" AND r.key IN {_keys(duty for duty in shown if duty.seen_with in rights)}"
            " THEN false END"
        )
    return "true"


@lru_cache(maxsize=256)
def _of_desk(kind: str, rights: frozenset[str]) -> str | None:
    shown = _shown(kind, rights)
    keys = {duty.key for duty in shown}
    chosen = [source for source in lists().sources if any(duty.key in keys for duty in source.duties)]
    if not chosen:
        return None
    rows = f"""
        SELECT r.*, {own_or_behind(kind, shown, rights)} AS own FROM ({union(chosen)}) r
        WHERE {owed()} AND r.key IN {texts_of(sorted(keys))} AND r.scope >= %(from)s AND r.scope < %(to)s
          AND r.barred_id IS DISTINCT FROM %(viewer)s"""
    return with_relations(_LINES.format(rows=rows), chosen)


def few_organizations(places: str) -> str:
    """SQL of ``tree`` with nothing but the organisations of ``places`` (a SELECT of ids), by today's paths."""
    streets = ", ".join(f"'{kind}'" for kind in STREETS)
    return f"""
SELECT o.id AS organization_id, NULL::bigint AS parent_id, o.kind, 0 AS depth, up.community_id, up.street_id,
       up.district_id
FROM organizations_organization o
CROSS JOIN LATERAL (
    SELECT max(a.id) FILTER (WHERE a.kind = '{Kind.COMMUNITY}') AS community_id,
           max(a.id) FILTER (WHERE a.kind IN ({streets})) AS street_id,
           max(a.id) FILTER (WHERE a.kind = '{Kind.DISTRICT_DEPARTMENT}') AS district_id
    FROM organizations_organization a WHERE a.id = ANY({line_sql("o.path")})
) up WHERE o.id IN ({places})
"""


@lru_cache(maxsize=1)
def _of_person() -> str:
    chosen = [source for source in lists().sources if any(not duty.right for duty in source.duties)]
    tree = few_organizations(" UNION ".join(source.places for source in chosen if source.places))
    rows = f"SELECT r.*, true AS own FROM ({union(chosen)}) r WHERE {owed()} AND r.person_id = %(person)s"
    return with_relations(_LINES.format(rows=rows), chosen, tree=tree)


def _read(statement: str, values: Mapping[str, Any]) -> list[Line]:
    """What is owed is judged by the records of the whole community (a joint theme day), then cut to the desk."""
    with walls.beyond("organizations.duties"), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [Line(*row) for row in cursor.fetchall()]


# What a district sees stands in the table OpenDuty: its cost follows what is owed, not who could owe.
_STANDING = f"""
    SELECT r.key, r.organization_id, r.scope, r.record, r.amount, r.due_on, r.label, '' AS detail,
           {BY_DATE} AS verdict
    FROM organizations_openduty r
    WHERE r.scope >= %(from)s AND r.scope < %(to)s AND r.opens_on <= %(today)s"""


@lru_cache(maxsize=64)
def _of_district(rights: frozenset[str]) -> str:
    shown = _shown(Kind.DISTRICT_DEPARTMENT, rights)
    rows = f"""
        SELECT r.*, {own_or_behind(Kind.DISTRICT_DEPARTMENT, shown, rights)} AS own FROM ({_STANDING}) r
        WHERE r.key IN {texts_of(sorted(duty.key for duty in shown))}"""
    return _LINES.format(rows=rows)


def lines_of_desk(desk: Desk, *, viewer: int | None, now: datetime) -> list[Line]:
    """What stands at a desk; one statement."""
    low, high = range_of(desk.path)
    values = {"from": low, "to": high, "viewer": viewer} | parameters(now)
    if desk.kind == Kind.DISTRICT_DEPARTMENT:
        return _read(_of_district(desk.rights), values)
    statement = _of_desk(desk.kind, desk.rights)
    if statement is None:
        return []
    low, high = range_of(desk.root_path)
    return _read(statement, values | {"root": desk.root, "lo": low, "hi": high})


def lines_of_person(person: int, *, now: datetime) -> list[Line]:
    """What a person owes; one statement."""
    return _read(_of_person(), {"person": person, "lo": "", "hi": "~"} | parameters(now))


def lines(user: Any, *, now: datetime) -> list[Line]:
    """Every line of a user: of the offices, then the own ones."""
    found = [line for desk in desks_of(user) for line in lines_of_desk(desk, viewer=user.pk, now=now)]
    if getattr(user, "person_id", None):
        found += lines_of_person(user.person_id, now=now)
    return found
