"""A secretary records, reports, displays and is reviewed from both sides, through pages alone."""

import pytest
from django.test import Client

from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_agreements import on
from tests.walks.test_partners import register


@pytest.mark.walk("ASM-07")
def test_a_secretary_reports_in_both_directions_and_is_reviewed(community: Community) -> None:
    with on(12, 1):
        secretary, clerk = Person("secretary"), Person("street")
        secretary.open("/?all=1")
        secretary.sees("办理赵书记的双向述职评议")
        secretary.follow("去办理", within="双向述职评议")
        secretary.follow("登记述职评议")
        form = secretary.address

        def report(*, refused: bool) -> None:
            secretary.open(form)
            secretary.fill("述职人", "赵书记")
            secretary.fill("述职报告", "抓主题党日，办实事四十件。")
            secretary.press("登记", refused=refused)

        report(refused=True)
        secretary.sees("还没有确认的履职记录")
        register(secretary, "大党委成员履职")
        secretary.follow("登记履职记录")
        given = {
            "成员": "赵书记",
            "日期": "2026-11-20",
            "履职类别": "走访",
            "履职内容": "走访三户",
            "用时（小时）": "2",
        }
        for label, value in given.items():
            secretary.fill(label, value)
        secretary.press("登记")
        deputy = Person("deputy")
        deputy.open(secretary.address)
        deputy.follow("确认")
        deputy.press("保存")
        report(refused=False)
        entry = secretary.address
        secretary.sees("履职记录 1 条", "有内容可述", "有措施监述", "有手段展述", "有权利评述")
        secretary.follow("公开展示")
        secretary.press("保存", refused=True)
        secretary.sees("四项要求还没有写全")
        for label in ("有内容可述", "有措施监述", "有手段展述", "有权利评述"):
            secretary.open(entry)
            secretary.follow("更正", within=label)
            secretary.fill("怎样做到", f"{label}：每月记实")
            secretary.press("保存")
        secretary.open(entry)
        secretary.follow("公开展示")
        secretary.press("保存")
        secretary.sees("公开展示")
        register(secretary, "公示公开")
        secretary.follow("赵书记2026年述职报告")
        secretary.follow("公布页")
        assert "办实事四十件" in Client().get(secretary.address).content.decode()
    with on(12, 20):
        secretary, clerk = Person("secretary"), Person("street")
        clerk.open("/organizations/registers/")
        clerk.follow("双向述职评议")
        clerk.follow("赵书记2026年述职评议")
        clerk.follow("登记上级评议")
        clerk.fill("上级评议等次", "好")
        clerk.fill("上级评议意见", "履职尽责")
        clerk.press("保存")
        for side in ("党员和党员代表", "群众评议员"):
            secretary.open(entry)
            secretary.follow("登记评议票")
            given = {"评议人": side, "地点": "会议室", "发出票数": "10", "收回票数": "10", "废票": "1"}
            given |= {"好（票）": "7", "较好（票）": "2", "一般（票）": "0", "差（票）": "0"}
            for label, value in given.items():
                secretary.fill(label, value)
            secretary.press("登记")
            secretary.sees("好 7，较好 2，一般 0，差 0，废票 1")
        secretary.open(entry)
        secretary.follow("办结")
        secretary.fill("整改措施", "每周走访五户")
        secretary.press("保存")
        secretary.sees("每周走访五户", "履职尽责")
        secretary.open("/?all=1")
        secretary.misses("办理赵书记的双向述职评议")
