"""The year's plan: one meeting a month, all of them or none (MTG-15)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.records.errors import RuleViolation
from meetings.actions.path import plan
from meetings.models import Meeting, MeetingKind
from organizations.models import Organization


@transaction.atomic
def plan_year(
    *, by: Any, organization: Organization, kind: MeetingKind, lines: Iterable[Mapping[str, Any]], now: datetime
) -> list[Meeting]:
    """Plan each of ``lines`` (fields of ``plan``). A refusal names the field of its month: ``starts_at_3``."""
    made = []
    for line in lines:
        month = timezone.localdate(line["starts_at"]).month
        try:
            made.append(plan(by=by, organization=organization, kind=kind, now=now, **line))
        except RuleViolation as refused:
            field = f"{refused.field}_{month}" if refused.field else None
            raise RuleViolation(refused.code, f"{month}月：{refused.message}", field=field) from refused
    return made
