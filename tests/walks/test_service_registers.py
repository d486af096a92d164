"""Visits both ways, promises kept, departments that look after a community, providers: through pages alone."""

import pytest

from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_agreements import unit_with_contact
from tests.walks.test_services import at


def begin(secretary: Person, register: str) -> None:
    secretary.open("/services/")
    secretary.follow(register)
    secretary.follow("登记")


def fill(person: Person, **fields: str) -> None:
    for label, value in fields.items():
        person.fill(label, value)


@pytest.mark.walk("SVC-09")
def test_visits_both_ways_with_what_was_heard_and_answered(community: Community) -> None:
    with at(9):
        unit_with_contact("供电公司", "国有企业", "市供电局")
        secretary = Person("secretary")
        begin(secretary, "联系走访")
        fill(secretary, 单位="供电公司", 走访方向="社区走访单位", 走访日期="2026-11-26", 走访人="赵书记")
        secretary.fill("走访内容", "听取对共建的意见")
        secretary.press("登记", refused=True)
        secretary.fill("走访日期", "2026-11-20")
        secretary.press("登记")
        secretary.sees("社区走访单位：供电公司", "赵书记")
        entry = secretary.address
        secretary.follow("登记意见")
        secretary.fill("意见建议", "门前路灯不亮")
        secretary.press("登记")
        secretary.sees("门前路灯不亮", "还没有答复")
        secretary.open("/?all=1")
        secretary.sees("答复单位意见：门前路灯不亮")
        secretary.open(entry)
        secretary.follow("答复", within="门前路灯不亮")
        fill(secretary, 答复日期="2026-11-24", 怎样答复="已联系市政修好")
        secretary.press("保存")
        secretary.sees("2026-11-24：已联系市政修好")
        secretary.follow("撤销答复")
        secretary.fill("撤销原因", "又坏了")
        secretary.press("保存")
        secretary.sees("还没有答复")
        secretary.follow("答复", within="门前路灯不亮")
        fill(secretary, 答复日期="2026-11-25", 怎样答复="换了新灯")
        secretary.press("保存")
        begin(secretary, "联系走访")
        fill(secretary, 单位="供电公司", 走访方向="单位走访社区", 走访日期="2026-11-25", 走访人="石大勇")
        secretary.fill("走访内容", "商量明年项目")
        secretary.press("登记")
        secretary.open("/services/visits/")
        secretary.sees("单位走访社区", "意见 1 条，已答复 1 条")
        clerk = Person("street")
        clerk.open("/services/visits/")
        clerk.sees("供电公司", "幸福里社区")
    with at(9, day=26):
        secretary = Person("secretary")
        secretary.open("/?all=1")
        secretary.misses("答复单位意见")


@pytest.mark.walk("SVC-16")
def test_a_promise_with_its_days_kept_and_broken(community: Community) -> None:
    with at(9):
        secretary = Person("secretary")
        begin(secretary, "服务承诺")
        fill(secretary, 服务事项="低保初审", 承诺内容="材料齐全按期办", 责任人或窗口="民政窗口", 施行日期="2026-11-01")
        secretary.fill("办理时限", "0")
        secretary.press("登记", refused=True)
        secretary.fill("办理时限", "3")
        secretary.press("登记")
        entry = secretary.address
        for about, day in (("1号楼申请", "2026-11-20"), ("2号楼申请", "2026-11-16")):
            secretary.follow("登记办理")
            fill(secretary, 办理事项=about, 受理日期=day)
            secretary.press("登记")
        secretary.sees("2026-11-25", "2026-11-19", "超期未办结", "办理中")
        secretary.open("/?all=1")
        secretary.sees("2 件承诺事项待办结")
        secretary.open(entry)
        for about in ("1号楼申请", "2号楼申请"):
            secretary.follow("办结", within=about)
            secretary.fill("办结日期", "2026-11-25")
            secretary.press("保存")
        secretary.sees("2026-11-25按期办结", "2026-11-25超期办结", "受理 2 件，按期 1 件，超期 1 件")
        secretary.follow("撤销办结", within="2号楼申请")
        secretary.fill("撤销原因", "材料退回")
        secretary.press("保存")
        secretary.sees("超期未办结")
        clerk = Person("street")
        clerk.open("/")
        clerk.sees("1 个社区有超过承诺时限的事项")


@pytest.mark.walk("SVC-12")
def test_a_department_looks_after_a_community_and_its_results(community: Community) -> None:
    with at(9):
        clerk = Person("street")
        clerk.open("/services/pairings/")
        clerk.follow("哪些社区没有部门包")
        clerk.sees("幸福里社区", "已有部门包 0 个")
        begin(clerk, "部门包居")
        fill(clerk, 登记组织="幸福里社区", 包居部门="区民政局", 负责领导和职务="李局长", 联络员="小王")
        fill(clerk, 开始日期="2026-01-01", 结束日期="2025-12-31", 包居内容="帮扶困难家庭，解决场地")
        clerk.press("登记", refused=True)
        clerk.fill("结束日期", "2027-01-01")
        clerk.press("登记")
        clerk.sees("区民政局包幸福里社区", "李局长")
        secretary = Person("secretary")
        secretary.open("/services/pairings/")
        secretary.follow("区民政局")
        secretary.follow("登记事项")
        fill(secretary, 事项="解决活动室", 完成期限="2026-11-20")
        secretary.press("登记")
        secretary.open("/?all=1")
        secretary.sees("登记包居成效：解决活动室")
        secretary.open("/services/pairings/")
        secretary.follow("区民政局")
        secretary.follow("登记成效")
        fill(secretary, 完成日期="2026-11-25", 成效="腾出200平方米活动室")
        secretary.press("保存")
        secretary.sees("2026-11-25：腾出200平方米活动室")
        secretary.open("/services/pairings/")
        secretary.sees("事项 1 件，完成 1 件")
        clerk.open("/services/pairings/none/")
        clerk.sees("已有部门包 1 个", "每个社区都有部门包")


@pytest.mark.walk("SVC-13")
def test_a_provider_with_its_agreement_serves_and_is_renewed(community: Community) -> None:
    with at(9):
        secretary = Person("secretary")
        begin(secretary, "服务提供方")
        fill(secretary, 名称="夕阳红艺术团", 类别="专业社团", 服务内容="每周教唱歌", 协议签订日期="2026-01-05")
        fill(secretary, 开始日期="2026-01-01", 结束日期="2026-12-10", 协议要点="免费服务，社区提供场地")
        secretary.press("登记", refused=True)
        secretary.sees("协议签订以后才能起算")
        secretary.fill("开始日期", "2026-01-05")
        secretary.press("登记")
        secretary.sees("夕阳红艺术团", "专业社团")
        entry = secretary.address
        secretary.follow("登记服务")
        fill(secretary, 服务日期="2026-01-01", 服务情况="教唱歌", 服务人次="30")
        secretary.press("登记", refused=True)
        secretary.sees("不在协议期内")
        secretary.fill("服务日期", "2026-11-20")
        secretary.press("登记")
        secretary.sees("服务 1 次，30 人次")
        secretary.open("/?all=1")
        secretary.sees("续签服务协议：夕阳红艺术团")
        secretary.open(entry)
        secretary.follow("续签协议")
        fill(secretary, 协议签订日期="2026-11-25", 开始日期="2026-12-10", 结束日期="2027-12-10")
        secretary.press("登记")
        secretary.open("/?all=1")
        secretary.misses("续签服务协议")
