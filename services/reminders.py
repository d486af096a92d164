"""Finders of reminders: one INSERT … SELECT each into the outbox, safe to run again, and late after a missed night."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from core import outbox
from organizations import thresholds
from organizations.models import UnitPresence
from services import rules
from services.models import Activity, Agreement, AgreementItem, Claim

ITEM_DUE = "services.item_due"
AGREEMENTS_UNSIGNED = "services.agreements_unsigned"
HOURS_UNCONFIRMED = "services.hours_unconfirmed"

CATCH_UP_DAYS = 7
"""A reminder whose day was missed is still written within this many days."""

# Who runs services at a community itself (not the street above it): by dated grants.
_MANAGERS = """
  SELECT g.user_id, g.content_object_id AS community
  FROM organizations_grant g
  JOIN auth_permission p ON p.id = g.permission_id AND p.codename = 'manage_service'
  JOIN people_user u ON u.id = g.user_id AND u.is_active
  WHERE g.during @> %(today)s::date
"""

# The days before a deadline as the place's own threshold says them: nearest organisation upwards, newest date.
_ITEMS = """
SELECT i.id, r.user_id, d.on_day, '共建事项将到期:' || i.title,
  '完成期限 ' || to_char(i.due_on, 'YYYY-MM-DD') || ',已完成 ' || i.done || '/' || i.target || ' 次',
  r.url_start || i.agreement_id || '/'
FROM services_agreementitem i
JOIN services_agreement a ON a.id = i.agreement_id AND a.state IN ('both_confirmed', 'published')
CROSS JOIN LATERAL (
  SELECT t.value FROM organizations_threshold t
  LEFT JOIN organizations_organization o ON o.id = t.organization_id
  WHERE t.name = 'svc.agreement.remind_days_before' AND t.effective_from <= %(today)s::date
    AND (t.organization_id IS NULL OR starts_with(i.scope, o.path))
  ORDER BY length(o.path) DESC NULLS LAST, t.effective_from DESC LIMIT 1
) t
CROSS JOIN LATERAL (
  SELECT max(i.due_on - days::int) AS on_day FROM unnest(string_to_array(t.value, ';')) days
  WHERE i.due_on - days::int <= %(today)s::date
) d
JOIN LATERAL (
  SELECT m.user_id, %(office)s::text AS url_start
  FROM managers m WHERE m.community = i.organization_id
  UNION
  SELECT u.id, %(mine)s::text
  FROM organizations_unitpresence p JOIN people_user u ON u.person_id = p.contact_id AND u.is_active
  WHERE p.organization_id = i.organization_id AND p.unit_id = a.unit_id AND p.during @> %(today)s::date
    AND u.id NOT IN (SELECT m.user_id FROM managers m WHERE m.community = i.organization_id)
) r ON true
WHERE i.state = 'open' AND d.on_day > %(today)s::date - %(catch_up)s
"""


def remind_items(today: date) -> int:
    """Items of signed agreements 30, 7 and 0 days before their deadline: community and unit (SVC-01)."""
    select = f"SELECT * FROM (WITH managers AS ({_MANAGERS}) {_ITEMS}) found"
    return outbox.insert_from_select(
        ITEM_DUE,
        "services.agreementitem",
        select,
        {
            "today": today,
            "catch_up": CATCH_UP_DAYS,
            "office": reverse("services:agreements"),
            "mine": reverse("services:my_agreements"),
        },
    )


_UNSIGNED = f"""
SELECT c.id, m.user_id, %(on_day)s::date, '还有 ' || c.missing || ' 个单位没有签订共建协议',
  '签订期限 ' || to_char(%(sign_by)s::date, 'YYYY-MM-DD'), %(url)s::text
