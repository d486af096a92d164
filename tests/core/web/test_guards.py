"""Every view: one guard, the outermost; under it the methods that the page serves; 403 before 405."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from core.web import guards
from core.web.home import Home
from tests.people.conftest import District
from tests.test_access_matrix import APPS, PORTAL, Page

GUARDS = guards.__file__
METHODS = {"GET, HEAD", "GET, HEAD, POST", "POST"}


def decorators(view: Callable[..., Any]) -> Iterator[str]:
    """Files of the functions that wrap a view, the outermost first."""
    while hasattr(view, "__wrapped__"):
        yield view.__code__.co_filename
        view = view.__wrapped__


@pytest.mark.parametrize("page", PORTAL, ids=lambda page: page.name)
def test_one_guard_outermost_then_the_methods(page: Page) -> None:
    around = list(decorators(page.callback))
    assert around[0] == GUARDS and around.count(GUARDS) == 1
    assert around[1].endswith("django/views/decorators/http.py")


def test_no_view_writes_to_the_audit_log() -> None:
    """Actions do, in the transaction of what they changed."""
    root = Path(django_settings.BASE_DIR)
    views = [path for app in APPS for path in (root / app).rglob("*.py") if "view" in str(path.relative_to(root))]
    writes = re.compile(r"audit\.record|AuditEvent\(|AuditEvent\.objects\.create")
    assert len(views) > 20
    assert [str(path) for path in views if writes.search(path.read_text(encoding="utf-8"))] == []


class Everybody(AnonymousUser):
    """Whom no guard stops: what is left is the page's own answer to a method."""

    is_authenticated = True  # type: ignore[assignment]
    is_staff = True
    person_id = 1


@pytest.mark.parametrize("page", PORTAL, ids=lambda page: page.name)
def test_a_page_refuses_the_methods_that_it_does_not_serve(page: Page, settings: Any) -> None:
    settings.PORTAL_LISTS = Home(rights=lambda user: frozenset(page.callback.access[1]))
    request = RequestFactory().generic("PUT", "/")
    request.user = Everybody()
    answer = page.callback(request, **dict.fromkeys(page.arguments, 1))
    assert answer.status_code == 405
    assert ", ".join(sorted(answer["Allow"].split(", "))) in METHODS


def test_who_may_not_hears_so_whatever_the_method(member: Client) -> None:
    for method in (member.get, member.post, member.put):
        assert method("/meetings/1/notify/").status_code == 403
        assert method("/members/").status_code == 403


def test_a_buttons_address_opened_by_hand_is_a_page(secretary: Client, district: District) -> None:
    answer = secretary.get("/inbox/read-all/")
    assert answer.status_code == 405 and answer["Allow"] == "POST"
    assert "这个地址不能直接打开" in answer.content.decode()


def test_staff_pages_are_not_there_for_others(member: Client, client: Client) -> None:
    assert member.get("/core/gallery/").status_code == client.get("/core/gallery/").status_code == 404
