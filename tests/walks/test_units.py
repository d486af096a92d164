"""The register of units: entered, corrected, reporting in, part of the big committee, through pages alone."""

import pytest

from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_first_use import begin_anew, slips


def enter(clerk: Person, name: str, kind: str = "机关", **fields: str) -> None:
    """From the menu to the page of the unit, in the only community there is."""
    clerk.open("/")
    clerk.follow("组织与任职")
    clerk.follow("辖区单位")
    clerk.follow("登记单位")
    clerk.fill("单位名称", name)
    clerk.fill("单位类型", kind)
    for label, value in fields.items():
        clerk.fill(label, value)


@pytest.mark.walk("ORG-13")
def test_a_unit_is_registered_with_whom_it_sends_and_who_guides_it_and_corrected(community: Community) -> None:
    clerk = Person("street")
    enter(clerk, "清洋便民超市", "新经济组织", 行业="零售", 主管单位="区商务局", 正式党员数="2")
    clerk.fill("统一社会信用代码", "91350100M000100Y43")
    clerk.fill("联系人", "石大勇")
    clerk.fill("联系人电话", "13900000008")
    clerk.tick("联系人登记为新人员")
    clerk.tick("同时为联系人开通账号")
    clerk.fill("党建指导员", "冯一")
    clerk.fill("登记日期", "2026-11-01")
    clerk.fill("报到日期", "2026-11-20")
    clerk.press("登记")
    clerk.sees(
        "清洋便民超市", "新经济组织", "零售", "区商务局", "91350100M000100Y43", "党组织 没有", "2 名", "2026-11-20"
    )
    clerk.sees("联系人 姓名 石大勇", "党建指导员 姓名 冯一", "请打印开通单")
    here = clerk.address
    clerk.press("打印开通单")
    [(username, password)] = slips(clerk.content).items()
    clerk.open(here)
    clerk.misses("打印开通单")
    contact = Person(username, password)
    begin_anew(contact, password)

    secretary = Person("secretary")
    secretary.follow("组织与任职")
    secretary.follow("辖区单位")
    secretary.sees("清洋便民超市", "石大勇", "党建指导员 冯一")
    secretary.follow("清洋便民超市")
    secretary.follow("更正")
    secretary.fill("单位名称", "清洋便民连锁超市")
    secretary.fill("党组织（其他）", "区商业联合党支部")
    secretary.fill("党建指导员", "")
    secretary.fill("联系人", "陈二")
    secretary.press("保存")
    secretary.sees("清洋便民连锁超市", "区商业联合党支部", "姓名 陈二", "没有派党建指导员")
    secretary.follow("登记迁出")
    secretary.fill("迁出日期", "2026-11-24")
    secretary.fill("原因", "店面搬走")
    secretary.press("登记迁出")
    secretary.sees("迁出", "撤销迁出")
    secretary.follow("辖区单位")
    secretary.misses("清洋便民连锁超市")


@pytest.mark.walk("ORG-28")
def test_units_report_in_and_who_has_not_is_listed_the_districts_own_organs_first(community: Community) -> None:
    secretary = Person("secretary")
    enter(secretary, "供电公司", "国有企业", 登记日期="2026-10-01")
    secretary.press("登记")
    enter(secretary, "省地质队", "机关", 登记日期="2026-10-02")
    secretary.press("登记")
    enter(secretary, "区税务局", "机关", 登记日期="2026-11-20")
    secretary.tick("区直机关单位")
    secretary.press("登记")
    secretary.sees("区直机关", "还没有报到")
    secretary.open("/?all=1")
    secretary.sees("3 个单位还没有报到", "其中 2 个已过期限")
    secretary.follow("去登记", within="个单位还没有报到")
    secretary.sees("区税务局 机关 区直机关")
    text = secretary.text
    assert text.index("区税务局") < text.index("供电公司") < text.index("省地质队")
    secretary.fill("报到日期", "2026-11-24")
    secretary.press("登记", within="区税务局")
    secretary.sees("区税务局已报到", "2026-11-24", "还有 2 家单位没有报到")
    officer = Person("street")
    officer.open("/?all=1")
    officer.sees("1 个社区有单位没有报到")
    officer.open("/organizations/units/?waiting=on")
    officer.sees("供电公司", "省地质队")
    officer.misses("区税务局")


@pytest.mark.walk("ORG-02")
def test_a_unit_takes_part_in_the_big_committee_and_keeps_its_own_superior(community: Community) -> None:
    clerk = Person("street")
    clerk.open("/organizations/")
    clerk.follow("甲街道党工委")
    clerk.follow("新建下级组织")
    clerk.fill("组织类型", "驻区单位党组织")
    clerk.fill("组织名称", "供电公司党委")
    clerk.press("新建")
    enter(clerk, "供电公司", "国有企业", **{"党组织（本系统内）": "供电公司党委", "登记日期": "2026-11-01"})
    clerk.press("登记")
    clerk.follow("参加大党委")
    clerk.sees("党员的组织关系不动")
    clerk.fill("参加日期", "2026-11-02")
    clerk.press("登记参加")
    clerk.sees("幸福里社区大党委", "参加的单位", "供电公司 供电公司党委", "2026-11-02 起")
    clerk.open("/organizations/")
    clerk.follow("甲街道党工委")
    clerk.follow("供电公司党委")
    clerk.sees("甲街道党工委", "供电公司党委")
    clerk.misses("幸福里社区大党委")
    secretary = Person("secretary")
    secretary.follow("组织与任职")
    secretary.follow("幸福里社区大党委")
    secretary.sees("参加的单位", "供电公司党委")
    secretary.misses("登记退出")
    clerk.open("/organizations/")
    clerk.follow("幸福里社区大党委")
    clerk.follow("退出", within="供电公司")
    clerk.fill("退出日期", "2026-11-20")
    clerk.fill("原因", "单位迁走")
    clerk.press("登记退出")
    clerk.sees("还没有单位参加", "撤销退出大党委")
