"""The one domain exception: a rule said no, with the reason that the page shows."""

from collections.abc import Callable
from typing import Any


class RuleViolation(Exception):
    """Raised by rules and actions. ``code`` is stable (``quorum-missing``), ``message`` is Chinese for the
    user.
    """

    def __init__(self, code: str, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field


def refusal(check: Callable[[], Any]) -> str:
    """Why ``check()`` refuses, in its rule's sentence (empty when it does not): for pages that say it beforehand."""
    try:
        check()
    except RuleViolation as violation:
        return violation.message
    return ""
