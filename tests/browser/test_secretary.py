"""The duties of a community's secretary at the desk, each counted against quality.md."""

import io
import zipfile
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from core.models import Notification
from grids import actions as grids
from grids.models import Opinion
from meetings import actions as meetings
from meetings.models import Meeting
from members import actions as members
from members.models import DualRegistration, Membership
from organizations.models import RosterBatch
from people import actions as people
from tests.browser.conftest import Open, Town, ago
from tests.browser.walking import OFFICE
from tests.members.rosters import number, roster, row

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def held_theme_day(town: Town, *, starts_at: datetime) -> Meeting:
    """A theme day that was called and signed in to by code, not recorded yet."""
    meeting = meetings.plan(
        by=town.secretary,
        organization=town.big_committee,
        kind="theme_day",
        topic="走访慰问困难党员",
        starts_at=starts_at,
        place="党群服务中心",
        form="走访慰问困难党员",
        education="责任教育",
        host_person=town.secretary.person,
        now=starts_at - timedelta(days=9),
    )
    meetings.notify(by=town.secretary, meeting=meeting, now=starts_at - timedelta(days=8))
    meetings.open_sign_in(by=town.secretary, meeting=meeting, now=starts_at - timedelta(minutes=20))
    for person in town.members[:7]:
        meetings.sign_in(person_id=person.pk, meeting=meeting, now=starts_at - timedelta(minutes=5))
    meeting.refresh_from_db()
    return meeting


def test_planning_the_theme_day_and_telling_everybody(town: Town, open_page: Open) -> None:
    hand = open_page(town.secretary, "/", OFFICE)
    hand.look()
    hand.follow("计划主题党日")
    hand.look()
    hand.write("主题", "学习全会精神")
    hand.write("地点", "二楼活动室")
    hand.page.locator("#preview", has_text="学习全会精神").wait_for()
    hand.press("通知全体")
    assert hand.inputs <= 5
    hand.look()
    meeting = Meeting.objects.get()
    assert (meeting.state, meeting.topic, meeting.place) == ("notified", "学习全会精神", "二楼活动室")
    assert meeting.attendances.count() == len(town.members)
    assert Notification.objects.filter(kind="meeting.notice", recipient=town.member).exists()
    print("inputs: plan", hand.inputs)


def test_recording_it_afterwards_with_minutes_in_word(town: Town, open_page: Open) -> None:
    held_theme_day(town, starts_at=ago(days=1))
    hand = open_page(town.secretary, "/", OFFICE)
    hand.follow("去记录")
    hand.look()
    hand.write("会议内容", "走访三户困难党员，了解需求。")
    hand.write("议定事项", "每月走访一次。")
    hand.press("保存并确认纪要")
    hand.look()
    content = hand.download("会议纪要 Word")
    assert hand.inputs <= 6
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("word/document.xml").decode()
    assert "走访三户困难党员" in text and "赵民国" in text
    meeting = Meeting.objects.get()
    assert meeting.state == "confirmed" and meeting.attendances.filter(way="code", state="present").count() == 7
    print("inputs: record", hand.inputs)


def ten_registrations(town: Town) -> None:
    for order in range(10):
        members.submit_registration(
            by="tests",
            person=people.create_person(by="tests", name=f"郭在职{'甲乙丙丁戊己庚辛壬癸'[order]}"),
            community=town.community,
            side="home",
            unit_name="税务局",
            now=ago(days=2, hours=order),
        )
    DualRegistration.objects.update(vouched_at=ago(days=1))


def test_confirming_ten_registrations(town: Town, open_page: Open) -> None:
    ten_registrations(town)
    hand = open_page(town.secretary, "/", OFFICE)
    hand.follow("全部确认")
    hand.look()
    hand.tick("全选")
    hand.press("确认勾选的报到")
    assert hand.inputs <= 3
    hand.look()
    confirmed = DualRegistration.objects.filter(state="confirmed")
    assert confirmed.count() == 10 and all(each.slip_number for each in confirmed)
    print("inputs: confirm", hand.inputs)


