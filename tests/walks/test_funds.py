"""A community's money from an empty community through pages alone: entered, approved by another, never below nothing,
reversed, made public each quarter (SVC-08)."""

from datetime import datetime

import pytest
import time_machine
from django.test import Client

from core.zone import ZONE
from tests.walks.conftest import Community
from tests.walks.person import Person

PAPER = ("凭证.pdf", b"%PDF-1.4 receipt %%EOF")


def at(month: int, day: int) -> time_machine.travel:
    return time_machine.travel(datetime(2026, month, day, 10, tzinfo=ZONE), tick=True)


def enter(person: Person, kind: str, amount: str, purpose: str, number: str, on: str) -> None:
    person.open("/services/vouchers/new/")
    person.fill("登记组织", "幸福里社区")
    person.fill("类别", kind)
    person.fill("发生日期", on)
    person.fill("金额（元）", amount)
    person.fill("用途或来源", purpose)
    person.fill("收款方或付款方", "对方单位")
    person.fill("凭证号", number)


@pytest.mark.walk("SVC-08")
def test_money_comes_is_spent_by_two_officers_and_made_public(community: Community) -> None:
    with at(2, 10):
        secretary = Person("secretary")
        enter(secretary, "财政拨付", "20000", "年度党建活动经费", "P-001", "2026-02-10")
        secretary.press("登记", refused=True)
        secretary.sees("请上传凭证扫描件")
        secretary.fill("凭证扫描件", PAPER)
        secretary.press("登记")
        secretary.sees("已登记P-001 年度党建活动经费", "待审核")
        assert secretary.download("看凭证").startswith(b"%PDF")
        secretary.follow("审核入账")
        secretary.press("保存", refused=True)
        secretary.sees("经办人不能审核自己登记的凭证")
        deputy = Person("deputy")
        deputy.open("/?all=1")
        deputy.follow("去审核", within="审核凭证：P-001")
        deputy.follow("审核入账")
        deputy.press("保存")
        deputy.sees("已入账", "审核人 钱副书记")
        deputy.misses("更正", "撤回")
        enter(secretary, "党员活动", "30000", "主题党日材料", "P-002", "2026-02-10")
        secretary.fill("凭证扫描件", PAPER)
        secretary.press("登记")
        entry = secretary.address
        deputy.open(entry)
        deputy.follow("审核入账")
        deputy.press("保存", refused=True)
        deputy.sees("余额 20000.00 元，不够支出 30000.00 元，不能入账")
        secretary.follow("更正")
        secretary.fill("金额（元）", "300")
        secretary.press("保存")
        deputy.open(entry)
        deputy.follow("审核入账")
        deputy.press("保存")
        deputy.sees("已入账")
        deputy.follow("冲销")
        deputy.fill("冲销原因", "材料退回，款项退还")
        deputy.press("保存")
        deputy.sees("已冲销", "材料退回，款项退还")
        enter(secretary, "走访慰问", "600", "春节慰问困难党员", "P-003", "2026-02-09")
        secretary.fill("凭证扫描件", PAPER)
        secretary.press("登记")
        third = secretary.address
        deputy.open(third)
        deputy.follow("审核入账")
        deputy.press("保存")
        secretary.open("/services/funds/")
        secretary.sees("余额 19,400", "今年收入", "走访慰问")
    with at(4, 3):
        secretary = Person("secretary")
        secretary.open("/?all=1")
        secretary.follow("去公开", within="公开2026年1月至3月的经费收支")
        secretary.press("公开", within="2026年1月至3月")
        secretary.sees("已公开，可以打印公示单张贴", "期末余额", "走访慰问")
        report = secretary.address
        secretary.open("/?all=1")
        secretary.misses("公开2026年1月至3月的经费收支")
        secretary.open(report)
        secretary.follow("公开登记和公布页")
        secretary.sees("经费收支公开", "公示中")
        secretary.follow("公布页")
        anybody = Client().get(secretary.address)
        assert "期末余额 19400.00 元" in anybody.text and "走访慰问：600.00 元" in anybody.text
        secretary.open(report)
        secretary.follow("撤回公开")
        secretary.fill("撤回原因", "漏登一笔")
        secretary.press("保存")
        secretary.sees("已撤回")
        secretary.open("/services/funds/")
        secretary.press("公开", within="2026年1月至3月")
        secretary.sees("已公开，可以打印公示单张贴")
        clerk = Person("street")
        clerk.open("/services/funds/")
        clerk.sees("余额 19,400", "已公开")
        clerk.open("/services/vouchers/?year=2026&format=xlsx")
        assert clerk.content[:2] == b"PK"
    with at(12, 5):
        secretary = Person("secretary")
        secretary.open("/?all=1")
        secretary.misses("登记2026年党建活动经费")  # the year's 20,000 yuan are there
