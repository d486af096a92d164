"""Bodies in which units and persons sit together: coordination bodies, committees of residents and owners, mass groups
(ORG-12, ORG-23, ORG-31)."""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from organizations.models.scoped import ScopedModel
from organizations.models.units import Unit
from organizations.registers.models.entry import Entry
from people.models import Person


class BodyKind(models.TextChoices):
    GUIDANCE = "guidance", "区域化党建工作指导委员会"
    COORDINATION = "coordination", "区域化党建工作协调委员会"
    CONFERENCE = "conference", "社区党建联席会议"
    STATION = "station", "在职党员联络站"
    TWO_NEW = "two_new", "两新组织党建联席会议"
    OWNERS = "owners", "业主委员会"
    ESTATE = "estate", "物业管理委员会"
    MASS = "mass", "群众团体"
    FORUM = "forum", "社区居民论坛"


COORDINATING = (
    BodyKind.GUIDANCE,
    BodyKind.COORDINATION,
    BodyKind.CONFERENCE,
    BodyKind.STATION,
    BodyKind.TWO_NEW,
)
"""Bodies of the three levels in which units work together; an organisation has one of each (S1 一2; S0 二3)."""


GROUPS = (BodyKind.OWNERS, BodyKind.ESTATE, BodyKind.MASS, BodyKind.FORUM)
"""Groups of residents; the residents' committee stands in the tree (S4B 一, 二(二))."""


@tracked(exclude=["scope"])
class Body(Entry):
    """A body that an organisation set up, with its charter; ``tightness`` is a word of the district's list."""

    kind = models.CharField("类型", max_length=16, choices=BodyKind)
    title = FreeChar("名称", max_length=80)
    founded_on = models.DateField("成立日期")
    dissolved_on = models.DateField("撤销日期", null=True, blank=True, editable=False)
    tightness = models.CharField("紧密程度", max_length=20, blank=True)
    charter = FreeText("章程", max_length=4000, blank=True)
    charter_on = models.DateField("章程通过日期", null=True, blank=True)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "协调机构"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "kind"],
                condition=Q(withdrawn_on=None, dissolved_on=None, kind__in=[str(kind) for kind in COORDINATING]),
                name="body_one_of_a_kind",
                violation_error_message="这个组织已经有这种机构，请更正那一条",
            ),
            models.CheckConstraint(
                condition=Q(dissolved_on=None) | Q(dissolved_on__gt=F("founded_on")),
                name="body_dissolved_after_founded",
                violation_error_message="撤销日期必须晚于成立日期",
            ),
            models.CheckConstraint(
                condition=Q(charter="", charter_on=None) | (~Q(charter="") & Q(charter_on__isnull=False)),
                name="body_charter_with_its_day",
                violation_error_message="章程和通过日期要一起填写",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="body_scope")]

    def __str__(self) -> str:
        return self.title


@tracked(exclude=["scope"])
class BodyMember(ScopedModel, VersionedModel):
    """A unit, a person, or a unit with the person who sits for it, in a body for a time."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="members", verbose_name="机构")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="body_memberships", verbose_name="成员单位"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="body_memberships", verbose_name="固定成员"
    )
    duty = FreeChar("担任", max_length=40, blank=True)
    during = DateRangeField("起止")

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "机构成员"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(person__isnull=False),
                name="body_member_is_somebody",
                violation_error_message="请选择成员单位，或填写固定成员",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="body_member_during_not_empty"),
            ExclusionConstraint(
                name="body_member_unit_once_at_a_time",
                expressions=[
                    ("body", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(unit__isnull=False),
                violation_error_message="这家单位在这段时间已是成员单位",
            ),
            ExclusionConstraint(
                name="body_member_person_once_at_a_time",
                expressions=[
                    ("body", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(person__isnull=False),
                violation_error_message="此人在这段时间已是成员",
            ),
        ]
        indexes = [
            models.Index(fields=["scope"], name="body_member_scope"),
            models.Index(fields=["person"], name="body_member_person"),
        ]

    def __str__(self) -> str:
        return " ".join(str(each) for each in (self.unit, self.person) if each)


@tracked(exclude=["scope"])
class GroupTopic(ScopedModel, VersionedModel):
    """What a group of residents discussed, how many came, what came of it."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="topics", verbose_name="组织")
    discussed_on = models.DateField("议事日期")
    topic = FreeChar("议题", max_length=120)
    attended = models.PositiveSmallIntegerField("参加人数")
    conclusion = FreeText("结果", max_length=500)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "居民议事"
        indexes = [models.Index(fields=["scope"], name="group_topic_scope")]

    def __str__(self) -> str:
        return self.topic
