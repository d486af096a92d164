"""Reported figures of services, places of culture and schools with their courses (SVC-07, SVC-14)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar
from organizations.models import ScopedModel
from organizations.registers.models import Entry


@tracked(exclude=["scope"])
class ServiceFigures(Entry):
    """What a community or a street reports as of a day, with its source (S4B 二(五)).

    ``jobs`` found and people ``placed`` are two figures: more were placed than jobs found, and nothing joins them.
    """

    on = models.DateField("截止日期")
    source = FreeChar("数据来源", max_length=80)
    jobs = models.PositiveIntegerField("开发岗位（个）")
    placed = models.PositiveIntegerField("安置人员（人）")

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "服务数据"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "on"],
                condition=Q(withdrawn_on=None),
                name="service_figures_once_a_day",
                violation_error_message="这一天的数据已经登记",
            ),
        ]
        indexes = [models.Index(fields=["scope", "on"], name="service_figures_scope")]

    def __str__(self) -> str:
        return f"{self.on}服务数据"


@tracked(exclude=["scope"])
class TradeFigure(ScopedModel, VersionedModel):
    """Service points of one trade, and how many of them are the community's own."""

    figures = models.ForeignKey(ServiceFigures, models.PROTECT, related_name="trades", verbose_name="服务数据")
    trade = FreeChar("行业", max_length=40)
    points = models.PositiveIntegerField("服务网点（个）")
    own = models.PositiveIntegerField("其中自办（个）", default=0)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "服务网点"
        constraints = [
            models.UniqueConstraint(
                fields=["figures", "trade"], name="trade_figure_once", violation_error_message="这个行业已经登记"
            ),
            models.CheckConstraint(
                condition=Q(own__lte=F("points")),
                name="trade_figure_own_within_points",
                violation_error_message="自办的不能多于全部网点",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="trade_figure_scope")]

    def __str__(self) -> str:
        return self.trade


@tracked(exclude=["scope"])
class ClassFigure(ScopedModel, VersionedModel):
    """One training class and how many attended."""

    figures = models.ForeignKey(ServiceFigures, models.PROTECT, related_name="classes", verbose_name="服务数据")
    title = FreeChar("培训班", max_length=80)
    attendances = models.PositiveIntegerField("参加人次")

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "培训班"
        constraints = [
            models.UniqueConstraint(
                fields=["figures", "title"], name="class_figure_once", violation_error_message="这个培训班已经登记"
            ),
            models.CheckConstraint(
                condition=Q(attendances__gte=1),
                name="class_figure_somebody_came",
                violation_error_message="参加人次至少1人",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="class_figure_scope")]

    def __str__(self) -> str:
        return self.title


@tracked(exclude=["scope"])
class CulturePlace(Entry):
    """A culture room, board or ground, or a school of the community (S3 二4)."""

    class Kind(models.TextChoices):
        ROOM = "room", "文化室"
        BOARD = "board", "宣传栏"
        GROUND = "ground", "文体场地"
        PARTY_SCHOOL = "party_school", "社区党校"
        LEAGUE_SCHOOL = "league_school", "社区团校"
        CITIZENS_SCHOOL = "citizens_school", "市民学校"

    SCHOOLS = (Kind.PARTY_SCHOOL, Kind.LEAGUE_SCHOOL, Kind.CITIZENS_SCHOOL)

    title = FreeChar("名称", max_length=60)
    kind = models.CharField("类别", max_length=16, choices=Kind)
    address = FreeChar("地址", max_length=100)
    opened_on = models.DateField("启用日期")
    closed_on = models.DateField("停用日期", null=True, blank=True, editable=False)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "文化阵地和学校"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "kind", "title"],
                condition=Q(withdrawn_on=None),
                name="culture_place_once",
                violation_error_message="这个社区已经登记过同名的",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="culture_place_closed_after_opened",
                violation_error_message="停用日期不能早于启用日期",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="culture_place_scope")]

    def __str__(self) -> str:
        return self.title


@tracked(exclude=["scope"])
class Course(ScopedModel, VersionedModel):
    """A course that a school gave."""

    place = models.ForeignKey(CulturePlace, models.PROTECT, related_name="courses", verbose_name="学校")
    held_on = models.DateField("开课日期")
    title = FreeChar("课程", max_length=80)
    lecturer = FreeChar("授课人", max_length=40)
    attendances = models.PositiveIntegerField("听课人次")

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "课程"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "held_on", "title"], name="course_once", violation_error_message="这一课已经登记"
            ),
            models.CheckConstraint(
                condition=Q(attendances__gte=1),
                name="course_somebody_came",
                violation_error_message="听课人次至少1人",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="course_scope")]

    def __str__(self) -> str:
        return self.title
