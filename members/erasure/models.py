"""Legal hold 法律保全, and what two officers clear together 清除单. Neither keeps what was cleared."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.models import VersionedModel
from core.records.redaction import FreeChar
from organizations.models import ScopedModel, ScopedQuerySet
from people.models import Person


class LegalHoldQuerySet(ScopedQuerySet["LegalHold"]):
    def in_force(self, on: Any) -> Self:
        """Those that stand on the day, not released."""
        return self.filter(during__contains=on, released_at=None)


class LegalHold(ScopedModel, VersionedModel):
    """What nobody clears while it stands: of one ``person`` wherever it lies, or of all in ``organization``; of one
    ``kind`` of things (core.records.retention), or, empty, of all. Released by another than who placed it."""

    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="保全的人员"
    )
    kind = models.CharField("保全的内容", max_length=16, blank=True, default="")
    reason = FreeChar("原因", max_length=200)
    document = FreeChar("依据文件", max_length=120)
    during = DateRangeField("起止")
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name="登记人"
    )
    placed_at = models.DateTimeField("登记时间", default=timezone.now, editable=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="解除人",
    )
    released_at = models.DateTimeField("解除时间", null=True, blank=True, editable=False)
    released_because = FreeChar("解除原因", max_length=200, blank=True, default="", editable=False)

    objects: ClassVar = LegalHoldQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "法律保全"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(released_by=None, released_at=None, released_because="")
                | Q(released_by__isnull=False, released_at__isnull=False)
                & ~Q(released_because="")
                & ~Q(released_by=F("placed_by")),
                name="legal_hold_released_by_another",
                violation_error_message="保全由登记人以外的人解除",
            ),
        ]
        indexes = [
            models.Index(fields=["scope"], name="legal_hold_scope"),
            models.Index(fields=["person"], name="legal_hold_person"),
        ]

    def __str__(self) -> str:
        return f"{self.document}的保全"


class ErasureState(models.TextChoices):
    PROPOSED = "proposed", "待另一人确认"
    DONE = "done", "已清除"
    REFUSED = "refused", "未同意"
    WITHDRAWN = "withdrawn", "已撤回"


class Erasure(ScopedModel, VersionedModel):
    """What one officer proposes to clear in ``organization`` (a community), and another confirms.

    ``rows``: kind → keys of what was due when it was proposed; ``done``: kind → keys of what was cleared. Keys and
    numbers, no names: it says what was done when the persons are known no longer.
    """

    State = ErasureState

    reason = FreeChar("说明", max_length=200)
    rows = models.JSONField("清除内容", default=dict, editable=False)
    done = models.JSONField("已清除内容", default=dict, editable=False)
    state = models.CharField("状态", max_length=10, choices=ErasureState, default=ErasureState.PROPOSED, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name="提出人"
    )
    proposed_at = models.DateTimeField("提出时间", default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="办理人",
    )
    decided_at = models.DateTimeField("办理时间", null=True, blank=True, editable=False)
    answer = FreeChar("答复", max_length=200, blank=True, default="", editable=False)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "清除单"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(state=ErasureState.PROPOSED),
                name="erasure_open_once",
                violation_error_message="这个社区已有一份待确认的清除单，请先办理",
            ),
            models.CheckConstraint(
                condition=~Q(state=ErasureState.DONE)
                | Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(decided_by=F("proposed_by")),
                name="erasure_confirmed_by_another",
                violation_error_message="清除单由提出人以外的人确认",
            ),
        ]
        indexes = [models.Index(fields=["scope", "-proposed_at"], name="erasure_scope")]

    def __str__(self) -> str:
        return f"{self.organization.name}的清除单"

    @property
    def numbers(self) -> dict[str, int]:
        """How many of each kind are proposed."""
        return {kind: len(ids) for kind, ids in self.rows.items()}
