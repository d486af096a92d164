"""Registers of reported figures, and of places of culture and schools with their courses (SVC-07, SVC-14)."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from core.records.errors import RuleViolation
from organizations.kinds import STREETS, Kind
from organizations.registers.forms import EntryForm, LineForm
from organizations.registers.kinds import KEEPER
from organizations.registers.register import Asked, Column, Part, Register, Step, plain
from organizations.tree.effective import check_not_ahead
from services.models import ClassFigure, Course, CulturePlace, ServiceFigures, TradeFigure
from services.registers_contacts import COMMUNITIES_KEEP


class FiguresForm(EntryForm):
    class Meta:
        model = ServiceFigures
        fields: ClassVar[Any] = ["on", "source", "jobs", "placed"]

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["on"].initial = timezone.localdate()


class TradeForm(LineForm):
    class Meta:
        model = TradeFigure
        fields: ClassVar[Any] = ["trade", "points", "own"]


class ClassForm(LineForm):
    class Meta:
        model = ClassFigure
        fields: ClassVar[Any] = ["title", "attendances"]


def check_figures(figures: ServiceFigures, asked: Asked) -> None:
    if asked.names:
        check_not_ahead(figures.on, today=asked.today, label="截止日期", field="on")


def points_of(figures: ServiceFigures) -> int:
    return sum(each.points for each in figures.trades.all())


def own_of(figures: ServiceFigures) -> int:
    return sum(each.own for each in figures.trades.all())


def classes_of(figures: ServiceFigures) -> int:
    return len(figures.classes.all())


def attendances_of(figures: ServiceFigures) -> int:
    return sum(each.attendances for each in figures.classes.all())


FIGURES = Register(
    key="figures",
    label="服务数据",
    noun="服务数据",
    about="服务网点按行业多少个、自办多少，开发岗位、安置人员、培训班和人次，截至哪天、从哪里来",
    model=ServiceFigures,
    form=FiguresForm,
    kinds=(Kind.COMMUNITY, *STREETS),
    on="on",
    columns=(
        Column("数据", str),
        Column("登记组织", KEEPER.value),
        Column("服务网点", points_of, "number"),
        Column("其中自办", own_of, "number"),
        Column("开发岗位", lambda row: row.jobs, "number"),
        Column("安置人员", lambda row: row.placed, "number"),
        Column("培训班", classes_of, "number"),
        Column("培训人次", attendances_of, "number"),
    ),
    facts=(plain(ServiceFigures, "source"),),
    parts=(
        Part(
            key="trade",
            label="服务网点按行业",
            noun="行业",
            model=TradeFigure,
            parent="figures",
            form=TradeForm,
            columns=(
                plain(TradeFigure, "trade"),
                Column("网点", lambda row: row.points, "number"),
                Column("其中自办", lambda row: row.own, "number"),
            ),
            joins=("figures__organization",),
        ),
        Part(
            key="class",
            label="培训班",
            noun="培训班",
            model=ClassFigure,
            parent="figures",
            form=ClassForm,
            columns=(plain(ClassFigure, "title"), Column("参加人次", lambda row: row.attendances, "number")),
            joins=("figures__organization",),
        ),
    ),
    check=check_figures,
    fetched=("trades", "classes"),
    sought=("source",),
    links=(("最近一期汇总", "services:latest_figures"),),
    app="services",
)


# -- places of culture and schools -----------------------------------------------------------------


class PlaceForm(EntryForm):
    class Meta:
        model = CulturePlace
        fields: ClassVar[Any] = ["title", "kind", "address", "opened_on"]


class ClosePlaceForm(EntryForm):
    closed_on = forms.DateField(label="停用日期")

    class Meta:
        model = CulturePlace
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closed_on"].initial = timezone.localdate()


class ReopenPlaceForm(EntryForm):
    reason = forms.CharField(label="恢复原因", max_length=120)

    class Meta:
        model = CulturePlace
        fields: ClassVar[Any] = []


class CourseForm(LineForm):
    class Meta:
        model = Course
        fields: ClassVar[Any] = ["held_on", "title", "lecturer", "attendances"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].initial = timezone.localdate()


def check_place(place: CulturePlace, asked: Asked) -> None:
    """It opened; its courses came after that; what had courses stays a school."""
    if not asked.names:
        return
    check_not_ahead(place.opened_on, today=asked.today, label="启用日期", field="opened_on")
    days = list(place.courses.values_list("held_on", flat=True)) if place.pk else []
    if days and place.kind not in CulturePlace.SCHOOLS:
        raise RuleViolation("has-courses", "已登记课程，只能是党校、团校或市民学校", field="kind")
    if any(day < place.opened_on for day in days):
        raise RuleViolation("courses-before", "已登记的课程早于启用日期，请先更正课程", field="opened_on")
    if place.closed_on is not None and place.closed_on < place.opened_on:
        raise RuleViolation("date-order", "停用日期不能早于启用日期", field="opened_on")


def check_closing(place: CulturePlace, asked: Asked) -> None:
    if CulturePlace.objects.filter(pk=place.pk, closed_on__isnull=False).exists():
        raise RuleViolation("closed", "已经停用")
    assert place.closed_on is not None  # the form asks for it
    check_not_ahead(place.closed_on, today=asked.today, label="停用日期", field="closed_on")
    if place.closed_on < place.opened_on:
        raise RuleViolation("date-order", "停用日期不能早于启用日期", field="closed_on")
    if place.courses.filter(held_on__gt=place.closed_on).exists():
        raise RuleViolation("courses-after", "停用以后还登记了课程，请先更正课程", field="closed_on")


def check_reopening(place: CulturePlace, _asked: Asked) -> None:
    if not CulturePlace.objects.filter(pk=place.pk, closed_on__isnull=False).exists():
        raise RuleViolation("open", "没有停用，不用恢复")


def check_course(course: Course, asked: Asked) -> None:
    """A school gives courses, while it is open."""
    if not asked.names:
        return
    place = course.place
    if place.kind not in CulturePlace.SCHOOLS:
        raise RuleViolation("no-school", f"{place.get_kind_display()}不开课，课程登记在学校里")
    check_not_ahead(course.held_on, today=asked.today, label="开课日期", field="held_on")
    if course.held_on < place.opened_on or (place.closed_on is not None and course.held_on > place.closed_on):
        raise RuleViolation("outside", "开课日期不在学校启用的时间里", field="held_on")


def courses_of(place: CulturePlace) -> str:
    found = list(place.courses.all())
    return f"课程 {len(found)} 次，{sum(each.attendances for each in found)} 人次" if found else ""


PLACES = Register(
    key="places",
    label="文化阵地和学校",
    noun="阵地或学校",
    about="文化室、宣传栏、文体场地，社区党校、团校、市民学校和开过的课程",
    model=CulturePlace,
    form=PlaceForm,
    kinds=COMMUNITIES_KEEP,
    on="opened_on",
    columns=(
        plain(CulturePlace, "title"),
        Column("社区", KEEPER.value),
        plain(CulturePlace, "kind"),
        plain(CulturePlace, "opened_on"),
        Column("停用日期", lambda row: row.closed_on.isoformat() if row.closed_on else ""),
        Column("课程", courses_of),
    ),
    facts=(plain(CulturePlace, "address"),),
    parts=(
        Part(
            key="course",
            label="课程",
            noun="课程",
            model=Course,
            parent="place",
            form=CourseForm,
            columns=(
                plain(Course, "held_on"),
                plain(Course, "title"),
                plain(Course, "lecturer"),
                Column("听课人次", lambda row: row.attendances, "number"),
            ),
            check=check_course,
            joins=("place__organization",),
        ),
    ),
    steps=(
        Step("close", "停用", ClosePlaceForm, check_closing, lambda row: row.closed_on is None),
        Step(
            "reopen",
            "恢复启用",
            ReopenPlaceForm,
            check_reopening,
            lambda row: row.closed_on is not None,
            lambda data: data | {"closed_on": None},
        ),
    ),
    check=check_place,
    fetched=("courses",),
    sought=("title",),
    links=(("各类数量", "services:place_kinds"),),
    app="services",
)

REGISTERS = (FIGURES, PLACES)
