import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import core.records.migration_operations
import services.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("grids", "0001_initial"),
        ("organizations", "0001_initial"),
        ("people", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                ("starts_at", models.DateTimeField(verbose_name="开始时间")),
                ("ends_at", models.DateTimeField(verbose_name="结束时间")),
                ("places", models.PositiveSmallIntegerField(default=10, verbose_name="名额")),
                ("taken", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="已报名")),
                (
                    "state",
                    models.CharField(
                        choices=[("published", "报名中"), ("held", "已开展"), ("cancelled", "已取消")],
                        default="published",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("published_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="发布时间")),
                ("held_at", models.DateTimeField(blank=True, null=True, verbose_name="登记开展时间")),
                ("secret", models.CharField(default=services.models.new_secret, editable=False, max_length=32)),
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
                "verbose_name": "志愿服务活动",
                "verbose_name_plural": "志愿服务活动",
                "ordering": ["starts_at", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
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
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("drafted_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="起草时间")),
                ("confirmed_by_community_at", models.DateTimeField(blank=True, null=True, verbose_name="社区确认时间")),
                ("confirmed_by_unit_at", models.DateTimeField(blank=True, null=True, verbose_name="单位确认时间")),
                ("returned_reason", models.CharField(blank=True, max_length=200, verbose_name="单位退回意见")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="公开时间")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="办结时间")),
                ("result", models.TextField(blank=True, max_length=1000, verbose_name="年度成效")),
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="organizations.unit",
                        verbose_name="辖区单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "共建协议",
                "verbose_name_plural": "共建协议",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgreementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
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
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("drafted_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="起草时间")),
                ("confirmed_by_community_at", models.DateTimeField(blank=True, null=True, verbose_name="社区确认时间")),
                ("confirmed_by_unit_at", models.DateTimeField(blank=True, null=True, verbose_name="单位确认时间")),
                ("returned_reason", models.CharField(blank=True, max_length=200, verbose_name="单位退回意见")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="公开时间")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="办结时间")),
                ("result", models.TextField(blank=True, max_length=1000, verbose_name="年度成效")),
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
                        to="services.agreement",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgreementItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                (
                    "nature",
                    models.CharField(
                        choices=[("task", "任务"), ("project", "项目")],
                        default="task",
                        max_length=8,
                        verbose_name="性质",
                    ),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="类别")),
                ("title", models.CharField(max_length=120, verbose_name="事项")),
                ("due_on", models.DateField(verbose_name="完成期限")),
                ("target", models.PositiveSmallIntegerField(default=1, verbose_name="计划次数")),
                ("done", models.PositiveSmallIntegerField(default=0, verbose_name="已完成次数")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "进行中"), ("done", "已完成")],
                        default="open",
                        max_length=6,
                        verbose_name="状态",
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
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
                "verbose_name": "共建事项",
                "verbose_name_plural": "共建事项",
                "ordering": ["order", "due_on", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ActivityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                ("starts_at", models.DateTimeField(verbose_name="开始时间")),
                ("ends_at", models.DateTimeField(verbose_name="结束时间")),
                ("places", models.PositiveSmallIntegerField(default=10, verbose_name="名额")),
                ("taken", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="已报名")),
                (
                    "state",
                    models.CharField(
                        choices=[("published", "报名中"), ("held", "已开展"), ("cancelled", "已取消")],
                        default="published",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("published_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="发布时间")),
                ("held_at", models.DateTimeField(blank=True, null=True, verbose_name="登记开展时间")),
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
                        to="services.activity",
                    ),
                ),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="activity",
            name="agreement_item",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="activities",
                to="services.agreementitem",
                verbose_name="对应共建事项",
            ),
        ),
        migrations.CreateModel(
            name="AgreementItemEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "nature",
                    models.CharField(
                        choices=[("task", "任务"), ("project", "项目")],
                        default="task",
                        max_length=8,
                        verbose_name="性质",
                    ),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="类别")),
                ("title", models.CharField(max_length=120, verbose_name="事项")),
                ("due_on", models.DateField(verbose_name="完成期限")),
                ("target", models.PositiveSmallIntegerField(default=1, verbose_name="计划次数")),
                ("done", models.PositiveSmallIntegerField(default=0, verbose_name="已完成次数")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "进行中"), ("done", "已完成")],
                        default="open",
                        max_length=6,
                        verbose_name="状态",
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
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
                        to="services.agreementitem",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgreementProgress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("happened_on", models.DateField(verbose_name="开展日期")),
                ("note", models.CharField(max_length=300, verbose_name="开展情况")),
                ("amount", models.PositiveSmallIntegerField(default=1, verbose_name="次数")),
                ("photo", models.FileField(blank=True, upload_to=services.models.photo_path, verbose_name="照片")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="progress",
                        to="services.agreementitem",
                        verbose_name="共建事项",
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
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
            ],
            options={
                "verbose_name": "共建进展",
                "verbose_name_plural": "共建进展",
                "ordering": ["happened_on", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
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
                ("claimed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="认领时间")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
                ("signed_in_at", models.DateTimeField(blank=True, null=True, verbose_name="签到时间")),
                (
                    "hours",
                    models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="服务时长"),
                ),
                ("confirmed_by_community_at", models.DateTimeField(blank=True, null=True, verbose_name="社区确认时间")),
                ("confirmed_by_member_at", models.DateTimeField(blank=True, null=True, verbose_name="党员确认时间")),
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
                        related_name="claims",
                        to="people.person",
                        verbose_name="党员",
                    ),
                ),
            ],
            options={
                "verbose_name": "服务认领",
                "verbose_name_plural": "服务认领",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ClaimEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
                ("claimed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="认领时间")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
                ("signed_in_at", models.DateTimeField(blank=True, null=True, verbose_name="签到时间")),
                (
                    "hours",
                    models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="服务时长"),
                ),
                ("confirmed_by_community_at", models.DateTimeField(blank=True, null=True, verbose_name="社区确认时间")),
                ("confirmed_by_member_at", models.DateTimeField(blank=True, null=True, verbose_name="党员确认时间")),
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
                        to="services.claim",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(fields=["scope", "year"], name="agreement_scope_year"),
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(fields=["unit", "year"], name="agreement_unit_year"),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(
                fields=("organization", "unit", "year"),
                name="agreement_once_a_unit_and_year",
                violation_error_message="这个单位今年已有共建协议",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_by_community_by__isnull", True),
                    ("confirmed_by_unit_by__isnull", True),
                    models.Q(("confirmed_by_community_by", models.F("confirmed_by_unit_by")), _negated=True),
                    _connector="OR",
                ),
                name="agreement_two_sides_two_people",
                violation_error_message="社区和单位须由不同的人确认",
            ),
        ),
        migrations.AddConstraint(
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
                        ("confirmed_by_unit_by__isnull", False),
                        ("state__in", ["both_confirmed", "published", "closed"]),
                    ),
                    _connector="OR",
                ),
                name="agreement_state_has_its_confirmations",
                violation_error_message="双方确认后协议才生效",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True), ("published_at__isnull", False), _connector="OR"
                ),
                name="agreement_published_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(condition=models.Q(("year__range", (2000, 2100))), name="agreement_year"),
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
                    condition='WHEN (OLD."aims" IS DISTINCT FROM (NEW."aims") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."confirmed_by_community_at" IS DISTINCT FROM (NEW."confirmed_by_community_at") OR OLD."confirmed_by_community_by_id" IS DISTINCT FROM (NEW."confirmed_by_community_by_id") OR OLD."confirmed_by_unit_at" IS DISTINCT FROM (NEW."confirmed_by_unit_at") OR OLD."confirmed_by_unit_by_id" IS DISTINCT FROM (NEW."confirmed_by_unit_by_id") OR OLD."drafted_at" IS DISTINCT FROM (NEW."drafted_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."result" IS DISTINCT FROM (NEW."result") OR OLD."returned_reason" IS DISTINCT FROM (NEW."returned_reason") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                    func='INSERT INTO "services_agreementevent" ("aims", "closed_at", "confirmed_by_community_at", "confirmed_by_community_by_id", "confirmed_by_unit_at", "confirmed_by_unit_by_id", "drafted_at", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "result", "returned_reason", "state", "unit_id", "version", "year") VALUES (OLD."aims", OLD."closed_at", OLD."confirmed_by_community_at", OLD."confirmed_by_community_by_id", OLD."confirmed_by_unit_at", OLD."confirmed_by_unit_by_id", OLD."drafted_at", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."published_at", OLD."result", OLD."returned_reason", OLD."state", OLD."unit_id", OLD."version", OLD."year"); RETURN NULL;',
                    hash="57fc9ab4b82f2c4994851a30c90ac69c2202d1da",
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
                    func='INSERT INTO "services_agreementevent" ("aims", "closed_at", "confirmed_by_community_at", "confirmed_by_community_by_id", "confirmed_by_unit_at", "confirmed_by_unit_by_id", "drafted_at", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "result", "returned_reason", "state", "unit_id", "version", "year") VALUES (OLD."aims", OLD."closed_at", OLD."confirmed_by_community_at", OLD."confirmed_by_community_by_id", OLD."confirmed_by_unit_at", OLD."confirmed_by_unit_by_id", OLD."drafted_at", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."result", OLD."returned_reason", OLD."state", OLD."unit_id", OLD."version", OLD."year"); RETURN NULL;',
                    hash="2eb059fee6ef33acfbe27e881dee293625b0b959",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3125c",
                    table="services_agreement",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="agreementitem",
            index=models.Index(
                condition=models.Q(("state", "open")), fields=["scope", "due_on"], name="agreement_item_due"
            ),
        ),
        migrations.AddIndex(
            model_name="agreementitem",
            index=models.Index(
                condition=models.Q(("state", "open")), fields=["due_on"], name="agreement_item_open_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("target__gte", 1)),
                name="agreement_item_target",
                violation_error_message="计划次数至少为1",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done__lt", models.F("target")), ("done_on__isnull", True), ("state", "open")),
                    models.Q(("done__gte", models.F("target")), ("done_on__isnull", False), ("state", "done")),
                    _connector="OR",
                ),
                name="agreement_item_done_when_reached",
                violation_error_message="达到计划次数才算完成",
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
                    condition='WHEN (OLD."agreement_id" IS DISTINCT FROM (NEW."agreement_id") OR OLD."done" IS DISTINCT FROM (NEW."done") OR OLD."done_on" IS DISTINCT FROM (NEW."done_on") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."nature" IS DISTINCT FROM (NEW."nature") OR OLD."order" IS DISTINCT FROM (NEW."order") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."target" IS DISTINCT FROM (NEW."target") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                    func='INSERT INTO "services_agreementitemevent" ("agreement_id", "done", "done_on", "due_on", "id", "kind", "nature", "order", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "target", "title") VALUES (OLD."agreement_id", OLD."done", OLD."done_on", OLD."due_on", OLD."id", OLD."kind", OLD."nature", OLD."order", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."state", OLD."target", OLD."title"); RETURN NULL;',
                    hash="1fbbb98904fd56ff52b50d6ee42e6ada9fe040c3",
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
                    func='INSERT INTO "services_agreementitemevent" ("agreement_id", "done", "done_on", "due_on", "id", "kind", "nature", "order", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "target", "title") VALUES (OLD."agreement_id", OLD."done", OLD."done_on", OLD."due_on", OLD."id", OLD."kind", OLD."nature", OLD."order", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state", OLD."target", OLD."title"); RETURN NULL;',
                    hash="1ce45efdb73b24456d29dc2e7e98f4594b41ce5c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_17e81",
                    table="services_agreementitem",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["scope", "starts_at"], name="activity_scope_start"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                condition=models.Q(("state", "published")),
                fields=["organization", "starts_at"],
                name="activity_published",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="activity_ends_after_start",
                violation_error_message="结束时间必须晚于开始时间",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("places__gte", 1), ("taken__lte", models.F("places"))),
                name="activity_places_not_exceeded",
                violation_error_message="名额已满",
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
                    condition='WHEN (OLD."agreement_item_id" IS DISTINCT FROM (NEW."agreement_item_id") OR OLD."beneficiary" IS DISTINCT FROM (NEW."beneficiary") OR OLD."direction" IS DISTINCT FROM (NEW."direction") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."grid_id" IS DISTINCT FROM (NEW."grid_id") OR OLD."held_at" IS DISTINCT FROM (NEW."held_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."mode" IS DISTINCT FROM (NEW."mode") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."places" IS DISTINCT FROM (NEW."places") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."taken" IS DISTINCT FROM (NEW."taken") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "services_activityevent" ("agreement_item_id", "beneficiary", "direction", "ends_at", "grid_id", "held_at", "id", "mode", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "places", "published_at", "starts_at", "state", "taken", "title", "version") VALUES (OLD."agreement_item_id", OLD."beneficiary", OLD."direction", OLD."ends_at", OLD."grid_id", OLD."held_at", OLD."id", OLD."mode", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."place", OLD."places", OLD."published_at", OLD."starts_at", OLD."state", OLD."taken", OLD."title", OLD."version"); RETURN NULL;',
                    hash="8a9bf8e23804dd32f98dcbf1130be13610710c66",
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
                    func='INSERT INTO "services_activityevent" ("agreement_item_id", "beneficiary", "direction", "ends_at", "grid_id", "held_at", "id", "mode", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "places", "published_at", "starts_at", "state", "taken", "title", "version") VALUES (OLD."agreement_item_id", OLD."beneficiary", OLD."direction", OLD."ends_at", OLD."grid_id", OLD."held_at", OLD."id", OLD."mode", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."places", OLD."published_at", OLD."starts_at", OLD."state", OLD."taken", OLD."title", OLD."version"); RETURN NULL;',
                    hash="280f3cc2fc0d6d36e47457d3ecae41fddcf5826e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ac4c4",
                    table="services_activity",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="agreementprogress",
            index=models.Index(fields=["scope", "happened_on"], name="agreement_progress_scope"),
        ),
        migrations.AddConstraint(
            model_name="agreementprogress",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 1)),
                name="agreement_progress_amount",
                violation_error_message="次数至少为1",
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
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["person", "-claimed_at"], name="claim_person"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["scope", "state"], name="claim_scope_state"),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "withdrawn"), _negated=True),
                fields=("activity", "person"),
                name="claim_standing_once",
                violation_error_message="您已认领这项服务",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_by_community_by__isnull", True),
                    ("confirmed_by_member_by__isnull", True),
                    models.Q(("confirmed_by_community_by", models.F("confirmed_by_member_by")), _negated=True),
                    _connector="OR",
                ),
                name="claim_two_sides_two_people",
                violation_error_message="服务时长须由社区和本人分别确认",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("hours__isnull", True), models.Q(("hours__gt", 0), ("hours__lte", 24)), _connector="OR"
                ),
                name="claim_hours_of_one_day",
                violation_error_message="服务时长须大于0、不超过24小时",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), ("withdrawn_at__isnull", False)),
                    models.Q(models.Q(("state", "withdrawn"), _negated=True), ("withdrawn_at__isnull", True)),
                    _connector="OR",
                ),
                name="claim_withdrawn_has_time",
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
                    condition='WHEN (OLD."activity_id" IS DISTINCT FROM (NEW."activity_id") OR OLD."choice" IS DISTINCT FROM (NEW."choice") OR OLD."claimed_at" IS DISTINCT FROM (NEW."claimed_at") OR OLD."confirmed_by_community_at" IS DISTINCT FROM (NEW."confirmed_by_community_at") OR OLD."confirmed_by_community_by_id" IS DISTINCT FROM (NEW."confirmed_by_community_by_id") OR OLD."confirmed_by_member_at" IS DISTINCT FROM (NEW."confirmed_by_member_at") OR OLD."confirmed_by_member_by_id" IS DISTINCT FROM (NEW."confirmed_by_member_by_id") OR OLD."hours" IS DISTINCT FROM (NEW."hours") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."service" IS DISTINCT FROM (NEW."service") OR OLD."signed_in_at" IS DISTINCT FROM (NEW."signed_in_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at"))',
                    func='INSERT INTO "services_claimevent" ("activity_id", "choice", "claimed_at", "confirmed_by_community_at", "confirmed_by_community_by_id", "confirmed_by_member_at", "confirmed_by_member_by_id", "hours", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service", "signed_in_at", "state", "withdrawn_at") VALUES (OLD."activity_id", OLD."choice", OLD."claimed_at", OLD."confirmed_by_community_at", OLD."confirmed_by_community_by_id", OLD."confirmed_by_member_at", OLD."confirmed_by_member_by_id", OLD."hours", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."service", OLD."signed_in_at", OLD."state", OLD."withdrawn_at"); RETURN NULL;',
                    hash="a9fcb8203bfdbc588e19086db0c00c5dddc87140",
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
                    func='INSERT INTO "services_claimevent" ("activity_id", "choice", "claimed_at", "confirmed_by_community_at", "confirmed_by_community_by_id", "confirmed_by_member_at", "confirmed_by_member_by_id", "hours", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service", "signed_in_at", "state", "withdrawn_at") VALUES (OLD."activity_id", OLD."choice", OLD."claimed_at", OLD."confirmed_by_community_at", OLD."confirmed_by_community_by_id", OLD."confirmed_by_member_at", OLD."confirmed_by_member_by_id", OLD."hours", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."service", OLD."signed_in_at", OLD."state", OLD."withdrawn_at"); RETURN NULL;',
                    hash="111829577befa2a81cde63ad7652db6c3e2ef741",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7e960",
                    table="services_claim",
                    when="AFTER",
                ),
            ),
        ),
    ]
