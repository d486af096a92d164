"""``name_key`` and ``initials`` of a membership follow the person: filled when empty, rewritten with the name.

Triggers, because people stands below members and may not know it, and because COPY and raw SQL must keep it too.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION members_fill_name_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT left(p.pinyin || ' ' || p.name, 160), p.initials INTO NEW.name_key, NEW.initials
    FROM people_person p WHERE p.id = NEW.person_id;
    NEW.name_key := coalesce(NEW.name_key, '');
    NEW.initials := coalesce(NEW.initials, '');
    RETURN NEW;
END $$;

CREATE TRIGGER name_key_on_insert BEFORE INSERT ON members_membership
    FOR EACH ROW WHEN (NEW.name_key = '' OR NEW.initials = '') EXECUTE FUNCTION members_fill_name_key();

CREATE TRIGGER name_key_on_other_person BEFORE UPDATE ON members_membership
    FOR EACH ROW WHEN (OLD.person_id IS DISTINCT FROM NEW.person_id) EXECUTE FUNCTION members_fill_name_key();

CREATE FUNCTION members_name_key_follows_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE members_membership m SET name_key = left(n.pinyin || ' ' || n.name, 160), initials = n.initials
    FROM new_rows n JOIN old_rows o USING (id)
    WHERE m.person_id = n.id AND (o.name, o.pinyin, o.initials) IS DISTINCT FROM (n.name, n.pinyin, n.initials);
    RETURN NULL;
END $$;

CREATE TRIGGER members_name_key_follows_person AFTER UPDATE ON people_person
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION members_name_key_follows_person();
"""

REVERSE = """
DROP TRIGGER members_name_key_follows_person ON people_person;
DROP FUNCTION members_name_key_follows_person();
DROP TRIGGER name_key_on_other_person ON members_membership;
DROP TRIGGER name_key_on_insert ON members_membership;
DROP FUNCTION members_fill_name_key();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [migrations.RunSQL(FORWARD, reverse_sql=REVERSE)]
