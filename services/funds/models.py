"""Vouchers, what each books on two accounts, the balance of every account, and what was made public of a period.

``fund`` keeps ledgers apart that are never summed: empty for the community's own Party-building money, else the name of
a help fund 帮扶基金 (SVC-10)."""

from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.records.history import tracked
from core.records.redaction import FreeChar
from organizations.models import ScopedModel
from organizations.registers.models import Entry


class FundKind(models.TextChoices):
    BUDGET = "budget", "财政拨付党建活动经费"
    DUES = "dues", "党费补助"
    OTHER_INCOME = "other_income", "其他收入"
    ACTIVITY = "activity", "党员活动"
    EDUCATION = "education", "教育培训"
    VISITS = "visits", "走访慰问"
    PROJECT = "project", "为民服务项目"
    EQUIPMENT = "equipment", "设备和资料"
    OTHER_SPENDING = "other_spending", "其他支出"
    DONATION = "donation", "捐赠收入"
    GIVEN = "given", "上级拨入"
    LIVING = "living", "生活救助"
    MEDICAL = "medical", "医疗救助"
    STUDY = "study", "助学"
    DISABILITY = "disability", "残疾康复和辅具"
    DISASTER = "disaster", "灾害和突发困难"
    WORK = "work", "就业帮扶"


HELP_INCOME = (FundKind.DONATION, FundKind.GIVEN)
NEEDS = (
    FundKind.LIVING, FundKind.MEDICAL, FundKind.STUDY, FundKind.DISABILITY, FundKind.DISASTER, FundKind.WORK,
)  # fmt: skip
"""What a help fund grants money for."""
HELP = (*HELP_INCOME, *NEEDS)
OWN = tuple(each for each in FundKind if each not in HELP)
"""Kinds of the community's own money."""
INCOME = (FundKind.BUDGET, FundKind.DUES, FundKind.OTHER_INCOME, *HELP_INCOME)
CASH = "cash"
"""The account on which every voucher is booked once; the other booking is on the account of its kind."""


@tracked(exclude=["scope"])
class FundVoucher(Entry):
    """Money that came in or was spent, with its document. It is booked when a second officer approves it, and taken out
    again by a reversal 冲销, which stays beside it.

    ``amount`` in yuan; ``entered_by`` and ``approved_by`` are two accounts. ``persons``: how many a grant helped.
    """

    Kind = FundKind

    fund = models.CharField("基金", max_length=20, blank=True, default="")
    kind = models.CharField("类别", max_length=16, choices=FundKind)
    happened_on = models.DateField("发生日期")
    amount = models.DecimalField("金额（元）", max_digits=12, decimal_places=2)
    purpose = FreeChar("用途或来源", max_length=120)
    party = FreeChar("收款方或付款方", max_length=80)
    persons = models.PositiveSmallIntegerField("受助人数", null=True, blank=True)
    number = FreeChar("凭证号", max_length=40)
    scan = models.FileField("凭证扫描件", upload_to="vouchers/%Y/%m/")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False, verbose_name="经办人"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False, verbose_name="审核人"
    )
    approved_on = models.DateField("入账日期", null=True, blank=True, editable=False)
    reversed_on = models.DateField("冲销日期", null=True, blank=True, editable=False)
    reversed_because = FreeChar("冲销原因", max_length=120, blank=True, default="", editable=False)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "经费凭证"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="fund_voucher_amount", violation_error_message="金额应大于0"
            ),
            models.UniqueConstraint(
                fields=["organization", "number"],
                condition=Q(withdrawn_on=None),
                name="fund_voucher_number_once",
                violation_error_message="这个凭证号已经登记过",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("entered_by")),
                name="fund_voucher_two_officers",
                violation_error_message="经办人不能审核自己登记的凭证",
            ),
            models.CheckConstraint(
                condition=Q(approved_on=None, reversed_on=None) | Q(approved_on__isnull=False, withdrawn_on=None),
                name="fund_voucher_booked_stands",
                violation_error_message="已经入账的凭证不能撤回，请冲销",
            ),
            models.CheckConstraint(
                condition=Q(reversed_on=None, reversed_because="")
                | (Q(reversed_on__isnull=False) & ~Q(reversed_because="")),
                name="fund_voucher_reversed_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(fund="", kind__in=OWN) | (~Q(fund="") & Q(kind__in=HELP)),
                name="fund_voucher_kind_of_fund",
                violation_error_message="这个类别不属于这笔经费",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=NEEDS, persons__gte=1) | (~Q(kind__in=NEEDS) & Q(persons=None)),
                name="fund_voucher_grant_helps",
                violation_error_message="支出请填写受助人数，收入不填",
            ),
        ]
        indexes = [models.Index(fields=["scope", "happened_on"], name="fund_voucher_scope")]

    def __str__(self) -> str:
        return f"{self.number} {self.purpose}"

    @property
    def is_income(self) -> bool:
        return self.kind in INCOME


