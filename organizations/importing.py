"""Import of organisations from a spreadsheet: read, check, plan, write in one transaction; never half.

An organisation that is there already is matched by its code. The formal superior counts, not the node between: a
general branch under its community is "under the street" for a file that knows no communities.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connection, transaction

from core import audit
from core.chinese import normalize_text
from core.errors import RuleViolation
from core.models import AuditEvent
from core.spreadsheets import UnreadableSpreadsheet, find_header, read
from organizations import rules
from organizations.actions import rebuild_paths
from organizations.kinds import ROOTS, Kind
from organizations.models import Organization, Placement

CODE, NAME, KIND, PARENT = "code", "name", "kind", "parent"
ALIASES = {
    CODE: ["组织编码", "编码", "组织代码", "党组织编码", "党组织代码"],
    NAME: ["组织名称", "名称", "党组织名称", "组织全称"],
    KIND: ["组织类型", "类型", "组织类别", "党组织类型"],
    PARENT: ["上级组织编码", "上级编码", "上级组织", "上级党组织编码", "隶属组织编码"],
}
TITLES = {name: words[0] for name, words in ALIASES.items()}
KINDS = {kind.label: kind for kind in Kind} | {
    "街道党委": Kind.STREET_WORKING_COMMITTEE,
    "街道工委": Kind.STREET_WORKING_COMMITTEE,
    "党工委": Kind.STREET_WORKING_COMMITTEE,
    "乡镇党委": Kind.TOWN_COMMITTEE,
    "党总支": Kind.COMMUNITY_GENERAL_BRANCH,
    "社区总支": Kind.COMMUNITY_GENERAL_BRANCH,
    "支部": Kind.BRANCH,
    "社区党支部": Kind.BRANCH,
    "村党支部": Kind.BRANCH,
}
_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}")
_TOTAL = re.compile(r"(合\s*计|总\s*计|小\s*计|备注|注[::]|填表|制表)")


class Row(NamedTuple):
    """One row as the file gives it, with where it stands: sheet, row number as the spreadsheet shows it."""

    sheet: str
    number: int
    code: str
    name: str
    kind: str
    parent: str


class Finding(NamedTuple):
    sheet: str
    row: int
    column: str
    code: str
    message: str


@dataclass
class Plan:
    """What the file would do. Nothing is written while ``errors`` is not empty."""

    rows: int = 0
    errors: list[Finding] = field(default_factory=list)
    created: list[Row] = field(default_factory=list)
    renamed: list[tuple[Organization, Row]] = field(default_factory=list)
    moved: list[tuple[Organization, Row]] = field(default_factory=list)
    unchanged: int = 0
    committed: bool = False
    old_names: dict[int, str] = field(default_factory=dict)

    @property
    def updated(self) -> int:
        return len({row.code for _, row in [*self.renamed, *self.moved]})

    @property
    def valid(self) -> int:
        return self.rows - len({(error.sheet, error.row) for error in self.errors})

    def as_dict(self) -> dict[str, Any]:
        """The shape of ``--json`` (docs/operations.md)."""
        return {
            "rows": self.rows,
            "valid": self.valid,
            "created": len(self.created),
            "updated": self.updated,
            "unchanged": self.unchanged,
            "errors": [error._asdict() for error in self.errors],
            "committed": self.committed,
            "batch": None,
        }


def read_rows(source: Path | str | bytes | Any, filename: str = "") -> list[Row]:
    """Rows of every sheet that has the columns; blank and total rows are left out.

    Raises UnreadableSpreadsheet when no sheet has them, or the file cannot be read.
    """
    rows: list[Row] = []
    refused: UnreadableSpreadsheet | None = None
    read_any = False
    for sheet in read(source, filename).sheets:
        try:
            header = find_header(sheet.rows, ALIASES, required=(CODE, NAME, KIND, PARENT))
        except UnreadableSpreadsheet as error:
            refused = refused or error
            continue
        read_any = True
        for index, cells in enumerate(sheet.rows[header.index + 1 :], start=header.index + 2):
            values = {
                name: normalize_text(cells[column]) if column < len(cells) else ""
                for name, column in header.columns.items()
            }
            filled = [value for value in values.values() if value]
            if not filled or (len(filled) <= 2 and any(_TOTAL.match(value) for value in filled)):
                continue
            rows.append(Row(sheet.name, index, values[CODE], values[NAME], values[KIND], values[PARENT]))
    if not read_any:
        raise refused or UnreadableSpreadsheet("no-rows")
    return rows


def _found(row: Row, column: str, code: str, message: str) -> Finding:
    return Finding(row.sheet, row.number, TITLES[column], code, message)


def _check_cells(row: Row) -> list[Finding]:
    found = []
    for column in (CODE, NAME, KIND):
        if not getattr(row, column):
            found.append(_found(row, column, "missing", f"{TITLES[column]}没有填写"))
    if row.code and not _CODE.fullmatch(row.code):
        found.append(
            _found(row, CODE, "code-invalid", f"组织编码“{row.code[:40]}”只能用字母、数字、横线和点，最多40位")
        )
    if len(row.name) > 80:
        found.append(_found(row, NAME, "too-long", "组织名称不能超过80个字"))
    if row.kind and row.kind not in KINDS:
        found.append(_found(row, KIND, "kind-unknown", f"没有“{row.kind[:40]}”这种组织类型"))
    return found


def _in_cycle(rows: dict[str, Row]) -> set[str]:
    """Codes of rows whose superiors lead back to themselves inside the file."""
    done: set[str] = set()
    cyclic: set[str] = set()
    for start in rows:
        way: list[str] = []
        code = start
        while code in rows and code not in done and code not in way:
            way.append(code)
            code = rows[code].parent
        if code in way:
            cyclic.update(way[way.index(code) :])
        done.update(way)
    return cyclic


class _Known:
    """Organisations that the file names, and their superiors, in two queries."""

    def __init__(self, codes: Iterable[str]) -> None:
        self.by_code = Organization.objects.in_bulk(list(set(codes)), field_name="code")
        above = {pk for each in self.by_code.values() for pk in each.ancestor_ids[-3:-1]}
        self.by_id = Organization.objects.in_bulk(list(above))

    def superiors(self, organization: Organization) -> list[Organization]:
        """The formal superior, and the one above it where the first is the community's territory."""
        ids = organization.ancestor_ids[:-1]
        if not ids:
            return []
        first = self.by_id[ids[-1]]
        if first.kind == Kind.COMMUNITY and len(ids) > 1:
            return [first, self.by_id[ids[-2]]]
        return [first]


