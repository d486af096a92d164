"""Working rules, venues, conditions of communities year by year; rows answer inside the reach."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from core.records.walls import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_walls"),
        ("organizations", "0013_contact_points"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="CommunityYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("withdrawn_on", models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期")),
                (
                    "withdrawn_because",
                    models.CharField(blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"),
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
                ("dues_funds", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="党费补助（元）")),
                ("other_funds", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="其他经费（元）")),
                ("officers", models.PositiveSmallIntegerField(verbose_name="领取补贴人数")),
                ("allowances", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="全年补贴总额（元）")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
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
                "verbose_name": "社区工作条件",
                "verbose_name_plural": "社区工作条件",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CommunityYearEvent",
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
                ("dues_funds", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="党费补助（元）")),
                ("other_funds", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="其他经费（元）")),
                ("officers", models.PositiveSmallIntegerField(verbose_name="领取补贴人数")),
                ("allowances", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="全年补贴总额（元）")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
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
                        to="organizations.communityyear",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ConditionIssue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("title", models.CharField(max_length=120, verbose_name="问题")),
                ("raised_on", models.DateField(verbose_name="提出日期")),
                ("answer", models.CharField(blank=True, editable=False, max_length=300, verbose_name="答复")),
                ("answered_by", models.CharField(blank=True, editable=False, max_length=80, verbose_name="答复组织")),
                ("answered_on", models.DateField(blank=True, editable=False, null=True, verbose_name="答复日期")),
                (
                    "conditions",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issues",
                        to="organizations.communityyear",
                        verbose_name="工作条件",
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
            ],
            options={
                "verbose_name": "工作条件的问题",
                "verbose_name_plural": "工作条件的问题",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ConditionIssueEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("title", models.CharField(max_length=120, verbose_name="问题")),
                ("raised_on", models.DateField(verbose_name="提出日期")),
                ("answer", models.CharField(blank=True, editable=False, max_length=300, verbose_name="答复")),
                ("answered_by", models.CharField(blank=True, editable=False, max_length=80, verbose_name="答复组织")),
                ("answered_on", models.DateField(blank=True, editable=False, null=True, verbose_name="答复日期")),
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
                        to="organizations.conditionissue",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Venue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("withdrawn_on", models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期")),
                (
                    "withdrawn_because",
                    models.CharField(blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"),
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
                "verbose_name": "阵地",
                "verbose_name_plural": "阵地",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VenueEvent",
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
                        to="organizations.venue",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WorkingRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("withdrawn_on", models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期")),
                (
                    "withdrawn_because",
                    models.CharField(blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"),
                ),
                ("title", models.CharField(max_length=80, verbose_name="名称")),
                ("number", models.PositiveSmallIntegerField(editable=False, verbose_name="版本")),
                ("content", models.TextField(max_length=20000, verbose_name="正文")),
                ("change", models.TextField(blank=True, max_length=500, verbose_name="修订说明")),
                ("adopted_on", models.DateField(verbose_name="通过日期")),
                ("adopted_by", models.CharField(max_length=80, verbose_name="通过的会议")),
                ("effective_on", models.DateField(verbose_name="施行日期")),
                ("published_on", models.DateField(blank=True, editable=False, null=True, verbose_name="公布日期")),
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
                "verbose_name": "工作细则",
                "verbose_name_plural": "工作细则",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WorkingRuleEvent",
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
                ("title", models.CharField(max_length=80, verbose_name="名称")),
                ("number", models.PositiveSmallIntegerField(editable=False, verbose_name="版本")),
                ("content", models.TextField(max_length=20000, verbose_name="正文")),
                ("change", models.TextField(blank=True, max_length=500, verbose_name="修订说明")),
                ("adopted_on", models.DateField(verbose_name="通过日期")),
                ("adopted_by", models.CharField(max_length=80, verbose_name="通过的会议")),
                ("effective_on", models.DateField(verbose_name="施行日期")),
                ("published_on", models.DateField(blank=True, editable=False, null=True, verbose_name="公布日期")),
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
                        to="organizations.workingrule",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="communityyear",
            index=models.Index(fields=["scope", "year"], name="community_year_scope"),
        ),
        migrations.AddConstraint(
            model_name="communityyear",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                    models.Q(("withdrawn_on__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="communityyear_withdrawn_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="communityyear",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_on", None)),
                fields=("organization", "year"),
                name="community_year_once",
                violation_error_message="这个社区这一年已经登记过",
            ),
        ),
        migrations.AddConstraint(
            model_name="communityyear",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="communityyear",
            constraint=models.CheckConstraint(
                condition=models.Q(("officers__gt", 0), ("allowances", 0), _connector="OR"),
                name="community_year_allowances_have_persons",
                violation_error_message="有补贴总额，领取补贴人数应大于0",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        migrations.AddIndex(
            model_name="communityyearevent",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_63e854_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="conditionissue",
            index=models.Index(fields=["scope"], name="condition_issue_scope"),
        ),
        migrations.AddConstraint(
            model_name="conditionissue",
            constraint=models.CheckConstraint(
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
            ),
        ),
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        migrations.AddIndex(
            model_name="conditionissueevent",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_c5d8b7_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="venue",
            index=models.Index(fields=["scope"], name="venue_scope"),
        ),
        migrations.AddConstraint(
            model_name="venue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                    models.Q(("withdrawn_on__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="venue_withdrawn_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="venue",
            constraint=models.CheckConstraint(
                condition=models.Q(("area__gt", 0)), name="venue_area", violation_error_message="面积应大于0"
            ),
        ),
        migrations.AddConstraint(
            model_name="venue",
            constraint=models.CheckConstraint(condition=models.Q(("funding", []), _negated=True), name="venue_funding"),
        ),
        migrations.AddConstraint(
            model_name="venue",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_on", None), ("closed_on__gt", models.F("opened_on")), _connector="OR"),
                name="venue_closed_after_opened",
                violation_error_message="停用日期必须晚于启用日期",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        migrations.AddIndex(
            model_name="venueevent",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_dcd975_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="workingrule",
            index=models.Index(fields=["scope"], name="working_rule_scope"),
        ),
        migrations.AddConstraint(
            model_name="workingrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                    models.Q(("withdrawn_on__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="workingrule_withdrawn_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="workingrule",
            constraint=models.UniqueConstraint(
                fields=("organization", "title", "number"), name="working_rule_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="workingrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("effective_on__gte", models.F("adopted_on"))),
                name="working_rule_effective_after_adoption",
                violation_error_message="施行日期不能早于通过日期",
            ),
        ),
        migrations.AddConstraint(
            model_name="workingrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_on", None), ("published_on__gte", models.F("adopted_on")), _connector="OR"
                ),
                name="working_rule_published_after_adoption",
                violation_error_message="公布日期不能早于通过日期",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        migrations.AddIndex(
            model_name="workingruleevent",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_6936ed_brin"
            ),
        ),
        *(Wall(f"organizations_{name}") for name in ("workingrule", "venue", "communityyear", "conditionissue")),
    ]
