"""Protected values: standard vectors of the national algorithms, values bound to their place, one damaged value."""

import hashlib
import hmac
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.models import KeyMark
from core.office.spreadsheets import Column, SheetSpec, write
from core.records import protection, rotation
from core.records.ciphers import SUITES, Sm4Gcm, hmac_sha256, hmac_sm3
from core.records.protection import UnreadableValue, WrongKeys, decrypt, encrypt, place
from core.records.redaction import redact
from people import actions
from people.models import Person
from tests.people.conftest import ADDRESS, NUMBER, PHONE, District, district

__all__ = ["district"]
HERE = place("people_person", "phone", 7)


def test_sm4_gcm_gives_the_vector_of_rfc_8998() -> None:
    key, nonce = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210"), bytes.fromhex("00001234567800000000ABCD")
    beside = bytes.fromhex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2")
    plain = b"".join(bytes([n]) * 8 for n in (0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF, 0xEE, 0xAA))
    sealed = bytes.fromhex(
        "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
        "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D"
        "83DE3541E4C2B58177E065A9BF7B62EC"
    )
    assert Sm4Gcm(key).encrypt(nonce, plain, beside) == sealed
    assert Sm4Gcm(key).decrypt(nonce, sealed, beside) == plain


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=64), st.binary(max_size=200))
def test_hmac_sha256_is_that_of_the_library(key: bytes, message: bytes) -> None:
    assert hmac_sha256(key, message) == hmac.digest(key, message, "sha256")


def test_hmac_sm3_is_hmac_over_the_hash_of_gb_t_32905() -> None:
    sm3 = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    if "sm3" in hashlib.algorithms_available:
        assert hashlib.new("sm3", b"abc").hexdigest() == sm3
    from cryptography.hazmat.primitives import hashes

    def digest(message: bytes) -> bytes:
        work = hashes.Hash(hashes.SM3())
        work.update(message)
        return work.finalize()

    assert digest(b"abc").hex() == sm3
    key = bytes(range(32)).ljust(64, b"\0")
    inner = digest(bytes(b ^ 0x36 for b in key) + b"abc")
    assert hmac_sm3(bytes(range(32)), b"abc") == digest(bytes(b ^ 0x5C for b in key) + inner)


@pytest.fixture(params=sorted(SUITES))
def suite(request: pytest.FixtureRequest, settings: Any) -> Iterator[str]:
    settings.PORTAL_CRYPTO = request.param
    protection.forget_keys()
    yield str(request.param)
    protection.forget_keys()


def test_a_value_opens_in_its_place_only(suite: str) -> None:
    value = encrypt(PHONE, HERE)
    assert (value[0], decrypt(value, HERE)) == (SUITES[suite].version, PHONE)
    for elsewhere in (place("people_person", "phone", 8), place("people_person", "address", 7), b""):
        with pytest.raises(UnreadableValue):
            decrypt(value, elsewhere)
    for position in (0, 1, 2, 13, 14, -1):
        damaged = bytearray(value)
        damaged[position] ^= 1
        with pytest.raises(UnreadableValue):
            decrypt(bytes(damaged), HERE)
    for length in range(1, len(value)):
        with pytest.raises(UnreadableValue):
            decrypt(value[:length], HERE)


def test_what_one_suite_wrote_the_other_reads(settings: Any, suite: str) -> None:
    values = []
    for name in SUITES:
        settings.PORTAL_CRYPTO = name
        protection.forget_keys()
        values.append(encrypt(PHONE, HERE))
    assert [decrypt(value, HERE) for value in values] == [PHONE] * len(SUITES)


@pytest.mark.django_db
def test_a_value_copied_from_another_row_or_column_is_not_shown(district: District) -> None:
    other = actions.create_person(by="tests", name="赵民强", phone="13900004321", address=ADDRESS)
    person = district.here.member
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET phone = (SELECT phone FROM people_person WHERE id = %s)", [other.pk])
        cursor.execute("UPDATE people_person SET address = resident_number WHERE id = %s", [person.pk])
    found = Person.objects.get(pk=person.pk)
    assert (found.phone, found.address, found.resident_number) == ("无法解密", "无法解密", NUMBER)
    assert Person.objects.get(pk=other.pk).phone == "13900004321"


@pytest.mark.django_db
def test_one_damaged_value_shows_itself_in_its_cell_and_raises_an_alarm(
    district: District, caplog: pytest.LogCaptureFixture
) -> None:
    person = district.here.member
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_person SET phone = set_byte(phone, 20, 255 - get_byte(phone, 20)),"
            " resident_number = '\\x0201' WHERE id = %s RETURNING phone",
            [person.pk],
        )
        stored = bytes(cursor.fetchone()[0])
    client = Client()
    client.force_login(district.here.secretary)
    member = person.memberships.get()
    pages = [
        "/",
        "/members/",
        f"/members/{member.pk}/",
        f"/people/{person.pk}/",
        "/search/?q=赵民国",
        "/members/export/",
    ]
    for address in pages:
        assert client.get(address).status_code == 200, address
    shown = client.post(f"/people/{person.pk}/reveal/", {"field": "phone", "reason": "核对信息"})
    assert shown.status_code == 200
    assert "无法解密" in client.get(f"/people/{person.pk}/").content.decode()
    assert f"unreadable value in people.Person.phone {person.pk}" in caplog.text
    assert Client().get("/healthz").json()["checks"]["protected values"] == "unreadable"
    found = Person.objects.get(pk=person.pk)
    assert found.phone_masked == "无法解密"
    actions.update_person(by="tests", person=found, version=found.version, name="赵民强")
    found.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM people_person WHERE id = %s", [person.pk])
        assert bytes(cursor.fetchone()[0]) == stored, "saved with its row, as it was"
    actions.update_person(by="tests", person=found, version=found.version, phone="13900004321")
    assert Person.objects.get(pk=person.pk).phone == "13900004321"


