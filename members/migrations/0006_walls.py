"""Rows answer inside the reach."""

from django.db import migrations

import core.records.migration_operations
import core.records.walls
from core.records.walls import OWN, Wall


class Migration(migrations.Migration):
    dependencies = [("core", "0002_walls"), ("members", "0005_bulk_without_triggers")]

    operations = [
        Wall("members_hardship"),
        Wall("members_hardshipvisit"),
        core.records.walls.Wall(
            table="members_developmentplan",
        ),
        core.records.walls.Wall(
            table="members_plannedperson",
        ),
        Wall("members_residencecontact"),
        Wall("members_contactexchange"),
        Wall("members_shownidentity", OWN),
        Wall("members_floatingmember", OWN),
        Wall("members_floatingcontact"),
    ]
