"""One record of a meeting and everything that is made of it, through pages alone."""

import io
from collections.abc import Callable

import pytest
from openpyxl import load_workbook

from tests.walks.conftest import ScoredCommunity
from tests.walks.person import Person
from tests.walks.test_meetings import at, mark, plan, words


def rows_of(content: bytes) -> list[dict[str, object]]:
    """Lines of the workbook of the annual form, each by the titles of its columns."""
    [sheet] = load_workbook(io.BytesIO(content)).worksheets
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0]]
    start = next(number for number, row in enumerate(rows) if row[0] == "组织")
    return [dict(zip(rows[start], row, strict=True)) for row in rows[start + 1 :]]


def ledger(person: Person, name: str) -> None:
    person.open("/meetings/")
    person.follow("台账")
    person.fill("组织名称", name)
    person.press("查找")
    person.follow(name)


def of_score(person: Person, label: str) -> None:
    person.open("/")
    person.follow("五好评价")
    person.follow("幸福里社区")
    person.follow(label)


@pytest.mark.walk("MTG-09")
def test_a_theme_day_recorded_once_stands_in_minutes_ledger_score_dashboard_and_annual_form(
    scored_community: ScoredCommunity, night: Callable[[], None]
) -> None:
    topic = "走访慰问困难党员"
    with at(9, day=10):
        secretary = Person("secretary")
        plan(secretary, "主题党日", topic, "2026-11-20T10:00")
    with at(10, 1, day=20):
        secretary = Person("secretary")
        secretary.open("/meetings/")
        secretary.follow(topic)
        secretary.press("开始签到")
        secretary.follow("代签和请假")
        mark(secretary, "褚三", "卫四", "蒋五", "沈六", "韩七", "杨八", way="现场点名")
        secretary.open("/meetings/")
        secretary.follow(topic)
        secretary.follow("记录会议")
        secretary.fill("会议内容", "走访三户困难党员。")
        secretary.press("先保存")
    with at(2, day=21):
        night()
    with at(9, day=21):
        secretary = Person("secretary")
        secretary.open("/meetings/")
        secretary.follow(topic)
        minutes = words(secretary.download("会议纪要 Word"))
        assert topic in minutes and "走访三户困难党员。" in minutes and "应到10人，实到6人" in minutes
        ledger(secretary, "幸福里社区大党委")
        secretary.sees("20日 6/10", topic)
        clerk = Person("street")
        clerk.open("/meetings/")
        clerk.follow("年度报表")
        clerk.sees("2026 年会议情况年度报表", "幸福里社区大党委")
        [line] = [row for row in rows_of(clerk.download("Excel")) if row["组织"] == "幸福里社区大党委"]
        assert (line["主题党日"], line["应到人次"], line["实到人次"]) == (1, 10, 6)
        of_score(secretary, "主题党日按时记录")
        secretary.sees(topic)
        clerk.open("/")
        clerk.follow("全区总览")
        clerk.sees("到会率 60%")
        # Two who had been forgotten are added to the record: everything follows, nothing is typed again.
        secretary.open("/meetings/")
        secretary.follow(topic)
        secretary.follow("到会名单")
        mark(secretary, "朱九", "秦十")
        secretary.open("/meetings/")
        secretary.follow(topic)
        assert "应到10人，实到8人" in words(secretary.download("会议纪要 Word"))
        ledger(secretary, "幸福里社区大党委")
        secretary.sees("20日 8/10")
    with at(2, day=22):
        night()
    with at(9, day=22):
        clerk = Person("street")
        clerk.open("/meetings/")
        clerk.follow("年度报表")
        [line] = [row for row in rows_of(clerk.download("Excel")) if row["组织"] == "幸福里社区大党委"]
        assert (line["主题党日"], line["应到人次"], line["实到人次"]) == (1, 10, 8)
        clerk.open("/")
        clerk.follow("全区总览")
        clerk.sees("到会率 80%")
        secretary = Person("secretary")
        of_score(secretary, "主题党日按月开展")
        secretary.sees(topic)
