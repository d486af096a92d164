"""Set-based reads of the members room: the register, registrations, reach of a person."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import F, Q, QuerySet

from core.chinese import normalize_name
from core.dates import add_years
from members.models import DualRegistration, Membership
from organizations.kinds import Kind
from organizations.models import Organization

PAGE_SIZE = 50
COUNT_CAP = 10_000
"""A total is counted up to here; beyond it the page says "more than" (a count over a whole scope costs its size)."""

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
    if chosen.text:
        rows = rows.filter(text_condition(chosen.text))
    return rows.order_by("name_key", "id")


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
    """Name (any part), full pinyin or initials (from the beginning), each by its index."""
    text = normalize_name(text)
    if text.isascii():
        lowered = text.lower().replace(" ", "")
        return Q(name_key__startswith=lowered) | Q(person__initials__startswith=lowered)
    characters = " ".join(text.lower())
    return Q(person__name_characters=SearchQuery(characters, search_type="phrase", config="simple"))


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


def page_of(rows: QuerySet[Membership], number: int) -> Page:
    """Two statements whatever the size: ids of the page by index, then those rows with person and branch."""
    number = max(number, 1)
    start = (number - 1) * PAGE_SIZE
    ids = list(rows.values_list("pk", flat=True)[start : start + PAGE_SIZE + 1])
    found = {
        row.pk: row
        for row in Membership.objects.filter(pk__in=ids[:PAGE_SIZE])
        .select_related("person", "organization")
        .defer("person__resident_number", "person__address", "person__name_characters")
    }
    if number == 1 and len(ids) <= PAGE_SIZE:
        total, capped = len(ids), False
    else:
        total = rows.order_by()[: COUNT_CAP + 1].count()
        capped = total > COUNT_CAP
    return Page([found[pk] for pk in ids[:PAGE_SIZE] if pk in found], number, len(ids) > PAGE_SIZE, total, capped)


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
