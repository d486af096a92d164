import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import core.records.migration_operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        core.records.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name="Delivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "notification",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="core.notification",
                            ),
                        ),
                        ("channel", models.CharField(max_length=16, verbose_name="渠道")),
                        ("idempotency_key", models.CharField(max_length=64, unique=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("pending", "待发送"),
                                    ("sent", "已发送"),
                                    ("withdrawn", "已撤回"),
                                    ("failed", "失败"),
                                ],
                                default="pending",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="次数")),
                        ("next_attempt_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("error", models.CharField(blank=True, max_length=200, verbose_name="错误")),
                    ],
                    options={
                        "verbose_name": "发送记录",
                        "verbose_name_plural": "发送记录",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "pending")),
                                fields=["next_attempt_at"],
                                name="delivery_pending",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("notification", "channel"), name="delivery_once_a_channel")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KeyMark",
                    fields=[
                        ("label", models.CharField(max_length=8, primary_key=True, serialize=False)),
                        ("mark", models.BinaryField(max_length=32)),
                    ],
                    options={
                        "verbose_name": "密钥校验值",
                        "verbose_name_plural": "密钥校验值",
                    },
                ),
                migrations.CreateModel(
                    name="Notification",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=64, verbose_name="类别")),
                        ("subject_type", models.CharField(max_length=64)),
                        ("subject_id", models.BigIntegerField()),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notifications",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="收件人",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="对应日期")),
                        ("title", models.CharField(max_length=120, verbose_name="标题")),
                        ("text", models.TextField(blank=True, verbose_name="内容")),
                        ("url", models.CharField(blank=True, max_length=200)),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="生成时间"),
                        ),
                        ("withdrawn_at", models.DateTimeField(null=True, verbose_name="撤回时间")),
                        ("read_at", models.DateTimeField(null=True, verbose_name="阅读时间")),
                    ],
                    options={
                        "verbose_name": "消息",
                        "verbose_name_plural": "消息",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("read_at__isnull", True), ("withdrawn_at__isnull", True)),
                                fields=["recipient", "-created_at"],
                                name="notification_unread",
                            ),
                            models.Index(fields=["recipient", "-created_at"], name="notification_inbox"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "subject_type", "subject_id", "recipient", "due_on"),
                                name="notification_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PeriodicRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("job", models.CharField(max_length=64)),
                        ("period", models.CharField(max_length=32)),
                        ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("finished_at", models.DateTimeField(null=True)),
                        ("result", models.JSONField(default=dict)),
                    ],
                    options={
                        "verbose_name": "定时任务记录",
                        "verbose_name_plural": "定时任务记录",
                        "constraints": [models.UniqueConstraint(fields=("job", "period"), name="periodic_run_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Seal",
                    fields=[
                        ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("event_id", models.BigIntegerField(unique=True)),
                        ("digest", models.BinaryField(max_length=32)),
                        ("sealed_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "verbose_name": "日志封印",
                        "verbose_name_plural": "日志封印",
                    },
                ),
                migrations.CreateModel(
                    name="Tries",
                    fields=[
                        ("key", models.CharField(max_length=120, primary_key=True, serialize=False)),
                        ("number", models.PositiveIntegerField(default=1)),
                        ("since", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "尝试次数",
                        "verbose_name_plural": "尝试次数",
                        "indexes": [models.Index(fields=["since"], name="tries_since")],
                    },
                ),
                migrations.CreateModel(
                    name="WorkDay",
                    fields=[
                        ("date", models.DateField(primary_key=True, serialize=False, verbose_name="日期")),
                        ("working", models.BooleanField(verbose_name="工作日")),
                        ("source", models.CharField(max_length=80, verbose_name="依据")),
                    ],
                    options={
                        "verbose_name": "工作日历",
                        "verbose_name_plural": "工作日历",
                    },
                ),
                migrations.CreateModel(
                    name="AuditEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "occurred_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="发生时间"
                            ),
                        ),
                        ("code", models.CharField(max_length=64, verbose_name="事项")),
                        ("actor_id", models.BigIntegerField(null=True, verbose_name="操作人编号")),
                        ("actor_label", models.CharField(max_length=80, verbose_name="操作人")),
                        ("organization_id", models.BigIntegerField(null=True, verbose_name="组织编号")),
                        ("target_type", models.CharField(blank=True, max_length=64, verbose_name="对象类型")),
                        ("target_id", models.CharField(blank=True, max_length=64, verbose_name="对象编号")),
                        ("target_label", models.CharField(blank=True, max_length=200, verbose_name="对象")),
                        ("data", models.JSONField(default=dict, verbose_name="内容")),
                        ("previous_id", models.BigIntegerField(editable=False, null=True)),
                    ],
                    options={
                        "verbose_name": "操作日志",
                        "verbose_name_plural": "操作日志",
                        "indexes": [
                            models.Index(fields=["target_type", "target_id"], name="audit_target"),
                            models.Index(fields=["organization_id", "-occurred_at"], name="audit_organization"),
                            models.Index(
                                condition=models.Q(("code__in", ["people.revealed", "members.lookup_elsewhere"])),
                                fields=["actor_id", "occurred_at"],
                                name="audit_counted",
                            ),
                        ],
                    },
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="auditevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a9043e623706cd6457f6ad43abcff01319f851a7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_6d6e0",
                            table="core_auditevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="auditevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;",
                            hash="89085c291285f409b0896967f32839ac7df1cb34",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_e8478",
                            table="core_auditevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="auditevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="names_previous",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.previous_id := (SELECT max(id) FROM core_auditevent); RETURN NEW;",
                            hash="981b1b48e8a6b6bb8409c8100cade4547d5a0f42",
                            operation="INSERT",
                            pgid="pgtrigger_names_previous_2ec60",
                            table="core_auditevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="seal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f24b77843cd114313373064d7860b4c1128193f0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e986a",
                            table="core_seal",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="seal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;",
                            hash="d1d236f64d29c7d61057b8c4091c1b5975aa2549",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_e90e4",
                            table="core_seal",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
