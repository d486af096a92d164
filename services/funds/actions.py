"""Writes of funds: a voucher is booked on two accounts, or the opposite; a period is made public and taken back."""

from datetime import date
from typing import Any

from django.db import transaction

from core.records import audit
from core.records.errors import RuleViolation
from organizations.models import Organization, Publication
from organizations.publications import actions as publications
from services.funds import rules
from services.funds.models import CASH, FundBooking, FundReport, FundVoucher


def _book(voucher: FundVoucher, *, today: date, opposite: bool) -> None:
    """Two sides: an income is a debit of cash and a credit of its kind, spending the other way round."""
    to_cash = voucher.is_income is not opposite
    sides = ((CASH, to_cash), (voucher.kind, not to_cash))
    for code, debit in sides:
        FundBooking.objects.create(
            organization_id=voucher.organization_id,
            voucher=voucher,
            fund=voucher.fund,
            code=code,
            debit=voucher.amount if debit else 0,
            credit=0 if debit else voucher.amount,
            booked_on=today,
        )


def book(voucher: FundVoucher, _by: Any, today: date) -> None:
    """What follows an approval, in its transaction."""
    _book(voucher, today=today, opposite=False)


def take_out(voucher: FundVoucher, _by: Any, today: date) -> None:
    """What follows a reversal."""
    _book(voucher, today=today, opposite=True)


@transaction.atomic
def publish(*, by: Any, organization: Organization, first: date, today: date, fund: str = "") -> FundReport:
    """Make the period that begins on ``first`` public: its numbers stand from now on (S0 三(四)3). Of a help fund what
    was granted by need, and to how many: nobody's name (SVC-10)."""
    Organization.objects.select_for_update(of=("self",), no_key=True).get(pk=organization.pk)
    first, last = rules.check_publication(organization, first, today, fund)
    found = rules.period_of(organization.pk, first, last, fund)
    report = FundReport.objects.create(
        organization=organization,
        fund=fund,
        first=first,
        last=last,
        opening=found.opening,
        income=found.income,
        spending=found.spending,
        closing=found.closing,
        lines=[[label, str(amount)] for label, amount in found.lines],
    )
    words = [f"{label}：{amount} 元" for label, amount in found.lines]
    content = [
        f"期初余额 {found.opening} 元，收入 {found.income} 元，支出 {found.spending} 元，期末余额 {found.closing} 元。",
        *words,
    ]
    publications.publish_for(
        report,
        by=by,
        organization=organization,
        handler=None,
        kind=Publication.Kind.FUNDS,
        title=f"{first.year}年{first.month}月至{last.month}月{fund or '经费'}收支",
        content="\n".join(content),
        today=today,
    )
    audit.record(
        "services.funds_published", by=by, target=report, fund=fund, period=[first.isoformat(), last.isoformat()]
    )
    return report


@transaction.atomic
def withdraw(*, by: Any, report: FundReport, reason: str, today: date) -> FundReport:
    """A period that was made public by mistake is taken back, with the reason; it is published anew."""
    stored = FundReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if stored.withdrawn_because:
        raise RuleViolation("withdrawn", "这一期已经撤回")
    if not reason.strip():
        raise RuleViolation("no-reason", "请填写撤回原因", field="reason")
    stored.withdrawn_because = reason.strip()[:120]
    stored.save(update_fields=["withdrawn_because"])
    publications.withdraw_for(stored, by=by, today=today, reason=stored.withdrawn_because)
    audit.record("services.funds_withdrawn", by=by, target=stored, reason=stored.withdrawn_because)
    return stored
