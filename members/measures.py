"""What members' records are worth: the register, and dual registrations at work and at home (S2 三(五); S4A 一)."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core.chinese.attributes import COLLEGE_AND_ABOVE
from core.records.measures import Described, Measure, Source, Verdict, values_of
from members.models import DualRegistration, Membership
from organizations.measures import known_then, then
from organizations.models import UnitPresence

_VALID = (DualRegistration.State.CONFIRMED, DualRegistration.State.ENDED)


def describe_members(user: Any, records: Sequence[int]) -> Described:
    found = Membership.objects.visible_to(user, "organizations.view_member").filter(pk__in=records)
    return {
        row.pk: (f"{row.person.name} · {row.organization.label}", reverse("members:member", args=[row.pk]))
        for row in found.select_related("person", "organization")
    }


def describe_presences(user: Any, records: Sequence[int]) -> Described:
    found = UnitPresence.objects.visible_to(user, "organizations.view_member").filter(pk__in=records)
    return {
        row.pk: (
            f"{row.unit.name} · {row.organization.label}",
            f"{reverse('members:registrations')}?unit={row.unit_id}",
        )
        for row in found.select_related("unit", "organization")
    }


def describe_registrations(user: Any, records: Sequence[int]) -> Described:
    found = DualRegistration.objects.visible_to(user, "organizations.view_member").filter(pk__in=records)
    return {
        row.pk: (
            f"{row.person.name} · {row.organization.label} · {timezone.localdate(row.submitted_at):%m-%d}",
            reverse("members:registration", args=[row.pk]),
        )
        for row in found.select_related("person", "organization")
    }


MEMBERS = Source(
    "members",
    f"""
    SELECT m.organization_id, m.id AS record, %(last)s::date AS on_day, NULL::date AS due_on,
           NULL::timestamptz AS entered_at, NULL::date AS limit_on, {then("pe", "education", "p")} AS education,
           {then("pe", "sex", "p")} <> '' AND {then("pe", "birth_date", "p")} IS NOT NULL
           AND {then("pe", "education", "p")} <> '' AND {then("me", "joined_on", "m")} IS NOT NULL AS complete
    FROM members_membership m
    JOIN tree a ON a.organization_id = m.organization_id
    JOIN people_person p ON p.id = m.person_id
    {known_then("people_personevent", "education, sex, birth_date", "pe", "p.id")}
    {known_then("members_membershipevent", "joined_on", "me", "m.id")}
    WHERE m.during @> %(last)s
    """,
    (
        Measure("members", "1"),
        Measure(
            "members_complete",
            "r.complete::int",
            "1",
            f"CASE WHEN r.complete THEN '{Verdict.COUNTS}' ELSE '{Verdict.MISSING}' END",
            (Verdict.COUNTS, Verdict.MISSING),
            "CASE WHEN r.complete THEN '' ELSE 'incomplete' END",
        ),
        Measure(
            "members_college",
            f"(r.education IN {values_of(COLLEGE_AND_ABOVE)})::int",
            "1",
            f"CASE WHEN r.education = '' THEN '{Verdict.UNKNOWN}'"
            f" WHEN r.education IN {values_of(COLLEGE_AND_ABOVE)} THEN '{Verdict.COUNTS}' ELSE '{Verdict.MISSING}' END",
            (Verdict.UNKNOWN, Verdict.COUNTS, Verdict.MISSING),
            "CASE WHEN r.education = '' THEN 'no_schooling'"
            f" WHEN r.education IN {values_of(COLLEGE_AND_ABOVE)} THEN '' ELSE 'below_college' END",
        ),
    ),
    describe_members,
    ("members.membership", "organizations.rosterbatch", "people.person"),
    {
        "incomplete": "性别、出生日期、学历、入党时间有未填",
        "no_schooling": "学历未填",
        "below_college": "学历在大专以下",
    },
)

# A unit in several communities is counted once, where it came first; its members may report in at any of them.
REGISTRATION = Source(
    "registration",
    f"""
    SELECT p.organization_id, p.id AS record, %(last)s::date AS on_day, NULL::date AS due_on,
           NULL::timestamptz AS entered_at, NULL::date AS limit_on, {then("ue", "full_members", "u")} AS expected,
           LEAST(COALESCE(g.persons, 0), {then("ue", "full_members", "u")}) AS registered,
           LEAST(COALESCE(g.both_sides, 0), {then("ue", "full_members", "u")}) AS both_sides,
           EXISTS (SELECT 1 FROM organizations_unitpresence e WHERE e.unit_id = p.unit_id AND e.during @> %(last)s
                   AND (lower(e.during), e.id) < (lower(p.during), p.id)) AS elsewhere
    FROM organizations_unitpresence p
    JOIN communities c ON c.organization_id = p.organization_id
    JOIN organizations_unit u ON u.id = p.unit_id
    {known_then("organizations_unitevent", "full_members", "ue", "u.id")}
    LEFT JOIN (
        SELECT d.unit_id, count(DISTINCT d.person_id) AS persons,
               count(DISTINCT d.person_id) FILTER (WHERE EXISTS (
                   SELECT FROM members_dualregistration h WHERE h.person_id = d.person_id
                   AND h.side = '{DualRegistration.Side.HOME}' AND h.during @> %(last)s
                   AND h.decided_at < %(known_by)s AND h.state IN {values_of(_VALID)})) AS both_sides
        FROM members_dualregistration d
        WHERE d.side = '{DualRegistration.Side.WORK}' AND d.unit_id IS NOT NULL AND d.during @> %(last)s
          AND d.decided_at < %(known_by)s AND d.state IN {values_of(_VALID)}
        GROUP BY d.unit_id
    ) g ON g.unit_id = p.unit_id
    WHERE p.during @> %(last)s
    """,
    (
        Measure(
            "registration_rate",
            "r.registered",
            "r.expected",
            f"CASE WHEN r.elsewhere OR r.expected = 0 THEN '{Verdict.VOID}'"
            f" WHEN r.expected IS NULL THEN '{Verdict.UNKNOWN}' WHEN r.registered < r.expected"
            f" THEN '{Verdict.MISSING}' ELSE '{Verdict.COUNTS}' END",
            (Verdict.VOID, Verdict.UNKNOWN, Verdict.MISSING, Verdict.COUNTS),
            "CASE WHEN r.elsewhere THEN 'elsewhere' WHEN r.expected IS NULL THEN 'size_unknown'"
            " WHEN r.expected = 0 THEN 'no_members' WHEN r.registered < r.expected THEN 'not_all' ELSE '' END",
        ),
        Measure(
            "both_sides_rate",
            "r.both_sides",
            "r.expected",
            f"CASE WHEN r.elsewhere OR r.expected = 0 THEN '{Verdict.VOID}'"
            f" WHEN r.expected IS NULL THEN '{Verdict.UNKNOWN}' WHEN r.both_sides < r.expected"
            f" THEN '{Verdict.MISSING}' ELSE '{Verdict.COUNTS}' END",
            (Verdict.VOID, Verdict.UNKNOWN, Verdict.MISSING, Verdict.COUNTS),
            "CASE WHEN r.elsewhere THEN 'elsewhere' WHEN r.expected IS NULL THEN 'size_unknown'"
            " WHEN r.expected = 0 THEN 'no_members' WHEN r.both_sides < r.expected THEN 'not_both' ELSE '' END",
        ),
    ),
    describe_presences,
    ("members.dualregistration", "organizations.unit", "organizations.unitpresence"),
    {
        "elsewhere": "已在另一个社区计算",
        "size_unknown": "单位正式党员数未填",
        "no_members": "单位没有正式党员",
        "not_all": "还有党员没有报到",
        "not_both": "还有党员没有在居住地和工作地都报到",
    },
)

HOME_REGISTRATIONS = Source(
    "home_registrations",
    f"""
    SELECT d.organization_id, d.id AS record, %(last)s::date AS on_day, NULL::date AS due_on,
           NULL::timestamptz AS entered_at, NULL::date AS limit_on, 1 AS place
    FROM members_dualregistration d JOIN communities c ON c.organization_id = d.organization_id
    WHERE d.side = '{DualRegistration.Side.HOME}' AND d.during @> %(last)s AND d.decided_at < %(known_by)s
      AND d.state IN {values_of(_VALID)}
    UNION ALL
    SELECT c.organization_id, NULL, %(last)s::date, NULL, NULL, NULL, 0 FROM communities c
    """,
    (Measure("home_registrations", "r.place", why="CASE WHEN r.place = 0 THEN 'base' ELSE '' END"),),
    describe_registrations,
    ("members.dualregistration",),
    {"base": "没有居住地报到"},
)

SOURCES = (MEMBERS, REGISTRATION, HOME_REGISTRATIONS)
