import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import core.records.migration_operations
import core.records.protection
import core.records.search
import grids.models.places


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organizations", "0001_initial"),
        ("people", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        core.records.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name="Area",
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
                            "grid",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="areas",
                                to="grids.grid",
                                verbose_name="网格",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("responsibility", "责任区"), ("service", "服务区")],
                                max_length=16,
                                verbose_name="类别",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="名称")),
                        ("content", models.CharField(blank=True, max_length=200, verbose_name="范围和内容")),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                    ],
                    options={
                        "verbose_name": "责任区和服务区",
                        "verbose_name_plural": "责任区和服务区",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="area_scope")],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("grid", "="), ("name", "="), ("during", "&&")],
                                name="area_name_once_in_a_grid",
                                violation_error_message="这个网格在这段时间已有同名的责任区或服务区",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("during__isempty", False)), name="area_during_not_empty"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AreaEvent",
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
                                to="grids.area",
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
                            "grid",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.grid",
                                verbose_name="网格",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("responsibility", "责任区"), ("service", "服务区")],
                                max_length=16,
                                verbose_name="类别",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="名称")),
                        ("content", models.CharField(blank=True, max_length=200, verbose_name="范围和内容")),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="grids_areae_pgh_cre_b84b6b_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AreaPerson",
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
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="persons",
                                to="grids.area",
                                verbose_name="责任区或服务区",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="人员",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("member", "党员"),
                                    ("activist", "积极分子"),
                                    ("mass_representative", "群众代表"),
                                ],
                                max_length=24,
                                verbose_name="身份",
                            ),
                        ),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                    ],
                    options={
                        "verbose_name": "责任区和服务区人员",
                        "verbose_name_plural": "责任区和服务区人员",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="area_person_scope")],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("area", "="), ("person", "="), ("during", "&&")],
                                name="area_person_once",
                                violation_error_message="此人在这段时间已在这个责任区或服务区",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("during__isempty", False)), name="area_person_during_not_empty"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AreaPersonEvent",
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
                                to="grids.areaperson",
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
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.area",
                                verbose_name="责任区或服务区",
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
                            "role",
                            models.CharField(
                                choices=[
                                    ("member", "党员"),
                                    ("activist", "积极分子"),
                                    ("mass_representative", "群众代表"),
                                ],
                                max_length=24,
                                verbose_name="身份",
                            ),
                        ),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="grids_areap_pgh_cre_861596_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Building",
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
                            "grid",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="buildings",
                                to="grids.grid",
                                verbose_name="网格",
                            ),
                        ),
                        (
                            "estate",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="buildings",
                                to="grids.estate",
                                verbose_name="小区",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="楼栋")),
                        ("since", models.DateField(blank=True, null=True, verbose_name="登记日期")),
                        ("address", models.CharField(blank=True, max_length=80, verbose_name="地址")),
                        ("entrances", models.PositiveSmallIntegerField(default=1, verbose_name="单元数")),
                        ("floors", models.PositiveSmallIntegerField(default=6, verbose_name="层数")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                        (
                            "building_group",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="building",
                                to="organizations.organization",
                                verbose_name="楼栋党小组",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "楼栋",
                        "verbose_name_plural": "楼栋",
                        "ordering": ["order", "id"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="building_scope"),
                            django.contrib.postgres.indexes.GinIndex(
                                core.records.search.Characters("name"), name="building_name_characters"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("grid", "name"),
                                name="building_name_once_a_grid",
                                violation_error_message="这个网格已有同名楼栋",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("entrances__range", (1, 30)), ("floors__range", (1, 120))),
                                name="building_size",
                                violation_error_message="单元数须在1至30之间，层数须在1至120之间",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BuildingEvent",
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
                                to="grids.building",
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
                            "grid",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.grid",
                                verbose_name="网格",
                            ),
                        ),
                        (
                            "estate",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.estate",
                                verbose_name="小区",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="楼栋")),
                        ("since", models.DateField(blank=True, null=True, verbose_name="登记日期")),
                        ("address", models.CharField(blank=True, max_length=80, verbose_name="地址")),
                        ("entrances", models.PositiveSmallIntegerField(default=1, verbose_name="单元数")),
                        ("floors", models.PositiveSmallIntegerField(default=6, verbose_name="层数")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                        (
                            "building_group",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.organization",
                                verbose_name="楼栋党小组",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="grids_build_pgh_cre_c12f51_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommunityPlan",
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
                            "picture",
                            models.FileField(upload_to=grids.models.places.photo_path, verbose_name="社区平面图"),
                        ),
                    ],
                    options={
                        "verbose_name": "社区平面图",
                        "verbose_name_plural": "社区平面图",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="plan_scope")],
                        "constraints": [
                            models.UniqueConstraint(fields=("organization",), name="plan_once_a_community")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactCard",
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
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="cards",
                                to="grids.household",
                                verbose_name="住户",
                            ),
                        ),
                        (
                            "printed_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="打印时间"),
                        ),
                        ("delivered_on", models.DateField(blank=True, null=True, verbose_name="发放日期")),
                        (
                            "delivered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发放登记人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "联系卡",
                        "verbose_name_plural": "联系卡",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="contact_card_scope")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("delivered_on__isnull", True)),
                                fields=("household",),
                                name="contact_card_one_waiting_a_household",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Dispute",
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
                        ("received_on", models.DateField(verbose_name="受理日期")),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("asked", "当事人申请"),
                                    ("found", "排查发现"),
                                    ("opinion", "社情民意转来"),
                                    ("handed", "上级或部门转来"),
                                ],
                                default="asked",
                                max_length=10,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("neighbour", "邻里"),
                                    ("family", "婚姻家庭"),
                                    ("property", "物业服务"),
                                    ("building", "施工扰民"),
                                    ("labour", "劳动用工"),
                                    ("service", "医疗、消费和服务"),
                                    ("land", "拆迁和房屋"),
                                    ("other", "其他"),
                                ],
                                max_length=10,
                                verbose_name="类别",
                            ),
                        ),
                        (
                            "between",
                            models.CharField(
                                choices=[
                                    ("residents", "居民与居民"),
                                    ("unit_residents", "单位与居民"),
                                    ("units", "单位与单位"),
                                ],
                                max_length=16,
                                verbose_name="当事双方",
                            ),
                        ),
                        ("parties", models.PositiveSmallIntegerField(default=2, verbose_name="涉及人数")),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.unit",
                                verbose_name="涉及单位",
                            ),
                        ),
                        (
                            "grid",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.grid",
                                verbose_name="网格",
                            ),
                        ),
                        ("subject", models.CharField(max_length=120, verbose_name="争议事项")),
                        ("due_on", models.DateField(verbose_name="办结期限")),
                        ("closed_on", models.DateField(blank=True, editable=False, null=True, verbose_name="办结日期")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("oral", "达成口头协议"),
                                    ("written", "达成书面协议"),
                                    ("reconciled", "当事人自行和解"),
                                    ("referred", "转上级或有关部门"),
                                    ("legal", "调解不成，引导依法解决"),
                                    ("withdrawn", "当事人不再要求"),
                                ],
                                editable=False,
                                max_length=10,
                                verbose_name="结果",
                            ),
                        ),
                        (
                            "result",
                            models.TextField(blank=True, editable=False, max_length=300, verbose_name="怎样解决"),
                        ),
                        (
                            "revisited_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="回访日期"),
                        ),
                        (
                            "kept",
                            models.CharField(
                                blank=True,
                                choices=[("kept", "已履行"), ("partly", "部分履行"), ("broken", "没有履行")],
                                editable=False,
                                max_length=10,
                                verbose_name="履行情况",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "矛盾纠纷",
                        "verbose_name_plural": "矛盾纠纷",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope", "received_on"], name="dispute_scope"),
                            models.Index(
                                condition=models.Q(("closed_on", None), ("withdrawn_on", None)),
                                fields=["scope", "due_on"],
                                name="dispute_open",
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
                                name="dispute_withdrawn_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("between", "residents"), ("unit", None)),
                                    models.Q(
                                        models.Q(("between", "residents"), _negated=True), ("unit__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="dispute_names_its_unit",
                                violation_error_message="涉及单位的，请选择单位；居民之间的不选",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_on", None), ("outcome", ""), ("result", "")),
                                    models.Q(
                                        ("closed_on__gte", models.F("received_on")),
                                        models.Q(("outcome", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="dispute_closed_with_outcome",
                                violation_error_message="办结日期不能早于受理日期，并要写明结果",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kept", ""), ("revisited_on", None)),
                                    models.Q(
                                        ("outcome__in", ["oral", "written"]),
                                        ("revisited_on__gte", models.F("closed_on")),
                                        models.Q(("kept", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="dispute_revisited_after_agreement",
                                violation_error_message="达成协议的，办结以后才能登记回访",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gte", models.F("received_on")), ("parties__gte", 2)),
                                name="dispute_limit_and_parties",
                                violation_error_message="办结期限不能早于受理日期，涉及人数至少2人",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DisputeEvent",
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
                                to="grids.dispute",
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
                        ("received_on", models.DateField(verbose_name="受理日期")),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("asked", "当事人申请"),
                                    ("found", "排查发现"),
                                    ("opinion", "社情民意转来"),
                                    ("handed", "上级或部门转来"),
                                ],
                                default="asked",
                                max_length=10,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("neighbour", "邻里"),
                                    ("family", "婚姻家庭"),
                                    ("property", "物业服务"),
                                    ("building", "施工扰民"),
                                    ("labour", "劳动用工"),
                                    ("service", "医疗、消费和服务"),
                                    ("land", "拆迁和房屋"),
                                    ("other", "其他"),
                                ],
                                max_length=10,
                                verbose_name="类别",
                            ),
                        ),
                        (
                            "between",
                            models.CharField(
                                choices=[
                                    ("residents", "居民与居民"),
                                    ("unit_residents", "单位与居民"),
                                    ("units", "单位与单位"),
                                ],
                                max_length=16,
                                verbose_name="当事双方",
                            ),
                        ),
                        ("parties", models.PositiveSmallIntegerField(default=2, verbose_name="涉及人数")),
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
                                verbose_name="涉及单位",
                            ),
                        ),
                        (
                            "grid",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.grid",
                                verbose_name="网格",
                            ),
                        ),
                        ("subject", models.CharField(max_length=120, verbose_name="争议事项")),
                        ("due_on", models.DateField(verbose_name="办结期限")),
                        ("closed_on", models.DateField(blank=True, editable=False, null=True, verbose_name="办结日期")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("oral", "达成口头协议"),
                                    ("written", "达成书面协议"),
                                    ("reconciled", "当事人自行和解"),
                                    ("referred", "转上级或有关部门"),
                                    ("legal", "调解不成，引导依法解决"),
                                    ("withdrawn", "当事人不再要求"),
                                ],
                                editable=False,
                                max_length=10,
                                verbose_name="结果",
                            ),
                        ),
                        (
                            "result",
                            models.TextField(blank=True, editable=False, max_length=300, verbose_name="怎样解决"),
                        ),
                        (
                            "revisited_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="回访日期"),
                        ),
                        (
                            "kept",
                            models.CharField(
                                blank=True,
                                choices=[("kept", "已履行"), ("partly", "部分履行"), ("broken", "没有履行")],
                                editable=False,
                                max_length=10,
                                verbose_name="履行情况",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="grids_dispu_pgh_cre_512bca_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DutyPost",
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
                                verbose_name="党员",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("duty", "设岗定责"), ("volunteer", "义务岗"), ("pioneer", "党员先锋岗")],
                                max_length=10,
                                verbose_name="类别",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="岗位")),
                        ("duties", models.CharField(max_length=200, verbose_name="职责")),
                        (
                            "grid",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duty_posts",
                                to="grids.grid",
                                verbose_name="网格",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duty_posts",
                                to="grids.area",
                                verbose_name="责任区或服务区",
                            ),
                        ),
                        (
                            "service_day",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="每月服务日"),
                        ),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                    ],
                    options={
                        "verbose_name": "设岗定责",
                        "verbose_name_plural": "设岗定责",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="duty_post_scope"),
                            models.Index(fields=["person"], name="duty_post_person"),
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
                                name="dutypost_withdrawn_with_reason",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                expressions=[("person", "="), ("organization", "="), ("name", "="), ("during", "&&")],
                                name="duty_post_once_at_a_time",
                                violation_error_message="此人这段时间已在这个岗位",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("during__isempty", False)), name="duty_post_during_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("service_day", None), ("service_day__range", (1, 28)), _connector="OR"
                                ),
                                name="duty_post_day_in_every_month",
                                violation_error_message="服务日填 1 到 28",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DutyPostEvent",
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
                                to="grids.dutypost",
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
                                verbose_name="党员",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("duty", "设岗定责"), ("volunteer", "义务岗"), ("pioneer", "党员先锋岗")],
                                max_length=10,
                                verbose_name="类别",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="岗位")),
                        ("duties", models.CharField(max_length=200, verbose_name="职责")),
                        (
                            "grid",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.grid",
                                verbose_name="网格",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.area",
                                verbose_name="责任区或服务区",
                            ),
                        ),
                        (
                            "service_day",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="每月服务日"),
                        ),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="grids_dutyp_pgh_cre_472353_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DutyService",
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
                                related_name="services",
                                to="grids.dutypost",
                                verbose_name="岗位",
                            ),
                        ),
                        ("served_on", models.DateField(verbose_name="日期")),
                        ("content", models.CharField(max_length=200, verbose_name="做了什么")),
                    ],
                    options={
                        "verbose_name": "岗位服务",
                        "verbose_name_plural": "岗位服务",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="duty_service_scope")],
                    },
                ),
                migrations.CreateModel(
                    name="DutyServiceEvent",
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
                                to="grids.dutyservice",
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
                                to="grids.dutypost",
                                verbose_name="岗位",
                            ),
                        ),
                        ("served_on", models.DateField(verbose_name="日期")),
                        ("content", models.CharField(max_length=200, verbose_name="做了什么")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="grids_dutys_pgh_cre_ffc64c_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Estate",
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
                        ("name", models.CharField(max_length=40, verbose_name="小区名称")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("commercial", "商品房小区"),
                                    ("resettlement", "安置房小区"),
                                    ("affordable", "保障房小区"),
                                    ("unit_compound", "单位家属院"),
                                    ("old", "老旧小区"),
                                ],
                                max_length=16,
                                verbose_name="类别",
                            ),
                        ),
                        ("address", models.CharField(blank=True, max_length=80, verbose_name="地址")),
                        ("listed_on", models.DateField(verbose_name="登记日期")),
                        ("moves_in_on", models.DateField(blank=True, null=True, verbose_name="首批入住日期")),
                        (
                            "planned_households",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="规划户数"),
                        ),
                        ("developer", models.CharField(blank=True, max_length=80, verbose_name="开发建设单位")),
                        ("manager", models.CharField(blank=True, max_length=80, verbose_name="物业服务单位")),
                        (
                            "owners_committee",
                            models.CharField(blank=True, max_length=80, verbose_name="业主委员会（小区管委会）"),
                        ),
                        (
                            "branch",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="党组织",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "小区",
                        "verbose_name_plural": "小区",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "moves_in_on"], name="estate_scope")],
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
                                name="estate_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("organization", "name"),
                                name="estate_name_once",
                                violation_error_message="这个社区已有同名小区",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EstateContact",
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
                            "estate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contacts",
                                to="grids.estate",
                                verbose_name="小区",
                            ),
                        ),
                        ("contacted_on", models.DateField(verbose_name="对接日期")),
                        (
                            "partner",
                            models.CharField(
                                choices=[
                                    ("developer", "开发建设单位"),
                                    ("manager", "物业服务单位"),
                                    ("owners", "业主代表或筹备组"),
                                    ("other", "其他"),
                                ],
                                max_length=10,
                                verbose_name="对接对象",
                            ),
                        ),
                        ("content", models.TextField(max_length=500, verbose_name="对接内容")),
                        ("result", models.CharField(blank=True, max_length=200, verbose_name="商定事项")),
                    ],
                    options={
                        "verbose_name": "入住前对接",
                        "verbose_name_plural": "入住前对接",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="estate_contact_scope"),
                            models.Index(fields=["estate", "contacted_on"], name="estate_contact_estate"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EstateContactEvent",
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
                                to="grids.estatecontact",
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
                            "estate",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.estate",
                                verbose_name="小区",
                            ),
                        ),
                        ("contacted_on", models.DateField(verbose_name="对接日期")),
                        (
                            "partner",
                            models.CharField(
                                choices=[
                                    ("developer", "开发建设单位"),
                                    ("manager", "物业服务单位"),
                                    ("owners", "业主代表或筹备组"),
                                    ("other", "其他"),
                                ],
                                max_length=10,
                                verbose_name="对接对象",
                            ),
                        ),
                        ("content", models.TextField(max_length=500, verbose_name="对接内容")),
                        ("result", models.CharField(blank=True, max_length=200, verbose_name="商定事项")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="grids_estat_pgh_cre_85ede9_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EstateEvent",
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
                                to="grids.estate",
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
                        ("name", models.CharField(max_length=40, verbose_name="小区名称")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("commercial", "商品房小区"),
                                    ("resettlement", "安置房小区"),
                                    ("affordable", "保障房小区"),
                                    ("unit_compound", "单位家属院"),
                                    ("old", "老旧小区"),
                                ],
                                max_length=16,
                                verbose_name="类别",
                            ),
                        ),
                        ("address", models.CharField(blank=True, max_length=80, verbose_name="地址")),
                        ("listed_on", models.DateField(verbose_name="登记日期")),
                        ("moves_in_on", models.DateField(blank=True, null=True, verbose_name="首批入住日期")),
                        (
                            "planned_households",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="规划户数"),
                        ),
                        ("developer", models.CharField(blank=True, max_length=80, verbose_name="开发建设单位")),
                        ("manager", models.CharField(blank=True, max_length=80, verbose_name="物业服务单位")),
                        (
                            "owners_committee",
                            models.CharField(blank=True, max_length=80, verbose_name="业主委员会（小区管委会）"),
                        ),
                        (
                            "branch",
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="grids_estat_pgh_cre_d3a83d_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Grid",
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
                        ("code", models.CharField(max_length=20, verbose_name="网格编号")),
                        ("name", models.CharField(max_length=40, verbose_name="网格名称")),
                        ("since", models.DateField(blank=True, null=True, verbose_name="设立日期")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                        (
                            "grid_branch",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grid",
                                to="organizations.organization",
                                verbose_name="网格大党支部",
                            ),
                        ),
                        ("boundary", models.JSONField(blank=True, default=list, verbose_name="范围")),
                        (
                            "token",
                            models.CharField(
                                default=grids.models.places.new_token, editable=False, max_length=32, unique=True
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "网格",
                        "verbose_name_plural": "网格",
                        "ordering": ["order", "code"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="grid_scope"),
                            django.contrib.postgres.indexes.GinIndex(
                                core.records.search.Characters("name"), name="grid_name_characters"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organization", "code"),
                                name="grid_code_once_a_community",
                                violation_error_message="这个社区已有相同编号的网格",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GridEntry",
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
                            "grid",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="grids.grid",
                                verbose_name="网格",
                            ),
                        ),
                        (
                            "presence",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.unitpresence",
                                verbose_name="辖区单位",
                            ),
                        ),
                        (
                            "venue",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.venue",
                                verbose_name="阵地",
                            ),
                        ),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                    ],
                    options={
                        "verbose_name": "进网格的单位和阵地",
                        "verbose_name_plural": "进网格的单位和阵地",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="grid_entry_scope")],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("presence__isnull", False)),
                                expressions=[("presence", "="), ("during", "&&")],
                                name="grid_entry_unit_once",
                                violation_error_message="这家单位在这段时间已在一个网格",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("venue__isnull", False)),
                                expressions=[("venue", "="), ("during", "&&")],
                                name="grid_entry_venue_once",
                                violation_error_message="这处阵地在这段时间已在一个网格",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("presence__isnull", False), ("venue__isnull", True)),
                                    models.Q(("presence__isnull", True), ("venue__isnull", False)),
                                    _connector="OR",
                                ),
                                name="grid_entry_one_thing",
                                violation_error_message="请选择一家单位或一处阵地",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("during__isempty", False)), name="grid_entry_during_not_empty"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GridEntryEvent",
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
                                to="grids.gridentry",
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
                            "grid",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.grid",
                                verbose_name="网格",
                            ),
                        ),
                        (
                            "presence",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.unitpresence",
                                verbose_name="辖区单位",
                            ),
                        ),
                        (
                            "venue",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.venue",
                                verbose_name="阵地",
                            ),
                        ),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="grids_gride_pgh_cre_57b825_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GridEvent",
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
                                to="grids.grid",
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
                        ("code", models.CharField(max_length=20, verbose_name="网格编号")),
                        ("name", models.CharField(max_length=40, verbose_name="网格名称")),
                        ("since", models.DateField(blank=True, null=True, verbose_name="设立日期")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                        (
                            "grid_branch",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.organization",
                                verbose_name="网格大党支部",
                            ),
                        ),
                        ("boundary", models.JSONField(blank=True, default=list, verbose_name="范围")),
                        (
                            "token",
                            models.CharField(default=grids.models.places.new_token, editable=False, max_length=32),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="grids_gride_pgh_cre_ec7028_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GridVisit",
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
                            "grid",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="grids.grid",
                                verbose_name="网格",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="grids.household",
                                verbose_name="住户",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="走访人",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("grid_head", "网格长"),
                                    ("grid_officer", "网格管理员"),
                                    ("grid_branch_secretary", "网格大党支部书记"),
                                    ("group_leader", "楼栋党小组组长"),
                                    ("police", "社区民警"),
                                    ("mass_representative", "群众代表"),
                                ],
                                max_length=24,
                                verbose_name="职务",
                            ),
                        ),
                        ("visited_on", models.DateField(verbose_name="走访日期")),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("routine", "日常走访"),
                                    ("service", "服务对象走访"),
                                    ("safety", "安全排查"),
                                    ("policy", "政策宣传"),
                                    ("card", "发放联系卡"),
                                    ("other", "其他"),
                                ],
                                default="routine",
                                max_length=10,
                                verbose_name="事由",
                            ),
                        ),
                        ("met", models.BooleanField(default=True, verbose_name="见到人")),
                        ("content", models.TextField(blank=True, max_length=300, verbose_name="走访情况")),
                        (
                            "opinion",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.opinion",
                                verbose_name="社情民意",
                            ),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(blank=True, default="", max_length=120, verbose_name="撤回原因"),
                        ),
                    ],
                    options={
                        "verbose_name": "网格走访",
                        "verbose_name_plural": "网格走访",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope", "visited_on"], name="grid_visit_scope"),
                            models.Index(fields=["grid", "visited_on"], name="grid_visit_grid"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("household__isnull", False), ("withdrawn_because", "")),
                                fields=("household", "person", "visited_on"),
                                name="grid_visit_once_a_day",
                                violation_error_message="这一户今天的走访已经登记过",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("role__in", ["grid_head", "grid_officer"])),
                                name="grid_visit_by_head_or_officer",
                                violation_error_message="走访由网格长或网格管理员登记",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GridVisitEvent",
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
                                to="grids.gridvisit",
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
                            "grid",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.grid",
                                verbose_name="网格",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.household",
                                verbose_name="住户",
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
                                verbose_name="走访人",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("grid_head", "网格长"),
                                    ("grid_officer", "网格管理员"),
                                    ("grid_branch_secretary", "网格大党支部书记"),
                                    ("group_leader", "楼栋党小组组长"),
                                    ("police", "社区民警"),
                                    ("mass_representative", "群众代表"),
                                ],
                                max_length=24,
                                verbose_name="职务",
                            ),
                        ),
                        ("visited_on", models.DateField(verbose_name="走访日期")),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("routine", "日常走访"),
                                    ("service", "服务对象走访"),
                                    ("safety", "安全排查"),
                                    ("policy", "政策宣传"),
                                    ("card", "发放联系卡"),
                                    ("other", "其他"),
                                ],
                                default="routine",
                                max_length=10,
                                verbose_name="事由",
                            ),
                        ),
                        ("met", models.BooleanField(default=True, verbose_name="见到人")),
                        ("content", models.TextField(blank=True, max_length=300, verbose_name="走访情况")),
                        (
                            "opinion",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.opinion",
                                verbose_name="社情民意",
                            ),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(blank=True, default="", max_length=120, verbose_name="撤回原因"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="grids_gridv_pgh_cre_2c900a_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Household",
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
                            "building",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="households",
                                to="grids.building",
                                verbose_name="楼栋",
                            ),
                        ),
                        ("entrance", models.PositiveSmallIntegerField(verbose_name="单元")),
                        ("floor", models.SmallIntegerField(verbose_name="楼层")),
                        ("door", models.PositiveSmallIntegerField(verbose_name="户序")),
                        ("label", models.CharField(max_length=20, verbose_name="门牌")),
                        (
                            "member_household",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="household",
                                to="organizations.organization",
                                verbose_name="党员中心户",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "住户",
                        "verbose_name_plural": "住户",
                        "ordering": ["building", "entrance", "floor", "door"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="household_scope")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("building", "entrance", "floor", "door"), name="household_once_at_a_door"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("floor", 0), _negated=True), ("entrance__gte", 1), ("door__gte", 1)
                                ),
                                name="household_place",
                                violation_error_message="单元、楼层和户序从1开始，地下层用负数",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mediation",
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
                            "dispute",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mediations",
                                to="grids.dispute",
                                verbose_name="矛盾纠纷",
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="调解日期")),
                        ("mediator", models.CharField(max_length=60, verbose_name="调解人")),
                        (
                            "turn",
                            models.CharField(
                                choices=[("ongoing", "继续调解"), ("agreed", "达成一致"), ("failed", "未达成一致")],
                                max_length=10,
                                verbose_name="进展",
                            ),
                        ),
                        ("content", models.TextField(max_length=300, verbose_name="调解情况")),
                    ],
                    options={
                        "verbose_name": "调解",
                        "verbose_name_plural": "调解",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="mediation_scope"),
                            models.Index(fields=["dispute"], name="mediation_dispute"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MediationEvent",
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
                                to="grids.mediation",
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
                            "dispute",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.dispute",
                                verbose_name="矛盾纠纷",
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="调解日期")),
                        ("mediator", models.CharField(max_length=60, verbose_name="调解人")),
                        (
                            "turn",
                            models.CharField(
                                choices=[("ongoing", "继续调解"), ("agreed", "达成一致"), ("failed", "未达成一致")],
                                max_length=10,
                                verbose_name="进展",
                            ),
                        ),
                        ("content", models.TextField(max_length=300, verbose_name="调解情况")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="grids_media_pgh_cre_a256c3_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Opinion",
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
                            "grid",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions",
                                to="grids.grid",
                                verbose_name="网格",
                            ),
                        ),
                        ("content", models.TextField(max_length=1000, verbose_name="反映内容")),
                        (
                            "source",
                            models.CharField(
                                choices=[("resident", "居民"), ("member", "党员"), ("unit", "辖区单位")],
                                default="resident",
                                max_length=10,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("environment", "环境卫生"),
                                    ("property", "物业维修"),
                                    ("safety", "治安安全"),
                                    ("welfare", "民生保障"),
                                    ("neighbour", "邻里关系"),
                                    ("advice", "意见建议"),
                                    ("other", "其他"),
                                ],
                                default="other",
                                max_length=12,
                                verbose_name="类别",
                            ),
                        ),
                        (
                            "phone",
                            core.records.protection.ProtectedField(blank=True, default=b"", verbose_name="联系电话"),
                        ),
                        (
                            "caller",
                            core.records.protection.ProtectedField(
                                blank=True, db_default=b"", default=b"", verbose_name="称呼"
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("counter", "来访"),
                                    ("phone", "来电"),
                                    ("hotline", "热线转办"),
                                    ("letter", "来信"),
                                    ("visit", "走访"),
                                    ("scan", "扫码"),
                                    ("account", "党员网上反映"),
                                ],
                                db_default="",
                                default="",
                                max_length=10,
                                verbose_name="渠道",
                            ),
                        ),
                        (
                            "hotline_number",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=40, verbose_name="热线工单号"
                            ),
                        ),
                        (
                            "place",
                            models.CharField(blank=True, db_default="", default="", max_length=80, verbose_name="地点"),
                        ),
                        (
                            "photo",
                            models.FileField(
                                blank=True,
                                db_default="",
                                default="",
                                upload_to=grids.models.places.photo_path,
                                verbose_name="照片",
                            ),
                        ),
                        (
                            "first_receiver",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="首问责任人",
                            ),
                        ),
                        (
                            "reporter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="反映人",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("grid", "网格"),
                                    ("community", "社区"),
                                    ("street", "街道"),
                                    ("district", "区"),
                                ],
                                default="grid",
                                max_length=10,
                                verbose_name="办理层级",
                            ),
                        ),
                        ("received_at", models.DateTimeField(verbose_name="反映时间")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="登记时间"
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="办理期限")),
                        (
                            "signed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="签收时间"),
                        ),
                        (
                            "department",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=60, verbose_name="转办部门"
                            ),
                        ),
                        ("department_due_on", models.DateField(blank=True, null=True, verbose_name="部门回复期限")),
                        (
                            "joined_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="joined",
                                to="grids.opinion",
                                verbose_name="并入",
                            ),
                        ),
                        (
                            "told_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="告知时间"),
                        ),
                        (
                            "told_by",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("message", "短信"),
                                    ("phone", "电话"),
                                    ("in_person", "当面"),
                                    ("paper", "书面"),
                                ],
                                db_default="",
                                default="",
                                max_length=10,
                                verbose_name="告知方式",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "办理中"),
                                    ("joined", "已并办"),
                                    ("answered", "已答复"),
                                    ("closed", "已办结"),
                                ],
                                default="received",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("answer", models.TextField(blank=True, max_length=1000, verbose_name="答复")),
                        ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="答复人",
                            ),
                        ),
                        (
                            "satisfaction",
                            models.CharField(
                                blank=True,
                                choices=[("satisfied", "满意"), ("basic", "基本满意"), ("dissatisfied", "不满意")],
                                max_length=12,
                                verbose_name="满意度",
                            ),
                        ),
                        ("rated_at", models.DateTimeField(blank=True, null=True, verbose_name="评价时间")),
                        (
                            "token",
                            models.CharField(
                                default=grids.models.places.new_token, editable=False, max_length=32, unique=True
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "社情民意",
                        "verbose_name_plural": "社情民意",
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "received")),
                                fields=["scope", "due_on"],
                                name="opinion_waiting",
                            ),
                            models.Index(fields=["scope", "-received_at"], name="opinion_scope_received"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at__isnull", True), ("state__in", ["received", "joined"])),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("state__in", ["answered", "closed"]),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="opinion_answered_has_answer",
                                violation_error_message="答复内容不能为空",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("rated_at__isnull", True), ("satisfaction", "")),
                                    models.Q(
                                        models.Q(("satisfaction", ""), _negated=True), ("rated_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="opinion_rating_has_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_at__isnull", True),
                                    ("answered_at__gte", models.F("received_at")),
                                    _connector="OR",
                                ),
                                name="opinion_answered_after_received",
                                violation_error_message="答复时间不能早于反映时间",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("joined_to", None), models.Q(("state", "joined"), _negated=True)),
                                    models.Q(
                                        ("joined_to__isnull", False),
                                        models.Q(("state", "received"), _negated=True),
                                        models.Q(("joined_to", models.F("id")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="opinion_joined_to_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("department", ""), ("department_due_on", None)),
                                    models.Q(
                                        models.Q(("department", ""), _negated=True),
                                        ("department_due_on__isnull", False),
                                        ("state", "received"),
                                    ),
                                    _connector="OR",
                                ),
                                name="opinion_with_department_waits",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("told_at", None), ("told_by", "")),
                                    models.Q(
                                        ("state__in", ["answered", "closed"]),
                                        ("told_at__isnull", False),
                                        models.Q(("told_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="opinion_told_of_an_answer",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("hotline_number", ""), _negated=True),
                                fields=("organization", "hotline_number"),
                                name="opinion_hotline_number_once",
                                violation_error_message="这个热线工单号已经登记过",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpinionEvent",
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
                                to="grids.opinion",
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
                            "grid",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.grid",
                                verbose_name="网格",
                            ),
                        ),
                        ("content", models.TextField(max_length=1000, verbose_name="反映内容")),
                        (
                            "source",
                            models.CharField(
                                choices=[("resident", "居民"), ("member", "党员"), ("unit", "辖区单位")],
                                default="resident",
                                max_length=10,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("environment", "环境卫生"),
                                    ("property", "物业维修"),
                                    ("safety", "治安安全"),
                                    ("welfare", "民生保障"),
                                    ("neighbour", "邻里关系"),
                                    ("advice", "意见建议"),
                                    ("other", "其他"),
                                ],
                                default="other",
                                max_length=12,
                                verbose_name="类别",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("counter", "来访"),
                                    ("phone", "来电"),
                                    ("hotline", "热线转办"),
                                    ("letter", "来信"),
                                    ("visit", "走访"),
                                    ("scan", "扫码"),
                                    ("account", "党员网上反映"),
                                ],
                                db_default="",
                                default="",
                                max_length=10,
                                verbose_name="渠道",
                            ),
                        ),
                        (
                            "hotline_number",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=40, verbose_name="热线工单号"
                            ),
                        ),
                        (
                            "place",
                            models.CharField(blank=True, db_default="", default="", max_length=80, verbose_name="地点"),
                        ),
                        (
                            "photo",
                            models.FileField(
                                blank=True,
                                db_default="",
                                default="",
                                upload_to=grids.models.places.photo_path,
                                verbose_name="照片",
                            ),
                        ),
                        (
                            "first_receiver",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                                verbose_name="首问责任人",
                            ),
                        ),
                        (
                            "reporter",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                                verbose_name="反映人",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("grid", "网格"),
                                    ("community", "社区"),
                                    ("street", "街道"),
                                    ("district", "区"),
                                ],
                                default="grid",
                                max_length=10,
                                verbose_name="办理层级",
                            ),
                        ),
                        ("received_at", models.DateTimeField(verbose_name="反映时间")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="登记时间"
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="办理期限")),
                        (
                            "signed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="签收时间"),
                        ),
                        (
                            "department",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=60, verbose_name="转办部门"
                            ),
                        ),
                        ("department_due_on", models.DateField(blank=True, null=True, verbose_name="部门回复期限")),
                        (
                            "joined_to",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.opinion",
                                verbose_name="并入",
                            ),
                        ),
                        (
                            "told_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="告知时间"),
                        ),
                        (
                            "told_by",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("message", "短信"),
                                    ("phone", "电话"),
                                    ("in_person", "当面"),
                                    ("paper", "书面"),
                                ],
                                db_default="",
                                default="",
                                max_length=10,
                                verbose_name="告知方式",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "办理中"),
                                    ("joined", "已并办"),
                                    ("answered", "已答复"),
                                    ("closed", "已办结"),
                                ],
                                default="received",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("answer", models.TextField(blank=True, max_length=1000, verbose_name="答复")),
                        ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="答复人",
                            ),
                        ),
                        (
                            "satisfaction",
                            models.CharField(
                                blank=True,
                                choices=[("satisfied", "满意"), ("basic", "基本满意"), ("dissatisfied", "不满意")],
                                max_length=12,
                                verbose_name="满意度",
                            ),
                        ),
                        ("rated_at", models.DateTimeField(blank=True, null=True, verbose_name="评价时间")),
                        (
                            "token",
                            models.CharField(default=grids.models.places.new_token, editable=False, max_length=32),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="grids_opini_pgh_cre_59b4f2_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpinionStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "opinion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="grids.opinion"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("received", "受理"),
                                    ("raised", "上报"),
                                    ("answered", "答复"),
                                    ("rated", "评价"),
                                    ("reopened", "退回重办"),
                                    ("signed", "签收"),
                                    ("passed", "转办部门"),
                                    ("returned", "部门回复"),
                                    ("joined", "并办"),
                                    ("separated", "拆开"),
                                    ("corrected", "更正登记"),
                                    ("told", "告知反映人"),
                                ],
                                max_length=10,
                                verbose_name="步骤",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("grid", "网格"),
                                    ("community", "社区"),
                                    ("street", "街道"),
                                    ("district", "区"),
                                ],
                                max_length=10,
                                verbose_name="层级",
                            ),
                        ),
                        ("note", models.TextField(blank=True, max_length=1000, verbose_name="说明")),
                        (
                            "satisfaction",
                            models.CharField(
                                blank=True,
                                choices=[("satisfied", "满意"), ("basic", "基本满意"), ("dissatisfied", "不满意")],
                                default="",
                                max_length=12,
                                verbose_name="满意度",
                            ),
                        ),
                        ("due_on", models.DateField(null=True, verbose_name="期限")),
                        ("happened_at", models.DateTimeField(verbose_name="时间")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="登记时间"
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="经办人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "办理过程",
                        "verbose_name_plural": "办理过程",
                        "ordering": ["happened_at", "id"],
                        "indexes": [
                            models.Index(fields=["opinion", "happened_at"], name="opinion_step_order"),
                            models.Index(
                                condition=models.Q(("due_on__isnull", False)),
                                fields=["due_on"],
                                name="opinion_step_due",
                            ),
                            models.Index(
                                condition=models.Q(("satisfaction", ""), _negated=True),
                                fields=["happened_at"],
                                name="opinion_step_rated",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Posting",
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
                            "grid",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="postings",
                                to="grids.grid",
                                verbose_name="网格",
                            ),
                        ),
                        (
                            "building",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="postings",
                                to="grids.building",
                                verbose_name="楼栋",
                            ),
                        ),
                        ("kind", models.CharField(max_length=20, verbose_name="张贴处")),
                        ("spot", models.CharField(max_length=60, verbose_name="位置")),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                    ],
                    options={
                        "verbose_name": "公示牌张贴处",
                        "verbose_name_plural": "公示牌张贴处",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="posting_scope")],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("grid", "="), ("spot", "="), ("during", "&&")],
                                name="posting_once_at_a_spot",
                                violation_error_message="这个位置已经登记了张贴的公示牌",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("during__isempty", False)), name="posting_during_not_empty"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Redrawing",
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
                            "building",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="redrawings",
                                to="grids.building",
                                verbose_name="楼栋",
                            ),
                        ),
                        (
                            "before",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.grid",
                                verbose_name="原网格",
                            ),
                        ),
                        (
                            "to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.grid",
                                verbose_name="调整到",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="调整日期")),
                        ("reason", models.CharField(max_length=120, verbose_name="调整依据")),
                        ("households", models.PositiveIntegerField(default=0, verbose_name="住户")),
                        ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="执行时间")),
                    ],
                    options={
                        "verbose_name": "网格调整",
                        "verbose_name_plural": "网格调整",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "on"], name="redrawing_scope")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("done_at", None)),
                                fields=("building",),
                                name="redrawing_one_ahead",
                                violation_error_message="这栋楼已有定好的调整，请先撤回",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("before", models.F("to")), _negated=True),
                                name="redrawing_to_another_grid",
                                violation_error_message="请选择另一个网格",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RedrawingEvent",
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
                                to="grids.redrawing",
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
                            "building",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.building",
                                verbose_name="楼栋",
                            ),
                        ),
                        (
                            "before",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.grid",
                                verbose_name="原网格",
                            ),
                        ),
                        (
                            "to",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.grid",
                                verbose_name="调整到",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="调整日期")),
                        ("reason", models.CharField(max_length=120, verbose_name="调整依据")),
                        ("households", models.PositiveIntegerField(default=0, verbose_name="住户")),
                        ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="执行时间")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="grids_redra_pgh_cre_1e5d5e_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Residence",
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
                                related_name="residences",
                                to="people.person",
                                verbose_name="党员",
                            ),
                        ),
                        (
                            "grid",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="residences",
                                to="grids.grid",
                                verbose_name="网格",
                            ),
                        ),
                        (
                            "building",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="residences",
                                to="grids.building",
                                verbose_name="楼栋",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="residences",
                                to="grids.household",
                                verbose_name="住户",
                            ),
                        ),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                    ],
                    options={
                        "verbose_name": "党员居住地",
                        "verbose_name_plural": "党员居住地",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="residence_scope")],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("person", "="), ("during", "&&")],
                                name="residence_one_at_a_time",
                                violation_error_message="此人在这段时间已登记居住地",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("household__isnull", True), ("building__isnull", False), _connector="OR"
                                ),
                                name="residence_household_has_building",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("during__isempty", False)), name="residence_during_not_empty"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResidenceEvent",
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
                                to="grids.residence",
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
                                verbose_name="党员",
                            ),
                        ),
                        (
                            "grid",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.grid",
                                verbose_name="网格",
                            ),
                        ),
                        (
                            "building",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.building",
                                verbose_name="楼栋",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.household",
                                verbose_name="住户",
                            ),
                        ),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="grids_resid_pgh_cre_35180d_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResponsiblePerson",
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
                            "grid",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="responsible_persons",
                                to="grids.grid",
                                verbose_name="网格",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="责任人",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("grid_head", "网格长"),
                                    ("grid_officer", "网格管理员"),
                                    ("grid_branch_secretary", "网格大党支部书记"),
                                    ("group_leader", "楼栋党小组组长"),
                                    ("police", "社区民警"),
                                    ("mass_representative", "群众代表"),
                                ],
                                max_length=24,
                                verbose_name="职务",
                            ),
                        ),
                        ("content", models.CharField(blank=True, max_length=200, verbose_name="工作内容")),
                        ("duties", models.CharField(blank=True, max_length=300, verbose_name="服务管理职责")),
                        (
                            "photo",
                            models.FileField(blank=True, upload_to=grids.models.places.photo_path, verbose_name="照片"),
                        ),
                        ("office_phone", models.CharField(blank=True, max_length=20, verbose_name="公开联系电话")),
                        ("phone_public", models.BooleanField(default=False, verbose_name="在公示牌和联系卡上公开电话")),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                    ],
                    options={
                        "verbose_name": "网格责任人",
                        "verbose_name_plural": "网格责任人",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="responsible_person_scope")],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("role__in", ["grid_head", "grid_branch_secretary"])),
                                expressions=[("grid", "="), ("role", "="), ("during", "&&")],
                                name="responsible_person_single_seat",
                                violation_error_message="同一时间一个网格只能有一名网格长、一名网格大党支部书记",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("grid", "="), ("role", "="), ("person", "="), ("during", "&&")],
                                name="responsible_person_same_role_once",
                                violation_error_message="此人在这段时间已担任这个网格的该职务",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("during__isempty", False)),
                                name="responsible_person_during_not_empty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("phone_public", False),
                                    models.Q(("office_phone", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="responsible_person_public_phone_given",
                                violation_error_message="要公开电话，请填写公开联系电话",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResponsiblePersonEvent",
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
                                to="grids.responsibleperson",
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
                            "grid",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.grid",
                                verbose_name="网格",
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
                                verbose_name="责任人",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("grid_head", "网格长"),
                                    ("grid_officer", "网格管理员"),
                                    ("grid_branch_secretary", "网格大党支部书记"),
                                    ("group_leader", "楼栋党小组组长"),
                                    ("police", "社区民警"),
                                    ("mass_representative", "群众代表"),
                                ],
                                max_length=24,
                                verbose_name="职务",
                            ),
                        ),
                        ("content", models.CharField(blank=True, max_length=200, verbose_name="工作内容")),
                        ("duties", models.CharField(blank=True, max_length=300, verbose_name="服务管理职责")),
                        (
                            "photo",
                            models.FileField(blank=True, upload_to=grids.models.places.photo_path, verbose_name="照片"),
                        ),
                        ("office_phone", models.CharField(blank=True, max_length=20, verbose_name="公开联系电话")),
                        ("phone_public", models.BooleanField(default=False, verbose_name="在公示牌和联系卡上公开电话")),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="grids_respo_pgh_cre_baee26_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceNeed",
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
                            "grid",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="service_needs",
                                to="grids.grid",
                                verbose_name="网格",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="service_needs",
                                to="grids.household",
                                verbose_name="住户",
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("elderly", "老年人"),
                                    ("minor", "未成年人"),
                                    ("pregnant", "孕产妇"),
                                    ("disabled", "残疾人"),
                                    ("hardship", "困难家庭"),
                                    ("preferential", "优抚家庭"),
                                    ("laid_off", "下岗失业人员"),
                                ],
                                max_length=16,
                                verbose_name="类别",
                            ),
                        ),
                        ("purpose", models.CharField(max_length=60, verbose_name="服务内容")),
                        ("consent_on", models.DateField(verbose_name="本人（监护人）同意日期")),
                        ("under_age", models.BooleanField(default=False, verbose_name="未到可自己同意的年龄")),
                        ("by_guardian", models.BooleanField(default=False, verbose_name="由监护人同意")),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                    ],
                    options={
                        "verbose_name": "服务对象",
                        "verbose_name_plural": "服务对象",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="service_need_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("during__endswith__isnull", False), ("during__isempty", False)),
                                name="service_need_has_an_end",
                                violation_error_message="请填写服务结束日期",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("under_age", False), ("by_guardian", True), _connector="OR"),
                                name="service_need_child_by_guardian",
                                violation_error_message="未到可自己同意的年龄，须由监护人同意",
                            ),
                        ],
                    },
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="areaperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="a535dd1c21baa6620098a5e4de830d5bf3c875cb",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_3ddec",
                            table="grids_areaperson",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="areaperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="82011ac8c23d1d37f3bf93ce5914ebe4c1e1ec37",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_59899",
                            table="grids_areaperson",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="areaperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."area_id" IS DISTINCT FROM (NEW."area_id") OR OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."role" IS DISTINCT FROM (NEW."role"))',
                            func='INSERT INTO "grids_areapersonevent" ("area_id", "during", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (OLD."area_id", OLD."during", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."role"); RETURN NULL;',
                            hash="988aab472d5c1b1ee89acfba8e03cf5bcd9a7b23",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bcf02",
                            table="grids_areaperson",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="areaperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_areapersonevent" ("area_id", "during", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (OLD."area_id", OLD."during", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role"); RETURN NULL;',
                            hash="f058496d21b723948874aa1b7a94507aa73d5e4b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_44535",
                            table="grids_areaperson",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="communityplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="8b84a8d84a8d5903375b28536b3ca18c7245650f",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_c680f",
                            table="grids_communityplan",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="communityplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="2f0d84aec9ef36bc5e9b9f3e3749a783bc254d2e",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_b44e9",
                            table="grids_communityplan",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="dutyservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="1b0f7c218e722838a84109f1543f6e79f2245b02",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_78e62",
                            table="grids_dutyservice",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="dutyservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="cbc9b6aa9bdb0b9503662f80ccd36f304ec525a4",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_fde12",
                            table="grids_dutyservice",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="dutyservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."post_id" IS DISTINCT FROM (NEW."post_id") OR OLD."served_on" IS DISTINCT FROM (NEW."served_on") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "grids_dutyserviceevent" ("content", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "served_on", "version") VALUES (OLD."content", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."post_id", OLD."served_on", OLD."version"); RETURN NULL;',
                            hash="37ad9ffa96534632cb27481ca98df862e5cf55a9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7722c",
                            table="grids_dutyservice",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="dutyservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_dutyserviceevent" ("content", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "served_on", "version") VALUES (OLD."content", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."post_id", OLD."served_on", OLD."version"); RETURN NULL;',
                            hash="7b620bb79b4c5aeff4b62070853559735e2c219a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_86894",
                            table="grids_dutyservice",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="estate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="e4a59e1c92df6435f686eda8111df80bec8bbdff",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_7efc1",
                            table="grids_estate",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="estate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="ff87022152e667122b68db2385984e667e24afd0",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_5bdcb",
                            table="grids_estate",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="estate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."branch_id" IS DISTINCT FROM (NEW."branch_id") OR OLD."developer" IS DISTINCT FROM (NEW."developer") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."listed_on" IS DISTINCT FROM (NEW."listed_on") OR OLD."manager" IS DISTINCT FROM (NEW."manager") OR OLD."moves_in_on" IS DISTINCT FROM (NEW."moves_in_on") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."owners_committee" IS DISTINCT FROM (NEW."owners_committee") OR OLD."planned_households" IS DISTINCT FROM (NEW."planned_households") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "grids_estateevent" ("address", "branch_id", "developer", "id", "kind", "listed_on", "manager", "moves_in_on", "name", "organization_id", "owners_committee", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_households", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."address", OLD."branch_id", OLD."developer", OLD."id", OLD."kind", OLD."listed_on", OLD."manager", OLD."moves_in_on", OLD."name", OLD."organization_id", OLD."owners_committee", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."planned_households", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="5aca1ff2a62c39533e07de4a342c32bb78ffc42d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6de4e",
                            table="grids_estate",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="estate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_estateevent" ("address", "branch_id", "developer", "id", "kind", "listed_on", "manager", "moves_in_on", "name", "organization_id", "owners_committee", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_households", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."address", OLD."branch_id", OLD."developer", OLD."id", OLD."kind", OLD."listed_on", OLD."manager", OLD."moves_in_on", OLD."name", OLD."organization_id", OLD."owners_committee", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."planned_households", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="daeb44f860ad0c1224853005145f2fbaa346459c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_24fb0",
                            table="grids_estate",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="estatecontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="977a4323a6ab13a93b986e06f910f7aaf58b02be",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_3e578",
                            table="grids_estatecontact",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="estatecontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="a4dbe8a6750abf1c250f8d379d7fa132cefda7ae",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_f0634",
                            table="grids_estatecontact",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="estatecontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."contacted_on" IS DISTINCT FROM (NEW."contacted_on") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."estate_id" IS DISTINCT FROM (NEW."estate_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."partner" IS DISTINCT FROM (NEW."partner") OR OLD."result" IS DISTINCT FROM (NEW."result") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "grids_estatecontactevent" ("contacted_on", "content", "estate_id", "id", "organization_id", "partner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "version") VALUES (OLD."contacted_on", OLD."content", OLD."estate_id", OLD."id", OLD."organization_id", OLD."partner", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."result", OLD."version"); RETURN NULL;',
                            hash="b776e54c7ac88c7ccf3c50e14159b5f76757cbfd",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ab0df",
                            table="grids_estatecontact",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="estatecontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_estatecontactevent" ("contacted_on", "content", "estate_id", "id", "organization_id", "partner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "version") VALUES (OLD."contacted_on", OLD."content", OLD."estate_id", OLD."id", OLD."organization_id", OLD."partner", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."result", OLD."version"); RETURN NULL;',
                            hash="27ed96b943f1518b8d6ad0f7bfb9a1b0a0777b00",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b738f",
                            table="grids_estatecontact",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="grid",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="cabdda4bc5e76260a21508c7e79846ce41537bcc",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_83d39",
                            table="grids_grid",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="grid",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="050583332e3ce32d1db2b8e39a2bb41b14cd8b8f",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_42c57",
                            table="grids_grid",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="grid",
                    trigger=pgtrigger.compiler.Trigger(
                        name="grid_branch_kind",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."grid_branch_id" IS NOT NULL)',
                            func="IF NOT EXISTS (SELECT 1 FROM organizations_organization o JOIN organizations_organization c ON c.id = NEW.organization_id WHERE o.id = NEW.grid_branch_id AND o.kind = 'grid_branch' AND starts_with(o.path, c.path)) THEN RAISE EXCEPTION 'not a grid_branch of the community' USING ERRCODE = 'check_violation', CONSTRAINT = 'grid_branch_is_one_of_the_community'; END IF; RETURN NEW;",
                            hash="16683962a5d72df3fea2b1fca3105e45cb98a624",
                            operation='INSERT OR UPDATE OF "grid_branch_id"',
                            pgid="pgtrigger_grid_branch_kind_53222",
                            table="grids_grid",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="grid",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."boundary" IS DISTINCT FROM (NEW."boundary") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."grid_branch_id" IS DISTINCT FROM (NEW."grid_branch_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."order" IS DISTINCT FROM (NEW."order") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."since" IS DISTINCT FROM (NEW."since") OR OLD."token" IS DISTINCT FROM (NEW."token") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "grids_gridevent" ("boundary", "code", "grid_branch_id", "id", "name", "order", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "token", "version") VALUES (OLD."boundary", OLD."code", OLD."grid_branch_id", OLD."id", OLD."name", OLD."order", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."since", OLD."token", OLD."version"); RETURN NULL;',
                            hash="ad809c37351ae2f5bc86b445ed658cb01c244ac7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c5104",
                            table="grids_grid",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="grid",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_gridevent" ("boundary", "code", "grid_branch_id", "id", "name", "order", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "token", "version") VALUES (OLD."boundary", OLD."code", OLD."grid_branch_id", OLD."id", OLD."name", OLD."order", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."since", OLD."token", OLD."version"); RETURN NULL;',
                            hash="af5a45380cce46474c2757ec256184bda2be3aa9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6eea6",
                            table="grids_grid",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="dutypost",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="cf8ce31bfdd0905618318ad46654ca70e89de65e",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_4a3c0",
                            table="grids_dutypost",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="dutypost",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="6347dc939daadeb347ca5123d334b1ea63a31fdc",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_5a18e",
                            table="grids_dutypost",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="dutypost",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."area_id" IS DISTINCT FROM (NEW."area_id") OR OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."duties" IS DISTINCT FROM (NEW."duties") OR OLD."grid_id" IS DISTINCT FROM (NEW."grid_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."service_day" IS DISTINCT FROM (NEW."service_day") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "grids_dutypostevent" ("area_id", "during", "duties", "grid_id", "id", "kind", "name", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_day", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."area_id", OLD."during", OLD."duties", OLD."grid_id", OLD."id", OLD."kind", OLD."name", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."service_day", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="3a1c7cea627a374eb758b59e7c54ee46e85e3386",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7ae09",
                            table="grids_dutypost",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="dutypost",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_dutypostevent" ("area_id", "during", "duties", "grid_id", "id", "kind", "name", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_day", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."area_id", OLD."during", OLD."duties", OLD."grid_id", OLD."id", OLD."kind", OLD."name", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."service_day", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="3fab24485ee53116284fda95af39e499eb510763",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_81654",
                            table="grids_dutypost",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="dispute",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="8644db0ae90900276fc475fee48064114cdd44e4",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_7bdc2",
                            table="grids_dispute",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="dispute",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="001a32591f65550225ecd5f8a471aac9fbf48382",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_ed220",
                            table="grids_dispute",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="dispute",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."between" IS DISTINCT FROM (NEW."between") OR OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."grid_id" IS DISTINCT FROM (NEW."grid_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kept" IS DISTINCT FROM (NEW."kept") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."parties" IS DISTINCT FROM (NEW."parties") OR OLD."received_on" IS DISTINCT FROM (NEW."received_on") OR OLD."result" IS DISTINCT FROM (NEW."result") OR OLD."revisited_on" IS DISTINCT FROM (NEW."revisited_on") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "grids_disputeevent" ("between", "closed_on", "due_on", "grid_id", "id", "kept", "kind", "organization_id", "origin", "outcome", "parties", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "result", "revisited_on", "subject", "unit_id", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."between", OLD."closed_on", OLD."due_on", OLD."grid_id", OLD."id", OLD."kept", OLD."kind", OLD."organization_id", OLD."origin", OLD."outcome", OLD."parties", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."received_on", OLD."result", OLD."revisited_on", OLD."subject", OLD."unit_id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="f4b48ba811337c127e3e3d41e184686c733b4674",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_04a05",
                            table="grids_dispute",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="dispute",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_disputeevent" ("between", "closed_on", "due_on", "grid_id", "id", "kept", "kind", "organization_id", "origin", "outcome", "parties", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "result", "revisited_on", "subject", "unit_id", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."between", OLD."closed_on", OLD."due_on", OLD."grid_id", OLD."id", OLD."kept", OLD."kind", OLD."organization_id", OLD."origin", OLD."outcome", OLD."parties", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."received_on", OLD."result", OLD."revisited_on", OLD."subject", OLD."unit_id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="08316d406a2b6ca2051211bff2d9955af66bbd1d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d87e5",
                            table="grids_dispute",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="building",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="8b5c55257ba82d30585e08aead6ca15158ec7abc",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_0a8e9",
                            table="grids_building",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="building",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="a971d273b21252a86633feffb7e56ffb27bec99b",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_f8b03",
                            table="grids_building",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="building",
                    trigger=pgtrigger.compiler.Trigger(
                        name="building_group_kind",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."building_group_id" IS NOT NULL)',
                            func="IF NOT EXISTS (SELECT 1 FROM organizations_organization o JOIN organizations_organization c ON c.id = NEW.organization_id WHERE o.id = NEW.building_group_id AND o.kind = 'building_group' AND starts_with(o.path, c.path)) THEN RAISE EXCEPTION 'not a building_group of the community' USING ERRCODE = 'check_violation', CONSTRAINT = 'building_group_is_one_of_the_community'; END IF; RETURN NEW;",
                            hash="b9b61a87c84584ca735d76a1b2af41a142dff2f0",
                            operation='INSERT OR UPDATE OF "building_group_id"',
                            pgid="pgtrigger_building_group_kind_08c8d",
                            table="grids_building",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="building",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."building_group_id" IS DISTINCT FROM (NEW."building_group_id") OR OLD."entrances" IS DISTINCT FROM (NEW."entrances") OR OLD."estate_id" IS DISTINCT FROM (NEW."estate_id") OR OLD."floors" IS DISTINCT FROM (NEW."floors") OR OLD."grid_id" IS DISTINCT FROM (NEW."grid_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."order" IS DISTINCT FROM (NEW."order") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."since" IS DISTINCT FROM (NEW."since") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "grids_buildingevent" ("address", "building_group_id", "entrances", "estate_id", "floors", "grid_id", "id", "name", "order", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "version") VALUES (OLD."address", OLD."building_group_id", OLD."entrances", OLD."estate_id", OLD."floors", OLD."grid_id", OLD."id", OLD."name", OLD."order", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."since", OLD."version"); RETURN NULL;',
                            hash="4ef931f2772fef7009cbd82675cf15a55bc19397",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e5ac7",
                            table="grids_building",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="building",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_buildingevent" ("address", "building_group_id", "entrances", "estate_id", "floors", "grid_id", "id", "name", "order", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "version") VALUES (OLD."address", OLD."building_group_id", OLD."entrances", OLD."estate_id", OLD."floors", OLD."grid_id", OLD."id", OLD."name", OLD."order", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."since", OLD."version"); RETURN NULL;',
                            hash="3f56bb8c91ff2fb5cfb71749b2d6f0b4c98292d1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3e902",
                            table="grids_building",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="area",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="dd8d99f92fc611f454e37d66471a4c544dba6c35",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_bad8a",
                            table="grids_area",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="area",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="25387f2242ba38af413ca6e089a2b798c0c5bd59",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_7afd5",
                            table="grids_area",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="area",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."grid_id" IS DISTINCT FROM (NEW."grid_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id"))',
                            func='INSERT INTO "grids_areaevent" ("content", "during", "grid_id", "id", "kind", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."content", OLD."during", OLD."grid_id", OLD."id", OLD."kind", OLD."name", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id"); RETURN NULL;',
                            hash="2e269ad521b285546b8a73d34a1d8cb2fd7dfe94",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_51e5d",
                            table="grids_area",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="area",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_areaevent" ("content", "during", "grid_id", "id", "kind", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."content", OLD."during", OLD."grid_id", OLD."id", OLD."kind", OLD."name", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="6b04c97378582a416827973cb6541c90ec6dc642",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_381b3",
                            table="grids_area",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="gridentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="1ee3c83f2cbddb48c41872d9fd59ef3b89678845",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_7290e",
                            table="grids_gridentry",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="gridentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="bf585fe66403ec765453076d4ef3b11cb5f93d27",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_57ea8",
                            table="grids_gridentry",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="gridentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."grid_id" IS DISTINCT FROM (NEW."grid_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."presence_id" IS DISTINCT FROM (NEW."presence_id") OR OLD."venue_id" IS DISTINCT FROM (NEW."venue_id"))',
                            func='INSERT INTO "grids_gridentryevent" ("during", "grid_id", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence_id", "venue_id") VALUES (OLD."during", OLD."grid_id", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."presence_id", OLD."venue_id"); RETURN NULL;',
                            hash="5148ef82a1c7e87bc7cb7b81603357b427b8f55b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d1f0e",
                            table="grids_gridentry",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="gridentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_gridentryevent" ("during", "grid_id", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence_id", "venue_id") VALUES (OLD."during", OLD."grid_id", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."presence_id", OLD."venue_id"); RETURN NULL;',
                            hash="2788b53455e8c057db77851cd00648835642af0e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_87d55",
                            table="grids_gridentry",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="household",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="e6f5f78ca172ebfdadbfb6cbc205bac75ede6a18",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_a3abc",
                            table="grids_household",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="household",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="886768dfd420043e5b5df92fb5556b6edba86aa9",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_546c6",
                            table="grids_household",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="household",
                    trigger=pgtrigger.compiler.Trigger(
                        name="member_household_kind",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."member_household_id" IS NOT NULL)',
                            func="IF NOT EXISTS (SELECT 1 FROM organizations_organization o JOIN organizations_organization c ON c.id = NEW.organization_id WHERE o.id = NEW.member_household_id AND o.kind = 'member_household' AND starts_with(o.path, c.path)) THEN RAISE EXCEPTION 'not a member_household of the community' USING ERRCODE = 'check_violation', CONSTRAINT = 'member_household_is_one_of_the_community'; END IF; RETURN NEW;",
                            hash="4a9392ff8afc7b4104780e38b0db154327d71e52",
                            operation='INSERT OR UPDATE OF "member_household_id"',
                            pgid="pgtrigger_member_household_kind_a6592",
                            table="grids_household",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="contactcard",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="a369dbdf941db19b8e06b281b323046ca74f6a71",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_f3254",
                            table="grids_contactcard",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="contactcard",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="b86464681c6ebe0ca15a1caa45c591b38deec3d7",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_3acda",
                            table="grids_contactcard",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="mediation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="4d59f2ff46dabc32caeaf09ef61dcb6205c1a1e7",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_909d4",
                            table="grids_mediation",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="mediation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="17616c6c0622ee2a989c32330515cf623c4760f2",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_5e776",
                            table="grids_mediation",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="mediation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."dispute_id" IS DISTINCT FROM (NEW."dispute_id") OR OLD."held_on" IS DISTINCT FROM (NEW."held_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."mediator" IS DISTINCT FROM (NEW."mediator") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."turn" IS DISTINCT FROM (NEW."turn") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "grids_mediationevent" ("content", "dispute_id", "held_on", "id", "mediator", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "turn", "version") VALUES (OLD."content", OLD."dispute_id", OLD."held_on", OLD."id", OLD."mediator", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."turn", OLD."version"); RETURN NULL;',
                            hash="220ff17e6df77163428cf300021f83cfca002a2b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_efa41",
                            table="grids_mediation",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="mediation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_mediationevent" ("content", "dispute_id", "held_on", "id", "mediator", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "turn", "version") VALUES (OLD."content", OLD."dispute_id", OLD."held_on", OLD."id", OLD."mediator", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."turn", OLD."version"); RETURN NULL;',
                            hash="5b045cde33c9f4e8bb4177d2bf0fde81e26291d4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d0c88",
                            table="grids_mediation",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="opinion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="df26a7b916a2e25d0632585a092edfd5f8fe716e",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_52ca9",
                            table="grids_opinion",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="opinion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="c83edaba6cea547e4bc1dd1cc4e9fec9fb6cbb10",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_dfc30",
                            table="grids_opinion",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="opinion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."answered_by_id" IS DISTINCT FROM (NEW."answered_by_id") OR OLD."category" IS DISTINCT FROM (NEW."category") OR OLD."channel" IS DISTINCT FROM (NEW."channel") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."department" IS DISTINCT FROM (NEW."department") OR OLD."department_due_on" IS DISTINCT FROM (NEW."department_due_on") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."first_receiver_id" IS DISTINCT FROM (NEW."first_receiver_id") OR OLD."grid_id" IS DISTINCT FROM (NEW."grid_id") OR OLD."hotline_number" IS DISTINCT FROM (NEW."hotline_number") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."joined_to_id" IS DISTINCT FROM (NEW."joined_to_id") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."photo" IS DISTINCT FROM (NEW."photo") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."rated_at" IS DISTINCT FROM (NEW."rated_at") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."reporter_id" IS DISTINCT FROM (NEW."reporter_id") OR OLD."satisfaction" IS DISTINCT FROM (NEW."satisfaction") OR OLD."signed_at" IS DISTINCT FROM (NEW."signed_at") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."token" IS DISTINCT FROM (NEW."token") OR OLD."told_at" IS DISTINCT FROM (NEW."told_at") OR OLD."told_by" IS DISTINCT FROM (NEW."told_by") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "grids_opinionevent" ("answer", "answered_at", "answered_by_id", "category", "channel", "content", "department", "department_due_on", "due_on", "first_receiver_id", "grid_id", "hotline_number", "id", "joined_to_id", "level", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo", "place", "rated_at", "received_at", "recorded_at", "reporter_id", "satisfaction", "signed_at", "source", "state", "token", "told_at", "told_by", "version") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."category", OLD."channel", OLD."content", OLD."department", OLD."department_due_on", OLD."due_on", OLD."first_receiver_id", OLD."grid_id", OLD."hotline_number", OLD."id", OLD."joined_to_id", OLD."level", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."photo", OLD."place", OLD."rated_at", OLD."received_at", OLD."recorded_at", OLD."reporter_id", OLD."satisfaction", OLD."signed_at", OLD."source", OLD."state", OLD."token", OLD."told_at", OLD."told_by", OLD."version"); RETURN NULL;',
                            hash="b8ac74b62e4cb0a8645e83186a7479999136fd46",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1d9fe",
                            table="grids_opinion",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="opinion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_opinionevent" ("answer", "answered_at", "answered_by_id", "category", "channel", "content", "department", "department_due_on", "due_on", "first_receiver_id", "grid_id", "hotline_number", "id", "joined_to_id", "level", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo", "place", "rated_at", "received_at", "recorded_at", "reporter_id", "satisfaction", "signed_at", "source", "state", "token", "told_at", "told_by", "version") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."category", OLD."channel", OLD."content", OLD."department", OLD."department_due_on", OLD."due_on", OLD."first_receiver_id", OLD."grid_id", OLD."hotline_number", OLD."id", OLD."joined_to_id", OLD."level", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."photo", OLD."place", OLD."rated_at", OLD."received_at", OLD."recorded_at", OLD."reporter_id", OLD."satisfaction", OLD."signed_at", OLD."source", OLD."state", OLD."token", OLD."told_at", OLD."told_by", OLD."version"); RETURN NULL;',
                            hash="be5363c3eeba968566b7b3455905ae2ea04c750e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9b7a4",
                            table="grids_opinion",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="gridvisit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="aa4f906bff0c466da9f7c352581b87a9102f0776",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_6ccba",
                            table="grids_gridvisit",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="gridvisit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="743ea205f1eb5872f220858f3cca00d700fcd17c",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_52c2d",
                            table="grids_gridvisit",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="gridvisit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."grid_id" IS DISTINCT FROM (NEW."grid_id") OR OLD."household_id" IS DISTINCT FROM (NEW."household_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."met" IS DISTINCT FROM (NEW."met") OR OLD."opinion_id" IS DISTINCT FROM (NEW."opinion_id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."visited_on" IS DISTINCT FROM (NEW."visited_on") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because"))',
                            func='INSERT INTO "grids_gridvisitevent" ("content", "grid_id", "household_id", "id", "met", "opinion_id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "role", "visited_on", "withdrawn_because") VALUES (OLD."content", OLD."grid_id", OLD."household_id", OLD."id", OLD."met", OLD."opinion_id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."purpose", OLD."role", OLD."visited_on", OLD."withdrawn_because"); RETURN NULL;',
                            hash="3f633bab58cba710afdeaeb00e214154af16cbf4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c3258",
                            table="grids_gridvisit",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="gridvisit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_gridvisitevent" ("content", "grid_id", "household_id", "id", "met", "opinion_id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "role", "visited_on", "withdrawn_because") VALUES (OLD."content", OLD."grid_id", OLD."household_id", OLD."id", OLD."met", OLD."opinion_id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."purpose", OLD."role", OLD."visited_on", OLD."withdrawn_because"); RETURN NULL;',
                            hash="4f0b106c8b4afd65d7d2b209bff49e909cae6338",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9ef5b",
                            table="grids_gridvisit",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="posting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="9ef2829875b9f13022e0c7225a0858cf61f104df",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_29a6b",
                            table="grids_posting",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="posting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="873cde2d32eb02013910b08afd7d0825da0d4979",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_c2acb",
                            table="grids_posting",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="redrawing",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="c507a253a1b115987043dd1d6e72ad758e18c2b2",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_84352",
                            table="grids_redrawing",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="redrawing",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="ca784ec16b96c1e3e43ecc1c54ed215a675aa243",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_90eff",
                            table="grids_redrawing",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="redrawing",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."before_id" IS DISTINCT FROM (NEW."before_id") OR OLD."building_id" IS DISTINCT FROM (NEW."building_id") OR OLD."done_at" IS DISTINCT FROM (NEW."done_at") OR OLD."households" IS DISTINCT FROM (NEW."households") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."on" IS DISTINCT FROM (NEW."on") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."to_id" IS DISTINCT FROM (NEW."to_id"))',
                            func='INSERT INTO "grids_redrawingevent" ("before_id", "building_id", "done_at", "households", "id", "on", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "to_id") VALUES (OLD."before_id", OLD."building_id", OLD."done_at", OLD."households", OLD."id", OLD."on", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."reason", OLD."to_id"); RETURN NULL;',
                            hash="588872b88923e4187caf2a11c1f9d4f432ba3663",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_18585",
                            table="grids_redrawing",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="redrawing",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_redrawingevent" ("before_id", "building_id", "done_at", "households", "id", "on", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "to_id") VALUES (OLD."before_id", OLD."building_id", OLD."done_at", OLD."households", OLD."id", OLD."on", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."to_id"); RETURN NULL;',
                            hash="2c56a3f720160809a93ac7c62a286077520b27ca",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e2e0b",
                            table="grids_redrawing",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="residence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="7fb194a7510db924df41df5857ad0d2f3a7e280e",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_57108",
                            table="grids_residence",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="residence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="ecde9c45a6bba460bd746049dabbaef079d8540c",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_fbedb",
                            table="grids_residence",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="residence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."building_id" IS DISTINCT FROM (NEW."building_id") OR OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."grid_id" IS DISTINCT FROM (NEW."grid_id") OR OLD."household_id" IS DISTINCT FROM (NEW."household_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id"))',
                            func='INSERT INTO "grids_residenceevent" ("building_id", "during", "grid_id", "household_id", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."building_id", OLD."during", OLD."grid_id", OLD."household_id", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id"); RETURN NULL;',
                            hash="19c67007b04ef4366f033e9c86716cb02468ed09",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a51e1",
                            table="grids_residence",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="residence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_residenceevent" ("building_id", "during", "grid_id", "household_id", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."building_id", OLD."during", OLD."grid_id", OLD."household_id", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="b3b1f5c37e4acbf149103fa879dc5136d6ba7159",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_75027",
                            table="grids_residence",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="responsibleperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="fd239ff7dbb4b61eaa957aea6c95ca97f6c4a4de",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_12f9b",
                            table="grids_responsibleperson",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="responsibleperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="a376dda232d57ff710e9561f6bfd62c40ea9fb7b",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_9f3ed",
                            table="grids_responsibleperson",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="responsibleperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."duties" IS DISTINCT FROM (NEW."duties") OR OLD."grid_id" IS DISTINCT FROM (NEW."grid_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."office_phone" IS DISTINCT FROM (NEW."office_phone") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."phone_public" IS DISTINCT FROM (NEW."phone_public") OR OLD."photo" IS DISTINCT FROM (NEW."photo") OR OLD."role" IS DISTINCT FROM (NEW."role"))',
                            func='INSERT INTO "grids_responsiblepersonevent" ("content", "during", "duties", "grid_id", "id", "office_phone", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_public", "photo", "role") VALUES (OLD."content", OLD."during", OLD."duties", OLD."grid_id", OLD."id", OLD."office_phone", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."phone_public", OLD."photo", OLD."role"); RETURN NULL;',
                            hash="4dadd1b39debc1775d70f8d0298d6bce77033f12",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_87881",
                            table="grids_responsibleperson",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="responsibleperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_responsiblepersonevent" ("content", "during", "duties", "grid_id", "id", "office_phone", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_public", "photo", "role") VALUES (OLD."content", OLD."during", OLD."duties", OLD."grid_id", OLD."id", OLD."office_phone", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone_public", OLD."photo", OLD."role"); RETURN NULL;',
                            hash="b3f476aa8dc3fafa169074893adb18adb68f9592",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_db907",
                            table="grids_responsibleperson",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="serviceneed",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="be3ad95ec515e55c34b15f3e62bf156125df708d",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_cecb3",
                            table="grids_serviceneed",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="serviceneed",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="0b8f4ad0c97eb394ec375071fb7c0e52ccc3d30e",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_36cb8",
                            table="grids_serviceneed",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
