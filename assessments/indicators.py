"""Indicators: the reference rows, and the set-based query of each (architecture decision 8).

A measure is one SELECT that returns ``organization_id, indicator, numerator, denominator`` at the level where it is
measured (community or branch), for one month of one district. It may use the temporary table ``ancestry``
(organization_id, ancestor_id, kind of the ancestor) and these parameters:

``%(first)s`` first day of the month; ``%(next)s`` first day of the next; ``%(last)s`` last day;
``%(start)s``/``%(end)s`` the same as points of time; ``%(known_by)s``: records entered later do not count;
``%(year)s``; and the thresholds named in ``Measure.thresholds`` by their last step.

A null numerator is an unknown; a zero denominator says that there was nothing to measure. The value of a fact is
``100 × numerator ÷ denominator`` for percents, ``numerator ÷ denominator`` for years, the numerator otherwise.
"""

from dataclasses import dataclass, field

from assessments.models import Indicator

PERCENT, COUNT, HOURS, PERSONS, YEARS = Indicator.Unit.values
RATIO, SUM, LATEST = Indicator.Year.values


@dataclass(frozen=True)
class Definition:
    code: str
    title: str
    unit: str
    year: str
    explanation: str
    records: str
    clause: str = ""
    target: str = ""
    higher_is_better: bool = True
    on_dashboard: bool = True


DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        "theme_day_held",
        "主题党日",
        PERCENT,
        RATIO,
        "当月开展并有记录的社区 ÷ 应开展的社区",
        "meetings:index",
        "S2 三(三)",
    ),
    Definition(
        "theme_day_prompt",
        "按时记录",
        PERCENT,
        RATIO,
        "规定天数内录入的主题党日 ÷ 已开展的主题党日",
        "meetings:index",
        "S2 三(三)",
    ),
    Definition(
        "theme_day_attendance",
        "到会率",
        PERCENT,
        RATIO,
        "主题党日实到人数 ÷ 应到人数",
        "meetings:index",
        "S2 三(三)",
        "mtg.theme_day.thin_attendance_share",
    ),
    Definition(
        "joint_conference",
        "联席会议",
        COUNT,
        SUM,
        "社区党建联席会议次数",
        "meetings:index",
        "S0 二3",
        "mtg.joint_conference.per_year",
    ),
    Definition(
        "big_committee_meeting",
        "大党委会议",
        COUNT,
        SUM,
        "大党委会议次数",
        "meetings:index",
        "S2 四(一)",
        on_dashboard=False,
    ),
    Definition(
        "registration_rate",
        "双报到率",
        PERCENT,
        LATEST,
        "月末有效的在职党员报到人数 ÷ 驻区单位正式党员数",
        "members:registrations",
        "S2 三(五)",
        "mem.registration.coverage",
    ),
    Definition(
        "agreement_coverage",
        "共建签约",
        PERCENT,
        LATEST,
        "当年双方已确认协议的单位 ÷ 驻区单位",
        "services:index",
        "S2 五(二)",
    ),
    Definition(
        "agreement_items",
        "共建履约",
        PERCENT,
        RATIO,
        "按期完成的共建事项 ÷ 当月到期的共建事项",
        "services:index",
        "S2 五(二)",
    ),
    Definition(
        "service_hours",
        "服务时长",
        HOURS,
        SUM,
        "双方确认的志愿服务小时数",
        "services:index",
        "S2 三(五)",
    ),
    Definition(
        "service_persons",
        "参加服务",
        PERSONS,
        SUM,
        "双方确认的参加服务人次",
        "services:index",
        "S2 三(五)",
        on_dashboard=False,
    ),
    Definition(
        "opinions_prompt",
        "民情按期",
        PERCENT,
        RATIO,
        "按期答复的社情民意 ÷ 当月到期的社情民意",
        "grids:index",
        "S2 二(五), 三(四)",
    ),
    Definition(
        "opinions_satisfied",
        "民情满意",
        PERCENT,
        RATIO,
        "满意和基本满意 ÷ 已评价",
        "grids:index",
        "S3 三1",
        on_dashboard=False,
    ),
    Definition(
        "secretary_age",
        "书记平均年龄",
        YEARS,
        LATEST,
        "月末在任社区书记的平均周岁",
        "organizations:index",
        "S0 二2",
        "org.secretary.mean_age_max",
        higher_is_better=False,
    ),
    Definition(
        "secretary_college",
        "年轻书记大专以上",
        PERCENT,
        LATEST,
        "45岁及以下书记中大专以上学历的比例",
        "organizations:index",
        "S0 二2",
        "org.secretary.young_college_share_min",
    ),
    Definition(
        "members",
        "党员",
        PERSONS,
        LATEST,
        "月末组织关系在册的党员",
        "members:index",
        "S4A 一",
    ),
    Definition(
        "members_complete",
        "党员信息完整率",
        PERCENT,
        LATEST,
        "性别、出生日期、学历、入党时间都已填写的党员 ÷ 党员",
        "members:index",
        "S0 三(三)",
        on_dashboard=False,
    ),
    Definition(
        "members_college",
        "党员大专以上",
        PERCENT,
        LATEST,
        "大专及以上学历的党员 ÷ 学历已填的党员",
        "members:index",
        "S4A 一",
        on_dashboard=False,
    ),
)


