"""The unified social credit code of an organisation (GB 32100-2015): 18 characters, the last checks the rest."""

from typing import Any

from core.chinese.characters import normalize_text
from core.chinese.problem import Problem, quoted

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Without I, O, S, V and Z, which are taken for figures."""
LENGTH = 18
_WEIGHTS = [pow(3, place, 31) for place in range(LENGTH - 1)]


def check_character(first: str) -> str:
    """The last character of a code whose first seventeen are ``first``."""
    weighed = sum(weight * ALPHABET.index(each) for weight, each in zip(_WEIGHTS, first, strict=True))
    return ALPHABET[-weighed % 31]


def parse(value: Any) -> str | None | Problem:
    """The code in capitals; None for an empty cell; problem ``credit-code`` (quotes the code: it is public)."""
    code = normalize_text(value).replace(" ", "").upper()
    if not code:
        return None
    if len(code) != LENGTH:
        return Problem("credit-code", f"统一社会信用代码应为{LENGTH}位，现在是{len(code)}位")
    if wrong := [each for each in code if each not in ALPHABET]:
        return Problem("credit-code", f"统一社会信用代码里不会有{quoted(wrong[0])}，请核对")
    if check_character(code[:-1]) != code[-1]:
        return Problem("credit-code", f"统一社会信用代码{quoted(code)}的最后一位与前面不符，请核对是哪一位写错了")
    return code
