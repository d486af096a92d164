"""Opinions answer inside the reach, and to who answers for the branch of the grid."""

from django.db import migrations

from core.records.walls import Wall, seen


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_walls"),
        ("grids", "0004_changes_by_time"),
    ]

    operations = [
        Wall(
            "grids_opinion",
            "grid_id IN (SELECT g.id FROM grids_grid g JOIN organizations_organization b ON b.id = g.grid_branch_id"
            f" WHERE {seen('b.path')})",
        ),
    ]
