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
from core.records.errors import RuleViolation
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
def confirm_hours(
    *,
    by: User,
    activity: Activity,
    hours: Mapping[int, Decimal],
    at: datetime,
    reasons: Mapping[int, str] | None = None,
) -> int:
    """The community confirms hours of several at once (claim id → hours); the members are asked to confirm.

    ``reasons`` (claim id → words): why they are longer than the activity, and the answer where they were disputed.
    With hours the activity has taken place: when it is over it is noted as held by the same click.
    Raises RuleViolation for the actor's own claim and for one that is not signed in. Returns how many.
    """
    if activity.state == Activity.State.PUBLISHED and at >= activity.ends_at:
        activity = hold_activity(by=by, activity=activity, at=at)
    step = ACTIVITY.check("confirm_hours", activity, by=by, at=at)
    claims = list(
        Claim.objects.select_for_update(of=["self"])
        .hours_waiting_for_community()
        .select_related("person")
        .filter(activity=activity, pk__in=hours)
    )
    said = reasons or {}
    for claim in claims:
        shown.check(CLAIM.face, claim)
        reason = said.get(claim.pk, "").strip()
        rules.check_hours(activity, hours[claim.pk], reason, of=f"_{claim.pk}")
        rules.check_answered(claim, reason)
        rules.check_not_own(claim, person_id=by.person_id)
        claim.hours, claim.hours_reason, claim.disputed_at = hours[claim.pk], reason, None
        claim.confirmed_by_community_at = at
        claim.confirmed_by_community_by = by
    Claim.objects.bulk_update(
        claims,
        ["hours", "hours_reason", "disputed_at", "confirmed_by_community_at", "confirmed_by_community_by"],
        batch_size=1000,
    )
    audit.record(
        step.event,
        by=by,
        target=activity,
        hours={str(claim.pk): str(claim.hours) for claim in claims},
        reasons={str(claim.pk): claim.hours_reason for claim in claims if claim.hours_reason},
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
def take_back_hours(*, by: User, claim: Claim, reason: str, at: datetime) -> Claim:
    """The community filled wrong hours, and who served has not confirmed them: they wait to be filled again."""
    claim = locked(claim)
    step = CLAIM.check("take_back_hours", claim, by=by, at=at)
    rules.check_not_own(claim, person_id=by.person_id)
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明更正时长的原因", field="reason")
    _unfill(claim)
    audit.record(step.event, by=by, target=claim, hours=str(claim.hours), reason=reason.strip())
    outbox.withdraw(HOURS_FOR_MEMBER, [claim.pk], at=at)
    return claim


@transaction.atomic
def dispute_hours(*, by: User, claim: Claim, reason: str, at: datetime) -> Claim:
    """Who served says that the hours are wrong and why: they wait for the community again, which answers."""
    claim = locked(claim)
    step = CLAIM.check("dispute", claim, by=by, at=at)
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明时长哪里不对", field="reason")
    if len(reason.strip()) > WORDS:
        raise RuleViolation("reason-long", f"异议最多 {WORDS} 字", field="reason")
    filled_by = claim.confirmed_by_community_by_id
    claim.disputed_at, claim.disputed_because = at, reason.strip()
    _unfill(claim)
    audit.record(step.event, by=by, target=claim, hours=str(claim.hours), reason=claim.disputed_because)
    outbox.withdraw(HOURS_FOR_MEMBER, [claim.pk], at=at)
    outbox.insert_from_select(
        step.message,
        "services.activity",
        "SELECT %(activity)s::bigint, u.id, %(day)s::date, %(title)s, %(text)s, %(url)s"
        " FROM people_user u WHERE u.id = %(user)s AND u.is_active",
        {
            "activity": claim.activity_id,
            "user": filled_by,
            "day": timezone.localdate(at),
            "title": f"{claim.person.name}对服务时长有异议：{claim.activity.title}"[:120],
            "text": claim.disputed_because,
            "url": reverse("services:activity", args=[claim.activity_id]),
        },
    )
    tasks.send_soon()
    return claim


WORDS = 200


def _unfill(claim: Claim) -> None:
    """The hours stay to be seen, and wait for the community again."""
    claim.confirmed_by_community_at = claim.confirmed_by_community_by = None
    filled = ["confirmed_by_community_at", "confirmed_by_community_by"]
    claim.save(update_fields=[*filled, "disputed_at", "disputed_because"])


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
