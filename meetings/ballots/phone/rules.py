"""What a ballot says, how ballots are counted, when a poll gives votes away; no writes (MTG-10)."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from core.records.errors import RuleViolation
from meetings.ballots.phone.keys import Broken, Opener
from meetings.ballots.rules import WRITE_INS, names_together
from meetings.models import Poll, PollSubject, PollVoter
from people.rules import clean_name

SMALL = "org.selection.small_poll_warning"
BLANK = 255
"""A subject on which the voter abstains."""
_RECEIPT = 5
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


_NAME = 4 * 20
"""Bytes that a name written in takes on every ballot, whether one is written or not."""
LONGEST = 20


class Tally(NamedTuple):
    """Opened ballots: ``votes`` of each subject in its order (each grade, then blank); ``receipts`` sorted;
    ``write_ins``: pairs of a name and its votes, of an election."""

    ballots: int
    votes: list[list[int]]
    receipts: list[str]
    write_ins: list[list[Any]] | None


def place_of(poll: Poll) -> bytes:
    return f"poll:{poll.pk}".encode()


def receipt_of(raw: bytes) -> str:
    """Eight signs to be read aloud: no I, L, O, U."""
    number = int.from_bytes(raw, "big")
    signs = "".join(ALPHABET[number >> shift & 31] for shift in range(len(raw) * 8 - 5, -1, -5))
    return f"{signs[:4]}-{signs[4:]}"


def slots(poll: Poll) -> int:
    """How many names may be written in on a ballot: none but in an election, never more than there are seats."""
    return min(poll.seats or 0, WRITE_INS)


def check_ballot(
    poll: Poll, subjects: Sequence[PollSubject], choices: Mapping[int, int], names: Sequence[str] = ()
) -> bytes:
    """The ballot as bytes, all of one poll equally long: one for each subject, in the poll's order, then the names.

    ``choices``: subject → place of the grade, or BLANK; ``names``: written in, of an election. Raises RuleViolation
    when a subject was left out; of an election when nobody is chosen without a word that it be so, or too many are.
    """
    if poll.seats is not None:
        choices, names = _check_election(poll, subjects, choices, names)
    for each in subjects:
        chosen = choices.get(each.pk)
        if chosen is None:
            raise RuleViolation("not-chosen", f"请选择{each.person.name}的等次，或选“弃权”", field=f"choice_{each.pk}")
        if chosen != BLANK and not 0 <= chosen < len(poll.grades):
            raise RuleViolation("no-grade", "请从等次里选择", field=f"choice_{each.pk}")
    written = [name.encode().ljust(_NAME, b"\0") for name in names]
    empty = [bytes(_NAME)] * (slots(poll) - len(written))
    return bytes(choices[each.pk] for each in subjects) + b"".join([*written, *empty])


def _check_election(
    poll: Poll, subjects: Sequence[PollSubject], choices: Mapping[int, int], names: Sequence[str]
) -> tuple[dict[int, int], list[str]]:
    """Who is not marked has no vote; those marked and written in are no more than the seats."""
    cleaned = []
    for place, each in enumerate(names):
        name = clean_name(each)
        if len(name) > LONGEST:
            raise RuleViolation("name-too-long", f"另选他人的姓名不超过{LONGEST}个字", field=f"write_in_{place}")
        if name in cleaned or any(name == subject.person.name for subject in subjects):
            raise RuleViolation(
                "printed", "另选他人不能是票上已有的人，也不能重复：票上的人请直接勾选", field=f"write_in_{place}"
            )
        cleaned.append(name)
    marked = sum(value != BLANK for value in choices.values()) + len(cleaned)
    if not marked and len(choices) < len(subjects):
        raise RuleViolation("not-chosen", "还没有选人：请勾选人选，或者选“弃权，不选任何人”", field="candidates")
    if marked > (poll.seats or 0) or len(cleaned) > slots(poll):
        raise RuleViolation("too-many-names", f"最多选{poll.seats}名，现在选了{marked}名", field="candidates")
    return {each.pk: choices.get(each.pk, BLANK) for each in subjects}, cleaned


def _names(poll: Poll, content: bytes) -> list[str] | None:
    """Names written in on an opened ballot; None when it does not fit."""
    if len(content) != slots(poll) * _NAME:
        return None
    parts = [content[at : at + _NAME].rstrip(b"\0") for at in range(0, len(content), _NAME)]
    try:
        return [each.decode() for each in parts if each]
    except UnicodeDecodeError:
        return None


def envelope(ballot: bytes) -> tuple[bytes, str]:
    """What is sealed: a receipt that stands nowhere else, then the ballot."""
    raw = secrets.token_bytes(_RECEIPT)
    return raw + ballot, receipt_of(raw)


def counted(poll: Poll, opener: Opener, sealed: Sequence[bytes], *, subjects: int, voted: int) -> Tally | None:
    """Every ballot opened. None when the poll cannot stand: a ballot that does not open or does not fit, one put in
    twice, or another number than the roll says."""
    place, votes, receipts = place_of(poll), [[0] * (len(poll.grades) + 1) for _ in range(subjects)], []
    written: list[tuple[str, int]] = []
    if len(sealed) != voted or len(set(sealed)) != voted:
        return None
    for each in sealed:
        try:
            content = opener.open(each, place=place)
        except Broken:
            return None
        raw, ballot = content[:_RECEIPT], content[_RECEIPT : _RECEIPT + subjects]
        names = _names(poll, content[_RECEIPT + subjects :])
        if names is None or len(ballot) != subjects or any(c != BLANK and c >= len(poll.grades) for c in ballot):
            return None
        if poll.seats is not None and sum(c != BLANK for c in ballot) + len(names) > poll.seats:
            return None
        written += [(name, 1) for name in names]
        receipts.append(receipt_of(raw))
        for at, choice in enumerate(ballot):
            votes[at][-1 if choice == BLANK else choice] += 1
    return Tally(voted, votes, sorted(receipts), None if poll.seats is None else names_together(written))


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
        whom = "被评议人" if poll.seats is None else "候选人"
        found.append(f"有{whom}的有效票全部相同，等于公开了每个人的选择，公布结果时请注意")
    return found
