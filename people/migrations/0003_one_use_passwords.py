"""A password that somebody else has set is for one use."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_blocks_of_keys"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="one_use_until",
            field=models.DateTimeField(editable=False, null=True, verbose_name="一次性密码有效至"),
        ),
    ]
