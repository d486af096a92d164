"""A password set by another is for one use, told to the owner, and takes two officers where there are rights."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.urls import reverse

from core.models import AuditEvent, Delivery, Notification
from core.records.errors import RuleViolation
from organizations import accounts
from organizations.accounts import actions as deciding
from organizations.models import AccountOffice, AccountRequest, Position
from people.actions import open_account
from people.models import User
from tests.clock import NOW
from tests.matrix import PASSWORD, World

GIVEN, NEW = "Handed-over-Pass-1", "Only-mine-Pass-22"
LIST = reverse("organizations:accounts")
CHANGE = "admin:people_user_change"


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def colleague(world: World) -> User:
    """A second officer of the street."""
    person = world.person("街道同事")
    world._appoint(person, world.street, Position.OFFICER)
    return world._account("colleague", person, staff=True)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def sign_in(username: str, password: str) -> tuple[Client, int]:
    client = Client()
    answer = client.post("/accounts/login/", {"login": username, "password": password})
    return client, answer.status_code


def step(row: AccountRequest, name: str) -> str:
    return reverse("organizations:account_step", args=[row.pk, name])


def ask(world: World, kind: str = "password") -> AccountRequest:
    """The street officer asks for the secretary's account, as the admin has it."""
    user = world.users["secretary"]
    form = {"email": "", "is_active": "on", "ask": kind, "reason": "忘记密码"}
    answer = world.clients["street"].post(reverse(CHANGE, args=[user.pk]), form)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    return AccountRequest.objects.get(user=user, kind=kind, state="asked")


def test_an_account_opened_by_an_officer_begins_with_a_new_password(world: World) -> None:
    person = world.person("新同志")
    world._appoint(person, world.places["own"].community, Position.WORKER)
    form = {"person": person.pk, "username": "newcomer", "email": "", "password": GIVEN}
    assert world.clients["street"].post(reverse("admin:people_user_add"), form).status_code == 302
    client, _ = sign_in("newcomer", GIVEN)
    for address in ("/", "/members/", "/people/me/", reverse("mfa_index")):
        assert client.get(address)["Location"] == "/accounts/password/change/", address
    assert client.post(reverse("people:sessions"))["Location"] == "/accounts/password/change/"
    page = client.get("/accounts/password/change/")
    assert "一次性密码" in page.content.decode()
    same = {"oldpassword": GIVEN, "password1": GIVEN, "password2": GIVEN}
    told = client.post("/accounts/password/change/", same)
    assert "不能与现在的密码相同" in told.content.decode()
    assert client.get("/")["Location"] == "/accounts/password/change/"
    mine = {"oldpassword": GIVEN, "password1": NEW, "password2": NEW}
    assert client.post("/accounts/password/change/", mine).status_code == 302
    assert client.get("/").status_code == 200
    assert sign_in("newcomer", GIVEN)[1] == 200 and sign_in("newcomer", NEW)[1] == 302


def test_a_password_for_one_use_is_over_after_its_hours(world: World) -> None:
    user = world.users["member"]
    with time_machine.travel(NOW, tick=False):
        kept(world, user)
        accounts.give_password(by=world.users["street"], user=user, password=GIVEN)
    with time_machine.travel(NOW + timedelta(hours=settings.ONE_USE_HOURS, seconds=1), tick=False):
        client = Client()
        answer = client.post("/accounts/login/", {"login": "member", "password": GIVEN})
        assert answer.status_code == 200 and "已过有效期" in answer.content.decode()
        wrong = client.post("/accounts/login/", {"login": "member", "password": "Another-Pass-99"})
        assert "已过有效期" not in wrong.content.decode(), "said to who knows the password alone"


def kept(world: World, user: User) -> None:
    AccountOffice.objects.create(user=user, organization=world.street)


