"""A secretary leaves and hands over, both sign; a deputy acts for an officer on leave: from an empty community through
pages alone (ORG-34)."""

import pytest

from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_meetings import at

COMMITTEE = "幸福里社区大党委"


def plan(somebody: Person, topic: str, time: str, host: str) -> None:
    somebody.open("/meetings/")
    somebody.follow("计划会议")
    somebody.fill("会议类型", "主题党日")
    somebody.press("更换")
    somebody.fill("主题", topic)
    somebody.fill("时间", time)
    somebody.fill("主持人", host)
    somebody.press("通知全体")
    somebody.sees(topic, "已通知", host)


def at_committee(somebody: Person) -> None:
    somebody.open("/organizations/")
    somebody.follow(COMMITTEE)


@pytest.mark.walk("ORG-34")
def test_a_secretary_leaves_and_hands_over_and_both_sign(community: Community) -> None:
    with at(9):
        leaver = Person("secretary")
        plan(leaver, "清洁家园", "2026-11-27T14:00", "赵书记")
        clerk = Person("street")
        at_committee(clerk)
        clerk.misses("离任和交接")
        clerk.follow("离任", within="赵书记")
        clerk.fill("离任日期", "2026-11-25")
        clerk.fill("原因", "调任")
        clerk.press("确认离任")
        clerk.sees("赵书记的书记职务已结束", "离任和交接", "2026-11-25 离任")
        at_committee(clerk)
        clerk.open(f"{clerk.address}appoint/")
        clerk.fill("姓名", "冯一")
        clerk.fill("职务", "书记")
        clerk.fill("任职日期", "2026-11-25")
        clerk.press("确认任职")
        second = Person("street")
        for each in (clerk, second):
            at_committee(each)
            each.follow("工作交接", within="赵书记")
        clerk.sees("待办事项", "由接任人按职务继续办理", "主持或记录的会议", "移交清洁家园（")
        clerk.filled["successor"] = ""
        clerk.press("移交", refused=True)
        clerk.fill("接任人", "冯一")
        clerk.fill("移交说明", "印章和台账柜钥匙当面移交")
        clerk.press("移交")
        clerk.sees("已移交，请双方签收", "赵书记 未签收", "冯一 未签收", "清洁家园", "移交接任人")
        clerk.misses("代签原因")
        assert clerk.download("打印交接清单").startswith(b"%PDF")
    with at(10):
        leaver = Person("secretary")
        leaver.open("/inbox/")
        leaver.press("查看：请签收赵书记书记工作交接清单")
        leaver.sees("清洁家园", "印章和台账柜钥匙当面移交")
        leaver.press("签收")
        leaver.sees("已签收", "冯一 未签收")
        follower = Person("member0")
        follower.open("/inbox/")
        follower.press("查看：请签收赵书记书记工作交接清单")
        follower.press("签收")
        follower.sees("已签收")
        follower.misses("未签收")
        at_committee(clerk)
        clerk.sees("移交冯一", "双方已签收")
        follower.open("/meetings/")
        follower.follow("清洁家园")
        follower.sees("主持人", "冯一")
        clerk.follow("工作交接", within="赵书记")
        clerk.misses("移交清洁家园")


@pytest.mark.walk("ORG-34")
def test_a_deputy_acts_while_the_secretary_is_on_leave(community: Community) -> None:
    with at(9):
        clerk = Person("street")
        at_committee(clerk)
        clerk.follow("代理", within="赵书记")
        clerk.fill("姓名", "赵书记")
        clerk.fill("代理开始日期", "2026-11-25")
        clerk.fill("代理结束日期", "2026-11-30")
        clerk.press("确认代理", refused=True)
        clerk.sees("赵书记就是本职务的任职人，请选择代理人")
        clerk.fill("姓名", "冯一")
        clerk.fill("代理开始日期", "2026-11-25")
        clerk.fill("代理结束日期", "2026-11-24")
        clerk.press("确认代理", refused=True)
        clerk.sees("代理结束日期不能早于开始日期")
        clerk.fill("代理结束日期", "2026-11-30")
        clerk.fill("代理原因", "病假")
        clerk.press("确认代理")
        clerk.sees("冯一代理书记至2026年11月30日", "冯一代理")
        acting = Person("member0")
        plan(acting, "清洁家园", "2026-11-27T14:00", "赵书记")
        clerk.open("/organizations/posts/")
        clerk.sees("冯一代理")
        clerk.open("/organizations/seats/")
        clerk.misses("冯一")
    with at(9, day=27):
        clerk = Person("street")
        at_committee(clerk)
        clerk.follow("结束代理", within="赵书记")
        clerk.fill("任职人恢复履职日期", "2026-11-27")
        clerk.press("结束代理")
        clerk.sees("冯一的代理已结束")
        acting = Person("member0")
        acting.misses("计划主题党日")
