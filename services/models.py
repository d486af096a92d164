"""Co-building agreements with units; volunteer activities, claims and hours (S2 三(五), 五(二))."""

import secrets
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from core.models import VersionedModel
from core.records.duties import past_day
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from core.records.search import Characters
from grids.models import Grid
from organizations.models import ScopedModel, ScopedQuerySet, Unit, UnitPresence
from people.models import Person


def new_secret() -> str:
    return secrets.token_hex(16)


def photo_path(instance: models.Model, filename: str) -> str:
    """Stored names are random: the uploaded one may carry a person's name."""
    return f"services/{secrets.token_hex(12)}.jpg"


class AgreementState(models.TextChoices):
    DRAFT = "draft", "草拟"
    COMMUNITY_CONFIRMED = "community_confirmed", "待单位确认"
    BOTH_CONFIRMED = "both_confirmed", "双方已确认"
    PUBLISHED = "published", "已公开"
    CLOSED = "closed", "已办结"


SIGNED = (AgreementState.BOTH_CONFIRMED, AgreementState.PUBLISHED, AgreementState.CLOSED)
"""Confirmed by both sides, worked off or not."""
RUNNING = (AgreementState.BOTH_CONFIRMED, AgreementState.PUBLISHED)
"""Worked off now: progress is recorded, what is due is owed."""


class ItemState(models.TextChoices):
    OPEN = "open", "进行中"
    DONE = "done", "已完成"


class ActivityState(models.TextChoices):
    PUBLISHED = "published", "报名中"
    HELD = "held", "已开展"
    CANCELLED = "cancelled", "已取消"


class ClaimState(models.TextChoices):
    CLAIMED = "claimed", "已认领"
    WITHDRAWN = "withdrawn", "已撤销"
    ATTENDED = "attended", "已签到"
    CONFIRMED = "confirmed", "时长已确认"
    ABSENT = "absent", "未到"


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
    returned_reason = FreeChar("单位退回意见", max_length=200, blank=True)
    published_at = models.DateTimeField("公开时间", null=True, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    result = FreeText("年度成效", max_length=1000, blank=True)

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
                    confirmed_by_unit_by__isnull=False,
                ),
                name="agreement_state_has_its_confirmations",
                violation_error_message="双方确认后协议才生效",
            ),
            models.CheckConstraint(
                condition=~Q(state=AgreementState.PUBLISHED) | Q(published_at__isnull=False),
                name="agreement_published_has_time",
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
        """The day on which the second side confirmed; None before."""
        if self.confirmed_by_community_at is None or self.confirmed_by_unit_at is None:
            return None
        return timezone.localdate(max(self.confirmed_by_community_at, self.confirmed_by_unit_at))


class AgreementItemQuerySet(ScopedQuerySet["AgreementItem"]):
    def open(self) -> Self:
        return self.filter(state=AgreementItem.State.OPEN)

    def owed(self) -> Self:
        """Open items of agreements that are worked off, of units that are still there on the due day."""
        there = UnitPresence.objects.filter(
            organization=OuterRef("organization"),
            unit=OuterRef("agreement__unit"),
            during__contains=OuterRef("due_on"),
        )
        return self.open().filter(Exists(there), agreement__state__in=RUNNING)

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
    kind = models.CharField("类别", max_length=20)
    """One of the labels in the threshold ``svc.co_building.kinds`` of the year."""
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
                | Q(state=ItemState.DONE, done_on__isnull=False, done__gte=F("target")),
                name="agreement_item_done_when_reached",
                violation_error_message="达到计划次数才算完成",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "due_on"], name="agreement_item_due", condition=Q(state=ItemState.OPEN)),
            models.Index(fields=["due_on"], name="agreement_item_open_due", condition=Q(state=ItemState.OPEN)),
        ]

    def __str__(self) -> str:
        return self.title


class AgreementProgress(ScopedModel):
    """What was done for an item, when it happened, when and by whom it was recorded (evidence)."""

    item = models.ForeignKey(AgreementItem, models.CASCADE, related_name="progress", verbose_name="共建事项")
    happened_on = models.DateField("开展日期")
    note = FreeChar("开展情况", max_length=300)
    amount = models.PositiveSmallIntegerField("次数", default=1)
    photo = models.FileField("照片", upload_to=photo_path, blank=True)
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "共建进展"
        ordering = ["happened_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=1),
                name="agreement_progress_amount",
                violation_error_message="次数至少为1",
            ),
        ]
        indexes = [models.Index(fields=["scope", "happened_on"], name="agreement_progress_scope")]

    def __str__(self) -> str:
        return f"{self.happened_on} {self.note[:30]}"


class ActivityQuerySet(ScopedQuerySet["Activity"]):
    def published(self) -> Self:
        return self.filter(state=Activity.State.PUBLISHED)

    def open(self, now: Any) -> Self:
        """May still be claimed: published, not begun. Full ones are shown, too."""
        return self.published().filter(starts_at__gt=now)


