"""Set-based reads of the members room: the register, registrations, reach of a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.contrib.postgres.search import SearchVectorExact
from django.db import connection
from django.db.models import CharField, Exists, F, Func, OuterRef, Q, QuerySet, Value

from core.chinese.dates import add_years
from core.chinese.names import normalize_name
from core.chinese.readings import pinyin
from core.records import walls
from core.records.protection import ProtectedField, Sealed
from core.records.search import KeyCharacters, beginning, characters_query
from members.models import DualRegistration, Membership, MembershipQuerySet, MemberTie
from members.statistics import COUNTED, HAN, MINORITY, PAST
from organizations.kinds import HOLDS_RELATIONSHIPS, Kind
from organizations.models import Organization, Placement
from organizations.scoping import only_shows, reach
from organizations.tree.effective import settled_at
from organizations.tree.queries import subtree
from people.models import Person
from people.queries import as_known

PAGE_SIZE = 50


class Listed(NamedTuple):
    """A line of the register: a spell with what is shown of its person and its branch."""

    pk: int
    person_id: int
    status: str
    member_class: str
    joined_on: date | None
    name: str
    sex: str
    birth_date: date | None
    education: str
    phone: str
    branch: str


_SHOWN = (
    "pk",
    "person_id",
    "status",
    "member_class",
    "joined_on",
    "person__name",
    "person__sex",
    "person__birth_date",
    "person__education",
    "person__phone",
    "organization__name",
)
"""Columns of ``Listed``."""
_PHONE: ProtectedField = Person._meta.get_field("phone")
COUNT_CAP, FILTERED_COUNT_CAP = 10_000, 1_000
"""A total is counted up to here; beyond it the page says "more than" (a count over a whole scope costs its size).
The lower one is for conditions, each of which is a look at a row."""

VIEW = "organizations.view_member"
CONFIRMED = DualRegistration.State.CONFIRMED


@dataclass(frozen=True)
class RegisterFilter:
    """What the register shows. ``as_of`` None means today; ages are completed years on the day."""

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
        rows = rows.filter(reduce(or_, filter(None, _text_conditions(chosen.text))))
    return rows.order_by("name_key", "id")


def register_page(user: Any, chosen: RegisterFilter, number: int, *, today: date) -> "Page":
    """One page of ``register``, at a cost that does not follow the size of the scope."""
    rows = _register_but_text(user, chosen, today)
    if chosen.text:
        return _page_of_found(found_by_text(rows, chosen.text), max(number, 1))
    narrowed = chosen.status or chosen.member_class is not None or _person_condition(chosen, today)
    cap = FILTERED_COUNT_CAP if narrowed else COUNT_CAP
    return _page_of(rows.order_by("name_key", "id"), max(number, 1), cap=cap)


def found_by_text(rows: QuerySet[Membership], text: str) -> list[Any]:
    """``rows`` that a person's name, pinyin or initials answer to: parts that share no row, one after the other.

    Each is asked by its own index, in its order. Of characters those whose name they are come first, then those of
    whose name they are a part. Letters may be pinyin or initials: those found by pinyin come first and then those found
    by initials, the shortest before the longer ones.
    """
    first, others = _text_conditions(text)
    parts = [rows.filter(first).annotate(rank=Value("")).order_by("rank", "name_key", "id")]
    if others is None:
        return parts
    # Of characters always the same, but the planner cannot know: else it walks everybody by name for the few who have
    # these characters.
    later = Func("name_key", template="left(%(expressions)s, 0) || '1'", output_field=CharField())
    rank: Any = F("initials") if text.isascii() else later
    return [*parts, rows.filter(others).annotate(rank=rank).order_by("rank", "name_key", "id")]


def first_found(parts: Sequence[QuerySet[Membership]], limit: int) -> list[Listed]:
    """The first of the parts; a later one is asked only where the earlier ones have fewer."""
    ids: list[int] = []
    for part in parts:
        if len(ids) < limit:
            ids += part.values_list("pk", flat=True)[: limit - len(ids)]
    return _listed(ids)


def _register_but_text(user: Any, chosen: RegisterFilter, today: date) -> QuerySet[Membership]:
    return _asked_for(Membership.objects.visible_to(user, VIEW), chosen, today)


def out_of_sight(user: Any, chosen: RegisterFilter, *, today: date) -> int:
    """How many the filter finds on a past day in a chosen organisation that moved out of the user's sight since.

    They are counted in that day's statistics and not listed: what a user may see of a person is today's scope.
    """
    if chosen.organization is None or chosen.as_of is None or chosen.as_of >= today or chosen.text:
        return 0
    seen = Membership.objects.visible_to(user, VIEW).values("pk")
    with walls.beyond(PAST):
        return _asked_for(Membership.objects.all(), chosen, today).exclude(pk__in=seen).count()


def _asked_for(rows: MembershipQuerySet, chosen: RegisterFilter, today: date) -> MembershipQuerySet:
    day = min(chosen.as_of or today, today)
    past = day < today
    # No spell begins or ends after today (ScheduledChange): those without an end are those of the day.
    rows = rows.as_of(day) if past else rows.current()
    if chosen.organization is not None:
        inside = subtree(chosen.organization, on=day)
        rows = rows.filter(organization__in=inside) if past else rows.under(chosen.organization)
    if chosen.branch is not None:
        rows = rows.filter(organization_id=chosen.branch)
    if chosen.status:
        rows = rows.filter(status=chosen.status)
    if chosen.member_class is not None:
        rows = rows.filter(member_class=chosen.member_class)
    person = _person_condition(chosen, day)
    if person:
        settled = settled_at(chosen.organization, day) if past and chosen.organization is not None else None
        rows = rows.filter(person if settled is None else _known_then(chosen, day, settled))
    return rows


def _known_then(chosen: RegisterFilter, day: date, known_by: datetime) -> Q:
    """The condition on persons as they were known then, as statistics count them: of whoever was changed since, the
    row before the first change."""
    changed = as_known(known_by)
    then = changed.model._default_manager.filter(pgh_id__in=changed.values("pgh_id"))
    were = then.filter(_person_condition(chosen, day, "")).values("pgh_obj_id")
    return Q(person__in=were) | _person_condition(chosen, day) & ~Q(person__in=changed.values("pgh_obj_id"))


def _person_condition(chosen: RegisterFilter, day: date, of: str = "person__") -> Q:
    condition = Q()

    def add(lookup: str, value: Any) -> None:
        nonlocal condition
        condition &= Q(**{f"{of}{lookup}": value})

    if chosen.sex is not None:
        add("sex", chosen.sex)
    if chosen.education:
        add("education__in", chosen.education)
    if chosen.ethnicity == MINORITY:
        condition &= ~Q(**{f"{of}ethnicity__in": ["", HAN]})
    elif chosen.ethnicity is not None:
        add("ethnicity", chosen.ethnicity)
    if chosen.age_from is not None:
        add("birth_date__lte", add_years(day, -chosen.age_from))
    if chosen.age_to is not None:
        add("birth_date__gt", add_years(day, -(chosen.age_to + 1)))
    for name in chosen.unknown:
        column = {"birth": "birth_date", "age": "birth_date"}.get(name, name)
        if column in COUNTED:
            add(column, None if column == "birth_date" else "")
    return condition


def _text_conditions(text: str) -> tuple[Q, Q | None]:
    """Two conditions of which a row meets one at most, each served by an index; the second may be None.

    The whole name, by its usual reading, and part of one; or the pinyin and the initials.
    """
    text = normalize_name(text)
    if not text.isascii():
        whole = Q(name_key=f"{pinyin(text)[0]} {text}")
        return whole, Q(SearchVectorExact(KeyCharacters("name_key"), characters_query(text))) & ~whole
    lowered = text.lower().replace(" ", "")
    by_pinyin = beginning("name_key", lowered)
    if len(lowered) < 2:  # the first letter of the initials is that of the pinyin
        return by_pinyin, None
    return by_pinyin, beginning("initials", lowered) & ~by_pinyin


@dataclass(frozen=True)
class Page:
    """One page of a long list: its rows, whether there is a next one, and a total that may be capped."""

    rows: Sequence[Any]
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


def _page_of(rows: QuerySet[Membership], number: int, *, cap: int) -> Page:
    """One page of everybody, in the order of ``rows``; counted to ``cap``.

    Three statements whatever the size. The ids of the page come from an index alone; only its rows are read.
    """
    start, end = (number - 1) * PAGE_SIZE, number * PAGE_SIZE + 1
    ids = list(rows.values_list("pk", flat=True)[start:end])
    total = len(ids) if number == 1 and len(ids) <= PAGE_SIZE else rows.order_by()[: cap + 1].count()
    return _made(ids, number, total, cap)


# What is found has to be found as a whole: it is counted to the cap on the way.
_PAGE_OF_FOUND = """
WITH found AS MATERIALIZED ({found})
SELECT (SELECT count(*) FROM found),
       ARRAY(SELECT id FROM found ORDER BY rank, name_key, id LIMIT %s OFFSET %s)
