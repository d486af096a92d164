"""Every URL × method × role × object, from the resolver. How to add a URL: tests/matrix/__init__.py."""

import copy
import io
import os
import re
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from django.contrib import admin
from django.db import transaction
from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from organizations.admin_base import ScopedModelAdmin, organization_of
from organizations.scoping import forget_grants, may, permissions_of
from tests.matrix import ROLES, Row, World, registry
from tests.tally import TALLY

METHODS = ("get", "post")
APPS = ("core", "people", "organizations", "members", "grids", "meetings", "services", "assessments")

THIRD_PARTY: dict[str, str] = {
    # allauth: what anybody may open; what a signed-in account opens for itself
    "account_login": "public",
    "account_logout": "public",
    "account_inactive": "public",
    "account_signup": "public",
    "account_reauthenticate": "signed_in",
    "account_change_password": "signed_in",
    "account_set_password": "signed_in",
    "mfa_authenticate": "public",
    "mfa_reauthenticate": "signed_in",
    "mfa_index": "signed_in",
    "mfa_activate_totp": "signed_in",
    "mfa_deactivate_totp": "signed_in",
    "mfa_view_recovery_codes": "signed_in",
    "mfa_generate_recovery_codes": "signed_in",
    "mfa_download_recovery_codes": "signed_in",
}
ADMIN_SITE = {"index", "login", "logout", "password_change", "password_change_done", "autocomplete", "jsi18n"}
ADMIN_SITE |= {"view_on_site", "app_list", "", "login_redirect"}


class Page(NamedTuple):
    name: str
    route: str
    callback: Any
    arguments: tuple[str, ...]


def pages(resolver: Any = None, prefix: str = "", namespace: str = "", names: tuple[str, ...] = ()) -> Iterator[Page]:
    for pattern in (resolver or get_resolver()).url_patterns:
        arguments = (*names, *pattern.pattern.regex.groupindex)
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from pages(pattern, route, inner, arguments)
        elif isinstance(pattern, URLPattern):
            yield Page(f"{namespace}{pattern.name or ''}", route, pattern.callback, arguments)


def access_of(page: Page) -> tuple[str, tuple[str, ...]] | None:
    return getattr(page.callback, "access", None)


PORTAL = [page for page in pages() if access_of(page) is not None]
OTHERS = [page for page in pages() if access_of(page) is None]


def test_every_url_is_classified() -> None:
    unknown = [
        page.route
        for page in OTHERS
        if page.name not in THIRD_PARTY
        and not page.name.startswith("admin:")
        and not page.route.startswith(("static/", "admin/"))
    ]
    assert not unknown, (
        f"no access declared for {unknown}: put a guard of core.web.guards on the view, or the URL into THIRD_PARTY"
    )


def test_every_url_with_arguments_has_a_row() -> None:
    objects, rows = registry()
    missing = [page.name for page in PORTAL if page.arguments and page.name not in rows]
    assert not missing, f"add rows to tests/matrix/<app>.py for {missing} (how: tests/matrix/__init__.py)"
    known = {page.name for page in PORTAL}
    assert not (set(rows) - known), f"rows for URLs that do not exist: {sorted(set(rows) - known)}"
    lost = {name: row.model for name, row in rows.items() if row.model not in objects}
    assert not lost, f"rows whose model has no factory in OBJECTS: {lost}"


@pytest.fixture
def world(db: None) -> World:
    return World()


def ask(world: World, role: str, method: str, address: str, data: Any = None) -> HttpResponseBase:
    """One request whose writes are undone, also when it changed the session's key."""
    client = world.clients[role]
    cookies = copy.deepcopy(client.cookies)
    TALLY.requests += 1
    TALLY.roles.add(role)
    with transaction.atomic():
        answer = getattr(client, method)(address, data or {})
        client.cookies = cookies
        if getattr(answer, "streaming", False):
            answer.content = b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    return answer


def text_of(answer: Any) -> str:
    """The body as text, spreadsheets and documents unpacked."""
    body: bytes = answer.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    return body.decode("utf-8", "replace")


