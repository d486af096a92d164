"""Opinions as an office handles them: photograph, place, counter, hotline, joined, passed on, signed for (GRD-12)."""

import io
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from PIL import Image

from core.models import AuditEvent, Notification
from core.records.errors import RuleViolation
from core.zone import ZONE
from grids import actions
from grids.ledger import ledger
from grids.models import Grid, Level, Opinion
from tests.grids.conftest import Place, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("GRD-12")]
AT = datetime(2026, 11, 23, 9, tzinfo=ZONE)


def receive(place: Place, grid: Grid | None = None, *, by: Any = "居民", at: datetime = AT, **fields: Any) -> Opinion:
    given = {"content": "路灯坏了", "place": fields.pop("where", "")} | fields
    return actions.receive_opinion(by=by, community=place.community, grid=grid, at=at, **given)


def picture_with_a_place() -> bytes:
    """A photograph that says where it was taken."""
    image, exif, out = Image.new("RGB", (600, 400), "gray"), Image.Exif(), io.BytesIO()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x8825] = {1: "N", 2: (36.0, 37.0, 1.0)}
    exif[0x010F] = "手机"
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def counter(place: Place, grid: Grid, **fields: Any) -> dict[str, Any]:
    typed = {
        "organization": place.community.pk,
        "grid": grid.pk,
        "channel": "counter",
        "received_at": "2026-11-20T15:30",
        "content": "路灯坏了",
        "place": "3号楼2单元门口",
        "source": "resident",
        "category": "safety",
        "caller": "李女士",
        "phone": "13900000088",
    }
    return typed | fields


def steps(opinion: Opinion) -> list[tuple[str, str]]:
    return list(opinion.steps.order_by("happened_at", "id").values_list("kind", "level"))