class FundAccount(ScopedModel):
    """What stands on an account of a community, kept by the bookings themselves; cash never falls below nothing."""

    fund = models.CharField("基金", max_length=20, blank=True, default="", db_default="")
    code = models.CharField("科目", max_length=16)
    balance = models.DecimalField("余额（元）", max_digits=14, decimal_places=2, default=0, db_default=0)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "经费科目"
        constraints = [
            models.UniqueConstraint(fields=["organization", "fund", "code"], name="fund_account_once"),
            models.CheckConstraint(
                condition=~Q(code=CASH) | Q(balance__gte=0),
                name="fund_account_never_negative",
                violation_error_message="余额不足，不能入账",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="fund_account_scope")]

    def __str__(self) -> str:
        return f"{self.organization} {self.code} {self.balance}"


class FundBooking(ScopedModel):
    """One side of a voucher: ``amount`` adds to the account (a negative one takes away). Never changed or deleted: a
    reversal books the opposite. The bookings of a voucher that was approved sum to nothing on both sides."""

    voucher = models.ForeignKey(FundVoucher, models.PROTECT, related_name="bookings", verbose_name="凭证")
    fund = models.CharField("基金", max_length=20, blank=True, default="", db_default="")
    code = models.CharField("科目", max_length=16)
    debit = models.DecimalField("借方", max_digits=12, decimal_places=2, default=0)
    credit = models.DecimalField("贷方", max_digits=12, decimal_places=2, default=0)
    booked_on = models.DateField("入账日期")

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "经费分录"
        constraints = [
            models.CheckConstraint(
                condition=Q(debit__gt=0, credit=0) | Q(debit=0, credit__gt=0), name="fund_booking_one_side"
            )
        ]
        indexes = [
            models.Index(fields=["scope", "booked_on"], name="fund_booking_scope"),
            models.Index(fields=["voucher"], name="fund_booking_voucher"),
        ]
        triggers = [
            *ScopedModel.Meta.triggers,
            pgtrigger.Trigger(
                name="keeps_the_balance",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=(
                    "INSERT INTO services_fundaccount (organization_id, scope, fund, code)"
                    " VALUES (NEW.organization_id, NEW.scope, NEW.fund, NEW.code)"
                    " ON CONFLICT (organization_id, fund, code) DO NOTHING;"
                    " UPDATE services_fundaccount SET balance = balance + NEW.debit - NEW.credit"
                    " WHERE organization_id = NEW.organization_id AND fund = NEW.fund AND code = NEW.code; RETURN NULL;"
                ),
            ),
            pgtrigger.Trigger(
                name="both_sides",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=(
                    "IF (SELECT sum(b.debit) <> sum(b.credit) FROM services_fundbooking b"
                    " WHERE b.voucher_id = NEW.voucher_id) THEN"
                    " RAISE EXCEPTION 'both sides of a voucher are equal'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_booking_both_sides'; END IF; RETURN NULL;"
                ),
            ),
            pgtrigger.Trigger(
                name="append_only",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=(
                    "IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'scope' = to_jsonb(NEW) - 'scope' THEN RETURN NEW;"
                    " END IF; RAISE EXCEPTION 'a booking stands; a reversal books the opposite'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_booking_append_only';"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.debit - self.credit}"


@tracked(exclude=["scope"])
class FundReport(ScopedModel):
    """A period of a community's money as it was made public: its numbers stand, also when a voucher is reversed later.

    ``lines``: [label, amount] of every kind of income and spending. It stands in the register of publications.
    """

    fund = models.CharField("基金", max_length=20, blank=True, default="", db_default="")
    first = models.DateField("期初")
    last = models.DateField("期末")
    opening = models.DecimalField("期初余额（元）", max_digits=14, decimal_places=2)
    income = models.DecimalField("收入（元）", max_digits=14, decimal_places=2)
    spending = models.DecimalField("支出（元）", max_digits=14, decimal_places=2)
    closing = models.DecimalField("期末余额（元）", max_digits=14, decimal_places=2)
    lines = models.JSONField("明细", default=list)
    withdrawn_because = FreeChar("撤回原因", max_length=120, blank=True, default="")

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "经费公开"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "fund", "first"],
                condition=Q(withdrawn_because=""),
                name="fund_report_once",
                violation_error_message="这一期已经公开",
            ),
            models.CheckConstraint(
                condition=Q(closing=F("opening") + F("income") - F("spending")), name="fund_report_balances"
            ),
        ]
        indexes = [models.Index(fields=["scope", "first"], name="fund_report_scope")]

    def __str__(self) -> str:
        return f"{self.organization.name}{self.first}至{self.last}{self.fund or '经费'}收支"
