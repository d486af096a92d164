"""A grid officer's morning on a phone, and a grid redrawn in January, through pages alone."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import time_machine

from core.zone import ZONE
from tests.browser.walking import PHONE, Hand
from tests.walks.conftest import Community, Window, sign_in
from tests.walks.person import Person
from tests.walks.test_grids import found


def _officer(secretary: Person) -> None:
    """The first grid with one building of four doors, a recipient of service, and 冯一 as its officer."""
    found(secretary, 单元数="1", 层数="2", **{"每层户数（每单元）": "2"})
    secretary.follow("登记责任人")
    for label, value in {
        "姓名": "冯一",
        "职务": "网格管理员",
        "开始日期": "2026-11-03",
        "服务管理职责": "每周入户一次",
    }.items():
        secretary.fill(label, value)
    secretary.press("保存")
    secretary.follow("201")
    for label, value in {"类别": "老年人", "服务内容": "送餐", "年龄（周岁）": "80"}.items():
        secretary.fill(label, value)
    secretary.press("登记", within="服务对象")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.walk("GRD-11")
def test_a_grid_officer_logs_a_visit_on_the_phone_with_one_tap_on_the_door(
    community: Community, window: Window, live_server: Any
) -> None:
    secretary = Person("secretary")
    _officer(secretary)
    page = window(PHONE).new_page()
    page.goto(f"{live_server.url}/")
    hand = Hand(page)
    sign_in(hand, "member0")
    hand.follow("走访登记")
    hand.follow("打开第1网格")
    text = "".join(page.locator("main").inner_text().split())
    for words in ("我是网格管理员", "每周入户一次", "住户", "1号楼", "服务·未访"):
        assert words in text, text[:600]
    hand.look()
    page.locator(".matrix").get_by_role("link", name="201").first.click()
    page.wait_for_url("**/new/**")
    assert page.get_by_label("住户").locator("option:checked").inner_text() == "1号楼 201"
    hand.write("走访情况", "送餐正常")
    hand.write("反映的问题", "楼道灯不亮")
    hand.press("保存")
    text = "".join(page.locator("main").inner_text().split())
    for words in ("服务·11-25", "送餐正常", "已转社情民意", "楼道灯不亮"):
        assert words in text, text[:800]
    hand.look()


@pytest.mark.django_db
@pytest.mark.walk("GRD-11")
def test_a_grid_is_redrawn_on_a_day_ahead_and_its_households_go_along(
    community: Community, night: Callable[[], None]
) -> None:
    with time_machine.travel(datetime(2026, 11, 25, 9, tzinfo=ZONE), tick=True):
        secretary = Person("secretary")
        _officer(secretary)
        officer = Person("member0")
        officer.follow("走访登记")
        officer.follow("打开第1网格")
        officer.follow("101")
        officer.fill("走访情况", "发放联系卡")
        officer.press("保存")
        officer.sees("走访已登记", "发放联系卡", "11-25")
        officer.follow("登记走访")
        officer.fill("走访情况", "登错了")
        officer.press("保存")
        officer.fill("原因", "不是今天")
        officer.press("撤回", within="登错了")
        officer.sees("已撤回")

        secretary.open("/grids/")
        secretary.follow("走访")
        secretary.sees("第1网格", "发放联系卡", "冯一（网格管理员）", "已撤回：不是今天")
        secretary.open("/grids/")
        secretary.follow("第1网格")
        grid = secretary.address
        secretary.sees("本季度已走访 1 户")
        secretary.follow("101")
        secretary.fill("户长姓名", "陈二")
        secretary.fill("设立日期", "2026-11-20")
        secretary.press("设为党员中心户")
        secretary.open("/grids/")
        secretary.follow("新建网格")
        secretary.press("保存")
        secretary.open(grid)
        secretary.follow("调整网格")
        secretary.tick("1号楼")
        secretary.fill("调整到", "第2网格")
        secretary.fill("调整日期", "2027-01-04")
        secretary.fill("调整依据", "大党委会议决定")
        secretary.press("保存")
        secretary.sees("已定于2027-01-04调整1栋楼4户到第2网格", "到那天生效", "1号楼（4 户）从第1网格到第2网格")
    with time_machine.travel(datetime(2027, 1, 4, 9, tzinfo=ZONE), tick=True):
        from config.celery import app

        app.loader.import_default_modules()
        for name in ("organizations.tasks.follow_the_calendar", "grids.tasks.follow_the_calendar"):
            app.tasks[name].apply(throw=True)
        secretary = Person("secretary")
        secretary.open("/grids/")
        secretary.follow("第2网格")
        secretary.sees("住户 4 户", "党员中心户 1 户", "党员 1 人", "服务对象 1 户", "从第1网格到第2网格")
        secretary.follow("201")
        secretary.sees("老年人 · 送餐")
        secretary.open(grid)
        secretary.sees("住户 0 户")
        officer = Person("member0")
        officer.open("/grids/walks/")
        officer.follow("打开第1网格")
        officer.sees("还没有楼栋")
        secretary.follow("撤销网格")  # empty since it was redrawn
        secretary.press("保存")
        secretary.sees("第1网格已撤销", "网格大党支部请在组织页撤销")
        officer.open("/grids/walks/")
        officer.misses("打开第1网格")
        secretary.open("/grids/")
        secretary.follow("第2网格")
        secretary.follow("101")
        secretary.follow("改门牌")
        secretary.fill("门牌", "101甲")
        secretary.press("保存")
        secretary.sees("门牌已更正", "101甲")
