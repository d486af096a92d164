"""A meeting from its plan to its archive, through pages alone."""

import re
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from lxml import html

from core.office import qr
from core.zone import ZONE
from meetings import codes
from meetings.models import Meeting
from meetings.views.signing import CODE_SECONDS
from organizations import standards
from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_ballots import choose


def words(docx: bytes) -> str:
    return re.sub(r"<[^>]+>", "", ZipFile(BytesIO(docx)).read("word/document.xml").decode())


def at(hour: int, minute: int = 0, day: int = 25, month: int = 11, year: int = 2026) -> time_machine.travel:
    return time_machine.travel(datetime(year, month, day, hour, minute, tzinfo=ZONE), tick=True)


def plan(secretary: Person, kind: str, topic: str, time: str) -> None:
    secretary.open("/meetings/")
    secretary.follow("计划会议")
    secretary.fill("会议类型", kind)
    secretary.press("更换")
    secretary.fill("主题", topic)
    secretary.fill("时间", time)
    secretary.press("通知全体")
    secretary.sees(topic, "已通知")


def camera(screen: Person) -> str:
    """What a phone reads from the code on the wall."""
    meeting, now = Meeting.objects.get(), timezone.now()
    seconds = standards.at(CODE_SECONDS, as_of=timezone.localdate(now))
    found = reverse("meetings:scan", args=[codes.make(meeting, now=now, seconds=seconds)])
    assert qr.path(f"http://testserver{found}")[0] in html.tostring(screen.page).decode()
    return found


def mark(secretary: Person, *names: str, state: str = "到会", way: str = "纸质签到表", reason: str = "") -> None:
    for name in names:
        secretary.tick(name)
    secretary.fill("登记为", state)
    secretary.fill("依据", way)
    secretary.fill("原因", reason)
    secretary.press("登记")


@pytest.mark.walk("MTG-02", "MTG-05", "MTG-08")
def test_a_meeting_from_its_plan_to_its_archive_with_its_papers_and_its_task(
    community: Community, hour: Callable[[], None]
) -> None:
    with at(9):
        secretary = Person("secretary")
        plan(secretary, "支部党员大会", "讨论年度工作", "2026-11-25T10:00")
        member = Person("member0")
        member.open("/inbox/")
        member.sees("讨论年度工作")
        assert "讨论年度工作" in words(secretary.download("会议通知 Word"))
        assert "冯一" in words(secretary.download("签到表 Word"))
    with at(10, 1):
        secretary.reload()
        secretary.press("开始签到")
        member.open(camera(secretary))
        member.press("冯一，签到")
        member.sees("签到成功")
        secretary.follow("代签和请假")
        mark(secretary, "陈二", way="现场点名")
        mark(secretary, "褚三", "卫四", "蒋五", "沈六", "韩七", "杨八")
        mark(secretary, "朱九", state="请假", reason="出差")
        secretary.follow("讨论年度工作")
        secretary.follow("签到码")
        secretary.press("结束签到")
    with at(11, 30):
        secretary.open("/meetings/")
        secretary.follow("讨论年度工作")
        secretary.sees("应到10人", "实到8人", "请假1人")
        secretary.follow("记录会议")
        secretary.fill("会议内容", "总结全年工作，讨论明年安排。")
        secretary.fill("议定事项", "同意年度工作安排。")
        secretary.press("先保存")
        secretary.follow("登记")
        secretary.sees("到会人数够")
        secretary.fill("表决事项", "同意明年工作计划")
        secretary.fill("赞成", "7")
        secretary.fill("反对", "1")
        secretary.press("登记表决")
        secretary.sees("赞成 7 · 反对 1", "通过")
        secretary.fill("决议事项", "修订年度计划")
        secretary.fill("责任人", "冯一")
        secretary.fill("完成期限", "2026-12-10")
        secretary.press("登记决议")
        secretary.sees("修订年度计划", "冯一")
        secretary.open("/meetings/")
        secretary.follow("讨论年度工作")
        secretary.press("确认纪要")
        for paper in ("会议记录", "会议纪要"):
            text = words(secretary.download(f"{paper} Word"))
            assert "讨论年度工作" in text and "同意年度工作安排" in text
            assert secretary.download(f"{paper} PDF").startswith(b"%PDF")
        secretary.press("归档")
        secretary.misses("修改记录", "确认纪要")
        secretary.follow("更正附记")
        secretary.fill("更正内容", "实到应为9人，朱九会后补签。")
        secretary.fill("更正原因", "签到表漏登")
        secretary.press("保存附记")
        secretary.sees("更正附记", "朱九会后补签", "已归档")
    with at(9, day=12, month=12):
        hour()
        secretary = Person("secretary")
        secretary.open("/meetings/")
        secretary.follow("决议事项")
        secretary.sees("修订年度计划", "冯一", "2026-12-10 已逾期")
        secretary.follow("已逾期")
        secretary.sees("修订年度计划")
        member = Person("member0")
        member.sees("已过 2 天", "办结您负责的决议：修订年度计划", "决议事项到期：修订年度计划")
        member.follow("办结您负责的决议")
        member.fill("办理结果", "计划已经修订并印发")
        member.press("登记结果")
        member.misses("修订年度计划")
        secretary.reload()
        secretary.misses("修订年度计划")
        secretary.follow("已办结")
        secretary.sees("修订年度计划", "计划已经修订并印发")


