"""Training from an empty community through pages alone: who has not had it, the class, who was there."""

import pytest

from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_tree import appoint


def hold(person: Person, title: str, *purposes: str, form: str = "专题培训班", on: str = "2026-11-20") -> None:
    """From the list of who has not been trained to the page of the class."""
    person.follow("登记培训")
    person.fill("培训名称", title)
    person.fill("形式", form)
    for purpose in purposes:
        person.tick(purpose)
    person.fill("开始日期", on)
    person.fill("结束日期", on)
    person.fill("学时", "8")
    person.fill("课程内容", "党务知识和案例")
    person.press("登记")
    person.sees(f"已登记{title}", "还没有参加人员")


@pytest.mark.walk("ORG-17")
def test_a_street_trains_its_officers_and_sees_who_is_missing(community: Community) -> None:
    clerk = Person("street")
    clerk.open("/?all=1")
    clerk.sees("2 名书记、副书记今年还没有参加岗位轮训")
    clerk.open("/organizations/")
    clerk.follow("幸福里社区")
    appoint(clerk, "石大勇", "社区工作者", new=True)
    clerk.open("/organizations/")
    clerk.follow("幸福里社区党总支")
    appoint(clerk, "孟庆云", "副书记", new=True)
    appoint(clerk, "冯一", "组织委员")
    secretary = Person("secretary")
    secretary.sees("您今年还有一项培训没有参加")

    clerk.open("/?all=1")
    clerk.follow("去安排", within="岗位轮训")
    clerk.sees("赵书记", "钱副书记", "书记，岗位轮训：应参加 1 次，已参加 0 次", "2026-12-31")
    clerk.misses("石大勇")
    hold(clerk, "书记轮训班", "岗位轮训")
    here = clerk.address
    clerk.follow("登记参加人员")
    clerk.tick("赵书记")
    clerk.tick("钱副书记")
    clerk.press("登记")
    clerk.sees("已登记 2 名参加人员", "赵书记 结业", "钱副书记 结业")
    clerk.follow("更正", within="钱副书记")
    clerk.fill("结果", "未结业")
    clerk.press("保存")
    secretary.open("/")
    secretary.misses("项培训没有参加")
    secretary.open("/organizations/registers/training/mine/")
    secretary.sees("书记轮训班", "甲街道党工委", "结业")

    clerk.follow("培训")
    clerk.follow("谁还没有参加")
    clerk.sees("钱副书记", "石大勇", "孟庆云", "冯一", "任职培训", "发展党员程序培训", "社区干部轮训")
    clerk.misses("赵书记")
    hold(clerk, "任职和程序研讨", "任职培训", "发展党员程序培训", "社区干部轮训", form="研讨班")
    clerk.follow("登记参加人员")
    for name in ("石大勇", "孟庆云", "冯一"):
        clerk.tick(name)
    clerk.press("登记")
    clerk.follow("培训")
    clerk.follow("谁还没有参加")
    clerk.sees("钱副书记")
    clerk.misses("石大勇", "孟庆云", "冯一")
    hold(clerk, "赴外地考察", "岗位轮训", form="考察学习")
    clerk.follow("登记参加人员")
    clerk.fill("其他人员姓名", "钱副书记")
    clerk.press("登记")
    clerk.open("/?all=1")
    clerk.misses("还没有参加岗位轮训")

    clerk.open(here)
    clerk.follow("撤回")
    clerk.fill("原因", "重复登记")
    clerk.press("撤回")
    clerk.sees("已撤回，不再计入", "重复登记")
    clerk.open("/?all=1")
    clerk.sees("赵书记还没有参加岗位轮训")


@pytest.mark.walk("GRD-08")
def test_a_community_trains_the_responsible_persons_of_its_grids(community: Community) -> None:
    secretary = Person("secretary")
    secretary.follow("网格与民情")
    secretary.follow("新建网格")
    secretary.press("保存")
    secretary.fill("楼栋", "1号楼")
    secretary.press("保存")
    grid = secretary.address
    for name, role in (("冯一", "网格长"), ("陈二", "网格管理员")):
        secretary.open(grid)
        secretary.follow("登记责任人")
        secretary.fill("姓名", name)
        secretary.fill("职务", role)
        secretary.press("保存")
    secretary.open("/")
    secretary.sees("2 名网格责任人今年还没有参加培训")
    secretary.follow("去安排", within="网格责任人")
    secretary.sees("冯一", "网格长，网格责任人培训：应参加 1 次", "陈二")
    hold(secretary, "网格责任人第一期", "网格责任人培训", on="2026-11-24")
    secretary.follow("登记参加人员")
    secretary.tick("冯一")
    secretary.press("登记")
    secretary.open("/")
    secretary.sees("陈二还没有参加网格责任人培训")
    secretary.follow("去安排", within="陈二")
    secretary.misses("冯一")
    clerk = Person("street")
    clerk.open("/organizations/")
    clerk.follow("台账")
    clerk.follow("谁还没有参加")
    clerk.sees("陈二", "网格责任人培训")
