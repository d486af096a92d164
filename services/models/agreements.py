"""Co-building agreements with units: items, progress (SVC-01; S2 五(二))."""

import secrets
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from core.models import VersionedModel
from core.records.duties import past_day
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from organizations.models import ScopedModel, ScopedQuerySet, Unit, UnitPresence


def scan_path(instance: models.Model, filename: str) -> str:
    """Stored names are random; only the ending is kept."""
    return f"services/{secrets.token_hex(12)}.{'pdf' if filename.endswith('.pdf') else 'jpg'}"


def photo_path(instance: models.Model, filename: str) -> str:
    """Stored names are random: the uploaded one may carry a person's name."""
    return f"services/{secrets.token_hex(12)}.jpg"


class AgreementState(models.TextChoices):
    DRAFT = "draft", "草拟"
    COMMUNITY_CONFIRMED = "community_confirmed", "待单位确认"
    BOTH_CONFIRMED = "both_confirmed", "双方已确认"
    PUBLISHED = "published", "已公开"
    CLOSED = "closed", "已办结"
    ENDED = "ended", "已终止"


SIGNED = (AgreementState.BOTH_CONFIRMED, AgreementState.PUBLISHED, AgreementState.CLOSED, AgreementState.ENDED)
"""Confirmed by both sides, worked off or not."""
RUNNING = (AgreementState.BOTH_CONFIRMED, AgreementState.PUBLISHED)
"""Worked off now: progress is recorded, what is due is owed."""


class ItemState(models.TextChoices):
    OPEN = "open", "进行中"
    DONE = "done", "已完成"
    DROPPED = "off", "已取消"


class Pledge(models.TextChoices):
    """What one side promises the other (S2 三(二)): a unit means, the community services."""

    HARDWARE = "hardware", "单位承诺：硬件设施"
    TALENT = "talent", "单位承诺：人才"
    VENUE = "venue", "单位承诺：场地"
    FUNDS = "funds", "单位承诺：资金"
    SERVICE = "service", "社区承诺：服务"


PLEDGED_BY_UNIT = (Pledge.HARDWARE, Pledge.TALENT, Pledge.VENUE, Pledge.FUNDS)
PLEDGED_BY_COMMUNITY = (Pledge.SERVICE,)


class AgreementQuerySet(ScopedQuerySet["Agreement"]):
    def of_year(self, year: int) -> Self:
        return self.filter(year=year)

    def signed(self) -> Self:
        """Confirmed by both sides."""
        return self.filter(state__in=Agreement.SIGNED)