def test_without_rights_one_officer_does_and_the_owner_hears_of_it(world: World) -> None:
    user = world.users["member"]
    kept(world, user)
    User.objects.filter(pk=user.pk).update(email="member@example.test")
    form = {"email": "member@example.test", "is_active": "on", "password": GIVEN}
    assert world.clients["street"].post(reverse(CHANGE, args=[user.pk]), form).status_code == 302
    note = Notification.objects.get(recipient=user, kind="account.changed")
    assert "street为您设置了一次性密码" in note.text
    assert Delivery.objects.filter(notification=note, channel="email").count() == 1
    assert sign_in("member", PASSWORD)[1] == 200 and sign_in("member", GIVEN)[1] == 302


def test_with_rights_one_officer_alone_has_no_way(world: World, colleague: User) -> None:
    user, street = world.users["secretary"], world.clients["street"]
    page = street.get(reverse(CHANGE, args=[user.pk])).content.decode()
    assert 'name="password"' not in page and 'name="ask"' in page
    form = {"email": "", "is_active": "on", "password": GIVEN}
    street.post(reverse(CHANGE, args=[user.pk]), form)
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)
    with pytest.raises(RuleViolation) as refused:
        accounts.give_password(by=world.users["street"], user=user, password=GIVEN)
    assert refused.value.code == "takes-two"
    row = ask(world)
    answer = {"version": row.version, "password": GIVEN}
    assert street.post(step(row, "confirm"), answer).status_code == 403, "who asks is no second officer"
    assert client_of(user).get(step(row, "confirm")).status_code == 403
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)
    told = Notification.objects.filter(recipient=user, kind="account.changed")
    assert "申请为您的账号重置密码" in told.get().text
    assert Notification.objects.filter(recipient=colleague, kind="account.request").count() == 1


def test_another_officer_sets_it_for_one_use(world: World, colleague: User) -> None:
    row, user = ask(world), world.users["secretary"]
    running = client_of(user)
    second = client_of(colleague)
    assert step(row, "confirm") in second.get(LIST).content.decode()
    assert step(row, "confirm") not in world.clients["street"].get(LIST).content.decode()
    assert "向本人核实" in second.get(step(row, "confirm")).content.decode()
    assert second.post(step(row, "confirm"), {"version": row.version, "password": "short"}).status_code == 422
    stale = second.post(step(row, "confirm"), {"version": row.version + 5, "password": GIVEN})
    assert stale.status_code == 409
    answer = second.post(step(row, "confirm"), {"version": row.version, "password": GIVEN})
    assert answer.status_code == 302
    assert running.get("/")["Location"].startswith("/accounts/login/"), "the sessions of before are over"
    client, _ = sign_in("secretary", GIVEN)
    assert client.get("/")["Location"] == "/accounts/password/change/"
    assert Notification.objects.filter(recipient=user, kind="account.changed").count() == 2
    codes = AuditEvent.objects.filter(code__startswith="organizations.account_request").values_list("code", flat=True)
    assert [*codes.order_by("pk")] == ["organizations.account_requested", "organizations.account_request_confirmed"]
    again = second.post(step(row, "confirm"), {"version": row.version + 1, "password": GIVEN})
    assert again.status_code == 422 or again.status_code == 409


def test_a_request_lapses_is_refused_withdrawn_and_asked_once(world: World, colleague: User) -> None:
    row = ask(world)
    form = {"email": "", "is_active": "on", "ask": "password", "reason": "再次"}
    page = world.clients["street"].post(reverse(CHANGE, args=[row.user_id]), form)
    assert "已有申请" in page.content.decode()
    late = NOW + timedelta(days=settings.ACCOUNT_REQUEST_DAYS, minutes=1)
    with pytest.raises(RuleViolation) as refused:
        deciding.decide(by=colleague, request=row, step="confirm", version=row.version, password=GIVEN, now=late)
    assert refused.value.code == "lapsed"
    assert client_of(colleague).post(step(row, "refuse"), {"version": row.version}).status_code == 302
    row = ask(world)
    assert world.clients["street"].post(step(row, "withdraw"), {"version": row.version}).status_code == 302
    assert User.objects.get(pk=row.user_id).check_password(PASSWORD)


