"""Agreements, activities and hours in time: nothing planned in the past, nothing done before it could be."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.records.errors import RuleViolation
from core.zone import ZONE
from grids.actions import create_grid
from members.models import DualRegistration, Membership
from organizations.models import UnitPresence
from services import actions, queries
from services.models import Activity, Agreement, AgreementItem, AgreementProgress, Claim
from services.rules import ItemDraft
from tests.clock import NOW, TODAY
from tests.services.conftest import DIRECTION, MARCH, MODE, World, add_members, publish, signed_agreement

ONE = [ItemDraft("服务联做", "联合义诊", date(2026, 11, 30), target=2)]


def activity_form(world: World, **typed: Any) -> dict[str, Any]:
    return {
        "organization": world.place.community.pk,
        "title": "社区大扫除",
        "place": "广场",
        "day": "2026-11-28",
        "begin": "09:00",
        "length": "2",
        "places": 10,
        "mode": MODE,
        "direction": DIRECTION,
        "beneficiary": "everybody",
    } | typed


# -- activities ------------------------------------------------------------------------------------


@pytest.mark.requirement("SVC-04")
@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"day": "2020-01-01"}, "day", "开始时间已经过去"),
        ({"day": "2026-11-25", "begin": "08:30"}, "begin", "开始时间已经过去"),
        ({"day": "2019-12-31"}, "day", "不能早于甲1社区成立的日期（2020年1月1日）"),
        ({"day": "2027-11-26"}, "day", "活动日期不能晚于2027年11月25日"),
        ({"day": "2226-11-28"}, "day", "请核对年份"),
        ({"day": "2026-02-29"}, "day", ""),
    ],
)
def test_an_activity_is_published_before_it_begins_and_in_a_year_at_most(
    client: Client, world: World, typed, field, sentence
):
    client.force_login(world.place.secretary)
    answer = client.post(reverse("services:activity_new"), activity_form(world, **typed))
    assert answer.status_code == 422 and list(answer.context["form"].errors) == [field]
    assert sentence in answer.context["form"].errors[field][0]
    assert "社区大扫除" in answer.content.decode() and typed["day"] in answer.content.decode()
    assert not Activity.objects.exists()
    assert client.post(reverse("services:activity_new"), activity_form(world)).status_code == 302


def test_an_activity_stands_where_grid_and_agreement_are_there(world: World):
    grid = create_grid(
        by="t", community=world.place.community, code="W9", name="新网格", since=date(2026, 12, 10), today=TODAY
    )
    with pytest.raises(RuleViolation, match="新网格自2026年12月10日起设立") as refused:
        publish(world, NOW + timedelta(days=3), grid=grid)
    assert refused.value.field == "grid"
    publish(world, NOW + timedelta(days=16), grid=grid)
    item = signed_agreement(world, items=ONE).items.get()
    with pytest.raises(RuleViolation, match="活动日期须在2026年内") as refused:
        publish(world, NOW + timedelta(days=60), agreement_item=item)
    assert refused.value.field == "agreement_item"
    publish(world, NOW + timedelta(days=3), agreement_item=item)
    actions.publish_agreement(by="t", agreement=Agreement.objects.get(), at=NOW)
    Agreement.objects.update(state=Agreement.State.CLOSED)
    with pytest.raises(RuleViolation, match="已经办结"):
        publish(world, NOW + timedelta(days=3), agreement_item=AgreementItem.objects.get())


@pytest.mark.requirement("SVC-04")
def test_hours_are_entered_after_the_end_of_the_activity(client: Client, world: World):
    activity = publish(world, NOW - timedelta(minutes=30))
    claim = actions.claim_activity(
        by=world.member, activity=activity, person=world.member.person, at=NOW - timedelta(days=1)
    )
    actions.sign_in(by=world.member, claim=claim, at=NOW)
    with pytest.raises(RuleViolation, match="活动还没有结束，结束后才能确认时长"):
        actions.confirm_hours(
            by=world.place.secretary,
            activity=activity,
            hours={claim.pk: Decimal(2)},
            at=activity.ends_at - timedelta(seconds=1),
        )
    client.force_login(world.place.secretary)
    page = client.get(reverse("services:activity", args=[activity.pk])).content.decode()
    assert "结束后才能确认时长" in page and "确认勾选的时长" not in page
    typed = {f"chosen_{claim.pk}": "on", f"hours_{claim.pk}": "1.5"}
    answer = client.post(reverse("services:hours", args=[activity.pk]), typed)
    assert answer.status_code == 422 and "结束后才能确认时长" in answer.content.decode()
    assert Claim.objects.get().hours is None
    assert actions.confirm_hours(
        by=world.place.secretary, activity=activity, hours={claim.pk: Decimal(2)}, at=activity.ends_at
    )


@pytest.mark.parametrize(("minutes", "allowed"), [(-61, False), (-60, True), (0, True), (240, True), (241, False)])
def test_who_is_noted_by_hand_came_while_the_activity_was_on(world: World, minutes, allowed):
    activity = publish(world, NOW - timedelta(days=1))
    claim = actions.claim_activity(
        by=world.member, activity=activity, person=world.member.person, at=NOW - timedelta(days=2)
    )
    note = {"by": "t", "activity": activity, "claims": [claim.pk], "at": NOW}
    moment = activity.starts_at + timedelta(minutes=minutes)
    if allowed:
        assert actions.register_attendance(**note, signed_in_at=moment) == 1
    else:
        with pytest.raises(RuleViolation, match="到场时间不在活动时间内"):
            actions.register_attendance(**note, signed_in_at=moment)
        assert Claim.objects.get().signed_in_at is None


def spell(world: World, kind: str, lower: date, upper: date | None) -> Any:
    """A person whose membership or registration covers only these days; the day before it, nothing."""
    person = add_members(world.place, 1)[0]
    Membership.objects.filter(person=person.person).delete()
    if kind == "membership":
        Membership.objects.create(person=person.person, organization=world.place.branch, during=(lower, upper))
    else:
        DualRegistration.objects.create(
            organization=world.place.community,
            person=person.person,
            side="home",
            state="confirmed",
            decided_at=MARCH,
            during=(lower, upper or date(2030, 1, 1)),
            slip_number="HZ-9",
        )
    return person


@pytest.mark.requirement("SVC-04", "MEM-16")
@pytest.mark.parametrize("kind", ["membership", "registration"])
@pytest.mark.parametrize(
    ("lower", "upper", "open_to"),
    [
        (TODAY + timedelta(days=3), None, True),
        (TODAY + timedelta(days=4), None, False),
        (TODAY - timedelta(days=90), TODAY + timedelta(days=3), False),
        (TODAY - timedelta(days=90), TODAY + timedelta(days=4), True),
    ],
)
def test_hours_belong_to_days_of_the_membership_or_registration(
    client: Client, world: World, kind, lower, upper, open_to
):
    activity = publish(world, NOW + timedelta(days=3))
    person = spell(world, kind, lower, upper)
    claim = {"by": person, "activity": activity, "person": person.person, "at": NOW}
    offered = queries.offered(person.person_id, now=NOW).filter(pk=activity.pk).exists()
    assert offered is open_to
    if open_to:
        actions.claim_activity(**claim)
        return
    with pytest.raises(RuleViolation, match="服务当天您不是本社区的党员，也没有在本社区报到"):
        actions.claim_activity(**claim)
    client.force_login(person)
    assert client.post(reverse("services:claim", args=[activity.pk])).status_code == 404
    activity.refresh_from_db()
    assert activity.taken == 0


def test_nobody_is_let_out_of_an_activity_that_has_begun(world: World):
    activity = publish(world, NOW - timedelta(minutes=30))
    claim = actions.claim_activity(
        by=world.member, activity=activity, person=world.member.person, at=NOW - timedelta(days=1)
    )
    with pytest.raises(RuleViolation, match="活动已经开始"):
        actions.release_claim(by=world.place.secretary, claim=claim, at=NOW, reason="没有来")


# -- agreements ------------------------------------------------------------------------------------


@pytest.mark.requirement("SVC-01")
@pytest.mark.parametrize("year", [2025, 2028, 2226])
def test_an_agreement_is_drafted_for_this_year_or_the_next(world: World, year):
    draft = {"by": "t", "community": world.place.community, "unit": world.unit, "at": NOW}
    with pytest.raises(RuleViolation, match="只能起草2026年或2027年的共建协议"):
        actions.draft_agreement(**draft, year=year)
    actions.draft_agreement(**draft, year=2027)


@pytest.mark.requirement("SVC-01")
def test_no_agreement_is_born_overdue(client: Client, world: World):
    client.force_login(world.place.secretary)
    new = {"organization": world.place.community.pk, "unit": world.unit.pk}
    page = client.get(client.post(reverse("services:agreement_new"), new).url).content.decode()
    agreement = Agreement.objects.get()
    assert agreement.items.count() == 6 and "逾期" not in page
    assert min(agreement.items.values_list("due_on", flat=True)) >= TODAY
    next_year = actions.draft_agreement(
        by="t", community=world.place.community, unit=world.unit, year=2027, at=datetime(2026, 12, 20, tzinfo=ZONE)
    )
    assert {item.due_on.year for item in next_year.items.all()} == {2027}


def test_last_years_items_move_ahead_of_the_day_when_they_are_drafted(world: World):
    items = [ItemDraft("组织联建", "共同过一次党日", date(2025, 7, 1), 3, "project")]
    draft = {"by": "t", "community": world.place.community, "unit": world.unit}
    actions.draft_agreement(**draft, year=2025, at=MARCH - timedelta(days=365), items=items)
    agreement = actions.draft_agreement(**draft, year=2026, at=datetime(2026, 8, 1, 9, tzinfo=ZONE))
    assert agreement.items.get().due_on == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("due", "sentence"),
    [
        ("2026-11-24", "已经过去，请改为今天或以后的一天"),
        ("2027-01-01", "完成期限须在2026年内"),
        ("2025-12-31", "完成期限须在2026年内"),
        ("2226-01-01", "请核对年份"),
    ],
)
def test_a_deadline_lies_ahead_and_in_the_year_when_it_is_added_or_changed(client: Client, world: World, due, sentence):
    agreement = actions.draft_agreement(
        by="t", community=world.place.community, unit=world.unit, year=2026, at=NOW, items=ONE
    )
    client.force_login(world.place.secretary)
    typed = {"kind": "服务联做", "title": "改过的义诊", "due_on": due, "target": 3, "nature": "project"}
    added = client.post(reverse("services:item_add", args=[agreement.pk]), typed)
    changed = client.post(reverse("services:item_edit", args=[agreement.items.get().pk]), typed)
    for answer, form in ((added, "item_form"), (changed, "form")):
        assert answer.status_code == 422 and sentence in answer.context[form].errors["due_on"][0]
        assert due in answer.content.decode() and "改过的义诊" in answer.content.decode()
    client.post(reverse("services:item_edit", args=[agreement.items.get().pk]), typed | {"due_on": "2026-12-20"})
    item = agreement.items.get()
    assert (item.title, item.due_on, item.target, item.nature) == ("改过的义诊", date(2026, 12, 20), 3, "project")


def test_neither_side_confirms_a_deadline_that_is_over(client: Client, world: World):
    agreement = actions.draft_agreement(by="t", community=world.place.community, unit=world.unit, year=2026, at=MARCH)
    late, sentence = datetime(2026, 7, 1, 9, tzinfo=ZONE), "“联合召开共建联席会议”的完成期限（2026年6月30日）已经过去"
    with pytest.raises(RuleViolation, match=sentence):
        actions.confirm_by_community(by=world.place.secretary, agreement=agreement, at=late)
    client.force_login(world.place.secretary)
    page = client.get(reverse("services:agreement", args=[agreement.pk])).content.decode()
    assert sentence in page, "the page says why there is no button"
    waiting = actions.confirm_by_community(by=world.place.secretary, agreement=Agreement.objects.get(), at=MARCH)
    with pytest.raises(RuleViolation, match=sentence):
        actions.confirm_by_unit(by=world.contact, agreement=waiting, at=late)
    client.force_login(world.contact)
    page = client.get(reverse("services:my_agreement", args=[agreement.pk])).content.decode()
    assert sentence in page and "退回社区修改" in page and "单位确认</button>" not in page


@pytest.mark.requirement("SVC-01")
@pytest.mark.parametrize(
    ("happened_on", "sentence"),
    [
        ("2026-03-09", "协议2026年3月10日双方确认，开展日期不能早于这一天"),
        ("2026-11-26", "开展日期不能晚于今天"),
        ("2025-12-31", "开展日期须在2026年内"),
        ("2226-01-01", "请核对年份"),
        ("1900-01-01", "请核对年份"),
    ],
)
@pytest.mark.parametrize("who", ["office", "unit"])
def test_progress_happened_within_the_agreement(client: Client, world: World, happened_on, sentence, who):
    item = signed_agreement(world, items=ONE).items.get()
    client.force_login(world.place.secretary if who == "office" else world.contact)
    name = "services:progress_new" if who == "office" else "services:my_progress_new"
    url, typed = reverse(name, args=[item.pk]), {"note": "开展了义诊", "amount": 1}
    answer = client.post(url, typed | {"happened_on": happened_on})
    assert answer.status_code == 422 and sentence in answer.context["form"].errors["happened_on"][0]
    assert happened_on in answer.content.decode() and "开展了义诊" in answer.content.decode()
    assert not AgreementProgress.objects.exists()
    assert client.post(url, typed | {"happened_on": "2026-03-10"}).status_code == 302


@pytest.mark.parametrize("order", [("2026-06-20", "2026-05-01"), ("2026-05-01", "2026-06-20")])
def test_an_item_is_done_on_the_day_that_reached_the_target_whatever_was_typed_first(world: World, order):
    item = signed_agreement(world, items=ONE).items.get()
    for day in order:
        actions.record_progress(by="t", item=item, happened_on=date.fromisoformat(day), note="义诊", at=NOW)
    assert AgreementItem.objects.get().done_on == date(2026, 6, 20)


def test_a_unit_that_left_makes_no_progress_and_owes_none(world: World):
    item = signed_agreement(world, items=ONE).items.get()
    presence = UnitPresence.objects.get(unit=world.unit)
    presence.during = (presence.during.lower, date(2026, 6, 1))
    presence.save()
    done = {"by": "t", "item": item, "note": "义诊", "at": NOW}
    with pytest.raises(RuleViolation, match="市第三中学2026年6月1日不在本社区"):
        actions.record_progress(**done, happened_on=date(2026, 6, 1))
    actions.record_progress(**done, happened_on=date(2026, 5, 31))
    assert not AgreementItem.objects.overdue(date(2026, 12, 31)).exists()


def test_an_agreement_is_closed_from_december_on_or_when_all_is_done(client: Client, world: World):
    agreement = signed_agreement(world, items=ONE)
    actions.publish_agreement(by="t", agreement=agreement, at=MARCH)
    published = Agreement.objects.get()
    with pytest.raises(RuleViolation, match="还有没有完成的事项，2026年12月1日起才能办结"):
        actions.close_agreement(by="t", agreement=published, at=NOW)
    client.force_login(world.place.secretary)
    assert "2026年12月1日起才能办结" in client.get(reverse("services:agreement", args=[agreement.pk])).content.decode()
    assert AgreementItem.objects.overdue(date(2026, 12, 1)).exists()
    actions.close_agreement(by="t", agreement=published, at=datetime(2026, 12, 1, 9, tzinfo=ZONE))
    assert not AgreementItem.objects.overdue(date(2026, 12, 1)).exists(), "closed is not owed any more"
    page = client.get(reverse("services:index"))
    assert (page.context["overdue"], list(page.context["items"])) == (0, [])


def test_the_page_says_until_when_a_claim_is_undone(client: Client, world: World):
    activity = publish(world, timezone.now() + timedelta(days=1))
    client.force_login(world.member)
    said = client.post(reverse("services:claim", args=[activity.pk]), follow=True).content.decode()
    assert "10:10以前可以撤销" in said
