"""Every community owes a member service station by the end of the year in which it was founded (S0 二4; ORG-15)."""

from django.urls import reverse

from core.records.duties import Duty, Line, Source
from organizations.kinds import Kind
from organizations.registers.forms import KEEP


def _new(_line: Line) -> str:
    return reverse("organizations:venues_new")


def _coverage(_line: Line) -> str:
    return reverse("organizations:venue_coverage")


# The second word of the list of kinds is the community's own station (org.venue.kinds).
STATION = Source(
    "venue.station",
    f"""
    SELECT 'venue.station' AS key, c.organization_id, o.path AS scope, NULL AS person_id, NULL AS barred_id,
           NULL AS record, 1 AS amount, c.since AS opens_on,
           (date_trunc('year', c.since) + interval '1 year' - interval '1 day')::date AS due_on,
           CASE WHEN EXISTS (
               SELECT 1 FROM organizations_venue v WHERE v.organization_id = c.organization_id
               AND v.withdrawn_on IS NULL AND v.kind = (s.venue_kinds)[2] AND v.opened_on <= %(today)s
               AND (v.closed_on IS NULL OR v.closed_on > %(today)s)
           ) THEN 'counts' END AS verdict, o.name AS label, '每个社区都要有党员服务站' AS detail, NULL AS remind
    FROM communities c JOIN organizations_organization o ON o.id = c.organization_id AND o.kind = '{Kind.COMMUNITY}'
    JOIN std s ON s.organization_id = c.organization_id
    WHERE o.path >= %(lo)s AND o.path < %(hi)s
    """,
    (
        Duty(
            "venue.station",
            "登记社区党员服务站",
            "{count} 个社区还没有党员服务站",
            "去登记",
            _new,
            KEEP,
            behind="{organizations} 个社区还没有党员服务站",
            overseer="organizations.view_organization",
            behind_note="应当全部覆盖",
            behind_url=_coverage,
        ),
    ),
    {"venue_kinds": "org.venue.kinds"},
)

DUTIES = (STATION,)
