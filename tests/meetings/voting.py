"""A branch of many members that votes by phone, each a vote that is known beforehand."""

from collections.abc import Sequence

from meetings import actions as meetings
from meetings.ballots import actions as paper
from meetings.ballots.phone import actions
from meetings.models import MeetingKind, Poll
from members.models import Membership
from people.models import Person
from tests.meetings.conftest import SINCE, World
from tests.meetings.test_ballots import HELD, NOW

VOTES = (0, 0, 0, 1, 1, 2, 3)
"""How the votes lie: the first grade from three of seven."""


def vote_of(number: int) -> int:
    """A known vote that follows no order: neither of voters nor of time."""
    return VOTES[(number * 2654435761 >> 7) % len(VOTES)]


class Many:
    """``number`` members of the first branch at one meeting, all there; ``voters``: place and person."""

    def __init__(self, world: World, number: int) -> None:
        self.world = world
        people = Person.objects.bulk_create(
            Person(name=f"选民{each}", pinyin=f"voter{each:03}", initials="xm") for each in range(number)
        )
        Membership.objects.filter(organization=world.branches[0]).delete()
        Membership.objects.bulk_create(
            Membership(person=each, organization=world.branches[0], during=(SINCE, None), name_key=each.name)
            for each in people
        )
        self.voters: Sequence[tuple[int, Person]] = list(enumerate(people))

    def begin(self, subjects: int = 1) -> Poll:
        world = self.world
        made = meetings.enter(
            by=world.secretary, organization=world.branches[0], topic="年度评议", held_at=HELD, place="礼堂",
            kind=MeetingKind.objects.get(pk="democratic_appraisal"), content="开展评议", now=NOW, invited=[],
        )  # fmt: skip
        persons = [each.pk for _, each in self.voters]
        meetings.mark(by=world.secretary, meeting=made, persons=persons, state="present", now=NOW)
        poll = paper.open_poll(
            by=world.secretary, meeting=made, subjects=persons[:subjects], teller=self.voters[0][1],
            scrutineer=self.voters[1][1], now=NOW,
        )  # fmt: skip
        return actions.begin(by=world.secretary, poll=poll, now=NOW)
