"""Set-based reads of the members room: the register, registrations, reach of a person."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import F, Q, QuerySet

from core.chinese import normalize_name
from core.dates import add_years
from members.models import DualRegistration, Membership
from organizations.kinds import HOLDS_RELATIONSHIPS, Kind
from organizations.models import Organization, Placement
from organizations.scoping import reach

PAGE_SIZE = 50
COUNT_CAP, FILTERED_COUNT_CAP = 10_000, 1_000
"""A total is counted up to here; beyond it the page says "more than" (a count over a whole scope costs its size).
The lower one is for conditions on persons, each of which is a look at another table."""

VIEW = "organizations.view_member"


@dataclass(frozen=True)
class RegisterFilter:
    """What the register shows. ``as_of`` None means today's open spells; ages are completed years on the day."""

    organization: Organization | None = None
    as_of: date | None = None
    text: str = ""
    sex: str | None = None
    age_from: int | None = None
    age_to: int | None = None
    education: tuple[str, ...] = ()
    status: str | None = None
    member_class: str | None = None
    ethnicity: str | None = None
    branch: int | None = None
    unknown: tuple[str, ...] = field(default=())


def register(user: Any, chosen: RegisterFilter, *, today: date) -> QuerySet[Membership]:
    """Spells that ``user`` may see and the filter asks for, sorted by name (pinyin)."""
    rows = _register_but_text(user, chosen, today)
    if chosen.text:
        rows = rows.filter(text_condition(chosen.text))
    return rows.order_by("name_key", "id")


def register_page(user: Any, chosen: RegisterFilter, number: int, *, today: date) -> "Page":
    """One page of ``register``, at a cost that does not follow the size of the scope.

    Letters may be pinyin or initials: one condition over both tables would walk through everybody in name order, so
    each is asked by its own index and the two answers, which have nobody in common, are merged.
    """
    rows = _register_but_text(user, chosen, today)
    parts = [rows.filter(condition) for condition in _text_conditions(chosen.text)] if chosen.text else [rows]
    plain = not chosen.text and not _person_condition(chosen, today)
    return page_of(parts, number, cap=COUNT_CAP if plain else FILTERED_COUNT_CAP)


def _register_but_text(user: Any, chosen: RegisterFilter, today: date) -> QuerySet[Membership]:
    rows = Membership.objects.visible_to(user, VIEW)
    day = chosen.as_of or today
    rows = rows.current() if day >= today else rows.as_of(day)
    if day >= today:
        rows = rows.filter(during__startswith__lte=day)
    if chosen.organization is not None:
        rows = rows.under(chosen.organization)
    if chosen.branch is not None:
        rows = rows.filter(organization_id=chosen.branch)
    if chosen.status:
        rows = rows.filter(status=chosen.status)
    if chosen.member_class is not None:
        rows = rows.filter(member_class=chosen.member_class)
    person = _person_condition(chosen, day)
    if person:
        rows = rows.filter(person)
    return rows


def _person_condition(chosen: RegisterFilter, day: date) -> Q:
    condition = Q()
    if chosen.sex is not None:
        condition &= Q(person__sex=chosen.sex)
    if chosen.education:
        condition &= Q(person__education__in=chosen.education)
    if chosen.ethnicity == "少数民族":
        condition &= ~Q(person__ethnicity__in=["", "汉族"])
    elif chosen.ethnicity is not None:
        condition &= Q(person__ethnicity=chosen.ethnicity)
    if chosen.age_from is not None:
        condition &= Q(person__birth_date__lte=add_years(day, -chosen.age_from))
    if chosen.age_to is not None:
        condition &= Q(person__birth_date__gt=add_years(day, -(chosen.age_to + 1)))
    for name in chosen.unknown:
        column = {"birth": "birth_date", "age": "birth_date"}.get(name, name)
        if column == "birth_date":
            condition &= Q(person__birth_date=None)
        elif column in ("sex", "education", "ethnicity"):
            condition &= Q(**{f"person__{column}": ""})
    return condition


def text_condition(text: str) -> Q:
    """Name (any part), full pinyin or initials (from the beginning)."""
    return reduce(or_, _text_conditions(text))


def _text_conditions(text: str) -> list[Q]:
    """Conditions of which a row meets one at most, each served by an index."""
    text = normalize_name(text)
    if not text.isascii():
        characters = " ".join(text.lower())
        return [Q(person__name_characters=SearchQuery(characters, search_type="phrase", config="simple"))]
    lowered = text.lower().replace(" ", "")
    by_pinyin = _begins("name_key", lowered)
    if len(lowered) < 2:  # the first letter of the initials is that of the pinyin
        return [by_pinyin]
    return [by_pinyin, _begins("person__initials", lowered) & ~by_pinyin]


