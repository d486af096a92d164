"""Rosters for tests: honest workbooks made on the spot, and the shared ones copied into the demo's data."""

import json
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from core.chinese.idnumber import make_number
from members.importing.stages import Outcome
from members.rosters import MEMBERS
from organizations.models import Organization, RosterBatch
from organizations.rosters import actions as engine
from organizations.rosters.subject import Context
from tests.core.hostile import workbook

DATA = Path(settings.BASE_DIR) / "demo" / "data"
HEADER = [
    "序号", "姓名", "性别", "民族", "出生年月", "公民身份号码", "学历", "入党时间", "转正时间", "所在党支部",
    "党员类别", "人员类别", "工作单位及职务", "联系电话", "家庭住址", "备注",
]  # fmt: skip


def number(birth: str, sequence: int = 1) -> str:
    """A valid invented number: `birth` as 19650305, odd sequence for men."""
    return make_number("999999", date(int(birth[:4]), int(birth[4:6]), int(birth[6:])), sequence)


def row(**cells: Any) -> list[Any]:
    """A good row (a man born 1965-03-05) with some cells different."""
    good: dict[str, Any] = {
        "序号": 1,
        "姓名": "崔明",
        "性别": "男",
        "民族": "汉族",
        "出生年月": "1965.03",
        "公民身份号码": number("19650305"),
        "学历": "高中",
        "入党时间": "1990.07.01",
        "转正时间": "1991.07.01",
        "所在党支部": "甲一社区党支部",
        "党员类别": "正式党员",
        "人员类别": "在职",
        "工作单位及职务": "育红小学教师",
        "联系电话": "13000000001",
        "家庭住址": "幸福路1号",
        "备注": "",
    }
    assert cells.keys() <= good.keys(), cells.keys() - good.keys()
    return list((good | cells).values())


def roster(*rows: list[Any], title: bool = False) -> bytes:
    above: list[list[Any]] = [["甲一社区党员花名册（2026年）"]] if title else []
    return workbook([*above, HEADER, *rows], "花名册")


def import_roster(
    source: Any,
    *,
    organization: Organization,
    as_of: date,
    now: datetime,
    by: Any = "tests",
    skip_invalid: bool = False,
    filename: str = "",
) -> tuple[Outcome, RosterBatch | None]:
    """Check and write in one go, as the command does."""
    outcome, batch = engine.import_file(
        source,
        subject=MEMBERS,
        context=Context(by, organization, as_of, timezone.localdate(now)),
        commit=True,
        skip_invalid=skip_invalid,
        filename=filename,
        now=now,
    )
    assert isinstance(outcome, Outcome)
    return outcome, batch


def upload_roster(
    content: bytes, *, by: Any, organization: Organization, as_of: date, now: datetime, filename: str
) -> RosterBatch:
    return engine.upload(
        content, by=by, subject=MEMBERS, organization=organization, since=as_of, filename=filename, now=now
    )


def run_import(path: Path | str, organization: str, *flags: str) -> tuple[int, dict[str, Any]]:
    """Exit status and result of the command."""
    out = StringIO()
    status = 0
    try:
        call_command("import_members", str(path), "--organization", organization, "--json", *flags, stdout=out)
    except SystemExit as stopped:
        status = int(stopped.code or 0)
    return status, json.loads(out.getvalue())
