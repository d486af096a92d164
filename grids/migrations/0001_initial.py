import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import core.records.migration_operations
import core.records.protection
import grids.models.places


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organizations", "0001_initial"),
        ("people", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Building",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("name", models.CharField(max_length=40, verbose_name="楼栋")),
                ("address", models.CharField(blank=True, max_length=80, verbose_name="地址")),
                ("entrances", models.PositiveSmallIntegerField(default=1, verbose_name="单元数")),
                ("floors", models.PositiveSmallIntegerField(default=6, verbose_name="层数")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                (
                    "building_group",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="building",
                        to="organizations.organization",
                        verbose_name="楼栋党小组",
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
                "verbose_name": "楼栋",
                "verbose_name_plural": "楼栋",
                "ordering": ["order", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Grid",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("code", models.CharField(max_length=20, verbose_name="网格编号")),
                ("name", models.CharField(max_length=40, verbose_name="网格名称")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("boundary", models.JSONField(blank=True, default=list, verbose_name="范围")),
                (
                    "token",
                    models.CharField(default=grids.models.places.new_token, editable=False, max_length=32, unique=True),
                ),
                (
                    "grid_branch",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grid",
                        to="organizations.organization",
                        verbose_name="网格大党支部",
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
                "verbose_name": "网格",
                "verbose_name_plural": "网格",
                "ordering": ["order", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BuildingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=40, verbose_name="楼栋")),
                ("address", models.CharField(blank=True, max_length=80, verbose_name="地址")),
                ("entrances", models.PositiveSmallIntegerField(default=1, verbose_name="单元数")),
                ("floors", models.PositiveSmallIntegerField(default=6, verbose_name="层数")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                (
                    "building_group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organizations.organization",
                        verbose_name="楼栋党小组",
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
                        to="grids.building",
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grids.grid",
                        verbose_name="网格",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="building",
            name="grid",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="buildings",
                to="grids.grid",
                verbose_name="网格",
            ),
        ),
        migrations.CreateModel(
            name="GridEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.CharField(max_length=20, verbose_name="网格编号")),
                ("name", models.CharField(max_length=40, verbose_name="网格名称")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("boundary", models.JSONField(blank=True, default=list, verbose_name="范围")),
                ("token", models.CharField(default=grids.models.places.new_token, editable=False, max_length=32)),
                (
                    "grid_branch",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organizations.organization",
                        verbose_name="网格大党支部",
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
                        to="grids.grid",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Household",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("entrance", models.PositiveSmallIntegerField(verbose_name="单元")),
                ("floor", models.SmallIntegerField(verbose_name="楼层")),
                ("door", models.PositiveSmallIntegerField(verbose_name="户序")),
                ("label", models.CharField(max_length=20, verbose_name="门牌")),
                (
                    "building",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="households",
                        to="grids.building",
                        verbose_name="楼栋",
                    ),
                ),
                (
                    "member_household",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="household",
                        to="organizations.organization",
                        verbose_name="党员中心户",
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
                "verbose_name": "住户",
                "verbose_name_plural": "住户",
                "ordering": ["building", "entrance", "floor", "door"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ContactCard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("printed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="打印时间")),
                ("delivered_on", models.DateField(blank=True, null=True, verbose_name="发放日期")),
                (
                    "delivered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发放登记人",
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
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cards",
                        to="grids.household",
                        verbose_name="住户",
                    ),
                ),
            ],
            options={
                "verbose_name": "联系卡",
                "verbose_name_plural": "联系卡",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("content", models.TextField(max_length=1000, verbose_name="反映内容")),
                (
                    "source",
                    models.CharField(
                        choices=[("resident", "居民"), ("member", "党员"), ("unit", "辖区单位")],
                        default="resident",
                        max_length=10,
                        verbose_name="来源",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("environment", "环境卫生"),
                            ("property", "物业维修"),
                            ("safety", "治安安全"),
                            ("welfare", "民生保障"),
                            ("neighbour", "邻里关系"),
                            ("advice", "意见建议"),
                            ("other", "其他"),
                        ],
                        default="other",
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                ("phone", core.records.protection.ProtectedField(blank=True, default=b"", verbose_name="联系电话")),
                (
                    "level",
                    models.CharField(
                        choices=[("grid", "网格"), ("community", "社区"), ("street", "街道"), ("district", "区")],
                        default="grid",
                        max_length=10,
                        verbose_name="办理层级",
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="反映时间")),
                (
                    "recorded_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="登记时间"),
                ),
                ("due_on", models.DateField(verbose_name="办理期限")),
                (
                    "state",
                    models.CharField(
                        choices=[("received", "办理中"), ("answered", "已答复"), ("closed", "已办结")],
                        default="received",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=1000, verbose_name="答复")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
                (
                    "satisfaction",
                    models.CharField(
                        blank=True,
                        choices=[("satisfied", "满意"), ("basic", "基本满意"), ("dissatisfied", "不满意")],
                        max_length=12,
                        verbose_name="满意度",
                    ),
                ),
                ("rated_at", models.DateTimeField(blank=True, null=True, verbose_name="评价时间")),
                (
                    "token",
                    models.CharField(default=grids.models.places.new_token, editable=False, max_length=32, unique=True),
                ),
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
                    "first_receiver",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="首问责任人",
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
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
                "verbose_name": "社情民意",
                "verbose_name_plural": "社情民意",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OpinionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("content", models.TextField(max_length=1000, verbose_name="反映内容")),
                (
                    "source",
                    models.CharField(
                        choices=[("resident", "居民"), ("member", "党员"), ("unit", "辖区单位")],
                        default="resident",
                        max_length=10,
                        verbose_name="来源",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("environment", "环境卫生"),
                            ("property", "物业维修"),
                            ("safety", "治安安全"),
                            ("welfare", "民生保障"),
                            ("neighbour", "邻里关系"),
                            ("advice", "意见建议"),
                            ("other", "其他"),
                        ],
                        default="other",
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("grid", "网格"), ("community", "社区"), ("street", "街道"), ("district", "区")],
                        default="grid",
                        max_length=10,
                        verbose_name="办理层级",
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="反映时间")),
                (
                    "recorded_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="登记时间"),
                ),
                ("due_on", models.DateField(verbose_name="办理期限")),
                (
                    "state",
                    models.CharField(
                        choices=[("received", "办理中"), ("answered", "已答复"), ("closed", "已办结")],
                        default="received",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=1000, verbose_name="答复")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
                (
                    "satisfaction",
                    models.CharField(
                        blank=True,
                        choices=[("satisfied", "满意"), ("basic", "基本满意"), ("dissatisfied", "不满意")],
                        max_length=12,
                        verbose_name="满意度",
                    ),
                ),
                ("rated_at", models.DateTimeField(blank=True, null=True, verbose_name="评价时间")),
                ("token", models.CharField(default=grids.models.places.new_token, editable=False, max_length=32)),
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
                        verbose_name="答复人",
                    ),
                ),
                (
                    "first_receiver",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.person",
                        verbose_name="首问责任人",
                    ),
                ),
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
                        to="grids.opinion",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OpinionStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("received", "受理"),
                            ("raised", "上报"),
                            ("answered", "答复"),
                            ("rated", "评价"),
                            ("reopened", "退回重办"),
                        ],
                        max_length=10,
                        verbose_name="步骤",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("grid", "网格"), ("community", "社区"), ("street", "街道"), ("district", "区")],
                        max_length=10,
                        verbose_name="层级",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="说明")),
                (
                    "satisfaction",
                    models.CharField(
                        blank=True,
                        choices=[("satisfied", "满意"), ("basic", "基本满意"), ("dissatisfied", "不满意")],
                        default="",
                        max_length=12,
                        verbose_name="满意度",
                    ),
                ),
                ("due_on", models.DateField(null=True, verbose_name="期限")),
                ("happened_at", models.DateTimeField(verbose_name="时间")),
                (
                    "recorded_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="登记时间"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                (
                    "opinion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="grids.opinion"
                    ),
                ),
            ],
            options={
                "verbose_name": "办理过程",
                "verbose_name_plural": "办理过程",
                "ordering": ["happened_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Residence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                (
                    "building",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="residences",
                        to="grids.building",
                        verbose_name="楼栋",
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="residences",
                        to="grids.grid",
                        verbose_name="网格",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="residences",
                        to="grids.household",
                        verbose_name="住户",
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
                        related_name="residences",
                        to="people.person",
                        verbose_name="党员",
                    ),
                ),
            ],
            options={
                "verbose_name": "党员居住地",
                "verbose_name_plural": "党员居住地",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ResidenceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                (
                    "building",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grids.building",
                        verbose_name="楼栋",
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grids.grid",
                        verbose_name="网格",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grids.household",
                        verbose_name="住户",
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
                        to="grids.residence",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ResponsiblePerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("grid_head", "网格长"),
                            ("grid_officer", "网格管理员"),
                            ("grid_branch_secretary", "网格大党支部书记"),
                            ("group_leader", "楼栋党小组组长"),
                            ("police", "社区民警"),
                            ("mass_representative", "群众代表"),
                        ],
                        max_length=24,
                        verbose_name="职务",
                    ),
                ),
                ("content", models.CharField(blank=True, max_length=200, verbose_name="工作内容")),
                ("duties", models.CharField(blank=True, max_length=300, verbose_name="服务管理职责")),
                ("photo", models.FileField(blank=True, upload_to=grids.models.places.photo_path, verbose_name="照片")),
                ("office_phone", models.CharField(blank=True, max_length=20, verbose_name="公开联系电话")),
                ("phone_public", models.BooleanField(default=False, verbose_name="在公示牌和联系卡上公开电话")),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responsible_persons",
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="责任人",
                    ),
                ),
            ],
            options={
                "verbose_name": "网格责任人",
                "verbose_name_plural": "网格责任人",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ResponsiblePersonEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("grid_head", "网格长"),
                            ("grid_officer", "网格管理员"),
                            ("grid_branch_secretary", "网格大党支部书记"),
                            ("group_leader", "楼栋党小组组长"),
                            ("police", "社区民警"),
                            ("mass_representative", "群众代表"),
                        ],
                        max_length=24,
                        verbose_name="职务",
                    ),
                ),
                ("content", models.CharField(blank=True, max_length=200, verbose_name="工作内容")),
                ("duties", models.CharField(blank=True, max_length=300, verbose_name="服务管理职责")),
                ("photo", models.FileField(blank=True, upload_to=grids.models.places.photo_path, verbose_name="照片")),
                ("office_phone", models.CharField(blank=True, max_length=20, verbose_name="公开联系电话")),
                ("phone_public", models.BooleanField(default=False, verbose_name="在公示牌和联系卡上公开电话")),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                (
                    "grid",
                    models.ForeignKey(
                        db_constraint=False,
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
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.person",
                        verbose_name="责任人",
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
                        to="grids.responsibleperson",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ServiceNeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("elderly", "老年人"),
                            ("minor", "未成年人"),
                            ("pregnant", "孕产妇"),
                            ("disabled", "残疾人"),
                            ("hardship", "困难家庭"),
                            ("preferential", "优抚家庭"),
                            ("laid_off", "下岗失业人员"),
                        ],
                        max_length=16,
                        verbose_name="类别",
                    ),
                ),
                ("purpose", models.CharField(max_length=60, verbose_name="服务内容")),
                ("consent_on", models.DateField(verbose_name="本人（监护人）同意日期")),
                ("under_age", models.BooleanField(default=False, verbose_name="未到可自己同意的年龄")),
                ("by_guardian", models.BooleanField(default=False, verbose_name="由监护人同意")),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_needs",
                        to="grids.grid",
                        verbose_name="网格",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="service_needs",
                        to="grids.household",
                        verbose_name="住户",
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
                "verbose_name": "服务对象",
                "verbose_name_plural": "服务对象",
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="grid",
            index=models.Index(fields=["scope"], name="grid_scope"),
        ),
        migrations.AddConstraint(
            model_name="grid",
            constraint=models.UniqueConstraint(
                fields=("organization", "code"),
                name="grid_code_once_a_community",
                violation_error_message="这个社区已有相同编号的网格",
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="grid",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="cabdda4bc5e76260a21508c7e79846ce41537bcc",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_83d39",
                    table="grids_grid",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="grid",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="050583332e3ce32d1db2b8e39a2bb41b14cd8b8f",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_42c57",
                    table="grids_grid",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="grid",
            trigger=pgtrigger.compiler.Trigger(
                name="grid_branch_kind",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."grid_branch_id" IS NOT NULL)',
                    func="IF NOT EXISTS (SELECT 1 FROM organizations_organization o JOIN organizations_organization c ON c.id = NEW.organization_id WHERE o.id = NEW.grid_branch_id AND o.kind = 'grid_branch' AND starts_with(o.path, c.path)) THEN RAISE EXCEPTION 'not a grid_branch of the community' USING ERRCODE = 'check_violation', CONSTRAINT = 'grid_branch_is_one_of_the_community'; END IF; RETURN NEW;",
                    hash="16683962a5d72df3fea2b1fca3105e45cb98a624",
                    operation='INSERT OR UPDATE OF "grid_branch_id"',
                    pgid="pgtrigger_grid_branch_kind_53222",
                    table="grids_grid",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="grid",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."boundary" IS DISTINCT FROM (NEW."boundary") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."grid_branch_id" IS DISTINCT FROM (NEW."grid_branch_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."order" IS DISTINCT FROM (NEW."order") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."token" IS DISTINCT FROM (NEW."token") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "grids_gridevent" ("boundary", "code", "grid_branch_id", "id", "name", "order", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "token", "version") VALUES (OLD."boundary", OLD."code", OLD."grid_branch_id", OLD."id", OLD."name", OLD."order", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."token", OLD."version"); RETURN NULL;',
                    hash="2354025b5938876c3297f493b4ba00024f2bd7a4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c5104",
                    table="grids_grid",
                    when="AFTER",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="grid",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "grids_gridevent" ("boundary", "code", "grid_branch_id", "id", "name", "order", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "token", "version") VALUES (OLD."boundary", OLD."code", OLD."grid_branch_id", OLD."id", OLD."name", OLD."order", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."token", OLD."version"); RETURN NULL;',
                    hash="c9266f0bea6ff4f7096613f1f7999b86925d255e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6eea6",
                    table="grids_grid",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="building",
            index=models.Index(fields=["scope"], name="building_scope"),
        ),
        migrations.AddConstraint(
            model_name="building",
            constraint=models.UniqueConstraint(
                fields=("grid", "name"),
                name="building_name_once_a_grid",
                violation_error_message="这个网格已有同名楼栋",
            ),
        ),
        migrations.AddConstraint(
            model_name="building",
            constraint=models.CheckConstraint(
                condition=models.Q(("entrances__range", (1, 30)), ("floors__range", (1, 120))),
                name="building_size",
                violation_error_message="单元数须在1至30之间，层数须在1至120之间",
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="building",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="8b5c55257ba82d30585e08aead6ca15158ec7abc",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_0a8e9",
                    table="grids_building",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="building",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="a971d273b21252a86633feffb7e56ffb27bec99b",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_f8b03",
                    table="grids_building",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="building",
            trigger=pgtrigger.compiler.Trigger(
                name="building_group_kind",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."building_group_id" IS NOT NULL)',
                    func="IF NOT EXISTS (SELECT 1 FROM organizations_organization o JOIN organizations_organization c ON c.id = NEW.organization_id WHERE o.id = NEW.building_group_id AND o.kind = 'building_group' AND starts_with(o.path, c.path)) THEN RAISE EXCEPTION 'not a building_group of the community' USING ERRCODE = 'check_violation', CONSTRAINT = 'building_group_is_one_of_the_community'; END IF; RETURN NEW;",
                    hash="b9b61a87c84584ca735d76a1b2af41a142dff2f0",
                    operation='INSERT OR UPDATE OF "building_group_id"',
                    pgid="pgtrigger_building_group_kind_08c8d",
                    table="grids_building",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="building",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."building_group_id" IS DISTINCT FROM (NEW."building_group_id") OR OLD."entrances" IS DISTINCT FROM (NEW."entrances") OR OLD."floors" IS DISTINCT FROM (NEW."floors") OR OLD."grid_id" IS DISTINCT FROM (NEW."grid_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."order" IS DISTINCT FROM (NEW."order") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "grids_buildingevent" ("address", "building_group_id", "entrances", "floors", "grid_id", "id", "name", "order", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."address", OLD."building_group_id", OLD."entrances", OLD."floors", OLD."grid_id", OLD."id", OLD."name", OLD."order", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."version"); RETURN NULL;',
                    hash="6deeb6f37f2f4d1c76f957f522157e0f39185778",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e5ac7",
                    table="grids_building",
                    when="AFTER",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="building",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "grids_buildingevent" ("address", "building_group_id", "entrances", "floors", "grid_id", "id", "name", "order", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."address", OLD."building_group_id", OLD."entrances", OLD."floors", OLD."grid_id", OLD."id", OLD."name", OLD."order", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;',
                    hash="40c92d42b049f10eda28968689ea304dea5b1deb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3e902",
                    table="grids_building",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="household",
            index=models.Index(fields=["scope"], name="household_scope"),
        ),
        migrations.AddConstraint(
            model_name="household",
            constraint=models.UniqueConstraint(
                fields=("building", "entrance", "floor", "door"), name="household_once_at_a_door"
            ),
        ),
        migrations.AddConstraint(
            model_name="household",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("floor", 0), _negated=True), ("entrance__gte", 1), ("door__gte", 1)),
                name="household_place",
                violation_error_message="单元、楼层和户序从1开始，地下层用负数",
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="household",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="e6f5f78ca172ebfdadbfb6cbc205bac75ede6a18",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_a3abc",
                    table="grids_household",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="household",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="886768dfd420043e5b5df92fb5556b6edba86aa9",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_546c6",
                    table="grids_household",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="household",
            trigger=pgtrigger.compiler.Trigger(
                name="member_household_kind",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."member_household_id" IS NOT NULL)',
                    func="IF NOT EXISTS (SELECT 1 FROM organizations_organization o JOIN organizations_organization c ON c.id = NEW.organization_id WHERE o.id = NEW.member_household_id AND o.kind = 'member_household' AND starts_with(o.path, c.path)) THEN RAISE EXCEPTION 'not a member_household of the community' USING ERRCODE = 'check_violation', CONSTRAINT = 'member_household_is_one_of_the_community'; END IF; RETURN NEW;",
                    hash="4a9392ff8afc7b4104780e38b0db154327d71e52",
                    operation='INSERT OR UPDATE OF "member_household_id"',
                    pgid="pgtrigger_member_household_kind_a6592",
                    table="grids_household",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="contactcard",
            index=models.Index(fields=["scope"], name="contact_card_scope"),
        ),
        migrations.AddConstraint(
            model_name="contactcard",
            constraint=models.UniqueConstraint(
                condition=models.Q(("delivered_on__isnull", True)),
                fields=("household",),
                name="contact_card_one_waiting_a_household",
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="contactcard",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="a369dbdf941db19b8e06b281b323046ca74f6a71",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_f3254",
                    table="grids_contactcard",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="contactcard",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="b86464681c6ebe0ca15a1caa45c591b38deec3d7",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_3acda",
                    table="grids_contactcard",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="opinion",
            index=models.Index(
                condition=models.Q(("state", "received")), fields=["scope", "due_on"], name="opinion_waiting"
            ),
        ),
        migrations.AddIndex(
            model_name="opinion",
            index=models.Index(fields=["scope", "-received_at"], name="opinion_scope_received"),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("state", "received")),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("state__in", ["answered", "closed"]),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="opinion_answered_has_answer",
                violation_error_message="答复内容不能为空",
            ),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rated_at__isnull", True), ("satisfaction", "")),
                    models.Q(models.Q(("satisfaction", ""), _negated=True), ("rated_at__isnull", False)),
                    _connector="OR",
                ),
                name="opinion_rating_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_at__isnull", True), ("answered_at__gte", models.F("received_at")), _connector="OR"
                ),
                name="opinion_answered_after_received",
                violation_error_message="答复时间不能早于反映时间",
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="opinion",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="df26a7b916a2e25d0632585a092edfd5f8fe716e",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_52ca9",
                    table="grids_opinion",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="opinion",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="c83edaba6cea547e4bc1dd1cc4e9fec9fb6cbb10",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_dfc30",
                    table="grids_opinion",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="opinion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."answered_by_id" IS DISTINCT FROM (NEW."answered_by_id") OR OLD."category" IS DISTINCT FROM (NEW."category") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."first_receiver_id" IS DISTINCT FROM (NEW."first_receiver_id") OR OLD."grid_id" IS DISTINCT FROM (NEW."grid_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."rated_at" IS DISTINCT FROM (NEW."rated_at") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."satisfaction" IS DISTINCT FROM (NEW."satisfaction") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."token" IS DISTINCT FROM (NEW."token") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "grids_opinionevent" ("answer", "answered_at", "answered_by_id", "category", "content", "due_on", "first_receiver_id", "grid_id", "id", "level", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rated_at", "received_at", "recorded_at", "satisfaction", "source", "state", "token", "version") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."category", OLD."content", OLD."due_on", OLD."first_receiver_id", OLD."grid_id", OLD."id", OLD."level", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."rated_at", OLD."received_at", OLD."recorded_at", OLD."satisfaction", OLD."source", OLD."state", OLD."token", OLD."version"); RETURN NULL;',
                    hash="34f8a3101a0f6b6dedc36ace5dbc605361b97ff3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1d9fe",
                    table="grids_opinion",
                    when="AFTER",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="opinion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "grids_opinionevent" ("answer", "answered_at", "answered_by_id", "category", "content", "due_on", "first_receiver_id", "grid_id", "id", "level", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rated_at", "received_at", "recorded_at", "satisfaction", "source", "state", "token", "version") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."category", OLD."content", OLD."due_on", OLD."first_receiver_id", OLD."grid_id", OLD."id", OLD."level", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rated_at", OLD."received_at", OLD."recorded_at", OLD."satisfaction", OLD."source", OLD."state", OLD."token", OLD."version"); RETURN NULL;',
                    hash="c8e0130b89ab7089ad1499f3bc2b2b8d608bc260",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9b7a4",
                    table="grids_opinion",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="opinionstep",
            index=models.Index(fields=["opinion", "happened_at"], name="opinion_step_order"),
        ),
        migrations.AddIndex(
            model_name="opinionstep",
            index=models.Index(
                condition=models.Q(("due_on__isnull", False)), fields=["due_on"], name="opinion_step_due"
            ),
        ),
        migrations.AddIndex(
            model_name="opinionstep",
            index=models.Index(
                condition=models.Q(("satisfaction", ""), _negated=True),
                fields=["happened_at"],
                name="opinion_step_rated",
            ),
        ),
        migrations.AddIndex(
            model_name="residence",
            index=models.Index(fields=["scope"], name="residence_scope"),
        ),
        migrations.AddConstraint(
            model_name="residence",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("person", "="), ("during", "&&")],
                name="residence_one_at_a_time",
                violation_error_message="此人在这段时间已登记居住地",
            ),
        ),
        migrations.AddConstraint(
            model_name="residence",
            constraint=models.CheckConstraint(
                condition=models.Q(("household__isnull", True), ("building__isnull", False), _connector="OR"),
                name="residence_household_has_building",
            ),
        ),
        migrations.AddConstraint(
            model_name="residence",
            constraint=models.CheckConstraint(
                condition=models.Q(("during__isempty", False)), name="residence_during_not_empty"
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="residence",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="7fb194a7510db924df41df5857ad0d2f3a7e280e",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_57108",
                    table="grids_residence",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="residence",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="ecde9c45a6bba460bd746049dabbaef079d8540c",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_fbedb",
                    table="grids_residence",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="residence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."building_id" IS DISTINCT FROM (NEW."building_id") OR OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."grid_id" IS DISTINCT FROM (NEW."grid_id") OR OLD."household_id" IS DISTINCT FROM (NEW."household_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id"))',
                    func='INSERT INTO "grids_residenceevent" ("building_id", "during", "grid_id", "household_id", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."building_id", OLD."during", OLD."grid_id", OLD."household_id", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id"); RETURN NULL;',
                    hash="19c67007b04ef4366f033e9c86716cb02468ed09",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a51e1",
                    table="grids_residence",
                    when="AFTER",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="residence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "grids_residenceevent" ("building_id", "during", "grid_id", "household_id", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."building_id", OLD."during", OLD."grid_id", OLD."household_id", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="b3b1f5c37e4acbf149103fa879dc5136d6ba7159",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_75027",
                    table="grids_residence",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="responsibleperson",
            index=models.Index(fields=["scope"], name="responsible_person_scope"),
        ),
        migrations.AddConstraint(
            model_name="responsibleperson",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("role__in", ["grid_head", "grid_branch_secretary"])),
                expressions=[("grid", "="), ("role", "="), ("during", "&&")],
                name="responsible_person_single_seat",
                violation_error_message="同一时间一个网格只能有一名网格长、一名网格大党支部书记",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibleperson",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("grid", "="), ("role", "="), ("person", "="), ("during", "&&")],
                name="responsible_person_same_role_once",
                violation_error_message="此人在这段时间已担任这个网格的该职务",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibleperson",
            constraint=models.CheckConstraint(
                condition=models.Q(("during__isempty", False)), name="responsible_person_during_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibleperson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("phone_public", False), models.Q(("office_phone", ""), _negated=True), _connector="OR"
                ),
                name="responsible_person_public_phone_given",
                violation_error_message="要公开电话，请填写公开联系电话",
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="responsibleperson",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="fd239ff7dbb4b61eaa957aea6c95ca97f6c4a4de",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_12f9b",
                    table="grids_responsibleperson",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="responsibleperson",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="a376dda232d57ff710e9561f6bfd62c40ea9fb7b",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_9f3ed",
                    table="grids_responsibleperson",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="responsibleperson",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."duties" IS DISTINCT FROM (NEW."duties") OR OLD."grid_id" IS DISTINCT FROM (NEW."grid_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."office_phone" IS DISTINCT FROM (NEW."office_phone") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."phone_public" IS DISTINCT FROM (NEW."phone_public") OR OLD."photo" IS DISTINCT FROM (NEW."photo") OR OLD."role" IS DISTINCT FROM (NEW."role"))',
                    func='INSERT INTO "grids_responsiblepersonevent" ("content", "during", "duties", "grid_id", "id", "office_phone", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_public", "photo", "role") VALUES (OLD."content", OLD."during", OLD."duties", OLD."grid_id", OLD."id", OLD."office_phone", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."phone_public", OLD."photo", OLD."role"); RETURN NULL;',
                    hash="4dadd1b39debc1775d70f8d0298d6bce77033f12",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_87881",
                    table="grids_responsibleperson",
                    when="AFTER",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="responsibleperson",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "grids_responsiblepersonevent" ("content", "during", "duties", "grid_id", "id", "office_phone", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_public", "photo", "role") VALUES (OLD."content", OLD."during", OLD."duties", OLD."grid_id", OLD."id", OLD."office_phone", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone_public", OLD."photo", OLD."role"); RETURN NULL;',
                    hash="b3f476aa8dc3fafa169074893adb18adb68f9592",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_db907",
                    table="grids_responsibleperson",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="serviceneed",
            index=models.Index(fields=["scope"], name="service_need_scope"),
        ),
        migrations.AddConstraint(
            model_name="serviceneed",
            constraint=models.CheckConstraint(
                condition=models.Q(("during__endswith__isnull", False), ("during__isempty", False)),
                name="service_need_has_an_end",
                violation_error_message="请填写服务结束日期",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceneed",
            constraint=models.CheckConstraint(
                condition=models.Q(("under_age", False), ("by_guardian", True), _connector="OR"),
                name="service_need_child_by_guardian",
                violation_error_message="未到可自己同意的年龄，须由监护人同意",
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="serviceneed",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="be3ad95ec515e55c34b15f3e62bf156125df708d",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_cecb3",
                    table="grids_serviceneed",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="serviceneed",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="0b8f4ad0c97eb394ec375071fb7c0e52ccc3d30e",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_36cb8",
                    table="grids_serviceneed",
                    when="BEFORE",
                ),
            ),
        ),
    ]
