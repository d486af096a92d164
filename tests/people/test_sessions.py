"""Sessions of an account: listed, ended one by one, over after a time whatever is done in them, and never many."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from core.models import AuditEvent
from organizations.standards.table import platform
from people import actions, sessions
from people.models import AccountSession, User
from people.tasks import clear_sessions
from tests.people.conftest import PASSWORD

PAGE = "/people/me/sessions/"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/129 Mobile Safari/537.36 MicroMessenger/8.0"
OFFICE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/129 Safari/537.36 Edg/129"
NEW_PASSWORD = "another-Pass-word-2"


@pytest.fixture
def user(db: None) -> User:
    person = actions.create_person(by="tests", name="赵民国")
    return actions.open_account(by="tests", person=person, username="zhaomg", password=PASSWORD)


def sign_in(agent: str = OFFICE) -> Client:
    client = Client(headers={"User-Agent": agent})
    answer = client.post("/accounts/login/", {"login": "zhaomg", "password": PASSWORD})
    assert answer.status_code == 302
    return client


def is_in(client: Client) -> bool:
    return client.get("/people/me/").status_code == 200


def ids(client: Client) -> list[str]:
    return [each.id for each in client.get(PAGE).context["others"]]


def test_one_session_is_ended_and_the_others_go_on(
    user: User, django_capture_on_commit_callbacks: pytest.FixtureRequest
) -> None:
    here, office, phone = sign_in(), sign_in(), sign_in(PHONE)
    page = here.get(PAGE)
    assert "Edge，Windows" in page.text and "微信，安卓" in page.text and "本机" in page.text
    assert all(row.session_key not in page.text for row in AccountSession.objects.all()), "a key never leaves"
    chosen = next(each.id for each in page.context["others"] if each.device == "微信，安卓")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        answer = here.post(PAGE, {"session": chosen, "password": PASSWORD}, follow=True)
    assert "微信，安卓上的登录已退出" in answer.text
    assert (is_in(here), is_in(office), is_in(phone)) == (True, True, False)
    assert AuditEvent.objects.get(code="people.sessions_ended").data["device"] == "微信，安卓"
    again = here.post(PAGE, {"session": chosen, "password": PASSWORD})
    assert again.status_code == 422 and "这一登录已经退出" in again.text


def test_all_others_are_ended_together(user: User) -> None:
    here, office, phone = sign_in(), sign_in(), sign_in(PHONE)
    here.post(PAGE, {"session": "others", "password": PASSWORD})
    assert (is_in(here), is_in(office), is_in(phone)) == (True, False, False)
    assert ids(here) == [] and "没有其他登录" in here.get(PAGE).text


def test_it_takes_the_password_and_that_is_no_way_to_guess_it(user: User) -> None:
    here, other = sign_in(), sign_in()
    for _ in range(settings.LOCK_OUT_FAILURES):
        assert "密码不正确" in here.post(PAGE, {"session": "others", "password": "wrong"}).text
    assert "已锁定" in here.post(PAGE, {"session": "others", "password": PASSWORD}).text
    assert "已锁定" in here.post("/people/me/email/", {"email": "a@example.org", "password": PASSWORD}).text
    assert is_in(other)


def test_nobody_ends_the_session_of_another_account(user: User) -> None:
    mine, here = sign_in(), sign_in()
    wanted = ids(here)[0]
    person = actions.create_person(by="tests", name="仇明")
    actions.open_account(by="tests", person=person, username="qiuming", password=PASSWORD)
    stranger = Client()
    stranger.post("/accounts/login/", {"login": "qiuming", "password": PASSWORD})
    assert stranger.post(PAGE, {"session": wanted, "password": PASSWORD}).status_code == 422
    assert is_in(mine) and is_in(here)


def test_a_changed_password_empties_the_list(user: User) -> None:
    here, _ = sign_in(), sign_in()
    changed = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert here.post("/accounts/password/change/", changed).status_code == 302
    assert ids(here) == []


def test_a_session_is_over_after_its_hours_whatever_is_done_in_it(user: User) -> None:
    hours = platform("core.session.absolute_hours")
    began = timezone.now()
    with time_machine.travel(began, tick=False) as clock:
        client = sign_in()
        for _ in range(hours * 3 - 1):
            clock.shift(timedelta(minutes=20))
            cache.clear()  # its keys live in another clock
            assert is_in(client)
        row = AccountSession.objects.get(user=user)
        assert row.expire_date <= began + timedelta(hours=hours), "cleaned by its hour"
        clock.shift(timedelta(minutes=20))
        assert not is_in(client), "nor does the cache prolong it"
        cache.clear()
        assert not is_in(client)


def test_a_changed_password_or_an_ended_other_does_not_prolong_it(user: User) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = sign_in()
        before = client.session[sessions.BEGUN]
        clock.shift(timedelta(minutes=20))
        client.post(PAGE, {"session": "others", "password": PASSWORD})
        assert client.session[sessions.BEGUN] == before


def test_the_oldest_session_gives_way(user: User) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        clients = []
        for _ in range(settings.SESSIONS_MOST + 1):
            clients.append(sign_in())
            clock.shift(timedelta(seconds=1))
        assert [is_in(client) for client in clients] == [False] + [True] * settings.SESSIONS_MOST


def test_sessions_that_are_over_are_cleared_at_the_next_sign_in(user: User) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        sign_in()
        clock.shift(timedelta(hours=13))
        sign_in()
    assert AccountSession.objects.filter(user=user).count() == 1


def test_rows_of_sessions_that_are_over_go_in_the_night(db: None) -> None:
    for key, minutes in (("over", -1), ("open", 1)):
        AccountSession.objects.create(
            session_key=key, session_data="x", expire_date=timezone.now() + timedelta(minutes=minutes)
        )
    clear_sessions()
    assert list(AccountSession.objects.values_list("session_key", flat=True)) == ["open"]