def test_the_street_beside_neither_sees_nor_decides(world: World) -> None:
    row = ask(world)
    other = world.person("乙街干部")
    world._appoint(other, world.places["cousin"].street, Position.OFFICER)
    beside = client_of(world._account("beside", other, staff=True))
    assert beside.get(step(row, "confirm")).status_code == 404
    assert "secretary" not in beside.get(LIST).content.decode()
    district = world.clients["district"]
    assert district.post(step(row, "confirm"), {"version": row.version, "password": GIVEN}).status_code == 302


def test_a_lost_second_factor_is_taken_off_by_two(world: World, colleague: User) -> None:
    user = world.users["secretary"]
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    row = ask(world, "second_factor")
    assert Authenticator.objects.filter(user=user).exists()
    second = client_of(colleague)
    assert 'name="password"' not in second.get(step(row, "confirm")).content.decode()
    assert second.post(step(row, "confirm"), {"version": row.version}).status_code == 302
    assert not Authenticator.objects.filter(user=user).exists()
    assert User.objects.get(pk=user.pk).check_password(PASSWORD), "the password stays what it is"


def test_a_roster_account_gets_its_first_password_from_one_officer(world: World) -> None:
    """Opened without a password and never used: nobody's yet."""
    person = world.person("名册开通")
    world._appoint(person, world.places["own"].community, Position.WORKER)
    user = accounts.open_account(by=world.users["street"], person=person, office=world.street)
    assert accounts.has_rights(user) and not accounts.takes_two(user)
    form = {"email": "", "is_active": "on", "password": GIVEN}
    assert world.clients["street"].post(reverse(CHANGE, args=[user.pk]), form).status_code == 302
    client, _ = sign_in(user.username, GIVEN)
    assert client.get("/")["Location"] == "/accounts/password/change/"
    assert accounts.takes_two(User.objects.get(pk=user.pk)), "from the first sign-in on it is somebody's"


@pytest.mark.parametrize("username", ["13900001234", " 13900001234", "１３９００００１２３４"])
def test_a_user_name_is_nobodys_phone(world: World, username: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        open_account(by="test", person=world.person("改名"), username=username, password=GIVEN)
    assert refused.value.code == "username-phone"


def test_who_has_wide_rights_needs_a_second_factor_after_the_grace(world: World) -> None:
    with time_machine.travel(NOW + timedelta(days=settings.SECOND_FACTOR_GRACE_DAYS + 1), tick=False):
        street, secretary = client_of(world.users["street"]), client_of(world.users["secretary"])
        assert street.get("/")["Location"] == reverse("mfa_activate_totp")
        assert street.get(reverse("admin:index"))["Location"] == reverse("mfa_activate_totp")
        assert secretary.get("/").status_code == 200, "rights of a community are none of the table's roles"
        Authenticator.objects.create(user=world.users["street"], type=Authenticator.Type.TOTP, data={"secret": "x"})
        assert client_of(world.users["street"]).get("/").status_code == 200
    assert client_of(world.users["district"]).get("/").status_code == 200, "within the days of grace"


def test_where_letters_about_an_account_with_rights_go_its_owner_says(world: World) -> None:
    user = world.users["secretary"]
    User.objects.filter(pk=user.pk).update(email="own@example.test")
    form = {"email": "taken@example.test", "is_active": "on"}
    assert world.clients["street"].post(reverse(CHANGE, args=[user.pk]), form).status_code == 302
    assert User.objects.get(pk=user.pk).email == "own@example.test"
    page, own = reverse("people:email"), world.clients["secretary"]
    assert page in own.get(reverse("people:me")).content.decode()
    wrong = own.post(page, {"email": "new@example.test", "password": "Not-this-one-1"})
    assert wrong.status_code == 422 and User.objects.get(pk=user.pk).email == "own@example.test"
    assert own.post(page, {"email": "new@example.test", "password": PASSWORD}).status_code == 302
    assert User.objects.get(pk=user.pk).email == "new@example.test"
