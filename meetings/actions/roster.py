"""Who is entitled: the roster of a meeting, frozen in one statement."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection

from core.records import walls
from meetings.models import Attendance, Meeting, MeetingKind
from meetings.queries import COMMITTEE_POSITIONS, audience_of
from members.models import StandingSpell
from organizations.access import GRID_BODIES
from organizations.kinds import COMMUNITY_ORGANIZATIONS, Kind
from organizations.scoping import range_of

NEW = f"'{Attendance.State.ENTITLED}', '{Attendance.Way.NONE}', false, ''"
"""State, way, guest and reason of who is entitled and did nothing yet."""
ROLL = "meetings.roll"
"""The way past the wall: who is suspended, or belongs to the audience, is asked of all records."""
_HEAD = """
INSERT INTO meetings_attendance
    (meeting_id, person_id, organization_id, scope, state, way, guest, reason)
"""
_TAIL = "\nON CONFLICT (meeting_id, person_id) DO NOTHING"

_SUSPENDED = f"""EXISTS (SELECT FROM members_standingspell s WHERE s.person_id = m.person_id
    AND s.kind = '{StandingSpell.Kind.SUSPENDED}' AND s.during @> %(on)s::date)"""
"""SQL: the member ``m`` is suspended on the day: neither called nor counted."""
_MEMBERS = f"""
SELECT %(meeting)s, m.person_id, m.organization_id, m.scope, {NEW}
FROM members_membership m
WHERE m.scope >= %(path)s AND m.scope < %(end)s AND m.during @> %(on)s::date AND NOT {_SUSPENDED}
"""
_GROUP = f"""
SELECT %(meeting)s, m.person_id, m.organization_id, m.scope, {NEW}
FROM members_groupmembership m
WHERE m.scope >= %(path)s AND m.scope < %(end)s AND m.during @> %(on)s::date AND NOT {_SUSPENDED}
"""
_COMMITTEE = f"""
SELECT DISTINCT ON (p.person_id) %(meeting)s, p.person_id, p.organization_id, p.scope, {NEW}
FROM organizations_post p
JOIN organizations_organization o ON o.id = p.organization_id
WHERE p.during @> %(on)s::date AND p.position = ANY(%(positions)s)
  AND (p.organization_id = %(host)s
    OR (%(with_bodies)s AND o.kind = ANY(%(bodies)s) AND p.scope >= %(path)s AND p.scope < %(end)s))
ORDER BY p.person_id, p.organization_id
"""
_CONTACTS = f"""
SELECT DISTINCT ON (u.contact_id) %(meeting)s, u.contact_id, u.organization_id, u.scope, {NEW}
FROM organizations_unitpresence u
WHERE u.contact_id IS NOT NULL AND u.during @> %(on)s::date AND u.scope >= %(path)s AND u.scope < %(end)s
ORDER BY u.contact_id, u.organization_id
"""
_OFFICERS = f"""
SELECT DISTINCT ON (p.person_id) %(meeting)s, p.person_id, p.organization_id, p.scope, {NEW}
FROM organizations_post p
WHERE p.during @> %(on)s::date AND p.scope >= %(path)s AND p.scope < %(end)s
ORDER BY p.person_id, p.organization_id
"""
_INVITED = f"""
SELECT %(meeting)s, p.id, o.id, o.path, {NEW}
FROM people_person p JOIN organizations_organization o ON o.id = %(host)s
WHERE p.id = ANY(%(invited)s)
"""
_EXEMPT = f"""
UPDATE meetings_attendance a SET state = '{Attendance.State.EXEMPT}'
FROM meetings_exemption e
WHERE a.meeting_id = %(meeting)s AND NOT a.guest AND a.state = '{Attendance.State.ENTITLED}'
  AND e.person_id = a.person_id AND e.withdrawn_on IS NULL AND e.during @> %(on)s::date
"""


@walls.beyond(ROLL)
def freeze(meeting: Meeting, *, on: date, invited: Iterable[int] = ()) -> int:
    """Insert who is called on the day by the meeting's kind, and everybody ``invited``; returns how many are entitled.

    Who is exempt on the day is called and not expected. Members: spells of membership in the host's audience; a tier of
    the grids holds none, so whoever has a post there or below, and whom the convener names; a Party group expects its
    own. Committee: posts in force. Participants: the committee and the contacts of the units present. Statements do
    not grow with persons.
    """
    root = audience_of(meeting)
    params: dict[str, Any] = {
        "meeting": meeting.pk,
        "host": meeting.organization_id,
        "path": root.path,
        "end": range_of(root.path)[1],
        "on": on,
        "positions": [str(position) for position in COMMITTEE_POSITIONS],
        "with_bodies": meeting.organization.kind == Kind.COMMUNITY,
        "bodies": [str(kind) for kind in (Kind.BIG_COMMITTEE, *COMMUNITY_ORGANIZATIONS)],
        "invited": list(invited),
    }
    entitled = meeting.kind.entitled
    statements = []
    if entitled == MeetingKind.Entitled.MEMBERS:
        statements.append(_OFFICERS if meeting.organization.kind in GRID_BODIES else _MEMBERS)
    if meeting.organization.kind == Kind.PARTY_GROUP:
        statements.append(_GROUP)
    if entitled in (MeetingKind.Entitled.COMMITTEE, MeetingKind.Entitled.PARTICIPANTS):
        statements.append(_COMMITTEE)
    if entitled == MeetingKind.Entitled.PARTICIPANTS:
        statements.append(_CONTACTS)
    if params["invited"]:
        statements.append(_INVITED)
    made = 0
    with connection.cursor() as cursor:
        for select in statements:
            cursor.execute(_HEAD + select + _TAIL, params)
            made += cursor.rowcount
        if entitled == MeetingKind.Entitled.MEMBERS:
            made -= exempt(meeting, on=on)
    return made


def exempt(meeting: Meeting, *, on: date) -> int:
    """Who on the roster is exempt on the day and neither came nor said anything is not expected (MTG-15)."""
    with connection.cursor() as cursor:
        cursor.execute(_EXEMPT, {"meeting": meeting.pk, "on": on})
        return int(cursor.rowcount)
