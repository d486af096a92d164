from datetime import date

import pytest
from django.db import connection
from django.test import Client

from core.models import AuditEvent
from core.records import roles
from members import actions
from members.importing.columns import COLUMNS
from members.models import Membership
from members.queries import RegisterFilter, register_page
from people.actions import update_person
from tests.members.conftest import SINCE, TODAY, add_member


@pytest.fixture
def secretary(district) -> Client:
    client = Client()
    client.force_login(district.secretary)
    return client


def test_register_shows_own_branch_and_never_another_streets(district, secretary):
    add_member(district.branch, "仇明")
    add_member(district.other_branch, "外街某某")
    page = secretary.get("/members/").content.decode()
    assert "仇明" in page
    assert "外街某某" not in page


def test_register_shows_phones_masked_and_one_that_does_not_open_in_its_cell_only(district, secretary):
    spell, damaged = add_member(district.branch, "仇明"), add_member(district.branch, "安平")
    for each, phone in ((spell, "13000001234"), (damaged, "13000005678")):
        update_person(by=district.secretary, person=each.person, version=1, phone=phone)
    with roles.owner_rights(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_person SET phone = set_byte(phone, 20, get_byte(phone, 20) # 1) WHERE id = %s",
            [damaged.person_id],
        )
    page = secretary.get("/members/").content.decode()
    assert "130****1234" in page and "无法解密" in page
    assert "b&#x27;" not in page and "b'" not in page and "5678" not in page


def test_a_sealed_value_is_not_shown(district):
    spell = add_member(district.branch, "仇明")
    update_person(by=district.secretary, person=spell.person, version=1, phone="13000001234")
    [sealed] = Membership.objects.values_list("person__phone", flat=True)
    for show in (str, "{}".format, lambda value: value[:3]):
        with pytest.raises(TypeError):
            show(sealed)


def test_register_is_sorted_by_pinyin(district, secretary):
    for name in ("周建国", "安平", "单红"):
        add_member(district.branch, name)
    page = secretary.get("/members/").content.decode()
    assert page.index("安平") < page.index("单红") < page.index("周建国")


@pytest.mark.parametrize("asked", ["仇", "qium", "qm", "明"])
def test_register_finds_by_name_pinyin_and_initials(district, secretary, asked):
    add_member(district.branch, "仇明")
    add_member(district.branch, "安平")
    page = secretary.get("/members/", {"q": asked}).content.decode()
    assert "仇明" in page and "安平" not in page


def test_register_filters_by_what_a_statistic_links_to(district, secretary):
    add_member(district.branch, "甲男老", sex="male", birth_date=date(1950, 1, 1), education="junior")
    add_member(district.branch, "乙女青", sex="female", birth_date=date(1990, 1, 1), education="bachelor")
    add_member(district.branch, "丙未知")
    page = secretary.get("/members/", {"sex": "female", "age_to": "45", "as_of": "2026-06-30"}).content.decode()
    assert "乙女青" in page and "甲男老" not in page
    page = secretary.get("/members/", {"education": "primary,junior"}).content.decode()
    assert "甲男老" in page and "乙女青" not in page
    page = secretary.get("/members/", {"unknown": "education"}).content.decode()
    assert "丙未知" in page and "甲男老" not in page


def test_register_as_of_shows_the_members_of_that_day(district, secretary):
    spell = add_member(district.branch, "已转出")
    actions.end_membership(
        by=district.secretary, membership=spell, on=date(2026, 7, 1), version=1, today=TODAY, reason="transfer"
    )
    assert "已转出" in secretary.get("/members/", {"as_of": "2026-06-30"}).content.decode()
    assert "已转出" not in secretary.get("/members/").content.decode()


def test_register_costs_the_same_queries_for_one_and_for_many(district, secretary, django_assert_max_num_queries):
    add_member(district.branch, "安平")
    secretary.get("/members/")
    with django_assert_max_num_queries(10) as one:
        secretary.get("/members/")
    for number in range(60):
        add_member(district.branch, f"成员{number:02d}")
    with django_assert_max_num_queries(len(one) + 1) as many:  # the total is counted from the second page on
        secretary.get("/members/")
    assert len(many) <= len(one) + 1


def test_second_page_goes_on_where_the_first_ended(district, secretary):
    for number in range(60):
        add_member(district.branch, f"成员{number:02d}")
    first = secretary.get("/members/").content.decode()
    second = secretary.get("/members/", {"page": "2"}).content.decode()
    assert sum(f"成员{number:02d}" in first for number in range(60)) == 50
    assert all((f"成员{number:02d}" in first) != (f"成员{number:02d}" in second) for number in range(60))


def test_member_of_another_street_is_not_found(district, secretary):
    foreign = add_member(district.other_branch, "外街某某")
    assert secretary.get(f"/members/{foreign.pk}/").status_code == 404
    assert secretary.get("/members/999999/").status_code == 404


def test_class_change_closes_the_spell_and_opens_the_next(district, secretary):
    spell = add_member(district.branch, "仇明", member_class="in_service")
    answer = secretary.post(
        f"/members/{spell.pk}/change/",
        {
            "on": "2026-03-01",
            "status": "full",
            "member_class": "retired",
            "branch": district.branch.pk,
            "version": 1,
        },
    )
    assert answer.status_code == 302
    old, new = Membership.objects.order_by("during")
    assert old.during.upper == new.during.lower == date(2026, 3, 1)
    assert (old.member_class, new.member_class) == ("in_service", "retired")


def test_second_editor_is_told(district, secretary):
    spell = add_member(district.branch, "仇明", member_class="in_service")
    form = {"on": "2026-03-01", "status": "full", "branch": district.branch.pk, "version": 1}
    assert secretary.post(f"/members/{spell.pk}/change/", form | {"member_class": "retired"}).status_code == 302
    answer = secretary.post(f"/members/{spell.pk}/change/", form | {"member_class": "unemployed"})
    assert answer.status_code == 422
    assert "别人修改过" in answer.content.decode()
    assert Membership.objects.count() == 2


def test_one_relationship_at_a_time(district):
    spell = add_member(district.branch, "仇明")
    with pytest.raises(Exception, match="已有组织关系"):
        actions.add_membership(
            by=district.secretary, person=spell.person, branch=district.branch, since=SINCE, today=TODAY
        )


def test_big_committee_holds_no_relationship(district):
    spell = add_member(district.branch, "仇明")
    with pytest.raises(Exception, match="不接收党员组织关系"):
        actions.change_membership(
            by=district.secretary, membership=spell, on=TODAY, version=1, today=TODAY, branch=district.community
        )


def test_export_is_masked(district, secretary):
    from core.office.spreadsheets import read

    spell = add_member(district.branch, "仇明")
    spell.person.resident_number = "999999198001013519"
    spell.person.phone = "13000000000"
    spell.person.save()
    answer = secretary.get("/members/export/")
    rows = read(answer.content, "out.xlsx").sheets[0].rows
    text = "\n".join(str(row) for row in rows)
    assert "仇明" in text and "999999198001013519" not in text and "13000000000" not in text
    assert "130****0000" in text


def test_what_goes_out_names_its_columns_as_import_reads_them(district, secretary):
    from core.office.spreadsheets import read

    add_member(district.branch, "仇明")
    answer = secretary.get("/members/export/", {"text": "仇明"})
    rows = read(answer.content, "out.xlsx").sheets[0].rows
    header = next(row for row in rows if "姓名" in row)
    assert [cell for cell in header if cell] == [column.title for column in COLUMNS]
    assert AuditEvent.objects.get(code="members.exported").data == {"rows": 1, "query": ["text"]}


def test_member_page_shows_numbers_masked_with_the_way_to_ask(district, secretary):
    spell = add_member(district.branch, "仇明")
    spell.person.phone = "13000000000"
    spell.person.save()
    page = secretary.get(f"/members/{spell.pk}/").content.decode()
    assert "130****0000" in page and "13000000000" not in page
    assert f"/people/{spell.person_id}/reveal/" in page


def test_names_found_by_pinyin_come_first_then_initials_the_shortest_first(district, secretary):
    for name in ("林安", "刘爱国", "李安", "蓝"):
        add_member(district.branch, name)
    page = register_page(district.secretary, RegisterFilter(text="la"), 1, today=TODAY)
    assert [row.name for row in page.rows] == ["蓝", "李安", "林安", "刘爱国"]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("建国", ["欧阳建国", "张建国"]),
        ("阳建", ["欧阳建国"]),
        ("阳建国", ["欧阳建国"]),
        ("建", ["欧阳建国", "张建国"]),
    ],
)
def test_any_part_of_a_name_is_found(district, secretary, asked, names):
    for name in ("张建国", "欧阳建国", "国建张"):
        add_member(district.branch, name)
    names = [*names, "国建张"] if asked == "建" else names
    page = register_page(district.secretary, RegisterFilter(text=asked), 1, today=TODAY)
    assert sorted(row.name for row in page.rows) == sorted(names)


def test_names_in_full_come_first_and_each_is_counted_once(district, secretary):
    for name in ("安国明", "安建国", "建国", "国建"):
        add_member(district.branch, name)
    first, beyond = (
        register_page(district.secretary, RegisterFilter(text="建国"), number, today=TODAY) for number in (1, 9)
    )
    assert [row.name for row in first.rows] == ["建国", "安建国"]
    assert (first.total, beyond.total, beyond.rows) == (2, 2, [])


def test_initials_follow_a_corrected_name(district, secretary):
    spell = add_member(district.branch, "张建国")
    update_person(by="tests", person=spell.person, version=spell.person.version, name="王伟")
    spell.refresh_from_db()
    assert (spell.initials, spell.name_key) == ("ww", "wangwei 王伟")
