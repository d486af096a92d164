"""Months that close, and scores that follow by night, through pages alone."""

import re
from collections.abc import Callable

import pytest

from tests.walks.conftest import ScoredCommunity
from tests.walks.person import Person
from tests.walks.test_meetings import at


def held(secretary: Person, topic: str, time: str) -> None:
    """A joint conference that was held, entered with its record."""
    secretary.open("/meetings/")
    secretary.follow("计划会议")
    secretary.follow("直接补录")
    secretary.fill("会议类型", "社区党建联席会议")
    secretary.press("更换")
    secretary.fill("主题", topic)
    secretary.fill("地点", "会议室")
    secretary.fill("召开时间", time)
    secretary.fill("会议内容", "商议共建项目。")
    secretary.press("保存记录")
    secretary.sees(topic)


def line(person: Person) -> None:
    """From the menu to the line of the joint conferences in the community's evaluation."""
    person.open("/")
    person.follow("五好评价")
    person.follow("幸福里社区")
    person.follow("联席会议")


@pytest.mark.walk("ASM-12", "ASM-13")
def test_a_closed_month_stands_what_comes_late_counts_apart_and_every_night_says_the_same(
    scored_community: ScoredCommunity, night: Callable[[], None]
) -> None:
    with at(9, day=20, month=10):
        secretary = Person("secretary")
        held(secretary, "三季度共建联席会", "2026-10-19T09:00")
        night()
        line(secretary)
        secretary.sees("三季度共建联席会")
    with at(1, 15, day=6, month=11):
        night()  # the fifth is over: October is closed
    with at(9, day=24):
        secretary = Person("secretary")
        held(secretary, "补记的联席会", "2026-10-21T09:00")
        night()
        line(secretary)
        secretary.sees("补录得分", "封账后补录，按系数计")
        assert re.search(r"2026-10 1 \S+ 1 \+1", secretary.text), secretary.text  # October stands as it was closed
        shown = secretary.text
        night()
        night()
        secretary.reload()
        assert secretary.text == shown  # run again, it says the same
        secretary.sees("三季度共建联席会", "补记的联席会", "计分线")
        clerk = Person("street")
        clerk.open("/organizations/")
        clerk.follow("幸福里社区大党委")
        clerk.follow("任职")
        clerk.fill("姓名", "冯一")
        clerk.fill("职务", "委员")
        clerk.fill("任职日期", "2026-10-15")
        clerk.press("确认任职", refused=True)
        clerk.sees("封账")
