"""Volunteer activities: publish, claim, undo, sign in, hours of both sides, certificate."""

import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from core.models import Notification
from core.records.errors import RuleViolation
from core.web import worklist
from members.models import Membership
from services import actions, codes, queries, rules
from services.models import Activity, Claim
from tests.grids.conftest import SINCE, make_person, make_user
from tests.services.conftest import MODE, add_members, publish

NOW = timezone.now


def tomorrow():
    return (NOW() + timedelta(days=1)).replace(minute=0, second=0, microsecond=0)


def begun(world, **fields) -> Activity:
    """An activity that has just begun."""
    return publish(world, NOW() - timedelta(minutes=10), **fields)


def ended(world, **fields) -> Activity:
    """An activity that is just over; who was there can still sign in."""
    return publish(world, NOW() - timedelta(hours=2, minutes=10), **fields)


def claim_for(activity, user) -> Claim:
    return actions.claim_activity(
        by=user, activity=activity, person=user.person, at=activity.starts_at - timedelta(days=1)
    )


@pytest.mark.requirement("SVC-06")
def test_a_secretary_publishes_with_title_and_place_the_rest_is_proposed(client, world):
    client.force_login(world.place.secretary)
    page = client.get(reverse("services:activity_new"))
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    data |= {
        "organization": world.place.community.pk,
        "title": "社区大扫除",
        "place": "广场",
        "mode": form.fields["mode"].choices[0][0],
        "direction": form.fields["direction"].choices[0][0],
        "beneficiary": "everybody",
    }
    response = client.post(reverse("services:activity_new"), data)
    activity = Activity.objects.get()
    assert response.url == reverse("services:activity", args=[activity.pk])
    assert (activity.mode, activity.places) == (MODE, 10)
    assert client.get(reverse("services:activity_new")).context["form"]["place"].value() == "广场"
    with pytest.raises(RuleViolation, match="服务模式"):
        actions.publish_activity(
            by="t",
            community=world.place.community,
            title="x",
            mode="自创模式",
            direction="福利服务",
            place="x",
            starts_at=tomorrow(),
            ends_at=tomorrow() + timedelta(hours=1),
            places=1,
            at=NOW(),
        )


def test_a_member_claims_with_one_tap(client, world):
    activity = publish(world, tomorrow())
    client.force_login(world.member)
    assert "社区大扫除" in client.get(reverse("services:mine")).content.decode()
    client.post(reverse("services:claim", args=[activity.pk]))
    claim = Claim.objects.get()
    assert (claim.person, claim.choice, claim.service) == (world.member.person, "self_chosen", "single")
    activity.refresh_from_db()
    assert activity.taken == 1


def test_only_members_of_the_community_and_registered_ones_are_offered_it(client, world):
    activity = publish(world, tomorrow())
    outsider = make_user("outsider", make_person("外人"))
    Membership.objects.create(person=outsider.person, organization=world.place.other_branch, during=(SINCE, None))
    client.force_login(outsider)
    assert "社区大扫除" not in client.get(reverse("services:mine")).content.decode()
    assert client.post(reverse("services:claim", args=[activity.pk])).status_code == 404
    assert not Claim.objects.exists()


def test_a_second_tap_changes_nothing(client, world):
    activity = publish(world, tomorrow())
    client.force_login(world.member)
    for _ in range(2):
        client.post(reverse("services:claim", args=[activity.pk]))
    activity.refresh_from_db()
    assert (Claim.objects.count(), activity.taken) == (1, 1)


def test_a_full_or_begun_or_cancelled_activity_is_not_claimed(world):
    first, second = add_members(world.place, 2)
    activity = publish(world, tomorrow(), places=1)
    actions.claim_activity(by=first, activity=activity, person=first.person, at=NOW())
    with pytest.raises(RuleViolation, match="名额已满"):
        actions.claim_activity(by=second, activity=activity, person=second.person, at=NOW())
    with pytest.raises(RuleViolation, match="已经开始"):
        actions.claim_activity(by=second, activity=activity, person=second.person, at=tomorrow() + timedelta(hours=3))
    actions.cancel_activity(by="t", activity=activity, at=NOW(), reason="下雨")
    with pytest.raises(RuleViolation, match="已取消"):
        actions.claim_activity(by=second, activity=activity, person=second.person, at=NOW())
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=activity.pk).update(taken=2)


