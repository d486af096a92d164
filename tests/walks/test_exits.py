"""A part-time deputy leaves the big committee by notice of the unit, through pages alone (ORG-10)."""

import pytest
from django.utils import timezone

from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_development import at, confirm, meet, step
from tests.walks.test_tree import appoint

COMMITTEE = "幸福里社区大党委"


def begin(person: Person, name: str, *, refused: bool = False) -> str:
    person.open("/organizations/")
    person.follow(COMMITTEE)
    person.follow("大党委委员退出")
    person.follow("登记退出")
    person.fill("退出人姓名", name)
    person.fill("通告落款日期", f"{timezone.localdate():%Y-%m-%d}")
    person.press("登记", refused=refused)
    return person.address


@pytest.mark.walk("ORG-10")
def test_a_part_time_deputy_leaves_by_two_notices_and_the_seat_stands_open(community: Community) -> None:
    with at(2026, 11, 25):
        clerk = Person("street")
        clerk.open("/organizations/")
        clerk.follow(COMMITTEE)
        appoint(clerk, "孙兼职", "兼职副书记", new=True)
    with at(2026, 11, 27):
        secretary, clerk, district = Person("secretary"), Person("street"), Person("district")
        begin(secretary, "钱副书记", refused=True)
        secretary.sees("没有担任幸福里社区大党委的兼职副书记、委员")
        case = begin(secretary, "孙兼职")
        secretary.sees("下一步：社区党组织收到书面通告")
        step(secretary, case, "社区党组织收到书面通告", 通告文号或编号="甲厂党〔2026〕7号", 退出原因="工作调动")
        meeting = meet(secretary, "大党委会议", COMMITTEE, "孙兼职退出", came=["赵书记", "钱副书记", "孙兼职"])
        confirm(Person("deputy"), meeting)
        secretary.open(case)
        secretary.sees("只登记了一份通告", "由街道（镇）登记", "由谁办理 甲街道党工委")
        secretary.open(f"{case}step/meeting/")
        secretary.sees("街道（镇）还没有收到单位党组织的书面通告，只有一份通告不能研究退出", "请单位党组织补送书面通告")
        secretary.press("登记", refused=True)
        secretary.sees("只有一份通告不能研究退出")
        clerk.open("/?all=1")
        clerk.sees("孙兼职退出：街道（镇）收到书面通告")
        step(clerk, case, "街道（镇）收到书面通告", 通告文号或编号="甲厂党〔2026〕7号")
        secretary.open(case)
        secretary.misses("只登记了一份通告")
        secretary.follow("登记“大党委全体委员会议研究”")
        secretary.press("登记")
        secretary.sees("已登记“大党委全体委员会议研究”")
        step(clerk, case, "街道（镇）党委会审定", 审定文号="甲街工〔2026〕31号")
        district.open("/organizations/")
        district.follow("幸福里社区")
        district.follow(COMMITTEE)
        district.follow("大党委委员退出")
        district.follow("孙兼职退出")
        district.sees("下一步：区委组织部备案，解除职务", "由谁办理 测试区委组织部")
        step(district, case, "区委组织部备案，解除职务", 备案文号="测组备〔2026〕5号")
        district.sees("已办结", "2026-11-27离任", "空出的职务按公开推选的程序增补")
        clerk.open("/organizations/")
        clerk.follow(COMMITTEE)
        clerk.sees("甲街工〔2026〕31号 免职", "缺兼职副书记2名")
        clerk.follow("甲街工〔2026〕31号 免职")
        clerk.sees("孙兼职 兼职副书记", "2026-11-27离任")
