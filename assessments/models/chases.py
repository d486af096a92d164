"""What a superior asks of an organisation below about a number: chased with a day, passed on, noted; answered, seen."""

from collections.abc import Collection
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from assessments.models.facts import Indicator
from core.records.history import tracked
from core.records.redaction import FreeText
from organizations.models import Organization
from organizations.registers.models import Entry


class ChaseKind(models.TextChoices):
    CHASE = "chase", "催办"
    NOTE = "note", "提示"


@tracked(exclude=["scope"])
class Chase(Entry):
    """``asker`` asks ``organization``: a chase is answered by ``due_on`` and its answer seen by who asked; a note
    is only read by who got it.

    ``passed_from``: the chase that the organisation between passed on. ``month``: first day of the month in question.
    """

    Kind = ChaseKind

    asker = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="催办组织", editable=False)
    kind = models.CharField("方式", max_length=8, choices=ChaseKind, default=ChaseKind.CHASE)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="指标"
    )
    month = models.DateField("月份", null=True, blank=True)
    text = FreeText("要求", max_length=300)
    asked_on = models.DateField("催办日期", editable=False)
    due_on = models.DateField("答复期限", null=True, blank=True)
    answer = FreeText("答复", max_length=500, blank=True, editable=False)
    answered_on = models.DateField("答复日期", null=True, blank=True, editable=False)
    seen_on = models.DateField("阅知日期", null=True, blank=True, editable=False)
    passed_from = models.ForeignKey(
        "self", models.PROTECT, related_name="passed", null=True, editable=False, verbose_name="转办自"
    )

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "催办和提示"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind=ChaseKind.NOTE, due_on=None, answered_on=None)
                | Q(kind=ChaseKind.CHASE, due_on__gte=F("asked_on")),
                name="chase_has_its_day",
                violation_error_message="催办要有答复期限，提示没有",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None, answer="", seen_on=None)
                | (Q(answered_on__isnull=False) & ~Q(answer=""))
                | Q(kind=ChaseKind.NOTE, answer=""),
                name="chase_answered_before_seen",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "asked_on"], name="chase_scope"),
            models.Index(fields=["asker", "seen_on"], name="chase_asker"),
        ]

    def __str__(self) -> str:
        about = "" if self.indicator is None else f"：{self.indicator.title}"
        return f"{self.get_kind_display()}{self.organization.label}{about}"

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """The chase above is out of reach of who answers this one; the portal writes it, nobody types it."""
        super().clean_fields({*(exclude or ()), "passed_from"})

    @property
    def state_words(self) -> str:
        """Where it stands, in a word."""
        if self.kind == ChaseKind.NOTE:
            return "待知晓" if self.seen_on is None else "已知晓"
        if self.answered_on is None:
            return "待答复"
        return "已答复，待阅" if self.seen_on is None else "已阅"
