"""The document of an appointment, a removal, a founding, a dissolution, a change of term."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from organizations.registers.models.entry import Entry


class OrderKind(models.TextChoices):
    APPOINTMENT = "appointment", "任职"
    REMOVAL = "removal", "免职"
    FOUNDING = "founding", "设立"
    DISSOLUTION = "dissolution", "撤销"
    TERM = "term", "换届"


class OrderStyle(models.TextChoices):
    NOTICE = "notice", "通知"
    REPLY = "reply", "批复"


@tracked(exclude=["scope"])
class Order(Entry):
    """A document 任免文件 with number, day and scan: ``begun`` and ``ended`` are the posts that it began and ended.

    A change of term is known before its reply comes: ``number`` and ``issued_on`` may follow. It has the number of the
    term ``session`` and what the meeting counted. Of other kinds the number is there from the first.
    """

    Kind = OrderKind
    Style = OrderStyle

    kind = models.CharField("事项", max_length=12, choices=OrderKind)
    style = models.CharField("文种", max_length=8, choices=OrderStyle)
    number = FreeChar("文号", max_length=60, blank=True)
    issued_on = models.DateField("发文日期", null=True, blank=True)
    issuer = FreeChar("发文单位", max_length=80)
    scan = models.FileField("文件扫描件", upload_to="orders/%Y/%m/", blank=True)
    effective_on = models.DateField("生效日期")
    begun = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False, verbose_name="任职")
    ended = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False, verbose_name="免职")
    session = models.PositiveSmallIntegerField("届次", null=True, blank=True)
    entitled = models.PositiveIntegerField("应到会", null=True, blank=True)
    present = models.PositiveIntegerField("实到会", null=True, blank=True)
    result = FreeText("选举结果说明", max_length=1000, blank=True)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "任免文件"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(number="", issued_on=None) | (~Q(number="") & Q(issued_on__isnull=False)),
                name="order_number_with_its_day",
                violation_error_message="文号和发文日期要一起填写",
            ),
            models.CheckConstraint(
                condition=~Q(number="") | Q(kind=OrderKind.TERM),
                name="order_has_its_number",
                violation_error_message="请填写文号",
            ),
            models.CheckConstraint(
                condition=(Q(kind=OrderKind.TERM) & Q(session__isnull=False) & Q(session__gt=0))
                | (~Q(kind=OrderKind.TERM) & Q(session=None)),
                name="order_session_of_a_term",
                violation_error_message="换届要填写届次",
            ),
            models.CheckConstraint(
                condition=Q(present=None) | Q(present__lte=F("entitled")),
                name="order_present_within_entitled",
                violation_error_message="实到会人数不能多于应到会人数",
            ),
            models.UniqueConstraint(
                fields=["organization", "session"],
                condition=Q(withdrawn_on=None, session__isnull=False),
                name="order_session_once",
                violation_error_message="这一届已经登记过换届",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="order_scope")]

    def __str__(self) -> str:
        term = f"第{self.session}届" if self.session else ""
        return f"{self.number or '文号待补'} {term}{self.get_kind_display()}"

    @property
    def lacks_number(self) -> bool:
        return not self.number
