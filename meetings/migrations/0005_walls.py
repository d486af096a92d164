"""Meetings answer inside the reach, and to who was on their roster."""

from django.db import migrations

from core.records.walls import OWN, Wall


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_walls"),
        ("meetings", "0004_changes_by_time"),
    ]

    operations = [
        Wall("meetings_attendance", OWN),
        Wall(
            "meetings_meeting",
            "EXISTS (SELECT FROM meetings_attendance a WHERE a.meeting_id = meetings_meeting.id AND a.person_id ="
            " (SELECT portal_person()))",
        ),
        Wall("meetings_resolution", "owner_id = (SELECT portal_person())"),
    ]
