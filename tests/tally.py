"""How much the access matrix has asked, for ``manage.py matrix_test --alone``."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Tally:
    """Requests, and as which roles, of which pages, for objects of which places."""

    requests: int = 0
    findings: int = 0
    roles: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)

    def as_dict(self) -> dict[str, Any]:
        return {name: len(value) if isinstance(value, set) else value for name, value in vars(self).items()}


TALLY = Tally()
TALLY_LINE = "access matrix: "
