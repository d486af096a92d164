"""Find the rosters of a workbook, normalise and check every cell. Runs in the sandboxed child: no database.

Column by column, each distinct value once; then row by row what two cells say together. What is stored comes out as
lines for COPY, protected cells encrypted already, so that the parent only moves bytes.
"""

import difflib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from core import chinese, dates, idnumber
from core.chinese import UNKNOWN_LABEL, is_blank, normalize_name, normalize_text
from core.dates import ParsedDate
from core.idnumber import ResidentNumber
from core.problem import Problem, quoted
from core.protection import blind_index, encrypt_many
from core.spreadsheets import Header, Sheet, UnreadableSpreadsheet, Workbook, find_header
from members.importing import vocabulary
from members.importing.columns import ALIASES, BY_NAME, COLUMNS
from members.models import Membership
from members.rules import AGE_RULE_FROM, NO_PROBATION

CHUNK_ROWS = 8_000
SAMPLED_ROWS = 200
"""Cells of so many faulty rows a chunk travel back for the preview."""

NAME_LENGTH, TEXT_LENGTH, REMARK_LENGTH = 40, 120, 200
RECENT_MONTHS = 24
"""Probation and its longest extension: see `_check_dates`."""

ERROR, QUESTION, WARNING = "error", "question", "warning"


class Finding(NamedTuple):
    """What is to be said about one cell. Only an error or a question keeps the row out; see ``stages``."""

    sheet: str
    row: int
    column: str
    code: str
    message: str
    kind: str = ERROR


@dataclass(frozen=True)
class Rules:
    """What the child must know: the branches of the scope by `branch_key`, the day, ages. No personal data."""

    today: date
    as_of: date
    age_min: int
    probation_months: int
    branches: dict[str, int | None]
    """Key of a name → id; `None` when two branches of the scope share it."""
    names: dict[str, str] = field(default_factory=dict)
    """Key → name as written, for suggestions."""
    others: frozenset[str] = frozenset()
    """Keys of organisations of the scope that hold no relationships."""
    default_branch: int | None = None


@dataclass
class Chunk:
    """Consecutive rows of one sheet after checking. `lines` are for COPY into staging, without faulty rows."""

    sheet: int
    sheet_name: str
    rows: int
    lines: bytes
    numbers: list[tuple[int, str]]
    """(row, resident number) of every row that has a good one, to find duplicates over the whole file."""
    valid: list[int]
    number_title: str
    findings: list[Finding]
    cells: dict[int, list[str]]
    """Row → its cells as text, protected ones masked, for some of the rows with findings."""
    titles: list[str]


@dataclass(frozen=True)
class Roster:
    index: int
    sheet: Sheet
    header: Header


def rosters(workbook: Workbook) -> list[Roster]:
    """Sheets that are rosters (a header with name and number). Raises `no-header` of the first sheet if none is."""
    found: list[Roster] = []
    first: UnreadableSpreadsheet | None = None
    for index, sheet in enumerate(workbook.sheets):
        if not any(cell != "" for row in sheet.rows for cell in row):
            continue
        try:
            header = find_header(sheet.rows, ALIASES, required=("name", "number"))
        except UnreadableSpreadsheet as refusal:
            first = first or refusal
            continue
        found.append(Roster(index, sheet, header))
    if not found:
        raise first or UnreadableSpreadsheet("no-rows")
    return found


def checked_chunks(rules: Rules) -> Callable[[Workbook, int, int], Iterator[Chunk]]:
    """For `stream_in_child`: the chunks of a part, so that those of all parts in turn are in the order of the file."""

    def transform(workbook: Workbook, part: int, parts: int) -> Iterator[Chunk]:
        number = 0
        for roster in rosters(workbook):
            checker = _Checker(roster, rules)
            start = roster.header.index + 1
            for offset in range(start, max(len(roster.sheet.rows), start + 1), CHUNK_ROWS):
                if number % parts == part:
                    yield checker.check(roster.sheet.rows[offset : offset + CHUNK_ROWS], offset + 1)
                number += 1

    return transform


