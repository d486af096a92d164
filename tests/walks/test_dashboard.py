"""The district's officer at the dashboard, from an empty community to paper and to the wall, through pages alone."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.walks.conftest import ScoredCommunity
from tests.walks.person import Person
from tests.walks.test_meetings import at, words
from tests.walks.test_scores import held


@pytest.mark.walk("ASM-11")
def test_the_officer_looks_from_the_map_to_the_record_compares_prints_and_puts_it_on_the_wall(
    scored_community: ScoredCommunity, night: Callable[[], None]
) -> None:
    anybody = Client()
    with at(9):
        secretary, officer = Person("secretary"), Person("district")
        held(secretary, "共建联席会", "2026-11-20T09:00")
        night()
        officer.open("/")
        officer.follow("全区总览")
        officer.sees("街道 × 指标", "甲街道党工委", "联席会议", "合计", "十二个月走势")
        # the map of streets opens into communities, by any indicator
        officer.follow("地图和对比")
        officer.sees("甲街道党工委", "幸福里社区", "五好得分")
        officer.fill("指标", "联席会议")
        officer.press("查看")
        officer.sees("联席会议", "对比", "上年同期", "没有可比")
        officer.fill("对比", "前一时段")
        officer.fill("指标", "联席会议")
        officer.press("查看")
        officer.sees("比前一时段")
        officer.follow("甲街道党工委")
        officer.sees("甲街道党工委地图和对比", "幸福里社区")
        # drill down to the record
        officer.follow("幸福里社区")
        officer.sees("幸福里社区", "联席会议")
        officer.follow("联席会议")
        officer.follow("共建联席会")
        officer.sees("共建联席会")
        # trend of another indicator; print
        officer.open("/")
        officer.follow("全区总览")
        officer.fill("指标", "共建签约")
        officer.press("换指标")
        officer.sees("近十二个月：共建签约")
        assert officer.page.xpath("//button[@data-print]")
        # out of it: numbers in Excel, a report in Word
        book = load_workbook(BytesIO(officer.download("导出")))
        table = list(book["街道×指标"].iter_rows(values_only=True))
        column = next(row for row in table if row[0] == "组织").index("联席会议")
        assert next(row for row in table if row[0] == "甲街道党工委")[column] == 1
        told = words(officer.download("Word 报告"))
        assert "测试区委组织部" in told and "社区党建情况报告" in told and "各街道（镇）情况" in told
        # the wall: an address without sign-in, which reads and shows no person, until it is taken back
        officer.follow("大屏")
        officer.follow("登记大屏")
        officer.fill("放置地点", "一楼大厅")
        officer.fill("有效期至", "2028-01-01")
        officer.press("登记", refused=True)
        officer.sees("有效期最长一年")
        officer.fill("有效期至", "2026-12-31")
        officer.press("登记")
        officer.sees("已登记一楼大厅大屏")
        entry = officer.address
        officer.follow("打开大屏")
        wall = officer.address
        shown = "".join(anybody.get(f"{wall}?panel={panel}").content.decode() for panel in ("today", "map", "figures"))
        assert "测试区委组织部" in shown and "幸福里社区" in shown and "甲街道党工委" in shown and "联席会议" in shown
        for person in ("赵书记", "钱副书记", "冯一", "组织部干部"):
            assert person not in shown
        assert anybody.post(wall).status_code == 405
        officer.open(entry)
        officer.follow("撤回")
        officer.fill("原因", "大厅装修")
        officer.press("撤回")
        assert anybody.get(wall).status_code == 404


def todo(person: Person, button: str, words: str) -> None:
    """What waits on the person's list, opened from there."""
    person.open("/?all=1")
    person.follow(button, within=words)


@pytest.mark.walk("ASM-11")
def test_a_finding_is_chased_passed_on_answered_and_seen(db: None, night: Callable[[], None]) -> None:
    with at(9, day=28, month=12):
        ScoredCommunity()
        night()
    with at(9, day=6, month=1, year=2027):
        night()
        officer = Person("district")
        officer.open("/")
        officer.sees("最需要过问的", "甲街道党工委", "主题党日")
        officer.follow("催办：甲街道党工委 · 主题党日")
        officer.fill("答复期限", "2020-01-01")
        officer.press("登记", refused=True)
        officer.fill("要求", "请说明没有开展主题党日的原因。")
        officer.fill("答复期限", "2027-01-10")
        officer.press("登记")
        officer.sees("待答复", "2027-01-10", "测试区委组织部")
        officer.misses("转给社区")
        officer.open("/")
        officer.sees("待答复", "期限 2027-01-10")
        clerk = Person("street")
        todo(clerk, "去答复", "答复催办：主题党日")
        clerk.sees("请说明没有开展主题党日的原因。")
        clerk.follow("转给社区")
        clerk.fill("转给", "幸福里社区")
        clerk.fill("要求", "请今天查明。")
        clerk.press("保存")
        clerk.sees("已转给", "幸福里社区")
        secretary = Person("secretary")
        todo(secretary, "去答复", "答复催办：主题党日")
        secretary.sees("请今天查明。", "甲街道党工委")
        secretary.misses("阅知答复", "撤回")
        link = next(each for each in secretary.page.iter("a") if (each.get("href") or "").endswith("/answer/"))
        secretary.open(link.get("href"))
        secretary.press("保存", refused=True)
        secretary.sees("请写明办理情况")
        secretary.fill("答复", "因书记换届推迟，本月补开。")
        secretary.press("保存")
        secretary.sees("已答复，待阅", "因书记换届推迟，本月补开。")
        todo(clerk, "去看", "阅知催办的答复")
        clerk.follow("阅知答复")
        clerk.press("保存")
        clerk.sees("已阅")
        clerk.open("/assessments/chases/")
        clerk.follow("催办甲街道党工委")
        link = next(each for each in clerk.page.iter("a") if (each.get("href") or "").endswith("/answer/"))
        clerk.open(link.get("href"))
        clerk.fill("答复", "社区本月补开，街道派人到会。")
        clerk.press("保存")
        officer.open("/")
        officer.follow("已答复，待阅")
        officer.sees("社区本月补开，街道派人到会。")
        officer.follow("阅知答复")
        officer.press("保存")
        officer.sees("已阅")
        officer.open("/")
        officer.follow("提示：甲街道党工委 · 主题党日")
        officer.fill("要求", "下月起按月报进度。")
        officer.press("登记")
        officer.sees("待知晓")
        todo(clerk, "去看", "上级提示：主题党日")
        clerk.follow("知晓")
        clerk.press("保存")
        clerk.sees("已知晓")
