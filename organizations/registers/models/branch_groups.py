"""Which mass group a functional branch is tied to (S1 一3; ORG-04)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from core.records.history import tracked
from core.records.redaction import FreeChar
from organizations.registers.models.bodies import Body
from organizations.registers.models.entry import Entry


@tracked(exclude=["scope"])
class BranchGroup(Entry):
    """A functional branch (``organization``) stands on one mass group of its community since a day."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="branches", verbose_name="群众组织")
    group = FreeChar("群众组织名称", max_length=80, db_default="", editable=False)
    """The group's title: the branch's own officers do not reach the records of the community."""
    since = models.DateField("依托日期")

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "功能型党支部依托"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(withdrawn_on=None),
                name="branch_group_one_at_a_time",
                violation_error_message="这个党支部已经登记依托的群众组织",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="branch_group_scope")]

    def __str__(self) -> str:
        return f"{self.organization.name}依托{self.group}"
