"""Hours follow the length of the activity; until both sides have confirmed them they are disputed and corrected."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.models import AuditEvent, Notification
from core.records.errors import RuleViolation
from core.records.shown import token
from services import actions, queries, rules
from services.models import Activity, Claim, Helper
from services.rules import CLAIM
from tests.services.test_activities import NOW, claim_for, ended

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("SVC-04")]


def came(world: Any) -> Claim:
    """Signed in to an activity of two hours, which is over."""
    claim = claim_for(ended(world), world.member)
    actions.sign_in(by=world.member, claim=claim, at=NOW())
    return claim


def fill(world: Any, claim: Claim, hours: str, reason: str = "") -> int:
    return actions.confirm_hours(
        by=world.place.secretary,
        activity=Activity.objects.get(pk=claim.activity_id),
        hours={claim.pk: Decimal(hours)},
        reasons={claim.pk: reason},
        at=NOW(),
    )


def stored(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


def test_hours_up_to_the_length_and_the_margin_need_no_reason(world: Any) -> None:
    claim = came(world)
    assert rules.planned_hours(claim.activity) == 2
    assert fill(world, claim, "3") == 1 and stored(claim).hours == 3


@pytest.mark.parametrize("hours", ["3.1", "8", "24"])
def test_longer_hours_need_a_reason_that_is_kept(world: Any, hours: str) -> None:
    claim = came(world)
    with pytest.raises(RuleViolation, match="活动时间 2 小时.*写明原因") as refused:
        fill(world, claim, hours)
    assert refused.value.field == f"reason_{claim.pk}" and stored(claim).hours is None
    assert fill(world, claim, hours, "会后留下打扫") == 1
    assert stored(claim).hours_reason == "会后留下打扫"


def test_helpers_are_measured_by_the_same_rule_and_filled_again_until_they_signed(world: Any) -> None:
    activity = ended(world)
    helper = Helper.objects.create(organization=activity.organization, activity=activity, name="热心人", state="came")
    given: dict[str, Any] = {"by": world.place.secretary, "activity": activity, "helpers": [helper.pk], "at": NOW()}
    with pytest.raises(RuleViolation, match="写明原因") as refused:
        actions.helper_hours(hours=Decimal(24), **given)
    assert refused.value.field == "reason"
    actions.helper_hours(hours=Decimal(8), reason="全天值守", **given)
    actions.helper_hours(hours=Decimal(2), **given)
    helper.refresh_from_db()
    assert (helper.hours, helper.hours_reason) == (Decimal(2), "")


def test_who_served_disputes_the_community_answers_and_both_confirm(client: Any, world: Any) -> None:
    claim = came(world)
    fill(world, claim, "1")
    client.force_login(world.member)
    address = reverse("services:claim_dispute", args=[claim.pk])
    shown = token(CLAIM.face, stored(claim))
    assert "请写明时长哪里不对" in client.post(address, {"reason": " ", "shown": shown}, follow=True).text
    client.post(address, {"reason": "从头到尾都在，应是2小时", "shown": shown})
    found = stored(claim)
    assert found.confirmed_by_community_at is None and found.disputed_because.startswith("从头到尾")
    assert not Notification.objects.filter(kind=rules.HOURS_FOR_MEMBER, withdrawn_at=None).exists()
    [told] = Notification.objects.filter(kind=rules.HOURS_DISPUTED)
    assert told.recipient == world.place.secretary and "应是2小时" in told.text
    assert queries.hours_to_confirm(world.place.secretary).get() == found  # it waits for the community again
    with pytest.raises(RuleViolation, match="还没有填写"):
        actions.confirm_own_hours(by=world.member, claim=found, at=NOW())
    client.force_login(world.place.secretary)
    page = client.get(reverse("services:activity", args=[claim.activity_id]))
    assert "应是2小时" in page.text and page.context["form"][f"hours_{claim.pk}"].value() == 1
    with pytest.raises(RuleViolation, match="有异议，请在说明里写明核对结果"):
        fill(world, claim, "2")
    fill(world, claim, "2", "核对签到表，确为2小时")
    client.force_login(world.member)
    mine = client.get(reverse("services:mine")).text
    assert "核对签到表" in mine and "您的异议" in mine
    actions.confirm_own_hours(by=world.member, claim=stored(claim), at=NOW())
    assert queries.hours_of(world.member.person_id, claim.activity.starts_at.year).hours == 2
    codes = AuditEvent.objects.filter(target_id=str(claim.pk), code__startswith="services.hours_")
    assert set(codes.values_list("code", flat=True)) == {
        "services.hours_disputed",
        "services.hours_confirmed_by_member",
    }


def test_the_community_corrects_before_the_second_side_and_not_after(client: Any, world: Any) -> None:
    claim = came(world)
    fill(world, claim, "24", "写错了一位")
    client.force_login(world.place.secretary)
    address = reverse("services:claim_hours_back", args=[claim.pk])
    shown = token(CLAIM.face, stored(claim))
    assert "请写明更正时长的原因" in client.post(address, {"reason": "", "shown": shown}, follow=True).text
    client.post(address, {"reason": "多写了", "shown": shown})
    assert stored(claim).confirmed_by_community_at is None
    assert not Notification.objects.filter(kind=rules.HOURS_FOR_MEMBER, withdrawn_at=None).exists()
    fill(world, claim, "2")
    actions.confirm_own_hours(by=world.member, claim=stored(claim), at=NOW())
    for step in (actions.take_back_hours, actions.dispute_hours):
        with pytest.raises(RuleViolation, match="时长已确认"):
            step(by=world.place.secretary, claim=stored(claim), reason="再改", at=NOW())
    assert stored(claim).hours == 2


def test_nobody_corrects_the_own_hours_or_disputes_what_is_not_filled(world: Any) -> None:
    claim = came(world)
    with pytest.raises(RuleViolation, match="还没有填写"):
        actions.dispute_hours(by=world.member, claim=claim, reason="不对", at=NOW())
    fill(world, claim, "2")
    with pytest.raises(RuleViolation, match="不能为自己"):
        actions.take_back_hours(by=world.member, claim=stored(claim), reason="不对", at=NOW())
    assert stored(claim).confirmed_by_community_at is not None


def test_a_dispute_has_its_words_also_for_the_database(world: Any) -> None:
    claim = came(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(disputed_at=NOW())
    fill(world, claim, "2")
    with pytest.raises(RuleViolation, match="最多 200 字"):
        actions.dispute_hours(by=world.member, claim=stored(claim), reason="长" * 201, at=NOW())
