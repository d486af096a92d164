"""The roster of grids with buildings and households: a row is a building, or a grid without one."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import chain, islice
from typing import Any, NamedTuple

from django.db.models import Max, QuerySet

from core.office.rosters import QUESTION, WARNING, Column, Row, Table, cells
from core.records import audit
from core.records.errors import RuleViolation
from grids import rules
from grids.actions.places import households_of
from grids.models import Building, Grid, Household
from organizations.kinds import STREETS, Kind
from organizations.models import Organization
from organizations.rosters.finding import Places, Refusals
from organizations.rosters.sending import written
from organizations.rosters.subject import CREATED, UNCHANGED, Context, Journal, Line, Sent, Subject
from organizations.tree.effective import check_effective

HOUSEHOLDS_AT_ONCE = 200_000
_PORTION = 5_000


def _communities(context: Context) -> list[str]:
    return [each.name for each in Places(context, [Kind.COMMUNITY]).all]


PLACE_COLUMNS = (
    Column(
        "community",
        "社区",
        ("所在社区", "社区名称"),
        read=cells.text(longest=80, title="社区"),
        needed=True,
        required=True,
        choices=_communities,
        note="社区名称或编码",
        width=28,
    ),
    Column(
        "code", "网格编号", ("网格编码",), read=cells.code(longest=20, title="网格编号"), needed=True, required=True
    ),
)
"""Which grid: columns of every roster of places."""
COLUMNS = (
    *PLACE_COLUMNS,
    Column("name", "网格名称", ("网格",), read=cells.name(longest=40, title="网格名称"), needed=True, required=True),
    Column(
        "building", "楼栋", ("楼栋名称", "楼号"), read=cells.name(longest=40, title="楼栋"), note="没有楼栋的网格留空"
    ),
    Column("address", "地址", ("楼栋地址",), read=cells.text(longest=80, title="地址"), width=28),
    Column("entrances", "单元数", ("单元",), read=cells.number("单元数", least=1, most=30), note="留空为1"),
    Column("floors", "层数", ("楼层数", "楼层"), read=cells.number("层数", least=1, most=120)),
    Column(
        "doors",
        "每层户数",
        ("每单元每层户数", "户数"),
        read=cells.number("每层户数", least=1, most=rules.DOORS_MAXIMUM),
        note="每个单元每层几户；住户按单元、楼层、户序生成",
    ),
    Column("since", "设立日期", ("登记日期", "启用日期"), read=cells.day("设立日期"), note="留空时为导入时填的日期"),
)


class Place(NamedTuple):
    """Where a row's building comes, and from when; ``grid`` None: one that the file sets up."""

    community: Organization
    grid: Grid | None
    building: bool
    since: date


class _Check:
    def __init__(self, table: Table, context: Context) -> None:
        self.table, self.context = table, context
        places = Places(context, [Kind.COMMUNITY])
        self.rows = [(row, places.of(table, row, "community")) for row in table.rows]
        here = {community.pk for _, community in self.rows if community is not None}
        grids = Grid.objects.filter(organization__in=here).select_related("organization")
        self.grids = {(each.organization_id, each.code): each for each in grids}
        self.days = Refusals()
        buildings = Building.objects.filter(grid__in=[each.pk for each in self.grids.values()])
        self.buildings = {(each.grid_id, each.name): each for each in buildings}
        self.first: dict[tuple[Any, ...], Row] = {}
        self.households = 0

    def lines(self) -> list[Line]:
        return [
            line
            for row, community in self.rows
            if not row.faulty and community is not None and (line := self._line(row, community)) is not None
        ]

    def _line(self, row: Row, community: Organization) -> Line | None:
        grid = self.grids.get((community.pk, row["code"]))
        first = self.first.setdefault((community.pk, row["code"]), row)
        if row["name"] != (grid.name if grid is not None else first["name"]):
            where = "本系统登记的" if grid is not None else first.where(row)
            message = f"网格{row['code']}的名称与{where}不同，请核对"
            self.table.report(row, "name", "name-differs", message, QUESTION)
            return None
        again = self.first.setdefault((community.pk, row["code"], row["building"]), row)
        if again is not row:
            self.table.report(row, "building", "duplicate-in-file", f"与{again.where(row)}是同一栋楼")
            return None
        if not self._building_holds(row, grid):
            return None
        known = grid is not None and (not row["building"] or (grid.pk, row["building"]) in self.buildings)
        label = f"{community} {row['name']} {row['building'] or ''}".strip()
        if known:
            return Line(row, UNCHANGED, label)
        since = row["since"] or first["since"] or self.context.since
        begins = first["since"] or self.context.since
        place = grid or Grid(organization=community, code=row["code"], name=row["name"], since=begins)
        if refused := self._refusal(place, since):
            self.table.report(row, "since", refused.code, refused.message)
            return None
        told = f"自{since:%Y-%m-%d}起，{_told(row)}"
        return Line(row, CREATED, label, told, Place(community, grid, bool(row["building"]), since))

    def _refusal(self, grid: Grid, since: date) -> RuleViolation | None:
        """As ``create_grid`` (a grid of the file itself) and ``create_building`` would refuse the day; a community is
        asked once a day."""
        community, label = grid.organization, "设立日期"
        ask = partial(
            check_effective, community, since, today=self.context.today, label=label, future=True, lasting=True
        )
        begun = partial(rules.check_begun, grid, since, label=label, field="since")
        return self.days.of((community.pk, since), ask) or self.days.of((community.pk, grid.code, since), begun)

    def _building_holds(self, row: Row, grid: Grid | None) -> bool:
        if not row["building"]:
            return True
        existing = self.buildings.get((grid.pk, row["building"])) if grid is not None else None
        if existing is not None:
            for name in ("entrances", "floors"):
                if row[name] is not None and row[name] != getattr(existing, name):
                    message = f"这栋楼登记的是{getattr(existing, name)}，没有改动"
                    self.table.report(row, name, "building-kept", message, WARNING)
            return True
        for name in ("floors", "doors"):
            if row[name] is None:
                self.table.report(row, name, "missing", f"新登记的楼栋要填{self.table.title(row.sheet, name)}")
                return False
        sizes = {"entrances": row["entrances"] or 1, "floors": row["floors"], "doors": row["doors"]}
        try:
            rules.check_doors(**sizes)
        except RuleViolation as violation:
            self.table.report(row, violation.field or "building", violation.code, violation.message)
            return False
        self.households += sizes["entrances"] * sizes["floors"] * sizes["doors"]
        if self.households > HOUSEHOLDS_AT_ONCE:
            message = f"到这一行已超过{HOUSEHOLDS_AT_ONCE}户，请分成几份"
            self.table.report(row, "doors", "too-many-households", message)
            return False
        return True


