"""The survey's table of community workers (ORG-18, S4B 一)."""

from collections import Counter
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Q

from core.chinese.attributes import education_band
from core.chinese.dates import age_on
from organizations import standards
from organizations.kinds import COMMUNITY_ORGANIZATIONS, Kind
from organizations.models import Organization, Position, Post
from organizations.tree.effective import settled_at
from organizations.tree.queries import subtree
from people.queries import as_known


def statistics(*, organization: Organization, as_of: date) -> dict[str, Any]:
    """The survey's table on a day: how many, of them secretaries and directors, schooling, young, mean age.

    Counted are the posts of that day in the organisations that stood below on that day: a later move changes nothing.
    Of a settled day a later correction of a person changes nothing.
    Percentages at one decimal; ages are completed years; unknown ages and schoolings are shown, not guessed.
    """
    young_age = standards.at("org.staff.young_age_max", organization=organization, as_of=as_of)
    posts = (
        Post.objects.filter(organization__in=subtree(organization, on=as_of))
        .in_force(as_of)
        .filter(
            Q(position__in=[Position.DIRECTOR, Position.WORKER], organization__kind=Kind.COMMUNITY)
            | Q(position=Position.SECRETARY, organization__kind__in=COMMUNITY_ORGANIZATIONS)
        )
        .order_by("person_id", "pk")
        .values_list("person_id", "position", "person__birth_date", "person__education")
    )
    known = _known_then([person for person, *_ in posts], settled_at(organization, as_of))
    people: dict[int, tuple[str, date | None, str]] = {}
    for person, position, *now in posts:
        if person not in people or position != Position.WORKER:
            people[person] = (position, *known.get(person, now))
    total = len(people)
    ages = [age_on(birth, as_of) for _, birth, _ in people.values() if birth]
    heads = sum(position in (Position.SECRETARY, Position.DIRECTOR) for position, _, _ in people.values())
    young = sum(age <= young_age for age in ages)
    schools = Counter(education_band("staff", schooling) for _, _, schooling in people.values())
    return {
        "as_of": as_of.isoformat(),
        "total": total,
        "secretaries_and_directors": {"count": heads, "percent": _percent(heads, total)},
        "education": {label: {"count": count, "percent": _percent(count, total)} for label, count in schools.items()},
        "young": {"max_age": young_age, "count": young, "percent": _percent(young, total)},
        "age_unknown": total - len(ages),
        "mean_age": float(_tenth(Decimal(sum(ages)) / len(ages))) if ages else None,
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


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _percent(part: int, whole: int) -> float:
    return float(_tenth(Decimal(100 * part) / whole)) if whole else 0.0
