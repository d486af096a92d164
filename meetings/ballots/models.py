"""A poll with the persons who are graded in it, and the problems that a meeting of organisational life names.

The counts balance by constraints of the database. Papers are counted by hand. By phone the roll says who has voted, and
the ballots lie beside it, sealed until the close; no opened ballot is ever stored (ADR 28).
"""

from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeJSON, FreeText
from meetings.models.meeting import Meeting
from meetings.models.record import Resolution
from organizations.models import ScopedModel
from people.models import Person


class PollMatter(models.TextChoices):
    APPRAISAL = "appraisal", "民主评议党员"
    REVIEW = "review", "述职评议"
    DEPUTIES = "deputies", "推选兼职副书记"
    MEMBERS = "members", "推选委员"


class PollState(models.TextChoices):
    OPEN = "open", "待计票"
    VOTING = "voting", "手机投票中"
    COUNTED = "counted", "已计票，待签字"
    SIGNED = "signed", "已签字"
    VOID = "void", "无效"


_UNCOUNTED = Q(issued=None, returned=None, invalid=None, valid=None)


@tracked(exclude=["scope"])
class Poll(ScopedModel, VersionedModel):
    """One poll of one meeting and round. ``grades``: the words of the day; ``entitled`` and ``present`` of the roster.

    More papers back than went out, or than there were voters, is recorded and makes the poll void (it is held again);
    it is no error of input. ``again_of``: the void poll that this one repeats. ``seats``: of an election, how many
    a paper may name (one with more is invalid); ``write_ins``: pairs of a name that was written in and its votes.
    """

    Matter = PollMatter
    State = PollState

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="polls", verbose_name="会议")
    matter = models.CharField("事项", max_length=12, choices=PollMatter)
    round = models.PositiveSmallIntegerField("轮次", default=1)
    again_of = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="again", verbose_name="重新投票"
    )
    grades = ArrayField(models.CharField(max_length=12), verbose_name="等次")
    seats = models.PositiveSmallIntegerField("应选名额", null=True, blank=True, editable=False)
    write_ins = FreeJSON("另选他人", null=True, blank=True, editable=False)
    entitled = models.PositiveIntegerField("应到")
    present = models.PositiveIntegerField("实到")
    issued = models.PositiveIntegerField("发出票数", null=True, blank=True)
    returned = models.PositiveIntegerField("收回票数", null=True, blank=True)
    invalid = models.PositiveIntegerField("废票", null=True, blank=True)
    valid = models.PositiveIntegerField("有效票", null=True, blank=True)
    explanation = FreeChar("差额说明", max_length=200, blank=True)
    teller = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="计票人")
    scrutineer = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="监票人")
    state = models.CharField("状态", max_length=8, choices=PollState, default=PollState.OPEN, editable=False)
    opened_at = models.DateTimeField("开始时间", editable=False)
    counted_at = models.DateTimeField("计票时间", null=True, editable=False)
    scan = models.FileField("计票单", upload_to="polls/%Y/%m/", blank=True)
    signed_at = models.DateTimeField("签字登记时间", null=True, editable=False)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "测评票决"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["meeting", "matter", "round"], name="poll_round_once"),
            models.CheckConstraint(
                condition=~Q(teller=F("scrutineer")),
                name="poll_counted_by_two",
                violation_error_message="计票人和监票人不能是同一人",
            ),
            models.CheckConstraint(condition=Q(present__lte=F("entitled")), name="poll_present_within_entitled"),
            models.CheckConstraint(
                condition=(Q(state__in=[PollState.OPEN, PollState.VOTING, PollState.VOID]) & _UNCOUNTED)
                | (~Q(state__in=[PollState.OPEN, PollState.VOTING]) & Q(issued__isnull=False, returned__isnull=False)),
                name="poll_counted_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PollState.COUNTED, PollState.SIGNED])
                | Q(returned__lte=F("issued"), issued__lte=F("present"), returned=F("valid") + F("invalid")),
                name="poll_balances",
                violation_error_message="有效票与废票之和必须等于收回票数",
            ),
            models.CheckConstraint(
                condition=~Q(state=PollState.VOID)
                | _UNCOUNTED
                | Q(returned__gt=F("issued"))
                | Q(returned__gt=F("present")),
                name="poll_void_by_its_numbers",
            ),
            models.CheckConstraint(
                condition=~Q(state=PollState.SIGNED) | (Q(signed_at__isnull=False) & ~Q(scan="")),
                name="poll_signed_with_its_sheet",
            ),
        ]
        indexes = [models.Index(fields=["scope", "state"], name="poll_scope")]
        triggers = [
            *ScopedModel.Meta.triggers,
            pgtrigger.Trigger(
                name="signed_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state=PollState.SIGNED, new__state=PollState.SIGNED),
                func=(
                    "IF to_jsonb(OLD) - 'scope' IS DISTINCT FROM to_jsonb(NEW) - 'scope' THEN"
                    " RAISE EXCEPTION 'a signed count stands' USING ERRCODE = 'check_violation',"
                    " CONSTRAINT = 'poll_signed_stands'; END IF; RETURN NEW;"
                ),
            ),
        ]

    @property
    def is_void(self) -> bool:
        """More came back than was handed out or than were there: the ballot is held again."""
        return self.state == PollState.VOID

    @property
    def is_voting(self) -> bool:
        """Phones are voting: nothing is counted, and nobody knows how it stands."""
        return self.state == PollState.VOTING

    @property
    def tone(self) -> str:
        """Colour of its state on pages."""
        return {PollState.SIGNED: "good", PollState.VOID: "bad"}.get(PollState(self.state), "warn")

    def __str__(self) -> str:
        return self.get_matter_display() + (f"（第{self.round}次）" if self.round > 1 else "")


