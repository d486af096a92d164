"""Every secretary of a community reports and is reviewed once a year (S1 二1; 支部工作条例 27; ASM-07)."""

from django.urls import reverse

from core.records.duties import Duty, Message, Source
from core.records.measures import values_of
from organizations.kinds import COMMUNITY_ORGANIZATIONS, Kind
from organizations.models import Position
from organizations.registers.forms import KEEP
from organizations.ties import VIEW

_BODIES = (*COMMUNITY_ORGANIZATIONS, Kind.BIG_COMMITTEE)

REVIEWED = Source(
    "two_way_review.hold",
    f"""
    SELECT DISTINCT 'two_way_review.hold' AS key, c.organization_id, o.path AS scope, NULL::bigint AS person_id,
           NULL::bigint AS barred_id, p.person_id AS record, 1 AS amount, y.opens AS opens_on, y.opens + 30 AS due_on,
           CASE WHEN EXISTS (SELECT 1 FROM assessments_twowayreview r WHERE r.organization_id = c.organization_id
                AND r.person_id = p.person_id AND r.year = extract(year FROM y.opens) AND r.withdrawn_on IS NULL
                AND r.concluded_on IS NOT NULL) THEN 'counts' END AS verdict,
           n.name AS label, to_char(y.opens, 'YYYY年') || '双向述职评议' AS detail, ARRAY[14, 0, -1] AS remind
    FROM communities c
    JOIN organizations_organization o ON o.id = c.organization_id
    JOIN std s ON s.organization_id = c.organization_id
    JOIN tree t ON t.community_id = c.organization_id AND t.kind IN {values_of(_BODIES)}
    CROSS JOIN LATERAL (SELECT make_date(g, 12, 1) AS opens FROM generate_series(
        extract(year FROM %(since)s::date)::int, extract(year FROM %(today)s::date)::int) g) y
    JOIN organizations_post p ON p.organization_id = t.organization_id AND p.position = '{Position.SECRETARY}'
     AND p.during @> y.opens
    JOIN people_person n ON n.id = p.person_id
    WHERE s.reviews > 0 AND o.path >= %(lo)s AND o.path < %(hi)s AND y.opens <= %(today)s::date
      AND make_date(extract(year FROM y.opens)::int + 1, 2, 1) > %(today)s::date
    """,
    (
        Duty(
            "two_way_review.hold",
            "办理{label}的双向述职评议",
            "{count} 名书记的双向述职评议还没有办结",
            "去办理",
            lambda _line: reverse("assessments:two_way_reviews"),
            KEEP,
            behind="{organizations} 个社区没有办结书记双向述职评议",
            overseer=VIEW,
            behind_note="共 {missing} 名",
            behind_url=lambda _line: reverse("assessments:two_way_reviews"),
            message=Message(
                "two_way_review.hold",
                "双向述职评议待办",
                "organizations.organization",
                "请办理{label}的双向述职评议",
                "{detail}，期限 {due_on}",
                lambda: reverse("assessments:two_way_reviews"),
                together=True,
            ),
        ),
    ),
    {"reviews": "asm.two_way_review.per_year"},
)

DUTIES = (REVIEWED,)
"""``two_way_review.hold`` closes when both directions were heard and the review is concluded."""
