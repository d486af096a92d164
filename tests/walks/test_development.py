"""A person from the application to full membership through pages alone: branch, community and street (MEM-08), the
street that cannot approve before each of five reasons is cured, an activist whose status ends (MEM-10)."""

from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from core.zone import ZONE
from tests.browser.walking import OFFICE, Hand
from tests.walks.conftest import Community, Window, sign_in
from tests.walks.person import Person
from tests.walks.test_publications import picture

BRANCH = "幸福里第一党支部"
NAMES = ["冯一", "陈二", "褚三", "卫四", "蒋五", "沈六", "韩七", "杨八", "朱九", "秦十"]


def at(year: int, month: int, day: int) -> time_machine.travel:
    return time_machine.travel(datetime(year, month, day, 15, tzinfo=ZONE), tick=True)


def meet(person: Person, kind: str, host: str, vote: str, *, matter: str = "", came: list[str] = NAMES) -> str:
    """A meeting of this morning: recorded, who came, voted where ``vote`` says on what, minutes confirmed."""
    person.open("/meetings/")
    person.follow("补录会议") if "补录会议" in person.text else person.follow("记录会议")
    person.fill("会议类型", kind)
    person.press("更换")
    if person.page.xpath('//label[starts-with(normalize-space(), "主办组织")]'):
        person.fill("主办组织", host)
        person.press("更换")
    topic = f"研究{vote}"
    person.fill("主题", topic)
    person.fill("召开时间", f"{timezone.localdate():%Y-%m-%d}T09:00")
    person.fill("地点", "活动室")
    person.fill("会议内容", f"研究{vote}。")
    person.press("保存记录")
    if not came:
        person.follow(topic)
    if came:
        for name in came:
            person.tick(name)
        person.fill("登记为", "到会")
        person.fill("依据", "纸质签到表")
        person.press("登记")
        person.follow(topic)
        address = person.address
        person.follow("登记")
        if matter:
            person.fill("事项类别", matter)
        person.fill("表决事项", f"同意{vote}")
        person.fill("赞成", str(len(came)))
        person.press("登记表决")
        return address
    return person.address


def confirm(person: Person, meeting: str) -> None:
    person.open(meeting)
    person.press("确认纪要")
    person.sees("已确认")


def step(person: Person, case: str, label: str, **filled: str) -> None:
    """The step that the case offers, with what its form asks."""
    person.open(case)
    person.follow(f"“{label}”" if f"登记“{label}”" in person.text else label)
    for name, value in filled.items():
        person.fill(name, value)
    person.press("登记")
    person.sees(f"已登记“{label}”")


def train(clerk: Person, title: str, purpose: str, day: str) -> None:
    clerk.open("/organizations/registers/training/new/")
    clerk.fill("培训名称", title)
    clerk.fill("形式", "专题培训班")
    clerk.tick(purpose)
    clerk.fill("开始日期", day)
    clerk.fill("结束日期", day)
    clerk.fill("学时", "24")
    clerk.fill("课程内容", "党的基本知识，闭卷考试")
    clerk.press("登记")
    clerk.follow("登记参加人员")
    clerk.fill("其他人员姓名", "林向阳")
    clerk.fill("结果", "结业（考核合格）")
    clerk.press("登记")
    clerk.sees("林向阳")


def publish(person: Person, title: str) -> str:
    person.open("/organizations/registers/publications/")
    person.follow("登记公示")
    person.fill("登记组织", "幸福里社区")
    person.fill("种类", "发展党员公示")
    person.fill("标题", title)
    person.fill("内容", "林向阳，男，本社区居民，对其有意见的请在公示期内提出。")
    person.fill("受理电话和地点", "社区服务站，8212345")
    person.fill("开始日期", f"{timezone.localdate():%Y-%m-%d}")
    person.press("登记")
    entry = person.address
    person.follow("登记张贴地点")
    person.fill("张贴地点", "小区东门公示栏")
    person.fill("照片", ("公示栏.png", picture()))
    person.press("登记")
    return entry


