"""Objections to answer, outcomes to say, and what a community makes public in each period (ORG-30; S4B 二(一)3).

A publication of another record (an evaluation) is concluded by that record's step, which is a duty of its own.
"""

from django.urls import reverse

from core.records.duties import Duty, Line, Message, Source
from core.records.measures import values_of
from organizations.publications.models import DISCLOSURES, PublicationKind
from organizations.registers.forms import KEEP
from organizations.tree.queries import stood_since

CONCLUDE_DAYS = 3
"""Days after the period within which the outcome is said."""
VIEW = "organizations.view_organization"


def _page(line: Line) -> str:
    if line.count == 1 and line.record:
        return reverse("organizations:publications_entry", args=[line.record])
    return reverse("organizations:publications")


def _listed(_line: Line) -> str:
    return reverse("organizations:publications")


def _new(_line: Line) -> str:
    return reverse("organizations:publications_new")


def _message(kind: str, label: str, title: str) -> Message:
    return Message(
        kind, label, "organizations.publication", title, "期限 {due_on}", lambda: reverse("organizations:publications")
    )


ANSWERED = Source(
    "publication.answer",
    """
    SELECT 'publication.answer' AS key, h.id AS organization_id, h.path AS scope, NULL AS person_id,
           b.raised_by_id AS barred_id, p.id AS record, 1 AS amount, b.raised_on AS opens_on, p.ends_on AS due_on,
           NULL AS verdict, p.title || '：' || left(b.text, 20) AS label, '公示到 ' || p.ends_on AS detail,
           ARRAY[0, -1] AS remind
    FROM organizations_publicationobjection b
    JOIN organizations_publication p ON p.id = b.publication_id AND p.withdrawn_on IS NULL
    JOIN organizations_organization h ON h.id = COALESCE(p.handler_id, p.organization_id)
    WHERE b.answered_on IS NULL AND b.scope >= %(lo)s AND b.scope < %(hi)s
    """,
    (
        Duty(
            "publication.answer",
            "答复异议：{label}",
            "答复 {count} 条异议",
            "去答复",
            _page,
            KEEP,
            notes="答复后才能办结",
            behind="{organizations} 个下级组织有异议没有答复",
            overseer=VIEW,
            behind_note="共 {missing} 条",
            behind_url=_listed,
            message=_message("publication.answer", "异议待答复", "请答复异议：{label}"),
        ),
    ),
)

CONCLUDED = Source(
    "publication.conclude",
    f"""
    SELECT 'publication.conclude' AS key, p.organization_id, p.scope, NULL AS person_id, NULL AS barred_id,
           p.id AS record, 1 AS amount, p.ends_on + 1 AS opens_on, p.ends_on + {CONCLUDE_DAYS} AS due_on,
           NULL AS verdict, p.title AS label, '公示到 ' || p.ends_on || '，期满' AS detail, ARRAY[0, -1] AS remind
    FROM organizations_publication p
    WHERE p.withdrawn_on IS NULL AND p.concluded_on IS NULL AND p.subject = ''
      AND p.kind NOT IN {values_of(DISCLOSURES)} AND p.scope >= %(lo)s AND p.scope < %(hi)s
    """,
    (
        Duty(
            "publication.conclude",
            "办结公示：{label}",
            "{count} 项公示期满待办结",
            "去办结",
            _page,
            KEEP,
            behind="{organizations} 个下级组织有公示期满没有办结",
            overseer=VIEW,
            behind_note="共 {missing} 项",
            behind_url=_listed,
            message=_message("publication.conclude", "公示待办结", "公示期满，请办结：{label}"),
        ),
    ),
)

AFFAIRS = Source(
    "publication.affairs",
    f"""
    SELECT 'publication.affairs' AS key, q.organization_id, q.path AS scope, NULL AS person_id, NULL AS barred_id,
           NULL AS record, 1 AS amount, (q.next - interval '1 month')::date AS opens_on, q.next - 1 AS due_on,
           CASE WHEN EXISTS (SELECT 1 FROM organizations_publication p WHERE p.organization_id = q.organization_id
                AND p.kind = '{PublicationKind.AFFAIRS}' AND p.withdrawn_on IS NULL
                AND p.starts_on >= q.first AND p.starts_on < q.next) THEN 'counts' END AS verdict,
           to_char(q.first, 'YYYY年FMMM月') || '至' || extract(month FROM q.next - 1) || '月' AS label,
           q.name || '：党务、居务、财务' AS detail, ARRAY[7, 0, -1] AS remind
    FROM (
        SELECT c.organization_id, o.path, o.name, {stood_since("o")} AS since, f.first,
               LEAST((f.first + make_interval(months => s.publication_months::int))::date,
                     make_date(y + 1, 1, 1)) AS next
        FROM generate_series(extract(year FROM %(since)s::date)::int, %(year)s) y
        CROSS JOIN communities c
        JOIN organizations_organization o ON o.id = c.organization_id
        JOIN std s ON s.organization_id = c.organization_id
        CROSS JOIN LATERAL (SELECT make_date(y, m, 1) AS first
            FROM generate_series(1, 12, s.publication_months::int) m) f
        WHERE o.path >= %(lo)s AND o.path < %(hi)s
    ) q
    WHERE q.since <= q.first AND q.first <= %(today)s
    """,
    (
        Duty(
            "publication.affairs",
            "公开{label}的党务居务",
            "{count} 期党务居务还没有公开",
            "去公开",
            _new,
            KEEP,
            behind="{organizations} 个社区没有按期公开党务居务",
            overseer=VIEW,
            behind_note="共 {missing} 期",
            behind_url=_listed,
            message=Message(
                "publication.affairs",
                "党务居务待公开",
                "organizations.organization",
                "还没有公开{label}的党务居务",
                "期限 {due_on}",
                lambda: reverse("organizations:publications_new"),
                together=True,
            ),
        ),
    ),
    {"publication_months": "svc.publication.months"},
)

DUTIES = (ANSWERED, CONCLUDED, AFFAIRS)
