"""The roster and who came."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.records.history import tracked
from core.records.redaction import FreeChar
from meetings.models.meeting import Meeting
from organizations.models import ScopedModel, ScopedQuerySet
from people.models import Person


class AttendanceQuerySet(ScopedQuerySet["Attendance"]):
    def roster(self) -> Self:
        """Persons who were called, guests left out."""
        return self.filter(guest=False)

    def expected(self) -> Self:
        """The entitled, by whom shares are made: who is exempt and stayed away is not among them."""
        return self.roster().exclude(state=Attendance.State.EXEMPT)

    def attended(self) -> Self:
        return self.filter(state__in=Attendance.PRESENT_STATES)


class State(models.TextChoices):
    ENTITLED = "entitled", "未签到"
    ASKED = "asked", "请假待批"
    ON_LEAVE = "on_leave", "请假"
    PRESENT = "present", "到会"
    LATE = "late", "迟到"
    MADE_UP = "made_up", "已补学"
    EXEMPT = "exempt", "免到"


PRESENT = (State.PRESENT, State.LATE)
AWAY = (State.ENTITLED, State.ASKED)
"""Did not come (yet), and nobody agreed to it."""
MISSED = (*AWAY, State.ON_LEAVE)
"""Did not come (yet), and did not make it up."""


@tracked(exclude=["scope"])
class Attendance(ScopedModel):
    """One person at one meeting. The roster is frozen by the notice; absent = still ``entitled`` afterwards.

    ``organization``: the person's branch on that day (the host, for people without a branch of it), so that
    shares by branch need no second look at memberships. ``guest``: signed in without being on the roster 列席.
    """

    State = State
    PRESENT_STATES = PRESENT
    AWAY_STATES = AWAY
    MISSED_STATES = MISSED
    SIGNING_STATES = (*MISSED, State.EXEMPT)
    """May sign in."""
    LEAVE_STATES = (State.ASKED, State.ON_LEAVE)

    class Way(models.TextChoices):
        NONE = "", "—"
        CODE = "code", "扫码"
        HAND = "hand", "代签"
        PAPER = "paper", "纸质签到表"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances", verbose_name="会议")
    person = models.ForeignKey(Person, models.PROTECT, related_name="attendances", verbose_name="人员")
    state = models.CharField("状态", max_length=8, choices=State, default=State.ENTITLED)
    way = models.CharField("方式", max_length=5, choices=Way, blank=True, default=Way.NONE)
    guest = models.BooleanField("列席", default=False)
    signed_at = models.DateTimeField("签到时间", null=True, blank=True)
    reason = FreeChar("原因", max_length=120, blank=True)
    made_up_on = models.DateField("补学日期", null=True, blank=True)
    leave_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="准假人"
    )
    leave_answer = FreeChar("批复", max_length=120, blank=True, default="", db_default="")
    """Why leave was refused."""
    made_up_note = FreeChar("补学内容", max_length=120, blank=True, default="", db_default="")

    objects: ClassVar = AttendanceQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "到会情况"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once"),
            models.CheckConstraint(
                condition=~Q(state__in=PRESENT) | (Q(signed_at__isnull=False) & ~Q(way="")),
                name="attendance_signed_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(State.ASKED, State.ON_LEAVE)) | ~Q(reason=""),
                name="attendance_leave_with_reason",
                violation_error_message="请写明请假原因",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.MADE_UP) | Q(made_up_on__isnull=False),
                name="attendance_made_up_with_date",
            ),
            models.CheckConstraint(
                condition=Q(guest=False) | Q(state__in=PRESENT),
                name="attendance_guest_is_present",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-meeting"], name="attendance_person"),
            models.Index(fields=["scope"], name="attendance_scope"),
        ]

    @property
    def came(self) -> bool:
        return self.state in PRESENT

    @property
    def is_late(self) -> bool:
        return self.state == State.LATE

    @property
    def is_exempt(self) -> bool:
        return self.state == State.EXEMPT

    @property
    def is_asked(self) -> bool:
        """Asked for leave, and nobody answered yet."""
        return self.state == State.ASKED

    @property
    def is_entitled(self) -> bool:
        """Neither came nor said anything."""
        return self.state == State.ENTITLED

    @property
    def is_missed(self) -> bool:
        """Did not come, and may still make it up."""
        return self.state in MISSED

    @property
    def is_made_up(self) -> bool:
        return self.state == State.MADE_UP

    @property
    def is_on_leave(self) -> bool:
        return self.state == State.ON_LEAVE

    def __str__(self) -> str:
        return f"{self.person} {self.get_state_display()}"
