"""A district of any size by COPY, for measuring (quality.md: speed and scale)."""

from datetime import date
from typing import Any


def generate(*, members: int, today: date) -> dict[str, Any]:
    raise NotImplementedError
