"""Items say whose promise they are."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0010_instructors"),
        ("services", "0007_papers_and_changes"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreementitem",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreementitem",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="agreementchange",
            name="pledge",
            field=models.CharField(
                blank=True,
                choices=[
                    ("hardware", "单位承诺：硬件设施"),
                    ("talent", "单位承诺：人才"),
                    ("venue", "单位承诺：场地"),
                    ("funds", "单位承诺：资金"),
                    ("service", "社区承诺：服务"),
                ],
                db_default="",
                default="",
                max_length=8,
                verbose_name="双向承诺",
            ),
        ),
        migrations.AddField(
            model_name="agreementitem",
            name="pledge",
            field=models.CharField(
                blank=True,
                choices=[
                    ("hardware", "单位承诺：硬件设施"),
                    ("talent", "单位承诺：人才"),
                    ("venue", "单位承诺：场地"),
                    ("funds", "单位承诺：资金"),
                    ("service", "社区承诺：服务"),
                ],
                db_default="",
                default="",
                max_length=8,
                verbose_name="双向承诺",
            ),
        ),
        migrations.AddField(
            model_name="agreementitemevent",
            name="pledge",
            field=models.CharField(
                blank=True,
                choices=[
                    ("hardware", "单位承诺：硬件设施"),
                    ("talent", "单位承诺：人才"),
                    ("venue", "单位承诺：场地"),
                    ("funds", "单位承诺：资金"),
                    ("service", "社区承诺：服务"),
                ],
                db_default="",
                default="",
                max_length=8,
                verbose_name="双向承诺",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."agreement_id" IS DISTINCT FROM (NEW."agreement_id") OR OLD."done" IS DISTINCT FROM (NEW."done") OR OLD."done_on" IS DISTINCT FROM (NEW."done_on") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."kind_s0" IS DISTINCT FROM (NEW."kind_s0") OR OLD."kind_s3" IS DISTINCT FROM (NEW."kind_s3") OR OLD."nature" IS DISTINCT FROM (NEW."nature") OR OLD."order" IS DISTINCT FROM (NEW."order") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."pledge" IS DISTINCT FROM (NEW."pledge") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."target" IS DISTINCT FROM (NEW."target") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                    func='INSERT INTO "services_agreementitemevent" ("agreement_id", "done", "done_on", "due_on", "id", "kind", "kind_s0", "kind_s3", "nature", "order", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge", "state", "target", "title") VALUES (OLD."agreement_id", OLD."done", OLD."done_on", OLD."due_on", OLD."id", OLD."kind", OLD."kind_s0", OLD."kind_s3", OLD."nature", OLD."order", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."pledge", OLD."state", OLD."target", OLD."title"); RETURN NULL;',
                    hash="70764bebd108c27f0bd989aa8328ede91a66fc84",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8b4ba",
                    table="services_agreementitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "services_agreementitemevent" ("agreement_id", "done", "done_on", "due_on", "id", "kind", "kind_s0", "kind_s3", "nature", "order", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge", "state", "target", "title") VALUES (OLD."agreement_id", OLD."done", OLD."done_on", OLD."due_on", OLD."id", OLD."kind", OLD."kind_s0", OLD."kind_s3", OLD."nature", OLD."order", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pledge", OLD."state", OLD."target", OLD."title"); RETURN NULL;',
                    hash="468443e06bbe498d614f98d8b299bd4749e3650f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_17e81",
                    table="services_agreementitem",
                    when="AFTER",
                ),
            ),
        ),
        AddConstraintNotValid(
            model_name="agreementitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("pledge__in", ["", "hardware", "talent", "venue", "funds", "service"])),
                name="agreement_item_pledge_known",
                violation_error_message="单位承诺硬件设施、人才、场地或资金，社区承诺服务",
            ),
        ),
        ValidateConstraint(model_name="agreementitem", name="agreement_item_pledge_known"),
    ]
