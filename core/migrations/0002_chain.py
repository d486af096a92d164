import pgtrigger.compiler
from django.db import migrations, models

import core.records.migration_operations


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="auditevent",
            name="previous_id",
            field=models.BigIntegerField(editable=False, null=True),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="auditevent",
            trigger=pgtrigger.compiler.Trigger(
                name="not_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;",
                    hash="89085c291285f409b0896967f32839ac7df1cb34",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_not_emptied_e8478",
                    table="core_auditevent",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="auditevent",
            trigger=pgtrigger.compiler.Trigger(
                name="names_previous",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="NEW.previous_id := (SELECT max(id) FROM core_auditevent); RETURN NEW;",
                    hash="981b1b48e8a6b6bb8409c8100cade4547d5a0f42",
                    operation="INSERT",
                    pgid="pgtrigger_names_previous_2ec60",
                    table="core_auditevent",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="seal",
            trigger=pgtrigger.compiler.Trigger(
                name="not_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;",
                    hash="d1d236f64d29c7d61057b8c4091c1b5975aa2549",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_not_emptied_e90e4",
                    table="core_seal",
                    when="BEFORE",
                ),
            ),
        ),
    ]
