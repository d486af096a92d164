"""Lists of needs, resources and projects, orders, wishes and calls for help, on one engine (SVC-03, SVC-05, SVC-17)."""

import threading
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent, Notification
from core.records.duties import Line
from core.records.errors import RuleViolation
from core.records.versions import Conflict
from organizations.desks import queries as desks
from organizations.models import UnitPresence
from organizations.registers import actions as registers
from people.models import User
from services import actions, matching
from services.models import CultureEvent, Listing
from services.registers import CULTURE
from tests.grids.conftest import SINCE, make_person, make_user
from tests.services.conftest import DIRECTION, MARCH, MODE, World, add_members, add_unit

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 10)
S = Listing.State


def handed(world: World, kind: str = "order", **fields: object) -> Listing:
    values = {"title": "修水管", "content": "厨房漏水", "at": MARCH} | fields
    return actions.hand_in(by=world.place.secretary, community=world.place.community, kind=kind, **values)


def accepted(world: World, kind: str = "order", **fields: object) -> Listing:
    listing = handed(world, kind, **fields)
    return actions.accept_listing(
        by=world.place.secretary,
        listing=listing,
        version=listing.version,
        at=MARCH,
        mode=MODE,
        direction=DIRECTION,
        due_on=None if kind == "resource" else date(2026, 3, 20),
        title=listing.title,
        kind=kind,
    )


def later(**delta: int) -> datetime:
    return MARCH + timedelta(**delta)


def done(world: World, listing: Listing, **fields: object) -> Listing:
    values = {"result": "已修好", "done_on": DAY, "at": later(hours=1)} | fields
    return actions.finish_listing(by=world.place.secretary, listing=listing, **values)


def owed(user: User, moment: datetime, key: str) -> list[Line]:
    user = User.objects.get(pk=user.pk)
    return [line for line in desks.lines(user, now=moment) if line.key == key]


def personal(user: User, moment: datetime, key: str) -> list[Line]:
    return [line for line in desks.lines_of_person(user.person_id, now=moment) if line.key == key]


# -- taken in --------------------------------------------------------------------------------------


@pytest.mark.requirement("SVC-03")
@pytest.mark.requirement("SVC-05")
@pytest.mark.requirement("SVC-17")
@pytest.mark.parametrize("kind", Listing.Kind.values)
def test_what_is_handed_in_waits_and_is_classified_when_accepted(world, kind):
    listing = handed(world, kind)
    assert (listing.state, listing.accept_by) == (S.RECEIVED, date(2026, 3, 17))  # five working days
    with pytest.raises(RuleViolation, match="社区还没有受理"):
        actions.take_listing(by=world.member, listing=listing, person=world.member.person, at=MARCH)
    accept = {
        "by": world.place.secretary,
        "listing": listing,
        "version": listing.version,
        "at": MARCH,
        "mode": MODE,
        "direction": DIRECTION,
        "due_on": date(2026, 3, 20),
        "title": "修水管",
        "kind": kind,
    }
    for wrong in ({"mode": "别的"}, {"direction": ""}, {"due_on": date(2026, 3, 9)}, {"title": " "}):
        with pytest.raises(RuleViolation), transaction.atomic():
            actions.accept_listing(**(accept | wrong))
    if kind != "resource":
        with pytest.raises(RuleViolation, match="完成期限"):
            actions.accept_listing(**(accept | {"due_on": None}))
    assert actions.accept_listing(**accept).state == S.OPEN
    with pytest.raises((RuleViolation, Conflict)):
        actions.accept_listing(**accept)


@pytest.mark.requirement("SVC-03")
@pytest.mark.parametrize("fields", [{"title": " "}, {"content": ""}, {"kind": "别的"}])
def test_nothing_is_handed_in_without_words_or_list(world, fields):
    with pytest.raises(RuleViolation):
        handed(world, **({"kind": "need"} | fields))


@pytest.mark.requirement("SVC-03")
def test_a_unit_of_elsewhere_hands_nothing_in(world):
    unit = add_unit(world.place, "搬走的厂")
    UnitPresence.objects.filter(unit=unit).update(during=(SINCE, date(2026, 1, 1)))
    with pytest.raises(RuleViolation, match="不在"):
        handed(world, "need", unit=unit)


# -- matched and claimed ---------------------------------------------------------------------------


