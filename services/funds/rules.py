"""What may be entered, approved and reversed, and how a community's money stands (SVC-08, SVC-10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F, Sum

from core.chinese.dates import add_months
from core.records.errors import RuleViolation
from organizations import standards
from organizations.kinds import Kind
from organizations.models import Organization
from organizations.registers.register import Asked
from organizations.tree.effective import check_not_ahead, check_stands
from people.models import User
from services.funds.models import (
    CASH,
    HELP,
    HELP_INCOME,
    INCOME,
    NEEDS,
    FundAccount,
    FundBooking,
    FundKind,
    FundReport,
    FundVoucher,
)

KEEPERS = (Kind.COMMUNITY,)
YEARLY = "svc.fund.community_year"
GROWTH = "svc.fund.growth_min"
DUES = "svc.fund.party_fee_support"
MONTHS = "svc.fund.publish_months"
FUNDS = "svc.help_fund.kinds"
NOTHING = Decimal(0)


def check_voucher(voucher: FundVoucher, asked: Asked) -> None:
    """Before a voucher is entered, corrected or withdrawn: what was booked stands, and is only reversed."""
    if voucher.pk is not None and FundVoucher.objects.get(pk=voucher.pk).approved_on is not None:
        raise RuleViolation("booked", "已经入账，不能更正和撤回；有误的请冲销，再登记正确的凭证")
    if not asked.names:
        return
    if voucher.happened_on is None:
        raise RuleViolation("no-day", "请填写发生日期", field="happened_on")
    check_not_ahead(voucher.happened_on, today=asked.today, label="发生日期", field="happened_on")
    check_stands(voucher.organization, voucher.happened_on, label="发生日期", field="happened_on")
    if not voucher.scan:
        raise RuleViolation("no-scan", "请上传凭证扫描件", field="scan")


def check_grant(voucher: FundVoucher, asked: Asked) -> None:
    """The same for a help fund: one of the funds of its day; a grant says how many it helped (SVC-10)."""
    check_voucher(voucher, asked)
    if not asked.names:
        return
    if voucher.fund not in funds_of(voucher.organization, voucher.happened_on):
        raise RuleViolation("no-fund", "请从现行的帮扶基金里选择", field="fund")
    if voucher.kind not in HELP:
        raise RuleViolation("no-help", "请选择类别", field="kind")
    if voucher.kind in NEEDS and not voucher.persons:
        raise RuleViolation("nobody-helped", "支出请填写受助人数", field="persons")
    if voucher.kind in HELP_INCOME and voucher.persons is not None:
        raise RuleViolation("income-helps", "收入不填受助人数", field="persons")


def funds_of(organization: Organization | None, on: date) -> list[str]:
    """The help funds in force."""
    return list(standards.at(FUNDS, organization=organization, as_of=on))


def helped_in(organization: int, first: date, last: date, fund: str) -> dict[str, int]:
    """Need → persons helped by what was booked in a period, reversals taken off."""
    found: dict[str, int] = {}
    rows = FundVoucher.objects.filter(organization=organization, fund=fund, kind__in=NEEDS)
    for name, sign in (("approved_on", 1), ("reversed_on", -1)):
        within = rows.filter(**{f"{name}__gte": first, f"{name}__lte": last})
        for kind, total in within.values("kind").order_by().annotate(total=Sum("persons")).values_list("kind", "total"):
            found[kind] = found.get(kind, 0) + sign * total
    return found


def cash_of(organization: int, fund: str = "") -> Decimal:
    """What is left in cash."""
    rows = FundAccount.objects.filter(organization=organization, fund=fund, code=CASH)
    found = rows.values_list("balance", flat=True).first()
    return NOTHING if found is None else found


def _check_enough(voucher: FundVoucher, spent: bool) -> None:
    """Nobody spends what is not there. The account is held until the booking; its constraint says so, too."""
    FundAccount.objects.select_for_update().filter(
        organization=voucher.organization_id, fund=voucher.fund, code=CASH
    ).first()
    left = cash_of(voucher.organization_id, voucher.fund)
    if spent and voucher.amount > left:
        raise RuleViolation("not-enough", f"余额 {left} 元，不够支出 {voucher.amount} 元，不能入账")


def check_approval(voucher: FundVoucher, asked: Asked) -> None:
    """Booked once, by another officer than who entered it, and never below nothing."""
    stored = FundVoucher.objects.get(pk=voucher.pk)
    if stored.approved_on is not None:
        raise RuleViolation("booked", f"已于{stored.approved_on}入账")
    by = asked.by.pk if isinstance(asked.by, User) else None
    if by is not None and by == stored.entered_by_id:
        raise RuleViolation("same-officer", "经办人不能审核自己登记的凭证，请由另一人审核")
    voucher.approved_by_id = by
    _check_enough(stored, spent=not stored.is_income)


def check_reversal(voucher: FundVoucher, asked: Asked) -> None:
    """What was booked is taken out again once, by whoever did not enter it; an income only while it is still there."""
    stored = FundVoucher.objects.get(pk=voucher.pk)
    if stored.approved_on is None:
        raise RuleViolation("not-booked", "还没有入账，请直接更正或撤回")
    if stored.reversed_on is not None:
        raise RuleViolation("reversed", f"已于{stored.reversed_on}冲销")
    if isinstance(asked.by, User) and asked.by.pk == stored.entered_by_id:
        raise RuleViolation("same-officer", "经办人不能冲销自己登记的凭证，请由另一人冲销")
    if not voucher.reversed_because.strip():
        raise RuleViolation("no-reason", "请填写冲销原因", field="reversed_because")
    _check_enough(stored, spent=stored.is_income)


def state_of(voucher: FundVoucher) -> str:
    """Where it stands, in words."""
    if voucher.reversed_on is not None:
        return "已冲销"
    return "已入账" if voucher.approved_on is not None else "待审核"


# -- a community's money ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Period:
    """Some months of a community's money by the days of booking: what there was, came, went and is left."""

    first: date
    last: date
    opening: Decimal
    lines: tuple[tuple[str, Decimal], ...]
    income: Decimal
    spending: Decimal

    @property
    def closing(self) -> Decimal:
        return self.opening + self.income - self.spending


