"""The tree of organisations, posts, roles and dated grants; thresholds; units of the area.

``path`` is a cache of today's placement: the ids from the root, each followed by a dot (``1.7.204.``), collated "C",
so that a subtree is one range of an ordinary index. Every protected row of other apps carries its organisation and a
copy of that path as ``scope`` (ScopedModel), kept by triggers; a later row-level policy can stand on the same column.
"""

from collections.abc import Iterable
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from guardian.models import UserObjectPermissionBase

from core.history import tracked
from core.models import VersionedModel
from organizations.kinds import BRANCHES, ROOTS, STREETS, Kind
from organizations.scoping import subtree_condition, visible_condition
from people.models import Person


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def visible_to(self, user: Any, permission: str = "organizations.view_organization") -> Self:
        return self.filter(visible_condition(user, permission, field="path"))

    def under(self, organization: "Organization") -> Self:
        """The organisation and everything below it today."""
        return self.filter(subtree_condition([organization.path], field="path"))

    def in_force(self, on: Any) -> Self:
        return self.filter(Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=on))

    def branches(self) -> Self:
        return self.filter(kind__in=BRANCHES)

    def communities(self) -> Self:
        return self.filter(kind=Kind.COMMUNITY)

    def streets(self) -> Self:
        return self.filter(kind__in=STREETS)


