"""Agreements of the year: draft, both sides, progress, coverage."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.models import Notification
from core.records.errors import RuleViolation
from core.records.versions import Conflict
from core.web import worklist
from services import actions, queries, rules
from services.models import Agreement, AgreementItem, AgreementProgress
from services.rules import ItemDraft
from tests.services.conftest import MARCH, add_unit, signed_agreement

TODAY = timezone.localdate


def draft(world, year=2026, at=MARCH, **fields) -> Agreement:
    return actions.draft_agreement(
        by=world.place.secretary,
        community=world.place.community,
        unit=world.unit,
        year=year,
        at=at,
        **fields,
    )


@pytest.mark.requirement("SVC-01")
def test_an_agreement_goes_from_draft_over_both_sides_to_published(client, world):
    client.force_login(world.place.secretary)
    response = client.post(
        reverse("services:agreement_new"), {"organization": world.place.community.pk, "unit": world.unit.pk}
    )
    agreement = Agreement.objects.get()
    assert response.url == reverse("services:agreement", args=[agreement.pk])
    assert agreement.items.count() == 6
    step = lambda name: client.post(reverse("services:agreement_step", args=[agreement.pk, name]))  # noqa: E731
    step("publish")
    agreement.refresh_from_db()
    assert agreement.state == Agreement.State.DRAFT
    step("confirm")
    agreement.refresh_from_db()
    assert agreement.state == Agreement.State.COMMUNITY_CONFIRMED
    assert Notification.objects.get(kind=rules.WAITING_FOR_UNIT).recipient == world.contact
    client.force_login(world.contact)
    page = client.get(reverse("services:my_agreement", args=[agreement.pk])).content.decode()
    assert "单位确认" in page
    client.post(reverse("services:my_agreement_confirm", args=[agreement.pk]))
    agreement.refresh_from_db()
    assert agreement.state == Agreement.State.BOTH_CONFIRMED
    assert agreement.confirmed_by_unit_by == world.contact
    client.force_login(world.place.secretary)
    step("publish")
    agreement.refresh_from_db()
    assert agreement.state == Agreement.State.PUBLISHED and agreement.published_at


def test_this_years_draft_begins_with_last_years_items(world):
    items = [ItemDraft("组织联建", "共同过一次党日", date(2025, 7, 1), 3, "project")]
    draft(world, year=2025, at=MARCH - timedelta(days=365), aims="去年的目标", items=items)
    agreement = draft(world)
    assert agreement.aims == "去年的目标"
    item = agreement.items.get()
    assert (item.title, item.due_on, item.target, item.nature) == (
        "共同过一次党日",
        date(2026, 7, 1),
        3,
        "project",
    )
    assert item.done == 0


@pytest.mark.requirement("SVC-01")
def test_there_is_one_agreement_a_unit_and_year(world):
    draft(world)
    with pytest.raises(RuleViolation, match="已有共建协议"):
        draft(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.create(organization=world.place.community, unit=world.unit, year=2026, aims="x")


def test_a_unit_of_another_community_gets_no_agreement_here(world):
    with pytest.raises(RuleViolation, match="没有在本社区登记"):
        actions.draft_agreement(by="t", community=world.place.other_community, unit=world.unit, year=2026, at=MARCH)


def test_the_two_sides_are_two_people_in_the_database_too(world):
    agreement = draft(world)
    actions.confirm_by_community(by=world.contact, agreement=agreement, at=MARCH)
    with pytest.raises(RuleViolation, match="不同的人"):
        actions.confirm_by_unit(by=world.contact, agreement=agreement, at=MARCH)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(
            state="both_confirmed", confirmed_by_unit_at=MARCH, confirmed_by_unit_by=world.contact
        )


def test_an_agreement_without_items_is_not_confirmed(world):
    agreement = draft(world, items=[])
    with pytest.raises(RuleViolation, match="至少列一项"):
        actions.confirm_by_community(by=world.place.secretary, agreement=agreement, at=MARCH)


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (ItemDraft("随便", "事项", date(2026, 6, 1)), "须从列表中选择"),
        (ItemDraft("组织联建", "事项", date(2027, 6, 1)), "须在2026年内"),
    ],
)
def test_items_have_a_class_of_the_list_and_a_deadline_in_the_year(world, item, message):
    with pytest.raises(RuleViolation, match=message):
        draft(world, items=[item])


def test_a_confirmed_agreement_is_not_edited(client, world):
    agreement = signed_agreement(world)
    client.force_login(world.place.secretary)
    item = agreement.items.first()
    client.post(reverse("services:item_remove", args=[item.pk]))
    client.post(reverse("services:agreement_edit", args=[agreement.pk]), {"aims": "改了", "version": agreement.version})
    agreement.refresh_from_db()
    assert agreement.aims != "改了" and agreement.items.filter(pk=item.pk).exists()


def test_the_unit_sends_an_agreement_back_with_its_wish(client, world):
    agreement = draft(world)
    actions.confirm_by_community(by=world.place.secretary, agreement=agreement, at=MARCH)
    client.force_login(world.contact)
    url = reverse("services:my_agreement_return", args=[agreement.pk])
    client.post(url, {"reason": ""})
    agreement.refresh_from_db()
    assert agreement.state == Agreement.State.COMMUNITY_CONFIRMED
    client.post(url, {"reason": "期限太紧"})
    agreement.refresh_from_db()
    assert (agreement.state, agreement.returned_reason) == (Agreement.State.DRAFT, "期限太紧")
    assert client.get(reverse("services:my_agreement", args=[agreement.pk])).status_code == 404


def test_the_unit_does_not_confirm_a_text_that_changed_meanwhile(world):
    agreement = draft(world)
    actions.confirm_by_community(by=world.place.secretary, agreement=agreement, at=MARCH)
    seen = Agreement.objects.get(pk=agreement.pk)
    actions.return_agreement(by=world.contact, agreement=agreement, at=MARCH, reason="改")
    with pytest.raises(Conflict):
        actions.confirm_by_unit(by=world.contact, agreement=seen, at=MARCH)


@pytest.mark.parametrize("who", ["member", "other"])
def test_an_agreement_of_a_unit_is_not_seen_by_others(client, world, who):
    agreement = signed_agreement(world)
    client.force_login(world.member if who == "member" else world.place.other_secretary)
    assert client.get(reverse("services:my_agreement", args=[agreement.pk])).status_code == 404
    if who == "other":
        assert client.get(reverse("services:agreement", args=[agreement.pk])).status_code == 404
    assert client.post(reverse("services:my_agreement_confirm", args=[agreement.pk])).status_code == 404


@pytest.mark.requirement("SVC-01")
def test_progress_completes_an_item_when_the_target_is_reached(client, world):
    agreement = signed_agreement(world, items=[ItemDraft("服务联做", "联合义诊", date(2026, 11, 30), target=2)])
    item = agreement.items.get()
    client.force_login(world.place.secretary)
    url = reverse("services:progress_new", args=[item.pk])
    client.post(url, {"happened_on": "2026-04-01", "note": "第一次", "amount": 1})
    item.refresh_from_db()
    assert (item.state, item.done, item.done_on) == (AgreementItem.State.OPEN, 1, None)
    client.force_login(world.contact)
    url = reverse("services:my_progress_new", args=[item.pk])
    client.post(url, {"happened_on": "2026-05-01", "note": "第二次", "amount": 1})
    item.refresh_from_db()
    assert (item.state, item.done_on) == (AgreementItem.State.DONE, date(2026, 5, 1))
    recorded = AgreementProgress.objects.order_by("happened_on")
    assert [each.recorded_by for each in recorded] == [world.place.secretary, world.contact]
    assert all(timezone.localdate(each.recorded_at) >= each.happened_on for each in recorded)


@pytest.mark.parametrize(("happened_on", "message"), [("2030-01-01", "不能晚于今天"), ("2025-12-31", "须在2026年内")])
def test_progress_happened_in_the_year_and_not_tomorrow(client, world, happened_on, message):
    item = signed_agreement(world).items.first()
    client.force_login(world.place.secretary)
    page = client.post(
        reverse("services:progress_new", args=[item.pk]),
        {"happened_on": happened_on, "note": "开展了", "amount": 1},
    ).content.decode()
    assert message in page and "开展了" in page
    assert not AgreementProgress.objects.exists()


def test_progress_waits_for_both_confirmations(world):
    item = draft(world).items.first()
    with pytest.raises(RuleViolation, match="请先由社区和单位确认，或登记纸质协议，才能登记进展"):
        actions.record_progress(by="t", item=item, happened_on=date(2026, 3, 1), note="x", at=MARCH)


@pytest.mark.requirement("SVC-01")
def test_coverage_names_the_units_without_an_agreement(client, world):
    add_unit(world.place, "没有协议的工厂")
    agreement = draft(world, year=TODAY().year, at=timezone.now())
    client.force_login(world.place.secretary)
    page = client.get(reverse("services:coverage"))
    assert (page.context["units"], page.context["signed"]) == (2, 0)
    actions.confirm_by_community(by=world.place.secretary, agreement=agreement, at=timezone.now())
    actions.confirm_by_unit(by=world.contact, agreement=agreement, at=timezone.now())
    page = client.get(reverse("services:coverage"), {"show": "missing"})
    assert (page.context["units"], page.context["signed"]) == (2, 1)
    text = page.content.decode()
    assert "没有协议的工厂" in text and world.unit.name not in text
    [row] = queries.coverage(world.place.secretary, TODAY().year, today=TODAY())
    assert (row["units"], row["signed"], row["drafted"], row["missing"]) == (2, 1, 0, 1)


def test_drafts_for_every_unit_cost_the_same_queries(client, world, django_assert_max_num_queries):
    units = [world.unit, *(add_unit(world.place, f"单位{number}") for number in range(20))]
    with django_assert_max_num_queries(10):
        actions.draft_agreements(
            by=world.place.secretary, community=world.place.community, units=units, year=2026, at=MARCH
        )
    assert Agreement.objects.count() == 21 and AgreementItem.objects.count() == 126
    client.force_login(world.place.secretary)
    with django_assert_max_num_queries(14):
        client.get(reverse("services:coverage"))
    with django_assert_max_num_queries(12):
        client.get(reverse("services:agreements"), {"year": 2026})


@pytest.mark.parametrize(("suffix", "start"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_the_agreement_is_a_word_and_a_pdf_document(client, world, suffix, start):
    agreement = signed_agreement(world)
    client.force_login(world.place.secretary)
    response = client.get(reverse("services:agreement_paper", args=[agreement.pk, suffix]))
    assert response.content.startswith(start)
    client.force_login(world.contact)
    assert client.get(reverse("services:my_agreement_paper", args=[agreement.pk, suffix])).content.startswith(start)


def test_the_work_list_names_unsigned_agreements_and_items_due(world):
    add_unit(world.place, "未签单位")
    signed_agreement(world, items=[ItemDraft("服务联做", "义诊", date(2026, 5, 15))])

    def kinds(day):
        user = type(world.place.secretary).objects.get(pk=world.place.secretary.pk)
        return {item.kind: item for item in worklist.due(user, day)}

    found = kinds(date(2026, 5, 1))
    assert (found["agreement.sign"].count, found["agreement.sign"].due_on) == (1, date(2026, 3, 31))
    assert found["agreement_item.progress"].due_on == date(2026, 5, 15)
    assert "agreement_item.progress" not in kinds(date(2026, 4, 1))
    item = AgreementItem.objects.get(title="义诊")
    actions.record_progress(
        by="t", item=item, happened_on=date(2026, 5, 2), note="做了", at=datetime(2026, 5, 3, tzinfo=UTC)
    )
    assert "agreement_item.progress" not in kinds(date(2026, 5, 10))


def test_the_second_of_two_who_decide_at_once_is_told(world):
    agreement = draft(world)
    seen_by_another = Agreement.objects.get(pk=agreement.pk)
    actions.confirm_by_community(by=world.place.secretary, agreement=agreement, at=MARCH)
    with pytest.raises(Conflict):
        actions.confirm_by_community(by=world.place.secretary, agreement=seen_by_another, at=MARCH)
    with pytest.raises(RuleViolation, match="协议现在是“待单位确认”，请先退回协议或收回修改，才能社区确认"):
        actions.confirm_by_community(by=world.place.secretary, agreement=Agreement.objects.get(), at=MARCH)


def test_only_the_units_contact_is_offered_the_units_side(world):
    agreement = draft(world)
    actions.confirm_by_community(by=world.place.secretary, agreement=agreement, at=MARCH)
    assert {"confirm_by_unit", "return"} <= set(rules.AGREEMENT.available(agreement, world.contact, at=MARCH))
    assert set(rules.AGREEMENT.available(agreement, world.place.secretary, at=MARCH)) == {
        "take_back",
        "confirm_on_paper",
    }
    assert rules.AGREEMENT.next_owner(agreement, world.place.secretary) == "单位联系人：确认，或写明意见退回"
