"""An opinion from the counter to the message: as an office handles it, through pages alone."""

import io
from datetime import datetime

import pytest
import time_machine
from openpyxl import load_workbook

from core.zone import ZONE
from grids.models import Opinion
from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_grids import Passerby, found, picture


@pytest.mark.django_db
@pytest.mark.walk("GRD-12")
def test_an_opinion_goes_through_the_office_from_counter_to_message(community: Community) -> None:
    with time_machine.travel(datetime(2026, 11, 25, 9, tzinfo=ZONE), tick=True):
        secretary = Person("secretary")
        found(secretary, 单元数="1", 层数="1", **{"每层户数（每单元）": "1"})
        [wall] = secretary.page.xpath("//a[contains(., '居民看到的页面')]/@href")

        # At the counter: yesterday's sheet of the hotline with its number, place and photograph.
        secretary.open("/grids/opinions/")
        secretary.follow("登记社情民意")
        for label, value in {
            "网格": "第1网格",
            "渠道": "热线转办",
            "受理时间": "2026-11-24T10:20",
            "热线工单号": "12345-2026-0088",
            "反映内容": "1号楼前路灯坏了",
            "地点": "1号楼门前",
            "反映人称呼": "李女士",
            "反映人电话": "13900000088",
            "类别": "治安安全",
        }.items():
            secretary.fill(label, value)
        secretary.fill("照片", ("现场.png", picture()))
        secretary.press("保存")
        secretary.sees("已受理", "热线转办（工单 12345-2026-0088）", "1号楼门前", "李***", "139****0088")
        secretary.sees("网格办理，11 月 26 日前", "签收 · 网格")
        first = secretary.address
        secretary.press("受理回执")
        secretary.sees("社情民意受理回执", "1号楼前路灯坏了", "扫码查询办理情况")
        secretary.open(first)
        secretary.sees("受理和经办的人不能评价", "交查询码 · 网格", "再打一份回执")
        mine = f"/grids/o/{Opinion.objects.get(hotline_number='12345-2026-0088').token}/"  # in the code on the slip

        # A neighbour scans the wall for the same lamp, with a photograph: joined to the first.
        neighbour = Passerby(wall)
        neighbour.fill("您要反映的问题", "楼前的灯不亮")
        neighbour.fill("地点（可不填）", "1号楼东侧")
        neighbour.fill("照片（可不填）", ("灯.png", picture()))
        neighbour.press("提交")
        neighbour.sees("1号楼东侧", "由网格办理", "截屏保存这个二维码")
        secretary.open("/grids/opinions/")
        secretary.follow("待签收")
        secretary.follow("楼前的灯不亮")
        secretary.press("签收")
        secretary.sees("网格已签收")
        secretary.follow("并办")
        secretary.fill("并到哪一件", "1号楼前路灯坏了")
        secretary.press("保存")
        secretary.sees("随它一起答复", "已并办")
        second = secretary.address
        secretary.press("拆开")
        secretary.sees("已拆开，由网格办理")
        secretary.follow("并办")
        secretary.fill("并到哪一件", "1号楼前路灯坏了")
        secretary.press("保存")
        neighbour.reload()
        neighbour.sees("与更早反映的同一问题一起办理", "并办 · 网格")

        # Corrected, raised to the street, signed for there, passed to a department and back.
        secretary.open(first)
        secretary.sees("并入的民意", "楼前的灯不亮")
        secretary.follow("更正登记")
        secretary.fill("类别", "物业维修")
        secretary.press("保存")
        secretary.sees("登记已更正", "物业维修")
        for _ in range(2):
            secretary.press("上报")
        clerk = Person("street")
        clerk.open("/inbox/")
        clerk.press("查看：社情民意上报到您这里")
        clerk.sees("还没有签收")
        clerk.press("签收")
        clerk.sees("街道已签收")
        clerk.follow("转办部门")
        clerk.fill("转给部门", "区城管局幸福中队")
        clerk.fill("回复期限", "2026-11-30")
        clerk.fill("请部门办理的事", "更换路灯")
        clerk.press("保存")
        clerk.sees("已转区城管局幸福中队", "本级仍是责任人")
        asker = Passerby(mine)
        asker.sees("由街道办理", "已转区城管局幸福中队", "签收 · 街道", "转办部门 · 街道")
        asker.misses("更换路灯", "街道干部")
        clerk.follow("登记部门回复")
        clerk.fill("部门回复", "11月25日已更换")
        clerk.press("保存")
        clerk.sees("部门回复已登记")
        clerk.fill("答复", "路灯已由城管部门更换。")
        clerk.press("答复")
        clerk.sees("已答复")

        # The answer reaches both; who left a telephone is told by message, which is noted.
        asker.reload()
        asker.sees("路灯已由城管部门更换")
        neighbour.reload()
        neighbour.sees("路灯已由城管部门更换")
        neighbour.tick("满意")
        neighbour.press("提交评价")
        secretary.open("/grids/opinions/")
        secretary.follow("待告知")
        secretary.follow("1号楼前路灯坏了")
        secretary.fill("原因", "发短信告知答复")
        secretary.press("查看")
        secretary.sees("13900000088", "李女士", "短信内容", "路灯已由城管部门更换")
        secretary.open(first)
        secretary.fill("怎样告知", "短信")
        secretary.press("登记告知")
        secretary.sees("已登记短信告知", "告知反映人 · 街道")
        secretary.open(second)
        secretary.sees("已办结", "群众评价：满意")

        # The ledger.
        secretary.open("/grids/opinions/?state=answered")
        secretary.fill("渠道", "热线转办")
        secretary.press("筛选")
        secretary.sees("1号楼前路灯坏了")
        book = load_workbook(io.BytesIO(secretary.download("导出台账")))
        cells = [str(cell) for row in book.active.iter_rows(values_only=True) for cell in row if cell]
        assert "12345-2026-0088" in cells and "139****0088" in cells
        assert any("街道：" in cell and "签收" in cell for cell in cells)
