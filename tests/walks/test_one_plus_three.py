"""A street completes the "1+3" of a community: three kinds of branch, one on a mass group, through pages alone."""

import pytest

from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_partners import register


@pytest.mark.walk("ORG-04")
def test_the_three_kinds_stand_and_the_functional_one_on_a_mass_group(community: Community) -> None:
    clerk = Person("street")
    register(clerk, "1+3 一览")
    clerk.sees("甲街道党工委", "幸福里社区党总支", "楼院楼宇党支部、功能型党支部、流动党员党支部")
    for code, kind, name in (
        ("W-A-1-2", "楼院党支部", "一号院党支部"),
        ("W-A-1-3", "功能型党支部", "文艺党支部"),
        ("W-A-1-4", "流动党员党支部", "流动党员支部"),
    ):
        clerk.open("/organizations/")
        clerk.follow("幸福里社区党总支")
        clerk.follow("新建下级")
        clerk.fill("组织类型", kind)
        clerk.fill("组织名称", name)
        clerk.fill("组织编码", code)
        clerk.fill("成立日期", "2026-11-01")
        clerk.press("新建")
    register(clerk, "居民组织和群团")
    clerk.follow("登记组织")
    for label, value in {"类型": "群众团体", "名称": "夕阳红艺术团", "成立日期": "2026-01-01"}.items():
        clerk.fill(label, value)
    clerk.press("登记")
    register(clerk, "1+3 一览")
    clerk.sees("文艺党支部没有依托的群众组织")
    register(clerk, "功能型党支部依托")
    clerk.follow("登记依托")
    clerk.fill("登记组织", "文艺党支部")
    clerk.fill("群众组织", "夕阳红艺术团")
    clerk.press("登记")
    clerk.sees("文艺党支部依托夕阳红艺术团")
    register(clerk, "1+3 一览")
    clerk.sees("一号院党支部（楼院党支部）", "文艺党支部（夕阳红艺术团）", "流动党员支部", "齐全")
