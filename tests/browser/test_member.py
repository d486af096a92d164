"""What a member and a unit's contact do on a phone."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from core.office import qr
from meetings import actions as meetings
from meetings.models import Attendance
from members.models import DualRegistration
from organizations import actions as organizations
from organizations.models import UnitPresence
from people import actions as people
from services import actions as services
from services.models import Agreement, Claim
from tests.browser.conftest import NOW, PASSWORD, SINCE, Open, Town, ago
from tests.browser.walking import OFFICE, PHONE, Hand

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE_OPTIONS = {"is_mobile": True, "has_touch": True}


@pytest.mark.requirement("MEM-16")
def test_registering_at_a_community(town: Town, open_page: Open) -> None:
    hand = open_page(town.member, "/", PHONE, **PHONE_OPTIONS)
    hand.look()
    hand.follow("现在报到")
    hand.look()
    hand.choose("社区", "新华社区")
    hand.tick("工作地")
    hand.write("专长", "法律")
    hand.press("提交报到")
    assert hand.inputs <= 8
    hand.look()
    row = DualRegistration.objects.get()
    assert (row.organization, row.person, row.side, row.state) == (
        town.neighbour,
        town.member.person,
        "work",
        "submitted",
    )
    assert (row.unit_name, row.specialty) == ("税务局", "法律")
    print("inputs: register", hand.inputs)


def keep_what_is_drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Texts given to the drawer of QR codes from now on."""
    drawn: list[str] = []
    draw = qr.svg

    def keep(text: str, **options: Any) -> Any:
        drawn.append(text)
        return draw(text, **options)

    monkeypatch.setattr(qr, "svg", keep)
    return drawn


def scanned(hand: Hand, addresses: list[str]) -> str:
    """The one of the addresses that the picture on the page encodes, module for module."""
    drawn = hand.page.locator("svg.qr path").last.get_attribute("d")
    found = [address for address in dict.fromkeys(addresses) if qr.path(address)[0] == drawn]
    assert len(found) == 1, "the picture encodes none of the addresses"
    return found[0]


