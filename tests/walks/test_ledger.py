"""The month's ledger for signature, the yearly form, the file for the national system, through pages alone (MEM-23)."""

import io
from datetime import date, datetime

import pytest
import time_machine
from python_calamine import CalamineWorkbook

from core.chinese.idnumber import make_number
from core.zone import ZONE
from tests.walks.conftest import ScoredCommunity
from tests.walks.person import Person


def at(month: int, day: int) -> time_machine.travel:
    return time_machine.travel(datetime(2026, month, day, 9, tzinfo=ZONE), tick=True)


@pytest.mark.walk("MEM-23")
def test_a_month_is_signed_a_year_is_counted_and_the_file_goes_out_and_comes_back(
    scored_community: ScoredCommunity,
) -> None:
    with at(10, 12):
        secretary = Person("secretary")
        secretary.open("/members/")
        secretary.follow("朱九")
        secretary.fill("原因", "去世")
        secretary.tick("确认：从这一天起不再是这里的党员")
        secretary.press("结束组织关系")
        secretary.open("/members/")
        secretary.follow("登记党员")
        secretary.fill("姓名", "新来的")
        secretary.fill("公民身份号码", make_number("999999", date(1985, 3, 5), 1))
        secretary.fill("组织关系起始日期", "2026-10-12")
        secretary.fill("所在党支部", "幸福里第一党支部")
        secretary.press("保存")
    with at(10, 26):
        secretary = Person("secretary")
        secretary.open("/members/")
        secretary.follow("增减变动台账")
        secretary.sees("这个月还没有封账", "朱九", "去世", "新来的", "登记")
        assert secretary.download("打印签字").startswith(b"%PDF")
        secretary.follow("党内统计年报")
        secretary.sees("党员队伍", "幸福里第一党支部", "党员总数", "增减变动")
        secretary.follow("10", within="幸福里第一党支部")
        secretary.sees("新来的")
        secretary.misses("朱九")
    with at(11, 3):
        street = Person("street")
        street.open("/members/")
        street.follow("增减变动台账")
        street.open("/members/ledger/?month=2026-10")
        street.sees("朱九", "新来的")
        street.open("/members/")
        content = street.download("全国党员信息系统格式")
        rows = CalamineWorkbook.from_object(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        assert any("加入党组织日期" in row for row in rows) and any("新来的" in row for row in rows)
