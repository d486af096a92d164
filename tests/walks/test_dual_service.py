"""Alone or with the unit, pledged or chosen freely, through pages alone."""

from datetime import datetime

import pytest
import time_machine

from core.zone import ZONE
from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_first_use import begin_anew, slips
from tests.walks.test_units import enter


def at(hour: int, minute: int = 0, day: int = 25) -> time_machine.travel:
    return time_machine.travel(datetime(2026, 11, day, hour, minute, tzinfo=ZONE), tick=True)


@pytest.mark.walk("MEM-06")
def test_members_serve_alone_or_with_their_unit_as_pledged_or_as_they_choose(community: Community) -> None:
    with at(9):
        clerk = Person("street")
        enter(clerk, "测试税务所", 联系人="石大勇", 联系人电话="13900000008", 登记日期="2026-11-01")
        clerk.tick("联系人登记为新人员")
        clerk.tick("同时为联系人开通账号")
        clerk.press("登记")
        clerk.press("打印开通单")
        [(username, password)] = slips(clerk.content).items()
        contact = Person(username, password)
        begin_anew(contact, password)
        for username, fields in {
            "member0": {"承诺事项": "每月辅导一次功课"},
            "member1": {},
        }.items():
            member = Person(username)
            member.follow("现在报到")
            member.tick("工作地社区")
            member.fill("社区", "幸福里社区")
            member.fill("工作单位", "测试税务所")
            if fields:
                member.tick("定向承诺")
            else:
                member.tick("随单位集体")
            for label, value in fields.items():
                member.fill(label, value)
            member.press("提交报到")
            member.sees("待社区确认")
        contact.open("/?all=1")
        contact.follow("去确认")
        contact.press("冯一是本单位党员")
        contact.press("陈二是本单位党员")
        secretary = Person("secretary")
        secretary.follow("双报到")
        secretary.sees("单位已确认")
        secretary.tick("选 冯一")
        secretary.tick("选 陈二")
        secretary.press("确认勾选的报到")
        for title in ("辅导功课", "清扫楼道"):
            secretary.open("/services/")
            secretary.follow("发布志愿服务")
            secretary.fill("活动名称", title)
            secretary.fill("地点", "1号楼")
            secretary.fill("日期", "2026-11-28")
            secretary.fill("名额", "2")
            secretary.press("发布")
        member = Person("member0")
        member.follow("去看看")
        member.sees("我的承诺", "每月辅导一次功课", "已履行 0 次")
        member.follow("辅导功课")
        member.fill("服务选择", "定向承诺")
        member.press("我来认领")
        member.sees("已认领")
        other = Person("member1")
        other.follow("去看看")
        other.follow("辅导功课")
        other.fill("服务选择", "定向承诺")
        other.press("我来认领", refused=True)
        other.sees("您在这个社区没有定向承诺")
        other.fill("服务选择", "自选服务")
        other.press("我来认领")
        contact.open("/services/mine/")
        contact.sees("单位集体参加")
        contact.follow("替测试税务所报名：清扫楼道")
        contact.tick("冯一")
        contact.tick("陈二")
        contact.press("保存集体报名")
        contact.sees("新增 2 人")
        contact.follow("替测试税务所报名：清扫楼道")
        contact.tick("陈二")  # and 冯一 no more
        contact.press("保存集体报名")
        contact.sees("退出 1 人")
    with at(12, 30, day=28):
        secretary = Person("secretary")
        for title, names in (("辅导功课", ("冯一", "陈二")), ("清扫楼道", ("陈二",))):
            secretary.open("/services/activities/")
            secretary.follow("已经结束")
            secretary.follow(title)
            secretary.sees("定向承诺（每月辅导一次功课）" if title == "辅导功课" else "随单位集体（测试税务所）")
            for name in names:
                secretary.tick(name)
            secretary.press("登记到场")
            secretary.press("登记已开展")
            secretary.press("确认勾选的时长")
        secretary.open("/services/activities/")
        secretary.follow("分类统计")
        secretary.sees("服务方式 × 服务选择")
        [table] = secretary.page.xpath("//table[.//th[text()='定向承诺']]")
        cells = ["".join(each.text_content().split()) for each in table.xpath(".//tbody//td")]
        assert cells == ["10.0小时", "10.0小时", "0", "10.0小时"], "one each, hours once the members confirm them"
        link = table.xpath(".//tbody/tr[2]/td[2]/a/@href")[0]
        secretary.open(link)
        secretary.sees("到场 1 人次", "陈二", "清扫楼道", "随单位集体（测试税务所）", "自选服务")
        secretary.open("/services/activities/kept/")
        secretary.sees("冯一", "每月辅导一次功课", "1 次")
        member = Person("member0")
        member.open("/services/mine/")
        member.press("确认 2 小时")
        member.sees("服务时长 2 小时", "已履行 1 次")
