"""Big screens of an office: a read-only address each, which ends on its day or when it is taken back (ASM-11)."""

import secrets
from typing import Any, ClassVar

from django.db import models

from core.records.history import tracked
from core.records.redaction import FreeChar
from organizations.registers.models import Entry


def new_token() -> str:
    """Address of a screen: 128 bits, nothing in it."""
    return secrets.token_urlsafe(16)


@tracked(exclude=["scope"])
class Screen(Entry):
    """Whoever has the address sees the numbers of the organisation without signing in, and no person."""

    title = FreeChar("放置地点", max_length=40)
    until = models.DateField("有效期至")
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "大屏"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "title"],
                condition=models.Q(withdrawn_on=None),
                name="screen_once",
                violation_error_message="这个地点已经登记过大屏，请更正有效期，或撤回后重新登记",
            ),
        ]
        indexes = [models.Index(fields=["scope", "until"], name="screen_scope")]

    def __str__(self) -> str:
        return f"{self.title}大屏"