# -- the ring and the database ----------------------------------------------------------------------------


@pytest.fixture
def other_ring(settings: Any) -> dict[str, Any]:
    ring: dict[str, Any] = json.loads(json.dumps(settings.PORTAL_KEYRING()))
    settings.PORTAL_KEYRING = lambda: ring
    return ring


@pytest.fixture
def marked(db: None) -> Iterator[None]:
    rotation.check_ring()
    yield
    protection.forget_keys()


@pytest.mark.parametrize("change", ["another key 1", "no key 1", "another index", "other algorithms"])
def test_a_ring_that_does_not_fit_is_refused(
    marked: None, other_ring: dict[str, Any], settings: Any, change: str
) -> None:
    foreign = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="
    if change == "another key 1":
        other_ring["keys"]["1"] = foreign
    elif change == "no key 1":
        other_ring.update(keys={"2": foreign}, current=2)
    elif change == "another index":
        other_ring["index"] = foreign
    else:
        settings.PORTAL_CRYPTO = "sm"
    protection.forget_keys()
    before = KeyMark.objects.count()
    with pytest.raises(WrongKeys, match="密钥与数据库不符"):
        rotation.check_ring()
    assert KeyMark.objects.count() == before


def test_a_new_key_beside_the_old_ones_is_taken(marked: None, other_ring: dict[str, Any]) -> None:
    other_ring["keys"]["2"] = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="
    protection.forget_keys()
    rotation.check_ring()
    assert KeyMark.objects.filter(label="2").exists()


def test_values_without_marks_take_only_a_ring_that_opens_them(marked: None, other_ring: dict[str, Any]) -> None:
    actions.create_person(by="tests", name="赵民强", phone=PHONE)
    KeyMark.objects.all().delete()
    rotation.check_ring()
    KeyMark.objects.all().delete()
    other_ring["keys"]["1"] = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="
    protection.forget_keys()
    with pytest.raises(WrongKeys):
        rotation.check_ring()


@pytest.mark.django_db(transaction=True)
def test_a_backup_of_other_keys_is_not_restored(tmp_path: Path, settings: Any, other_ring: dict[str, Any]) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    rotation.check_ring()
    actions.create_person(by="tests", name="赵民强", phone=PHONE)
    call_command("backup", tmp_path / "copy", stdout=io.StringIO())
    other_ring["index"] = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="
    protection.forget_keys()
    try:
        with pytest.raises(CommandError, match="密钥与数据库不符"):
            call_command("restore", tmp_path / "copy", replace=True)
        assert Person.objects.get().phone == PHONE
    finally:
        protection.forget_keys()


# -- numbers and phones where they do not belong ------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        f"电话{PHONE}",
        f"{PHONE}1",
        f"{PHONE[:3]} {PHONE[3:7]} {PHONE[7:]}",
        f"{PHONE[:3]}-{PHONE[3:7]}-{PHONE[7:]}",
        PHONE.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        NUMBER,
        f"{NUMBER}9",
        f"身份证{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}，请核对",
        f"名册{PHONE}.xlsx",
        "11010519491231002X",
        "11010519491231002x",
    ],
)
def test_a_number_is_masked_and_its_text_keeps_its_length(text: str) -> None:
    masked = redact(text)
    assert len(masked) == len(text)
    digits = "".join(each for each in masked if each.isdigit())
    assert len(digits) <= 6, masked
    assert redact(masked) == masked


@pytest.mark.parametrize(
    "text", ["2026-11-25 10:00", "3号楼2单元101室", "赞成30票，反对2票", "010-12345678", "", "编号20261125"]
)
def test_other_numbers_stay(text: str) -> None:
    assert redact(text) == text


@pytest.mark.django_db
def test_free_text_is_masked_before_it_is_stored(district: District) -> None:
    membership = district.here.member.memberships.get()
    membership.remark = f"电话{PHONE}"
    membership.save(update_fields=["remark"])
    membership.refresh_from_db()
    assert membership.remark == redact(f"电话{PHONE}") != f"电话{PHONE}"
    type(membership).objects.filter(pk=membership.pk).update(remark=NUMBER)
    membership.refresh_from_db()
    assert NUMBER not in membership.remark


def test_a_text_like_a_formula_stays_text_when_it_is_edited() -> None:
    content = write([SheetSpec("表", [Column("甲")], [["=1+1"], ["@a"], ["甲"]], marks={(1, 0): "注意"})])
    cells = [row[0] for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(min_row=2)]
    assert [(cell.data_type, bool(cell.quotePrefix)) for cell in cells] == [("s", True), ("s", True), ("s", False)]