def test_scanning_the_rotating_code(
    town: Town, open_page: Open, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = meetings.plan(
        by=town.secretary,
        organization=town.big_committee,
        kind="theme_day",
        topic="学习全会精神",
        starts_at=NOW + timedelta(minutes=15),
        place="二楼活动室",
        form="党课教育",
        education="理想教育",
        now=ago(days=5),
    )
    meetings.notify(by=town.secretary, meeting=meeting, now=ago(days=4))
    drawn = keep_what_is_drawn(monkeypatch)
    wall = open_page(town.secretary, reverse("meetings:detail", args=[meeting.pk]), OFFICE)
    wall.press("开始签到")
    wall.page.locator("svg.qr").wait_for()
    wall.look()
    address = scanned(wall, drawn)
    assert address.startswith(live_server.url)
    hand = open_page(None, address, PHONE, **PHONE_OPTIONS)  # a phone that is not signed in to the portal
    hand.look()
    hand.write("用户名或手机号", "member")
    hand.write("密码", PASSWORD)
    hand.press("登录")
    hand.look()
    hand.press("签到")
    hand.page.get_by_text("签到成功").wait_for()
    hand.look()
    row = Attendance.objects.get(meeting=meeting, person=town.member.person)
    assert (row.state, row.way) == ("present", "code")
    wall.page.reload()
    expect(wall.page.locator("main")).to_contain_text("赵民国")
    print("inputs: sign in with password", hand.inputs)


@pytest.mark.requirement("MEM-16")
def test_claiming_an_activity_signing_in_and_getting_the_certificate(
    town: Town, open_page: Open, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    starts_at = NOW + timedelta(days=2)
    activity = services.publish_activity(
        by=town.secretary,
        community=town.community,
        title="社区大扫除",
        mode="常态化服务",
        direction="便民利民服务",
        place="社区广场",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        places=6,
        at=ago(days=1),
    )
    hand = open_page(town.member, "/", PHONE, **PHONE_OPTIONS)
    hand.follow("去看看")
    hand.look()
    hand.follow("社区大扫除")
    hand.look()
    hand.press("我来认领")
    hand.look()
    activity.refresh_from_db()
    assert activity.taken == 1 and Claim.objects.get().person == town.member.person
    hand.press("撤销认领")
    hand.look()
    activity.refresh_from_db()
    assert activity.taken == 0 and not Claim.objects.standing().exists()
    hand.follow("社区大扫除")
    hand.press("我来认领")

    clock.move_to(starts_at)
    drawn = keep_what_is_drawn(monkeypatch)
    wall = open_page(town.secretary, reverse("services:activity_code", args=[activity.pk]), OFFICE)
    wall.look()
    hand = open_page(town.member, scanned(wall, drawn), PHONE, **PHONE_OPTIONS)
    hand.look()
    hand.press("签到")
    hand.look()
    claim = Claim.objects.standing().get()
    assert claim.signed_in_at is not None

    clock.move_to(starts_at + timedelta(hours=3))
    activity = services.hold_activity(by=town.secretary, activity=activity, at=timezone.now())
    services.confirm_hours(by=town.secretary, activity=activity, hours={claim.pk: Decimal(2)}, at=timezone.now())
    hand = open_page(town.member, "/services/mine/", PHONE, **PHONE_OPTIONS)
    hand.press("确认 2 小时")
    hand.look()
    assert hand.download("志愿服务证书")[:5] == b"%PDF-"


def test_a_units_contact_confirms_the_agreement(town: Town, open_page: Open) -> None:
    presence = organizations.enter_unit(
        by=town.secretary, community=town.community, name="税务局", kind="institution", since=SINCE, today=SINCE
    )
    person = people.create_person(by="tests", name="田志远")
    contact = people.open_account(by="tests", person=person, username="unit", password=PASSWORD)
    UnitPresence.objects.filter(pk=presence.pk).update(contact=person)
    [agreement] = services.draft_agreements(
        by=town.secretary, community=town.community, units=[presence.unit], year=2026, at=ago(days=6)
    )
    services.confirm_by_community(by=town.secretary, agreement=agreement, at=ago(days=5))
    hand = open_page(contact, "/", PHONE, **PHONE_OPTIONS)
    hand.look()
    hand.follow("去确认")
    hand.look()
    hand.press("单位确认")
    assert hand.inputs <= 2
    hand.look()
    agreement.refresh_from_db()
    assert agreement.state == Agreement.State.BOTH_CONFIRMED and agreement.confirmed_by_unit_by == contact


@pytest.mark.parametrize(
    "path", ["/", "/services/mine/", "/meetings/schedule/", "/people/me/", "/members/registrations/new/"]
)
def test_larger_type_fits_the_phone(town: Town, open_page: Open, path: str) -> None:
    hand = open_page(town.member, path, PHONE, elder=True, **PHONE_OPTIONS)
    expect(hand.page.locator("html[data-mode=elder]")).to_have_count(1)
    hand.look()
    menu = hand.page.locator("summary[aria-label*=个人菜单]").bounding_box()
    assert menu is not None and menu["x"] + menu["width"] <= PHONE[0], "the personal menu is cut off"
    small = hand.page.evaluate(
        "[...document.querySelectorAll('main .btn, main .form-control, main .form-select, .phone-bar a')]"
        ".filter(e => e.offsetParent && e.getBoundingClientRect().height < 47.5).map(e => e.outerHTML.slice(0, 80))"
    )
    assert small == []


def test_a_sign_in_on_a_strange_device_is_ended(town: Town, open_page: Open) -> None:
    strange = open_page(town.member, "/", OFFICE, user_agent="Mozilla/5.0 (Windows NT 10.0) Firefox/140")
    hand = open_page(town.member, "/people/me/", PHONE, **PHONE_OPTIONS)
    hand.follow("登录的设备")
    hand.look()
    hand.page.get_by_label("登录", exact=False).first.check()
    hand.write("现在的密码", PASSWORD)
    hand.press("退出所选登录")
    hand.look()
    assert "已退出" in hand.page.locator(".messages").inner_text()
    strange.page.reload()
    assert "/accounts/login/" in strange.page.url
