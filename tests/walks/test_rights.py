"""A member sees what is held and who looked, has it corrected, takes a copy and a consent back, through pages alone."""

from datetime import datetime

import pytest
import time_machine

from core.zone import ZONE
from tests.walks.conftest import Community
from tests.walks.person import PASSWORD, Person

PHONE = "13900007788"


def at(month: int, day: int, hour: int = 9) -> time_machine.travel:
    return time_machine.travel(datetime(2026, month, day, hour, tzinfo=ZONE), tick=True)


def ask(member: Person, field: str, right: str, why: str) -> None:
    member.open("/people/me/")
    member.fill("哪一项有误", field)
    member.fill("应该是", right)
    member.fill("说明", why)
    member.press("提交更正申请")


@pytest.mark.walk("MEM-15")
def test_a_member_knows_what_is_held_and_who_looked_and_has_the_last_word(community: Community) -> None:
    with at(3, 2):
        member = Person("member0")
        ask(member, "联系电话", PHONE, "换号")
        ask(member, "其他登记", "1985-07-01", "入党时间没有登记")
        secretary = Person("secretary")
        secretary.follow("处理 2 份更正申请")
        secretary.sees("139****7788", "入党时间没有登记")
        secretary.misses(PHONE)
        secretary.press("更正", within="139****7788")
        secretary.follow("党员")
        secretary.follow("冯一")
        secretary.sees("139****7788")
        secretary.misses(PHONE)
        secretary.follow("更正资料")
        secretary.fill("入党时间", "1985-07-01")
        secretary.press("保存")
        secretary.sees("1985-07-01")
        secretary.open("/people/corrections/")
        secretary.press("更正", within="入党时间没有登记")
        secretary.sees("没有待处理的更正申请")
        secretary.open("/members/")
        secretary.follow("冯一")
        secretary.follow("显示")
        secretary.press("查看", refused=True)
        secretary.misses(PHONE)
        secretary.fill("要查看的内容", "联系电话")
        secretary.fill("查看原因", "通知主题党日")
        secretary.press("查看")
        secretary.sees(PHONE, "已记入操作日志")
    with at(3, 3):
        member = Person("member0")
        member.open("/people/me/")
        member.sees("已更正")
        member.misses("待处理")
        member.follow("亮明身份")
        member.tick("公开栏公布")
        member.press("我同意亮明身份")
        member.open("/people/me/")
        member.follow("全部登记和查看记录")
        member.sees(
            "赵书记（幸福里社区大党委）看了联系电话：通知主题党日", "亮明身份：幸福里第一党支部", "入党时间 1985"
        )
        member.sees("站内消息：24 个月", "操作日志（含谁看过完整信息）：不少于 6 个月")
        member.misses(PHONE)
        member.follow("去撤回亮明身份")
        member.press("确认结束")
        member.open("/people/me/")
        member.follow("全部登记和查看记录")
        member.sees("没有要本人同意才登记的内容")
    with at(3, 3, 18):
        member.open("/members/mine/")
        member.follow("下载副本")
        member.fill("密码", PASSWORD)
        member.press("确认")
        assert member.content.startswith(b"PK")
        secretary = Person("secretary")
        secretary.open("/people/corrections/")
        secretary.follow("信息保存期限")
        secretary.sees("已处理的更正申请", "36 个月", "0 条", "不删除")
