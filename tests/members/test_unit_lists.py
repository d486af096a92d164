"""A unit's list pre-registers its members: each confirms with his own word, who has not goes back to the unit."""

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from core.models import AuditEvent, Notification
from core.records.errors import RuleViolation
from members import actions as registering
from members.models import DualRegistration
from members.registrations import actions, queries
from members.registrations.roster import IN_SERVICE
from organizations.actions import enter_unit
from organizations.models import Organization, RosterBatch, UnitPresence
from organizations.rosters import actions as rosters
from people.actions import update_person
from people.models import Person, User
from tests.members.conftest import SINCE, District, add_member, make_person, make_user
from tests.organizations.rosters import workbook

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
TITLES = ("姓名", "联系电话", "单位名称")
PHONE = "1390000000{}"
UNIT = "测试税务所"


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def place(district: District) -> UnitPresence:
    """A unit in the first community with a contact who has an account."""
    made = enter_unit(
        by="test", community=district.community, name=UNIT, kind="organ", since=SINCE, today=timezone.localdate(NOW)
    )
    contact = make_user("contact", make_person("石大勇", phone="13900000099"))
    UnitPresence.objects.filter(pk=made.pk).update(contact=contact.person)
    made.refresh_from_db()
    return made


def bring(by: User, root: Organization, rows: list[tuple[str, ...]], *, titles: Any = TITLES) -> RosterBatch:
    batch = rosters.upload(
        workbook(titles, rows),
        by=by,
        subject=IN_SERVICE,
        organization=root,
        since=timezone.localdate(NOW),
        filename="名单.xlsx",
        now=NOW,
    )
    if batch.valid == batch.rows:
        batch = rosters.commit(by=by, batch=batch, now=NOW)
    return batch


def found(batch: RosterBatch) -> list[tuple[str, str]]:
    return [(each["column"], each["code"]) for each in batch.problems if each["row"]]


def known(name: str, number: int, username: str) -> User:
    """Somebody whom the portal knows from elsewhere, with an account."""
    person = make_person(name)
    update_person(by="test", person=person, version=person.version, phone=PHONE.format(number))
    return make_user(username, person)


@pytest.mark.requirement("MEM-24")
def test_a_list_pre_registers_the_member_confirms_and_who_has_not_goes_back(
    district: District, place: UnitPresence
) -> None:
    zheng = known("郑一", 1, "zheng")
    names = [("郑一", PHONE.format(1), UNIT), ("王二", PHONE.format(2), UNIT), ("孙三", PHONE.format(3), UNIT)]
    batch = bring(district.secretary, district.community, names)
    assert (batch.state, batch.created) == ("committed", 3)
    rows = {row.person.name: row for row in DualRegistration.objects.select_related("person")}
    assert {(row.state, row.side, row.unit_id) for row in rows.values()} == {("listed", "work", place.unit_id)}
    assert rows["郑一"].person == zheng.person and not rows["郑一"].introduced
    assert rows["王二"].introduced and rows["王二"].person.phone == PHONE.format(2)
    assert not DualRegistration.objects.confirmed().exists()

    phone = client_of(zheng)
    assert "去确认" in phone.get("/").content.decode()
    page = f"/members/registrations/{rows['郑一'].pk}/accept/"
    answer = phone.post(page, {"choice": "self_chosen", "service": "single", "pledge": "", "specialty": "修水管"})
    assert answer.status_code == 302
    rows["郑一"].refresh_from_db()
    row = rows["郑一"]
    assert (row.state, row.proof, row.decided_by, row.specialty) == ("confirmed", "unit", district.secretary, "修水管")
    assert row.during.upper is not None and row.slip_number
    assert AuditEvent.objects.filter(code="members.registration_accepted", target_id=str(row.pk)).count() == 1

    office, contact = client_of(district.secretary), client_of(place.contact.user)
    shown = office.get(f"/members/registrations/lists/{place.pk}/").content.decode()
    assert "还有 2 人没有确认" in shown
    text = "".join(
        each.extract_text()
        for each in PdfReader(
            io.BytesIO(office.get(f"/members/registrations/lists/{place.pk}/unconfirmed.pdf").content)
        ).pages
    )
    assert "王二" in text and "孙三" in text and "郑一" not in text
    assert office.post(f"/members/registrations/lists/{place.pk}/return/").status_code == 302
    assert set(DualRegistration.objects.exclude(returned_on=None).values_list("person__name", flat=True)) == {
        "王二",
        "孙三",
    }
    assert Notification.objects.get(kind="registration.list_returned").recipient == place.contact.user
    own = contact.get(f"/members/registrations/unit/{place.pk}/").content.decode()
    waiting, _, others = own.partition("已有结果")
    assert "王二" in waiting and "孙三" in waiting and "郑一" in others and "郑一" not in waiting


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (("郑一", "", UNIT), ("联系电话", "missing")),
        (("郑一", "12", UNIT), ("联系电话", "phone-invalid")),
        (("郑一", PHONE.format(1), "没有的单位"), ("单位名称", "unit-unknown")),
        (("", PHONE.format(1), UNIT), ("姓名", "missing")),
        (("杜桂芳", PHONE.format(7), UNIT), ("姓名", "oneself")),
        (("何同名", PHONE.format(1), UNIT), ("姓名", "same-name")),
        (("重复", PHONE.format(8), UNIT), ("姓名", "duplicate-in-file")),
    ],
)
def test_a_wrong_line_is_named_at_its_cell_and_nothing_is_written(
    district: District, place: UnitPresence, line: tuple[str, ...], problem: tuple[str, str]
) -> None:
    own = district.secretary.person
    update_person(by="test", person=own, version=own.version, phone=PHONE.format(7))
    add_member(district.branch, "何同名")
    batch = bring(district.secretary, district.community, [("重复", PHONE.format(8), UNIT), line])
    assert found(batch) == [problem]
    assert not DualRegistration.objects.exists()


