"""A committee meets between its regular meetings, too (MTG-01)."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0005_walls"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="meeting",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="meeting",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="meeting",
            name="ad_hoc",
            field=models.BooleanField(db_default=False, default=False, verbose_name="临时召开"),
        ),
        migrations.AddField(
            model_name="meetingevent",
            name="ad_hoc",
            field=models.BooleanField(db_default=False, default=False, verbose_name="临时召开"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."ad_hoc" IS DISTINCT FROM (NEW."ad_hoc") OR OLD."cancelled_because" IS DISTINCT FROM (NEW."cancelled_because") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."confirmed_at" IS DISTINCT FROM (NEW."confirmed_at") OR OLD."confirmed_by_id" IS DISTINCT FROM (NEW."confirmed_by_id") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."education" IS DISTINCT FROM (NEW."education") OR OLD."form" IS DISTINCT FROM (NEW."form") OR OLD."held_at" IS DISTINCT FROM (NEW."held_at") OR OLD."host_person_id" IS DISTINCT FROM (NEW."host_person_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind_id" IS DISTINCT FROM (NEW."kind_id") OR OLD."notice" IS DISTINCT FROM (NEW."notice") OR OLD."notified_at" IS DISTINCT FROM (NEW."notified_at") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."recorder_id" IS DISTINCT FROM (NEW."recorder_id") OR OLD."resolutions_text" IS DISTINCT FROM (NEW."resolutions_text") OR OLD."second_person" IS DISTINCT FROM (NEW."second_person") OR OLD."sign_in_closed_at" IS DISTINCT FROM (NEW."sign_in_closed_at") OR OLD."sign_in_opened_at" IS DISTINCT FROM (NEW."sign_in_opened_at") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."topic" IS DISTINCT FROM (NEW."topic") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "meetings_meetingevent" ("ad_hoc", "cancelled_because", "closed_at", "confirmed_at", "confirmed_by_id", "content", "created_at", "created_by_id", "education", "form", "held_at", "host_person_id", "id", "kind_id", "notice", "notified_at", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "recorder_id", "resolutions_text", "second_person", "sign_in_closed_at", "sign_in_opened_at", "starts_at", "state", "topic", "version") VALUES (OLD."ad_hoc", OLD."cancelled_because", OLD."closed_at", OLD."confirmed_at", OLD."confirmed_by_id", OLD."content", OLD."created_at", OLD."created_by_id", OLD."education", OLD."form", OLD."held_at", OLD."host_person_id", OLD."id", OLD."kind_id", OLD."notice", OLD."notified_at", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."place", OLD."recorded_at", OLD."recorded_by_id", OLD."recorder_id", OLD."resolutions_text", OLD."second_person", OLD."sign_in_closed_at", OLD."sign_in_opened_at", OLD."starts_at", OLD."state", OLD."topic", OLD."version"); RETURN NULL;',
                    hash="526cfb642bc64f7af4716dce83849fe62e99240c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_495b8",
                    table="meetings_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_meetingevent" ("ad_hoc", "cancelled_because", "closed_at", "confirmed_at", "confirmed_by_id", "content", "created_at", "created_by_id", "education", "form", "held_at", "host_person_id", "id", "kind_id", "notice", "notified_at", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "recorder_id", "resolutions_text", "second_person", "sign_in_closed_at", "sign_in_opened_at", "starts_at", "state", "topic", "version") VALUES (OLD."ad_hoc", OLD."cancelled_because", OLD."closed_at", OLD."confirmed_at", OLD."confirmed_by_id", OLD."content", OLD."created_at", OLD."created_by_id", OLD."education", OLD."form", OLD."held_at", OLD."host_person_id", OLD."id", OLD."kind_id", OLD."notice", OLD."notified_at", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."recorded_at", OLD."recorded_by_id", OLD."recorder_id", OLD."resolutions_text", OLD."second_person", OLD."sign_in_closed_at", OLD."sign_in_opened_at", OLD."starts_at", OLD."state", OLD."topic", OLD."version"); RETURN NULL;',
                    hash="8f1100df4f02ec009e934bccca9f3f243050f577",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4bf26",
                    table="meetings_meeting",
                    when="AFTER",
                ),
            ),
        ),
    ]
