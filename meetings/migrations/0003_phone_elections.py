"""What was written in on phones in an election: sums beside those of the candidates."""

import pgtrigger.compiler
from django.db import migrations, models

from core.records import migration_operations as operations


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0002_walls"),
        ("organizations", "0003_walls"),
    ]

    operations = [
        operations.RemoveTrigger(
            model_name="phonepoll",
            name="update_update",
        ),
        operations.RemoveTrigger(
            model_name="phonepoll",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="phonepoll",
            name="write_ins",
            field=models.JSONField(blank=True, editable=False, null=True, verbose_name="另选他人"),
        ),
        migrations.AddField(
            model_name="phonepollevent",
            name="write_ins",
            field=models.JSONField(blank=True, editable=False, null=True, verbose_name="另选他人"),
        ),
        operations.AddTrigger(
            model_name="phonepoll",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."ballots" IS DISTINCT FROM (NEW."ballots") OR OLD."began_at" IS DISTINCT FROM (NEW."began_at") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."poll_id" IS DISTINCT FROM (NEW."poll_id") OR OLD."public_key" IS DISTINCT FROM (NEW."public_key") OR OLD."receipts" IS DISTINCT FROM (NEW."receipts") OR OLD."stopped_because" IS DISTINCT FROM (NEW."stopped_because") OR OLD."votes" IS DISTINCT FROM (NEW."votes") OR OLD."write_ins" IS DISTINCT FROM (NEW."write_ins"))',
                    func='INSERT INTO "meetings_phonepollevent" ("ballots", "began_at", "ended_at", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poll_id", "public_key", "receipts", "stopped_because", "votes", "write_ins") VALUES (OLD."ballots", OLD."began_at", OLD."ended_at", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."poll_id", OLD."public_key", OLD."receipts", OLD."stopped_because", OLD."votes", OLD."write_ins"); RETURN NULL;',
                    hash="5a6980e9c74d9463f43055e86bdd4cefe1ac5ed0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d953b",
                    table="meetings_phonepoll",
                    when="AFTER",
                ),
            ),
        ),
        operations.AddTrigger(
            model_name="phonepoll",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_phonepollevent" ("ballots", "began_at", "ended_at", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poll_id", "public_key", "receipts", "stopped_because", "votes", "write_ins") VALUES (OLD."ballots", OLD."began_at", OLD."ended_at", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."poll_id", OLD."public_key", OLD."receipts", OLD."stopped_because", OLD."votes", OLD."write_ins"); RETURN NULL;',
                    hash="343d13cb0bd5d81f489a4d91316f1c3d21b4c9ad",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8e280",
                    table="meetings_phonepoll",
                    when="AFTER",
                ),
            ),
        ),
        operations.AddConstraint(
            model_name="phonepoll",
            constraint=models.CheckConstraint(
                condition=models.Q(("write_ins__isnull", True), ("ballots__isnull", False), _connector="OR"),
                name="phone_poll_names_after_the_close",
            ),
        ),
    ]