@tracked(exclude=["scope"])
class PollSubject(ScopedModel):
    """Who is graded: papers for each grade, in the order of the poll's grades; ``blank``: valid papers without one.

    ``result``: the grade that the branch decided after the count, with ``reason`` where it is not the most voted.
    """

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="subjects", verbose_name="测评票决")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="被评议人")
    role = models.CharField("职务", max_length=40, blank=True)
    graded = models.BooleanField("评定等次", default=True)
    position = models.PositiveSmallIntegerField("序号")
    votes = ArrayField(models.PositiveIntegerField(), null=True, blank=True, verbose_name="各等次票数")
    blank = models.PositiveIntegerField("弃权", null=True, blank=True)
    result = models.CharField("评定等次结果", max_length=12, blank=True)
    reason = FreeChar("评定理由", max_length=200, blank=True)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "被评议人"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["poll", "person"], name="poll_subject_once"),
            models.CheckConstraint(
                condition=Q(result="") | Q(graded=True, votes__isnull=False), name="poll_result_after_the_count"
            ),
        ]
        indexes = [
            models.Index(fields=["scope"], name="poll_subject_scope"),
            models.Index(fields=["person"], name="poll_subject_person"),
        ]
        triggers = [
            *ScopedModel.Meta.triggers,
            pgtrigger.Trigger(
                name="votes_balance",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__votes__isnull=False),
                func=(
                    "IF (SELECT p.valid IS DISTINCT FROM NEW.blank + (SELECT sum(each) FROM unnest(NEW.votes) each)"
                    " OR cardinality(NEW.votes) <> cardinality(p.grades) FROM meetings_poll p WHERE p.id = NEW.poll_id)"
                    " THEN RAISE EXCEPTION 'votes of a person are the valid papers'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'poll_subject_balances'; END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.person.name


@tracked(exclude=["scope"])
class PhonePoll(ScopedModel):
    """The part of a poll that is voted by phone. ``public_key``: what ballots are sealed to; the other half lies in a
    file of the running instance until the close (``meetings.ballots.phone.keys``).

    After the close: ``ballots`` opened, ``votes`` of each subject in its order (each grade, then blank), ``receipts``
    of the ballots counted, sorted; ``write_ins`` of an election: pairs of a name and its votes. They never change
    again, and say nothing of whose ballot was which.
    """

    poll = models.OneToOneField(Poll, models.PROTECT, related_name="phone", verbose_name="测评票决")
    public_key = models.BinaryField("公钥", max_length=32)
    began_at = models.DateTimeField("开始时间", editable=False)
    ended_at = models.DateTimeField("结束时间", null=True, editable=False)
    ballots = models.PositiveIntegerField("手机票", null=True, editable=False)
    votes = ArrayField(ArrayField(models.PositiveIntegerField()), null=True, editable=False, verbose_name="票数")
    receipts = ArrayField(models.CharField(max_length=16), null=True, editable=False, verbose_name="回执")
    write_ins = FreeJSON("另选他人", null=True, blank=True, editable=False)
    stopped_because = FreeChar("中止原因", max_length=120, blank=True, editable=False)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "手机投票"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(ended_at=None, ballots=None, votes=None, receipts=None, stopped_because="")
                | (Q(ended_at__isnull=False, ballots=None, votes=None, receipts=None) & ~Q(stopped_because=""))
                | Q(
                    ended_at__isnull=False,
                    ballots__isnull=False,
                    votes__isnull=False,
                    receipts__len=F("ballots"),
                    stopped_because="",
                ),
                name="phone_poll_ends_once",
            ),
            models.CheckConstraint(
                condition=Q(write_ins__isnull=True) | Q(ballots__isnull=False), name="phone_poll_names_after_the_close"
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="phone_poll_scope")]
        triggers = [
            *ScopedModel.Meta.triggers,
            pgtrigger.Trigger(
                name="opened_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False),
                func=(
                    "IF to_jsonb(OLD) - 'scope' IS DISTINCT FROM to_jsonb(NEW) - 'scope' THEN"
                    " RAISE EXCEPTION 'what was opened stands' USING ERRCODE = 'check_violation',"
                    " CONSTRAINT = 'phone_poll_stands'; END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.poll)


class PollWay(models.TextChoices):
    NONE = "", "未投票"
    PHONE = "phone", "手机投票"
    DEVICE = "device", "会场设备投票"
    PAPER = "paper", "领取纸质票"


@tracked(exclude=["scope"])
class PollVoter(ScopedModel):
    """One line of the roll: who may vote, and by which way the one ballot was cast; never what it says."""

    Way = PollWay

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="voters", verbose_name="测评票决")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="投票人")
    way = models.CharField("投票方式", max_length=6, choices=PollWay, blank=True, default=PollWay.NONE)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "投票名册"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["poll", "person"], name="poll_voter_once"),
        ]
        indexes = [
            models.Index(fields=["scope"], name="poll_voter_scope"),
            models.Index(fields=["person"], name="poll_voter_person", condition=Q(way=PollWay.NONE)),
        ]

    def __str__(self) -> str:
        return self.person.name


