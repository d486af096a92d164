"""The page of classes leads from each number to who is without, and the record takes them off, through pages alone."""

from datetime import datetime

import pytest
import time_machine

from core.zone import ZONE
from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_registrations import PAPER, report_in


def at(month: int, day: int) -> time_machine.travel:
    return time_machine.travel(datetime(2026, month, day, 9, tzinfo=ZONE), tick=True)


def without(secretary: Person, item: str) -> None:
    secretary.open("/members/")
    secretary.follow("分类管理")
    secretary.follow("人", within=item)


@pytest.mark.walk("MEM-04")
def test_each_class_is_owed_its_own_and_who_is_without_is_named(community: Community) -> None:
    with at(3, 2):
        member = Person("member0")
        member.follow("现在报到")
        report_in(member)
        secretary = Person("secretary")
        secretary.follow("双报到")
        secretary.tick("选 冯一")
        secretary.fill("证明材料", PAPER)
        secretary.press("确认勾选的报到")
        without(secretary, "双向知情")
        secretary.sees("冯一", "1 人")
        secretary.follow("去办", within="双向知情")
        secretary.follow("登记联系")
        secretary.fill("居住地支部", "幸福里第一党支部")
        secretary.fill("单位名称", "测试税务所")
        secretary.fill("单位联系人", "石大勇")
        secretary.fill("支部联系人", "陈二")
        secretary.press("登记")
        without(secretary, "双向知情")
        secretary.sees("没有缺的")
        without(secretary, "双向联系")
        secretary.sees("冯一")
        secretary.follow("去办", within="双向联系")
        secretary.follow("测试税务所")
        secretary.follow("登记联系记录")
        secretary.fill("方向", "支部告诉单位")
        secretary.fill("内容", "已经报到")
        secretary.press("登记")
        without(secretary, "双向联系")
        secretary.sees("没有缺的")
        for name, kind in (("褚三", "离退休"), ("卫四", "下岗失业")):
            secretary.open("/members/")
            secretary.follow(name)
            secretary.fill("管理类型", kind)
            secretary.press("登记变动")
        without(secretary, "落到居住网格")
        secretary.sees("褚三", "卫四", "2 人")
        secretary.open("/members/floating/new/")
        secretary.fill("登记的党支部", "幸福里第一党支部")
        secretary.fill("流动方向", "流入")
        secretary.fill("党员姓名", "外来的党员")
        secretary.tick("登记为新人员")
        secretary.fill("外出或流出地", "四川省")
        secretary.fill("流动原因", "务工")
        secretary.press("登记")
        without(secretary, "编入流动党员组织")
        secretary.sees("外来的党员")
        without(secretary, "知道对方党组织")
        secretary.follow("外来的党员")
        secretary.follow("更正")
        secretary.fill("对方党组织", "川西某村党支部")
        secretary.press("保存")
        without(secretary, "知道对方党组织")
        secretary.sees("没有缺的")
        street = Person("street")
        street.open("/services/member-classes/")
        street.sees("在职党员", "1 人，双向知情", "流动党员", "离退休、下岗失业党员", "2 人")