def test_a_street_says_the_community_and_a_unit_of_another_community_is_unknown(
    district: District, place: UnitPresence, street_officer: User
) -> None:
    batch = bring(street_officer, district.street, [("郑一", PHONE.format(1), UNIT)])
    assert found(batch) == [("报到社区", "missing")]
    titles = (*TITLES, "报到社区", "报到类型")
    batch = bring(street_officer, district.street, [("郑一", PHONE.format(1), UNIT, "乙一社区", "")], titles=titles)
    assert found(batch) == [("报到社区", "organization-unknown")]
    line = ("郑一", PHONE.format(1), UNIT, "甲一社区", "居住地社区")
    batch = bring(street_officer, district.street, [line], titles=titles)
    assert DualRegistration.objects.get().side == "home" and batch.created == 1


def test_the_same_list_twice_and_a_member_who_reported_in_himself_are_unchanged(
    district: District, place: UnitPresence
) -> None:
    zheng = known("郑一", 1, "zheng")
    registering.submit_registration(
        by=zheng, person=zheng.person, community=district.community, side="work", unit_name=UNIT, now=NOW
    )
    names = [("郑一", PHONE.format(1), UNIT), ("王二", PHONE.format(2), UNIT)]
    first = bring(district.secretary, district.community, names)
    assert (first.created, first.unchanged) == (1, 1)
    again = bring(district.secretary, district.community, names)
    assert (again.created, again.unchanged) == (0, 2)
    assert DualRegistration.objects.count() == 2 and Person.objects.filter(name="王二").count() == 1
    wang = make_user("wang", Person.objects.get(name="王二"))
    with pytest.raises(RuleViolation, match="您的单位已替您登记"):
        registering.submit_registration(
            by=wang, person=wang.person, community=district.community, side="work", unit_name=UNIT, now=NOW
        )


def test_a_list_opens_nobodys_data_until_the_member_has_said_so(district: District, place: UnitPresence) -> None:
    """A unit's word is no key: who belongs elsewhere is neither reached nor told apart from who is new."""
    zheng = known("郑一", 1, "zheng")
    stranger = add_member(district.other_branch, "钱远")
    update_person(by="test", person=stranger.person, version=stranger.person.version, phone=PHONE.format(4))
    names = [("郑一", PHONE.format(1), UNIT), ("钱远", PHONE.format(4), UNIT), ("王二", PHONE.format(2), UNIT)]
    batch = bring(district.secretary, district.community, names)
    details = {line["label"].split()[0]: line["detail"] for line in batch.preview}
    assert len(details) == 3 and len(set(details.values())) == 1 and not found(batch)
    reached = Person.objects.visible_to(district.secretary, "organizations.view_member")
    assert set(reached.values_list("name", flat=True)) & {"郑一", "钱远", "王二"} == {"王二"}
    assert client_of(district.secretary).get(f"/people/{stranger.person_id}/").status_code == 404
    row = DualRegistration.objects.get(person=zheng.person)
    actions.accept(by=zheng, registration=row, at=NOW, choice="self_chosen", service="single")
    reached = Person.objects.visible_to(district.secretary, "organizations.view_member")
    assert "郑一" in set(reached.values_list("name", flat=True))
    struck = DualRegistration.objects.get(person=stranger.person)
    registering.decide_registration(
        by=district.secretary, registration=struck, step="strike", reason="不在这个单位", now=NOW
    )
    assert not reached.filter(pk=stranger.person_id).exists()


def test_what_a_street_imports_opens_accounts_for_who_has_none(
    district: District, place: UnitPresence, street_officer: User
) -> None:
    known("郑一", 1, "zheng")
    names = [("郑一", PHONE.format(1), UNIT), ("王二", PHONE.format(2), UNIT)]
    batch = bring(street_officer, district.community, names)
    assert User.objects.filter(person__name="王二").count() == 1
    assert User.objects.filter(person__name="郑一").count() == 1
    assert IN_SERVICE.handout is not None and IN_SERVICE.handout.waiting(batch, street_officer) == 1
    undone = rosters.take_back(by=street_officer, batch=batch, now=NOW)
    assert not undone.kept
    assert not DualRegistration.objects.exists() and not Person.objects.filter(name="王二").exists()


