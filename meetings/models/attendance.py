"""The roster and who came."""

from typing import Self

from django.db import models
from django.db.models import Q

from meetings.models.meeting import Meeting
from organizations.models import ScopedModel, ScopedQuerySet
from people.models import Person


class AttendanceQuerySet(ScopedQuerySet):
    def roster(self) -> Self:
        """Entitled persons, guests left out."""
        return self.filter(guest=False)

    def attended(self) -> Self:
        return self.filter(state__in=Attendance.PRESENT_STATES)


class Attendance(ScopedModel):
    """One person at one meeting. The roster is frozen by the notice; absent = still ``entitled`` afterwards.

    ``organization``: the person's branch on that day (the host, for people without a branch of it), so that
    shares by branch need no second look at memberships. ``guest``: signed in without being on the roster 列席.
    """

    class State(models.TextChoices):
        ENTITLED = "entitled", "未签到"
        ON_LEAVE = "on_leave", "请假"
        PRESENT = "present", "到会"
        LATE = "late", "迟到"
        MADE_UP = "made_up", "已补学"

    class Way(models.TextChoices):
        NONE = "", "—"
        CODE = "code", "扫码"
        HAND = "hand", "代签"
        PAPER = "paper", "纸质签到表"

    PRESENT_STATES = (State.PRESENT, State.LATE)

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances", verbose_name="会议")
    person = models.ForeignKey(Person, models.PROTECT, related_name="attendances", verbose_name="人员")
    state = models.CharField("状态", max_length=8, choices=State, default=State.ENTITLED)
    way = models.CharField("方式", max_length=5, choices=Way, blank=True, default=Way.NONE)
    guest = models.BooleanField("列席", default=False)
    signed_at = models.DateTimeField("签到时间", null=True, blank=True)
    reason = models.CharField("原因", max_length=120, blank=True)
    made_up_on = models.DateField("补学日期", null=True, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "到会情况"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["present", "late"]) | (Q(signed_at__isnull=False) & ~Q(way="")),
                name="attendance_signed_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(state="on_leave") | ~Q(reason=""),
                name="attendance_leave_with_reason",
                violation_error_message="请写明请假原因",
            ),
            models.CheckConstraint(
                condition=~Q(state="made_up") | Q(made_up_on__isnull=False),
                name="attendance_made_up_with_date",
            ),
            models.CheckConstraint(
                condition=Q(guest=False) | Q(state__in=["present", "late"]),
                name="attendance_guest_is_present",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-meeting"], name="attendance_person"),
            models.Index(fields=["scope"], name="attendance_scope"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_state_display()}"
