"""The first few that need a look come from an index: the dashboard does not read all evaluations of a district."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="evaluation",
            index=models.Index(fields=["scheme", "total"], name="evaluation_lowest"),
        ),
        migrations.AddIndex(
            model_name="evaluation",
            index=models.Index(
                fields=["scheme", "-unknown_weight"],
                condition=models.Q(unknown__gt=0),
                name="evaluation_most_unknown",
            ),
        ),
    ]
