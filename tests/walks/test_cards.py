"""What a member did in a year stands on one card, out of the records alone."""

import re
from datetime import datetime

import pytest
import time_machine

from core.zone import ZONE
from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_meetings import mark, plan


def at(hour: int, minute: int = 0, day: int = 25, month: int = 11) -> time_machine.travel:
    return time_machine.travel(datetime(2026, month, day, hour, minute, tzinfo=ZONE), tick=True)


@pytest.mark.walk("ASM-16")
def test_a_year_of_a_member_is_read_on_one_card(community: Community) -> None:
    with at(9):
        member = Person("member0")
        member.follow("现在报到")
        member.fill("社区", "幸福里社区")
        member.fill("工作单位", "税务局")
        member.press("提交报到")
        secretary = Person("secretary")
        secretary.follow("双报到")
        secretary.tick("选 冯一")
        secretary.fill("证明材料", ("单位证明.pdf", b"%PDF-1.4 %%EOF"))
        secretary.press("确认勾选的报到")
        secretary.follow("共建与服务")
        secretary.follow("发布志愿服务")
        secretary.fill("活动名称", "清扫楼道")
        secretary.fill("地点", "1号楼")
        secretary.fill("日期", "2026-11-28")
        secretary.press("发布")
        member.open("/services/mine/")
        member.follow("清扫楼道")
        member.press("我来认领")
        plan(secretary, "支部党员大会", "讨论年度工作", "2026-11-25T10:00")
    with at(10, 1):
        secretary.reload()
        secretary.press("开始签到")
        secretary.follow("代签和请假")
        mark(secretary, "冯一", "褚三", "卫四", "蒋五", "沈六", "韩七", "杨八")
        mark(secretary, "朱九", state="请假", reason="出差")
        secretary.follow("讨论年度工作")
        secretary.follow("签到码")
        secretary.press("结束签到")
    with at(11, 30):
        secretary.open("/meetings/")
        secretary.follow("讨论年度工作")
        secretary.follow("记录会议")
        secretary.fill("会议内容", "总结全年工作，讨论明年安排。")
        secretary.press("先保存")
    with at(8, 50, day=28):
        secretary, member = Person("secretary"), Person("member0")
        secretary.open("/services/activities/")
        secretary.follow("清扫楼道")
        secretary.follow("现场签到码")
        [digits] = secretary.page.xpath("//p[contains(@class, 'digits')]")
        member.follow("全部")
        member.follow("现场签到")
        member.fill("签到码", re.sub(r"\D", "", digits.text_content()))
        member.press("签到")
    with at(12, 30, day=28):
        secretary, member = Person("secretary"), Person("member0")
        secretary.open("/services/activities/")
        secretary.follow("待确认时长")
        secretary.follow("清扫楼道")
        secretary.press("登记已开展")
        secretary.press("确认勾选的时长")
        member.follow("我的")
        member.follow("我的年度卡")
        member.sees("另有 1 次时长待确认")
        member.open("/services/mine/")
        member.press("确认 2 小时")
    with at(9, day=20, month=12):
        member = Person("member0")
        member.follow("我的")
        member.follow("我的年度卡")
        member.sees(
            "应到会议 1", "到会率 100", "讨论年度工作", "参加服务 1", "服务时长 2 小时", "双方已确认", "清扫楼道"
        )
        member.sees("居住地社区 幸福里社区", "幸福里第一党支部")
        secretary = Person("secretary")
        secretary.open("/members/")
        secretary.follow("冯一")
        secretary.follow("年度卡")
        secretary.sees("冯一 · 2026 年度卡", "应到会议 1", "服务时长 2 小时", "幸福里社区")
        secretary.open("/members/")
        secretary.follow("朱九")
        secretary.follow("年度卡")
        secretary.sees("应到会议 1", "到会 0，补学 0，请假 1，缺席 0", "这一年没有参加服务", "这一年没有报到")
        secretary.follow("2025年")
        secretary.sees("这一年没有应到的会议")
