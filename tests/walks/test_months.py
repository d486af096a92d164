"""The month closes in sight: a district walks from what is missing to the protocol and opens it again by document."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from tests.walks.conftest import ScoredCommunity
from tests.walks.person import Person
from tests.walks.test_schemes import at
from tests.walks.test_scores import held


@pytest.mark.walk("ASM-19")
def test_a_month_is_seen_before_it_closes_frozen_with_a_protocol_and_reopened_by_document(
    db: None, night: Callable[[], None]
) -> None:
    with at(2026, 11, 20):
        ScoredCommunity()
        held(Person("secretary"), "十一月联席会", "2026-11-19T09:00")
        night()
    with at(2026, 12, 2):
        night()
        officer = Person("district")
        officer.open("/")
        officer.follow("五好评价")
        officer.follow("封账")
        officer.sees("2026年11月", "自动封账")
        officer.follow("2026年11月")
        officer.sees("还缺的记录", "主题党日", "幸福里社区", "欠缺")
        officer.follow("看记录", within="主题党日")
        officer.sees("欠缺")
        # the community sees its own, and records what was missing in time
        secretary = Person("secretary")
        secretary.open("/assessments/months/")
        secretary.follow("2026年11月")
        secretary.sees("还缺的记录", "幸福里社区")
        secretary.misses("重开原因")
    with at(2026, 12, 6, 1):
        night()
    with at(2026, 12, 7):
        officer = Person("district")
        officer.open("/assessments/months/")
        officer.sees("已封账")
        officer.follow("2026年11月")
        officer.sees("第 1 次封账", "联席会议", "与封账时一致", "校验码")
        with zipfile.ZipFile(io.BytesIO(officer.download("下载封账纪要"))) as paper:
            assert "2026年11月封账纪要" in re.sub(r"<[^>]+>", "", paper.read("word/document.xml").decode())
        officer.fill("文件名称和文号", "区委组织部〔2026〕20号")
        officer.fill("重开原因", " ")
        officer.fill("重开至", "2026-12-10")
        officer.press("重开", refused=True)
        officer.sees("请写明重开的原因")
        officer.fill("重开原因", "停电两天，联席会没能录入")
        officer.fill("重开至", "2027-12-10")
        officer.press("重开", refused=True)
        officer.sees("重开最多到2027-01-07")
        officer.fill("重开至", "2026-12-10")
        officer.press("重开")
        officer.sees("已重开至2026-12-10", "依据 区委组织部〔2026〕20号", "停电两天，联席会没能录入", "还缺的记录")
        held(Person("secretary"), "补记的联席会", "2026-11-25T09:00")
    with at(2026, 12, 11, 1):
        night()
    with at(2026, 12, 11):
        officer = Person("district")
        officer.open("/assessments/months/")
        officer.sees("已封账", "2 份")
        officer.follow("2026年11月")
        officer.sees("第 2 次封账", "第 1 次封账后重开", "与封账时一致")
        row = officer.page.xpath("//tr[contains(., '联席会议')]")[0].text_content().split()
        assert row[1] == "2"  # both of them, the one recorded after the first close too