class _Cache(dict[Any, Any]):
    """Cell → what it means, each distinct cell parsed once."""

    def __init__(self, parse: Callable[[Any], Any]) -> None:
        self.parse = parse

    def __missing__(self, cell: Any) -> Any:
        found = self[cell] = self.parse(cell)
        return found


def _constant(value: Any) -> Callable[[Sequence[Any]], Any]:
    return lambda row: value


class _Row(NamedTuple):
    """One row, parsed. A cell is a value, `None` when empty, or a `Problem`."""

    number_of_row: int
    name: str
    sex: Any
    ethnicity: Any
    birth: Any
    number: Any
    education: Any
    joined: Any
    full: Any
    branch: Any
    status: Any
    member_class: Any
    occupation: str
    phone: Any
    address: str
    remark: str


class _Checker:
    """The cells of one roster. Columns that the roster does not have are empty in every row."""

    def __init__(self, roster: Roster, rules: Rules) -> None:
        self.roster, self.rules = roster, rules
        self.titles = {c.name: roster.header.titles.get(c.name, c.title) for c in COLUMNS}
        self.width = max((len(row) for row in roster.sheet.rows[:1]), default=0)
        protected = {i for name, i in roster.header.columns.items() if BY_NAME[name].protected}
        self.protected = protected
        self.parsers = {
            "sex": _Cache(chinese.sex),
            "ethnicity": _Cache(chinese.ethnicity),
            "birth": _Cache(dates.parse),
            "education": _Cache(chinese.education),
            "joined": _Cache(dates.parse),
            "full": _Cache(dates.parse),
            "branch": _Cache(self._branch),
            "status": _Cache(vocabulary.status),
            "member_class": _Cache(vocabulary.member_class),
            "occupation": _Cache(vocabulary.text),
        }
        self.pinyin = _Cache(chinese.pinyin)

    # --- Columns ------------------------------------------------------------------------------

    def check(self, rows: list[list[Any]], first: int) -> Chunk:
        """Check `rows`, of which the first is row `first` of the sheet."""
        kept = [(first + i, row) for i, row in enumerate(rows) if self._is_data(row)]
        chunk = Chunk(
            self.roster.index,
            self.roster.sheet.name,
            len(kept),
            b"",
            [],
            [],
            self.titles["number"],
            [],
            {},
            [normalize_text(cell) for cell in self.roster.sheet.rows[self.roster.header.index]],
        )
        cells = [row for _, row in kept]
        parsed = [
            _Row(*row)
            for row in zip(
                [number for number, _ in kept],
                self._column("name", cells, normalize_name),
                self._column("sex", cells),
                self._column("ethnicity", cells),
                self._column("birth", cells),
                self._column("number", cells, idnumber.parse),
                self._column("education", cells),
                self._column("joined", cells),
                self._column("full", cells),
                self._column("branch", cells),
                self._column("status", cells),
                self._column("member_class", cells),
                self._column("occupation", cells),
                self._column("phone", cells, vocabulary.phone),
                self._column("address", cells, vocabulary.text),
                self._column("remark", cells, vocabulary.text),
                strict=True,
            )
        ]
        valid: list[tuple[Any, ...]] = []
        for row, original in zip(parsed, cells, strict=True):
            findings = self._check_row(row)
            if findings:
                chunk.findings += findings
                if len(chunk.cells) < SAMPLED_ROWS and any(f.kind != WARNING for f in findings):
                    chunk.cells[row.number_of_row] = self._shown(original)
            if type(row.number) is ResidentNumber:
                chunk.numbers.append((row.number_of_row, row.number.number))
            if not any(finding.kind == ERROR for finding in findings):
                chunk.valid.append(row.number_of_row)
                valid.append(self._values(row))
        chunk.lines = self._lines(valid)
        return chunk

    def _column(self, name: str, rows: list[list[Any]], parse: Callable[[Any], Any] | None = None) -> list[Any]:
        index = self.roster.header.columns.get(name)
        if index is None:
            empty = self.rules.default_branch if name == "branch" else None
            return [empty if parse is None and name != "occupation" else parse("") if parse else ""] * len(rows)
        if parse is not None:
            return [parse(row[index]) for row in rows]
        cache = self.parsers[name]
        return [cache[row[index]] for row in rows]

    def _branch(self, cell: Any) -> int | None | Problem:
        key = vocabulary.branch_key(cell)
        if is_blank(key):
            return self.rules.default_branch
        if key in self.rules.branches:
            found = self.rules.branches[key]
            if found is None:
                return Problem("organization-unknown", f"范围内有不止一个叫{quoted(key)}的党支部，请写全称")
            return found
        if key in self.rules.others:
            return Problem("organization-unknown", f"{quoted(normalize_text(cell))}不是党支部，请写到具体的党支部")
        near = difflib.get_close_matches(key, self.rules.branches, n=1, cutoff=0.75)
        hint = f"，是不是“{self.rules.names.get(near[0], near[0])}”？" if near else ""
        return Problem(
            "organization-unknown",
            f"导入范围内没有党支部{quoted(normalize_text(cell))}{hint or '，请先建立或更正名称'}",
        )

    def _is_data(self, row: list[Any]) -> bool:
        """False for blank rows, totals, notes and headers repeated on every page."""
        columns = self.roster.header.columns
        name, number = row[columns["name"]], row[columns["number"]]
        if name != "" and number != "":
            return not (name == self.roster.header.titles["name"] and number == self.titles["number"])
        sequence = columns.get("sequence")
        filled = [(i, text) for i, cell in enumerate(row) if (text := normalize_text(cell)) and i != sequence]
        first = normalize_text(row[sequence]) if sequence is not None else ""
        if not filled and not (first and not _is_numeric(first)):
            return False
        words = ([first] if first and not _is_numeric(first) else []) + [text for _, text in filled]
        if any(vocabulary.TOTAL_ROW.match(vocabulary.plain(word)) for word in words[:2]):
            return False
        if vocabulary.NOTE_ROW.match(vocabulary.plain(words[0])):
            return False
        # One merged cell across the sheet: a section's title or a remark below the table.
        return not (len(words) == 1 and (not filled or filled[0][0] != columns["name"] or len(words[0]) > 8))

    def _shown(self, row: list[Any]) -> list[str]:
        return [
            "" if cell == "" else "••••••" if index in self.protected else _as_text(cell)
            for index, cell in enumerate(row)
        ]

    # --- Rows ---------------------------------------------------------------------------------

    def _check_row(self, row: _Row) -> list[Finding]:
        """What is wrong in a row. A cause is named once: what follows from it is not."""
        found: list[Finding] = []
        rules = self.rules

        def say(column: str, code: str, message: str, kind: str = ERROR) -> None:
            found.append(Finding(self.roster.sheet.name, row.number_of_row, self.titles[column], code, message, kind))

        if not row.name or row.name in chinese_blanks:
            say("name", "missing", "没有填姓名")
        elif len(row.name) > NAME_LENGTH or not any(character.isalpha() for character in row.name):
            say("name", "name-invalid", f"姓名{quoted(row.name)}不像人名，请核对")
        number = row.number
        if number is None:
            say("number", "missing", "没有填公民身份号码")
        elif type(number) is Problem:
            say("number", number.code, number.message)
        elif number.birth > rules.today:
            say("number", "number-birth", "公民身份号码中的出生日期还没有到，请核对")
        elif number.warning:
            say("number", "number-area", number.warning, WARNING)
        if row.branch is None:
            say("branch", "missing", "没有填所在党支部")
        for column, value in (
            ("branch", row.branch),
            ("birth", row.birth),
            ("joined", row.joined),
            ("full", row.full),
            ("status", row.status),
        ):
            if type(value) is Problem:
                say(column, value.code, value.message)
        for column, value in (
            ("sex", row.sex),
            ("ethnicity", row.ethnicity),
            ("education", row.education),
            ("member_class", row.member_class),
            ("phone", row.phone),
        ):
            if type(value) is Problem:
                say(column, value.code, value.message, WARNING)
        if len(row.occupation) > TEXT_LENGTH:
            say("occupation", "too-long", f"最多{TEXT_LENGTH}个字，现在有{len(row.occupation)}个")
        if len(row.remark) > REMARK_LENGTH:
            say("remark", "too-long", f"最多{REMARK_LENGTH}个字，现在有{len(row.remark)}个")
        birth: date | None = None
        if type(number) is ResidentNumber:
            birth = number.birth
            if type(row.sex) is not Problem and row.sex is not None and row.sex != number.sex:
                say(
                    "sex",
                    "number-contradicts-sex",
                    f"性别填的是“{row.sex.label}”，公民身份号码上是“{number.sex.label}”",
                )
            if type(row.birth) is ParsedDate and not _same_birth(row.birth, birth):
                say(
                    "birth",
                    "number-contradicts-birth",
                    "出生年月与公民身份号码上的出生日期不一致，请核对是哪一个写错了",
                )
                birth = None  # one of the two is wrong: no age is computed from it
        elif type(row.birth) is ParsedDate:
            birth = row.birth.date  # the first day it can mean: nobody is made younger than they are
        self._check_dates(row, birth, say)
        return found

    def _check_dates(self, row: _Row, birth: date | None, say: Callable[..., None]) -> None:
        """Joining and conversion (requirements.md, decision 6).

        Conversion before joining is an error, except for those who joined within the last two years: rosters of
        offices then hold the day on which the conversion is due or was discussed, and the answers beside the shared
        messy roster let such rows pass. The row is taken in without that date, and the cell is listed as a warning.
        """
        rules = self.rules
        joined = row.joined if type(row.joined) is ParsedDate else None
        full = row.full if type(row.full) is ParsedDate else None
        if joined is None:
            if row.joined is None:
                say("joined", "joined-unknown", "没有填入党时间，党龄和按时点统计会缺少此人", WARNING)
            return
        if joined.date > rules.today:
            say("joined", "date-order", "入党时间晚于今天")
            return
        if joined.ambiguous:
            say(
                "joined",
                "date-ambiguous",
                f"按{dates.chinese_date(joined.date, 'month')}导入，请核对是1月还是10月",
                WARNING,
            )
        if birth is not None and _last_day(joined) < dates.add_years(birth, rules.age_min):
            if joined.date >= AGE_RULE_FROM:
                say("joined", "joined-under-age", f"入党时不满{rules.age_min}周岁，请核对入党时间和出生日期")
            else:
                say(
                    "joined",
                    "joined-under-age",
                    f"入党时不满{rules.age_min}周岁；1956年9月15日以前入党的可能属实，请核对",
                    WARNING,
                )
        if full is None:
            if row.status == Membership.Status.PROBATIONARY and _months_on(joined, RECENT_MONTHS) < rules.today:
                say("status", "probation-long", "预备期已超过两年，请核对是否已经转正", WARNING)
            return
        if _last_day(full) < joined.date:
            if _is_recent(joined, rules):
                say("full", "full-date-doubtful", "转正时间早于入党时间，这个日期先不导入，请核对", WARNING)
            else:
                say("full", "date-order", "转正时间早于入党时间")
        elif full.date > rules.today:
            say("full", "full-in-future", "转正时间还没有到，请核对", WARNING)
        elif (
            joined.date >= AGE_RULE_FROM
            and not NO_PROBATION[0] <= joined.date <= NO_PROBATION[1]
            and _last_day(full) < _months_on(joined, rules.probation_months)
        ):
            say("full", "probation-short", f"转正时间距入党时间不足{rules.probation_months}个月，请核对", WARNING)

    # --- What is stored -----------------------------------------------------------------------

    def _values(self, row: _Row) -> tuple[Any, ...]:
        number: ResidentNumber = row.number
        joined = row.joined.date if row.joined is not None else None
        full = row.full.date if row.full is not None else None
        if full is not None and joined is not None and full < joined:
            # The month of joining written without its day, or a doubtful date (see _check_dates).
            full = joined if row.full.precision != "day" and _last_day(row.full) >= joined else None
        status = row.status
        if status is None:
            recent = full is None and joined is not None and _is_on_probation(joined, self.rules)
            status = Membership.Status.PROBATIONARY if recent else Membership.Status.FULL
        member_class = row.member_class
        if type(member_class) is Problem:
            member_class = Membership.MemberClass.OTHER
        return (
            row.number_of_row,
            row.name,
            *self.pinyin[row.name],
            number.sex.value,
            number.birth,
            "" if row.ethnicity is None or type(row.ethnicity) is Problem else row.ethnicity,
            "" if row.education is None or type(row.education) is Problem else row.education.value,
            row.occupation,
            number.number,
            "" if row.phone is None or type(row.phone) is Problem else row.phone,
            row.address,
            row.branch,
            str(status),
            "" if member_class is None else str(member_class),
            joined,
            full,
            row.remark,
        )

    def _lines(self, values: list[tuple[Any, ...]]) -> bytes:
        """Text for COPY, ordered by name within the chunk: neighbours in the file are neighbours in the index."""
        values.sort(key=lambda row: (row[2], row[1]))
        numbers = encrypt_many([row[9] for row in values])
        phones = encrypt_many([row[10] for row in values])
        addresses = encrypt_many([row[11] for row in values])
        sheet = self.roster.index
        lines = []
        for row, number, phone, address in zip(values, numbers, phones, addresses, strict=True):
            (number_of_row, name, pinyin, initials, sex, birth, ethnicity, education, occupation, plain, dialled) = row[
                :11
            ]
            branch, status, member_class, joined, full, remark = row[12:]
            phone_index = f"\\\\x{blind_index(dialled).hex()}" if dialled else "\\N"  # type: ignore[union-attr]
            lines.append(
                f"{sheet}\t{number_of_row}\t{_escaped(name)}\t{pinyin[:120]}\t{initials[:20]}\t{sex}\t{birth}\t"
                f"{ethnicity}\t{education}\t{_escaped(occupation)}\t\\\\x{number.hex()}\t"
                f"\\\\x{blind_index(plain).hex()}\t\\\\x{phone.hex()}\t{phone_index}\t\\\\x{address.hex()}\t"  # type: ignore[union-attr]
                f"{branch}\t{status}\t{member_class}\t{joined or _NULL}\t{full or _NULL}\t{_escaped(remark)}\n"
            )
        return "".join(lines).encode("utf-8", "replace")


