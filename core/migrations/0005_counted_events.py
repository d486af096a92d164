"""What an account may do so many times an hour is counted in the audit log."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_tries"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(
                condition=models.Q(("code__in", ["people.revealed", "members.lookup_elsewhere"])),
                fields=["actor_id", "occurred_at"],
                name="audit_counted",
            ),
        ),
    ]
