"""Coordination bodies of three levels and the joint conference of two-new organisations, through pages alone."""

import pytest

from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_meetings import at
from tests.walks.test_units import enter


def found(clerk: Person, kind: str, title: str, tightness: str = "松散型", **fields: str) -> None:
    clerk.open("/organizations/registers/bodies/")
    clerk.follow("登记协调机构")
    given = {"类型": kind, "名称": title, "成立日期": "2026-01-01", "紧密程度": tightness}
    for label, value in (given | fields).items():
        clerk.fill(label, value)
    clerk.press("登记")
    clerk.sees(f"已登记{title}")


def seat(clerk: Person, unit: str, person: str, duty: str = "成员") -> None:
    clerk.follow("登记成员")
    if unit:
        clerk.fill("成员单位", unit)
    clerk.fill("固定成员", person)
    clerk.tick("登记为新人员")
    clerk.fill("担任", duty)
    clerk.fill("开始日期", "2026-01-02")
    clerk.press("登记")
    clerk.sees(person)


def held(somebody: Person, kind: str, topic: str, time: str) -> None:
    """A meeting that was held, entered with its record."""
    somebody.open("/meetings/")
    somebody.follow("计划会议")
    somebody.follow("直接补录")
    somebody.fill("会议类型", kind)
    somebody.press("更换")
    for label, value in {"主题": topic, "地点": "会议室", "召开时间": time, "会议内容": "商议共建。"}.items():
        somebody.fill(label, value)
    somebody.press("保存记录")
    somebody.sees(topic)


def look(somebody: Person, *words: str) -> None:
    somebody.open("/organizations/registers/bodies/")
    somebody.follow("覆盖和紧密程度")
    somebody.sees(*words)


@pytest.mark.walk("ORG-12")
def test_three_levels_set_up_their_bodies_and_a_tight_one_keeps_to_what_it_promised(community: Community) -> None:
    with at(9):
        clerk, secretary, officer = Person("street"), Person("secretary"), Person("district")
        enter(clerk, "供电公司", "国有企业", 登记日期="2026-01-01")
        clerk.press("登记")
        secretary.open("/?all=1")
        secretary.sees("还有 2 个协调机构没有登记")
        look(officer, "应有 4 个，已有 0 个", "联席会议组建率 0.0%", "标准 不低于 100%", "没有达到")
        found(officer, "区域化党建工作指导委员会", "区指导委员会")
        found(clerk, "区域化党建工作协调委员会", "街道协调委员会", "半松散型")
        seat(clerk, "供电公司", "牛经理", "委员")
        found(secretary, "在职党员联络站", "幸福里在职党员联络站")
        charter = {"章程": "第一条 联席会议由社区党组织召集。", "章程通过日期": "2026-01-02"}
        found(secretary, "社区党建联席会议", "幸福里联席会议", "紧密型", **charter)
        secretary.sees("紧密型要求 还缺每家成员单位的固定成员、会议", "2026年会议 0 次")
        here = secretary.address
        look(officer, "应有 4 个，已有 4 个；紧密型 1 个，其中 1 个没有达到要求", "联席会议组建率 100.0%")
        secretary.open("/?all=1")
        secretary.misses("个协调机构没有登记")
        secretary.sees("落实幸福里联席会议2026年的紧密型要求")
        secretary.open(here)
        seat(secretary, "供电公司", "电力代表")
        seat(secretary, "", "召集同志", "召集人")
        held(secretary, "社区党建联席会议", "春季联席会议", "2026-03-10T09:00")
        held(secretary, "社区党建联席会议", "秋季联席会议", "2026-09-10T09:00")
        secretary.open(secretary.address.removesuffix("attendance/"))
        secretary.follow("登记")
        secretary.fill("决议事项", "整修楼道照明")
        secretary.fill("事项类别", "社区服务")
        secretary.fill("责任人", "赵书记")
        secretary.fill("完成期限", "2026-11-26")
        secretary.press("登记决议")
        secretary.open(here)
        secretary.sees("1 家单位，2 人", "2026年会议 2 次", "1 项，办结 0 项，逾期 0 项", "紧密型要求 已达到")
    with at(9, day=27):
        secretary = Person("secretary")
        secretary.open(here)
        secretary.sees("逾期 1 项", "还缺办理逾期的 1 项决议")
        clerk = Person("street")
        look(clerk, "没有达到紧密型要求", "还缺办理逾期的 1 项决议")
        secretary.open("/?all=1")
        secretary.follow("去办理：办结您负责的决议")
        secretary.fill("办理结果", "照明已经修好")
        secretary.press("登记结果")
        look(clerk, "紧密型 1 个，其中 0 个没有达到要求", "达到紧密型要求", "1/1 办结")
        secretary.open(here)
        secretary.follow("撤销")
        secretary.fill("撤销原因", "并入街道协调委员会")
        secretary.press("保存")
        secretary.sees("撤销日期 2026-11-27")
        look(clerk, "应有 3 个，已有 2 个", "联席会议组建率 0.0%")
        secretary.open(here)
        secretary.follow("恢复")
        secretary.fill("恢复原因", "登记错了")
        secretary.press("保存")
        look(clerk, "联席会议组建率 100.0%")


@pytest.mark.walk("ORG-31")
def test_new_economic_and_social_organisations_have_their_own_joint_conference(community: Community) -> None:
    clerk, secretary = Person("street"), Person("secretary")
    for name, kind in (("便民超市", "新经济组织"), ("义工协会", "新社会组织"), ("税务所", "机关")):
        enter(clerk, name, kind, 登记日期="2026-01-01")
        clerk.press("登记")
    charter = {"章程": "第一条 由社区召集。", "章程通过日期": "2026-01-02"}
    found(secretary, "两新组织党建联席会议", "幸福里两新组织联席会议", "紧密型", **charter)
    here = secretary.address
    secretary.follow("登记成员")
    assert secretary.options("成员单位") == ["没有", "义工协会", "便民超市"]
    secretary.open(here)
    seat(secretary, "便民超市", "店长")
    seat(secretary, "义工协会", "会长", "召集人")
    held(secretary, "两新组织党建联席会议", "第一次两新联席会议", "2026-04-10T09:00")
    held(secretary, "两新组织党建联席会议", "第二次两新联席会议", "2026-10-10T09:00")
    held(secretary, "社区党建联席会议", "社区自己的联席会议", "2026-10-12T09:00")
    secretary.open(here)
    secretary.sees("2 家单位，2 人", "2026年会议 2 次", "紧密型要求 已达到")
    look(clerk, "幸福里社区 幸福里两新组织联席会议 两新组织党建联席会议 紧密型 2 家单位，2 人 2 次", "达到紧密型要求")
    secretary.open(here)
    secretary.follow("更正", within="便民超市")
    secretary.fill("结束日期", "2026-11-25")
    secretary.press("保存")
    look(clerk, "1 家单位，1 人")
