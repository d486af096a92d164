"""Grids, buildings, households, responsible persons, contact cards and opinions (S2 一, 三(四)).

A household is a door, never a list of residents. Who lives where is known for members only, by dates.
"""

import secrets
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.history import tracked
from core.models import VersionedModel
from core.protection import ProtectedField, mask_phone
from organizations.kinds import Kind
from organizations.models import Organization, ScopedModel, ScopedQuerySet
from organizations.scoping import visible_condition
from people.models import Person


def new_token() -> str:
    """Unguessable part of a public address: 22 characters, 128 bits."""
    return secrets.token_urlsafe(16)


def photo_path(instance: models.Model, filename: str) -> str:
    """Stored names are random: the uploaded one may carry a person's name."""
    return f"grids/{secrets.token_hex(12)}.jpg"


def _of_kind(column: str, kind: Kind, constraint: str) -> pgtrigger.Trigger:
    """The organisation in ``column`` is of ``kind`` and stands under the row's community."""
    return pgtrigger.Trigger(
        name=f"{column}_kind",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(f"{column}_id"),
        condition=pgtrigger.Q(**{f"new__{column}__isnull": False}),
        func=(
            "IF NOT EXISTS (SELECT 1 FROM organizations_organization o JOIN organizations_organization c"
            f" ON c.id = NEW.organization_id WHERE o.id = NEW.{column}_id AND o.kind = '{kind.value}'"
            " AND starts_with(o.path, c.path)) THEN"
            f" RAISE EXCEPTION 'not a {kind.value} of the community' USING ERRCODE = 'check_violation',"
            f" CONSTRAINT = '{constraint}'; END IF; RETURN NEW;"
        ),
    )


class GridScopedQuerySet(ScopedQuerySet):
    """Rows of a grid: seen from the community's side, and by those who answer for the grid's branch."""

    to_grid = "grid__"

    def visible_to(self, user: Any, permission: str) -> Self:
        """Rows of communities, or of grids whose grid branch, the user reaches with ``permission`` today."""
        return self.filter(
            visible_condition(user, permission, field="scope")
            | visible_condition(user, permission, field=f"{self.to_grid}grid_branch__path")
        )


class GridQuerySet(GridScopedQuerySet):
    to_grid = ""


@tracked(exclude=["scope"])
class Grid(ScopedModel, VersionedModel):
    """One grid 网格 of a community (``organization``); one grid, one grid branch (GRD-01)."""

    code = models.CharField("网格编号", max_length=20)
    name = models.CharField("网格名称", max_length=40)
    order = models.PositiveSmallIntegerField("次序", default=0)
    grid_branch = models.OneToOneField(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grid",
        verbose_name="网格大党支部",
    )
    boundary = models.JSONField("范围", default=list, blank=True)
    """Corners on the community's plan: [[x, y], …], both 0–1000 from the upper left; empty = not drawn."""
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)

    objects = GridQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "网格"
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "code"],
                name="grid_code_once_a_community",
                violation_error_message="这个社区已有相同编号的网格",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="grid_scope")]
        triggers = [
            *ScopedModel.Meta.triggers,
            _of_kind("grid_branch", Kind.GRID_BRANCH, "grid_branch_is_one_of_the_community"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked(exclude=["scope"])
class Building(ScopedModel, VersionedModel):
    """A building of a grid; ``building_group`` is the group 楼栋党小组 set up in it."""

    grid = models.ForeignKey(Grid, models.PROTECT, related_name="buildings", verbose_name="网格")
    name = models.CharField("楼栋", max_length=40)
    address = models.CharField("地址", max_length=80, blank=True)
    entrances = models.PositiveSmallIntegerField("单元数", default=1)
    floors = models.PositiveSmallIntegerField("层数", default=6)
    order = models.PositiveSmallIntegerField("次序", default=0)
    building_group = models.OneToOneField(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="building",
        verbose_name="楼栋党小组",
    )

    objects = GridScopedQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "楼栋"
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["grid", "name"],
                name="building_name_once_a_grid",
                violation_error_message="这个网格已有同名楼栋",
            ),
            models.CheckConstraint(
                condition=Q(entrances__range=(1, 30), floors__range=(1, 120)),
                name="building_size",
                violation_error_message="单元数须在1至30之间,层数须在1至120之间",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="building_scope")]
        triggers = [
            *ScopedModel.Meta.triggers,
            _of_kind("building_group", Kind.BUILDING_GROUP, "building_group_is_one_of_the_community"),
        ]

    def __str__(self) -> str:
        return self.name


class HouseholdQuerySet(GridScopedQuerySet):
    to_grid = "building__grid__"