@tracked(exclude=["path"])
class Organization(VersionedModel):
    """One node: a Party organisation, a territory (community) or a work body of the big committee (S2 二)."""

    kind = models.CharField("组织类型", max_length=32, choices=Kind)
    code = models.CharField("组织编码", max_length=40, unique=True, error_messages={"unique": "这个组织编码已经存在"})
    name = models.CharField("组织名称", max_length=80)
    short_name = models.CharField("简称", max_length=40, blank=True)
    pinyin = models.CharField("全拼", max_length=240, blank=True, editable=False, db_collation="C")
    initials = models.CharField("首字母", max_length=40, blank=True, editable=False, db_collation="C")
    path = models.CharField(max_length=160, blank=True, editable=False, db_collation="C")
    established_on = models.DateField("成立日期", null=True, blank=True)
    dissolved_on = models.DateField("撤销日期", null=True, blank=True)
    external = models.BooleanField("本系统以外的组织", default=False)
    community_type = models.CharField(
        "社区类型",
        max_length=12,
        blank=True,
        choices=[("urban", "城镇社区"), ("village", "村级社区"), ("transitional", "过渡型社区")],
    )

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "组织"
        ordering = ["path"]
        default_permissions = ()
        permissions = [
            ("view_organization", "查看组织"),
            ("manage_organization", "维护组织与任职"),
            ("manage_grants", "授予权限"),
            ("manage_thresholds", "调整标准"),
            ("view_member", "查看党员"),
            ("manage_member", "维护党员"),
            ("import_member", "导入花名册"),
            ("export_data", "导出数据"),
            ("reveal_personal", "查看完整个人信息"),
            ("confirm_registration", "确认双报到"),
            ("view_grid", "查看网格"),
            ("manage_grid", "维护网格"),
            ("view_meeting", "查看会议"),
            ("manage_meeting", "组织和记录会议"),
            ("view_service", "查看共建与服务"),
            ("manage_service", "维护共建与服务"),
            ("view_evaluation", "查看评价"),
            ("report_evaluation", "自评上报"),
            ("review_evaluation", "街道初审"),
            ("decide_evaluation", "区级审定"),
            ("view_dashboard", "查看总览"),
            ("view_audit", "查看操作日志"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["id", "kind"], name="organization_id_kind"),
            models.CheckConstraint(
                condition=Q(dissolved_on__isnull=True)
                | Q(established_on__isnull=True)
                | Q(dissolved_on__gte=F("established_on")),
                name="organization_dissolved_after_established",
                violation_error_message="撤销日期不能早于成立日期",
            ),
        ]
        indexes = [
            models.Index(fields=["path"], name="organization_path"),
            models.Index(fields=["kind", "path"], name="organization_kind_path"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="no_orphan",
                level=pgtrigger.Row,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                condition=~pgtrigger.Q(new__kind__in=[str(kind) for kind in ROOTS]),
                func=(
                    "IF NOT EXISTS (SELECT 1 FROM organizations_placement p"
                    " WHERE p.organization_id = NEW.id AND upper_inf(p.during)) THEN"
                    " RAISE EXCEPTION 'organization without a superior: %', NEW.name USING ERRCODE = 'check_violation',"
                    " CONSTRAINT = 'organization_has_superior'; END IF; RETURN NULL;"
                ),
            ),
            pgtrigger.Trigger(
                name="scope_follows_path",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                referencing=pgtrigger.Referencing(old="old_rows", new="new_rows"),
                declare=[("scoped", "RECORD")],
                func=(
                    "IF EXISTS (SELECT 1 FROM old_rows o JOIN new_rows n USING (id) WHERE o.path <> n.path) THEN"
                    " FOR scoped IN SELECT c.relname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
                    " JOIN pg_attribute b ON b.attrelid = c.oid AND b.attname = 'organization_id'"
                    " AND NOT b.attisdropped"
                    " WHERE a.attname = 'scope' AND c.relkind IN ('r', 'p') AND NOT a.attisdropped"
                    " AND c.relnamespace = current_schema()::regnamespace LOOP"
                    " EXECUTE format('UPDATE %I t SET scope = n.path FROM new_rows n JOIN old_rows o USING (id)"
                    " WHERE t.organization_id = n.id AND o.path <> n.path', scoped.name);"
                    " END LOOP; END IF; RETURN NULL;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        return self.short_name or self.name

    @property
    def ancestor_ids(self) -> list[int]:
        """Ids from the root to this organisation, itself last."""
        return [int(step) for step in self.path.split(".") if step]


class AllowedParent(models.Model):
    """Which kind may stand under which: the table that the composite foreign key of Placement points to."""

    kind = models.CharField(max_length=32, choices=Kind)
    parent_kind = models.CharField(max_length=32, choices=Kind)

    class Meta:
        verbose_name = verbose_name_plural = "上下级组织类型"
        constraints = [models.UniqueConstraint(fields=["kind", "parent_kind"], name="allowed_parent_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ← {self.get_parent_kind_display()}"


@tracked()
class Placement(models.Model):
    """The formal superior 隶属关系 of an organisation for a time. One at a time, of an allowed kind.

    The last placement has no end, not even after the organisation was dissolved: what was recorded in it stays
    in the sight of its superiors (ORG-03, ORG-21).
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="placements", verbose_name="组织")
    kind = models.CharField(max_length=32, choices=Kind, editable=False)
    parent = models.ForeignKey(Organization, models.PROTECT, related_name="child_placements", verbose_name="上级组织")
    parent_kind = models.CharField(max_length=32, choices=Kind, editable=False)
    during = DateRangeField("起止")

    class Meta:
        verbose_name = verbose_name_plural = "隶属关系"
        constraints = [
            ExclusionConstraint(
                name="placement_one_superior_at_a_time",
                expressions=[("organization", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                violation_error_message="同一时间只能有一个上级组织",
            ),
            models.CheckConstraint(
                condition=~Q(organization=F("parent")),
                name="placement_not_under_itself",
                violation_error_message="组织不能隶属于自己",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="placement_during_not_empty"),
        ]
        indexes = [models.Index(fields=["parent", "organization"], name="placement_children")]
        triggers = [
            pgtrigger.Trigger(
                name="leaves_no_orphan",
                level=pgtrigger.Row,
                when=pgtrigger.After,
                operation=pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Deferred,
                func=(
                    "IF EXISTS (SELECT 1 FROM organizations_organization o WHERE o.id = OLD.organization_id"
                    f" AND o.kind NOT IN ({', '.join(repr(str(kind)) for kind in ROOTS)}))"
                    " AND NOT EXISTS (SELECT 1 FROM organizations_placement p"
                    " WHERE p.organization_id = OLD.organization_id AND upper_inf(p.during)) THEN"
                    " RAISE EXCEPTION 'organization without a superior: %', OLD.organization_id"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'organization_has_superior';"
                    " END IF; RETURN NULL;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} ← {self.parent}"


class ScopedQuerySet(models.QuerySet[Any]):
    """Vocabulary of every protected row: start each query that serves a person here."""

    def visible_to(self, user: Any, permission: str) -> Self:
        """Rows of the organisations where ``user`` holds ``permission`` today, by dated grants down the tree."""
        return self.filter(visible_condition(user, permission, field="scope"))

    def under(self, organization: Organization) -> Self:
        """Rows of the organisation and of everything below it today."""
        return self.filter(subtree_condition([organization.path], field="scope"))


class ScopeField(models.CharField):
    """The column that triggers fill: read back after INSERT, and never written by a later save() of a stale object."""

    db_returning = True

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return super().pre_save(model_instance, add) if add else F(self.name)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs  # to the database it is one


class ScopedModel(models.Model):
    """A protected row: belongs to an organisation; ``scope`` copies its path (filled and followed by triggers).

    A subclass with its own Meta inherits ``ScopedModel.Meta`` (a system check says so when it does not).
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="组织")
    scope = ScopeField(max_length=160, editable=False, default="", db_collation="C")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
        triggers = [
            pgtrigger.Trigger(
                name="scope_on_insert",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__scope=""),
                func=(
                    "SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id;"
                    " RETURN NEW;"
                ),
            ),
            pgtrigger.Trigger(
                name="scope_on_move",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__organization__df=pgtrigger.F("old__organization")),
                func=(
                    "SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id;"
                    " RETURN NEW;"
                ),
            ),
        ]


class Position(models.TextChoices):
    SECRETARY = "secretary", "书记"
    FULL_TIME_DEPUTY = "full_time_deputy", "专职副书记"
    PART_TIME_DEPUTY = "part_time_deputy", "兼职副书记"
    DEPUTY_SECRETARY = "deputy_secretary", "副书记"
    COMMITTEE_MEMBER = "committee_member", "委员"
    ORGANIZATION_COMMISSIONER = "organization_commissioner", "组织委员"
    PARTY_AFFAIRS_OFFICER = "party_affairs_officer", "党务干事"
    LEADER = "leader", "组长"
    HOUSEHOLD_HEAD = "household_head", "户长"
    DIRECTOR = "director", "社区主任"
    WORKER = "worker", "社区工作者"
    OFFICER = "officer", "机关干部"
    INSTRUCTOR = "instructor", "党建指导员"
    UNIT_CONTACT = "unit_contact", "单位联系人"


SINGLE_SEATS = (
    Position.SECRETARY,
    Position.FULL_TIME_DEPUTY,
    Position.LEADER,
    Position.HOUSEHOLD_HEAD,
    Position.DIRECTOR,
)


class PostQuerySet(ScopedQuerySet):
    def in_force(self, on: Any) -> Self:
        return self.filter(during__contains=on)


@tracked(exclude=["scope"])
class Post(ScopedModel):
    """An office held by a person for a time (docs/glossary.md: never 阵地)."""

    class Basis(models.TextChoices):
        DIRECT_ENTRY = "direct_entry", "直接进入"
        SELECTION = "selection", "公开推选"
        ELECTION = "election", "选举"
        ENGAGEMENT = "engagement", "聘任"
        APPOINTMENT = "appointment", "委任"

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts", verbose_name="人员")
    position = models.CharField("职务", max_length=32, choices=Position)
    basis = models.CharField("产生方式", max_length=16, choices=Basis, default=Basis.APPOINTMENT)
    full_time = models.BooleanField("专职", default=True)
    during = DateRangeField("任职起止")
    term_ends_on = models.DateField("届满日期", null=True, blank=True)
    selection_mode = models.CharField("选任方式", max_length=12, blank=True)
    ended_because = models.CharField("离任原因", max_length=120, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "任职"
        constraints = [
            ExclusionConstraint(
                name="post_single_seat_one_at_a_time",
                expressions=[
                    ("organization", RangeOperators.EQUAL),
                    ("position", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(position__in=[str(seat) for seat in SINGLE_SEATS]),
                violation_error_message="同一时间这个职务只能由一人担任",
            ),
            ExclusionConstraint(
                name="post_same_person_once",
                expressions=[
                    ("organization", RangeOperators.EQUAL),
                    ("position", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message="此人在这段时间已担任该职务",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="post_during_not_empty"),
        ]
        indexes = [
            models.Index(fields=["scope"], name="post_scope"),
            models.Index(fields=["term_ends_on"], name="post_term", condition=Q(term_ends_on__isnull=False)),
        ]
        triggers = [
            *ScopedModel.Meta.triggers,
            pgtrigger.Trigger(
                name="grants_follow_post",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "((NEW.during, NEW.person_id, NEW.organization_id, NEW.position)"
                    " IS DISTINCT FROM (OLD.during, OLD.person_id, OLD.organization_id, OLD.position))"
                ),
                func=(
                    "IF (NEW.person_id, NEW.organization_id, NEW.position)"
                    " IS DISTINCT FROM (OLD.person_id, OLD.organization_id, OLD.position) THEN"
                    " DELETE FROM organizations_grant WHERE post_id = NEW.id;"
                    " ELSE UPDATE organizations_grant SET during = NEW.during WHERE post_id = NEW.id;"
                    " END IF; RETURN NULL;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.get_position_display()} {self.person}"


class Role(models.Model):
    """A preset of permissions, in data: what somebody in a post may do. See RoleRule for which posts give it."""

    code = models.SlugField("代码", unique=True)
    label = models.CharField("角色", max_length=40)
    permissions = models.ManyToManyField(Permission, verbose_name="权限")

    class Meta:
        verbose_name = verbose_name_plural = "角色"

    def __str__(self) -> str:
        return self.label


class RoleRule(models.Model):
    """A post of ``position`` in an organisation of ``kind`` gives ``role`` (at the community for its bodies)."""

    kind = models.CharField("组织类型", max_length=32, choices=Kind)
    position = models.CharField("职务", max_length=32, choices=Position)
    role = models.ForeignKey(Role, models.CASCADE, related_name="rules", verbose_name="角色")

    class Meta:
        verbose_name = verbose_name_plural = "任职授权规则"
        constraints = [models.UniqueConstraint(fields=["kind", "position"], name="role_rule_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.get_position_display()} → {self.role}"


class Grant(UserObjectPermissionBase):
    """A guardian permission on an organisation, with dates. It flows down the tree; ``post`` when it came from one."""

    content_object = models.ForeignKey(Organization, models.CASCADE, related_name="grants", verbose_name="组织")
    during = DateRangeField("起止")
    post = models.ForeignKey(Post, models.CASCADE, null=True, blank=True, related_name="grants", verbose_name="任职")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="授权人"
    )
    granted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "授权"
        unique_together: Iterable[Any] = ()
        constraints = [
            models.UniqueConstraint(
                fields=["user", "permission", "content_object", "post"],
                name="grant_once_a_source",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="grant_during_not_empty"),
        ]


@tracked(exclude=["scope"])
class Unit(ScopedModel, VersionedModel):
    """A unit of the area 辖区单位, registered under its street (S2 四(二)); its communities are UnitPresence rows."""

    class UnitKind(models.TextChoices):
        ORGAN = "organ", "机关"
        INSTITUTION = "institution", "事业单位"
        ENTERPRISE = "enterprise", "国有企业"
        NEW_ECONOMIC = "new_economic", "新经济组织"
        NEW_SOCIAL = "new_social", "新社会组织"
        ARMY = "army", "部队"
        POLICE = "police", "公安"

    name = models.CharField("单位名称", max_length=80)
    kind = models.CharField("单位类型", max_length=16, choices=UnitKind)
    sector = models.CharField("行业", max_length=40, blank=True)
    credit_code = models.CharField("统一社会信用代码", max_length=18, null=True, blank=True, unique=True)
    superior_unit = models.CharField("主管单位", max_length=80, blank=True)
    party_organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="units", verbose_name="党组织"
    )
    full_members = models.PositiveIntegerField("正式党员数", null=True, blank=True)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "辖区单位"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "name"],
                name="unit_name_once_a_street",
                violation_error_message="这个街道已有同名单位",
            )
        ]
        indexes = [models.Index(fields=["scope"], name="unit_scope")]

    def __str__(self) -> str:
        return self.name


class UnitPresence(ScopedModel):
    """A unit in one community for a time: since when registered, and when it reported in (S2 四(二))."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="presences", verbose_name="单位")
    during = DateRangeField("起止")
    reported_in_on = models.DateField("报到日期", null=True, blank=True)
    contact = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="联系人")

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "驻区单位"
        constraints = [
            ExclusionConstraint(
                name="unit_presence_once_at_a_time",
                expressions=[
                    ("organization", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message="该单位已在本社区登记",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="unit_presence_during_not_empty"),
        ]
        indexes = [models.Index(fields=["scope"], name="unit_presence_scope")]

    def __str__(self) -> str:
        return f"{self.organization} · {self.unit}"


class Participation(ScopedModel):
    """A unit organisation's dated part in a big committee; it changes no affiliation (S2 二(二))."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="participations", verbose_name="单位")
    during = DateRangeField("起止")

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "参加大党委"
        constraints = [
            ExclusionConstraint(
                name="participation_once_at_a_time",
                expressions=[
                    ("organization", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message="该单位已参加这个大党委",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="participation_during_not_empty"),
        ]
        indexes = [models.Index(fields=["scope"], name="participation_scope")]

    def __str__(self) -> str:
        return f"{self.unit} → {self.organization}"


class Threshold(models.Model):
    """A number of the rules as data, with clause, level that may change it, and effect from a date.

    ``organization`` null is the national default; a district or street row overrides it for its subtree.
    Read with ``organizations.thresholds.at(name, organization=…, as_of=…)``.
    """

    name = models.CharField("名称", max_length=80)
    value = models.CharField("数值", max_length=200, blank=True)
    unit = models.CharField("单位", max_length=20)
    op = models.CharField("比较", max_length=2)
    clause = models.CharField("依据", max_length=80, blank=True)
    origin = models.CharField("来源", max_length=12)
    check_state = models.CharField("核对", max_length=32, blank=True)
    scope_level = models.CharField("可调整层级", max_length=12)
    measured_on = models.CharField("适用对象", max_length=40, blank=True)
    rows = models.CharField("需求条目", max_length=60, blank=True)
    label = models.CharField("说明", max_length=80)
    note = models.CharField("备注", max_length=300, blank=True)
    organization = models.ForeignKey(
        Organization,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="thresholds",
        verbose_name="适用组织",
    )
    effective_from = models.DateField("生效日期")
    document = models.CharField("调整文件", max_length=120, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "标准"
        ordering = ["name", "-effective_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "organization", "effective_from"],
                name="threshold_once_a_date",
                nulls_distinct=False,
                violation_error_message="这个组织在这一天已有这项标准",
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.op} {self.value}"
