"""The kinds of organisation and parent in a placement are those of the rows, and allowed together (ORG-01).

A CHECK cannot see the parent row, so three composite foreign keys hold it: (organization, kind) and
(parent, parent_kind) to the organisation, (kind, parent_kind) to the table of allowed pairs.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organizations", "0001_initial")]

    operations = [
        # The pairs in use: a version's own list is loaded after every migrate (organizations.reference).
        migrations.RunSQL(
            "INSERT INTO organizations_allowedparent (kind, parent_kind)"
            " SELECT DISTINCT kind, parent_kind FROM organizations_placement ON CONFLICT DO NOTHING",
            "DELETE FROM organizations_allowedparent",
        ),
        migrations.RunSQL(
            """
            ALTER TABLE organizations_placement
              ADD CONSTRAINT placement_kind_is_the_rows FOREIGN KEY (organization_id, kind)
                REFERENCES organizations_organization (id, kind) ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE,
              ADD CONSTRAINT placement_parent_kind_is_the_rows FOREIGN KEY (parent_id, parent_kind)
                REFERENCES organizations_organization (id, kind) ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE,
              ADD CONSTRAINT placement_kinds_allowed FOREIGN KEY (kind, parent_kind)
                REFERENCES organizations_allowedparent (kind, parent_kind) DEFERRABLE INITIALLY IMMEDIATE;
            """,
            """
            ALTER TABLE organizations_placement
              DROP CONSTRAINT placement_kinds_allowed,
              DROP CONSTRAINT placement_parent_kind_is_the_rows,
              DROP CONSTRAINT placement_kind_is_the_rows;
            """,
        ),
    ]
