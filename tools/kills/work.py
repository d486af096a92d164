"""The people at their pages: who enters agreements, registers, confirms and imports while processes are killed.

Each notes what it was told (``acknowledged``) before it goes on. Nobody enters the same thing twice: what was told
must be there once, what nobody was told may be there once or not at all.
"""

import random
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import DatabaseError, connection
from django.utils import timezone
from redis.exceptions import RedisError

from core.chinese.idnumber import INVENTED_AREA, make_number
from core.office import spreadsheets
from people.models import User
from tools.kills.browser import Answer, Browser, NoAnswer
from tools.kills.plain import Rows, ServerGone

SMALL, LARGE = 30, 300
"""Rows of a roster that a page reads itself, and of one that a job reads."""
WAIT_SECONDS, MOST_PRESSES = 240, 20
_BUSY = ("reading", "writing")
_BREAKS = (NoAnswer, ServerGone, DatabaseError, RedisError)


@dataclass
class Roster:
    """One file: its rows have the ``number`` in their names. ``told`` is the last thing its page acknowledged."""

    number: int
    rows: int
    reference: str = ""
    told: str = ""


@dataclass
class Told:
    """What was entered: by its unique mark, whether it was acknowledged."""

    items: dict[str, bool] = field(default_factory=dict)
    registrations: dict[int, bool] = field(default_factory=dict)
    confirmed: dict[int, bool] = field(default_factory=dict)
    rosters: list[Roster] = field(default_factory=list)
    agreements: int = 0
    refused: list[str] = field(default_factory=list)
    """Answers that nobody expected: the trial is wrong, or the product."""


def people_of(roster: Roster) -> list[str]:
    family = f"王{chr(0x4E00 + roster.number)}"
    return [f"{family}{chr(0x4E00 + row // 4000)}{chr(0x5000 + row % 4000)}" for row in range(roster.rows)]


def workbook(roster: Roster, branch: str, *, wide: bool) -> bytes:
    """The file; ``wide``: so much text in a column that nobody reads that a job has to."""
    dice = random.Random(roster.number)
    first = roster.number * 400
    titles = ["姓名", "性别", "公民身份号码", "入党时间", "转正时间", "所在党支部", "党员类别", "附注"]
    rows = []
    for place, name in enumerate(people_of(roster)):
        day, sequence = divmod(first + place, 200)
        birth = date(1950, 1, 1) + timedelta(days=day)
        number = make_number(INVENTED_AREA, birth, 501 + 2 * sequence)
        filling = f"{dice.getrandbits(4000):x}" if wide else ""
        rows.append([name, "男", number, "1999.07.01", "2000.07.01", branch, "正式党员", filling])
    return spreadsheets.write([spreadsheets.SheetSpec("花名册", [spreadsheets.Column(each) for each in titles], rows)])


