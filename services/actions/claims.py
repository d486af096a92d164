"""A member's claim of a place: taken, undone, given back, signed in on the spot (SVC-04, SVC-11)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from core.records import audit, outbox
from core.records.errors import RuleViolation
from members.queries import belongings_of
from organizations.models import UnitPresence
from people.models import Person, User
from services import dual, queries
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

    A pledged claim keeps the pledge that was made, a collective one the unit (MEM-06). Raises RuleViolation:
    ``activity-state``, ``activity-begun``, ``elsewhere``, ``full``, ``claimed-already``, ``no-pledge``, ``no-unit``.
    """
    offer = dual.offer_to(person.pk, activity)
    dual.check_offer(offer, choice=choice, service=service)
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
        registration=offer.pledge if choice == Claim.Choice.PLEDGED else None,
        unit=offer.unit if service == Claim.Service.COLLECTIVE else None,
        claimed_at=at,
    )
    try:
        with transaction.atomic():
            claim.save()
    except IntegrityError as error:
        raise RuleViolation("claimed-already", "您已认领这项服务") from error
    audit.record(ACTIVITY["claim"].event, by=by, target=claim, activity=activity.pk)
    return claim


@transaction.atomic
def set_group(
    *, by: User, activity: Activity, presence: UnitPresence, persons: Collection[int], at: datetime
) -> tuple[int, int]:
    """The unit's contact says who of its members comes as a group: all of them or none; returns (new, taken back).

    Who claimed alone stays alone; a claim of the group is taken back until the activity begins. Raises RuleViolation:
    ``activity-state``, ``activity-begun``, ``not-colleague``, ``full``.
    """
    activity = Activity.objects.select_for_update(of=["self"]).get(pk=activity.pk)
    ACTIVITY.check("claim", activity, by=by, at=at)
    known = {each.person.pk: each for each in dual.colleagues(presence.unit_id, activity)}
    if not set(persons) <= known.keys():
        raise RuleViolation("not-colleague", "只能替本单位已在这个社区报到的党员报名，请刷新后再选", field="persons")
    new = [each for pk, each in known.items() if pk in persons and each.claim is None]
    gone = [each.claim for pk, each in known.items() if pk not in persons and each.comes_with(presence.unit_id)]
    back = [claim for claim in gone if claim is not None and claim.state in CLAIM["leave_group"].frm]
    if activity.taken - len(back) + len(new) > activity.places:
        left = activity.places - activity.taken + len(back)
        raise RuleViolation("full", f"还有 {left} 个名额，选了 {len(new)} 人，请减少人数", field="persons")
    for claim in back:
        claim.withdrawn_at = at
        CLAIM.advance("leave_group", claim, by=by, at=at, fields=["withdrawn_at"], activity=activity.pk)
    made = Claim.objects.bulk_create(
        Claim(
            organization_id=activity.organization_id,
            activity=activity,
            person=each.person,
            service=Claim.Service.COLLECTIVE,
            unit_id=presence.unit_id,
            choice=Claim.Choice.PLEDGED if each.pledge else Claim.Choice.SELF_CHOSEN,
            registration=each.pledge,
            claimed_at=at,
        )
        for each in new
    )
    Activity.objects.filter(pk=activity.pk).update(taken=F("taken") + len(new) - len(back))
    event = ACTIVITY["claim"].event
    audit.record_many(event, by=by, targets=((claim, {"activity": activity.pk}) for claim in made))
    _tell_group(made, activity, presence)
    return len(new), len(back)


def _tell_group(claims: Collection[Claim], activity: Activity, presence: UnitPresence) -> None:
    begins = timezone.localtime(activity.starts_at)
    accounts = dict(
        User.objects.filter(person__in=[claim.person_id for claim in claims], is_active=True).values_list(
            "person_id", "pk"
        )
    )
    outbox.notify(
        outbox.Note(
            kind="service.group_claimed",
            subject_type="services.claim",
            subject_id=claim.pk,
            recipient_id=accounts[claim.person_id],
            due_on=timezone.localdate(activity.starts_at),
            title=f"{presence.unit.name}集体参加：{activity.title}",
            text=f"{begins:%Y-%m-%d %H:%M}，{activity.place}。不能参加的请告诉单位联系人。",
            url=reverse("services:mine"),
        )
        for claim in claims
        if claim.person_id in accounts
    )


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
