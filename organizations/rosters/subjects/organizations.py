"""The roster of organisations: new ones, names, superiors.

An organisation that is there already is matched by its code. The formal superior counts, not the node between: a
general branch under its community is "under the street" for a file that knows no communities. All rows or none: they
stand on one another.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Upper

from core.chinese.dates import chinese_date
from core.office.rosters import QUESTION, Column, Row, Table, cells
from core.records import audit
from core.records.errors import RuleViolation
from organizations import rules
from organizations.actions.tree import check_superior, rebuild_paths
from organizations.kinds import ROOTS, Kind
from organizations.models import Organization, Placement, Renaming
from organizations.rosters.finding import Refusals
from organizations.rosters.subject import CREATED, UNCHANGED, UPDATED, Context, Derived, Journal, Line, Sent, Subject
from organizations.tree.effective import not_standing

CODE, NAME, KIND, PARENT = "code", "name", "kind", "parent"
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
COLUMNS = (
    Column(
        CODE,
        "组织编码",
        ("编码", "组织代码", "党组织编码", "党组织代码"),
        read=cells.code(title="组织编码"),
        needed=True,
        required=True,
        note="每个组织一个，不重复，以后不变；字母、数字、横线和点",
    ),
    Column(
        NAME,
        "组织名称",
        ("名称", "党组织名称", "组织全称"),
        read=cells.name(longest=80, title="组织名称"),
        needed=True,
        required=True,
        width=36,
    ),
    Column(
        KIND,
        "组织类型",
        ("类型", "组织类别", "党组织类型"),
        read=cells.choice(KINDS, title="组织类型", problem="kind-unknown"),
        needed=True,
        required=True,
        choices=Kind.labels,
    ),
    Column(
        PARENT,
        "上级组织编码",
        ("上级编码", "上级组织", "上级党组织编码", "隶属组织编码"),
        read=cells.text(longest=40, title="上级组织编码"),
        needed=True,
        note="上级的编码；留空时归入导入到的组织",
    ),
)


def _key(code: str | None) -> str:
    """Codes that differ in case only are one: people cannot tell them apart."""
    return (code or "").upper()


class _Known:
    """Organisations that the file names, their superiors, and the names below them, in four queries."""

    def __init__(self, rows: Sequence[Row], context: Context) -> None:
        keys = {_key(row[CODE]) for row in rows} | {_key(row[PARENT]) for row in rows}
        if context.organization is not None:
            keys.add(_key(context.organization.code))
        found = Organization.objects.alias(key=Upper("code")).filter(key__in=keys - {""})
        self.by_code = {_key(each.code): each for each in found}
        above = {pk for each in self.by_code.values() for pk in each.ancestor_ids[-3:-1]}
        self.by_id = Organization.objects.in_bulk(list(above))
        parents = {self.by_code[key].pk for row in rows if (key := _key(row[PARENT])) in self.by_code}
        if context.organization is not None:
            parents.add(context.organization.pk)
        below = Placement.objects.filter(
            parent__in=parents, during__endswith__isnull=True, organization__dissolved_on=None
        )
        self.names = {
            (parent, cells.plain(name)): pk
            for parent, name, pk in below.values_list("parent_id", "organization__name", "organization_id")
        }
        self._days = Refusals()
        self.not_yet = not_standing(self.by_code.values(), context.today, label="更名或改隶日期")

    def superiors(self, organization: Organization) -> list[Organization]:
        """The formal superior, and the one above it where the first is the community's territory."""
        ids = organization.ancestor_ids[:-1]
        if not ids:
            return []
        first = self.by_id[ids[-1]]
        if first.kind == Kind.COMMUNITY and len(ids) > 1:
            return [first, self.by_id[ids[-2]]]
        return [first]

    def refusal(self, parent: Organization, context: Context, day: Any) -> RuleViolation | None:
        """Why nothing may be put below ``parent`` from the day on; asked once a superior and day."""
        ask = partial(check_superior, parent, since=day, today=context.today, label="起始日期", field="since")
        return self._days.of((parent.pk, day), ask)


