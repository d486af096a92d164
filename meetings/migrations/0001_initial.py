import secrets

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.lookups
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import core.records.migration_operations
import core.records.search
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
        core.records.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name="Addendum",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        ("text", models.TextField(verbose_name="更正内容")),
                        ("reason", models.CharField(max_length=120, verbose_name="更正原因")),
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
                            "written_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="更正时间"),
                        ),
                    ],
                    options={
                        "verbose_name": "更正附记",
                        "verbose_name_plural": "更正附记",
                        "ordering": ["written_at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="AgendaItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="agenda",
                                to="meetings.meeting",
                                verbose_name="会议",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="序号")),
                        ("title", models.CharField(max_length=120, verbose_name="议题")),
                        ("speaker", models.CharField(blank=True, max_length=40, verbose_name="汇报人")),
                        ("notes", models.TextField(blank=True, verbose_name="讨论情况")),
                    ],
                    options={
                        "verbose_name": "议程",
                        "verbose_name_plural": "议程",
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                fields=("meeting", "position"),
                                name="agenda_position_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendances",
                                to="meetings.meeting",
                                verbose_name="会议",
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("entitled", "未签到"),
                                    ("asked", "请假待批"),
                                    ("on_leave", "请假"),
                                    ("present", "到会"),
                                    ("late", "迟到"),
                                    ("made_up", "已补学"),
                                    ("exempt", "免到"),
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
                            "leave_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="准假人",
                            ),
                        ),
                        (
                            "leave_answer",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=120, verbose_name="批复"
                            ),
                        ),
                        (
                            "made_up_note",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=120, verbose_name="补学内容"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "到会情况",
                        "verbose_name_plural": "到会情况",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["person", "-meeting"], name="attendance_person"),
                            models.Index(fields=["scope"], name="attendance_scope"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("meeting", "person"), name="attendance_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("present", "late")), _negated=True),
                                    models.Q(("signed_at__isnull", False), models.Q(("way", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="attendance_signed_is_complete",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("asked", "on_leave")), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="attendance_leave_with_reason",
                                violation_error_message="请写明请假原因",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "made_up"), _negated=True),
                                    ("made_up_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="attendance_made_up_with_date",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("guest", False), ("state__in", ("present", "late")), _connector="OR"
                                ),
                                name="attendance_guest_is_present",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AttendanceEvent",
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
                                to="meetings.attendance",
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
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.meeting",
                                verbose_name="会议",
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
                                verbose_name="人员",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entitled", "未签到"),
                                    ("asked", "请假待批"),
                                    ("on_leave", "请假"),
                                    ("present", "到会"),
                                    ("late", "迟到"),
                                    ("made_up", "已补学"),
                                    ("exempt", "免到"),
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
                            "leave_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="准假人",
                            ),
                        ),
                        (
                            "leave_answer",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=120, verbose_name="批复"
                            ),
                        ),
                        (
                            "made_up_note",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=120, verbose_name="补学内容"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="meetings_at_pgh_cre_464633_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClassEducation",
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
                            "classes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                    ],
                                    max_length=16,
                                ),
                                size=None,
                                verbose_name="面向哪类党员",
                            ),
                        ),
                        ("topic", models.CharField(max_length=80, verbose_name="教育主题")),
                        ("content", models.CharField(blank=True, max_length=300, verbose_name="主要内容")),
                        ("begins_on", models.DateField(verbose_name="开始日期")),
                        ("due_on", models.DateField(verbose_name="完成期限")),
                    ],
                    options={
                        "verbose_name": "分类主题教育",
                        "verbose_name_plural": "分类主题教育",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="class_education_scope")],
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
                                name="classeducation_withdrawn_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("classes", []), _negated=True), name="education_for_somebody"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gte", models.F("begins_on"))),
                                name="education_days_in_order",
                                violation_error_message="完成期限不能早于开始日期",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClassEducationEvent",
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
                                to="meetings.classeducation",
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
                            "classes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                    ],
                                    max_length=16,
                                ),
                                size=None,
                                verbose_name="面向哪类党员",
                            ),
                        ),
                        ("topic", models.CharField(max_length=80, verbose_name="教育主题")),
                        ("content", models.CharField(blank=True, max_length=300, verbose_name="主要内容")),
                        ("begins_on", models.DateField(verbose_name="开始日期")),
                        ("due_on", models.DateField(verbose_name="完成期限")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="meetings_cl_pgh_cre_2fee36_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="表决时间"
                            ),
                        ),
                        (
                            "adopted",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Case(
                                    models.When(
                                        models.Q(("entitled", 0), ("votes_for", 0), _connector="OR"),
                                        then=models.Value(False),
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
                    ],
                    options={
                        "verbose_name": "表决",
                        "verbose_name_plural": "表决",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("present__lte", models.F("entitled"))),
                                name="decision_present_within_entitled",
                                violation_error_message="实到人数不能多于应到人数",
                            ),
                            models.CheckConstraint(
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
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionEvent",
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
                                to="meetings.decision",
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
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.meeting",
                                verbose_name="会议",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.agendaitem",
                                verbose_name="议题",
                            ),
                        ),
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
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="表决时间"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="meetings_de_pgh_cre_4d996b_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Delegate",
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delegates",
                                to="organizations.case",
                                verbose_name="推选事项",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="代表",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("member", "社区党员代表"),
                                    ("in_service", "在职党员代表"),
                                    ("unit", "辖区单位党组织书记、副书记"),
                                ],
                                max_length=12,
                                verbose_name="代表类别",
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
                    ],
                    options={
                        "verbose_name": "参会代表",
                        "verbose_name_plural": "参会代表",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="delegate_scope"),
                            models.Index(fields=["person"], name="delegate_person"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "person"),
                                name="delegate_once",
                                violation_error_message="此人已经是代表",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "unit"), ("unit__isnull", False)),
                                    models.Q(models.Q(("kind", "unit"), _negated=True), ("unit", None)),
                                    _connector="OR",
                                ),
                                name="delegate_of_a_unit",
                                violation_error_message="请选择单位",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DelegateEvent",
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
                                to="meetings.delegate",
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
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.case",
                                verbose_name="推选事项",
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
                                verbose_name="代表",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("member", "社区党员代表"),
                                    ("in_service", "在职党员代表"),
                                    ("unit", "辖区单位党组织书记、副书记"),
                                ],
                                max_length=12,
                                verbose_name="代表类别",
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="meetings_de_pgh_cre_8f26e3_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EducationSession",
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
                            "education",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions",
                                to="meetings.classeducation",
                                verbose_name="分类主题教育",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="meetings.meeting",
                                verbose_name="会议",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "教育场次",
                        "verbose_name_plural": "教育场次",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="education_session_scope")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("education", "meeting"),
                                name="education_meeting_once",
                                violation_error_message="这次会议已经登记为这个主题的场次",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EducationSessionEvent",
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
                                to="meetings.educationsession",
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
                            "education",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.classeducation",
                                verbose_name="分类主题教育",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.meeting",
                                verbose_name="会议",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="meetings_ed_pgh_cre_54fd86_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Exemption",
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
                        ("reason", models.CharField(max_length=40, verbose_name="情形")),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                        ("decided_on", models.DateField(verbose_name="党员大会通过日期")),
                        ("consented_on", models.DateField(verbose_name="上级同意日期")),
                        ("consented_by", models.CharField(max_length=60, verbose_name="同意的上级党组织")),
                        ("document", models.CharField(blank=True, max_length=60, verbose_name="文件字号")),
                    ],
                    options={
                        "verbose_name": "免到党员",
                        "verbose_name_plural": "免到党员",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="exemption_scope"),
                            models.Index(fields=["person"], name="exemption_person"),
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
                                name="exemption_withdrawn_with_reason",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                expressions=[("person", "="), ("during", "&&")],
                                name="exemption_once_at_a_time",
                                violation_error_message="此人在这段时间已登记免到",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("during__isempty", False)), name="exemption_during_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("consented_on__gte", models.F("decided_on")),
                                    ("during__startswith__gte", models.F("consented_on")),
                                ),
                                name="exemption_begins_with_consent",
                                violation_error_message="先经党员大会通过，再报上级同意，同意以后才能免到",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExemptionEvent",
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
                                to="meetings.exemption",
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
                        ("reason", models.CharField(max_length=40, verbose_name="情形")),
                        ("during", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="起止")),
                        ("decided_on", models.DateField(verbose_name="党员大会通过日期")),
                        ("consented_on", models.DateField(verbose_name="上级同意日期")),
                        ("consented_by", models.CharField(max_length=60, verbose_name="同意的上级党组织")),
                        ("document", models.CharField(blank=True, max_length=60, verbose_name="文件字号")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="meetings_ex_pgh_cre_1875bb_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
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
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings",
                                to="meetings.meetingkind",
                                verbose_name="会议类型",
                            ),
                        ),
                        ("topic", models.CharField(max_length=80, verbose_name="主题")),
                        ("form", models.CharField(blank=True, max_length=20, verbose_name="活动形式")),
                        ("education", models.CharField(blank=True, max_length=20, verbose_name="教育内容")),
                        ("starts_at", models.DateTimeField(verbose_name="开始时间")),
                        ("place", models.CharField(max_length=80, verbose_name="地点")),
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
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="计划时间"
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
                        ("notified_at", models.DateTimeField(editable=False, null=True, verbose_name="通知时间")),
                        ("sign_in_opened_at", models.DateTimeField(editable=False, null=True, verbose_name="签到开始")),
                        ("sign_in_closed_at", models.DateTimeField(editable=False, null=True, verbose_name="签到结束")),
                        ("held_at", models.DateTimeField(blank=True, null=True, verbose_name="召开时间")),
                        ("recorded_at", models.DateTimeField(editable=False, null=True, verbose_name="录入时间")),
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
                        ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="确认时间")),
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
                        ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="归档时间")),
                        ("cancelled_because", models.CharField(blank=True, max_length=120, verbose_name="取消原因")),
                        ("ad_hoc", models.BooleanField(db_default=False, default=False, verbose_name="临时召开")),
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
                                expression=meetings.models.meeting.DaysBetween(
                                    models.F("held_at"), models.F("recorded_at")
                                ),
                                output_field=models.IntegerField(null=True),
                            ),
                        ),
                        (
                            "joint",
                            models.ManyToManyField(
                                blank=True, related_name="+", to="organizations.organization", verbose_name="联合主办"
                            ),
                        ),
                        (
                            "set_topics",
                            models.ManyToManyField(
                                blank=True, related_name="meetings", to="meetings.settopic", verbose_name="规定动作"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "会议",
                        "verbose_name_plural": "会议",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope", "month", "kind"], name="meeting_scope_month_kind"),
                            models.Index(fields=["organization", "kind", "month"], name="meeting_organization_month"),
                            models.Index(fields=["recorded_by", "recorded_at"], name="meeting_recorded"),
                            django.contrib.postgres.indexes.GinIndex(
                                core.records.search.Characters("topic"), name="meeting_topic_characters"
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ("planned", "notified", "signing_in"))),
                                fields=["starts_at"],
                                name="meeting_open_by_start",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "cancelled"), _negated=True),
                                fields=("organization", "kind", "starts_at"),
                                name="meeting_once_at_a_time",
                                violation_error_message="这个时间已经安排了同类会议",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("held_at__isnull", False),
                                        ("recorded_at__isnull", False),
                                        ("state__in", ("recorded", "confirmed", "closed")),
                                    ),
                                    models.Q(
                                        ("recorded_at__isnull", True),
                                        ("state__in", ["planned", "notified", "signing_in", "cancelled"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="meeting_recorded_is_complete",
                                violation_error_message="已记录的会议必须有召开时间和录入时间",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "theme_day"), _negated=True),
                                    models.Q(("state__in", ("recorded", "confirmed", "closed")), _negated=True),
                                    models.Q(
                                        models.Q(("form", ""), _negated=True),
                                        models.Q(("education", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="theme_day_has_form_and_education",
                                violation_error_message="主题党日必须填写活动形式和教育内容",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("recorded_at__isnull", True),
                                    ("recorded_at__gte", models.F("held_at")),
                                    _connector="OR",
                                ),
                                name="meeting_recorded_after_held",
                                violation_error_message="召开时间不能晚于录入时间",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("confirmed", "closed")), _negated=True),
                                    ("confirmed_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="meeting_confirmed_is_complete",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("second_person", False),
                                    ("confirmed_by__isnull", True),
                                    models.Q(("confirmed_by", models.F("recorded_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="meeting_confirmed_by_another",
                                violation_error_message="这类会议的纪要要由记录人以外的人确认",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "cancelled"), _negated=True),
                                    models.Q(("cancelled_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="meeting_cancelled_with_reason",
                                violation_error_message="请写明取消原因",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingEvent",
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
                                to="meetings.meeting",
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
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.meetingkind",
                                verbose_name="会议类型",
                            ),
                        ),
                        ("topic", models.CharField(max_length=80, verbose_name="主题")),
                        ("form", models.CharField(blank=True, max_length=20, verbose_name="活动形式")),
                        ("education", models.CharField(blank=True, max_length=20, verbose_name="教育内容")),
                        ("starts_at", models.DateTimeField(verbose_name="开始时间")),
                        ("place", models.CharField(max_length=80, verbose_name="地点")),
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
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="计划时间"
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
                        ("notified_at", models.DateTimeField(editable=False, null=True, verbose_name="通知时间")),
                        ("sign_in_opened_at", models.DateTimeField(editable=False, null=True, verbose_name="签到开始")),
                        ("sign_in_closed_at", models.DateTimeField(editable=False, null=True, verbose_name="签到结束")),
                        ("held_at", models.DateTimeField(blank=True, null=True, verbose_name="召开时间")),
                        ("recorded_at", models.DateTimeField(editable=False, null=True, verbose_name="录入时间")),
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
                        ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="确认时间")),
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
                        ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="归档时间")),
                        ("cancelled_because", models.CharField(blank=True, max_length=120, verbose_name="取消原因")),
                        ("ad_hoc", models.BooleanField(db_default=False, default=False, verbose_name="临时召开")),
                        ("second_person", models.BooleanField(default=False, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="meetings_me_pgh_cre_afbca2_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingKind",
                    fields=[
                        (
                            "code",
                            models.SlugField(max_length=40, primary_key=True, serialize=False, verbose_name="代码"),
                        ),
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
                                choices=[
                                    ("month", "每月"),
                                    ("quarter", "每季度"),
                                    ("half", "每半年"),
                                    ("year", "每年"),
                                ],
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
                    name="Nominee",
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="nominees",
                                to="organizations.case",
                                verbose_name="推选事项",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="推荐人选",
                            ),
                        ),
                        (
                            "position",
                            models.CharField(
                                choices=[("part_time_deputy", "兼职副书记"), ("committee_member", "委员")],
                                max_length=32,
                                verbose_name="推荐职务",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("self", "个人自荐"),
                                    ("joint", "党员联名举荐"),
                                    ("organization", "组织推荐"),
                                    ("write_in", "另选他人"),
                                ],
                                max_length=12,
                                verbose_name="提名方式",
                            ),
                        ),
                        ("backers", models.TextField(blank=True, max_length=600, verbose_name="联名党员或推荐组织")),
                        ("nominated_on", models.DateField(verbose_name="提名日期")),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[("", "待审查"), ("passed", "合格"), ("failed", "不合格")],
                                editable=False,
                                max_length=8,
                                verbose_name="审查结果",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="审查理由"),
                        ),
                        (
                            "reviewed_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="审查日期"),
                        ),
                        (
                            "place",
                            models.PositiveSmallIntegerField(
                                blank=True, editable=False, null=True, verbose_name="演讲顺序"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "推荐人选",
                        "verbose_name_plural": "推荐人选",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="nominee_scope"),
                            models.Index(fields=["person"], name="nominee_person"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "person"), name="nominee_once", violation_error_message="此人已经被推荐"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reason", ""), ("reviewed_on", None), ("verdict", "")),
                                    models.Q(
                                        models.Q(("verdict", ""), _negated=True),
                                        models.Q(("reason", ""), _negated=True),
                                        ("reviewed_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="nominee_reviewed_with_reason",
                                violation_error_message="请写明审查理由",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NomineeEvent",
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
                                to="meetings.nominee",
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
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.case",
                                verbose_name="推选事项",
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
                                verbose_name="推荐人选",
                            ),
                        ),
                        (
                            "position",
                            models.CharField(
                                choices=[("part_time_deputy", "兼职副书记"), ("committee_member", "委员")],
                                max_length=32,
                                verbose_name="推荐职务",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("self", "个人自荐"),
                                    ("joint", "党员联名举荐"),
                                    ("organization", "组织推荐"),
                                    ("write_in", "另选他人"),
                                ],
                                max_length=12,
                                verbose_name="提名方式",
                            ),
                        ),
                        ("backers", models.TextField(blank=True, max_length=600, verbose_name="联名党员或推荐组织")),
                        ("nominated_on", models.DateField(verbose_name="提名日期")),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[("", "待审查"), ("passed", "合格"), ("failed", "不合格")],
                                editable=False,
                                max_length=8,
                                verbose_name="审查结果",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="审查理由"),
                        ),
                        (
                            "reviewed_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="审查日期"),
                        ),
                        (
                            "place",
                            models.PositiveSmallIntegerField(
                                blank=True, editable=False, null=True, verbose_name="演讲顺序"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="meetings_no_pgh_cre_20294b_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Paper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="papers",
                                to="meetings.meeting",
                                verbose_name="会议",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="papers",
                                to="meetings.settopic",
                                verbose_name="规定动作",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="附件名称")),
                        ("file", models.FileField(upload_to="papers/%Y/%m/", verbose_name="文件")),
                        (
                            "uploaded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="上传时间"
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "会议附件",
                        "verbose_name_plural": "会议附件",
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("meeting__isnull", False), ("topic", None)),
                                    models.Q(("meeting", None), ("topic__isnull", False)),
                                    _connector="OR",
                                ),
                                name="paper_of_a_meeting_or_a_topic",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PhonePoll",
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
                            "poll",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="phone",
                                to="meetings.poll",
                                verbose_name="测评票决",
                            ),
                        ),
                        ("public_key", models.BinaryField(max_length=32, verbose_name="公钥")),
                        ("began_at", models.DateTimeField(editable=False, verbose_name="开始时间")),
                        ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="结束时间")),
                        ("ballots", models.PositiveIntegerField(editable=False, null=True, verbose_name="手机票")),
                        (
                            "votes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=django.contrib.postgres.fields.ArrayField(
                                    base_field=models.PositiveIntegerField(), size=None
                                ),
                                editable=False,
                                null=True,
                                size=None,
                                verbose_name="票数",
                            ),
                        ),
                        (
                            "receipts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=16),
                                editable=False,
                                null=True,
                                size=None,
                                verbose_name="回执",
                            ),
                        ),
                        (
                            "stopped_because",
                            models.CharField(blank=True, editable=False, max_length=120, verbose_name="中止原因"),
                        ),
                    ],
                    options={
                        "verbose_name": "手机投票",
                        "verbose_name_plural": "手机投票",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="phone_poll_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ballots", None),
                                        ("ended_at", None),
                                        ("receipts", None),
                                        ("stopped_because", ""),
                                        ("votes", None),
                                    ),
                                    models.Q(
                                        ("ballots", None),
                                        ("ended_at__isnull", False),
                                        ("receipts", None),
                                        ("votes", None),
                                        models.Q(("stopped_because", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("ballots__isnull", False),
                                        ("ended_at__isnull", False),
                                        ("receipts__len", models.F("ballots")),
                                        ("stopped_because", ""),
                                        ("votes__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="phone_poll_ends_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PhonePollEvent",
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
                                to="meetings.phonepoll",
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
                            "poll",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.poll",
                                verbose_name="测评票决",
                            ),
                        ),
                        ("public_key", models.BinaryField(max_length=32, verbose_name="公钥")),
                        ("began_at", models.DateTimeField(editable=False, verbose_name="开始时间")),
                        ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="结束时间")),
                        ("ballots", models.PositiveIntegerField(editable=False, null=True, verbose_name="手机票")),
                        (
                            "votes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=django.contrib.postgres.fields.ArrayField(
                                    base_field=models.PositiveIntegerField(), size=None
                                ),
                                editable=False,
                                null=True,
                                size=None,
                                verbose_name="票数",
                            ),
                        ),
                        (
                            "receipts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=16),
                                editable=False,
                                null=True,
                                size=None,
                                verbose_name="回执",
                            ),
                        ),
                        (
                            "stopped_because",
                            models.CharField(blank=True, editable=False, max_length=120, verbose_name="中止原因"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="meetings_ph_pgh_cre_0b5ae9_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Photo",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
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
                        ("image", models.FileField(upload_to="meetings/%Y/%m/", verbose_name="照片")),
                        ("caption", models.CharField(blank=True, max_length=80, verbose_name="说明")),
                        (
                            "uploaded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="上传时间"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "会议照片",
                        "verbose_name_plural": "会议照片",
                    },
                ),
                migrations.CreateModel(
                    name="Poll",
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="polls",
                                to="meetings.meeting",
                                verbose_name="会议",
                            ),
                        ),
                        (
                            "matter",
                            models.CharField(
                                choices=[
                                    ("appraisal", "民主评议党员"),
                                    ("review", "述职评议"),
                                    ("deputies", "推选兼职副书记"),
                                    ("members", "推选委员"),
                                ],
                                max_length=12,
                                verbose_name="事项",
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(default=1, verbose_name="轮次")),
                        (
                            "again_of",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="again",
                                to="meetings.poll",
                                verbose_name="重新投票",
                            ),
                        ),
                        (
                            "grades",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=12), size=None, verbose_name="等次"
                            ),
                        ),
                        (
                            "seats",
                            models.PositiveSmallIntegerField(
                                blank=True, editable=False, null=True, verbose_name="应选名额"
                            ),
                        ),
                        ("write_ins", models.JSONField(blank=True, editable=False, null=True, verbose_name="另选他人")),
                        ("entitled", models.PositiveIntegerField(verbose_name="应到")),
                        ("present", models.PositiveIntegerField(verbose_name="实到")),
                        ("issued", models.PositiveIntegerField(blank=True, null=True, verbose_name="发出票数")),
                        ("returned", models.PositiveIntegerField(blank=True, null=True, verbose_name="收回票数")),
                        ("invalid", models.PositiveIntegerField(blank=True, null=True, verbose_name="废票")),
                        ("valid", models.PositiveIntegerField(blank=True, null=True, verbose_name="有效票")),
                        ("explanation", models.CharField(blank=True, max_length=200, verbose_name="差额说明")),
                        (
                            "teller",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="计票人",
                            ),
                        ),
                        (
                            "scrutineer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="监票人",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "待计票"),
                                    ("voting", "手机投票中"),
                                    ("counted", "已计票，待签字"),
                                    ("signed", "已签字"),
                                    ("void", "无效"),
                                ],
                                default="open",
                                editable=False,
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(editable=False, verbose_name="开始时间")),
                        ("counted_at", models.DateTimeField(editable=False, null=True, verbose_name="计票时间")),
                        ("scan", models.FileField(blank=True, upload_to="polls/%Y/%m/", verbose_name="计票单")),
                        ("signed_at", models.DateTimeField(editable=False, null=True, verbose_name="签字登记时间")),
                        (
                            "signed_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "测评票决",
                        "verbose_name_plural": "测评票决",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope", "state"], name="poll_scope")],
                        "constraints": [
                            models.UniqueConstraint(fields=("meeting", "matter", "round"), name="poll_round_once"),
                            models.CheckConstraint(
                                condition=models.Q(("teller", models.F("scrutineer")), _negated=True),
                                name="poll_counted_by_two",
                                violation_error_message="计票人和监票人不能是同一人",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("present__lte", models.F("entitled"))),
                                name="poll_present_within_entitled",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["open", "voting", "void"]),
                                        ("invalid", None),
                                        ("issued", None),
                                        ("returned", None),
                                        ("valid", None),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ["open", "voting"]), _negated=True),
                                        ("issued__isnull", False),
                                        ("returned__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="poll_counted_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["counted", "signed"]), _negated=True),
                                    models.Q(
                                        ("issued__lte", models.F("present")),
                                        (
                                            "returned",
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("valid"), "+", models.F("invalid")
                                            ),
                                        ),
                                        ("returned__lte", models.F("issued")),
                                    ),
                                    _connector="OR",
                                ),
                                name="poll_balances",
                                violation_error_message="有效票与废票之和必须等于收回票数",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "void"), _negated=True),
                                    models.Q(("invalid", None), ("issued", None), ("returned", None), ("valid", None)),
                                    ("returned__gt", models.F("issued")),
                                    ("returned__gt", models.F("present")),
                                    _connector="OR",
                                ),
                                name="poll_void_by_its_numbers",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "signed"), _negated=True),
                                    models.Q(("signed_at__isnull", False), models.Q(("scan", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="poll_signed_with_its_sheet",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PollEvent",
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
                                to="meetings.poll",
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
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.meeting",
                                verbose_name="会议",
                            ),
                        ),
                        (
                            "matter",
                            models.CharField(
                                choices=[
                                    ("appraisal", "民主评议党员"),
                                    ("review", "述职评议"),
                                    ("deputies", "推选兼职副书记"),
                                    ("members", "推选委员"),
                                ],
                                max_length=12,
                                verbose_name="事项",
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(default=1, verbose_name="轮次")),
                        (
                            "again_of",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.poll",
                                verbose_name="重新投票",
                            ),
                        ),
                        (
                            "grades",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=12), size=None, verbose_name="等次"
                            ),
                        ),
                        (
                            "seats",
                            models.PositiveSmallIntegerField(
                                blank=True, editable=False, null=True, verbose_name="应选名额"
                            ),
                        ),
                        ("write_ins", models.JSONField(blank=True, editable=False, null=True, verbose_name="另选他人")),
                        ("entitled", models.PositiveIntegerField(verbose_name="应到")),
                        ("present", models.PositiveIntegerField(verbose_name="实到")),
                        ("issued", models.PositiveIntegerField(blank=True, null=True, verbose_name="发出票数")),
                        ("returned", models.PositiveIntegerField(blank=True, null=True, verbose_name="收回票数")),
                        ("invalid", models.PositiveIntegerField(blank=True, null=True, verbose_name="废票")),
                        ("valid", models.PositiveIntegerField(blank=True, null=True, verbose_name="有效票")),
                        ("explanation", models.CharField(blank=True, max_length=200, verbose_name="差额说明")),
                        (
                            "teller",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                                verbose_name="计票人",
                            ),
                        ),
                        (
                            "scrutineer",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                                verbose_name="监票人",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "待计票"),
                                    ("voting", "手机投票中"),
                                    ("counted", "已计票，待签字"),
                                    ("signed", "已签字"),
                                    ("void", "无效"),
                                ],
                                default="open",
                                editable=False,
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(editable=False, verbose_name="开始时间")),
                        ("counted_at", models.DateTimeField(editable=False, null=True, verbose_name="计票时间")),
                        ("scan", models.FileField(blank=True, upload_to="polls/%Y/%m/", verbose_name="计票单")),
                        ("signed_at", models.DateTimeField(editable=False, null=True, verbose_name="签字登记时间")),
                        (
                            "signed_by",
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="meetings_po_pgh_cre_89e47a_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PollSubject",
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
                            "poll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="subjects",
                                to="meetings.poll",
                                verbose_name="测评票决",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="被评议人",
                            ),
                        ),
                        ("role", models.CharField(blank=True, max_length=40, verbose_name="职务")),
                        ("graded", models.BooleanField(default=True, verbose_name="评定等次")),
                        ("position", models.PositiveSmallIntegerField(verbose_name="序号")),
                        (
                            "votes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveIntegerField(),
                                blank=True,
                                null=True,
                                size=None,
                                verbose_name="各等次票数",
                            ),
                        ),
                        ("blank", models.PositiveIntegerField(blank=True, null=True, verbose_name="弃权")),
                        ("result", models.CharField(blank=True, max_length=12, verbose_name="评定等次结果")),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="评定理由")),
                    ],
                    options={
                        "verbose_name": "被评议人",
                        "verbose_name_plural": "被评议人",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="poll_subject_scope"),
                            models.Index(fields=["person"], name="poll_subject_person"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("poll", "person"), name="poll_subject_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("result", ""),
                                    models.Q(("graded", True), ("votes__isnull", False)),
                                    _connector="OR",
                                ),
                                name="poll_result_after_the_count",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PollSubjectEvent",
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
                                to="meetings.pollsubject",
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
                            "poll",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.poll",
                                verbose_name="测评票决",
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
                                verbose_name="被评议人",
                            ),
                        ),
                        ("role", models.CharField(blank=True, max_length=40, verbose_name="职务")),
                        ("graded", models.BooleanField(default=True, verbose_name="评定等次")),
                        ("position", models.PositiveSmallIntegerField(verbose_name="序号")),
                        (
                            "votes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveIntegerField(),
                                blank=True,
                                null=True,
                                size=None,
                                verbose_name="各等次票数",
                            ),
                        ),
                        ("blank", models.PositiveIntegerField(blank=True, null=True, verbose_name="弃权")),
                        ("result", models.CharField(blank=True, max_length=12, verbose_name="评定等次结果")),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="评定理由")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="meetings_po_pgh_cre_00b598_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PollVoter",
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
                            "poll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="voters",
                                to="meetings.poll",
                                verbose_name="测评票决",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="投票人",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "未投票"),
                                    ("phone", "手机投票"),
                                    ("device", "会场设备投票"),
                                    ("paper", "领取纸质票"),
                                ],
                                default="",
                                max_length=6,
                                verbose_name="投票方式",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "投票名册",
                        "verbose_name_plural": "投票名册",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="poll_voter_scope"),
                            models.Index(condition=models.Q(("way", "")), fields=["person"], name="poll_voter_person"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("poll", "person"), name="poll_voter_once")],
                    },
                ),
                migrations.CreateModel(
                    name="PollVoterEvent",
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
                                to="meetings.pollvoter",
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
                            "poll",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.poll",
                                verbose_name="测评票决",
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
                                verbose_name="投票人",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "未投票"),
                                    ("phone", "手机投票"),
                                    ("device", "会场设备投票"),
                                    ("paper", "领取纸质票"),
                                ],
                                default="",
                                max_length=6,
                                verbose_name="投票方式",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="meetings_po_pgh_cre_a992e4_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Problem",
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="problems",
                                to="meetings.meeting",
                                verbose_name="会议",
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
                                verbose_name="谁的问题",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[("self", "自我检查"), ("criticism", "相互批评"), ("masses", "征求意见")],
                                max_length=10,
                                verbose_name="来源",
                            ),
                        ),
                        ("text", models.TextField(max_length=500, verbose_name="存在的问题")),
                        (
                            "task",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="problem",
                                to="meetings.resolution",
                                verbose_name="整改",
                            ),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(blank=True, editable=False, max_length=120, verbose_name="撤回原因"),
                        ),
                    ],
                    options={
                        "verbose_name": "问题清单",
                        "verbose_name_plural": "问题清单",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="problem_scope"),
                            models.Index(fields=["meeting"], name="problem_meeting"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProblemEvent",
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
                                to="meetings.problem",
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
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.meeting",
                                verbose_name="会议",
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
                                verbose_name="谁的问题",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[("self", "自我检查"), ("criticism", "相互批评"), ("masses", "征求意见")],
                                max_length=10,
                                verbose_name="来源",
                            ),
                        ),
                        ("text", models.TextField(max_length=500, verbose_name="存在的问题")),
                        (
                            "task",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.resolution",
                                verbose_name="整改",
                            ),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(blank=True, editable=False, max_length=120, verbose_name="撤回原因"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="meetings_pr_pgh_cre_87c019_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reminded",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="组织",
                            ),
                        ),
                        ("month", models.DateField(verbose_name="月份")),
                        ("reason", models.CharField(blank=True, max_length=120, verbose_name="认可的原因")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="操作人",
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                    ],
                    options={
                        "verbose_name": "催办",
                        "verbose_name_plural": "催办",
                        "indexes": [models.Index(fields=["organization", "month"], name="reminded_month")],
                    },
                ),
                migrations.CreateModel(
                    name="Resolution",
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="resolutions",
                                to="meetings.meeting",
                                verbose_name="会议",
                            ),
                        ),
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
                        ("topic", models.CharField(blank=True, max_length=20, verbose_name="决策事项")),
                        ("text", models.CharField(max_length=200, verbose_name="决议事项")),
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
                    ],
                    options={
                        "verbose_name": "决议事项",
                        "verbose_name_plural": "决议事项",
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "open")), fields=["due_on"], name="resolution_open_due"
                            ),
                            models.Index(fields=["scope", "state"], name="resolution_scope_state"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "open"),
                                    models.Q(models.Q(("result", ""), _negated=True), ("done_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="resolution_ended_with_result",
                                violation_error_message="请写明办理结果",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SealedBallot",
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
                            "poll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sealed",
                                to="meetings.poll",
                                verbose_name="测评票决",
                            ),
                        ),
                        ("sealed", models.BinaryField(verbose_name="密封选票")),
                    ],
                    options={
                        "verbose_name": "密封选票",
                        "verbose_name_plural": "密封选票",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="sealed_ballot_scope"),
                            models.Index(fields=["poll"], name="sealed_ballot_poll"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Selection",
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
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="selection",
                                to="organizations.case",
                                verbose_name="推选事项",
                            ),
                        ),
                        ("published_on", models.DateField(verbose_name="公布日期")),
                        ("deputies", models.PositiveSmallIntegerField(verbose_name="兼职副书记职数")),
                        ("members", models.PositiveSmallIntegerField(verbose_name="委员职数")),
                        ("community_members", models.PositiveIntegerField(verbose_name="社区党员总数")),
                        ("numbers", models.JSONField(default=dict, verbose_name="公布当天的标准")),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="selections",
                                to="meetings.meeting",
                                verbose_name="推选大会",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "公开推选",
                        "verbose_name_plural": "公开推选",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="selection_scope")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("deputies__gt", 0), ("members__gt", 0), _connector="OR"),
                                name="selection_has_seats",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SelectionEvent",
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
                                to="meetings.selection",
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
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.case",
                                verbose_name="推选事项",
                            ),
                        ),
                        ("published_on", models.DateField(verbose_name="公布日期")),
                        ("deputies", models.PositiveSmallIntegerField(verbose_name="兼职副书记职数")),
                        ("members", models.PositiveSmallIntegerField(verbose_name="委员职数")),
                        ("community_members", models.PositiveIntegerField(verbose_name="社区党员总数")),
                        ("numbers", models.JSONField(default=dict, verbose_name="公布当天的标准")),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.meeting",
                                verbose_name="推选大会",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="meetings_se_pgh_cre_ecf4c3_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SetTopic",
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
                        ("month", models.DateField(verbose_name="月份")),
                        ("title", models.CharField(max_length=80, verbose_name="规定主题")),
                        ("content", models.TextField(max_length=2000, verbose_name="要求")),
                        (
                            "issued_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="下发时间"
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="撤回时间")),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "规定动作",
                        "verbose_name_plural": "规定动作",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope", "month"], name="set_topic_scope_month"),
                            models.Index(fields=["month"], name="set_topic_month"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at", None)),
                                fields=("organization", "month", "title"),
                                name="set_topic_once_a_month",
                                violation_error_message="这个月已经下发过同名的规定动作",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="set_topic_month_is_its_first_day"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at", None), ("withdrawn_because", "")),
                                    models.Q(
                                        ("withdrawn_at__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="set_topic_withdrawn_with_reason",
                                violation_error_message="请写明撤回原因",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SetTopicEvent",
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
                                to="meetings.settopic",
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
                        ("month", models.DateField(verbose_name="月份")),
                        ("title", models.CharField(max_length=80, verbose_name="规定主题")),
                        ("content", models.TextField(max_length=2000, verbose_name="要求")),
                        (
                            "issued_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="下发时间"
                            ),
                        ),
                        (
                            "issued_by",
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
                        ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="撤回时间")),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, default="", editable=False, max_length=120, verbose_name="撤回原因"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="meetings_se_pgh_cre_f01ef8_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Superior",
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="superiors",
                                to="meetings.meeting",
                                verbose_name="会议",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="到会领导",
                            ),
                        ),
                        (
                            "superior",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.organization",
                                verbose_name="上级党组织",
                            ),
                        ),
                        ("duty", models.CharField(max_length=40, verbose_name="职务")),
                        ("guidance", models.CharField(blank=True, max_length=300, verbose_name="指导意见")),
                        (
                            "entered_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="登记时间"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "上级到会",
                        "verbose_name_plural": "上级到会",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["scope"], name="superior_scope"),
                            models.Index(fields=["superior"], name="superior_organization"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "person"),
                                name="superior_once",
                                violation_error_message="此人已登记到会",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SuperiorEvent",
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
                                to="meetings.superior",
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
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.meeting",
                                verbose_name="会议",
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
                                verbose_name="到会领导",
                            ),
                        ),
                        (
                            "superior",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organizations.organization",
                                verbose_name="上级党组织",
                            ),
                        ),
                        ("duty", models.CharField(max_length=40, verbose_name="职务")),
                        ("guidance", models.CharField(blank=True, max_length=300, verbose_name="指导意见")),
                        (
                            "entered_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="登记时间"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="meetings_su_pgh_cre_05af39_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkReport",
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="meetings.meeting",
                                verbose_name="会议",
                            ),
                        ),
                        (
                            "speaker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="报告人",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="报告题目")),
                        ("text", models.TextField(max_length=8000, verbose_name="报告内容")),
                    ],
                    options={
                        "verbose_name": "工作报告",
                        "verbose_name_plural": "工作报告",
                        "abstract": False,
                        "indexes": [models.Index(fields=["scope"], name="work_report_scope")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "speaker"),
                                name="work_report_once",
                                violation_error_message="这个人的报告已经登记，请更正原来的报告",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkReportEvent",
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
                                to="meetings.workreport",
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
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.meeting",
                                verbose_name="会议",
                            ),
                        ),
                        (
                            "speaker",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                                verbose_name="报告人",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="报告题目")),
                        ("text", models.TextField(max_length=8000, verbose_name="报告内容")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="meetings_wo_pgh_cre_366b4b_brin"
                            )
                        ],
                    },
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="classeducation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="6afc86c8c5c0ff5cc1d9ce3fdb14ec858b2925e8",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_c6334",
                            table="meetings_classeducation",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="classeducation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="0d1db0f0fbb7be9bf0966e49d2ebea67d4c3f656",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_77d97",
                            table="meetings_classeducation",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="classeducation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."begins_on" IS DISTINCT FROM (NEW."begins_on") OR OLD."classes" IS DISTINCT FROM (NEW."classes") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."topic" IS DISTINCT FROM (NEW."topic") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "meetings_classeducationevent" ("begins_on", "classes", "content", "due_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."begins_on", OLD."classes", OLD."content", OLD."due_on", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."topic", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="ff497fac5b27e0b4d7e4f3627671b92b98e07ca8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9a67a",
                            table="meetings_classeducation",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="classeducation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "meetings_classeducationevent" ("begins_on", "classes", "content", "due_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."begins_on", OLD."classes", OLD."content", OLD."due_on", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."topic", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="c3aa5d6753377bbfcb064ef813e722e6238a4e7b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ffa2b",
                            table="meetings_classeducation",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="delegate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="c11c62d3f15fee0e14957a7b2a543654689df74f",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_6c398",
                            table="meetings_delegate",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="delegate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="c2ad04dd4caf7783f8d50e326b817477165833b3",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_33087",
                            table="meetings_delegate",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="delegate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "meetings_delegateevent" ("case_id", "id", "kind", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "version") VALUES (OLD."case_id", OLD."id", OLD."kind", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."unit_id", OLD."version"); RETURN NULL;',
                            hash="0a20534c9ec94bc0aaf74dd0d853ca4173ab7b0c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_702b6",
                            table="meetings_delegate",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="delegate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "meetings_delegateevent" ("case_id", "id", "kind", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "version") VALUES (OLD."case_id", OLD."id", OLD."kind", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."unit_id", OLD."version"); RETURN NULL;',
                            hash="32e00b049b8cf146f0afd3cfc73d78a8e5becf31",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d01c5",
                            table="meetings_delegate",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="exemption",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="596fab8620e833294e71afbc1fe786a56ed368f6",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_04935",
                            table="meetings_exemption",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="exemption",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="b519e7b755e3d431d1d654370e8d551429259085",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_84a61",
                            table="meetings_exemption",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="exemption",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."consented_by" IS DISTINCT FROM (NEW."consented_by") OR OLD."consented_on" IS DISTINCT FROM (NEW."consented_on") OR OLD."decided_on" IS DISTINCT FROM (NEW."decided_on") OR OLD."document" IS DISTINCT FROM (NEW."document") OR OLD."during" IS DISTINCT FROM (NEW."during") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func='INSERT INTO "meetings_exemptionevent" ("consented_by", "consented_on", "decided_on", "document", "during", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."consented_by", OLD."consented_on", OLD."decided_on", OLD."document", OLD."during", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."reason", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="1843ff56cfd1c3a48d511e9a3be4dfebecf2e0ff",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8005d",
                            table="meetings_exemption",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="exemption",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "meetings_exemptionevent" ("consented_by", "consented_on", "decided_on", "document", "during", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "version", "withdrawn_because", "withdrawn_on") VALUES (OLD."consented_by", OLD."consented_on", OLD."decided_on", OLD."document", OLD."during", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."version", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="8926835714cfbdd92d7d350480e321f8bbb2d33b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0a1ed",
                            table="meetings_exemption",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="educationsession",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="20a2bd2843168ab1c54cffc6bb09b0b8bf6a3097",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_73bd2",
                            table="meetings_educationsession",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="educationsession",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="dadd5d194181cca30fed9b3fa5f138a49c613df8",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_23ea0",
                            table="meetings_educationsession",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="educationsession",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."education_id" IS DISTINCT FROM (NEW."education_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "meetings_educationsessionevent" ("education_id", "id", "meeting_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."education_id", OLD."id", OLD."meeting_id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."version"); RETURN NULL;',
                            hash="ad3b974d0ce2ae3743ad4da19f7a894a6119bd48",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2748e",
                            table="meetings_educationsession",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="educationsession",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "meetings_educationsessionevent" ("education_id", "id", "meeting_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."education_id", OLD."id", OLD."meeting_id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;',
                            hash="0b73f984f33927c257a93b2c18860bebc4b3980d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7508e",
                            table="meetings_educationsession",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="decision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."abstained" IS DISTINCT FROM (NEW."abstained") OR OLD."base" IS DISTINCT FROM (NEW."base") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."entitled" IS DISTINCT FROM (NEW."entitled") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."item_id" IS DISTINCT FROM (NEW."item_id") OR OLD."majority_denominator" IS DISTINCT FROM (NEW."majority_denominator") OR OLD."majority_numerator" IS DISTINCT FROM (NEW."majority_numerator") OR OLD."majority_strict" IS DISTINCT FROM (NEW."majority_strict") OR OLD."matter" IS DISTINCT FROM (NEW."matter") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."present" IS DISTINCT FROM (NEW."present") OR OLD."quorum_denominator" IS DISTINCT FROM (NEW."quorum_denominator") OR OLD."quorum_numerator" IS DISTINCT FROM (NEW."quorum_numerator") OR OLD."quorum_strict" IS DISTINCT FROM (NEW."quorum_strict") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."votes_against" IS DISTINCT FROM (NEW."votes_against") OR OLD."votes_for" IS DISTINCT FROM (NEW."votes_for"))',
                            func='INSERT INTO "meetings_decisionevent" ("abstained", "base", "decided_at", "entitled", "id", "item_id", "majority_denominator", "majority_numerator", "majority_strict", "matter", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present", "quorum_denominator", "quorum_numerator", "quorum_strict", "text", "votes_against", "votes_for") VALUES (OLD."abstained", OLD."base", OLD."decided_at", OLD."entitled", OLD."id", OLD."item_id", OLD."majority_denominator", OLD."majority_numerator", OLD."majority_strict", OLD."matter", OLD."meeting_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."present", OLD."quorum_denominator", OLD."quorum_numerator", OLD."quorum_strict", OLD."text", OLD."votes_against", OLD."votes_for"); RETURN NULL;',
                            hash="43ae57492f75aba020e0a1a6acc2062f5b1ad781",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3b789",
                            table="meetings_decision",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="decision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "meetings_decisionevent" ("abstained", "base", "decided_at", "entitled", "id", "item_id", "majority_denominator", "majority_numerator", "majority_strict", "matter", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present", "quorum_denominator", "quorum_numerator", "quorum_strict", "text", "votes_against", "votes_for") VALUES (OLD."abstained", OLD."base", OLD."decided_at", OLD."entitled", OLD."id", OLD."item_id", OLD."majority_denominator", OLD."majority_numerator", OLD."majority_strict", OLD."matter", OLD."meeting_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."present", OLD."quorum_denominator", OLD."quorum_numerator", OLD."quorum_strict", OLD."text", OLD."votes_against", OLD."votes_for"); RETURN NULL;',
                            hash="5fb2efb68a631bec7e7db8583945310a6932114f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_05bcf",
                            table="meetings_decision",
                            when="AFTER",
                        ),
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
                core.records.migration_operations.AddTrigger(
                    model_name="attendance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."guest" IS DISTINCT FROM (NEW."guest") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."leave_answer" IS DISTINCT FROM (NEW."leave_answer") OR OLD."leave_by_id" IS DISTINCT FROM (NEW."leave_by_id") OR OLD."made_up_note" IS DISTINCT FROM (NEW."made_up_note") OR OLD."made_up_on" IS DISTINCT FROM (NEW."made_up_on") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."signed_at" IS DISTINCT FROM (NEW."signed_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."way" IS DISTINCT FROM (NEW."way"))',
                            func='INSERT INTO "meetings_attendanceevent" ("guest", "id", "leave_answer", "leave_by_id", "made_up_note", "made_up_on", "meeting_id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "signed_at", "state", "way") VALUES (OLD."guest", OLD."id", OLD."leave_answer", OLD."leave_by_id", OLD."made_up_note", OLD."made_up_on", OLD."meeting_id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."reason", OLD."signed_at", OLD."state", OLD."way"); RETURN NULL;',
                            hash="61c85d7b92d828ad2e67c55da152ca538991ca14",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_870cb",
                            table="meetings_attendance",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="attendance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "meetings_attendanceevent" ("guest", "id", "leave_answer", "leave_by_id", "made_up_note", "made_up_on", "meeting_id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "signed_at", "state", "way") VALUES (OLD."guest", OLD."id", OLD."leave_answer", OLD."leave_by_id", OLD."made_up_note", OLD."made_up_on", OLD."meeting_id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."signed_at", OLD."state", OLD."way"); RETURN NULL;',
                            hash="42f721dd0b2f4a8d64f9f1f53acd4164d121e588",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_774f3",
                            table="meetings_attendance",
                            when="AFTER",
                        ),
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
                core.records.migration_operations.AddTrigger(
                    model_name="nominee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="7cb94f733f18f7a2e13803689212842ec6a69765",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_3ed8f",
                            table="meetings_nominee",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="nominee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="223039a72fcc067a2cb8c4f60467bdee7a9f31c3",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_43488",
                            table="meetings_nominee",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="nominee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."backers" IS DISTINCT FROM (NEW."backers") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."nominated_on" IS DISTINCT FROM (NEW."nominated_on") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."reviewed_on" IS DISTINCT FROM (NEW."reviewed_on") OR OLD."verdict" IS DISTINCT FROM (NEW."verdict") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."way" IS DISTINCT FROM (NEW."way"))',
                            func='INSERT INTO "meetings_nomineeevent" ("backers", "case_id", "id", "nominated_on", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "position", "reason", "reviewed_on", "verdict", "version", "way") VALUES (OLD."backers", OLD."case_id", OLD."id", OLD."nominated_on", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."place", OLD."position", OLD."reason", OLD."reviewed_on", OLD."verdict", OLD."version", OLD."way"); RETURN NULL;',
                            hash="5474a39a172d3e674edcabeaf81a7f184f662c29",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8ba37",
                            table="meetings_nominee",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="nominee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "meetings_nomineeevent" ("backers", "case_id", "id", "nominated_on", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "position", "reason", "reviewed_on", "verdict", "version", "way") VALUES (OLD."backers", OLD."case_id", OLD."id", OLD."nominated_on", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."position", OLD."reason", OLD."reviewed_on", OLD."verdict", OLD."version", OLD."way"); RETURN NULL;',
                            hash="5dc151d9e18df9fd1cf5d5480ccce776da2a1afb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_13756",
                            table="meetings_nominee",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="poll",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="dc624c43338950b4cada818fe26731be3727de3a",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_ca8a3",
                            table="meetings_poll",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="poll",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="198fbde2261028e7c523f9a5c81ce72a13e374c9",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_b55b5",
                            table="meetings_poll",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="poll",
                    trigger=pgtrigger.compiler.Trigger(
                        name="signed_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"state\" = 'signed' AND OLD.\"state\" = 'signed')",
                            func="IF to_jsonb(OLD) - 'scope' IS DISTINCT FROM to_jsonb(NEW) - 'scope' THEN RAISE EXCEPTION 'a signed count stands' USING ERRCODE = 'check_violation', CONSTRAINT = 'poll_signed_stands'; END IF; RETURN NEW;",
                            hash="613bb48c18c320b03664e6912a4aca65f080f451",
                            operation="UPDATE",
                            pgid="pgtrigger_signed_stands_8bc68",
                            table="meetings_poll",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="poll",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."again_of_id" IS DISTINCT FROM (NEW."again_of_id") OR OLD."counted_at" IS DISTINCT FROM (NEW."counted_at") OR OLD."entitled" IS DISTINCT FROM (NEW."entitled") OR OLD."explanation" IS DISTINCT FROM (NEW."explanation") OR OLD."grades" IS DISTINCT FROM (NEW."grades") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."invalid" IS DISTINCT FROM (NEW."invalid") OR OLD."issued" IS DISTINCT FROM (NEW."issued") OR OLD."matter" IS DISTINCT FROM (NEW."matter") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."opened_at" IS DISTINCT FROM (NEW."opened_at") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."present" IS DISTINCT FROM (NEW."present") OR OLD."returned" IS DISTINCT FROM (NEW."returned") OR OLD."round" IS DISTINCT FROM (NEW."round") OR OLD."scan" IS DISTINCT FROM (NEW."scan") OR OLD."scrutineer_id" IS DISTINCT FROM (NEW."scrutineer_id") OR OLD."seats" IS DISTINCT FROM (NEW."seats") OR OLD."signed_at" IS DISTINCT FROM (NEW."signed_at") OR OLD."signed_by_id" IS DISTINCT FROM (NEW."signed_by_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."teller_id" IS DISTINCT FROM (NEW."teller_id") OR OLD."valid" IS DISTINCT FROM (NEW."valid") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."write_ins" IS DISTINCT FROM (NEW."write_ins"))',
                            func='INSERT INTO "meetings_pollevent" ("again_of_id", "counted_at", "entitled", "explanation", "grades", "id", "invalid", "issued", "matter", "meeting_id", "opened_at", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present", "returned", "round", "scan", "scrutineer_id", "seats", "signed_at", "signed_by_id", "state", "teller_id", "valid", "version", "write_ins") VALUES (OLD."again_of_id", OLD."counted_at", OLD."entitled", OLD."explanation", OLD."grades", OLD."id", OLD."invalid", OLD."issued", OLD."matter", OLD."meeting_id", OLD."opened_at", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."present", OLD."returned", OLD."round", OLD."scan", OLD."scrutineer_id", OLD."seats", OLD."signed_at", OLD."signed_by_id", OLD."state", OLD."teller_id", OLD."valid", OLD."version", OLD."write_ins"); RETURN NULL;',
                            hash="2dfffc546c5af9244f1ebd9dfed1ff59f8b85925",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d4a2f",
                            table="meetings_poll",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="poll",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "meetings_pollevent" ("again_of_id", "counted_at", "entitled", "explanation", "grades", "id", "invalid", "issued", "matter", "meeting_id", "opened_at", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present", "returned", "round", "scan", "scrutineer_id", "seats", "signed_at", "signed_by_id", "state", "teller_id", "valid", "version", "write_ins") VALUES (OLD."again_of_id", OLD."counted_at", OLD."entitled", OLD."explanation", OLD."grades", OLD."id", OLD."invalid", OLD."issued", OLD."matter", OLD."meeting_id", OLD."opened_at", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."present", OLD."returned", OLD."round", OLD."scan", OLD."scrutineer_id", OLD."seats", OLD."signed_at", OLD."signed_by_id", OLD."state", OLD."teller_id", OLD."valid", OLD."version", OLD."write_ins"); RETURN NULL;',
                            hash="a33aa15d24db413c4e9839f7f28833858c1806b9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_94104",
                            table="meetings_poll",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="phonepoll",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="5b3468e01269fd17b6327d155786957f80a186c6",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_4fd38",
                            table="meetings_phonepoll",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="phonepoll",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="83e440ccbabe25df8d0a1cfdaf1be65d16c83372",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_04164",
                            table="meetings_phonepoll",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="phonepoll",
                    trigger=pgtrigger.compiler.Trigger(
                        name="opened_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."ended_at" IS NOT NULL)',
                            func="IF to_jsonb(OLD) - 'scope' IS DISTINCT FROM to_jsonb(NEW) - 'scope' THEN RAISE EXCEPTION 'what was opened stands' USING ERRCODE = 'check_violation', CONSTRAINT = 'phone_poll_stands'; END IF; RETURN NEW;",
                            hash="9f02000ed57d901054b7bde6431a509b017992ab",
                            operation="UPDATE",
                            pgid="pgtrigger_opened_stands_91310",
                            table="meetings_phonepoll",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="phonepoll",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."ballots" IS DISTINCT FROM (NEW."ballots") OR OLD."began_at" IS DISTINCT FROM (NEW."began_at") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."poll_id" IS DISTINCT FROM (NEW."poll_id") OR OLD."public_key" IS DISTINCT FROM (NEW."public_key") OR OLD."receipts" IS DISTINCT FROM (NEW."receipts") OR OLD."stopped_because" IS DISTINCT FROM (NEW."stopped_because") OR OLD."votes" IS DISTINCT FROM (NEW."votes"))',
                            func='INSERT INTO "meetings_phonepollevent" ("ballots", "began_at", "ended_at", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poll_id", "public_key", "receipts", "stopped_because", "votes") VALUES (OLD."ballots", OLD."began_at", OLD."ended_at", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."poll_id", OLD."public_key", OLD."receipts", OLD."stopped_because", OLD."votes"); RETURN NULL;',
                            hash="92672c14e604b10f9ff3a9525763d284bf58d206",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d953b",
                            table="meetings_phonepoll",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="phonepoll",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "meetings_phonepollevent" ("ballots", "began_at", "ended_at", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poll_id", "public_key", "receipts", "stopped_because", "votes") VALUES (OLD."ballots", OLD."began_at", OLD."ended_at", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."poll_id", OLD."public_key", OLD."receipts", OLD."stopped_because", OLD."votes"); RETURN NULL;',
                            hash="2aa5e53e55148873a60c6c491c03b740845e382c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8e280",
                            table="meetings_phonepoll",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="pollsubject",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="3187744c4a4944383126329781943d51ebec05d4",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_4bdb3",
                            table="meetings_pollsubject",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="pollsubject",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="b5ee5c5cd311a1e956492ec33343cf404f0992be",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_d7c7d",
                            table="meetings_pollsubject",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="pollsubject",
                    trigger=pgtrigger.compiler.Trigger(
                        name="votes_balance",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."votes" IS NOT NULL)',
                            func="IF (SELECT p.valid IS DISTINCT FROM NEW.blank + (SELECT sum(each) FROM unnest(NEW.votes) each) OR cardinality(NEW.votes) <> cardinality(p.grades) FROM meetings_poll p WHERE p.id = NEW.poll_id) THEN RAISE EXCEPTION 'votes of a person are the valid papers' USING ERRCODE = 'check_violation', CONSTRAINT = 'poll_subject_balances'; END IF; RETURN NEW;",
                            hash="4ee2c4f568db84a7f619ffdcb2e1c9ed7c38691d",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_votes_balance_34792",
                            table="meetings_pollsubject",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="pollsubject",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."blank" IS DISTINCT FROM (NEW."blank") OR OLD."graded" IS DISTINCT FROM (NEW."graded") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."poll_id" IS DISTINCT FROM (NEW."poll_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."result" IS DISTINCT FROM (NEW."result") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."votes" IS DISTINCT FROM (NEW."votes"))',
                            func='INSERT INTO "meetings_pollsubjectevent" ("blank", "graded", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poll_id", "position", "reason", "result", "role", "votes") VALUES (OLD."blank", OLD."graded", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."poll_id", OLD."position", OLD."reason", OLD."result", OLD."role", OLD."votes"); RETURN NULL;',
                            hash="2ab6a663e59c69c8886be20ebe9ad29fe0696568",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_01f86",
                            table="meetings_pollsubject",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="pollsubject",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "meetings_pollsubjectevent" ("blank", "graded", "id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poll_id", "position", "reason", "result", "role", "votes") VALUES (OLD."blank", OLD."graded", OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."poll_id", OLD."position", OLD."reason", OLD."result", OLD."role", OLD."votes"); RETURN NULL;',
                            hash="30b2db67242f67888ac1b475d9770c0a68c4cc4a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_707f1",
                            table="meetings_pollsubject",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="pollvoter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="06586cf651c6aa9cac2ef34a8d400b2aaaceadca",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_7464f",
                            table="meetings_pollvoter",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="pollvoter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="6200af835b203bace33125192c7447230f4f27f1",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_b7426",
                            table="meetings_pollvoter",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="pollvoter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."poll_id" IS DISTINCT FROM (NEW."poll_id") OR OLD."way" IS DISTINCT FROM (NEW."way"))',
                            func='INSERT INTO "meetings_pollvoterevent" ("id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poll_id", "way") VALUES (OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."poll_id", OLD."way"); RETURN NULL;',
                            hash="776dfdaa8c64cd218c5744412153b26a747e215c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_be6e7",
                            table="meetings_pollvoter",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="pollvoter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "meetings_pollvoterevent" ("id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poll_id", "way") VALUES (OLD."id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."poll_id", OLD."way"); RETURN NULL;',
                            hash="281c8bc8ddf864d2b6abf6bfbb639e82b3522bd4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d0ac6",
                            table="meetings_pollvoter",
                            when="AFTER",
                        ),
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
                core.records.migration_operations.AddTrigger(
                    model_name="problem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="6835802a5bfddb6a32b5f97ac2b82519d40ca3c4",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_8ee7d",
                            table="meetings_problem",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="problem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="6e3e8e08bd5b6a86b3d5180e84c7eec54b30fef8",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_c4a61",
                            table="meetings_problem",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="problem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."task_id" IS DISTINCT FROM (NEW."task_id") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because"))',
                            func='INSERT INTO "meetings_problemevent" ("id", "meeting_id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "task_id", "text", "version", "withdrawn_because") VALUES (OLD."id", OLD."meeting_id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."source", OLD."task_id", OLD."text", OLD."version", OLD."withdrawn_because"); RETURN NULL;',
                            hash="dd82f335ce809b490b0962cf554f0dea4bbbc274",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3f10b",
                            table="meetings_problem",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="problem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "meetings_problemevent" ("id", "meeting_id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "task_id", "text", "version", "withdrawn_because") VALUES (OLD."id", OLD."meeting_id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source", OLD."task_id", OLD."text", OLD."version", OLD."withdrawn_because"); RETURN NULL;',
                            hash="172929c3a0c0ffa5a3c465acfda4e96b0f6fb3c3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9f2e9",
                            table="meetings_problem",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="sealedballot",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="11cf19d3d5cf1d961cac7eba29d907106c4237b2",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_f7023",
                            table="meetings_sealedballot",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="sealedballot",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="cf4ae2347c9e4b79c412e27d450cbe3015c47d87",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_3f8b8",
                            table="meetings_sealedballot",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="selection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="283ddb9d2b5df42972df1759af6a1de44e697ee0",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_98325",
                            table="meetings_selection",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="selection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="9dec4437d1b7ec343b34f3b88a35de2bb6e549d7",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_84d14",
                            table="meetings_selection",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="selection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."community_members" IS DISTINCT FROM (NEW."community_members") OR OLD."deputies" IS DISTINCT FROM (NEW."deputies") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."members" IS DISTINCT FROM (NEW."members") OR OLD."numbers" IS DISTINCT FROM (NEW."numbers") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."published_on" IS DISTINCT FROM (NEW."published_on") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "meetings_selectionevent" ("case_id", "community_members", "deputies", "id", "meeting_id", "members", "numbers", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "version") VALUES (OLD."case_id", OLD."community_members", OLD."deputies", OLD."id", OLD."meeting_id", OLD."members", OLD."numbers", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."published_on", OLD."version"); RETURN NULL;',
                            hash="60a2194eb536e96c68772983af549f1c9d9bbb09",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_73098",
                            table="meetings_selection",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="selection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "meetings_selectionevent" ("case_id", "community_members", "deputies", "id", "meeting_id", "members", "numbers", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "version") VALUES (OLD."case_id", OLD."community_members", OLD."deputies", OLD."id", OLD."meeting_id", OLD."members", OLD."numbers", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_on", OLD."version"); RETURN NULL;',
                            hash="55313cf4d5a9d7aefdcca84c4a95650bd41c5493",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_df96a",
                            table="meetings_selection",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="settopic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="5cdce9026526360503cb51369baebb3fa768c818",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_e9822",
                            table="meetings_settopic",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="settopic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="a02123fe56ebdcef0f0eeb94d6f32cb0c3c49750",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_a6d92",
                            table="meetings_settopic",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="settopic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."issued_at" IS DISTINCT FROM (NEW."issued_at") OR OLD."issued_by_id" IS DISTINCT FROM (NEW."issued_by_id") OR OLD."month" IS DISTINCT FROM (NEW."month") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because"))',
                            func='INSERT INTO "meetings_settopicevent" ("content", "id", "issued_at", "issued_by_id", "month", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "version", "withdrawn_at", "withdrawn_because") VALUES (OLD."content", OLD."id", OLD."issued_at", OLD."issued_by_id", OLD."month", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."title", OLD."version", OLD."withdrawn_at", OLD."withdrawn_because"); RETURN NULL;',
                            hash="eb155aaa8dbdaacaa59a589b0426c7fa5955edae",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6ea4c",
                            table="meetings_settopic",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="settopic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "meetings_settopicevent" ("content", "id", "issued_at", "issued_by_id", "month", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "version", "withdrawn_at", "withdrawn_because") VALUES (OLD."content", OLD."id", OLD."issued_at", OLD."issued_by_id", OLD."month", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."title", OLD."version", OLD."withdrawn_at", OLD."withdrawn_because"); RETURN NULL;',
                            hash="ffeaa0b6ac553e619e48fba9e02aa82252801c30",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c5282",
                            table="meetings_settopic",
                            when="AFTER",
                        ),
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
                            condition='WHEN (OLD."ad_hoc" IS DISTINCT FROM (NEW."ad_hoc") OR OLD."cancelled_because" IS DISTINCT FROM (NEW."cancelled_because") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."confirmed_at" IS DISTINCT FROM (NEW."confirmed_at") OR OLD."confirmed_by_id" IS DISTINCT FROM (NEW."confirmed_by_id") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."education" IS DISTINCT FROM (NEW."education") OR OLD."form" IS DISTINCT FROM (NEW."form") OR OLD."held_at" IS DISTINCT FROM (NEW."held_at") OR OLD."host_person_id" IS DISTINCT FROM (NEW."host_person_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind_id" IS DISTINCT FROM (NEW."kind_id") OR OLD."notice" IS DISTINCT FROM (NEW."notice") OR OLD."notified_at" IS DISTINCT FROM (NEW."notified_at") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."recorder_id" IS DISTINCT FROM (NEW."recorder_id") OR OLD."resolutions_text" IS DISTINCT FROM (NEW."resolutions_text") OR OLD."second_person" IS DISTINCT FROM (NEW."second_person") OR OLD."sign_in_closed_at" IS DISTINCT FROM (NEW."sign_in_closed_at") OR OLD."sign_in_opened_at" IS DISTINCT FROM (NEW."sign_in_opened_at") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."topic" IS DISTINCT FROM (NEW."topic") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "meetings_meetingevent" ("ad_hoc", "cancelled_because", "closed_at", "confirmed_at", "confirmed_by_id", "content", "created_at", "created_by_id", "education", "form", "held_at", "host_person_id", "id", "kind_id", "notice", "notified_at", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "recorder_id", "resolutions_text", "second_person", "sign_in_closed_at", "sign_in_opened_at", "starts_at", "state", "topic", "version") VALUES (OLD."ad_hoc", OLD."cancelled_because", OLD."closed_at", OLD."confirmed_at", OLD."confirmed_by_id", OLD."content", OLD."created_at", OLD."created_by_id", OLD."education", OLD."form", OLD."held_at", OLD."host_person_id", OLD."id", OLD."kind_id", OLD."notice", OLD."notified_at", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."place", OLD."recorded_at", OLD."recorded_by_id", OLD."recorder_id", OLD."resolutions_text", OLD."second_person", OLD."sign_in_closed_at", OLD."sign_in_opened_at", OLD."starts_at", OLD."state", OLD."topic", OLD."version"); RETURN NULL;',
                            hash="526cfb642bc64f7af4716dce83849fe62e99240c",
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
                            func='INSERT INTO "meetings_meetingevent" ("ad_hoc", "cancelled_because", "closed_at", "confirmed_at", "confirmed_by_id", "content", "created_at", "created_by_id", "education", "form", "held_at", "host_person_id", "id", "kind_id", "notice", "notified_at", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "recorder_id", "resolutions_text", "second_person", "sign_in_closed_at", "sign_in_opened_at", "starts_at", "state", "topic", "version") VALUES (OLD."ad_hoc", OLD."cancelled_because", OLD."closed_at", OLD."confirmed_at", OLD."confirmed_by_id", OLD."content", OLD."created_at", OLD."created_by_id", OLD."education", OLD."form", OLD."held_at", OLD."host_person_id", OLD."id", OLD."kind_id", OLD."notice", OLD."notified_at", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."recorded_at", OLD."recorded_by_id", OLD."recorder_id", OLD."resolutions_text", OLD."second_person", OLD."sign_in_closed_at", OLD."sign_in_opened_at", OLD."starts_at", OLD."state", OLD."topic", OLD."version"); RETURN NULL;',
                            hash="8f1100df4f02ec009e934bccca9f3f243050f577",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4bf26",
                            table="meetings_meeting",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="superior",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="79aca26b0fbfe053c201150489365641a51da915",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_211f7",
                            table="meetings_superior",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="superior",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="bf95b44fbe3387f58f038cd09a7ae19d97bee70d",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_5f561",
                            table="meetings_superior",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="superior",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."duty" IS DISTINCT FROM (NEW."duty") OR OLD."entered_at" IS DISTINCT FROM (NEW."entered_at") OR OLD."guidance" IS DISTINCT FROM (NEW."guidance") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."superior_id" IS DISTINCT FROM (NEW."superior_id"))',
                            func='INSERT INTO "meetings_superiorevent" ("duty", "entered_at", "guidance", "id", "meeting_id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "superior_id") VALUES (OLD."duty", OLD."entered_at", OLD."guidance", OLD."id", OLD."meeting_id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."superior_id"); RETURN NULL;',
                            hash="b924e8dea8c6a3b80525ca22d38f826d3c205a80",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_53886",
                            table="meetings_superior",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="superior",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "meetings_superiorevent" ("duty", "entered_at", "guidance", "id", "meeting_id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "superior_id") VALUES (OLD."duty", OLD."entered_at", OLD."guidance", OLD."id", OLD."meeting_id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."superior_id"); RETURN NULL;',
                            hash="1cf1e1d20527bfe78da594cb2f9fdff2f635cdcd",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_14eb0",
                            table="meetings_superior",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="workreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"scope\" = '')",
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="480728cd06c405713ce1225094e20f4afd515309",
                            operation="INSERT",
                            pgid="pgtrigger_scope_on_insert_0d0b1",
                            table="meetings_workreport",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="workreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scope_on_move",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."organization_id" IS DISTINCT FROM (OLD."organization_id"))',
                            func="SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id; RETURN NEW;",
                            hash="8786b8630f95cf82ca9584074fd551e086bd0b63",
                            operation="UPDATE",
                            pgid="pgtrigger_scope_on_move_2c014",
                            table="meetings_workreport",
                            when="BEFORE",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="workreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."speaker_id" IS DISTINCT FROM (NEW."speaker_id") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "meetings_workreportevent" ("id", "meeting_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "speaker_id", "text", "title", "version") VALUES (OLD."id", OLD."meeting_id", OLD."organization_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."speaker_id", OLD."text", OLD."title", OLD."version"); RETURN NULL;',
                            hash="3d6bb04bea322ba1fbf8756699b3d152de256a39",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a44ec",
                            table="meetings_workreport",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="workreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "meetings_workreportevent" ("id", "meeting_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "speaker_id", "text", "title", "version") VALUES (OLD."id", OLD."meeting_id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."speaker_id", OLD."text", OLD."title", OLD."version"); RETURN NULL;',
                            hash="c7aa8d70216002399ec8c68bcffc65452d19578c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ed381",
                            table="meetings_workreport",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