"""


def _page_of_found(parts: Sequence[Any], number: int) -> Page:
    """One page of the parts one after the other (``found_by_text``); two statements."""
    cap, end = FILTERED_COUNT_CAP, number * PAGE_SIZE + 1
    limit = max(end, cap + 1)
    keys: Any = [part.values_list("id", "rank", "name_key")[:limit] for part in parts]
    found = keys[0].union(*keys[1:], all=True).order_by("rank", "name_key", "id")[:limit] if keys[1:] else keys[0]
    statement, parameters = found.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_PAGE_OF_FOUND.format(found=statement), [*parameters, PAGE_SIZE + 1, (number - 1) * PAGE_SIZE])
        total, ids = cursor.fetchone()
    return _made(ids, number, min(total, cap + 1), cap)


def _made(ids: Sequence[int], number: int, total: int, cap: int) -> Page:
    """The page of these ids, one more than it shows where there is a next one."""
    return Page(_listed(ids[:PAGE_SIZE]), number, len(ids) > PAGE_SIZE, total, total > cap)


def _listed(ids: Sequence[int]) -> list[Listed]:
    """In the order of ``ids``; one statement."""
    if not ids:
        return []
    rows = map(Listed._make, Membership.objects.filter(pk__in=ids).values_list(*_SHOWN))
    found = {row.pk: row._replace(phone=_opened(row)) for row in rows}
    return [found[pk] for pk in ids if pk in found]


def _opened(row: Listed) -> str:
    """The phone of a line, which comes sealed from a list of values."""
    return _PHONE.opened(row.phone, row.person_id) if isinstance(row.phone, Sealed) else row.phone


def organizations_to_choose(user: Any, chosen: Organization | None) -> list[Organization]:
    """What the register offers to narrow it to: the way down to what is chosen, and one step further.

    Without a choice, the tops of the user's reach and what is below them. One query; short whatever the district.
    """
    visible = Organization.objects.visible_to(user, VIEW)
    reached = visible.exclude(Q(kind__in=HOLDS_RELATIONSHIPS) & ~Q(pk=chosen.pk if chosen else None))
    if chosen is not None:
        way, here = chosen.ancestor_ids, [chosen.pk]
    else:
        way = here = [int(path.rstrip(".").rsplit(".", 1)[-1]) for path in reach(user, VIEW)]
    below = Placement.objects.filter(parent__in=here, during__endswith__isnull=True).values("organization")
    # A union, not an OR: one of its sides would be asked of every organisation in reach.
    wanted = Organization.objects.filter(pk__in=way).values("pk").union(below, all=True)
    return list(reached.filter(pk__in=wanted).only("id", "name", "path").order_by("path"))


def registrations(user: Any, *, state: str = "") -> QuerySet[DualRegistration]:
    """Registrations at the communities of the user, oldest first, the waiting ones on top."""
    rows = DualRegistration.objects.visible_to(user, VIEW).select_related(
        "person", "organization", "unit", "decided_by__person"
    )
    if state:
        rows = rows.filter(state=state)
    return rows.order_by("submitted_at", "pk")


def on_one_side(user: Any, *, today: date) -> QuerySet[DualRegistration]:
    """Who is registered at home or at work alone, in the user's sight: the other side is asked for (S2 三(五))."""
    rows: QuerySet[DualRegistration] = registrations(user).on_one_side(today)  # type: ignore[attr-defined]
    return rows


