"""A person may ask to be erased; histories let go of who stands cleared, and of nobody else (people.clearing)."""

from django.db import migrations, models

_FORGET = """
CREATE FUNCTION people_forget_cleared(persons bigint[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    WITH gone AS (
        DELETE FROM people_personevent e USING people_person p
        WHERE e.pgh_obj_id = p.id AND p.id = ANY (persons)
          AND p.name = '已清除人员' AND p.resident_number_index IS NULL AND p.phone_index IS NULL
        RETURNING 1
    )
    SELECT count(*) FROM gone
$body$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_account_sessions"),
    ]

    operations = [
        migrations.RunSQL(_FORGET, reverse_sql="DROP FUNCTION people_forget_cleared(bigint[])"),
        migrations.AlterField(
            model_name="correctionrequest",
            name="field",
            field=models.CharField(
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
                    ("erase", "删除我的登记信息"),
                    ("record", "其他登记（入党时间、支部、任职等）"),
                ],
                max_length=16,
                verbose_name="更正项目",
            ),
        ),
    ]
