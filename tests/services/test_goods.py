"""Goods of donation stations: in, out, stock never below nothing, no names in public, coverage (SVC-15)."""

import threading
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from core.records.errors import RuleViolation
from organizations.actions import set_threshold
from organizations.models import Threshold
from organizations.registers import actions as registers
from services.goods import rules
from services.goods.models import GoodsMovement, GoodsStation, GoodsStock
from services.goods.register import GOODS, STATIONS
from tests.clock import TODAY
from tests.meetings.conftest import World, client_of, world  # noqa: F401

pytestmark = pytest.mark.django_db
CLOSE, REOPEN = STATIONS.steps
OUT = {"way": "out", "persons": 1, "party": "孙某某"}


def station(world: World, **typed: Any) -> GoodsStation:  # noqa: F811
    given = {"title": "爱心捐助站", "kind": "station", "address": "1号", "opened_on": date(2026, 1, 5)}
    made: GoodsStation = registers.enter(
        by=world.secretary, register=STATIONS, organization=world.community, today=TODAY, **(given | typed)
    )
    return made


def move(world: World, at: GoodsStation, **typed: Any) -> GoodsMovement:  # noqa: F811
    given = {
        "station": at, "way": "in", "happened_on": TODAY, "item": "棉被", "quantity": Decimal(10), "measure": "床",
        "party": "爱心企业",
    }  # fmt: skip
    made: GoodsMovement = registers.enter(
        by=world.secretary, register=GOODS, organization=world.community, today=TODAY, **(given | typed)
    )
    return made


def change(world: World, row: GoodsMovement, **fields: Any) -> None:  # noqa: F811
    row = GoodsMovement.objects.get(pk=row.pk)
    registers.correct(by=world.secretary, register=GOODS, entry=row, version=row.version, today=TODAY, **fields)


def take_back(world: World, row: GoodsMovement) -> None:  # noqa: F811
    row = GoodsMovement.objects.get(pk=row.pk)
    registers.withdraw(
        by=world.secretary, register=GOODS, entry=row, version=row.version, today=TODAY, reason="登记错了"
    )


def left(at: GoodsStation, item: str = "棉被") -> Decimal:
    return sum((row.quantity for row in GoodsStock.objects.filter(station=at, item=item)), Decimal(0))


@pytest.mark.requirement("SVC-15")
def test_nothing_is_given_that_is_not_there_and_corrections_move_the_stock(world: World) -> None:  # noqa: F811
    at = station(world)
    for wrong, message in (
        ({"quantity": Decimal(0)}, "数量应大于0"),
        ({"quantity": Decimal(-2)}, "数量应大于0"),
        ({"happened_on": date(2026, 1, 4)}, "从2026-01-05启用"),
        ({"happened_on": date(2026, 11, 26)}, "不能晚于今天"),
        ({"persons": 2}, "收到捐赠不填领取人数"),
        (OUT | {"persons": None}, "发放请填写领取人数"),
        (OUT, "棉被库存 0 床，不够发放 10 床；现有没有物品"),
    ):
        with pytest.raises(RuleViolation, match=message):
            move(world, at, **wrong)
    came = move(world, at)
    given = move(world, at, **OUT, quantity=Decimal(4))
    assert left(at) == 6
    with pytest.raises(RuleViolation, match="棉被库存 6 床，不够发放 7 床；现有棉被 6 床"):
        move(world, at, **OUT, quantity=Decimal(7))
    with pytest.raises(RuleViolation, match="棉被库存 0 件，不够发放 1 件；现有棉被 6 床"):
        move(world, at, **OUT, quantity=Decimal(1), measure="件")
    with pytest.raises(RuleViolation, match="棉被只剩 6 床"):
        change(world, came, quantity=Decimal(3))
    with pytest.raises(RuleViolation, match="棉被只剩 6 床"):
        take_back(world, came)
    change(world, came, quantity=Decimal(4))
    assert left(at) == 0
    change(world, given, quantity=Decimal(1))
    take_back(world, given)
    assert left(at) == 4
    change(world, came, item="毛毯")
    assert (left(at), left(at, "毛毯")) == (0, 4)
    with pytest.raises(IntegrityError), transaction.atomic():
        GoodsStock.objects.update(quantity=-1)
    with pytest.raises(IntegrityError), transaction.atomic():
        GoodsMovement.objects.filter(pk=came.pk).update(way="out", persons=1)


