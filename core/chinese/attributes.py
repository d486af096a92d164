"""The closed lists of a roster: sex, ethnicity, schooling. Pure: a cell in, a value or a problem out."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import models

from core.chinese.characters import BLANKS, normalize_text
from core.chinese.problem import Problem, quoted


class Sex(models.TextChoices):
    MALE = "male", "男"
    FEMALE = "female", "女"


_SEXES = {
    "男": Sex.MALE,
    "男性": Sex.MALE,
    "M": Sex.MALE,
    "女": Sex.FEMALE,
    "女性": Sex.FEMALE,
    "F": Sex.FEMALE,
}


def sex(value: Any) -> Sex | None | Problem:
    """男 / 女 (also 男性 / 女性, M / F); `None` for an empty cell; problem `sex-unknown`."""
    text = normalize_text(value)
    if text in BLANKS:
        return None
    return _SEXES.get(text.upper()) or Problem("sex-unknown", f"性别{quoted(text)}无法识别，请填“男”或“女”")


_ETHNICITY_STEMS = """
汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西
景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安
裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺
"""
ETHNICITIES: tuple[str, ...] = tuple(stem + "族" for stem in _ETHNICITY_STEMS.split())
_ETHNICITIES = {name: name for name in ETHNICITIES}
_ETHNICITIES |= {name.removesuffix("族"): name for name in ETHNICITIES}
_ETHNICITIES |= {"维": "维吾尔族", "维族": "维吾尔族", "哈": "哈萨克族", "蒙": "蒙古族", "蒙族": "蒙古族"}


def ethnicity(value: Any) -> str | None | Problem:
    """汉 → 汉族, any of the 56; `None` for an empty cell; problem `ethnicity-unknown`."""
    text = normalize_text(value).replace(" ", "")
    if text in BLANKS:
        return None
    return _ETHNICITIES.get(text) or Problem("ethnicity-unknown", f"民族{quoted(text)}不在五十六个民族之中")


class Education(models.TextChoices):
    """Highest schooling. A degree (硕士, 博士) is no schooling of its own: both are 研究生."""

    NONE = "none", "未上过学"
    PRIMARY = "primary", "小学"
    JUNIOR = "junior", "初中"
    SENIOR = "senior", "高中"
    VOCATIONAL = "vocational", "中专"
    COLLEGE = "college", "大专"
    BACHELOR = "bachelor", "大学本科"
    POSTGRADUATE = "postgraduate", "研究生"


COLLEGE_AND_ABOVE = (Education.COLLEGE, Education.BACHELOR, Education.POSTGRADUATE)
"""大专及以上学历."""


_EDUCATION_WORDS = {
    Education.NONE: "未上过学 文盲 半文盲 文盲或半文盲 不识字 未入学 扫盲班",
    Education.PRIMARY: "小学 初小 高小 完小",
    Education.JUNIOR: "初中 初级中学 普通初中",
    Education.SENIOR: "高中 普通高中 高级中学 完中",
    Education.VOCATIONAL: (
        "中专 中等专科 中等专业学校 中等职业 中等职业教育 中职 职高 职业高中 技校 中技 技工 技工学校 中师"
    ),
    Education.COLLEGE: "大专 专科 大学专科 高职 大学普通班 高等专科 电大 函授大专 党校大专",
    Education.BACHELOR: "本科 大学 大学本科 全日制本科 大本 学士 函授本科 党校本科 党校大学 双学士",
    Education.POSTGRADUATE: "研究生 硕士 硕士研究生 博士 博士研究生 博士后 在职研究生 党校研究生 研究生班",
}
_EDUCATIONS = {word: degree for degree, words in _EDUCATION_WORDS.items() for word in words.split()}
_EDUCATION_TRIMMED = re.compile(r"(文化程度|文化|学历|程度|毕业|肄业|在读|结业|学位|\(.*?\)|以上|以下|及)")
_EDUCATION_SPACING = re.compile(r"[\s、,，/]+")


def education(value: Any) -> Education | None | Problem:
    """The degree words that offices write → one canonical choice; `None` for an empty cell.

    The word of a band (中专及以下) is read as the degree it names. Problem `education-unknown`.
    """
    text = normalize_text(value)
    if text in BLANKS:
        return None
    found = _EDUCATIONS.get(text)
    if found is None:
        text = _EDUCATION_SPACING.sub("", text)
        found = _EDUCATIONS.get(text) or _EDUCATIONS.get(_EDUCATION_TRIMMED.sub("", text))
    return found or Problem("education-unknown", f"学历{quoted(value)}无法识别，请填如“高中”“大专”“大学本科”")


class Band(NamedTuple):
    """A column of a survey's table: which degrees are counted in it."""

    code: str
    label: str
    members: frozenset[str]


def _bands(rows: Iterable[tuple[str, str, Iterable[Education]]]) -> tuple[Band, ...]:
    return tuple(Band(code, label, frozenset(members)) for code, label, members in rows)


_E = Education
EDUCATION_BANDS: dict[str, tuple[Band, ...]] = {
    # S4A 一: 初中及以下 675, 高中 426, 大专及以上 55 (and six unknown); vocational schools count as 高中.
    "survey": _bands(
        [
            ("junior_and_below", "初中及以下", [_E.NONE, _E.PRIMARY, _E.JUNIOR]),
            ("senior", "高中（含中专）", [_E.SENIOR, _E.VOCATIONAL]),
            ("college_and_above", "大专及以上", [_E.COLLEGE, _E.BACHELOR, _E.POSTGRADUATE]),
        ]
    ),
    # S4B 二(一): community workers.
    "staff": _bands(
        [
            ("bachelor_and_above", "大学本科及以上", [_E.BACHELOR, _E.POSTGRADUATE]),
            ("college", "大专", [_E.COLLEGE]),
            (
                "vocational_and_below",
                "中专及以下",
                [_E.NONE, _E.PRIMARY, _E.JUNIOR, _E.SENIOR, _E.VOCATIONAL],
            ),
        ]
    ),
    # The annual statistics of the Party.
    "official": _bands(
        [
            ("postgraduate", "研究生", [_E.POSTGRADUATE]),
            ("bachelor", "大学本科", [_E.BACHELOR]),
            ("college", "大学专科", [_E.COLLEGE]),
            ("vocational", "中专", [_E.VOCATIONAL]),
            ("senior", "高中、中技", [_E.SENIOR]),
            ("junior_and_below", "初中及以下", [_E.NONE, _E.PRIMARY, _E.JUNIOR]),
        ]
    ),
}
UNKNOWN_LABEL = "未填"
_BAND_OF = {
    scheme: {member: band.label for band in bands for member in band.members}
    for scheme, bands in EDUCATION_BANDS.items()
}


def education_band(scheme: str, value: str | None) -> str:
    """Label of the band that a degree falls in; 未填 for none."""
    return _BAND_OF[scheme].get(value or "", UNKNOWN_LABEL)
