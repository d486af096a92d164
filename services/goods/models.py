"""Where goods are taken in and given out, each movement, and the stock that the movements themselves keep."""

from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from core.records.history import tracked
from core.records.redaction import FreeChar
from organizations.models import ScopedModel
from organizations.registers.models import Entry


@tracked(exclude=["scope"])
class GoodsStation(Entry):
    """A donation station 爱心捐助站 or charity supermarket 慈善超市 of a community (S4B 二(五))."""

    class Kind(models.TextChoices):
        STATION = "station", "爱心捐助站"
        SUPERMARKET = "supermarket", "慈善超市"

    title = FreeChar("名称", max_length=60)
    kind = models.CharField("类别", max_length=12, choices=Kind)
    address = FreeChar("地址", max_length=120)
    opened_on = models.DateField("启用日期")
    closed_on = models.DateField("停用日期", null=True, blank=True, editable=False)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "捐助站和慈善超市"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "title"],
                condition=Q(withdrawn_on=None),
                name="goods_station_once",
                violation_error_message="这个站点已经登记过",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="goods_station_scope")]

    def __str__(self) -> str:
        return self.title


_EFFECT = "CASE {row}.way WHEN 'in' THEN {row}.quantity ELSE -{row}.quantity END"
_DELTAS = f"""
    SELECT station_id, item, measure, sum(d) AS d FROM (
        SELECT NEW.station_id, NEW.item, NEW.measure, {_EFFECT.format(row="NEW")} AS d WHERE NEW.withdrawn_on IS NULL
        UNION ALL
        SELECT OLD.station_id, OLD.item, OLD.measure, -({_EFFECT.format(row="OLD")}) AS d
        WHERE OLD.id IS NOT NULL AND OLD.withdrawn_on IS NULL
    ) both_rows GROUP BY station_id, item, measure HAVING sum(d) <> 0
"""


@tracked(exclude=["scope"])
class GoodsMovement(Entry):
    """Goods that were donated or given out. A correction or a withdrawal moves the stock with it.

    ``quantity`` in ``measure`` (袋、件、床 …); ``persons``: how many received what was given out.
    """

    class Way(models.TextChoices):
        IN = "in", "收到捐赠"
        OUT = "out", "发放"

    station = models.ForeignKey(GoodsStation, models.PROTECT, related_name="movements", verbose_name="站点")
    way = models.CharField("收发", max_length=3, choices=Way)
    happened_on = models.DateField("日期")
    item = FreeChar("物品", max_length=40)
    quantity = models.DecimalField("数量", max_digits=9, decimal_places=1)
    measure = FreeChar("单位", max_length=8)
    party = FreeChar("捐赠人或领取人", max_length=80)
    persons = models.PositiveSmallIntegerField("领取人数", null=True, blank=True)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "捐助物品收发"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(quantity__gt=0), name="goods_quantity", violation_error_message="数量应大于0"
            ),
            models.CheckConstraint(
                condition=Q(way="in", persons=None) | Q(way="out", persons__gte=1),
                name="goods_given_to_somebody",
                violation_error_message="发放请填写领取人数，收到捐赠不填",
            ),
        ]
        indexes = [models.Index(fields=["scope", "happened_on"], name="goods_movement_scope")]
        triggers = [
            *Entry.Meta.triggers,
            pgtrigger.Trigger(
                name="keeps_the_stock",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=(
                    "INSERT INTO services_goodsstock (organization_id, scope, station_id, item, measure)"
                    f" SELECT NEW.organization_id, NEW.scope, station_id, item, measure FROM ({_DELTAS}) c"
                    " ORDER BY station_id, item, measure ON CONFLICT (station_id, item, measure) DO NOTHING;"
                    f" UPDATE services_goodsstock s SET quantity = s.quantity + c.d FROM ({_DELTAS}) c"
                    " WHERE s.station_id = c.station_id AND s.item = c.item AND s.measure = c.measure; RETURN NULL;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()}{self.item} {self.quantity.normalize():f} {self.measure}"


class GoodsStock(ScopedModel):
    """What lies in a station; kept by the movements, never below nothing."""

    station = models.ForeignKey(GoodsStation, models.PROTECT, related_name="stock", verbose_name="站点")
    item = FreeChar("物品", max_length=40)
    measure = FreeChar("单位", max_length=8)
    quantity = models.DecimalField("库存", max_digits=11, decimal_places=1, default=0, db_default=0)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "捐助物品库存"
        constraints = [
            models.UniqueConstraint(fields=["station", "item", "measure"], name="goods_stock_once"),
            models.CheckConstraint(
                condition=Q(quantity__gte=0),
                name="goods_stock_never_negative",
                violation_error_message="库存不足",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="goods_stock_scope")]

    def __str__(self) -> str:
        return f"{self.item} {self.quantity:f} {self.measure}"
