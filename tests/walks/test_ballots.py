"""The year's organisational life of a branch from an empty community through pages alone: problems and what puts them
right, appraisal of members by papers, a void poll, signatures, grades (MTG-16)."""

from datetime import datetime

import pytest
import time_machine

from core.zone import ZONE
from tests.walks.conftest import Community
from tests.walks.person import Person

NAMES = ["冯一", "陈二", "褚三", "卫四", "蒋五", "沈六", "韩七", "杨八", "朱九", "秦十"]


def at(day: int, hour: int, month: int = 12) -> time_machine.travel:
    return time_machine.travel(datetime(2026, month, day, hour, tzinfo=ZONE), tick=True)


def hold(secretary: Person, kind: str, topic: str, time: str) -> str:
    """Recorded, with who came; the address of the meeting."""
    secretary.open("/meetings/")
    secretary.follow("补录会议") if "补录会议" in secretary.text else secretary.follow("记录会议")
    secretary.fill("会议类型", kind)
    secretary.press("更换")
    secretary.fill("主办组织", "幸福里第一党支部")
    secretary.press("更换")
    secretary.fill("主题", topic)
    secretary.fill("召开时间", time)
    secretary.fill("地点", "支部活动室")
    secretary.fill("会议内容", "按程序召开。")
    secretary.press("保存记录")
    for name in NAMES[:9]:
        secretary.tick(name)
    secretary.fill("登记为", "到会")
    secretary.fill("依据", "纸质签到表")
    secretary.press("登记")
    secretary.follow(topic)
    return secretary.address


def choose(person: Person, name: str, *words: str) -> None:
    """Several options of one list, by their words."""
    options = person.page.xpath(f'//select[@name="{name}"]//option')
    person.filled[name] = [each.get("value") for each in options if each.text_content().strip() in words]


def count(secretary: Person, issued: int, returned: int, invalid: int = 0, why: str = "") -> None:
    secretary.fill("发出票数", issued)
    secretary.fill("收回票数", returned)
    secretary.fill("废票", invalid)
    secretary.fill("差额说明", why)


@pytest.mark.walk("MTG-16")
def test_problems_are_put_right_and_members_are_appraised_by_papers(community: Community) -> None:
    with at(10, 16):
        secretary = Person("secretary")
        life = hold(secretary, "组织生活会", "年度组织生活会", "2026-12-10T09:00")
        secretary.press("确认纪要")
        secretary.sees("还没有问题清单")
        secretary.follow("登记问题")
        secretary.fill("来源", "相互批评")
        secretary.fill("存在的问题", "集中学习不够经常")
        secretary.fill("整改措施", "每月集中学习一次")
        secretary.fill("责任人", "冯一")
        secretary.fill("整改期限", "2026-12-01")
        secretary.press("登记", refused=True)
        secretary.sees("完成期限不能早于会议日期")
        secretary.fill("整改期限", "2026-12-20")
        secretary.press("登记")
        secretary.sees("支部班子：集中学习不够经常", "每月集中学习一次 · 冯一")
        secretary.follow("登记问题")
        secretary.fill("谁的问题", "陈二")
        secretary.fill("来源", "自我检查")
        secretary.fill("存在的问题", "联系群众少")
        secretary.fill("整改措施", "每周走访两户")
        secretary.fill("责任人", "陈二")
        secretary.fill("整改期限", "2026-12-25")
        secretary.press("登记")
        secretary.sees("陈二：联系群众少")
        secretary.follow("撤回", within="联系群众少")
        secretary.fill("原因", "重复登记")
        secretary.press("撤回")
        secretary.sees("已撤回")
        secretary.press("确认纪要")
        secretary.sees("已确认")
    with at(18, 9):  # the task of the problem is followed up like every other
        member = Person("member0")
        member.sees("每月集中学习一次")
        secretary = Person("secretary")
        secretary.open(life)
        secretary.sees("办理中")
    with at(19, 16):
        secretary = Person("secretary")
        meeting = hold(secretary, "民主评议党员", "年度民主评议党员", "2026-12-19T14:00")
        secretary.press("确认纪要")
        secretary.sees("还没有民主评议党员测评")
        secretary.follow("组织测评")
        secretary.fill("计票人", "冯一")
        secretary.fill("监票人", "冯一")
        secretary.press("开始", refused=True)
        secretary.sees("计票人和监票人不能是同一人")
        secretary.fill("监票人", "陈二")
        secretary.press("开始")
        secretary.sees("应到10人", "实到9人", "清点选票，登记票数")
        first = secretary.address
        secretary.follow("计票单")
        secretary.sees("计票人（冯一）签字", "优秀", "基本合格")
        secretary.open(first)
        secretary.follow("登记票数")
        count(secretary, 9, 10)
        secretary.press("登记票数")
        secretary.sees("这次投票无效", "收回 10 张")  # a fact, not an error of input
        secretary.follow("重新投票")
        secretary.fill("计票人", "冯一")
        secretary.fill("监票人", "陈二")
        secretary.press("重新投票")
        secretary.sees("民主评议党员（第2次）")
        poll = secretary.address
        secretary.follow("登记票数")
        count(secretary, 9, 8, 1)
        secretary.press("登记票数", refused=True)
        secretary.sees("请写明差额原因")
        count(secretary, 9, 8, 1, "一人先离席，票未交回")
        for name in NAMES:
            secretary.fill(f"{name} 优秀", 5 if name in NAMES[:4] else 1)
            secretary.fill(f"{name} 合格", 2 if name in NAMES[:4] else 6)
        secretary.fill("秦十 基本合格", 1)
        secretary.press("登记票数", refused=True)
        secretary.sees("秦十：各等次共 8 票，多于有效票 7 张")
        secretary.fill("秦十 合格", 5)
        secretary.press("登记票数")
        secretary.sees("有效票 7 张", "废票 1 张", "秦十 1 5 1 0 0")
        secretary.follow("登记签字")
        secretary.fill("已签字的计票单", ("计票单.pdf", b"%PDF-1.4 signed %%EOF"))
        secretary.press("登记签字")
        secretary.sees("已签字的计票单")
        assert secretary.download("已签字的计票单").startswith(b"%PDF")
        secretary.follow("评定等次")
        secretary.press("评定", refused=True)
        secretary.sees("“优秀”最多 3 人，现有 4 人")  # a third of ten
        secretary.fill("卫四 等次", "合格")
        secretary.press("评定", refused=True)
        secretary.sees("卫四得票最多的是“优秀”，评为“合格”请写明理由")
        secretary.fill("卫四 理由", "优秀名额已满，按票数次序")
        secretary.press("评定")
        secretary.sees("等次已评定", "合格（优秀名额已满，按票数次序）")
        secretary.follow("撤销评定")
        secretary.fill("原因", "支委会复议")
        secretary.press("撤销评定")
        secretary.sees("评定已撤销")
        secretary.follow("评定等次")
        secretary.fill("卫四 等次", "合格")
        secretary.fill("卫四 理由", "优秀名额已满")
        secretary.press("评定")
        secretary.open(meeting)
        secretary.press("确认纪要")
        secretary.sees("已确认")
        secretary.open(poll)
        secretary.misses("撤销签字", "撤销评定", "登记票数")
        secretary.open("/?all=1")
        secretary.misses("民主评议党员", "组织生活会")


