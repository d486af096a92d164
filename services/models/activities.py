"""Volunteer activities, claims and hours (SVC-04; S2 三(五))."""

import secrets
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar
from core.records.search import Characters
from grids.models import Grid
from members.models import DualRegistration
from organizations.models import ScopedModel, ScopedQuerySet, Unit
from people.models import Person
from services.models.agreements import AgreementItem


def new_secret() -> str:
    return secrets.token_hex(16)


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
    series = models.UUIDField("系列", null=True, blank=True, editable=False)
    """Common to the dates and shifts that were published together; each is held and cancelled by itself (SVC-18)."""
    shift = models.PositiveSmallIntegerField("班次", null=True, blank=True, editable=False)
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
            models.Index(fields=["series"], name="activity_series", condition=Q(series__isnull=False)),
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
        """Signed in and not filled, or filled and disputed by who served."""
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
    registration = models.ForeignKey(
        DualRegistration, models.PROTECT, null=True, blank=True, related_name="claims", verbose_name="履行的承诺"
    )
    """Of a pledged claim: the registration that says what was pledged."""
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="随同单位")
    """Of a collective claim: the unit that comes as a group."""
    on_spot = models.BooleanField("现场登记", default=False, db_default=False)
    """Came without a claim, and takes no place."""
    claimed_at = models.DateTimeField("认领时间", default=timezone.now)
    withdrawn_at = models.DateTimeField("撤销时间", null=True, blank=True)
    signed_in_at = models.DateTimeField("签到时间", null=True, blank=True)
    hours = models.DecimalField("服务时长", max_digits=4, decimal_places=1, null=True, blank=True)
    hours_reason = FreeChar("时长说明", max_length=200, blank=True, default="", db_default="")
    """Why the hours are longer than the activity, or what the community answers to a dispute."""
    disputed_at = models.DateTimeField("异议时间", null=True, blank=True)
    disputed_because = FreeChar("异议", max_length=200, blank=True, default="", db_default="")
    """What is wrong with the hours, in the words of who served; the hours wait for the community again."""
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
            models.CheckConstraint(
                condition=Q(disputed_at__isnull=True) | ~Q(disputed_because=""),
                name="claim_disputed_with_reason",
                violation_error_message="请写明时长哪里不对",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-claimed_at"], name="claim_person"),
            models.Index(fields=["scope", "state"], name="claim_scope_state"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.activity}"
