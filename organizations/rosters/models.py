"""A roster imported: the file previewed, its counts, and what an undo needs."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from core.records.redaction import FreeChar, FreeJSON
from organizations.models.scoped import ScopedModel


class RosterBatch(ScopedModel):
    """One file of one subject. ``organization`` is what it was imported to; nothing outside it was touched."""

    class State(models.TextChoices):
        READING = "reading", "读取中"
        PREVIEWED = "previewed", "待确认"
        WRITING = "writing", "导入中"
        COMMITTED = "committed", "已导入"
        UNDONE = "undone", "已撤销"
        FAILED = "failed", "未能读取"
        DISCARDED = "discarded", "已放弃"

    reference = models.CharField("批次号", max_length=32, unique=True)
    subject = models.CharField("名册", max_length=24)
    """Key of the subject (``config/home.py``)."""
    file_name = FreeChar("文件名", max_length=200)
    file_sha256 = models.CharField(max_length=64)
    signature = models.CharField(max_length=64, blank=True)
    """What was previewed; the commit must find the same."""
    state = models.CharField("状态", max_length=12, choices=State, default=State.READING)
    since = models.DateField("起始日期")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="上传人"
    )
    uploaded_at = models.DateTimeField("上传时间", default=timezone.now)
    committed_at = models.DateTimeField("导入时间", null=True)
    committed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="导入人"
    )
    handed_out_at = models.DateTimeField("发放单打印时间", null=True)
    """When what the batch hands out (``Subject.handout``) was printed last."""
    undone_at = models.DateTimeField("撤销时间", null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    """Who told a job to write it."""
    skip_invalid = models.BooleanField("跳过有问题的行", default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    """How often a job has begun to read or write it."""
    rows = models.PositiveIntegerField("总行数", default=0)
    valid = models.PositiveIntegerField("有效行", default=0)
    created = models.PositiveIntegerField("新增", default=0)
    updated = models.PositiveIntegerField("更新", default=0)
    unchanged = models.PositiveIntegerField("无变化", default=0)
    faulty = models.PositiveIntegerField("有错误的行", default=0)
    doubtful = models.PositiveIntegerField("待确认的行", default=0)
    problems = FreeJSON("问题", default=list)
    """Findings: {sheet, row, column, code, message, kind}; never the text of a protected cell."""
    sample = FreeJSON("有问题的行", default=list)
    """{sheet, titles, rows: [{row, cells}]} a sheet, protected cells masked; emptied when the batch is over."""
    preview = FreeJSON("将要办理的", default=list)
    """The first lines of what is written: {sheet, row, what, label, detail}."""
    unused = FreeJSON("没有用到的列", default=list)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "名册批次"
        indexes = [models.Index(fields=["scope", "-uploaded_at"], name="roster_batch_scope")]

    def __str__(self) -> str:
        return self.reference


class RosterChange(models.Model):
    """One record that a batch made, changed or removed. ``mark``: what it was like when the batch left it."""

    class What(models.TextChoices):
        CREATED = "created", "新增"
        CHANGED = "changed", "修改"
        REMOVED = "removed", "删除"

    batch = models.ForeignKey(RosterBatch, models.CASCADE, related_name="changes")
    what = models.CharField(max_length=8, choices=What)
    model = models.CharField(max_length=64)
    record = models.BigIntegerField()
    group = models.CharField(max_length=80, blank=True)
    mark = models.CharField(max_length=64, blank=True)
    before = models.JSONField(default=dict)
    """Field → serialised value, of what was changed or removed."""

    class Meta:
        verbose_name = verbose_name_plural = "名册变动"
        ordering = ["id"]
        indexes = [models.Index(fields=["batch", "model"], name="roster_change_batch")]

    def __str__(self) -> str:
        return f"{self.model} {self.record}"
