"""The year of a statement of responsibility and of a plan, from an empty community through pages alone."""

from datetime import datetime

import pytest
import time_machine

from core.zone import ZONE
from tests.walks.conftest import Community
from tests.walks.person import Person


def register(person: Person) -> None:
    person.open("/")
    person.follow("组织与任职")
    person.follow("台账")
    person.follow("年度计划和责任状")


def set_target(person: Person, title: str, wanted: str, unit: str) -> None:
    person.follow("登记目标")
    person.fill("目标", title)
    person.fill("目标值", wanted)
    person.fill("单位", unit)
    person.press("登记")
    person.sees(f"{title} {wanted} {unit}", "待登记")


@pytest.mark.walk("ORG-20")
def test_targets_are_signed_in_february_and_judged_in_december(community: Community) -> None:
    with time_machine.travel(datetime(2026, 2, 10, 10, tzinfo=ZONE)):
        clerk = Person("street")
        clerk.sees("与幸福里社区签订责任状")
        clerk.follow("去登记", within="幸福里社区")
        clerk.fill("登记组织", "幸福里社区")
        clerk.fill("种类", "责任状")
        clerk.fill("主要任务和措施", "抓好主题党日，走访辖区单位")
        clerk.press("登记")
        clerk.sees("已登记幸福里社区2026年责任状", "下达组织 甲街道党工委", "没有目标")
        set_target(clerk, "主题党日", "12", "次")
        set_target(clerk, "走访单位", "20", "家")
        clerk.follow("更正")
        clerk.fill("签订或通过日期", "2026-02-10")
        clerk.fill("双方签字人", "街道干部、赵书记")
        clerk.press("保存")
        clerk.sees("签订或通过日期 2026-02-10", "街道干部、赵书记")
        clerk.open("/")
        clerk.misses("与幸福里社区签订责任状")

        secretary = Person("secretary")
        secretary.sees("登记2026年工作计划")
        register(secretary)
        secretary.follow("登记计划或责任状")
        secretary.fill("种类", "年度工作计划")
        secretary.fill("主要任务和措施", "四个季度各一次专题党课")
        secretary.fill("签订或通过日期", "2026-02-10")
        secretary.press("登记")
        secretary.sees("幸福里社区2026年年度工作计划")
        secretary.open("/")
        secretary.misses("登记2026年工作计划")

    with time_machine.travel(datetime(2026, 12, 10, 10, tzinfo=ZONE)):
        secretary = Person("secretary")
        secretary.open("/?all=1")
        secretary.sees("登记幸福里社区2026年责任状的完成情况")
        register(secretary)
        secretary.follow("幸福里社区2026年责任状")
        for title, done in (("主题党日", "12"), ("走访单位", "18")):
            secretary.follow("登记完成情况", within=title)
            secretary.fill("完成值", done)
            secretary.fill("完成情况", "逐月落实")
            secretary.press("保存")
        secretary.sees("完成 1/2", "主题党日 12 次 2026-12-31 12 逐月落实 完成", "未完成")
        secretary.follow("年终考核")
        secretary.fill("年终考核结果", "优秀")
        secretary.fill("年终情况", "自己评")
        secretary.press("保存", refused=True)
        secretary.sees("责任状由甲街道党工委下达、更正和考核")

        clerk = Person("street")
        clerk.open("/?all=1")
        clerk.follow("去考核", within="幸福里社区2026年责任状")
        clerk.follow("年终考核")
        clerk.fill("年终考核结果", "合格")
        clerk.fill("年终情况", "走访差两家")
        clerk.fill("奖惩", "不评先进")
        clerk.press("保存")
        clerk.sees("年终考核 合格", "不评先进", "走访差两家")
        clerk.open("/?all=1")
        clerk.misses("幸福里社区2026年责任状年终考核")
        secretary.open("/")
        register(secretary)
        secretary.sees("完成 1/2", "合格")
