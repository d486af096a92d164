"""A leader's contact point from an empty community through pages alone."""

import pytest

from tests.walks.conftest import Community
from tests.walks.person import Person


@pytest.mark.walk("ORG-19")
def test_a_leader_follows_a_community_visits_it_and_solves_a_problem(community: Community) -> None:
    clerk = Person("street")
    clerk.follow("组织与任职")
    clerk.follow("台账")
    clerk.follow("领导联系点")
    clerk.follow("登记联系点")
    clerk.fill("联系的社区", "幸福里社区")
    clerk.fill("联系领导", "石大勇")
    clerk.tick("登记为新人员")
    clerk.fill("职务", "区委常委")
    clerk.fill("开始日期", "2026-07-01")
    clerk.press("登记")
    clerk.sees("石大勇联系幸福里社区", "社区第一责任人 赵书记（幸福里社区大党委书记）", "街道（镇）第一责任人 没有书记")

    secretary = Person("secretary")
    secretary.open("/?all=1")
    secretary.sees("请石大勇走访联系点幸福里社区", "应走访 1 次，已登记 0 次")
    secretary.follow("去登记", within="石大勇")
    secretary.follow("登记走访")
    secretary.fill("走访日期", "2026-09-10")
    secretary.fill("指导内容", "听取社区汇报，走访两户党员")
    secretary.fill("发现的问题", "社区没有活动场地")
    secretary.press("登记")
    secretary.sees("社区没有活动场地", "还没有解决", "走访 1 次，发现问题 1 个，已解决 0 个")
    secretary.open("/?all=1")
    secretary.misses("请石大勇走访联系点")

    clerk.open("/organizations/registers/contacts/")
    clerk.sees("石大勇", "区委常委", "发现问题 1 个，已解决 0 个")
    clerk.follow("石大勇")
    clerk.follow("登记解决", within="社区没有活动场地")
    clerk.fill("解决日期", "2026-11-20")
    clerk.fill("怎样解决", "供电公司腾出一层办公楼")
    clerk.press("保存")
    clerk.sees("2026-11-20解决：供电公司腾出一层办公楼", "已解决 1 个")
    clerk.follow("更正")
    clerk.fill("结束日期", "2026-12-01")
    clerk.press("保存")
    clerk.sees("结束日期 2026-12-01")
