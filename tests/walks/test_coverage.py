"""Coverage of the units of a community: own organisation, joint branch, instructor, through pages alone."""

import pytest

from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_units import enter


def correct(clerk: Person, name: str, **fields: str) -> None:
    clerk.open("/organizations/units/coverage/")
    clerk.follow("更正", within=name)
    for label, value in fields.items():
        clerk.fill(label, value)
    clerk.press("保存")


@pytest.mark.walk("ORG-25")
def test_uncovered_units_found_an_organisation_join_a_joint_branch_or_get_an_instructor(community: Community) -> None:
    clerk = Person("street")
    for name, number in (("便民超市", "2"), ("快递站", "1"), ("电子厂", "6"), ("理发店", "0"), ("小饭馆", "")):
        enter(clerk, name, "新经济组织", 正式党员数=number, 登记日期="2026-10-01")
        clerk.press("登记")
    clerk.open("/organizations/units/")
    clerk.follow("党组织覆盖")
    clerk.sees("5 家单位，覆盖 0.0%，4 家没有覆盖，1 家正式党员数未填")
    clerk.sees("电子厂 幸福里社区 6 没有 应单独组建", "便民超市 幸福里社区 2 没有 应联合组建")
    clerk.sees("理发店 幸福里社区 0 没有 应派党建指导员", "小饭馆 幸福里社区 未填 没有 正式党员数未填")

    secretary = Person("secretary")
    secretary.open("/?all=1")
    secretary.sees("4 个单位没有党的组织和工作覆盖")
    secretary.follow("去看", within="个单位没有党的组织和工作覆盖")
    secretary.sees("应派党建指导员")
    clerk.open("/?all=1")
    clerk.sees("1 个社区有单位没有覆盖")

    clerk.open("/organizations/")
    clerk.follow("甲街道党工委")
    clerk.follow("新建下级组织")
    clerk.fill("组织类型", "联合党支部")
    clerk.fill("组织名称", "商圈联合党支部")
    clerk.press("新建")
    clerk.open("/organizations/")
    clerk.follow("甲街道党工委")
    clerk.follow("新建下级组织")
    clerk.fill("组织类型", "驻区单位党组织")
    clerk.fill("组织名称", "电子厂党支部")
    clerk.press("新建")
    for name in ("便民超市", "快递站"):
        correct(clerk, name, **{"党组织（本系统内）": "商圈联合党支部"})
    correct(clerk, "电子厂", **{"党组织（本系统内）": "电子厂党支部"})
    correct(secretary, "理发店", 党建指导员="冯一")
    correct(secretary, "小饭馆", 正式党员数="0", 党建指导员="冯一")

    clerk.open("/organizations/units/coverage/")
    clerk.sees("5 家单位，覆盖 100.0%，0 家没有覆盖，0 家正式党员数未填")
    clerk.sees("单独组建 1 家", "联合组建 2 家", "派有党建指导员 2 家", "商圈联合党支部 2 正常")
    clerk.fill("情况", "全部")
    clerk.press("筛选")
    clerk.sees("电子厂 幸福里社区 6 电子厂党支部 单独组建", "理发店 幸福里社区 0 没有 派有党建指导员")
    clerk.open("/?all=1")
    clerk.misses("有单位没有覆盖")
    secretary.open("/?all=1")
    secretary.misses("没有党的组织和工作覆盖")