@dataclass(frozen=True)
class Measure:
    """One SELECT for one or several indicators, and the thresholds it reads."""

    indicators: tuple[str, ...]
    sql: str
    thresholds: tuple[str, ...] = field(default=())


_COMMUNITY_BODIES = "('community', 'big_committee', 'community_committee', 'community_general_branch')"

THEME_DAYS = Measure(
    ("theme_day_held", "theme_day_prompt", "theme_day_attendance"),
    f"""
    WITH held AS (
        SELECT a.ancestor_id AS community_id, m.id, m.lag_days
        FROM meetings_meeting m
        JOIN ancestry a ON a.organization_id = m.organization_id AND a.kind = 'community'
        JOIN organizations_organization host ON host.id = m.organization_id AND host.kind IN {_COMMUNITY_BODIES}
        WHERE m.kind_id = 'theme_day' AND m.month = %(first)s
          AND m.state IN ('recorded', 'confirmed', 'closed') AND m.recorded_at < %(known_by)s
    ), days AS (
        SELECT community_id, count(*) AS held, count(*) FILTER (WHERE lag_days <= %(record_days)s) AS prompt
        FROM held GROUP BY community_id
    ), people AS (
        SELECT h.community_id, count(*) AS entitled,
               count(*) FILTER (WHERE t.state IN ('present', 'late')) AS present
        FROM held h JOIN meetings_attendance t ON t.meeting_id = h.id AND NOT t.guest
        GROUP BY h.community_id
    )
    SELECT c.organization_id, v.indicator, v.numerator, v.denominator
    FROM communities c
    LEFT JOIN days d ON d.community_id = c.organization_id
    LEFT JOIN people p ON p.community_id = c.organization_id
    CROSS JOIN LATERAL (VALUES
        ('theme_day_held', LEAST(COALESCE(d.held, 0), 1), 1),
        ('theme_day_prompt', COALESCE(d.prompt, 0), COALESCE(d.held, 0)),
        ('theme_day_attendance', COALESCE(p.present, 0), COALESCE(p.entitled, 0))
    ) v(indicator, numerator, denominator)
    """,
    ("mtg.theme_day.record_days",),
)

OTHER_MEETINGS = Measure(
    ("joint_conference", "big_committee_meeting"),
    """
    SELECT c.organization_id, k.indicator, count(m.id), NULL
    FROM communities c
    CROSS JOIN (VALUES ('joint_conference', 'joint_conference'), ('big_committee_meeting', 'big_committee_meeting'))
        k(indicator, kind)
    LEFT JOIN (
        SELECT a.ancestor_id AS community_id, m.id, m.kind_id
        FROM meetings_meeting m
        JOIN ancestry a ON a.organization_id = m.organization_id AND a.kind = 'community'
        WHERE m.kind_id IN ('joint_conference', 'big_committee_meeting') AND m.month = %(first)s
          AND m.state IN ('recorded', 'confirmed', 'closed') AND m.recorded_at < %(known_by)s
    ) m ON m.community_id = c.organization_id AND m.kind_id = k.kind
    GROUP BY c.organization_id, k.indicator
    """,
)

