"""Agreements on paper, changes and an end that both sides agree, the year's summary."""

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models

import services.models.agreements
from core.records.walls import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_walls"),
        ("organizations", "0010_instructors"),
        ("services", "0006_classes_and_letters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AgreementChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("add", "增加事项"),
                            ("change", "修改事项"),
                            ("drop", "取消事项"),
                            ("end", "提前终止"),
                        ],
                        max_length=8,
                        verbose_name="变更",
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=20, verbose_name="六联类别")),
                ("kind_s0", models.CharField(blank=True, max_length=20, verbose_name="四共类别")),
                ("kind_s3", models.CharField(blank=True, max_length=20, verbose_name="六共类别")),
                (
                    "nature",
                    models.CharField(
                        blank=True, choices=[("task", "任务"), ("project", "项目")], max_length=8, verbose_name="性质"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="事项")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="完成期限")),
                ("target", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="计划次数")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="终止日期")),
                ("reason", models.CharField(max_length=200, verbose_name="变更原因")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "待单位同意"),
                            ("agreed", "双方已同意"),
                            ("refused", "单位不同意"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("proposed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="提出时间")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="办理时间")),
                ("answer", models.CharField(blank=True, max_length=200, verbose_name="单位意见")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="纸质签订日期")),
                (
                    "scan",
                    models.FileField(
                        blank=True, upload_to=services.models.agreements.scan_path, verbose_name="盖章扫描件"
                    ),
                ),
            ],
            options={
                "verbose_name": "协议变更",
                "verbose_name_plural": "协议变更",
                "ordering": ["id"],
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
        migrations.RemoveConstraint(
            model_name="agreement",
            name="agreement_state_has_its_confirmations",
        ),
        migrations.RemoveConstraint(
            model_name="agreementitem",
            name="agreement_item_done_when_reached",
        ),
        migrations.AddField(
            model_name="agreement",
            name="ended_on",
            field=models.DateField(blank=True, null=True, verbose_name="终止日期"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="scan",
            field=models.FileField(
                blank=True,
                db_default="",
                default="",
                upload_to=services.models.agreements.scan_path,
                verbose_name="盖章扫描件",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="signed_on",
            field=models.DateField(blank=True, null=True, verbose_name="纸质签订日期"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="summary_handed_on",
            field=models.DateField(blank=True, null=True, verbose_name="年度总结送达日期"),
        ),
        migrations.AddField(
            model_name="agreementevent",
            name="ended_on",
            field=models.DateField(blank=True, null=True, verbose_name="终止日期"),
        ),
        migrations.AddField(
            model_name="agreementevent",
            name="scan",
            field=models.FileField(
                blank=True,
                db_default="",
                default="",
                upload_to=services.models.agreements.scan_path,
                verbose_name="盖章扫描件",
            ),
        ),
        migrations.AddField(
            model_name="agreementevent",
            name="signed_on",
            field=models.DateField(blank=True, null=True, verbose_name="纸质签订日期"),
        ),
        migrations.AddField(
            model_name="agreementevent",
            name="summary_handed_on",
            field=models.DateField(blank=True, null=True, verbose_name="年度总结送达日期"),
        ),
        migrations.AlterField(
            model_name="agreement",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "草拟"),
                    ("community_confirmed", "待单位确认"),
                    ("both_confirmed", "双方已确认"),
                    ("published", "已公开"),
                    ("closed", "已办结"),
                    ("ended", "已终止"),
                ],
                default="draft",
                max_length=20,
                verbose_name="状态",
            ),
        ),
        migrations.AlterField(
            model_name="agreementevent",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "草拟"),
                    ("community_confirmed", "待单位确认"),
                    ("both_confirmed", "双方已确认"),
                    ("published", "已公开"),
                    ("closed", "已办结"),
                    ("ended", "已终止"),
                ],
                default="draft",
                max_length=20,
                verbose_name="状态",
            ),
        ),
        migrations.AlterField(
            model_name="agreementitem",
            name="state",
            field=models.CharField(
                choices=[("open", "进行中"), ("done", "已完成"), ("off", "已取消")],
                default="open",
                max_length=6,
                verbose_name="状态",
            ),
        ),
        migrations.AlterField(
            model_name="agreementitemevent",
            name="state",
            field=models.CharField(
                choices=[("open", "进行中"), ("done", "已完成"), ("off", "已取消")],
                default="open",
                max_length=6,
                verbose_name="状态",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."aims" IS DISTINCT FROM (NEW."aims") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."confirmed_by_community_at" IS DISTINCT FROM (NEW."confirmed_by_community_at") OR OLD."confirmed_by_community_by_id" IS DISTINCT FROM (NEW."confirmed_by_community_by_id") OR OLD."confirmed_by_unit_at" IS DISTINCT FROM (NEW."confirmed_by_unit_at") OR OLD."confirmed_by_unit_by_id" IS DISTINCT FROM (NEW."confirmed_by_unit_by_id") OR OLD."drafted_at" IS DISTINCT FROM (NEW."drafted_at") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."partner" IS DISTINCT FROM (NEW."partner") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."result" IS DISTINCT FROM (NEW."result") OR OLD."returned_reason" IS DISTINCT FROM (NEW."returned_reason") OR OLD."scan" IS DISTINCT FROM (NEW."scan") OR OLD."signed_on" IS DISTINCT FROM (NEW."signed_on") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."summary_handed_on" IS DISTINCT FROM (NEW."summary_handed_on") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                    func='INSERT INTO "services_agreementevent" ("aims", "closed_at", "confirmed_by_community_at", "confirmed_by_community_by_id", "confirmed_by_unit_at", "confirmed_by_unit_by_id", "drafted_at", "ended_on", "id", "organization_id", "partner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "result", "returned_reason", "scan", "signed_on", "state", "summary_handed_on", "unit_id", "version", "year") VALUES (OLD."aims", OLD."closed_at", OLD."confirmed_by_community_at", OLD."confirmed_by_community_by_id", OLD."confirmed_by_unit_at", OLD."confirmed_by_unit_by_id", OLD."drafted_at", OLD."ended_on", OLD."id", OLD."organization_id", OLD."partner", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."published_at", OLD."result", OLD."returned_reason", OLD."scan", OLD."signed_on", OLD."state", OLD."summary_handed_on", OLD."unit_id", OLD."version", OLD."year"); RETURN NULL;',
                    hash="08b97d2f2cba81df743c5b9e4c4c4c7e98e5c9f2",
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
                    func='INSERT INTO "services_agreementevent" ("aims", "closed_at", "confirmed_by_community_at", "confirmed_by_community_by_id", "confirmed_by_unit_at", "confirmed_by_unit_by_id", "drafted_at", "ended_on", "id", "organization_id", "partner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "result", "returned_reason", "scan", "signed_on", "state", "summary_handed_on", "unit_id", "version", "year") VALUES (OLD."aims", OLD."closed_at", OLD."confirmed_by_community_at", OLD."confirmed_by_community_by_id", OLD."confirmed_by_unit_at", OLD."confirmed_by_unit_by_id", OLD."drafted_at", OLD."ended_on", OLD."id", OLD."organization_id", OLD."partner", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."result", OLD."returned_reason", OLD."scan", OLD."signed_on", OLD."state", OLD."summary_handed_on", OLD."unit_id", OLD."version", OLD."year"); RETURN NULL;',
                    hash="d3f5791c03c3bbc8449e33ba8f465c16c67290c5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3125c",
                    table="services_agreement",
                    when="AFTER",
                ),
            ),
        ),
        AddConstraintNotValid(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_by_unit_at__isnull", True), ("state", "draft")),
                    models.Q(
                        ("confirmed_by_community_at__isnull", False),
                        ("confirmed_by_unit_at__isnull", True),
                        ("state", "community_confirmed"),
                    ),
                    models.Q(
                        ("confirmed_by_community_at__isnull", False),
                        ("confirmed_by_community_by__isnull", False),
                        ("confirmed_by_unit_at__isnull", False),
                        ("state__in", ["both_confirmed", "published", "closed", "ended"]),
                        models.Q(
                            ("confirmed_by_unit_by__isnull", False),
                            models.Q(("signed_on__isnull", False), models.Q(("scan", ""), _negated=True)),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="agreement_state_has_its_confirmations",
                violation_error_message="双方确认后协议才生效",
            ),
        ),
        ValidateConstraint(model_name="agreement", name="agreement_state_has_its_confirmations"),
        AddConstraintNotValid(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on__isnull", False), ("state", "ended")),
                    models.Q(models.Q(("state", "ended"), _negated=True), ("ended_on__isnull", True)),
                    _connector="OR",
                ),
                name="agreement_ended_has_day",
            ),
        ),
        ValidateConstraint(model_name="agreement", name="agreement_ended_has_day"),
        AddConstraintNotValid(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("summary_handed_on__isnull", True), ("state__in", ["closed", "ended"]), _connector="OR"
                ),
                name="agreement_summary_when_over",
                violation_error_message="协议办结或终止后才有年度总结",
            ),
        ),
        ValidateConstraint(model_name="agreement", name="agreement_summary_when_over"),
        AddConstraintNotValid(
            model_name="agreementitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done__lt", models.F("target")), ("done_on__isnull", True), ("state", "open")),
                    models.Q(("done__gte", models.F("target")), ("done_on__isnull", False), ("state", "done")),
                    models.Q(("done__lt", models.F("target")), ("done_on__isnull", True), ("state", "off")),
                    _connector="OR",
                ),
                name="agreement_item_done_when_reached",
                violation_error_message="达到计划次数才算完成",
            ),
        ),
        ValidateConstraint(model_name="agreementitem", name="agreement_item_done_when_reached"),
        migrations.AddField(
            model_name="agreementchange",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="changes",
                to="services.agreement",
                verbose_name="共建协议",
            ),
        ),
        migrations.AddField(
            model_name="agreementchange",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="办理人",
            ),
        ),
        migrations.AddField(
            model_name="agreementchange",
            name="item",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="changes",
                to="services.agreementitem",
                verbose_name="共建事项",
            ),
        ),
        migrations.AddField(
            model_name="agreementchange",
            name="organization",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.organization",
                verbose_name="组织",
            ),
        ),
        migrations.AddField(
            model_name="agreementchange",
            name="proposed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="提出人",
            ),
        ),
        migrations.AddIndex(
            model_name="agreementchange",
            index=models.Index(fields=["scope"], name="agreement_change_scope"),
        ),
        migrations.AddConstraint(
            model_name="agreementchange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "proposed")),
                fields=("item",),
                name="agreement_change_one_open_an_item",
                violation_error_message="这个事项已有一项变更在等单位同意",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementchange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "proposed"), ("what", "end")),
                fields=("agreement",),
                name="agreement_change_one_open_end",
                violation_error_message="提前终止已在等单位同意",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ends_on__isnull", False), ("item__isnull", True), ("what", "end")),
                    models.Q(("due_on__isnull", False), ("ends_on__isnull", True), ("target__gte", 1), ("what", "add")),
                    models.Q(
                        ("due_on__isnull", False),
                        ("ends_on__isnull", True),
                        ("item__isnull", False),
                        ("target__gte", 1),
                        ("what", "change"),
                    ),
                    models.Q(("ends_on__isnull", True), ("item__isnull", False), ("what", "drop")),
                    _connector="OR",
                ),
                name="agreement_change_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("state", "proposed")),
                    models.Q(models.Q(("state", "proposed"), _negated=True), ("decided_at__isnull", False)),
                    _connector="OR",
                ),
                name="agreement_change_decided_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "agreed"), _negated=True),
                    ("signed_on__isnull", False),
                    ("decided_by__isnull", True),
                    ("proposed_by__isnull", True),
                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="agreement_change_two_sides",
                violation_error_message="变更须由社区提出、单位同意",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementchange",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="766a3aba24839a9b6f991effbd692c81627963c3",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_aad9e",
                    table="services_agreementchange",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementchange",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="ac06bdde5713ed32a8c6519bf4d496fab44efbc0",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_038e0",
                    table="services_agreementchange",
                    when="BEFORE",
                ),
            ),
        ),
        Wall("services_agreementchange"),
    ]
