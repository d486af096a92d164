"""No form says Django's row of dashes where nothing is chosen."""

from collections.abc import Iterator
from typing import Any

from django.forms import BaseForm, ChoiceField, ModelChoiceField
from django.urls import get_resolver

from core.web.empty import EMPTY

DASHES = "---------"


def forms_of(base: type[Any]) -> Iterator[type[Any]]:
    for form in base.__subclasses__():
        yield form
        yield from forms_of(form)


def said(field: Any) -> str:
    if isinstance(field, ModelChoiceField):
        return str(field.empty_label or "")
    return str(next(iter(field.choices), ("", ""))[1])


def test_every_empty_choice_of_a_form_asks_in_chinese():
    assert get_resolver().url_patterns  # all pages, and with them all forms, are read
    chosen = [
        (form.__name__, name, said(field))
        for form in {*forms_of(BaseForm)}
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, ChoiceField)
    ]
    assert len(chosen) > 100 and any(words == EMPTY for _, _, words in chosen)
    assert not [each for each in chosen if DASHES in each[2]]