class Household(ScopedModel):
    """One door 住户. No residents' register: only where it is, and its member household, if any."""

    building = models.ForeignKey(Building, models.PROTECT, related_name="households", verbose_name="楼栋")
    entrance = models.PositiveSmallIntegerField("单元")
    floor = models.SmallIntegerField("楼层")
    door = models.PositiveSmallIntegerField("户序")
    """Place on the floor from the left, starting at 1."""
    label = models.CharField("门牌", max_length=20)
    member_household = models.OneToOneField(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="household",
        verbose_name="党员中心户",
    )

    objects = HouseholdQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "住户"
        ordering = ["building", "entrance", "floor", "door"]
        constraints = [
            models.UniqueConstraint(fields=["building", "entrance", "floor", "door"], name="household_once_at_a_door"),
            models.CheckConstraint(
                condition=~Q(floor=0) & Q(entrance__gte=1) & Q(door__gte=1),
                name="household_place",
                violation_error_message="单元、楼层和户序从1开始,地下层用负数",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="household_scope")]
        triggers = [
            *ScopedModel.Meta.triggers,
            _of_kind("member_household", Kind.MEMBER_HOUSEHOLD, "member_household_is_one_of_the_community"),
        ]

    def __str__(self) -> str:
        return f"{self.building} {self.label}"


class ResidenceQuerySet(GridScopedQuerySet):
    def as_of(self, on: Any) -> Self:
        return self.filter(during__contains=on)


