"""Names of people: one spelling for each, and what is no name is asked about."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.chinese import names
from core.chinese.problem import Problem

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("范　健", "范健"),
        ("  王 小 明 ", "王小明"),
        ("'张三", "张三"),
        ("尼格买提．热合曼", "尼格买提·热合曼"),
        ("买买提 • 吐尔逊", "买买提·吐尔逊"),
        ("John  Smith", "John Smith"),
        ("李\u200b四\ufeff", "李四"),
        (None, ""),
    ],
)
def test_names_lose_what_was_typed_to_fill_the_cell(written, name):
    assert names.normalize_name(written) == name


@pytest.mark.parametrize("dot", "·•‧∙⋅・･．.。●⸱ㆍꞏ᛫°˙◦⸳․﹒˚")
@pytest.mark.parametrize("around", ["", " "])
def test_every_dot_between_characters_is_the_one_of_names(dot, around):
    assert names.normalize_name(f"阿依古丽{around}{dot}{around}买买提") == "阿依古丽·买买提"


@pytest.mark.parametrize("sign", "、，,/;；*#&@?+=|~★□×")
def test_what_stands_between_two_people_is_no_dot(sign):
    found = names.parse(f"王伟{sign}李芳")
    assert "·" not in found.text and found.problem is not None


def test_all_private_places_of_gbk_have_their_character():
    assert len(names._PRIVATE) == 80 and len(set(names._PRIVATE.values())) == 80
    assert all(unicodedata.category(chr(code)) in ("Lo", "So") for code in names._PRIVATE.values())
    assert names.normalize_name("王\ue863") == "王䶮" and names.normalize_name("⻢超") == "马超"
    assert names.normalize_name("⼴明") == "广明"


@pytest.mark.parametrize(
    "name",
    ["王伟", "欧阳娜娜", "阿依古丽·买买提", "买买提·阿不都拉·玉素甫", "王䶮", "𬍛明", "㛃丽", "John Smith", "李"],
)
def test_names_are_taken_as_they_are(name):
    assert names.parse(name) == names.Name(name)


@pytest.mark.parametrize(
    ("written", "proposed"),
    [
        ("王伟（预备）", "王伟"),
        ("赵强（已故）", "赵强"),
        ("王伟[转出]", "王伟"),
        ("李伟(女", "李伟"),
        ("1、王伟", "王伟"),
        ("王伟1", "王伟"),
        ("★王伟", "王伟"),
        ("*王伟", "王伟"),
        ("王伟*", "王伟"),
        ("王伟预备党员", "王伟"),
        ("王伟-已转出", "王伟"),
        ("李伟 13900000000", "李伟"),
        ("★孙书记", ""),
        ("孙同志", ""),
        ("王某某", ""),
        ("王伟、李芳", ""),
        ("王A伟", ""),
    ],
)
def test_what_is_written_around_a_name_is_asked_about(written, proposed):
    found = names.parse(written)
    assert found.problem is not None and found.problem.code == "name-doubtful" and not found.kept
    assert f"“{proposed}”" in found.problem.message if proposed else "不像" in found.problem.message
    assert "13900000000" not in found.problem.message


@pytest.mark.parametrize("written", ["钱??", "钱？？", "郑\ufffd", "王□", "王**", "王*伟", "12345", "长" * 50])
def test_lost_and_covered_characters_are_no_name(written):
    assert names.parse(written).problem is not None
    assert names.parse(written).problem.code == "name-invalid"


@pytest.mark.parametrize("written", ["", None, "无", " ", "—"])
def test_an_empty_cell_is_a_missing_name(written):
    assert names.parse(written).problem.code == "missing"


def test_a_character_that_only_one_computer_has_is_kept_and_said():
    found = names.parse("王\ue100")
    assert found.kept and found.problem.code == "name-doubtful" and "第2个字" in found.problem.message


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.none()))
def test_nothing_raises_and_parsing_settles(value):
    found = names.parse(value)
    assert found.problem is None or isinstance(found.problem, Problem)
    assert names.normalize_name(found.text) == found.text


@given(st.text(HAN, min_size=2, max_size=4), st.sampled_from(["（预备）", "(已故)", "【转出】", "（女）"]))
def test_brackets_never_become_part_of_a_name(name, note):
    assert names.parse(name + note).problem.code == "name-doubtful"


def test_a_hundred_thousand_names_are_quick():
    started = time.process_time()
    for i in range(100_000):
        names.parse(chr(0x4E00 + i % 20_000) + chr(0x4E00 + i * 7 % 20_000) + "明")
    assert time.process_time() - started < 3
