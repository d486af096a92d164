"""Brands, typical cases and reports: publicised before they are published, counted by their lists (ASM-17)."""

from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments import showcases
from assessments.models import PressItem, Showcase
from core.models import AuditEvent
from core.records.errors import RuleViolation
from core.zone import ZONE
from organizations import actions as organizations
from organizations.models import PublicationObjection
from organizations.publications.actions import current_for, object_to
from organizations.registers import actions
from people.models import User
from tests.assessments import planting
from tests.assessments.planting import District, person

NOW = datetime(2026, 11, 2, 10, tzinfo=ZONE)
TODAY, OVER = date(2026, 11, 2), date(2026, 11, 10)
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("ASM-17")]
STEPS = {step.key: step for step in showcases.SHOWCASES.steps}


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def district(db: None) -> District:
    return planting.plant_tree()


def officer(where: Any, name: str = "o") -> User:
    somebody = person()
    user = User.objects.create_user(name, "x", person=somebody)
    organizations.appoint(by="t", person=somebody, organization=where, position="officer", since=date(2020, 1, 1))
    return user


def entered(district: District, place: int = 0, **more: Any) -> Showcase:
    said = {"kind": "brand", "title": "老邻居", "spirit": "有事好商量", "content": "楼院议事", "began_on": TODAY} | more
    found: Showcase = actions.enter(
        by="t", register=showcases.SHOWCASES, organization=district.communities[place], today=TODAY, **said
    )
    return found


def taken(row: Showcase, name: str, day: date = TODAY, **said: Any) -> Showcase:
    row = Showcase.objects.get(pk=row.pk)
    with time_machine.travel(datetime(day.year, day.month, day.day, 10, tzinfo=ZONE), tick=False):
        step = STEPS[name]
        done: Showcase = actions.correct(
            by="t", register=showcases.SHOWCASES, entry=row, version=row.version, today=day, step=step,
            **step.also(said),
        )  # fmt: skip
    return done


def refused(match: str, call: Any, *args: Any, **said: Any) -> None:
    with pytest.raises(RuleViolation, match=match), transaction.atomic():
        call(*args, **said)


