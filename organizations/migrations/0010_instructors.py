"""A unit's instructor, its Party organisation by name, and whether it is an organ of the district (ORG-13, ORG-28)."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0009_changes_by_time"),
        ("people", "0004_characters_of_names"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="unit",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="unit",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="unit",
            name="district_organ",
            field=models.BooleanField(db_default=False, default=False, verbose_name="区直机关单位"),
        ),
        migrations.AddField(
            model_name="unit",
            name="party_name",
            field=models.CharField(blank=True, db_default="", default="", max_length=80, verbose_name="党组织名称"),
        ),
        migrations.AddField(
            model_name="unitevent",
            name="district_organ",
            field=models.BooleanField(db_default=False, default=False, verbose_name="区直机关单位"),
        ),
        migrations.AddField(
            model_name="unitevent",
            name="party_name",
            field=models.CharField(blank=True, db_default="", default="", max_length=80, verbose_name="党组织名称"),
        ),
        migrations.AddField(
            model_name="unitpresence",
            name="instructor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
                verbose_name="党建指导员",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."credit_code" IS DISTINCT FROM (NEW."credit_code") OR OLD."district_organ" IS DISTINCT FROM (NEW."district_organ") OR OLD."full_members" IS DISTINCT FROM (NEW."full_members") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."party_name" IS DISTINCT FROM (NEW."party_name") OR OLD."party_organization_id" IS DISTINCT FROM (NEW."party_organization_id") OR OLD."sector" IS DISTINCT FROM (NEW."sector") OR OLD."superior_unit" IS DISTINCT FROM (NEW."superior_unit") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "organizations_unitevent" ("credit_code", "district_organ", "full_members", "id", "kind", "name", "organization_id", "party_name", "party_organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector", "superior_unit", "version") VALUES (OLD."credit_code", OLD."district_organ", OLD."full_members", OLD."id", OLD."kind", OLD."name", OLD."organization_id", OLD."party_name", OLD."party_organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."sector", OLD."superior_unit", OLD."version"); RETURN NULL;',
                    hash="07f8aea8247f21c8ad7c6cb46e4b101f3db6aac9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d4545",
                    table="organizations_unit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "organizations_unitevent" ("credit_code", "district_organ", "full_members", "id", "kind", "name", "organization_id", "party_name", "party_organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector", "superior_unit", "version") VALUES (OLD."credit_code", OLD."district_organ", OLD."full_members", OLD."id", OLD."kind", OLD."name", OLD."organization_id", OLD."party_name", OLD."party_organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sector", OLD."superior_unit", OLD."version"); RETURN NULL;',
                    hash="46cbf1d4a07ff42379e999bff75fa6c73b657b09",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_86061",
                    table="organizations_unit",
                    when="AFTER",
                ),
            ),
        ),
    ]