def conclude(person: Person, entry: str) -> None:
    person.open(entry)
    person.follow("办结")
    person.fill("结果说明", "公示期内没有收到异议")
    person.press("保存")
    person.sees("无异议")


def apply(secretary: Person, name: str, group: str = "退伍军人") -> str:
    secretary.open("/members/")
    secretary.follow("发展党员")
    secretary.follow("登记入党申请")
    secretary.fill("所属组织", BRANCH)
    secretary.fill("申请人姓名", name)
    secretary.tick("登记为新人员")
    secretary.fill("递交入党申请日期", f"{timezone.localdate():%Y-%m-%d}")
    secretary.fill("优先发展人群", group)
    secretary.fill("亲属关系", "支部委员之侄")
    secretary.press("登记")
    secretary.sees(f"已登记{name}入党申请", "亲属关系：支部委员之侄", group, "派人谈话")
    return secretary.address


def both_meetings(secretary: Person, case: str, what: str) -> None:
    general = meet(secretary, "支部党员大会", BRANCH, f"林向阳为{what}")
    confirm(secretary, general)
    step(secretary, case, f"确定{what}：党员会议")
    residents = meet(secretary, "居民代表会议", "幸福里社区", f"林向阳为{what}", came=[])
    confirm(secretary, residents)
    step(secretary, case, f"确定{what}：居民代表会议")


def named(secretary: Person, case: str, label: str) -> None:
    """A step that names persons, by the link of the case."""
    secretary.open(case)
    secretary.follow(f"“{label}”" if f"登记“{label}”" in secretary.text else label)
    secretary.tick("冯一")
    secretary.tick("陈二")
    secretary.press("登记")
    secretary.sees(f"已登记“{label}”", "冯一", "陈二")


@pytest.fixture
def lasting(db: None) -> Community:
    """Accounts opened at the end of the walk: nobody is asked for a second factor on the way."""
    with at(2027, 6, 1):
        return Community()


