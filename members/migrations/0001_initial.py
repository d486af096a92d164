import django.contrib.postgres.constraints
import django.contrib.postgres.fields
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
        ("organizations", "0001_initial"),
        ("people", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        core.records.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name="ContactExchange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="组织",
                            ),
                        ),
                        ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exchanges",
                                to="members.residencecontact",
                                verbose_name="联系",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="日期")),
                        (
                            "direction",
                            models.CharField(
                                choices=[("to_unit", "支部告诉单位"), ("from_unit", "单位告诉支部")],
                                default="to_unit",
                                max_length=10,
                                verbose_name="方向",
                            ),
                        ),
                        ("content", models.CharField(max_length=200, verbose_name="内容")),
                        ("answer", models.CharField(blank=True, max_length=200, verbose_name="对方的答复")),
                    ],
                    options={
                        "verbose_name": "联系记录",
                        "verbose_name_plural": "联系记录",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="contact_exchange_scope")],
                    },
                ),
                migrations.CreateModel(
                    name="ContactExchangeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="members.contactexchange",
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
                        ("id", models.BigIntegerField()),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                            "contact",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="members.residencecontact",
                                verbose_name="联系",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="日期")),
                        (
                            "direction",
                            models.CharField(
                                choices=[("to_unit", "支部告诉单位"), ("from_unit", "单位告诉支部")],
                                default="to_unit",
                                max_length=10,
                                verbose_name="方向",
                            ),
                        ),
                        ("content", models.CharField(max_length=200, verbose_name="内容")),
                        ("answer", models.CharField(blank=True, max_length=200, verbose_name="对方的答复")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="members_con_pgh_cre_8138fa_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DevelopmentPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="组织",
                            ),
                        ),
                        ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("number", models.PositiveSmallIntegerField(verbose_name="计划发展人数")),
                        (
                            "confirmed_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="街道（镇）审定日期"),
                        ),
                        (
                            "document",
                            models.CharField(blank=True, editable=False, max_length=80, verbose_name="审定文号"),
                        ),
                    ],
                    options={
                        "verbose_name": "发展党员计划",
                        "verbose_name_plural": "发展党员计划",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "year"], name="development_plan_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="developmentplan_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("organization", "year"),
                                name="development_plan_once_a_year",
                                violation_error_message="这个支部已登记这一年的计划",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gt", 0)),
                                name="development_plan_has_a_number",
                                violation_error_message="计划人数应大于0",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_on", None), ("document", "")),
                                    models.Q(
                                        ("confirmed_on__isnull", False), models.Q(("document", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="development_plan_confirmed_by_document",
                                violation_error_message="请填写审定文号",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DevelopmentPlanEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="members.developmentplan",
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
                        ("id", models.BigIntegerField()),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("number", models.PositiveSmallIntegerField(verbose_name="计划发展人数")),
                        (
                            "confirmed_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="街道（镇）审定日期"),
                        ),
                        (
                            "document",
                            models.CharField(blank=True, editable=False, max_length=80, verbose_name="审定文号"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="members_dev_pgh_cre_aac20c_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DualRegistration",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="组织",
                            ),
                        ),
                        ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
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
                            "side",
                            models.CharField(
                                choices=[("home", "居住地社区"), ("work", "工作地社区")],
                                max_length=6,
                                verbose_name="报到类型",
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
                                    ("listed", "待本人确认"),
                                    ("submitted", "待社区确认"),
                                    ("asked_back", "退回补充"),
                                    ("confirmed", "已确认"),
                                    ("refused", "未通过"),
                                    ("ended", "已结束"),
                                    ("declined", "名单已划去"),
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
                        (
                            "submitted_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="报到时间"),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
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
                            "during",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                blank=True, null=True, verbose_name="有效期"
                            ),
                        ),
                        (
                            "slip_number",
                            models.CharField(
                                blank=True, max_length=32, null=True, unique=True, verbose_name="回执编号"
                            ),
                        ),
                        (
                            "listed_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="单位名单登记时间"
                            ),
                        ),
                        (
                            "listed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="名单登记人",
                            ),
                        ),
                        ("introduced", models.BooleanField(db_default=False, default=False, editable=False)),
                        (
                            "returned_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="名单送回日期"),
                        ),
                        (
                            "vouched_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="单位确认时间"),
                        ),
                        (
                            "vouched_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="单位确认人",
                            ),
                        ),
                        (
                            "document",
                            models.FileField(
                                blank=True,
                                db_default="",
                                default="",
                                editable=False,
                                upload_to="registrations/%Y/%m/",
                                verbose_name="证明材料",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "双报到",
                        "verbose_name_plural": "双报到",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope", "state", "submitted_at"], name="registration_scope_state"),
                            models.Index(fields=["person"], name="registration_person"),
                            models.Index(
                                condition=models.Q(("listed_at__isnull", False)),
                                fields=["unit", "organization"],
                                name="registration_listed",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["listed", "submitted", "asked_back", "confirmed"])),
                                fields=("person", "organization", "side"),
                                name="registration_open_once",
                                violation_error_message="您已在这个社区报到，不用重复提交",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "confirmed"), _negated=True),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("during__isnull", False),
                                        ("slip_number__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="registration_confirmed_is_complete",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["listed", "declined"]), _negated=True),
                                    models.Q(("listed_at__isnull", False), ("unit__isnull", False)),
                                    _connector="OR",
                                ),
                                name="registration_listed_by_a_unit",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DualRegistrationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
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
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                            "side",
                            models.CharField(
                                choices=[("home", "居住地社区"), ("work", "工作地社区")],
                                max_length=6,
                                verbose_name="报到类型",
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
                                    ("listed", "待本人确认"),
                                    ("submitted", "待社区确认"),
                                    ("asked_back", "退回补充"),
                                    ("confirmed", "已确认"),
                                    ("refused", "未通过"),
                                    ("ended", "已结束"),
                                    ("declined", "名单已划去"),
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
                        (
                            "submitted_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="报到时间"),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
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
                            "during",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                blank=True, null=True, verbose_name="有效期"
                            ),
                        ),
                        (
                            "slip_number",
                            models.CharField(blank=True, max_length=32, null=True, verbose_name="回执编号"),
                        ),
                        (
                            "listed_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="单位名单登记时间"
                            ),
                        ),
                        (
                            "listed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="名单登记人",
                            ),
                        ),
                        ("introduced", models.BooleanField(db_default=False, default=False, editable=False)),
                        (
                            "returned_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="名单送回日期"),
                        ),
                        (
                            "vouched_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="单位确认时间"),
                        ),
                        (
                            "vouched_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="单位确认人",
                            ),
                        ),
                        (
                            "document",
                            models.FileField(
                                blank=True,
                                db_default="",
                                default="",
                                editable=False,
                                upload_to="registrations/%Y/%m/",
                                verbose_name="证明材料",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="members_dua_pgh_cre_9d0d97_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FloatingContact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="组织",
                            ),
                        ),
                        ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                        (
                            "floating",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contacts",
                                to="members.floatingmember",
                                verbose_name="流动党员",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="日期")),
                        (
                            "way",
                            models.CharField(
                                choices=[("told", "告诉对方"), ("heard", "对方告诉我们"), ("member", "与本人联系")],
                                default="member",
                                max_length=8,
                                verbose_name="方向",
                            ),
                        ),
                        ("content", models.CharField(max_length=200, verbose_name="内容")),
                    ],
                    options={
                        "verbose_name": "流动党员联系",
                        "verbose_name_plural": "流动党员联系",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="floating_contact_scope")],
                    },
                ),
                migrations.CreateModel(
                    name="FloatingContactEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="members.floatingcontact",
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
                        ("id", models.BigIntegerField()),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                            "floating",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="members.floatingmember",
                                verbose_name="流动党员",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="日期")),
                        (
                            "way",
                            models.CharField(
                                choices=[("told", "告诉对方"), ("heard", "对方告诉我们"), ("member", "与本人联系")],
                                default="member",
                                max_length=8,
                                verbose_name="方向",
                            ),
                        ),
                        ("content", models.CharField(max_length=200, verbose_name="内容")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="members_flo_pgh_cre_e9208b_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FloatingMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="组织",
                            ),
                        ),
                        ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="党员",
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[("out", "外出"), ("in", "流入")], max_length=3, verbose_name="流动方向"
                            ),
                        ),
                        ("place", models.CharField(max_length=80, verbose_name="外出或流出地")),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("work", "务工"),
                                    ("business", "经商"),
                                    ("study", "学习"),
                                    ("family", "随家人居住"),
                                    ("other", "其他"),
                                ],
                                max_length=8,
                                verbose_name="流动原因",
                            ),
                        ),
                        ("other", models.CharField(blank=True, max_length=80, verbose_name="对方党组织")),
                        ("other_contact", models.CharField(blank=True, max_length=40, verbose_name="对方联系人")),
                        ("other_phone", models.CharField(blank=True, max_length=40, verbose_name="对方电话")),
                        ("card_number", models.CharField(blank=True, max_length=40, verbose_name="联系卡编号")),
                        ("expected_on", models.DateField(blank=True, null=True, verbose_name="预计返回日期")),
                        (
                            "during",
                            django.contrib.postgres.fields.ranges.DateRangeField(editable=False, verbose_name="起止"),
                        ),
                        ("known_on", models.DateField(editable=False, verbose_name="登记日期")),
                        ("taken_on", models.DateField(blank=True, editable=False, null=True, verbose_name="接收日期")),
                        (
                            "temporary",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="编入的流动党员组织",
                            ),
                        ),
                        (
                            "other_entry",
                            models.BigIntegerField(blank=True, editable=False, null=True, verbose_name="对方的登记"),
                        ),
                    ],
                    options={
                        "verbose_name": "流动党员",
                        "verbose_name_plural": "流动党员",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="floating_scope"),
                            models.Index(fields=["person"], name="floating_person"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="floatingmember_withdrawn_with_reason",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                expressions=[("person", "="), ("direction", "="), ("during", "&&")],
                                name="floating_once_at_a_time",
                                violation_error_message="此人这段时间已登记为流动党员",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("during__isempty", False)), name="floating_during_not_empty"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FloatingMemberEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="members.floatingmember",
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
                        ("id", models.BigIntegerField()),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
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
                            "direction",
                            models.CharField(
                                choices=[("out", "外出"), ("in", "流入")], max_length=3, verbose_name="流动方向"
                            ),
                        ),
                        ("place", models.CharField(max_length=80, verbose_name="外出或流出地")),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("work", "务工"),
                                    ("business", "经商"),
                                    ("study", "学习"),
                                    ("family", "随家人居住"),
                                    ("other", "其他"),
                                ],
                                max_length=8,
                                verbose_name="流动原因",
                            ),
                        ),
                        ("other", models.CharField(blank=True, max_length=80, verbose_name="对方党组织")),
                        ("other_contact", models.CharField(blank=True, max_length=40, verbose_name="对方联系人")),
                        ("other_phone", models.CharField(blank=True, max_length=40, verbose_name="对方电话")),
                        ("card_number", models.CharField(blank=True, max_length=40, verbose_name="联系卡编号")),
                        ("expected_on", models.DateField(blank=True, null=True, verbose_name="预计返回日期")),
                        (
                            "during",
                            django.contrib.postgres.fields.ranges.DateRangeField(editable=False, verbose_name="起止"),
                        ),
                        ("known_on", models.DateField(editable=False, verbose_name="登记日期")),
                        ("taken_on", models.DateField(blank=True, editable=False, null=True, verbose_name="接收日期")),
                        (
                            "temporary",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.organization",
                                verbose_name="编入的流动党员组织",
                            ),
                        ),
                        (
                            "other_entry",
                            models.BigIntegerField(blank=True, editable=False, null=True, verbose_name="对方的登记"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="members_flo_pgh_cre_1cfee6_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GroupMembership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="组织",
                            ),
                        ),
                        ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="group_memberships",
                                to="people.person",
                                verbose_name="党员",
                            ),
                        ),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                    ],
                    options={
                        "verbose_name": "党小组成员",
                        "verbose_name_plural": "党小组成员",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="group_membership_scope")],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("person", "="), ("during", "&&")],
                                name="group_membership_one_at_a_time",
                                violation_error_message="此人在这段时间已编入党小组",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("during__isempty", False)), name="group_membership_during_not_empty"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GroupMembershipEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="members.groupmembership",
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
                        ("id", models.BigIntegerField()),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="members_gro_pgh_cre_888db9_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hardship",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="组织",
                            ),
                        ),
                        ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="困难党员",
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("income", "收入困难"),
                                    ("employment", "就业困难"),
                                    ("housing", "住房困难"),
                                    ("misfortune", "突发变故"),
                                    ("alone", "独居无人照料"),
                                ],
                                max_length=16,
                                verbose_name="困难类型",
                            ),
                        ),
                        ("needed", models.CharField(max_length=120, verbose_name="需要的帮助")),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                        (
                            "helper",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="结对帮扶人",
                            ),
                        ),
                        ("paired_on", models.DateField(blank=True, editable=False, null=True, verbose_name="结对日期")),
                    ],
                    options={
                        "verbose_name": "困难党员",
                        "verbose_name_plural": "困难党员",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="hardship_scope"),
                            models.Index(fields=["person"], name="hardship_person"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="hardship_withdrawn_with_reason",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                expressions=[("person", "="), ("during", "&&")],
                                name="hardship_once_at_a_time",
                                violation_error_message="此人在这段时间已登记为困难党员",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("during__isempty", False)), name="hardship_during_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("helper", None), ("paired_on", None)),
                                    models.Q(
                                        ("helper__isnull", False),
                                        ("paired_on__isnull", False),
                                        models.Q(("helper", models.F("person")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="hardship_helped_by_another",
                                violation_error_message="帮扶人不能是本人",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HardshipEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="members.hardship",
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
                        ("id", models.BigIntegerField()),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
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
                                verbose_name="困难党员",
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("income", "收入困难"),
                                    ("employment", "就业困难"),
                                    ("housing", "住房困难"),
                                    ("misfortune", "突发变故"),
                                    ("alone", "独居无人照料"),
                                ],
                                max_length=16,
                                verbose_name="困难类型",
                            ),
                        ),
                        ("needed", models.CharField(max_length=120, verbose_name="需要的帮助")),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                        (
                            "helper",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                                verbose_name="结对帮扶人",
                            ),
                        ),
                        ("paired_on", models.DateField(blank=True, editable=False, null=True, verbose_name="结对日期")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="members_har_pgh_cre_85a004_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HardshipVisit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="组织",
                            ),
                        ),
                        ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                        (
                            "hardship",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="members.hardship",
                                verbose_name="困难党员",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("visit", "走访慰问"), ("help", "结对帮扶")],
                                default="visit",
                                max_length=8,
                                verbose_name="类别",
                            ),
                        ),
                        ("visited_on", models.DateField(verbose_name="日期")),
                        ("visitor", models.CharField(max_length=80, verbose_name="走访人")),
                        ("content", models.CharField(max_length=200, verbose_name="慰问和帮扶内容")),
                        ("asked", models.CharField(blank=True, max_length=200, verbose_name="提出的需求")),
                    ],
                    options={
                        "verbose_name": "困难党员走访",
                        "verbose_name_plural": "困难党员走访",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="hardship_visit_scope")],
                    },
                ),
                migrations.CreateModel(
                    name="HardshipVisitEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="members.hardshipvisit",
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
                        ("id", models.BigIntegerField()),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                            "hardship",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="members.hardship",
                                verbose_name="困难党员",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("visit", "走访慰问"), ("help", "结对帮扶")],
                                default="visit",
                                max_length=8,
                                verbose_name="类别",
                            ),
                        ),
                        ("visited_on", models.DateField(verbose_name="日期")),
                        ("visitor", models.CharField(max_length=80, verbose_name="走访人")),
                        ("content", models.CharField(max_length=200, verbose_name="慰问和帮扶内容")),
                        ("asked", models.CharField(blank=True, max_length=200, verbose_name="提出的需求")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="members_har_pgh_cre_0e43da_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        ("person_version", models.PositiveIntegerField(null=True)),
                        (
                            "membership",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="members.membership",
                            ),
                        ),
                        ("membership_version", models.PositiveIntegerField(null=True)),
                        (
                            "opened",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="members.membership",
                            ),
                        ),
                        ("before", models.JSONField(default=dict)),
                    ],
                    options={
                        "verbose_name": "导入变动",
                        "verbose_name_plural": "导入变动",
                        "constraints": [
                            models.UniqueConstraint(fields=("batch", "person"), name="import_change_once_a_person")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="组织",
                            ),
                        ),
                        ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="people.person",
                                verbose_name="党员",
                            ),
                        ),
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
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="memberships",
                                to="organizations.rosterbatch",
                            ),
                        ),
                        ("name_key", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                        ("initials", models.CharField(db_collation="C", default="", editable=False, max_length=20)),
                    ],
                    options={
                        "verbose_name": "党员",
                        "verbose_name_plural": "党员",
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                condition=models.Q(("during__endswith__isnull", True)),
                                fields=["name_key", "id"],
                                include=("scope", "during"),
                                name="membership_current_by_name",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                core.records.search.KeyCharacters("name_key"), name="membership_by_part"
                            ),
                            models.Index(
                                condition=models.Q(("during__endswith__isnull", True)),
                                fields=["initials", "name_key", "id"],
                                include=("scope", "during"),
                                name="membership_current_by_initials",
                            ),
                            models.Index(
                                condition=models.Q(("during__endswith__isnull", True)),
                                fields=["scope", "name_key", "id"],
                                name="membership_current_by_scope",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("during__endswith__isnull", True)),
                                fields=("person",),
                                name="membership_one_open_spell",
                                violation_error_message="此人在这段时间已有组织关系",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("during__endswith__isnull", False)),
                                expressions=[("person", "="), ("during", "&&")],
                                name="membership_closed_spells_apart",
                                violation_error_message="此人在这段时间已有组织关系",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("during__isempty", False)), name="membership_during_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("full_on__isnull", True),
                                    ("joined_on__isnull", True),
                                    ("full_on__gte", models.F("joined_on")),
                                    _connector="OR",
                                ),
                                name="membership_full_after_joined",
                                violation_error_message="转正时间不能早于入党时间",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MembershipEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="members.membership",
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
                        ("id", models.BigIntegerField()),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="members_mem_pgh_cre_0e00ac_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PersonMerge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                        (
                            "kept",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="保留的人员",
                            ),
                        ),
                        (
                            "gone",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="并入的人员",
                            ),
                        ),
                        ("merged_at", models.DateTimeField(verbose_name="合并时间")),
                        (
                            "merged_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="合并人",
                            ),
                        ),
                        ("reason", models.CharField(max_length=200, verbose_name="依据")),
                        ("moved", models.JSONField(default=dict)),
                        ("filled", models.JSONField(default=list)),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="重复组织关系的结束日期")),
                        ("removed", models.JSONField(default=list)),
                        ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="拆分时间")),
                        (
                            "undone_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="拆分人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "人员合并",
                        "verbose_name_plural": "人员合并",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="person_merge_scope"),
                            models.Index(fields=["kept"], name="person_merge_kept"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("undone_at__isnull", True)),
                                fields=("gone",),
                                name="person_merge_once",
                                violation_error_message="这份记录已经合并过",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kept", models.F("gone")), _negated=True),
                                name="person_merge_of_two",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlannedPerson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="组织",
                            ),
                        ),
                        ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="persons",
                                to="members.developmentplan",
                                verbose_name="计划",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="计划发展对象",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "计划发展对象",
                        "verbose_name_plural": "计划发展对象",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="planned_person_scope"),
                            models.Index(fields=["person"], name="planned_person_person"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "person"),
                                name="planned_person_once",
                                violation_error_message="此人已列入这份计划",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlannedPersonEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="members.plannedperson",
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
                        ("id", models.BigIntegerField()),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                            "plan",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="members.developmentplan",
                                verbose_name="计划",
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
                                verbose_name="计划发展对象",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="members_pla_pgh_cre_5c6c89_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResidenceContact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="组织",
                            ),
                        ),
                        ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        ("unit_name", models.CharField(max_length=80, verbose_name="单位名称")),
                        ("unit_contact", models.CharField(max_length=40, verbose_name="单位联系人")),
                        ("unit_phone", models.CharField(blank=True, max_length=40, verbose_name="单位电话")),
                        ("branch_contact", models.CharField(max_length=40, verbose_name="支部联系人")),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                    ],
                    options={
                        "verbose_name": "单位与居住地支部联系",
                        "verbose_name_plural": "单位与居住地支部联系",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="residence_contact_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="residencecontact_withdrawn_with_reason",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                expressions=[("organization", "="), ("unit_name", "="), ("during", "&&")],
                                name="residence_contact_once_at_a_time",
                                violation_error_message="这段时间已与这个单位建立联系",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("during__isempty", False)),
                                name="residence_contact_during_not_empty",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResidenceContactEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="members.residencecontact",
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
                        ("id", models.BigIntegerField()),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        ("unit_name", models.CharField(max_length=80, verbose_name="单位名称")),
                        ("unit_contact", models.CharField(max_length=40, verbose_name="单位联系人")),
                        ("unit_phone", models.CharField(blank=True, max_length=40, verbose_name="单位电话")),
                        ("branch_contact", models.CharField(max_length=40, verbose_name="支部联系人")),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="members_res_pgh_cre_6fa9ba_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScheduledChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scheduled_changes",
                                to="people.person",
                                verbose_name="党员",
                            ),
                        ),
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
                    ],
                    options={
                        "verbose_name": "待生效的变动",
                        "verbose_name_plural": "待生效的变动",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="scheduled_change_scope"),
                            models.Index(
                                condition=models.Q(("state", "waiting")), fields=["on"], name="scheduled_change_waiting"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "waiting")),
                                fields=("person",),
                                name="scheduled_change_once_a_person",
                                violation_error_message="此人已有一项待生效的变动，请先撤回",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SeniorAward",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="senior_awards",
                                to="people.person",
                                verbose_name="党员",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("years", models.PositiveSmallIntegerField(verbose_name="党龄")),
                        (
                            "decision",
                            models.CharField(
                                choices=[("granted", "颁发"), ("withheld", "暂不颁发")],
                                max_length=8,
                                verbose_name="决定",
                            ),
                        ),
                        ("document", models.CharField(blank=True, max_length=60, verbose_name="文件字号")),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        ("given_on", models.DateField(blank=True, null=True, verbose_name="颁发日期")),
                        ("decided_at", models.DateTimeField(verbose_name="登记时间")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
                    ],
                    options={
                        "verbose_name": "老党员表彰",
                        "verbose_name_plural": "老党员表彰",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "year"], name="senior_award_scope")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("cancelled_at__isnull", True), ("decision", "granted")),
                                fields=("person",),
                                name="senior_award_once",
                                violation_error_message="此人已经颁发过纪念章",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("cancelled_at__isnull", True)),
                                fields=("person", "year"),
                                name="senior_award_once_a_year",
                                violation_error_message="此人当年已有决定",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decision", "withheld"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="senior_award_withheld_with_reason",
                                violation_error_message="暂不颁发的，请写明原因",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ShownIdentity",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="组织",
                            ),
                        ),
                        ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="党员",
                            ),
                        ),
                        (
                            "ways",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("badge", "佩戴党员徽章"),
                                        ("desk", "岗位亮牌"),
                                        ("door", "家门挂牌"),
                                        ("board", "公开栏公布"),
                                    ],
                                    max_length=8,
                                ),
                                size=None,
                                verbose_name="亮身份方式",
                            ),
                        ),
                        ("pledge", models.CharField(blank=True, max_length=120, verbose_name="公开承诺")),
                        ("agreed_on", models.DateField(verbose_name="本人同意日期")),
                        (
                            "during",
                            django.contrib.postgres.fields.ranges.DateRangeField(editable=False, verbose_name="起止"),
                        ),
                    ],
                    options={
                        "verbose_name": "亮明身份",
                        "verbose_name_plural": "亮明身份",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="shown_identity_scope"),
                            models.Index(fields=["person"], name="shown_identity_person"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="shownidentity_withdrawn_with_reason",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                expressions=[("person", "="), ("during", "&&")],
                                name="shown_identity_once_at_a_time",
                                violation_error_message="此人已登记亮明身份",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("during__isempty", False)), name="shown_identity_during_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ways", []), _negated=True), name="shown_identity_has_a_way"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ShownIdentityEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="members.shownidentity",
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
                        ("id", models.BigIntegerField()),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                            "withdrawn_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="撤回日期"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
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
                            "ways",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("badge", "佩戴党员徽章"),
                                        ("desk", "岗位亮牌"),
                                        ("door", "家门挂牌"),
                                        ("board", "公开栏公布"),
                                    ],
                                    max_length=8,
                                ),
                                size=None,
                                verbose_name="亮身份方式",
                            ),
                        ),
                        ("pledge", models.CharField(blank=True, max_length=120, verbose_name="公开承诺")),
                        ("agreed_on", models.DateField(verbose_name="本人同意日期")),
                        (
                            "during",
                            django.contrib.postgres.fields.ranges.DateRangeField(editable=False, verbose_name="起止"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="members_sho_pgh_cre_4605a6_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StandingSpell",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="组织",
                            ),
                        ),
                        ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="standing_spells",
                                to="people.person",
                                verbose_name="党员",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("lost", "失去联系"),
                                    ("suspended", "停止党籍"),
                                    ("abroad", "出国（境）保留党籍"),
                                    ("sanction", "处分文件"),
                                ],
                                max_length=10,
                                verbose_name="事项",
                            ),
                        ),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                        ("document", models.CharField(blank=True, max_length=60, verbose_name="文件字号")),
                        (
                            "end",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("found", "取得联系"),
                                    ("restored", "恢复党籍"),
                                    ("back", "回国"),
                                    ("suspended", "转为停止党籍"),
                                    ("removed", "除名"),
                                    ("correction", "录入更正"),
                                ],
                                max_length=10,
                                verbose_name="结束方式",
                            ),
                        ),
                        ("end_document", models.CharField(blank=True, max_length=60, verbose_name="结束的文件字号")),
                        ("contacted_on", models.DateField(blank=True, null=True, verbose_name="最近联系日期")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
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
                    ],
                    options={
                        "verbose_name": "党籍变动",
                        "verbose_name_plural": "党籍变动",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="standing_scope"),
                            models.Index(fields=["person"], name="standing_person"),
                        ],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("person", "="), ("kind", "="), ("during", "&&")],
                                name="standing_one_of_a_kind_at_a_time",
                                violation_error_message="此人在这段时间已登记过同样的事项",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("during__isempty", False)), name="standing_during_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("during__endswith__isnull", True), ("end", "")),
                                    models.Q(
                                        ("during__endswith__isnull", False),
                                        models.Q(
                                            models.Q(("end", ""), _negated=True), ("kind", "sanction"), _connector="OR"
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="standing_end_says_how",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StandingSpellEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="members.standingspell",
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
                        ("id", models.BigIntegerField()),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("lost", "失去联系"),
                                    ("suspended", "停止党籍"),
                                    ("abroad", "出国（境）保留党籍"),
                                    ("sanction", "处分文件"),
                                ],
                                max_length=10,
                                verbose_name="事项",
                            ),
                        ),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                        ("document", models.CharField(blank=True, max_length=60, verbose_name="文件字号")),
                        (
                            "end",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("found", "取得联系"),
                                    ("restored", "恢复党籍"),
                                    ("back", "回国"),
                                    ("suspended", "转为停止党籍"),
                                    ("removed", "除名"),
                                    ("correction", "录入更正"),
                                ],
                                max_length=10,
                                verbose_name="结束方式",
                            ),
                        ),
                        ("end_document", models.CharField(blank=True, max_length=60, verbose_name="结束的文件字号")),
                        ("contacted_on", models.DateField(blank=True, null=True, verbose_name="最近联系日期")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="members_sta_pgh_cre_c92b3f_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TransferLetter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="组织",
                            ),
                        ),
                        ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                        (
                            "direction",
                            models.CharField(
                                choices=[("out", "开出"), ("in", "收到")], max_length=4, verbose_name="方向"
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
                        ("received_on", models.DateField(blank=True, null=True, verbose_name="接收日期")),
                        ("receipt_on", models.DateField(blank=True, null=True, verbose_name="回执日期")),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        ("entered_at", models.DateTimeField(verbose_name="登记时间")),
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
                    ],
                    options={
                        "verbose_name": "组织关系介绍信",
                        "verbose_name_plural": "组织关系介绍信",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope", "state"], name="transfer_letter_scope"),
                            models.Index(fields=["to", "state"], name="transfer_letter_to"),
                            models.Index(fields=["branch"], name="transfer_letter_branch"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "issued")),
                                fields=("person",),
                                name="transfer_letter_one_under_way",
                                violation_error_message="此人已有一封在途的介绍信，请先作废或登记回执",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("direction", "out"), models.Q(("number", ""), _negated=True)),
                                fields=("number",),
                                name="transfer_letter_number_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("valid_until__gte", models.F("issued_on"))),
                                name="transfer_letter_valid_after_issued",
                                violation_error_message="有效期不能早于开具日期",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("direction", "out"), ("elsewhere", ""), ("to__isnull", False)),
                                    models.Q(("to__isnull", True), models.Q(("elsewhere", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="transfer_letter_one_other_side",
                                violation_error_message="请选择转往的社区，或填写外地党组织，只填一项",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["received", "done"]), _negated=True),
                                    ("received_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="transfer_letter_received_has_its_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "done"), _negated=True),
                                    ("receipt_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="transfer_letter_done_has_its_receipt",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TransferLetterEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
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
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                            "direction",
                            models.CharField(
                                choices=[("out", "开出"), ("in", "收到")], max_length=4, verbose_name="方向"
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
                        ("received_on", models.DateField(blank=True, null=True, verbose_name="接收日期")),
                        ("receipt_on", models.DateField(blank=True, null=True, verbose_name="回执日期")),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        ("entered_at", models.DateTimeField(verbose_name="登记时间")),
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="members_tra_pgh_cre_e7a35a_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TransferRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="组织",
                            ),
                        ),
                        ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfer_requests",
                                to="people.person",
                                verbose_name="党员",
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
                            "held_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="现管理组织",
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
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                    ],
                    options={
                        "verbose_name": "转接申请",
                        "verbose_name_plural": "转接申请",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "state"], name="transfer_request_scope")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "asked")),
                                fields=("person", "organization"),
                                name="transfer_request_open_once",
                                violation_error_message="已经提出过转接申请",
                            )
                        ],
                    },
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="developmentplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="ba8ebf23715aa3898a46079f6a65e8a6ef8550fc",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_3f68b",
                            table="members_developmentplan",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="developmentplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="1a3b5bb4d3d0acc0dd92fbea536eb5134c5a7ddd",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_442ac",
                            table="members_developmentplan",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="developmentplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."confirmed_on" IS DISTINCT FROM (NEW."confirmed_on") OR OLD."document" IS DISTINCT FROM (NEW."document") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                            func='INSERT INTO "members_developmentplanevent" ("confirmed_on", "document", "id", "number", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "withdrawn_because", "withdrawn_on", "year") VALUES (OLD."confirmed_on", OLD."document", OLD."id", OLD."number", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on", OLD."year"); RETURN NULL;',
                            hash="1c931468ea4e9ddbb8f2cd573dcfbb14862c873a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7e0e6",
                            table="members_developmentplan",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="developmentplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "members_developmentplanevent" ("confirmed_on", "document", "id", "number", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "withdrawn_because", "withdrawn_on", "year") VALUES (OLD."confirmed_on", OLD."document", OLD."id", OLD."number", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on", OLD."year"); RETURN NULL;',
                            hash="6e6eba7b8fb4e6940a75d8d135b8472cd68be77c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_897f3",
                            table="members_developmentplan",
                            when="AFTER",
                        ),
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
                            condition='WHEN (OLD."choice" IS DISTINCT FROM (NEW."choice") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."document" IS DISTINCT FROM (NEW."document") OR OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."introduced" IS DISTINCT FROM (NEW."introduced") OR OLD."listed_at" IS DISTINCT FROM (NEW."listed_at") OR OLD."listed_by_id" IS DISTINCT FROM (NEW."listed_by_id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."pledge" IS DISTINCT FROM (NEW."pledge") OR OLD."proof" IS DISTINCT FROM (NEW."proof") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."returned_on" IS DISTINCT FROM (NEW."returned_on") OR OLD."service" IS DISTINCT FROM (NEW."service") OR OLD."side" IS DISTINCT FROM (NEW."side") OR OLD."slip_number" IS DISTINCT FROM (NEW."slip_number") OR OLD."specialty" IS DISTINCT FROM (NEW."specialty") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."unit_name" IS DISTINCT FROM (NEW."unit_name") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."vouched_at" IS DISTINCT FROM (NEW."vouched_at") OR OLD."vouched_by_id" IS DISTINCT FROM (NEW."vouched_by_id"))',
                            func='INSERT INTO "members_dualregistrationevent" ("choice", "decided_at", "decided_by_id", "document", "during", "id", "introduced", "listed_at", "listed_by_id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge", "proof", "reason", "returned_on", "service", "side", "slip_number", "specialty", "state", "submitted_at", "unit_id", "unit_name", "version", "vouched_at", "vouched_by_id") VALUES (OLD."choice", OLD."decided_at", OLD."decided_by_id", OLD."document", OLD."during", OLD."id", OLD."introduced", OLD."listed_at", OLD."listed_by_id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."pledge", OLD."proof", OLD."reason", OLD."returned_on", OLD."service", OLD."side", OLD."slip_number", OLD."specialty", OLD."state", OLD."submitted_at", OLD."unit_id", OLD."unit_name", OLD."version", OLD."vouched_at", OLD."vouched_by_id"); RETURN NULL;',
                            hash="80d846d2a3a7b9231d1f0d73ab775f13dd3de6e4",
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
                            func='INSERT INTO "members_dualregistrationevent" ("choice", "decided_at", "decided_by_id", "document", "during", "id", "introduced", "listed_at", "listed_by_id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge", "proof", "reason", "returned_on", "service", "side", "slip_number", "specialty", "state", "submitted_at", "unit_id", "unit_name", "version", "vouched_at", "vouched_by_id") VALUES (OLD."choice", OLD."decided_at", OLD."decided_by_id", OLD."document", OLD."during", OLD."id", OLD."introduced", OLD."listed_at", OLD."listed_by_id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pledge", OLD."proof", OLD."reason", OLD."returned_on", OLD."service", OLD."side", OLD."slip_number", OLD."specialty", OLD."state", OLD."submitted_at", OLD."unit_id", OLD."unit_name", OLD."version", OLD."vouched_at", OLD."vouched_by_id"); RETURN NULL;',
                            hash="9535bcf2908280f01745b8fcb3474ba9b94657c5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3356e",
                            table="members_dualregistration",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="floatingmember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="2cca725bbdfc1f8fe1efa73dafdbdd4816f3f883",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_f4214",
                            table="members_floatingmember",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="floatingmember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="d2fba504d4b2c6b25627e8c2cd9c134a0ee2c420",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_7ec78",
                            table="members_floatingmember",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="floatingmember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."card_number" IS DISTINCT FROM (NEW."card_number") OR OLD."direction" IS DISTINCT FROM (NEW."direction") OR OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."expected_on" IS DISTINCT FROM (NEW."expected_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."known_on" IS DISTINCT FROM (NEW."known_on") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."other" IS DISTINCT FROM (NEW."other") OR OLD."other_contact" IS DISTINCT FROM (NEW."other_contact") OR OLD."other_entry" IS DISTINCT FROM (NEW."other_entry") OR OLD."other_phone" IS DISTINCT FROM (NEW."other_phone") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."taken_on" IS DISTINCT FROM (NEW."taken_on") OR OLD."temporary_id" IS DISTINCT FROM (NEW."temporary_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "members_floatingmemberevent" ("card_number", "direction", "during", "expected_on", "id", "known_on", "organization_id", "other", "other_contact", "other_entry", "other_phone", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reason", "taken_on", "temporary_id", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."card_number", OLD."direction", OLD."during", OLD."expected_on", OLD."id", OLD."known_on", OLD."organization_id", OLD."other", OLD."other_contact", OLD."other_entry", OLD."other_phone", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."place", OLD."reason", OLD."taken_on", OLD."temporary_id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="7865bc094cda9e38690bfce5188376994c3bc864",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_48dac",
                            table="members_floatingmember",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="floatingmember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "members_floatingmemberevent" ("card_number", "direction", "during", "expected_on", "id", "known_on", "organization_id", "other", "other_contact", "other_entry", "other_phone", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reason", "taken_on", "temporary_id", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."card_number", OLD."direction", OLD."during", OLD."expected_on", OLD."id", OLD."known_on", OLD."organization_id", OLD."other", OLD."other_contact", OLD."other_entry", OLD."other_phone", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."reason", OLD."taken_on", OLD."temporary_id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="ee538550a65d03db5b42cba9a64dd5682a1d2b9e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e3645",
                            table="members_floatingmember",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="floatingcontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="33406fbb06c6e0320ebde291d07b98767420eeee",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_1c3bd",
                            table="members_floatingcontact",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="floatingcontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="768b38b6626666bc4fd94577a7fca44bb274e9dd",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_138c8",
                            table="members_floatingcontact",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="floatingcontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."floating_id" IS DISTINCT FROM (NEW."floating_id") OR OLD."happened_on" IS DISTINCT FROM (NEW."happened_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."way" IS DISTINCT FROM (NEW."way"))',
                            func='INSERT INTO "members_floatingcontactevent" ("content", "floating_id", "happened_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "way") VALUES (OLD."content", OLD."floating_id", OLD."happened_on", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."version", OLD."way"); RETURN NULL;',
                            hash="933c408a6447d2bad8cf2a1ca62a4a34d8e1bc74",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ea21b",
                            table="members_floatingcontact",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="floatingcontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "members_floatingcontactevent" ("content", "floating_id", "happened_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "way") VALUES (OLD."content", OLD."floating_id", OLD."happened_on", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version", OLD."way"); RETURN NULL;',
                            hash="4238789465f19391f0860255fa44cabd28ba00dc",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f2c5b",
                            table="members_floatingcontact",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="groupmembership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="4e0ab98cd39de4a6d104c537dc2af3abfe39de0b",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_55899",
                            table="members_groupmembership",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="groupmembership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="85e545437b21f5f933a55d502e2bf40ffad7f7d5",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_28390",
                            table="members_groupmembership",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="groupmembership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "members_groupmembershipevent" ("during", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."during", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."version"); RETURN NULL;',
                            hash="02f497216f1da3d42b1c49886099f152935f03c4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_33d8b",
                            table="members_groupmembership",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="groupmembership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "members_groupmembershipevent" ("during", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."during", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;',
                            hash="1403f64fb41fbad7d44d41e44861f5af5979ecd3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2da8f",
                            table="members_groupmembership",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="hardship",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="45a7b8f2bce2285d0f3c20c3c96b4d539dea5714",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_b2193",
                            table="members_hardship",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="hardship",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="5941a1a9c92b74e24197e86718caa5bf7cda4dbe",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_64b76",
                            table="members_hardship",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="hardship",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."category" IS DISTINCT FROM (NEW."category") OR OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."helper_id" IS DISTINCT FROM (NEW."helper_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."needed" IS DISTINCT FROM (NEW."needed") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."paired_on" IS DISTINCT FROM (NEW."paired_on") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "members_hardshipevent" ("category", "during", "helper_id", "id", "needed", "organization_id", "paired_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."category", OLD."during", OLD."helper_id", OLD."id", OLD."needed", OLD."organization_id", OLD."paired_on", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="ed4c38001cb9ddbc1434165d89d55c2071e7d8ab",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7226a",
                            table="members_hardship",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="hardship",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "members_hardshipevent" ("category", "during", "helper_id", "id", "needed", "organization_id", "paired_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."category", OLD."during", OLD."helper_id", OLD."id", OLD."needed", OLD."organization_id", OLD."paired_on", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="ff040f4352a886c4003fc076f76c8303d23d0205",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a8fb5",
                            table="members_hardship",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="hardshipvisit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="4492efeaeeaa3b8fd1333299af781e9da1ea9daa",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_55961",
                            table="members_hardshipvisit",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="hardshipvisit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="355af25c3eb75acd65b73d6bfc8da3ee60cd4f20",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_835f4",
                            table="members_hardshipvisit",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="hardshipvisit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."asked" IS DISTINCT FROM (NEW."asked") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."hardship_id" IS DISTINCT FROM (NEW."hardship_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."visited_on" IS DISTINCT FROM (NEW."visited_on") OR OLD."visitor" IS DISTINCT FROM (NEW."visitor"))',
                            func='INSERT INTO "members_hardshipvisitevent" ("asked", "content", "hardship_id", "id", "kind", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "visited_on", "visitor") VALUES (OLD."asked", OLD."content", OLD."hardship_id", OLD."id", OLD."kind", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."version", OLD."visited_on", OLD."visitor"); RETURN NULL;',
                            hash="a47249defe20ceb96477df5382e966614ed2bd0c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d3eaf",
                            table="members_hardshipvisit",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="hardshipvisit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "members_hardshipvisitevent" ("asked", "content", "hardship_id", "id", "kind", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "visited_on", "visitor") VALUES (OLD."asked", OLD."content", OLD."hardship_id", OLD."id", OLD."kind", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version", OLD."visited_on", OLD."visitor"); RETURN NULL;',
                            hash="a8b9235d21399e6d8808fd1381187b35805bded0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_37945",
                            table="members_hardshipvisit",
                            when="AFTER",
                        ),
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
                core.records.migration_operations.AddTrigger(
                    model_name="personmerge",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="36a0c4617f433c57ca53be69371ea1e4c503ed65",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_ee812",
                            table="members_personmerge",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="personmerge",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="b3f911cd3ba909106c95da39e1f3aa43239c2f45",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_8c649",
                            table="members_personmerge",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="plannedperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="ea822f68595143a3822d257ebc161935118e7dcf",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_2c510",
                            table="members_plannedperson",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="plannedperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="7c604fa797c751fc6576d64e9eabf41790023a4c",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_953ae",
                            table="members_plannedperson",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="plannedperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."plan_id" IS DISTINCT FROM (NEW."plan_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "members_plannedpersonevent" ("id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "version") VALUES (OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."plan_id", OLD."version"); RETURN NULL;',
                            hash="5fb536b3ec892053f3a9e6286897e3c2d0691b17",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9ea7c",
                            table="members_plannedperson",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="plannedperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "members_plannedpersonevent" ("id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "version") VALUES (OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."version"); RETURN NULL;',
                            hash="6b944c795a03539d17abf11afa311cd2162ce79f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_31c68",
                            table="members_plannedperson",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="residencecontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="00d75cac7abd2768038de3ede7043ff8fe603c94",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_b64a2",
                            table="members_residencecontact",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="residencecontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="c13847820599976b825f12f09ddb9679fd5d4ca0",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_e081f",
                            table="members_residencecontact",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="residencecontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."branch_contact" IS DISTINCT FROM (NEW."branch_contact") OR OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."unit_contact" IS DISTINCT FROM (NEW."unit_contact") OR OLD."unit_name" IS DISTINCT FROM (NEW."unit_name") OR OLD."unit_phone" IS DISTINCT FROM (NEW."unit_phone") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "members_residencecontactevent" ("branch_contact", "during", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_contact", "unit_name", "unit_phone", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."branch_contact", OLD."during", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."unit_contact", OLD."unit_name", OLD."unit_phone", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="bea5173abe0b12b66345acd4f5e6a122bf373a08",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ba41d",
                            table="members_residencecontact",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="residencecontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "members_residencecontactevent" ("branch_contact", "during", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_contact", "unit_name", "unit_phone", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."branch_contact", OLD."during", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."unit_contact", OLD."unit_name", OLD."unit_phone", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="65d9cf19585ddfa487d267d8d1d3f36d9d4454bf",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_24fca",
                            table="members_residencecontact",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="contactexchange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="592bc60774e279d04cfe8248e4a8fa841f09267b",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_abd52",
                            table="members_contactexchange",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="contactexchange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="19ca76fcc0592421cba775da1246bc2f4776e2cd",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_8f479",
                            table="members_contactexchange",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="contactexchange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."contact_id" IS DISTINCT FROM (NEW."contact_id") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."direction" IS DISTINCT FROM (NEW."direction") OR OLD."happened_on" IS DISTINCT FROM (NEW."happened_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "members_contactexchangeevent" ("answer", "contact_id", "content", "direction", "happened_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."answer", OLD."contact_id", OLD."content", OLD."direction", OLD."happened_on", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."version"); RETURN NULL;',
                            hash="4733024b59f22fcf2234bc159098a59bcc6d9641",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_36ddd",
                            table="members_contactexchange",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="contactexchange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "members_contactexchangeevent" ("answer", "contact_id", "content", "direction", "happened_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."answer", OLD."contact_id", OLD."content", OLD."direction", OLD."happened_on", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;',
                            hash="e3a75ec6fef97770d3c5f1e05477f2d3ee8f3152",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f3dc0",
                            table="members_contactexchange",
                            when="AFTER",
                        ),
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
                core.records.migration_operations.AddTrigger(
                    model_name="senioraward",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="f128f7b0c7c3109fe454bc0dfe11d26a946ac2b6",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_041df",
                            table="members_senioraward",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="senioraward",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="a28be865bb2646149b9d60bc678728d97807fac8",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_8174c",
                            table="members_senioraward",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="shownidentity",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="4d1250e15295f39e86e346e41488465c04a0f3b2",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_e58ce",
                            table="members_shownidentity",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="shownidentity",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="3841a3325640dd94f36b02a1c5441604a7f3605e",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_c2a89",
                            table="members_shownidentity",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="shownidentity",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."agreed_on" IS DISTINCT FROM (NEW."agreed_on") OR OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."pledge" IS DISTINCT FROM (NEW."pledge") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."ways" IS DISTINCT FROM (NEW."ways") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "members_shownidentityevent" ("agreed_on", "during", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge", "version", "ways", "withdrawn_because", "withdrawn_on") VALUES (OLD."agreed_on", OLD."during", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."pledge", OLD."version", OLD."ways", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="5579de4c2ee1a2a92fb7a770566a81c5546cfcb3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_de010",
                            table="members_shownidentity",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="shownidentity",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "members_shownidentityevent" ("agreed_on", "during", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge", "version", "ways", "withdrawn_because", "withdrawn_on") VALUES (OLD."agreed_on", OLD."during", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pledge", OLD."version", OLD."ways", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="bfc43dce0a271bfcc5e4ee055ec18b9672421e57",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_59611",
                            table="members_shownidentity",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="standingspell",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="b8d5a605cf0fb1f292520c98cde3d9e9ef911107",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_07399",
                            table="members_standingspell",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="standingspell",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="9ee5c1318dcd965dd8b486de37f3ab7af46dd8b4",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_27e9d",
                            table="members_standingspell",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="standingspell",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."contacted_on" IS DISTINCT FROM (NEW."contacted_on") OR OLD."document" IS DISTINCT FROM (NEW."document") OR OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."end_document" IS DISTINCT FROM (NEW."end_document") OR OLD."entered_by_id" IS DISTINCT FROM (NEW."entered_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "members_standingspellevent" ("contacted_on", "document", "during", "end", "end_document", "entered_by_id", "id", "kind", "note", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."contacted_on", OLD."document", OLD."during", OLD."end", OLD."end_document", OLD."entered_by_id", OLD."id", OLD."kind", OLD."note", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."version"); RETURN NULL;',
                            hash="5f37bd35206bdf902d079c890294860379b1cc21",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d1cbf",
                            table="members_standingspell",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="standingspell",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "members_standingspellevent" ("contacted_on", "document", "during", "end", "end_document", "entered_by_id", "id", "kind", "note", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."contacted_on", OLD."document", OLD."during", OLD."end", OLD."end_document", OLD."entered_by_id", OLD."id", OLD."kind", OLD."note", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;',
                            hash="22703066f9c407a91ddff7280bd55280217f51ab",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_81d88",
                            table="members_standingspell",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
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
            ],
        ),
    ]
