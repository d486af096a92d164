import threading
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client

from core.models import AuditEvent
from core.records.errors import RuleViolation
from members import actions
from members.models import DualRegistration
from tests.members.conftest import make_person, make_user

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


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
    answer = office.post("/members/registrations/confirm/", {"chosen": [row.pk], "proof": "unit"})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.state == "confirmed" and row.slip_number and row.during.upper is not None
    slip = office.get(f"/members/registrations/{row.pk}/slip.pdf")
    assert slip.content.startswith(b"%PDF")
    assert "已确认" in phone.get("/members/registrations/mine/").content.decode()
    assert AuditEvent.objects.filter(code="members.registration_confirmed", target_id=str(row.pk)).count() == 1


def test_registration_moves_no_relationship(district):
    from members.models import Membership

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
    actions.confirm_registrations(by=district.secretary, registrations=rows[:1], proof="document", now=NOW)
    with pytest.raises(RuleViolation, match="的报到现在是“已确认”，不能再确认报到"):
        actions.confirm_registrations(by=district.secretary, registrations=rows, proof="unit", now=NOW)
    assert DualRegistration.objects.confirmed().count() == 1
    actions.confirm_registrations(by=district.secretary, registrations=rows[1:], proof="unit", now=NOW)
    assert DualRegistration.objects.confirmed().count() == 10


def test_confirmation_costs_the_same_queries_for_one_and_ten(district, django_assert_num_queries):
    from django.test.utils import CaptureQueriesContext

    def count(numbers) -> int:
        rows = []
        for number in numbers:
            user = make_user(f"n{number}", make_person(f"党员{number}"))
            rows.append(submit(district, by=user, person=user.person))
        with CaptureQueriesContext(connection) as captured:
            actions.confirm_registrations(by=district.secretary, registrations=rows, proof="unit", now=NOW)
        return len(captured)

    assert count(range(1)) == count(range(10, 20))


def test_other_community_cannot_confirm(district):
    row = submit(district)
    answer = client_of(district.other_secretary).post(
        "/members/registrations/confirm/", {"chosen": [row.pk], "proof": "unit"}
    )
    assert answer.status_code == 422
    assert client_of(district.other_secretary).get(f"/members/registrations/{row.pk}/").status_code == 404
    row.refresh_from_db()
    assert row.state == "submitted"


def test_nobody_confirms_oneself(district):
    row = submit(district, by=district.secretary, person=district.secretary.person)
    with pytest.raises(RuleViolation, match="不能确认自己的报到"):
        actions.confirm_registrations(by=district.secretary, registrations=[row], proof="unit", now=NOW)


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
