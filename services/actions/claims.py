"""A member's claim of a place: taken, undone, given back, signed in on the spot (SVC-04, SVC-11)."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from core.records import audit
from core.records.errors import RuleViolation
from members.queries import belongings_of
from people.models import Person
from services import queries
from services.models import Activity, Claim
from services.rules import ACTIVITY, CLAIM


@transaction.atomic
def claim_activity(
    *,
    by: Any,
    activity: Activity,
    person: Person,
    at: datetime,
    choice: str = Claim.Choice.SELF_CHOSEN,
    service: str = Claim.Service.SINGLE,
) -> Claim:
    """Take one place for ``person``: one conditional UPDATE, so the last place is never taken twice (SVC-04).

    Raises RuleViolation: ``activity-state``, ``activity-begun``, ``elsewhere``, ``full``, ``claimed-already``.
    """
    theirs = Activity.objects.filter(queries.open_to(belongings_of(person.pk)), pk=activity.pk)
    taken = theirs.filter(state__in=ACTIVITY["claim"].frm, starts_at__gt=at, taken__lt=F("places")).update(
        taken=F("taken") + 1
    )
    if not taken:
        activity.refresh_from_db()
        ACTIVITY.check("claim", activity, by=by, at=at)
        if not theirs.exists():
            raise RuleViolation("elsewhere", "服务当天您不是本社区的党员，也没有在本社区报到，不能认领")
        raise RuleViolation("full", "名额已满，请看看其他活动")
    claim = Claim(
        organization_id=activity.organization_id,
        activity=activity,
        person=person,
        choice=choice,
        service=service,
        claimed_at=at,
    )
    try:
        with transaction.atomic():
            claim.save()
    except IntegrityError as error:
        raise RuleViolation("claimed-already", "您已认领这项服务") from error
    audit.record(ACTIVITY["claim"].event, by=by, target=claim, activity=activity.pk)
    return claim


def locked(claim: Claim) -> Claim:
    rows = Claim.objects.select_for_update(of=["self"]).select_related("activity", "person", "organization")
    return rows.get(pk=claim.pk)


def _give_place_back(claim: Claim, name: str, *, by: Any, at: datetime, **data: Any) -> Claim:
    current = locked(claim)
    current.withdrawn_at = at
    CLAIM.advance(name, current, by=by, at=at, fields=["withdrawn_at"], activity=current.activity_id, **data)
    Activity.objects.filter(pk=current.activity_id).update(taken=F("taken") - 1)
    return current


@transaction.atomic
def undo_claim(*, by: Any, claim: Claim, at: datetime) -> Claim:
    """The member takes a claim back within ``core.undo_minutes``; the place is free again (SVC-11)."""
    return _give_place_back(claim, "undo", by=by, at=at)


@transaction.atomic
def release_claim(*, by: Any, claim: Claim, at: datetime, reason: str) -> Claim:
    """The community lets a member out of a claim after the time for undoing, with the reason."""
    return _give_place_back(claim, "release", by=by, at=at, reason=reason.strip())


@transaction.atomic
def sign_in(*, by: Any, claim: Claim, at: datetime) -> Claim:
    """The member signs in on the spot, within the time for it; a second sign-in changes nothing."""
    claim = locked(claim)
    if claim.state in Claim.CAME:
        return claim
    claim.signed_in_at = at
    CLAIM.advance("sign_in", claim, by=by, at=at, fields=["signed_in_at"], activity=claim.activity_id)
    return claim
