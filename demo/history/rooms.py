"""The rooms beside the months: what the complete community and those above it keep, as it stands today."""

from datetime import date, timedelta

from demo.history.belonging import keep_members
from demo.history.clock import ago, at
from demo.history.deciding import keep_cases
from demo.history.honours import give_honours
from demo.history.messages import date_messages, newest_message
from demo.history.offices import keep_offices
from demo.history.serving import keep_services
from demo.world import Demo


def furnish(demo: Demo, today: date) -> None:
    """All of it has been read: what waits is laid on the desks afterwards."""
    told = newest_message()
    keep_services(demo, today)
    keep_members(demo, today)
    keep_offices(demo, today)
    give_honours(demo, today)
    keep_cases(demo, today)
    sent = at(ago(today, 6), 8)
    date_messages(told, sent=sent, read=sent + timedelta(hours=11))
