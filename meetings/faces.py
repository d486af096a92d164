"""What pages show of a meeting and of a task, as far as steps decide on it (core.records.shown)."""

import hashlib
from collections import Counter

from core.records.shown import Face, Part
from meetings.models import Attendance, Meeting

PUBLIC = ("topic", "form", "education", "starts_at", "place", "host_person")
PLAN = (*PUBLIC, "recorder", "notice", "agenda", "invited")
HELD = ("topic", "starts_at", "place")
MEETING = Face(
    (*PUBLIC, "recorder", "notice", "held_at", "content", "resolutions_text"),
    {
        "agenda": Part("议程", lambda meeting: [f"{each.position}. {each.title}" for each in meeting.agenda.all()]),
        "invited": Part("参加人员", lambda meeting: [each.name for each in meeting.invited.order_by("pinyin", "pk")]),
        "attendance": Part("到会情况", lambda meeting: _attended(meeting)),
        "votes": Part(
            "表决",
            lambda meeting: [
                f"{each.text}：赞成{each.votes_for}，反对{each.votes_against}，弃权{each.abstained}"
                for each in meeting.decisions.order_by("pk")
            ],
        ),
        "tasks": Part(
            "决议",
            lambda meeting: [
                f"{each.text}（{each.owner or '未定'}，{each.due_on or '无期限'}）"
                for each in meeting.resolutions.select_related("owner").order_by("pk")
            ],
        ),
        "photos": Part("照片", lambda meeting: [each.caption or "照片" for each in meeting.photos.order_by("pk")]),
    },
)


def _attended(meeting: Meeting) -> list[str]:
    """How many in each state; the names stand in a digest, so that an exchange is noticed, too."""
    rows = list(meeting.attendances.order_by("person_id").values_list("person_id", "state", "guest"))
    if not rows:
        return []
    counted = Counter((Attendance.State(state).label, guest) for _, state, guest in rows)
    found = [f"{'列席' if guest else ''}{label}{number}人" for (label, guest), number in sorted(counted.items())]
    return [*found, f"名单摘要{hashlib.sha256(repr(rows).encode()).hexdigest()[:8]}"]


TASK = Face(("topic", "text", "owner", "due_on"))