class _Check:
    """One file against the tree."""

    def __init__(self, table: Table, context: Context) -> None:
        self.table, self.context = table, context
        self.known = _Known(table.rows, context)
        self.file: dict[str, Row] = {}
        self.names: dict[tuple[str, str], Row] = {}

    def lines(self) -> list[Line]:
        self._in_file()
        return [line for row in self.table.rows if not row.faulty and (line := self._line(row)) is not None]

    def _in_file(self) -> None:
        for row in self.table.rows:
            if (key := _key(row[CODE])) and (first := self.file.setdefault(key, row)) is not row:
                word = "重复" if row[CODE] == first[CODE] else "只有大小写不同"
                message = f"组织编码“{row[CODE]}”与{first.where(row)}{word}"
                self.table.report(row, CODE, "duplicate-in-file", message)
        for key in self._cyclic():
            row = self.file[key]
            if not row.faulty:
                self.table.report(row, PARENT, "cycle", f"“{row[CODE]}”的上级又是它自己的下级")

    def _cyclic(self) -> set[str]:
        """Codes of rows whose superiors lead back to themselves inside the file."""
        done: set[str] = set()
        cyclic: set[str] = set()
        for start in self.file:
            way: list[str] = []
            code = start
            while code in self.file and code not in done and code not in way:
                way.append(code)
                code = _key(self.file[code][PARENT])
            if code in way:
                cyclic.update(way[way.index(code) :])
            done.update(way)
        return cyclic

    def _line(self, row: Row) -> Line | None:
        existing = self.known.by_code.get(_key(row[CODE]))
        if not self._parent_holds(row, existing):
            return None
        line = self._new(row) if existing is None else self._existing(row, existing)
        if line is not None and line.what != UNCHANGED and not self._name_is_free(row, existing):
            return None
        return line

    def _parent_holds(self, row: Row, existing: Organization | None) -> bool:
        """The superior is given (or is the one imported to), known, and of a kind that may have this one below."""
        report, kind = self.table.report, row[KIND]
        if not row[PARENT] and kind not in ROOTS:
            if self.context.organization is not None:
                row.values[PARENT] = self.context.organization.code
            elif existing is None:
                message = "没有填写上级组织编码；只有区委组织部可以没有上级"
                report(row, PARENT, "missing", message)
                return False
        if not row[PARENT]:
            return True
        key = _key(row[PARENT])
        if key in self.known.by_code:
            parent_kind: Any = self.known.by_code[key].kind
        elif key in self.file:
            parent_kind = self.file[key][KIND]
        else:
            report(row, PARENT, "parent-unknown", f"没有编码为“{row[PARENT]}”的上级组织")
            return False
        if parent_kind:
            try:
                rules.check_can_place(kind=kind, parent_kind=parent_kind)
            except RuleViolation as violation:
                report(row, PARENT, "kind-not-allowed", violation.message)
                return False
        return True

    def _inside(self, code: str | None) -> bool:
        """Whether the place under ``code`` lies in what may be changed."""
        if self.context.roots is None:
            return True
        key = _key(code)
        while key not in self.known.by_code:
            if key not in self.file:
                return False
            key = _key(self.file[key][PARENT])
        return any(self.known.by_code[key].path.startswith(root) for root in self.context.roots)

    def _new(self, row: Row) -> Line | None:
        if self.context.roots is not None and (not row[PARENT] or not self._inside(row[PARENT])):
            self.table.report(row, PARENT, "outside", "这个组织不在您的管理范围内")
            return None
        parent = self.known.by_code.get(_key(row[PARENT]))
        if parent is not None and (refused := self.known.refusal(parent, self.context, self.context.since)):
            self.table.report(row, PARENT, refused.code, refused.message)
            return None
        above = f"，上级{row[PARENT]}" if row[PARENT] else ""
        return Line(row, CREATED, row[NAME], f"{row[KIND].label}{above}")

    def _existing(self, row: Row, existing: Organization) -> Line | None:
        report, roots = self.table.report, self.context.roots
        if roots is not None and not any(
            existing.path.startswith(root) or root.startswith(existing.path) for root in roots
        ):
            report(row, CODE, "outside", "这个组织不在您的管理范围内")
            return None
        if existing.code != row[CODE]:
            report(row, CODE, "code-case", f"已有组织编码“{existing.code}”，只有大小写不同，请核对")
            return None
        if existing.dissolved_on is not None:
            report(row, CODE, "dissolved", f"{existing.name}已撤销，不能再导入")
            return None
        if existing.kind != row[KIND]:
            message = f"{existing.name}现在是{existing.get_kind_display()}，改变类型请在组织页面办理"
            report(row, KIND, "kind-changed", message)
            return None
        superiors = {_key(each.code) for each in self.known.superiors(existing)}
        renamed, moved = row[NAME] != existing.name, bool(row[PARENT]) and _key(row[PARENT]) not in superiors
        if (renamed or moved) and roots is not None:
            inside = any(existing.path.startswith(root) for root in roots)
            if not inside or (moved and not self._inside(row[PARENT])):
                report(row, CODE, "outside", "这个组织不在您的管理范围内，不能修改")
                return None
        if not renamed and not moved:
            return Line(row, UNCHANGED, existing.name)
        if not self._may_change_today(row, existing, moved):
            return None
        told = [f"更名，原为{existing.name}"] * renamed + [f"改隶到{row[PARENT]}"] * moved
        return Line(row, UPDATED, row[NAME], "；".join(told), (existing, renamed, moved))

    def _may_change_today(self, row: Row, existing: Organization, moved: bool) -> bool:
        """Renamings and moves of a roster hold from today: it stands, and so does its new superior."""
        today, parent = self.context.today, self.known.by_code.get(_key(row[PARENT]))
        if existing.pk in self.known.not_yet:
            self.table.report(row, CODE, "before-founding", self.known.not_yet[existing.pk])
            return False
        if not moved:
            return True
        if parent is None and self.context.since > today:
            message = f"改隶自今天起，上级“{row[PARENT]}”要到{chinese_date(self.context.since)}才设立"
            self.table.report(row, PARENT, "before-founding", message)
            return False
        refused = self.known.refusal(parent, self.context, today) if parent is not None else None
        if refused is not None:
            self.table.report(row, PARENT, refused.code, refused.message)
        return refused is None

    def _name_is_free(self, row: Row, existing: Organization | None) -> bool:
        """Two of one name under one superior cannot be told apart by any later roster."""
        name, key = cells.plain(row[NAME]), _key(row[PARENT])
        parent = self.known.by_code.get(key)
        if parent is None and existing is not None and not key and existing.path.count(".") > 1:
            return True
        taken = self.known.names.get((parent.pk, name)) if parent is not None else None
        if taken is not None and (existing is None or taken != existing.pk) and not self._renamed_away(taken, name):
            message = f"{parent}下面已有“{row[NAME]}”，请核对是不是同一个组织"
            self.table.report(row, NAME, "name-taken", message, QUESTION)
            return False
        first = self.names.setdefault((key, name), row)
        if first is not row:
            message = f"与{first.where(row)}同名，又在同一个上级之下，请核对是不是重复"
            self.table.report(row, NAME, "name-taken", message, QUESTION)
            return False
        return True

    def _renamed_away(self, taken: int, name: str) -> bool:
        """The organisation that has the name gets another one in this file."""
        holder = next((each for each in self.known.by_code.values() if each.pk == taken), None)
        row = self.file.get(_key(holder.code)) if holder is not None else None
        return row is not None and row[NAME] is not None and cells.plain(row[NAME]) != name


