"""Members from the files that offices keep, and their statistics, through pages alone."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from python_calamine import CalamineWorkbook

from core.office.spreadsheets import Column, SheetSpec, write
from tests.members.rosters import number, roster, row
from tests.walks.conftest import Community, Street
from tests.walks.person import Person

SURVEY = Path(settings.BASE_DIR) / "demo" / "data" / "qingyang_members.xlsx"


def villages() -> bytes:
    """The branches that the survey's roster names, as a roster of organisations below the street."""
    names = sorted({line[9] for line in CalamineWorkbook.from_path(SURVEY).get_sheet_by_index(0).to_python()[1:]})
    titles = ("组织编码", "组织名称", "组织类型", "上级组织编码")
    lines = [(f"W-A-{order:02}", name, "党支部", "W-A") for order, name in enumerate(names, 1)]
    return write([SheetSpec("组织", [Column(title, kind="text") for title in titles], lines)])


def bring_in(clerk: Person, roster: str, file: tuple[str, bytes], **fields: str) -> None:
    clerk.open("/organizations/rosters/")
    clerk.follow(roster)
    clerk.fill("名册", file)
    for label, value in fields.items():
        clerk.fill(label, value)
    clerk.press("上传并检查")


@pytest.mark.walk("MEM-03")
def test_a_street_counts_its_members_as_the_survey_does(empty_street: Street) -> None:
    clerk = Person("street")
    bring_in(clerk, "组织名册", ("组织.xlsx", villages()), 隶属起始日期="2025-01-01")
    clerk.press("确认导入 30 行")
    bring_in(clerk, "党员花名册", ("花名册.xlsx", SURVEY.read_bytes()), 名册日期="2026-06-30")
    clerk.sees("全部 1162 行都可以导入")
    clerk.press("确认导入 1162 行")
    clerk.follow("统计报表")
    clerk.fill("截至", "2026-06-30")
    clerk.press("筛选")
    clerk.sees("1,162 名", "男 914 78.7%", "女 248 21.3%")
    clerk.sees("45岁及以下 314 27.0%", "46-59岁 419 36.1%", "60岁及以上 429 36.9%")
    clerk.sees(
        "初中及以下 675 58.1%", "高中（含中专） 426 36.7%", "大专及以上 55 4.7%", "未填 6 0.5%", "合计 1,162 100.0%"
    )
    clerk.sees("清洋街道第01村党支部 清洋街道第02村党支部")  # in the order of the file
    statistics = clerk.address
    numbers = [each for each in clerk.page.xpath("//td/a[@href]") if each.text.strip() not in ("", "0")]
    assert len(numbers) > 60
    for each in numbers:
        clerk.open(each.get("href"))
        count = each.text.strip()
        clerk.sees("截至 2026 年 6 月 30 日")
        if len(count) <= 3:  # a filtered list counts to a thousand and says "more than"
            clerk.sees(f"{count} 人")
        clerk.open(statistics)


@pytest.mark.walk("MEM-02")
def test_a_messy_roster_is_told_at_its_cells_brought_in_and_taken_back(community: Community) -> None:
    secretary = Person("secretary")
    rows = [
        row(
            姓名="郝建设", 公民身份号码=number("19650305"), 出生年月="1965.03", 入党时间="1990年7月", 转正时间="1991.7"
        ),
        row(
            姓名="常　青", 公民身份号码=number("19700102", 3), 出生年月="1970年1月", 入党时间="１９９５.07", 转正时间=""
        ),
        row(姓名="于得水", 公民身份号码=number("19800203", 5), 出生年月="1980.02", 入党时间="2005.13"),
        ["", "合计", "3人", *[""] * 13],
    ]
    for each in rows[:3]:
        each[9] = "幸福里第一党支部"
    bring_in(secretary, "党员花名册", ("花名册.xlsx", roster(*rows, title=True)))
    secretary.sees("读到 3 行", "有错误 1 行", "入党时间：日期“2005.13”不存在")
    marked = secretary.download("下载标出问题的表")
    [line] = [
        each
        for each in CalamineWorkbook.from_object(io.BytesIO(marked)).get_sheet_by_index(0).to_python()
        if "于得水" in each
    ]
    assert any("入党时间" in str(cell) for cell in line)
    secretary.open("/members/")
    secretary.misses("郝建设", "常 青", "于得水")
    rows[2][7] = "2005.12"
    rows[2][8] = "2006.12"
    bring_in(secretary, "党员花名册", ("花名册.xlsx", roster(*rows, title=True)))
    secretary.sees("全部 3 行都可以导入")
    secretary.press("确认导入 3 行")
    batch = secretary.address
    secretary.follow("看结果")
    secretary.sees("郝建设", "常青", "于得水", "13 人")
    secretary.open(batch)
    [undo] = [each for each in secretary.page.iter("button") if "撤销" in each.text_content()]
    secretary.press(" ".join(undo.text_content().split()))
    secretary.sees("撤销")
    secretary.open("/members/")
    secretary.misses("郝建设", "常 青", "于得水")


def enter(secretary: Person, name: str, order: int, member_class: str, **other: str) -> None:
    secretary.open("/members/")
    secretary.follow("登记党员")
    given = {
        "公民身份号码": number("19700304", order),
        "学历": "本科",
        "工作单位及职务": "第三中学教师",
        "专长": "书法",
        "联系电话": f"1390000002{order}",
        "入党时间": "1995-07-01",
        "转正时间": "1996-07-01",
        "管理类型": member_class,
        "组织关系起始日期": "2026-11-20",
    }
    secretary.fill("姓名", name)
    for label, value in (given | other).items():
        secretary.fill(label, value)
    secretary.press("保存")
    secretary.sees(f"已登记{name}", name, member_class)


@pytest.mark.django_db
@pytest.mark.walk("MEM-01")
def test_the_register_keeps_members_of_every_class_with_what_they_know_and_do(community: Community) -> None:
    secretary = Person("secretary")
    classes = {"孙学敏": "在职", "周长顺": "离退休", "吴桂兰": "下岗失业", "郑行远": "外出流动", "王多福": "其他"}
    for order, (name, member_class) in enumerate(classes.items(), 1):
        enter(secretary, name, order, member_class)
        secretary.sees("1970-03-04", "本科", "第三中学教师", "书法", "1995-07-01", "1996-07-01", "幸福里第一党支部")
    for name, member_class in classes.items():
        secretary.open("/members/")
        secretary.fill("管理类型", member_class)
        secretary.press("筛选")
        secretary.sees(name)
        secretary.misses(*(other for other in classes if other != name))
    secretary.follow("王多福")
    secretary.follow("更正资料")
    secretary.fill("学历", "研究生")
    secretary.fill("专长", "水电维修")
    secretary.fill("入党时间", "1995-06-30")
    secretary.press("保存")
    secretary.sees("已更正", "水电维修", "1995-06-30", "研究生")
    secretary.fill("变动日期", "2026-11-24")
    secretary.fill("管理类型", "离退休")
    secretary.press("登记变动")
    secretary.sees("王多福", "离退休")
