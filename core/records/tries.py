"""How often something was tried: counted in the database, before the try is looked at.

A row of the table, one statement a try: whoever comes at the same moment is counted one after the other, and a
restarted or emptied cache forgets nothing.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import F

from core.models import Tries

KEPT = timedelta(days=1)
_COUNT = """
INSERT INTO core_tries AS t (key, number, since) VALUES (%(key)s, %(amount)s, %(now)s)
ON CONFLICT (key) DO UPDATE SET
    number = CASE WHEN t.since <= %(begun)s THEN %(amount)s ELSE t.number + %(amount)s END,
    since = CASE WHEN t.since <= %(begun)s THEN %(now)s ELSE t.since END
RETURNING number, since
"""


class Tried(NamedTuple):
    """``number``: with this try, since ``since``."""

    number: int
    since: datetime


def count(key: str, *, now: datetime, within: timedelta, amount: int = 1) -> Tried:
    """Count one try of ``key`` (at most 120 characters, nobody's name), or ``amount`` of what it means; those older
    than ``within`` are forgotten."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"key": key, "now": now, "begun": now - within, "amount": amount})
        tried = Tried(*cursor.fetchone())
    if tried.number == amount:
        Tries.objects.filter(since__lt=now - KEPT).delete()
    return tried


def begin_again(key: str, *, now: datetime) -> None:
    """The time of ``key`` runs from now."""
    Tries.objects.filter(key=key).update(since=now)


def take_back(*keys: str) -> None:
    """The last try did not count after all."""
    Tries.objects.filter(key__in=keys, number__gt=0).update(number=F("number") - 1)


def forget(prefix: str) -> None:
    """Of all keys that begin so."""
    Tries.objects.filter(key__startswith=prefix).delete()
