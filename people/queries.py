"""Set-based reads of persons."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from core.chinese.problem import Problem
from core.chinese.readings import pinyin
from core.records.protection import blind_index
from core.records.search import beginning, characters_query
from core.web.home import Query
from people import visibility
from people.models import CorrectionRequest, Person, User
from people.rules import read_phone


def find_by_phone(text: Any) -> QuerySet[Person]:
    """Persons with this phone (as typed), by blind index; a family may share one."""
    phone = read_phone(text)
    if phone is None or isinstance(phone, Problem):
        return Person.objects.none()
    return Person.objects.filter(phone_index=blind_index(phone))


def account_of(login: str) -> User | None:
    """The account meant by a user name or a phone; None when there is none, or several share the phone."""
    user = User.objects.filter(username=login).first()
    if user is not None:
        return user
    found = list(User.objects.filter(person__in=find_by_phone(login))[:2])
    return found[0] if len(found) == 1 else None


CANDIDATES, PORTION = 1_000, 50
VIEW = "organizations.view_member"


def find_by_name(user: Any, query: Query, limit: int) -> list[Person]:
    """Persons whom the user reaches, with name and occupation: of characters those whose name they are, then those of
    whose name they are a part; of letters by pinyin, then by initials. Each sorted by pinyin.

    Who has the name is found by index, then asked for in two portions whether the user reaches them: the cost follows
    what is shown. A name that more than CANDIDATES have is looked for among those whom the user reaches.
    """
    parts = _named(query)
    candidates = _first(parts, PORTION)
    found = _reached(user, candidates, limit)
    if len(found) == limit or len(candidates) < PORTION:
        return found
    candidates = _first(parts, CANDIDATES + 1)
    if len(candidates) > CANDIDATES:
        among = Person.objects.filter(pk__in=visibility.reached(user, VIEW))
        candidates = candidates[:PORTION] + _first(parts, limit, among=among.exclude(pk__in=candidates[:PORTION]))
    return found + _reached(user, candidates[PORTION:], limit - len(found))


def _named(query: Query) -> list[QuerySet[Person]]:
    """Who answers to the query: parts that share nobody, one after the other, each in the order of an index."""
    if query.letters:
        letters = query.text.replace(" ", "")
        by_pinyin = beginning("pinyin", letters)
        return [
            Person.objects.filter(by_pinyin).order_by("pinyin", "pk"),
            Person.objects.filter(beginning("initials", letters) & ~by_pinyin).order_by("initials", "pinyin", "pk"),
        ]
    whole = Q(pinyin=pinyin(query.text)[0], name=query.text)
    return [
        Person.objects.filter(whole).order_by("pinyin", "pk"),
        Person.objects.filter(Q(name_characters=characters_query(query.text)) & ~whole).order_by("pinyin", "pk"),
    ]


def _first(parts: list[QuerySet[Person]], limit: int, *, among: QuerySet[Person] | None = None) -> list[int]:
    """Ids of the first of the parts; a later one is asked only where the earlier ones have fewer."""
    ids: list[int] = []
    for part in parts:
        if len(ids) < limit:
            rows = part if among is None else part & among
            ids += rows.values_list("pk", flat=True)[: limit - len(ids)]
    return ids


def _reached(user: Any, candidates: list[int], limit: int) -> list[Person]:
    """The first of the candidates whom the user reaches, in their order."""
    if not candidates:
        return []
    place = {pk: position for position, pk in enumerate(candidates)}
    rows = Person.objects.visible_to(user, VIEW).filter(pk__in=candidates).only("name", "occupation").order_by()
    return sorted(rows, key=lambda row: place[row.pk])[:limit]


def corrections_for(user: User) -> QuerySet[CorrectionRequest]:
    """Requests for correction that the user may see: of persons whose members they manage."""
    return CorrectionRequest.objects.filter(person__in=Person.objects.visible_to(user, "organizations.manage_member"))


def as_known(moment: datetime) -> QuerySet[Any]:
    """Of every person who was changed since, the row as it was known at the moment (``pgh_obj_id`` and the columns):
    history keeps the old row at every change, so the oldest of the later ones. SQL: organizations.measures.known_then.
    """
    events = apps.get_model("people", "PersonEvent")._default_manager
    later = events.filter(pgh_created_at__gte=moment, pgh_obj__isnull=False)
    first: QuerySet[Any] = later.order_by("pgh_obj_id", "pgh_id").distinct("pgh_obj_id")
    return first