@pytest.mark.walk("MEM-08")
def test_a_person_from_application_to_full_membership(lasting: Community) -> None:
    with at(2025, 1, 6):
        secretary = Person("secretary")
        case = apply(secretary, "林向阳")
        secretary.open("/?all=1")
        secretary.sees("林向阳入党申请：派人谈话", "期限2025-02-06")
    with at(2025, 1, 20):
        secretary = Person("secretary")
        step(secretary, case, "派人谈话", 谈话情况="入党动机端正")
        step(secretary, case, "推荐入党积极分子人选", 产生方式="党员推荐", 推荐情况="党员推荐三人次")
        secretary.sees("还没有党员会议的记录", "去记录会议")
    with at(2025, 2, 6):
        secretary = Person("secretary")
        both_meetings(secretary, case, "入党积极分子")
        named(secretary, case, "支委会确定入党积极分子，指定培养联系人")
        secretary.sees("入党积极分子", "培养联系人 冯一")
        clerk = Person("street")
        train(clerk, "积极分子培训班", "入党积极分子培训", "2025-02-06")
        step(secretary, case, "入党积极分子培训")
    for year, month, day in ((2025, 7, 30), (2026, 1, 30)):
        with at(year, month, day):
            secretary = Person("secretary")
            secretary.open("/?all=1")
            secretary.sees("林向阳入党申请：半年考察")
            step(secretary, case, "半年考察", 考察意见="积极参加志愿服务")
    with at(2026, 5, 20):
        secretary = Person("secretary")
        both_meetings(secretary, case, "发展对象")
        secretary.sees("还没有期满办结的公示")
        entry = publish(secretary, "拟列为发展对象公示")
    with at(2026, 5, 29):
        secretary, clerk = Person("secretary"), Person("street")
        conclude(secretary, entry)
        step(secretary, case, "列为发展对象前公示")
        secretary.misses("登记“上级同意列为发展对象”")
        clerk.open("/?all=1")
        clerk.sees("林向阳入党申请：上级同意列为发展对象")
        step(clerk, case, "上级同意列为发展对象", **{"同意（备案）文号": "甲街组〔2026〕3号"})
        named(secretary, case, "确定入党介绍人")
        train(clerk, "发展对象培训班", "发展对象集中培训", "2026-05-29")
        step(secretary, case, "发展对象集中培训")
        step(secretary, case, "政治审查", 政审结论="不清楚", 政审材料编号="政审〔2026〕1号")
        entry = publish(secretary, "拟接收预备党员公示")
    with at(2026, 6, 8):
        secretary, clerk, deputy = Person("secretary"), Person("street"), Person("deputy")
        conclude(secretary, entry)
        step(secretary, case, "接收预备党员前公示")
        step(clerk, case, "上级党委预审")
        admission = "接收预备党员、预备党员转正"
        confirm(secretary, meet(secretary, "支部党员大会", BRANCH, "接收林向阳为预备党员", matter=admission))
        step(secretary, case, "支部大会讨论接收预备党员")
        held = meet(secretary, "大党委会议", "幸福里社区大党委", "接收林向阳", came=["赵书记", "钱副书记"])
        confirm(deputy, held)
        step(deputy, case, "社区党组织审议")
        step(clerk, case, "审批前谈话", 谈话情况="对党的认识正确")
        secretary.open(case)
        secretary.misses("登记“街道（镇）审批”", "不予批准")
        clerk.open(case)
        clerk.sees("未列入申请人信息库 具备", "没有列入街道（镇）审定的发展计划", "政审结论是“不清楚”")
        clerk.follow("登记“街道（镇）审批”")
        clerk.fill("批复文号", "甲街批〔2026〕8号")
        clerk.press("登记", refused=True)
        clerk.sees("没有列入街道（镇）审定的发展计划", "政审结论是“不清楚”")
    with at(2026, 6, 9):
        secretary, clerk, deputy = Person("secretary"), Person("street"), Person("deputy")
        secretary.open("/organizations/registers/")
        secretary.follow("发展党员计划")
        secretary.follow("登记发展计划")
        secretary.fill("登记组织", BRANCH)
        secretary.fill("计划发展人数", "1")
        secretary.press("登记")
        plan = secretary.address
        secretary.follow("登记计划发展对象")
        secretary.fill("计划发展对象", "林向阳")
        secretary.press("登记")
        clerk.open(plan)
        clerk.follow("审定")
        clerk.fill("审定文号", "甲街组〔2026〕5号")
        clerk.press("保存")
        clerk.sees("已审定（甲街组〔2026〕5号）")
        clerk.open(case)
        clerk.follow("退回")
        clerk.fill("退回到哪一步", "政治审查")
        clerk.fill("退回原因", "政审情况不明，重新政审")
        clerk.press("退回")
        clerk.sees("退回的步骤", "政审情况不明，重新政审")
        step(secretary, case, "政治审查", 政审结论="清楚", 政审材料编号="政审〔2026〕2号")
        entry = publish(secretary, "拟接收预备党员公示（二）")
    with at(2026, 6, 18):
        secretary, clerk, deputy = Person("secretary"), Person("street"), Person("deputy")
        conclude(secretary, entry)
        step(secretary, case, "接收预备党员前公示")
        step(clerk, case, "上级党委预审")
        confirm(secretary, meet(secretary, "支部党员大会", BRANCH, "再次讨论接收林向阳", matter=admission))
        step(secretary, case, "支部大会讨论接收预备党员")
        held = meet(secretary, "大党委会议", "幸福里社区大党委", "再次审议林向阳", came=["赵书记", "钱副书记"])
        confirm(deputy, held)
        step(deputy, case, "社区党组织审议")
        step(clerk, case, "审批前谈话", 谈话情况="对党的认识正确")
        step(clerk, case, "街道（镇）审批", 批复文号="甲街批〔2026〕9号")
        clerk.sees("预备党员", "入党宣誓")
        secretary.open("/members/")
        secretary.sees("林向阳", "预备党员")
        secretary.follow("林向阳")
        secretary.fill("党员类别", "正式党员")
        secretary.fill("变动日期", "2026-06-20")
        secretary.press("登记变动", refused=True)
        secretary.sees("党员类别由甲街道党工委审批")
    with at(2026, 7, 1):
        secretary = Person("secretary")
        step(secretary, case, "入党宣誓")
    with at(2026, 12, 18):
        secretary = Person("secretary")
        secretary.open("/?all=1")
        secretary.sees("林向阳入党申请：预备党员考察")
        step(secretary, case, "预备党员考察", 考察意见="履行义务好")
    with at(2027, 6, 18):
        secretary, clerk = Person("secretary"), Person("street")
        step(secretary, case, "本人提交转正申请", 预备期表现="按期完成支部分配的工作")
        confirm(secretary, meet(secretary, "支部党员大会", BRANCH, "林向阳转正", matter=admission))
        step(secretary, case, "支部大会讨论转正")
        step(clerk, case, "街道（镇）批准转正", 批复文号="甲街批〔2027〕2号")
        clerk.sees("已办结", "正式党员")
        secretary.open("/members/")
        secretary.follow("林向阳")
        secretary.sees("正式党员")


