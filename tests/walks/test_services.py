"""An activity, claimed and let go again, through pages alone."""

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