def test_nothing_is_published_before_its_publicity_is_over_and_objections_are_answered(district: District) -> None:
    row = entered(district)
    refused("还没有公示", taken, row, "publish")
    taken(row, "publicise")
    running = current_for(row)
    assert running is not None and (running.starts_on, running.ends_on) == (TODAY, date(2026, 11, 9))
    assert running.owner == district.streets[0], "the street answers, not who wrote it"
    refused("期满后才能公布", taken, row, "publish", date(2026, 11, 9))
    by = officer(district.streets[0])
    objection = object_to(by=by, publication=running, text="不实", today=TODAY)
    refused("答复", taken, row, "publish", OVER)
    PublicationObjection.objects.filter(pk=objection.pk).update(answer="属实", answered_on=TODAY, upheld=True)
    refused("异议成立", taken, row, "publish", OVER)
    PublicationObjection.objects.filter(pk=objection.pk).update(upheld=False)
    assert taken(row, "publish", OVER).published_on == OVER
    running.refresh_from_db()
    assert running.concluded_on == OVER and running.outcome == "dismissed"
    refused("已于2026-11-10公布", taken, row, "publish", OVER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Showcase.objects.filter(pk=row.pk).update(publicised_on=None)


def test_what_is_public_stands_until_it_is_taken_down_with_a_reason(district: District) -> None:
    row = entered(district)
    refused("没有公示", taken, row, "retract", retracted_because="x")
    taken(row, "publicise")

    def withdrawn() -> None:
        standing = Showcase.objects.get(pk=row.pk)
        actions.withdraw(
            by="t", register=showcases.SHOWCASES, entry=standing, version=standing.version, today=TODAY, reason="重复"
        )

    def corrected() -> None:
        standing = Showcase.objects.get(pk=row.pk)
        actions.correct(
            by="t", register=showcases.SHOWCASES, entry=standing, version=standing.version, today=TODAY, content="改"
        )

    refused("撤下以后", withdrawn)
    refused("撤下以后", corrected)
    refused("请填写撤下原因", taken, row, "retract", retracted_because=" ")
    down = taken(row, "retract", retracted_because="补充数据")
    assert (down.publicised_on, down.published_on, down.state) == (None, None, "已撤下")
    assert current_for(row) is None, "what hung out is taken back with it"
    corrected()
    taken(row, "publicise")
    taken(row, "publish", OVER)
    taken(row, "retract", OVER, retracted_because="再核")
    withdrawn()
    codes = set(AuditEvent.objects.values_list("code", flat=True))
    assert {"organizations.published", "organizations.publication_withdrawn"} <= codes


def test_only_a_published_one_is_for_anybody_with_its_reports_and_without_objections(district: District) -> None:
    row, anybody = entered(district), Client()
    address = reverse("assessments:showcase_public", args=[row.pk])
    assert anybody.get(address).status_code == 404
    taken(row, "publicise")
    object_to(by=officer(district.streets[0]), publication=current_for(row), text="听说不实", today=TODAY)
    assert anybody.get(address).status_code == 404
    PublicationObjection.objects.update(answer="核对无误", answered_on=TODAY)
    taken(row, "publish", OVER)
    said = {"title": "好邻居", "medium": "paper", "outlet": "晚报", "issued_on": TODAY, "showcase": row}
    press = {"by": "t", "register": showcases.PRESS, "organization": district.communities[0], "today": TODAY}
    actions.enter(**press, **said)
    with time_machine.travel(datetime(2026, 11, 10, 12, tzinfo=ZONE), tick=False):
        text = anybody.get(address).content.decode()
    assert "楼院议事" in text and "晚报：好邻居" in text and "听说不实" not in text
    taken(row, "retract", OVER, retracted_because="再核")
    assert anybody.get(address).status_code == 404


def test_a_report_is_past_of_this_community_and_of_its_own_brands(district: District) -> None:
    mine, other = entered(district), entered(district, 1)

    def report(**more: Any) -> PressItem:
        said = {"title": "好邻居", "medium": "paper", "outlet": "晚报", "issued_on": TODAY, "showcase": mine} | more
        found: PressItem = actions.enter(
            by="t", register=showcases.PRESS, organization=district.communities[0], today=TODAY, **said
        )
        return found

    refused("不能晚于今天", report, issued_on=date(2026, 11, 3))
    refused("不是A1社区的品牌或典型", report, showcase=other)
    report()
    refused("已经登记过", report)
    refused("不登记", actions.enter, by="t", register=showcases.PRESS, organization=district.streets[0], today=TODAY)


def test_numbers_of_a_year_are_those_of_their_lists_and_end_at_the_reach(district: District) -> None:
    for place, kind in ((0, "brand"), (0, "case"), (1, "brand"), (2, "brand")):
        row = entered(district, place, kind=kind)
        taken(row, "publicise")
        if place:
            taken(row, "publish", OVER)
    for number, day in enumerate((date(2025, 5, 1), date(2026, 5, 1), date(2026, 6, 1))):
        PressItem.objects.create(
            organization=district.communities[number], title="报", medium="board", outlet="宣传栏", issued_on=day
        )
    user, street = officer(district.root, "d"), officer(district.streets[0], "s")
    for who, communities, brands, boards in (
        (user, district.communities, 2, 2),
        (street, district.communities[:2], 1, 1),
    ):
        for year in (2025, 2026):
            lines = showcases.counts(who, communities, year)
            for what, number in showcases.total(who, year).numbers:
                assert number == sum(dict(line.numbers)[what] for line in lines)
                assert number == showcases.records(who, what, year, None).count()
        total = dict(showcases.total(who, 2026).numbers)
        assert (total["brand"], total["case"], total["board"]) == (brands, 0, boards)
    client = Client()
    client.force_login(street)
    address = reverse("assessments:showcase_counts")
    assert "B1社区" not in client.get(address).content.decode()
    there = {"what": "brand", "organization": district.communities[2].pk}
    assert client.get(address, there).status_code == 404
    for wrong in ({"year": "1999"}, {"what": "x"}, {"what": "brand", "organization": "x"}):
        assert client.get(address, wrong).status_code == 404
    assert "老邻居" in client.get(address, {"what": "brand"}).content.decode()


def test_the_page_of_numbers_costs_the_same_for_many(district: District) -> None:
    user = officer(district.root)

    def cost(communities: list[Any]) -> int:
        with CaptureQueriesContext(connection) as seen:
            showcases.counts(user, communities, 2026)
        return len(seen)

    showcases.counts(user, district.communities, 2026)
    assert cost(district.communities[:1]) == cost(district.communities)
