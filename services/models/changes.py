"""Changes of an agreement that is in force: proposed by the community, agreed by the unit, by click or on paper."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.chinese.dates import chinese_date
from core.records.redaction import FreeChar
from organizations.models import ScopedModel, ScopedQuerySet
from services.models.agreements import Agreement, AgreementItem, Pledge, scan_path


class ChangeState(models.TextChoices):
    PROPOSED = "proposed", "待单位同意"
    AGREED = "agreed", "双方已同意"
    REFUSED = "refused", "单位不同意"
    WITHDRAWN = "withdrawn", "已撤回"


class AgreementChangeQuerySet(ScopedQuerySet["AgreementChange"]):
    def open(self) -> Self:
        return self.filter(state=ChangeState.PROPOSED)


class AgreementChange(ScopedModel):
    """One change 变更 of an agreement in force: an item more, otherwise or less, or its end before time (SVC-19).

    What stands here as agreed was written into the agreement and its items; their history keeps what stood before.
    """

    State = ChangeState

    class What(models.TextChoices):
        ADD = "add", "增加事项"
        CHANGE = "change", "修改事项"
        DROP = "drop", "取消事项"
        END = "end", "提前终止"

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="changes", verbose_name="共建协议")
    what = models.CharField("变更", max_length=8, choices=What)
    item = models.ForeignKey(
        AgreementItem, models.PROTECT, null=True, blank=True, related_name="changes", verbose_name="共建事项"
    )
    kind = models.CharField("六联类别", max_length=20, blank=True)
    kind_s0 = models.CharField("四共类别", max_length=20, blank=True)
    kind_s3 = models.CharField("六共类别", max_length=20, blank=True)
    nature = models.CharField("性质", max_length=8, choices=AgreementItem.Nature, blank=True)
    pledge = models.CharField("双向承诺", max_length=8, choices=Pledge, blank=True, default="", db_default="")
    title = FreeChar("事项", max_length=120, blank=True)
    due_on = models.DateField("完成期限", null=True, blank=True)
    target = models.PositiveSmallIntegerField("计划次数", null=True, blank=True)
    ends_on = models.DateField("终止日期", null=True, blank=True)
    reason = FreeChar("变更原因", max_length=200)
    state = models.CharField("状态", max_length=10, choices=State, default=State.PROPOSED)
    proposed_at = models.DateTimeField("提出时间", default=timezone.now)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="提出人"
    )
    decided_at = models.DateTimeField("办理时间", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="办理人"
    )
    answer = FreeChar("单位意见", max_length=200, blank=True)
    signed_on = models.DateField("纸质签订日期", null=True, blank=True)
    scan = models.FileField("盖章扫描件", upload_to=scan_path, blank=True)

    objects: ClassVar = AgreementChangeQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "协议变更"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(state=ChangeState.PROPOSED),
                name="agreement_change_one_open_an_item",
                violation_error_message="这个事项已有一项变更在等单位同意",
            ),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(state=ChangeState.PROPOSED, what="end"),
                name="agreement_change_one_open_end",
                violation_error_message="提前终止已在等单位同意",
            ),
            models.CheckConstraint(
                condition=Q(what="end", ends_on__isnull=False, item__isnull=True)
                | Q(what="add", ends_on__isnull=True, due_on__isnull=False, target__gte=1)
                | Q(what="change", ends_on__isnull=True, item__isnull=False, due_on__isnull=False, target__gte=1)
                | Q(what="drop", ends_on__isnull=True, item__isnull=False),
                name="agreement_change_says_what",
            ),
            models.CheckConstraint(
                condition=Q(state=ChangeState.PROPOSED, decided_at__isnull=True)
                | (~Q(state=ChangeState.PROPOSED) & Q(decided_at__isnull=False)),
                name="agreement_change_decided_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=ChangeState.AGREED)
                | Q(signed_on__isnull=False)
                | Q(decided_by__isnull=True)
                | Q(proposed_by__isnull=True)
                | ~Q(decided_by=F("proposed_by")),
                name="agreement_change_two_sides",
                violation_error_message="变更须由社区提出、单位同意",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="agreement_change_scope")]

    def __str__(self) -> str:
        return self.said

    @property
    def tone(self) -> str:
        """How its state is coloured."""
        return {ChangeState.PROPOSED: "warn", ChangeState.AGREED: "good"}.get(ChangeState(self.state), "")

    @property
    def said(self) -> str:
        """What would stand, in one line."""
        if self.what == self.What.END:
            return f"{self.get_what_display()}：{chinese_date(self.ends_on)}起" if self.ends_on else ""
        if self.what == self.What.DROP:
            return f"{self.get_what_display()}：{self.item}"
        pledged = [self.get_pledge_display()] if self.pledge else []
        labels = "、".join([*pledged, *dict.fromkeys(filter(None, (self.kind, self.kind_s0, self.kind_s3)))])
        return f"{self.get_what_display()}：{self.title}（{labels}，{self.due_on}前，{self.target}次）"
