"""Money of a community: two officers, two sides, never below nothing, public each quarter (SVC-08)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from core.records.errors import RuleViolation
from organizations.actions import set_threshold
from organizations.desks import queries as desks
from organizations.models import Publication, Threshold
from organizations.publications.actions import current_for
from organizations.registers import actions as registers
from people.models import User
from services.funds import actions, rules
from services.funds.models import FundAccount, FundBooking, FundReport, FundVoucher
from services.funds.register import VOUCHERS
from tests.assessments.planting import at
from tests.clock import TODAY
from tests.meetings.conftest import World, client_of, world  # noqa: F401

pytestmark = pytest.mark.django_db
APPROVE, REVERSE = VOUCHERS.steps
MAY = date(2026, 5, 20)


def entered(world: World, *, by: Any = None, today: date = MAY, **typed: Any) -> FundVoucher:  # noqa: F811
    number = FundVoucher.objects.count() + 1
    given = {
        "kind": "budget", "happened_on": today, "amount": Decimal(20000), "purpose": "年度党建活动经费",
        "party": "区财政局", "number": f"P-{number:03}", "scan": ContentFile(b"%PDF-1.4 %%EOF", name="a.pdf"),
        "entered_by": by or world.secretary,
    }  # fmt: skip
    made: FundVoucher = registers.enter(
        by=by or world.secretary, register=VOUCHERS, organization=world.community, today=today, **(given | typed)
    )
    return made


def take(voucher: FundVoucher, step: Any, by: Any, *, today: date = MAY, **typed: Any) -> FundVoucher:
    row = FundVoucher.objects.get(pk=voucher.pk)
    fields = step.also(typed)
    for name in ("approved_on", "reversed_on"):
        if name in fields:
            fields[name] = today
    registers.correct(by=by, register=VOUCHERS, entry=row, version=row.version, today=today, step=step, **fields)
    return FundVoucher.objects.get(pk=voucher.pk)


def booked(world: World, *, today: date = MAY, **typed: Any) -> FundVoucher:  # noqa: F811
    return take(entered(world, today=today, **typed), APPROVE, world.deputy, today=today)


def cash(world: World) -> Decimal:  # noqa: F811
    return rules.cash_of(world.community.pk)


@pytest.mark.requirement("SVC-08")
def test_a_voucher_has_its_document_and_is_booked_by_another_officer_on_two_sides(world: World) -> None:  # noqa: F811
    for wrong, message in (
        ({"amount": Decimal(0)}, "金额应大于0"),
        ({"amount": Decimal(-5)}, "金额应大于0"),
        ({"scan": ""}, "请上传凭证扫描件"),
        ({"happened_on": date(2026, 5, 21)}, "不能晚于今天"),
        ({"happened_on": None}, "请填写发生日期"),
        ({"happened_on": date(2019, 1, 1)}, "发生日期"),
    ):
        with pytest.raises(RuleViolation, match=message):
            entered(world, **wrong)
    voucher = entered(world)
    with pytest.raises(RuleViolation, match="凭证号已经登记过"):
        entered(world, number=voucher.number)
    assert cash(world) == 0 and rules.state_of(voucher) == "待审核"
    with pytest.raises(RuleViolation, match="经办人不能审核自己登记的凭证"):
        take(voucher, APPROVE, world.secretary)
    done = take(voucher, APPROVE, world.deputy)
    assert (done.approved_by, done.approved_on, cash(world)) == (world.deputy, MAY, Decimal(20000))
    sides = list(FundBooking.objects.order_by("pk").values_list("code", "debit", "credit"))
    assert sides == [("cash", Decimal(20000), 0), ("budget", 0, Decimal(20000))]
    with pytest.raises(RuleViolation, match="已于2026-05-20入账"):
        take(done, APPROVE, world.deputy)
    with pytest.raises(RuleViolation, match="已经入账，不能更正和撤回"):
        registers.withdraw(
            by=world.secretary, register=VOUCHERS, entry=done, version=done.version, today=MAY, reason="写错"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        FundVoucher.objects.filter(pk=done.pk).update(approved_by=world.secretary)
    with pytest.raises(DatabaseError), transaction.atomic():
        FundBooking.objects.update(debit=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        FundBooking.objects.all().delete()
    with pytest.raises(IntegrityError):
        one_side(world, done)


def one_side(world: World, voucher: FundVoucher) -> None:  # noqa: F811
    """A booking without its other side, up to the end of the transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        given = {"organization": world.community, "voucher": voucher, "booked_on": MAY}
        FundBooking.objects.create(code="cash", debit=Decimal(5), **given)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.requirement("SVC-08")
