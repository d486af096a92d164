"""A new estate before people move in, and a dispute between unit and residents, through pages alone."""

from datetime import datetime

import pytest
import time_machine

from core.zone import ZONE
from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_agreements import unit_with_contact
from tests.walks.test_grids import found


@pytest.mark.django_db
@pytest.mark.walk("GRD-10")
def test_a_new_estate_is_contacted_before_people_move_in_and_holds_its_buildings(community: Community) -> None:
    secretary = Person("secretary")
    secretary.open("/")
    secretary.follow("网格与民情")
    secretary.follow("小区")
    secretary.follow("登记小区")
    for label, value in {
        "小区名称": "天成首府",
        "类别": "商品房小区",
        "首批入住日期": "2026-12-20",
        "规划户数": "420",
        "开发建设单位": "天成置业",
        "党组织": "幸福里第一党支部",
    }.items():
        secretary.fill(label, value)
    secretary.press("登记")
    secretary.sees("天成首府", "入住前待对接", "幸福里第一党支部")
    secretary.open("/?all=1")
    secretary.sees("入住前对接：天成首府")
    secretary.follow("去对接")
    secretary.follow("登记对接")
    secretary.fill("对接日期", "2026-11-24")
    secretary.fill("对接对象", "开发建设单位")
    secretary.fill("对接内容", "介绍社区党建，商定入住前设立临时党支部")
    secretary.fill("商定事项", "提供一间活动室")
    secretary.press("登记")
    secretary.sees("入住前已对接", "提供一间活动室")
    estate = secretary.address
    secretary.open("/?all=1")
    secretary.misses("入住前对接：天成首府")
    found(secretary, 单元数="1", 层数="2", 小区="天成首府", **{"每层户数（每单元）": "2"})
    secretary.sees("天成首府")
    secretary.open(estate)
    secretary.sees("第1网格", "1号楼", "4 户")
    clerk = Person("street")
    clerk.open("/grids/estates/")
    clerk.sees("天成首府", "入住前已对接")


@pytest.mark.django_db
@pytest.mark.walk("GRD-09")
def test_a_dispute_between_unit_and_residents_is_taken_in_mediated_and_closed(community: Community) -> None:
    with time_machine.travel(datetime(2026, 11, 25, 9, tzinfo=ZONE), tick=True):
        unit_with_contact("农行经营部", "国有企业", "市农行")
        secretary = Person("secretary")
        secretary.open("/")
        secretary.follow("网格与民情")
        secretary.follow("矛盾纠纷")
        secretary.follow("登记纠纷")
        for label, value in {
            "受理日期": "2026-11-24",
            "类别": "施工扰民",
            "当事双方": "单位与居民",
            "涉及单位": "农行经营部",
            "涉及人数": "12",
            "争议事项": "空调外机噪声影响居民休息",
            "办结期限": "2026-12-10",
        }.items():
            secretary.fill(label, value)
        secretary.press("登记")
        secretary.sees("调解中，2026-12-10前办结", "农行经营部")
        secretary.open("/?all=1")
        secretary.sees("调解纠纷：空调外机噪声影响居民休息")
        secretary.follow("去调解")
        secretary.follow("登记调解")
        secretary.fill("调解日期", "2026-11-25")
        secretary.fill("调解人", "赵书记")
        secretary.fill("进展", "达成一致")
        secretary.fill("调解情况", "单位同意外机移到北墙")
        secretary.press("登记")
        secretary.follow("办结")
        secretary.fill("结果", "达成书面协议")
        secretary.fill("怎样解决", "十日内外机移到北墙")
        secretary.press("保存")
        secretary.sees("2026-11-25 达成书面协议", "十日内外机移到北墙")
        secretary.follow("回访")
        secretary.fill("履行情况", "没有履行")
        secretary.press("保存")
        secretary.sees("没有履行")
        secretary.follow("重新调解")
        secretary.fill("重新调解的原因", "外机没有移")
        secretary.fill("新的办结期限", "2026-12-20")
        secretary.press("保存")
        secretary.sees("调解中，2026-12-20前办结")
        secretary.open("/?all=1")
        secretary.sees("调解纠纷：空调外机噪声影响居民休息")
        clerk = Person("street")
        clerk.open("/grids/disputes/")
        clerk.sees("空调外机噪声影响居民休息", "调解中")