@pytest.mark.walk("MTG-05")
def test_a_task_gets_another_owner_and_day_and_is_ended_with_its_reason(community: Community) -> None:
    with at(15):
        secretary = Person("secretary")
        enter(secretary, "商量整修楼道")
        secretary.open(secretary.address + "decide/")
        secretary.fill("事项类别", "社区建设管理")
        secretary.fill("决议事项", "整修三号楼")
        secretary.fill("责任人", "冯一")
        secretary.fill("完成期限", "2026-11-30")
        secretary.press("登记决议")
        secretary.open("/meetings/")
        secretary.follow("决议事项")
        secretary.follow("改责任人或期限：整修三号楼")
        secretary.fill("责任人", "陈二")
        secretary.fill("完成期限", "2026-11-20")
        secretary.fill("原因", "冯一住院")
        secretary.press("保存", refused=True)
        secretary.sees("完成期限不能早于会议日期")
        secretary.fill("完成期限", "2026-12-20")
        secretary.press("保存")
        secretary.sees("整修三号楼", "陈二", "2026-12-20")
        secretary.press("终止办理")
        secretary.sees("请写明终止原因")
        secretary.fill("终止原因", "列入明年改造")
        secretary.press("终止办理")
        secretary.sees("决议已终止")
        secretary.misses("整修三号楼")
        secretary.follow("已终止")
        secretary.sees("整修三号楼", "列入明年改造")


@pytest.mark.walk("MTG-02")
def test_a_record_in_the_wrong_place_is_voided_and_entered_where_it_belongs(community: Community) -> None:
    with at(15):
        secretary = Person("secretary")
        enter(secretary, "学习文件")
        secretary.press("确认纪要")
        secretary.press("归档")
        secretary.press("作废记录")
        secretary.sees("请写明作废原因", "已归档")
        secretary.fill("原因", "登错了组织")
        secretary.press("作废记录")
        secretary.sees("会议记录已作废", "记录已作废", "登错了组织", "赵书记：登错了组织")
        secretary.misses("更正附记", "修改记录")
        assert "已作废" in words(secretary.download("会议记录 Word"))
        enter(secretary, "学习文件")  # the hour is free again
        secretary.sees("学习文件", "已记录")


def enter(secretary: Person, topic: str) -> None:
    """A lecture that was held this morning, without a plan."""
    secretary.open("/meetings/enter/")
    secretary.fill("会议类型", "党课")
    secretary.press("更换")
    secretary.fill("主题", topic)
    secretary.fill("地点", "活动室")
    secretary.fill("召开时间", "2026-11-25T09:00")
    secretary.fill("会议内容", "学习讨论。")
    secretary.press("保存记录")
    secretary.follow(topic)


