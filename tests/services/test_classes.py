"""Services by mode and direction: each bears both, is counted by both, and every number opens its list (SVC-06)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.records.errors import RuleViolation
from services import actions, queries
from services.models import Activity
from tests.services.conftest import DIRECTION, MODE, World, publish

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("SVC-06")]
OTHER_MODE, OTHER_DIRECTION = "社会化服务", "再就业与社会保障服务"


@pytest.mark.parametrize(("field", "said"), [("mode", "服务模式"), ("direction", "服务方向")])
def test_a_service_bears_a_label_of_each_list(world: World, field: str, said: str) -> None:
    with pytest.raises(RuleViolation, match=said):
        publish(world, timezone.now() + timedelta(days=1), **{field: "自创的"})


def test_the_table_adds_up_and_its_numbers_open_their_lists(client: Client, world: World) -> None:
    begin = timezone.now() - timedelta(days=2)
    held = publish(world, begin, title="理发进小区")
    publish(world, begin, title="修伞磨刀")
    publish(world, begin, title="招聘进社区", mode=OTHER_MODE, direction=OTHER_DIRECTION)
    gone = publish(world, timezone.now() + timedelta(days=1), title="取消了的")
    actions.cancel_activity(by="t", activity=gone, at=timezone.now(), reason="下雨")
    person = world.member.person
    claim = actions.claim_activity(by=world.member, activity=held, person=person, at=begin - timedelta(days=1))
    actions.sign_in(by=world.member, claim=claim, at=begin + timedelta(minutes=1))
    secretary, now = world.place.secretary, timezone.now()
    actions.confirm_hours(by=secretary, activity=held, hours={claim.pk: Decimal("1.5")}, at=now)
    actions.confirm_own_hours(by=world.member, claim=claim, at=now)
    rows = queries.of_year(queries.activities(world.place.secretary), timezone.localdate().year)
    found = queries.by_class(rows)
    assert found == {
        (MODE, DIRECTION): queries.ClassCount(2, 1, Decimal("1.5")),
        (OTHER_MODE, OTHER_DIRECTION): queries.ClassCount(1, 0, Decimal(0)),
    }
    client.force_login(world.place.secretary)
    page = client.get(reverse("services:activity_classes"))
    assert page.context["total"] == queries.ClassCount(3, 1, Decimal("1.5"))
    listed = {"show": "year", "mode": MODE, "direction": DIRECTION}
    text = client.get(reverse("services:activities"), listed).text
    assert "理发进小区" in text and "修伞磨刀" in text and "招聘进社区" not in text and "取消了的" not in text


def test_a_label_that_nobody_offers_is_no_error_page(client: Client, world: World) -> None:
    publish(world, timezone.now() + timedelta(days=1))
    client.force_login(world.place.secretary)
    answer = client.get(reverse("services:activities"), {"mode": "没有的模式"})
    assert answer.status_code == 200 and "请选择" in answer.text or "选择" in answer.text
    assert Activity.objects.count() == 1
