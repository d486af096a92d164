"""Counting limits for what anybody may try: public forms, codes typed by hand."""

import hashlib

from django.core.cache import cache


def allow(action: str, who: str, *, limit: int, seconds: int) -> bool:
    """Count one try of ``action`` by ``who``; False from the ``limit``+1st within ``seconds`` of the first.

    ``who`` (an address, an account) is kept as a hash, and only that long.
    """
    key = _key(action, who)
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key)) <= limit
    except ValueError:  # it expired between the two calls: this is the first try again
        return True


def tried(action: str, who: str) -> int:
    """How many tries ``allow`` has counted so far."""
    return int(cache.get(_key(action, who)) or 0)


def _key(action: str, who: str) -> str:
    return f"throttle:{action}:{hashlib.sha256(who.encode()).hexdigest()[:24]}"
