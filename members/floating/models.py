"""Floating members 流动党员, out and in, and what both sides tell each other by their card (MEM-12; S4B 二(三))."""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar
from organizations.models import Organization, ScopedModel
from organizations.registers.models.entry import Entry
from people.models import Person


class FloatingDirection(models.TextChoices):
    OUT = "out", "外出"
    IN = "in", "流入"


class FloatingReason(models.TextChoices):
    WORK = "work", "务工"
    BUSINESS = "business", "经商"
    STUDY = "study", "学习"
    FAMILY = "family", "随家人居住"
    OTHER = "other", "其他"


@tracked(exclude=["scope"])
class FloatingMember(Entry):
    """A member away from where the relationship is, as ``organization`` keeps it: the branch left, or the one come to.

    ``other_entry``: key of the other branch's own entry, where that branch is in the portal (a relation would be asked
    behind the wall). ``known_on``: the day of the entry; ``taken_on``: the branch come to knows the member;
    ``temporary``: the organisation there that gathers them.
    """

    Direction = FloatingDirection
    Reason = FloatingReason

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="党员")
    direction = models.CharField("流动方向", max_length=3, choices=FloatingDirection)
    place = FreeChar("外出或流出地", max_length=80)
    reason = models.CharField("流动原因", max_length=8, choices=FloatingReason)
    other = FreeChar("对方党组织", max_length=80, blank=True)
    other_contact = FreeChar("对方联系人", max_length=40, blank=True)
    other_phone = FreeChar("对方电话", max_length=40, blank=True)
    card_number = FreeChar("联系卡编号", max_length=40, blank=True)
    expected_on = models.DateField("预计返回日期", null=True, blank=True)
    during = DateRangeField("起止", editable=False)
    known_on = models.DateField("登记日期", editable=False)
    taken_on = models.DateField("接收日期", null=True, blank=True, editable=False)
    temporary = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="编入的流动党员组织",
    )
    other_entry = models.BigIntegerField("对方的登记", null=True, blank=True, editable=False)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "流动党员"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            ExclusionConstraint(
                name="floating_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("direction", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn_on=None),
                violation_error_message="此人这段时间已登记为流动党员",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="floating_during_not_empty"),
        ]
        indexes = [
            models.Index(fields=["scope"], name="floating_scope"),
            models.Index(fields=["person"], name="floating_person"),
        ]

    def __str__(self) -> str:
        return f"流动党员{self.person.name}"

    @property
    def ended_on(self) -> Any:
        return self.during.upper


@tracked(exclude=["scope"])
class FloatingContact(ScopedModel, VersionedModel):
    """A line of the contact card: one side told the other, or spoke with the member."""

    class Way(models.TextChoices):
        TOLD = "told", "告诉对方"
        HEARD = "heard", "对方告诉我们"
        MEMBER = "member", "与本人联系"

    floating = models.ForeignKey(FloatingMember, models.PROTECT, related_name="contacts", verbose_name="流动党员")
    happened_on = models.DateField("日期")
    way = models.CharField("方向", max_length=8, choices=Way, default=Way.MEMBER)
    content = FreeChar("内容", max_length=200)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "流动党员联系"
        indexes = [models.Index(fields=["scope"], name="floating_contact_scope")]

    def __str__(self) -> str:
        return f"{self.happened_on}{self.get_way_display()}"
