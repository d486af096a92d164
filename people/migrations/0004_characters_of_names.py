"""Characters of a name without the parser of texts, where it has two or three Chinese ones; the values are the same."""

import django.contrib.postgres.search
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

from core.records.search import NameCharacters


class Migration(migrations.Migration):
    dependencies = [("people", "0003_one_use_passwords")]

    operations = [
        migrations.RemoveIndex("person", "person_name_characters"),
        migrations.RemoveField("person", "name_characters"),
        migrations.AddField(
            "person",
            "name_characters",
            models.GeneratedField(
                db_persist=True,
                expression=NameCharacters(models.F("name")),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex("person", GinIndex(fields=["name_characters"], name="person_name_characters")),
    ]
