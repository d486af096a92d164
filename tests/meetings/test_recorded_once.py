"""A meeting is recorded once: minutes, ledger, fact, score, dashboard and form say what the record says (MTG-09)."""

import io
import re
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from assessments import facts, scoring
from assessments.models import Evaluation, Fact
from core.office.documents import official_docx
from meetings import actions, annual, documents
from meetings.ledger import of_year as ledger_of
from meetings.models import Meeting, Resolution
from organizations.models import Organization
from people.models import User
from tests.assessments.test_facts import LINES, make_scheme
from tests.meetings.conftest import World, at, client_of
from tests.meetings.test_path import held, planned
from tests.meetings.test_topics import deciding, resolved

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("MTG-09")]

VIEW = "organizations.view_meeting"
NOVEMBER = date(2026, 11, 1)
DECEMBER = at(2, month=12)


def reader(world: World) -> User:
    return User.objects.get(pk=world.street_officer.pk)


def minutes(meeting: Meeting) -> str:
    content = official_docx(documents.minutes(Meeting.objects.get(pk=meeting.pk)))
    return re.sub(r"<[^>]+>", "", zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode())


def words(world: World, organization: Organization, label: str) -> list[str]:
    found = ledger_of(reader(world), VIEW, organization, 2026, now=DECEMBER)
    return [entry.words for row in found.rows if row.label == label for entries in row.months for entry in entries]


def line(world: World, *organizations: Organization) -> annual.Line:
    return annual.of_year(reader(world), VIEW, organizations, 2026).sum


def computed(world: World) -> dict[str, Any]:
    """Facts of November and points of the year at the community."""
    facts.compute_month(district=world.district, month=NOVEMBER, now=DECEMBER)
    found = {
        each.indicator_id: (each.numerator, each.denominator)
        for each in Fact.objects.filter(organization=world.community, month=NOVEMBER)
    }
    scheme = getattr(world, "scheme", None) or make_scheme(world.district, *LINES)
    world.scheme = scheme  # type: ignore[attr-defined]
    scoring.score(scheme=scheme, as_of=date(2026, 11, 30), now=DECEMBER)
    evaluation = Evaluation.objects.get(organization=world.community, scheme=scheme)
    return found | {"points": dict(evaluation.scores.values_list("item__title", "points"))}


def test_one_record_feeds_them_all(world):
    meeting = held(world)
    assert words(world, world.big_committee, "主题党日") == ["20日 未记录"]
    assert line(world, world.big_committee).total == 0
    actions.record(by=world.secretary, meeting=meeting, version=1, content="走访三户党员。", now=at(21))
    actions.confirm(by=world.secretary, meeting=meeting, now=at(21))
    text = minutes(meeting)
    assert "走访慰问困难党员" in text and "走访三户党员。" in text and "应到10人，实到6人" in text
    assert words(world, world.big_committee, "主题党日") == ["20日 6/10"]
    year = line(world, world.big_committee)
    assert (year.held, year.entitled, year.present, year.share) == ({"theme_day": 1}, 10, 6, 60)
    found = computed(world)
    assert found["theme_day_held"] == (1, 1) and found["theme_day_attendance"] == (6, 10)
    assert found["theme_day_prompt"] == (1, 1)
    assert found["points"]["theme_day_held"] > 0
    with time_machine.travel(DECEMBER, tick=False):
        page = client_of(world.street_officer).get(
            reverse("assessments:dashboard"), {"organization": world.community.pk}
        )
        records = reverse("assessments:records", args=[world.community.pk, "theme_day_attendance"])
        shown = client_of(world.street_officer).get(records, {"period": "chosen", "from": "2026-11", "to": "2026-11"})
    assert page.status_code == 200 and shown.status_code == 200
    assert meeting.topic in shown.text and reverse("meetings:detail", args=[meeting.pk]) in shown.text