_TOKEN = re.compile(r"name=\"csrfmiddlewaretoken\" value=\"[^\"]*\"|csrf-token\" content=\"[^\"]*\"|nonce-[\w-]+")


def comparable(answer: Any, address: str) -> tuple[int, str]:
    """Status and body without what names the address or changes with every request."""
    text = _TOKEN.sub("", text_of(answer))
    return answer.status_code, text.replace(address, "")


def is_redirect_to_login(answer: Any) -> bool:
    return answer.status_code in (301, 302) and "login" in answer["Location"]


class Findings(list[str]):
    """What was found; the first is enough where a fault was planted (``manage.py matrix_test``)."""

    def append(self, found: str) -> None:
        super().append(found)
        TALLY.findings += 1
        if "BROKEN" in os.environ:
            pytest.fail(found)

    def note(self, bad: bool, page: str, role: str, method: str, place: str, answer: Any, wanted: str) -> None:
        if bad:
            self.append(f"{page} {method.upper()} as {role} on {place}: {answer.status_code}, wanted {wanted}")


def check_plain(world: World, page: Page, found: Findings, row: Row | None = None) -> None:
    """``row``: of a page whose arguments are words; who holds its rights at another level hears 403, too."""
    kind, permissions = access_of(page) or ("", ())
    address = reverse(page.name, kwargs=dict(row.words) if row else None)
    permissions += row.need if row else ()
    for role in ROLES:
        user = world.users.get(role)
        for method in METHODS:
            answer = ask(world, role, method, address)
            status = answer.status_code
            note = [page.name, role, method, "-", answer]
            found.note(status >= 500, *note, wanted="no error")
            if status == 405:
                continue
            if kind == "staff":
                found.note((user is not None and user.is_staff) == (status == 404), *note, wanted="404 but for staff")
            elif kind != "public" and user is None:
                found.note(not is_redirect_to_login(answer) and status != 404, *note, wanted="sign-in")
            elif kind == "require":
                held = permissions_of(user) >= set(permissions)
                bad = status == 403 and row is None if held else status != 403
                found.note(bad, *note, wanted="not 403" if held else "403")
            elif kind == "personal":
                found.note((user.person_id is None) != (status == 403), *note, wanted="403 only without a person")
            elif kind == "signed_in":
                found.note(status in (403, 404), *note, wanted="an answer")
            check_canary(world, page, role, method, "-", answer, found)
            check_answer(page, role, method, "-", answer, found)


SHOWS_WHAT_IT_DID = {"meetings:scan", "core:search", "grids:opinion_slip"}
"""Pages whose answer to a POST is the result itself."""


def check_answer(page: Page, role: str, method: str, place: str, answer: Any, found: Findings) -> None:
    """A form that does not hold answers 422: never the page again as if it had been taken (200)."""
    taken = method == "post" and answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    found.note(taken and page.name not in SHOWS_WHAT_IT_DID, page.name, role, method, place, answer, "302 or 422")


def check_canary(world: World, page: Page, role: str, method: str, place: str, answer: Any, found: Findings) -> None:
    row = world.rows.get(page.name)
    if row is not None and row.public_choice:
        return
    if page.name in PUBLIC_CHOICES or answer.status_code in (301, 302, 304):
        return
    found.note(world.CANARY in text_of(answer), page.name, role, method, place, answer, "no word of a foreign tree")


PUBLIC_CHOICES = {"members:registration_new"}
"""URLs without arguments whose list of communities is open to everybody who registers."""


