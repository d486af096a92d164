"""Members of a branch that is merged or divided: they go on in the other branch from the day (ORG-21)."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from core.records import audit
from core.records.errors import RuleViolation
from members import rules
from members.groups.actions import leave_groups
from members.groups.models import GroupMembership
from members.models import Membership, ScheduledChange, TransferLetter
from organizations.kinds import HOLDS_RELATIONSHIPS
from organizations.models import Organization
from organizations.tree.effective import check_effective

NAMES_SHOWN = 3


def followers(organization: Organization) -> list[tuple[int, str]]:
    """Who has the relationship at the organisation itself, by name: id of the person and what tells him apart."""
    here = Membership.objects.current().filter(organization=organization).select_related("person").order_by("name_key")
    return [(spell.person_id, f"{spell.person.name}（{spell.get_status_display()}）") for spell in here]


def follow(
    by: Any, source: Organization, target: Organization, on: date, today: date, persons: Collection[int] | None
) -> int:
    """End the spells of ``source`` (of ``persons``; None: all) on the day and open them in ``target``, in a few
    statements; returns how many. Groups that went before go with their members, those that stay behind are left.

    Raises RuleViolation: not a member there, a change or a letter under way, a spell that began later.
    """
    rows = Membership.objects.current().filter(organization=source)
    if persons is not None:
        persons = {*persons, *_of_groups_gone(target, on, rows)}
        rows = rows.filter(person__in=persons)
    spells = list(rows.select_for_update(of=("self",)).select_related("person", "organization").order_by("pk"))
    if persons is not None and len(spells) != len(persons):
        raise RuleViolation("not-a-member", "选择的党员里有不在本支部的，请刷新后再选", field="persons")
    if not spells:
        return 0
    if target.kind not in HOLDS_RELATIONSHIPS:
        raise RuleViolation("not-a-branch", f"{target.name}不接收党员组织关系")
    check_effective(target, on, today=today, label="变动日期", lasting=True)
    ids = [spell.person_id for spell in spells]
    _check_nothing_is_under_way(source, ids)
    for spell in spells:
        try:
            rules.check_can_change_spell(spell, on=on)
        except RuleViolation as violation:
            raise RuleViolation(violation.code, f"{spell.person.name}：{violation.message}", field="on") from violation
    opened = [_next(spell, target, on) for spell in spells]
    for spell in spells:
        spell.during = (spell.during.lower, on)
        spell.end_reason = Membership.End.CHANGE
        spell.version += 1
    Membership.objects.bulk_update(spells, ["during", "end_reason", "version"])
    Membership.objects.bulk_create(opened)
    leave_groups(ids, on, but_below=target)
    old, new = {"organization_id": source.pk}, {"organization_id": target.pk}
    said: dict[str, Any] = {"old": old, "new": new, "on": on.isoformat()}
    audit.record_many("members.changed", by=by, targets=[(spell, said) for spell in opened])
    audit.record("members.followed", by=by, target=target, organization_id=target.pk, number=len(opened), **said)
    return len(opened)


def _of_groups_gone(target: Organization, on: date, here: QuerySet[Membership]) -> Iterable[int]:
    """Persons of ``here`` in groups that stand below ``target`` by now: a group goes with its members."""
    gone = GroupMembership.objects.under(target).as_of(on).filter(person__in=here.values("person_id"))
    return gone.values_list("person_id", flat=True)


def _next(spell: Membership, target: Organization, on: date) -> Membership:
    return Membership(
        person_id=spell.person_id,
        organization=target,
        status=spell.status,
        member_class=spell.member_class,
        joined_on=spell.joined_on,
        full_on=spell.full_on,
        during=(on, None),
        remark=spell.remark,
    )


def _check_nothing_is_under_way(source: Organization, persons: list[int]) -> None:
    waiting = ScheduledChange.objects.filter(person__in=persons, state=ScheduledChange.State.WAITING)
    letters = TransferLetter.objects.under_way().filter(organization=source, person__in=persons)
    for rows, what in ((waiting, "待生效的变动，请先撤回"), (letters, "在途的介绍信，请先登记回执或作废")):
        names = list(rows.values_list("person__name", flat=True)[: NAMES_SHOWN + 1])
        if names:
            shown = "、".join(names[:NAMES_SHOWN]) + "等" * (len(names) > NAMES_SHOWN)
            raise RuleViolation("under-way", f"{shown}有{what}")
