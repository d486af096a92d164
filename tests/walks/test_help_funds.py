"""A help fund from an empty community through pages alone: a donation, grants by need, two officers, a quarter made
public without names (SVC-10)."""

import pytest
from django.test import Client

from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_funds import PAPER, at


def enter(person: Person, kind: str, amount: str, purpose: str, party: str, number: str, persons: str = "") -> None:
    person.open("/services/grants/new/")
    person.fill("登记组织", "幸福里社区")
    person.fill("基金", "慈善基金")
    person.fill("收入来源或救助需要", kind)
    person.fill("发生日期", "2026-02-10")
    person.fill("金额（元）", amount)
    if persons:
        person.fill("受助人数", persons)
    person.fill("用途或来源", purpose)
    person.fill("收款方或付款方", party)
    person.fill("凭证号", number)
    person.fill("凭证扫描件", PAPER)


@pytest.mark.walk("SVC-10")
def test_a_donation_helps_by_need_and_is_public_without_names(community: Community) -> None:
    with at(2, 10):
        secretary, deputy = Person("secretary"), Person("deputy")
        enter(secretary, "捐赠收入", "5000", "慈善捐赠", "爱心企业", "D-001")
        secretary.press("登记")
        secretary.sees("已登记D-001 慈善捐赠", "待审核")
        deputy.open("/?all=1")
        deputy.follow("去审核", within="审核帮扶基金凭证：D-001")
        deputy.follow("审核入账")
        deputy.press("保存")
        deputy.sees("已入账", "审核人 钱副书记")
        enter(secretary, "医疗救助", "6000", "大病救助", "孙某某", "D-002")
        secretary.press("登记", refused=True)
        secretary.sees("支出请填写受助人数")
        secretary.fill("受助人数", "2")
        secretary.fill("凭证扫描件", PAPER)
        secretary.press("登记")
        entry = secretary.address
        deputy.open(entry)
        deputy.follow("审核入账")
        deputy.press("保存", refused=True)
        deputy.sees("余额 5000.00 元，不够支出 6000.00 元，不能入账")
        secretary.follow("更正")
        secretary.fill("金额（元）", "3000")
        secretary.press("保存")
        deputy.open(entry)
        deputy.follow("审核入账")
        deputy.press("保存")
        deputy.sees("已入账")
        secretary.open("/services/funds/help/")
        secretary.sees("慈善基金", "扶贫帮困基金", "残疾人帮扶基金", "余额 2,000 元", "其中医疗救助（2 人次） 3,000 元")
        secretary.follow("今年支出", within="3,000 元")
        secretary.sees("D-002 大病救助")
    with at(4, 3):
        secretary = Person("secretary")
        secretary.open("/?all=1")
        secretary.follow("去公开", within="公开2026年1月至3月的帮扶基金收支")
        secretary.press("公开", within="2026年1月至3月")
        secretary.sees("已公开，可以打印公示单张贴", "慈善基金收支", "医疗救助（2 人次）")
        secretary.follow("公开登记和公布页")
        secretary.follow("公布页")
        anybody = Client().get(secretary.address).text
        assert "医疗救助（2 人次）：3000.00 元" in anybody and "期末余额 2000.00 元" in anybody
        assert "孙某某" not in anybody and "爱心企业" not in anybody
        secretary.open("/?all=1")
        secretary.misses("公开2026年1月至3月的帮扶基金收支")
        clerk = Person("street")
        clerk.open("/services/funds/help/")
        clerk.sees("慈善基金", "余额 2,000 元")
        clerk.open("/services/grants/?year=2026&format=xlsx")
        assert clerk.content[:2] == b"PK"