FROM (
  SELECT p.organization_id AS id, count(*) AS missing
  FROM organizations_unitpresence p
  WHERE p.during @> %(today)s::date AND NOT EXISTS (
    SELECT 1 FROM services_agreement a WHERE a.organization_id = p.organization_id AND a.unit_id = p.unit_id
      AND a.year = %(year)s AND a.state IN ('both_confirmed', 'published', 'closed'))
  GROUP BY p.organization_id
) c JOIN ({_MANAGERS}) m ON m.community = c.id
"""


def remind_unsigned(today: date) -> int:
    """Communities with units that have no signed agreement: 30, 7 and 0 days before the day of signing."""
    values = thresholds.several(["svc.agreement.sign_by", "svc.agreement.remind_days_before"], as_of=today)
    sign_by = rules.sign_by(today.year, values["svc.agreement.sign_by"])
    on_day = rules.reminder_day(sign_by, values["svc.agreement.remind_days_before"], today=today)
    if on_day is None or (today - on_day).days >= CATCH_UP_DAYS:
        return 0
    return outbox.insert_from_select(
        AGREEMENTS_UNSIGNED,
        "organizations.organization",
        _UNSIGNED,
        {
            "today": today,
            "on_day": on_day,
            "sign_by": sign_by,
            "year": today.year,
            "url": reverse("services:coverage") + "?show=missing",
        },
    )


_HOURS = f"""
SELECT v.id, m.user_id, v.due_on, '请确认志愿服务时长:' || v.title, v.people || ' 人次待确认',
  %(url)s::text || v.id || '/'
FROM (
  SELECT v.id, v.title, v.organization_id, count(*) AS people,
    (v.ends_at AT TIME ZONE %(zone)s)::date + %(days)s AS due_on
  FROM services_activity v JOIN services_claim c ON c.activity_id = v.id
  WHERE c.state = 'attended' AND c.confirmed_by_community_at IS NULL AND v.state <> 'cancelled'
    AND (v.ends_at AT TIME ZONE %(zone)s)::date < %(today)s::date
  GROUP BY v.id
) v JOIN ({_MANAGERS}) m ON m.community = v.organization_id
"""


def remind_hours(today: date) -> int:
    """Activities that are over with hours the community has not confirmed: once, with the day they are due."""
    return outbox.insert_from_select(
        HOURS_UNCONFIRMED,
        "services.activity",
        _HOURS,
        {
            "today": today,
            "days": thresholds.at("svc.hours.confirm_days", as_of=today),
            "zone": timezone.get_current_timezone_name(),
            "url": reverse("services:activities"),
        },
    )


def run(today: date) -> dict[str, Any]:
    """All finders of services for one day; how many reminders are new."""
    return {
        "items": remind_items(today),
        "unsigned": remind_unsigned(today),
        "hours": remind_hours(today),
    }


# -- asked again just before sending ---------------------------------------------------------------


def waiting_for_unit(ids: list[int]) -> set[int]:
    rows = Agreement.objects.filter(pk__in=ids, state=Agreement.State.COMMUNITY_CONFIRMED)
    return set(rows.values_list("pk", flat=True))


def waiting_for_member(ids: list[int]) -> set[int]:
    return set(Claim.objects.filter(pk__in=ids).hours_waiting_for_member().values_list("pk", flat=True))


def items_still_due(ids: list[int]) -> set[int]:
    rows = AgreementItem.objects.filter(pk__in=ids).binding().open()
    return set(rows.exclude(agreement__state=Agreement.State.CLOSED).values_list("pk", flat=True))


def communities_still_unsigned(ids: list[int]) -> set[int]:
    today = timezone.localdate()
    signed = Agreement.objects.signed().filter(
        organization=OuterRef("organization"), unit=OuterRef("unit"), year=today.year
    )
    rows = UnitPresence.objects.filter(organization_id__in=ids, during__contains=today)
    return set(rows.filter(~Exists(signed)).values_list("organization_id", flat=True))


def activities_still_unconfirmed(ids: list[int]) -> set[int]:
    rows = Claim.objects.filter(activity_id__in=ids).hours_waiting_for_community()
    return set(rows.exclude(activity__state=Activity.State.CANCELLED).values_list("activity_id", flat=True))
