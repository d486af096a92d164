"""The national table of standards as it ships (organizations/data/thresholds.csv): names, units, operators, clauses.

Read without the database, so that settings and SQL texts can be built from it; what is *in force* is asked of the
database (``organizations.standards``).
"""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent.parent / "data" / "thresholds.csv"

DECIMALS = ("percent", "fraction", "ratio", "point", "CNY", "hour")
TEXTS = ("choice", "month_day", "score_map")
LISTS = ("list", "age_range")


class UnknownThreshold(LookupError):
    """No row of that name is in force: a programming error or a damaged reference table."""


@dataclass(frozen=True)
class Definition:
    """One line of the table. ``default`` is text in the form of ``unit``; "" is "no number"."""

    name: str
    default: str
    unit: str
    op: str
    clause: str
    origin: str
    check: str
    scope_level: str
    measured_on: str
    rows: str
    label_zh: str
    note: str


@cache
def definitions() -> dict[str, Definition]:
    """Every name that the product knows, in the order of the file."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            row["name"]: Definition(**{key: value or "" for key, value in row.items()}) for row in csv.DictReader(file)
        }


def definition(name: str) -> Definition:
    """Raises UnknownThreshold."""
    try:
        return definitions()[name]
    except KeyError:
        raise UnknownThreshold(name) from None


def platform(name: str) -> Any:
    """Value of a number of the platform, which no organisation may change: readable before there is a database."""
    found = definition(name)
    if found.scope_level != "platform":
        raise UnknownThreshold(f"{name} is no number of the platform: ask standards.at")
    return convert_value(found.default, found.unit)


def _number(text: str) -> int | Decimal | Fraction:
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    return Fraction(text) if "/" in text else Decimal(text)


def _flag(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(text)
    return text == "true"


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    date(2001, int(month), int(day))  # 29 February is no day of every year
    return int(month), int(day)


def _percent(text: str) -> int | Decimal | Fraction:
    """Two thirds may be written as 2/3, exactly."""
    return Fraction(text) * 100 if "/" in text else _number(text)


def _whole(text: str) -> int | list[int]:
    return [int(part) for part in text.split(";")] if ";" in text else int(text)


_CONVERTERS: dict[str, Callable[[str], Any]] = {
    "boolean": _flag,
    "choice": str,
    "list": lambda text: text.split(";"),
    "age_range": lambda text: text.split(";"),
    "score_map": lambda text: {int(a): int(b) for a, b in (pair.split(":") for pair in text.split(";"))},
    "date": date.fromisoformat,
    "month_day": _month_day,
    "percent": _percent,
    "fraction": Fraction,
    "ratio": _number,
    "point": _number,
    "CNY": _number,
    "hour": _number,
}


def convert_value(value: str, unit: str) -> Any:
    """A text in the type of its unit: bool, int, Decimal, Fraction, list of str or int, date, (month, day), str.

    None for "", which is "no number". Raises ValueError or ArithmeticError for a text that does not fit.
    """
    return None if value == "" else _CONVERTERS.get(unit, _whole)(value)


_RANGES = {"day_of_month": (1, 28), "percent": (0, 100), "fraction": (0, 1), "ratio": (0, 10), "CNY": (0, 10**9)}
"""Of numbers by their unit, both included; a day of the month is one of every month."""
_OTHER = (0, 9999)
CHOICES = {"majority_base": ("entitled", "present", "valid")}
"""Of a choice by the last part of its name, where code asks for it."""


def unusable(name: str, unit: str, value: Any) -> str:
    """Why a converted value would break what reads it, for the office that typed it; "" for one that will not."""
    if unit == "choice":
        choices = CHOICES.get(name.rsplit(".", 1)[-1], (value,))
        return "" if value in choices else f"只能是{'、'.join(choices)}"
    if unit in LISTS:
        return _unusable_list(unit, value)
    numbers = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
    if unit == "month_day" or not all(isinstance(number, int | Decimal | Fraction) for number in numbers):
        return ""
    low, high = _RANGES.get(unit, (0, 100) if unit == "score_map" else _OTHER)
    return "" if all(low <= number <= high for number in numbers) else f"应在{low}至{high}之间"


def _unusable_list(unit: str, parts: list[str]) -> str:
    if not all(part.strip() for part in parts) or len(set(parts)) < len(parts):
        return "各项不能为空，不能重复"
    if unit != "age_range":
        return ""
    bands = [re.fullmatch(r"(\d{1,3})-(\d{1,3})?", part) for part in parts]
    if not all(bands):
        return "请写成“0-45;46-59;60-”"
    ages = [(int(band[1]), int(band[2]) if band[2] else None) for band in bands if band]
    follow = all(b[0] == (a[1] or 0) + 1 for a, b in zip(ages, ages[1:], strict=False))
    whole = ages[0][0] == 0 and ages[-1][1] is None and all(high is not None for _, high in ages[:-1])
    return "" if follow and whole else "各段须从0起首尾相接，最后一段不封顶"
