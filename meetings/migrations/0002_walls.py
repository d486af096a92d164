"""Meetings answer inside the reach, and to who was on their roster; their topics are found by index."""

from django.db import migrations

from core.records.walls import OWN, POLICY, FoundByText, Wall, seen

_ON_ROLL = "EXISTS (SELECT FROM meetings_pollvoter v WHERE v.poll_id = {} AND v.person_id = (SELECT portal_person()))"


def _open_to_voters(table: str, poll: str) -> migrations.RunSQL:
    """The wall of a table that has one: who is on the roll reads the poll, wherever it lies."""
    wide, narrow = f"{seen('scope')} OR {_ON_ROLL.format(poll)}", seen("scope")
    return migrations.RunSQL(
        f"ALTER POLICY {POLICY} ON {table} USING ({wide})", f"ALTER POLICY {POLICY} ON {table} USING ({narrow})"
    )


class Migration(migrations.Migration):
    dependencies = [("core", "0002_walls"), ("meetings", "0001_initial")]

    operations = [
        Wall("meetings_attendance", "person_id = (SELECT portal_person())"),
        Wall(
            "meetings_meeting",
            "EXISTS (SELECT FROM meetings_attendance a WHERE a.meeting_id = meetings_meeting.id AND "
            "a.person_id = (SELECT portal_person()))",
        ),
        Wall("meetings_resolution", "owner_id = (SELECT portal_person())"),
        FoundByText("meetings_meeting", "topic"),
        Wall("meetings_exemption", "person_id = (SELECT portal_person())"),
        Wall("meetings_superior"),
        Wall("meetings_poll"),
        Wall("meetings_pollsubject"),
        Wall("meetings_workreport"),
        Wall("meetings_problem"),
        Wall("meetings_pollvoter", OWN),
        Wall("meetings_phonepoll", _ON_ROLL.format("meetings_phonepoll.poll_id")),
        Wall("meetings_sealedballot", _ON_ROLL.format("meetings_sealedballot.poll_id")),
        _open_to_voters("meetings_poll", "meetings_poll.id"),
        _open_to_voters("meetings_pollsubject", "meetings_pollsubject.poll_id"),
        Wall("meetings_selection"),
        Wall("meetings_nominee"),
        Wall("meetings_delegate"),
        Wall("meetings_classeducation"),
        Wall("meetings_educationsession"),
    ]
