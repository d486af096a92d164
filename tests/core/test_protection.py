"""Personal data: nothing readable outside the application, and a change of keys that may be killed anywhere."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core import serializers
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client

from core.records import protection, rotation
from core.records.protection import UnreadableValue, blind_index, decrypt, encrypt, key_id
from people import actions
from people.models import CorrectionRequest, Person
from server import environment
from tests.people.conftest import ADDRESS, NUMBER, PASSWORD, PHONE, District

HERE = protection.place("people_person", "phone", 7)


@pytest.fixture
def ring(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """A ring of this test's own, beginning with the keys of the session so that nothing else breaks."""
    path = tmp_path / "secrets" / "keys.json"
    path.parent.mkdir()
    path.write_text(json.dumps(environment.keyring()))
    settings.PORTAL_HOME = tmp_path
    settings.PORTAL_KEYRING = lambda: json.loads(path.read_text())
    protection.forget_keys()
    yield path
    protection.forget_keys()


def everything_stored() -> Iterator[tuple[str, str]]:
    """Every row of every table as text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'm') AND relnamespace = 'public'::regnamespace"
        )
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            for (row,) in cursor.fetchall():
                yield table, row


def test_no_table_session_cache_or_log_holds_a_protected_value(
    district: District, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    person = district.here.member
    phone = Client()
    phone.post("/accounts/login/", {"login": PHONE, "password": "wrong"})
    phone.post("/accounts/login/", {"login": PHONE, "password": PASSWORD})
    phone.post("/people/me/", {"field": "address", "proposed": ADDRESS + "二号", "reason": "搬家"})
    office = Client()
    office.force_login(district.here.secretary)
    for field in ("resident_number", "phone", "address"):
        shown = office.post(f"/people/{person.pk}/reveal/", {"field": field, "reason": "核对信息"})
        assert shown.status_code == 200
    office.get("/search/", {"q": PHONE})
    with pytest.raises(actions.RuleViolation):
        actions.create_person(by="tests", name="另一人", resident_number=NUMBER)
    actions.update_person(by="tests", person=person, version=person.version, name="赵民强", phone="13900004321")
    actions.apply_correction(by=district.here.secretary, correction=CorrectionRequest.objects.get())
    Person.objects.filter(pk=person.pk).update(occupation="税务局")  # makes a row of history
    stored = list(everything_stored())
    assert any(table == "people_personevent" for table, _ in stored)
    assert any(table == "people_accountsession" for table, _ in stored)
    client = cache._cache.get_client()  # type: ignore[attr-defined]
    cached = [str(client.dump(key)) for key in client.scan_iter("*")]
    printed = capfd.readouterr()
    elsewhere = "\n".join([caplog.text, printed.out, printed.err, *cached])
    for canary in (NUMBER, PHONE, ADDRESS, "13900004321", NUMBER[6:], PHONE[3:]):
        for spelling in (canary, canary.encode().hex(), repr(canary.encode())[2:-1]):
            hits = {table for table, row in stored if spelling in row}
            assert not hits, (canary, hits)
            assert spelling not in elsewhere


def test_the_same_value_is_stored_differently_and_found_by_its_index() -> None:
    assert encrypt(PHONE, HERE) != encrypt(PHONE, HERE)
    assert decrypt(encrypt(PHONE, HERE), HERE) == PHONE
    assert blind_index(PHONE) == blind_index(PHONE) != blind_index(PHONE[:-1])
    assert (encrypt("", HERE), decrypt(b"", HERE), blind_index("")) == (b"", "", None)


@pytest.mark.parametrize("position", [0, 1, 2, 13, 14, -1])
def test_every_changed_byte_is_noticed(position: int) -> None:
    value = bytearray(encrypt(ADDRESS, HERE))
    value[position] ^= 1
    with pytest.raises(UnreadableValue):
        decrypt(bytes(value), HERE)


@pytest.fixture
def persons(db: None, ring: Path) -> list[Person]:
    return [actions.create_person(by="tests", name="赵民国", phone=f"1390000{n:04}", address=ADDRESS) for n in range(7)]


def keys_in_use() -> set[int | None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM people_person UNION ALL SELECT address FROM people_person")
        return {key_id(value) for (value,) in cursor.fetchall() if value}


def test_rotation_rewrites_everything_and_keeps_indexes(persons: list[Person], ring: Path) -> None:
    first = json.loads(ring.read_text())["current"]
    history = len([row for table, row in everything_stored() if table == "people_personevent"])
    call_command("rotate_keys", stdout=io.StringIO())
    now = json.loads(ring.read_text())
    assert now["current"] == first + 1 and str(first) in now["keys"]
    assert ring.stat().st_mode & 0o777 == 0o600
    assert keys_in_use() == {first + 1}
    assert sorted(person.phone for person in Person.objects.all()) == [f"1390000{n:04}" for n in range(7)]
    assert Person.objects.get(phone_index=blind_index("13900000003")).address == ADDRESS
    assert Person.objects.filter(version=1).count() == 7
    assert len([row for table, row in everything_stored() if table == "people_personevent"]) == history


def test_rotation_goes_on_where_it_was_killed(
    persons: list[Person], ring: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    first = rotation.current_key()
    second = rotation.add_key()
    batches = rotation.rewrite_all()
    next(batches), next(batches)
    batches.close()
    assert keys_in_use() == {first, second}
    assert all(person.phone.startswith("1390000") for person in Person.objects.all()), "readable in between"
    out = io.StringIO()
    call_command("rotate_keys", stdout=out)
    assert "继续上次未完成" in out.getvalue()
    assert rotation.current_key() == second, "no third key"
    assert keys_in_use() == {second} and rotation.count_outdated() == 0


def test_a_running_process_follows_the_new_key(persons: list[Person], ring: Path) -> None:
    """Another process adds the key and rewrites; this one meets a key id that it does not know."""
    protection._keyring()
    code = (
        "import json,base64,secrets,pathlib,sys;p=pathlib.Path(sys.argv[1]);r=json.loads(p.read_text());"
        "r['keys']['9']=base64.b64encode(b'9'*32).decode();r['current']=9;p.write_text(json.dumps(r))"
    )
    subprocess.run([sys.executable, "-c", code, str(ring)], check=True, env=os.environ)
    assert key_id(encrypt(PHONE, HERE)) != 9, "not yet"
    head, nonce = b"\x02\x09", b"n" * 12
    foreign = head + nonce + AESGCM(b"9" * 32).encrypt(nonce, PHONE.encode(), head + HERE)
    assert decrypt(foreign, HERE) == PHONE
    assert key_id(encrypt(PHONE, HERE)) == 9


def test_rotation_leaves_and_names_what_it_cannot_read(persons: list[Person], ring: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET phone = '\\x0101aabb' WHERE id = %s", [persons[2].pk])
    errors = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("rotate_keys", stdout=io.StringIO(), stderr=errors)
    assert f"people.Person {persons[2].pk}" in errors.getvalue()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_person WHERE get_byte(phone, 1) = 1")
        assert cursor.fetchone()[0] == 1


def test_protected_values_are_not_serialised(persons: list[Person]) -> None:
    with pytest.raises(TypeError):
        serializers.serialize("json", persons)
