"""Yearly plans and statements of responsibility with their targets; rows answer inside the reach."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from core.records.walls import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_walls"),
        ("organizations", "0011_training"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="YearPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("withdrawn_on", models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期")),
                (
                    "withdrawn_because",
                    models.CharField(blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("plan", "年度工作计划"), ("statement", "责任状")], max_length=12, verbose_name="种类"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
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
                ("conclusion", models.TextField(blank=True, editable=False, max_length=1000, verbose_name="年终情况")),
                ("reward", models.CharField(blank=True, editable=False, max_length=120, verbose_name="奖惩")),
                ("concluded_on", models.DateField(blank=True, editable=False, null=True, verbose_name="考核日期")),
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
            ],
            options={
                "verbose_name": "年度计划和责任状",
                "verbose_name_plural": "年度计划和责任状",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="YearPlanEvent",
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
                (
                    "kind",
                    models.CharField(
                        choices=[("plan", "年度工作计划"), ("statement", "责任状")], max_length=12, verbose_name="种类"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
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
                ("conclusion", models.TextField(blank=True, editable=False, max_length=1000, verbose_name="年终情况")),
                ("reward", models.CharField(blank=True, editable=False, max_length=120, verbose_name="奖惩")),
                ("concluded_on", models.DateField(blank=True, editable=False, null=True, verbose_name="考核日期")),
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
                        to="organizations.yearplan",
                    ),
                ),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="YearTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("title", models.CharField(max_length=120, verbose_name="目标")),
                ("wanted", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="目标值")),
                ("unit", models.CharField(max_length=12, verbose_name="单位")),
                ("due_on", models.DateField(verbose_name="完成期限")),
                (
                    "done",
                    models.DecimalField(
                        blank=True, decimal_places=2, editable=False, max_digits=10, null=True, verbose_name="完成值"
                    ),
                ),
                ("result", models.CharField(blank=True, editable=False, max_length=300, verbose_name="完成情况")),
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="organizations.yearplan",
                        verbose_name="计划",
                    ),
                ),
            ],
            options={
                "verbose_name": "年度目标",
                "verbose_name_plural": "年度目标",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="YearTargetEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("title", models.CharField(max_length=120, verbose_name="目标")),
                ("wanted", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="目标值")),
                ("unit", models.CharField(max_length=12, verbose_name="单位")),
                ("due_on", models.DateField(verbose_name="完成期限")),
                (
                    "done",
                    models.DecimalField(
                        blank=True, decimal_places=2, editable=False, max_digits=10, null=True, verbose_name="完成值"
                    ),
                ),
                ("result", models.CharField(blank=True, editable=False, max_length=300, verbose_name="完成情况")),
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
                        to="organizations.yeartarget",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="yearplan",
            index=models.Index(fields=["scope", "year"], name="year_plan_scope"),
        ),
        migrations.AddConstraint(
            model_name="yearplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                    models.Q(("withdrawn_on__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="yearplan_withdrawn_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearplan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_on", None)),
                fields=("organization", "year", "kind"),
                name="year_plan_once_a_year",
                violation_error_message="这个组织这一年已经登记过",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "plan"), ("superior", None)),
                    models.Q(("kind", "statement"), ("superior__isnull", False)),
                    _connector="OR",
                ),
                name="year_plan_statement_has_superior",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearplan",
            constraint=models.CheckConstraint(
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
        ),
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        migrations.AddIndex(
            model_name="yearplanevent",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_f12247_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="yeartarget",
            index=models.Index(fields=["scope"], name="year_target_scope"),
        ),
        migrations.AddConstraint(
            model_name="yeartarget",
            constraint=models.CheckConstraint(
                condition=models.Q(("wanted__gt", 0)),
                name="year_target_wanted",
                violation_error_message="目标值应大于0",
            ),
        ),
        migrations.AddConstraint(
            model_name="yeartarget",
            constraint=models.CheckConstraint(
                condition=models.Q(("done", None), ("done__gte", 0), _connector="OR"),
                name="year_target_done",
                violation_error_message="完成值不能小于0",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        migrations.AddIndex(
            model_name="yeartargetevent",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_020651_brin"
            ),
        ),
        Wall("organizations_yearplan"),
        Wall("organizations_yeartarget"),
    ]
