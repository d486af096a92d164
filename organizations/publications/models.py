"""A publication with the places where it was posted and the objections to it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from organizations.models.scoped import ScopedModel
from organizations.models.tree import Organization
from organizations.registers.models.entry import Entry


class PublicationKind(models.TextChoices):
    SELECTION = "selection", "推选人选公示"
    DEVELOPMENT = "development", "发展党员公示"
    EVALUATION = "evaluation", "考评结果公示"
    COMMENDATION = "commendation", "评先评优公示"
    LOW_INCOME = "low_income", "低保对象公示"
    WELFARE_POST = "welfare_post", "公益性岗位公示"
    OTHER_NOTICE = "other_notice", "其他公示"
    AFFAIRS = "affairs", "党务居务公开"
    FUNDS = "funds", "经费收支公开"
    AGREEMENT = "agreement", "共建协议公开"


DISCLOSURES = (PublicationKind.AFFAIRS, PublicationKind.FUNDS, PublicationKind.AGREEMENT)
"""What is made known and stays readable 公开; all others ask whether anybody objects, and their text goes 公示."""


class PublicationOutcome(models.TextChoices):
    NONE = "none", "无异议"
    DISMISSED = "dismissed", "有异议，不成立"
    UPHELD = "upheld", "异议成立"


@tracked(exclude=["scope"])
class Publication(Entry):
    """What an organisation makes public for a number of working days after ``starts_on``; ``ends_on`` is the last.

    ``handler``: who answers objections and says the outcome, null for the organisation itself. ``subject`` and
    ``subject_id``: the record whose step waits for it, written by that step alone; empty for one entered by hand.
    """

    Kind = PublicationKind
    Outcome = PublicationOutcome

    kind = models.CharField("种类", max_length=16, choices=PublicationKind)
    title = FreeChar("标题", max_length=120)
    content = FreeText("内容", max_length=5000)
    contact = FreeChar("受理电话和地点", max_length=80)
    starts_on = models.DateField("开始日期")
    working_days = models.PositiveSmallIntegerField("公示天数（工作日）")
    ends_on = models.DateField("截止日期", editable=False)
    handler = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", editable=False, verbose_name="受理组织"
    )
    subject = models.CharField("办理事项", max_length=40, blank=True, default="", editable=False)
    subject_id = models.BigIntegerField("办理事项编号", null=True, blank=True, editable=False)
    outcome = models.CharField("结果", max_length=12, choices=PublicationOutcome, blank=True, editable=False)
    conclusion = FreeText("结果说明", max_length=500, blank=True, editable=False)
    concluded_on = models.DateField("办结日期", null=True, blank=True, editable=False)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "公示和公开"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on"), working_days__gt=0),
                name="publication_has_a_period",
                violation_error_message="公示天数应大于0",
            ),
            models.CheckConstraint(
                condition=Q(concluded_on=None, outcome="") | (Q(concluded_on__gt=F("ends_on")) & ~Q(outcome="")),
                name="publication_concluded_after_its_end",
                violation_error_message="期满以后才能办结",
            ),
            models.CheckConstraint(
                condition=Q(subject="", subject_id=None) | (~Q(subject="") & Q(subject_id__isnull=False)),
                name="publication_subject_is_whole",
            ),
            models.UniqueConstraint(
                fields=["subject", "subject_id"],
                condition=Q(withdrawn_on=None) & ~Q(subject=""),
                name="publication_once_for_a_subject",
                violation_error_message="这件事正在公示",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "starts_on"], name="publication_scope"),
            models.Index(fields=["subject", "subject_id"], name="publication_subject", condition=~Q(subject="")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stays(self) -> bool:
        """Whether its text stays readable after the period."""
        return self.kind in DISCLOSURES

    @property
    def owner(self) -> Organization:
        """Who answers objections and says the outcome."""
        return self.organization if self.handler is None else self.handler


@tracked(exclude=["scope"])
class PublicationPlace(ScopedModel, VersionedModel):
    """Where it hung, since when, with a photograph of it."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="places", verbose_name="公示")
    place = FreeChar("张贴地点", max_length=80)
    posted_on = models.DateField("张贴日期")
    photo = models.FileField("照片", upload_to="publications/%Y/%m/", blank=True)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "张贴地点"
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "place"],
                name="publication_posted_once_at_a_place",
                violation_error_message="这个地点已经登记过",
            )
        ]
        indexes = [models.Index(fields=["scope"], name="publication_place_scope")]

    def __str__(self) -> str:
        return self.place


class ObjectionChannel(models.TextChoices):
    LETTER = "letter", "书面署名"
    VISIT = "visit", "来访"
    PHONE = "phone", "电话"
    PORTAL = "portal", "登录提出"


@tracked(exclude=["scope"])
class PublicationObjection(ScopedModel, VersionedModel):
    """An objection 异议 within the period, and its answer. ``about``: the part that it is about, where it has parts.

    ``raised_by``: the account, where it was raised in the portal; who wrote or came stands in ``name``.
    """

    Channel = ObjectionChannel

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="objections", verbose_name="公示")
    channel = models.CharField("提出方式", max_length=8, choices=ObjectionChannel)
    name = FreeChar("提出人", max_length=40, blank=True)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    raised_on = models.DateField("提出日期")
    about = FreeChar("针对", max_length=80, blank=True, default="", editable=False)
    text = FreeText("异议内容", max_length=500)
    answer = FreeText("答复", max_length=500, blank=True, editable=False)
    upheld = models.BooleanField("异议成立", default=False, editable=False)
    answered_on = models.DateField("答复日期", null=True, blank=True, editable=False)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "异议"
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None, answer="", upheld=False)
                | (Q(answered_on__gte=F("raised_on")) & ~Q(answer="")),
                name="publication_objection_answered",
                violation_error_message="请填写答复",
            ),
            models.CheckConstraint(
                condition=~Q(channel__in=[ObjectionChannel.LETTER, ObjectionChannel.VISIT]) | ~Q(name=""),
                name="publication_objection_signed",
                violation_error_message="书面和来访的异议要写明提出人",
            ),
            models.CheckConstraint(
                condition=~Q(channel=ObjectionChannel.PORTAL) | Q(raised_by__isnull=False),
                name="publication_objection_of_an_account",
            ),
        ]
        indexes = [
            models.Index(fields=["scope"], name="publication_objection_scope"),
            models.Index(fields=["publication"], name="publication_objection_open", condition=Q(answered_on=None)),
        ]

    def __str__(self) -> str:
        return self.text[:40]
