"""Units of the area: register, communities, reporting in, part in a big committee (ORG-02, ORG-13, ORG-28)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q

from core.chinese import creditcode
from core.chinese.problem import Problem
from core.records import audit
from core.records.errors import RuleViolation
from core.records.versions import save_versioned
from organizations import rules
from organizations.kinds import STREETS, Kind
from organizations.models import BodyMember, Organization, Participation, Unit, UnitPresence
from organizations.ties import check_takes_nobody_over, lasting
from organizations.tree.effective import check_effective
from people.models import Person


@transaction.atomic
def register_unit(*, by: Any, organization: Organization, name: str, kind: str, **fields: Any) -> Unit:
    """Enter a unit into the register of its street (ORG-13)."""
    if organization.kind not in STREETS:
        raise RuleViolation("not-a-street", "单位由街道（镇）登记", field="organization")
    unit = Unit(organization=organization, name=name, kind=kind, **fields)
    rules.raise_field_errors(unit, exclude=["scope"])
    unit.save()
    audit.record("organizations.unit_registered", by=by, target=unit, kind=kind)
    return unit


@transaction.atomic
def record_presence(
    *,
    by: Any,
    unit: Unit,
    community: Organization,
    since: date,
    today: date,
    contact: Person | None = None,
    instructor: Person | None = None,
) -> UnitPresence:
    """A unit stands in a community from ``since``; whether it has reported in is a date of its own."""
    if community.kind != Kind.COMMUNITY:
        raise RuleViolation("not-a-community", "驻区单位应登记在社区", field="community")
    check_effective(community, since, today=today, label="登记日期", field="since", lasting=True)
    presence = UnitPresence(unit=unit, organization=community, during=(since, None))
    presence.contact, presence.instructor = contact, instructor
    rules.raise_field_errors(presence, exclude=["scope"])
    presence.save()
    audit.record("organizations.unit_present", by=by, target=presence, since=since.isoformat())
    return presence


@transaction.atomic
def enter_unit(
    *,
    by: Any,
    community: Organization,
    name: str,
    kind: str,
    since: date,
    today: date,
    reported_in_on: date | None = None,
    contact: Person | None = None,
    instructor: Person | None = None,
    **fields: Any,
) -> UnitPresence:
    """Register a unit in a community in one step; one that is registered already is taken as it is.

    What was typed of a known unit fills what is empty there; what differs is refused at its field, and so is a name or
    a credit code that belongs to another unit. Raises RuleViolation, also ``belongs-elsewhere`` for a contact or an
    instructor whom another tree holds.
    """
    _check_persons(by, today, contact, instructor)
    street = Organization.objects.get(pk=community.ancestor_ids[-2])
    code = creditcode.parse(fields.get("credit_code") or "")
    if isinstance(code, Problem):
        raise RuleViolation("credit-code", code.message, field="credit_code")
    unit = rules.known_unit(street, name=name, code=code)
    if unit is None:
        unit = register_unit(by=by, organization=street, name=name, kind=kind, **fields)
    else:
        settle(by=by, unit=unit, street=street)
        _fill(by, unit, {"kind": kind} | fields | {"credit_code": code})
    presence = record_presence(
        by=by, unit=unit, community=community, since=since, today=today, contact=contact, instructor=instructor
    )
    if reported_in_on is None:
        return presence
    return report_in(by=by, presence=presence, on=reported_in_on, today=today, field="reported_in_on")


def settle(*, by: Any, unit: Unit, street: Organization) -> bool:
    """A unit that has left its street is handed over to the one where it is registered anew; whether it was."""
    if unit.organization_id == street.pk or UnitPresence.objects.filter(unit=unit, during__endswith=None).exists():
        return False
    before, unit.organization = unit.organization, street
    unit.save(update_fields=["organization"])
    audit.record("organizations.unit_handed_over", by=by, target=unit, before=before.code, after=street.code)
    return True


def _fill(by: Any, unit: Unit, facts: dict[str, Any]) -> None:
    """Write what was typed where the register says nothing. Raises RuleViolation where it says something else."""
    typed = {name: value for name, value in facts.items() if value not in ("", None, False)}
    for name, value in typed.items():
        known = getattr(unit, name)
        if known not in ("", None, False) and known != value:
            field: Any = Unit._meta.get_field(name)
            word = dict(field.flatchoices).get(known, known) if field.choices else known
            message = f"{unit.name}已登记，{field.verbose_name}是“{word}”，与填写的不同；请核对，要改的在单位页更正"
            raise RuleViolation("differs", message, field=name)
    changed = [name for name, value in typed.items() if getattr(unit, name) != value]
    if changed:
        for name in changed:
            setattr(unit, name, typed[name])
        rules.raise_field_errors(unit, exclude=["scope"])
        save_versioned(unit, unit.version, changed)
        audit.record("organizations.unit_completed", by=by, target=unit, fields=sorted(changed))


def _check_persons(by: Any, today: date, contact: Person | None, instructor: Person | None) -> None:
    for person, field in ((contact, "person_name"), (instructor, "instructor_name")):
        if person is not None:
            check_takes_nobody_over(by=by, person=person, on=today, field=field)


@transaction.atomic
def correct_unit(
    *,
    by: Any,
    presence: UnitPresence,
    version: int,
    contact: Person | None,
    instructor: Person | None,
    today: date,
    **facts: Any,
) -> UnitPresence:
    """Write what the register says of a unit, its contact and its instructor in one community. Raises Conflict."""
    presence = (
        UnitPresence.objects.select_for_update(no_key=True, of=("self",)).select_related("unit").get(pk=presence.pk)
    )
    new = [person for person in (contact, instructor) if person not in (presence.contact, presence.instructor)]
    _check_persons(by, today, *(person if person in new else None for person in (contact, instructor)))
    unit = presence.unit
    changed = [name for name, value in facts.items() if getattr(unit, name) != value]
    for name in changed:
        setattr(unit, name, facts[name])
    rules.raise_field_errors(unit, exclude=["scope"])
    save_versioned(unit, version, changed)
    for name, person in (("contact", contact), ("instructor", instructor)):
        if getattr(presence, name) != person:
            setattr(presence, name, person)
            changed.append(name)
    presence.save(update_fields=["contact", "instructor"])
    audit.record("organizations.unit_corrected", by=by, target=presence, fields=sorted(changed))
    return presence


@transaction.atomic
def end_presence(*, by: Any, presence: UnitPresence, on: date, today: date, reason: str = "") -> UnitPresence:
    """The unit has left the community from ``on``, which may lie ahead; what it did there stays."""
    presence = UnitPresence.objects.select_for_update(no_key=True).get(pk=presence.pk)
    if on <= presence.during.lower:
        raise RuleViolation("before-start", "迁出日期必须晚于登记日期", field="on")
    if presence.reported_in_on is not None and on < presence.reported_in_on:
        raise RuleViolation("before-report", "迁出日期不能早于报到日期", field="on")
    check_effective(presence.organization, on, today=today, label="迁出日期", future=True)
    presence.during = (presence.during.lower, on)
    presence.save(update_fields=["during"])
    parts = [_end_part(part, on) for part in parts_of(presence, on)]
    audit.record("organizations.unit_gone", by=by, target=presence, on=on.isoformat(), reason=reason, parts=parts)
    return presence


def parts_of(presence: UnitPresence, on: date) -> list[Participation | BodyMember]:
    """What the unit takes part in below the community that it leaves, which ends with its presence: the big committee
    (ORG-02) and bodies (ORG-18)."""
    community, here = presence.organization, Q(unit=presence.unit_id) & lasting(on)
    taking = Participation.objects.under(community).filter(here).select_related("organization", "unit")
    sitting = BodyMember.objects.under(community).filter(here).select_related("organization", "body", "unit")
    return [*taking, *sitting]


def _end_part(part: Participation | BodyMember, on: date) -> tuple[str, int, str | None]:
    """End one of them; model, key and the end before, by which ``restore_parts`` gives it back."""
    if part.during.lower >= on:
        message = f"登记了{part.during.lower:%Y-%m-%d}起参加{place_of(part)}，迁出日期要晚于这一天，或先办理退出"
        raise RuleViolation("begins-later", message, field="on")
    before = part.during.upper
    part.during = (part.during.lower, on)
    part.save(update_fields=["during"])
    return part._meta.label, part.pk, before.isoformat() if before else None


def place_of(part: Participation | BodyMember) -> str:
    return str(part.body if isinstance(part, BodyMember) else part.organization)


def restore_parts(parts: Iterable[tuple[str, int, str | None]]) -> None:
    """What ended with a presence goes on as before: the presence's end was a mistake."""
    for label, key, before in parts:
        model: Any = apps.get_model(label)
        row = model.objects.select_for_update(of=("self",)).get(pk=key)
        row.during = (row.during.lower, date.fromisoformat(before) if before else None)
        row.save(update_fields=["during"])


