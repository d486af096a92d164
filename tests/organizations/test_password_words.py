"""Which passwords an account may have: any composition, but no words of the office, of the person or of a breach."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from people.models import User
from tests.people.conftest import District, district

__all__ = ["district"]


@pytest.fixture
def user(district: District) -> User:  # noqa: F811
    return district.here.member_user


def refused(password: str, user: User) -> bool:
    try:
        validate_password(password, user)
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize(
    "password",
    [
        "dangjian2026",
        "SheQu-DangJian-123",
        "社区党建社区党建2026",
        "甲街道党工委甲街道党工委",
        "jiajiedaodanggongwei1",
        "测试区委组织部2026",
        "zhaominguo-1965",
        "赵民国赵民国赵民国1",
        "13900001234",
        "zmg13900001234",
        "19650312-1965",
        "portal-admin-2026",
    ],
)
def test_words_of_the_office_and_of_the_person_are_refused(user: User, password: str) -> None:
    assert refused(password, user)


@pytest.mark.parametrize(
    "password",
    [
        "8315902746",
        "correcthorsebattery",
        "！？。，；：“”（）—…",
        "窗前有三棵石榴树和一口井",
        "党建-三棵石榴树和一口井",
        "K7MR-2F9X-QW3T",
        "        r7 q9 u3 z1",
    ],
)
def test_any_composition_is_taken(user: User, password: str) -> None:
    assert not refused(password, user)


def test_what_many_use_is_refused(user: User) -> None:
    assert refused("1234567890", user) and refused("qwertyuiop", user)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_passwords_of_a_breach_are_refused_by_the_file_of_the_operator(
    user: User, settings: Any, tmp_path: Path, ending: str
) -> None:
    leaked = [f"leaked-by-somebody-{number}" for number in range(257)]
    lines = sorted(f"{hashlib.sha1(each.encode(), usedforsecurity=False).hexdigest().upper()}:7" for each in leaked)
    path = tmp_path / "breached.txt"
    path.write_bytes(ending.join([*lines, ""]).encode())
    assert not refused(leaked[0], user)
    settings.BREACHED_PASSWORDS = str(path)
    assert all(refused(each, user) for each in leaked)
    assert not refused("leaked-by-nobody-at-all", user)
