"""When a unit is scored and told of, what an award of a unit asks, when a street's appraisal is concluded (ASM-06)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from assessments.models import Award, StreetAppraisal, StreetOpinion, UnitAwardOpinion, UnitScore
from assessments.rules import DECIDE
from core.chinese.numbers import ratio
from core.records.duties import past_day
from core.records.errors import RuleViolation
from organizations.kinds import Kind
from organizations.models import Organization, Unit, UnitPresence
from organizations.registers.register import Asked
from organizations.scoping import may
from organizations.tree.effective import check_not_ahead
from services.models import Agreement, AgreementItem


def part_of(community: Organization, unit: Unit, year: int, *, today: date) -> tuple[bool, int, int]:
    """Whether the unit signed for the year; its items that had fallen due (or were done) by today; those done in time.

    What both sides called off is left out (services.measures, ``agreement_items``).
    """
    signed = Agreement.objects.filter(organization=community, unit=unit, year=year).exclude(
        state__in=Agreement.UNSIGNED
    )
    items = AgreementItem.objects.filter(agreement__in=signed).exclude(state=AgreementItem.State.DROPPED)
    found = items.filter(past_day(today) | Q(state=AgreementItem.State.DONE)).values_list("due_on", "done_on")
    rows = list(found)
    kept = sum(done_on is not None and done_on <= due_on for due_on, done_on in rows)
    return signed.exists(), len(rows), kept


def _present(community: Organization, unit: Unit, year: int) -> bool:
    days = (date(year, 1, 1), date(year + 1, 1, 1))
    return UnitPresence.objects.filter(organization=community, unit=unit, during__overlap=days).exists()


def check_score(row: UnitScore, asked: Asked) -> None:
    """Of this year or the last, of a unit that was there; its numbers are counted now. Told, it stands."""
    if row.pk is not None and UnitScore.objects.get(pk=row.pk).reported_on is not None:
        raise RuleViolation("reported", "已经通报主管单位，不能再改；通报错了的，请先撤销通报")
    if not asked.names or row.pk is not None:
        return
    if row.year not in (asked.today.year - 1, asked.today.year):
        years = f"{asked.today.year - 1}年或{asked.today.year}年"
        raise RuleViolation("year", f"只能测评{years}", field="year")
    if not _present(row.organization, row.unit, row.year):
        raise RuleViolation("not-here", f"{row.unit.name}{row.year}年不在{row.organization.name}", field="unit")
    signed, row.due, row.done = part_of(row.organization, row.unit, row.year, today=asked.today)
    if signed and not row.due:
        raise RuleViolation("nothing-due", "协议事项都没有到期，到期或完成后再测评", field="unit")
    row.points = ratio(row.done, row.due, places=2) or Decimal(0)


def check_report(row: UnitScore, asked: Asked) -> None:
    if UnitScore.objects.get(pk=row.pk).reported_on is not None:
        raise RuleViolation("reported", "已经通报主管单位")
    if not row.reported_to.strip():
        raise RuleViolation("no-superior", "请填写主管单位", field="reported_to")
    if row.reported_on is None:
        raise RuleViolation("no-day", "请填写通报日期", field="reported_on")
    check_not_ahead(row.reported_on, today=asked.today, label="通报日期", field="reported_on")
    if row.reported_on < date(row.year, 1, 1):
        raise RuleViolation("before-year", f"通报日期不能早于{row.year}年", field="reported_on")


def check_report_undone(row: UnitScore, _asked: Asked) -> None:
    if UnitScore.objects.get(pk=row.pk).reported_on is None:
        raise RuleViolation("not-reported", "还没有通报")


def check_opinion(row: UnitAwardOpinion, asked: Asked) -> None:
    """Of a unit of the community; what an award rests on stays."""
    resting = Award.objects.filter(
        organization=row.organization_id,
        holder=Award.Holder.UNIT,
        unit=row.unit_id,
        year__lte=row.given_on.year,
        nominated_at__date__gte=row.given_on,
    ).exclude(state__in=(Award.State.REFUSED, Award.State.WITHDRAWN, Award.State.REVOKED))
    if row.pk is not None and resting.exists():
        raise RuleViolation("rests", "这家单位当年的荣誉已按这条意见申报，不能再改")
    if not asked.names:
        return
    check_not_ahead(row.asked_on, today=asked.today, label="征求日期", field="asked_on")
    check_not_ahead(row.given_on, today=asked.today, label="答复日期", field="given_on")
    if row.given_on < row.asked_on:
        raise RuleViolation("before-asking", "答复日期不能早于征求日期", field="given_on")
    if not UnitPresence.objects.filter(
        organization=row.organization, unit=row.unit, during__contains=row.asked_on
    ).exists():
        raise RuleViolation("not-here", f"{row.unit.name}当时不在{row.organization.name}", field="asked_on")


def opinion_on(award: Award) -> UnitAwardOpinion | None:
    """What the community said last of the unit that is to hold it, since the year of the award began."""
    rows = UnitAwardOpinion.objects.standing().filter(
        organization=award.organization_id, unit=award.unit_id, given_on__year__gte=award.year
    )
    found: UnitAwardOpinion | None = rows.order_by("-given_on", "-pk").first()
    return found


def check_appraisal(row: StreetAppraisal, asked: Asked) -> None:
    """Asked by the district; taken back only while nobody has answered."""
    if not may(asked.by, DECIDE, row.organization):
        raise RuleViolation("district", "街道考核由区委组织部征求单位意见", field="organization")
    if not asked.names:
        if row.opinions.filter(answered_on__isnull=False).exists():
            raise RuleViolation("answered", "已有单位答复，不能撤回")
        return
    if row.pk is not None and StreetAppraisal.objects.get(pk=row.pk).concluded_on is not None:
        raise RuleViolation("concluded", "考核已有结果，不能再改")
    if row.year not in (asked.today.year - 1, asked.today.year):
        years = f"{asked.today.year - 1}年或{asked.today.year}年"
        raise RuleViolation("year", f"只能考核{years}", field="year")
    check_not_ahead(row.asked_on, today=asked.today, label="征求日期", field="asked_on")
    if row.until <= row.asked_on:
        raise RuleViolation("no-time", "答复期限应晚于征求日期", field="until")
    if row.pk is None and row.until < asked.today:
        raise RuleViolation("over", "答复期限不能早于今天", field="until")


def check_conclusion(row: StreetAppraisal, asked: Asked) -> None:
    """Only after the units were asked: everybody answered, or the time they had is over."""
    if not may(asked.by, DECIDE, row.organization):
        raise RuleViolation("district", "考核结果由区委组织部登记")
    if StreetAppraisal.objects.get(pk=row.pk).concluded_on is not None:
        raise RuleViolation("concluded", "考核已有结果")
    for name, label in (("result", "考核结果"), ("document", "文件")):
        if not getattr(row, name).strip():
            raise RuleViolation("missing", f"请填写{label}", field=name)
    if row.concluded_on is None:
        raise RuleViolation("no-day", "请填写考核日期", field="concluded_on")
    check_not_ahead(row.concluded_on, today=asked.today, label="考核日期", field="concluded_on")
    if row.concluded_on < row.asked_on:
        raise RuleViolation("before-asking", "考核日期不能早于征求日期", field="concluded_on")
    waiting = row.opinions.filter(answered_on=None).count()
    if waiting and asked.today <= row.until:
        raise RuleViolation("waiting", f"还有{waiting}家单位没有答复，{row.until}期满后或全部答复后才能登记结果")


def check_answer(row: StreetOpinion, asked: Asked) -> None:
    stored = StreetOpinion.objects.select_related("appraisal").get(pk=row.pk)
    if stored.appraisal.withdrawn_on is not None:
        raise RuleViolation("withdrawn", "这次征求意见已经撤回")
    if stored.appraisal.concluded_on is not None:
        raise RuleViolation("concluded", "考核已有结果，不能再答复")
    if stored.answered_on is not None:
        raise RuleViolation("answered", "这家单位已经答复")
    if not row.grade:
        raise RuleViolation("no-grade", "请选择评价", field="grade")
    if row.answered_on is None:
        raise RuleViolation("no-day", "请填写答复日期", field="answered_on")
    check_not_ahead(row.answered_on, today=asked.today, label="答复日期", field="answered_on")
    if row.answered_on < stored.appraisal.asked_on:
        raise RuleViolation("before-asking", "答复日期不能早于征求日期", field="answered_on")


def ask_units(row: StreetAppraisal, _by: Any, today: date) -> None:
    """A line for each unit that is in the street today, kept by the street: the communities do not read it.

    Raises RuleViolation ``nobody``.
    """
    communities = Organization.objects.under(row.organization).filter(kind=Kind.COMMUNITY)
    present = UnitPresence.objects.filter(organization__in=communities, during__contains=today)
    units = sorted(set(present.values_list("unit", flat=True)))
    if not units:
        raise RuleViolation("nobody", "这个街道还没有登记驻区单位，没有可以征求意见的单位", field="organization")
    StreetOpinion.objects.bulk_create(
        StreetOpinion(appraisal=row, unit_id=unit, organization_id=row.organization_id) for unit in units
    )
