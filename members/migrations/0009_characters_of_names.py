"""Characters of the name behind the key, as people has them since 0004; the values are the same."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

from core.records.search import KeyCharacters

# Statistics of the expression; not where there is nobody yet (0006).
_ANALYZE = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM members_membership) THEN EXECUTE 'ANALYZE members_membership'; END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0008_load_by_sets")]

    operations = [
        migrations.RemoveIndex("membership", "membership_by_part"),
        migrations.AddIndex("membership", GinIndex(KeyCharacters("name_key"), name="membership_by_part")),
        migrations.RunSQL(_ANALYZE, migrations.RunSQL.noop),
    ]