@tracked(exclude=["scope"])
class Residence(ScopedModel):
    """Where a member lives, as far as a grid needs it (GRD-03): grid, better building, best household."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="residences", verbose_name="党员")
    grid = models.ForeignKey(Grid, models.PROTECT, related_name="residences", verbose_name="网格")
    building = models.ForeignKey(
        Building, models.PROTECT, null=True, blank=True, related_name="residences", verbose_name="楼栋"
    )
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="residences", verbose_name="住户"
    )
    during = DateRangeField("起止")

    objects = ResidenceQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "党员居住地"
        constraints = [
            ExclusionConstraint(
                name="residence_one_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                violation_error_message="此人在这段时间已登记居住地",
            ),
            models.CheckConstraint(
                condition=Q(household__isnull=True) | Q(building__isnull=False),
                name="residence_household_has_building",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="residence_during_not_empty"),
        ]
        indexes = [models.Index(fields=["scope"], name="residence_scope")]

    def __str__(self) -> str:
        return f"{self.person} · {self.household or self.building or self.grid}"


class ResponsiblePersonQuerySet(GridScopedQuerySet):
    def in_force(self, on: Any) -> Self:
        return self.filter(during__contains=on)


@tracked(exclude=["scope"])
class ResponsiblePerson(ScopedModel):
    """A responsible person 网格责任人 of a grid, as shown on its poster and cards (S2 三(四)).

    ``office_phone`` is a number that may stand on a wall; the person's own phone stays protected.
    """

    class Role(models.TextChoices):
        GRID_HEAD = "grid_head", "网格长"
        GRID_OFFICER = "grid_officer", "网格管理员"
        GRID_BRANCH_SECRETARY = "grid_branch_secretary", "网格大党支部书记"
        GROUP_LEADER = "group_leader", "楼栋党小组组长"
        POLICE = "police", "社区民警"
        MASS_REPRESENTATIVE = "mass_representative", "群众代表"

    SINGLE = (Role.GRID_HEAD, Role.GRID_BRANCH_SECRETARY)

    grid = models.ForeignKey(Grid, models.PROTECT, related_name="responsible_persons", verbose_name="网格")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="责任人")
    role = models.CharField("职务", max_length=24, choices=Role)
    content = models.CharField("工作内容", max_length=200, blank=True)
    duties = models.CharField("服务管理职责", max_length=300, blank=True)
    photo = models.FileField("照片", upload_to=photo_path, blank=True)
    office_phone = models.CharField("公开联系电话", max_length=20, blank=True)
    phone_public = models.BooleanField("在公示牌和联系卡上公开电话", default=False)
    during = DateRangeField("起止")

    objects = ResponsiblePersonQuerySet.as_manager()

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
                condition=Q(role__in=["grid_head", "grid_branch_secretary"]),
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
                violation_error_message="要公开电话,请填写公开联系电话",
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

    objects = ContactCardQuerySet.as_manager()

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


class ServiceNeedQuerySet(GridScopedQuerySet):
    def in_force(self, on: Any) -> Self:
        return self.filter(during__contains=on)


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
    purpose = models.CharField("服务内容", max_length=60)
    consent_on = models.DateField("本人(监护人)同意日期")
    by_guardian = models.BooleanField("由监护人同意", default=False)
    during = DateRangeField("起止")

    objects = ServiceNeedQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "服务对象"
        constraints = [
            models.CheckConstraint(
                condition=Q(during__isempty=False, during__endswith__isnull=False),
                name="service_need_has_an_end",
                violation_error_message="请填写服务结束日期",
            ),
            models.CheckConstraint(
                condition=~Q(category="minor") | Q(by_guardian=True),
                name="service_need_minor_by_guardian",
                violation_error_message="未成年人须由监护人同意",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="service_need_scope")]

    def __str__(self) -> str:
        return f"{self.grid} {self.get_category_display()}"


class Level(models.TextChoices):
    """Who has to solve an opinion, within threshold ``grd.opinion.<level>_working_days``."""

    GRID = "grid", "网格"
    COMMUNITY = "community", "社区"
    STREET = "street", "街道"
    DISTRICT = "district", "区"


class OpinionQuerySet(GridScopedQuerySet):
    def waiting(self) -> Self:
        """Not answered yet."""
        return self.filter(state=Opinion.State.RECEIVED)

    def overdue(self, on: Any) -> Self:
        return self.waiting().filter(due_on__lt=on)


@tracked(exclude=["scope", "phone"])
class Opinion(ScopedModel, VersionedModel):
    """What residents or units raise 社情民意; solved low, or raised level by level (GRD-06)."""

    class Source(models.TextChoices):
        RESIDENT = "resident", "居民"
        MEMBER = "member", "党员"
        UNIT = "unit", "辖区单位"

    class Category(models.TextChoices):
        ENVIRONMENT = "environment", "环境卫生"
        PROPERTY = "property", "物业维修"
        SAFETY = "safety", "治安安全"
        WELFARE = "welfare", "民生保障"
        NEIGHBOUR = "neighbour", "邻里关系"
        ADVICE = "advice", "意见建议"
        OTHER = "other", "其他"

    class State(models.TextChoices):
        RECEIVED = "received", "办理中"
        ANSWERED = "answered", "已答复"
        CLOSED = "closed", "已办结"

    class Satisfaction(models.TextChoices):
        SATISFIED = "satisfied", "满意"
        BASIC = "basic", "基本满意"
        DISSATISFIED = "dissatisfied", "不满意"

    grid = models.ForeignKey(Grid, models.PROTECT, null=True, blank=True, related_name="opinions", verbose_name="网格")
    content = models.TextField("反映内容", max_length=1000)
    source = models.CharField("来源", max_length=10, choices=Source, default=Source.RESIDENT)
    category = models.CharField("类别", max_length=12, choices=Category, default=Category.OTHER)
    phone = ProtectedField("联系电话")
    first_receiver = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="首问责任人"
    )
    level = models.CharField("办理层级", max_length=10, choices=Level, default=Level.GRID)
    received_at = models.DateTimeField("反映时间")
    recorded_at = models.DateTimeField("登记时间", default=timezone.now, editable=False)
    due_on = models.DateField("办理期限")
    state = models.CharField("状态", max_length=10, choices=State, default=State.RECEIVED)
    answer = models.TextField("答复", max_length=1000, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="答复人",
    )
    satisfaction = models.CharField("满意度", max_length=12, choices=Satisfaction, blank=True)
    rated_at = models.DateTimeField("评价时间", null=True, blank=True)
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)

    objects = OpinionQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "社情民意"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="received", answered_at__isnull=True)
                | (Q(state__in=["answered", "closed"], answered_at__isnull=False) & ~Q(answer="")),
                name="opinion_answered_has_answer",
                violation_error_message="答复内容不能为空",
            ),
            models.CheckConstraint(
                condition=Q(satisfaction="", rated_at__isnull=True) | (~Q(satisfaction="") & Q(rated_at__isnull=False)),
                name="opinion_rating_has_time",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=F("received_at")),
                name="opinion_answered_after_received",
                violation_error_message="答复时间不能早于反映时间",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "due_on"], name="opinion_waiting", condition=Q(state="received")),
            models.Index(fields=["scope", "-received_at"], name="opinion_scope_received"),
        ]

    def __str__(self) -> str:
        return self.content[:30]

    @property
    def phone_masked(self) -> str:
        return mask_phone(self.phone)


class OpinionStep(models.Model):
    """One step of an opinion: received, raised to the next level, answered, rated, sent back. Append-only."""

    class Kind(models.TextChoices):
        RECEIVED = "received", "受理"
        RAISED = "raised", "上报"
        ANSWERED = "answered", "答复"
        RATED = "rated", "评价"
        REOPENED = "reopened", "退回重办"

    opinion = models.ForeignKey(Opinion, models.CASCADE, related_name="steps")
    kind = models.CharField("步骤", max_length=10, choices=Kind)
    level = models.CharField("层级", max_length=10, choices=Level)
    note = models.TextField("说明", max_length=1000, blank=True)
    due_on = models.DateField("期限", null=True)
    happened_at = models.DateTimeField("时间")
    recorded_at = models.DateTimeField("登记时间", default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="经办人")

    class Meta:
        verbose_name = verbose_name_plural = "办理过程"
        ordering = ["happened_at", "id"]
        indexes = [models.Index(fields=["opinion", "happened_at"], name="opinion_step_order")]

    def __str__(self) -> str:
        return self.get_kind_display()
