"""The first right of an empty portal comes by one command, which writes all of it or nothing."""

import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from assessments.models import Scheme
from organizations.kinds import Kind
from organizations.models import Organization, Post
from people.models import Person, User

pytestmark = pytest.mark.django_db
NAME, CODE, FIRST = "测试区委组织部", "W", ("--administrator", "郑文")


def create(*more: str, code: str = CODE) -> None:
    call_command("create_district", NAME, "--code", code, *FIRST, *more)


def test_it_makes_district_post_account_and_scheme(capsys: pytest.CaptureFixture[str]) -> None:
    create("--json", "--phone", "13900000001")
    answer = json.loads(capsys.readouterr().out)
    user = User.objects.get(username=answer["username"])
    assert user.is_staff and user.check_password(answer["password"]) and user.one_use_until is not None
    district = Organization.objects.get(code=CODE, kind=Kind.DISTRICT_DEPARTMENT)
    assert Post.objects.get(person=user.person).organization == district
    assert Scheme.objects.get(district=district, in_force=True).year == timezone.localdate().year


def test_what_is_printed_says_until_when(capsys: pytest.CaptureFixture[str]) -> None:
    create("--username", "zw")
    told = capsys.readouterr().out
    assert "用户名 user：zw" in told and "只显示这一次" in told


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--phone", "12"), "手机"),
        (("--since", "2999-01-01"), "2999"),
        (("--username", "13900000001"), "用户名"),
    ],
)
def test_what_does_not_hold_is_one_sentence_and_leaves_nothing(more: tuple[str, ...], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        create(*more)
    assert not Organization.objects.exists() and not Person.objects.exists() and not User.objects.exists()


def test_a_code_is_taken_once(capsys: pytest.CaptureFixture[str]) -> None:
    create()
    before: Any = User.objects.count()
    with pytest.raises(CommandError, match="编码"):
        create()
    assert User.objects.count() == before
