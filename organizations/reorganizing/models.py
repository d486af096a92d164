"""One change of what Party organisations there are: a merger, a division, an upgrade (ORG-21, ORG-05)."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core.models import VersionedModel
from core.records.redaction import FreeChar
from organizations.kinds import CommunityType
from organizations.models.scoped import ScopedModel


class ReorganizationKind(models.TextChoices):
    MERGE = "merge", "合并"
    SPLIT = "split", "拆分"
    UPGRADE = "upgrade", "升格"
    CLASSIFY = "classify", "改类"


class ReorganizationState(models.TextChoices):
    WAITING = "waiting", "待生效"
    DONE = "done", "已生效"
    WITHDRAWN = "withdrawn", "已撤回"
    REFUSED = "refused", "未能生效"


class Reorganization(ScopedModel, VersionedModel):
    """What becomes of ``organization`` on the day ``on``: taken at once, or in the night of a day ahead.

    A merger ends it in ``target``. A division founds ``name``, to which the ``parts`` (organisations below) and the
    ``persons`` (members of their own) go. An upgrade founds ``name`` above a branch, which may take ``own_name``, or
    makes a committee of a general branch. A community gets another ``community_type``. ``made``: what was founded.
    """

    Kind = ReorganizationKind
    State = ReorganizationState

    kind = models.CharField("调整方式", max_length=8, choices=ReorganizationKind)
    on = models.DateField("生效日期")
    document = FreeChar("批准文件", max_length=120)
    target = models.ForeignKey(
        "organizations.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_into",
        verbose_name="并入的组织",
    )
    name = FreeChar("新组织名称", max_length=80, blank=True)
    code = models.CharField("新组织编码", max_length=40, blank=True)
    own_name = FreeChar("原支部改称", max_length=80, blank=True)
    community_type = models.CharField("社区类型", max_length=12, choices=CommunityType, blank=True)
    parts = ArrayField(models.BigIntegerField(), default=list, blank=True, verbose_name="随同划出的组织")
    persons = ArrayField(models.BigIntegerField(), default=list, blank=True, verbose_name="随同划出的党员")
    made = models.ForeignKey(
        "organizations.Organization", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="新设的组织"
    )
    state = models.CharField("状态", max_length=12, choices=ReorganizationState, default=ReorganizationState.WAITING)
    note = FreeChar("说明", max_length=200, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="登记人"
    )
    entered_at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "机构调整"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(state=ReorganizationState.WAITING),
                name="reorganization_one_waiting",
                violation_error_message="这个组织已有一项待生效的机构调整，请先撤回",
            ),
            models.CheckConstraint(
                condition=Q(kind=ReorganizationKind.MERGE, target__isnull=False)
                | (~Q(kind=ReorganizationKind.MERGE) & Q(target__isnull=True)),
                name="reorganization_merger_has_target",
            ),
        ]
        indexes = [
            models.Index(fields=["scope"], name="reorganization_scope"),
            models.Index(fields=["on"], name="reorganization_waiting", condition=Q(state=ReorganizationState.WAITING)),
        ]

    def __str__(self) -> str:
        return f"{self.organization}{self.get_kind_display()}"