def check(rows: Sequence[Row], *, parent: Organization | None = None, roots: Sequence[str] | None = None) -> Plan:
    """Check every row and plan the writes; three queries whatever the size.

    ``parent``: the superior of rows that name none. ``roots``: paths inside which anything may be created or changed
    (None: everywhere); what stands above them may be named unchanged.
    """
    plan = Plan(rows=len(rows))
    if parent is not None and roots is None:
        roots = [parent.path]
    first: dict[str, Row] = {}
    bad: set[tuple[str, int]] = set()

    def report(finding: Finding) -> None:
        plan.errors.append(finding)
        bad.add((finding.sheet, finding.row))

    for row in rows:
        for finding in _check_cells(row):
            report(finding)
        if not row.code:
            continue
        if row.code in first:
            other = first[row.code]
            where = f"第{other.number}行" if other.sheet == row.sheet else f"“{other.sheet}”第{other.number}行"
            report(_found(row, CODE, "duplicate-in-file", f"组织编码“{row.code}”与{where}重复"))
        else:
            first[row.code] = row
    known = _Known([*first, *(row.parent for row in rows if row.parent)])
    cyclic = _in_cycle(first)
    for row in rows:
        if (row.sheet, row.number) in bad:
            continue
        if row.code in cyclic:
            report(_found(row, PARENT, "cycle", f"“{row.code}”的上级又是它自己的下级"))
            continue
        for finding in _plan_row(row, first, known, plan, parent, roots):
            report(finding)
    plan.errors.sort(key=lambda finding: (finding.sheet, finding.row))
    return plan


