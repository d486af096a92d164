"""What a selection freezes on its publishing day, who is nominated, who is a delegate."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from meetings.models.meeting import Meeting
from organizations.models import Case, Position, ScopedModel, Unit
from people.models import Person


@tracked(exclude=["scope"])
class Selection(ScopedModel, VersionedModel):
    """The seats of a case of selection and its numbers, as they were on the day of publication: nobody changes them.

    ``community_members``: persons whose relationship was in the community that day; ``numbers``: standard → its text,
    or what was made of it (a share as ``"1/5"``). ``meeting``: the one that was announced.
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="selection", verbose_name="推选事项")
    published_on = models.DateField("公布日期")
    deputies = models.PositiveSmallIntegerField("兼职副书记职数")
    members = models.PositiveSmallIntegerField("委员职数")
    community_members = models.PositiveIntegerField("社区党员总数")
    numbers = models.JSONField("公布当天的标准", default=dict)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="selections", verbose_name="推选大会"
    )

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "公开推选"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(deputies__gt=0) | Q(members__gt=0), name="selection_has_seats")
        ]
        indexes = [models.Index(fields=["scope"], name="selection_scope")]

    def __str__(self) -> str:
        return str(self.case)

    def seats(self, position: str) -> int:
        """How many are chosen for the position."""
        return self.deputies if position == Position.PART_TIME_DEPUTY else self.members


class NominationWay(models.TextChoices):
    SELF = "self", "个人自荐"
    JOINT = "joint", "党员联名举荐"
    ORGANIZATION = "organization", "组织推荐"
    WRITE_IN = "write_in", "另选他人"


class Verdict(models.TextChoices):
    WAITING = "", "待审查"
    PASSED = "passed", "合格"
    FAILED = "failed", "不合格"


SEATS = ((Position.PART_TIME_DEPUTY.value, "兼职副书记"), (Position.COMMITTEE_MEMBER.value, "委员"))


@tracked(exclude=["scope"])
class Nominee(ScopedModel, VersionedModel):
    """Who is nominated for a kind of seat, by whom, and what the review said. ``place``: drawn order of speeches."""

    Way, Verdict = NominationWay, Verdict

    case = models.ForeignKey(Case, models.PROTECT, related_name="nominees", verbose_name="推选事项")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="推荐人选")
    position = models.CharField("推荐职务", max_length=32, choices=SEATS)
    way = models.CharField("提名方式", max_length=12, choices=NominationWay)
    backers = FreeText("联名党员或推荐组织", max_length=600, blank=True)
    nominated_on = models.DateField("提名日期")
    verdict = models.CharField("审查结果", max_length=8, choices=Verdict, blank=True, editable=False)
    reason = FreeChar("审查理由", max_length=200, blank=True, editable=False)
    reviewed_on = models.DateField("审查日期", null=True, blank=True, editable=False)
    place = models.PositiveSmallIntegerField("演讲顺序", null=True, blank=True, editable=False)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "推荐人选"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["case", "person"], name="nominee_once", violation_error_message="此人已经被推荐"
            ),
            models.CheckConstraint(
                condition=Q(verdict="", reason="", reviewed_on=None)
                | (~Q(verdict="") & ~Q(reason="") & Q(reviewed_on__isnull=False)),
                name="nominee_reviewed_with_reason",
                violation_error_message="请写明审查理由",
            ),
        ]
        indexes = [
            models.Index(fields=["scope"], name="nominee_scope"),
            models.Index(fields=["person"], name="nominee_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person.name}（{self.get_position_display()}）"


class DelegateKind(models.TextChoices):
    MEMBER = "member", "社区党员代表"
    IN_SERVICE = "in_service", "在职党员代表"
    UNIT = "unit", "辖区单位党组织书记、副书记"


@tracked(exclude=["scope"])
class Delegate(ScopedModel, VersionedModel):
    """Who votes beside the officers of the community's organisation, who do so by their office."""

    Kind = DelegateKind

    case = models.ForeignKey(Case, models.PROTECT, related_name="delegates", verbose_name="推选事项")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="代表")
    kind = models.CharField("代表类别", max_length=12, choices=DelegateKind)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位")

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "参会代表"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["case", "person"], name="delegate_once", violation_error_message="此人已经是代表"
            ),
            models.CheckConstraint(
                condition=Q(kind=DelegateKind.UNIT, unit__isnull=False) | (~Q(kind=DelegateKind.UNIT) & Q(unit=None)),
                name="delegate_of_a_unit",
                violation_error_message="请选择单位",
            ),
        ]
        indexes = [
            models.Index(fields=["scope"], name="delegate_scope"),
            models.Index(fields=["person"], name="delegate_person"),
        ]

    def __str__(self) -> str:
        return self.person.name
