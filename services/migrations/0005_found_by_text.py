"""The search finds activities by their title by index, and in reach."""

from django.db import migrations

from core.records.walls import FoundByText


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0004_walls"),
    ]

    operations = [
        FoundByText("services_activity", "title"),
    ]
