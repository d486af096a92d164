"""Community workers of a street: the roster of the survey comes in, the page gives its table to the digit, and against
an earlier year; through pages alone."""

from pathlib import Path

import pytest
from django.conf import settings
from python_calamine import CalamineWorkbook

from tests.walks.conftest import Street
from tests.walks.person import Person
from tests.walks.test_first_use import sheet
from tests.walks.test_members import bring_in

SURVEY = Path(settings.BASE_DIR) / "demo" / "data" / "nanhuan_staff.xlsx"


def communities() -> tuple[str, bytes]:
    """The communities that the survey's roster names, each with its general branch."""
    names = sorted({line[6] for line in CalamineWorkbook.from_path(SURVEY).get_sheet_by_index(0).to_python()[1:]})
    lines = [(f"W-A-{order:02}", name, "社区", "W-A") for order, name in enumerate(names, 1)]
    lines += [
        (f"W-A-{order:02}-Z", f"{name}党总支", "社区党总支", f"W-A-{order:02}") for order, name in enumerate(names, 1)
    ]
    return sheet("组织", ("组织编码", "组织名称", "组织类型", "上级组织编码"), lines)


@pytest.mark.walk("ORG-18")
def test_a_street_counts_its_workers_as_the_survey_does_and_against_an_earlier_year(empty_street: Street) -> None:
    clerk = Person("street")
    bring_in(clerk, "组织名册", communities(), 隶属起始日期="2025-01-01")
    clerk.press("确认导入 20 行")
    bring_in(clerk, "社区工作者", (SURVEY.name, SURVEY.read_bytes()), 任职日期="2026-01-01")
    clerk.press("确认导入 84 行")
    clerk.follow("组织与任职")
    clerk.follow("任职")
    clerk.follow("社区工作者统计")
    clerk.fill("截至", "2026-06-30")
    clerk.press("筛选")
    clerk.sees("甲街道党工委 · 截至 2026-06-30 · 社区工作者 84 人", "社区书记、主任 20 23.8%")
    clerk.sees("大学本科及以上 19 22.6%", "大专 30 35.7%", "中专及以下 35 41.7%", "大专及以上 49 58.3%")
    clerk.sees("35岁及以下 55 65.5%", "平均年龄 34.0 岁")
    clerk.misses("未填")
    table = clerk.address
    numbers = clerk.page.xpath("//td/a[@href]")
    assert len(numbers) == 7
    for each in numbers:
        clerk.open(each.get("href"))
        clerk.sees(f"{each.text.strip()} 人")
        clerk.open(table)
    clerk.follow("20")
    clerk.sees("姚珍 朝阳南街社区党总支 书记 39")

    clerk.open(table)
    clerk.follow("历年数字")
    clerk.follow("登记历年数字")
    clerk.fill("登记组织", "甲街道党工委")
    clerk.fill("年度", "2002")
    clerk.fill("社区工作者人数", "60")
    clerk.fill("大专及以上人数", "26")
    clerk.fill("平均年龄", "42.0")
    clerk.fill("数字来源", "街道社区党建调研报告")
    clerk.press("登记")
    clerk.follow("社区工作者历年数字")
    clerk.follow("社区工作者统计")
    clerk.fill("截至", "2026-06-30")
    clerk.fill("与历年数字比较", "2002")
    clerk.press("筛选")
    clerk.sees("与2002年比较", "街道社区党建调研报告")
    clerk.sees("大专及以上占比（%） 43.3 58.3 +15.0 个百分点", "平均年龄 42.0 34.0 -8.0 岁")
    clerk.fill("与历年数字比较", "不比较")
    clerk.fill("与这一天比较", "2025-06-30")
    clerk.press("筛选")
    clerk.sees("与2025-06-30比较", "社区工作者 0 84 +84 人")
