"""The search finds meetings by their topic by index, and in reach."""

from django.db import migrations

from core.records.walls import FoundByText


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0006_ad_hoc"),
    ]

    operations = [
        FoundByText("meetings_meeting", "topic"),
    ]