@pytest.mark.parametrize("change", ["attendance", "day"])
def test_a_correction_of_the_record_moves_them_all(world, change):
    meeting = held(world)
    actions.record(by=world.secretary, meeting=meeting, version=1, content="学习", now=at(21))
    assert computed(world)["theme_day_attendance"] == (6, 10)
    if change == "attendance":
        more = [each.pk for each in world.members[6:8]]
        actions.mark(by=world.secretary, meeting=meeting, persons=more, state="present", way="paper", now=at(22))
        assert "实到8人" in minutes(meeting) and words(world, world.big_committee, "主题党日") == ["20日 8/10"]
        assert line(world, world.big_committee).present == 8
        assert computed(world)["theme_day_attendance"] == (8, 10)
    else:
        stored = Meeting.objects.get(pk=meeting.pk)
        actions.record(by=world.secretary, meeting=stored, version=stored.version, held_at=at(17), now=at(22))
        assert "11月17日" in minutes(meeting) and words(world, world.big_committee, "主题党日") == ["17日 6/10"]
        assert computed(world)["theme_day_prompt"] == (0, 1)  # entered four days after


def test_what_is_called_off_feeds_nothing(world):
    meeting = held(world)
    actions.cancel(by=world.secretary, meeting=meeting, reason="台风", now=at(20, 14, 20))
    assert words(world, world.big_committee, "主题党日") == []
    assert line(world, world.big_committee).total == 0
    found = computed(world)
    assert found["theme_day_held"] == (0, 1) and found["points"]["theme_day_held"] == 0


def test_a_conference_counts_in_ledger_form_fact_and_score(world):
    meeting = planned(
        world, organization=world.community, kind="joint_conference", form="", education="", starts_at=at(12)
    )
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    actions.record(by=world.secretary, meeting=meeting, version=1, content="共商", now=at(12, 18))
    assert words(world, world.community, "社区党建联席会议") == ["12日 0/2"]
    assert line(world, world.community).held == {"joint_conference": 1}
    found = computed(world)
    assert found["joint_conference"][0] == 1 and found["points"]["joint_conference"] > 0


def test_resolutions_of_a_meeting_are_counted_in_the_form(world):
    meeting = deciding(world)
    first = resolved(world, meeting, "社区服务", "修路")
    resolved(world, meeting, "社区文化", "办文化节")
    actions.finish_resolution(by=world.secretary, resolution=first, version=1, result="修好了", now=at(8))
    year = line(world, world.big_committee)
    assert (year.resolved, year.done) == (2, 1) == (Resolution.objects.count(), 1)


@time_machine.travel(DECEMBER, tick=False)
def test_the_page_and_the_workbook_say_the_same_and_only_the_own_tree(world):
    actions.record(by=world.secretary, meeting=held(world), version=1, content="学习", now=at(21))
    address = reverse("meetings:annual")
    street = client_of(world.street_officer).get(address, {"year": "2026"})
    assert "2026 年会议情况年度报表" in street.text and street.context["form"].sum.total == 1
    names = {each.organization.name for each in street.context["form"].lines}
    assert {"幸福里社区大党委", "新华社区大党委"} <= names
    own = client_of(world.other_secretary).get(address)
    assert own.context["form"].sum.total == 0
    assert not {"幸福里社区大党委"} & {each.organization.name for each in own.context["form"].lines}
    answer = client_of(world.street_officer).get(reverse("meetings:annual_file"), {"year": "2026"})
    [sheet] = load_workbook(io.BytesIO(answer.content)).worksheets
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0]]
    head = next(row for row in rows if row[0] == "组织")
    last = dict(zip(head, rows[-1], strict=True))
    assert (last["组织"], last["主题党日"], last["合计"], last["应到人次"], last["实到人次"]) == ("合计", 1, 1, 10, 6)
    for year in ("x", "1", "2199"):
        assert client_of(world.street_officer).get(address, {"year": year}).status_code == 200


def test_its_queries_do_not_grow(world):
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            annual.of_year(reader(world), VIEW, [world.big_committee, *world.branches], 2026)
        return len(captured)

    actions.record(by=world.secretary, meeting=held(world), version=1, content="学习", now=at(21))
    one = count()
    for day in range(2, 12):
        meeting = planned(world, starts_at=at(day, 9), now=at(1))
        actions.record(by=world.secretary, meeting=meeting, version=1, content="x", now=at(day, 9) + timedelta(days=1))
    assert count() == one
