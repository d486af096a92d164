"""Statistics of the two ends of a spell: without them the planner takes an open spell for one in two hundred.

It would then read and sort a whole district to show one page of the register.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0002_name_key"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE STATISTICS membership_spells ON (lower(during)), (upper(during)) FROM members_membership",
            reverse_sql="DROP STATISTICS membership_spells",
        )
    ]
