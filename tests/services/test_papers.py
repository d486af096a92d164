"""Agreements on paper; amended, ended before time, ended when the unit moves; the year's summary (SVC-19)."""

import io
from datetime import date, datetime, time, timedelta
from functools import partial

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from core.models import Notification
from core.office.scans import MAXIMUM_BYTES, scan_of
from core.records.errors import RuleViolation
from core.web import worklist
from services import actions, queries, rules
from services.models import Agreement, AgreementChange, AgreementItem
from services.rules import ItemDraft
from tests.services.conftest import MARCH, signed_agreement
from tests.services.test_agreements import draft

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("SVC-19")]

DUE = date(2026, 11, 30)
ONE = [ItemDraft("服务联做", "联合义诊", DUE, target=2)]
PDF = b"%PDF-1.4 two seals %%EOF"


def at(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def paper() -> "ContentFile[bytes]":
    return ContentFile(PDF, name="scan.pdf")


def on_paper(world, agreement: Agreement, signed_on: date = date(2026, 3, 9), when: datetime = MARCH) -> Agreement:
    return actions.confirm_on_paper(
        by=world.place.secretary, agreement=agreement, signed_on=signed_on, scan=paper(), at=when
    )


def listed(user, day: date) -> set[str]:
    return {item.kind for item in worklist.due(user, day)}


def propose(world, agreement: Agreement, *, when: datetime = MARCH, **fields) -> AgreementChange:
    return actions.propose_change(by=world.place.secretary, agreement=agreement, reason="情况有变", at=when, **fields)


# -- on paper ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", [False, True], ids=["from a draft", "after the community's click"])
def test_a_scan_with_seals_counts_as_the_units_confirmation(world, first):
    agreement = draft(world)
    if first:
        actions.confirm_by_community(by=world.place.secretary, agreement=agreement, at=MARCH)
    on_paper(world, agreement)
    agreement.refresh_from_db()
    assert agreement.state == Agreement.State.BOTH_CONFIRMED
    assert agreement.in_force_on == date(2026, 3, 9)
    assert agreement.confirmed_by_unit_by is None
    rows = queries.coverage(world.place.secretary, 2026, today=date(2026, 3, 11))
    assert [(row["units"], row["signed"]) for row in rows] == [(1, 1)]
    assert "agreement.confirm" not in listed(world.contact, date(2026, 3, 11))
    item = agreement.items.first()
    actions.record_progress(by="t", item=item, happened_on=date(2026, 3, 9), note="当天开始", at=MARCH)
    with pytest.raises(RuleViolation, match="不能早于这一天"):
        actions.record_progress(by="t", item=item, happened_on=date(2026, 3, 8), note="太早", at=MARCH)


def test_without_scan_or_day_nothing_is_confirmed_on_paper(world):
    agreement = on_paper(world, draft(world))
    for fields in ({"scan": ""}, {"signed_on": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Agreement.objects.filter(pk=agreement.pk).update(**fields)


@pytest.mark.parametrize(
    ("signed_on", "said"),
    [
        (date(2026, 3, 11), "不能晚于今天"),
        (date(2024, 12, 31), "须在2026年或上一年"),
        (date(2025, 1, 31), "不在本社区"),
    ],
)
def test_a_paper_is_signed_by_today_for_its_year_while_the_unit_is_there(world, signed_on, said):
    world.unit.presences.update(during=(date(2025, 6, 1), None))
    agreement = draft(world)
    with pytest.raises(RuleViolation, match=said):
        on_paper(world, agreement, signed_on)
    assert Agreement.objects.get().state == Agreement.State.DRAFT


def test_what_is_no_scan_is_refused():
    def upload(content: bytes, name: str = "a.pdf") -> SimpleUploadedFile:
        return SimpleUploadedFile(name, content)

    out = io.BytesIO()
    Image.new("RGB", (3000, 4000), "white").save(out, "PNG")
    made = Image.open(scan_of(upload(out.getvalue(), "a.png")))
    assert (made.format, max(made.size)) == ("JPEG", 2480)
    assert scan_of(upload(PDF)).read() == PDF
    for wrong, said in ((b"MZ", "打不开"), (b"%PDF-1.4 cut", "不完整"), (b"%PDF-" + bytes(MAXIMUM_BYTES), "12MB")):
        with pytest.raises(RuleViolation, match=said):
            scan_of(upload(wrong))


def test_a_paper_registered_by_mistake_is_struck_while_nothing_builds_on_it(world):
    agreement = on_paper(world, draft(world))
    strike = partial(actions.void_paper, by=world.place.secretary, at=MARCH)
    with pytest.raises(RuleViolation, match="原因"):
        strike(agreement=agreement, reason=" ")
    strike(agreement=Agreement.objects.get(), reason="扫描件是别的单位的")
    agreement.refresh_from_db()
    assert (agreement.state, agreement.signed_on, bool(agreement.scan)) == ("draft", None, False)
    on_paper(world, agreement)
    actions.record_progress(by="t", item=agreement.items.first(), happened_on=date(2026, 3, 10), note="开展", at=MARCH)
    with pytest.raises(RuleViolation, match="已有进展或变更"):
        strike(agreement=Agreement.objects.get(), reason="想撤")


def test_what_both_sides_clicked_is_not_struck_as_paper(world):
    agreement = signed_agreement(world)
    with pytest.raises(RuleViolation, match="在线确认"):
        actions.void_paper(by=world.place.secretary, agreement=agreement, at=MARCH, reason="想撤")


# -- amended -----------------------------------------------------------------------------------------


def test_an_item_is_changed_only_when_the_unit_agrees_and_the_old_text_stays_in_history(world):
    agreement = signed_agreement(world, items=ONE)
    item = agreement.items.get()
    change = propose(world, agreement, item=item, draft=ItemDraft("服务联做", "义诊进小区", date(2026, 12, 10), 3))
    item.refresh_from_db()
    assert (item.title, item.due_on, item.target) == ("联合义诊", DUE, 2)
    assert Notification.objects.get(kind=rules.CHANGE_PROPOSED).recipient == world.contact
    assert "agreement.change" in listed(world.contact, date(2026, 3, 11))
    with pytest.raises(RuleViolation, match="社区提出、单位同意"):
        actions.agree_change(by=world.place.secretary, change=change, at=MARCH)
    actions.agree_change(by=world.contact, change=change, at=MARCH)
    item.refresh_from_db()
    assert (item.title, item.due_on, item.target) == ("义诊进小区", date(2026, 12, 10), 3)
    assert (item.kind, item.kind_s0, item.kind_s3) == ("服务联做", "责任共担", "责任共担")
    assert "agreement.change" not in listed(world.contact, date(2026, 3, 11))
    before = item.events.order_by("pgh_id").first()
    assert (before.title, before.target) == ("联合义诊", 2)
    with pytest.raises(RuleViolation, match="双方已同意"):
        actions.agree_change(by=world.contact, change=change, at=MARCH)


def test_items_are_added_and_taken_out_by_both_sides(world):
    agreement = signed_agreement(world, items=[*ONE, ItemDraft("组织联建", "党日", DUE)])
    added = propose(world, agreement, draft=ItemDraft("资源联用", "开放会议室", date(2026, 10, 1)))
    actions.agree_change(by=world.contact, change=added, at=MARCH)
    gone = agreement.items.get(title="党日")
    actions.agree_change(by=world.contact, change=propose(world, agreement, item=gone), at=MARCH)
    states = dict(agreement.items.values_list("title", "state"))
    assert states == {"联合义诊": "open", "党日": "off", "开放会议室": "open"}
    with pytest.raises(RuleViolation, match="双方已同意取消"):
        actions.record_progress(by="t", item=gone, happened_on=date(2026, 3, 10), note="仍办", at=MARCH)
    assert not AgreementItem.objects.overdue(date(2026, 12, 31)).filter(title="党日").exists()
    counted = queries.with_progress(Agreement.objects.all(), today=date(2026, 3, 11)).get()
    assert counted.items_count == 2


def test_the_unit_does_not_agree_or_the_community_takes_it_back_and_nothing_moves(world):
    agreement = signed_agreement(world, items=ONE)
    item = agreement.items.get()
    refused = propose(world, agreement, item=item)
    with pytest.raises(RuleViolation, match="原因"):
        actions.refuse_change(by=world.contact, change=refused, at=MARCH, reason="")
    actions.refuse_change(by=world.contact, change=refused, at=MARCH, reason="还想办")
    withdrawn = propose(world, agreement, item=item)
    actions.withdraw_change(by=world.place.secretary, change=withdrawn, at=MARCH)
    for change in (refused, withdrawn):
        with pytest.raises(RuleViolation, match="这项变更现在是"):
            actions.agree_change(by=world.contact, change=change, at=MARCH)
    item.refresh_from_db()
    assert item.state == "open"


@pytest.mark.parametrize(
    ("draft_", "said"),
    [
        (ItemDraft("随便", "义诊", DUE), "须从列表中选择"),
        (ItemDraft("服务联做", "义诊", date(2027, 1, 5)), "须在2026年内"),
        (ItemDraft("服务联做", "义诊", date(2026, 3, 1)), "已经过去"),
        (ItemDraft("服务联做", "义诊", DUE, 1), "计划次数须多于"),
    ],
)
def test_a_change_holds_what_an_item_holds(world, draft_, said):
    agreement = signed_agreement(world, items=ONE)
    item = agreement.items.get()
    actions.record_progress(by="t", item=item, happened_on=date(2026, 3, 10), note="一次", at=MARCH)
    item.refresh_from_db()
    with pytest.raises(RuleViolation, match=said):
        propose(world, agreement, item=item, draft=draft_)


def test_what_is_overdue_or_done_or_already_in_change_is_not_changed(world):
    agreement = signed_agreement(world, items=ONE)
    item = agreement.items.get()
    late = at(DUE + timedelta(days=1))
    with pytest.raises(RuleViolation, match="完成期限已过"):
        propose(world, agreement, item=item, draft=ItemDraft("服务联做", "义诊", date(2026, 12, 20), 2), when=late)
    open_ = propose(world, agreement, item=item)
    with pytest.raises(RuleViolation, match="已有一项变更"):
        propose(world, agreement, item=item)
    with pytest.raises(RuleViolation, match="完成期限已过"):
        actions.agree_change(by=world.contact, change=open_, at=late)
    actions.withdraw_change(by=world.place.secretary, change=open_, at=MARCH)
    AgreementItem.objects.filter(pk=item.pk).update(state="done", done=2, done_on=DUE)
    item.refresh_from_db()
    with pytest.raises(RuleViolation, match="已完成，不能再变更"):
        propose(world, agreement, item=item)
    with pytest.raises(RuleViolation, match="草拟"):
        propose(world, draft(world, year=2027), draft=ItemDraft("服务联做", "义诊", date(2027, 5, 1)))


def test_the_unit_agrees_to_what_its_page_showed(world):
    agreement = signed_agreement(world, items=ONE)
    change = propose(world, agreement, item=agreement.items.get())
    client, address = Client(), reverse("services:my_change_agree", args=[change.pk])
    client.force_login(world.contact)
    page = client.get(reverse("services:my_agreement", args=[agreement.pk])).text
    form = page.partition(f'action="{address}"')[2].partition("</form>")[0]
    shown = [each.partition('"')[0] for each in form.split('name="shown" value="')[1:]]
    AgreementChange.objects.filter(pk=change.pk).update(reason="另一个原因")
    assert client.post(address, {"shown": shown}).status_code == 409
    change.refresh_from_db()
    assert change.state == "proposed"


def test_a_change_on_paper_needs_no_click_of_the_unit(world):
    agreement = on_paper(world, draft(world, items=ONE))
    change = propose(world, agreement, item=agreement.items.get())
    with pytest.raises(RuleViolation, match="不能晚于今天"):
        actions.agree_change_on_paper(
            by=world.place.secretary, change=change, signed_on=date(2026, 3, 11), scan=paper(), at=MARCH
        )
    actions.agree_change_on_paper(
        by=world.place.secretary, change=change, signed_on=date(2026, 3, 10), scan=paper(), at=MARCH
    )
    assert agreement.items.get().state == "off"


def test_the_pages_ask_the_same_few_statements_however_many_changes_wait(world, django_assert_max_num_queries):
    agreement = signed_agreement(world, items=[ItemDraft("服务联做", f"事项{n}", DUE) for n in range(6)])
    items = list(agreement.items.all())
    office, unit = Client(), Client()
    office.force_login(world.place.secretary)
    unit.force_login(world.contact)
    pages = [
        (office, reverse("services:agreement", args=[agreement.pk])),
        (unit, reverse("services:my_agreement", args=[agreement.pk])),
    ]
    asked = []
    for waiting in (items[:1], items[1:]):
        for item in waiting:
            propose(world, agreement, item=item)
        for client, address in pages:
            client.get(address)
            with django_assert_max_num_queries(25) as queries_:
                client.get(address)
            asked.append(len(queries_))
    assert asked[:2] == asked[2:]


# -- ended -------------------------------------------------------------------------------------------


def test_an_agreement_ends_before_time_when_both_agree_and_what_fell_due_before_stays(world):
    items = [ItemDraft("服务联做", "早的", date(2026, 4, 1)), ItemDraft("服务联做", "晚的", DUE)]
    agreement = signed_agreement(world, items=items)
    for wrong, said in ((date(2026, 3, 9), "不能早于今天"), (date(2027, 1, 1), "须在2026年内")):
        with pytest.raises(RuleViolation, match=said):
            propose(world, agreement, ends_on=wrong)
    june = date(2026, 6, 1)
    change = propose(world, agreement, ends_on=june)
    actions.agree_change(by=world.contact, change=change, at=at(date(2026, 5, 20)))
    agreement.refresh_from_db()
    assert (agreement.state, agreement.ended_on) == (Agreement.State.ENDED, june)
    assert [item.title for item in agreement.items.overdue(date(2026, 12, 31))] == ["早的"]
    AgreementItem.objects.filter(title="早的").update(state="done", done=1, done_on=date(2026, 4, 1))
    assert {"agreement_item.progress", "agreement_item.unit"}.isdisjoint(listed(world.place.secretary, DUE))
    AgreementItem.objects.filter(title="早的").update(state="open", done=0, done_on=None)
    early, late = agreement.items.get(title="早的"), agreement.items.get(title="晚的")
    with pytest.raises(RuleViolation, match="不再执行"):
        actions.record_progress(by="t", item=late, happened_on=june, note="仍办", at=at(june))
    actions.record_progress(by="t", item=early, happened_on=date(2026, 5, 30), note="补办", at=at(june))
    assert (rules.binds(early), rules.binds(late)) == (True, False)
    assert not agreement.items.owed().exists()
    with pytest.raises(RuleViolation, match="原因"):
        actions.resume_agreement(by=world.place.secretary, agreement=agreement, at=at(june), reason="")
    actions.resume_agreement(by=world.place.secretary, agreement=agreement, at=at(june), reason="双方又商定继续")
    agreement.refresh_from_db()
    assert (agreement.state, agreement.ended_on) == (Agreement.State.BOTH_CONFIRMED, None)


def test_an_agreement_ends_when_its_unit_moves_and_goes_on_when_that_was_a_mistake(world):
    agreement = signed_agreement(world, items=[ItemDraft("服务联做", "早的", date(2026, 4, 1)), *ONE])
    left, today = date(2026, 6, 1), date(2026, 6, 2)
    world.unit.presences.update(during=(date(2025, 1, 1), left))
    agreement = Agreement.objects.get()
    assert rules.moved_on(agreement, today=today) == left
    assert rules.moved_on(agreement, today=date(2026, 5, 31)) is None
    assert queries.with_move(Agreement.objects.all(), today=today).get().moved_on == left
    assert [item.title for item in agreement.items.overdue(date(2026, 12, 31))] == ["早的"]
    with pytest.raises(RuleViolation, match="已迁出"):
        propose(world, agreement, item=agreement.items.get(title="联合义诊"), when=at(today))
    assert rules.AGREEMENT.next_owner(agreement, world.place.secretary, at=at(today)).startswith("社区：单位已迁出")
    world.unit.presences.update(during=(date(2025, 1, 1), None))
    agreement = Agreement.objects.get()
    assert rules.moved_on(agreement, today=today) is None
    propose(world, agreement, item=agreement.items.get(title="联合义诊"), when=at(today))


# -- the year's summary --------------------------------------------------------------------------------


def finished(world) -> Agreement:
    agreement = signed_agreement(world, items=[*ONE, ItemDraft("组织联建", "党日", date(2026, 5, 1))])
    actions.record_progress(
        by="t",
        item=agreement.items.get(title="党日"),
        happened_on=date(2026, 4, 8),
        note="党日",
        at=at(date(2026, 4, 8)),
    )
    actions.publish_agreement(by=world.place.secretary, agreement=agreement, at=at(date(2026, 4, 1)))
    return actions.close_agreement(
        by=world.place.secretary, agreement=agreement, at=at(date(2026, 12, 20)), result="共办义诊，居民满意。"
    )


def test_each_unit_gets_the_years_summary_and_who_has_not_is_owed_one(world):
    agreement = finished(world)
    assert "agreement.summary" in listed(world.place.secretary, date(2026, 12, 20))
    hand = partial(actions.hand_summary, by=world.place.secretary, at=at(date(2026, 12, 22)))
    for wrong, said in ((date(2026, 12, 23), "不能晚于今天"), (date(2026, 12, 19), "不能早于")):
        with pytest.raises(RuleViolation, match=said):
            hand(agreement=Agreement.objects.get(), handed_on=wrong)
    client, address = Client(), reverse("services:my_summary_paper", args=[agreement.pk, "pdf"])
    client.force_login(world.contact)
    assert client.get(address).status_code == 404
    hand(agreement=Agreement.objects.get(), handed_on=date(2026, 12, 21))
    assert "agreement.summary" not in listed(world.place.secretary, date(2026, 12, 22))
    assert Notification.objects.get(kind=rules.SUMMARY_HANDED).recipient == world.contact
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(client.get(address).content)).pages)
    text = "".join(text.split())
    assert "协议共2项，完成1项，其中按期完成1项" in text
    assert "4月8日" in text
    assert "共办义诊，居民满意。" in text
    with pytest.raises(RuleViolation, match="已经送达"):
        hand(agreement=Agreement.objects.get(), handed_on=date(2026, 12, 22))
    take_back = partial(actions.withdraw_summary, by=world.place.secretary, at=at(date(2026, 12, 22)))
    with pytest.raises(RuleViolation, match="原因"):
        take_back(agreement=Agreement.objects.get(), reason="")
    take_back(agreement=Agreement.objects.get(), reason="送错了单位")
    assert "agreement.summary" in listed(world.place.secretary, date(2026, 12, 22))
    assert client.get(address).status_code == 404


def test_there_is_no_summary_of_what_still_runs(world):
    agreement = signed_agreement(world)
    with pytest.raises(RuleViolation, match="送达年度总结"):
        actions.hand_summary(by=world.place.secretary, agreement=agreement, handed_on=date(2026, 3, 10), at=MARCH)
    client = Client()
    client.force_login(world.place.secretary)
    assert client.get(reverse("services:summary_paper", args=[agreement.pk, "pdf"])).status_code == 404
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(summary_handed_on=date(2026, 3, 10))
