"""Registrations, letters and what else is said of a member answer inside the reach.

A letter and a request answer at both ends; a change ahead at the branch that it leads to, too.
"""

import django.contrib.postgres.fields.ranges
from django.db import migrations, models

from core.records.walls import OWN, Wall, seen


def _at(*columns: str) -> str:
    """One of the organisations in the columns lies in the reach."""
    return (
        f"EXISTS (SELECT FROM organizations_organization o WHERE o.id IN ({', '.join(columns)}) AND {seen('o.path')})"
    )


_HELD = (
    "state = 'asked' AND EXISTS (SELECT FROM members_membership m WHERE m.person_id = "
    f"members_transferrequest.person_id AND upper(m.during) IS NULL AND {seen('m.scope')})"
)

_KINDS = [("relationship", "组织关系"), ("registration", "报到"), ("suspension", "停止党籍")]
_TIES = """
CREATE VIEW members_tie AS
SELECT m.id, 'relationship'::varchar AS kind, m.person_id AS person, m.scope AS path, m.during, m.status AS state,
       ''::varchar AS side, ''::varchar AS proof, false AS said
FROM members_membership m
UNION ALL
SELECT r.id, 'registration'::varchar, r.person_id, r.scope, r.during, r.state, r.side, r.proof,
       r.vouched_at IS NOT NULL
FROM members_dualregistration r
UNION ALL
SELECT s.id, 'suspension'::varchar, s.person_id, s.scope, s.during, s."end", ''::varchar, ''::varchar, false
FROM members_standingspell s WHERE s.kind = 'suspended'
"""
"""A union, so that nobody writes through it; it reads as its owner does, who stands behind no wall."""


class Migration(migrations.Migration):
    dependencies = [("core", "0002_walls"), ("organizations", "0003_walls"), ("members", "0007_erasure")]

    operations = [
        migrations.CreateModel(
            name="MemberTie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=_KINDS, max_length=12)),
                ("person", models.BigIntegerField()),
                ("path", models.CharField(db_collation="C", max_length=160)),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(null=True)),
                ("state", models.CharField(max_length=12)),
                ("side", models.CharField(max_length=6)),
                ("proof", models.CharField(max_length=12)),
                ("said", models.BooleanField()),
            ],
            options={"db_table": "members_tie", "default_permissions": (), "managed": False},
        ),
        migrations.RunSQL(_TIES, "DROP VIEW members_tie"),
        Wall("members_dualregistration", OWN),
        Wall("members_transferrequest", OWN, _at("held_by_id", "answered_for_id"), _HELD),
        Wall("members_transferletter", OWN, _at("to_id", "branch_id")),
        Wall("members_groupmembership", OWN),
        Wall("members_standingspell", OWN),
        Wall("members_senioraward", OWN),
        Wall("members_scheduledchange", OWN, _at("branch_id")),
        Wall("members_personmerge", "kept_id = (SELECT portal_person())"),
    ]
