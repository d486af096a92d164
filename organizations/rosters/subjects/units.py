"""The roster of units of the area with their contact persons (ORG-13, ORG-28): a row is a unit in a community."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from django.db import models
from django.db.models import F

from core.chinese import creditcode
from core.office.rosters import QUESTION, WARNING, Column, Row, Table, cells
from core.records import audit
from core.records.errors import RuleViolation
from organizations.actions.units import settle
from organizations.kinds import STREETS, Kind
from organizations.models import Organization, Unit, UnitPresence
from organizations.queries import kept_inside
from organizations.rosters.finding import Newcomer, Persons, Places, Refusals
from organizations.rosters.sending import person_cells, written
from organizations.rosters.subject import CREATED, UNCHANGED, UPDATED, Context, Journal, Line, Sent, Subject
from organizations.rosters.writing import register
from organizations.rules import which_unit
from organizations.tree.effective import check_effective
from people.models import Person

KINDS = {kind.label: kind for kind in Unit.UnitKind} | {
    "国企": Unit.UnitKind.ENTERPRISE,
    "企业": Unit.UnitKind.ENTERPRISE,
    "非公企业": Unit.UnitKind.NEW_ECONOMIC,
    "社会组织": Unit.UnitKind.NEW_SOCIAL,
    "派出所": Unit.UnitKind.POLICE,
}
FACTS = ("kind", "district_organ", "credit_code", "sector", "superior_unit", "party_name", "full_members")


class Entry(NamedTuple):
    """One row as planned; ``facts`` names what it says of the unit itself."""

    community: Organization
    unit: Unit | None
    presence: UnitPresence | None
    contact: Person | Newcomer | None
    since: date
    facts: tuple[str, ...]


def _communities(context: Context) -> list[str]:
    return [each.name for each in Places(context, [Kind.COMMUNITY]).all]


def _credit_code(value: Any) -> Any:
    return cells.damaged(value) or creditcode.parse(value)


COLUMNS = (
    Column(
        "name",
        "单位名称",
        ("单位", "名称", "单位全称"),
        read=cells.name(title="单位名称"),
        needed=True,
        required=True,
        width=32,
    ),
    Column(
        "kind",
        "单位类型",
        ("类型", "单位性质", "性质"),
        read=cells.choice(KINDS, title="单位类型", problem="kind-unknown"),
        choices=Unit.UnitKind.labels,
        note="新登记的单位必填",
    ),
    Column(
        "community",
        "所在社区",
        ("社区", "社区编码"),
        read=cells.text(longest=80, title="所在社区"),
        required=True,
        needed=True,
        choices=_communities,
        note="社区名称或编码",
        width=28,
    ),
    Column("sector", "行业", ("所属行业",), read=cells.text(longest=40, title="行业")),
    Column("credit_code", "统一社会信用代码", ("信用代码", "社会信用代码"), read=_credit_code, width=24),
    Column("superior_unit", "主管单位", ("上级单位",), read=cells.name(longest=80, title="主管单位")),
    Column(
        "district_organ",
        "区直机关单位",
        ("区直", "区直单位"),
        read=cells.yes_or_no("区直机关单位"),
        choices=("是", "否"),
    ),
    Column("party_name", "党组织名称", ("党组织",), read=cells.name(longest=80, title="党组织名称")),
    Column("full_members", "正式党员数", ("党员数", "党员人数"), read=cells.number("正式党员数", most=100_000)),
    Column("person", "联系人", ("联系人姓名", "联络员"), read=cells.person_name),
    Column("phone", "联系电话", ("联系人电话", "电话", "手机"), read=cells.phone, protected=True),
    Column("since", "登记日期", ("登记时间",), read=cells.day("登记日期"), note="留空时为导入时填的日期"),
    Column("reported", "报到日期", ("报到时间",), read=cells.day("报到日期"), note="还没有报到的留空"),
)


class _Known:
    """Units and presences that the file may mean, and whose facts are kept where it is imported; four queries."""

    def __init__(
        self, table: Table, streets: set[int], communities: set[int], roots: Sequence[str] | None, today: date
    ) -> None:
        names = {row["name"] for row in table.rows if row["name"]}
        codes = {row["credit_code"] for row in table.rows if row["credit_code"]}
        named = models.Q(organization__in=streets, name__in=names)
        units = list(Unit.objects.filter(named | models.Q(credit_code__in=codes)))
        self.by_name = {(unit.organization_id, unit.name): unit for unit in units}
        self.by_code = {unit.credit_code: unit for unit in units if unit.credit_code}
        rows = UnitPresence.objects.filter(
            unit__in=units, organization__in=communities, during__endswith__isnull=True
        ).select_related("contact")
        self.presences = {(each.unit_id, each.organization_id): each for each in rows}
        kept = kept_inside(roots, today) if roots is not None else models.Q()
        self.kept = set(Unit.objects.filter(kept, pk__in=[unit.pk for unit in units]).values_list("pk", flat=True))


class _Check:
    def __init__(self, table: Table, context: Context) -> None:
        self.table, self.context = table, context
        self.persons = Persons(table, context)
        places = Places(context, [Kind.COMMUNITY])
        self.rows = [(row, places.of(table, row, "community")) for row in table.rows]
        found = {community.pk: community for _, community in self.rows if community is not None}
        self.street = {pk: community.ancestor_ids[-2] for pk, community in found.items()}
        self.known = _Known(table, set(self.street.values()), set(found), context.roots, context.today)
        self._days = Refusals()
        self._first: dict[tuple[Any, ...], Row] = {}
        self._units: dict[tuple[int, str], Row] = {}

    def lines(self) -> list[Line]:
        return [
            line
            for row, community in self.rows
            if not row.faulty and community is not None and (line := self._line(row, community)) is not None
        ]

    def _line(self, row: Row, community: Organization) -> Line | None:
        street, since = self.street[community.pk], row["since"] or self.context.since
        unit = self._unit(row, street)
        if row.faulty or not self._once(row, street, community):
            return None
        presence = self.known.presences.get((unit.pk, community.pk)) if unit is not None else None
        if unit is None and row["kind"] is None:
            self.table.report(row, "kind", "missing", "新登记的单位要填单位类型")
            return None
        known = [presence.contact] if presence is not None else []
        contact = self.persons.of(row, known) if row["person"] else None
        if row["person"] and contact is None:
            return None
        if not self._days_hold(row, community, presence, since):
            return None
        return self._told(row, community, unit, presence, contact, since)

    def _unit(self, row: Row, street: int) -> Unit | None:
        """The unit that is meant, by credit code or name."""
        by_name, by_code = self.known.by_name.get((street, row["name"])), self.known.by_code.get(row["credit_code"])
        try:
            return which_unit(by_name, by_code, name=row["name"], code=row["credit_code"])
        except RuleViolation as refused:
            self.table.report(row, refused.field or "name", refused.code, refused.message, QUESTION)
            return None

    def _once(self, row: Row, street: int, community: Organization) -> bool:
        """A unit once a community; its own facts once a street; a credit code on one name."""
        keys: list[tuple[Any, ...]] = [(community.pk, row["name"])]
        first = self._first.setdefault(keys[0], row)
        if first is not row:
            self.table.report(row, "name", "duplicate-in-file", f"与{first.where(row)}是同一个社区的同一家单位")
            return False
        if row["credit_code"]:
            first = self._first.setdefault(("code", row["credit_code"]), row)
            if first is not row and first["name"] != row["name"]:
                message = f"统一社会信用代码与{first.where(row)}相同，单位名称不同"
                self.table.report(row, "credit_code", "duplicate-in-file", message)
                return False
        first = self._units.setdefault((street, row["name"]), row)
        for name in FACTS:
            if first is not row and None not in (row[name], first[name]) and row[name] != first[name]:
                message = f"与{first.where(row)}是同一家单位，这一格却不同"
                self.table.report(row, name, "contradicts-row", message, QUESTION)
                return False
        return True

    def _days_hold(self, row: Row, community: Organization, presence: UnitPresence | None, since: Any) -> bool:
        """As ``record_presence`` and ``report_in`` would refuse."""
        asked = [] if presence is not None else [("since", since, "登记日期", True)]
        if row["reported"] is not None and (presence is None or presence.reported_in_on is None):
            begins = presence.during.lower if presence is not None else since
            if row["reported"] < begins:
                self.table.report(row, "reported", "before-start", "报到日期不能早于登记日期")
                return False
            asked.append(("reported", row["reported"], "报到日期", False))
        for column, day, label, lasting in asked:
            if refused := self._refusal(community, day, label, lasting):
                self.table.report(row, column, refused.code, refused.message)
                return False
        return True

    def _refusal(self, community: Organization, day: Any, label: str, lasting: bool) -> RuleViolation | None:
        ask = partial(check_effective, community, day, today=self.context.today, label=label, lasting=lasting)
        return self._days.of((community.pk, day, label), ask)

    def _facts(self, row: Row, unit: Unit) -> tuple[str, ...]:
        """What the row changes of a known unit: not an empty cell, and nothing where others keep its facts."""
        names = tuple(name for name in FACTS if row[name] is not None and row[name] != getattr(unit, name))
        if names and unit.pk not in self.known.kept:
            message = "单位还在别的社区，资料由街道维护，没有改动"
            if not row.faulty:
                self.table.report(row, names[0], "unit-kept", message, WARNING)
            return ()
        return names

    def _told(
        self,
        row: Row,
        community: Organization,
        unit: Unit | None,
        presence: UnitPresence | None,
        contact: Person | Newcomer | None,
        since: Any,
    ) -> Line:
        facts = self._facts(row, unit) if unit is not None else FACTS
        told = [self.table.title(row.sheet, name) for name in facts] if unit is not None else []
        if presence is not None:
            told += ["联系人"] * (contact is not None and contact != presence.contact)
            if row["reported"] and presence.reported_in_on is None:
                told.append("报到日期")
            elif row["reported"] and row["reported"] != presence.reported_in_on:
                message = f"已于{presence.reported_in_on:%Y-%m-%d}登记报到，没有改动"
                self.table.report(row, "reported", "already-reported", message, WARNING)
        if isinstance(contact, Newcomer):
            self.persons.say_new(row)
        data = Entry(community, unit, presence, contact, since, facts)
        if presence is None:
            return Line(row, CREATED, f"{row['name']} {community}", f"自{since:%Y-%m-%d}起", data)
        if told:
            return Line(row, UPDATED, f"{row['name']} {community}", "改动：" + "、".join(told), data)
        return Line(row, UNCHANGED, f"{row['name']} {community}")


def check(table: Table, context: Context) -> list[Line]:
    return _Check(table, context).lines()


def write(lines: Sequence[Line], context: Context, journal: Journal) -> None:
    contacts = register([line.data.contact for line in lines], by=context.by, journal=journal)
    units = _units(lines, context, journal)
    _take_over(lines, context, journal)
    new, reported = [], []
    for line, contact in zip(lines, contacts, strict=True):
        entry: Entry = line.data
        presence = entry.presence
        if presence is None:
            unit = entry.unit or units[_key(line)]
            presence = UnitPresence(unit=unit, organization=entry.community, during=(entry.since, None))
            presence.contact, presence.reported_in_on = contact, line.row["reported"]
            new.append(presence)
            if presence.reported_in_on:
                reported.append(presence)
        elif _present(line.row, presence, contact, journal):
            reported.append(presence)
    UnitPresence.objects.bulk_create(new, batch_size=1000)
    journal.created(new)
    since = {id(each): line.data.since.isoformat() for each, line in zip(new, _without_presence(lines), strict=True)}
    told = ((each, {"since": since[id(each)]}) for each in new)
    audit.record_many("organizations.unit_present", by=context.by, targets=told)
    told = ((each, {"on": str(each.reported_in_on)}) for each in reported)
    audit.record_many("organizations.unit_reported_in", by=context.by, targets=told)


def _take_over(lines: Sequence[Line], context: Context, journal: Journal) -> None:
    """Units that have left the street where they were registered belong to the one of their new community."""
    for line in lines:
        unit, street = line.data.unit, line.data.community.ancestor_ids[-2]
        if unit is not None and unit.organization_id != street:
            before = {"organization_id": unit.organization_id}
            if settle(by=context.by, unit=unit, street=Organization.objects.get(pk=street)):
                journal.changed(unit, before, line.row)


def _without_presence(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.data.presence is None]


def _of_day(rows: models.QuerySet[UnitPresence], on: date) -> models.QuerySet[UnitPresence]:
    return rows.filter(during__contains=on).order_by("scope", "unit__name", "pk")


def _cells(records: Sequence[UnitPresence]) -> Iterator[dict[str, Any]]:
    communities = written(each.organization for each in records)
    for each in records:
        facts = {name: getattr(each.unit, name) for name in FACTS}
        yield {
            "name": each.unit.name,
            **facts,
            "kind": each.unit.get_kind_display(),
            "district_organ": "是" if each.unit.district_organ else "否",
            "community": communities[each.organization_id],
            "since": each.during.lower,
            "reported": each.reported_in_on,
            **person_cells(each.contact),
        }


def _key(line: Line) -> tuple[int, str]:
    """A unit belongs to the street of its community."""
    return line.data.community.ancestor_ids[-2], line.row["name"]


def _present(row: Row, presence: UnitPresence, contact: Person | None, journal: Journal) -> bool:
    """Change what the row says of a unit that is there; whether it reported in by this."""
    before: dict[str, Any] = {}
    reports = bool(row["reported"]) and presence.reported_in_on is None
    if contact is not None and contact.pk != presence.contact_id:
        before["contact_id"] = presence.contact_id
        presence.contact = contact
    if reports:
        before["reported_in_on"] = None
        presence.reported_in_on = row["reported"]
    if before:
        journal.changed(presence, before, row)
        presence.save(update_fields=["contact", "reported_in_on"])
    return reports


def _units(lines: Sequence[Line], context: Context, journal: Journal) -> dict[tuple[int, str], Unit]:
    """New units of the streets, each once; what rows say of known ones is changed."""
    new: dict[tuple[int, str], dict[str, Any]] = {}
    changed: dict[Unit, dict[str, Any]] = {}
    rows: dict[Unit, Row] = {}
    for line in lines:
        unit, values = line.data.unit, {name: line.row[name] for name in line.data.facts}
        values = {name: value for name, value in values.items() if value is not None}
        if unit is None:
            new.setdefault(_key(line), {}).update(values)
        elif values:
            changed.setdefault(unit, {}).update(values)
            rows.setdefault(unit, line.row)
    for unit, values in changed.items():
        journal.changed(unit, {name: getattr(unit, name) for name in values}, rows[unit])
        Unit.objects.filter(pk=unit.pk).update(**values, version=F("version") + 1)
    made = {key: Unit(organization_id=key[0], name=key[1], **values) for key, values in new.items()}
    Unit.objects.bulk_create(list(made.values()), batch_size=1000)
    journal.created(made.values())
    targets = ((unit, {"kind": unit.kind}) for unit in made.values())
    audit.record_many("organizations.unit_registered", by=context.by, targets=targets)
    return made


UNITS = Subject(
    key="units",
    lock="people_person, organizations_unit, organizations_unitpresence",
    label="辖区单位名册",
    noun="家单位",
    right="organizations.manage_service",
    since="登记日期",
    columns=COLUMNS,
    check=check,
    write=write,
    shown="organizations:units",
    sent=Sent(UnitPresence.objects.visible_to, _of_day, _cells, ("unit", "organization", "contact")),
    roots=(Kind.DISTRICT_DEPARTMENT, *STREETS, Kind.COMMUNITY),
    hint="一行是一家单位在一个社区的登记；已登记的按名称或统一社会信用代码对照，空格不改动原有内容",
)
