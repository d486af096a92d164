"""Membership as dated spells, import batches, dual registration.

A Membership row is a spell during which branch, status and class of management stay the same; a change of any of them
ends the spell and opens the next. So the database holds "one organisational relationship at a time", and every
statistic as of a date is one pass over one table (docs/architecture.md, "Departures").
"""

from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar
from core.records.search import KeyCharacters
from members.development.models import DevelopmentPlan, PlannedPerson
from members.erasure.models import Erasure, LegalHold
from members.floating.models import FloatingContact, FloatingMember
from members.groups.models import GroupMembership
from members.hardship.models import Hardship, HardshipVisit
from members.merging.models import PersonMerge
from members.residence.models import ContactExchange, ResidenceContact, ShownIdentity
from members.standing.models import SeniorAward, StandingSpell
from members.ties import MemberTie
from members.transfers.models import TransferLetter
from organizations.models import RosterBatch, ScopedModel, ScopedQuerySet, Unit
from organizations.scoping import visible_condition
from people.models import Person

__all__ = [
    "DevelopmentPlan",
    "ContactExchange",
    "ResidenceContact",
    "ShownIdentity",
    "DualRegistration",
    "Erasure",
    "FloatingContact",
    "FloatingMember",
    "GroupMembership",
    "Hardship",
    "HardshipVisit",
    "ImportChange",
    "LegalHold",
    "MemberTie",
    "Membership",
    "PersonMerge",
    "PlannedPerson",
    "ScheduledChange",
    "SeniorAward",
    "StandingSpell",
    "TransferLetter",
    "TransferRequest",
]


class MembershipQuerySet(ScopedQuerySet["Membership"]):
    def as_of(self, on: Any) -> Self:
        """Spells in force on the day: one row a member."""
        return self.filter(during__contains=on)

    def current(self) -> Self:
        """Spells without an end (served by a partial index)."""
        return self.filter(during__endswith__isnull=True)

    def full(self) -> Self:
        return self.filter(status=Membership.Status.FULL)


_ONE_AT_A_TIME = "此人在这段时间已有组织关系"
_APART = ExclusionConstraint(
    name="membership_one_relationship_at_a_time",
    expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
    violation_error_message=_ONE_AT_A_TIME,
)
"""What the two constraints of Membership and the triggers of migration 0004 hold together (docs/adr/0019)."""


