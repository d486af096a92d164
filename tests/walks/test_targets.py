"""The district's target board, from an empty community to the record behind a number, through pages alone."""

from collections.abc import Callable

import pytest

from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_bodies import found, held
from tests.walks.test_meetings import at


def row(officer: Person, title: str) -> str:
    """What the line of the board says."""
    found = [each for each in officer.page.iter("tr") if each.find("th") is not None]
    line = next(each for each in found if (each.find("th").text_content() or "").strip().startswith(title))
    return " ".join(line.text_content().split())


def says(officer: Person, title: str, *words: str) -> None:
    line = row(officer, title)
    missing = [word for word in words if word not in line]
    assert not missing, f"{title}: {line}"


@pytest.mark.walk("ASM-10")
def test_the_district_sees_every_target_what_lacks_and_the_records_behind(
    community: Community, night: Callable[[], None]
) -> None:
    with at(9):
        night()
        officer, secretary, clerk = Person("district"), Person("secretary"), Person("street")
        officer.open("/")
        officer.follow("全区总览")
        officer.follow("目标进度")
        board = officer.address
        officer.sees("测试区委组织部目标进度", "三年规划", "大党委制实施意见", "S0 二2", "S2 四(六)")
        says(officer, "社区书记平均年龄", "不超过 45 岁", "未知")
        says(officer, "社区党建联席会议组建率", "不低于 100%", "0.0%（0/1）", "差 1 个")
        says(officer, "召开联席会议", "每个社区每年不少于 2 次", "0.0%（0/2）", "差 2 个，其中 1 个期限未到")
        says(officer, "省级党建示范点", "3 年内 1—2个", "0 个", "差 1 个")
        says(officer, "区级党建示范点", "10个左右", "差 10 个")
        says(officer, "一居一支", "100.0%（1/1）", "达到")
        says(officer, "大党委组成", "委员 9—11 名，书记 1 名，副书记 3 名", "0.0%（0/1）")
        says(officer, "党建活动经费", "每个社区每年不少于 20000 元", "差 1 个，其中 1 个期限未到")
        says(officer, "竞职演讲", "没有应计的")
        says(officer, "网格服务联系卡", "没有记录", "1 个没有记录")
        # the secretary does what lacks, and the numbers follow
        found(secretary, "社区党建联席会议", "幸福里联席会议")
        held(secretary, "社区党建联席会议", "秋季联席会议", "2026-09-10T09:00")
        officer.open(board)
        says(officer, "社区党建联席会议组建率", "100.0%（1/1）", "达到")
        says(officer, "召开联席会议", "50.0%（1/2）", "没有达到")
        says(officer, "联席会议过渡到紧密型", "0.0%（0/1）")
        officer.follow("50.0%（1/2）")
        officer.sees("2 条，其中达到 1 条", "上半年社区党建联席会议", "没有达到", "应召开 1 次，已记录 0 次", "2025 年")
        officer.follow("下半年社区党建联席会议")
        officer.sees("秋季联席会议")
        officer.open(board)
        officer.follow("大党委组成：0.0%（0/1）")
        officer.sees("幸福里社区大党委", "缺委员（含书记、副书记）7名", "缺兼职副书记2名")
        officer.follow("幸福里社区大党委")
        officer.sees("赵书记")
        officer.open(board)
        officer.follow("社区书记平均年龄：—")
        officer.sees("书记平均年龄", "出生日期未填")
        # the street sees its own part, without the district's points
        clerk.open("/assessments/dashboard/")
        clerk.follow("目标进度")
        clerk.sees("甲街道党工委目标进度")
        clerk.misses("省级党建示范点")
        says(clerk, "社区党建联席会议组建率", "100.0%（1/1）")
