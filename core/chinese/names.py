"""Names of people as rosters hold them: one alphabet, and what does not belong to it is asked about.

`normalize_name` makes spellings of one name equal; `parse` also says what is doubtful. Pure and quick.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Any, NamedTuple

from core.chinese.characters import is_blank, normalize_text
from core.chinese.problem import Problem
from core.chinese.problem import quoted as quoted_as_written

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3007"
_COMMON = re.compile(r"[\u4e00-\u9fff]{1,6}")
_SPACE_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}])[\s\u3000]+(?=[{_HAN}])")
_SIGN_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}])\s?([^{_HAN}\s]{{1,2}})\s?(?=[{_HAN}])")
_DOT = re.compile(
    r"\b(DOT|BULLET|POINT|SPOT|FULL STOP|PERIOD|BLACK CIRCLE|BLACK LARGE CIRCLE|RING|DEGREE|ARAEA|ANO TELEIA"
    r"|RUNIC SINGLE PUNCTUATION)\b"
)
_SEVERAL = re.compile(r"\b(TWO|THREE|FOUR|FIVE|DIAERESIS|WITH|QUESTION|EXCLAMATION)\b")

# GBK keeps 80 characters under FE50–FEA0; older systems give them places of the private area, U+E815–U+E864, where
# the same name then looks different. Fourteen are not in Python's table of GB 18030.
_LATER = {
    0x51: 0x20087, 0x52: 0x20089, 0x53: 0x200CC, 0x59: 0x9FB4, 0x61: 0x9FB5, 0x66: 0x9FB6, 0x67: 0x9FB7,
    0x6C: 0x215D7, 0x6D: 0x9FB8, 0x76: 0x2298F, 0x7E: 0x9FB9, 0x90: 0x9FBA, 0x91: 0x241FE, 0xA0: 0x9FBB,
}  # fmt: skip
_TRAILS = [trail for trail in range(0x50, 0xA1) if trail != 0x7F]
_PRIVATE = {
    0xE815 + place: _LATER.get(trail) or ord(bytes((0xFE, trail)).decode("gb18030"))
    for place, trail in enumerate(_TRAILS)
}
# Radicals that a copy out of a PDF brings instead of the character; those of U+2F00 are known to NFKC.
_RADICALS = dict(
    zip(
        map(ord, "⺒⺝⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰"),
        "巳月民虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙",
        strict=True,
    )
)
_SAME_CHARACTER: dict[int, int | str] = {**_PRIVATE, **_RADICALS}


class Name(NamedTuple):
    """`text` as it would be stored.

    `problem` is `missing`, `name-invalid` (no name can be read from it) or `name-doubtful`; with `kept`, there is
    nothing better than what is written, and it is only to be looked at.
    """

    text: str
    problem: Problem | None = None
    kept: bool = False


def normalize_name(value: Any) -> str:
    """A person's name: "范　健" → "范健"; the dot of minority names becomes "·" whichever was typed; characters of
    the private area and radicals become the character that they show.
    """
    if type(value) is str:
        if _COMMON.fullmatch(value):
            return value
        # Before NFKC, which turns some of the dots into letters.
        value = _SIGN_BETWEEN_HAN.sub(_as_dot, value.translate(_SAME_CHARACTER))
    return _SPACE_BETWEEN_HAN.sub("", normalize_text(value).translate(_SAME_CHARACTER))


_ANY_HAN = re.compile(f"[{_HAN}]")
_AROUND_BRACKETS = re.compile(r"\s*([()])\s*")
_WIDE = str.maketrans("()", "（）")


def normalize_title(value: Any) -> str:
    """A name of an organisation, unit, grid or building: as a person's, with the brackets of Chinese text:
    "幸福里 (北) 社区" → "幸福里（北）社区".
    """
    found = normalize_name(value)
    if "(" in found and _ANY_HAN.search(found):
        found = _AROUND_BRACKETS.sub(r"\1", found).translate(_WIDE)
    return found


def _as_dot(match: re.Match[str]) -> str:
    return "·" if all(map(_is_dot, match[1])) else match[0]


@lru_cache(maxsize=4096)
def _is_dot(sign: str) -> bool:
    name = unicodedata.name(sign, "")
    return bool(_DOT.search(name)) and not _SEVERAL.search(name) and not sign.isdecimal()


# --- What is doubtful ---------------------------------------------------------------------------

_LENGTH = 40
_HAN_NAME = re.compile(rf"[{_HAN}]+(?:·[{_HAN}]+)*")
_LATIN_NAME = re.compile(r"[^\W\d_]+(?:(?:[ .·]{1,2}|['’\-])[^\W\d_]+)*\.?")
_LOST = re.compile("[?\ufffd□■▢〓▯█]")
_HIDDEN = re.compile("[*×✕]")
_MARKS = r"\s*#★☆※△▲▽▼◆◇●○◎√✓✔+＋_.、:：,，;；·\-–—=~\"'“”‘’《》<>"
_MARK_BEFORE = re.compile(rf"^(?:[{_MARKS}]|\(?\d{{1,4}}\)?[.、:：)\s]?)+")
_MARK_BEHIND = re.compile(rf"(?:[{_MARKS}]|\d)+$")
_BRACKETS = re.compile(r"[(\[【〔〈《{][^)\]】〕〉》}]*[)\]】〕〉》}]?")
_STATES = "预备|已故|去世|死亡|转出|转走|转入|已转|退党|失联|停止党籍|除名|开除|外出|流动|党员|退休"
_STATE_BEHIND = re.compile(rf"(?<=.)[-–—/,，、;；:：\s]*(?:已|现|系)?(?:{_STATES})(?:党员|人员)?$")
_OFFICES = re.compile(r"(?<=.)(?:书记|支书|主任|委员|组长|同志|先生|女士|老师|医生|局长|校长|某+)$")


def parse(value: Any) -> Name:
    """Read one cell; the proposal is made where something was written around a name."""
    if type(value) is str and _COMMON.fullmatch(value) and 1 < len(value) < 4 and _is_name(value):
        return Name(value)
    return _parse(normalize_name(value))


@lru_cache(maxsize=4096)
def _parse(text: str) -> Name:
    if is_blank(text):
        return Name("", Problem("missing", "没有填姓名"))
    if _is_name(text):
        return Name(text)
    if any(_is_private(character) for character in text) and _is_name(_without_private(text)):
        said = "，".join(f"第{i}个字" for i, each in enumerate(text, start=1) if _is_private(each))
        return Name(
            text, Problem("name-doubtful", f"姓名{_quoted(text)}{said}是自造字，别的电脑上看不到，请核对"), kept=True
        )
    proposal = _proposal(text)
    if _LOST.search(text) or _HIDDEN.search(proposal) or (len(proposal) == 1 and _HIDDEN.search(text)):
        return Name(text, Problem("name-invalid", f"姓名{_quoted(text)}里有丢失或遮住的字，请补上"))
    if len(text) > _LENGTH or not any(character.isalpha() for character in text):
        return Name(text, Problem("name-invalid", f"姓名{_quoted(text)}不像人名，请核对"))
    if not _is_name(proposal):
        return Name(text, Problem("name-doubtful", f"姓名{_quoted(text)}不像一个人的姓名，请核对"))
    rest = text.replace(proposal, "", 1).strip()
    return Name(
        text,
        Problem("name-doubtful", f"姓名栏除了“{proposal}”还写了{_quoted(rest)}；姓名栏只写姓名，其余请写到相应的栏"),
    )


def _is_name(text: str) -> bool:
    if len(text) > _LENGTH or _OFFICES.search(text) or _STATE_BEHIND.search(text):
        return False
    return bool(_HAN_NAME.fullmatch(text) or (_LATIN_NAME.fullmatch(text) and _is_latin(text)))


def _is_latin(text: str) -> bool:
    return all("LATIN" in unicodedata.name(letter, "") for letter in text if letter.isalpha())


def _proposal(text: str) -> str:
    """The name without brackets, marks, numbers, states and offices around it."""
    found = _BRACKETS.sub("", text)
    found = _MARK_BEHIND.sub("", _MARK_BEFORE.sub("", found))
    shorter = _STATE_BEHIND.sub("", found)
    found = shorter if len(shorter) > 1 else found
    return _SPACE_BETWEEN_HAN.sub("", _MARK_BEHIND.sub("", found).strip())


def _quoted(text: str) -> str:
    """The words in quotation marks; a number of several digits, which may be one to protect, is not repeated."""
    return quoted_as_written(re.sub(r"\d[\dxX]{4,}", "……", text))


def _is_private(character: str) -> bool:
    return unicodedata.category(character) == "Co"


def _without_private(text: str) -> str:
    return "".join("一" if _is_private(character) else character for character in text)
