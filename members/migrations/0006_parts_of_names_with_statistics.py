"""Parts of names are found by an index whose statistics the planner uses: it uses none of a partial index."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

from core.records.search import Characters

# Not where there is nobody yet: a session would keep the plans that it makes for an empty table.
_ANALYZE = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM members_membership) THEN EXECUTE 'ANALYZE members_membership'; END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0005_bulk_without_triggers")]

    operations = [
        migrations.RemoveIndex(model_name="membership", name="membership_current_by_part"),
        migrations.AddIndex(
            model_name="membership",
            index=GinIndex(
                Characters(
                    models.Func(
                        models.F("name_key"),
                        template="substr(%(expressions)s, strpos(%(expressions)s, ' ') + 1)",
                    )
                ),
                name="membership_by_part",
            ),
        ),
        migrations.RunSQL(_ANALYZE, migrations.RunSQL.noop),
    ]