def check(table: Table, context: Context) -> list[Line]:
    return _Check(table, context).lines()


def write(lines: Sequence[Line], context: Context, journal: Journal) -> None:
    """Set-wise: the number of statements does not grow with the rows."""
    new = [line for line in lines if line.what == CREATED]
    made = [_organization(line.row) for line in new]
    Organization.objects.bulk_create(made, batch_size=1000)
    codes = {_key(line.row[PARENT]) for line in lines if line.row[PARENT]}
    found = Organization.objects.alias(key=Upper("code")).filter(key__in=codes)
    superiors = {_key(each.code): each for each in found}
    placements = [
        _placement(organization, superiors[_key(line.row[PARENT])], context.since)
        for organization, line in zip(made, new, strict=True)
        if line.row[PARENT]
    ]
    Placement.objects.bulk_create(placements, batch_size=1000)
    journal.created(made)
    journal.created(placements)
    changed = [(line.row, *line.data) for line in lines if line.what == UPDATED]
    _rename([(row, organization) for row, organization, renamed, _ in changed if renamed], context, journal)
    moves = [(row, each, superiors[_key(row[PARENT])]) for row, each, _, moved in changed if moved]
    _move(moves, context, journal)
    rebuild_paths(on=context.today)
    since = context.since.isoformat()
    created = ((each, {"code": each.code, "since": since}) for each in made)
    audit.record_many("organizations.created", by=context.by, targets=created)


def _organization(row: Row) -> Organization:
    full, initials = rules.name_keys(row[NAME])
    return Organization(kind=row[KIND], code=row[CODE], name=row[NAME], pinyin=full, initials=initials)


