"""The registers of vouchers: of the community's own money, and of the help funds (organizations.registers)."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from organizations.registers.register import Column, Register, Step, plain
from people.models import User
from services.funds import actions, forms, rules
from services.funds.models import HELP, OWN, FundVoucher


def _entered(data: dict[str, Any], by: Any) -> dict[str, Any]:
    """Whoever wrote it last is its officer: another approves it."""
    return data | {"entered_by": by if isinstance(by, User) else None}


def _approved(data: dict[str, Any]) -> dict[str, Any]:
    return data | {"approved_on": timezone.localdate(), "approved_by": None}


def _reversed(data: dict[str, Any]) -> dict[str, Any]:
    return data | {"reversed_on": timezone.localdate()}


def _who(user: Any) -> str:
    return "" if user is None else str(user.person or user)


def _scan(voucher: FundVoucher) -> str:
    return format_html('<a href="{}">看凭证</a>', reverse("services:fund_scan", args=[voucher.pk]))


FACTS = (
    Column("经办人", lambda voucher: _who(voucher.entered_by)),
    Column("审核人", lambda voucher: _who(voucher.approved_by)),
    plain(FundVoucher, "approved_on"),
    plain(FundVoucher, "reversed_on"),
    plain(FundVoucher, "reversed_because"),
)

STEPS = (
    Step(
        "approve",
        "审核入账",
        forms.ApproveForm,
        rules.check_approval,
        lambda voucher: voucher.approved_on is None,
        _approved,
        actions.book,
    ),
    Step(
        "reverse",
        "冲销",
        forms.ReverseForm,
        rules.check_reversal,
        lambda voucher: voucher.approved_on is not None and voucher.reversed_on is None,
        _reversed,
        actions.take_out,
    ),
)

VOUCHERS = Register(
    key="vouchers",
    label="经费凭证",
    noun="凭证",
    about="每笔收入和支出一张凭证，一人经办、另一人审核入账，余额不会小于零；按季公开",
    model=FundVoucher,
    form=forms.VoucherForm,
    kinds=rules.KEEPERS,
    on="happened_on",
    columns=(
        Column("凭证", str),
        Column("社区", lambda voucher: voucher.organization.name),
        plain(FundVoucher, "kind"),
        plain(FundVoucher, "happened_on"),
        Column("金额（元）", lambda voucher: voucher.amount, "number"),
        plain(FundVoucher, "party"),
        Column("情况", rules.state_of),
    ),
    facts=FACTS,
    more=lambda voucher: [("扫描件", _scan(voucher))],
    steps=STEPS,
    settle=_entered,
    check=rules.check_voucher,
    fixed=lambda voucher: voucher.approved_on is not None,
    joins=("organization", "entered_by__person", "approved_by__person"),
    sought=("purpose", "number", "party"),
    links=(("余额和公开", "services:funds"),),
    only=OWN,
    app="services",
)


GRANTS = Register(
    key="grants",
    label="帮扶基金收支",
    noun="帮扶基金凭证",
    about="扶贫帮困、慈善、残疾人帮扶基金的收入和按需要给出的救助，一人经办、另一人审核入账，按季公开，不公开姓名",
    model=FundVoucher,
    form=forms.GrantForm,
    kinds=rules.KEEPERS,
    on="happened_on",
    columns=(
        Column("凭证", str),
        Column("社区", lambda voucher: voucher.organization.name),
        plain(FundVoucher, "fund"),
        plain(FundVoucher, "kind"),
        plain(FundVoucher, "happened_on"),
        Column("金额（元）", lambda voucher: voucher.amount, "number"),
        Column("受助人数", lambda voucher: voucher.persons, "number"),
        Column("情况", rules.state_of),
    ),
    facts=FACTS,
    more=lambda voucher: [("捐赠人或受助人", voucher.party), ("扫描件", _scan(voucher))],
    steps=STEPS,
    settle=_entered,
    check=rules.check_grant,
    fixed=lambda voucher: voucher.approved_on is not None,
    joins=("organization", "entered_by__person", "approved_by__person"),
    sought=("purpose", "number", "fund"),
    links=(("余额和公开", "services:help_funds"),),
    only=HELP,
    app="services",
)
