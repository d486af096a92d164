"""What each kind of meeting needs is data: entitled, quorum, least number; a committee meets ad hoc, too (MTG-01)."""

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from core.records.errors import RuleViolation
from meetings import actions, documents
from meetings.models import Meeting, MeetingKind
from organizations import standards
from tests.meetings.conftest import at, client_of
from tests.meetings.test_path import planned

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("MTG-01")]


@time_machine.travel(at(3), tick=False)
def test_the_page_says_what_every_kind_needs_by_the_numbers_in_force(world):
    page = client_of(world.secretary).get(reverse("meetings:kinds"))
    rows = {row.kind.pk: row for row in page.context["rows"]}
    assert set(rows) == set(MeetingKind.objects.values_list("pk", flat=True))
    for kind in MeetingKind.objects.exclude(minimum=""):
        number = standards.at(kind.minimum, organization=world.community, as_of=timezone.localdate(at(3)))
        assert rows[kind.pk].least == f"{kind.get_period_display()}至少 {number} 次"
    assert "到会须" in rows["big_committee_meeting"].votes and rows["theme_day"].votes == "不表决"
    text = page.text
    for words in ("班子成员", "党员代表", "参会单位与班子成员", "由召集人确定", "全体党员"):
        assert words in text


def test_an_ad_hoc_meeting_of_a_committee_says_so_in_its_papers_and_is_one_of_its_kind(world):
    meeting = planned(world, kind="big_committee_meeting", form="", education="", ad_hoc=True)
    assert meeting.label == "临时大党委会议" and meeting.kind_id == "big_committee_meeting"
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    assert "临时大党委会议" in Meeting.objects.get(pk=meeting.pk).notice
    assert "临时大党委会议" in documents.notice(Meeting.objects.get(pk=meeting.pk)).title


@time_machine.travel(at(3), tick=False)
def test_only_a_committee_is_called_ad_hoc(world):
    client = client_of(world.secretary)
    assert 'name="ad_hoc"' in client.get(reverse("meetings:plan"), {"kind": "big_committee_meeting"}).text
    assert 'name="ad_hoc"' not in client.get(reverse("meetings:plan"), {"kind": "theme_day"}).text


def test_a_kind_is_held_by_its_hosts_only(world):
    with pytest.raises(RuleViolation, match="不能主办"):
        planned(world, organization=world.branches[0], kind="joint_conference", form="", education="")
