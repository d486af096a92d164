"""Who has a service day serves in the month (MEM-07; S0 三(三)3): on the member's phone and in the office's list."""

from django.urls import reverse

from core.records.duties import Duty, Line, Message, Source
from organizations.registers.forms import KEEP


def _sql(key: str, person: str) -> str:
    return f"""
    SELECT '{key}' AS key, d.organization_id, d.scope, {person} AS person_id, NULL AS barred_id, d.id AS record,
           1 AS amount, m.first + (d.service_day - 1) AS opens_on, (m.first + interval '1 month')::date - 1 AS due_on,
           CASE WHEN EXISTS (SELECT 1 FROM grids_dutyservice s WHERE s.post_id = d.id AND s.served_on >= m.first
                AND s.served_on < (m.first + interval '1 month')::date) THEN 'counts' END AS verdict,
           p.name || '（' || d.name || '）' AS label, '服务日每月 ' || d.service_day || ' 日' AS detail,
           ARRAY[3] AS remind
    FROM grids_dutypost d
    JOIN people_person p ON p.id = d.person_id
    CROSS JOIN LATERAL (SELECT date_trunc('month', %(today)s::date)::date AS first) m
    WHERE d.withdrawn_on IS NULL AND d.service_day IS NOT NULL AND d.during @> (m.first + (d.service_day - 1))
      AND d.during @> %(today)s::date AND d.scope >= %(lo)s AND d.scope < %(hi)s"""


def _entry(line: Line) -> str:
    return reverse("grids:duty_posts_entry", args=[line.record])


SERVE = Source(
    "duty_post.serve",
    _sql("duty_post.serve", "NULL"),
    (
        Duty(
            "duty_post.serve",
            "登记{label}本月的服务",
            "{count} 个岗位本月还没有登记服务",
            "去登记",
            _entry,
            KEEP,
            notes="{label}等",
        ),
    ),
)
OWN = Source(
    "duty_post.serve_own",
    _sql("duty_post.serve_own", "d.person_id"),
    (
        Duty(
            "duty_post.serve_own",
            "{label}本月的服务",
            "您有 {count} 个岗位本月还没有服务",
            "去登记",
            lambda _line: reverse("grids:my_duties"),
            message=Message(
                "duty_post.serve_own",
                "岗位服务日",
                "grids.dutypost",
                "{label}本月的服务还没有登记",
                "{detail}，{due_on} 以前登记。",
                lambda: reverse("grids:my_duties"),
            ),
        ),
    ),
    places="SELECT organization_id FROM grids_dutypost WHERE person_id = %(person)s",
)
DUTIES = (SERVE, OWN)
