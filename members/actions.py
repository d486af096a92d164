"""Writes of the members room: spells of membership and dual registrations."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from core.office.spreadsheets import write
from core.records import audit, outbox, walls
from core.records.errors import RuleViolation
from members import rules
from members.groups.actions import leave_group
from members.models import DualRegistration, Membership, ScheduledChange
from members.registrations.deciding import (
    CONFIRMATION,
    audit_each,
    end_elsewhere,
    ended,
    prove,
    put_in_force,
    tell_decided,
)
from members.resources import statistics_sheet
from members.rules import REGISTRATION, RELATIONSHIP, SCHEDULED
from members.statistics import Statistics
from organizations import standards
from organizations.kinds import HOLDS_RELATIONSHIPS, Kind
from organizations.models import Organization, UnitPresence
from organizations.rules import raise_field_errors
from organizations.telling import tell_not_taken
from organizations.tree.effective import check_effective, check_month_open, check_not_ahead
from people.models import Person, User

State = DualRegistration.State


@transaction.atomic
@walls.beyond(RELATIONSHIP)
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
        raise RuleViolation("not-a-branch", f"{branch.name}不接收党员组织关系，请选择党支部", field="branch")
    age_min = standards.at("mem.applicant.age_min", organization=branch, as_of=joined_on) if joined_on else None
    rules.check_party_dates(birth=person.birth_date, joined=joined_on, full=full_on, age_min=age_min, today=today)
    check_effective(branch, since, today=today, label="起始日期", field="since", lasting=True)
    membership = Membership(
        person=person,
        organization=branch,
        status=status,
        member_class=member_class,
        joined_on=joined_on,
        full_on=full_on,
        during=(since, None),
    )
    raise_field_errors(membership, exclude=["scope", "name_key", "initials"])
    membership.save()
    audit.record("members.added", by=by, target=membership, since=since.isoformat())
    return membership


@transaction.atomic
@walls.beyond(RELATIONSHIP)
def change_membership(
    *,
    by: Any,
    membership: Membership,
    on: date,
    version: int,
    today: date,
    status: str | None = None,
    member_class: str | None = None,
    branch: Organization | None = None,
    reason: str = Membership.End.CHANGE,
    full_on: date | None = None,
    case: int | None = None,
) -> Membership:
    """End the spell and open the next one from ``on`` with what changed. Returns the spell in force today.

    A day after ``today`` is scheduled (``ScheduledChange``): until then everything stays as it is. ``case``: the file
    by whose last step a status changes; without it only the street or town corrects one (MEM-08). ``full_on``: the end
    of the probation, where it is not the day of the change.
    """
    current = Membership.objects.select_for_update().get(pk=membership.pk)
    if current.version != version:
        raise RuleViolation("changed-meanwhile", "这名党员的记录刚被别人修改过，请刷新后再办理")
    rules.check_can_change_spell(current, on=on)
    if status is not None and status != current.status and case is None:
        rules.check_may_correct_status(current, by)
    if branch is not None and branch.kind not in HOLDS_RELATIONSHIPS:
        raise RuleViolation("not-a-branch", f"{branch.name}不接收党员组织关系，请选择党支部", field="branch")
    after = {
        "status": status if status is not None else current.status,
        "member_class": member_class if member_class is not None else current.member_class,
        "organization_id": branch.pk if branch is not None else current.organization_id,
    }
    if all(getattr(current, name) == value for name, value in after.items()):
        raise RuleViolation("nothing-changed", "没有任何变动")
    _check_day(current, on, branch, today=today)
    if on > today:
        changed = {name: value for name, value in after.items() if getattr(current, name) != value}
        if "organization_id" in changed:
            changed["branch_id"] = changed.pop("organization_id")
        _schedule(by, current, on, **changed)
        return current
    current.during = (current.during.lower, on)
    current.end_reason = reason
    current.version += 1
    current.save(update_fields=["during", "end_reason", "version"])
    if after["organization_id"] != current.organization_id:
        leave_group(current.person_id, on)
    spell = Membership.objects.create(
        person_id=current.person_id,
        joined_on=current.joined_on,
        full_on=current.full_on or ((full_on or on) if after["status"] == Membership.Status.FULL else None),
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
@walls.beyond(RELATIONSHIP)
def end_membership(
    *,
    by: Any,
    membership: Membership,
    on: date,
    version: int,
    today: date,
    reason: str,
    letter: int | None = None,
) -> Membership:
    """End the organisational relationship here: transfer out, death, leaving the Party.

    A day after ``today`` is scheduled, as in ``change_membership``. ``letter``: of whose receipt it is the consequence.
    """
    current = Membership.objects.select_for_update().get(pk=membership.pk)
    if current.version != version:
        raise RuleViolation("changed-meanwhile", "这名党员的记录刚被别人修改过，请刷新后再办理")
    rules.check_can_change_spell(current, on=on)
    _check_day(current, on, None, today=today)
    if on > today:
        _schedule(by, current, on, end_reason=reason)
        return current
    current.during = (current.during.lower, on)
    current.end_reason = reason
    current.version += 1
    current.save(update_fields=["during", "end_reason", "version"])
    leave_group(current.person_id, on)
    known: dict[str, Any] = {} if letter is None else {"letter": letter}
    audit.record("members.ended", by=by, target=current, reason=reason, on=on.isoformat(), **known)
    return current


def _check_day(spell: Membership, on: date, branch: Organization | None, *, today: date) -> None:
    """The day of a change must suit the branch that is left and the one that is joined."""
    check_not_ahead(on, today=today, label="变动日期", future=True)
    check_month_open(spell.organization, on, label="变动日期")
    if branch is not None and branch.pk != spell.organization_id:
        check_effective(branch, on, today=today, label="变动日期", future=True, lasting=True)


def _schedule(by: Any, spell: Membership, on: date, **changes: Any) -> ScheduledChange:
    scheduled = ScheduledChange(
        organization_id=spell.organization_id,
        person_id=spell.person_id,
        on=on,
        entered_by=by if isinstance(by, User) else None,
        **changes,
    )
    raise_field_errors(scheduled, exclude=["scope"])
    scheduled.save()
    audit.record("members.change_scheduled", by=by, target=scheduled, on=on.isoformat())
    return scheduled


@transaction.atomic
def withdraw_scheduled_change(*, by: Any, scheduled: ScheduledChange) -> ScheduledChange:
    """Take back a change that has not begun."""
    scheduled = ScheduledChange.objects.select_for_update(of=("self",)).get(pk=scheduled.pk)
    SCHEDULED.advance("withdraw", scheduled, by=by, at=timezone.now())
    return scheduled


def apply_scheduled_changes(*, on: date, by: Any = "calendar") -> int:
    """Take the changes whose day has come, one transaction each; returns how many took effect.

    What no longer fits (the relationship ended or moved meanwhile) stays with its reason for the branch to see.
    """
    taken = 0
    waiting = ScheduledChange.objects.filter(state__in=SCHEDULED["take"].frm, on__lte=on)
    for pk in waiting.order_by("on", "pk").values_list("pk", flat=True):
        with transaction.atomic():
            scheduled = ScheduledChange.objects.select_for_update(of=("self",)).select_related("branch").get(pk=pk)
            if scheduled.state not in SCHEDULED["take"].frm:
                continue
            try:
                with transaction.atomic():
                    _take(scheduled, by=by, today=on)
            except RuleViolation as violation:
                scheduled.note = violation.message[:200]
                SCHEDULED.advance("fall", scheduled, by=by, at=timezone.now(), fields=["note"], reason=scheduled.note)
                spell = Membership.objects.filter(person_id=scheduled.person_id).latest("during")
                tell_not_taken(
                    scheduled,
                    title=f"{scheduled.person.name}待生效的变动没有生效",
                    url=reverse("members:member", args=[spell.pk]),
                    right="organizations.manage_member",
                    on=on,
                )
            else:
                SCHEDULED.advance("take", scheduled, by=by, at=timezone.now())
                taken += 1
    return taken


def _take(scheduled: ScheduledChange, *, by: Any, today: date) -> None:
    spell = Membership.objects.current().filter(person_id=scheduled.person_id).first()
    if spell is None or spell.organization_id != scheduled.organization_id:
        raise RuleViolation("changed-meanwhile", "组织关系已不在登记时的党支部")
    if scheduled.end_reason:
        end_membership(
            by=by,
            membership=spell,
            on=scheduled.on,
            version=spell.version,
            today=today,
            reason=scheduled.end_reason,
        )
        return
    change_membership(
        by=by,
        membership=spell,
        on=scheduled.on,
        version=spell.version,
        today=today,
        status=scheduled.status,
        member_class=scheduled.member_class,
        branch=scheduled.branch,
    )


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

    Raises RuleViolation: not in service, not a community, registered there already, a pledge without its text, a
    work-side registration without its unit.
    """
    if community.kind != Kind.COMMUNITY:
        raise RuleViolation("not-a-community", "请选择要报到的社区", field="community")
    if side == DualRegistration.Side.WORK and not unit_name:
        raise RuleViolation("unit-missing", "到工作地社区报到，请填写单位名称", field="unit_name")
    if choice == DualRegistration.Choice.PLEDGED and not pledge:
        raise RuleViolation("pledge-missing", "选择定向承诺时，请写明承诺做什么", field="pledge")
    if service == DualRegistration.Service.COLLECTIVE and not unit_name:
        raise RuleViolation("unit-missing", "随单位集体服务的，请填写单位名称", field="unit_name")
    now = now or timezone.now()
    rules.check_in_service(person.pk, on=timezone.localdate(now))
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
        submitted_at=now,
    )
    listed = DualRegistration.objects.filter(person=person, organization=community, side=side, state=State.LISTED)
    if listed.exists():
        raise RuleViolation("listed-already", "您的单位已替您登记，请在“我的报到”里确认", field="community")
    raise_field_errors(registration, exclude=["scope"])
    try:
        with transaction.atomic():
            registration.save()
    except IntegrityError as error:
        raise RuleViolation("registered-already", "您已在这个社区报到，不用重复提交") from error
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
    at, version = now or timezone.now(), current.version
    step = REGISTRATION.check("resubmit", current, by=by, at=at)
    for name, value in changes.items():
        setattr(current, name, value)
    current.submitted_at = at
    current.reason = ""
    current.state = step.to
    current.version = version + 1
    raise_field_errors(current, exclude=["scope"])
    current.save()
    audit.record(step.event, by=by, target=current)
    return current