@transaction.atomic
def report_in(*, by: Any, presence: UnitPresence, on: date, today: date, field: str = "on") -> UnitPresence:
    """The unit's organisation reported in at the community on the day (S2 四(二); ORG-28)."""
    presence = UnitPresence.objects.select_for_update(no_key=True).get(pk=presence.pk)
    rules.check_can_report_in(presence=presence, on=on, field=field)
    check_effective(presence.organization, on, today=today, label="报到日期", field=field)
    presence.reported_in_on = on
    presence.save(update_fields=["reported_in_on"])
    audit.record("organizations.unit_reported_in", by=by, target=presence, on=on.isoformat())
    return presence


@transaction.atomic
def join_big_committee(*, by: Any, big_committee: Organization, unit: Unit, since: date, today: date) -> Participation:
    """A unit takes part in a big committee from ``since``; its own superior stays what it was (ORG-02)."""
    if big_committee.kind != Kind.BIG_COMMITTEE:
        raise RuleViolation("not-a-big-committee", "请选择社区大党委", field="organization")
    check_effective(big_committee, since, today=today, label="参加日期", field="since", future=True, lasting=True)
    participation = Participation(organization=big_committee, unit=unit, during=(since, None))
    rules.raise_field_errors(participation, exclude=["scope"])
    participation.save()
    audit.record("organizations.unit_joined", by=by, target=participation, since=since.isoformat())
    return participation


@transaction.atomic
def leave_big_committee(
    *, by: Any, participation: Participation, on: date, today: date, reason: str = ""
) -> Participation:
    """End a unit's part from ``on``, which may lie ahead."""
    participation = Participation.objects.select_for_update(no_key=True).get(pk=participation.pk)
    if on <= participation.during.lower:
        raise RuleViolation("before-start", "退出日期必须晚于参加日期", field="on")
    check_effective(participation.organization, on, today=today, label="退出日期", future=True)
    participation.during = (participation.during.lower, on)
    participation.save(update_fields=["during"])
    audit.record("organizations.unit_left", by=by, target=participation, on=on.isoformat(), reason=reason)
    return participation
