"""A secret ballot on phones, at the meeting's device and on paper, from an empty community through pages alone; and the
same by hand in browsers, its inputs counted (MTG-10)."""

import re
from typing import Any

import pytest

from people.models import Person as Somebody
from people.models import User
from tests.browser.walking import PHONE, Hand, overflow, violations
from tests.walks.conftest import Community, Window, sign_in
from tests.walks.person import PASSWORD, Person
from tests.walks.test_ballots import NAMES, at, count, hold

PHONES = 4


def accounts(community: Community) -> None:
    """Two members have an account already, the next two get one."""
    for number in range(2, PHONES):
        person = Somebody.objects.get(pinyin=f"member{number}")
        User.objects.create_user(f"member{number}", PASSWORD, person=person)


def vote(member: Person, grade: str = "合格") -> str:
    """On the phone, from the home page; gives the receipt."""
    member.open("/")
    member.follow("去投票")
    member.sees("无记名投票")
    member.fill("下面没有单独选择的，一律选", grade)
    member.press("投票")
    member.sees("已投票")
    found = re.search(r"回执 (\w{4}-\w{4})", member.text)
    assert found
    return found[1]


@pytest.mark.walk("MTG-10")
def test_a_branch_votes_by_phone_device_and_paper_in_one_secret_result(
    community: Community, django_capture_on_commit_callbacks: Any
) -> None:
    accounts(community)
    with at(19, 16):
        secretary = Person("secretary")
        hold(secretary, "民主评议党员", "年度民主评议党员", "2026-12-19T14:00")
        member = Person("member0")
        member.misses("去投票")
        secretary.follow("组织测评")
        secretary.fill("计票人", "冯一")
        secretary.fill("监票人", "陈二")
        secretary.press("开始")
        poll = secretary.address
        secretary.follow("开始手机投票")
        secretary.sees("结束以前，谁都看不到票数")
        secretary.press("开始手机投票")
        secretary.sees("投票名册 10 人", "已投票 0 人", "冯一")
        receipts = [vote(Person(f"member{number}"), "合格" if number else "优秀") for number in range(PHONES)]
        member.open("/")
        member.misses("去投票")
        member.open(f"{poll}vote/")
        member.sees("我的投票手机投票", "投票中")
        member.misses("已计入")
        secretary.open(poll)
        secretary.sees("已投票 4 人")
        secretary.misses("登记票数")
        secretary.follow("登记纸质票")
        secretary.tick("韩七")
        secretary.tick("杨八")
        secretary.press("登记")
        secretary.sees("已登记 2 人领取纸质票", "领取纸质票 2 人")
        secretary.follow("会场设备投票")
        assert not {"韩七", "杨八", "冯一", "秦十"} & set(secretary.options("投票人"))  # paper, phone, absent
        secretary.fill("投票人", "蒋五")
        secretary.press("打开选票")
        secretary.sees("请蒋五投票")
        secretary.press("投票", refused=True)
        secretary.sees("或选“弃权”")
        secretary.fill("下面没有单独选择的，一律选", "基本合格")
        secretary.press("投票")
        secretary.sees("蒋五已投票，回执")
        secretary.open(poll)
        secretary.follow("结束投票")
        secretary.press("结束投票")
        secretary.sees("投票已结束", "清点选票，登记票数")
        secretary.misses("去投票")
        secretary.follow("登记票数")
        secretary.sees("只登记纸质票")
        count(secretary, 2, 2, 1)
        for name in NAMES:
            secretary.fill(f"{name} 优秀", 1)
        secretary.press("登记票数", refused=True)
        secretary.sees("请写明差额原因")
        secretary.fill("差额说明", "两人没有投票")
        secretary.press("登记票数")
        secretary.sees("发出7张", "收回7张", "有效票6张", "废票1张", "冯一 2 3 1 0 0")
        secretary.follow("计票单")
        secretary.sees("手机票 5 张已计入", *receipts)
        secretary.open(poll)
        secretary.follow("登记签字")
        secretary.fill("已签字的计票单", ("计票单.pdf", b"%PDF-1.4 signed %%EOF"))
        secretary.press("登记签字")
        secretary.sees("已签字的计票单")
        member.open(f"{poll}vote/")
        member.fill("回执", receipts[0])
        member.press("查询")
        member.sees("已计入票数")
        member.fill("回执", "ZZZZ-ZZZZ")
        member.press("查询")
        member.sees("没有回执")


@pytest.mark.walk("MTG-10")
def test_a_stopped_vote_is_void_and_held_again(community: Community) -> None:
    with at(19, 16):
        secretary = Person("secretary")
        hold(secretary, "民主评议党员", "年度民主评议党员", "2026-12-19T14:00")
        secretary.follow("组织测评")
        secretary.fill("计票人", "冯一")
        secretary.fill("监票人", "陈二")
        secretary.press("开始")
        secretary.follow("开始手机投票")
        secretary.press("开始手机投票")
        vote(Person("member0"))
        secretary.reload()
        secretary.follow("中止投票")
        secretary.fill("原因", "主机故障，密钥丢失")
        secretary.press("中止投票")
        secretary.sees("这次投票无效", "密钥丢失：选票没有打开")
        secretary.follow("重新投票")
        secretary.fill("计票人", "冯一")
        secretary.fill("监票人", "陈二")
        secretary.press("重新投票")
        secretary.sees("民主评议党员（第2次）")
        secretary.follow("开始手机投票")
        secretary.press("开始手机投票")
        vote(Person("member0"))
        secretary.reload()
        secretary.follow("结束投票")
        secretary.press("结束投票")
        secretary.sees("发出1张", "收回1张", "到会 8 人没有投票", "等于公开了每个人的选择")


@pytest.mark.browser
@pytest.mark.walk("MTG-10")
def test_a_vote_by_phone_is_three_inputs(community: Community, window: Window, live_server: Any) -> None:
    with at(19, 16):
        secretary = Person("secretary")
        hold(secretary, "民主评议党员", "年度民主评议党员", "2026-12-19T14:00")
        secretary.follow("组织测评")
        secretary.fill("计票人", "冯一")
        secretary.fill("监票人", "陈二")
        secretary.press("开始")
        poll = secretary.address
        secretary.follow("开始手机投票")
        secretary.press("开始手机投票")
        page = window(PHONE).new_page()
        page.goto(f"{live_server.url}/accounts/login/")
        hand = Hand(page)
        sign_in(hand, "member0")
        hand.inputs = 0
        hand.follow("去投票")
        assert (violations(page), overflow(page)) == ([], 0)
        hand.choose("下面没有单独选择的，一律选", "合格")
        hand.press("投票")
        assert page.get_by_text("已投票，回执").is_visible() and hand.inputs <= 3
        assert (violations(page), overflow(page)) == ([], 0)
        secretary.open(poll)
        secretary.sees("已投票 1 人")
