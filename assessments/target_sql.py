"""Relations that lines of the target board read and no duty does (assessments.target_lines: columns of ``Rows``)."""

from assessments.models import Award
from grids.models import Building, ContactCard, Household
from organizations.scoping import end_sql
from services.funds.models import FundKind

GROWN = f"""SELECT c.organization_id, o.path AS scope, NULL AS record,
           CASE WHEN g.before <= 0 THEN 'unknown' WHEN g.now > g.before * (1 + s.fund_growth / 100.0) THEN 'counts'
                WHEN make_date(%(year)s, 12, 31) < %(today)s THEN 'missing' ELSE 'open' END AS verdict, o.name AS label,
           CASE WHEN g.before <= 0 THEN '上年没有入账记录' ELSE '上年 ' || g.before || ' 元，' END
           || CASE WHEN g.before <= 0 THEN '' ELSE '当年 ' || g.now || ' 元' END AS detail
    FROM communities c JOIN organizations_organization o ON o.id = c.organization_id
    JOIN std s ON s.organization_id = c.organization_id
    CROSS JOIN LATERAL (
        SELECT COALESCE(sum(b.credit - b.debit) FILTER (WHERE b.booked_on >= make_date(%(year)s, 1, 1)), 0) AS now,
               COALESCE(sum(b.credit - b.debit) FILTER (WHERE b.booked_on < make_date(%(year)s, 1, 1)), 0) AS before
        FROM services_fundbooking b WHERE b.organization_id = c.organization_id AND b.code = '{FundKind.BUDGET}'
          AND b.booked_on >= make_date(%(year)s - 1, 1, 1) AND b.booked_on <= %(today)s::date
    ) g"""
COMMENDED = f"""SELECT c.organization_id, o.path AS scope, NULL AS record,
           CASE WHEN n.rounds >= s.commended THEN 'counts' WHEN make_date(%(year)s, 12, 31) < %(today)s THEN 'missing'
                ELSE 'open' END AS verdict, o.name AS label,
           '表彰单位、个人 ' || n.holders || ' 个，' || n.rounds || ' 次' AS detail
    FROM communities c JOIN organizations_organization o ON o.id = c.organization_id
    JOIN std s ON s.organization_id = c.organization_id
    CROSS JOIN LATERAL (SELECT count(*) AS holders, count(DISTINCT a.decided_on) AS rounds FROM assessments_award a
        WHERE a.organization_id = c.organization_id AND a.kind = '{Award.Kind.COMMENDATION}'
          AND a.state = '{Award.State.GRANTED}' AND a.holder IN ('{Award.Holder.UNIT}', '{Award.Holder.PERSON}')
          AND extract(year FROM a.decided_on) = %(year)s AND a.decided_on <= %(today)s::date) n"""
SCORED = """SELECT c.organization_id, o.path AS scope, t.id AS record,
           CASE WHEN t.reported_on IS NOT NULL THEN 'counts' WHEN make_date(%(year)s, 12, 31) < %(today)s THEN 'missing'
                ELSE 'open' END AS verdict, u.name AS label,
           CASE WHEN t.id IS NULL THEN '还没有测评' ELSE t.points || ' 分' END
           || CASE WHEN t.reported_on IS NULL THEN '' ELSE '，' || t.reported_on || ' 通报' || t.reported_to END
           AS detail
    FROM communities c JOIN organizations_organization o ON o.id = c.organization_id
    JOIN organizations_unitpresence p ON p.organization_id = c.organization_id
     AND p.during @> LEAST(make_date(%(year)s, 12, 1), %(today)s::date)
    JOIN organizations_unit u ON u.id = p.unit_id
    LEFT JOIN assessments_unitscore t ON t.organization_id = c.organization_id AND t.unit_id = p.unit_id
     AND t.year = %(year)s AND t.withdrawn_on IS NULL"""
CARDS = f"""SELECT c.organization_id, o.path AS scope, NULL AS record,
           CASE WHEN n.doors = 0 THEN 'unknown' WHEN 100.0 * n.handed / n.doors >= s.cards THEN 'counts'
                ELSE 'missing' END AS verdict, o.name AS label,
           CASE WHEN n.doors = 0 THEN '还没有登记住户' ELSE n.doors || ' 户，已发放 ' || n.handed || ' 户' END AS detail
    FROM communities c JOIN organizations_organization o ON o.id = c.organization_id
    JOIN std s ON s.organization_id = c.organization_id
    LEFT JOIN LATERAL (SELECT count(*) AS doors, count(*) FILTER (WHERE EXISTS (
            SELECT 1 FROM {ContactCard._meta.db_table} k WHERE k.household_id = h.id
            AND k.delivered_on <= %(today)s::date)) AS handed
        FROM {Household._meta.db_table} h
        JOIN {Building._meta.db_table} b ON b.id = h.building_id AND (b.since IS NULL OR b.since <= %(today)s::date)
        WHERE (h.until IS NULL OR h.until > %(today)s::date)
          AND h.scope >= o.path AND h.scope < {end_sql("o.path")}) n ON true"""
