"""What a ballot says, how ballots are counted, when a poll gives votes away; no writes (MTG-10)."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from core.records.errors import RuleViolation
from meetings.ballots.phone.keys import Broken, Opener
from meetings.models import Poll, PollSubject, PollVoter

SMALL = "org.selection.small_poll_warning"
BLANK = 255
"""A subject on which the voter abstains."""
_RECEIPT = 5
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Tally(NamedTuple):
    """Opened ballots: ``votes`` of each subject in its order (each grade, then blank); ``receipts`` sorted."""

    ballots: int
    votes: list[list[int]]
    receipts: list[str]


def place_of(poll: Poll) -> bytes:
    return f"poll:{poll.pk}".encode()


def receipt_of(raw: bytes) -> str:
    """Eight signs to be read aloud: no I, L, O, U."""
    number = int.from_bytes(raw, "big")
    signs = "".join(ALPHABET[number >> shift & 31] for shift in range(len(raw) * 8 - 5, -1, -5))
    return f"{signs[:4]}-{signs[4:]}"


def check_ballot(poll: Poll, subjects: Sequence[PollSubject], choices: Mapping[int, int]) -> bytes:
    """The ballot as bytes, all of one poll equally long: one for each subject, in the poll's order.

    ``choices``: subject → place of the grade, or BLANK. Raises RuleViolation when a subject was left out.
    """
    for each in subjects:
        chosen = choices.get(each.pk)
        if chosen is None:
            raise RuleViolation("not-chosen", f"请选择{each.person.name}的等次，或选“弃权”", field=f"choice_{each.pk}")
        if chosen != BLANK and not 0 <= chosen < len(poll.grades):
            raise RuleViolation("no-grade", "请从等次里选择", field=f"choice_{each.pk}")
    return bytes(choices[each.pk] for each in subjects)


def envelope(ballot: bytes) -> tuple[bytes, str]:
    """What is sealed: a receipt that stands nowhere else, then the ballot."""
    raw = secrets.token_bytes(_RECEIPT)
    return raw + ballot, receipt_of(raw)


def counted(poll: Poll, opener: Opener, sealed: Sequence[bytes], *, subjects: int, voted: int) -> Tally | None:
    """Every ballot opened. None when the poll cannot stand: a ballot that does not open or does not fit, one put in
    twice, or another number than the roll says."""
    place, votes, receipts = place_of(poll), [[0] * (len(poll.grades) + 1) for _ in range(subjects)], []
    if len(sealed) != voted or len(set(sealed)) != voted:
        return None
    for each in sealed:
        try:
            content = opener.open(each, place=place)
        except Broken:
            return None
        raw, ballot = content[:_RECEIPT], content[_RECEIPT:]
        if len(ballot) != subjects or any(c != BLANK and c >= len(poll.grades) for c in ballot):
            return None
        receipts.append(receipt_of(raw))
        for at, choice in enumerate(ballot):
            votes[at][-1 if choice == BLANK else choice] += 1
    return Tally(voted, votes, sorted(receipts))


def check_may_vote(voter: PollVoter | None, *, attended: bool) -> None:
    """Whoever stands on the roll, came, and has not voted by any way yet."""
    if voter is None:
        raise RuleViolation("not-on-roll", "您不在这次投票的名册里，不能投票")
    if voter.way == PollVoter.Way.PAPER:
        raise RuleViolation("paper", "已经领取纸质票，请用纸质票投票")
    if voter.way:
        raise RuleViolation("voted", "已经投过票，每人只能投一次")
    if not attended:
        raise RuleViolation("absent", "还没有登记到会，请先签到，再投票")


def is_unanimous(poll: Poll, subjects: Iterable[PollSubject]) -> bool:
    """Whether all valid ballots say the same of somebody: then everybody knows how everybody voted."""
    if not poll.valid:
        return False
    return any(poll.valid in [*(each.votes or []), each.blank] for each in subjects)


def warnings(poll: Poll, subjects: Iterable[PollSubject], *, small: int) -> list[str]:
    """What the page says of the secrecy that numbers cannot keep."""
    found = []
    if min(poll.entitled, poll.present) <= small:
        found.append(f"这次投票不超过 {small} 人，从结果可能推断个人的选择，请斟酌是否合并投票")
    if is_unanimous(poll, subjects):
        found.append("有被评议人的有效票全部相同，等于公开了每个人的选择，公布结果时请注意")
    return found
