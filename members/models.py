"""Membership as dated spells, import batches, dual registration.

A Membership row is a spell during which branch, status and class of management stay the same; a change of any of them
ends the spell and opens the next. So one exclusion constraint holds "one organisational relationship at a time", and
every statistic as of a date is one pass over one table (docs/architecture.md, "Departures").
"""

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.history import tracked
from core.models import VersionedModel
from organizations.models import ScopedModel, ScopedQuerySet, Unit
from people.models import Person


class MembershipQuerySet(ScopedQuerySet):
    def as_of(self, on: Any) -> Self:
        """Spells in force on the day: one row a member."""
        return self.filter(during__contains=on)

    def current(self) -> Self:
        """Spells without an end (served by a partial index)."""
        return self.filter(during__endswith__isnull=True)

    def full(self) -> Self:
        return self.filter(status=Membership.Status.FULL)


@tracked(exclude=["scope", "name_key"])
class Membership(ScopedModel, VersionedModel):
    """One spell of a person's organisational relationship 组织关系 in a branch."""

    class Status(models.TextChoices):
        FULL = "full", "正式党员"
        PROBATIONARY = "probationary", "预备党员"

    class MemberClass(models.TextChoices):
        IN_SERVICE = "in_service", "在职"
        RETIRED = "retired", "离退休"
        UNEMPLOYED = "unemployed", "下岗失业"
        FLOATING_OUT = "floating_out", "外出流动"
        FLOATING_IN = "floating_in", "流入"
        FARMING = "farming", "务农"
        SELF_EMPLOYED = "self_employed", "个体经营"
        STUDENT = "student", "学生"
        OTHER = "other", "其他"
        UNKNOWN = "", "未填"

    class End(models.TextChoices):
        TRANSFER = "transfer", "转出"
        DEATH = "death", "去世"
        CHANGE = "change", "类别变动"
        WITHDRAWAL = "withdrawal", "出党"
        CORRECTION = "correction", "录入更正"

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships", verbose_name="党员")
    status = models.CharField("党员类别", max_length=12, choices=Status, default=Status.FULL)
    member_class = models.CharField(
        "管理类型", max_length=16, choices=MemberClass, blank=True, default=MemberClass.UNKNOWN
    )
    joined_on = models.DateField("入党时间", null=True, blank=True)
    full_on = models.DateField("转正时间", null=True, blank=True)
    during = DateRangeField("起止")
    end_reason = models.CharField("结束原因", max_length=12, choices=End, blank=True)
    remark = models.CharField("备注", max_length=200, blank=True)
    batch = models.ForeignKey(
        "members.ImportBatch",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="memberships",
        editable=False,
    )
    name_key = models.CharField(max_length=160, editable=False, default="", db_collation="C")
    """Copy of the person's pinyin + name, so that a list of any size is sorted by one index."""

    objects = MembershipQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "党员"
        constraints = [
            ExclusionConstraint(
                name="membership_one_relationship_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                violation_error_message="此人在这段时间已有组织关系",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="membership_during_not_empty"),
            models.CheckConstraint(
                condition=Q(full_on__isnull=True) | Q(joined_on__isnull=True) | Q(full_on__gte=F("joined_on")),
                name="membership_full_after_joined",
                violation_error_message="转正时间不能早于入党时间",
            ),
        ]
        indexes = [
            models.Index(
                # A page far down the list of a district is found in the index alone: hence the two columns included.
                fields=["name_key", "id"],
                include=["scope", "during"],
                name="membership_current_by_name",
                condition=Q(during__endswith__isnull=True),
            ),
            models.Index(
                fields=["scope", "name_key", "id"],
                name="membership_current_by_scope",
                condition=Q(during__endswith__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.organization}"


class ImportBatch(ScopedModel):
    """One roster import: the file previewed, its counts, what undoes it. ``organization`` is the root imported to."""

    class Kind(models.TextChoices):
        MEMBERS = "members", "党员花名册"
        ORGANIZATIONS = "organizations", "组织"
        STAFF = "staff", "社区工作者"

    class State(models.TextChoices):
        READING = "reading", "读取中"
        PREVIEWED = "previewed", "待确认"
        WRITING = "writing", "导入中"
        COMMITTED = "committed", "已导入"
        UNDONE = "undone", "已撤销"
        FAILED = "failed", "未能读取"
        DISCARDED = "discarded", "已放弃"

    reference = models.CharField("批次号", max_length=32, unique=True)
    kind = models.CharField("类型", max_length=16, choices=Kind, default=Kind.MEMBERS)
    file_name = models.CharField("文件名", max_length=200)
    file_sha256 = models.CharField(max_length=64)
    state = models.CharField("状态", max_length=12, choices=State, default=State.READING)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="上传人"
    )
    uploaded_at = models.DateTimeField("上传时间", default=timezone.now)
    committed_at = models.DateTimeField("导入时间", null=True)
    undone_at = models.DateTimeField("撤销时间", null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    as_of = models.DateField("数据日期")
    rows = models.PositiveIntegerField("总行数", default=0)
    valid = models.PositiveIntegerField("有效行", default=0)
    created = models.PositiveIntegerField("新增", default=0)
    updated = models.PositiveIntegerField("更新", default=0)
    unchanged = models.PositiveIntegerField("无变化", default=0)
    faulty = models.PositiveIntegerField("有错误的行", default=0)
    doubtful = models.PositiveIntegerField("待确认的行", default=0)
    problems = models.JSONField("问题", default=list)
    sample = models.JSONField("有问题的行", default=list)
    skip_invalid = models.BooleanField("跳过有问题的行", default=False)
    done = models.PositiveIntegerField("已处理", default=0)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "导入批次"
        indexes = [models.Index(fields=["scope", "-uploaded_at"], name="import_batch_scope")]

    def __str__(self) -> str:
        return self.reference


class ImportChange(models.Model):
    """What a batch changed in somebody who was known already: the values before, for undoing it."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="changes")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    person_version = models.PositiveIntegerField(null=True)
    """Version that the batch left behind; null when it did not touch the person."""
    membership = models.ForeignKey(Membership, models.CASCADE, null=True, related_name="+")
    membership_version = models.PositiveIntegerField(null=True)
    opened = models.ForeignKey(Membership, models.CASCADE, null=True, related_name="+")
    before = models.JSONField(default=dict)
    """Column → value of the two rows before; protected values as the hexadecimal of their ciphertext."""

    class Meta:
        verbose_name = verbose_name_plural = "导入变动"
        constraints = [models.UniqueConstraint(fields=["batch", "person"], name="import_change_once_a_person")]

    def __str__(self) -> str:
        return f"{self.batch} · {self.person_id}"


class TransferRequest(ScopedModel, VersionedModel):
    """A roster names somebody whose relationship is elsewhere: asked for, never overwritten (decision 7).

    ``organization`` is the branch that asks; which branch holds the relationship is not told to it.
    """

    class State(models.TextChoices):
        ASKED = "asked", "待对方确认"
        ACCEPTED = "accepted", "已转入"
        REFUSED = "refused", "未同意"
        WITHDRAWN = "withdrawn", "已撤回"

    person = models.ForeignKey(Person, models.PROTECT, related_name="transfer_requests", verbose_name="党员")
    batch = models.ForeignKey(ImportBatch, models.SET_NULL, null=True, related_name="transfer_requests")
    state = models.CharField("状态", max_length=12, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField("提出时间", default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="提出人"
    )

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "转接申请"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organization"],
                condition=Q(state="asked"),
                name="transfer_request_open_once",
                violation_error_message="已经提出过转接申请",
            )
        ]
        indexes = [models.Index(fields=["scope", "state"], name="transfer_request_scope")]

    def __str__(self) -> str:
        return f"{self.person} → {self.organization}"


class DualRegistrationQuerySet(ScopedQuerySet):
    def open(self) -> Self:
        return self.filter(state__in=DualRegistration.OPEN_STATES)

    def waiting(self) -> Self:
        return self.filter(state=DualRegistration.State.SUBMITTED)

    def confirmed(self) -> Self:
        return self.filter(state=DualRegistration.State.CONFIRMED)


@tracked(exclude=["scope"])
class DualRegistration(ScopedModel, VersionedModel):
    """An in-service member reports in at the home or the work community (S2 三(五)). ``organization`` = community."""

    class Side(models.TextChoices):
        HOME = "home", "居住地社区"
        WORK = "work", "工作地社区"

    class State(models.TextChoices):
        SUBMITTED = "submitted", "待社区确认"
        ASKED_BACK = "asked_back", "退回补充"
        CONFIRMED = "confirmed", "已确认"
        REFUSED = "refused", "未通过"
        ENDED = "ended", "已结束"

    class Choice(models.TextChoices):
        PLEDGED = "pledged", "定向承诺"
        SELF_CHOSEN = "self_chosen", "自选服务"

    class Service(models.TextChoices):
        SINGLE = "single", "个人"
        COLLECTIVE = "collective", "随单位集体"

    class Proof(models.TextChoices):
        UNIT = "unit", "单位已确认"
        DOCUMENT = "document", "已查看证明材料"

    OPEN_STATES = (State.SUBMITTED, State.ASKED_BACK, State.CONFIRMED)

    person = models.ForeignKey(Person, models.PROTECT, related_name="registrations", verbose_name="党员")
    side = models.CharField("报到类型", max_length=6, choices=Side)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="registrations", verbose_name="所在单位"
    )
    unit_name = models.CharField("单位名称", max_length=80, blank=True)
    choice = models.CharField("服务选择", max_length=12, choices=Choice, default=Choice.SELF_CHOSEN)
    service = models.CharField("服务方式", max_length=12, choices=Service, default=Service.SINGLE)
    pledge = models.CharField("承诺事项", max_length=200, blank=True)
    specialty = models.CharField("专长", max_length=80, blank=True)
    state = models.CharField("状态", max_length=12, choices=State, default=State.SUBMITTED)
    proof = models.CharField("确认依据", max_length=12, choices=Proof, blank=True)
    reason = models.CharField("说明", max_length=200, blank=True)
    submitted_at = models.DateTimeField("报到时间", default=timezone.now)
    decided_at = models.DateTimeField("确认时间", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="确认人",
    )
    during = DateRangeField("有效期", null=True, blank=True)
    slip_number = models.CharField("回执编号", max_length=32, null=True, blank=True, unique=True)

    objects = DualRegistrationQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "双报到"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organization", "side"],
                condition=Q(state__in=["submitted", "asked_back", "confirmed"]),
                name="registration_open_once",
                violation_error_message="您已在这个社区报到,不用重复提交",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed")
                | Q(decided_at__isnull=False, during__isnull=False, slip_number__isnull=False),
                name="registration_confirmed_is_complete",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "state", "submitted_at"], name="registration_scope_state"),
            models.Index(fields=["person"], name="registration_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.organization}({self.get_side_display()})"
