"""The search of the top bar: groups of hits (``core.web.home``), each within scope."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.contrib.postgres.search import SearchQuery, SearchVectorExact, SearchVectorField
from django.db.models import BooleanField, F, Func, Q
from django.urls import NoReverseMatch, reverse

from core.chinese.characters import normalize_text
from core.web.home import Hit, Query, lists

GROUP_LIMIT = 10
MAXIMUM_LENGTH = 40


class Group(NamedTuple):
    label: str
    hits: Sequence[Hit]
    more: bool


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
    for label, finder in lists().searches:
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


def beginning(field: str, letters: str) -> Q:
    """``LIKE 'letters%'`` as a range: a column collated "C" answers it from its index, in order."""
    if not letters:
        return Q()
    return Q(**{f"{field}__gte": letters, f"{field}__lt": letters[:-1] + chr(ord(letters[-1]) + 1)})


class Characters(Func):
    """``tsvector`` of the single characters of a text and of every two that follow one another.

    Any part of a Chinese text is then found by index, and one of two characters, as people mostly ask, by one entry of
    it: the characters apart stand in a tenth of all names, the pair in some hundreds of a million.
    """

    template = (
        "to_tsvector('simple'::regconfig, regexp_replace(lower(%(expressions)s::text), '(.)', '\\1 ', 'g')"
        " || regexp_replace(lower(%(expressions)s::text), '(..)', '\\1 ', 'g')"
        " || ' ' || regexp_replace(substr(lower(%(expressions)s::text), 2), '(..)', '\\1 ', 'g'))"
    )
    output_field = SearchVectorField()


def _apart(*parts: str) -> str:
    """SQL of a tsvector from pieces and their places: no parser of texts is asked."""
    return "(" + " || ".join(parts) + ")::tsvector"


class NameCharacters(Func):
    """What ``Characters`` gives, in half of the time for a name of two or three Chinese characters, as nearly all are:
    an import writes a hundred thousand of them (ADR 19).

    Two and four places, where the pairs leave one character over, are as ``Characters`` counts them.
    """

    _HAN = "~ '^[一-龥]+$'"
    template = (
        "CASE WHEN octet_length(%(expressions)s) = 9 AND length(%(expressions)s) = 3 AND %(expressions)s "
        + _HAN
        + " THEN "
        + _apart(
            "substr(%(expressions)s, 1, 1) || ':1 '",
            "substr(%(expressions)s, 2, 1) || ':2 '",
            "substr(%(expressions)s, 3) || ':3,5 '",
            "substr(%(expressions)s, 1, 2) || ':4 '",
            "substr(%(expressions)s, 2) || ':6'",
        )
        + " WHEN octet_length(%(expressions)s) = 6 AND length(%(expressions)s) = 2 AND %(expressions)s "
        + _HAN
        + " THEN "
        + _apart(
            "substr(%(expressions)s, 1, 1) || ':1 '",
            "substr(%(expressions)s, 2) || ':2,4 '",
            "%(expressions)s || ':3'",
        )
        + f" ELSE {Characters.template} END"
    )
    output_field = SearchVectorField()


class KeyCharacters(Func):
    """``NameCharacters`` of the name that stands behind the first space of a key (王伟 in ``wangwei 王伟``)."""

    _NAME = "substr(%(expressions)s, strpos(%(expressions)s, ' ') + 1)"
    _HAN = "octet_length(%(expressions)s) - length(%(expressions)s)"
    _SPACE = "length(%(expressions)s) - strpos(%(expressions)s, ' ')"
    template = (
        f"CASE WHEN {_HAN} = 6 AND {_SPACE} = 3 AND right(%(expressions)s, 3) ~ '^[一-龥]+$' THEN "
        + _apart(
            "left(right(%(expressions)s, 3), 1) || ':1 '",
            "left(right(%(expressions)s, 2), 1) || ':2 '",
            "right(%(expressions)s, 1) || ':3,5 '",
            "left(right(%(expressions)s, 3), 2) || ':4 '",
            "right(%(expressions)s, 2) || ':6'",
        )
        + f" WHEN {_HAN} = 4 AND {_SPACE} = 2 AND right(%(expressions)s, 2) ~ '^[一-龥]+$' THEN "
        + _apart(
            "left(right(%(expressions)s, 2), 1) || ':1 '",
            "right(%(expressions)s, 1) || ':2,4 '",
            "right(%(expressions)s, 2) || ':3'",
        )
        + f" ELSE {Characters.template.replace('%(expressions)s', _NAME)} END"
    )
    output_field = SearchVectorField()


def characters_query(text: str) -> SearchQuery:
    """What ``Characters`` are asked for texts with ``text`` in any part."""
    characters = "".join(text.lower().split())
    if len(characters) == 2:
        return SearchQuery(characters, config="simple")
    phrase = SearchQuery(" ".join(characters), config="simple", search_type="phrase")
    if len(characters) == 1:
        return phrase
    pairs = " ".join(characters[i : i + 2] for i in range(len(characters) - 1))  # few names: what the index is asked
    return SearchQuery(pairs, config="simple") & phrase


def contains(field: str, text: str) -> SearchVectorExact:
    """Condition: ``field`` has ``text`` in any part, found by a GIN index over ``Characters(field)``."""
    return SearchVectorExact(Characters(F(field)), characters_query(text))


def contains_walled(table: str, column: str, text: str) -> Func:
    """``contains`` for a table behind a wall (``core.records.walls.FoundByText``)."""
    return Func(
        F("pk"),
        characters_query(text),
        template="%(expressions)s))",
        arg_joiner=f" IN (SELECT {table}_with_{column}(",
        output_field=BooleanField(),
    )


class Readings(Func):
    """``tsvector`` of the readings of a name: full pinyin and initials, several of each with a space between."""

    template = "to_tsvector('simple'::regconfig, %(expressions)s)"
    arg_joiner = " || ' ' || "
    output_field = SearchVectorField()


def name_filter(query: Query) -> Q:
    """Condition on the name columns of an organisation: part of the name, or beginning of one of its readings."""
    named = Q(contains("name", query.text))
    compact = "".join(each for each in query.text if each.isalnum())
    if not query.letters or not compact:
        return named
    beginning_with = SearchQuery(f"{compact}:*", config="simple", search_type="raw")
    return named | Q(SearchVectorExact(Readings(F("pinyin"), F("initials")), beginning_with))
