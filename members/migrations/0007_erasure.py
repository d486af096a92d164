"""Legal holds, and what two officers clear together."""

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import core.records.migration_operations
from core.records.walls import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0006_walls"),
        ("organizations", "0003_walls"),
        ("people", "0004_erasure"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        core.records.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name="LegalHold",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                        ("kind", models.CharField(blank=True, default="", max_length=16, verbose_name="保全的内容")),
                        ("reason", models.CharField(max_length=200, verbose_name="原因")),
                        ("document", models.CharField(max_length=120, verbose_name="依据文件")),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                        (
                            "placed_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="登记时间"
                            ),
                        ),
                        (
                            "released_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="解除时间"),
                        ),
                        (
                            "released_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=200, verbose_name="解除原因"
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="保全的人员",
                            ),
                        ),
                        (
                            "placed_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "released_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="解除人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "法律保全",
                        "verbose_name_plural": "法律保全",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="legal_hold_scope"),
                            models.Index(fields=["person"], name="legal_hold_person"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("released_at", None), ("released_because", ""), ("released_by", None)),
                                    models.Q(
                                        ("released_at__isnull", False),
                                        ("released_by__isnull", False),
                                        models.Q(("released_because", ""), _negated=True),
                                        models.Q(("released_by", models.F("placed_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="legal_hold_released_by_another",
                                violation_error_message="保全由登记人以外的人解除",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Erasure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                        ("reason", models.CharField(max_length=200, verbose_name="说明")),
                        ("rows", models.JSONField(default=dict, editable=False, verbose_name="清除内容")),
                        ("done", models.JSONField(default=dict, editable=False, verbose_name="已清除内容")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "待另一人确认"),
                                    ("done", "已清除"),
                                    ("refused", "未同意"),
                                    ("withdrawn", "已撤回"),
                                ],
                                default="proposed",
                                editable=False,
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "proposed_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="提出时间"
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="办理时间"),
                        ),
                        (
                            "answer",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=200, verbose_name="答复"
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="办理人",
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
                            "proposed_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提出人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "清除单",
                        "verbose_name_plural": "清除单",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "-proposed_at"], name="erasure_scope")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "proposed")),
                                fields=("organization",),
                                name="erasure_open_once",
                                violation_error_message="这个社区已有一份待确认的清除单，请先办理",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "done"), _negated=True),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="erasure_confirmed_by_another",
                                violation_error_message="清除单由提出人以外的人确认",
                            ),
                        ],
                    },
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="erasure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="12699f91f96c25781dfafd6d3e6b855f15618aa4",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_881c3",
                            table="members_erasure",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="erasure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="a9c90ce91e0b78e65bbfea5ca8462f09ad2f07ee",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_648bf",
                            table="members_erasure",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="legalhold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="68bfab5625e3e4eee735886f78c9245090fa1f5a",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_e7434",
                            table="members_legalhold",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="legalhold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="6cf65ae8b7233e9eeb1e144e3ea765a9c5016e2d",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_5d18e",
                            table="members_legalhold",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        Wall("members_legalhold"),
        Wall("members_erasure"),
    ]
