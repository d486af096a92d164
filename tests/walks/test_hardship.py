"""A member in hardship from an empty community, through pages alone."""

from datetime import datetime

import pytest
import time_machine

from core.zone import ZONE
from tests.walks.conftest import Community
from tests.walks.person import Person


def at(month: int, day: int) -> time_machine.travel:
    return time_machine.travel(datetime(2026, month, day, 9, tzinfo=ZONE), tick=True)


@pytest.mark.walk("MEM-14")
def test_a_member_in_hardship_is_known_helped_and_visited(community: Community) -> None:
    with at(3, 2):
        secretary = Person("secretary")
        secretary.open("/organizations/registers/")
        secretary.follow("困难党员")
        secretary.follow("登记困难党员")
        secretary.fill("所在支部", "幸福里第一党支部")
        secretary.fill("党员姓名", "冯一")
        secretary.fill("困难类型", "收入困难")
        secretary.fill("需要的帮助", "孩子助学")
        secretary.fill("开始日期", "2026-03-01")
        secretary.press("登记")
        secretary.sees("困难党员冯一", "孩子助学", "还没有结对", "每年 2 次")
        secretary.follow("登记结对")
        secretary.fill("结对帮扶人", "陈二")
        secretary.press("保存")
        secretary.sees("结对帮扶人 陈二", "2026-03-02")
    with at(6, 3):
        secretary = Person("secretary")
        secretary.open("/?all=1")
        secretary.sees("走访慰问困难党员冯一", "应走访 1 次，已登记 0 次")
        secretary.follow("去登记", within="走访慰问困难党员冯一")
        for kind, who, what in (("走访慰问", "赵书记", "慰问金和米面油"), ("结对帮扶", "陈二", "辅导孩子功课")):
            secretary.follow("登记走访")
            secretary.fill("类别", kind)
            secretary.fill("走访人", who)
            secretary.fill("慰问和帮扶内容", what)
            secretary.press("登记")
        secretary.sees("慰问金和米面油", "辅导孩子功课", "今年走访 1 次，帮扶 1 次")
        secretary.open("/?all=1")
        secretary.misses("走访慰问困难党员冯一")
    with at(12, 2):
        secretary = Person("secretary")
        secretary.open("/?all=1")
        secretary.sees("走访慰问困难党员冯一")
        secretary.follow("去登记", within="走访慰问困难党员冯一")
        secretary.follow("更正")
        secretary.fill("结束日期", "2026-12-01")
        secretary.press("保存")
        secretary.sees("结束日期 2026-12-01")
        clerk = Person("street")
        clerk.open("/members/hardships/")
        clerk.sees("冯一", "收入困难", "陈二", "今年走访 1 次，帮扶 1 次")
