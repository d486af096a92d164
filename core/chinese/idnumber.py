"""Resident identity numbers (GB 11643-1999): area, birth date, sequence (odd for men), check digit.

Pure and quick: the parts are looked up in tables, so that a roster of
100 000 numbers takes a fraction of a second.
"""

import re
from datetime import date
from typing import Any, NamedTuple

from core.chinese.attributes import Sex
from core.chinese.characters import normalize_text
from core.chinese.problem import Problem, quoted

INVENTED_AREA = "999999"  # no such place: the area of every invented person in demo and tests
EARLIEST_BIRTH_YEAR = 1880
LATEST_BIRTH_YEAR = 2100

_CHECK_DIGITS = "10X98765432"
_WEIGHTS = tuple(2 ** (17 - position) % 11 for position in range(17))
# The first two digits: provinces, and 81–83 for residents from Hong Kong, Macao and Taiwan. GB/T 2260 changes
# every year, and numbers keep the area of their day, so that more than the province is not checked.
_PROVINCES = frozenset(
    str(code)
    for codes in (range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55), range(61, 66))
    for code in codes
) | {"71", "81", "82", "83", "91"}
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?1[4-9]", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s\-–—_.,·]+")

# Messages never repeat the number itself: they are shown, exported and logged where it must stay masked.
_DAMAGED = Problem("number-damaged", "号码被表格软件当作数字存储，末尾几位已经丢失，请把这一列设为“文本”后重新填写")
MASKED = "number-masked"
_MASKED = Problem(MASKED, "号码是遮盖过的（导出的表），不能用来导入；请用写有完整号码的原表")
_WRONG_CHECKSUM = Problem("number-checksum", "公民身份号码校验不通过，请逐位核对")


class ResidentNumber(NamedTuple):
    """A well-formed number: 18 characters with a capital X; `upgraded` if it came with 15 digits."""

    number: str
    birth: date
    sex: Sex
    area: str
    upgraded: bool = False

    @property
    def warning(self) -> str:
        """A Chinese sentence when the area is unknown (to look at, not to refuse), else ""."""
        if self.area[:2] in _PROVINCES or self.area == INVENTED_AREA:
            return ""
        return f"号码的地区代码{quoted(self.area)}不在已知范围内，请核对"


class _Births(dict[str, tuple[date, int] | None]):
    """Eight digits → (date, weighed sum), `None` for a day on which nobody was born. Bounded."""

    def __missing__(self, digits: str) -> tuple[date, int] | None:
        if not LATEST_BIRTH_YEAR >= int(digits[:4]) >= EARLIEST_BIRTH_YEAR:
            return None
        try:
            birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        except ValueError:
            return None
        self[digits] = (birth, _weigh(digits, 6))
        return self[digits]


def _weigh(digits: str, start: int) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS[start:], strict=False))


_births = _Births()
_area_heads = {f"{n:03}": _weigh(f"{n:03}", 0) for n in range(1000)}
_area_tails = {f"{n:03}": _weigh(f"{n:03}", 3) for n in range(1000)}
_sequences = {f"{n:03}": (_weigh(f"{n:03}", 14), (Sex.FEMALE, Sex.MALE)[n % 2]) for n in range(1000)}


def checksum(first17: str) -> str:
    """The 18th character for seventeen digits (ISO 7064, MOD 11-2)."""
    return _CHECK_DIGITS[_weigh(first17, 0) % 11]


def make_number(area: str, birth: date, sequence: int) -> str:
    """A valid number for an invented person; `sequence` 0–999, odd for men."""
    first17 = f"{area:0>6}{birth:%Y%m%d}{sequence:03}"
    if len(first17) != 17 or not (first17.isascii() and first17.isdecimal()):
        raise ValueError(f"no resident number from {area!r}, {birth!r}, {sequence!r}")
    return first17 + checksum(first17)


def mask(number: str) -> str:
    """What is shown without a reason: the area's province and the last two characters."""
    return number[:2] + "*" * max(len(number) - 4, 0) + number[-2:] if len(number) > 4 else "*" * len(number)


def parse(value: Any) -> ResidentNumber | None | Problem:
    """Read one cell.

    Accepts spaces and hyphens, full-width digits, a leading apostrophe, a lower-case x, fifteen digits
    (the nineteenth century is out of reach for them). `None` for an empty cell.

    Problems: `number-damaged` (a number cell: digits are lost), `number-length`, `number-characters`,
    `number-birth`, `number-checksum`, `number-masked`.
    """
    if type(value) is not str:
        if isinstance(value, float | int) and not isinstance(value, bool):
            if _is_damaged(value):
                return _DAMAGED
            value = int(value)
        text = normalize_text(value)
    elif len(value) == 18:
        text = value
    else:
        text = normalize_text(value)
    birth = _births[text[6:14]] if len(text) == 18 and text.isascii() and text[:17].isdecimal() else None
    if birth is None:
        return _parse_slowly(text)
    number = text
    weighed, sex = _sequences[text[14:17]]
    expected = _CHECK_DIGITS[(_area_heads[text[:3]] + _area_tails[text[3:6]] + birth[1] + weighed) % 11]
    if text[17] != expected:
        if text[17] != "x" or expected != "X":
            return _WRONG_CHECKSUM
        number = text[:17] + "X"
    return ResidentNumber(number, birth[0], sex, text[:6])


def _parse_slowly(text: str) -> ResidentNumber | None | Problem:
    """Not eighteen plain characters with a birth date in them: clean it up, then say what is wrong."""
    text = normalize_text(text)
    if _SCIENTIFIC.fullmatch(text):
        return _DAMAGED
    text = _SEPARATORS.sub("", text).upper()
    if not text:
        return None
    if "*" in text:
        return _MASKED
    digits = text.isascii() and text[:-1].isdecimal() and text[-1] in "0123456789X"
    if len(text) == 15 and digits and text[-1] != "X":
        text = text[:6] + "19" + text[6:]
        return _upgraded(parse(text + checksum(text)))
    if len(text) != 18:
        return Problem("number-length", f"公民身份号码应为18位，现在是{len(text)}位")
    if not digits:
        return Problem("number-characters", "公民身份号码只能由数字组成，末位可以是X")
    if _births[text[6:14]] is None:
        return Problem("number-birth", f"公民身份号码中的出生日期{quoted(text[6:14])}不存在")
    return parse(text)


def _upgraded(found: ResidentNumber | None | Problem) -> ResidentNumber | None | Problem:
    return found._replace(upgraded=True) if isinstance(found, ResidentNumber) else found


def _is_damaged(value: float | int) -> bool:
    """A number cell holds fifteen digits at most: eighteen of them came in rounded.

    An integer keeps its digits only when nothing on its way was a float; three zeros at the end are the mark
    of one that was. Fifteen-digit numbers survive a float unharmed.
    """
    if isinstance(value, float):
        return not (value.is_integer() and 0 <= value < 10**15)
    return value >= 10**15 and value % 1000 == 0
