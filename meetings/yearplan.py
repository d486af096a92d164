"""The year's plan of meetings of one kind, in one form: a line a month, everything proposed (MTG-15)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from core.chinese import calendar, dates
from meetings import directives, notices, queries
from meetings.forms import HostField, TopicsField
from meetings.models import THEME_DAY, Meeting, MeetingKind, SetTopic
from organizations.models import Organization
from people.models import Person


@dataclass(frozen=True)
class Proposal:
    """What is proposed for a month; ``planned``: what stands there already, so that nothing is asked."""

    month: date
    starts_at: datetime
    topic: str
    form: str
    education: str
    topics: Sequence[SetTopic]
    planned: Sequence[Meeting]


@dataclass(frozen=True)
class YearPlan:
    organization: Organization
    kind: MeetingKind
    year: int
    proposals: Sequence[Proposal]
    forms: Sequence[str]
    educations: Sequence[str]
    place: str
    host_person: Person | None
    guessed: bool

    @property
    def open(self) -> list[Proposal]:
        return [each for each in self.proposals if not each.planned]


def proposals(organization: Organization, kind: MeetingKind, year: int, *, today: date) -> YearPlan:
    """What is left of the year, at most twelve months ahead. The usual day on the nearest working day, forms and
    educations in turn, what was handed down as the month's topic. Queries do not grow with months."""
    usual = queries.plan_defaults(organization, today=today, kind=kind.pk)
    this = dates.month_start(today)
    first = max(date(year, 1, 1), this)
    last = min(date(year, 12, 1), dates.add_months(this, 12))
    months = [each for number in range(12) if (each := dates.add_months(date(year, 1, 1), number)) >= first]
    months = [each for each in months if each <= last]
    standing: dict[date, list[Meeting]] = {}
    rows = Meeting.objects.standing().filter(organization=organization, kind=kind, month__range=(first, last))
    for meeting in rows.order_by("starts_at", "pk"):
        standing.setdefault(meeting.month, []).append(meeting)
    handed: dict[date, list[SetTopic]] = {}
    if kind.pk == THEME_DAY:
        for topic in directives.handed_to(organization, since=first, until=last):
            handed.setdefault(topic.month, []).append(topic)
    working = calendar.load(first, dates.add_months(last, 2))
    found, form, education = [], usual.form, usual.education
    for month in months:
        topics = handed.get(month, [])
        named = notices.TOPICS_BY_MONTH[month.month] if kind.pk == THEME_DAY else ""
        starts_at = _moment(usual, month, working, today=today)
        title = topics[0].title if topics else named
        found.append(Proposal(month, starts_at, title, form, education, topics, standing.get(month, [])))
        if not standing.get(month):
            form, education = notices.following(usual.forms, form), notices.following(usual.educations, education)
    return YearPlan(
        organization,
        kind,
        year,
        found,
        usual.forms,
        usual.educations,
        usual.place,
        usual.host_person,
        bool(working.unknown_years),
    )


def _moment(usual: queries.PlanDefaults, month: date, working: Any, *, today: date) -> datetime:
    """The usual day and hour in the month, on a working day of it that is still to come."""
    local = timezone.localtime(usual.last.starts_at if usual.last else usual.starts_at)
    wanted = local.day if usual.last else queries.DEFAULT_DAY
    day = working.nearest(month.replace(day=min(wanted, dates.days_in_month(month.year, month.month))))
    if day.month != month.month:
        day = working.following(month)
    if day <= today:
        day = working.following(today.replace(day=min(today.day + 2, dates.days_in_month(today.year, today.month))))
    return datetime.combine(day, time(local.hour, local.minute), tzinfo=timezone.get_current_timezone())


class YearPlanForm(forms.Form):
    """Of every month that is still open its topic (empty: not planned), its moment, form, education, set topics."""

    place = forms.CharField(label="地点", max_length=80)
    host_person = HostField(label="主持人", queryset=Person.objects.none(), required=False, empty_label="未定")

    def __init__(self, *args: Any, plan: YearPlan, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["place"].initial = plan.place
        self.fields["host_person"].queryset = people  # type: ignore[attr-defined]
        self.fields["host_person"].initial = plan.host_person
        for each in plan.open:
            self._add(each)

    def _add(self, each: Proposal) -> None:
        number = each.month.month
        self.fields[f"topic_{number}"] = forms.CharField(
            label=f"{number}月主题", max_length=80, required=False, initial=each.topic
        )
        self.fields[f"starts_at_{number}"] = forms.DateTimeField(label=f"{number}月时间", initial=each.starts_at)
        if self.plan.kind.with_form:
            for name, label, values, initial in (
                ("form", "活动形式", self.plan.forms, each.form),
                ("education", "教育内容", self.plan.educations, each.education),
            ):
                self.fields[f"{name}_{number}"] = forms.ChoiceField(
                    label=f"{number}月{label}", choices=[(value, value) for value in values], initial=initial
                )
        if each.topics:
            field = TopicsField()
            field.label = f"{number}月规定动作"
            ids = [topic.pk for topic in each.topics]
            field.queryset = SetTopic.objects.filter(pk__in=ids).select_related("organization").order_by("pk")
            field.initial = ids
            self.fields[f"set_topics_{number}"] = field

    def lines(self) -> list[tuple[Proposal, list[forms.BoundField]]]:
        """Each month with its fields, for the page."""
        return [
            (each, [self[name] for name in self.fields if name.rpartition("_")[2] == str(each.month.month)])
            for each in self.plan.proposals
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for each in self.plan.open:
            moment, name = data.get(f"starts_at_{each.month.month}"), f"starts_at_{each.month.month}"
            if moment is not None and dates.month_start(timezone.localdate(moment)) != each.month:
                self.add_error(name, f"时间应在{each.month.month}月")
        if not self.errors and not self.wanted(data):
            self.add_error(None, "请至少填写一个月的主题")
        return data

    def wanted(self, data: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Of the cleaned data what is to be planned, one each month with a topic."""
        made = []
        for each in self.plan.open:
            number = each.month.month
            if not data.get(f"topic_{number}"):
                continue
            names = ("topic", "starts_at", "form", "education", "set_topics")
            row = {name: data[f"{name}_{number}"] for name in names if f"{name}_{number}" in data}
            made.append(row | {"place": data["place"], "host_person": data["host_person"]})
        return made
