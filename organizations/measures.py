"""What posts are worth: the secretaries of communities, their age and schooling (S0 二2)."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from core.chinese.attributes import COLLEGE_AND_ABOVE
from core.records.measures import Described, Measure, Source, Verdict, values_of
from organizations.kinds import BRANCHES, COMMUNITY_ORGANIZATIONS, Kind
from organizations.models import Post


def describe(user: Any, records: Sequence[int]) -> Described:
    found = Post.objects.visible_to(user, "organizations.view_organization").filter(pk__in=records)
    return {
        row.pk: (
            f"{row.person.name} · {row.organization.label}{row.get_position_display()}",
            reverse("organizations:detail", args=[row.organization_id]),
        )
        for row in found.select_related("person", "organization")
    }


def known_then(table: str, columns: str, alias: str, key: str) -> str:
    """SQL join: the row of ``table`` as it was before its first change from ``%(known_by)s`` on, if it changed.

    History keeps the old row at every change, so the oldest of the later ones is what was known then.
    """
    return f"""LEFT JOIN (
        SELECT DISTINCT ON (pgh_obj_id) pgh_obj_id, {columns} FROM {table}
        WHERE pgh_created_at >= %(known_by)s ORDER BY pgh_obj_id, pgh_id
    ) {alias} ON {alias}.pgh_obj_id = {key}"""


def then(alias: str, column: str, now: str) -> str:
    """SQL: ``column`` as ``known_then`` has it, else as it is."""
    return f"CASE WHEN {alias}.pgh_obj_id IS NULL THEN {now}.{column} ELSE {alias}.{column} END"


# The secretary of the community's own organisation, be it a plain branch; of the big committee where there is none.
_SECRETARIES = f"""
    SELECT c.organization_id, t.record, %(last)s::date AS on_day, NULL::date AS due_on, NULL::timestamptz AS entered_at,
           NULL::date AS limit_on, t.years, t.education, s.young_age::int AS young_age
    FROM communities c JOIN std s ON s.organization_id = c.organization_id
    LEFT JOIN (
        SELECT DISTINCT ON (a.community_id) a.community_id, t.id AS record, {then("pe", "education", "p")} AS education,
               extract(year FROM age(%(last)s, {then("pe", "birth_date", "p")}))::int AS years
        FROM organizations_post t
        JOIN tree a ON a.organization_id = t.organization_id AND a.community_id IS NOT NULL
         AND (a.kind IN {values_of((*COMMUNITY_ORGANIZATIONS, Kind.BIG_COMMITTEE))}
              OR (a.kind IN {values_of(BRANCHES)} AND a.parent_id = a.community_id))
        JOIN people_person p ON p.id = t.person_id
        {known_then("people_personevent", "education, birth_date", "pe", "p.id")}
        WHERE t.position = 'secretary' AND t.during @> %(last)s
        ORDER BY a.community_id, (a.kind = '{Kind.BIG_COMMITTEE}'), (a.kind IN {values_of(BRANCHES)}), t.id
    ) t ON t.community_id = c.organization_id
"""
_KNOWN_AGE = f"CASE WHEN r.record IS NULL THEN '{Verdict.VOID}' WHEN r.years IS NULL THEN '{Verdict.UNKNOWN}'"
_AGE_WHY = "CASE WHEN r.record IS NULL THEN 'no_secretary' WHEN r.years IS NULL THEN 'no_birth_date'"

SECRETARIES = Source(
    "secretaries",
    _SECRETARIES,
    (
        Measure(
            "secretary_age",
            "r.years",
            "1",
            f"{_KNOWN_AGE} ELSE '{Verdict.COUNTS}' END",
            (Verdict.VOID, Verdict.UNKNOWN, Verdict.COUNTS),
            f"{_AGE_WHY} ELSE '' END",
        ),
        Measure(
            "secretary_college",
            f"(r.education IN {values_of(COLLEGE_AND_ABOVE)})::int",
            "1",
            f"{_KNOWN_AGE} WHEN r.years > r.young_age THEN '{Verdict.VOID}'"
            f" WHEN r.education = '' THEN '{Verdict.UNKNOWN}'"
            f" WHEN r.education IN {values_of(COLLEGE_AND_ABOVE)} THEN '{Verdict.COUNTS}' ELSE '{Verdict.MISSING}' END",
            (Verdict.VOID, Verdict.UNKNOWN, Verdict.COUNTS, Verdict.MISSING),
            f"{_AGE_WHY} WHEN r.years > r.young_age THEN 'older' WHEN r.education = '' THEN 'no_schooling'"
            f" WHEN r.education NOT IN {values_of(COLLEGE_AND_ABOVE)} THEN 'below_college' ELSE '' END",
        ),
    ),
    describe,
    ("organizations.post", "people.person"),
    {
        "no_secretary": "没有书记",
        "no_birth_date": "出生日期未填",
        "no_schooling": "学历未填",
        "older": "超过年龄线，不计算学历",
        "below_college": "学历在大专以下",
    },
    {"young_age": "org.secretary.young_age_max"},
)

SOURCES = (SECRETARIES,)
