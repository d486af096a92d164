"""Volunteer activities: published, called off, held (SVC-04)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import tasks
from core.records import audit, outbox
from core.records.errors import RuleViolation
from grids.models import Grid
from organizations import standards
from organizations.models import Organization
from organizations.rules import raise_field_errors
from services import rules
from services.actions.progress import record_progress
from services.models import Activity, AgreementItem, Claim, Helper
from services.rules import ACTIVITY, AGREEMENT, CLAIM


@transaction.atomic
def publish_activity(
    *,
    by: Any,
    community: Organization,
    title: str,
    mode: str,
    direction: str,
    place: str,
    starts_at: datetime,
    ends_at: datetime,
    places: int,
    at: datetime,
    grid: Grid | None = None,
    agreement_item: AgreementItem | None = None,
    beneficiary: str = Activity.Beneficiary.EVERYBODY,
) -> Activity:
    """Publish an activity before it begins; ``mode`` and ``direction`` are labels in force on its day (SVC-06)."""
    labels = standards.several(
        ["svc.service_modes", "svc.service_directions"],
        organization=community,
        as_of=timezone.localdate(starts_at),
    )
    rules.check_label(mode, labels["svc.service_modes"], what="服务模式", field="mode")
    rules.check_label(direction, labels["svc.service_directions"], what="服务方向", field="direction")
    for other in (grid, agreement_item):
        if other is not None and other.organization_id != community.pk:
            raise RuleViolation("other-community", "只能选本社区的网格和共建事项")
    rules.check_planned(community, starts_at=starts_at, at=at, grid=grid, item=agreement_item)
    activity = Activity(
        organization=community,
        title=title,
        mode=mode,
        direction=direction,
        place=place,
        starts_at=starts_at,
        ends_at=ends_at,
        places=places,
        grid=grid,
        agreement_item=agreement_item,
        beneficiary=beneficiary,
        published_at=at,
    )
    raise_field_errors(activity, exclude=["scope"])
    activity.save()
    audit.record("services.activity_published", by=by, target=activity, places=places)
    return activity


def _activity_to(activity: Activity, name: str, *, by: Any, at: datetime, fields: Sequence[str] = ()) -> Activity:
    """Move a published activity on, under its lock; a second click is told so."""
    current = Activity.objects.select_for_update(of=["self"]).get(pk=activity.pk)
    for field in fields:
        setattr(current, field, getattr(activity, field))
    ACTIVITY.advance(name, current, by=by, at=at, version=current.version, fields=fields)
    return current


@transaction.atomic
def cancel_activity(*, by: Any, activity: Activity, at: datetime, reason: str) -> Activity:
    """Call an activity off; everybody who had claimed it is told."""
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明取消原因", field="reason")
    activity = _activity_to(activity, "cancel", by=by, at=at)
    outbox.insert_from_select(
        ACTIVITY["cancel"].message,
        "services.activity",
        f"""
        SELECT %(activity)s::bigint, u.id, %(day)s::date, %(title)s, %(reason)s, %(url)s
        FROM services_claim c JOIN people_user u ON u.person_id = c.person_id AND u.is_active
        WHERE c.activity_id = %(activity)s AND c.state = '{Claim.State.CLAIMED}'
        """,
        {
            "activity": activity.pk,
            "day": timezone.localdate(activity.starts_at),
            "title": f"活动取消：{activity.title}",
            "reason": reason.strip(),
            "url": reverse("services:mine"),
        },
    )
    tasks.send_soon()
    return activity


@transaction.atomic
def hold_activity(*, by: Any, activity: Activity, at: datetime) -> Activity:
    """The activity took place; who claimed it and did not sign in is absent (can be added later)."""
    activity.held_at = at
    activity = _activity_to(activity, "hold", by=by, at=at, fields=["held_at"])
    absent = CLAIM["mark_absent"]
    Claim.objects.filter(activity=activity, state__in=absent.frm).update(state=absent.to)
    Helper.objects.filter(activity=activity, state=Helper.State.LISTED).update(state=Helper.State.ABSENT)
    _is_progress(activity, by=by, at=at)
    return activity


def _is_progress(activity: Activity, *, by: Any, at: datetime) -> None:
    """A service that was held is a progress of the item it was published for: nobody records it again (SVC-01)."""
    item = activity.agreement_item
    if item is None or item.agreement.state not in AGREEMENT["record_progress"].frm:
        return
    if not rules.binds(item):  # called off meanwhile: the service stands by itself
        return
    record_progress(
        by=by,
        item=item,
        happened_on=timezone.localdate(activity.starts_at),
        note=f"志愿服务：{activity.title}",
        at=at,
        activity=activity,
    )
