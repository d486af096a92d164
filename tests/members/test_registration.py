import threading
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from core.models import AuditEvent
from core.records.errors import RuleViolation
from members import actions
from members.models import DualRegistration, Membership
from members.registrations import actions as registering
from organizations.actions import enter_unit
from organizations.models import UnitPresence
from tests.members.conftest import make_person, make_user

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("证明.pdf", b"%PDF-1.4 %%EOF")


def submit(district, **fields) -> DualRegistration:
    values = {"by": district.member, "person": district.member.person, "community": district.community}
    return actions.submit_registration(**(values | {"side": "home", "now": NOW} | fields))


@pytest.mark.requirement("MEM-05")
def test_member_registers_by_phone_and_the_community_confirms(district):
    phone = client_of(district.member)
    form = {
        "side": "work",
        "community": district.community.pk,
        "unit_name": "税务局",
        "choice": "pledged",
        "pledge": "每月讲一次税收政策",
        "service": "collective",
    }
    assert phone.post("/members/registrations/new/", form).status_code == 302
    row = DualRegistration.objects.get()
    assert (row.state, row.side, row.choice, row.service) == ("submitted", "work", "pledged", "collective")
    office = client_of(district.secretary)
    assert "赵民国" in office.get("/members/registrations/").content.decode()
    refused = office.post("/members/registrations/confirm/", {"chosen": [row.pk]})
    assert refused.status_code == 422 and "单位还没有确认党员身份" in refused.content.decode()
    row.refresh_from_db()
    assert row.state == "submitted", "pending until the unit or a document confirms membership"
    answer = office.post("/members/registrations/confirm/", {"chosen": [row.pk], "document": paper()})
    assert answer.status_code == 302, answer.context["form"].errors
    row.refresh_from_db()
    assert (row.state, row.proof) == ("confirmed", "document") and row.slip_number and row.during.upper is not None
    kept = office.get(f"/members/registrations/{row.pk}/document/")
    assert b"".join(kept) == b"%PDF-1.4 %%EOF", "the document is kept"
    assert client_of(district.other_secretary).get(f"/members/registrations/{row.pk}/document/").status_code == 404
    assert "还没有到居住地社区报到" in phone.get("/").content.decode(), "home and work, both are asked for"
    alone = "/members/registrations/?state=one_side"
    assert "赵民国" in office.get(alone).content.decode()
    submit(district)
    [home] = actions.confirm_registrations(
        by=district.secretary, registrations=DualRegistration.objects.filter(side="home"), document=paper(), now=NOW
    )
    assert "赵民国" not in office.get(alone).content.decode() and home.slip_number
    slip = office.get(f"/members/registrations/{row.pk}/slip.pdf")
    assert slip.content.startswith(b"%PDF")
    assert "已确认" in phone.get("/members/registrations/mine/").content.decode()
    assert AuditEvent.objects.filter(code="members.registration_confirmed", target_id=str(row.pk)).count() == 1


def test_registration_moves_no_relationship(district):
    submit(district)
    assert not Membership.objects.exists()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"side": "work", "unit_name": ""}, "单位名称"),
        ({"choice": "pledged", "pledge": ""}, "承诺做什么"),
        ({"community": ""}, "请选择要报到的社区"),
    ],
)
def test_bad_input_is_said_at_the_field_and_nothing_is_written(district, fields, message):
    form = {"side": "home", "community": district.community.pk, "choice": "self_chosen", "service": "single"}
    answer = client_of(district.member).post("/members/registrations/new/", form | fields)
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert not DualRegistration.objects.exists()


def test_same_community_twice_is_refused(district):
    submit(district)
    with pytest.raises(RuleViolation, match="已在这个社区报到"):
        submit(district)
    assert DualRegistration.objects.count() == 1


def test_two_clicks_at_once_make_one_registration(transactional_db, request):
    district = request.getfixturevalue("district")
    results = []

    def click():
        try:
            submit(district)
            results.append("done")
        except RuleViolation:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(results) == ["done", "refused", "refused", "refused"]