def _begins(field: str, beginning: str) -> Q:
    """``LIKE 'beginning%'`` as a range: a column collated "C" answers it from its index, in order."""
    if not beginning:
        return Q()
    return Q(**{f"{field}__gte": beginning, f"{field}__lt": beginning[:-1] + chr(ord(beginning[-1]) + 1)})


@dataclass(frozen=True)
class Page:
    """One page of a long list: its rows, whether there is a next one, and a total that may be capped."""

    rows: list[Any]
    number: int
    has_next: bool
    total: int
    capped: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_other_pages(self) -> bool:
        return self.has_next or self.has_previous

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1


def page_of(parts: Sequence[QuerySet[Membership]], number: int, *, cap: int = COUNT_CAP) -> Page:
    """One page of the union of ``parts`` (which share no row), by name; two statements whatever the size.

    The ids of the page come from an index alone; only its rows are read, with person and branch.
    """
    number = max(number, 1)
    start, end = (number - 1) * PAGE_SIZE, number * PAGE_SIZE + 1
    order = ("name_key", "id")
    keys = [part.order_by(*order).values_list("id", "name_key") for part in parts]
    merged = keys[0] if len(keys) == 1 else keys[0][:end].union(*(each[:end] for each in keys[1:]), all=True)
    page = merged.order_by("name_key", "id")[start:end]
    ids: Any = [pk for pk, _ in page] if len(keys) > 1 else page.values("id")
    rows = list(
        Membership.objects.filter(pk__in=ids)
        .select_related("person", "organization")
        .defer("person__resident_number", "person__address", "person__name_characters")
        .order_by(*order)
    )
    if number == 1 and len(rows) <= PAGE_SIZE:
        return Page(rows, number, False, len(rows), False)
    total = sum(part.order_by()[: cap + 1].count() for part in parts)
    return Page(rows[:PAGE_SIZE], number, len(rows) > PAGE_SIZE, min(total, cap + 1), total > cap)


def organizations_to_choose(user: Any, chosen: Organization | None) -> list[Organization]:
    """What the register offers to narrow it to: the way down to what is chosen, and one step further.

    Without a choice, the tops of the user's reach and what is below them. One query; short whatever the district.
    """
    reached = Organization.objects.visible_to(user, VIEW).exclude(kind__in=HOLDS_RELATIONSHIPS)
    if chosen is not None:
        way, here = Q(pk__in=chosen.ancestor_ids), [chosen.pk]
    else:
        here = [int(path.rstrip(".").rsplit(".", 1)[-1]) for path in reach(user, VIEW)]
        way = Q(pk__in=here)
    below = Placement.objects.filter(parent__in=here, during__endswith__isnull=True).values("organization")
    return list(reached.filter(way | Q(pk__in=below)).only("id", "name", "path").order_by("path"))


def registrations(user: Any, *, state: str = "") -> QuerySet[DualRegistration]:
    """Registrations at the communities of the user, oldest first, the waiting ones on top."""
    rows = DualRegistration.objects.visible_to(user, VIEW).select_related(
        "person", "organization", "unit", "decided_by__person"
    )
    if state:
        rows = rows.filter(state=state)
    return rows.order_by("submitted_at", "pk")


def communities_open_for_registration() -> QuerySet[Organization]:
    """Communities of the portal, with their street, for the member's choice."""
    return Organization.objects.filter(kind=Kind.COMMUNITY, dissolved_on=None, external=False).order_by("path")


def persons_reached(user: Any, permission: str) -> QuerySet[Any]:
    """Ids of persons whom the user reaches through membership or registration (people.visibility)."""
    members = Membership.objects.visible_to(user, permission).values_list("person_id", flat=True)
    registered = DualRegistration.objects.visible_to(user, permission).values_list("person_id", flat=True)
    return members.union(registered)


def open_spell(person_id: int) -> Membership | None:
    """The organisational relationship a person has now."""
    return (
        Membership.objects.filter(person_id=person_id, during__endswith__isnull=True)
        .select_related("organization")
        .first()
    )


def spells_of(person_id: int) -> QuerySet[Membership]:
    return Membership.objects.filter(person_id=person_id).select_related("organization").order_by(F("during").desc())


_COUNT_UNDER = """
SELECT o.id, count(m.id)
FROM organizations_organization o
JOIN members_membership m
  ON m.scope >= o.path AND m.scope < left(o.path, -1) || '/' AND m.during @> %(on)s::date
WHERE o.id = ANY(%(organizations)s) GROUP BY o.id
"""


def count_under(organizations: list[Organization], on: date) -> dict[int, int]:
    """Organisational relationships in the subtree of each organisation on the day; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_UNDER, {"organizations": [each.pk for each in organizations], "on": on})
        return dict(cursor.fetchall())
