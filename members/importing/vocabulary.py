"""The words of a roster's closed columns, as offices write them → what is stored. Pure, one cell at a time."""

import re
from typing import Any

from core.chinese.characters import BLANKS, is_blank, normalize_text
from core.chinese.problem import Problem, quoted
from core.records.protection import is_masked
from members.models import Membership

Status = Membership.Status
MemberClass = Membership.MemberClass

_STATUSES = {
    Status.FULL: "正式党员 正式 是正式党员 正式中共党员 中共党员 党员 中共正式党员",
    Status.PROBATIONARY: "预备党员 预备 中共预备党员 预备期党员 预备期",
}
STATUS_OF = {word: status for status, words in _STATUSES.items() for word in words.split()}

_CLASSES = {
    MemberClass.IN_SERVICE: "在职 在岗 在职在岗 在职党员 在职职工 在岗职工 在职人员 公务员 企业职工 教师 工人",
    MemberClass.RETIRED: "离退休 退休 离休 离退休党员 离退休人员 退休人员 退休职工 退休党员 内退",
    MemberClass.UNEMPLOYED: "下岗失业 下岗 失业 待业 无业 下岗职工 下岗失业人员 未就业 下岗党员",
    MemberClass.FLOATING_OUT: "外出流动 流出 流动 流动党员 外出 外出务工 外出流动党员 流出党员",
    MemberClass.FLOATING_IN: "流入 流入党员 外来流动 流入流动党员",
    MemberClass.FARMING: "务农 农民 农牧渔民 农民党员 种植 养殖",
    MemberClass.SELF_EMPLOYED: "个体经营 个体 个体户 个体工商户 自主创业 自由职业 个体劳动者 灵活就业 经商",
    MemberClass.STUDENT: "学生 在校学生 大学生 在读 学生党员 研究生",
    MemberClass.OTHER: "其他 其它 其他人员 其他党员",
}
CLASS_OF = {word: chosen for chosen, words in _CLASSES.items() for word in words.split()}

_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
_LANDLINE = re.compile(r"(?:0\d{2,3})?[2-9]\d{6,7}(?:转?\d{1,6})?")
_BETWEEN = re.compile(r"[/、,;，；|]| {1,}(?=1\d{10})")
_PHONE_NOISE = re.compile(r"[\s\-–—()（）.]+")
_SPACES = re.compile(r"\s+")

TOTAL_ROW = re.compile(r"^(合计|总计|小计|共计|累计|总人数|合计人数|党员总数|共\d+[人名])")
NOTE_ROW = re.compile(
    r"^(注|备注|说明|填表说明|填表|制表|审核|填报|核对|联系人|负责人|经办人|书记|单位|单位\(?盖章\)?|盖章|日期|打印|"
    r"统计|截至|截止)[^:：]{0,10}[:：]"
)
NOTE_LABEL = re.compile(
    r"(填表|制表|审核|填报|经办|联系|负责|报送|核对|审批|批准)(人|单位|日期|时间)?(\(?(签字|签名|盖章)\)?)?[:：]?|"
    r"\(?(签字|签名|盖章|公章)\)?[:：]?|(支部)?书记(签字|签名)[:：]?|(填表|打印|统计|制表)?(日期|时间)[:：]?|(注|备注|说明)[:：]?"
)
_NO_LONGER = (
    "停止党籍|停党|出党|除名|开除|退党|脱党|死亡|去世|已故|病故|亡故|逝世|离世|转出|转走|已转|迁出|取消预备|取消资格"
)
NO_LONGER = re.compile(_NO_LONGER)
"""Somewhere in a cell about the standing of a member: probably none any more."""
_WHEN = r"[\d年月日号.\-/、,，。;； ]*"
LEFT = "left-already"
LEFT_MESSAGE = "这里写的是{written}，看来已经不是这里的党员，先不导入；如果仍是，请改正后再导入"
NO_LONGER_ALONE = re.compile(
    rf"{_WHEN}(?:此人|本人|该同志)?(?:已|于)?{_WHEN}(?:因病)?(?:{_NO_LONGER})(?:了|党员|外地)?{_WHEN}"
)
"""A remark that says nothing else; one with more words may be about somebody else."""
_YES = frozenset(["是", "有", "对", "1", "√", "✓", "✔", "Y", "YES", "TRUE"])
_NO = frozenset(["否", "无", "不是", "没有", "0", "×", "N", "NO", "FALSE", "未"])


