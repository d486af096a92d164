import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import core.records.migration_operations
import core.records.protection
import core.records.search


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        core.records.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name="PersonEvent",
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
                                to="people.person",
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
                        ("name", models.CharField(max_length=40, verbose_name="姓名")),
                        (
                            "pinyin",
                            models.CharField(
                                blank=True, db_collation="C", editable=False, max_length=120, verbose_name="姓名全拼"
                            ),
                        ),
                        (
                            "initials",
                            models.CharField(
                                blank=True, db_collation="C", editable=False, max_length=20, verbose_name="姓名首字母"
                            ),
                        ),
                        (
                            "sex",
                            models.CharField(
                                blank=True,
                                choices=[("male", "男"), ("female", "女")],
                                max_length=6,
                                verbose_name="性别",
                            ),
                        ),
                        ("birth_date", models.DateField(blank=True, null=True, verbose_name="出生日期")),
                        ("ethnicity", models.CharField(blank=True, max_length=12, verbose_name="民族")),
                        (
                            "education",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("none", "未上过学"),
                                    ("primary", "小学"),
                                    ("junior", "初中"),
                                    ("senior", "高中"),
                                    ("vocational", "中专"),
                                    ("college", "大专"),
                                    ("bachelor", "大学本科"),
                                    ("postgraduate", "研究生"),
                                ],
                                max_length=12,
                                verbose_name="学历",
                            ),
                        ),
                        ("specialty", models.CharField(blank=True, max_length=80, verbose_name="专长")),
                        ("occupation", models.CharField(blank=True, max_length=120, verbose_name="工作单位及职务")),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="登记时间"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["pgh_created_at"], name="people_pers_pgh_cre_577c0e_brin"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "username",
                            models.CharField(
                                error_messages={"unique": "这个用户名已经有人使用"},
                                max_length=60,
                                unique=True,
                                verbose_name="用户名",
                            ),
                        ),
                        (
                            "person",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="user",
                                to="people.person",
                                verbose_name="人员",
                            ),
                        ),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="邮箱")),
                        ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                        ("is_staff", models.BooleanField(default=False, verbose_name="可进后台")),
                        (
                            "date_joined",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="开通时间"
                            ),
                        ),
                        ("last_seen_at", models.DateTimeField(editable=False, null=True, verbose_name="最近使用")),
                        (
                            "one_use_until",
                            models.DateTimeField(editable=False, null=True, verbose_name="一次性密码有效至"),
                        ),
                        ("session_number", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "账号",
                        "verbose_name_plural": "账号",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("username", models.Value("")), _negated=True),
                                name="user_name_given",
                                violation_error_message="用户名不能为空",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("name", models.CharField(max_length=40, verbose_name="姓名")),
                        (
                            "pinyin",
                            models.CharField(
                                blank=True, db_collation="C", editable=False, max_length=120, verbose_name="姓名全拼"
                            ),
                        ),
                        (
                            "initials",
                            models.CharField(
                                blank=True, db_collation="C", editable=False, max_length=20, verbose_name="姓名首字母"
                            ),
                        ),
                        (
                            "name_characters",
                            models.GeneratedField(
                                db_persist=True,
                                expression=core.records.search.NameCharacters(models.F("name")),
                                output_field=django.contrib.postgres.search.SearchVectorField(),
                            ),
                        ),
                        (
                            "sex",
                            models.CharField(
                                blank=True,
                                choices=[("male", "男"), ("female", "女")],
                                max_length=6,
                                verbose_name="性别",
                            ),
                        ),
                        ("birth_date", models.DateField(blank=True, null=True, verbose_name="出生日期")),
                        ("ethnicity", models.CharField(blank=True, max_length=12, verbose_name="民族")),
                        (
                            "education",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("none", "未上过学"),
                                    ("primary", "小学"),
                                    ("junior", "初中"),
                                    ("senior", "高中"),
                                    ("vocational", "中专"),
                                    ("college", "大专"),
                                    ("bachelor", "大学本科"),
                                    ("postgraduate", "研究生"),
                                ],
                                max_length=12,
                                verbose_name="学历",
                            ),
                        ),
                        ("specialty", models.CharField(blank=True, max_length=80, verbose_name="专长")),
                        ("occupation", models.CharField(blank=True, max_length=120, verbose_name="工作单位及职务")),
                        (
                            "resident_number",
                            core.records.protection.ProtectedField(
                                blank=True, default=b"", verbose_name="公民身份号码"
                            ),
                        ),
                        ("resident_number_index", models.BinaryField(max_length=32, null=True, unique=True)),
                        (
                            "phone",
                            core.records.protection.ProtectedField(blank=True, default=b"", verbose_name="联系电话"),
                        ),
                        ("phone_index", models.BinaryField(db_index=True, max_length=32, null=True)),
                        (
                            "address",
                            core.records.protection.ProtectedField(blank=True, default=b"", verbose_name="家庭住址"),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="登记时间"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "人员",
                        "verbose_name_plural": "人员",
                        "ordering": ["pinyin", "id"],
                        "indexes": [
                            models.Index(fields=["pinyin", "id"], name="person_pinyin"),
                            models.Index(fields=["initials", "pinyin", "id"], name="person_initials"),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["name_characters"], name="person_name_characters"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CorrectionRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="corrections",
                                to="people.person",
                                verbose_name="人员",
                            ),
                        ),
                        (
                            "field",
                            models.CharField(
                                choices=[
                                    ("name", "姓名"),
                                    ("resident_number", "公民身份号码"),
                                    ("sex", "性别"),
                                    ("birth_date", "出生日期"),
                                    ("ethnicity", "民族"),
                                    ("education", "学历"),
                                    ("phone", "联系电话"),
                                    ("address", "家庭住址"),
                                    ("occupation", "工作单位及职务"),
                                    ("specialty", "专长"),
                                    ("record", "其他登记（入党时间、支部、任职等）"),
                                ],
                                max_length=16,
                                verbose_name="更正项目",
                            ),
                        ),
                        (
                            "proposed",
                            core.records.protection.ProtectedField(blank=True, default=b"", verbose_name="应为"),
                        ),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "待处理"), ("applied", "已更正"), ("refused", "未采纳")],
                                default="open",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="提出时间"),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="处理时间")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="处理人",
                            ),
                        ),
                        ("answer", models.CharField(blank=True, max_length=200, verbose_name="答复")),
                    ],
                    options={
                        "verbose_name": "更正申请",
                        "verbose_name_plural": "更正申请",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("person", "field"),
                                name="correction_open_once",
                                violation_error_message="这一项已提出过更正，正在处理",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("state", "open")),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("state__in", ["applied", "refused"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="correction_decided_is_complete",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "refused"), _negated=True),
                                    models.Q(("answer", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="correction_refused_with_answer",
                                violation_error_message="不采纳时请写明原因",
                            ),
                        ],
                    },
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="person",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."birth_date" IS DISTINCT FROM (NEW."birth_date") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."education" IS DISTINCT FROM (NEW."education") OR OLD."ethnicity" IS DISTINCT FROM (NEW."ethnicity") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."initials" IS DISTINCT FROM (NEW."initials") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."occupation" IS DISTINCT FROM (NEW."occupation") OR OLD."pinyin" IS DISTINCT FROM (NEW."pinyin") OR OLD."sex" IS DISTINCT FROM (NEW."sex") OR OLD."specialty" IS DISTINCT FROM (NEW."specialty") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "people_personevent" ("birth_date", "created_at", "education", "ethnicity", "id", "initials", "name", "occupation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin", "sex", "specialty", "version") VALUES (OLD."birth_date", OLD."created_at", OLD."education", OLD."ethnicity", OLD."id", OLD."initials", OLD."name", OLD."occupation", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."pinyin", OLD."sex", OLD."specialty", OLD."version"); RETURN NULL;',
                            hash="39a2b51b4c34bd599d14d2c59fa649abe1338ea1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_de829",
                            table="people_person",
                            when="AFTER",
                        ),
                    ),
                ),
                core.records.migration_operations.AddTrigger(
                    model_name="person",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_personevent" ("birth_date", "created_at", "education", "ethnicity", "id", "initials", "name", "occupation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin", "sex", "specialty", "version") VALUES (OLD."birth_date", OLD."created_at", OLD."education", OLD."ethnicity", OLD."id", OLD."initials", OLD."name", OLD."occupation", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pinyin", OLD."sex", OLD."specialty", OLD."version"); RETURN NULL;',
                            hash="25a308b205ca3d193555bcb7dba8d3e80f8654dd",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2ca2d",
                            table="people_person",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