def test_nobody_spends_what_is_not_there_and_the_database_says_so_too(world: World) -> None:  # noqa: F811
    spend = {"kind": "activity", "purpose": "主题党日材料", "party": "印刷厂"}
    early = entered(world, amount=Decimal(100), **spend)
    with pytest.raises(RuleViolation, match="余额 0 元，不够支出 100"):
        take(early, APPROVE, world.deputy)
    income = booked(world)
    take(early, APPROVE, world.deputy)
    assert cash(world) == Decimal(19900)
    rest = booked(world, amount=Decimal(19900), **spend)
    assert cash(world) == 0
    with pytest.raises(RuleViolation, match="余额 0.00 元"):
        take(income, REVERSE, world.deputy, reversed_because="重复拨款")
    with pytest.raises(IntegrityError), transaction.atomic():
        FundAccount.objects.filter(code="cash").update(balance=-1)
    with pytest.raises(RuleViolation, match="经办人不能冲销"):
        take(rest, REVERSE, world.secretary, reversed_because="退货")
    with pytest.raises(RuleViolation, match="请填写冲销原因"):
        take(rest, REVERSE, world.deputy, reversed_because=" ")
    back = take(rest, REVERSE, world.deputy, reversed_because="退货退款")
    assert cash(world) == Decimal(19900) and rules.state_of(back) == "已冲销"
    assert rest.bookings.count() == 4, "the reversal stands beside what it takes out"
    with pytest.raises(RuleViolation, match="已于2026-05-20冲销"):
        take(rest, REVERSE, world.deputy, reversed_because="再冲")
    waiting = entered(world, amount=Decimal(5), **spend)
    with pytest.raises(RuleViolation, match="还没有入账"):
        take(waiting, REVERSE, world.deputy, reversed_because="写错")


@pytest.mark.requirement("SVC-08")
def test_a_quarter_is_made_public_once_with_numbers_that_stand(world: World) -> None:  # noqa: F811
    booked(world, today=date(2026, 2, 10))
    booked(world, today=date(2026, 3, 30), kind="visits", amount=Decimal(600), purpose="慰问", party="超市")
    late = booked(world, today=date(2026, 4, 2), kind="dues", amount=Decimal(3000), purpose="党费补助", party="区委")
    today = date(2026, 7, 3)

    def publish(first: date, on: date = today) -> FundReport:
        return actions.publish(by=world.secretary, organization=world.community, first=first, today=on)

    with pytest.raises(RuleViolation, match="没有这一期"):
        publish(date(2026, 2, 1))
    with pytest.raises(RuleViolation, match="期满后才能公开"):
        publish(date(2026, 7, 1))
    one = publish(date(2026, 1, 1))
    assert (one.opening, one.income, one.spending, one.closing) == (0, 20000, 600, 19400)
    assert one.lines == [["财政拨付党建活动经费", "20000.00"], ["走访慰问", "600.00"]]
    with pytest.raises(RuleViolation, match="已经公开"):
        publish(date(2026, 1, 1))
    two = publish(date(2026, 4, 1))
    assert (two.opening, two.income, two.closing) == (19400, 3000, 22400)
    entered_in_register = current_for(two)
    assert entered_in_register is not None and entered_in_register.kind == Publication.Kind.FUNDS
    take(late, REVERSE, world.deputy, today=today, reversed_because="拨错社区")
    two.refresh_from_db()
    assert two.closing == 22400, "what was public stands; the reversal is of the period in which it was made"
    assert rules.period_of(world.community.pk, date(2026, 7, 1), today).closing == 19400
    with pytest.raises(RuleViolation, match="请填写撤回原因"):
        actions.withdraw(by=world.secretary, report=two, reason=" ", today=today)
    actions.withdraw(by=world.secretary, report=two, reason="漏一笔", today=today)
    assert current_for(two) is None
    assert publish(date(2026, 4, 1)).closing == 22400
    text = Client().get(reverse("organizations:publication", args=[entered_in_register.pk]))
    assert text.status_code == 404, "what was taken back is not there"


