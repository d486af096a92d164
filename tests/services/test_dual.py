"""Dual service and dual choice on every service (S2 三(五); MEM-06)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import Notification
from core.records.errors import RuleViolation
from members import actions as members
from members.models import DualRegistration
from organizations.models import UnitPresence
from people.models import User
from services import actions, dual
from services.models import Activity, Claim
from tests.grids.conftest import SINCE, make_person, make_user
from tests.services.conftest import MARCH, World, add_unit, publish

pytestmark = pytest.mark.requirement("MEM-06")
NOW = timezone.now
PLEDGE = "每月辅导一次功课"


def tomorrow():
    return (NOW() + timedelta(days=1)).replace(minute=0, second=0, microsecond=0)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def registered(world: World, name: str, *, pledge: str = "", unit=None, until=None, community=None) -> User:
    """An account of somebody whose registration at the community is confirmed."""
    user = make_user(name, make_person(f"在职{name}"))
    DualRegistration.objects.create(
        organization=community or world.place.community,
        person=user.person,
        side="work",
        unit=unit,
        unit_name=unit.name if unit else "",
        choice="pledged" if pledge else "self_chosen",
        pledge=pledge,
        state="confirmed",
        proof="unit",
        decided_at=MARCH,
        during=(SINCE, until),
        slip_number=f"HZ-{name}",
    )
    return user


def claim(user: User, activity: Activity, **data: str):
    return client_of(user).post(reverse("services:claim", args=[activity.pk]), data)


def came(activity: Activity) -> None:
    """Everybody who claimed was there, and both sides confirmed the hours."""
    office, member = make_user("office", make_person("社区")), make_user("own", make_person("本人"))
    activity.claims.update(
        state="confirmed",
        signed_in_at=activity.starts_at,
        hours=Decimal(2),
        confirmed_by_community_at=activity.ends_at,
        confirmed_by_community_by=office,
        confirmed_by_member_at=activity.ends_at,
        confirmed_by_member_by=member,
    )


def test_a_tap_is_alone_and_freely_chosen_as_the_form_stands(world):
    activity = publish(world, tomorrow())
    page = client_of(world.member).get(reverse("services:claim", args=[activity.pk]))
    form = page.context["form"]
    sent = {name: form[name].value() for name in ("choice", "service")}
    assert sent == {"choice": "self_chosen", "service": "single"}, "what a browser sends without a touch"
    assert claim(world.member, activity, **sent).status_code == 302
    row = Claim.objects.get()
    assert (row.choice, row.service, row.registration, row.unit) == ("self_chosen", "single", None, None)


def test_a_pledge_is_claimed_only_where_it_was_made_and_is_followed(world):
    activity = publish(world, tomorrow())
    pledged = registered(world, "p", pledge=PLEDGE)
    other = registered(world, "o")
    refused = claim(other, activity, choice="pledged")
    assert refused.status_code == 422 and "没有定向承诺" in refused.context["form"].errors["choice"][0]
    assert not Claim.objects.exists()
    assert Activity.objects.get().taken == 0, "a refusal takes no place"
    assert PLEDGE in client_of(pledged).get(reverse("services:claim", args=[activity.pk])).content.decode()
    assert claim(pledged, activity, choice="pledged").status_code == 302
    row = Claim.objects.get()
    assert (row.choice, row.registration.pledge) == ("pledged", PLEDGE)
    office = client_of(world.place.secretary)
    [line] = office.get(reverse("services:kept")).context["page"]
    assert line.kept == 0, "claimed is not kept"
    came(activity)
    [line] = office.get(reverse("services:kept")).context["page"]
    assert (line.pledge, line.kept) == (PLEDGE, 1)
    assert "已履行 1 次" in client_of(pledged).get(reverse("services:mine")).content.decode()
    assert f"定向承诺（{PLEDGE}）" in office.get(reverse("services:activity", args=[activity.pk])).content.decode()


def test_a_pledge_that_is_over_on_the_day_or_made_elsewhere_does_not_count(world):
    activity = publish(world, tomorrow())
    day = timezone.localdate(activity.starts_at)
    over = registered(world, "over", pledge=PLEDGE, until=day)
    assert dual.offer_to(over.person_id, activity).pledge is None
    far = registered(world, "far", pledge=PLEDGE, community=world.place.other_community)
    assert dual.offer_to(far.person_id, activity) == (None, None)


def test_a_member_comes_with_the_unit_only_where_the_unit_is_known(world):
    activity = publish(world, tomorrow())
    inside, outside = registered(world, "in", unit=world.unit), registered(world, "out")
    refused = claim(outside, activity, service="collective")
    assert refused.status_code == 422 and "没有对应的辖区单位" in refused.context["form"].errors["service"][0]
    assert claim(inside, activity, service="collective").status_code == 302
    assert Claim.objects.get().unit == world.unit


def group(world: World) -> list[User]:
    return [
        registered(world, "g1", unit=world.unit, pledge=PLEDGE),
        registered(world, "g2", unit=world.unit),
        registered(world, "g3", unit=world.unit),
    ]


def sign_up(world: World, activity: Activity, users, *, by: User | None = None):
    presence = UnitPresence.objects.get(unit=world.unit)
    address = reverse("services:group", args=[presence.pk, activity.pk])
    return client_of(by or world.contact).post(address, {"persons": [user.person_id for user in users]})


def test_the_contact_signs_the_unit_up_as_a_group_all_or_none(world):
    activity = publish(world, tomorrow(), places=2)
    users = group(world)
    too_many = sign_up(world, activity, users)
    assert too_many.status_code == 422 and "还有 2 个名额，选了 3 人" in too_many.content.decode()
    assert not Claim.objects.exists() and not Notification.objects.exists()
    assert "替市第三中学报名" in client_of(world.contact).get(reverse("services:mine")).content.decode()
    assert sign_up(world, activity, users[:2]).status_code == 302
    first, second = Claim.objects.order_by("pk")
    assert {first.unit, second.unit} == {world.unit} and {first.service, second.service} == {"collective"}
    assert (first.choice, first.registration.pledge, second.choice) == ("pledged", PLEDGE, "self_chosen")
    activity.refresh_from_db()
    assert activity.taken == 2
    told = Notification.objects.filter(kind="service.group_claimed").values_list("recipient", flat=True)
    assert set(told) == {user.pk for user in users[:2]}
    assert sign_up(world, activity, users[1:]).status_code == 302, "one leaves, another comes"
    activity.refresh_from_db()
    standing = set(activity.claims.standing().values_list("person", flat=True))
    assert standing == {user.person_id for user in users[1:]} and activity.taken == 2
    assert sign_up(world, activity, users[1:]).status_code == 302
    assert activity.claims.standing().count() == 2, "a second click changes nothing"


def test_whoever_claimed_alone_stays_alone_and_may_undo_what_the_unit_did(world):
    activity = publish(world, tomorrow())
    first, second, _third = group(world)
    claim(first, activity)
    page = sign_up(world, activity, [first])
    assert page.status_code == 422, "shown beside the boxes, not among them"
    sign_up(world, activity, [second])
    assert Claim.objects.get(person=first.person).service == "single"
    theirs = Claim.objects.get(person=second.person)
    actions.undo_claim(by=second, claim=theirs, at=NOW())
    activity.refresh_from_db()
    assert activity.taken == 1


def test_nobody_signs_up_whom_he_does_not_speak_for(world):
    activity = publish(world, tomorrow())
    users = group(world)
    stranger = registered(world, "s", unit=add_unit(world.place, "水务公司"))
    assert sign_up(world, activity, [stranger]).status_code == 422
    assert sign_up(world, activity, users[:1], by=world.member).status_code == 404
    presence = UnitPresence.objects.get(unit=world.unit)
    with pytest.raises(RuleViolation, match="只能替本单位"):
        actions.set_group(
            by=world.contact, activity=activity, presence=presence, persons=[stranger.person_id], at=NOW()
        )
    with pytest.raises(RuleViolation, match="已经开始"):
        actions.set_group(
            by=world.contact,
            activity=activity,
            presence=presence,
            persons=[users[0].person_id],
            at=activity.starts_at + timedelta(minutes=1),
        )
    UnitPresence.objects.filter(pk=presence.pk).update(contact=None)
    assert sign_up(world, activity, users[:1]).status_code == 404, "no contact any more"
    assert not Claim.objects.exists()


def test_every_way_is_counted_and_every_number_opens_its_list(world):
    activity = publish(world, tomorrow())
    one, two, three = group(world)
    claim(world.member, activity)
    claim(one, activity, choice="pledged")
    sign_up(world, activity, [two, three])
    came(activity)
    nobody = {f"confirmed_by_{side}_{what}": None for side in ("community", "member") for what in ("at", "by")}
    activity.claims.filter(person=three.person).update(state="absent", hours=None, **nobody)
    office = client_of(world.place.secretary)
    ways = office.get(reverse("services:activity_classes")).context["ways"]
    counts = {(service, choice): split for _label, cells in ways for split, service, choice in cells}
    assert {way: tuple(split) for way, split in counts.items()} == {
        ("single", "pledged"): (1, 2),
        ("single", "self_chosen"): (1, 2),
        ("collective", "pledged"): (0, 0),
        ("collective", "self_chosen"): (1, 2),
    }
    for (service, choice), split in counts.items():
        page = office.get(reverse("services:participation"), {"service": service, "choice": choice})
        assert page.context["page"].paginator.count == split.came
    assert office.get(reverse("services:participation"), {"service": "x"}).status_code == 200


def test_a_registration_says_how_one_serves(world):
    given = {"by": world.member, "person": world.member.person, "community": world.place.community, "side": "home"}
    with pytest.raises(RuleViolation, match="请写明承诺做什么"):
        members.submit_registration(**given, choice="pledged")
    with pytest.raises(RuleViolation, match="请填写单位名称"):
        members.submit_registration(**given, service="collective")
    row = members.submit_registration(
        **given, choice="pledged", pledge=PLEDGE, service="collective", unit_name="市第三中学"
    )
    assert (row.choice, row.pledge, row.service, row.unit) == ("pledged", PLEDGE, "collective", world.unit)