def _sum(rows: Any) -> Decimal:
    found: Decimal | None = rows.aggregate(total=Sum(F("debit") - F("credit")))["total"]
    return found or NOTHING


def _line(code: str, helped: dict[str, int]) -> str:
    """How a kind is called in public: of a grant with how many it helped."""
    label = str(FundKind(code).label)
    return f"{label}（{helped.get(code, 0)} 人次）" if code in NEEDS else label


def period_of(organization: int, first: date, last: date, fund: str = "") -> Period:
    """The numbers of a period, both days included; two statements, of a help fund four."""
    rows = FundBooking.objects.filter(organization=organization, fund=fund)
    helped = helped_in(organization, first, last, fund) if fund else {}
    opening = _sum(rows.filter(code=CASH, booked_on__lt=first))
    within = rows.filter(booked_on__gte=first, booked_on__lte=last).exclude(code=CASH)
    found = dict(
        within.values("code").order_by().annotate(total=Sum(F("credit") - F("debit"))).values_list("code", "total")
    )
    lines = tuple((_line(code, helped), abs(found[code])) for code in FundKind.values if found.get(code))
    income = sum((found.get(code, NOTHING) for code in INCOME), NOTHING)
    spending = -sum((total for code, total in found.items() if code not in INCOME), NOTHING)
    return Period(first, last, opening, lines, income, spending)


def income_of_year(organization: int, kind: str, year: int) -> Decimal:
    """What was booked of a kind of income in the year, reversals taken off."""
    rows = FundBooking.objects.filter(organization=organization, code=kind, booked_on__year=year)
    return -_sum(rows)


def periods_of_year(year: int, months: int) -> list[tuple[date, date]]:
    """First and last days of the periods after which the money of a year is made public."""
    firsts = [date(year, month, 1) for month in range(1, 13, months)]
    nexts = [*firsts[1:], date(year + 1, 1, 1)]
    return [(first, following - timedelta(days=1)) for first, following in zip(firsts, nexts, strict=True)]


def months_of(organization: Organization, on: date) -> int:
    return int(standards.at(MONTHS, organization=organization, as_of=on))


def check_publication(organization: Organization, first: date, today: date, fund: str) -> tuple[date, date]:
    """The period that begins on ``first``; it is over, and not public yet. Raises RuleViolation."""
    if fund and not FundAccount.objects.filter(organization=organization, fund=fund).exists():
        raise RuleViolation("no-fund", "这个基金还没有入账的收支", field="fund")
    known = {each[0]: each for each in periods_of_year(first.year, months_of(organization, first))}
    if first not in known:
        raise RuleViolation("no-period", "没有这一期", field="first")
    period = known[first]
    if period[1] >= today:
        raise RuleViolation("running", f"这一期到{period[1]}，期满后才能公开", field="first")
    if FundReport.objects.filter(organization=organization, fund=fund, first=first, withdrawn_because="").exists():
        raise RuleViolation("public", "这一期已经公开，有变动的先撤回再公开", field="first")
    return period


def warnings_of(organization: Organization, today: date) -> Sequence[str]:
    """What the year's money falls short of: the community's sum, growth over last year, support from dues."""
    known = standards.several([YEARLY, GROWTH, DUES], organization=organization, as_of=today)
    given = income_of_year(organization.pk, FundKind.BUDGET, today.year)
    before = income_of_year(organization.pk, FundKind.BUDGET, today.year - 1)
    found = []
    if given < known[YEARLY]:
        found.append(f"今年财政拨付 {given} 元，每个社区每年不少于 {known[YEARLY]} 元")
    if before and given <= before * (1 + Decimal(known[GROWTH]) / 100):
        found.append(f"今年财政拨付 {given} 元，没有比上年（{before} 元）增长")
    dues = income_of_year(organization.pk, FundKind.DUES, today.year)
    if known[DUES] is not None and dues < known[DUES]:
        found.append(f"今年党费补助 {dues} 元，应为 {known[DUES]} 元")
    return found


def latest_periods(organization: Organization, today: date) -> list[tuple[date, date]]:
    """The periods of this year and of the last that are over, the newest first."""
    months = months_of(organization, today)
    begun = add_months(today.replace(day=1), -12)
    years = (today.year - 1, today.year)
    found = [each for year in years for each in periods_of_year(year, months) if begun <= each[0] and each[1] < today]
    return found[::-1]
