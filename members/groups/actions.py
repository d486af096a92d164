"""Members of a branch put into its Party groups, many at once; who leaves the branch leaves its group (MEM-21)."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction

from core.records import audit
from core.records.errors import RuleViolation
from members.groups import queries
from members.groups.models import GroupMembership
from organizations.models import Organization
from organizations.tree.effective import check_effective


@transaction.atomic
def assign(
    *,
    by: Any,
    branch: Organization,
    group: Organization | None,
    persons: Collection[int],
    on: date,
    seen: str,
    today: date,
) -> int:
    """Put the persons into ``group`` of the branch from ``on``; None: into no group. Returns how many moved.

    All or none. ``seen``: ``queries.digest`` of what the page showed. Raises RuleViolation: nobody chosen, not a
    member of the branch on the day, a group of another branch, a day before the last change.
    """
    Organization.objects.select_for_update(no_key=True).get(pk=branch.pk)
    lines = {line.person_id: line for line in queries.lines(branch)}
    if seen != queries.digest(lines.values()):
        raise RuleViolation("changed-meanwhile", "名单或分组刚被别人改过，请看过最新内容再编组")
    if not persons:
        raise RuleViolation("nothing-chosen", "请先勾选党员", field="persons")
    if not set(persons) <= lines.keys():
        raise RuleViolation("not-a-member", "勾选的人里有不在本支部的，请刷新后再选", field="persons")
    if group is not None and not queries.groups_of(branch, today=today).filter(pk=group.pk).exists():
        raise RuleViolation("other-branch", "请选择本支部的党小组", field="group")
    check_effective(group or branch, on, today=today, label="编组日期", lasting=group is not None)
    chosen = [lines[pk] for pk in persons]
    late = next((line for line in chosen if line.member_since > on), None)
    if late is not None:
        message = f"{late.name}从{late.member_since:%Y-%m-%d}起才在本支部，编组日期不能更早"
        raise RuleViolation("before-start", message, field="on")
    moving = [line for line in chosen if line.group_id != (group.pk if group else None)]
    _end([line.spell for line in moving if line.spell is not None], on)
    if group is not None:
        GroupMembership.objects.bulk_create(
            GroupMembership(organization=group, person_id=line.person_id, during=(on, None)) for line in moving
        )
    if moving:
        audit.record(
            "members.grouped",
            by=by,
            target=group or branch,
            organization_id=branch.pk,
            on=on.isoformat(),
            persons=[line.person_id for line in moving],
            before=[line.group_id for line in moving],
        )
    return len(moving)


def _end(spells: list[GroupMembership], on: date) -> None:
    """End them on the day; one that began on that very day was a slip and goes."""
    after = next((spell for spell in spells if spell.during.lower > on), None)
    if after is not None:
        message = f"{after.person.name}从{after.during.lower:%Y-%m-%d}起在{after.organization.name}，编组日期不能更早"
        raise RuleViolation("before-start", message, field="on")
    slips = [spell.pk for spell in spells if spell.during.lower == on]
    GroupMembership.objects.filter(pk__in=slips).delete()
    rest = [spell for spell in spells if spell.pk not in slips]
    for spell in rest:
        spell.during = (spell.during.lower, on)
        spell.version += 1
    GroupMembership.objects.bulk_update(rest, ["during", "version"])


def leave_group(person_id: int, on: date) -> None:
    """The relationship has left the branch: its group is left on the same day; inside the caller's transaction."""
    rows = GroupMembership.objects.current().filter(person_id=person_id).select_related("person", "organization")
    for spell in rows:
        _end([spell], max(on, spell.during.lower))


def leave_groups(persons: Collection[int], on: date, *, but_below: Organization) -> None:
    """``leave_group`` for many who have gone to a branch; groups that have gone with them are kept."""
    rows = GroupMembership.objects.current().filter(person__in=persons).select_related("person", "organization")
    _end([spell for spell in rows if not spell.organization.path.startswith(but_below.path)], on)