@tracked(exclude=["scope"])
class Agreement(ScopedModel, VersionedModel):
    """The co-building agreement 共建协议 of a community with one unit for one year (SVC-01)."""

    State = AgreementState

    SIGNED = SIGNED
    RUNNING = RUNNING
    UNSIGNED = (State.DRAFT, State.COMMUNITY_CONFIRMED)

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="agreements", verbose_name="辖区单位")
    year = models.PositiveSmallIntegerField("年度")
    partner = models.CharField("共建类型", max_length=20, blank=True, default="", db_default="")
    """One of the labels in the threshold ``svc.co_building.partners`` of the year; empty for other units (S3 二4)."""
    aims = FreeText("共建目标", max_length=1000)
    state = models.CharField("状态", max_length=20, choices=State, default=State.DRAFT)
    drafted_at = models.DateTimeField("起草时间", default=timezone.now)
    confirmed_by_community_at = models.DateTimeField("社区确认时间", null=True, blank=True)
    confirmed_by_community_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="社区确认人",
    )
    confirmed_by_unit_at = models.DateTimeField("单位确认时间", null=True, blank=True)
    confirmed_by_unit_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="单位确认人",
    )
    signed_on = models.DateField("纸质签订日期", null=True, blank=True)
    """Of an agreement that both sides signed on paper; its scan with the seals stands for the unit's click."""
    scan = models.FileField("盖章扫描件", upload_to=scan_path, blank=True, default="", db_default="")
    returned_reason = FreeChar("单位退回意见", max_length=200, blank=True)
    published_at = models.DateTimeField("公开时间", null=True, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    result = FreeText("年度成效", max_length=1000, blank=True)
    ended_on = models.DateField("终止日期", null=True, blank=True)
    """The day from which it binds no more, agreed by both sides; what fell due before stays owed."""
    summary_handed_on = models.DateField("年度总结送达日期", null=True, blank=True)

    objects: ClassVar = AgreementQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "共建协议"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "unit", "year"],
                name="agreement_once_a_unit_and_year",
                violation_error_message="这个单位今年已有共建协议",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by_community_by__isnull=True)
                | Q(confirmed_by_unit_by__isnull=True)
                | ~Q(confirmed_by_community_by=F("confirmed_by_unit_by")),
                name="agreement_two_sides_two_people",
                violation_error_message="社区和单位须由不同的人确认",
            ),
            models.CheckConstraint(
                condition=Q(state=AgreementState.DRAFT, confirmed_by_unit_at__isnull=True)
                | Q(
                    state=AgreementState.COMMUNITY_CONFIRMED,
                    confirmed_by_community_at__isnull=False,
                    confirmed_by_unit_at__isnull=True,
                )
                | Q(
                    state__in=list(SIGNED),
                    confirmed_by_community_at__isnull=False,
                    confirmed_by_community_by__isnull=False,
                    confirmed_by_unit_at__isnull=False,
                )
                & (Q(confirmed_by_unit_by__isnull=False) | (Q(signed_on__isnull=False) & ~Q(scan=""))),
                name="agreement_state_has_its_confirmations",
                violation_error_message="双方确认后协议才生效",
            ),
            models.CheckConstraint(
                condition=~Q(state=AgreementState.PUBLISHED) | Q(published_at__isnull=False),
                name="agreement_published_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state=AgreementState.ENDED, ended_on__isnull=False)
                | (~Q(state=AgreementState.ENDED) & Q(ended_on__isnull=True)),
                name="agreement_ended_has_day",
            ),
            models.CheckConstraint(
                condition=Q(summary_handed_on__isnull=True)
                | Q(state__in=[AgreementState.CLOSED, AgreementState.ENDED]),
                name="agreement_summary_when_over",
                violation_error_message="协议办结或终止后才有年度总结",
            ),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="agreement_year"),
        ]
        indexes = [
            models.Index(fields=["scope", "year"], name="agreement_scope_year"),
            models.Index(fields=["unit", "year"], name="agreement_unit_year"),
        ]

    def __str__(self) -> str:
        return f"{self.year}年 {self.unit}"

    @property
    def in_force_on(self) -> date | None:
        """The day on which the second side confirmed, or both signed on paper; None before."""
        if self.signed_on is not None:
            return self.signed_on
        if self.confirmed_by_community_at is None or self.confirmed_by_unit_at is None:
            return None
        return timezone.localdate(max(self.confirmed_by_community_at, self.confirmed_by_unit_at))


class AgreementItemQuerySet(ScopedQuerySet["AgreementItem"]):
    def open(self) -> Self:
        return self.filter(state=AgreementItem.State.OPEN)

    def owed(self) -> Self:
        """Open items of agreements that are worked off, or fell due before their end, of units still there that day."""
        there = UnitPresence.objects.filter(
            organization=OuterRef("organization"),
            unit=OuterRef("agreement__unit"),
            during__contains=OuterRef("due_on"),
        )
        before_end = Q(agreement__state=AgreementState.ENDED, agreement__ended_on__gt=F("due_on"))
        return self.open().filter(Q(agreement__state__in=RUNNING) | before_end, Exists(there))

    def pledged(self) -> Self:
        """What one side promised the other, unless both agreed to call it off."""
        return self.exclude(pledge="").exclude(state=AgreementItem.State.DROPPED)

    def overdue(self, on: Any) -> Self:
        return self.owed().filter(past_day(on))


