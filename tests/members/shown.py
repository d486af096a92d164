"""Rosters as people really send them: one small workbook for each way in which public projects saw imports go wrong.

The people are invented (area 999999, right check digits). `test_shown` has the right answer for each.
"""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import xlsxwriter

from tests.core.hostile import raw_workbook
from tests.members.rosters import number

HEAD = ["序号", "姓名", "性别", "民族", "公民身份号码", "学历", "入党时间", "转正时间", "联系电话"]
WITH_BIRTH = [*HEAD[:4], "出生年月", *HEAD[4:]]
NATIONAL = [
    "序号", "姓名", "公民身份号码", "性别", "民族", "出生日期", "学历", "人员类别", "所在党支部", "加入党组织日期",
    "转为正式党员日期", "工作岗位", "手机号码", "固定电话", "家庭住址", "党籍状态", "是否为失联党员", "失去联系日期",
    "是否为流动党员", "外出流向",
]  # fmt: skip
A, B, C = number("19850715", 11), number("19720302", 22), number("19900901", 33)
MONTH, MONTH_SHORT, DAY = 'yyyy"年"m"月"', "mmm-yy", "yyyy-mm-dd"


def book(
    rows: Sequence[Sequence[Any]] | None = None,
    *,
    sheets: dict[str, Sequence[Sequence[Any]]] | None = None,
    hidden_sheets: Sequence[str] = (),
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    merged: Sequence[tuple[int, int, int, int, str]] = (),
) -> bytes:
    """A workbook; a cell (value, format) is written with that number format. Rows and columns from 0."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as workbook:
        formats = {name: workbook.add_format({"num_format": name}) for name in (MONTH, MONTH_SHORT, DAY)}
        for title, content in (sheets or {"Sheet1": rows or []}).items():
            sheet = workbook.add_worksheet(title)
            if title in hidden_sheets:
                sheet.hide()
            for r, row in enumerate(content):
                for c, cell in enumerate(row):
                    if isinstance(cell, tuple):
                        sheet.write_datetime(r, c, cell[0], formats[cell[1]])
                    elif cell not in ("", None):
                        (sheet.write_string if isinstance(cell, str) else sheet.write_number)(r, c, cell)
            for index in hidden_rows:
                sheet.set_row(index, None, None, {"hidden": True})
            for index in hidden_columns:
                sheet.set_column(index, index, None, None, {"hidden": True})
            for top, left, bottom, right, text in merged:
                sheet.merge_range(top, left, bottom, right, text)
    return buffer.getvalue()


def inline(rows: Sequence[Sequence[Any]], *, workbook_properties: str = "") -> bytes:
    """A workbook of inline strings and numbers without any format."""
    lines = []
    for r, row in enumerate(rows, start=1):
        cells = "".join(
            f'<c r="{chr(65 + c)}{r}"><v>{cell}</v></c>'
            if isinstance(cell, int)
            else f'<c r="{chr(65 + c)}{r}" t="inlineStr"><is><t>{cell}</t></is></c>'
            for c, cell in enumerate(row)
            if cell != ""
        )
        lines.append(f'<row r="{r}">{cells}</row>')
    content = raw_workbook(f"<sheetData>{''.join(lines)}</sheetData>")
    if not workbook_properties:
        return content
    return rewritten(
        content, lambda name, body: (name, body.replace(b"<sheets>", workbook_properties.encode() + b"<sheets>"))
    )


def rewritten(content: bytes, change: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    """The archive with every entry (name, content) changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            changed, body = change(name, old.read(name))
            entry = zipfile.ZipInfo("x")
            entry.filename = changed
            new.writestr(entry, body, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def person(
    name: str, resident: str, joined: Any = "2006-07-01", full: Any = "2007-07-01", sex: str = "男"
) -> list[Any]:
    return ["1", name, sex, "汉族", resident, "大专", joined, full, "13900000000"]


def born(name: str, birth: Any, resident: str, joined: Any, full: Any) -> list[Any]:
    return ["1", name, "男", "汉族", birth, resident, "大专", joined, full, "13900000000"]


def months_typed() -> bytes:
    return book(
        [WITH_BIRTH]
        + [
            born(
                f"月{chr(0x4E00 + i)}",
                (date(1960 + i, 1 + i, 1), MONTH_SHORT),
                number(f"{1960 + i}{1 + i:02}{10 + i}", 601 + 2 * i),
                (date(1990 + i, 1 + i, 1), MONTH_SHORT),
                (date(1991 + i, 1 + i, 1), MONTH_SHORT),
            )
            for i in range(10)
        ]
    )


def almost_midnight() -> bytes:
    def moment(*day: int) -> tuple[datetime, str]:
        return datetime(*day) - timedelta(seconds=43), DAY  # type: ignore[arg-type]  # noqa: DTZ001 a cell has no zone

    return book([WITH_BIRTH, born("施测试", moment(1985, 7, 15), A, moment(2006, 7, 1), moment(2007, 7, 1))])


def dates_written(*written: str) -> bytes:
    rows = [
        person(f"日期{chr(0x4E00 + i)}", number("19630715", 401 + 2 * i), text, "") for i, text in enumerate(written)
    ]
    return book([[*HEAD, "党员类别"], *([*row, "正式党员"] for row in rows)])


def national() -> bytes:
    rows = [
        "1 蒋测试 {A} 男 汉族 1985-07-15 大学 正式党员 _ 2006-07-01 2007-07-01 企业在岗职工 13900000001 _ 示范路1号 "
        "正常 否 _ 否 _",
        "2 沈测试 {B} 女 汉族 1972-03-02 大专 预备党员 _ 2024-09-01 _ 退休人员 13900000002 _ 示范路2号 正常 否 _ 否 _",
        "3 韩测试 {C} 男 汉族 1990-09-01 大专 正式党员 _ 2010-07-01 2011-07-01 _ 13900000003 _ 示范路3号 "
        "停止党籍 是 2016-01-01 是 省外",
    ]
    cells = [["" if cell == "_" else cell for cell in row.format(A=A, B=B, C=C).split()] for row in rows]
    return book([["党员基本信息汇总表"], NATIONAL, *cells])


def two_row_header() -> bytes:
    upper = ["序号", "姓名", "性别", "民族", "公民身份号码", "学历", "党内情况", "", "联系电话"]
    lower = ["", "", "", "", "", "", "入党时间", "转正时间", ""]
    return book(
        [["党员花名册"], upper, lower, person("李测试", A), person("周测试", B, "1995.07", "1996.07", "女")],
        merged=[(1, 6, 1, 7, "党内情况")],
    )


def branch_merged_down(branch: str) -> bytes:
    return book(
        [
            ["所在党支部", *HEAD],
            [branch, *person("何测试", A)],
            ["", *person("吕测试", B, "1995.07", "1996.07", "女")],
        ],
        merged=[(1, 0, 2, 0, branch)],
    )


def hidden_sheet() -> bytes:
    gone = person("郑已转出", B, "1995.07", "1996.07", "女")
    return book(
        sheets={"2026年": [HEAD, person("吴测试", A)], "2025年": [HEAD, person("吴测试", A), gone]},
        hidden_sheets=["2025年"],
    )


def two_layouts() -> bytes:
    return book(
        sheets={
            "一组": [["序号", "姓名", "性别", "公民身份号码", "入党时间"], ["1", "甲一", "男", A, "2006.07"]],
            "二组": [
                ["姓名", "入党时间", "公民身份号码", "备注"],
                ["乙一", "2006.13", number("19850715", 811), "备注内容"],
            ],
        }
    )


def csv_for_excel() -> bytes:
    return (
        "\ufeff" + ",".join(HEAD) + f'\r\n1,陈测试,男,汉族,="{A}",大专,="2006.07",="2007.07",="13900000000"\r\n'
    ).encode()


def csv_with_chinese_commas() -> bytes:
    return (
        "\ufeff姓名,公民身份号码,备注\r\n"
        f"陈测试,{A},2019年转入，原在外地务工，家中有老人，需要走访，本人愿意参加志愿服务\r\n"
        f"褚测试,{B},已退休，住三单元，行动不便，党费由子女代交\r\n"
    ).encode()


def backslash_paths() -> bytes:
    def change(name: str, body: bytes) -> tuple[str, bytes]:
        return (name.replace("/", "\\") if name.startswith("xl/") else name), body

    return rewritten(inline([HEAD, person("杨测试", A)]), change)


def named(*names: str) -> bytes:
    return book([HEAD, *(person(name, number("19850715", 101 + 2 * i)) for i, name in enumerate(names))])


def since_1904() -> bytes:
    """Serial numbers without a date format: 1985-07-15, 2006-07-01, 2007-07-01."""
    return inline(
        [WITH_BIRTH, born("孙测试", 29781, A, 37437, 37802)], workbook_properties='<workbookPr date1904="1"/>'
    )


def one_person_with_two_numbers() -> bytes:
    return book([HEAD, person("施重名", number("19850715", 511)), person("施重名", number("19850715", 513))])
