"""Working rules of a general branch from an empty community through pages alone."""

import pytest

from tests.walks.conftest import Community
from tests.walks.person import Person


@pytest.mark.walk("ORG-26")
def test_working_rules_are_adopted_published_and_revised(community: Community) -> None:
    secretary = Person("secretary")
    secretary.follow("组织与任职")
    secretary.follow("台账")
    secretary.follow("工作细则")
    secretary.follow("登记工作细则")
    secretary.fill("登记组织", "幸福里社区党总支")
    secretary.fill("名称", "党总支工作细则")
    secretary.fill("正文", "第一条 每月召开一次党总支会议。")
    secretary.fill("通过日期", "2026-03-01")
    secretary.fill("通过的会议", "党总支会议")
    secretary.fill("施行日期", "2026-03-10")
    secretary.press("登记")
    secretary.sees("党总支工作细则（第1版）", "还没有公布")
    secretary.follow("公布")
    secretary.fill("公布日期", "2026-03-05")
    secretary.press("保存")
    secretary.sees("施行中", "2026-03-05")

    member = Person("member0")
    member.open("/organizations/registers/rules/published/")
    member.sees("党总支工作细则（第1版）", "幸福里社区党总支")
    member.follow("党总支工作细则")
    member.sees("每月召开一次党总支会议", "施行中")
    first = member.address

    secretary.follow("登记新版本")
    secretary.press("登记", refused=True)
    secretary.sees("这是第2版，请写明修订说明")
    secretary.fill("修订说明", "增写网格工作")
    secretary.fill("正文", "第一条 每月召开一次党总支会议。第二条 每季度研究一次网格工作。")
    secretary.fill("施行日期", "2026-11-20")
    secretary.fill("通过日期", "2026-11-10")
    secretary.press("登记")
    secretary.follow("公布")
    secretary.fill("公布日期", "2026-11-12")
    secretary.press("保存")
    secretary.sees("党总支工作细则（第2版）", "施行中", "第1版 2026-03-01通过")
    member.open("/organizations/registers/rules/published/")
    member.sees("第2版")
    member.misses("第1版")
    member.open(first)
    member.sees("已由第2版代替")
    secretary.follow("撤回")
    secretary.fill("原因", "表决程序有误")
    secretary.press("撤回")
    member.open("/organizations/registers/rules/published/")
    member.sees("第1版")
