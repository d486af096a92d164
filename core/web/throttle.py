"""Counting limits for what anybody may try: public forms, codes typed by hand."""

import hashlib

from django.core.cache import cache


def allow(action: str, who: str, *, limit: int, seconds: int) -> bool:
    """Count one try of ``action`` by ``who``; False from the ``limit``+1st within ``seconds`` of the first.

    ``who`` (an address, an account) is kept as a hash, and only that long.
    """
    key = f"throttle:{action}:{hashlib.sha256(who.encode()).hexdigest()[:24]}"
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key)) <= limit
    except ValueError:  # it expired between the two calls: this is the first try again
        return True
