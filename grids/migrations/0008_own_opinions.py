"""An opinion answers to the member who raised it and to who received it first, wherever they stand (GRD-06)."""

from django.db import migrations

from core.records.walls import POLICY, seen

BRANCH = (
    "grid_id IN (SELECT g.id FROM grids_grid g JOIN organizations_organization b ON b.id = g.grid_branch_id"
    f" WHERE {seen('b.path')})"
)
OWN = "reporter_id = (SELECT portal_person()) OR first_receiver_id = (SELECT portal_person())"


class Migration(migrations.Migration):
    dependencies = [
        ("grids", "0007_reporters"),
    ]

    operations = [
        migrations.RunSQL(
            f"ALTER POLICY {POLICY} ON grids_opinion USING ({seen('scope')} OR {BRANCH} OR {OWN})",
            f"ALTER POLICY {POLICY} ON grids_opinion USING ({seen('scope')} OR {BRANCH})",
        ),
    ]
