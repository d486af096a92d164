"""Finders of what is due: set-based INSERT … SELECT into the outbox, exactly once by (kind, subject, recipient, date).

Each finder takes ``today``; running it twice, or on a later day, adds nothing that was said already. The numbers are
thresholds, read for each organisation inside the statement.
"""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone

from core import dates, outbox
from meetings.models import Meeting, Resolution
from meetings.queries import COMMUNITY_BODIES, LEADERS, limit_sql, owing, with_theme_day
from organizations.kinds import STREETS, Kind
from organizations.models import Organization, Position

_PLAN_BY = limit_sql("mtg.theme_day.plan_by_day", "o.path")
_RECORD_DAYS = limit_sql("mtg.theme_day.record_days", "m.scope")
_DAYS_BEFORE = limit_sql("mtg.theme_day.remind_days_before", "m.scope")
_MAKE_UP_DAYS = limit_sql("mtg.theme_day.makeup_days", "m.scope")
_RESOLUTION_DAYS = limit_sql("mtg.resolution.remind_days_before", "r.scope")
_HELD_ON = "((coalesce(m.held_at, m.sign_in_opened_at, m.starts_at)) AT TIME ZONE 'Asia/Shanghai')::date"

_LEADERS_OF = """
JOIN organizations_post p ON p.scope >= o.path AND p.scope < left(o.path, -1) || '/'
    AND p.during @> %(today)s::date AND p.position = ANY(%(leaders)s)
JOIN organizations_organization body ON body.id = p.organization_id
    AND (body.id = o.id OR (o.kind = ANY(%(bodies)s) AND body.kind = ANY(%(bodies)s)))
JOIN people_user u ON u.person_id = p.person_id AND u.is_active
"""
"""Accounts of who leads organisation ``o``; for a community of who leads one of its bodies."""


def _names(today: date) -> dict[str, object]:
    return {
        "today": today,
        "leaders": [str(each) for each in LEADERS],
        "bodies": [str(each) for each in COMMUNITY_BODIES],
        "streets": [str(each) for each in STREETS],
        "officers": [str(Position.OFFICER), str(Position.ORGANIZATION_COMMISSIONER)],
        "community": str(Kind.COMMUNITY),
    }


def _unplanned(month: date) -> list[int]:
    """Organisations that owe a theme day in the month and have none, neither planned nor held."""
    rows = with_theme_day(owing(Organization.objects.all(), month), month)
    return list(rows.filter(theme_day__isnull=True).values_list("pk", flat=True))


def remind_to_plan(today: date) -> int:
    """Who has not planned this month's theme day after day N → its leaders (theme_day.plan_by_day)."""
    month = dates.month_start(today)
    return outbox.insert_from_select(
        "theme_day.plan",
        "organizations.organization",
        f"""
        SELECT DISTINCT o.id, u.id, (%(month)s::date + {_PLAN_BY} - 1), %(title)s, %(text)s, %(url)s
        FROM organizations_organization o {_LEADERS_OF}
        WHERE o.id = ANY(%(unplanned)s) AND extract(day FROM %(today)s::date) > {_PLAN_BY}
        """,
        _names(today)
        | {
            "month": month,
            "unplanned": _unplanned(month),
            "title": f"{month.month}月主题党日还没有计划",
            "text": "计划期限已过,请尽快安排并通知党员。",
            "url": reverse("meetings:plan"),
        },
    )


def remind_street_of_unplanned(today: date) -> int:
    """One message to each officer of a street in which somebody is behind with the plan (street.chase)."""
    month = dates.month_start(today)
    return outbox.insert_from_select(
        "theme_day.plan_street",
        "organizations.organization",
        f"""
        SELECT s.id, u.id, (%(month)s::date + max({_PLAN_BY})), %(title)s,
            '还没有计划的有 ' || count(DISTINCT o.id) || ' 个', %(url)s
        FROM organizations_organization o
        JOIN organizations_organization s ON s.kind = ANY(%(streets)s)
            AND o.path >= s.path AND o.path < left(s.path, -1) || '/'
        JOIN organizations_post p ON p.organization_id = s.id AND p.during @> %(today)s::date
            AND p.position = ANY(%(officers)s)
        JOIN people_user u ON u.person_id = p.person_id AND u.is_active
        WHERE o.id = ANY(%(unplanned)s) AND extract(day FROM %(today)s::date) > {_PLAN_BY}
        GROUP BY s.id, u.id
        """,
        _names(today)
        | {
            "month": month,
            "unplanned": _unplanned(month),
            "title": f"{month.month}月主题党日未计划名单",
            "url": reverse("meetings:progress"),
        },
    )


def remind_of_meetings(today: date) -> int:
    """The day before: everybody on the roster who has an account and has not asked for leave."""
    return outbox.insert_from_select(
        "theme_day.tomorrow",
        "meetings.meeting",
        f"""
        SELECT m.id, u.id, m.starts_on, m.title, m.detail, m.url
        FROM (
            SELECT m.id, (m.starts_at AT TIME ZONE 'Asia/Shanghai')::date AS starts_on,
                to_char(m.starts_at AT TIME ZONE 'Asia/Shanghai', 'MM-DD HH24:MI') || ' ' || m.topic AS title,
                '地点:' || m.place AS detail, replace(%(url)s, '/0/', '/' || m.id || '/') AS url
            FROM meetings_meeting m
            WHERE m.state = 'notified' AND m.starts_at >= %(today)s::date
              AND m.starts_at < %(today)s::date + interval '32 days'
              AND (m.starts_at AT TIME ZONE 'Asia/Shanghai')::date - %(today)s::date BETWEEN 1 AND {_DAYS_BEFORE}
        ) m
        JOIN meetings_attendance a ON a.meeting_id = m.id AND NOT a.guest AND a.state = 'entitled'
        JOIN people_user u ON u.person_id = a.person_id AND u.is_active
        """,
        _names(today) | {"url": reverse("meetings:my_meeting", args=[0])},
    )


