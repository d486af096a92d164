import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.operations
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import core.migration_operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("people", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(),
        migrations.CreateModel(
            name="Organization",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("external_superior", "上级党组织"),
                            ("district_department", "区委组织部"),
                            ("street_working_committee", "街道党工委"),
                            ("town_committee", "镇党委"),
                            ("zone_working_committee", "开发区党工委"),
                            ("community", "社区"),
                            ("residents_committee", "居民委员会"),
                            ("community_committee", "社区党委"),
                            ("community_general_branch", "社区党总支"),
                            ("branch", "党支部"),
                            ("courtyard_branch", "楼院党支部"),
                            ("commercial_building_branch", "楼宇党支部"),
                            ("estate_branch", "小区党支部"),
                            ("functional_branch", "功能型党支部"),
                            ("floating_member_branch", "流动党员党支部"),
                            ("joint_branch", "联合党支部"),
                            ("temporary_organization", "临时党组织"),
                            ("party_group", "党小组"),
                            ("big_committee", "社区大党委"),
                            ("grid_branch", "网格大党支部"),
                            ("building_group", "楼栋党小组"),
                            ("member_household", "党员中心户"),
                            ("unit_organization", "驻区单位党组织"),
                        ],
                        max_length=32,
                        verbose_name="组织类型",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        error_messages={"unique": "这个组织编码已经存在"},
                        max_length=40,
                        unique=True,
                        verbose_name="组织编码",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="组织名称")),
                ("short_name", models.CharField(blank=True, max_length=40, verbose_name="简称")),
                (
                    "pinyin",
                    models.CharField(blank=True, db_collation="C", editable=False, max_length=240, verbose_name="全拼"),
                ),
                (
                    "initials",
                    models.CharField(
                        blank=True, db_collation="C", editable=False, max_length=40, verbose_name="首字母"
                    ),
                ),
                ("path", models.CharField(blank=True, db_collation="C", editable=False, max_length=160)),
                ("established_on", models.DateField(blank=True, null=True, verbose_name="成立日期")),
                ("dissolved_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                ("external", models.BooleanField(default=False, verbose_name="本系统以外的组织")),
                (
                    "community_type",
                    models.CharField(
                        blank=True,
                        choices=[("urban", "城镇社区"), ("village", "村级社区"), ("transitional", "过渡型社区")],
                        max_length=12,
                        verbose_name="社区类型",
                    ),
                ),
            ],
            options={
                "verbose_name": "组织",
                "verbose_name_plural": "组织",
                "ordering": ["path"],
                "permissions": [
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
                ],
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["path"], name="organization_path"),
                    models.Index(fields=["kind", "path"], name="organization_kind_path"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("id", "kind"), name="organization_id_kind"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dissolved_on__isnull", True),
                            ("established_on__isnull", True),
                            ("dissolved_on__gte", models.F("established_on")),
                            _connector="OR",
                        ),
                        name="organization_dissolved_after_established",
                        violation_error_message="撤销日期不能早于成立日期",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganizationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="organizations.organization",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("external_superior", "上级党组织"),
                            ("district_department", "区委组织部"),
                            ("street_working_committee", "街道党工委"),
                            ("town_committee", "镇党委"),
                            ("zone_working_committee", "开发区党工委"),
                            ("community", "社区"),
                            ("residents_committee", "居民委员会"),
                            ("community_committee", "社区党委"),
                            ("community_general_branch", "社区党总支"),
                            ("branch", "党支部"),
                            ("courtyard_branch", "楼院党支部"),
                            ("commercial_building_branch", "楼宇党支部"),
                            ("estate_branch", "小区党支部"),
                            ("functional_branch", "功能型党支部"),
                            ("floating_member_branch", "流动党员党支部"),
                            ("joint_branch", "联合党支部"),
                            ("temporary_organization", "临时党组织"),
                            ("party_group", "党小组"),
                            ("big_committee", "社区大党委"),
                            ("grid_branch", "网格大党支部"),
                            ("building_group", "楼栋党小组"),
                            ("member_household", "党员中心户"),
                            ("unit_organization", "驻区单位党组织"),
                        ],
                        max_length=32,
                        verbose_name="组织类型",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        error_messages={"unique": "这个组织编码已经存在"}, max_length=40, verbose_name="组织编码"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="组织名称")),
                ("short_name", models.CharField(blank=True, max_length=40, verbose_name="简称")),
                (
                    "pinyin",
                    models.CharField(blank=True, db_collation="C", editable=False, max_length=240, verbose_name="全拼"),
                ),
                (
                    "initials",
                    models.CharField(
                        blank=True, db_collation="C", editable=False, max_length=40, verbose_name="首字母"
                    ),
                ),
                ("established_on", models.DateField(blank=True, null=True, verbose_name="成立日期")),
                ("dissolved_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                ("external", models.BooleanField(default=False, verbose_name="本系统以外的组织")),
                (
                    "community_type",
                    models.CharField(
                        blank=True,
                        choices=[("urban", "城镇社区"), ("village", "村级社区"), ("transitional", "过渡型社区")],
                        max_length=12,
                        verbose_name="社区类型",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="placements",
                        to="organizations.organization",
                        verbose_name="组织",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("external_superior", "上级党组织"),
                            ("district_department", "区委组织部"),
                            ("street_working_committee", "街道党工委"),
                            ("town_committee", "镇党委"),
                            ("zone_working_committee", "开发区党工委"),
                            ("community", "社区"),
                            ("residents_committee", "居民委员会"),
                            ("community_committee", "社区党委"),
                            ("community_general_branch", "社区党总支"),
                            ("branch", "党支部"),
                            ("courtyard_branch", "楼院党支部"),
                            ("commercial_building_branch", "楼宇党支部"),
                            ("estate_branch", "小区党支部"),
                            ("functional_branch", "功能型党支部"),
                            ("floating_member_branch", "流动党员党支部"),
                            ("joint_branch", "联合党支部"),
                            ("temporary_organization", "临时党组织"),
                            ("party_group", "党小组"),
                            ("big_committee", "社区大党委"),
                            ("grid_branch", "网格大党支部"),
                            ("building_group", "楼栋党小组"),
                            ("member_household", "党员中心户"),
                            ("unit_organization", "驻区单位党组织"),
                        ],
                        editable=False,
                        max_length=32,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="child_placements",
                        to="organizations.organization",
                        verbose_name="上级组织",
                    ),
                ),
                (
                    "parent_kind",
                    models.CharField(
                        choices=[
                            ("external_superior", "上级党组织"),
                            ("district_department", "区委组织部"),
                            ("street_working_committee", "街道党工委"),
                            ("town_committee", "镇党委"),
                            ("zone_working_committee", "开发区党工委"),
                            ("community", "社区"),
                            ("residents_committee", "居民委员会"),
                            ("community_committee", "社区党委"),
                            ("community_general_branch", "社区党总支"),
                            ("branch", "党支部"),
                            ("courtyard_branch", "楼院党支部"),
                            ("commercial_building_branch", "楼宇党支部"),
                            ("estate_branch", "小区党支部"),
                            ("functional_branch", "功能型党支部"),
                            ("floating_member_branch", "流动党员党支部"),
                            ("joint_branch", "联合党支部"),
                            ("temporary_organization", "临时党组织"),
                            ("party_group", "党小组"),
                            ("big_committee", "社区大党委"),
                            ("grid_branch", "网格大党支部"),
                            ("building_group", "楼栋党小组"),
                            ("member_household", "党员中心户"),
                            ("unit_organization", "驻区单位党组织"),
                        ],
                        editable=False,
                        max_length=32,
                    ),
                ),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
            ],
            options={
                "verbose_name": "隶属关系",
                "verbose_name_plural": "隶属关系",
                "indexes": [models.Index(fields=["parent", "organization"], name="placement_children")],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("organization", "="), ("during", "&&")],
                        name="placement_one_superior_at_a_time",
                        violation_error_message="同一时间只能有一个上级组织",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("organization", models.F("parent")), _negated=True),
                        name="placement_not_under_itself",
                        violation_error_message="组织不能隶属于自己",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("during__isempty", False)), name="placement_during_not_empty"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlacementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="organizations.placement",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "organization",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organizations.organization",
                        verbose_name="组织",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("external_superior", "上级党组织"),
                            ("district_department", "区委组织部"),
                            ("street_working_committee", "街道党工委"),
                            ("town_committee", "镇党委"),
                            ("zone_working_committee", "开发区党工委"),
                            ("community", "社区"),
                            ("residents_committee", "居民委员会"),
                            ("community_committee", "社区党委"),
                            ("community_general_branch", "社区党总支"),
                            ("branch", "党支部"),
                            ("courtyard_branch", "楼院党支部"),
                            ("commercial_building_branch", "楼宇党支部"),
                            ("estate_branch", "小区党支部"),
                            ("functional_branch", "功能型党支部"),
                            ("floating_member_branch", "流动党员党支部"),
                            ("joint_branch", "联合党支部"),
                            ("temporary_organization", "临时党组织"),
                            ("party_group", "党小组"),
                            ("big_committee", "社区大党委"),
                            ("grid_branch", "网格大党支部"),
                            ("building_group", "楼栋党小组"),
                            ("member_household", "党员中心户"),
                            ("unit_organization", "驻区单位党组织"),
                        ],
                        editable=False,
                        max_length=32,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organizations.organization",
                        verbose_name="上级组织",
                    ),
                ),
                (
                    "parent_kind",
                    models.CharField(
                        choices=[
                            ("external_superior", "上级党组织"),
                            ("district_department", "区委组织部"),
                            ("street_working_committee", "街道党工委"),
                            ("town_committee", "镇党委"),
                            ("zone_working_committee", "开发区党工委"),
                            ("community", "社区"),
                            ("residents_committee", "居民委员会"),
                            ("community_committee", "社区党委"),
                            ("community_general_branch", "社区党总支"),
                            ("branch", "党支部"),
                            ("courtyard_branch", "楼院党支部"),
                            ("commercial_building_branch", "楼宇党支部"),
                            ("estate_branch", "小区党支部"),
                            ("functional_branch", "功能型党支部"),
                            ("floating_member_branch", "流动党员党支部"),
                            ("joint_branch", "联合党支部"),
                            ("temporary_organization", "临时党组织"),
                            ("party_group", "党小组"),
                            ("big_committee", "社区大党委"),
                            ("grid_branch", "网格大党支部"),
                            ("building_group", "楼栋党小组"),
                            ("member_household", "党员中心户"),
                            ("unit_organization", "驻区单位党组织"),
                        ],
                        editable=False,
                        max_length=32,
                    ),
                ),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="组织",
                    ),
                ),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="people.person",
                        verbose_name="人员",
                    ),
                ),
                (
                    "position",
                    models.CharField(
                        choices=[
                            ("secretary", "书记"),
                            ("full_time_deputy", "专职副书记"),
                            ("part_time_deputy", "兼职副书记"),
                            ("deputy_secretary", "副书记"),
                            ("committee_member", "委员"),
                            ("organization_commissioner", "组织委员"),
                            ("party_affairs_officer", "党务干事"),
                            ("leader", "组长"),
                            ("household_head", "户长"),
                            ("director", "社区主任"),
                            ("worker", "社区工作者"),
                            ("officer", "机关干部"),
                            ("instructor", "党建指导员"),
                            ("unit_contact", "单位联系人"),
                        ],
                        max_length=32,
                        verbose_name="职务",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("direct_entry", "直接进入"),
                            ("selection", "公开推选"),
                            ("election", "选举"),
                            ("engagement", "聘任"),
                            ("appointment", "委任"),
                        ],
                        default="appointment",
                        max_length=16,
                        verbose_name="产生方式",
                    ),
                ),
                ("full_time", models.BooleanField(default=True, verbose_name="专职")),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="任职起止")),
                ("term_ends_on", models.DateField(blank=True, null=True, verbose_name="届满日期")),
                ("selection_mode", models.CharField(blank=True, max_length=12, verbose_name="选任方式")),
                ("ended_because", models.CharField(blank=True, max_length=120, verbose_name="离任原因")),
            ],
            options={
                "verbose_name": "任职",
                "verbose_name_plural": "任职",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["scope"], name="post_scope"),
                    models.Index(
                        condition=models.Q(("term_ends_on__isnull", False)), fields=["term_ends_on"], name="post_term"
                    ),
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(
                            ("position__in", ["secretary", "full_time_deputy", "leader", "household_head", "director"])
                        ),
                        expressions=[("organization", "="), ("position", "="), ("during", "&&")],
                        name="post_single_seat_one_at_a_time",
                        violation_error_message="同一时间这个职务只能由一人担任",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("organization", "="), ("position", "="), ("person", "="), ("during", "&&")],
                        name="post_same_person_once",
                        violation_error_message="此人在这段时间已担任该职务",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("during__isempty", False)), name="post_during_not_empty"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("permission", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to="organizations.organization",
                        verbose_name="组织",
                    ),
                ),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to="organizations.post",
                        verbose_name="任职",
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="授权人",
                    ),
                ),
                ("granted_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "授权",
                "verbose_name_plural": "授权",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "permission", "content_object", "post"),
                        name="grant_once_a_source",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("during__isempty", False)), name="grant_during_not_empty"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PostEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="organizations.post",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "organization",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organizations.organization",
                        verbose_name="组织",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.person",
                        verbose_name="人员",
                    ),
                ),
                (
                    "position",
                    models.CharField(
                        choices=[
                            ("secretary", "书记"),
                            ("full_time_deputy", "专职副书记"),
                            ("part_time_deputy", "兼职副书记"),
                            ("deputy_secretary", "副书记"),
                            ("committee_member", "委员"),
                            ("organization_commissioner", "组织委员"),
                            ("party_affairs_officer", "党务干事"),
                            ("leader", "组长"),
                            ("household_head", "户长"),
                            ("director", "社区主任"),
                            ("worker", "社区工作者"),
                            ("officer", "机关干部"),
                            ("instructor", "党建指导员"),
                            ("unit_contact", "单位联系人"),
                        ],
                        max_length=32,
                        verbose_name="职务",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("direct_entry", "直接进入"),
                            ("selection", "公开推选"),
                            ("election", "选举"),
                            ("engagement", "聘任"),
                            ("appointment", "委任"),
                        ],
                        default="appointment",
                        max_length=16,
                        verbose_name="产生方式",
                    ),
                ),
                ("full_time", models.BooleanField(default=True, verbose_name="专职")),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="任职起止")),
                ("term_ends_on", models.DateField(blank=True, null=True, verbose_name="届满日期")),
                ("selection_mode", models.CharField(blank=True, max_length=12, verbose_name="选任方式")),
                ("ended_because", models.CharField(blank=True, max_length=120, verbose_name="离任原因")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(unique=True, verbose_name="代码")),
                ("label", models.CharField(max_length=40, verbose_name="角色")),
                ("permissions", models.ManyToManyField(to="auth.permission", verbose_name="权限")),
            ],
            options={
                "verbose_name": "角色",
                "verbose_name_plural": "角色",
            },
        ),
        migrations.CreateModel(
            name="RoleRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("external_superior", "上级党组织"),
                            ("district_department", "区委组织部"),
                            ("street_working_committee", "街道党工委"),
                            ("town_committee", "镇党委"),
                            ("zone_working_committee", "开发区党工委"),
                            ("community", "社区"),
                            ("residents_committee", "居民委员会"),
                            ("community_committee", "社区党委"),
                            ("community_general_branch", "社区党总支"),
                            ("branch", "党支部"),
                            ("courtyard_branch", "楼院党支部"),
                            ("commercial_building_branch", "楼宇党支部"),
                            ("estate_branch", "小区党支部"),
                            ("functional_branch", "功能型党支部"),
                            ("floating_member_branch", "流动党员党支部"),
                            ("joint_branch", "联合党支部"),
                            ("temporary_organization", "临时党组织"),
                            ("party_group", "党小组"),
                            ("big_committee", "社区大党委"),
                            ("grid_branch", "网格大党支部"),
                            ("building_group", "楼栋党小组"),
                            ("member_household", "党员中心户"),
                            ("unit_organization", "驻区单位党组织"),
                        ],
                        max_length=32,
                        verbose_name="组织类型",
                    ),
                ),
                (
                    "position",
                    models.CharField(
                        choices=[
                            ("secretary", "书记"),
                            ("full_time_deputy", "专职副书记"),
                            ("part_time_deputy", "兼职副书记"),
                            ("deputy_secretary", "副书记"),
                            ("committee_member", "委员"),
                            ("organization_commissioner", "组织委员"),
                            ("party_affairs_officer", "党务干事"),
                            ("leader", "组长"),
                            ("household_head", "户长"),
                            ("director", "社区主任"),
                            ("worker", "社区工作者"),
                            ("officer", "机关干部"),
                            ("instructor", "党建指导员"),
                            ("unit_contact", "单位联系人"),
                        ],
                        max_length=32,
                        verbose_name="职务",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="organizations.role",
                        verbose_name="角色",
                    ),
                ),
            ],
            options={
                "verbose_name": "任职授权规则",
                "verbose_name_plural": "任职授权规则",
                "constraints": [models.UniqueConstraint(fields=("kind", "position"), name="role_rule_once")],
            },
        ),
        migrations.CreateModel(
            name="Threshold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="名称")),
                ("value", models.CharField(blank=True, max_length=200, verbose_name="数值")),
                ("unit", models.CharField(max_length=20, verbose_name="单位")),
                ("op", models.CharField(max_length=2, verbose_name="比较")),
                ("clause", models.CharField(blank=True, max_length=80, verbose_name="依据")),
                ("origin", models.CharField(max_length=12, verbose_name="来源")),
                ("check_state", models.CharField(blank=True, max_length=32, verbose_name="核对")),
                ("scope_level", models.CharField(max_length=12, verbose_name="可调整层级")),
                ("measured_on", models.CharField(blank=True, max_length=40, verbose_name="适用对象")),
                ("rows", models.CharField(blank=True, max_length=60, verbose_name="需求条目")),
                ("label", models.CharField(max_length=80, verbose_name="说明")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="备注")),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="thresholds",
                        to="organizations.organization",
                        verbose_name="适用组织",
                    ),
                ),
                ("effective_from", models.DateField(verbose_name="生效日期")),
                ("document", models.CharField(blank=True, max_length=120, verbose_name="调整文件")),
            ],
            options={
                "verbose_name": "标准",
                "verbose_name_plural": "标准",
                "ordering": ["name", "-effective_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name", "organization", "effective_from"),
                        name="threshold_once_a_date",
                        nulls_distinct=False,
                        violation_error_message="这个组织在这一天已有这项标准",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="组织",
                    ),
                ),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("name", models.CharField(max_length=80, verbose_name="单位名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("organ", "机关"),
                            ("institution", "事业单位"),
                            ("enterprise", "国有企业"),
                            ("new_economic", "新经济组织"),
                            ("new_social", "新社会组织"),
                            ("army", "部队"),
                            ("police", "公安"),
                        ],
                        max_length=16,
                        verbose_name="单位类型",
                    ),
                ),
                ("sector", models.CharField(blank=True, max_length=40, verbose_name="行业")),
                (
                    "credit_code",
                    models.CharField(
                        blank=True, max_length=18, null=True, unique=True, verbose_name="统一社会信用代码"
                    ),
                ),
                ("superior_unit", models.CharField(blank=True, max_length=80, verbose_name="主管单位")),
                (
                    "party_organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="organizations.organization",
                        verbose_name="党组织",
                    ),
                ),
                ("full_members", models.PositiveIntegerField(blank=True, null=True, verbose_name="正式党员数")),
            ],
            options={
                "verbose_name": "辖区单位",
                "verbose_name_plural": "辖区单位",
                "abstract": False,
                "indexes": [models.Index(fields=["scope"], name="unit_scope")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "name"),
                        name="unit_name_once_a_street",
                        violation_error_message="这个街道已有同名单位",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="组织",
                    ),
                ),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="organizations.unit",
                        verbose_name="单位",
                    ),
                ),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
            ],
            options={
                "verbose_name": "参加大党委",
                "verbose_name_plural": "参加大党委",
                "abstract": False,
                "indexes": [models.Index(fields=["scope"], name="participation_scope")],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("organization", "="), ("unit", "="), ("during", "&&")],
                        name="participation_once_at_a_time",
                        violation_error_message="该单位已参加这个大党委",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("during__isempty", False)), name="participation_during_not_empty"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="organizations.unit",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "organization",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organizations.organization",
                        verbose_name="组织",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="单位名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("organ", "机关"),
                            ("institution", "事业单位"),
                            ("enterprise", "国有企业"),
                            ("new_economic", "新经济组织"),
                            ("new_social", "新社会组织"),
                            ("army", "部队"),
                            ("police", "公安"),
                        ],
                        max_length=16,
                        verbose_name="单位类型",
                    ),
                ),
                ("sector", models.CharField(blank=True, max_length=40, verbose_name="行业")),
                (
                    "credit_code",
                    models.CharField(blank=True, max_length=18, null=True, verbose_name="统一社会信用代码"),
                ),
                ("superior_unit", models.CharField(blank=True, max_length=80, verbose_name="主管单位")),
                (
                    "party_organization",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organizations.organization",
                        verbose_name="党组织",
                    ),
                ),
                ("full_members", models.PositiveIntegerField(blank=True, null=True, verbose_name="正式党员数")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UnitPresence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="组织",
                    ),
                ),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="organizations.unit",
                        verbose_name="单位",
                    ),
                ),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                ("reported_in_on", models.DateField(blank=True, null=True, verbose_name="报到日期")),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="联系人",
                    ),
                ),
            ],
            options={
                "verbose_name": "驻区单位",
                "verbose_name_plural": "驻区单位",
                "abstract": False,
                "indexes": [models.Index(fields=["scope"], name="unit_presence_scope")],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("organization", "="), ("unit", "="), ("during", "&&")],
                        name="unit_presence_once_at_a_time",
                        violation_error_message="该单位已在本社区登记",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("during__isempty", False)), name="unit_presence_during_not_empty"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AllowedParent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("external_superior", "上级党组织"),
                            ("district_department", "区委组织部"),
                            ("street_working_committee", "街道党工委"),
                            ("town_committee", "镇党委"),
                            ("zone_working_committee", "开发区党工委"),
                            ("community", "社区"),
                            ("residents_committee", "居民委员会"),
                            ("community_committee", "社区党委"),
                            ("community_general_branch", "社区党总支"),
                            ("branch", "党支部"),
                            ("courtyard_branch", "楼院党支部"),
                            ("commercial_building_branch", "楼宇党支部"),
                            ("estate_branch", "小区党支部"),
                            ("functional_branch", "功能型党支部"),
                            ("floating_member_branch", "流动党员党支部"),
                            ("joint_branch", "联合党支部"),
                            ("temporary_organization", "临时党组织"),
                            ("party_group", "党小组"),
                            ("big_committee", "社区大党委"),
                            ("grid_branch", "网格大党支部"),
                            ("building_group", "楼栋党小组"),
                            ("member_household", "党员中心户"),
                            ("unit_organization", "驻区单位党组织"),
                        ],
                        max_length=32,
                    ),
                ),
                (
                    "parent_kind",
                    models.CharField(
                        choices=[
                            ("external_superior", "上级党组织"),
                            ("district_department", "区委组织部"),
                            ("street_working_committee", "街道党工委"),
                            ("town_committee", "镇党委"),
                            ("zone_working_committee", "开发区党工委"),
                            ("community", "社区"),
                            ("residents_committee", "居民委员会"),
                            ("community_committee", "社区党委"),
                            ("community_general_branch", "社区党总支"),
                            ("branch", "党支部"),
                            ("courtyard_branch", "楼院党支部"),
                            ("commercial_building_branch", "楼宇党支部"),
                            ("estate_branch", "小区党支部"),
                            ("functional_branch", "功能型党支部"),
                            ("floating_member_branch", "流动党员党支部"),
                            ("joint_branch", "联合党支部"),
                            ("temporary_organization", "临时党组织"),
                            ("party_group", "党小组"),
                            ("big_committee", "社区大党委"),
                            ("grid_branch", "网格大党支部"),
                            ("building_group", "楼栋党小组"),
                            ("member_household", "党员中心户"),
                            ("unit_organization", "驻区单位党组织"),
                        ],
                        max_length=32,
                    ),
                ),
            ],
            options={
                "verbose_name": "上下级组织类型",
                "verbose_name_plural": "上下级组织类型",
                "constraints": [models.UniqueConstraint(fields=("kind", "parent_kind"), name="allowed_parent_once")],
            },
        ),
        core.migration_operations.AddTrigger(
            model_name="organization",
            trigger=pgtrigger.compiler.Trigger(
                name="no_orphan",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NOT (NEW.\"kind\" IN ('district_department', 'external_superior')))",
                    constraint="CONSTRAINT",
                    func="IF NOT EXISTS (SELECT 1 FROM organizations_placement p WHERE p.organization_id = NEW.id AND upper_inf(p.during)) THEN RAISE EXCEPTION 'organization without a superior: %', NEW.name USING ERRCODE = 'check_violation', CONSTRAINT = 'organization_has_superior'; END IF; RETURN NULL;",
                    hash="8341e30e662c8cbfc3a20591acdc8fe37e8ca44e",
                    operation="INSERT",
                    pgid="pgtrigger_no_orphan_8b4c9",
                    table="organizations_organization",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        core.migration_operations.AddTrigger(
            model_name="organization",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_follows_path",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE scoped RECORD;",
                    func="IF EXISTS (SELECT 1 FROM old_rows o JOIN new_rows n USING (id) WHERE o.path <> n.path) THEN FOR scoped IN SELECT c.relname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_attribute b ON b.attrelid = c.oid AND b.attname = 'organization_id' AND NOT b.attisdropped WHERE a.attname = 'scope' AND c.relkind IN ('r', 'p') AND NOT a.attisdropped AND c.relnamespace = current_schema()::regnamespace LOOP EXECUTE format('UPDATE %I t SET scope = n.path FROM new_rows n JOIN old_rows o USING (id) WHERE t.organization_id = n.id AND o.path <> n.path', scoped.name); END LOOP; END IF; RETURN NULL;",
                    hash="8586d1be3a859fab72f0796594878b5eaf76fb51",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_follows_path_e1723",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="organizations_organization",
                    when="AFTER",
                ),
            ),
        ),
        core.migration_operations.AddTrigger(
            model_name="organization",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."community_type" IS DISTINCT FROM (NEW."community_type") OR OLD."dissolved_on" IS DISTINCT FROM (NEW."dissolved_on") OR OLD."established_on" IS DISTINCT FROM (NEW."established_on") OR OLD."external" IS DISTINCT FROM (NEW."external") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."initials" IS DISTINCT FROM (NEW."initials") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."pinyin" IS DISTINCT FROM (NEW."pinyin") OR OLD."short_name" IS DISTINCT FROM (NEW."short_name") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "organizations_organizationevent" ("code", "community_type", "dissolved_on", "established_on", "external", "id", "initials", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin", "short_name", "version") VALUES (OLD."code", OLD."community_type", OLD."dissolved_on", OLD."established_on", OLD."external", OLD."id", OLD."initials", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."pinyin", OLD."short_name", OLD."version"); RETURN NULL;',
                    hash="a66cc811aa2f43490092efadf9fdd973388b4257",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_73a92",
                    table="organizations_organization",
                    when="AFTER",
                ),
            ),
        ),
        core.migration_operations.AddTrigger(
            model_name="organization",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "organizations_organizationevent" ("code", "community_type", "dissolved_on", "established_on", "external", "id", "initials", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin", "short_name", "version") VALUES (OLD."code", OLD."community_type", OLD."dissolved_on", OLD."established_on", OLD."external", OLD."id", OLD."initials", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pinyin", OLD."short_name", OLD."version"); RETURN NULL;',
                    hash="9c8b8cd50bc244b312b9d05b92f0e9ead07ac09f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_84ac6",
                    table="organizations_organization",
                    when="AFTER",
                ),
            ),
        ),
        core.migration_operations.AddTrigger(
            model_name="placement",
            trigger=pgtrigger.compiler.Trigger(
                name="leaves_no_orphan",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="IF EXISTS (SELECT 1 FROM organizations_organization o WHERE o.id = OLD.organization_id AND o.kind NOT IN ('district_department', 'external_superior')) AND NOT EXISTS (SELECT 1 FROM organizations_placement p WHERE p.organization_id = OLD.organization_id AND upper_inf(p.during)) THEN RAISE EXCEPTION 'organization without a superior: %', OLD.organization_id USING ERRCODE = 'check_violation', CONSTRAINT = 'organization_has_superior'; END IF; RETURN NULL;",
                    hash="127d05bdf828443a9c59b613ee8112b8985d1595",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_leaves_no_orphan_425b5",
                    table="organizations_placement",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        core.migration_operations.AddTrigger(
            model_name="placement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "organizations_placementevent" ("during", "id", "kind", "organization_id", "parent_id", "parent_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."during", OLD."id", OLD."kind", OLD."organization_id", OLD."parent_id", OLD."parent_kind", _pgh_attach_context(), NOW(), \'update\', OLD."id"); RETURN NULL;',
                    hash="cc445014f9e107d680cee1fd9ef8fa9bef1495bb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e5dfa",
                    table="organizations_placement",
                    when="AFTER",
                ),
            ),
        ),
        core.migration_operations.AddTrigger(
            model_name="placement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "organizations_placementevent" ("during", "id", "kind", "organization_id", "parent_id", "parent_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."during", OLD."id", OLD."kind", OLD."organization_id", OLD."parent_id", OLD."parent_kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="3d69eb4cfebc905a133be8378dd530fd800dc299",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c7cdb",
                    table="organizations_placement",
                    when="AFTER",
                ),
            ),
        ),
        core.migration_operations.AddTrigger(
            model_name="post",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="539326a9e425b001d2eb0e11c5c6c9586b42e72f",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_b2e27",
                    table="organizations_post",
                    when="BEFORE",
                ),
            ),
        ),
        core.migration_operations.AddTrigger(
            model_name="post",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="8e16e15009e445963fefdd857ff8f53a093303a4",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_9f5b8",
                    table="organizations_post",
                    when="BEFORE",
                ),
            ),
        ),
        core.migration_operations.AddTrigger(
            model_name="post",
            trigger=pgtrigger.compiler.Trigger(
                name="grants_follow_post",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN ((NEW.during, NEW.person_id, NEW.organization_id, NEW.position) IS DISTINCT FROM (OLD.during, OLD.person_id, OLD.organization_id, OLD.position))",
                    func="IF (NEW.person_id, NEW.organization_id, NEW.position) IS DISTINCT FROM (OLD.person_id, OLD.organization_id, OLD.position) THEN DELETE FROM organizations_grant WHERE post_id = NEW.id; ELSE UPDATE organizations_grant SET during = NEW.during WHERE post_id = NEW.id; END IF; RETURN NULL;",
                    hash="2ee304178ac0012536ad48fa516cccf7f5c8e0a3",
                    operation="UPDATE",
                    pgid="pgtrigger_grants_follow_post_2b023",
                    table="organizations_post",
                    when="AFTER",
                ),
            ),
        ),
        core.migration_operations.AddTrigger(
            model_name="post",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."basis" IS DISTINCT FROM (NEW."basis") OR OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."ended_because" IS DISTINCT FROM (NEW."ended_because") OR OLD."full_time" IS DISTINCT FROM (NEW."full_time") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."selection_mode" IS DISTINCT FROM (NEW."selection_mode") OR OLD."term_ends_on" IS DISTINCT FROM (NEW."term_ends_on"))',
                    func='INSERT INTO "organizations_postevent" ("basis", "during", "ended_because", "full_time", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "selection_mode", "term_ends_on") VALUES (OLD."basis", OLD."during", OLD."ended_because", OLD."full_time", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."position", OLD."selection_mode", OLD."term_ends_on"); RETURN NULL;',
                    hash="0ec78d7d95c42349231fe67fae61ec987be76a12",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_64069",
                    table="organizations_post",
                    when="AFTER",
                ),
            ),
        ),
        core.migration_operations.AddTrigger(
            model_name="post",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "organizations_postevent" ("basis", "during", "ended_because", "full_time", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "selection_mode", "term_ends_on") VALUES (OLD."basis", OLD."during", OLD."ended_because", OLD."full_time", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."selection_mode", OLD."term_ends_on"); RETURN NULL;',
                    hash="d2b33531cc0b5ba4869fbb87ec2a45ccd51b39b2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e5df4",
                    table="organizations_post",
                    when="AFTER",
                ),
            ),
        ),
        core.migration_operations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="d97135806c297a2123f691e8cd4d4d9c498e636f",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_46c05",
                    table="organizations_unit",
                    when="BEFORE",
                ),
            ),
        ),
        core.migration_operations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="c1380c82fd15d82ab7cd20171aea3bd909d45630",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_fc809",
                    table="organizations_unit",
                    when="BEFORE",
                ),
            ),
        ),
        core.migration_operations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."credit_code" IS DISTINCT FROM (NEW."credit_code") OR OLD."full_members" IS DISTINCT FROM (NEW."full_members") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."party_organization_id" IS DISTINCT FROM (NEW."party_organization_id") OR OLD."sector" IS DISTINCT FROM (NEW."sector") OR OLD."superior_unit" IS DISTINCT FROM (NEW."superior_unit") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "organizations_unitevent" ("credit_code", "full_members", "id", "kind", "name", "organization_id", "party_organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector", "superior_unit", "version") VALUES (OLD."credit_code", OLD."full_members", OLD."id", OLD."kind", OLD."name", OLD."organization_id", OLD."party_organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."sector", OLD."superior_unit", OLD."version"); RETURN NULL;',
                    hash="38eef17e2a45da623d99ad4b0660b44cd7ad268c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d4545",
                    table="organizations_unit",
                    when="AFTER",
                ),
            ),
        ),
        core.migration_operations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "organizations_unitevent" ("credit_code", "full_members", "id", "kind", "name", "organization_id", "party_organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector", "superior_unit", "version") VALUES (OLD."credit_code", OLD."full_members", OLD."id", OLD."kind", OLD."name", OLD."organization_id", OLD."party_organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sector", OLD."superior_unit", OLD."version"); RETURN NULL;',
                    hash="ecb43f8119ee24bcacf25a5811c0258e8ef368a4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_86061",
                    table="organizations_unit",
                    when="AFTER",
                ),
            ),
        ),
        core.migration_operations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="7e341f9a5f03a7930b327f4353187c5cae063f8e",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_5b900",
                    table="organizations_participation",
                    when="BEFORE",
                ),
            ),
        ),
        core.migration_operations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="e341274b6bdc6c37b9023fc63868e3bb0cc07c4a",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_71e3e",
                    table="organizations_participation",
                    when="BEFORE",
                ),
            ),
        ),
        core.migration_operations.AddTrigger(
            model_name="unitpresence",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="d4f60a70bdfd5e87156fe2ac6967534f54e74329",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_bf5d7",
                    table="organizations_unitpresence",
                    when="BEFORE",
                ),
            ),
        ),
        core.migration_operations.AddTrigger(
            model_name="unitpresence",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="d026750d25faf7668500b6e0d1b54f2f88df4e09",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_355f2",
                    table="organizations_unitpresence",
                    when="BEFORE",
                ),
            ),
        ),
    ]