@pytest.mark.walk("MEM-10")
def test_an_activist_of_a_priority_group_gets_new_contacts_and_ends_with_a_reason(community: Community) -> None:
    with at(2025, 1, 6):
        secretary = Person("secretary")
        case = apply(secretary, "林向阳", "外出务工经商人员")
        step(secretary, case, "派人谈话", 谈话情况="入党动机端正")
        step(secretary, case, "推荐入党积极分子人选", 产生方式="群团组织推优", 推荐情况="团支部推优")
        both_meetings(secretary, case, "入党积极分子")
        named(secretary, case, "支委会确定入党积极分子，指定培养联系人")
    with at(2025, 3, 3):
        secretary = Person("secretary")
        secretary.open(case)
        secretary.follow("更换培养联系人")
        secretary.tick("褚三")
        secretary.press("登记")
        secretary.sees("2025-03-03止")
        secretary.follow("更正")
        secretary.fill("优先发展人群", "致富能手")
        secretary.press("保存")
        secretary.sees("致富能手")
    with at(2025, 4, 1):
        secretary = Person("secretary")
        secretary.open(case)
        secretary.follow("取消入党积极分子资格")
        secretary.press("取消入党积极分子资格", refused=True)
        secretary.fill("原因", "长期外出，不再具备条件")
        secretary.press("取消入党积极分子资格")
        secretary.sees("已取消", "长期外出，不再具备条件")
        secretary.open("/?all=1")
        secretary.misses("林向阳")
        secretary.open("/organizations/cases/development/?state=cancelled")
        secretary.sees("林向阳入党申请", "致富能手", "已取消")


@pytest.mark.browser
@pytest.mark.walk("MEM-08")
def test_a_step_of_a_file_is_four_inputs(community: Community, window: Window, live_server: Any) -> None:
    with at(2026, 1, 6):
        apply(Person("secretary"), "林向阳")
        page = window(OFFICE).new_page()
        page.goto(f"{live_server.url}/accounts/login/?next=/%3Fall=1")
        hand = Hand(page)
        sign_in(hand, "secretary")
        hand.inputs = 0
        row = page.locator("main li, main tr, main article").filter(has_text="派人谈话")
        hand.click(row.get_by_role("link"))
        hand.follow("登记“派人谈话”")
        hand.write("谈话情况", "入党动机端正")
        hand.press("登记")
        expect(page.get_by_text("已登记“派人谈话”")).to_be_visible()
        assert hand.inputs <= 4
        print("inputs: step", hand.inputs)
