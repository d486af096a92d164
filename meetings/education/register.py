"""The register of themed education by class (MEM-19)."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from core.records.errors import RuleViolation
from meetings.education import queries
from meetings.education.models import CLASSES, ClassEducation, EducationSession
from meetings.models import Meeting
from organizations.kinds import BRANCHES, COMMUNITY_ORGANIZATIONS, Kind
from organizations.registers.forms import EntryForm, LineForm
from organizations.registers.kinds import KEEPER
from organizations.registers.register import Asked, Column, Part, Register, plain
from organizations.tree.effective import check_not_ahead, check_stands


class EducationForm(EntryForm):
    classes = forms.MultipleChoiceField(label="面向哪类党员", choices=CLASSES, widget=forms.CheckboxSelectMultiple)

    field_order = ("organization", "classes", "topic", "content", "begins_on", "due_on")

    class Meta:
        model = ClassEducation
        fields: ClassVar[Any] = ["classes", "topic", "content", "begins_on", "due_on"]
        help_texts: ClassVar[Any] = {"due_on": "到这一天还没有开展的，列入待办"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["begins_on"].initial = timezone.localdate()


class SessionForm(LineForm):
    """One of the meetings that are recorded already: nothing of it is typed again."""

    class Meta:
        model = EducationSession
        fields: ClassVar[Any] = ["meeting"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["meeting"]
        choice.queryset = queries.meetings_for(self.entry)
        choice.empty_label = "请选择已记录的会议"
        choice.label_from_instance = _named


def _named(meeting: Meeting) -> str:
    day = timezone.localdate(meeting.held_at or meeting.starts_at)
    return f"{day} {meeting.topic or meeting.kind}（{meeting.organization.name}）"


def check_education(entry: ClassEducation, asked: Asked) -> None:
    """From a day of the organisation on; meetings that count for it stay inside."""
    if not asked.names:
        return
    check_stands(entry.organization, entry.begins_on, label="开始日期", field="begins_on")
    check_not_ahead(entry.begins_on, today=asked.today, label="开始日期", field="begins_on", future=True)
    check_not_ahead(entry.due_on, today=asked.today, label="完成期限", field="due_on", future=True)
    if entry.due_on < entry.begins_on:
        raise RuleViolation("date-order", "完成期限不能早于开始日期", field="due_on")
    if not entry.classes or set(entry.classes) - {value for value, _ in CLASSES}:
        raise RuleViolation("no-class", "请选择面向哪类党员", field="classes")


def check_session(line: EducationSession, asked: Asked) -> None:
    if not asked.names:
        return
    if not queries.meetings_for(line.education).filter(pk=line.meeting_id).exists():
        raise RuleViolation("not-recorded", "请选择本组织已记录的会议", field="meeting")
    held = timezone.localdate(line.meeting.held_at or line.meeting.starts_at)
    if held < line.education.begins_on:
        raise RuleViolation("before", f"这次会议在{line.education.begins_on}以前召开，不算这个主题", field="meeting")


def _learned(entry: ClassEducation) -> str:
    return queries.roll(entry, today=timezone.localdate()).words


def _state(entry: ClassEducation) -> str:
    number = len(entry.sessions.all())
    return f"已开展 {number} 场" if number else "还没有开展"


EDUCATION = Register(
    key="class_education",
    label="分类主题教育",
    noun="主题教育",
    about="今年对哪类党员开展什么主题教育，在哪次会议上开展，谁学了、谁还没有学",
    model=ClassEducation,
    form=EducationForm,
    kinds=(Kind.COMMUNITY, *COMMUNITY_ORGANIZATIONS, *BRANCHES),
    on="due_on",
    columns=(
        plain(ClassEducation, "topic"),
        KEEPER,
        Column("面向", lambda entry: entry.classes_words),
        plain(ClassEducation, "begins_on"),
        plain(ClassEducation, "due_on"),
        Column("开展情况", _state),
    ),
    facts=(plain(ClassEducation, "content"),),
    more=lambda entry: [("学习情况", _learned(entry))],
    parts=(
        Part(
            key="session",
            label="开展场次",
            noun="场次",
            model=EducationSession,
            parent="education",
            form=SessionForm,
            columns=(Column("会议", lambda line: _named(line.meeting)),),
            check=check_session,
            joins=("education__organization", "meeting__organization", "meeting__kind"),
        ),
    ),
    check=check_education,
    fetched=("sessions",),
    sought=("topic",),
    again="再定一个主题",
    pages=(("谁学了、谁没学", "meetings:class_education_roll"),),
    app="meetings",
)
