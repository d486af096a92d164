"""A whole selection by phones: from the seats to the appointment, twenty delegates on their phones in both ballots, two
on paper beside them; the vote of each is three inputs (ORG-08, MTG-10)."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect, sync_playwright

from members.models import Membership
from people.models import Person as Somebody
from people.models import User
from tests.browser.walking import PHONE, Hand, overflow, violations
from tests.walks.conftest import SINCE, Community
from tests.walks.person import PASSWORD, Person
from tests.walks.test_ballots import choose
from tests.walks.test_development import at, confirm, step
from tests.walks.test_selections import COMMITTEE, nominate, publish, registered, review, seats, signed, standard
from tests.walks.test_tree import appoint

PHONES, PAPERS = 20, 2
DELEGATES = [f"代表{number:02}" for number in range(PHONES + PAPERS - 2)]
"""With the two members of the service register: twenty-two; the first of the branch's own."""


@pytest.fixture
def many(community: Community) -> Community:
    """Twenty further members, with accounts, and accounts for the rest."""
    for number, name in enumerate(DELEGATES):
        person = Somebody.objects.create(name=name, pinyin=f"delegate{number:02}", initials="d")
        Membership.objects.create(person=person, organization=community.branch, during=(SINCE, None), name_key=name)
        User.objects.create_user(f"delegate{number:02}", PASSWORD, person=person)
    return community


Phone = Callable[[User], Hand]


@pytest.fixture
def phone(chromium_path: str, transactional_db: Any, live_server: Any) -> Iterator[Phone]:
    """A phone of the user's own, signed in, on the home page."""
    with sync_playwright() as playwright, ExitStack() as opened:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright keeps a loop running in this thread
        browser = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        opened.callback(browser.close)

        def start(user: User) -> Hand:
            context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, locale="zh-CN")
            context.set_default_timeout(30_000)
            client = Client()
            client.force_login(user)
            value = client.cookies[settings.SESSION_COOKIE_NAME].value
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}
            context.add_cookies([cookie])  # type: ignore[list-item]
            hand = Hand(context.new_page())
            hand.page.goto(live_server.url)
            return hand

        yield start
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def prepared(secretary: Person, clerk: Person, district: Person) -> tuple[str, str, str]:
    """Published, nominated, reviewed, hung out; gives the case, its page and the publication."""
    standard(district, "org.selection.in_service_delegates_min", "2")
    seats(clerk, "兼职副书记")
    seats(clerk, "委员")
    clerk.open("/organizations/")
    clerk.follow("幸福里社区党总支")
    appoint(clerk, "周总支", "书记", new=True)
    registered()
    secretary.open("/organizations/")
    secretary.follow(COMMITTEE)
    secretary.follow("大党委公开推选")
    secretary.follow("登记公开推选")
    secretary.fill("推选事项", "2026年公开推选")
    secretary.fill("推选种类", "增补")
    secretary.press("登记")
    case = secretary.address
    step(secretary, case, "公布职位", 公告文号或编号="幸总〔2026〕1号", 公布的范围和方式="各小区公告栏")
    secretary.follow("看人选、代表和投票")
    page = secretary.address
    names = {"褚三": "兼职副书记", "卫四": "兼职副书记", "蒋五": "委员", "沈六": "委员"}
    for name, position in names.items():
        nominate(secretary, page, name, position, "个人自荐")
    step(secretary, case, "推荐提名结束")
    for name in names:
        review(secretary, page, name, "合格", "符合条件")
    step(secretary, case, "资格审查结束")
    return case, page, publish(secretary, "、".join(names))