def with_vouched(rows: QuerySet[DualRegistration], *, today: date) -> QuerySet[DualRegistration]:
    """Adds whether the unit stands for the person (members.rules.is_vouched)."""
    own = MemberTie.objects.vouched(today).filter(person=OuterRef("person_id"))
    return rows.annotate(is_vouched=Exists(own))  # type: ignore[no-redef]


def sides_missing(registrations: Iterable[DualRegistration]) -> list[DualRegistration.Side]:
    """Sides on which a person has nothing running, of all registrations of the person."""
    taken = {row.side for row in registrations if row.state in DualRegistration.LIVE_STATES}
    return [side for side in DualRegistration.Side if side not in taken]


def communities_open_for_registration() -> QuerySet[Organization]:
    """Communities of the portal, with their street, for the member's choice."""
    return Organization.objects.filter(kind=Kind.COMMUNITY, dissolved_on=None, external=False).order_by("path")


def persons_of_memberships(user: Any, permission: str) -> QuerySet[Any]:
    """Ids of persons whom the user reaches as members (people.visibility); to look at, former ones too."""
    rows = Membership.objects.visible_to(user, permission)
    former = rows.exclude(end_reason=Membership.End.CORRECTION)  # what a merge left behind is nobody
    return (former if only_shows(permission) else rows.current()).values("person_id")


