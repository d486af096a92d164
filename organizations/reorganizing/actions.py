"""Merge, divide, upgrade: everything that hangs on the organisation arrives where it should, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from core.records import audit
from core.records.errors import RuleViolation
from core.web.home import lists
from organizations import actions
from organizations.actions.posts import grant_by_posts
from organizations.kinds import COMMUNITY_ORGANIZATIONS, Kind
from organizations.models import Organization, Placement, Post
from organizations.reorganizing.models import Reorganization, ReorganizationKind, ReorganizationState
from organizations.reorganizing.rules import REORGANIZATION, UPGRADED, check_way
from organizations.rules import raise_field_errors
from organizations.telling import tell_not_taken
from organizations.tree.effective import check_effective


@contextmanager
def _tried() -> Iterator[None]:
    """What is done inside is undone: only its refusals stay."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def check(row: Reorganization, *, by: Any, today: date) -> None:
    """Raise RuleViolation unless the change holds: it is tried as on its day, and undone."""
    check_effective(row.organization, row.on, today=today, label=f"{row.get_kind_display()}日期", future=True)
    with _tried():
        _carry_out(row, by=by, today=max(today, row.on))


@transaction.atomic
def reorganize(row: Reorganization, *, by: Any, today: date) -> Reorganization:
    """Carry an unsaved change out, or keep it for its day when that lies ahead. Raises RuleViolation, nothing is half
    done; of two for one organisation the second is told."""
    row.organization = Organization.objects.select_for_update(no_key=True).get(pk=row.organization_id)
    check(row, by=by, today=today)
    row.entered_by = by
    raise_field_errors(row, exclude=["scope"])
    row.save(force_insert=True)
    audit.record("organizations.reorganization_entered", by=by, target=row, kind=row.kind, on=row.on.isoformat())
    if row.on <= today:
        _take(row, by=by, today=today)
    return row


@transaction.atomic
def withdraw(row: Reorganization, *, by: Any) -> Reorganization:
    """Take back what has not begun."""
    row = Reorganization.objects.select_for_update(of=("self",)).select_related("organization").get(pk=row.pk)
    REORGANIZATION.advance("withdraw", row, by=by, at=timezone.now())
    return row


def take_due(*, on: date, by: Any = "calendar") -> int:
    """Carry out what begins by ``on``, one transaction each; returns how many took effect. What no longer holds falls,
    with its reason."""
    taken = 0
    waiting = Reorganization.objects.filter(state=ReorganizationState.WAITING, on__lte=on)
    for pk in waiting.order_by("on", "pk").values_list("pk", flat=True):
        with transaction.atomic():
            row = _locked(pk)
            if row.state != ReorganizationState.WAITING:
                continue
            try:
                with transaction.atomic():
                    _take(row, by=by, today=on)
            except RuleViolation as violation:
                row.note = violation.message[:200]
                REORGANIZATION.advance("fall", row, by=by, at=timezone.now(), fields=["note"], reason=row.note)
                tell_not_taken(
                    row,
                    title=f"{row.organization.name}{row.get_kind_display()}没有生效",
                    url=reverse("organizations:detail", args=[row.organization_id]),
                    right="organizations.manage_organization",
                    on=on,
                )
            else:
                taken += 1
    return taken


def _locked(pk: int) -> Reorganization:
    rows = Reorganization.objects.select_for_update(of=("self",)).select_related("organization", "entered_by")
    return rows.get(pk=pk)


def _take(row: Reorganization, *, by: Any, today: date) -> None:
    row.made = _carry_out(row, by=by, today=today)
    REORGANIZATION.advance("carry_out", row, by=by, at=timezone.now(), fields=["made"], on=row.on.isoformat())


