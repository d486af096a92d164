"""Organisations, resources, services and activities enter the grid, through pages alone."""

from datetime import datetime

import pytest
import time_machine

from core.zone import ZONE
from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_agreements import unit_with_contact
from tests.walks.test_grids import found
from tests.walks.test_venues import enter as venue


@pytest.mark.walk("GRD-05")
def test_what_enters_each_grid_is_seen_on_its_page_and_beside_the_others(community: Community) -> None:
    with time_machine.travel(datetime(2026, 11, 25, 9, tzinfo=ZONE), tick=True):
        username = unit_with_contact("供电公司", "国有企业", "市供电局")
        secretary = Person("secretary")
        found(secretary, 单元数="1", 层数="2", **{"每层户数（每单元）": "2"})
        grid = secretary.address.partition("?")[0]
        secretary.open("/grids/")
        secretary.follow("新建网格")
        secretary.press("保存")
        secretary.open("/organizations/registers/venues/")
        secretary.follow("登记阵地")
        venue(secretary, "2号院服务点", "楼院党员冠名服务站(点)", "租赁", "街道社区自筹")
        secretary.press("登记")

        secretary.open(grid)
        secretary.follow("进网格")
        secretary.sees("第1网格大党支部", "还没有单位进网格", "还没有阵地进网格", "今年还没有在本网格开展服务")
        for thing in ("供电公司", "2号院服务点"):
            secretary.follow("登记进网格")
            secretary.fill("单位或阵地", thing)
            secretary.press("保存")
            secretary.sees(f"{thing}已进第1网格")
        secretary.sees("咨询、代办、活动室", "进网格的单位还没有承诺")

        secretary.open("/?all=1")
        secretary.follow("去签订")
        secretary.press("草拟与供电公司的协议")
        secretary.fill("六联类别", "资源联用")
        secretary.fill("双向承诺", "人才")
        secretary.fill("事项", "派两名电工")
        secretary.fill("完成期限", "2026-12-20")
        secretary.press("增加")
        secretary.press("社区确认")
        contact = Person(username)
        contact.follow("去确认")
        contact.press("单位确认")

        secretary.open("/services/")
        secretary.follow("发布志愿服务")
        secretary.fill("活动名称", "清扫楼道")
        secretary.fill("地点", "1号楼")
        secretary.fill("网格", "第1网格")
        secretary.fill("日期", "2026-11-28")
        secretary.press("发布")
        secretary.open("/meetings/")
        secretary.follow("计划会议")
        secretary.fill("主办组织", "第1网格大党支部")
        secretary.press("更换")
        secretary.fill("主题", "网格里的主题党日")
        secretary.fill("时间", "2026-11-27T10:00")
        secretary.press("只保存计划")

        secretary.open(grid)
        secretary.follow("进网格")
        secretary.sees("供电公司", "2号院服务点", "供电公司：派两名电工", "清扫楼道", "网格里的主题党日")
        secretary.follow("全部网格")
        rows = {
            row.xpath("string(.//th)").strip(): [cell.text_content().strip() for cell in row.xpath("./td")]
            for row in secretary.page.xpath("//main//tbody/tr")
        }
        assert rows == {"第1网格": ["1", "1", "1", "2", "1", "1"], "第2网格": ["1", "0", "0", "0", "0", "0"]}
        secretary.follow("第1网格")
        secretary.follow("结束：供电公司")
        secretary.fill("结束日期", "2026-11-26")
        secretary.press("保存")
        secretary.sees("撤销结束进网格")
        secretary.press("撤销")
        secretary.sees("供电公司")
        clerk = Person("street")
        clerk.open("/grids/entered/")
        clerk.sees("第1网格", "第2网格")
        clerk.follow("第1网格")
        clerk.sees("供电公司", "清扫楼道")
