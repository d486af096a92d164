"""Who floats, from which day, and what follows for the member's class and for the other branch (MEM-12)."""

from datetime import date, timedelta
from typing import Any

from core.chinese.dates import add_months
from core.records import walls
from core.records.errors import RuleViolation
from members.actions import change_membership
from members.floating.models import FloatingContact, FloatingMember
from members.models import Membership
from organizations import standards
from organizations.kinds import BRANCHES, Kind
from organizations.models import Organization
from organizations.registers.register import Asked
from organizations.ties import tree_of
from organizations.tree.effective import check_not_ahead, check_stands

PAIR = "members.floating_pair"
"""The way past the wall: the entry of the other branch for the same person."""
MONTHS_MIN = "mem.floating.months_min"
TEMPORARY = (Kind.FLOATING_MEMBER_BRANCH, Kind.TEMPORARY_ORGANIZATION)
"""Kinds that floating members are gathered in."""
Direction = FloatingMember.Direction


def open_spell(entry: FloatingMember) -> Membership | None:
    with walls.beyond(PAIR):
        return Membership.objects.current().filter(person=entry.person_id).select_related("organization").first()


def check_floating(entry: FloatingMember, asked: Asked) -> None:
    """Out: a member of the branch, away long enough (党员教育管理条例 32). In: nobody whose relationship is here."""
    if not asked.names:
        return
    since = entry.during.lower
    check_stands(entry.organization, since, label="开始日期", field="since")
    check_not_ahead(since, today=asked.today, label="开始日期", field="since")
    if entry.pk is None:
        _check_member(entry)
    months = int(standards.at(MONTHS_MIN, organization=entry.organization, as_of=since))
    if entry.expected_on is not None and entry.expected_on < add_months(since, months):
        message = f"外出不满{months}个月的不登记为流动党员，请核对开始日期和预计返回日期"
        raise RuleViolation("too-short", message, field="expected_on")
    if entry.pk is not None and any(each.happened_on not in entry.during for each in entry.contacts.all()):
        raise RuleViolation("contacts-outside", "已登记的联系不在这段时间里，请先更正联系", field="since")


def _check_member(entry: FloatingMember) -> None:
    spell = open_spell(entry)
    if entry.direction == Direction.OUT:
        if spell is None or spell.organization_id != entry.organization_id:
            message = f"{entry.person.name}的组织关系不在{entry.organization.name}"
            raise RuleViolation("no-member", message, field="person_name")
    elif spell is not None and spell.organization.path.startswith(tree_of(entry.organization)):
        message = f"{entry.person.name}的组织关系已经在本社区，不是流入党员"
        raise RuleViolation("member-here", message, field="person_name")


def begun(entry: FloatingMember, by: Any, today: date) -> None:
    """Of one who left: the class of management follows, and the other branch finds the entry waiting."""
    if entry.direction == Direction.IN:
        return
    _reclass(entry, Membership.MemberClass.FLOATING_OUT, by, today)
    if (there := _branch_named(entry.other)) is not None and there.pk != entry.organization_id:
        entry.other_entry = _mirrored(entry, there, today).pk
        entry.save(update_fields=["other_entry"])


def _mirrored(entry: FloatingMember, there: Organization, today: date) -> FloatingMember:
    with walls.beyond(PAIR):
        made: FloatingMember = FloatingMember.objects.create(
            organization=there,
            person=entry.person,
            direction=Direction.IN,
            place=entry.organization.name,
            reason=entry.reason,
            other=entry.organization.name,
            card_number=entry.card_number,
            expected_on=entry.expected_on,
            during=entry.during,
            known_on=today,
            other_entry=entry.pk,
        )
    return made


def _branch_named(name: str) -> Organization | None:
    """The one branch of the portal of this name; several of one name are none."""
    found = list(Organization.objects.filter(name=name.strip(), kind__in=BRANCHES, dissolved_on=None)[:2])
    return found[0] if len(found) == 1 else None


def _reclass(entry: FloatingMember, to: str, by: Any, today: date) -> None:
    """The class from today on. A spell that began today stays as it was entered."""
    spell = open_spell(entry)
    if spell is not None and spell.member_class != to and spell.during.lower < today:
        change_membership(by=by, membership=spell, on=today, version=spell.version, today=today, member_class=to)


def _class_before(entry: FloatingMember) -> str:
    """The member's class before floating; unknown where the register never knew another."""
    rows = Membership.objects.filter(person=entry.person_id).exclude(member_class=Membership.MemberClass.FLOATING_OUT)
    with walls.beyond(PAIR):
        before = rows.order_by("-during").values_list("member_class", flat=True).first()
    return before or Membership.MemberClass.UNKNOWN


def check_take(entry: FloatingMember, asked: Asked) -> None:
    if entry.direction != Direction.IN:
        raise RuleViolation("not-in", "只有流入党员需要接收")
    if entry.taken_on is not None:
        check_not_ahead(entry.taken_on, today=asked.today, label="接收日期", field="taken_on")
        if entry.taken_on < entry.during.lower:
            raise RuleViolation("before", "接收日期不能早于开始日期", field="taken_on")


def check_end(entry: FloatingMember, asked: Asked) -> None:
    """It ended on a day that was, after all contacts."""
    stored = FloatingMember.objects.get(pk=entry.pk)
    if stored.during.upper is not None:
        raise RuleViolation("ended", "已经结束，不用再办")
    if (on := entry.during.upper) is None:
        raise RuleViolation("no-end", "请填写结束日期", field="ended_on")
    check_not_ahead(on, today=asked.today, label="结束日期", field="ended_on")
    if on <= stored.during.lower:
        raise RuleViolation("date-order", "结束日期必须晚于开始日期", field="ended_on")
    if any(each.happened_on > on for each in stored.contacts.all()):
        raise RuleViolation("contacts-after", "结束以后还登记了联系，请先更正联系", field="ended_on")
    entry.during = (stored.during.lower, on)


def ended(entry: FloatingMember, by: Any, today: date) -> None:
    """Who is back has the class of before, and the other side's entry ends with it."""
    spell = open_spell(entry) if entry.direction == Direction.OUT else None
    if spell is not None and spell.member_class == Membership.MemberClass.FLOATING_OUT:
        _reclass(entry, _class_before(entry), by, today)
    with walls.beyond(PAIR):
        pair = FloatingMember.objects.standing().filter(pk=entry.other_entry, during__endswith__isnull=True).first()
        if pair is not None:
            end = FloatingMember.objects.get(pk=entry.pk).during.upper
            pair.during = (pair.during.lower, max(end, pair.during.lower + timedelta(days=1)))
            pair.version += 1
            pair.save(update_fields=["during", "version"])


def check_contact(line: FloatingContact, asked: Asked) -> None:
    if not asked.names:
        return
    check_not_ahead(line.happened_on, today=asked.today, label="日期", field="happened_on")
    if line.happened_on not in line.floating.during:
        raise RuleViolation("outside", f"{line.happened_on}不在流动期间里", field="happened_on")
