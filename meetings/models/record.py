"""What a meeting decided and keeps: agenda, decisions, resolutions, photographs, addenda."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.lookups import Exact, GreaterThan, LessThan
from django.utils import timezone

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from meetings.models.meeting import Meeting
from organizations.models import Organization, ScopedModel
from people.models import Person


class AgendaItem(models.Model):
    """One item of the agenda, in order, with what was said on it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda", verbose_name="会议")
    position = models.PositiveSmallIntegerField("序号")
    title = FreeChar("议题", max_length=120)
    speaker = FreeChar("汇报人", max_length=40, blank=True)
    notes = FreeText("讨论情况", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "议程"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="agenda_position_once",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return self.title


@tracked(exclude=["adopted"])
class Decision(models.Model):
    """A vote with its arithmetic (MTG-03). Shares, base and "more than" are copied from the standards of the day.

    ``adopted`` is computed by the database from whole numbers, so that two thirds of six is four and not 3.9999:
    attendance above (or at) its share of the entitled, and votes for above (or at) the share of the base.
    """

    class Matter(models.TextChoices):
        RESOLUTION = "resolution", "一般事项"
        ELECTION = "election", "选举"
        ADMISSION = "admission", "接收预备党员、预备党员转正"

    class Base(models.TextChoices):
        ENTITLED = "entitled", "应到人数"
        PRESENT = "present", "实到人数"
        VALID = "valid", "有效票数"

    _attendance = F("present") * F("quorum_denominator")
    _quorum = F("entitled") * F("quorum_numerator")
    _base_count = Case(
        When(base=Base.ENTITLED, then=F("entitled")),
        When(base=Base.PRESENT, then=F("present")),
        default=F("votes_for") + F("votes_against") + F("abstained"),
        output_field=models.IntegerField(),
    )
    _support = F("votes_for") * F("majority_denominator")
    _majority = _base_count * F("majority_numerator")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions", verbose_name="会议")
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="decisions", verbose_name="议题"
    )
    text = FreeChar("表决事项", max_length=200)
    matter = models.CharField("事项类别", max_length=12, choices=Matter, default=Matter.RESOLUTION)
    entitled = models.PositiveIntegerField("应到")
    present = models.PositiveIntegerField("实到")
    votes_for = models.PositiveIntegerField("赞成")
    votes_against = models.PositiveIntegerField("反对", default=0)
    abstained = models.PositiveIntegerField("弃权", default=0)
    base = models.CharField("计票基数", max_length=8, choices=Base)
    quorum_numerator = models.PositiveIntegerField("到会比例分子")
    quorum_denominator = models.PositiveIntegerField("到会比例分母")
    quorum_strict = models.BooleanField("到会须超过比例", default=False)
    majority_numerator = models.PositiveIntegerField("通过比例分子")
    majority_denominator = models.PositiveIntegerField("通过比例分母")
    majority_strict = models.BooleanField("赞成须超过比例", default=True)
    decided_at = models.DateTimeField("表决时间", default=timezone.now, editable=False)
    adopted = models.GeneratedField(
        expression=Case(
            When(Q(entitled=0) | Q(votes_for=0), then=Value(False)),
            When(LessThan(_attendance, _quorum), then=Value(False)),
            When(Q(quorum_strict=True) & Q(Exact(_attendance, _quorum)), then=Value(False)),
            When(GreaterThan(_support, _majority), then=Value(True)),
            When(Q(majority_strict=False) & Q(Exact(_support, _majority)), then=Value(True)),
            default=Value(False),
            output_field=models.BooleanField(),
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = verbose_name_plural = "表决"
        constraints = [
            models.CheckConstraint(
                condition=Q(present__lte=F("entitled")),
                name="decision_present_within_entitled",
                violation_error_message="实到人数不能多于应到人数",
            ),
            models.CheckConstraint(
                condition=Q(present__gte=F("votes_for") + F("votes_against") + F("abstained")),
                name="decision_votes_within_present",
                violation_error_message="赞成、反对、弃权之和不能多于实到人数",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ResolutionState(models.TextChoices):
    OPEN = "open", "办理中"
    DONE = "done", "已办结"
    DROPPED = "dropped", "已终止"


class Resolution(ScopedModel, VersionedModel):
    """What was agreed and must be done: topic (of the seven of S2 二(五)), owner, due date."""

    State = ResolutionState

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="resolutions", verbose_name="会议")
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="resolutions", verbose_name="表决"
    )
    topic = models.CharField("决策事项", max_length=20, blank=True)
    text = FreeChar("决议事项", max_length=200)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="resolutions", verbose_name="责任人"
    )
    due_on = models.DateField("完成期限", null=True, blank=True)
    state = models.CharField(
        "状态", max_length=8, choices=ResolutionState, default=ResolutionState.OPEN, editable=False
    )
    result = FreeChar("办理结果", max_length=300, blank=True)
    done_at = models.DateTimeField("办结时间", null=True, editable=False)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "决议事项"
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ResolutionState.OPEN) | (~Q(result="") & Q(done_at__isnull=False)),
                name="resolution_ended_with_result",
                violation_error_message="请写明办理结果",
            )
        ]
        indexes = [
            models.Index(fields=["due_on"], name="resolution_open_due", condition=Q(state=ResolutionState.OPEN)),
            models.Index(fields=["scope", "state"], name="resolution_scope_state"),
        ]

    def __str__(self) -> str:
        return self.text


class Photo(models.Model):
    """A photograph of a meeting, served through a scoped view only."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="photos", verbose_name="会议")
    image = models.FileField("照片", upload_to="meetings/%Y/%m/")
    caption = FreeChar("说明", max_length=80, blank=True)
    uploaded_at = models.DateTimeField("上传时间", default=timezone.now, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "会议照片"

    def __str__(self) -> str:
        return self.caption or str(self.pk)

    @property
    def organization(self) -> Organization:
        """Whose photograph it is: the host's."""
        return self.meeting.organization


class Addendum(models.Model):
    """A dated correction of a closed record; the record itself stays as it was (MTG-02)."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="addenda", verbose_name="会议")
    text = FreeText("更正内容")
    reason = FreeChar("更正原因", max_length=120)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="更正人")
    written_at = models.DateTimeField("更正时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "更正附记"
        ordering = ["written_at", "id"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.reason
