"""Two-way reporting and review: daily record, four requirements, display, superior, members and public reviewers."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import transaction

from assessments.models import ReviewCount, TwoWayReview
from assessments.reviews.register import REVIEWS
from core.records.errors import RuleViolation
from organizations.models import MandateWork, Organization, Threshold
from organizations.publications.actions import current_for
from organizations.registers import actions as registers
from tests.assessments.test_awards import NOW, TODAY, account, community, district, user  # noqa: F401

pytestmark = [pytest.mark.django_db]
LATER = date(2027, 3, 20)
FOUR = ["有内容可述", "有措施监述", "有手段展述", "有权利评述"]


@pytest.fixture(autouse=True)
def february():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def enter(**more: Any) -> TwoWayReview:
    fields = {"person": user("secretary").person, "year": 2026, "content": "抓主题党日"} | more
    return registers.enter(by=user("secretary"), register=REVIEWS, organization=community("A1"), today=TODAY, **fields)


def worked() -> None:
    MandateWork.objects.create(
        organization=community("A1"),
        person=user("secretary").person,
        done_on=date(2026, 5, 1),
        kind="visit",
        content="走访",
        hours=2,
        confirmed_on=date(2026, 5, 3),
    )


def step(row: Any, key: str, by: str = "secretary", today: date = TODAY, **fields: Any) -> None:
    row.refresh_from_db()
    found = next(each for each in REVIEWS.steps if each.key == key)
    registers.correct(
        by=user(by), register=REVIEWS, entry=row, version=row.version, today=today, step=found, **found.also(fields)
    )
    row.refresh_from_db()


def say(row: TwoWayReview, number: int | None = None) -> None:
    part = REVIEWS.parts[0]
    for line in list(row.requirements.order_by("pk"))[:number]:
        registers.correct_line(by=user("secretary"), part=part, line=line, version=1, today=TODAY, how="每月记实")


def counted(row: TwoWayReview, side: str, **more: Any) -> ReviewCount:
    fields = {"held_on": TODAY, "place": "会议室", "issued": 20, "returned": 19, "invalid": 1}
    fields |= {"grades": ["好", "较好", "一般", "差"], "counts": [15, 2, 1, 0]}
    return registers.add_line(
        by=user("secretary"), part=REVIEWS.parts[1], entry=row, today=TODAY, side=side, **fields | more
    )


def refused(code: str, call: Any, *args: Any, **said: Any) -> None:
    with pytest.raises(RuleViolation) as caught, transaction.atomic():
        call(*args, **said)
    assert caught.value.code == code, caught.value.message


SUPERIOR = {"superior_grade": "好", "superior_opinion": "履职尽责", "superior_on": TODAY}


@pytest.mark.requirement("ASM-07")
def test_a_review_is_recorded_daily_displayed_and_judged_from_both_sides(district: Organization) -> None:  # noqa: F811
    refused("no-daily-record", enter)
    worked()
    refused("no-post", enter, person=user("second").person)
    row = enter()
    assert [each.label for each in row.requirements.order_by("pk")] == FOUR
    refused("before-display", counted, row, "members")
    say(row, 3)
    refused("requirements", step, row, "display")
    registers.correct_line(
        by=None, part=REVIEWS.parts[0], line=row.requirements.order_by("pk").last(), version=1, today=TODAY, how="评议"
    )
    step(row, "display")
    running = current_for(row)
    assert running is not None and running.content == "抓主题党日" and running.handler.code == "DX-A"
    refused("superior", step, row, "superior", "secretary", **SUPERIOR)
    refused("grade", step, row, "superior", "clerk", **SUPERIOR | {"superior_grade": "优秀"})
    done = {"follow_up": "多走访", "concluded_on": LATER}
    refused("superior", step, row, "conclude", "secretary", LATER, **done)
    step(row, "superior", "clerk", **SUPERIOR)
    refused("balance", counted, row, "members", counts=[15, 2, 0, 0])
    refused("returned", counted, row, "members", issued=18)
    counted(row, "members")
    refused("sides", step, row, "conclude", "secretary", LATER, **done)
    line = counted(row, "residents")
    assert line.words == "好 15，较好 2，一般 1，差 0，废票 1"
    early = done | {"concluded_on": running.ends_on}
    refused("running", step, row, "conclude", "secretary", running.ends_on, **early)
    refused("no-follow-up", step, row, "conclude", "secretary", LATER, **done | {"follow_up": " "})
    step(row, "conclude", "secretary", LATER, **done)
    assert row.concluded_on == LATER
    refused("concluded", registers.remove_line, by=None, part=REVIEWS.parts[1], line=line, today=LATER, reason="错")


def test_requirements_and_reviews_are_the_districts(district: Organization, february: Any) -> None:  # noqa: F811
    def of_district(name: str, value: str) -> None:
        number = Threshold.objects.get(name=name, organization=None)
        number.pk, number.organization, number.value = None, district, value
        number.origin, number.effective_from, number.document = "district", date(2027, 1, 1), "文件"
        number.save(force_insert=True)

    worked()
    of_district("asm.two_way_review.requirements", "有内容可述;有群众评述")
    assert [each.label for each in enter().requirements.order_by("pk")] == ["有内容可述", "有群众评述"]
    february.move_to("2027-12-05")
    assert "办理secretary的双向述职评议" in account("secretary").get("/?all=1").content.decode()
    of_district("asm.two_way_review.per_year", "0")
    assert "双向述职评议" not in account("secretary").get("/?all=1").content.decode()
