"""Dual registration through pages alone: home and work, confirmed by the unit, told to it each quarter (MEM-05)."""

from datetime import datetime

import pytest
import time_machine

from core.zone import ZONE
from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_first_use import begin_anew, slips
from tests.walks.test_units import enter

PAPER = ("单位证明.pdf", b"%PDF-1.4 %%EOF")


def at(day: int, hour: int = 9, minute: int = 0) -> time_machine.travel:
    return time_machine.travel(datetime(2026, 12, day, hour, minute, tzinfo=ZONE), tick=True)


def report_in(member: Person, *, community: str = "幸福里社区") -> None:
    member.fill("社区", community)
    member.fill("工作单位", "测试税务所")
    member.press("提交报到")
    member.sees("待社区确认")


@pytest.mark.walk("MEM-05")
def test_a_member_registers_at_home_and_at_work_and_the_unit_is_told_each_quarter(community: Community) -> None:
    with at(1):
        clerk = Person("street")
        enter(clerk, "测试税务所", 联系人="石大勇", 联系人电话="13900000008", 登记日期="2026-11-01")
        clerk.tick("联系人登记为新人员")
        clerk.tick("同时为联系人开通账号")
        clerk.press("登记")
        clerk.press("打印开通单")
        [(username, password)] = slips(clerk.content).items()
        contact = Person(username, password)
        begin_anew(contact, password)
        member = Person("member0")
        member.follow("现在报到")
        report_in(member)
        member.follow("到工作地社区报到")  # the side that is missing is asked for
        report_in(member)
        member.misses("到居住地社区报到", "到工作地社区报到")
        other = Person("member1")
        other.follow("现在报到")
        other.tick("工作地社区")
        report_in(other)
        secretary = Person("secretary")
        secretary.follow("双报到")
        secretary.sees("待单位确认")
        secretary.tick("选 冯一")
        secretary.press("确认勾选的报到", refused=True)
        secretary.sees("冯一的单位还没有确认党员身份")
        contact.open("/?all=1")
        contact.follow("去确认")
        contact.press("冯一是本单位党员")
        for _ in range(2):  # home and work: the unit stands for the person
            secretary.open("/members/registrations/")
            secretary.tick("选 冯一")
            secretary.press("确认勾选的报到")
        secretary.tick("选 陈二")
        secretary.fill("证明材料", PAPER)
        secretary.press("确认勾选的报到")
        secretary.follow("已确认")
        secretary.follow("陈二")
        secretary.sees("确认依据 已查看证明材料")
        assert secretary.download("看证明材料") == PAPER[1]
        secretary.open("/members/registrations/")
        secretary.follow("只报到一处")
        secretary.sees("陈二")
        secretary.misses("冯一")
        contact.reload()
        assert contact.download("冯一的回执").startswith(b"%PDF")
        other.open("/")
        other.sees("还没有到居住地社区报到")
        secretary.open("/services/")
        secretary.follow("发布志愿服务")
        secretary.fill("活动名称", "清扫楼道")
        secretary.fill("地点", "1号楼")
        secretary.fill("日期", "2026-12-12")
        secretary.press("发布")
        member.open("/services/mine/")
        member.follow("清扫楼道")
        member.press("我来认领")
    with at(12, 20):
        secretary = Person("secretary")
        secretary.open("/services/activities/")
        secretary.follow("已经结束")
        secretary.follow("清扫楼道")
        secretary.tick("冯一")
        secretary.press("登记到场")
        secretary.press("登记已开展")
        secretary.press("确认勾选的时长")
        member = Person("member0")
        member.open("/services/mine/")
        member.press("确认 2 小时")
    with at(22):
        secretary, contact = Person("secretary"), Person(username)
        secretary.open("/?all=1")
        secretary.follow("去送")
        secretary.fill("期次", "2026年第四季度")
        secretary.fill("给单位的话", "感谢支持社区工作")
        secretary.press("登记")
        secretary.sees("测试税务所", "2 人", "1 次，2 小时", "待送回")
        secretary.follow("更正", within="测试税务所")
        secretary.fill("社区评价", "两名同志服务热心")
        secretary.press("保存")
        secretary.follow("测试税务所")
        secretary.sees("冯一", "服务 1 次 2 小时", "陈二", "服务 0 次")
        assert secretary.download("打印反馈卡").startswith(b"%PDF")
        contact.open("/?all=1")
        contact.follow("去送回")
        contact.sees("冯一", "居住地社区、工作地社区", "两名同志服务热心", "感谢支持社区工作")
        contact.tick("用于评先评优")
        contact.tick("用于年度考核")
        contact.fill("单位意见", "列入年度考核材料")
        contact.press("送回回执")
        contact.sees("回执已送回社区", "用于 评先评优、年度考核")
        secretary.open("/services/feedback/")
        secretary.sees("2026年第四季度反馈卡", "1 / 1")
        member = Person("member0")
        member.follow("我的")
        member.follow("我的年度卡")
        member.sees("2026年第四季度反馈卡", "服务 1 次 2 小时，单位用于评先评优、年度考核")
        other = Person("member1")
        other.open("/members/registrations/mine/")
        other.fill("原因", "已调离")
        other.press("确认结束")
        other.sees("报到已结束", "已调离")
