"""Forms of meetings: everything that can be proposed is filled in already."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from core.chinese.dates import add_months, month_start
from core.records.versions import VersionedFormMixin
from meetings import directives, plans, rules
from meetings.models import THEME_DAY, Attendance, Decision, Meeting, MeetingKind, Resolution, SetTopic
from people.models import Person

FIRST_YEAR, LAST_YEAR = 2000, 2199


class HostField(forms.ModelChoiceField[Person]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class TopicsField(forms.ModelMultipleChoiceField[SetTopic]):
    """Set topics that a theme day may adopt, each with its month and who handed it down."""

    def __init__(self) -> None:
        super().__init__(
            queryset=SetTopic.objects.none(),
            label="采用的规定动作",
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.month.month}月：{obj.title}（{obj.organization.label}）"


class MeetingForm(VersionedFormMixin, forms.ModelForm[Meeting]):
    """What plan and record share: choices of form and education by threshold, people by the host's roster."""

    host_person = HostField(label="主持人", queryset=Person.objects.none(), required=False, empty_label="未定")
    ad_hoc = forms.BooleanField(label="临时召开", required=False, help_text="例会以外临时召集的会议")
    form = forms.ChoiceField(label="活动形式")
    education = forms.ChoiceField(label="教育内容")
    set_topics = TopicsField()

    def __init__(
        self,
        *args: Any,
        kind: MeetingKind,
        forms_: list[str],
        educations: list[str],
        people: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host_person"].queryset = people  # type: ignore[attr-defined]
        if kind.entitled != MeetingKind.Entitled.COMMITTEE:  # only a committee has regular meetings between others
            self.fields.pop("ad_hoc", None)
        self._offer_topics(kind)
        for name, values in (("form", forms_), ("education", educations)):
            if name not in self.fields:
                continue
            if not kind.with_form:
                del self.fields[name]
                continue
            current = getattr(self.instance, name, "")
            choices = list(values) + ([current] if current and current not in values else [])
            self.fields[name].choices = [("", "请选择"), *((value, value) for value in choices)]  # type: ignore[attr-defined]

    def months(self, today: date) -> tuple[date, date]:
        """First and last month whose set topics are offered."""
        month = self.instance.month if self.instance.pk else month_start(today)
        return month, month

    def _offer_topics(self, kind: MeetingKind) -> None:
        since, until = self.months(timezone.localdate())
        host, adopted = self.instance.organization, self.instance.set_topics if self.instance.pk else None
        known = directives.handed_to(host, since=since, until=until) if kind.code == THEME_DAY else ()
        offered = [topic.pk for topic in known]
        chosen = list(adopted.values_list("pk", flat=True)) if adopted is not None else []
        if not offered and not chosen:
            del self.fields["set_topics"]
            return
        field = self.fields["set_topics"]
        rows = SetTopic.objects.filter(pk__in=[*offered, *chosen]).select_related("organization")
        field.queryset = rows.order_by("month", "pk")  # type: ignore[attr-defined]
        field.initial = chosen

    class Meta:
        model = Meeting
        fields = ["ad_hoc", "topic", "starts_at", "place", "form", "education", "host_person"]


class PersonsField(forms.ModelMultipleChoiceField[Person]):
    """Whom the convener names as participants, as far as nobody was told yet."""

    def __init__(self) -> None:
        super().__init__(queryset=Person.objects.none(), label="参加人员", required=False, widget=forms.SelectMultiple)

    def offer(self, form: forms.BaseForm, meeting: Meeting) -> None:
        """Those who may be named, and those who are; other kinds and later states of a meeting have no such field.

        The roster of other kinds follows from members or posts.
        """
        if not plans.convened(meeting.kind, meeting.organization) or meeting.state != Meeting.State.PLANNED:
            del form.fields["invited"]
            return
        offered = form.fields["host_person"].queryset  # type: ignore[attr-defined]
        self.queryset = offered
        if meeting.pk:
            known = meeting.invited.values_list("pk", flat=True)
            self.queryset = Person.objects.filter(Q(pk__in=offered.order_by().values("pk")) | Q(pk__in=known)).order_by(
                "pinyin", "pk"
            )
            self.initial = list(known)


def offer_persons(form: forms.BaseForm, meeting: Meeting) -> None:
    field = form.fields["invited"]
    assert isinstance(field, PersonsField)
    field.offer(form, meeting)


class PlanForm(MeetingForm):
    """Plan a meeting. ``agenda`` one item a line; ``invited`` for kinds whose roster the convener decides."""

    agenda = forms.CharField(
        label="议程", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="每行一项"
    )
    invited = PersonsField()

    def months(self, today: date) -> tuple[date, date]:
        this = month_start(today)
        return min(self.instance.month, this) if self.instance.pk else this, add_months(this, 12)

    def __init__(self, *args: Any, kind: MeetingKind, **kwargs: Any) -> None:
        super().__init__(*args, kind=kind, **kwargs)
        self.fields["starts_at"].label = "时间"
        offer_persons(self, self.instance)
        if kind.with_form:
            del self.fields["agenda"]


class RecordForm(MeetingForm):
    """Record a meeting: the rest comes from the plan and from signing in.

    ``invited`` where the convener decides the roster and nobody was told, so that it is made with the record.
    """

    invited = PersonsField()

    ad_hoc = None  # type: ignore[assignment]  # said by the plan
    photo = forms.FileField(
        label="照片",
        required=False,
        help_text="照片可不传；JPG 或 PNG，会自动缩小",
        widget=forms.FileInput(attrs={"aria-label": "照片", "accept": "image/jpeg,image/png,image/webp"}),
    )

    class Meta(MeetingForm.Meta):
        fields = [
            "topic",
            "held_at",
            "place",
            "form",
            "education",
            "host_person",
            "content",
            "resolutions_text",
        ]
        widgets = {
            "content": forms.Textarea(attrs={"rows": 7}),
            "resolutions_text": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["content"].required = True
        self.fields["held_at"].required = True
        offer_persons(self, self.instance)


class EnterForm(RecordForm):
    """Enter a meeting that nobody planned."""

    def months(self, today: date) -> tuple[date, date]:
        this = month_start(today)
        return add_months(this, -12), this

    def __init__(self, *args: Any, kind: MeetingKind, **kwargs: Any) -> None:
        super().__init__(*args, kind=kind, **kwargs)
        del self.fields["photo"]


TAKE_BACK = "take_back"
"""Among the states of MarkForm: what was entered as made up was not."""


class MarkForm(forms.Form):
    """Set several persons at once."""

    persons = forms.ModelMultipleChoiceField(queryset=Person.objects.none(), widget=forms.MultipleHiddenInput)
    state = forms.ChoiceField(
        label="登记为",
        choices=[
            (Attendance.State.PRESENT, "到会"),
            (Attendance.State.LATE, "迟到"),
            (Attendance.State.ON_LEAVE, "请假"),
            (Attendance.State.ENTITLED, "未到（撤销登记）"),
            (Attendance.State.MADE_UP, "已补学"),
            (TAKE_BACK, "撤销补学"),
        ],
    )
    way = forms.ChoiceField(
        label="依据",
        choices=[(Attendance.Way.PAPER, "纸质签到表"), (Attendance.Way.HAND, "现场点名")],
    )
    reason = forms.CharField(label="原因（迟到、请假、撤销补学必填）", required=False, max_length=120)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roster = Attendance.objects.roster().filter(meeting=meeting)
        self.fields["persons"].queryset = Person.objects.filter(pk__in=roster.values("person"))  # type: ignore[attr-defined]
        self.fields["persons"].error_messages["required"] = "请先勾选人员"


class VoteForm(forms.Form):
    matter = forms.ChoiceField(label="事项类别")
    text = forms.CharField(label="表决事项", max_length=200)
    votes_for = forms.IntegerField(label="赞成", min_value=0)
    votes_against = forms.IntegerField(label="反对", min_value=0, initial=0)
    abstained = forms.IntegerField(label="弃权", min_value=0, initial=0)

    def __init__(self, *args: Any, meeting: Meeting, matters: Collection[Decision.Matter], **kwargs: Any) -> None:
        """``matters``: what can be put to the vote now."""
        super().__init__(*args, **kwargs)
        if len(rules.matters_of(meeting.kind)) > 1:
            self.fields["matter"].choices = [(each, each.label) for each in matters]  # type: ignore[attr-defined]
        else:
            del self.fields["matter"]


class ResolutionForm(forms.Form):
    text = forms.CharField(label="决议事项", max_length=200)
    topic = forms.ChoiceField(label="事项类别", required=False)
    owner = HostField(label="责任人", queryset=Person.objects.none(), empty_label="请选择")
    due_on = forms.DateField(label="完成期限")
    decision: Any = forms.ModelChoiceField(label="依据的表决", queryset=None, required=False, empty_label="无")

    def __init__(self, *args: Any, meeting: Meeting, topics: list[str], people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]
        adopted = meeting.decisions.filter(adopted=True)
        self.fields["decision"].queryset = adopted  # type: ignore[attr-defined]
        self.fields["decision"].initial = adopted.last()  # the vote that was just entered
        if topics:
            self.fields["topic"].choices = [("", "请选择"), *((each, each) for each in topics)]  # type: ignore[attr-defined]
        else:
            del self.fields["topic"]
        if not meeting.kind.quorum:
            del self.fields["decision"]


class ReassignForm(VersionedFormMixin, forms.ModelForm[Resolution]):
    """Another owner or another day for a task."""

    owner = HostField(label="责任人", queryset=Person.objects.none(), empty_label="请选择")
    due_on = forms.DateField(label="完成期限")
    reason = forms.CharField(label="原因", max_length=200)

    class Meta:
        model = Resolution
        fields = ["owner", "due_on"]

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """The row is written by the action."""


class AddendumForm(forms.Form):
    text = forms.CharField(label="更正内容", widget=forms.Textarea(attrs={"rows": 3}))
    reason = forms.CharField(label="更正原因", max_length=120)


class LeaveForm(forms.Form):
    reason = forms.CharField(label="请假原因", max_length=120)


class MakeUpForm(forms.Form):
    """A member reports what was made up and when."""

    on = forms.DateField(label="补学日期")
    note = forms.CharField(label="补学内容", max_length=120, help_text="例如：自学当月学习材料，补看党课录像")


class FilterForm(forms.Form):
    """Of the list; anything it does not know is ignored."""

    month = forms.CharField(label="月份", required=False, widget=forms.TextInput(attrs={"type": "month"}))
    kind = forms.ModelChoiceField(
        label="类型", queryset=MeetingKind.objects.all(), required=False, empty_label="全部类型"
    )
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部状态"), *Meeting.State.choices])


def month_of(text: str | None, *, default: date) -> date:
    """``2026-11`` → its first day; anything else → the month of ``default``."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return default.replace(day=1)


def year_of(text: str | None, *, default: int) -> int:
    """A year that pages show, else ``default``."""
    if text is None or not text.isdecimal() or len(text) != 4:
        return default
    return int(text) if FIRST_YEAR <= int(text) <= LAST_YEAR else default
