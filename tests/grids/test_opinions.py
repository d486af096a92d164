"""Opinions: from the code on the wall, over the levels, to the answer and its rating."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.chinese.calendar import add_working_days
from core.models import AuditEvent
from core.web import worklist
from grids import actions
from grids.models import Level, Opinion, OpinionStep
from organizations.models import Threshold
from tests.grids.conftest import SINCE, make_person, make_user

MONDAY = datetime(2026, 11, 2, 1, tzinfo=UTC)


def receive(place, grid=None, at=MONDAY, **fields) -> Opinion:
    return actions.receive_opinion(
        by="居民", community=place.community, grid=grid, content="楼道灯坏了", at=at, **fields
    )


@pytest.mark.requirement("GRD-06")
def test_a_resident_reports_without_signing_in_and_sees_the_answer_and_rates_it(client, place, grid):
    head = make_person("网格员丙")
    actions.add_responsible_person(by="t", grid=grid, person=head, role="grid_officer", since=SINCE)
    resident = Client(enforce_csrf_checks=True)
    url = reverse("grids:public_grid", args=[grid.token])
    page = resident.get(url)
    token = page.cookies["csrftoken"].value
    data = {"content": "楼道灯坏了", "phone": "13900001234", "csrfmiddlewaretoken": token}
    assert resident.post(url, {"content": "楼道灯坏了"}).status_code == 403
    response = resident.post(url, data)
    opinion = Opinion.objects.get()
    assert response.url == reverse("grids:public_opinion", args=[opinion.token])
    assert (opinion.level, opinion.first_receiver) == (Level.GRID, head)
    assert opinion.due_on == add_working_days(timezone.localdate(), 2)
    client.force_login(place.secretary)
    answer = {"answer": "今晚已换灯", "version": opinion.version}
    client.post(reverse("grids:opinion_answer", args=[opinion.pk]), answer)
    page = resident.get(response.url).content.decode()
    assert "今晚已换灯" in page and "您对答复满意吗" in page
    resident.post(response.url, {"satisfaction": "satisfied", "csrfmiddlewaretoken": token})
    opinion.refresh_from_db()
    assert (opinion.state, opinion.satisfaction) == (Opinion.State.CLOSED, "satisfied")
    assert list(opinion.steps.values_list("kind", flat=True)) == ["received", "signed", "answered", "rated"]


@pytest.mark.requirement("GRD-06")
def test_an_unhappy_resident_sends_the_opinion_one_level_up(place, grid, client):
    opinion = receive(place, grid)
    actions.answer_opinion(by=place.secretary, opinion=opinion, answer="等通知", at=MONDAY)
    client.post(reverse("grids:public_opinion", args=[opinion.token]), {"satisfaction": "dissatisfied"})
    opinion.refresh_from_db()
    assert (opinion.state, opinion.level, opinion.answer) == (Opinion.State.RECEIVED, Level.COMMUNITY, "")
    assert OpinionStep.objects.filter(opinion=opinion, kind="answered", note="等通知").exists()


@pytest.mark.requirement("GRD-06")
def test_each_level_has_its_time_limit_and_takes_it_from_the_thresholds(place, grid):
    national = Threshold.objects.get(name="grd.opinion.street_working_days", organization=None)
    Threshold.objects.create(
        name=national.name,
        value="3",
        unit=national.unit,
        op=national.op,
        origin="decision",
        scope_level="street",
        label=national.label,
        organization=place.street,
        effective_from=date(2026, 1, 1),
    )
    opinion = receive(place, grid)
    assert opinion.due_on == date(2026, 11, 4)
    actions.raise_opinion(by=place.secretary, opinion=opinion, at=MONDAY)
    assert (opinion.level, opinion.due_on) == (Level.COMMUNITY, date(2026, 11, 9))
    actions.raise_opinion(by=place.secretary, opinion=opinion, at=MONDAY, note="要街道协调")
    assert (opinion.level, opinion.due_on) == (Level.STREET, date(2026, 11, 5))


def test_the_work_list_shows_an_opinion_to_the_level_whose_turn_it_is(place, grid):
    opinion = receive(place, grid)
    today = date(2026, 11, 6)

    def shown(user):
        user = type(user).objects.get(pk=user.pk)
        return [item for item in worklist.due(user, today) if item.kind == "opinion.answer"]

    [item] = shown(place.secretary)
    assert (item.due_on, item.count, item.url) == (
        date(2026, 11, 4),
        1,
        reverse("grids:opinion", args=[opinion.pk]),
    )
    [behind] = shown(place.street_officer)
    assert behind.title == "下级有 1 件社情民意逾期未答复" and not shown(place.other_secretary)
    actions.raise_opinion(by=place.secretary, opinion=opinion, at=MONDAY)
    actions.raise_opinion(by=place.secretary, opinion=opinion, at=MONDAY)
    assert not shown(place.secretary)
    assert shown(place.street_officer)
    actions.answer_opinion(by=place.street_officer, opinion=opinion, answer="已协调", at=MONDAY)
    assert not shown(place.street_officer)


def test_an_opinion_is_answered_with_one_field_and_one_click(client, place, grid):
    opinion = receive(place, grid)
    client.force_login(place.secretary)
    page = client.get(reverse("grids:opinion", args=[opinion.pk])).content.decode()
    form = page[page.index("opinion-") :]
    form = form[: form.index("</form>")]
    assert form.count("<textarea") == 1
    assert form.count("<input") == form.count('type="hidden"')


def test_an_empty_answer_is_refused_and_nothing_is_written(client, place, grid):
    opinion = receive(place, grid)
    client.force_login(place.secretary)
    response = client.post(reverse("grids:opinion_answer", args=[opinion.pk]), {"answer": "", "version": 1})
    assert response.status_code == 422
    opinion.refresh_from_db()
    assert opinion.state == Opinion.State.RECEIVED


def test_the_second_answer_is_told_of_the_first_and_keeps_its_text(client, place, grid):
    opinion = receive(place, grid)
    client.force_login(place.secretary)
    url = reverse("grids:opinion_answer", args=[opinion.pk])
    client.post(reverse("grids:opinion_raise", args=[opinion.pk]), {"reason": "上报"})
    response = client.post(url, {"answer": "我的答复", "version": opinion.version})
    assert response.status_code == 409
    assert "我的答复" in response.content.decode()
    assert Opinion.objects.get().state == Opinion.State.RECEIVED


def test_an_answer_to_what_was_answered_meanwhile_is_told_and_shown_beside_it(client, place, grid):
    opinion = receive(place, grid)
    client.force_login(place.secretary)
    url = reverse("grids:opinion_answer", args=[opinion.pk])
    client.post(url, {"answer": "先到的答复", "version": opinion.version})
    page = client.post(url, {"answer": "后到的答复", "version": opinion.version})
    assert page.status_code in (409, 422)
    assert "后到的答复" in (text := page.content.decode()) and "先到的答复" in text and "没有保存" in text
    assert Opinion.objects.get().answer == "先到的答复"


def test_reports_from_one_address_are_limited_and_keep_the_text(client, place, grid):
    url = reverse("grids:public_grid", args=[grid.token])
    for _ in range(5):
        assert client.post(url, {"content": "问题"}).status_code == 302
    response = client.post(url, {"content": "第六个问题"})
    assert response.status_code == 429
    assert "第六个问题" in response.content.decode()
    assert Opinion.objects.count() == 5


@pytest.mark.parametrize("phone", ["12345", "abc", "139000012345678"])
def test_a_wrong_phone_is_named_at_its_field(client, place, grid, phone):
    page = client.post(
        reverse("grids:public_grid", args=[grid.token]), {"content": "问题", "phone": phone}
    ).content.decode()
    assert "请填写11位手机号" in page and not Opinion.objects.exists()


def test_the_phone_is_masked_until_a_reason_is_logged(client, place, grid):
    opinion = receive(place, grid, phone="13900001234")
    client.force_login(place.secretary)
    page = client.get(reverse("grids:opinion", args=[opinion.pk])).content.decode()
    assert "139****1234" in page and "13900001234" not in page
    url = reverse("grids:opinion_phone", args=[opinion.pk])
    assert "13900001234" not in client.post(url, {"reason": ""}, follow=True).content.decode()
    response = client.post(url, {"reason": "回电核实"})
    assert "13900001234" in response.content.decode() and response.headers["Cache-Control"] == "no-store"
    event = AuditEvent.objects.get(code="grids.opinion_phone_revealed")
    assert event.data == {"reason": "回电核实"} and "1390000" not in str(event.data)


@pytest.mark.parametrize(
    "name", ["grids:opinion", "grids:opinion_answer", "grids:opinion_raise", "grids:opinion_phone"]
)
def test_a_foreign_opinion_does_not_exist_for_another_secretary(client, place, grid, name):
    opinion = receive(place, grid)
    client.force_login(place.other_secretary)
    url = reverse(name, args=[opinion.pk])
    response = client.get(url) if name == "grids:opinion" else client.post(url, {"answer": "x", "version": 1})
    assert response.status_code == 404


def test_the_list_counts_overdue_ones_apart(client, place, grid):
    receive(place, grid, at=datetime(2020, 1, 2, tzinfo=UTC))
    receive(place, grid, at=timezone.now())
    client.force_login(place.secretary)
    overdue = client.get(reverse("grids:opinions"), {"state": "overdue"})
    assert len(overdue.context["page"].object_list) == 1
    assert len(client.get(reverse("grids:opinions")).context["page"].object_list) == 2


def test_who_enters_an_opinion_is_its_first_receiver(client, place, grid):
    client.force_login(place.secretary)
    client.post(
        reverse("grids:opinion_new"),
        {
            "organization": place.community.pk,
            "grid": grid.pk,
            "content": "电梯停运",
            "channel": "phone",
            "received_at": "2026-11-24T09:00",
            "source": "unit",
            "category": "property",
        },
    )
    opinion = Opinion.objects.get()
    assert (opinion.first_receiver, opinion.source) == (place.secretary.person, "unit")


@pytest.mark.requirement("GRD-06")
def test_nobody_rates_what_he_received_or_answers_for(place, grid):
    """Neither the office nor the first receiver is the judge of the answer; the asker is, and stays unnamed."""
    officer = make_user("officer-c", make_person("网格员丙"))
    actions.add_responsible_person(by="t", grid=grid, person=officer.person, role="grid_officer", since=SINCE)
    opinion = receive(place, grid)
    actions.answer_opinion(by=place.secretary, opinion=opinion, answer="已换灯", at=MONDAY)
    url = reverse("grids:public_opinion", args=[opinion.token])
    for user in (place.secretary, place.street_officer, officer):
        browser = Client()
        browser.force_login(user)
        assert "请您评价" not in browser.get(url).text
        response = browser.post(url, {"satisfaction": "satisfied"})
        assert response.status_code == 422 and "不能评价" in response.text
        assert browser.post(url, {"satisfaction": "dissatisfied"}).status_code == 422
    opinion.refresh_from_db()
    assert (opinion.state, opinion.satisfaction) == (Opinion.State.ANSWERED, "")
    neighbour = Client()
    neighbour.force_login(make_user("neighbour", make_person("邻居丁")))
    assert neighbour.post(url, {"satisfaction": "basic"}).status_code == 302
    opinion.refresh_from_db()
    assert opinion.satisfaction == "basic" and opinion.steps.get(kind="rated").by is None


def test_a_member_rates_what_he_raised_unless_the_answer_is_his(place, grid):
    asker = make_user("asker", place.member.person)
    opinion = receive(place, grid, reporter=asker.person, source="member")
    actions.answer_opinion(by=place.secretary, opinion=opinion, answer="已换灯", at=MONDAY)
    browser = Client()
    browser.force_login(asker)
    url = reverse("grids:public_opinion", args=[opinion.token])
    assert "请您评价" in browser.get(url).text
    assert browser.post(url, {"satisfaction": "satisfied"}).status_code == 302
    own = receive(place, grid, reporter=place.secretary.person, source="member")
    actions.answer_opinion(by=place.secretary, opinion=own, answer="我来修", at=MONDAY)
    browser.force_login(place.secretary)
    page = browser.post(reverse("grids:public_opinion", args=[own.token]), {"satisfaction": "satisfied"})
    assert page.status_code == 422


@pytest.mark.requirement("GRD-06")
def test_the_first_receiver_signs_answers_and_raises_while_the_grid_is_his(place, grid):
    officer = make_user("officer-c", make_person("网格员丙"))
    seat = actions.add_responsible_person(by="t", grid=grid, person=officer.person, role="grid_officer", since=SINCE)
    opinion = receive(place, grid)
    phone = Client()
    phone.force_login(officer)
    assert reverse("grids:received", args=[opinion.pk]) in phone.get(reverse("grids:mine")).text
    page = phone.get(reverse("grids:received", args=[opinion.pk])).text
    assert "签收" in page and "解决不了，上报" in page and opinion.token not in page
    assert phone.post(reverse("grids:received_sign", args=[opinion.pk])).status_code == 302
    opinion.refresh_from_db()
    answer = {"answer": "今晚已换灯", "version": opinion.version}
    empty = phone.post(reverse("grids:received_answer", args=[opinion.pk]), {**answer, "answer": ""})
    assert empty.status_code == 422
    assert phone.post(reverse("grids:received_answer", args=[opinion.pk]), answer).status_code == 302
    opinion.refresh_from_db()
    assert (opinion.state, opinion.answered_by) == (Opinion.State.ANSWERED, officer)
    assert phone.get(reverse("grids:opinion", args=[opinion.pk])).status_code == 403, (
        "the office's page is the office's"
    )

    second = receive(place, grid)
    assert phone.post(reverse("grids:received_raise", args=[second.pk]), {"reason": "要换线"}).status_code == 302
    second.refresh_from_db()
    assert second.level == Level.COMMUNITY
    for step in ("sign", "answer", "raise"):  # the community's now
        assert phone.post(reverse(f"grids:received_{step}", args=[second.pk]), answer).status_code == 403
    assert "解决不了，上报" not in phone.get(reverse("grids:received", args=[second.pk])).text

    third = receive(place, grid)
    actions.end_responsible_person(by="t", responsible=seat, on=timezone.localdate(), today=timezone.localdate())
    assert phone.get(reverse("grids:received", args=[third.pk])).status_code == 200, "still followed"
    assert phone.post(reverse("grids:received_sign", args=[third.pk])).status_code == 403
    phone.force_login(place.secretary)
    assert phone.get(reverse("grids:received", args=[third.pk])).status_code == 404, "received by another"
