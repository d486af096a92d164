"""What a confirmation of a dual registration is made of: proof, validity, one home and one place of work (MEM-05)."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from core.models import AuditEvent
from core.records import outbox, walls
from core.records.errors import RuleViolation
from members import rules
from members.models import DualRegistration, MemberTie
from members.rules import REGISTRATION

CONFIRMATION = ("proof", "decided_at", "decided_by", "during", "slip_number")


def put_in_force(row: DualRegistration, *, proof: str, by: Any, at: datetime, months: int) -> None:
    """Set what a confirmation says (``CONFIRMATION``): by what, when and by whom, how long, the number of the slip."""
    today = timezone.localdate(at)
    row.proof = proof
    row.decided_at, row.decided_by = at, by
    row.during = rules.registration_period(confirmed_on=today, months=months)
    row.slip_number = f"HZ{today:%Y%m%d}{row.pk:08d}"


def prove(rows: list[DualRegistration], document: Any, *, today: date) -> None:
    """Whom the unit stands for; the document is stored once and kept with all others."""
    known = MemberTie.objects.vouched(today).filter(person__in=[row.person_id for row in rows])
    vouched = set(known.values_list("person", flat=True))
    stored = None
    for row in rows:
        row.is_vouched = row.person_id in vouched
        if document is None or row.is_vouched:
            continue
        if stored is None:
            row.document.save(document.name, document, save=False)
            stored = row.document.name
        row.document = stored


@walls.beyond(rules.RELATIONSHIP)
def end_elsewhere(rows: list[DualRegistration], *, by: Any, today: date) -> None:
    """Earlier registrations of the persons on the same sides end on the day: each moved to where ``rows`` are."""
    places = {(row.person_id, row.side): row.organization.label for row in rows}
    if len(places) < len(rows):
        raise RuleViolation("twice", "同一名党员同一类报到勾选了两份，请只确认一份")
    earlier = DualRegistration.objects.select_for_update(of=("self",)).confirmed().exclude(pk__in=[r.pk for r in rows])
    found = list(earlier.filter(person__in=[row.person_id for row in rows]).select_related("person", "organization"))
    moved = [row for row in found if (row.person_id, row.side) in places]
    step = REGISTRATION["move"]
    for row in moved:
        row.state, row.reason = step.to, f"已改到{places[row.person_id, row.side]}报到"
        row.during = ended(row, today)
        row.version += 1
    DualRegistration.objects.bulk_update(moved, ["state", "reason", "during", "version"])
    audit_each(step.event, by=by, rows=moved)


def ended(row: DualRegistration, today: date) -> tuple[date, date]:
    """The validity of a registration that ends today; it was valid on its first day."""
    return row.during.lower, max(today, row.during.lower + timedelta(days=1))


def tell_decided(kind: str, registration: DualRegistration, *, today: date) -> None:
    """The member reads what became of the registration, and why."""
    user = getattr(registration.person, "user", None)
    if user is None:
        return
    outbox.notify(
        [
            outbox.Note(
                kind=kind,
                subject_type="members.dualregistration",
                subject_id=registration.pk,
                recipient_id=user.pk,
                due_on=today,
                title=f"{registration.organization.label}：您的报到{registration.get_state_display()}",
                text=registration.reason,
                url="/members/registrations/mine/",
            )
        ]
    )


def audit_each(code: str, *, by: Any, rows: list[DualRegistration], **data: Any) -> None:
    """One event a row in one INSERT."""
    AuditEvent.objects.bulk_create(
        [
            AuditEvent(
                code=code,
                actor_id=getattr(by, "pk", None),
                actor_label=str(by)[:80],
                organization_id=row.organization_id,
                target_type=row._meta.label_lower,
                target_id=str(row.pk),
                target_label=str(row)[:200],
                data=data,
            )
            for row in rows
        ]
    )
