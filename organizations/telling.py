"""What waited for its day and could not be done: who entered it hears so, and who keeps the organisation today."""

from datetime import date
from typing import Any

from core.records import outbox
from organizations.queries import nearest_holders

NOT_TAKEN = "change.not_taken"
"""Kind of the outbox, of a reorganisation and of a member's change alike."""


def tell_not_taken(row: Any, *, title: str, url: str, right: str, on: date) -> None:
    """``row``: the change with its ``organization``, ``entered_by`` and, as ``note``, the sentence that refused it."""
    _, keepers = nearest_holders(right, row.organization, on=on)
    told = {each.pk for each in keepers}
    if row.entered_by is not None and row.entered_by.is_active:
        told.add(row.entered_by.pk)
    outbox.notify(
        outbox.Note(
            kind=NOT_TAKEN,
            subject_type=row._meta.label_lower,
            subject_id=row.pk,
            recipient_id=recipient,
            due_on=on,
            title=title,
            text=row.note,
            url=url,
        )
        for recipient in sorted(told)
    )
