"""Who has a mandate in a big committee, and what may be recorded of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from core.records.errors import RuleViolation
from organizations.kinds import Kind
from organizations.models import MandateTime, MandateWork, Organization, Participation, Position, Post
from organizations.registers.forms import KEEP
from organizations.registers.register import Asked
from organizations.scoping import may
from organizations.tree.effective import check_not_ahead
from people.models import User

KEEPERS = (Kind.BIG_COMMITTEE,)
SEATS = (
    Position.SECRETARY,
    Position.FULL_TIME_DEPUTY,
    Position.PART_TIME_DEPUTY,
    Position.DEPUTY_SECRETARY,
    Position.COMMITTEE_MEMBER,
)
"""Who has a mandate in a big committee (S2 二(三))."""
BY_UNIT = (Position.PART_TIME_DEPUTY, Position.COMMITTEE_MEMBER)
"""Whose time a unit guarantees, where the post is not a full-time one."""


def seats_of(person: int, on: date) -> QuerySet[Organization]:
    """Big committees in which the person has a mandate on the day."""
    posts = Post.objects.filter(person=person, position__in=SEATS, during__contains=on)
    found: QuerySet[Organization] = Organization.objects.filter(
        kind=Kind.BIG_COMMITTEE, pk__in=posts.values("organization")
    )
    return found.order_by("path")


def check_member(organization: Organization, person: Any, on: date, *, field: str) -> None:
    """Raise RuleViolation where the person has no mandate there on the day."""
    if person is None or not seats_of(person.pk, on).filter(pk=organization.pk).exists():
        name = "此人" if person is None else person.name
        raise RuleViolation("no-mandate", f"{name}在{on}不是{organization.name}的成员", field=field)


def _check_not_own(work: MandateWork, by: Any) -> None:
    """Nobody confirms his own record."""
    if isinstance(by, User) and by.person_id == work.person_id:
        raise RuleViolation("own-record", "不能确认本人的履职记录，请由大党委其他人员确认")


def check_work(work: MandateWork, asked: Asked) -> None:
    """Before a record is entered, corrected or withdrawn: a member of that day, no day to come."""
    if not asked.names:
        return
    if work.done_on is None:
        raise RuleViolation("no-day", "请填写日期", field="done_on")
    check_not_ahead(work.done_on, today=asked.today, label="日期", field="done_on")
    check_member(work.organization, work.person, work.done_on, field="done_on")
    own = isinstance(asked.by, User) and asked.by.person_id == work.person_id
    keeps = not isinstance(asked.by, User) or may(asked.by, KEEP, work.organization)
    work.confirmed_on = asked.today if keeps and not own else None


def check_confirmation(work: MandateWork, asked: Asked) -> None:
    """What a member entered counts once somebody else of the office confirms it."""
    _check_not_own(work, asked.by)
    if MandateWork.objects.get(pk=work.pk).confirmed_on is not None:
        raise RuleViolation("confirmed", "已经确认")


def check_taken_back(work: MandateWork, asked: Asked) -> None:
    """A confirmation given by mistake, with its reason."""
    if MandateWork.objects.get(pk=work.pk).confirmed_on is None:
        raise RuleViolation("not-confirmed", "还没有确认")


def check_time(time: MandateTime, asked: Asked) -> None:
    """A unit that takes part in the big committee guarantees its member time of this year or the next."""
    if not asked.names:
        return
    if time.pk is None and not asked.today.year - 1 <= time.year <= asked.today.year + 1:
        raise RuleViolation("year", "只能登记去年、今年和明年的", field="year")
    if time.signed_on is None:
        raise RuleViolation("no-day", "请填写单位确认日期", field="signed_on")
    check_not_ahead(time.signed_on, today=asked.today, label="单位确认日期", field="signed_on")
    if time.signed_on.year not in (time.year - 1, time.year):
        raise RuleViolation("sign-year", f"单位确认日期应在{time.year}年内或上年", field="signed_on")
    check_member(time.organization, time.person, time.signed_on, field="signed_on")
    there = Participation.objects.filter(
        organization=time.organization, unit=time.unit, during__contains=time.signed_on
    )
    if not there.exists():
        raise RuleViolation("stranger", f"{time.unit.name}在{time.signed_on}没有参加这个大党委", field="unit")


def state_of(work: MandateWork) -> str:
    """Whether it counts."""
    return "已确认" if work.confirmed_on else "待确认"


@dataclass(frozen=True)
class Year:
    """What a member did in a year: confirmed records, their hours, those of them in the unit's time, the guarantee."""

    records: int = 0
    hours: Decimal = Decimal(0)
    unit_hours: Decimal = Decimal(0)
    guaranteed: Decimal | None = None

    @property
    def words(self) -> str:
        done = f"履职 {self.records} 次、{self.hours.normalize():f} 小时"
        if self.guaranteed is None:
            return done
        return f"{done}，占用单位时间 {self.unit_hours.normalize():f}/{self.guaranteed.normalize():f} 小时"


def years_of(organization: Organization, persons: Sequence[int], *, year: int, until: date) -> dict[int, Year]:
    """Person → year up to the day, of what is confirmed; two statements for all."""
    done = MandateWork.objects.filter(
        organization=organization, person__in=persons, done_on__year=year, done_on__lte=until, withdrawn_on=None
    ).exclude(confirmed_on=None)
    counted = {
        row.pop("person"): row
        for row in done.values("person")
        .order_by()
        .annotate(records=Count("pk"), spent=Sum("hours"), in_unit=Sum("hours", filter=Q(unit_time=True)))
    }
    promised = dict(
        MandateTime.objects.filter(
            organization=organization, person__in=persons, year=year, withdrawn_on=None
        ).values_list("person", "hours")
    )
    found = {}
    for person in persons:
        row: Any = counted.get(person, {})
        found[person] = Year(
            row.get("records", 0),
            row.get("spent") or Decimal(0),
            row.get("in_unit") or Decimal(0),
            promised.get(person),
        )
    return found
