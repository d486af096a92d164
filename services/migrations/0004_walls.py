"""Agreements and services answer inside the reach, and to who takes part."""

from django.db import migrations

from core.records.walls import OWN, Wall


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_walls"),
        ("services", "0003_changes_by_time"),
    ]

    operations = [
        Wall("services_agreement"),
        Wall("services_agreementitem"),
        Wall("services_agreementprogress"),
        Wall("services_claim", OWN),
        Wall(
            "services_activity",
            "EXISTS (SELECT FROM services_claim c WHERE c.activity_id = services_activity.id AND c.person_id ="
            " (SELECT portal_person()))",
        ),
    ]
