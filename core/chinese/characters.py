"""Text as offices write it, cleaned. Pure, and quick enough to run over every cell of a 100 000-row roster."""

import re
import unicodedata
from typing import Any

# Characters that no one sees and every copy-and-paste brings along.
_INVISIBLE = dict.fromkeys(
    [
        0x00AD,
        0x034F,
        0x061C,
        0x180E,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
    ]
)
_ANY_INVISIBLE = re.compile("[" + "".join(map(chr, _INVISIBLE)) + "]")
_APOSTROPHES = "'‘’`＇"
_SPACES = re.compile(r"\s+")
BLANKS = frozenset(
    {"", "无", "没有", "暂无", "不详", "未知", "未填", "/", "\\", "-", "--", "—", "——", "─", "N/A", "n/a"}
)


def normalize_text(value: Any) -> str:
    """The cell as clean text: half-width (NFKC), single spaces, nothing invisible, no leading apostrophe.

    `None` is "", a whole float (a phone number that Excel holds as a number) loses its ".0".
    """
    if type(value) is not str:
        if value is None:
            return ""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        value = str(value)
    text: str = value
    if not text.isascii():
        if not unicodedata.is_normalized("NFKC", text):
            text = unicodedata.normalize("NFKC", text)
        if _ANY_INVISIBLE.search(text):
            text = text.translate(_INVISIBLE)
    text = text.strip()
    if text[:1] and text[0] in _APOSTROPHES:
        text = text[1:].strip()
    if " " in text or not text.isprintable():
        text = _SPACES.sub(" ", text)
    return text


def is_blank(value: Any) -> bool:
    """True for an empty cell and for the words that stand for one (无, 不详, —)."""
    return normalize_text(value) in BLANKS
