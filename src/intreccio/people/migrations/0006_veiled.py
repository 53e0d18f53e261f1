from django.db import migrations

FUNCTION = """
CREATE FUNCTION people_veiled() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT item FROM people_veil
    WHERE hidden_from_id = NULLIF(current_setting('intreccio.organisation_id', true), '')::uuid
      AND (until IS NULL OR until > COALESCE(NULLIF(current_setting('intreccio.moment', true), '')::timestamptz, now()))
$$;
REVOKE ALL ON FUNCTION people_veiled FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people_veiled TO intreccio_app;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0005_veils")]

    operations = [migrations.RunSQL(FUNCTION, "DROP FUNCTION people_veiled CASCADE")]
