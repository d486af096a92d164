"""The model that refuses guardian's permissions of groups (no table of its own)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("guardian", "0003_remove_groupobjectpermission_guardian_gr_content_ae6aec_idx_and_more"),
        ("organizations", "0004_search"),
    ]

    operations = [
        migrations.CreateModel(
            name="GroupGrant",
            fields=[],
            options={"proxy": True, "indexes": [], "constraints": []},
            bases=("guardian.groupobjectpermission",),
        ),
    ]
