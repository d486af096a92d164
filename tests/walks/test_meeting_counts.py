"""Meetings of which a year asks a least number, through pages alone: who held them, who is behind."""

import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader

from tests.walks.conftest import Community, ScoredCommunity
from tests.walks.person import Person
from tests.walks.test_meetings import at, mark, plan
from tests.walks.test_scores import held, line
from tests.walks.test_theme_days import set_number
from tests.walks.test_tree import found
from tests.walks.test_units import enter

CONFERENCE = "社区党建联席会议"


def pages(content: bytes) -> int:
    return len(PdfReader(io.BytesIO(content)).pages)


def take_office(clerk: Person, name: str, position: str) -> None:
    """In the organisation whose page is open; a person who is new to the portal."""
    clerk.follow("任职")
    clerk.fill("姓名", name)
    clerk.fill("职务", position)
    clerk.fill("任职日期", "2026-09-20")
    clerk.tick("登记为新人员")
    clerk.press("确认任职")
    clerk.sees(f"已任命{name}")


def conferences(person: Person, *, behind: bool = False) -> None:
    person.open("/meetings/")
    person.follow("应开会议")
    person.sees(CONFERENCE)
    if behind:
        person.follow("有未召开的")


def record(secretary: Person, topic: str, content: str) -> None:
    secretary.open("/meetings/")
    secretary.follow(topic)
    secretary.follow("记录会议")
    secretary.fill("会议内容", content)
    secretary.press("保存并确认纪要")


@pytest.mark.walk("MTG-06")
def test_two_joint_conferences_a_year_one_in_each_half(
    scored_community: ScoredCommunity, night: Callable[[], None]
) -> None:
    with at(9, day=2, month=3):
        enter(Person("street"), "清洋供电所", "企业")
        secretary = Person("secretary")
        conferences(secretary)
        secretary.sees("应召开 1 个组织", "上半年社区党建联席会议", "应召开 1 次，已记录 0 次")
        secretary.misses("下半年社区党建联席会议", "已召开")
    with at(9, day=2, month=7):
        clerk = Person("street")
        clerk.open("/?all=1")
        clerk.follow("1 个社区没有召开社区党建联席会议")
        clerk.sees("幸福里社区", "上半年社区党建联席会议 未召开", "到期未召开 1 期")
        secretary = Person("secretary")
        secretary.sees("召开上半年社区党建联席会议", "已过 2 天")
        plan(secretary, CONFERENCE, "商议下半年共建项目", "2026-07-08T09:00")
        conferences(secretary)
        secretary.misses("已召开")  # a plan is no conference
    with at(11, day=8, month=7):
        record(secretary, "商议下半年共建项目", "各单位认领共建项目。")
        held(secretary, "三季度共建联席会", "2026-07-08T10:30")
        conferences(secretary)
        secretary.sees("上半年社区党建联席会议 未召开", "下半年社区党建联席会议 已召开", "应召开 1 次，已记录 1 次")
        clerk.open("/")
        clerk.sees("1 个社区没有召开社区党建联席会议")  # two in one half are not one in each
    with at(9, day=10, month=7):
        secretary = Person("secretary")
        held(secretary, "六月联席会议", "2026-06-18T09:00")
        conferences(secretary)
        secretary.sees("上半年社区党建联席会议 已召开", "已开足 2 期", "到期未召开 0 期")
        secretary.open("/")
        secretary.misses("召开上半年社区党建联席会议")
        clerk = Person("street")
        clerk.misses("没有召开社区党建联席会议")
        conferences(clerk)
        clerk.follow("有未召开的")
        clerk.misses("幸福里社区")
        night()
        line(secretary)
        secretary.sees("六月联席会议", "商议下半年共建项目")
        set_number("mtg.joint_conference.per_year", "4", "2026-07-10", "区委组织部文件〔2026〕5号")
        conferences(secretary)
        secretary.sees("第1季度社区党建联席会议 未召开")
        secretary.sees("第2季度社区党建联席会议 已召开", "第3季度社区党建联席会议 已召开")


SEVEN = (
    "社区党建",
    "社区建设管理",
    "社区服务",
    "社区文化",
    "社区民主自治",
    "精神文明建设",
    "社会治安综合治理",
)


