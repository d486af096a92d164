"""What the policies of the walled tables ask: the reach and the person that the session was told (core.records.walls).

Unset or empty answers nothing; ``*`` is the beginning of every path."""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION portal_reach() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $body$
    SELECT CASE current_setting('portal.reach', true) WHEN '*' THEN ARRAY['']
        ELSE array_remove(string_to_array(current_setting('portal.reach', true), ','), '') END
$body$;
CREATE FUNCTION portal_person() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $body$
    SELECT NULLIF(current_setting('portal.person', true), '')::bigint
$body$
"""

NO_FUNCTIONS = "DROP FUNCTION portal_person(); DROP FUNCTION portal_reach()"


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
    ]
