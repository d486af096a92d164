"""One person met at entry and at import, and two records that became one, through pages alone."""

import pytest

from tests.members.rosters import number, roster, row
from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_members import bring_in, enter


@pytest.mark.walk("MEM-13")
def test_one_person_entered_twice_is_met_and_merged_with_every_dated_record(community: Community) -> None:
    secretary = Person("secretary")
    enter(secretary, "孙学敏", 2, "在职")
    secretary.open("/members/new/")
    for label, value in {
        "姓名": "孙学敏",
        "公民身份号码": number("19700304", 4),
        "组织关系起始日期": "2026-11-21",
        "学历": "大专",
    }.items():
        secretary.fill(label, value)
    secretary.press("保存", refused=True)
    secretary.sees("已登记过同名人员", "第三中学教师")
    secretary.tick("都不是，新登记一人")
    secretary.press("保存")
    secretary.sees("已登记孙学敏")

    given = {"姓名": "孙学敏", "公民身份号码": number("19700304", 6), "出生年月": "1970.03", "性别": "女"}
    again = row(**given, 所在党支部="幸福里第一党支部", 入党时间="1995-07-01", 转正时间="1996-07-01")
    bring_in(secretary, "党员花名册", ("花名册.xlsx", roster(again, title=True)))
    secretary.sees("待确认 1 行", "公民身份号码")
    secretary.misses("全部 1 行都可以导入")

    secretary.open("/members/")
    secretary.sees("12 人")
    secretary.follow("重复人员")
    secretary.sees("孙学敏", "出生日期")
    secretary.follow("核对")
    secretary.sees("第一份", "第二份", "党员 1 条")
    secretary.tick("第一份")
    secretary.press("合并", refused=True)
    secretary.sees("请写明确认是同一人的依据")
    secretary.tick("第一份")
    secretary.fill("依据", "已与本人核对，第二份号码有误")
    secretary.tick("确认是同一人：另一份的任职、报到、服务等记录并入保留的一份")
    secretary.press("合并")
    secretary.sees("已合并为一份", "第三中学教师", "合并记录", "已与本人核对")
    here = secretary.address
    secretary.open("/members/")
    secretary.sees("11 人")
    secretary.open("/members/duplicates/")
    secretary.sees("没有可能重复的人员")
    secretary.open(here)
    secretary.press("拆分")
    secretary.sees("已拆分为两份记录")
    secretary.open("/members/")
    secretary.sees("12 人")
