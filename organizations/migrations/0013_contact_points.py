"""Contact points of leaders with visits and problems; rows answer inside the reach, a point to its leader."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from core.records.walls import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_walls"),
        ("organizations", "0012_year_plans"),
        ("people", "0005_changes_by_time"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("withdrawn_on", models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期")),
                (
                    "withdrawn_because",
                    models.CharField(blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"),
                ),
                ("duty", models.CharField(max_length=80, verbose_name="职务")),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                (
                    "leader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="联系领导",
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
                "verbose_name": "领导联系点",
                "verbose_name_plural": "领导联系点",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ContactPointEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("withdrawn_on", models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期")),
                (
                    "withdrawn_because",
                    models.CharField(blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"),
                ),
                ("duty", models.CharField(max_length=80, verbose_name="职务")),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                (
                    "leader",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.person",
                        verbose_name="联系领导",
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
                        to="organizations.contactpoint",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ContactVisit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("visited_on", models.DateField(verbose_name="走访日期")),
                ("content", models.TextField(max_length=500, verbose_name="指导内容")),
                ("problem", models.CharField(blank=True, max_length=200, verbose_name="发现的问题")),
                ("solved_on", models.DateField(blank=True, editable=False, null=True, verbose_name="解决日期")),
                ("solution", models.CharField(blank=True, editable=False, max_length=200, verbose_name="怎样解决")),
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
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="organizations.contactpoint",
                        verbose_name="联系点",
                    ),
                ),
            ],
            options={
                "verbose_name": "联系点走访",
                "verbose_name_plural": "联系点走访",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ContactVisitEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("visited_on", models.DateField(verbose_name="走访日期")),
                ("content", models.TextField(max_length=500, verbose_name="指导内容")),
                ("problem", models.CharField(blank=True, max_length=200, verbose_name="发现的问题")),
                ("solved_on", models.DateField(blank=True, editable=False, null=True, verbose_name="解决日期")),
                ("solution", models.CharField(blank=True, editable=False, max_length=200, verbose_name="怎样解决")),
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
                        to="organizations.contactvisit",
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organizations.contactpoint",
                        verbose_name="联系点",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="contactpoint",
            index=models.Index(fields=["scope"], name="contact_point_scope"),
        ),
        migrations.AddIndex(
            model_name="contactpoint",
            index=models.Index(fields=["leader"], name="contact_point_leader"),
        ),
        migrations.AddConstraint(
            model_name="contactpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                    models.Q(("withdrawn_on__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="contactpoint_withdrawn_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactpoint",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("withdrawn_on", None)),
                expressions=[("organization", "="), ("leader", "="), ("during", "&&")],
                name="contact_point_once_at_a_time",
                violation_error_message="这位领导在这段时间已联系这个社区",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("during__isempty", False)), name="contact_point_during_not_empty"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactpoint",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="06652c267a53e975efdc4088a89ea5dcaff174df",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_c1f54",
                    table="organizations_contactpoint",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactpoint",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="65e9ab318c54d3fd40a493e980bd615c0fbf54ae",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_1e3c8",
                    table="organizations_contactpoint",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactpoint",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."duty" IS DISTINCT FROM (NEW."duty") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."leader_id" IS DISTINCT FROM (NEW."leader_id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                    func='INSERT INTO "organizations_contactpointevent" ("during", "duty", "id", "leader_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."during", OLD."duty", OLD."id", OLD."leader_id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                    hash="6a1ace4c5bf6ccd0d88acc4920655119b6f52be2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_81b37",
                    table="organizations_contactpoint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactpoint",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "organizations_contactpointevent" ("during", "duty", "id", "leader_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."during", OLD."duty", OLD."id", OLD."leader_id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                    hash="ee9e26bf53ca3a423ce9fefe63635d6241a02031",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8204f",
                    table="organizations_contactpoint",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="contactpointevent",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_3a21f1_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="contactvisit",
            index=models.Index(fields=["scope"], name="contact_visit_scope"),
        ),
        migrations.AddConstraint(
            model_name="contactvisit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("solution", ""), ("solved_on", None)),
                    models.Q(
                        ("solved_on__gte", models.F("visited_on")),
                        models.Q(("problem", ""), _negated=True),
                        models.Q(("solution", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="contact_visit_solved_with_solution",
                violation_error_message="解决日期不能早于走访日期",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactvisit",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="29e4537bbb3a91526e96e93eceff6524d06d471b",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_7131b",
                    table="organizations_contactvisit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactvisit",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="05159eecda114a449485694edc48337265296eef",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_4caaa",
                    table="organizations_contactvisit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactvisit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."point_id" IS DISTINCT FROM (NEW."point_id") OR OLD."problem" IS DISTINCT FROM (NEW."problem") OR OLD."solution" IS DISTINCT FROM (NEW."solution") OR OLD."solved_on" IS DISTINCT FROM (NEW."solved_on") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."visited_on" IS DISTINCT FROM (NEW."visited_on"))',
                    func='INSERT INTO "organizations_contactvisitevent" ("content", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_id", "problem", "solution", "solved_on", "version", "visited_on") VALUES (OLD."content", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."point_id", OLD."problem", OLD."solution", OLD."solved_on", OLD."version", OLD."visited_on"); RETURN NULL;',
                    hash="86df634232491d3676d4ebff552470c83a9112d8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4a366",
                    table="organizations_contactvisit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactvisit",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "organizations_contactvisitevent" ("content", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_id", "problem", "solution", "solved_on", "version", "visited_on") VALUES (OLD."content", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."point_id", OLD."problem", OLD."solution", OLD."solved_on", OLD."version", OLD."visited_on"); RETURN NULL;',
                    hash="e78b8d53074698c8c000f04a20e3b85a85805e31",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ebc40",
                    table="organizations_contactvisit",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="contactvisitevent",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["pgh_created_at"], name="organizatio_pgh_cre_e5a821_brin"
            ),
        ),
        Wall("organizations_contactpoint", "leader_id = (SELECT portal_person())"),
        Wall("organizations_contactvisit"),
    ]
