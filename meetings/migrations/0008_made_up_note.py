"""Who missed a meeting says with what it was made up (MTG-04)."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0007_found_by_text"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="attendance",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="attendance",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="attendance",
            name="made_up_note",
            field=models.CharField(blank=True, db_default="", default="", max_length=120, verbose_name="补学内容"),
        ),
        migrations.AddField(
            model_name="attendanceevent",
            name="made_up_note",
            field=models.CharField(blank=True, db_default="", default="", max_length=120, verbose_name="补学内容"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."guest" IS DISTINCT FROM (NEW."guest") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_up_note" IS DISTINCT FROM (NEW."made_up_note") OR OLD."made_up_on" IS DISTINCT FROM (NEW."made_up_on") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."signed_at" IS DISTINCT FROM (NEW."signed_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."way" IS DISTINCT FROM (NEW."way"))',
                    func='INSERT INTO "meetings_attendanceevent" ("guest", "id", "made_up_note", "made_up_on", "meeting_id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "signed_at", "state", "way") VALUES (OLD."guest", OLD."id", OLD."made_up_note", OLD."made_up_on", OLD."meeting_id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."reason", OLD."signed_at", OLD."state", OLD."way"); RETURN NULL;',
                    hash="00727be8765cd384bf26334ae0ed7efc688dc11c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_870cb",
                    table="meetings_attendance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_attendanceevent" ("guest", "id", "made_up_note", "made_up_on", "meeting_id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "signed_at", "state", "way") VALUES (OLD."guest", OLD."id", OLD."made_up_note", OLD."made_up_on", OLD."meeting_id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."signed_at", OLD."state", OLD."way"); RETURN NULL;',
                    hash="57a1f6c931ebefd339a7a3e730f3c2a4553ca806",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_774f3",
                    table="meetings_attendance",
                    when="AFTER",
                ),
            ),
        ),
    ]
