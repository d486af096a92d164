import secrets

import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.lookups
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import core.records.migration_operations
import meetings.models.meeting


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
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("title", models.CharField(max_length=120, verbose_name="议题")),
                ("speaker", models.CharField(blank=True, max_length=40, verbose_name="汇报人")),
                ("notes", models.TextField(blank=True, verbose_name="讨论情况")),
            ],
            options={
                "verbose_name": "议程",
                "verbose_name_plural": "议程",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="MeetingKind",
            fields=[
                ("code", models.SlugField(max_length=40, primary_key=True, serialize=False, verbose_name="代码")),
                ("label", models.CharField(max_length=40, verbose_name="名称")),
                (
                    "entitled",
                    models.CharField(
                        choices=[
                            ("members", "全体党员"),
                            ("committee", "班子成员"),
                            ("participants", "参会单位与班子成员"),
                            ("delegates", "党员代表"),
                            ("invited", "由召集人确定"),
                        ],
                        max_length=16,
                        verbose_name="应到范围",
                    ),
                ),
                (
                    "hosts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("external_superior", "上级党组织"),
                                ("district_department", "区委组织部"),
                                ("street_working_committee", "街道党工委"),
                                ("town_committee", "镇党委"),
                                ("zone_working_committee", "开发区党工委"),
                                ("community", "社区"),
                                ("residents_committee", "居民委员会"),
                                ("community_committee", "社区党委"),
                                ("community_general_branch", "社区党总支"),
                                ("branch", "党支部"),
                                ("courtyard_branch", "楼院党支部"),
                                ("commercial_building_branch", "楼宇党支部"),
                                ("estate_branch", "小区党支部"),
                                ("functional_branch", "功能型党支部"),
                                ("floating_member_branch", "流动党员党支部"),
                                ("joint_branch", "联合党支部"),
                                ("temporary_organization", "临时党组织"),
                                ("party_group", "党小组"),
                                ("big_committee", "社区大党委"),
                                ("grid_branch", "网格大党支部"),
                                ("building_group", "楼栋党小组"),
                                ("member_household", "党员中心户"),
                                ("unit_organization", "驻区单位党组织"),
                            ],
                            max_length=32,
                        ),
                        size=None,
                        verbose_name="可主办的组织类型",
                    ),
                ),
                ("quorum", models.CharField(blank=True, max_length=40, verbose_name="到会与表决标准")),
                ("minimum", models.CharField(blank=True, max_length=80, verbose_name="最少次数标准")),
                (
                    "period",
                    models.CharField(
                        blank=True,
                        choices=[("month", "每月"), ("quarter", "每季度"), ("half", "每半年"), ("year", "每年")],
                        max_length=8,
                        verbose_name="周期",
                    ),
                ),
                ("with_form", models.BooleanField(default=False, verbose_name="填写活动形式和教育内容")),
                ("decides", models.BooleanField(default=True, verbose_name="可以表决")),
                ("second_person", models.BooleanField(default=False, verbose_name="纪要须由他人确认")),
                ("clause", models.CharField(blank=True, max_length=80, verbose_name="依据")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
            ],
            options={
                "verbose_name": "会议类型",
                "verbose_name_plural": "会议类型",
                "ordering": ["position", "code"],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("topic", models.CharField(max_length=80, verbose_name="主题")),
                ("form", models.CharField(blank=True, max_length=20, verbose_name="活动形式")),
                ("education", models.CharField(blank=True, max_length=20, verbose_name="教育内容")),
                ("starts_at", models.DateTimeField(verbose_name="开始时间")),
                ("place", models.CharField(max_length=80, verbose_name="地点")),
                ("notice", models.TextField(blank=True, verbose_name="通知内容")),
                ("content", models.TextField(blank=True, verbose_name="会议内容")),
                ("resolutions_text", models.TextField(blank=True, verbose_name="议定事项")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "已计划"),
                            ("notified", "已通知"),
                            ("signing_in", "签到中"),
                            ("recorded", "已记录"),
                            ("confirmed", "已确认"),
                            ("closed", "已归档"),
                            ("cancelled", "已取消"),
                        ],
                        default="planned",
                        editable=False,
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="计划时间"),
                ),
                ("notified_at", models.DateTimeField(editable=False, null=True, verbose_name="通知时间")),
                ("sign_in_opened_at", models.DateTimeField(editable=False, null=True, verbose_name="签到开始")),
                ("sign_in_closed_at", models.DateTimeField(editable=False, null=True, verbose_name="签到结束")),
                ("held_at", models.DateTimeField(blank=True, null=True, verbose_name="召开时间")),
                ("recorded_at", models.DateTimeField(editable=False, null=True, verbose_name="录入时间")),
                ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="确认时间")),
                ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="归档时间")),
                ("cancelled_because", models.CharField(blank=True, max_length=120, verbose_name="取消原因")),
                ("second_person", models.BooleanField(default=False, editable=False)),
                ("secret", models.CharField(default=secrets.token_urlsafe, editable=False, max_length=43)),
                (
                    "month",
                    models.GeneratedField(
                        db_persist=True,
                        expression=meetings.models.meeting.MonthOf(
                            models.Func(models.F("held_at"), models.F("starts_at"), function="COALESCE")
                        ),
                        output_field=models.DateField(),
                    ),
                ),
                (
                    "lag_days",
                    models.GeneratedField(
                        db_persist=True,
                        expression=meetings.models.meeting.DaysBetween(models.F("held_at"), models.F("recorded_at")),
                        output_field=models.IntegerField(null=True),
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "host_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="主持人",
                    ),
                ),
                (
                    "joint",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="organizations.organization", verbose_name="联合主办"
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
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="记录人",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="meetings.meetingkind",
                        verbose_name="会议类型",
                    ),
                ),
            ],
            options={
                "verbose_name": "会议",
                "verbose_name_plural": "会议",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "adopted",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                models.Q(("entitled", 0), ("votes_for", 0), _connector="OR"), then=models.Value(False)
                            ),
                            models.When(
                                django.db.models.lookups.LessThan(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("present"), "*", models.F("quorum_denominator")
                                    ),
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("entitled"), "*", models.F("quorum_numerator")
                                    ),
                                ),
                                then=models.Value(False),
                            ),
                            models.When(
                                models.Q(
                                    ("quorum_strict", True),
                                    django.db.models.lookups.Exact(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("present"), "*", models.F("quorum_denominator")
                                        ),
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("entitled"), "*", models.F("quorum_numerator")
                                        ),
                                    ),
                                ),
                                then=models.Value(False),
                            ),
                            models.When(
                                django.db.models.lookups.GreaterThan(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("votes_for"), "*", models.F("majority_denominator")
                                    ),
                                    django.db.models.expressions.CombinedExpression(
                                        models.Case(
                                            models.When(base="entitled", then=models.F("entitled")),
                                            models.When(base="present", then=models.F("present")),
                                            default=django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("votes_for"), "+", models.F("votes_against")
                                                ),
                                                "+",
                                                models.F("abstained"),
                                            ),
                                            output_field=models.IntegerField(),
                                        ),
                                        "*",
                                        models.F("majority_numerator"),
                                    ),
                                ),
                                then=models.Value(True),
                            ),
                            models.When(
                                models.Q(
                                    ("majority_strict", False),
                                    django.db.models.lookups.Exact(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("votes_for"), "*", models.F("majority_denominator")
                                        ),
                                        django.db.models.expressions.CombinedExpression(
                                            models.Case(
                                                models.When(base="entitled", then=models.F("entitled")),
                                                models.When(base="present", then=models.F("present")),
                                                default=django.db.models.expressions.CombinedExpression(
                                                    django.db.models.expressions.CombinedExpression(
                                                        models.F("votes_for"), "+", models.F("votes_against")
                                                    ),
                                                    "+",
                                                    models.F("abstained"),
                                                ),
                                                output_field=models.IntegerField(),
                                            ),
                                            "*",
                                            models.F("majority_numerator"),
                                        ),
                                    ),
                                ),
                                then=models.Value(True),
                            ),
                            default=models.Value(False),
                            output_field=models.BooleanField(),
                        ),
                        output_field=models.BooleanField(),
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="decisions",
                        to="meetings.agendaitem",
                        verbose_name="议题",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="meetings.meeting",
                        verbose_name="会议",
                    ),
                ),
            ],
            options={
                "verbose_name": "表决",
                "verbose_name_plural": "表决",
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
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
                        related_name="attendances",
                        to="people.person",
                        verbose_name="人员",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="meetings.meeting",
                        verbose_name="会议",
                    ),
                ),
            ],
            options={
                "verbose_name": "到会情况",
                "verbose_name_plural": "到会情况",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="agenda",
                to="meetings.meeting",
                verbose_name="会议",
            ),
        ),
        migrations.CreateModel(
            name="Addendum",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="更正内容")),
                ("reason", models.CharField(max_length=120, verbose_name="更正原因")),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="更正时间")),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="更正人",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addenda",
                        to="meetings.meeting",
                        verbose_name="会议",
                    ),
                ),
            ],
            options={
                "verbose_name": "更正附记",
                "verbose_name_plural": "更正附记",
                "ordering": ["written_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="MeetingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("topic", models.CharField(max_length=80, verbose_name="主题")),
                ("form", models.CharField(blank=True, max_length=20, verbose_name="活动形式")),
                ("education", models.CharField(blank=True, max_length=20, verbose_name="教育内容")),
                ("starts_at", models.DateTimeField(verbose_name="开始时间")),
                ("place", models.CharField(max_length=80, verbose_name="地点")),
                ("notice", models.TextField(blank=True, verbose_name="通知内容")),
                ("content", models.TextField(blank=True, verbose_name="会议内容")),
                ("resolutions_text", models.TextField(blank=True, verbose_name="议定事项")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "已计划"),
                            ("notified", "已通知"),
                            ("signing_in", "签到中"),
                            ("recorded", "已记录"),
                            ("confirmed", "已确认"),
                            ("closed", "已归档"),
                            ("cancelled", "已取消"),
                        ],
                        default="planned",
                        editable=False,
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="计划时间"),
                ),
                ("notified_at", models.DateTimeField(editable=False, null=True, verbose_name="通知时间")),
                ("sign_in_opened_at", models.DateTimeField(editable=False, null=True, verbose_name="签到开始")),
                ("sign_in_closed_at", models.DateTimeField(editable=False, null=True, verbose_name="签到结束")),
                ("held_at", models.DateTimeField(blank=True, null=True, verbose_name="召开时间")),
                ("recorded_at", models.DateTimeField(editable=False, null=True, verbose_name="录入时间")),
                ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="确认时间")),
                ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="归档时间")),
                ("cancelled_because", models.CharField(blank=True, max_length=120, verbose_name="取消原因")),
                ("second_person", models.BooleanField(default=False, editable=False)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "host_person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.person",
                        verbose_name="主持人",
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
                        to="meetings.meeting",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorder",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.person",
                        verbose_name="记录人",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.meetingkind",
                        verbose_name="会议类型",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("image", models.FileField(upload_to="meetings/%Y/%m/", verbose_name="照片")),
                ("caption", models.CharField(blank=True, max_length=80, verbose_name="说明")),
                (
                    "uploaded_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="上传时间"),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="meetings.meeting",
                        verbose_name="会议",
                    ),
                ),
            ],
            options={
                "verbose_name": "会议照片",
                "verbose_name_plural": "会议照片",
            },
        ),
        migrations.CreateModel(
            name="Reminded",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(verbose_name="月份")),
                ("reason", models.CharField(blank=True, max_length=120, verbose_name="认可的原因")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="操作人",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="组织",
                    ),
                ),
            ],
            options={
                "verbose_name": "催办",
                "verbose_name_plural": "催办",
            },
        ),
        migrations.CreateModel(
            name="Resolution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("scope", models.CharField(db_collation="C", default="", editable=False, max_length=160)),
                ("topic", models.CharField(blank=True, max_length=20, verbose_name="决策事项")),
                ("text", models.CharField(max_length=200, verbose_name="决议事项")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="完成期限")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "办理中"), ("done", "已办结"), ("dropped", "已终止")],
                        default="open",
                        editable=False,
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("result", models.CharField(blank=True, max_length=300, verbose_name="办理结果")),
                ("done_at", models.DateTimeField(editable=False, null=True, verbose_name="办结时间")),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resolutions",
                        to="meetings.decision",
                        verbose_name="表决",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resolutions",
                        to="meetings.meeting",
                        verbose_name="会议",
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resolutions",
                        to="people.person",
                        verbose_name="责任人",
                    ),
                ),
            ],
            options={
                "verbose_name": "决议事项",
                "verbose_name_plural": "决议事项",
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("present__lte", models.F("entitled"))),
                name="decision_present_within_entitled",
                violation_error_message="实到人数不能多于应到人数",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "present__gte",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                models.F("votes_for"), "+", models.F("votes_against")
                            ),
                            "+",
                            models.F("abstained"),
                        ),
                    )
                ),
                name="decision_votes_within_present",
                violation_error_message="赞成、反对、弃权之和不能多于实到人数",
            ),
        ),
        migrations.AddIndex(
            model_name="attendance",
            index=models.Index(fields=["person", "-meeting"], name="attendance_person"),
        ),
        migrations.AddIndex(
            model_name="attendance",
            index=models.Index(fields=["scope"], name="attendance_scope"),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(fields=("meeting", "person"), name="attendance_once"),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("present", "late")), _negated=True),
                    models.Q(("signed_at__isnull", False), models.Q(("way", ""), _negated=True)),
                    _connector="OR",
                ),
                name="attendance_signed_is_complete",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "on_leave"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="attendance_leave_with_reason",
                violation_error_message="请写明请假原因",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "made_up"), _negated=True), ("made_up_on__isnull", False), _connector="OR"
                ),
                name="attendance_made_up_with_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(("guest", False), ("state__in", ("present", "late")), _connector="OR"),
                name="attendance_guest_is_present",
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="1d91a830fe33346317f967ee8aae952dbd22308e",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_9cedb",
                    table="meetings_attendance",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="a0e27d893dc6397eeecfd632ca6538b507fd55e9",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_12298",
                    table="meetings_attendance",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("meeting", "position"),
                name="agenda_position_once",
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="addendum",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="eed1b8f531cbd6e9405b8c10ac885781c077335a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_13943",
                    table="meetings_addendum",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["scope", "month", "kind"], name="meeting_scope_month_kind"),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["organization", "kind", "month"], name="meeting_organization_month"),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["recorded_by", "recorded_at"], name="meeting_recorded"),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(
                condition=models.Q(("state__in", ("planned", "notified", "signing_in"))),
                fields=["starts_at"],
                name="meeting_open_by_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "cancelled"), _negated=True),
                fields=("organization", "kind", "starts_at"),
                name="meeting_once_at_a_time",
                violation_error_message="这个时间已经安排了同类会议",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("held_at__isnull", False),
                        ("recorded_at__isnull", False),
                        ("state__in", ("recorded", "confirmed", "closed")),
                    ),
                    models.Q(
                        ("recorded_at__isnull", True), ("state__in", ["planned", "notified", "signing_in", "cancelled"])
                    ),
                    _connector="OR",
                ),
                name="meeting_recorded_is_complete",
                violation_error_message="已记录的会议必须有召开时间和录入时间",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "theme_day"), _negated=True),
                    models.Q(("state__in", ("recorded", "confirmed", "closed")), _negated=True),
                    models.Q(models.Q(("form", ""), _negated=True), models.Q(("education", ""), _negated=True)),
                    _connector="OR",
                ),
                name="theme_day_has_form_and_education",
                violation_error_message="主题党日必须填写活动形式和教育内容",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recorded_at__isnull", True), ("recorded_at__gte", models.F("held_at")), _connector="OR"
                ),
                name="meeting_recorded_after_held",
                violation_error_message="召开时间不能晚于录入时间",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("confirmed", "closed")), _negated=True),
                    ("confirmed_at__isnull", False),
                    _connector="OR",
                ),
                name="meeting_confirmed_is_complete",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("second_person", False),
                    ("confirmed_by__isnull", True),
                    models.Q(("confirmed_by", models.F("recorded_by")), _negated=True),
                    _connector="OR",
                ),
                name="meeting_confirmed_by_another",
                violation_error_message="这类会议的纪要要由记录人以外的人确认",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "cancelled"), _negated=True),
                    models.Q(("cancelled_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="meeting_cancelled_with_reason",
                violation_error_message="请写明取消原因",
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="75cfff01d90a71ab3fded9dc2a5dd8cbebb582ac",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_537c9",
                    table="meetings_meeting",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="5f0a61fb9b3c5aa9a6312de873938e59528a2be1",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_2eba9",
                    table="meetings_meeting",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_is_read_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"state\" = 'closed')",
                    func="IF to_jsonb(OLD) - 'scope' IS DISTINCT FROM to_jsonb(NEW) - 'scope' THEN RAISE EXCEPTION 'a closed record is corrected by an addendum' USING ERRCODE = 'check_violation', CONSTRAINT = 'meeting_closed_is_read_only'; END IF; RETURN NULL;",
                    hash="74841c6616801a5a1b8249e7c9ad0a4029802761",
                    operation="UPDATE",
                    pgid="pgtrigger_closed_is_read_only_ed04f",
                    table="meetings_meeting",
                    when="AFTER",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="record_is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"state\" IN ('confirmed', 'closed'))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="c7af3061f1cfdf88746f5a36296f56c1a3965858",
                    operation="DELETE",
                    pgid="pgtrigger_record_is_kept_b3785",
                    table="meetings_meeting",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."cancelled_because" IS DISTINCT FROM (NEW."cancelled_because") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."confirmed_at" IS DISTINCT FROM (NEW."confirmed_at") OR OLD."confirmed_by_id" IS DISTINCT FROM (NEW."confirmed_by_id") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."education" IS DISTINCT FROM (NEW."education") OR OLD."form" IS DISTINCT FROM (NEW."form") OR OLD."held_at" IS DISTINCT FROM (NEW."held_at") OR OLD."host_person_id" IS DISTINCT FROM (NEW."host_person_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind_id" IS DISTINCT FROM (NEW."kind_id") OR OLD."notice" IS DISTINCT FROM (NEW."notice") OR OLD."notified_at" IS DISTINCT FROM (NEW."notified_at") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."recorder_id" IS DISTINCT FROM (NEW."recorder_id") OR OLD."resolutions_text" IS DISTINCT FROM (NEW."resolutions_text") OR OLD."second_person" IS DISTINCT FROM (NEW."second_person") OR OLD."sign_in_closed_at" IS DISTINCT FROM (NEW."sign_in_closed_at") OR OLD."sign_in_opened_at" IS DISTINCT FROM (NEW."sign_in_opened_at") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."topic" IS DISTINCT FROM (NEW."topic") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "meetings_meetingevent" ("cancelled_because", "closed_at", "confirmed_at", "confirmed_by_id", "content", "created_at", "created_by_id", "education", "form", "held_at", "host_person_id", "id", "kind_id", "notice", "notified_at", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "recorder_id", "resolutions_text", "second_person", "sign_in_closed_at", "sign_in_opened_at", "starts_at", "state", "topic", "version") VALUES (OLD."cancelled_because", OLD."closed_at", OLD."confirmed_at", OLD."confirmed_by_id", OLD."content", OLD."created_at", OLD."created_by_id", OLD."education", OLD."form", OLD."held_at", OLD."host_person_id", OLD."id", OLD."kind_id", OLD."notice", OLD."notified_at", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."place", OLD."recorded_at", OLD."recorded_by_id", OLD."recorder_id", OLD."resolutions_text", OLD."second_person", OLD."sign_in_closed_at", OLD."sign_in_opened_at", OLD."starts_at", OLD."state", OLD."topic", OLD."version"); RETURN NULL;',
                    hash="b06bd263d0caac14e008db51206a43c501b0ed4d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_495b8",
                    table="meetings_meeting",
                    when="AFTER",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_meetingevent" ("cancelled_because", "closed_at", "confirmed_at", "confirmed_by_id", "content", "created_at", "created_by_id", "education", "form", "held_at", "host_person_id", "id", "kind_id", "notice", "notified_at", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "recorder_id", "resolutions_text", "second_person", "sign_in_closed_at", "sign_in_opened_at", "starts_at", "state", "topic", "version") VALUES (OLD."cancelled_because", OLD."closed_at", OLD."confirmed_at", OLD."confirmed_by_id", OLD."content", OLD."created_at", OLD."created_by_id", OLD."education", OLD."form", OLD."held_at", OLD."host_person_id", OLD."id", OLD."kind_id", OLD."notice", OLD."notified_at", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."recorded_at", OLD."recorded_by_id", OLD."recorder_id", OLD."resolutions_text", OLD."second_person", OLD."sign_in_closed_at", OLD."sign_in_opened_at", OLD."starts_at", OLD."state", OLD."topic", OLD."version"); RETURN NULL;',
                    hash="f9d10d870b41338215928d7a1c983608557babbf",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4bf26",
                    table="meetings_meeting",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="reminded",
            index=models.Index(fields=["organization", "month"], name="reminded_month"),
        ),
        migrations.AddIndex(
            model_name="resolution",
            index=models.Index(condition=models.Q(("state", "open")), fields=["due_on"], name="resolution_open_due"),
        ),
        migrations.AddIndex(
            model_name="resolution",
            index=models.Index(fields=["scope", "state"], name="resolution_scope_state"),
        ),
        migrations.AddConstraint(
            model_name="resolution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "open"),
                    models.Q(models.Q(("result", ""), _negated=True), ("done_at__isnull", False)),
                    _connector="OR",
                ),
                name="resolution_ended_with_result",
                violation_error_message="请写明办理结果",
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="resolution",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"scope\" = '')",
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="88f0f9269abeaebcb0571029b898adf6d3ca07ac",
                    operation="INSERT",
                    pgid="pgtrigger_scope_on_insert_c58cb",
                    table="meetings_resolution",
                    when="BEFORE",
                ),
            ),
        ),
        core.records.migration_operations.AddTrigger(
            model_name="resolution",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_on_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                    func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                    hash="af043d658d2c5b4e83db6783e5b64c342fe1b747",
                    operation="UPDATE",
                    pgid="pgtrigger_scope_on_move_d4983",
                    table="meetings_resolution",
                    when="BEFORE",
                ),
            ),
        ),
    ]
