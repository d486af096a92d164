"""Help funds: ledgers of their own, grants by need, never below nothing, public without names (SVC-10)."""

import threading
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from core.records.errors import RuleViolation
from organizations.actions import set_threshold
from organizations.models import Threshold
from organizations.publications.actions import current_for
from organizations.registers import actions as registers
from services.funds import actions, rules
from services.funds.models import FundBooking, FundVoucher
from services.funds.register import GRANTS
from tests.clock import TODAY
from tests.meetings.conftest import World, client_of, world  # noqa: F401
from tests.services.test_funds import APPROVE, MAY, REVERSE, booked, cash, take

pytestmark = pytest.mark.django_db
CHARITY, POOR = "慈善基金", "扶贫帮困基金"


def entered(world: World, *, today: date = MAY, **typed: Any) -> FundVoucher:  # noqa: F811
    given = {
        "fund": CHARITY, "kind": "donation", "happened_on": today, "amount": Decimal(5000), "purpose": "慈善捐赠",
        "party": "爱心企业", "number": f"D-{FundVoucher.objects.count() + 1:03}",
        "scan": ContentFile(b"%PDF-1.4 %%EOF", name="a.pdf"), "entered_by": world.secretary,
    }  # fmt: skip
    made: FundVoucher = registers.enter(
        by=world.secretary, register=GRANTS, organization=world.community, today=today, **(given | typed)
    )
    return made


def given(world: World, *, today: date = MAY, **typed: Any) -> FundVoucher:  # noqa: F811
    return take(entered(world, today=today, **typed), APPROVE, world.deputy, today=today)


GRANT = {"kind": "medical", "amount": Decimal(3000), "persons": 2, "purpose": "大病救助", "party": "孙某某"}


@pytest.mark.requirement("SVC-10")
def test_a_help_fund_is_a_ledger_of_its_own(world: World) -> None:  # noqa: F811
    booked(world)  # 20,000 yuan of the community's own money help no fund
    for wrong, message in (
        ({"fund": "别的基金"}, "请从现行的帮扶基金里选择"),
        ({"fund": ""}, "请从现行的帮扶基金里选择"),
        ({"kind": "activity"}, "请选择类别"),
        (GRANT | {"persons": None}, "请填写受助人数"),
        (GRANT | {"persons": 0}, "请填写受助人数"),
        ({"persons": 3}, "收入不填受助人数"),
        ({"amount": Decimal(-1)}, "金额应大于0"),
        ({"scan": ""}, "请上传凭证扫描件"),
    ):
        with pytest.raises(RuleViolation, match=message):
            entered(world, **wrong)
    early = entered(world, **GRANT)
    with pytest.raises(RuleViolation, match="余额 0 元，不够支出 3000"):
        take(early, APPROVE, world.deputy)
    income = given(world)
    with pytest.raises(RuleViolation, match="经办人不能审核"):
        take(early, APPROVE, world.secretary)
    take(early, APPROVE, world.deputy)
    assert rules.cash_of(world.community.pk, CHARITY) == Decimal(2000)
    assert (rules.cash_of(world.community.pk, POOR), cash(world)) == (0, Decimal(20000)), "never summed"
    with pytest.raises(RuleViolation, match=r"余额 2000.00 元"):
        take(income, REVERSE, world.deputy, reversed_because="退捐")
    with pytest.raises(IntegrityError), transaction.atomic():
        FundVoucher.objects.filter(pk=early.pk).update(fund="")


@pytest.mark.requirement("SVC-10")
def test_a_quarter_is_public_by_need_and_without_names(world: World) -> None:  # noqa: F811
    given(world, today=date(2026, 1, 10))
    given(world, today=date(2026, 2, 3), **GRANT)
    late = given(world, today=date(2026, 3, 5), **(GRANT | {"kind": "study", "persons": 1, "amount": Decimal(500)}))
    take(late, REVERSE, world.deputy, today=date(2026, 4, 2), reversed_because="重复发放")

    def publish(fund: str) -> Any:
        return actions.publish(
            by=world.secretary, organization=world.community, first=date(2026, 1, 1), today=date(2026, 4, 3), fund=fund
        )

    with pytest.raises(RuleViolation, match="还没有入账的收支"):
        publish(POOR)
    report = publish(CHARITY)
    assert report.lines == [["捐赠收入", "5000.00"], ["医疗救助（2 人次）", "3000.00"], ["助学（1 人次）", "500.00"]]
    with pytest.raises(RuleViolation, match="已经公开"):
        publish(CHARITY)
    publication = current_for(report)
    assert publication is not None
    text = Client().get(reverse("organizations:publication", args=[publication.pk])).text
    assert "慈善基金收支" in text and "医疗救助（2 人次）：3000.00 元" in text
    assert "孙某某" not in text and "爱心企业" not in text and "大病救助" not in text
    after = rules.period_of(world.community.pk, date(2026, 4, 1), MAY, CHARITY)
    assert (after.spending, after.closing) == (Decimal(-500), Decimal(2000))
    assert rules.helped_in(world.community.pk, date(2026, 1, 1), MAY, CHARITY) == {"medical": 2, "study": 0}


@pytest.mark.requirement("SVC-10")
@pytest.mark.django_db(transaction=True)
def test_many_grants_at_once_spend_no_more_than_there_is(world: World) -> None:  # noqa: F811
    given(world, amount=Decimal(5000))
    waiting = [entered(world, **(GRANT | {"amount": Decimal(1000)})) for _ in range(12)]
    start = threading.Barrier(len(waiting))
    results: list[str] = []

    def approve(voucher: FundVoucher) -> None:
        try:
            start.wait()
            take(voucher, APPROVE, world.deputy)
            results.append("booked")
        except RuleViolation as error:
            results.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=approve, args=(each,)) for each in waiting]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["booked"] * 5 + ["not-enough"] * 7
    assert rules.cash_of(world.community.pk, CHARITY) == 0
    sides = FundBooking.objects.filter(fund=CHARITY).values_list("debit", "credit")
    assert sum(debit - credit for debit, credit in sides) == 0, "to the cent"


def test_the_funds_are_the_districts_list(world: World) -> None:  # noqa: F811
    number = Threshold.objects.get(name=rules.FUNDS, organization=None)
    change = {"value": "助老基金", "effective_from": TODAY, "document": "区文"}
    set_threshold(by="test", threshold=number, organization=world.district, **change)
    assert rules.funds_of(world.community, TODAY) == ["助老基金"]
    with pytest.raises(RuleViolation, match="请从现行的帮扶基金里选择"):
        entered(world, today=TODAY)
    assert entered(world, today=TODAY, fund="助老基金").fund == "助老基金"


@pytest.mark.requirement("SVC-10")
def test_who_was_helped_is_seen_in_the_tree_alone(world: World) -> None:  # noqa: F811
    grant = entered(world, **GRANT)
    page = reverse("services:grants_entry", args=[grant.pk])
    assert client_of(world.other_secretary).get(page).status_code == 404
    assert "孙某某" in client_of(world.secretary).get(page).text
    listed = reverse("services:grants")
    assert "孙某某" not in client_of(world.secretary).get(listed).text, "a list names nobody"
    assert client_of(world.secretary).get(reverse("services:vouchers_entry", args=[grant.pk])).status_code == 404
