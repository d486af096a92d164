"""Which rows of the database answer now: the reach of who is served (core.records.walls makes the database keep to it).

No Django here: ``manage.py`` and the worker say it before the apps are loaded.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reach:
    """Rows whose ``scope`` begins with one of ``paths``, and the own rows of ``person``."""

    paths: tuple[str, ...] = ()
    person: int | None = None

    def settings(self) -> tuple[str, str]:
        return ",".join(self.paths), "" if self.person is None else str(self.person)


CLOSED = Reach()
OFFICE = Reach(paths=("*",))

_Provider = Callable[[], Reach]
_standing: _Provider = lambda: CLOSED  # noqa: E731  (one of these stands for every thread of the process)
_wanted: ContextVar[_Provider | None] = ContextVar("reach", default=None)


@contextmanager
def within(provider: _Provider) -> Iterator[None]:
    """Inside the block rows answer in the reach that ``provider`` names when it is asked, before each statement."""
    token = _wanted.set(provider)
    try:
        yield
    finally:
        _wanted.reset(token)


@contextmanager
def office() -> Iterator[None]:
    """The whole database: for commands, jobs and tests, which serve no person. Never for a request: ``beyond``."""
    with within(lambda: OFFICE):
        yield


_at_home: ContextVar[bool] = ContextVar("at_home", default=False)


@contextmanager
def at_home(home: bool = True) -> Iterator[None]:
    """A page about the person's own things: the communities that the person belongs to are in reach, too."""
    token = _at_home.set(home)
    try:
        yield
    finally:
        _at_home.reset(token)


def is_at_home() -> bool:
    return _at_home.get()


def stand(provider: _Provider) -> None:
    """What holds in every thread of this process where no block says otherwise; nothing does unless this was called."""
    global _standing
    _standing = provider


@contextmanager
def finding_out() -> Iterator[None]:
    """For what it takes to know a reach: it is asked of open tables only, and not once more by its own statements."""
    with within(lambda: CLOSED):
        yield


def reach() -> Reach:
    """The reach of now."""
    provider = _wanted.get() or _standing
    with finding_out():
        return provider()