@pytest.mark.requirement("SVC-04")
@pytest.mark.django_db(transaction=True)
def test_the_last_places_are_never_taken_twice_by_members_at_the_same_moment(world):
    users = add_members(world.place, 8)
    activity = publish(world, tomorrow(), places=3)
    start = threading.Barrier(len(users))
    results: list[str] = []

    def tap(user) -> None:
        try:
            start.wait()
            actions.claim_activity(by=user, activity=activity, person=user.person, at=NOW())
            results.append("claimed")
        except RuleViolation as error:
            results.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=tap, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    activity.refresh_from_db()
    assert sorted(results) == ["claimed"] * 3 + ["full"] * 5
    assert (activity.taken, Claim.objects.standing().count()) == (3, 3)


@pytest.mark.django_db(transaction=True)
def test_two_taps_of_one_member_at_the_same_moment_take_one_place(world):
    activity = publish(world, tomorrow(), places=5)
    start = threading.Barrier(4)
    results: list[str] = []

    def tap() -> None:
        try:
            start.wait()
            actions.claim_activity(by=world.member, activity=activity, person=world.member.person, at=NOW())
            results.append("claimed")
        except RuleViolation as error:
            results.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=tap) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    activity.refresh_from_db()
    assert sorted(results) == ["claimed", *["claimed-already"] * 3]
    assert (activity.taken, Claim.objects.count()) == (1, 1)


@pytest.mark.requirement("SVC-11")
def test_a_claim_is_undone_within_ten_minutes_and_the_place_is_free_again(client, world):
    activity = publish(world, tomorrow(), places=1)
    client.force_login(world.member)
    client.post(reverse("services:claim", args=[activity.pk]))
    assert "撤销认领" in client.get(reverse("services:mine")).content.decode()
    claim = Claim.objects.get()
    client.post(reverse("services:claim_undo", args=[claim.pk]))
    claim.refresh_from_db()
    activity.refresh_from_db()
    assert (claim.state, activity.taken) == (Claim.State.WITHDRAWN, 0)
    client.post(reverse("services:claim", args=[activity.pk]))
    again = Claim.objects.standing().get()
    Claim.objects.filter(pk=again.pk).update(claimed_at=NOW() - timedelta(minutes=10, seconds=5))
    assert "撤销认领" not in client.get(reverse("services:mine")).content.decode()
    page = client.post(reverse("services:claim_undo", args=[again.pk]), follow=True).content.decode()
    assert "不能自行撤销" in page
    again.refresh_from_db()
    assert again.state == Claim.State.CLAIMED


def test_somebody_elses_claim_does_not_exist(client, world):
    claim = claim_for(begun(world), world.member)
    client.force_login(world.colleague)
    for name in ("services:claim_undo", "services:claim_hours"):
        assert client.post(reverse(name, args=[claim.pk])).status_code == 404
    assert client.get(reverse("services:sign_in_code", args=[claim.pk])).status_code == 404


@pytest.mark.requirement("SVC-04")
def test_the_community_lets_a_member_out_after_the_ten_minutes(client, world):
    activity = publish(world, tomorrow())
    claim = actions.claim_activity(
        by=world.member, activity=activity, person=world.member.person, at=NOW() - timedelta(hours=5)
    )
    client.force_login(world.place.secretary)
    client.post(reverse("services:claim_release", args=[claim.pk]), {"reason": "家中有事"})
    activity.refresh_from_db()
    assert (Claim.objects.standing().count(), activity.taken) == (0, 0)


@pytest.mark.requirement("SVC-04")
def test_a_member_signs_in_by_the_code_on_the_spot(client, world):
    activity = begun(world)
    claim_for(activity, world.member)
    client.force_login(world.place.secretary)
    shown = client.get(reverse("services:activity_code", args=[activity.pk]))
    assert shown.headers["Cache-Control"] == "no-store" and "<svg" in shown.content.decode()
    url = reverse("services:sign_in", args=[activity.pk, codes.code_of(activity).token(NOW())])
    client.force_login(world.member)
    assert "签到" in client.get(url).content.decode()
    assert Claim.objects.get().signed_in_at is None
    client.post(url)
    claim = Claim.objects.get()
    assert claim.state == Claim.State.ATTENDED and claim.signed_in_at
    first = claim.signed_in_at
    client.post(url)
    assert Claim.objects.get().signed_in_at == first