_NULL = "\\N"
chinese_blanks = frozenset({"无", "不详", "未知", UNKNOWN_LABEL, "/", "-", "—"})


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\") if "\\" in text else text


def _is_numeric(text: str) -> bool:
    return text.replace(".", "").isdecimal()


def _as_text(cell: Any) -> str:
    return cell.isoformat() if isinstance(cell, date) else normalize_text(cell)[:60]


def _same_birth(written: ParsedDate, birth: date) -> bool:
    if written.date.year != birth.year:
        return False
    if written.precision == "year":
        return True
    if written.ambiguous:
        return birth.month in (1, 10)
    return written.date.month == birth.month and (written.precision == "month" or written.date.day == birth.day)


def _last_day(found: ParsedDate) -> date:
    """The last day that a date without its day, or its month, can mean."""
    if found.precision == "day":
        return found.date
    last_month = found.date.replace(month=12) if found.precision == "year" else found.date
    return last_month.replace(day=dates.days_in_month(last_month.year, last_month.month))


def _months_on(found: ParsedDate, months: int) -> date:
    return dates.add_months(found.date, months)


def _is_recent(joined: ParsedDate, rules: Rules) -> bool:
    return _months_on(joined, RECENT_MONTHS) >= rules.today


def _is_on_probation(joined: date, rules: Rules) -> bool:
    return dates.add_months(joined, rules.probation_months) > rules.today
