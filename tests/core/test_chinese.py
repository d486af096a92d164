"""Names, pinyin and the closed lists of rosters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.chinese import attributes, characters, readings
from core.chinese.attributes import Education, Sex
from core.chinese.problem import Problem


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("仇明", "qiuming", "qm"),
        ("单晓燕", "shanxiaoyan", "sxy"),
        ("曾国华", "zengguohua", "zgh"),
        ("区伟", "ouwei", "ow"),
        ("解放", "xiefang", "xf"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("万俟洛", "moqiluo", "mql"),
        ("万俊飞", "wanjunfei", "wjf"),
        ("覃慧艳", "qinhuiyan", "qhy"),
        ("吕绿", "lvlv", "ll"),
        ("阿卜杜·热合曼", "abudureheman", "abdrhm"),
        ("Anna王", "annawang", "annaw"),
        ("", "", ""),
    ],
)
def test_pinyin_reads_surnames_as_surnames(name, full, initials):
    assert readings.pinyin(name) == (full, initials)


def test_organisations_are_read_by_words_not_by_surnames():
    assert readings.phrase_pinyin("区委组织部") == ("quweizuzhibu", "qwzzb")
    assert readings.phrase_pinyin("清洋街道第01村") == (
        "qingyangjiedaodi01cun",
        "qyjd01c".replace("jd01", "jdd01"),
    )


def test_places_have_the_readings_of_words_and_both_where_two_are_usual():
    assert readings.phrase_readings("解放路社区") == [("jiefanglushequ", "jflsq")]
    assert [full for full, _ in readings.phrase_readings("朝阳区委")] == ["chaoyangquwei", "zhaoyangquwei"]
    assert ("yueyuan", "yy") in readings.phrase_readings("乐园")
    assert len(readings.phrase_readings("朝乐长重厦巷弄堡")) <= 4


@pytest.mark.parametrize(
    ("surname", "reading"), [("粘", "nian"), ("么", "yao"), ("能", "nai"), ("贠", "yun"), ("郇", "xun")]
)
def test_rare_surnames_have_their_own_reading(surname, reading):
    assert readings.pinyin(f"{surname}明")[0] == f"{reading}ming"


def test_phone_that_was_a_number_is_its_digits():
    assert characters.normalize_text(13000005007.0) == "13000005007"
    assert characters.normalize_text("１３０ ００００　５００７") == "130 0000 5007"


@given(st.text(max_size=30))
def test_normalising_twice_changes_nothing_more(text):
    once = characters.normalize_text(text)
    twice = characters.normalize_text(once)
    assert once == once.strip()
    assert twice == once or once[:1] in "'‘’`"


@given(st.text(max_size=12))
def test_pinyin_is_searchable_ascii(name):
    full, initials = readings.pinyin(name)
    assert full.isascii() and initials.isascii()
    assert " " not in full
    assert len(initials) <= len(full)


def test_ethnicities_are_fifty_six_and_short_forms_are_known():
    assert len(set(attributes.ETHNICITIES)) == 56
    assert attributes.ethnicity("汉") == attributes.ethnicity(" 汉 族 ") == "汉族"
    assert attributes.ethnicity("满") == "满族"
    assert attributes.ethnicity("") is None
    problem = attributes.ethnicity("火星族")
    assert isinstance(problem, Problem)
    assert problem.code == "ethnicity-unknown"
    assert "火星族" in problem.message


@pytest.mark.parametrize(
    ("words", "degree"),
    [
        ("文盲 未上过学", Education.NONE),
        ("小学 小学文化", Education.PRIMARY),
        ("初中 初中及以下 初中毕业", Education.JUNIOR),
        ("高中 普通高中 高中学历", Education.SENIOR),
        ("中专 职高 技校 中技 中专及以下", Education.VOCATIONAL),
        ("大专 专科 大学专科 大专(函授) 大专以上", Education.COLLEGE),
        ("本科 大学 大学本科 本科学历 大学文化程度 学士学位", Education.BACHELOR),
        ("研究生 硕士 硕士研究生 博士 博士研究生毕业 在职研究生", Education.POSTGRADUATE),
    ],
)
def test_degree_words_of_offices(words, degree):
    assert {attributes.education(word) for word in words.split()} == {degree}


def test_unknown_degree_is_a_problem_and_none_is_none():
    assert attributes.education("") is None
    assert attributes.education("不详") is None
    assert attributes.education("厨师证").code == "education-unknown"


@pytest.mark.parametrize("scheme", sorted(attributes.EDUCATION_BANDS))
def test_bands_hold_every_degree_once(scheme):
    members = [member for band in attributes.EDUCATION_BANDS[scheme] for member in band.members]
    assert sorted(members) == sorted(Education.values)
    assert attributes.education_band(scheme, None) == attributes.education_band(scheme, "") == "未填"


def test_survey_counts_vocational_schools_as_senior():
    assert attributes.education_band("survey", Education.VOCATIONAL).startswith("高中")
    assert attributes.education_band("survey", "bachelor") == "大专及以上"
    assert attributes.education_band("staff", "senior") == "中专及以下"


def test_sex():
    assert attributes.sex(" 男 ") is Sex.MALE
    assert attributes.sex("女性") is Sex.FEMALE
    assert attributes.sex("") is None
    assert attributes.sex("其他").code == "sex-unknown"
