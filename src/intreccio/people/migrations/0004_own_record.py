from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION people_by_card(hashes bytea[], moment timestamptz)
RETURNS TABLE (person uuid, pseudonym uuid, pin text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT known.id, known.pseudonym,
           CASE WHEN known.pin_rests_until IS NULL OR known.pin_rests_until <= moment THEN known.pin END
    FROM people_person AS known
    WHERE known.card_hash = ANY(hashes) AND known.pin IS NOT NULL AND known.merged_into_id IS NULL
      AND current_setting('intreccio.purpose', true) = 'public'
$$;

CREATE FUNCTION people_pin_tried(tried uuid, was_right boolean, moment timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    UPDATE people_person
    SET pin_missed = CASE WHEN was_right THEN 0 ELSE (pin_missed + 1) % 5 END,
        pin_rests_until = CASE WHEN NOT was_right AND pin_missed >= 4 THEN moment + interval '15 minutes'
                               WHEN was_right THEN NULL ELSE pin_rests_until END
    WHERE id = tried AND current_setting('intreccio.purpose', true) = 'public'
$$;

REVOKE ALL ON FUNCTION people_by_card, people_pin_tried FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people_by_card, people_pin_tried TO intreccio_app;
"""


class Migration(migrations.Migration):
    """The one way by which somebody without an account finds a person: the card's hash, which nobody can guess."""

    dependencies = [("people", "0003_pins")]

    operations = [migrations.RunSQL(FUNCTIONS, "DROP FUNCTION people_by_card, people_pin_tried")]
