"""Lines of duties as the home page shows them."""

from datetime import date
from typing import Any

from django.utils import timezone

from core.records.duties import Line
from core.web.home import WorkItem, lists
from organizations.desks import queries


def item(line: Line) -> WorkItem:
    duty = lists().duty[line.key]
    if line.own:
        one = line.count == 1
        title, note = (duty.title, duty.note) if one else (duty.titles, duty.notes)
        url = duty.url(line)
    else:
        title, note, url = duty.behind, duty.behind_note, (duty.behind_url or duty.url)(line)
    return WorkItem(
        due_on=line.due_on,
        title=line.put(title),
        detail=line.put(note),
        url=url,
        action=duty.action if line.own else "去看",
        kind=line.key,
        count=line.count,
    )


def due(user: Any, today: date) -> list[WorkItem]:
    """What the user owes today, and what those below are behind with; a statement a desk and one for the person."""
    now = timezone.localtime()
    now = now.replace(year=today.year, month=today.month, day=today.day)
    return [item(line) for line in queries.lines(user, now=now)]
