"""What may be entered of stations and goods, and which communities have a station (SVC-15)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from core.records.errors import RuleViolation
from organizations import standards
from organizations.kinds import Kind
from organizations.models import Organization
from organizations.registers.register import Asked
from organizations.ties import VIEW
from organizations.tree.effective import check_not_ahead, check_stands
from services.goods.models import GoodsMovement, GoodsStation, GoodsStock

KEEPERS = (Kind.COMMUNITY,)
STATIONS = "svc.donation_station.per_community"
NOTHING = Decimal(0)
Key = tuple[int, str, str]
"""Station, item, measure."""


def _words(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def check_station(station: GoodsStation, asked: Asked) -> None:
    """It opened, before anything was moved in it; one with movements is closed, not withdrawn."""
    moved = station.movements.filter(withdrawn_on=None) if station.pk else GoodsMovement.objects.none()
    if not asked.names:
        if moved.exists():
            raise RuleViolation("has-goods", "已经登记过物品收发，不能撤回；不再使用的请登记停用")
        return
    check_not_ahead(station.opened_on, today=asked.today, label="启用日期", field="opened_on")
    check_stands(station.organization, station.opened_on, label="启用日期", field="opened_on")
    if moved.filter(happened_on__lt=station.opened_on).exists():
        raise RuleViolation("goods-before", "已登记的物品收发早于启用日期", field="opened_on")
    if station.closed_on is not None and station.closed_on < station.opened_on:
        raise RuleViolation("date-order", "停用日期不能早于启用日期", field="opened_on")


def check_closing(station: GoodsStation, asked: Asked) -> None:
    """Closed once, when nothing lies in it any more."""
    if GoodsStation.objects.filter(pk=station.pk, closed_on__isnull=False).exists():
        raise RuleViolation("closed", "已经停用")
    assert station.closed_on is not None  # the form asks for it
    check_not_ahead(station.closed_on, today=asked.today, label="停用日期", field="closed_on")
    if station.closed_on < station.opened_on:
        raise RuleViolation("date-order", "停用日期不能早于启用日期", field="closed_on")
    if station.movements.filter(withdrawn_on=None, happened_on__gt=station.closed_on).exists():
        raise RuleViolation("goods-after", "停用以后还登记了物品收发", field="closed_on")
    if left := station.stock.filter(quantity__gt=0).order_by("item").first():
        raise RuleViolation(
            "goods-left", f"还有库存（{left.item} {_words(left.quantity)} {left.measure}等），请先发放完"
        )


def check_reopening(station: GoodsStation, _asked: Asked) -> None:
    if not GoodsStation.objects.filter(pk=station.pk, closed_on__isnull=False).exists():
        raise RuleViolation("open", "没有停用，不用恢复")


def _effect(movement: GoodsMovement, sign: int) -> dict[Key, Decimal]:
    amount = movement.quantity if movement.way == GoodsMovement.Way.IN else -movement.quantity
    return {(movement.station_id, movement.item, movement.measure): sign * amount}


def _check_stock(movement: GoodsMovement, *, withdrawn: bool) -> None:
    """Nobody gives what is not there. The stock is held until the write; its constraint says so, too."""
    changes: dict[Key, Decimal] = {}
    stored = GoodsMovement.objects.filter(pk=movement.pk).first() if movement.pk else None
    for each, sign in ((stored, -1), (None if withdrawn else movement, 1)):
        if each is not None:
            for key, amount in _effect(each, sign).items():
                changes[key] = changes.get(key, NOTHING) + amount
    for (station, item, measure), change in sorted(changes.items()):
        held = GoodsStock.objects.select_for_update().filter(station=station, item=item, measure=measure).first()
        left = NOTHING if held is None else held.quantity
        if left + change >= 0:
            continue
        if stored is not None:
            raise RuleViolation("given-already", f"{item}只剩 {_words(left)} {measure}，这样改库存会小于零")
        here = GoodsStock.objects.filter(station=station, quantity__gt=0).order_by("item", "measure")[:8]
        there = "、".join(f"{each.item} {_words(each.quantity)} {each.measure}" for each in here) or "没有物品"
        raise RuleViolation(
            "not-enough",
            f"{item}库存 {_words(left)} {measure}，不够发放 {_words(movement.quantity)} {measure}；现有{there}",
            field="quantity",
        )


def check_movement(movement: GoodsMovement, asked: Asked) -> None:
    """A movement in a station of the community that was open that day, of what is there."""
    if not asked.names:
        _check_stock(movement, withdrawn=True)
        return
    movement.item, movement.measure = movement.item.strip(), movement.measure.strip()
    station = movement.station
    if station.organization_id != movement.organization_id or station.withdrawn_on is not None:
        raise RuleViolation("other-station", "请选择本社区的站点", field="station")
    check_not_ahead(movement.happened_on, today=asked.today, label="日期", field="happened_on")
    if movement.happened_on < station.opened_on:
        raise RuleViolation("not-open", f"{station.title}从{station.opened_on}启用", field="happened_on")
    if station.closed_on is not None and movement.happened_on > station.closed_on:
        raise RuleViolation("closed", f"{station.title}已于{station.closed_on}停用", field="happened_on")
    if movement.quantity is None or movement.quantity <= 0:
        raise RuleViolation("quantity", "数量应大于0", field="quantity")
    given = movement.way == GoodsMovement.Way.OUT
    if given and not movement.persons:
        raise RuleViolation("nobody", "发放请填写领取人数", field="persons")
    if not given and movement.persons is not None:
        raise RuleViolation("in-for-nobody", "收到捐赠不填领取人数", field="persons")
    _check_stock(movement, withdrawn=False)


# -- what lies where -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Moved:
    """One kind of goods in a year: what came, what was given, to how many persons."""

    item: str
    measure: str
    came: Decimal
    given: Decimal
    persons: int


def moved_in(organization: int, year: int) -> list[Moved]:
    """Goods of a community in a year, nobody's name among them; one statement."""
    rows = GoodsMovement.objects.standing().filter(organization=organization, happened_on__year=year).order_by()
    summed = rows.values("item", "measure").annotate(
        came=Sum("quantity", filter=Q(way="in"), default=NOTHING),
        given=Sum("quantity", filter=Q(way="out"), default=NOTHING),
        persons=Sum("persons", default=0),
    )
    return [Moved(**row) for row in summed.order_by("item", "measure")]


@dataclass(frozen=True)
class Covered:
    """A community with its stations and supermarkets that are open, against the district's number."""

    community: Organization
    stations: int
    supermarkets: int
    wanted: int

    @property
    def has(self) -> bool:
        return self.stations >= self.wanted


def coverage(user: Any, today: date) -> list[Covered]:
    """Every community in sight; those without enough first. Three statements."""
    communities = list(Organization.objects.communities().visible_to(user, VIEW).in_force(today).order_by("path"))
    there = GoodsStation.objects.standing().filter(organization__in=communities, opened_on__lte=today)
    counts = there.filter(Q(closed_on=None) | Q(closed_on__gt=today)).order_by().values("organization", "kind")
    known = {(row["organization"], row["kind"]): row["n"] for row in counts.annotate(n=Count("pk"))}
    numbers = standards.at_each([STATIONS], [(each.pk, today) for each in communities]) if communities else []
    found = [
        Covered(
            each,
            known.get((each.pk, GoodsStation.Kind.STATION), 0),
            known.get((each.pk, GoodsStation.Kind.SUPERMARKET), 0),
            int(number[STATIONS].value),
        )
        for each, number in zip(communities, numbers, strict=True)
    ]
    return sorted(found, key=lambda each: each.has)