def _placement(organization: Organization, parent: Organization, since: Any) -> Placement:
    return Placement(
        organization=organization, kind=organization.kind, parent=parent, parent_kind=parent.kind, during=(since, None)
    )


def _rename(renamed: Iterable[tuple[Row, Organization]], context: Context, journal: Journal) -> None:
    """New names from today; the name before stays in the renaming and in the history."""
    renamed = list(renamed)
    today = context.today
    same_day = {
        each.organization_id: each
        for each in Renaming.objects.filter(organization__in=[each.pk for _, each in renamed], on=today)
    }
    renamings = []
    told = []
    for row, organization in renamed:
        names = ("name", "pinyin", "initials")
        journal.changed(organization, {name: getattr(organization, name) for name in names}, row)
        told.append((organization, {"old": organization.name, "new": row[NAME], "on": today.isoformat()}))
        earlier = same_day.get(organization.pk)
        if earlier is not None:
            journal.changed(earlier, {"name": earlier.name}, row)
            earlier.name = row[NAME]
            earlier.save(update_fields=["name"])
        else:
            renaming = Renaming(organization=organization, on=today, old_name=organization.name, name=row[NAME])
            renaming.short_name = organization.short_name
            renamings.append((renaming, row))
        organization.name = row[NAME]
        organization.pinyin, organization.initials = rules.name_keys(row[NAME])
        organization.version += 1
    Renaming.objects.bulk_create([renaming for renaming, _ in renamings], batch_size=1000)
    rows = {id(renaming): row for renaming, row in renamings}
    journal.created((renaming for renaming, _ in renamings), lambda each: rows[id(each)])
    Organization.objects.bulk_update(
        [each for _, each in renamed], ["name", "pinyin", "initials", "version"], batch_size=1000
    )
    audit.record_many("organizations.renamed", by=context.by, targets=told)


def _move(moves: Sequence[tuple[Row, Organization, Organization]], context: Context, journal: Journal) -> None:
    """Open placements end today and new ones begin; one that has not begun yet is replaced."""
    today = context.today
    rows = {organization.pk: row for row, organization, _ in moves}
    current = list(Placement.objects.filter(organization__in=list(rows), during__endswith__isnull=True))
    begun = [placement for placement in current if placement.during.lower < today]
    for placement in current:
        row = rows[placement.organization_id]
        if placement in begun:
            journal.changed(placement, {"during": placement.during}, row)
            placement.during = (placement.during.lower, today)
        else:
            journal.removed(placement, row)
    Placement.objects.filter(pk__in=[each.pk for each in current if each not in begun]).delete()
    Placement.objects.bulk_update(begun, ["during"], batch_size=1000)
    placements = [_placement(organization, parent, today) for _, organization, parent in moves]
    Placement.objects.bulk_create(placements, batch_size=1000)
    journal.created(placements, lambda each: rows[each.organization_id])
    told = ((organization, {"new": parent.code, "on": today.isoformat()}) for _, organization, parent in moves)
    audit.record_many("organizations.moved", by=context.by, targets=told)


def _of_day(rows: Any, on: date) -> QuerySet[Organization]:
    found: QuerySet[Organization] = rows.in_force(on).order_by("path")
    return found


def _cells(records: Sequence[Organization]) -> Iterator[dict[str, Any]]:
    ids = {each.ancestor_ids[-2] for each in records if len(each.ancestor_ids) > 1}
    codes = dict(Organization.objects.filter(pk__in=ids).values_list("pk", "code"))
    for each in records:
        above = each.ancestor_ids[:-1]
        yield {
            CODE: each.code,
            NAME: each.name,
            KIND: each.get_kind_display(),
            PARENT: codes[above[-1]] if above else "",
        }


def _paths_again(context: Context) -> None:
    rebuild_paths(on=context.today)


ORGANIZATIONS = Subject(
    key="organizations",
    label="组织名册",
    noun="个组织",
    right="organizations.manage_organization",
    since="隶属起始日期",
    columns=COLUMNS,
    check=check,
    write=write,
    shown="organizations:index",
    sent=Sent(Organization.objects.visible_to, _of_day, _cells),
    hint="按组织编码对照：没有的新建，名称不同的更名，上级不同的改隶（自今天起）；全部行都没有问题才导入",
    divisible=False,
    lock="organizations_organization",
    after_undo=_paths_again,
    derived=(Derived("organizations.OpenDuty", "organization"), Derived("organizations.OpenDuty", "origin")),
)
