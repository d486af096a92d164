"""Readers of one cell, made for a column: text, code, a closed list, a day, a whole number, a phone. Pure.

Each returns the value, None for an empty cell, a Problem, or a Doubt: a value taken in with something to look at.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from core.chinese import attributes, dates, idnumber
from core.chinese.characters import is_blank, normalize_text
from core.chinese.names import normalize_title
from core.chinese.names import parse as parse_name
from core.chinese.problem import Problem, quoted

_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*")
_SPACES = re.compile(r"\s+")
_WHOLE = 10**15
"""From here on a number cell has lost digits: a spreadsheet keeps fifteen."""
YES = {"是": True, "有": True, "√": True, "Y": True, "对": True, "否": False, "无": False, "×": False, "N": False}


class Doubt(NamedTuple):
    value: Any
    code: str
    message: str


def damaged(value: Any) -> Problem | None:
    """A long code in a number cell: what is there is not what was typed."""
    if isinstance(value, float | int) and not isinstance(value, bool) and abs(value) >= _WHOLE:
        return Problem("number-damaged", "这一格是数字格式，15位以后的数字已经丢失；请把列设为文本后重新填写")
    return None


def plain(value: Any) -> str:
    """The cell without any space: words of closed lists, names of organisations."""
    return _SPACES.sub("", normalize_text(value))


def text(*, longest: int = 200, title: str = "内容") -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if problem := damaged(value):
            return problem
        found = normalize_text(value)
        if is_blank(found):
            return None
        if len(found) > longest:
            return Problem("too-long", f"{title}不能超过{longest}个字")
        return found

    return read


def name(*, longest: int = 80, title: str = "名称") -> Callable[[Any], Any]:
    """A name of an organisation, unit or place: as ``normalize_title`` makes it."""
    read = text(longest=longest, title=title)

    def read_name(value: Any) -> Any:
        found = read(value)
        return normalize_title(found) if isinstance(found, str) else found

    return read_name


def code(*, longest: int = 40, title: str = "编码") -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if problem := damaged(value):
            return problem
        found = normalize_text(value)
        if not found:
            return None
        if len(found) > longest or not _CODE.fullmatch(found):
            message = f"{title}{quoted(found)}只能用字母、数字、横线和点，最多{longest}位"
            return Problem("code-invalid", message)
        if isinstance(value, float) and not value.is_integer():
            message = f"这一格是数字，末尾的0会丢失；按{quoted(found)}读取，请核对，并把这一列设为文本"
            return Doubt(found, "code-changed", message)
        return found

    return read


def choice(words: Mapping[str, Any], *, title: str, problem: str = "choice-unknown") -> Callable[[Any], Any]:
    """One of ``words`` (as written → value). The problem names up to eight of them."""
    known = {plain(word): value for word, value in words.items()}

    def read(value: Any) -> Any:
        word = plain(value)
        if not word:
            return None
        if word in known:
            return known[word]
        if is_blank(word):
            return None
        offered = "、".join(list(words)[:8])
        return Problem(problem, f"没有{quoted(word)}这种{title}，可以填：{offered}")

    return read


def yes_or_no(title: str) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        word = plain(value)
        if not word:
            return None
        return YES.get(word.upper(), Problem("choice-unknown", f"{title}请填“是”或“否”"))

    return read


def day(title: str) -> Callable[[Any], Any]:
    """A day. Where only the month is written, its first day is taken, and said."""

    def read(value: Any) -> Any:
        found = dates.parse(value)
        if found is None or isinstance(found, Problem):
            return found
        if found.precision == "day":
            return found.date
        if found.precision == "month":
            return Doubt(found.date, "date-imprecise", f"{title}只写到月，按{found.date:%Y-%m-%d}计")
        return Problem("date-imprecise", f"{title}请写到日，如“2026-03-05”")

    return read


def number(title: str, *, least: int = 0, most: int = 1_000_000) -> Callable[[Any], Any]:
    """A whole number; units behind it (户, 层, 人) are passed over."""

    def read(value: Any) -> Any:
        written = normalize_text(value)
        if is_blank(written):
            return None
        match = re.fullmatch(r"(-?\d+)\s*[人个户层栋幢单元名]*", written)
        if not match:
            return Problem("number-unclear", f"{title}{quoted(written)}不是整数")
        found = int(match[1])
        if not least <= found <= most:
            return Problem("number-range", f"{title}须在{least}至{most}之间")
        return found

    return read


def person_name(value: Any) -> Any:
    """A person's name (`core.chinese.names`); doubtful: a problem `name-doubtful`, or a doubt where it is kept."""
    found = parse_name(value)
    if found.problem is None:
        return found.text
    if found.problem.code == "missing":
        return None
    return Doubt(found.text, *found.problem) if found.kept else found.problem


_PHONE = re.compile(r"[\s\-–—()（）.]+")


def phone(value: Any) -> Any:
    """Digits of a mobile or landline; the problem never quotes the cell."""
    digits = _PHONE.sub("", normalize_text(value)).removeprefix("+86")
    if is_blank(digits):
        return None
    if re.fullmatch(r"1[3-9]\d{9}|(0\d{2,3})?[2-9]\d{6,7}", digits):
        return digits
    return Problem("phone-invalid", "联系电话不像手机号码或固定电话，请核对")


def resident_number(value: Any) -> Any:
    """Eighteen characters that check; the problem never quotes the cell."""
    found = idnumber.parse(value)
    return found.number if isinstance(found, idnumber.ResidentNumber) else found


sex: Callable[[Any], Any] = attributes.sex
education: Callable[[Any], Any] = attributes.education


def birth(value: Any) -> Any:
    """The parsed date with its precision (a month stays a month)."""
    return dates.parse(value)
