"""An activity, claimed and let go again, through pages alone."""

import re
from datetime import datetime

import pytest
import time_machine

from core.zone import ZONE
from tests.walks.conftest import Community
from tests.walks.person import Person


def at(hour: int, minute: int = 0, day: int = 25) -> time_machine.travel:
    return time_machine.travel(datetime(2026, 11, day, hour, minute, tzinfo=ZONE), tick=True)


@pytest.mark.walk("SVC-11")
def test_a_claim_is_undone_for_ten_minutes(community: Community) -> None:
    with at(9):
        secretary = Person("secretary")
        secretary.follow("共建与服务")
        secretary.follow("发布志愿服务")
        secretary.fill("活动名称", "清扫楼道")
        secretary.fill("地点", "1号楼")
        secretary.fill("日期", "2026-11-28")
        secretary.fill("名额", "1")
        secretary.press("发布")
        secretary.sees("清扫楼道")
        member = Person("member0")
        member.sees("有 1 项服务可以认领")
        member.follow("去看看")
        member.follow("清扫楼道")
        member.press("我来认领")
        member.sees("清扫楼道", "撤销认领")
        other = Person("member1")
        other.open("/services/mine/")
        other.sees("清扫楼道", "已满")
    with at(9, 9):
        member.reload()
        member.press("撤销认领（09:10 前）")
        member.misses("撤销认领")
        other.reload()
        other.follow("清扫楼道")
        other.press("我来认领")
        other.sees("撤销认领")
    with at(9, 21):
        other.reload()
        other.sees("清扫楼道")
        other.misses("撤销认领")


@pytest.mark.walk("MEM-16")
def test_a_member_registers_serves_signs_in_and_gets_the_certificate_on_a_phone(community: Community) -> None:
    with at(9):
        member = Person("member0")
        member.follow("现在报到")
        member.fill("社区", "幸福里社区")
        member.fill("工作单位", "税务局")
        member.press("提交报到")
        member.sees("幸福里社区", "待社区确认")
        secretary = Person("secretary")
        secretary.open("/?all=1")
        secretary.sees("在职党员报到")
        secretary.follow("双报到")
        secretary.tick("选 冯一")
        secretary.fill("证明材料", ("单位证明.pdf", b"%PDF-1.4 %%EOF"))
        secretary.press("确认勾选的报到")
        secretary.follow("共建与服务")
        secretary.follow("发布志愿服务")
        secretary.fill("活动名称", "清扫楼道")
        secretary.fill("地点", "1号楼")
        secretary.fill("日期", "2026-11-28")
        secretary.fill("名额", "5")
        secretary.press("发布")
        member.open("/")
        member.sees("有效至", "有 1 项服务可以认领")
        member.follow("去看看")
        member.follow("清扫楼道")
        member.press("我来认领")
    with at(8, 50, day=28):
        secretary, member = Person("secretary"), Person("member0")  # three days later both sign in anew
        secretary.open("/services/activities/")
        secretary.follow("清扫楼道")
        secretary.follow("现场签到码")
        [digits] = secretary.page.xpath("//p[contains(@class, 'digits')]")
        member.follow("全部")
        member.follow("现场签到")
        member.fill("签到码", re.sub(r"\D", "", digits.text_content()))
        member.press("签到")
        member.sees("签到成功")
    with at(12, 30, day=28):
        secretary = Person("secretary")
        secretary.open("/services/activities/")
        secretary.follow("待确认时长")
        secretary.follow("清扫楼道")
        secretary.press("登记已开展")
        secretary.fill("冯一的时长（小时）", "24")
        secretary.press("确认勾选的时长", refused=True)
        secretary.sees("活动时间 2 小时，填 24 小时请在说明里写明原因")
        secretary.fill("冯一的时长（小时）", "1")
        secretary.press("确认勾选的时长")
        member = Person("member0")
        member.follow("全部")
        member.fill("哪里不对", "从头到尾都在，应是2小时")
        member.press("提出异议")
        member.sees("异议已提交，等社区核对")
        secretary.reload()
        secretary.sees("从头到尾都在，应是2小时", "本人有异议")
        secretary.fill("冯一的时长（小时）", "2")
        secretary.fill("冯一的时长说明", "核对签到表，确为2小时")
        secretary.press("确认勾选的时长")
        member.open("/services/mine/")
        member.sees("核对签到表")
        member.press("确认 2 小时")
        member.sees("服务时长 2 小时")
        assert member.download("志愿服务证书").startswith(b"%PDF-")


@pytest.mark.walk("SVC-06")
def test_services_are_classified_by_five_modes_and_four_directions(community: Community) -> None:
    with at(9):
        secretary = Person("secretary")
        modes = ("常态化服务", "文化惠民服务", "按需服务", "专业化基地化服务", "社会化服务")
        directions = ("福利服务", "便民利民服务", "面向单位的社会化服务", "再就业与社会保障服务")
        for title, mode, direction in (
            ("理发进小区", modes[0], directions[1]),
            ("修伞磨刀", modes[0], directions[1]),
            ("招聘进社区", modes[4], directions[3]),
        ):
            secretary.open("/")
            secretary.follow("共建与服务")
            secretary.follow("发布志愿服务")
            assert tuple(secretary.options("服务模式")) == modes
            assert tuple(secretary.options("服务方向")) == directions
            secretary.fill("活动名称", title)
            secretary.fill("地点", "广场")
            secretary.fill("日期", "2026-11-28")
            secretary.fill("服务模式", mode)
            secretary.fill("服务方向", direction)
            secretary.press("发布")
            secretary.sees(title, mode, direction)
        secretary.open("/")
        secretary.follow("共建与服务")
        secretary.follow("全部活动")
        secretary.fill("服务方向", directions[3])
        secretary.press("筛选")
        secretary.sees("招聘进社区", modes[4])
        secretary.misses("理发进小区")
        clerk = Person("street")
        clerk.follow("共建与服务")
        clerk.follow("全部活动")
        clerk.follow("分类统计")
        clerk.sees("活动 3 次", *modes, *directions)
        clerk.follow("2", within=modes[0])
        clerk.sees("理发进小区", "修伞磨刀")
        clerk.misses("招聘进社区")