def test_several_are_confirmed_at_once_all_or_none(district):
    rows = [submit(district)]
    for number in range(9):
        user = make_user(f"m{number}", make_person(f"党员{number}"))
        rows.append(submit(district, by=user, person=user.person))
    actions.confirm_registrations(by=district.secretary, registrations=rows[:1], document=paper(), now=NOW)
    with pytest.raises(RuleViolation, match="的报到现在是“已确认”，不能再确认报到"):
        actions.confirm_registrations(by=district.secretary, registrations=rows, document=paper(), now=NOW)
    assert DualRegistration.objects.confirmed().count() == 1
    actions.confirm_registrations(by=district.secretary, registrations=rows[1:], document=paper(), now=NOW)
    assert DualRegistration.objects.confirmed().count() == 10


def test_confirmation_costs_the_same_queries_for_one_and_ten(district, django_assert_num_queries):
    from django.test.utils import CaptureQueriesContext

    def count(numbers) -> int:
        rows = []
        for number in numbers:
            user = make_user(f"n{number}", make_person(f"党员{number}"))
            rows.append(submit(district, by=user, person=user.person))
        with CaptureQueriesContext(connection) as captured:
            actions.confirm_registrations(by=district.secretary, registrations=rows, document=paper(), now=NOW)
        return len(captured)

    assert count(range(1)) == count(range(10, 20))


def test_other_community_cannot_confirm(district):
    row = submit(district)
    answer = client_of(district.other_secretary).post(
        "/members/registrations/confirm/", {"chosen": [row.pk], "document": paper()}
    )
    assert answer.status_code == 422
    assert client_of(district.other_secretary).get(f"/members/registrations/{row.pk}/").status_code == 404
    row.refresh_from_db()
    assert row.state == "submitted"


def test_nobody_confirms_oneself(district):
    row = submit(district, by=district.secretary, person=district.secretary.person)
    with pytest.raises(RuleViolation, match="不能确认自己的报到"):
        actions.confirm_registrations(by=district.secretary, registrations=[row], document=paper(), now=NOW)


def test_asked_back_is_completed_by_the_member(district):
    row = submit(district)
    office, phone = client_of(district.secretary), client_of(district.member)
    url = f"/members/registrations/{row.pk}/"
    assert office.post(f"{url}decide/", {"step": "ask_back", "reason": ""}).status_code == 422
    assert office.post(f"{url}decide/", {"step": "ask_back", "reason": "请写单位全称"}).status_code == 302
    assert "请写单位全称" in phone.get("/members/registrations/mine/").content.decode()
    form = {"side": "home", "unit_name": "市税务局", "choice": "self_chosen", "service": "single"}
    assert phone.post(f"{url}answer/", form).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.unit_name) == ("submitted", "市税务局")


def test_another_members_registration_cannot_be_answered(district):
    row = submit(district)
    actions.decide_registration(
        by=district.secretary, registration=row, step="ask_back", reason="请写单位全称", now=NOW
    )
    stranger = make_user("stranger", make_person("路人甲"))
    assert client_of(stranger).get(f"/members/registrations/{row.pk}/answer/").status_code == 404


def test_confirmed_row_without_its_slip_is_refused_by_the_database(district):
    from django.db import IntegrityError, transaction

    row = submit(district)
    with pytest.raises(IntegrityError), transaction.atomic():
        DualRegistration.objects.filter(pk=row.pk).update(state="confirmed")


@pytest.fixture
def unit(district) -> UnitPresence:
    """A unit in the community, whose contact has an account."""
    made = enter_unit(
        by="test",
        community=district.community,
        name="税务局",
        kind="organ",
        since=date(2020, 1, 1),
        today=timezone.localdate(NOW),
    )
    contact = make_user("contact", make_person("石大勇"))
    UnitPresence.objects.filter(pk=made.pk).update(contact=contact.person)
    made.refresh_from_db()
    return made