@pytest.mark.requirement("SVC-15")
@pytest.mark.django_db(transaction=True)
def test_many_hands_at_once_give_no_more_than_there_is(world: World) -> None:  # noqa: F811
    at = station(world)
    move(world, at)
    start = threading.Barrier(16)
    results: list[str] = []

    def give() -> None:
        try:
            start.wait()
            move(world, at, **OUT, quantity=Decimal(1))
            results.append("given")
        except RuleViolation as error:
            results.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=give) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["given"] * 10 + ["not-enough"] * 6
    assert left(at) == 0


@pytest.mark.requirement("SVC-15")
def test_a_station_closes_empty_and_takes_nothing_afterwards(world: World) -> None:  # noqa: F811
    at = station(world)
    came = move(world, at, quantity=Decimal("2.5"))

    def step(which: Any, **fields: Any) -> None:
        row = GoodsStation.objects.get(pk=at.pk)
        registers.correct(
            by=world.secretary, register=STATIONS, entry=row, version=row.version, today=TODAY, step=which, **fields
        )

    with pytest.raises(RuleViolation, match="还有库存（棉被 2.5 床等）"):
        step(CLOSE, closed_on=TODAY)
    row = GoodsStation.objects.get(pk=at.pk)
    with pytest.raises(RuleViolation, match="已经登记过物品收发"):
        registers.withdraw(
            by=world.secretary, register=STATIONS, entry=row, version=row.version, today=TODAY, reason="登记错了"
        )
    take_back(world, came)
    step(CLOSE, closed_on=TODAY)
    at.refresh_from_db()
    with pytest.raises(RuleViolation, match="这个站点已经登记过"):
        station(world)
    with pytest.raises(RuleViolation, match="请选择本社区的站点"):
        registers.enter(
            by=world.secretary, register=GOODS, organization=world.other, today=TODAY, station=at, way="in",
            happened_on=TODAY, item="米", quantity=Decimal(1), measure="袋", party="某人",
        )  # fmt: skip
    step(REOPEN, closed_on=None, reason="误停")
    assert GoodsStation.objects.get(pk=at.pk).closed_on is None


@pytest.mark.requirement("SVC-15")
def test_anybody_reads_goods_and_numbers_but_no_name(world: World) -> None:  # noqa: F811
    at = station(world)
    move(world, at)
    move(world, at, **(OUT | {"persons": 3}), quantity=Decimal(4))
    text = Client().get(reverse("services:goods_public", args=[world.community.pk])).text
    assert "棉被" in text and "收到 10 床，发放 4 床" in text and "领取 3 人次" in text
    assert "孙某某" not in text and "爱心企业" not in text
    assert "孙某某" not in client_of(world.secretary).get(reverse("services:goods")).text
    own = client_of(world.secretary).get(reverse("services:stock")).text
    assert "棉被" in own and "6" in own
    assert "棉被" not in client_of(world.other_secretary).get(reverse("services:stock")).text


@pytest.mark.requirement("SVC-15")
def test_communities_without_a_station_are_listed(world: World) -> None:  # noqa: F811
    station(world)
    station(world, title="慈善超市", kind="supermarket")
    rows = rules.coverage(world.street_officer, TODAY)
    assert [(row.community, row.has, row.stations, row.supermarkets) for row in rows] == [
        (world.other, False, 0, 0),
        (world.community, True, 1, 1),
    ]
    number = Threshold.objects.get(name=rules.STATIONS, organization=None)
    two = {"value": "2", "effective_from": TODAY, "document": "区文"}
    set_threshold(by="test", threshold=number, organization=world.district, **two)
    assert [row.has for row in rules.coverage(world.street_officer, TODAY)] == [False, False]
