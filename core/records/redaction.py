"""Resident numbers and phones written where they do not belong: masked before the text is stored.

A column of free text holds what people type: remarks, answers, names of files, rows that an import could not use. It
is none of the protected columns, so what looks like a number or a phone keeps only its ends there.
"""

import re
from typing import Any

from django.db import models
from django.db.models.expressions import Combinable

_DIGIT = "[0-9０-９]"
_GAP = r"[\s\-－—–.·_]?"
_LONG = re.compile(
    # A phone or a resident number, also grouped by spaces or hyphens …
    rf"(?<!{_DIGIT})[1１][3-9３-９](?:{_GAP}{_DIGIT}){{9}}(?!{_GAP}{_DIGIT})"
    rf"|(?<!{_DIGIT})[1-9１-９](?:{_GAP}{_DIGIT}){{16}}{_GAP}[0-9０-９XxＸｘ](?!{_DIGIT})"
    # … and any unbroken run as long as one, for a digit too many is still somebody's number.
    rf"|{_DIGIT}{{11,}}[XxＸｘ]?"
)
_KEPT_FIRST, _KEPT_LAST = 3, 2


def _mask(found: re.Match[str]) -> str:
    text = found[0]
    middle = re.sub(r"[^\s\-－—–.·_]", "*", text[_KEPT_FIRST:-_KEPT_LAST])
    return text[:_KEPT_FIRST] + middle + text[-_KEPT_LAST:]


def redact(text: str) -> str:
    """The text, as long as it was, with numbers and phones masked."""
    return _LONG.sub(_mask, text) if text else text


def redact_all(value: Any) -> Any:
    """`redact` for every text in lists and dictionaries."""
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, dict):
        return {name: redact_all(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [redact_all(each) for each in value]
    return value


class _Plain:
    """In migrations the plain column that it is: only what is written differs."""

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _, args, kwargs = super().deconstruct()  # type: ignore[misc]
        return name, f"django.db.models.{type(self).__mro__[2].__name__}", args, kwargs


class FreeChar(_Plain, models.CharField[str | Combinable, str]):
    def get_prep_value(self, value: Any) -> Any:
        return redact_all(super().get_prep_value(value))


class FreeText(_Plain, models.TextField[str | Combinable, str]):
    def get_prep_value(self, value: Any) -> Any:
        return redact_all(super().get_prep_value(value))


class FreeJSON(_Plain, models.JSONField):
    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return super().get_db_prep_value(redact_all(value), connection, prepared)
