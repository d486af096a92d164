"""The term of a street's working committee with its reminder, and the street's annual report, through pages alone."""

from collections.abc import Callable

import pytest

from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_meetings import at
from tests.walks.test_theme_days import set_number


@pytest.mark.walk("ORG-11")
def test_a_committees_term_is_announced_before_its_end_and_the_street_reports_its_year(
    community: Community, hour: Callable[[], None]
) -> None:
    with at(9):
        set_number("org.term.work_committee_years", "2", "2025-01-15", "区委组织部文件〔2025〕1号")
        officer = Person("district")
        officer.open("/organizations/")
        officer.follow("甲街道党工委")
        officer.follow("任职")
        officer.fill("姓名", "孔书记")
        officer.fill("职务", "书记")
        officer.fill("任职日期", "2025-02-01")
        officer.tick("登记为新人员")
        officer.press("确认任职")
        officer.sees("已任命孔书记，任期至2027年2月1日", "孔书记 书记 委任 2025-02-01 2027-02-01")
        hour()
        officer.open("/organizations/posts/")
        officer.tick("任期将届满")
        officer.press("筛选")
        officer.sees("孔书记 甲街道党工委 书记")
        officer.open("/inbox/")
        officer.sees("甲街道党工委的书记任期将届满", "孔书记，2027-02-01届满")
        clerk = Person("street")
        clerk.open("/?all=1")
        clerk.misses("街道工作报告")
    with at(9, day=2, month=12):
        clerk = Person("street")
        clerk.open("/?all=1")
        clerk.sees("登记2026年街道工作报告")
        clerk.follow("去登记：登记2026年街道工作报告")
        clerk.fill("年度", "2026年")
        clerk.fill("名称", "甲街道2026年工作报告")
        clerk.fill("报告日期", "2026-12-02")
        clerk.fill("报告内容", "全年开展主题党日十二次，签订共建协议八份。")
        clerk.press("登记")
        clerk.sees("已登记甲街道2026年工作报告", "签订共建协议八份")
        clerk.open("/?all=1")
        clerk.misses("街道工作报告")
        officer = Person("district")
        officer.open("/organizations/registers/")
        officer.follow("街道年度工作报告")
        officer.sees("甲街道2026年工作报告", "甲街道党工委", "2026-12-02")
        officer.follow("甲街道2026年工作报告")
        officer.sees("签订共建协议八份")
