"""What a reorganisation touches, and those that an organisation took part in."""

from collections.abc import Iterable
from copy import copy
from dataclasses import replace

from django.db.models import Q, QuerySet

from core.web.home import Hanging
from organizations.kinds import Kind
from organizations.models import Organization
from organizations.preview import Preview, sight_changes, what_hangs
from organizations.registers.guidance import guiding
from organizations.reorganizing.models import Reorganization, ReorganizationKind


def of(row: Reorganization) -> Preview:
    """What hangs on the organisation and what becomes of each."""
    hanging = [each for each in what_hangs(row.organization, row.on) if each.count]
    asked = {"on": row.on, "name": f"{row.name}/{row.own_name}/{row.code}".replace("|", " ").replace("=", " ")}
    if row.kind == ReorganizationKind.MERGE:
        assert row.target is not None
        lines = [replace(each, dissolved=each.merged or each.dissolved) for each in hanging]
        return Preview(asked | {"target": row.target}, (*lines, *_sight(row.organization, row.target, row)))
    if row.kind == ReorganizationKind.SPLIT:
        chosen = {"parts": ",".join(map(str, row.parts)), "persons": ",".join(map(str, row.persons))}
        return Preview(asked | chosen, tuple(_going(row)))
    if row.kind == ReorganizationKind.CLASSIFY:
        return Preview(asked | {"type": row.community_type}, tuple(_guided(row)))
    return Preview(asked, tuple(replace(each, dissolved=each.moved) for each in hanging))


def _sight(organization: Organization, target: Organization, row: Reorganization) -> Iterable[Hanging]:
    """Who sees the members after a merger, and who no longer: as if the organisation moved there."""
    return (replace(each, dissolved=each.moved) for each in sight_changes(organization, target, row.on))


def _guided(row: Reorganization) -> Iterable[Hanging]:
    """The guidance that will hold for the community."""
    after = copy(row.organization)
    after.community_type = row.community_type
    number = guiding(after, row.on).count()
    if number:
        yield Hanging("分类指导意见", number, "", dissolved=f"当日起按{row.get_community_type_display()}的要求")


def _going(row: Reorganization) -> Iterable[Hanging]:
    going = {"随同划出的下级组织（党小组连同组内党员）": row.parts, "随同划出的党员": row.persons}
    for label, ids in going.items():
        if ids:
            yield Hanging(label, len(ids), "", dissolved=f"当日起在{row.name}")
    for each in what_hangs(row.organization, row.on):
        if each.count and each.label in ("任职", "待办事项"):
            yield replace(each, dissolved="留在原组织")


def of_organization(organization: Organization) -> QuerySet[Reorganization]:
    """Reorganisations that made, changed or ended it, or brought something in; the newest first."""
    return (
        Reorganization.objects.filter(Q(organization=organization) | Q(target=organization) | Q(made=organization))
        .select_related("organization", "target", "made")
        .order_by("-on", "-pk")
    )


def what(row: Reorganization) -> str:
    """In words: what is merged, divided or upgraded into what."""
    if row.kind == ReorganizationKind.MERGE:
        return f"{row.organization.name}并入{row.target.name if row.target else ''}"
    if row.kind == ReorganizationKind.SPLIT:
        return f"{row.organization.name}分出{row.name}"
    if row.kind == ReorganizationKind.CLASSIFY:
        return f"改为{row.get_community_type_display()}"
    if row.organization.kind == Kind.COMMUNITY_COMMITTEE and row.made is None:
        return f"升格为党委，名称为{row.name}"
    return f"{row.organization.name}升格，设立{row.name}" if row.code else f"{row.organization.name}升格为{row.name}"