def told(kind: str) -> list[tuple[str, str, str]]:
    rows = Notification.objects.filter(kind=f"services.listing_{kind}").order_by("pk")
    return [(row.recipient.username, row.title, row.text) for row in rows]


@pytest.mark.requirement("SVC-03")
def test_a_unit_is_told_when_its_resource_is_matched_and_when_its_project_is_taken_back(world):
    contact = world.contact.username
    resource, need = accepted(world, "resource", unit=world.unit, title="会议室"), accepted(world, "need", title="场地")
    office = {"by": world.place.secretary}
    found = actions.match_listing(listing=need, resource=resource, at=MARCH, **office)
    assert told("matched") == [(contact, "社区对接：场地", f"用您单位的“会议室”，请在{found.due_on}前完成")]
    project = accepted(world, "project", title="装路灯")
    actions.take_for_unit(by=world.contact, listing=project, unit=world.unit, at=MARCH)
    actions.release_listing(listing=project, reason="改由街道实施", at=later(hours=2), **office)
    assert told("returned") == [(contact, "社区收回：装路灯", "原因：改由街道实施")]


@pytest.mark.requirement("SVC-03", "SVC-05")
@pytest.mark.parametrize("by_unit", [True, False])
def test_who_has_it_is_told_that_it_is_not_done(world, by_unit):
    listing = accepted(world, "project" if by_unit else "order", title="修门")
    taker = world.contact if by_unit else world.member
    if by_unit:
        actions.take_for_unit(by=taker, listing=listing, unit=world.unit, at=MARCH)
    else:
        actions.take_listing(by=taker, listing=listing, person=taker.person, at=MARCH)
    actions.finish_listing(by=taker, listing=listing, result="修好了", done_on=timezone.localdate(MARCH), at=MARCH)
    actions.reopen_listing(by=world.place.secretary, listing=listing, reason="门还关不上", at=later(hours=1))
    assert told("reopened") == [(taker.username, "撤销完成：修门", "原因：门还关不上")]


@pytest.mark.requirement("SVC-03")
def test_only_the_contact_of_the_day_in_this_community_is_told(world):
    UnitPresence.objects.filter(unit=world.unit).update(contact=None)
    resource, need = accepted(world, "resource", unit=world.unit), accepted(world, "need")
    actions.match_listing(by=world.place.secretary, listing=need, resource=resource, at=MARCH)
    assert told("matched") == []


@pytest.mark.requirement("SVC-03")
def test_a_need_is_matched_with_a_resource_whose_unit_has_it_then(world):
    resource = accepted(world, "resource", unit=world.unit, title="会议室")
    bare = accepted(world, "resource", title="旧桌椅")
    need = accepted(world, "need")
    match = {"by": world.place.secretary, "listing": need, "at": MARCH}
    for wrong, words in ((bare, "没有提供单位"), (accepted(world, "project"), "不能用")):
        with pytest.raises(RuleViolation, match=words):
            actions.match_listing(resource=wrong, **match)
    found = actions.match_listing(resource=resource, **match)
    assert (found.state, found.taker, list(resource.matched.all())) == (S.TAKEN, world.unit.name, [need])
    resource.refresh_from_db()
    assert resource.state == S.OPEN  # and may serve another need
    with pytest.raises(RuleViolation, match="资源用来对接"):
        actions.take_listing(by=world.member, listing=resource, person=world.member.person, at=MARCH)


@pytest.mark.requirement("SVC-03")
def test_two_units_cannot_have_one_project(world):
    project = accepted(world, "project", title="楼道整治")
    second = add_unit(world.place, "第二小学")
    contact = make_user("second", make_person("王校长"))
    UnitPresence.objects.filter(unit=second).update(contact=contact.person)
    with time_machine.travel(MARCH, tick=False):
        actions.take_for_unit(by=world.contact, listing=project, unit=world.unit, at=MARCH)
        with pytest.raises(RuleViolation, match="已经有人接单"):
            actions.take_for_unit(by=contact, listing=project, unit=second, at=MARCH)
        with pytest.raises(RuleViolation, match="不是第二小学"):
            actions.take_for_unit(by=world.contact, listing=accepted(world, "project"), unit=second, at=MARCH)
    project.refresh_from_db()
    assert project.taker_unit == world.unit


