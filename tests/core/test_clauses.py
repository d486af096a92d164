"""A page names the document and the article, not the short name that the code gives it."""

import re

from assessments.indicators import DEFINITIONS
from assessments.schemes import FIVE_GOOD_LINES, FOUR_PROMOTIONS_LINES
from core.chinese.clauses import cite


def test_short_names_become_documents_and_articles():
    assert cite("S2 三(三)") == "《关于在全区推行社区“大党委”制的实施意见（试行）》三（三）"
    assert cite("S2 二(五), 三(四)").endswith("》二（五）、三（四）")
    assert cite("支部工作条例 16") == "《中国共产党支部工作条例（试行）》第16条"
    assert cite("S0 二3; S3 三1") == "《社区党建工作计划》二3；《一抓四促活动实施意见》三1"
    assert cite("S1 一1") == "城区基层党建工作经验材料一1", "it bears no title: no title marks"
    assert cite("S4A 一") == "《当前农村发展党员工作中存在的问题与对策》一"
    assert cite("S4B 二(二)") == "《党建调研报告》（街道社区）二（二）"
    assert cite("") == ""


def test_no_short_name_is_left_on_indicators_and_schemes():
    for each in (*DEFINITIONS, *FIVE_GOOD_LINES, *FOUR_PROMOTIONS_LINES):
        assert not re.search(r"\bS\d", cite(each.clause)), each
