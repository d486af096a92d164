"""What happens before 08:00 in Shanghai happens on the day of Shanghai: in UTC it is still yesterday."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange

from core.zone import ZONE
from members import actions, letters
from members.models import DualRegistration
from organizations.desks import queries as desks
from organizations.models import Organization
from people.models import Person

DAY = date(2026, 3, 10)
EARLY = [datetime(2026, 3, 10, 7, 30, tzinfo=ZONE), datetime(2026, 3, 10, 0, 44, tzinfo=ZONE)]


@pytest.mark.parametrize("moment", EARLY)
def test_slip_bears_the_day_of_the_decision(moment):
    registration = DualRegistration(
        organization=Organization(name="幸福里社区"),
        person=Person(name="赵民国"),
        side="home",
        state="confirmed",
        decided_at=moment,
        slip_number="HZ-1",
        during=DateRange(DAY, DAY + timedelta(days=365)),
    )
    assert letters.slip_paper(registration).blocks[-1].date == DAY


@pytest.mark.parametrize("moment", EARLY)
def test_registration_waits_from_the_day_it_came_in(district, moment):
    with time_machine.travel(moment, tick=False):
        actions.submit_registration(
            by=district.member, person=district.member.person, community=district.community, side="home", now=moment
        )
        waiting = [line for line in desks.lines(district.secretary, now=moment) if line.key == "registration.confirm"]
    assert [line.due_on for line in waiting] == [date(2026, 3, 17)]  # five working days from Tuesday the 10th