@pytest.mark.requirement("SVC-05")
@pytest.mark.django_db(transaction=True)
def test_of_two_members_at_once_one_gets_it(world):
    listing = accepted(world)
    users = [world.member, *add_members(world.place, 3)]
    gate, won, lost = threading.Barrier(len(users)), [], []

    def take(user: User) -> None:
        gate.wait()
        try:
            actions.take_listing(by=user, listing=listing, person=user.person, at=MARCH)
            won.append(user)
        except RuleViolation as refused:
            lost.append(refused.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    listing.refresh_from_db()
    assert [user.person for user in won] == [listing.person]
    assert len(lost) == 3 and all("已经有人接单" in each for each in lost)


@pytest.mark.requirement("SVC-05")
def test_the_community_dispatches_a_member_agrees_or_declines(world):
    listing = accepted(world)
    send = {"by": world.place.secretary, "person": world.member.person, "at": MARCH}
    actions.dispatch_listing(listing=listing, **send)
    assert Notification.objects.get(kind="services.listing_dispatched").recipient == world.member
    with pytest.raises(RuleViolation, match="已经派给别人"):
        actions.dispatch_listing(listing=listing, **send)
    with pytest.raises(RuleViolation):
        actions.agree_listing(by=world.colleague, listing=listing, at=MARCH)
    with pytest.raises(RuleViolation, match="原因"):
        actions.decline_listing(by=world.member, listing=listing, reason=" ", at=MARCH)
    back = actions.decline_listing(by=world.member, listing=listing, reason="出差", at=MARCH)
    assert (back.state, back.person) == (S.OPEN, None)
    actions.dispatch_listing(listing=listing, **(send | {"person": world.colleague.person}))
    taken = actions.agree_listing(by=world.colleague, listing=listing, at=MARCH)
    assert (taken.state, taken.person) == (S.TAKEN, world.colleague.person)


@pytest.mark.requirement("SVC-05")
def test_what_was_taken_is_given_back_within_the_minutes_and_by_the_community_with_a_reason(world):
    listing = accepted(world)
    take = {"by": world.member, "listing": listing, "person": world.member.person, "at": MARCH}
    actions.take_listing(**take)
    with pytest.raises(RuleViolation):
        actions.undo_listing(by=world.colleague, listing=listing, at=later(minutes=1))
    assert actions.undo_listing(by=world.member, listing=listing, at=later(minutes=10)).state == S.OPEN
    actions.take_listing(**take)
    with pytest.raises(RuleViolation, match="已过撤销时间"):
        actions.undo_listing(by=world.member, listing=listing, at=later(minutes=11))
    release = {"by": world.place.secretary, "listing": listing, "at": later(hours=2)}
    with pytest.raises(RuleViolation, match="原因"):
        actions.release_listing(reason="", **release)
    assert actions.release_listing(reason="改派", **release).state == S.OPEN
    assert "改派" in Notification.objects.get(kind="services.listing_returned").text


@pytest.mark.requirement("SVC-05")
@pytest.mark.requirement("SVC-17")
def test_done_and_rated_and_taken_back(world):
    listing = accepted(world, "help")
    with pytest.raises(RuleViolation):
        done(world, listing)
    actions.take_listing(by=world.member, listing=listing, person=world.member.person, at=MARCH)
    for wrong in ({"result": " "}, {"done_on": date(2026, 3, 9)}, {"done_on": date(2026, 3, 11)}):
        with pytest.raises(RuleViolation):
            done(world, listing, **wrong)
    with pytest.raises(RuleViolation):
        actions.finish_listing(by=world.colleague, listing=listing, result="好", done_on=DAY, at=later(hours=1))
    with pytest.raises(RuleViolation):
        actions.rate_listing(by="居民", listing=listing, rating="satisfied", at=MARCH)
    actions.finish_listing(by=world.member, listing=listing, result="已修好", done_on=DAY, at=later(hours=1))
    with pytest.raises(RuleViolation, match="选择评价"):
        actions.rate_listing(by="居民", listing=listing, rating="很好", at=MARCH)
    assert actions.rate_listing(by="居民", listing=listing, rating="basic", at=MARCH).rating == "basic"
    with pytest.raises(RuleViolation, match="已经评价"):
        actions.rate_listing(by="居民", listing=listing, rating="satisfied", at=MARCH)
    again = actions.reopen_listing(by=world.place.secretary, listing=listing, reason="又漏了", at=later(hours=3))
    assert (again.state, again.rating, again.done_on) == (S.TAKEN, "", None)


@pytest.mark.requirement("SVC-03")
def test_what_somebody_has_is_not_taken_off_the_lists(world):
    listing = accepted(world, "need")
    withdraw = {"by": world.place.secretary, "listing": listing, "at": MARCH}
    with pytest.raises(RuleViolation, match="原因"):
        actions.withdraw_listing(reason="", **withdraw)
    actions.take_listing(by=world.member, listing=listing, person=world.member.person, at=MARCH)
    with pytest.raises(RuleViolation):
        actions.withdraw_listing(reason="重复", **withdraw)
    actions.undo_listing(by=world.member, listing=listing, at=MARCH)
    assert actions.withdraw_listing(reason="重复", **withdraw).state == S.WITHDRAWN


@pytest.mark.requirement("SVC-05")
@pytest.mark.parametrize(
    "change",
    [
        {"state": "taken"},
        {"state": "done", "result": "好", "done_on": DAY},
        {"mode": ""},
        {"due_on": None},
        {"rating": "basic"},
        {"state": "withdrawn"},
    ],
)
def test_the_database_holds_what_a_state_promises(world, change):
    listing = accepted(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Listing.objects.filter(pk=listing.pk).update(**change)


# -- who sees what ---------------------------------------------------------------------------------


@pytest.mark.requirement("SVC-03")
@pytest.mark.requirement("SVC-05")
def test_each_side_sees_its_lists(world):
    mine = accepted(world, "need")
    stranger = make_user("stranger", make_person("生人"))
    own = accepted(world, "project", unit=world.unit, title="本单位项目")
    accepted(world, "resource", unit=world.unit)
    handed(world, "wish")
    assert set(matching.open_to(world.member.person_id, today=DAY)) == {mine, own}
    assert set(matching.open_to(world.colleague.person_id, today=DAY)) == {mine, own}  # registered here
    assert not matching.open_to(stranger.person_id, today=DAY)
    presences = list(UnitPresence.objects.filter(unit=world.unit))
    assert set(matching.open_to_units(presences)) == {mine}
    assert {each.title for each in matching.of_units(presences)} == {"本单位项目", "修水管"}


@pytest.mark.requirement("SVC-05")
@pytest.mark.requirement("SVC-17")
def test_who_is_late_is_told_and_the_record_closes_it(world):
    listing = handed(world)
    secretary, member = world.place.secretary, world.member
    assert [line.due_on for line in owed(secretary, MARCH, "listing.accept")] == [date(2026, 3, 17)]
    listing = actions.accept_listing(
        by=secretary,
        listing=listing,
        version=listing.version,
        at=MARCH,
        mode=MODE,
        direction=DIRECTION,
        due_on=date(2026, 3, 20),
        title="修水管",
        kind="order",
    )
    assert not owed(secretary, MARCH, "listing.accept") and owed(secretary, MARCH, "listing.match")
    actions.dispatch_listing(by=secretary, listing=listing, person=member.person, at=MARCH)
    assert not owed(secretary, MARCH, "listing.match") and personal(member, MARCH, "listing.do")
    actions.agree_listing(by=member, listing=listing, at=MARCH)
    done(world, listing)
    assert not personal(member, later(hours=2), "listing.do")


@pytest.mark.requirement("SVC-03")
def test_a_unit_s_contact_owes_what_the_unit_claimed(world):
    with time_machine.travel(MARCH, tick=False):
        actions.take_for_unit(by=world.contact, listing=accepted(world, "project"), unit=world.unit, at=MARCH)
    assert personal(world.contact, MARCH, "listing.do")


@pytest.mark.requirement("SVC-05")
@time_machine.travel(MARCH, tick=False)
def test_the_telephone_is_masked_and_who_looks_says_why(world):
    listing = accepted(world, phone="13800000001")
    client = Client()
    client.force_login(world.place.secretary)
    page = client.get(reverse("services:listing", args=[listing.pk]))
    assert "13800000001" not in page.text and "138****0001" in page.text
    address = reverse("services:listing_phone", args=[listing.pk])
    assert client.post(address, {"reason": ""}).status_code == 422
    assert "13800000001" in client.post(address, {"reason": "回访居民"}, follow=True).text
    event = AuditEvent.objects.get(code="services.listing_phone_revealed")
    assert "13800000001" not in str(event.data) and event.data["reason"] == "回访居民"
    member = Client()
    member.force_login(world.member)
    shown = reverse("services:my_listing", args=[listing.pk])
    assert "13800000001" not in member.get(shown).text
    actions.take_listing(by=world.member, listing=listing, person=world.member.person, at=MARCH)
    assert "13800000001" in member.get(shown).text  # who has the order calls


@pytest.mark.requirement("SVC-05")
def test_the_public_page_takes_five_orders_an_hour_from_one_address(world):
    client, address = Client(), reverse("services:order_new", args=[world.place.community.pk])
    form = {"kind": "wish", "title": "一本字典", "content": "孩子上学用"}
    assert client.post(address, {"kind": "need", "title": "x", "content": "y"}).status_code == 422
    assert client.post(address, form | {"phone": "abc"}).status_code == 422
    for _ in range(5):
        assert client.post(address, form).status_code == 302
    assert client.post(address, form).status_code == 429
    assert Listing.objects.filter(kind="wish", way="code", state="received").count() == 5
    assert client.get(reverse("services:order", args=["0" * 32])).status_code == 404


@pytest.mark.requirement("SVC-03")
@pytest.mark.requirement("SVC-05")
def test_counts_are_by_list_mode_and_direction_and_open_their_list(world):
    for kind in ("need", "order", "order"):
        accepted(world, kind)
    taken = accepted(world, "wish")
    actions.take_listing(by=world.member, listing=taken, person=world.member.person, at=MARCH)
    done(world, taken)
    handed(world, "help")  # not accepted: not counted
    rows = matching.of_year(matching.listings(world.place.secretary), 2026)
    found = matching.counted(rows)
    assert found[("order", MODE, DIRECTION)] == matching.Count3(2, 0, 0)
    assert found[("wish", MODE, DIRECTION)] == matching.Count3(1, 1, 1)
    assert sum(found.values(), matching.Count3()) == matching.Count3(rows.count(), 1, 1)


@pytest.mark.requirement("SVC-03")
def test_the_pages_ask_the_same_statements_for_one_and_for_many(world, django_assert_num_queries):
    client = Client()
    client.force_login(world.place.secretary)
    accepted(world, "need", unit=world.unit)
    pages = [reverse("services:listings"), reverse("services:listing_counts")]
    counted = []
    for page in pages:
        client.get(page)
        with CaptureQueriesContext(connection) as captured:
            client.get(page)
        counted.append(len(captured))
    for _ in range(12):
        accepted(world, "need", unit=world.unit)
    for page, count in zip(pages, counted, strict=True):
        with django_assert_num_queries(count):
            client.get(page)


# -- festival and culture --------------------------------------------------------------------------


def event(world: World, number: int = 0, **fields: object) -> CultureEvent:
    values = {
        "title": f"活动{number}",
        "level": "广场",
        "held_on": date(2026, 1, 5) + timedelta(days=number),
        "place": "社区广场",
        "participants": 30,
    } | fields
    return registers.enter(
        by=world.place.secretary, register=CULTURE, organization=world.place.community, today=DAY, **values
    )


@pytest.mark.requirement("SVC-17")
def test_the_year_of_festivals_adds_up_to_more_than_the_survey_s_twenty(world):
    for number in range(21):
        event(world, number, level=("家庭", "楼道", "街巷", "广场")[number % 4], festival="春节" if number < 5 else "")
    event(world, 30, held_on=date(2025, 12, 31))
    registers.withdraw(
        by=world.place.secretary, register=CULTURE, entry=event(world, 40), version=1, today=DAY, reason="重复"
    )
    client = Client()
    client.force_login(world.place.secretary)
    page = client.get(reverse("services:culture_levels") + "?year=2026")
    assert page.context["total"] == {"events": 21, "festivals": 5, "people": 630}
    assert sum(line["events"] for line in page.context["lines"]) == 21


@pytest.mark.requirement("SVC-17")
@pytest.mark.parametrize(
    "fields", [{"level": "省"}, {"held_on": date(2026, 3, 11)}, {"participants": 0}, {"title": ""}]
)
def test_an_event_took_place_somewhere_with_somebody(world, fields):
    with pytest.raises(RuleViolation):
        event(world, **fields)


@pytest.mark.requirement("SVC-17")
def test_an_event_is_entered_once(world):
    event(world)
    with pytest.raises(RuleViolation, match="已经登记过"):
        event(world)
