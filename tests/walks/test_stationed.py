"""Staff sent in by departments, from an empty community through pages alone (ORG-24)."""

import pytest

from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_meetings import at


@pytest.mark.walk("ORG-24")
def test_the_big_committee_coordinates_the_police_and_sees_what_became_of_it(community: Community) -> None:
    with at(9):
        secretary = Person("secretary")
        secretary.open("/")
        secretary.follow("组织与任职")
        secretary.follow("台账")
        secretary.follow("派驻人员")
        secretary.follow("登记派驻人员")
        secretary.fill("姓名", "王民警")
        secretary.fill("行业", "公安（社区民警）")
        secretary.fill("派出部门", "幸福里派出所")
        secretary.fill("工作职责", "治安巡逻、流动人口登记")
        secretary.fill("驻社区时间", "每周二、四上午")
        secretary.press("登记", refused=True)
        secretary.sees("您管理的范围内没有这位人员")
        secretary.tick("登记为新人员")
        secretary.press("登记")
        secretary.sees("幸福里派出所王民警", "社区大党委 幸福里社区大党委", "每周二、四上午")
        entry = secretary.address
        secretary.follow("登记事项")
        secretary.fill("类别", "协调事项")
        secretary.fill("事项", "夜间停车堵路")
        secretary.fill("办理期限", "2026-11-26")
        secretary.press("登记")
        secretary.follow("登记事项")
        secretary.fill("类别", "监督意见")
        secretary.fill("事项", "每月向大党委通报治安情况")
        secretary.fill("办理期限", "2026-12-31")
        secretary.press("登记")
        secretary.sees("夜间停车堵路 协调事项 2026-11-25 2026-11-26 办理中")
    with at(9, day=27):
        secretary = Person("secretary")
        secretary.open("/?all=1")
        secretary.sees("2 项派驻人员协调事项还没有办结")
        secretary.open(entry)
        secretary.sees("已逾期")
        secretary.follow("办结", within="夜间停车堵路")
        secretary.fill("办理结果", "划线分时停放")
        secretary.press("保存")
        secretary.sees("2026-11-27办结：划线分时停放", "2 项，办结 1 项")
        secretary.open("/?all=1")
        secretary.sees("办结与幸福里派出所王民警协调的事项")
        clerk = Person("street")
        clerk.open("/organizations/")
        for name in ("甲街道党工委", "幸福里社区", "幸福里社区大党委"):
            clerk.follow(name)
        clerk.sees("派驻人员", "王民警 幸福里派出所 · 公安（社区民警）")
        secretary.open(entry)
        secretary.follow("更正")
        secretary.fill("结束日期", "2026-11-28")
        secretary.press("保存")
        secretary.sees("结束日期 2026-11-28")
        secretary.open("/organizations/registers/stationed/?year=2026&format=xlsx")
        assert secretary.content[:2] == b"PK"
