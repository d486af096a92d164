import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import core.records.migration_operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organizations", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("code", models.SlugField(max_length=40, primary_key=True, serialize=False, verbose_name="代码")),
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
                        choices=[("ratio", "按全年合计计算比率"), ("sum", "全年合计"), ("latest", "取最近一个月")],
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
            name="Evaluation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
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
                ("due_points", models.DecimalField(decimal_places=2, default=0, max_digits=6, verbose_name="目前应得")),
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
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="终止日期")),
                ("self_report", models.TextField(blank=True, max_length=2000, verbose_name="自评")),
                ("self_reported_at", models.DateTimeField(blank=True, null=True, verbose_name="自评时间")),
                ("street_comment", models.TextField(blank=True, max_length=1000, verbose_name="街道意见")),
                ("published_from", models.DateField(blank=True, null=True, verbose_name="公示开始")),
                ("published_until", models.DateField(blank=True, null=True, verbose_name="公示结束")),
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
                "verbose_name": "五好评价",
                "verbose_name_plural": "五好评价",
                "abstract": False,
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
                ("district_id", models.BigIntegerField(editable=False)),
                ("month", models.DateField(verbose_name="月份")),
                ("numerator", models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name="分子")),
                ("denominator", models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name="分母")),
                ("value", models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name="数值")),
                ("unknown", models.PositiveIntegerField(default=0, verbose_name="未知")),
                ("computed_at", models.DateTimeField(default=django.utils.timezone.now)),
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
            ],
            options={
                "verbose_name": "月度事实",
                "verbose_name_plural": "月度事实",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LateFact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("district_id", models.BigIntegerField(editable=False)),
                ("month", models.DateField(verbose_name="月份")),
                ("numerator", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="补录分子")),
                ("denominator", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="补录分母")),
                ("unknown", models.IntegerField(default=0, verbose_name="未知")),
                (
                    "timely",
                    models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name="按时录入部分"),
                ),
                ("computed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="late_facts",
                        to="assessments.indicator",
                        verbose_name="指标",
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
                "verbose_name": "补录",
                "verbose_name_plural": "补录",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SatisfactionCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "voters",
                    models.CharField(
                        choices=[("residents", "居民"), ("units", "驻区单位")], max_length=10, verbose_name="投票人"
                    ),
                ),
                ("issued", models.PositiveIntegerField(verbose_name="发出")),
                ("returned", models.PositiveIntegerField(verbose_name="收回")),
                ("satisfied", models.PositiveIntegerField(verbose_name="满意")),
                ("fairly", models.PositiveIntegerField(default=0, verbose_name="基本满意")),
                ("unsatisfied", models.PositiveIntegerField(default=0, verbose_name="不满意")),
                ("invalid", models.PositiveIntegerField(default=0, verbose_name="废票")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="录入时间")),
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
            },
        ),
        migrations.CreateModel(
            name="Scheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("name", models.CharField(max_length=60, verbose_name="方案名称")),
                ("document", models.CharField(blank=True, max_length=120, verbose_name="文件")),
                ("wording", models.JSONField(blank=True, default=dict, verbose_name="五个好的提法")),
                ("in_force", models.BooleanField(default=False, verbose_name="启用")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schemes",
                        to="organizations.organization",
                        verbose_name="区",
                    ),
                ),
            ],
            options={
                "verbose_name": "评价方案",
                "verbose_name_plural": "评价方案",
            },
        ),
        migrations.CreateModel(
            name="EvaluationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="终止日期")),
                ("self_report", models.TextField(blank=True, max_length=2000, verbose_name="自评")),
                ("self_reported_at", models.DateTimeField(blank=True, null=True, verbose_name="自评时间")),
                ("street_comment", models.TextField(blank=True, max_length=1000, verbose_name="街道意见")),
                ("published_from", models.DateField(blank=True, null=True, verbose_name="公示开始")),
                ("published_until", models.DateField(blank=True, null=True, verbose_name="公示结束")),
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
                        to="assessments.evaluation",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="evaluation",
            name="scheme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evaluations",
                to="assessments.scheme",
                verbose_name="方案",
            ),
        ),
        migrations.CreateModel(
            name="SchemeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("name", models.CharField(max_length=60, verbose_name="方案名称")),
                ("document", models.CharField(blank=True, max_length=120, verbose_name="文件")),
                ("wording", models.JSONField(blank=True, default=dict, verbose_name="五个好的提法")),
                ("in_force", models.BooleanField(default=False, verbose_name="启用")),
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
                        to="assessments.scheme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SchemeItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dimension",
                    models.CharField(
                        choices=[
                            ("leading_body", "领导班子好"),
                            ("membership", "党员队伍好"),
                            ("mechanisms", "工作机制好"),
                            ("results", "发展业绩好"),
                            ("response", "群众反映好"),
                        ],
                        max_length=16,
                        verbose_name="五个好",
                    ),
                ),
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
                    "voters",
                    models.CharField(
                        blank=True,
                        choices=[("residents", "居民"), ("units", "驻区单位")],
                        max_length=10,
                        verbose_name="投票人",
                    ),
                ),
                ("ballots_min", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="最低有效票数")),
                ("weight", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="分值")),
                ("zero_at", models.DecimalField(decimal_places=2, default=0, max_digits=10, verbose_name="零分线")),
                ("full_at", models.DecimalField(decimal_places=2, default=100, max_digits=10, verbose_name="满分线")),
                ("clause", models.CharField(blank=True, max_length=60, verbose_name="依据")),
                ("advice", models.CharField(blank=True, max_length=120, verbose_name="怎样得分")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
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
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="assessments.scheme",
                        verbose_name="方案",
                    ),
                ),
            ],
            options={
                "verbose_name": "评价项目",
                "verbose_name_plural": "评价项目",
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("text", models.CharField(max_length=300, verbose_name="异议")),
                ("raised_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="提出时间")),
                ("answer", models.CharField(blank=True, max_length=300, verbose_name="答复")),
                ("upheld", models.BooleanField(default=False, verbose_name="异议成立")),
                ("reviewed_at", models.DateTimeField(blank=True, null=True, verbose_name="退回复核时间")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="答复人",
                    ),
                ),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objections",
                        to="assessments.evaluation",
                        verbose_name="评价",
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
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提出人",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessments.schemeitem",
                        verbose_name="项目",
                    ),
                ),
            ],
            options={
                "verbose_name": "异议",
                "verbose_name_plural": "异议",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SchemeItemEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "dimension",
                    models.CharField(
                        choices=[
                            ("leading_body", "领导班子好"),
                            ("membership", "党员队伍好"),
                            ("mechanisms", "工作机制好"),
                            ("results", "发展业绩好"),
                            ("response", "群众反映好"),
                        ],
                        max_length=16,
                        verbose_name="五个好",
                    ),
                ),
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
                    "voters",
                    models.CharField(
                        blank=True,
                        choices=[("residents", "居民"), ("units", "驻区单位")],
                        max_length=10,
                        verbose_name="投票人",
                    ),
                ),
                ("ballots_min", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="最低有效票数")),
                ("weight", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="分值")),
                ("zero_at", models.DecimalField(decimal_places=2, default=0, max_digits=10, verbose_name="零分线")),
                ("full_at", models.DecimalField(decimal_places=2, default=100, max_digits=10, verbose_name="满分线")),
                ("clause", models.CharField(blank=True, max_length=60, verbose_name="依据")),
                ("advice", models.CharField(blank=True, max_length=120, verbose_name="怎样得分")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
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
                        to="assessments.schemeitem",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numerator", models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name="分子")),
                ("denominator", models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name="分母")),
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
                ("line", models.DecimalField(decimal_places=2, max_digits=10, null=True, verbose_name="满分线")),
                ("due", models.DecimalField(decimal_places=2, max_digits=10, null=True, verbose_name="目前应达")),
                ("points", models.DecimalField(decimal_places=2, max_digits=6, null=True, verbose_name="得分")),
                (
                    "late_points",
                    models.DecimalField(decimal_places=2, default=0, max_digits=6, verbose_name="补录得分"),
                ),
                ("inapplicable", models.BooleanField(default=False, verbose_name="不适用")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("entered_at", models.DateTimeField(blank=True, null=True, verbose_name="打分时间")),
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
                (
                    "evaluation",
                    models.ForeignKey(
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
            ],
            options={
                "verbose_name": "得分",
                "verbose_name_plural": "得分",
            },
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
        migrations.AddIndex(
            model_name="latefact",
            index=models.Index(fields=["scope", "month"], name="late_fact_scope_month"),
        ),
        migrations.AddConstraint(
            model_name="latefact",
            constraint=models.UniqueConstraint(fields=("organization", "month", "indicator"), name="late_fact_once"),
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
        migrations.AddIndex(
            model_name="satisfactioncount",
            index=models.Index(fields=["scope", "year"], name="satisfaction_scope_year"),
        ),
        migrations.AddConstraint(
            model_name="satisfactioncount",
            constraint=models.UniqueConstraint(
                condition=models.Q(("returned__lte", models.F("issued"))),
                fields=("organization", "year", "voters"),
                name="satisfaction_once_a_year",
                violation_error_message="这个社区今年已录入这类满意度票",
            ),
        ),
        migrations.AddConstraint(
            model_name="satisfactioncount",
            constraint=models.CheckConstraint(
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
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.UniqueConstraint(fields=("district", "year", "name"), name="scheme_once_a_year"),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="scheme",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "assessments_schemeevent" ("district_id", "document", "id", "in_force", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "wording", "year") VALUES (OLD."district_id", OLD."document", OLD."id", OLD."in_force", OLD."name", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."version", OLD."wording", OLD."year"); RETURN NULL;',
                    hash="8f1e72566acdc3ac5265e4967a4e04b6838e9c2a",
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
                    func='INSERT INTO "assessments_schemeevent" ("district_id", "document", "id", "in_force", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "wording", "year") VALUES (OLD."district_id", OLD."document", OLD."id", OLD."in_force", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version", OLD."wording", OLD."year"); RETURN NULL;',
                    hash="b8b2ffa8674720198450ab6e0281e840b3638b56",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_58571",
                    table="assessments_scheme",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="evaluation",
            index=models.Index(fields=["scope", "scheme"], name="evaluation_scope"),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.UniqueConstraint(fields=("organization", "scheme"), name="evaluation_once"),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["decided", "frozen"]), _negated=True), ("unknown", 0), _connector="OR"
                ),
                name="evaluation_without_unknown",
                violation_error_message="还有未知项，先补上记录或声明不适用，再审定",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(("unknown", 0), ("total", None), _connector="OR"),
                name="evaluation_total_without_unknown",
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
                    condition='WHEN (OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."published_from" IS DISTINCT FROM (NEW."published_from") OR OLD."published_until" IS DISTINCT FROM (NEW."published_until") OR OLD."scheme_id" IS DISTINCT FROM (NEW."scheme_id") OR OLD."self_report" IS DISTINCT FROM (NEW."self_report") OR OLD."self_reported_at" IS DISTINCT FROM (NEW."self_reported_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."street_comment" IS DISTINCT FROM (NEW."street_comment") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "assessments_evaluationevent" ("decided_at", "decided_by_id", "ended_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_from", "published_until", "scheme_id", "self_report", "self_reported_at", "state", "street_comment", "version") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."ended_on", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."published_from", OLD."published_until", OLD."scheme_id", OLD."self_report", OLD."self_reported_at", OLD."state", OLD."street_comment", OLD."version"); RETURN NULL;',
                    hash="b1753c1fc398e630db61dea2efc49807bc9ed515",
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
                    func='INSERT INTO "assessments_evaluationevent" ("decided_at", "decided_by_id", "ended_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_from", "published_until", "scheme_id", "self_report", "self_reported_at", "state", "street_comment", "version") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."ended_on", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_from", OLD."published_until", OLD."scheme_id", OLD."self_report", OLD."self_reported_at", OLD."state", OLD."street_comment", OLD."version"); RETURN NULL;',
                    hash="ae7fd721f029f6c42a5238cd21d7cf4a57f68239",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e137b",
                    table="assessments_evaluation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="schemeitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("indicator__isnull", False), ("source", "indicator")),
                    models.Q(models.Q(("source", "indicator"), _negated=True), ("indicator__isnull", True)),
                    _connector="OR",
                ),
                name="scheme_item_has_its_source",
                violation_error_message="“记录计算”的项目必须选择指标",
            ),
        ),
        migrations.AddConstraint(
            model_name="schemeitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", "ballot"), ("voters", ""), _connector="XOR"),
                name="scheme_item_voters",
                violation_error_message="“满意度票”的项目必须选择投票人",
            ),
        ),
        migrations.AddConstraint(
            model_name="schemeitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__gt", 0)),
                name="scheme_item_weight",
                violation_error_message="分值必须大于0",
            ),
        ),
        migrations.AddConstraint(
            model_name="schemeitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("zero_at", models.F("full_at")), _negated=True),
                name="scheme_item_range",
                violation_error_message="满分线和零分线不能相同",
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="schemeitem",
            trigger=pgtrigger.compiler.Trigger(
                name="weights_sum_to_100",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    declare="DECLARE total numeric; wanted bigint;",
                    func="wanted := CASE WHEN TG_OP = 'DELETE' THEN OLD.scheme_id ELSE NEW.scheme_id END; SELECT sum(i.weight) INTO total FROM assessments_schemeitem i JOIN assessments_scheme s ON s.id = i.scheme_id WHERE s.id = wanted AND s.in_force; IF total IS NOT NULL AND total <> 100 THEN RAISE EXCEPTION 'weights of a scheme in force sum to %, not 100', total USING ERRCODE = 'check_violation', CONSTRAINT = 'scheme_weights_sum'; END IF; RETURN NULL;",
                    hash="767770fbd6414866c3fd288f546516f7dd57be9a",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_weights_sum_to_100_1b7a7",
                    table="assessments_schemeitem",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="schemeitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "assessments_schemeitemevent" ("advice", "ballots_min", "clause", "dimension", "full_at", "id", "indicator_id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "source", "title", "voters", "weight", "zero_at") VALUES (OLD."advice", OLD."ballots_min", OLD."clause", OLD."dimension", OLD."full_at", OLD."id", OLD."indicator_id", OLD."order", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."scheme_id", OLD."source", OLD."title", OLD."voters", OLD."weight", OLD."zero_at"); RETURN NULL;',
                    hash="8ec25f187e6ed05bcf15907cb0eaab6da7817b9c",
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
                    func='INSERT INTO "assessments_schemeitemevent" ("advice", "ballots_min", "clause", "dimension", "full_at", "id", "indicator_id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "source", "title", "voters", "weight", "zero_at") VALUES (OLD."advice", OLD."ballots_min", OLD."clause", OLD."dimension", OLD."full_at", OLD."id", OLD."indicator_id", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."scheme_id", OLD."source", OLD."title", OLD."voters", OLD."weight", OLD."zero_at"); RETURN NULL;',
                    hash="4e940cca9d284d8e6b2945e6a598253b38eb322a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_beda4",
                    table="assessments_schemeitem",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="objection",
            index=models.Index(fields=["scope"], name="objection_scope"),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="objection",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="5f7900565de29fbd43fb1891de162646bdcbd36d",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_3a107",
                    table="assessments_objection",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="objection",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="c86ad1d01456ac81f2ef1b9fbe311035d2e7649d",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_1b7e1",
                    table="assessments_objection",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.UniqueConstraint(fields=("evaluation", "item"), name="score_once"),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("points__isnull", False), ("status", "known")),
                    models.Q(models.Q(("status", "known"), _negated=True), ("points__isnull", True)),
                    _connector="OR",
                ),
                name="score_points_only_where_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(("inapplicable", False), ("status", "unknown"), _connector="OR"),
                name="score_inapplicable_only_unknown",
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(("inapplicable", False), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="score_inapplicable_with_reason",
                violation_error_message="声明不适用时必须写明理由",
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
    ]
