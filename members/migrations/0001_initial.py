import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import core.records.migration_operations
import core.records.search


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organizations", "0003_rosters"),
        ("people", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DualRegistration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                (
                    "side",
                    models.CharField(
                        choices=[("home", "居住地社区"), ("work", "工作地社区")], max_length=6, verbose_name="报到类型"
                    ),
                ),
                ("unit_name", models.CharField(blank=True, max_length=80, verbose_name="单位名称")),
                (
                    "choice",
                    models.CharField(
                        choices=[("pledged", "定向承诺"), ("self_chosen", "自选服务")],
                        default="self_chosen",
                        max_length=12,
                        verbose_name="服务选择",
                    ),
                ),
                (
                    "service",
                    models.CharField(
                        choices=[("single", "个人"), ("collective", "随单位集体")],
                        default="single",
                        max_length=12,
                        verbose_name="服务方式",
                    ),
                ),
                ("pledge", models.CharField(blank=True, max_length=200, verbose_name="承诺事项")),
                ("specialty", models.CharField(blank=True, max_length=80, verbose_name="专长")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "待社区确认"),
                            ("asked_back", "退回补充"),
                            ("confirmed", "已确认"),
                            ("refused", "未通过"),
                            ("ended", "已结束"),
                        ],
                        default="submitted",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "proof",
                    models.CharField(
                        blank=True,
                        choices=[("unit", "单位已确认"), ("document", "已查看证明材料")],
                        max_length=12,
                        verbose_name="确认依据",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("submitted_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="报到时间")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateRangeField(blank=True, null=True, verbose_name="有效期"),
                ),
                (
                    "slip_number",
                    models.CharField(blank=True, max_length=32, null=True, unique=True, verbose_name="回执编号"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="确认人",
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
                        related_name="registrations",
                        to="people.person",
                        verbose_name="党员",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="organizations.unit",
                        verbose_name="所在单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "双报到",
                "verbose_name_plural": "双报到",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DualRegistrationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "side",
                    models.CharField(
                        choices=[("home", "居住地社区"), ("work", "工作地社区")], max_length=6, verbose_name="报到类型"
                    ),
                ),
                ("unit_name", models.CharField(blank=True, max_length=80, verbose_name="单位名称")),
                (
                    "choice",
                    models.CharField(
                        choices=[("pledged", "定向承诺"), ("self_chosen", "自选服务")],
                        default="self_chosen",
                        max_length=12,
                        verbose_name="服务选择",
                    ),
                ),
                (
                    "service",
                    models.CharField(
                        choices=[("single", "个人"), ("collective", "随单位集体")],
                        default="single",
                        max_length=12,
                        verbose_name="服务方式",
                    ),
                ),
                ("pledge", models.CharField(blank=True, max_length=200, verbose_name="承诺事项")),
                ("specialty", models.CharField(blank=True, max_length=80, verbose_name="专长")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "待社区确认"),
                            ("asked_back", "退回补充"),
                            ("confirmed", "已确认"),
                            ("refused", "未通过"),
                            ("ended", "已结束"),
                        ],
                        default="submitted",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "proof",
                    models.CharField(
                        blank=True,
                        choices=[("unit", "单位已确认"), ("document", "已查看证明材料")],
                        max_length=12,
                        verbose_name="确认依据",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("submitted_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="报到时间")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateRangeField(blank=True, null=True, verbose_name="有效期"),
                ),
                ("slip_number", models.CharField(blank=True, max_length=32, null=True, verbose_name="回执编号")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="确认人",
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
                        to="members.dualregistration",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organizations.unit",
                        verbose_name="所在单位",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                (
                    "status",
                    models.CharField(
                        choices=[("full", "正式党员"), ("probationary", "预备党员")],
                        default="full",
                        max_length=12,
                        verbose_name="党员类别",
                    ),
                ),
                (
                    "member_class",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_service", "在职"),
                            ("retired", "离退休"),
                            ("unemployed", "下岗失业"),
                            ("floating_out", "外出流动"),
                            ("floating_in", "流入"),
                            ("farming", "务农"),
                            ("self_employed", "个体经营"),
                            ("student", "学生"),
                            ("other", "其他"),
                            ("", "未填"),
                        ],
                        default="",
                        max_length=16,
                        verbose_name="管理类型",
                    ),
                ),
                ("joined_on", models.DateField(blank=True, null=True, verbose_name="入党时间")),
                ("full_on", models.DateField(blank=True, null=True, verbose_name="转正时间")),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("transfer", "转出"),
                            ("death", "去世"),
                            ("change", "类别变动"),
                            ("withdrawal", "出党"),
                            ("correction", "录入更正"),
                        ],
                        max_length=12,
                        verbose_name="结束原因",
                    ),
                ),
                ("remark", models.CharField(blank=True, max_length=200, verbose_name="备注")),
                ("name_key", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("initials", models.CharField(db_collation="C", default="", editable=False, max_length=20)),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="memberships",
                        to="organizations.rosterbatch",
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
                        related_name="memberships",
                        to="people.person",
                        verbose_name="党员",
                    ),
                ),
            ],
            options={
                "verbose_name": "党员",
                "verbose_name_plural": "党员",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ImportChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_version", models.PositiveIntegerField(null=True)),
                ("membership_version", models.PositiveIntegerField(null=True)),
                ("before", models.JSONField(default=dict)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="member_changes",
                        to="organizations.rosterbatch",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="members.membership",
                    ),
                ),
                (
                    "opened",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="members.membership",
                    ),
                ),
            ],
            options={
                "verbose_name": "导入变动",
                "verbose_name_plural": "导入变动",
            },
        ),
        migrations.CreateModel(
            name="MembershipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[("full", "正式党员"), ("probationary", "预备党员")],
                        default="full",
                        max_length=12,
                        verbose_name="党员类别",
                    ),
                ),
                (
                    "member_class",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_service", "在职"),
                            ("retired", "离退休"),
                            ("unemployed", "下岗失业"),
                            ("floating_out", "外出流动"),
                            ("floating_in", "流入"),
                            ("farming", "务农"),
                            ("self_employed", "个体经营"),
                            ("student", "学生"),
                            ("other", "其他"),
                            ("", "未填"),
                        ],
                        default="",
                        max_length=16,
                        verbose_name="管理类型",
                    ),
                ),
                ("joined_on", models.DateField(blank=True, null=True, verbose_name="入党时间")),
                ("full_on", models.DateField(blank=True, null=True, verbose_name="转正时间")),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("transfer", "转出"),
                            ("death", "去世"),
                            ("change", "类别变动"),
                            ("withdrawal", "出党"),
                            ("correction", "录入更正"),
                        ],
                        max_length=12,
                        verbose_name="结束原因",
                    ),
                ),
                ("remark", models.CharField(blank=True, max_length=200, verbose_name="备注")),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organizations.rosterbatch",
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
                        to="members.membership",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ScheduledChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("on", models.DateField(verbose_name="生效日期")),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[("full", "正式党员"), ("probationary", "预备党员")],
                        max_length=12,
                        null=True,
                        verbose_name="党员类别",
                    ),
                ),
                (
                    "member_class",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_service", "在职"),
                            ("retired", "离退休"),
                            ("unemployed", "下岗失业"),
                            ("floating_out", "外出流动"),
                            ("floating_in", "流入"),
                            ("farming", "务农"),
                            ("self_employed", "个体经营"),
                            ("student", "学生"),
                            ("other", "其他"),
                            ("", "未填"),
                        ],
                        max_length=16,
                        null=True,
                        verbose_name="管理类型",
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("transfer", "转出"),
                            ("death", "去世"),
                            ("change", "类别变动"),
                            ("withdrawal", "出党"),
                            ("correction", "录入更正"),
                        ],
                        max_length=12,
                        verbose_name="结束原因",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "待生效"),
                            ("done", "已生效"),
                            ("withdrawn", "已撤回"),
                            ("refused", "未能生效"),
                        ],
                        default="waiting",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                (
                    "branch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="转入党支部",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
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
                        related_name="scheduled_changes",
                        to="people.person",
                        verbose_name="党员",
                    ),
                ),
            ],
            options={
                "verbose_name": "待生效的变动",
                "verbose_name_plural": "待生效的变动",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TransferRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "待对方确认"),
                            ("accepted", "已转入"),
                            ("refused", "未同意"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="asked",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="提出时间")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="答复人",
                    ),
                ),
                (
                    "answered_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="原所在党支部",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提出人",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="transfer_requests",
                        to="organizations.rosterbatch",
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
                        related_name="transfer_requests",
                        to="people.person",
                        verbose_name="党员",
                    ),
                ),
            ],
            options={
                "verbose_name": "转接申请",
                "verbose_name_plural": "转接申请",
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="dualregistration",
            index=models.Index(fields=["scope", "state", "submitted_at"], name="registration_scope_state"),
        ),
        migrations.AddIndex(
            model_name="dualregistration",
            index=models.Index(fields=["person"], name="registration_person"),
        ),
        migrations.AddConstraint(
            model_name="dualregistration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["submitted", "asked_back", "confirmed"])),
                fields=("person", "organization", "side"),
                name="registration_open_once",
                violation_error_message="您已在这个社区报到，不用重复提交",
            ),
        ),
        migrations.AddConstraint(
            model_name="dualregistration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "confirmed"), _negated=True),
                    models.Q(("decided_at__isnull", False), ("during__isnull", False), ("slip_number__isnull", False)),
                    _connector="OR",
                ),
                name="registration_confirmed_is_complete",
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="dualregistration",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="2bbbb97930ebbaf4c89b155e1598ead0bdb02ae4",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_7fd54",
                    table="members_dualregistration",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="dualregistration",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="98a7ac32deae6619aef7870081bcc81a455c980d",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_961be",
                    table="members_dualregistration",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="dualregistration",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."choice" IS DISTINCT FROM (NEW."choice") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."pledge" IS DISTINCT FROM (NEW."pledge") OR OLD."proof" IS DISTINCT FROM (NEW."proof") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."service" IS DISTINCT FROM (NEW."service") OR OLD."side" IS DISTINCT FROM (NEW."side") OR OLD."slip_number" IS DISTINCT FROM (NEW."slip_number") OR OLD."specialty" IS DISTINCT FROM (NEW."specialty") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."unit_name" IS DISTINCT FROM (NEW."unit_name") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "members_dualregistrationevent" ("choice", "decided_at", "decided_by_id", "during", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge", "proof", "reason", "service", "side", "slip_number", "specialty", "state", "submitted_at", "unit_id", "unit_name", "version") VALUES (OLD."choice", OLD."decided_at", OLD."decided_by_id", OLD."during", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."pledge", OLD."proof", OLD."reason", OLD."service", OLD."side", OLD."slip_number", OLD."specialty", OLD."state", OLD."submitted_at", OLD."unit_id", OLD."unit_name", OLD."version"); RETURN NULL;',
                    hash="0d5dc712b286d65709bd91a761d165c23c2b56fa",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_94078",
                    table="members_dualregistration",
                    when="AFTER",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="dualregistration",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_dualregistrationevent" ("choice", "decided_at", "decided_by_id", "during", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge", "proof", "reason", "service", "side", "slip_number", "specialty", "state", "submitted_at", "unit_id", "unit_name", "version") VALUES (OLD."choice", OLD."decided_at", OLD."decided_by_id", OLD."during", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pledge", OLD."proof", OLD."reason", OLD."service", OLD."side", OLD."slip_number", OLD."specialty", OLD."state", OLD."submitted_at", OLD."unit_id", OLD."unit_name", OLD."version"); RETURN NULL;',
                    hash="b104e13df339bdba6375f3bddbb7d6c39aac9ba4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3356e",
                    table="members_dualregistration",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(
                condition=models.Q(("during__endswith__isnull", True)),
                fields=["name_key", "id"],
                include=("scope", "during"),
                name="membership_current_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=django.contrib.postgres.indexes.GinIndex(
                core.records.search.Characters(
                    models.Func(
                        models.F("name_key"), template="substr(%(expressions)s, strpos(%(expressions)s, ' ') + 1)"
                    )
                ),
                condition=models.Q(("during__endswith__isnull", True)),
                name="membership_current_by_part",
            ),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(
                condition=models.Q(("during__endswith__isnull", True)),
                fields=["initials", "name_key", "id"],
                include=("scope", "during"),
                name="membership_current_by_initials",
            ),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(
                condition=models.Q(("during__endswith__isnull", True)),
                fields=["scope", "name_key", "id"],
                name="membership_current_by_scope",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("person", "="), ("during", "&&")],
                name="membership_one_relationship_at_a_time",
                violation_error_message="此人在这段时间已有组织关系",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("during__isempty", False)), name="membership_during_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("full_on__isnull", True),
                    ("joined_on__isnull", True),
                    ("full_on__gte", models.F("joined_on")),
                    _connector="OR",
                ),
                name="membership_full_after_joined",
                violation_error_message="转正时间不能早于入党时间",
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="44e4be4063d782bd4dafdc70b74f90cbe9079a06",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_59296",
                    table="members_membership",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="c996beb581b580976182c8c0905d626e39a3a2cf",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_efab4",
                    table="members_membership",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."batch_id" IS DISTINCT FROM (NEW."batch_id") OR OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."end_reason" IS DISTINCT FROM (NEW."end_reason") OR OLD."full_on" IS DISTINCT FROM (NEW."full_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."joined_on" IS DISTINCT FROM (NEW."joined_on") OR OLD."member_class" IS DISTINCT FROM (NEW."member_class") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."remark" IS DISTINCT FROM (NEW."remark") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "members_membershipevent" ("batch_id", "during", "end_reason", "full_on", "id", "joined_on", "member_class", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "status", "version") VALUES (OLD."batch_id", OLD."during", OLD."end_reason", OLD."full_on", OLD."id", OLD."joined_on", OLD."member_class", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."remark", OLD."status", OLD."version"); RETURN NULL;',
                    hash="c03c8c68e193add8f498b2e74f0b9167f4e2a8b1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f5071",
                    table="members_membership",
                    when="AFTER",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_membershipevent" ("batch_id", "during", "end_reason", "full_on", "id", "joined_on", "member_class", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "status", "version") VALUES (OLD."batch_id", OLD."during", OLD."end_reason", OLD."full_on", OLD."id", OLD."joined_on", OLD."member_class", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."remark", OLD."status", OLD."version"); RETURN NULL;',
                    hash="6b386352e7ed73d72367c1817de263d39c020fea",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_84b9f",
                    table="members_membership",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="importchange",
            constraint=models.UniqueConstraint(fields=("batch", "person"), name="import_change_once_a_person"),
        ),
        migrations.AddIndex(
            model_name="scheduledchange",
            index=models.Index(fields=["scope"], name="scheduled_change_scope"),
        ),
        migrations.AddIndex(
            model_name="scheduledchange",
            index=models.Index(
                condition=models.Q(("state", "waiting")), fields=["on"], name="scheduled_change_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="scheduledchange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")),
                fields=("person",),
                name="scheduled_change_once_a_person",
                violation_error_message="此人已有一项待生效的变动，请先撤回",
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="scheduledchange",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="fbfb7f6dbd04a0b102da72072a4b58e5cf197de9",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_ce4de",
                    table="members_scheduledchange",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="scheduledchange",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="7aff94d29469ecda0366211ea68bcda1f3a2bf8c",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_6d54b",
                    table="members_scheduledchange",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="transferrequest",
            index=models.Index(fields=["scope", "state"], name="transfer_request_scope"),
        ),
        migrations.AddConstraint(
            model_name="transferrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "asked")),
                fields=("person", "organization"),
                name="transfer_request_open_once",
                violation_error_message="已经提出过转接申请",
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="transferrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="21c59e023b9d39a0805c134c9c991ffb3d844e96",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_52f05",
                    table="members_transferrequest",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="transferrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="737c0089ba66f71156eecb2cdf7a167009389394",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_2c933",
                    table="members_transferrequest",
                    when="BEFORE",
                ),
            ),
        ),
    ]
