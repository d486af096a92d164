"""Writes around a unit's list: the member's word, who is struck from it, and the list that goes back (MEM-24)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.records import audit, outbox
from core.records.errors import RuleViolation
from members.models import DualRegistration
from members.registrations.deciding import CONFIRMATION, end_elsewhere, ended, put_in_force, tell_decided
from members.registrations.queries import waiting_at
from members.rules import REGISTRATION
from organizations import standards
from organizations.models import UnitPresence
from organizations.rules import raise_field_errors
from people.models import User

State = DualRegistration.State


@transaction.atomic
def list_members(*, by: Any, registrations: Sequence[DualRegistration], at: datetime) -> list[DualRegistration]:
    """The lines of a unit's list, which each waits for its member; two statements whatever their number."""
    for row in registrations:
        row.state = State.LISTED
        row.listed_at = row.submitted_at = at
        row.listed_by = by if isinstance(by, User) else None
    made = DualRegistration.objects.bulk_create(registrations, batch_size=1000)
    told = ((row, {"unit": row.unit_name, "side": row.side}) for row in made)
    audit.record_many("members.registration_listed", by=by, targets=told)
    return made


@transaction.atomic
def accept(*, by: User, registration: DualRegistration, at: datetime, **chosen: str) -> DualRegistration:
    """The member's word to what the unit says: in force at once, for the unit has vouched for the membership.

    ``chosen``: choice, pledge, service, specialty. Where nobody else vouches any more (the unit left the community, or
    the member kept the list), it goes to the community as any other. Raises RuleViolation: a pledge without its text.
    """
    current = DualRegistration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    if chosen.get("choice") == DualRegistration.Choice.PLEDGED and not chosen.get("pledge"):
        raise RuleViolation("pledge-missing", "选择定向承诺时，请写明承诺做什么", field="pledge")
    step = "accept" if REGISTRATION.can("accept", current, by, at=at) else "submit"
    REGISTRATION.check(step, current, by=by, at=at)
    for name, value in chosen.items():
        setattr(current, name, value)
    current.submitted_at = at
    fields = ["submitted_at", *chosen]
    if step == "accept":
        today = timezone.localdate(at)
        months = standards.at("mem.registration.renewal_months", organization=current.organization, as_of=today)
        put_in_force(current, proof=DualRegistration.Proof.UNIT, by=current.listed_by, at=at, months=months)
        end_elsewhere([current], by=by, today=today)
        fields += CONFIRMATION
    raise_field_errors(current, exclude=["scope"])
    REGISTRATION.advance(step, current, by=by, at=at, version=current.version, fields=fields)
    return current


@transaction.atomic
def strike(*, by: User, registration: DualRegistration, step: str, reason: str, at: datetime) -> DualRegistration:
    """``decline``: the member is not of the unit; ``strike_by_unit``: the unit takes the name off its list."""
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明原因，对方会看到", field="reason")
    current = DualRegistration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    current.reason = reason.strip()
    REGISTRATION.advance(step, current, by=by, at=at, version=current.version, fields=["reason"], reason=current.reason)
    return current


@transaction.atomic
def vouch(*, by: User, registration: DualRegistration, at: datetime) -> DualRegistration:
    """The unit's contact says: a member of the unit. The community confirms on that (MEM-05)."""
    current = DualRegistration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    if current.vouched_at is not None:
        raise RuleViolation("vouched", "单位已经确认过，不用重复确认")
    current.vouched_at, current.vouched_by = at, by
    fields = ["vouched_at", "vouched_by"]
    REGISTRATION.advance("vouch", current, by=by, at=at, version=current.version, fields=fields)
    return current


@transaction.atomic
def disown(*, by: User, registration: DualRegistration, reason: str, at: datetime) -> DualRegistration:
    """The unit's contact says: not a member of the unit. That refuses the registration, and the member is told why."""
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明原因，对方会看到", field="reason")
    rows = DualRegistration.objects.select_for_update(of=("self",)).select_related("person__user", "organization")
    current = rows.get(pk=registration.pk)
    current.reason, current.decided_at, current.decided_by = reason.strip(), at, by
    fields = ["reason", "decided_at", "decided_by"]
    REGISTRATION.advance("disown", current, by=by, at=at, version=current.version, fields=fields, reason=current.reason)
    tell_decided(REGISTRATION["disown"].message, current, today=timezone.localdate(at))
    return current


@transaction.atomic
def withdraw(*, by: User, registration: DualRegistration, reason: str, at: datetime) -> DualRegistration:
    """The member leaves: the registration ends today."""
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明原因，社区会看到", field="reason")
    current = DualRegistration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    current.reason = reason.strip()
    fields = ["reason"]
    if current.state == State.CONFIRMED:
        current.during = ended(current, timezone.localdate(at))
        fields.append("during")
    REGISTRATION.advance(
        "withdraw", current, by=by, at=at, version=current.version, fields=fields, reason=current.reason
    )
    return current


@transaction.atomic
def relist(*, by: User, registration: DualRegistration, at: datetime) -> DualRegistration:
    """Struck in error: the name stands on the list again, and its member is asked anew."""
    current = DualRegistration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    current.reason, current.returned_on, current.listed_at = "", None, at
    try:
        with transaction.atomic():
            REGISTRATION.advance(
                "relist",
                current,
                by=by,
                at=at,
                version=current.version,
                fields=["reason", "returned_on", "listed_at"],
            )
    except IntegrityError as error:
        raise RuleViolation("registered-already", f"{current.person.name}已另外报到，不用重新列入") from error
    return current


@transaction.atomic
def return_list(*, by: User, presence: UnitPresence, at: datetime) -> int:
    """The names that wait go back to the unit, which asks its people; its contact is told. Returns how many.

    Raises RuleViolation ``nobody-waits``.
    """
    today = timezone.localdate(at)
    names = [row.pk for row in waiting_at(presence).select_for_update(of=("self",))]
    if not names:
        raise RuleViolation("nobody-waits", "名单上的党员都已确认，没有要送回的名单")
    DualRegistration.objects.filter(pk__in=names).update(returned_on=today)
    audit.record(
        "members.list_returned",
        by=by,
        target=presence,
        organization_id=presence.organization_id,
        count=len(names),
        unit=presence.unit.name,
    )
    contact = getattr(presence.contact, "user", None)
    if contact is not None:
        outbox.notify(
            [
                outbox.Note(
                    kind="registration.list_returned",
                    subject_type="organizations.unitpresence",
                    subject_id=presence.pk,
                    recipient_id=contact.pk,
                    due_on=today,
                    title=f"还有 {len(names)} 名党员没有确认报到",
                    text=f"{presence.organization.label}送来{presence.unit.name}的未确认名单，请提醒本人在手机上确认。",
                    url=f"/members/registrations/unit/{presence.pk}/",
                )
            ]
        )
    return len(names)


@transaction.atomic
def take_list_back(*, by: User, presence: UnitPresence) -> int:
    """The list was marked as sent in error: it is owed again. Returns how many names. Raises RuleViolation."""
    names = waiting_at(presence).filter(returned_on__isnull=False)
    taken = DualRegistration.objects.filter(pk__in=names.order_by().values("pk")).update(returned_on=None)
    if not taken:
        raise RuleViolation("nothing-returned", "没有送回过名单，不用撤销")
    audit.record(
        "members.list_taken_back",
        by=by,
        target=presence,
        organization_id=presence.organization_id,
        count=taken,
        unit=presence.unit.name,
    )
    return taken
