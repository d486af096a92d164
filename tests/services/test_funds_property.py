"""Any year of a community's money is reconciled to the cent, and fifty writers spend no more than there is (SVC-08)."""

import threading
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.records.errors import RuleViolation
from services.funds import rules
from services.funds.models import CASH, FundAccount, FundBooking, FundVoucher
from tests.meetings.conftest import World, world  # noqa: F401
from tests.services.test_funds import APPROVE, REVERSE, booked, cash, entered, take

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("SVC-08")]

FIRST = date(2025, 10, 1)
WRITERS, ENOUGH_FOR = 50, 20
INCOME = ("budget", "dues", "other_income")
CENTS = st.integers(min_value=1, max_value=300_000).map(lambda cents: Decimal(cents) / 100)
SPENT = [kind for kind in FundVoucher.Kind.values if kind not in (*rules.INCOME, *rules.HELP)]
STEP = st.tuples(st.sampled_from([*INCOME, *SPENT, "reverse"]), CENTS, st.integers(min_value=0, max_value=45))


class Enough(Exception):
    """Rolls an example back."""


def play(world: World, steps: list[tuple[str, Decimal, int]]) -> tuple[Decimal, date]:  # noqa: F811
    """Do what the steps say, each some days after the last; what it should come to, by plain sums. Days go over the
    end of a year."""
    left, day, standing = Decimal(0), FIRST, list[FundVoucher]()
    for kind, amount, days in steps:
        day += timedelta(days=days)
        if kind == "reverse":
            if not standing:
                continue
            voucher = standing.pop()
            change = -voucher.amount if voucher.is_income else voucher.amount
            refused = left + change < 0
            with pytest.raises(RuleViolation, match="不够") if refused else transaction.atomic():
                take(voucher, REVERSE, world.deputy, today=day, reversed_because="登错了")
        else:
            income = kind in INCOME
            change, refused = (amount, False) if income else (-amount, amount > left)
            voucher = entered(world, today=day, kind=kind, amount=amount)
            with pytest.raises(RuleViolation, match="不够") if refused else transaction.atomic():
                take(voucher, APPROVE, world.deputy, today=day)
                standing.append(voucher)
        left += Decimal(0) if refused else change
    return left, day


def reconcile(world: World, left: Decimal, last: date) -> None:  # noqa: F811
    """Cash, accounts, both sides of each voucher and the periods, one after the other, say the same."""
    place = world.community.pk
    assert cash(world) == left
    bookings = list(FundBooking.objects.values_list("voucher", "code", "debit", "credit"))
    sums: dict[str, Decimal] = {}
    sides: dict[int, Decimal] = {}
    for voucher, code, debit, credit in bookings:
        sums[code] = sums.get(code, Decimal(0)) + debit - credit
        sides[voucher] = sides.get(voucher, Decimal(0)) + debit - credit
    assert set(sides.values()) <= {Decimal(0)}
    assert dict(FundAccount.objects.values_list("code", "balance")) == sums
    assert sums.get(CASH, Decimal(0)) == -sum(total for code, total in sums.items() if code != CASH)
    closing = Decimal(0)
    for year in range(FIRST.year, last.year + 1):
        for first, end in rules.periods_of_year(year, 3):
            found = rules.period_of(place, first, end)
            assert found.opening == closing  # carried over, also into the next year
            closing = found.closing
    assert closing == left


@given(steps=st.lists(STEP, max_size=12))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_money_is_reconciled_to_the_cent(world: World, steps: list[tuple[str, Decimal, int]]) -> None:  # noqa: F811
    try:
        with transaction.atomic():
            left, last = play(world, steps)
            reconcile(world, left, last)
            raise Enough
    except Enough:
        pass


@pytest.mark.django_db(transaction=True)
def test_fifty_writers_at_once_spend_no_more_than_there_is(world: World) -> None:  # noqa: F811
    booked(world, amount=Decimal(1000) * ENOUGH_FOR)
    waiting = [entered(world, kind=SPENT[0], amount=Decimal(1000)) for _ in range(WRITERS)]
    start, results = threading.Barrier(WRITERS), list[str]()

    def approve(voucher: Any) -> None:
        try:
            start.wait()
            take(voucher, APPROVE, world.deputy)
            results.append("booked")
        except RuleViolation as refused:
            results.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=approve, args=(each,)) for each in waiting]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["booked"] * ENOUGH_FOR + ["not-enough"] * (WRITERS - ENOUGH_FOR)
    assert cash(world) == 0
    sides = FundBooking.objects.values_list("debit", "credit")
    assert sum(debit - credit for debit, credit in sides) == 0