@tracked(exclude=["scope", "name_key", "initials"])
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
    remark = FreeChar("备注", max_length=200, blank=True)
    batch = models.ForeignKey(
        "organizations.RosterBatch", models.SET_NULL, null=True, blank=True, related_name="memberships", editable=False
    )
    name_key = models.CharField(max_length=160, editable=False, default="", db_collation="C")
    """Copy of the person's pinyin + name, so that a list of any size is sorted by one index."""
    initials = models.CharField(max_length=20, editable=False, default="", db_collation="C")
    """Copy of the person's, so that a search by two letters reads one index in its order."""

    objects: ClassVar = MembershipQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "党员"
        constraints = [
            # Open spells, closed ones; open against closed is held by triggers: see _APART.
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(during__endswith__isnull=True),
                name="membership_one_open_spell",
                violation_error_message=_ONE_AT_A_TIME,
            ),
            ExclusionConstraint(
                name="membership_closed_spells_apart",
                expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(during__endswith__isnull=False),
                violation_error_message=_ONE_AT_A_TIME,
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
            # Of closed spells too: the planner uses no statistics of a partial index, and reads what it takes for many.
            GinIndex(KeyCharacters("name_key"), name="membership_by_part"),
            models.Index(
                fields=["initials", "name_key", "id"],
                include=["scope", "during"],
                name="membership_current_by_initials",
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

    def validate_constraints(self, exclude: Any = None) -> None:
        super().validate_constraints(exclude=exclude)
        _APART.validate(type(self), self, exclude=exclude)


class ImportChange(models.Model):
    """What a batch changed in somebody who was known already: the values before, for undoing it."""

    batch = models.ForeignKey(RosterBatch, models.CASCADE, related_name="member_changes")
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


class ScheduledChangeState(models.TextChoices):
    WAITING = "waiting", "待生效"
    DONE = "done", "已生效"
    WITHDRAWN = "withdrawn", "已撤回"
    REFUSED = "refused", "未能生效"


class ScheduledChange(ScopedModel):
    """A change of a member's relationship that was entered ahead of its day: taken in its night, or withdrawn.

    Spells therefore never begin or end after today: the register (spells without an end) and the statistics (spells
    of the day) mean the same on every day. ``organization`` is the branch where the relationship is. Null columns do
    not change; ``end_reason`` is set for the end of the relationship.
    """

    State = ScheduledChangeState

    person = models.ForeignKey(Person, models.PROTECT, related_name="scheduled_changes", verbose_name="党员")
    on = models.DateField("生效日期")
    status = models.CharField("党员类别", max_length=12, choices=Membership.Status, null=True, blank=True)  # noqa: DJ001
    member_class = models.CharField("管理类型", max_length=16, choices=Membership.MemberClass, null=True, blank=True)  # noqa: DJ001
    branch = models.ForeignKey(
        "organizations.Organization", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="转入党支部"
    )
    end_reason = models.CharField("结束原因", max_length=12, choices=Membership.End, blank=True)
    state = models.CharField("状态", max_length=12, choices=State, default=State.WAITING)
    note = FreeChar("说明", max_length=200, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="登记人"
    )

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "待生效的变动"
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state=ScheduledChangeState.WAITING),
                name="scheduled_change_once_a_person",
                violation_error_message="此人已有一项待生效的变动，请先撤回",
            )
        ]
        indexes = [
            models.Index(fields=["scope"], name="scheduled_change_scope"),
            models.Index(
                fields=["on"], name="scheduled_change_waiting", condition=Q(state=ScheduledChangeState.WAITING)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.on}"

    @property
    def what(self) -> str:
        """The change in words."""
        if self.end_reason:
            return f"结束组织关系（{self.get_end_reason_display()}）"
        parts = []
        if self.branch is not None:
            parts.append(f"转到{self.branch.name}")
        if self.status is not None:
            parts.append(f"党员类别改为{self.get_status_display()}")
        if self.member_class is not None:
            parts.append(f"管理类型改为{self.get_member_class_display()}")
        return "，".join(parts)


class TransferRequestQuerySet(ScopedQuerySet["TransferRequest"]):
    def visible_to(self, user: Any, permission: str) -> Self:
        """What organisations of the user ask, what they are asked now, and what they have answered."""
        held = Membership.objects.visible_to(user, permission).current().filter(person_id=OuterRef("person_id"))
        return self.filter(
            visible_condition(user, permission, field="scope")
            | visible_condition(user, permission, field="answered_for__path")
            | Q(Exists(held), state=TransferRequest.State.ASKED)
            | visible_condition(user, permission, field="held_by__path")
        )

    def asked(self) -> Self:
        return self.filter(state=TransferRequest.State.ASKED)


class TransferRequestState(models.TextChoices):
    ASKED = "asked", "待对方确认"
    ACCEPTED = "accepted", "已转入"
    REFUSED = "refused", "未同意"
    WITHDRAWN = "withdrawn", "已撤回"


class TransferRequest(ScopedModel, VersionedModel):
    """A roster names somebody whom another tree holds: asked for, never taken over (decision 7).

    ``organization`` is the branch that asks; which branch holds the relationship is not told to it. The branch that
    holds it answers (``members.transfers``); ``answered_for`` is that branch from then on. Who has no relationship, but
    a post, an account or a registration elsewhere, is asked of ``held_by``.
    """

    State = TransferRequestState

    person = models.ForeignKey(Person, models.PROTECT, related_name="transfer_requests", verbose_name="党员")
    batch = models.ForeignKey(RosterBatch, models.SET_NULL, null=True, related_name="transfer_requests")
    state = models.CharField("状态", max_length=12, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField("提出时间", default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="提出人"
    )
    held_by = models.ForeignKey(
        "organizations.Organization", models.PROTECT, null=True, related_name="+", verbose_name="现管理组织"
    )
    answered_for = models.ForeignKey(
        "organizations.Organization", models.PROTECT, null=True, related_name="+", verbose_name="原所在党支部"
    )
    answered_at = models.DateTimeField("答复时间", null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="答复人"
    )
    reason = FreeChar("说明", max_length=200, blank=True)

    objects: ClassVar = TransferRequestQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "转接申请"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organization"],
                condition=Q(state=TransferRequestState.ASKED),
                name="transfer_request_open_once",
                violation_error_message="已经提出过转接申请",
            )
        ]
        indexes = [models.Index(fields=["scope", "state"], name="transfer_request_scope")]

    def __str__(self) -> str:
        return f"{self.person} → {self.organization}"


class DualRegistrationQuerySet(ScopedQuerySet["DualRegistration"]):
    def open(self) -> Self:
        return self.filter(state__in=DualRegistration.OPEN_STATES)

    def live(self) -> Self:
        """Open ones, and those of a unit's list that wait for the member's own word."""
        return self.filter(state__in=DualRegistration.LIVE_STATES)

    def listed(self) -> Self:
        """Those that came by a unit's list, whatever became of them (MEM-24)."""
        return self.filter(listed_at__isnull=False)

    def waiting(self) -> Self:
        return self.filter(state=DualRegistration.State.SUBMITTED)

    def confirmed(self) -> Self:
        return self.filter(state=DualRegistration.State.CONFIRMED)

    def on_one_side(self, today: date) -> Self:
        """Confirmed and valid, where the person has no such registration on the other side."""
        others = MemberTie.objects.valid(today).filter(person=OuterRef("person_id")).exclude(side=OuterRef("side"))
        return self.confirmed().filter(~Exists(others), during__contains=today)