def check_objects(world: World, page: Page, row: Row, found: Findings) -> None:
    kind, permissions = access_of(page) or ("", ())
    instances = {key: world.get(row.model, place) for key, place in world.places.items()}
    own = row.arguments(instances["own"])
    nothing = reverse(page.name, kwargs=row.missing(own))
    unserved: set[str] = set()
    """Methods that the view answers to nobody: they stand in its decorators, not in the role."""
    for role in ROLES:
        user = world.users.get(role)
        shut = user is None or kind == "require" and not permissions_of(user) >= set(permissions)
        for method in METHODS:
            if method in unserved:
                continue
            absent = ask(world, role, method, nothing)
            found.note(absent.status_code >= 500, page.name, role, method, "nothing", absent, "no error")
            for key, instance in instances.items():
                if instance is None or shut and key not in ("own", "foreign"):
                    continue  # who hears 403 or the sign-in page anywhere, hears it at the nearest and the farthest
                address = reverse(page.name, kwargs=row.arguments(instance))
                TALLY.places.add(key)
                answer = ask(world, role, method, address)
                note = [page.name, role, method, key, answer]
                found.note(answer.status_code >= 500, *note, wanted="no error")
                check_canary(world, page, role, method, key, answer, found)
                check_answer(page, role, method, key, answer, found)
                if key == "foreign" and not row.public_choice:
                    same = comparable(answer, address) == comparable(absent, nothing)
                    found.note(not same and kind != "public", *note, wanted="the same answer as for nothing")
                if answer.status_code == 405:
                    unserved.add(method)
                    break
                if kind == "public":
                    continue
                if user is None:
                    found.note(not is_redirect_to_login(answer), *note, wanted="sign-in")
                elif kind == "require":
                    wanted = expected(user, instance, permissions, row)
                    bad = (answer.status_code in (403, 404)) if wanted == 200 else answer.status_code != wanted
                    found.note(bad, *note, wanted="an answer" if wanted == 200 else str(wanted))
                elif (
                    kind in ("personal", "signed_in")
                    and role == "member"
                    and key in ("own", "foreign")
                    and not row.public_choice
                ):
                    bad = (answer.status_code == 404) != (key == "foreign")
                    found.note(bad, *note, wanted="404" if key == "foreign" else "an answer")


def expected(user: Any, instance: Any, permissions: tuple[str, ...], row: Row) -> int:
    """What the rule of the portal says: 403 without the right anywhere, 404 out of sight, 403 in sight without it."""
    forget_grants(user)
    if not permissions_of(user) >= set(permissions):
        return 403
    organization = organization_of(instance)
    assert organization is not None, f"{instance!r} has no organization"
    if not may(user, row.see or permissions[0], organization):
        return 404
    if not all(may(user, permission, organization) for permission in permissions):
        return 403
    if row.need and not any(may(user, permission, organization) for permission in row.need):
        return 403
    return 200


@pytest.mark.parametrize("app", APPS)
def test_every_role_on_every_url(world: World, app: str) -> None:
    found = Findings()
    for page in PORTAL:
        if page.callback.__module__.split(".")[0] != app:
            continue
        row = world.rows.get(page.name)
        TALLY.pages.add(page.name)
        if not page.arguments or (row and row.words):
            check_plain(world, page, found, row if page.arguments else None)
        elif page.name in world.rows and world.rows[page.name].model in world.factories:
            check_objects(world, page, world.rows[page.name], found)
    assert not found, f"{len(found)} findings:\n" + "\n".join(found[:40])


def test_third_party_pages(world: World) -> None:
    found = Findings()
    for page in OTHERS:
        if page.name not in THIRD_PARTY or page.arguments:
            continue
        for method in METHODS:
            answer = ask(world, "anonymous", method, reverse(page.name))
            note = [page.name, "anonymous", method, "-", answer]
            found.note(answer.status_code >= 500, *note, wanted="no error")
            if THIRD_PARTY[page.name] == "signed_in" and answer.status_code != 405:
                found.note(not is_redirect_to_login(answer), *note, wanted="sign-in")
    assert not found, "\n".join(found)


# -- admin ------------------------------------------------------------------------------------------


def scoped_admins() -> list[ScopedModelAdmin]:
    return [each for each in admin.site._registry.values() if isinstance(each, ScopedModelAdmin)]


def test_every_model_in_the_admin_is_scoped() -> None:
    loose = [model._meta.label for model, each in admin.site._registry.items() if each not in scoped_admins()]
    assert not loose, f"registered without ScopedModelAdmin: {loose}"