@pytest.mark.parametrize("age", [121, 600])
def test_an_old_code_does_not_sign_in(client, world, age):
    activity = begun(world)
    claim_for(activity, world.member)
    client.force_login(world.member)
    old = codes.code_of(activity).token(NOW() - timedelta(seconds=age))
    page = client.post(reverse("services:sign_in", args=[activity.pk, old])).content.decode()
    assert "已过期" in page and activity.title not in page
    assert Claim.objects.get().signed_in_at is None


def test_a_code_of_another_activity_does_not_sign_in(world):
    one, other = begun(world), begun(world, title="另一个")
    assert codes.code_of(one).accepts(codes.code_of(one).token(NOW()), NOW())
    assert codes.code_of(one).accepts(codes.code_of(one).digits(NOW()), NOW(), typed=True)
    assert not codes.code_of(other).accepts(codes.code_of(one).token(NOW()), NOW())
    assert not codes.code_of(one).accepts("", NOW(), typed=True)
    assert not codes.code_of(one).accepts(codes.code_of(one).digits(NOW()), NOW())  # figures are only typed


def test_typed_digits_sign_in_and_guessing_is_stopped(client, world):
    activity = begun(world)
    claim = claim_for(activity, world.member)
    client.force_login(world.member)
    url = reverse("services:sign_in_code", args=[claim.pk])
    right = codes.code_of(activity).digits(NOW())
    wrong = f"{(int(right) + 500_000) % 1_000_000:06d}"
    for _ in range(10):
        page = client.post(url, {"code": wrong}).content.decode()
    assert "签到码不对" in page
    assert "太多" in client.post(url, {"code": right}).content.decode()
    assert Claim.objects.get().signed_in_at is None


def test_who_did_not_claim_is_told_so(client, world):
    activity = begun(world)
    client.force_login(world.member)
    page = client.post(
        reverse("services:sign_in", args=[activity.pk, codes.code_of(activity).token(NOW())])
    ).content.decode()
    assert "没有认领" in page


@pytest.mark.requirement("SVC-04", "MEM-16")
def test_hours_are_confirmed_by_both_sides_and_become_a_certificate(client, world):
    users = [world.member, world.colleague]
    activity = ended(world)
    claims = [claim_for(activity, user) for user in users]
    for user, claim in zip(users, claims, strict=True):
        actions.sign_in(by=user, claim=claim, at=NOW())
    client.force_login(world.member)
    client.post(reverse("services:claim_hours", args=[claims[0].pk]))
    assert not Claim.objects.with_hours().exists()
    client.force_login(world.place.secretary)
    page = client.get(reverse("services:activity", args=[activity.pk]))
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields} | {f"hours_{claims[1].pk}": "1.5"}
    client.post(reverse("services:hours", args=[activity.pk]), data)
    assert list(Claim.objects.order_by("pk").values_list("hours", flat=True)) == [Decimal(2), Decimal("1.5")]
    assert Notification.objects.filter(kind=rules.HOURS_FOR_MEMBER).count() == 2
    year = activity.starts_at.year
    assert queries.hours_of(world.member.person_id, year).services == 0
    client.force_login(world.member)
    certificate = reverse("services:certificate")
    assert client.get(certificate).status_code == 302
    client.post(reverse("services:claim_hours", args=[claims[0].pk]))
    assert queries.hours_of(world.member.person_id, year) == queries.Hours(Decimal(2), 1)
    assert queries.hours_of(world.colleague.person_id, year).services == 0
    response = client.get(certificate)
    assert response.headers["Content-Type"] == "application/pdf" and response.content.startswith(b"%PDF")