@pytest.mark.walk("MTG-07")
def test_delegates_hear_the_report_and_review_the_leading_body_by_papers(community: Community) -> None:
    with at(14, 9):
        clerk = Person("street")
        clerk.open("/organizations/")
        clerk.follow("幸福里社区大党委")
        clerk.open(f"{clerk.address}appoint/")
        clerk.fill("姓名", "孙校长")
        clerk.tick("登记为新人员")
        clerk.fill("职务", "兼职副书记")
        clerk.press("确认任职")
    with at(21, 16):
        secretary = Person("secretary")
        secretary.open("/?all=1")
        secretary.sees("党员代表会议")
        secretary.open("/meetings/enter/")
        secretary.fill("会议类型", "党员代表会议")
        secretary.press("更换")
        secretary.fill("主题", "年度党员代表会议")
        secretary.fill("召开时间", "2026-12-21T14:00")
        secretary.fill("地点", "社区礼堂")
        secretary.fill("会议内容", "听取大党委工作报告，评议班子成员。")
        choose(secretary, "invited", "冯一", "陈二", "褚三", "卫四")
        secretary.press("保存记录")
        for name in ("冯一", "陈二", "褚三", "卫四"):
            secretary.tick(name)
        secretary.fill("登记为", "到会")
        secretary.fill("依据", "纸质签到表")
        secretary.press("登记")
        secretary.follow("年度党员代表会议")
        meeting = secretary.address
        deputy = Person("deputy")
        deputy.open(meeting)
        deputy.press("确认纪要")
        deputy.sees("还没有登记工作报告")
        secretary.follow("登记报告")
        secretary.fill("报告人", "赵书记")
        secretary.fill("报告题目", "大党委工作报告")
        secretary.fill("报告内容", "一年来开展共驻共建，解决居民反映集中的问题。")
        secretary.press("登记")
        secretary.sees("工作报告已登记", "报告人 赵书记")
        secretary.follow("更正")
        secretary.fill("报告题目", "2026年大党委工作报告")
        secretary.press("保存")
        secretary.sees("2026年大党委工作报告")
        secretary.open(meeting)
        secretary.follow("组织测评")
        secretary.fill("计票人", "冯一")
        secretary.fill("监票人", "陈二")
        secretary.press("开始")
        secretary.sees("述职评议", "赵书记（书记）", "钱副书记（专职副书记）", "孙校长（兼职副书记）", "应到4人")
        poll = secretary.address
        secretary.follow("登记票数")
        count(secretary, 4, 4)
        for name in ("赵书记", "钱副书记", "孙校长"):
            secretary.fill(f"{name} 好", 3)
            secretary.fill(f"{name} 较好", 1)
        secretary.press("登记票数")
        secretary.sees("孙校长（兼职副书记）", "31000")
        secretary.follow("登记签字")
        secretary.fill("已签字的计票单", ("计票单.pdf", b"%PDF-1.4 signed %%EOF"))
        secretary.press("登记签字")
        secretary.misses("评定等次")
        deputy.open(meeting)
        deputy.press("确认纪要")
        deputy.sees("已确认")
        clerk.open(poll)
        clerk.sees("已签字", "赵书记（书记）", "31000")
        secretary.open("/?all=1")
        secretary.misses("党员代表会议")
