"""A donation station from an empty community through pages alone: goods in, out, stock, the public page (SVC-15)."""

from urllib.parse import urlparse

import pytest
from django.test import Client

from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_funds import at


def move(person: Person, way: str, item: str, amount: str, party: str, persons: str = "") -> None:
    person.open("/services/goods/new/")
    assert person.options("站点")[-1] == "幸福里爱心捐助站"
    person.fill("收发", way)
    person.fill("物品", item)
    person.fill("数量", amount)
    person.fill("单位", "床")
    person.fill("捐赠人或领取人", party)
    if persons:
        person.fill("领取人数", persons)


@pytest.mark.walk("SVC-15")
def test_goods_come_and_are_given_and_nobody_is_named_in_public(community: Community) -> None:
    with at(3, 4):
        clerk = Person("street")
        clerk.open("/services/stations/coverage/")
        clerk.sees("幸福里社区", "还没有设够（0 个）")
        secretary = Person("secretary")
        secretary.open("/services/stations/new/")
        secretary.fill("登记组织", "幸福里社区")
        secretary.fill("名称", "幸福里爱心捐助站")
        secretary.fill("类别", "爱心捐助站")
        secretary.fill("地址", "幸福路1号")
        secretary.press("登记")
        move(secretary, "收到捐赠", "棉被", "10", "爱心企业")
        secretary.press("登记")
        secretary.sees("已登记收到捐赠棉被 10 床")
        move(secretary, "发放", "棉被", "12", "孙某某", "1")
        secretary.press("登记", refused=True)
        secretary.sees("棉被库存 10 床，不够发放 12 床")
        secretary.fill("数量", "2")
        secretary.press("登记")
        secretary.follow("更正")
        secretary.fill("数量", "3")
        secretary.press("保存")
        secretary.open("/services/goods/stock/")
        secretary.sees("棉被", "7", "幸福里爱心捐助站")
        secretary.follow("棉被")
        secretary.sees("发放棉被", "收到捐赠棉被")
        secretary.open("/services/goods/stock/")
        secretary.follow("幸福里社区公开页")
        anybody = Client().get(urlparse(secretary.address).path).text
        assert "收到 10 床，发放 3 床" in anybody and "领取 1 人次" in anybody and "幸福路1号" in anybody
        assert "孙某某" not in anybody and "爱心企业" not in anybody
        clerk.open("/services/stations/coverage/")
        clerk.sees("已有捐助站 1 个")
        clerk.follow("幸福里社区")
        clerk.sees("幸福里爱心捐助站", "幸福路1号")