def test_nobody_confirms_the_own_hours_for_the_community(client, world):
    secretary = world.place.secretary
    Membership.objects.create(person=secretary.person, organization=world.place.branch, during=(SINCE, None))
    activity = ended(world)
    claim = claim_for(activity, secretary)
    actions.sign_in(by=secretary, claim=claim, at=NOW())
    with pytest.raises(RuleViolation, match="不能为自己确认"):
        actions.confirm_hours(by=secretary, activity=activity, hours={claim.pk: Decimal(2)}, at=NOW())
    assert not queries.hours_to_confirm(secretary).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(confirmed_by_community_by=secretary, confirmed_by_member_by=secretary)


@pytest.mark.parametrize("hours", ["0", "25", "-1", "abc", ""])
def test_impossible_hours_are_refused_and_nothing_is_confirmed(client, world, hours):
    activity = ended(world)
    claim = claim_for(activity, world.member)
    actions.sign_in(by=world.member, claim=claim, at=NOW())
    client.force_login(world.place.secretary)
    response = client.post(
        reverse("services:hours", args=[activity.pk]),
        {f"chosen_{claim.pk}": "on", f"hours_{claim.pk}": hours},
    )
    assert response.status_code == 422
    assert not Claim.objects.filter(confirmed_by_community_at__isnull=False).exists()


def test_who_did_not_come_is_absent_and_can_be_added_by_hand(client, world):
    activity = begun(world)
    claim = claim_for(activity, world.member)
    client.force_login(world.place.secretary)
    client.post(reverse("services:activity_hold", args=[activity.pk]))
    claim.refresh_from_db()
    assert claim.state == Claim.State.ABSENT
    client.post(reverse("services:attendance", args=[activity.pk]), {"claims": [claim.pk]})
    claim.refresh_from_db()
    assert (claim.state, claim.signed_in_at) == (Claim.State.ATTENDED, activity.starts_at)


def test_everybody_who_claimed_hears_of_a_cancellation(client, world):
    activity = publish(world, tomorrow())
    claim_for(activity, world.member)
    client.force_login(world.place.secretary)
    url = reverse("services:activity_cancel", args=[activity.pk])
    client.post(url, {"reason": ""})
    assert Activity.objects.get().state == Activity.State.PUBLISHED
    client.post(url, {"reason": "下雨"})
    note = Notification.objects.get(kind=rules.ACTIVITY_CANCELLED)
    assert (note.recipient, note.text) == (world.member, "下雨")


@pytest.mark.parametrize(
    "name", ["services:activity", "services:activity_code", "services:hours", "services:activity_cancel"]
)
def test_a_foreign_activity_does_not_exist_for_another_secretary(client, world, name):
    activity = publish(world, tomorrow())
    client.force_login(world.place.other_secretary)
    url = reverse(name, args=[activity.pk])
    response = client.get(url) if name in ("services:activity", "services:activity_code") else client.post(url)
    assert response.status_code == 404


@pytest.mark.parametrize("size", [1, 20])
def test_pages_cost_the_same_queries_at_any_size(client, world, size, django_assert_max_num_queries):
    users = add_members(world.place, size)
    activity = begun(world, places=50)
    for number in range(size):
        publish(world, tomorrow() + timedelta(days=number), title=f"活动{number}")
    for user in users:
        actions.sign_in(by=user, claim=claim_for(activity, user), at=NOW())
    client.force_login(users[0])
    with django_assert_max_num_queries(16):
        client.get(reverse("services:mine"))
    client.force_login(world.place.secretary)
    with django_assert_max_num_queries(12):
        client.get(reverse("services:activity", args=[activity.pk]))
    with django_assert_max_num_queries(12):
        client.get(reverse("services:activities"))


def test_the_homes_say_what_waits(client, world):
    activity = publish(world, NOW() - timedelta(days=3))
    claim = claim_for(activity, world.member)
    actions.sign_in(by=world.member, claim=claim, at=activity.starts_at)
    today = timezone.localdate()
    secretary = type(world.member).objects.get(pk=world.place.secretary.pk)
    [item] = [each for each in worklist.due(secretary, today) if each.kind == "hours.confirm"]
    assert item.due_on == timezone.localdate(activity.ends_at) + timedelta(days=7)
    publish(world, tomorrow())
    cards = [card for card in worklist.cards(world.member, today) if "services" in card.template]
    assert cards[0].context["offered"] == 1
