"""What hangs on the people of a generated district: one statement for each kind of record, whatever the size.

Chance comes from ids (``die``), so that the same district is made again. Everything happened before today.
"""

from datetime import date
from typing import Any

from django.db import connection

from core.chinese.dates import add_months, month_start
from core.zone import ZONE
from organizations.scoping import below_sql

TABLES = f"""
CREATE TEMPORARY TABLE bulk_community (
    number int PRIMARY KEY, street_id bigint, street_path text, id bigint, path text, general_id bigint,
    general_path text, big_id bigint, big_path text, secretary_id bigint
) ON COMMIT DROP;
CREATE TEMPORARY TABLE bulk_branch (
    community_number int, number int, id bigint PRIMARY KEY, path text, secretary_id bigint
) ON COMMIT DROP;
CREATE FUNCTION pg_temp.die(seed bigint, salt int) RETURNS int LANGUAGE sql IMMUTABLE AS
    $$ SELECT (((hashint8(seed * 31 + salt)::bigint) % 100 + 100) % 100)::int $$;
CREATE FUNCTION pg_temp.moment(day date, hour int) RETURNS timestamptz LANGUAGE sql STABLE AS
    $$ SELECT (day + make_interval(hours => hour)) AT TIME ZONE '{ZONE.key}' $$
"""

_POSTS = """
INSERT INTO organizations_post (person_id, organization_id, scope, position, basis, full_time, during, selection_mode,
    ended_because, term_ends_on)
SELECT person_id, id, path, position, basis, full_time, daterange(%(since)s, NULL), '', '', term
FROM (
    SELECT secretary_id, general_id, general_path, 'secretary', 'election', true, (%(today)s::date + 400)
    FROM bulk_community
  UNION ALL
    SELECT secretary_id, id, path, 'secretary', 'election', false, (%(today)s::date + 400) FROM bulk_branch
  UNION ALL
    SELECT %(first_officer)s + row_number() OVER (ORDER BY street_id), street_id, street_path, 'officer', 'appointment',
           true, NULL
    FROM (SELECT DISTINCT street_id, street_path FROM bulk_community) s
  UNION ALL
    SELECT %(first_officer)s, o.id, o.path, 'officer', 'appointment', true, NULL
    FROM organizations_organization o WHERE o.id = %(district)s
) p (person_id, id, path, position, basis, full_time, term)
"""

# Nobody can sign in: a password that begins with an exclamation mark fits nothing.
_ACCOUNTS = """
INSERT INTO people_user (password, is_superuser, username, email, is_active, is_staff, date_joined, person_id,
    session_number)
SELECT '!' || md5(o.code), false,
       CASE WHEN o.kind = 'district_department' THEN 'bulk-district'
            WHEN o.kind = 'street_working_committee' AND o.code = 'BX-001' THEN 'bulk-street'
            WHEN o.kind = 'community_general_branch' AND o.code = 'BX-001-01-Z' THEN 'bulk-secretary'
            ELSE 'bulk-' || lower(o.code) END,
       '', true, o.kind IN ('district_department', 'street_working_committee'), pg_temp.moment(%(today)s, 0),
       t.person_id, 0
FROM organizations_post t JOIN organizations_organization o ON o.id = t.organization_id
UNION ALL
SELECT '!bulk-member', false, 'bulk-member', '', true, false, pg_temp.moment(%(today)s, 0), %(first_officer)s - 1, 0
"""

_UNITS = """
INSERT INTO organizations_unit (organization_id, scope, name, kind, sector, superior_unit, full_members, party_name,
    version)
SELECT c.street_id, c.street_path, o.name || k.name, k.kind, k.sector, '',
       CASE WHEN c.number %% 10 < 9 THEN 6 + pg_temp.die(c.id, k.place) %% 6 END, o.name || k.name || '党支部', 1
FROM bulk_community c
JOIN organizations_organization o ON o.id = c.id
CROSS JOIN (VALUES (1, '小学', 'institution', '教育'), (2, '卫生服务中心', 'institution', '医疗'),
    (3, '供热公司', 'enterprise', '供热')) k (place, name, kind, sector)
"""

_PRESENCES = """
INSERT INTO organizations_unitpresence (unit_id, organization_id, scope, during, reported_in_on)
SELECT u.id, c.id, c.path, daterange(%(year)s, NULL), %(year)s::date + 20
FROM bulk_community c
JOIN organizations_organization o ON o.id = c.id
JOIN organizations_unit u ON u.organization_id = c.street_id AND starts_with(u.name, o.name)
"""

