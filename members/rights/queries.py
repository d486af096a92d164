"""What is held about a person, by whom it was looked at, and what rests on the person's own word (MEM-15; PIPL 44, 45).

Whatever names a person is found through the columns themselves, so that no later table is forgotten. Where the person
is the subject, the record's own words are shown; where they only took part (a host, a teller), what it was.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import models
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent
from core.records import walls
from core.records.protection import ProtectedField
from core.records.versions import text_of
from members.merging.queries import Relation, counted, relations
from members.models import DualRegistration
from members.residence.queries import own
from organizations.models import Post
from people.forms import REVEALABLE
from people.models import CorrectionRequest, Person, User

HELD = "members.held"
"""The way past the wall: a person's own records, wherever they lie."""
REVEALED, EXPORTED = "people.revealed", "members.revealed_in_export"
_EXPORT = "号码、电话和住址（随名册导出）"
EACH, LOOKS = 300, 200
"""Rows of one kind, and looks, that a page shows: the newest."""

_ELSEWHERE = (User, CorrectionRequest)
_SUBJECT = "person"
_HIDDEN = {"version", "scope", "name_key", "initials", "token", "moved", "filled", "removed", "before", "withdrawn_on"}
_TECHNICAL = (models.JSONField, models.BinaryField, models.FileField, ProtectedField)


class Record(NamedTuple):
    """One row: where it lies, and what it says of the person."""

    place: str
    words: str


class Section(NamedTuple):
    """Records of one kind that name the person; ``number`` of them there are."""

    label: str
    number: int
    records: list[Record]


def held(person: Person) -> list[Section]:
    """Everything that names the person but the account and the corrections; two queries, and one for each kind."""
    with walls.beyond(HELD):
        numbers: dict[str, int] = {}
        for label, number in counted([person.pk])[person.pk]:
            numbers[label] = numbers.get(label, 0) + number
        return [
            Section(f"{label}（{role}）" if role else label, len(records), records[:EACH])
            for each, label, role in _kinds()
            if numbers.get(label) and (records := list(_records(each, person)))
        ]


def _kinds() -> Iterator[tuple[Relation, str, str]]:
    for each in relations():
        if each.model not in _ELSEWHERE:
            field: Any = each.model._meta.get_field(each.field)
            role = "" if each.field == _SUBJECT else str(field.verbose_name)
            yield each, str(each.model._meta.verbose_name), role


def _records(each: Relation, person: Person) -> Iterator[Record]:
    rows: Any
    names = {field.name for field in each.model._meta.fields}
    rows = each.model._base_manager.filter(**{each.field: person}).order_by("-pk")
    rows = rows.select_related("organization") if "organization" in names else rows
    for row in rows:
        place = row.organization.name if "organization" in names else ""
        words = _words(row) if each.field == _SUBJECT else str(row).replace(person.name, "本人")
        yield Record(place, words)


def _words(row: models.Model) -> str:
    """The fields of the row that are the person's, each with its label; ids, files and other persons are left out."""
    said = []
    for field in row._meta.fields:
        if field.primary_key or field.is_relation or field.name in _HIDDEN or isinstance(field, _TECHNICAL):
            continue
        value = getattr(row, field.name)
        if value in (None, "", []):
            continue
        said.append(f"{field.verbose_name} {_said(row, field, value)}")
    return "，".join(said)


def _said(row: models.Model, field: Any, value: Any) -> str:
    if hasattr(value, "lower_inc"):
        return _span(value)
    if isinstance(value, list):
        choices = dict(field.base_field.flatchoices)
        return "、".join(str(choices.get(each, each)) for each in value)
    return text_of(row, field.name)


def _span(value: Any) -> str:
    return f"{value.lower} 至 {value.upper or '今'}"


class Look(NamedTuple):
    """Somebody saw one protected value in full."""

    at: datetime
    who: str
    office: str
    field: str
    reason: str


def looks(person: Person) -> list[Look]:
    """Who saw protected values of the person, why, the newest first; two queries."""
    rows = AuditEvent.objects.filter(
        code__in=(REVEALED, EXPORTED), target_type=Person._meta.label_lower, target_id=str(person.pk)
    ).order_by("-occurred_at")[:LOOKS]
    events = list(rows)
    with walls.beyond(HELD):
        posts = Post.objects.filter(person__user__in={each.actor_id for each in events if each.actor_id})
        offices = {
            (user, during): place
            for user, during, place in posts.values_list("person__user", "during", "organization__name")
        }
    return [
        Look(
            each.occurred_at,
            each.actor_label,
            next((place for (user, span), place in offices.items() if _held_on(user, span, each)), ""),
            _EXPORT if each.code == EXPORTED else REVEALABLE.get(each.data.get("field", ""), ""),
            each.data.get("reason", ""),
        )
        for each in events
    ]


def _held_on(user: int, span: Any, event: AuditEvent) -> bool:
    return user == event.actor_id and timezone.localdate(event.occurred_at) in span


class Consent(NamedTuple):
    """What is kept or shown because the person agreed, and where that is taken back."""

    label: str
    words: str
    address: str


def consents(user: User, *, today: date) -> list[Consent]:
    """Identity shown, registrations, the address of letters: what the person began and may end."""
    assert user.person_id is not None
    found = []
    if (shown := own(user.person_id, today=today)) and shown.during.upper is None:
        found.append(
            Consent("亮明身份", f"{shown.organization.name}，{shown.agreed_on}同意", reverse("members:my_identity"))
        )
    for row in DualRegistration.objects.live().filter(person=user.person_id).select_related("organization"):
        words = f"{row.organization.name}，{row.get_side_display()}"
        found.append(Consent("双报到", words, reverse("members:my_registrations")))
    if user.email:
        found.append(Consent("用邮箱收消息", user.email, reverse("people:email")))
    return found