@transaction.atomic
def confirm_registrations(
    *, by: User, registrations: Iterable[DualRegistration], document: Any = None, now: datetime | None = None
) -> list[DualRegistration]:
    """Confirm several at once; each gets its slip number and validity, its member a message (MEM-05).

    Membership is confirmed by the unit itself, else by ``document``, which is kept with each that the unit has not
    confirmed. All or none: RuleViolation names the first that cannot be. A confirmed registration of the same person
    on the same side elsewhere ends: one home, one place of work.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    wanted = [registration.pk for registration in registrations]
    rows = list(
        DualRegistration.objects.select_for_update(of=("self",))
        .filter(pk__in=wanted)
        .select_related("person__user", "organization")
        .order_by("submitted_at", "pk")
    )
    if not rows:
        raise RuleViolation("nothing-chosen", "请先勾选要确认的报到")
    prove(rows, document, today=today)
    months = standards.each("mem.registration.renewal_months", [(row.organization_id, today) for row in rows])
    for row, valid in zip(rows, months, strict=True):
        row.state = REGISTRATION.check("confirm", row, by=by, at=now).to
        proof = DualRegistration.Proof.UNIT if rules.is_vouched(row, on=today) else DualRegistration.Proof.DOCUMENT
        put_in_force(row, proof=proof, by=by, at=now, months=valid)
        row.version += 1
    end_elsewhere(rows, by=by, today=today)
    DualRegistration.objects.bulk_update(rows, ["state", "document", *CONFIRMATION, "version"])
    step = REGISTRATION["confirm"]
    audit_each(step.event, by=by, rows=rows)
    alone = set(DualRegistration.objects.on_one_side(today).filter(pk__in=wanted).values_list("pk", flat=True))
    outbox.notify(
        [
            outbox.Note(
                kind=step.message,
                subject_type="members.dualregistration",
                subject_id=row.pk,
                recipient_id=row.person.user.pk,
                due_on=today,
                title=f"{row.organization.label}已确认您的报到",
                text=f"{row.get_side_display()}报到已确认，有效期至{row.during[1] - timedelta(days=1):%Y-%m-%d}。"
                + (f"还请到{row.other_side.label}报到。" if row.pk in alone else ""),
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
        raise RuleViolation("reason-missing", "请写明原因，对方会看到", field="reason")
    current = (
        DualRegistration.objects.select_for_update(of=("self",))
        .select_related("person__user", "organization")
        .get(pk=registration.pk)
    )
    REGISTRATION.check(step, current, by=by, at=now)
    current.reason = reason.strip()
    fields = ["reason"]
    if step == "end":
        today = timezone.localdate(now)
        current.during = ended(current, today)
        fields.append("during")
    elif step != "strike":
        current.decided_at, current.decided_by = now, by
        fields += ["decided_at", "decided_by"]
    taken = REGISTRATION.advance(
        step, current, by=by, at=now, version=current.version, fields=fields, reason=current.reason
    )
    if taken.message:
        tell_decided(taken.message, current, today=timezone.localdate(now))
    return current


@transaction.atomic
def end_lapsed_registrations(*, on: date, by: Any = "registrations") -> int:
    """End the confirmed registrations whose validity is over on the day; one statement. Returns how many."""
    lapse = REGISTRATION["lapse"]
    ended = DualRegistration.objects.filter(state__in=lapse.frm, during__endswith__lte=on).update(
        state=lapse.to, reason="有效期满", version=F("version") + 1
    )
    if ended:
        audit.record(lapse.event, by=by, label=f"{on}", ended=ended)
    return ended


def export_statistics(*, by: User, result: Statistics) -> bytes:
    """A workbook of the counts; that they left the portal is recorded with the day they are of."""
    audit.record(
        "members.exported",
        by=by,
        target=result.organization,
        organization_id=result.organization.pk,
        statistics=result.as_of.isoformat(),
        rows=sum(len(table.lines) for table in result.tables),
    )
    return write([statistics_sheet(result)])
