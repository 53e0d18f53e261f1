"""What Django's models cannot say: extensions, the journal's refusals, the shared cache's table."""

from django.db import migrations

EXTENSIONS = ["pg_trgm"]
ONLY_ADDED_TO = ["kernel_journalentry", "kernel_journalleaf", "kernel_journalseal", "kernel_lifecyclelog"]

REFUSE = """
    CREATE FUNCTION intreccio_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '% is only added to: % is refused.', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'insufficient_privilege';
    END $$
"""
CACHE = """
    CREATE TABLE intreccio_cache (
        cache_key varchar(255) PRIMARY KEY,
        value text NOT NULL,
        expires timestamptz NOT NULL
    );
    CREATE INDEX intreccio_cache_expires ON intreccio_cache (expires)
"""


def refusals(table):
    return f"""
        CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION intreccio_refuse();
        CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION intreccio_refuse()
    """


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]
    operations = [
        *(
            migrations.RunSQL(f"CREATE EXTENSION IF NOT EXISTS {name}", migrations.RunSQL.noop)
            for name in EXTENSIONS
        ),
        migrations.RunSQL(REFUSE, "DROP FUNCTION intreccio_refuse() CASCADE"),
        *(migrations.RunSQL(refusals(table), migrations.RunSQL.noop) for table in ONLY_ADDED_TO),
        migrations.RunSQL(CACHE, "DROP TABLE intreccio_cache"),
    ]