@pytest.mark.requirement("MEM-05")
def test_the_unit_itself_confirms_its_member_and_gets_the_slip(district, unit):
    row = submit(district, side="work", unit_name="税务局")
    contact, page = unit.contact.user, f"/members/registrations/unit/{unit.pk}/"
    phone = client_of(contact)
    assert "赵民国是本单位党员" in phone.get(page).content.decode()
    assert client_of(district.secretary).post(f"{page}{row.pk}/vouch/").status_code == 404, "nobody else speaks for it"
    assert phone.post(f"{page}{row.pk}/vouch/").status_code == 302
    [done] = actions.confirm_registrations(by=district.secretary, registrations=[row], now=NOW)
    assert (done.state, done.proof, done.vouched_by, done.document.name) == ("confirmed", "unit", contact, "")
    assert phone.get(f"{page}{row.pk}/slip.pdf").content.startswith(b"%PDF")
    home = submit(district)
    actions.confirm_registrations(by=district.secretary, registrations=[home], now=NOW)  # it stands for the person


def test_a_unit_disowns_who_is_not_its_member_and_nobody_vouches_for_oneself(district, unit):
    row = submit(district, side="work", unit_name="税务局")
    phone, page = client_of(unit.contact.user), f"/members/registrations/unit/{unit.pk}/"
    phone.post(f"{page}{row.pk}/disown/", {"reason": ""})
    row.refresh_from_db()
    assert row.state == "submitted"
    phone.post(f"{page}{row.pk}/disown/", {"reason": "查无此人"})
    row.refresh_from_db()
    assert (row.state, row.reason) == ("refused", "查无此人")
    own = submit(district, by=unit.contact.user, person=unit.contact, side="work", unit_name="税务局")
    with pytest.raises(RuleViolation, match="不能确认自己的报到"):
        registering.vouch(by=unit.contact.user, registration=own, at=NOW)


@pytest.mark.parametrize("member_class", ["retired", "unemployed", "student", "farming"])
def test_only_members_in_service_register(district, member_class):
    Membership.objects.create(
        person=district.member.person,
        organization=district.branch,
        member_class=member_class,
        during=(date(2020, 1, 1), None),
    )
    with pytest.raises(RuleViolation, match="面向在职党员"):
        submit(district)
    assert not DualRegistration.objects.exists()


def test_who_moves_is_registered_at_the_new_home_alone(district):
    old = submit(district)
    actions.confirm_registrations(by=district.secretary, registrations=[old], document=paper(), now=NOW)
    new = submit(district, community=district.other_community)
    old.refresh_from_db()
    assert old.state == "confirmed", "until the new community has confirmed"
    actions.confirm_registrations(by=district.other_secretary, registrations=[new], document=paper(), now=NOW)
    old.refresh_from_db()
    assert (old.state, old.reason) == ("ended", f"已改到{district.other_community.label}报到")


def test_the_member_leaves_with_a_reason(district):
    row = submit(district)
    actions.confirm_registrations(by=district.secretary, registrations=[row], document=paper(), now=NOW)
    phone = client_of(district.member)
    phone.post(f"/members/registrations/{row.pk}/withdraw/", {"reason": ""})
    row.refresh_from_db()
    assert row.state == "confirmed"
    stranger = make_user("stranger", make_person("路人甲"))
    assert client_of(stranger).post(f"/members/registrations/{row.pk}/withdraw/", {"reason": "x"}).status_code == 404
    phone.post(f"/members/registrations/{row.pk}/withdraw/", {"reason": "已调离"})
    row.refresh_from_db()
    assert (row.state, row.reason) == ("ended", "已调离") and row.during.upper is not None


def test_one_document_is_kept_with_all_whom_no_unit_confirmed(district):
    rows = [submit(district)]
    user = make_user("m1", make_person("党员1"))
    rows.append(submit(district, by=user, person=user.person))
    DualRegistration.objects.filter(pk=rows[1].pk).update(vouched_at=NOW)
    with pytest.raises(RuleViolation, match="赵民国的单位还没有确认党员身份"):
        actions.confirm_registrations(by=district.secretary, registrations=rows, now=NOW)
    done = actions.confirm_registrations(by=district.secretary, registrations=rows, document=paper(), now=NOW)
    assert [(row.proof, bool(row.document)) for row in done] == [("document", True), ("unit", False)]
