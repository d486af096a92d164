"""The kinds of meetings follow the code in a database that is in use."""

import pytest

from meetings import reference
from meetings.models import Meeting, MeetingKind
from tests.meetings.test_path import planned


@pytest.fixture
def kinds(db):
    return lambda: {kind.code: kind for kind in MeetingKind.objects.all()}


def test_what_changed_in_the_code_reaches_the_database(kinds):
    MeetingKind.objects.filter(code="theme_day").update(label="旧名", hosts=[], second_person=True, position=40)
    MeetingKind.objects.filter(code="visit").delete()
    MeetingKind.objects.create(code="old", label="旧会议", entitled="invited", hosts=["branch"])
    wanted = {code: (label, position) for position, (code, label, *_) in enumerate(reference.KINDS)}
    reference.load()
    assert {code: (kind.label, kind.position) for code, kind in kinds().items()} == wanted
    assert kinds()["theme_day"].hosts


def test_a_kind_with_meetings_stays_and_nobody_hosts_it(kinds, world):
    MeetingKind.objects.create(code="old", label="旧会议", entitled="invited", hosts=["branch"])
    meeting = planned(world)
    Meeting.objects.filter(pk=meeting.pk).update(kind="old")
    reference.load()
    assert kinds()["old"].hosts == []
    assert Meeting.objects.get(pk=meeting.pk).kind.label == "旧会议"
