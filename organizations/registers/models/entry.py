"""A line of a register: what all of them have."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from core.models import VersionedModel
from core.records.redaction import FreeChar
from organizations.models.scoped import ScopedModel, ScopedQuerySet


class EntryQuerySet(ScopedQuerySet[Any]):
    def standing(self) -> Self:
        """Those that count: not withdrawn."""
        return self.filter(withdrawn_on=None)


class Entry(ScopedModel, VersionedModel):
    """A line of a register, kept by its organisation. It counts until it is withdrawn, with a reason."""

    withdrawn_on = models.DateField("撤回日期", null=True, blank=True, editable=False)
    withdrawn_because = FreeChar("撤回原因", max_length=120, blank=True, default="", editable=False)

    objects: ClassVar = EntryQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_because="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_because="")),
                name="%(class)s_withdrawn_with_reason",
            )
        ]