@pytest.mark.requirement("SVC-08")
def test_the_years_sum_grows_and_what_it_falls_short_of_is_said(world: World) -> None:  # noqa: F811
    booked(world, today=date(2025, 3, 10), amount=Decimal(20000))
    booked(world, today=date(2026, 3, 10), amount=Decimal(15000))
    said = rules.warnings_of(world.community, TODAY)
    assert said == [
        "今年财政拨付 15000.00 元，每个社区每年不少于 20000 元",
        "今年财政拨付 15000.00 元，没有比上年（20000.00 元）增长",
    ]
    booked(world, today=date(2026, 4, 10), amount=Decimal(5000))
    assert rules.warnings_of(world.community, TODAY) == ["今年财政拨付 20000.00 元，没有比上年（20000.00 元）增长"]
    booked(world, today=date(2026, 5, 10), amount=Decimal(1000))
    assert rules.warnings_of(world.community, TODAY) == []
    number = Threshold.objects.get(name="svc.fund.party_fee_support", organization=None)
    set_threshold(
        by="test", threshold=number, organization=world.district, value="3000", effective_from=TODAY, document="区文件"
    )
    assert rules.warnings_of(world.community, TODAY) == ["今年党费补助 0 元，应为 3000 元"]


@pytest.mark.requirement("SVC-08")
def test_money_is_seen_in_its_tree_alone(world: World) -> None:  # noqa: F811
    voucher = booked(world)
    page = reverse("services:fund_community", args=[world.community.pk])
    assert "20000" in client_of(world.secretary).get(page).text.replace(",", "").replace(" ", "")
    assert client_of(world.other_secretary).get(page).status_code == 404
    assert client_of(world.other_secretary).get(reverse("services:fund_scan", args=[voucher.pk])).status_code == 404
    assert client_of(world.secretary).get(reverse("services:fund_scan", args=[voucher.pk])).status_code == 200


def due(world: World, on: date) -> list[str]:  # noqa: F811
    reader = User.objects.get(pk=world.secretary.pk)
    return [line.label for line in desks.lines(reader, now=at(on)) if line.key == "funds.publish"]


def test_the_months_of_a_period_are_the_districts(world: World) -> None:  # noqa: F811
    booked(world, today=date(2026, 2, 10))
    assert due(world, MAY) == ["2026年1月至3月"]
    known = Threshold.objects.get(name=rules.MONTHS, organization=None)
    known.pk, known.organization, known.value = None, world.district, "6"
    known.effective_from = date(2026, 1, 1)
    known.save(force_insert=True)
    assert (due(world, MAY), due(world, date(2026, 7, 3))) == ([], ["2026年1月至6月"])


@pytest.mark.parametrize("name", ["services:funds", "services:help_funds"])
def test_no_community_is_cut_from_the_list_without_a_word(world: World, monkeypatch: Any, name: str) -> None:  # noqa: F811
    monkeypatch.setattr("services.funds.views.PAGE", 1)
    client = client_of(world.street_officer)
    first, second = (client.get(reverse(name), {"page": number}).text for number in (1, 2))
    assert "幸福里社区" in first and "新华社区" not in first and "?page=2" in first
    assert "新华社区" in second
