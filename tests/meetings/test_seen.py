"""Minutes are confirmed and closed as they were read, or not at all."""

import pytest
import time_machine
from django.urls import reverse
from lxml import html

from core.models import AuditEvent
from meetings import actions
from meetings.models import Meeting
from tests.meetings.conftest import at, client_of
from tests.meetings.test_pages import held
from tests.pressing import carrying_what_stands_in_the_form

pytestmark = pytest.mark.django_db


def form_of(page, address):
    """What stands in the form that goes to ``address``."""
    found = html.fromstring(page.content).xpath(f'//form[@action="{address}"]//input[@name]')
    return {each.get("name"): each.get("value", "") for each in found}


@pytest.fixture
def recorded(world):
    with time_machine.travel(at(21, 9), tick=False):
        meeting = held(world)
        actions.record(
            by=world.secretary, meeting=meeting, version=meeting.version, now=at(21), content="第一稿：同意。"
        )
        meeting.refresh_from_db()
        with carrying_what_stands_in_the_form():
            yield meeting


@pytest.mark.parametrize(
    "change",
    [
        lambda world, meeting: actions.record(
            by=world.secretary, meeting=meeting, version=meeting.version, now=at(21), content="第二稿：不同意。"
        ),
        lambda world, meeting: actions.mark(
            by=world.secretary,
            meeting=meeting,
            persons=[world.members[0].pk],
            state="on_leave",
            reason="病",
            now=at(21),
        ),
    ],
    ids=["text", "attendance"],
)
def test_who_confirms_what_was_changed_since_sees_both_texts(world, recorded, change):
    confirmer, address = client_of(world.deputy), reverse("meetings:confirm", args=[recorded.pk])
    seen = form_of(confirmer.get(reverse("meetings:detail", args=[recorded.pk])), address)
    change(world, recorded)
    answer = confirmer.post(address, seen)
    assert answer.status_code == 409 and "您看到的不是现在的内容" in answer.text
    recorded.refresh_from_db()
    assert recorded.state == Meeting.State.RECORDED
    assert not AuditEvent.objects.filter(code="meetings.confirmed").exists()
    again = form_of(answer, address)
    assert confirmer.post(address, again).status_code == 302
    recorded.refresh_from_db()
    assert recorded.state == Meeting.State.CONFIRMED


def test_both_texts_stand_beside_each_other(world, recorded):
    confirmer, address = client_of(world.deputy), reverse("meetings:confirm", args=[recorded.pk])
    seen = form_of(confirmer.get(reverse("meetings:detail", args=[recorded.pk])), address)
    actions.record(
        by=world.secretary, meeting=recorded, version=recorded.version, now=at(21), content="第二稿：不同意。"
    )
    answer = confirmer.post(address, seen)
    assert "第一稿：同意。" in answer.text and "第二稿：不同意。" in answer.text


def test_a_button_that_carries_nothing_or_another_record_does_nothing(world, recorded):
    other = actions.plan(
        by="test",
        organization=world.big_committee,
        kind="symposium",
        topic="别的会",
        starts_at=at(25),
        place="礼堂",
        now=at(21),
    )
    client, address = client_of(world.deputy), reverse("meetings:confirm", args=[recorded.pk])
    notify = reverse("meetings:notify", args=[other.pk])
    foreign = form_of(client.get(reverse("meetings:detail", args=[other.pk])), notify)
    for posted in ({}, {"shown": "x"}, {"shown": foreign["shown"]}):
        assert client.post(address, posted).status_code == 409
    recorded.refresh_from_db()
    assert recorded.state == Meeting.State.RECORDED


def test_what_was_typed_goes_along(world, recorded):
    actions.confirm(by=world.deputy, meeting=recorded, now=at(21))
    client, address = client_of(world.deputy), reverse("meetings:send_back", args=[recorded.pk])
    answer = client.post(address, {"reason": "人数不对"})
    again = form_of(answer, address)
    assert answer.status_code == 409 and again["reason"] == "人数不对"
    assert client.post(address, again).status_code == 302
    assert AuditEvent.objects.get(code="meetings.sent_back").data["reason"] == "人数不对"


def test_who_records_and_confirms_at_once_has_seen_what_was_written(world):
    with time_machine.travel(at(21, 9), tick=False), carrying_what_stands_in_the_form():
        meeting = held(world)
        client, address = client_of(world.secretary), reverse("meetings:record", args=[meeting.pk])
        page = html.fromstring(client.get(address).content)
        data = dict(page.forms[-1].fields) | {"content": "走访三户。", "resolutions_text": "每月走访。", "confirm": "1"}
        data = {name: value for name, value in data.items() if value not in (None, "")}
        assert client.post(address, data).status_code == 302
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.CONFIRMED
