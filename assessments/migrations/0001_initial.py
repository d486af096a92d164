import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import assessments.models.screens
import core.records.migration_operations


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
                    name="Award",
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
                                    ("star", "星级社区"),
                                    ("civility", "文明称号"),
                                    ("demonstration", "示范点"),
                                    ("commendation", "表彰"),
                                    ("criticism", "通报批评"),
                                ],
                                max_length=16,
                                verbose_name="类别",
                            ),
                        ),
                        ("level", models.CharField(max_length=40, verbose_name="等级或称号")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        (
                            "holder",
                            models.CharField(
                                choices=[
                                    ("community", "本社区"),
                                    ("unit", "驻区单位"),
                                    ("person", "个人"),
                                    ("named", "家庭、楼院、小区等"),
                                ],
                                default="community",
                                max_length=10,
                                verbose_name="对象",
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
                                verbose_name="单位",
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
                                verbose_name="个人",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=60, verbose_name="名称")),
                        ("grounds", models.TextField(max_length=1000, verbose_name="事迹或事由")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("nominated", "已申报"),
                                    ("reviewed", "街道已审"),
                                    ("published", "公示中"),
                                    ("granted", "已授予"),
                                    ("refused", "未通过"),
                                    ("withdrawn", "已撤回"),
                                    ("revoked", "已撤销"),
                                ],
                                default="nominated",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "nominated_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="申报人",
                            ),
                        ),
                        ("nominated_at", models.DateTimeField(verbose_name="申报时间")),
                        ("review", models.CharField(blank=True, max_length=300, verbose_name="街道意见")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="决定日期")),
                        ("document", models.CharField(blank=True, max_length=120, verbose_name="文件")),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                        ("conditions", models.JSONField(blank=True, default=list, verbose_name="条件")),
                        (
                            "ended_because",
                            models.CharField(blank=True, max_length=300, verbose_name="未通过或撤销的原因"),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="未通过或撤销日期")),
                    ],
                    options={
                        "verbose_name": "荣誉和通报",
                        "verbose_name_plural": "荣誉和通报",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "kind", "year"], name="award_scope")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["refused", "withdrawn", "revoked"]), _negated=True),
                                fields=("organization", "kind", "year", "level", "holder", "unit", "person", "name"),
                                name="award_once",
                                nulls_distinct=False,
                                violation_error_message="同一对象这一年已有同样的申报",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("holder", "unit"), ("unit__isnull", False)),
                                    models.Q(models.Q(("holder", "unit"), _negated=True), ("unit", None)),
                                    _connector="OR",
                                ),
                                name="award_unit",
                                violation_error_message="请选择单位",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("holder", "person"), ("person__isnull", False)),
                                    models.Q(models.Q(("holder", "person"), _negated=True), ("person", None)),
                                    _connector="OR",
                                ),
                                name="award_person",
                                violation_error_message="请选择个人",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("holder", "named"), ("name", ""), _connector="XOR"),
                                name="award_name",
                                violation_error_message="请填写家庭、楼院、小区等的名称",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["granted", "revoked"]), _negated=True),
                                    models.Q(("decided_on__isnull", False), models.Q(("document", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="award_granted_by_document",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["refused", "revoked"]), _negated=True),
                                    models.Q(
                                        ("ended_on__isnull", False), models.Q(("ended_because", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="award_ended_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AwardEvent",
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
                                to="assessments.award",
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
                                    ("star", "星级社区"),
                                    ("civility", "文明称号"),
                                    ("demonstration", "示范点"),
                                    ("commendation", "表彰"),
                                    ("criticism", "通报批评"),
                                ],
                                max_length=16,
                                verbose_name="类别",
                            ),
                        ),
                        ("level", models.CharField(max_length=40, verbose_name="等级或称号")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        (
                            "holder",
                            models.CharField(
                                choices=[
                                    ("community", "本社区"),
                                    ("unit", "驻区单位"),
                                    ("person", "个人"),
                                    ("named", "家庭、楼院、小区等"),
                                ],
                                default="community",
                                max_length=10,
                                verbose_name="对象",
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
                                verbose_name="单位",
                            ),
                        ),
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
                                verbose_name="个人",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=60, verbose_name="名称")),
                        ("grounds", models.TextField(max_length=1000, verbose_name="事迹或事由")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("nominated", "已申报"),
                                    ("reviewed", "街道已审"),
                                    ("published", "公示中"),
                                    ("granted", "已授予"),
                                    ("refused", "未通过"),
                                    ("withdrawn", "已撤回"),
                                    ("revoked", "已撤销"),
                                ],
                                default="nominated",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "nominated_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="申报人",
                            ),
                        ),
                        ("nominated_at", models.DateTimeField(verbose_name="申报时间")),
                        ("review", models.CharField(blank=True, max_length=300, verbose_name="街道意见")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="决定日期")),
                        ("document", models.CharField(blank=True, max_length=120, verbose_name="文件")),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                        ("conditions", models.JSONField(blank=True, default=list, verbose_name="条件")),
                        (
                            "ended_because",
                            models.CharField(blank=True, max_length=300, verbose_name="未通过或撤销的原因"),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="未通过或撤销日期")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="assessments_pgh_cre_07cf97_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Circular",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "scheme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="circulars",
                                to="assessments.scheme",
                                verbose_name="方案",
                            ),
                        ),
                        ("quarter", models.PositiveSmallIntegerField(verbose_name="季度")),
                        ("number", models.CharField(max_length=60, verbose_name="文号")),
                        ("issued_on", models.DateField(verbose_name="印发日期")),
                        ("issued_at", models.DateTimeField(verbose_name="印发时间")),
                        (
                            "issued_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="印发人",
                            ),
                        ),
                        ("lines", models.JSONField(default=list, verbose_name="名次和原因")),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤回时间")),
                        ("withdrawn_because", models.CharField(blank=True, max_length=200, verbose_name="撤回原因")),
                    ],
                    options={
                        "verbose_name": "季度通报",
                        "verbose_name_plural": "季度通报",
                        "ordering": ["-scheme__year", "-quarter", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("quarter__range", (1, 4))), name="circular_quarter"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at", None)),
                                fields=("scheme", "quarter"),
                                name="circular_once_a_quarter",
                                violation_error_message="这个季度的通报已经印发，要更正先撤回",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("withdrawn_at", None),
                                    models.Q(("withdrawn_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="circular_withdrawn_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CircularEvent",
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
                                to="assessments.circular",
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
                            "scheme",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assessments.scheme",
                                verbose_name="方案",
                            ),
                        ),
                        ("quarter", models.PositiveSmallIntegerField(verbose_name="季度")),
                        ("number", models.CharField(max_length=60, verbose_name="文号")),
                        ("issued_on", models.DateField(verbose_name="印发日期")),
                        ("issued_at", models.DateTimeField(verbose_name="印发时间")),
                        (
                            "issued_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="印发人",
                            ),
                        ),
                        ("lines", models.JSONField(default=list, verbose_name="名次和原因")),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤回时间")),
                        ("withdrawn_because", models.CharField(blank=True, max_length=200, verbose_name="撤回原因")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="assessments_pgh_cre_5e9d4e_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evaluation",
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
                            "scheme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evaluations",
                                to="assessments.scheme",
                                verbose_name="方案",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "计分中"),
                                    ("self_reported", "已自评"),
                                    ("street_reviewed", "街道已审"),
                                    ("published", "公示中"),
                                    ("decided", "区级已定"),
                                    ("frozen", "已封存"),
                                ],
                                default="open",
                                max_length=16,
                                verbose_name="状态",
                            ),
                        ),
                        ("total", models.DecimalField(decimal_places=2, max_digits=6, null=True, verbose_name="总分")),
                        (
                            "known_points",
                            models.DecimalField(decimal_places=2, default=0, max_digits=6, verbose_name="已知得分"),
                        ),
                        (
                            "known_weight",
                            models.DecimalField(decimal_places=2, default=0, max_digits=5, verbose_name="已知分值"),
                        ),
                        (
                            "due_points",
                            models.DecimalField(decimal_places=2, default=0, max_digits=6, verbose_name="目前应得"),
                        ),
                        (
                            "late_points",
                            models.DecimalField(decimal_places=2, default=0, max_digits=6, verbose_name="补录得分"),
                        ),
                        ("unknown", models.PositiveSmallIntegerField(default=0, verbose_name="未知项")),
                        (
                            "unknown_weight",
                            models.DecimalField(decimal_places=2, default=0, max_digits=5, verbose_name="未知分值"),
                        ),
                        ("computed_at", models.DateTimeField(null=True, verbose_name="计算时间")),
                        ("counted_to", models.DateField(null=True, verbose_name="计至月份")),
                        (
                            "review_total",
                            models.DecimalField(decimal_places=2, max_digits=6, null=True, verbose_name="复核总分"),
                        ),
                        (
                            "extra_points",
                            models.DecimalField(decimal_places=2, default=0, max_digits=6, verbose_name="加减分"),
                        ),
                        ("vetoed", models.BooleanField(default=False, verbose_name="一票否决")),
                        ("group", models.CharField(blank=True, max_length=20, verbose_name="组别")),
                        ("grade", models.CharField(blank=True, max_length=20, verbose_name="等次")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="终止日期")),
                        ("self_report", models.TextField(blank=True, max_length=2000, verbose_name="自评")),
                        ("self_reported_at", models.DateTimeField(blank=True, null=True, verbose_name="自评时间")),
                        ("street_comment", models.TextField(blank=True, max_length=1000, verbose_name="街道意见")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="审定时间")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="审定人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "社区评价",
                        "verbose_name_plural": "社区评价",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope", "scheme"], name="evaluation_scope"),
                            models.Index(fields=["scheme", "total"], name="evaluation_lowest"),
                            models.Index(
                                condition=models.Q(("unknown__gt", 0)),
                                fields=["scheme", "-unknown_weight"],
                                name="evaluation_most_unknown",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("organization", "scheme"), name="evaluation_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["decided", "frozen"]), _negated=True),
                                    ("unknown", 0),
                                    _connector="OR",
                                ),
                                name="evaluation_without_unknown",
                                violation_error_message="还有未知项，先补上记录或声明不适用，再审定",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("unknown", 0), ("total", None), _connector="OR"),
                                name="evaluation_total_without_unknown",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvaluationEvent",
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
                                to="assessments.evaluation",
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
                            "scheme",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assessments.scheme",
                                verbose_name="方案",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "计分中"),
                                    ("self_reported", "已自评"),
                                    ("street_reviewed", "街道已审"),
                                    ("published", "公示中"),
                                    ("decided", "区级已定"),
                                    ("frozen", "已封存"),
                                ],
                                default="open",
                                max_length=16,
                                verbose_name="状态",
                            ),
                        ),
                        ("grade", models.CharField(blank=True, max_length=20, verbose_name="等次")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="终止日期")),
                        ("self_report", models.TextField(blank=True, max_length=2000, verbose_name="自评")),
                        ("self_reported_at", models.DateTimeField(blank=True, null=True, verbose_name="自评时间")),
                        ("street_comment", models.TextField(blank=True, max_length=1000, verbose_name="街道意见")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="审定时间")),
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
                                verbose_name="审定人",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="assessments_pgh_cre_fbf564_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Fact",
                    fields=[
                        ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "organization_id",
                                "month",
                                "indicator_id",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="组织",
                            ),
                        ),
                        ("district_id", models.BigIntegerField(editable=False)),
                        ("month", models.DateField(verbose_name="月份")),
                        (
                            "indicator",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="facts",
                                to="assessments.indicator",
                                verbose_name="指标",
                            ),
                        ),
                        (
                            "numerator",
                            models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name="分子"),
                        ),
                        (
                            "denominator",
                            models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name="分母"),
                        ),
                        ("value", models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name="数值")),
                        ("unknown", models.PositiveIntegerField(default=0, verbose_name="未知")),
                        ("computed_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "verbose_name": "月度事实",
                        "verbose_name_plural": "月度事实",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Indicator",
                    fields=[
                        (
                            "code",
                            models.SlugField(max_length=40, primary_key=True, serialize=False, verbose_name="代码"),
                        ),
                        ("title", models.CharField(max_length=40, verbose_name="指标")),
                        (
                            "unit",
                            models.CharField(
                                choices=[
                                    ("percent", "%"),
                                    ("count", "次"),
                                    ("hours", "小时"),
                                    ("persons", "人"),
                                    ("years", "岁"),
                                ],
                                max_length=8,
                                verbose_name="单位",
                            ),
                        ),
                        (
                            "year",
                            models.CharField(
                                choices=[
                                    ("ratio", "按全年合计计算比率"),
                                    ("sum", "全年合计"),
                                    ("latest", "取最近一个月"),
                                ],
                                max_length=8,
                                verbose_name="全年口径",
                            ),
                        ),
                        ("higher_is_better", models.BooleanField(default=True, verbose_name="越高越好")),
                        ("clause", models.CharField(blank=True, max_length=60, verbose_name="依据")),
                        ("target", models.CharField(blank=True, max_length=80, verbose_name="目标标准")),
                        ("explanation", models.CharField(max_length=200, verbose_name="口径说明")),
                        ("records", models.CharField(max_length=60, verbose_name="记录页面")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                        ("on_dashboard", models.BooleanField(default=True, verbose_name="上总览")),
                    ],
                    options={
                        "verbose_name": "指标",
                        "verbose_name_plural": "指标",
                        "ordering": ["order"],
                    },
                ),
                migrations.CreateModel(
                    name="LateFact",
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
                        ("district_id", models.BigIntegerField(editable=False)),
                        ("month", models.DateField(verbose_name="月份")),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="late_facts",
                                to="assessments.indicator",
                                verbose_name="指标",
                            ),
                        ),
                        ("numerator", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="补录分子")),
                        ("denominator", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="补录分母")),
                        ("unknown", models.IntegerField(default=0, verbose_name="未知")),
                        (
                            "timely",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=14, verbose_name="按时录入部分"
                            ),
                        ),
                        ("computed_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "verbose_name": "补录",
                        "verbose_name_plural": "补录",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "month"], name="late_fact_scope_month")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organization", "month", "indicator"), name="late_fact_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MonthProtocol",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "district",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="区",
                            ),
                        ),
                        ("month", models.DateField(verbose_name="月份")),
                        ("number", models.PositiveSmallIntegerField(default=1, verbose_name="第几次封账")),
                        ("closed_at", models.DateTimeField(verbose_name="封账时间")),
                        ("closed_by", models.CharField(max_length=80, verbose_name="封账人")),
                        ("organizations", models.PositiveIntegerField(verbose_name="组织数")),
                        ("facts", models.PositiveIntegerField(verbose_name="数据数")),
                        ("figures", models.JSONField(default=list, verbose_name="全区数据")),
                        ("seal", models.CharField(max_length=64, verbose_name="校验码")),
                        ("reopened_at", models.DateTimeField(blank=True, null=True, verbose_name="重开时间")),
                        (
                            "reopened_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="重开人",
                            ),
                        ),
                        ("document", models.CharField(blank=True, max_length=120, verbose_name="依据文件")),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="重开原因")),
                    ],
                    options={
                        "verbose_name": "封账纪要",
                        "verbose_name_plural": "封账纪要",
                        "ordering": ["-month", "-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("district", "month", "number"), name="month_protocol_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reopened_at", None),
                                    models.Q(
                                        models.Q(("document", ""), _negated=True),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="month_protocol_reopened",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MonthProtocolEvent",
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
                                to="assessments.monthprotocol",
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
                            "district",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.organization",
                                verbose_name="区",
                            ),
                        ),
                        ("month", models.DateField(verbose_name="月份")),
                        ("number", models.PositiveSmallIntegerField(default=1, verbose_name="第几次封账")),
                        ("closed_at", models.DateTimeField(verbose_name="封账时间")),
                        ("closed_by", models.CharField(max_length=80, verbose_name="封账人")),
                        ("organizations", models.PositiveIntegerField(verbose_name="组织数")),
                        ("facts", models.PositiveIntegerField(verbose_name="数据数")),
                        ("figures", models.JSONField(default=list, verbose_name="全区数据")),
                        ("seal", models.CharField(max_length=64, verbose_name="校验码")),
                        ("reopened_at", models.DateTimeField(blank=True, null=True, verbose_name="重开时间")),
                        (
                            "reopened_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="重开人",
                            ),
                        ),
                        ("document", models.CharField(blank=True, max_length=120, verbose_name="依据文件")),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="重开原因")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="assessments_pgh_cre_b4c6f6_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PressItem",
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
                        ("title", models.CharField(max_length=120, verbose_name="标题")),
                        (
                            "medium",
                            models.CharField(
                                choices=[
                                    ("paper", "报刊"),
                                    ("radio", "电台"),
                                    ("television", "电视台"),
                                    ("online", "网络和新媒体"),
                                    ("board", "黑板报、宣传栏"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="媒体",
                            ),
                        ),
                        ("outlet", models.CharField(max_length=60, verbose_name="媒体名称或地点")),
                        ("issued_on", models.DateField(verbose_name="刊播日期")),
                        (
                            "showcase",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="press",
                                to="assessments.showcase",
                                verbose_name="宣传的品牌或典型",
                            ),
                        ),
                        ("note", models.TextField(blank=True, max_length=500, verbose_name="内容提要")),
                    ],
                    options={
                        "verbose_name": "宣传报道",
                        "verbose_name_plural": "宣传报道",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "issued_on"], name="press_item_scope")],
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
                                name="pressitem_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("organization", "outlet", "title", "issued_on"),
                                name="press_item_once",
                                violation_error_message="这篇报道已经登记过",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PressItemEvent",
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
                                to="assessments.pressitem",
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
                        ("title", models.CharField(max_length=120, verbose_name="标题")),
                        (
                            "medium",
                            models.CharField(
                                choices=[
                                    ("paper", "报刊"),
                                    ("radio", "电台"),
                                    ("television", "电视台"),
                                    ("online", "网络和新媒体"),
                                    ("board", "黑板报、宣传栏"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="媒体",
                            ),
                        ),
                        ("outlet", models.CharField(max_length=60, verbose_name="媒体名称或地点")),
                        ("issued_on", models.DateField(verbose_name="刊播日期")),
                        (
                            "showcase",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assessments.showcase",
                                verbose_name="宣传的品牌或典型",
                            ),
                        ),
                        ("note", models.TextField(blank=True, max_length=500, verbose_name="内容提要")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="assessments_pgh_cre_94dda7_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewCount",
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
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="counts",
                                to="assessments.twowayreview",
                                verbose_name="述职评议",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("members", "党员和党员代表"), ("residents", "群众评议员")],
                                max_length=10,
                                verbose_name="评议人",
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="评议日期")),
                        ("place", models.CharField(max_length=60, verbose_name="地点")),
                        ("issued", models.PositiveIntegerField(verbose_name="发出票数")),
                        ("returned", models.PositiveIntegerField(verbose_name="收回票数")),
                        ("invalid", models.PositiveIntegerField(default=0, verbose_name="废票")),
                        (
                            "grades",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=12),
                                editable=False,
                                size=None,
                                verbose_name="等次",
                            ),
                        ),
                        (
                            "counts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveIntegerField(),
                                editable=False,
                                size=None,
                                verbose_name="各等次票数",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "述职评议票",
                        "verbose_name_plural": "述职评议票",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="review_count_scope")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("review", "side"),
                                name="review_count_once_a_side",
                                violation_error_message="这一方的评议票已经登记，请更正原来的",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("invalid__lte", models.F("returned")),
                                    ("issued__gt", 0),
                                    ("returned__lte", models.F("issued")),
                                ),
                                name="review_count_balances",
                                violation_error_message="收回票数不能多于发出票数，废票不能多于收回票数",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewCountEvent",
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
                                to="assessments.reviewcount",
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
                            "review",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assessments.twowayreview",
                                verbose_name="述职评议",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("members", "党员和党员代表"), ("residents", "群众评议员")],
                                max_length=10,
                                verbose_name="评议人",
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="评议日期")),
                        ("place", models.CharField(max_length=60, verbose_name="地点")),
                        ("issued", models.PositiveIntegerField(verbose_name="发出票数")),
                        ("returned", models.PositiveIntegerField(verbose_name="收回票数")),
                        ("invalid", models.PositiveIntegerField(default=0, verbose_name="废票")),
                        (
                            "grades",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=12),
                                editable=False,
                                size=None,
                                verbose_name="等次",
                            ),
                        ),
                        (
                            "counts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveIntegerField(),
                                editable=False,
                                size=None,
                                verbose_name="各等次票数",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="assessments_pgh_cre_78cb7d_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewRequirement",
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
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="requirements",
                                to="assessments.twowayreview",
                                verbose_name="述职评议",
                            ),
                        ),
                        ("label", models.CharField(max_length=40, verbose_name="要求")),
                        ("how", models.TextField(blank=True, max_length=500, verbose_name="怎样做到")),
                    ],
                    options={
                        "verbose_name": "述职要求",
                        "verbose_name_plural": "述职要求",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="review_requirement_scope")],
                        "constraints": [
                            models.UniqueConstraint(fields=("review", "label"), name="review_requirement_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewRequirementEvent",
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
                                to="assessments.reviewrequirement",
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
                            "review",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assessments.twowayreview",
                                verbose_name="述职评议",
                            ),
                        ),
                        ("label", models.CharField(max_length=40, verbose_name="要求")),
                        ("how", models.TextField(blank=True, max_length=500, verbose_name="怎样做到")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="assessments_pgh_cre_dce6eb_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SatisfactionCount",
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
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        (
                            "voters",
                            models.CharField(
                                choices=[("residents", "居民"), ("units", "驻区单位")],
                                max_length=10,
                                verbose_name="投票人",
                            ),
                        ),
                        ("issued", models.PositiveIntegerField(verbose_name="发出")),
                        ("returned", models.PositiveIntegerField(verbose_name="收回")),
                        ("satisfied", models.PositiveIntegerField(verbose_name="满意")),
                        ("fairly", models.PositiveIntegerField(default=0, verbose_name="基本满意")),
                        ("unsatisfied", models.PositiveIntegerField(default=0, verbose_name="不满意")),
                        ("invalid", models.PositiveIntegerField(default=0, verbose_name="废票")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="录入时间"),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "满意度票",
                        "verbose_name_plural": "满意度票",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "year"], name="satisfaction_scope_year")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("returned__lte", models.F("issued"))),
                                fields=("organization", "year", "voters"),
                                name="satisfaction_once_a_year",
                                violation_error_message="这个社区今年已录入这类满意度票",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "returned",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("satisfied"), "+", models.F("fairly")
                                                ),
                                                "+",
                                                models.F("unsatisfied"),
                                            ),
                                            "+",
                                            models.F("invalid"),
                                        ),
                                    )
                                ),
                                name="satisfaction_balances",
                                violation_error_message="满意、基本满意、不满意、废票之和必须等于收回数",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SatisfactionCountEvent",
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
                                to="assessments.satisfactioncount",
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
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        (
                            "voters",
                            models.CharField(
                                choices=[("residents", "居民"), ("units", "驻区单位")],
                                max_length=10,
                                verbose_name="投票人",
                            ),
                        ),
                        ("issued", models.PositiveIntegerField(verbose_name="发出")),
                        ("returned", models.PositiveIntegerField(verbose_name="收回")),
                        ("satisfied", models.PositiveIntegerField(verbose_name="满意")),
                        ("fairly", models.PositiveIntegerField(default=0, verbose_name="基本满意")),
                        ("unsatisfied", models.PositiveIntegerField(default=0, verbose_name="不满意")),
                        ("invalid", models.PositiveIntegerField(default=0, verbose_name="废票")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="录入时间"),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="assessments_pgh_cre_63fb03_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Scheme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "district",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="schemes",
                                to="organizations.organization",
                                verbose_name="区",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("name", models.CharField(max_length=60, verbose_name="方案名称")),
                        (
                            "series",
                            models.CharField(
                                default="five_good", editable=False, max_length=24, verbose_name="方案类别"
                            ),
                        ),
                        ("edition", models.PositiveSmallIntegerField(default=1, verbose_name="版本")),
                        (
                            "state",
                            models.CharField(
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
                        ("document", models.CharField(blank=True, max_length=120, verbose_name="文件")),
                        ("announced_on", models.DateField(blank=True, null=True, verbose_name="公布日期")),
                        ("begins_on", models.DateField(blank=True, null=True, verbose_name="施行日期")),
                        ("dimensions", models.JSONField(blank=True, default=list, verbose_name="方面")),
                        ("groups", models.JSONField(blank=True, default=dict, verbose_name="分组")),
                        ("grades", models.JSONField(blank=True, default=list, verbose_name="等次")),
                        (
                            "in_force",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.ExpressionWrapper(
                                    models.Q(("state__in", ["in_force", "closed"])), output_field=models.BooleanField()
                                ),
                                output_field=models.BooleanField(),
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "评价方案",
                        "verbose_name_plural": "评价方案",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("district", "year", "series", "edition"),
                                name="scheme_edition_once",
                                violation_error_message="这一年已有这个版本",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["announced", "in_force", "closed"])),
                                fields=("district", "year", "series"),
                                name="scheme_once_a_year",
                                violation_error_message="这一年已有公布的方案",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "draft"),
                                    models.Q(("announced_on__isnull", False), ("begins_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="scheme_announced_with_days",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SchemeEvent",
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
                                to="assessments.scheme",
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
                            "district",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.organization",
                                verbose_name="区",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("name", models.CharField(max_length=60, verbose_name="方案名称")),
                        (
                            "series",
                            models.CharField(
                                default="five_good", editable=False, max_length=24, verbose_name="方案类别"
                            ),
                        ),
                        ("edition", models.PositiveSmallIntegerField(default=1, verbose_name="版本")),
                        (
                            "state",
                            models.CharField(
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
                        ("document", models.CharField(blank=True, max_length=120, verbose_name="文件")),
                        ("announced_on", models.DateField(blank=True, null=True, verbose_name="公布日期")),
                        ("begins_on", models.DateField(blank=True, null=True, verbose_name="施行日期")),
                        ("dimensions", models.JSONField(blank=True, default=list, verbose_name="方面")),
                        ("groups", models.JSONField(blank=True, default=dict, verbose_name="分组")),
                        ("grades", models.JSONField(blank=True, default=list, verbose_name="等次")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="assessments_pgh_cre_7afbc5_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SchemeItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "scheme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="assessments.scheme",
                                verbose_name="方案",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("points", "计分"),
                                    ("bonus", "加分"),
                                    ("deduction", "扣分"),
                                    ("veto", "一票否决"),
                                ],
                                default="points",
                                max_length=10,
                                verbose_name="作用",
                            ),
                        ),
                        ("dimension", models.CharField(blank=True, max_length=16, verbose_name="方面")),
                        ("title", models.CharField(max_length=60, verbose_name="项目")),
                        (
                            "source",
                            models.CharField(
                                choices=[("indicator", "记录计算"), ("judgement", "评审打分"), ("ballot", "满意度票")],
                                max_length=12,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assessments.indicator",
                                verbose_name="指标",
                            ),
                        ),
                        (
                            "voters",
                            models.CharField(
                                blank=True,
                                choices=[("residents", "居民"), ("units", "驻区单位")],
                                max_length=10,
                                verbose_name="投票人",
                            ),
                        ),
                        (
                            "ballots_min",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="最低有效票数"),
                        ),
                        ("weight", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="分值")),
                        (
                            "zero_at",
                            models.DecimalField(decimal_places=2, default=0, max_digits=10, verbose_name="零分线"),
                        ),
                        (
                            "full_at",
                            models.DecimalField(decimal_places=2, default=100, max_digits=10, verbose_name="满分线"),
                        ),
                        ("steps", models.JSONField(blank=True, default=list, verbose_name="分档")),
                        (
                            "half_year_min",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="每半年最低"
                            ),
                        ),
                        ("pro_rata", models.BooleanField(default=True, verbose_name="不满一年按月折算")),
                        ("clause", models.CharField(blank=True, max_length=60, verbose_name="依据")),
                        ("advice", models.CharField(blank=True, max_length=120, verbose_name="怎样得分")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                    ],
                    options={
                        "verbose_name": "评价项目",
                        "verbose_name_plural": "评价项目",
                        "ordering": ["order", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("indicator__isnull", False), ("source", "indicator")),
                                    models.Q(
                                        models.Q(("source", "indicator"), _negated=True), ("indicator__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="scheme_item_has_its_source",
                                violation_error_message="“记录计算”的项目必须选择指标",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source", "ballot"), ("voters", ""), _connector="XOR"),
                                name="scheme_item_voters",
                                violation_error_message="“满意度票”的项目必须选择投票人",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weight__gt", 0)),
                                name="scheme_item_weight",
                                violation_error_message="分值必须大于0",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("zero_at", models.F("full_at")), _negated=True),
                                name="scheme_item_range",
                                violation_error_message="满分线和零分线不能相同",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("role", "points"), ("dimension", ""), _connector="XOR"),
                                name="scheme_item_dimension",
                                violation_error_message="计分项目要归入一个方面，加分、扣分和一票否决不归入方面",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("half_year_min__isnull", True), ("half_year_min__gt", 0), _connector="OR"
                                ),
                                name="scheme_item_half_year",
                                violation_error_message="每半年最低数应大于0",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("role", "veto"), _negated=True),
                                    models.Q(("source", "ballot"), _negated=True),
                                    _connector="OR",
                                ),
                                name="scheme_item_veto_by_ballot",
                                violation_error_message="一票否决要有记录或评审认定，不能用满意度票",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SchemeItemEvent",
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
                                to="assessments.schemeitem",
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
                            "scheme",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assessments.scheme",
                                verbose_name="方案",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("points", "计分"),
                                    ("bonus", "加分"),
                                    ("deduction", "扣分"),
                                    ("veto", "一票否决"),
                                ],
                                default="points",
                                max_length=10,
                                verbose_name="作用",
                            ),
                        ),
                        ("dimension", models.CharField(blank=True, max_length=16, verbose_name="方面")),
                        ("title", models.CharField(max_length=60, verbose_name="项目")),
                        (
                            "source",
                            models.CharField(
                                choices=[("indicator", "记录计算"), ("judgement", "评审打分"), ("ballot", "满意度票")],
                                max_length=12,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assessments.indicator",
                                verbose_name="指标",
                            ),
                        ),
                        (
                            "voters",
                            models.CharField(
                                blank=True,
                                choices=[("residents", "居民"), ("units", "驻区单位")],
                                max_length=10,
                                verbose_name="投票人",
                            ),
                        ),
                        (
                            "ballots_min",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="最低有效票数"),
                        ),
                        ("weight", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="分值")),
                        (
                            "zero_at",
                            models.DecimalField(decimal_places=2, default=0, max_digits=10, verbose_name="零分线"),
                        ),
                        (
                            "full_at",
                            models.DecimalField(decimal_places=2, default=100, max_digits=10, verbose_name="满分线"),
                        ),
                        ("steps", models.JSONField(blank=True, default=list, verbose_name="分档")),
                        (
                            "half_year_min",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="每半年最低"
                            ),
                        ),
                        ("pro_rata", models.BooleanField(default=True, verbose_name="不满一年按月折算")),
                        ("clause", models.CharField(blank=True, max_length=60, verbose_name="依据")),
                        ("advice", models.CharField(blank=True, max_length=120, verbose_name="怎样得分")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="assessments_pgh_cre_47b5fd_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Score",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "evaluation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scores",
                                to="assessments.evaluation",
                                verbose_name="评价",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scores",
                                to="assessments.schemeitem",
                                verbose_name="项目",
                            ),
                        ),
                        (
                            "numerator",
                            models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name="分子"),
                        ),
                        (
                            "denominator",
                            models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name="分母"),
                        ),
                        ("value", models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name="数值")),
                        (
                            "status",
                            models.CharField(
                                choices=[("known", "已知"), ("unknown", "未知"), ("nothing", "没有可计算的事项")],
                                default="unknown",
                                max_length=8,
                                verbose_name="情况",
                            ),
                        ),
                        ("unknown_parts", models.PositiveIntegerField(default=0, verbose_name="未知部分")),
                        (
                            "line",
                            models.DecimalField(decimal_places=2, max_digits=10, null=True, verbose_name="满分线"),
                        ),
                        (
                            "due",
                            models.DecimalField(decimal_places=2, max_digits=10, null=True, verbose_name="目前应达"),
                        ),
                        ("points", models.DecimalField(decimal_places=2, max_digits=6, null=True, verbose_name="得分")),
                        ("halves_short", models.PositiveSmallIntegerField(default=0, verbose_name="未达最低的半年")),
                        (
                            "late_points",
                            models.DecimalField(decimal_places=2, default=0, max_digits=6, verbose_name="补录得分"),
                        ),
                        ("inapplicable", models.BooleanField(default=False, verbose_name="不适用")),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        (
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="打分人",
                            ),
                        ),
                        ("entered_at", models.DateTimeField(blank=True, null=True, verbose_name="打分时间")),
                    ],
                    options={
                        "verbose_name": "得分",
                        "verbose_name_plural": "得分",
                        "constraints": [
                            models.UniqueConstraint(fields=("evaluation", "item"), name="score_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("points__isnull", False), ("status", "known")),
                                    models.Q(models.Q(("status", "known"), _negated=True), ("points__isnull", True)),
                                    _connector="OR",
                                ),
                                name="score_points_only_where_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("inapplicable", False), ("status", "unknown"), _connector="OR"),
                                name="score_inapplicable_only_unknown",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("inapplicable", False), models.Q(("reason", ""), _negated=True), _connector="OR"
                                ),
                                name="score_inapplicable_with_reason",
                                violation_error_message="声明不适用时必须写明理由",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Screen",
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
                        ("title", models.CharField(max_length=40, verbose_name="放置地点")),
                        ("until", models.DateField(verbose_name="有效期至")),
                        (
                            "token",
                            models.CharField(
                                default=assessments.models.screens.new_token, editable=False, max_length=32, unique=True
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "大屏",
                        "verbose_name_plural": "大屏",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "until"], name="screen_scope")],
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
                                name="screen_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("organization", "title"),
                                name="screen_once",
                                violation_error_message="这个地点已经登记过大屏，请更正有效期，或撤回后重新登记",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScreenEvent",
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
                                to="assessments.screen",
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
                        ("title", models.CharField(max_length=40, verbose_name="放置地点")),
                        ("until", models.DateField(verbose_name="有效期至")),
                        (
                            "token",
                            models.CharField(
                                default=assessments.models.screens.new_token, editable=False, max_length=32
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="assessments_pgh_cre_1690f3_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Showcase",
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
                            "kind",
                            models.CharField(
                                choices=[("brand", "社区品牌"), ("case", "典型案例")], max_length=8, verbose_name="类型"
                            ),
                        ),
                        ("title", models.CharField(max_length=60, verbose_name="名称")),
                        ("spirit", models.CharField(max_length=120, verbose_name="品牌理念或一句话介绍")),
                        ("content", models.TextField(max_length=3000, verbose_name="做法和成效")),
                        ("began_on", models.DateField(verbose_name="开始日期")),
                        (
                            "publicised_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="公示日期"),
                        ),
                        (
                            "published_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="公布日期"),
                        ),
                        (
                            "retracted_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤下原因"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "品牌和典型",
                        "verbose_name_plural": "品牌和典型",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "published_on"], name="showcase_scope")],
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
                                name="showcase_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("organization", "kind", "title"),
                                name="showcase_once",
                                violation_error_message="已经登记过同名的品牌或典型",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("published_on", None),
                                    models.Q(
                                        ("publicised_on__isnull", False),
                                        ("published_on__gt", models.F("publicised_on")),
                                    ),
                                    _connector="OR",
                                ),
                                name="showcase_published_after_publicity",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("withdrawn_on", None), ("publicised_on", None), _connector="OR"),
                                name="showcase_withdrawn_is_not_public",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ShowcaseEvent",
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
                                to="assessments.showcase",
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
                            "kind",
                            models.CharField(
                                choices=[("brand", "社区品牌"), ("case", "典型案例")], max_length=8, verbose_name="类型"
                            ),
                        ),
                        ("title", models.CharField(max_length=60, verbose_name="名称")),
                        ("spirit", models.CharField(max_length=120, verbose_name="品牌理念或一句话介绍")),
                        ("content", models.TextField(max_length=3000, verbose_name="做法和成效")),
                        ("began_on", models.DateField(verbose_name="开始日期")),
                        (
                            "publicised_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="公示日期"),
                        ),
                        (
                            "published_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="公布日期"),
                        ),
                        (
                            "retracted_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤下原因"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="assessments_pgh_cre_9db709_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StreetAppraisal",
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
                        ("year", models.PositiveSmallIntegerField(verbose_name="考核年度")),
                        ("asked_on", models.DateField(verbose_name="征求日期")),
                        ("until", models.DateField(verbose_name="答复期限")),
                        (
                            "result",
                            models.CharField(blank=True, editable=False, max_length=40, verbose_name="考核结果"),
                        ),
                        ("document", models.CharField(blank=True, editable=False, max_length=120, verbose_name="文件")),
                        (
                            "concluded_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="考核日期"),
                        ),
                    ],
                    options={
                        "verbose_name": "街道考核征求意见",
                        "verbose_name_plural": "街道考核征求意见",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "year"], name="street_appraisal_scope")],
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
                                name="streetappraisal_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("organization", "year"),
                                name="street_appraisal_once_a_year",
                                violation_error_message="这个街道这一年已经征求意见",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("until__gt", models.F("asked_on"))),
                                name="street_appraisal_leaves_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("concluded_on", None), ("document", ""), ("result", "")),
                                    models.Q(
                                        ("concluded_on__isnull", False),
                                        models.Q(("result", ""), _negated=True),
                                        models.Q(("document", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="street_appraisal_concluded_by_document",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StreetAppraisalEvent",
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
                                to="assessments.streetappraisal",
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
                        ("year", models.PositiveSmallIntegerField(verbose_name="考核年度")),
                        ("asked_on", models.DateField(verbose_name="征求日期")),
                        ("until", models.DateField(verbose_name="答复期限")),
                        (
                            "result",
                            models.CharField(blank=True, editable=False, max_length=40, verbose_name="考核结果"),
                        ),
                        ("document", models.CharField(blank=True, editable=False, max_length=120, verbose_name="文件")),
                        (
                            "concluded_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="考核日期"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="assessments_pgh_cre_ff334f_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StreetOpinion",
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
                            "appraisal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="opinions",
                                to="assessments.streetappraisal",
                                verbose_name="考核",
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
                            "grade",
                            models.CharField(
                                blank=True,
                                choices=[("satisfied", "满意"), ("fairly", "基本满意"), ("unsatisfied", "不满意")],
                                max_length=12,
                                verbose_name="评价",
                            ),
                        ),
                        ("text", models.TextField(blank=True, max_length=300, verbose_name="意见建议")),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                    ],
                    options={
                        "verbose_name": "单位对街道的意见",
                        "verbose_name_plural": "单位对街道的意见",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="street_opinion_scope"),
                            models.Index(fields=["unit"], name="street_opinion_unit"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("appraisal", "unit"), name="street_opinion_once_a_unit"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_on", None), ("grade", ""), ("text", "")),
                                    models.Q(("answered_on__isnull", False), models.Q(("grade", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="street_opinion_answered_with_grade",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StreetOpinionEvent",
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
                                to="assessments.streetopinion",
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
                            "appraisal",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assessments.streetappraisal",
                                verbose_name="考核",
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
                            "grade",
                            models.CharField(
                                blank=True,
                                choices=[("satisfied", "满意"), ("fairly", "基本满意"), ("unsatisfied", "不满意")],
                                max_length=12,
                                verbose_name="评价",
                            ),
                        ),
                        ("text", models.TextField(blank=True, max_length=300, verbose_name="意见建议")),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="assessments_pgh_cre_653695_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TwoWayReview",
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
                                verbose_name="述职人",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("content", models.TextField(max_length=6000, verbose_name="述职报告")),
                        (
                            "displayed_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="展示日期"),
                        ),
                        (
                            "superior_grade",
                            models.CharField(blank=True, editable=False, max_length=12, verbose_name="上级评议等次"),
                        ),
                        (
                            "superior_opinion",
                            models.TextField(blank=True, editable=False, max_length=500, verbose_name="上级评议意见"),
                        ),
                        (
                            "superior_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="上级评议日期"),
                        ),
                        (
                            "follow_up",
                            models.TextField(blank=True, editable=False, max_length=1000, verbose_name="整改措施"),
                        ),
                        (
                            "concluded_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="办结日期"),
                        ),
                    ],
                    options={
                        "verbose_name": "双向述职评议",
                        "verbose_name_plural": "双向述职评议",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "year"], name="two_way_review_scope")],
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
                                name="twowayreview_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("organization", "person", "year"),
                                name="two_way_review_once_a_year",
                                violation_error_message="这个人这一年的述职已经登记",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("superior_grade", ""), ("superior_on", None), ("superior_opinion", "")),
                                    models.Q(
                                        ("superior_on__isnull", False), models.Q(("superior_grade", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="two_way_review_superior_graded",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("concluded_on", None), ("follow_up", "")),
                                    models.Q(
                                        ("concluded_on__isnull", False),
                                        ("displayed_on__isnull", False),
                                        ("superior_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="two_way_review_concluded_last",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TwoWayReviewEvent",
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
                                to="assessments.twowayreview",
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
                                verbose_name="述职人",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("content", models.TextField(max_length=6000, verbose_name="述职报告")),
                        (
                            "displayed_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="展示日期"),
                        ),
                        (
                            "superior_grade",
                            models.CharField(blank=True, editable=False, max_length=12, verbose_name="上级评议等次"),
                        ),
                        (
                            "superior_opinion",
                            models.TextField(blank=True, editable=False, max_length=500, verbose_name="上级评议意见"),
                        ),
                        (
                            "superior_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="上级评议日期"),
                        ),
                        (
                            "follow_up",
                            models.TextField(blank=True, editable=False, max_length=1000, verbose_name="整改措施"),
                        ),
                        (
                            "concluded_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="办结日期"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="assessments_pgh_cre_4d1520_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UnitAwardOpinion",
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
                        ("title", models.CharField(max_length=60, verbose_name="评先评优项目")),
                        ("asked_by", models.CharField(max_length=80, verbose_name="征求意见的单位")),
                        ("asked_on", models.DateField(verbose_name="征求日期")),
                        (
                            "agrees",
                            models.BooleanField(choices=[(True, "同意"), (False, "不同意")], verbose_name="社区意见"),
                        ),
                        ("opinion", models.TextField(max_length=300, verbose_name="意见内容")),
                        ("given_on", models.DateField(verbose_name="答复日期")),
                    ],
                    options={
                        "verbose_name": "单位评先评优意见",
                        "verbose_name_plural": "单位评先评优意见",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "given_on"], name="unit_award_opinion_scope")],
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
                                name="unitawardopinion_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("organization", "unit", "title", "asked_on"),
                                name="unit_award_opinion_once",
                                violation_error_message="这一项已经答复",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("given_on__gte", models.F("asked_on"))),
                                name="unit_award_opinion_after_asking",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UnitAwardOpinionEvent",
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
                                to="assessments.unitawardopinion",
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
                        ("title", models.CharField(max_length=60, verbose_name="评先评优项目")),
                        ("asked_by", models.CharField(max_length=80, verbose_name="征求意见的单位")),
                        ("asked_on", models.DateField(verbose_name="征求日期")),
                        (
                            "agrees",
                            models.BooleanField(choices=[(True, "同意"), (False, "不同意")], verbose_name="社区意见"),
                        ),
                        ("opinion", models.TextField(max_length=300, verbose_name="意见内容")),
                        ("given_on", models.DateField(verbose_name="答复日期")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="assessments_pgh_cre_b7cfe7_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UnitScore",
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
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("due", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="到期事项")),
                        ("done", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="按期完成")),
                        (
                            "points",
                            models.DecimalField(
                                decimal_places=2, default=0, editable=False, max_digits=5, verbose_name="得分"
                            ),
                        ),
                        ("comment", models.TextField(max_length=300, verbose_name="社区评价")),
                        (
                            "reported_to",
                            models.CharField(blank=True, editable=False, max_length=80, verbose_name="主管单位"),
                        ),
                        (
                            "reported_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="通报日期"),
                        ),
                    ],
                    options={
                        "verbose_name": "单位共建测评",
                        "verbose_name_plural": "单位共建测评",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "year"], name="unit_score_scope")],
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
                                name="unitscore_withdrawn_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("organization", "unit", "year"),
                                name="unit_score_once_a_year",
                                violation_error_message="这家单位这一年已经测评",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("done__lte", models.F("due")), ("points__lte", 100)),
                                name="unit_score_within_due",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reported_on", None), ("reported_to", "")),
                                    models.Q(
                                        ("reported_on__isnull", False), models.Q(("reported_to", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="unit_score_reported_to_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UnitScoreEvent",
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
                                to="assessments.unitscore",
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
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("due", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="到期事项")),
                        ("done", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="按期完成")),
                        (
                            "points",
                            models.DecimalField(
                                decimal_places=2, default=0, editable=False, max_digits=5, verbose_name="得分"
                            ),
                        ),
                        ("comment", models.TextField(max_length=300, verbose_name="社区评价")),
                        (
                            "reported_to",
                            models.CharField(blank=True, editable=False, max_length=80, verbose_name="主管单位"),
                        ),
                        (
                            "reported_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="通报日期"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="assessments_pgh_cre_4f0281_brin"
                            )
                        ],
                    },
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="award",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="146782e73b4d7a5cd9292430f2b30d5311e8120a",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_109f3",
                            table="assessments_award",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="award",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="aa3fa07aaae53cba8661890c67b3818bd8830654",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_08a6b",
                            table="assessments_award",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="award",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."conditions" IS DISTINCT FROM (NEW."conditions") OR OLD."decided_on" IS DISTINCT FROM (NEW."decided_on") OR OLD."document" IS DISTINCT FROM (NEW."document") OR OLD."ended_because" IS DISTINCT FROM (NEW."ended_because") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."grounds" IS DISTINCT FROM (NEW."grounds") OR OLD."holder" IS DISTINCT FROM (NEW."holder") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."nominated_at" IS DISTINCT FROM (NEW."nominated_at") OR OLD."nominated_by_id" IS DISTINCT FROM (NEW."nominated_by_id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."review" IS DISTINCT FROM (NEW."review") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."valid_until" IS DISTINCT FROM (NEW."valid_until") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                            func='INSERT INTO "assessments_awardevent" ("conditions", "decided_on", "document", "ended_because", "ended_on", "grounds", "holder", "id", "kind", "level", "name", "nominated_at", "nominated_by_id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review", "state", "unit_id", "valid_until", "version", "year") VALUES (OLD."conditions", OLD."decided_on", OLD."document", OLD."ended_because", OLD."ended_on", OLD."grounds", OLD."holder", OLD."id", OLD."kind", OLD."level", OLD."name", OLD."nominated_at", OLD."nominated_by_id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."review", OLD."state", OLD."unit_id", OLD."valid_until", OLD."version", OLD."year"); RETURN NULL;',
                            hash="fbb0b72d25526715a994d0486d616a119d8f963f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b50e7",
                            table="assessments_award",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="award",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_awardevent" ("conditions", "decided_on", "document", "ended_because", "ended_on", "grounds", "holder", "id", "kind", "level", "name", "nominated_at", "nominated_by_id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review", "state", "unit_id", "valid_until", "version", "year") VALUES (OLD."conditions", OLD."decided_on", OLD."document", OLD."ended_because", OLD."ended_on", OLD."grounds", OLD."holder", OLD."id", OLD."kind", OLD."level", OLD."name", OLD."nominated_at", OLD."nominated_by_id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."review", OLD."state", OLD."unit_id", OLD."valid_until", OLD."version", OLD."year"); RETURN NULL;',
                            hash="c3feecd4d8774666734f053e40e9a306f13525c5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4387b",
                            table="assessments_award",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="fact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="fc0e63de1444465247e86870b99452879f587cd8",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_fb9b7",
                            table="assessments_fact",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="fact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="74f285f519643f6f49c3ba48634eee70f5ec85c2",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_434a1",
                            table="assessments_fact",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="fact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="frozen_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF EXISTS (SELECT 1 FROM new_rows f JOIN organizations_month m ON m.district_id = f.district_id AND m.month = f.month AND m.closed_at IS NOT NULL) THEN RAISE EXCEPTION 'facts of a closed month do not change' USING ERRCODE = 'check_violation', CONSTRAINT = 'fact_month_closed'; END IF; RETURN NULL;",
                            hash="a2dda19b997840285c292d80d3d1b5b6389b688b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_frozen_insert_d2a6a",
                            referencing="REFERENCING NEW TABLE AS new_rows ",
                            table="assessments_fact",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="fact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="frozen_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF EXISTS (SELECT 1 FROM (SELECT n.district_id, n.month FROM old_rows n JOIN new_rows o USING (organization_id, month, indicator_id) WHERE n.scope = o.scope) f JOIN organizations_month m ON m.district_id = f.district_id AND m.month = f.month AND m.closed_at IS NOT NULL) THEN RAISE EXCEPTION 'facts of a closed month do not change' USING ERRCODE = 'check_violation', CONSTRAINT = 'fact_month_closed'; END IF; RETURN NULL;",
                            hash="dcb2426370dd232fa340516de433984219f1f354",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_frozen_update_b8276",
                            referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                            table="assessments_fact",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="fact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="refers_to_what_exists",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF EXISTS (SELECT 1 FROM (SELECT DISTINCT organization_id FROM new_rows) n WHERE NOT EXISTS (SELECT 1 FROM organizations_organization o WHERE o.id = n.organization_id)) OR EXISTS (SELECT 1 FROM (SELECT DISTINCT indicator_id FROM new_rows) n WHERE NOT EXISTS (SELECT 1 FROM assessments_indicator i WHERE i.code = n.indicator_id)) THEN RAISE EXCEPTION 'a fact of an unknown organisation or indicator' USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'fact_refers'; END IF; RETURN NULL;",
                            hash="c3779f591129e9fb9d0b44a6b9f0a3c075fbcad7",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_refers_to_what_exists_aafae",
                            referencing="REFERENCING NEW TABLE AS new_rows ",
                            table="assessments_fact",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="fact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="frozen_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF EXISTS (SELECT 1 FROM old_rows f JOIN organizations_month m ON m.district_id = f.district_id AND m.month = f.month AND m.closed_at IS NOT NULL) THEN RAISE EXCEPTION 'facts of a closed month do not change' USING ERRCODE = 'check_violation', CONSTRAINT = 'fact_month_closed'; END IF; RETURN NULL;",
                            hash="2d8b7c81e84f23a1ba9374486af73e7da3622180",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_frozen_delete_48cd3",
                            referencing="REFERENCING OLD TABLE AS old_rows ",
                            table="assessments_fact",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="latefact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="e3b107c5bbee88309be5e1d91b014c51dc93d485",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_e121e",
                            table="assessments_latefact",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="latefact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="40ad9ca6efd4e8c7a53da0c649ffb64c6aca9143",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_f9ff3",
                            table="assessments_latefact",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="monthprotocol",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stands_as_it_was",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF TG_OP = 'UPDATE' AND OLD.reopened_at IS NULL AND to_jsonb(OLD) - 'reopened_at' - 'reopened_by_id' - 'document' - 'reason' = to_jsonb(NEW) - 'reopened_at' - 'reopened_by_id' - 'document' - 'reason' THEN RETURN NEW; END IF; RAISE EXCEPTION 'a protocol does not change' USING ERRCODE = 'check_violation', CONSTRAINT = 'month_protocol_stands';",
                            hash="161525134cc02a5d2e79b4559985c58eb47157d5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_stands_as_it_was_bb7d0",
                            table="assessments_monthprotocol",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="monthprotocol",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assessments_monthprotocolevent" ("closed_at", "closed_by", "district_id", "document", "facts", "figures", "id", "month", "number", "organizations", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reopened_at", "reopened_by_id", "seal") VALUES (OLD."closed_at", OLD."closed_by", OLD."district_id", OLD."document", OLD."facts", OLD."figures", OLD."id", OLD."month", OLD."number", OLD."organizations", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."reason", OLD."reopened_at", OLD."reopened_by_id", OLD."seal"); RETURN NULL;',
                            hash="9ef891c21d3621d58fecc38f875065856121fee6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_07ed3",
                            table="assessments_monthprotocol",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="monthprotocol",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_monthprotocolevent" ("closed_at", "closed_by", "district_id", "document", "facts", "figures", "id", "month", "number", "organizations", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reopened_at", "reopened_by_id", "seal") VALUES (OLD."closed_at", OLD."closed_by", OLD."district_id", OLD."document", OLD."facts", OLD."figures", OLD."id", OLD."month", OLD."number", OLD."organizations", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."reopened_at", OLD."reopened_by_id", OLD."seal"); RETURN NULL;',
                            hash="2509ce4d58cc390e25e3c15e37e84996065c80c8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e17fa",
                            table="assessments_monthprotocol",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="satisfactioncount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="b364948f894bd95b529b51da561cda44642f83f1",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_85928",
                            table="assessments_satisfactioncount",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="satisfactioncount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="4ee679fba9a3276088dd76deb3076c4a1fbda792",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_b6256",
                            table="assessments_satisfactioncount",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="satisfactioncount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."fairly" IS DISTINCT FROM (NEW."fairly") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."invalid" IS DISTINCT FROM (NEW."invalid") OR OLD."issued" IS DISTINCT FROM (NEW."issued") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."returned" IS DISTINCT FROM (NEW."returned") OR OLD."satisfied" IS DISTINCT FROM (NEW."satisfied") OR OLD."unsatisfied" IS DISTINCT FROM (NEW."unsatisfied") OR OLD."voters" IS DISTINCT FROM (NEW."voters") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                            func='INSERT INTO "assessments_satisfactioncountevent" ("fairly", "id", "invalid", "issued", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "returned", "satisfied", "unsatisfied", "voters", "year") VALUES (OLD."fairly", OLD."id", OLD."invalid", OLD."issued", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."returned", OLD."satisfied", OLD."unsatisfied", OLD."voters", OLD."year"); RETURN NULL;',
                            hash="720d2b147cbb54ab08a0f00b9e6dfcfcf02e3d14",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_696e0",
                            table="assessments_satisfactioncount",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="satisfactioncount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_satisfactioncountevent" ("fairly", "id", "invalid", "issued", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "returned", "satisfied", "unsatisfied", "voters", "year") VALUES (OLD."fairly", OLD."id", OLD."invalid", OLD."issued", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."returned", OLD."satisfied", OLD."unsatisfied", OLD."voters", OLD."year"); RETURN NULL;',
                            hash="bce24c860fb2a9f037657279b7850ca78cec1267",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1ee8d",
                            table="assessments_satisfactioncount",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
                    model_name="scheme",
                    trigger=pgtrigger.compiler.Trigger(
                        name="weights_sum_to_100",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            declare="DECLARE total numeric;",
                            func="\nIF NEW.state NOT IN ('draft', 'replaced') THEN\n    SELECT sum(i.weight) INTO total FROM assessments_schemeitem i\n    WHERE i.scheme_id = NEW.id AND i.role = 'points';\n    IF total IS DISTINCT FROM 100 THEN\n        RAISE EXCEPTION 'weights of an announced scheme sum to %, not 100', total\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'scheme_weights_sum';\n    END IF;\nEND IF;\nRETURN NULL;\n",
                            hash="573cb40e188caa6b74f5e1db0fb1507ef4702e6e",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_weights_sum_to_100_55617",
                            table="assessments_scheme",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="scheme",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."announced_on" IS DISTINCT FROM (NEW."announced_on") OR OLD."begins_on" IS DISTINCT FROM (NEW."begins_on") OR OLD."dimensions" IS DISTINCT FROM (NEW."dimensions") OR OLD."district_id" IS DISTINCT FROM (NEW."district_id") OR OLD."document" IS DISTINCT FROM (NEW."document") OR OLD."edition" IS DISTINCT FROM (NEW."edition") OR OLD."grades" IS DISTINCT FROM (NEW."grades") OR OLD."groups" IS DISTINCT FROM (NEW."groups") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."series" IS DISTINCT FROM (NEW."series") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                            func='INSERT INTO "assessments_schemeevent" ("announced_on", "begins_on", "dimensions", "district_id", "document", "edition", "grades", "groups", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "series", "state", "version", "year") VALUES (OLD."announced_on", OLD."begins_on", OLD."dimensions", OLD."district_id", OLD."document", OLD."edition", OLD."grades", OLD."groups", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."series", OLD."state", OLD."version", OLD."year"); RETURN NULL;',
                            hash="898f0ab3eaaa3189e4697bca5184207a98e8cd89",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a9f33",
                            table="assessments_scheme",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="scheme",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_schemeevent" ("announced_on", "begins_on", "dimensions", "district_id", "document", "edition", "grades", "groups", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "series", "state", "version", "year") VALUES (OLD."announced_on", OLD."begins_on", OLD."dimensions", OLD."district_id", OLD."document", OLD."edition", OLD."grades", OLD."groups", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."series", OLD."state", OLD."version", OLD."year"); RETURN NULL;',
                            hash="bb336301fecf3aaab68e8715337d1aa65c6653e3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_58571",
                            table="assessments_scheme",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="evaluation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="6067f32892343964d1d8ba0f79e623727eda583c",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_f90b0",
                            table="assessments_evaluation",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="evaluation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="dc555b6746c93bb3b6ba757ebb0350642a7d6f2c",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_a6745",
                            table="assessments_evaluation",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="evaluation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.\"state\" = 'frozen')",
                            func="IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'scope' = to_jsonb(NEW) - 'scope' THEN RETURN NEW; END IF; RAISE EXCEPTION 'a frozen result does not change' USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluation_frozen';",
                            hash="798d3ef01a53f0744cf981b7676dc034ae996592",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_frozen_0c992",
                            table="assessments_evaluation",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="evaluation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."grade" IS DISTINCT FROM (NEW."grade") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."scheme_id" IS DISTINCT FROM (NEW."scheme_id") OR OLD."self_report" IS DISTINCT FROM (NEW."self_report") OR OLD."self_reported_at" IS DISTINCT FROM (NEW."self_reported_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."street_comment" IS DISTINCT FROM (NEW."street_comment") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "assessments_evaluationevent" ("decided_at", "decided_by_id", "ended_on", "grade", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "self_report", "self_reported_at", "state", "street_comment", "version") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."ended_on", OLD."grade", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."scheme_id", OLD."self_report", OLD."self_reported_at", OLD."state", OLD."street_comment", OLD."version"); RETURN NULL;',
                            hash="77b85f4995256f1c3eab5a1578ba98538101a266",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1f219",
                            table="assessments_evaluation",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="evaluation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_evaluationevent" ("decided_at", "decided_by_id", "ended_on", "grade", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "self_report", "self_reported_at", "state", "street_comment", "version") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."ended_on", OLD."grade", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."scheme_id", OLD."self_report", OLD."self_reported_at", OLD."state", OLD."street_comment", OLD."version"); RETURN NULL;',
                            hash="a8668283a000c30ca9b8c4ce25fd2d6f336e9845",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e137b",
                            table="assessments_evaluation",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="circular",
                    trigger=pgtrigger.compiler.Trigger(
                        name="issued_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL AND to_jsonb(OLD) - 'version' - 'withdrawn_at' - 'withdrawn_because' = to_jsonb(NEW) - 'version' - 'withdrawn_at' - 'withdrawn_because' THEN RETURN NEW; END IF; RAISE EXCEPTION 'an issued circular does not change' USING ERRCODE = 'check_violation', CONSTRAINT = 'circular_issued';",
                            hash="17729712f4459a1229a089fabf0774c8e115ab09",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_issued_stands_8f369",
                            table="assessments_circular",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="circular",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assessments_circularevent" ("id", "issued_at", "issued_by_id", "issued_on", "lines", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quarter", "scheme_id", "version", "withdrawn_at", "withdrawn_because") VALUES (OLD."id", OLD."issued_at", OLD."issued_by_id", OLD."issued_on", OLD."lines", OLD."number", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."quarter", OLD."scheme_id", OLD."version", OLD."withdrawn_at", OLD."withdrawn_because"); RETURN NULL;',
                            hash="60b797f3145ee5ed487f1a896b22c97c6d802b2e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_44cb3",
                            table="assessments_circular",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="circular",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_circularevent" ("id", "issued_at", "issued_by_id", "issued_on", "lines", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quarter", "scheme_id", "version", "withdrawn_at", "withdrawn_because") VALUES (OLD."id", OLD."issued_at", OLD."issued_by_id", OLD."issued_on", OLD."lines", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."quarter", OLD."scheme_id", OLD."version", OLD."withdrawn_at", OLD."withdrawn_because"); RETURN NULL;',
                            hash="1d973ec08ec115a3c958d4c910bac82dda2ec05d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_19c91",
                            table="assessments_circular",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
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
                core.records.migration_operations.AddTrigger(
                    model_name="schemeitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assessments_schemeitemevent" ("advice", "ballots_min", "clause", "dimension", "full_at", "half_year_min", "id", "indicator_id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pro_rata", "role", "scheme_id", "source", "steps", "title", "voters", "weight", "zero_at") VALUES (OLD."advice", OLD."ballots_min", OLD."clause", OLD."dimension", OLD."full_at", OLD."half_year_min", OLD."id", OLD."indicator_id", OLD."order", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."pro_rata", OLD."role", OLD."scheme_id", OLD."source", OLD."steps", OLD."title", OLD."voters", OLD."weight", OLD."zero_at"); RETURN NULL;',
                            hash="b7c2104b9d2abae2427b04042f1a8cde4831eb32",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_13c30",
                            table="assessments_schemeitem",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="schemeitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_schemeitemevent" ("advice", "ballots_min", "clause", "dimension", "full_at", "half_year_min", "id", "indicator_id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pro_rata", "role", "scheme_id", "source", "steps", "title", "voters", "weight", "zero_at") VALUES (OLD."advice", OLD."ballots_min", OLD."clause", OLD."dimension", OLD."full_at", OLD."half_year_min", OLD."id", OLD."indicator_id", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pro_rata", OLD."role", OLD."scheme_id", OLD."source", OLD."steps", OLD."title", OLD."voters", OLD."weight", OLD."zero_at"); RETURN NULL;',
                            hash="6aee67f23001edfdea060c5b841bbb3c1ac58780",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_beda4",
                            table="assessments_schemeitem",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="score",
                    trigger=pgtrigger.compiler.Trigger(
                        name="frozen_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF EXISTS (SELECT 1 FROM (SELECT evaluation_id FROM new_rows) s JOIN assessments_evaluation e ON e.id = s.evaluation_id WHERE e.state = 'frozen') THEN RAISE EXCEPTION 'a frozen result does not change' USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluation_frozen'; END IF; RETURN NULL;",
                            hash="89e6882ad1782ff8e68020607287c153b0661f0a",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_frozen_insert_2babf",
                            referencing="REFERENCING NEW TABLE AS new_rows ",
                            table="assessments_score",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="score",
                    trigger=pgtrigger.compiler.Trigger(
                        name="frozen_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF EXISTS (SELECT 1 FROM (SELECT evaluation_id FROM old_rows UNION ALL SELECT evaluation_id FROM new_rows) s JOIN assessments_evaluation e ON e.id = s.evaluation_id WHERE e.state = 'frozen') THEN RAISE EXCEPTION 'a frozen result does not change' USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluation_frozen'; END IF; RETURN NULL;",
                            hash="b0101c33a6e49d549eb6941476efa0d9a6b978d7",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_frozen_update_e1bfd",
                            referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                            table="assessments_score",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="score",
                    trigger=pgtrigger.compiler.Trigger(
                        name="frozen_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF EXISTS (SELECT 1 FROM (SELECT evaluation_id FROM old_rows) s JOIN assessments_evaluation e ON e.id = s.evaluation_id WHERE e.state = 'frozen') THEN RAISE EXCEPTION 'a frozen result does not change' USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluation_frozen'; END IF; RETURN NULL;",
                            hash="1c97658779749d83a45e33abc91070826af77790",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_frozen_delete_309f7",
                            referencing="REFERENCING OLD TABLE AS old_rows ",
                            table="assessments_score",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="screen",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="cc0b71b944e874941ab3ae50f9418d446f7b2cee",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_05640",
                            table="assessments_screen",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="screen",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="f6b0eee4f58dbee19c25eff3d74b16c88693d5bf",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_04e94",
                            table="assessments_screen",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="screen",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."token" IS DISTINCT FROM (NEW."token") OR OLD."until" IS DISTINCT FROM (NEW."until") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "assessments_screenevent" ("id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "token", "until", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."title", OLD."token", OLD."until", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="c8004091964d3a244603b4f70a0f248dcac36486",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6cf64",
                            table="assessments_screen",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="screen",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_screenevent" ("id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "token", "until", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."title", OLD."token", OLD."until", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="91d2713edb919b5dce3ae13c876adc70fc596582",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_443d9",
                            table="assessments_screen",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="showcase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="1b6ec4e5a3787c254d96e95a5abd7f4c843537d1",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_ed76a",
                            table="assessments_showcase",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="showcase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="ea0e85325889295200b85b88bb93c4aba38a41ac",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_8912c",
                            table="assessments_showcase",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="showcase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."began_on" IS DISTINCT FROM (NEW."began_on") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."publicised_on" IS DISTINCT FROM (NEW."publicised_on") OR OLD."published_on" IS DISTINCT FROM (NEW."published_on") OR OLD."retracted_because" IS DISTINCT FROM (NEW."retracted_because") OR OLD."spirit" IS DISTINCT FROM (NEW."spirit") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "assessments_showcaseevent" ("began_on", "content", "id", "kind", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publicised_on", "published_on", "retracted_because", "spirit", "title", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."began_on", OLD."content", OLD."id", OLD."kind", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."publicised_on", OLD."published_on", OLD."retracted_because", OLD."spirit", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="05246064f3428dcf0dae3bb2f8598bf7c98a48cd",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a85e4",
                            table="assessments_showcase",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="showcase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_showcaseevent" ("began_on", "content", "id", "kind", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publicised_on", "published_on", "retracted_because", "spirit", "title", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."began_on", OLD."content", OLD."id", OLD."kind", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."publicised_on", OLD."published_on", OLD."retracted_because", OLD."spirit", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="729663738e89552be9915f8a529a19baec5aadfc",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_49d0e",
                            table="assessments_showcase",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="pressitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="6b918d075ceb25d0f4edd4b9a79ca412810f2cb4",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_f8f8d",
                            table="assessments_pressitem",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="pressitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="4cc6479b845bf1aab0989068b5437b45a29cc1e3",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_0f2c2",
                            table="assessments_pressitem",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="pressitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."issued_on" IS DISTINCT FROM (NEW."issued_on") OR OLD."medium" IS DISTINCT FROM (NEW."medium") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."outlet" IS DISTINCT FROM (NEW."outlet") OR OLD."showcase_id" IS DISTINCT FROM (NEW."showcase_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "assessments_pressitemevent" ("id", "issued_on", "medium", "note", "organization_id", "outlet", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "showcase_id", "title", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."id", OLD."issued_on", OLD."medium", OLD."note", OLD."organization_id", OLD."outlet", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."showcase_id", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="b37eef1c3dab5e1471d1d12aca8d7a26ed30442d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_91f6e",
                            table="assessments_pressitem",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="pressitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_pressitemevent" ("id", "issued_on", "medium", "note", "organization_id", "outlet", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "showcase_id", "title", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."id", OLD."issued_on", OLD."medium", OLD."note", OLD."organization_id", OLD."outlet", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."showcase_id", OLD."title", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="fd3412e35d858b012fc2bac5e159856d88a9b5f8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_903c0",
                            table="assessments_pressitem",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="streetappraisal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="5bec0cd923305c8669c54f1bcd9efead3c1f9f48",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_6d456",
                            table="assessments_streetappraisal",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="streetappraisal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="d044b997e689041cbaf8dbb5d7c9b1631d61975f",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_80cc4",
                            table="assessments_streetappraisal",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="streetappraisal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."asked_on" IS DISTINCT FROM (NEW."asked_on") OR OLD."concluded_on" IS DISTINCT FROM (NEW."concluded_on") OR OLD."document" IS DISTINCT FROM (NEW."document") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."result" IS DISTINCT FROM (NEW."result") OR OLD."until" IS DISTINCT FROM (NEW."until") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                            func='INSERT INTO "assessments_streetappraisalevent" ("asked_on", "concluded_on", "document", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "until", "version", "withdrawn_because", "withdrawn_on", "year") VALUES (OLD."asked_on", OLD."concluded_on", OLD."document", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."result", OLD."until", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on", OLD."year"); RETURN NULL;',
                            hash="23f8424851fca3e5840a454cc6ca74a27ea2bfef",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f654e",
                            table="assessments_streetappraisal",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="streetappraisal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_streetappraisalevent" ("asked_on", "concluded_on", "document", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "until", "version", "withdrawn_because", "withdrawn_on", "year") VALUES (OLD."asked_on", OLD."concluded_on", OLD."document", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."result", OLD."until", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on", OLD."year"); RETURN NULL;',
                            hash="72aab278de05ce6d070dc4010544bdc2bc2b18fb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_641f0",
                            table="assessments_streetappraisal",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="streetopinion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="fa2d0637e578b2285379df7faac3cb38ffa76d16",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_64e48",
                            table="assessments_streetopinion",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="streetopinion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="222ee37a2915946493bd96e9f87c706225655f13",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_7df9b",
                            table="assessments_streetopinion",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="streetopinion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."answered_on" IS DISTINCT FROM (NEW."answered_on") OR OLD."appraisal_id" IS DISTINCT FROM (NEW."appraisal_id") OR OLD."grade" IS DISTINCT FROM (NEW."grade") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "assessments_streetopinionevent" ("answered_on", "appraisal_id", "grade", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "unit_id", "version") VALUES (OLD."answered_on", OLD."appraisal_id", OLD."grade", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."text", OLD."unit_id", OLD."version"); RETURN NULL;',
                            hash="645002d583a377862ba3d6f79940c46f987a3d03",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7e3f1",
                            table="assessments_streetopinion",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="streetopinion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_streetopinionevent" ("answered_on", "appraisal_id", "grade", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "unit_id", "version") VALUES (OLD."answered_on", OLD."appraisal_id", OLD."grade", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text", OLD."unit_id", OLD."version"); RETURN NULL;',
                            hash="d4ce38834310b2ed76633fcd9f0710935a05f225",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_63c1d",
                            table="assessments_streetopinion",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="twowayreview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="723e2e69b5ad296e1e9489a8403c54b916542a7a",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_b6382",
                            table="assessments_twowayreview",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="twowayreview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="3290c96546bd74185dce4cffa95790625bb1fe6f",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_48d18",
                            table="assessments_twowayreview",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="twowayreview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."concluded_on" IS DISTINCT FROM (NEW."concluded_on") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."displayed_on" IS DISTINCT FROM (NEW."displayed_on") OR OLD."follow_up" IS DISTINCT FROM (NEW."follow_up") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."superior_grade" IS DISTINCT FROM (NEW."superior_grade") OR OLD."superior_on" IS DISTINCT FROM (NEW."superior_on") OR OLD."superior_opinion" IS DISTINCT FROM (NEW."superior_opinion") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                            func='INSERT INTO "assessments_twowayreviewevent" ("concluded_on", "content", "displayed_on", "follow_up", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "superior_grade", "superior_on", "superior_opinion", "version", "withdrawn_because", "withdrawn_on", "year") VALUES (OLD."concluded_on", OLD."content", OLD."displayed_on", OLD."follow_up", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."superior_grade", OLD."superior_on", OLD."superior_opinion", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on", OLD."year"); RETURN NULL;',
                            hash="72380873d09579c704bb0d6e30f5017061b02378",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_346fe",
                            table="assessments_twowayreview",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="twowayreview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_twowayreviewevent" ("concluded_on", "content", "displayed_on", "follow_up", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "superior_grade", "superior_on", "superior_opinion", "version", "withdrawn_because", "withdrawn_on", "year") VALUES (OLD."concluded_on", OLD."content", OLD."displayed_on", OLD."follow_up", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."superior_grade", OLD."superior_on", OLD."superior_opinion", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on", OLD."year"); RETURN NULL;',
                            hash="60d99a038874cd83730f0a7e5936a73becfd8c45",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1410d",
                            table="assessments_twowayreview",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="reviewrequirement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="8794b0bf667deeac1f13c3c65055873142567b2b",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_29d3d",
                            table="assessments_reviewrequirement",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="reviewrequirement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="454300d51fa755817cac479400d43aefadaa9c14",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_b8a3e",
                            table="assessments_reviewrequirement",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="reviewrequirement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."how" IS DISTINCT FROM (NEW."how") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."review_id" IS DISTINCT FROM (NEW."review_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "assessments_reviewrequirementevent" ("how", "id", "label", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "version") VALUES (OLD."how", OLD."id", OLD."label", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."review_id", OLD."version"); RETURN NULL;',
                            hash="4496c03bf4bf5d166ab14adbd126d1da588c53cc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d5c80",
                            table="assessments_reviewrequirement",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="reviewrequirement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_reviewrequirementevent" ("how", "id", "label", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "version") VALUES (OLD."how", OLD."id", OLD."label", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."review_id", OLD."version"); RETURN NULL;',
                            hash="813c90d9efd95c4775f4940884cdee7cf98d6496",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4d5b3",
                            table="assessments_reviewrequirement",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="reviewcount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="1f80b3ac3cd5b0f456921fc0d8b9eb445c45e33f",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_7260a",
                            table="assessments_reviewcount",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="reviewcount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="ac82555bdc0d7a152c4193023c2782bf0a70d7c1",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_2a116",
                            table="assessments_reviewcount",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="reviewcount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."counts" IS DISTINCT FROM (NEW."counts") OR OLD."grades" IS DISTINCT FROM (NEW."grades") OR OLD."held_on" IS DISTINCT FROM (NEW."held_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."invalid" IS DISTINCT FROM (NEW."invalid") OR OLD."issued" IS DISTINCT FROM (NEW."issued") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."returned" IS DISTINCT FROM (NEW."returned") OR OLD."review_id" IS DISTINCT FROM (NEW."review_id") OR OLD."side" IS DISTINCT FROM (NEW."side") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "assessments_reviewcountevent" ("counts", "grades", "held_on", "id", "invalid", "issued", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "returned", "review_id", "side", "version") VALUES (OLD."counts", OLD."grades", OLD."held_on", OLD."id", OLD."invalid", OLD."issued", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."place", OLD."returned", OLD."review_id", OLD."side", OLD."version"); RETURN NULL;',
                            hash="45ed32531d76dfe29ba5b454cb0ed122788cf36e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_11d3e",
                            table="assessments_reviewcount",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="reviewcount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_reviewcountevent" ("counts", "grades", "held_on", "id", "invalid", "issued", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "returned", "review_id", "side", "version") VALUES (OLD."counts", OLD."grades", OLD."held_on", OLD."id", OLD."invalid", OLD."issued", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."returned", OLD."review_id", OLD."side", OLD."version"); RETURN NULL;',
                            hash="1acfc338a598cfb4661cb80111d086ae957b16a1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3ff14",
                            table="assessments_reviewcount",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="unitawardopinion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="23f988b60b1e3276537798b675498ae43e91fb7e",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_4e3f0",
                            table="assessments_unitawardopinion",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="unitawardopinion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="85d4b2ac094bddae527355cb65fbe480dc1c39d3",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_4c62e",
                            table="assessments_unitawardopinion",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="unitawardopinion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."agrees" IS DISTINCT FROM (NEW."agrees") OR OLD."asked_by" IS DISTINCT FROM (NEW."asked_by") OR OLD."asked_on" IS DISTINCT FROM (NEW."asked_on") OR OLD."given_on" IS DISTINCT FROM (NEW."given_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."opinion" IS DISTINCT FROM (NEW."opinion") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "assessments_unitawardopinionevent" ("agrees", "asked_by", "asked_on", "given_on", "id", "opinion", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "unit_id", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."agrees", OLD."asked_by", OLD."asked_on", OLD."given_on", OLD."id", OLD."opinion", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."title", OLD."unit_id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="79522394f1419e2d2af53cd0dffb009a4ac81f34",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_50b45",
                            table="assessments_unitawardopinion",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="unitawardopinion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_unitawardopinionevent" ("agrees", "asked_by", "asked_on", "given_on", "id", "opinion", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "unit_id", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."agrees", OLD."asked_by", OLD."asked_on", OLD."given_on", OLD."id", OLD."opinion", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."title", OLD."unit_id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="af8d231317e549cb1744e124b71dcd251439a40b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_26f91",
                            table="assessments_unitawardopinion",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="unitscore",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="c53d9104510cf36b309062eee612f617e5aa1bf5",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_ae4ab",
                            table="assessments_unitscore",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="unitscore",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="dac0457af6e529a0f6c7154bf1cf4907398bfe1c",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_f4bb6",
                            table="assessments_unitscore",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="unitscore",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."comment" IS DISTINCT FROM (NEW."comment") OR OLD."done" IS DISTINCT FROM (NEW."done") OR OLD."due" IS DISTINCT FROM (NEW."due") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."points" IS DISTINCT FROM (NEW."points") OR OLD."reported_on" IS DISTINCT FROM (NEW."reported_on") OR OLD."reported_to" IS DISTINCT FROM (NEW."reported_to") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                            func='INSERT INTO "assessments_unitscoreevent" ("comment", "done", "due", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "reported_on", "reported_to", "unit_id", "version", "withdrawn_because", "withdrawn_on", "year") VALUES (OLD."comment", OLD."done", OLD."due", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."points", OLD."reported_on", OLD."reported_to", OLD."unit_id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on", OLD."year"); RETURN NULL;',
                            hash="39c2d799de89e3d244b02c1472c3ba01eccf2ec8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c6500",
                            table="assessments_unitscore",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="unitscore",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_unitscoreevent" ("comment", "done", "due", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "reported_on", "reported_to", "unit_id", "version", "withdrawn_because", "withdrawn_on", "year") VALUES (OLD."comment", OLD."done", OLD."due", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."points", OLD."reported_on", OLD."reported_to", OLD."unit_id", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on", OLD."year"); RETURN NULL;',
                            hash="67eda632f2854f8ecc330fdfe2f2b12f0cef9789",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f60dd",
                            table="assessments_unitscore",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
