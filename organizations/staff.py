"""The survey's table of community workers (ORG-18, S4B 一): on a day, against an earlier one, and who stands in it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.db.models import Q

from core.chinese.attributes import COLLEGE_AND_ABOVE, EDUCATION_BANDS, UNKNOWN_LABEL, education_band
from core.chinese.dates import age_on
from core.chinese.numbers import exact, half_up
from organizations import standards
from organizations.kinds import COMMUNITY_ORGANIZATIONS, Kind
from organizations.models import Organization, Position, Post, StaffFigure
from organizations.tree.effective import settled_at
from organizations.tree.queries import subtree
from people.queries import as_known

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Worker:
    """Somebody who works in a community on the day, by the post that counts; what is unknown is None or ""."""

    person_id: int
    name: str
    position: str
    organization_id: int
    organization: str
    age: int | None
    education: str

    @property
    def heads(self) -> bool:
        return self.position in (Position.SECRETARY, Position.DIRECTOR)

    @property
    def position_label(self) -> str:
        return Position(self.position).label

    @property
    def band(self) -> str:
        return education_band("staff", self.education)


def workers(*, organization: Organization, as_of: date) -> list[Worker]:
    """Who works in the communities below the organisation on the day, each once; four queries.

    Counted are the posts of that day in the organisations that stood below on that day: a later move changes nothing.
    Of a settled day a later correction of a person changes nothing. Who is secretary or director besides is that.
    """
    posts = list(
        Post.objects.filter(organization__in=subtree(organization, on=as_of))
        .in_force(as_of)
        .filter(
            Q(position__in=[Position.DIRECTOR, Position.WORKER], organization__kind=Kind.COMMUNITY)
            | Q(position=Position.SECRETARY, organization__kind__in=COMMUNITY_ORGANIZATIONS)
        )
        .select_related("person", "organization")
        .order_by("organization__path", "person_id", "pk")
    )
    known = _known_then([post.person_id for post in posts], settled_at(organization, as_of))
    found: dict[int, Worker] = {}
    for post in posts:
        if post.person_id in found and post.position == Position.WORKER:
            continue
        birth, schooling = known.get(post.person_id, (post.person.birth_date, post.person.education))
        found[post.person_id] = Worker(
            post.person_id,
            post.person.name,
            post.position,
            post.organization_id,
            post.organization.name,
            age_on(birth, as_of) if birth else None,
            schooling,
        )
    return list(found.values())


@dataclass(frozen=True)
class Part:
    """One line of the table: ``count`` of all workers, and who they are."""

    key: str
    label: str
    rows: list[Worker]
    of: int

    @property
    def count(self) -> int:
        return len(self.rows)

    @property
    def share(self) -> Fraction | None:
        """Of a hundred, unrounded."""
        return exact(self.count, self.of)

    @property
    def percent(self) -> float:
        return _rounded(self.share)


@dataclass(frozen=True)
class Survey:
    """The table of an organisation on a day."""

    as_of: date
    young_age: int
    rows: list[Worker]

    @property
    def total(self) -> int:
        return len(self.rows)

    @cached_property
    def parts(self) -> dict[str, Part]:
        """Every line by its key: all, heads, schooling (with those unknown), young, of unknown age."""
        chosen = {
            "all": ("社区工作者", self.rows),
            "heads": ("社区书记、主任", [row for row in self.rows if row.heads]),
            **{
                band.code: (band.label, [row for row in self.rows if row.band == band.label])
                for band in EDUCATION_BANDS["staff"]
            },
            UNKNOWN: (f"学历{UNKNOWN_LABEL}", [row for row in self.rows if row.band == UNKNOWN_LABEL]),
            "college_and_above": ("大专及以上", [row for row in self.rows if row.education in COLLEGE_AND_ABOVE]),
            "young": (
                f"{self.young_age}岁及以下",
                [row for row in self.rows if row.age is not None and row.age <= self.young_age],
            ),
            "no_age": ("出生日期未填", [row for row in self.rows if row.age is None]),
        }
        return {key: Part(key, label, rows, self.total) for key, (label, rows) in chosen.items()}

    @cached_property
    def mean(self) -> Fraction | None:
        """Mean of the completed years of those whose birth is known, unrounded."""
        ages = [row.age for row in self.rows if row.age is not None]
        return exact(sum(ages), len(ages), factor=1)

    @property
    def mean_age(self) -> Decimal | None:
        return None if self.mean is None else half_up(self.mean)


def survey(*, organization: Organization, as_of: date) -> Survey:
    """How many, of them secretaries and directors, schooling, young, mean age; five queries."""
    young_age = standards.at("org.staff.young_age_max", organization=organization, as_of=as_of)
    return Survey(as_of, young_age, workers(organization=organization, as_of=as_of))


@dataclass(frozen=True)
class Compared:
    """A number of the day beside an earlier one. ``change`` of shares in points, of ages in years; None: unknown."""

    label: str
    now: Decimal | int | None
    before: Decimal | int | None
    change: Decimal | int | None
    unit: str

    @property
    def told(self) -> str:
        """The change with its sign and unit."""
        return "—" if self.change is None else f"{self.change:+} {self.unit}"


def compared(now: Survey, before: Survey | StaffFigure) -> list[Compared]:
    """What a survey and an earlier count both know: how many, with college or more, mean age. Changes are taken of the
    exact numbers and rounded once."""
    if isinstance(before, StaffFigure):
        total, college, mean = before.total, exact(before.college, before.total), Fraction(before.mean_age)
    else:
        total, college, mean = before.total, before.parts["college_and_above"].share, before.mean  # type: ignore[assignment]
    return [
        Compared("社区工作者", now.total, total, now.total - total, "人"),
        _between("大专及以上占比（%）", now.parts["college_and_above"].share, college, "个百分点"),
        _between("平均年龄", now.mean, mean, "岁"),
    ]


def _between(label: str, now: Fraction | None, before: Fraction | None, unit: str) -> Compared:
    return Compared(
        label,
        None if now is None else half_up(now),
        None if before is None else half_up(before),
        None if now is None or before is None else half_up(now - before),
        unit,
    )


def statistics(*, organization: Organization, as_of: date) -> dict[str, Any]:
    """The table as plain values. Percentages at one decimal; ages are completed years; unknown ages and schoolings are
    shown, not guessed."""
    found = survey(organization=organization, as_of=as_of)
    schools = Counter(row.band for row in found.rows)
    return {
        "as_of": as_of.isoformat(),
        "total": found.total,
        "secretaries_and_directors": {"count": found.parts["heads"].count, "percent": found.parts["heads"].percent},
        "education": {label: {"count": n, "percent": _rounded(exact(n, found.total))} for label, n in schools.items()},
        "young": {
            "max_age": found.young_age,
            "count": found.parts["young"].count,
            "percent": found.parts["young"].percent,
        },
        "age_unknown": found.parts["no_age"].count,
        "mean_age": None if found.mean_age is None else float(found.mean_age),
    }


def _known_then(persons: list[int], settled: datetime | None) -> dict[int, tuple[date | None, str]]:
    """Birth and schooling of those who were changed since the day was settled, as they were known then."""
    if settled is None:
        return {}
    first = as_known(settled).filter(pgh_obj__in=persons)
    return {
        person: (birth, schooling)
        for person, birth, schooling in first.values_list("pgh_obj_id", "birth_date", "education")
    }


def _rounded(value: Fraction | None) -> float:
    return 0.0 if value is None else float(half_up(value))
