"""Responsible persons, contact cards, service needs."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.records.history import tracked
from core.records.redaction import FreeChar
from grids.models.places import Grid, GridScopedQuerySet, Household, HouseholdQuerySet, not_over, photo_path
from organizations.models import ScopedModel
from people.models import Person


class ResponsibleRole(models.TextChoices):
    GRID_HEAD = "grid_head", "网格长"
    GRID_OFFICER = "grid_officer", "网格管理员"
    GRID_BRANCH_SECRETARY = "grid_branch_secretary", "网格大党支部书记"
    GROUP_LEADER = "group_leader", "楼栋党小组组长"
    POLICE = "police", "社区民警"
    MASS_REPRESENTATIVE = "mass_representative", "群众代表"


SINGLE_SEATS = (ResponsibleRole.GRID_HEAD, ResponsibleRole.GRID_BRANCH_SECRETARY)
"""Roles that one person has at a time in a grid."""


class ResponsiblePersonQuerySet(GridScopedQuerySet["ResponsiblePerson"]):
    def in_force(self, on: Any) -> Self:
        return self.filter(during__contains=on)

    def not_over(self, on: Any) -> Self:
        """Those of the day and those that are scheduled."""
        return self.filter(not_over(on))


@tracked(exclude=["scope"])
class ResponsiblePerson(ScopedModel):
    """A responsible person 网格责任人 of a grid, as shown on its poster and cards (S2 三(四)).

    ``office_phone`` is a number that may stand on a wall; the person's own phone stays protected.
    """

    Role = ResponsibleRole
    SINGLE = SINGLE_SEATS

    grid = models.ForeignKey(Grid, models.PROTECT, related_name="responsible_persons", verbose_name="网格")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="责任人")
    role = models.CharField("职务", max_length=24, choices=Role)
    content = FreeChar("工作内容", max_length=200, blank=True)
    duties = FreeChar("服务管理职责", max_length=300, blank=True)
    photo = models.FileField("照片", upload_to=photo_path, blank=True)
    office_phone = models.CharField("公开联系电话", max_length=20, blank=True)
    phone_public = models.BooleanField("在公示牌和联系卡上公开电话", default=False)
    during = DateRangeField("起止")

    objects: ClassVar = ResponsiblePersonQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "网格责任人"
        constraints = [
            ExclusionConstraint(
                name="responsible_person_single_seat",
                expressions=[
                    ("grid", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(role__in=list(SINGLE_SEATS)),
                violation_error_message="同一时间一个网格只能有一名网格长、一名网格大党支部书记",
            ),
            ExclusionConstraint(
                name="responsible_person_same_role_once",
                expressions=[
                    ("grid", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message="此人在这段时间已担任这个网格的该职务",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="responsible_person_during_not_empty"),
            models.CheckConstraint(
                condition=Q(phone_public=False) | ~Q(office_phone=""),
                name="responsible_person_public_phone_given",
                violation_error_message="要公开电话，请填写公开联系电话",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="responsible_person_scope")]

    def __str__(self) -> str:
        return f"{self.grid} {self.get_role_display()} {self.person}"

    @property
    def public_phone(self) -> str:
        """The number for poster, card and public page; empty unless marked public."""
        return self.office_phone if self.phone_public else ""


class ContactCardQuerySet(HouseholdQuerySet):
    to_grid = "household__building__grid__"


class ContactCard(ScopedModel):
    """A contact card 联系卡 printed for a household, and when it was handed over (S2 三(四))."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="cards", verbose_name="住户")
    printed_at = models.DateTimeField("打印时间", default=timezone.now)
    delivered_on = models.DateField("发放日期", null=True, blank=True)
    delivered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="发放登记人",
    )

    objects: ClassVar = ContactCardQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "联系卡"
        constraints = [
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(delivered_on__isnull=True),
                name="contact_card_one_waiting_a_household",
            )
        ]
        indexes = [models.Index(fields=["scope"], name="contact_card_scope")]

    def __str__(self) -> str:
        return str(self.household)


class ServiceNeedQuerySet(GridScopedQuerySet["ServiceNeed"]):
    def in_force(self, on: Any) -> Self:
        return self.filter(during__contains=on)

    def not_over(self, on: Any) -> Self:
        """Those of the day and those that are scheduled."""
        return self.filter(not_over(on))


class ServiceNeed(ScopedModel):
    """A service recipient 服务对象: only category of need, consent, purpose and an end (GRD-07)."""

    class Category(models.TextChoices):
        ELDERLY = "elderly", "老年人"
        MINOR = "minor", "未成年人"
        PREGNANT = "pregnant", "孕产妇"
        DISABLED = "disabled", "残疾人"
        HARDSHIP = "hardship", "困难家庭"
        PREFERENTIAL = "preferential", "优抚家庭"
        LAID_OFF = "laid_off", "下岗失业人员"

    grid = models.ForeignKey(Grid, models.PROTECT, related_name="service_needs", verbose_name="网格")
    household = models.ForeignKey(
        Household, models.CASCADE, null=True, blank=True, related_name="service_needs", verbose_name="住户"
    )
    category = models.CharField("类别", max_length=16, choices=Category)
    purpose = FreeChar("服务内容", max_length=60)
    consent_on = models.DateField("本人（监护人）同意日期")
    under_age = models.BooleanField("未到可自己同意的年龄", default=False)
    """On the day of consent, by grd.service_recipient.guardian_under_age; the age itself is not kept (PIPL 28, 31)."""
    by_guardian = models.BooleanField("由监护人同意", default=False)
    during = DateRangeField("起止")

    objects: ClassVar = ServiceNeedQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "服务对象"
        constraints = [
            models.CheckConstraint(
                condition=Q(during__isempty=False, during__endswith__isnull=False),
                name="service_need_has_an_end",
                violation_error_message="请填写服务结束日期",
            ),
            models.CheckConstraint(
                condition=Q(under_age=False) | Q(by_guardian=True),
                name="service_need_child_by_guardian",
                violation_error_message="未到可自己同意的年龄，须由监护人同意",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="service_need_scope")]

    def __str__(self) -> str:
        return f"{self.grid} {self.get_category_display()}"
