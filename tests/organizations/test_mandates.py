"""A big-committee member's record of duty and the time that the unit guarantees (ORG-29)."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.records.errors import RuleViolation
from organizations.actions import appoint, join_big_committee, record_presence
from organizations.kinds import Kind
from organizations.mandates import rules
from organizations.mandates.register import TIME, WORK
from organizations.models import MandateTime, MandateWork, Organization, Position, Unit
from organizations.registers import actions
from people.models import User
from tests.clock import TODAY
from tests.organizations.conftest import SINCE, Tree

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
CONFIRM, UNCONFIRM = WORK.steps


@pytest.fixture
def big(tree: Tree) -> Organization:
    return tree.make(Kind.BIG_COMMITTEE, "T-A-1-D", tree.community, "幸福里社区大党委")


def work(big: Organization, person: Any, *, by: Any = "test", **typed: Any) -> MandateWork:
    given = {"done_on": TODAY, "kind": "visit", "content": "走访困难党员", "hours": Decimal(3), "confirmed_on": None}
    made: MandateWork = actions.enter(
        by=by, register=WORK, organization=big, today=TODAY, person=person, **(given | typed)
    )
    return made


def step(found: MandateWork, which: Any, by: Any = "test", **typed: Any) -> MandateWork:
    row = MandateWork.objects.get(pk=found.pk)
    fields = which.also(typed)
    actions.correct(by=by, register=WORK, entry=row, version=row.version, today=TODAY, step=which, **fields)
    return MandateWork.objects.get(pk=found.pk)


def unit_of(tree: Tree, big: Organization) -> Unit:
    unit = Unit.objects.create(organization=tree.street, name="市第三中学", kind="institution")
    record_presence(by="test", unit=unit, community=tree.community, since=SINCE, today=TODAY)
    join_big_committee(by="test", big_committee=big, unit=unit, since=SINCE, today=TODAY)
    return unit


@pytest.mark.requirement("ORG-29")
def test_a_record_is_of_a_member_of_that_day_and_counts_once_somebody_else_confirms_it(
    tree: Tree, big: Organization
) -> None:
    secretary = tree.holder(big, Position.SECRETARY, name="赵书记")
    deputy = tree.holder(big, Position.PART_TIME_DEPUTY, name="孙校长", since=date(2026, 3, 1))
    for wrong, message in (
        ({"person": tree.person("路人")}, "不是幸福里社区大党委的成员"),
        ({"done_on": date(2026, 2, 28)}, "孙校长在2026-02-28不是"),
        ({"done_on": TODAY + timedelta(days=1)}, "不能晚于今天"),
        ({"done_on": None}, "请填写日期"),
        ({"hours": Decimal(0)}, "用时应大于0"),
        ({"hours": Decimal(25)}, "不超过24小时"),
    ):
        with pytest.raises(RuleViolation, match=message):
            work(big, wrong.pop("person", deputy.person), **wrong)
    assert work(big, deputy.person, by=secretary).confirmed_on == TODAY, "the office enters what it knows"
    own = work(big, deputy.person, by=deputy, hours=Decimal("1.5"), unit_time=True)
    assert own.confirmed_on is None and rules.state_of(own) == "待确认"

    def counted() -> rules.Year:
        return rules.years_of(big, [deputy.person_id], year=2026, until=TODAY)[deputy.person_id]

    assert (counted().records, counted().hours) == (1, Decimal(3)), "not before it is confirmed"
    his = work(big, secretary.person, by=secretary)
    assert his.confirmed_on is None, "nobody confirms himself by entering"
    with pytest.raises(RuleViolation, match="不能确认本人"):
        step(his, CONFIRM, by=secretary)
    confirmed = step(own, CONFIRM, by=secretary)
    assert (counted().records, counted().hours, counted().unit_hours) == (2, Decimal("4.5"), Decimal("1.5"))
    with pytest.raises(RuleViolation, match="已经确认"):
        step(own, CONFIRM, by=secretary)
    step(own, UNCONFIRM, by=secretary, reason="不属实")
    with pytest.raises(RuleViolation, match="还没有确认"):
        step(own, UNCONFIRM, by=secretary, reason="再撤")
    assert counted().records == 1
    row = MandateWork.objects.get(pk=confirmed.pk)
    actions.correct(
        by=deputy, register=WORK, entry=row, version=row.version, today=TODAY, content="更正", confirmed_on=None
    )
    assert MandateWork.objects.get(pk=own.pk).confirmed_on is None, "a correction is confirmed anew"
    actions.withdraw(by="test", register=WORK, entry=row, version=row.version, today=TODAY, reason="登记错")
    assert counted().records == 1
    assert rules.years_of(big, [deputy.person_id], year=2025, until=TODAY)[deputy.person_id] == rules.Year()


@pytest.mark.requirement("ORG-29")
def test_a_unit_of_the_big_committee_guarantees_its_member_time_once_a_year(tree: Tree, big: Organization) -> None:
    deputy = tree.holder(big, Position.PART_TIME_DEPUTY, name="孙校长", since=date(2026, 3, 1))
    unit = unit_of(tree, big)
    stranger = Unit.objects.create(organization=tree.street, name="外单位", kind="institution")

    def guarantee(**typed: Any) -> MandateTime:
        given = {
            "person": deputy.person, "unit": unit, "year": 2026, "hours": Decimal(60), "signed_on": date(2026, 3, 10),
            "signed_by": "李校长",
        }  # fmt: skip
        made: MandateTime = actions.enter(by="test", register=TIME, organization=big, today=TODAY, **(given | typed))
        return made

    for wrong, message in (
        ({"unit": stranger}, "外单位在2026-03-10没有参加这个大党委"),
        ({"person": tree.person("路人")}, "不是幸福里社区大党委的成员"),
        ({"year": 2024}, "只能登记去年、今年和明年的"),
        ({"year": 2025, "signed_on": date(2026, 3, 10)}, "应在2025年内或上年"),
        ({"signed_on": TODAY + timedelta(days=1)}, "不能晚于今天"),
        ({"signed_on": date(2026, 2, 1)}, "孙校长在2026-02-01不是"),
        ({"hours": Decimal(0)}, "保证时间应大于0"),
    ):
        with pytest.raises(RuleViolation, match=message):
            guarantee(**wrong)
    guarantee()
    with pytest.raises(RuleViolation, match="这一年已经登记过"):
        guarantee(hours=Decimal(80))
    work(big, deputy.person, unit_time=True)
    year = rules.years_of(big, [deputy.person_id], year=2026, until=TODAY)[deputy.person_id]
    assert year.words == "履职 1 次、3 小时，占用单位时间 3/60 小时"


@pytest.mark.requirement("ORG-29")
def test_a_member_enters_his_own_record_on_his_page_and_nobody_elses(
    tree: Tree, big: Organization, sign_in: SignIn
) -> None:
    deputy = tree.holder(big, Position.PART_TIME_DEPUTY, name="孙校长", since=date(2026, 3, 1))
    plain = tree.holder(tree.branch, Position.COMMITTEE_MEMBER, name="支部委员")
    address = reverse("organizations:my_mandate")
    sent = {"organization": big.pk, "done_on": TODAY.isoformat(), "kind": "visit", "content": "走访", "hours": "2"}
    assert sign_in(plain).post(address, sent).status_code == 422
    assert not MandateWork.objects.exists()
    member = sign_in(deputy)
    assert member.post(address, sent | {"hours": "0"}).status_code == 422
    assert member.post(address, sent | {"done_on": "2026-02-01"}).status_code == 422
    assert member.post(address, sent).status_code == 302
    made = MandateWork.objects.get()
    assert (made.person, made.confirmed_on) == (deputy.person, None)
    assert "待确认" in member.get(address).text
    past = appoint(
        by="test", person=tree.person("离任委员"), organization=big, position=Position.COMMITTEE_MEMBER,
        since=SINCE, until=date(2026, 5, 31),
    )  # fmt: skip
    assert not rules.seats_of(past.person_id, TODAY).exists()