@tracked(exclude=["scope"])
class AgreementItem(ScopedModel):
    """One task or project of an agreement, with its class, deadline and how many times it is to be done."""

    State = ItemState

    class Nature(models.TextChoices):
        TASK = "task", "任务"
        PROJECT = "project", "项目"

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="items", verbose_name="共建协议")
    nature = models.CharField("性质", max_length=8, choices=Nature, default=Nature.TASK)
    kind = models.CharField("六联类别", max_length=20)
    """One of the labels in the threshold ``svc.co_building.kinds`` of the year (S2 四(四))."""
    kind_s0 = models.CharField("四共类别", max_length=20, blank=True, default="", db_default="")
    """The same of ``svc.co_building.kinds_s0`` (S0 三(二)2)."""
    kind_s3 = models.CharField("六共类别", max_length=20, blank=True, default="", db_default="")
    """The same of ``svc.co_building.kinds_s3`` (S3 三2)."""
    pledge = models.CharField("双向承诺", max_length=8, choices=Pledge, blank=True, default="", db_default="")
    """Whose promise of what the item is; empty for what both do together (S2 三(二))."""
    title = FreeChar("事项", max_length=120)
    due_on = models.DateField("完成期限")
    target = models.PositiveSmallIntegerField("计划次数", default=1)
    done = models.PositiveSmallIntegerField("已完成次数", default=0)
    state = models.CharField("状态", max_length=6, choices=State, default=State.OPEN)
    done_on = models.DateField("完成日期", null=True, blank=True)
    order = models.PositiveSmallIntegerField("次序", default=0)

    objects: ClassVar = AgreementItemQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "共建事项"
        ordering = ["order", "due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(target__gte=1),
                name="agreement_item_target",
                violation_error_message="计划次数至少为1",
            ),
            models.CheckConstraint(
                condition=Q(state=ItemState.OPEN, done_on__isnull=True, done__lt=F("target"))
                | Q(state=ItemState.DONE, done_on__isnull=False, done__gte=F("target"))
                | Q(state=ItemState.DROPPED, done_on__isnull=True, done__lt=F("target")),
                name="agreement_item_done_when_reached",
                violation_error_message="达到计划次数才算完成",
            ),
            models.CheckConstraint(
                condition=Q(pledge__in=["", *Pledge.values]),
                name="agreement_item_pledge_known",
                violation_error_message="单位承诺硬件设施、人才、场地或资金，社区承诺服务",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "due_on"], name="agreement_item_due", condition=Q(state=ItemState.OPEN)),
            models.Index(fields=["due_on"], name="agreement_item_open_due", condition=Q(state=ItemState.OPEN)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def progressed(self) -> str:
        return f"{self.done}/{self.target}"

    @property
    def labels(self) -> str:
        """Its classes in words, each once, after whose promise it is."""
        classes = "、".join(dict.fromkeys(filter(None, (self.kind, self.kind_s0, self.kind_s3))))
        return f"{self.get_pledge_display()} · {classes}" if self.pledge else classes


class AgreementProgressQuerySet(ScopedQuerySet["AgreementProgress"]):
    def standing(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class AgreementProgress(ScopedModel):
    """What was done for an item, when it happened, when and by whom it was recorded (evidence).

    Recorded in error it is withdrawn with the reason, and stays. ``activity``: the service that was its record.
    """

    item = models.ForeignKey(AgreementItem, models.CASCADE, related_name="progress", verbose_name="共建事项")
    happened_on = models.DateField("开展日期")
    note = FreeChar("开展情况", max_length=300)
    amount = models.PositiveSmallIntegerField("次数", default=1)
    photo = models.FileField("照片", upload_to=photo_path, blank=True)
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )
    activity = models.OneToOneField(
        "services.Activity", models.PROTECT, null=True, blank=True, related_name="progress", verbose_name="服务活动"
    )
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="撤回人"
    )
    withdrawn_reason = FreeChar("撤回原因", max_length=200, blank=True, default="", db_default="")

    objects: ClassVar = AgreementProgressQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "共建进展"
        ordering = ["happened_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="agreement_progress_withdrawn_with_reason",
                violation_error_message="请写明撤回原因",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=1),
                name="agreement_progress_amount",
                violation_error_message="次数至少为1",
            ),
        ]
        indexes = [models.Index(fields=["scope", "happened_on"], name="agreement_progress_scope")]

    def __str__(self) -> str:
        return f"{self.happened_on} {self.note[:30]}"


class OverdueLetter(ScopedModel):
    """A letter 通报函 to the superior of a unit about items of its agreement that are long overdue (S2 四(五)).

    One sent in error is withdrawn with the reason, and stays; its items are owed a letter again.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="letters", verbose_name="共建协议")
    addressee = FreeChar("主管单位", max_length=80)
    sent_on = models.DateField("发函日期")
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_reason = FreeChar("撤回原因", max_length=200, blank=True)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "逾期通报函"
        ordering = ["sent_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="overdue_letter_withdrawn_with_reason",
                violation_error_message="请写明撤回原因",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="overdue_letter_scope")]

    def __str__(self) -> str:
        return f"{self.sent_on} {self.addressee}"

    @property
    def said(self) -> str:
        """Its items in one line, as they stood on its day."""
        return "、".join(str(each) for each in self.items.all())


class LetterItem(ScopedModel):
    """An item as a letter names it: how often it had been done on the day of the letter."""

    letter = models.ForeignKey(OverdueLetter, models.CASCADE, related_name="items", verbose_name="通报函")
    item = models.ForeignKey(AgreementItem, models.PROTECT, related_name="letters", verbose_name="共建事项")
    done = models.PositiveSmallIntegerField("已完成次数")
    standing = models.BooleanField("有效", default=True)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "通报事项"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(standing=True),
                name="letter_item_once",
                violation_error_message="这项逾期事项已经向主管单位通报",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="letter_item_scope")]

    def __str__(self) -> str:
        return f"{self.item}（{self.done}/{self.item.target} 次）"