@pytest.mark.walk("MTG-01", "MTG-02")
def test_a_symposium_saved_first_keeps_whom_the_convener_named_until_it_is_notified(community: Community) -> None:
    with at(9):
        secretary = Person("secretary")
        secretary.open("/meetings/")
        secretary.follow("计划会议")
        secretary.fill("会议类型", "座谈会")
        secretary.press("更换")
        secretary.fill("主题", "听取党员意见")
        secretary.fill("时间", "2026-11-27T10:00")
        secretary.press("只保存计划")
        secretary.sees("听取党员意见", "已计划", "参加人员还没有选择")
        secretary.press("发出通知")
        secretary.sees("还没有参加人员，请在“修改计划”里选择")
        secretary.follow("修改计划")
        choose(secretary, "invited", "冯一", "陈二")
        secretary.press("保存")
        secretary.sees("参加人员", "冯一、陈二")
        secretary.press("发出通知")
        secretary.sees("已通知", "应到2人")
        assert "冯一" in words(secretary.download("签到表 Word"))


@pytest.mark.walk("MTG-03")
def test_below_quorum_nothing_is_adopted_and_the_base_of_the_majority_is_a_setting(community: Community) -> None:
    with at(9):
        secretary = Person("secretary")
        plan(secretary, "支部党员大会", "通过年度工作计划", "2026-11-25T10:00")
    with at(10, 1):
        secretary.reload()
        secretary.press("开始签到")
        secretary.follow("代签和请假")
        mark(secretary, "冯一", "陈二", "褚三", "卫四", way="现场点名")
        secretary.follow("通过年度工作计划")
        secretary.follow("登记")
        secretary.sees("有表决权的应到 10 人，实到 4 人", "到会须达到应到的 50%", "到会人数不足")
        secretary.sees("现在不能登记表决", "实到 4 人，不足应到人数的 50%，不能作出决议")
        secretary.misses("登记表决 登记表决", "赞成票")
        secretary.follow("通过年度工作计划")
        secretary.follow("记录会议")
        secretary.fill("会议内容", "讨论年度工作计划。")
        secretary.fill("议定事项", "一致同意年度工作计划。")
        secretary.press("保存并确认纪要", refused=True)
        secretary.sees("应到 10 人，实到 4 人，不够作出决议")
        secretary.open("/meetings/")
        secretary.follow("通过年度工作计划")
        secretary.follow("签到码")
        secretary.follow("代签和请假")
        mark(secretary, "蒋五", way="现场点名")
        secretary.follow("通过年度工作计划")
        secretary.sees("应到 10人", "实到 5人", "到会率 50%")
        secretary.follow("登记")
        secretary.sees("到会人数够")
        secretary.fill("表决事项", "同意年度工作计划")
        secretary.fill("赞成", "5")
        secretary.press("登记表决")
        secretary.sees("赞成 5", "未通过")  # more than half of ten entitled are six
        secretary.follow("通过年度工作计划")
        secretary.follow("签到码")
        secretary.follow("代签和请假")
        secretary.tick("蒋五")
        secretary.fill("登记为", "未到")
        secretary.press("登记", refused=True)
        secretary.sees("不够表决人数")

        district = Person("district")
        district.follow("后台管理")
        district.follow("标准")
        district.follow("增加")
        district.fill("标准", "mtg.committee.majority_base")
        district.fill("适用组织", "测试区委组织部")
        district.fill("数值", "present")
        district.fill("生效日期", "2026-11-25")
        district.fill("调整文件", "区委组织部文件〔2026〕1号")
        district.press("保存")
        secretary.open("/meetings/")
        secretary.follow("计划会议")
        secretary.fill("会议类型", "大党委会议")
        secretary.press("更换")
        secretary.fill("主题", "研究共建项目")
        secretary.fill("时间", "2026-11-25T11:00")
        secretary.press("通知全体")
    with at(11, 1):
        secretary.reload()
        secretary.press("开始签到")
        secretary.follow("代签和请假")
        mark(secretary, "赵书记", "钱副书记", way="现场点名")
        secretary.follow("研究共建项目")
        secretary.follow("登记")
        secretary.sees("赞成须超过实到的 50%")


