"""An end that was entered by mistake is taken back within minutes by the same account: one way for all of them.

The event of the audit log is the receipt: it says who ended what, when, and from which day. Whatever happened to the
row since, or stands in its place by now, refuses the undo with its sentence.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent
from core.records import audit, walls
from core.records.errors import RuleViolation
from core.web.home import lists
from organizations import standards
from organizations.access import MANAGE_UNITS, may_manage
from organizations.actions.handed import restore_handed
from organizations.actions.posts import follow_directly, grant_by_posts
from organizations.actions.units import restore_parts
from organizations.models import Acting, Handover, Organization, Participation, Post, UnitPresence
from organizations.rules import raise_field_errors
from organizations.scoping import may
from organizations.tree.effective import check_month_open


@dataclass(frozen=True, eq=False)
class Undoing:
    """How the end that ``event`` records is taken back: a row with ``during`` whose upper bound became ``data["on"]``.

    ``data["before"]``: the bound before, null for none. ``right(user, row)``: who may end it. ``clear``: columns that
    the end filled, with their empty values. ``unchecked``: fields that full_clean does not ask. ``page``: where it is
    shown. ``restore(data)``: what else the event's data give back;
    ``after(by, row, on)``: what follows.
    """

    event: str
    undone: str
    label: str
    model: type[models.Model]
    right: Callable[[Any, Any], bool]
    page: Callable[[Any], str]
    clear: Mapping[str, Any] = field(default_factory=dict)
    unchecked: tuple[str, ...] = ("scope",)
    restore: Callable[[Mapping[str, Any]], None] | None = None
    after: Callable[[Any, Any, date], None] = lambda _by, _row, _on: None


class Undoable(NamedTuple):
    """What a page offers: the event, what the button says, until when."""

    event: AuditEvent
    label: str
    until: datetime


def of(code: str) -> Undoing | None:
    return next((each for each in lists().undoings if each.event == code), None)


def undo_until(event: AuditEvent) -> datetime:
    """An end can be undone until this moment (threshold core.undo_minutes)."""
    organization = Organization.objects.filter(pk=event.organization_id or 0).first()
    day = timezone.localdate(event.occurred_at)
    minutes = standards.at("core.undo_minutes", organization=organization, as_of=day)
    return event.occurred_at + timedelta(minutes=minutes)


def recent(
    user: Any, *, organization: Organization, targets: Iterable[models.Model] = (), now: datetime | None = None
) -> list[Undoable]:
    """Ends that ``user`` entered at the organisation a moment ago, the latest first; one query where there are none.

    With ``targets`` only theirs.
    """
    if organization.dissolved_on is not None:
        return []
    at = now or timezone.now()
    codes = [each.event for each in lists().undoings]
    rows = AuditEvent.objects.filter(
        organization_id=organization.pk, occurred_at__gt=at - timedelta(hours=1), actor_id=user.pk, code__in=codes
    ).order_by("-occurred_at", "-pk")
    wanted = {(each._meta.label_lower, str(each.pk)) for each in targets}
    found = []
    for event in rows:
        undoing = of(event.code)
        if undoing is None or (wanted and (event.target_type, event.target_id) not in wanted):
            continue
        until = undo_until(event)
        if until >= at and not _later(event):
            found.append(Undoable(event, f"{undoing.label}：{event.target_label}", until))
    return found


def page_of(event: AuditEvent) -> str:
    """Where the row of the event is shown; the home page when it has gone."""
    undoing = of(event.code)
    row = undoing.model._default_manager.filter(pk=event.target_id).first() if undoing else None
    return undoing.page(row) if undoing and row is not None else reverse("core:home")


def _later(event: AuditEvent) -> bool:
    """Whether anything has been recorded about the same row since."""
    return AuditEvent.objects.filter(target_type=event.target_type, target_id=event.target_id, pk__gt=event.pk).exists()


@transaction.atomic
def undo(*, by: Any, event: AuditEvent, now: datetime | None = None) -> str:
    """Take the end back that ``event`` records; returns the page of its row.

    Raises RuleViolation: the minutes are over, something was built on it, a closed month. PermissionDenied: the right
    has gone.
    """
    at = now or timezone.now()
    undoing = of(event.code)
    if undoing is None or event.actor_id != by.pk:
        raise PermissionDenied("只能撤销自己刚办理的事项")
    if at > undo_until(event):
        raise RuleViolation("undo-over", "已超过可以撤销的时间，请按更正办理")
    rows: Any = undoing.model._default_manager
    with walls.beyond("organizations.undo"):  # whether the right has gone is asked of the row itself
        row = rows.select_for_update(of=("self",), no_key=True).filter(pk=event.target_id).first()
    on = date.fromisoformat(event.data["on"])
    if row is None or row.during.upper != on or _later(event):
        raise RuleViolation("built-on", "之后又有新的办理，不能撤销")
    if not undoing.right(by, row):
        raise PermissionDenied("您没有办理的权限")
    _reopen(undoing, row, on=on, before=event.data.get("before"))
    if undoing.restore is not None:
        undoing.restore(event.data)
    audit.record(undoing.undone, by=by, target=row, on=on.isoformat(), undoes=event.pk)
    undoing.after(by, row, on)
    return undoing.page(row)


def _reopen(undoing: Undoing, row: Any, *, on: date, before: str | None) -> None:
    """Open the row again, if the month is and nothing has taken its place."""
    check_month_open(row.organization, on, label="原来的结束日期")
    if row.organization.dissolved_on is not None and before is None:
        raise RuleViolation("dissolved", f"{row.organization.name}已撤销或已定撤销，不能撤销这项办理")
    row.during = (row.during.lower, None if before is None else date.fromisoformat(before))
    fields = ["during", *undoing.clear]
    for name, empty in undoing.clear.items():
        setattr(row, name, empty)
    if hasattr(row, "version"):
        row.version += 1
        fields.append("version")
    try:
        raise_field_errors(row, exclude=list(undoing.unchecked))
    except RuleViolation as refused:
        raise RuleViolation("built-on", f"不能撤销：{refused.message}") from refused
    row.save(update_fields=fields)


def _place(row: Any) -> str:
    return reverse("organizations:detail", args=[row.organization_id])


def _goes_on(by: Any, post: Post, on: date) -> None:
    """Seats of direct entry and who acts come back with the office; what was handed over does not."""
    if Handover.objects.filter(post=post).exists():
        raise RuleViolation("built-on", "不能撤销：已办理工作交接，请重新任职")
    follow_directly(by=by, organization=post.organization, persons={post.person_id}, on=on, today=None)
    grant_by_posts(persons=list(Acting.objects.filter(post=post).values_list("person", flat=True)), by=by)


UNDOINGS = (
    Undoing(
        "organizations.post_ended",
        "organizations.post_end_undone",
        "撤销离任",
        Post,
        lambda user, post: may_manage(user, post.organization),
        _place,
        clear={"ended_because": ""},
        restore=lambda data: restore_handed(data.get("handed", [])),
        after=_goes_on,
    ),
    Undoing(
        "organizations.unit_left",
        "organizations.unit_left_undone",
        "撤销退出大党委",
        Participation,
        lambda user, part: may_manage(user, part.organization),
        _place,
    ),
    Undoing(
        "organizations.unit_gone",
        "organizations.unit_gone_undone",
        "撤销迁出",
        UnitPresence,
        lambda user, presence: may(user, MANAGE_UNITS, presence.organization),
        lambda presence: reverse("organizations:unit", args=[presence.pk]),
        restore=lambda data: restore_parts(data.get("parts", [])),
    ),
)
