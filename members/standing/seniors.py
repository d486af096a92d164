"""Senior members: whose Party age reaches the years of the medal on 1 July, and what was decided (MEM-18)."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from core.chinese.dates import add_years, chinese_date
from core.office.documents import TableColumn, table_pdf
from core.records import audit, walls
from core.records.errors import RuleViolation
from members.models import Membership, StandingSpell
from members.standing.models import SeniorAward
from members.standing.queries import standings
from members.statistics import PAST
from organizations import standards
from organizations.models import Organization
from organizations.tree.effective import check_not_ahead
from organizations.tree.queries import subtree
from people.models import User

YEARS, CUTOFF = "mem.senior.standing_years", "mem.senior.cutoff"
Decision = SeniorAward.Decision


class Reckoning(NamedTuple):
    """On which day Party age is reckoned in a year, and how many years it has to be; None before there was an award."""

    on: date
    years: int | None


class Senior(NamedTuple):
    """A member who has the years; ``award``: what was decided for the year, or granted in an earlier one."""

    spell: Membership
    years: int
    award: SeniorAward | None


def reckoning(organization: Organization | None, year: int) -> Reckoning:
    month, day = standards.at(CUTOFF, organization=organization, as_of=date(year, 12, 31))
    on = date(year, month, day)
    return Reckoning(on, standards.at(YEARS, organization=organization, as_of=on))


@walls.beyond(PAST)
def seniors(community: Organization, year: int, *, today: date) -> list[Senior]:
    """Members of the community who have the years on the day of reckoning, by Party age; five queries.

    On that day they are alive, in the Party and not suspended; before it, those of today are reckoned ahead. Whom the
    portal knows only since then is reckoned where he is today.
    """
    on, needed = reckoning(community, year)
    if needed is None:
        return []
    day, latest = min(on, today), add_years(on, -needed)
    old = Q(full_on__lte=latest) | Q(full_on__isnull=True, joined_on__lte=latest)
    there = Membership.objects.as_of(day).filter(organization__in=subtree(community, on=day))
    if day < today:  # and who is here today, and was recorded nowhere on that day
        then = Membership.objects.as_of(day).filter(person=OuterRef("person"))
        here = Membership.objects.current().filter(organization__in=subtree(community, on=today))
        there = Membership.objects.filter(
            Q(pk__in=there.values("pk")) | Q(pk__in=here.exclude(Exists(then)).values("pk"))
        )
    spells = list(there.full().filter(old).select_related("person", "organization").order_by("name_key", "pk"))
    ages = standings(spells, on=on)
    suspended = set(
        StandingSpell.objects.as_of(day)
        .filter(kind=StandingSpell.Kind.SUSPENDED, person__in=[spell.person_id for spell in spells])
        .exclude(end=StandingSpell.End.CORRECTION)
        .values_list("person_id", flat=True)
    )
    rows = SeniorAward.objects.standing().filter(person__in=[spell.person_id for spell in spells])
    awards = {row.person_id: row for row in rows.filter(Q(year=year) | Q(decision=Decision.GRANTED)).order_by("year")}
    found = [
        Senior(spell, age, awards.get(spell.person_id))
        for spell in spells
        if (age := ages[spell.pk].years) is not None and age >= needed and spell.person_id not in suspended
    ]
    return sorted(found, key=lambda each: (-each.years, each.spell.name_key))


def check_given(on: date, *, today: date) -> None:
    """Raise RuleViolation for a medal that is given after today."""
    check_not_ahead(on, today=today, label="颁发日期", field="given_on")


@transaction.atomic
@walls.beyond(PAST)
def decide(
    *,
    by: Any,
    community: Organization,
    year: int,
    persons: Collection[int],
    decision: str,
    document: str = "",
    reason: str = "",
    given_on: date | None = None,
    now: datetime | None = None,
) -> int:
    """Grant the medal to several, or withhold it with the reason; all or none. Returns how many.

    Raises RuleViolation: nobody chosen, somebody who has not the years or a decision already, a day ahead.
    """
    at = now or timezone.now()
    today = timezone.localdate(at)
    if not persons:
        raise RuleViolation("nothing-chosen", "请先勾选党员", field="persons")
    if year > today.year:
        raise RuleViolation("year-ahead", "只能登记本年度和以前年度的决定")
    if decision == Decision.WITHHELD and not reason.strip():
        raise RuleViolation("reason-missing", "暂不颁发的，请写明原因", field="reason")
    if given_on is not None:
        check_given(given_on, today=today)
    if decision == Decision.GRANTED and not document.strip():
        raise RuleViolation("document-missing", "请填写批准颁发的文件字号", field="document")
    known = {each.spell.person_id: each for each in seniors(community, year, today=today)}
    for pk in persons:
        found = known.get(pk)
        if found is None:
            raise RuleViolation("not-senior", "勾选的人里有党龄不够或不在本社区的，请刷新后再选", field="persons")
        if found.award is not None:
            message = f"{found.spell.person.name}已有决定：{found.award.year}年{found.award.get_decision_display()}"
            raise RuleViolation("decided-already", message, field="persons")
    made = SeniorAward.objects.bulk_create(
        SeniorAward(
            organization_id=known[pk].spell.organization_id,
            person_id=pk,
            year=year,
            years=known[pk].years,
            decision=decision,
            document=document.strip(),
            reason=reason.strip(),
            given_on=given_on if decision == Decision.GRANTED else None,
            decided_at=at,
            decided_by=by if isinstance(by, User) else None,
        )
        for pk in persons
    )
    audit.record_many("members.senior_decided", by=by, targets=((row, {"decision": decision}) for row in made))
    return len(made)


@transaction.atomic
def take_back(*, by: Any, award: SeniorAward, now: datetime | None = None) -> SeniorAward:
    """The decision was entered by mistake: another one may be made."""
    row = SeniorAward.objects.select_for_update(of=("self",)).get(pk=award.pk)
    if row.cancelled_at is not None:
        raise RuleViolation("cancelled-already", "这项决定已经撤销")
    row.cancelled_at = now or timezone.now()
    row.save(update_fields=["cancelled_at"])
    audit.record("members.senior_taken_back", by=by, target=row)
    return row


COLUMNS = (
    TableColumn("序号", 0, "center"),
    TableColumn("姓名", 1),
    TableColumn("性别", 0, "center"),
    TableColumn("出生日期", 0, "center"),
    TableColumn("党支部", 2),
    TableColumn("入党时间", 0, "center"),
    TableColumn("转正时间", 0, "center"),
    TableColumn("党龄", 0, "center"),
    TableColumn("决定", 1),
)


def award_list(community: Organization, year: int, *, today: date) -> bytes:
    """The list of a year on paper."""
    rows = seniors(community, year, today=today)
    on, needed = reckoning(community, year)
    lines = [
        [
            str(number),
            each.spell.person.name,
            each.spell.person.get_sex_display() if each.spell.person.sex else "",
            f"{each.spell.person.birth_date:%Y-%m-%d}" if each.spell.person.birth_date else "",
            each.spell.organization.name,
            f"{each.spell.joined_on:%Y-%m-%d}" if each.spell.joined_on else "",
            f"{each.spell.full_on:%Y-%m-%d}" if each.spell.full_on else "",
            f"{each.years}年",
            f"{each.award.year}年{each.award.get_decision_display()}" if each.award else "",
        ]
        for number, each in enumerate(rows, 1)
    ]
    subtitle = f"截至{chinese_date(on)}党龄满{needed}年，共{len(rows)}名"
    return table_pdf(f"{community.name}{year}年老党员名单", COLUMNS, lines, subtitle=subtitle, landscape=True)
