import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.db import migrations, models

import core.records.migration_operations


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0002_search"),
        ("organizations", "0004_search"),
        ("people", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="AttendanceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("entitled", "未签到"),
                            ("on_leave", "请假"),
                            ("present", "到会"),
                            ("late", "迟到"),
                            ("made_up", "已补学"),
                        ],
                        default="entitled",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[("", "—"), ("code", "扫码"), ("hand", "代签"), ("paper", "纸质签到表")],
                        default="",
                        max_length=5,
                        verbose_name="方式",
                    ),
                ),
                ("guest", models.BooleanField(default=False, verbose_name="列席")),
                ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="签到时间")),
                ("reason", models.CharField(blank=True, max_length=120, verbose_name="原因")),
                ("made_up_on", models.DateField(blank=True, null=True, verbose_name="补学日期")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DecisionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("text", models.CharField(max_length=200, verbose_name="表决事项")),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("resolution", "一般事项"),
                            ("election", "选举"),
                            ("admission", "接收预备党员、预备党员转正"),
                        ],
                        default="resolution",
                        max_length=12,
                        verbose_name="事项类别",
                    ),
                ),
                ("entitled", models.PositiveIntegerField(verbose_name="应到")),
                ("present", models.PositiveIntegerField(verbose_name="实到")),
                ("votes_for", models.PositiveIntegerField(verbose_name="赞成")),
                ("votes_against", models.PositiveIntegerField(default=0, verbose_name="反对")),
                ("abstained", models.PositiveIntegerField(default=0, verbose_name="弃权")),
                (
                    "base",
                    models.CharField(
                        choices=[("entitled", "应到人数"), ("present", "实到人数"), ("valid", "有效票数")],
                        max_length=8,
                        verbose_name="计票基数",
                    ),
                ),
                ("quorum_numerator", models.PositiveIntegerField(verbose_name="到会比例分子")),
                ("quorum_denominator", models.PositiveIntegerField(verbose_name="到会比例分母")),
                ("quorum_strict", models.BooleanField(default=False, verbose_name="到会须超过比例")),
                ("majority_numerator", models.PositiveIntegerField(verbose_name="通过比例分子")),
                ("majority_denominator", models.PositiveIntegerField(verbose_name="通过比例分母")),
                ("majority_strict", models.BooleanField(default=True, verbose_name="赞成须超过比例")),
                (
                    "decided_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="表决时间"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        core.records.migration_operations.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."guest" IS DISTINCT FROM (NEW."guest") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_up_on" IS DISTINCT FROM (NEW."made_up_on") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."signed_at" IS DISTINCT FROM (NEW."signed_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."way" IS DISTINCT FROM (NEW."way"))',
                    func='INSERT INTO "meetings_attendanceevent" ("guest", "id", "made_up_on", "meeting_id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "signed_at", "state", "way") VALUES (OLD."guest", OLD."id", OLD."made_up_on", OLD."meeting_id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."reason", OLD."signed_at", OLD."state", OLD."way"); RETURN NULL;',
                    hash="1221a2825e51a4233af6a5a783eef2453f4c47fb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_870cb",
                    table="meetings_attendance",
                    when="AFTER",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_attendanceevent" ("guest", "id", "made_up_on", "meeting_id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "signed_at", "state", "way") VALUES (OLD."guest", OLD."id", OLD."made_up_on", OLD."meeting_id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."signed_at", OLD."state", OLD."way"); RETURN NULL;',
                    hash="59f81ef623e1e7b2dce693b7da747805c05aa62c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_774f3",
                    table="meetings_attendance",
                    when="AFTER",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."abstained" IS DISTINCT FROM (NEW."abstained") OR OLD."base" IS DISTINCT FROM (NEW."base") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."entitled" IS DISTINCT FROM (NEW."entitled") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."item_id" IS DISTINCT FROM (NEW."item_id") OR OLD."majority_denominator" IS DISTINCT FROM (NEW."majority_denominator") OR OLD."majority_numerator" IS DISTINCT FROM (NEW."majority_numerator") OR OLD."majority_strict" IS DISTINCT FROM (NEW."majority_strict") OR OLD."matter" IS DISTINCT FROM (NEW."matter") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."present" IS DISTINCT FROM (NEW."present") OR OLD."quorum_denominator" IS DISTINCT FROM (NEW."quorum_denominator") OR OLD."quorum_numerator" IS DISTINCT FROM (NEW."quorum_numerator") OR OLD."quorum_strict" IS DISTINCT FROM (NEW."quorum_strict") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."votes_against" IS DISTINCT FROM (NEW."votes_against") OR OLD."votes_for" IS DISTINCT FROM (NEW."votes_for"))',
                    func='INSERT INTO "meetings_decisionevent" ("abstained", "base", "decided_at", "entitled", "id", "item_id", "majority_denominator", "majority_numerator", "majority_strict", "matter", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present", "quorum_denominator", "quorum_numerator", "quorum_strict", "text", "votes_against", "votes_for") VALUES (OLD."abstained", OLD."base", OLD."decided_at", OLD."entitled", OLD."id", OLD."item_id", OLD."majority_denominator", OLD."majority_numerator", OLD."majority_strict", OLD."matter", OLD."meeting_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."present", OLD."quorum_denominator", OLD."quorum_numerator", OLD."quorum_strict", OLD."text", OLD."votes_against", OLD."votes_for"); RETURN NULL;',
                    hash="43ae57492f75aba020e0a1a6acc2062f5b1ad781",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3b789",
                    table="meetings_decision",
                    when="AFTER",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_decisionevent" ("abstained", "base", "decided_at", "entitled", "id", "item_id", "majority_denominator", "majority_numerator", "majority_strict", "matter", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present", "quorum_denominator", "quorum_numerator", "quorum_strict", "text", "votes_against", "votes_for") VALUES (OLD."abstained", OLD."base", OLD."decided_at", OLD."entitled", OLD."id", OLD."item_id", OLD."majority_denominator", OLD."majority_numerator", OLD."majority_strict", OLD."matter", OLD."meeting_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."present", OLD."quorum_denominator", OLD."quorum_numerator", OLD."quorum_strict", OLD."text", OLD."votes_against", OLD."votes_for"); RETURN NULL;',
                    hash="5fb2efb68a631bec7e7db8583945310a6932114f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_05bcf",
                    table="meetings_decision",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="attendanceevent",
            name="meeting",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="meetings.meeting",
                verbose_name="会议",
            ),
        ),
        migrations.AddField(
            model_name="attendanceevent",
            name="organization",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="organizations.organization",
                verbose_name="组织",
            ),
        ),
        migrations.AddField(
            model_name="attendanceevent",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.person",
                verbose_name="人员",
            ),
        ),
        migrations.AddField(
            model_name="attendanceevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="attendanceevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="meetings.attendance",
            ),
        ),
        migrations.AddField(
            model_name="decisionevent",
            name="item",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="meetings.agendaitem",
                verbose_name="议题",
            ),
        ),
        migrations.AddField(
            model_name="decisionevent",
            name="meeting",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="meetings.meeting",
                verbose_name="会议",
            ),
        ),
        migrations.AddField(
            model_name="decisionevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="decisionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="meetings.decision",
            ),
        ),
    ]
