from datetime import date

import pytest
from django.db import connection, transaction

from core.records.errors import RuleViolation
from core.records.protection import blind_index
from core.records.versions import Conflict
from members.models import Membership
from people import actions, queries, rules
from people.models import Person
from tests.people.conftest import NUMBER, PHONE, District


@pytest.mark.django_db
def test_a_person_gets_keys_indexes_and_what_the_number_says() -> None:
    person = actions.create_person(
        by="tests", name="仇 明", resident_number=f" {NUMBER[:6]} {NUMBER[6:]} ", phone="+86 139-0000-1234"
    )
    person.refresh_from_db()
    assert (person.name, person.pinyin, person.initials) == ("仇明", "qiuming", "qm")
    assert (person.sex, person.birth_date) == ("male", date(1965, 3, 12))
    assert (person.resident_number, person.phone) == (NUMBER, PHONE)
    assert Person.objects.get(resident_number_index=blind_index(NUMBER)) == person
    assert list(queries.find_by_phone("139 0000 1234")) == [person]
    assert not queries.find_by_phone("13900001235").exists()


@pytest.mark.django_db
def test_a_number_is_held_once_and_the_refusal_names_nobody() -> None:
    actions.create_person(by="tests", name="赵民国", resident_number=NUMBER)
    with pytest.raises(RuleViolation) as refused:
        actions.create_person(by="tests", name="冒名", resident_number=NUMBER)
    assert (refused.value.code, refused.value.field) == ("number-exists", "resident_number")
    assert "赵民国" not in refused.value.message and NUMBER not in refused.value.message
    assert Person.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"resident_number": "999999196503121018"}, "number-checksum"),
        ({"resident_number": NUMBER, "sex": "female"}, "number-contradicts-sex"),
        ({"resident_number": NUMBER, "birth_date": date(1965, 3, 13)}, "number-contradicts-birth"),
        ({"phone": "1390000123"}, "phone-impossible"),
        ({"name": "  "}, "missing"),
        ({"name": "长" * 41}, "name-too-long"),
    ],
)
def test_impossible_values_are_refused_with_the_field(fields: dict[str, object], code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        actions.create_person(by="tests", **({"name": "赵民国"} | fields))  # type: ignore[arg-type]
    assert refused.value.code == code
    assert refused.value.field in ("resident_number", "sex", "birth_date", "phone", "name")
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("13900001234", PHONE),
        (13900001234.0, PHONE),
        ("139 0000 1234", PHONE),
        ("'13900001234", PHONE),
        ("+8613900001234", PHONE),
        ("0312-5021234", "03125021234"),
        ("5021234", "5021234"),
        ("", None),
        ("无", None),
        ("12345", "phone-impossible"),
        ("139000012345", "phone-impossible"),
    ],
)
def test_phones_as_offices_write_them(written: object, read: str | None) -> None:
    found = rules.read_phone(written)
    assert getattr(found, "code", found) == read


@pytest.mark.django_db
def test_two_editors_one_wins_and_the_other_sees_both_texts() -> None:
    person = actions.create_person(by="tests", name="赵民国", phone=PHONE)
    mine, theirs = Person.objects.get(), Person.objects.get()
    actions.update_person(by="tests", person=theirs, version=1, occupation="税务局", specialty="木工")
    with pytest.raises(Conflict) as lost:
        actions.update_person(by="tests", person=mine, version=1, occupation="财政局", phone="13900001235")
    shown = {each.label: (each.posted, each.stored) for each in lost.value.differences}
    assert shown["工作单位及职务"] == ("财政局", "税务局")
    assert "13900001235" not in str(lost.value.differences)
    person.refresh_from_db()
    assert (person.occupation, person.phone, person.version) == ("税务局", PHONE, 2)


@pytest.mark.django_db
def test_a_changed_phone_moves_its_index() -> None:
    person = actions.create_person(by="tests", name="赵民国", phone=PHONE)
    actions.update_person(by="tests", person=person, version=1, phone="13900001235")
    assert not queries.find_by_phone(PHONE).exists()
    assert queries.find_by_phone("13900001235").get() == person
    actions.update_person(by="tests", person=person, version=2, phone="")
    person.refresh_from_db()
    assert person.phone == "" and person.phone_index is None


def test_a_changed_name_reaches_the_sort_key_of_memberships(district: District) -> None:
    member = district.here.member
    assert Membership.objects.get(person=member).name_key == "zhaominguo 赵民国"
    actions.update_person(by="tests", person=member, version=member.version, name="单民国")
    assert Membership.objects.get(person=member).name_key == "shanminguo 单民国"
    Person.objects.filter(pk=member.pk).update(name="赵民国", pinyin="zhaominguo")
    assert Membership.objects.get(person=member).name_key == "zhaominguo 赵民国"
    assert Membership.objects.get(person=district.there.member).name_key == "qiuming 仇明"


@pytest.mark.django_db
def test_a_damaged_value_is_never_shown_as_something_else() -> None:
    person = actions.create_person(by="tests", name="赵民国", phone=PHONE)
    for damage in (
        "set_byte(phone, octet_length(phone) - 1, (get_byte(phone, octet_length(phone) - 1) + 1) %% 256)",
        "set_byte(phone, 1, 77)",
        "substring(phone FROM 1 FOR 9)",
        "'\\x01'::bytea",
    ):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE people_person SET phone = {damage} WHERE id = %s", [person.pk])
            found = Person.objects.get(pk=person.pk)
            assert (found.phone, found.phone_masked) == ("无法解密", "无法解密")
            transaction.set_rollback(True)
    assert Person.objects.get(pk=person.pk).phone == PHONE


@pytest.mark.django_db
def test_user_names_are_made_from_pinyin_and_numbered() -> None:
    names = [
        actions.open_account(by="tests", person=actions.create_person(by="tests", name="赵民国")).username
        for _ in range(3)
    ]
    assert names == ["zhaominguo", "zhaominguo2", "zhaominguo3"]