def test_what_came_to_the_counter_keeps_its_day_caller_place_and_a_photograph_without_its_own_place(
    client: Client, place: Place, grid: Grid
) -> None:
    client.force_login(place.secretary)
    raw = picture_with_a_place()
    assert Image.open(io.BytesIO(raw)).getexif().get_ifd(0x8825)
    upload = SimpleUploadedFile("IMG_李女士.jpg", raw, content_type="image/jpeg")
    assert client.post(reverse("grids:opinion_new"), counter(place, grid, photo=upload)).status_code == 302
    opinion = Opinion.objects.get()
    assert timezone.localtime(opinion.received_at) == datetime(2026, 11, 20, 15, 30, tzinfo=ZONE)
    assert opinion.due_on == date(2026, 11, 24), "two working days from the day at the counter, over a weekend"
    assert timezone.localdate(opinion.recorded_at) == timezone.localdate()
    assert (opinion.place, opinion.caller, opinion.channel) == ("3号楼2单元门口", "李女士", "counter")
    assert "李女士" not in opinion.photo.name
    answer = client.get(reverse("grids:opinion_photo", args=[opinion.pk]))
    stored = Image.open(io.BytesIO(answer.content))
    assert stored.format == "JPEG" and not dict(stored.getexif())
    page = client.get(reverse("grids:opinion", args=[opinion.pk])).text
    assert "3号楼2单元门口" in page and "李***" in page and "李女士" not in page and "139****0088" in page
    with connection.cursor() as cursor:
        cursor.execute("SELECT caller, phone FROM grids_opinion")
        assert all("李女士".encode() not in bytes(value) for value in cursor.fetchone())
    client.force_login(place.other_secretary)
    assert client.get(reverse("grids:opinion_photo", args=[opinion.pk])).status_code == 404
    assert Client().get(reverse("grids:public_opinion_photo", args=[opinion.token])).status_code == 200


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"received_at": "2026-12-20T10:00"}, "不能晚于现在"),
        ({"received_at": "2019-01-05T10:00"}, "不能早于"),
        ({"channel": "hotline"}, "请填写热线工单号"),
        ({"hotline_number": "12345-7"}, "渠道请选“热线转办”"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(
    client: Client, place: Place, grid: Grid, typed: dict[str, str], words: str
) -> None:
    client.force_login(place.secretary)
    answer = client.post(reverse("grids:opinion_new"), counter(place, grid, **typed))
    assert answer.status_code == 422 and words in answer.text and "路灯坏了" in answer.text
    assert not Opinion.objects.exists()


def test_a_photograph_that_is_none_or_too_large_is_refused(client: Client, place: Place, grid: Grid) -> None:
    client.force_login(place.secretary)
    for content, words in ((b"no picture", "照片打不开"), (b"0" * (13 << 20), "不能超过12MB")):
        upload = SimpleUploadedFile("a.jpg", content, content_type="image/jpeg")
        answer = client.post(reverse("grids:opinion_new"), counter(place, grid, photo=upload))
        assert answer.status_code == 422 and words in answer.text


def test_a_number_of_the_hotline_is_taken_once_in_a_community(client: Client, place: Place, grid: Grid) -> None:
    receive(place, channel="hotline", hotline_number="12345-2026-1")
    client.force_login(place.secretary)
    answer = client.post(
        reverse("grids:opinion_new"), counter(place, grid, channel="hotline", hotline_number="12345-2026-1")
    )
    assert answer.status_code == 422 and "这个热线工单号已经登记过" in answer.text
    actions.receive_opinion(
        by="x", community=place.other_community, content="甲", at=AT, channel="hotline", hotline_number="12345-2026-1"
    )


def test_each_level_signs_for_what_it_has_and_who_raises_or_answers_has_signed(
    client: Client, place: Place, grid: Grid
) -> None:
    opinion = receive(place, grid)
    assert opinion.signed_at is None
    client.force_login(place.secretary)
    listed = reverse("grids:opinions") + "?state=unsigned"
    assert "路灯坏了" in client.get(listed).text
    actions.sign_opinion(by=place.secretary, opinion=opinion, at=AT + timedelta(hours=1))
    assert "没有这类民意" in client.get(listed).text
    with pytest.raises(RuleViolation, match="网格已经签收"):
        actions.sign_opinion(by=place.secretary, opinion=opinion, at=AT + timedelta(hours=2))
    actions.raise_opinion(by=place.secretary, opinion=opinion, at=AT + timedelta(hours=3))
    assert opinion.signed_at is None and "路灯坏了" in client.get(listed).text
    actions.raise_opinion(by=place.secretary, opinion=opinion, at=AT + timedelta(hours=4))
    actions.answer_opinion(by=place.street_officer, opinion=opinion, answer="已修好", at=AT + timedelta(hours=5))
    assert steps(opinion) == [
        ("received", "grid"),
        ("signed", "grid"),
        ("raised", "community"),
        ("signed", "community"),
        ("raised", "street"),
        ("signed", "street"),
        ("answered", "street"),
    ]
    client.force_login(place.secretary)
    assert client.post(reverse("grids:opinion_sign", args=[opinion.pk])).status_code == 302
    assert opinion.steps.filter(kind="signed").count() == 3


def test_an_opinion_is_passed_sideways_and_the_level_stays_responsible(place: Place, grid: Grid) -> None:
    opinion = receive(place, grid)
    day = timezone.localdate(AT)
    with pytest.raises(RuleViolation, match="不能晚于本级的办理期限"):
        actions.pass_opinion(
            by=place.secretary, opinion=opinion, department="城管中队", due_on=day + timedelta(20), at=AT
        )
    actions.pass_opinion(
        by=place.secretary, opinion=opinion, department="城管中队", due_on=day + timedelta(1), at=AT, wanted="更换灯泡"
    )
    assert (opinion.state, opinion.level, opinion.department) == ("received", Level.GRID, "城管中队")
    for step in (
        lambda: actions.answer_opinion(by=place.secretary, opinion=opinion, answer="好", at=AT),
        lambda: actions.raise_opinion(by=place.secretary, opinion=opinion, at=AT),
        lambda: actions.pass_opinion(by=place.secretary, opinion=opinion, department="住建局", due_on=day, at=AT),
    ):
        with pytest.raises(RuleViolation, match="已转城管中队办理，请先登记部门回复"):
            step()
    actions.note_reply(by=place.secretary, opinion=opinion, reply="已更换", at=AT + timedelta(hours=3))
    assert opinion.department == "" and opinion.department_due_on is None
    with pytest.raises(RuleViolation, match="没有转给部门"):
        actions.note_reply(by=place.secretary, opinion=opinion, reply="已更换", at=AT)
    notes = dict(opinion.steps.values_list("kind", "note"))
    assert "城管中队" in notes["passed"] and "更换灯泡" in notes["passed"] and notes["returned"] == "城管中队：已更换"
    actions.answer_opinion(by=place.secretary, opinion=opinion, answer="灯已更换", at=AT + timedelta(hours=4))


def test_duplicates_are_answered_together_and_each_asker_has_a_word(client: Client, place: Place, grid: Grid) -> None:
    member = make_user("m", place.member.person)
    first = receive(place, grid)
    second = receive(place, at=AT + timedelta(hours=1), reporter=place.member.person, content="灯又坏了")
    third = receive(place, grid, at=AT + timedelta(hours=2))
    with pytest.raises(RuleViolation, match="后收到的并到先收到的"):
        actions.join_opinion(by=place.secretary, opinion=first, main=second, at=AT)
    other = actions.receive_opinion(by="x", community=place.other_community, content="别处", at=AT)
    with pytest.raises(RuleViolation, match="本社区"):
        actions.join_opinion(by=place.secretary, opinion=second, main=other, at=AT)
    for each in (second, third):
        actions.join_opinion(by=place.secretary, opinion=each, main=first, at=AT + timedelta(hours=3))
    with pytest.raises(RuleViolation, match="已有别的民意并到这一件"):
        actions.join_opinion(by=place.secretary, opinion=first, main=first, at=AT)
    limit = third.due_on
    actions.separate_opinion(by=place.secretary, opinion=third, at=AT + timedelta(hours=4), reason="不是同一盏")
    assert (third.state, third.level, third.due_on, third.joined_to) == ("received", Level.GRID, limit, None)
    followed = Client().get(reverse("grids:public_opinion", args=[second.token])).text
    assert "与更早反映的同一问题一起办理" in followed
    actions.raise_opinion(by=place.secretary, opinion=first, at=AT + timedelta(hours=5))
    actions.answer_opinion(by=place.secretary, opinion=first, answer="已更换线路", at=AT + timedelta(hours=6))
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.state, second.answer, second.level) == ("answered", "已更换线路", Level.COMMUNITY)
    assert third.state == "received"
    assert Notification.objects.filter(kind="opinion.answered", recipient=member).count() == 1
    actions.rate_opinion(by="居民", opinion=second, satisfaction="dissatisfied", at=AT + timedelta(hours=7))
    assert (second.state, second.level, second.joined_to) == ("received", Level.STREET, None)
    first.refresh_from_db()
    assert first.state == "answered", "another asker's word is his own"
    with pytest.raises(RuleViolation, match="不能再并入"):
        actions.join_opinion(by=place.secretary, opinion=third, main=first, at=AT)


