"""Rosters, requests about accounts and parts in big committees answer inside the reach.

A request about an account answers where the account is kept, too: whoever manages it decides, wherever it was asked.
"""

from django.db import migrations

from core.records.walls import Wall, seen


def _mine(column: str) -> str:
    return f"{column} IN (SELECT u.id FROM people_user u WHERE u.person_id = (SELECT portal_person()))"


def _of_account(rows: str, path: str = "x.scope") -> str:
    return f"EXISTS (SELECT FROM {rows} WHERE {seen(path)})"


_ACCOUNT = "organizations_accountrequest.user_id"
_OF_PERSON = f"x JOIN people_user u ON u.person_id = x.person_id AND u.id = {_ACCOUNT}"


class Migration(migrations.Migration):
    dependencies = [("members", "0008_walls_of_members"), ("organizations", "0003_walls")]

    operations = [
        Wall("organizations_participation"),
        Wall("organizations_rosterbatch", _mine("uploaded_by_id")),
        Wall(
            "organizations_accountrequest",
            _mine("asked_by_id"),
            _of_account(f"organizations_accountoffice x JOIN people_user u ON u.id = x.user_id AND u.id = {_ACCOUNT}"),
            _of_account(f"organizations_post {_OF_PERSON}"),
            _of_account(f"members_membership {_OF_PERSON} AND upper(x.during) IS NULL"),
            _of_account(
                f"organizations_grant y JOIN organizations_organization x ON x.id = y.content_object_id"
                f" AND y.user_id = {_ACCOUNT}",
                "x.path",
            ),
        ),
    ]