def plain(value: Any) -> str:
    """The cell as clean text without any space, for words of closed lists and names of organisations."""
    return _SPACES.sub("", normalize_text(value)).replace("\0", "")


def text(value: Any) -> str:
    """Free text of one line; "" for an empty cell and the words that stand for one."""
    if value == "":
        return ""
    found = normalize_text(value)
    if not found.isprintable():
        found = "".join(character for character in found if character.isprintable())
    return "" if found in BLANKS else found


def status(value: Any) -> str | None | Problem:
    """正式党员 / 预备党员; `None` for an empty cell; problem `status-unknown` (an applicant is no member)."""
    word = plain(value)
    if is_blank(word):
        return None
    return STATUS_OF.get(word) or Problem(
        "status-unknown", f"党员类别{quoted(word)}无法识别，请填“正式党员”或“预备党员”"
    )


def member_class(value: Any) -> str | None | Problem:
    """在职, 离退休 …; `None` for an empty cell; problem `class-unknown`: kept as 其他; `left-already` (已故): asked."""
    word = plain(value)
    if is_blank(word):
        return None
    if NO_LONGER.search(word):
        return Problem(LEFT, LEFT_MESSAGE.format(written=quoted(word)))
    return CLASS_OF.get(word) or Problem("class-unknown", f"人员类别{quoted(word)}不在常用类别中，先记为“其他”")


def address(value: Any) -> str:
    """Free text; a mask (``members.resources``) says nothing, as an empty cell does."""
    found = text(value)
    return "" if is_masked(found) else found


def phone(value: Any) -> str | None | Problem:
    """A mobile number or a landline, of several the first mobile; a mask says nothing, as an empty cell does. Problem
    `phone-invalid` never quotes the cell.
    """
    if type(value) is str and len(value) == 11 and value.isascii() and _MOBILE.fullmatch(value):
        return value
    written = normalize_text(value)
    if written.isdecimal() and len(written) == 11 and written[0] == "1" and written[1] > "2":
        return written
    if is_blank(written):
        return None
    parts = [_PHONE_NOISE.sub("", part) for part in _BETWEEN.split(written)]
    for part in [*parts, _PHONE_NOISE.sub("", written)]:
        if match := _MOBILE.fullmatch(part):
            return match[1]
    for part in parts:
        if _LANDLINE.fullmatch(part):
            return part
    if is_masked(written):
        return None
    return Problem("phone-invalid", "联系电话不像手机号码或固定电话，请核对；号码没有导入")


def standing(value: Any) -> str | None:
    """The cell of 党籍状态 if it says that somebody is no member any more, else `None`."""
    word = plain(value)
    return word if NO_LONGER.search(word) and not word.startswith(("未", "非", "无")) else None


def left(value: Any) -> str | None:
    """The cell of 转出时间, 去世日期, 是否停止党籍 if it says that it happened, else `None`."""
    word = plain(value)
    return None if is_blank(word) or word.upper() in _NO else word


def lost(value: Any) -> str | None:
    """The cell of 是否失联 if it says so, else `None`."""
    word = plain(value)
    return word if word.upper() in _YES or ("失联" in word and not word.startswith(("未", "非", "否", "不"))) else None


def branch_key(value: Any) -> str:
    """What two spellings of a branch's name have in common: no spaces, no 中共, 支部 for 党支部."""
    word = plain(value).upper()
    for prefix in ("中国共产党", "中共"):
        word = word.removeprefix(prefix)
    return word.replace("支部委员会", "支部").replace("党支部", "支部")