def _told(row: Row) -> str:
    if not row["building"]:
        return "新网格"
    return f"{(row['entrances'] or 1) * row['floors'] * row['doors']}户"


def check(table: Table, context: Context) -> list[Line]:
    return _Check(table, context).lines()


def write(lines: Sequence[Line], context: Context, journal: Journal) -> None:
    grids = _grids(lines, context, journal)
    made: list[tuple[Building, Row]] = []
    for line in lines:
        place: Place = line.data
        if place.building:
            grid = place.grid or grids[place.community.pk, line.row["code"]]
            row = line.row
            building = Building(
                organization=place.community,
                scope=place.community.path,
                grid=grid,
                name=row["building"],
                address=row["address"] or "",
                entrances=row["entrances"] or 1,
                floors=row["floors"],
                since=place.since,
            )
            made.append((building, row))
    Building.objects.bulk_create([building for building, _ in made], batch_size=1000)
    journal.created(building for building, _ in made)
    doors = chain.from_iterable(households_of(building, doors=row["doors"]) for building, row in made)
    while portion := list(islice(doors, _PORTION)):
        Household.objects.bulk_create(portion)
    told = ((building, {"households": building.entrances * building.floors * row["doors"]}) for building, row in made)
    audit.record_many("grids.building_created", by=context.by, targets=told)


def _grids(lines: Sequence[Line], context: Context, journal: Journal) -> dict[tuple[int, str], Grid]:
    new: dict[tuple[int, str], Grid] = {}
    for line in lines:
        place: Place = line.data
        if place.grid is None:
            key = (place.community.pk, line.row["code"])
            order = len(new) + 1
            grid = Grid(organization=place.community, code=line.row["code"], name=line.row["name"], order=order)
            grid.since = place.since
            new.setdefault(key, grid)
    Grid.objects.bulk_create(list(new.values()), batch_size=1000)
    journal.created(new.values())
    told = ((grid, {"grid_code": grid.code, "branch": None, "since": str(grid.since)}) for grid in new.values())
    audit.record_many("grids.created", by=context.by, targets=told)
    return new


def _of_day(rows: QuerySet[Grid], _on: date) -> QuerySet[Grid]:
    """Grids and buildings that are only to come are there already for who imports."""
    return rows.prefetch_related("buildings").order_by("scope", "order", "code", "pk")


def _cells(records: Sequence[Grid]) -> Iterator[dict[str, Any]]:
    communities = written(grid.organization for grid in records)
    buildings = [building for grid in records for building in grid.buildings.all()]
    most = Household.objects.filter(building__in=buildings).order_by().values_list("building").annotate(Max("door"))
    doors = dict(most)
    for grid in records:
        place = {"community": communities[grid.organization_id], "code": grid.code, "name": grid.name}
        standing = sorted(grid.buildings.all(), key=lambda each: (each.order, each.pk))
        for building in standing:
            yield place | {
                "building": building.name,
                "address": building.address,
                "entrances": building.entrances,
                "floors": building.floors,
                "doors": doors.get(building.pk),
                "since": building.since,
            }
        if not standing:
            yield place | {"since": grid.since}


GRIDS = Subject(
    key="grids",
    lock="grids_grid, grids_building",
    label="网格楼栋名册",
    noun="行",
    right="organizations.manage_grid",
    since="设立日期",
    columns=COLUMNS,
    check=check,
    write=write,
    shown="grids:index",
    sent=Sent(Grid.objects.visible_to, _of_day, _cells, ("organization",)),
    roots=(Kind.DISTRICT_DEPARTMENT, *STREETS, Kind.COMMUNITY),
    hint="一行是一栋楼，同一网格可以有多行；住户按单元数、层数、每层户数生成，门牌以后可以修改",
    parts={"grids.Building": ("grids.Household", "building")},
)