_AGREEMENTS = """
INSERT INTO services_agreement (organization_id, scope, unit_id, year, aims, state, drafted_at,
    confirmed_by_community_at, confirmed_by_community_by_id, confirmed_by_unit_at, confirmed_by_unit_by_id,
    returned_reason, published_at, result, version)
SELECT p.organization_id, p.scope, p.unit_id, extract(year FROM p.on_day), '资源共享，服务居民', 'published',
       pg_temp.moment(p.on_day, 9), pg_temp.moment(p.on_day + 1, 9), s.id, pg_temp.moment(p.on_day + 4, 9), b.id, '',
       pg_temp.moment(p.on_day + 5, 9), '', 1
FROM (SELECT *, (%(year)s::date + 9 + pg_temp.die(id, 1) %% 20) AS on_day FROM organizations_unitpresence) p
JOIN bulk_community c ON c.id = p.organization_id
JOIN people_user s ON s.person_id = c.secretary_id
JOIN bulk_branch f ON f.community_number = c.number AND f.number = 1
JOIN people_user b ON b.person_id = f.secretary_id
WHERE pg_temp.die(p.id, 2) < 85 AND p.on_day + 6 < %(today)s::date
"""

_ITEMS = """
INSERT INTO services_agreementitem (organization_id, scope, agreement_id, nature, kind, title, due_on, target, done,
    state, done_on, "order")
SELECT a.organization_id, a.scope, a.id, 'task', '活动联搞', '开展共建活动', i.due_on, 1, i.kept::int,
       CASE WHEN i.kept THEN 'done' ELSE 'open' END, CASE WHEN i.kept THEN i.due_on - 3 END, i.place
FROM services_agreement a
CROSS JOIN generate_series(1, 3) place
CROSS JOIN LATERAL (
    SELECT place, d.due_on, d.due_on - 3 < %(today)s::date AND pg_temp.die(a.id, place) < 80 AS kept
    FROM (SELECT make_date(a.year, 3 * place + 1, 25) AS due_on) d
) i
"""

_PROGRESS = """
INSERT INTO services_agreementprogress (organization_id, scope, item_id, happened_on, note, amount, photo, recorded_at)
SELECT organization_id, scope, id, done_on, '按协议开展，居民反映良好', 1, '', pg_temp.moment(done_on, 17)
FROM services_agreementitem WHERE state = 'done'
"""

# Twenty in-service members of the next community register here, two of them still to be confirmed: most where they
# work, shared out over the community's units, every fifth where they live.
_REGISTRATIONS = """
INSERT INTO members_dualregistration (person_id, organization_id, scope, side, unit_id, unit_name, choice, service,
    pledge, specialty, state, proof, reason, submitted_at, decided_at, decided_by_id, during, slip_number, version)
SELECT m.person_id, c.id, c.path, CASE WHEN m.place %% 5 = 0 THEN 'home' ELSE 'work' END,
       CASE WHEN m.place %% 5 > 0 THEN u.ids[1 + m.place %% 3] END, '', 'self_chosen', 'single', '', '',
       CASE WHEN m.place <= 18 THEN 'confirmed' ELSE 'submitted' END,
       CASE WHEN m.place <= 18 THEN 'unit' ELSE '' END, '', pg_temp.moment(m.on_day, 9),
       CASE WHEN m.place <= 18 THEN pg_temp.moment(m.on_day + 1, 9) END, CASE WHEN m.place <= 18 THEN s.id END,
       CASE WHEN m.place <= 18 THEN daterange(m.on_day + 1, NULL) END,
       CASE WHEN m.place <= 18 THEN 'BX' || lpad(c.number::text, 6, '0') || lpad(m.place::text, 4, '0') END, 1
FROM bulk_community c
JOIN people_user s ON s.person_id = c.secretary_id
JOIN (SELECT organization_id, array_agg(unit_id ORDER BY unit_id) AS ids FROM organizations_unitpresence GROUP BY 1) u
  ON u.organization_id = c.id
JOIN (
    SELECT e.person_id, b.community_number, (%(today)s::date - 300 + pg_temp.die(e.id, 3)) AS on_day,
           row_number() OVER (PARTITION BY b.community_number ORDER BY e.id)::int AS place
    FROM members_membership e JOIN bulk_branch b ON b.id = e.organization_id
    WHERE e.member_class = 'in_service' AND upper(e.during) IS NULL
) m ON m.place <= 20 AND m.community_number = (c.number + 1) %% (SELECT count(*) FROM bulk_community)
"""

