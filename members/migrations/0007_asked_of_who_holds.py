"""Who is asked for somebody without a relationship: whoever holds the person by a post, an account, a registration."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0006_parts_of_names_with_statistics"),
        ("organizations", "0006_account_offices"),
    ]

    operations = [
        migrations.AddField(
            model_name="transferrequest",
            name="held_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.organization",
                verbose_name="现管理组织",
            ),
        ),
    ]
