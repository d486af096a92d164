"""Opinions answer inside the reach, to who answers for the branch of the grid, who raised and who received them."""

from django.db import migrations

from core.records.walls import OWN, Wall


class Migration(migrations.Migration):
    dependencies = [("core", "0002_walls"), ("grids", "0001_initial")]

    operations = [
        Wall(
            "grids_opinion",
            "grid_id IN (SELECT g.id FROM grids_grid g JOIN organizations_organization b ON b.id = "
            "g.grid_branch_id WHERE CASE WHEN b.path ^@ ANY ((SELECT portal_reach())::text[]) THEN "
            "true ELSE false END)",
            "reporter_id = (SELECT portal_person()) OR first_receiver_id = (SELECT portal_person())",
        ),
        Wall("grids_estate"),
        Wall("grids_estatecontact"),
        Wall("grids_dispute"),
        Wall("grids_mediation"),
        Wall("grids_dutypost", OWN),
        Wall("grids_dutyservice"),
    ]
