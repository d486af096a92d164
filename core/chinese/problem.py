"""What a parser says when a value cannot be used.

Parsers of cells run a hundred thousand times in a row; they return a problem, they do not raise one.
"""

from typing import Any, NamedTuple

QUOTED_LENGTH = 40


class Problem(NamedTuple):
    """A stable English code for programs and a Chinese sentence for the person."""

    code: str
    message: str


def quoted(value: Any) -> str:
    """The value in Chinese quotation marks, shortened: messages quote what was found."""
    text = str(value)
    if len(text) > QUOTED_LENGTH:
        text = text[:QUOTED_LENGTH] + "…"
    return f"“{text}”"
