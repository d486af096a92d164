import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.operations
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import core.records.migration_operations
import core.records.search


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("guardian", "0003_remove_groupobjectpermission_guardian_gr_content_ae6aec_idx_and_more"),
        ("people", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(),
        core.records.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name="AccountOffice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="office",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="账号",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "账号管理单位",
                        "verbose_name_plural": "账号管理单位",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="account_office_scope")],
                    },
                ),
                migrations.CreateModel(
                    name="AccountRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="account_requests",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="账号",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("password", "重置密码"), ("second_factor", "解除两步验证")],
                                max_length=16,
                                verbose_name="事项",
                            ),
                        ),
                        ("reason", models.CharField(max_length=200, verbose_name="原因")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "待另一人确认"),
                                    ("confirmed", "已办理"),
                                    ("refused", "未同意"),
                                    ("withdrawn", "已撤回"),
                                ],
                                default="asked",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="申请人",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="申请时间")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="办理人",
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="办理时间")),
                    ],
                    options={
                        "verbose_name": "账号申请",
                        "verbose_name_plural": "账号申请",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "state"], name="account_request_scope")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "asked")),
                                fields=("user", "kind"),
                                name="account_request_open_once",
                                violation_error_message="这个账号的同一事项已有申请，待另一人确认",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Acting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="actings",
                                to="organizations.post",
                                verbose_name="任职",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="代理人",
                            ),
                        ),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="代理起止")),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("leave", "休假"),
                                    ("sick", "病假"),
                                    ("study", "脱产学习"),
                                    ("detached", "借调挂职"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="代理原因",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "代理",
                        "verbose_name_plural": "代理",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="acting_scope")],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("post", "="), ("during", "&&")],
                                name="acting_one_at_a_time",
                                violation_error_message="这段时间已有人代理这个职务",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("during__endswith__isnull", False),
                                    ("during__isempty", False),
                                    ("during__startswith__isnull", False),
                                ),
                                name="acting_has_both_days",
                                violation_error_message="代理要有开始和结束日期",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActingEvent",
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
                                to="organizations.acting",
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
                        (
                            "post",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.post",
                                verbose_name="任职",
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
                                verbose_name="代理人",
                            ),
                        ),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="代理起止")),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("leave", "休假"),
                                    ("sick", "病假"),
                                    ("study", "脱产学习"),
                                    ("detached", "借调挂职"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="代理原因",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_763a70_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AllowedParent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        "constraints": [
                            models.UniqueConstraint(fields=("kind", "parent_kind"), name="allowed_parent_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Body",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("guidance", "区域化党建工作指导委员会"),
                                    ("coordination", "区域化党建工作协调委员会"),
                                    ("conference", "社区党建联席会议"),
                                    ("station", "在职党员联络站"),
                                    ("two_new", "两新组织党建联席会议"),
                                    ("owners", "业主委员会"),
                                    ("estate", "物业管理委员会"),
                                    ("mass", "群众团体"),
                                    ("forum", "社区居民论坛"),
                                ],
                                max_length=16,
                                verbose_name="类型",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        ("founded_on", models.DateField(verbose_name="成立日期")),
                        (
                            "dissolved_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤销日期"),
                        ),
                        ("tightness", models.CharField(blank=True, max_length=20, verbose_name="紧密程度")),
                        ("charter", models.TextField(blank=True, max_length=4000, verbose_name="章程")),
                        ("charter_on", models.DateField(blank=True, null=True, verbose_name="章程通过日期")),
                    ],
                    options={
                        "verbose_name": "协调机构",
                        "verbose_name_plural": "协调机构",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="body_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="body_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("dissolved_on", None),
                                    ("kind__in", ["guidance", "coordination", "conference", "station", "two_new"]),
                                    ("withdrawn_on", None),
                                ),
                                fields=("organization", "kind"),
                                name="body_one_of_a_kind",
                                violation_error_message="这个组织已经有这种机构，请更正那一条",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("dissolved_on", None),
                                    ("dissolved_on__gt", models.F("founded_on")),
                                    _connector="OR",
                                ),
                                name="body_dissolved_after_founded",
                                violation_error_message="撤销日期必须晚于成立日期",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("charter", ""), ("charter_on", None)),
                                    models.Q(models.Q(("charter", ""), _negated=True), ("charter_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="body_charter_with_its_day",
                                violation_error_message="章程和通过日期要一起填写",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BodyEvent",
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
                                to="organizations.body",
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("guidance", "区域化党建工作指导委员会"),
                                    ("coordination", "区域化党建工作协调委员会"),
                                    ("conference", "社区党建联席会议"),
                                    ("station", "在职党员联络站"),
                                    ("two_new", "两新组织党建联席会议"),
                                    ("owners", "业主委员会"),
                                    ("estate", "物业管理委员会"),
                                    ("mass", "群众团体"),
                                    ("forum", "社区居民论坛"),
                                ],
                                max_length=16,
                                verbose_name="类型",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        ("founded_on", models.DateField(verbose_name="成立日期")),
                        (
                            "dissolved_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤销日期"),
                        ),
                        ("tightness", models.CharField(blank=True, max_length=20, verbose_name="紧密程度")),
                        ("charter", models.TextField(blank=True, max_length=4000, verbose_name="章程")),
                        ("charter_on", models.DateField(blank=True, null=True, verbose_name="章程通过日期")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_27638a_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BodyMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="organizations.body",
                                verbose_name="机构",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="body_memberships",
                                to="organizations.unit",
                                verbose_name="成员单位",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="body_memberships",
                                to="people.person",
                                verbose_name="固定成员",
                            ),
                        ),
                        ("duty", models.CharField(blank=True, max_length=40, verbose_name="担任")),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                    ],
                    options={
                        "verbose_name": "机构成员",
                        "verbose_name_plural": "机构成员",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="body_member_scope"),
                            models.Index(fields=["person"], name="body_member_person"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("unit__isnull", False), ("person__isnull", False), _connector="OR"),
                                name="body_member_is_somebody",
                                violation_error_message="请选择成员单位，或填写固定成员",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("during__isempty", False)), name="body_member_during_not_empty"
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("unit__isnull", False)),
                                expressions=[("body", "="), ("unit", "="), ("during", "&&")],
                                name="body_member_unit_once_at_a_time",
                                violation_error_message="这家单位在这段时间已是成员单位",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("person__isnull", False)),
                                expressions=[("body", "="), ("person", "="), ("during", "&&")],
                                name="body_member_person_once_at_a_time",
                                violation_error_message="此人在这段时间已是成员",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BodyMemberEvent",
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
                                to="organizations.bodymember",
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
                        (
                            "body",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.body",
                                verbose_name="机构",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.unit",
                                verbose_name="成员单位",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                                verbose_name="固定成员",
                            ),
                        ),
                        ("duty", models.CharField(blank=True, max_length=40, verbose_name="担任")),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_9949cf_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BranchGroup",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="branches",
                                to="organizations.body",
                                verbose_name="群众组织",
                            ),
                        ),
                        (
                            "group",
                            models.CharField(db_default="", editable=False, max_length=80, verbose_name="群众组织名称"),
                        ),
                        ("since", models.DateField(verbose_name="依托日期")),
                    ],
                    options={
                        "verbose_name": "功能型党支部依托",
                        "verbose_name_plural": "功能型党支部依托",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="branch_group_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="branchgroup_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("organization",),
                                name="branch_group_one_at_a_time",
                                violation_error_message="这个党支部已经登记依托的群众组织",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BranchGroupEvent",
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
                                to="organizations.branchgroup",
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.body",
                                verbose_name="群众组织",
                            ),
                        ),
                        (
                            "group",
                            models.CharField(db_default="", editable=False, max_length=80, verbose_name="群众组织名称"),
                        ),
                        ("since", models.DateField(verbose_name="依托日期")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_1600a9_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Case",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        ("kind", models.CharField(editable=False, max_length=24, verbose_name="种类")),
                        ("title", models.CharField(max_length=80, verbose_name="事项")),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="人员",
                            ),
                        ),
                        ("category", models.CharField(blank=True, max_length=40, verbose_name="类别")),
                        ("kinship", models.CharField(blank=True, max_length=120, verbose_name="亲属关系")),
                        ("begun_on", models.DateField(verbose_name="开始日期")),
                        (
                            "next_step",
                            models.CharField(blank=True, editable=False, max_length=32, verbose_name="下一步"),
                        ),
                        ("ended_on", models.DateField(blank=True, editable=False, null=True, verbose_name="结束日期")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[("done", "已办结"), ("refused", "未批准"), ("cancelled", "已取消")],
                                editable=False,
                                max_length=12,
                                verbose_name="结果",
                            ),
                        ),
                        (
                            "ended_because",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="结束原因"),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="录入时间"
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "办理事项",
                        "verbose_name_plural": "办理事项",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope", "kind"], name="case_scope"),
                            models.Index(fields=["person"], name="case_person"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_because", ""),
                                        ("ended_on", None),
                                        ("outcome", ""),
                                        models.Q(("next_step", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("ended_on__gte", models.F("begun_on")),
                                        ("next_step", ""),
                                        models.Q(("outcome", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_ended_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome__in", ["refused", "cancelled"]), _negated=True),
                                    models.Q(("ended_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="case_stopped_with_reason",
                                violation_error_message="请写明原因",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on", None), ("person__isnull", False)),
                                fields=("kind", "person"),
                                name="case_once_a_person",
                                violation_error_message="此人的同类事项正在办理",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseEvent",
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
                                to="organizations.case",
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
                        ("kind", models.CharField(editable=False, max_length=24, verbose_name="种类")),
                        ("title", models.CharField(max_length=80, verbose_name="事项")),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                                verbose_name="人员",
                            ),
                        ),
                        ("category", models.CharField(blank=True, max_length=40, verbose_name="类别")),
                        ("kinship", models.CharField(blank=True, max_length=120, verbose_name="亲属关系")),
                        ("begun_on", models.DateField(verbose_name="开始日期")),
                        (
                            "next_step",
                            models.CharField(blank=True, editable=False, max_length=32, verbose_name="下一步"),
                        ),
                        ("ended_on", models.DateField(blank=True, editable=False, null=True, verbose_name="结束日期")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[("done", "已办结"), ("refused", "未批准"), ("cancelled", "已取消")],
                                editable=False,
                                max_length=12,
                                verbose_name="结果",
                            ),
                        ),
                        (
                            "ended_because",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="结束原因"),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="录入时间"
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_daa4ba_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CasePerson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="persons",
                                to="organizations.case",
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "step",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="persons",
                                to="organizations.casestep",
                                verbose_name="步骤",
                            ),
                        ),
                        ("role", models.CharField(max_length=24, verbose_name="身份")),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="人员",
                            ),
                        ),
                        ("since", models.DateField(verbose_name="开始日期")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                    ],
                    options={
                        "verbose_name": "事项相关人员",
                        "verbose_name_plural": "事项相关人员",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="case_person_scope"),
                            models.Index(fields=["person"], name="case_person_person"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until", None)),
                                fields=("case", "role", "person"),
                                name="case_person_once",
                                violation_error_message="此人已登记在这个事项里",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                                name="case_person_ends_after_it_starts",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CasePersonEvent",
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
                                to="organizations.caseperson",
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
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.case",
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "step",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.casestep",
                                verbose_name="步骤",
                            ),
                        ),
                        ("role", models.CharField(max_length=24, verbose_name="身份")),
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
                        ("since", models.DateField(verbose_name="开始日期")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_def5c4_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="organizations.case",
                                verbose_name="事项",
                            ),
                        ),
                        ("key", models.CharField(editable=False, max_length=32, verbose_name="步骤")),
                        ("round", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="次数")),
                        ("done_on", models.DateField(verbose_name="办理日期")),
                        ("proof", models.CharField(blank=True, editable=False, max_length=32)),
                        (
                            "record",
                            models.BigIntegerField(blank=True, editable=False, null=True, verbose_name="依据记录"),
                        ),
                        ("evidence", models.CharField(blank=True, editable=False, max_length=200, verbose_name="依据")),
                        ("choice", models.CharField(blank=True, max_length=40, verbose_name="结果")),
                        ("document", models.CharField(blank=True, max_length=80, verbose_name="文号")),
                        ("note", models.TextField(blank=True, max_length=1000, verbose_name="说明")),
                        ("excuse", models.CharField(blank=True, max_length=200, verbose_name="特殊情况说明")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="录入时间"
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                        ("voided_on", models.DateField(blank=True, editable=False, null=True, verbose_name="退回日期")),
                        (
                            "voided_because",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="退回原因"),
                        ),
                    ],
                    options={
                        "verbose_name": "办理步骤",
                        "verbose_name_plural": "办理步骤",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="case_step_scope"),
                            models.Index(fields=["recorded_by", "recorded_at"], name="case_step_recorded"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("voided_on", None)),
                                fields=("case", "key", "round"),
                                name="case_step_once",
                                violation_error_message="这一步已经登记",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("voided_because", ""), ("voided_on", None)),
                                    models.Q(
                                        ("voided_on__isnull", False), models.Q(("voided_because", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="case_step_voided_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("proof", ""), ("record", None)),
                                    models.Q(models.Q(("proof", ""), _negated=True), ("record__isnull", False)),
                                    _connector="OR",
                                ),
                                name="case_step_proof_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseStepEvent",
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
                                to="organizations.casestep",
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
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.case",
                                verbose_name="事项",
                            ),
                        ),
                        ("key", models.CharField(editable=False, max_length=32, verbose_name="步骤")),
                        ("round", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="次数")),
                        ("done_on", models.DateField(verbose_name="办理日期")),
                        ("proof", models.CharField(blank=True, editable=False, max_length=32)),
                        (
                            "record",
                            models.BigIntegerField(blank=True, editable=False, null=True, verbose_name="依据记录"),
                        ),
                        ("evidence", models.CharField(blank=True, editable=False, max_length=200, verbose_name="依据")),
                        ("choice", models.CharField(blank=True, max_length=40, verbose_name="结果")),
                        ("document", models.CharField(blank=True, max_length=80, verbose_name="文号")),
                        ("note", models.TextField(blank=True, max_length=1000, verbose_name="说明")),
                        ("excuse", models.CharField(blank=True, max_length=200, verbose_name="特殊情况说明")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="录入时间"
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                        ("voided_on", models.DateField(blank=True, editable=False, null=True, verbose_name="退回日期")),
                        (
                            "voided_because",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="退回原因"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_1a01c0_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommunityYear",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        (
                            "office_area",
                            models.DecimalField(decimal_places=1, max_digits=8, verbose_name="办公用房面积（平方米）"),
                        ),
                        (
                            "activity_area",
                            models.DecimalField(decimal_places=1, max_digits=8, verbose_name="活动场所面积（平方米）"),
                        ),
                        (
                            "budget_funds",
                            models.DecimalField(decimal_places=2, max_digits=12, verbose_name="财政拨付工作经费（元）"),
                        ),
                        (
                            "dues_funds",
                            models.DecimalField(decimal_places=2, max_digits=12, verbose_name="党费补助（元）"),
                        ),
                        (
                            "other_funds",
                            models.DecimalField(decimal_places=2, max_digits=12, verbose_name="其他经费（元）"),
                        ),
                        ("officers", models.PositiveSmallIntegerField(verbose_name="领取补贴人数")),
                        (
                            "allowances",
                            models.DecimalField(decimal_places=2, max_digits=12, verbose_name="全年补贴总额（元）"),
                        ),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                    ],
                    options={
                        "verbose_name": "社区工作条件",
                        "verbose_name_plural": "社区工作条件",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "year"], name="community_year_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="communityyear_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("organization", "year"),
                                name="community_year_once",
                                violation_error_message="这个社区这一年已经登记过",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("activity_area__gte", 0),
                                    ("allowances__gte", 0),
                                    ("budget_funds__gte", 0),
                                    ("dues_funds__gte", 0),
                                    ("office_area__gte", 0),
                                    ("other_funds__gte", 0),
                                ),
                                name="community_year_not_negative",
                                violation_error_message="面积和金额不能小于0",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("officers__gt", 0), ("allowances", 0), _connector="OR"),
                                name="community_year_allowances_have_persons",
                                violation_error_message="有补贴总额，领取补贴人数应大于0",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommunityYearEvent",
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
                                to="organizations.communityyear",
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        (
                            "office_area",
                            models.DecimalField(decimal_places=1, max_digits=8, verbose_name="办公用房面积（平方米）"),
                        ),
                        (
                            "activity_area",
                            models.DecimalField(decimal_places=1, max_digits=8, verbose_name="活动场所面积（平方米）"),
                        ),
                        (
                            "budget_funds",
                            models.DecimalField(decimal_places=2, max_digits=12, verbose_name="财政拨付工作经费（元）"),
                        ),
                        (
                            "dues_funds",
                            models.DecimalField(decimal_places=2, max_digits=12, verbose_name="党费补助（元）"),
                        ),
                        (
                            "other_funds",
                            models.DecimalField(decimal_places=2, max_digits=12, verbose_name="其他经费（元）"),
                        ),
                        ("officers", models.PositiveSmallIntegerField(verbose_name="领取补贴人数")),
                        (
                            "allowances",
                            models.DecimalField(decimal_places=2, max_digits=12, verbose_name="全年补贴总额（元）"),
                        ),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_63e854_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConditionIssue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "conditions",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issues",
                                to="organizations.communityyear",
                                verbose_name="工作条件",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="问题")),
                        ("raised_on", models.DateField(verbose_name="提出日期")),
                        ("answer", models.CharField(blank=True, editable=False, max_length=300, verbose_name="答复")),
                        (
                            "answered_by",
                            models.CharField(blank=True, editable=False, max_length=80, verbose_name="答复组织"),
                        ),
                        (
                            "answered_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="答复日期"),
                        ),
                    ],
                    options={
                        "verbose_name": "工作条件的问题",
                        "verbose_name_plural": "工作条件的问题",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="condition_issue_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_on", None)),
                                    models.Q(
                                        ("answered_on__gte", models.F("raised_on")),
                                        models.Q(("answer", ""), _negated=True),
                                        models.Q(("answered_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="condition_issue_answered",
                                violation_error_message="答复日期不能早于提出日期",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConditionIssueEvent",
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
                                to="organizations.conditionissue",
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
                        (
                            "conditions",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.communityyear",
                                verbose_name="工作条件",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="问题")),
                        ("raised_on", models.DateField(verbose_name="提出日期")),
                        ("answer", models.CharField(blank=True, editable=False, max_length=300, verbose_name="答复")),
                        (
                            "answered_by",
                            models.CharField(blank=True, editable=False, max_length=80, verbose_name="答复组织"),
                        ),
                        (
                            "answered_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="答复日期"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_c5d8b7_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactPoint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        (
                            "leader",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="联系领导",
                            ),
                        ),
                        ("duty", models.CharField(max_length=80, verbose_name="职务")),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                    ],
                    options={
                        "verbose_name": "领导联系点",
                        "verbose_name_plural": "领导联系点",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="contact_point_scope"),
                            models.Index(fields=["leader"], name="contact_point_leader"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="contactpoint_withdrawn_with_reason",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                expressions=[("organization", "="), ("leader", "="), ("during", "&&")],
                                name="contact_point_once_at_a_time",
                                violation_error_message="这位领导在这段时间已联系这个社区",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("during__isempty", False)), name="contact_point_during_not_empty"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactPointEvent",
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
                                to="organizations.contactpoint",
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        (
                            "leader",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                                verbose_name="联系领导",
                            ),
                        ),
                        ("duty", models.CharField(max_length=80, verbose_name="职务")),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_3a21f1_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactVisit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "point",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="organizations.contactpoint",
                                verbose_name="联系点",
                            ),
                        ),
                        ("visited_on", models.DateField(verbose_name="走访日期")),
                        ("content", models.TextField(max_length=500, verbose_name="指导内容")),
                        ("problem", models.CharField(blank=True, max_length=200, verbose_name="发现的问题")),
                        ("solved_on", models.DateField(blank=True, editable=False, null=True, verbose_name="解决日期")),
                        (
                            "solution",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="怎样解决"),
                        ),
                    ],
                    options={
                        "verbose_name": "联系点走访",
                        "verbose_name_plural": "联系点走访",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="contact_visit_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("solution", ""), ("solved_on", None)),
                                    models.Q(
                                        ("solved_on__gte", models.F("visited_on")),
                                        models.Q(("problem", ""), _negated=True),
                                        models.Q(("solution", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="contact_visit_solved_with_solution",
                                violation_error_message="解决日期不能早于走访日期",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactVisitEvent",
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
                                to="organizations.contactvisit",
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
                        (
                            "point",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.contactpoint",
                                verbose_name="联系点",
                            ),
                        ),
                        ("visited_on", models.DateField(verbose_name="走访日期")),
                        ("content", models.TextField(max_length=500, verbose_name="指导内容")),
                        ("problem", models.CharField(blank=True, max_length=200, verbose_name="发现的问题")),
                        ("solved_on", models.DateField(blank=True, editable=False, null=True, verbose_name="解决日期")),
                        (
                            "solution",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="怎样解决"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_e5a821_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Grant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "permission",
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission"),
                        ),
                        (
                            "user",
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL),
                        ),
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
                            "acting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grants",
                                to="organizations.acting",
                                verbose_name="代理",
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
                                fields=("user", "permission", "content_object", "post", "acting"),
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
                    name="GroupTopic",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="topics",
                                to="organizations.body",
                                verbose_name="组织",
                            ),
                        ),
                        ("discussed_on", models.DateField(verbose_name="议事日期")),
                        ("topic", models.CharField(max_length=120, verbose_name="议题")),
                        ("attended", models.PositiveSmallIntegerField(verbose_name="参加人数")),
                        ("conclusion", models.TextField(max_length=500, verbose_name="结果")),
                    ],
                    options={
                        "verbose_name": "居民议事",
                        "verbose_name_plural": "居民议事",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="group_topic_scope")],
                    },
                ),
                migrations.CreateModel(
                    name="GroupTopicEvent",
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
                                to="organizations.grouptopic",
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
                        (
                            "body",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.body",
                                verbose_name="组织",
                            ),
                        ),
                        ("discussed_on", models.DateField(verbose_name="议事日期")),
                        ("topic", models.CharField(max_length=120, verbose_name="议题")),
                        ("attended", models.PositiveSmallIntegerField(verbose_name="参加人数")),
                        ("conclusion", models.TextField(max_length=500, verbose_name="结果")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_6624a4_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Guidance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        (
                            "community_type",
                            models.CharField(
                                choices=[
                                    ("urban", "城镇社区"),
                                    ("village", "村级社区"),
                                    ("transitional", "过渡型社区"),
                                ],
                                max_length=12,
                                verbose_name="社区类型",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        ("document", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("content", models.TextField(max_length=5000, verbose_name="指导意见")),
                        ("issued_on", models.DateField(verbose_name="印发日期")),
                    ],
                    options={
                        "verbose_name": "分类指导",
                        "verbose_name_plural": "分类指导",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="guidance_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="guidance_withdrawn_with_reason",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GuidanceEvent",
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
                                to="organizations.guidance",
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        (
                            "community_type",
                            models.CharField(
                                choices=[
                                    ("urban", "城镇社区"),
                                    ("village", "村级社区"),
                                    ("transitional", "过渡型社区"),
                                ],
                                max_length=12,
                                verbose_name="社区类型",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        ("document", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("content", models.TextField(max_length=5000, verbose_name="指导意见")),
                        ("issued_on", models.DateField(verbose_name="印发日期")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_592b64_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Handover",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handovers",
                                to="organizations.post",
                                verbose_name="任职",
                            ),
                        ),
                        (
                            "leaver",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="移交人",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="接任人",
                            ),
                        ),
                        ("handed_on", models.DateField(verbose_name="移交日期")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="移交说明")),
                        ("lines", models.JSONField(default=list, editable=False, verbose_name="交接清单")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="登记时间"
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "leaver_signed_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="移交人签收时间"),
                        ),
                        (
                            "successor_signed_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="接任人签收时间"),
                        ),
                        (
                            "signed_for_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="代签人",
                            ),
                        ),
                        (
                            "signed_for_because",
                            models.CharField(blank=True, editable=False, max_length=120, verbose_name="代签原因"),
                        ),
                    ],
                    options={
                        "verbose_name": "工作交接",
                        "verbose_name_plural": "工作交接",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="handover_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("leaver", models.F("successor")), _negated=True),
                                name="handover_to_somebody_else",
                                violation_error_message="接任人不能是移交人本人",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_for_because", ""), ("signed_for_by", None)),
                                    models.Q(
                                        ("leaver_signed_at__isnull", False),
                                        ("signed_for_by__isnull", False),
                                        models.Q(("signed_for_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="handover_signed_for_with_reason",
                                violation_error_message="请写明代签原因",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HandoverEvent",
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
                                to="organizations.handover",
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
                        (
                            "post",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.post",
                                verbose_name="任职",
                            ),
                        ),
                        (
                            "leaver",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                                verbose_name="移交人",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                                verbose_name="接任人",
                            ),
                        ),
                        ("handed_on", models.DateField(verbose_name="移交日期")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="移交说明")),
                        ("lines", models.JSONField(default=list, editable=False, verbose_name="交接清单")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="登记时间"
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "leaver_signed_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="移交人签收时间"),
                        ),
                        (
                            "successor_signed_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="接任人签收时间"),
                        ),
                        (
                            "signed_for_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="代签人",
                            ),
                        ),
                        (
                            "signed_for_because",
                            models.CharField(blank=True, editable=False, max_length=120, verbose_name="代签原因"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_86dad9_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MandateTime",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="成员",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.unit",
                                verbose_name="单位",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("hours", models.DecimalField(decimal_places=1, max_digits=5, verbose_name="保证时间（小时）")),
                        ("signed_on", models.DateField(verbose_name="单位确认日期")),
                        ("signed_by", models.CharField(max_length=40, verbose_name="单位确认人")),
                    ],
                    options={
                        "verbose_name": "履职时间保证",
                        "verbose_name_plural": "履职时间保证",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "year"], name="mandate_time_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="mandatetime_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("organization", "person", "year"),
                                name="mandate_time_once_a_year",
                                violation_error_message="这名成员这一年已经登记过",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("hours__gt", 0)),
                                name="mandate_time_hours",
                                violation_error_message="保证时间应大于0",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MandateTimeEvent",
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
                                to="organizations.mandatetime",
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
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
                                verbose_name="成员",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.unit",
                                verbose_name="单位",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("hours", models.DecimalField(decimal_places=1, max_digits=5, verbose_name="保证时间（小时）")),
                        ("signed_on", models.DateField(verbose_name="单位确认日期")),
                        ("signed_by", models.CharField(max_length=40, verbose_name="单位确认人")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_f65648_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MandateWork",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="成员",
                            ),
                        ),
                        ("done_on", models.DateField(verbose_name="日期")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("grid", "联系网格"),
                                    ("visit", "走访党员群众"),
                                    ("project", "办实事"),
                                    ("resource", "协调资源"),
                                    ("survey", "调查研究"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="履职类别",
                            ),
                        ),
                        ("content", models.TextField(max_length=500, verbose_name="履职内容")),
                        ("hours", models.DecimalField(decimal_places=1, max_digits=4, verbose_name="用时（小时）")),
                        ("unit_time", models.BooleanField(default=False, verbose_name="占用单位工作时间")),
                        (
                            "confirmed_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="确认日期"),
                        ),
                    ],
                    options={
                        "verbose_name": "履职记录",
                        "verbose_name_plural": "履职记录",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope", "done_on"], name="mandate_work_scope"),
                            models.Index(fields=["person", "done_on"], name="mandate_work_person"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="mandatework_withdrawn_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("hours__gt", 0), ("hours__lte", 24)),
                                name="mandate_work_hours",
                                violation_error_message="用时应大于0、不超过24小时",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MandateWorkEvent",
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
                                to="organizations.mandatework",
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
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
                                verbose_name="成员",
                            ),
                        ),
                        ("done_on", models.DateField(verbose_name="日期")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("grid", "联系网格"),
                                    ("visit", "走访党员群众"),
                                    ("project", "办实事"),
                                    ("resource", "协调资源"),
                                    ("survey", "调查研究"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="履职类别",
                            ),
                        ),
                        ("content", models.TextField(max_length=500, verbose_name="履职内容")),
                        ("hours", models.DecimalField(decimal_places=1, max_digits=4, verbose_name="用时（小时）")),
                        ("unit_time", models.BooleanField(default=False, verbose_name="占用单位工作时间")),
                        (
                            "confirmed_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="确认日期"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_3cf05a_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Month",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "district",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="months",
                                to="organizations.organization",
                                verbose_name="区",
                            ),
                        ),
                        ("month", models.DateField(verbose_name="月份")),
                        ("computed_at", models.DateTimeField(null=True, verbose_name="计算时间")),
                        ("closed_at", models.DateTimeField(null=True, verbose_name="封账时间")),
                        ("closed_by", models.CharField(blank=True, max_length=80, verbose_name="封账人")),
                        ("reopened_until", models.DateField(blank=True, null=True, verbose_name="重开至")),
                        ("reopened_by_document", models.CharField(blank=True, max_length=120, verbose_name="重开文件")),
                    ],
                    options={
                        "verbose_name": "月度",
                        "verbose_name_plural": "月度",
                        "ordering": ["-month"],
                        "constraints": [
                            models.UniqueConstraint(fields=("district", "month"), name="month_once_a_district"),
                            models.CheckConstraint(condition=models.Q(("month__day", 1)), name="month_is_first_day"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reopened_until", None),
                                    models.Q(("reopened_by_document", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="month_reopened_by_document",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpenDuty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "origin",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="范围",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="组织",
                            ),
                        ),
                        ("scope", models.CharField(db_collation="C", max_length=160)),
                        ("key", models.CharField(max_length=40)),
                        ("opens_on", models.DateField()),
                        ("due_on", models.DateField()),
                        ("amount", models.PositiveIntegerField()),
                        ("record", models.BigIntegerField(null=True)),
                        ("label", models.TextField(blank=True)),
                    ],
                    options={
                        "verbose_name": "待办",
                        "verbose_name_plural": "待办",
                        "indexes": [models.Index(fields=["scope", "key"], name="open_duty_scope")],
                    },
                ),
                migrations.CreateModel(
                    name="Order",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("appointment", "任职"),
                                    ("removal", "免职"),
                                    ("founding", "设立"),
                                    ("dissolution", "撤销"),
                                    ("term", "换届"),
                                ],
                                max_length=12,
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "style",
                            models.CharField(
                                choices=[("notice", "通知"), ("reply", "批复")], max_length=8, verbose_name="文种"
                            ),
                        ),
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="发文日期")),
                        ("issuer", models.CharField(max_length=80, verbose_name="发文单位")),
                        ("scan", models.FileField(blank=True, upload_to="orders/%Y/%m/", verbose_name="文件扫描件")),
                        ("effective_on", models.DateField(verbose_name="生效日期")),
                        (
                            "begun",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="任职",
                            ),
                        ),
                        (
                            "ended",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="免职",
                            ),
                        ),
                        ("session", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="届次")),
                        ("entitled", models.PositiveIntegerField(blank=True, null=True, verbose_name="应到会")),
                        ("present", models.PositiveIntegerField(blank=True, null=True, verbose_name="实到会")),
                        ("result", models.TextField(blank=True, max_length=1000, verbose_name="选举结果说明")),
                    ],
                    options={
                        "verbose_name": "任免文件",
                        "verbose_name_plural": "任免文件",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="order_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="order_withdrawn_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("issued_on", None), ("number", "")),
                                    models.Q(models.Q(("number", ""), _negated=True), ("issued_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="order_number_with_its_day",
                                violation_error_message="文号和发文日期要一起填写",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("number", ""), _negated=True), ("kind", "term"), _connector="OR"
                                ),
                                name="order_has_its_number",
                                violation_error_message="请填写文号",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "term"), ("session__isnull", False), ("session__gt", 0)),
                                    models.Q(models.Q(("kind", "term"), _negated=True), ("session", None)),
                                    _connector="OR",
                                ),
                                name="order_session_of_a_term",
                                violation_error_message="换届要填写届次",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("present", None), ("present__lte", models.F("entitled")), _connector="OR"
                                ),
                                name="order_present_within_entitled",
                                violation_error_message="实到会人数不能多于应到会人数",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("session__isnull", False), ("withdrawn_on", None)),
                                fields=("organization", "session"),
                                name="order_session_once",
                                violation_error_message="这一届已经登记过换届",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrderEvent",
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
                                to="organizations.order",
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("appointment", "任职"),
                                    ("removal", "免职"),
                                    ("founding", "设立"),
                                    ("dissolution", "撤销"),
                                    ("term", "换届"),
                                ],
                                max_length=12,
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "style",
                            models.CharField(
                                choices=[("notice", "通知"), ("reply", "批复")], max_length=8, verbose_name="文种"
                            ),
                        ),
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="发文日期")),
                        ("issuer", models.CharField(max_length=80, verbose_name="发文单位")),
                        ("scan", models.FileField(blank=True, upload_to="orders/%Y/%m/", verbose_name="文件扫描件")),
                        ("effective_on", models.DateField(verbose_name="生效日期")),
                        (
                            "begun",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="任职",
                            ),
                        ),
                        (
                            "ended",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                editable=False,
                                size=None,
                                verbose_name="免职",
                            ),
                        ),
                        ("session", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="届次")),
                        ("entitled", models.PositiveIntegerField(blank=True, null=True, verbose_name="应到会")),
                        ("present", models.PositiveIntegerField(blank=True, null=True, verbose_name="实到会")),
                        ("result", models.TextField(blank=True, max_length=1000, verbose_name="选举结果说明")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_8bdd12_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Organization",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                            models.CharField(
                                blank=True, db_collation="C", editable=False, max_length=240, verbose_name="全拼"
                            ),
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
                                choices=[
                                    ("urban", "城镇社区"),
                                    ("village", "村级社区"),
                                    ("transitional", "过渡型社区"),
                                ],
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
                        ],
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["path"], name="organization_path"),
                            models.Index(fields=["kind", "path"], name="organization_kind_path"),
                            django.contrib.postgres.indexes.GinIndex(
                                core.records.search.Characters("name"), name="organization_name_characters"
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                core.records.search.Readings("pinyin", "initials"), name="organization_readings"
                            ),
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
                                error_messages={"unique": "这个组织编码已经存在"},
                                max_length=40,
                                verbose_name="组织编码",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="组织名称")),
                        ("short_name", models.CharField(blank=True, max_length=40, verbose_name="简称")),
                        (
                            "pinyin",
                            models.CharField(
                                blank=True, db_collation="C", editable=False, max_length=240, verbose_name="全拼"
                            ),
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
                                choices=[
                                    ("urban", "城镇社区"),
                                    ("village", "村级社区"),
                                    ("transitional", "过渡型社区"),
                                ],
                                max_length=12,
                                verbose_name="社区类型",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_3e75c7_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Participation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                    name="Placement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_8e0d61_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Post",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                                condition=models.Q(("term_ends_on__isnull", False)),
                                fields=["term_ends_on"],
                                name="post_term",
                            ),
                        ],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(
                                    (
                                        "position__in",
                                        ["secretary", "full_time_deputy", "leader", "household_head", "director"],
                                    )
                                ),
                                expressions=[("organization", "="), ("position", "="), ("during", "&&")],
                                name="post_single_seat_one_at_a_time",
                                violation_error_message="同一时间这个职务只能由一人担任",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("organization", "="),
                                    ("position", "="),
                                    ("person", "="),
                                    ("during", "&&"),
                                ],
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
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_5a64f9_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Publication",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("selection", "推选人选公示"),
                                    ("development", "发展党员公示"),
                                    ("evaluation", "考评结果公示"),
                                    ("commendation", "评先评优公示"),
                                    ("low_income", "低保对象公示"),
                                    ("welfare_post", "公益性岗位公示"),
                                    ("other_notice", "其他公示"),
                                    ("affairs", "党务居务公开"),
                                    ("funds", "经费收支公开"),
                                    ("agreement", "共建协议公开"),
                                ],
                                max_length=16,
                                verbose_name="种类",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="标题")),
                        ("content", models.TextField(max_length=5000, verbose_name="内容")),
                        ("contact", models.CharField(max_length=80, verbose_name="受理电话和地点")),
                        ("starts_on", models.DateField(verbose_name="开始日期")),
                        ("working_days", models.PositiveSmallIntegerField(verbose_name="公示天数（工作日）")),
                        ("ends_on", models.DateField(editable=False, verbose_name="截止日期")),
                        (
                            "handler",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="受理组织",
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=40, verbose_name="办理事项"
                            ),
                        ),
                        (
                            "subject_id",
                            models.BigIntegerField(blank=True, editable=False, null=True, verbose_name="办理事项编号"),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[("none", "无异议"), ("dismissed", "有异议，不成立"), ("upheld", "异议成立")],
                                editable=False,
                                max_length=12,
                                verbose_name="结果",
                            ),
                        ),
                        (
                            "conclusion",
                            models.TextField(blank=True, editable=False, max_length=500, verbose_name="结果说明"),
                        ),
                        (
                            "concluded_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="办结日期"),
                        ),
                    ],
                    options={
                        "verbose_name": "公示和公开",
                        "verbose_name_plural": "公示和公开",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope", "starts_on"], name="publication_scope"),
                            models.Index(
                                condition=models.Q(("subject", ""), _negated=True),
                                fields=["subject", "subject_id"],
                                name="publication_subject",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="publication_withdrawn_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gt", models.F("starts_on")), ("working_days__gt", 0)),
                                name="publication_has_a_period",
                                violation_error_message="公示天数应大于0",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("concluded_on", None), ("outcome", "")),
                                    models.Q(
                                        ("concluded_on__gt", models.F("ends_on")),
                                        models.Q(("outcome", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="publication_concluded_after_its_end",
                                violation_error_message="期满以后才能办结",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("subject", ""), ("subject_id", None)),
                                    models.Q(models.Q(("subject", ""), _negated=True), ("subject_id__isnull", False)),
                                    _connector="OR",
                                ),
                                name="publication_subject_is_whole",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None), models.Q(("subject", ""), _negated=True)),
                                fields=("subject", "subject_id"),
                                name="publication_once_for_a_subject",
                                violation_error_message="这件事正在公示",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublicationEvent",
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
                                to="organizations.publication",
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("selection", "推选人选公示"),
                                    ("development", "发展党员公示"),
                                    ("evaluation", "考评结果公示"),
                                    ("commendation", "评先评优公示"),
                                    ("low_income", "低保对象公示"),
                                    ("welfare_post", "公益性岗位公示"),
                                    ("other_notice", "其他公示"),
                                    ("affairs", "党务居务公开"),
                                    ("funds", "经费收支公开"),
                                    ("agreement", "共建协议公开"),
                                ],
                                max_length=16,
                                verbose_name="种类",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="标题")),
                        ("content", models.TextField(max_length=5000, verbose_name="内容")),
                        ("contact", models.CharField(max_length=80, verbose_name="受理电话和地点")),
                        ("starts_on", models.DateField(verbose_name="开始日期")),
                        ("working_days", models.PositiveSmallIntegerField(verbose_name="公示天数（工作日）")),
                        ("ends_on", models.DateField(editable=False, verbose_name="截止日期")),
                        (
                            "handler",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.organization",
                                verbose_name="受理组织",
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=40, verbose_name="办理事项"
                            ),
                        ),
                        (
                            "subject_id",
                            models.BigIntegerField(blank=True, editable=False, null=True, verbose_name="办理事项编号"),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[("none", "无异议"), ("dismissed", "有异议，不成立"), ("upheld", "异议成立")],
                                editable=False,
                                max_length=12,
                                verbose_name="结果",
                            ),
                        ),
                        (
                            "conclusion",
                            models.TextField(blank=True, editable=False, max_length=500, verbose_name="结果说明"),
                        ),
                        (
                            "concluded_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="办结日期"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_947fed_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublicationObjection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "publication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="objections",
                                to="organizations.publication",
                                verbose_name="公示",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("letter", "书面署名"),
                                    ("visit", "来访"),
                                    ("phone", "电话"),
                                    ("portal", "登录提出"),
                                ],
                                max_length=8,
                                verbose_name="提出方式",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=40, verbose_name="提出人")),
                        (
                            "raised_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("raised_on", models.DateField(verbose_name="提出日期")),
                        (
                            "about",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=80, verbose_name="针对"
                            ),
                        ),
                        ("text", models.TextField(max_length=500, verbose_name="异议内容")),
                        ("answer", models.TextField(blank=True, editable=False, max_length=500, verbose_name="答复")),
                        ("upheld", models.BooleanField(default=False, editable=False, verbose_name="异议成立")),
                        (
                            "answered_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="答复日期"),
                        ),
                    ],
                    options={
                        "verbose_name": "异议",
                        "verbose_name_plural": "异议",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="publication_objection_scope"),
                            models.Index(
                                condition=models.Q(("answered_on", None)),
                                fields=["publication"],
                                name="publication_objection_open",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_on", None), ("upheld", False)),
                                    models.Q(
                                        ("answered_on__gte", models.F("raised_on")),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="publication_objection_answered",
                                violation_error_message="请填写答复",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("channel__in", ["letter", "visit"]), _negated=True),
                                    models.Q(("name", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="publication_objection_signed",
                                violation_error_message="书面和来访的异议要写明提出人",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("channel", "portal"), _negated=True),
                                    ("raised_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="publication_objection_of_an_account",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublicationObjectionEvent",
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
                                to="organizations.publicationobjection",
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
                        (
                            "publication",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.publication",
                                verbose_name="公示",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("letter", "书面署名"),
                                    ("visit", "来访"),
                                    ("phone", "电话"),
                                    ("portal", "登录提出"),
                                ],
                                max_length=8,
                                verbose_name="提出方式",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=40, verbose_name="提出人")),
                        (
                            "raised_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("raised_on", models.DateField(verbose_name="提出日期")),
                        (
                            "about",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=80, verbose_name="针对"
                            ),
                        ),
                        ("text", models.TextField(max_length=500, verbose_name="异议内容")),
                        ("answer", models.TextField(blank=True, editable=False, max_length=500, verbose_name="答复")),
                        ("upheld", models.BooleanField(default=False, editable=False, verbose_name="异议成立")),
                        (
                            "answered_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="答复日期"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_9762dd_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublicationPlace",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "publication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="places",
                                to="organizations.publication",
                                verbose_name="公示",
                            ),
                        ),
                        ("place", models.CharField(max_length=80, verbose_name="张贴地点")),
                        ("posted_on", models.DateField(verbose_name="张贴日期")),
                        ("photo", models.FileField(blank=True, upload_to="publications/%Y/%m/", verbose_name="照片")),
                    ],
                    options={
                        "verbose_name": "张贴地点",
                        "verbose_name_plural": "张贴地点",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="publication_place_scope")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("publication", "place"),
                                name="publication_posted_once_at_a_place",
                                violation_error_message="这个地点已经登记过",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublicationPlaceEvent",
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
                                to="organizations.publicationplace",
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
                        (
                            "publication",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.publication",
                                verbose_name="公示",
                            ),
                        ),
                        ("place", models.CharField(max_length=80, verbose_name="张贴地点")),
                        ("posted_on", models.DateField(verbose_name="张贴日期")),
                        ("photo", models.FileField(blank=True, upload_to="publications/%Y/%m/", verbose_name="照片")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_618411_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Renaming",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="renamings",
                                to="organizations.organization",
                                verbose_name="组织",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="生效日期")),
                        ("old_name", models.CharField(max_length=80, verbose_name="原名称")),
                        ("name", models.CharField(max_length=80, verbose_name="新名称")),
                        ("short_name", models.CharField(blank=True, max_length=40, verbose_name="新简称")),
                        ("document", models.CharField(blank=True, max_length=120, verbose_name="依据文件")),
                    ],
                    options={
                        "verbose_name": "更名",
                        "verbose_name_plural": "更名",
                        "ordering": ["organization", "on"],
                        "constraints": [
                            models.UniqueConstraint(fields=("organization", "on"), name="renaming_once_a_day")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reorganization",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("merge", "合并"),
                                    ("split", "拆分"),
                                    ("upgrade", "升格"),
                                    ("classify", "改类"),
                                ],
                                max_length=8,
                                verbose_name="调整方式",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="生效日期")),
                        ("document", models.CharField(max_length=120, verbose_name="批准文件")),
                        (
                            "target",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged_into",
                                to="organizations.organization",
                                verbose_name="并入的组织",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=80, verbose_name="新组织名称")),
                        ("code", models.CharField(blank=True, max_length=40, verbose_name="新组织编码")),
                        ("own_name", models.CharField(blank=True, max_length=80, verbose_name="原支部改称")),
                        (
                            "community_type",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("urban", "城镇社区"),
                                    ("village", "村级社区"),
                                    ("transitional", "过渡型社区"),
                                ],
                                max_length=12,
                                verbose_name="社区类型",
                            ),
                        ),
                        (
                            "parts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="随同划出的组织",
                            ),
                        ),
                        (
                            "persons",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="随同划出的党员",
                            ),
                        ),
                        (
                            "made",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="新设的组织",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "待生效"),
                                    ("done", "已生效"),
                                    ("withdrawn", "已撤回"),
                                    ("refused", "未能生效"),
                                ],
                                default="waiting",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        (
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                    ],
                    options={
                        "verbose_name": "机构调整",
                        "verbose_name_plural": "机构调整",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="reorganization_scope"),
                            models.Index(
                                condition=models.Q(("state", "waiting")), fields=["on"], name="reorganization_waiting"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "waiting")),
                                fields=("organization",),
                                name="reorganization_one_waiting",
                                violation_error_message="这个组织已有一项待生效的机构调整，请先撤回",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "merge"), ("target__isnull", False)),
                                    models.Q(models.Q(("kind", "merge"), _negated=True), ("target__isnull", True)),
                                    _connector="OR",
                                ),
                                name="reorganization_merger_has_target",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Role",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    name="RosterBatch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        ("reference", models.CharField(max_length=32, unique=True, verbose_name="批次号")),
                        ("subject", models.CharField(max_length=24, verbose_name="名册")),
                        ("file_name", models.CharField(max_length=200, verbose_name="文件名")),
                        ("file_sha256", models.CharField(max_length=64)),
                        ("signature", models.CharField(blank=True, max_length=64)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("reading", "读取中"),
                                    ("previewed", "待确认"),
                                    ("writing", "导入中"),
                                    ("committed", "已导入"),
                                    ("undone", "已撤销"),
                                    ("failed", "未能读取"),
                                    ("discarded", "已放弃"),
                                ],
                                default="reading",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("since", models.DateField(verbose_name="起始日期")),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="上传人",
                            ),
                        ),
                        (
                            "uploaded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="上传时间"),
                        ),
                        ("committed_at", models.DateTimeField(null=True, verbose_name="导入时间")),
                        (
                            "committed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="导入人",
                            ),
                        ),
                        ("handed_out_at", models.DateTimeField(null=True, verbose_name="发放单打印时间")),
                        ("undone_at", models.DateTimeField(null=True, verbose_name="撤销时间")),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ordered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("skip_invalid", models.BooleanField(default=False, verbose_name="跳过有问题的行")),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("rows", models.PositiveIntegerField(default=0, verbose_name="总行数")),
                        ("valid", models.PositiveIntegerField(default=0, verbose_name="有效行")),
                        ("created", models.PositiveIntegerField(default=0, verbose_name="新增")),
                        ("updated", models.PositiveIntegerField(default=0, verbose_name="更新")),
                        ("unchanged", models.PositiveIntegerField(default=0, verbose_name="无变化")),
                        ("faulty", models.PositiveIntegerField(default=0, verbose_name="有错误的行")),
                        ("doubtful", models.PositiveIntegerField(default=0, verbose_name="待确认的行")),
                        ("problems", models.JSONField(default=list, verbose_name="问题")),
                        ("sample", models.JSONField(default=list, verbose_name="有问题的行")),
                        ("preview", models.JSONField(default=list, verbose_name="将要办理的")),
                        ("unused", models.JSONField(default=list, verbose_name="没有用到的列")),
                    ],
                    options={
                        "verbose_name": "名册批次",
                        "verbose_name_plural": "名册批次",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "-uploaded_at"], name="roster_batch_scope")],
                    },
                ),
                migrations.CreateModel(
                    name="RosterChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="organizations.rosterbatch",
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[("created", "新增"), ("changed", "修改"), ("removed", "删除")], max_length=8
                            ),
                        ),
                        ("model", models.CharField(max_length=64)),
                        ("record", models.BigIntegerField()),
                        ("group", models.CharField(blank=True, max_length=80)),
                        ("mark", models.CharField(blank=True, max_length=64)),
                        ("before", models.JSONField(default=dict)),
                    ],
                    options={
                        "verbose_name": "名册变动",
                        "verbose_name_plural": "名册变动",
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["batch", "model"], name="roster_change_batch")],
                    },
                ),
                migrations.CreateModel(
                    name="SeatPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
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
                        ("seats", models.PositiveSmallIntegerField(verbose_name="核定人数")),
                        ("since", models.DateField(verbose_name="核定日期")),
                        ("document", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                    ],
                    options={
                        "verbose_name": "核定职数",
                        "verbose_name_plural": "核定职数",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="seat_plan_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="seatplan_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("organization", "position", "since"),
                                name="seat_plan_once_a_day",
                                violation_error_message="这一天已经核定过这个职务的人数，请更正那一条",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("seats__lte", 99)),
                                name="seat_plan_seats",
                                violation_error_message="核定人数不能超过99",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SeatPlanEvent",
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
                                to="organizations.seatplan",
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
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
                        ("seats", models.PositiveSmallIntegerField(verbose_name="核定人数")),
                        ("since", models.DateField(verbose_name="核定日期")),
                        ("document", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_81e8d9_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StaffFigure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        (
                            "total",
                            models.PositiveIntegerField(
                                validators=[django.core.validators.MinValueValidator(1)], verbose_name="社区工作者人数"
                            ),
                        ),
                        ("college", models.PositiveIntegerField(verbose_name="大专及以上人数")),
                        (
                            "mean_age",
                            models.DecimalField(
                                decimal_places=1,
                                max_digits=3,
                                validators=[
                                    django.core.validators.MinValueValidator(18),
                                    django.core.validators.MaxValueValidator(70),
                                ],
                                verbose_name="平均年龄",
                            ),
                        ),
                        ("source", models.CharField(max_length=120, verbose_name="数字来源")),
                    ],
                    options={
                        "verbose_name": "社区工作者历年数字",
                        "verbose_name_plural": "社区工作者历年数字",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="staff_figure_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="stafffigure_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("organization", "year"),
                                name="staff_figure_once_a_year",
                                violation_error_message="这一年的数字已经登记，请更正那一条",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("college__lte", models.F("total"))),
                                name="staff_figure_college_of_all",
                                violation_error_message="大专及以上人数不能超过社区工作者人数",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StaffFigureEvent",
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
                                to="organizations.stafffigure",
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        (
                            "total",
                            models.PositiveIntegerField(
                                validators=[django.core.validators.MinValueValidator(1)], verbose_name="社区工作者人数"
                            ),
                        ),
                        ("college", models.PositiveIntegerField(verbose_name="大专及以上人数")),
                        (
                            "mean_age",
                            models.DecimalField(
                                decimal_places=1,
                                max_digits=3,
                                validators=[
                                    django.core.validators.MinValueValidator(18),
                                    django.core.validators.MaxValueValidator(70),
                                ],
                                verbose_name="平均年龄",
                            ),
                        ),
                        ("source", models.CharField(max_length=120, verbose_name="数字来源")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_361bcb_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StationedStaff",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="派驻人员",
                            ),
                        ),
                        (
                            "trade",
                            models.CharField(
                                choices=[
                                    ("police", "公安（社区民警）"),
                                    ("justice", "司法行政"),
                                    ("urban", "城市管理"),
                                    ("health", "卫生健康"),
                                    ("civil", "民政"),
                                    ("labour", "人力资源和社会保障"),
                                    ("market", "市场监管"),
                                    ("emergency", "应急和消防"),
                                    ("housing", "住房和物业管理"),
                                    ("reserve", "后备干部挂职"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="行业",
                            ),
                        ),
                        ("department", models.CharField(max_length=80, verbose_name="派出部门")),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.unit",
                                verbose_name="派出单位（辖区单位）",
                            ),
                        ),
                        ("tasks", models.TextField(max_length=500, verbose_name="工作职责")),
                        ("hours", models.CharField(blank=True, max_length=80, verbose_name="驻社区时间")),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                    ],
                    options={
                        "verbose_name": "派驻人员",
                        "verbose_name_plural": "派驻人员",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="stationed_scope"),
                            models.Index(fields=["person"], name="stationed_person"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="stationedstaff_withdrawn_with_reason",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                expressions=[("organization", "="), ("person", "="), ("during", "&&")],
                                name="stationed_once_at_a_time",
                                violation_error_message="此人在这段时间已派驻这个社区",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("during__isempty", False)), name="stationed_during_not_empty"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StationedStaffEvent",
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
                                to="organizations.stationedstaff",
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
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
                                verbose_name="派驻人员",
                            ),
                        ),
                        (
                            "trade",
                            models.CharField(
                                choices=[
                                    ("police", "公安（社区民警）"),
                                    ("justice", "司法行政"),
                                    ("urban", "城市管理"),
                                    ("health", "卫生健康"),
                                    ("civil", "民政"),
                                    ("labour", "人力资源和社会保障"),
                                    ("market", "市场监管"),
                                    ("emergency", "应急和消防"),
                                    ("housing", "住房和物业管理"),
                                    ("reserve", "后备干部挂职"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="行业",
                            ),
                        ),
                        ("department", models.CharField(max_length=80, verbose_name="派出部门")),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.unit",
                                verbose_name="派出单位（辖区单位）",
                            ),
                        ),
                        ("tasks", models.TextField(max_length=500, verbose_name="工作职责")),
                        ("hours", models.CharField(blank=True, max_length=80, verbose_name="驻社区时间")),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_ebb3ae_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StationedTask",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "staff",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matters",
                                to="organizations.stationedstaff",
                                verbose_name="派驻人员",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("coordination", "协调事项"), ("supervision", "监督意见")],
                                max_length=12,
                                verbose_name="类别",
                            ),
                        ),
                        ("matter", models.TextField(max_length=300, verbose_name="事项")),
                        ("asked_on", models.DateField(verbose_name="提出日期")),
                        ("due_on", models.DateField(verbose_name="办理期限")),
                        ("done_on", models.DateField(blank=True, editable=False, null=True, verbose_name="办结日期")),
                        (
                            "outcome",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="办理结果"),
                        ),
                    ],
                    options={
                        "verbose_name": "派驻人员协调事项",
                        "verbose_name_plural": "派驻人员协调事项",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="stationed_task_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gte", models.F("asked_on"))),
                                name="stationed_task_due_after_asked",
                                violation_error_message="办理期限不能早于提出日期",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_on", None), ("outcome", "")),
                                    models.Q(
                                        ("done_on__gte", models.F("asked_on")), models.Q(("outcome", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="stationed_task_done_with_outcome",
                                violation_error_message="办结日期不能早于提出日期",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StationedTaskEvent",
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
                                to="organizations.stationedtask",
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
                        (
                            "staff",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.stationedstaff",
                                verbose_name="派驻人员",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("coordination", "协调事项"), ("supervision", "监督意见")],
                                max_length=12,
                                verbose_name="类别",
                            ),
                        ),
                        ("matter", models.TextField(max_length=300, verbose_name="事项")),
                        ("asked_on", models.DateField(verbose_name="提出日期")),
                        ("due_on", models.DateField(verbose_name="办理期限")),
                        ("done_on", models.DateField(blank=True, editable=False, null=True, verbose_name="办结日期")),
                        (
                            "outcome",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="办理结果"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_ce3c0f_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StreetReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        ("reported_on", models.DateField(verbose_name="报告日期")),
                        ("content", models.TextField(max_length=6000, verbose_name="报告内容")),
                    ],
                    options={
                        "verbose_name": "街道年度工作报告",
                        "verbose_name_plural": "街道年度工作报告",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="street_report_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="streetreport_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("organization", "year", "title"),
                                name="street_report_once",
                                violation_error_message="这份报告已经登记",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StreetReportEvent",
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
                                to="organizations.streetreport",
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        ("reported_on", models.DateField(verbose_name="报告日期")),
                        ("content", models.TextField(max_length=6000, verbose_name="报告内容")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_3c84e3_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Threshold",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                    name="Training",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="培训名称")),
                        (
                            "form",
                            models.CharField(
                                choices=[
                                    ("class", "专题培训班"),
                                    ("seminar", "研讨班"),
                                    ("exchange", "典型交流"),
                                    ("study_visit", "考察学习"),
                                    ("attachment", "挂职培训"),
                                ],
                                max_length=16,
                                verbose_name="形式",
                            ),
                        ),
                        (
                            "purposes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("induction", "任职培训"),
                                        ("refresher", "岗位轮训"),
                                        ("procedure", "发展党员程序培训"),
                                        ("cadre", "社区干部轮训"),
                                        ("grid", "网格责任人培训"),
                                        ("activist", "入党积极分子培训"),
                                        ("target", "发展对象集中培训"),
                                    ],
                                    max_length=16,
                                ),
                                size=None,
                                verbose_name="培训类别",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="开始日期")),
                        ("ends_on", models.DateField(verbose_name="结束日期")),
                        ("hours", models.DecimalField(decimal_places=1, max_digits=5, verbose_name="学时")),
                        ("place", models.CharField(blank=True, max_length=80, verbose_name="地点")),
                        ("content", models.TextField(max_length=1000, verbose_name="课程内容")),
                    ],
                    options={
                        "verbose_name": "培训",
                        "verbose_name_plural": "培训",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "ends_on"], name="training_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="training_withdrawn_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="training_ends_after_it_starts",
                                violation_error_message="结束日期不能早于开始日期",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("hours__gt", 0)),
                                name="training_has_hours",
                                violation_error_message="学时应大于0",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("purposes", []), _negated=True), name="training_has_purposes"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrainingAttendance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "training",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="organizations.training",
                                verbose_name="培训",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="参加人员",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[("passed", "结业（考核合格）"), ("incomplete", "未结业"), ("absent", "缺席")],
                                default="passed",
                                max_length=12,
                                verbose_name="结果",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "培训参加情况",
                        "verbose_name_plural": "培训参加情况",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="training_attendance_scope"),
                            models.Index(fields=["person"], name="training_attendance_person"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("training", "person"),
                                name="training_attended_once",
                                violation_error_message="此人已登记在这次培训里",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrainingAttendanceEvent",
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
                                to="organizations.trainingattendance",
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
                        (
                            "training",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.training",
                                verbose_name="培训",
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
                                verbose_name="参加人员",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[("passed", "结业（考核合格）"), ("incomplete", "未结业"), ("absent", "缺席")],
                                default="passed",
                                max_length=12,
                                verbose_name="结果",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_db0074_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrainingEvent",
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
                                to="organizations.training",
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="培训名称")),
                        (
                            "form",
                            models.CharField(
                                choices=[
                                    ("class", "专题培训班"),
                                    ("seminar", "研讨班"),
                                    ("exchange", "典型交流"),
                                    ("study_visit", "考察学习"),
                                    ("attachment", "挂职培训"),
                                ],
                                max_length=16,
                                verbose_name="形式",
                            ),
                        ),
                        (
                            "purposes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("induction", "任职培训"),
                                        ("refresher", "岗位轮训"),
                                        ("procedure", "发展党员程序培训"),
                                        ("cadre", "社区干部轮训"),
                                        ("grid", "网格责任人培训"),
                                        ("activist", "入党积极分子培训"),
                                        ("target", "发展对象集中培训"),
                                    ],
                                    max_length=16,
                                ),
                                size=None,
                                verbose_name="培训类别",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="开始日期")),
                        ("ends_on", models.DateField(verbose_name="结束日期")),
                        ("hours", models.DecimalField(decimal_places=1, max_digits=5, verbose_name="学时")),
                        ("place", models.CharField(blank=True, max_length=80, verbose_name="地点")),
                        ("content", models.TextField(max_length=1000, verbose_name="课程内容")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_5c5016_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TwoNewItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="organizations.twoneworganization",
                                verbose_name="两新组织",
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[("base", "八有"), ("new", "四有")], max_length=4, verbose_name="类别"
                            ),
                        ),
                        ("label", models.CharField(max_length=40, verbose_name="项目")),
                        ("since", models.DateField(blank=True, null=True, verbose_name="具备日期")),
                        ("evidence", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                    ],
                    options={
                        "verbose_name": "八有四有",
                        "verbose_name_plural": "八有四有",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="two_new_item_scope")],
                        "constraints": [
                            models.UniqueConstraint(fields=("entry", "label"), name="two_new_item_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("evidence", ""), ("since", None)),
                                    models.Q(("since__isnull", False), models.Q(("evidence", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="two_new_item_with_evidence",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TwoNewItemEvent",
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
                                to="organizations.twonewitem",
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
                        (
                            "entry",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.twoneworganization",
                                verbose_name="两新组织",
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[("base", "八有"), ("new", "四有")], max_length=4, verbose_name="类别"
                            ),
                        ),
                        ("label", models.CharField(max_length=40, verbose_name="项目")),
                        ("since", models.DateField(blank=True, null=True, verbose_name="具备日期")),
                        ("evidence", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_30cc02_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TwoNewOrganization",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.unit",
                                verbose_name="单位",
                            ),
                        ),
                        (
                            "size",
                            models.CharField(
                                blank=True,
                                choices=[("large", "规模以上（大）"), ("medium", "中型"), ("small", "小型")],
                                max_length=8,
                                verbose_name="企业规模",
                            ),
                        ),
                        ("restructured", models.BooleanField(default=False, verbose_name="改制企业")),
                        (
                            "superior",
                            models.CharField(
                                choices=[
                                    ("district_committee", "区非公有制企业党委"),
                                    ("street", "街道综合党组织"),
                                    ("supervising", "业务主管单位党组织"),
                                    ("association", "行业协会党委"),
                                ],
                                max_length=20,
                                verbose_name="隶属",
                            ),
                        ),
                        ("superior_name", models.CharField(max_length=80, verbose_name="上级党组织名称")),
                        ("settled_on", models.DateField(verbose_name="隶属日期")),
                    ],
                    options={
                        "verbose_name": "两新组织",
                        "verbose_name_plural": "两新组织",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="two_new_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="twoneworganization_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("unit",),
                                name="two_new_once",
                                violation_error_message="这家单位已经登记",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TwoNewOrganizationEvent",
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
                                to="organizations.twoneworganization",
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.unit",
                                verbose_name="单位",
                            ),
                        ),
                        (
                            "size",
                            models.CharField(
                                blank=True,
                                choices=[("large", "规模以上（大）"), ("medium", "中型"), ("small", "小型")],
                                max_length=8,
                                verbose_name="企业规模",
                            ),
                        ),
                        ("restructured", models.BooleanField(default=False, verbose_name="改制企业")),
                        (
                            "superior",
                            models.CharField(
                                choices=[
                                    ("district_committee", "区非公有制企业党委"),
                                    ("street", "街道综合党组织"),
                                    ("supervising", "业务主管单位党组织"),
                                    ("association", "行业协会党委"),
                                ],
                                max_length=20,
                                verbose_name="隶属",
                            ),
                        ),
                        ("superior_name", models.CharField(max_length=80, verbose_name="上级党组织名称")),
                        ("settled_on", models.DateField(verbose_name="隶属日期")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_3c3f31_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Unit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "party_name",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=80, verbose_name="党组织名称"
                            ),
                        ),
                        ("full_members", models.PositiveIntegerField(blank=True, null=True, verbose_name="正式党员数")),
                        (
                            "district_organ",
                            models.BooleanField(db_default=False, default=False, verbose_name="区直机关单位"),
                        ),
                    ],
                    options={
                        "verbose_name": "辖区单位",
                        "verbose_name_plural": "辖区单位",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="unit_scope"),
                            django.contrib.postgres.indexes.GinIndex(
                                core.records.search.Characters("name"), name="unit_name_characters"
                            ),
                        ],
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
                        (
                            "party_name",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=80, verbose_name="党组织名称"
                            ),
                        ),
                        ("full_members", models.PositiveIntegerField(blank=True, null=True, verbose_name="正式党员数")),
                        (
                            "district_organ",
                            models.BooleanField(db_default=False, default=False, verbose_name="区直机关单位"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_69de0b_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UnitPresence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "instructor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="党建指导员",
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
                    name="Venue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        ("kind", models.CharField(max_length=40, verbose_name="类型")),
                        ("acquisition", models.CharField(max_length=20, verbose_name="取得方式")),
                        (
                            "funding",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20), size=None, verbose_name="经费来源"
                            ),
                        ),
                        ("address", models.CharField(max_length=120, verbose_name="地址")),
                        ("area", models.DecimalField(decimal_places=1, max_digits=8, verbose_name="面积（平方米）")),
                        ("services", models.CharField(max_length=300, verbose_name="服务项目")),
                        ("hours", models.CharField(max_length=120, verbose_name="开放时间")),
                        ("opened_on", models.DateField(verbose_name="启用日期")),
                        ("closed_on", models.DateField(blank=True, editable=False, null=True, verbose_name="停用日期")),
                    ],
                    options={
                        "verbose_name": "阵地",
                        "verbose_name_plural": "阵地",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="venue_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="venue_withdrawn_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("area__gt", 0)),
                                name="venue_area",
                                violation_error_message="面积应大于0",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("funding", []), _negated=True), name="venue_funding"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_on", None), ("closed_on__gt", models.F("opened_on")), _connector="OR"
                                ),
                                name="venue_closed_after_opened",
                                violation_error_message="停用日期必须晚于启用日期",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VenueEvent",
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
                                to="organizations.venue",
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        ("kind", models.CharField(max_length=40, verbose_name="类型")),
                        ("acquisition", models.CharField(max_length=20, verbose_name="取得方式")),
                        (
                            "funding",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20), size=None, verbose_name="经费来源"
                            ),
                        ),
                        ("address", models.CharField(max_length=120, verbose_name="地址")),
                        ("area", models.DecimalField(decimal_places=1, max_digits=8, verbose_name="面积（平方米）")),
                        ("services", models.CharField(max_length=300, verbose_name="服务项目")),
                        ("hours", models.CharField(max_length=120, verbose_name="开放时间")),
                        ("opened_on", models.DateField(verbose_name="启用日期")),
                        ("closed_on", models.DateField(blank=True, editable=False, null=True, verbose_name="停用日期")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_dcd975_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkingRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        ("number", models.PositiveSmallIntegerField(editable=False, verbose_name="版本")),
                        ("content", models.TextField(max_length=20000, verbose_name="正文")),
                        ("change", models.TextField(blank=True, max_length=500, verbose_name="修订说明")),
                        ("adopted_on", models.DateField(verbose_name="通过日期")),
                        ("adopted_by", models.CharField(max_length=80, verbose_name="通过的会议")),
                        ("effective_on", models.DateField(verbose_name="施行日期")),
                        (
                            "published_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="公布日期"),
                        ),
                    ],
                    options={
                        "verbose_name": "工作细则",
                        "verbose_name_plural": "工作细则",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="working_rule_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="workingrule_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                fields=("organization", "title", "number"), name="working_rule_version_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("effective_on__gte", models.F("adopted_on"))),
                                name="working_rule_effective_after_adoption",
                                violation_error_message="施行日期不能早于通过日期",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("published_on", None),
                                    ("published_on__gte", models.F("adopted_on")),
                                    _connector="OR",
                                ),
                                name="working_rule_published_after_adoption",
                                violation_error_message="公布日期不能早于通过日期",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkingRuleEvent",
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
                                to="organizations.workingrule",
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        ("number", models.PositiveSmallIntegerField(editable=False, verbose_name="版本")),
                        ("content", models.TextField(max_length=20000, verbose_name="正文")),
                        ("change", models.TextField(blank=True, max_length=500, verbose_name="修订说明")),
                        ("adopted_on", models.DateField(verbose_name="通过日期")),
                        ("adopted_by", models.CharField(max_length=80, verbose_name="通过的会议")),
                        ("effective_on", models.DateField(verbose_name="施行日期")),
                        (
                            "published_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="公布日期"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_6936ed_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="YearPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("plan", "年度工作计划"), ("statement", "责任状")],
                                max_length=12,
                                verbose_name="种类",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        (
                            "superior",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="下达组织",
                            ),
                        ),
                        ("content", models.TextField(max_length=2000, verbose_name="主要任务和措施")),
                        ("signed_on", models.DateField(blank=True, null=True, verbose_name="签订或通过日期")),
                        ("signed_by", models.CharField(blank=True, max_length=80, verbose_name="双方签字人")),
                        (
                            "grade",
                            models.CharField(
                                blank=True,
                                choices=[("excellent", "优秀"), ("qualified", "合格"), ("unqualified", "不合格")],
                                editable=False,
                                max_length=12,
                                verbose_name="年终考核结果",
                            ),
                        ),
                        (
                            "conclusion",
                            models.TextField(blank=True, editable=False, max_length=1000, verbose_name="年终情况"),
                        ),
                        ("reward", models.CharField(blank=True, editable=False, max_length=120, verbose_name="奖惩")),
                        (
                            "concluded_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="考核日期"),
                        ),
                    ],
                    options={
                        "verbose_name": "年度计划和责任状",
                        "verbose_name_plural": "年度计划和责任状",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "year"], name="year_plan_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="yearplan_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("organization", "year", "kind"),
                                name="year_plan_once_a_year",
                                violation_error_message="这个组织这一年已经登记过",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "plan"), ("superior", None)),
                                    models.Q(("kind", "statement"), ("superior__isnull", False)),
                                    _connector="OR",
                                ),
                                name="year_plan_statement_has_superior",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("concluded_on", None), ("grade", "")),
                                    models.Q(
                                        ("concluded_on__isnull", False),
                                        ("signed_on__isnull", False),
                                        models.Q(("grade", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="year_plan_concluded_with_grade",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="YearPlanEvent",
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
                                to="organizations.yearplan",
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
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("plan", "年度工作计划"), ("statement", "责任状")],
                                max_length=12,
                                verbose_name="种类",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        (
                            "superior",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.organization",
                                verbose_name="下达组织",
                            ),
                        ),
                        ("content", models.TextField(max_length=2000, verbose_name="主要任务和措施")),
                        ("signed_on", models.DateField(blank=True, null=True, verbose_name="签订或通过日期")),
                        ("signed_by", models.CharField(blank=True, max_length=80, verbose_name="双方签字人")),
                        (
                            "grade",
                            models.CharField(
                                blank=True,
                                choices=[("excellent", "优秀"), ("qualified", "合格"), ("unqualified", "不合格")],
                                editable=False,
                                max_length=12,
                                verbose_name="年终考核结果",
                            ),
                        ),
                        (
                            "conclusion",
                            models.TextField(blank=True, editable=False, max_length=1000, verbose_name="年终情况"),
                        ),
                        ("reward", models.CharField(blank=True, editable=False, max_length=120, verbose_name="奖惩")),
                        (
                            "concluded_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="考核日期"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_f12247_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="YearTarget",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="targets",
                                to="organizations.yearplan",
                                verbose_name="计划",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="目标")),
                        ("wanted", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="目标值")),
                        ("unit", models.CharField(max_length=12, verbose_name="单位")),
                        ("due_on", models.DateField(verbose_name="完成期限")),
                        (
                            "done",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                editable=False,
                                max_digits=10,
                                null=True,
                                verbose_name="完成值",
                            ),
                        ),
                        (
                            "result",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="完成情况"),
                        ),
                    ],
                    options={
                        "verbose_name": "年度目标",
                        "verbose_name_plural": "年度目标",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="year_target_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("wanted__gt", 0)),
                                name="year_target_wanted",
                                violation_error_message="目标值应大于0",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("done", None), ("done__gte", 0), _connector="OR"),
                                name="year_target_done",
                                violation_error_message="完成值不能小于0",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="YearTargetEvent",
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
                                to="organizations.yeartarget",
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
                        (
                            "plan",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.yearplan",
                                verbose_name="计划",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="目标")),
                        ("wanted", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="目标值")),
                        ("unit", models.CharField(max_length=12, verbose_name="单位")),
                        ("due_on", models.DateField(verbose_name="完成期限")),
                        (
                            "done",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                editable=False,
                                max_digits=10,
                                null=True,
                                verbose_name="完成值",
                            ),
                        ),
                        (
                            "result",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="完成情况"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_020651_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GroupGrant",
                    fields=[],
                    options={
                        "indexes": [],
                        "constraints": [],
                        "proxy": True,
                    },
                    bases=("guardian.groupobjectpermission",),
                ),
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
                    model_name="order",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="913eff49dbebf83f1fb42a34b8ca1aa16854dbe1",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_7e380",
                            table="organizations_order",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="order",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="d0f4096a27b67d0a02e6949d94dd47d8991d44ac",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_50da9",
                            table="organizations_order",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="order",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."begun" IS DISTINCT FROM (NEW."begun") OR OLD."effective_on" IS DISTINCT FROM (NEW."effective_on") OR OLD."ended" IS DISTINCT FROM (NEW."ended") OR OLD."entitled" IS DISTINCT FROM (NEW."entitled") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."issued_on" IS DISTINCT FROM (NEW."issued_on") OR OLD."issuer" IS DISTINCT FROM (NEW."issuer") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."present" IS DISTINCT FROM (NEW."present") OR OLD."result" IS DISTINCT FROM (NEW."result") OR OLD."scan" IS DISTINCT FROM (NEW."scan") OR OLD."session" IS DISTINCT FROM (NEW."session") OR OLD."style" IS DISTINCT FROM (NEW."style") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "organizations_orderevent" ("begun", "effective_on", "ended", "entitled", "id", "issued_on", "issuer", "kind", "number", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present", "result", "scan", "session", "style", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."begun", OLD."effective_on", OLD."ended", OLD."entitled", OLD."id", OLD."issued_on", OLD."issuer", OLD."kind", OLD."number", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."present", OLD."result", OLD."scan", OLD."session", OLD."style", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="91bfc77c957534b48935f6d49166170b17ee4fcc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f4954",
                            table="organizations_order",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="order",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_orderevent" ("begun", "effective_on", "ended", "entitled", "id", "issued_on", "issuer", "kind", "number", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present", "result", "scan", "session", "style", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."begun", OLD."effective_on", OLD."ended", OLD."entitled", OLD."id", OLD."issued_on", OLD."issuer", OLD."kind", OLD."number", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."present", OLD."result", OLD."scan", OLD."session", OLD."style", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="a986357a41b5317c943eff86cf795f7c1c0f32db",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5a83d",
                            table="organizations_order",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="month",
                    trigger=pgtrigger.compiler.Trigger(
                        name="closed_stays_closed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."closed_at" IS NOT NULL)',
                            func="IF TG_OP = 'UPDATE' AND NEW.closed_at IS NULL AND NEW.reopened_until IS NOT NULL AND NEW.reopened_by_document <> '' AND (OLD.reopened_until IS NULL OR NEW.reopened_until > OLD.reopened_until) THEN RETURN NEW; END IF; RAISE EXCEPTION 'a closed month does not change' USING ERRCODE = 'check_violation', CONSTRAINT = 'month_closed';",
                            hash="8f9612bc9103fc73b582f372672a3ad1a684d692",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_closed_stays_closed_8b828",
                            table="organizations_month",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="mandatework",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="493e81bb9060a277cec541f29188e2c6685d4332",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_65b25",
                            table="organizations_mandatework",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="mandatework",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="367ecad491028bdc9ae9efca63dfea7e615936d5",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_7cc61",
                            table="organizations_mandatework",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="mandatework",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."confirmed_on" IS DISTINCT FROM (NEW."confirmed_on") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."done_on" IS DISTINCT FROM (NEW."done_on") OR OLD."hours" IS DISTINCT FROM (NEW."hours") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."unit_time" IS DISTINCT FROM (NEW."unit_time") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "organizations_mandateworkevent" ("confirmed_on", "content", "done_on", "hours", "id", "kind", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_time", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."confirmed_on", OLD."content", OLD."done_on", OLD."hours", OLD."id", OLD."kind", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."unit_time", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="2f638947048f62ac65b547c5c144723766cde62f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ed609",
                            table="organizations_mandatework",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="mandatework",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_mandateworkevent" ("confirmed_on", "content", "done_on", "hours", "id", "kind", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_time", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."confirmed_on", OLD."content", OLD."done_on", OLD."hours", OLD."id", OLD."kind", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."unit_time", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="9830a90cafa4d100f49fde7600c83524b66b2e73",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_bc578",
                            table="organizations_mandatework",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="guidance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="547e01691d13a10fa5ca625d50ef9320c5f065a4",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_58417",
                            table="organizations_guidance",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="guidance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="ac634611a893400be46839f4e75ff394d23cad80",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_760f7",
                            table="organizations_guidance",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="guidance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."community_type" IS DISTINCT FROM (NEW."community_type") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."document" IS DISTINCT FROM (NEW."document") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."issued_on" IS DISTINCT FROM (NEW."issued_on") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "organizations_guidanceevent" ("community_type", "content", "document", "id", "issued_on", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."community_type", OLD."content", OLD."document", OLD."id", OLD."issued_on", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="5af3472549ea937afdb145dda4931fd2fb3af350",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4c3a5",
                            table="organizations_guidance",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="guidance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_guidanceevent" ("community_type", "content", "document", "id", "issued_on", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."community_type", OLD."content", OLD."document", OLD."id", OLD."issued_on", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="5b5804dcdb8a2ad762a6fb2cfbadbd5cd58c8a0b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d1692",
                            table="organizations_guidance",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="grouptopic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="41b256c09a3e22b5636df3700b8063a079573e9a",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_24570",
                            table="organizations_grouptopic",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="grouptopic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="19076271a4855f4271cc74293a0b645d91e39ee5",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_a7245",
                            table="organizations_grouptopic",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="grouptopic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."attended" IS DISTINCT FROM (NEW."attended") OR OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."conclusion" IS DISTINCT FROM (NEW."conclusion") OR OLD."discussed_on" IS DISTINCT FROM (NEW."discussed_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."topic" IS DISTINCT FROM (NEW."topic") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "organizations_grouptopicevent" ("attended", "body_id", "conclusion", "discussed_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic", "version") VALUES (OLD."attended", OLD."body_id", OLD."conclusion", OLD."discussed_on", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."topic", OLD."version"); RETURN NULL;',
                            hash="9b1b97304e099f7d71469bb1024df8ff3a665108",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_010e9",
                            table="organizations_grouptopic",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="grouptopic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_grouptopicevent" ("attended", "body_id", "conclusion", "discussed_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic", "version") VALUES (OLD."attended", OLD."body_id", OLD."conclusion", OLD."discussed_on", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."topic", OLD."version"); RETURN NULL;',
                            hash="0abc1d40c88bf9d43aca0004437ba17683e7f225",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e8dec",
                            table="organizations_grouptopic",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="contactvisit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="29e4537bbb3a91526e96e93eceff6524d06d471b",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_7131b",
                            table="organizations_contactvisit",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="contactvisit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="05159eecda114a449485694edc48337265296eef",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_4caaa",
                            table="organizations_contactvisit",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="contactvisit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."point_id" IS DISTINCT FROM (NEW."point_id") OR OLD."problem" IS DISTINCT FROM (NEW."problem") OR OLD."solution" IS DISTINCT FROM (NEW."solution") OR OLD."solved_on" IS DISTINCT FROM (NEW."solved_on") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."visited_on" IS DISTINCT FROM (NEW."visited_on"))',
                            func='INSERT INTO "organizations_contactvisitevent" ("content", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_id", "problem", "solution", "solved_on", "version", "visited_on") VALUES (OLD."content", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."point_id", OLD."problem", OLD."solution", OLD."solved_on", OLD."version", OLD."visited_on"); RETURN NULL;',
                            hash="86df634232491d3676d4ebff552470c83a9112d8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4a366",
                            table="organizations_contactvisit",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="contactvisit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_contactvisitevent" ("content", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_id", "problem", "solution", "solved_on", "version", "visited_on") VALUES (OLD."content", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."point_id", OLD."problem", OLD."solution", OLD."solved_on", OLD."version", OLD."visited_on"); RETURN NULL;',
                            hash="e78b8d53074698c8c000f04a20e3b85a85805e31",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ebc40",
                            table="organizations_contactvisit",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="contactpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="06652c267a53e975efdc4088a89ea5dcaff174df",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_c1f54",
                            table="organizations_contactpoint",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="contactpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="65e9ab318c54d3fd40a493e980bd615c0fbf54ae",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_1e3c8",
                            table="organizations_contactpoint",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="contactpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."duty" IS DISTINCT FROM (NEW."duty") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."leader_id" IS DISTINCT FROM (NEW."leader_id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "organizations_contactpointevent" ("during", "duty", "id", "leader_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."during", OLD."duty", OLD."id", OLD."leader_id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="6a1ace4c5bf6ccd0d88acc4920655119b6f52be2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_81b37",
                            table="organizations_contactpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="contactpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_contactpointevent" ("during", "duty", "id", "leader_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."during", OLD."duty", OLD."id", OLD."leader_id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="ee9e26bf53ca3a423ce9fefe63635d6241a02031",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8204f",
                            table="organizations_contactpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="conditionissue",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="a1b7a3dec7d69c7bf219e4b5380f68dbb17a0292",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_1b256",
                            table="organizations_conditionissue",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="conditionissue",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="a6ec89b6f554b3e57d5be78f82ffcf24a008b4a9",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_11bce",
                            table="organizations_conditionissue",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="conditionissue",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."answered_by" IS DISTINCT FROM (NEW."answered_by") OR OLD."answered_on" IS DISTINCT FROM (NEW."answered_on") OR OLD."conditions_id" IS DISTINCT FROM (NEW."conditions_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."raised_on" IS DISTINCT FROM (NEW."raised_on") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "organizations_conditionissueevent" ("answer", "answered_by", "answered_on", "conditions_id", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_on", "title", "version") VALUES (OLD."answer", OLD."answered_by", OLD."answered_on", OLD."conditions_id", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."raised_on", OLD."title", OLD."version"); RETURN NULL;',
                            hash="ed62f06701f19146cfeeb84ef48d7011d0bff12e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6c4e6",
                            table="organizations_conditionissue",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="conditionissue",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_conditionissueevent" ("answer", "answered_by", "answered_on", "conditions_id", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_on", "title", "version") VALUES (OLD."answer", OLD."answered_by", OLD."answered_on", OLD."conditions_id", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."raised_on", OLD."title", OLD."version"); RETURN NULL;',
                            hash="580f5bb555f0d262f7d86614e467cf36184c0ba5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_923ce",
                            table="organizations_conditionissue",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="communityyear",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="6316047d4349459509b60c17b2fb84a93c41c383",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_b7e8c",
                            table="organizations_communityyear",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="communityyear",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="bad3b182518b930e4c267bb74c9e1e84bbb82c30",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_8d00c",
                            table="organizations_communityyear",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="communityyear",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."activity_area" IS DISTINCT FROM (NEW."activity_area") OR OLD."allowances" IS DISTINCT FROM (NEW."allowances") OR OLD."budget_funds" IS DISTINCT FROM (NEW."budget_funds") OR OLD."dues_funds" IS DISTINCT FROM (NEW."dues_funds") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."office_area" IS DISTINCT FROM (NEW."office_area") OR OLD."officers" IS DISTINCT FROM (NEW."officers") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."other_funds" IS DISTINCT FROM (NEW."other_funds") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                            func='INSERT INTO "organizations_communityyearevent" ("activity_area", "allowances", "budget_funds", "dues_funds", "id", "note", "office_area", "officers", "organization_id", "other_funds", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "withdrawn_because", "withdrawn_on", "year") VALUES (OLD."activity_area", OLD."allowances", OLD."budget_funds", OLD."dues_funds", OLD."id", OLD."note", OLD."office_area", OLD."officers", OLD."organization_id", OLD."other_funds", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on", OLD."year"); RETURN NULL;',
                            hash="77a0ef85d4f9b0588d831ecfaadfa7719abf2542",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e1a8d",
                            table="organizations_communityyear",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="communityyear",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_communityyearevent" ("activity_area", "allowances", "budget_funds", "dues_funds", "id", "note", "office_area", "officers", "organization_id", "other_funds", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "withdrawn_because", "withdrawn_on", "year") VALUES (OLD."activity_area", OLD."allowances", OLD."budget_funds", OLD."dues_funds", OLD."id", OLD."note", OLD."office_area", OLD."officers", OLD."organization_id", OLD."other_funds", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on", OLD."year"); RETURN NULL;',
                            hash="d2b84a19d0e6f8fffcb45492369f8cdbdee49ea7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e2daa",
                            table="organizations_communityyear",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="casestep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="1188bceb6a682fe703dd860b02565f0c3586a6e2",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_5dd87",
                            table="organizations_casestep",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="casestep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="87529b674ccf569bb9db1108d82726ea6e43fc98",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_b3f62",
                            table="organizations_casestep",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="casestep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."choice" IS DISTINCT FROM (NEW."choice") OR OLD."document" IS DISTINCT FROM (NEW."document") OR OLD."done_on" IS DISTINCT FROM (NEW."done_on") OR OLD."evidence" IS DISTINCT FROM (NEW."evidence") OR OLD."excuse" IS DISTINCT FROM (NEW."excuse") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."proof" IS DISTINCT FROM (NEW."proof") OR OLD."record" IS DISTINCT FROM (NEW."record") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."round" IS DISTINCT FROM (NEW."round") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."voided_because" IS DISTINCT FROM (NEW."voided_because") OR OLD."voided_on" IS DISTINCT FROM (NEW."voided_on"))',
                            func='INSERT INTO "organizations_casestepevent" ("case_id", "choice", "document", "done_on", "evidence", "excuse", "id", "key", "note", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof", "record", "recorded_at", "recorded_by_id", "round", "version", "voided_because", "voided_on") VALUES (OLD."case_id", OLD."choice", OLD."document", OLD."done_on", OLD."evidence", OLD."excuse", OLD."id", OLD."key", OLD."note", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."proof", OLD."record", OLD."recorded_at", OLD."recorded_by_id", OLD."round", OLD."version", OLD."voided_because", OLD."voided_on"); RETURN NULL;',
                            hash="a5e1fa8e7a63211b6f45eebb36602710ddd76824",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_db929",
                            table="organizations_casestep",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="casestep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_casestepevent" ("case_id", "choice", "document", "done_on", "evidence", "excuse", "id", "key", "note", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof", "record", "recorded_at", "recorded_by_id", "round", "version", "voided_because", "voided_on") VALUES (OLD."case_id", OLD."choice", OLD."document", OLD."done_on", OLD."evidence", OLD."excuse", OLD."id", OLD."key", OLD."note", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proof", OLD."record", OLD."recorded_at", OLD."recorded_by_id", OLD."round", OLD."version", OLD."voided_because", OLD."voided_on"); RETURN NULL;',
                            hash="04908e2f47f556ebf55b81a5f732064e00e7b43f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ca480",
                            table="organizations_casestep",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="caseperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="07c290a739c2bd43db4158ba6432a873cfd74604",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_74fae",
                            table="organizations_caseperson",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="caseperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="36b3af0ffd9037b13052e62ec5067540d8ae0b77",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_80998",
                            table="organizations_caseperson",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="caseperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."since" IS DISTINCT FROM (NEW."since") OR OLD."step_id" IS DISTINCT FROM (NEW."step_id") OR OLD."until" IS DISTINCT FROM (NEW."until") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "organizations_casepersonevent" ("case_id", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "since", "step_id", "until", "version") VALUES (OLD."case_id", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."role", OLD."since", OLD."step_id", OLD."until", OLD."version"); RETURN NULL;',
                            hash="f3dbf78b6f0aa5e0ab776f66bc1070a7b40bb154",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_82be7",
                            table="organizations_caseperson",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="caseperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_casepersonevent" ("case_id", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "since", "step_id", "until", "version") VALUES (OLD."case_id", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."since", OLD."step_id", OLD."until", OLD."version"); RETURN NULL;',
                            hash="5b44ff511c74946493c8484eb4928c1068a8455c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_243d0",
                            table="organizations_caseperson",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="90719499b2e09475ebc8c7d4e889c7c1fef1410f",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_b1652",
                            table="organizations_case",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="eedfe9260f7a53f391d825b105d8edb288136462",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_262b7",
                            table="organizations_case",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."begun_on" IS DISTINCT FROM (NEW."begun_on") OR OLD."category" IS DISTINCT FROM (NEW."category") OR OLD."ended_because" IS DISTINCT FROM (NEW."ended_because") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."kinship" IS DISTINCT FROM (NEW."kinship") OR OLD."next_step" IS DISTINCT FROM (NEW."next_step") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "organizations_caseevent" ("begun_on", "category", "ended_because", "ended_on", "id", "kind", "kinship", "next_step", "organization_id", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "title", "version") VALUES (OLD."begun_on", OLD."category", OLD."ended_because", OLD."ended_on", OLD."id", OLD."kind", OLD."kinship", OLD."next_step", OLD."organization_id", OLD."outcome", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."title", OLD."version"); RETURN NULL;',
                            hash="027745c8838d50f4da3ec9f1f1325d1897e113e4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_dfb28",
                            table="organizations_case",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_caseevent" ("begun_on", "category", "ended_because", "ended_on", "id", "kind", "kinship", "next_step", "organization_id", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "title", "version") VALUES (OLD."begun_on", OLD."category", OLD."ended_because", OLD."ended_on", OLD."id", OLD."kind", OLD."kinship", OLD."next_step", OLD."organization_id", OLD."outcome", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."title", OLD."version"); RETURN NULL;',
                            hash="c8a70fa2b3b3ccac5727ef41cef4092bffe3ba5a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a0c15",
                            table="organizations_case",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="branchgroup",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="e305db9f5b652e9e3182b6f75d1517221af9fcde",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_36d12",
                            table="organizations_branchgroup",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="branchgroup",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="884794043be0aa6541764803ed822d512b2fdac3",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_aba86",
                            table="organizations_branchgroup",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="branchgroup",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."group" IS DISTINCT FROM (NEW."group") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."since" IS DISTINCT FROM (NEW."since") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "organizations_branchgroupevent" ("body_id", "group", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."body_id", OLD."group", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."since", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="9fa852ee1af58c228661da6cfffec9910dc635bb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e979d",
                            table="organizations_branchgroup",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="branchgroup",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_branchgroupevent" ("body_id", "group", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."body_id", OLD."group", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."since", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="6b1c471f052c1f483cefd48fd6a2cb1e04706610",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_051d6",
                            table="organizations_branchgroup",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="body",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="efe667f4c5c3a7069f6903b97bbb1a52fff2053f",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_9e655",
                            table="organizations_body",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="body",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="0c4a93995c555dcaea5317c7660ed0edee4029af",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_54427",
                            table="organizations_body",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="body",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."charter" IS DISTINCT FROM (NEW."charter") OR OLD."charter_on" IS DISTINCT FROM (NEW."charter_on") OR OLD."dissolved_on" IS DISTINCT FROM (NEW."dissolved_on") OR OLD."founded_on" IS DISTINCT FROM (NEW."founded_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."tightness" IS DISTINCT FROM (NEW."tightness") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "organizations_bodyevent" ("charter", "charter_on", "dissolved_on", "founded_on", "id", "kind", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tightness", "title", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."charter", OLD."charter_on", OLD."dissolved_on", OLD."founded_on", OLD."id", OLD."kind", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."tightness", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="f4e7ec7ddc5a042fc1e12bc3d12bad95f451c5dd",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ac860",
                            table="organizations_body",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="body",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_bodyevent" ("charter", "charter_on", "dissolved_on", "founded_on", "id", "kind", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tightness", "title", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."charter", OLD."charter_on", OLD."dissolved_on", OLD."founded_on", OLD."id", OLD."kind", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."tightness", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="5c7016481a4bd74aefa38996fb9e6f8678ecb5e8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4a302",
                            table="organizations_body",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="accountrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="f6f9af9d13980ff1a377d715dbde57805024f5a7",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_3524d",
                            table="organizations_accountrequest",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="accountrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="bd0561c9e93cf321ec1f09bbd9d5cf12e9ec2876",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_07a37",
                            table="organizations_accountrequest",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="accountoffice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="fb224cced66492b49eeaf7359b61fc4d2f3a7d63",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_de0f2",
                            table="organizations_accountoffice",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="accountoffice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="01eef3d3496cb51a6af2a112fb4be3a2d5368770",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_3d650",
                            table="organizations_accountoffice",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
                    model_name="handover",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="f7e76dcfaaf1551b645e0c948111602f2c9e2989",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_f89d1",
                            table="organizations_handover",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="handover",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="4e574fb1a8c7cd06e04442bdde7965a4663f417c",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_3caa0",
                            table="organizations_handover",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="handover",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."handed_on" IS DISTINCT FROM (NEW."handed_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."leaver_id" IS DISTINCT FROM (NEW."leaver_id") OR OLD."leaver_signed_at" IS DISTINCT FROM (NEW."leaver_signed_at") OR OLD."lines" IS DISTINCT FROM (NEW."lines") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."post_id" IS DISTINCT FROM (NEW."post_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."signed_for_because" IS DISTINCT FROM (NEW."signed_for_because") OR OLD."signed_for_by_id" IS DISTINCT FROM (NEW."signed_for_by_id") OR OLD."successor_id" IS DISTINCT FROM (NEW."successor_id") OR OLD."successor_signed_at" IS DISTINCT FROM (NEW."successor_signed_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "organizations_handoverevent" ("handed_on", "id", "leaver_id", "leaver_signed_at", "lines", "note", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "recorded_at", "recorded_by_id", "signed_for_because", "signed_for_by_id", "successor_id", "successor_signed_at", "version") VALUES (OLD."handed_on", OLD."id", OLD."leaver_id", OLD."leaver_signed_at", OLD."lines", OLD."note", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."post_id", OLD."recorded_at", OLD."recorded_by_id", OLD."signed_for_because", OLD."signed_for_by_id", OLD."successor_id", OLD."successor_signed_at", OLD."version"); RETURN NULL;',
                            hash="0f080f41ed23fb78fbdbe51dd598392b75d32c8b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_adc01",
                            table="organizations_handover",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="handover",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_handoverevent" ("handed_on", "id", "leaver_id", "leaver_signed_at", "lines", "note", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "recorded_at", "recorded_by_id", "signed_for_because", "signed_for_by_id", "successor_id", "successor_signed_at", "version") VALUES (OLD."handed_on", OLD."id", OLD."leaver_id", OLD."leaver_signed_at", OLD."lines", OLD."note", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."post_id", OLD."recorded_at", OLD."recorded_by_id", OLD."signed_for_because", OLD."signed_for_by_id", OLD."successor_id", OLD."successor_signed_at", OLD."version"); RETURN NULL;',
                            hash="b0bbe59e7ed50199d3991a73e47437fbc1fe5f36",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a1c51",
                            table="organizations_handover",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="acting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="b0576dcd2e6c813d8d9b3b6c70766731f313dc09",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_4654f",
                            table="organizations_acting",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="acting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="37afe85d6042d24f125b387d1097d1f5169c117b",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_9e24c",
                            table="organizations_acting",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="acting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."post_id" IS DISTINCT FROM (NEW."post_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "organizations_actingevent" ("during", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "reason", "version") VALUES (OLD."during", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."post_id", OLD."reason", OLD."version"); RETURN NULL;',
                            hash="fa52e92b34ac127f53b9d860717354953e0733af",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e9fd9",
                            table="organizations_acting",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="acting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_actingevent" ("during", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "reason", "version") VALUES (OLD."during", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."post_id", OLD."reason", OLD."version"); RETURN NULL;',
                            hash="c99733800add6f60b0350b8806ff5f22b5bc3550",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b9f9b",
                            table="organizations_acting",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="publication",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="f0467b39f568d5a5320cfd53b1998d9bf03d999a",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_f34f3",
                            table="organizations_publication",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="publication",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="b353aecf7644835260ac9d77f2250bfe0c7de7cf",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_495dd",
                            table="organizations_publication",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="publication",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."concluded_on" IS DISTINCT FROM (NEW."concluded_on") OR OLD."conclusion" IS DISTINCT FROM (NEW."conclusion") OR OLD."contact" IS DISTINCT FROM (NEW."contact") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."handler_id" IS DISTINCT FROM (NEW."handler_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on") OR OLD."working_days" IS DISTINCT FROM (NEW."working_days"))',
                            func='INSERT INTO "organizations_publicationevent" ("concluded_on", "conclusion", "contact", "content", "ends_on", "handler_id", "id", "kind", "organization_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "subject", "subject_id", "title", "version", "withdrawn_because", "withdrawn_on", "working_days") VALUES (OLD."concluded_on", OLD."conclusion", OLD."contact", OLD."content", OLD."ends_on", OLD."handler_id", OLD."id", OLD."kind", OLD."organization_id", OLD."outcome", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."starts_on", OLD."subject", OLD."subject_id", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on", OLD."working_days"); RETURN NULL;',
                            hash="2c7d32145978d273a63b8df04699778fcdb1b741",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c282c",
                            table="organizations_publication",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="publication",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_publicationevent" ("concluded_on", "conclusion", "contact", "content", "ends_on", "handler_id", "id", "kind", "organization_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "subject", "subject_id", "title", "version", "withdrawn_because", "withdrawn_on", "working_days") VALUES (OLD."concluded_on", OLD."conclusion", OLD."contact", OLD."content", OLD."ends_on", OLD."handler_id", OLD."id", OLD."kind", OLD."organization_id", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_on", OLD."subject", OLD."subject_id", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on", OLD."working_days"); RETURN NULL;',
                            hash="600eae04bc2e047862c1b8e8bf1a8bb25b5c47b0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_00c3c",
                            table="organizations_publication",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="publicationobjection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="98ba24065fc44b5c36fdab5bf2e687a4884fee13",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_a6c4a",
                            table="organizations_publicationobjection",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="publicationobjection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="8187b37bf23d5a3d5765393ba396594136e5092f",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_881c0",
                            table="organizations_publicationobjection",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="publicationobjection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."about" IS DISTINCT FROM (NEW."about") OR OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."answered_on" IS DISTINCT FROM (NEW."answered_on") OR OLD."channel" IS DISTINCT FROM (NEW."channel") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."publication_id" IS DISTINCT FROM (NEW."publication_id") OR OLD."raised_by_id" IS DISTINCT FROM (NEW."raised_by_id") OR OLD."raised_on" IS DISTINCT FROM (NEW."raised_on") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."upheld" IS DISTINCT FROM (NEW."upheld") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "organizations_publicationobjectionevent" ("about", "answer", "answered_on", "channel", "id", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_id", "raised_by_id", "raised_on", "text", "upheld", "version") VALUES (OLD."about", OLD."answer", OLD."answered_on", OLD."channel", OLD."id", OLD."name", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."publication_id", OLD."raised_by_id", OLD."raised_on", OLD."text", OLD."upheld", OLD."version"); RETURN NULL;',
                            hash="a6299c6c3c4566cf666b1d30e3186f299d2c7060",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2dbe5",
                            table="organizations_publicationobjection",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="publicationobjection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_publicationobjectionevent" ("about", "answer", "answered_on", "channel", "id", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_id", "raised_by_id", "raised_on", "text", "upheld", "version") VALUES (OLD."about", OLD."answer", OLD."answered_on", OLD."channel", OLD."id", OLD."name", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."publication_id", OLD."raised_by_id", OLD."raised_on", OLD."text", OLD."upheld", OLD."version"); RETURN NULL;',
                            hash="a339b493a6c10e679edc41de11436adff8050fae",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ad6e9",
                            table="organizations_publicationobjection",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="publicationplace",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="a0b2a5c32ee79606ed8033a6737010646e69cfb7",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_22f73",
                            table="organizations_publicationplace",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="publicationplace",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="6af46f8b1453dc219ad22c1fb58568fd5afbedf7",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_837b2",
                            table="organizations_publicationplace",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="publicationplace",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."photo" IS DISTINCT FROM (NEW."photo") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."posted_on" IS DISTINCT FROM (NEW."posted_on") OR OLD."publication_id" IS DISTINCT FROM (NEW."publication_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "organizations_publicationplaceevent" ("id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo", "place", "posted_on", "publication_id", "version") VALUES (OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."photo", OLD."place", OLD."posted_on", OLD."publication_id", OLD."version"); RETURN NULL;',
                            hash="3a4d1744a9e75e05652aa11f6875a26cc1d601a0",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ff880",
                            table="organizations_publicationplace",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="publicationplace",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_publicationplaceevent" ("id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo", "place", "posted_on", "publication_id", "version") VALUES (OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."photo", OLD."place", OLD."posted_on", OLD."publication_id", OLD."version"); RETURN NULL;',
                            hash="01dcf9a3cf7199ecc42a1846f3737805a39ed11b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_635e1",
                            table="organizations_publicationplace",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="reorganization",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="a90e59841ccfe7e4bbcdc8111134481e845f0649",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_0ba97",
                            table="organizations_reorganization",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="reorganization",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="14f41e0bc765523404c9765f395e68dc0c856d73",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_2600e",
                            table="organizations_reorganization",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="rosterbatch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="01ea6618bf063fe4a3197d756eadb3580e6e517d",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_affe2",
                            table="organizations_rosterbatch",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="rosterbatch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="b8e25ff48ecf5cae07b0a0c393049cce3c67c76e",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_51029",
                            table="organizations_rosterbatch",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="seatplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="cd4270e6117048dd2e6b5596fcfc0fe7decfde68",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_c3f89",
                            table="organizations_seatplan",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="seatplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="559bd8eb30fdd9a32e317caacbd2123b01a48345",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_4891e",
                            table="organizations_seatplan",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="seatplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."document" IS DISTINCT FROM (NEW."document") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."seats" IS DISTINCT FROM (NEW."seats") OR OLD."since" IS DISTINCT FROM (NEW."since") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "organizations_seatplanevent" ("document", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "seats", "since", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."document", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."position", OLD."seats", OLD."since", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="f51f0ec4212056e3167726c1808796399f3183bf",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_90774",
                            table="organizations_seatplan",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="seatplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_seatplanevent" ("document", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "seats", "since", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."document", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."seats", OLD."since", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="7945f0c804ef5e304c924e53394869f5c1dfcd0b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ed80b",
                            table="organizations_seatplan",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="stafffigure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="2da1736ef37776ff6850abc694e9af5ea584e52e",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_807b8",
                            table="organizations_stafffigure",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="stafffigure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="339f72b718a048bd2cb4ba2da592dfaa86c45e75",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_c241b",
                            table="organizations_stafffigure",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="stafffigure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."college" IS DISTINCT FROM (NEW."college") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."mean_age" IS DISTINCT FROM (NEW."mean_age") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."total" IS DISTINCT FROM (NEW."total") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                            func='INSERT INTO "organizations_stafffigureevent" ("college", "id", "mean_age", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "total", "version", "withdrawn_because", "withdrawn_on", "year") VALUES (OLD."college", OLD."id", OLD."mean_age", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."source", OLD."total", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on", OLD."year"); RETURN NULL;',
                            hash="63e9d9c16159c5bea401d76b36011cc44a1d35d4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ca2ed",
                            table="organizations_stafffigure",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="stafffigure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_stafffigureevent" ("college", "id", "mean_age", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "total", "version", "withdrawn_because", "withdrawn_on", "year") VALUES (OLD."college", OLD."id", OLD."mean_age", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source", OLD."total", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on", OLD."year"); RETURN NULL;',
                            hash="ad2e885e4733ac97ab722370acfed21b9ccf1b29",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1b3e0",
                            table="organizations_stafffigure",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="stationedtask",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="4a8e3d664d05438b42bf2ea10c44ec199d439612",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_07f8a",
                            table="organizations_stationedtask",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="stationedtask",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="5afb60355a6730779d224d33d53e109c2d8e0ae0",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_50454",
                            table="organizations_stationedtask",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="stationedtask",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."asked_on" IS DISTINCT FROM (NEW."asked_on") OR OLD."done_on" IS DISTINCT FROM (NEW."done_on") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."matter" IS DISTINCT FROM (NEW."matter") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."staff_id" IS DISTINCT FROM (NEW."staff_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "organizations_stationedtaskevent" ("asked_on", "done_on", "due_on", "id", "kind", "matter", "organization_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "version") VALUES (OLD."asked_on", OLD."done_on", OLD."due_on", OLD."id", OLD."kind", OLD."matter", OLD."organization_id", OLD."outcome", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."staff_id", OLD."version"); RETURN NULL;',
                            hash="dbbe8d37d611bfef17de6e35a3ee60fcb315f93f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f3d42",
                            table="organizations_stationedtask",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="stationedtask",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_stationedtaskevent" ("asked_on", "done_on", "due_on", "id", "kind", "matter", "organization_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "version") VALUES (OLD."asked_on", OLD."done_on", OLD."due_on", OLD."id", OLD."kind", OLD."matter", OLD."organization_id", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."staff_id", OLD."version"); RETURN NULL;',
                            hash="76935308d8718d4308999bf24b58fa5d6377e95f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5a942",
                            table="organizations_stationedtask",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="streetreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="2802cad0fe549d58d1f6ddd1efa692e1aac0370f",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_3d663",
                            table="organizations_streetreport",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="streetreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="ae8fb4c9b55a27d437202523b5cafb3f1ce62fad",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_a5bff",
                            table="organizations_streetreport",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="streetreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."reported_on" IS DISTINCT FROM (NEW."reported_on") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                            func='INSERT INTO "organizations_streetreportevent" ("content", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_on", "title", "version", "withdrawn_because", "withdrawn_on", "year") VALUES (OLD."content", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."reported_on", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on", OLD."year"); RETURN NULL;',
                            hash="6d0627a55c51f6457e1ac66408810651e5a4d545",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9d879",
                            table="organizations_streetreport",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="streetreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_streetreportevent" ("content", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_on", "title", "version", "withdrawn_because", "withdrawn_on", "year") VALUES (OLD."content", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reported_on", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on", OLD."year"); RETURN NULL;',
                            hash="2129bb00c3764a0940783b0fc7db23c57ebe0e85",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_22132",
                            table="organizations_streetreport",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="threshold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="held_by_district_or_street",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS NOT NULL)',
                            func="IF NOT EXISTS (SELECT 1 FROM organizations_organization o WHERE o.id = NEW.organization_id AND o.kind IN ('district_department', 'street_working_committee', 'town_committee', 'zone_working_committee')) THEN RAISE EXCEPTION 'standards are held by the district and streets only' USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
                            hash="4b40ef91e2f7a2e67461dc1c79cba2af12ff4da1",
                            operation='INSERT OR UPDATE OF "organization_id"',
                            pgid="pgtrigger_held_by_district_or_street_8c4b2",
                            table="organizations_threshold",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="training",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="16f87d8332b9072e4448e9ffd893c292589e41c6",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_69185",
                            table="organizations_training",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="training",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="09230b90bef1bd91b213de10b5089eefe8eabb6b",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_06cfc",
                            table="organizations_training",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="training",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."form" IS DISTINCT FROM (NEW."form") OR OLD."hours" IS DISTINCT FROM (NEW."hours") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."purposes" IS DISTINCT FROM (NEW."purposes") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "organizations_trainingevent" ("content", "ends_on", "form", "hours", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "purposes", "starts_on", "title", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."content", OLD."ends_on", OLD."form", OLD."hours", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."place", OLD."purposes", OLD."starts_on", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="5b037678dc14357560e21ed063a9727b77193ee4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0b56d",
                            table="organizations_training",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="training",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_trainingevent" ("content", "ends_on", "form", "hours", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "purposes", "starts_on", "title", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."content", OLD."ends_on", OLD."form", OLD."hours", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."purposes", OLD."starts_on", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="0ed4f302e088e4390c6e047430b010b9e2c0f4a5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1a2e4",
                            table="organizations_training",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="trainingattendance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="aab5ddb11cf33d6a52ed8eca6d4afddfe200f7dd",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_8326f",
                            table="organizations_trainingattendance",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="trainingattendance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="dab182ec073eba851aa4a15b3e517d202ac6b2e3",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_41ff6",
                            table="organizations_trainingattendance",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="trainingattendance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."training_id" IS DISTINCT FROM (NEW."training_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "organizations_trainingattendanceevent" ("id", "organization_id", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "training_id", "version") VALUES (OLD."id", OLD."organization_id", OLD."outcome", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."training_id", OLD."version"); RETURN NULL;',
                            hash="54028fd633ba1bb6a64cb1dd7c6e232189264674",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ba617",
                            table="organizations_trainingattendance",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="trainingattendance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_trainingattendanceevent" ("id", "organization_id", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "training_id", "version") VALUES (OLD."id", OLD."organization_id", OLD."outcome", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."training_id", OLD."version"); RETURN NULL;',
                            hash="204f3257a78d9e6405f9cdeb8c9a86ec66e05672",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_73aaf",
                            table="organizations_trainingattendance",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="twonewitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="9875dd5911a7104f4ba56e3f8829e4040042d2da",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_23f12",
                            table="organizations_twonewitem",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="twonewitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="b3593a24777dbf5b84a93e4dedefc3a078208ae0",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_e9d47",
                            table="organizations_twonewitem",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="twonewitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."entry_id" IS DISTINCT FROM (NEW."entry_id") OR OLD."evidence" IS DISTINCT FROM (NEW."evidence") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."part" IS DISTINCT FROM (NEW."part") OR OLD."since" IS DISTINCT FROM (NEW."since") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "organizations_twonewitemevent" ("entry_id", "evidence", "id", "label", "organization_id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "version") VALUES (OLD."entry_id", OLD."evidence", OLD."id", OLD."label", OLD."organization_id", OLD."part", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."since", OLD."version"); RETURN NULL;',
                            hash="dccebf93d91d03a27d10df2528bbadee4594853b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2d4fc",
                            table="organizations_twonewitem",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="twonewitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_twonewitemevent" ("entry_id", "evidence", "id", "label", "organization_id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "version") VALUES (OLD."entry_id", OLD."evidence", OLD."id", OLD."label", OLD."organization_id", OLD."part", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."since", OLD."version"); RETURN NULL;',
                            hash="4df8ef8291ff0e19c87e84ee2b20328c3052b5da",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_47ab4",
                            table="organizations_twonewitem",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
                    model_name="unit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."credit_code" IS DISTINCT FROM (NEW."credit_code") OR OLD."district_organ" IS DISTINCT FROM (NEW."district_organ") OR OLD."full_members" IS DISTINCT FROM (NEW."full_members") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."party_name" IS DISTINCT FROM (NEW."party_name") OR OLD."party_organization_id" IS DISTINCT FROM (NEW."party_organization_id") OR OLD."sector" IS DISTINCT FROM (NEW."sector") OR OLD."superior_unit" IS DISTINCT FROM (NEW."superior_unit") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "organizations_unitevent" ("credit_code", "district_organ", "full_members", "id", "kind", "name", "organization_id", "party_name", "party_organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector", "superior_unit", "version") VALUES (OLD."credit_code", OLD."district_organ", OLD."full_members", OLD."id", OLD."kind", OLD."name", OLD."organization_id", OLD."party_name", OLD."party_organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."sector", OLD."superior_unit", OLD."version"); RETURN NULL;',
                            hash="07f8aea8247f21c8ad7c6cb46e4b101f3db6aac9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d4545",
                            table="organizations_unit",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="unit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_unitevent" ("credit_code", "district_organ", "full_members", "id", "kind", "name", "organization_id", "party_name", "party_organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector", "superior_unit", "version") VALUES (OLD."credit_code", OLD."district_organ", OLD."full_members", OLD."id", OLD."kind", OLD."name", OLD."organization_id", OLD."party_name", OLD."party_organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sector", OLD."superior_unit", OLD."version"); RETURN NULL;',
                            hash="46cbf1d4a07ff42379e999bff75fa6c73b657b09",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_86061",
                            table="organizations_unit",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="twoneworganization",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="5c358d549d3c14cc30991148ba04229d44ca908b",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_30785",
                            table="organizations_twoneworganization",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="twoneworganization",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="9a2f5253ae3c8e5605e895877a4e585b231ecb57",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_f7347",
                            table="organizations_twoneworganization",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="twoneworganization",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."restructured" IS DISTINCT FROM (NEW."restructured") OR OLD."settled_on" IS DISTINCT FROM (NEW."settled_on") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."superior" IS DISTINCT FROM (NEW."superior") OR OLD."superior_name" IS DISTINCT FROM (NEW."superior_name") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "organizations_twoneworganizationevent" ("id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "restructured", "settled_on", "size", "superior", "superior_name", "unit_id", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."restructured", OLD."settled_on", OLD."size", OLD."superior", OLD."superior_name", OLD."unit_id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="53ae271df2dfe191fd82f903717c2dc01d2460bb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f43b9",
                            table="organizations_twoneworganization",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="twoneworganization",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_twoneworganizationevent" ("id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "restructured", "settled_on", "size", "superior", "superior_name", "unit_id", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."restructured", OLD."settled_on", OLD."size", OLD."superior", OLD."superior_name", OLD."unit_id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="8cc3772f4e8b7b4f667c9c3706412b5393e6e267",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_85bd7",
                            table="organizations_twoneworganization",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="stationedstaff",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="3a1fd71a0ff4d8c2754e82e485f396f6e7c5c6fe",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_0fd63",
                            table="organizations_stationedstaff",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="stationedstaff",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="0159323d110b729d548035c6d0fb7afdd6b26b7f",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_ebc49",
                            table="organizations_stationedstaff",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="stationedstaff",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."department" IS DISTINCT FROM (NEW."department") OR OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."hours" IS DISTINCT FROM (NEW."hours") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."tasks" IS DISTINCT FROM (NEW."tasks") OR OLD."trade" IS DISTINCT FROM (NEW."trade") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "organizations_stationedstaffevent" ("department", "during", "hours", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tasks", "trade", "unit_id", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."department", OLD."during", OLD."hours", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."tasks", OLD."trade", OLD."unit_id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="03a709dbaf3c55e090b80aed92c36634cf4ada3b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c281c",
                            table="organizations_stationedstaff",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="stationedstaff",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_stationedstaffevent" ("department", "during", "hours", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tasks", "trade", "unit_id", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."department", OLD."during", OLD."hours", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."tasks", OLD."trade", OLD."unit_id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="ced25344f7d8e3ff6a837ec99796f3450557a113",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_40992",
                            table="organizations_stationedstaff",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
                    model_name="mandatetime",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="d961626a624f3c0f3aee7cf7232cace8bd926fba",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_4376f",
                            table="organizations_mandatetime",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="mandatetime",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="26aeca2dc455a6ec0ca0d9c63c5b1f7865163e97",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_c8412",
                            table="organizations_mandatetime",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="mandatetime",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."hours" IS DISTINCT FROM (NEW."hours") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."signed_by" IS DISTINCT FROM (NEW."signed_by") OR OLD."signed_on" IS DISTINCT FROM (NEW."signed_on") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                            func='INSERT INTO "organizations_mandatetimeevent" ("hours", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_by", "signed_on", "unit_id", "version", "withdrawn_because", "withdrawn_on", "year") VALUES (OLD."hours", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."signed_by", OLD."signed_on", OLD."unit_id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on", OLD."year"); RETURN NULL;',
                            hash="bfeea8d6595503b02c89e019f3ecbc87b20e3124",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2196d",
                            table="organizations_mandatetime",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="mandatetime",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_mandatetimeevent" ("hours", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_by", "signed_on", "unit_id", "version", "withdrawn_because", "withdrawn_on", "year") VALUES (OLD."hours", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."signed_by", OLD."signed_on", OLD."unit_id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on", OLD."year"); RETURN NULL;',
                            hash="f0dc3ddc1dff0c689f76210923b455e5a6094de0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_28f63",
                            table="organizations_mandatetime",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="bodymember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="dba2568c308b84cb24332bbf4a6e6f11e79dd60f",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_a461f",
                            table="organizations_bodymember",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="bodymember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="6dce5dea2aa34780571d5576e056f2ee40c0c004",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_7c3c7",
                            table="organizations_bodymember",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="bodymember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."duty" IS DISTINCT FROM (NEW."duty") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "organizations_bodymemberevent" ("body_id", "during", "duty", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "version") VALUES (OLD."body_id", OLD."during", OLD."duty", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."unit_id", OLD."version"); RETURN NULL;',
                            hash="582b23175e3666e6aed4d5d3c9d3e99cdb6da7db",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b1b02",
                            table="organizations_bodymember",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="bodymember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_bodymemberevent" ("body_id", "during", "duty", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "version") VALUES (OLD."body_id", OLD."during", OLD."duty", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."unit_id", OLD."version"); RETURN NULL;',
                            hash="07adabe5d12d32e62871ccdd44b2270f6c9e0919",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_25537",
                            table="organizations_bodymember",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
                    model_name="venue",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="72b761249bdd06e6b93a381bf152e5f8cb1c94bd",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_c1da3",
                            table="organizations_venue",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="venue",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="0cb8d2ad5bbf317e7b8691c15a9c419670ff4aaf",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_070a9",
                            table="organizations_venue",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="venue",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."acquisition" IS DISTINCT FROM (NEW."acquisition") OR OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."area" IS DISTINCT FROM (NEW."area") OR OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."funding" IS DISTINCT FROM (NEW."funding") OR OLD."hours" IS DISTINCT FROM (NEW."hours") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."opened_on" IS DISTINCT FROM (NEW."opened_on") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."services" IS DISTINCT FROM (NEW."services") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "organizations_venueevent" ("acquisition", "address", "area", "closed_on", "funding", "hours", "id", "kind", "opened_on", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "services", "title", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."acquisition", OLD."address", OLD."area", OLD."closed_on", OLD."funding", OLD."hours", OLD."id", OLD."kind", OLD."opened_on", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."services", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="d966cffebd82b51d0bca5ba59d174d5c338376f4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_76cc3",
                            table="organizations_venue",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="venue",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_venueevent" ("acquisition", "address", "area", "closed_on", "funding", "hours", "id", "kind", "opened_on", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "services", "title", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."acquisition", OLD."address", OLD."area", OLD."closed_on", OLD."funding", OLD."hours", OLD."id", OLD."kind", OLD."opened_on", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."services", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="4b62524e93755a0e4c979538fce1695e8688c5e0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_22720",
                            table="organizations_venue",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="workingrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="10825572e1894497b393f19f60a4ea3c886af916",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_39b6f",
                            table="organizations_workingrule",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="workingrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="774ad8cecd44e1703f1cce7136a280ad04a868d8",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_af72c",
                            table="organizations_workingrule",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="workingrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."adopted_by" IS DISTINCT FROM (NEW."adopted_by") OR OLD."adopted_on" IS DISTINCT FROM (NEW."adopted_on") OR OLD."change" IS DISTINCT FROM (NEW."change") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."effective_on" IS DISTINCT FROM (NEW."effective_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."published_on" IS DISTINCT FROM (NEW."published_on") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "organizations_workingruleevent" ("adopted_by", "adopted_on", "change", "content", "effective_on", "id", "number", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "title", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."adopted_by", OLD."adopted_on", OLD."change", OLD."content", OLD."effective_on", OLD."id", OLD."number", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."published_on", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="bea489b8b4017f532ddcc2472d6f8290c647821b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_81936",
                            table="organizations_workingrule",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="workingrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_workingruleevent" ("adopted_by", "adopted_on", "change", "content", "effective_on", "id", "number", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "title", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."adopted_by", OLD."adopted_on", OLD."change", OLD."content", OLD."effective_on", OLD."id", OLD."number", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_on", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="f4ebd32aab77dd434769af0a88d31ee579c10586",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_52335",
                            table="organizations_workingrule",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="yearplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="e9693c86920a113ff6fa69327098da1038d0b3cf",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_3c65c",
                            table="organizations_yearplan",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="yearplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="f60c06db01c9e3ef90971f4402fed8b08f0463e9",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_25270",
                            table="organizations_yearplan",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="yearplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."concluded_on" IS DISTINCT FROM (NEW."concluded_on") OR OLD."conclusion" IS DISTINCT FROM (NEW."conclusion") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."grade" IS DISTINCT FROM (NEW."grade") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."reward" IS DISTINCT FROM (NEW."reward") OR OLD."signed_by" IS DISTINCT FROM (NEW."signed_by") OR OLD."signed_on" IS DISTINCT FROM (NEW."signed_on") OR OLD."superior_id" IS DISTINCT FROM (NEW."superior_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                            func='INSERT INTO "organizations_yearplanevent" ("concluded_on", "conclusion", "content", "grade", "id", "kind", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reward", "signed_by", "signed_on", "superior_id", "version", "withdrawn_because", "withdrawn_on", "year") VALUES (OLD."concluded_on", OLD."conclusion", OLD."content", OLD."grade", OLD."id", OLD."kind", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."reward", OLD."signed_by", OLD."signed_on", OLD."superior_id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on", OLD."year"); RETURN NULL;',
                            hash="7faabc8fe1f1b93ee4a7d28f5371b3a044b1d17b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1cd2b",
                            table="organizations_yearplan",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="yearplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_yearplanevent" ("concluded_on", "conclusion", "content", "grade", "id", "kind", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reward", "signed_by", "signed_on", "superior_id", "version", "withdrawn_because", "withdrawn_on", "year") VALUES (OLD."concluded_on", OLD."conclusion", OLD."content", OLD."grade", OLD."id", OLD."kind", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reward", OLD."signed_by", OLD."signed_on", OLD."superior_id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on", OLD."year"); RETURN NULL;',
                            hash="2bdfeefb39aa82787bbedc8d0cf7f8b5c60adb66",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_952da",
                            table="organizations_yearplan",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="yeartarget",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="d98f2cb25f928d11120752d4a7149573b3cce312",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_c02a0",
                            table="organizations_yeartarget",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="yeartarget",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="6321f4e91056e769699b179f302f8ceb50c84cc5",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_1accf",
                            table="organizations_yeartarget",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="yeartarget",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."done" IS DISTINCT FROM (NEW."done") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."plan_id" IS DISTINCT FROM (NEW."plan_id") OR OLD."result" IS DISTINCT FROM (NEW."result") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."unit" IS DISTINCT FROM (NEW."unit") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."wanted" IS DISTINCT FROM (NEW."wanted"))',
                            func='INSERT INTO "organizations_yeartargetevent" ("done", "due_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "result", "title", "unit", "version", "wanted") VALUES (OLD."done", OLD."due_on", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."plan_id", OLD."result", OLD."title", OLD."unit", OLD."version", OLD."wanted"); RETURN NULL;',
                            hash="3eb705985bab56cf324528552888de3d7cfdfb5c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b16b6",
                            table="organizations_yeartarget",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="yeartarget",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organizations_yeartargetevent" ("done", "due_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "result", "title", "unit", "version", "wanted") VALUES (OLD."done", OLD."due_on", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."result", OLD."title", OLD."unit", OLD."version", OLD."wanted"); RETURN NULL;',
                            hash="ab47c8d23943ef6aa5f921da20cac7540cba36ff",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_363cd",
                            table="organizations_yeartarget",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