@pytest.mark.walk("MTG-13")
def test_every_resolution_of_the_big_committee_names_its_topic_and_coverage_is_shown(community: Community) -> None:
    with at(9):
        secretary = Person("secretary")
        plan(secretary, "大党委会议", "研究全年项目", "2026-11-25T10:00")
    with at(10, 1):
        secretary.reload()
        secretary.press("开始签到")
        secretary.follow("代签和请假")
        mark(secretary, "赵书记", "钱副书记", way="现场点名")
        secretary.follow("研究全年项目")
        secretary.follow("记录会议")
        secretary.fill("会议内容", "研究全年项目。")
        secretary.fill("议定事项", "同意改造老年食堂。")
        secretary.press("保存，请他人确认")
        deputy = Person("deputy")
        deputy.open("/meetings/")
        deputy.follow("研究全年项目")
        deputy.press("确认纪要")
        deputy.sees("请先逐项登记为决议并选择事项类别")
        secretary.follow("登记")
        secretary.fill("表决事项", "改造老年食堂")
        secretary.fill("赞成", "2")
        secretary.press("登记表决")
        assert secretary.options("事项类别") == ["请选择", *SEVEN]
        secretary.fill("决议事项", "改造老年食堂")
        secretary.fill("责任人", "钱副书记")
        secretary.fill("完成期限", "2026-12-20")
        secretary.press("登记决议", refused=True)
        secretary.sees("请选择决策事项类别")
        secretary.fill("决议事项", "改造老年食堂")
        secretary.fill("责任人", "钱副书记")
        secretary.fill("完成期限", "2026-12-20")
        secretary.fill("事项类别", "社区服务")
        secretary.press("登记决议")
        deputy.reload()
        deputy.press("确认纪要")
        deputy.sees("已确认", "社区服务")
    with at(12):
        clerk = Person("street")
        clerk.open("/meetings/")
        clerk.follow("决议事项")
        clerk.sees("改造老年食堂", "社区服务")
        clerk.follow("决策事项覆盖")
        clerk.sees("幸福里社区大党委", "已覆盖 1/7 类", "社区文化 0 0 — 还没有决议")
        clerk.follow("社区服务")
        clerk.sees("改造老年食堂")
        set_number("mtg.big_committee.topics", "社区党建;社区养老;社区服务", "2026-11-25", "区委组织部文件〔2026〕4号")
        clerk.open("/meetings/resolutions/topics/")
        clerk.sees("已覆盖 1/3 类", "社区养老 0 0 — 还没有决议")
        clerk.misses("社区文化")
        clerk.follow("上年")
        clerk.sees("2025 年大党委决策事项覆盖", "已覆盖 0/7 类")


@pytest.mark.walk("MTG-14")
def test_every_tier_holds_its_meetings_and_has_its_ledger_of_the_year_on_a_page(community: Community) -> None:
    with at(9, day=20, month=9):
        clerk = Person("street")
        clerk.open("/organizations/")
        for name in ("甲街道党工委", "幸福里社区", "幸福里社区大党委"):
            clerk.follow(name)
        found(clerk, "网格大党支部", "第一网格大党支部")
        take_office(clerk, "孙网格", "书记")
        found(clerk, "楼栋党小组", "1号楼党小组")
        take_office(clerk, "周楼长", "组长")
        clerk.open("/organizations/")
        clerk.follow("幸福里社区党总支")
        clerk.follow("幸福里第一党支部")
        take_office(clerk, "吴支书", "书记")
        found(clerk, "党小组", "第一党小组")
        take_office(clerk, "郑组长", "组长")
        clerk.open("/organizations/")
        clerk.follow("幸福里社区党总支")
        take_office(clerk, "王总支", "书记")
    held = (
        ("支部党员大会", "幸福里第一党支部", "支部大会", ()),
        ("支委会", "幸福里第一党支部", "支委会十月", ()),
        ("党小组会", "第一党小组", "小组学习", ("冯一",)),
        ("党课", "幸福里第一党支部", "支书讲党课", ()),
        ("支部党员大会", "幸福里社区党总支", "总支大会", ()),
        ("支委会", "幸福里社区党总支", "总支委员会", ()),
        ("大党委会议", "幸福里社区大党委", "大党委例会", ()),
        ("支委会", "第一网格大党支部", "网格支委会", ()),
        ("党课", "第一网格大党支部", "网格党课", ("冯一",)),
        ("党小组会", "1号楼党小组", "楼栋议事", ("陈二",)),
    )
    with at(9, day=24, month=10):
        secretary = Person("secretary")
        for number, (kind, host, topic, invited) in enumerate(held):
            secretary.open("/meetings/enter/")
            secretary.fill("会议类型", kind)
            secretary.press("更换")
            if host not in secretary.text.split("换一种会议")[0] or "主办组织" in secretary.text:
                secretary.fill("主办组织", host)
                secretary.press("更换")
            secretary.fill("主题", topic)
            secretary.fill("地点", "活动室")
            secretary.fill("召开时间", f"2026-10-{number + 10}T09:00")
            secretary.fill("会议内容", "学习讨论。")
            for name in invited:
                secretary.fill("参加人员", name)
            secretary.press("保存记录")
            secretary.sees(topic)
        plan(secretary, "主题党日", "社区主题党日", "2026-10-25T09:00")
    with at(11, day=26, month=10):
        secretary = Person("secretary")
        record(secretary, "社区主题党日", "全体党员参加。")
        ledgers = (
            ("幸福里第一党支部", ("支部党员大会", "支委会", "党小组会", "党课", "小组学习", "社区主题党日")),
            ("幸福里社区党总支", ("党员大会", "委员会会议", "总支大会", "总支委员会")),
            ("幸福里社区大党委", ("大党委会议", "大党委例会", "社区主题党日")),
            ("第一网格大党支部", ("支委会", "网格支委会", "网格党课", "楼栋议事")),
            ("1号楼党小组", ("党小组会", "楼栋议事")),
        )
        for name, wanted in ledgers:
            secretary.open("/meetings/")
            secretary.follow("台账")
            secretary.fill("组织名称", name)
            secretary.press("查找")
            secretary.follow(name)
            secretary.sees("2026 年三会一课台账", name, *wanted)
            content = secretary.download("PDF")
            assert content.startswith(b"%PDF") and pages(content) == 1
            assert secretary.download("Excel").startswith(b"PK")
        secretary.open("/meetings/ledger/")
        secretary.fill("组织名称", "幸福里第一党支部")
        secretary.press("查找")
        secretary.follow("幸福里第一党支部")
        secretary.sees("第3季度支部党员大会", "10日 0/10", "25日 0/10")
        secretary.follow("上年")
        secretary.sees("2025 年三会一课台账")
        secretary.misses("小组学习")
