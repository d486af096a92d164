"""The secretaries' profile of a street through pages alone: age, schooling, mode of selection, director besides,
reserve cadres; every number opens its list (ORG-16)."""

from datetime import date

import pytest

from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_first_use import sheet
from tests.walks.test_members import bring_in

COLUMNS = ("姓名", "性别", "出生日期", "学历", "岗位", "所在社区", "联系电话")


@pytest.mark.walk("ORG-16")
def test_a_street_reads_its_secretaries_and_every_number_opens_its_list(community: Community) -> None:
    clerk = Person("street")
    clerk.follow("组织与任职")
    clerk.follow("任职")
    clerk.follow("书记队伍")
    clerk.sees("平均年龄 — 岁", "出生日期未填 1", "选任方式未填 1", "没有兼任居委会主任 1", "挂职的后备干部 0 人")
    clerk.follow("1", within="出生日期未填")
    clerk.sees("赵书记", "未填")
    line = ("周新", "女", date(1985, 3, 1), "大专", "社区书记", "幸福里社区", "13000040000")
    roster = sheet("社区工作者", COLUMNS, [line])
    bring_in(clerk, "社区工作者", roster, 任职日期="2026-01-01")
    clerk.press("确认导入 1 行")
    clerk.open("/organizations/secretaries/")
    clerk.sees("平均年龄 41.0 岁", "年轻书记大专及以上 100.0 %", "达到", "出生日期未填 0", "其中学历未填 0")
    clerk.follow("1", within="选任方式未填")
    clerk.sees("周新", "41", "大专", "没有兼任")
    clerk.follow("登记", within="周新")
    assert clerk.options("选任方式") == ["请选择", "公开选拔", "公开招聘", "竞争上岗", "民主选举"]
    clerk.press("保存", refused=True)
    clerk.fill("选任方式", "公开招聘")
    clerk.press("保存")
    clerk.sees("已登记周新的选任方式", "公开招聘 1", "选任方式未填 0")
    clerk.open(f"/organizations/{community.community.pk}/appoint/")
    clerk.fill("姓名", "周新")
    clerk.fill("职务", "社区主任")
    clerk.fill("任职日期", "2026-02-01")
    clerk.press("确认任职")
    clerk.open("/organizations/registers/stationed/new/")
    clerk.fill("社区大党委", "幸福里社区大党委")
    clerk.fill("姓名", "吴后备")
    clerk.tick("登记为新人员")
    clerk.fill("行业", "后备干部挂职")
    clerk.fill("派出部门", "区委组织部")
    clerk.fill("工作职责", "协助书记工作")
    clerk.press("登记")
    clerk.open("/organizations/secretaries/")
    clerk.sees("兼任居委会主任 1", "没有兼任居委会主任 0", "挂职的后备干部 1 人")
    clerk.follow("挂职的后备干部")
    clerk.sees("吴后备", "区委组织部")
