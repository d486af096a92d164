"""Place, funds and allowances of a community in two years, and an issue with its answer, through pages alone."""

from datetime import datetime

import pytest
import time_machine

from core.zone import ZONE
from tests.walks.conftest import Community
from tests.walks.person import Person


def record(person: Person, year: str, funds: str, allowances: str) -> None:
    person.open("/")
    person.follow("组织与任职")
    person.follow("台账")
    person.follow("社区工作条件")
    person.follow("登记工作条件")
    person.fill("年度", year)
    for label, value in (
        ("办公用房面积", "120"),
        ("活动场所面积", "300"),
        ("财政拨付工作经费", funds),
        ("党费补助", "3000"),
        ("其他经费", "0"),
        ("领取补贴人数", "6"),
        ("全年补贴总额", allowances),
    ):
        person.fill(label, value)
    person.press("登记")
    person.sees(f"已登记幸福里社区{year}年工作条件")


@pytest.mark.walk("ORG-27")
def test_conditions_of_two_years_an_issue_and_its_answer(community: Community) -> None:
    with time_machine.travel(datetime(2026, 12, 10, 10, tzinfo=ZONE)):
        secretary = Person("secretary")
        secretary.open("/?all=1")
        secretary.sees("登记2026年工作条件")
        record(secretary, "2025", "20000", "144000")
        record(secretary, "2026", "25000", "180000")
        secretary.sees("28,000 元（比上年增加 5,000，21.7%）", "30,000 元（比上年增加 6,000，25.0%）", "（与上年持平）")
        secretary.follow("登记问题")
        secretary.fill("问题", "活动室漏雨")
        secretary.fill("提出日期", "2026-12-09")
        secretary.press("登记")
        secretary.sees("活动室漏雨", "还没有答复")
        secretary.open("/?all=1")
        secretary.misses("登记2026年工作条件")

        clerk = Person("street")
        clerk.open("/?all=1")
        clerk.follow("去答复", within="幸福里社区提出的困难")
        clerk.follow("答复", within="活动室漏雨")
        clerk.fill("答复", "已请房管部门维修")
        clerk.fill("答复组织", "甲街道党工委")
        clerk.press("保存")
        clerk.sees("已请房管部门维修", "2026-12-10")
        clerk.open("/?all=1")
        clerk.misses("幸福里社区提出的困难")
        secretary.open("/organizations/registers/conditions/")
        secretary.sees("幸福里社区2026年工作条件", "1 个，已答复 1 个")