class SealedBallot(ScopedModel):
    """A ballot that nobody can read before the close: all of one poll have one length, none names a person or a time,
    and there is no history of them. They are gone with the close, and what a backup kept of them stays shut."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="sealed", verbose_name="测评票决")
    sealed = models.BinaryField("密封选票")

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "密封选票"
        indexes = [
            models.Index(fields=["scope"], name="sealed_ballot_scope"),
            models.Index(fields=["poll"], name="sealed_ballot_poll"),
        ]

    def __str__(self) -> str:
        return "密封选票"


@tracked(exclude=["scope"])
class WorkReport(ScopedModel, VersionedModel):
    """The report on the year's work that a conference of delegates hears (S2 四(一))."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="reports", verbose_name="会议")
    speaker = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="报告人")
    title = FreeChar("报告题目", max_length=80)
    text = FreeText("报告内容", max_length=8000)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "工作报告"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["meeting", "speaker"],
                name="work_report_once",
                violation_error_message="这个人的报告已经登记，请更正原来的报告",
            )
        ]
        indexes = [models.Index(fields=["scope"], name="work_report_scope")]

    def __str__(self) -> str:
        return self.title


class ProblemSource(models.TextChoices):
    SELF = "self", "自我检查"
    CRITICISM = "criticism", "相互批评"
    MASSES = "masses", "征求意见"


@tracked(exclude=["scope"])
class Problem(ScopedModel, VersionedModel):
    """A problem that a meeting of organisational life names: of the leading body, or of a person; ``task`` puts it
    right, with its owner and day, and is followed up like every task of a meeting."""

    Source = ProblemSource

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="problems", verbose_name="会议")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="谁的问题")
    source = models.CharField("来源", max_length=10, choices=ProblemSource)
    text = FreeText("存在的问题", max_length=500)
    task = models.OneToOneField(Resolution, models.PROTECT, related_name="problem", verbose_name="整改")
    withdrawn_because = FreeChar("撤回原因", max_length=120, blank=True, editable=False)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "问题清单"
        indexes = [
            models.Index(fields=["scope"], name="problem_scope"),
            models.Index(fields=["meeting"], name="problem_meeting"),
        ]

    def __str__(self) -> str:
        return self.text[:40]
