"""Teams of the volunteer alliance, helpers who are no members, and what an activity came to (SVC-04, SVC-18)."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from organizations.models import ScopedModel, Unit
from organizations.registers.models.entry import Entry
from services.models.activities import Activity


@tracked(exclude=["scope"])
class VolunteerTeam(Entry):
    """A volunteer team 志愿服务队; those of a community stand in one alliance 志愿服务联盟 under its management.

    ``people``: how many belong to it, as it reports. ``theme``: a label of the threshold ``svc.volunteer.themes``.
    """

    title = FreeChar("队伍名称", max_length=60)
    theme = models.CharField("服务主题", max_length=20)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所属单位")
    leader = FreeChar("负责人", max_length=40)
    people = models.PositiveIntegerField("人数")
    founded_on = models.DateField("成立日期")
    dissolved_on = models.DateField("解散日期", null=True, blank=True, editable=False)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "志愿服务队"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "title"],
                condition=Q(withdrawn_on=None, dissolved_on=None),
                name="volunteer_team_once",
                violation_error_message="这个队伍已经登记过",
            ),
            models.CheckConstraint(
                condition=Q(people__gte=1), name="volunteer_team_of_people", violation_error_message="人数至少1人"
            ),
            models.CheckConstraint(
                condition=Q(dissolved_on=None) | Q(dissolved_on__gte=F("founded_on")),
                name="volunteer_team_days",
                violation_error_message="解散日期不能早于成立日期",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="volunteer_team_scope")]

    def __str__(self) -> str:
        return self.title


class HelperState(models.TextChoices):
    LISTED = "listed", "已报名"
    CAME = "came", "已到场"
    CONFIRMED = "confirmed", "时长已确认"
    ABSENT = "absent", "未到"


CAME = (HelperState.CAME, HelperState.CONFIRMED)


@tracked(exclude=["scope"])
class Helper(ScopedModel):
    """Somebody who helps in an activity and is no member here: a name on a unit's list, or entered on the spot.

    No account and no phone: hours are the community's, and confirmed by the own signature on paper, which a second
    officer enters.
    """

    State = HelperState
    HERE = CAME

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="helpers", verbose_name="活动")
    name = FreeChar("姓名", max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位")
    team = models.ForeignKey(
        VolunteerTeam, models.PROTECT, null=True, blank=True, related_name="helpers", verbose_name="志愿服务队"
    )
    state = models.CharField("状态", max_length=10, choices=State, default=State.LISTED)
    hours = models.DecimalField("服务时长", max_digits=4, decimal_places=1, null=True, blank=True)
    hours_reason = FreeChar("时长说明", max_length=200, blank=True, default="", db_default="")
    confirmed_by_community_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="社区确认人"
    )
    signature_entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="签字登记人"
    )

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "志愿者"
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "name"], name="helper_once", violation_error_message="名单里已经有这个姓名"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by_community_by=None)
                | Q(signature_entered_by=None)
                | ~Q(confirmed_by_community_by=F("signature_entered_by")),
                name="helper_two_officers",
                violation_error_message="填写时长的人不能再登记签字",
            ),
            models.CheckConstraint(
                condition=~Q(state=HelperState.CONFIRMED)
                | Q(hours__isnull=False, confirmed_by_community_by__isnull=False, signature_entered_by__isnull=False),
                name="helper_confirmed_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(hours=None) | Q(hours__gt=0, hours__lte=24, state__in=CAME),
                name="helper_hours_of_who_came",
                violation_error_message="服务时长须大于0、不超过24小时",
            ),
        ]
        indexes = [models.Index(fields=["scope", "state"], name="helper_scope_state")]

    def __str__(self) -> str:
        return self.name


@tracked(exclude=["scope"])
class ActivityReport(ScopedModel, VersionedModel):
    """What an activity came to: words, how many it served, and what those served thought of it."""

    activity = models.OneToOneField(Activity, models.PROTECT, related_name="report", verbose_name="活动")
    content = FreeText("开展情况", max_length=1000)
    served = models.PositiveIntegerField("服务人数")
    good = models.PositiveIntegerField("评价满意", default=0)
    fair = models.PositiveIntegerField("评价基本满意", default=0)
    poor = models.PositiveIntegerField("评价不满意", default=0)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "活动报告"
        constraints = [
            models.CheckConstraint(
                condition=Q(served__gte=F("good") + F("fair") + F("poor")),
                name="activity_report_judged_by_served",
                violation_error_message="评价的人数不能多于服务人数",
            )
        ]
        indexes = [models.Index(fields=["scope"], name="activity_report_scope")]

    def __str__(self) -> str:
        return f"{self.activity.title}报告"

    @property
    def judged(self) -> int:
        return self.good + self.fair + self.poor


class ActivityPhoto(ScopedModel):
    """A photograph of an activity, without place or camera, shown to who may see the activity."""

    report = models.ForeignKey(ActivityReport, models.CASCADE, related_name="photos", verbose_name="活动报告")
    image = models.FileField("照片", upload_to="activities/%Y/%m/")
    uploaded_at = models.DateTimeField("上传时间")

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "活动照片"
        indexes = [models.Index(fields=["scope"], name="activity_photo_scope")]

    def __str__(self) -> str:
        return f"{self.report}照片"
