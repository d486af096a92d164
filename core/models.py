"""What every app stands on: audit, outbox, working days, versions."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.records.redaction import FreeChar, FreeText

APPEND_ONLY = [
    pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
    pgtrigger.Trigger(
        name="not_emptied",
        operation=pgtrigger.Truncate,
        when=pgtrigger.Before,
        level=pgtrigger.Statement,
        func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;",
    ),
]


class AuditEvent(models.Model):
    """What a person or job did. Append-only; typed by ``code``; never holds protected values; no foreign
    keys. ``previous_id``, the newest event that was there, is the database's own: an event that is gone before it was
    sealed is still named by the next one.
    """

    occurred_at = models.DateTimeField("发生时间", default=timezone.now, editable=False)
    code = models.CharField("事项", max_length=64)
    actor_id = models.BigIntegerField("操作人编号", null=True)
    actor_label = models.CharField("操作人", max_length=80)
    organization_id = models.BigIntegerField("组织编号", null=True)
    target_type = models.CharField("对象类型", max_length=64, blank=True)
    target_id = models.CharField("对象编号", max_length=64, blank=True)
    target_label = FreeChar("对象", max_length=200, blank=True)
    data = models.JSONField("内容", default=dict)
    previous_id = models.BigIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "操作日志"
        indexes = [
            models.Index(fields=["target_type", "target_id"], name="audit_target"),
            models.Index(fields=["organization_id", "-occurred_at"], name="audit_organization"),
            # What an account may do so many times an hour or a day (audit.counted).
            models.Index(
                fields=["actor_id", "occurred_at"],
                name="audit_counted",
                condition=Q(code__in=["people.revealed", "members.lookup_elsewhere"]),
            ),
        ]
        triggers = [
            *APPEND_ONLY,
            pgtrigger.Trigger(
                name="names_previous",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="NEW.previous_id := (SELECT max(id) FROM core_auditevent); RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return self.target_label or self.code


class Seal(models.Model):
    """One link of the hash chain over audit events, written by the single background sealer."""

    position = models.BigIntegerField(primary_key=True)
    event_id = models.BigIntegerField(unique=True)
    digest = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "日志封印"
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return str(self.position)


class KeyMark(models.Model):
    """A key of the protected fields as the database knows it, never the key: `label` is its id or ``index``."""

    label = models.CharField(max_length=8, primary_key=True)
    mark = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = verbose_name_plural = "密钥校验值"

    def __str__(self) -> str:
        return self.label


class Notification(models.Model):
    """The outbox and the recipient's in-site inbox. One per (kind, subject, recipient, due date), whatever is
    killed.
    """

    kind = models.CharField("类别", max_length=64)
    subject_type = models.CharField(max_length=64)
    subject_id = models.BigIntegerField()
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications", verbose_name="收件人"
    )
    due_on = models.DateField("对应日期")
    title = FreeChar("标题", max_length=120)
    text = FreeText("内容", blank=True)
    url = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField("生成时间", default=timezone.now)
    withdrawn_at = models.DateTimeField("撤回时间", null=True)
    read_at = models.DateTimeField("阅读时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "消息"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_type", "subject_id", "recipient", "due_on"], name="notification_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["recipient", "-created_at"],
                name="notification_unread",
                condition=Q(read_at__isnull=True, withdrawn_at__isnull=True),
            ),
            models.Index(fields=["recipient", "-created_at"], name="notification_inbox"),
        ]

    def __str__(self) -> str:
        return self.title


class DeliveryState(models.TextChoices):
    PENDING = "pending", "待发送"
    SENT = "sent", "已发送"
    WITHDRAWN = "withdrawn", "已撤回"
    FAILED = "failed", "失败"


class Delivery(models.Model):
    """One notification leaving the house by one channel, with the idempotency key that the provider gets."""

    State = DeliveryState

    notification = models.ForeignKey(Notification, models.CASCADE, related_name="deliveries")
    channel = models.CharField("渠道", max_length=16)
    idempotency_key = models.CharField(max_length=64, unique=True)
    state = models.CharField("状态", max_length=12, choices=State, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField("错误", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "发送记录"
        constraints = [models.UniqueConstraint(fields=["notification", "channel"], name="delivery_once_a_channel")]
        indexes = [
            models.Index(fields=["next_attempt_at"], name="delivery_pending", condition=Q(state=DeliveryState.PENDING)),
        ]

    def __str__(self) -> str:
        return self.idempotency_key


class WorkDay(models.Model):
    """Whether a date is a working day; seeded from the published calendar, weekday rule where a year is
    unknown.
    """

    date = models.DateField("日期", primary_key=True)
    working = models.BooleanField("工作日")
    source = models.CharField("依据", max_length=80)

    class Meta:
        verbose_name = verbose_name_plural = "工作日历"

    def __str__(self) -> str:
        return f"{self.date} {'上班' if self.working else '休息'}"


class PeriodicRun(models.Model):
    """One run of a periodic job for one period: two beats, or a missed night, are harmless."""

    job = models.CharField(max_length=64)
    period = models.CharField(max_length=32)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "定时任务记录"
        constraints = [models.UniqueConstraint(fields=["job", "period"], name="periodic_run_once")]

    def __str__(self) -> str:
        return f"{self.job} {self.period}"


class Tries(models.Model):
    """How often something was tried since a moment (core.records.tries)."""

    key = models.CharField(max_length=120, primary_key=True)
    number = models.PositiveIntegerField(default=1)
    since = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "尝试次数"
        indexes = [models.Index(fields=["since"], name="tries_since")]

    def __str__(self) -> str:
        return f"{self.key} {self.number}"


class VersionedModel(models.Model):
    """Optimistic version: an edit form posts the version that it showed (see core.records.versions)."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
