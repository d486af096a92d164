"""Items by the classes of three documents, progress withdrawn, letters about what is overdue."""

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models

from core.records.walls import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_walls"),
        ("organizations", "0010_instructors"),
        ("services", "0005_found_by_text"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LetterItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("done", models.PositiveSmallIntegerField(verbose_name="已完成次数")),
                ("standing", models.BooleanField(default=True, verbose_name="有效")),
            ],
            options={
                "verbose_name": "通报事项",
                "verbose_name_plural": "通报事项",
                "ordering": ["id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OverdueLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("addressee", models.CharField(max_length=80, verbose_name="主管单位")),
                ("sent_on", models.DateField(verbose_name="发函日期")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤回时间")),
                ("withdrawn_reason", models.CharField(blank=True, max_length=200, verbose_name="撤回原因")),
            ],
            options={
                "verbose_name": "逾期通报函",
                "verbose_name_plural": "逾期通报函",
                "ordering": ["sent_on", "id"],
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreement",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreement",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreementitem",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreementitem",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="agreement",
            name="partner",
            field=models.CharField(blank=True, db_default="", default="", max_length=20, verbose_name="共建类型"),
        ),
        migrations.AddField(
            model_name="agreementevent",
            name="partner",
            field=models.CharField(blank=True, db_default="", default="", max_length=20, verbose_name="共建类型"),
        ),
        migrations.AddField(
            model_name="agreementitem",
            name="kind_s0",
            field=models.CharField(blank=True, db_default="", default="", max_length=20, verbose_name="四共类别"),
        ),
        migrations.AddField(
            model_name="agreementitem",
            name="kind_s3",
            field=models.CharField(blank=True, db_default="", default="", max_length=20, verbose_name="六共类别"),
        ),
        migrations.AddField(
            model_name="agreementitemevent",
            name="kind_s0",
            field=models.CharField(blank=True, db_default="", default="", max_length=20, verbose_name="四共类别"),
        ),
        migrations.AddField(
            model_name="agreementitemevent",
            name="kind_s3",
            field=models.CharField(blank=True, db_default="", default="", max_length=20, verbose_name="六共类别"),
        ),
        migrations.AddField(
            model_name="agreementprogress",
            name="activity",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="progress",
                to="services.activity",
                verbose_name="服务活动",
            ),
        ),
        migrations.AddField(
            model_name="agreementprogress",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="撤回时间"),
        ),
        migrations.AddField(
            model_name="agreementprogress",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="撤回人",
            ),
        ),
        migrations.AddField(
            model_name="agreementprogress",
            name="withdrawn_reason",
            field=models.CharField(blank=True, db_default="", default="", max_length=200, verbose_name="撤回原因"),
        ),
        migrations.AlterField(
            model_name="agreementitem",
            name="kind",
            field=models.CharField(max_length=20, verbose_name="六联类别"),
        ),
        migrations.AlterField(
            model_name="agreementitemevent",
            name="kind",
            field=models.CharField(max_length=20, verbose_name="六联类别"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."aims" IS DISTINCT FROM (NEW."aims") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."confirmed_by_community_at" IS DISTINCT FROM (NEW."confirmed_by_community_at") OR OLD."confirmed_by_community_by_id" IS DISTINCT FROM (NEW."confirmed_by_community_by_id") OR OLD."confirmed_by_unit_at" IS DISTINCT FROM (NEW."confirmed_by_unit_at") OR OLD."confirmed_by_unit_by_id" IS DISTINCT FROM (NEW."confirmed_by_unit_by_id") OR OLD."drafted_at" IS DISTINCT FROM (NEW."drafted_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."partner" IS DISTINCT FROM (NEW."partner") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."result" IS DISTINCT FROM (NEW."result") OR OLD."returned_reason" IS DISTINCT FROM (NEW."returned_reason") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                    func='INSERT INTO "services_agreementevent" ("aims", "closed_at", "confirmed_by_community_at", "confirmed_by_community_by_id", "confirmed_by_unit_at", "confirmed_by_unit_by_id", "drafted_at", "id", "organization_id", "partner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "result", "returned_reason", "state", "unit_id", "version", "year") VALUES (OLD."aims", OLD."closed_at", OLD."confirmed_by_community_at", OLD."confirmed_by_community_by_id", OLD."confirmed_by_unit_at", OLD."confirmed_by_unit_by_id", OLD."drafted_at", OLD."id", OLD."organization_id", OLD."partner", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."published_at", OLD."result", OLD."returned_reason", OLD."state", OLD."unit_id", OLD."version", OLD."year"); RETURN NULL;',
                    hash="7fbb4a88f9ea274dbbee9df570b2116b0238aa1e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_40232",
                    table="services_agreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "services_agreementevent" ("aims", "closed_at", "confirmed_by_community_at", "confirmed_by_community_by_id", "confirmed_by_unit_at", "confirmed_by_unit_by_id", "drafted_at", "id", "organization_id", "partner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "result", "returned_reason", "state", "unit_id", "version", "year") VALUES (OLD."aims", OLD."closed_at", OLD."confirmed_by_community_at", OLD."confirmed_by_community_by_id", OLD."confirmed_by_unit_at", OLD."confirmed_by_unit_by_id", OLD."drafted_at", OLD."id", OLD."organization_id", OLD."partner", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."result", OLD."returned_reason", OLD."state", OLD."unit_id", OLD."version", OLD."year"); RETURN NULL;',
                    hash="d4983967f72cb986480f4a0f9032ba5686219774",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3125c",
                    table="services_agreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."agreement_id" IS DISTINCT FROM (NEW."agreement_id") OR OLD."done" IS DISTINCT FROM (NEW."done") OR OLD."done_on" IS DISTINCT FROM (NEW."done_on") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."kind_s0" IS DISTINCT FROM (NEW."kind_s0") OR OLD."kind_s3" IS DISTINCT FROM (NEW."kind_s3") OR OLD."nature" IS DISTINCT FROM (NEW."nature") OR OLD."order" IS DISTINCT FROM (NEW."order") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."target" IS DISTINCT FROM (NEW."target") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                    func='INSERT INTO "services_agreementitemevent" ("agreement_id", "done", "done_on", "due_on", "id", "kind", "kind_s0", "kind_s3", "nature", "order", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "target", "title") VALUES (OLD."agreement_id", OLD."done", OLD."done_on", OLD."due_on", OLD."id", OLD."kind", OLD."kind_s0", OLD."kind_s3", OLD."nature", OLD."order", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."state", OLD."target", OLD."title"); RETURN NULL;',
                    hash="5419b8703cadc5ec700120764d225bf51993e4fd",
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
                    func='INSERT INTO "services_agreementitemevent" ("agreement_id", "done", "done_on", "due_on", "id", "kind", "kind_s0", "kind_s3", "nature", "order", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "target", "title") VALUES (OLD."agreement_id", OLD."done", OLD."done_on", OLD."due_on", OLD."id", OLD."kind", OLD."kind_s0", OLD."kind_s3", OLD."nature", OLD."order", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state", OLD."target", OLD."title"); RETURN NULL;',
                    hash="969ffaa6af16105a5b8cb3796914fed634cdde89",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_17e81",
                    table="services_agreementitem",
                    when="AFTER",
                ),
            ),
        ),
        AddConstraintNotValid(
            model_name="agreementprogress",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="agreement_progress_withdrawn_with_reason",
                violation_error_message="请写明撤回原因",
            ),
        ),
        ValidateConstraint(model_name="agreementprogress", name="agreement_progress_withdrawn_with_reason"),
        migrations.AddField(
            model_name="letteritem",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letters",
                to="services.agreementitem",
                verbose_name="共建事项",
            ),
        ),
        migrations.AddField(
            model_name="letteritem",
            name="organization",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.organization",
                verbose_name="组织",
            ),
        ),
        migrations.AddField(
            model_name="overdueletter",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letters",
                to="services.agreement",
                verbose_name="共建协议",
            ),
        ),
        migrations.AddField(
            model_name="overdueletter",
            name="organization",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.organization",
                verbose_name="组织",
            ),
        ),
        migrations.AddField(
            model_name="overdueletter",
            name="recorded_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="登记人",
            ),
        ),
        migrations.AddField(
            model_name="letteritem",
            name="letter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="items",
                to="services.overdueletter",
                verbose_name="通报函",
            ),
        ),
        migrations.AddIndex(
            model_name="overdueletter",
            index=models.Index(fields=["scope"], name="overdue_letter_scope"),
        ),
        migrations.AddConstraint(
            model_name="overdueletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="overdue_letter_withdrawn_with_reason",
                violation_error_message="请写明撤回原因",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="overdueletter",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="4689ad5dd783fa2fb5b27d0e5d33358ffbf999ab",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_7bc67",
                    table="services_overdueletter",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="overdueletter",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="a462307b88b089cef7b47c57298fb6ca58b72938",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_d6b7a",
                    table="services_overdueletter",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="letteritem",
            index=models.Index(fields=["scope"], name="letter_item_scope"),
        ),
        migrations.AddConstraint(
            model_name="letteritem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("standing", True)),
                fields=("item",),
                name="letter_item_once",
                violation_error_message="这项逾期事项已经向主管单位通报",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letteritem",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="5a6dea1678568f7393f23970c52573859504f2a3",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_b8beb",
                    table="services_letteritem",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letteritem",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="1e2e56c394009ae5ee4c29ecf2cbcb773009d40d",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_8bb41",
                    table="services_letteritem",
                    when="BEFORE",
                ),
            ),
        ),
        Wall("services_overdueletter"),
        Wall("services_letteritem"),
    ]
