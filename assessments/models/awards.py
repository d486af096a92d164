"""Titles, stars, demonstration points, commendations and criticism: one register (ASM-05, 08, 09, 15)."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeJSON, FreeText
from organizations.models import ScopedModel, ScopedQuerySet, Unit
from people.models import Person


class AwardKind(models.TextChoices):
    STAR = "star", "星级社区"
    CIVILITY = "civility", "文明称号"
    DEMONSTRATION = "demonstration", "示范点"
    COMMENDATION = "commendation", "表彰"
    CRITICISM = "criticism", "通报批评"


class AwardState(models.TextChoices):
    NOMINATED = "nominated", "已申报"
    REVIEWED = "reviewed", "街道已审"
    PUBLISHED = "published", "公示中"
    GRANTED = "granted", "已授予"
    REFUSED = "refused", "未通过"
    WITHDRAWN = "withdrawn", "已撤回"
    REVOKED = "revoked", "已撤销"


class AwardHolder(models.TextChoices):
    """Who holds it; families, courtyards and the like are named, not registered."""

    COMMUNITY = "community", "本社区"
    UNIT = "unit", "驻区单位"
    PERSON = "person", "个人"
    NAMED = "named", "家庭、楼院、小区等"


GONE = (AwardState.REFUSED, AwardState.WITHDRAWN, AwardState.REVOKED)
"""States in which nothing is held and nothing is asked for any more."""


class AwardQuerySet(ScopedQuerySet["Award"]):
    def valid(self, on: Any) -> Self:
        """Held on the day."""
        return self.filter(state=AwardState.GRANTED, decided_on__lte=on).filter(
            Q(valid_until=None) | Q(valid_until__gte=on)
        )


@tracked(exclude=["scope"])
class Award(ScopedModel, VersionedModel):
    """One nomination and what came of it, in the community (``organization``) that it belongs to.

    ``level``: number of stars, title, or level of the demonstration point. ``conditions``: what was asked and found
    when it was decided: ``[{"label", "needed", "found", "held"}]``.
    """

    Kind = AwardKind
    State = AwardState
    Holder = AwardHolder

    kind = models.CharField("类别", max_length=16, choices=AwardKind)
    level = models.CharField("等级或称号", max_length=40)
    year = models.PositiveSmallIntegerField("年度")
    holder = models.CharField("对象", max_length=10, choices=AwardHolder, default=AwardHolder.COMMUNITY)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="个人")
    name = FreeChar("名称", max_length=60, blank=True)
    grounds = FreeText("事迹或事由", max_length=1000)
    state = models.CharField("状态", max_length=10, choices=AwardState, default=AwardState.NOMINATED)
    nominated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="申报人")
    nominated_at = models.DateTimeField("申报时间")
    review = FreeChar("街道意见", max_length=300, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    document = FreeChar("文件", max_length=120, blank=True)
    valid_until = models.DateField("有效期至", null=True, blank=True)
    conditions = FreeJSON("条件", default=list, blank=True)
    ended_because = FreeChar("未通过或撤销的原因", max_length=300, blank=True)
    ended_on = models.DateField("未通过或撤销日期", null=True, blank=True)

    objects: ClassVar = AwardQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "荣誉和通报"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "kind", "year", "level", "holder", "unit", "person", "name"],
                condition=~Q(state__in=[*map(str, GONE)]),
                nulls_distinct=False,
                name="award_once",
                violation_error_message="同一对象这一年已有同样的申报",
            ),
            models.CheckConstraint(
                condition=Q(holder=AwardHolder.UNIT, unit__isnull=False) | (~Q(holder=AwardHolder.UNIT) & Q(unit=None)),
                name="award_unit",
                violation_error_message="请选择单位",
            ),
            models.CheckConstraint(
                condition=Q(holder=AwardHolder.PERSON, person__isnull=False)
                | (~Q(holder=AwardHolder.PERSON) & Q(person=None)),
                name="award_person",
                violation_error_message="请选择个人",
            ),
            models.CheckConstraint(
                condition=Q(holder=AwardHolder.NAMED) ^ Q(name=""),
                name="award_name",
                violation_error_message="请填写家庭、楼院、小区等的名称",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[AwardState.GRANTED, AwardState.REVOKED])
                | (Q(decided_on__isnull=False) & ~Q(document="")),
                name="award_granted_by_document",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[AwardState.REFUSED, AwardState.REVOKED])
                | (Q(ended_on__isnull=False) & ~Q(ended_because="")),
                name="award_ended_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["scope", "kind", "year"], name="award_scope")]

    def __str__(self) -> str:
        return f"{self.year}年{self.level_label}"

    @property
    def level_label(self) -> str:
        """``level`` in words."""
        if self.kind == AwardKind.STAR:
            return f"{'零一二三四五六七八九'[int(self.level)]}星级社区"
        if self.kind == AwardKind.DEMONSTRATION:
            return f"{ {'province': '省级', 'city': '市级', 'district': '区级'}.get(self.level, '') }党建示范点"
        return self.level

    @property
    def is_decided(self) -> bool:
        """Given or told, and not taken back."""
        return self.state == AwardState.GRANTED

    @property
    def state_words(self) -> str:
        if self.kind == AwardKind.CRITICISM and self.state == AwardState.GRANTED:
            return "已通报"
        return str(self.get_state_display())

    @property
    def holder_label(self) -> str:
        named = {AwardHolder.UNIT: self.unit, AwardHolder.PERSON: self.person, AwardHolder.NAMED: self.name}
        return str(named.get(AwardHolder(self.holder)) or self.organization.label)