def test_an_undo_keeps_who_has_confirmed(district: District, place: UnitPresence) -> None:
    zheng = known("郑一", 1, "zheng")
    batch = bring(district.secretary, district.community, [("郑一", PHONE.format(1), UNIT)])
    row = DualRegistration.objects.get()
    actions.accept(by=zheng, registration=row, at=NOW, choice="self_chosen", service="single")
    undone = rosters.take_back(by=district.secretary, batch=batch, now=NOW)
    assert len(undone.kept) == 1 and DualRegistration.objects.get().state == "confirmed"


@pytest.fixture
def listed(district: District, place: UnitPresence) -> tuple[User, DualRegistration]:
    zheng = known("郑一", 1, "zheng")
    bring(district.secretary, district.community, [("郑一", PHONE.format(1), UNIT)])
    return zheng, DualRegistration.objects.get()


def test_a_member_declines_the_contact_strikes_and_the_office_puts_back(
    district: District, place: UnitPresence, listed: tuple[User, DualRegistration]
) -> None:
    zheng, row = listed
    phone, office, contact = map(client_of, (zheng, district.secretary, place.contact.user))
    address = f"/members/registrations/{row.pk}/"
    assert phone.post(f"{address}decline/", {"reason": ""}).status_code == 422
    assert phone.post(f"{address}decline/", {"reason": "已调离"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.reason) == ("declined", "已调离")
    assert phone.get(f"{address}accept/").status_code == 404
    assert "已调离" in office.get(f"/members/registrations/lists/{place.pk}/").content.decode()
    assert office.post(f"{address}relist/").status_code == 302
    row.refresh_from_db()
    assert (row.state, row.reason) == ("listed", "")
    strike = f"/members/registrations/unit/{place.pk}/{row.pk}/strike/"
    assert phone.post(strike, {"reason": "不是我"}).status_code == 404, "nobody but the contact"
    contact.post(strike, {"reason": ""})
    row.refresh_from_db()
    assert row.state == "listed"
    assert contact.post(strike, {"reason": "已退休"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.reason) == ("declined", "已退休")
    assert contact.post(strike, {"reason": "已退休"}).status_code == 404


def test_nobody_confirms_for_another_and_a_pledge_has_its_text(
    district: District, listed: tuple[User, DualRegistration]
) -> None:
    zheng, row = listed
    stranger = make_user("stranger", make_person("路人甲"))
    page = f"/members/registrations/{row.pk}/accept/"
    given = {"choice": "pledged", "service": "single", "pledge": ""}
    assert client_of(stranger).post(page, given).status_code == 404
    answer = client_of(zheng).post(page, given)
    assert answer.status_code == 422 and "请写明承诺做什么" in answer.content.decode()
    row.refresh_from_db()
    assert row.state == "listed"
    with pytest.raises(RuleViolation, match="现在是“待本人确认”"):
        registering.confirm_registrations(by=district.secretary, registrations=[row], now=NOW)


def test_where_nobody_vouches_any_more_the_community_decides(
    district: District, place: UnitPresence, listed: tuple[User, DualRegistration]
) -> None:
    zheng, row = listed
    UnitPresence.objects.filter(pk=place.pk).update(during=(SINCE, timezone.localdate(NOW)))
    taken = actions.accept(by=zheng, registration=row, at=NOW, choice="self_chosen", service="single")
    assert (taken.state, taken.proof, taken.slip_number) == ("submitted", "", None)


def test_the_list_goes_back_only_with_names_and_can_be_taken_back(
    district: District, place: UnitPresence, listed: tuple[User, DualRegistration]
) -> None:
    zheng, row = listed
    with pytest.raises(RuleViolation, match="没有送回过"):
        actions.take_list_back(by=district.secretary, presence=place)
    assert actions.return_list(by=district.secretary, presence=place, at=NOW) == 1
    assert actions.take_list_back(by=district.secretary, presence=place) == 1
    row.refresh_from_db()
    assert row.returned_on is None
    actions.accept(by=zheng, registration=row, at=NOW, choice="self_chosen", service="single")
    with pytest.raises(RuleViolation, match="都已确认"):
        actions.return_list(by=district.secretary, presence=place, at=NOW)
    other = client_of(district.other_secretary)
    assert other.get(f"/members/registrations/lists/{place.pk}/").status_code == 404
    assert other.post(f"/members/registrations/lists/{place.pk}/return/").status_code == 404


def test_the_database_holds_what_a_list_promises(listed: tuple[User, DualRegistration]) -> None:
    _, row = listed
    for fields in ({"unit": None}, {"listed_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DualRegistration.objects.filter(pk=row.pk).update(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        DualRegistration.objects.create(
            person=row.person, organization=row.organization, side=row.side, unit_name="另报"
        )


def test_a_long_list_costs_the_statements_of_a_short_one(district: District, place: UnitPresence) -> None:
    def statements(first: int, last: int) -> int:
        rows = [(f"党员{chr(0x4E00 + each)}", f"139{each:08d}", UNIT) for each in range(first, last)]
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert bring(district.secretary, district.community, rows).created == last - first
        return len(captured)

    statements(0, 2)
    assert statements(10, 12) == statements(20, 60)
    assert queries.lists(district.secretary, today=timezone.localdate(NOW)).get().named == 44