def _parent_kind(code: str, file: dict[str, Row], known: _Known) -> str | None:
    """Kind of the superior named: as it is, or as the file will make it; None when nobody knows it."""
    if code in known.by_code:
        return known.by_code[code].kind
    return KINDS.get(file[code].kind, "") if code in file else None


def _inside(code: str, file: dict[str, Row], known: _Known, roots: Sequence[str] | None) -> bool:
    """Whether the place under ``code`` lies in what may be changed."""
    if roots is None:
        return True
    while code not in known.by_code:
        if code not in file:
            return False
        code = file[code].parent
    return any(known.by_code[code].path.startswith(root) for root in roots)


def _plan_row(
    row: Row,
    file: dict[str, Row],
    known: _Known,
    plan: Plan,
    parent: Organization | None,
    roots: Sequence[str] | None,
) -> list[Finding]:
    kind = KINDS[row.kind]
    existing = known.by_code.get(row.code)
    if not row.parent and kind not in ROOTS:
        if parent is None and existing is None:
            message = "没有填写上级组织编码；只有区委组织部可以没有上级"
            return [_found(row, PARENT, "missing", message)]
        if parent is not None:
            row = row._replace(parent=parent.code)
            known.by_code.setdefault(parent.code, parent)
    if row.parent:
        parent_kind = _parent_kind(row.parent, file, known)
        if parent_kind is None:
            return [_found(row, PARENT, "parent-unknown", f"没有编码为“{row.parent}”的上级组织")]
        if parent_kind:
            try:
                rules.check_can_place(kind=kind, parent_kind=parent_kind)
            except RuleViolation as violation:
                return [_found(row, PARENT, "kind-not-allowed", violation.message)]
    if existing is None:
        return _plan_new(row, file, known, plan, roots)
    return _plan_existing(row, kind, existing, file, known, plan, roots)


def _plan_new(row: Row, file: dict[str, Row], known: _Known, plan: Plan, roots: Sequence[str] | None) -> list[Finding]:
    if roots is not None and (not row.parent or not _inside(row.parent, file, known, roots)):
        return [_found(row, PARENT, "outside", "这个组织不在您的管理范围内")]
    plan.created.append(row)
    return []


def _plan_existing(
    row: Row,
    kind: Kind,
    existing: Organization,
    file: dict[str, Row],
    known: _Known,
    plan: Plan,
    roots: Sequence[str] | None,
) -> list[Finding]:
    reachable = roots is None or any(existing.path.startswith(root) or root.startswith(existing.path) for root in roots)
    if not reachable:
        return [_found(row, CODE, "outside", "这个组织不在您的管理范围内")]
    if existing.dissolved_on is not None:
        return [_found(row, CODE, "dissolved", f"{existing.name}已撤销，不能再导入")]
    if existing.kind != kind:
        message = f"{existing.name}现在是{existing.get_kind_display()}，改变类型请在组织页面办理"
        return [_found(row, KIND, "kind-changed", message)]
    superiors = {each.code for each in known.superiors(existing)}
    renamed = row.name != existing.name
    moved = bool(row.parent) and row.parent not in superiors
    if (renamed or moved) and roots is not None:
        inside = any(existing.path.startswith(root) for root in roots)
        if not inside or (moved and not _inside(row.parent, file, known, roots)):
            return [_found(row, CODE, "outside", "这个组织不在您的管理范围内，不能修改")]
    if renamed:
        plan.renamed.append((existing, row))
        plan.old_names[existing.pk] = existing.name
    if moved:
        plan.moved.append((existing, row))
    if not renamed and not moved:
        plan.unchanged += 1
    return []


