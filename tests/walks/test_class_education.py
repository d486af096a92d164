"""A topic for a class of members, held in a recorded theme day, through pages alone (MEM-19)."""

from datetime import datetime

import pytest
import time_machine

from core.zone import ZONE
from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_meetings import mark


def at(month: int, day: int, hour: int = 9) -> time_machine.travel:
    return time_machine.travel(datetime(2026, month, day, hour, 1, tzinfo=ZONE), tick=True)


@pytest.mark.walk("MEM-19")
def test_a_topic_for_a_class_is_planned_held_and_whoever_missed_it_is_named(community: Community) -> None:
    with at(9, 1):
        secretary = Person("secretary")
        for name in ("冯一", "陈二", "褚三"):
            secretary.open("/members/")
            secretary.follow(name)
            secretary.fill("管理类型", "离退休")
            secretary.press("登记变动")
        secretary.open("/organizations/registers/")
        secretary.follow("分类主题教育")
        secretary.follow("登记主题教育")
        secretary.fill("登记组织", "幸福里第一党支部")
        secretary.tick("离退休")
        secretary.fill("教育主题", "老有所为")
        secretary.fill("完成期限", "2026-08-31")
        secretary.press("登记", refused=True)
        secretary.sees("完成期限不能早于开始日期")
        secretary.fill("登记组织", "幸福里第一党支部")
        secretary.tick("离退休")
        secretary.fill("教育主题", "老有所为")
        secretary.fill("完成期限", "2026-09-30")
        secretary.press("登记")
        secretary.sees("老有所为", "应学 3 人，已学 0 人")
        secretary.open("/?all=1")
        secretary.sees("开展“老有所为”")
    with at(9, 8):
        secretary = Person("secretary")
        secretary.open("/meetings/")
        secretary.follow("计划会议")
        secretary.fill("会议类型", "支部党员大会")
        secretary.press("更换")
        secretary.fill("主题", "老有所为学习")
        secretary.fill("时间", "2026-09-10T10:00")
        secretary.press("通知全体")
    with at(9, 10, 10):
        secretary = Person("secretary")
        secretary.open("/meetings/")
        secretary.follow("老有所为学习")
        secretary.press("开始签到")
        secretary.follow("代签和请假")
        mark(secretary, "冯一", "陈二", "卫四")
    with at(9, 11):
        secretary = Person("secretary")
        secretary.open("/meetings/")
        secretary.follow("老有所为学习")
        secretary.follow("记录会议")
        secretary.fill("会议内容", "学习了老有所为。")
        secretary.press("先保存")
        secretary.open("/?all=1")
        secretary.follow("去登记", within="开展“老有所为”")
        secretary.follow("登记场次")
        secretary.fill("会议", "老有所为学习")
        secretary.press("登记")
        secretary.sees("应学 3 人，已学 2 人", "已开展 1 场")
        secretary.follow("谁学了、谁没学")
        secretary.sees("还没有学1 人褚三", "已经学2 人")
        secretary.misses("卫四")
        secretary.open("/?all=1")
        secretary.misses("开展“老有所为”")
        street = Person("street")
        street.open("/meetings/class_education/")
        street.sees("老有所为", "离退休", "已开展 1 场")
