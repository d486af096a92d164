"""Evaluations and the ballots for them answer inside the reach."""

from django.db import migrations

from core.records.walls import Wall


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_walls"),
        ("assessments", "0005_one_index_of_scores"),
    ]

    operations = [
        Wall("assessments_evaluation"),
        Wall("assessments_objection"),
        Wall("assessments_satisfactioncount"),
    ]
