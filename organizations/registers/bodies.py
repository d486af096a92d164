"""Bodies: which organisation has which, when one is tight, who sits in it (ORG-12, ORG-31)."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from core.records.errors import RuleViolation
from core.web.home import lists
from organizations import standards
from organizations.kinds import STREETS, Kind
from organizations.models import COORDINATING, GROUPS, Body, BodyKind, BodyMember, Organization, Unit, UnitPresence
from organizations.registers.register import Asked
from organizations.tree.effective import check_not_ahead, check_stands

TIGHTNESS = "org.body.tightness"
HOSTS: dict[str, tuple[str, ...]] = {
    BodyKind.GUIDANCE: (Kind.DISTRICT_DEPARTMENT,),
    BodyKind.COORDINATION: STREETS,
    BodyKind.CONFERENCE: (Kind.COMMUNITY,),
    BodyKind.STATION: (Kind.COMMUNITY,),
    BodyKind.TWO_NEW: (Kind.DISTRICT_DEPARTMENT, *STREETS, Kind.COMMUNITY),
    **dict.fromkeys(GROUPS, (Kind.COMMUNITY,)),
}
"""Kind of body → kinds of organisations that have one (S1 一2; S0 三(四)3)."""
KEEPERS = (Kind.DISTRICT_DEPARTMENT, *STREETS, Kind.COMMUNITY)
TWO_NEW = (Unit.UnitKind.NEW_ECONOMIC, Unit.UnitKind.NEW_SOCIAL)


def words_of_tightness(organization: Organization | None, on: date) -> list[str]:
    """From loose to tight; the last word is the tight one."""
    return list(standards.at(TIGHTNESS, organization=organization, as_of=on))


def check_body(body: Body, asked: Asked) -> None:
    """Before a body is entered, corrected or withdrawn."""
    if not asked.names:
        return
    if body.organization.kind not in HOSTS[body.kind]:
        names = "、".join(dict.fromkeys(Kind(kind).label for kind in HOSTS[body.kind]))
        raise RuleViolation("wrong-side", f"{body.get_kind_display()}由{names}设立", field="kind")
    check_stands(body.organization, body.founded_on, label="成立日期", field="founded_on")
    check_not_ahead(body.founded_on, today=asked.today, label="成立日期", field="founded_on")
    if body.charter_on is not None:
        check_not_ahead(body.charter_on, today=asked.today, label="章程通过日期", field="charter_on")
    if body.kind in COORDINATING:
        _check_tightness(body, words_of_tightness(body.organization, asked.today))
    first = body.members.order_by("during").values_list("during", flat=True).first() if body.pk else None
    if first is not None and first.lower < body.founded_on:
        raise RuleViolation("members-before", f"已有{first.lower}起的成员，成立日期不能更晚", field="founded_on")


def _check_tightness(body: Body, words: list[str]) -> None:
    stored = Body.objects.filter(pk=body.pk).values_list("tightness", flat=True).first()
    if body.tightness not in words and body.tightness != stored:
        raise RuleViolation("no-such-word", f"没有“{body.tightness}”这一项", field="tightness")
    if body.tightness == words[-1] and not body.charter:
        raise RuleViolation("no-charter", f"{body.tightness}要有章程，请填写章程和通过日期", field="charter")


def check_dissolution(body: Body, asked: Asked) -> None:
    """A body ends once; whoever sits in it sits there to its last day."""
    if Body.objects.get(pk=body.pk).dissolved_on is not None:
        raise RuleViolation("dissolved", "已经撤销")
    if body.dissolved_on is None:
        raise RuleViolation("no-day", "请填写撤销日期", field="dissolved_on")
    check_not_ahead(body.dissolved_on, today=asked.today, label="撤销日期", field="dissolved_on")
    if body.dissolved_on <= body.founded_on:
        raise RuleViolation("date-order", "撤销日期必须晚于成立日期", field="dissolved_on")


def check_restoring(body: Body, _asked: Asked) -> None:
    if Body.objects.get(pk=body.pk).dissolved_on is None:
        raise RuleViolation("standing", "没有撤销")


def check_member(member: BodyMember, asked: Asked) -> None:
    """A unit of the area, of the two new kinds where the body is theirs; nobody sits before the body stood."""
    if not asked.names:
        return
    body, since, until = member.body, member.during.lower, member.during.upper
    if body.dissolved_on is not None:
        raise RuleViolation("dissolved", f"{body}已于{body.dissolved_on}撤销")
    if since < body.founded_on:
        raise RuleViolation("before-founding", f"开始日期不能早于{body}成立的日期（{body.founded_on}）", field="since")
    check_not_ahead(since, today=asked.today, label="开始日期", field="since", future=True)
    if until is not None:
        check_not_ahead(until, today=asked.today, label="结束日期", field="until", future=True)
    if member.unit is not None and "unit" in asked.names:
        if body.kind == BodyKind.TWO_NEW and member.unit.kind not in TWO_NEW:
            raise RuleViolation("not-two-new", f"{member.unit}不是新经济组织或新社会组织", field="unit")
        if not units_for(body).filter(pk=member.unit.pk).exists():
            raise RuleViolation("elsewhere", f"{member.unit}没有登记在{body.organization.name}范围内", field="unit")


def units_for(body: Body) -> Any:
    """Units that may sit in the body: those of its area today; in the district's, its own organs and the two new."""
    here = UnitPresence.objects.under(body.organization).filter(during__contains=timezone.localdate())
    rows = Unit.objects.filter(Exists(here.filter(unit=OuterRef("pk"))))
    if body.kind == BodyKind.TWO_NEW:
        rows = rows.filter(kind__in=TWO_NEW)
    elif body.kind == BodyKind.GUIDANCE:
        rows = rows.filter(district_organ=True)
    return rows.order_by("name", "pk")


def sitting(body: Body, on: date) -> list[BodyMember]:
    """Who sits in it on the day, of what was fetched."""
    return [each for each in body.members.all() if on in each.during]


def counted(body: Body) -> str:
    """How many member units and persons sit in it today."""
    today = timezone.localdate()
    now = sitting(body, today)
    units, persons = sum(each.unit_id is not None for each in now), sum(each.person_id is not None for each in now)
    return f"{units} 家单位，{persons} 人"


def facts(body: Body) -> list[tuple[str, str]]:
    """What the rooms above know of the body: whether it meets, whether what it resolves is done."""
    today = timezone.localdate()
    return [line for tell in lists().bodies for line in tell(body, today)]
