import pytest
from django.test import Client

from core.models import AuditEvent
from people.models import CorrectionRequest, Person
from tests.members.rosters import number
from tests.people.conftest import ADDRESS, NUMBER, PHONE, District

ME = "/people/me/"


@pytest.mark.requirement("MEM-15")
def test_a_member_sees_what_is_held_masked(member: Client) -> None:
    page = member.get(ME).content.decode()
    for shown in ("赵民国", "1965-03-12", "999*************11", "139****1234"):
        assert shown in page
    for hidden in (NUMBER, PHONE, ADDRESS):
        assert hidden not in page
    assert "民族" in page and "宗教" in page  # that it is not collected


@pytest.mark.requirement("MEM-15")
def test_a_correction_is_asked_for_and_applied_by_the_secretary(
    member: Client, secretary: Client, district: District
) -> None:
    asked = member.post(ME, {"field": "phone", "proposed": "139 0000 9999", "reason": "换号"}, follow=True)
    assert "更正申请已提交" in asked.content.decode()
    page = secretary.get("/people/corrections/").content.decode()
    assert "赵民国" in page and "139****9999" in page and "13900009999" not in page
    assert "处理赵民国的更正申请" in secretary.get("/").content.decode()
    request = CorrectionRequest.objects.get()
    secretary.post(f"/people/corrections/{request.pk}/decide/", {"decision": "apply"})
    assert Person.objects.get(pk=district.here.member.pk).phone == "13900009999"
    assert "已更正" in member.get(ME).content.decode()
    events = AuditEvent.objects.filter(code__startswith="people.correction").order_by("pk")
    codes = list(events.values_list("code", flat=True))
    assert codes == ["people.correction_requested", "people.correction_applied"]
    assert "处理赵民国的更正申请" not in secretary.get("/").content.decode()


def test_a_refusal_needs_a_reason_and_shows_it(member: Client, secretary: Client) -> None:
    member.post(ME, {"field": "name", "proposed": "赵民强"})
    request = CorrectionRequest.objects.get()
    url = f"/people/corrections/{request.pk}/decide/"
    assert "请写明原因" in secretary.post(url, {"decision": "refuse", "reason": " "}, follow=True).content.decode()
    secretary.post(url, {"decision": "refuse", "reason": "与户口本不一致"})
    assert "与户口本不一致" in member.get(ME).content.decode()
    again = secretary.post(url, {"decision": "apply"}, follow=True).content.decode()
    assert "这份更正申请现在是“未采纳”，不能再更正" in again and Person.objects.filter(name="赵民国").exists()


@pytest.mark.parametrize(
    ("posted", "message"),
    [
        ({"field": "phone", "proposed": "12"}, "不是手机号码"),
        ({"field": "birth_date", "proposed": "1965年"}, "请写到日"),
        ({"field": "birth_date", "proposed": "2026-11-26"}, "出生日期还没有到"),
        ({"field": "birth_date", "proposed": "1865-03-05"}, "请核对年份"),
        ({"field": "resident_number", "proposed": number("20261126")}, "出生日期还没有到"),
        ({"field": "sex", "proposed": "不说"}, "性别"),
        ({"field": "name", "proposed": ""}, "必填"),
    ],
)
def test_an_impossible_correction_is_refused_at_the_field(member: Client, posted: dict[str, str], message: str) -> None:
    page = member.post(ME, posted).content.decode()
    assert message in page or "这个字段是必填项" in page
    assert not CorrectionRequest.objects.exists()


def test_one_open_request_for_a_field(member: Client) -> None:
    member.post(ME, {"field": "specialty", "proposed": "木工"})
    assert "已提出过更正" in member.post(ME, {"field": "specialty", "proposed": "电工"}).content.decode()
    assert CorrectionRequest.objects.count() == 1


def test_other_secretaries_do_not_see_or_decide_it(member: Client, district: District) -> None:
    member.post(ME, {"field": "specialty", "proposed": "木工"})
    client = Client()
    client.force_login(district.there.secretary)
    assert "赵民国" not in client.get("/people/corrections/").content.decode()
    url = f"/people/corrections/{CorrectionRequest.objects.get().pk}/decide/"
    assert client.post(url, {"decision": "apply"}).status_code == 404


def test_nobody_decides_their_own_request(district: District) -> None:
    client = Client()
    client.force_login(district.here.secretary)
    client.post(ME, {"field": "specialty", "proposed": "木工"})
    request = CorrectionRequest.objects.get()
    answer = client.post(f"/people/corrections/{request.pk}/decide/", {"decision": "apply"}, follow=True)
    assert "不能处理自己提出的" in answer.content.decode()
    request.refresh_from_db()
    assert request.state == "open"
