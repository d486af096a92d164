"""What happens before 08:00 in Shanghai happens on the day of Shanghai: in UTC it is still yesterday."""

from datetime import date, timedelta

import pytest

from core.records.errors import RuleViolation
from meetings import presence
from meetings.models import Meeting
from tests.meetings.conftest import at

DAY = date(2026, 3, 10)


@pytest.mark.parametrize(("hour", "minute"), [(7, 30), (0, 44)])
def test_make_up_counts_from_the_day_of_the_meeting_and_of_its_record(hour, minute):
    moment = at(10, hour, minute, month=3)
    meeting = Meeting(state=Meeting.State.CLOSED, held_at=moment, recorded_at=moment, closed_at=moment)
    with pytest.raises(RuleViolation) as refused:
        presence.check_make_up(meeting, on=DAY - timedelta(days=1), limit_days=30)
    assert refused.value.code == "before-held"
    presence.check_make_up(meeting, on=DAY, limit_days=30)
    presence.check_make_up(meeting, on=DAY + timedelta(days=30), limit_days=30)
    with pytest.raises(RuleViolation) as refused:
        presence.check_make_up(meeting, on=DAY + timedelta(days=31), limit_days=30)
    assert refused.value.code == "too-late"
