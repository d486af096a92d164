"""Two-way pledges: a unit's means, the community's services, each with its state and evidence (SVC-02)."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from core.records.errors import RuleViolation
from services import actions, queries
from services.models import PLEDGED_BY_COMMUNITY, PLEDGED_BY_UNIT, Agreement, AgreementItem, Pledge
from services.rules import ItemDraft
from tests.services.conftest import MARCH, add_unit, signed_agreement
from tests.services.test_agreements import draft
from tests.services.test_overdue import at

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("SVC-02")]

DUE = date(2026, 9, 30)


def promise(pledge: str, title: str) -> ItemDraft:
    return ItemDraft("资源联用", title, DUE, pledge=pledge)


BOTH = [
    promise("hardware", "借用投影设备"),
    promise("talent", "派两名电工"),
    promise("venue", "开放会议室"),
    promise("funds", "资助敬老餐"),
    promise("service", "为职工办理居住证明"),
    promise("", "共同过一次党日"),
]


def test_units_promise_four_means_and_the_community_services(world):
    assert [value for value, _ in Pledge.choices] == [*PLEDGED_BY_UNIT, *PLEDGED_BY_COMMUNITY]
    agreement = signed_agreement(world, items=BOTH)
    found = queries.pledges_of([agreement])[agreement.pk]
    assert {item.title for item in found} == {each.title for each in BOTH if each.pledge}
    for wrong in ("land", "service "):
        with pytest.raises(RuleViolation, match="双向承诺须从列表中选择"):
            actions.add_item(
                by="t",
                agreement=draft(world, year=2027),
                draft=promise(wrong, "x")._replace(due_on=date(2027, 5, 1)),
                at=MARCH,
            )
        Agreement.objects.filter(year=2027).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        agreement.items.update(pledge="land")


def test_a_first_draft_is_two_way_and_the_next_year_begins_with_this_years_promises(world):
    agreement = draft(world)
    assert set(agreement.items.values_list("pledge", flat=True)) == {"", "venue", "service"}
    agreement.items.filter(pledge="venue").update(pledge="talent")
    following = draft(world, year=2027)
    assert set(following.items.values_list("pledge", flat=True)) == {"", "talent", "service"}


def test_each_promise_shows_its_state_and_the_evidence_that_stands(world):
    agreement = signed_agreement(world, items=BOTH)
    item = agreement.items.get(pledge="talent")
    wrong = actions.record_progress(by="t", item=item, happened_on=date(2026, 3, 10), note="记错", at=MARCH)
    actions.withdraw_progress(by="t", progress=wrong, at=MARCH, reason="记错")
    kept = actions.record_progress(
        by=world.contact,
        item=item,
        happened_on=date(2026, 4, 2),
        note="电工到场两天",
        at=at(date(2026, 4, 2)),
        photo=ContentFile(b"photograph", name="a.jpg"),
    )
    [found] = [each for each in queries.pledges_of([agreement])[agreement.pk] if each.pk == item.pk]
    assert found.state == AgreementItem.State.DONE
    assert found.evidence == [kept]
    counts = {label: (promised, done) for label, promised, done in queries.pledge_counts(Agreement.objects.all())}
    assert counts["单位承诺：人才"] == (1, 1)
    assert counts["单位承诺：资金"] == (1, 0)
    assert counts["社区承诺：服务"] == (1, 0)
    client = Client()
    client.force_login(world.place.secretary)
    page = client.get(reverse("services:pledges"), {"year": "2026"}).text
    assert "电工到场两天" in page
    assert reverse("services:progress_photo", args=[kept.pk]) in page
    assert "共同过一次党日" not in page
    assert "记错" not in page
    stranger = Client()
    stranger.force_login(world.place.other_secretary)
    assert "电工到场两天" not in stranger.get(reverse("services:pledges"), {"year": "2026"}).text


def test_an_agreement_in_which_one_side_promises_nothing_is_listed(world):
    agreement = signed_agreement(world, items=[promise("venue", "开放会议室")])
    rows = Agreement.objects.all()
    assert list(queries.lacking_pledges(rows, PLEDGED_BY_UNIT)) == []
    assert list(queries.lacking_pledges(rows, PLEDGED_BY_COMMUNITY)) == [agreement]
    change = actions.propose_change(
        by=world.place.secretary, agreement=agreement, draft=promise("service", "上门办证"), reason="对等", at=MARCH
    )
    actions.agree_change(by=world.contact, change=change, at=MARCH)
    assert list(queries.lacking_pledges(rows, PLEDGED_BY_COMMUNITY)) == []
    gone = actions.propose_change(
        by=world.place.secretary,
        agreement=agreement,
        item=agreement.items.get(pledge="venue"),
        reason="场地拆除",
        at=MARCH,
    )
    actions.agree_change(by=world.contact, change=gone, at=MARCH)
    assert list(queries.lacking_pledges(rows, PLEDGED_BY_UNIT)) == [agreement]


def test_the_page_asks_the_same_few_statements_at_any_size(world, django_assert_max_num_queries):
    client = Client()
    client.force_login(world.place.secretary)
    address = reverse("services:pledges") + "?year=2026"

    def signed(name: str) -> None:
        made = actions.draft_agreement(
            by="t", community=world.place.community, unit=add_unit(world.place, name), year=2026, at=MARCH, items=BOTH
        )
        actions.confirm_by_community(by=world.place.secretary, agreement=made, at=MARCH)
        actions.confirm_by_unit(by=world.contact, agreement=made, at=MARCH + timedelta(minutes=1))

    signed("单位")
    client.get(address)
    with django_assert_max_num_queries(20) as few:
        client.get(address)
    for number in range(8):
        signed(f"单位{number}")
    with django_assert_max_num_queries(20) as many:
        client.get(address)
    assert len(few) == len(many)
