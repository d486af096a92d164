"""A unit's list of its in-service members, through pages alone: brought in, confirmed on the phone, gone back."""

from datetime import datetime

import pytest
import time_machine

from core.zone import ZONE
from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_first_use import begin_anew, sheet, slips
from tests.walks.test_members import bring_in
from tests.walks.test_units import enter


def at(day: int, hour: int = 9) -> time_machine.travel:
    return time_machine.travel(datetime(2026, 12, day, hour, 0, tzinfo=ZONE), tick=True)


TITLES = ("姓名", "手机", "工作单位", "报到社区")
NAMES = [
    ("吴越", "13900000021", "测试税务所", "幸福里社区"),
    ("郑晓", "13900000022", "测试税务所", "幸福里社区"),
    ("王琳", "13900000023", "测试税务所", "幸福里社区"),
    ("孙平", "13900000024", "测试税务所", "幸福里社区"),
]


@pytest.mark.walk("MEM-24")
def test_a_units_list_is_brought_in_confirmed_on_the_phone_and_goes_back(community: Community) -> None:
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
        bring_in(clerk, "单位在职党员名单", sheet("名单", TITLES, NAMES))
        clerk.sees("全部 4 行都可以导入", "吴越 测试税务所", "待本人确认")
        clerk.press("确认导入 4 行")
        here = clerk.address
        clerk.press("打印账号开通单")
        given = slips(clerk.content)
        assert sorted(given) == ["sunping", "wanglin", "wuyue", "zhengxiao"]
        clerk.open(here)
        clerk.follow("看结果")
        clerk.sees("测试税务所 幸福里社区 4 0 4 人")
    with at(2):
        for name in ("wuyue", "zhengxiao"):
            member = Person(name, given[name])
            begin_anew(member, given[name])
            member.sees("测试税务所已替您登记")
            member.follow("去确认")
            member.sees("幸福里社区", "工作单位 测试税务所")
            if name == "wuyue":
                member.press("确认报到")
                member.sees("报到已确认，有效期至 2027-12-01")
            else:
                member.fill("原因", "十月已调到市局")
                member.press("不在这个单位")
                member.sees("已告知单位和社区")
        begin_anew(Person("sunping", given["sunping"]), given["sunping"])  # and leaves it for another day
        secretary = Person("secretary")
        secretary.misses("名单待送回")
        secretary.follow("双报到")
        secretary.follow("单位名单")
        secretary.follow("测试税务所")
        secretary.sees("还有 2 人没有确认", "吴越", "已确认", "郑晓", "十月已调到市局")
    with at(9):
        secretary = Person("secretary")
        secretary.open("/?all=1")
        secretary.sees("2 名党员没有确认单位名单上的报到", "测试税务所：2 人没有确认")
        secretary.follow("去送回")
        assert secretary.download("打印未确认名单").startswith(b"%PDF")
        secretary.press("送回单位")
        secretary.sees("2 人的未确认名单已送回单位，联系人已收到消息", "2026-12-09 送回单位")
        secretary.open("/?all=1")
        secretary.misses("名单待送回")
        contact = Person(username)
        contact.sees("2 人没有确认")
        contact.follow("测试税务所报到名单")
        contact.sees("还没有确认 2 人", "王琳", "孙平")
        contact.fill("原因", "已退休")
        contact.press("确认划去王琳")
        contact.sees("王琳已从名单划去", "还没有确认 1 人")
        secretary.open("/members/registrations/lists/")
        secretary.follow("测试税务所")
        secretary.sees("王琳", "已退休", "还有 1 人没有确认")
        secretary.follow("王琳")
        secretary.press("重新列入名单")
        secretary.sees("待本人确认")
        member = Person("sunping")
        member.follow("去确认")
        member.tick("定向承诺")
        member.fill("承诺事项", "每月讲一次税收政策")
        member.press("确认报到")
        member.sees("报到已确认", "每月讲一次税收政策")
        secretary.open("/members/registrations/lists/")
        secretary.sees("测试税务所 幸福里社区 4 2 1 人")
