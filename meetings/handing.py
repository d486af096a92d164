"""Meetings and tasks that an officer who leaves has open (ORG-34)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from core.chinese.dates import chinese_date
from core.records.versions import save_versioned
from meetings.models import Meeting, Resolution
from organizations.handing.kinds import Handing, Leaving, Thing
from organizations.handing.own import MANY
from organizations.scoping import subtree_condition
from people.models import Person


def _tasks(leaving: Leaving) -> Iterable[Thing]:
    rows = Resolution.objects.filter(
        subtree_condition([leaving.path], field="scope"), owner=leaving.person, state=Resolution.State.OPEN
    )
    for row in rows.order_by(F("due_on").asc(nulls_last=True), "pk")[:MANY]:
        due = f"（期限{chinese_date(row.due_on)}）" if row.due_on else ""
        yield Thing(row.pk, f"{row.text}{due}", reverse("meetings:detail", args=[row.meeting_id]))


def _pass_tasks(leaving: Leaving, pks: Sequence[int], successor: Person) -> None:
    for row in Resolution.objects.filter(pk__in=pks, owner=leaving.person).select_for_update(of=("self",)):
        row.owner = successor
        save_versioned(row, row.version, ["owner"])


def _described(rows: Any) -> Iterable[Thing]:
    for row in rows.select_related("organization", "kind").order_by("starts_at", "pk")[:MANY]:
        day = chinese_date(timezone.localdate(row.starts_at))
        text = f"{row.topic}（{row.organization.label}，{day}，{row.get_state_display()}）"
        yield Thing(row.pk, text, reverse("meetings:detail", args=[row.pk]))


def _planned(leaving: Leaving) -> Iterable[Thing]:
    rows = Meeting.objects.filter(
        Q(host_person=leaving.person) | Q(recorder=leaving.person),
        subtree_condition([leaving.path], field="scope"),
        state__in=Meeting.OPEN_STATES,
    )
    return _described(rows)


def _pass_planned(leaving: Leaving, pks: Sequence[int], successor: Person) -> None:
    rows = Meeting.objects.filter(pk__in=pks, state__in=Meeting.OPEN_STATES)
    for row in rows.select_for_update(of=("self",)):
        fields = [name for name in ("host_person", "recorder") if getattr(row, f"{name}_id") == leaving.person]
        for name in fields:
            setattr(row, name, successor)
        if fields:
            save_versioned(row, row.version, fields)


def _drafts(leaving: Leaving) -> Iterable[Thing]:
    """Planned or entered by the leaver, minutes not confirmed yet."""
    rows = Meeting.objects.filter(
        Q(created_by__person=leaving.person) | Q(recorded_by__person=leaving.person),
        subtree_condition([leaving.path], field="scope"),
        state__in=[*Meeting.OPEN_STATES, Meeting.State.RECORDED],
    )
    return _described(rows)


HANDINGS = (
    Handing("tasks", "负责的决议事项", _tasks, _pass_tasks),
    Handing("planned", "主持或记录的会议", _planned, _pass_planned),
    Handing("minutes", "草拟中的会议和待确认的记录", _drafts),
)
