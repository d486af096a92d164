"""Residents' groups, their Party members and the forum, from an empty community through pages alone (ORG-23)."""

import pytest

from tests.walks.conftest import Community
from tests.walks.person import Person

OVERVIEW = "/organizations/registers/groups/"


def found(secretary: Person, kind: str, title: str) -> None:
    secretary.open(OVERVIEW)
    secretary.follow("登记组织")
    secretary.fill("类型", kind)
    secretary.fill("名称", title)
    secretary.fill("成立日期", "2026-01-05")
    secretary.press("登记")
    secretary.sees(f"已登记{title}")


def seat(secretary: Person, name: str, duty: str, *, new: bool = False) -> None:
    secretary.follow("登记成员")
    secretary.fill("姓名", name)
    secretary.fill("担任", duty)
    secretary.fill("开始日期", "2026-01-06")
    if new:
        secretary.tick("登记为新人员")
    secretary.press("登记")
    secretary.sees(name)


@pytest.mark.walk("ORG-23")
def test_a_community_knows_its_groups_their_party_members_and_its_forum(community: Community) -> None:
    secretary = Person("secretary")
    secretary.open("/")
    secretary.follow("组织与任职")
    secretary.follow("台账")
    secretary.follow("居民组织和群团")
    secretary.follow("组织和党员一览")
    secretary.sees("幸福里社区", "还没有居民委员会、社区居民论坛", "还没有登记")
    found(secretary, "业主委员会", "幸福里业主委员会")
    seat(secretary, "冯一", "主任")
    seat(secretary, "业主甲", "委员", new=True)
    secretary.sees("2 人", "1 名：冯一")
    found(secretary, "物业管理委员会", "幸福里物管委")
    found(secretary, "群众团体", "幸福里合唱团")
    seat(secretary, "团长乙", "会长", new=True)
    secretary.sees("其中党员 没有")
    found(secretary, "社区居民论坛", "幸福里居民论坛")
    for name, duty in (("陈二", "党代表"), ("褚三", "人大代表")):
        seat(secretary, name, duty)
    seat(secretary, "居民丙", "居民代表", new=True)
    secretary.follow("登记议题")
    secretary.fill("议题", "老楼加装电梯")
    secretary.fill("议事日期", "2026-03-10")
    secretary.fill("参加人数", 23)
    secretary.fill("结果", "同意加装，费用按楼层分摊")
    secretary.press("登记")
    secretary.sees("老楼加装电梯", "23", "同意加装", "2 名：陈二、褚三")
    clerk = Person("street")
    clerk.open("/organizations/")
    clerk.follow("甲街道党工委")
    clerk.follow("幸福里社区")
    clerk.follow("新建下级组织")
    clerk.fill("组织类型", "居民委员会")
    clerk.fill("组织名称", "幸福里居委会")
    clerk.press("新建")
    clerk.follow("任职")
    clerk.fill("姓名", "卫四")
    clerk.fill("职务", "社区主任")
    clerk.press("确认任职")
    clerk.open(OVERVIEW)
    clerk.follow("组织和党员一览")
    clerk.sees(
        "幸福里居委会 居民委员会 1 1 卫四", "幸福里业主委员会 业主委员会 2 1 冯一", "幸福里合唱团 群众团体 1 0 没有党员"
    )
    clerk.sees("幸福里居民论坛 社区居民论坛 3 2 陈二、褚三")
    clerk.misses("还没有居民委员会")
    clerk.open("/organizations/registers/bodies/")
    clerk.misses("幸福里合唱团")