REGISTRATIONS = Measure(
    ("registration_rate",),
    """
    WITH registered AS (
        SELECT r.organization_id, count(DISTINCT r.person_id) AS persons
        FROM members_dualregistration r
        WHERE r.during @> %(last)s AND r.decided_at < %(known_by)s AND r.state IN ('confirmed', 'ended')
        GROUP BY r.organization_id
    ), expected AS (
        SELECT p.organization_id, sum(u.full_members) AS persons
        FROM organizations_unitpresence p JOIN organizations_unit u ON u.id = p.unit_id
        WHERE p.during @> %(last)s GROUP BY p.organization_id
    )
    SELECT c.organization_id, 'registration_rate',
           CASE WHEN e.persons IS NULL THEN NULL ELSE LEAST(COALESCE(r.persons, 0), e.persons) END, e.persons
    FROM communities c
    LEFT JOIN registered r USING (organization_id)
    LEFT JOIN expected e USING (organization_id)
    """,
)

AGREEMENTS = Measure(
    ("agreement_coverage", "agreement_items"),
    """
    WITH present AS (
        SELECT p.organization_id, p.unit_id FROM organizations_unitpresence p WHERE p.during @> %(last)s
    ), signed AS (
        SELECT a.organization_id, a.unit_id FROM services_agreement a
        WHERE a.year = %(year)s AND a.state IN ('both_confirmed', 'published', 'closed')
          AND a.confirmed_by_unit_at < %(known_by)s AND a.confirmed_by_community_at < %(known_by)s
          AND GREATEST(a.confirmed_by_unit_at, a.confirmed_by_community_at) < %(end)s
    ), coverage AS (
        SELECT p.organization_id, count(DISTINCT s.unit_id) AS signed, count(DISTINCT p.unit_id) AS units
        FROM present p LEFT JOIN signed s USING (organization_id, unit_id) GROUP BY p.organization_id
    ), items AS (
        SELECT i.organization_id, count(*) AS due,
               count(*) FILTER (
                   WHERE i.done_on <= i.due_on AND COALESCE(e.entered_at, i.done_on) < %(known_by)s) AS kept
        FROM services_agreementitem i
        JOIN services_agreement a ON a.id = i.agreement_id AND a.state IN ('both_confirmed', 'published', 'closed')
        LEFT JOIN LATERAL (
            SELECT max(g.recorded_at) AS entered_at FROM services_agreementprogress g
            WHERE g.item_id = i.id AND g.happened_on <= i.done_on
        ) e ON true
        WHERE i.due_on >= %(first)s AND i.due_on < %(next)s
        GROUP BY i.organization_id
    )
    SELECT c.organization_id, v.indicator, v.numerator, v.denominator
    FROM communities c
    LEFT JOIN coverage v1 USING (organization_id)
    LEFT JOIN items v2 USING (organization_id)
    CROSS JOIN LATERAL (VALUES
        ('agreement_coverage', COALESCE(v1.signed, 0), COALESCE(v1.units, 0)),
        ('agreement_items', COALESCE(v2.kept, 0), COALESCE(v2.due, 0))
    ) v(indicator, numerator, denominator)
    """,
)

SERVICE = Measure(
    ("service_hours", "service_persons"),
    """
    WITH served AS (
        SELECT x.organization_id, sum(k.hours) AS hours, count(*) AS persons
        FROM services_activity x
        JOIN services_claim k ON k.activity_id = x.id AND k.state = 'confirmed'
         AND GREATEST(k.confirmed_by_community_at, k.confirmed_by_member_at) < %(known_by)s
        WHERE x.starts_at >= %(start)s AND x.starts_at < %(end)s
        GROUP BY x.organization_id
    )
    SELECT c.organization_id, v.indicator, v.numerator, NULL::numeric
    FROM communities c LEFT JOIN served s USING (organization_id)
    CROSS JOIN LATERAL (VALUES
        ('service_hours', COALESCE(s.hours, 0)), ('service_persons', COALESCE(s.persons, 0)::numeric)
    ) v(indicator, numerator)
    """,
)

