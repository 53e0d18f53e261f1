from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION people_sees(asked_person uuid, wanted int) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT wanted <> 0 AND EXISTS (
        SELECT FROM people_grant AS held,
            (SELECT NULLIF(current_setting('intreccio.organisation_id', true), '')::uuid AS organisation,
                    NULLIF(current_setting('intreccio.user_id', true), '')::uuid AS asker,
                    NULLIF(current_setting('intreccio.purpose', true), '') AS purpose,
                    COALESCE(NULLIF(current_setting('intreccio.sights', true), '')::int, 0) AS sights,
                    COALESCE(NULLIF(current_setting('intreccio.moment', true), '')::timestamptz, now()) AS moment
            ) AS told
        WHERE held.person_id = asked_person AND held.sights & told.sights & wanted = wanted
          AND held.purpose = told.purpose AND (held.until IS NULL OR held.until > told.moment)
          AND (held.organisation_id = told.organisation OR held.user_id = told.asker))
$$;

CREATE FUNCTION people_custodian(asked_person uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT custodian_id FROM people_person WHERE id = asked_person
$$;

CREATE FUNCTION people_known_as(hashes bytea[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT known.person
    FROM (SELECT person_id FROM people_identity
          WHERE tax_code_hash = ANY(hashes) OR foreigner_code_hash = ANY(hashes)
          UNION
          SELECT id FROM people_person WHERE card_hash = ANY(hashes)) AS known (person)
    WHERE current_setting('intreccio.purpose', true) = 'break-glass'
      AND current_setting('intreccio.sights', true) NOT IN ('', '0')
$$;

CREATE FUNCTION people_grant_only_shortens() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.until IS NULL OR NEW.until > OLD.until THEN
        RAISE EXCEPTION 'A grant is ended or shortened, never prolonged: give another.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER people_grant_only_shortens BEFORE UPDATE ON people_grant
    FOR EACH ROW EXECUTE FUNCTION people_grant_only_shortens();

REVOKE ALL ON FUNCTION people_sees, people_custodian, people_known_as FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people_sees, people_custodian, people_known_as TO intreccio_app;
"""

NO_FUNCTIONS = """
DROP TRIGGER people_grant_only_shortens ON people_grant;
DROP FUNCTION people_grant_only_shortens, people_sees, people_custodian, people_known_as CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS)]
