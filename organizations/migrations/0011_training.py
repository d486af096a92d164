"""Training with who attended; the right to keep registers; rows answer inside the reach and to who was there."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from core.records.walls import OWN, Wall


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_walls"),
        ("organizations", "0010_instructors"),
        ("people", "0005_changes_by_time"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="organization",
            options={
                "default_permissions": (),
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
                "verbose_name": "组织",
                "verbose_name_plural": "组织",
            },
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("withdrawn_on", models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期")),
                (
                    "withdrawn_because",
                    models.CharField(blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"),
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
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="组织",
                    ),
                ),
            ],
            options={
                "verbose_name": "培训",
                "verbose_name_plural": "培训",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TrainingAttendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("passed", "结业"), ("incomplete", "未结业"), ("absent", "缺席")],
                        default="passed",
                        max_length=12,
                        verbose_name="结果",
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
                    "training",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="organizations.training",
                        verbose_name="培训",
                    ),
                ),
            ],
            options={
                "verbose_name": "培训参加情况",
                "verbose_name_plural": "培训参加情况",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TrainingAttendanceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("passed", "结业"), ("incomplete", "未结业"), ("absent", "缺席")],
                        default="passed",
                        max_length=12,
                        verbose_name="结果",
                    ),
                ),
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
                        verbose_name="参加人员",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TrainingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("withdrawn_on", models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期")),
                (
                    "withdrawn_because",
                    models.CharField(blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"),
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
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="organizations.training",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="training",
            index=models.Index(fields=["scope", "ends_on"], name="training_scope"),
        ),
        migrations.AddConstraint(
            model_name="training",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                    models.Q(("withdrawn_on__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="training_withdrawn_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="training",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="training_ends_after_it_starts",
                violation_error_message="结束日期不能早于开始日期",
            ),
        ),
        migrations.AddConstraint(
            model_name="training",
            constraint=models.CheckConstraint(
                condition=models.Q(("hours__gt", 0)), name="training_has_hours", violation_error_message="学时应大于0"
            ),
        ),
        migrations.AddConstraint(
            model_name="training",
            constraint=models.CheckConstraint(
                condition=models.Q(("purposes", []), _negated=True), name="training_has_purposes"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        migrations.AddIndex(
            model_name="trainingattendance",
            index=models.Index(fields=["scope"], name="training_attendance_scope"),
        ),
        migrations.AddIndex(
            model_name="trainingattendance",
            index=models.Index(fields=["person"], name="training_attendance_person"),
        ),
        migrations.AddConstraint(
            model_name="trainingattendance",
            constraint=models.UniqueConstraint(
                fields=("training", "person"),
                name="training_attended_once",
                violation_error_message="此人已登记在这次培训里",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        migrations.AddIndex(
            model_name="trainingattendanceevent",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_db0074_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="trainingevent",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_5c5016_brin"
            ),
        ),
        Wall("organizations_trainingattendance", OWN),
        Wall(
            "organizations_training",
            "EXISTS (SELECT FROM organizations_trainingattendance a WHERE a.training_id = organizations_training.id"
            " AND a.person_id = (SELECT portal_person()))",
        ),
    ]