OPINIONS = Measure(
    ("opinions_prompt", "opinions_satisfied"),
    """
    WITH due AS (
        SELECT a.ancestor_id AS organization_id, count(*) AS due,
               count(*) FILTER (WHERE (o.answered_at AT TIME ZONE 'Asia/Shanghai')::date <= o.due_on
                                AND o.answered_at < %(known_by)s) AS kept
        FROM grids_opinion o JOIN ancestry a ON a.organization_id = o.organization_id AND a.kind = 'community'
        WHERE o.due_on >= %(first)s AND o.due_on < %(next)s GROUP BY a.ancestor_id
    ), rated AS (
        SELECT a.ancestor_id AS organization_id, count(*) AS rated,
               count(*) FILTER (WHERE o.satisfaction IN ('satisfied', 'basic')) AS content
        FROM grids_opinion o JOIN ancestry a ON a.organization_id = o.organization_id AND a.kind = 'community'
        WHERE o.rated_at >= %(start)s AND o.rated_at < LEAST(%(end)s, %(known_by)s) AND o.satisfaction <> ''
        GROUP BY a.ancestor_id
    )
    SELECT c.organization_id, v.indicator, v.numerator, v.denominator
    FROM communities c LEFT JOIN due d USING (organization_id) LEFT JOIN rated r USING (organization_id)
    CROSS JOIN LATERAL (VALUES
        ('opinions_prompt', COALESCE(d.kept, 0), COALESCE(d.due, 0)),
        ('opinions_satisfied', COALESCE(r.content, 0), COALESCE(r.rated, 0))
    ) v(indicator, numerator, denominator)
    """,
)

SECRETARIES = Measure(
    ("secretary_age", "secretary_college"),
    """
    WITH secretaries AS (
        SELECT DISTINCT ON (a.ancestor_id) a.ancestor_id AS organization_id, p.education,
               extract(year FROM age(%(last)s, p.birth_date))::int AS years
        FROM organizations_post t
        JOIN organizations_organization o ON o.id = t.organization_id
         AND o.kind IN ('community_committee', 'community_general_branch', 'big_committee')
        JOIN ancestry a ON a.organization_id = t.organization_id AND a.kind = 'community'
        JOIN people_person p ON p.id = t.person_id
        WHERE t.position = 'secretary' AND t.during @> %(last)s
        ORDER BY a.ancestor_id, (o.kind = 'big_committee'), t.id
    )
    SELECT c.organization_id, v.indicator, v.numerator, v.denominator
    FROM communities c LEFT JOIN secretaries s USING (organization_id)
    CROSS JOIN LATERAL (VALUES
        ('secretary_age', s.years, CASE WHEN s.years IS NULL THEN NULL ELSE 1 END),
        ('secretary_college',
         CASE WHEN s.years IS NULL THEN NULL
              ELSE (s.years <= %(young_age_max)s AND s.education IN ('college', 'bachelor', 'postgraduate'))::int END,
         CASE WHEN s.years IS NULL THEN NULL ELSE (s.years <= %(young_age_max)s)::int END)
    ) v(indicator, numerator, denominator)
    """,
    ("org.secretary.young_age_max",),
)

MEMBERS = Measure(
    ("members", "members_complete", "members_college"),
    """
    WITH counted AS (
        SELECT m.organization_id, count(*) AS members,
               count(*) FILTER (WHERE p.sex <> '' AND p.birth_date IS NOT NULL AND p.education <> ''
                                AND m.joined_on IS NOT NULL) AS complete,
               count(*) FILTER (WHERE p.education <> '') AS schooled,
               count(*) FILTER (WHERE p.education IN ('college', 'bachelor', 'postgraduate')) AS college
        FROM members_membership m JOIN people_person p ON p.id = m.person_id
        WHERE m.during @> %(last)s AND m.scope >= %(root)s AND m.scope < %(root_end)s
        GROUP BY m.organization_id
    )
    SELECT c.organization_id, v.indicator, v.numerator, v.denominator
    FROM counted c
    CROSS JOIN LATERAL (VALUES
        ('members', members, NULL), ('members_complete', complete, members), ('members_college', college, schooled)
    ) v(indicator, numerator, denominator)
    """,
)

MEASURES: tuple[Measure, ...] = (
    THEME_DAYS,
    OTHER_MEETINGS,
    REGISTRATIONS,
    AGREEMENTS,
    SERVICE,
    OPINIONS,
    SECRETARIES,
    MEMBERS,
)


def load() -> None:
    """Bring the reference rows to what this version says."""
    Indicator.objects.bulk_create(
        [
            Indicator(order=order, **{name: getattr(each, name) for name in each.__dataclass_fields__})
            for order, each in enumerate(DEFINITIONS)
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[
            "title",
            "unit",
            "year",
            "higher_is_better",
            "clause",
            "target",
            "explanation",
            "records",
            "order",
            "on_dashboard",
        ],
    )
