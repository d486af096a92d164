from django.db import migrations


class Migration(migrations.Migration):
    """Keys of persons for imports, a block each: protected cells are bound to their row before it is written.

    Far above those of the column's own sequence, and below 2**53, which every program reads exactly.
    """

    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE people_person_block AS bigint START 1099511627776 MINVALUE 1099511627776"
            " INCREMENT 268435456 MAXVALUE 9007199254740991",
            reverse_sql="DROP SEQUENCE people_person_block",
        ),
    ]
