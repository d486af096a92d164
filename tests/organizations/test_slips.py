"""From a list of people to sealed slips: accounts opened by roster, printed by who imported it (ORG-35)."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import PBKDF2PasswordHasher, check_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent
from organizations import accounts, actions
from organizations.accounts.slips import draw_up
from organizations.models import Position, RosterBatch
from people import onetime
from people.actions import create_person, set_password
from people.models import Person, User
from tests.organizations.conftest import SINCE, Tree
from tests.organizations.rosters import workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]
SignIn = Callable[[User], Client]
NAMES = ("郑文", "王伟", "王伟")


@pytest.fixture
def people(tree: Tree) -> list[Person]:
    return [worker(tree, name, f"1390000000{number}") for number, name in enumerate(NAMES)]


def worker(tree: Tree, name: str, phone: str = "") -> Person:
    person = create_person(by="test", name=name, phone=phone)
    actions.appoint(by="test", person=person, organization=tree.community, position=Position.WORKER, since=SINCE)
    return person


@pytest.fixture
def clerk(tree: Tree) -> User:
    return tree.holder(tree.street, name="孟庆云")


def bring_in(client: Client, tree: Tree, names: tuple[str, ...] = NAMES) -> RosterBatch:
    rows = [(name, f"1390000000{number}") for number, name in enumerate(names)]
    file = SimpleUploadedFile("账号.xlsx", workbook(("姓名", "联系电话"), rows))
    client.post(reverse("organizations:roster_accounts"), {"organization": tree.street.pk, "file": file})
    batch = RosterBatch.objects.get()
    client.post(reverse("organizations:roster_commit", args=[batch.reference]), follow=True)
    batch.refresh_from_db()
    assert batch.state == RosterBatch.State.COMMITTED, batch.problems
    return batch


def printed(client: Client, batch: RosterBatch, **seen: str) -> None:
    answer = client.post(reverse("organizations:roster_handout", args=[batch.reference]), seen)
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf", answer
    assert "no-store" in answer["Cache-Control"] and answer.content[:5] == b"%PDF-"


def shown_on(page: str) -> dict[str, str]:
    """What the buttons of the page say was seen."""
    return {"shown": re.findall(r'name="shown" value="([^"]+)"', page)[0]}


def drawn_up(by: User) -> dict[str, str]:
    """What stands on the paper of all accounts that wait: user name → password."""
    slips = draw_up(by=by, accounts=list(User.objects.values_list("pk", flat=True)), now=timezone.now())
    return {slip.username: slip.password for slip in slips}


@pytest.mark.usefixtures("people")
def test_each_gets_a_slip_that_opens_the_page_of_a_new_password(tree: Tree, clerk: User, sign_in: SignIn) -> None:
    client = sign_in(clerk)
    batch = bring_in(client, tree)
    page = client.get(reverse("organizations:roster_batch", args=[batch.reference])).text
    assert "打印账号开通单" in page and "系统不保存密码" in page
    found = drawn_up(clerk)
    assert set(found) == {"zhengwen", "wangwei", "wangwei2"} and len(set(found.values())) == 3
    for username, password in found.items():
        user = User.objects.get(username=username)
        assert user.one_use_until == pytest.approx(timezone.now() + timedelta(hours=72), abs=timedelta(minutes=1))
        visitor = Client()
        answer = visitor.post(reverse("account_login"), {"login": username, "password": password}, follow=True)
        assert answer.redirect_chain[-1][0] == reverse("account_change_password"), answer.redirect_chain
    assert not any(password in str(event.data) for password in found.values() for event in AuditEvent.objects.all())


@pytest.mark.usefixtures("people")
def test_a_lost_slip_is_printed_anew_for_who_has_not_begun(tree: Tree, clerk: User, sign_in: SignIn) -> None:
    """Never for an account that was used, nor for one whose password another officer has set since."""
    client = sign_in(clerk)
    batch = bring_in(client, tree)
    printed(client, batch)
    before = dict(User.objects.values_list("username", "password"))
    assert all(User.objects.get(username=name).has_usable_password() for name in ("zhengwen", "wangwei", "wangwei2"))
    User.objects.filter(username="zhengwen").update(last_seen_at=timezone.now(), one_use_until=None)
    another = User.objects.get(username="wangwei2")
    set_password(by="test", user=another, password="a-long-Password-1", one_use_until=accounts.one_use_until())
    page = client.get(reverse("organizations:roster_batch", args=[batch.reference])).text
    assert "还有 1 个账号没有启用" in page and "重新打印账号开通单" in page
    printed(client, batch)
    after = dict(User.objects.values_list("username", "password"))
    assert {name for name, kept in before.items() if after[name] != kept} == {"wangwei", "wangwei2"}
    assert User.objects.get(username="wangwei2").check_password("a-long-Password-1")
    assert AuditEvent.objects.filter(code="organizations.roster_handed_out").count() == 2


@pytest.mark.usefixtures("people")
def test_of_two_clicks_on_one_page_one_prints(tree: Tree, clerk: User, sign_in: SignIn) -> None:
    """The second would make the slips of the first void."""
    client = sign_in(clerk)
    batch = bring_in(client, tree)
    url = reverse("organizations:roster_batch", args=[batch.reference])
    seen = shown_on(client.get(url).text)
    printed(client, batch, **seen)
    before = set(User.objects.values_list("password", flat=True))
    again = client.post(reverse("organizations:roster_handout", args=[batch.reference]), seen)
    assert again.status_code == 409
    assert set(User.objects.values_list("password", flat=True)) == before
    printed(client, batch, **shown_on(client.get(url).text))
    assert set(User.objects.values_list("password", flat=True)) != before


@pytest.mark.usefixtures("people")
def test_accounts_taken_back_after_the_printing_take_their_slips_along(
    tree: Tree, clerk: User, sign_in: SignIn
) -> None:
    client = sign_in(clerk)
    batch = bring_in(client, tree)
    printed(client, batch)
    accounts_opened = ("zhengwen", "wangwei", "wangwei2")
    User.objects.filter(username="zhengwen").update(last_seen_at=timezone.now())  # who has begun
    answer = client.post(reverse("organizations:roster_undo", args=[batch.reference]), follow=True)
    assert "郑文" in answer.text  # keeps the account, and it is said
    left = User.objects.filter(username__in=accounts_opened)
    assert [user.username for user in left] == ["zhengwen"]


@pytest.mark.usefixtures("people")
def test_only_who_imported_the_list_prints(tree: Tree, clerk: User, sign_in: SignIn) -> None:
    batch = bring_in(sign_in(clerk), tree)
    colleague = sign_in(tree.holder(tree.street, name="另一干部"))
    assert "打印账号开通单" not in colleague.get(reverse("organizations:roster_batch", args=[batch.reference])).text
    answer = colleague.post(reverse("organizations:roster_handout", args=[batch.reference]), follow=True)
    assert "发放单只能由导入人打印" in answer.text
    assert not any(User.objects.get(username=name).has_usable_password() for name in ("zhengwen", "wangwei"))


@pytest.mark.usefixtures("people")
def test_who_has_a_password_was_blocked_or_went_elsewhere_gets_no_slip(
    tree: Tree, clerk: User, sign_in: SignIn
) -> None:
    client = sign_in(clerk)
    batch = bring_in(client, tree)
    accounts.give_password(by=clerk, user=User.objects.get(username="zhengwen"), password="a-long-Password-1")
    User.objects.filter(username="wangwei").update(is_active=False)
    moved = User.objects.get(username="wangwei2")
    post = {"person": moved.person, "organization": tree.other_street, "position": Position.OFFICER}
    actions.appoint(by="test", since=SINCE, **post)
    answer = client.post(reverse("organizations:roster_handout", args=[batch.reference]), follow=True)
    assert "没有可以打印的开通单" in answer.text
    batch.refresh_from_db()
    assert batch.handed_out_at is None and not User.objects.get(username="wangwei2").has_usable_password()


def test_other_rosters_give_no_paper(tree: Tree, clerk: User, sign_in: SignIn) -> None:
    client = sign_in(clerk)
    file = SimpleUploadedFile(
        "单位.xlsx", workbook(("单位名称", "单位类型", "所在社区"), [("税务所", "机关", "T-A-1")])
    )
    client.post(reverse("organizations:roster_units"), {"organization": tree.street.pk, "file": file})
    batch = RosterBatch.objects.get()
    client.post(reverse("organizations:roster_commit", args=[batch.reference]))
    answer = client.post(reverse("organizations:roster_handout", args=[batch.reference]), follow=True)
    assert "发放单只能由导入人打印" in answer.text


def test_statements_do_not_grow_with_the_accounts(tree: Tree, clerk: User, sign_in: SignIn) -> None:
    client = sign_in(clerk)
    counts = []
    for size in (2, 12):
        names = tuple(f"陈{'一二三四五六七八九十百千'[number]}{size}"[:2] + "乙甲"[size == 2] for number in range(size))
        for name in names:
            worker(tree, name)
        rows = [(name, "") for name in names]
        file = SimpleUploadedFile("账号.xlsx", workbook(("姓名", "联系电话"), rows))
        client.post(reverse("organizations:roster_accounts"), {"organization": tree.street.pk, "file": file})
        batch = RosterBatch.objects.order_by("-pk")[0]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.post(reverse("organizations:roster_commit", args=[batch.reference]))
            answer = client.post(reverse("organizations:roster_handout", args=[batch.reference]))
        assert answer["Content-Type"] == "application/pdf"
        counts.append(len(queries))
    assert counts[1] <= counts[0] + 2, counts


def test_a_password_made_here_is_checked_as_long_as_any_other(settings: object) -> None:
    """Fewer rounds of the same algorithm: what a wrong password lacks, the sign-in adds (no account is told apart)."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]  # type: ignore[attr-defined]
    password = onetime.new_password()
    kept = onetime.stored(password)
    assert kept.split("$")[:2] == ["pbkdf2_sha256", str(onetime.ROUNDS)] and check_password(password, kept)
    assert PBKDF2PasswordHasher().must_update(kept)
    assert re.fullmatch(rf"[{onetime.ALPHABET}]{{4}}(-[{onetime.ALPHABET}]{{4}}){{2}}", password)


@pytest.mark.usefixtures("people")
def test_a_slip_ends_after_its_hours(tree: Tree, clerk: User, sign_in: SignIn) -> None:
    client = sign_in(clerk)
    bring_in(client, tree)
    found = drawn_up(clerk)
    with time_machine.travel(timezone.now() + timedelta(hours=73)):
        data = {"login": "zhengwen", "password": found["zhengwen"]}
        assert "_auth_user_id" not in Client().post(reverse("account_login"), data, follow=True).client.session