def persons_registered(user: Any, permission: str) -> QuerySet[Any]:
    """Ids of persons whom the user reaches through dual registration (people.visibility); of who is not confirmed,
    or not any more, nothing is changed or unmasked. What a unit says of somebody who has not said so reaches only whom
    its list introduced."""
    rows = DualRegistration.objects.visible_to(user, permission)
    said = Q(introduced=True) | ~Q(state__in=DualRegistration.UNSAID_STATES)
    new = Q(introduced=True, state=DualRegistration.State.LISTED)
    shown = rows.filter(said) if only_shows(permission) else rows.filter(Q(state=CONFIRMED) | new)
    return shown.values("person_id")


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
WITH RECURSIVE below(root, id) AS (
    SELECT o.id, o.id FROM organizations_organization o
    WHERE o.id = ANY(%(organizations)s) AND (o.dissolved_on IS NULL OR o.dissolved_on > %(on)s)
  UNION ALL
    SELECT b.root, o.id
    FROM below b JOIN organizations_placement p ON p.parent_id = b.id AND p.during @> %(on)s::date
    JOIN organizations_organization o ON o.id = p.organization_id
     AND (o.dissolved_on IS NULL OR o.dissolved_on > %(on)s)
), counted AS MATERIALIZED (
    SELECT m.organization_id, count(*) AS members FROM members_membership m
    WHERE m.during @> %(on)s::date AND m.organization_id IN (SELECT id FROM below)
    GROUP BY m.organization_id
)
SELECT b.root, sum(c.members)::int FROM below b JOIN counted c ON c.organization_id = b.id GROUP BY b.root
"""


def count_under(organizations: list[Organization], on: date) -> dict[int, int]:
    """Organisational relationships below each organisation in the tree of the day; one statement, one pass."""
    with walls.beyond(PAST), connection.cursor() as cursor:
        cursor.execute(_COUNT_UNDER, {"organizations": [each.pk for each in organizations], "on": on})
        return dict(cursor.fetchall())


class Belonging(NamedTuple):
    """Where a person belongs in some days: by the branch (``registered`` False) or by a confirmed registration."""

    registered: bool
    path: str
    name: str
    during: Any

    @property
    def organization_id(self) -> int:
        return int(self.path.rstrip(".").rsplit(".", 1)[-1])


def belongings_of(person_id: int) -> list[Belonging]:
    """One statement."""
    columns = "organization__path", "organization__name", "during"
    spells = Membership.objects.filter(person_id=person_id).order_by()
    confirmed = DualRegistration.objects.confirmed().filter(person_id=person_id).order_by()
    rows = spells.values_list(Value(False), *columns).union(confirmed.values_list(Value(True), *columns), all=True)
    return [Belonging(*row) for row in rows]


_BELONGINGS = "_members_belongings"


def own_belongings(user: Any) -> list[Belonging]:
    """Those of the account's person, read once for a request."""
    found: list[Belonging] | None = getattr(user, _BELONGINGS, None)
    if found is None:
        found = belongings_of(user.person_id) if user.person_id else []
        setattr(user, _BELONGINGS, found)
    return found
