"""Which office keeps an account, and what two officers decide about it together."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.models import VersionedModel
from core.records.redaction import FreeChar
from organizations.models.scoped import ScopedModel


class AccountOffice(ScopedModel):
    """The office that opened an account and keeps it (organizations.accounts)."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="office", verbose_name="账号")

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "账号管理单位"
        indexes = [models.Index(fields=["scope"], name="account_office_scope")]

    def __str__(self) -> str:
        return f"{self.user} · {self.organization}"


class AccountRequestState(models.TextChoices):
    ASKED = "asked", "待另一人确认"
    CONFIRMED = "confirmed", "已办理"
    REFUSED = "refused", "未同意"
    WITHDRAWN = "withdrawn", "已撤回"


class AccountRequest(ScopedModel, VersionedModel):
    """One officer asks for what opens an account with rights, another one does it. ``organization``: who asks."""

    State = AccountRequestState

    class Kind(models.TextChoices):
        PASSWORD = "password", "重置密码"
        SECOND_FACTOR = "second_factor", "解除两步验证"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="account_requests", verbose_name="账号"
    )
    kind = models.CharField("事项", max_length=16, choices=Kind)
    reason = FreeChar("原因", max_length=200)
    state = models.CharField("状态", max_length=12, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="申请人"
    )
    asked_at = models.DateTimeField("申请时间", default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="办理人"
    )
    decided_at = models.DateTimeField("办理时间", null=True, blank=True)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "账号申请"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=Q(state=AccountRequestState.ASKED),
                name="account_request_open_once",
                violation_error_message="这个账号的同一事项已有申请，待另一人确认",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["scope", "state"], name="account_request_scope")]

    def __str__(self) -> str:
        return f"{self.user}：{self.get_kind_display()}"
