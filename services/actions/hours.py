"""Who was there and for how long, confirmed by both sides (SVC-04)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import tasks
from core.records import audit, outbox, shown
from people.models import User
from services import rules
from services.actions.activities import hold_activity
from services.actions.claims import locked
from services.models import Activity, Claim
from services.rules import ACTIVITY, CLAIM, HOURS_FOR_MEMBER


@transaction.atomic
def register_attendance(
    *, by: Any, activity: Activity, claims: Iterable[int], at: datetime, signed_in_at: datetime | None = None
) -> int:
    """The community notes by hand who was there (``signed_in_at``, else the start). Returns how many."""
    step, register = ACTIVITY.check("register_attendance", activity, by=by, at=at), CLAIM["register"]
    moment = signed_in_at or activity.starts_at
    rules.check_signed_in(activity, moment, at=at)
    signed = Claim.objects.filter(activity=activity, pk__in=list(claims), state__in=register.frm).update(
        state=register.to, signed_in_at=moment
    )
    audit.record(step.event, by=by, target=activity, persons=signed)
    return signed


@transaction.atomic
def confirm_hours(*, by: User, activity: Activity, hours: Mapping[int, Decimal], at: datetime) -> int:
    """The community confirms hours of several at once (claim id → hours); the members are asked to confirm.

    With hours the activity has taken place: when it is over it is noted as held by the same click.
    Raises RuleViolation for the actor's own claim and for one that is not signed in. Returns how many.
    """
    if activity.state == Activity.State.PUBLISHED and at >= activity.ends_at:
        activity = hold_activity(by=by, activity=activity, at=at)
    step = ACTIVITY.check("confirm_hours", activity, by=by, at=at)
    claims = list(
        Claim.objects.select_for_update(of=["self"])
        .hours_waiting_for_community()
        .filter(activity=activity, pk__in=hours)
    )
    for claim in claims:
        shown.check(CLAIM.face, claim)
        rules.check_hours(hours[claim.pk])
        rules.check_not_own(claim, person_id=by.person_id)
        claim.hours = hours[claim.pk]
        claim.confirmed_by_community_at = at
        claim.confirmed_by_community_by = by
    Claim.objects.bulk_update(
        claims, ["hours", "confirmed_by_community_at", "confirmed_by_community_by"], batch_size=1000
    )
    audit.record(
        step.event,
        by=by,
        target=activity,
        hours={str(claim.pk): str(claim.hours) for claim in claims},
    )
    outbox.insert_from_select(
        step.message,
        "services.claim",
        """
        SELECT c.id, u.id, %(day)s::date, %(title)s, '', %(url)s
        FROM services_claim c JOIN people_user u ON u.person_id = c.person_id AND u.is_active
        WHERE c.id = ANY(%(claims)s)
        """,
        {
            "claims": [claim.pk for claim in claims],
            "day": timezone.localdate(at),
            "title": f"请确认服务时长：{activity.title}",
            "url": reverse("services:mine"),
        },
    )
    tasks.send_soon()
    return len(claims)


@transaction.atomic
def confirm_own_hours(*, by: User, claim: Claim, at: datetime) -> Claim:
    """The member confirms the hours that the community entered; both sides have confirmed then (SVC-04)."""
    claim = locked(claim)
    if claim.state == Claim.State.CONFIRMED:
        return claim
    claim.confirmed_by_member_at = at
    claim.confirmed_by_member_by = by
    CLAIM.advance(
        "confirm",
        claim,
        by=by,
        at=at,
        fields=["confirmed_by_member_at", "confirmed_by_member_by"],
        hours=str(claim.hours),
        own=True,
    )
    outbox.withdraw(HOURS_FOR_MEMBER, [claim.pk], at=at)
    return claim
