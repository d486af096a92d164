"""When progress of an agreement was entered: late and in bursts, shown and never refused (MTG-11)."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.zone import ZONE
from services import actions, queries
from tests.services.conftest import World, signed_agreement

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("MTG-11")]
NOW = datetime(2026, 11, 24, 9, tzinfo=ZONE)


def entered(world: World, agreement, days: list[int], at: datetime) -> None:
    items = list(agreement.items.order_by("pk"))
    for number, day in enumerate(days):
        actions.record_progress(
            by=world.place.secretary,
            item=items[(number + at.day) % len(items)],
            happened_on=timezone.localdate(NOW - timedelta(days=day)),
            note=f"第{number}次",
            amount=1,
            at=at + timedelta(minutes=number),
        )


def test_progress_entered_long_after_is_late_and_five_days_in_an_hour_are_a_burst(client, world):
    agreement = signed_agreement(world)
    entered(world, agreement, [20, 19, 18, 3, 0], NOW)
    found = queries.progress_entered(agreement, today=timezone.localdate(NOW))
    assert sorted((each.lag, each.late) for each in found.values()) == [
        (0, False),
        (3, False),
        (18, True),
        (19, True),
        (20, True),
    ]
    assert all(each.burst for each in found.values())
    client.force_login(world.place.secretary)
    text = client.get(reverse("services:agreement", args=[agreement.pk])).text
    assert "（20 天后）" in text and text.count("突击录入") == 5 and text.count("登记超过时限") == 3


def test_entries_of_different_weeks_are_no_burst(world):
    agreement = signed_agreement(world)
    for week in range(5):
        entered(world, agreement, [week], NOW - timedelta(days=week))
    assert not any(each.burst for each in queries.progress_entered(agreement, today=timezone.localdate(NOW)).values())
