"""Whether coordination bodies are there, meet and do what they resolve; which are tight (ORG-12, ORG-31; S0 二3).

A tight body has a charter, a person for each of its member units, as many meetings a year as the standard says, and no
resolution of them past its day. Its meetings are those of its kind held by its organisation, or in its community.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from core.records.duties import Duty, Line, Message, Source, past
from core.records.measures import values_of
from core.zone import local_day
from meetings.measures import HELD_AT
from meetings.models import Meeting, Resolution
from organizations.desks.rows import Listed, Table, like
from organizations.models import Body, BodyKind
from organizations.registers.duties_bodies import EXPECTED_SQL, STANDING
from organizations.registers.forms import KEEP
from organizations.scoping import range_of

MEETING_OF = {
    BodyKind.GUIDANCE: "coordination_meeting",
    BodyKind.COORDINATION: "coordination_meeting",
    BodyKind.CONFERENCE: "joint_conference",
    BodyKind.STATION: "liaison_meeting",
    BodyKind.TWO_NEW: "two_new_conference",
}
"""Kind of body → the kind of meeting that it holds."""
_MEETING = "CASE b.kind " + " ".join(f"WHEN '{body}' THEN '{kind}'" for body, kind in MEETING_OF.items()) + " END"
_YEARS = "generate_series(extract(year FROM %(since)s::date)::int, extract(year FROM %(today)s::date)::int)"

# A year is judged as of its last day, the running one as of today. A body founded in the year need not meet in it yet.
JUDGED = f"""
    SELECT b.id AS record, b.organization_id, b.scope, b.kind, b.title, b.tightness, y.year, y.last, b.founded_on,
           b.tightness = s.tightness_words[cardinality(s.tightness_words)] AS tight, b.charter <> '' AS charter,
           n.units, n.persons, n.units > 0 AND n.alone = 0 AS fixed, m.held, m.resolved, m.done, m.late,
           CASE WHEN b.founded_on <= make_date(y.year, 1, 1) THEN s.tight_least ELSE 0 END AS least
    FROM (SELECT year, LEAST(make_date(year, 12, 31), %(today)s::date) AS last FROM {_YEARS} year) y
    CROSS JOIN organizations_body b
    JOIN tree t ON t.organization_id = b.organization_id
    JOIN std s ON s.organization_id = b.organization_id
    CROSS JOIN LATERAL (
        SELECT count(DISTINCT p.unit_id) AS units, count(DISTINCT p.person_id) AS persons,
               count(*) FILTER (WHERE p.person_id IS NULL) AS alone
        FROM organizations_bodymember p WHERE p.body_id = b.id AND p.during @> y.last
    ) n
    CROSS JOIN LATERAL (
        SELECT count(DISTINCT h.day) AS held, count(r.id) AS resolved,
               count(r.id) FILTER (WHERE r.state <> '{Resolution.State.OPEN}') AS done,
               count(r.id) FILTER (WHERE r.state = '{Resolution.State.OPEN}' AND {past("r.due_on")}) AS late
        FROM (
            SELECT m.id, {local_day(HELD_AT)} AS day FROM meetings_meeting m
            JOIN tree host ON host.organization_id = m.organization_id
            WHERE m.kind_id = {_MEETING} AND m.state IN {values_of(Meeting.RECORDED_STATES)}
              AND (m.organization_id = b.organization_id OR host.community_id = b.organization_id)
        ) h LEFT JOIN meetings_resolution r ON r.meeting_id = h.id
        WHERE h.day >= make_date(y.year, 1, 1) AND h.day <= y.last AND h.day >= b.founded_on
    ) m
    WHERE {STANDING} AND b.founded_on <= y.last AND b.scope >= %(lo)s AND b.scope < %(hi)s
