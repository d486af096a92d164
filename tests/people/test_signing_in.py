"""Sign-in by user name or phone, lock-out, second factor, idle logout, and what the audit log keeps of it."""

import re
import threading
import time
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import AuditEvent
from people import actions, attempts
from people.models import AccountSession as Session
from people.models import User
from tests.people.conftest import PASSWORD, PHONE

LOGIN = "/accounts/login/"
SECOND = "/accounts/2fa/authenticate/"
NEW_PASSWORD = "another-Pass-word-2"


@pytest.fixture
def user(db: None) -> User:
    person = actions.create_person(by="tests", name="赵民国", phone=PHONE)
    return actions.open_account(by="tests", person=person, username="zhaomg", password=PASSWORD)


def sign_in(client: Client, login: str, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(LOGIN, {"login": login, "password": password}, **extra)


def signed_in(client: Client) -> bool:
    return client.get("/people/me/").status_code == 200


def codes() -> list[str]:
    events = AuditEvent.objects.filter(code__startswith="people.").order_by("pk")
    return [code.removeprefix("people.") for code in events.values_list("code", flat=True)]


@pytest.mark.parametrize("login", ["zhaomg", PHONE, "139 0000 1234", "+8613900001234"])
def test_the_user_name_and_the_phone_open_the_same_account(client: Client, user: User, login: str) -> None:
    answer = sign_in(client, login)
    assert answer.status_code == 302 and answer["Location"] == "/"
    assert signed_in(client)
    assert int(client.session["_auth_user_id"]) == user.pk


def test_no_session_holds_the_phone(client: Client, user: User) -> None:
    sign_in(client, PHONE)
    assert PHONE not in str(dict(client.session.items()))
    assert all(PHONE not in str(session.get_decoded()) for session in Session.objects.all())
    assert PHONE not in str(list(AuditEvent.objects.values_list("data", "actor_label", "target_label")))


def test_a_shared_phone_opens_nothing(client: Client, user: User) -> None:
    wife = actions.create_person(by="tests", name="仇明", phone=PHONE)
    actions.open_account(by="tests", person=wife, username="qiuming", password=PASSWORD)
    sign_in(client, PHONE)
    assert not signed_in(client)
    sign_in(client, "qiuming")
    assert signed_in(client)


def test_the_answer_does_not_tell_whether_an_account_exists(client: Client, user: User) -> None:
    wrong = sign_in(client, "zhaomg", "wrong").content.decode()
    nobody = sign_in(client, "nobody", "wrong").content.decode()
    token = r'name="csrfmiddlewaretoken" value="\w+"'
    assert re.sub(token, "", wrong).replace("zhaomg", "") == re.sub(token, "", nobody).replace("nobody", "")
    assert "用户名、手机号或密码不正确" in wrong


def test_five_failures_lock_the_account_for_ten_minutes_by_either_name(client: Client, user: User) -> None:
    for number in range(settings.LOCK_OUT_FAILURES):
        sign_in(client, PHONE if number % 2 else "zhaomg", "wrong")
    locked = sign_in(client, "zhaomg")
    assert "已锁定，请在 10 分钟后再试" in locked.content.decode()
    assert not signed_in(client)
    assert codes()[-settings.LOCK_OUT_FAILURES - 1 :] == ["sign_in_failed"] * settings.LOCK_OUT_FAILURES + [
        "locked_out"
    ]
    with time_machine.travel(time.time() + settings.LOCK_OUT_SECONDS - 5):
        sign_in(client, PHONE)
        assert not signed_in(client)
    with time_machine.travel(time.time() + settings.LOCK_OUT_SECONDS + 1):
        sign_in(client, PHONE)
        assert signed_in(client)


def test_a_success_forgets_the_failures(client: Client, user: User) -> None:
    for _ in range(3):
        for _ in range(settings.LOCK_OUT_FAILURES - 1):
            sign_in(client, "zhaomg", "wrong")
        sign_in(client, "zhaomg")
        assert signed_in(client)
        client.logout()


def test_one_account_locked_leaves_the_others_open(client: Client, user: User) -> None:
    for _ in range(settings.LOCK_OUT_FAILURES):
        sign_in(client, "zhaomg", "wrong")
    other = actions.create_person(by="tests", name="仇明")
    actions.open_account(by="tests", person=other, username="qiuming", password=PASSWORD)
    sign_in(client, "qiuming")
    assert signed_in(client)


def test_an_office_is_slowed_down_and_never_shut_out_whatever_address_a_guesser_writes(
    client: Client, user: User, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.PAUSE_SECONDS = 0
    for number in range(settings.ADDRESS_TRIES):
        sign_in(Client(), f"guess{number}", "wrong", headers={"X-Forwarded-For": f"10.0.0.{number}"})
    assert "a sign-in waits" not in caplog.text
    sign_in(client, "zhaomg", headers={"X-Forwarded-For": "10.9.9.9"})
    assert signed_in(client)
    assert "a sign-in waits" in caplog.text
    assert AuditEvent.objects.filter(code="people.sign_in_failed").first().data["ip"] == "127.0.0.1"


def test_a_known_device_does_not_wait(client: Client, user: User, caplog: pytest.LogCaptureFixture) -> None:
    sign_in(client, "zhaomg")
    client.post("/accounts/logout/")
    for number in range(settings.ADDRESS_TRIES):
        sign_in(Client(), f"guess{number}", "wrong")
    sign_in(client, "zhaomg")
    assert signed_in(client) and "a sign-in waits" not in caplog.text


def test_nobody_locks_an_account_out_of_its_own_device_or_of_another_address(client: Client, user: User) -> None:
    sign_in(client, "zhaomg")
    client.post("/accounts/logout/")
    stranger, elsewhere = Client(), Client()
    for _ in range(settings.LOCK_OUT_FAILURES):
        sign_in(stranger, "zhaomg", "wrong")
    assert "已锁定" in sign_in(stranger, "zhaomg").content.decode()
    sign_in(client, "zhaomg")
    assert signed_in(client)
    sign_in(elsewhere, "zhaomg", REMOTE_ADDR="203.0.113.9")
    assert signed_in(elsewhere)


def test_a_device_is_known_by_a_signature_and_for_its_own_accounts(client: Client, user: User) -> None:
    other = actions.create_person(by="tests", name="仇明")
    actions.open_account(by="tests", person=other, username="qiuming", password=PASSWORD)
    sign_in(client, "qiuming")
    client.post("/accounts/logout/")
    forger = Client()
    forger.cookies["device"] = client.cookies["device"].value[:-2] + "xx"
    for _ in range(settings.LOCK_OUT_FAILURES):
        sign_in(Client(), "zhaomg", "wrong")
    for tried in (client, forger):
        assert "已锁定" in sign_in(tried, "zhaomg").content.decode()


def test_an_emptied_cache_forgets_no_lock_out(client: Client, user: User) -> None:
    for _ in range(settings.LOCK_OUT_FAILURES):
        sign_in(client, "zhaomg", "wrong")
    cache.clear()
    assert "已锁定" in sign_in(client, "zhaomg").content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_guesses_at_the_same_moment_no_more_than_the_limit_reach_the_password() -> None:
    person = actions.create_person(by="tests", name="赵民国", phone=PHONE)
    actions.open_account(by="tests", person=person, username="zhaomg", password=PASSWORD)
    start = threading.Barrier(24)

    def guess() -> None:
        try:
            start.wait()
            sign_in(Client(), "zhaomg", "wrong")
        finally:
            connection.close()

    threads = [threading.Thread(target=guess) for _ in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    failed = AuditEvent.objects.filter(code="people.sign_in_failed").count()
    assert failed == settings.LOCK_OUT_FAILURES, "each look at a password leaves one event"
    assert AuditEvent.objects.filter(code="people.locked_out").count() == 1


@pytest.mark.parametrize("state", ["inactive", "no password"])
def test_a_closed_account_does_not_open(client: Client, user: User, state: str) -> None:
    if state == "inactive":
        User.objects.filter(pk=user.pk).update(is_active=False)
    else:
        user.set_unusable_password()
        user.save()
    sign_in(client, "zhaomg")
    assert not signed_in(client)


def test_signup_is_closed(client: Client, user: User) -> None:
    client.post("/accounts/signup/", {"username": "intruder", "password1": PASSWORD})
    assert not User.objects.filter(username="intruder").exists()
    assert client.get("/accounts/email/").status_code in (302, 404)


def test_everything_asks_for_sign_in_first(client: Client, db: None) -> None:
    for url in ("/", "/inbox/", "/search/?q=张", "/people/me/", "/people/corrections/", "/people/1/", "/admin/"):
        answer = client.get(url)
        assert answer.status_code == 302 and "login" in answer["Location"], url


def test_the_admin_signs_in_through_the_same_door(client: Client, user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_staff=True)
    answer = client.post("/admin/login/", {"username": "zhaomg", "password": PASSWORD})
    assert answer.status_code == 302 and answer["Location"].startswith(LOGIN)


def test_the_log_of_an_account_tells_its_story(client: Client, user: User) -> None:
    sign_in(client, "zhaomg", "wrong")
    sign_in(client, "zhaomg")
    changed = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert client.post("/accounts/password/change/", changed).status_code == 302
    client.post("/accounts/logout/")
    assert codes()[-4:] == ["sign_in_failed", "signed_in", "password_changed", "signed_out"]
    assert PASSWORD not in str(list(AuditEvent.objects.values_list("data", flat=True)))
    assert not signed_in(client)
    sign_in(client, "zhaomg", NEW_PASSWORD)
    assert signed_in(client)


def test_a_changed_password_ends_the_other_sessions(user: User) -> None:
    here, elsewhere = Client(), Client()
    sign_in(here, "zhaomg")
    sign_in(elsewhere, "zhaomg")
    changed = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    here.post("/accounts/password/change/", changed)
    assert signed_in(here) and not signed_in(elsewhere)


def test_a_session_ends_half_an_hour_after_its_last_request(client: Client, user: User) -> None:
    sign_in(client, "zhaomg")
    assert settings.SESSION_COOKIE_AGE == 30 * 60
    now = timezone.now()
    with time_machine.travel(now + timedelta(minutes=29)):
        cache.clear()  # its keys live in another clock; the database row decides
        assert signed_in(client)
    with time_machine.travel(now + timedelta(minutes=58)):
        cache.clear()
        assert signed_in(client), "a request prolongs it"
    with time_machine.travel(now + timedelta(minutes=58 + 31)):
        cache.clear()
        assert not signed_in(client)


def test_a_session_is_written_once_a_minute_not_at_every_page(client: Client, user: User) -> None:
    with time_machine.travel("2026-11-22 09:00:10+08:00", tick=False) as clock:
        sign_in(client, "zhaomg")
        signed_in(client)
        with CaptureQueriesContext(connection) as same_minute:
            signed_in(client)
        clock.shift(60)
        with CaptureQueriesContext(connection) as next_minute:
            signed_in(client)
    writes = [
        sum('UPDATE "people_accountsession"' in query["sql"] for query in captured)
        for captured in (same_minute, next_minute)
    ]
    assert writes == [0, 1]


def test_last_use_is_written_at_most_every_five_minutes(client: Client, user: User) -> None:
    sign_in(client, "zhaomg")
    first = User.objects.get().last_seen_at
    signed_in(client)
    assert User.objects.get().last_seen_at == first
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        signed_in(client)
        assert User.objects.get().last_seen_at > first


def test_a_second_factor_is_asked_for_and_its_secret_is_encrypted(
    client: Client, user: User, django_capture_on_commit_callbacks: Any
) -> None:
    sign_in(client, "zhaomg")
    assert client.get("/accounts/2fa/totp/activate/")["Location"].startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    assert "data:image/svg+xml" in page or "<svg" in page
    secret = client.session["mfa.totp.secret"]
    code = hotp_value(secret, next(iter(yield_hotp_counters_from_time())))
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/accounts/2fa/totp/activate/", {"code": f"{code:06}"}).status_code == 302
    stored = user.authenticator_set.get(type="totp").data
    assert secret not in str(stored)
    client.post("/accounts/logout/")
    cache.clear()
    answer = sign_in(client, "zhaomg")
    assert answer["Location"].startswith("/accounts/2fa/authenticate/")
    assert not signed_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert not signed_in(client)
    code = hotp_value(secret, next(iter(yield_hotp_counters_from_time())))
    client.post("/accounts/2fa/authenticate/", {"code": f"{code:06}"})
    assert signed_in(client)
    assert "second_factor_added" in codes()


def test_a_code_of_the_second_factor_is_good_once_whatever_the_cache_forgets(client: Client, user: User) -> None:
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(user, secret)
    code = f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06}"
    sign_in(client, "zhaomg")
    client.post(SECOND, {"code": code})
    assert signed_in(client)
    attempts.unlock(user)
    cache.clear()
    overlooker = Client()
    sign_in(overlooker, "zhaomg")
    assert "已经用过" in overlooker.post(SECOND, {"code": f"{code[:3]} {code[3:]}"}).text
    assert not signed_in(overlooker)


def test_codes_of_the_second_factor_are_counted_where_no_cache_forgets_them(client: Client, user: User) -> None:
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(user, secret)
    sign_in(client, "zhaomg")
    right = f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06}"
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    for _ in range(settings.LOCK_OUT_FAILURES):
        assert "已锁定" not in client.post(SECOND, {"code": wrong}).text
        kept = dict(client.session)
        cache.clear()
        assert dict(client.session) == kept  # it stands in the database, too
    assert codes().count("second_factor_failed") == settings.LOCK_OUT_FAILURES
    elsewhere = Client()
    sign_in(elsewhere, "zhaomg")
    assert "已锁定" in elsewhere.post(SECOND, {"code": right}).text
    assert not signed_in(elsewhere)
    with time_machine.travel(timezone.now() + timedelta(seconds=settings.LOCK_OUT_SECONDS + 1), tick=False):
        again = Client()
        sign_in(again, "zhaomg")
        right = f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06}"
        again.post(SECOND, {"code": right})
        assert signed_in(again)


