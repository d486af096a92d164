"""What an import writes and takes back without triggers, as functions of the tables' owner.

The application may not switch triggers off. These functions do, for rows that they check as sets instead, staged in tables
of the session that the owner makes: whoever calls them cannot put a view or a type of his own in their place.
"""

from django.db import migrations

_OWN = """
    IF NOT EXISTS (
        SELECT FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
        WHERE c.oid = to_regclass('pg_temp.{table}') AND c.relkind = 'r' AND r.rolname = current_user
    ) THEN
        RAISE EXCEPTION 'begin with {function}()';
    END IF;
"""
_COLUMNS = (
    "organization_id, scope, status, member_class, joined_on, full_on, during, end_reason, remark, name_key, initials"
)
_LOAD = f"""
CREATE FUNCTION members_begin_load() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    DROP TABLE IF EXISTS pg_temp.load_spell;
    CREATE TEMP TABLE load_spell (
        person_id bigint, organization_id bigint, scope text COLLATE "C", status text, member_class text,
        joined_on date, full_on date, during daterange, end_reason text, remark text, name_key text, initials text
    ) ON COMMIT DROP;
    GRANT INSERT ON load_spell TO PUBLIC;
END
$body$;

-- The staged spells of an import: of persons who are there, in organisations that are there, with their path as scope.
-- The keys of a piece are neighbours, and its rows stand in the order of names, which is that of the indexes.
CREATE FUNCTION members_load_spells(batch bigint) RETURNS bigint
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
_REMOVE = f"""
CREATE FUNCTION members_begin_removal() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    DROP TABLE IF EXISTS pg_temp.undo_person;
    CREATE TEMP TABLE undo_person (membership_id bigint, person_id bigint) ON COMMIT DROP;
    GRANT SELECT, INSERT ON undo_person TO PUBLIC;
END
$body$;

CREATE FUNCTION members_keep_deleted(rows regclass, history regclass, ids text, at timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $body$
DECLARE
    names text;
BEGIN
    SELECT string_agg(quote_ident(h.attname), ', ') INTO names
    FROM pg_attribute h JOIN pg_attribute o USING (attname)
    WHERE h.attrelid = history AND o.attrelid = rows AND h.attnum > 0 AND o.attnum > 0
      AND NOT h.attisdropped AND NOT o.attisdropped;
    EXECUTE format(
        'INSERT INTO %s (%s, pgh_context_id, pgh_created_at, pgh_label, pgh_obj_id)'
        ' SELECT %s, _pgh_attach_context(), $1, ''delete'', id FROM %s WHERE id IN (SELECT %I FROM pg_temp.undo_person)',
        history, names, names, rows, ids
    ) USING at;
END
$body$;

-- Persons whom an import created and their spells, untouched since; the old rows go into the history.
CREATE FUNCTION members_remove_loaded(batch bigint, at timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
DECLARE
    staged bigint;
    spells bigint;
    persons bigint;
BEGIN
    {_OWN.format(table="undo_person", function="members_begin_removal")}
    ANALYZE pg_temp.undo_person;
    SELECT count(*) INTO staged FROM pg_temp.undo_person;
    PERFORM members_keep_deleted('members_membership', 'members_membershipevent', 'membership_id', at);
    PERFORM members_keep_deleted('people_person', 'people_personevent', 'person_id', at);
    PERFORM set_config('session_replication_role', 'replica', true);
    DELETE FROM members_membership m USING pg_temp.undo_person u
    WHERE m.id = u.membership_id AND m.person_id = u.person_id AND m.batch_id = batch AND m.version = 1;
    GET DIAGNOSTICS spells = ROW_COUNT;
    DELETE FROM people_person p USING pg_temp.undo_person u WHERE p.id = u.person_id AND p.version = 1;
    GET DIAGNOSTICS persons = ROW_COUNT;
    PERFORM set_config('session_replication_role', 'origin', true);
    IF spells <> staged OR persons <> staged THEN
        RAISE EXCEPTION 'not what the import created' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN persons;
END
$body$;
"""
_GONE = """
DROP FUNCTION members_begin_load();
DROP FUNCTION members_load_spells(bigint);
DROP FUNCTION members_begin_removal();
DROP FUNCTION members_remove_loaded(bigint, timestamptz);
DROP FUNCTION members_keep_deleted(regclass, regclass, text, timestamptz);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0004_spells_apart"),
        ("organizations", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [migrations.RunSQL(_LOAD + _REMOVE, reverse_sql=_GONE)]
