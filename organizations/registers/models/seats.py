"""How many seats of a kind an organisation has, where its superior sets another number than the rule (ORG-33)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from core.records.history import tracked
from core.records.redaction import FreeChar
from organizations.models.posts import Position
from organizations.registers.models.entry import Entry


@tracked(exclude=["scope"])
class SeatPlan(Entry):
    """From a day on the organisation has ``seats`` holders of one position; 0 for none. The next one replaces it."""

    position = models.CharField("职务", max_length=32, choices=Position)
    seats = models.PositiveSmallIntegerField("核定人数")
    since = models.DateField("核定日期")
    document = FreeChar("文号", max_length=60, blank=True)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "核定职数"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "position", "since"],
                condition=Q(withdrawn_on=None),
                name="seat_plan_once_a_day",
                violation_error_message="这一天已经核定过这个职务的人数，请更正那一条",
            ),
            models.CheckConstraint(
                condition=Q(seats__lte=99), name="seat_plan_seats", violation_error_message="核定人数不能超过99"
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="seat_plan_scope")]

    def __str__(self) -> str:
        return f"{self.organization}{self.get_position_display()}职数"
