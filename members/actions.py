"""Writes of the members room: spells of membership and dual registrations."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from core import audit, outbox
from core.errors import RuleViolation
from core.models import AuditEvent
from members import rules
from members.models import DualRegistration, Membership
from organizations import thresholds
from organizations.kinds import HOLDS_RELATIONSHIPS, Kind
from organizations.models import Organization, UnitPresence
from organizations.rules import raise_field_errors
from people.models import Person, User

State = DualRegistration.State


@transaction.atomic
def add_membership(
    *,
    by: Any,
    person: Person,
    branch: Organization,
    since: date,
    status: str = Membership.Status.FULL,
    member_class: str = "",
    joined_on: date | None = None,
    full_on: date | None = None,
    today: date,
) -> Membership:
    """Open the organisational relationship of a person in a branch; one at a time (MEM-01)."""
    if branch.kind not in HOLDS_RELATIONSHIPS:
        raise RuleViolation("not-a-branch", f"{branch.name}不接收党员组织关系,请选择党支部", field="branch")
    rules.check_party_dates(birth=person.birth_date, joined=joined_on, full=full_on, today=today)
    membership = Membership(
        person=person,
        organization=branch,
        status=status,
        member_class=member_class,
        joined_on=joined_on,
        full_on=full_on,
        during=(since, None),
    )
    raise_field_errors(membership, exclude=["scope", "name_key"])
    membership.save()
    audit.record("members.added", by=by, target=membership, since=since.isoformat())
    return membership


@transaction.atomic
def change_membership(
    *,
    by: Any,
    membership: Membership,
    on: date,
    version: int,
    status: str | None = None,
    member_class: str | None = None,
    branch: Organization | None = None,
    reason: str = Membership.End.CHANGE,
) -> Membership:
    """End the spell and open the next one from ``on`` with what changed. Returns the new spell."""
    current = Membership.objects.select_for_update().get(pk=membership.pk)
    if current.version != version:
        raise RuleViolation("changed-meanwhile", "这名党员的记录刚被别人修改过,请刷新后再办理")
    rules.check_can_change_spell(current, on=on)
    if branch is not None and branch.kind not in HOLDS_RELATIONSHIPS:
        raise RuleViolation("not-a-branch", f"{branch.name}不接收党员组织关系,请选择党支部", field="branch")
    after = {
        "status": status if status is not None else current.status,
        "member_class": member_class if member_class is not None else current.member_class,
        "organization_id": branch.pk if branch is not None else current.organization_id,
    }
    if all(getattr(current, name) == value for name, value in after.items()):
        raise RuleViolation("nothing-changed", "没有任何变动")
    current.during = (current.during.lower, on)
    current.end_reason = reason
    current.version += 1
    current.save(update_fields=["during", "end_reason", "version"])
    spell = Membership.objects.create(
        person_id=current.person_id,
        joined_on=current.joined_on,
        full_on=current.full_on or (on if after["status"] == Membership.Status.FULL else None),
        during=(on, None),
        remark=current.remark,
        **after,
    )
    audit.record(
        "members.changed",
        by=by,
        target=spell,
        old={name: getattr(current, name) for name in after},
        new=after,
        on=on.isoformat(),
    )
    return spell


@transaction.atomic
def end_membership(*, by: Any, membership: Membership, on: date, version: int, reason: str) -> Membership:
    """End the organisational relationship here: transfer out, death, leaving the Party."""
    current = Membership.objects.select_for_update().get(pk=membership.pk)
    if current.version != version:
        raise RuleViolation("changed-meanwhile", "这名党员的记录刚被别人修改过,请刷新后再办理")
    rules.check_can_change_spell(current, on=on)
    current.during = (current.during.lower, on)
    current.end_reason = reason
    current.version += 1
    current.save(update_fields=["during", "end_reason", "version"])
    audit.record("members.ended", by=by, target=current, reason=reason, on=on.isoformat())
    return current


@transaction.atomic
def submit_registration(
    *,
    by: Any,
    person: Person,
    community: Organization,
    side: str,
    unit_name: str = "",
    choice: str = DualRegistration.Choice.SELF_CHOSEN,
    service: str = DualRegistration.Service.SINGLE,
    pledge: str = "",
    specialty: str = "",
    now: datetime | None = None,
) -> DualRegistration:
    """An in-service member reports in at a community (S2 三(五)); pending until the community confirms.

    Raises RuleViolation: not a community, registered there already, a pledge without its text, a work-side
    registration without its unit.
    """
    if community.kind != Kind.COMMUNITY:
        raise RuleViolation("not-a-community", "请选择要报到的社区", field="community")
    if side == DualRegistration.Side.WORK and not unit_name:
        raise RuleViolation("unit-missing", "到工作地社区报到,请填写单位名称", field="unit_name")
    if choice == DualRegistration.Choice.PLEDGED and not pledge:
        raise RuleViolation("pledge-missing", "选择定向承诺时,请写明承诺做什么", field="pledge")
    unit = _unit_in(community, unit_name)
    registration = DualRegistration(
        organization=community,
        person=person,
        side=side,
        unit=unit,
        unit_name=unit.name if unit else unit_name,
        choice=choice,
        service=service,
        pledge=pledge,
        specialty=specialty,
        submitted_at=now or timezone.now(),
    )
    raise_field_errors(registration, exclude=["scope"])
    try:
        with transaction.atomic():
            registration.save()
    except IntegrityError as error:
        raise RuleViolation("registered-already", "您已在这个社区报到,不用重复提交") from error
    audit.record("members.registration_submitted", by=by, target=registration, side=side)
    return registration


def _unit_in(community: Organization, name: str) -> Any:
    if not name:
        return None
    from_presences = UnitPresence.objects.filter(
        organization=community, unit__name=name, during__endswith__isnull=True
    ).select_related("unit")
    presence = from_presences.first()
    return presence.unit if presence else None


@transaction.atomic
def resubmit_registration(
    *, by: Any, registration: DualRegistration, now: datetime | None = None, **changes: str
) -> DualRegistration:
    """The member answers what the community asked back."""
    current = DualRegistration.objects.select_for_update().get(pk=registration.pk)
    current.state = rules.next_registration_state(current, "resubmit")
    for name, value in changes.items():
        setattr(current, name, value)
    current.submitted_at = now or timezone.now()
    current.reason = ""
    current.version += 1
    raise_field_errors(current, exclude=["scope"])
    current.save()
    audit.record("members.registration_resubmitted", by=by, target=current)
    return current


@transaction.atomic
def confirm_registrations(
    *, by: User, registrations: Iterable[DualRegistration], proof: str, now: datetime | None = None
) -> list[DualRegistration]:
    """Confirm several at once; each gets its slip number and validity, its member a message (MEM-05).

    ``proof`` says what membership was confirmed by. All or none: RuleViolation names the first that cannot be.
    """
    now = now or timezone.now()
    today = timezone.localtime(now).date()
    if proof not in DualRegistration.Proof.values:
        raise RuleViolation("proof-missing", "请选择确认依据:单位已确认,或已查看证明材料", field="proof")
    wanted = [registration.pk for registration in registrations]
    rows = list(
        DualRegistration.objects.select_for_update(of=("self",))
        .filter(pk__in=wanted)
        .select_related("person__user", "organization")
        .order_by("submitted_at", "pk")
    )
    if not rows:
        raise RuleViolation("nothing-chosen", "请先勾选要确认的报到")
    months = thresholds.at("mem.registration.renewal_months", organization=rows[0].organization, as_of=today)
    for row in rows:
        if getattr(row.person, "user", None) == by:
            raise RuleViolation("own-registration", "不能确认自己的报到,请由其他工作人员办理")
        row.state = rules.next_registration_state(row, "confirm")
        row.proof = proof
        row.decided_at, row.decided_by = now, by
        row.during = rules.registration_period(confirmed_on=today, months=months)
        row.slip_number = f"HZ{today:%Y%m%d}{row.pk:08d}"
        row.version += 1
    DualRegistration.objects.bulk_update(
        rows, ["state", "proof", "decided_at", "decided_by", "during", "slip_number", "version"]
    )
    _audit_each("members.registration_confirmed", by=by, rows=rows, proof=proof)
    outbox.notify(
        [
            outbox.Note(
                kind="registration.confirmed",
                subject_type="members.dualregistration",
                subject_id=row.pk,
                recipient_id=row.person.user.pk,
                due_on=today,
                title=f"{row.organization.label}已确认您的报到",
                text=f"{row.get_side_display()}报到已确认,有效期至{row.during[1]:%Y-%m-%d}。",
                url="/members/registrations/mine/",
            )
            for row in rows
            if getattr(row.person, "user", None)
        ]
    )
    return rows


@transaction.atomic
def decide_registration(
    *, by: User, registration: DualRegistration, step: str, reason: str, now: datetime | None = None
) -> DualRegistration:
    """Ask back, refuse or end one registration; each needs its reason."""
    now = now or timezone.now()
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明原因,对方会看到", field="reason")
    current = (
        DualRegistration.objects.select_for_update(of=("self",))
        .select_related("person__user", "organization")
        .get(pk=registration.pk)
    )
    current.state = rules.next_registration_state(current, step)
    current.reason = reason.strip()
    if step == "end":
        today = timezone.localtime(now).date()
        lower = current.during.lower
        current.during = (lower, max(today, lower + timedelta(days=1)))
    else:
        current.decided_at, current.decided_by = now, by
    current.version += 1
    current.save()
    audit.record(f"members.registration_{step}", by=by, target=current, reason=current.reason)
    user = getattr(current.person, "user", None)
    if user is not None:
        outbox.notify(
            [
                outbox.Note(
                    kind="registration.answered",
                    subject_type="members.dualregistration",
                    subject_id=current.pk,
                    recipient_id=user.pk,
                    due_on=timezone.localtime(now).date(),
                    title=f"{current.organization.label}:您的报到{current.get_state_display()}",
                    text=current.reason,
                    url="/members/registrations/mine/",
                )
            ]
        )
    return current


@transaction.atomic
def end_lapsed_registrations(*, on: date, by: Any = "registrations") -> int:
    """End the confirmed registrations whose validity is over on the day; one statement. Returns how many."""
    ended = DualRegistration.objects.filter(state=State.CONFIRMED, during__endswith__lte=on).update(
        state=State.ENDED, reason="有效期满", version=F("version") + 1
    )
    if ended:
        audit.record("members.registrations_lapsed", by=by, label=f"{on}", ended=ended)
    return ended


def _audit_each(code: str, *, by: Any, rows: list[DualRegistration], **data: Any) -> None:
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
