import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import core.records.migration_operations


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0002_evaluations_by_need"),
        ("organizations", "0004_search"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SatisfactionCountEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "voters",
                    models.CharField(
                        choices=[("residents", "居民"), ("units", "驻区单位")], max_length=10, verbose_name="投票人"
                    ),
                ),
                ("issued", models.PositiveIntegerField(verbose_name="发出")),
                ("returned", models.PositiveIntegerField(verbose_name="收回")),
                ("satisfied", models.PositiveIntegerField(verbose_name="满意")),
                ("fairly", models.PositiveIntegerField(default=0, verbose_name="基本满意")),
                ("unsatisfied", models.PositiveIntegerField(default=0, verbose_name="不满意")),
                ("invalid", models.PositiveIntegerField(default=0, verbose_name="废票")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="录入时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        core.records.migration_operations.AddTrigger(
            model_name="satisfactioncount",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."fairly" IS DISTINCT FROM (NEW."fairly") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."invalid" IS DISTINCT FROM (NEW."invalid") OR OLD."issued" IS DISTINCT FROM (NEW."issued") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."returned" IS DISTINCT FROM (NEW."returned") OR OLD."satisfied" IS DISTINCT FROM (NEW."satisfied") OR OLD."unsatisfied" IS DISTINCT FROM (NEW."unsatisfied") OR OLD."voters" IS DISTINCT FROM (NEW."voters") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                    func='INSERT INTO "assessments_satisfactioncountevent" ("fairly", "id", "invalid", "issued", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "returned", "satisfied", "unsatisfied", "voters", "year") VALUES (OLD."fairly", OLD."id", OLD."invalid", OLD."issued", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."returned", OLD."satisfied", OLD."unsatisfied", OLD."voters", OLD."year"); RETURN NULL;',
                    hash="720d2b147cbb54ab08a0f00b9e6dfcfcf02e3d14",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_696e0",
                    table="assessments_satisfactioncount",
                    when="AFTER",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="satisfactioncount",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "assessments_satisfactioncountevent" ("fairly", "id", "invalid", "issued", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "returned", "satisfied", "unsatisfied", "voters", "year") VALUES (OLD."fairly", OLD."id", OLD."invalid", OLD."issued", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."returned", OLD."satisfied", OLD."unsatisfied", OLD."voters", OLD."year"); RETURN NULL;',
                    hash="bce24c860fb2a9f037657279b7850ca78cec1267",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1ee8d",
                    table="assessments_satisfactioncount",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="satisfactioncountevent",
            name="organization",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="organizations.organization",
                verbose_name="组织",
            ),
        ),
        migrations.AddField(
            model_name="satisfactioncountevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="satisfactioncountevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="assessments.satisfactioncount",
            ),
        ),
        migrations.AddField(
            model_name="satisfactioncountevent",
            name="recorded_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="录入人",
            ),
        ),
    ]
