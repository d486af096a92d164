"""What a person's data may be; no writes."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from core.chinese import attributes, dates, idnumber
from core.chinese.characters import is_blank, normalize_text
from core.chinese.names import normalize_name
from core.chinese.problem import Problem
from core.chinese.readings import pinyin
from core.records.errors import RuleViolation

NAME_LENGTH = 40
_SEPARATORS = re.compile(r"[\s\-–—_()().·]+")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(0\d{2,3})?[2-9]\d{6,7}")


def read_phone(value: Any) -> str | None | Problem:
    """Digits of a Chinese mobile or landline number as offices write it; None when the cell is blank.

    ``138-0000-1234``, ``+86 13800001234``, ``13800001234.0`` and ``0312-5021234`` are read; Problem
    ``phone-impossible``.
    """
    if is_blank(value):
        return None
    digits = _SEPARATORS.sub("", normalize_text(value))
    for prefix in ("+86", "0086", "86"):
        if digits.startswith(prefix) and _MOBILE.fullmatch(digits[len(prefix) :]):
            digits = digits[len(prefix) :]
    if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
        return digits
    return Problem("phone-impossible", "联系电话不是手机号码，也不是固定电话号码，请核对")


def clean_phone(value: Any) -> str:
    """``read_phone`` for forms: the empty string when blank, RuleViolation when impossible."""
    phone = read_phone(value)
    if isinstance(phone, Problem):
        raise RuleViolation(phone.code, phone.message, field="phone")
    return phone or ""


def check_username(username: str) -> None:
    """Raise RuleViolation for a user name that is a phone: at the sign-in it would win over the phone's owner."""
    if _MOBILE.fullmatch(normalize_text(username)):
        raise RuleViolation("username-phone", "用户名不能是手机号码，请用姓名全拼或别的名称", field="username")


def clean_number(value: Any) -> idnumber.ResidentNumber | None:
    """A resident number from a form; None when blank, RuleViolation when it cannot be right."""
    number = idnumber.parse(value)
    if isinstance(number, Problem):
        raise RuleViolation(number.code, number.message, field="resident_number")
    return number


def clean_name(value: Any) -> str:
    name = normalize_name(value)
    if not name:
        raise RuleViolation("missing", "请填写姓名", field="name")
    if len(name) > NAME_LENGTH:
        raise RuleViolation("name-too-long", f"姓名不能超过 {NAME_LENGTH} 个字", field="name")
    return name


def name_keys(name: str) -> tuple[str, str]:
    """Full pinyin and initials of a person's name, cut to what the columns hold."""
    full, initials = pinyin(name)
    return full[:120], initials[:20]


def check_agrees(number: idnumber.ResidentNumber, *, sex: str, birth_date: date | None) -> None:
    """Sex and birth date, where given, must be those of the number (GB 11643)."""
    if sex and sex != number.sex:
        raise RuleViolation("number-contradicts-sex", "性别与公民身份号码不一致，请核对", field="sex")
    if birth_date and birth_date != number.birth:
        raise RuleViolation("number-contradicts-birth", "出生日期与公民身份号码不一致，请核对", field="birth_date")


def check_birth(birth: date, *, today: date, field: str = "birth_date") -> None:
    """Raise RuleViolation for a day of birth that has not come, and for one on which nobody living was born."""
    if birth > today:
        raise RuleViolation("birth-ahead", "出生日期还没有到，请核对", field=field)
    if slip := dates.implausible(birth, today=today):
        raise RuleViolation(slip.code, slip.message, field=field)


def read_field(field: str, text: str, *, today: date) -> Any:
    """A person's field from what somebody typed; RuleViolation when it cannot be right."""
    readers: dict[str, Callable[[Any], Any]] = {
        "name": clean_name,
        "phone": clean_phone,
        "resident_number": clean_number,
        "sex": attributes.sex,
        "ethnicity": attributes.ethnicity,
        "education": attributes.education,
        "birth_date": dates.parse,
    }
    read: Callable[[Any], Any] = readers.get(field, normalize_text)
    value = read(text)
    if isinstance(value, Problem):
        raise RuleViolation(value.code, value.message, field=field)
    if isinstance(value, dates.ParsedDate):
        if value.precision != "day":
            raise RuleViolation("date-imprecise", "请写到日，例如 1965-03-12", field=field)
        check_birth(value.date, today=today, field=field)
        return value.date
    if isinstance(value, idnumber.ResidentNumber):
        check_birth(value.birth, today=today, field=field)
        return value.number
    if value is None or value == "":
        raise RuleViolation("missing", "请填写正确的内容", field=field)
    if field in ("specialty", "occupation") and len(value) > {"specialty": 80, "occupation": 120}[field]:
        raise RuleViolation("too-long", "内容太长，请缩短", field=field)
    return value