_MEETINGS = """
INSERT INTO meetings_meeting (organization_id, scope, kind_id, topic, form, education, starts_at, place,
    notice, content, resolutions_text, state, created_at, notified_at, held_at, recorded_at, recorded_by_id,
    confirmed_at, confirmed_by_id, closed_at, cancelled_because, second_person, secret, version)
SELECT CASE WHEN c.number %% 3 = 0 AND h.kind = 'theme_day' THEN c.id ELSE c.big_id END,
       CASE WHEN c.number %% 3 = 0 AND h.kind = 'theme_day' THEN c.path ELSE c.big_path END,
       h.kind, h.topic, h.form, h.education, d.held, '社区党员活动室', '', '学习交流，布置下月任务。', '', 'closed',
       d.held - interval '7 days', d.held - interval '6 days', d.held, d.recorded, s.id, d.recorded + interval '1 hour',
       s.id, d.recorded + interval '1 hour', '', false, md5('meeting' || c.id || h.kind || m.month), 1
FROM bulk_community c
JOIN people_user s ON s.person_id = c.secretary_id
CROSS JOIN generate_series(%(first)s::date, %(last)s::date, interval '1 month') m (month)
JOIN (VALUES ('theme_day', '学理论、见行动', '党课教育', '理想教育', 90, 1),
             ('big_committee_meeting', '研究社区党建和民生事项', '', '', 80, 3),
             ('joint_conference', '驻区单位党建联席会议', '', '', 80, 6)) h (kind, topic, form, education, share, every)
  ON extract(month FROM m.month)::int %% h.every = 0
 AND pg_temp.die(c.id * 100 + extract(month FROM m.month)::int, 4) < share
CROSS JOIN LATERAL (
    SELECT held, held + make_interval(hours => 3 + 24 * CASE WHEN x.die < 80 THEN x.die %% 3 ELSE 5 END) AS recorded
    FROM (SELECT pg_temp.moment(m.month::date + 3 + pg_temp.die(c.id, 6) %% 20, 14) AS held,
                 pg_temp.die(c.id, extract(month FROM m.month)::int) AS die) x
) d
WHERE d.recorded + interval '1 hour' < pg_temp.moment(%(today)s, 0)
"""

# Attendance of one month only, of everybody in the community: the largest table beside the members.
_ATTENDANCE = f"""
INSERT INTO meetings_attendance (meeting_id, person_id, organization_id, scope, state, way, guest, signed_at, reason)
SELECT t.id, m.person_id, m.organization_id, m.scope, d.state, CASE d.state WHEN 'present' THEN 'code' ELSE '' END,
       false, CASE d.state WHEN 'present' THEN t.held_at END, CASE d.state WHEN 'on_leave' THEN '外出' ELSE '' END
FROM bulk_community c
JOIN meetings_meeting t ON t.organization_id IN (c.id, c.big_id) AND t.kind_id = 'theme_day' AND t.month = %(roll)s
JOIN members_membership m ON {below_sql("m.scope", "c.path")} AND upper(m.during) IS NULL
CROSS JOIN LATERAL (
    SELECT CASE WHEN x < 78 THEN 'present' WHEN x < 84 THEN 'on_leave' ELSE 'entitled' END AS state
    FROM (SELECT pg_temp.die(m.id, 7) AS x) y
) d
"""

_ACTIVITIES = """
INSERT INTO services_activity (organization_id, scope, title, mode, direction, beneficiary, place, starts_at, ends_at,
    places, taken, state, published_at, held_at, secret, version)
SELECT c.id, c.path, '陪诊助老', '按需服务', '福利服务', 'elderly', '社区卫生服务中心', d.starts,
       d.starts + interval '2 hours', 10, 0, 'held', d.starts - interval '5 days', d.starts + interval '3 hours',
       md5('activity' || c.id || m.month), 1
FROM bulk_community c
CROSS JOIN generate_series(%(first)s::date, %(last)s::date, interval '1 month') m (month)
CROSS JOIN LATERAL (SELECT pg_temp.moment(m.month::date + 4 + pg_temp.die(c.id, 8) %% 20, 9) AS starts) d
WHERE pg_temp.die(c.id * 100 + extract(month FROM m.month)::int, 9) < 60
  AND d.starts + interval '1 day' < pg_temp.moment(%(today)s, 0)
"""

_CLAIMS = """
INSERT INTO services_claim (activity_id, person_id, organization_id, scope, state, choice, service, claimed_at,
    signed_in_at, hours, confirmed_by_community_at, confirmed_by_community_by_id, confirmed_by_member_at,
    confirmed_by_member_by_id)
SELECT x.id, b.secretary_id, x.organization_id, x.scope, 'confirmed', 'self_chosen', 'single',
       x.starts_at - interval '2 days', x.starts_at, 2, x.starts_at + interval '4 hours', s.id,
       x.starts_at + interval '5 hours', u.id
FROM services_activity x
JOIN bulk_community c ON c.id = x.organization_id
JOIN people_user s ON s.person_id = c.secretary_id
JOIN bulk_branch b ON b.community_number = c.number
JOIN people_user u ON u.person_id = b.secretary_id
"""

_TAKEN = """
UPDATE services_activity x SET taken = k.number
FROM (SELECT activity_id, count(*) AS number FROM services_claim GROUP BY activity_id) k WHERE k.activity_id = x.id
"""

