"""One relationship at a time, without a GiST entry for each open spell (docs/adr/0019-spells-apart.md).

Open spells: a unique index on the person. Closed ones: the exclusion constraint. Open against closed: a trigger at the
end of each statement, which looks with a fresh snapshot. Two sessions cannot pass each other: who writes an open spell
holds KEY SHARE of the person (an insert by the foreign key, checked at once from now on; a change of dates by the
trigger before it), and who writes a closed one takes FOR UPDATE of the person before the row is written.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION members_hold_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF upper(NEW.during) IS NULL THEN
        PERFORM FROM people_person p WHERE p.id = NEW.person_id FOR KEY SHARE;
    ELSE
        PERFORM FROM people_person p WHERE p.id = NEW.person_id FOR UPDATE;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER hold_person_on_insert BEFORE INSERT ON members_membership
    FOR EACH ROW WHEN (upper(NEW.during) IS NOT NULL) EXECUTE FUNCTION members_hold_person();
CREATE TRIGGER hold_person_on_update BEFORE UPDATE ON members_membership
    FOR EACH ROW WHEN ((OLD.person_id, OLD.during) IS DISTINCT FROM (NEW.person_id, NEW.during))
    EXECUTE FUNCTION members_hold_person();

-- The plan is made once a session, maybe while the table is empty: its order is therefore written, row by row of what
-- was changed to the index of the person, for one row or for a hundred thousand.
CREATE FUNCTION members_spells_apart() RETURNS trigger LANGUAGE plpgsql
    SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
BEGIN
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
        RAISE EXCEPTION 'memberships are written at READ COMMITTED only: an older snapshot does not see other sessions'
            USING ERRCODE = 'active_sql_transaction';
    END IF;
    PERFORM FROM new_rows n CROSS JOIN LATERAL (
        SELECT FROM members_membership o
        WHERE o.person_id = n.person_id AND o.id <> n.id AND o.during && n.during OFFSET 0
    ) other LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'spells of one person overlap' USING ERRCODE = 'exclusion_violation',
            TABLE = 'members_membership', CONSTRAINT = 'membership_one_relationship_at_a_time';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER spells_apart_on_insert AFTER INSERT ON members_membership
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION members_spells_apart();
CREATE TRIGGER spells_apart_on_update AFTER UPDATE ON members_membership
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION members_spells_apart();
"""

REVERSE = """
DROP TRIGGER spells_apart_on_update ON members_membership;
DROP TRIGGER spells_apart_on_insert ON members_membership;
DROP FUNCTION members_spells_apart();
DROP TRIGGER hold_person_on_update ON members_membership;
DROP TRIGGER hold_person_on_insert ON members_membership;
DROP FUNCTION members_hold_person();
"""

_PERSON_KEY = """
DO $$
DECLARE key text := (
    SELECT conname FROM pg_constraint
    WHERE contype = 'f' AND conrelid = 'members_membership'::regclass AND confrelid = 'people_person'::regclass);
BEGIN
    EXECUTE format('ALTER TABLE members_membership ALTER CONSTRAINT %I {when}', key);
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0003_statistics_of_spells"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(
            _PERSON_KEY.format(when="NOT DEFERRABLE"),
            reverse_sql=_PERSON_KEY.format(when="DEFERRABLE INITIALLY DEFERRED"),
        ),
        migrations.RunSQL(FORWARD, reverse_sql=REVERSE),
    ]