@transaction.atomic
def write(plan: Plan, *, by: Any, since: date, today: date) -> None:
    """Write a plan without errors, set-wise: the number of statements does not grow with the rows."""
    if plan.errors:
        raise RuleViolation("errors", "文件中还有错误，没有写入")
    made = []
    for row in plan.created:
        full, initials = rules.name_keys(row.name)
        made.append(Organization(kind=KINDS[row.kind], code=row.code, name=row.name, pinyin=full, initials=initials))
    Organization.objects.bulk_create(made, batch_size=1000)
    codes = {row.parent for row in plan.created if row.parent} | {row.parent for _, row in plan.moved}
    superiors = Organization.objects.in_bulk(list(codes), field_name="code")
    Placement.objects.bulk_create(
        [
            _placement(organization, superiors[row.parent], since)
            for organization, row in zip(made, plan.created, strict=True)
            if row.parent
        ],
        batch_size=1000,
    )
    _write_moves(plan, superiors, today)
    for organization, row in plan.renamed:
        organization.name = row.name
        organization.pinyin, organization.initials = rules.name_keys(row.name)
        organization.version += 1
    Organization.objects.bulk_update(
        [organization for organization, _ in plan.renamed],
        ["name", "pinyin", "initials", "version"],
        batch_size=1000,
    )
    rebuild_paths(on=today)
    _record(plan, made, by=by, since=since, today=today)
    plan.committed = True


def _placement(organization: Organization, parent: Organization, since: date) -> Placement:
    return Placement(
        organization=organization,
        kind=organization.kind,
        parent=parent,
        parent_kind=parent.kind,
        during=(since, None),
    )


def _write_moves(plan: Plan, superiors: dict[str, Organization], today: date) -> None:
    """Open placements end today and new ones begin; one that has not begun yet is replaced."""
    moving = {organization.pk: superiors[row.parent] for organization, row in plan.moved}
    current = list(Placement.objects.filter(organization__in=moving, during__endswith__isnull=True))
    begun = [placement for placement in current if placement.during.lower < today]
    for placement in begun:
        placement.during = (placement.during.lower, today)
    Placement.objects.filter(pk__in=[each.pk for each in current if each not in begun]).delete()
    Placement.objects.bulk_update(begun, ["during"], batch_size=1000)
    organizations = [organization for organization, _ in plan.moved]
    Placement.objects.bulk_create([_placement(each, moving[each.pk], today) for each in organizations], batch_size=1000)


def _record(plan: Plan, made: list[Organization], *, by: Any, since: date, today: date) -> None:
    """One event an organisation, so that its page tells its history, and one for the file."""

    def event(event_code: str, organization: Organization, /, **data: Any) -> AuditEvent:
        return AuditEvent(
            code=event_code,
            actor_id=getattr(by, "pk", None),
            actor_label=str(by)[:80],
            organization_id=organization.pk,
            target_type="organizations.organization",
            target_id=str(organization.pk),
            target_label=organization.name[:200],
            data=data,
        )

    on = today.isoformat()
    events = [event("organizations.created", each, code=each.code, since=since.isoformat()) for each in made]
    events += [
        event("organizations.renamed", each, old=plan.old_names[each.pk], new=row.name, on=on)
        for each, row in plan.renamed
    ]
    events += [event("organizations.moved", each, new=row.parent, on=on) for each, row in plan.moved]
    AuditEvent.objects.bulk_create(events, batch_size=1000)
    audit.record(
        "organizations.imported",
        by=by,
        created=len(made),
        updated=plan.updated,
        unchanged=plan.unchanged,
    )


def import_organizations(
    source: Path | str | bytes | Any,
    *,
    by: Any,
    since: date,
    today: date,
    parent: Organization | None = None,
    commit: bool = False,
    filename: str = "",
) -> Plan:
    """Read and check a file and, with ``commit`` and no error, write it. Raises UnreadableSpreadsheet."""
    rows = read_rows(source, filename)
    if not commit:
        return check(rows, parent=parent)
    return commit_rows(rows, by=by, since=since, today=today, parent=parent)


@transaction.atomic
def commit_rows(
    rows: Sequence[Row],
    *,
    by: Any,
    since: date,
    today: date,
    parent: Organization | None = None,
    roots: Sequence[str] | None = None,
) -> Plan:
    """Check again under a lock that keeps other writers of the tree out, and write when every row is valid."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE organizations_organization IN SHARE ROW EXCLUSIVE MODE")
    plan = check(rows, parent=parent, roots=roots)
    if not plan.errors:
        write(plan, by=by, since=since, today=today)
    return plan
