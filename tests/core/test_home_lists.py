"""`config/home.py` is complete and says each thing once."""

import inspect
from collections import Counter
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from config.home import HOME
from core.web.home import lists

APPS = ("people", "organizations", "members", "grids", "meetings", "services", "assessments")


def named() -> set[Any]:
    found: set[Any] = {group.find for group in HOME.searches} | {kind.still_due for kind in HOME.kinds}
    for part in HOME.grid_parts:
        found |= {part.counts, part.lines}
    for card in HOME.cards:
        found |= {getattr(card, "rows", None), getattr(card, "counts", None)}
    for each in fields(HOME):
        value = getattr(HOME, each.name)
        found.update(value if isinstance(value, tuple) else (value,)) if each.name != "audit_labels" else None
    return found


@pytest.mark.parametrize("app", APPS)
def test_no_function_of_an_app_is_forgotten(app: str) -> None:
    module = import_module(f"{app}.home")
    own = {
        function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    assert own and own <= named()
    assert any(labels is module.AUDIT_LABELS for labels in HOME.audit_labels)


def test_the_running_portal_reads_this_object() -> None:
    assert lists() is HOME


def test_each_kind_of_message_and_each_word_stands_once() -> None:
    codes = Counter(kind.code for kind in HOME.kinds)
    words = Counter(code for labels in HOME.audit_labels for code in labels)
    assert [code for each in (codes, words) for code, times in each.items() if times > 1] == []
    assert {name for kind in HOME.kinds for name in kind.channels} <= set(HOME.channel)


def test_buttons_lead_to_pages() -> None:
    icons = (Path(settings.BASE_DIR) / "static/img/icons.svg").read_text(encoding="utf-8")
    for action in HOME.quick_actions:
        assert reverse(action.url_name) and f'id="{action.icon}"' in icons
