"""The register unmasked: for who may, after the password, with a reason, so many a day; told, marked and shown."""

import io
import zipfile

import openpyxl
import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from core.models import AuditEvent, Notification, Tries
from members.models import Membership
from organizations.models import Grant, Position
from people import actions
from people.models import User
from tests.people.conftest import ADDRESS, NUMBER, PASSWORD, PHONE, SINCE, District, account

URL = "members:register_full"


def at_the_form(user: User, query: str = "") -> tuple[Client, str]:
    """Signed in, the password said again."""
    client, address = Client(), reverse(URL) + query
    client.force_login(user)
    asked = client.get(address)
    assert asked.status_code == 302 and "reauthenticate" in asked["Location"]
    client.post(asked["Location"], {"password": PASSWORD})
    return client, address


@pytest.mark.requirement("MEM-15")
def test_who_may_takes_full_values_marked_logged_and_told(district: District) -> None:
    street = account(actions.create_person(by="tests", name="严守正"), district.street, Position.OFFICER)
    client, address = at_the_form(district.here.secretary)
    page = client.get(address).content.decode()
    assert "1 人" in page and PHONE not in page
    for reason in ("", "x"):
        assert client.post(address, {"reason": reason}).status_code == 422
    assert not AuditEvent.objects.filter(code="members.exported_full").exists()
    answer = client.post(address, {"reason": "上报组织部核对"})
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    cells = [cell.value for row in book.active for cell in row]
    assert {NUMBER, PHONE, ADDRESS} <= set(cells) and "杜桂芳" in str(cells[0]) and "上报组织部核对" in str(cells[0])
    assert "杜桂芳" in str(book.active.oddHeader.center.text)
    assert any(name.endswith(".png") for name in zipfile.ZipFile(io.BytesIO(answer.content)).namelist())
    event = AuditEvent.objects.get(code="members.exported_full")
    assert event.data["rows"] == 1 and event.data["reason"] == "上报组织部核对" and PHONE not in str(event.data)
    seen = AuditEvent.objects.get(code="members.revealed_in_export")
    assert seen.target_id == str(district.here.member.pk) and "赵民国" not in seen.target_label
    assert Notification.objects.filter(kind="account.alarm", recipient=street).exists()
    member = Client()
    member.force_login(district.here.member_user)
    mine = member.get(reverse("members:my_data")).content.decode()
    assert "随名册导出" in mine and "上报组织部核对" in mine


@pytest.mark.requirement("MEM-15")
def test_a_day_has_its_number_and_a_refused_try_does_not_count(district: District, settings: object) -> None:
    settings.FULL_ROWS_PER_DAY = 2  # type: ignore[attr-defined]
    here = district.here
    for name in ("冯远", "郝静"):
        person = actions.create_person(by="tests", name=name)
        Membership.objects.create(person=person, organization=here.branch, during=(SINCE, None))
    client, address = at_the_form(here.secretary)
    over = client.post(address, {"reason": "核对"})
    assert over.status_code == 422 and "一天内最多导出2人" in over.content.decode()
    assert not Tries.objects.filter(key__startswith="export-full").exists()
    one = address + "?q=冯远"
    assert client.post(one, {"reason": "核对"}).status_code == 200
    assert client.post(one, {"reason": "核对"}).status_code == 200
    over = client.post(one, {"reason": "核对"})
    assert over.status_code == 422 and "今天还能导出0人" in over.content.decode()


@pytest.mark.requirement("MEM-15")
def test_neither_permission_alone_opens_it_nor_another_place(district: District) -> None:
    assert settings.FULL_ROWS_PER_DAY == 300
    for missing in ("export_data", "reveal_personal"):
        user = district.here.secretary
        held = Grant.objects.filter(user=user, permission=Permission.objects.get(codename=missing))
        kept = list(held)
        held.delete()
        client = Client()
        client.force_login(User.objects.get(pk=user.pk))
        assert client.get(reverse(URL)).status_code == 403
        Grant.objects.bulk_create(kept)
    client, address = at_the_form(district.there.secretary)
    answer = client.post(address, {"reason": "核对"})
    text = [cell.value for row in openpyxl.load_workbook(io.BytesIO(answer.content)).active for cell in row]
    assert PHONE not in text and "仇明" in text
