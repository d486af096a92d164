"""Publications from an empty community through pages alone: hung up, objected to, answered, concluded (ORG-30)."""

from datetime import datetime
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from PIL import Image

from core.zone import ZONE
from tests.walks.conftest import Community
from tests.walks.person import Person

REGISTER = "/organizations/registers/publications/"


def at(month: int, day: int) -> time_machine.travel:
    return time_machine.travel(datetime(2026, month, day, 10, tzinfo=ZONE))


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "PNG")
    return out.getvalue()


def publish(person: Person, kind: str, title: str, content: str) -> None:
    person.fill("登记组织", "幸福里社区")
    person.fill("种类", kind)
    person.fill("标题", title)
    person.fill("内容", content)
    person.fill("受理电话和地点", "社区服务站，8212345")
    person.press("登记")


@pytest.mark.walk("ORG-30")
def test_a_publication_hangs_out_is_objected_to_answered_and_concluded(community: Community) -> None:
    with at(4, 1):  # a Wednesday; the sixth is a holiday
        secretary = Person("secretary")
        secretary.open("/")
        secretary.follow("组织与任职")
        secretary.follow("台账")
        secretary.follow("公示公开")
        secretary.follow("登记公示")
        secretary.fill("公示天数（工作日）", "3")
        secretary.fill("登记组织", "幸福里社区")
        secretary.fill("种类", "低保对象公示")
        secretary.fill("标题", "二季度低保对象公示")
        secretary.fill("内容", "新增三户，均符合条件。")
        secretary.fill("受理电话和地点", "社区服务站，8212345")
        secretary.press("登记", refused=True)
        secretary.sees("公示不少于5个工作日")
        secretary.fill("公示天数（工作日）", "5")
        secretary.press("登记")
        secretary.sees("二季度低保对象公示", "2026-04-01至2026-04-09（5个工作日）", "公示中")
        entry = secretary.address
        secretary.follow("登记张贴地点")
        secretary.fill("张贴地点", "小区东门公示栏")
        secretary.fill("照片", ("公示栏.png", picture()))
        secretary.press("登记")
        secretary.sees("小区东门公示栏 2026-04-01 看照片")
        assert secretary.download("看照片")[:2] == b"\xff\xd8"
        secretary.follow("打印公示单")
        secretary.sees("二季度低保对象公示", "扫码看公布页")
        secretary.open(entry)
        secretary.follow("公布页")
        public = secretary.address
    with at(4, 3):
        anybody = Client().get(public)  # no sign-in
        assert anybody.status_code == 200 and "新增三户" in anybody.text and "有异议的" in anybody.text
        secretary = Person("secretary")
        secretary.open(entry)
        secretary.follow("登记异议")
        secretary.fill("提出方式", "书面署名")
        secretary.fill("提出日期", "2026-04-03")
        secretary.fill("异议内容", "第二户有车")
        secretary.press("登记", refused=True)
        secretary.sees("书面和来访的异议要写明提出人")
        secretary.fill("提出人", "韩七")
        secretary.press("登记")
        secretary.sees("第二户有车", "韩七", "待答复")
        secretary.open("/?all=1")
        secretary.sees("答复异议：二季度低保对象公示：第二户有车")
        assert "韩七" not in Client().get(public).text
    with at(4, 10):
        secretary = Person("secretary")
        secretary.open("/?all=1")
        secretary.follow("去办结", within="办结公示：二季度低保对象公示")
        secretary.follow("办结")
        secretary.fill("结果说明", "没有异议")
        secretary.press("保存", refused=True)
        secretary.sees("还有1条异议没有答复")
        secretary.open(entry)
        secretary.follow("答复", within="第二户有车")
        secretary.fill("答复", "车辆系他人所有，已核实")
        secretary.press("保存")
        secretary.sees("车辆系他人所有，已核实（不成立）")
        secretary.follow("办结")
        secretary.fill("结果说明", "异议不成立，按程序上报")
        secretary.press("保存")
        secretary.sees("有异议，不成立", "异议不成立，按程序上报")
        secretary.open("/?all=1")
        secretary.misses("办结公示：二季度低保对象公示", "答复异议")
        over = Client().get(public).text
        assert "新增三户" not in over and "有异议，不成立" in over
        secretary.open(entry)
        secretary.follow("撤销办结")
        secretary.fill("撤销原因", "结果说明写错")
        secretary.press("保存")
        secretary.sees("期满待办结")


@pytest.mark.walk("ORG-30")
def test_what_is_disclosed_each_quarter_is_owed_until_it_is_public(community: Community) -> None:
    with at(6, 10):
        secretary = Person("secretary")
        secretary.open("/?all=1")
        secretary.follow("去公开", within="2 期党务居务还没有公开")
        publish(secretary, "党务居务公开", "二季度党务居务公开", "发展党员、经费收支、公共服务情况。")
        secretary.sees("已登记二季度党务居务公开")
        secretary.follow("公布页")
        public = secretary.address
        secretary.open("/?all=1")
        secretary.sees("公开2026年1月至3月的党务居务")  # the first quarter stays owed
        secretary.misses("4月至6月", "2 期党务居务")
        secretary.open(REGISTER)
        secretary.follow("二季度党务居务公开")
        secretary.follow("撤回")
        secretary.fill("原因", "数字写错")
        secretary.press("撤回")
        assert Client().get(public).status_code == 404
        secretary.open("/?all=1")
        secretary.follow("去公开", within="2 期党务居务还没有公开")
        publish(secretary, "党务居务公开", "二季度党务居务公开（更正）", "发展党员、经费收支、公共服务情况。")
        secretary.open(f"{REGISTER}?year=2026&format=xlsx")
        assert secretary.content[:2] == b"PK"
    with at(9, 20):
        clerk = Person("street")
        clerk.open(REGISTER)
        clerk.sees("二季度党务居务公开（更正）", "期满")
        text = Client().get(public).status_code
        assert text == 404
