"""Parts of the names of grids and buildings are found by index, as those of organisations."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

from core.records.search import Characters


class Migration(migrations.Migration):
    dependencies = [("grids", "0002_founding_days")]

    operations = [
        migrations.AddIndex(model, GinIndex(Characters("name"), name=f"{model}_name_characters"))
        for model in ("grid", "building")
    ]
