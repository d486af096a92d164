"""Posts are set up, served in on the phone, and whoever has none is listed, through pages alone (MEM-07)."""

from datetime import datetime

import pytest
import time_machine

from core.zone import ZONE
from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_areas import new_grid


def at(month: int, day: int) -> time_machine.travel:
    return time_machine.travel(datetime(2026, month, day, 9, tzinfo=ZONE), tick=True)


def set_up(secretary: Person, who: str, kind: str, name: str, duties: str) -> None:
    secretary.open("/organizations/registers/")
    secretary.follow("设岗定责")
    secretary.follow("登记岗位")
    secretary.fill("设岗的支部或社区", "幸福里第一党支部")
    secretary.fill("党员姓名", who)
    secretary.fill("类别", kind)
    secretary.fill("岗位", name)
    secretary.fill("职责", duties)


@pytest.mark.walk("MEM-07")
def test_members_have_their_posts_and_serve_and_who_has_none_is_listed(community: Community) -> None:
    with at(3, 2):
        secretary = Person("secretary")
        new_grid(secretary, "第一网格", "W01")
        new_grid(secretary, "第二网格", "W02")
        secretary.open("/grids/")
        secretary.follow("第一网格")
        secretary.follow("登记责任区")
        secretary.fill("类别", "责任区")
        secretary.fill("名称", "1至3号楼责任区")
        secretary.press("保存")
        set_up(secretary, "冯一", "义务岗", "巡逻", "夜间巡逻")
        secretary.press("登记", refused=True)
        secretary.sees("义务岗是：治安巡逻员、卫生监督员")
        secretary.fill("岗位", "治安巡逻员")
        secretary.fill("网格", "第一网格")
        secretary.fill("责任区", "1至3号楼责任区")
        secretary.fill("每月服务日", "5")
        secretary.press("登记")
        secretary.sees("冯一的治安巡逻员岗", "夜间巡逻", "第一网格", "5日")
        set_up(secretary, "陈二", "党员先锋岗", "窗口服务先锋岗", "首问负责、亮牌上岗")
        secretary.press("登记")
        secretary.open("/grids/duty_posts/")
        secretary.follow("设岗情况")
        secretary.sees("没有岗位和责任区", "第二网格", "没有责任区、没有设岗")
        secretary.misses("第一网格")
        secretary.follow("8")
        secretary.sees("褚三", "8 人")
        secretary.misses("冯一")
    with at(3, 5):
        member = Person("member0")
        member.sees("我的职责", "治安巡逻员", "每月 5 日服务", "本月的服务")
        member.follow("打开")
        member.sees("夜间巡逻", "1至3号楼责任区")
        member.fill("做了什么", "20时到22时巡逻")
        member.press("登记服务")
        member.sees("服务已登记", "1 次")
        member.open("/")
        member.misses("本月的服务")
        secretary = Person("secretary")
        secretary.open("/?all=1")
        secretary.misses("登记冯一（治安巡逻员）本月的服务")
        secretary.open("/grids/duty_posts/")
        secretary.sees("冯一", "义务岗", "今年 1 次", "陈二", "党员先锋岗")
    with at(4, 6):
        secretary = Person("secretary")
        secretary.open("/?all=1")
        secretary.follow("去登记", within="登记冯一（治安巡逻员）本月的服务")
        secretary.follow("登记服务")
        secretary.fill("做了什么", "清明值守")
        secretary.press("登记")
        secretary.sees("清明值守")
        street = Person("street")
        street.open("/grids/duties/coverage/")
        street.sees("幸福里第一党支部", "第二网格")