class People(threading.Thread):
    """Does ``step`` again and again until told to stop; what breaks meanwhile is not acknowledged."""

    def __init__(self, step: Callable[[], bool], stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.step, self.stop = step, stop
        self.broken = 0
        self.fault: Exception | None = None

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                try:
                    if not self.step():
                        break
                except _BREAKS:
                    self.broken += 1
                    connection.close()
                    time.sleep(0.2)
        except Exception as error:
            self.fault = error
        finally:
            connection.close()


class Office:
    """The work of one community's office and its members."""

    def __init__(self, *, port: int, rows: Rows, told: Told, stop: threading.Event, members: list[User]) -> None:
        self.told, self.rows, self.stop = told, rows, stop
        self.secretary = Browser(User.objects.get(username="bulk-secretary"), port)
        self.street = Browser(User.objects.get(username="bulk-street"), port)
        self.community, self.name = rows.ask(
            "SELECT o.id, o.name FROM organizations_organization o WHERE o.kind = 'community' ORDER BY o.id LIMIT 1"
        )[0]
        self.members = [Browser(user, port) for user in members]
        self.number = 0
        self.rosters = 0

    def people(self) -> list[People]:
        return [People(self.agree, self.stop), People(self.register, self.stop), People(self.import_one, self.stop)]

    def _expect(self, answer: Answer, what: str, leads_to: str) -> bool:
        """Whether the answer says that it was done: it leads on, to where it should."""
        done = answer.status == 302 and answer.location.startswith(leads_to)
        if not done:
            texts = re.sub(r"<(script|style).*?</\1>|<[^>]+>", "\n", answer.text.partition("<main")[2] or answer.text)
            said = [line.strip() for line in texts.splitlines() if line.strip()]
            self.told.refused.append(f"{what}: {answer.status} {answer.location} {said[:60]}")
        return done

    # -- agreements -----------------------------------------------------------------------------------

    def agree(self) -> bool:
        """One item more in a draft; a new year begins with its drafts."""
        self.stop.wait(0.15)
        draft = self.rows.ask(
            "SELECT id FROM services_agreement WHERE organization_id = %s AND state = 'draft' AND year = %s"
            " ORDER BY id LIMIT 1",
            [self.community, timezone.localdate().year],
        )
        if not draft:
            self.secretary.send(
                f"/services/coverage/?organization={self.community}",
                "/services/agreements/new/",
                {"organization": self.community},
            )
            self.told.agreements += 1
            return True
        self.number += 1
        title = f"第{self.number}项共建"
        page = f"/services/agreements/{draft[0][0]}/"
        self.told.items[title] = False
        typed = {"kind": None, "title": title, "due_on": None, "target": 1, "nature": None}
        self.told.items[title] = self._expect(self.secretary.send(page, f"{page}items/", typed), "item", page)
        return True

    # -- registrations ---------------------------------------------------------------------------------

    def register(self) -> bool:
        """A member registers; the office confirms who waits."""
        self.stop.wait(0.3)
        if not self.members:
            return False
        member = self.members.pop(0)
        person = int(member.user.person_id or 0)
        typed = {"side": "home", "community": self.community, "choice": "self_chosen", "service": "single"}
        self.told.registrations[person] = False
        page = "/members/registrations/new/"
        answer = member.send(page, page, typed | {"unit_name": "", "pledge": "", "specialty": ""})
        self.told.registrations[person] = self._expect(answer, "registration", "/members/registrations/mine/")
        found = self.rows.ask(
            "SELECT id FROM members_dualregistration WHERE person_id = %s AND side = 'home' AND state = 'submitted'"
            " AND organization_id = %s ORDER BY id DESC",
            [person, self.community],
        )
        if found:
            self.told.confirmed[found[0][0]] = False
            answer = self.secretary.send(
                f"/members/registrations/{found[0][0]}/",
                "/members/registrations/confirm/",
                {"chosen": found[0][0]},
                ("proof.pdf", b"%PDF-1.4 %%EOF"),
                into="document",
            )
            self.told.confirmed[found[0][0]] = self._expect(answer, "confirmation", "/members/registrations/")
        return True

    # -- rosters ----------------------------------------------------------------------------------------

    def import_one(self) -> bool:
        """A roster by turns small, by a page, and large, by jobs; every third is undone."""
        self.rosters += 1
        large = self.rosters % 2 == 0
        roster = Roster(self.rosters, LARGE if large else SMALL)
        self.told.rosters.append(roster)
        self.bring(roster, wide=large)
        if roster.told == "committed" and self.rosters % 3 == 0:
            self._press(roster, "undo", {"reason": "试撤销"}, "committed", "undone")
        self.stop.wait(1)
        return True

    def bring(self, roster: Roster, *, wide: bool) -> bool:
        """Upload, look, import: with the patience of somebody who presses the button again when it said that it broke
        off. False: once is enough."""
        branch = f"{self.name}第1党支部"
        content = workbook(roster, branch, wide=wide)
        page = "/members/import/"
        answer = self.street.send(
            page, page, {"organization": self.community, "since": None}, (f"第{roster.number}份.xlsx", content)
        )
        if not self._expect(answer, "upload", "/organizations/rosters/batches/"):
            return False
        roster.reference = answer.location.strip("/").split("/")[-1]
        roster.told = "uploaded"
        if self.settled(roster) == "previewed":
            self._press(roster, "commit", {"skip": "1"}, "previewed", "committed")
        return False

    def _press(self, roster: Roster, button: str, typed: dict[str, str], before: str, after: str) -> None:
        """Press until the page says so: who got no answer looks again first."""
        page = f"/organizations/rosters/batches/{roster.reference}/"
        for _ in range(MOST_PRESSES):
            state = self.settled(roster)
            if state == after:
                roster.told = after
                return
            if state != before:
                self.told.refused.append(f"roster {roster.reference}: {state}")
            if state != before or self.stop.is_set():
                return
            try:
                self.street.send(page, f"{page}{button}/", dict(typed))
            except _BREAKS:
                connection.close()
                time.sleep(0.2)
        self.told.refused.append(f"roster {roster.reference}: {button} in vain")

    def settled(self, roster: Roster) -> str:
        """State of the batch once no job is at it, or after all patience."""
        end = time.monotonic() + WAIT_SECONDS
        state = ""
        while time.monotonic() < end:
            found = self.rows.ask(
                "SELECT state FROM organizations_rosterbatch WHERE reference = %s", [roster.reference]
            )
            state = str(found[0][0]) if found else "gone"
            if state not in _BUSY:
                break
            time.sleep(0.1)
        return state
