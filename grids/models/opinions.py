"""Opinions 社情民意 and their steps."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.models import VersionedModel
from core.records.duties import past_day
from core.records.history import tracked
from core.records.protection import ProtectedField, RowBound, mask_name, mask_phone
from core.records.redaction import FreeChar, FreeText
from grids.models.places import Grid, GridScopedQuerySet, new_token, photo_path
from organizations.models import ScopedModel
from people.models import Person


class Level(models.TextChoices):
    """Who has to solve an opinion, within threshold ``grd.opinion.<level>_working_days``."""

    GRID = "grid", "网格"
    COMMUNITY = "community", "社区"
    STREET = "street", "街道"
    DISTRICT = "district", "区"


class Channel(models.TextChoices):
    """How an opinion came in; empty for those from before channels were kept."""

    COUNTER = "counter", "来访"
    PHONE = "phone", "来电"
    HOTLINE = "hotline", "热线转办"
    LETTER = "letter", "来信"
    VISIT = "visit", "走访"
    SCAN = "scan", "扫码"
    ACCOUNT = "account", "党员网上反映"


class Telling(models.TextChoices):
    """How an asker who has no account was told of the answer."""

    MESSAGE = "message", "短信"
    PHONE = "phone", "电话"
    IN_PERSON = "in_person", "当面"
    PAPER = "paper", "书面"


class OpinionState(models.TextChoices):
    RECEIVED = "received", "办理中"
    JOINED = "joined", "已并办"
    ANSWERED = "answered", "已答复"
    CLOSED = "closed", "已办结"


WITHOUT_ANSWER = (OpinionState.RECEIVED, OpinionState.JOINED)
WITH_ANSWER = (OpinionState.ANSWERED, OpinionState.CLOSED)


class OpinionQuerySet(GridScopedQuerySet["Opinion"]):
    def waiting(self) -> Self:
        """Not answered yet."""
        return self.filter(state=Opinion.State.RECEIVED)

    def overdue(self, on: Any) -> Self:
        return self.waiting().filter(past_day(on))

    def to_tell(self) -> Self:
        """Answered, and the asker has no account to read it in, but left a telephone."""
        without_account = self.filter(state__in=WITH_ANSWER, reporter=None, told_at=None)
        return without_account.exclude(phone=b"")

    def unsigned(self) -> Self:
        """Not answered yet, and nobody of the level that has it has signed for it."""
        return self.waiting().filter(signed_at=None)


@tracked(exclude=["scope", "phone", "caller"])
class Opinion(ScopedModel, VersionedModel, RowBound):
    """What residents or units raise 社情民意; solved low, or raised level by level (GRD-06).

    ``joined_to``: the one that asks for the same thing, whose answer answers this one, too. ``signed_at``: when the
    level that has it took it; ``department``: whom that level has passed it to, until the reply is noted (GRD-12).
    """

    Channel = Channel

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
    caller = ProtectedField("称呼", db_default=b"")
    channel = models.CharField("渠道", max_length=10, choices=Channel, blank=True, default="", db_default="")
    hotline_number = FreeChar("热线工单号", max_length=40, blank=True, default="", db_default="")
    place = FreeChar("地点", max_length=80, blank=True, default="", db_default="")
    photo = models.FileField("照片", upload_to=photo_path, blank=True, default="", db_default="")
    first_receiver = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="首问责任人"
    )
    reporter = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="反映人")
    """The member who raised it from the own account; residents stay unnamed."""
    level = models.CharField("办理层级", max_length=10, choices=Level, default=Level.GRID)
    received_at = models.DateTimeField("反映时间")
    recorded_at = models.DateTimeField("登记时间", default=timezone.now, editable=False)
    due_on = models.DateField("办理期限")
    signed_at = models.DateTimeField("签收时间", null=True, blank=True, editable=False)
    department = FreeChar("转办部门", max_length=60, blank=True, default="", db_default="")
    department_due_on = models.DateField("部门回复期限", null=True, blank=True)
    joined_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="joined", verbose_name="并入"
    )
    told_at = models.DateTimeField("告知时间", null=True, blank=True, editable=False)
    told_by = models.CharField("告知方式", max_length=10, choices=Telling, blank=True, default="", db_default="")
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
                condition=Q(state__in=list(WITHOUT_ANSWER), answered_at__isnull=True)
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
            models.CheckConstraint(
                condition=Q(joined_to=None) & ~Q(state=OpinionState.JOINED)
                | Q(joined_to__isnull=False) & ~Q(state=OpinionState.RECEIVED) & ~Q(joined_to=F("id")),
                name="opinion_joined_to_another",
            ),
            models.CheckConstraint(
                condition=Q(department="", department_due_on=None)
                | ~Q(department="") & Q(department_due_on__isnull=False, state=OpinionState.RECEIVED),
                name="opinion_with_department_waits",
            ),
            models.CheckConstraint(
                condition=Q(told_at=None, told_by="")
                | Q(told_at__isnull=False, state__in=list(WITH_ANSWER)) & ~Q(told_by=""),
                name="opinion_told_of_an_answer",
            ),
            models.UniqueConstraint(
                fields=["organization", "hotline_number"],
                condition=~Q(hotline_number=""),
                name="opinion_hotline_number_once",
                violation_error_message="这个热线工单号已经登记过",
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

    @property
    def caller_masked(self) -> str:
        return mask_name(self.caller)

    @property
    def number(self) -> str:
        """What the office and the asker call it by."""
        return f"MY{timezone.localdate(self.received_at):%Y}-{self.pk:05d}"

    @property
    def waits(self) -> bool:
        """Somebody has to answer it."""
        return self.state == OpinionState.RECEIVED

    @property
    def to_tell(self) -> bool:
        """Answered, and the asker has no account to read it in, but left a telephone."""
        return self.state in WITH_ANSWER and bool(self.phone) and self.reporter_id is None and self.told_at is None

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return "warn" if self.state in WITHOUT_ANSWER else "good"


class OpinionStep(models.Model):
    """One step of an opinion: received, signed for, raised, passed on, answered, told, rated … Append-only."""

    class Kind(models.TextChoices):
        RECEIVED = "received", "受理"
        RAISED = "raised", "上报"
        ANSWERED = "answered", "答复"
        RATED = "rated", "评价"
        REOPENED = "reopened", "退回重办"
        SIGNED = "signed", "签收"
        PASSED = "passed", "转办部门"
        RETURNED = "returned", "部门回复"
        JOINED = "joined", "并办"
        SEPARATED = "separated", "拆开"
        CORRECTED = "corrected", "更正登记"
        TOLD = "told", "告知反映人"
        HANDED = "handed", "交查询码"

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

    @property
    def tone(self) -> str:
        """How it stands on the line of time."""
        return "bad" if self.kind == self.Kind.REOPENED else "done"


ARRIVALS = (
    OpinionStep.Kind.RECEIVED,
    OpinionStep.Kind.RAISED,
    OpinionStep.Kind.REOPENED,
    OpinionStep.Kind.SEPARATED,
)
"""Steps with which a level gets an opinion, each with the level's limit."""
LEAVINGS = (*ARRIVALS, OpinionStep.Kind.ANSWERED, OpinionStep.Kind.JOINED)
"""Steps with which the level that had it is done."""
