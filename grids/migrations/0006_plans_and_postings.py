"""The plan of a community with its picture, and where posters of its grids hang (GRD-01, GRD-02)."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import grids.models.places


class Migration(migrations.Migration):
    dependencies = [
        ("grids", "0005_walls"),
        ("organizations", "0010_instructors"),
    ]

    operations = [
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("kind", models.CharField(max_length=20, verbose_name="张贴处")),
                ("spot", models.CharField(max_length=60, verbose_name="位置")),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                (
                    "building",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="postings",
                        to="grids.building",
                        verbose_name="楼栋",
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="postings",
                        to="grids.grid",
                        verbose_name="网格",
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
            ],
            options={
                "verbose_name": "公示牌张贴处",
                "verbose_name_plural": "公示牌张贴处",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CommunityPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("picture", models.FileField(upload_to=grids.models.places.photo_path, verbose_name="社区平面图")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="组织",
                    ),
                ),
            ],
            options={
                "verbose_name": "社区平面图",
                "verbose_name_plural": "社区平面图",
                "abstract": False,
                "indexes": [models.Index(fields=["scope"], name="plan_scope")],
                "constraints": [models.UniqueConstraint(fields=("organization",), name="plan_once_a_community")],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="communityplan",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="8b84a8d84a8d5903375b28536b3ca18c7245650f",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_c680f",
                    table="grids_communityplan",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="communityplan",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="2f0d84aec9ef36bc5e9b9f3e3749a783bc254d2e",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_b44e9",
                    table="grids_communityplan",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(fields=["scope"], name="posting_scope"),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("grid", "="), ("spot", "="), ("during", "&&")],
                name="posting_once_at_a_spot",
                violation_error_message="这个位置已经登记了张贴的公示牌",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(("during__isempty", False)), name="posting_during_not_empty"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posting",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="9ef2829875b9f13022e0c7225a0858cf61f104df",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_29a6b",
                    table="grids_posting",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posting",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="873cde2d32eb02013910b08afd7d0825da0d4979",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_c2acb",
                    table="grids_posting",
                    when="BEFORE",
                ),
            ),
        ),
    ]
