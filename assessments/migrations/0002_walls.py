"""Evaluations, circulars and the ballots for them answer inside the reach."""

from django.db import migrations

import core.records.migration_operations
import core.records.walls
from core.records.walls import Wall


class Migration(migrations.Migration):
    dependencies = [("core", "0002_walls"), ("assessments", "0001_initial")]

    operations = [
        Wall("assessments_evaluation"),
        Wall("assessments_satisfactioncount"),
        Wall("assessments_award"),
        core.records.walls.Wall(
            table="assessments_showcase",
        ),
        core.records.walls.Wall(
            table="assessments_pressitem",
        ),
        core.records.walls.Wall(
            table="assessments_screen",
        ),
        core.records.walls.Wall(
            table="assessments_unitscore",
        ),
        core.records.walls.Wall(
            table="assessments_unitawardopinion",
        ),
        core.records.walls.Wall(
            table="assessments_streetappraisal",
        ),
        core.records.walls.Wall(
            table="assessments_streetopinion",
        ),
        core.records.walls.Wall(
            table="assessments_twowayreview",
        ),
        core.records.walls.Wall(
            table="assessments_reviewrequirement",
        ),
        core.records.walls.Wall(
            table="assessments_reviewcount",
        ),
    ]
