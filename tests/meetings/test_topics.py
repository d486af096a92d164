"""The topics that the big committee decides are data, every resolution names one, coverage is shown (MTG-13)."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from core.records.errors import RuleViolation
from meetings import actions, queries, topics
from meetings.models import Meeting, Resolution
from meetings.topics import Coverage
from organizations import actions as tree
from organizations.models import Organization, Threshold
from tests.meetings.conftest import World, at, client_of, later
from tests.meetings.test_path import held, planned

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("MTG-13")]

SEVEN = [
    "社区党建",
    "社区建设管理",
    "社区服务",
    "社区文化",
    "社区民主自治",
    "精神文明建设",
    "社会治安综合治理",
]


def says(value: str, holder: Organization, since: date = date(2026, 1, 1)) -> None:
    national = Threshold.objects.get(name=topics.NAME, organization=None)
    tree.set_threshold(
        by="test", threshold=national, organization=holder, value=value, effective_from=since, document="文件"
    )


def deciding(world: World, day: int = 5, **fields: object) -> Meeting:
    """A meeting of the big committee that has a quorum, everybody there."""
    held_at = at(day, 9)
    meeting = planned(
        world, kind="big_committee_meeting", form="", education="", starts_at=held_at, now=at(1), **fields
    )
    actions.notify(by=world.secretary, meeting=meeting, now=at(1))
    actions.open_sign_in(by=world.secretary, meeting=meeting, now=at(day, 9))
    everybody = list(meeting.attendances.order_by("pk").values_list("person", flat=True))
    actions.mark(by=world.secretary, meeting=meeting, persons=everybody, state="present", now=at(day, 9, 10))
    return Meeting.objects.get(pk=meeting.pk)


def resolved(world: World, meeting: Meeting, topic: str, text: str = "修路") -> Resolution:
    now = later(meeting.starts_at, hours=1)
    vote = actions.put_to_vote(by=world.secretary, meeting=meeting, text=text, votes_for=2, now=now)
    with time_machine.travel(now, tick=False):
        return actions.resolve(
            by=world.secretary, meeting=meeting, text=text, topic=topic, decision=vote,
            owner=world.secretary.person, due_on=date(2026, 12, 1),
        )  # fmt: skip


def covered(world: World, year: int = 2026) -> Coverage:
    [row] = topics.coverage([world.big_committee], Resolution.objects.all(), year, today=date(2026, 11, 10))
    return row


def test_the_seven_of_the_directive_are_the_list(world):
    assert queries.topics_of(world.big_committee, date(2026, 11, 10)) == SEVEN


@pytest.mark.parametrize("topic", SEVEN)
def test_each_of_the_seven_is_taken(world, topic):
    assert resolved(world, deciding(world), topic).topic == topic


@pytest.mark.parametrize("topic", ["", "别的", "社区党建；社区服务", " 社区党建"])
def test_a_resolution_without_a_topic_of_the_list_is_refused(world, topic):
    with pytest.raises(RuleViolation, match="请选择决策事项类别"):
        resolved(world, deciding(world), topic)
    assert not Resolution.objects.exists()


def test_the_district_changes_the_list_from_a_day_and_a_street_does_not(world):
    says("社区党建;社区养老", world.district, date(2026, 11, 4))
    assert queries.topics_of(world.big_committee, date(2026, 11, 3)) == SEVEN
    assert resolved(world, deciding(world, 5), "社区养老").topic == "社区养老"
    with pytest.raises(RuleViolation, match="决策事项类别"):
        resolved(world, deciding(world, 6), "社区文化")
    with pytest.raises(RuleViolation):
        says("社区党建", world.street)


def test_a_meeting_of_before_the_change_is_judged_by_its_day(world):
    meeting = deciding(world, 3)
    says("社区养老", world.district, date(2026, 11, 4))
    assert resolved(world, meeting, "社区文化").topic == "社区文化"


def test_free_text_is_no_way_round(world):
    meeting = deciding(world)
    meeting = actions.record(
        by=world.secretary, meeting=meeting, version=1, content="研究", resolutions_text="同意修路。", now=at(6)
    )
    with pytest.raises(RuleViolation, match="逐项登记为决议"):
        actions.confirm(by=world.deputy, meeting=meeting, now=at(6))
    vote = actions.put_to_vote(by=world.secretary, meeting=meeting, text="修路", votes_for=2, now=at(6))
    actions.resolve(
        by=world.secretary, meeting=meeting, text="修路", topic="社区服务", decision=vote,
        owner=world.secretary.person, due_on=date(2026, 12, 1),
    )  # fmt: skip
    assert actions.confirm(by=world.deputy, meeting=meeting, now=at(6)).state == "confirmed"


def test_minutes_that_agree_nothing_need_no_resolution(world):
    meeting = actions.record(by=world.secretary, meeting=deciding(world), version=1, content="通报", now=at(6))
    assert actions.confirm(by=world.deputy, meeting=meeting, now=at(6)).state == "confirmed"


def test_other_hosts_and_other_meetings_keep_their_words(world):
    meeting = actions.record(
        by=world.secretary, meeting=held(world), version=1, content="学习", resolutions_text="每月走访。", now=at(21)
    )
    assert actions.confirm(by=world.secretary, meeting=meeting, now=at(21)).state == "confirmed"


def test_coverage_counts_the_resolutions_of_the_year_by_topic(world):
    assert covered(world).covered == 0 and covered(world).lacking == SEVEN
    meeting = deciding(world)
    first = resolved(world, meeting, "社区服务", "修路")
    resolved(world, meeting, "社区服务", "建食堂")
    resolved(world, meeting, "社区文化", "办文化节")
    actions.finish_resolution(by=world.secretary, resolution=first, version=1, result="修好了", now=at(8))
    row = covered(world)
    found = {each.name: (each.resolutions, each.done) for each in row.topics if each.is_covered}
    assert found == {"社区服务": (2, 1), "社区文化": (1, 0)}
    assert row.covered == 2 and set(row.lacking) == set(SEVEN) - set(found)
    assert covered(world, 2025).covered == 0


def test_a_topic_that_left_the_list_keeps_its_resolutions_apart(world):
    resolved(world, deciding(world, 3), "社区文化")
    says("社区党建;社区养老", world.district, date(2026, 11, 4))
    row = covered(world)
    assert [(each.name, each.listed) for each in row.topics] == [
        ("社区党建", True),
        ("社区养老", True),
        ("社区文化", False),
    ]
    assert row.covered == 0


@time_machine.travel(at(10), tick=False)
def test_the_page_shows_coverage_and_opens_the_resolutions(world, django_assert_max_num_queries):
    meeting = deciding(world)
    resolved(world, meeting, "社区服务", "修路")
    resolved(world, meeting, "社区文化", "办文化节")
    street = client_of(world.street_officer)
    page = street.get(reverse("meetings:topics"))
    assert "已覆盖 2/7 类" in page.text and page.text.count("还没有决议") == 5 + 7  # two big committees
    mine = client_of(world.other_secretary).get(reverse("meetings:topics"))
    assert [row.organization.name for row in mine.context["rows"]] == ["新华社区大党委"]
    listed = street.get(
        reverse("meetings:resolutions"),
        {"state": "all", "topic": "社区服务", "year": "2026", "committee": world.big_committee.pk},
    )
    assert "修路" in listed.text and "办文化节" not in listed.text
    for wrong in ({"topic": "没有的"}, {"committee": "x"}, {"committee": "9" * 30}, {"year": "0"}, {"state": "x"}):
        assert street.get(reverse("meetings:resolutions"), wrong).status_code == 200
    with django_assert_max_num_queries(12):
        street.get(reverse("meetings:topics"))