def _carry_out(row: Reorganization, *, by: Any, today: date) -> Organization | None:
    organization = Organization.objects.get(pk=row.organization_id)
    superior = _superior(organization, row.on)
    others = [
        each for each in _below(superior, row.on) if each.kind in COMMUNITY_ORGANIZATIONS and each.pk != organization.pk
    ]
    check_way(row, superior=superior, others=others)
    if row.kind == ReorganizationKind.MERGE:
        _merge(row, organization, by=by, today=today)
        return None
    if row.kind == ReorganizationKind.SPLIT:
        return _split(row, organization, superior, by=by, today=today)
    if row.kind == ReorganizationKind.CLASSIFY:
        organization.community_type, organization.version = row.community_type, F("version") + 1
        organization.save(update_fields=["community_type", "version"])
        return None
    return _upgrade(row, organization, superior, by=by, today=today)


def _superior(organization: Organization, on: date) -> Organization:
    placed = Placement.objects.filter(organization=organization, during__contains=on).select_related("parent")
    found = placed.first()
    if found is None:
        raise RuleViolation("no-superior", f"{organization.name}这一天还没有上级组织", field="on")
    return found.parent


def _below(organization: Organization, on: date) -> list[Organization]:
    placed = Placement.objects.filter(parent=organization, during__contains=on)
    return list(Organization.objects.in_force(on).filter(pk__in=placed.values("organization_id")).order_by("path"))


def _merge(row: Reorganization, organization: Organization, *, by: Any, today: date) -> None:
    assert row.target_id is not None
    target = Organization.objects.get(pk=row.target_id)
    check_effective(target, row.on, today=today, label="合并日期", lasting=True)
    for part in _below(organization, row.on):
        actions.move_organization(by=by, organization=part, parent=target, on=row.on, today=today)
    lists().follow(by, organization, target, row.on, today, None)
    actions.dissolve_organization(
        by=by, organization=organization, on=row.on, today=today, reason=f"并入{target.name}"[:120]
    )


def _split(
    row: Reorganization, organization: Organization, superior: Organization, *, by: Any, today: date
) -> Organization:
    below = {each.pk: each for each in _below(organization, row.on)}
    if not set(row.parts) <= below.keys():
        raise RuleViolation("not-below", "选择的下级组织里有不在这里的，请刷新后再选", field="parts")
    if len(row.parts) == len(below) and organization.kind in COMMUNITY_ORGANIZATIONS:
        raise RuleViolation("nothing-left", "不能把下级组织全部划出，请改用合并或更名", field="parts")
    made = actions.create_organization(
        by=by, kind=organization.kind, code=row.code, name=row.name, parent=superior, since=row.on, today=today,
        established_on=row.on,
    )  # fmt: skip
    for pk in row.parts:
        actions.move_organization(by=by, organization=below[pk], parent=made, on=row.on, today=today)
    made.refresh_from_db()
    lists().follow(by, organization, made, row.on, today, row.persons)
    return made


def _upgrade(
    row: Reorganization, organization: Organization, superior: Organization, *, by: Any, today: date
) -> Organization | None:
    kind = UPGRADED[Kind(organization.kind)]
    if organization.kind != Kind.BRANCH:
        organization.kind, organization.version = kind, F("version") + 1
        organization.save(update_fields=["kind", "version"])
        if row.name and row.name != organization.name:
            _rename(organization, row.name, row, by=by, today=today)
        holders = Post.objects.filter(organization=organization).values_list("person_id", flat=True)
        grant_by_posts(persons=list(holders), by=by)
        return None
    if row.own_name and row.own_name != organization.name:
        _rename(organization, row.own_name, row, by=by, today=today)
    made = actions.create_organization(
        by=by,
        kind=kind,
        code=row.code,
        name=row.name,
        parent=superior,
        since=row.on,
        today=today,
        established_on=row.on,
    )
    actions.move_organization(by=by, organization=organization, parent=made, on=row.on, today=today)
    return made


def _rename(organization: Organization, name: str, row: Reorganization, *, by: Any, today: date) -> None:
    actions.rename_organization(
        by=by, organization=organization, name=name, on=row.on, today=today, document=row.document
    )