_OPINIONS = """
INSERT INTO grids_opinion (organization_id, scope, content, source, category, phone, level, received_at, recorded_at,
    due_on, state, answer, answered_at, answered_by_id, satisfaction, rated_at, token, version)
SELECT c.id, c.path, '楼道照明不亮，请尽快维修', 'resident', 'property', '', 'community', d.received, d.received,
       (d.received + interval '7 days')::date, 'answered', '已联系维修，当天修好', d.answered, s.id,
       CASE WHEN d.die < 70 THEN 'satisfied' WHEN d.die < 92 THEN 'basic' ELSE 'dissatisfied' END,
       d.answered + interval '20 hours', substr(md5('opinion' || c.id || m.month || place), 1, 22), 1
FROM bulk_community c
JOIN people_user s ON s.person_id = c.secretary_id
CROSS JOIN generate_series(%(first)s::date, %(last)s::date, interval '1 month') m (month)
CROSS JOIN generate_series(1, 2) place
CROSS JOIN LATERAL (
    SELECT x.received, x.die, x.received + make_interval(days => CASE WHEN x.die < 85 THEN 2 ELSE 12 END) AS answered
    FROM (SELECT pg_temp.moment(m.month::date + 9 * place - 6, 10) AS received,
                 pg_temp.die(c.id * 1000 + 10 * extract(month FROM m.month)::int + place, 10) AS die) x
) d
WHERE d.answered + interval '20 hours' < pg_temp.moment(%(today)s, 0)
"""

_OPINION_STEPS = """
INSERT INTO grids_opinionstep (opinion_id, kind, level, note, satisfaction, due_on, happened_at, recorded_at, by_id)
SELECT o.id, s.kind, o.level, s.note, s.satisfaction, s.due_on, s.at, s.at, s.by
FROM grids_opinion o
CROSS JOIN LATERAL (VALUES ('received', '', '', o.due_on, o.received_at, NULL::bigint),
    ('answered', o.answer, '', NULL, o.answered_at, o.answered_by_id),
    ('rated', '', o.satisfaction, NULL, o.rated_at, NULL)) s (kind, note, satisfaction, due_on, at, by)
"""

_BALLOTS = """
INSERT INTO assessments_satisfactioncount (organization_id, scope, year, voters, issued, returned, satisfied, fairly,
    unsatisfied, invalid, recorded_at, corrected_because, version)
SELECT id, path, extract(year FROM %(today)s::date), v.*, 0, pg_temp.moment(%(today)s::date - 1, 9), '', 1
FROM (SELECT id, path, pg_temp.die(id, 11) %% 24 AS n FROM bulk_community WHERE number %% 20 < 19) c
CROSS JOIN LATERAL (VALUES ('residents', 60, 58, 30 + n, 24 - n, 4), ('units', 8, 8, 5, 2, 1))
    v(voters, issued, returned, satisfied, fairly, unsatisfied)
"""

STATEMENTS: tuple[tuple[str, str], ...] = (
    ("organizations_post", _POSTS),
    ("people_user", _ACCOUNTS),
    ("organizations_unit", _UNITS),
    ("organizations_unitpresence", _PRESENCES),
    ("services_agreement", _AGREEMENTS),
    ("services_agreementitem", _ITEMS),
    ("services_agreementprogress", _PROGRESS),
    ("members_dualregistration", _REGISTRATIONS),
    ("meetings_meeting", _MEETINGS),
    ("meetings_attendance", _ATTENDANCE),
    ("services_activity", _ACTIVITIES),
    ("services_claim", _CLAIMS),
    ("services_activity", _TAKEN),
    ("grids_opinion", _OPINIONS),
    ("grids_opinionstep", _OPINION_STEPS),
    ("assessments_satisfactioncount", _BALLOTS),
)
_COUNTED = (
    "organizations_organization",
    "organizations_placement",
    "people_person",
    "members_membership",
    "organizations_grant",
    "assessments_fact",
    "assessments_evaluation",
    "assessments_score",
)


def write(*, district: int, first_person: int, members: int, today: date) -> None:
    """Every statement in turn, each table analysed before the next is made from it."""
    month = month_start(today)
    parameters: dict[str, int | date] = {
        "district": district,
        "first_officer": first_person + members,
        "today": today,
        "since": date(today.year - 3, 1, 1),
        "year": date(today.year, 1, 1),
        "first": add_months(month, -11),
        "last": month,
        "roll": add_months(month, -1),
    }
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE bulk_community; ANALYZE bulk_branch")
        for table, statement in STATEMENTS:
            cursor.execute(statement, parameters)
            cursor.execute(f"ANALYZE {table}")


def counts() -> dict[str, int]:
    """Rows of every table that was filled."""
    tables: list[Any] = [*_COUNTED, *dict.fromkeys(table for table, _ in STATEMENTS)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in tables))
        return dict(cursor.fetchall())
