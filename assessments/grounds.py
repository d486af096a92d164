"""What an award is held against: a condition in words, and what a registered member did in a community (S2 三(五))."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from assessments.cards import services_of_registered
from assessments.models import Award
from organizations import standards
from people.models import Person

SERVICES = "mem.registration.services_per_year"


@dataclass(frozen=True)
class Condition:
    """One thing that a kind asks: what is needed, what was found, and whether that is enough."""

    label: str
    needed: str
    found: str
    held: bool

    @property
    def stored(self) -> dict[str, Any]:
        return vars(self)


def served(award: Award, person: Person, on: date) -> list[Condition]:
    """A registered member's services are a ground of awards (S2 三(五)); in a running year, by its months."""
    came = services_of_registered(person.pk, award.year)
    if came is None:
        return []
    wanted = int(standards.at(SERVICES, organization=award.organization, as_of=on))
    wanted = wanted * (on.month - 1) // 12 if on.year == award.year else wanted
    needed = f"已报到的在职党员，{award.year}年参加服务{wanted}次以上"
    return [Condition("社区现实表现", needed, f"{came}次", came >= wanted)]