def announced(secretary: Person, case: str, page: str, entry: str) -> str:
    """The meeting is announced, the delegates are chosen and called; gives the meeting."""
    secretary.open(entry)
    secretary.follow("办结")
    secretary.fill("结果说明", "公示期内没有收到异议")
    secretary.press("保存")
    step(secretary, case, "公示资格审查结果")
    secretary.follow("去发预告")
    secretary.fill("会议类型", "公开推选会议")
    secretary.press("更换")
    secretary.fill("主办组织", COMMITTEE)
    secretary.press("更换")
    secretary.fill("主题", "公开推选大会")
    secretary.fill("时间", "2026-12-10T09:00")
    choose(secretary, "invited", "赵书记")
    secretary.press("通知全体")
    meeting = secretary.address
    step(secretary, case, "推选大会预告")
    secretary.open(page)
    secretary.follow("选择代表")
    for name in DELEGATES:
        secretary.tick(name)
    secretary.filled["in_service"] = [e.get("value") for e in secretary.page.xpath('//input[@name="in_service"]')]
    secretary.press("保存")
    step(secretary, case, "确定参会代表")
    step(secretary, case, "抽签确定演讲顺序")
    return meeting


def vote(hand: Hand, *, who: str = "", written: str = "") -> None:
    """From the own home page; three inputs."""
    hand.inputs = 0
    hand.follow("去投票")
    if who:
        hand.tick(who)
    if written:
        hand.write("另选他人", written)
    hand.press("投票")
    expect(hand.page.get_by_text("已投票，回执").first).to_be_visible()
    assert hand.inputs <= 3


def looked(page: Page) -> None:
    assert (violations(page), overflow(page)) == ([], 0)


@pytest.mark.browser
@pytest.mark.walk("ORG-08")
@pytest.mark.walk("MTG-10")
def test_twenty_phones_and_two_papers_elect_in_both_ballots(many: Community, phone: Phone) -> None:
    with at(2026, 11, 26):
        case, page, entry = prepared(Person("secretary"), Person("street"), Person("district"))
    with at(2026, 12, 4):
        meeting = announced(Person("secretary"), case, page, entry)
    with at(2026, 12, 10):
        secretary = Person("secretary")
        secretary.open(f"{meeting}record/")
        secretary.fill("会议内容", "推荐人选竞职演讲，全体代表无记名投票。")
        secretary.press("保存，请他人确认")
        secretary.open(f"{meeting}attendance/")
        for name in ("冯一", "陈二", "周总支", *DELEGATES):
            secretary.tick(name)
        secretary.fill("登记为", "到会")
        secretary.fill("依据", "纸质签到表")
        secretary.press("登记")
        desk = phone(User.objects.get(username="secretary"))
        _speeches(desk, page)
        voters = ["member0", "member1", *(f"delegate{number:02}" for number in range(PHONES - 2))]
        phones = [phone(User.objects.get(username=name)) for name in voters]
        assert len(phones) == PHONES
        _ballot(secretary, desk, page, phones, "兼职副书记投票", ("褚三", "卫四"))
        secretary.sees("褚三（个人自荐） 13 9", "卫四（个人自荐） 8 14")
        signed(secretary)
        _ballot(secretary, desk, page, phones, "委员投票", ("沈六", "蒋五"), written="韩七")
        secretary.sees("沈六（个人自荐） 12 10", "蒋五（个人自荐） 8 14", "另选他人 韩七 1 票")
        signed(secretary)
        secretary.open(page)
        secretary.sees("褚三 13 票", "沈六 12 票")
        step(secretary, case, "推选大会投票")
        _appointed(secretary, case)


def _speeches(hand: Hand, page: str) -> None:
    """The clock at the meeting's device: it runs, warns of the last minute and of the end, passes to the next."""
    root = hand.page.url.rstrip("/")
    hand.page.goto(f"{root}{page}")
    hand.follow("演讲计时")
    clock, words = hand.page.get_by_role("timer"), hand.page.locator("[data-speaker-name]")
    expect(clock).to_have_text("05:00")
    expect(words).to_contain_text("兼职副书记 第1位")
    looked(hand.page)
    hand.press("开始计时")
    expect(clock).not_to_have_text("05:00")
    hand.press("暂停")
    hand.press("下一位")
    expect(words).to_contain_text("兼职副书记 第2位")
    expect(clock).to_have_text("05:00")
    hand.page.get_by_role("link", name="委员 第1位").click()  # stays on the page
    expect(words).to_contain_text("委员 第1位")
    hand.page.clock.install()
    hand.page.reload()
    hand.press("开始计时")
    hand.page.clock.run_for(4 * 60 * 1000 + 1000)
    expect(hand.page.get_by_text("还剩1分钟")).to_be_visible()
    looked(hand.page)
    hand.page.clock.run_for(60 * 1000)
    expect(hand.page.get_by_text("时间到，请结束演讲")).to_be_visible()
    looked(hand.page)


