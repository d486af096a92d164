import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import core.records.migration_operations
import core.records.protection
import core.records.search
import services.models.activities
import services.models.agreements
import services.models.matching


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("grids", "0001_initial"),
        ("members", "0001_initial"),
        ("organizations", "0001_initial"),
        ("people", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        core.records.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name="Activity",
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
                        ("title", models.CharField(max_length=60, verbose_name="活动名称")),
                        ("mode", models.CharField(max_length=20, verbose_name="服务模式")),
                        ("direction", models.CharField(max_length=20, verbose_name="服务方向")),
                        (
                            "beneficiary",
                            models.CharField(
                                choices=[
                                    ("everybody", "全体居民"),
                                    ("elderly", "老年人"),
                                    ("minor", "未成年人"),
                                    ("disabled", "残疾人"),
                                    ("hardship", "困难家庭"),
                                    ("preferential", "优抚家庭"),
                                    ("laid_off", "下岗失业人员"),
                                    ("unit", "辖区单位"),
                                ],
                                default="everybody",
                                max_length=16,
                                verbose_name="服务对象",
                            ),
                        ),
                        ("place", models.CharField(max_length=60, verbose_name="地点")),
                        (
                            "grid",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="activities",
                                to="grids.grid",
                                verbose_name="网格",
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="开始时间")),
                        ("ends_at", models.DateTimeField(verbose_name="结束时间")),
                        ("places", models.PositiveSmallIntegerField(default=10, verbose_name="名额")),
                        ("taken", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="已报名")),
                        (
                            "agreement_item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="activities",
                                to="services.agreementitem",
                                verbose_name="对应共建事项",
                            ),
                        ),
                        ("series", models.UUIDField(blank=True, editable=False, null=True, verbose_name="系列")),
                        (
                            "shift",
                            models.PositiveSmallIntegerField(
                                blank=True, editable=False, null=True, verbose_name="班次"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("published", "报名中"), ("held", "已开展"), ("cancelled", "已取消")],
                                default="published",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="发布时间"),
                        ),
                        ("held_at", models.DateTimeField(blank=True, null=True, verbose_name="登记开展时间")),
                        (
                            "secret",
                            models.CharField(
                                default=services.models.activities.new_secret, editable=False, max_length=32
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "志愿服务活动",
                        "verbose_name_plural": "志愿服务活动",
                        "ordering": ["starts_at", "id"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope", "starts_at"], name="activity_scope_start"),
                            django.contrib.postgres.indexes.GinIndex(
                                core.records.search.Characters("title"), name="activity_title_characters"
                            ),
                            models.Index(
                                condition=models.Q(("series__isnull", False)), fields=["series"], name="activity_series"
                            ),
                            models.Index(
                                condition=models.Q(("state", "published")),
                                fields=["organization", "starts_at"],
                                name="activity_published",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="activity_ends_after_start",
                                violation_error_message="结束时间必须晚于开始时间",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("places__gte", 1), ("taken__lte", models.F("places"))),
                                name="activity_places_not_exceeded",
                                violation_error_message="名额已满",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActivityReport",
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
                            "activity",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="report",
                                to="services.activity",
                                verbose_name="活动",
                            ),
                        ),
                        ("content", models.TextField(max_length=1000, verbose_name="开展情况")),
                        ("served", models.PositiveIntegerField(verbose_name="服务人数")),
                        ("good", models.PositiveIntegerField(default=0, verbose_name="评价满意")),
                        ("fair", models.PositiveIntegerField(default=0, verbose_name="评价基本满意")),
                        ("poor", models.PositiveIntegerField(default=0, verbose_name="评价不满意")),
                    ],
                    options={
                        "verbose_name": "活动报告",
                        "verbose_name_plural": "活动报告",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="activity_report_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "served__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("good"), "+", models.F("fair")
                                            ),
                                            "+",
                                            models.F("poor"),
                                        ),
                                    )
                                ),
                                name="activity_report_judged_by_served",
                                violation_error_message="评价的人数不能多于服务人数",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActivityPhoto",
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
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="photos",
                                to="services.activityreport",
                                verbose_name="活动报告",
                            ),
                        ),
                        ("image", models.FileField(upload_to="activities/%Y/%m/", verbose_name="照片")),
                        ("uploaded_at", models.DateTimeField(verbose_name="上传时间")),
                    ],
                    options={
                        "verbose_name": "活动照片",
                        "verbose_name_plural": "活动照片",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="activity_photo_scope")],
                    },
                ),
                migrations.CreateModel(
                    name="ActivityReportEvent",
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
                                to="services.activityreport",
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
                            "activity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="services.activity",
                                verbose_name="活动",
                            ),
                        ),
                        ("content", models.TextField(max_length=1000, verbose_name="开展情况")),
                        ("served", models.PositiveIntegerField(verbose_name="服务人数")),
                        ("good", models.PositiveIntegerField(default=0, verbose_name="评价满意")),
                        ("fair", models.PositiveIntegerField(default=0, verbose_name="评价基本满意")),
                        ("poor", models.PositiveIntegerField(default=0, verbose_name="评价不满意")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_ac_pgh_cre_e0f142_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Agreement",
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
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreements",
                                to="organizations.unit",
                                verbose_name="辖区单位",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        (
                            "partner",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=20, verbose_name="共建类型"
                            ),
                        ),
                        ("aims", models.TextField(max_length=1000, verbose_name="共建目标")),
                        (
                            "state",
                            models.CharField(
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
                        (
                            "drafted_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="起草时间"),
                        ),
                        (
                            "confirmed_by_community_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="社区确认时间"),
                        ),
                        (
                            "confirmed_by_community_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="社区确认人",
                            ),
                        ),
                        (
                            "confirmed_by_unit_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="单位确认时间"),
                        ),
                        (
                            "confirmed_by_unit_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="单位确认人",
                            ),
                        ),
                        ("signed_on", models.DateField(blank=True, null=True, verbose_name="纸质签订日期")),
                        (
                            "scan",
                            models.FileField(
                                blank=True,
                                db_default="",
                                default="",
                                upload_to=services.models.agreements.scan_path,
                                verbose_name="盖章扫描件",
                            ),
                        ),
                        ("returned_reason", models.CharField(blank=True, max_length=200, verbose_name="单位退回意见")),
                        ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="公开时间")),
                        ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="办结时间")),
                        ("result", models.TextField(blank=True, max_length=1000, verbose_name="年度成效")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="终止日期")),
                        ("summary_handed_on", models.DateField(blank=True, null=True, verbose_name="年度总结送达日期")),
                    ],
                    options={
                        "verbose_name": "共建协议",
                        "verbose_name_plural": "共建协议",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope", "year"], name="agreement_scope_year"),
                            models.Index(fields=["unit", "year"], name="agreement_unit_year"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organization", "unit", "year"),
                                name="agreement_once_a_unit_and_year",
                                violation_error_message="这个单位今年已有共建协议",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_by_community_by__isnull", True),
                                    ("confirmed_by_unit_by__isnull", True),
                                    models.Q(
                                        ("confirmed_by_community_by", models.F("confirmed_by_unit_by")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="agreement_two_sides_two_people",
                                violation_error_message="社区和单位须由不同的人确认",
                            ),
                            models.CheckConstraint(
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
                                            models.Q(
                                                ("signed_on__isnull", False), models.Q(("scan", ""), _negated=True)
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="agreement_state_has_its_confirmations",
                                violation_error_message="双方确认后协议才生效",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "published"), _negated=True),
                                    ("published_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="agreement_published_has_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_on__isnull", False), ("state", "ended")),
                                    models.Q(models.Q(("state", "ended"), _negated=True), ("ended_on__isnull", True)),
                                    _connector="OR",
                                ),
                                name="agreement_ended_has_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("summary_handed_on__isnull", True),
                                    ("state__in", ["closed", "ended"]),
                                    _connector="OR",
                                ),
                                name="agreement_summary_when_over",
                                violation_error_message="协议办结或终止后才有年度总结",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("year__range", (2000, 2100))), name="agreement_year"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgreementEvent",
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
                                to="services.agreement",
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
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.unit",
                                verbose_name="辖区单位",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        (
                            "partner",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=20, verbose_name="共建类型"
                            ),
                        ),
                        ("aims", models.TextField(max_length=1000, verbose_name="共建目标")),
                        (
                            "state",
                            models.CharField(
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
                        (
                            "drafted_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="起草时间"),
                        ),
                        (
                            "confirmed_by_community_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="社区确认时间"),
                        ),
                        (
                            "confirmed_by_community_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="社区确认人",
                            ),
                        ),
                        (
                            "confirmed_by_unit_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="单位确认时间"),
                        ),
                        (
                            "confirmed_by_unit_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="单位确认人",
                            ),
                        ),
                        ("signed_on", models.DateField(blank=True, null=True, verbose_name="纸质签订日期")),
                        (
                            "scan",
                            models.FileField(
                                blank=True,
                                db_default="",
                                default="",
                                upload_to=services.models.agreements.scan_path,
                                verbose_name="盖章扫描件",
                            ),
                        ),
                        ("returned_reason", models.CharField(blank=True, max_length=200, verbose_name="单位退回意见")),
                        ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="公开时间")),
                        ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="办结时间")),
                        ("result", models.TextField(blank=True, max_length=1000, verbose_name="年度成效")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="终止日期")),
                        ("summary_handed_on", models.DateField(blank=True, null=True, verbose_name="年度总结送达日期")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_ag_pgh_cre_5bb27d_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgreementItem",
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
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="services.agreement",
                                verbose_name="共建协议",
                            ),
                        ),
                        (
                            "nature",
                            models.CharField(
                                choices=[("task", "任务"), ("project", "项目")],
                                default="task",
                                max_length=8,
                                verbose_name="性质",
                            ),
                        ),
                        ("kind", models.CharField(max_length=20, verbose_name="六联类别")),
                        (
                            "kind_s0",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=20, verbose_name="四共类别"
                            ),
                        ),
                        (
                            "kind_s3",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=20, verbose_name="六共类别"
                            ),
                        ),
                        (
                            "pledge",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("hardware", "单位承诺：硬件设施"),
                                    ("talent", "单位承诺：人才"),
                                    ("venue", "单位承诺：场地"),
                                    ("funds", "单位承诺：资金"),
                                    ("service", "社区承诺：服务"),
                                ],
                                db_default="",
                                default="",
                                max_length=8,
                                verbose_name="双向承诺",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="事项")),
                        ("due_on", models.DateField(verbose_name="完成期限")),
                        ("target", models.PositiveSmallIntegerField(default=1, verbose_name="计划次数")),
                        ("done", models.PositiveSmallIntegerField(default=0, verbose_name="已完成次数")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "进行中"), ("done", "已完成"), ("off", "已取消")],
                                default="open",
                                max_length=6,
                                verbose_name="状态",
                            ),
                        ),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                    ],
                    options={
                        "verbose_name": "共建事项",
                        "verbose_name_plural": "共建事项",
                        "ordering": ["order", "due_on", "id"],
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "open")),
                                fields=["scope", "due_on"],
                                name="agreement_item_due",
                            ),
                            models.Index(
                                condition=models.Q(("state", "open")), fields=["due_on"], name="agreement_item_open_due"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("target__gte", 1)),
                                name="agreement_item_target",
                                violation_error_message="计划次数至少为1",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("done__lt", models.F("target")), ("done_on__isnull", True), ("state", "open")
                                    ),
                                    models.Q(
                                        ("done__gte", models.F("target")), ("done_on__isnull", False), ("state", "done")
                                    ),
                                    models.Q(
                                        ("done__lt", models.F("target")), ("done_on__isnull", True), ("state", "off")
                                    ),
                                    _connector="OR",
                                ),
                                name="agreement_item_done_when_reached",
                                violation_error_message="达到计划次数才算完成",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("pledge__in", ["", "hardware", "talent", "venue", "funds", "service"])
                                ),
                                name="agreement_item_pledge_known",
                                violation_error_message="单位承诺硬件设施、人才、场地或资金，社区承诺服务",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgreementChange",
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
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="services.agreement",
                                verbose_name="共建协议",
                            ),
                        ),
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
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="services.agreementitem",
                                verbose_name="共建事项",
                            ),
                        ),
                        ("kind", models.CharField(blank=True, max_length=20, verbose_name="六联类别")),
                        ("kind_s0", models.CharField(blank=True, max_length=20, verbose_name="四共类别")),
                        ("kind_s3", models.CharField(blank=True, max_length=20, verbose_name="六共类别")),
                        (
                            "nature",
                            models.CharField(
                                blank=True,
                                choices=[("task", "任务"), ("project", "项目")],
                                max_length=8,
                                verbose_name="性质",
                            ),
                        ),
                        (
                            "pledge",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("hardware", "单位承诺：硬件设施"),
                                    ("talent", "单位承诺：人才"),
                                    ("venue", "单位承诺：场地"),
                                    ("funds", "单位承诺：资金"),
                                    ("service", "社区承诺：服务"),
                                ],
                                db_default="",
                                default="",
                                max_length=8,
                                verbose_name="双向承诺",
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
                        (
                            "proposed_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="提出时间"),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提出人",
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="办理时间")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="办理人",
                            ),
                        ),
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
                        "indexes": [models.Index(fields=["scope"], name="agreement_change_scope")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "proposed")),
                                fields=("item",),
                                name="agreement_change_one_open_an_item",
                                violation_error_message="这个事项已有一项变更在等单位同意",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "proposed"), ("what", "end")),
                                fields=("agreement",),
                                name="agreement_change_one_open_end",
                                violation_error_message="提前终止已在等单位同意",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ends_on__isnull", False), ("item__isnull", True), ("what", "end")),
                                    models.Q(
                                        ("due_on__isnull", False),
                                        ("ends_on__isnull", True),
                                        ("target__gte", 1),
                                        ("what", "add"),
                                    ),
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("state", "proposed")),
                                    models.Q(
                                        models.Q(("state", "proposed"), _negated=True), ("decided_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="agreement_change_decided_has_time",
                            ),
                            models.CheckConstraint(
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
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActivityEvent",
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
                                to="services.activity",
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
                        ("title", models.CharField(max_length=60, verbose_name="活动名称")),
                        ("mode", models.CharField(max_length=20, verbose_name="服务模式")),
                        ("direction", models.CharField(max_length=20, verbose_name="服务方向")),
                        (
                            "beneficiary",
                            models.CharField(
                                choices=[
                                    ("everybody", "全体居民"),
                                    ("elderly", "老年人"),
                                    ("minor", "未成年人"),
                                    ("disabled", "残疾人"),
                                    ("hardship", "困难家庭"),
                                    ("preferential", "优抚家庭"),
                                    ("laid_off", "下岗失业人员"),
                                    ("unit", "辖区单位"),
                                ],
                                default="everybody",
                                max_length=16,
                                verbose_name="服务对象",
                            ),
                        ),
                        ("place", models.CharField(max_length=60, verbose_name="地点")),
                        (
                            "grid",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.grid",
                                verbose_name="网格",
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="开始时间")),
                        ("ends_at", models.DateTimeField(verbose_name="结束时间")),
                        ("places", models.PositiveSmallIntegerField(default=10, verbose_name="名额")),
                        ("taken", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="已报名")),
                        (
                            "agreement_item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="services.agreementitem",
                                verbose_name="对应共建事项",
                            ),
                        ),
                        ("series", models.UUIDField(blank=True, editable=False, null=True, verbose_name="系列")),
                        (
                            "shift",
                            models.PositiveSmallIntegerField(
                                blank=True, editable=False, null=True, verbose_name="班次"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("published", "报名中"), ("held", "已开展"), ("cancelled", "已取消")],
                                default="published",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="发布时间"),
                        ),
                        ("held_at", models.DateTimeField(blank=True, null=True, verbose_name="登记开展时间")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_ac_pgh_cre_1f432b_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgreementItemEvent",
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
                                to="services.agreementitem",
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
                            "agreement",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="services.agreement",
                                verbose_name="共建协议",
                            ),
                        ),
                        (
                            "nature",
                            models.CharField(
                                choices=[("task", "任务"), ("project", "项目")],
                                default="task",
                                max_length=8,
                                verbose_name="性质",
                            ),
                        ),
                        ("kind", models.CharField(max_length=20, verbose_name="六联类别")),
                        (
                            "kind_s0",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=20, verbose_name="四共类别"
                            ),
                        ),
                        (
                            "kind_s3",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=20, verbose_name="六共类别"
                            ),
                        ),
                        (
                            "pledge",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("hardware", "单位承诺：硬件设施"),
                                    ("talent", "单位承诺：人才"),
                                    ("venue", "单位承诺：场地"),
                                    ("funds", "单位承诺：资金"),
                                    ("service", "社区承诺：服务"),
                                ],
                                db_default="",
                                default="",
                                max_length=8,
                                verbose_name="双向承诺",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="事项")),
                        ("due_on", models.DateField(verbose_name="完成期限")),
                        ("target", models.PositiveSmallIntegerField(default=1, verbose_name="计划次数")),
                        ("done", models.PositiveSmallIntegerField(default=0, verbose_name="已完成次数")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "进行中"), ("done", "已完成"), ("off", "已取消")],
                                default="open",
                                max_length=6,
                                verbose_name="状态",
                            ),
                        ),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_ag_pgh_cre_67fa77_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgreementProgress",
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
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="progress",
                                to="services.agreementitem",
                                verbose_name="共建事项",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="开展日期")),
                        ("note", models.CharField(max_length=300, verbose_name="开展情况")),
                        ("amount", models.PositiveSmallIntegerField(default=1, verbose_name="次数")),
                        (
                            "photo",
                            models.FileField(
                                blank=True, upload_to=services.models.agreements.photo_path, verbose_name="照片"
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间"),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "activity",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="progress",
                                to="services.activity",
                                verbose_name="服务活动",
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤回时间")),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="撤回人",
                            ),
                        ),
                        (
                            "withdrawn_reason",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=200, verbose_name="撤回原因"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "共建进展",
                        "verbose_name_plural": "共建进展",
                        "ordering": ["happened_on", "id"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "happened_on"], name="agreement_progress_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                                    models.Q(
                                        ("withdrawn_at__isnull", False),
                                        models.Q(("withdrawn_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="agreement_progress_withdrawn_with_reason",
                                violation_error_message="请写明撤回原因",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 1)),
                                name="agreement_progress_amount",
                                violation_error_message="次数至少为1",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Claim",
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
                            "activity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="claims",
                                to="services.activity",
                                verbose_name="活动",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="people.person",
                                verbose_name="党员",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("claimed", "已认领"),
                                    ("withdrawn", "已撤销"),
                                    ("attended", "已签到"),
                                    ("confirmed", "时长已确认"),
                                    ("absent", "未到"),
                                ],
                                default="claimed",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
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
                        (
                            "registration",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="members.dualregistration",
                                verbose_name="履行的承诺",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.unit",
                                verbose_name="随同单位",
                            ),
                        ),
                        ("on_spot", models.BooleanField(db_default=False, default=False, verbose_name="现场登记")),
                        (
                            "claimed_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="认领时间"),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
                        ("signed_in_at", models.DateTimeField(blank=True, null=True, verbose_name="签到时间")),
                        (
                            "hours",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="服务时长"
                            ),
                        ),
                        (
                            "confirmed_by_community_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="社区确认时间"),
                        ),
                        (
                            "confirmed_by_community_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="社区确认人",
                            ),
                        ),
                        (
                            "confirmed_by_member_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="党员确认时间"),
                        ),
                        (
                            "confirmed_by_member_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="党员确认人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "服务认领",
                        "verbose_name_plural": "服务认领",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["person", "-claimed_at"], name="claim_person"),
                            models.Index(fields=["scope", "state"], name="claim_scope_state"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "withdrawn"), _negated=True),
                                fields=("activity", "person"),
                                name="claim_standing_once",
                                violation_error_message="您已认领这项服务",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_by_community_by__isnull", True),
                                    ("confirmed_by_member_by__isnull", True),
                                    models.Q(
                                        ("confirmed_by_community_by", models.F("confirmed_by_member_by")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="claim_two_sides_two_people",
                                violation_error_message="服务时长须由社区和本人分别确认",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "confirmed"), _negated=True),
                                    models.Q(
                                        ("confirmed_by_community_at__isnull", False),
                                        ("confirmed_by_community_by__isnull", False),
                                        ("confirmed_by_member_at__isnull", False),
                                        ("confirmed_by_member_by__isnull", False),
                                        ("hours__isnull", False),
                                        ("signed_in_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="claim_confirmed_is_complete",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hours__isnull", True),
                                    models.Q(("hours__gt", 0), ("hours__lte", 24)),
                                    _connector="OR",
                                ),
                                name="claim_hours_of_one_day",
                                violation_error_message="服务时长须大于0、不超过24小时",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), ("withdrawn_at__isnull", False)),
                                    models.Q(
                                        models.Q(("state", "withdrawn"), _negated=True), ("withdrawn_at__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="claim_withdrawn_has_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClaimEvent",
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
                                to="services.claim",
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
                            "activity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="services.activity",
                                verbose_name="活动",
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("claimed", "已认领"),
                                    ("withdrawn", "已撤销"),
                                    ("attended", "已签到"),
                                    ("confirmed", "时长已确认"),
                                    ("absent", "未到"),
                                ],
                                default="claimed",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
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
                        (
                            "registration",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="members.dualregistration",
                                verbose_name="履行的承诺",
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
                                verbose_name="随同单位",
                            ),
                        ),
                        ("on_spot", models.BooleanField(db_default=False, default=False, verbose_name="现场登记")),
                        (
                            "claimed_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="认领时间"),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
                        ("signed_in_at", models.DateTimeField(blank=True, null=True, verbose_name="签到时间")),
                        (
                            "hours",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="服务时长"
                            ),
                        ),
                        (
                            "confirmed_by_community_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="社区确认时间"),
                        ),
                        (
                            "confirmed_by_community_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="社区确认人",
                            ),
                        ),
                        (
                            "confirmed_by_member_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="党员确认时间"),
                        ),
                        (
                            "confirmed_by_member_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="党员确认人",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_cl_pgh_cre_735f41_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClassFigure",
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
                            "figures",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="classes",
                                to="services.servicefigures",
                                verbose_name="服务数据",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="培训班")),
                        ("attendances", models.PositiveIntegerField(verbose_name="参加人次")),
                    ],
                    options={
                        "verbose_name": "培训班",
                        "verbose_name_plural": "培训班",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="class_figure_scope")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("figures", "title"),
                                name="class_figure_once",
                                violation_error_message="这个培训班已经登记",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("attendances__gte", 1)),
                                name="class_figure_somebody_came",
                                violation_error_message="参加人次至少1人",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommitmentCase",
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
                            "commitment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="services.servicecommitment",
                                verbose_name="服务承诺",
                            ),
                        ),
                        ("about", models.CharField(max_length=120, verbose_name="办理事项")),
                        ("accepted_on", models.DateField(verbose_name="受理日期")),
                        ("due_on", models.DateField(editable=False, verbose_name="承诺办结日期")),
                        ("done_on", models.DateField(blank=True, editable=False, null=True, verbose_name="办结日期")),
                    ],
                    options={
                        "verbose_name": "承诺事项办理",
                        "verbose_name_plural": "承诺事项办理",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "due_on"], name="commitment_case_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("due_on__gte", models.F("accepted_on")),
                                    models.Q(
                                        ("done_on", None), ("done_on__gte", models.F("accepted_on")), _connector="OR"
                                    ),
                                ),
                                name="commitment_case_days_in_order",
                                violation_error_message="办结日期不能早于受理日期",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Course",
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
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="courses",
                                to="services.cultureplace",
                                verbose_name="学校",
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="开课日期")),
                        ("title", models.CharField(max_length=80, verbose_name="课程")),
                        ("lecturer", models.CharField(max_length=40, verbose_name="授课人")),
                        ("attendances", models.PositiveIntegerField(verbose_name="听课人次")),
                    ],
                    options={
                        "verbose_name": "课程",
                        "verbose_name_plural": "课程",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="course_scope")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("place", "held_on", "title"),
                                name="course_once",
                                violation_error_message="这一课已经登记",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("attendances__gte", 1)),
                                name="course_somebody_came",
                                violation_error_message="听课人次至少1人",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CultureEvent",
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
                        ("title", models.CharField(max_length=80, verbose_name="活动名称")),
                        ("festival", models.CharField(blank=True, max_length=20, verbose_name="节日")),
                        ("level", models.CharField(max_length=10, verbose_name="层面")),
                        ("held_on", models.DateField(verbose_name="举办日期")),
                        ("place", models.CharField(max_length=60, verbose_name="地点")),
                        ("participants", models.PositiveIntegerField(verbose_name="参加人数")),
                        ("content", models.TextField(blank=True, max_length=500, verbose_name="活动内容")),
                    ],
                    options={
                        "verbose_name": "节庆文化活动",
                        "verbose_name_plural": "节庆文化活动",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "held_on"], name="culture_event_scope")],
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
                                name="cultureevent_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("organization", "held_on", "title"),
                                name="culture_event_once",
                                violation_error_message="这一天已经登记过同名活动",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("participants__gte", 1)),
                                name="culture_event_somebody_came",
                                violation_error_message="参加人数至少1人",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CultureEventEvent",
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
                                to="services.cultureevent",
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
                        ("title", models.CharField(max_length=80, verbose_name="活动名称")),
                        ("festival", models.CharField(blank=True, max_length=20, verbose_name="节日")),
                        ("level", models.CharField(max_length=10, verbose_name="层面")),
                        ("held_on", models.DateField(verbose_name="举办日期")),
                        ("place", models.CharField(max_length=60, verbose_name="地点")),
                        ("participants", models.PositiveIntegerField(verbose_name="参加人数")),
                        ("content", models.TextField(blank=True, max_length=500, verbose_name="活动内容")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_cu_pgh_cre_1bb521_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CulturePlace",
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
                        ("title", models.CharField(max_length=60, verbose_name="名称")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("room", "文化室"),
                                    ("board", "宣传栏"),
                                    ("ground", "文体场地"),
                                    ("party_school", "社区党校"),
                                    ("league_school", "社区团校"),
                                    ("citizens_school", "市民学校"),
                                ],
                                max_length=16,
                                verbose_name="类别",
                            ),
                        ),
                        ("address", models.CharField(max_length=100, verbose_name="地址")),
                        ("opened_on", models.DateField(verbose_name="启用日期")),
                        ("closed_on", models.DateField(blank=True, editable=False, null=True, verbose_name="停用日期")),
                    ],
                    options={
                        "verbose_name": "文化阵地和学校",
                        "verbose_name_plural": "文化阵地和学校",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="culture_place_scope")],
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
                                name="cultureplace_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("organization", "kind", "title"),
                                name="culture_place_once",
                                violation_error_message="这个社区已经登记过同名的",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_on", None), ("closed_on__gte", models.F("opened_on")), _connector="OR"
                                ),
                                name="culture_place_closed_after_opened",
                                violation_error_message="停用日期不能早于启用日期",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CourseEvent",
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
                                to="services.course",
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
                            "place",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="services.cultureplace",
                                verbose_name="学校",
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="开课日期")),
                        ("title", models.CharField(max_length=80, verbose_name="课程")),
                        ("lecturer", models.CharField(max_length=40, verbose_name="授课人")),
                        ("attendances", models.PositiveIntegerField(verbose_name="听课人次")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_co_pgh_cre_1ab8b2_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CulturePlaceEvent",
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
                                to="services.cultureplace",
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
                        ("title", models.CharField(max_length=60, verbose_name="名称")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("room", "文化室"),
                                    ("board", "宣传栏"),
                                    ("ground", "文体场地"),
                                    ("party_school", "社区党校"),
                                    ("league_school", "社区团校"),
                                    ("citizens_school", "市民学校"),
                                ],
                                max_length=16,
                                verbose_name="类别",
                            ),
                        ),
                        ("address", models.CharField(max_length=100, verbose_name="地址")),
                        ("opened_on", models.DateField(verbose_name="启用日期")),
                        ("closed_on", models.DateField(blank=True, editable=False, null=True, verbose_name="停用日期")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_cu_pgh_cre_ede432_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DepartmentPairing",
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
                        ("department", models.CharField(max_length=60, verbose_name="包居部门")),
                        ("leader", models.CharField(max_length=60, verbose_name="负责领导和职务")),
                        ("contact", models.CharField(blank=True, max_length=40, verbose_name="联络员")),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                        ("tasks_text", models.TextField(max_length=500, verbose_name="包居内容")),
                    ],
                    options={
                        "verbose_name": "部门包居",
                        "verbose_name_plural": "部门包居",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="pairing_scope")],
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
                                name="departmentpairing_withdrawn_with_reason",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                expressions=[("organization", "="), ("department", "="), ("during", "&&")],
                                name="pairing_once_at_a_time",
                                violation_error_message="这个部门在这段时间已经包这个社区",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("during__isempty", False)), name="pairing_during_not_empty"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DepartmentPairingEvent",
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
                                to="services.departmentpairing",
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
                        ("department", models.CharField(max_length=60, verbose_name="包居部门")),
                        ("leader", models.CharField(max_length=60, verbose_name="负责领导和职务")),
                        ("contact", models.CharField(blank=True, max_length=40, verbose_name="联络员")),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                        ("tasks_text", models.TextField(max_length=500, verbose_name="包居内容")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_de_pgh_cre_f91fa0_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FeedbackCard",
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
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cards",
                                to="services.feedbackround",
                                verbose_name="期次",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.unit",
                                verbose_name="单位",
                            ),
                        ),
                        ("unit_name", models.CharField(editable=False, max_length=80, verbose_name="单位名称")),
                        ("persons", models.PositiveIntegerField(editable=False, verbose_name="在职党员")),
                        ("services", models.PositiveIntegerField(editable=False, verbose_name="参加服务次数")),
                        (
                            "hours",
                            models.DecimalField(
                                decimal_places=1, editable=False, max_digits=8, verbose_name="服务时长"
                            ),
                        ),
                        ("comment", models.CharField(blank=True, max_length=200, verbose_name="社区评价")),
                        (
                            "returned_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="回执日期"),
                        ),
                        ("for_awards", models.BooleanField(default=False, editable=False, verbose_name="用于评先评优")),
                        (
                            "for_appraisal",
                            models.BooleanField(default=False, editable=False, verbose_name="用于年度考核"),
                        ),
                        (
                            "for_promotion",
                            models.BooleanField(default=False, editable=False, verbose_name="用于提拔使用"),
                        ),
                        (
                            "answer",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="单位意见"),
                        ),
                    ],
                    options={
                        "verbose_name": "单位反馈卡",
                        "verbose_name_plural": "单位反馈卡",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="feedback_card_scope"),
                            models.Index(fields=["unit"], name="feedback_card_unit"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("round", "unit_name"), name="feedback_card_once_a_unit"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("returned_on__isnull", False),
                                    models.Q(
                                        ("answer", ""),
                                        ("for_appraisal", False),
                                        ("for_awards", False),
                                        ("for_promotion", False),
                                        ("returned_on", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="feedback_card_answer_is_returned",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FeedbackLine",
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
                            "card",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="services.feedbackcard",
                                verbose_name="反馈卡",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="feedback_lines",
                                to="people.person",
                                verbose_name="党员",
                            ),
                        ),
                        ("sides", models.CharField(max_length=20, verbose_name="报到类型")),
                        ("services", models.PositiveSmallIntegerField(verbose_name="参加服务次数")),
                        ("hours", models.DecimalField(decimal_places=1, max_digits=6, verbose_name="服务时长")),
                        ("meetings", models.PositiveSmallIntegerField(verbose_name="参加会议次数")),
                    ],
                    options={
                        "verbose_name": "反馈卡党员",
                        "verbose_name_plural": "反馈卡党员",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="feedback_line_scope"),
                            models.Index(fields=["person"], name="feedback_line_person"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("card", "person"), name="feedback_line_once_a_person")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FeedbackLineEvent",
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
                                to="services.feedbackline",
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
                            "card",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="services.feedbackcard",
                                verbose_name="反馈卡",
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
                        ("sides", models.CharField(max_length=20, verbose_name="报到类型")),
                        ("services", models.PositiveSmallIntegerField(verbose_name="参加服务次数")),
                        ("hours", models.DecimalField(decimal_places=1, max_digits=6, verbose_name="服务时长")),
                        ("meetings", models.PositiveSmallIntegerField(verbose_name="参加会议次数")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_fe_pgh_cre_9dd90f_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FeedbackRound",
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
                        ("starts_on", models.DateField(verbose_name="开始日期")),
                        ("ends_on", models.DateField(verbose_name="截止日期")),
                        ("issued_on", models.DateField(editable=False, verbose_name="发出日期")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="给单位的话")),
                    ],
                    options={
                        "verbose_name": "反馈卡",
                        "verbose_name_plural": "反馈卡",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "starts_on"], name="feedback_round_scope")],
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
                                name="feedbackround_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("organization", "starts_on"),
                                name="feedback_round_once_a_period",
                                violation_error_message="这一期反馈卡已经发出",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                                name="feedback_round_has_days",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FeedbackCardEvent",
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
                                to="services.feedbackcard",
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
                            "round",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="services.feedbackround",
                                verbose_name="期次",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.unit",
                                verbose_name="单位",
                            ),
                        ),
                        ("unit_name", models.CharField(editable=False, max_length=80, verbose_name="单位名称")),
                        ("persons", models.PositiveIntegerField(editable=False, verbose_name="在职党员")),
                        ("services", models.PositiveIntegerField(editable=False, verbose_name="参加服务次数")),
                        (
                            "hours",
                            models.DecimalField(
                                decimal_places=1, editable=False, max_digits=8, verbose_name="服务时长"
                            ),
                        ),
                        ("comment", models.CharField(blank=True, max_length=200, verbose_name="社区评价")),
                        (
                            "returned_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="回执日期"),
                        ),
                        ("for_awards", models.BooleanField(default=False, editable=False, verbose_name="用于评先评优")),
                        (
                            "for_appraisal",
                            models.BooleanField(default=False, editable=False, verbose_name="用于年度考核"),
                        ),
                        (
                            "for_promotion",
                            models.BooleanField(default=False, editable=False, verbose_name="用于提拔使用"),
                        ),
                        (
                            "answer",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="单位意见"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_fe_pgh_cre_63e151_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FeedbackRoundEvent",
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
                                to="services.feedbackround",
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
                        ("starts_on", models.DateField(verbose_name="开始日期")),
                        ("ends_on", models.DateField(verbose_name="截止日期")),
                        ("issued_on", models.DateField(editable=False, verbose_name="发出日期")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="给单位的话")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_fe_pgh_cre_3fc751_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FundAccount",
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
                            "fund",
                            models.CharField(blank=True, db_default="", default="", max_length=20, verbose_name="基金"),
                        ),
                        ("code", models.CharField(max_length=16, verbose_name="科目")),
                        (
                            "balance",
                            models.DecimalField(
                                db_default=0, decimal_places=2, default=0, max_digits=14, verbose_name="余额（元）"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "经费科目",
                        "verbose_name_plural": "经费科目",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="fund_account_scope")],
                        "constraints": [
                            models.UniqueConstraint(fields=("organization", "fund", "code"), name="fund_account_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("code", "cash"), _negated=True), ("balance__gte", 0), _connector="OR"
                                ),
                                name="fund_account_never_negative",
                                violation_error_message="余额不足，不能入账",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FundReport",
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
                            "fund",
                            models.CharField(blank=True, db_default="", default="", max_length=20, verbose_name="基金"),
                        ),
                        ("first", models.DateField(verbose_name="期初")),
                        ("last", models.DateField(verbose_name="期末")),
                        (
                            "opening",
                            models.DecimalField(decimal_places=2, max_digits=14, verbose_name="期初余额（元）"),
                        ),
                        ("income", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="收入（元）")),
                        ("spending", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="支出（元）")),
                        (
                            "closing",
                            models.DecimalField(decimal_places=2, max_digits=14, verbose_name="期末余额（元）"),
                        ),
                        ("lines", models.JSONField(default=list, verbose_name="明细")),
                        (
                            "withdrawn_because",
                            models.CharField(blank=True, default="", max_length=120, verbose_name="撤回原因"),
                        ),
                    ],
                    options={
                        "verbose_name": "经费公开",
                        "verbose_name_plural": "经费公开",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "first"], name="fund_report_scope")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_because", "")),
                                fields=("organization", "fund", "first"),
                                name="fund_report_once",
                                violation_error_message="这一期已经公开",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "closing",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("opening"), "+", models.F("income")
                                            ),
                                            "-",
                                            models.F("spending"),
                                        ),
                                    )
                                ),
                                name="fund_report_balances",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FundReportEvent",
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
                                to="services.fundreport",
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
                            "fund",
                            models.CharField(blank=True, db_default="", default="", max_length=20, verbose_name="基金"),
                        ),
                        ("first", models.DateField(verbose_name="期初")),
                        ("last", models.DateField(verbose_name="期末")),
                        (
                            "opening",
                            models.DecimalField(decimal_places=2, max_digits=14, verbose_name="期初余额（元）"),
                        ),
                        ("income", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="收入（元）")),
                        ("spending", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="支出（元）")),
                        (
                            "closing",
                            models.DecimalField(decimal_places=2, max_digits=14, verbose_name="期末余额（元）"),
                        ),
                        ("lines", models.JSONField(default=list, verbose_name="明细")),
                        (
                            "withdrawn_because",
                            models.CharField(blank=True, default="", max_length=120, verbose_name="撤回原因"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_fu_pgh_cre_ca49ce_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FundVoucher",
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
                        ("fund", models.CharField(blank=True, default="", max_length=20, verbose_name="基金")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("budget", "财政拨付党建活动经费"),
                                    ("dues", "党费补助"),
                                    ("other_income", "其他收入"),
                                    ("activity", "党员活动"),
                                    ("education", "教育培训"),
                                    ("visits", "走访慰问"),
                                    ("project", "为民服务项目"),
                                    ("equipment", "设备和资料"),
                                    ("other_spending", "其他支出"),
                                    ("donation", "捐赠收入"),
                                    ("given", "上级拨入"),
                                    ("living", "生活救助"),
                                    ("medical", "医疗救助"),
                                    ("study", "助学"),
                                    ("disability", "残疾康复和辅具"),
                                    ("disaster", "灾害和突发困难"),
                                    ("work", "就业帮扶"),
                                ],
                                max_length=16,
                                verbose_name="类别",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="发生日期")),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="金额（元）")),
                        ("purpose", models.CharField(max_length=120, verbose_name="用途或来源")),
                        ("party", models.CharField(max_length=80, verbose_name="收款方或付款方")),
                        ("persons", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="受助人数")),
                        ("number", models.CharField(max_length=40, verbose_name="凭证号")),
                        ("scan", models.FileField(upload_to="vouchers/%Y/%m/", verbose_name="凭证扫描件")),
                        (
                            "entered_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="经办人",
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="审核人",
                            ),
                        ),
                        (
                            "approved_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="入账日期"),
                        ),
                        (
                            "reversed_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="冲销日期"),
                        ),
                        (
                            "reversed_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="冲销原因"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "经费凭证",
                        "verbose_name_plural": "经费凭证",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "happened_on"], name="fund_voucher_scope")],
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
                                name="fundvoucher_withdrawn_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)),
                                name="fund_voucher_amount",
                                violation_error_message="金额应大于0",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("organization", "number"),
                                name="fund_voucher_number_once",
                                violation_error_message="这个凭证号已经登记过",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by", None),
                                    models.Q(("approved_by", models.F("entered_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="fund_voucher_two_officers",
                                violation_error_message="经办人不能审核自己登记的凭证",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved_on", None), ("reversed_on", None)),
                                    models.Q(("approved_on__isnull", False), ("withdrawn_on", None)),
                                    _connector="OR",
                                ),
                                name="fund_voucher_booked_stands",
                                violation_error_message="已经入账的凭证不能撤回，请冲销",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reversed_because", ""), ("reversed_on", None)),
                                    models.Q(
                                        ("reversed_on__isnull", False),
                                        models.Q(("reversed_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="fund_voucher_reversed_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("fund", ""),
                                        (
                                            "kind__in",
                                            (
                                                "budget",
                                                "dues",
                                                "other_income",
                                                "activity",
                                                "education",
                                                "visits",
                                                "project",
                                                "equipment",
                                                "other_spending",
                                            ),
                                        ),
                                    ),
                                    models.Q(
                                        models.Q(("fund", ""), _negated=True),
                                        (
                                            "kind__in",
                                            (
                                                "donation",
                                                "given",
                                                "living",
                                                "medical",
                                                "study",
                                                "disability",
                                                "disaster",
                                                "work",
                                            ),
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="fund_voucher_kind_of_fund",
                                violation_error_message="这个类别不属于这笔经费",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind__in", ("living", "medical", "study", "disability", "disaster", "work")),
                                        ("persons__gte", 1),
                                    ),
                                    models.Q(
                                        models.Q(
                                            (
                                                "kind__in",
                                                ("living", "medical", "study", "disability", "disaster", "work"),
                                            ),
                                            _negated=True,
                                        ),
                                        ("persons", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="fund_voucher_grant_helps",
                                violation_error_message="支出请填写受助人数，收入不填",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FundBooking",
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
                            "voucher",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bookings",
                                to="services.fundvoucher",
                                verbose_name="凭证",
                            ),
                        ),
                        (
                            "fund",
                            models.CharField(blank=True, db_default="", default="", max_length=20, verbose_name="基金"),
                        ),
                        ("code", models.CharField(max_length=16, verbose_name="科目")),
                        ("debit", models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name="借方")),
                        (
                            "credit",
                            models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name="贷方"),
                        ),
                        ("booked_on", models.DateField(verbose_name="入账日期")),
                    ],
                    options={
                        "verbose_name": "经费分录",
                        "verbose_name_plural": "经费分录",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope", "booked_on"], name="fund_booking_scope"),
                            models.Index(fields=["voucher"], name="fund_booking_voucher"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("credit", 0), ("debit__gt", 0)),
                                    models.Q(("credit__gt", 0), ("debit", 0)),
                                    _connector="OR",
                                ),
                                name="fund_booking_one_side",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FundVoucherEvent",
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
                                to="services.fundvoucher",
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
                        ("fund", models.CharField(blank=True, default="", max_length=20, verbose_name="基金")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("budget", "财政拨付党建活动经费"),
                                    ("dues", "党费补助"),
                                    ("other_income", "其他收入"),
                                    ("activity", "党员活动"),
                                    ("education", "教育培训"),
                                    ("visits", "走访慰问"),
                                    ("project", "为民服务项目"),
                                    ("equipment", "设备和资料"),
                                    ("other_spending", "其他支出"),
                                    ("donation", "捐赠收入"),
                                    ("given", "上级拨入"),
                                    ("living", "生活救助"),
                                    ("medical", "医疗救助"),
                                    ("study", "助学"),
                                    ("disability", "残疾康复和辅具"),
                                    ("disaster", "灾害和突发困难"),
                                    ("work", "就业帮扶"),
                                ],
                                max_length=16,
                                verbose_name="类别",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="发生日期")),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="金额（元）")),
                        ("purpose", models.CharField(max_length=120, verbose_name="用途或来源")),
                        ("party", models.CharField(max_length=80, verbose_name="收款方或付款方")),
                        ("persons", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="受助人数")),
                        ("number", models.CharField(max_length=40, verbose_name="凭证号")),
                        ("scan", models.FileField(upload_to="vouchers/%Y/%m/", verbose_name="凭证扫描件")),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="经办人",
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="审核人",
                            ),
                        ),
                        (
                            "approved_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="入账日期"),
                        ),
                        (
                            "reversed_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="冲销日期"),
                        ),
                        (
                            "reversed_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="冲销原因"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_fu_pgh_cre_df1781_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GoodsMovement",
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
                            "station",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="movements",
                                to="services.goodsstation",
                                verbose_name="站点",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[("in", "收到捐赠"), ("out", "发放")], max_length=3, verbose_name="收发"
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="日期")),
                        ("item", models.CharField(max_length=40, verbose_name="物品")),
                        ("quantity", models.DecimalField(decimal_places=1, max_digits=9, verbose_name="数量")),
                        ("measure", models.CharField(max_length=8, verbose_name="单位")),
                        ("party", models.CharField(max_length=80, verbose_name="捐赠人或领取人")),
                        ("persons", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="领取人数")),
                    ],
                    options={
                        "verbose_name": "捐助物品收发",
                        "verbose_name_plural": "捐助物品收发",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "happened_on"], name="goods_movement_scope")],
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
                                name="goodsmovement_withdrawn_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)),
                                name="goods_quantity",
                                violation_error_message="数量应大于0",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("persons", None), ("way", "in")),
                                    models.Q(("persons__gte", 1), ("way", "out")),
                                    _connector="OR",
                                ),
                                name="goods_given_to_somebody",
                                violation_error_message="发放请填写领取人数，收到捐赠不填",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GoodsStation",
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
                        ("title", models.CharField(max_length=60, verbose_name="名称")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("station", "爱心捐助站"), ("supermarket", "慈善超市")],
                                max_length=12,
                                verbose_name="类别",
                            ),
                        ),
                        ("address", models.CharField(max_length=120, verbose_name="地址")),
                        ("opened_on", models.DateField(verbose_name="启用日期")),
                        ("closed_on", models.DateField(blank=True, editable=False, null=True, verbose_name="停用日期")),
                    ],
                    options={
                        "verbose_name": "捐助站和慈善超市",
                        "verbose_name_plural": "捐助站和慈善超市",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="goods_station_scope")],
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
                                name="goodsstation_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("organization", "title"),
                                name="goods_station_once",
                                violation_error_message="这个站点已经登记过",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GoodsMovementEvent",
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
                                to="services.goodsmovement",
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
                            "station",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="services.goodsstation",
                                verbose_name="站点",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[("in", "收到捐赠"), ("out", "发放")], max_length=3, verbose_name="收发"
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="日期")),
                        ("item", models.CharField(max_length=40, verbose_name="物品")),
                        ("quantity", models.DecimalField(decimal_places=1, max_digits=9, verbose_name="数量")),
                        ("measure", models.CharField(max_length=8, verbose_name="单位")),
                        ("party", models.CharField(max_length=80, verbose_name="捐赠人或领取人")),
                        ("persons", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="领取人数")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_go_pgh_cre_151d5e_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GoodsStationEvent",
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
                                to="services.goodsstation",
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
                        ("title", models.CharField(max_length=60, verbose_name="名称")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("station", "爱心捐助站"), ("supermarket", "慈善超市")],
                                max_length=12,
                                verbose_name="类别",
                            ),
                        ),
                        ("address", models.CharField(max_length=120, verbose_name="地址")),
                        ("opened_on", models.DateField(verbose_name="启用日期")),
                        ("closed_on", models.DateField(blank=True, editable=False, null=True, verbose_name="停用日期")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_go_pgh_cre_b45863_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GoodsStock",
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
                            "station",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stock",
                                to="services.goodsstation",
                                verbose_name="站点",
                            ),
                        ),
                        ("item", models.CharField(max_length=40, verbose_name="物品")),
                        ("measure", models.CharField(max_length=8, verbose_name="单位")),
                        (
                            "quantity",
                            models.DecimalField(
                                db_default=0, decimal_places=1, default=0, max_digits=11, verbose_name="库存"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "捐助物品库存",
                        "verbose_name_plural": "捐助物品库存",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="goods_stock_scope")],
                        "constraints": [
                            models.UniqueConstraint(fields=("station", "item", "measure"), name="goods_stock_once"),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gte", 0)),
                                name="goods_stock_never_negative",
                                violation_error_message="库存不足",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Helper",
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
                            "activity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="helpers",
                                to="services.activity",
                                verbose_name="活动",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="姓名")),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.unit",
                                verbose_name="单位",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="helpers",
                                to="services.volunteerteam",
                                verbose_name="志愿服务队",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("listed", "已报名"),
                                    ("came", "已到场"),
                                    ("confirmed", "时长已确认"),
                                    ("absent", "未到"),
                                ],
                                default="listed",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "hours",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="服务时长"
                            ),
                        ),
                        (
                            "confirmed_by_community_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="社区确认人",
                            ),
                        ),
                        (
                            "signature_entered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="签字登记人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "志愿者",
                        "verbose_name_plural": "志愿者",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "state"], name="helper_scope_state")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("activity", "name"),
                                name="helper_once",
                                violation_error_message="名单里已经有这个姓名",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_by_community_by", None),
                                    ("signature_entered_by", None),
                                    models.Q(
                                        ("confirmed_by_community_by", models.F("signature_entered_by")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="helper_two_officers",
                                violation_error_message="填写时长的人不能再登记签字",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "confirmed"), _negated=True),
                                    models.Q(
                                        ("confirmed_by_community_by__isnull", False),
                                        ("hours__isnull", False),
                                        ("signature_entered_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="helper_confirmed_is_complete",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hours", None),
                                    models.Q(
                                        ("hours__gt", 0), ("hours__lte", 24), ("state__in", ("came", "confirmed"))
                                    ),
                                    _connector="OR",
                                ),
                                name="helper_hours_of_who_came",
                                violation_error_message="服务时长须大于0、不超过24小时",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Listing",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("need", "需求"),
                                    ("resource", "资源"),
                                    ("project", "项目"),
                                    ("order", "群众点单"),
                                    ("wish", "微心愿"),
                                    ("help", "求助"),
                                    ("mutual", "邻里互助"),
                                ],
                                max_length=10,
                                verbose_name="类别",
                            ),
                        ),
                        ("title", models.CharField(max_length=60, verbose_name="名称")),
                        ("content", models.TextField(max_length=500, verbose_name="具体内容")),
                        ("place", models.CharField(blank=True, max_length=60, verbose_name="地点")),
                        ("mode", models.CharField(blank=True, max_length=20, verbose_name="服务模式")),
                        ("direction", models.CharField(blank=True, max_length=20, verbose_name="服务方向")),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("office", "社区登记"),
                                    ("phone", "电话"),
                                    ("counter", "窗口"),
                                    ("code", "扫码"),
                                    ("unit", "单位报送"),
                                ],
                                default="office",
                                max_length=8,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.unit",
                                verbose_name="提出单位",
                            ),
                        ),
                        (
                            "phone",
                            core.records.protection.ProtectedField(blank=True, default=b"", verbose_name="联系电话"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "待受理"),
                                    ("open", "待对接"),
                                    ("dispatched", "已派单"),
                                    ("taken", "已对接"),
                                    ("done", "已完成"),
                                    ("withdrawn", "已撤下"),
                                ],
                                default="received",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "received_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="提出时间"),
                        ),
                        ("accept_by", models.DateField(verbose_name="受理期限")),
                        ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="受理时间")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="完成期限")),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="接单人",
                            ),
                        ),
                        (
                            "taker_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.unit",
                                verbose_name="对接单位",
                            ),
                        ),
                        (
                            "resource",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matched",
                                to="services.listing",
                                verbose_name="对接资源",
                            ),
                        ),
                        ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="对接时间")),
                        (
                            "taken_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("result", models.TextField(blank=True, max_length=500, verbose_name="完成情况")),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                        (
                            "rating",
                            models.CharField(
                                blank=True,
                                choices=[("satisfied", "满意"), ("basic", "基本满意"), ("dissatisfied", "不满意")],
                                max_length=12,
                                verbose_name="评价",
                            ),
                        ),
                        ("rated_at", models.DateTimeField(blank=True, null=True, verbose_name="评价时间")),
                        ("withdrawn_because", models.CharField(blank=True, max_length=120, verbose_name="撤下原因")),
                        (
                            "token",
                            models.CharField(
                                default=services.models.matching.new_token, editable=False, max_length=32, unique=True
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "对接事项",
                        "verbose_name_plural": "对接事项",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope", "state", "kind"], name="listing_scope_state"),
                            models.Index(fields=["organization", "state"], name="listing_organization_state"),
                            models.Index(
                                condition=models.Q(("person__isnull", False)), fields=["person"], name="listing_person"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ("dispatched", "taken", "done")),
                                        models.Q(
                                            ("person__isnull", False), ("taker_unit__isnull", False), _connector="OR"
                                        ),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ("dispatched", "taken", "done")), _negated=True),
                                        ("person", None),
                                        ("resource", None),
                                        ("taker_unit", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="listing_held_by_somebody",
                                violation_error_message="已对接的事项必须有接单人或对接单位",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("person", None), ("taker_unit", None), _connector="OR"),
                                name="listing_held_by_one",
                                violation_error_message="一件事只由一方接单",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("open", "dispatched", "taken", "done")), _negated=True),
                                    models.Q(
                                        models.Q(("mode", ""), _negated=True),
                                        models.Q(("direction", ""), _negated=True),
                                        ("accepted_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="listing_accepted_is_classified",
                                violation_error_message="受理时要选服务模式和服务方向",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "resource"), _negated=True),
                                    models.Q(("state__in", ("dispatched", "taken", "done")), _negated=True),
                                    _connector="OR",
                                ),
                                name="listing_resource_is_matched",
                                violation_error_message="资源用来对接需求，不能接单",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", "resource"),
                                    models.Q(("state__in", ("open", "dispatched", "taken", "done")), _negated=True),
                                    ("due_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="listing_wanted_has_a_day",
                                violation_error_message="请写明完成期限",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("done_on__isnull", False),
                                        ("state", "done"),
                                        models.Q(("result", ""), _negated=True),
                                    ),
                                    models.Q(models.Q(("state", "done"), _negated=True), ("done_on", None)),
                                    _connector="OR",
                                ),
                                name="listing_done_has_result",
                                violation_error_message="请写明完成情况和日期",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("rated_at", None), ("rating", "")),
                                    models.Q(models.Q(("rating", ""), _negated=True), ("rated_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="listing_rating_has_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(("withdrawn_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="listing_withdrawn_with_reason",
                                violation_error_message="请写明撤下原因",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ListingEvent",
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
                                to="services.listing",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("need", "需求"),
                                    ("resource", "资源"),
                                    ("project", "项目"),
                                    ("order", "群众点单"),
                                    ("wish", "微心愿"),
                                    ("help", "求助"),
                                    ("mutual", "邻里互助"),
                                ],
                                max_length=10,
                                verbose_name="类别",
                            ),
                        ),
                        ("title", models.CharField(max_length=60, verbose_name="名称")),
                        ("content", models.TextField(max_length=500, verbose_name="具体内容")),
                        ("place", models.CharField(blank=True, max_length=60, verbose_name="地点")),
                        ("mode", models.CharField(blank=True, max_length=20, verbose_name="服务模式")),
                        ("direction", models.CharField(blank=True, max_length=20, verbose_name="服务方向")),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("office", "社区登记"),
                                    ("phone", "电话"),
                                    ("counter", "窗口"),
                                    ("code", "扫码"),
                                    ("unit", "单位报送"),
                                ],
                                default="office",
                                max_length=8,
                                verbose_name="来源",
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
                                verbose_name="提出单位",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "待受理"),
                                    ("open", "待对接"),
                                    ("dispatched", "已派单"),
                                    ("taken", "已对接"),
                                    ("done", "已完成"),
                                    ("withdrawn", "已撤下"),
                                ],
                                default="received",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "received_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="提出时间"),
                        ),
                        ("accept_by", models.DateField(verbose_name="受理期限")),
                        ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="受理时间")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="完成期限")),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                                verbose_name="接单人",
                            ),
                        ),
                        (
                            "taker_unit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.unit",
                                verbose_name="对接单位",
                            ),
                        ),
                        (
                            "resource",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="services.listing",
                                verbose_name="对接资源",
                            ),
                        ),
                        ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="对接时间")),
                        (
                            "taken_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("result", models.TextField(blank=True, max_length=500, verbose_name="完成情况")),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                        (
                            "rating",
                            models.CharField(
                                blank=True,
                                choices=[("satisfied", "满意"), ("basic", "基本满意"), ("dissatisfied", "不满意")],
                                max_length=12,
                                verbose_name="评价",
                            ),
                        ),
                        ("rated_at", models.DateTimeField(blank=True, null=True, verbose_name="评价时间")),
                        ("withdrawn_because", models.CharField(blank=True, max_length=120, verbose_name="撤下原因")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_li_pgh_cre_1e10e4_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OverdueLetter",
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
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to="services.agreement",
                                verbose_name="共建协议",
                            ),
                        ),
                        ("addressee", models.CharField(max_length=80, verbose_name="主管单位")),
                        ("sent_on", models.DateField(verbose_name="发函日期")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间"),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤回时间")),
                        ("withdrawn_reason", models.CharField(blank=True, max_length=200, verbose_name="撤回原因")),
                    ],
                    options={
                        "verbose_name": "逾期通报函",
                        "verbose_name_plural": "逾期通报函",
                        "ordering": ["sent_on", "id"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="overdue_letter_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                                    models.Q(
                                        ("withdrawn_at__isnull", False),
                                        models.Q(("withdrawn_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="overdue_letter_withdrawn_with_reason",
                                violation_error_message="请写明撤回原因",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterItem",
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
                            "letter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="services.overdueletter",
                                verbose_name="通报函",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to="services.agreementitem",
                                verbose_name="共建事项",
                            ),
                        ),
                        ("done", models.PositiveSmallIntegerField(verbose_name="已完成次数")),
                        ("standing", models.BooleanField(default=True, verbose_name="有效")),
                    ],
                    options={
                        "verbose_name": "通报事项",
                        "verbose_name_plural": "通报事项",
                        "ordering": ["id"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="letter_item_scope")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("standing", True)),
                                fields=("item",),
                                name="letter_item_once",
                                violation_error_message="这项逾期事项已经向主管单位通报",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PairingTask",
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
                            "pairing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="services.departmentpairing",
                                verbose_name="部门包居",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="事项")),
                        ("due_on", models.DateField(verbose_name="完成期限")),
                        ("done_on", models.DateField(blank=True, editable=False, null=True, verbose_name="完成日期")),
                        ("result", models.CharField(blank=True, editable=False, max_length=300, verbose_name="成效")),
                    ],
                    options={
                        "verbose_name": "包居事项",
                        "verbose_name_plural": "包居事项",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "due_on"], name="pairing_task_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_on", None), ("result", "")),
                                    models.Q(("done_on__isnull", False), models.Q(("result", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="pairing_task_done_with_result",
                                violation_error_message="请写明成效",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PairingTaskEvent",
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
                                to="services.pairingtask",
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
                            "pairing",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="services.departmentpairing",
                                verbose_name="部门包居",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="事项")),
                        ("due_on", models.DateField(verbose_name="完成期限")),
                        ("done_on", models.DateField(blank=True, editable=False, null=True, verbose_name="完成日期")),
                        ("result", models.CharField(blank=True, editable=False, max_length=300, verbose_name="成效")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_pa_pgh_cre_8810e7_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProvidedService",
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
                            "provider",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="provided",
                                to="services.provider",
                                verbose_name="服务提供方",
                            ),
                        ),
                        ("served_on", models.DateField(verbose_name="服务日期")),
                        ("content", models.CharField(max_length=200, verbose_name="服务情况")),
                        ("people", models.PositiveIntegerField(verbose_name="服务人次")),
                    ],
                    options={
                        "verbose_name": "提供的服务",
                        "verbose_name_plural": "提供的服务",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="provided_service_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("people__gte", 1)),
                                name="provided_service_for_somebody",
                                violation_error_message="服务人次至少1人",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Provider",
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
                        ("name", models.CharField(max_length=80, verbose_name="名称")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("group", "专业社团"),
                                    ("base", "服务基地"),
                                    ("school", "学校"),
                                    ("merchant", "商家"),
                                ],
                                max_length=10,
                                verbose_name="类别",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.unit",
                                verbose_name="辖区单位",
                            ),
                        ),
                        ("services", models.TextField(max_length=500, verbose_name="服务内容")),
                        ("signed_on", models.DateField(verbose_name="协议签订日期")),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="协议起止")),
                        ("terms", models.CharField(max_length=200, verbose_name="协议要点")),
                    ],
                    options={
                        "verbose_name": "服务提供方",
                        "verbose_name_plural": "服务提供方",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="provider_scope")],
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
                                name="provider_withdrawn_with_reason",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                expressions=[("organization", "="), ("name", "="), ("during", "&&")],
                                name="provider_agreement_once_at_a_time",
                                violation_error_message="这段时间已经有这一方的协议",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("during__isempty", False), ("during__startswith__gte", models.F("signed_on"))
                                ),
                                name="provider_begins_when_signed",
                                violation_error_message="协议签订以后才能起算",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProvidedServiceEvent",
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
                                to="services.providedservice",
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
                            "provider",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="services.provider",
                                verbose_name="服务提供方",
                            ),
                        ),
                        ("served_on", models.DateField(verbose_name="服务日期")),
                        ("content", models.CharField(max_length=200, verbose_name="服务情况")),
                        ("people", models.PositiveIntegerField(verbose_name="服务人次")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_pr_pgh_cre_69e02d_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProviderEvent",
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
                                to="services.provider",
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
                        ("name", models.CharField(max_length=80, verbose_name="名称")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("group", "专业社团"),
                                    ("base", "服务基地"),
                                    ("school", "学校"),
                                    ("merchant", "商家"),
                                ],
                                max_length=10,
                                verbose_name="类别",
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
                                verbose_name="辖区单位",
                            ),
                        ),
                        ("services", models.TextField(max_length=500, verbose_name="服务内容")),
                        ("signed_on", models.DateField(verbose_name="协议签订日期")),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="协议起止")),
                        ("terms", models.CharField(max_length=200, verbose_name="协议要点")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_pr_pgh_cre_422cde_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceCommitment",
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
                        ("title", models.CharField(max_length=80, verbose_name="服务事项")),
                        ("content", models.TextField(max_length=500, verbose_name="承诺内容")),
                        ("limit_days", models.PositiveSmallIntegerField(verbose_name="办理时限（工作日）")),
                        ("responsible", models.CharField(max_length=60, verbose_name="责任人或窗口")),
                        ("since", models.DateField(verbose_name="施行日期")),
                    ],
                    options={
                        "verbose_name": "服务承诺",
                        "verbose_name_plural": "服务承诺",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="commitment_scope")],
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
                                name="servicecommitment_withdrawn_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("limit_days__gte", 1), ("limit_days__lte", 120)),
                                name="commitment_limit_is_days",
                                violation_error_message="办理时限在1至120个工作日之间",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("organization", "title"),
                                name="commitment_once",
                                violation_error_message="这个社区已经登记过同名承诺",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommitmentCaseEvent",
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
                                to="services.commitmentcase",
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
                            "commitment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="services.servicecommitment",
                                verbose_name="服务承诺",
                            ),
                        ),
                        ("about", models.CharField(max_length=120, verbose_name="办理事项")),
                        ("accepted_on", models.DateField(verbose_name="受理日期")),
                        ("due_on", models.DateField(editable=False, verbose_name="承诺办结日期")),
                        ("done_on", models.DateField(blank=True, editable=False, null=True, verbose_name="办结日期")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_co_pgh_cre_66ebca_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceCommitmentEvent",
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
                                to="services.servicecommitment",
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
                        ("title", models.CharField(max_length=80, verbose_name="服务事项")),
                        ("content", models.TextField(max_length=500, verbose_name="承诺内容")),
                        ("limit_days", models.PositiveSmallIntegerField(verbose_name="办理时限（工作日）")),
                        ("responsible", models.CharField(max_length=60, verbose_name="责任人或窗口")),
                        ("since", models.DateField(verbose_name="施行日期")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_se_pgh_cre_1fe793_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceFigures",
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
                        ("on", models.DateField(verbose_name="截止日期")),
                        ("source", models.CharField(max_length=80, verbose_name="数据来源")),
                        ("jobs", models.PositiveIntegerField(verbose_name="开发岗位（个）")),
                        ("placed", models.PositiveIntegerField(verbose_name="安置人员（人）")),
                    ],
                    options={
                        "verbose_name": "服务数据",
                        "verbose_name_plural": "服务数据",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "on"], name="service_figures_scope")],
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
                                name="servicefigures_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("organization", "on"),
                                name="service_figures_once_a_day",
                                violation_error_message="这一天的数据已经登记",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClassFigureEvent",
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
                                to="services.classfigure",
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
                            "figures",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="services.servicefigures",
                                verbose_name="服务数据",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="培训班")),
                        ("attendances", models.PositiveIntegerField(verbose_name="参加人次")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_cl_pgh_cre_e83302_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceFiguresEvent",
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
                                to="services.servicefigures",
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
                        ("on", models.DateField(verbose_name="截止日期")),
                        ("source", models.CharField(max_length=80, verbose_name="数据来源")),
                        ("jobs", models.PositiveIntegerField(verbose_name="开发岗位（个）")),
                        ("placed", models.PositiveIntegerField(verbose_name="安置人员（人）")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_se_pgh_cre_8859ec_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TradeFigure",
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
                            "figures",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="trades",
                                to="services.servicefigures",
                                verbose_name="服务数据",
                            ),
                        ),
                        ("trade", models.CharField(max_length=40, verbose_name="行业")),
                        ("points", models.PositiveIntegerField(verbose_name="服务网点（个）")),
                        ("own", models.PositiveIntegerField(default=0, verbose_name="其中自办（个）")),
                    ],
                    options={
                        "verbose_name": "服务网点",
                        "verbose_name_plural": "服务网点",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="trade_figure_scope")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("figures", "trade"),
                                name="trade_figure_once",
                                violation_error_message="这个行业已经登记",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("own__lte", models.F("points"))),
                                name="trade_figure_own_within_points",
                                violation_error_message="自办的不能多于全部网点",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TradeFigureEvent",
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
                                to="services.tradefigure",
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
                            "figures",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="services.servicefigures",
                                verbose_name="服务数据",
                            ),
                        ),
                        ("trade", models.CharField(max_length=40, verbose_name="行业")),
                        ("points", models.PositiveIntegerField(verbose_name="服务网点（个）")),
                        ("own", models.PositiveIntegerField(default=0, verbose_name="其中自办（个）")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_tr_pgh_cre_8f3c71_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UnitVisit",
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
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.unit",
                                verbose_name="单位",
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[("to_unit", "社区走访单位"), ("from_unit", "单位走访社区")],
                                default="to_unit",
                                max_length=10,
                                verbose_name="走访方向",
                            ),
                        ),
                        ("visited_on", models.DateField(verbose_name="走访日期")),
                        ("visitors", models.CharField(max_length=80, verbose_name="走访人")),
                        ("content", models.TextField(max_length=500, verbose_name="走访内容")),
                    ],
                    options={
                        "verbose_name": "联系走访",
                        "verbose_name_plural": "联系走访",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope", "visited_on"], name="unit_visit_scope"),
                            models.Index(fields=["organization", "unit"], name="unit_visit_unit"),
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
                                name="unitvisit_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("organization", "unit", "visited_on", "direction"),
                                name="unit_visit_once_a_day",
                                violation_error_message="这一天已经登记过同一方向的走访",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UnitVisitEvent",
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
                                to="services.unitvisit",
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
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.unit",
                                verbose_name="单位",
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[("to_unit", "社区走访单位"), ("from_unit", "单位走访社区")],
                                default="to_unit",
                                max_length=10,
                                verbose_name="走访方向",
                            ),
                        ),
                        ("visited_on", models.DateField(verbose_name="走访日期")),
                        ("visitors", models.CharField(max_length=80, verbose_name="走访人")),
                        ("content", models.TextField(max_length=500, verbose_name="走访内容")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_un_pgh_cre_339196_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitMatter",
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
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matters",
                                to="services.unitvisit",
                                verbose_name="走访",
                            ),
                        ),
                        ("text", models.CharField(max_length=200, verbose_name="意见建议")),
                        ("due_on", models.DateField(editable=False, verbose_name="答复期限")),
                        (
                            "answered_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="答复日期"),
                        ),
                        ("answer", models.CharField(blank=True, editable=False, max_length=300, verbose_name="答复")),
                    ],
                    options={
                        "verbose_name": "走访意见",
                        "verbose_name_plural": "走访意见",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="visit_matter_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_on", None)),
                                    models.Q(("answered_on__isnull", False), models.Q(("answer", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="visit_matter_answered_with_words",
                                violation_error_message="请写明怎样答复",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitMatterEvent",
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
                                to="services.visitmatter",
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
                            "visit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="services.unitvisit",
                                verbose_name="走访",
                            ),
                        ),
                        ("text", models.CharField(max_length=200, verbose_name="意见建议")),
                        ("due_on", models.DateField(editable=False, verbose_name="答复期限")),
                        (
                            "answered_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="答复日期"),
                        ),
                        ("answer", models.CharField(blank=True, editable=False, max_length=300, verbose_name="答复")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_vi_pgh_cre_932b27_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VolunteerTeam",
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
                        ("title", models.CharField(max_length=60, verbose_name="队伍名称")),
                        ("theme", models.CharField(max_length=20, verbose_name="服务主题")),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.unit",
                                verbose_name="所属单位",
                            ),
                        ),
                        ("leader", models.CharField(max_length=40, verbose_name="负责人")),
                        ("people", models.PositiveIntegerField(verbose_name="人数")),
                        ("founded_on", models.DateField(verbose_name="成立日期")),
                        (
                            "dissolved_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="解散日期"),
                        ),
                    ],
                    options={
                        "verbose_name": "志愿服务队",
                        "verbose_name_plural": "志愿服务队",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="volunteer_team_scope")],
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
                                name="volunteerteam_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("dissolved_on", None), ("withdrawn_on", None)),
                                fields=("organization", "title"),
                                name="volunteer_team_once",
                                violation_error_message="这个队伍已经登记过",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("people__gte", 1)),
                                name="volunteer_team_of_people",
                                violation_error_message="人数至少1人",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("dissolved_on", None),
                                    ("dissolved_on__gte", models.F("founded_on")),
                                    _connector="OR",
                                ),
                                name="volunteer_team_days",
                                violation_error_message="解散日期不能早于成立日期",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HelperEvent",
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
                                to="services.helper",
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
                            "activity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="services.activity",
                                verbose_name="活动",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="姓名")),
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
                                verbose_name="单位",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="services.volunteerteam",
                                verbose_name="志愿服务队",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("listed", "已报名"),
                                    ("came", "已到场"),
                                    ("confirmed", "时长已确认"),
                                    ("absent", "未到"),
                                ],
                                default="listed",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "hours",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="服务时长"
                            ),
                        ),
                        (
                            "confirmed_by_community_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="社区确认人",
                            ),
                        ),
                        (
                            "signature_entered_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="签字登记人",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_he_pgh_cre_89ba69_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VolunteerTeamEvent",
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
                                to="services.volunteerteam",
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
                        ("title", models.CharField(max_length=60, verbose_name="队伍名称")),
                        ("theme", models.CharField(max_length=20, verbose_name="服务主题")),
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
                                verbose_name="所属单位",
                            ),
                        ),
                        ("leader", models.CharField(max_length=40, verbose_name="负责人")),
                        ("people", models.PositiveIntegerField(verbose_name="人数")),
                        ("founded_on", models.DateField(verbose_name="成立日期")),
                        (
                            "dissolved_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="解散日期"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="services_vo_pgh_cre_ac9546_brin"
                            )
                        ],
                    },
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="activityreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="082ef7ecacae63b99e1ef7e1bb804ac9ca79e8ba",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_6b95a",
                            table="services_activityreport",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="activityreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="b6e269e6beefa2a5e74d3c8b7dbe215f326436c7",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_7c4d4",
                            table="services_activityreport",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="activityreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."activity_id" IS DISTINCT FROM (NEW."activity_id") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."fair" IS DISTINCT FROM (NEW."fair") OR OLD."good" IS DISTINCT FROM (NEW."good") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."poor" IS DISTINCT FROM (NEW."poor") OR OLD."served" IS DISTINCT FROM (NEW."served") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "services_activityreportevent" ("activity_id", "content", "fair", "good", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poor", "served", "version") VALUES (OLD."activity_id", OLD."content", OLD."fair", OLD."good", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."poor", OLD."served", OLD."version"); RETURN NULL;',
                            hash="9d9e21024c25fe24d1bf015683b5b8d8f950f6bb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_62978",
                            table="services_activityreport",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="activityreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_activityreportevent" ("activity_id", "content", "fair", "good", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poor", "served", "version") VALUES (OLD."activity_id", OLD."content", OLD."fair", OLD."good", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."poor", OLD."served", OLD."version"); RETURN NULL;',
                            hash="088aaddb2e3a5d81f7125fad92f12e395926d8d2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_67eb0",
                            table="services_activityreport",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="activityphoto",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="03e6563d1f1cb16c9797f49f4f4ad0e2dfa5b8fd",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_68b1a",
                            table="services_activityphoto",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="activityphoto",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="a101a22218fcc61405c5267a56a4685d4eb4340d",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_9c607",
                            table="services_activityphoto",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="agreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="368c6481c1b86565a6914bb08b5c194577f1fcd6",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_aadc3",
                            table="services_agreement",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="agreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="9477fa8bd885d7ab08df746d16f29281da2a7639",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_91aba",
                            table="services_agreement",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
                    model_name="agreementitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="94edcaff57fea4ce4d0b4dafa5a9c02c69ca9088",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_62edf",
                            table="services_agreementitem",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="agreementitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="9214062e29b3f115b8716c5d7f8a65077586407a",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_f40df",
                            table="services_agreementitem",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="agreementitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."agreement_id" IS DISTINCT FROM (NEW."agreement_id") OR OLD."done" IS DISTINCT FROM (NEW."done") OR OLD."done_on" IS DISTINCT FROM (NEW."done_on") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."kind_s0" IS DISTINCT FROM (NEW."kind_s0") OR OLD."kind_s3" IS DISTINCT FROM (NEW."kind_s3") OR OLD."nature" IS DISTINCT FROM (NEW."nature") OR OLD."order" IS DISTINCT FROM (NEW."order") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."pledge" IS DISTINCT FROM (NEW."pledge") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."target" IS DISTINCT FROM (NEW."target") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                            func='INSERT INTO "services_agreementitemevent" ("agreement_id", "done", "done_on", "due_on", "id", "kind", "kind_s0", "kind_s3", "nature", "order", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge", "state", "target", "title") VALUES (OLD."agreement_id", OLD."done", OLD."done_on", OLD."due_on", OLD."id", OLD."kind", OLD."kind_s0", OLD."kind_s3", OLD."nature", OLD."order", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."pledge", OLD."state", OLD."target", OLD."title"); RETURN NULL;',
                            hash="70764bebd108c27f0bd989aa8328ede91a66fc84",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8b4ba",
                            table="services_agreementitem",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="agreementitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_agreementitemevent" ("agreement_id", "done", "done_on", "due_on", "id", "kind", "kind_s0", "kind_s3", "nature", "order", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge", "state", "target", "title") VALUES (OLD."agreement_id", OLD."done", OLD."done_on", OLD."due_on", OLD."id", OLD."kind", OLD."kind_s0", OLD."kind_s3", OLD."nature", OLD."order", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pledge", OLD."state", OLD."target", OLD."title"); RETURN NULL;',
                            hash="468443e06bbe498d614f98d8b299bd4749e3650f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_17e81",
                            table="services_agreementitem",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
                    model_name="activity",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="f6e49e62b04e6f600b93ec0461f544d673c995c5",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_03c09",
                            table="services_activity",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="activity",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="ed49ce58c84ccc12be89be1a4f173e482b4f4f03",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_2eb1d",
                            table="services_activity",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="activity",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."agreement_item_id" IS DISTINCT FROM (NEW."agreement_item_id") OR OLD."beneficiary" IS DISTINCT FROM (NEW."beneficiary") OR OLD."direction" IS DISTINCT FROM (NEW."direction") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."grid_id" IS DISTINCT FROM (NEW."grid_id") OR OLD."held_at" IS DISTINCT FROM (NEW."held_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."mode" IS DISTINCT FROM (NEW."mode") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."places" IS DISTINCT FROM (NEW."places") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."series" IS DISTINCT FROM (NEW."series") OR OLD."shift" IS DISTINCT FROM (NEW."shift") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."taken" IS DISTINCT FROM (NEW."taken") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "services_activityevent" ("agreement_item_id", "beneficiary", "direction", "ends_at", "grid_id", "held_at", "id", "mode", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "places", "published_at", "series", "shift", "starts_at", "state", "taken", "title", "version") VALUES (OLD."agreement_item_id", OLD."beneficiary", OLD."direction", OLD."ends_at", OLD."grid_id", OLD."held_at", OLD."id", OLD."mode", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."place", OLD."places", OLD."published_at", OLD."series", OLD."shift", OLD."starts_at", OLD."state", OLD."taken", OLD."title", OLD."version"); RETURN NULL;',
                            hash="010df789e6b3dd26d41635b68f5cf32f716d218a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7f844",
                            table="services_activity",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="activity",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_activityevent" ("agreement_item_id", "beneficiary", "direction", "ends_at", "grid_id", "held_at", "id", "mode", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "places", "published_at", "series", "shift", "starts_at", "state", "taken", "title", "version") VALUES (OLD."agreement_item_id", OLD."beneficiary", OLD."direction", OLD."ends_at", OLD."grid_id", OLD."held_at", OLD."id", OLD."mode", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."places", OLD."published_at", OLD."series", OLD."shift", OLD."starts_at", OLD."state", OLD."taken", OLD."title", OLD."version"); RETURN NULL;',
                            hash="d54d86cd38e437acc1c0adf794e6d63b254708cd",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ac4c4",
                            table="services_activity",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="agreementprogress",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="01b71dfb93d245aa9f4f995766780d38f4d38951",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_354c0",
                            table="services_agreementprogress",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="agreementprogress",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="bca162841d129ab4b6a0abf55d5f01ce2e284392",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_a8385",
                            table="services_agreementprogress",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="claim",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="b1bb1950d857730b0e8dd699039c1ce262ced0fd",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_6adfa",
                            table="services_claim",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="claim",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="54ba2db6ebd4f914b2f89984bf44bdd67ce553be",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_21ee5",
                            table="services_claim",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="claim",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."activity_id" IS DISTINCT FROM (NEW."activity_id") OR OLD."choice" IS DISTINCT FROM (NEW."choice") OR OLD."claimed_at" IS DISTINCT FROM (NEW."claimed_at") OR OLD."confirmed_by_community_at" IS DISTINCT FROM (NEW."confirmed_by_community_at") OR OLD."confirmed_by_community_by_id" IS DISTINCT FROM (NEW."confirmed_by_community_by_id") OR OLD."confirmed_by_member_at" IS DISTINCT FROM (NEW."confirmed_by_member_at") OR OLD."confirmed_by_member_by_id" IS DISTINCT FROM (NEW."confirmed_by_member_by_id") OR OLD."hours" IS DISTINCT FROM (NEW."hours") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."on_spot" IS DISTINCT FROM (NEW."on_spot") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."registration_id" IS DISTINCT FROM (NEW."registration_id") OR OLD."service" IS DISTINCT FROM (NEW."service") OR OLD."signed_in_at" IS DISTINCT FROM (NEW."signed_in_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at"))',
                            func='INSERT INTO "services_claimevent" ("activity_id", "choice", "claimed_at", "confirmed_by_community_at", "confirmed_by_community_by_id", "confirmed_by_member_at", "confirmed_by_member_by_id", "hours", "id", "on_spot", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registration_id", "service", "signed_in_at", "state", "unit_id", "withdrawn_at") VALUES (OLD."activity_id", OLD."choice", OLD."claimed_at", OLD."confirmed_by_community_at", OLD."confirmed_by_community_by_id", OLD."confirmed_by_member_at", OLD."confirmed_by_member_by_id", OLD."hours", OLD."id", OLD."on_spot", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."registration_id", OLD."service", OLD."signed_in_at", OLD."state", OLD."unit_id", OLD."withdrawn_at"); RETURN NULL;',
                            hash="c4afb19c264d9ffe6be8053852a8bd0a1193a7d6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1d4a8",
                            table="services_claim",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="claim",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_claimevent" ("activity_id", "choice", "claimed_at", "confirmed_by_community_at", "confirmed_by_community_by_id", "confirmed_by_member_at", "confirmed_by_member_by_id", "hours", "id", "on_spot", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registration_id", "service", "signed_in_at", "state", "unit_id", "withdrawn_at") VALUES (OLD."activity_id", OLD."choice", OLD."claimed_at", OLD."confirmed_by_community_at", OLD."confirmed_by_community_by_id", OLD."confirmed_by_member_at", OLD."confirmed_by_member_by_id", OLD."hours", OLD."id", OLD."on_spot", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."registration_id", OLD."service", OLD."signed_in_at", OLD."state", OLD."unit_id", OLD."withdrawn_at"); RETURN NULL;',
                            hash="24a1b1e60f5095df008844c6bc9ca0d7cd46da2e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7e960",
                            table="services_claim",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="cultureevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="3849711b95b3d27653eef4d8cc23355537fe246d",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_b68f1",
                            table="services_cultureevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="cultureevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="73322acc497068c8d7c0da27cea7de94458685c1",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_2438f",
                            table="services_cultureevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="cultureevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."festival" IS DISTINCT FROM (NEW."festival") OR OLD."held_on" IS DISTINCT FROM (NEW."held_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."participants" IS DISTINCT FROM (NEW."participants") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "services_cultureeventevent" ("content", "festival", "held_on", "id", "level", "organization_id", "participants", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "title", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."content", OLD."festival", OLD."held_on", OLD."id", OLD."level", OLD."organization_id", OLD."participants", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."place", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="059b2e4c89f4f70f573a8e19b7366145a695974b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_47440",
                            table="services_cultureevent",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="cultureevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_cultureeventevent" ("content", "festival", "held_on", "id", "level", "organization_id", "participants", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "title", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."content", OLD."festival", OLD."held_on", OLD."id", OLD."level", OLD."organization_id", OLD."participants", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="a095d1326a210d3c41faf7e751d4bb0909be7bf1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_22651",
                            table="services_cultureevent",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="cultureplace",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="f61ecfa59dff17edab24e18590d7f730fa65a528",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_dbc9c",
                            table="services_cultureplace",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="cultureplace",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="2776250e23c7f39db6ae8bc596c9bbf6711984ac",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_ac8c1",
                            table="services_cultureplace",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="cultureplace",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."opened_on" IS DISTINCT FROM (NEW."opened_on") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "services_cultureplaceevent" ("address", "closed_on", "id", "kind", "opened_on", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."address", OLD."closed_on", OLD."id", OLD."kind", OLD."opened_on", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="6dfe4b419bcd6ec7c71ff42b72b40e19bab0d36b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_35f2e",
                            table="services_cultureplace",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="cultureplace",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_cultureplaceevent" ("address", "closed_on", "id", "kind", "opened_on", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."address", OLD."closed_on", OLD."id", OLD."kind", OLD."opened_on", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="859a7888c9c0872561992e5abceca95be123d06e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9ae9a",
                            table="services_cultureplace",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="course",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="156ab4bc713dc868959d9ad8772b1ee861d19657",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_4f5a2",
                            table="services_course",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="course",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="75eae553c264068ea9d7e6e486debe5a9b491e4d",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_05e22",
                            table="services_course",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="course",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."attendances" IS DISTINCT FROM (NEW."attendances") OR OLD."held_on" IS DISTINCT FROM (NEW."held_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."lecturer" IS DISTINCT FROM (NEW."lecturer") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."place_id" IS DISTINCT FROM (NEW."place_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "services_courseevent" ("attendances", "held_on", "id", "lecturer", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "title", "version") VALUES (OLD."attendances", OLD."held_on", OLD."id", OLD."lecturer", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."place_id", OLD."title", OLD."version"); RETURN NULL;',
                            hash="c41e4405f088aff7a684afc9bfb4b49b9495b12e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_505e0",
                            table="services_course",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="course",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_courseevent" ("attendances", "held_on", "id", "lecturer", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "title", "version") VALUES (OLD."attendances", OLD."held_on", OLD."id", OLD."lecturer", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_id", OLD."title", OLD."version"); RETURN NULL;',
                            hash="89801a9169c78f6293770911e5f2ae0e15fb2ee9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b155a",
                            table="services_course",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="departmentpairing",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="6665d30b05128d0593c3e5488647b67b5665f542",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_145b2",
                            table="services_departmentpairing",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="departmentpairing",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="6353ee73331aa6534f9113e8587adcb0e7852054",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_e400f",
                            table="services_departmentpairing",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="departmentpairing",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."contact" IS DISTINCT FROM (NEW."contact") OR OLD."department" IS DISTINCT FROM (NEW."department") OR OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."leader" IS DISTINCT FROM (NEW."leader") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."tasks_text" IS DISTINCT FROM (NEW."tasks_text") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "services_departmentpairingevent" ("contact", "department", "during", "id", "leader", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tasks_text", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."contact", OLD."department", OLD."during", OLD."id", OLD."leader", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."tasks_text", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="66237892165c5f87cc8c46fae6da391d2bc7873f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ee073",
                            table="services_departmentpairing",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="departmentpairing",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_departmentpairingevent" ("contact", "department", "during", "id", "leader", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tasks_text", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."contact", OLD."department", OLD."during", OLD."id", OLD."leader", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."tasks_text", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="ac232a958926bb679b53b8d917459d91efbcf2d7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_95ba9",
                            table="services_departmentpairing",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="feedbackline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="3d579ae90bf6c62b509aadafb686b882bbf3bfe0",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_8f807",
                            table="services_feedbackline",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="feedbackline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="87755d40ed7e3ce47798821bb41b4662e32d4a3a",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_3d4ab",
                            table="services_feedbackline",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="feedbackline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."card_id" IS DISTINCT FROM (NEW."card_id") OR OLD."hours" IS DISTINCT FROM (NEW."hours") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."meetings" IS DISTINCT FROM (NEW."meetings") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."services" IS DISTINCT FROM (NEW."services") OR OLD."sides" IS DISTINCT FROM (NEW."sides"))',
                            func='INSERT INTO "services_feedbacklineevent" ("card_id", "hours", "id", "meetings", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "services", "sides") VALUES (OLD."card_id", OLD."hours", OLD."id", OLD."meetings", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."services", OLD."sides"); RETURN NULL;',
                            hash="50e5678fd3fa5b170bf956839f6ac0247e2842c1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_57412",
                            table="services_feedbackline",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="feedbackline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_feedbacklineevent" ("card_id", "hours", "id", "meetings", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "services", "sides") VALUES (OLD."card_id", OLD."hours", OLD."id", OLD."meetings", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."services", OLD."sides"); RETURN NULL;',
                            hash="10e6fd020cbb23bad163b60324c1a7c70cbaff39",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e9bd9",
                            table="services_feedbackline",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="feedbackround",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="87c572c9845749c2d29a33c3f6e246ab5e438a9c",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_45a95",
                            table="services_feedbackround",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="feedbackround",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="8ba95676bed66c1d8be461fd804f9480a6fac929",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_23179",
                            table="services_feedbackround",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="feedbackround",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."issued_on" IS DISTINCT FROM (NEW."issued_on") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "services_feedbackroundevent" ("ends_on", "id", "issued_on", "note", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."ends_on", OLD."id", OLD."issued_on", OLD."note", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."starts_on", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="bfcf08776d984c88f3806c5828108fc8556b5f54",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f5fa9",
                            table="services_feedbackround",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="feedbackround",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_feedbackroundevent" ("ends_on", "id", "issued_on", "note", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."ends_on", OLD."id", OLD."issued_on", OLD."note", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_on", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="819b1d0c7ed4e3331e6f785976b5445c19b6c036",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_02c5e",
                            table="services_feedbackround",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="feedbackcard",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="e306aa560ae7fae735d7905ecb9b125bcd5cb4e2",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_dc71c",
                            table="services_feedbackcard",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="feedbackcard",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="53e8c3ac79e7fc50c7fa3e60c8373300c7960334",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_66b45",
                            table="services_feedbackcard",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="feedbackcard",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."comment" IS DISTINCT FROM (NEW."comment") OR OLD."for_appraisal" IS DISTINCT FROM (NEW."for_appraisal") OR OLD."for_awards" IS DISTINCT FROM (NEW."for_awards") OR OLD."for_promotion" IS DISTINCT FROM (NEW."for_promotion") OR OLD."hours" IS DISTINCT FROM (NEW."hours") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."persons" IS DISTINCT FROM (NEW."persons") OR OLD."returned_on" IS DISTINCT FROM (NEW."returned_on") OR OLD."round_id" IS DISTINCT FROM (NEW."round_id") OR OLD."services" IS DISTINCT FROM (NEW."services") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."unit_name" IS DISTINCT FROM (NEW."unit_name") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "services_feedbackcardevent" ("answer", "comment", "for_appraisal", "for_awards", "for_promotion", "hours", "id", "organization_id", "persons", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_on", "round_id", "services", "unit_id", "unit_name", "version") VALUES (OLD."answer", OLD."comment", OLD."for_appraisal", OLD."for_awards", OLD."for_promotion", OLD."hours", OLD."id", OLD."organization_id", OLD."persons", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."returned_on", OLD."round_id", OLD."services", OLD."unit_id", OLD."unit_name", OLD."version"); RETURN NULL;',
                            hash="b06d4642dfeafd59ee5d6ce89738b0a8e47d6a9f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ff900",
                            table="services_feedbackcard",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="feedbackcard",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_feedbackcardevent" ("answer", "comment", "for_appraisal", "for_awards", "for_promotion", "hours", "id", "organization_id", "persons", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_on", "round_id", "services", "unit_id", "unit_name", "version") VALUES (OLD."answer", OLD."comment", OLD."for_appraisal", OLD."for_awards", OLD."for_promotion", OLD."hours", OLD."id", OLD."organization_id", OLD."persons", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."returned_on", OLD."round_id", OLD."services", OLD."unit_id", OLD."unit_name", OLD."version"); RETURN NULL;',
                            hash="f46125b13da1e051b0072b8b84efae29984be891",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ba555",
                            table="services_feedbackcard",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="fundaccount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="cd292e4121f1a9bb1059f559a2b3bc414828d9ea",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_635f3",
                            table="services_fundaccount",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="fundaccount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="48014b3971ff0c7b852216c032376a181b667613",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_d2072",
                            table="services_fundaccount",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="fundreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="9d221cc8985f2ff737eedfbabede58105de035e3",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_1a929",
                            table="services_fundreport",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="fundreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="885713e23e55749755dc227a9a2c3e7c01e05958",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_96e9e",
                            table="services_fundreport",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="fundreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."closing" IS DISTINCT FROM (NEW."closing") OR OLD."first" IS DISTINCT FROM (NEW."first") OR OLD."fund" IS DISTINCT FROM (NEW."fund") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."income" IS DISTINCT FROM (NEW."income") OR OLD."last" IS DISTINCT FROM (NEW."last") OR OLD."lines" IS DISTINCT FROM (NEW."lines") OR OLD."opening" IS DISTINCT FROM (NEW."opening") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."spending" IS DISTINCT FROM (NEW."spending") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because"))',
                            func='INSERT INTO "services_fundreportevent" ("closing", "first", "fund", "id", "income", "last", "lines", "opening", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "spending", "withdrawn_because") VALUES (OLD."closing", OLD."first", OLD."fund", OLD."id", OLD."income", OLD."last", OLD."lines", OLD."opening", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."spending", OLD."withdrawn_because"); RETURN NULL;',
                            hash="e4ee2e0a9b61f505c6d851fbd2b2021b48e685f5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e0308",
                            table="services_fundreport",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="fundreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_fundreportevent" ("closing", "first", "fund", "id", "income", "last", "lines", "opening", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "spending", "withdrawn_because") VALUES (OLD."closing", OLD."first", OLD."fund", OLD."id", OLD."income", OLD."last", OLD."lines", OLD."opening", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."spending", OLD."withdrawn_because"); RETURN NULL;',
                            hash="7f1dd97fe87bdbcff85a2a847d7e1f0286bf1202",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3c064",
                            table="services_fundreport",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="fundvoucher",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="4643c177018636db5ec09c8bbf0e5a4c294ed965",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_d959a",
                            table="services_fundvoucher",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="fundvoucher",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="644af5a7f00a785f0c1107a3a27487fcab869e19",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_89e2c",
                            table="services_fundvoucher",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="fundvoucher",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."approved_by_id" IS DISTINCT FROM (NEW."approved_by_id") OR OLD."approved_on" IS DISTINCT FROM (NEW."approved_on") OR OLD."entered_by_id" IS DISTINCT FROM (NEW."entered_by_id") OR OLD."fund" IS DISTINCT FROM (NEW."fund") OR OLD."happened_on" IS DISTINCT FROM (NEW."happened_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."party" IS DISTINCT FROM (NEW."party") OR OLD."persons" IS DISTINCT FROM (NEW."persons") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."reversed_because" IS DISTINCT FROM (NEW."reversed_because") OR OLD."reversed_on" IS DISTINCT FROM (NEW."reversed_on") OR OLD."scan" IS DISTINCT FROM (NEW."scan") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "services_fundvoucherevent" ("amount", "approved_by_id", "approved_on", "entered_by_id", "fund", "happened_on", "id", "kind", "number", "organization_id", "party", "persons", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reversed_because", "reversed_on", "scan", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."amount", OLD."approved_by_id", OLD."approved_on", OLD."entered_by_id", OLD."fund", OLD."happened_on", OLD."id", OLD."kind", OLD."number", OLD."organization_id", OLD."party", OLD."persons", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."purpose", OLD."reversed_because", OLD."reversed_on", OLD."scan", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="152285128b885e5b5a8e8f3e7c8deef1453d930e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_47aee",
                            table="services_fundvoucher",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="fundvoucher",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_fundvoucherevent" ("amount", "approved_by_id", "approved_on", "entered_by_id", "fund", "happened_on", "id", "kind", "number", "organization_id", "party", "persons", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reversed_because", "reversed_on", "scan", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."amount", OLD."approved_by_id", OLD."approved_on", OLD."entered_by_id", OLD."fund", OLD."happened_on", OLD."id", OLD."kind", OLD."number", OLD."organization_id", OLD."party", OLD."persons", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."purpose", OLD."reversed_because", OLD."reversed_on", OLD."scan", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="da7a00ad68fc454c6fa87ca1b1689acbc8e9eba8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d169e",
                            table="services_fundvoucher",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="fundbooking",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="b09ac211cdc2bf31c2acfcdc0d357dfa60d9c019",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_d59c8",
                            table="services_fundbooking",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="fundbooking",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="ef7201d2175047592f3a7dd2776f928007e7ad6f",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_10d21",
                            table="services_fundbooking",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="fundbooking",
                    trigger=pgtrigger.compiler.Trigger(
                        name="keeps_the_balance",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO services_fundaccount (organization_id, scope, fund, code) VALUES (NEW.organization_id, NEW.scope, NEW.fund, NEW.code) ON CONFLICT (organization_id, fund, code) DO NOTHING; UPDATE services_fundaccount SET balance = balance + NEW.debit - NEW.credit WHERE organization_id = NEW.organization_id AND fund = NEW.fund AND code = NEW.code; RETURN NULL;",
                            hash="f6d1b28d4c49868141666f3182eda85361177619",
                            operation="INSERT",
                            pgid="pgtrigger_keeps_the_balance_9afd8",
                            table="services_fundbooking",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="fundbooking",
                    trigger=pgtrigger.compiler.Trigger(
                        name="both_sides",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            func="IF (SELECT sum(b.debit) <> sum(b.credit) FROM services_fundbooking b WHERE b.voucher_id = NEW.voucher_id) THEN RAISE EXCEPTION 'both sides of a voucher are equal' USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_booking_both_sides'; END IF; RETURN NULL;",
                            hash="4b6e98633a5398aca74c520b5d15b3988688d284",
                            operation="INSERT",
                            pgid="pgtrigger_both_sides_f3fae",
                            table="services_fundbooking",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="fundbooking",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'scope' = to_jsonb(NEW) - 'scope' THEN RETURN NEW; END IF; RAISE EXCEPTION 'a booking stands; a reversal books the opposite' USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_booking_append_only';",
                            hash="46da313a1d25ba77ad5ce57e329afc835cd5635c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d7ec0",
                            table="services_fundbooking",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="goodsstation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="36778f193b323f2e65f1f0e5418b9d1dfc035de4",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_9d81b",
                            table="services_goodsstation",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="goodsstation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="8e6b899e450a673f99094ec5d261aaa2a0485c06",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_4d043",
                            table="services_goodsstation",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="goodsstation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."opened_on" IS DISTINCT FROM (NEW."opened_on") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "services_goodsstationevent" ("address", "closed_on", "id", "kind", "opened_on", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."address", OLD."closed_on", OLD."id", OLD."kind", OLD."opened_on", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="b77f2cda5b8647da98617005ed59e530efd6cd7b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e3032",
                            table="services_goodsstation",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="goodsstation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_goodsstationevent" ("address", "closed_on", "id", "kind", "opened_on", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."address", OLD."closed_on", OLD."id", OLD."kind", OLD."opened_on", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="6b4eab4ea5ba0ad9427faa2a266975484a433cac",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5e02c",
                            table="services_goodsstation",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="goodsmovement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="f1ed414df3af8e0e7e7a6931820df43467fe4367",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_f3fce",
                            table="services_goodsmovement",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="goodsmovement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="06a84366d3a213da5407c75b6de418b52dfa1099",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_15ca4",
                            table="services_goodsmovement",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="goodsmovement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="keeps_the_stock",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO services_goodsstock (organization_id, scope, station_id, item, measure) SELECT NEW.organization_id, NEW.scope, station_id, item, measure FROM (\n    SELECT station_id, item, measure, sum(d) AS d FROM (\n        SELECT NEW.station_id, NEW.item, NEW.measure, CASE NEW.way WHEN 'in' THEN NEW.quantity ELSE -NEW.quantity END AS d WHERE NEW.withdrawn_on IS NULL\n        UNION ALL\n        SELECT OLD.station_id, OLD.item, OLD.measure, -(CASE OLD.way WHEN 'in' THEN OLD.quantity ELSE -OLD.quantity END) AS d\n        WHERE OLD.id IS NOT NULL AND OLD.withdrawn_on IS NULL\n    ) both_rows GROUP BY station_id, item, measure HAVING sum(d) <> 0\n) c ORDER BY station_id, item, measure ON CONFLICT (station_id, item, measure) DO NOTHING; UPDATE services_goodsstock s SET quantity = s.quantity + c.d FROM (\n    SELECT station_id, item, measure, sum(d) AS d FROM (\n        SELECT NEW.station_id, NEW.item, NEW.measure, CASE NEW.way WHEN 'in' THEN NEW.quantity ELSE -NEW.quantity END AS d WHERE NEW.withdrawn_on IS NULL\n        UNION ALL\n        SELECT OLD.station_id, OLD.item, OLD.measure, -(CASE OLD.way WHEN 'in' THEN OLD.quantity ELSE -OLD.quantity END) AS d\n        WHERE OLD.id IS NOT NULL AND OLD.withdrawn_on IS NULL\n    ) both_rows GROUP BY station_id, item, measure HAVING sum(d) <> 0\n) c WHERE s.station_id = c.station_id AND s.item = c.item AND s.measure = c.measure; RETURN NULL;",
                            hash="dae5f649ba5181ad2ec3b5a21dad6ff35d4c28fb",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_keeps_the_stock_e4817",
                            table="services_goodsmovement",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="goodsmovement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."happened_on" IS DISTINCT FROM (NEW."happened_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."item" IS DISTINCT FROM (NEW."item") OR OLD."measure" IS DISTINCT FROM (NEW."measure") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."party" IS DISTINCT FROM (NEW."party") OR OLD."persons" IS DISTINCT FROM (NEW."persons") OR OLD."quantity" IS DISTINCT FROM (NEW."quantity") OR OLD."station_id" IS DISTINCT FROM (NEW."station_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."way" IS DISTINCT FROM (NEW."way") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "services_goodsmovementevent" ("happened_on", "id", "item", "measure", "organization_id", "party", "persons", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "station_id", "version", "way", "withdrawn_because", "withdrawn_on") VALUES (OLD."happened_on", OLD."id", OLD."item", OLD."measure", OLD."organization_id", OLD."party", OLD."persons", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."quantity", OLD."station_id", OLD."version", OLD."way", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="d259213509e22bf4bb0f34e6154c23b742b874fa",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5f08b",
                            table="services_goodsmovement",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="goodsmovement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_goodsmovementevent" ("happened_on", "id", "item", "measure", "organization_id", "party", "persons", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "station_id", "version", "way", "withdrawn_because", "withdrawn_on") VALUES (OLD."happened_on", OLD."id", OLD."item", OLD."measure", OLD."organization_id", OLD."party", OLD."persons", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."quantity", OLD."station_id", OLD."version", OLD."way", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="ba0c08eef4df2ced960a1cfebbc537dd239fa0bf",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_081a0",
                            table="services_goodsmovement",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="goodsstock",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="2564a60bd4c2344a95a297816718624621764fdb",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_d2aaa",
                            table="services_goodsstock",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="goodsstock",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="62174f263af857797cd4bcc01f51c25ce288f47c",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_9b0de",
                            table="services_goodsstock",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="listing",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="f9b28cad9a430e97aeb592fe1e33a1e6780de160",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_a3cbe",
                            table="services_listing",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="listing",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="d857e73a6d83ff82677b48341e55483d34fd1e1d",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_369e5",
                            table="services_listing",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="listing",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."accept_by" IS DISTINCT FROM (NEW."accept_by") OR OLD."accepted_at" IS DISTINCT FROM (NEW."accepted_at") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."direction" IS DISTINCT FROM (NEW."direction") OR OLD."done_on" IS DISTINCT FROM (NEW."done_on") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."mode" IS DISTINCT FROM (NEW."mode") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."rated_at" IS DISTINCT FROM (NEW."rated_at") OR OLD."rating" IS DISTINCT FROM (NEW."rating") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at") OR OLD."resource_id" IS DISTINCT FROM (NEW."resource_id") OR OLD."result" IS DISTINCT FROM (NEW."result") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."taken_at" IS DISTINCT FROM (NEW."taken_at") OR OLD."taken_by_id" IS DISTINCT FROM (NEW."taken_by_id") OR OLD."taker_unit_id" IS DISTINCT FROM (NEW."taker_unit_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."way" IS DISTINCT FROM (NEW."way") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because"))',
                            func='INSERT INTO "services_listingevent" ("accept_by", "accepted_at", "content", "direction", "done_on", "due_on", "id", "kind", "mode", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "rated_at", "rating", "received_at", "resource_id", "result", "state", "taken_at", "taken_by_id", "taker_unit_id", "title", "unit_id", "version", "way", "withdrawn_because") VALUES (OLD."accept_by", OLD."accepted_at", OLD."content", OLD."direction", OLD."done_on", OLD."due_on", OLD."id", OLD."kind", OLD."mode", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."place", OLD."rated_at", OLD."rating", OLD."received_at", OLD."resource_id", OLD."result", OLD."state", OLD."taken_at", OLD."taken_by_id", OLD."taker_unit_id", OLD."title", OLD."unit_id", OLD."version", OLD."way", OLD."withdrawn_because"); RETURN NULL;',
                            hash="2bee556c9282c59292fe62af1ce050753b0fdadb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a4e0b",
                            table="services_listing",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="listing",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_listingevent" ("accept_by", "accepted_at", "content", "direction", "done_on", "due_on", "id", "kind", "mode", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "rated_at", "rating", "received_at", "resource_id", "result", "state", "taken_at", "taken_by_id", "taker_unit_id", "title", "unit_id", "version", "way", "withdrawn_because") VALUES (OLD."accept_by", OLD."accepted_at", OLD."content", OLD."direction", OLD."done_on", OLD."due_on", OLD."id", OLD."kind", OLD."mode", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."rated_at", OLD."rating", OLD."received_at", OLD."resource_id", OLD."result", OLD."state", OLD."taken_at", OLD."taken_by_id", OLD."taker_unit_id", OLD."title", OLD."unit_id", OLD."version", OLD."way", OLD."withdrawn_because"); RETURN NULL;',
                            hash="a5160afe4228114156a9d6d344b57ab51c6805a1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d71e8",
                            table="services_listing",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="overdueletter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="4689ad5dd783fa2fb5b27d0e5d33358ffbf999ab",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_7bc67",
                            table="services_overdueletter",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="overdueletter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="a462307b88b089cef7b47c57298fb6ca58b72938",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_d6b7a",
                            table="services_overdueletter",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="letteritem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="5a6dea1678568f7393f23970c52573859504f2a3",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_b8beb",
                            table="services_letteritem",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="letteritem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="1e2e56c394009ae5ee4c29ecf2cbcb773009d40d",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_8bb41",
                            table="services_letteritem",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="pairingtask",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="8a48c8b15d575ef835f37bb8644488c06a247b69",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_6e4e4",
                            table="services_pairingtask",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="pairingtask",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="4b2962a1bf43ea8b73c7ebbc0406a8501d5f202b",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_82417",
                            table="services_pairingtask",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="pairingtask",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."done_on" IS DISTINCT FROM (NEW."done_on") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."pairing_id" IS DISTINCT FROM (NEW."pairing_id") OR OLD."result" IS DISTINCT FROM (NEW."result") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "services_pairingtaskevent" ("done_on", "due_on", "id", "organization_id", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "title", "version") VALUES (OLD."done_on", OLD."due_on", OLD."id", OLD."organization_id", OLD."pairing_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."result", OLD."title", OLD."version"); RETURN NULL;',
                            hash="54051a6157cf02e4da10ba3b66528c83a726ee1d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_35ccb",
                            table="services_pairingtask",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="pairingtask",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_pairingtaskevent" ("done_on", "due_on", "id", "organization_id", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "title", "version") VALUES (OLD."done_on", OLD."due_on", OLD."id", OLD."organization_id", OLD."pairing_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."result", OLD."title", OLD."version"); RETURN NULL;',
                            hash="e1fc05fba76a824dd3cebd9399d6477bf770f60e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_529e7",
                            table="services_pairingtask",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="provider",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="dc3520ea0e740da6e213a8a258732515ad564e06",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_64ecf",
                            table="services_provider",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="provider",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="33de5179396a39c2b332cd0705a4e5c1c254fc25",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_c861a",
                            table="services_provider",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="provider",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."services" IS DISTINCT FROM (NEW."services") OR OLD."signed_on" IS DISTINCT FROM (NEW."signed_on") OR OLD."terms" IS DISTINCT FROM (NEW."terms") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "services_providerevent" ("during", "id", "kind", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "services", "signed_on", "terms", "unit_id", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."during", OLD."id", OLD."kind", OLD."name", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."services", OLD."signed_on", OLD."terms", OLD."unit_id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="9393a2c53a3e26f5559128b6980d3b168881b194",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9e4df",
                            table="services_provider",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="provider",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_providerevent" ("during", "id", "kind", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "services", "signed_on", "terms", "unit_id", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."during", OLD."id", OLD."kind", OLD."name", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."services", OLD."signed_on", OLD."terms", OLD."unit_id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="1035c1b44b4fe1cb54fa3fb4a6d257fb8a781b7d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e00b9",
                            table="services_provider",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="providedservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="26de3ebbdd2403bb84d17615c139cfb7ee720b44",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_3e6c7",
                            table="services_providedservice",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="providedservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="178288e9af20777c69eac96f7d0d1394d5eeaf1c",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_efd32",
                            table="services_providedservice",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="providedservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."people" IS DISTINCT FROM (NEW."people") OR OLD."provider_id" IS DISTINCT FROM (NEW."provider_id") OR OLD."served_on" IS DISTINCT FROM (NEW."served_on") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "services_providedserviceevent" ("content", "id", "organization_id", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "served_on", "version") VALUES (OLD."content", OLD."id", OLD."organization_id", OLD."people", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."provider_id", OLD."served_on", OLD."version"); RETURN NULL;',
                            hash="c115788eee3662d0d08d82154234cf91f04ede5a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0594a",
                            table="services_providedservice",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="providedservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_providedserviceevent" ("content", "id", "organization_id", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "served_on", "version") VALUES (OLD."content", OLD."id", OLD."organization_id", OLD."people", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provider_id", OLD."served_on", OLD."version"); RETURN NULL;',
                            hash="f1e9887adea8abc6219f6c03937b975c4477ef89",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_61b84",
                            table="services_providedservice",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="servicecommitment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="3a3804031b3bc53286fc48d9d3f255375afd0e8f",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_20daa",
                            table="services_servicecommitment",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="servicecommitment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="695f424062bae5d2c518110abac09411854e7c46",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_31974",
                            table="services_servicecommitment",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="servicecommitment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."limit_days" IS DISTINCT FROM (NEW."limit_days") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."responsible" IS DISTINCT FROM (NEW."responsible") OR OLD."since" IS DISTINCT FROM (NEW."since") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "services_servicecommitmentevent" ("content", "id", "limit_days", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "responsible", "since", "title", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."content", OLD."id", OLD."limit_days", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."responsible", OLD."since", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="112a09e92de2eb1696640fb42fe2d319d704325f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_216ff",
                            table="services_servicecommitment",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="servicecommitment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_servicecommitmentevent" ("content", "id", "limit_days", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "responsible", "since", "title", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."content", OLD."id", OLD."limit_days", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."responsible", OLD."since", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="962dcb873909feaa7e2aaf0e1d46c3f619d4a231",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9617a",
                            table="services_servicecommitment",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="commitmentcase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="fa2ed87b3df921a0ecd0d4b088e18a16b57dcdba",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_c4da2",
                            table="services_commitmentcase",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="commitmentcase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="fbc7aa132ea1d75d960cbf04aea58a7cbd62c11c",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_70a20",
                            table="services_commitmentcase",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="commitmentcase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."about" IS DISTINCT FROM (NEW."about") OR OLD."accepted_on" IS DISTINCT FROM (NEW."accepted_on") OR OLD."commitment_id" IS DISTINCT FROM (NEW."commitment_id") OR OLD."done_on" IS DISTINCT FROM (NEW."done_on") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "services_commitmentcaseevent" ("about", "accepted_on", "commitment_id", "done_on", "due_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."about", OLD."accepted_on", OLD."commitment_id", OLD."done_on", OLD."due_on", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."version"); RETURN NULL;',
                            hash="7ff93f329a21a7906bbd40712e5d7116b55676c1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c7e00",
                            table="services_commitmentcase",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="commitmentcase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_commitmentcaseevent" ("about", "accepted_on", "commitment_id", "done_on", "due_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."about", OLD."accepted_on", OLD."commitment_id", OLD."done_on", OLD."due_on", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;',
                            hash="93dcc4242b7dddbc80f97aa49b2427daed2d8200",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2465e",
                            table="services_commitmentcase",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="servicefigures",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="8cdf96dcaa7d8102a4c66b4e51ac60e68693e2a6",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_a1baa",
                            table="services_servicefigures",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="servicefigures",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="494bd4ae7a24f5b2f8a52a85c924098d76c24e51",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_e37b0",
                            table="services_servicefigures",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="servicefigures",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jobs" IS DISTINCT FROM (NEW."jobs") OR OLD."on" IS DISTINCT FROM (NEW."on") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."placed" IS DISTINCT FROM (NEW."placed") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "services_servicefiguresevent" ("id", "jobs", "on", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed", "source", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."id", OLD."jobs", OLD."on", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."placed", OLD."source", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="69d26cfd25607e80b9dc6675ab7e306c649a4a69",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a2f89",
                            table="services_servicefigures",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="servicefigures",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_servicefiguresevent" ("id", "jobs", "on", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed", "source", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."id", OLD."jobs", OLD."on", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."placed", OLD."source", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="f19f10a8dccf1fe4c655b3d1ac0fddc4b05d74b9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_59a1c",
                            table="services_servicefigures",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="classfigure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="6c483a564ecb434b0d250e550c611438e6ea3260",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_6c4f1",
                            table="services_classfigure",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="classfigure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="e0751ea1271a89cd8703b84eea3e2eb240a486b3",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_3dc85",
                            table="services_classfigure",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="classfigure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."attendances" IS DISTINCT FROM (NEW."attendances") OR OLD."figures_id" IS DISTINCT FROM (NEW."figures_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "services_classfigureevent" ("attendances", "figures_id", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "version") VALUES (OLD."attendances", OLD."figures_id", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."title", OLD."version"); RETURN NULL;',
                            hash="0101293ce93a42c8ad7fac3678d467080312b19e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d1eb5",
                            table="services_classfigure",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="classfigure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_classfigureevent" ("attendances", "figures_id", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "version") VALUES (OLD."attendances", OLD."figures_id", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."title", OLD."version"); RETURN NULL;',
                            hash="ae9004ac80821d27fda91b5b7382224df69ae5f9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6d4bc",
                            table="services_classfigure",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="tradefigure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="0ddbd3e6c332ee747ecfc5ca819ff14583df6080",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_05e97",
                            table="services_tradefigure",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="tradefigure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="ee54d901e64879e2920419954abc66a121139c7d",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_75d79",
                            table="services_tradefigure",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="tradefigure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."figures_id" IS DISTINCT FROM (NEW."figures_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."own" IS DISTINCT FROM (NEW."own") OR OLD."points" IS DISTINCT FROM (NEW."points") OR OLD."trade" IS DISTINCT FROM (NEW."trade") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "services_tradefigureevent" ("figures_id", "id", "organization_id", "own", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "trade", "version") VALUES (OLD."figures_id", OLD."id", OLD."organization_id", OLD."own", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."points", OLD."trade", OLD."version"); RETURN NULL;',
                            hash="3c5fb1ed0a8adb7714c3f2dd3d97a49a85fc77a3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_da137",
                            table="services_tradefigure",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="tradefigure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_tradefigureevent" ("figures_id", "id", "organization_id", "own", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "trade", "version") VALUES (OLD."figures_id", OLD."id", OLD."organization_id", OLD."own", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."points", OLD."trade", OLD."version"); RETURN NULL;',
                            hash="3d1e69cdcada3cf04149407c5f524b2a4bdab6cf",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_826e1",
                            table="services_tradefigure",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="unitvisit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="9cce75b9889a6e594eed0c0d339ad6f4aebcc58c",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_e30da",
                            table="services_unitvisit",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="unitvisit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="369d4be3ff467ee26ac61cbcacd699c0db39e9f4",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_652fe",
                            table="services_unitvisit",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="unitvisit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."direction" IS DISTINCT FROM (NEW."direction") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."visited_on" IS DISTINCT FROM (NEW."visited_on") OR OLD."visitors" IS DISTINCT FROM (NEW."visitors") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "services_unitvisitevent" ("content", "direction", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "version", "visited_on", "visitors", "withdrawn_because", "withdrawn_on") VALUES (OLD."content", OLD."direction", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."unit_id", OLD."version", OLD."visited_on", OLD."visitors", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="3f925c3a2ed3a995fd0fc63098bc2a8913d21cbb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_42ea4",
                            table="services_unitvisit",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="unitvisit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_unitvisitevent" ("content", "direction", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "version", "visited_on", "visitors", "withdrawn_because", "withdrawn_on") VALUES (OLD."content", OLD."direction", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."unit_id", OLD."version", OLD."visited_on", OLD."visitors", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="5a576988d4bd9cd2d64f7abf4b8ec9d5e0377ef0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b8027",
                            table="services_unitvisit",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="visitmatter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="108c4cfc13d3823cc61824afca05000dd6244a26",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_f4ab5",
                            table="services_visitmatter",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="visitmatter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="2cf6c12037a99138b6eb6b32df3a453d051cecfb",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_c2576",
                            table="services_visitmatter",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="visitmatter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."answered_on" IS DISTINCT FROM (NEW."answered_on") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."visit_id" IS DISTINCT FROM (NEW."visit_id"))',
                            func='INSERT INTO "services_visitmatterevent" ("answer", "answered_on", "due_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version", "visit_id") VALUES (OLD."answer", OLD."answered_on", OLD."due_on", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."text", OLD."version", OLD."visit_id"); RETURN NULL;',
                            hash="a5528f8618038da4b818cab201ca1f9b164465cb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_73f8a",
                            table="services_visitmatter",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="visitmatter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_visitmatterevent" ("answer", "answered_on", "due_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version", "visit_id") VALUES (OLD."answer", OLD."answered_on", OLD."due_on", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text", OLD."version", OLD."visit_id"); RETURN NULL;',
                            hash="d0187b306ea96f99edb511ed767ffc6c3b37b6a5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f4ae8",
                            table="services_visitmatter",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="volunteerteam",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="c4807f0658fd4aeba4986f652c995c4dbc4fbb7f",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_fa665",
                            table="services_volunteerteam",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="volunteerteam",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="3fd27fc20b2e5d86f6e36028b8a1b2491cceacc5",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_9028a",
                            table="services_volunteerteam",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="volunteerteam",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."dissolved_on" IS DISTINCT FROM (NEW."dissolved_on") OR OLD."founded_on" IS DISTINCT FROM (NEW."founded_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."leader" IS DISTINCT FROM (NEW."leader") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."people" IS DISTINCT FROM (NEW."people") OR OLD."theme" IS DISTINCT FROM (NEW."theme") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "services_volunteerteamevent" ("dissolved_on", "founded_on", "id", "leader", "organization_id", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "theme", "title", "unit_id", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."dissolved_on", OLD."founded_on", OLD."id", OLD."leader", OLD."organization_id", OLD."people", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."theme", OLD."title", OLD."unit_id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="7bf06626c974ea8b983f8877cf7554e53c348c48",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_00fb0",
                            table="services_volunteerteam",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="volunteerteam",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_volunteerteamevent" ("dissolved_on", "founded_on", "id", "leader", "organization_id", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "theme", "title", "unit_id", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."dissolved_on", OLD."founded_on", OLD."id", OLD."leader", OLD."organization_id", OLD."people", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."theme", OLD."title", OLD."unit_id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="8f2f97c8f89582f3c9ad1b4fb26a629839e1a001",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d117b",
                            table="services_volunteerteam",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="helper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="e19dc36a019249d159cca5446a8d70fbac42b3cd",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_77339",
                            table="services_helper",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="helper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="2807f8a33ad66b3facaff89e40d0f50ab4c6c23b",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_f7ef5",
                            table="services_helper",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="helper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."activity_id" IS DISTINCT FROM (NEW."activity_id") OR OLD."confirmed_by_community_by_id" IS DISTINCT FROM (NEW."confirmed_by_community_by_id") OR OLD."hours" IS DISTINCT FROM (NEW."hours") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."signature_entered_by_id" IS DISTINCT FROM (NEW."signature_entered_by_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id"))',
                            func='INSERT INTO "services_helperevent" ("activity_id", "confirmed_by_community_by_id", "hours", "id", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signature_entered_by_id", "state", "team_id", "unit_id") VALUES (OLD."activity_id", OLD."confirmed_by_community_by_id", OLD."hours", OLD."id", OLD."name", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."signature_entered_by_id", OLD."state", OLD."team_id", OLD."unit_id"); RETURN NULL;',
                            hash="cc34a9544061befafacc15cd9b54e5f8582fdfe3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ede43",
                            table="services_helper",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="helper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "services_helperevent" ("activity_id", "confirmed_by_community_by_id", "hours", "id", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signature_entered_by_id", "state", "team_id", "unit_id") VALUES (OLD."activity_id", OLD."confirmed_by_community_by_id", OLD."hours", OLD."id", OLD."name", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."signature_entered_by_id", OLD."state", OLD."team_id", OLD."unit_id"); RETURN NULL;',
                            hash="f0f5482cdf8152dd61825bfe3e2e26c5f2aaa9e0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_08879",
                            table="services_helper",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
