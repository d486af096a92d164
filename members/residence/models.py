"""Work contact 工作联系 of a branch with the unit of in-service members who live here, and shown identity 亮明身份."""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar
from organizations.models import ScopedModel
from organizations.registers.models.entry import Entry
from people.models import Person


@tracked(exclude=["scope"])
class ResidenceContact(Entry):
    """The branch of residence (``organization``) and the Party organisation of a unit know whom to talk to (S3 二3)."""

    unit_name = FreeChar("单位名称", max_length=80)
    unit_contact = FreeChar("单位联系人", max_length=40)
    unit_phone = FreeChar("单位电话", max_length=40, blank=True)
    branch_contact = FreeChar("支部联系人", max_length=40)
    during = DateRangeField("起止")

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "单位与居住地支部联系"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            ExclusionConstraint(
                name="residence_contact_once_at_a_time",
                expressions=[
                    ("organization", RangeOperators.EQUAL),
                    ("unit_name", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn_on=None),
                violation_error_message="这段时间已与这个单位建立联系",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="residence_contact_during_not_empty"),
        ]
        indexes = [models.Index(fields=["scope"], name="residence_contact_scope")]

    def __str__(self) -> str:
        return f"与{self.unit_name}的联系"


@tracked(exclude=["scope"])
class ContactExchange(ScopedModel, VersionedModel):
    """One side told the other something of its members, and what the other answered."""

    class Direction(models.TextChoices):
        TO_UNIT = "to_unit", "支部告诉单位"
        FROM_UNIT = "from_unit", "单位告诉支部"

    contact = models.ForeignKey(ResidenceContact, models.PROTECT, related_name="exchanges", verbose_name="联系")
    happened_on = models.DateField("日期")
    direction = models.CharField("方向", max_length=10, choices=Direction, default=Direction.TO_UNIT)
    content = FreeChar("内容", max_length=200)
    answer = FreeChar("对方的答复", max_length=200, blank=True)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "联系记录"
        indexes = [models.Index(fields=["scope"], name="contact_exchange_scope")]

    def __str__(self) -> str:
        return f"{self.happened_on}{self.get_direction_display()}"


class IdentityWay(models.TextChoices):
    BADGE = "badge", "佩戴党员徽章"
    DESK = "desk", "岗位亮牌"
    DOOR = "door", "家门挂牌"
    BOARD = "board", "公开栏公布"


@tracked(exclude=["scope"])
class ShownIdentity(Entry):
    """A member shows who he is, by own consent, with a promise (S2 三(五)). ``organization``: the branch, or the
    community where an in-service member is registered."""

    Way = IdentityWay

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="党员")
    ways = ArrayField(models.CharField(max_length=8, choices=IdentityWay), verbose_name="亮身份方式")
    pledge = FreeChar("公开承诺", max_length=120, blank=True)
    agreed_on = models.DateField("本人同意日期")
    during = DateRangeField("起止", editable=False)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "亮明身份"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            ExclusionConstraint(
                name="shown_identity_once_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(withdrawn_on=None),
                violation_error_message="此人已登记亮明身份",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="shown_identity_during_not_empty"),
            models.CheckConstraint(condition=~Q(ways=[]), name="shown_identity_has_a_way"),
        ]
        indexes = [
            models.Index(fields=["scope"], name="shown_identity_scope"),
            models.Index(fields=["person"], name="shown_identity_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person.name}亮明身份"

    @property
    def ways_words(self) -> str:
        return "、".join(str(IdentityWay(each).label) for each in self.ways)

    @property
    def ended_on(self) -> Any:
        return self.during.upper