def _ballot(
    secretary: Person,
    desk: Hand,
    page: str,
    phones: list[Hand],
    label: str,
    candidates: tuple[str, str],
    written: str = "",
) -> None:
    """Twelve of the phones for the first, seven or eight for the second, one abstains or writes a name."""
    secretary.open(page)
    secretary.follow(label)
    secretary.fill("计票人", "冯一")
    secretary.fill("监票人", "陈二")
    secretary.press("开始投票")
    secretary.follow("开始手机投票")
    secretary.press("开始手机投票")
    poll = secretary.address
    secretary.sees("投票名册 23 人", "已投票 0 人")
    secretary.follow("登记纸质票")
    secretary.tick("周总支")
    secretary.tick(DELEGATES[-1])
    secretary.press("登记")
    for number, hand in enumerate(phones):
        hand.page.reload()
        if number == 0:
            hand.follow("去投票")
            looked(hand.page)
            hand.press("投票")
            expect(hand.page.get_by_text("还没有选人").first).to_be_visible()
            looked(hand.page)
            hand.page.goto(hand.page.url.split("/meetings/")[0])
        if number < 12:
            vote(hand, who=candidates[0])
        elif number < 19:
            vote(hand, who=candidates[1])
        else:
            vote(hand, written=written) if written else vote(hand, who="弃权，不选任何人")
        hand.page.goto(hand.page.url.split("/meetings/")[0])
        expect(hand.page.get_by_role("link", name="去投票")).to_have_count(0)
    secretary.open(poll)
    secretary.sees("已投票 20 人", "领取纸质票 2 人")
    secretary.misses(f"{candidates[0]} 12")
    secretary.follow("结束投票")
    secretary.press("结束投票")
    desk.page.goto(f"{desk.page.url.split('/meetings/')[0]}{poll}")
    desk.inputs = 0
    desk.follow("登记票数")
    desk.write("收回票数", "2")
    desk.write("差额说明", "一名代表没有投票")
    if not written:
        desk.write(f"{candidates[0]} 赞成", "1")
    desk.write(f"{candidates[1]} 赞成", "1")
    desk.press("登记票数")
    expect(desk.page.get_by_text("票数已登记，请签字")).to_be_visible()
    assert desk.inputs <= 8
    print("inputs: enter a paper ballot", desk.inputs)
    secretary.open(poll)
    secretary.sees("发出22张", "收回22张", "有效票22张", "废票0张")


def _appointed(secretary: Person, case: str) -> None:
    """Report, approval, filing, founding meeting."""
    clerk, district = Person("street"), Person("district")
    step(secretary, case, "推选结果报街道（镇）", 报告文号="幸总〔2026〕5号")
    step(clerk, case, "街道（镇）审批", 批复文号="甲街工〔2026〕50号")
    step(district, case, "区委组织部备案", 备案文号="测组备〔2026〕8号")
    secretary.open("/meetings/enter/")
    secretary.fill("会议类型", "成立大会")
    secretary.press("更换")
    secretary.fill("主办组织", COMMITTEE)
    secretary.press("更换")
    secretary.fill("主题", "大党委成立大会")
    secretary.fill("召开时间", "2026-12-10T14:00")
    secretary.fill("地点", "社区礼堂")
    secretary.fill("会议内容", "公布推选结果，公开聘任。")
    choose(secretary, "invited", "冯一", "陈二")
    secretary.press("保存记录")
    secretary.follow("大党委成立大会")
    confirm(secretary, secretary.address)
    step(secretary, case, "成立大会，公开聘任")
    secretary.sees("已办结")
    for label in ("推选结果报告（报街道）", "备案报告（报区委组织部）", "聘书", "办理情况表"):
        assert secretary.download(label).startswith(b"%PDF-")
    clerk.open("/organizations/")
    clerk.follow(COMMITTEE)
    clerk.sees("褚三 兼职副书记 公开推选 2026-12-10", "沈六 委员 公开推选 2026-12-10")
