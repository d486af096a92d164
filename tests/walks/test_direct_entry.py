"""Elected officers enter the big committee by their office, grid officers by recommendation, through pages alone
(ORG-09)."""

import pytest

from tests.walks.conftest import Community, Street
from tests.walks.person import Person
from tests.walks.test_development import at, confirm, meet
from tests.walks.test_tree import appoint, found

COMMITTEE = "幸福里社区大党委"


@pytest.mark.walk("ORG-09")
def test_officers_enter_directly_and_follow_their_office(empty_street: Street) -> None:
    with at(2026, 11, 26):
        clerk = Person("street")
        clerk.open("/organizations/")
        clerk.follow("甲街道党工委")
        found(clerk, "社区", "幸福里社区")
        found(clerk, "社区党总支", "幸福里社区党总支")
        clerk.follow("任职")
        clerk.sees("选举产生的书记、副书记和委员自任职之日起直接进入社区大党委")
        clerk.open(clerk.address.removesuffix("appoint/"))
        branch = clerk.address
        appoint(clerk, "赵书记", "书记", new=True, on="2026-11-26")
        clerk.follow("任职")
        clerk.fill("姓名", "钱副书记")
        clerk.fill("职务", "专职副书记")
        clerk.fill("产生方式", "委任")
        clerk.fill("任职日期", "2026-11-26")
        clerk.tick("登记为新人员")
        clerk.press("确认任职")
        clerk.follow("幸福里社区")
        clerk.follow("成立大党委")
        clerk.fill("成立日期", "2026-11-26")
        clerk.press("成立")
        committee = clerk.address
        clerk.sees(
            "1名社区班子成员直接进入", "钱副书记（专职副书记）不是选举产生的，没有直接进入", "赵书记 书记 直接进入"
        )
        appoint(clerk, "李别人", "专职副书记", new=True, on="2026-11-26")
        clerk.sees("大党委专职副书记原则上由社区党委（党总支）专职副书记兼任，请核对")
        clerk.open(branch)
        appoint(clerk, "孙委员", "委员", new=True, on="2026-11-26")
        clerk.open(committee)
        clerk.sees("孙委员 委员 直接进入")
    with at(2026, 11, 27):
        clerk = Person("street")
        clerk.open(branch)
        clerk.follow("离任：孙委员")
        clerk.press("确认离任")
        clerk.open(committee)
        clerk.misses("孙委员 委员 直接进入")


@pytest.mark.walk("ORG-09")
def test_members_of_a_grid_recommend_their_secretary(community: Community) -> None:
    with at(2026, 11, 26):
        secretary, deputy = Person("secretary"), Person("deputy")
        secretary.follow("网格与民情")
        secretary.follow("新建网格")
        secretary.press("保存")
        secretary.open("/organizations/")
        secretary.follow(COMMITTEE)
        secretary.follow("第1网格大党支部")
        secretary.follow("任职")
        secretary.sees("由本区域党员推荐、大党委委任的")
        secretary.open(secretary.address.removesuffix("appoint/"))
        secretary.follow("网格任职推荐")
        secretary.follow("登记推荐")
        secretary.fill("推荐人选姓名", "冯一")
        secretary.fill("推荐职务", "书记")
        secretary.press("登记")
        case = secretary.address
        secretary.sees("还没有党员会议的记录")
        grid = meet(secretary, "支部党员大会", "第1网格大党支部", "冯一任书记", came=[])
        confirm(secretary, grid)
        secretary.open(case)
        secretary.follow("登记“本区域党员会议推荐”")
        secretary.press("登记")
        secretary.sees("已登记“本区域党员会议推荐”", "还没有大党委会议的记录")
        decided = meet(secretary, "大党委会议", COMMITTEE, "委任冯一", came=["赵书记", "钱副书记"])
        confirm(deputy, decided)
        secretary.open(case)
        secretary.follow("登记“社区大党委研究委任”")
        secretary.press("登记")
        secretary.sees("已办结")
        secretary.open("/organizations/")
        secretary.follow(COMMITTEE)
        secretary.follow("第1网格大党支部")
        secretary.sees("冯一 书记 委任 2026-11-26")
