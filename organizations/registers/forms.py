"""Forms of the registers: the entry with its organisation, its lines, why something is taken back."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.forms.models import construct_instance
from django.utils import timezone

from core.records.versions import VersionedFormMixin
from core.web.forms import TitleField
from organizations.forms import PersonFieldsMixin
from organizations.models import Organization
from organizations.registers.models import (
    CommunityYear,
    ConditionIssue,
    ContactPoint,
    ContactVisit,
    SeatPlan,
    StaffFigure,
    Training,
    TrainingAttendance,
    TrainingOutcome,
    TrainingPurpose,
    Venue,
    WorkingRule,
    YearPlan,
    YearTarget,
)
from organizations.registers.words import lists_of

KEEP = "organizations.manage_register"


class RowForm(VersionedFormMixin, forms.ModelForm[Any]):
    """Of a row of a register. What its columns promise is asked by the action, after the rules, which name fields."""

    def _post_clean(self) -> None:
        """What is typed goes into the row, each field by its own limits; constraints are left to the action."""
        construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
        typed = [name for name in self._meta.fields or () if name in self.cleaned_data]
        others = {field.name for field in self.instance._meta.fields} - {*typed}
        try:
            self.instance.clean_fields(exclude=others)
        except forms.ValidationError as error:
            self.add_error(None, error)


class EntryForm(RowForm):
    """A new entry asks which organisation keeps it, among those of the register that the user keeps; later it stays."""

    organization = forms.ModelChoiceField(label="登记组织", queryset=Organization.objects.none(), empty_label="请选择")

    def __init__(self, *args: Any, user: Any, kinds: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if self.instance.pk:
            del self.fields["organization"]
            return
        own = Organization.objects.visible_to(user, KEEP).in_force(timezone.localdate()).filter(kind__in=kinds)
        choice = self.fields["organization"]
        choice.queryset = own.order_by("path")  # type: ignore[attr-defined]
        choice.initial = own.order_by("path").first()
        self.order_fields(["organization"])


class LineForm(RowForm):
    """A line below an entry; ``entry`` tells what may be chosen."""

    def __init__(self, *args: Any, user: Any, entry: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.entry = user, entry


class ReasonForm(forms.Form):
    reason = forms.CharField(label="原因", max_length=120)


class WithdrawForm(ReasonForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class RegisterFilter(forms.Form):
    q = forms.CharField(label="名称或组织", required=False, max_length=40)
    year = forms.TypedChoiceField(label="年度", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = range(today.year + 1, today.year - 8, -1)
        self.fields["year"].choices = [("", "全部"), *((year, f"{year}年") for year in years)]  # type: ignore[attr-defined]


# -- training --------------------------------------------------------------------------------------


class TrainingEntryForm(EntryForm):
    """A class, before it is held or after."""

    purposes = forms.MultipleChoiceField(
        label="培训类别",
        choices=TrainingPurpose.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="任职培训、岗位轮训、程序培训和社区干部轮训由街道（镇）或区委组织部举办",
    )
    title = TitleField(label="培训名称", max_length=80)

    class Meta:
        model = Training
        fields: ClassVar[Any] = ["title", "form", "purposes", "starts_on", "ends_on", "hours", "place", "content"]
        widgets: ClassVar[Any] = {"content": forms.Textarea(attrs={"rows": 3, "maxlength": 1000})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["starts_on"].initial = self.fields["ends_on"].initial = today


class AttendanceForm(LineForm):
    class Meta:
        model = TrainingAttendance
        fields: ClassVar[Any] = ["outcome"]


class AttendForm(PersonFieldsMixin):
    """Who was there: those who still owe this training are offered to be ticked, anybody else by name."""

    persons = forms.TypedMultipleChoiceField(
        label="应参加、还没有参加的人员", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    outcome = forms.ChoiceField(label="结果", choices=TrainingOutcome.choices)

    field_order = ("persons", "person_name", "person", "register_new", "phone", "outcome")

    def __init__(self, *args: Any, user: Any, offered: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.find_persons(user)
        self.fields["person_name"].label = "其他人员姓名"
        self.fields["person_name"].required = False
        self.fields["persons"].choices = offered  # type: ignore[attr-defined]
        if not offered:
            del self.fields["persons"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        nobody = not cleaned.get("persons") and not cleaned.get("person_name")
        if nobody and not self.errors:
            raise forms.ValidationError("请勾选参加人员，或填写姓名")
        return cleaned


class UntrainedFilter(forms.Form):
    """Whose training of which year."""

    year = forms.TypedChoiceField(label="年度", required=False, coerce=int, empty_value=None)
    need = forms.ChoiceField(label="培训类别", required=False)
    q = forms.CharField(label="姓名或组织", required=False, max_length=40)
    all = forms.BooleanField(label="包括已参加的", required=False)

    def __init__(self, *args: Any, today: date, needs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = range(today.year, today.year - 8, -1)
        self.fields["year"].choices = [("", "今年"), *((year, f"{year}年") for year in years)]  # type: ignore[attr-defined]
        self.fields["need"].choices = [("", "全部"), *needs]  # type: ignore[attr-defined]


# -- yearly plans and statements of responsibility -------------------------------------------------


class YearPlanForm(EntryForm):
    """A plan or a statement; kind and year stay as they were entered."""

    year = forms.TypedChoiceField(label="年度", coerce=int)

    class Meta:
        model = YearPlan
        fields: ClassVar[Any] = ["kind", "year", "content", "signed_on", "signed_by"]
        widgets: ClassVar[Any] = {"content": forms.Textarea(attrs={"rows": 5, "maxlength": 2000})}
        help_texts: ClassVar[Any] = {
            "kind": "责任状由上级与下级签订，由上级登记",
            "signed_on": "还没有签订的留空，先登记目标，签订后目标不能再改",
            "signed_by": "责任状写双方签字人",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["kind"], self.fields["year"]
            return
        today = timezone.localdate()
        years = (today.year - 1, today.year, today.year + 1)
        self.fields["year"].choices = [(year, f"{year}年") for year in years]  # type: ignore[attr-defined]
        self.fields["year"].initial = today.year


class YearTargetForm(LineForm):
    class Meta:
        model = YearTarget
        fields: ClassVar[Any] = ["title", "wanted", "unit", "due_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = date(self.entry.year, 12, 31)


class YearResultForm(LineForm):
    done = forms.DecimalField(label="完成值", min_value=0, max_digits=10, decimal_places=2)
    result = forms.CharField(label="完成情况", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    class Meta:
        model = YearTarget
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(done=self.instance.done, result=self.instance.result)


class ConcludeForm(EntryForm):
    """The year's end: result, what was done well or not, reward or penalty."""

    grade = forms.ChoiceField(label="年终考核结果", choices=[("", "请选择"), *YearPlan.Grade.choices])
    conclusion = forms.CharField(label="年终情况", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    reward = forms.CharField(label="奖惩", max_length=120, required=False)
    concluded_on = forms.DateField(label="考核日期")

    class Meta:
        model = YearPlan
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["concluded_on"].initial = timezone.localdate()


class ReopenForm(EntryForm):
    reason = forms.CharField(label="撤销原因", max_length=120)

    class Meta:
        model = YearPlan
        fields: ClassVar[Any] = []


# -- contact points of leaders ---------------------------------------------------------------------


class ContactPointForm(EntryForm, PersonFieldsMixin):
    """Who follows which community since when; later only the duty's words and the days change."""

    since = forms.DateField(label="开始日期")
    until = forms.DateField(label="结束日期", required=False, help_text="这一天起不再联系；没有定的留空")

    field_order = ("organization", "person_name", "person", "register_new", "phone", "duty", "since", "until")

    class Meta:
        model = ContactPoint
        fields: ClassVar[Any] = ["duty"]

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.order_fields(self.field_order)
        if not self.instance.pk:
            self.find_persons(user)
            self.fields["organization"].label = "联系的社区"
            self.fields["person_name"].label = "联系领导"
            self.fields["since"].initial = timezone.localdate()
            return
        for name in ("person_name", "person", "register_new", "phone"):
            del self.fields[name]
        self.fields["since"].initial = self.instance.during.lower
        self.fields["until"].initial = self.instance.during.upper

    def clean(self) -> dict[str, Any] | None:
        return self.cleaned_data if self.instance.pk else PersonFieldsMixin.clean(self)


class ContactVisitForm(LineForm):
    class Meta:
        model = ContactVisit
        fields: ClassVar[Any] = ["visited_on", "content", "problem"]
        widgets: ClassVar[Any] = {"content": forms.Textarea(attrs={"rows": 3, "maxlength": 500})}
        help_texts: ClassVar[Any] = {"problem": "没有的留空；解决以后登记怎样解决"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["visited_on"].initial = timezone.localdate()


class SolutionForm(LineForm):
    solved_on = forms.DateField(label="解决日期")
    solution = forms.CharField(label="怎样解决", max_length=200)

    class Meta:
        model = ContactVisit
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["solved_on"].initial = timezone.localdate()


class UnsolveForm(LineForm):
    reason = forms.CharField(label="撤销原因", max_length=120)

    class Meta:
        model = ContactVisit
        fields: ClassVar[Any] = []


# -- working rules ---------------------------------------------------------------------------------


class WorkingRuleForm(EntryForm):
    """One version; under the name of an earlier one it becomes the next."""

    title = TitleField(label="名称", max_length=80, help_text="与以前的同名，就是它的新版本")

    class Meta:
        model = WorkingRule
        fields: ClassVar[Any] = ["title", "content", "change", "adopted_on", "adopted_by", "effective_on"]
        widgets: ClassVar[Any] = {
            "content": forms.Textarea(attrs={"rows": 12, "maxlength": 20000}),
            "change": forms.Textarea(attrs={"rows": 2, "maxlength": 500}),
        }
        help_texts: ClassVar[Any] = {"change": "从第二版起要写，改了什么、为什么改"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["title"]
            return
        self.fields["adopted_on"].initial = self.fields["effective_on"].initial = timezone.localdate()


class PublishForm(EntryForm):
    published_on = forms.DateField(label="公布日期")

    class Meta:
        model = WorkingRule
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["published_on"].initial = timezone.localdate()


# -- venues ----------------------------------------------------------------------------------------


class VenueForm(EntryForm):
    """A venue in the words of the lists in force where it is kept."""

    title = TitleField(label="名称", max_length=80)
    kind = forms.ChoiceField(label="类型", help_text="街道党员服务中心由街道（镇）登记，其余由社区登记")
    acquisition = forms.ChoiceField(label="取得方式")
    funding = forms.MultipleChoiceField(label="经费来源", widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Venue
        fields: ClassVar[Any] = [
            *("title", "kind", "acquisition", "funding", "address", "area", "services", "hours", "opened_on")
        ]

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        today = timezone.localdate()
        kept = self.instance.organization if self.instance.pk else None
        top = kept or Organization.objects.visible_to(user, KEEP).order_by("path").first()
        for name, words in lists_of(top, today).items():
            own = getattr(self.instance, name) if self.instance.pk else ()
            known = [*words, *(word for word in ([own] if isinstance(own, str) else own) if word not in words)]
            blank = [] if name == "funding" else [("", "请选择")]
            self.fields[name].choices = [*blank, *((word, word) for word in known)]  # type: ignore[attr-defined]
        self.fields["opened_on"].initial = today


class CloseVenueForm(EntryForm):
    closed_on = forms.DateField(label="停用日期", help_text="这一天起不再使用")
    reason = forms.CharField(label="停用原因", max_length=120)

    class Meta:
        model = Venue
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closed_on"].initial = timezone.localdate()


class ReopenVenueForm(EntryForm):
    reason = forms.CharField(label="恢复原因", max_length=120)

    class Meta:
        model = Venue
        fields: ClassVar[Any] = []


# -- conditions of a community year by year --------------------------------------------------------


class CommunityYearForm(EntryForm):
    """The numbers of one year; last year's are proposed where the community has them."""

    year = forms.TypedChoiceField(label="年度", coerce=int)

    class Meta:
        model = CommunityYear
        fields: ClassVar[Any] = [
            *("year", "office_area", "activity_area", "budget_funds", "dues_funds", "other_funds"),
            *("officers", "allowances", "note"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["year"]
            return
        today = timezone.localdate()
        years = range(today.year, today.year - 6, -1)
        self.fields["year"].choices = [(year, f"{year}年") for year in years]  # type: ignore[attr-defined]
        self.fields["year"].initial = today.year if today.month == 12 else today.year - 1


class ConditionIssueForm(LineForm):
    class Meta:
        model = ConditionIssue
        fields: ClassVar[Any] = ["title", "raised_on"]


class AnswerForm(LineForm):
    answer = forms.CharField(label="答复", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    answered_by = forms.CharField(label="答复组织", max_length=80)
    answered_on = forms.DateField(label="答复日期")

    class Meta:
        model = ConditionIssue
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answered_on"].initial = timezone.localdate()


class UnanswerForm(LineForm):
    reason = forms.CharField(label="撤销原因", max_length=120)

    class Meta:
        model = ConditionIssue
        fields: ClassVar[Any] = []


# -- seats -----------------------------------------------------------------------------------------


class SeatPlanForm(EntryForm):
    """Whoever keeps the organisation from above says how many seats it has."""

    since = forms.DateField(label="核定日期", help_text="从这一天起按这个人数配备")

    class Meta:
        model = SeatPlan
        fields: ClassVar[Any] = ["position", "seats", "since", "document"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = timezone.localdate()
        if "organization" in self.fields:
            self.fields["organization"].label = "组织"


class StaffFigureForm(EntryForm):
    """Numbers of a year from a paper, to compare with."""

    class Meta:
        model = StaffFigure
        fields: ClassVar[Any] = ["year", "total", "college", "mean_age", "source"]
