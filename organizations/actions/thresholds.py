"""Override a number of the rules for a district or street, from a date, by a document."""

from datetime import date
from typing import Any

from django.db import transaction

from core.records import audit
from core.records.errors import RuleViolation
from organizations import rules
from organizations.models import Organization, Threshold
from organizations.tree.effective import check_month_open, check_not_ahead

_COPIED = (
    "name",
    "unit",
    "op",
    "clause",
    "origin",
    "check_state",
    "scope_level",
    "measured_on",
    "rows",
    "label",
)


@transaction.atomic
def set_threshold(
    *,
    by: Any,
    threshold: Threshold,
    organization: Organization,
    value: str,
    effective_from: date,
    document: str,
    today: date | None = None,
) -> Threshold:
    """Insert a row for ``organization`` and everything below it; the row it overrides stays as it was.

    Raises RuleViolation when the level may not change this number, the value does not fit its unit, a row of the same
    date exists, a closed month would be judged by another number, or it is more than a year ahead of ``today``.
    """
    rules.check_can_set_threshold(threshold=threshold, organization=organization, value=value)
    if today is not None:
        check_not_ahead(effective_from, today=today, label="生效日期", field="effective_from", future=True)
    check_month_open(organization, effective_from, label="生效日期", field="effective_from")
    if not document:
        raise RuleViolation("document-missing", "请填写调整所依据的文件", field="document")
    made = Threshold(
        **{name: getattr(threshold, name) for name in _COPIED},
        value=value,
        organization=organization,
        effective_from=effective_from,
        document=document,
    )
    rules.raise_field_errors(made)
    made.save()
    audit.record(
        "organizations.threshold_set",
        by=by,
        target=made,
        organization_id=organization.pk,
        name=made.name,
        value=value,
        effective_from=effective_from.isoformat(),
        document=document,
    )
    return made