def test_admin_shows_and_changes_only_what_is_in_scope(world: World) -> None:
    found = Findings()
    lacking = []
    for each in scoped_admins():
        label = each.opts.label
        base = f"admin:{each.opts.app_label}_{each.opts.model_name}"
        if label not in world.factories:
            lacking.append(label)
            continue
        instances = {key: world.get(label, place) for key, place in world.places.items()}
        for role in ROLES:
            check_admin_list(world, each, base, role, found)
            for key, instance in instances.items():
                staff = role in world.users and world.users[role].is_staff
                if instance is not None and (staff or key == "own"):  # the others are stopped at the door
                    check_admin_record(world, each, base, role, key, instance, found)
    assert not found, f"{len(found)} findings:\n" + "\n".join(found[:40])
    assert not lacking, f"no factory in OBJECTS of tests/matrix/<app>.py for {lacking}"


def check_admin_list(world: World, each: ScopedModelAdmin, base: str, role: str, found: Findings) -> None:
    user = world.users.get(role)
    staff = user is not None and user.is_staff
    for name in ("changelist", "add"):
        answer = ask(world, role, "get", reverse(f"{base}_{name}"))
        note = [f"{base}_{name}", role, "get", "-", answer]
        found.note(answer.status_code >= 500, *note, wanted="no error")
        found.note(world.CANARY in text_of(answer), *note, wanted="no word of a foreign tree")
        if not staff:
            found.note(not is_redirect_to_login(answer), *note, wanted="sign-in")
        elif name == "changelist":
            held = each.view_permission in permissions_of(user)
            found.note((answer.status_code == 200) != held, *note, wanted="200" if held else "403")


def check_admin_record(
    world: World, each: ScopedModelAdmin, base: str, role: str, key: str, instance: Any, found: Findings
) -> None:
    user = world.users.get(role)
    address = reverse(f"{base}_change", args=[instance.pk])
    for name in ("change", "history", "delete"):
        for method in METHODS:
            page = reverse(f"{base}_{name}", args=[instance.pk])
            answer = ask(world, role, method, page)
            note = [f"{base}_{name}", role, method, key, answer]
            found.note(answer.status_code >= 500, *note, wanted="no error")
            found.note(key == "foreign" and world.CANARY in text_of(answer), *note, wanted="no foreign word")
            if user is None or not user.is_staff:
                found.note(not is_redirect_to_login(answer), *note, wanted="sign-in")
            if name == "delete" and user is not None and user.is_staff:
                found.note(answer.status_code not in (403, 404), *note, wanted="403: nothing is deleted")
    if user is None or not user.is_staff:
        return
    answer = ask(world, role, "get", address)
    organization = organization_of(instance)
    if organization is None:
        return
    seen = may(user, each.view_permission, organization)
    wanted = 200 if seen else 404 if each.view_permission in permissions_of(user) else 403
    note = [f"{base}_change", role, "get", key, answer]
    found.note(answer.status_code not in ({wanted} if seen else {404, 403}), *note, wanted=str(wanted))
    if key == "foreign":
        nothing = reverse(f"{base}_change", args=[987654321])
        absent = ask(world, role, "get", nothing)
        same = comparable(answer, address) == comparable(absent, nothing)
        found.note(not same, *note, wanted="the same answer as for nothing")


def test_autocomplete_offers_nothing_foreign(world: World) -> None:
    found = Findings()
    tried = 0
    for each in scoped_admins():
        for name in each.autocomplete_fields:
            query = {"app_label": each.opts.app_label, "model_name": each.opts.model_name, "field_name": name}
            for role in ROLES:
                for term in ("", world.CANARY, world.CANARY[0]):
                    tried += 1
                    answer = ask(world, role, "get", reverse("admin:autocomplete"), {**query, "term": term})
                    note = [f"{each.opts.label}.{name}", role, "get", term, answer]
                    leaked = answer.status_code == 200 and world.CANARY in str(answer.json())
                    found.note(leaked or answer.status_code >= 500, *note, wanted="nothing foreign")
    assert not found, "\n".join(found[:40])


def test_search_of_the_top_bar_finds_nothing_foreign(world: World) -> None:
    address = reverse("core:search")
    for label in world.factories:
        world.get(label, world.places["foreign"])
    for role in ROLES:
        hits = text_of(ask(world, role, "get", address, {"q": world.CANARY})).partition('id="hits"')[2]
        assert world.CANARY not in hits, role
