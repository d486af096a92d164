"""Reminders of deadlines: each once, to the right people, nobody for what is done."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from core.models import Notification
from core.web.home import lists
from organizations.desks import reminders
from organizations.models import Threshold
from services import actions
from services.duties import AGREEMENTS_UNSIGNED, HOURS_UNCONFIRMED, ITEM_DUE
from services.models import AgreementItem
from services.rules import ItemDraft
from tests.services.conftest import add_members, add_unit, publish, signed_agreement

DUE = date(2026, 6, 30)


def agreed(world):
    return signed_agreement(world, items=[ItemDraft("服务联做", "联合义诊", DUE)]).items.get()


def notes(kind):
    return Notification.objects.filter(kind=kind).order_by("recipient__username", "due_on")


def remind(day, kind):
    """Messages of the kind that are new on the day."""
    before = notes(kind).count()
    reminders.remind(now=timezone.make_aware(datetime.combine(day, time(8))))
    return notes(kind).count() - before


@pytest.mark.requirement("SVC-01")
def test_items_are_reminded_30_7_and_0_days_before_and_the_day_after_to_both_sides_once(world):
    agreed(world)
    for offset in (-40, -31, -30, -30, -29, -8, -7, -6, -1, 0, 0, 1, 2):
        remind(DUE + timedelta(days=offset), ITEM_DUE)
    found = list(notes(ITEM_DUE).values_list("recipient__username", "due_on"))
    days = [DUE - timedelta(days=number) for number in (30, 7, 0, -1)]
    assert found == [("contact", day) for day in days] + [("secretary1", day) for day in days]


def test_a_missed_night_is_made_up_for_with_the_day_it_was_due(world):
    agreed(world)
    assert remind(DUE - timedelta(days=28), ITEM_DUE) == 2
    assert set(notes(ITEM_DUE).values_list("due_on", flat=True)) == {DUE - timedelta(days=30)}


def test_nobody_is_reminded_of_a_draft_or_of_what_is_done(world):
    item = agreed(world)
    AgreementItem.objects.filter(pk=item.pk).update(state="done", done=1, done_on=DUE)
    assert remind(DUE, ITEM_DUE) == 0
    actions.draft_agreement(
        by="t",
        community=world.place.community,
        unit=add_unit(world.place, "草拟单位"),
        year=2026,
        at=datetime(2026, 3, 1, tzinfo=UTC),
    )
    assert remind(DUE, ITEM_DUE) == 0


def test_a_reminder_is_dropped_before_sending_when_the_item_was_done_meanwhile(world):
    item = agreed(world)
    remind(DUE, ITEM_DUE)
    still_due = lists().kind[ITEM_DUE].still_due
    assert still_due([item.pk]) == {item.pk}
    actions.record_progress(by="t", item=item, happened_on=DUE, note="做了", at=datetime(2026, 6, 30, 12, tzinfo=UTC))
    assert still_due([item.pk]) == set()


def test_a_district_may_remind_on_other_days(world):
    agreed(world)
    national = Threshold.objects.get(name="svc.agreement.remind_days_before", organization=None)
    Threshold.objects.create(
        name=national.name,
        value="15",
        unit=national.unit,
        op=national.op,
        origin="decision",
        scope_level="district",
        label=national.label,
        organization=world.place.street,
        effective_from=date(2026, 1, 1),
    )
    assert remind(DUE - timedelta(days=30), ITEM_DUE) == 0
    assert remind(DUE - timedelta(days=15), ITEM_DUE) == 2


def test_communities_hear_of_unsigned_agreements_before_the_31st_of_march(world):
    for day in (date(2026, 2, 27), date(2026, 3, 1), date(2026, 3, 24), date(2026, 3, 31)):
        remind(day, AGREEMENTS_UNSIGNED)
        remind(day, AGREEMENTS_UNSIGNED)
    found = notes(AGREEMENTS_UNSIGNED)
    assert list(found.values_list("recipient__username", "due_on")) == [
        ("secretary1", day) for day in (date(2026, 3, 1), date(2026, 3, 24), date(2026, 3, 31))
    ]
    assert "1 个单位" in found[0].title


def test_unconfirmed_hours_are_reminded_once_from_the_day_after(world):
    activity = publish(world, datetime(2026, 4, 1, 1, tzinfo=UTC))
    [user] = add_members(world.place, 1)
    claim = actions.claim_activity(
        by=user, activity=activity, person=user.person, at=activity.starts_at - timedelta(days=1)
    )
    actions.sign_in(by=user, claim=claim, at=activity.starts_at)
    assert remind(date(2026, 4, 1), HOURS_UNCONFIRMED) == 0
    assert remind(date(2026, 4, 2), HOURS_UNCONFIRMED) == 1
    assert remind(date(2026, 4, 3), HOURS_UNCONFIRMED) == 0
    assert "1 人次" in notes(HOURS_UNCONFIRMED).get().text


RELATIONS = 12
"""Statements that make what all finders read: the tree of the day, its communities, the standards, the working days."""


def test_the_finders_are_the_same_few_statements_at_any_size(world, django_assert_max_num_queries):
    agreed(world)
    messages = [each for duty in lists().duty.values() for each in (duty.message, duty.chase) if each is not None]
    most = len(messages) + RELATIONS
    with django_assert_max_num_queries(most) as few:
        reminders.remind(now=datetime(2026, 3, 31, 1, tzinfo=UTC))
    for number in range(20):
        add_unit(world.place, f"单位{number}")
    with django_assert_max_num_queries(most) as many:
        reminders.remind(now=datetime(2026, 3, 31, 1, tzinfo=UTC))
    assert len(few) == len(many)
