"""What is held, who looked, consents, the copy, and how long what is kept."""

import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.chinese.dates import add_months
from core.models import AuditEvent, Notification
from core.zone import midnight
from members.rights import retention
from members.tasks import delete_outdated
from people.models import CorrectionRequest, User
from tests.clock import NOW, TODAY
from tests.people.conftest import PASSWORD, PHONE, District


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.requirement("MEM-15")
def test_a_member_sees_every_record_who_looked_and_what_rests_on_consent(district: District) -> None:
    here = district.here
    secretary, member = signed_in(here.secretary), signed_in(here.member_user)
    secretary.post(reverse("people:reveal", args=[here.member.pk]), {"field": "phone", "reason": "通知开会"})
    page = member.get(reverse("members:my_data")).content.decode()
    assert "通知开会" in page and "杜桂芳" in page and here.branch.name in page and PHONE not in page
    assert "没有要本人同意" in page
    member.post(reverse("members:my_identity"), {"ways": ["board"], "pledge": "每月巡逻"})
    page = member.get(reverse("members:my_data")).content.decode()
    assert "每月巡逻" in page and "去撤回亮明身份" in page
    other = signed_in(district.there.member_user).get(reverse("members:my_data")).content.decode()
    assert "通知开会" not in other and "每月巡逻" not in other


@pytest.mark.requirement("MEM-15")
def test_the_copy_asks_for_the_password_and_holds_everything_unmasked(district: District) -> None:
    member = signed_in(district.here.member_user)
    asked = member.get(reverse("members:my_copy"))
    assert asked.status_code == 302 and "reauthenticate" in asked["Location"]
    member.post(asked["Location"], {"password": PASSWORD})
    content = member.get(reverse("members:my_copy")).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    facts = [cell.value for row in book["基本信息"] for cell in row]
    assert PHONE in facts
    assert any(district.here.branch.name in [cell.value for cell in row] for row in book["登记和记录"])
    assert AuditEvent.objects.filter(code="members.copy_taken").count() == 1


@pytest.mark.requirement("MEM-15")
def test_another_record_is_named_and_corrected_by_the_office(district: District) -> None:
    member, secretary = signed_in(district.here.member_user), signed_in(district.here.secretary)
    refused = member.post(reverse("people:me"), {"field": "record", "proposed": "1985-07-01", "reason": ""})
    assert refused.status_code == 422 and "请写明是哪一条" in refused.content.decode()
    member.post(reverse("people:me"), {"field": "record", "proposed": "1985-07-01", "reason": "入党时间"})
    request = CorrectionRequest.objects.get()
    version = district.here.member.version
    secretary.post(reverse("people:decide_correction", args=[request.pk]), {"decision": "apply"})
    district.here.member.refresh_from_db()
    request.refresh_from_db()
    assert request.state == "applied" and district.here.member.version == version


@pytest.mark.requirement("MEM-15")
def test_what_is_kept_no_longer_goes_in_its_night_and_nothing_else(district: District) -> None:
    user, person = district.here.member_user, district.here.member
    old = midnight(add_months(TODAY, -37))
    for field, state, decided in (("name", "applied", old), ("sex", "applied", NOW), ("phone", "open", None)):
        answered = {"decided_at": decided, "decided_by": user if decided else None}
        CorrectionRequest.objects.create(person=person, field=field, proposed="x", state=state, **answered)
    for number, at in enumerate((midnight(add_months(TODAY, -25)), midnight(add_months(TODAY, -23)))):
        Notification.objects.create(
            kind="account.changed", subject_type="x", subject_id=number, recipient=user, due_on=TODAY, created_at=at
        )
    due = {line.label: line.due for line in retention.lines(now=timezone.now())}
    assert due["已处理的更正申请"] == due["站内消息"] == 1 and due["导入的花名册文件"] is None
    page = signed_in(district.here.secretary).get(reverse("members:retention")).content.decode()
    assert "1 条" in page and "36 个月" in page
    delete_outdated()
    delete_outdated()
    assert set(CorrectionRequest.objects.values_list("field", flat=True)) == {"sex", "phone"}
    assert Notification.objects.count() == 1
    event = AuditEvent.objects.get(code=retention.DELETED)
    assert event.data == {"已处理的更正申请": 1, "站内消息": 1}
    page = signed_in(district.here.secretary).get(reverse("members:retention")).content.decode()
    assert "上次清除" in page and "站内消息 1 条" in page
