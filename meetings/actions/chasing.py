"""The superior and those behind with the month's theme day: chased, or the reason accepted (MTG-04)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core.chinese.dates import chinese_date
from core.records import audit, outbox
from core.records.errors import RuleViolation
from core.tasks import send_soon
from meetings import queries
from meetings.measures import COMMUNITY_HOSTS
from meetings.models import Reminded
from organizations.models import Month, Organization
from organizations.scoping import below_sql

_TO_LEADERS = f"""
SELECT o.id, u.id, %(today)s::date, %(title)s, %(text)s, %(url)s
FROM organizations_organization o
JOIN organizations_post p ON {below_sql("p.scope", "o.path")}
    AND p.during @> %(today)s::date AND p.position = ANY(%(positions)s)
JOIN organizations_organization body ON body.id = p.organization_id
    AND (body.id = o.id OR (o.kind = 'community' AND body.kind = ANY(%(bodies)s)))
JOIN people_user u ON u.person_id = p.person_id AND u.is_active
WHERE o.id = ANY(%(organizations)s)
"""


@transaction.atomic
def remind(*, by: Any, organizations: Sequence[Organization], month: date, now: datetime) -> int:
    """The street chases those behind with the month's theme day: one message a day to each leader, logged (MTG-04)."""
    Reminded.objects.bulk_create([Reminded(organization=each, month=month, by=by, at=now) for each in organizations])
    told = outbox.insert_from_select(
        "theme_day.chase",
        "organizations.organization",
        _TO_LEADERS,
        {
            "organizations": [each.pk for each in organizations],
            "today": timezone.localdate(now),
            "positions": [str(position) for position in queries.LEADERS],
            "bodies": [str(kind) for kind in COMMUNITY_HOSTS],
            "title": f"请尽快完成{month.year}年{month.month}月主题党日",
            "text": "上级提醒：本月主题党日还没有完成计划、召开或记录，请尽快办理。",
            "url": reverse("meetings:index"),
        },
    )
    audit.record(
        "meetings.chased",
        by=by,
        label=f"{month:%Y-%m} {len(organizations)}",
        month=month.isoformat(),
        organizations=[each.pk for each in organizations],
    )
    send_soon()
    return told


def _check_open(organization: Organization, month: date) -> None:
    """A month that was closed keeps its excuses: its numbers were made of them."""
    closed = Month.objects.filter(district__in=organization.ancestor_ids, month=month, closed_at__isnull=False)
    if closed.exists():
        raise RuleViolation("month-closed", f"{chinese_date(month, 'month')}已经封账，认可的原因不能再改")


@transaction.atomic
def excuse(*, by: Any, organization: Organization, month: date, reason: str, now: datetime) -> Reminded:
    """The superior accepts the reason why an organisation holds no theme day in the month; it owes it no more."""
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明认可的原因", field="reason")
    _check_open(organization, month)
    row = Reminded.objects.create(organization=organization, month=month, reason=reason.strip(), by=by, at=now)
    audit.record("meetings.excused", by=by, organization_id=organization.pk, label=organization.name, reason=row.reason)
    return row


@transaction.atomic
def withdraw_excuse(*, by: Any, organization: Organization, month: date) -> None:
    """Take an accepted reason back while the month is open; the theme day is owed again, the log keeps the reason."""
    _check_open(organization, month)
    rows = Reminded.objects.filter(organization=organization, month=month).exclude(reason="")
    reasons = list(rows.order_by("pk").values_list("reason", flat=True))
    if not reasons:
        raise RuleViolation("not-excused", "没有认可的原因可以撤销")
    rows.delete()
    audit.record(
        "meetings.excuse_withdrawn", by=by, organization_id=organization.pk, label=organization.name, reason=reasons[-1]
    )
