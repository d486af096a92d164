"""The areas of a grid are laid out, and grids without them are listed, through pages alone."""

from datetime import datetime

import pytest
import time_machine

from core.zone import ZONE
from tests.walks.conftest import Community
from tests.walks.person import Person


def at(day: int, month: int = 11) -> time_machine.travel:
    return time_machine.travel(datetime(2026, month, day, 9, tzinfo=ZONE), tick=True)


def new_grid(secretary: Person, name: str, code: str) -> None:
    secretary.open("/grids/")
    secretary.follow("新建网格")
    secretary.fill("网格名称", name)
    secretary.fill("网格编号", code)
    secretary.press("保存")


@pytest.mark.walk("GRD-04")
def test_every_grid_has_its_areas_with_members_activists_and_representatives(community: Community) -> None:
    with at(20):
        secretary = Person("secretary")
        new_grid(secretary, "第一网格", "W01")
        new_grid(secretary, "第二网格", "W02")
        secretary.open("/grids/")
        secretary.sees("责任区、服务区不齐 2", "没有责任区、没有服务区")
        secretary.follow("第一网格")
        for kind, name in (("责任区", "1至3号楼责任区"), ("服务区", "便民服务片")):
            secretary.follow("登记责任区")
            secretary.fill("类别", kind)
            secretary.fill("名称", name)
            secretary.fill("范围和内容", "楼道安全、矛盾排查")
            secretary.press("保存")
            secretary.sees(f"{name}已登记", "还没有党员、积极分子、群众代表")
            secretary.follow("登记人员")
            secretary.fill("姓名", "外来的党员")
            secretary.fill("身份", "党员")
            secretary.press("保存", refused=True)
            secretary.sees("没有在本社区报到")
            secretary.fill("姓名", "冯一")
            secretary.press("保存")
            for person, role in (("热心的陈姨", "积极分子"), ("住户代表老周", "群众代表")):
                secretary.follow("登记人员")
                secretary.fill("姓名", person)
                secretary.fill("身份", role)
                secretary.press("保存")
            secretary.misses("还没有党员")
            secretary.sees("冯一", "热心的陈姨", "住户代表老周")
            secretary.follow("第一网格")
        secretary.sees("1至3号楼责任区", "便民服务片", "3 人")
        clerk = Person("street")
        clerk.follow("网格与民情")
        clerk.sees("责任区、服务区不齐 1", "第一网格", "齐全")
        clerk.follow("1")
        clerk.sees("第二网格", "没有责任区、没有服务区")
        clerk.misses("第一网格")
    with at(24):
        secretary = Person("secretary")
        secretary.open("/grids/")
        secretary.follow("第一网格")
        secretary.follow("便民服务片")
        secretary.follow("结束", within="热心的陈姨")
        secretary.press("保存")
        secretary.sees("还没有积极分子")
        secretary.press("撤销")
        secretary.misses("还没有积极分子")
        secretary.follow("结束")
        secretary.fill("结束日期", "2026-11-24")
        secretary.press("保存")
        secretary.open("/grids/")
        secretary.sees("责任区、服务区不齐 2", "没有服务区")