"""
KEPT = "j.charter AND j.fixed AND j.held >= j.least AND j.late = 0"
LACKS = """concat_ws('、', CASE WHEN NOT j.charter THEN '章程' END,
    CASE WHEN NOT j.fixed THEN '每家成员单位的固定成员' END,
    CASE WHEN j.held < j.least THEN '会议（应 ' || j.least || ' 次，已开 ' || j.held || ' 次）' END,
    CASE WHEN j.late > 0 THEN '办理逾期的 ' || j.late || ' 项决议' END)"""


def _page(_line: Line) -> str:
    return reverse("meetings:bodies") + "?state=short"


def _entry(line: Line) -> str:
    return reverse("organizations:bodies_entry", args=[line.record])


STANDARDS = {
    "tightness_words": "org.body.tightness",
    "tight_least": "org.body.tight_meetings_min",
}
TIGHT = Source(
    "body.tight",
    f"""
    SELECT 'body.tight' AS key, j.organization_id, j.scope, NULL AS person_id, NULL AS barred_id, j.record, 1 AS amount,
           GREATEST(make_date(j.year, 1, 1), j.founded_on) AS opens_on, make_date(j.year, 12, 31) AS due_on,
           CASE WHEN {KEPT} THEN 'counts' END AS verdict, j.title || j.year || '年的紧密型要求' AS label,
           '还缺' || {LACKS} AS detail, ARRAY[60, 30, -1] AS remind
    FROM ({JUDGED}) j WHERE j.tight
    """,
    (
        Duty(
            "body.tight",
            "落实{label}",
            "{count} 个协调机构没有达到紧密型要求",
            "查看",
            _entry,
            KEEP,
            behind="{organizations} 个下级组织的协调机构没有达到紧密型要求",
            overseer="organizations.view_organization",
            behind_note="章程、固定成员、会议次数、决议办理",
            behind_url=_page,
            message=Message(
                "body.tight",
                "紧密型要求",
                "organizations.body",
                "{label}还没有达到",
                "{detail}",
                lambda: reverse("organizations:bodies_entry", args=[0]),
            ),
        ),
    ),
    STANDARDS,
)
DUTIES = (TIGHT,)


@dataclass(frozen=True)
class Judged:
    """A body that an organisation has, or should have and has not (``record`` None), in the running year."""

    organization_id: int
    organization: str
    label: str
    record: int | None
    title: str | None
    tightness: str | None
    tight: bool | None
    charter: bool | None
    units: int | None
    persons: int | None
    fixed: bool | None
    held: int | None
    least: int | None
    resolved: int | None
    done: int | None
    late: int | None
    kept: bool | None
    lacks: str | None


_COLUMNS = f"""j.record, j.title, j.tightness, j.tight, j.charter, j.units, j.persons, j.fixed, j.held, j.least,
    j.resolved, j.done, j.late, {KEPT} AS kept, {LACKS} AS lacks"""
_NOW = f"(SELECT * FROM ({JUDGED}) j WHERE j.year = extract(year FROM %(today)s::date))"
_EVERY = f"""
SELECT q.* FROM (
    SELECT t.organization_id, o.name, e.label, {_COLUMNS}, o.path, e.place, e.kind FROM tree t
    JOIN organizations_organization o ON o.id = t.organization_id
    JOIN {EXPECTED_SQL} ON e.organization_kind = t.kind
    LEFT JOIN {_NOW} j ON j.organization_id = t.organization_id AND j.kind = e.kind
  UNION ALL
    SELECT j.organization_id, o.name, '{BodyKind.TWO_NEW.label}', {_COLUMNS}, o.path, 99, j.kind
    FROM {_NOW} j JOIN organizations_organization o ON o.id = j.organization_id WHERE j.kind = '{BodyKind.TWO_NEW}'
) q
WHERE q.path >= %(from)s AND q.path < %(to)s AND q.name LIKE %(words)s AND CASE %(state)s
    WHEN 'missing' THEN q.record IS NULL WHEN 'short' THEN q.tight AND NOT q.kept
    WHEN 'tight' THEN q.tight AND q.kept ELSE true END
"""
TABLE = Table(
    _EVERY,
    "path, place, record",
    lambda *row: Judged(*row[:18]),
    (TIGHT,),
    f"""count(*) FILTER (WHERE r.kind <> '{BodyKind.TWO_NEW}'),
        count(r.record) FILTER (WHERE r.kind <> '{BodyKind.TWO_NEW}'),
        count(*) FILTER (WHERE r.kind = '{BodyKind.CONFERENCE}'),
        count(r.record) FILTER (WHERE r.kind = '{BodyKind.CONFERENCE}'),
        count(*) FILTER (WHERE r.tight AND r.kept), count(*) FILTER (WHERE r.tight AND NOT r.kept)""",
)


def bodies(user: Any, permission: str, *, today: date, text: str = "", state: str = "") -> Listed[Judged]:
    """Every coordination body that has to be in the user's scope, there or not, and joint conferences of two-new
    organisations. Its sums: due, there, joint conferences due, there, tight bodies that keep to it, that do not."""
    return Listed(TABLE, user, permission, today=today, words=like(text), state=state)


def facts(body: Body, on: date) -> Iterable[tuple[str, str]]:
    """Lines of the page of a body: its meetings of the year, its resolutions, what it lacks to be tight."""
    if body.withdrawn_on is not None or body.dissolved_on is not None:
        return []
    low, high = range_of(body.organization.path)
    values = {"root": body.organization_id, "lo": low, "hi": high, "from": low, "to": high, "words": "%", "state": ""}
    row = next((row for row in TABLE.rows(values, today=on) if row.record == body.pk), None)
    if row is None:
        return []
    told = f"{row.resolved} 项，办结 {row.done} 项，逾期 {row.late} 项"
    lines = [(f"{on.year}年会议", f"{row.held} 次"), ("会议的决议", told)]
    return [*lines, ("紧密型要求", "已达到" if row.kept else f"还缺{row.lacks}")]
