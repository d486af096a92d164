"""Brands and typical cases of a community, and what the media said of it (ASM-17)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from organizations.registers.models import Entry


class ShowcaseKind(models.TextChoices):
    BRAND = "brand", "社区品牌"
    CASE = "case", "典型案例"


@tracked(exclude=["scope"])
class Showcase(Entry):
    """A brand 品牌 or a typical case 典型案例: written, publicised for objections, then published for anybody.

    ``publicised_on``: since when its publication hangs; ``published_on``: since when everybody reads it. Both are empty
    again after it was taken down, with ``retracted_because``.
    """

    Kind = ShowcaseKind

    kind = models.CharField("类型", max_length=8, choices=ShowcaseKind)
    title = FreeChar("名称", max_length=60)
    spirit = FreeChar("品牌理念或一句话介绍", max_length=120)
    content = FreeText("做法和成效", max_length=3000)
    began_on = models.DateField("开始日期")
    publicised_on = models.DateField("公示日期", null=True, blank=True, editable=False)
    published_on = models.DateField("公布日期", null=True, blank=True, editable=False)
    retracted_because = FreeChar("撤下原因", max_length=120, blank=True, default="", editable=False)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "品牌和典型"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "kind", "title"],
                condition=Q(withdrawn_on=None),
                name="showcase_once",
                violation_error_message="已经登记过同名的品牌或典型",
            ),
            models.CheckConstraint(
                condition=Q(published_on=None) | Q(publicised_on__isnull=False, published_on__gt=F("publicised_on")),
                name="showcase_published_after_publicity",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(publicised_on=None), name="showcase_withdrawn_is_not_public"
            ),
        ]
        indexes = [models.Index(fields=["scope", "published_on"], name="showcase_scope")]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> str:
        if self.published_on is not None:
            return "已公布"
        return "公示中" if self.publicised_on is not None else "已撤下" if self.retracted_because else "未公示"


class Medium(models.TextChoices):
    PAPER = "paper", "报刊"
    RADIO = "radio", "电台"
    TELEVISION = "television", "电视台"
    ONLINE = "online", "网络和新媒体"
    BOARD = "board", "黑板报、宣传栏"
    OTHER = "other", "其他"


@tracked(exclude=["scope"])
class PressItem(Entry):
    """One report 宣传报道 of a community by a medium (S3 三3), of one of its brands or cases or of its work."""

    Medium = Medium

    title = FreeChar("标题", max_length=120)
    medium = models.CharField("媒体", max_length=12, choices=Medium)
    outlet = FreeChar("媒体名称或地点", max_length=60)
    issued_on = models.DateField("刊播日期")
    showcase = models.ForeignKey(
        Showcase, models.PROTECT, null=True, blank=True, related_name="press", verbose_name="宣传的品牌或典型"
    )
    note = FreeText("内容提要", max_length=500, blank=True)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "宣传报道"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "outlet", "title", "issued_on"],
                condition=Q(withdrawn_on=None),
                name="press_item_once",
                violation_error_message="这篇报道已经登记过",
            ),
        ]
        indexes = [models.Index(fields=["scope", "issued_on"], name="press_item_scope")]

    def __str__(self) -> str:
        return self.title
