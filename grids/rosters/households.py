"""The roster of households: a row is a door of a building that is there, with its number and its member household."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from core.office.rosters import QUESTION, Column, Row, Table, cells
from core.records import audit
from grids import rules
from grids.actions.places import set_up_member_household
from grids.models import Building, Household, Residence
from grids.rosters.buildings import PLACE_COLUMNS
from organizations.kinds import STREETS, Kind
from organizations.models import Organization, Placement, Position, Post
from organizations.rosters.finding import Newcomer, Persons, Places, Refusals
from organizations.rosters.sending import person_cells, written
from organizations.rosters.subject import CREATED, UNCHANGED, UPDATED, Context, Derived, Journal, Line, Sent, Subject
from people.models import Person

LOWEST_FLOOR = -3

COLUMNS = (
    *PLACE_COLUMNS,
    Column("building", "楼栋", ("楼栋名称", "楼号"), cells.name(longest=40, title="楼栋"), needed=True, required=True),
    Column("entrance", "单元", ("单元号",), cells.number("单元", least=1, most=30), note="留空为1"),
    Column(
        "floor",
        "楼层",
        ("层", "所在楼层"),
        cells.number("楼层", least=LOWEST_FLOOR, most=120),
        needed=True,
        required=True,
        note="地下室写-1",
    ),
    Column(
        "door",
        "户序",
        ("房号次序", "第几户"),
        cells.number("户序", least=1, most=rules.DOORS_MAXIMUM),
        needed=True,
        required=True,
        note="这一层从左数第几户",
    ),
    Column(
        "label", "门牌", ("门牌号", "房号"), cells.text(longest=20, title="门牌"), note="留空时按单元、楼层、户序生成"
    ),
    Column("head", "党员中心户户长", ("中心户户长", "户长"), cells.person_name, note="是党员中心户的填写户长姓名"),
    Column("phone", "户长联系电话", ("联系电话", "电话"), cells.phone, protected=True),
    Column("number", "户长公民身份号码", ("公民身份号码", "身份证号"), cells.resident_number, protected=True),
    Column(
        "since", "设立日期", ("登记日期",), cells.day("设立日期"), note="党员中心户从这一天起；留空时为导入时填的日期"
    ),
)


class Door(NamedTuple):
    """What a row wants: ``household`` None for a new one; ``head``: its member household is set up, from ``since``."""

    building: Building
    household: Household | None
    label: str
    head: Person | None
    since: date


class _Check:
    def __init__(self, table: Table, context: Context) -> None:
        self.table, self.context = table, context
        places = Places(context, [Kind.COMMUNITY])
        self.rows = [(row, places.of(table, row, "community")) for row in table.rows]
        here = {community.pk for _, community in self.rows if community is not None}
        buildings = Building.objects.filter(organization__in=here).select_related("grid", "organization")
        self.buildings = {(each.organization_id, each.grid.code, each.name): each for each in buildings}
        wanted = {building.pk for row, community in self.rows if (building := self._building(row, community))}
        households = Household.objects.filter(building__in=wanted).select_related("member_household")
        self.households = {(each.building_id, each.entrance, each.floor, each.door): each for each in households}
        self.persons = Persons(table, context, "head")
        self.first: dict[tuple[Any, ...], Row] = {}
        self.days = Refusals()

    def _building(self, row: Row, community: Organization | None) -> Building | None:
        return self.buildings.get((community.pk, row["code"], row["building"])) if community is not None else None

    def lines(self) -> Iterator[Line]:
        for row, community in self.rows:
            if row.faulty or community is None:
                continue
            building = self._building(row, community)
            if building is None:
                message = "这个网格没有这栋楼；请先用网格楼栋名册登记楼栋"
                self.table.report(row, "building", "building-unknown", message)
            elif self._fits(row, building) and (line := self._line(row, building)) is not None:
                yield line

    def _fits(self, row: Row, building: Building) -> bool:
        entrance, most = row["entrance"] or 1, {"entrance": building.entrances, "floor": building.floors}
        for name, found in (("entrance", entrance), ("floor", row["floor"])):
            if found > most[name] or found == 0:
                unit = "个单元" if name == "entrance" else "层"
                self.table.report(row, name, "outside-building", f"{building}登记的是{most[name]}{unit}，请核对")
                return False
        again = self.first.setdefault((building.pk, entrance, row["floor"], row["door"]), row)
        if again is not row:
            self.table.report(row, "door", "duplicate-in-file", f"与{again.where(row)}是同一户")
        return again is row

    def _line(self, row: Row, building: Building) -> Line | None:
        entrance = row["entrance"] or 1
        existing = self.households.get((building.pk, entrance, row["floor"], row["door"]))
        made = rules.door_label(entrance, row["floor"], row["door"], entrances=building.entrances)
        label = row["label"] or (existing.label if existing is not None else made)
        since = row["since"] or self.context.since
        told = []
        head = None
        if row["head"]:
            head = self._head(row, existing)
            if row.faulty or (head is not None and not self._day_holds(row, building, since)):
                return None
            if head is not None:
                told.append(f"自{since:%Y-%m-%d}起为党员中心户，户长{head.name}")
        name = f"{building.organization} {building} {label}"
        if existing is None:
            return Line(row, CREATED, name, "；".join(told), Door(building, None, label, head, since))
        if existing.label != label:
            told.insert(0, f"门牌由{existing.label}改为{label}")
        what = UPDATED if told else UNCHANGED
        return Line(row, what, name, "；".join(told), Door(building, existing, label, head, since))

    def _head(self, row: Row, household: Household | None) -> Person | None:
        """Who becomes head of a new member household; None where the household is one already."""
        before = household.member_household if household is not None else None
        if before is not None and (before.dissolved_on is None or before.dissolved_on > self.context.today):
            return None
        found = self.persons.of(row)
        if isinstance(found, Newcomer):
            message = "导入范围内没有这个人，请先登记人员再设立党员中心户"
            self.table.report(row, "head", "person-unknown", message, QUESTION)
            return None
        if found is not None:
            again = self.first.setdefault(("head", found.pk), row)
            if again is not row:
                self.table.report(row, "head", "duplicate-in-file", f"与{again.where(row)}的户长是同一个人")
        return found

    def _day_holds(self, row: Row, building: Building, since: date) -> bool:
        """As ``set_up_member_household`` would refuse the day or the grid."""

        def ask() -> None:
            rules.check_day(building, since, today=self.context.today, label="设立日期")
            rules.check_has_branch(building)

        if (refused := self.days.of((building.pk, since), ask)) is not None:
            name = "since" if refused.field else "head"
            self.table.report(row, name, refused.code, refused.message)
        return refused is None


def check(table: Table, context: Context) -> list[Line]:
    return list(_Check(table, context).lines())


def write(lines: Sequence[Line], context: Context, journal: Journal) -> None:
    """Doors in bulk; the few member households one by one, each with its organisation, head and residence."""
    new = [(line.row, line.data) for line in lines if line.what == CREATED]
    made = [_household(row, door) for row, door in new]
    Household.objects.bulk_create(made, batch_size=5_000)
    rows = {id(household): row for household, (row, _) in zip(made, new, strict=True)}
    journal.created(made, lambda each: rows[id(each)])
    relabelled = [(line.row, line.data) for line in lines if line.what == UPDATED]
    changed = [_relabel(row, door, journal) for row, door in relabelled if door.label != door.household.label]
    Household.objects.bulk_update(changed, ["label"], batch_size=5_000)
    buildings = {door.building.pk: door.building for _, door in (*new, *relabelled)}
    count = {pk: sum(door.building.pk == pk for _, door in (*new, *relabelled)) for pk in buildings}
    told = ((building, {"households": count[pk]}) for pk, building in buildings.items())
    audit.record_many("grids.households_listed", by=context.by, targets=told)
    doors = [(*pair, household) for pair, household in zip(new, made, strict=True)]
    doors += [(*pair, pair[1].household) for pair in relabelled]
    for row, door, household in doors:
        if door.head is not None:
            _set_up(row, door, household, context, journal)


def _household(row: Row, door: Door) -> Household:
    return Household(
        organization_id=door.building.organization_id,
        scope=door.building.scope,
        building=door.building,
        entrance=row["entrance"] or 1,
        floor=row["floor"],
        door=row["door"],
        label=door.label,
    )


def _relabel(row: Row, door: Door, journal: Journal) -> Household:
    household = door.household
    assert household is not None
    journal.changed(household, {"label": household.label}, row)
    household.label = door.label
    return household


def _set_up(row: Row, door: Door, household: Household, context: Context, journal: Journal) -> None:
    """A member household, with all that the action made told to the journal: it stands or falls as one."""
    assert door.head is not None
    before = Building.objects.get(pk=door.building.pk)
    homes = {each.pk: each for each in Residence.objects.filter(person=door.head)}
    organization = set_up_member_household(
        by=context.by, household=household, person=door.head, since=door.since, today=context.today
    )
    building = Building.objects.select_related("building_group").get(pk=before.pk)
    new = [organization]
    if before.building_group_id is None and building.building_group is not None:
        journal.changed(building, {"building_group_id": None}, row)
        new.insert(0, building.building_group)
    journal.changed(household, {"member_household_id": household.member_household_id}, row)
    journal.created(new, lambda _: row)
    journal.created(Placement.objects.filter(organization__in=new), lambda _: row)
    journal.created(Post.objects.filter(organization=organization), lambda _: row)
    for residence in Residence.objects.filter(person=door.head):
        if residence.pk not in homes:
            journal.created([residence], lambda _: row)
        elif residence.during != homes[residence.pk].during:
            journal.changed(residence, {"during": homes[residence.pk].during}, row)


def _of_day(rows: QuerySet[Household], _on: date) -> QuerySet[Household]:
    return rows.order_by("scope", "building__grid__code", "building__order", "building", "entrance", "floor", "door")


def _cells(records: Sequence[Household]) -> Iterator[dict[str, Any]]:
    communities = written(each.organization for each in records)
    central = [each.member_household_id for each in records if each.member_household_id]
    posts = Post.objects.filter(organization__in=central, position=Position.HOUSEHOLD_HEAD).in_force(
        timezone.localdate()
    )
    heads = {post.organization_id: post for post in posts.select_related("person").order_by("pk")}
    for each in records:
        head = heads.get(each.member_household_id or 0)
        yield {
            "community": communities[each.organization_id],
            "code": each.building.grid.code,
            "building": each.building.name,
            "entrance": each.entrance,
            "floor": each.floor,
            "door": each.door,
            "label": each.label,
            "since": head.during.lower if head is not None else None,
            **person_cells(head.person if head is not None else None, "head"),
        }


HOUSEHOLDS = Subject(
    key="households",
    label="住户名册",
    noun="户",
    right="organizations.manage_grid",
    since="设立日期",
    columns=COLUMNS,
    check=check,
    write=write,
    shown="grids:index",
    sent=Sent(Household.objects.visible_to, _of_day, _cells, ("building__grid", "organization")),
    roots=(Kind.DISTRICT_DEPARTMENT, *STREETS, Kind.COMMUNITY),
    hint="一行是一户，楼栋要先登记；门牌可以改，填了户长的设为党员中心户，只记位置，不登记居民",
    lock="grids_household",
    derived=(
        Derived("organizations.Grant", "post"),
        Derived("organizations.OpenDuty", "organization"),
        Derived("organizations.OpenDuty", "origin"),
    ),
)
