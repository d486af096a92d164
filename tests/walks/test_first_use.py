"""From an empty server to accounts for everybody: one command, then pages alone."""

import io
import json
import re

import pytest
from django.core.management import call_command
from pypdf import PdfReader

from core.office.spreadsheets import Column, SheetSpec, write
from tests.members.rosters import number
from tests.walks.person import PASSWORD, Person
from tests.walks.test_members import bring_in

TREE = [
    ("W-A", "甲街道党工委", "街道党工委", "W"),
    ("W-A-1", "幸福里社区", "社区", "W-A"),
    ("W-A-1-Z", "幸福里社区党总支", "社区党总支", "W-A-1"),
    ("W-A-1-1", "幸福里第一党支部", "党支部", "W-A-1-Z"),
]
NAMES = ("冯一", "陈二", "褚三")


def sheet(title: str, titles: tuple[str, ...], lines: list[tuple[str, ...]]) -> tuple[str, bytes]:
    return f"{title}.xlsx", write([SheetSpec(title, [Column(each, kind="text") for each in titles], lines)])


def begin_anew(somebody: Person, password: str) -> None:
    """The first password opens the page of a new one and nothing else."""
    somebody.sees("一次性密码")
    somebody.open("/")
    somebody.sees("修改密码")
    somebody.fill("当前密码", password)
    somebody.fill("新密码", PASSWORD)
    somebody.fill("新密码（重复）", PASSWORD)
    somebody.press("保存新密码")
    somebody.account = (somebody.account[0], PASSWORD)
    somebody.open("/")
    somebody.misses("一次性密码")


def slips(pdf: bytes) -> dict[str, str]:
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    names = re.findall(r"用户名\s*[：:]?\s*([a-z0-9]+)", text)
    return dict(zip(names, re.findall(r"一次性密码\s*[：:]?\s*(\S+)", text), strict=True))


@pytest.mark.django_db
@pytest.mark.walk("ORG-35")
@pytest.mark.requirement("ORG-35")
def test_a_district_begins_with_one_command_and_everybody_gets_an_account(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("create_district", "测试区委组织部", "--code", "W", "--administrator", "郑文", "--json")
    first = json.loads(capsys.readouterr().out)
    officer = Person(first["username"], first["password"])
    begin_anew(officer, first["password"])
    bring_in(officer, "组织名册", sheet("组织", ("组织编码", "组织名称", "组织类型", "上级组织编码"), TREE))
    officer.press("确认导入 4 行")
    phones = [f"1390000000{each}" for each in range(len(NAMES))]
    people = [(name, number("19650305", each + 1), phones[each], "幸福里第一党支部") for each, name in enumerate(NAMES)]
    bring_in(officer, "党员花名册", sheet("党员", ("姓名", "公民身份号码", "联系电话", "所在党支部"), people))
    officer.press("确认导入 3 行")
    bring_in(officer, "账号", sheet("账号", ("姓名", "联系电话"), list(zip(NAMES, phones, strict=True))))
    officer.press("确认导入 3 行")
    here = officer.address
    officer.press("打印账号开通单")
    given = slips(officer.content)
    assert sorted(given) == ["chener", "chusan", "fengyi"]
    officer.open(here)
    officer.sees("还有 3 个账号没有启用")
    for username, password in given.items():
        member = Person(username, password)
        begin_anew(member, password)
        member.sees("冯一" if username == "fengyi" else "")
