"""Opinions 社情民意 and their steps."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.models import VersionedModel
from core.records.duties import past_day
from core.records.history import tracked
from core.records.protection import ProtectedField, RowBound, mask_phone
from core.records.redaction import FreeText
from grids.models.places import Grid, GridScopedQuerySet, new_token
from organizations.models import ScopedModel
from people.models import Person


class Level(models.TextChoices):
    """Who has to solve an opinion, within threshold ``grd.opinion.<level>_working_days``."""

    GRID = "grid", "网格"
    COMMUNITY = "community", "社区"
    STREET = "street", "街道"
    DISTRICT = "district", "区"


class OpinionState(models.TextChoices):
    RECEIVED = "received", "办理中"
    ANSWERED = "answered", "已答复"
    CLOSED = "closed", "已办结"


WITH_ANSWER = (OpinionState.ANSWERED, OpinionState.CLOSED)


class OpinionQuerySet(GridScopedQuerySet["Opinion"]):
    def waiting(self) -> Self:
        """Not answered yet."""
        return self.filter(state=Opinion.State.RECEIVED)

    def overdue(self, on: Any) -> Self:
        return self.waiting().filter(past_day(on))


@tracked(exclude=["scope", "phone"])
class Opinion(ScopedModel, VersionedModel, RowBound):
    """What residents or units raise 社情民意; solved low, or raised level by level (GRD-06)."""

    class Source(models.TextChoices):
        RESIDENT = "resident", "居民"
        MEMBER = "member", "党员"
        UNIT = "unit", "辖区单位"

    class Category(models.TextChoices):
        ENVIRONMENT = "environment", "环境卫生"
        PROPERTY = "property", "物业维修"
        SAFETY = "safety", "治安安全"
        WELFARE = "welfare", "民生保障"
        NEIGHBOUR = "neighbour", "邻里关系"
        ADVICE = "advice", "意见建议"
        OTHER = "other", "其他"

    State = OpinionState

    class Satisfaction(models.TextChoices):
        SATISFIED = "satisfied", "满意"
        BASIC = "basic", "基本满意"
        DISSATISFIED = "dissatisfied", "不满意"

    grid = models.ForeignKey(Grid, models.PROTECT, null=True, blank=True, related_name="opinions", verbose_name="网格")
    content = FreeText("反映内容", max_length=1000)
    source = models.CharField("来源", max_length=10, choices=Source, default=Source.RESIDENT)
    category = models.CharField("类别", max_length=12, choices=Category, default=Category.OTHER)
    phone = ProtectedField("联系电话")
    first_receiver = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="首问责任人"
    )
    reporter = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="反映人")
    """The member who raised it from the own account; residents stay unnamed."""
    level = models.CharField("办理层级", max_length=10, choices=Level, default=Level.GRID)
    received_at = models.DateTimeField("反映时间")
    recorded_at = models.DateTimeField("登记时间", default=timezone.now, editable=False)
    due_on = models.DateField("办理期限")
    state = models.CharField("状态", max_length=10, choices=State, default=State.RECEIVED)
    answer = FreeText("答复", max_length=1000, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="答复人",
    )
    satisfaction = models.CharField("满意度", max_length=12, choices=Satisfaction, blank=True)
    rated_at = models.DateTimeField("评价时间", null=True, blank=True)
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)

    objects: ClassVar = OpinionQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "社情民意"
        constraints = [
            models.CheckConstraint(
                condition=Q(state=OpinionState.RECEIVED, answered_at__isnull=True)
                | (Q(state__in=list(WITH_ANSWER), answered_at__isnull=False) & ~Q(answer="")),
                name="opinion_answered_has_answer",
                violation_error_message="答复内容不能为空",
            ),
            models.CheckConstraint(
                condition=Q(satisfaction="", rated_at__isnull=True) | (~Q(satisfaction="") & Q(rated_at__isnull=False)),
                name="opinion_rating_has_time",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=F("received_at")),
                name="opinion_answered_after_received",
                violation_error_message="答复时间不能早于反映时间",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "due_on"], name="opinion_waiting", condition=Q(state=OpinionState.RECEIVED)),
            models.Index(fields=["scope", "-received_at"], name="opinion_scope_received"),
        ]

    def __str__(self) -> str:
        return self.content[:30]

    @property
    def phone_masked(self) -> str:
        return mask_phone(self.phone)


class OpinionStep(models.Model):
    """One step of an opinion: received, raised to the next level, answered, rated, sent back. Append-only."""

    class Kind(models.TextChoices):
        RECEIVED = "received", "受理"
        RAISED = "raised", "上报"
        ANSWERED = "answered", "答复"
        RATED = "rated", "评价"
        REOPENED = "reopened", "退回重办"

    opinion = models.ForeignKey(Opinion, models.CASCADE, related_name="steps")
    kind = models.CharField("步骤", max_length=10, choices=Kind)
    level = models.CharField("层级", max_length=10, choices=Level)
    note = FreeText("说明", max_length=1000, blank=True)
    satisfaction = models.CharField("满意度", max_length=12, choices=Opinion.Satisfaction, blank=True, default="")
    """The asker's word on the answer before it; a dissatisfied one that sends the opinion back is kept, too."""
    due_on = models.DateField("期限", null=True)
    happened_at = models.DateTimeField("时间")
    recorded_at = models.DateTimeField("登记时间", default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="经办人")

    class Meta:
        verbose_name = verbose_name_plural = "办理过程"
        ordering = ["happened_at", "id"]
        indexes = [
            models.Index(fields=["opinion", "happened_at"], name="opinion_step_order"),
            models.Index(fields=["due_on"], name="opinion_step_due", condition=Q(due_on__isnull=False)),
            models.Index(fields=["happened_at"], name="opinion_step_rated", condition=~Q(satisfaction="")),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
