"""A scheme is a draft, announced, in force, closed or replaced; what is announced does not change."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

_DAY = "make_date(s.year::int, 1, 1)"
FORWARD = [
    f"""
    UPDATE assessments_scheme s SET
        state = CASE WHEN s.was_in_force THEN 'in_force' ELSE 'draft' END,
        announced_on = CASE WHEN s.was_in_force THEN {_DAY} END,
        begins_on = CASE WHEN s.was_in_force THEN {_DAY} END,
        edition = n.number
    FROM (SELECT id, row_number() OVER (PARTITION BY district_id, year ORDER BY id) AS number
          FROM assessments_scheme) n WHERE n.id = s.id
    """,
    "UPDATE assessments_schemeevent SET state = CASE WHEN in_force THEN 'in_force' ELSE 'draft' END",
]
BACK = [
    "UPDATE assessments_scheme SET was_in_force = state IN ('in_force', 'closed')",
    "UPDATE assessments_schemeevent SET in_force = state IN ('in_force', 'closed')",
]


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0006_walls"),
        ("organizations", "0010_instructors"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="schemeitem",
            options={"ordering": ["order", "pk"], "verbose_name": "评价项目", "verbose_name_plural": "评价项目"},
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="scheme",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="scheme",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="schemeitem",
            name="weights_sum_to_100",
        ),
        migrations.RemoveConstraint(
            model_name="scheme",
            name="scheme_once_a_year",
        ),
        migrations.RenameField("scheme", "in_force", "was_in_force"),
        migrations.AddField(
            model_name="scheme",
            name="announced_on",
            field=models.DateField(blank=True, null=True, verbose_name="公布日期"),
        ),
        migrations.AddField(
            model_name="scheme",
            name="begins_on",
            field=models.DateField(blank=True, null=True, verbose_name="施行日期"),
        ),
        migrations.AddField(
            model_name="scheme",
            name="edition",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="版本"),
        ),
        migrations.AddField(
            model_name="scheme",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "草案"),
                    ("announced", "已公布"),
                    ("in_force", "执行中"),
                    ("closed", "已结束"),
                    ("replaced", "已被新版本代替"),
                ],
                default="draft",
                max_length=10,
                verbose_name="状态",
            ),
        ),
        migrations.AddField(
            model_name="schemeevent",
            name="announced_on",
            field=models.DateField(blank=True, null=True, verbose_name="公布日期"),
        ),
        migrations.AddField(
            model_name="schemeevent",
            name="begins_on",
            field=models.DateField(blank=True, null=True, verbose_name="施行日期"),
        ),
        migrations.AddField(
            model_name="schemeevent",
            name="edition",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="版本"),
        ),
        migrations.AddField(
            model_name="schemeevent",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "草案"),
                    ("announced", "已公布"),
                    ("in_force", "执行中"),
                    ("closed", "已结束"),
                    ("replaced", "已被新版本代替"),
                ],
                default="draft",
                max_length=10,
                verbose_name="状态",
            ),
        ),
        migrations.RunSQL(FORWARD, BACK),
        migrations.RemoveField("scheme", "was_in_force"),
        migrations.RemoveField("schemeevent", "in_force"),
        migrations.AddField(
            "scheme",
            "in_force",
            models.GeneratedField(
                db_persist=True,
                expression=models.ExpressionWrapper(
                    models.Q(("state__in", ["in_force", "closed"])), output_field=models.BooleanField()
                ),
                output_field=models.BooleanField(),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scheme",
            trigger=pgtrigger.compiler.Trigger(
                name="fixed_from_the_announcement",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\nIF OLD.state <> 'draft' AND (TG_OP = 'DELETE' OR\n    to_jsonb(OLD) - 'state' - 'in_force' - 'version' <> to_jsonb(NEW) - 'state' - 'in_force' - 'version') THEN\n    RAISE EXCEPTION 'an announced scheme does not change' USING ERRCODE = 'check_violation',\n        CONSTRAINT = 'scheme_announced';\nEND IF;\nRETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;\n",
                    hash="9353a28752e8d744cb17f7b141030d028e069022",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_fixed_from_the_announcement_77863",
                    table="assessments_scheme",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scheme",
            trigger=pgtrigger.compiler.Trigger(
                name="weights_sum_to_100",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    declare="DECLARE total numeric;",
                    func="\nIF NEW.state NOT IN ('draft', 'replaced') THEN\n    SELECT sum(i.weight) INTO total FROM assessments_schemeitem i WHERE i.scheme_id = NEW.id;\n    IF total IS DISTINCT FROM 100 THEN\n        RAISE EXCEPTION 'weights of an announced scheme sum to %, not 100', total\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'scheme_weights_sum';\n    END IF;\nEND IF;\nRETURN NULL;\n",
                    hash="b8d2afbc949aa3d79906b0db2529b158f008c501",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_weights_sum_to_100_55617",
                    table="assessments_scheme",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scheme",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."announced_on" IS DISTINCT FROM (NEW."announced_on") OR OLD."begins_on" IS DISTINCT FROM (NEW."begins_on") OR OLD."district_id" IS DISTINCT FROM (NEW."district_id") OR OLD."document" IS DISTINCT FROM (NEW."document") OR OLD."edition" IS DISTINCT FROM (NEW."edition") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."wording" IS DISTINCT FROM (NEW."wording") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                    func='INSERT INTO "assessments_schemeevent" ("announced_on", "begins_on", "district_id", "document", "edition", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "version", "wording", "year") VALUES (OLD."announced_on", OLD."begins_on", OLD."district_id", OLD."document", OLD."edition", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."state", OLD."version", OLD."wording", OLD."year"); RETURN NULL;',
                    hash="7c221533efe1017a2853c7297d2c159898f1e3c7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a9f33",
                    table="assessments_scheme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scheme",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "assessments_schemeevent" ("announced_on", "begins_on", "district_id", "document", "edition", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "version", "wording", "year") VALUES (OLD."announced_on", OLD."begins_on", OLD."district_id", OLD."document", OLD."edition", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state", OLD."version", OLD."wording", OLD."year"); RETURN NULL;',
                    hash="fb395fed4f162947febd71e10657c3246926dbc0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_58571",
                    table="assessments_scheme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schemeitem",
            trigger=pgtrigger.compiler.Trigger(
                name="fixed_from_the_announcement",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE wanted bigint;",
                    func="\nwanted := CASE WHEN TG_OP = 'INSERT' THEN NEW.scheme_id ELSE OLD.scheme_id END;\nIF EXISTS (SELECT FROM assessments_scheme s WHERE s.id = wanted AND s.state <> 'draft') THEN\n    RAISE EXCEPTION 'an announced scheme does not change' USING ERRCODE = 'check_violation',\n        CONSTRAINT = 'scheme_announced';\nEND IF;\nRETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;\n",
                    hash="83acd603888ff431e72cca1bb336c22aab562e03",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_fixed_from_the_announcement_ea887",
                    table="assessments_schemeitem",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.UniqueConstraint(
                fields=("district", "year", "edition"),
                name="scheme_edition_once",
                violation_error_message="这一年已有这个版本",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["announced", "in_force", "closed"])),
                fields=("district", "year"),
                name="scheme_once_a_year",
                violation_error_message="这一年已有公布的方案",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "draft"),
                    models.Q(("announced_on__isnull", False), ("begins_on__isnull", False)),
                    _connector="OR",
                ),
                name="scheme_announced_with_days",
            ),
        ),
    ]
