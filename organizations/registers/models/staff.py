"""What was counted of the community workers in a year before the portal kept their posts (ORG-18)."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from core.records.history import tracked
from core.records.redaction import FreeChar
from organizations.registers.models.entry import Entry


@tracked(exclude=["scope"])
class StaffFigure(Entry):
    """Numbers of a year as a paper gives them: how many workers, with college or more, their mean age in years."""

    year = models.PositiveSmallIntegerField("年度")
    total = models.PositiveIntegerField("社区工作者人数", validators=[MinValueValidator(1)])
    college = models.PositiveIntegerField("大专及以上人数")
    mean_age = models.DecimalField(
        "平均年龄", max_digits=3, decimal_places=1, validators=[MinValueValidator(18), MaxValueValidator(70)]
    )
    source = FreeChar("数字来源", max_length=120)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "社区工作者历年数字"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "year"],
                condition=Q(withdrawn_on=None),
                name="staff_figure_once_a_year",
                violation_error_message="这一年的数字已经登记，请更正那一条",
            ),
            models.CheckConstraint(
                condition=Q(college__lte=F("total")),
                name="staff_figure_college_of_all",
                violation_error_message="大专及以上人数不能超过社区工作者人数",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="staff_figure_scope")]

    def __str__(self) -> str:
        return f"{self.organization}{self.year}年社区工作者"
