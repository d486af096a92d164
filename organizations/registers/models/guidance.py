"""Guidance of communities by their type: what the district or a street asks of each class (ORG-22)."""

from typing import Any, ClassVar

from django.db import models

from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from organizations.kinds import CommunityType
from organizations.registers.models.entry import Entry


@tracked(exclude=["scope"])
class Guidance(Entry):
    """Guidance 分类指导 for the communities of one type below its organisation (S0 四); the newest stands."""

    community_type = models.CharField("社区类型", max_length=12, choices=CommunityType)
    title = FreeChar("名称", max_length=80)
    document = FreeChar("文号", max_length=60, blank=True)
    content = FreeText("指导意见", max_length=5000)
    issued_on = models.DateField("印发日期")

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "分类指导"
        constraints: ClassVar[list[Any]] = [*Entry.Meta.constraints]
        indexes = [models.Index(fields=["scope"], name="guidance_scope")]

    def __str__(self) -> str:
        return self.title
