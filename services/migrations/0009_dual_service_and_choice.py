"""A claim keeps the pledge it fulfils, and the unit it comes with (MEM-06)."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0013_groups_and_standing"),
        ("organizations", "0010_instructors"),
        ("services", "0008_pledges"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="claim",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="claim",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="claim",
            name="registration",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="claims",
                to="members.dualregistration",
                verbose_name="履行的承诺",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.unit",
                verbose_name="随同单位",
            ),
        ),
        migrations.AddField(
            model_name="claimevent",
            name="registration",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="members.dualregistration",
                verbose_name="履行的承诺",
            ),
        ),
        migrations.AddField(
            model_name="claimevent",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="organizations.unit",
                verbose_name="随同单位",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."activity_id" IS DISTINCT FROM (NEW."activity_id") OR OLD."choice" IS DISTINCT FROM (NEW."choice") OR OLD."claimed_at" IS DISTINCT FROM (NEW."claimed_at") OR OLD."confirmed_by_community_at" IS DISTINCT FROM (NEW."confirmed_by_community_at") OR OLD."confirmed_by_community_by_id" IS DISTINCT FROM (NEW."confirmed_by_community_by_id") OR OLD."confirmed_by_member_at" IS DISTINCT FROM (NEW."confirmed_by_member_at") OR OLD."confirmed_by_member_by_id" IS DISTINCT FROM (NEW."confirmed_by_member_by_id") OR OLD."hours" IS DISTINCT FROM (NEW."hours") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."registration_id" IS DISTINCT FROM (NEW."registration_id") OR OLD."service" IS DISTINCT FROM (NEW."service") OR OLD."signed_in_at" IS DISTINCT FROM (NEW."signed_in_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at"))',
                    func='INSERT INTO "services_claimevent" ("activity_id", "choice", "claimed_at", "confirmed_by_community_at", "confirmed_by_community_by_id", "confirmed_by_member_at", "confirmed_by_member_by_id", "hours", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registration_id", "service", "signed_in_at", "state", "unit_id", "withdrawn_at") VALUES (OLD."activity_id", OLD."choice", OLD."claimed_at", OLD."confirmed_by_community_at", OLD."confirmed_by_community_by_id", OLD."confirmed_by_member_at", OLD."confirmed_by_member_by_id", OLD."hours", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."registration_id", OLD."service", OLD."signed_in_at", OLD."state", OLD."unit_id", OLD."withdrawn_at"); RETURN NULL;',
                    hash="0b157faa69cbb8d3bab708fe685a401127ca8733",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1d4a8",
                    table="services_claim",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "services_claimevent" ("activity_id", "choice", "claimed_at", "confirmed_by_community_at", "confirmed_by_community_by_id", "confirmed_by_member_at", "confirmed_by_member_by_id", "hours", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registration_id", "service", "signed_in_at", "state", "unit_id", "withdrawn_at") VALUES (OLD."activity_id", OLD."choice", OLD."claimed_at", OLD."confirmed_by_community_at", OLD."confirmed_by_community_by_id", OLD."confirmed_by_member_at", OLD."confirmed_by_member_by_id", OLD."hours", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."registration_id", OLD."service", OLD."signed_in_at", OLD."state", OLD."unit_id", OLD."withdrawn_at"); RETURN NULL;',
                    hash="0adbacc9578dcf24998eca6b7fe0d2fe23d2acb7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7e960",
                    table="services_claim",
                    when="AFTER",
                ),
            ),
        ),
    ]
