"""Kinds of meeting, the meeting, who owes a theme day."""

import secrets
from typing import Any, ClassVar, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from core.records.search import Characters
from core.zone import local_day, local_time
from organizations.kinds import COMMUNITY_ORGANIZATIONS, Kind
from organizations.models import Organization, ScopedModel, ScopedQuerySet
from people.models import Person


class MonthOf(Func):
    """First day of the month, in the portal's time zone, of a point of time."""

    template = f"(date_trunc('month', {local_time('%(expressions)s')})::date)"
    arg_joiner = ", "
    output_field = models.DateField()


class DaysBetween(Func):
    """Whole calendar days, in the portal's time zone, from the first point of time to the second."""

    template = "(%(expressions)s)"
    output_field = models.IntegerField()

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> Any:  # type: ignore[override]
        (start, start_params), (end, end_params) = (compiler.compile(each) for each in self.get_source_expressions())
        return f"({local_day(end)} - {local_day(start)})", (*end_params, *start_params)


class MeetingKind(models.Model):
    """What a kind of meeting needs, as data (MTG-01): who is entitled, which thresholds, who may host it."""

    class Entitled(models.TextChoices):
        MEMBERS = "members", "全体党员"
        COMMITTEE = "committee", "班子成员"
        PARTICIPANTS = "participants", "参会单位与班子成员"
        DELEGATES = "delegates", "党员代表"
        INVITED = "invited", "由召集人确定"

    class Period(models.TextChoices):
        MONTH = "month", "每月"
        QUARTER = "quarter", "每季度"
        HALF = "half", "每半年"
        YEAR = "year", "每年"

    code = models.SlugField("代码", primary_key=True, max_length=40)
    label = models.CharField("名称", max_length=40)
    entitled = models.CharField("应到范围", max_length=16, choices=Entitled)
    hosts = ArrayField(models.CharField(max_length=32, choices=Kind), verbose_name="可主办的组织类型")
    quorum = models.CharField("到会与表决标准", max_length=40, blank=True)
    """Prefix of three thresholds: ``mtg.general`` → ``.quorum_share``, ``.majority_base``, ``.majority_share``."""
    minimum = models.CharField("最少次数标准", max_length=80, blank=True)
    """Name of the threshold that holds the least number of meetings in a ``period``."""
    period = models.CharField("周期", max_length=8, choices=Period, blank=True)
    with_form = models.BooleanField("填写活动形式和教育内容", default=False)
    decides = models.BooleanField("可以表决", default=True)
    second_person = models.BooleanField("纪要须由他人确认", default=False)
    clause = models.CharField("依据", max_length=80, blank=True)
    position = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "会议类型"
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.label

    def label_at(self, host: str) -> str:
        """What it is called at a kind of organisation: a general branch or a committee has no 支部 meetings."""
        return _LABELS.get(self.code, self.label) if host in COMMUNITY_ORGANIZATIONS else self.label


_LABELS = {"branch_general_meeting": "党员大会", "branch_committee_meeting": "委员会会议"}


class State(models.TextChoices):
    PLANNED = "planned", "已计划"
    NOTIFIED = "notified", "已通知"
    SIGNING_IN = "signing_in", "签到中"
    RECORDED = "recorded", "已记录"
    CONFIRMED = "confirmed", "已确认"
    CLOSED = "closed", "已归档"
    CANCELLED = "cancelled", "已取消"
    VOID = "void", "已作废"


ANNOUNCED = (State.NOTIFIED, State.SIGNING_IN)
"""Everybody was told, and nothing is recorded yet."""
OPEN = (State.PLANNED, *ANNOUNCED)
"""Still to be held or recorded."""
SETTLED = (State.CONFIRMED, State.CLOSED)
"""Minutes that somebody confirmed."""
RECORDED = (State.RECORDED, *SETTLED)
"""A record exists, whether confirmed yet or not."""

GONE = (State.CANCELLED, State.VOID)
"""Called off, or recorded in error: neither counts for anything."""


class MeetingQuerySet(ScopedQuerySet["Meeting"]):
    def in_month(self, month: Any) -> Self:
        """``month``: the first day of it."""
        return self.filter(month=month)

    def theme_days(self) -> Self:
        return self.filter(kind=THEME_DAY)

    def standing(self) -> Self:
        return self.exclude(state__in=GONE)

    def recorded(self) -> Self:
        """A record exists, whether confirmed yet or not: what indicators count."""
        return self.filter(state__in=RECORDED)


