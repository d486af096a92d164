"""The register in the columns of the national member-information system 全国党员管理信息系统 (MEM-23).

The system's own template is not published; the titles are those that offices' exports from it bear. Each is a title or
an alias of the members' roster (``members.importing.columns``), so a file that comes back is read by the same import
and an unchanged one changes nothing.
"""

from typing import Any

from django.db.models import QuerySet

from core.office.spreadsheets import Column, SheetSpec, write
from core.records import audit
from members.models import Membership, StandingSpell
from members.resources import member_cells

COLUMNS: tuple[tuple[str, str], ...] = (
    ("序号", "sequence"),
    ("所在党组织", "branch"),
    ("姓名", "name"),
    ("公民身份证号", "number"),
    ("性别", "sex"),
    ("民族", "ethnicity"),
    ("出生日期", "birth"),
    ("学历", "education"),
    ("党员类型", "status"),
    ("加入党组织日期", "joined"),
    ("转为正式党员日期", "full"),
    ("人员类型", "member_class"),
    ("工作岗位", "occupation"),
    ("手机号码", "phone"),
    ("家庭住址", "address"),
    ("是否失联", "lost"),
    ("备注", "remark"),
)
"""Title in the file, and the column of the roster that it is."""
NOTE = "号码、电话、住址已按规定遮盖；改后可以直接导入，遮盖的格表示不变"
MOST = 100_000


def workbook(records: QuerySet[Membership], *, by: Any) -> bytes:
    """One sheet of the members, recorded as an export."""
    spells = list(records.select_related("person", "organization")[:MOST])
    lost = set(
        StandingSpell.objects.open()
        .filter(kind=StandingSpell.Kind.LOST, person__in={each.person_id for each in spells})
        .values_list("person_id", flat=True)
    )
    rows = []
    for number, (spell, cells) in enumerate(zip(spells, member_cells(spells), strict=True), 1):
        given = {"sequence": number, "lost": "是" if spell.person_id in lost else "否", **cells}
        rows.append([given.get(name) or "" for _, name in COLUMNS])
    audit.record("members.exported", by=by, label="全国党员信息系统格式", rows=len(rows))
    columns = [Column(title, "date" if title.endswith("日期") else "text") for title, _ in COLUMNS]
    return write([SheetSpec("党员信息", columns, rows, note=NOTE)])
