"""What is stored from a checked row, as text for COPY; protected cells leave the child encrypted."""

import re
from typing import Any

from core.chinese.idnumber import ResidentNumber
from core.chinese.problem import Problem
from core.records.protection import blind_indexes, encrypt_many, place
from core.records.redaction import redact
from members.importing.reading.findings import SHEET_KEYS, Lines, Rules
from members.importing.reading.rows import Row, is_on_probation
from members.models import Membership

_TABLE = "people_person"
_NULL = "\\N"
_BYTEA = "\\\\x"


def values(row: Row, rules: Rules, pinyin: Any) -> tuple[Any, ...]:
    number: ResidentNumber = row.number
    joined = row.joined.date if row.joined is not None else None
    full = row.full.date if row.full is not None else None
    if full is not None and joined is not None and full < joined:
        # The month of joining written without its day, or a doubtful date (see RowCheck._dates).
        full = joined if row.full.last >= joined else None
    if full is not None and full > rules.today:
        full = None
    status = row.status
    if status is None:
        recent = full is None and joined is not None and is_on_probation(joined, rules)
        status = Membership.Status.PROBATIONARY if recent else Membership.Status.FULL
    member_class = row.member_class
    if type(member_class) is Problem:
        member_class = Membership.MemberClass.OTHER
    return (
        row.number_of_row,
        row.name.text,
        *pinyin[row.name.text],
        number.sex.value,
        number.birth,
        "" if row.ethnicity is None or type(row.ethnicity) is Problem else row.ethnicity,
        "" if row.education is None or type(row.education) is Problem else row.education.value,
        redact(row.occupation),
        number.number,
        "" if row.phone is None or type(row.phone) is Problem else row.phone,
        row.address,
        row.branch,
        str(status),
        "" if member_class is None else str(member_class),
        joined,
        full,
        redact(row.remark),
    )


def copy_lines(values: list[tuple[Any, ...]], rules: Rules, sheet: int) -> Lines:
    """Checked rows as `Lines`, ordered by name within the chunk: neighbours in the file are neighbours in the index."""
    values.sort(key=lambda row: (row[2], row[1]))
    first = rules.first_person + sheet * SHEET_KEYS
    keys = [first + row[0] for row in values]
    numbers, phones, addresses = (
        encrypt_many([row[column] for row in values], [place(_TABLE, name, key) for key in keys])
        for column, name in ((9, "resident_number"), (10, "phone"), (11, "address"))
    )
    number_indexes = blind_indexes([row[9] for row in values])
    phone_indexes = blind_indexes([row[10] for row in values])
    people, spells, paths, as_of = [], [], rules.paths, rules.as_of
    for row, number, phone, address, number_index, phone_index in zip(
        values, numbers, phones, addresses, number_indexes, phone_indexes, strict=True
    ):
        _, name, pinyin, initials, sex, birth, ethnicity, education, occupation = row[:9]
        branch, status, member_class, joined, full, remark = row[12:]
        name, initials = _escaped(name), initials[:20]
        people.append(
            f"{name}\t{pinyin[:120]}\t{initials}\t{sex}\t{birth}\t{ethnicity}\t{education}\t\t"
            f"{_escaped(occupation)}\t{_BYTEA}{number.hex()}\t{_BYTEA}{number_index.hex()}\t{_BYTEA}{phone.hex()}\t"
            f"{_BYTEA + phone_index.hex() if phone_index else _NULL}\t{_BYTEA}{address.hex()}"
        )
        since = joined if joined is not None and joined > as_of else as_of
        spells.append(
            f"{branch}\t{_escaped(paths[branch])}\t{status}\t{member_class}\t{joined or _NULL}\t{full or _NULL}\t"
            f"[{since},)\t\t{_escaped(remark)}\t{_escaped(f'{pinyin[:120]} {row[1]}'[:160])}\t{initials}"
        )
    return Lines(
        [row[0] for row in values],
        "\n".join(people).encode("utf-8", "replace"),
        "\n".join(spells).encode("utf-8", "replace"),
        b"".join(number_indexes),
        first,
    )


_SPECIAL = re.compile(r"[\\\t\n\r]")
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: _ESCAPES[match[0]], text) if _SPECIAL.search(text) else text
