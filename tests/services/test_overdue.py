"""Classes of items, the public page, progress withdrawn, letters to superiors about what is long overdue."""

from datetime import date, datetime, time, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import Notification
from core.records.errors import RuleViolation
from core.web import worklist
from organizations.models import Publication, Threshold, Unit
from organizations.publications.actions import current_for
from services import actions, queries, rules
from services.models import Agreement, AgreementItem, AgreementProgress, LetterItem
from services.rules import ItemDraft
from tests.services.conftest import MARCH, publish, signed_agreement
from tests.services.test_agreements import draft
from tests.services.test_reminders import DUE, agreed

pytestmark = pytest.mark.django_db


def at(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def listed(user, day: date) -> set[str]:
    return {item.kind for item in worklist.due(user, day)}


# -- classes ----------------------------------------------------------------------------------------


@pytest.mark.requirement("SVC-01")
def test_every_item_bears_a_class_of_each_of_the_three_lists(world):
    agreement = draft(world)
    classes = rules.classes_of(world.place.community, 2026)
    items = list(agreement.items.all())
    assert [item.kind for item in items] == classes.kind
    assert {item.kind_s0 for item in items} <= set(classes.kind_s0)
    assert {item.kind_s3 for item in items} <= set(classes.kind_s3)
    assert len(classes.kind_s0) == 4
    assert len(classes.kind_s3) == 6
    chosen = ItemDraft("资源联用", "开放职工活动室", date(2026, 9, 1), kind_s0="责任共担", kind_s3="环境共建")
    item = actions.add_item(by="t", agreement=agreement, draft=chosen, at=MARCH)
    assert (item.kind_s0, item.kind_s3) == ("责任共担", "环境共建")
    for wrong in (chosen._replace(kind_s0="随便"), chosen._replace(kind_s3="四共"), chosen._replace(kind="")):
        with pytest.raises(RuleViolation, match="须从列表中选择"):
            actions.add_item(by="t", agreement=agreement, draft=wrong, at=MARCH)


@pytest.mark.requirement("SVC-01")
def test_an_item_without_a_class_of_a_changed_list_is_not_confirmed(world):
    agreement = draft(world)
    known = Threshold.objects.get(name="svc.co_building.kinds_s0", organization=None)
    Threshold.objects.create(
        **{name: getattr(known, name) for name in ("name", "unit", "op", "origin", "scope_level", "label")},
        value="同心;同向",
        organization=world.place.street,
        effective_from=date(2025, 12, 1),
    )
    agreement.items.exclude(kind="组织联建").delete()
    agreement.items.update(kind_s0="")
    with pytest.raises(RuleViolation, match="还没有选四共类别"):
        actions.confirm_by_community(by=world.place.secretary, agreement=agreement, at=MARCH)
    item = agreement.items.get()
    actions.update_item(
        by="t",
        item=item,
        draft=ItemDraft(item.kind, item.title, item.due_on, kind_s0="同心", kind_s3=item.kind_s3),
        at=MARCH,
    )
    actions.confirm_by_community(by=world.place.secretary, agreement=agreement, at=MARCH)


@pytest.mark.requirement("SVC-01")
@pytest.mark.parametrize(
    ("kind", "partner"),
    [("army", "军民"), ("police", "警民"), ("enterprise", "社企"), ("new_economic", "社企"), ("organ", "")],
)
def test_the_kind_of_partner_follows_from_the_unit_and_can_be_chosen(world, kind, partner):
    Unit.objects.filter(pk=world.unit.pk).update(kind=kind)
    world.unit.refresh_from_db()
    agreement = draft(world)
    assert agreement.partner == partner
    change = partial(actions.update_agreement, by="t", agreement=agreement, aims="目标")
    change(version=agreement.version, partner="军民")
    assert Agreement.objects.get().partner == "军民"
    with pytest.raises(RuleViolation, match="共建类型须从列表中选择"):
        change(version=agreement.version, partner="校地")


@pytest.mark.requirement("SVC-01")
def test_items_are_counted_by_each_class_and_every_number_opens_its_list(world):
    items = [
        ItemDraft("服务联做", "义诊", date(2026, 4, 1)),
        ItemDraft("服务联做", "理发", date(2026, 12, 1)),
        ItemDraft("组织联建", "党日", date(2026, 12, 1)),
    ]
    agreement = signed_agreement(world, items=items)
    actions.record_progress(
        by="t",
        item=agreement.items.get(title="党日"),
        happened_on=date(2026, 4, 2),
        note="党日",
        at=at(date(2026, 4, 2)),
    )
    rows = queries.items_of_year(world.place.secretary, 2026)
    counts = {c.label: c for c in queries.items_by_class(rows, "kind", today=date(2026, 5, 1))}
    assert (counts["服务联做"].items, counts["服务联做"].done, counts["服务联做"].overdue) == (2, 0, 1)
    assert (counts["组织联建"].items, counts["组织联建"].done, counts["组织联建"].overdue) == (1, 1, 0)
    client = Client()
    client.force_login(world.place.secretary)
    page = client.get(reverse("services:items"), {"year": "2026", "kind": "服务联做", "show": "overdue"}).text
    assert "义诊" in page
    assert "理发" not in page
    stranger = Client()
    stranger.force_login(world.place.other_secretary)
    assert "义诊" not in stranger.get(reverse("services:items"), {"year": "2026"}).text


# -- both sides, and back ----------------------------------------------------------------------------


@pytest.mark.requirement("SVC-01")
def test_the_community_takes_back_what_the_unit_has_not_confirmed(world):
    agreement = draft(world)
    actions.confirm_by_community(by=world.place.secretary, agreement=agreement, at=MARCH)
    actions.take_back(by=world.place.secretary, agreement=agreement, at=MARCH)
    agreement.refresh_from_db()
    assert agreement.state == Agreement.State.DRAFT
    assert agreement.confirmed_by_community_at is None
    assert "agreement.confirm" not in listed(world.contact, date(2026, 3, 11))
    actions.confirm_by_community(by=world.place.secretary, agreement=agreement, at=MARCH)
    actions.confirm_by_unit(by=world.contact, agreement=agreement, at=MARCH)
    with pytest.raises(RuleViolation, match="双方已确认"):
        actions.take_back(by=world.place.secretary, agreement=agreement, at=MARCH)


@pytest.mark.requirement("SVC-01")
def test_what_is_published_is_for_everybody_and_names_nobody(world):
    agreement = signed_agreement(world)
    address = reverse("services:public", args=[world.place.community.pk]) + "?year=2026"
    anybody = Client()
    assert "市第三中学" not in anybody.get(address).text
    actions.publish_agreement(by=world.place.secretary, agreement=agreement, at=MARCH)
    text = anybody.get(address).text
    assert "市第三中学" in text
    assert all(item.title in text for item in agreement.items.all())
    assert "周校长" not in text
    assert "杜桂芳" not in text
    with pytest.raises(RuleViolation, match="原因"):
        actions.unpublish_agreement(by=world.place.secretary, agreement=agreement, at=MARCH, reason=" ")
    entered = current_for(agreement)
    assert entered is not None and entered.kind == "agreement" and entered.stays, "it stands in the one register"
    actions.unpublish_agreement(by=world.place.secretary, agreement=agreement, at=MARCH, reason="文字有误")
    assert current_for(agreement) is None and Publication.objects.get(pk=entered.pk).withdrawn_because == "文字有误"
    assert "市第三中学" not in anybody.get(address).text
    assert Agreement.objects.get().state == Agreement.State.BOTH_CONFIRMED
    assert anybody.get(reverse("services:public", args=[world.place.street.pk])).status_code == 404


# -- progress ----------------------------------------------------------------------------------------


@pytest.mark.requirement("SVC-01")
def test_progress_recorded_in_error_is_withdrawn_with_the_reason_and_counts_no_more(world):
    item = agreed(world)
    for number in range(2):
        progress = actions.record_progress(
            by="t", item=item, happened_on=DUE - timedelta(days=9 - number), note="义诊", at=at(DUE)
        )
    item.refresh_from_db()
    assert (item.done, item.state, item.done_on) == (2, "done", DUE - timedelta(days=9))
    withdraw = partial(actions.withdraw_progress, by=world.contact, progress=progress, at=at(DUE))
    with pytest.raises(RuleViolation, match="原因"):
        withdraw(reason="  ")
    withdraw(reason="记重了")
    item.refresh_from_db()
    assert (item.done, item.state) == (1, "done")
    with pytest.raises(RuleViolation, match="已经撤回"):
        withdraw(reason="再撤一次")
    first = item.progress.standing().get()
    actions.withdraw_progress(by=world.contact, progress=first, at=at(DUE), reason="没有办")
    item.refresh_from_db()
    assert (item.done, item.state, item.done_on) == (0, "open", None)
    assert item.progress.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreementProgress.objects.filter(pk=first.pk).update(withdrawn_reason="")


@pytest.mark.requirement("SVC-01")
def test_a_service_that_was_held_is_progress_of_its_item_without_being_typed_again(world):
    item = agreed(world)
    starts = at(date(2026, 5, 9))
    activity = publish(world, starts, agreement_item=item)
    assert item.progress.count() == 0
    actions.hold_activity(by=world.place.secretary, activity=activity, at=starts + timedelta(hours=3))
    progress = item.progress.get()
    assert (progress.activity, progress.happened_on) == (activity, date(2026, 5, 9))
    item.refresh_from_db()
    assert (item.done, item.state) == (1, "done")


# -- letters to superiors ----------------------------------------------------------------------------


def long_after(days: int = 31) -> date:
    return DUE + timedelta(days=days)


@pytest.mark.requirement("SVC-01")
def test_what_is_overdue_by_more_than_thirty_days_is_reported_to_the_superior_once(world):
    item = agreed(world)
    agreement = item.agreement
    report = partial(actions.report_overdue, by=world.place.secretary, agreement=agreement, addressee="市教育局")
    assert "agreement.report" not in listed(world.place.secretary, long_after(30))
    with pytest.raises(RuleViolation, match="没有逾期超过30天"):
        report(at=at(long_after(30)))
    assert "agreement.report" in listed(world.place.secretary, long_after())
    for nobody, said in (("", "不知道发给谁"), (" 　", "不知道发给谁"), ("市第三中学", "不能是这个单位自己")):
        with pytest.raises(RuleViolation, match=said):
            report(at=at(long_after()), addressee=nobody)
    letter = report(at=at(long_after()))
    assert (letter.addressee, letter.sent_on) == ("市教育局", long_after())
    assert [(each.item, each.done) for each in letter.items.all()] == [(item, 0)]
    assert "agreement.report" not in listed(world.place.secretary, long_after())
    told = Notification.objects.get(kind=rules.OVERDUE_REPORTED)
    assert told.recipient == world.contact
    assert "市教育局" in told.title
    with pytest.raises(RuleViolation, match="没有逾期超过30天"):
        report(at=at(long_after()))
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterItem.objects.create(organization=letter.organization, letter=letter, item=item, done=0)


@pytest.mark.requirement("SVC-01")
def test_a_letter_recorded_in_error_is_withdrawn_and_the_item_is_owed_one_again(world):
    item = agreed(world)
    letter = actions.report_overdue(
        by=world.place.secretary, agreement=item.agreement, addressee="市教育局", at=at(long_after())
    )
    withdraw = partial(actions.withdraw_letter, by=world.place.secretary, letter=letter, at=at(long_after()))
    with pytest.raises(RuleViolation, match="原因"):
        withdraw(reason="")
    withdraw(reason="发错了单位")
    with pytest.raises(RuleViolation, match="已经撤回"):
        withdraw(reason="又一次")
    assert "agreement.report" in listed(world.place.secretary, long_after())
    actions.report_overdue(
        by=world.place.secretary, agreement=item.agreement, addressee="区教育局", at=at(long_after())
    )
    assert LetterItem.objects.filter(item=item, standing=True).count() == 1


@pytest.mark.requirement("SVC-01")
def test_nothing_is_reported_of_what_was_done_or_of_a_unit_that_had_left(world):
    item = agreed(world)
    AgreementItem.objects.filter(pk=item.pk).update(state="done", done=1, done_on=DUE)
    assert rules.overdue_to_report(item.agreement, today=long_after()) == []
    AgreementItem.objects.filter(pk=item.pk).update(state="open", done=0, done_on=None)
    world.unit.presences.update(during=(date(2025, 1, 1), DUE))
    assert rules.overdue_to_report(item.agreement, today=long_after()) == []
    assert "agreement.report" not in listed(world.place.secretary, long_after())


@pytest.mark.requirement("SVC-01")
def test_the_letter_says_what_was_owed_on_its_day(world):
    item = agreed(world)
    letter = actions.report_overdue(
        by=world.place.secretary, agreement=item.agreement, addressee="市教育局", at=at(long_after())
    )
    actions.record_progress(by="t", item=item, happened_on=long_after(), note="补做", at=at(long_after(40)))
    client = Client()
    client.force_login(world.place.secretary)
    answer = client.get(reverse("services:letter_paper", args=[letter.pk, "pdf"]))
    assert answer.content.startswith(b"%PDF-")
    assert letter.items.get().done == 0
