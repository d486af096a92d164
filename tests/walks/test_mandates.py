"""A year of a part-time deputy from an empty community through pages alone: the unit's time, records on the phone and
in the office, and what the delegates read when they review (ORG-29)."""

from datetime import datetime

import pytest
import time_machine

from core.zone import ZONE
from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_ballots import choose, count
from tests.walks.test_first_use import begin_anew, slips
from tests.walks.test_units import enter

MINE = "/organizations/registers/mandate_work/mine/"


def at(month: int, day: int, hour: int = 10) -> time_machine.travel:
    return time_machine.travel(datetime(2026, month, day, hour, tzinfo=ZONE), tick=True)


@pytest.mark.walk("ORG-29")
def test_a_deputys_year_is_recorded_confirmed_and_read_at_the_review(community: Community) -> None:
    with at(11, 10):  # the school joins, its head becomes part-time deputy and gets an account
        clerk = Person("street")
        enter(clerk, "市第三中学", "事业单位", 登记日期="2026-11-01")
        clerk.fill("联系人", "孙校长")
        clerk.fill("联系人电话", "13900000008")
        clerk.tick("联系人登记为新人员")
        clerk.tick("同时为联系人开通账号")
        clerk.press("登记")
        unit = clerk.address
        clerk.press("打印开通单")
        [(username, password)] = slips(clerk.content).items()
        clerk.open(unit)
        clerk.follow("参加大党委")
        clerk.fill("参加日期", "2026-11-02")
        clerk.press("登记参加")
        clerk.open("/organizations/")
        clerk.follow("幸福里社区大党委")
        clerk.open(f"{clerk.address}appoint/")
        clerk.fill("姓名", "孙校长")
        clerk.fill("职务", "兼职副书记")
        clerk.fill("任职日期", "2026-11-03")
        clerk.press("确认任职")
        member = Person(username, password)
        begin_anew(member, password)
    with at(11, 12):
        secretary = Person("secretary")
        secretary.open("/organizations/registers/mandate_time/new/")
        secretary.fill("登记组织", "幸福里社区大党委")
        secretary.fill("成员", "孙校长")
        secretary.fill("单位", "市第三中学")
        secretary.fill("保证时间（小时）", "0")
        secretary.fill("单位确认日期", "2026-11-12")
        secretary.fill("单位确认人", "李校长")
        secretary.press("登记", refused=True)
        secretary.sees("保证时间应大于0")
        secretary.fill("保证时间（小时）", "40")
        secretary.press("登记")
        secretary.sees("已登记孙校长2026年履职时间保证")
        member.open(MINE)
        member.sees("今年已确认履职 0 次", "0/40 小时")
        member.fill("履职类别", "办实事")
        member.fill("履职内容", "协调学校操场晚间向居民开放")
        member.fill("用时", "3")
        member.tick("占用单位工作时间")
        member.press("登记")
        member.sees("履职记录已登记", "待确认", "今年已确认履职 0 次")
        secretary.open("/?all=1")
        secretary.follow("去确认", within="确认孙校长的履职记录")
        secretary.sees("协调学校操场晚间向居民开放", "待确认")
        secretary.follow("确认")
        secretary.press("保存")
        secretary.sees("已确认")
        member.open(MINE)
        member.sees("今年已确认履职 1 次、3 小时，占用单位时间 3/40 小时")
    with at(12, 5):
        secretary = Person("secretary")
        secretary.open("/?all=1")
        secretary.sees("2 名大党委成员今年没有履职记录")  # the secretary and the full-time deputy
        secretary.open("/organizations/registers/mandate_work/new/")
        secretary.fill("登记组织", "幸福里社区大党委")
        secretary.fill("成员", "钱副书记")
        secretary.fill("日期", "2026-12-04")
        secretary.fill("履职类别", "走访党员群众")
        secretary.fill("履职内容", "走访困难党员两户")
        secretary.fill("用时", "2")
        secretary.press("登记")
        secretary.sees("钱副书记2026-12-04走访党员群众", "已确认")
        secretary.open("/?all=1")
        secretary.sees("登记赵书记的履职记录")
        secretary.open("/organizations/registers/mandate_work/")
        secretary.sees("孙校长", "钱副书记")
    with at(12, 21, 16):
        secretary = Person("secretary")
        secretary.open("/meetings/enter/")
        secretary.fill("会议类型", "党员代表会议")
        secretary.press("更换")
        secretary.fill("主题", "年度党员代表会议")
        secretary.fill("召开时间", "2026-12-21T14:00")
        secretary.fill("地点", "社区礼堂")
        secretary.fill("会议内容", "评议班子成员。")
        choose(secretary, "invited", "冯一", "陈二", "褚三")
        secretary.press("保存记录")
        for name in ("冯一", "陈二", "褚三"):
            secretary.tick(name)
        secretary.fill("登记为", "到会")
        secretary.fill("依据", "纸质签到表")
        secretary.press("登记")
        secretary.follow("年度党员代表会议")
        secretary.follow("组织测评")
        secretary.fill("计票人", "冯一")
        secretary.fill("监票人", "陈二")
        secretary.press("开始")
        secretary.sees(
            "孙校长（兼职副书记） 到会 0/0，履职 1 次、3 小时，占用单位时间 3/40 小时",
            "钱副书记（专职副书记） 到会 0/0，履职 1 次、2 小时",
        )
        secretary.follow("登记票数")
        count(secretary, 3, 3)
        secretary.sees("孙校长")