def test_confirming_registrations_by_keyboard_alone(town: Town, open_page: Open) -> None:
    ten_registrations(town)
    hand = open_page(town.secretary, "/", OFFICE)
    keyboard = hand.page.keyboard

    def walk_to(name: str) -> None:
        """Tab until the element with this accessible text has the focus; it must be visible there."""
        for _ in range(60):
            keyboard.press("Tab")
            text = hand.page.evaluate(
                "(e => e.labels && e.labels[0] ? e.labels[0].innerText || e.labels[0].textContent : e.textContent)"
                "(document.activeElement)"
            )
            if name in text and hand.page.evaluate("document.activeElement.matches('a, button, input')"):
                outline = hand.page.evaluate(
                    "(e => { const s = getComputedStyle(e); return s.outlineStyle + s.outlineWidth + s.boxShadow })"
                    "(document.activeElement)"
                )
                assert outline != "none0pxnone", f"no visible focus on {name}"
                return
        raise AssertionError(f"{name} is not reached by Tab")

    walk_to("全部确认")
    keyboard.press("Enter")
    hand.page.wait_for_url("**/registrations/", wait_until="load")
    walk_to("全选")
    keyboard.press("Space")
    walk_to("确认勾选的报到")
    keyboard.press("Enter")
    hand.page.get_by_text("已确认 10 名党员的报到").wait_for()
    assert DualRegistration.objects.filter(state="confirmed").count() == 10


def test_answering_the_most_urgent_of_several_opinions(town: Town, open_page: Open) -> None:
    for days, content in ((1, "路灯不亮"), (3, "下水道堵塞"), (2, "电动车占道")):
        grids.receive_opinion(by=town.secretary, community=town.community, content=content, at=ago(days=days))
    hand = open_page(town.secretary, "/", OFFICE)
    hand.follow("去答复")
    expect(hand.page.locator("main")).to_contain_text("下水道堵塞")
    hand.look()
    hand.write("答复", "已联系物业，今天疏通。")
    hand.press("答复")
    assert hand.inputs <= 3
    hand.look()
    answered = Opinion.objects.get(state="answered")
    assert (answered.content, answered.answer) == ("下水道堵塞", "已联系物业，今天疏通。")
    print("inputs: answer", hand.inputs)


@pytest.mark.requirement("MEM-02")
def test_importing_a_roster_of_a_thousand(town: Town, open_page: Open, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    rows = (
        row(
            姓名="崔" + "".join("零一二三四五六七八九"[int(digit)] for digit in f"{order:04}"),
            公民身份号码=number(f"{1930 + order // 25:04}0{order % 9 + 1}{order % 25 + 1:02}", 2 * order % 1000 + 1),
            出生年月="",
            入党时间=f"{1955 + order // 25}.07.01",
            转正时间=f"{1956 + order // 25}.07.01",
            所在党支部=town.branch.name,
            联系电话=f"1300000{order:04}",
        )
        for order in range(1000)
    )
    hand = open_page(town.secretary, "/", OFFICE)
    hand.follow("导入花名册")
    hand.look()
    hand.upload("名册", "花名册.xlsx", roster(*rows))
    hand.press("上传并检查")
    hand.page.get_by_text("全部 1000 行都可以导入").wait_for()
    hand.look()
    hand.press("确认导入")
    hand.page.get_by_text("已导入 1000 行").wait_for()
    assert hand.inputs <= 5
    hand.look()
    assert Membership.objects.filter(organization=town.branch).count() == 1000 + len(town.members)
    assert RosterBatch.objects.get().state == "committed"
    print("inputs: import", hand.inputs)


def test_drafts_of_another_account_are_forgotten_at_the_same_screen(town: Town, open_page: Open) -> None:
    hand = open_page(town.secretary, "/", OFFICE)
    own, others = f"draft:{town.secretary.pk}:/meetings/1/record/", f"draft:{town.leader.pk}:/meetings/1/record/"
    plant = "keys => keys.forEach(key => localStorage.setItem(key, JSON.stringify({at: 1, rows: []})))"
    hand.page.evaluate(plant, [own, others])
    hand.page.reload()
    assert hand.page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('draft:'))") == [own]
