"""The search of the top bar: groups of hits that apps register in their ``contributions.py``, each within
scope.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from core.chinese import normalize_text

GROUP_LIMIT = 10
MAXIMUM_LENGTH = 40


class Query(NamedTuple):
    """What is looked for: ``text`` normalised; ``letters`` when it is pinyin or initials."""

    text: str
    letters: bool


class Hit(NamedTuple):
    """``key`` (``person:12``) names what is meant: a later group leaves out what an earlier one has shown."""

    title: str
    detail: str
    url: str
    key: str = ""


class Group(NamedTuple):
    label: str
    hits: Sequence[Hit]
    more: bool


Finder = Callable[[Any, Query, int], Sequence[Hit]]
_groups: list[tuple[int, str, Finder]] = []


def group(label: str, *, order: int = 50) -> Callable[[Finder], Finder]:
    """Register ``fn(user, query, limit) -> Sequence[Hit]``: at most ``limit`` hits in the user's scope, best
    first.
    """

    def register(find: Finder) -> Finder:
        _groups.append((order, label, find))
        return find

    return register


def parse(text: str) -> Query | None:
    """None when it is too short to look for: one Chinese character or two letters at least."""
    text = "".join(each for each in normalize_text(text)[:MAXIMUM_LENGTH] if each.isprintable())
    letters = text.isascii()
    if letters:
        text = text.replace("'", "").lower()
    if len(text) < (2 if letters else 1):
        return None
    return Query(text, letters)


def find(user: Any, query: Query) -> list[Group]:
    """Groups that have hits, in order; each holds at most GROUP_LIMIT and says whether there are more."""
    found: list[Group] = []
    seen: set[str] = set()
    for _order, label, finder in sorted(_groups, key=lambda entry: entry[:2]):
        hits = [hit for hit in finder(user, query, GROUP_LIMIT + 1) if not hit.key or hit.key not in seen]
        seen.update(hit.key for hit in hits)
        if hits:
            found.append(Group(label, hits[:GROUP_LIMIT], len(hits) > GROUP_LIMIT))
    return found


def link(url_name: str, *args: Any) -> str:
    """The page's address, or the empty string while there is no such page (the hit is then shown without
    a link).
    """
    try:
        return reverse(url_name, args=args)
    except NoReverseMatch:
        return ""


def name_filter(query: Query, *, name: str = "name", pinyin: str = "pinyin", initials: str = "initials") -> Q:
    """Condition on a model's name columns: part of the Chinese name, beginning of the pinyin, or of the
    initials.
    """
    if query.letters:
        compact = query.text.replace(" ", "")
        return (
            Q(**{f"{pinyin}__startswith": compact})
            | Q(**{f"{initials}__startswith": compact})
            | Q(**{f"{name}__icontains": query.text})
        )
    return Q(**{f"{name}__contains": query.text})
