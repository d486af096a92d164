"""A person looks at the page before pressing: what most tests post carries what the page shows at that moment.

A test that says itself what was shown (``shown`` among its data) is left alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import Client

FIELD = "shown"
_plain = Client.post
_as_posted = False


def _post(self: Client, path: str, data: Any = None, *args: Any, **kwargs: Any) -> Any:
    answer = _plain(self, path, data, *args, **kwargs)
    posted = data or {}
    if answer.status_code != 409 or _as_posted or not isinstance(posted, dict) or posted.get(FIELD):
        return answer
    seen: list[str] = []
    while answer.status_code == 409 and len(seen) < 50 and "again" in (answer.context or {}):
        seen = [value for name, value in answer.context["again"] if name == FIELD]
        for each in posted.values():
            if hasattr(each, "seek"):  # a file is chosen again
                each.seek(0)
        answer = _plain(self, path, posted | {FIELD: seen}, *args, **kwargs)
    return answer


@contextmanager
def carrying_what_stands_in_the_form() -> Iterator[None]:
    """Within: posts go out as they are written."""
    global _as_posted
    _as_posted = True
    try:
        yield
    finally:
        _as_posted = False


@pytest.fixture(scope="session", autouse=True)
def _looked_at() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "post", _post)
        yield
