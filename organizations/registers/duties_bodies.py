"""Which coordination bodies every level has to have: guidance committee, coordination committee, joint conference and
liaison station, all of them everywhere (S1 一2; S0 二3; ORG-12)."""

from django.urls import reverse

from core.records.duties import Duty, Line, Message, Source
from organizations.kinds import STREETS, Kind
from organizations.models import BodyKind
from organizations.registers.forms import KEEP
from organizations.tree.queries import stood_since

EXPECTED = (
    (Kind.DISTRICT_DEPARTMENT, BodyKind.GUIDANCE),
    *((street, BodyKind.COORDINATION) for street in STREETS),
    (Kind.COMMUNITY, BodyKind.CONFERENCE),
    (Kind.COMMUNITY, BodyKind.STATION),
)
EXPECTED_SQL = (
    "(VALUES "
    + ", ".join(f"('{kind}', '{body}', '{body.label}', {place})" for place, (kind, body) in enumerate(EXPECTED))
    + ") e (organization_kind, kind, label, place)"
)
"""SQL: relation of the kinds of organisations and the bodies that each has to have."""
STANDING = "b.withdrawn_on IS NULL AND (b.dissolved_on IS NULL OR b.dissolved_on > %(today)s::date)"
"""SQL: a body ``b`` stands on the day."""


def _new(_line: Line) -> str:
    return reverse("organizations:bodies_new")


def _coverage(_line: Line) -> str:
    return reverse("meetings:bodies")


FOUNDED = Source(
    "body.found",
    f"""
    SELECT 'body.found' AS key, t.organization_id, o.path AS scope, NULL AS person_id, NULL AS barred_id,
           NULL AS record, 1 AS amount, q.since AS opens_on,
           (date_trunc('year', q.since) + interval '1 year' - interval '1 day')::date AS due_on,
           CASE WHEN EXISTS (
               SELECT 1 FROM organizations_body b WHERE b.organization_id = t.organization_id AND b.kind = e.kind
               AND b.founded_on <= %(today)s::date AND {STANDING}
           ) THEN 'counts' END AS verdict, e.label AS label, o.name || '还没有' || e.label AS detail,
           ARRAY[30, 0, -1] AS remind
    FROM tree t JOIN organizations_organization o ON o.id = t.organization_id
    JOIN {EXPECTED_SQL} ON e.organization_kind = t.kind
    CROSS JOIN LATERAL (SELECT {stood_since("o")} AS since) q
    WHERE o.path >= %(lo)s AND o.path < %(hi)s AND q.since < 'infinity'
    """,
    (
        Duty(
            "body.found",
            "登记{label}",
            "还有 {count} 个协调机构没有登记",
            "去登记",
            _new,
            KEEP,
            behind="{organizations} 个下级组织的协调机构没有建齐",
            overseer="organizations.view_organization",
            behind_note="应当全部覆盖",
            behind_url=_coverage,
            message=Message(
                "body.found",
                "协调机构待登记",
                "organizations.organization",
                "还有 {count} 个协调机构没有登记",
                "{detail}",
                lambda: reverse("organizations:bodies_new"),
                together=True,
            ),
        ),
    ),
)

DUTIES = (FOUNDED,)
