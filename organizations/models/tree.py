"""The tree: organisations, which kind may stand under which, dated placements."""

from typing import Any, Self

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar
from core.records.search import Characters, Readings
from organizations.kinds import BRANCHES, ROOTS, STREETS, CommunityType, Kind
from organizations.scoping import subtree_condition, visible_condition


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def visible_to(self, user: Any, permission: str = "organizations.view_organization") -> Self:
        return self.filter(visible_condition(user, permission, field="path"))

    def under(self, organization: "Organization") -> Self:
        """The organisation and everything below it today."""
        return self.filter(subtree_condition([organization.path], field="path"))

    def in_force(self, on: Any) -> Self:
        """Founded by the day and not dissolved by then."""
        return self.filter(
            Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=on),
            Q(established_on__isnull=True) | Q(established_on__lte=on),
        )

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
    name = FreeChar("组织名称", max_length=80)
    short_name = FreeChar("简称", max_length=40, blank=True)
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
        choices=CommunityType,
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
            ("manage_register", "维护台账"),
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
            GinIndex(Characters("name"), name="organization_name_characters"),
            GinIndex(Readings("pinyin", "initials"), name="organization_readings"),
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