def test_what_was_shown_is_not_kept_by_the_browser_and_goes_with_the_sign_out(client: Client, user: User) -> None:
    sign_in(client, "zhaomg")
    assert client.get("/people/me/")["Cache-Control"] == "private, no-store"
    assert client.post("/accounts/logout/")["Clear-Site-Data"] == '"cache", "storage"'
    assert not signed_in(client)


def test_the_cookies_of_a_session_are_out_of_reach(client: Client, user: User) -> None:
    answer = sign_in(client, "zhaomg")
    session, device = answer.cookies[settings.SESSION_COOKIE_NAME], answer.cookies["device"]
    assert session["httponly"] and session["samesite"] == "Lax" and session["path"] == "/"
    assert device["httponly"] and device["samesite"] == "Lax"


def test_a_sign_in_begins_a_new_session(client: Client, user: User) -> None:
    client.get(LOGIN)
    session = client.session
    session["planted"] = "1"
    session.save()
    before = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = before
    sign_in(client, "zhaomg")
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


@pytest.mark.parametrize(
    ("password", "taken"),
    [
        ("kurz-7x", False),
        ("password123", False),
        ("zhaomg-77x", False),
        ("八个汉字也可以做密码的", True),
        ("long-" * 16, True),
    ],
)
def test_passwords_are_long_and_not_common(client: Client, user: User, password: str, taken: bool) -> None:
    sign_in(client, "zhaomg")
    typed = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    client.post("/accounts/password/change/", typed)
    user.refresh_from_db()
    assert user.check_password(password) == taken
