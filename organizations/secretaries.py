"""The secretaries of communities: age and schooling, mode of selection, who is director too (S0 二2, 三(一)1; ORG-16).

Who is a community's secretary, and what is known of age and schooling, is the measures' own relation: one truth.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.db import connection, transaction

from core.chinese.attributes import COLLEGE_AND_ABOVE
from core.chinese.numbers import exact
from core.records import audit, shown, walls
from core.records.duties import parameters
from core.records.errors import RuleViolation
from organizations import rules
from organizations.desks.queries import desks_at
from organizations.measures import SECRETARIES
from organizations.models import Organization, Position, Post, StationedStaff
from organizations.modes import check_mode
from organizations.registers.models.stationed import StationedTrade
from organizations.registers.training import moment_of
from organizations.relations import with_relations
from organizations.scoping import range_of

MEAN_AGE, COLLEGE_SHARE = "org.secretary.mean_age_max", "org.secretary.young_college_share_min"
UNKNOWN_MODE = "未填"


@transaction.atomic
def set_mode(*, by: Any, post: Post, mode: str, today: date) -> Post:
    """The mode by which a secretary who sits was chosen; the log keeps what stood before."""
    stored = Post.objects.select_for_update(of=("self",)).select_related("organization").get(pk=post.pk)
    shown.check(rules.POST, stored)
    if not mode:
        raise RuleViolation("mode", "请选择选任方式", field="selection_mode")
    check_mode(stored.organization, stored.position, mode, on=today)
    before, stored.selection_mode = stored.selection_mode, mode
    stored.save(update_fields=["selection_mode"])
    audit.record("organizations.selection_mode_set", by=by, target=stored, before=before, after=mode)
    return stored


@dataclass(frozen=True)
class Secretary:
    """A community and its secretary today; ``post`` None where it has none, what is unknown None or ""."""

    community: Organization
    post: Post | None
    age: int | None
    education: str
    young_age: int
    director: bool

    @property
    def young(self) -> bool:
        return self.age is not None and self.age <= self.young_age

    @property
    def college(self) -> bool:
        return self.education in COLLEGE_AND_ABOVE

    @property
    def mode(self) -> str:
        return self.post.selection_mode if self.post else ""


_SELECT = """
SELECT r.organization_id, r.record, r.years, r.education, r.young_age FROM ({rows}) r
JOIN organizations_organization o ON o.id = r.organization_id
WHERE o.path >= %(from)s AND o.path < %(to)s ORDER BY o.path
"""


def _rows(user: Any, permission: str, today: date) -> list[tuple[int, int | None, int | None, str | None, int]]:
    found: dict[int, Any] = {}
    for desk in desks_at(user, permission):
        (low, high), (start, end) = range_of(desk.root_path), range_of(desk.path)
        values = parameters(moment_of(today.year, today)) | {"root": desk.root, "lo": low, "hi": high}
        statement = with_relations(_SELECT.format(rows=SECRETARIES.sql), [SECRETARIES])
        with walls.beyond("organizations.duties"), connection.cursor() as cursor:
            cursor.execute(statement, values | {"from": start, "to": end})
            found |= {row[0]: row for row in cursor.fetchall()}
    return list(found.values())


def secretaries(user: Any, permission: str, today: date) -> list[Secretary]:
    """Every community in sight with its secretary; a statement a desk, and three."""
    rows = _rows(user, permission, today)
    communities = Organization.objects.in_bulk([row[0] for row in rows])
    posts = Post.objects.select_related("person", "organization").in_bulk([row[1] for row in rows if row[1]])
    directing: dict[int, list[str]] = {}
    directors = Post.objects.filter(person__in=[post.person_id for post in posts.values()], position=Position.DIRECTOR)
    for person, path in directors.in_force(today).values_list("person", "organization__path"):
        directing.setdefault(person, []).append(path)
    found = []
    for community, record, age, education, young in rows:
        place, post = communities[community], posts.get(record) if record else None
        paths = directing.get(post.person_id, []) if post else []
        both = any(path.startswith(place.path) for path in paths)
        found.append(Secretary(place, post, age, education or "", young, both))
    return found


def reserves(user: Any, permission: str, today: date) -> Any:
    """Reserve cadres on attachment in communities today."""
    rows = StationedStaff.objects.visible_to(user, permission).standing()
    rows = rows.filter(trade=StationedTrade.RESERVE, during__contains=today)
    return rows.select_related("person", "organization").order_by("scope", "pk")


@dataclass(frozen=True)
class Part:
    """One number of the page, and who is behind it."""

    key: str
    label: str
    rows: list[Secretary]

    @property
    def count(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class Profile:
    """The numbers of the page; a number that is unknown has its own part."""

    rows: list[Secretary]
    modes: list[str]

    @cached_property
    def parts(self) -> dict[str, Part]:
        held = [row for row in self.rows if row.post is not None]
        young = [row for row in held if row.young]
        chosen: list[tuple[str, str, Callable[[Secretary], bool], list[Secretary]]] = [
            ("all", "社区书记", lambda _row: True, held),
            ("vacant", "没有书记的社区", lambda row: row.post is None, self.rows),
            ("aged", "出生日期已填", lambda row: row.age is not None, held),
            ("no_age", "出生日期未填", lambda row: row.age is None, held),
            ("young", "年龄线及以下", lambda _row: True, young),
            ("young_college", "其中大专及以上", lambda row: row.college, young),
            ("young_below", "其中大专以下", lambda row: bool(row.education) and not row.college, young),
            ("young_unknown", "其中学历未填", lambda row: not row.education, young),
            ("director", "兼任居委会主任", lambda row: row.director, held),
            ("no_director", "没有兼任居委会主任", lambda row: not row.director, held),
        ]
        found = {key: Part(key, label, [row for row in rows if rule(row)]) for key, label, rule, rows in chosen}
        borne = dict.fromkeys([*self.modes, *(row.mode for row in held if row.mode)])
        for number, mode in enumerate([*borne, ""]):
            key = f"mode{number}" if mode else "no_mode"
            found[key] = Part(key, mode or f"选任方式{UNKNOWN_MODE}", [row for row in held if row.mode == mode])
        return found

    @property
    def mean(self) -> Fraction | None:
        """Mean of the completed years of those whose birth is known, unrounded."""
        ages = [row.age for row in self.parts["aged"].rows if row.age is not None]
        return exact(sum(ages), len(ages), factor=1)

    @property
    def college_share(self) -> Fraction | None:
        """Of the young whose schooling is known, a hundredth, unrounded."""
        known = self.parts["young_college"].count + self.parts["young_below"].count
        return exact(self.parts["young_college"].count, known)
