"""A street settles the Party organisations of firms and a social organisation with their checklist, by pages alone."""

import pytest

from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_partners import register
from tests.walks.test_units import enter


def settle(clerk: Person, unit: str, superior: str, *, refused: bool = False, **fields: str) -> None:
    register(clerk, "两新组织")
    clerk.follow("登记两新组织")
    clerk.fill("单位", unit)
    clerk.fill("隶属", superior)
    for label, value in fields.items():
        clerk.fill(label, value)
    clerk.fill("上级党组织名称", superior)
    clerk.press("登记", refused=refused)


@pytest.mark.walk("ORG-14")
def test_a_street_settles_whose_they_are_and_what_they_have(community: Community) -> None:
    clerk, officer = Person("street"), Person("district")
    for name, kind in (("便民超市", "新经济组织"), ("轧钢厂", "新经济组织"), ("义工协会", "新社会组织")):
        enter(clerk, name, kind, 登记日期="2026-01-01")
        clerk.press("登记")
    settle(clerk, "轧钢厂", "街道综合党组织", refused=True, 企业规模="规模以上")
    clerk.sees("规模以上（大）企业党组织应隶属区非公有制企业党委")
    settle(clerk, "轧钢厂", "区非公有制企业党委", 企业规模="规模以上")
    settle(clerk, "义工协会", "街道综合党组织", refused=True)
    clerk.sees("社会组织党组织应隶属业务主管单位党组织或行业协会党委")
    settle(clerk, "义工协会", "行业协会党委")
    settle(clerk, "便民超市", "街道综合党组织", 企业规模="小型")
    clerk.sees("有场所", "党建工作简介", "党员学习教育电视视频系统", "还没有")
    entry = clerk.address
    for label in ("有场所", "党建工作简介"):
        clerk.open(entry)
        clerk.follow("更正", within=label)
        clerk.fill("依据", "现场查看")
        clerk.press("保存")
    clerk.open(entry)
    clerk.follow("不再具备", within="有场所")
    clerk.fill("原因", "搬走了")
    clerk.press("保存")
    register(officer, "两新组织")
    officer.sees("便民超市", "街道综合党组织", "1 / 12", "有场所", "轧钢厂", "区非公有制企业党委", "0 / 12", "义工协会")
