"""The staged spells of an import meet their persons and organisations as sets: half of the pages that were looked at."""

from importlib import import_module

from django.db import migrations

_BEFORE = import_module("members.migrations.0005_bulk_without_triggers")
_COLUMNS: str = _BEFORE._COLUMNS
_OWN: str = _BEFORE._OWN
_LOAD = f"""
-- The staged spells of an import: of persons who are there, in organisations that are there, with their path as scope.
-- The keys of a piece are neighbours, and its rows stand in the order of names, which is that of the indexes.
CREATE OR REPLACE FUNCTION members_load_spells(batch bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET enable_nestloop = off SET enable_hashjoin = on AS $body$
DECLARE
    staged bigint;
    written bigint;
    first_person bigint;
    last_person bigint;
BEGIN
    {_OWN.format(table="load_spell", function="members_begin_load")}
    SELECT count(*), min(person_id), max(person_id) INTO staged, first_person, last_person FROM pg_temp.load_spell;
    IF NOT EXISTS (SELECT FROM organizations_rosterbatch b WHERE b.id = batch) THEN
        RAISE EXCEPTION 'no such batch' USING ERRCODE = 'foreign_key_violation';
    END IF;
    PERFORM set_config('session_replication_role', 'replica', true);
    INSERT INTO members_membership (person_id, batch_id, version, {_COLUMNS})
    SELECT s.person_id, batch, 1, {", ".join("s." + name.strip() for name in _COLUMNS.split(","))}
    FROM pg_temp.load_spell s
    JOIN organizations_organization o ON o.id = s.organization_id AND o.path = s.scope
    JOIN people_person p ON p.id = s.person_id AND p.id BETWEEN first_person AND last_person
    ORDER BY s.name_key, s.person_id;
    GET DIAGNOSTICS written = ROW_COUNT;
    PERFORM set_config('session_replication_role', 'origin', true);
    IF written <> staged THEN
        RAISE EXCEPTION 'a staged spell has no person, no organisation or another scope'
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    TRUNCATE pg_temp.load_spell;
    RETURN written;
END
$body$;
"""
_LOAD_BEFORE = (
    "DROP FUNCTION members_load_spells(bigint);\n"
    + _BEFORE._LOAD[_BEFORE._LOAD.index("CREATE FUNCTION members_load_spells") :]
)


class Migration(migrations.Migration):
    dependencies = [("members", "0007_asked_of_who_holds")]

    operations = [migrations.RunSQL(_LOAD, reverse_sql=_LOAD_BEFORE)]