THEME_DAY = "theme_day"
_VOIDING = "ARRAY['scope', 'state', 'version', 'voided_at', 'voided_by_id', 'voided_because']"
"""SQL: columns that voiding writes; the scope follows a moved organisation."""


@tracked(exclude=["scope", "secret", "month", "lag_days"])
class Meeting(ScopedModel, VersionedModel):
    """One meeting. ``organization`` is the host; ``month`` its first day (held, else planned), for counts.

    ``lag_days``: days from the day held to the day entered, null until recorded (MTG-11).
    """

    State = State
    OPEN_STATES = OPEN
    ANNOUNCED_STATES = ANNOUNCED
    RECORDED_STATES = RECORDED
    SETTLED_STATES = SETTLED
    GONE_STATES = GONE

    kind = models.ForeignKey(MeetingKind, models.PROTECT, related_name="meetings", verbose_name="会议类型")
    joint = models.ManyToManyField(Organization, blank=True, related_name="+", verbose_name="联合主办")
    set_topics = models.ManyToManyField(
        "meetings.SetTopic", blank=True, related_name="meetings", verbose_name="规定动作"
    )
    invited = models.ManyToManyField(Person, blank=True, related_name="+", verbose_name="参加人员")
    """Whom the convener named, until the roster is frozen with them."""
    topic = FreeChar("主题", max_length=80)
    form = models.CharField("活动形式", max_length=20, blank=True)
    education = models.CharField("教育内容", max_length=20, blank=True)
    starts_at = models.DateTimeField("开始时间")
    place = FreeChar("地点", max_length=80)
    host_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="主持人"
    )
    recorder = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="记录人")
    notice = FreeText("通知内容", blank=True)
    content = FreeText("会议内容", blank=True)
    resolutions_text = FreeText("议定事项", blank=True)
    state = models.CharField("状态", max_length=12, choices=State, default=State.PLANNED, editable=False)
    created_at = models.DateTimeField("计划时间", default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    notified_at = models.DateTimeField("通知时间", null=True, editable=False)
    sign_in_opened_at = models.DateTimeField("签到开始", null=True, editable=False)
    sign_in_closed_at = models.DateTimeField("签到结束", null=True, editable=False)
    held_at = models.DateTimeField("召开时间", null=True, blank=True)
    recorded_at = models.DateTimeField("录入时间", null=True, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    confirmed_at = models.DateTimeField("确认时间", null=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    closed_at = models.DateTimeField("归档时间", null=True, editable=False)
    cancelled_because = FreeChar("取消原因", max_length=120, blank=True)
    voided_at = models.DateTimeField("作废时间", null=True, editable=False)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False, verbose_name="作废人"
    )
    voided_because = FreeChar("作废原因", max_length=200, blank=True, default="", db_default="")
    ad_hoc = models.BooleanField("临时召开", default=False, db_default=False)
    """A committee met between its regular meetings; it counts as one (MTG-01)."""
    second_person = models.BooleanField(default=False, editable=False)
    secret = models.CharField(max_length=43, default=secrets.token_urlsafe, editable=False)
    month = models.GeneratedField(
        expression=MonthOf(Func(F("held_at"), F("starts_at"), function="COALESCE")),
        output_field=models.DateField(),
        db_persist=True,
    )
    lag_days = models.GeneratedField(
        expression=DaysBetween(F("held_at"), F("recorded_at")),
        output_field=models.IntegerField(null=True),
        db_persist=True,
    )

    objects: ClassVar = MeetingQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "会议"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "kind", "starts_at"],
                condition=~Q(state__in=GONE),
                name="meeting_once_at_a_time",
                violation_error_message="这个时间已经安排了同类会议",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[*RECORDED, State.VOID],
                    recorded_at__isnull=False,
                    held_at__isnull=False,
                )
                | Q(state__in=[*OPEN, State.CANCELLED], recorded_at__isnull=True),
                name="meeting_recorded_is_complete",
                violation_error_message="已记录的会议必须有召开时间和录入时间",
            ),
            models.CheckConstraint(
                condition=~Q(kind=THEME_DAY) | ~Q(state__in=RECORDED) | (~Q(form="") & ~Q(education="")),
                name="theme_day_has_form_and_education",
                violation_error_message="主题党日必须填写活动形式和教育内容",
            ),
            models.CheckConstraint(
                condition=Q(recorded_at__isnull=True) | Q(recorded_at__gte=F("held_at")),
                name="meeting_recorded_after_held",
                violation_error_message="召开时间不能晚于录入时间",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SETTLED) | Q(confirmed_at__isnull=False),
                name="meeting_confirmed_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(second_person=False) | Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("recorded_by")),
                name="meeting_confirmed_by_another",
                violation_error_message="这类会议的纪要要由记录人以外的人确认",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CANCELLED) | ~Q(cancelled_because=""),
                name="meeting_cancelled_with_reason",
                violation_error_message="请写明取消原因",
            ),
            models.CheckConstraint(
                condition=Q(state=State.VOID, voided_at__isnull=False) & ~Q(voided_because="")
                | ~Q(state=State.VOID) & Q(voided_at__isnull=True, voided_because=""),
                name="meeting_voided_with_reason",
                violation_error_message="请写明作废原因",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "month", "kind"], name="meeting_scope_month_kind"),
            models.Index(fields=["organization", "kind", "month"], name="meeting_organization_month"),
            models.Index(fields=["recorded_by", "recorded_at"], name="meeting_recorded"),
            GinIndex(Characters("topic"), name="meeting_topic_characters"),
            models.Index(
                fields=["starts_at"],
                name="meeting_open_by_start",
                condition=Q(state__in=OPEN),
            ),
        ]
        triggers = [
            *ScopedModel.Meta.triggers,
            pgtrigger.Trigger(
                # After, since generated columns have no value before; the scope follows a moved organisation.
                name="closed_is_read_only",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                # What was recorded in error is voided: its words stay, only that it was voided is added, once.
                condition=pgtrigger.Q(old__state__in=[State.CLOSED, State.VOID]),
                func=(
                    "IF OLD.state = 'closed' AND NEW.state = 'void' AND to_jsonb(OLD) - "
                    f"{_VOIDING} IS NOT DISTINCT FROM to_jsonb(NEW) - {_VOIDING} THEN RETURN NULL; END IF;"
                    " IF to_jsonb(OLD) - 'scope' IS DISTINCT FROM to_jsonb(NEW) - 'scope' THEN"
                    " RAISE EXCEPTION 'a closed record is corrected by an addendum'"
                    " USING ERRCODE = 'check_violation',"
                    " CONSTRAINT = 'meeting_closed_is_read_only'; END IF; RETURN NULL;"
                ),
            ),
            pgtrigger.Protect(
                name="record_is_kept",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__state__in=[*SETTLED, State.VOID]),
            ),
        ]

    @property
    def is_cancelled(self) -> bool:
        return self.state == State.CANCELLED

    @property
    def is_void(self) -> bool:
        """Recorded in error."""
        return self.state == State.VOID

    @property
    def is_gone(self) -> bool:
        """Called off, or recorded in error."""
        return self.state in GONE

    @property
    def is_announced(self) -> bool:
        """Its roster was told and may be told again."""
        return self.state in ANNOUNCED

    @property
    def is_recorded(self) -> bool:
        return self.state in RECORDED

    @property
    def has_roster(self) -> bool:
        """Who is entitled is fixed, and it was not called off."""
        return self.is_announced or self.is_recorded

    @property
    def tone(self) -> str:
        """Colour of its state on pages: settled, in work, called off, still to be prepared."""
        if self.state in SETTLED:
            return "good"
        if self.state in (State.SIGNING_IN, State.RECORDED):
            return "info"
        return "" if self.is_gone else "warn"

    @property
    def label(self) -> str:
        """What pages and papers call it: its kind, and whether it was called ad hoc."""
        label = self.kind.label_at(self.organization.kind)
        return f"临时{label}" if self.ad_hoc else label

    def __str__(self) -> str:
        return f"{self.topic}（{timezone.localtime(self.starts_at):%Y-%m-%d}）"


class Reminded(models.Model):
    """The street's chase of one organisation for a month: who pressed the button, or the reason accepted."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+", verbose_name="组织")
    month = models.DateField("月份")
    reason = FreeChar("认可的原因", max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="操作人")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "催办"
        indexes = [models.Index(fields=["organization", "month"], name="reminded_month")]

    def __str__(self) -> str:
        return f"{self.organization} {self.month:%Y-%m}"
