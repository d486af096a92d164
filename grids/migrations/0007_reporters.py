"""The member who raised an opinion from the own account (GRD-06)."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("grids", "0006_plans_and_postings"),
        ("people", "0004_characters_of_names"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="opinion",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="opinion",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="opinion",
            name="reporter",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
                verbose_name="反映人",
            ),
        ),
        migrations.AddField(
            model_name="opinionevent",
            name="reporter",
            field=models.ForeignKey(
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
        pgtrigger.migrations.AddTrigger(
            model_name="opinion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."answered_by_id" IS DISTINCT FROM (NEW."answered_by_id") OR OLD."category" IS DISTINCT FROM (NEW."category") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."first_receiver_id" IS DISTINCT FROM (NEW."first_receiver_id") OR OLD."grid_id" IS DISTINCT FROM (NEW."grid_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."rated_at" IS DISTINCT FROM (NEW."rated_at") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."reporter_id" IS DISTINCT FROM (NEW."reporter_id") OR OLD."satisfaction" IS DISTINCT FROM (NEW."satisfaction") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."token" IS DISTINCT FROM (NEW."token") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "grids_opinionevent" ("answer", "answered_at", "answered_by_id", "category", "content", "due_on", "first_receiver_id", "grid_id", "id", "level", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rated_at", "received_at", "recorded_at", "reporter_id", "satisfaction", "source", "state", "token", "version") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."category", OLD."content", OLD."due_on", OLD."first_receiver_id", OLD."grid_id", OLD."id", OLD."level", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."rated_at", OLD."received_at", OLD."recorded_at", OLD."reporter_id", OLD."satisfaction", OLD."source", OLD."state", OLD."token", OLD."version"); RETURN NULL;',
                    hash="2aabc24f3066fb26e63f3e72edaf291cc8039bc3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1d9fe",
                    table="grids_opinion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opinion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "grids_opinionevent" ("answer", "answered_at", "answered_by_id", "category", "content", "due_on", "first_receiver_id", "grid_id", "id", "level", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rated_at", "received_at", "recorded_at", "reporter_id", "satisfaction", "source", "state", "token", "version") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."category", OLD."content", OLD."due_on", OLD."first_receiver_id", OLD."grid_id", OLD."id", OLD."level", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rated_at", OLD."received_at", OLD."recorded_at", OLD."reporter_id", OLD."satisfaction", OLD."source", OLD."state", OLD."token", OLD."version"); RETURN NULL;',
                    hash="476619628c02baf4ac7e6285e59199a299e48a09",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9b7a4",
                    table="grids_opinion",
                    when="AFTER",
                ),
            ),
        ),
    ]
