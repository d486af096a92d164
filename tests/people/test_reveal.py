"""Masked by default; shown with a reason to who may, and the reason is kept, the value is not."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from core.models import AuditEvent, Notification
from organizations import actions as tree
from organizations.models import Grant, Position
from people import actions
from tests.clock import NOW
from tests.people.conftest import ADDRESS, NUMBER, PHONE, SINCE, District, account


@pytest.mark.requirement("MEM-15")
def test_unmasking_is_asked_for_given_a_reason_and_logged(secretary: Client, district: District) -> None:
    page = secretary.get(reverse("people:person", args=[district.here.member.pk])).content.decode()
    assert "139****1234" in page and "999*************11" in page
    assert PHONE not in page and NUMBER not in page and ADDRESS not in page
    url = reverse("people:reveal", args=[district.here.member.pk])
    refused = secretary.post(url, {"field": "phone", "reason": "x"})
    assert PHONE not in refused.content.decode() and "查看原因" in refused.content.decode()
    assert not AuditEvent.objects.filter(code="people.revealed").exists()
    shown = secretary.post(url, {"field": "phone", "reason": "通知开会"})
    assert PHONE in shown.content.decode() and NUMBER not in shown.content.decode()
    assert shown["Cache-Control"].startswith("max-age=0")
    event = AuditEvent.objects.get(code="people.revealed")
    assert event.data == {"field": "phone", "reason": "通知开会"}
    assert event.actor_id == district.here.secretary.pk
    assert event.target_id == str(district.here.member.pk)


def test_the_fragment_hides_again_and_has_no_page_around_it(secretary: Client, district: District) -> None:
    url = reverse("people:reveal", args=[district.here.member.pk])
    shown = secretary.post(url, {"field": "address", "reason": "上门慰问"}, headers={"HX-Request": "true"})
    text = shown.content.decode()
    assert ADDRESS in text and 'data-hide-after="30"' in text and "<html" not in text


def test_outside_the_scope_there_is_nobody(secretary: Client, district: District) -> None:
    stranger = district.there.member
    for name in ("people:person", "people:reveal"):
        missing = secretary.get(reverse(name, args=[999_999]))
        outside = secretary.get(reverse(name, args=[stranger.pk]))
        assert outside.status_code == missing.status_code == 404
        assert "仇明" not in outside.content.decode()
    posted = secretary.post(reverse("people:reveal", args=[stranger.pk]), {"field": "phone", "reason": "通知开会"})
    assert posted.status_code == 404


def test_inside_without_the_right_it_is_refused(district: District) -> None:
    viewer = account(actions.create_person(by="tests", name="侯洁艳"))
    Grant.objects.create(
        user=viewer,
        permission=Permission.objects.get(codename="view_member"),
        content_object=district.here.community,
        during=(SINCE, None),
    )
    client = Client()
    client.force_login(viewer)
    assert client.get(reverse("people:person", args=[district.here.member.pk])).status_code == 200
    url = reverse("people:reveal", args=[district.here.member.pk])
    assert client.post(url, {"field": "phone", "reason": "通知开会"}).status_code == 403
    assert client.get(url).status_code == 403


def test_a_member_sees_no_other_person(member: Client, district: District) -> None:
    assert member.get(reverse("people:person", args=[district.there.member.pk])).status_code == 403
    assert member.get(reverse("people:person", args=[district.here.member.pk])).status_code == 403


def test_holders_of_posts_are_in_scope_too(secretary: Client, district: District) -> None:
    worker = actions.create_person(by="tests", name="李德鹏", phone="13900005678")
    url = reverse("people:person", args=[worker.pk])
    assert secretary.get(url).status_code == 404
    tree.appoint(by="tests", person=worker, organization=district.here.community, position=Position.WORKER, since=SINCE)
    assert "139****5678" in secretary.get(url).content.decode()


def test_an_hour_has_a_limit_and_the_office_above_is_told(secretary: Client, district: District) -> None:
    officer = account(actions.create_person(by="tests", name="街道干部"), district.street, Position.OFFICER)
    url = reverse("people:reveal", args=[district.here.member.pk])
    data = {"field": "phone", "reason": "通知开会"}
    for _ in range(settings.REVEALS_PER_HOUR - 1):
        assert PHONE in secretary.post(url, data).content.decode()
    assert not Notification.objects.filter(kind="account.alarm").exists()
    assert PHONE in secretary.post(url, data).content.decode()
    told = Notification.objects.get(kind="account.alarm")
    assert told.recipient == officer and "杜桂芳" in told.title and PHONE not in told.text
    refused = secretary.post(url, data)
    assert refused.status_code == 422 and PHONE not in refused.content.decode()
    assert "已告知上级党组织" in refused.content.decode()
    assert AuditEvent.objects.filter(code="people.revealed").count() == settings.REVEALS_PER_HOUR
    with time_machine.travel(NOW + timedelta(hours=1, minutes=5)):
        assert PHONE in secretary.post(url, data).content.decode()