def test_the_database_keeps_what_joined_passed_on_and_told_mean(place: Place, grid: Grid) -> None:
    opinion = receive(place, grid)
    for wrong in ({"state": "joined"}, {"joined_to": opinion}, {"department": "城管"}, {"told_at": AT}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Opinion.objects.filter(pk=opinion.pk).update(**wrong)


def test_who_has_no_account_is_told_by_message_and_it_is_noted(client: Client, place: Place, grid: Grid) -> None:
    opinion = receive(place, grid, phone="13900000088", caller="李女士")
    client.force_login(place.secretary)
    actions.answer_opinion(by=place.secretary, opinion=opinion, answer="已换灯", at=timezone.now())
    assert "路灯坏了" in client.get(reverse("grids:opinions") + "?state=to_tell").text
    hidden = client.get(reverse("grids:opinion", args=[opinion.pk])).text
    assert "13900000088" not in hidden and "登记告知" in hidden
    shown = client.post(reverse("grids:opinion_phone", args=[opinion.pk]), {"reason": "发短信告知"}).text
    assert "sms:13900000088?body=" in shown and f"/grids/o/{opinion.token}/" in shown and "李女士" in shown
    assert AuditEvent.objects.filter(code="grids.opinion_phone_revealed").count() == 1
    with pytest.raises(RuleViolation):
        actions.tell_asker(by=place.secretary, opinion=opinion, way="烟火", at=timezone.now())
    opinion.refresh_from_db()
    actions.tell_asker(by=place.secretary, opinion=opinion, way="message", at=timezone.now())
    assert "已短信告知" in client.get(reverse("grids:opinion", args=[opinion.pk])).text
    assert "没有这类民意" in client.get(reverse("grids:opinions") + "?state=to_tell").text
    silent = receive(place, grid)
    actions.answer_opinion(by=place.secretary, opinion=silent, answer="好", at=timezone.now())
    with pytest.raises(RuleViolation, match="没有留电话"):
        actions.tell_asker(by=place.secretary, opinion=silent, way="message", at=timezone.now())


def test_the_asker_follows_it_by_a_code_without_an_account(client: Client, place: Place, grid: Grid) -> None:
    opinion = receive(place, grid, where="东门")
    actions.pass_opinion(
        by=place.secretary,
        opinion=opinion,
        department="城管中队",
        due_on=timezone.localdate(AT),
        at=AT,
        wanted="查看内情",
    )
    page = Client().get(reverse("grids:public_opinion", args=[opinion.token])).text
    assert opinion.number in page and 'class="qr"' in page and "转办部门 · 网格" in page and "东门" in page
    assert "查看内情" not in page and "杜桂芳" not in page, "neither notes nor officers"
    client.force_login(place.secretary)
    address = reverse("grids:public_opinion", args=[opinion.token])
    url = reverse("grids:opinion_slip", args=[opinion.pk])
    assert opinion.token not in client.get(reverse("grids:opinion", args=[opinion.pk])).text
    slip = client.post(url).text
    assert "受理回执" in slip and 'class="qr"' in slip and opinion.number in slip and address not in slip
    refused = client.post(url, follow=True).text
    assert "再打一份请写明原因" in refused and 'class="qr"' not in refused
    assert 'class="qr"' in client.post(url, {"reason": "回执丢了"}).text
    notes = opinion.steps.filter(kind="handed").values_list("note", flat=True)
    assert list(notes) == ["受理回执", "回执丢了"], "what the levels above read"


def test_what_was_noted_is_corrected_and_stays_to_be_read(client: Client, place: Place, grid: Grid) -> None:
    opinion = receive(place, grid, channel="scan")
    client.force_login(place.secretary)
    typed = {"category": "property", "channel": "hotline", "hotline_number": "H-9", "place": "西门", "version": 1}
    assert client.post(reverse("grids:opinion_correct", args=[opinion.pk]), typed).status_code == 302
    opinion.refresh_from_db()
    assert (opinion.category, opinion.hotline_number, opinion.place) == ("property", "H-9", "西门")
    assert "类别改为物业维修" in opinion.steps.get(kind="corrected").note
    assert client.post(reverse("grids:opinion_correct", args=[opinion.pk]), typed).status_code == 409


def test_the_ledger_goes_out_by_what_was_asked_for_and_is_recorded(client: Client, place: Place, grid: Grid) -> None:
    first = receive(place, grid, phone="13900000088", caller="李女士", channel="hotline", hotline_number="H-1")
    actions.raise_opinion(by=place.secretary, opinion=first, at=AT + timedelta(days=9))
    actions.pass_opinion(
        by=place.secretary,
        opinion=first,
        department="城管中队",
        due_on=first.due_on,
        at=AT + timedelta(days=9, hours=1),
    )
    receive(place, content="楼道堆物", channel="phone")
    actions.receive_opinion(by="x", community=place.other_community, content="别处的事", at=AT, channel="phone")
    client.force_login(place.secretary)
    address = reverse("grids:opinions") + "?format=xlsx"
    book = load_workbook(io.BytesIO(client.get(address).content))
    rows = list(book.active.iter_rows(values_only=True))
    text = "\n".join(str(cell) for row in rows for cell in row if cell)
    assert "路灯坏了" in text and "楼道堆物" in text and "别处的事" not in text
    assert "139****0088" in text and "13900000088" not in text and "李女士" not in text and "H-1" in text
    assert "2026-12-02 09:00上报（逾期）" in text and "未签收" in text and "转办部门：城管中队" in text
    only = load_workbook(io.BytesIO(client.get(f"{address}&channel=phone&since=2026-11-23&until=2026-11-23").content))
    text = "\n".join(str(cell) for row in only.active.iter_rows(values_only=True) for cell in row if cell)
    assert "楼道堆物" in text and "路灯坏了" not in text
    assert AuditEvent.objects.filter(code="grids.exported").count() == 2
    assert client.get(reverse("grids:opinions") + "?since=2026-11-24").status_code == 200

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert ledger(Opinion.objects.filter(organization=place.community)).rows
        return len(captured)

    before = asked()
    for number in range(4):
        receive(place, grid, content=f"事{number}")
    assert asked() == before
