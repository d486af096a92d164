"""Themed education by class: planned once, held in recorded meetings, who of the class came and who not (MEM-19)."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from core.records.errors import RuleViolation
from core.zone import ZONE
from meetings.education.queries import roll
from meetings.education.register import EDUCATION
from meetings.models import Attendance, ClassEducation, EducationSession, Meeting, MeetingKind
from members.models import DualRegistration
from organizations.desks.queries import lines
from organizations.models import Organization
from organizations.registers import actions
from people.models import User
from tests.members.conftest import District, add_member, district, make_person  # noqa: F401

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
[SESSIONS] = EDUCATION.parts


def plan(place: Organization, classes: list[str], **given: Any) -> ClassEducation:
    days = {"begins_on": date(2026, 9, 1), "due_on": date(2026, 11, 30)}
    typed = {"topic": "老有所为", "content": "", "classes": classes} | days | given
    made: ClassEducation = actions.enter(by="test", register=EDUCATION, organization=place, today=TODAY, **typed)
    return made


def held(place: Organization, on: date = date(2026, 10, 9)) -> Meeting:
    moment = datetime(on.year, on.month, on.day, 9, tzinfo=ZONE)
    return Meeting.objects.create(
        organization=place, kind=MeetingKind.objects.get(code="party_lecture"), topic="党课", starts_at=moment,
        held_at=moment, recorded_at=moment, state="recorded", content="讲了一课",
    )  # fmt: skip


def came(meeting: Meeting, person: Any, state: str = "present") -> None:
    more: dict[str, Any] = {"present": {"way": "hand", "signed_at": meeting.held_at}, "made_up": {"made_up_on": TODAY}}
    more["on_leave"] = {"reason": "出差"}
    Attendance.objects.create(
        organization=meeting.organization, meeting=meeting, person=person, state=state, **more.get(state, {})
    )


def count(entry: ClassEducation, meeting: Meeting) -> EducationSession:
    made: EducationSession = actions.add_line(by="test", part=SESSIONS, entry=entry, today=TODAY, meeting=meeting)
    return made


def owed(user: User, on: date) -> list[str]:
    found = lines(user, now=datetime(on.year, on.month, on.day, 9, tzinfo=ZONE))
    return [line.label for line in found if line.key == "class_education.hold"]


@pytest.mark.requirement("MEM-19")
def test_who_of_the_class_came_is_read_from_the_meeting_and_nobody_else_counts(district: District) -> None:  # noqa: F811
    first, second, third = (add_member(district.branch, f"退休{n}", member_class="retired") for n in "甲乙丙")
    worker = add_member(district.branch, "在职丁", member_class="in_service")
    entry = plan(district.branch, ["retired"])
    assert owed(district.secretary, date(2026, 10, 30)) == []
    assert owed(district.secretary, TODAY) == ["老有所为"]
    meeting = held(district.branch)
    for spell, state in ((first, "present"), (second, "made_up"), (third, "on_leave"), (worker, "present")):
        came(meeting, spell.person, state)
    assert roll(entry, today=TODAY).words == "应学 3 人，已学 0 人", "the meeting is not yet of the topic"
    count(entry, meeting)
    found = roll(entry, today=TODAY)
    assert ([each.name for each in found.learned], [each.name for each in found.missing]) == (
        ["退休甲", "退休乙"], ["退休丙"],
    )  # fmt: skip
    assert owed(district.secretary, TODAY) == []
    later = held(district.branch, date(2026, 11, 6))
    came(later, third.person)
    count(entry, later)
    assert roll(entry, today=TODAY).words == "应学 3 人，已学 3 人"
    client = Client()
    client.force_login(district.secretary)
    page = client.get(f"/meetings/class_education/{entry.pk}/roll/").content.decode()
    assert "退休丙" in page and "在职丁" not in page and "都学了" in page
    client.force_login(district.other_secretary)
    assert client.get(f"/meetings/class_education/{entry.pk}/roll/").status_code == 404


@pytest.mark.requirement("MEM-19")
def test_in_service_members_registered_at_the_community_are_of_its_class(district: District) -> None:  # noqa: F811
    DualRegistration.objects.create(
        organization=district.community, person=make_person("报到的"), side="home", unit_name="税务局",
        state="confirmed", proof="document", decided_at=datetime(2026, 1, 5, 9, tzinfo=ZONE),
        during=(date(2026, 1, 5), None), slip_number="HZ-1",
    )  # fmt: skip
    assert [each.name for each in roll(plan(district.community, ["in_service"]), today=TODAY).missing] == ["报到的"]
    assert roll(plan(district.community, ["retired"]), today=TODAY).missing == []


@pytest.mark.requirement("MEM-19")
def test_what_was_not_recorded_here_or_before_is_no_session(district: District) -> None:  # noqa: F811
    entry = plan(district.branch, ["retired"])
    early, elsewhere = held(district.branch, date(2026, 8, 31)), held(district.other_branch)
    planned = held(district.branch, date(2026, 10, 16))
    Meeting.objects.filter(pk=planned.pk).update(state="planned", held_at=None, recorded_at=None)
    for meeting, words in ((elsewhere, "已记录的会议"), (planned, "已记录的会议")):
        with pytest.raises(RuleViolation, match=words):
            count(entry, meeting)
    with pytest.raises(RuleViolation, match="已记录的会议|以前召开"):
        count(entry, early)
    with pytest.raises(RuleViolation, match="不能早于开始日期"):
        plan(district.branch, ["retired"], due_on=date(2026, 8, 1))
    with pytest.raises(RuleViolation, match="面向哪类党员"):
        plan(district.branch, [])
    count(entry, (good := held(district.branch)))
    with pytest.raises(RuleViolation, match="已经登记"):
        count(entry, good)
    assert EducationSession.objects.count() == 1
