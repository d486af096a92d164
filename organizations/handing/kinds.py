"""What an officer may leave open: each app says its kinds, ``config.home`` lists them (``handovers``)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from core.web.home import lists
from organizations.kinds import STREETS, Kind
from organizations.models import Post
from people.models import Person

BY_POST = "由接任人按职务继续办理"
PASSED = "移交接任人"
KEPT = "仍由本人办理"


class Thing(NamedTuple):
    """One open thing: its id among its kind, what it is, where it is shown ("" for nowhere)."""

    pk: int
    text: str
    url: str = ""


@dataclass(frozen=True)
class Leaving:
    """Who leaves which post; ``path``: the subtree in which the post gives its rights."""

    post: Post
    path: str
    today: date

    @property
    def person(self) -> int:
        return self.post.person_id

    @property
    def above_communities(self) -> bool:
        """The office looks after many communities: what all of these have open is not its officer's."""
        return self.post.organization.kind in (*STREETS, Kind.DISTRICT_DEPARTMENT, Kind.EXTERNAL_SUPERIOR)


Pass = Callable[[Leaving, Sequence[int], Person], None]


@dataclass(frozen=True)
class Handing:
    """Open things of one kind. ``pass_on(leaving, ids, successor)`` gives those tied to the person to the successor;
    without it they belong to the post or have an act of their own, which ``note`` names. ``ticked``: passed unless
    somebody says otherwise."""

    key: str
    label: str
    find: Callable[[Leaving], Iterable[Thing]]
    pass_on: Pass | None = None
    note: str = BY_POST
    ticked: bool = True


def handings() -> Sequence[Handing]:
    found: Any = lists().handovers
    return tuple(found)