class DualRegistrationState(models.TextChoices):
    LISTED = "listed", "待本人确认"
    SUBMITTED = "submitted", "待社区确认"
    ASKED_BACK = "asked_back", "退回补充"
    CONFIRMED = "confirmed", "已确认"
    REFUSED = "refused", "未通过"
    ENDED = "ended", "已结束"
    DECLINED = "declined", "名单已划去"


@tracked(exclude=["scope"])
class DualRegistration(ScopedModel, VersionedModel):
    """An in-service member reports in at the home or the work community (S2 三(五)). ``organization`` = community."""

    class Side(models.TextChoices):
        HOME = "home", "居住地社区"
        WORK = "work", "工作地社区"

    State = DualRegistrationState

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
    LIVE_STATES = (State.LISTED, *OPEN_STATES)
    UNSAID_STATES = (State.LISTED, State.DECLINED)
    """What a unit says of a person who has not said so: it opens nobody's data and binds nobody."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="registrations", verbose_name="党员")
    side = models.CharField("报到类型", max_length=6, choices=Side)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="registrations", verbose_name="所在单位"
    )
    unit_name = FreeChar("单位名称", max_length=80, blank=True)
    choice = models.CharField("服务选择", max_length=12, choices=Choice, default=Choice.SELF_CHOSEN)
    service = models.CharField("服务方式", max_length=12, choices=Service, default=Service.SINGLE)
    pledge = FreeChar("承诺事项", max_length=200, blank=True)
    specialty = FreeChar("专长", max_length=80, blank=True)
    state = models.CharField("状态", max_length=12, choices=State, default=State.SUBMITTED)
    proof = models.CharField("确认依据", max_length=12, choices=Proof, blank=True)
    reason = FreeChar("说明", max_length=200, blank=True)
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
    listed_at = models.DateTimeField("单位名单登记时间", null=True, blank=True, editable=False)
    listed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="名单登记人"
    )
    introduced = models.BooleanField(default=False, db_default=False, editable=False)
    """The list made the record of the person: until the person says so, nobody else knows who that is."""
    returned_on = models.DateField("名单送回日期", null=True, blank=True, editable=False)
    vouched_at = models.DateTimeField("单位确认时间", null=True, blank=True, editable=False)
    vouched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="单位确认人"
    )
    """The unit's contact said that the person is a member of the unit."""
    document = models.FileField(
        "证明材料", upload_to="registrations/%Y/%m/", blank=True, editable=False, default="", db_default=""
    )
    """The paper that says so where the unit has not; it is kept (``core.office.scans``)."""

    is_vouched: bool | None = None  # once it was asked for several together (members.rules.is_vouched)

    objects: ClassVar = DualRegistrationQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "双报到"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organization", "side"],
                condition=Q(
                    state__in=[
                        DualRegistrationState.LISTED,
                        DualRegistrationState.SUBMITTED,
                        DualRegistrationState.ASKED_BACK,
                        DualRegistrationState.CONFIRMED,
                    ]
                ),
                name="registration_open_once",
                violation_error_message="您已在这个社区报到，不用重复提交",
            ),
            models.CheckConstraint(
                condition=~Q(state=DualRegistrationState.CONFIRMED)
                | Q(decided_at__isnull=False, during__isnull=False, slip_number__isnull=False),
                name="registration_confirmed_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[DualRegistrationState.LISTED, DualRegistrationState.DECLINED])
                | Q(unit__isnull=False, listed_at__isnull=False),
                name="registration_listed_by_a_unit",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "state", "submitted_at"], name="registration_scope_state"),
            models.Index(fields=["person"], name="registration_person"),
            models.Index(
                fields=["unit", "organization"], name="registration_listed", condition=Q(listed_at__isnull=False)
            ),
        ]

    @property
    def other_side(self) -> "DualRegistration.Side":
        return self.Side.WORK if self.side == self.Side.HOME else self.Side.HOME

    @property
    def valid_until(self) -> date | None:
        """The last day on which it is valid; ``during`` is half open."""
        return self.during.upper - timedelta(days=1) if self.during and self.during.upper else None

    def __str__(self) -> str:
        return f"{self.person} → {self.organization}（{self.get_side_display()}）"
