"""The letter 组织关系介绍信 with which a relationship moves, and its receipt 回执 (MEM-11)."""

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar
from organizations.models import ScopedModel, ScopedQuerySet
from organizations.scoping import visible_condition
from people.models import Person


class TransferLetterQuerySet(ScopedQuerySet["TransferLetter"]):
    def visible_to(self, user: Any, permission: str) -> Self:
        """Letters that organisations of the user wrote or took in, and those addressed to them."""
        return self.filter(
            visible_condition(user, permission, field="scope")
            | visible_condition(user, permission, field="to__path")
            | visible_condition(user, permission, field="branch__path")
        )

    def under_way(self) -> Self:
        return self.filter(state=TransferLetter.State.ISSUED)


class TransferLetterState(models.TextChoices):
    ISSUED = "issued", "在途"
    RECEIVED = "received", "已接收，待寄回执"
    DONE = "done", "已有回执"
    RETURNED = "returned", "已退回"
    CANCELLED = "cancelled", "已作废"


class TransferLetterDirection(models.TextChoices):
    OUT = "out", "开出"
    IN = "in", "收到"


@tracked(exclude=["scope"])
class TransferLetter(ScopedModel, VersionedModel):
    """One letter. ``organization``: the branch that lets go (``out``), or took in a letter from elsewhere (``in``).

    A letter ``out`` names a community of the portal (``to``) or somebody elsewhere in words; until its receipt the
    relationship, and with it every figure, stays where it is. ``branch``: where the member was taken in.
    """

    State, Direction = TransferLetterState, TransferLetterDirection

    direction = models.CharField("方向", max_length=4, choices=TransferLetterDirection)
    person = models.ForeignKey(Person, models.PROTECT, related_name="transfer_letters", verbose_name="党员")
    to = models.ForeignKey(
        "organizations.Organization", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="转往社区"
    )
    elsewhere = FreeChar("外地或系统外党组织", max_length=80, blank=True)
    cross_province = models.BooleanField("跨省", default=False)
    number = FreeChar("介绍信编号", max_length=40)
    issued_on = models.DateField("开具日期")
    valid_until = models.DateField("有效期至")
    fees_paid_until = models.DateField("党费交至", null=True, blank=True)
    state = models.CharField("状态", max_length=12, choices=TransferLetterState, default=TransferLetterState.ISSUED)
    branch = models.ForeignKey(
        "organizations.Organization", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="接收党支部"
    )
    received_on = models.DateField("接收日期", null=True, blank=True)
    receipt_on = models.DateField("回执日期", null=True, blank=True)
    reason = FreeChar("说明", max_length=200, blank=True)
    entered_at = models.DateTimeField("登记时间")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="登记人"
    )
    answered_at = models.DateTimeField("办理时间", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="办理人"
    )

    objects: ClassVar = TransferLetterQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "组织关系介绍信"
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state=TransferLetterState.ISSUED),
                name="transfer_letter_one_under_way",
                violation_error_message="此人已有一封在途的介绍信，请先作废或登记回执",
            ),
            models.UniqueConstraint(
                fields=["number"],
                condition=Q(direction=TransferLetterDirection.OUT) & ~Q(number=""),
                name="transfer_letter_number_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("issued_on")),
                name="transfer_letter_valid_after_issued",
                violation_error_message="有效期不能早于开具日期",
            ),
            models.CheckConstraint(
                condition=Q(to__isnull=False, elsewhere="", direction=TransferLetterDirection.OUT)
                | Q(to__isnull=True) & ~Q(elsewhere=""),
                name="transfer_letter_one_other_side",
                violation_error_message="请选择转往的社区，或填写外地党组织，只填一项",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[TransferLetterState.RECEIVED, TransferLetterState.DONE])
                | Q(received_on__isnull=False),
                name="transfer_letter_received_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=TransferLetterState.DONE) | Q(receipt_on__isnull=False),
                name="transfer_letter_done_has_its_receipt",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "state"], name="transfer_letter_scope"),
            models.Index(fields=["to", "state"], name="transfer_letter_to"),
            models.Index(fields=["branch"], name="transfer_letter_branch"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.person}"

    def is_over(self, today: date) -> bool:
        """Whether it is under way and its validity has run out."""
        return self.state == TransferLetterState.ISSUED and self.valid_until < today

    @property
    def sender(self) -> str:
        """Name of who lets the member go."""
        return self.organization.name if self.direction == self.Direction.OUT else self.elsewhere

    @property
    def receiver(self) -> str:
        """Name of who takes the member in: the branch once it is known, else whom the letter names."""
        if self.branch is not None:
            return self.branch.name
        return self.to.name if self.to is not None else self.elsewhere