@tracked(exclude=["scope", "secret"])
class Activity(ScopedModel, VersionedModel):
    """A volunteer activity 志愿服务活动 of a community, open to members while places are left."""

    State = ActivityState

    class Beneficiary(models.TextChoices):
        EVERYBODY = "everybody", "全体居民"
        ELDERLY = "elderly", "老年人"
        MINOR = "minor", "未成年人"
        DISABLED = "disabled", "残疾人"
        HARDSHIP = "hardship", "困难家庭"
        PREFERENTIAL = "preferential", "优抚家庭"
        LAID_OFF = "laid_off", "下岗失业人员"
        UNIT = "unit", "辖区单位"

    title = FreeChar("活动名称", max_length=60)
    mode = models.CharField("服务模式", max_length=20)
    """One of the labels of the threshold ``svc.service_modes`` (S1 二2)."""
    direction = models.CharField("服务方向", max_length=20)
    """One of the labels of the threshold ``svc.service_directions`` (S3 二2)."""
    beneficiary = models.CharField("服务对象", max_length=16, choices=Beneficiary, default=Beneficiary.EVERYBODY)
    place = FreeChar("地点", max_length=60)
    grid = models.ForeignKey(
        Grid, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name="网格"
    )
    starts_at = models.DateTimeField("开始时间")
    ends_at = models.DateTimeField("结束时间")
    places = models.PositiveSmallIntegerField("名额", default=10)
    taken = models.PositiveSmallIntegerField("已报名", default=0, editable=False)
    agreement_item = models.ForeignKey(
        AgreementItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name="对应共建事项",
    )
    state = models.CharField("状态", max_length=10, choices=State, default=State.PUBLISHED)
    published_at = models.DateTimeField("发布时间", default=timezone.now)
    held_at = models.DateTimeField("登记开展时间", null=True, blank=True)
    secret = models.CharField(max_length=32, default=new_secret, editable=False)

    objects: ClassVar = ActivityQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "志愿服务活动"
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="activity_ends_after_start",
                violation_error_message="结束时间必须晚于开始时间",
            ),
            models.CheckConstraint(
                condition=Q(places__gte=1) & Q(taken__lte=F("places")),
                name="activity_places_not_exceeded",
                violation_error_message="名额已满",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "starts_at"], name="activity_scope_start"),
            GinIndex(Characters("title"), name="activity_title_characters"),
            models.Index(
                fields=["organization", "starts_at"],
                name="activity_published",
                condition=Q(state=ActivityState.PUBLISHED),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ClaimQuerySet(ScopedQuerySet["Claim"]):
    def standing(self) -> Self:
        """Not withdrawn."""
        return self.exclude(state=Claim.State.WITHDRAWN)

    def with_hours(self) -> Self:
        """Hours that both sides confirmed."""
        return self.filter(state=Claim.State.CONFIRMED)

    def hours_waiting_for_community(self) -> Self:
        return self.filter(state=Claim.State.ATTENDED, confirmed_by_community_at__isnull=True)


@tracked(exclude=["scope"])
class Claim(ScopedModel):
    """A person's part in an activity: claimed, signed in, hours confirmed by both sides (SVC-04)."""

    State = ClaimState

    CAME = (State.ATTENDED, State.CONFIRMED)

    class Choice(models.TextChoices):
        PLEDGED = "pledged", "定向承诺"
        SELF_CHOSEN = "self_chosen", "自选服务"

    class Service(models.TextChoices):
        SINGLE = "single", "个人"
        COLLECTIVE = "collective", "随单位集体"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="claims", verbose_name="活动")
    person = models.ForeignKey(Person, models.PROTECT, related_name="claims", verbose_name="党员")
    state = models.CharField("状态", max_length=10, choices=State, default=State.CLAIMED)
    choice = models.CharField("服务选择", max_length=12, choices=Choice, default=Choice.SELF_CHOSEN)
    service = models.CharField("服务方式", max_length=12, choices=Service, default=Service.SINGLE)
    claimed_at = models.DateTimeField("认领时间", default=timezone.now)
    withdrawn_at = models.DateTimeField("撤销时间", null=True, blank=True)
    signed_in_at = models.DateTimeField("签到时间", null=True, blank=True)
    hours = models.DecimalField("服务时长", max_digits=4, decimal_places=1, null=True, blank=True)
    confirmed_by_community_at = models.DateTimeField("社区确认时间", null=True, blank=True)
    confirmed_by_community_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="社区确认人",
    )
    confirmed_by_member_at = models.DateTimeField("党员确认时间", null=True, blank=True)
    confirmed_by_member_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="党员确认人",
    )

    objects: ClassVar = ClaimQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "服务认领"
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "person"],
                condition=~Q(state=ClaimState.WITHDRAWN),
                name="claim_standing_once",
                violation_error_message="您已认领这项服务",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by_community_by__isnull=True)
                | Q(confirmed_by_member_by__isnull=True)
                | ~Q(confirmed_by_community_by=F("confirmed_by_member_by")),
                name="claim_two_sides_two_people",
                violation_error_message="服务时长须由社区和本人分别确认",
            ),
            models.CheckConstraint(
                condition=~Q(state=ClaimState.CONFIRMED)
                | Q(
                    hours__isnull=False,
                    signed_in_at__isnull=False,
                    confirmed_by_community_at__isnull=False,
                    confirmed_by_community_by__isnull=False,
                    confirmed_by_member_at__isnull=False,
                    confirmed_by_member_by__isnull=False,
                ),
                name="claim_confirmed_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(hours__gt=0, hours__lte=24),
                name="claim_hours_of_one_day",
                violation_error_message="服务时长须大于0、不超过24小时",
            ),
            models.CheckConstraint(
                condition=Q(state=ClaimState.WITHDRAWN, withdrawn_at__isnull=False)
                | (~Q(state=ClaimState.WITHDRAWN) & Q(withdrawn_at__isnull=True)),
                name="claim_withdrawn_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-claimed_at"], name="claim_person"),
            models.Index(fields=["scope", "state"], name="claim_scope_state"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.activity}"