def remind_to_record(today: date) -> int:
    """Meetings that were held and not recorded within N days → the host's leaders (theme_day.record_days)."""
    return outbox.insert_from_select(
        "theme_day.record",
        "meetings.meeting",
        f"""
        SELECT DISTINCT m.id, u.id, {_HELD_ON} + {_RECORD_DAYS}, '会议还没有记录:' || m.topic,
            to_char(m.starts_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') || ' 的会议已超过录入时限',
            replace(%(url)s, '/0/', '/' || m.id || '/')
        FROM meetings_meeting m
        JOIN organizations_organization o ON o.id = CASE
            WHEN (SELECT h.kind FROM organizations_organization h WHERE h.id = m.organization_id) = ANY(%(bodies)s)
            THEN coalesce((
                SELECT c.id FROM organizations_organization c WHERE c.kind = %(community)s
                  AND starts_with(m.scope, c.path) ORDER BY length(c.path) DESC LIMIT 1), m.organization_id)
            ELSE m.organization_id END
        {_LEADERS_OF}
        WHERE m.state IN ('notified', 'signing_in') AND m.starts_at < %(today)s::date
          AND {_HELD_ON} + {_RECORD_DAYS} < %(today)s::date
        """,
        _names(today) | {"url": reverse("meetings:record", args=[0])},
    )


def remind_to_make_up(today: date) -> int:
    """Who missed a recorded theme day learns until when it can be made up (theme_day.makeup_days)."""
    return outbox.insert_from_select(
        "theme_day.make_up",
        "meetings.meeting",
        f"""
        SELECT m.id, u.id, (m.closed_at AT TIME ZONE 'Asia/Shanghai')::date + m.days,
            '请补学主题党日:' || m.topic, '会后 ' || m.days || ' 天内补学,学完请告诉支部。',
            replace(%(url)s, '/0/', '/' || m.id || '/')
        FROM (
            SELECT m.id, m.closed_at, m.topic, {_MAKE_UP_DAYS} AS days FROM meetings_meeting m
            WHERE m.kind_id = 'theme_day' AND m.state = 'closed' AND m.closed_at > %(today)s::date - interval '92 days'
        ) m
        JOIN meetings_attendance a ON a.meeting_id = m.id AND NOT a.guest AND a.state IN ('entitled', 'on_leave')
        JOIN people_user u ON u.person_id = a.person_id AND u.is_active
        WHERE (m.closed_at AT TIME ZONE 'Asia/Shanghai')::date + m.days >= %(today)s::date
        """,
        _names(today) | {"url": reverse("meetings:my_meeting", args=[0])},
    )


def remind_of_resolutions(today: date) -> int:
    """Owners N days before a task of a resolution is due (resolution.remind_days_before), and once it is overdue."""
    return outbox.insert_from_select(
        "meeting.resolution",
        "meetings.resolution",
        f"""
        SELECT r.id, u.id, CASE WHEN r.due_on < %(today)s::date THEN r.due_on + 1 ELSE r.due_on END,
            CASE WHEN r.due_on < %(today)s::date THEN '决议事项已逾期:' ELSE '决议事项快到期:' END || r.text,
            '期限 ' || r.due_on, %(url)s
        FROM meetings_resolution r
        JOIN people_user u ON u.person_id = r.owner_id AND u.is_active
        WHERE r.state = 'open' AND r.due_on IS NOT NULL AND r.due_on - %(today)s::date <= {_RESOLUTION_DAYS}
        """,
        _names(today) | {"url": reverse("meetings:schedule")},
    )


FINDERS = {
    "meetings.remind_to_plan": remind_to_plan,
    "meetings.remind_street_of_unplanned": remind_street_of_unplanned,
    "meetings.remind_of_meetings": remind_of_meetings,
    "meetings.remind_to_record": remind_to_record,
    "meetings.remind_to_make_up": remind_to_make_up,
    "meetings.remind_of_resolutions": remind_of_resolutions,
}


def run_all(today: date) -> dict[str, int]:
    """Every finder once; how many messages are new."""
    return {name: find(today) for name, find in FINDERS.items()}


# -- asked again just before sending ---------------------------------------------------------------


def still_to_come(meetings: Iterable[int]) -> set[int]:
    """Meetings that were neither cancelled nor begun."""
    return set(
        Meeting.objects.filter(pk__in=list(meetings), state__in=[Meeting.State.NOTIFIED, Meeting.State.SIGNING_IN])
        .filter(starts_at__gt=timezone.now())
        .values_list("pk", flat=True)
    )


def still_unrecorded(meetings: Iterable[int]) -> set[int]:
    return set(
        Meeting.objects.filter(
            pk__in=list(meetings), state__in=[Meeting.State.NOTIFIED, Meeting.State.SIGNING_IN]
        ).values_list("pk", flat=True)
    )


def still_unplanned(organizations: Iterable[int]) -> set[int]:
    """Organisations without a theme day in the running month."""
    month = dates.month_start(timezone.localdate())
    rows = with_theme_day(owing(Organization.objects.filter(pk__in=list(organizations)), month), month)
    return set(rows.filter(theme_day__isnull=True).values_list("pk", flat=True))


def still_open(resolutions: Iterable[int]) -> set[int]:
    return set(
        Resolution.objects.filter(pk__in=list(resolutions), state=Resolution.State.OPEN).values_list("pk", flat=True)
    )