@pytest.mark.walk("MTG-11")
def test_when_a_record_was_entered_is_shown_and_a_burst_is_flagged(community: Community) -> None:
    with at(9):
        secretary = Person("secretary")
        for day in range(10, 15):
            secretary.open("/meetings/")
            secretary.follow("计划会议")
            secretary.follow("直接补录")
            secretary.fill("会议类型", "座谈会")
            secretary.press("更换")
            secretary.fill("主题", f"{day}日座谈")
            secretary.fill("地点", "会议室")
            secretary.fill("召开时间", f"2026-11-{day}T09:00")
            secretary.fill("会议内容", "听取居民意见。")
            secretary.press("保存记录")
            secretary.follow(f"{day}日座谈")
            secretary.sees(f"会后 {25 - day} 天录入")
        secretary.sees("突击录入", "录入超过时限")
        text = words(secretary.download("会议记录 Word"))
        assert "会后11天" in text
        clerk = Person("street")
        clerk.follow("会议与主题党日")
        for day in range(10, 15):
            clerk.sees(f"{day}日座谈", f"会后 {25 - day} 天")
        assert clerk.text.count("突击录入") == 5
    with at(9, day=26):
        secretary = Person("secretary")
        secretary.open("/meetings/enter/?kind=symposium")
        secretary.fill("主题", "当天座谈")
        secretary.fill("地点", "会议室")
        secretary.fill("召开时间", "2026-11-26T08:00")
        secretary.fill("会议内容", "听取居民意见。")
        secretary.press("保存记录")
        secretary.follow("当天座谈")
        secretary.sees("当天录入")
        secretary.misses("突击录入", "录入超过时限")


KINDS_OF_A_COMMUNITY = (
    "大党委会议",
    "社区党建联席会议",
    "党员代表会议",
    "主题党日",
    "公开推选会议",
    "成立大会",
    "支部党员大会",
    "支委会",
    "党课",
    "组织生活会",
    "民主评议党员",
    "座谈会",
    "走访",
)


@pytest.mark.walk("MTG-01")
def test_every_kind_is_planned_and_what_each_needs_is_a_number_of_the_district(community: Community) -> None:
    with at(9):
        secretary = Person("secretary")
        for number, kind in enumerate(KINDS_OF_A_COMMUNITY):
            secretary.open("/meetings/")
            secretary.follow("计划会议")
            secretary.fill("会议类型", kind)
            secretary.press("更换")
            secretary.fill("主题", f"议题{number}")
            secretary.fill("时间", f"2026-11-26T{number + 7:02}:00")
            secretary.press("只保存计划")
            secretary.sees(f"议题{number}", kind)
        secretary.open("/meetings/")
        secretary.follow("计划会议")
        secretary.fill("会议类型", "大党委会议")
        secretary.press("更换")
        secretary.fill("主题", "研究汛情")
        secretary.fill("时间", "2026-11-25T20:00")
        secretary.tick("临时召开")
        secretary.press("通知全体")
        secretary.sees("临时大党委会议", "应到 2 人", "召开幸福里社区大党委临时大党委会议")
        clerk = Person("street")
        clerk.open("/meetings/")
        clerk.follow("计划会议")
        clerk.fill("会议类型", "协调机构会议")
        clerk.press("更换")
        clerk.fill("主题", "街道协调会")
        clerk.fill("时间", "2026-11-26T09:00")
        clerk.press("只保存计划")
        clerk.sees("街道协调会", "协调机构会议")

        secretary.open("/meetings/")
        secretary.follow("会议类型")
        secretary.sees("社区党建联席会议 参会单位与班子成员 每年至少 2 次")
        secretary.sees("大党委会议 班子成员 每季度至少 1 次 到会须")
        secretary.sees("党员代表会议 党员代表 每年至少 1 次")
        district = Person("district")
        district.follow("后台管理")
        district.follow("标准")
        district.follow("增加")
        district.fill("标准", "mtg.joint_conference.per_year")
        district.fill("适用组织", "测试区委组织部")
        district.fill("数值", "3")
        district.fill("生效日期", "2026-11-25")
        district.fill("调整文件", "区委组织部文件〔2026〕2号")
        district.press("保存")
        secretary.reload()
        secretary.sees("社区党建联席会议 参会单位与班子成员 每年至少 3 次")
