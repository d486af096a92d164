"""A set topic answers inside the reach, and to everybody below who hands it down."""

from django.db import migrations

from core.records.walls import Wall

_BELOW = "EXISTS (SELECT FROM unnest((SELECT portal_reach())::text[]) AS r (path) WHERE r.path ^@ scope)"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0005_void")]

    operations = [Wall("meetings_settopic", _BELOW)]
