"""Working rules of organisations, version by version (ORG-26)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from organizations.registers.models.entry import Entry


@tracked(exclude=["scope"])
class WorkingRule(Entry):
    """One version of the working rules 工作细则 of an organisation (S0 三(二)1). In force is the newest published
    version whose day has come."""

    title = FreeChar("名称", max_length=80)
    number = models.PositiveSmallIntegerField("版本", editable=False)
    content = FreeText("正文", max_length=20000)
    change = FreeText("修订说明", max_length=500, blank=True)
    adopted_on = models.DateField("通过日期")
    adopted_by = FreeChar("通过的会议", max_length=80)
    effective_on = models.DateField("施行日期")
    published_on = models.DateField("公布日期", null=True, blank=True, editable=False)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "工作细则"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "title", "number"], name="working_rule_version_once"),
            models.CheckConstraint(
                condition=Q(effective_on__gte=F("adopted_on")),
                name="working_rule_effective_after_adoption",
                violation_error_message="施行日期不能早于通过日期",
            ),
            models.CheckConstraint(
                condition=Q(published_on=None) | Q(published_on__gte=F("adopted_on")),
                name="working_rule_published_after_adoption",
                violation_error_message="公布日期不能早于通过日期",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="working_rule_scope")]

    def __str__(self) -> str:
        return f"{self.title}（第{self.number}版）"
