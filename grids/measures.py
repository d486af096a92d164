"""What opinions are worth: time kept at each level that held one, and the askers' word (S2 二(五), 三(四); S3 三1)."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from core.records.measures import Described, Measure, Source, Verdict, values_of
from core.zone import local_day
from grids.models import Level, Opinion, OpinionStep
from grids.models.opinions import ARRIVALS, LEAVINGS


def describe(user: Any, records: Sequence[int]) -> Described:
    found = Opinion.objects.visible_to(user, "organizations.view_grid").filter(pk__in=records)
    return {
        row.pk: (f"{row.content[:24]} · {row.organization.label}", reverse("grids:opinion", args=[row.pk]))
        for row in found.select_related("organization")
    }


def _holder(level: str) -> str:
    """SQL: the organisation that answers for a level, of the community that took the opinion in."""
    return (
        f"CASE {level} WHEN '{Level.STREET}' THEN a.street_id WHEN '{Level.DISTRICT}' THEN a.district_id"
        " ELSE a.community_id END"
    )


# One row for each time that a level held an opinion: passed on or answered by its day, or not. Who let the time go is
# charged, not who passed it on in time.
SPELLS = Source(
    "opinion_spells",
    f"""
    SELECT {_holder("h.level")} AS organization_id, h.opinion_id AS record, h.due_on AS on_day, h.due_on,
           h.left_recorded_at AS entered_at, h.due_on + s.late_days::int AS limit_on, h.level,
           h.left_at IS NOT NULL AS handled,
           COALESCE({local_day("h.left_at")} <= h.due_on
                    AND {local_day("h.left_recorded_at")} <= h.due_on + s.late_days::int, false) AS kept
    FROM (
        SELECT t.opinion_id, t.kind, t.level, t.due_on,
               lead(t.happened_at) OVER w AS left_at, lead(t.recorded_at) OVER w AS left_recorded_at
        FROM grids_opinionstep t
        WHERE t.kind IN {values_of(LEAVINGS)} AND t.recorded_at < %(known_by)s
          AND t.opinion_id IN (SELECT d.opinion_id FROM grids_opinionstep d
                               WHERE d.due_on >= %(first)s AND d.due_on < %(next)s)
        WINDOW w AS (PARTITION BY t.opinion_id ORDER BY t.happened_at, t.id)
    ) h
    JOIN grids_opinion o ON o.id = h.opinion_id
    JOIN tree a ON a.organization_id = o.organization_id
    JOIN std s ON s.organization_id = o.organization_id
    WHERE h.kind IN {values_of(ARRIVALS)} AND h.due_on >= %(first)s AND h.due_on < %(next)s
    """,
    (
        Measure(
            "opinions_prompt",
            "r.kept::int",
            "1",
            f"CASE WHEN r.kept THEN '{Verdict.COUNTS}' WHEN r.handled THEN '{Verdict.LATE}'"
            f" WHEN r.due_on >= %(today)s THEN '{Verdict.OPEN}' ELSE '{Verdict.MISSING}' END",
            (Verdict.COUNTS, Verdict.LATE, Verdict.OPEN, Verdict.MISSING),
            "CASE WHEN r.kept THEN '' WHEN r.handled THEN 'late' ELSE 'waiting' END",
        ),
    ),
    describe,
    ("grids.opinion",),
    {"late": "超过办理期限", "waiting": "还没有办理"},
    {"late_days": "core.late_entry_days"},
)

RATINGS = Source(
    "ratings",
    f"""
    SELECT {_holder("t.level_answered")} AS organization_id, t.opinion_id AS record,
           {local_day("t.happened_at")} AS on_day, NULL::date AS due_on, t.recorded_at AS entered_at,
           {local_day("t.happened_at")} + s.late_days::int AS limit_on, t.satisfaction
    FROM (
        SELECT t.opinion_id, t.happened_at, t.recorded_at, t.satisfaction, b.level AS level_answered
        FROM grids_opinionstep t
        JOIN LATERAL (
            SELECT b.level FROM grids_opinionstep b WHERE b.opinion_id = t.opinion_id
            AND b.kind = '{OpinionStep.Kind.ANSWERED}' AND b.happened_at <= t.happened_at
            ORDER BY b.happened_at DESC, b.id DESC LIMIT 1
        ) b ON true
        WHERE t.satisfaction <> '' AND t.happened_at >= %(start)s AND t.happened_at < %(end)s
          AND t.recorded_at < %(known_by)s
    ) t
    JOIN grids_opinion o ON o.id = t.opinion_id
    JOIN tree a ON a.organization_id = o.organization_id
    JOIN std s ON s.organization_id = o.organization_id
    """,
    (
        Measure(
            "opinions_satisfied",
            f"(r.satisfaction <> '{Opinion.Satisfaction.DISSATISFIED}')::int",
            "1",
            f"CASE WHEN r.satisfaction = '{Opinion.Satisfaction.DISSATISFIED}' THEN '{Verdict.MISSING}'"
            f" ELSE '{Verdict.COUNTS}' END",
            (Verdict.MISSING, Verdict.COUNTS),
            f"CASE WHEN r.satisfaction = '{Opinion.Satisfaction.DISSATISFIED}' THEN 'dissatisfied' ELSE '' END",
        ),
    ),
    describe,
    ("grids.opinion",),
    {"dissatisfied": "答复后不满意"},
    {"late_days": "core.late_entry_days"},
)

SOURCES = (SPELLS, RATINGS)
