"""Letters with which a relationship moves, and their receipts (MEM-11)."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0010_changes_by_time"),
        ("organizations", "0010_instructors"),
        ("people", "0005_changes_by_time"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TransferLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                (
                    "direction",
                    models.CharField(choices=[("out", "开出"), ("in", "收到")], max_length=4, verbose_name="方向"),
                ),
                ("elsewhere", models.CharField(blank=True, max_length=80, verbose_name="外地或系统外党组织")),
                ("cross_province", models.BooleanField(default=False, verbose_name="跨省")),
                ("number", models.CharField(max_length=40, verbose_name="介绍信编号")),
                ("issued_on", models.DateField(verbose_name="开具日期")),
                ("valid_until", models.DateField(verbose_name="有效期至")),
                ("fees_paid_until", models.DateField(blank=True, null=True, verbose_name="党费交至")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("issued", "在途"),
                            ("received", "已接收，待寄回执"),
                            ("done", "已有回执"),
                            ("returned", "已退回"),
                            ("cancelled", "已作废"),
                        ],
                        default="issued",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("received_on", models.DateField(blank=True, null=True, verbose_name="接收日期")),
                ("receipt_on", models.DateField(blank=True, null=True, verbose_name="回执日期")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("entered_at", models.DateTimeField(verbose_name="登记时间")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="办理时间")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="接收党支部",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="组织",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfer_letters",
                        to="people.person",
                        verbose_name="党员",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="转往社区",
                    ),
                ),
            ],
            options={
                "verbose_name": "组织关系介绍信",
                "verbose_name_plural": "组织关系介绍信",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TransferLetterEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "direction",
                    models.CharField(choices=[("out", "开出"), ("in", "收到")], max_length=4, verbose_name="方向"),
                ),
                ("elsewhere", models.CharField(blank=True, max_length=80, verbose_name="外地或系统外党组织")),
                ("cross_province", models.BooleanField(default=False, verbose_name="跨省")),
                ("number", models.CharField(max_length=40, verbose_name="介绍信编号")),
                ("issued_on", models.DateField(verbose_name="开具日期")),
                ("valid_until", models.DateField(verbose_name="有效期至")),
                ("fees_paid_until", models.DateField(blank=True, null=True, verbose_name="党费交至")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("issued", "在途"),
                            ("received", "已接收，待寄回执"),
                            ("done", "已有回执"),
                            ("returned", "已退回"),
                            ("cancelled", "已作废"),
                        ],
                        default="issued",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("received_on", models.DateField(blank=True, null=True, verbose_name="接收日期")),
                ("receipt_on", models.DateField(blank=True, null=True, verbose_name="回执日期")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("entered_at", models.DateTimeField(verbose_name="登记时间")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="办理时间")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organizations.organization",
                        verbose_name="接收党支部",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organizations.organization",
                        verbose_name="组织",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.person",
                        verbose_name="党员",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="members.transferletter",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organizations.organization",
                        verbose_name="转往社区",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="transferletter",
            index=models.Index(fields=["scope", "state"], name="transfer_letter_scope"),
        ),
        migrations.AddIndex(
            model_name="transferletter",
            index=models.Index(fields=["to", "state"], name="transfer_letter_to"),
        ),
        migrations.AddIndex(
            model_name="transferletter",
            index=models.Index(fields=["branch"], name="transfer_letter_branch"),
        ),
        migrations.AddConstraint(
            model_name="transferletter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "issued")),
                fields=("person",),
                name="transfer_letter_one_under_way",
                violation_error_message="此人已有一封在途的介绍信，请先作废或登记回执",
            ),
        ),
        migrations.AddConstraint(
            model_name="transferletter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("direction", "out"), models.Q(("number", ""), _negated=True)),
                fields=("number",),
                name="transfer_letter_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="transferletter",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_until__gte", models.F("issued_on"))),
                name="transfer_letter_valid_after_issued",
                violation_error_message="有效期不能早于开具日期",
            ),
        ),
        migrations.AddConstraint(
            model_name="transferletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("direction", "out"), ("elsewhere", ""), ("to__isnull", False)),
                    models.Q(("to__isnull", True), models.Q(("elsewhere", ""), _negated=True)),
                    _connector="OR",
                ),
                name="transfer_letter_one_other_side",
                violation_error_message="请选择转往的社区，或填写外地党组织，只填一项",
            ),
        ),
        migrations.AddConstraint(
            model_name="transferletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["received", "done"]), _negated=True),
                    ("received_on__isnull", False),
                    _connector="OR",
                ),
                name="transfer_letter_received_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="transferletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "done"), _negated=True), ("receipt_on__isnull", False), _connector="OR"
                ),
                name="transfer_letter_done_has_its_receipt",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transferletter",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="00adef3e2d9313ed4bfe49591be6c25e7bf5cec5",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_0efc7",
                    table="members_transferletter",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transferletter",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="80c6f10d91a6e90734da8626bd06145000014195",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_ff8cc",
                    table="members_transferletter",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transferletter",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."answered_by_id" IS DISTINCT FROM (NEW."answered_by_id") OR OLD."branch_id" IS DISTINCT FROM (NEW."branch_id") OR OLD."cross_province" IS DISTINCT FROM (NEW."cross_province") OR OLD."direction" IS DISTINCT FROM (NEW."direction") OR OLD."elsewhere" IS DISTINCT FROM (NEW."elsewhere") OR OLD."entered_at" IS DISTINCT FROM (NEW."entered_at") OR OLD."entered_by_id" IS DISTINCT FROM (NEW."entered_by_id") OR OLD."fees_paid_until" IS DISTINCT FROM (NEW."fees_paid_until") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."issued_on" IS DISTINCT FROM (NEW."issued_on") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."receipt_on" IS DISTINCT FROM (NEW."receipt_on") OR OLD."received_on" IS DISTINCT FROM (NEW."received_on") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."to_id" IS DISTINCT FROM (NEW."to_id") OR OLD."valid_until" IS DISTINCT FROM (NEW."valid_until") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "members_transferletterevent" ("answered_at", "answered_by_id", "branch_id", "cross_province", "direction", "elsewhere", "entered_at", "entered_by_id", "fees_paid_until", "id", "issued_on", "number", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "receipt_on", "received_on", "state", "to_id", "valid_until", "version") VALUES (OLD."answered_at", OLD."answered_by_id", OLD."branch_id", OLD."cross_province", OLD."direction", OLD."elsewhere", OLD."entered_at", OLD."entered_by_id", OLD."fees_paid_until", OLD."id", OLD."issued_on", OLD."number", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."reason", OLD."receipt_on", OLD."received_on", OLD."state", OLD."to_id", OLD."valid_until", OLD."version"); RETURN NULL;',
                    hash="cc94fc67a8eae2294e9a8759186544e805e8cae4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_27be0",
                    table="members_transferletter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transferletter",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_transferletterevent" ("answered_at", "answered_by_id", "branch_id", "cross_province", "direction", "elsewhere", "entered_at", "entered_by_id", "fees_paid_until", "id", "issued_on", "number", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "receipt_on", "received_on", "state", "to_id", "valid_until", "version") VALUES (OLD."answered_at", OLD."answered_by_id", OLD."branch_id", OLD."cross_province", OLD."direction", OLD."elsewhere", OLD."entered_at", OLD."entered_by_id", OLD."fees_paid_until", OLD."id", OLD."issued_on", OLD."number", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."receipt_on", OLD."received_on", OLD."state", OLD."to_id", OLD."valid_until", OLD."version"); RETURN NULL;',
                    hash="1e9cf5952120497988b9cf6ea4547deb71f4aa1b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5a01a",
                    table="members_transferletter",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="transferletterevent",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["pgh_created_at"], name="members_tra_pgh_cre_e7a35a_brin"
            ),
        ),
    ]
